"""Five questions to the evidence of a day, with what came later beside each answer.

Room: endurance. Puts the answers of the rooms below together; may use all of them. The guard against
hindsight: the dossier is cut off at the day on which the record says its evidence ends, so that no claim
published later is read; what the record holds is read by this room alone.

Source: the protocol is that of a single-case back-test, n = 1: calibration told as a story, not as a score.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from parley.analysis.judged import judged
from parley.analysis.standings import standings
from parley.analysis.study import Study, study
from parley.analysis.sweep import Sweep
from parley.bridging.clauses.reviewing import review
from parley.bridging.devices.backtest import backtest as devices_of
from parley.bridging.devices.backtest import frozen
from parley.bridging.devices.candidates import COUNT, candidates
from parley.bridging.offers.named import package_named
from parley.bridging.text.written.notation import read_text
from parley.case.deliverables_of_package import NEAR, amounts_in, composition_in, timetable_in
from parley.case.dossier import Dossier, known_one, open_talks
from parley.case.entries import Term
from parley.case.model import Bound, Case, Text
from parley.case.notation import figure
from parley.case.package import Package
from parley.endurance.asking.enduring import endurance_of
from parley.endurance.backtest.reading_later import read_later, record_of
from parley.endurance.backtest.values import (
    Beyond,
    Candidates,
    Carried,
    Checked,
    Exposed,
    Flag,
    Happened,
    Inside,
    Known,
    Later,
    LookedBack,
)
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.ground.worded import say
from parley.sequencing.carried.log import read_log
from parley.sequencing.plan.scheduling import schedule_of, written_of
from parley.sequencing.schedule import Account, Schedule

RUNS = 4000
_AGREED = "--agreed--"  # the id of a text by which numbers of the bundle have a level; no case can have it


def backtest(
    talks: Dossier | Path | str | Sequence[Path | str],
    draws: int = 1000,
    seed: int = 0,
    *,
    record: Path | str | None = None,
    runs: int = RUNS,
) -> LookedBack:
    """What the rooms below say from the evidence of the record's day, and what came later.

    Args:
        talks: a case, as `parley.load` takes it.
        record: the file of what came later; the only one in the folder `later` of the case where not given.
        runs: how often the process of endurance is run.

    Raises:
        ParleyError: no record, or one that cannot be used; or it names what the case does not have.
    """
    known = open_talks(talks)
    if known.folder is None and record is None:
        raise ParleyError(
            "the back-test\n  These documents have no case folder, so there is no record beside them.\n"
            "  Name one with --record FILE."
        )
    path = Path(record) if record is not None else record_of(known.folder or Path(), None)
    later = read_later(path)
    end = later.devices.frozen
    then = known.on(end)
    case = then.case
    package = None if later.bundle is None else package_named(case, later.bundle.terms)
    _refuse(case, later, package)
    ready = _ready(then, package, draws, seed)
    inside = None if package is None else _inside(ready, package)
    exposed = None if package is None else _exposed(ready, then, later, package)
    endures = None
    if package is not None:
        name = later.bundle.name if later.bundle else ""
        made = exposed.schedule if exposed else None
        endures = endurance_of(
            _with_days(ready, later), _dossier(then, later), package, made, name=name, runs=runs
        )
    return LookedBack(
        later.devices.title,
        later.devices.source,
        _known(known, then, end),
        _candidates(then, later),
        later.bundle,
        package,
        inside,
        _checked(later, case.field),
        exposed,
        endures,
        later.came,
        _happened(case, later),
        tuple(_missing(later)),
        ready.grounds,
    )


def _known(known: Dossier, then: Dossier, end: date) -> Known:
    published = [d.published for d in then.documents.values() if d.published is not None]
    return Known(
        end,
        len(then.documents),
        len(then.claims),
        len(known.claims) - len(then.claims),
        max(published, default=None),
        known.case.as_of,
    )


def _candidates(then: Dossier, later: Later) -> Candidates:
    """Q1."""
    found = devices_of(then, later.devices)
    among = candidates(frozen(then, later.devices), count=COUNT)
    return Candidates(found, len(among), len({c.issue for c in among}))


def _ready(then: Dossier, package: Package | None, draws: int, seed: int) -> Study:
    """The case made ready; where the bundle has a number between those that are looked at, with that too."""
    ready = study(then.case, draws, seed)
    if package is None or ready.table.row({str(i): t for i, t in package.terms}) is not None:
        return ready
    terms: dict[str, Term] = {str(i): Bound("=", t) if isinstance(t, float) else t for i, t in package.terms}
    text = Text(title=_AGREED, date=date.min, terms=terms)
    changed = then.case.model_copy(update={"texts": {**then.case.texts, _AGREED: text}})
    return study(changed, draws, seed)


def _inside(ready: Study, package: Package) -> Inside:
    """Q2."""
    row = ready.table.row({str(i): t for i, t in package.terms})
    if row is None:
        raise ParleyError(
            "the bundle\n  A number in it is not among those of its issue.\n"
            "  Take one of the numbers that the case has there."
        )
    swept = judged(ready)
    (standing,) = standings(ready, row[None])
    together, least = _of(swept, ready)
    all_accept, willing = standing.all_accept.count, min(s.count for s in standing.accepts.values())
    return Inside(
        standing,
        ready.share(swept.open),
        len(together),
        float((together > all_accept).mean()),
        float((least > willing).mean()),
        ready.random is not None,
    )


def _of(swept: Sweep, ready: Study) -> tuple[Any, Any]:
    """Draws in which all accept each package, and its least willing principal; without what is no deal."""
    some = np.arange(len(swept.all_accept) if ready.random is None else ready.random)
    if ready.table.nothing is not None:
        some = some[some != ready.table.nothing]
    return swept.all_accept[some], swept.accepts[:, some].min(axis=0)


def _checked(later: Later, field: str | None) -> Checked | None:
    """Q3."""
    if later.text is None or later.expected is None:
        return None
    found = review(read_text(later.text), field)
    rows = {row.id: row for row in found.rows}
    expected = later.expected
    for id in expected.flagged:
        known_one("row of the checklist", id, list(rows))
    flags = tuple(
        Flag(
            row.id,
            row.asks,
            row.severity,
            row.presence,
            row.missing,
            row.rests_on,
            expected.because.get(row.id, ""),
        )
        for row in (rows[id] for id in expected.flagged)
    )
    others = tuple(
        row.id
        for row in found.rows
        if row.id not in expected.flagged and row.severity == "A" and row.presence != "present"
    )
    return Checked(found.title, flags, others)


def _exposed(ready: Study, then: Dossier, later: Later, package: Package) -> Exposed | None:
    """Q4. Its own timetable, where there is one for all that is counted; else the best order there is."""
    if not then.case.deliverables:
        return None
    changed, dossier = _with_days(ready, later), _dossier(then, later)
    judged_ = written_of(changed, dossier, package)
    if judged_ is None:
        judged_ = schedule_of(changed, dossier, package, frontier=False)
    principals = then.case.principals()
    gates = sorted(judged_.gates, key=lambda g: -max(s.middle for s in g.temptation.values()))
    return Exposed(
        judged_,
        judged_.accounts,
        judged_.peak,
        {party: _most(judged_, party, tempted=True) for party in principals},
        {party: _most(judged_, party, tempted=False) for party in principals},
        gates[0] if gates else None,
        tuple(_beyond(then.case, package)),
        tuple(
            id
            for id in dict.fromkeys(step.deliverable for step in judged_.steps)
            if id not in later.carried and not _dated(then.case, package, id)
        ),
    )


def _dated(case: Case, package: Package, id: str) -> bool:
    """Does the case itself say on which day it is handed over, or that it continues?"""
    entry = case.deliverables[id]
    one_day = entry.days is not None and entry.days.first == entry.days.last
    return entry.kind == "continuing" or one_day or bool(timetable_in(case, package, id))


def _beyond(case: Case, package: Package) -> Iterator[Beyond]:
    """Who holds more of something than the bundle hands over, where the case counts those who are held."""
    for id, amount in amounts_in(case, package).items():
        counted = composition_in(case, package, id)
        if counted is not None and counted.of > amount + NEAR:
            yield Beyond(case.deliverables[id].from_, id, counted.of, amount)


def _most(made: Schedule, party: str, *, tempted: bool) -> Account:
    """The day of a party's greatest temptation, or exposure, in the middle of the draws."""
    own = [account for account in made.accounts if account.party == party]

    def size(account: Account) -> tuple[float, int]:
        spread = account.temptation if tempted else account.exposure
        return round(spread.middle, 9), -account.day

    return max(own, key=size)


def _dossier(then: Dossier, later: Later) -> Dossier:
    return replace(then, case=_changed(then.case, later))


def _with_days(ready: Study, later: Later) -> Study:
    """The same draws, with the days that the later agreement fixed."""
    return replace(ready, case=_changed(ready.case, later))


def _changed(case: Case, later: Later) -> Case:
    deliverables = dict(case.deliverables)
    for id, fixed in later.carried.items():
        deliverables[id] = deliverables[id].model_copy(update=_days(fixed))
    implementation = case.implementation
    if implementation is not None and later.starts is not None:
        implementation = implementation.model_copy(update={"starts": later.starts})
    return case.model_copy(update={"deliverables": deliverables, "implementation": implementation})


def _days(fixed: Carried) -> dict[str, Any]:
    days: dict[str, Any] = {"every": fixed.every}
    if fixed.timetable:
        days["timetable"] = fixed.timetable
    if fixed.days is not None:
        days["days"] = fixed.days
    return days


def _happened(case: Case, later: Later) -> tuple[Happened, ...]:
    if later.course is None:
        return ()
    log = read_log(later.course)
    speakers = [who for p, party in case.parties.items() for who in (p, *party.members)]
    clauses = [d.clause for d in case.deliverables.values() if d.clause]
    duties = [*case.deliverables, *case.phases, *clauses]
    for entry in log.record.standing():
        where = f"{later.course}:{entry.line}"
        _known_in(where, "duty", entry.duty.partition("/")[0] or None, duties)
        for told in entry.says:
            _known_in(where, "party", told.party, speakers)
    starts = later.starts or log.starts
    found = []
    for entry in log.record.standing():
        assert entry.on is not None
        number = (entry.on - starts).days + 1 if starts is not None else None
        found.append(
            Happened(
                entry.on,
                number,
                entry.duty,
                entry.status or "",
                entry.amount,
                entry.so_far,
                entry.what,
                tuple((told.party, told.words, told.verbatim) for told in entry.says),
                entry.source,
            )
        )
    return tuple(found)


def _known_in(where: str, kind: str, name: str | None, known: Sequence[str]) -> None:
    if name is not None and name not in known:
        raise ParleyError(
            f'{where}\n  There is no {kind} "{name}" in this case.\n  {did_you_mean(name, known)}'
        )


def _refuse(case: Case, later: Later, package: Package | None) -> None:
    """What the record names must be in the case, and its timetables add up."""
    amounts = None if package is None else amounts_in(case, package)
    for id, fixed in later.carried.items():
        known_one("deliverable", id, list(case.deliverables))
        if amounts is None:
            continue
        if id not in amounts:
            raise ParleyError(
                f"{later.path}: carried.{id}\n  It is not part of the bundle.\n"
                "  Take it out, or change the terms of the bundle."
            )
        total = sum(fixed.timetable.values())
        if fixed.timetable and abs(total - amounts[id]) > NEAR:
            raise ParleyError(
                f"{later.path}: carried.{id}.timetable\n"
                f"  Its days come to {figure(total)} and do not add up to {figure(amounts[id])}, which the "
                "bundle hands over.\n  Correct a day, or the terms of the bundle."
            )
    for came in later.came.phases if later.came else ():
        known_one("phase", came.phase, list(case.phases))


def _missing(later: Later) -> Sequence[str]:
    """Questions that stay open, and why."""
    found = []
    if later.bundle is None:
        found.append(say("The record has no bundle, so that questions 2, 4 and 5 stay open."))
    if later.text is None or later.expected is None:
        found.append(say("The record has no text, or nothing is expected of it: question 3 stays open."))
    if later.came is None:
        found.append(say("The record does not say how it went."))
    return found
