"""Is the day with a name of its own the date beside it: the eve, the Friday after, the first Monday of May?

Room: bridging. Asked by `parley.bridging.clauses.days.relative`.
"""

import re
from datetime import date, timedelta

from parley.bridging.clauses.days.anchors import Dates, anchors
from parley.bridging.clauses.days.days import MONTHS, WEEKDAYS, Dated
from parley.bridging.clauses.days.stretch import RANK
from parley.bridging.clauses.reading import Sentence

_EVE = re.compile(
    r"\b(?:on the )?(?P<eve>eve|day before|day preceding"
    r"|evening before)\b(?P<one>(?:\sof)?[^,;.()\d]{0,50})|\b(?:on the |the )?(?P<morrow>morrow|day after"
    r"|day following|next day|following day)\b(?P<two>(?:\sof)?[^,;.()\d]{0,50})",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"\bthe (?P<day>{'|'.join(WEEKDAYS)}) (?P<side>after|before|following|preceding"
    rf"|next)(?P<anchor>[^,;.()\d]{{0,60}}),?\s(?:on\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_OF_MONTH = re.compile(
    rf"\bthe (?P<nth>first|second|third|fourth|last) (?P<day>{'|'.join(WEEKDAYS)}) (?:of"
    rf"|in) (?P<month>{MONTHS})(?: \d{{4}})?,?\s(?:\(|that is,?\s|being\s|on\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_OF_WEEK = re.compile(
    rf"\bthe (?P<day>{'|'.join(WEEKDAYS)}) of the (?P<nth>first|second|third|fourth|fifth"
    rf"|last) week(?: of [a-z ]{{3,20}})?,?\s(?:\(|that is,?\s|on\s)?(?:the\s)?$",
    re.IGNORECASE,
)


def named_day(words: str, each: Dated, dated: Dates, sentence: Sentence, near: list[date]) -> str:
    """ "on the eve of that, 31 October", "the Monday after, 2 June", "the first Monday of May, 10 May"."""
    head = words[: each.start]
    start = each.start + len(each.weekday) if each.weekday else each.start
    for match in _EVE.finditer(head):
        gap = head[match.end() :]
        if len(gap) > 14 or not re.fullmatch(r"[\s,:(]*(?:on|that is|thus|by)?[\s,]*(?:the\s)?", gap):
            continue
        sign = -1 if match["eve"] else 1
        options = anchors(match["one"] or match["two"] or "", dated, sentence, near, sign)
        if options and each.day not in {d + timedelta(days=sign) for d in options}:
            return f"{match.group().strip().capitalize()}: that is not {_shown(each.day)}."
    week = _WEEKDAY.search(head) or _WEEKDAY.search(words[:start])
    if week:
        wanted = WEEKDAYS.index(week["day"].capitalize())
        sign = -1 if week["side"].lower() in ("before", "preceding") else 1
        options = anchors(week["anchor"], dated, sentence, near, sign)
        if each.day.weekday() != wanted:
            return f"{_shown(each.day)} is a {WEEKDAYS[each.day.weekday()]}, not a {week['day']}."
        if options and not any(1 <= (each.day - d).days * sign <= 7 for d in options):
            return f"{week['day']} {week['side']}: that is not {_shown(each.day)}."
    month = _OF_MONTH.search(head)
    if month:
        number = MONTHS.split("|").index(month["month"].capitalize()) + 1
        right = _nth_weekday(
            each.day.year, number, WEEKDAYS.index(month["day"].capitalize()), month["nth"].lower()
        )
        if each.day != right:
            named = f"{month['nth']} {month['day']} of {month['month']}"
            return f"The {named} is {_shown(right)}, not {_shown(each.day)}."
    of = _OF_WEEK.search(head)
    if of and dated.known.main and dated.known.main.begins:
        wanted = WEEKDAYS.index(of["day"].capitalize())
        nth = RANK.get(of["nth"].lower(), 0)
        off = (each.day - dated.known.main.begins).days
        monday = (
            each.day
            - timedelta(days=each.day.weekday())
            - dated.known.main.begins
            + timedelta(days=dated.known.main.begins.weekday())
        ).days
        if each.day.weekday() != wanted:
            return f"{_shown(each.day)} is a {WEEKDAYS[each.day.weekday()]}, not a {of['day']}."
        if nth and off // 7 != nth - 1 and monday // 7 != nth - 1:
            first = _shown(dated.known.main.begins)
            return f"{_shown(each.day)} does not lie in the {of['nth']} week from {first}."
    return ""


def _nth_weekday(year: int, month: int, weekday: int, nth: str) -> date:
    """The first Monday of a month, or the last.

    >>> _nth_weekday(2032, 5, 0, "first"), _nth_weekday(2032, 4, 4, "last")
    (datetime.date(2032, 5, 3), datetime.date(2032, 4, 30))
    """
    if nth == "last":
        following = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return following - timedelta(days=(following.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (RANK[nth] - 1))


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
