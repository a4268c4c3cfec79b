"""The state of the negotiating text: what is open, by party and issue, and what a reading of it found.

Room: briefs. Speaks parties and packages. `parley.bridging.text` keeps the text, `parley.bridging.clauses`
reads it. For the mediator: it says who wants which words.
"""

from collections.abc import Sequence
from datetime import date

from parley.bridging.clauses.review import Finding, Review, Row
from parley.bridging.text.said import OpenBracket
from parley.bridging.text.state import TextState
from parley.briefs.content import Block, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk
from parley.briefs.wording import day_words, in_turn, joined, listed, sentences
from parley.ground.worded import Worded, english, say, several

_MOST_BRACKETS, _MOST_GAPS = 8, 5
_KINDS = {
    "sum": say("a sum"),
    "date": say("a date"),
    "days": say("a count of days"),
    "reference": say("a reference"),
    "duty": say("a duty"),
    "gate": say("a gate without a consequence"),
    "vague": say("a vague term"),
    "undefined": say("a term without a definition"),
    "unattached": say("an annex that is not attached"),
}


def text_section(desk: Desk) -> Section | None:
    """None where the case has no text."""
    state = desk.state
    if state is None:
        return None
    note = _note(desk, state)
    blocks: list[Block] = [Said(_counts(state), note)]
    if state.open:
        blocks.append(_brackets(desk, state, note))
    items = [*_sums(desk, state, note), *_gaps(desk, note)]
    if items:
        blocks.append(Items(tuple(items)))
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
    rows = [_bracket(desk, bracket, note) for bracket in state.open[:_MOST_BRACKETS]]
    caption: Worded = say("Open brackets")
    if len(state.open) > _MOST_BRACKETS:
        left = str(len(state.open) - _MOST_BRACKETS)
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


def _gaps(desk: Desk, note: tuple[int, ...]) -> list[Said]:
    """What a drafter would miss first, each with its question; then what the words themselves lack."""
    review = desk.review
    if review is None:
        return []
    missing = [row for row in review.rows if row.presence == "absent" and row.severity == "A"]
    missing += [row for row in review.rows if row.presence == "partial" and row.severity == "A"]
    said = [Said(_gap(row), note + _checklist(desk, review)) for row in missing[:_MOST_GAPS]]
    found = _by_kind(review.findings)
    if found:
        words = say("In the words themselves: {findings}.", findings=in_turn(found))
        said.append(Said(words, note + _checklist(desk, review)))
    return said


def _gap(row: Row) -> Worded:
    told = {"row": english(row.asks), "question": english(row.question)}
    if row.presence == "partial":
        return say("Only in part, {row}: {question}", **told)
    return say("Not found, {row}: {question}", **told)


def _by_kind(findings: Sequence[Finding]) -> list[str]:
    """Findings that were not meant, by kind, each with its clauses."""
    of_kind: dict[str, list[str]] = {}
    for finding in findings:
        if not finding.intended:
            of_kind.setdefault(finding.kind, []).append(finding.place.clause)
    return [
        say(
            "{what} ({clauses})", what=_KINDS[kind], clauses=", ".join(dict.fromkeys(c for c in clauses if c))
        )
        for kind, clauses in of_kind.items()
    ]


def _checklist(desk: Desk, review: Review) -> tuple[int, ...]:
    return desk.notes.method(
        say(
            "Read against the checklist for the field “{field}”: what is looked for, never a score. The "
            "command “parley text check” shows every row and the words it rests on.",
            field=review.field,
        ),
        "",
    )
