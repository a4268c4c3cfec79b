"""What is known of every run of a block: filled in as it goes.

Room: endurance. Speaks arrays. The fields are those of `parley.endurance.process.runs.Runs`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.endurance.process.runs import BROKEN, EXTENDED, IN_FORCE, LAPSED, SUSPENDED

Places = NDArray[np.intp]


@dataclass(slots=True)
class Outcomes:
    """Arrays by run, and by run and party or stage."""

    state: NDArray[np.int8]
    day: NDArray[np.int32]
    cause: NDArray[np.int8]
    by: NDArray[np.float64]
    outcome: NDArray[np.int8]
    reached: NDArray[np.int32]
    moved_on: NDArray[np.int32]
    renewals: NDArray[np.int16]
    incidents: NDArray[np.int32]
    seen: NDArray[np.int32]
    disputes: NDArray[np.int16]
    suspended: NDArray[np.int16]
    difficulty: NDArray[np.float64]

    @classmethod
    def of(cls, runs: int, parties: int, stages: int, days: int) -> "Outcomes":
        """Before the first day: nothing has ended."""
        return cls(
            state=np.zeros(runs, np.int8),
            day=np.full(runs, days + 1, np.int32),
            cause=np.zeros(runs, np.int8),
            by=np.zeros((runs, parties)),
            outcome=np.zeros((runs, stages), np.int8),
            reached=np.zeros((runs, stages), np.int32),
            moved_on=np.zeros((runs, stages), np.int32),
            renewals=np.zeros(runs, np.int16),
            incidents=np.zeros(runs, np.int32),
            seen=np.zeros(runs, np.int32),
            disputes=np.zeros(runs, np.int16),
            suspended=np.zeros(runs, np.int16),
            difficulty=np.ones(runs),
        )

    def part(self, which: slice) -> "Outcomes":
        """Of some of the runs."""
        return Outcomes(*(getattr(self, name)[which] for name in Outcomes.__slots__))

    def end(
        self, at: Places, day: int, state: int, cause: int | Places, by: NDArray[np.bool_] | None
    ) -> None:
        """These runs end; `by`, shape (parties, runs), whose act it was."""
        self.state[at], self.day[at], self.cause[at] = state, day, cause
        if by is not None:
            self.by[at] = (by / by.sum(axis=0)).T

    def come_to(self, at: Places, stage: Places, day: int, outcome: Places) -> None:
        """These runs come to the gate of a stage. Of a stage that is renewed the first time counts."""
        first = self.reached[at, stage] == 0
        at, stage = at[first], stage[first]
        self.reached[at, stage] = day
        self.outcome[at, stage] = outcome[first]

    def move_on(self, at: Places, stage: Places, day: int, renewed: NDArray[np.bool_]) -> None:
        """What comes after these stages begins on a day."""
        first = self.moved_on[at, stage] == 0
        self.moved_on[at[first], stage[first]] = day
        self.renewals[at] += renewed

    def fail(self, at: Places, stage: Places) -> None:
        """These runs end at a gate in collapse and not as planned."""
        lapsed = self.outcome[at, stage] == LAPSED
        self.outcome[at[lapsed], stage[lapsed]] = BROKEN

    def stand(self, at: Places, suspended: NDArray[np.bool_]) -> None:
        """The runs that have not ended stand in a state on the last day."""
        on = (self.moved_on[at] > 0).any(axis=1)
        self.state[at] = np.where(suspended, SUSPENDED, np.where(on, EXTENDED, IN_FORCE))
