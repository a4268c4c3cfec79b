"""Which quantities stand in these words, in digits or in words, and of what?

Room: bridging. Dates, hours, days of a plan ("day 14"), references ("Article 5.2") and labels ("phase two")
    are
no quantities: they are covered by spaces first, so that places stay what they are.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "score": 20,
    "threescore": 60,
    "fourscore": 80,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b"
_LARGE = "|".join(_SCALES)
SPELT = (
    rf"(?:(?:{_ONES})-and-(?:{_TENS})\b|(?:three|four)score\sand\s(?:ten|{_ONES})\b"
    rf"|(?:half\sa|{_ONES}|ten|twelve)\s(?:dozen|score)\b|(?:a"
    rf"|{_SMALL})[-\s](?:{_LARGE})\b(?:[-\s](?:{_LARGE})\b)?(?:\s{_SMALL}[-\s]hundred\b)?"
    rf"(?:\s(?:and\s)?{_SMALL}(?![-\s](?:{_LARGE})))?|a\s(?:dozen|score)\b|{_SMALL})"
)
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<money>[€$£]|(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|JPY)\s?)\s?)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}})+(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?)(?:\s+(?P<scale>{_LARGE}))?(?![\w:]|\.\d)"
    rf"|(?P<words>\b{SPELT}))"
    r"(?:\s?(?P<percent>%|per\s?cent\b|percentage points?\b))?",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_BRIEF = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_LIST = r"(?:\d+(?:\.\d+)*|[ivx]+\b|one\b|two\b|three\b|four\b|five\b|six\b)(?:\([a-z0-9]\))*"
_LABEL = (
    "article|clause|section|paragraph|para|annex|appendix|schedule|map|sheet|resolution"
    "|gate|phase|stage|step|part"
    "|chapter|item|row|rule|number|branch|figure|list|point|sector|zone|group|category"
    "|class|grade|room|block|line"
    "|post|route|road|lot|unit|version|draft|page|table|round|level|tier|protocol|depot"
    "|party|site|option|day|week"
    "|month|year|no\\.|d\\+|d|meter|lane|pier|berth|form|exhibit|drawing"
)
_SPAN = rf"(?:\s?[-–]\s?|\s(?:to|until|through)\s)(?:(?:{_LABEL})\s)?{_LIST}(?![,.]?\d)"
_MANY = (
    rf"(?:(?:,\s|\s?[-–]\s?|\s(?:to|until|through)\s){_LIST}(?![,.]?\d)(?!\s(?:on|at)\b))*"
    rf"(?:,?\s(?:and|or)\s(?:(?:{_LABEL})s?\s)?{_LIST}(?![,.]?\d)(?!\s(?:on|at)\b))?"
)
_NO_QUANTITY = [
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day of\s+)?(?:{_MONTHS})(?:,?\s+\d{{4}})?\b"),
    re.compile(rf"\b(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"),
    re.compile(rf"\b(?:{_MONTHS})\s+\d{{4}}\b"),
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_BRIEF})\b\.?(?:,?\s\d{{4}})?"),
    re.compile(rf"\b(?:{_BRIEF})\.?\s\d{{1,2}}\b(?:,?\s\d{{4}})?"),
    re.compile(r"\b\d{4}-\d{2}-\d{2}\b"),
    re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{4}\b"),
    re.compile(
        r"\b\d{1,2}[:.h]\d{2}\b(?=\s?(?:hours|hrs|a\.?m|p\.?m|UTC|GMT|local|to|and|until"
        r"|[-–),;.])|\s|$)(?<!\.\d\d)"
    ),
    re.compile(r"\b\d{1,2}:\d{2}\b"),
    re.compile(r"\b\d{1,2}\s?(?:a\.?m\.?|p\.?m\.?)\b", re.IGNORECASE),
    re.compile(rf"\b(?:{_LABEL})s\s{_LIST}(?![,.]?\d)(?!\s?(?:%|per\s?cent)){_MANY}", re.IGNORECASE),
    re.compile(rf"\b(?:annexes|appendices|parties)\s{_LIST}(?![,.]?\d){_MANY}", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_LABEL})\s?{_LIST}(?![,.]?\d)(?!\s?(?:%|per\s?cent|crowns?|marks|euros?"
        rf"|pounds))(?:{_SPAN})?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d,.])(?:19|20)\d{2}(?![\d,.]*\d)(?!\s+(?:lorries|trucks|tonnes|persons|people"
        r"|units|litres))"
    ),
    re.compile(
        r"\b(?:over|under)-\d+s?\b|\baged? (?:over |under |above |below )?\d+\b|\b(?:over"
        r"|under|above|below) the age of \d+\b"
    ),
    re.compile(r"(?<=men|ren|ons|ose|one|ers) (?:over|under|above|below) \d+\b"),
    re.compile(
        r"\b(?:one another|no one|any ?one|every ?one|one by one|one after (?:the )?(?:other"
        r"|another)|one or other"
        r"|one of|one side|one party|the one|on one hand|one and the same|at one "
        r"time|one day|one-|each one"
        r"|first one|second one|last one)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+ \d{1,2}\b(?!,?\d|\s?(?:%|per\b|[a-z]+s\b))"),
    re.compile(r"(?:^|(?<=[\s;:,]))\((?:\d{1,2}|[a-z]|[ivx]+)\)(?=\s)"),
]
_ANY = re.compile(
    rf"\d|\b(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))}|hundred|thousand|million)\b", re.IGNORECASE
)
_TIMES = frozenset(
    [
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "hour",
        "hours",
        "minute",
        "minutes",
        "calendar",
        "working",
        "consecutive",
        "business",
    ]
)
_STOP = frozenset(
    [
        "of",
        "for",
        "from",
        "to",
        "in",
        "on",
        "at",
        "by",
        "with",
        "each",
        "per",
        "a",
        "an",
        "the",
        "and",
        "or",
        "shall",
        "will",
        "must",
        "may",
        "are",
        "is",
        "be",
        "was",
        "were",
        "come",
        "comes",
        "go",
        "within",
        "before",
        "after",
        "until",
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "as",
        "than",
        "into",
        "through",
        "via",
        "under",
        "over",
        "both",
        "all",
        "has",
        "have",
        "had",
        "not",
        "no",
        "if",
        "when",
        "where",
        "while",
        "but",
        "including",
        "being",
        "namely",
        "made",
        "due",
        "every",
        "any",
        "its",
        "their",
        "his",
        "her",
        "this",
        "those",
    ]
)
_COIN = frozenset(
    [
        "euro",
        "euros",
        "dollar",
        "dollars",
        "pound",
        "pounds",
        "crown",
        "crowns",
        "franc",
        "francs",
        "mark",
        "marks",
        "eur",
        "usd",
        "gbp",
        "chf",
        "krona",
        "kroner",
        "yen",
        "dinar",
        "dinars",
        "lira",
        "riyals",
        "cents",
        "pence",
    ]
)


_AS_MANY = re.compile(
    r"\b(?:twice as many|double (?:that|the number)|half as many|three times as many|as "
    r"many again|just as many|the same number|as many)\b(?! (?:as|of))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity in the words it was read from."""

    value: float
    start: int
    end: int
    noun: tuple[str, ...]  # up to four words behind it, in small letters
    percent: bool = False
    money: bool = False

    @property
    def time(self) -> bool:
        """Whether it counts time."""
        return bool(self.noun) and self.noun[0] in _TIMES


@lru_cache(maxsize=16384)
def covered(words: str) -> str:
    """The same words with everything that is no quantity blanked out.

    >>> covered("by day 14, as Article 5.2 says, 30 persons")
    'by       , as             says, 30 persons'
    """
    for pattern in _NO_QUANTITY:
        words = pattern.sub(lambda found: " " * len(found.group()), words)
    return words


@lru_cache(maxsize=16384)
def figures(words: str) -> tuple[Figure, ...]:
    """The quantities in some words, in order.

    >>> [(f.value, f.noun) for f in figures("Forty-eight held persons, and 1,200 tonnes by day 3.")]
    [(48.0, ('held', 'persons')), (1200.0, ('tonnes',))]
    """
    found: list[Figure] = []
    if not _ANY.search(words):
        return ()
    blank = covered(words)
    for match in _NUMBER.finditer(blank):
        value = _value(match)
        if value is None:
            continue
        end = match.start() + len(match.group().rstrip(" -"))
        noun = _noun(words[end:])
        money = bool(match["money"]) or bool(noun and noun[0] in _COIN)
        found.append(Figure(value, match.start(), end, noun, bool(match["percent"]), money))
    return _relative(words, found)


def _relative(words: str, found: list[Figure]) -> tuple[Figure, ...]:
    """ "twice as many" counts by what stands before it."""
    for match in _AS_MANY.finditer(words):
        before = [f for f in found if f.end <= match.start() and not f.time]
        if before:
            times = {"twice": 2.0, "double": 2.0, "half": 0.5, "three": 3.0}.get(
                match.group().split()[0].lower(), 1.0
            )
            last = max(before, key=lambda f: f.end)
            found = [f for f in found if not (f.start < match.end() and match.start() < f.end)]
            found.append(Figure(last.value * times, match.start(), match.end(), (), last.percent, last.money))
    return tuple(sorted(found, key=lambda f: f.start))


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        number = float(re.sub(r"[,  ]", "", match["digits"]))
        return number * _SCALES.get((match["scale"] or "").lower(), 1)
    return spelt(match["words"])


def spelt(words: str) -> float | None:
    """The value of a number in words.

    >>> spelt("three hundred and sixty"), spelt("a thousand"), spelt("forty-eight"), spelt("a")
    (360.0, 1000.0, 48.0, None)
    """
    total, now, seen = 0.0, 0.0, False
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _UNITS:
            if word in ("dozen", "score"):
                now = _UNITS[word] / 2 if "half" in words.lower() else (now or 1) * _UNITS[word]
            else:
                now += _UNITS[word]
            seen = True
        elif word in _SCALES:
            seen = True
            if word == "hundred":
                now = (now or 1) * 100
            else:
                total += (now or 1) * _SCALES[word]
                now = 0
        elif word not in ("a", "and", "half"):
            return None
    return total + now if seen else None


def _noun(after: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in re.finditer(r"\s*(?:\(\d+\)\s*)?([A-Za-z][A-Za-z'’-]*)|(\S)", after):
        word = (match[1] or "").lower()
        if not word or word in _STOP or len(found) == 4:
            break
        found.append(word)
    return tuple(found)
