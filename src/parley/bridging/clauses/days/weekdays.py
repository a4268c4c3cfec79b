"""Which dates are no dates, or fall on another day of the week?

Room: bridging.
"""

import re
from collections.abc import Iterator

from parley.bridging.clauses.days.days import WEEKDAYS, dates, day_numbers, impossible
from parley.bridging.clauses.days.plan import Plan
from parley.bridging.clauses.days.within import shown
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

_LINK = re.compile(
    r"^[\s,(=]*(?:no later than|not later than|at the latest on|that is(?: to say)?|i\.e\."
    r"|being|namely|which is|falls on|is|on|until|to|=|or)?[\s,(]*(?:to|until|on|by)?\s?$",
    re.IGNORECASE,
)


def calendar(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    for start, end in impossible(words):
        yield Finding(
            "date", sentence.place(start, end), "No calendar has this date.", "Which date is meant?"
        )
    for each in dates(words, known.year):
        if (
            each.weekday
            and WEEKDAYS[each.day.weekday()] != each.weekday
            and (known.one_year or re.search(r"\d{4}", words))
        ):
            said = f"{shown(each.day)} is a {WEEKDAYS[each.day.weekday()]}, not a {each.weekday}."
            yield Finding(
                "date",
                sentence.place(each.start, each.end),
                said,
                "Which of the two holds, the weekday or the date?",
            )


def linked(sentence: Sentence, words: str, known: Plan) -> Iterator[Finding]:
    """ "day 14 (2 May)", "2 May (day 14)", "from day 31 to day 70, that is, to 10 July"."""
    if known.start is None:
        return
    for number in day_numbers(words):
        for when in dates(words, known.year):
            between = (
                words[number.end : when.start] if number.end <= when.start else words[when.end : number.start]
            )
            if (
                not _LINK.match(between)
                or not between.strip()
                or (when.day == known.start and number.last <= 1)
            ):
                continue
            if (
                re.fullmatch(r",?\s?(?:on|to|until|by|or)?\s?", between)
                and "(" not in between
                and "," not in between
            ):
                continue
            if number.last <= 1 and known.start not in (when.day,) and sentence is known.begun:
                continue
            ranged = number.first != number.last and re.match(r"\s(?:to|until|–|-)\s", words[when.end :])
            if ranged and when.day in known.on(number.first, number.plus):
                continue
            if when.day not in known.on(number.last, number.plus):
                expected = " or ".join(shown(d) for d in sorted(known.on(number.last, number.plus)))
                place = sentence.place(min(number.start, when.start), max(number.end, when.end))
                said = (
                    f"Day {number.last} is {expected}, counted from {shown(known.start)}, not "
                    f"{shown(when.day)}."
                )
                yield Finding("days", place, said, "Which holds, the number of the day or the date?")
    for when in dates(words, known.year):
        last = known.whole.last if known.whole else None
        named = re.search(
            r"\blast day(?: of the \w+)?,?\s?(?:is|=|:|being|shall be|will be|falls on)\s(?:the )?$",
            words[: when.start],
            re.I,
        )
        if last and named and when.day not in known.on(last):
            expected = " or ".join(shown(d) for d in sorted(known.on(last)))
            said = (
                f"The last day, day {last}, is {expected}, counted from {shown(known.start)}, "
                f"not {shown(when.day)}."
            )
            yield Finding(
                "days", sentence.place(when.start, when.end), said, "Which holds, the length or the last day?"
            )
