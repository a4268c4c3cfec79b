"""In which draws is a package efficient, where there are too many others to compare it with each?

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy. A package is not efficient if another
gives nobody less and somebody more; whether there is such a one is asked of `parley.analysis.unlisted.reach`,
once for every party that might be given more.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.study import Study
from parley.analysis.table import Levels
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import CLOSE, reach

MORE = 1e-5  # a gain that counts as one
DRAWS = 100  # that are looked at, the first


def beaten(ready: Study, packages: Levels, draws: int = DRAWS) -> NDArray[np.bool_]:
    """For the first draws, which packages another beats; shape (draws, packages).

    Packages that cross a real red line beat nobody. Where it is hard to settle whether there is one that
    does, none is taken to.
    """
    many = replace(Many.of(ready), nothing=None)
    draws = min(draws, len(many))
    rows = np.tile(np.arange(draws), len(packages))
    x = np.repeat(packages, draws, axis=0)
    own = many.gains(rows, x)
    out = np.zeros(len(rows), dtype=bool)
    for p in range(many.parties):
        left = np.flatnonzero(~out)
        needed = own[left]
        needed[:, p] += CLOSE + MORE  # `reach` accepts what is short by CLOSE
        out[left] = reach(many, rows[left], needed=needed, decide=True, passes=2).found
    return out.reshape(len(packages), draws).T
