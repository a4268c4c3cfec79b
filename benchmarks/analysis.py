"""How long do the questions of the analysis room take, and how much memory, beside doing the same plainly?

Budgets: acceptability of each of 10^6 packages under 1,000 draws, 0.3 s a party; all findings on the
worked case within the 3 s and 300 MB of a brief. The peers run beside it on a few draws, scaled up: numpy as
one would write it, a draw at a time, and plain Python, a package at a time.

Run: .venv/bin/python benchmarks/analysis.py
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import reduce
from itertools import product
from pathlib import Path

import numpy as np

from parley.analysis.findings import find
from parley.analysis.study import Study, study
from parley.analysis.sweep import acceptability
from parley.case.files import read_case
from parley.case.model import Case

CASE = Path(__file__).parents[1] / "cases" / "gaza-2024"
DRAWS = 1000
SOME, FEW = 50, 2  # draws of plain numpy, and of plain Python


def million() -> Case:
    """Six issues of ten options each, wanted in opposite orders."""
    names, options = [f"i{k}" for k in range(6)], [f"o{k}" for k in range(10)]
    orders = {
        side: {n: " > ".join(options if k % 2 == at else options[::-1]) for k, n in enumerate(names)}
        for at, side in enumerate(("north", "south"))
    }
    no_deal = {"leads-to": dict.fromkeys(names, "o0"), "costs": "0.0..0.1"}
    return Case.model_validate(
        {
            "title": "A million packages",
            "parties": {p: {"name": p, "role": "principal"} for p in orders},
            "issues": {n: {"name": n, "options": {o: o for o in options}} for n in names},
            "preferences": {p: {"orders": orders[p], "no-deal": no_deal} for p in orders},
        }
    )


def draw_by_draw(ready: Study, draws: int) -> np.ndarray:
    """Acceptability of one party with numpy as one would write it: outer sums, compared and counted."""
    d = ready.gains[0].draws
    counts = 0
    for s in range(draws):
        tables = [w * v[s] for w, v in zip(d.weights[s], d.values, strict=True)]
        u = reduce(np.add.outer, tables)
        r = sum(t[k] for t, k in zip(tables, d.no_deal[s], strict=True))
        counts = counts + ((u - r) / (u.max() - u.min()) >= -d.cost[s])
    return np.asarray(counts).ravel()


def one_by_one(ready: Study, draws: int) -> int:
    """The same for a few draws, package by package."""
    d = ready.gains[0].draws
    accepted = 0
    for s in range(draws):
        tables = [
            [w * v for v in values[s].tolist()] for w, values in zip(d.weights[s], d.values, strict=True)
        ]
        low, high = sum(map(min, tables)), sum(map(max, tables))
        r = sum(t[k] for t, k in zip(tables, d.no_deal[s].tolist(), strict=True))
        accepted += sum((sum(u) - r) / (high - low) >= -d.cost[s] for u in product(*tables))
    return accepted


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Median seconds of work on one core."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    case = read_case(CASE)
    took = seconds(lambda: find(case, draws=DRAWS))
    packages = find(case, draws=10).zone.grounds.packages
    print(f"all findings, {packages:,} packages: {took:.2f} s, {peak():.0f} MB at the peak")
    ready = study(million(), DRAWS, 0, most=1_000_000)
    ours = seconds(lambda: acceptability(ready.gains[0]))
    print(f"acceptability of {len(ready.table):,} packages for one party: {ours:.2f} s, {peak():.0f} MB")
    numpy = seconds(lambda: draw_by_draw(ready, SOME), runs=1) * DRAWS / SOME
    print(f"  numpy draw by draw, {SOME} draws, scaled: {numpy:.1f} s, {numpy / ours:.0f} times as long")
    plain = seconds(lambda: one_by_one(ready, FEW), runs=1) * DRAWS / FEW
    print(f"  plain Python, {FEW} draws, scaled: {plain:.0f} s, {plain / ours:.0f} times as long")
    everything = seconds(lambda: find(million(), draws=DRAWS), runs=1)
    print(f"all findings on the million: {everything:.1f} s")
    return 0 if ours <= 0.3 and took <= 3 else 1


if __name__ == "__main__":
    sys.exit(main())
