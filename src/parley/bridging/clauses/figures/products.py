"""Do rates times counts, shares of a whole and running totals come to what the text says?

Room: bridging. "Each of 45 cooks 60 crowns, 2,600 crowns", "six carts a day for two weeks, 74 carts",
"seven carts of ten", "three turns of eight hours and two of five". A figure is wrong only where a rate with
its count is read, and no plain reading of the figures before it gives it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from parley.bridging.clauses.days.days import lengths
from parley.bridging.clauses.figures.figures import Figure, figures
from parley.bridging.clauses.figures.rated import APPOSED, PER, of_each, same_unit, singular, with_noun
from parley.bridging.clauses.figures.rates import periodic, times, unit_price, wide
from parley.bridging.clauses.figures.series import series
from parley.bridging.clauses.figures.sums import is_total, shown
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_EACH_BEFORE = re.compile(
    r"\b(?:each|every)(?: one)? (?:of )?(?:the |these |those |its |his |their |all "
    r"|our )*(?P<noun>\w+)?[^,;:]{0,60}$",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"\b(?:for|against|to) (?:each|every)(?: one)? (?:of )?(?:the )?(?P<noun>\w+)[^;:]{0,80}$", re.IGNORECASE
)
_WITH_EACH = re.compile(
    r"^(?:\s[\w'’-]+){0,5}?\s(?:with|to|for|on|at|in|from|by) (?:each|every)(?: one)? (?:of )?(?:the "
    r"|these |those |its |first |his |their )*$",
    re.IGNORECASE,
)
_GROUPED = re.compile(
    r"^(?:\s[\w'’-]+){1,2}\s(?:of|with|at|x|×|by|carrying|holding)\s(?:the\s)?$|^\s?(?:x|×|\*|times)\s?$",
    re.IGNORECASE,
)
_SO = re.compile(
    r"\b(?:so|thus|hence|makes?|making|brings?|gives?|that is|totals?|in all|altogether|together|comes? to"
    r"|sets? aside|i\.e\.|which is)\b|=",
    re.IGNORECASE,
)
_NOT_TOTAL = re.compile(
    r"\b(?:plus|and|or|of|at|by|up to|at least|at most|more than|less than|from|than|minus|less|with|to"
    r"|deposit of|limit of|within|each of)\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)
_IN = re.compile(r"(?:\s[\w'’-]+){0,3}\s?(?::|,|\(|–|, (?:that is|namely|to wit|in)|,? ?in)\s?(?:in\s)?")
_HOURS = frozenset(["hours", "hour", "h"])
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def products(reading: Reading) -> Iterator[Finding]:
    """Products that do not come out."""
    for sentences in reading.of_clause:
        for sentence in sentences:
            for words in reading.variants(sentence):
                if not any(c.isdigit() for c in words) and len(figures(words)) < 2:
                    continue
                yield from _rated(sentence, words)
                yield from _grouped(sentence, words)
                yield from series(sentence, words)
                yield from unit_price(sentence, words)
                yield from periodic(sentence, words)
                yield from wide(sentence, words)
                yield from times(sentence, words)


def _rated(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "each of the 66 fettlers 25 crowns ..., 1,560 crowns in all"."""
    found = [f for f in figures(words) if not f.percent]
    if len(found) < 2:
        return
    for n, total in enumerate(found):
        if n < 1 or (total.time and total.noun[0] not in _HOURS) or not _may_be_total(words, total, found, n):
            continue
        before = found[:n]
        strong: list[tuple[float, Figure]] = []
        for rate in before:
            if (
                rate is total
                or not same_unit(rate, total)
                or (total.time and not PER.match(words[rate.end :]))
            ):
                continue
            for count in _counts(words, rate, before, total):
                strong.append((rate.value * count, rate))
        told = {f.value for f in before}
        strong = [s for s in strong if s[0] not in told] or strong
        if not strong or any(abs(value - total.value) < 0.005 for value, _ in strong):
            continue
        if _reached(total.value, before, words[: total.start]) or _with_rest(total, strong, before):
            continue
        value, rate = strong[0]
        if len({round(v, 2) for v, _ in strong}) > 1:
            continue
        end = with_noun(words, total)
        said = f"{of_each(words, rate)} makes {shown(value)}, not {shown(total.value)}."
        yield Finding(
            "sum", sentence.place(total.start, end), said, "Which holds, the rate, the count or the total?"
        )


def _may_be_total(words: str, figure: Figure, found: Sequence[Figure], n: int) -> bool:
    head = words[max(figure.start - 30, 0) : figure.start]
    after = words[figure.end :]
    if is_total(words, figure) or re.search(r"\b(?:so|thus|making)\s$", head):
        return True
    per = PER.match(after)
    if (
        per and (per["each"] or (per["unit"] or "").lower() not in ("day", "head", "week", "month", "year"))
    ) or _WITH_EACH.match(after[:60]):
        return False
    if APPOSED.search(head) or re.search(r"[;,]\s(?:and\s)?for (?:the |all )?[\w -]{3,30}\s$", head):
        return True
    return (
        not _NOT_TOTAL.search(head)
        and n == len(found) - 1
        and n >= 2
        and bool(_SO.search(words[found[0].end : figure.start]))
    )


def _counts(words: str, rate: Figure, before: Sequence[Figure], total: Figure) -> list[float]:
    """The counts that a rate is to be multiplied by."""
    after = words[rate.end : total.start]
    per = PER.match(after)
    others = [f for f in before if f is not rate and not f.money and not f.percent]
    if per and per["unit"]:
        unit = per["unit"].lower()
        if unit in ("day", "week", "month", "year", "hour", "fortnight"):
            return _spans(words, unit, rate, total)
        alike = [f for f in others if any(singular(word) == singular(unit) for word in f.noun[:2])]
        return [f.value for f in alike] if len(alike) == 1 else []
    with_each = (
        _WITH_EACH.match(
            after[: max((f.start for f in others if f.start > rate.end), default=rate.end) - rate.end]
        )
        if others
        else None
    )
    if with_each or (per and per["each"]):
        behind = (
            [f for f in others if f.start > rate.end and not f.time]
            if with_each
            else [f for f in others if f.end < rate.start and not f.time]
        )
        behind = behind or [f for f in others if f.start > rate.end and not f.time]
        if behind:
            return [behind[0].value if with_each else behind[-1].value]
        return []
    behind_each = re.search(
        r"\b(\w+) each (?:get|getting|receiv|have|having|with|take)\w*\s(?:the\s)?$",
        words[: rate.start],
        re.IGNORECASE,
    )
    if behind_each:
        alike = [f for f in others if behind_each[1].lower() in f.noun[:3]]
        return [f.value for f in alike[-1:]]
    head = words[max(rate.start - 90, 0) : rate.start]
    each = _FOR_EACH.search(head) or _EACH_BEFORE.search(head)
    if each:
        head_start = max(rate.start - 90, 0) + each.start()
        inside = [f for f in others if head_start <= f.start < rate.start and not f.time]
        timed = [n for n in lengths(words) if head_start <= n.start < rate.start and not n.working]
        if inside:
            return [inside[0].value] if len(inside) == 1 else []
        if timed:
            return [timed[0].number] if len(timed) == 1 else []
        noun = (each["noun"] or "").lower()
        alike = [f for f in others if noun and any(singular(word) == singular(noun) for word in f.noun[:3])]
        return [f.value for f in alike] if len({f.value for f in alike}) == 1 else []
    return []


def _spans(words: str, unit: str, rate: Figure, total: Figure) -> list[float]:
    """How many days, weeks or months a rate goes on for."""
    found = []
    for length in lengths(words[: total.start]):
        if length.working or (length.end <= rate.start and length.start > rate.start):
            continue
        lead = words[max(length.start - 12, 0) : length.start]
        if not re.search(r"\b(?:for|of|over|during|the|in)\s(?:the\s|each of\s)?$", lead, re.IGNORECASE):
            continue
        if length.unit == unit:
            found.append(length.number)
        elif unit == "day" and length.unit in _UNIT_DAYS:
            found.append(length.number * _UNIT_DAYS[length.unit])
        elif unit == "month" and length.unit == "year":
            found.append(length.number * 12)
    if not found and re.search(r"\ball (?:the )?year\b", words) and unit == "month":
        found = [12.0]
    return found if len(found) == 1 else []


def _grouped(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "in eight carts of ten"; "32 hours: three turns of eight hours and two of five"."""
    found = [f for f in figures(words) if not f.percent]
    pairs: list[tuple[Figure, Figure]] = []
    for one, two in pairwise(found):
        between = words[one.end : two.start]
        follows = (
            pairs
            and one.start > pairs[-1][1].end
            and re.fullmatch(r"\s(?:of|with|at)\s", between)
            and not one.noun
        )
        if (
            _GROUPED.match(between)
            and not one.money
            and (not one.time or two.noun[:1] == ("hours",))
            and one.noun
            and one.value >= 2
        ) or follows:
            pairs.append((one, two))
    if not pairs:
        return
    single = re.match(
        r"(?:\s\w+)?,? and one of ([a-z-]+|\d+)\b(?P<half> and a half)?", words[pairs[-1][1].end :]
    )
    half = 0.5 if single and single["half"] else 0.0
    more = (figures(single[1]) or (None,))[0] if single else None
    used = {f.start for pair in pairs for f in pair}
    whole = sum(a.value * b.value for a, b in pairs) + (more.value if more else 0) + half
    unit = next((b.noun[0] for _, b in pairs if b.noun), "")
    group = next((a.noun[0] for a, _ in pairs if a.noun), "")
    for total in found:
        if total.start in used:
            continue
        noun = total.noun[0] if total.noun else ""
        first, last = pairs[0][0], pairs[-1][1]
        if total.end < first.start:
            between = words[total.end : first.start]
            tied = bool(_IN.fullmatch(between)) or bool(
                re.search(r"\bof (?:them|whom|which),? in $", between)
            )
        else:
            between = words[last.end : total.start]
            so = APPOSED.search(words[: total.start]) and _SO.search(between)
            tied = bool(so) and len(between) < 60
        fits = (
            (not unit and noun not in (group, ""))
            or singular(unit) == singular(noun)
            or (not noun and total.start > last.end)
        )
        if (
            not tied
            or not fits
            or total.value in (whole, *(a.value * b.value for a, b in pairs))
            or _reached(total.value, [f for f in found if f is not total], words)
        ):
            continue
        if abs(whole - total.value) > 0.34 * total.value:
            continue
        place = sentence.place(total.start, with_noun(words, total))
        parts = " and ".join(f"{shown(a.value)} times {shown(b.value)}" for a, b in pairs)
        parts += f" and {shown(more.value)}" if more else ""
        yield Finding(
            "sum",
            place,
            f"{parts[0].upper()}{parts[1:]} makes {shown(whole)}, not {shown(total.value)}.",
            "Which holds, the parts or the total?",
        )
        return


def _reached(value: float, before: Sequence[Figure], words: str) -> bool:
    """Whether any plain reading of the figures gives a value: a sum, a product, a product and a sum."""
    numbers = [f.value for f in before]
    numbers += [n.number * _UNIT_DAYS[n.unit] for n in lengths(words) if n.unit in ("week", "fortnight")]
    numbers = numbers[-9:]
    for size in (1, 2, 3):
        for some in combinations(numbers, size):
            product = 1.0
            for number in some:
                product *= number
            if abs(product - value) < 0.005 or (size > 1 and abs(sum(some) - value) < 0.005):
                return True
    return abs(sum(numbers) - value) < 0.005


def _with_rest(total: Figure, strong: Sequence[tuple[float, Figure]], before: Sequence[Figure]) -> bool:
    """Whether a product and other figures give the total: "two of 400 each, one of 300 and one of 250"."""
    for product, rate in strong:
        others = [f.value for f in before if f is not rate and not f.time][-6:]
        for size in range(1, len(others) + 1):
            if any(abs(product + sum(some) - total.value) < 0.005 for some in combinations(others, size)):
                return True
    return False
