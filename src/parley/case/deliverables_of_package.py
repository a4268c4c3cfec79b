"""What is handed over if this package is signed: which deliverables, how much of each, held to by what?

Room: case. Speaks parties and packages. May use `parley.ground`. A package may be silent on issues, as a text
is: what depends on them is then not part of it. Everything left out is named with the reason.
"""

from math import isclose

from parley.case.deliverables import Deliverable, Guarantee
from parley.case.model import Bound, Case, Terms
from parley.case.package import Choice, Package
from parley.case.wording import CaseNames, Names
from parley.ground.ids import IssueId
from parley.ground.worded import say

LeftOut = tuple[tuple[str, str], ...]  # (deliverable, why it is not part of the package)


def fits(when: Terms, package: Package) -> bool:
    """Does the package say all of this? Where it is silent, it does not."""
    said = dict(package.terms)
    return all(IssueId(i) in said and _meets(said[IssueId(i)], term) for i, term in when.items())


def part_of(
    case: Case, package: Package, names: Names | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Deliverables that are part of a package, in the order of the case; and those left out, with reasons.

    Left out is what stands under `when` with other terms, what the package says nothing on, or 0, and what is counted per something that is left out itself: no captives, no prisoners per captive.

    Args:
        names: how to call terms in the reasons; None: as the case file has them.
    """
    found = _amounts(case, package, names or CaseNames(case))
    inside = tuple(id for id, amount in found.items() if not isinstance(amount, str))
    return inside, tuple((id, why) for id, why in found.items() if isinstance(why, str))


def amounts_in(case: Case, package: Package) -> dict[str, float]:
    """Deliverable -> how much of it, of those that are part of the package; in its unit, 1 for a whole.

    Where no amount is written it is what the timetable or the categories add up to, else 1. What continues
    has its amount each day.
    """
    found = _amounts(case, package, CaseNames(case))
    return {id: amount for id, amount in found.items() if not isinstance(amount, str)}


def timetable_in(case: Case, package: Package, id: str) -> dict[int, float]:
    """Day -> how much of a deliverable is handed over, where a text says so and it adds up in this package.

    Empty: it is not part of the package, has no timetable, or has one for another amount. `rest` stands for
    what is then still missing; days on which nothing is left to hand over fall away.
    """
    amount = amounts_in(case, package).get(id)
    if amount is None:
        return {}
    timetable = dict(sorted(case.deliverables[id].timetable.items()))
    missing = amount - sum(n for n in timetable.values() if not isinstance(n, str))
    open_day = any(isinstance(n, str) for n in timetable.values())
    if missing < -1e-9 or (missing > 1e-9 and not open_day):
        return {}
    filled = {day: missing if isinstance(n, str) else n for day, n in timetable.items()}
    return {day: n for day, n in filled.items() if n > 1e-9}


def guarantees_in(case: Case, package: Package) -> dict[str, Guarantee]:
    """The guarantees that are part of a package; of what they hold, only what is part of it too."""
    inside, _ = part_of(case, package)
    found = {}
    for id, guarantee in case.guarantees.items():
        held = tuple(d for d in guarantee.of if d in inside)
        if fits(guarantee.when, package) and (held or not guarantee.of):
            found[id] = guarantee if held == guarantee.of else guarantee.model_copy(update={"of": held})
    return found


def monitoring_in(case: Case, package: Package) -> str | None:
    """The monitoring design of a package, the first that fits; None where the case says nothing of it."""
    designs = case.implementation.monitoring if case.implementation else ()
    return next((m.design for m in designs if fits(m.when, package)), None)


def gate_continues(case: Case, phase: str, package: Package) -> bool:
    """Does the deal go on at the end of a phase, while talks on what comes next last?

    True as well where what comes next is agreed, or where the phase has no gate.
    """
    gate = case.phases[phase].gate
    if gate is None or gate.content == "agreed":
        return True
    return gate.if_open == "continues" and fits(gate.when, package)


def _meets(said: Choice, term: str | Bound) -> bool:
    if isinstance(term, Bound):
        if isinstance(said, str):
            return False
        return term.holds(said) or (
            term.comparator in ("=", "<=", ">=") and isclose(said, term.number, abs_tol=1e-9)
        )
    return said == term


def _amounts(case: Case, package: Package, names: Names) -> dict[str, float | str]:
    """Deliverable -> its amount, or why it is not part of the package."""
    found: dict[str, float | str] = {}
    for id in case.deliverables:
        chain = []  # deliverables that this one is counted by, from itself on
        step: str | None = id
        while step is not None and step in case.deliverables and step not in found and step not in chain:
            chain.append(step)
            amount = case.deliverables[step].amount
            step = amount.per if amount else None
        for link in reversed(chain):
            found[link] = _amount(case, package, names, case.deliverables[link], found)
    return {id: found[id] for id in case.deliverables}


def _amount(
    case: Case, package: Package, names: Names, deliverable: Deliverable, found: dict[str, float | str]
) -> float | str:
    if not fits(deliverable.when, package):
        return _only_where(names, deliverable.when, package)
    amount = deliverable.amount
    if amount is None:
        stated = [n for n in deliverable.timetable.values() if not isinstance(n, str)]
        return sum(stated) or sum(deliverable.categories.values()) or 1.0
    if amount.per is not None:
        of = found.get(amount.per)
        if isinstance(of, float):
            return amount.number * of
        other = case.deliverables.get(amount.per)
        return say("it is counted by ‘{other}’, which is no part of it", other=other.name if other else "")
    if amount.issue is None:
        return amount.number
    said = dict(package.terms).get(IssueId(amount.issue))
    issue = names.issue_in_text(amount.issue)
    if said is None or isinstance(said, str):
        return say("the package says nothing on {issue}", issue=issue)
    return float(said) if said > 0 else say("the package says 0 on {issue}", issue=issue)


def _only_where(names: Names, when: Terms, package: Package) -> str:
    """The first term that the package does not have; what it has instead."""
    said = dict(package.terms)
    i, term = next((i, t) for i, t in when.items() if not fits({i: t}, package))
    needed, issue = names.term_in_text(i, term), names.issue_in_text(i)
    if IssueId(i) not in said:
        return say("it needs {term} on {issue}, and the package says nothing there", term=needed, issue=issue)
    has = names.term_in_text(i, said[IssueId(i)])
    return say("it needs {term} on {issue}, and the package says {said}", term=needed, issue=issue, said=has)
