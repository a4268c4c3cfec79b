"""What `parley track` prints: how it stands, what applies, both accounts side by side, what follows.

Room: cli.
"""

from typing import Any

import click

from parley.analysis.settlement import as_plain as plainly
from parley.briefs.kinds.duty_words import DutyWords
from parley.briefs.kinds.standing import (
    all_held,
    follows,
    open_duties,
    summary,
    unreported_words,
    waiting_words,
    walking_out,
)
from parley.briefs.wording import day_words
from parley.case.model import Case
from parley.cli.printing import print_table, print_wrapped
from parley.sequencing.carried.duties import Matrix, Row
from parley.sequencing.carried.entries import MEDIATOR, Entry
from parley.sequencing.carried.state import DutyState, Following


def print_state(case: Case, found: Following) -> None:
    """The state for a person."""
    words = DutyWords(case, found.matrix)
    for sentence in summary(words, found):
        print_wrapped(str(sentence))
    click.echo()
    rows = []
    for duty in found.duties:
        row = duty.row
        to = f" to {words.parties(row.counterparts)}" if row.counterparts else ""
        who = f"{words.parties(row.actors)}{to}"
        rows.append([row.id, words.action(row), who, _deadline(words, row), words.status(duty)])
    print_table(
        ["duty", "what", "who", "by", "how it stands"], rows, "Duties in the order in which they fall due"
    )
    if not found.entries:
        print_wrapped(
            "Nothing is noted up to this day. Take down what was done:  parley track CASE --enter DUTY "
            "--status done --on DATE --by NAME"
        )
        click.echo()
    _print_open(words, found)
    _print_said(words, found)
    _print_sides(words, found)
    for note in found.notes:
        print_wrapped(f"Note: {note}", 0, 2)
    _print_events(words, found)
    if found.reader == MEDIATOR:
        print_wrapped(
            f"Seed {found.matrix.seed}. For the mediator alone; what the parties may see: --for parties. An "
            "account is of whoever gives it; who is right is not decided here."
        )


def _deadline(words: DutyWords, row: Row) -> str:
    on = words.matrix.date_of(row.day)
    if row.kind == "continuing":
        first = f"day {row.first}" if row.first is not None else ""
        return f"{first} to {row.day}" if row.day is not None else f"from {first}"
    if row.day is None:
        return "not said"
    allowed = f"; the case allows until {row.latest}" if row.latest and row.kind == "handover" else ""
    return f"day {row.day}" + (f", {on:%d %b %Y}".replace(", 0", ", ") if on else "") + allowed


def _print_open(words: DutyWords, found: Following) -> None:
    rows = []
    for duty in open_duties(found.duties):
        counts = words.counts(duty)
        said = follows(words, duty)
        rows.append(
            [
                duty.row.id,
                words.status(duty) + (f"{_differ(duty)}: {counts}" if counts else ""),
                "; ".join(said) or "no remedy is named",
                waiting_words(words, duty) or "nothing",
            ]
        )
    if rows:
        heads = ["duty", "how it stands", "what the case has for this", "what waits for it"]
        print_table(heads, rows, "Late, disputed, suspended or not done, and where accounts differ")
    silent = unreported_words(words, found.duties)
    if silent:
        print_wrapped(str(silent))
        click.echo()


def _differ(duty: DutyState) -> str:
    return "" if duty.status == "differs" else ". Accounts differ"


def _print_said(words: DutyWords, found: Following) -> None:
    sides = [side.party for side in found.sides]
    rows = []
    for entry in found.entries:
        if not entry.says or entry.on is None:
            continue
        cells: dict[str, list[str]] = {}
        for told in entry.says:
            side = words.side(told.party)
            own = side in sides
            said = words.told(told) if own else f"{words.party(side)}: {words.told(told)}"
            cells.setdefault(side if own else "", []).append(str(said))
        about = words.row_name(entry.duty) if entry.duty else "the deal"
        rows.append([day_words(entry.on), about, *("\n".join(cells.get(side, ())) for side in [*sides, ""])])
    if not rows:
        return
    heads = ["day", "of", *(words.party(side) for side in sides), "others"]
    if not any(row[-1] for row in rows):
        rows, heads = [row[:-1] for row in rows], heads[:-1]
    print_table(heads, rows, "What the sides say, in quotation marks word for word")


def _print_sides(words: DutyWords, found: Following) -> None:
    rows = []
    for side in found.sides:
        rows.append(
            [
                words.party(side.party),
                *(
                    "\n".join(all_held(words, found, held, to_come=held is not side.received)) or "nothing"
                    for held in (side.received, side.still_expects, side.still_holds)
                ),
            ]
        )
    if rows:
        print_table(["side", "has received", "still expects", "still holds"], rows, "Where each side stands")
    for side in found.sides:
        said = walking_out(words, side) if found.reader == MEDIATOR else None
        if said:
            print_wrapped(str(said))


def _print_events(words: DutyWords, found: Following) -> None:
    for entry in found.events:
        if entry.on is not None and entry.what:
            print_wrapped(f"{day_words(entry.on)}: {words.entry(entry)}", 0, 2)


def print_history(case: Case, found: Following) -> None:
    """Every entry in the order in which it was made."""
    words = DutyWords(case, found.matrix)
    gone = {e.corrects or e.withdraws: e.id for e in found.history}
    rows = []
    for entry in found.history:
        about = (
            f"corrects {entry.corrects}"
            if entry.corrects
            else f"withdraws {entry.withdraws}"
            if entry.withdraws
            else ""
        )
        if entry.id in gone:
            about = f"{about + ', ' if about else ''}no longer counts ({gone[entry.id]})"
        said = "; ".join(f"{words.party(t.party)}: {words.told(t)}" for t in entry.says)
        rows.append(
            [
                entry.id,
                entry.on or "",
                entry.duty or "",
                "; ".join(str(p) for p in (words.entry(entry), said) if p),
                entry.by,
                entry.at[:16].replace("T", " "),
                about,
            ]
        )
    print_table(["id", "of", "duty", "what", "by", "entered", ""], rows, "Every entry, for the mediator only")


def as_plain(found: Following, made: Entry | None = None) -> dict[str, Any]:
    """Plain values for JSON."""
    matrix: Matrix = found.matrix
    plain: dict[str, Any] = {
        "on": found.on.isoformat(),
        "day": found.day,
        "starts": matrix.starts.isoformat() if matrix.starts else None,
        "reader": found.reader,
        "package": plainly(matrix.package),
        "package_name": str(matrix.package_name),
        "phase": found.phase,
        "next": list(found.next),
        "next_gate": found.next_gate,
        "ended": found.ended.as_dict() if found.ended else None,
        "duties": [_duty(matrix, duty) for duty in found.duties],
        "sides": [plainly(side) for side in found.sides],
        "entries": [_entry(entry, found.reader) for entry in found.entries],
        "notes": [str(note) for note in found.notes],
        "case_digest": matrix.case_digest,
        "seed": matrix.seed,
        "draws": matrix.draws,
    }
    if found.reader == MEDIATOR:
        plain["history"] = [entry.as_dict() for entry in found.history]
    if made is not None:
        plain["entered"] = made.as_dict()
    return plain


def _entry(entry: Entry, reader: str) -> dict[str, Any]:
    plain = entry.as_dict()
    if reader != MEDIATOR:
        for field in ("id", "corrects", "by", "at"):
            plain.pop(field, None)
    return plain


def _duty(matrix: Matrix, duty: DutyState) -> dict[str, Any]:
    row = duty.row
    on = matrix.date_of(row.day)
    return {
        "id": row.id,
        "kind": row.kind,
        "deliverable": row.deliverable,
        "actors": list(row.actors),
        "counterparts": list(row.counterparts),
        "clause": row.clause,
        "amount": row.amount,
        "unit": row.unit,
        "day": row.day,
        "deadline": on.isoformat() if on else None,
        "phase": row.phase,
        "status": duty.status,
        "since": duty.since,
        "done_on": duty.done_on.isoformat() if duty.done_on else None,
        "done_by": duty.done_by,
        "days_late": duty.days_late,
        "handed_over": {"low": duty.low, "high": duty.high},
        "accounts": [plainly(count) for count in duty.counts],
        "waits_for": [plainly(need) for need in duty.open_needs],
        "waited_for_by": list(duty.waits),
        "remedies": [
            {
                "if": found.remedy.if_,
                "remedy": found.remedy.remedy,
                "clause": found.remedy.clause,
                "may_wait": list(found.remedy.waits),
                "since": found.since,
                "applies_from": found.applies_from,
                "now": found.now,
                "sure": found.sure,
            }
            for found in duty.remedies
        ],
        "dispute": plainly(duty.ladder) if duty.ladder else None,
        "said": [
            {
                "on": s.on.isoformat(),
                "party": s.party,
                "speaker": s.told.party,
                "words": s.told.words,
                "verbatim": s.told.verbatim,
                "source": s.source,
            }
            for s in duty.said
        ],
    }
