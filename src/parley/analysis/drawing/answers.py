"""What a party answered, offered and refused: which of its drawn utility functions agree with that?

Room: analysis. Stands between the answers of a case and arrays. May use numpy, `parley.case` and
`parley.ground`.

    prefers A to B   U(A) > U(B); or B crosses a real red line, and A does not
    A equal to B     U(A) and U(B) are no further apart than `ABOUT_EQUAL` of the party's scale; and both
                     cross a real red line, or neither
    offered A        A is worth at least no deal less the cost of carrying on, and at least the minimum of the
                     party; and A crosses no real red line
    refused A        not so
    confirmed, denied    the red line is real; is not

What a package leaves open is as it is without a deal in that draw, in both packages of a comparison. A bound
such as ">= 40" is taken at its limit. Costs, worth of no deal and minimum are on the scale from the worst to
the best level of every issue, as if any levels could be combined.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.utility import Draws, Floats, joined
from parley.analysis.drawing.weights import Streams
from parley.analysis.space import Axis, Space
from parley.analysis.structure.bundle import Bundle, Mask
from parley.case.entries import Term, Terms
from parley.case.notation import Bound
from parley.case.preferences import ABOUT_EQUAL, Answer, Preferences, RedLine
from parley.ground.errors import ParleyError

Texts = Mapping[str, Terms]
Prior = Callable[[int, Streams], Draws]
TRIES = 100  # functions drawn at most for each one wanted
_FEWEST = 20_000  # that may be drawn in any case
_BATCH = 20_000  # drawn at once


class NoneAgrees(ParleyError):
    """No utility function was found that agrees with all answers."""


def narrowed(
    prior: Prior, space: Space, preferences: Preferences, texts: Texts, draws: int, rng: Streams
) -> Draws:
    """Utility functions that agree with the answers of a party.

    Functions are drawn from all and kept with the chance (e / (1 - e))^k, where k is how many answers one
    contradicts and e is how likely an answer is to be mistaken: what is kept has the distribution that
    follows from independent mistakes. Where every one contradicts some, the least k that was met counts as
    none. Where too few are found in `TRIES` times as many as are wanted, those found are repeated.

    Raises:
        NoneAgrees: mistakes are ruled out, and none was found that agrees with all answers.

    Source: rejection sampling, von Neumann (1951), Various techniques used in connection with random digits,
    National Bureau of Standards Applied Mathematics Series 12, 36-38.
    """
    odds = preferences.mistakes / (1 - preferences.mistakes)
    found: list[Draws] = []
    wrong = np.zeros(0, dtype=np.intp)  # answers that each one found contradicts
    least = len(preferences.answers) if odds else 0
    batch = tries = 0
    limit = max(TRIES * draws, _FEWEST)
    while tries < limit and (len(wrong) < draws or (least and tries < _FEWEST)):
        own, many = (rng, draws) if batch == 0 else (_again(rng, batch), _next(draws, len(wrong), tries))
        drawn = prior(many, own)
        k = contradicted(space, preferences, texts, drawn).sum(axis=1)
        if odds and k.min() < least:
            kept = own("answers", "thinned").random(len(wrong)) < odds ** (least - int(k.min()))
            found = [joined(found).at(np.flatnonzero(kept))] if found else []
            wrong, least = wrong[kept], int(k.min())
        kept = own("answers").random(len(drawn)) < odds ** np.maximum(k - least, 0)
        rows = np.flatnonzero(kept)[: max(0, 4 * draws - len(wrong))]
        found.append(drawn.at(rows))
        wrong = np.concatenate([wrong, k[rows]])
        tries += len(drawn)
        batch += 1
    if not len(wrong):
        raise NoneAgrees(
            f"None of {tries:,} utility functions agrees with all answers, and mistakes are ruled out.\n"
            "  Take an answer back, or write how likely a mistake is:  mistakes: 0.05"
        )
    kept_all = joined(found)
    return replace(
        kept_all.at(np.arange(draws) % len(wrong)),
        notes=(*kept_all.notes, *_told(least, len(wrong), draws)),
        details=(*kept_all.details, _narrowed_by(preferences.answers, tries)),
    )


def contradicted(space: Space, preferences: Preferences, texts: Texts, d: Draws) -> NDArray[np.bool_]:
    """Which answers each draw contradicts, shape (draws, answers)."""
    reader = _Reader(space, preferences, texts, d)
    held = [reader.holds(answer) for answer in preferences.answers]
    return ~np.stack(held, axis=1) if held else np.zeros((len(d), 0), dtype=bool)


def levels_of(space: Space, package: str | Terms, texts: Texts) -> dict[int, int]:
    """Issue number -> level, for what a package says; what is on issues left out is not among them."""
    terms = texts[package] if isinstance(package, str) else package
    at = {axis.issue: i for i, axis in enumerate(space.axes)}
    return {at[issue]: _level(space.axes[at[issue]], term) for issue, term in terms.items() if issue in at}


def bundle_of(space: Space, terms: Terms, unless: Terms | None = None) -> Bundle | None:
    """Terms as levels; None where they rest on an issue left out."""
    masks = space.masks(terms)
    return None if masks is None else Bundle(masks, space.masks(unless or {}) or {})


def meant(answer: Answer, lines: Sequence[RedLine]) -> list[int]:
    """Numbers of the red lines that are confirmed or denied."""
    return [k for k, line in enumerate(lines) if line.terms == answer.terms]


class _Reader:
    """The utility functions of one party, asked for packages."""

    def __init__(self, space: Space, preferences: Preferences, texts: Texts, d: Draws) -> None:
        self.space, self.preferences, self.texts, self.d = space, preferences, texts, d
        self.together = [bundle_of(space, t.terms) for t in preferences.together]
        self.lines = [bundle_of(space, r.terms, r.unless) for r in preferences.red_lines]
        opens = [np.array(axis.open) for axis in space.axes]
        best = [np.where(o, v, -np.inf).argmax(axis=1) for o, v in zip(opens, d.values, strict=True)]
        worst = [np.where(o, v, np.inf).argmin(axis=1) for o, v in zip(opens, d.values, strict=True)]
        self.worst = self.utility(np.stack(worst, axis=1))
        self.span = np.maximum(self.utility(np.stack(best, axis=1)) - self.worst, 0.0)
        stays = self.utility(d.no_deal) if d.worth is None else self.worst + d.worth * self.span
        self.needed = stays - d.cost * self.span
        if d.minimum is not None:
            self.needed = np.maximum(self.needed, self.worst + d.minimum * self.span)

    def holds(self, answer: Answer) -> Mask:
        """In which draws an answer is true."""
        if answer.kind in ("confirmed", "denied"):
            lines = self.d.real[:, meant(answer, self.preferences.red_lines)]
            real: Mask = np.count_nonzero(lines, axis=1) > 0
            return real if answer.kind == "confirmed" else ~real
        if answer.equal is not None:
            a, b = self.rows(answer.equal), self.rows({} if answer.to is None else answer.to)
            apart = np.abs(self.utility(a) - self.utility(b))
            alike: Mask = (apart <= ABOUT_EQUAL * self.span + 1e-12) & (self.crosses(a) == self.crosses(b))
            return alike
        if answer.better is not None and answer.worse is not None:
            a, b = self.rows(answer.better), self.rows(answer.worse)
            over_a, over_b = self.crosses(a), self.crosses(b)
            more: Mask = self.utility(a) > self.utility(b) + 1e-12
            return np.where(over_a == over_b, more, over_b)
        package = answer.better if answer.better is not None else answer.worse
        rows = self.rows({} if package is None else package)
        signed: Mask = ~self.crosses(rows) & (self.utility(rows) >= self.needed - 1e-12)
        return signed if answer.kind == "offered" else ~signed

    def rows(self, package: str | Terms) -> NDArray[np.intp]:
        """The levels of a package in every draw, shape (draws, issues)."""
        rows = self.d.no_deal.copy()
        for axis, level in levels_of(self.space, package, self.texts).items():
            rows[:, axis] = level
        return rows

    def utility(self, rows: NDArray[np.intp]) -> Floats:
        """Of one package for each draw, shape (draws,); red lines apart."""
        each = np.arange(len(rows))
        u: Floats = np.zeros(len(rows))
        for i, v in enumerate(self.d.values):
            u += self.d.weights[:, i] * v[each, rows[:, i]]
        for k, bundle in enumerate(self.together):
            if bundle is not None:
                u += self.d.adds[:, k] * bundle.holds(rows, range(rows.shape[1]))
        return u

    def crosses(self, rows: NDArray[np.intp]) -> Mask:
        """Does a package cross a red line that is real?"""
        out = np.zeros(len(rows), dtype=bool)
        for k, bundle in enumerate(self.lines):
            if bundle is not None:
                out |= self.d.real[:, k] & bundle.holds(rows, range(rows.shape[1]))
        return out


def _level(axis: Axis, term: Term) -> int:
    held = np.flatnonzero(axis.where(term))
    if not axis.numeric:
        return int(held[0])
    bound = term if isinstance(term, Bound) else Bound.parse(term)
    levels = held if held.size else np.arange(len(axis.choices))
    return int(levels[np.abs(axis.numbers[levels] - bound.number).argmin()])


def _next(draws: int, found: int, tries: int) -> int:
    """How many to try next, from how many were found among those tried."""
    missing = max(1, draws - found)
    return min(_BATCH, 8 * tries, max(draws, 1 + 11 * missing * tries // (10 * max(1, found))))


def _again(rng: Streams, batch: int) -> Streams:
    return lambda *step: rng("again", str(batch), *step)


def _narrowed_by(answers: Sequence[Answer], tries: int) -> str:
    count = "one answer" if len(answers) == 1 else f"{len(answers)} answers"
    return f"What was drawn is narrowed by {count}: {tries:,} utility functions were tried."


def _told(least: int, found: int, draws: int) -> tuple[str, ...]:
    said = []
    if least:
        count = "one of them" if least == 1 else f"{least} of them"
        said.append(
            f"nothing it could want agrees with all its answers; what agrees with all but {count} counts. "
            "parley check says which answers cannot all be true."
        )
    if found < draws:
        said.append(
            f"only {found:,} utility functions were found that agree with its answers; "
            f"{draws:,} draws repeat these."
        )
    return tuple(said)
