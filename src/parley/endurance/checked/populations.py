"""Mixed groups of deals, made up as the published data sets are.

Room: endurance. What a group consists of follows the counts of the data; what is not published is said to be
an assumption here. The designs use nothing but the fields of `Design`, and the priors as they stand.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Design, Stage

YEARS_5 = 1826
TWO = ("one side", "the other side")


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a group, all of one design."""

    share: float
    design: Design


def fixed(design: Design, days: int) -> Design:
    """The same for a term of some days, at whose end nothing is agreed yet about what comes next."""
    term = Stage("term", 1, days, content_agreed=False, continues=False)
    return replace(design, name=f"{design.name}, {days} days", stages=(term,))


# Fortna (2008): 30 of 74 truces and settlements had peacekeepers. That half of them were
# observers and half forces, and as many in truces as in settlements, is an assumption.
def _with_peacekeepers(design: Design) -> tuple[Part, ...]:
    mission = replace(design, name=f"{design.name}, mission", monitoring="third-party-mission")
    force = replace(design, name=f"{design.name}, force", monitoring="third-party-force")
    return (Part(44 / 74, design), Part(15 / 74, mission), Part(15 / 74, force))


TRUCE = Design("truce", TWO)
SETTLEMENT = Design("settlement", TWO, agreement="settlement")
TRUCES = _with_peacekeepers(TRUCE)
SETTLEMENTS = _with_peacekeepers(SETTLEMENT)
ENDED_WARS = tuple(Part(p.share * 45 / 74, p.design) for p in TRUCES) + tuple(
    Part(p.share * 29 / 74, p.design) for p in SETTLEMENTS
)

# ETH/PRIO: 76 in 100 bare cessations, 17 with a mechanism, 7 definitive; 48 for a term. That those are 6 in
# 10 of the cessations and 1 in 10 of those with a mechanism is an assumption; their lengths are those of the
# two-sided ones whose end is known (113, 38, 20, 53 and 41 of 265).
CESSATION = Design("cessation", TWO, agreement="cessation")
MECHANISM = Design("with mechanism", TWO, monitoring="joint-commission")
DEFINITIVE = Design(
    "definitive",
    TWO,
    agreement="settlement",
    definitive=True,
    monitoring="third-party-mission",
    ladder_days=14.0,
)
TERMS = {3: 113 / 265, 8: 38 / 265, 20: 20 / 265, 42: 53 / 265, 90: 41 / 265}
CEASEFIRES = (
    *(Part(0.76 * 0.6 * share, fixed(CESSATION, days)) for days, share in TERMS.items()),
    Part(0.76 * 0.4, CESSATION),
    *(Part(0.17 * 0.1 * share, fixed(MECHANISM, days)) for days, share in TERMS.items()),
    Part(0.17 * 0.9, MECHANISM),
    Part(0.07, DEFINITIVE),
)

# The 29 first phases of 30 to 120 days in practice 2.2: 15 of them bare cessations.
FIRST_PHASES = (Part(15 / 29, fixed(CESSATION, 42)), Part(14 / 29, fixed(MECHANISM, 42)))

# The deal of January 2025, by what was public of it: three phases of 42 days, the second and third to be
# negotiated, all procedures to go on while talks last; no monitoring and no ladder in the passages that were
# published. What is not published is taken as a design has it by default, except that the wording of the
# second phase left much open (an assumption: half).
SEED = replace(
    Design("January 2025", TWO),
    stages=(
        Stage("first", 1, 42, content_agreed=False, continues=True),
        Stage("second", 43, 84, content_agreed=False, continues=True),
        Stage("third", 85, 126),
    ),
    ambiguity=0.5,
)


def phased(*, open_gates: bool) -> Design:
    """Three phases of six weeks; what comes after the first two is agreed, or open while the deal goes on."""
    gate = (not open_gates, open_gates)
    return replace(
        TRUCE,
        name="three phases",
        stages=(Stage("first", 1, 42, *gate), Stage("second", 43, 84, *gate), Stage("third", 85, 126)),
    )


def mediated(difficulty: NDArray[np.float64]) -> NDArray[np.float64]:
    """The chance that a case is mediated, by how hard it is: about 34 in 100 overall, as in ETH/PRIO.

    That hard cases are mediated more is the explanation of Gartner and Bercovitch (2006), International
    Studies Quarterly 50(4); how much more is an assumption.
    """
    return 1.0 / (1.0 + np.exp(0.9 - 1.5 * np.log(difficulty)))


def _one(design: Design) -> tuple[Part, ...]:
    return (Part(1.0, design),)


def _four(design: Design) -> tuple[Part, ...]:
    return (Part(4.0, design),)


# Who watches, beside nobody: each world is looked at by itself, so there are fewer of them, with more runs
WATCHED = {
    "presence, proportional": ("presence, proportional", "nobody, proportional"),
    "sensors, restraint": ("sensors, restraint", "nobody, restraint"),
    "raids, restraint": ("raids, restraint", "nobody, restraint"),
}
FEW_WORLDS = {name for names in WATCHED.values() for name in names}
AMBIGUITIES = (0.0, 0.35, 0.7, 1.0)
_TERM = fixed(CESSATION, 42)
# name -> days that are simulated, and the make-up; of ceasefires four times as many, for few of them collapse
GROUPS: dict[str, tuple[int, tuple[Part, ...]]] = {
    "truces": (YEARS_5, TRUCES),
    "settlements": (YEARS_5, SETTLEMENTS),
    "ceasefires": (
        YEARS_5,
        tuple(replace(part, share=4 * part.share) for part in CEASEFIRES),
    ),  # few collapse
    "bare": (YEARS_5, _one(TRUCE)),
    "automatic": (YEARS_5, _one(replace(TRUCE, response="automatic"))),
    "force": (YEARS_5, _one(replace(TRUCE, monitoring="third-party-force"))),
    "mission": (YEARS_5, _one(replace(TRUCE, monitoring="third-party-mission"))),
    "commission": (YEARS_5, _one(replace(TRUCE, monitoring="joint-commission"))),
    "noisy": (YEARS_5, _one(replace(TRUCE, monitoring="remote-sensors", response="automatic"))),
    "raids": (YEARS_5, _one(replace(TRUCE, monitoring="remote-sensors-and-raids", response="automatic"))),
    "nobody, proportional": (365, _four(TRUCE)),
    "nobody, restraint": (365, _four(replace(TRUCE, response="restraint"))),
    "presence, proportional": (365, _four(replace(TRUCE, monitoring="national-presence"))),
    "sensors, restraint": (
        365,
        _four(replace(TRUCE, monitoring="remote-sensors", response="restraint")),
    ),
    "raids, restraint": (
        365,
        _four(replace(TRUCE, monitoring="remote-sensors-and-raids", response="restraint")),
    ),
    "label": (YEARS_5, _one(replace(TRUCE, enforcement_label=True))),
    "imposed": (YEARS_5, _one(replace(TRUCE, below=(0.8, 0.1)))),
    "definitive": (YEARS_5, _one(replace(TRUCE, definitive=True))),
    "financed": (YEARS_5, _one(replace(TRUCE, financed=True))),
    "first phases": (730, FIRST_PHASES),
    "alone": (730, _one(replace(_TERM, mediated=False))),
    "mediated": (730, _one(_TERM)),
    "gates agreed": (365, _one(phased(open_gates=False))),
    **{
        f"gates open, {share:g} ambiguous": (365, _one(replace(phased(open_gates=True), ambiguity=share)))
        for share in AMBIGUITIES
    },
    "January 2025": (730, _one(SEED)),
}
