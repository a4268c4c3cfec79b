"""Do counts that repeat come to their total: on each of several days, so many on each of several dates?

Room: bridging. "On each of the first ten days eight, on each of the next ten twelve, so that 220 arrive",
"of 18 hostages six on each of 12, 14, 16 and 18 April". Asked by `parley.bridging.clauses.figures.products`.
"""

import re
from collections.abc import Iterator

from parley.bridging.clauses.days.days import MONTHS
from parley.bridging.clauses.figures.figures import Figure, figures, spelt
from parley.bridging.clauses.figures.rated import APPOSED, singular, with_noun
from parley.bridging.clauses.figures.sums import is_total, shown
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

_ON_EACH = re.compile(
    rf"^(?:\s\w+){{0,2}}?\s(?:on )?each of (?:the )?((?:\d{{1,2}},\s)*\d{{1,2}}\sand\s\d{{1,2}})\s(?:"
    rf"{MONTHS})\b"
)
_EACH_OF = re.compile(
    r"\beach of (?:the )?(?:first |following |next |other |last |remaining "
    r"|second )?(?P<many>[a-z]+(?:-[a-z]+)?|\d+)\s(?:\w+\s)?\w+s\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"\b(?:each|every|per|both|apiece|either|a side|half|twice)\b", re.IGNORECASE)


def series(sentence: Sentence, words: str) -> Iterator[Finding]:
    """Repeated counts that do not come to their total."""
    found = [f for f in figures(words) if not f.percent]
    yield from _on_dates(sentence, words, found)
    yield from _on_each(sentence, words, found)
    yield from _told_again(sentence, words, found)
    yield from _booked(sentence, words, found)


def _on_dates(sentence: Sentence, words: str, found: list[Figure]) -> Iterator[Finding]:
    for n, rate in enumerate(found):
        listed = _ON_EACH.match(words[rate.end :])
        before = [f for f in found[:n] if f.noun and not f.time and not f.money]
        if not listed or len(before) != 1 or rate.noun[:1] not in ((), before[0].noun[:1]):
            continue
        whole = rate.value * len(re.findall(r"\d+", listed[1]))
        if whole != before[0].value:
            yield _says(sentence, rate.start, rate.end + listed.end(1), whole, before[0].value)


def _on_each(sentence: Sentence, words: str, found: list[Figure]) -> Iterator[Finding]:
    """ "On each of the first ten days eight, and on each of the following ten days twelve, so that 220"."""
    marks = list(_EACH_OF.finditer(words))
    if len(marks) < 2:
        return
    whole, last = 0.0, 0
    for n, mark in enumerate(marks):
        limit = marks[n + 1].start() if n + 1 < len(marks) else len(words)
        count = float(mark["many"]) if mark["many"].isdigit() else spelt(mark["many"].lower())
        rate = next((f for f in found if mark.end() <= f.start < limit and not f.time), None)
        if not count or rate is None:
            return
        whole, last = whole + count * rate.value, rate.end
    total = next((f for f in found if f.start >= last), None)
    if (
        total
        and total.value != whole
        and re.search(r"\b(?:so(?: that)?|making|makes|together|in all)\b", words[last:])
    ):
        yield _says(sentence, total.start, with_noun(words, total), whole, total.value)


def _told_again(sentence: Sentence, words: str, found: list[Figure]) -> Iterator[Finding]:
    """ "two score blankets, sixty altogether"."""
    for n, total in enumerate(found):
        if n and is_total(words, total) and not total.time:
            one = found[n - 1]
            near = re.fullmatch(r"(?:\s[\w'’-]+){1,2},\s", words[one.end : total.start])
            alone = not _RATE.search(words) and not any(f.noun[:1] == one.noun[:1] for f in found[: n - 1])
            like = not total.noun or total.noun[0] in ("altogether", "together", "overall", *one.noun[:1])
            joined = re.search(r"(?:,|\band|\bof|\bat)\s$", words[: one.start])
            if (
                near
                and alone
                and like
                and one.noun
                and one.value != total.value
                and not joined
                and not one.time
            ):
                yield _says(sentence, total.start, total.end, one.value, total.value)


def _booked(sentence: Sentence, words: str, found: list[Figure]) -> Iterator[Finding]:
    """ "12 fitters in March, 9 in April and 6 in May; 29 fitters are then on the books"."""
    for n, total in enumerate(found):
        first = next((f for f in found[:n] if f.noun and not f.time and not f.money), None)
        if (
            first is None
            or not total.noun
            or singular(first.noun[0]) != singular(total.noun[0])
            or total is first
        ):
            continue
        run = [f for f in found[:n] if f.start >= first.start]
        bare = all(not f.noun for f in run[1:]) and len(run) >= 3
        apart = re.search(
            r"[;:]\s(?:so |thus |that is |in all )?$", words[run[-1].end : total.start]
        ) or APPOSED.search(words[: total.start])
        whole = sum(f.value for f in run)
        if (
            bare
            and apart
            and whole != total.value
            and abs(whole - total.value) <= 0.3 * total.value
            and not _RATE.search(words)
        ):
            yield _says(sentence, total.start, with_noun(words, total), whole, total.value)


def _says(sentence: Sentence, start: int, end: int, whole: float, told: float) -> Finding:
    said = f"That makes {shown(whole)}, not {shown(told)}."
    return Finding("sum", sentence.place(start, end), said, "Which holds, the count or the total?")
