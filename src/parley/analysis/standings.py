"""How single packages stand: who accepts them, who gains what, and is there something better for all.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.sensitivity import Split, drivers
from parley.analysis.settlement import Share, Spread, Standing
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, blocks
from parley.analysis.table import Levels

_ELEMENTS = 300_000_000  # packages x draws x packages asked about that are compared, at most
_STRICTLY = np.float32(1e-5)
_DRIVERS = 4


def standings(ready: Study, rows: Levels, splits: tuple[Split, ...] = ()) -> tuple[Standing, ...]:
    """How packages, given by their levels, stand; `splits` are the unknowns they may depend on."""
    gains = [g.at(rows, red_lines=False) for g in ready.gains]
    accepted = [g.at(rows) >= -g.cost[:, None] - np.float32(CLOSE) for g in ready.gains]
    together = np.logical_and.reduce(accepted)
    efficient = _efficient(ready, rows, gains)
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
            )
        )
    return tuple(out)


def spread(values: NDArray[np.float64]) -> Spread:
    """10th, 50th and 90th percentile."""
    low, middle, high = np.percentile(values, [10, 50, 90])
    return Spread(float(low), float(middle), float(high))


def _efficient(ready: Study, rows: Levels, gains: list[NDArray[np.float32]]) -> list[Share]:
    """In how many draws no package is at least as good for all and better for one.

    Packages that cross a real red line of a party are no rivals to it. Where there are very many packages
    only the first draws are looked at; the share says how many.
    """
    draws = min(len(ready), max(50, _ELEMENTS // max(1, len(ready.table) * len(rows))))
    beaten = np.zeros((draws, len(rows)), dtype=bool)
    for part in blocks(draws, len(ready.table)):
        rivals = [g.of_all(part) for g in ready.gains]
        for k in range(len(rows)):
            no_worse = np.ones_like(rivals[0], dtype=bool)
            better = np.zeros_like(no_worse)
            for rival, gain in zip(rivals, gains, strict=True):
                own = gain[part, k][:, None]
                no_worse &= rival >= own - np.float32(CLOSE)
                better |= rival > own + _STRICTLY
            beaten[part, k] = (no_worse & better).any(axis=1)
    return [Share(int(draws - beaten[:, k].sum()), draws) for k in range(len(rows))]
