"""How is this package set up to be carried out: what is simulated, and what of it does the case not say?

Room: endurance. Speaks parties and packages; may use `parley.sequencing` and the rooms below it. Whatever the
case leaves open takes a default that is told as an assumption.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from parley.analysis.study import Study, study
from parley.analysis.sweep import CLOSE
from parley.case.deliverables import Implementation
from parley.case.deliverables_of_package import gate_agreed, gate_continues, monitoring_in
from parley.case.model import Bound, Case, Text
from parley.case.package import Package
from parley.case.wording import CaseNames, Names, listed
from parley.endurance.asking.ambiguity import ambiguous_terms, text_of
from parley.endurance.asking.base_rates import meant_for
from parley.endurance.asking.values import Setting
from parley.endurance.design import Design, Monitoring, Stage
from parley.ground.worded import say

Floats = NDArray[np.float64]
_AGREED = "--agreed--"  # the id of a text by which its numbers have a level; no case can have it


@dataclass(frozen=True, slots=True, eq=False)
class Designed:
    """A package as a design, and what was taken to be so."""

    case: Case
    package: Package
    design: Design
    assumed: tuple[str, ...]
    missing: tuple[str, ...]  # what the case would have to say for more to be told
    ambiguous: tuple[str, ...] = ()  # issues with a term that each side may read its way


def designed(
    case: Case,
    package: Package,
    temptation: Floats | None = None,
    *,
    name: str = "",
    below: Mapping[str, float] | None = None,
    folder: Path | None = None,
) -> Designed:
    """A package as a design, and everything that the case does not say of it.

    Args:
        temptation: what walking out gains on each day, shape (draws, principals in the order of the case,
            days), as `parley.sequencing.plan.states.temptation_by_day` has it from a schedule of the package;
            None: not known, and drawn.
        name: what the package is called.
        below: principal -> share of draws in which it would rather have no deal (see `below_of`); None: not
            known, and taken to be none.
        folder: of the case, for the register of a negotiating text that is kept there.
    """
    set_up = case.implementation or Implementation()
    names = CaseNames(case)
    ambiguous = ambiguous_terms(case, package, text_of(folder))
    settled = [i for i, _ in package.terms]
    parties = case.principals()
    disputes = set_up.disputes
    design = Design(
        name or "the package",
        parties,
        set_up.agreement or "truce",
        tuple(_stage(case, id, package) for id in _in_time(case)),
        cast(Monitoring, monitoring_in(case, package) or "none"),
        set_up.response or "proportional",
        float(sum(rung.days for rung in disputes.ladder)) if disputes and disputes.ladder else None,
        bool(disputes and disputes.meanwhile == "continues"),
        set_up.spoilers or ("some" if meant_for(case) else "none"),
        set_up.financed,
        definitive=False,
        enforcement_label=False,
        mediated=any(party.role == "mediator" for party in case.parties.values()),
        ambiguity=len(ambiguous) / len(settled) if settled else 0.0,
        below=() if below is None else tuple(below[p] for p in parties),
        temptation=temptation,
    )
    known = temptation is not None, below is not None
    assumed = tuple(_assumed(case, set_up, package, names, known, ambiguous))
    return Designed(case, package, design, assumed, tuple(_missing(case)), ambiguous)


def below_of(ready: Study, package: Package) -> dict[str, float]:
    """Principal -> share of the draws of a study in which it would rather have no deal than this package."""
    terms = {str(i): t for i, t in package.terms}
    row = ready.table.row(terms)
    if row is None:  # it names a number between those looked at: as the number of a text it is one of them
        ready = _with_numbers(ready, package)
        row = ready.table.row(terms)
    if row is None:
        return {}
    return {
        g.draws.party: float(np.mean(g.at(row[None])[:, 0] < g.needed - np.float32(CLOSE)))
        for g in ready.gains
    }


def _with_numbers(ready: Study, package: Package) -> Study:
    """The same study with the numbers of a package among those looked at."""
    case = ready.case
    said = {str(i): t if isinstance(t, str) else Bound("=", t) for i, t in package.terms}
    text = Text(title=_AGREED, date=date.min, terms=said)
    more = case.model_copy(update={"texts": {**case.texts, _AGREED: text}})
    return study(more, ready.grounds.draws, ready.grounds.seed)


def setting_of(design: Design) -> Setting:
    """The design without its arrays, for a reader."""
    return Setting(
        design.agreement,
        design.stages,
        design.monitoring,
        design.response,
        design.ladder_days,
        design.interim_rule,
        design.spoilers,
        design.financed,
        design.definitive,
        design.enforcement_label,
        design.mediated,
        design.ambiguity,
        dict(zip(design.parties, design.below, strict=False)),
        design.temptation is not None,
    )


def _in_time(case: Case) -> list[str]:
    return sorted(case.phases, key=lambda id: case.phases[id].days.first)


def _stage(case: Case, id: str, package: Package) -> Stage:
    phase = case.phases[id]
    agreed, on = gate_agreed(case, id, package), gate_continues(case, id, package)
    return Stage(phase.name, phase.days.first, phase.days.last, agreed, on)


def _assumed(
    case: Case,
    set_up: Implementation,
    package: Package,
    names: Names,
    known: tuple[bool, bool],
    ambiguous: tuple[str, ...],
) -> Iterator[str]:
    """Whole sentences, in the order of the design.

    Args:
        known: is it known what walking out gains, and how often each side would rather have no deal?
    """
    if set_up.agreement is None:
        yield say("The kind of agreement is not said: it is taken for a truce that settles nothing.")
    if not case.phases:
        yield say("No phases are written: the deal is taken as open-ended, without gates.")
    for phase in case.phases.values():
        if phase.gate is None:
            yield say(
                "Of the end of ‘{phase}’ nothing is said: what comes next is taken as agreed.",
                phase=phase.name,
            )
    if monitoring_in(case, package) is None:
        yield say("Who watches is not said: nobody is taken to.")
    if set_up.response is None:
        yield say("How a breach is answered is not said: in proportion is taken.")
    if set_up.disputes is None or not set_up.disputes.ladder:
        yield say("No ladder for disputes is written: there is taken to be none.")
    if set_up.disputes is None or set_up.disputes.meanwhile is None:
        yield say("Whether duties go on while a dispute lasts is not said: they are taken to stop.")
    if set_up.spoilers is None and meant_for(case):
        yield say("Whether groups outside gain from failure is not said: some are taken to.")
    elif set_up.spoilers is None:
        yield say("Whether others gain from failure is not said: nobody is taken to.")
    yield say(
        "Disarmament is taken not to be part of it, nor that the matter in dispute is settled for good."
    )
    if ambiguous:
        issues = listed(names.issue_in_text(i) for i in ambiguous)
        yield say("Each side may read its way what the package says on {issues}.", issues=issues)
    if not known[1]:
        yield say("It is not known how often a side would rather have no deal: never is taken.")
    if not known[0]:
        yield say("What each side would gain by walking out is not known on any day: it is drawn.")


def _missing(case: Case) -> Iterator[str]:
    """What to write into the case, with the entry it belongs in."""
    if not case.phases:
        yield say("phases, and what happens at the end of each ({entry})", entry="phases")
    if not case.deliverables:
        yield say("who hands over what to whom ({entry})", entry="deliverables")
    if case.implementation is None:
        yield say(
            "who watches, how breaches are answered and disputes are decided ({entry})",
            entry="implementation",
        )
