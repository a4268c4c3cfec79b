"""Does what is handed over add up: amounts, timetables, categories, days, conditions, capacity?

Room: case. Speaks parties and packages. May use `parley.ground`. Phases and dates are looked at in
`parley.case.consistency_of_phases`, lists of persons in `parley.case.consistency_of_lists`, guarantees and
the rest in `parley.case.consistency_of_guarantees`.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import isclose

from parley.case.circles import circle
from parley.case.consistency_of_guarantees import guarantee_fits, implementation_fits
from parley.case.consistency_of_lists import lists_fit
from parley.case.consistency_of_phases import phases_fit
from parley.case.consistency_of_times import times_fit
from parley.case.deliverable_notation import AnyOf, Days, Rest
from parley.case.deliverables import Deliverable
from parley.case.deliverables_of_package import counted_by
from parley.case.figures_of_deliverables import NEAR, known_amount, sum_in_words, window
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.references import (
    Address,
    Problem,
    known_actors,
    known_ids,
    known_issues,
    quantity,
    share_of_one,
    when_fits,
)
from parley.ground.near import did_you_mean

AT_ONCE = ("lots", "parts", "a-day", "every")  # what makes no sense for what is handed over at once


def carrying_out_fits(case: Case) -> Iterator[Problem]:
    """What does not fit in phases, deliverables, guarantees and how a deal is carried out."""
    yield from phases_fit(case)
    yield from known_ids(("deliverables",), case.deliverables)
    for id, entry in case.deliverables.items():
        yield from _deliverable(case, ("deliverables", id), id, entry)
    yield from _circles(case)
    yield from _carried_once(case)
    yield from known_ids(("guarantees",), case.guarantees)
    for g, guarantee in case.guarantees.items():
        yield from guarantee_fits(case, ("guarantees", g), guarantee)
    if case.implementation is not None:
        yield from implementation_fits(case, ("implementation",), case.implementation)


def _deliverable(case: Case, path: Address, id: str, entry: Deliverable) -> Iterator[Problem]:
    yield from _parties(case, path, entry)
    yield from when_fits(case, (*path, "when"), entry.when)
    yield from _worth(case, path, entry)
    if entry.verified is not None:
        yield from known_actors(case, (*path, "verified", "by"), entry.verified.by)
        yield from share_of_one((*path, "verified", "surely"), entry.verified.surely, "How surely it is seen")
    yield from _kind(path, entry)
    sizes = list(_sizes(path, entry))
    ratio = list(_amount(case, path, id, entry))
    yield from (*sizes, *ratio)
    placed = list(_phase(case, path, entry))
    yield from placed
    amount = None if ratio else known_amount(case, id)
    yield from _adds_up((*path, "timetable"), entry.timetable, amount, case, entry)
    yield from _adds_up((*path, "categories"), entry.categories, amount, case, entry)
    span = None if placed else window(case, entry)
    yield from times_fit(case, path, id, entry, span, amount, sized=not sizes)
    yield from lists_fit(case, path, entry, amount)


def _parties(case: Case, path: Address, entry: Deliverable) -> Iterator[Problem]:
    for field, party in (("from", entry.from_), ("to", entry.to)):
        if party not in case.parties:
            home = next((p for p, other in case.parties.items() if party in other.members), None)
            mend = did_you_mean(party, case.parties)
            if home is not None:
                mend = f'It is a member of "{home}"; write  {field}: {home}'
            yield Problem((*path, field), f'There is no party "{party}".', mend, party)
    if entry.from_ == entry.to:
        yield Problem(
            (*path, "to"),
            f'"{entry.to}" hands it over to itself.',
            "Name who gives it under from, and who receives it under to.",
            entry.to,
        )


def _worth(case: Case, path: Address, entry: Deliverable) -> Iterator[Problem]:
    for field, worth in (("cost", entry.cost), ("value", entry.value)):
        mend = "Write 0 for nothing, 1 for as much as lies between the worst and the best package:  0.1..0.3"
        yield from quantity((*path, field), worth, f"A {field} of {worth} is below nothing.", mend)
    for i, share in entry.carries.items():
        place = (*path, "carries", i)
        yield from known_issues(case, place, [i])
        yield from share_of_one(place, share, "Its share of what the issue is worth")


def _kind(path: Address, entry: Deliverable) -> Iterator[Problem]:
    """Fields that say something only of another kind."""
    if entry.kind == "one-off":
        written = {"lots": entry.lots, "parts": entry.parts, "a-day": entry.a_day, "every": entry.every}
        if entry.parts:
            written["lots"] = None
        odd = [field for field in AT_ONCE if written[field]] + ["timetable"] * (len(entry.timetable) > 1)
        if odd:
            yield Problem(
                (*path, odd[0]),
                f'"{odd[0]}" does not go with something that is handed over at once.',
                "Write  kind: countable  or  kind: divisible, or take it out.",
                f"{path[-1]}.kind",
            )
    if entry.kind == "continuing":
        odd = [f for f in ("lots", "parts", "a-day", "every", "timetable") if _written(entry, f)]
        odd = [f for f in odd if not (f == "lots" and entry.parts)]
        if odd:
            yield Problem(
                (*path, odd[0]),
                f'"{odd[0]}" does not go with something that continues: its amount is that of each day.',
                "Write  amount: 600, unit: trucks a day, and from when to when under days.",
                f"{path[-1]}.kind",
            )
    if entry.kind == "countable" and entry.parts:
        yield Problem(
            (*path, "parts"),
            '"parts" does not go with something that is counted.',
            "Write  kind: divisible, or name its groups under categories.",
            f"{path[-1]}.kind",
        )


def _written(entry: Deliverable, field: str) -> bool:
    return bool(getattr(entry, field.replace("-", "_")))


def _sizes(path: Address, entry: Deliverable) -> Iterator[Problem]:
    """Numbers that must be above 0, or whole."""
    if entry.a_day is not None and entry.a_day <= 0:
        yield Problem(
            (*path, "a-day"),
            f"With at most {figure(entry.a_day)} a day nothing is ever handed over.",
            "Write a number above 0, or take the line out.",
        )
    for field, value, example in (("every", entry.every, "7"), ("lots", entry.lots, "4")):
        if value is not None and (value < 1 or value != int(value)):
            what = "number of days" if field == "every" else "number of parts"
            yield Problem(
                (*path, field), f"{figure(value)} is not a {what}.", f"Write a whole one:  {field}: {example}"
            )
    if entry.parts and entry.lots != len(entry.parts):
        yield Problem(
            (*path, "lots"),
            f"The number of parts named is {len(entry.parts)}, and lots says {figure(entry.lots or 0)}.",
            "Take lots out: it follows from the parts.",
        )
    for n, part in enumerate(entry.parts):
        if part in entry.parts[:n]:
            yield Problem((*path, "parts", n), f'The part "{part}" stands twice.', "Take one of them out.")


def _amount(case: Case, path: Address, id: str, entry: Deliverable) -> Iterator[Problem]:
    amount, place = entry.amount, (*path, "amount")
    if amount is None:
        return
    for _, per in amount.ratios:
        owners = [d for d, other in case.deliverables.items() if per in other.categories]
        if per == id:
            yield Problem(place, "It is counted by itself.", "Write a number, or name something else.")
        elif per not in case.deliverables and not owners:
            known = [*case.deliverables, *(c for d in case.deliverables.values() for c in d.categories)]
            yield Problem(
                place,
                f'There is no deliverable and no category "{per}".',
                did_you_mean(per, [k for k in known if k != id]),
                per,
            )
        elif per not in case.deliverables and len(owners) > 1:
            yield Problem(
                place,
                f'"{per}" is a category of {" and of ".join(owners)}.',
                "Give it another name in one of the two.",
            )
    if amount.issue is None:
        return
    issue = case.issues.get(amount.issue)
    if issue is None:
        of = amount.issue in case.deliverables
        mend = f"Write a ratio:  1 per {amount.issue}" if of else did_you_mean(amount.issue, case.issues)
        yield Problem(place, f'There is no issue "{amount.issue}".', mend, amount.issue)
    elif issue.range is None:
        yield Problem(
            place,
            f'"{amount.issue}" has options, and an amount is a number.',
            "Write a number, and under when for which options it is:  when: {" + amount.issue + ": ...}",
            amount.issue,
        )
    elif issue.range.low is not None and issue.range.low < 0:
        yield Problem(
            place,
            f'"{amount.issue}" can be {figure(issue.range.low)}, and nobody hands over less than nothing.',
            "Choose an issue whose range starts at 0 or above.",
        )


def _phase(case: Case, path: Address, entry: Deliverable) -> Iterator[Problem]:
    if entry.phase is None:
        return
    phase = case.phases.get(entry.phase)
    if phase is None:
        near = did_you_mean(entry.phase, case.phases)
        yield Problem((*path, "phase"), f'There is no phase "{entry.phase}".', near, entry.phase)
    elif entry.days is not None and not (
        phase.days.first <= entry.days.first and entry.days.last <= phase.days.last
    ):
        yield Problem(
            (*path, "days"),
            f"{_span(entry.days)} {'lies' if len(entry.days) == 1 else 'lie'} outside the phase "
            f'"{entry.phase}", days {phase.days}.',
            "Change the days, or name another phase.",
            entry.phase,
        )


def _span(days: Days) -> str:
    return f"Day {days}" if len(days) == 1 else f"Days {days}"


def _adds_up(
    path: Address,
    parts: Mapping[int, float | Rest] | Mapping[str, float | Rest],
    amount: float | None,
    case: Case,
    entry: Deliverable,
) -> Iterator[Problem]:
    """The parts are the amount; where the package says the amount, at least one number that it can be."""
    numbers = [n for n in parts.values() if not isinstance(n, str)]
    if not parts:
        return
    total, open_part = sum(numbers), len(numbers) < len(parts)
    said = f"{sum_in_words(numbers)}, and the amount"
    mend = f"Write  amount: {figure(round(total, 9))}, or change a number, or write  rest  for one of them."
    if amount is not None:
        if total > amount * (1 + NEAR) or (not open_part and total < amount * (1 - NEAR)):
            yield Problem(path, f"{said} is {figure(amount)}.", mend)
        return
    issue = case.issues.get(entry.amount.issue or "") if entry.amount else None
    high = issue.range.high if issue and issue.range else None
    if high is not None and total > high * (1 + NEAR):
        yield Problem(path, f"{said} is at most {figure(high)} in every package.", mend)


def _circles(case: Case) -> Iterator[Problem]:
    """Conditions, and ratios, that lead back to where they began."""
    known = case.deliverables
    after = {
        id: [o for o in entry.after if o != id and o in known and _together(entry, known[o])]
        for id, entry in known.items()
    }
    if (way := circle(after)) and all(_together(known[a], known[b]) for a in way for b in way):
        steps = ", ".join(f"{b} after {c}" for b, c in pairwise(way[1:]))
        yield Problem(
            ("deliverables", way[0], "after", way[1]),
            f"Conditions run in a circle: {way[0]} comes after {way[1]}, {steps}. None can begin.",
            "Take one of these conditions out.",
        )
    if way := circle({id: [o for o in counted_by(case, id) if o != id] for id in known}):
        steps = ", ".join(f"{b} by {c}" for b, c in pairwise(way[1:]))
        yield Problem(
            ("deliverables", way[0], "amount"),
            f"Amounts run in a circle: {way[0]} is counted by {way[1]}, {steps}.",
            "Write a number for one of them.",
        )


def _together(one: Deliverable, other: Deliverable) -> bool:
    """Can both be part of one package? Not where they need different terms of one issue."""
    return all(_overlap(terms, other.when[i]) for i, terms in one.when.items() if i in other.when)


def _overlap(one: AnyOf, other: AnyOf) -> bool:
    words = {t for t in one.terms if isinstance(t, str)}, {t for t in other.terms if isinstance(t, str)}
    numbers = any(not isinstance(t, str) for t in (*one.terms, *other.terms))
    return numbers or bool(words[0] & words[1])


def _carried_once(case: Case) -> Iterator[Problem]:
    """Shares of one issue that every package has, together at most the whole."""
    held: dict[str, list[tuple[str, float]]] = {}
    for id, entry in case.deliverables.items():
        for i, share in entry.carries.items():
            if share is not None and not entry.when:
                held.setdefault(i, []).append((id, share.low))
    for i, shares in held.items():
        total = sum(share for _, share in shares)
        if total > 1 and not isclose(total, 1) and all(0 <= share <= 1 for _, share in shares):
            yield Problem(
                ("deliverables", shares[-1][0], "carries", i),
                f"Together they carry {sum_in_words([s for _, s in shares])} of {i}, more than the whole.",
                "Lower a share, or leave the shares out: then each carries the same.",
            )
