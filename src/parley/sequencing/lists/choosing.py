"""Every procedure on one list: which names come out, and what is that worth to either side?

Room: sequencing. Speaks names and sides; arrays in `procedures`, `vetoes` and `misstating`. May use
`parley.analysis` and the rooms below.

Worth is on each side's own scale of lists: 0 the list of so many names that is worst for it, 1 the best,
quotas left aside: so that what a quota costs or brings either side shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from parley.analysis.settlement import How, Share, Spread
from parley.case.notation import Interval
from parley.ground.chance import stream
from parley.ground.errors import ParleyError
from parley.sequencing.lists.misstating import FEW, Gained, best_misreport
from parley.sequencing.lists.named import (
    PROCEDURES,
    SIDES,
    NameList,
    Procedure,
    Side,
    Valued,
    checked,
    valued,
)
from parley.sequencing.lists.procedures import (
    Bools,
    Floats,
    Ints,
    alternate,
    ends,
    one_side,
    places,
    strike_and_rank,
    worth,
)
from parley.sequencing.lists.vetoes import struck, struck_freely

CELLS = 400_000  # draws x names that are looked at
TRIED_IN = 12  # draws in which misreports are sought
SOUGHT = 120  # names of which they are; of more only the bound is given
SHOWN = 5  # vetoes up to which a table is made
GAIN = 1e-9


@dataclass(frozen=True, slots=True)
class Misstated:
    """What a side gains if it misstates what it wants as well as can be, and the other side does not."""

    gain: Spread  # found, over the draws tried
    at_most: Spread  # nothing could gain it more
    gains: Share  # draws tried in which it gains; of none where the list is too long to seek any
    how: How  # "exact": all orders were tried, or none can help; "bounded": sought, with a bound


@dataclass(frozen=True, slots=True)
class Struck:
    """What the list is worth by how many names may be struck."""

    vetoes: int
    worth: dict[Side, Spread]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one procedure gives."""

    procedure: Procedure
    first: Side | None  # who begins; None where nobody does
    vetoes: int | None  # names that may be struck; None where none may
    names: tuple[tuple[str, Share], ...]  # chosen in some draw, most often first
    categories: dict[str, Spread]  # how many of each are chosen
    worth: dict[Side, Spread]
    misstating: dict[Side, Misstated]
    one_more: dict[Side, Spread]  # what one more veto (or strike) changes; empty where there are none
    by_vetoes: tuple[Struck, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """All procedures on one list."""

    listed: NameList
    outcomes: tuple[Outcome, ...]
    draws: int
    seed: int
    made_up: bool = False  # names are codes of ours, and what they are to a side is drawn from all
    notes: tuple[str, ...] = ()


def choose(
    listed: NameList, *, draws: int, seed: int, procedures: Sequence[Procedure] = PROCEDURES
) -> Chosen:
    """Every procedure asked for, on drawn costs and values.

    Raises:
        ParleyError: what is asked of the list cannot be had; no draws.
    """
    checked(listed)
    if draws < 1:
        raise ParleyError(f"{draws} draws\n  Nothing can be said from no draws.\n  Ask for at least one.")
    used = 1 if settled(listed) else max(1, min(draws, CELLS // len(listed.names)))
    drawn = valued(listed, used, seed)
    outcomes = [
        outcome
        for procedure in procedures
        for outcome in _outcomes(_Asked(listed, drawn, *listed.groups(), listed.kind_of(), seed), procedure)
    ]
    return Chosen(listed, tuple(outcomes), used, seed)


def settled(listed: NameList) -> bool:
    """Is every wish one number, and no two alike? Then there is nothing to draw."""
    for said in listed.wishes.values():
        numbers = [wish.low for wish in said if isinstance(wish, Interval) and wish.low == wish.high]
        if len(set(numbers)) < len(said):
            return False
    return True


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    listed: NameList
    drawn: Valued
    groups: Ints
    need: Ints
    kinds: Ints
    seed: int

    @property
    def spare(self) -> int:
        return len(self.listed.names) - self.listed.take

    @property
    def all_lists(self) -> tuple[Ints, Ints]:
        """Groups and numbers of the lists between which worth is measured: of so many names, by no quota."""
        return np.zeros(len(self.listed.names), dtype=np.int64), np.array([self.listed.take])

    def only(self, draw: int) -> "_Asked":
        one = slice(draw, draw + 1)
        wishes = {side: w[one] for side, w in self.drawn.wishes.items()}
        return replace(self, drawn=Valued(wishes, self.drawn.tie[one]))

    def honest(self, side: Side) -> Ints:
        return places(self.drawn.wishes[side], self.drawn.tie)


def strikes_of(listed: NameList, procedure: Procedure) -> int | None:
    """How many names may be struck; where the list does not say: one, and half of those to spare each."""
    spare = len(listed.names) - listed.take
    if procedure == "limited-vetoes":
        return 1 if listed.vetoes is None else listed.vetoes
    if procedure == "strike-and-rank":
        return spare // 2 if listed.vetoes is None else listed.vetoes
    return spare if procedure == "veto" else None


def _outcomes(asked: _Asked, procedure: Procedure) -> list[Outcome]:
    if procedure == "alternate":
        return [_outcome(asked, procedure, first) for first in SIDES]
    return [_outcome(asked, procedure, None)]


def _outcome(asked: _Asked, procedure: Procedure, first: Side | None) -> Outcome:
    strikes = strikes_of(asked.listed, procedure)
    honest = {side: asked.honest(side) for side in SIDES}
    more: dict[Side, Spread] = {}
    table: tuple[Struck, ...] = ()
    if procedure == "limited-vetoes" and strikes is not None:
        by_vetoes = _left(asked, honest["receiver"], max(strikes + 1, SHOWN))
        chosen = by_vetoes[strikes]
        more = _difference(asked, chosen, by_vetoes[strikes + 1])
        table = tuple(Struck(k, _worths(asked, c)) for k, c in enumerate(by_vetoes) if k <= asked.spare)
    else:
        chosen = _played(asked, procedure, first, strikes, honest)
    if procedure == "strike-and-rank" and strikes is not None:
        again = _played(asked, procedure, first, strikes + 1, honest)
        more = _difference(asked, chosen, again)
    return Outcome(
        procedure,
        first,
        strikes,
        _names(asked.listed, chosen),
        _categories(asked, chosen),
        _worths(asked, chosen),
        {side: _misstated(asked, procedure, first, strikes, side) for side in SIDES},
        more,
        table,
    )


def _played(
    asked: _Asked, procedure: Procedure, first: Side | None, strikes: int | None, orders: dict[Side, Ints]
) -> Bools:
    """The names that come out when both sides report these orders; whoever strikes by veto does its best."""
    groups, need = asked.groups, asked.need
    giver, receiver = orders["giver"], orders["receiver"]
    if procedure == "giver":
        return one_side(giver, groups, need)
    if procedure == "receiver":
        return one_side(receiver, groups, need)
    if procedure == "veto":
        return struck_freely(receiver, giver, groups, need, asked.kinds)
    if procedure == "limited-vetoes":
        return _left(asked, receiver, strikes or 0)[-1]
    if procedure == "strike-and-rank":
        return strike_and_rank(giver, receiver, asked.drawn.tie, strikes or 0, groups, need)
    if first == "giver":
        return alternate(giver, receiver, groups, need)
    return alternate(receiver, giver, groups, need)


def _left(asked: _Asked, receiver: Ints, most: int) -> list[Bools]:
    giver, tie = asked.drawn.wishes["giver"], asked.drawn.tie
    return struck(receiver, giver, tie, most, asked.groups, asked.need, asked.kinds)


def _worths(asked: _Asked, chosen: Bools) -> dict[Side, Spread]:
    return {side: _spread(_worth(asked, side, chosen)) for side in SIDES}


def _worth(asked: _Asked, side: Side, chosen: Bools) -> Floats:
    return worth(chosen, asked.drawn.wishes[side], *asked.all_lists)


def _difference(asked: _Asked, now: Bools, then: Bools) -> dict[Side, Spread]:
    return {side: _spread(_worth(asked, side, then) - _worth(asked, side, now)) for side in SIDES}


def _names(listed: NameList, chosen: Bools) -> tuple[tuple[str, Share], ...]:
    times = chosen.sum(axis=0)
    order = np.argsort(-times, kind="stable")
    return tuple((listed.names[i], Share(int(times[i]), len(chosen))) for i in order if times[i])


def _categories(asked: _Asked, chosen: Bools) -> dict[str, Spread]:
    return {
        kind: _spread(chosen[:, asked.kinds == i].sum(axis=1).astype(float))
        for i, kind in enumerate(asked.listed.kinds)
    }


def _misstated(
    asked: _Asked, procedure: Procedure, first: Side | None, strikes: int | None, side: Side
) -> Misstated:
    """What a side gains by another order than its own, in the first draws.

    A side that chooses alone has its best list; one that reports nothing, or nothing that counts, can
    misstate nothing; and whoever strikes by veto answers the other's list as well as can be already.
    """
    silent = procedure in ("giver", "receiver") or (side == "giver" and "veto" in procedure)
    if procedure == "veto" and len(asked.listed.kinds) == len(set(asked.groups.tolist())):
        silent = True  # how many of each category are listed is fixed, and the other picks which
    found: list[Gained] = []
    for draw in range(0 if silent else min(len(asked.drawn.tie), tried_in(len(asked.listed.names)))):
        found.append(_in_one_draw(asked.only(draw), procedure, first, strikes, side, draw))
    if silent:
        nothing = Spread(0.0, 0.0, 0.0)
        return Misstated(nothing, nothing, Share(0, len(asked.drawn.tie)), "exact")
    sought = len(asked.listed.names) <= SOUGHT
    gains = np.array([g.found for g in found])
    return Misstated(
        _spread(gains),
        _spread(np.array([g.at_most for g in found])),
        Share(int((gains > GAIN).sum()), len(found) if sought else 0),
        "exact" if all(g.exact for g in found) else "bounded",
    )


def tried_in(names: int) -> int:
    """Draws in which misreports are sought: fewer on longer lists."""
    return TRIED_IN if names <= FEW else max(2, min(TRIED_IN, TRIED_IN * 20 // names))


def _in_one_draw(
    asked: _Asked, procedure: Procedure, first: Side | None, strikes: int | None, side: Side, draw: int
) -> Gained:
    other: Side = "receiver" if side == "giver" else "giver"
    if len(asked.listed.names) > SOUGHT:
        honest = {s: asked.honest(s) for s in SIDES}
        played = _played(asked, procedure, first, strikes, honest)
        ceiling = 1 - worth(played, asked.drawn.wishes[side], asked.groups, asked.need)
        return Gained(0.0, float(ceiling[0]) * _part(asked, side), False)
    others, own = asked.honest(other), asked.honest(side)
    wishes, tie = asked.drawn.wishes[side], asked.drawn.tie

    def chooses(reports: Ints) -> Bools:
        orders: dict[Side, Ints] = {side: reports, other: others}
        return _played(asked, procedure, first, strikes, orders)

    gained = best_misreport(
        chooses,
        wishes,
        tie,
        asked.groups,
        asked.need,
        _hints(own[0], others[0], asked.listed.take),
        stream(asked.seed, "names", "misstating", procedure, str(first), side, draw),
    )
    part = _part(asked, side)
    return Gained(gained.found * part, gained.at_most * part, gained.exact)


def _part(asked: _Asked, side: Side) -> float:
    """Of the way from the worst list to the best: how much lies between those that quotas allow; one draw."""
    wishes = asked.drawn.wishes[side]
    (least, most), (low, high) = ends(wishes, asked.groups, asked.need), ends(wishes, *asked.all_lists)
    return float((most[0] - least[0]) / (high[0] - low[0])) if high[0] > low[0] else 0.0


def _hints(own: Ints, others: Ints, take: int) -> Ints:
    """Names that the other would choose anyway come last; and names that the other wants least come first."""
    m = len(own)
    last = (own + m * (others < take)).argsort().argsort()
    decoys = (own + m * (others < m - take)).argsort().argsort()
    return np.stack([last, decoys])


def _spread(values: Floats) -> Spread:
    low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
    return Spread(float(low), float(middle), float(high))
