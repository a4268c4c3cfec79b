"""What moved since when, and "is that a new demand?" against each dated text: differs, same, or silent.

Room: briefs. Speaks parties and packages. It never says who is right.
"""

from datetime import date

from parley.briefs.changes import Change, changes, sentence
from parley.briefs.content import Block, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk, quoted
from parley.briefs.phrases.words import VERDICTS
from parley.briefs.timeline import positions_over_time
from parley.briefs.wording import day_of_year, day_words, in_turn, listed
from parley.case.comparison import Comparison, Row
from parley.ground.worded import say


def moved_section(desk: Desk) -> Section:
    blocks: list[Block] = []
    told = changes(desk)
    if told:
        blocks.append(Items(tuple(_change(desk, c) for c in told[:8])))
    else:
        blocks.append(
            Said(
                say(
                    "No change of a position is on record: nobody states one term at one time and another "
                    "later."
                )
            )
        )
    spoken = [c for c in desk.comparisons if c.rows]
    if spoken:
        blocks.append(_matrix(desk, spoken))
    figure = positions_over_time(desk)
    if figure:
        blocks.append(figure)
    elif desk.positions:
        blocks.append(
            Said(say("All dated positions are of one day; there is nothing yet to draw over time."))
        )
    blocks += [_compared(desk, c) for c in spoken if any(row.verdict != "silent" for row in c.rows)]
    if not desk.comparisons:
        blocks.append(
            Said(
                say(
                    "No dated text (a proposal, an earlier draft) is in the case, so no demand can be "
                    "compared with one."
                )
            )
        )
    lead = say(
        "Changes first. Then each current demand against each dated text: does it differ, is it the same, "
        "or is the text silent? That is all a comparison can say."
    )
    return Section("moved", say("What moved, and what is new"), tuple(blocks), lead)


def _change(desk: Desk, change: Change) -> Said:
    day = day_words(change.on) if change.on else say("No date")
    words = say("{day}, {change}.", day=day, change=sentence(desk, change))
    return Said(words, desk.notes.claim(change.before.claim, change.after.claim))


def _matrix(desk: Desk, comparisons: list[Comparison]) -> Table:
    """Demands down the side, dated texts across: differs, same, silent."""
    rows = []
    for issue in desk.case.issues:
        for party in desk.case.principals():
            verdicts = [
                next((r for r in c.rows if (r.issue, r.party) == (issue, party)), None) for c in comparisons
            ]
            asked = next((r for r in verdicts if r), None)
            if asked is None:
                continue
            what = say("{who}, {what}", who=desk.party(party), what=desk.issue_in_text(issue))
            cells = [
                Cell((Said(VERDICTS[r.verdict]),), verdict=r.verdict) if r else Cell((Said("—"),))
                for r in verdicts
            ]
            rows.append((Cell((Said(what, desk.notes.claim(asked.claim.id)),)), *cells))
    titles = [say("{day}: {title}", day=_short_day(c.date), title=c.title) for c in comparisons]
    heads = (say("Asked now"), *[_short_day(c.date) for c in comparisons])
    caption = say(
        "Is it new? What each asks now, as above, against each dated text ({titles})", titles=in_turn(titles)
    )
    return Table(caption, heads, tuple(rows))


def _short_day(day: date | None) -> str:
    return day_of_year(day) if day else say("undated")


def _compared(desk: Desk, comparison: Comparison) -> Table:
    rows = [row for row in comparison.rows if row.verdict != "silent"]
    silent = [row for row in comparison.rows if row.verdict == "silent"]
    made = [
        (
            Cell((Said(desk.issue(row.issue)),)),
            Cell((Said(desk.party(row.party)),)),
            Cell((Said(VERDICTS[row.verdict]),), verdict=row.verdict),
            Cell((_demand_words(desk, row),)),
            Cell((_text_words(desk, comparison.text, row),)),
        )
        for row in sorted(
            rows,
            key=lambda r: (
                r.verdict != "differs",
                list(desk.case.issues).index(r.issue) if r.issue in desk.case.issues else 99,
            ),
        )
    ]
    for party in dict.fromkeys(r.party for r in silent):
        names = listed([desk.issue_in_text(r.issue) for r in silent if r.party == party])
        notes = desk.notes.claim(*[r.claim.id for r in silent if r.party == party])
        made.append(
            (
                Cell((Said(say("The text is silent on {issues}", issues=names)),)),
                Cell((Said(desk.party(party)),)),
                Cell((Said(VERDICTS["silent"]),), verdict="silent"),
                Cell((Said(say("asked for now"), notes),)),
                Cell((Said("—"),)),
            )
        )
    title: str = comparison.title
    if comparison.date:
        title = say("{title}, {day}", title=title, day=day_words(comparison.date))
    return Table(
        say("Word by word against: {title}", title=title),
        (say("Issue"), say("Party"), "", say("The party's words now"), say("The text's words")),
        tuple(made),
        folded=True,
    )


def _demand_words(desk: Desk, row: Row) -> Said:
    return Said(quoted(row.claim.content.text, 160), desk.notes.claim(row.claim.id))


def _text_words(desk: Desk, text: str, row: Row) -> Said:
    if row.words is not None:
        return Said(quoted(row.words.text, 160), desk.notes.quote(row.words, say("Words of the text.")))
    recorded = say("{words} (as recorded in the case)", words=str(row.recorded))
    return Said(recorded, desk.because(desk.case.texts[text].because))
