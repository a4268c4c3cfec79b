"""Maximum Nash welfare: the largest product of gains; where somebody must have none, as few as possible.

Room: analysis. Speaks arrays; letters as in `parley.analysis.solutions.method`. Where some package lets
everybody gain this is Nash's solution. Where none does, every product is nothing: then a largest set of
parties that can gain at once is taken, and the largest product of their gains. Products over different sets
are not compared, as that would compare the units of the parties: each largest set has its own best
packages.
"""

from parley.analysis.solutions.method import Method

METHOD = Method(
    name="maximum-nash-welfare",
    source="Caragiannis, Kurokawa, Moulin, Procaccia, Shah and Wang (2019), "
    "“The unreasonable fairness of maximum Nash welfare”, ACM Transactions on Economics and Computation "
    "7(3), article 12",
    parts=lambda g, i: list(g),
    joined="product",
    compares=False,
    spares=True,
)
