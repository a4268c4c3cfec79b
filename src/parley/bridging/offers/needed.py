"""Nothing suits everybody: which packages come nearest, and what would have to move?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

A package falls short by what it lacks, for the principal that is furthest from accepting it, to be worth as
much to it as no deal; a real red line that is crossed counts as the whole of that principal's scale, for no
worth makes up for it. The nearest packages are those that fall short least, on average over the draws.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import REFUSED
from parley.analysis.selection import without_no_deal
from parley.analysis.sensitivity import pairs
from parley.analysis.settlement import Demand, Estimate, Flip, Spread, Standing
from parley.analysis.standings import spread
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, Sweep, blocks
from parley.analysis.table import Levels
from parley.bridging.offers.choosing import ACCEPTED, chosen
from parley.case.wording import CaseNames, Names, listed, upper_first
from parley.ground.worded import Worded, say

NEAREST = 3  # packages told
_HARDLY = 0.05  # of a scale: below it there is nothing to say with one figure


def nearest_rows(ready: Study, swept: Sweep, count: int = NEAREST) -> Levels:
    """The packages that fall short least, and differ from each other."""
    score = without_no_deal(ready, 1 - _shortfalls(ready).clip(0, 1))
    rows = chosen(ready, swept, count, accepted=0.0, score=score)
    first = ready.table.rows([int(np.argmax(score))])
    others = rows[(rows != first).any(axis=1)]
    return np.concatenate([first, others])[:count] if score.max() >= 0 else rows


def shortfall(ready: Study, row: Levels) -> Estimate:
    """What the furthest principal lacks, over the draws."""
    lacking = np.maximum.reduce([_lacking(g.at(row[None])[:, 0], g.needed) for g in ready.gains])
    error = float(lacking.std() / np.sqrt(len(lacking)))
    return Estimate(float(lacking.mean()), error)


def lacks(ready: Study, row: Levels) -> dict[str, Spread]:
    """Principal -> what it lacks, red lines aside, over the draws in which it lacks anything."""
    found = {}
    for gains in ready.gains:
        short = (gains.needed - gains.at(row[None], red_lines=False)[:, 0]).astype(float)
        if (short > CLOSE).any():
            found[gains.draws.party] = spread(short[short > CLOSE])
    return {party: found[party] for party in ready.case.principals() if party in found}


def what_moves(ready: Study, row: Levels, standing: Standing, short: dict[str, Spread]) -> tuple[Worded, ...]:
    """For each principal that refuses a package in most draws, what would have to move.

    Args:
        standing: how the package stands, with its flips.
        short: from `lacks`.
    """
    return tuple(_moves(ready, row, standing, short))


def _moves(ready: Study, row: Levels, standing: Standing, short: dict[str, Spread]) -> Iterator[Worded]:
    names: Names = CaseNames(ready.case)
    for party in ready.parties:
        if standing.accepts[party].value >= ACCEPTED:
            continue
        who = upper_first(names.who(party))
        flip = next((f for f in standing.flips if _is_line(f, party)), None)
        lines = flip.lines if flip is not None else _crossed(ready, row, party)
        lacking = short[party].middle if party in short and flip is None else 0.0
        lack = f"{lacking:.1f}"
        if lines and lacking >= _HARDLY:
            yield say(
                "{who}'s refusal of {terms} would have to give way, and {name} would need about {lack} of "
                "its scale more, or no deal would have to look as much worse to it.",
                who=who,
                name=names.who(party),
                terms=listed([_refused(names, line) for line in lines]),
                lack=lack,
            )
        elif lines:
            yield say(
                "{who} would accept in most draws if its refusal of {terms} gave way.",
                who=who,
                terms=listed([_refused(names, line) for line in lines]),
            )
        elif lacking >= _HARDLY:
            yield say(
                "{who} would need about {lack} of its scale more, or no deal would have to look as much "
                "worse to it.",
                who=who,
                lack=lack,
            )
        else:
            yield say("{who} is close to accepting: very little more would do.", who=who)


def _is_line(flip: Flip, party: str) -> bool:
    return flip.party == party and flip.kind == "red-line" and not flip.accepts


def _crossed(ready: Study, row: Levels, party: str) -> tuple[Demand, ...]:
    """Red lines of a principal that a package crosses, and that are real in most draws."""
    draws = next(g.draws for g in ready.gains if g.draws.party == party)
    crossed = ready.table.crossed(row[None])[0]
    return tuple(
        Demand(party, "red-line", pairs(line.terms), pairs(line.unless))
        for k, (line, bundle) in enumerate(
            zip(ready.case.preferences[party].red_lines, ready.table.red_lines[party], strict=True)
        )
        if bundle is not None and crossed[bundle] and 2 * np.count_nonzero(draws.real[:, k]) > len(draws)
    )


def _refused(names: Names, line: Demand) -> str:
    terms: Sequence[str] = [
        say("{term} ({issue})", term=names.term_in_text(i, t), issue=names.issue_in_text(i))
        for i, t in line.terms
    ]
    return listed(terms)


def _shortfalls(ready: Study) -> NDArray[np.float64]:
    """Of every package of the table, on average over the draws."""
    total = np.zeros(len(ready.table))
    for part in blocks(len(ready), len(ready.table)):
        lacking = [_lacking(g.of_all(part), g.needed[part, None]) for g in ready.gains]
        total += np.maximum.reduce(lacking).sum(axis=0, dtype=np.float64)
    average: NDArray[np.float64] = total / len(ready)
    return average


def _lacking(gains: NDArray[np.float32], needed: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far gains fall short of what is needed; 1 where a real red line is crossed."""
    short = np.maximum(needed - gains, 0)
    lacking: NDArray[np.float32] = np.where(short > REFUSED / 2, np.float32(1), np.minimum(short, 1))
    return lacking
