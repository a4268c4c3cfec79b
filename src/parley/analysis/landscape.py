"""The points of a figure: what two principals gain over no deal, and how far the draws spread.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.frontier import pareto_frontier
from parley.analysis.settlement import Landscape, Standing
from parley.analysis.study import Study
from parley.analysis.table import Levels

POINTS = 800  # packages drawn, evenly through the table where there are more
CLOUD = 60  # draws shown for each package that is put before people
_NEAR = 0.03  # of the frontier of the mean gains: the frontier of the medians is looked for among these
_MOST_NEAR = 400


def landscape_of(ready: Study, rows: Levels, shown: tuple[Standing, ...]) -> Landscape:
    """Median gains of the first two principals in the order of the case.

    The frontier is that of the medians among packages that cross no red line that is real in most draws: the
    others are rivals to nobody.
    """
    first, second = (ready.gains[ready.parties.index(p)] for p in ready.case.principals()[:2])
    n = len(ready.table)
    thinned = np.unique(np.linspace(0, n - 1, min(n, POINTS)).astype(np.intp))
    lines = _probable(ready)
    crossing = _crossing(ready, lines)
    fine = np.arange(n) if crossing.all() else np.flatnonzero(~crossing)
    near = fine[_near_frontier(first.average()[fine], second.average()[fine])]

    def gains(levels: Levels) -> NDArray[np.float64]:
        both = [g.at(levels, red_lines=False) + g.cost[:, None] for g in (first, second)]
        return np.stack(both, axis=2).astype(float)

    points = np.median(gains(ready.table.rows(thinned)), axis=0)
    edge = np.median(gains(ready.table.rows(near)), axis=0)
    own = gains(rows)
    free = ~ready.table.crossed(rows)[:, lines].any(axis=1)
    every = np.concatenate([points[np.isin(thinned, fine)], edge, np.median(own[:, free], axis=0)]).round(4)
    frontier = np.unique(every[pareto_frontier(every)], axis=0)
    cloud = own[:CLOUD]
    return Landscape(
        (ready.case.principals()[0], ready.case.principals()[1]),
        _pairs(points),
        _pairs(frontier),
        {standing.package: _pairs(cloud[:, k]) for k, standing in enumerate(shown)},
    )


def _probable(ready: Study) -> NDArray[np.bool_]:
    """Which bundles are a red line, of any principal, that is real in most draws."""
    held: NDArray[np.bool_] = np.stack([g.parts.refused.mean(axis=0) for g in ready.gains]).max(axis=0) > 0.5
    return held


def _crossing(ready: Study, lines: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which packages of the table have one of these bundles."""
    left, right = (
        np.count_nonzero(side.held[:, lines[list(side.bundles)]], axis=1)
        for side in (ready.table.left, ready.table.right)
    )
    crossing: NDArray[np.bool_] = np.add.outer(right, left).ravel() > 0
    return crossing


def _near_frontier(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.intp]:
    """Packages whose mean gains are on the frontier or close below it, the closest where there are many."""
    edge = pareto_frontier(np.stack([x, y], axis=1))
    edge = edge[np.argsort(x[edge])]
    along, height = x[edge], y[edge]

    def below(step: float) -> NDArray[np.bool_]:
        at = np.searchsorted(along, x + step)
        roof = np.where(at < len(along), height[np.minimum(at, len(along) - 1)], -np.inf)
        under: NDArray[np.bool_] = y + step < roof
        return under

    close = np.flatnonzero(~below(_NEAR))
    if len(close) > _MOST_NEAR:
        close = np.flatnonzero(~below(_NEAR / 4))
    if len(close) > _MOST_NEAR:
        close = edge[np.linspace(0, len(edge) - 1, min(len(edge), _MOST_NEAR)).astype(int)]
    return close


def _pairs(points: NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    return tuple((round(float(x), 4), round(float(y), 4)) for x, y in points)
