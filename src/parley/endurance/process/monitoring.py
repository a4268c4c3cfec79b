"""What each monitoring design sees, mistakes and sets right.

Room: endurance. The figures are priors (`parley.endurance.process.priors`) like all others; this module says
which design has which, and nothing is left out of the table.
"""

from parley.endurance.design import Monitoring
from parley.endurance.process.prior import Prior

_WHAT = ("seen", "right", "false", "raids", "taken up")
_WORDS = {
    "seen": "chance that an incident is seen by who suffers it or by the monitors",
    "right": "chance that what was seen is laid at the right door",
    "false": "false alarms a day and side",
    "raids": "raids a day and side, each an incident itself",
    "taken up": "chance that a blamed incident is taken up together before it is answered",
}
_FITTED = ("V5", "V6")
_ADJUSTED: tuple[Monitoring, ...] = ("none", "joint-commission", "third-party-mission", "third-party-force")
_FIGURES: dict[Monitoring, dict[str, tuple[float, float]]] = {
    "none": {
        "seen": (0.4, 0.7), "right": (0.2, 0.4), "false": (0.001, 0.003), "raids": (0, 0), "taken up": (0, 0.05),
    },
    "national-presence": {
        "seen": (0.5, 0.8), "right": (0.2, 0.5), "false": (0.002, 0.008), "raids": (0, 0), "taken up": (0, 0.05),
    },
    "remote-sensors": {
        "seen": (0.6, 0.9), "right": (0.3, 0.6), "false": (0.003, 0.012), "raids": (0, 0), "taken up": (0, 0.05),
    },
    "remote-sensors-and-raids": {
        "seen": (0.6, 0.9), "right": (0.3, 0.6), "false": (0.003, 0.012), "raids": (0.005, 0.02),
        "taken up": (0, 0.05),
    },
    "joint-commission": {
        "seen": (0.5, 0.7), "right": (0.3, 0.5), "false": (0.001, 0.004), "raids": (0, 0), "taken up": (0.05, 0.25),
    },
    "third-party-mission": {
        "seen": (0.5, 0.8), "right": (0.4, 0.7), "false": (0.001, 0.004), "raids": (0, 0), "taken up": (0.05, 0.25),
    },
    "third-party-force": {
        "seen": (0.5, 0.8), "right": (0.4, 0.7), "false": (0.001, 0.004), "raids": (0, 0), "taken up": (0.05, 0.25),
    },
}  # fmt: skip

MONITORING_PRIORS: dict[str, Prior] = {
    f"{kind}: {what}": Prior(
        f"{kind}: {_WORDS[what]}",
        "even",
        *figures[what],
        "assumption",
        _FITTED if kind in _ADJUSTED and what in ("seen", "right", "taken up") else (),
    )
    for kind, figures in _FIGURES.items()
    for what in _WHAT
}
