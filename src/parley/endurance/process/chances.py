"""What a design and the priors make of each chance, and the few formulas of the process.

Room: endurance. Speaks arrays: one entry for each run, or a row for each party and an entry for each run.

Letters:
    f   how hard the case is; 1 is middling
    b   a party's belief that the others are reliable, 0..1
    r   routine, in days
"""

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Design

Array = NDArray[np.float64]
Worlds = dict[str, Array]


def of_design(design: Design, w: Worlds) -> Worlds:
    """Each chance of the process under one design, in each world; shape (worlds,) each."""
    eyes = {
        what: w[f"{design.monitoring}: {what}"] for what in ("seen", "right", "false", "raids", "taken up")
    }
    one = np.ones_like(w["difficulty"])
    force = design.monitoring == "third-party-force"
    acts = one * (w["settled acts"] if design.agreement == "settlement" else 1.0)
    acts = acts * (w["definitive"] if design.definitive else 1.0) * (w["deterred"] if force else 1.0)
    many = {"none": 0.0 * one, "some": one, "many": w["many"]}[design.spoilers]
    gain = -(w["settled"] if design.agreement == "settlement" else 0.0) - 0.0 * one
    gain = gain - (w["definitive gain"] if design.definitive else 0.0)
    gain = gain - (w["deterred gain"] if force else 0.0)
    vague = design.ambiguity
    share = 2.0 / len(design.parties)  # the figures are for two sides; more sides do not add incidents
    mends = design.monitoring in ("joint-commission", "third-party-mission", "third-party-force")
    ladder = one * design.ladder_days if design.ladder_days is not None else w["settling"]
    odds = one * (w["mediated"] if design.mediated else 1.0) * w["vague gate"] ** vague
    return {
        "breach": w["breach"] * acts * share,
        "local": w["local"] * acts * share,
        "spoiler": w["spoiler"] * many * (w["financed"] if design.financed else 1.0) * share,
        "false": eyes["false"] * share,
        "raid": eyes["raids"] * share,
        "terms": w["vague"] * vague,
        "seen": eyes["seen"],
        "right": eyes["right"],
        "taken up": eyes["taken up"],
        "answer": w[design.response] * (1 - eyes["taken up"]),
        "round odds": w["round"]
        / (1 - w["round"])
        * (w["hotter"] if design.response == "automatic" else 1.0),
        "opened": w["opened"],
        "settle": 1.0 / np.maximum(1.0, ladder),
        "break": w["breaking"] * (w["ladder"] if design.ladder_days is not None else 1.0),
        "suspend": w["suspending"] * (0.0 if design.interim_rule else 1.0),
        "routine": w[f"{design.agreement} routine"],
        "mend": w["mending"] * mends,
        "gain": gain,
        "gate odds": w["at gate"] / (1 - w["at gate"]) * odds,
        "talk odds": w["talks"] / (1 - w["talks"]) * odds,
        "talks fail": w["talks fail"],
        "gate fails": w["gate fails"],
    }


def chance(odds: Array) -> Array:
    """Odds as a chance."""
    return odds / (1.0 + odds)


def acts_by_belief(b: Array) -> Array:
    """How often a party breaches that believes the others with `b`, as a multiple of one with even belief."""
    return 4.0 * (1.0 - b) ** 2


def acts_by_routine(r: Array, half: Array) -> Array:
    """How often local units act after `r` days of routine, as a multiple of those with none."""
    return half / (half + r)


def odds_of_round(odds: Array, f: Array, harder: Array, b: Array, calmer: Array) -> Array:
    """Odds that an answer is answered again."""
    return odds * f**harder * calmer ** (1.0 - 2.0 * b)


def walks(gain: Array, most: Array, step: Array) -> Array:
    """Chance a week that a party walks out that gains `gain` by it: none where it gains nothing."""
    return np.where(gain > 0.0, most * (2.0 / (1.0 + np.exp(-gain / step)) - 1.0), 0.0)


def agrees(odds: Array, f: Array, harder: Array, b: Array) -> Array:
    """Chance to agree on what comes next, by belief and difficulty."""
    return chance(odds * f**-harder * (b / (1.0 - b)))
