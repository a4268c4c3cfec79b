"""What each monitoring design sees, mistakes and sets right.

Room: endurance. The figures are priors (`parley.endurance.process.priors`) like all others; this module says
which design has which, and nothing is left out of the table.

Whether a truce lasts longer with national presence, sensors, or sensors and raids than with nobody
watching is not settled by anything published. The ranges overlap so widely that worlds differ on it.
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
_FIGURES: dict[Monitoring, tuple[tuple[float, float], ...]] = {  # from and to, in the order of `_WHAT`
    "none": ((0.3, 0.7), (0.15, 0.45), (0.001, 0.004), (0, 0), (0, 0.05)),
    "national-presence": ((0.4, 0.8), (0.2, 0.6), (0.001, 0.008), (0, 0), (0, 0.12)),
    "remote-sensors": ((0.5, 0.9), (0.25, 0.7), (0.002, 0.012), (0, 0), (0, 0.08)),
    "remote-sensors-and-raids": ((0.5, 0.9), (0.25, 0.7), (0.002, 0.012), (0, 0.01), (0, 0.08)),
    "joint-commission": ((0.45, 0.7), (0.2, 0.55), (0.001, 0.004), (0, 0), (0, 0.3)),
    "third-party-mission": ((0.5, 0.8), (0.4, 0.7), (0.001, 0.004), (0, 0), (0.05, 0.25)),
    "third-party-force": ((0.5, 0.8), (0.4, 0.7), (0.001, 0.004), (0, 0), (0.05, 0.25)),
}

MONITORING_PRIORS: dict[str, Prior] = {
    f"{kind}: {what}": Prior(
        f"{kind}: {_WORDS[what]}",
        "even",
        low,
        high,
        "assumption",
        _FITTED if what in ("seen", "right", "taken up") else (),
    )
    for kind, figures in _FIGURES.items()
    for what, (low, high) in zip(_WHAT, figures, strict=True)
}
