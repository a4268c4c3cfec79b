"""What moved since when, and "is that a new demand?" against each dated text: differs, same, or silent.

Room: briefs. Speaks parties and packages. It never says who is right.
"""

from datetime import date

from parley.briefs.changes import Change, changes, sentence
from parley.briefs.content import Block, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk, quoted
from parley.briefs.timeline import positions_over_time
from parley.briefs.wording import listed
from parley.case.comparison import Comparison, Row
from parley.ground.dates import in_words


def moved_section(desk: Desk) -> Section:
    blocks: list[Block] = []
    told = changes(desk)
    if told:
        blocks.append(Items(tuple(_change(desk, c) for c in told[:8])))
    else:
        blocks.append(
            Said(
                "No change of a position is on record: nobody states one term at one time and another later."
            )
        )
    spoken = [c for c in desk.comparisons if c.rows]
    if spoken:
        blocks.append(_matrix(desk, spoken))
    figure = positions_over_time(desk)
    if figure:
        blocks.append(figure)
    elif desk.positions:
        blocks.append(Said("All dated positions are of one day; there is nothing yet to draw over time."))
    blocks += [_compared(desk, c) for c in spoken if any(row.verdict != "silent" for row in c.rows)]
    if not desk.comparisons:
        blocks.append(
            Said(
                "No dated text (a proposal, an earlier draft) is in the case, so no demand can be "
                "compared with one."
            )
        )
    lead = (
        "Changes first. Then each current demand against each dated text: does it differ, is it the same, "
        "or is the text silent? That is all a comparison can say."
    )
    return Section("moved", "What moved, and what is new", tuple(blocks), lead)


def _change(desk: Desk, change: Change) -> Said:
    day = in_words(change.on) if change.on else "No date"
    return Said(
        f"{day}, {sentence(desk, change)}.", desk.notes.claim(change.before.claim, change.after.claim)
    )


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
            what = f"{desk.party(party)}, {desk.issue_in_text(issue)}"
            cells = [
                Cell((Said(r.verdict),), verdict=r.verdict) if r else Cell((Said("—"),)) for r in verdicts
            ]
            rows.append((Cell((Said(what, desk.notes.claim(asked.claim.id)),)), *cells))
    titles = "; ".join(f"{_short_day(c.date)}: {c.title}" for c in comparisons)
    heads = ("Asked now", *[_short_day(c.date) for c in comparisons])
    return Table(
        f"Is it new? What each asks now, as above, against each dated text ({titles})", heads, tuple(rows)
    )


def _short_day(day: date | None) -> str:
    return in_words(day).rsplit(" ", 1)[0] if day else "undated"


def _compared(desk: Desk, comparison: Comparison) -> Table:
    rows = [row for row in comparison.rows if row.verdict != "silent"]
    silent = [row for row in comparison.rows if row.verdict == "silent"]
    made = [
        (
            Cell((Said(desk.issue(row.issue)),)),
            Cell((Said(desk.party(row.party)),)),
            Cell((Said(row.verdict),), verdict=row.verdict),
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
                Cell((Said(f"The text is silent on {names}"),)),
                Cell((Said(desk.party(party)),)),
                Cell((Said("silent"),), verdict="silent"),
                Cell((Said("asked for now", notes),)),
                Cell((Said("—"),)),
            )
        )
    day = f", {in_words(comparison.date)}" if comparison.date else ""
    return Table(
        f"Word by word against: {comparison.title}{day}",
        ("Issue", "Party", "", "The party's words now", "The text's words"),
        tuple(made),
        folded=True,
    )


def _demand_words(desk: Desk, row: Row) -> Said:
    return Said(quoted(row.claim.content.text, 160), desk.notes.claim(row.claim.id))


def _text_words(desk: Desk, text: str, row: Row) -> Said:
    if row.words is not None:
        return Said(quoted(row.words.text, 160), desk.notes.quote(row.words, "Words of the text."))
    return Said(f"{row.recorded} (as recorded in the case)", desk.because(desk.case.texts[text].because))
