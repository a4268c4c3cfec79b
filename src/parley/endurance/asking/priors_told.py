"""The priors of the process, for a reader: words, range, source.

Room: endurance.
"""

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
        *("first trust", "remembered", "handled", "distrust"),
        *("truce belief", "cessation belief", "settlement belief"),
    ),
    "answers": ("restraint", "proportional", "automatic", "round", "hotter", "harder", "calmer", "rounds"),
    "disputes": ("opened", "vague", "clearer", "settling", "breaking", "suspending", "ladder"),
    "erosion": ("worn", "worn differs", "thin", "forgotten", "mending"),
    "walking": ("gain", "gain differs", "gain unseen", "gain lasts", "walking", "step", "pressed"),
    "gates": ("at gate", "talks", "talks fail", "open gate", "gate fails", "vague gate", "mediated"),
    "kinds": (
        *("cessation routine", "truce routine", "settlement routine", "settled", "settled acts"),
        *("definitive", "definitive gain", "deterred", "deterred gain"),
    ),
}  # what is told of together; all that has a colon in its name is of what is seen
SEEN = "seen"


def group_of(prior: str) -> str:
    """The group of a prior; its own name where it is in none."""
    if ": " in prior:
        return SEEN
    return next((group for group, names in GROUPS.items() if prior in names), prior)


def priors_told(priors: Priors = PRIORS) -> tuple[Prior, ...]:
    """Each prior with its range, in the order of the process."""
    return tuple(Prior(id, p.words, p.low, p.middle, p.high, _source(p)) for id, p in priors.items())


def _source(prior: Drawn) -> str:
    fitted = f"; fitted to {', '.join(prior.fitted)}" if prior.fitted else ""
    return f"{prior.source}{fitted}"
