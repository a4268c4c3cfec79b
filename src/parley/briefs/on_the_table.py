"""The state of the negotiating text: what is open, by party and issue, and what a reading of it found.

Room: briefs. Speaks parties and packages. `parley.bridging.text` keeps the text, `parley.bridging.clauses`
reads it. For the mediator: it says who wants which words.
"""

from collections.abc import Iterator
from datetime import date

from parley.bridging.clauses.review import Review
from parley.bridging.text.kept.said import OpenBracket
from parley.bridging.text.kept.state import TextState
from parley.briefs.content import Block, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk
from parley.briefs.gap_words import gap_words
from parley.briefs.wording import day_words, in_turn, joined, listed, sentences
from parley.ground.worded import Worded, english, say, several

_MOST_BRACKETS, _MOST_GAPS = 10, 5


def text_section(desk: Desk) -> Section | None:
    """None where the case has no text."""
    state = desk.state
    if state is None:
        return None
    note = _note(desk, state)
    blocks: list[Block] = [Said(_counts(state), note)]
    if state.open:
        blocks.append(_brackets(desk, state, note))
    sums = _sums(desk, state, note)
    if sums:
        blocks.append(Items(tuple(sums)))
    blocks += _gaps(desk, note)
    lead = say("For the mediator alone: it says who wants which words. The parties see the words only.")
    return Section("text", say("The text on the table"), tuple(blocks), lead)


def _note(desk: Desk, state: TextState) -> tuple[int, ...]:
    return desk.notes.method(
        say(
            "Version {version} of the text “{name}” of the case, saved on {day}. Which issue a bracket would "
            "decide, and who wants which of its words, is what the mediator noted in the text.",
            version=str(state.version),
            name=state.name,
            day=day_words(date.fromisoformat(state.at[:10])),
        ),
        "",
    )


def _counts(state: TextState) -> Worded:
    return say(
        "{title}, version {version}: {agreed}, {pending}, {reserved}; {open}.",
        title=say("‘{words}’", words=state.title),
        version=str(state.version),
        agreed=several(state.agreed, "one clause agreed", "{n} clauses agreed"),
        pending=several(state.pending, "one pending", "{n} pending"),
        reserved=several(state.reserved, "one reserved", "{n} reserved"),
        open=several(len(state.open), "one open bracket", "{n} open brackets"),
    )


def _brackets(desk: Desk, state: TextState, note: tuple[int, ...]) -> Table:
    # Those between parties first, then those nobody has spoken on, then what only waits to be filled in.
    wanted = sorted(state.open, key=lambda bracket: (bracket.blank, not bracket.parties, not bracket.issues))
    rows = [_bracket(desk, bracket, note) for bracket in wanted[:_MOST_BRACKETS]]
    caption: Worded = say("Open brackets")
    if len(wanted) > _MOST_BRACKETS:
        left = str(len(wanted) - _MOST_BRACKETS)
        caption = say("Open brackets (the first {n}; {left} more in the text)", n=_MOST_BRACKETS, left=left)
    return Table(caption, (say("Clause"), say("Issue"), say("Words, and who wants them")), tuple(rows))


def _bracket(desk: Desk, bracket: OpenBracket, note: tuple[int, ...]) -> tuple[Cell, ...]:
    words = []
    for one in bracket.alternatives:
        wording: str = say("[{words}]", words=one.words) if one.words else say("[nothing]")
        who = listed([desk.who(p) for p in one.parties])
        words.append(say("{words} {who}", words=wording, who=who) if who else wording)
    issues = joined([desk.issue_in_text(i) for i in bracket.issues])
    return (
        Cell((Said(bracket.clause, note),)),
        Cell((Said(issues or say("none noted")),)),
        Cell((Said(in_turn(words)),)),
    )


def _sums(desk: Desk, state: TextState, note: tuple[int, ...]) -> list[Said]:
    """Open brackets by party and by issue; what the text is silent on."""
    by_party = [say("{who} {n}", who=desk.who(p), n=n) for p, n in state.by_party().items()]
    by_issue = [say("{who} {n}", who=desk.issue_in_text(i), n=n) for i, n in state.by_issue().items()]
    said = []
    if by_party or by_issue:
        parts = [
            say("Open brackets by party: {parties}.", parties=joined(by_party)) if by_party else "",
            say("By issue: {issues}.", issues=joined(by_issue)) if by_issue else "",
        ]
        said.append(Said(sentences(parts), note))
    if state.silent:
        silent = listed([desk.issue_in_text(i) for i in state.silent])
        said.append(Said(say("The text is silent on {issues}.", issues=silent), note))
    return said


def _gaps(desk: Desk, note: tuple[int, ...]) -> Iterator[Block]:
    """What to raise with the parties first, each with its question."""
    review = desk.review
    if review is None:
        if desk.unread:
            reason = english(desk.unread)
            yield Said(say("The text was not read against a checklist: {reason}", reason=reason), note)
        return
    from parley.bridging.clauses.reviewing import gaps_of  # only where there is a text

    gaps = [
        Said(gap_words(desk.phrases, review, gap), _checklist(desk, review) + note)
        for gap in gaps_of(review, _MOST_GAPS)
    ]
    if gaps:
        yield Said(say("What a drafter would raise first, each with the question to put to the parties:"))
        yield Items(tuple(gaps))


def _checklist(desk: Desk, review: Review) -> tuple[int, ...]:
    return desk.notes.method(
        say(
            "Read against the checklist for the field “{field}”: what is looked for, never a score. The "
            "command “parley text check” shows every row and the words it rests on.",
            field=review.field,
        ),
        "",
    )
