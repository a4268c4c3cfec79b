"""Draws in which it is hard to see whether there is a zone, settled one at a time.

Room: analysis. Speaks arrays. May use numpy. For two parties by the efficient packages above what they need
(`parley.analysis.efficient`), for more by integer programming (`parley.analysis.solutions.direct`).
"""

from dataclasses import replace

import numpy as np

from parley.analysis.efficient import efficient
from parley.analysis.many import Floats, Levels, Many
from parley.analysis.problem import Problem
from parley.analysis.reach import CLOSE, Reach
from parley.analysis.solutions import EGALITARIAN

MOST, FEW = 12, 3  # draws that are settled so, by frontier and by programme; more are left as they are, all


def settled(many: Many, rows: Levels, found: Reach, needed: Floats, few: int = FEW) -> Reach:
    """What `reach` found, and what it left undecided: the bounds then say that there is a zone, or that not.

    Args:
        rows, needed: as `reach` was given them; red lines are those that are real.
        few: draws that are settled by a programme.
    """
    open_ = np.flatnonzero(~found.found & ~found.excluded)
    if len(open_) > (MOST if _by_frontier(many) else few):
        return found
    low, high = found.low.copy(), found.high.copy()
    refused = many.refused(many.real(rows[open_]))
    for k, line in zip(open_, refused, strict=True):
        if _zone(many, many.problem(int(rows[k]), line), needed[k] - CLOSE):
            low[k] = max(low[k], -CLOSE)
        else:
            high[k] = np.nextafter(-CLOSE, -1)
    return replace(found, low=low, high=high)


def _by_frontier(many: Many) -> bool:
    return many.parties == 2 and many.listed


def _zone(many: Many, problem: Problem, needed: Floats) -> bool:
    """Is there a package that gives everybody what it needs?"""
    if _by_frontier(many):
        return len(efficient(problem, above=needed)) > 0
    from parley.analysis.solutions.direct import solve_problem  # with it comes HiGHS, for the few that ask

    return len(solve_problem(problem, EGALITARIAN, needed, by="direct")) > 0
