"""Do percentages come out: of a base, as a rise, as shares of a hundred?

Room: bridging. Asked by `parley.bridging.clauses.figures.shares`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parley.bridging.clauses.figures.figures import Figure
from parley.bridging.clauses.figures.shared import IS, OF, alike, amiss, clause_end, end_of
from parley.bridging.clauses.figures.sums import shown
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

_RISE = re.compile(
    r"\b(?P<way>ris\w+|rais\w+|increas\w+|goes up|fall\w*|cut|lower\w*|decreas\w+|reduc\w+"
    r"|drop\w*)\b[^.;]{0,40}?\bby\s(?:the\s)?$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\b(?:split|shared?|divided|apportioned|distributed|borne|allocated|falls|goes|payable|pays?|paid"
    r"|made up|whole|the rest)\b|:",
    re.IGNORECASE,
)


def percent(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    """ "ten per cent of the 8,400, 840 crowns"; "25 crowns rises by four per cent to 26.50 crowns"."""
    for n, rate in enumerate(found):
        if not rate.percent or rate.value > 100:
            continue
        later = [f for f in found[n + 1 :] if not f.percent and not f.time]
        rise = _RISE.search(words[: rate.start])
        base = next((f for f in later if OF.match(words[rate.end : f.start])), None)
        if base is not None:
            told = next(
                (
                    f
                    for f in later
                    if f.start > base.end and not re.search(r"[;.]", words[base.end : f.start])
                ),
                None,
            )
            if told is None or not alike(base, told):
                continue
            share = base.value * rate.value / 100
            between = words[base.end : told.start]
            exact = {share} if IS.match(between) else {share, base.value + share, base.value - share}
            if not any(abs(told.value - value) < 0.006 * max(1, share) for value in exact) and (
                IS.match(between) or abs(told.value - base.value) < 0.5 * base.value
            ):
                yield amiss(
                    sentence,
                    told.start,
                    end_of(words, told),
                    f"{rate.value:g} per cent of {shown(base.value)} is {shown(share)}; the text says "
                    f"{shown(told.value)}.",
                )
        elif rise:
            before = [f for f in found[:n] if not f.percent and not f.time]
            to = next(
                (
                    f
                    for f in later
                    if re.fullmatch(r"[^;.]{0,30}?\bto\s(?:the\s)?", words[rate.end : f.start])
                ),
                None,
            )
            since = next(
                (
                    f
                    for f in later
                    if re.fullmatch(r"[^;.]{0,30}?\bfrom\s(?:the\s)?", words[rate.end : f.start])
                ),
                None,
            )
            start = since or (before[-1] if before else None)
            to = to or (
                next(
                    (
                        f
                        for f in later
                        if since
                        and f.start > since.end
                        and re.fullmatch(r"[^;.]{0,30}?\bto\s(?:the\s)?", words[since.end : f.start])
                    ),
                    None,
                )
            )
            if start is None or to is None or not alike(start, to) or (not start.noun and not start.money):
                continue
            sign = -1 if re.match(r"fall|cut|lower|decreas|reduc|drop", rise["way"], re.IGNORECASE) else 1
            value = start.value * (1 + sign * rate.value / 100)
            if abs(value - to.value) > max(0.011, 0.002 * value) and abs(value - to.value) < 0.3 * value:
                yield amiss(
                    sentence,
                    to.start,
                    end_of(words, to),
                    f"{shown(start.value)} changed by {rate.value:g} per cent is {shown(round(value, 2))}"
                    f", not {shown(to.value)}.",
                )


def in_step(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    """ "20% on signature, 10,800,000; 50% on delivery, 27,000,000; 30% on acceptance, 16,000,000"."""
    pairs = [
        (one, two)
        for one, two in pairwise(found)
        if one.percent and two.money and not re.search(r"[;.]\s", words[one.end : two.start])
    ]
    if len(pairs) < 3:
        return
    wholes = [round(two.value * 100 / one.value) if one.value else 0 for one, two in pairs]
    common = max(set(wholes), key=wholes.count)
    odd = [pair for pair, whole in zip(pairs, wholes, strict=True) if whole != common]
    if wholes.count(common) >= 2 and len(odd) == 1:
        one, two = odd[0]
        share = common * one.value / 100
        said = f"{one.value:g} per cent of {shown(common)} is {shown(share)}, not {shown(two.value)}."
        yield amiss(sentence, two.start, two.end, said)


def hundred(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    """ "60 per cent for the canteen, 30 for the bus, 20 for the choir"."""
    for part in re.finditer(r"[^;]+", words):
        inside = [f for f in found if part.start() <= f.start < part.end()]
        if not inside:
            continue
        first = next((k for k, f in enumerate(inside) if f.percent), None)
        if first is None or first > 1:
            continue
        run = [inside[first]]
        for each in inside[first + 1 :]:
            between = words[run[-1].end : each.start]
            bare = each.percent or (not each.noun and not each.money and not each.time)
            if (
                not bare
                or len(between) > 60
                or not re.search(
                    r",\s(?:and\s)?(?:the \w+ )?(?:\w+ )?$|\sand\s(?:the \w+ )?(?:\w+ )?$|(?:,"
                    r"|\sand)\s[\w' ]{3,30}\s$",
                    between,
                )
            ):
                break
            run.append(each)
        whole = sum(f.value for f in run)
        head = words[part.start() : run[0].start]
        if (
            len(run) >= 3
            and 75 <= whole <= 130
            and abs(whole - 100) > 0.11
            and _SPLIT.search(head + words[run[0].end : run[0].end + 40])
            and not _RISE.search(head)
        ):
            last = run[-1]
            yield amiss(
                sentence,
                last.start,
                clause_end(words, last),
                f"The shares come to {shown(whole)} per cent, not 100.",
            )
