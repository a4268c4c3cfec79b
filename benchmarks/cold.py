"""Time and peak memory of cold processes, run in turns: a busy machine is as unkind to one as to another."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

PYTHON = sys.executable
PARLEY = [PYTHON, "-c", "from parley.cli.main import main; main(prog_name='parley')"]


@dataclass(frozen=True)
class Cost:
    """Medians over the runs: seconds on the wall, seconds of work, megabytes at the peak."""

    wall: float
    work: float
    peak: float


def measure(commands: dict[str, Sequence[str]], runs: int = 7) -> dict[str, Cost]:
    """What each command costs as a new process on one core, after a first run that counts for nothing."""
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            cost = _once(command)
            if turn:
                taken[name].append(cost)
    return {
        name: Cost(*(statistics.median(column) for column in zip(*rows, strict=True)))
        for name, rows in taken.items()
    }


def _once(command: Sequence[str]) -> tuple[float, float, float]:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    core = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None
    start = time.perf_counter()
    child = subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.DEVNULL,
        preexec_fn=None if core is None else lambda: os.sched_setaffinity(0, {core}),
    )
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)} ended with status {child.returncode}")
    return wall, used.ru_utime + used.ru_stime, _megabytes(used)


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1000)


def report(costs: dict[str, Cost], ours: str, peer: str, budget: tuple[float, float | None]) -> bool:
    """Print the costs, the ratio and the budget; whether the budget is kept."""
    for name, cost in costs.items():
        print(f"{name:<45} {cost.wall:7.3f} s wall  {cost.work:7.3f} s work  {cost.peak:6.0f} MB")
    seconds, megabytes = budget
    kept = costs[ours].wall <= seconds and (megabytes is None or costs[ours].peak <= megabytes)
    limit = f"{seconds:g} s" + (f", {megabytes:g} MB" if megabytes else "")
    print(f"ratio to {peer}: {costs[ours].wall / costs[peer].wall:.2f} in time")
    print(f"budget {limit}: {'kept' if kept else 'MISSED'}")
    return kept
