"""How single packages stand: who accepts them, who gains what, whose best they are, is one better for all.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

To a party, a package that crosses a real red line of it is below every package that crosses none, and below
no deal; of two that cross one, the one worth more is the better.
"""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from parley.analysis.acceptability import (
    below_the_line,
    central_weights,
    rank_acceptability,
    ranks,
    winning,
)
from parley.analysis.gains import REFUSED, Gains
from parley.analysis.sensitivity import Split, drivers
from parley.analysis.settlement import Estimate, Share, Spread, Standing, Winning
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, blocks
from parley.analysis.table import Levels
from parley.analysis.unlisted.rivals import beaten

_ELEMENTS = 300_000_000  # packages x draws x packages asked about that are compared, at most
_STRICTLY = np.float32(1e-5)
_DRIVERS = 4
MOST_RANKED = 12  # packages that are ranked against each other; a longer list is no choice for a person
Central = dict[str, dict[str, Estimate]]


def standings(ready: Study, rows: Levels, splits: tuple[Split, ...] = ()) -> tuple[Standing, ...]:
    """How packages, given by their levels, stand; `splits` are the unknowns they may depend on."""
    gains = [g.at(rows, red_lines=False) for g in ready.gains]
    accepted = [g.at(rows) >= g.needed[:, None] - np.float32(CLOSE) for g in ready.gains]
    together = np.logical_and.reduce(accepted)
    efficient = _efficient(ready, rows, gains)
    ranked, central = _ranked(ready, rows)
    out = []
    for k, row in enumerate(rows):
        accepts = dict(zip(ready.parties, (ready.share(a[:, k]) for a in accepted), strict=True))
        spreads = {
            party: spread(gain[:, k].astype(float) + g.cost)
            for party, gain, g in zip(ready.parties, gains, ready.gains, strict=True)
        }
        out.append(
            Standing(
                ready.table.package(row),
                {party: accepts[party] for party in ready.case.principals()},
                ready.share(together[:, k]),
                {party: spreads[party] for party in ready.case.principals()},
                efficient[k],
                drivers(splits, together[:, k], _DRIVERS),
                ranked[k],
                central[k],
            )
        )
    return tuple(out)


def winnings(ready: Study, rows: Levels) -> tuple[Winning, ...]:
    """In what share of draws each principal rather has the one of two packages, for every pair of `rows`.

    Packages are numbered as in `rows`. Being equally good is winning for neither, so the share of the second
    over the first need not be the rest.
    """
    counts = {g.draws.party: winning(worth(g, rows), CLOSE) for g in ready.gains}
    return tuple(
        Winning(a, b, {p: Share(int(counts[p][a, b]), len(ready)) for p in ready.case.principals()})
        for a, b in combinations(range(len(rows)), 2)
    )


def worth(party: Gains, rows: Levels) -> NDArray[np.float32]:
    """What some packages are worth to a party, those that cross a real red line of it below all others."""
    g = party.at(rows, red_lines=False)
    crossed = party.at(rows) < g - np.float32(REFUSED / 2)
    lowered: NDArray[np.float32] = below_the_line(g, crossed).astype(np.float32)
    return lowered


def spread(values: NDArray[np.float64]) -> Spread:
    """10th, 50th and 90th percentile."""
    low, middle, high = np.percentile(values, [10, 50, 90])
    return Spread(float(low), float(middle), float(high))


def _ranked(ready: Study, rows: Levels) -> tuple[list[dict[str, tuple[Share, ...]]], list[Central]]:
    """For each package, by principal: its ranks among these, and mean importance where it is the best."""
    shares: list[dict[str, tuple[Share, ...]]] = [{} for _ in rows]
    central: list[Central] = [{} for _ in rows]
    if len(rows) > MOST_RANKED:
        return shares, central
    issues = [axis.issue for axis in ready.table.space.axes]
    by_party = {g.draws.party: g for g in ready.gains}
    for party in ready.case.principals():
        rank = ranks(worth(by_party[party], rows), CLOSE)
        counts = rank_acceptability(rank)
        weights = central_weights(rank == 1, by_party[party].draws.weights)
        for k, mean in enumerate(weights):
            shares[k][party] = tuple(Share(int(n), len(ready)) for n in counts[k])
            if mean is not None:
                central[k][party] = {
                    issue: Estimate(float(m), float(e)) for issue, m, e in zip(issues, *mean, strict=True)
                }
    return shares, central


def _efficient(ready: Study, rows: Levels, gains: list[NDArray[np.float32]]) -> list[Share]:
    """In how many draws no package is at least as good for all and better for one.

    Packages that cross a real red line of a party are no rivals to it. Where there are very many packages
    only the first draws are looked at; the share says how many.
    """
    if ready.random is not None:  # the table does not hold all rivals
        lost = beaten(ready, rows)
        return [Share(int(np.count_nonzero(~lost[:, k])), len(lost)) for k in range(len(rows))]
    draws = min(len(ready), max(50, _ELEMENTS // max(1, len(ready.table) * len(rows))))
    worse = np.zeros((draws, len(rows)), dtype=bool)
    for part in blocks(draws, len(ready.table)):
        rivals = [g.of_all(part) for g in ready.gains]
        for k in range(len(rows)):
            no_worse = np.ones_like(rivals[0], dtype=bool)
            better = np.zeros_like(no_worse)
            for rival, gain in zip(rivals, gains, strict=True):
                own = gain[part, k][:, None]
                no_worse &= rival >= own - np.float32(CLOSE)
                better |= rival > own + _STRICTLY
            worse[part, k] = (no_worse & better).any(axis=1)
    return [Share(int(draws - worse[:, k].sum()), draws) for k in range(len(rows))]
