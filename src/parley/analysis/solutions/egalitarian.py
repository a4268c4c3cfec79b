"""Egalitarian: the least-gaining party gains as much as it can, then the next. Compares the parties' units.

Room: analysis. Speaks arrays; letters as in `parley.analysis.solutions.method`.
"""

from parley.analysis.solutions.method import Method

METHOD = Method(
    name="egalitarian",
    source="Kalai (1977), Proportional solutions to bargaining situations, Econometrica 45(7), 1623-1630",
    parts=lambda g, i: list(g),
    joined="least",
    compares=True,
)
