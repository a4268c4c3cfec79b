"""The mediator's workbench: from what parties in a conflict say to advice a mediator can defend.

The verbs of the command, as functions: `parley.load`, `parley.zone(talks)`, `parley.brief(talks)`. Each is
imported from its room when it is first used, so that `import parley` costs nothing.
"""

import importlib
from typing import TYPE_CHECKING, Any

from parley.ground import version

if TYPE_CHECKING:
    from parley.analysis.checking import check
    from parley.analysis.frontier_of_case import frontier
    from parley.analysis.obstacles import obstacles
    from parley.analysis.sensitivities.unknowns import sensitivity
    from parley.analysis.zone import zone
    from parley.bridging.devices.candidates import devices
    from parley.bridging.offers.ballots import rank
    from parley.bridging.offers.bridge import bridge
    from parley.bridging.questions.asking import ask
    from parley.bridging.questions.even_swaps_dialogue import swaps
    from parley.bridging.text.kept.naming import text
    from parley.briefs.brief import brief
    from parley.case.dossier import open_talks as load
    from parley.case.dossier import positions, read
    from parley.case.drafting import draft
    from parley.case.formats.convert import convert
    from parley.endurance.asking.enduring import endure
    from parley.endurance.backtest.looking_back import backtest
    from parley.sequencing.carried.tracking import track
    from parley.sequencing.lists.asking import names
    from parley.sequencing.plan.scheduling import schedule

__version__ = version.VERSION
__all__ = [
    "__version__",
    "ask",
    "backtest",
    "bridge",
    "brief",
    "check",
    "convert",
    "devices",
    "draft",
    "endure",
    "frontier",
    "load",
    "names",
    "obstacles",
    "positions",
    "rank",
    "read",
    "schedule",
    "sensitivity",
    "swaps",
    "text",
    "track",
    "zone",
]

_VERBS = {  # verb -> module and function
    "ask": ("parley.bridging.questions.asking", "ask"),
    "backtest": ("parley.endurance.backtest.looking_back", "backtest"),
    "bridge": ("parley.bridging.offers.bridge", "bridge"),
    "brief": ("parley.briefs.brief", "brief"),
    "check": ("parley.analysis.checking", "check"),
    "convert": ("parley.case.formats.convert", "convert"),
    "devices": ("parley.bridging.devices.candidates", "devices"),
    "draft": ("parley.case.drafting", "draft"),
    "endure": ("parley.endurance.asking.enduring", "endure"),
    "frontier": ("parley.analysis.frontier_of_case", "frontier"),
    "load": ("parley.case.dossier", "open_talks"),
    "names": ("parley.sequencing.lists.asking", "names"),
    "obstacles": ("parley.analysis.obstacles", "obstacles"),
    "positions": ("parley.case.dossier", "positions"),
    "rank": ("parley.bridging.offers.ballots", "rank"),
    "read": ("parley.case.dossier", "read"),
    "schedule": ("parley.sequencing.plan.scheduling", "schedule"),
    "sensitivity": ("parley.analysis.sensitivities.unknowns", "sensitivity"),
    "swaps": ("parley.bridging.questions.even_swaps_dialogue", "swaps"),
    "text": ("parley.bridging.text.kept.naming", "text"),
    "track": ("parley.sequencing.carried.tracking", "track"),
    "zone": ("parley.analysis.zone", "zone"),
}


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"parley has no {name!r}")
    module, function = _VERBS[name]
    return getattr(importlib.import_module(module), function)


def __dir__() -> list[str]:
    return sorted(__all__)
