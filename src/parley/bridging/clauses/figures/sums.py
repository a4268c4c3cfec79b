"""Do the totals fit their items?

Room: bridging. A total is known by its words ("in all", "a total of", "namely", "of whom") or by its form
("eleven prisoners, six from Orrin and four from Tally"); an item may stand for several ("three each on days
14,
21 and 28", "twenty from each side"). A total is left alone when any plain reading of its items gives it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from parley.bridging.clauses.figures.figures import Figure, figures
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

TOTAL_BEFORE = re.compile(
    r"(?:\bin all|\bin total|\baltogether|\btogether|\ball told|\boverall|\ba sum of|\bsum"
    r"|\b(?:a |the |grand |sub)*totals?"
    r"(?:l?ing|l?ed)?(?: (?:number|amount|sum|price|cost|quantity|volume|value"
    r"|strength))?(?: of)?(?: \w+){0,3}?"
    r"(?: is| are| being| shall be| will be| of)?|\b(?:add(?:s|ing)?(?: up)?|amount(?:s"
    r"|ing)?|com(?:es|ing)|sum(?:s|ming)?) to"
    r"|\bmak(?:es|ing)(?: up)?|\b(?:that|which|this) (?:is|makes|gives|means)|\bthus"
    r"|\bhence|\bin the aggregate|\baggregate of|\bthe sum (?:of|is)|\bequals?|(?<!=)=|→)"
    r"[\s,:]*(?:being |of |is |are |at |some |exactly |the |all |to |a total of )*(?:[A-Z]{3}\s?|[€$£]\s?)?$",
    re.IGNORECASE,
)
TOTAL_AFTER = re.compile(
    r"^(?:\s[\w'-]+){0,4}?\s(?:in all|in total|altogether|all told|overall|in the "
    r"aggregate|in sum|together)\b(?!\swith)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:thus|hence|that is|that makes|which makes|this makes|which is)[\s,:]*$", re.IGNORECASE
)
TWO_KINDS = re.compile(r"\b(?:that|which|this) makes\s(?=[\w-]+ [a-z]+ and [\w-]+ [a-z]+)", re.IGNORECASE)
_OF_EACH = re.compile(r"\b(?:each|every one) of\b|\b(?:apiece|a head)\b", re.IGNORECASE)
_GROUP_OF = re.compile(r"^\s\w+ of $", re.IGNORECASE)
_RATED = re.compile(r"\b(?:each|apiece|a head|times|of which each)\b|\bx\b", re.IGNORECASE)
_RUNNING = re.compile(r"\brunning (?:total|count|sum)\b[^:]*:\s*$", re.IGNORECASE)
_SPLIT = re.compile(
    r",?\s?\b(?:to wit|of (?:whom|which|these|those|them)|namely|comprising|comprised of"
    r"|compris(?:es|e)|consist(?:ing|s) of|composed of|made up(?: as follows| of)?|viz\.?"
    r"|broken down|divided (?:into|as follows|between|among)|split (?:into|as follows"
    r"|between)|as follows|the following|being|including only|with"
    r"|that is|i\.e\.|in (?:\w+ )?(?:equal )?(?:instal?ments|tranches|parts|groups|rounds"
    r"|batches|stages|steps|lots|waves|convoys|payments)(?: of| as follows)?"
    r"|(?:is|are) to be (?:divided|split|shared)|shared|allocated|distributed|takes?|goes"
    r"|go)\b[:,]?|[:(–—]| - ",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"^\s?(?::|\(|–|—|-|being|with|that is|shared|takes?|goes?|go|allocated|distributed)\s?", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\b(?:including|includ(?:es|e)|among (?:them|which|whom)|amongst|of which at least|of "
    r"whom at least|at most|no more than|not more than"
    r"|more than|fewer than|less than|other than|besides|plus up to|also|up to)\s*(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_SIDES = re.compile(
    r"^[^;:,]{0,50}?\b(?:each|either|both|per|every|the two)(?: of the)?(?: two)? (?:side"
    r"|part(?:y|ies)|delegation|government|camp)s?\b",
    re.IGNORECASE,
)
_SIDES_BEFORE = re.compile(
    r"\b(?:each|either|every) (?:side|party|delegation|government"
    r"|camp)\s(?!and\b)(?:\w+\s){1,4}$|\bboth (?:sides|parties) each\b[^.;:,]{0,30}$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"^(?:\s[\w'-]+){0,5}?\s(?:for (?:each|every|one|any)|per|against each|to (?:each"
    r"|every)|in (?:exchange|return) for (?:each|every|one|the))\b|^\s?(?:a|per"
    r"|an)\s(?:day|week|month|year|hour|head|person|unit|tonne)\b|^(?:\s\w+){0,2}\s(?:a"
    r"|per|each|every) (?:day|week|month|year|hour)\b",
    re.IGNORECASE,
)
_EACH_OF = re.compile(r"^[^,;]{0,40}?\beach of (?:the |these |those |its )?(\w+)\b", re.IGNORECASE)
_DAYS = re.compile(
    r"^(?:\s[\w'-]+){0,4}?\s(?:each )?(?:on|in|at|of|during)?\s?(?:each of )?(?:the "
    r")?(?:days|weeks|months|mondays|gates|posts)\s((?:\d+(?:,\s)?)+(?:\s?and\s\d+)?)",
    re.IGNORECASE,
)
_GROUPS = frozenset(
    [
        "groups",
        "group",
        "instalments",
        "installments",
        "tranches",
        "parts",
        "rounds",
        "batches",
        "stages",
        "steps",
        "lots",
        "waves",
        "phases",
        "payments",
        "equal",
        "categories",
        "shifts",
        "instalment",
    ]
)
_ONE = re.compile(
    r"\band (?:an?|the) (?:\w+ )?(?:chair|chairman|chairwoman|chairperson|president|head"
    r"|secretary|neutral|convener|deputy|umpire)\b",
    re.IGNORECASE,
)


def sums(reading: Reading) -> Iterator[Finding]:
    """Totals that their items do not give, and words that their digits do not."""
    for sentences in reading.of_clause:
        before: tuple[Sentence, str, tuple[Figure, ...]] | None = None
        for sentence in sentences:
            for words in reading.variants(sentence):
                found = figures(words)
                yield from _twice_written(sentence, words)
                if found:
                    told = list(_total(sentence, words, found))
                    yield from told
                    if before is not None and not told:
                        yield from _next(before, (sentence, words, found))
            before = (sentence, words, found)


def _total(sentence: Sentence, words: str, found: tuple[Figure, ...]) -> Iterator[Finding]:
    marked = [
        n
        for n, f in enumerate(found)
        if not f.time and is_total(words, f) and not (f.money and _RATE.match(words[f.end :]))
    ]
    strong = [n for n in marked if not _WEAK.search(words[max(found[n].start - 40, 0) : found[n].start])]
    if strong and len(marked) > len(strong):
        marked = strong
    for n in marked:
        figure = found[n]
        earlier = [f for f in found[:n] if _like(f, figure) and found.index(f) not in marked]
        colon = words.rfind(":", 0, figure.start)
        if earlier and colon > earlier[0].start and sum(f.start > colon for f in earlier) >= 2:
            earlier = [f for f in earlier if f.start > colon]
        if len(earlier) >= 2 or (len(earlier) == 1 and _many(words, earlier[0], figure.start) > 1):
            yield from _compared(sentence, words, figure, earlier, figure.start)
            continue
        later = [f for f in found[n + 1 :] if _like(f, figure)]
        if len(later) >= 2 and _SPLIT.search(words, figure.end, later[0].start):
            yield from _compared(sentence, words, figure, later, len(words))
    if marked:
        return
    for n, figure in enumerate(found):
        if (
            figure.time
            or _ASIDE.search(words[max(figure.start - 40, 0) : figure.start])
            or any(_like(f, figure) for f in found[:n])
        ):
            continue
        later = [f for f in found[n + 1 :] if _like(f, figure)]
        if not later:
            continue
        between = words[figure.end : later[0].start]
        split = _SPLIT.search(between)
        rate = _RATE.match(words[figure.end :]) and not re.match(
            r"^(?:\s\w+){0,3}\s(?:a|per|each|every|on each) (?:day|week|month|year)\b", words[figure.end :]
        )
        if rate:
            continue
        single = len(later) == 1
        if (
            single
            and _many(words, later[0], len(words)) < 2
            and not (split and _same_noun(figure, later[0]) and not _ONE.search(words))
        ):
            continue
        if single and not (split or re.fullmatch(r"(?:\s[\w'-]+){1,4},\s?", between)):
            continue
        if single and _many(words, later[0], len(words)) < 2:
            continue
        if split:
            yield from _compared(
                sentence, words, figure, later, len(words), near=bool(_LOOSE.match(split.group())) or single
            )
        elif re.fullmatch(r"(?:\s[\w'-]+){0,4}\s?[,(–-]+\s?(?:\w+\s)?", between) and not figure.percent:
            yield from _compared(sentence, words, figure, later, len(words), near=True)
        return


@lru_cache(maxsize=65536)
def is_total(words: str, figure: Figure) -> bool:
    """Whether words beside a figure call it a total."""
    before = words[max(figure.start - 70, 0) : figure.start]
    if _RUNNING.search(before):
        return False
    return bool(TOTAL_BEFORE.search(before) or TOTAL_AFTER.match(words[figure.end : figure.end + 70]))


def _next(
    one: tuple[Sentence, str, tuple[Figure, ...]], two: tuple[Sentence, str, tuple[Figure, ...]]
) -> Iterator[Finding]:
    """A total in one sentence, its items in the one beside it."""
    for (head, head_words, heads), (list_, list_words, items) in ((one, two), (two, one)):
        totals = [f for f in heads if not f.time and not f.percent]
        if len(totals) != 1 or (head is two[0] and not is_total(head_words, totals[0])):
            continue
        total = totals[0]
        alike = [
            f
            for f in items
            if _like(f, total)
            and (
                not f.noun
                or not total.noun
                or f.money
                or set(f.noun) & set(total.noun)
                or not _same_kind(items)
            )
        ]
        if len(alike) < 2 or any(is_total(list_words, f) for f in items):
            continue
        listed = alike[0].start < 3 and list_ is two[0]
        if _RATE.match(head_words[total.end :]) and not listed:
            continue
        near = not is_total(head_words, total)
        if near and not (listed or total.money or any(set(f.noun) & set(total.noun) for f in alike)):
            continue
        yield from _compared(
            head, head_words, total, alike, len(list_words), near=near, list_words=list_words
        )


def _same_kind(items: Sequence[Figure]) -> bool:
    nouns = [f.noun[0] for f in items if f.noun]
    return len(set(nouns)) == 1 and len(nouns) > 1


def _same_noun(one: Figure, other: Figure) -> bool:
    return bool(set(one.noun) & set(other.noun)) or not other.noun


def _like(one: Figure, total: Figure) -> bool:
    """Whether a figure may be an item of a total: money of money, percent of percent, no span of time, no
    group."""
    if one.time or (one.noun and one.noun[0] in _GROUPS and total.noun[:1] != one.noun[:1]):
        return False
    if one.percent != total.percent:
        return total.percent and not one.money and (not one.noun or one.noun[0].startswith("point"))
    return one.money == total.money or not one.noun or not total.noun


def _compared(
    sentence: Sentence,
    words: str,
    total: Figure,
    items: Sequence[Figure],
    limit: int,
    *,
    near: bool = False,
    list_words: str | None = None,
) -> Iterator[Finding]:
    text = words if list_words is None else list_words
    kept: list[float] = []
    plain: list[float] = []
    skip = -1
    for n, item in enumerate(items):
        end = items[n + 1].start if n + 1 < len(items) else limit
        if item.start < skip:
            continue
        after = text[item.end : max(end, item.end)]
        if _ASIDE.search(text[max(item.start - 40, 0) : item.start]):
            continue
        if _RATE.match(after) and not _SIDES.match(after) and not total.money:
            continue
        each = _EACH_OF.match(text[item.end :])
        if each and figures(each[1]):
            skip = item.end + each.end()
        count = _many(text, item, max(end, item.end) if not each else len(text))
        kept.append(item.value * count)
        plain.append(item.value)
    if not kept or (len(kept) < 2 and kept == plain):
        return
    chairs = len(_ONE.findall(text))
    readings = {
        round(sum(kept), 6),
        round(sum(plain), 6),
        round(sum(kept) + chairs, 6),
        round(sum(kept) + 1, 6) if chairs else -1.0,
    }
    if len(plain) == 2:
        readings.add(round(plain[0] * plain[1], 6))
    for whole in (kept[1:], kept[:-1]):
        if len(whole) > 1:
            readings.add(round(sum(whole), 6))
    if re.search(
        r"\b(?:and a half|a half|half of|a third|a quarter|one third|two thirds|the rest"
        r"|the remaining|the remainder)\b",
        text[total.end if list_words is None else 0 :],
        re.IGNORECASE,
    ):
        return
    if (len({*kept}) == 1 and kept[0] == total.value) or round(total.value, 6) in readings:
        return
    figured = figures(text)
    if any(
        re.match(r"\s\w+ of (?:\d|[a-z]+\b(?<!the)(?<!each))", text[f.end :])
        and f is not items[-1]
        and _GROUP_OF.match(text[f.end : g.start])
        for f, g in pairwise(items)
    ):
        return  # "seven carts of ten": asked in `products`
    if TWO_KINDS.search(text) or _mixed(
        text, total, [f for f in figured if list_words is not None or f.start != total.start]
    ):
        return
    whole_sum = sum(kept)
    if _OF_EACH.search(text) and abs(whole_sum - total.value) > 0.5 * total.value:
        return  # a rate with its count: asked in `products`
    if near and (abs(whole_sum - total.value) > max(1, 0.25 * total.value) or max(kept) >= total.value):
        return
    yield wrong(sentence, total, whole_sum, words)


def _mixed(text: str, total: Figure, found: Sequence[Figure]) -> bool:
    """Whether rates and counts among the figures give the total: "two vats at 1,500 each, 3,000"."""
    if not _RATED.search(text):
        return False
    values = [
        f.value for f in found if not f.percent and (f.noun[:1] not in (("days",), ("weeks",)) or total.time)
    ][:8]
    ends: list[dict[tuple[float, float], int]] = [{(0.0, 0.0): 1}]
    for value in values:
        now: dict[tuple[float, float], int] = {}
        for done, last in ends[-1]:
            now[(done + last, value)] = 1  # a new item
            now[(done, last * value)] = 1  # so many of the one before
            now[(done, last)] = 1  # no item at all
        ends.append(now)
    return any(abs(done + last - total.value) < 0.005 for done, last in ends[-1] if done)


def _many(words: str, item: Figure, end: int) -> int:
    """For how many an item stands.

    >>> words = "three each on days 14, 21 and 28, twenty from each side"
    >>> three, twenty = figures(words)
    >>> _many(words, three, twenty.start), _many(words, twenty, len(words))
    (3, 2)
    """
    after = words[item.end : end]
    if _SIDES.match(after) or _SIDES_BEFORE.search(words[max(item.start - 70, 0) : item.start]):
        return 2
    found = _EACH_OF.match(after)
    if found:
        inner = figures(found[1])
        if inner and 1 < inner[0].value < 50:
            return int(inner[0].value)
    listed = _DAYS.match(after)
    if listed:
        many = len(re.findall(r"\d+", listed[1]))
        return many if many > 1 else 1
    return 1


def _twice_written(sentence: Sentence, words: str) -> Iterator[Finding]:
    """ "thirty-three (35)"."""
    for match in re.finditer(r"([A-Za-z][A-Za-z -]{2,60}?)\s\((\d[\d,]*)\)", words):
        value = figures(match[1])
        if value and not value[-1].noun and value[-1].end == len(match[1]):
            digits = float(match[2].replace(",", ""))
            if digits != value[-1].value:
                start = match.start() + value[-1].start
                said = f"The number in words and the number in digits differ: {words[start : match.end()]}."
                yield Finding("sum", sentence.place(start, match.end()), said, "Which of the two holds?")


def wrong(sentence: Sentence, total: Figure, whole: float, words: str) -> Finding:
    """A total and what its items come to."""
    end = total.end
    noun = re.match(r"(?:\s[\w'-]+){0,2}", words[total.end :])
    if noun and not total.percent:
        end += noun.end()
    said = f"The total says {shown(total.value)}; its items come to {shown(whole)}."
    question = f"Which holds, {shown(total.value)} or the items, and which item is wrong or missing?"
    return Finding("sum", sentence.place(total.start, end), said, question)


def shown(value: float) -> str:
    """A number as a person writes it.

    >>> shown(48.0), shown(7.5), shown(1200000)
    ('48', '7.5', '1,200,000')
    """
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
