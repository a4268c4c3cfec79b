"""Do the totals fit their items?

Room: bridging. A total is known by its words ("in all", "a total of", "namely", "of whom") or by its form
("eleven prisoners, six from Orrin and four from Tally"); an item may stand for several ("three each on days 14,
21 and 28", "twenty from each side"). A total is left alone when any plain reading of its items gives it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from parley.bridging.clauses.figures import Figure, covered, figures
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

TOTAL_BEFORE = re.compile(
    r"(?:\bin all|\bin total|\baltogether|\btogether|\ball told|\boverall|\ba sum of|\b(?:a |the |grand )*totals?"
    r"(?:l?ing)?(?: (?:number|amount|sum|price|cost|quantity|volume|value|strength))?(?: of)?(?: \w+){0,3}?"
    r"(?: is| are| being| shall be| will be| of)?|\b(?:add(?:s|ing)? up|amount(?:s|ing)?|com(?:es|ing)|sum(?:s|ming)?) to"
    r"|\bmak(?:es|ing)(?: up)?|\bin the aggregate|\baggregate of|\bthe sum (?:of|is)|\bequals?|(?<!=)=)"
    r"[\s,:]*(?:being |of |is |are |at |some |exactly |the |all |to )*(?:[A-Z]{3}\s?|[€$£]\s?)?$",
    re.IGNORECASE,
)
TOTAL_AFTER = re.compile(
    r"^(?:\s[\w'-]+){0,4}?\s(?:in all|in total|altogether|all told|overall|in the aggregate|in sum)\b", re.IGNORECASE
)
_SPLIT = re.compile(
    r",?\s?\b(?:of (?:whom|which|these|those|them)|namely|comprising|comprised of|consisting of|composed of|made up(?: as follows| of)?"
    r"|broken down|divided (?:into|as follows|between|among)|split (?:into|as follows|between)|as follows|being"
    r"|that is|i\.e\.|in (?:\w+ )?(?:equal )?(?:instal?ments|tranches|parts|groups|rounds|batches|stages|steps)(?: of| as follows)?"
    r"|(?:is|are) to be (?:divided|split|shared)|shared)\b[:,]?|:",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:including|among (?:them|which|whom)|amongst|of which at least|at most|no more than|not more than"
    r"|more than|fewer than|less than|with)\s*(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_SIDES = re.compile(r"^[^;:]{0,50}?\b(?:each|either|both|per|every|the two)(?: of the)?(?: two)? (?:side|part|delegation|government|camp)", re.IGNORECASE)
_RATE = re.compile(
    r"^(?:\s[\w'-]+){0,5}?\s(?:for (?:each|every|one|any)|per|against each|to (?:each|every)|in (?:exchange|return) for (?:each|every|one))\b",
    re.IGNORECASE,
)
_EACH_ON = re.compile(r"^(?:\s[\w'-]+){0,4}?\s(?:each on|on each of|each at|at each of|each in|in each of|on)\s(?:the\s)?(.*)", re.IGNORECASE)
_EACH_OF = re.compile(r"^[^,;]{0,40}?\beach of (?:the |these |those )?(\w+)\b", re.IGNORECASE)
_DAILY = re.compile(r"^(?:\s[\w'-]+){0,3}?\s(?:a|each|every|per)\s(?:day|week|month|year)\b", re.IGNORECASE)


def sums(reading: Reading) -> Iterator[Finding]:
    """Totals that their items do not give, words that their digits do not, and shares that make no whole."""
    for sentence in reading.sentences:
        if not any(letter.isdigit() for letter in sentence.words) and len(sentence.words) < 25:
            continue
        for words in reading.variants(sentence):
            found = figures(words)
            yield from _twice_written(sentence, words)
            if len(found) > 1:
                yield from _total(sentence, words, found)
                yield from _products(sentence, words, found)


def _total(sentence: Sentence, words: str, found: tuple[Figure, ...]) -> Iterator[Finding]:
    done: set[int] = set()
    for n, figure in enumerate(found):
        marked = bool(TOTAL_BEFORE.search(words[: figure.start])) or bool(TOTAL_AFTER.match(words[figure.end :]))
        if not marked or figure.time:
            continue
        done.add(n)
        earlier = [f for f in found[:n] if _like(f, figure)]
        head = words[: found[0].start if not earlier else earlier[0].start]
        colon = words.rfind(":", len(head), figure.start)
        if colon > 0 and any(f.start > colon for f in earlier):
            earlier = [f for f in earlier if f.start > colon]
        if len(earlier) >= 2:
            yield from _compared(sentence, words, figure, earlier)
            continue
        later = [f for f in found[n + 1 :] if _like(f, figure)]
        if len(later) >= 2 and _SPLIT.search(words, figure.end, later[0].start):
            yield from _compared(sentence, words, figure, later)
    for n, figure in enumerate(found[:-2]):
        if n in done or figure.time or _ASIDE.search(words[: figure.start]):
            continue
        later = [f for f in found[n + 1 :] if _like(f, figure)]
        between = words[figure.end : found[n + 1].start]
        if len(later) < 2 or any(m in done for m in range(n + 1, len(found))) or figure.percent:
            continue
        if any(_like(f, figure) for f in found[:n]):
            continue
        split = _SPLIT.search(between)
        if split and not re.search(r"\b(?:each|every|per)\b(?! (?:day|week|month|year))", between[:40]):
            yield from _compared(sentence, words, figure, later, near=split.group().strip() == ":")
        elif re.fullmatch(r"(?:\s[\w'-]+){0,4}\s?[,(–-]+\s?(?:\w+\s)?", between):
            yield from _compared(sentence, words, figure, later, near=True)
    for n, figure in enumerate(found[:-1]):  # "The Monitors are sixty: twenty from each side"; one item may do
        later = [f for f in found[n + 1 :] if _like(f, figure)]
        if len(later) == 1 and not figure.time and n not in done:
            between = words[figure.end : later[0].start]
            count = _many(words, later[0], len(words))
            if count > 1 and _SPLIT.search(between) and later[0].value * count != figure.value:
                yield _wrong(sentence, figure, later[0].value * count, words)


def _like(one: Figure, total: Figure) -> bool:
    """Whether a figure may be an item of a total: money of money, percent of percent, no span of time."""
    if one.time:
        return False
    if one.percent != total.percent:
        return total.percent and not one.money and (not one.noun or one.noun[0].startswith("point"))
    return one.money == total.money or not (one.noun and total.noun)


def _compared(
    sentence: Sentence, words: str, total: Figure, items: list[Figure], *, near: bool = False
) -> Iterator[Finding]:
    kept, rates = [], 0
    for item, following in zip(items, [*items[1:], None], strict=True):
        end = following.start if following else len(words)
        after = words[item.end : end]
        if _ASIDE.search(words[: item.start]):
            continue
        if _RATE.match(after) and not _SIDES.match(after):
            rates += 1
            continue
        kept.append(item.value * _many(words, item, end))
    if len(kept) < 2:
        return
    readings = {round(sum(kept), 6), round(sum(item.value for item in items), 6)}
    if len(kept) > 2:
        readings.add(round(sum(kept[1:]), 6))
        readings.add(round(sum(kept[:-1]), 6))
    if len({*kept}) == 1 and kept[0] == total.value:
        return
    if round(total.value, 6) in readings:
        return
    whole = sum(kept)
    if near and (abs(whole - total.value) > max(1, 0.2 * total.value) or max(kept) >= total.value):
        return
    yield _wrong(sentence, total, whole, words)


def _many(words: str, item: Figure, end: int) -> int:
    """For how many an item stands.

    >>> words = "three each on days 14, 21 and 28, twenty from each side"
    >>> three, twenty = figures(words)
    >>> _many(words, three, twenty.start), _many(words, twenty, len(words))
    (3, 2)
    """
    after = words[item.end : end]
    if _SIDES.match(after):
        return 2
    found = _EACH_OF.match(after)
    if found:
        inner = figures(found[1])
        if inner and 1 < inner[0].value < 50:
            return int(inner[0].value)
    found = _EACH_ON.match(after)
    if found and re.match(r"(?:days|weeks|months)\s", found[1], re.IGNORECASE) or (found and "each" in after[: found.start(1)]):
        listed = re.match(r"(?:\w+\s)?((?:\d+|and|,|\s)+)", found[1]) if found else None
        if listed:
            many = len(re.findall(r"\d+", listed[1]))
            return many if many > 1 else 1
    return 1


def _products(sentence: Sentence, words: str, found: tuple[Figure, ...]) -> Iterator[Finding]:
    """ "four instalments of 250,000", "640 drivers at 900 marks", "600 a day for 42 days", "30 for each of the 33"."""
    for n, (one, two) in enumerate(pairwise(found)):
        between = words[one.end : two.start]
        rest = [f for k, f in enumerate(found) if k not in (n, n + 1)]
        if one.percent or two.percent:
            continue
        groups = re.fullmatch(
            r"\s(?:\w+\s){0,2}(?:instal?ments|tranches|groups|rounds|batches|shifts|parts|convoys|payments|stages|flights|buses)"
            r"(?:,)? (?:of|each of|at|with|carrying|comprising)\s(?:[A-Z]{3}\s|[€$£])?", between, re.IGNORECASE,
        )  # fmt: skip
        priced = re.fullmatch(r"\s(?:\w+\s){1,3}(?:at|@|times|x|×)\s(?:[A-Z]{3}\s|[€$£])?", between)
        daily = _DAILY.match(between) and re.search(r"\b(?:for|over|during)\s(?:a period of\s)?(?:the )?$", between)
        rate = re.search(r"\b(?:for|to|against) (?:each|every one|every) (?:one )?of (?:the |its |their )?$", between)
        if not (groups or priced or rate or (daily and two.time)):
            continue
        product = one.value * two.value
        for total in rest:
            marked = TOTAL_BEFORE.search(words[: total.start]) or TOTAL_AFTER.match(words[total.end :])
            heads = total.end <= one.start and (
                re.search(r"(?:,|\bbeing|\bin|:|\(|=)\s?$", words[total.end : one.start])
            )
            if (marked or heads) and not total.time and total.money in (one.money or two.money, False):
                apart = [f for f in found if f is not total]
                if round(product, 6) != round(total.value, 6) and len(apart) == 2:
                    yield _wrong(sentence, total, product, words)


def _twice_written(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "thirty-three (35)"."""
    for match in re.finditer(r"([A-Za-z][A-Za-z -]{2,60}?)\s\((\d[\d,]*)\)", covered(words)):
        value = figures(match[1])
        if value and not value[-1].noun and value[-1].end == len(match[1]):
            digits = float(match[2].replace(",", ""))
            if digits != value[-1].value:
                start = match.start() + value[-1].start
                yield Finding(
                    "sum",
                    sentence.place(start, match.end()),
                    f"The number in words and the number in digits differ: {words[start : match.end()]}.",
                    "Which of the two holds?",
                )


def _wrong(sentence: Sentence, total: Figure, whole: float, words: str) -> Finding:
    end = total.end + len(re.match(r"(?:\s[\w'-]+){0,2}", words[total.end :]).group()) if not total.percent else total.end  # type: ignore[union-attr]
    return Finding(
        "sum",
        sentence.place(total.start, end),
        f"The total says {shown(total.value)}; its items come to {shown(whole)}.",
        f"Which holds, {shown(total.value)} or the items, and which item is wrong or missing?",
    )


def shown(value: float) -> str:
    """A number as a person writes it.

    >>> shown(48.0), shown(7.5), shown(1200000)
    ('48', '7.5', '1,200,000')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
