"""A design: how a deal is set up to be carried out. What is simulated, and all that is.

Room: endurance. Values only. Speaks parties. Days are counted from day 1.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.case.deliverables import Agreement, Monitoring, Response, Spoilers

State = Literal["never started", "in force", "extended", "expired", "quiet decay", "suspended", "collapsed"]
__all__ = ["STATES", "Agreement", "Design", "Monitoring", "Response", "Spoilers", "Stage", "State"]
STATES: tuple[State, ...] = (
    "never started",
    "in force",
    "extended",
    "expired",
    "quiet decay",
    "suspended",
    "collapsed",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase and its gate."""

    name: str
    first: int  # day
    last: int  # day of the gate
    content_agreed: bool = True  # of what comes next
    continues: bool = False  # where it is not: the deal goes on while talks last; else it lapses


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """What one run is a run of. Whatever is a default here is stated in the brief as an assumption."""

    name: str
    parties: tuple[str, ...]
    agreement: Agreement = "truce"
    stages: tuple[Stage, ...] = ()  # none: open-ended
    monitoring: Monitoring = "none"
    response: Response = "proportional"
    ladder_days: float | None = None  # a ladder for disputes, and how long it takes; None: there is none
    interim_rule: bool = False  # duties go on while a dispute is open
    spoilers: Spoilers = "some"
    financed: bool = False  # spoilers live on contraband or money from outside
    definitive: bool = False  # disarmament, and the matter in dispute settled
    enforcement_label: bool = False  # the text speaks of enforcement, and names nobody who would enforce
    mediated: bool = True
    ambiguity: float = 0.0  # share of the key terms that each side may read its way, 0..1
    below: tuple[float, ...] = ()  # party -> share of draws in which the package is worth less to it than no
    # deal; empty: none
    temptation: NDArray[np.float64] | None = None  # (draws, parties, days): what walking out gains, from a
    # schedule, on each party's 0..1 scale; None: nothing is known of it, and it is drawn
