"""Utilitarian: the largest sum of gains among what all could sign. Compares the parties' units.

Room: analysis. Speaks arrays; letters as in `parley.analysis.solutions.method`.
"""

from parley.analysis.solutions.method import Method

METHOD = Method(
    name="utilitarian",
    source="Myerson (1981), Utilitarianism, egalitarianism, and the timing effect in social choice problems, "
    "Econometrica 49(4), 883-897",
    parts=lambda g, i: list(g),
    joined="sum",
    compares=True,
)
