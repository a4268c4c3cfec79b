"""What an act becomes when it is denied, wrapped in another, softened, or only reported.

Room: evidence. Plain tables and functions of words.
"""

from itertools import pairwise

from parley.evidence.rules.lexicon import Lexicon

_STEPS = ("tentative", "stated", "firm", "absolute")

# What giving up, keeping and refusing verbs become under "not".
_HOLDING = frozenset(
    {
        "drop",
        "abandon",
        "withdraw",
        "relent",
        "waver",
        "budge",
        "retreat",
        "yield",
        "relinquish",
        "waive",
        "renounce",
        "soften",
        "give",
        "back",
        "move",
        "compromise",
        "bend",
        "climb",
        "concede",
        "lift",
        "lower",
        "shelve",
        "forgo",
        "relax",
        "step",
    }
)
_ANSWERING = frozenset(
    {
        "reply",
        "respond",
        "answer",
        "comment",
        "say",
        "react",
        "decide",
        "state",
        "indicate",
        "announce",
        "tell",
        "disclose",
        "reveal",
        "specify",
        "clarify",
        "confirm",
        "explain",
        "speak",
        "elaborate",
        "mention",
    }
)
_AGREEING = frozenset({"accept", "commit", "offer", "support", "propose", "concede"})


def denied(act: str, lemma: str, strength: str) -> tuple[str, str]:
    """The act and strength of a denied verb.

    >>> denied("concede", "drop", "stated"), denied("say", "reply", "stated")
    (('demand', 'firm'), ('withhold', 'stated'))
    >>> denied("accept", "accept", "stated")
    ('reject', 'firm')
    >>> denied("reject", "exclude", "firm")
    ('accept', 'tentative')
    """
    if act == "concede" and lemma in _HOLDING:
        return "demand", "firm"
    if lemma in _ANSWERING and act in ("say", "withhold", "assert", "justify", "argue", "evaluate"):
        return "withhold", "stated"
    if act in _AGREEING:
        return "reject", "firm"
    if act in ("demand", "prefer"):
        return (
            ("deny", "stated")
            if lemma in ("demand", "ask", "seek", "insist", "request", "call")
            else ("reject", "stated")
        )
    if act in ("reject", "red_line"):
        return "accept", "tentative"
    if act == "withhold":
        return "assert", "stated"
    if act == "deny":
        return "assert", "stated"
    if act == "threaten":
        return "commit", "stated"
    return act, strength


def composed(
    outer: str, inner: str, inner_denied: bool, outer_strength: str, inner_strength: str
) -> tuple[str, str]:
    """One act from two: "refused to drop", "ready to accept", "threatened to reject".

    >>> composed("reject", "concede", False, "stated", "stated")
    ('demand', 'firm')
    >>> composed("offer", "concede", False, "stated", "stated")
    ('concede', 'tentative')
    """
    if outer == "reject":
        if inner == "concede":
            return "demand", "firm"
        if inner in ("reject", "red_line"):
            return "accept", "tentative"
        if inner == "withhold":
            return "withhold", "stated"
        return "reject", outer_strength
    if outer in ("offer", "accept", "prefer"):
        if inner == "concede":
            return "concede", "tentative"
        if inner == "accept":
            return "accept", outer_strength
        if inner in ("reject", "threaten"):
            return inner, outer_strength
        return outer, outer_strength
    if outer == "commit":
        if inner in ("accept", "reject", "concede"):
            return inner, inner_strength
        return "commit", outer_strength
    if outer == "concede":
        return "concede", outer_strength
    return outer, outer_strength


def stronger(strength: str, steps: int) -> str:
    """
    >>> stronger("stated", 1), stronger("tentative", -1)
    ('firm', 'tentative')
    """
    return _STEPS[max(0, min(3, _STEPS.index(strength) + steps))]


def shaded(strength: str, low: list[str], lexicon: Lexicon) -> str:
    """Strength after what stands around the verb: "firmly", "in principle", "under no circumstances"."""
    n = len(low)
    c = lexicon.connect
    if c["absolutes"].find(low, 0, n) and strength in ("stated", "firm"):
        return "absolute"
    if c["boosters"].find(low, 0, n) and strength in ("tentative", "stated"):
        return stronger(strength, 1)
    if c["hedges"].find(low, 0, n) and strength in ("stated",):
        return "tentative"
    return strength


def judged(low: list[str], lexicon: Lexicon) -> str:
    """How words judge what they speak of: negative, positive, necessary, harmful, talks, or "" for not."""
    n = len(low)
    words = lexicon.words
    excess = any(a == "too" and b.isalpha() and b not in ("the", "a", "and") for a, b in pairwise(low))
    if excess and not words["necessity"].find(low, 0, n):
        return "negative"
    hits = {
        name: words[name].find(low, 0, n)
        for name in ("negative", "positive", "necessity", "harm", "states_of_talks")
    }
    if hits["negative"]:
        flipped = any(
            low[k] in ("not", "n't", "n’t", "no", "never")
            for k in range(max(0, hits["negative"][0] - 4), hits["negative"][0])
        )
        return "positive" if flipped and hits["negative"][1] - hits["negative"][0] == 1 else "negative"
    if hits["necessity"]:
        return "necessary"
    if hits["positive"]:
        flipped = any(
            low[k] in ("not", "n't", "n’t", "no", "never", "little", "hardly")
            for k in range(max(0, hits["positive"][0] - 4), hits["positive"][0])
        )
        return "negative" if flipped else "positive"
    if hits["harm"]:
        return "harmful"
    if hits["states_of_talks"]:
        return "talks"
    return ""
