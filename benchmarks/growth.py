"""How does cost grow with issues, options, parties and draws? Measures, and draws docs/why/growth.svg.

Seconds of one core for the exact frontier of random problems, and for all findings on the worked case.
Beside it what listing every package costs, measured where it can be done.

Run: .venv/bin/python benchmarks/growth.py
"""

import sys
import time
from collections.abc import Callable, Iterable
from functools import reduce
from pathlib import Path as File

import numpy as np
from panels import Panels, picture  # beside this file

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.findings import find
from parley.analysis.frontier import pareto_frontier
from parley.analysis.structure.problem import Problem, additive
from parley.case.files import read_case

ROOT = File(__file__).parents[1]
PICTURE = ROOT / "docs" / "why" / "growth.svg"
LISTED = 10**6  # packages that are listed, at most
PATIENCE = 20.0  # seconds after which a line goes no further


def random_problem(parties: int, issues: int, options: int) -> Problem:
    rng = np.random.default_rng([parties, issues, options])
    return additive([rng.random((options, parties)) for _ in range(issues)])


def listed(problem: Problem) -> object:
    """Every package in a table, then filtered."""
    columns = [reduce(np.add.outer, [w[:, p] for w in problem.worth]).ravel() for p in range(problem.parties)]
    return pareto_frontier(np.stack(columns, axis=1))


def seconds(work: Callable[[], object]) -> float:
    """Of one core: the best of three where it is quick."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
        if taken[-1] > 1:
            break
    return max(1e-5, min(taken))


def line(
    panel: str, label: str, points: Iterable[tuple[float, Callable[[], object]]]
) -> list[dict[str, object]]:
    """Rows of one line; it ends where a point took longer than one waits for."""
    rows: list[dict[str, object]] = []
    for x, work in points:
        took = seconds(work)
        rows.append({"panel": panel, "line": label, "x": x, "seconds": took})
        print(f"{panel:10} {label:34} {x:>8g} {took:10.4f} s", flush=True)
        if took > PATIENCE:
            break
    return rows


def measured() -> list[dict[str, object]]:
    rows = []
    for parties, most in ((2, 100), (3, 20)):
        sizes = [n for n in (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 60, 100) if n <= most]
        problems = [(n, random_problem(parties, n, 10)) for n in sizes]
        rows += line("issues", f"{parties} parties", [(n, lambda q=q: efficient(q)) for n, q in problems])
    listable = [(n, random_problem(2, n, 10)) for n in (2, 3, 4, 5, 6)]
    rows += line("issues", "2 parties, listed", [(n, lambda q=q: listed(q)) for n, q in listable])
    for parties, most in ((2, 1000), (3, 200)):
        problems = [
            (n, random_problem(parties, 6, n))
            for n in (2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
            if n <= most
        ]
        rows += line("options", f"{parties} parties", [(n, lambda q=q: efficient(q)) for n, q in problems])
    listable = [(n, random_problem(2, 6, n)) for n in (2, 3, 5, 10)]
    rows += line("options", "2 parties, listed", [(n, lambda q=q: listed(q)) for n, q in listable])
    problems = [(p, random_problem(p, 6, 6)) for p in (2, 3, 4, 5, 6, 7)]
    rows += line("parties", "not listed", [(p, lambda q=q: efficient(q)) for p, q in problems])
    problems = [(p, random_problem(p, 6, 6)) for p in (2, 3, 4, 5)]
    rows += line("parties", "listed", [(p, lambda q=q: listed(q)) for p, q in problems])
    case = read_case(ROOT / "cases" / "gaza-2024")
    rows += line("draws", "all findings", [
        (n, lambda n=n: find(case, draws=n)) for n in (100, 300, 1000, 3000, 10_000)
    ])  # fmt: skip
    return rows


TITLES = {
    "issues": "Issues (10 options each)",
    "options": "Options an issue (6 issues)",
    "parties": "Parties (6 issues of 6 options)",
    "draws": "Draws a party (worked case)",
}


TICKS = {
    "issues": [2, 5, 10, 20, 50, 100],
    "options": [2, 5, 10, 50, 200, 1000],
    "parties": [2, 3, 4, 5, 6, 7],
    "draws": [100, 300, 1000, 3000, 10_000],
}
PANELS = Panels(
    "growth", TITLES, TICKS, (1e-4, 1e-3, 0.01, 0.1, 1, 10), 5e-5, ("2 parties, listed", "listed")
)


def main() -> int:
    PICTURE.write_text(picture(measured(), PANELS), encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)} is drawn anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
