"""How does the deal of a case stand on a day: what was agreed, what was noted, and what follows?

Room: sequencing. Reads the record of a case folder, or a log. May use everything below. What was agreed is
the package that is named, the text of the case that was signed, or its negotiating text where all is agreed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parley.analysis.study import Study, study
from parley.bridging.offers.named import package_named
from parley.bridging.offers.starting import package_meant
from parley.bridging.text.kept.history import USUAL, texts_of, version
from parley.bridging.text.kept.said import package_of_text
from parley.case.dossier import Dossier, open_talks
from parley.case.model import Case
from parley.case.package import Choice, Package
from parley.case.wording import day_words
from parley.ground.errors import ParleyError, StoreError
from parley.ground.near import did_you_mean
from parley.ground.worded import Worded, english, say
from parley.sequencing.carried.checking import check_all, notes_on
from parley.sequencing.carried.clauses import with_clauses
from parley.sequencing.carried.duties import Matrix, date_of
from parley.sequencing.carried.entries import MEDIATOR, PARTIES, Entry, Record
from parley.sequencing.carried.following import follow
from parley.sequencing.carried.log import Log, read_log
from parley.sequencing.carried.matrix import matrix_from, matrix_of
from parley.sequencing.carried.record import read_record
from parley.sequencing.carried.state import Following, Side
from parley.sequencing.carried.written import written_days
from parley.sequencing.plan.accounts import on_day
from parley.sequencing.plan.scheduling import schedule_of, written_of
from parley.sequencing.plan.states import temptation_at
from parley.sequencing.schedule import Schedule

SOUGHT = (
    "The case gives no whole timetable: days are those of an order that was sought. Late, and a remedy, are "
    "counted from the last day that the case allows."
)
Agreed = str | Package | Mapping[str, Choice] | None


@dataclass(frozen=True)
class Deal:
    """What is carried out: the matrix, the schedule it rests on, and the draws that were asked."""

    dossier: Dossier
    matrix: Matrix
    public: (
        Matrix  # for the parties: on the days that the case gives, where the others come from an order that
    )
    # was sought by what the sides are thought to want
    schedule: Schedule | None = None  # None: nothing could be drawn, and the days are those the case gives
    ready: Study | None = None
    log: Log | None = None

    @property
    def starts(self) -> date:
        """The date of day 1.

        Raises:
            ParleyError: nobody says it.
        """
        if self.matrix.starts is None:
            raise ParleyError(
                "On which date day 1 falls is not known.\n"
                "  Write  starts: 2025-01-19  under implementation in case.yaml, or give --starts DATE."
            )
        return self.matrix.starts

    def record(self) -> Record:
        """What was noted: the log, where one was given, else the record of the case folder."""
        if self.log is not None:
            return self.log.record
        return read_record(self.dossier.folder) if self.dossier.folder else Record()


def deal_of(
    dossier: Dossier,
    *,
    package: Agreed = None,
    starts: date | None = None,
    log: Path | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Deal:
    """What is to be carried out, with its days.

    The days are those of the case's own timetable where a package has one, else of the schedule that
    `parley schedule` gives. Where preferences cannot be drawn, they are the days that the case gives.

    Args:
        package: what was agreed; None: the log says it, or the case does (`signed`, or a text that is
            wholly agreed).
        starts: the date of day 1, where it is another than the log or the case has.
        log: a file of entries to look at instead of the record of the case.

    Raises:
        ParleyError: nobody says what was agreed; the package hands over nothing; a log cannot be read.
    """
    read = read_log(log) if log is not None else None
    named, text = _agreed(dossier, package if package is not None or read is None else read.package)
    begins = starts or (read.starts if read else None)
    _timetable_fits(dossier, read)
    timetable = read.timetable if read else {}
    ready, why = _drawn(dossier, draws, seed)
    used, sought = _used(ready, dossier, named, timetable) if ready is not None else (None, False)
    chosen = used.package if used is not None else _package(dossier, named)
    public = _written(dossier, chosen, text, timetable)
    if used is None:
        matrix = replace(public, notes=(why,), seed=seed)
    else:
        matrix = matrix_of(dossier.case, used, timetable)
    if used is not None and sought:
        matrix = replace(matrix, notes=(*matrix.notes, say(SOUGHT)))
    if not matrix.rows:
        raise ParleyError("This package hands over nothing.\n  Write deliverables into case.yaml.")
    name, starts = text or matrix.package_name, begins or matrix.starts
    matrix, public = (
        with_clauses(dossier, replace(one, starts=starts, package_name=name)) for one in (matrix, public)
    )
    return Deal(dossier, matrix, public if sought else matrix, used, ready, read)


def _written(
    dossier: Dossier, package: Package, text: str, timetable: Mapping[str, Mapping[int, float]]
) -> Matrix:
    """The matrix on the days that the case itself gives."""
    implementation = dossier.case.implementation
    return matrix_from(
        dossier.case,
        package,
        written_days(dossier.case, package),
        starts=implementation.starts if implementation else None,
        name=text or say("the package named"),
        timetable=timetable,
    )


def track(
    talks: Case | Dossier | Path | str,
    *,
    package: Agreed = None,
    on: date | None = None,
    day: int | None = None,
    starts: date | None = None,
    log: Path | None = None,
    reader: str = MEDIATOR,
    draws: int = 1000,
    seed: int = 0,
) -> Following:
    """How the deal stands at the end of a day.

    Args:
        talks: a case, a dossier, or what `parley.load` opens.
        package: what was agreed; see `deal_of`.
        on: the day, or `day` counted from day 1; None: that of the last entry, or day 1 without any.
        starts: the date of day 1, where it is another than the log or the case has.
        log: a file of entries to look at instead of the record of the case.
        reader: mediator; or parties, who see what is public, and nothing of what walking out would gain.

    Raises:
        ParleyError: see `deal_of`; the date of day 1 is not known; the day is before it; an entry does not
            fit, with its line.
    """
    dossier = Dossier(talks, {}, ()) if isinstance(talks, Case) else open_talks(talks)
    deal = deal_of(dossier, package=package, starts=starts, log=log, draws=draws, seed=seed)
    return state_of(deal, on=on, day=day, reader=reader)


def state_of(
    deal: Deal, *, on: date | None = None, day: int | None = None, reader: str = MEDIATOR
) -> Following:
    """How a deal stands; see `track`."""
    case, starts = deal.dossier.case, deal.starts
    whole = deal.record()
    record = whole.for_reader(reader)
    mine = reader == MEDIATOR
    matrix = deal.matrix if mine else deal.public
    standing = tuple(_on_rows(e, deal.matrix, matrix) for e in record.standing())
    check_all(case, matrix, standing, starts, Path(whole.file))
    at = on or date_of(starts, day)
    if at is None and day is not None:
        raise ParleyError(
            f"No calendar has day {day}.\n  Ask for an earlier day, or correct the date of day 1."
        )
    if at is None:
        dated = [e.on for e in standing if e.on is not None and e.on >= starts]
        at = max(dated, default=starts)
    if at < starts:
        raise ParleyError(
            f"{day_words(at)} is before the deal begins, on {day_words(starts)}.\n"
            "  Ask for a later day, or correct the date of day 1 with --starts."
        )
    found = follow(case, matrix, standing, starts, at)
    notes = (*notes_on(case, matrix, found.entries), *(whole.gaps() if mine else ()))
    return replace(
        found,
        sides=tuple(_tempted(deal, found, side) for side in found.sides) if mine else found.sides,
        reader=MEDIATOR if mine else PARTIES,
        notes=(*deal.matrix.notes, *notes) if mine else notes,
        history=record.entries if mine else (),
    )


def _on_rows(entry: Entry, made_on: Matrix, shown: Matrix) -> Entry:
    """An entry on one handover of an order, where that order is not shown: on its deliverable."""
    ids = {row.id for row in shown.rows}
    row = next((row for row in made_on.rows if row.id == entry.duty), None)
    if row is None or entry.duty in ids or not shown.of(row.deliverable):
        return entry
    whole = entry.status == "done" and entry.amount is None and entry.so_far is None
    return replace(entry, duty=row.deliverable, amount=row.amount if whole else entry.amount)


def _tempted(deal: Deal, found: Following, side: Side) -> Side:
    """What walking out would gain a side as things stand, and had all gone by the schedule."""
    if deal.ready is None or deal.schedule is None or found.ended is not None:
        return side
    delivered: dict[str, float] = {}
    for duty in found.duties:
        if duty.row.kind == "handover" and duty.low:
            delivered[duty.row.deliverable] = delivered.get(duty.row.deliverable, 0.0) + duty.low
    now = temptation_at(deal.ready, deal.dossier, found.matrix.package, delivered, found.day)
    planned = {account.party: account.temptation for account in on_day(deal.schedule, found.day)}
    return replace(side, temptation=now.get(side.party), by_schedule=planned.get(side.party))


def _used(
    ready: Study,
    dossier: Dossier,
    named: Package | str | dict[str, Choice],
    timetable: Mapping[str, Mapping[int, float]],
) -> tuple[Schedule, bool]:
    """The timetable of the case, with the days of a log put in, judged; or else an order that was sought.

    Returns:
        The schedule, and whether it was sought.
    """
    if timetable:
        deliverables = {
            id: entry.model_copy(update={"timetable": dict(timetable[id])}) if id in timetable else entry
            for id, entry in dossier.case.deliverables.items()
        }
        case = dossier.case.model_copy(update={"deliverables": deliverables})
        found = written_of(replace(ready, case=case), replace(dossier, case=case), named)
        if found is not None:
            return found, False
    found = written_of(ready, dossier, named)
    if found is not None:
        return found, False
    return schedule_of(ready, dossier, named, frontier=False), True


def _drawn(dossier: Dossier, draws: int, seed: int) -> tuple[Study | None, Worded]:
    """The draws; or why there are none."""
    try:
        return study(dossier.case, draws, seed), english("")
    except ParleyError as error:
        lines = [line.strip() for line in str(error).splitlines()]
        reason = english(lines[1] if len(lines) > 1 else lines[0])
        return None, say("Days are those the case gives; no order was sought: {reason}", reason=reason)


def _agreed(dossier: Dossier, named: Agreed) -> tuple[Package | str | dict[str, Choice], str]:
    """What was agreed, and what it is called where it is a text."""
    if isinstance(named, str | Package):
        return named, ""
    if named is not None:
        return dict(named), ""
    implementation = dossier.case.implementation
    if implementation is not None and implementation.signed is not None:
        return implementation.signed, ""
    found = agreed_text(dossier)
    if found is not None:
        return found
    raise ParleyError(
        "What was agreed is not said.\n"
        "  Name it with --package: a text of the case, issue=option, ... or JSON; or write  signed: TEXT\n"
        "  under implementation in case.yaml; or mark every clause of the negotiating text as agreed."
    )


def agreed_text(dossier: Dossier) -> tuple[Package, str] | None:
    """The package of the negotiating text of a case, where all of it is agreed and nothing is open."""
    folder = dossier.folder
    if folder is None or USUAL not in texts_of(folder):
        return None
    found = version(folder)
    said = package_of_text(dossier.case, found.text, USUAL)
    clauses = list(found.text.clauses())
    if said.package is None or said.open or not all(c.status == "agreed" for c in clauses if c.number):
        return None
    return said.package, f"{found.text.title or USUAL}, version {found.number}"


def _package(dossier: Dossier, named: Package | str | dict[str, Choice]) -> Package:
    if isinstance(named, Package):
        return named
    if isinstance(named, str):
        return package_meant(dossier.case, dossier.folder, named)
    return package_named(dossier.case, named)


def _timetable_fits(dossier: Dossier, read: Log | None) -> None:
    """Refuse a timetable of what the case does not know."""
    for id in read.timetable if read else ():
        if id not in dossier.case.deliverables and read is not None:
            raise StoreError(
                read.path,
                read.line_of_timetable or None,
                field=f"timetable.{id}",
                problem=f'The case has no deliverable "{id}".',
                mend=did_you_mean(id, dossier.case.deliverables),
            )
