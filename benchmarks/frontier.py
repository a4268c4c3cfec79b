"""How long does an exact frontier take, beside listing every package and filtering the list?

Budgets, on one core: two parties, 10^6 and 10^20 packages: 1 ms and 5 ms; three parties, 10^6 and 10^10:
10 ms and 0.3 s; interactions and constraints, 10^10: 0.5 s. Random problems of ten options an issue. The
peer is numpy as one would write it: utilities of all packages by outer sums, then rows taken out that a good
row beats, a good row at a time. It is run where the list fits into memory.

Run: OMP_NUM_THREADS=1 .venv/bin/python benchmarks/frontier.py
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.frontier import pareto_frontier
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum, additive

LISTED = 10**6  # packages that the peer lists


def random_additive(issues: int, parties: int, seed: int = 0) -> Problem:
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues), parties)
    return additive([rng.random((10, parties)) * weights[:, i] for i in range(issues)])


def random_entangled(issues: int, parties: int, seed: int = 0) -> Problem:
    """Twelve interactions of two or three neighbouring issues, four forbidden pairs, one limited sum."""
    rng = np.random.default_rng(seed)
    plain = random_additive(issues, parties, seed)
    terms = []
    for k in range(12):
        first = k % (issues - 2)
        over = range(first, first + (3 if k % 3 == 0 else 2))
        terms.append(Bundle({i: rng.random(10) < 0.4 for i in over}))
    pairs = rng.choice(issues - 1, min(4, issues - 1), replace=False)
    forbidden = tuple(Bundle({int(i): rng.random(10) < 0.3, int(i) + 1: rng.random(10) < 0.3}) for i in pairs)
    ladder = np.arange(10.0)
    return Problem(
        plain.worth,
        tuple(terms),
        rng.normal(size=(12, parties)) * 0.05,
        forbidden,
        (Sum({0: ladder, 1: ladder, 2: ladder}, high=14.0),),
    )


def listed(problem: Problem) -> NDArray[np.float64]:
    """Utilities of all packages that are allowed."""
    if not problem.terms and not problem.forbidden and not problem.sums:
        columns = [
            reduce(np.add.outer, [w[:, p] for w in problem.worth]).ravel() for p in range(problem.parties)
        ]
        return np.stack(columns, axis=1)
    rows = np.indices(problem.sizes).reshape(len(problem.sizes), -1).T
    return problem.utilities(rows[problem.allowed(rows)])


def plain_filter(u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows that no other beats, one good row after the other."""
    u = u[np.argsort(-u.sum(axis=1))]
    at = 0
    while at < len(u):
        stays = (u > u[at]).any(axis=1)
        stays[at] = True
        u = u[stays]
        at = int(stays[:at].sum()) + 1
    return u


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    problem: Problem
    budget: float | None  # seconds


ROWS = (
    Row("2 parties, 10^6", random_additive(6, 2), 0.001),
    Row("2 parties, 10^10", random_additive(10, 2), None),
    Row("2 parties, 10^20", random_additive(20, 2), 0.005),
    Row("3 parties, 10^6", random_additive(6, 3), 0.010),
    Row("3 parties, 10^10", random_additive(10, 3), 0.3),
    Row("4 parties, 10^8", random_additive(8, 4), None),
    Row("5 parties, 10^6", random_additive(6, 5), None),
    Row("entangled, 2 parties, 10^6", random_entangled(6, 2), None),
    Row("entangled, 2 parties, 10^10", random_entangled(10, 2), 0.5),
    Row("entangled, 3 parties, 10^10", random_entangled(10, 3), 0.5),
)


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Of one core, the best of some."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    print(f"{'':30}{'points':>8}{'ms':>10}{'budget':>9}{'listing':>11}{'ratio':>8}  how")
    over = 0
    for row in ROWS:
        found = efficient(row.problem)
        took = seconds(lambda problem=row.problem: efficient(problem))
        budget = f"{row.budget * 1e3:g}" if row.budget else ""
        peer, ratio = "", ""
        if row.problem.size <= LISTED:
            plainly = plain_filter(listed(row.problem))
            assert len(np.unique(plainly.round(9), axis=0)) == len(found), row.name
            slow = seconds(lambda problem=row.problem: plain_filter(listed(problem)), 1)
            peer, ratio = f"{slow * 1e3:,.0f}", f"{slow / took:,.0f}"
        print(
            f"{row.name:30}{len(found):8,}{took * 1e3:10,.2f}{budget:>9}{peer:>11}{ratio:>8}"
            f"  {found.how}, {found.by}"
        )
        over += row.budget is not None and took > row.budget
    u = listed(random_additive(6, 3))
    took, slow = seconds(lambda: pareto_frontier(u), 3), seconds(lambda: plain_filter(u), 1)
    print(
        f"\nThe filter alone on a list of 10^6 rows, 3 parties: {took * 1e3:.0f} ms, "
        f"plainly {slow * 1e3:.0f} ms: {slow / took:.0f} times."
    )
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
