"""A list of persons from which names are chosen: categories, how many, and what each name is to either side.

Room: sequencing. Speaks names and sides; `valued` turns them into arrays. Names are codes: nothing in here
knows who anybody is.

The *giver* hands over who is chosen, and a name costs it something; the *receiver* wants names, and each is
worth something to it. Costs and values are on each side's own scale and are never compared with each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.case.notation import Interval
from parley.ground.chance import stream
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.sequencing.lists.procedures import Floats, Ints

Side = Literal["giver", "receiver"]
SIDES: tuple[Side, Side] = ("giver", "receiver")
Procedure = Literal["giver", "receiver", "veto", "limited-vetoes", "strike-and-rank", "alternate"]
PROCEDURES: tuple[Procedure, ...] = (
    "giver",
    "receiver",
    "veto",
    "limited-vetoes",
    "strike-and-rank",
    "alternate",
)
MOST = 2_000  # names


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a side's order: 1 is whom the giver hands over first, whom the receiver wants first."""

    number: int


Wish = Interval | Place | None  # what a name costs or is worth; None: nothing is known of it


@dataclass(frozen=True, slots=True)
class NameList:
    """Names, their categories, and what each is to either side; and what is asked of the list."""

    names: tuple[str, ...]
    categories: tuple[str, ...]  # one a name
    wishes: dict[Side, tuple[Wish, ...]]  # one a name; costs for the giver, values for the receiver
    take: int
    quotas: dict[str, int] = field(default_factory=dict)  # category -> how many are chosen of it
    vetoes: int | None = None
    procedure: Procedure | None = None
    sides: dict[Side, str] = field(default_factory=lambda: {"giver": "giver", "receiver": "receiver"})

    @property
    def kinds(self) -> tuple[str, ...]:
        """Categories in the order in which they come."""
        return tuple(dict.fromkeys(self.categories))

    def groups(self) -> tuple[Ints, Ints]:
        """Which group each name is of, and how many of each are chosen: one a quota, and one for the rest."""
        with_quota = list(self.quotas)
        rest = len(with_quota)
        group = [with_quota.index(c) if c in self.quotas else rest for c in self.categories]
        need = [*self.quotas.values(), self.take - sum(self.quotas.values())]
        return np.array(group, dtype=np.int64), np.array(need, dtype=np.int64)

    def kind_of(self) -> Ints:
        """(m,), the category of each name by number."""
        kinds = self.kinds
        return np.array([kinds.index(c) for c in self.categories], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Valued:
    """Drawn: how much each side would rather have each name chosen than others, shape (draws, names)."""

    wishes: dict[Side, Floats]  # of the giver: costs, negative
    tie: Ints  # (draws, names), the order in which names come that are alike to a side


def checked(listed: NameList) -> NameList:
    """The list, if what is asked of it can be had.

    Raises:
        ParleyError: it is empty, two names are equal, or more are to be chosen than there are.
    """
    if not listed.names:
        raise ParleyError("the list of names\n  It is empty.\n  Write at least one name.")
    if len(listed.names) > MOST:
        raise ParleyError(
            f"the list of names\n  It has {len(listed.names):,} names.\n"
            f"  At most {MOST:,} are compared at once: ask category by category."
        )
    count = {c: listed.categories.count(c) for c in listed.kinds}
    for category, quota in listed.quotas.items():
        if category not in count:
            raise ParleyError(
                f'quotas\n  There is no category "{category}" on the list.\n  {did_you_mean(category, count)}'
            )
        if not 0 <= quota <= count[category]:
            raise ParleyError(
                f"quotas: {category}\n  {quota:,} cannot be chosen of {count[category]:,} names.\n"
                f"  Write a number from 0 to {count[category]:,}."
            )
    if not 1 <= listed.take <= len(listed.names):
        raise ParleyError(
            f"take\n  {listed.take:,} cannot be chosen of {_names(len(listed.names))}.\n"
            f"  Write a number from 1 to {len(listed.names):,}."
        )
    asked = sum(listed.quotas.values())
    free = sum(n for c, n in count.items() if c not in listed.quotas)
    if not asked <= listed.take <= asked + free:
        more = "fewer" if asked > listed.take else "more"
        raise ParleyError(
            f"quotas\n  They add up to {asked:,}, and {listed.take:,} are to be chosen, which is {more}"
            f"{' than that' if asked > listed.take else f' than the {free:,} other names allow'}.\n"
            "  Change a quota, or how many are chosen."
        )
    if listed.vetoes is not None and not 0 <= listed.vetoes <= len(listed.names):
        raise ParleyError(
            f"vetoes\n  {listed.vetoes:,} names cannot be struck from {_names(len(listed.names))}.\n"
            f"  Write a number from 0 to {len(listed.names):,}."
        )
    return listed


def made_up(categories: Mapping[str, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes for names nobody has written down: A-01, A-02, ... for the first category, B-01, ... and so on.

    >>> made_up({"life terms": 2, "others": 1})
    (('A-01', 'A-02', 'B-01'), ('life terms', 'life terms', 'others'))
    """
    names, kinds = [], []
    for number, (category, count) in enumerate(categories.items()):
        wide = max(2, len(str(count)))
        names += [f"{_letters(number)}-{i:0{wide}}" for i in range(1, count + 1)]
        kinds += [category] * count
    return tuple(names), tuple(kinds)


def valued(listed: NameList, draws: int, seed: int) -> Valued:
    """What each name is to either side, drawn.

    A range is drawn evenly, name by name. Places are kept: numbers drawn evenly, in that order. Where
    nothing is known, both sides look at three things, each drawn evenly: how much of a name's weight is
    common to both, what that weight is, and what each side sees beside it; and so for whole categories. So
    the two may want opposite names, or have little to do with each other.

    Ties are decided by an order that is drawn anew in every draw and is the same for both sides.
    """
    wishes = {side: _drawn(listed, side, draws, seed) for side in SIDES}
    tie = stream(seed, "names", "tie").random((draws, len(listed.names))).argsort(axis=1)
    return Valued({"giver": -wishes["giver"], "receiver": wishes["receiver"]}, tie)


def _drawn(listed: NameList, side: Side, draws: int, seed: int) -> Floats:
    said = listed.wishes[side]
    answer = np.empty((draws, len(said)))
    places = sorted({w.number for w in said if isinstance(w, Place)})
    if places:
        row = stream(seed, "names", side, "places").random((draws, len(places)))
        row.sort(axis=1)
        low_first = row if side == "giver" else row[:, ::-1]
        for i, wish in enumerate(said):
            if isinstance(wish, Place):
                answer[:, i] = low_first[:, places.index(wish.number)]
    ranges = [i for i, wish in enumerate(said) if isinstance(wish, Interval)]
    if ranges:
        low = np.array([wish.low for wish in said if isinstance(wish, Interval)])
        high = np.array([wish.high for wish in said if isinstance(wish, Interval)])
        answer[:, ranges] = low + (high - low) * stream(seed, "names", side).random((draws, len(ranges)))
    unknown = [i for i, wish in enumerate(said) if wish is None]
    if unknown:
        answer[:, unknown] = _unknown(listed, side, draws, seed)[:, unknown]
    return answer


def _unknown(listed: NameList, side: Side, draws: int, seed: int) -> Floats:
    m, kinds = len(listed.names), listed.kind_of()
    common = stream(seed, "names", "common")
    alike = common.random((draws, 1))
    name, kind = common.random((draws, m)), common.random((draws, len(listed.kinds)))
    own = stream(seed, "names", side, "own")
    seen, of_kind = own.random((draws, m)), own.random((draws, len(listed.kinds)))
    by_name: NDArray[np.float64] = alike * name + (1 - alike) * seen
    by_kind: NDArray[np.float64] = alike * kind + (1 - alike) * of_kind
    return (by_name + by_kind[:, kinds]) / 2


def _letters(number: int) -> str:
    """A to Z, then AA and on."""
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters


def _names(n: int) -> str:
    return "one name" if n == 1 else f"{n:,} names"
