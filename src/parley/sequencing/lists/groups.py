"""Several categories of persons handed over at once: how many are living together, and is the floor met?

Room: sequencing. Speaks arrays. Letters as in `parley.sequencing.lists.composition`; categories are
independent of each other.

A floor is met by exchanges within a category: one person for one living, until the floor is met or nobody
living is left there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.case.notation import Interval
from parley.sequencing.lists.composition import (
    Pmf,
    as_holder_chooses,
    by_draw,
    by_list,
    exchanged,
)

_DUST = 1e-12

Choose = Literal["list", "draw", "fewest", "most"]


@dataclass(frozen=True, slots=True)
class Group:
    """Persons held of one category, and how many of them are handed over."""

    name: str
    held: int
    living: tuple[int, int]  # of these; any number between is as likely as any other
    handed: int
    floor: int = 0  # the least number of living persons among those handed over
    known: Interval | None = None  # how surely a living person is known to be so; None: as for all


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """All categories together, by one choice."""

    met: Pmf  # living among those handed over, after exchanges for the floors
    alone: Pmf  # before
    falls_short: float  # chance that some floor is missed before
    cannot: float  # chance that some floor is missed after: too few are living at all


def work(groups: Sequence[Group], floor: int) -> int:
    """About how many terms an exact answer adds up."""
    alone = sum((g.living[1] - g.living[0] + 1) * (min(g.living[1], g.handed) + 1) * g.handed for g in groups)
    handed = sum(g.handed for g in groups)
    return alone + (len(groups) - 1) * (floor + 1) ** 2 * handed * handed


def exactly(groups: Sequence[Group], floor: int, choose: Choose, known: Interval) -> Outcome:
    """Added up over every number of living persons."""
    alone, right = np.ones(1), np.ones(1)
    met, fine = np.zeros((1, floor + 1)), np.zeros((1, floor + 1))
    met[0, 0] = fine[0, 0] = 1.0
    for group in groups:
        one = _of_group(group, floor, choose, known)
        alone, right = np.convolve(alone, one.alone), np.convolve(right, one.right)
        met, fine = _joined(met, one.met), _joined(fine, one.fine)
    answer = np.zeros(len(alone))
    for could_be in range(floor + 1):  # living at hand, as far as the floor asks
        answer[max(could_be, 0) :] += met[could_be:, could_be]
        answer[could_be] += met[:could_be, could_be].sum()
    return Outcome(answer, alone, _chance(1 - right[floor:].sum()), _chance(1 - fine[:, floor].sum()))


@dataclass(frozen=True, slots=True, eq=False)
class _Of:
    alone: Pmf  # over K
    right: Pmf  # over K, where the floor of the category is met without exchanges
    met: Pmf  # over K after exchanges, and the living at hand, counted up to the floor of all
    fine: Pmf  # the same where the floor of the category can be met


def _of_group(group: Group, floor: int, choose: Choose, known: Interval) -> _Of:
    low, high = group.living
    sure = group.known or known
    alone, right = np.zeros(group.handed + 1), np.zeros(group.handed + 1)
    met, fine = np.zeros((group.handed + 1, floor + 1)), np.zeros((group.handed + 1, floor + 1))
    for living in range(low, high + 1):
        pmf = _by(choose, group.held, living, group.handed, (sure.low, sure.high)) / (high - low + 1)
        alone += pmf
        right[group.floor :] += pmf[group.floor :]
        after, at_hand = exchanged(pmf, living, group.floor), min(living, group.handed, floor)
        met[:, at_hand] += after
        if living >= group.floor:
            fine[:, at_hand] += after
    return _Of(alone, right, met, fine)


def _by(choose: Choose, held: int, living: int, handed: int, known: tuple[float, float]) -> Pmf:
    if choose == "list":
        return by_list(held, living, handed, known)
    if choose == "draw":
        return by_draw(held, living, handed)
    return as_holder_chooses(held, living, handed, best=choose == "most")


def _joined(first: Pmf, second: Pmf) -> Pmf:
    """Both added up: the first axis in full, the second up to its end."""
    end = first.shape[1] - 1
    answer = np.zeros((first.shape[0] + second.shape[0] - 1, end + 1))
    for i in range(end + 1):
        for j in range(end + 1):
            if first[:, i].any() and second[:, j].any():
                answer[:, min(i + j, end)] += np.convolve(first[:, i], second[:, j])
    return answer


def _chance(p: float) -> float:
    """A probability without the dust of rounding."""
    return 0.0 if p < _DUST else 1.0 if p > 1 - _DUST else float(p)


def sampled(
    groups: Sequence[Group],
    floor: int,
    choose: Choose,
    known: Interval,
    *,
    draws: int,
    rng: np.random.Generator,
) -> Outcome:
    """The same from a sample: each draw is one number of living, and one list or draw."""
    alone = np.zeros(draws, dtype=np.int64)
    met, at_hand = alone.copy(), alone.copy()
    short, cannot = np.zeros(draws, dtype=bool), np.zeros(draws, dtype=bool)
    for group in groups:
        living = rng.integers(group.living[0], group.living[1] + 1, draws)
        got = _sampled(group, choose, living, group.known or known, rng)
        alone += got
        met += np.maximum(got, np.minimum(living, group.floor))
        at_hand += np.minimum(living, group.handed)
        short |= got < group.floor
        cannot |= living < group.floor
    short |= alone < floor
    cannot |= at_hand < floor
    met = np.maximum(met, np.minimum(at_hand, floor))
    handed = sum(group.handed for group in groups)
    return Outcome(_shares(met, handed), _shares(alone, handed), float(short.mean()), float(cannot.mean()))


def _sampled(
    group: Group, choose: Choose, living: NDArray[np.int64], known: Interval, rng: np.random.Generator
) -> NDArray[np.int64]:
    if choose == "most":
        return np.minimum(living, group.handed)
    if choose == "fewest":
        return np.maximum(0, group.handed - (group.held - living))
    first = np.zeros_like(living)
    if choose == "list":
        first = np.minimum(
            rng.binomial(living, rng.uniform(known.low, known.high, len(living))), group.handed
        )
    rest = rng.hypergeometric(living - first, group.held - living, group.handed - first)
    return np.asarray(first + rest, dtype=np.int64)


def _shares(counts: NDArray[np.int64], handed: int) -> Pmf:
    return np.bincount(counts, minlength=handed + 1) / len(counts)
