"""What the classical methods recommend: one file a method, all behind `parley.analysis.solutions.method`.

A new method is a new file with one `METHOD`, and a line in `METHODS`. `METHODS` are shown in briefs and in
`parley zone`; `ALL_METHODS` can be asked for. Maximum Nash welfare is in the second only: it is Nash's
solution wherever some package lets everybody gain, and differs in the rare draw in which somebody's best is
to gain nothing. A further row in each brief that says what the row above it says would look like a second
opinion.
"""

from parley.analysis.solutions.egalitarian import METHOD as EGALITARIAN
from parley.analysis.solutions.kalai_smorodinsky import METHOD as KALAI_SMORODINSKY
from parley.analysis.solutions.maximum_nash_welfare import METHOD as MAXIMUM_NASH_WELFARE
from parley.analysis.solutions.method import (
    Disagreement,
    Form,
    Ideal,
    Method,
    Solution,
    Ties,
    solve,
    solve_each,
)
from parley.analysis.solutions.nash import METHOD as NASH
from parley.analysis.solutions.utilitarian import METHOD as UTILITARIAN

METHODS = (NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN)
ALL_METHODS = (*METHODS, MAXIMUM_NASH_WELFARE)

__all__ = [
    "ALL_METHODS",
    "EGALITARIAN",
    "KALAI_SMORODINSKY",
    "MAXIMUM_NASH_WELFARE",
    "METHODS",
    "NASH",
    "UTILITARIAN",
    "Disagreement",
    "Form",
    "Ideal",
    "Method",
    "Solution",
    "Ties",
    "solve",
    "solve_each",
]
