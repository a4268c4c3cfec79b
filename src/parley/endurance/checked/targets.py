"""Does the process say of real ceasefires what is published of them? Sixteen targets, met or not.

Room: endurance. Values. The figures come from `parley.endurance.checked.measured`.

Source: V1 to V16 were set before the process was written. The published figures are recomputed from the
spells of peace of Fortna (2008), Does Peacekeeping Work?, and the ETH/PRIO Civil Conflict Ceasefire data of
Clayton, Nygård, Rustad, Strand et al. (2022), Journal of Conflict Resolution.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from parley.endurance.checked.measured import figures, simulated
from parley.endurance.process.prior import Priors
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.refusals import refuse_counts

Kind = Literal["hard", "sign", "band", "structure", "report"]
How = Literal["fitted", "put in", "by itself", ""]


@dataclass(frozen=True, slots=True)
class Target:
    """One figure beside what is wanted of it."""

    id: str  # "V3"
    words: str  # what is measured
    wanted: float | None  # what is published; None where only a sign is, or nothing
    found: float
    low: float  # met from here; -inf where there is no lower end
    high: float  # to here
    met: bool | None  # None: for the reader to judge
    how: How  # fitted: priors were adjusted to it; put in: a prior or the construction says so; by itself:
    # neither; empty where nothing is judged. Meeting it is a prediction only by itself
    kind: Kind  # hard and sign: must be met; band and structure: as near as can be; report: said, not judged


# id, words, figure, published, low, high, how it came to be met, kind
_ROWS: tuple[tuple[str, str, str, float | None, float, float, How, Kind], ...] = (
    ("V1", "Weibull shape of the time to failure, wars' ends pooled", "V1", 0.48, 0.3, 0.6, "fitted", "hard"),
    ("V2", "hazard in days 30 to 90 over that of months 6 to 12", "V2", 4.2, 3.0, inf, "fitted", "hard"),
    ("V3", "truce without settlement: holds for 30 days", "V3: 30 days", 0.96, 0.9, 1.0, "fitted", "band"),
    ("V3", "truce without settlement: holds for 1 year", "V3: 1 year", 0.51, 0.39, 0.63, "fitted", "hard"),
    ("V3", "truce without settlement: holds for 5 years", "V3: 5 years", 0.27, 0.15, 0.39, "fitted", "hard"),
    ("V3", "the same, if only collapse were a failure: holds for 1 year",
     "V3: collapse alone, 1 year", 0.51, 0.39, 0.63, "", "report"),
    ("V3", "failures of truces and settlements that are quiet decay, not collapse, as a share",
     "V3: decayed", None, 0.0, 1.0, "", "report"),
    ("V4", "political settlement: holds for 1 year", "V4: 1 year", 0.79, 0.67, 0.91, "fitted", "hard"),
    ("V4", "political settlement: holds for 5 years", "V4: 5 years", 0.59, 0.47, 0.71, "fitted", "hard"),
    ("V5", "third party's force: hazard ratio against no monitoring", "V5", 0.5, 0.2, 0.9, "fitted", "band"),
    ("V6", "joint commission: hazard ratio against no monitoring", "V6", 0.75, 0.6, 1.0, "fitted", "band"),
    ("V6", "remote sensors, answers automatic: hazard ratio against no monitoring, answers automatic",
     "V6: noisy", None, 0.9, inf, "fitted", "sign"),
    ("V6", "the same with raids", "V6: noisy, raids", None, -inf, inf, "", "report"),
    ("V6", "national presence, answers in proportion: hazard ratio against no monitoring, first year",
     "V6: presence, proportional", None, -inf, inf, "", "report"),
    ("V6", "the same: share of worlds in which it lasts longer than with no monitoring",
     "V6: presence, proportional, worlds", None, 0.0, 1.0, "", "report"),
    ("V6", "remote sensors, answers with restraint: hazard ratio against no monitoring, first year",
     "V6: sensors, restraint", None, -inf, inf, "", "report"),
    ("V6", "the same: share of worlds in which it lasts longer",
     "V6: sensors, restraint, worlds", None, 0.0, 1.0, "", "report"),
    ("V6", "the same with raids: hazard ratio",
     "V6: raids, restraint", None, -inf, inf, "", "report"),
    ("V6", "the same with raids: share of worlds in which it lasts longer",
     "V6: raids, restraint, worlds", None, 0.0, 1.0, "", "report"),
    ("V7", "the word enforcement, and nobody who would enforce: hazard ratio",
     "V7", None, 0.95, 1.05, "put in", "sign"),
    ("V8", "a first term of 6 weeks reaches its end", "V8", 0.75, 0.48, 0.89, "fitted", "band"),
    ("V9", "collapse in a renewed term over that in the first", "V9", 0.2, -inf, 0.999, "by itself", "sign"),
    ("V10", "days to collapse, of ceasefires that collapse: half by",
     "V10: 50", 14.0, 7.0, 28.0, "fitted", "band"),
    ("V10", "three quarters by", "V10: 75", 120.0, 60.0, 240.0, "fitted", "band"),
    ("V10", "nine in ten by", "V10: 90", 300.0, 150.0, 600.0, "fitted", "band"),
    ("V11", "ceasefires that never start", "V11: never started", 0.03, 0.01, 0.06, "put in", "structure"),
    ("V11", "are extended, or followed by another", "V11: extended", 0.20, 0.01, 1.0, "fitted", "structure"),
    ("V11", "expire as planned", "V11: expired", 0.20, 0.01, 1.0, "fitted", "structure"),
    ("V11", "decay without an end that could be dated",
     "V11: quiet decay", 0.45, 0.30, 0.60, "fitted", "structure"),
    ("V11", "collapse", "V11: collapsed", 0.083, 0.01, 1.0, "fitted", "structure"),
    ("V12", "worth less than no deal to one side (8 draws in 10): hazard ratio",
     "V12", 1.5, 1.001, inf, "put in", "sign"),
    ("V13", "mediation as a regression sees it that does not see difficulty: hazard ratio",
     "V13", 1.99, 1.001, inf,
     "fitted", "sign"),
    ("V14", "ends in the 4 weeks from an open gate on, over those in the 4 weeks before",
     "V14: open", None, 1.001, inf,
     "fitted", "sign"),
    ("V14", "the same, over what it is where all was agreed", "V14", None, 1.001, inf, "fitted", "sign"),
    ("V15", "ambiguity of 7 terms in 10: agreement at the first gate, over that without",
     "V15: accepted", None, 1.001,
     inf, "put in", "sign"),
    ("V15", "the same: disputes a year", "V15: disputes", None, 1.001, inf, "put in", "sign"),
    ("V16", "January 2025: the first phase is completed (it was)",
     "V16: first phase completed", 1.0, 0.0, 1.0, "",
     "report"),
    ("V16", "the second opens in time (it did not)",
     "V16: second opened in time", 0.0, 0.0, 1.0, "", "report"),
    ("V16", "day by which half have ended, of 730 (it ended on day 58)",
     "V16: day it ended, half", 58.0, 0.0, 730.0,
     "", "report"),
)  # fmt: skip


def validate(
    seed: int = 0, runs: int = 5000, priors: Priors = PRIORS, workers: int = 1
) -> tuple[Target, ...]:
    """All targets, measured on as many runs in each group of deals.

    Raises:
        ParleyError: there are too few runs to measure anything, or too many to hold.
    """
    refuse_counts(runs=runs, workers=workers, least=200)
    return judged(figures(simulated(runs, seed, priors, workers)))


def judged(found: Mapping[str, float]) -> tuple[Target, ...]:
    """Each figure beside its target."""
    return tuple(
        Target(
            id,
            words,
            wanted,
            found[name],
            low,
            high,
            None if kind == "report" else low <= found[name] <= high,
            how,
            kind,
        )
        for id, words, name, wanted, low, high, how, kind in _ROWS
    )
