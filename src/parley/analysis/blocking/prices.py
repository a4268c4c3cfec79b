"""The price of a red line: what the others could gain if it did not stand.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

In a draw in which a red line is real, b is the most that another principal can gain among the packages that
meet every demand of all, and a the same where this one red line no longer refuses anything and all else
stands. The price of the line to that principal is a - b. Where nothing can be signed, no deal remains, and a
gain of 0: so where the line alone keeps the zone empty, its price is all that could be gained without it.
"""

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocking.crossing import most_without
from parley.analysis.blocking.demands import Demands
from parley.analysis.settlement import Price, Share
from parley.analysis.standings import spread
from parley.analysis.study import Study


def prices_of(ready: Study, demands: Demands, looked_at: NDArray[np.intp]) -> tuple[Price, ...]:
    """The price of each red line; first the one that, over all these draws, costs somebody else most.

    Source: the question is that of a shadow price, asked of a whole demand instead of a small part of one:
    Dantzig (1963), Linear Programming and Extensions, chapter 12.
    """
    return priced(ready, demands, looked_at, most_without(ready, demands, looked_at))


def priced(
    ready: Study, demands: Demands, looked_at: NDArray[np.intp], most: NDArray[np.float64]
) -> tuple[Price, ...]:
    """Prices out of the most each principal can gain, as `crossing.most_without` gives it for each draw."""
    with_all = most[:, 0]
    is_open: NDArray[np.bool_] = np.all(np.isfinite(with_all), axis=1)
    before = np.where(is_open[:, None], with_all, 0.0)
    ranked = []
    for k in range(demands.lines):
        party, real = demands.named[k].party, demands.real[looked_at, k]
        rise = np.maximum(np.where(np.isfinite(most[:, k + 1]), most[:, k + 1] - before, 0.0), 0.0)[real]
        opens = ~is_open[real] & np.isfinite(most[real, k + 1]).all(axis=1)
        others = {p: spread(rise[:, n]) for n, p in enumerate(ready.parties) if p != party and len(rise)}
        dearest = max((rise[:, n].sum() for n, p in enumerate(ready.parties) if p in others), default=0.0)
        count = int(np.count_nonzero(real))
        price = Price(
            demands.named[k],
            Share(count, len(looked_at)),
            Share(int(np.count_nonzero(opens)), count),
            {p: others[p] for p in ready.case.principals() if p in others},
        )
        ranked.append((-float(dearest), -price.opens.count, k, price))
    return tuple(price for *_, price in sorted(ranked, key=lambda row: row[:3]))
