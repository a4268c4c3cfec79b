"""What the classical methods recommend: one file a method, all behind `parley.analysis.solutions.method`.

A new method is a new file with one `METHOD`, and a line in `METHODS`.
"""

from parley.analysis.solutions.egalitarian import METHOD as EGALITARIAN
from parley.analysis.solutions.kalai_smorodinsky import METHOD as KALAI_SMORODINSKY
from parley.analysis.solutions.method import Ideal, Method, Solution, solve
from parley.analysis.solutions.nash import METHOD as NASH
from parley.analysis.solutions.utilitarian import METHOD as UTILITARIAN

METHODS = (NASH, KALAI_SMORODINSKY, EGALITARIAN, UTILITARIAN)

__all__ = [
    "EGALITARIAN",
    "KALAI_SMORODINSKY",
    "METHODS",
    "NASH",
    "UTILITARIAN",
    "Ideal",
    "Method",
    "Solution",
    "solve",
]
