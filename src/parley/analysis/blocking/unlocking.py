"""Smallest relaxations and conflicts of draws without a zone, where packages are too many to list.

Room: analysis. Asks `parley.analysis.unlisted.reach` whether some demands can all be met. May use numpy.

What is known of a draw grows from both ends. A smallest set that meets every relaxation known so far is
either a conflict; or some package meets all its demands, and what that package fails contains a relaxation
that was not known yet: demands are taken out of it as long as some package fails no others. When every such
set is a conflict, both lists are complete. All draws are asked together, each about sets of its own.

Source: Gunopulos, Khardon, Mannila, Saluja, Toivonen and Sharma (2003), Discovering all most specific
sentences, ACM Transactions on Database Systems 28(2), 140-174 (dualize and advance); for demands of which not
all can be met, Liffiton, Previti, Malik and Marques-Silva (2016), Fast, flexible MUS enumeration, Constraints
21(2), 223-250.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocking.demands import Demands
from parley.analysis.blocking.smallest import elements, hitting_sets
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import CLOSE, reach

_BUDGET = 60_000  # questions that are asked, over the third power of the number of principals
_TOGETHER = 100  # draws asked together, at most
_EACH = 40  # questions that one draw is expected to take
_PER_DRAW = 300  # questions about one draw
_AT_ONCE = 30  # of them in one turn
_PASSES = 3  # of `reach`, for one question


@dataclass(frozen=True, slots=True)
class Blocked:
    """What was found of one draw: each set is one, whether or not all were found."""

    relaxations: tuple[int, ...]
    conflicts: tuple[int, ...]
    complete: bool  # there are no others
    decided: bool  # every question was answered: yes or no


@dataclass(frozen=True, slots=True)
class _Answer:
    failed: int | None  # demands failed by a package that fails no others than asked; None: none was found
    decided: bool


_Search = Generator[list[int], list[_Answer], Blocked]


def questions(parties: int) -> int:
    """How many are asked, among so many principals: the more there are, the longer one takes."""
    return max(1, _BUDGET // parties**3)


def blocked(many: Many, demands: Demands, draws: NDArray[np.intp]) -> list[Blocked]:
    """What blocks each of these draws; fewer than asked for, the first, where it would take too long."""
    out: list[Blocked] = []
    left = questions(many.parties)
    while len(out) < len(draws) and left > 0:
        size = min(_TOGETHER, 1 + left // _EACH)
        part = [int(s) for s in draws[len(out) : len(out) + size]]
        found, asked = _together(many, demands, part)
        out += found
        left -= asked
    return out


def _together(many: Many, demands: Demands, draws: Sequence[int]) -> tuple[list[Blocked], int]:
    """What blocks some draws, and how many questions it took."""
    searches = [_search(demands.held(s)) for s in draws]
    out: dict[int, Blocked] = {}
    asking = {k: next(search) for k, search in enumerate(searches)}
    asked = 0
    while asking:
        questions = [(draws[k], off) for k, offs in asking.items() for off in offs]
        answers = iter(_asked(many, demands, questions))
        asked += len(questions)
        following = {}
        for k, offs in asking.items():
            try:
                following[k] = searches[k].send([next(answers) for _ in offs])
            except StopIteration as done:
                out[k] = done.value
        asking = following
    return [out[k] for k in range(len(draws))], asked


def _search(held: int) -> _Search:
    """Ask which demands of a draw may be given up; answered by what a package then fails."""
    relaxations: list[int] = []
    conflicts: set[int] = set()
    asked, decided = 0, True
    while True:
        tried = [h for h in hitting_sets(relaxations, len(conflicts) + _AT_ONCE) if h not in conflicts]
        if not tried or asked > _PER_DRAW:
            break
        answers = yield [held & ~h for h in tried]
        asked += len(tried)
        for h, answer in zip(tried, answers, strict=True):
            if answer.failed is None:
                conflicts.add(h)
                decided &= answer.decided
            elif not any(r & ~answer.failed == 0 for r in relaxations):
                smallest, more, sure = yield from _shrunk(answer.failed)
                relaxations.append(smallest)
                asked, decided = asked + more, decided and sure
    if not relaxations:
        conflicts.clear()  # there is no package at all, and nobody's demands are the reason
    return Blocked(tuple(sorted(relaxations)), tuple(sorted(conflicts)), not tried, decided)


def _shrunk(failed: int) -> Generator[list[int], list[_Answer], tuple[int, int, bool]]:
    """A smallest relaxation within one; how many questions it took, and whether all were answered."""
    needed, asked, decided = 0, 0, True
    while failed != needed:
        tried = elements(failed & ~needed)
        answers = yield [failed & ~d for d in tried]
        asked += len(tried)
        smaller = [answer.failed for answer in answers if answer.failed is not None]
        for d, answer in zip(tried, answers, strict=True):
            if answer.failed is None:  # so it stays needed in every smaller set
                needed |= d
                decided &= answer.decided
        if smaller:
            failed = min(smaller, key=lambda s: (s.bit_count(), s))
    return failed, asked, decided


def _asked(many: Many, demands: Demands, questions: Sequence[tuple[int, int]]) -> list[_Answer]:
    """Whether some package fails only demands of a set; the set is given with its draw."""
    rows = np.array([s for s, _ in questions], dtype=np.intp)
    off = np.zeros((len(rows), len(demands.named)), dtype=bool)
    for n, (_, bits) in enumerate(questions):
        off[n, [e.bit_length() - 1 for e in elements(bits)]] = True
    real, needed = without(many, demands, rows, off)
    found = reach(many, rows, real=real, needed=needed, decide=True, passes=_PASSES)
    failed = failed_by(many, demands, rows, found.packages)
    return [
        _Answer(sum(1 << int(d) for d in np.flatnonzero(row)) if there else None, bool(there or none))
        for row, there, none in zip(failed, found.found, found.excluded, strict=True)
    ]


def without(
    many: Many, demands: Demands, rows: NDArray[np.intp], off: NDArray[np.bool_]
) -> tuple[list[NDArray[np.bool_]], NDArray[np.float64]]:
    """What `reach` is to take as real and needed where some demands are off, shape (rows, demands)."""
    real = [held.copy() for held in many.real(rows)]
    for k, (p, columns) in enumerate(demands.columns):
        for column in columns:
            real[p][:, column] &= ~off[:, k]
    needed = np.full((len(rows), many.parties), -np.inf)
    for k, (p, floor) in enumerate(demands.floors, start=demands.lines):
        needed[:, p] = np.where(off[:, k], needed[:, p], np.maximum(needed[:, p], floor[rows]))
    return real, needed


def failed_by(
    many: Many, demands: Demands, rows: NDArray[np.intp], packages: NDArray[np.intp]
) -> NDArray[np.bool_]:
    """Demands that a package fails in a draw, shape (rows, demands)."""
    axes = range(packages.shape[1])
    gains = many.gains(rows, packages)
    out = np.zeros((len(rows), len(demands.named)), dtype=bool)
    for k, bundle in enumerate(demands.bundles):
        out[:, k] = demands.real[rows, k] & many.bundles[bundle].holds(packages, axes)
    for k, (p, floor) in enumerate(demands.floors, start=demands.lines):
        out[:, k] = gains[:, p] < floor[rows] - CLOSE
    return out
