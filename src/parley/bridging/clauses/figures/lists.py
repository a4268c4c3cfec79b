"""Does a list of numbers come to the quantity beside it?

Room: bridging. "24 stretchers, ten from the ship, eight from the yard and four from the hall". Asked by
`parley.bridging.clauses.figures.shares`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from parley.bridging.clauses.figures.figures import Figure
from parley.bridging.clauses.figures.shared import LOOSE, amiss, clause_end, end_of
from parley.bridging.clauses.figures.sums import TWO_KINDS, shown
from parley.bridging.clauses.reading import Sentence
from parley.bridging.clauses.review import Finding

_GROWS = re.compile(
    r"\b(?:grows?|rises?|increases?|goes up|climbs?|falls?|shrinks?|drops?|goes down) by\s(?:a further\s)?$",
    re.IGNORECASE,
)


def listed(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    """A quantity and a list of bare numbers beside it: "24 stretchers, ten from the ship, eight from ..."."""
    run: list[Figure] = []
    for n, each in enumerate(found):
        bare = (
            not each.noun
            and not each.percent
            and not each.time
            and not each.money
            and not LOOSE.search(words[: each.start])
        )
        joined = not run or re.fullmatch(
            r"[^,;.:]{0,60}?(?:,|,? and)\s(?:and\s)?(?:the (?:other|remaining|last)\s)?",
            words[run[-1].end : each.start],
        )
        if bare and joined:
            run.append(each)
            if n + 1 < len(found):
                continue
        elif run and len(run) >= 2 and not bare and joined and each.noun and not each.time:
            yield from _against(sentence, words, run, each, True)
            yield from _before(sentence, words, found, run)
            return
        if len(run) >= 3:
            yield from _before(sentence, words, found, run)
            return
        run = [each] if bare else []


def _before(sentence: Sentence, words: str, found: Sequence[Figure], run: list[Figure]) -> Iterator[Finding]:
    """The quantity before a list."""
    head = [f for f in found if f.end < run[0].start]
    if not head or len(run) < 3:
        return
    total = head[-1]
    between = words[total.end : run[0].start]
    of_all = re.fullmatch(r"(?:\s[\w'’-]+){1,2}\s", between) and re.search(
        r"\b[Oo]f (?:the |these |those |all )?$", words[: total.start]
    )
    if of_all and not total.time and _tail(words, run):
        if not LOOSE.search(words[: run[-1].start]) and "at least" not in words:
            yield from _against(sentence, words, run, total, False)
        return
    if (
        not total.noun
        or total.time
        or total.percent
        or total.money
        or not re.search(r"[,:(]\s(?:(?:namely|to wit|that is|of whom|of which|with)\s)?$", between)
    ):
        return
    if len(head) > 1 and re.search(r"\b(?:with|in|for|from|of)\s$", words[: total.start]):
        return
    if not _tail(words, run):
        return
    yield from _against(sentence, words, run, total, False)


def _tail(words: str, run: list[Figure]) -> bool:
    """Whether each number of a list is followed by where it belongs: from, on, in, for."""
    return all(re.match(r"\s(?:from|on|in|to|for|at|of|are|is|by|with|under)\b", words[f.end :]) for f in run)


def _against(
    sentence: Sentence, words: str, run: list[Figure], total: Figure, behind: bool
) -> Iterator[Finding]:
    whole = sum(f.value for f in run)
    if (
        whole == total.value
        or total.value in [f.value for f in run]
        or abs(whole - total.value) > 0.3 * total.value
    ):
        return
    if behind:
        between = words[run[-1].end : total.start]
        if not re.fullmatch(r",\s(?:together |in all |making |so |that is )?", between) or re.match(
            r"(?:\s[\w'’-]+){1,3},?\s(?:and|or)\s", words[total.end :]
        ):
            return
        if not re.search(r"\sand\s$", words[: run[-1].start]):
            return
    product = 1.0
    for f in run:
        product *= f.value
    if product == total.value:
        return
    said = f"The items come to {shown(whole)}, not {shown(total.value)}."
    yield amiss(sentence, total.start, end_of(words, total), said)


def two_kinds(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    """ "Four families with eleven cows, and five with nine, that makes nine families and twenty cows"."""
    marked = TWO_KINDS.search(words)
    if not marked:
        return
    items = [f for f in found if f.end < marked.start() and not f.time]
    totals = [f for f in found if f.start >= marked.end()][:2]
    if (
        len(items) < 4
        or len(items) % 2
        or len(totals) < 2
        or any(a.noun[:1] != b.noun[:1] for a, b in zip(items, totals, strict=False))
    ):
        return
    for n, total in enumerate(totals):
        whole = sum(f.value for f in items[n::2])
        if whole != total.value:
            yield amiss(
                sentence,
                total.start,
                end_of(words, total),
                f"The items come to {shown(whole)}, not {shown(total.value)}.",
            )


def growing(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    """ "grows by ten every Monday: 160 on 10 March, 170 on 17 March and 190 on 24 March"."""
    for n, step in enumerate(found):
        if not _GROWS.search(words[: step.start]) or not re.match(
            r"(?:\s\w+)?\s(?:every|each|a|per) (?:\w+day|day|week|month|quarter|year|season)\b",
            words[step.end :],
        ):
            continue
        series = [f for f in found[n + 1 :] if not f.time and not f.percent]
        down = re.search(r"\b(?:falls?|shrinks?|drops?|goes down) by\s$", words[: step.start])
        for one, two in pairwise(series):
            if len(series) >= 3 and two.value - one.value != (-step.value if down else step.value):
                yield amiss(
                    sentence,
                    two.start,
                    clause_end(words, two),
                    f"{shown(two.value)} is not {shown(step.value)} from {shown(one.value)}.",
                )
                break
