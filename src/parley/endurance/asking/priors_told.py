"""The priors of the process, for a reader: words, range, source.

Room: endurance.
"""

import numpy as np

from parley.endurance.asking.values import Prior
from parley.endurance.process.prior import Prior as Drawn
from parley.endurance.process.prior import Priors
from parley.endurance.process.priors import PRIORS

GROUPS = {
    "cases": ("difficulty", "never"),
    "incidents": (
        *("breach", "local", "spoiler", "many", "financed", "unfamiliar", "word", "unaware"),
        *("in dispute",),
    ),
    "trust": (
        *("first trust", "remembered", "handled", "distrust", "found", "comes out", "watched"),
        *("truce belief", "cessation belief", "settlement belief"),
    ),
    "answers": ("restraint", "proportional", "automatic", "round", "hotter", "harder", "calmer", "rounds"),
    "disputes": ("opened", "vague", "clearer", "settling", "breaking", "suspending", "ladder"),
    "erosion": (
        "worn",
        "answer wears",
        "unanswered",
        "worn differs",
        "thin",
        "forgotten",
        "mending",
        "staked",
        "staked lasts",
    ),
    "walking": ("gain", "gain differs", "gain unseen", "gain lasts", "walking", "step", "pressed"),
    "gates": ("at gate", "talks", "talks fail", "open gate", "gate fails", "vague gate", "mediated"),
    "kinds": (
        *("cessation routine", "truce routine", "settlement routine", "settled", "settled acts"),
        *("definitive", "definitive gain", "deterred", "deterred gain", "raids disrupt", "raids reassure"),
    ),
}  # what is told of together; all that has a colon in its name is of what is seen
SEEN = "seen"


def group_of(prior: str) -> str:
    """The group of a prior; its own name where it is in none."""
    if ": " in prior:
        return SEEN
    return next((group for group, names in GROUPS.items() if prior in names), prior)


def priors_told(priors: Priors = PRIORS) -> tuple[Prior, ...]:
    """Each prior with its range, in the order of the process; 95 in 100 of it where it has no ends."""
    return tuple(Prior(id, p.words, *_range(p), _source(p)) for id, p in priors.items())


def _range(prior: Drawn) -> tuple[float, float, float]:
    """Low, middle, high.

    >>> [round(x, 2) for x in _range(Drawn("share", "beta", 8, 3, ""))]
    [0.44, 0.73, 0.93]
    """
    if prior.shape != "beta":
        return prior.low, prior.middle, prior.high
    x = np.linspace(0, 1, 4001)[1:-1]
    log = (prior.low - 1) * np.log(x) + (prior.high - 1) * np.log1p(-x)
    share = np.cumsum(np.exp(log - log.max()))
    low, high = np.interp([0.025, 0.975], share / share[-1], x)
    return float(low), prior.middle, float(high)


def _source(prior: Drawn) -> str:
    fitted = f"; fitted to {', '.join(prior.fitted)}" if prior.fitted else ""
    return f"{prior.source}{fitted}"
