"""A claim while it is being made: mutable, in token numbers, not yet linked to issues.

Room: evidence.
"""

from dataclasses import dataclass, field

from parley.evidence.rules.people import Who


@dataclass(slots=True)
class Draft:
    """What `claims` makes a `Claim` of."""

    who: Who
    act: str
    strength: str
    sentence: int
    quote: tuple[int, int]  # tokens
    content: tuple[int, int]
    cue: tuple[int, int] | None = None
    mention: tuple[int, int] | None = None
    rule: str = ""
    polarity: str = "+"
    status: str = "current"
    scope: str = "all"
    targets: tuple[str, ...] = ()
    condition: tuple[int, int] | None = None
    direct: bool = False
    reporter: str = "document"
    reporter_mention: tuple[int, int] | None = None
    basis: str = "unattributed"
    sure: float = 0.8
    verb: int = -1  # token of its verb
    lemma: str = ""
    reason_for: "Draft | None" = None
    condition_of: "Draft | None" = None
    flips: bool = False
    negated: bool = False
    past: bool = False
    now: bool = False
    future: bool = False
    topic_from: "Draft | None" = None
    issue: str | None = None
    option: str | None = None
    extra: dict[str, object] = field(default_factory=dict)
