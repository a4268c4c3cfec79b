"""Nash: the largest product of gains. Unmoved when a party's units change; compares nobody with anybody.

Room: analysis. Speaks arrays; letters as in `parley.analysis.solutions.method`.
"""

from parley.analysis.solutions.method import Method

METHOD = Method(
    name="nash",
    source="Nash (1950), The bargaining problem, Econometrica 18(2), 155-162",
    parts=lambda g, i: list(g),
    joined="product",
    compares=False,
)
