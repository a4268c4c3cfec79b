"""The mediator's workbench: from what parties in a conflict say to advice a mediator can defend.

The verbs of the command, as functions: `parley.load`, `parley.zone(case)`, `parley.brief(case)`. Each is
imported from its room when it is first used, so that `import parley` costs nothing.
"""

import importlib
from typing import Any

from parley.ground import version

__version__ = version.VERSION

_VERBS: dict[str, str] = {}  # verb -> module that defines a function of this name

__all__ = ["__version__"]


def __getattr__(name: str) -> Any:
    if name in _VERBS:
        return getattr(importlib.import_module(_VERBS[name]), name)
    raise AttributeError(f"parley has no {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
