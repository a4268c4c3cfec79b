"""Parley and NegMAS on the same inputs in one run: utilities, frontier and solutions, boxes, memory.

Makes an environment of its own under build/peers with what requirements.txt names (half a gigabyte, once;
needs a package index), writes the inputs, lets each side work in a process of its own on one core, checks
that both found the same, and prints the table with ratios. NegMAS is under AGPL-3.0: it is installed beside
Parley here and never imported by it.

Run: .venv/bin/python benchmarks/peers/compare.py [--quick]
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
PEERS = HERE.parents[1] / "build" / "peers"
ONE_CORE = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
LIMIT_S = 400  # of one piece of work of the peer


@dataclass(frozen=True)
class Row:
    """One piece of work: what is done to which input, by which function of each side."""

    what: str
    task: str  # Parley's
    peer: str | None  # the peer's; None where it has nothing for this size
    file: Path
    budget: float | None = None
    runs: int = 5
    peer_runs: int = 3
    beyond: bool = False  # too large for the peer, which lists every package


def environment() -> Path:
    """The interpreter of the peers' environment, made where it is not there."""
    python = PEERS / "bin" / "python"
    ready = PEERS / "ready"
    if not ready.exists():
        print("making the environment of the peers ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True)
        ready.touch()
    return python


def additive(folder: Path, parties: int, issues: int, levels: int = 10) -> Path:
    """Random worths of every level to every party."""
    rng = np.random.default_rng([parties, issues])
    path = folder / f"additive-{parties}-{issues}.npz"
    np.savez(path, *[rng.random((levels, parties)) for _ in range(issues)])
    return path


def boxes(folder: Path, issues: int, each: int = 20) -> Path:
    """Random boxes for two parties, like the hyper-rectangle domains of the ANAC competitions.

    Ten levels an issue, each box on up to five issues, worth a whole number.
    """
    rng = np.random.default_rng(issues)
    parts = {"sizes": np.full(issues, 10)}
    for p in range(2):
        table = np.full((each, min(5, issues), 3), -1)
        for box in table:
            on = rng.choice(issues, size=rng.integers(1, min(5, issues) + 1), replace=False)
            for k, i in enumerate(on):
                low = rng.integers(0, 8)
                box[k] = i, low, rng.integers(low + 1, 10)
        parts |= {f"boxes{p}": table, f"adds{p}": rng.integers(10, 90, size=each).astype(float)}
    path = folder / f"boxes-{issues}.npz"
    np.savez(path, **parts)
    return path


def plan(folder: Path, quick: bool) -> list[Row]:
    """All rows; `quick` leaves out what takes the peer minutes."""

    def frontier(
        parties: int, n: int, peer: str | None, budget: float | None = None, peer_runs: int = 1
    ) -> Row:
        what = f"frontier and solutions, 10^{n}, {parties} parties"
        what = f"the same by what its users call, 10^{n}" if peer == "stats" else what
        file, runs = additive(folder, parties, n), 5 if parties == 2 else 3
        return Row(what, "solutions", peer, file, budget, runs, peer_runs, beyond=n > 6)

    most = 4 if quick else 6
    rows = []
    for parties in (2, 3):
        for n in range(3, most + 1):
            what, file = f"utilities of all packages, 10^{n}, {parties} parties", additive(folder, parties, n)
            rows.append(Row(what, "utilities", "utilities", file))
    # From 10^10 on the peer's fastest function is still asked, with a limit on its time.
    rows += [frontier(2, n, "mobanos", peer_runs=3) for n in (3, 4, 5)]
    rows += [
        frontier(2, 6, "mobanos", 0.001, 3),
        frontier(2, 10, "mobanos"),
        frontier(2, 20, "mobanos", 0.005),
    ]
    rows += [frontier(2, n, "stats") for n in range(3, most)]
    rows += [frontier(3, n, "frontier") for n in range(3, most)]
    rows += [frontier(3, 6, None if quick else "frontier", 0.01), frontier(3, 10, None, 0.3)]
    rows += [frontier(5, n, "frontier") for n in range(3, min(most, 5) + 1)]
    rows += [Row(f"boxes, 10^{n}, 2 parties", "boxes", "boxes", boxes(folder, n), None, 3, 1) for n in (4, 5)]
    rows += [
        Row(f"boxes, 10^{n}, 2 parties", "boxes", None, boxes(folder, n), None, 1, beyond=True)
        for n in (10, 20)
    ]
    return rows


def measured(python: Path, script: Path, task: str, file: Path, runs: int) -> dict | None:
    """What one side took and found; None where it ran past the limit or failed."""
    try:
        command = [python, script, task, file, str(runs)]
        said = subprocess.run(
            command, env=ONE_CORE, capture_output=True, text=True, timeout=LIMIT_S, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as failed:
        print(f"{script.stem} {task} {file.name}: {str(failed)[-200:]}", file=sys.stderr)
        return None
    return json.loads(said.stdout.splitlines()[-1])


def same(ours: dict, theirs: dict) -> str:
    """Did both find the same? Only what both name is compared."""
    apart = []
    for key in ours.keys() & theirs.keys():
        a, b = ours[key], theirs[key]
        alike = a == b if isinstance(a, int) else np.allclose(np.array(a)[0], np.array(b)[0], atol=1e-9)
        apart += [] if alike else [key]
    return "same" if not apart else f"differ: {', '.join(sorted(apart))}"


def main() -> int:
    python, late = environment(), []
    print(f"{'work':46} {'Parley':>10} {'NegMAS':>10} {'ratio':>9} {'MB':>11}  found")
    with tempfile.TemporaryDirectory() as folder:
        for row in plan(Path(folder), "--quick" in sys.argv):
            ours = measured(Path(sys.executable), HERE / "parley_side.py", row.task, row.file, row.runs)
            if ours is None:
                late.append(row.what)
                continue
            theirs = row.peer and measured(python, HERE / "negmas_side.py", row.peer, row.file, row.peer_runs)
            peer = f"{theirs['seconds']:10.4f} {theirs['seconds'] / ours['seconds']:8.0f}x" if theirs else (
                f"{'-':>10} {'failed' if row.peer else 'cannot' if row.beyond else 'not asked':>9}"
            )  # fmt: skip
            memory = f"{ours['mb']:.0f}/{theirs['mb']:.0f}" if theirs else f"{ours['mb']:.0f}/-"
            agree = same(ours["found"], theirs["found"]) if theirs else ours.get("how", "")
            over = row.budget is not None and ours["seconds"] > row.budget
            print(f"{row.what:46} {ours['seconds']:10.4f} {peer} {memory:>11}  {agree}"
                  f"{f'  over its budget of {row.budget} s' if over else ''}", flush=True)  # fmt: skip
            late += [row.what] if over else []
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
