"""The next questions to put to each party: which of two packages would it rather have?

Room: briefs. Speaks parties and packages. `parley.bridging.questions` chooses them.
"""

from parley.analysis.settlement import Findings
from parley.bridging.questions.asking import COUNT
from parley.bridging.questions.question import Question
from parley.briefs.apart import method_notes
from parley.briefs.content import Block, Cell, Said, Section, Table
from parley.briefs.desk import Desk
from parley.briefs.wording import listed, tenths_short
from parley.case.package import Package
from parley.ground.worded import say

_SOURCE = (
    "Lindley (1956), Ann. Math. Stat. 27, 986-1005; Raiffa and Schlaifer (1961), Applied Statistical "
    "Decision Theory"
)


_LEAST = 1e-4  # of what an answer teaches; less is no reason to ask


def ask_section(desk: Desk) -> Section | None:
    """Up to three questions to each principal; None where nothing was computed."""
    findings, asked = desk.findings, desk.computed.questions
    if findings is None or not asked:
        return None
    rows = [_row(desk, findings, q) for questions in asked for q in questions.questions if _teaches(q)]
    blocks: list[Block] = []
    if rows:
        heads = (
            say("Ask"),
            say("Would it rather have this"),
            say("or this?"),
            say("The first, in draws"),
            say("Answer to"),
        )
        blocks.append(Table(say("Everything else is the same in both packages"), heads, tuple(rows)))
    few = [desk.who(q.party) for q in asked if 0 < sum(map(_teaches, q.questions)) < COUNT]
    if few:
        blocks.append(Said(say("Further questions to {who} would teach next to nothing.", who=listed(few))))
    silent = [desk.who(q.party) for q in asked if not any(_teaches(one) for one in q.questions)]
    if silent:
        words = say(
            "No question was found whose answer would teach much, to {who}. Ask instead whether red lines "
            "are real, or look for new options.",
            who=listed(silent),
        )
        blocks.append(Said(words))
    lead = say(
        "The comparisons that would teach most about the main open question: {question} Each is chosen from "
        "what that party may know; “rather not say” is an answer too.",
        question=next(q.open for q in asked),
    )
    return Section("ask", say("What to ask each party next"), tuple(blocks), lead)


def _teaches(question: Question) -> bool:
    return question.teaches.value > _LEAST


def _row(desk: Desk, findings: Findings, question: Question) -> tuple[Cell, ...]:
    note = desk.notes.method(
        say(
            "Of all pairs of packages that are plausible and differ in few issues, those whose answer is "
            "expected to teach most; the command “parley ask” shows the packages in full and takes the "
            "answer down."
        ),
        _SOURCE,
    )
    return (
        Cell((Said(desk.party(question.party)),)),
        Cell((Said(_terms(desk, question.first, question.differ, named=True)),)),
        Cell((Said(_terms(desk, question.second, question.differ, named=False)),)),
        Cell((Said(tenths_short(question.prefers_first), note + method_notes(desk, findings)),)),
        Cell((Said(question.id),)),
    )


def _terms(desk: Desk, package: Package, issues: tuple[str, ...], named: bool) -> str:
    if not named:
        return listed(desk.term_in_text(i, package[i]) for i in issues)
    return listed(
        say("{term} ({issue})", term=desk.term_in_text(i, package[i]), issue=desk.issue_in_text(i))
        for i in issues
    )
