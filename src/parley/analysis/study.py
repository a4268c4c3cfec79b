"""A case made ready to be asked: its packages, its draws, and the grounds every answer carries.

Room: analysis. Knows parties and packages on one side and arrays on the other. May use numpy and rooms below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.draws import COST, Draws, draw, keys
from parley.analysis.gains import Gains
from parley.analysis.settlement import Grounds, Share
from parley.analysis.space import Space
from parley.analysis.table import Levels, Parts, Table, no_deal_row, parts_of, table_of
from parley.analysis.unlisted.maxima import Plan
from parley.analysis.unlisted.pool import pooled
from parley.case.entries import Because
from parley.case.model import Case
from parley.case.notation import Interval
from parley.case.preferences import Preferences
from parley.ground.errors import ParleyError
from parley.ground.ids import ClaimId
from parley.ground.trace import Assumption, Trace
from parley.ground.worded import say

METHOD = "stochastic multicriteria acceptability analysis"
SOURCE = (
    "Lahdelma, Hokkanen and Salminen (1998), EJOR 106(1), 137-143; "
    "Lahdelma and Salminen (2001), Operations Research 49(3), 444-454"
)


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Everything that is asked is asked of this."""

    case: Case
    table: Table
    parties: tuple[str, ...]  # the principals, in an order that only their wishes decide (see `keys`)
    gains: tuple[Gains, ...]  # in the same order
    grounds: Grounds
    parts: Parts  # what the case says about several levels at once
    nothing: Levels | None  # the package that is what no deal leads to in everybody's account, by its levels
    random: int | None = None  # the first packages of the table that are a random sample; None: it has all
    plan: Plan | None = None  # how the best of all packages is found, where the table has not all

    @property
    def space(self) -> Space:
        return self.table.space

    def __len__(self) -> int:
        return self.grounds.draws

    def share(self, held: NDArray[np.bool_]) -> Share:
        """In how many draws something holds."""
        return Share(int(np.count_nonzero(held)), len(held))

    def name(self, party: str) -> str:
        return self.case.parties[party].name


def study(case: Case, draws: int, seed: int, most: int | None = None) -> Study:
    """A case made ready.

    Args:
        most: packages that are looked at one by one, at most; as `table_of` has it where not given.

    Raises:
        ParleyError: fewer than two principals, a principal without preferences, nothing to choose from,
            constraints that exclude everything, or preferences that contradict themselves.
    """
    _refuse(case, draws, seed)
    space = Space.of(case)
    key = keys(case)
    parties = tuple(sorted(case.principals(), key=lambda party: key[party]))
    texts = {text_id: text.terms for text_id, text in case.texts.items()}
    drawn = [
        draw(space, party, case.preferences[party], key=key[party], draws=draws, seed=seed, texts=texts)
        for party in parties
    ]
    parts = parts_of(case, space)
    table, random, plan = table_of(case, space, most), None, None
    notes, detail = [], []
    if table is None:
        table, gains, random, plan = pooled(case, space, parts, drawn, seed=seed)
        notes.append(
            f"{_how_many(space)}: the zone is worked out from what they are made "
            f"of, and those worth showing are chosen among {len(table):,}."
        )
        detail.append(
            f"Of the {len(table):,} packages looked at {random:,} are at random, the others sought because "
            "they are good for somebody or for all."
        )
    else:
        gains = tuple(Gains.of(table, d) for d in drawn)
    detail += [f"{case.parties[d.party].name}: {said}" for d in drawn for said in d.details]
    grounds = Grounds(
        case.digest(),
        seed,
        draws,
        "exact",
        len(table),
        space.size,
        " ".join([*notes, *_notes(case, parties, space, drawn), *dict.fromkeys(table.notes)]),
        " ".join(detail),
        _trace(case, parties),
    )
    return Study(case, table, parties, gains, grounds, parts, no_deal_row(case, space), random, plan)


def _refuse(case: Case, draws: int, seed: int) -> None:
    principals = case.principals()
    for name, number in (("draws", draws), ("seed", seed)):
        if isinstance(number, bool) or not isinstance(number, Integral):
            raise ParleyError(
                f"{name}: {number!r}\n  This is not a whole number.\n  Write one, such as 1000 or 0."
            )
    if seed < 0:
        raise ParleyError(f"seed: {seed}\n  A seed below 0 cannot be taken.\n  Write 0 or more.")
    if draws < 1:
        raise ParleyError(
            f"{draws} draws\n  Nothing can be said from no draws.\n  Ask for at least one; 1000 is usual."
        )
    if len(principals) < 2:
        who = f"Only {case.parties[principals[0]].name} is" if principals else "No party is"
        raise ParleyError(
            f'the case "{case.title}", parties\n'
            f"  {who} a principal, and a deal needs at least two who sign.\n"
            "  Write  role: principal  at each party whose signature a deal needs."
        )
    for party in principals:
        if party not in case.preferences:
            raise ParleyError(
                f'the case "{case.title}", preferences.{party}\n'
                f"  {case.parties[party].name} is a principal, and nothing is written of what it wants.\n"
                f"  Write an order on at least one issue, or  {party}: {{}}  to leave it unknown on purpose."
            )


def _notes(case: Case, parties: Sequence[str], space: Space, drawn: Sequence[Draws]) -> Iterable[str]:
    if space.left_out:
        names = ", ".join(case.issues[i].name for i in space.left_out)
        yield f"Left out, because there is nothing to choose from yet: {names}."
    between = [case.issues[axis.issue].name for axis in space.axes if axis.between]
    if between:
        yield (
            f"Any number may be agreed on {', '.join(between)}: packages are looked at where values bend, "
            "and one between these may be somewhat better."
        )
    for axis in space.on_grid:
        name = case.issues[axis.issue].name
        looked = sum(axis.open)
        yield f"Of the {axis.of:,} numbers of {name}, {looked} are looked at, with all those the case names."
    yield from preference_notes(case, parties, drawn)


def preference_notes(case: Case, parties: Sequence[str], drawn: Sequence[Draws]) -> Iterable[str]:
    """What is to be said of how preferences were drawn, in whole sentences."""
    for party in parties:
        if case.preferences[party] == Preferences():
            name = case.parties[party].name
            yield f"Nothing is known of what {name} wants: its utility functions are drawn from all."
        elif (no_deal := case.preferences[party].no_deal) is None or not (no_deal.leads_to or no_deal.worth):
            name = case.parties[party].name
            yield f"Nothing is written of what {name} has without a deal: that is drawn from all it could be."
    for draws in drawn:
        yield from (f"{case.parties[draws.party].name}: {note}" for note in draws.notes)


def _trace(case: Case, parties: Sequence[str]) -> Trace:
    claims: list[str] = []
    assumptions: list[Assumption] = []
    for because in _reasons(case, parties):
        if isinstance(because, tuple):
            claims += because
        else:
            assumptions.append(Assumption(because.assumed, because.by, because.on))
    for party in parties:
        no_deal = case.preferences[party].no_deal
        if no_deal is None or no_deal.costs is None:
            name = case.parties[party].name
            assumptions.append(
                Assumption(
                    say(
                        "carrying on costs {who} {range} of its scale, since nothing is written of it",
                        who=name,
                        range=_words(COST),
                    ),
                    "parley",
                )
            )
    words = {r.word: r.firm for p in parties for r in case.preferences[p].red_lines if r.word}
    for word, firm in words.items():
        real = say(
            'a red line called "{word}" is real with a probability of {range}', word=word, range=_words(firm)
        )
        assumptions.append(Assumption(real, "parley"))
    ids = tuple(dict.fromkeys(ClaimId(c) for c in claims))
    return Trace(ids, tuple(dict.fromkeys(assumptions)), METHOD, SOURCE)


def _reasons(case: Case, parties: Sequence[str]) -> Iterable[Because]:
    for party in parties:
        p = case.preferences[party]
        yield from p.because.values()
        parts: Sequence[Because | None] = [
            *(t.because for t in p.together),
            *(r.because for r in p.red_lines),
            *(a.because for a in p.answers),
            p.no_deal.because if p.no_deal else None,
        ]
        yield from (b for b in parts if b is not None)
    yield from (c.because for c in case.constraints if c.because is not None)


def _words(range_: Interval) -> str:
    """
    >>> _words(Interval(0.6, 0.9)), _words(Interval(1, 1))
    ('0.6 to 0.9', '1')
    """
    if range_.low == range_.high:
        return f"{range_.low:g}"
    return say("{low} to {high}", low=f"{range_.low:g}", high=f"{range_.high:g}")


def _how_many(space: Space) -> str:
    """Why packages are not looked at one by one."""
    if any(axis.between for axis in space.axes):
        return "Where any number may be agreed packages cannot be listed"
    return f"There are about {_round_number(space.size)} packages, too many to look at each"


def _round_number(n: int) -> str:
    """
    >>> _round_number(1_500_000), _round_number(10**20), _round_number(3**1000)
    ('1,500,000', '1e+20', '1e+477')
    """
    return f"{n:,}" if n < 10**9 else f"{Decimal(n):.0e}"  # no float is as large as n may be
