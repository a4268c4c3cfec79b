"""What does it cost to simulate how long a deal holds? Measures, and draws docs/why/endurance-cost.svg.

Seconds of one core for `parley.endurance.process`, and for the same process written plainly in SimPy, one
deal at a time, against runs, parties and days. Prints how many runs of two years are made in a second, how
many times as many that is, and what a second worker buys.

Run: .venv/bin/python benchmarks/endurance.py
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path as File

from endurance_plain import Deal, Dice  # beside this file
from panels import Panels, picture

from parley.endurance.design import Design
from parley.endurance.process.prior import draw_worlds
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.simulate import simulate

PICTURE = File(__file__).parents[1] / "docs" / "why" / "endurance-cost.svg"
YEARS_2 = 730
PARTIES = ("East", "West", "North", "South", "Centre", "Coast")
OURS, PLAIN = "Parley", "SimPy"


def design(parties: int = 2) -> Design:
    return Design("truce", PARTIES[:parties])


def ours(runs: int, parties: int = 2, days: int = YEARS_2, workers: int = 1) -> object:
    return simulate(design(parties), runs=runs, seed=0, days=days, workers=workers)


def plain(runs: int, parties: int = 2, days: int = YEARS_2) -> object:
    worlds = draw_worlds(PRIORS, 100, seed=0)
    values = [{name: float(drawn[world]) for name, drawn in worlds.items()} for world in range(100)]
    deals = (Deal(design(parties), values[run % 100], Dice(run), days) for run in range(runs))
    return [deal.run(deal.chance.at(0, "never")).day for deal in deals]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The best of three where it is quick."""
    taken = []
    for _ in range(3):
        start = clock()
        work()
        taken.append(clock() - start)
        if taken[-1] > 2:
            break
    return max(1e-3, min(taken))


def measured() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []

    def add(panel: str, who: str, x: int, work: Callable[[], object], times: float = 1.0) -> None:
        took = seconds(work) * times
        rows.append({"panel": panel, "line": who, "x": x, "seconds": took})
        print(f"{panel:8} {who:8} {x:>8,} {took:9.3f} s", flush=True)

    for n in (100, 1000, 10_000, 20_000, 100_000):
        add("runs", OURS, n, lambda n=n: ours(n))
    for n in (30, 100, 300):
        add("runs", PLAIN, n, lambda n=n: plain(n))
    for p in (2, 3, 4, 6):
        add("parties", OURS, p, lambda p=p: ours(20_000, parties=p), 1 / 20)
        add("parties", PLAIN, p, lambda p=p: plain(100, parties=p), 10)
    for d in (90, 365, 730, 1826, 3652):
        add("days", OURS, d, lambda d=d: ours(20_000, days=d), 1 / 20)
        add("days", PLAIN, d, lambda d=d: plain(100, days=d), 10)
    return rows


TITLES = {
    "runs": "Runs (2 parties, 2 years)",
    "parties": "Parties (1,000 runs, 2 years)",
    "days": "Days (1,000 runs, 2 parties)",
}
TICKS = {
    "runs": [30, 100, 1000, 10_000, 100_000],
    "parties": [2, 3, 4, 5, 6],
    "days": [90, 365, 730, 1826, 3652],
}
PANELS = Panels("endurance-cost", TITLES, TICKS, (0.01, 0.1, 1, 10), 3e-3)


def main() -> int:
    rows = measured()
    took = {(r["line"], r["x"]): float(r["seconds"]) for r in rows if r["panel"] == "runs"}
    many, few = 20_000 / took[OURS, 20_000], 300 / took[PLAIN, 300]
    print(f"{many:,.0f} runs of two years in a second of one core")
    print(f"SimPy {few:,.0f}: {many / few:,.0f} times as many")
    for workers in (1, 2):
        waited = seconds(lambda w=workers: ours(60_000, workers=w), time.perf_counter)
        print(f"60,000 runs, {workers} worker{'s' * (workers > 1)}: {waited:.2f} s on the clock")
    PICTURE.write_text(picture(rows, PANELS), encoding="utf-8")
    print(f"{PICTURE.name} is drawn anew")
    return 0


if __name__ == "__main__":
    sys.exit(main())
