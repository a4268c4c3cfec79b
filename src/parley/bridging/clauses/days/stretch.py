"""What is a stretch of time with a name, and which one does a noun mean?

Room: bridging. Values of `parley.bridging.clauses.days.stretches`.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from parley.bridging.clauses.days.days import Dated, Length, dates
from parley.bridging.clauses.reading import Sentence

RANK = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4, "a": 1, "b": 2, "c": 3, "d": 4,
}  # fmt: skip
_MAIN = (
    "truce ceasefire cease-fire cessation pause lull quiet calm halt standstill rest armistice "
    "abstinence silence peace pacification agreement contract settlement deed lease licence license "
    "concession supply term it this word trial season suspension deal pact convention accord "
    "memorandum arrangement operation tour film stop run year duration abstinence quiet days "
    "stillness hush ban moratorium standdown period space paper text protocol charter hire let "
)
GENERIC = frozenset(_MAIN.split())


@dataclass(frozen=True, slots=True)
class Stretch:
    """A named stretch of time."""

    names: frozenset[str]  # nouns, in small letters
    rank: int  # the second lull: 2; 0 without a number
    sentence: Sentence
    begins: date | None
    ends: date | None  # the last day; where a length gave it, the latest that it may be
    sure: bool = True  # both ends are written as dates

    @property
    def title(self) -> str:
        return " ".join(sorted(self.names)[:1])


@dataclass(frozen=True)
class Stretches:
    """All of a text."""

    named: tuple[Stretch, ...] = ()
    main: Stretch | None = None
    year: int | None = None

    def of(self, noun: str, rank: int, before: Sentence | None = None) -> Stretch | None:
        """The one stretch that a noun with its number means."""
        noun = noun.lower().removesuffix("'s")
        alike = [s for s in self.named if s.rank == rank and s.names & {noun, noun.removesuffix("s")}]
        if len(alike) == 1 or (alike and len({(s.begins, s.ends) for s in alike}) == 1):
            return alike[0]
        if rank == 0 and self.main in alike:
            return self.main
        if (
            (not alike or rank == 0)
            and rank == 0
            and self.main
            and (noun in GENERIC or noun in self.main.names)
        ):
            return self.main
        return None

    def dates(self, words: str) -> tuple[Dated, ...]:
        """The dates in some words, those without a year in the year nearest to the main stretch."""
        found = dates(words, self.year)
        if all(each.dated for each in found):
            return found
        settled: list[Dated] = []
        written = [each for each in found if each.dated]
        for each in found:
            if not each.dated:
                ahead = [w for w in written if w.start > each.start and w.start - each.end < 40]
                behind = [w for w in written if w.end < each.start]
                near = (ahead or behind[-1:])[:1]
                each = _in_year(each, near[0].day if near else None, bool(ahead), self.main)
            settled.append(each)
        return tuple(settled)


def _in_year(each: Dated, near: date | None, ahead: bool, main: Stretch | None) -> Dated:
    options = []
    for year in (each.day.year - 1, each.day.year, each.day.year + 1, *([near.year] if near else [])):
        try:
            options.append(each.day.replace(year=year))
        except ValueError:
            continue
    if near is not None:
        fit = [d for d in options if (d <= near if ahead else d >= near)]
        best = min(fit or options, key=lambda d: abs((d - near).days))
    elif main and main.begins:
        last = main.ends or main.begins
        first = main.begins
        best = min(
            options, key=lambda d: (max((first - d).days, (d - last).days, 0), abs((d - each.day).days))
        )
    else:
        return each
    return replace(each, day=best)


def month_end(first: date) -> date:
    """The last day of the month that begins so."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def moved(day: date, length: Length, sign: int = 1) -> date:
    """The day that lies so long after, or before, a day."""
    if sign > 0:
        return length.after(day)
    if length.unit in ("month", "year"):
        months = day.year * 12 + day.month - 1 - int(length.number * (12 if length.unit == "year" else 1))
        first = date(months // 12, months % 12 + 1, 1)
        return first + timedelta(days=min(day.day, month_end(first).day) - 1)
    return day - timedelta(days=int(length.number * {"week": 7, "day": 1, "hour": 0}[length.unit]))
