"""How does cost grow with issues, options, parties and draws? Measures, and draws docs/why/growth.svg.

Seconds of one core for the exact frontier of random problems, and for all findings on the worked case.
Beside it what listing every package costs, measured where it can be done.

Run: .venv/bin/python benchmarks/growth.py
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from math import log10
from pathlib import Path as File

import numpy as np

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.findings import find
from parley.analysis.frontier import pareto_frontier
from parley.analysis.structure.problem import Problem, additive
from parley.briefs.canvas import COLOURS
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.sketch import Dots, Part, Path, Sketch, Words, axis_below, axis_left, sketched
from parley.briefs.sketch import line as stroke
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
WIDE, TALL, ACROSS, DOWN = 290.0, 180.0, 390.0, 270.0  # pixels: a panel, and from panel to panel
SLOWEST, FASTEST = 30.0, 5e-5  # seconds


def picture(rows: list[dict[str, object]]) -> str:
    """Four panels, one cause of growth each, on logarithmic scales; lines are named at their ends."""
    parts = [
        part
        for n, name in enumerate(TITLES)
        for part in panel([r for r in rows if r["panel"] == name], name, ACROSS * (n % 2), DOWN * (n // 2))
    ]
    return sketched(Sketch("growth", tuple(parts)), Phrases("en"))


def panel(rows: list[dict[str, object]], name: str, left: float, top: float) -> Iterator[Part]:
    first, last = TICKS[name][0], TICKS[name][-1]
    scale = float if name == "parties" else log10

    def at(x: float, seconds: float) -> tuple[float, float]:
        along = (scale(x) - scale(first)) / (scale(last) - scale(first))
        up = (log10(seconds) - log10(FASTEST)) / (log10(SLOWEST) - log10(FASTEST))
        return left + WIDE * along, top + TALL * (1 - min(1.0, max(0.0, up)))

    numbers = [(at(n, 1)[0], f"{n:,d}") for n in TICKS[name]]
    times = [(at(first, s)[1], f"{s:g}") for s in (1e-4, 1e-3, 0.01, 0.1, 1, 10)]
    yield Path(tuple(((left, y), (left + WIDE, y)) for y, _ in times), stroke="#e6e6e6")
    yield from axis_below(numbers, left, left + WIDE, top + TALL, [TITLES[name]])
    yield from axis_left(times, top, top + TALL, left, "seconds, one core")
    for place, label in enumerate(dict.fromkeys(str(r["line"]) for r in rows)):
        own = [r for r in rows if r["line"] == label]
        points = [at(float(r["x"]), float(r["seconds"])) for r in own]
        colour = COLOURS[place % len(COLOURS)]
        dash = (4, 3) if "listed" in label and "not" not in label else ()
        yield stroke(points, colour, 1.8, dash)
        yield Dots(tuple(points), 5, colour)
        yield Words(label, points[-1][0] + 4, points[-1][1] - 11, "end", halo=True)


def main() -> int:
    PICTURE.write_text(picture(measured()), encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)} is drawn anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
