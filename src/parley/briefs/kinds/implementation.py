"""The implementation matrix, and how it stands: as a paper (html, docx, pdf) and as a spreadsheet.

Room: briefs. Speaks parties and deliverables. Nothing is computed here. The paper is for the mediator; made
of a state for the parties (`Following.reader`) it holds what is public alone, and nothing of what walking out
would gain anybody.
"""

from collections.abc import Iterator
from pathlib import Path

from parley.briefs.computed import Computed
from parley.briefs.content import Block, Brief, Cell, Items, Said, Section, Table
from parley.briefs.desk import Desk, desk_of
from parley.briefs.frame import drawn_words, framed
from parley.briefs.kinds.duty_words import NOT_SAID, DutyWords, silent
from parley.briefs.kinds.standing import record_section, standing_sections
from parley.briefs.layouts import form_of, laid_out
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.wording import day_words
from parley.case.dossier import Dossier
from parley.evidence.document import Disclosure
from parley.ground.errors import ParleyError
from parley.ground.files import write_whole
from parley.ground.worded import Worded, own, say
from parley.sequencing.carried.duties import Matrix, Row
from parley.sequencing.carried.entries import MEDIATOR
from parley.sequencing.carried.matrix import matrix_of
from parley.sequencing.carried.state import DutyState, Following
from parley.sequencing.schedule import Schedule

ENDINGS = (".xlsx", ".csv", ".docx", ".pdf", ".html")


def check_matrix_file(path: Path) -> None:
    """Can a matrix be written as what the ending of this name says?

    Raises:
        ParleyError: no; nothing has been worked out yet, and nothing is written.
    """
    if path.suffix.lower() not in (*ENDINGS, ".htm"):
        written = f"as {path.suffix}" if path.suffix else "without an ending"
        raise ParleyError(
            f"{path}: a matrix is not written {written}.\n  End the name on {' '.join(ENDINGS)}."
        )


def write_implementation(
    dossier: Dossier, found: Schedule | Matrix | Following, path: Path, *, language: str = "en"
) -> None:
    """Write the matrix of a schedule, or a matrix with how it stands, as the ending of the file says.

    Args:
        found: a schedule; a matrix; or a state, whose statuses are then in it.

    Raises:
        ParleyError: another ending; there is no catalogue of the language.
        WriteError: it cannot be written there.
    """
    check_matrix_file(path)
    state = found if isinstance(found, Following) else None
    if isinstance(found, Schedule):
        matrix = matrix_of(dossier.case, found)
    else:
        matrix = found.matrix if isinstance(found, Following) else found
    form = path.suffix.lower()
    if form in (".xlsx", ".csv"):
        from parley.briefs.kinds.implementation_sheets import matrix_csv, matrix_xlsx

        make = matrix_xlsx if form == ".xlsx" else matrix_csv
        write_whole(path, make(dossier, matrix, state, language=language))
        return
    write_whole(
        path, laid_out(implementation_paper(dossier, matrix, state, language=language), form_of(path))
    )


def implementation_paper(
    dossier: Dossier, matrix: Matrix, state: Following | None = None, *, language: str = "en"
) -> Brief:
    """The matrix as a paper on pages that lie on their side.

    Raises:
        ParleyError: there is no catalogue of the language.
    """
    public = state is not None and state.reader != MEDIATOR
    shown = dossier.at_least(Disclosure.PUBLIC) if public else dossier
    desk = desk_of(shown, Computed(None), "", Phrases(language))
    words = DutyWords(dossier.case, matrix)
    if state is None:
        label = say("Implementation matrix for the mediator")
    elif public:
        label = say("What was agreed and how it stands, for the parties")
    else:
        label = say("What was agreed and how it stands, for the mediator")
    drawn = drawn_words(bool(matrix.draws), matrix.draws, matrix.seed)
    return framed(
        desk,
        _sections(desk, words, matrix, state),
        kind="implementation",
        label=label,
        drawn=drawn,
        landscape=True,
    )


def _sections(
    desk: Desk, words: DutyWords, matrix: Matrix, state: Following | None
) -> Iterator[Section | None]:
    if state is not None:
        yield from standing_sections(words, state)
    yield _duties(desk, words, matrix, state)
    if state is None or state.reader == MEDIATOR:
        yield _left(words, matrix)
        yield _silent(words)
    if state is not None:
        yield record_section(words, state)


def _duties(desk: Desk, words: DutyWords, matrix: Matrix, state: Following | None) -> Section:
    states = {duty.row.id: duty for duty in state.duties} if state else {}
    mine = state is None or state.reader == MEDIATOR  # what it rests on is for the mediator
    phases = list(dict.fromkeys(_phase_of(words, row) for row in matrix.rows))
    order = {id: n for n, id in enumerate(words.case.phases)}
    phases.sort(key=lambda id: order.get(id, len(order)))
    tables = []
    for phase in phases:
        rows = [row for row in matrix.rows if _phase_of(words, row) == phase]
        cells = tuple(_row(desk, words, row, states.get(row.id), mine) for row in rows)
        tables.append(Table(_caption(words, phase, len(phases)), _heads(state is not None), cells, wide=True))
    lead = _lead(words, matrix)
    blocks: tuple[Block, ...] = tuple(tables) or (Said(say("There is nothing to carry out.")),)
    return Section("duties", say("Who does what, when, and what it waits for"), blocks, lead)


def _phase_of(words: DutyWords, row: Row) -> str:
    """The phase of a row: its own, or the one its day lies in."""
    if row.phase in words.case.phases:
        return row.phase
    day = row.first if row.kind == "continuing" else row.day
    found = (
        id for id, p in words.case.phases.items() if day is not None and p.days.first <= day <= p.days.last
    )
    return next(found, "")


def _caption(words: DutyWords, phase: str, many: int) -> str:
    if phase:
        span = words.case.phases[phase].days
        days = say("{first} to {last}", first=words.day(span.first), last=words.day(span.last))
        return say("{name}: {days}", name=words.case.phases[phase].name, days=days)
    return say("Not of any phase") if many > 1 else say("All duties")


def _lead(words: DutyWords, matrix: Matrix) -> Worded:
    if matrix.starts is None:
        return say(
            "By {package}. Days count from day 1, whose date the case does not say.",
            package=matrix.package_name,
        )
    return say(
        "By {package}. Day 1 is {date}. What the case does not say stands as “not said”.",
        package=matrix.package_name,
        date=day_words(matrix.starts),
    )


def _heads(tracked: bool) -> tuple[str, ...]:
    return (
        say("Action"),
        say("Clause"),
        say("Actor"),
        say("Counterpart"),
        say("What must come before"),
        say("Deadline"),
        say("Evidence of completion"),
        say("Verifier"),
        say("How it stands") if tracked else say("Status"),
        say("Remedy"),
    )


def _row(desk: Desk, words: DutyWords, row: Row, state: DutyState | None, notes: bool) -> tuple[Cell, ...]:
    so_far = words.so_far(row)
    action = [Said(words.action(row), desk.because(row.because) if notes else ())]
    latest = words.latest(row)
    remedies = words.remedies(row)
    return (
        Cell(tuple(action), badges=tuple(b for b in (own(row.id, row.id), so_far) if b)),
        _cell(row.clause or NOT_SAID, row.words),
        _cell(words.parties(row.actors) or NOT_SAID),
        _cell(words.counterpart(row)),
        _cell(words.trigger(row) or say("nothing is named")),
        _cell(words.deadline(row), latest),
        _cell(words.evidence(row) if row.kind != "gate" else ""),
        _cell(words.verifier(row) if row.kind != "gate" else ""),
        _cell(words.status(state), words.counts(state)) if state else _cell(words.before(row)),
        Cell(tuple(Said(words) for words in remedies) or (Said(NOT_SAID),)) if not row.agreed else Cell(),
    )


def _cell(text: str, soft: str = "") -> Cell:
    return Cell((Said(text),) if text else (), badges=(soft,) if soft else ())


def _left(words: DutyWords, matrix: Matrix) -> Section | None:
    """What the package has no part of, and what was noted on the way."""
    items = [
        Said(say("{name}: not part of it, since {why}.", name=words.name(id), why=why), ())
        for id, why in matrix.left_out
    ]
    items += [Said(note) for note in matrix.notes]
    return Section("left-out", say("Left out, and noted"), (Items(tuple(items)),)) if items else None


def _silent(words: DutyWords) -> Section | None:
    """What nobody has said: questions to put before anything is signed."""
    found = silent(words)
    if not found:
        return None
    lead = say("Each is a question to put to the parties before anything is signed.")
    return Section("silent", say("What the case does not say"), (Items(tuple(Said(s) for s in found)),), lead)
