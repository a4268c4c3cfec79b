"""Do products, percentages and shares come out as the text says?

Room: bridging. "four instalments of 250,000", "600 a day for 42 days", "5 per cent from 2,000 to 2,150",
    "60 and 45 per
cent", each against the figure that the same sentence gives for it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from parley.bridging.clauses.figures.figures import Figure, figures
from parley.bridging.clauses.figures.sums import is_total, shown, wrong
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_MONEY = r"(?:[A-Z]{3}\s|[€$£])?"
_PLURAL = r"(?:\s[\w'-]+){1,3}?"
_OF = re.compile(
    rf"^{_PLURAL},?\s(?:of|each of|at|with|carrying|comprising|containing|@|times|x|×)\s(?:the\s)?{_MONEY}$",
    re.IGNORECASE,
)
_TIMES = re.compile(rf"^\s?(?:times|x|×|\*)\s?{_MONEY}$")
_DAILY = re.compile(
    r"^(?:\s[\w'-]+){0,3}?\s(?:a|each|every|per)\s(?:day|week|month|year|hour)\b", re.IGNORECASE
)
_DURING = re.compile(r"\b(?:for|over|during|in)\s(?:a period of\s|each of the\s|the\s)?$", re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:for|to|against) (?:each|every one|every) (?:one )?of (?:the |its |their )?$"
    r"|\b(?:on|at|in|by) each of (?:the |its )?$",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"\b(?:split|shar\w+|bears?|borne|divid\w+|goes|go to|receiv\w+|allocat\w+"
    r"|distribut\w+|holds?|owns?|takes?|pays?|contribut\w+|gets?|apportion\w+|proportions?"
    r"|belongs?|of the (?:shares|seats|water|revenue|costs?))\b",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"^\s(?:of|on)\s[^.;:]{0,60}?$", re.IGNORECASE)


def relations(reading: Reading) -> Iterator[Finding]:
    """Products, percentages and shares that do not come out."""
    yield from over_time(reading)
    yield from remainders(reading)
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            found = figures(words)
            if len(found) < 2:
                continue
            yield from _products(sentence, words, found)
            yield from _percentages(sentence, words, found)
            yield from _shares(sentence, words, found)


def _products(sentence: Sentence, words: str, found: tuple[Figure, ...]) -> Iterator[Finding]:
    for n, (one, two) in enumerate(pairwise(found)):
        if one.percent or two.percent:
            continue
        between = words[one.end : two.start]
        groups = (
            _OF.match(between)
            and not one.money
            and ((one.noun[:1] and one.noun[0].endswith("s")) or two.money)
        )
        daily = _DAILY.match(between) and _DURING.search(between) and two.time
        paid = (
            one.money
            and two.time
            and re.fullmatch(
                r"(?:\s\w+)?(?: an? hour| a day| a week| a month| per \w+)?\s(?:for|over|during)\s(?:a\s)?",
                between,
            )
        )
        if not (groups or _TIMES.match(between) or daily or paid or _EACH.search(between)):
            continue
        product = one.value * two.value
        rest = [f for k, f in enumerate(found) if k not in (n, n + 1) and not f.percent]
        for total in rest:
            ahead = total.end <= one.start and re.fullmatch(
                r"(?:\s[\w'’-]+){0,6}?[\s,:(=]*(?:being|in|on|payable in|to be paid in"
                r"|paid in|that is|as|by|made up of|split into|of|into)?\s?",
                words[total.end : one.start],
            )
            counted = total.noun[:1] == two.noun[:1] or (total.money and (one.money or two.money))
            timed = two.time and total.time and total.noun[:1] == two.noun[:1] and total.start > two.end
            if not (is_total(words, total) or (ahead and counted) or timed) or (total.time and not timed):
                continue
            if len(rest) > 1 and not is_total(words, total):
                continue
            apart = round(total.value, 6) not in (round(product, 6), round(one.value + two.value, 6))
            alone = len([f for f in found if f is not total and not f.time]) <= 2
            if apart and (alone or (is_total(words, total) and len(rest) == 1)):
                yield wrong(sentence, total, product, words)


def _percentages(sentence: Sentence, words: str, found: tuple[Figure, ...]) -> Iterator[Finding]:
    amounts = [f for f in found if not f.percent and not f.time]
    for rate in (f for f in found if f.percent):
        before = words[: rate.start]
        of = [
            f
            for f in amounts
            if f.start > rate.end
            and re.fullmatch(rf"\s(?:of|on)\s[^.;:]{{0,60}}?{_MONEY}", words[rate.end : f.start])
        ]
        if of:
            base = of[0]
            for other in amounts:
                if other is base:
                    continue
                between = (
                    words[base.end : other.start] if other.start > base.end else words[other.end : rate.start]
                )
                said = re.fullmatch(
                    rf"(?:\s\w+){{0,2}}[\s,(]*(?:(?:that is|i\.e\.|being|namely|which is"
                    rf"|amounting to|or|=|equal to|makes|is)[,\s]*)?\s?{_MONEY}",
                    between,
                ) and (
                    re.search(r"that is|i\.e\.|being|namely|which is|amount|=|equal|makes|\bis\b|\(", between)
                )
                if said and base.money == other.money and _apart(base.value * rate.value / 100, other.value):
                    yield _says(
                        sentence,
                        other,
                        f"{shown(rate.value)} per cent of {shown(base.value)} are "
                        f"{shown(base.value * rate.value / 100)}, not "
                        f"{shown(other.value)}.",
                    )
                    return
        rise = re.search(
            r"\b(?:ris\w+|rais\w+|increas\w+|go(?:es)? up|grow\w*|add\w*)\b", words, re.IGNORECASE
        )
        fall = re.search(r"\b(?:fall\w*|reduc\w+|decreas\w+|cut\w*|lower\w*|drop\w*)\b", words, re.IGNORECASE)
        ends = _from_to(words, amounts)
        if (
            ends
            and (rise or fall)
            and re.search(r"\bby\s(?:a\s)?$|\bof\s$|\($", before)
            and len([f for f in found if f.percent]) == 1
        ):
            low, high = ends
            expected = low.value * (1 + (rate.value if rise else -rate.value) / 100)
            if _apart(expected, high.value):
                yield _says(
                    sentence,
                    high,
                    f"{shown(low.value)} changed by {shown(rate.value)} per cent are "
                    f"{shown(round(expected, 2))}, not {shown(high.value)}.",
                )
    steps = [f for f in amounts if re.search(r"\bby\s(?:[A-Z]{3}\s|[€$£])?$", words[: f.start])]
    ends = _from_to(words, amounts)
    if steps and ends and not any(f.percent for f in found) and steps[0] not in ends:
        low, high = ends
        if (
            re.search(
                r"\b(?:ris\w+|rais\w+|increas\w+|go(?:es)? up|fall\w*|reduc\w+|cut\w*|lower\w*)\b",
                words,
                re.IGNORECASE,
            )
            and abs(high.value - low.value) != steps[0].value
        ):
            yield _says(
                sentence,
                high,
                f"From {shown(low.value)} to {shown(high.value)} are "
                f"{shown(abs(high.value - low.value))}, not {shown(steps[0].value)}.",
            )


def _from_to(words: str, amounts: list[Figure]) -> tuple[Figure, Figure] | None:
    low = [f for f in amounts if re.search(rf"\bfrom\s{_MONEY}$", words[: f.start])]
    high = [f for f in amounts if re.search(rf"\bto\s{_MONEY}$", words[: f.start])]
    return (
        (low[0], high[0])
        if len(low) == 1 and len(high) == 1 and low[0].noun[:1] == high[0].noun[:1]
        else None
    )


def _shares(sentence: Sentence, words: str, found: tuple[Figure, ...]) -> Iterator[Finding]:
    parts = [f for f in found if f.percent]
    if len(parts) < 2 or not _SHARES.search(words) or any(is_total(words, f) for f in parts):
        return
    if re.search(
        r"\b(?:at least|at most|up to|more than|less than|no more than|or|if|per month|a "
        r"month|per year|a year|interest)\b",
        words,
        re.IGNORECASE,
    ):
        return
    whole = sum(f.value for f in parts)
    if whole != 100 and 80 <= whole <= 120 and len(parts) == len({f.start for f in parts}):
        place = sentence.place(parts[0].start, parts[-1].end)
        yield Finding(
            "sum",
            place,
            f"The shares come to {shown(whole)} per cent.",
            "Which share is wrong, or who has the rest?",
        )


def _apart(expected: float, said: float) -> bool:
    return abs(expected - said) > max(0.011, abs(expected) * 0.002)


def _says(sentence: Sentence, figure: Figure, said: str) -> Finding:
    return Finding("sum", sentence.place(figure.start, figure.end), said, "Which of the figures holds?")


def over_time(reading: Reading) -> Iterator[Finding]:
    """ "Sixty lorries a day ... over the forty days that makes 2,000 lorries", in one clause."""
    for sentences in reading.of_clause:
        rates: list[tuple[Figure, str]] = []
        spans: list[tuple[float, str]] = []
        for sentence in sentences:
            words = sentence.words
            found = figures(words)
            for figure in found:
                per = re.match(
                    r"(?:\s[\w'-]+){0,4}?\s(?:a|each|every|per|on each)\s(day|week|month"
                    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
                    words[figure.end :],
                    re.IGNORECASE,
                )
                ahead = re.search(
                    r"\b(?:each|every)\s(day|week|month)\b[^.;]{0,40}$", words[: figure.start], re.IGNORECASE
                )
                if figure.time:
                    spans.append((figure.value, figure.noun[0].rstrip("s")))
                elif per or (ahead and not is_total(words, figure)):
                    rates.append((figure, _unit(per or ahead)))
                elif figure.noun and figure.noun[0].rstrip("s") in (
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                ):
                    spans.append((figure.value, figure.noun[0].rstrip("s")))
            if not rates or not spans:
                continue
            for total in found:
                alone = not any(total is rate for rate, _ in rates)
                counted = not total.time and not total.percent and alone and is_total(words, total)
                same = [
                    (r, s)
                    for r, unit in rates
                    for s, span in spans
                    if unit == span or (unit == "day" and span == "week")
                ]
                if not counted or not same or len(rates) > 1:
                    continue
                wanted = {
                    r.value * s * (7 if unit == "day" and span == "week" else 1)
                    for r, unit in rates
                    for s, span in spans
                    if unit == span or (unit == "day" and span == "week")
                }
                others = [
                    f
                    for f in found
                    if f is not total and not f.time and f is not rates[0][0] and _alike(f, total)
                ]
                if wanted and total.value not in wanted and not others and total.money == rates[0][0].money:
                    yield wrong(sentence, total, min(wanted, key=lambda w: abs(w - total.value)), words)


def _unit(match: re.Match[str] | None) -> str:
    return match[1].lower() if match else ""


def _alike(one: Figure, two: Figure) -> bool:
    return one.money == two.money and (not one.noun or not two.noun or one.noun[:1] == two.noun[:1])


_FRACTIONS = {
    "half": 1 / 2,
    "a half": 1 / 2,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "two thirds": 2 / 3,
    "a quarter": 1 / 4,
    "one quarter": 1 / 4,
    "three quarters": 3 / 4,
    "a fifth": 1 / 5,
    "one fifth": 1 / 5,
    "a tenth": 1 / 10,
    "two fifths": 2 / 5,
}
_FRACTION = re.compile(
    r"\b(?:(two|three) (thirds|quarters|fifths)|(?:a|one) (?:third|quarter|fifth|tenth"
    r"|half)|(?:the )?half)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:the )?(?:remaining|rest,?(?: of)?|remainder,?(?: of)?|balance of|other"
    r"|last)\s(?:[A-Z]{3}\s|[€$£])?$",
    re.IGNORECASE,
)


def remainders(reading: Reading) -> Iterator[Finding]:
    """ "20,000, half of it now, a quarter in May and the remaining 6,000 in June"."""
    for sentence in reading.sentences:
        words = sentence.words
        parts = list(_FRACTION.finditer(words))
        if not parts:
            continue
        found = [f for f in figures(words) if not f.time]
        rest = [f for f in found if _REST.search(words[: f.start])]
        before = [f for f in found if f.end <= parts[0].start() and not f.percent]
        if len(rest) != 1 or not before:
            continue
        total = before[-1]
        taken = 0.0
        for part in parts:
            low = part.group().lower().removeprefix("the ")
            share = _FRACTIONS.get(low, _FRACTIONS.get(low.replace("one ", "a "), 0.0))
            taken += share
        others = sum(
            f.value
            for f in found
            if f is not rest[0] and f is not total and f.start > total.end and f.noun[:1] == total.noun[:1]
        )
        expected = total.value * (1 - taken) - others
        if taken and rest[0].start > parts[-1].end() and _apart(expected, rest[0].value) and expected > 0:
            yield _says(
                sentence,
                rest[0],
                f"Of {shown(total.value)} {shown(round(expected, 2))} remain, not {shown(rest[0].value)}.",
            )
