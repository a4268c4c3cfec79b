"""What comes out: how each run ended, when, and of what.

Room: endurance. Values only. Days are counted from day 1, the day the deal takes effect.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import STATES, Design, State

Cause = Literal[
    "none",
    "never started",
    "walked out",
    "answers to a side's breach",
    "answers to local units",
    "answers to spoilers",
    "answers to a false alarm",
    "answers to a raid",
    "dispute",
    "gate",
    "term",
    "worn out",
]
CAUSES: tuple[Cause, ...] = (
    "none",  # still held on the last day
    "never started",
    "walked out",
    "answers to a side's breach",
    "answers to local units",
    "answers to spoilers",
    "answers to a false alarm",
    "answers to a raid",
    "dispute",
    "gate",  # what comes next was not agreed, and fighting began
    "term",  # it ended as planned
    "worn out",  # by incidents that nobody took up
)
NEVER, IN_FORCE, EXTENDED, EXPIRED, DECAYED, SUSPENDED, COLLAPSED = range(len(STATES))

GateOutcome = Literal[
    "not reached", "agreed before", "agreed there", "went on talking", "expired", "collapsed"
]
GATE_OUTCOMES: tuple[GateOutcome, ...] = (
    "not reached",
    "agreed before",
    "agreed there",
    "went on talking",
    "expired",
    "collapsed",
)

BEFORE, THERE, TALKING, LAPSED, BROKEN = range(1, len(GATE_OUTCOMES))


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Many runs of one design. Run i is a run in world `world[i]`."""

    design: Design
    days: int  # the last day that was simulated
    seed: int
    state: NDArray[
        np.int8
    ]  # (runs,) number of the state in STATES in which the run ended or stood on the last day
    day: NDArray[np.int32]  # (runs,) the day on which it ended; days + 1: it had not; 0: never started
    cause: NDArray[np.int8]  # (runs,) number in CAUSES
    by: NDArray[
        np.float64
    ]  # (runs, parties) whose act ended it: shares that add up to 1, or 0 where nobody's.
    # Parties about which the design says the same share alike
    outcome: NDArray[
        np.int8
    ]  # (runs, stages) what happened at the gate of each stage, number in GATE_OUTCOMES
    reached: NDArray[np.int32]  # (runs, stages) the day on which it came to that gate; 0: it did not
    moved_on: NDArray[np.int32]  # (runs, stages) the day on which what comes next began; 0: it did not
    renewals: NDArray[np.int16]  # (runs,) how often the last stage was renewed
    incidents: NDArray[np.int32]  # (runs,) incidents and answers to them
    seen: NDArray[np.int32]  # (runs,) incidents that were noticed, right or wrong
    disputes: NDArray[np.int16]  # (runs,) disputes opened
    suspended: NDArray[np.int16]  # (runs,) days suspended
    difficulty: NDArray[np.float64]  # (runs,) how hard the case was; 1 is middling
    world: NDArray[np.int32]  # (runs,)
    worlds: dict[str, NDArray[np.float64]]  # prior -> its value in each world

    def named(self, state: State) -> NDArray[np.bool_]:
        """Which runs ended or stood in a state, shape (runs,)."""
        named: NDArray[np.bool_] = self.state == STATES.index(state)
        return named

    def holding(self, day: int) -> NDArray[np.bool_]:
        """Which runs were in force, extended or suspended at the end of a day, shape (runs,)."""
        holds: NDArray[np.bool_] = self.day > day
        return holds
