"""Draws in which it is hard to see whether there is a zone, settled one at a time.

Room: analysis. Speaks arrays. May use numpy. For two parties by the efficient packages above what they need
(`parley.analysis.efficiency.efficient`), for more by integer programming
(`parley.analysis.solutions.direct`). Where on one issue any number may be agreed, on each of its pieces by
straight lines; where on several, they are left.
"""

from dataclasses import replace

import numpy as np

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.solutions import EGALITARIAN
from parley.analysis.unlisted.many import Floats, Levels, Many, Mask
from parley.analysis.unlisted.reach import CLOSE, Reach

MOST, FEW = 12, 3  # draws that are settled so, by frontier and by programme; more are left as they are, all
_CELLS = 2_000_000  # levels that are looked at where any number may be agreed on one issue, over all draws


def settled(many: Many, rows: Levels, found: Reach, needed: Floats, few: int = FEW) -> Reach:
    """What `reach` found, and what it left undecided: the bounds then say that there is a zone, or that not.

    Args:
        rows, needed: as `reach` was given them; red lines are those that are real.
        few: draws that are settled by a programme.
    """
    open_ = np.flatnonzero(~found.found & ~found.excluded)
    if len(open_) > _most(many, few):
        return found
    low, high = found.low.copy(), found.high.copy()
    refused = many.refused(many.real(rows[open_]))
    for k, line in zip(open_, refused, strict=True):
        if _zone(many, int(rows[k]), line, needed[k] - CLOSE):
            low[k] = max(low[k], -CLOSE)
        else:
            high[k] = np.nextafter(-CLOSE, -1)
    return replace(found, low=low, high=high)


def _most(many: Many, few: int) -> int:
    """How many draws can be settled."""
    if many.listed:
        return MOST if many.parties == 2 else few
    return _CELLS // many.limits.size if sum(many.limits.between) == 1 else 0


def _zone(many: Many, row: int, refused: Mask, needed: Floats) -> bool:
    """Is there a package that gives everybody what it needs?"""
    if not many.listed:
        return _on_a_line(many, row, refused, needed)
    problem = many.problem(row, refused)
    if many.parties == 2:
        return len(efficient(problem, above=needed)) > 0
    from parley.analysis.solutions.direct import solve_problem  # with it comes HiGHS, for the few that ask

    return len(solve_problem(problem, EGALITARIAN, needed, by="direct")) > 0


def _on_a_line(many: Many, row: int, refused: Mask, needed: Floats) -> bool:
    """The same where on one issue any number may be agreed: at its levels, then between each two of them."""
    problem = replace(many, nothing=None).problem(row, refused)
    rows = np.indices(problem.sizes).reshape(len(problem.sizes), -1).T.astype(float)
    there = rows if many.nothing is None else rows[(rows != many.nothing).any(axis=1)]
    there = there[problem.allowed(there)]
    if (problem.utilities(there) >= needed).all(axis=1).any():
        return True
    issue = problem.between.index(True)
    rows = rows[rows[:, issue] < problem.sizes[issue] - 1]
    free = replace(problem, sums=())
    rows = rows[free.allowed(_moved(rows, issue, 0.5))]
    near, far = (problem.utilities(_moved(rows, issue, at)) for at in (0.25, 0.75))
    rise = 2 * (far - near)
    asked = [
        (near - 0.25 * rise - needed, rise)
    ]  # each column at least 0: its value at the lower end, its rise
    for limit in problem.sums:
        parts = [
            sum((_at(part, end[:, i]) for i, part in limit.parts.items()), np.zeros(len(rows)))
            for end in (rows, _moved(rows, issue, 1.0))
        ]
        start, step = parts[0][:, None], (parts[1] - parts[0])[:, None]
        slack = 1e-9 * max([1.0, *(float(np.abs(part).max()) for part in limit.parts.values())])
        for bound, sign in ((limit.low, 1), (-limit.high, -1)):
            if np.isfinite(bound):
                asked.append((sign * start - bound + slack, sign * step))
    value, rise = (np.concatenate(both, axis=1) for both in zip(*asked, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = -value / rise
    first = np.where(rise > 0, turn, np.where((rise == 0) & (value < 0), np.inf, 0.0)).max(axis=1)
    last = np.where(rise < 0, turn, 1.0).min(axis=1)
    return bool((np.maximum(first, 0.0) <= np.minimum(last, 1.0)).any())


def _moved(rows: Floats, issue: int, by: float) -> Floats:
    """Packages a part of a level further on one issue."""
    moved = rows.copy()
    moved[:, issue] += by
    return moved


def _at(part: Floats, levels: Floats) -> Floats:
    there: Floats = part[levels.astype(np.intp)]
    return there
