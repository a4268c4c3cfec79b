"""How were the middle values of the process's priors found? A seeded search, one step at a time.

Measures the figures behind V1 to V13 with the priors as they stand and with each of those below moved by a
fifth, and prints by how much to move them all so that the figures come closer to the published ones: a
Gauss-Newton step, held back towards the priors as they are. The ranges of the priors are the outcome of a few
such steps, rounded, and of moves by hand between them.

Run: .venv/bin/python benchmarks/endurance_fit.py [runs]
"""

import math
import sys
from dataclasses import replace

import numpy as np

from parley.endurance.checked import measured
from parley.endurance.process.prior import Prior, Priors
from parley.endurance.process.priors import PRIORS

FREE = (
    "difficulty", "breach", "local", "spoiler", "unfamiliar", "word", "unaware", "remembered", "handled",
    "round", "harder", "calmer", "breaking", "opened", "worn", "worn differs", "thin", "forgotten", "mending",
    "gain", "gain lasts", "walking", "distrust", "pressed", "at gate", "gate fails", "settled acts",
    "definitive",
    "staked", "staked lasts", "deterred", "truce routine", "cessation belief", "taken up",
)  # fmt: skip
STEP = math.log(1.2)
HELD = 0.35  # how far a logarithm may lightly be moved in a step

# figure -> published value, and how far from it counts as one (a share for what is marked so)
WANTED: dict[str, tuple[float, float]] = {
    "V1": (0.48, 0.06), "V2": (4.2, 0.4),
    "V3: 30 days": (0.96, 0.02), "V3: 90 days": (0.76, 0.04), "V3: 182 days": (0.60, 0.05),
    "V3: 1 year": (0.51, 0.05), "V3: 2 years": (0.40, 0.05), "V3: 5 years": (0.27, 0.05),
    "V4: 30 days": (0.99, 0.02), "V4: 90 days": (0.93, 0.03), "V4: 182 days": (0.86, 0.04),
    "V4: 1 year": (0.79, 0.05), "V4: 2 years": (0.72, 0.05), "V4: 5 years": (0.59, 0.05),
    "V8": (0.75, 0.05),
    "V11: extended": (0.202, 0.05), "V11: expired": (0.197, 0.05), "V11: quiet decay": (0.449, 0.05),
    "V11: collapsed": (0.083, 0.03),
}  # fmt: skip
RATIOS: dict[str, tuple[float, float]] = {
    "V5": (0.5, 0.15), "V5: mission": (0.6, 0.2), "V6": (0.75, 0.1), "V12": (1.5, 0.2),
    "V10: 25": (2, 0.6), "V10: 50": (13, 0.4), "V10: 75": (120, 0.3), "V10: 90": (322, 0.3),
    "V13": (1.9, 0.3),
}  # fmt: skip


def moved(priors: Priors, name: str, by: float) -> dict[str, Prior]:
    """The same with one prior (or all that end so) multiplied by exp(by)."""
    names = [n for n in priors if n == name or n.endswith(f": {name}")]
    return dict(priors) | {
        n: replace(priors[n], low=priors[n].low * math.exp(by), high=priors[n].high * math.exp(by))
        for n in names
    }


def away(priors: Priors, runs: int, seed: int) -> np.ndarray:
    """How far each figure is from what is published, in units of what counts as one."""
    found = measured.figures(measured.simulated(runs, seed, priors))
    plain = [(found[name] - value) / unit for name, (value, unit) in WANTED.items()]
    ratios = [math.log(max(found[name], 0.5) / value) / unit if name.startswith("V10") else
              math.log(found[name] / value) / unit for name, (value, unit) in RATIOS.items()]  # fmt: skip
    return np.array(plain + ratios)


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    now = away(PRIORS, runs, seed=0)
    for name, value in zip([*WANTED, *RATIOS], now, strict=True):
        print(f"{name:20} {value:+6.1f}")
    print(f"sum of squares {now @ now:.0f}", flush=True)
    slope = np.stack([(away(moved(PRIORS, n, STEP), runs, seed=0) - now) / STEP for n in FREE], axis=1)
    held = np.eye(len(FREE)) / HELD**2
    step = np.linalg.solve(slope.T @ slope + held, -slope.T @ now)
    for name, by in zip(FREE, step, strict=True):
        print(f"{name:20} times {math.exp(by):.2f}")
    then = now + slope @ step
    print(f"expected sum of squares {then @ then:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
