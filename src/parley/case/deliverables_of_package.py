"""What is handed over if this package is signed: which deliverables, how much of each, held to by what?

Room: case. Speaks parties and packages. May use `parley.ground`. A package may be silent on issues, as a text
is: what depends on them is then not part of it. Everything left out is named with the reason.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from parley.case.deliverable_notation import Rest
from parley.case.deliverables import Composition, Deliverable, Guarantee, When
from parley.case.model import Case
from parley.case.package import Package
from parley.case.wording import CaseNames, Names
from parley.ground.ids import IssueId
from parley.ground.worded import say

Key = TypeVar("Key", bound=Hashable)
NEAR = 1e-9  # amounts closer than this are the same


def fits(when: When, package: Package) -> bool:
    """Does the package say all of this? Where it is silent, it does not."""
    said = dict(package.terms)
    return all(IssueId(i) in said and terms.holds(said[IssueId(i)]) for i, terms in when.items())


def part_of(
    case: Case, package: Package, names: Names | None = None
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Deliverables that are part of a package, in the order of the case; and those left out, with reasons.

    Left out is what stands under `when` with other terms; what the package says nothing on, or 0; and what is
    counted by something that is left out itself: no captives, no prisoners per captive.

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
    timetable = dict(sorted(case.deliverables[id].timetable.items()))
    return {} if amount is None else _filled(timetable, amount)


def categories_in(case: Case, package: Package, id: str) -> dict[str, float]:
    """Category -> how many of a deliverable; empty where they are not written, or are of another amount."""
    amount = amounts_in(case, package).get(id)
    return {} if amount is None else _filled(case.deliverables[id].categories, amount)


def after_in(case: Case, package: Package, id: str) -> dict[str, float]:
    """Deliverable -> how much of it must have come before; only of those that are part of the package."""
    amounts = amounts_in(case, package)
    needs = case.deliverables[id].after
    return {
        other: amounts[other] if least is None else min(least, amounts[other])
        for other, least in needs.items()
        if other in amounts and id in amounts
    }


def composition_in(case: Case, package: Package, id: str) -> Composition | None:
    """Who is among those handed over under this package, the first entry that fits; None: nothing is said."""
    return next((c for c in case.deliverables[id].composition if fits(c.when, package)), None)


def counted_by(case: Case, id: str) -> dict[str, float]:
    """Deliverables that one is counted by -> so many per unit, the largest ratio where there are several."""
    found: dict[str, float] = {}
    amount = case.deliverables[id].amount
    for number, per in amount.ratios if amount else ():
        other = per if per in case.deliverables else category_of(case, per)
        if other is not None:
            found[other] = max(number, found.get(other, 0.0))
    return found


def category_of(case: Case, category: str) -> str | None:
    """The deliverable that has a category of this name; the first, None where there is none."""
    return next((id for id, other in case.deliverables.items() if category in other.categories), None)


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


def gate_agreed(case: Case, phase: str, package: Package) -> bool:
    """Is it agreed what comes after a phase? True as well where the phase has no gate."""
    gate = case.phases[phase].gate
    if gate is None or gate.content == "agreed":
        return True
    return bool(gate.agreed_when) and fits(gate.agreed_when, package)


def gate_continues(case: Case, phase: str, package: Package) -> bool:
    """Does the deal go on at the end of a phase: since it is agreed what comes next, or while talks last?"""
    gate = case.phases[phase].gate
    if gate is None or gate_agreed(case, phase, package):
        return True
    return gate.if_open == "continues" and fits(gate.when, package)


def _filled(stated: Mapping[Key, float | Rest], amount: float) -> dict[Key, float]:
    """What is stated, with a number for the rest; nothing where it does not add up."""
    missing = amount - sum(n for n in stated.values() if not isinstance(n, str))
    takes_rest = any(isinstance(n, str) for n in stated.values())
    if missing < -NEAR or (missing > NEAR and not takes_rest):
        return {}
    numbers = {key: missing if isinstance(n, str) else n for key, n in stated.items()}
    return {key: n for key, n in numbers.items() if n > NEAR}


def _amounts(case: Case, package: Package, names: Names) -> dict[str, float | str]:
    """Deliverable -> its amount, or why it is not part of the package."""
    found: dict[str, float | str] = {}
    for id in _counted_first(case):
        found[id] = _amount(case, package, names, case.deliverables[id], found)
    return {id: found[id] for id in case.deliverables}


def _counted_first(case: Case) -> list[str]:
    """Deliverables, each after those that it is counted by; a circle, which no file can have, is cut."""
    ordered: dict[str, None] = {}
    seen: set[str] = set()
    todo = list(reversed(case.deliverables))
    while todo:
        id = todo.pop()
        before = [other for other in counted_by(case, id) if other not in seen]
        seen.add(id)
        if before:
            todo += [id, *before]
        else:
            ordered.setdefault(id)
    return list(ordered)


def _amount(
    case: Case,
    package: Package,
    names: Names,
    deliverable: Deliverable,
    found: Mapping[str, float | str],
) -> float | str:
    if not fits(deliverable.when, package):
        return _only_where(case, names, deliverable.when, package)
    amount = deliverable.amount
    if amount is None:
        stated = [n for n in deliverable.timetable.values() if not isinstance(n, str)]
        stated = stated or [n for n in deliverable.categories.values() if not isinstance(n, str)]
        return sum(stated) or 1.0
    if amount.ratios:
        return _by_ratios(case, amount.ratios, found)
    if amount.issue is None:
        return amount.number
    said = dict(package.terms).get(IssueId(amount.issue))
    issue = _issue(case, names, amount.issue)
    if said is None or isinstance(said, str):
        return say("the package says nothing on {issue}", issue=issue)
    return float(said) if said > 0 else say("the package says 0 on {issue}", issue=issue)


def _by_ratios(
    case: Case, ratios: Sequence[tuple[float, str]], found: Mapping[str, float | str]
) -> float | str:
    """So many per unit of a deliverable; those of a category that is named too count by its own ratio."""
    total, named = 0.0, {per for _, per in ratios}
    for number, per in ratios:
        owner = per if per in case.deliverables else category_of(case, per)
        of = found.get(owner) if owner is not None else None
        if owner is None or not isinstance(of, float):
            other = say("‘{words}’", words=case.deliverables[owner].name if owner is not None else per)
            return say("it is counted by {other}, which is no part of it", other=other)
        groups = _filled(case.deliverables[owner].categories, of)
        apart = sum(n for group, n in groups.items() if group in named)
        total += number * (of - apart if per == owner else groups.get(per, 0.0))
    return total if total > NEAR else say("nothing is left of what it is counted by")


def _issue(case: Case, names: Names, i: str) -> str:
    """An issue by name; by id where the case has been made without it."""
    return names.issue_in_text(i) if i in case.issues else i


def _only_where(case: Case, names: Names, when: When, package: Package) -> str:
    """What the package says instead of the first term that it does not have."""
    said = dict(package.terms)
    i = next(i for i, terms in when.items() if not fits({i: terms}, package))
    issue = _issue(case, names, i)
    if IssueId(i) not in said:
        return say("the package says nothing on {issue}", issue=issue)
    return say(
        "the package says {term} on {issue}", term=names.term_in_text(i, said[IssueId(i)]), issue=issue
    )
