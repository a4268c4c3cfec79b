"""Which rows of the checklist does a text answer, on which words, and what is missing?

Room: bridging. A row is a list of elements, each with the phrases that show it
    (`library/<language>/*.toml`). It is
present when all needed ones are found (or `enough` of them), partial when some are, absent without its
core, and
deferred when the head of the text or its words put it off to somewhere. Some rows follow from the findings
as well.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from parley.bridging.clauses import lore
from parley.bridging.clauses.lore import Element, Line
from parley.bridging.clauses.phrases import Phrase
from parley.bridging.clauses.reading import Reading
from parley.bridging.clauses.review import Finding, Kind, Obligation, Place, Presence, Row

_ENOUGH = 60  # clauses of a kind looked beside
_FOLLOWS: dict[str, tuple[Kind, ...]] = {
    "undefined": ("undefined",),
    "unattached": ("unattached",),
    "gate": ("gate",),
    "duty": ("duty",),
    "arithmetic": ("sum", "date", "days", "reference"),
    "vague": ("vague",),
}


def rows(
    reading: Reading, field: str, findings: Sequence[Finding], obligations: Sequence[Obligation]
) -> tuple[Row, ...]:
    """Every row of the checklist, in its order."""
    deferred = dict(reading.text.deferred)
    return tuple(
        _row(reading, line, findings, obligations, deferred)
        for line in lore.checklist(field, reading.text.language)
    )


def _row(
    reading: Reading,
    line: Line,
    findings: Sequence[Finding],
    obligations: Sequence[Obligation],
    deferred: dict[str, str],
) -> Row:
    if line.id in deferred:
        return Row(
            line.id, line.asks, line.severity, "deferred", question=line.question, why=deferred[line.id]
        )
    if line.derived in ("symmetry", "obligations"):
        return _sides(reading, line, obligations)
    if line.derived in ("arithmetic", "vague"):
        return _clean(reading, line, findings)
    if line.derived == "duty":
        return _clean(reading, line, findings, bool(obligations))
    home = _home(reading, line)
    found: list[tuple[Element, Place | None]] = [
        (element, _place(reading, element, home)) for element in line.elements
    ]
    needed = [(element, place) for element, place in found if not element.optional]
    there = [place for _, place in found if place is not None]
    lacking = [element for element, place in needed if place is None]
    core = [place for element, place in found if element.core]
    presence: Presence = "present"
    if not there or (core and not any(core)):
        presence = "absent"
    elif len(needed) - len(lacking) < line.enough:
        presence = "partial"
    mine = [f for f in findings if f.kind in _FOLLOWS.get(line.derived, ()) and f.intended is not True]
    if mine and (presence == "present" or (presence == "absent" and line.derived == "gate")):
        presence = "partial"
    put_off = _deferral(reading, line)
    if put_off is not None and (
        all(_inside(place, put_off) for place in there) or _unsettled(presence, found)
    ):
        why = "put off in the words of the text"
        return Row(line.id, line.asks, line.severity, "deferred", (put_off,), "", line.question, why)
    missing = ", ".join(element.name for element in lacking) if presence == "partial" else ""
    if mine and presence == "partial":
        told = "; ".join(f.says.rstrip(".") for f in mine[:2])
        missing = f"{missing}; {told}" if missing else told
    question = "" if presence == "present" else _question(line, lacking, presence, mine)
    rests = tuple(dict.fromkeys(there)) if presence != "absent" else ()
    return Row(line.id, line.asks, line.severity, presence, rests, missing, question)


def _question(line: Line, lacking: Sequence[Element], presence: Presence, mine: Sequence[Finding]) -> str:
    if presence == "absent":
        return line.question
    asked = [element.question for element in lacking if element.question]
    if not asked and mine:
        asked = [mine[0].question]
    return " ".join(asked[:3]) or line.question


def _home(reading: Reading, line: Line) -> frozenset[int]:
    """The clauses in which the row's own matter stands: those with its core in them."""
    if not any(element.near for element in line.elements):
        return frozenset()
    phrases = [phrase for element in line.elements if element.core for phrase in element.find]
    return _clauses(reading, phrases)


def _clauses(reading: Reading, phrases: Iterable[Phrase]) -> frozenset[int]:
    """Clauses with one of the phrases in them: the first ones of each, which is enough to look beside
    them."""
    return frozenset(s.clause for phrase in phrases for s, _ in islice(reading.find(phrase), _ENOUGH))


def _place(reading: Reading, element: Element, home: frozenset[int]) -> Place | None:
    """Where an element stands, in the words it needs to be near, if it needs any."""
    if not element.near:
        return reading.first(element.find)
    if element.general:
        found = reading.first(lore.duties(reading.text.language).patterns["general_verification"])
        if found is not None:
            return found
    near = set(_clauses(reading, element.near)) | home
    if not near:
        return None
    if element.scoped:
        articles = {reading.articles[n] for n in near}
        if len(set(reading.articles)) > 1:
            near |= {
                n
                for n, article in enumerate(reading.articles)
                if article in articles and _short(reading, article)
            }
        near |= {
            n + step
            for n in near
            for step in (-1, 1)
            if 0 <= n + step < len(reading.clauses) and reading.articles[n + step] == reading.articles[n]
        }
    return reading.first(element.find, frozenset(near) | reading.headed(element.near))


def _short(reading: Reading, article: int) -> bool:
    return reading.articles.count(article) <= 12


def _deferral(reading: Reading, line: Line) -> Place | None:
    """Words that put the row's matter off to somewhere."""
    if not line.topic:
        return None
    for phrase in lore.deferrals(reading.text.language):
        for sentence, _ in reading.find(phrase):
            if any(topic.pattern.search(sentence.words) for topic in line.topic):
                return sentence.place()
    return None


def _inside(place: Place, sentence: Place) -> bool:
    return place.clause == sentence.clause and sentence.start <= place.start and place.end <= sentence.end


def _unsettled(presence: Presence, found: Sequence[tuple[Element, Place | None]]) -> bool:
    """Whether hardly more than its subject is there: a word on later talks beside a rule defers nothing."""
    there = sum(place is not None for element, place in found if not element.optional)
    return presence != "present" and there < 2


def _clean(reading: Reading, line: Line, findings: Sequence[Finding], any_there: bool = True) -> Row:
    """A row that asks that nothing of a kind was found."""
    mine = [f for f in findings if f.kind in _FOLLOWS[line.derived] and f.intended is not True]
    if not mine and not any_there:
        return Row(line.id, line.asks, line.severity, "absent", question=line.question)
    if not mine:
        return Row(line.id, line.asks, line.severity, "present")
    places = tuple(dict.fromkeys(f.place for f in mine[:6]))
    return Row(line.id, line.asks, line.severity, "partial", places, mine[0].says.rstrip("."), line.question)


def _sides(reading: Reading, line: Line, obligations: Sequence[Obligation]) -> Row:
    """Rows on what each side owes."""
    from parley.bridging.clauses.duties.exposure import one_sided

    parties = {o.party.lower() for o in obligations}
    if line.derived == "obligations":
        if not parties:
            return Row(line.id, line.asks, line.severity, "absent", question=line.question)
        joint = any(
            p.startswith(("each", "both", "the parties", "either", "neither", "no ", "all ", "the sides"))
            for p in parties
        )
        presence: Presence = "present" if len(parties) > 1 or joint else "partial"
        places = tuple(o.place for o in obligations[:2])
        missing = "" if presence == "present" else "duties of one side only"
        return Row(
            line.id, line.asks, line.severity, presence, places, missing, line.question if missing else ""
        )
    if not obligations:
        return Row(line.id, line.asks, line.severity, "absent", question=line.question)
    told = one_sided(reading, obligations)
    if told is None:
        return Row(line.id, line.asks, line.severity, "present")
    said, places = told
    return Row(line.id, line.asks, line.severity, "partial", places, said, line.question)
