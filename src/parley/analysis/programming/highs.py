"""What does the solver say to an integer programme?

Room: analysis. Speaks arrays. May use numpy, scipy (HiGHS: Huangfu and Hall 2018, Mathematical Programming
Computation 10, 119-142) and `parley.ground`. scipy is imported when a programme is solved, not before.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from parley.analysis.structure.bundle import Mask
from parley.analysis.structure.problem import Floats
from parley.ground.errors import ParleyError
from parley.ground.hush import hushed


class TooSlow(ParleyError):
    """The time allowed ran out before anything could be said."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The best columns found."""

    x: Floats  # (columns,)
    value: float  # of the objective
    bound: float  # no columns have an objective above this
    proved: bool  # False where the time ran out


def ask(
    objective: Floats,
    matrix: Any,
    low: Floats,
    high: Floats,
    bottom: Floats,
    top: Floats,
    whole: Mask,
    limit_s: float | None = None,
) -> Answer | None:
    """Columns with the largest objective for which low <= matrix @ columns <= high; None: there are none.

    Args:
        bottom, top: bounds of the columns.
        whole: which columns are whole numbers.
        limit_s: seconds after which the best found so far is given.

    Raises:
        TooSlow: the time ran out before any were found.
        ParleyError: the solver failed.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    if limit_s is not None and limit_s <= 0:
        raise TooSlow("No time is left to look for a package.\n  Allow more time, or fewer issues.")
    options = {"mip_rel_gap": 0.0} | ({} if limit_s is None else {"time_limit": limit_s})
    # What the solver fails on is sometimes its own first step, sometimes how large the numbers are.
    for presolve, scale in ((True, 1.0), (False, 1.0), (True, 1e-3)):
        with hushed():
            found = milp(
                -objective * scale,
                integrality=whole.astype(np.uint8),
                bounds=Bounds(bottom, top),
                constraints=LinearConstraint(matrix, low, high),
                options=options | {"presolve": presolve},
            )
        if found.status != 4:
            break
    if found.x is not None:
        bound = found.fun if found.mip_dual_bound is None else found.mip_dual_bound
        return Answer(found.x, -float(found.fun) / scale, -float(bound) / scale, found.status == 0)
    if found.status == 2:
        return None
    if found.status == 1:
        raise TooSlow(f"No package was found within {limit_s} seconds.\n  Allow more time, or fewer issues.")
    raise ParleyError(f"The solver gave up: {found.message}\n  Please report this with the case.")
