"""Every number the process rests on: what it is, how uncertain, and where it comes from.

Room: endurance. Values only, and the draws of them. Nothing that moves a run is written anywhere else.

A prior is drawn once for each *world*, which is one way things might be; the runs of a world share it. What
differs from case to case and from run to run (how hard a case is, what a party privately gains by walking
out) is drawn anew for each run, from a distribution whose width is itself a prior.

`fitted` names the targets of `parley.endurance.checked` that a range was adjusted to, by search and by hand.
Meeting such a target is no prediction.
"""

from parley.endurance.process.monitoring import MONITORING_PRIORS
from parley.endurance.process.prior import Prior, Priors

_JOINT = ("V1 to V6", "V8", "V10 to V13")  # adjusted together: benchmarks/endurance_fit.py


def _log(
    words: str, low: float, high: float, source: str = "assumption", fitted: tuple[str, ...] = ()
) -> Prior:
    return Prior(words, "log-normal", low, high, source, fitted)


def _even(
    words: str, low: float, high: float, source: str = "assumption", fitted: tuple[str, ...] = ()
) -> Prior:
    return Prior(words, "even", low, high, source, fitted)


PRIORS: Priors = {
    # --- how cases differ ---
    "difficulty": _even("spread of difficulty between cases, in logarithms", 0.86, 1.24, fitted=_JOINT),
    "never": Prior("share of deals that never start", "beta", 2, 60, "practice 2.3: Beta(2, 60)"),
    # --- incidents, a day and side, in a case of middling difficulty ---
    "breach": _log(
        "breaches a day that a side means, where it holds the others reliable as likely as not",
        0.0077,
        0.026,
        fitted=_JOINT,
    ),
    "local": _log("acts of local units without routine, a day and side", 0.036, 0.12, fitted=_JOINT),
    "spoiler": _log("acts of some spoilers, a day and side", 0.0015, 0.0071, fitted=_JOINT),
    "many": _even("acts of many spoilers, as a multiple of those of some", 2.0, 4.0),
    "financed": _log(
        "acts of spoilers with money from elsewhere, as a multiple", 2.0, 32, fitted=("contraband",)
    ),
    "unfamiliar": _log("days of routine after which local units act half as often", 24, 120, fitted=_JOINT),
    "word": _log(
        "days of routine until word of the deal has reached half the local units", 0.43, 2.1, fitted=_JOINT
    ),
    "unaware": _log(
        "acts on top by local units that word has not reached, as a multiple", 0.12, 0.56, fitted=_JOINT
    ),
    "in dispute": _log("incidents while a deal is suspended, as a multiple", 1.5, 3.0),
    # --- trust ---
    "first trust": _even("days of experience that a side's first belief weighs", 15, 45, fitted=_JOINT),
    "cessation belief": _even(
        "first belief that the others are reliable: bare cessation", 0.3, 0.5, fitted=_JOINT
    ),
    "truce belief": _even("first belief that the others are reliable: truce", 0.5, 0.7),
    "settlement belief": _even("first belief that the others are reliable: settlement", 0.6, 0.8),
    "remembered": _log("an incident blamed on a side weighs so many quiet days", 8.1, 32, fitted=_JOINT),
    "handled": _log("an incident handled together weighs so many quiet days", 1.7, 7.8, fitted=_JOINT),
    "found": _even(
        "an incident that nobody saw and that comes out later weighs, as a multiple of one blamed at once",
        0.0,
        1.6,
        fitted=("V6",),
    ),
    "comes out": _log("days in which half of what nobody saw comes out", 15, 120),
    "watched": _even(
        "part of the breaches that a side leaves where they would surely be blamed on it",
        0.0,
        0.8,
        fitted=("V6",),
    ),
    # --- answers ---
    "restraint": _even("chance that a blamed incident is answered in kind: restraint", 0.02, 0.15),
    "proportional": _even("chance that a blamed incident is answered in kind: proportional", 0.3, 0.6),
    "automatic": _even("chance that a blamed incident is answered in kind: automatic", 0.9, 1.0),
    "round": _even(
        "chance that an answer is answered again, in a middling case and at even belief",
        0.1,
        0.2,
        fitted=_JOINT,
    ),
    "hotter": _even("automatic answers raise the odds of another round, as a multiple", 2.0, 4.0),
    "harder": _even(
        "difficulty raises the odds of another round, as a power of it", 0.23, 0.63, fitted=_JOINT
    ),
    "calmer": _log(
        "belief from even to full lowers the odds of another round, as a multiple", 4.3, 17, fitted=_JOINT
    ),
    "rounds": Prior("rounds after which a chain of answers ends the deal", "even", 4.0, 4.0, "assumption"),
    # --- disputes ---
    "opened": _even("chance that a blamed incident opens a dispute", 0.28, 0.82, fitted=_JOINT),
    "vague": _log("disputes over terms a day where all terms are open to two readings", 0.01, 0.04),
    "settling": _log("days to settle a dispute without a ladder", 10, 40),
    "breaking": _log(
        "chance a day that an open dispute breaks, in a middling case at even belief",
        0.0048,
        0.014,
        fitted=_JOINT,
    ),
    "suspending": _even("chance that a new dispute suspends the deal, without an interim rule", 0.3, 0.6),
    "ladder": _even("chance that a dispute breaks, under a ladder, as a multiple", 0.3, 0.7),
    "clearer": _even("what a settled dispute leaves of the terms open to two readings", 0.6, 0.9),
    # --- erosion ---
    "worn": _log("incidents that nobody takes up that wear a deal out", 6.8, 13, fitted=_JOINT),
    "staked": _log(
        "such incidents that are overlooked at first, while leaders have staked themselves on a truce or a"
        " settlement",
        7.5,
        30,
        fitted=_JOINT,
    ),
    "staked lasts": _log(
        "days in which half of what leaders have staked, and is not spent, is gone", 5.5, 22, fitted=_JOINT
    ),
    "worn differs": _even(
        "spread of the incidents that wear a deal out, between cases, in logarithms",
        0.14,
        0.33,
        fitted=_JOINT,
    ),
    "answer wears": _even("what an answer wears, as a part of what an incident does", 0.2, 0.6),
    "unanswered": _log(
        "what a blamed incident wears that is not answered, as a multiple of one that is", 0.5, 2.5
    ),
    "thin": _even(
        "part of those incidents after which a bare cessation is worn out", 0.48, 0.82, fitted=_JOINT
    ),
    "forgotten": _log("days after which half of what has worn a deal is forgotten", 140, 560, fitted=_JOINT),
    "mending": _log(
        "such incidents that a joint commission or a third party mends a week",
        0.01,
        0.1,
        fitted=_JOINT,
    ),
    # --- walking out ---
    "gain": _even(
        "what a side gains by walking out where nothing is known of it, on its 0..1 scale",
        -0.37,
        -0.17,
        fitted=_JOINT,
    ),
    "gain differs": _even("spread of what a side gains by walking out, between cases", 0.18, 0.28),
    "gain lasts": _log(
        "days in which a side's circumstances change as much as they differ", 400, 1600, fitted=_JOINT
    ),
    "gain unseen": _even(
        "spread of what a side gains by walking out that a schedule does not see", 0.05, 0.15
    ),
    "walking": _log("chance a week that a side walks out that gains all by it", 0.058, 0.23, fitted=_JOINT),
    "step": _even(
        "gain at which the chance to walk out is about half of that of a side that gains all", 0.2, 0.4
    ),
    "distrust": _even(
        "gain added at no belief in the others, and taken away at full belief", 0.32, 0.63, fitted=_JOINT
    ),
    "pressed": _even(
        "gain added where the package is surely worth less to a side than no deal",
        0.34,
        0.8,
        fitted=_JOINT,
    ),
    # --- gates ---
    "at gate": _even(
        "chance to agree at an open gate, in a middling case at even belief", 0.24, 0.48, fitted=_JOINT
    ),
    "talks": _even("chance a week to agree while talks go on, in a middling case at even belief", 0.05, 0.2),
    "talks fail": _even("chance a week that talks break down while they go on", 0.15, 0.45, fitted=("V14",)),
    "open gate": _even(
        "gain by walking out added while it is open what comes next", 0.25, 0.55, fitted=("V14",)
    ),
    "gate fails": _even(
        "chance that an open gate ends in collapse rather than as planned", 0.014, 0.071, fitted=_JOINT
    ),
    "vague gate": _even("ambiguity raises the odds to agree at a gate, as a multiple", 1.0, 2.5),
    "mediated": _even("mediation raises the odds to agree at a gate, as a multiple", 1.0, 2.0),
    # --- kinds of agreement and design ---
    "cessation routine": _even("days of routine that a bare cessation starts with", 0.0, 2.0),
    "truce routine": _even("days of routine that a truce starts with", 8.3, 28, fitted=_JOINT),
    "settlement routine": _even("days of routine that a settlement starts with", 20, 60),
    "settled": _even("gain by walking out taken away by a settlement", 0.1, 0.3),
    "settled acts": _log(
        "acts of the sides and of local units under a settlement, as a multiple", 0.14, 0.31, fitted=_JOINT
    ),
    "definitive": _log(
        "acts of the sides and of local units where arms are given up and the matter is settled,"
        " as a multiple",
        0.23,
        0.56,
        fitted=_JOINT,
    ),
    "definitive gain": _even(
        "gain by walking out taken away where arms are given up and the matter is settled", 0.05, 0.2
    ),
    "deterred": _log(
        "acts of the sides and of local units where a third party has a force, as a multiple",
        0.6,
        0.85,
        fitted=_JOINT,
    ),
    "deterred gain": _even("gain by walking out taken away by a third party's force", 0.05, 0.2),
    "raids disrupt": _even(
        "acts of the sides, of local units and of spoilers where raids are made, as a multiple",
        0.5,
        1.0,
        fitted=("V6",),
    ),
    "raids reassure": _even("gain by walking out taken away by the right to raid", 0.0, 0.2, fitted=("V6",)),
    # --- what is seen: parley.endurance.process.monitoring ---
    **MONITORING_PRIORS,
}
