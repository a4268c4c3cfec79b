"""What do the checks of rates have in common: "each", "a day", and whether two figures count the same?

Room: bridging. Used by `parley.bridging.clauses.figures.products` and
`parley.bridging.clauses.figures.rates`.
"""

import re

from parley.bridging.clauses.figures.figures import Figure

PER = re.compile(
    r"^(?:\s[\w'’-]+){0,3}?(?:\s(?:an?|per|for each|for every|every|each)\s|/)(?!of\b"
    r"|the\b)(?P<unit>[a-z]{1,14})\b|^(?:\s[\w'’-]+){0,2}?\s(?P<each>each|apiece|a head|per head"
    r"|a piece)\b(?!\s(?:on|side|party|of))",
    re.IGNORECASE,
)
APPOSED = re.compile(
    r"(?:[,;:=(]|[,;:]\s(?:so|thus|i\.e\.|that is|that makes|which makes|which is|or|making|making up"
    r"|being|hence|namely|the sum of|a total of|altogether|together|in all|in sum)|\b(?:makes?|making"
    r"|brings?|gives?|so|thus|total of|equals?|totals?|comes? to|set aside|sets aside|arrive"
    r"|=))\s(?:the\s)?$",
    re.IGNORECASE,
)
_COINS = (
    "crowns crown marks mark euros euro pounds pound dollars dollar francs franc florins thalers "
    "shillings guilders ducats pence cents talers "
)
_MONEYISH = frozenset(_COINS.split())


def same_unit(rate: Figure, total: Figure) -> bool:
    """Whether a total may be so many times a rate, by what the two count."""
    one, two = (rate.noun or ("",))[0].rstrip("s"), (total.noun or ("",))[0].rstrip("s")
    coins = {c.rstrip("s") for c in _MONEYISH}
    if one in coins or two in coins or rate.money or total.money:
        return (
            (one == two)
            or (one in coins and not two)
            or (two in coins and not one and not rate.time)
            or (rate.money and total.money)
        )
    if {one, two} <= {"man", "men"}:
        return True
    return (bool(one) and (one == two or (not two and not total.noun))) or (
        bool(two) and not rate.noun and not rate.time and not rate.money
    )


def singular(noun: str) -> str:
    """A noun in the singular, near enough.

    >>> singular("cooks"), singular("bodies"), singular("men"), singular("families")
    ('cook', 'body', 'man', 'family')
    """
    low = noun.lower()
    if low.endswith("men"):
        return low[:-3] + "man"
    if low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("ches", "shes", "xes", "sses")) else low.removesuffix("s")


def with_noun(words: str, figure: Figure) -> int:
    """Where a figure with its noun ends."""
    after = re.match(r"\s[\w'’-]+", words[figure.end :])
    return figure.end + (after.end() if after and figure.noun else 0)


def of_each(words: str, figure: Figure) -> str:
    """ "25 crowns for each"."""
    return f"{words[figure.start : with_noun(words, figure)]} for each"
