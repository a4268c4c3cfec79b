"""Do dates lie as long after, or before, another event as their words say?

Room: bridging. "A fortnight after signature, on 22 September", "within thirty days of the handover, by 13
March". What "it" and "that" mean is left open: a date is wrong only where no event that may be meant makes
it right.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from parley.bridging.clauses.days.anchors import Dates, anchors, dates_of
from parley.bridging.clauses.days.days import Dated, Length, lengths
from parley.bridging.clauses.days.named_days import named_day
from parley.bridging.clauses.days.reckoning import Rule, rule_of, text_rule
from parley.bridging.clauses.days.stretch import moved
from parley.bridging.clauses.days.stretches import stretches
from parley.bridging.clauses.figures.figures import spelt
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_SIDE = re.compile(
    r"^(?:'|’)?\s?(?:clear days(?:'|’)?\s)?(?:(?P<notice>notice)|(?P<side>after(?:wards)?|before(?:hand)?"
    r"|following|prior to|ahead of|ahead|later|earlier|hence|on\b(?!\s\d)|from|of|thereafter|to (?:the|his"
    r"|her|its))\b)",
    re.IGNORECASE,
)
_BACK = ("before", "beforehand", "prior to", "ahead of", "ahead", "earlier")
_PREPOSED = (
    r"(?:to be \w+ )?(?:on|by|upon|until|to|not later than|no later than|at the latest(?: on)?"
    r"|it does so by|by midnight on|before midnight on)?\s?(?:the\s)?(?:day the\s)?$"
)
_THUS = re.compile(
    r"(?:[,:(–]\s?(?:and\s)?|\b(?:that is to say|that is|i\.e\.|thus|so|namely|being|to wit|hence"
    r"|the last day(?: of \w+)?(?: being| is)?|at the latest|in any event|is|falls|later|earlier"
    r"|afterwards|thereafter|hence|beforehand|it does so|\w+ed)[\s,:(]+)+" + _PREPOSED,
    re.IGNORECASE,
)
_NOT_EVENT = re.compile(r"\b(?!need|agreed|deed)\w{3,}ed\s(?:on|upon)\s(?:the\s)?$", re.IGNORECASE)
_ALONE = ("later", "earlier", "thereafter", "afterwards", "hence", "beforehand", "on", "notice")
_BY = re.compile(r"\b(?:by|until|on)\s(?:the\s)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:within|inside|in)\s(?:the\s)?(?:(?:first|next|following)\s)?$", re.IGNORECASE)
_LOOSE = re.compile(
    r"\b(?:at least|not less than|no less than|no fewer than|more than|less than|up to|at most"
    r"|no later than|every|each|about|some|minimum of|not more than)\s(?:a\s)?$",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"\b(?:(?:exten\w*|prolong\w*|renew\w*|lengthen\w*)\b[^.;]{0,60}\b(?:by|for)(?: a)?(?: further"
    r"| another| second)?|(?:the|a) (?:further|second|additional|extra))\s$",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:the|a) (?:further|second|additional|extra) (year|month|week)\b", re.IGNORECASE)
_LAST_OF = re.compile(
    r"\blast day of (?:the|those|these) ([a-z]+(?:-[a-z]+)?)\b\s(?:days?\s)?(?:is|being|was)\s(?:the\s)?$",
    re.IGNORECASE,
)


def relative(reading: Reading) -> Iterator[Finding]:
    """Dates that lie otherwise than the words that lead to them say."""
    rule = text_rule(reading)
    dated = dates_of(reading, stretches(reading))
    for n, (sentence, words, when) in enumerate(dated.spots):
        if not when:
            continue
        before = [d.day for _, _, found in dated.spots[max(n - 2, 0) : n] for d in found]
        own = rule_of(words)
        rules = own if own.neither or own.both or own.clear else rule
        for k, each in enumerate(when):
            near = [*before, *([when[k - 1].day] if k else [])]
            said = _lengthwise(words, each, when, rules, dated, sentence, near)
            said = said or named_day(words, each, dated, sentence, near)
            if said:
                place = sentence.place(each.start, each.end)
                yield Finding("days", place, said, "Which of the two holds?")


def _lengthwise(
    words: str,
    each: Dated,
    when: tuple[Dated, ...],
    rule: Rule,
    dated: Dates,
    sentence: Sentence,
    near: list[date],
) -> str:
    """ "three weeks after signature, that is on 6 October"."""
    spans = [n for n in lengths(words[: each.start]) if not n.working and n.unit != "hour" and n.number > 0]
    last = _LAST_OF.search(words[: each.start])
    if last:
        count = spelt(last[1].lower())
        ahead = [d.day for d in when if d.end < each.start]
        if count and ahead:
            return _judged(
                each.day,
                Length(count, "day", 0, 0),
                1,
                True,
                ahead[-1:],
                rule,
                f"The last of {count:g} days",
            )
    once = _FURTHER.search(words[: each.start])
    if once and (not spans or spans[-1].end <= once.start()):
        spans = [*spans, Length(1, once[1].lower(), once.start(1), once.end(1))]
    if not spans:
        return ""
    length = spans[-1]
    longer = _LONGER.search(words[: length.start])
    main = dated.known.main
    if longer and main and main.ends and main.sure and sentence is not main.sentence:
        tail = words[length.end : each.start]
        if re.fullmatch(
            r"[\s,:(]*(?:that is |so |thus )?(?:(?:shall |will )?(?:ends?|runs?|expires?) )?(?:to|until"
            r"|till|up to|on)\s(?:the\s)?(?:\w+day,?\s)?",
            tail,
        ):
            due = moved(main.ends, length)
            off = 1 if length.unit in ("month", "year") else 0
            if abs((each.day - due).days) > off and each.day != moved(
                main.ends + timedelta(days=1), length
            ) - timedelta(days=1):
                said = words[length.start : length.end]
                return f"{said} from {_shown(main.ends)} end on {_shown(due)}, not {_shown(each.day)}."
        return ""
    between = words[length.end : each.start]
    if (
        (re.search(r"[;]", between) and len(spans) != 1)
        or len(between) > 150
        or _LOOSE.search(words[max(length.start - 25, 0) : length.start])
    ):
        return ""
    side = _SIDE.match(between)
    between_dates = [d for d in when if length.end <= d.start and d.end < each.start]
    if (
        not side
        or _NOT_EVENT.search(between)
        or not (_THUS.search(between) or (between_dates and _BY.search(between)))
    ):
        return ""
    way = (side["side"] or "notice").lower()
    within = bool(_WITHIN.search(words[: length.start])) or way == "of" or way == "from"
    sign = -1 if way in (*_BACK, "notice") else 1
    if way.startswith("to ") or (way == "on" and not re.match(r"^\son,", between)):
        return ""
    if way == "of" and not _WITHIN.search(words[: length.start]):
        return ""
    anchor = between[side.end() :]
    bare = re.fullmatch(r"[\s,:(]*(?:and including\s)?(?:on\s)?(?:the\s)?(?:\w+day,?\s)?(?:the\s)?", anchor)
    if bare and way not in _ALONE and (not bare.group().startswith(",") or way in ("from", "of")):
        return ""  # "thirty days from 1 September": the date is the first one
    inline = [d.day for d in when if length.end <= d.start and d.end < each.start]
    if way == "notice":
        inline = [d.day for d in when if d.end < length.start][-1:]
        if not inline:
            return ""
    if (
        re.search(
            r"\b(?:renew|unless|request|demand|invoice|notice of|receipt|written)\w*\b", anchor, re.IGNORECASE
        )
        and not inline
    ):
        return ""
    options = inline[-1:] or anchors(anchor, dated, sentence, near, sign)
    clear = rule.clear or "clear" in words[length.start : length.end + 15].lower()
    return _judged(
        each.day,
        length,
        sign,
        within,
        options,
        Rule(rule.both, rule.neither, clear),
        re.split(r"[,;:(]", words[length.start : each.start])[0].strip()[:60],
    )


def _judged(
    day: date, length: Length, sign: int, within: bool, options: list[date], rule: Rule, what: str
) -> str:
    if not options or (day in options and not within):
        return ""
    expected: set[date] = set()
    for anchor in options:
        due = moved(anchor, length, sign)
        exact = {due}
        if length.unit in ("month", "year"):
            exact |= (
                {due - timedelta(days=1), due + timedelta(days=1)}
                if not within or sign < 0
                else {due - timedelta(days=1)}
            )
        elif within and sign > 0 and not rule.neither:
            exact = {due - timedelta(days=1)} if rule.both else {due - timedelta(days=1), due}
        elif rule.clear and sign < 0:
            exact = {due - timedelta(days=1)}
        expected |= exact
    if day in expected:
        return ""
    if len(set(options)) > 1:
        return f'"{what}": {_shown(day)} is not that, from any day that may be meant.'
    shown = " or ".join(_shown(d) for d in sorted(expected))
    return f'"{what}": from {_shown(options[0])} that is {shown}, not {_shown(day)}.'


def _shown(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
