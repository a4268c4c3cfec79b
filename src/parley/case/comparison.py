"""Is this a new demand? What each party asks now, beside what a dated text of the case says.

Room: case. Speaks parties, issues and options. May use `parley.evidence` and `parley.ground`. The answer is
**differs**, **same** or **silent** (the text says nothing on the issue), with the words of both side by side;
never who is right. A text that `parley draft` knows from reports alone is never called silent.

    asks an option     same if it is the text's, else differs
    refuses an option  differs if it is the text's; else no row: a refusal of one thing asks for no other
    asks a number      same if the text's number meets it, else differs; "about" allows a twentieth
    refuses a number   differs if the text's number is one of those refused; else no row
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from parley.case.dossier import Dossier, known_one
from parley.case.draft_issues import DRAFT
from parley.case.model import Assumed, Issue, Term, Text
from parley.case.notation import Bound
from parley.evidence.amounts import Amounts
from parley.evidence.claim import Claim, Value
from parley.evidence.document import Document, Quote
from parley.evidence.positions import Position, Stance
from parley.ground.ids import ClaimId

Verdict = Literal["differs", "same", "silent"]
_ABOUT = 0.05  # "about 30" is met by what lies within a twentieth of it
_STOP = re.compile(
    r"(?<=[.!?])(?<![ .][A-Z]\.)([”\"’')\]]*)\s+|\n\s*\n"
)  # group 1: quotation marks that close the sentence


@dataclass(frozen=True, slots=True)
class Row:
    """One thing a party asks or refuses now, and what the text says on that issue."""

    party: str
    issue: str
    verdict: Verdict
    stance: Stance
    claim: Claim
    since: date | None  # since when the party says so
    term: str | None  # the text's term as the case records it; None where the text is silent
    words: Quote | None  # the text's own words, where its document has them
    recorded: str  # the term in words, as recorded in the case; empty where the text is silent
    mention: Quote | None = None  # silent, but its document mentions the issue: here
    dissent: bool = False  # asked by a part of the side only

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "party": self.party,
            "issue": self.issue,
            "verdict": self.verdict,
            "stance": self.stance.as_dict(),
            "quote": {"document": self.claim.document} | self.claim.quote.as_dict(),
            "since": self.since.isoformat() if self.since else None,
            "term": self.term,
            "words": _quote(self.words),
            "recorded": self.recorded,
            "mention": _quote(self.mention),
            "dissent": self.dissent,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the parties ask now against one text."""

    text: str
    title: str
    date: date
    rows: tuple[Row, ...]
    uncompared: tuple[ClaimId, ...] = ()  # name no option or number, or refuse what the text does not have

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "title": self.title,
            "date": self.date.isoformat(),
            "rows": [row.as_dict() for row in self.rows],
            "uncompared": list(self.uncompared),
        }


def compare(dossier: Dossier, text: str, party: str | None = None) -> Comparison:
    """Each principal's current claims against a dated text of the case.

    Args:
        party: only this one, principal or not.

    Raises:
        ParleyError: the case has no such text; names the near miss.
    """
    known_one("text", text, list(dossier.case.texts))
    dated = dossier.case.texts[text]
    document = dossier.document(dated.document) if dated.document else None
    rows: list[Row] = []
    uncompared: list[ClaimId] = []
    compared = dossier.case.principals() if party is None else (party,)
    hearsay = document is None and isinstance(dated.because, Assumed) and dated.because.by == DRAFT
    told: set[tuple[str, str, Verdict, Quote]] = set()
    for position in dossier.positions():
        if position.party not in compared or position.issue not in dossier.case.issues:
            continue
        for stance, since, dissent in _stances(position):
            verdict = judged(dated, position.issue, stance)
            if verdict is None or (verdict == "silent" and hearsay):
                uncompared.append(stance.claim)
                continue
            claim = dossier.claim(stance.claim)
            if (stance.speaker, position.issue, verdict, claim.quote) in told:
                continue  # the same words once
            told.add((stance.speaker, position.issue, verdict, claim.quote))
            term = dated.terms.get(position.issue)
            issue = dossier.case.issues[position.issue]
            words = _words(dossier, text, dated, document, position.issue) if term is not None else None
            rows.append(
                Row(
                    position.party,
                    position.issue,
                    verdict,
                    stance,
                    claim,
                    since,
                    str(term) if term is not None else None,
                    words,
                    in_words(issue, term) if term is not None else "",
                    _first(document, _issue_words(issue)) if document and term is None else None,
                    dissent,
                )
            )
    return Comparison(text, dated.title, dated.date, tuple(rows), tuple(uncompared))


def judged(text: Text, issue: str, stance: Stance) -> Verdict | None:
    """Whether a text says what somebody asks; None where the two cannot be compared.

    A refusal is met only by a text that has what is refused. Nothing follows from a text that does not.

    >>> from datetime import date
    >>> asks = Stance("withdrawal", None, "+", "firm", "current", "demand", ClaimId("c1"), "north", None)
    >>> judged(Text(title="May", date=date(2024, 5, 27), terms={"corridor": "staged-exit"}), "corridor", asks)
    'differs'
    """
    term = text.terms.get(issue)
    if not stance.specific:
        return None
    if term is None:
        return "silent"
    if isinstance(term, Bound):
        met = meets(term, stance.value) if stance.value is not None else None
    else:
        met = term == stance.option if stance.option is not None else None
    if met is None:
        return None
    if stance.polarity == "-":
        return "differs" if met else None
    return "same" if met else "differs"


def meets(term: Bound, value: Value) -> bool | None:
    """Whether a text's number is one that is asked for; None where no number is asked.

    >>> meets(Bound("=", 33), Value(30, "persons", ">=")), meets(Bound(">=", 30), Value(33))
    (True, False)
    """
    if value.number is None and value.low is None and value.high is None:
        return None
    left_open = Amounts.of(Value(term.number, None, term.comparator))  # all of it must be asked for
    return left_open.inside(Amounts.of(value, _ABOUT))


def in_words(issue: Issue, term: str | Bound) -> str:
    """A term of a text as the case words it."""
    if isinstance(term, str):
        return issue.options[term].label if term in issue.options else term
    unit = issue.range.unit if issue.range and issue.range.unit else ""
    return f"{term} {unit}".strip()


def _stances(position: Position) -> Iterator[tuple[Stance, date | None, bool]]:
    yield position.main, position.since, False
    for stance in position.also:
        yield stance, stance.said, False
    for stance in position.dissent:
        yield stance, stance.said, True


def _words(dossier: Dossier, id: str, text: Text, document: Document | None, issue: str) -> Quote | None:
    """The text's own words on an issue: a claim that holds them, else a sentence of its document."""
    term = text.terms[issue]
    named = text.because if isinstance(text.because, tuple) else ()
    chosen = [c for c in dossier.claims if c.id in named and c.issue == issue]
    if chosen:
        return max(chosen, key=lambda c: _fits(c, term)).quote  # the analyst says that these are the words
    fitting = [c for c in dossier.claims if c.issue == issue and _in(document, c) and _fits(c, term)]
    if fitting:
        best = max(fitting, key=lambda c: (id in c.actors, c.act == "propose", c.confidence))
        return _whole(dossier.documents[best.document], best.quote)
    if document is None:
        return None
    wanted = dossier.case.issues[issue]
    if isinstance(term, Bound):
        return _sentence_with(document, f"{term.number:g}", _issue_words(wanted))
    option = wanted.options.get(term)
    if option is None:
        return None
    said = (option.label, *option.keywords)
    return _first(document, said) or _alike(document, said, _issue_words(wanted))


def _in(document: Document | None, claim: Claim) -> bool:
    return document is not None and claim.document == document.id and claim.polarity == "+"


def _fits(claim: Claim, term: Term) -> bool:
    if isinstance(term, Bound):
        return claim.value is not None and claim.value.number == term.number
    return claim.option == term


def _issue_words(issue: Issue) -> tuple[str, ...]:
    return (issue.name, *issue.keywords)


def _first(document: Document, expressions: tuple[str, ...]) -> Quote | None:
    """The first sentence that holds one of the expressions; longer expressions are looked for first."""
    for expression in sorted(expressions, key=len, reverse=True):
        found = _pattern(expression).search(document.text, document.body)
        if found:
            return _sentence(document, found.start())
    return None


def _alike(document: Document, option: tuple[str, ...], issue: tuple[str, ...]) -> Quote | None:
    """The sentence that shares most words with an option: two of them, or one and two of its issue."""
    ours, theirs = _stems(" ".join(option)), _stems(" ".join(issue))
    best, most = None, 0.0
    for sentence in _sentences(document):
        stems = _stems(sentence.text)
        named, around = len(stems & ours), len(stems & (theirs - ours))
        if (named > 1 or (named and around > 1)) and named + around / 2 > most:
            best, most = sentence, named + around / 2
    return best


def _stems(words: str) -> set[str]:
    """The beginnings of the longer words, so that "reviewed" meets "review"."""
    return {word[:5].casefold() for word in re.findall(r"\w+", words) if len(word) > 3}


def _sentences(document: Document) -> Iterator[Quote]:
    for start, end in _bounds(document.text, document.body):
        yield document.quote(start, end)


def _sentence_with(document: Document, number: str, expressions: tuple[str, ...]) -> Quote | None:
    for found in _pattern(number).finditer(document.text, document.body):
        sentence = _sentence(document, found.start())
        if any(_pattern(expression).search(sentence.text) for expression in expressions):
            return sentence
    return None


def _pattern(expression: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in expression.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _sentence(document: Document, offset: int) -> Quote:
    """The sentence that holds an offset."""
    bounds = _bounds(document.text, document.body)
    start, end = bounds[max(0, bisect_right(bounds, (offset, len(document.text))) - 1)]
    return document.quote(start, end)


@lru_cache(maxsize=16)
def _bounds(text: str, body: int) -> tuple[tuple[int, int], ...]:
    """Where sentences begin and end, without the space around them."""
    cuts = [(max(m.start(), m.end(1)), m.end()) for m in _STOP.finditer(text, body)]
    starts = [body, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), len(text)]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        piece = text[start:end]
        if piece.strip():
            pieces.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return tuple(pieces)


def _whole(document: Document, quote: Quote) -> Quote:
    """A quotation with the rest of the sentence in which it begins."""
    sentence = _sentence(document, quote.start)
    return document.quote(sentence.start, max(sentence.end, quote.end))


def _quote(quote: Quote | None) -> dict[str, Any] | None:
    return {"document": quote.document} | quote.as_dict() if quote else None
