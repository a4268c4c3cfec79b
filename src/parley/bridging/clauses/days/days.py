"""Which dates, days of the plan and lengths of time stand in these words?

Room: bridging. Values with places; what they say of each other is asked in
`parley.bridging.clauses.days.plan` and `parley.bridging.clauses.days.dates`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from parley.bridging.clauses.figures.figures import SPELT, spelt

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {month[:3].lower(): n for n, month in enumerate(MONTHS.split("|"), 1)}
_NTHS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    "|nineteenth|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth"
    "|twenty-fifth|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth"
    "|thirty-first"
)
_ORDINALS = {word: n for n, word in enumerate(_NTHS.split("|"), 1)} | {"fortieth": 40}
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}|Mon|Tues?|Wed|Thurs?|Fri|Sat"
    rf"|Sun)\.?,?\s+(?:the\s+)?)?(?:(?P<d1>\b\d{{1,2}})(?:st"
    rf"|nd|rd|th)?\s+(?:day\s+)?(?:of\s+)?"
    rf"(?P<m1>{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?:,?\s+(?P<y1>\d{{4}}))?"
    rf"|\b(?P<m2>{MONTHS}|Jan\.?|Feb\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?"
    rf"|Dec\.?)\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|\b(?:the\s)?(?P<d4>{_NTHS})\s(?:day\s)?of\s(?P<m4>{MONTHS})(?:,?\s+(?P<y4>\d{{4}}))?"
    r"|\b(?P<d5>\d{1,2})[./](?P<m5>\d{1,2})[./](?P<y5>\d{4})\b"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b)"
)
_TO = re.compile(
    r"^,?\s?(?:\d{4}\s)?(?:to|until|till|through|–|-|up to|and ending on)\s?(?:the\s)?$", re.IGNORECASE
)
_BY_DATE = re.compile(
    r"\b(?:on|by|until|from|to|of|before|after|till|and|since|is)\s(?:the\s)?$", re.IGNORECASE
)
_NUMBER = r"(?:\d{1,3}|(?:[a-z]+(?:-[a-z]+)?))"
_DAY = re.compile(
    rf"\b[Dd](?:ay|AY)\s(?:number\s)?({_NUMBER})\b(?![,.]\d)|\b[DT]\s?\+\s?(\d+)\b|\bD-?(\d{{1,3}})\b"
)
_PLUS = re.compile(r"\b(?:D-[Dd]ay|D)(?:\s?\+\s?(\d+))?\s?(?:to|until|through|–|-)\s?D\s?\+\s?(\d+)\b")
_NTH = re.compile(
    rf"\b(?:the|its) ({_NTHS}|fortieth|\d{{1,2}}(?:st|nd|rd|th))(?: day)\b(?! of (?:the "
    rf"|each |every )?(?:month|week|quarter|year|January|[A-Z]))"
    rf"|\b(?:by|on|until|before|from) the ({_NTHS})\b(?! (?:of|day|\w+day|week|month|year"
    rf"|quarter|half|group|phase|stage|party|side|time|hour|convoy|party|paragraph|sentence"
    rf"|clause|payment|term|part))",
    re.IGNORECASE,
)
_MONTH_END = re.compile(rf"\b(?:the )?(?:last day of|end of)\s({MONTHS})(?:,?\s(\d{{4}}))?\b", re.IGNORECASE)
_WEEK = re.compile(rf"\b[Ww]eeks?\s({_NUMBER})(?:\s?(?:to|through|–|-)\s?(?:week\s)?({_NUMBER}))?\b")
_LIST = re.compile(r"\b[Dd]ays (?:\d{1,3}, )+\d{1,3},? and \d{1,3}\b")
_SHORT_RANGE = re.compile(
    rf"\b(\d{{1,2}})\s?(?:to|until|through|–|-"
    rf"|and)\s?(?=\d{{1,2}}\s(?P<month>{MONTHS})(?:,?\s(?P<year>\d{{4}}))?)"
)
_RANGE = re.compile(
    rf"\b(?:[Dd]ays?\s|D(?=\d))({_NUMBER})\s?(?:to|through|until|till|up to|–|-"
    rf"|and)\s?(?:and including\s)?(?:the\s)?(?:[Dd]ay\s|D(?=\d))?({_NUMBER})\b"
)
_LENGTH = re.compile(
    rf"(?<![\w.,])(\d+(?:\.\d+)?|{SPELT}"
    rf"|a)(?:\s\((\d+)\))?[\s-]+([A-Za-z]{{4,11}}\s)??(hour|day|week|fortnight|month"
    rf"|year)s?\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November"
    r"|December|\bJan|\bFeb|\bMar|\bApr|\bJun|\bJul|\bAug|\bSep|\bOct|\bNov|\bDec|\d{4}-\d\d"
    r"|\d[./]\d{1,2}[./]\d{4}",
    re.IGNORECASE,
)
_DAILY = re.compile(
    r"\b[Dd][Aa][Yy]|\b[DT]-?\s?\+?\s?\d|\b[Ww]eek|\bD-|\b(?:by|on|until|before|from) the \w+th\b"
)
_AND_HALF = re.compile(
    r"\b([a-z]+|\d{1,2}) and (?:a|one)[- ]half (hour|day|week|month|year)s?\b", re.IGNORECASE
)
_HALF = re.compile(r"\bhalf an? (year|month|day|hour)\b", re.IGNORECASE)
_UNITED = re.compile(r"hour|day|week|fortnight|month|year", re.IGNORECASE)
_NO_LENGTH = frozenset(
    [
        "from",
        "each",
        "every",
        "last",
        "first",
        "second",
        "third",
        "next",
        "into",
        "that",
        "this",
        "with",
        "over",
        "upon",
    ]
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date; the year may come from the dates around it."""

    day: date
    start: int
    end: int
    weekday: str = ""
    dated: bool = True  # its own words give the year


@dataclass(frozen=True, slots=True)
class Numbered:
    """ "day 14", or the last day of "days 8 to 14" with its first."""

    first: int
    last: int
    start: int
    end: int
    plus: bool = False  # D+14: fourteen days after the first


@dataclass(frozen=True, slots=True)
class Length:
    """ "six weeks"; `working` where working days are counted."""

    number: float
    unit: str  # hour, day, week, month, year
    start: int
    end: int
    working: bool = False

    @property
    def days(self) -> tuple[float, float]:
        """Fewest and most days that it may be."""
        least, most = {
            "hour": (1 / 24, 1 / 24),
            "day": (1, 1),
            "week": (7, 7),
            "month": (28, 31),
            "year": (365, 366),
        }[self.unit]
        if self.unit == "month" and self.number >= 3:
            least, most = 30, 31
        return self.number * least, self.number * most

    def after(self, day: date) -> date:
        """The day that lies this long after a day."""
        if self.unit in ("month", "year"):
            months = day.month - 1 + int(self.number * (12 if self.unit == "year" else 1))
            year, month = day.year + months // 12, months % 12 + 1
            return date(year, month, min(day.day, monthrange(year, month)[1]))
        return day + timedelta(days=int(self.number * {"week": 7, "day": 1, "hour": 0}[self.unit]))


@lru_cache(maxsize=16384)
def dates(words: str, year: int | None) -> tuple[Dated, ...]:
    """The dates in some words; without a year of their own they take the last one before them, or `year`.

    >>> [str(d.day) for d in dates("from 20 October 2030; Sunday, 27 October", None)]
    ['2030-10-20', '2030-10-27']
    """
    found: list[Dated] = []
    if not _MONTHLY.search(words):
        return ()
    for match in _SHORT_RANGE.finditer(words):  # "1 to 30 June 2031"
        given = int(match["year"]) if match["year"] else year
        month = _SHORT[match["month"][:3].lower()]
        if given and 1 <= int(match[1]) <= monthrange(given, month)[1]:
            found.append(Dated(date(given, month, int(match[1])), match.start(), match.end(1)))
    for match in _MONTH_END.finditer(words):  # "the last day of February 2038"
        given = int(match[2]) if match[2] else year
        if given:
            month = _SHORT[match[1][:3].lower()]
            found.append(
                Dated(
                    date(given, month, monthrange(given, month)[1]),
                    match.start(),
                    match.end(),
                    "",
                    bool(match[2]),
                )
            )
    for match in _DATE.finditer(words):
        own = match["y1"] or match["y2"] or match["y3"] or match["y4"] or match["y5"]
        year = int(own) if own else year
        if year is None:
            continue
        written = match["m1"] or match["m2"] or match["m4"]
        month = _SHORT[written[:3].lower()] if written else int(match["m3"] or match["m5"])
        number = int(
            match["d5"] or match["d1"] or match["d2"] or match["d3"] or _ORDINALS[match["d4"].lower()]
        )
        if 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= number <= monthrange(year, month)[1]:
            found.append(
                Dated(
                    date(year, month, number),
                    match.start(),
                    match.end(),
                    _weekday(match["weekday"]),
                    bool(own),
                )
            )
    return _in_step(words, sorted(found, key=lambda each: each.start))


def _weekday(written: str | None) -> str:
    """The whole name of a day of the week.

    >>> _weekday("Thu"), _weekday(None)
    ('Thursday', '')
    """
    return next((day for day in WEEKDAYS if written and day.startswith(written[:3])), "")


def _in_step(words: str, found: list[Dated]) -> tuple[Dated, ...]:
    """ "From 1 January to 31 March 2033": the first takes its year from the second."""
    for n, (one, two) in enumerate(pairwise(found)):
        if one.dated or not two.dated or not _TO.match(words[one.end : two.start]):
            continue
        if one.day.month == 2 and one.day.day == 29:
            continue
        day = one.day.replace(year=two.day.year)
        found[n] = replace(one, day=day if day <= two.day else day.replace(year=day.year - 1))
    return tuple(found)


@lru_cache(maxsize=16384)
def impossible(words: str) -> tuple[tuple[int, int], ...]:
    """Places of dates that no calendar has: 31 June.

    >>> impossible("by 31 June 2031")
    ((3, 15),)
    """
    found = []
    for match in _DATE.finditer(words):
        if match["d4"] or match["d5"]:
            continue
        written = match["m1"] or match["m2"]
        if match["m2"] and not match["y2"] and not _BY_DATE.search(words[: match.start()]):
            continue  # a row of a table: "May 40"
        month = _SHORT[written[:3].lower()] if written else int(match["m3"])
        number, year = (
            int(match["d1"] or match["d2"] or match["d3"]),
            match["y1"] or match["y2"] or match["y3"] or "2024",
        )
        if not 1 <= month <= 12 or not 1 <= number <= monthrange(max(1, int(year)), month)[1]:
            found.append(match.span())
    return tuple(found)


@lru_cache(maxsize=16384)
def day_numbers(words: str) -> tuple[Numbered, ...]:
    """ "day 14" and "days 8 to 14".

    >>> [(n.first, n.last) for n in day_numbers("from day 1 to day 30, by day seven, D+3")]
    [(1, 30), (7, 7), (3, 3)]
    """
    found: list[Numbered] = []
    taken = 0
    if not _DAILY.search(words):
        return ()
    for match in sorted(
        [
            *_WEEK.finditer(words),
            *_NTH.finditer(words),
            *_PLUS.finditer(words),
            *_LIST.finditer(words),
            *_RANGE.finditer(words),
            *_DAY.finditer(words),
        ],
        key=lambda m: (m.start(), -m.end()),
    ):
        if match.start() < taken:
            continue
        if match.re is _LIST:
            for each in re.finditer(r"\d+", match.group()):
                day, at = int(each.group()), match.start() + each.start()
                found.append(Numbered(day, day, at, match.start() + each.end()))
            taken = match.end()
            continue
        if match.re is _WEEK:
            first, last = _count(match[1]), _count(match[2] or match[1])
            if first and last and last < 60:
                found.append(Numbered(7 * first - 6, 7 * last, *match.span()))
        elif match.re is _NTH:
            low = (match[1] or match[2]).lower()
            nth = _ORDINALS.get(low) or int(re.sub(r"\D", "", low))
            found.append(Numbered(nth, nth, *match.span()))
        elif match.re is _PLUS:
            found.append(Numbered(int(match[1] or 0), int(match[2]), *match.span(), plus=True))
        elif match.re is _RANGE:
            first, last = _count(match[1]), _count(match[2])
            between = words[match.start() : match.end()]
            if (
                first is None
                or last is None
                or (re.search(r"\sand\s", between) and "etween" not in words[: match.start()][-9:])
            ):
                continue
            found.append(Numbered(first, last, *match.span()))
        else:
            number = _count(match[1] or match[2] or match[3])
            if number is None:
                continue
            found.append(Numbered(number, number, *match.span(), plus=bool(match[2])))
        taken = match.end()
    return tuple(found)


@lru_cache(maxsize=16384)
def lengths(words: str) -> tuple[Length, ...]:
    """ "six weeks", "forty-two (42) days", "a year".

    >>> [(n.number, n.unit) for n in lengths("six weeks, that is 42 days; ten Contract Years; day 3")]
    [(6.0, 'week'), (42.0, 'day'), (10.0, 'year')]
    """
    found: list[Length] = []
    if not _UNITED.search(words):
        return ()
    for match in _LENGTH.finditer(words):
        written = match[1].lower()
        number = float(written) if written[0].isdigit() else spelt(written)
        start = match.start()
        if written == "a" and re.search(r"\b(?:for|of|within|lasts?|than|after|under)\s$", words[:start]):
            number = 1.0
        if number is None:
            continue
        kind = (match[3] or "").strip().lower()
        if kind in _NO_LENGTH or kind.endswith("s"):
            continue
        unit = match[4].lower()
        if unit == "fortnight":
            number, unit = number * 2, "week"
        found.append(Length(number, unit, start, match.end(), kind in ("working", "business")))
    for m in _AND_HALF.finditer(words):
        number = spelt(m[1].lower()) if not m[1].isdigit() else float(m[1])
        if number:
            found = [n for n in found if n.end <= m.start() or n.start >= m.end()]
            found.append(Length(number + 0.5, m[2].lower(), *m.span()))
    found += [Length(0.5, m[1].lower(), *m.span()) for m in _HALF.finditer(words)]
    return tuple(sorted(found, key=lambda each: each.start))


def _count(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    value = spelt(written)
    return int(value) if value is not None else None
