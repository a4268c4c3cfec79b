"""All forms of a verb, and the stem that the forms of a word share.

Room: evidence. Plain English spelling rules; the irregular verbs are data.
"""

from collections.abc import Mapping
from functools import lru_cache

BASE, THIRD, PAST, PARTICIPLE, GERUND = "base", "s", "past", "pp", "ing"
_VOWELS = "aeiou"


def forms(
    base: str, irregular: Mapping[str, tuple[str, str]], doubling: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Each written form of a verb, and which forms it can be.

    >>> sorted(forms("stop", {}, frozenset()))
    ['stop', 'stopped', 'stopping', 'stops']
    >>> forms("put", {"put": ("put", "put")}, frozenset())["put"] == {"base", "past", "pp"}
    True
    """
    if base == "be":
        return {
            w: frozenset(k)
            for w, k in {
                "be": {BASE},
                "is": {THIRD},
                "are": {BASE},
                "am": {BASE},
                "was": {PAST},
                "were": {PAST},
                "been": {PARTICIPLE},
                "being": {GERUND},
                "'s": {THIRD},
                "’s": {THIRD},
                "'re": {BASE},
                "’re": {BASE},
            }.items()
        }
    out: dict[str, set[str]] = {}

    def add(word: str, kind: str) -> None:
        out.setdefault(word, set()).add(kind)

    double = doubles(base, doubling)
    stem = base + base[-1] if double else base
    add(base, BASE)
    add(third(base), THIRD)
    past, participle = irregular.get(base, (_past(base, stem), _past(base, stem)))
    add(past, PAST)
    add(participle, PARTICIPLE)
    add(_gerund(base, stem), GERUND)
    return {w: frozenset(k) for w, k in out.items()}


def third(base: str) -> str:
    """
    >>> third("deny"), third("push"), third("say"), third("have")
    ('denies', 'pushes', 'says', 'has')
    """
    if base == "have":
        return "has"
    if base in ("do", "go", "undergo", "forgo", "veto") or base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def doubles(base: str, doubling: frozenset[str]) -> bool:
    """Whether the last letter is written twice before -ed and -ing."""
    if base in doubling:
        return True
    vowels = sum(c in _VOWELS for c in base)
    return (
        vowels == 1
        and len(base) >= 3
        and base[-1] not in _VOWELS + "wxy"
        and base[-2] in _VOWELS
        and "-" not in base
    )


def _past(base: str, stem: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return stem + "ed"


def _gerund(base: str, stem: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return stem + "ing"


_ENDINGS = (
    "aments",
    "ament",
    "isations",
    "izations",
    "isation",
    "ization",
    "ational",
    "ments",
    "ment",
    "ations",
    "ation",
    "ators",
    "ator",
    "ities",
    "ity",
    "ances",
    "ance",
    "ences",
    "ence",
    "ingly",
    "edly",
    "ings",
    "ing",
    "ions",
    "ion",
    "ives",
    "ive",
    "ised",
    "ized",
    "ises",
    "izes",
    "ise",
    "ize",
    "ally",
    "als",
    "al",
    "ies",
    "ied",
    "ers",
    "ors",
    "er",
    "or",
    "ed",
    "ly",
    "es",
    "s",
    "e",
    "y",
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """What the forms of a word share: crude, but the same for all of them.

    >>> stem("withdrawal") == stem("withdraw"), stem("monitors") == stem("monitoring")
    (True, True)
    >>> stem("inspections") == stem("inspect"), stem("released") == stem("releasing")
    (True, True)
    """
    word = word.lower()
    for old, new in (("withdrew", "withdraw"), ("withdrawn", "withdraw")):
        if word == old:
            return new
    if word.endswith(("ies", "ied")) and len(word) > 4:
        word = word[:-3] + "y"
    word = _shorter(_shorter(word))
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "s":
        word = word[:-1]
    if word.endswith("i") and len(word) > 3:
        word = word[:-1]
    return word


def _shorter(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    if word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        return word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
