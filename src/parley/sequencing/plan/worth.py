"""What does each deliverable cost the party that gives it, and what is it worth to the one that receives it?

Room: sequencing. Asks a `parley.analysis.study.Study`; may use numpy. All of it, in every draw, each on that
party's own 0..1 scale, the one of its gains: from the worst to the best package is one unit.

A range that is written is drawn from, evenly. Else a deliverable is worth what the package says on the issues
it `carries`, against what no deal leads to on them, in the very draws of the study: what a party loses there
is what giving costs it, what it gains there is what receiving is worth to it. Deliverables that carry the
same issue for the same giver (for its cost), or the same receiver (for its value), share it: as is written,
and equally for the rest. What is neither written nor carried is drawn from `UNKNOWN`, and said to be assumed.
Whoever is no principal gives and receives without a scale: at no cost, and to no temptation.

Streams have addresses: seed, "deliverables", the place (`parley.sequencing.plan.places`), the purpose. So one
more deliverable changes no other draw, and two principals may be exchanged.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.study import Study
from parley.bridging.offers.asked import worth_at
from parley.case.deliverables import Deliverable
from parley.case.model import Case
from parley.case.notation import Interval
from parley.case.package import Package
from parley.case.wording import Names, listed
from parley.ground.ids import IssueId
from parley.ground.trace import Assumption
from parley.ground.worded import say
from parley.sequencing.plan.places import drawn, places_of

UNKNOWN = Interval(0.0, 0.2)  # of what is neither written nor carried, of all of it: a stated default
Floats = NDArray[np.float64]
Side = Literal["cost", "value"]
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """All of one deliverable; shape (draws,) each, at least 0."""

    cost: Floats  # to the giver; 0 where that is no principal
    value: Floats  # to the receiver; 0 where that is no principal


@dataclass(frozen=True, slots=True, eq=False)
class Worths:
    """All that are part of a package, and what a reader should know of them."""

    each: Mapping[str, Worth]
    notes: tuple[str, ...]
    assumptions: tuple[Assumption, ...]


def worths_of(ready: Study, package: Package, present: Sequence[str], names: Names) -> Worths:
    """What deliverables are worth that are part of a package.

    Args:
        present: their ids (see `parley.case.deliverables_of_package.part_of`).
        names: what things are called in notes.
    """
    case, place = ready.case, places_of(ready.case)
    carried = _Carried.of(ready, package, present)
    each: dict[str, Worth] = {}
    unknown: list[tuple[str, Side]] = []
    likes: dict[Side, list[str]] = {"cost": [], "value": []}
    for id in present:
        sides: dict[Side, Floats] = {}
        for side in ("cost", "value"):
            deliverable = case.deliverables[id]
            written = deliverable.cost if side == "cost" else deliverable.value
            party = _whose(deliverable, side)
            worth = carried.worth(id, side)
            if party not in ready.parties:
                sides[side] = np.zeros(len(ready))
            elif written is not None:
                sides[side] = drawn(written, ready, place[id], side)
            elif worth is not None:
                signed = -worth if side == "cost" else worth
                sides[side] = np.maximum(signed, 0.0) + 0.0
                likes[side] += [id] if _mostly(signed < -_NOTHING) else []
            else:
                sides[side] = drawn(UNKNOWN, ready, place[id], side)
                unknown.append((id, side))
        each[id] = Worth(sides["cost"], sides["value"])
    notes = (*_notes(case, likes, names), *_uncarried(ready, package, present, names))
    return Worths(each, notes, tuple(_assumed(case, id, side) for id, side in unknown))


@dataclass(frozen=True, slots=True, eq=False)
class _Carried:
    """What deliverables are worth by the issues they carry."""

    ready: Study
    levels: Mapping[str, tuple[int, float]]  # issue -> its axis, and where the package lies on it
    shares: Mapping[tuple[str, str, Side], Floats]  # (deliverable, issue, side) -> its share in every draw

    @classmethod
    def of(cls, ready: Study, package: Package, present: Sequence[str]) -> "_Carried":
        levels, place = _levels(ready, package), places_of(ready.case)
        shares: dict[tuple[str, str, Side], Floats] = {}
        for issue in levels:
            for side in ("cost", "value"):
                groups: dict[str, list[str]] = {}
                for id in present:
                    deliverable = ready.case.deliverables[id]
                    if issue in deliverable.carries:
                        groups.setdefault(_whose(deliverable, side), []).append(id)
                for group in groups.values():
                    each = _shares(ready, place, issue, group)
                    shares |= {(id, issue, side): share for id, share in each.items()}
        return cls(ready, levels, shares)

    def worth(self, id: str, side: Side) -> Floats | None:
        """What the issues carried gain the party on that side, of all of it; None where nothing says so."""
        deliverable = self.ready.case.deliverables[id]
        party = _whose(deliverable, side)
        issues = [i for i in deliverable.carries if i in self.levels]
        if not issues or party not in self.ready.parties:
            return None
        gains = self.ready.gains[self.ready.parties.index(party)]
        worths = [self.shares[id, i, side] * worth_at(gains, *self.levels[i]) for i in issues]
        total: Floats = np.sum(worths, axis=0)
        return total


def _levels(ready: Study, package: Package) -> dict[str, tuple[int, float]]:
    """Issue -> axis and level of what the package says, where it says something."""
    said = dict(package.terms)
    found = {}
    for i, axis in enumerate(ready.space.axes):
        term = said.get(IssueId(axis.issue))
        if isinstance(term, str):
            found[axis.issue] = (i, float(axis.choices.index(term)))
        elif term is not None:
            found[axis.issue] = (i, float(np.interp(term, axis.numbers, np.arange(len(axis.choices)))))
    return found


def _shares(ready: Study, place: Mapping[str, str], issue: str, group: Sequence[str]) -> dict[str, Floats]:
    """Of those that carry an issue for one party: as is written, and what is left in equal parts."""
    written = {id: ready.case.deliverables[id].carries[issue] for id in group}
    shares = {
        id: drawn(share, ready, place[id], "share", issue)
        for id, share in written.items()
        if share is not None
    }
    rest = [id for id in group if id not in shares]
    left = np.maximum(1.0 - np.sum(list(shares.values()), axis=0), 0.0) if shares else np.ones(len(ready))
    return shares | {id: left / len(rest) for id in rest}


def _whose(deliverable: Deliverable, side: Side) -> str:
    return deliverable.from_ if side == "cost" else deliverable.to


def _mostly(held: NDArray[np.bool_]) -> bool:
    return 2 * int(np.count_nonzero(held)) > len(held)


def called(case: Case, id: str) -> str:
    """A deliverable inside a sentence: its name in single quotes."""
    return say("‘{words}’", words=case.deliverables[id].name)


def _notes(case: Case, likes: Mapping[Side, Sequence[str]], names: Names) -> Iterable[str]:
    for id in likes["cost"]:
        yield say(
            "On {issues} this package is no worse for {who} than no deal, in most draws: so to give {what} "
            "is taken to cost it nothing.",
            who=names.who(case.deliverables[id].from_),
            what=called(case, id),
            issues=_carried_by(case, id, names),
        )
    for id in likes["value"]:
        yield say(
            "On {issues} this package is no better for {who} than no deal, in most draws: so {what} is taken "
            "to be worth nothing to it.",
            who=names.who(case.deliverables[id].to),
            what=called(case, id),
            issues=_carried_by(case, id, names),
        )


def _carried_by(case: Case, id: str, names: Names) -> str:
    return listed(names.issue_in_text(issue) for issue in case.deliverables[id].carries)


def _uncarried(ready: Study, package: Package, present: Sequence[str], names: Names) -> Iterable[str]:
    """Issues whose terms no deliverable carries, though they are worth something to somebody."""
    carried = {issue for id in present for issue in ready.case.deliverables[id].carries}
    left = [
        issue
        for issue, at in _levels(ready, package).items()
        if issue not in carried and any(np.abs(worth_at(g, *at)).max() > _NOTHING for g in ready.gains)
    ]
    if left:
        yield say(
            "No deliverable carries {issues}: what the package says there stands in no step, and counts only "
            "through guarantees that say so.",
            issues=listed(names.issue_in_text(issue) for issue in left),
        )


def _assumed(case: Case, id: str, side: Side) -> Assumption:
    range_ = f"{UNKNOWN.low:g} to {UNKNOWN.high:g}"
    party = case.parties[_whose(case.deliverables[id], side)].name
    if side == "cost":
        said = say(
            "{what} costs {who} {range} of its scale, since nothing is written of it",
            what=called(case, id),
            who=party,
            range=range_,
        )
    else:
        said = say(
            "{what} is worth {range} of its scale to {who}, since nothing is written of it",
            what=called(case, id),
            who=party,
            range=range_,
        )
    return Assumption(said, "parley")
