"""In how many lots is each thing handed over, so that orders of all of them can still be compared one by one?

Room: sequencing. Speaks deliverables. Things that are counted are handed over one by one, and those counted
by another (30 for each) along with it, as long as the states between nothing and all are few enough to be
looked at: a state says how many lots of each have been handed over. Where they are more, the largest numbers
of lots are halved until they are not. Lots are of equal worth; persons are rounded to whole ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, prod

from parley.case.deliverables import Deliverable
from parley.case.deliverables_of_package import counted_by
from parley.case.model import Case
from parley.sequencing.plan.places import places_of

STATES = 700  # states at one time, at most
DIVISIBLE = 4  # parts of something divisible where nothing is written
ONE_BY_ONE = 60  # lots of one thing, at most
_WHOLE = 1e-9


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which something is handed over; no last day: as long as it takes."""

    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Lots:
    """So many equal lots."""

    count: int
    amount: float  # all of it
    whole: bool  # it is counted: amounts are whole numbers

    def so_far(self, lots: int) -> float:
        """How much the first lots are together.

        >>> [Lots(4, 10, True).so_far(k) for k in range(5)], Lots(4, 1, False).so_far(1)
        ([0.0, 2.0, 5.0, 7.0, 10.0], 0.25)
        """
        if lots == self.count:
            return float(self.amount)
        share = self.amount * lots / self.count
        return float(int(share + 0.5 - _WHOLE)) if self.whole else share

    def reaching(self, amount: float) -> int:
        """The number of lots that are at least so much.

        >>> Lots(4, 10, True).reaching(5), Lots(4, 10, True).reaching(6), Lots(4, 10, True).reaching(99)
        (2, 3, 4)
        """
        return next((k for k in range(self.count) if self.so_far(k) >= amount - _WHOLE), self.count)


def lots_of(
    case: Case, amounts: Mapping[str, float], windows: Mapping[str, Window], most: int = STATES
) -> tuple[dict[str, Lots], tuple[str, ...]]:
    """Lots of everything that does not continue; and what is handed over in fewer lots than one by one.

    Args:
        amounts: how much of each there is (see `parley.case.deliverables_of_package.amounts_in`).
        windows: between which days each is handed over.
        most: states at one time, at most.
    """
    place = places_of(case)
    ids = [
        id for id in sorted(amounts, key=lambda id: place[id]) if case.deliverables[id].kind != "continuing"
    ]
    finest = {id: _finest(case.deliverables[id], amounts[id]) for id in ids}
    groups = _groups(case, ids)
    counts = _counts(case, amounts, groups, {root: finest[root] for root in groups})
    wanted = {root: finest[root] for root in groups}
    while _states(groups, counts, windows) > most:
        root = max(groups, key=lambda r: (max(counts[id] for id in groups[r]), wanted[r]))
        if max(counts[id] for id in groups[root]) == 1:
            break
        wanted[root] = max(1, min(wanted[root], max(counts[id] for id in groups[root])) // 2)
        counts = _counts(case, amounts, groups, wanted)
    coarse = tuple(id for id in ids if case.deliverables[id].kind == "countable" and counts[id] < amounts[id])
    return {
        id: Lots(counts[id], amounts[id], _is_whole(case.deliverables[id], amounts[id])) for id in ids
    }, coarse


def _finest(deliverable: Deliverable, amount: float) -> int:
    if _is_whole(deliverable, amount):
        return round(amount)
    if deliverable.kind == "one-off":
        return 1
    lots = round(deliverable.lots) if deliverable.lots else DIVISIBLE
    if deliverable.lots is None and deliverable.a_day is not None:
        lots = max(lots, ceil(amount / deliverable.a_day - _WHOLE))
    return max(1, lots)


def _is_whole(deliverable: Deliverable, amount: float) -> bool:
    return deliverable.kind == "countable" and abs(amount - round(amount)) < _WHOLE and amount >= 1


def _groups(case: Case, ids: Sequence[str]) -> dict[str, list[str]]:
    """What others are counted by -> itself and those: they are handed over in step."""
    groups: dict[str, list[str]] = {}
    for id in ids:
        root, seen = id, {id}
        while True:
            by = [other for other in counted_by(case, root) if other in ids and other not in seen]
            if len(by) != 1:
                break
            root = by[0]
            seen.add(root)
        groups.setdefault(root, []).append(id)
    return {root: sorted(members, key=lambda id: id != root) for root, members in groups.items()}


def _counts(
    case: Case, amounts: Mapping[str, float], groups: Mapping[str, Sequence[str]], wanted: Mapping[str, int]
) -> dict[str, int]:
    counts = {}
    for root, members in groups.items():
        first = _equal_parts(case.deliverables[root], amounts[root], min(wanted[root], ONE_BY_ONE))
        counts[root] = first
        for id in members:
            if id != root:
                counts[id] = min(first, max(1, int(amounts[id]))) if first > 1 else 1
    return counts


def _equal_parts(deliverable: Deliverable, amount: float, most: int) -> int:
    """So many parts at most; of a whole number rather equal ones, where that takes at least half as many.

    >>> people = Deliverable(name="People", from_="north", to="south", kind="countable")
    >>> [_equal_parts(people, n, 16) for n in (12, 33, 31, 990)]
    [12, 11, 16, 15]
    """
    most = min(most, _finest(deliverable, amount))
    if not _is_whole(deliverable, amount):
        return most
    even = next(k for k in range(most, 0, -1) if round(amount) % k == 0)
    return even if 2 * even >= most else most


def _states(
    groups: Mapping[str, Sequence[str]], counts: Mapping[str, int], windows: Mapping[str, Window]
) -> int:
    """States at the busiest time: what is handed over in different phases is not mixed, and what is handed
    over in step is one lot ahead, one behind, or even."""
    roots = {id: root for root, members in groups.items() for id in members if id != root}

    def places(id: str) -> int:
        tied = id in roots and in_step(windows[roots[id]], windows[id])
        return min(3, counts[id] + 1) if tied else counts[id] + 1

    starts = {windows[id].first for id in counts}
    return max((prod(places(id) for id in counts if _open(windows[id], day)) for day in starts), default=1)


def in_step(one: Window, other: Window) -> bool:
    """Is what is counted by something handed over along with it? Where both have the same days."""
    return one == other


def _open(window: Window, day: int) -> bool:
    return window.first <= day and (window.last is None or day <= window.last)
