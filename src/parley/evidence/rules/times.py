"""Expressions of time, resolved against the day of publication.

Room: evidence. A small grammar; days are inclusive, a week runs from Monday to Sunday. Without a day of
publication only full dates are resolved.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from parley.evidence.rules.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression, and the days it stands for where they are known."""

    start: int
    end: int
    first: date | None
    last: date | None


@lru_cache(maxsize=4)
def _grammar(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = "|".join([m.capitalize() for m in [*lexicon.times["months"], *lexicon.times["short_months"]]])
    days = "|".join(d.capitalize() for d in lexicon.times["weekdays"])
    parts = "|".join(lexicon.times["parts"])
    seasons = "|".join(lexicon.times["seasons"])
    number = "|".join(w for w, v in lexicon.numbers["words"].items() if 0 < v <= 20) + "|an?|\\d+"
    grammar = lexicon.times["grammar"]
    words = {"months": months, "days": days, "parts": parts, "seasons": seasons, "number": number}
    rules = {}
    for name, rule in grammar["rules"].items():
        whole = rule.replace("%lead%", grammar["lead"]).replace("%year%", grammar["year"])
        for key, value in words.items():
            whole = whole.replace(f"%{key}%", value)
        rules[name] = re.compile(whole)
    return tuple(rules.items())


@lru_cache(maxsize=4)
def _hint(lexicon: Lexicon) -> re.Pattern[str]:
    """Something that any expression of time holds."""
    times = lexicon.times
    words = [*times["months"], *times["short_months"], *times["weekdays"], *times["seasons"]]
    units = [
        "week",
        "month",
        "year",
        "quarter",
        "days?",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "overnight",
        "morning",
        "afternoon",
        "evening",
    ]
    return re.compile(rf"\d{{4}}|\b(?:{'|'.join(words + units)})", re.IGNORECASE)


def moments(
    text: str,
    start: int,
    end: int,
    published: date | None,
    lexicon: Lexicon,
    *,
    future: Callable[[int], bool],
) -> list[Moment]:
    """The time expressions between two places; `future` says whether a place in the text looks ahead."""
    out: list[Moment] = []
    if not _hint(lexicon).search(text, start, end):
        return out
    for name, rule in _grammar(lexicon):
        for m in rule.finditer(text, start, end):
            if any(m.start() < o.end and o.start < m.end() for o in out):
                continue
            days = _resolve(name, m, published, lexicon, future(m.start()))
            out.append(Moment(m.start(), m.end(), *(days or (None, None))))
    return sorted(out, key=lambda o: o.start)


def _resolve(
    name: str, m: re.Match[str], published: date | None, lexicon: Lexicon, future: bool
) -> tuple[date, date] | None:
    g = m.groupdict()
    lead = (g.get("lead") or "").lower()
    ahead = future or lead in ("by", "before", "until", "till")
    if name == "iso":
        try:
            return (date.fromisoformat(g["iso"]),) * 2
        except ValueError:
            return None
    if name == "year":
        y = int(g["year"])
        return date(y, 1, 1), date(y, 12, 31)
    if "month" in g:
        return _of_month(name, g, published, lexicon, ahead)
    if published is None:
        return None
    if name == "weekdays":
        one = _weekday({"weekday": g["w1"], "which": None}, published, lexicon, ahead)
        two = _weekday({"weekday": g["w2"], "which": None}, published, lexicon, ahead)
        if one <= two:
            return one, two
        return (one, two + timedelta(7)) if ahead else (one - timedelta(7), two)
    if name == "today":
        shift = {"yesterday": -1, "tomorrow": 1, "overnight": 0}.get(g["word"].lower(), 0)
        return (published + timedelta(shift),) * 2
    if name == "weekday":
        return (_weekday(g, published, lexicon, ahead or (lead == "from" and future)),) * 2
    if name == "weekend":
        return _weekend(m.group().lower(), published, future)
    if name in ("ago", "ahead"):
        return _distance(name, g, published, lexicon)
    if name == "season":
        return _season(g, published, lexicon)
    which = g["which"].lower()
    shift = {"last": -1, "the past": -1, "the previous": -1, "next": 1, "the coming": 1}.get(which, 0)
    span = _unit_span(g["unit"].lower(), published, shift)
    if name == "end-of":
        return span[1], span[1]
    return span


def _of_month(
    name: str, g: dict[str, str | None], published: date | None, lexicon: Lexicon, ahead: bool
) -> tuple[date, date] | None:
    names = lexicon.times["months"]
    month = next(k for k, n in enumerate(names, 1) if n.startswith((g["month"] or "").lower()[:3]))
    year = int(g["year"] or 0)
    if not year and published is None:
        return None
    which = (g.get("lead") or "").lower()
    first = int(g.get("d1") or 1)
    last = int(g.get("d2") or first)
    if not year and published is not None:
        year = _year_of(month, first if g.get("d1") else 0, published, ahead, which)
    length = calendar.monthrange(year, month)[1]
    if g.get("d1"):
        if not 1 <= first <= length or not first <= last <= length:
            return None
        return date(year, month, first), date(year, month, last)
    if name == "week-of":
        nth = {"first": 0, "second": 1, "third": 2, "last": 3}[(g.get("nth") or "").lower()]
        start = 1 + 7 * nth if nth < 3 else length - 6
        return date(year, month, start), date(year, month, start + 6)
    if name == "part-of-month":
        part = (g.get("part") or "").lower().removeprefix("the ")
        if part == "end of":
            return date(year, month, length), date(year, month, length)
        lo, hi = {"mid": (11, 20), "middle of": (11, 20), "late": (21, length)}.get(part, (1, 10))
        return date(year, month, lo), date(year, month, hi)
    return date(year, month, 1), date(year, month, length)


def _year_of(month: int, day: int, published: date, ahead: bool, which: str) -> int:
    """The year that is meant: the last such day for what has been, the next for what will be."""
    if day:
        try:
            this = date(published.year, month, day)
        except ValueError:
            return published.year
        gap = (this - published).days
        if which == "from" and gap < -120:
            return published.year + 1
        if ahead:
            return published.year if gap >= -31 else published.year + 1
        if gap > 180:
            return published.year - 1
        return published.year if gap <= 0 or gap < 120 else published.year - 1
    if which == "next" or ahead:
        return published.year if month >= published.month else published.year + 1
    return published.year if month <= published.month else published.year - 1


def _weekday(g: dict[str, str | None], published: date, lexicon: Lexicon, ahead: bool) -> date:
    wanted = lexicon.times["weekdays"].index((g["weekday"] or "").lower())
    back = (published.weekday() - wanted) % 7
    which = (g["which"] or "").lower()
    if which == "last":
        return published - timedelta(back or 7)
    if which in ("next", "coming"):
        return published + timedelta((-back) % 7 or 7)
    if which == "this":
        return published - timedelta(published.weekday() - wanted)
    if ahead:
        return published + timedelta((-back) % 7)
    return published - timedelta(back)


def _weekend(words: str, published: date, future: bool) -> tuple[date, date]:
    saturday = published - timedelta((published.weekday() - 5) % 7)
    if "next" in words or "coming" in words or ("this" in words and future) or future:
        saturday = published + timedelta((5 - published.weekday()) % 7)
    return saturday, saturday + timedelta(1)


def _distance(
    name: str, g: dict[str, str | None], published: date, lexicon: Lexicon
) -> tuple[date, date] | None:
    word = (g["n"] or "").lower()
    n = int(word) if word.isdigit() else {"a": 1, "an": 1}.get(word, lexicon.numbers["words"].get(word, 0))
    if not n:
        return None
    sign = -1 if name == "ago" else 1
    unit = (g["unit"] or "").lower()
    if unit == "day":
        return (published + timedelta(sign * n),) * 2
    if unit == "week":
        return (published + timedelta(7 * sign * n),) * 2
    return _unit_span(unit, published, sign * n)


def _unit_span(unit: str, published: date, shift: int) -> tuple[date, date]:
    if unit == "week":
        monday = published - timedelta(published.weekday()) + timedelta(7 * shift)
        return monday, monday + timedelta(6)
    if unit == "weekend":
        return _weekend("next" if shift > 0 else "", published, shift > 0)
    if unit == "year":
        return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)
    months = published.year * 12 + published.month - 1 + shift
    if unit == "quarter":
        month = (published.month - 1) // 3 * 3
        months = published.year * 12 + month + 3 * shift
        year, month = divmod(months, 12)
        last_year, last_month = divmod(months + 2, 12)
        return date(year, month + 1, 1), date(
            last_year, last_month + 1, calendar.monthrange(last_year, last_month + 1)[1]
        )
    year, month = divmod(months, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _season(g: dict[str, str | None], published: date, lexicon: Lexicon) -> tuple[date, date]:
    lo, hi = lexicon.times["seasons"][(g["season"] or "").lower()]
    year = published.year + {
        "last": -1 if published.month <= hi else 0,
        "next": 1 if published.month > lo else 0,
    }.get((g["which"] or "").lower(), 0)
    end_year = year if hi >= lo else year + 1
    return date(year, lo, 1), date(end_year, hi, calendar.monthrange(end_year, hi)[1])
