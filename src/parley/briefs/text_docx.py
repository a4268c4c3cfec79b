"""A negotiating text in Word: brackets in yellow, changes between versions tracked, remarks in the margin.

Room: briefs. Two files of one text. The parties' shows what `parley.bridging.text.written.view` leaves of it
and nothing else: no braces, no status, no remarks, no number of a version. The mediator's has the status of
clauses as a bar at the side, and in the margin who wants which words, what they stand for, and the remarks.

A clause that moved shows at both places: where it stood, all of its former words; where it stands, those that
came along and those put in. Changes bear one author and no date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from parley.bridging.text.compared.alignment import Pair, aligned
from parley.bridging.text.compared.comparing import word_runs
from parley.bridging.text.kept.version import Remark
from parley.bridging.text.returned.imported import OURS
from parley.bridging.text.written.in_word import bracket_in_word, line_in_word, piece_in_word
from parley.bridging.text.written.model import (
    Alternative,
    Bracket,
    Clause,
    Heading,
    NegotiatingText,
    Part,
    Terms,
)
from parley.bridging.text.written.view import for_parties
from parley.bridging.text.written.wording import collapsed
from parley.briefs.phrases.catalogue import LANGUAGES, Phrases
from parley.briefs.word.package import to_docx
from parley.briefs.word.values import Change, Comment, Paragraph, Span, Style, WordFile
from parley.case.model import Case, Issue
from parley.case.notation import Bound, NotationError
from parley.case.wording import short, term_words
from parley.ground.worded import say

YELLOW = "yellow"
_STYLES: dict[str, Style] = {"agreed": "ClauseAgreed", "reserved": "ClauseReserved", "pending": "Clause"}
_HEADINGS: tuple[Style, ...] = ("Heading1", "Heading2", "Heading3")


def parties_file(
    text: NegotiatingText, since: NegotiatingText | None = None, author: str = "Mediator"
) -> WordFile:
    """The file for every party, the same for all.

    Args:
        since: an earlier version; changes from it are tracked.
        author: of tracked changes.
    """
    return _file(
        for_parties(text), None if since is None else for_parties(since), author, _Margin(_phrases(text))
    )


def mediators_file(
    text: NegotiatingText,
    since: NegotiatingText | None = None,
    *,
    remarks: Sequence[Remark] = (),
    who: bool = True,
    names: Mapping[str, str] | None = None,
    author: str = "Mediator",
) -> WordFile:
    """The file for the mediator alone.

    Args:
        remarks: shown in the margin beside their clause.
        who: whether the margin says who wants which words and what a wording stands for.
        names: what ids of parties and `issue: term` pairs are called (`names_of`).
    """
    phrases = _phrases(text)
    margin = _Margin(phrases, _placed(remarks, text, phrases), who, dict(names or {}))
    return _file(text, since, author, margin, bars=True)


def _placed(remarks: Sequence[Remark], text: NegotiatingText, phrases: Phrases) -> tuple[Remark, ...]:
    """Remarks on clauses of the text; those on what it does not have stand beside its last clause."""
    numbers = {part.number for part in text.parts if part.number or isinstance(part, Clause)}
    last = next((clause.number for clause in reversed(list(text.clauses()))), "")
    return tuple(
        remark
        if remark.clause in numbers
        else replace(
            remark,
            clause=last,
            words="",
            said=phrases.put(
                say(
                    "On {clause}, which this version does not have: {said}",
                    clause=remark.clause,
                    said=remark.said,
                )
            )
            if remark.clause
            else remark.said,
        )
        for remark in remarks
    )


def names_of(case: Case, text: NegotiatingText) -> dict[str, str]:
    """What a case calls the parties, and the issues and terms that a text names in its braces."""
    found = {party: entry.name for party, entry in case.parties.items()}
    for clause in text.clauses():
        alternatives = (a for bracket in clause.brackets for a in bracket.alternatives)
        for terms in (clause.terms, *(alternative.terms for alternative in alternatives)):
            for issue, term in terms:
                if entry := case.issues.get(issue):
                    said = say("{issue}: {term}", issue=short(entry.name), term=_term_words(entry, term))
                    found[f"{issue}: {term}"] = said
    return found


def _term_words(entry: Issue, term: str) -> str:
    """A term as it is written in braces; a number with its unit, which other languages have too."""
    try:
        bound = None if term in entry.options else Bound.parse(term)
    except NotationError:
        bound = None
    return term_words(entry, bound.number if bound and bound.comparator == "=" else term)


def text_docx(file: WordFile) -> bytes:
    """The file as bytes; the same text gives the same bytes."""
    return to_docx(file)


@dataclass(slots=True)
class _Margin:
    """What is said beside the text, as it fills."""

    phrases: Phrases
    remarks: tuple[Remark, ...] = ()
    who: bool = False
    names: dict[str, str] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)

    def say(self, said: str, by: str = "Mediator") -> int:
        ours = self.phrases.rtl if said.startswith(OURS) and self.phrases.language != "en" else None
        self.comments.append(Comment(said, by or "Mediator", rtl=ours))
        return len(self.comments) - 1

    def wanted(self, alternative: Alternative) -> str:
        """Who wants these words and what they stand for; empty where nothing is known."""
        by = ", ".join(self.names.get(party, party) for party in alternative.by)
        wanted = self.phrases.put(say("wanted by {parties}", parties=by)) if by else ""
        return "; ".join(part for part in (wanted, self.terms(alternative.terms)) if part)

    def terms(self, terms: Terms) -> str:
        """What a wording stands for, as the case calls it."""
        pairs = (f"{issue}: {term}" for issue, term in terms)
        return "; ".join(self.phrases.put(self.names.get(pair, pair)) for pair in pairs)


@dataclass(frozen=True, slots=True)
class _Letter:
    """How one letter of a line looks."""

    highlight: str = ""
    bold: bool = False
    comments: tuple[int, ...] = ()


def _file(
    text: NegotiatingText, since: NegotiatingText | None, author: str, margin: _Margin, *, bars: bool = False
) -> WordFile:
    put = margin.phrases.put
    blocks: list[Paragraph] = [_title(text, since)]
    notes = []
    if any(clause.brackets for clause in text.clauses()):
        notes.append(put(say("Yellow brackets: words that are not agreed.")))
    if since is not None:
        notes.append(put(say("Changes since the earlier text are marked.")))
    if bars:
        notes.append(put(say("Bar at the side: agreed (unbroken line) or reserved (broken line).")))
        notes.append(put(say("For the mediator alone.")))
    if notes:
        blocks.append(Paragraph((Span(" ".join(notes)),), "Note"))
    if since is None:
        blocks += [_plain(part, margin) for part in text.parts]
    else:
        blocks += _redline(since, text, margin)
    return WordFile(
        tuple(blocks),
        title=text.title,
        language=text.language,
        comments=tuple(margin.comments),
        author=author,
        footer=text.title,
        tracking=True,
    )


def _phrases(text: NegotiatingText) -> Phrases:
    return Phrases(text.language if text.language in LANGUAGES else "en")


def _title(text: NegotiatingText, since: NegotiatingText | None) -> Paragraph:
    was = text.title if since is None else since.title
    kinds: dict[str, Change] = {"same": "", "in": "in", "out": "out"}
    runs = word_runs(collapsed(was), collapsed(text.title))
    return Paragraph(tuple(Span(run.words, change=kinds[run.kind]) for run in runs), "Title")


def _plain(part: Part, margin: _Margin) -> Paragraph:
    line, letters = line_in_word(part), _letters(part, margin)
    return Paragraph(_spans(line, letters, ""), _style(part), with_next=isinstance(part, Heading))


def _redline(was: NegotiatingText, now: NegotiatingText, margin: _Margin) -> list[Paragraph]:
    found = []
    for pair, leaving in _in_order(aligned(was.parts, now.parts)):
        before = None if pair.before is None else was.parts[pair.before]
        after = None if pair.after is None else now.parts[pair.after]
        move = f"move{pair.before}" if pair.moved else ""
        if leaving or after is None:
            assert before is not None
            found.append(_leaving(before, after, move, margin))
        elif before is None:
            spans = _spans(line_in_word(after), _letters(after, margin), "in")
            found.append(Paragraph(spans, _style(after), change="in"))
        else:
            found.append(_changed(before, after, move, margin))
    return found


def _in_order(pairs: Sequence[Pair]) -> list[tuple[Pair, bool]]:
    """Every pair where it stands in the later text; moved ones also where they stood (True)."""
    found = [(pair, False) for pair in pairs]
    for moved in sorted((p for p in pairs if p.moved), key=lambda p: p.before or 0):
        assert moved.before is not None
        place = 0
        for n, (pair, leaving) in enumerate(found, 1):
            stays = leaving or not pair.moved
            if stays and pair.before is not None and pair.before < moved.before:
                place = n
        found.insert(place, (moved, True))
    return found


def _leaving(before: Part, after: Part | None, move: str, margin: _Margin) -> Paragraph:
    """A paragraph at the place that it leaves: struck, or the far end of a move."""
    line, letters = line_in_word(before), _letters(before, _Margin(margin.phrases))
    if after is None or not move:
        return Paragraph(_spans(line, letters, "out"), _style(before), change="out")
    spans: list[Span] = []
    at = 0
    for run in word_runs(line, line_in_word(after)):
        if run.kind == "in":
            continue
        here = letters[at : at + len(run.words)]
        at += len(run.words)
        same = run.kind == "same"
        spans += _spans(run.words, here, "from" if same else "out", move if same else "")
    return Paragraph(tuple(spans), _style(before), change="from", move=move)


def _changed(before: Part, after: Part, move: str, margin: _Margin) -> Paragraph:
    old, new = _letters(before, _Margin(margin.phrases)), _letters(after, margin)
    spans: list[Span] = []
    at_old = at_new = 0
    for run in word_runs(line_in_word(before), line_in_word(after)):
        size = len(run.words)
        if run.kind == "out":
            if not move:  # where it moved, what is struck shows at its former place
                spans += _spans(run.words, old[at_old : at_old + size], "out")
            at_old += size
            continue
        kind: Change = "in" if run.kind == "in" else "to" if move else ""
        spans += _spans(run.words, new[at_new : at_new + size], kind, move if kind == "to" else "")
        at_new += size
        at_old += size if run.kind == "same" else 0
    return Paragraph(tuple(spans), _style(after), change="to" if move else "", move=move)


def _spans(words: str, letters: Sequence[_Letter], change: Change, move: str = "") -> tuple[Span, ...]:
    """Words cut where their looks change."""
    found = []
    at = 0
    for looks, group in groupby(letters):
        end = at + len(list(group))
        found.append(
            Span(
                words[at:end],
                bold=looks.bold,
                highlight=looks.highlight,
                change=change,
                move=move,
                comments=looks.comments,
            )
        )
        at = end
    return tuple(found)


def _letters(part: Part, margin: _Margin) -> list[_Letter]:
    """The looks of every letter of a line: brackets in yellow, remarks on the words they are about."""
    line = line_in_word(part)
    if isinstance(part, Heading):
        found = [_Letter()] * len(line)
        return _remarked(line, found, part.number, 0, margin) if part.number else found
    words = "".join(map(piece_in_word, part.pieces)).strip()
    begins = len(line) - len(words)
    found = [_Letter(bold=True)] * begins
    for piece in part.pieces:
        if isinstance(piece, Bracket):
            found += _bracket_letters(piece, margin)
        else:
            found += [_Letter()] * len(piece_in_word(piece))
    skipped = len("".join(map(piece_in_word, part.pieces))) - len(
        "".join(map(piece_in_word, part.pieces)).lstrip()
    )
    found = (found[:begins] + found[begins + skipped :])[: len(line)]
    if margin.who and part.terms:
        found = _commented(found, 0, max(1, begins), margin.say(f"{OURS}{margin.terms(part.terms)}"))
    return _remarked(line, found, part.number, begins, margin)


def _bracket_letters(bracket: Bracket, margin: _Margin) -> list[_Letter]:
    found: list[_Letter] = []
    for words, alternative in bracket_in_word(bracket):
        said = margin.wanted(alternative) if margin.who and alternative is not None else ""
        comments = (margin.say(OURS + said),) if said and words else ()
        found += [_Letter(YELLOW, comments=comments)] * len(words)
    return found


def _remarked(line: str, letters: list[_Letter], number: str, begins: int, margin: _Margin) -> list[_Letter]:
    for remark in margin.remarks:
        if remark.clause != number:
            continue
        at = line.find(remark.words) if remark.words else -1
        start, end = (at, at + len(remark.words)) if at >= 0 else (0, max(1, begins))
        letters = _commented(letters, start, end, margin.say(remark.said, remark.by))
    return letters


def _commented(letters: list[_Letter], start: int, end: int, comment: int) -> list[_Letter]:
    return [
        _Letter(one.highlight, one.bold, (*one.comments, comment)) if start <= at < end else one
        for at, one in enumerate(letters)
    ]


def _style(part: Part) -> Style:
    if isinstance(part, Heading):
        return _HEADINGS[min(part.level, len(_HEADINGS)) - 1]
    return _STYLES[part.status] if isinstance(part, Clause) else "Clause"
