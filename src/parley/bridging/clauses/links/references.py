"""Do references lead somewhere: clauses, articles, annexes, maps, lists?

Room: bridging. A reference into another text ("Article 5 of the Convention") is left alone, as is one into
the heading of an article. An annex counts as attached when the text has a heading or a clause for it, or
says where it is attached.
"""

import re
from collections.abc import Iterator

from parley.bridging.clauses.links.papers import papers
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding, Kind
from parley.bridging.text.written.model import Heading

_NUMBER = r"\d+(?:\.\d+)*(?:\s?\([a-z0-9]{1,3}\))*"
_CLAUSE = re.compile(
    rf"(?:\b|(?=§))(?P<kind>articles?|arts?\.?|cl\.|clauses?|sections?|secs?\.|chapters?"
    rf"|rules?|numbers?|nos?\.|paragraphs?|paras?\.?|sub-?paragraphs?|sub-?clauses?|points?"
    rf"|parts?|items?|§+)\s"
    rf"(?P<first>{_NUMBER})(?P<more>(?:(?:,\s|\s(?:to|and|or|through)\s|,\s(?:and|or)\s"
    rf"|\s?[-–]\s?){_NUMBER})*)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:under|in|with|[Ss]ee|to|by|of|and|per|[Uu]nder)\s(\d+\.\d+(?:\.\d+)*)(?![\d%]"
    r"|\s?(?:%|per\s?cent|metres?|meters?|km|kilomet|million|billion|tonnes?|marks?|euros?"
    r"|crowns?|dollars?|litres?|points?|hours?|days?|hectares?|times|megalit\w+|cubic"
    r"|square|francs?|pounds?|[A-Z]{3}\b))"
)
_ANNEX = re.compile(
    r"\b(?P<kind>(?i:annex(?:es)?|append(?:ix|ices)|schedules?|exhibits?|attachments?"
    r"|enclosures?|protocols?|maps?|charts?|drawings?|sheets?))\s"
    r"(?P<name>(?:no\.?\s)?(?:[A-Z]|\d{1,2}|[IVX]{1,4})(?:[-.]?\d{1,2})?)(?![\w.]*\d)(?![A-Za-z])"
    r"(?P<more>(?:(?:,\s|\s(?:to|and|or)\s|,\sand\s)(?:[A-Z]|\d{1,2}|[IVX]{1,4})\b(?![\w]))*)"
)
_ELSEWHERE = re.compile(
    r"^(?:\s?\([^)]*\))?,?\s(?:(?:first |second |third )?(?:sentence|sub-?paragraph \w+"
    r"|paragraph \d+),?\s)?(?:of|to|in|from)\s(?:the|that|its|his|their"
    r"|this)?\s?(?:\w+\s){0,5}?"
    r"(?:\d{4}\s\w+|\w+ of \d{4}|convention|conventions|treaty|charter|statutes?|act|law|code|constitution"
    r"|resolution|declaration|regulation|directive|rules"
    r"|framework|memorandum|proposal|text|accord|agreement (?:of|dated|signed)|protocol of"
    r"|rule ?book|by-?laws|contract of|licen[cs]e of|collective agreement of|lease|deed"
    r"|statute|letter)\b",
    re.IGNORECASE,
)
_THIS = re.compile(r"^(?:\s?\([^)]*\))?,?\s(?:of|to)\s(?:this|the present)\b", re.IGNORECASE)
_OWNED = re.compile(
    r"\w(?:['’]s|s['’])\s$|\b(?:old|former|earlier|previous|expired|their|standard)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_ORDINAL_ANNEX = re.compile(
    r"\bthe (?P<nth>First|Second|Third|Fourth|Fifth|Sixth) (?P<kind>Schedule|Annex|Appendix|Protocol"
    r"|Exhibit)\b(?! (?:to|of) the (?!present|this))"
)
_ROMAN = re.compile(
    r"\b(?P<kind>Title|Chapter|Part|Book|Section|Article|Division) (?P<name>[IVXL]+)\b(?!\s(?:of|to"
    r"|in) (?:the|that|its)\b)"
)
_HEADING = re.compile(
    r"\b(?:heading|title|caption|head)s? (?:of )?[\"“']([^\"”']{2,60})[\"”']", re.IGNORECASE
)
_PAPERED = re.compile(
    r"annex|append|schedule|exhibit|attachment|enclosure|protocol|map|chart|drawing|sheet|title|chapter"
    r"|part|book|section"
    r"|article|division|heading|caption|head",
    re.IGNORECASE,
)
_NTH = {"First": "1", "Second": "2", "Third": "3", "Fourth": "4", "Fifth": "5", "Sixth": "6"}


def references(reading: Reading) -> Iterator[Finding]:
    """References that lead nowhere, and maps and annexes that are not there."""
    clauses, tops, annexes, mapped = _there(reading)
    titles = [f"{p.number} {p.words}".strip() for p in reading.text.parts if isinstance(p, Heading)]
    sheets = any(re.match(r"sheet\b", title, re.IGNORECASE) for title in titles)
    for sentence in reading.sentences:
        words = sentence.words
        if any(letter.isdigit() for letter in words):
            yield from _clauses(sentence, clauses, tops)
        if _PAPERED.search(words):
            yield from _annexes(sentence, annexes, sheets)
            yield from _named(sentence, titles, annexes)
    yield from papers(reading, bool(annexes), mapped)


def _there(reading: Reading) -> tuple[frozenset[str], frozenset[str], frozenset[str], bool]:
    """Numbers of clauses; of whatever they stand in; names of annexes; whether a map is attached."""
    clauses = {_plain(clause.number) for clause in reading.clauses if clause.number}
    for clause in reading.clauses:
        clauses |= {
            f"{_plain(clause.number)}({mark})"
            for mark in re.findall(r"\(([a-z]|[ivx]+|\d)\)\s", clause.words)
        }
    tops, annexes, mapped = set[str](), set[str](), False
    for part in reading.text.parts:
        if not isinstance(part, Heading):
            continue
        both = f"{part.number} {part.words}".strip()
        found = re.match(
            r"(annex|appendix|schedule|exhibit|attachment|enclosure|protocol|map|chart"
            r"|drawing|sheet)\s(?:no\.?\s)?([A-Z\d]+)",
            both,
            re.IGNORECASE,
        )
        if found:
            annexes.add(_annex(found[1], found[2]))
        elif re.match(r"(?:annex|appendix|schedule)\b", both, re.IGNORECASE):
            annexes.add("annex")
        if re.search(r"\bmaps?\b", both, re.IGNORECASE) and re.match(
            r"(?:annex|appendix|schedule|map|attachment)", both, re.IGNORECASE
        ):
            mapped = True
        number = re.search(r"\d+(?:\.\d+)*", part.number or both[:12])
        if number and not found:
            tops.add(number.group())
    for known in set(clauses):
        pieces = re.findall(r"\d+|[a-z]+|[A-Z]+", known)
        for end in range(1, len(pieces)):
            tops.add(".".join(p for p in pieces[:end] if p.isdigit()))
    for sentence in reading.sentences:
        for each in re.finditer(r"^(Annex|Appendix|Schedule|Map)\s([A-Z\d]+)\s?[.:–-]", sentence.words):
            annexes.add(_annex(each[1], each[2]))
    return frozenset(clauses), frozenset(tops), frozenset(annexes), mapped


def _clauses(sentence: Sentence, clauses: frozenset[str], tops: frozenset[str]) -> Iterator[Finding]:
    if not clauses:
        return
    words = sentence.words
    taken: list[tuple[int, int]] = []
    for found in _CLAUSE.finditer(words):
        taken.append(found.span())
        after = words[found.end() :]
        if _OWNED.search(words[: found.start()]):
            continue
        if _ELSEWHERE.match(after) and not _THIS.match(after):
            continue
        kind = found["kind"].lower()
        if kind.startswith(("point", "item", "part", "rule", "no", "num", "chapter")) and not re.search(
            r"\b(?:in|under|of|to|with|by|see|from|at|per|after|before|until|what|as|and|which|save"
            r"|than)\s(?:the\s)?$",
            words[: found.start()],
            re.IGNORECASE,
        ):
            continue
        for number in re.finditer(_NUMBER, words[found.start("first") : found.end()]):
            start = found.start("first") + number.start()
            if not _known(number.group(), sentence.number, kind, clauses, tops):
                yield _nowhere(
                    sentence,
                    found.start() if start == found.start("first") else start,
                    start + len(number.group()),
                )
    for found in re.finditer(
        r"\b(?:[Ss]ee(?: also)?|cf\.?|as in|as under|pursuant to|in line with|according "
        r"to)\s(\d{1,3})\b(?![.,:]?\d)(?!\s?(?:%|[a-zA-Z]))",
        words,
    ):
        if not any(a <= found.start(1) < b for a, b in taken) and not _known(
            found[1], sentence.number, "clause", clauses, tops
        ):
            yield _nowhere(sentence, found.start(1), found.end(1))
    for found in _BARE.finditer(words):
        if any(a <= found.start(1) < b for a, b in taken) or not any("." in n for n in clauses):
            continue
        cued = re.search(
            r"\b(?:is|are|as|stands?|listed|said|given|found|those|provided|described|named|told"
            r"|laid down)\s(?:in|under|of|at|by)\s$"
            r"|\b(?:under|see|with)\s$|\b(?:steps|duties|rules|procedure|deadline|time|list"
            r"|order) (?:in|of|under|set (?:out )?in)\s$",
            words[: found.start(1)],
            re.IGNORECASE,
        )
        if cued and not _known(found[1], sentence.number, "clause", clauses, tops):
            yield _nowhere(sentence, found.start(1), found.end(1))


def _known(number: str, here: str, kind: str, clauses: frozenset[str], tops: frozenset[str]) -> bool:
    plain = _plain(number)
    if plain in clauses or plain in tops:
        return True
    bare = re.match(r"[\d.]+", plain)
    article = _plain(here).split(".")[0]
    if kind.startswith(("para", "sub", "point", "item", "clause")) and "." not in plain:
        return f"{article}.{plain}" in clauses or f"{article}.{bare.group() if bare else plain}" in clauses
    return False


def _nowhere(sentence: Sentence, start: int, end: int) -> Finding:
    said = f"There is no {sentence.words[start:end]} in this text."
    return Finding(
        "reference", sentence.place(start, end), said, "Which clause is meant, or which is missing?"
    )


def _named(sentence: Sentence, titles: list[str], annexes: frozenset[str]) -> Iterator[Finding]:
    """ "The Second Schedule", "Title VII", "under the heading "Training""."""
    words = sentence.words
    for found in _ORDINAL_ANNEX.finditer(words):
        name = _NTH[found["nth"]]
        there = any(
            re.match(rf"(?:the )?{found['nth']} {found['kind']}\b", title, re.IGNORECASE) for title in titles
        )
        if not there and _annex(found["kind"], name) not in annexes and not _alone(name, annexes):
            yield _nowhere(sentence, found.start() + 4, found.end())
    for found in _ROMAN.finditer(words):
        if found["kind"] == "Part" and not any(title.startswith("Part ") for title in titles):
            continue
        if not any(
            re.match(rf"{found['kind']} {found['name']}\b|{found['name']}\b", title, re.IGNORECASE)
            for title in titles
        ):
            yield _nowhere(sentence, *found.span())
    for found in _HEADING.finditer(words):
        wanted = found[1].strip(" .").lower()
        if not any(wanted in title.lower() for title in titles):
            yield _nowhere(sentence, *found.span())


def _annexes(sentence: Sentence, annexes: frozenset[str], sheets: bool) -> Iterator[Finding]:
    words = sentence.words
    for found in _ANNEX.finditer(words):
        sheet = found["kind"].lower().startswith("sheet") and not sheets
        if (
            sheet
            or found["kind"].lower().startswith("protocol")
            or (re.match(r"\s?[.:–-]\s", words[found.end() :]) and found.start() == 0)
        ):
            continue
        if _ELSEWHERE.match(words[found.end() :]):
            continue
        for name in re.finditer(
            r"\b(?:[A-Z]|\d{1,2}|[IVX]{1,4})(?:[-.]?\d{1,2})?\b", words[found.start("name") : found.end()]
        ):
            if _annex(found["kind"], name.group()) in annexes or _alone(name.group(), annexes):
                continue
            start = found.start("name") + name.start()
            first = found.start() if name.start() == 0 else start
            what = f"{_singular(found['kind'])} {name.group()}"
            graphic = found["kind"].lower().startswith(("map", "chart", "drawing"))
            kind: Kind = "unattached" if graphic or not annexes else "reference"
            said = f"{what} is mentioned and not attached."
            yield Finding(
                kind,
                sentence.place(first, start + len(name.group())),
                said,
                f"Where is {what}, and has each party initialled it?",
            )


def _plain(number: str) -> str:
    """ "2.1 (a)" and "2.1(a)" are the same.

    >>> _plain("2.1 (a)."), _plain("A.1")
    ('2.1(a)', 'A.1')
    """
    return re.sub(r"\s", "", number).rstrip(".")


def _annex(kind: str, name: str) -> str:
    return f"{'map' if kind.lower().startswith(('map', 'chart')) else 'annex'} {name.upper()}"


def _alone(name: str, annexes: frozenset[str]) -> bool:
    """ "Annex 1" where the only annex bears no number."""
    return "annex" in annexes and name in ("1", "A", "I")


def _singular(kind: str) -> str:
    low = kind.capitalize()
    return {"Annexes": "Annex", "Appendices": "Appendix"}.get(low, low.removesuffix("s"))
