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
Flags = NDArray[np.bool_]
Records = NDArray[np.void]  # one for each run, of figures by name
Figures = Records | dict[str, Array]  # either way figures by name
Worlds = dict[str, Array]

_SURE = 1.0 - 1e-12  # nothing is surer: odds stay finite


def of_design(design: Design, w: Worlds) -> Worlds:
    """Each chance of the process under one design, in each world; shape (worlds,) each."""
    eyes = {
        what: w[f"{design.monitoring}: {what}"] for what in ("seen", "right", "false", "raids", "taken up")
    }
    one = np.ones_like(w["difficulty"])
    force = design.monitoring == "third-party-force"
    acts = one * (w["settled acts"] if design.agreement == "settlement" else 1.0)
    acts = acts * (w["definitive"] if design.definitive else 1.0) * (w["deterred"] if force else 1.0)
    raids = design.monitoring == "remote-sensors-and-raids"
    acts = acts * (w["raids disrupt"] if raids else 1.0)
    many = {"none": 0.0 * one, "some": one, "many": w["many"]}[design.spoilers]
    gain = -(w["settled"] if design.agreement == "settlement" else 0.0) - 0.0 * one
    gain = gain - (w["definitive gain"] if design.definitive else 0.0)
    gain = gain - (w["deterred gain"] if force else 0.0)
    gain = gain - (w["raids reassure"] if raids else 0.0)
    vague = design.ambiguity
    share = 2.0 / len(design.parties)  # the figures are for two sides; more sides do not add incidents
    mends = design.monitoring in ("joint-commission", "third-party-mission", "third-party-force")
    ladder = one * design.ladder_days if design.ladder_days is not None else w["settling"]
    agreeable = one * (w["mediated"] if design.mediated else 1.0) * w["vague gate"] ** vague
    return {
        "breach": w["breach"] * acts * share * (1.0 - w["watched"] * eyes["seen"] * eyes["right"]),
        "local": w["local"] * acts * share,
        "spoiler": w["spoiler"]
        * (w["raids disrupt"] if raids else 1.0)
        * many
        * (w["financed"] if design.financed else 1.0)
        * share,
        "false": eyes["false"] * share,
        "raid": eyes["raids"] * share,
        "terms": w["vague"] * vague,
        "seen": eyes["seen"],
        "right": eyes["right"],
        "taken up": eyes["taken up"],
        "answer": w[design.response] * (1 - eyes["taken up"]),
        "round odds": odds(w["round"]) * (w["hotter"] if design.response == "automatic" else 1.0),
        "opened": w["opened"],
        "settle": 1.0 / np.maximum(1.0, ladder),
        "break": w["breaking"] * (w["ladder"] if design.ladder_days is not None else 1.0),
        "suspend": w["suspending"] * (0.0 if design.interim_rule else 1.0),
        "belief": np.clip(w[f"{design.agreement} belief"], 1.0 - _SURE, _SURE),
        "routine": w[f"{design.agreement} routine"],
        "worn": w["worn"] * (w["thin"] if design.agreement == "cessation" else 1.0),
        "staked": w["staked"] * (design.agreement != "cessation"),
        "staked kept": 0.5 ** (7.0 / w["staked lasts"]),
        "kept": 0.5 ** (7.0 / w["forgotten"]),
        "comes out": 1.0 - 0.5 ** (7.0 / w["comes out"]),
        "found": w["found"] * w["remembered"],
        "mend": w["mending"] * mends,
        "gain": gain,
        "gate odds": odds(w["at gate"]) * agreeable,
        "talk odds": odds(w["talks"]) * agreeable,
        "talks fail": w["talks fail"],
        "fail odds": odds(w["gate fails"]),
    }


def odds(chance: Array) -> Array:
    """A chance as odds."""
    chance = np.clip(chance, 1.0 - _SURE, _SURE)
    return chance / (1.0 - chance)


def chance(odds: Array) -> Array:
    """Odds as a chance."""
    surely: Array = np.clip(odds / (1.0 + odds), 1.0 - _SURE, _SURE)
    return surely


def acts_by_belief(b: Array) -> Array:
    """How often a party breaches that believes the others with `b`, as a multiple of one with even belief."""
    return 4.0 * (1.0 - b) ** 2


def acts_by_routine(r: Array, g: Figures) -> Array:
    """How often local units act after `r` days of routine, as a multiple of those whom word has reached."""
    half, word = g["unfamiliar"], g["word"]
    acts: Array = half / (half + r) * (1.0 + g["unaware"] * word / (word + r))
    return acts


def breaks_by_belief(b: Array) -> Array:
    """How often an open dispute breaks, as a multiple of what it is at even belief."""
    times: Array = 2.0 * (1.0 - b.mean(axis=0))
    return times


def odds_of_round(odds: Array, b: Array, calmer: Array) -> Array:
    """Odds that an answer is answered again: as given at even belief, fewer the more the sides believe."""
    return odds * calmer ** (1.0 - 2.0 * b)


def walks(gain: Array, most: Array, step: Array) -> Array:
    """Chance a week that a party walks out that gains `gain` by it: none where it gains nothing."""
    return most * np.maximum(0.0, 2.0 / (1.0 + np.exp(-gain / step)) - 1.0)


# what does not change in a run: priors of its world, and chances by its design and its difficulty
_PRIORS = (
    *("unfamiliar", "word", "unaware", "in dispute", "remembered", "handled", "calmer", "rounds"),
    *("clearer", "answer wears", "unanswered"),
)
_CHANCES = (
    *("breach", "local", "spoiler", "false", "raid", "terms", "seen", "right", "taken up", "answer"),
    *("round odds", "opened", "settle", "break", "suspend", "gate odds", "talk odds", "talks fail"),
    *("fail odds",),
)
WEEKLY = (  # those of them that all runs are asked for at once
    *("breach", "local", "unfamiliar", "word", "unaware", "in dispute", "settle", "break", "terms", "steady"),
)
ONLY_WEEKLY = (  # and what nothing else asks for, of priors and chances
    *("kept", "mend", "distrust", "walking", "step", "open gate", "staked kept", "comes out", "found"),
)


def of_runs(prior: Worlds, given: Worlds, f: Array, worn: Array, parties: int) -> Records:
    """One record for each run, of figures by name; `prior` and `given` have its world's."""
    harder = f ** prior["harder"]
    known: Records = np.empty(len(f), [(name, float) for name in (*_PRIORS, *_CHANCES, "limit", "steady")])
    for name in _PRIORS:
        known[name] = prior[name]
    for name in _CHANCES:
        known[name] = given[name]
    for name in ("breach", "local", "spoiler"):
        known[name] *= f
    for name in ("break", "round odds", "fail odds"):
        known[name] *= harder
    for name in ("gate odds", "talk odds"):
        known[name] /= harder
    known["limit"] = given["worn"] * worn
    known["steady"] = parties * (known["spoiler"] + known["false"] + known["raid"])
    return known


def race(g: Records, b: Array, r: Array, hold: Flags, dispute: Flags, vague: Array) -> Array:
    """How often a day each thing happens, shape (runs, 5 parties + 3).

    By kind and then by party: breaches, acts of local units, of spoilers, false alarms, raids; then a dispute
    over terms; an open dispute is settled; it breaks.
    """
    p = len(b)
    rates: Array = np.empty((len(g), 5 * p + 3))
    hotter = np.where(hold, g["in dispute"], 1.0)
    rates[:, :p] = (g["breach"] * hotter * acts_by_belief(b)).T
    rates[:, p : 2 * p] = (g["local"] * hotter * acts_by_routine(r, g))[:, None]
    rates[:, 2 * p : 3 * p] = g["spoiler"][:, None]
    rates[:, 3 * p : 4 * p] = g["false"][:, None]
    rates[:, 4 * p : 5 * p] = g["raid"][:, None]
    rates[:, 5 * p] = g["terms"] * vague * ~dispute
    rates[:, 5 * p + 1] = g["settle"] * dispute
    rates[:, 5 * p + 2] = g["break"] * breaks_by_belief(b) * dispute
    return rates


def anything(g: Figures, b: Array, r: Array, hold: Flags, dispute: Flags, vague: Array) -> Array:
    """The chance that any of it happens on a day, shape (runs,)."""
    acts = g["breach"] * acts_by_belief(b).sum(axis=0) + len(b) * g["local"] * acts_by_routine(r, g)
    acts *= np.where(hold, g["in dispute"], 1.0)
    of_disputes = np.where(dispute, g["settle"] + g["break"] * breaks_by_belief(b), g["terms"] * vague)
    chance: Array = -np.expm1(-(acts + g["steady"] + of_disputes))
    return chance
