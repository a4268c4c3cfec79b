"""The implementation matrix as a spreadsheet: one row a duty, real dates, the status to choose from a list.

Room: briefs. Lays out `parley.briefs.kinds.duty_words` with `parley.briefs.spreadsheet`. Beside the duties:
what was noted and said, where there is a record; and what each column means, with seed and digest.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from parley.briefs.docx import marked
from parley.briefs.kinds.duty_words import NOT_SAID, STATUS, DutyWords, silent
from parley.briefs.phrases.catalogue import Phrases, bare
from parley.briefs.spreadsheet import Column, Kind, Sheet, Tint, Value, to_csv, to_xlsx
from parley.briefs.wording import day_words, in_turn
from parley.case.dossier import Dossier
from parley.ground.version import VERSION
from parley.ground.worded import Worded, say
from parley.sequencing.carried.duties import Matrix, Row
from parley.sequencing.carried.entries import MEDIATOR
from parley.sequencing.carried.state import DutyState, Following

_NONE = "–"  # there is none, and none is missing
_TINTS: dict[str, Tint] = {
    "done": "good",
    "late": "bad",
    "disputed": "bad",
    "suspended": "bad",
    "not-done": "bad",
    "waiting": "soft",
    "unreported": "soft",
    "differs": "soft",
}


@dataclass(frozen=True, slots=True)
class _Made:
    """A column, and how a row fills it."""

    head: Worded
    means: Worded
    width: float
    fill: Callable[[Row, DutyState | None], Value]
    kind: Kind = "text"


def matrix_xlsx(
    dossier: Dossier, matrix: Matrix, state: Following | None = None, *, language: str = "en"
) -> bytes:
    """The whole spreadsheet; the same matrix gives the same bytes.

    Raises:
        ParleyError: there is no catalogue of the language.
    """
    phrases = Phrases(language)
    words = DutyWords(dossier.case, matrix)
    sheets = [_duties(words, state, phrases)]
    if state is not None and state.entries:
        sheets.append(_record(words, state, phrases))
    sheets.append(_about(dossier, words, state, phrases))
    return to_xlsx(sheets, dossier.case.title)


def matrix_csv(
    dossier: Dossier, matrix: Matrix, state: Following | None = None, *, language: str = "en"
) -> str:
    """The sheet of the duties alone."""
    return "\ufeff" + to_csv(_duties(DutyWords(dossier.case, matrix), state, Phrases(language)))


def _columns(words: DutyWords, state: Following | None, phrases: Phrases) -> list[_Made]:
    matrix = words.matrix

    def stands(row: Row, duty: DutyState | None) -> Value:
        return STATUS[duty.status] if duty else words.before(row)

    def amount(row: Row, duty: DutyState | None) -> Value:
        if row.kind == "continuing":
            return row.amount if row.amount != 1.0 else None
        return row.amount if row.total not in (None, 1.0) and not row.pieces else None

    def dated(day: int | None) -> Value:
        """The date; the day in words where the date of day 1 is not known."""
        return matrix.date_of(day) or (words.day(day) if day is not None else None)

    def begins(row: Row, duty: DutyState | None) -> Value:
        return dated(row.first) if row.kind == "continuing" else None

    def latest(row: Row, duty: DutyState | None) -> Value:
        return dated(row.latest) if row.kind == "handover" else None

    columns = [
        _Made(
            say("Duty"),
            say("The name by which the tracker knows it: parley track CASE --enter DUTY."),
            12,
            lambda r, d: r.id,
        ),
        _Made(say("Clause"), say("Its number in the text."), 8, lambda r, d: r.clause or NOT_SAID),
        _Made(
            say("Action"),
            say("What is done, and how much of it on this day."),
            28,
            lambda r, d: words.action(r),
        ),
        _Made(say("Actor"), say("Who does it."), 13, lambda r, d: words.parties(r.actors) or NOT_SAID),
        _Made(
            say("Counterpart"),
            say("For whom, and what comes in return."),
            22,
            lambda r, d: words.counterpart(r) or _NONE,
        ),
        _Made(
            say("What must come before"),
            say("Conditions of the case; empty where none is named."),
            22,
            lambda r, d: words.trigger(r),
        ),
        _Made(
            say("Phase"),
            say("The phase it belongs to."),
            12,
            lambda r, d: words.name(r.phase) if r.phase else None,
        ),
        _Made(
            say("Day"),
            say("The day it is due; of what continues, its last. Day 1 is the day the deal starts."),
            6,
            lambda r, d: r.day,
            "number",
        ),
        _Made(say("From"), say("Of what continues: the date it begins."), 11, begins, "date"),
        _Made(
            say("Deadline"),
            say("The date it is due; empty where the date of day 1 is not known."),
            11,
            lambda r, d: matrix.date_of(r.day),
            "date",
        ),
        _Made(
            say("At the latest"),
            say("The latest date the case allows, where that is later than the schedule."),
            11,
            latest,
            "date",
        ),
        _Made(
            say("Amount"),
            say("How much of it, as a number; for what continues, each day."),
            9,
            amount,
            "number",
        ),
        _Made(say("Unit"), say("What is counted."), 10, lambda r, d: r.unit or None),
        _Made(
            say("Evidence of completion"),
            say("How it is seen that it was done."),
            18,
            lambda r, d: words.evidence(r) if r.kind != "gate" else _NONE,
        ),
        _Made(
            say("Verifier"),
            say("Who sees it."),
            13,
            lambda r, d: words.verifier(r) if r.kind != "gate" else _NONE,
        ),
        _Made(say("Status"), say("How it stands; choose from the list."), 12, stands),
        _Made(
            say("Remedy"),
            say("What follows if it is late, disputed or not done."),
            32,
            lambda r, d: in_turn(words.remedies(r)) or (NOT_SAID if not r.agreed else None),
        ),
    ]
    if state is None:
        return columns
    told = [
        _Made(
            say("How it stands"),
            say("Since when, how much of it, and what it waits for."),
            26,
            lambda r, d: words.status(d) if d else None,
        ),
        _Made(
            say("Handed over"),
            say("How much of it, by every account."),
            10,
            lambda r, d: d.low if d and d.row.kind == "handover" else None,
            "number",
        ),
        _Made(
            say("At most"),
            say("The most that any account has, where they differ."),
            9,
            lambda r, d: (
                d.high if d and d.high is not None and d.low is not None and d.high - d.low > 1e-9 else None
            ),
            "number",
        ),
    ]
    for side in state.sides:
        told.append(_says(words, side.party, phrases))
    return columns[:16] + told + columns[16:]


def _says(words: DutyWords, party: str, phrases: Phrases) -> _Made:
    """What one side says of each duty."""

    def fill(row: Row, duty: DutyState | None) -> Value:
        said = [s for s in (duty.said if duty else ()) if s.party == party]
        lines = [say("{date}: {words}", date=day_words(s.on), words=words.told(s.told)) for s in said]
        return "\n".join(_put(line, phrases) for line in lines) or None

    name = words.party(party)
    return _Made(
        say("{who} says", who=name),
        say("What this side says; in quotation marks its own words."),
        30,
        fill,
    )


def _duties(words: DutyWords, state: Following | None, phrases: Phrases) -> Sheet:
    states = {duty.row.id: duty for duty in state.duties} if state else {}
    made = _columns(words, state, phrases)
    chosen = tuple(_put(word, phrases) for word in STATUS.values())
    columns = tuple(
        Column(
            _put(m.head, phrases),
            m.width,
            m.kind,
            chosen if m.head == "Status" else (),
            _put(m.means, phrases),
        )
        for m in made
    )
    rows = tuple(
        tuple(_value(m.fill(row, states.get(row.id)), phrases) for m in made) for row in words.matrix.rows
    )
    tints = tuple((_put(STATUS[word], phrases), tint) for word, tint in _TINTS.items())
    return Sheet(_put(say("Duties"), phrases), columns, rows, phrases.rtl, tints=tints)


def _record(words: DutyWords, state: Following, phrases: Phrases) -> Sheet:
    """Every entry that stands, and who says what of it: one row a statement."""
    heads: tuple[tuple[Worded, float, Kind], ...] = (
        (say("Date"), 12.0, "date"),
        (say("Duty"), 16.0, "text"),
        (say("What was noted"), 40.0, "text"),
        (say("Who says"), 18.0, "text"),
        (say("What they say"), 44.0, "text"),
        (say("Source"), 26.0, "text"),
        (say("Evidence"), 24.0, "text"),
        (say("Entered by"), 14.0, "text"),
    )
    mine = state.reader == MEDIATOR
    rows: list[tuple[Value, ...]] = []
    for entry in state.entries:
        noted = words.entry(entry)
        for told in entry.says or (None,):
            rows.append(
                (
                    entry.on,
                    entry.duty or None,
                    _value(noted, phrases),
                    words.party(told.party) if told else None,
                    _value(words.told(told), phrases) if told else None,
                    (told.source if told and told.source else entry.source) or None,
                    entry.evidence or None,
                    (entry.by or None) if mine else None,
                )
            )
    columns = [Column(_put(head, phrases), width, kind) for head, width, kind in heads]
    if not mine:
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Sheet(_put(say("What was noted and said"), phrases), tuple(columns), tuple(rows), phrases.rtl)


def _about(dossier: Dossier, words: DutyWords, state: Following | None, phrases: Phrases) -> Sheet:
    """What each column means; what the case does not say; and how to get the same file again."""
    matrix = words.matrix
    rows: list[tuple[Value, ...]] = [
        (_put(m.head, phrases), _put(m.means, phrases)) for m in _columns(words, state, phrases)
    ]
    facts: list[tuple[Worded, str]] = [
        (say("Case"), dossier.case.title),
        (say("Package"), matrix.package_name),
        (say("Day 1"), day_words(matrix.starts) if matrix.starts else NOT_SAID),
        (say("Seed"), str(matrix.seed)),
        (say("Draws"), str(matrix.draws)),
        (say("Digest of the case"), matrix.case_digest[:16]),
        (say("Made with"), f"Parley {VERSION}"),
    ]
    if matrix.text:
        facts.insert(2, (say("Text"), matrix.text))
    if state is not None:
        facts.insert(3, (say("As of"), day_words(state.on)))
    rows += [(None, None)] + [(_put(head, phrases), _put(said, phrases)) for head, said in facts]
    if state is not None and state.reader != MEDIATOR:
        return _explained(rows, phrases)
    asked = silent(words)
    if asked:
        rows += [(None, None)] + [(_put(say("Not said"), phrases), _put(s, phrases)) for s in asked]
    for id, why in matrix.left_out:
        rows.append(
            (
                _put(say("Left out"), phrases),
                _put(say("{name}: {why}", name=words.name(id), why=why), phrases),
            )
        )
    return _explained(rows, phrases)


def _explained(rows: list[tuple[Value, ...]], phrases: Phrases) -> Sheet:
    columns = (Column(_put(say("Column"), phrases), 24), Column(_put(say("What it holds"), phrases), 90))
    return Sheet(_put(say("About this file"), phrases), columns, tuple(rows), phrases.rtl, filters=False)


def _put(words: str, phrases: Phrases) -> str:
    """Words of ours in the language; from right to left, with marks that keep other words in their places."""
    put = phrases.put(words)
    return re.sub("[\u2066-\u2069]", "", marked(put)) if phrases.rtl else bare(put)


def _value(value: Value, phrases: Phrases) -> Value:
    return _put(value, phrases) if isinstance(value, str) else value
