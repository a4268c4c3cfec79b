"""What does an agreement on a matter need beside its terms: checking, an eye on risks, an order of steps?

Room: briefs. Data in `needs.toml`; the matter of an issue is told by `parley.bridging.devices`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.bridging.devices.library import library
from parley.bridging.devices.shape import shown
from parley.case.model import Issue
from parley.ground.worded import Worded, say

_MATTERS = {
    "names": "exchange",
    "prisoners": "exchange",
    "captives": "exchange",
    "make-up": "exchange",
    "pay": "money",
    "payment": "money",
    "crewing": "work",
    "dismissals": "work",
    "flow": "water",
    "filling": "water",
}


@dataclass(frozen=True, slots=True)
class Needs:
    """Three reminders, and what they are taken from."""

    verify: Worded
    risk: Worded
    sequence: Worded
    source: str


def needs_of(issue: Issue) -> Needs | None:
    """The reminders for the matter of an issue; None where it is of no matter that is known."""
    known = _known()
    entry = known.get(_matter(issue))
    if entry is None:
        return None
    return Needs(say(entry["verify"]), say(entry["risk"]), say(entry["sequence"]), known["source"]["text"])


def _matter(issue: Issue) -> str:
    """By its kind; else by words in its name."""
    matters = library("en").matters
    id = next((m for m, matter in matters.items() if issue.kind in matter.kinds), None)
    if id is None:
        counts = {m: shown(matter.words, [issue.name]) for m, matter in matters.items()}
        id = max(counts, key=lambda m: counts[m])
        id = id if counts[id] else ""
    return _MATTERS.get(id, id)


@cache
def _known() -> dict[str, dict[str, str]]:
    read = tomllib.loads((files("parley.briefs.kinds") / "needs.toml").read_text("utf-8"))
    return {name: {"text": v} if isinstance(v, str) else v for name, v in read.items()}
