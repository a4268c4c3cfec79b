"""What does a case leave open on how a deal would be carried out, and how would one answer?

Room: case. Speaks parties and packages. Nothing in here is an error: what is not known stays wide. A case
without deliverables is asked nothing; its packages can be compared, and no schedule can be made.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from parley.case.deliverable_notation import AnyOf
from parley.case.deliverables import Deliverable
from parley.case.entries import as_term
from parley.case.exchange import order_of
from parley.case.keeping import breaks
from parley.case.model import Bound, Case, NumericWish, Order
from parley.case.notation import Interval, figure
from parley.case.questions import SHOWN, Question

TRIED = 200  # ways to have several terms that are looked at
SCALE = "Write it from 0 (nothing) to 1 (as much as lies between the worst and the best package):"


def questions_of_carrying_out(case: Case) -> tuple[Question, ...]:
    """What is open on phases, deliverables, guarantees and monitoring, in the order of the case format."""
    if not (case.phases or case.deliverables or case.guarantees or case.implementation):
        return ()
    return tuple(_all(case))


def _all(case: Case) -> Iterator[Question]:
    yield from _phases(case)
    if not case.deliverables:
        yield Question(
            ("deliverables",),
            "no-deliverable",
            "What would be handed over, by whom and to whom? No deliverable is written.",
            "Write  deliverables: {captives: {name: ..., from: ..., to: ...}}.",
        )
        return
    yield from _one_sided(case)
    yield from _deliverables(case)
    yield from _beyond_the_scale(case)
    yield from _not_carried(case)
    yield from _options_not_carried(case)
    yield from _monitoring(case)
    yield from _disputes(case)


def _phases(case: Case) -> Iterator[Question]:
    before = None
    for id, phase in case.phases.items():
        if before is not None and phase.days.first > before.days.last + 1:
            gap = f"{before.days.last + 1} to {phase.days.first - 1}"
            yield Question(
                ("phases", id, "days"),
                "gap-between-phases",
                f'What holds on days {gap}? "{before.name}" has ended, and "{phase.name}" has not begun.',
                "Change the days of one of the two, or add a phase between them.",
            )
        gate = phase.gate
        if gate is not None and gate.content == "open" and "if_open" not in gate.model_fields_set:
            yield Question(
                ("phases", id, "gate"),
                "open-gate",
                f"What happens on day {phase.days.last} if nothing is agreed on what comes next? No rule is "
                "written, so the deal is taken to lapse.",
                "Write  if-open: continues  or  if-open: lapses.",
            )
        before = phase


def _one_sided(case: Case) -> Iterator[Question]:
    """Principals that give nothing, or receive nothing."""
    for party in case.principals():
        name = case.parties[party].name
        gives = any(d.from_ == party for d in case.deliverables.values())
        gets = any(d.to == party for d in case.deliverables.values())
        if not gives:
            yield Question(
                ("deliverables",),
                "gives-nothing",
                f"What does {name} hand over? No deliverable comes from it, so it risks nothing on the way.",
                f"Add what it gives or does:  from: {party}.",
            )
        if not gets:
            yield Question(
                ("deliverables",),
                "receives-nothing",
                f"What does {name} receive? No deliverable goes to it; only guarantees hold it.",
                f"Add what it is given:  to: {party}.",
            )


def _deliverables(case: Case) -> Iterator[Question]:
    yield from _together(
        case,
        "not-verified",
        "Who sees that it was handed over: {names}? Nothing is written on how it is verified.",
        "Write  verified: {by: ..., how: ..., surely: 0.8..0.95}.",
        [d for d, entry in case.deliverables.items() if entry.verified is None],
    )
    yield from _together(
        case,
        "no-worth",
        "What does it cost its giver, and what is it worth to its receiver: {names}? It carries no issue and "
        "no quantity is written, so both are taken as wide.",
        f"{SCALE}  cost: 0.1..0.3, value: 0.1..0.3, or  carries: ISSUE.",
        [d for d, e in case.deliverables.items() if not e.carries and e.cost is None and e.value is None],
    )
    yield from _together(
        case,
        "no-deadline",
        "By when is it handed over: {names}? Neither days nor a phase are written.",
        "Write  days: 1..42, or  phase: ...",
        [d for d, e in case.deliverables.items() if e.phase is None and e.days is None and not e.timetable],
    )
    yield from _together(
        case,
        "no-source",
        "How is this known: {names}? No claim and no assumption is given.",
        "Add  because: [c12]  or  because: {assumed: ..., by: analyst}.",
        [d for d, entry in case.deliverables.items() if entry.because is None],
    )
    for id, entry in case.deliverables.items():
        for field, worth in (("cost", entry.cost), ("value", entry.value)):
            if worth is not None and worth.high > 1:
                yield Question(
                    ("deliverables", id, field),
                    "beyond-scale",
                    f'Is "{entry.name}" worth more than what lies between the worst and the best package? '
                    f"Its {field} is {worth}.",
                    f"{SCALE}  {field}: 0.1..0.3.",
                )
        yield from _fixed_parts(case, id, entry)
        yield from _never_part(case, id, entry)
        yield from _floors(case, id, entry)


def _never_part(case: Case, id: str, entry: Deliverable) -> Iterator[Question]:
    """A deliverable that the constraints keep out of every package."""
    if not entry.when or prod(len(terms.terms) for terms in entry.when.values()) > TRIED:
        return
    for chosen in product(*(terms.terms for terms in entry.when.values())):
        said = {i: as_term(term) for i, term in zip(entry.when, chosen, strict=True)}
        if not any(breaks(case, constraint, said) for constraint in case.constraints):
            return
    yield Question(
        ("deliverables", id, "when"),
        "never-part",
        f'In which package is "{entry.name}" handed over? The constraints exclude all with these terms.',
        "Change  when,  take the deliverable out, or widen the constraint.",
    )


def _floors(case: Case, id: str, entry: Deliverable) -> Iterator[Question]:
    """A floor of living persons above the number that a package may say."""
    issue = entry.amount.issue if entry.amount else None
    numbers = case.issues[issue].range if issue is not None else None
    for one in entry.composition if numbers is not None and issue is not None else ():
        low = numbers.low if numbers else None
        if one.floor is not None and low is not None and low < one.floor and issue not in one.when:
            yield Question(
                ("deliverables", id, "composition"),
                "floor-above-amount",
                f'How can {figure(one.floor)} of "{entry.name}" be living where there are {figure(low)}?',
                f"Write an entry for smaller numbers too, each with  when: {{{issue}: ...}}.",
            )


def _fixed_parts(case: Case, id: str, entry: Deliverable) -> Iterator[Question]:
    """A timetable, or categories, that fit one number of those a package may say."""
    if entry.amount is None or entry.amount.issue is None:
        return
    name = case.issues[entry.amount.issue].name
    for field, parts in (("timetable", entry.timetable), ("categories", entry.categories)):
        numbers = [n for n in parts.values() if not isinstance(n, str)]
        if numbers and len(numbers) == len(parts):
            yield Question(
                ("deliverables", id, field),
                "one-amount",
                f'What is its {field} where "{name}" is not {figure(sum(numbers))}? In other packages it '
                "does not count.",
                "Write  rest  for one of its numbers: what is then still missing.",
            )


def _together(case: Case, kind: str, question: str, answer: str, ids: Sequence[str]) -> Iterator[Question]:
    """One question for all of them, at the first."""
    if ids:
        called = list(dict.fromkeys(f'"{case.deliverables[id].name}"' for id in ids))
        shown = ", ".join(called[:SHOWN])
        more = f" and {len(called) - SHOWN} more" if len(called) > SHOWN else ""
        yield Question(("deliverables", ids[0]), kind, question.format(names=shown + more), answer)


def _beyond_the_scale(case: Case) -> Iterator[Question]:
    """What is said to weigh more than all that lies between a party's worst and best package."""
    said: list[tuple[tuple[str, ...], Interval | None]] = [
        (("guarantees", id, "binds", party), worth)
        for id, guarantee in case.guarantees.items()
        for party, worth in guarantee.binds.items()
    ]
    for id, entry in case.deliverables.items():
        said += [(("deliverables", id, "cost"), entry.cost), (("deliverables", id, "value"), entry.value)]
    for place, worth in said:
        if worth is not None and worth.high > 1:
            yield Question(
                place,
                "beyond-the-scale",
                f"{worth} goes beyond all that lies between a party's worst and best package. Is that meant?",
                f"{SCALE}  0.05..0.2.",
            )


def _not_carried(case: Case) -> Iterator[Question]:
    """Issues of a package that nothing carries out."""
    carried = {i for entry in case.deliverables.values() for i in entry.carries}
    left = [i for i in case.issues if i not in carried]
    if left:
        listed = ", ".join(f'"{case.issues[i].name}"' for i in left[:SHOWN])
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        yield Question(
            ("deliverables",),
            "not-carried",
            f"What carries out what is agreed on {listed}{more}? No deliverable does.",
            f"Write  carries: {left[0]}  for what is handed over on it; leave it where nothing is.",
        )


def _options_not_carried(case: Case) -> Iterator[Question]:
    """Options that are better for somebody than no deal, and that no deliverable carries."""
    for i, issue in case.issues.items():
        carriers = [entry for entry in case.deliverables.values() if i in entry.carries]
        for option in issue.options if carriers else ():
            if any(_fits(entry.when.get(i), option) for entry in carriers):
                continue
            gain = next((p for p in case.principals() if _gains(case, p, i, option)), None)
            if gain is not None:
                yield Question(
                    ("issues", i, "options", option),
                    "option-not-carried",
                    f'What is handed over where "{issue.options[option].label}" is agreed? '
                    f"{case.parties[gain].name} ranks it above no deal, and no deliverable carries it.",
                    f"Add a deliverable with  carries: {i}, when: {{{i}: {option}}}, or widen a when.",
                )


def _fits(terms: AnyOf | None, option: str) -> bool:
    return terms is None or terms.holds(option)


def _gains(case: Case, party: str, issue: str, option: str) -> bool:
    """Does a party rank an option above what the issue comes to without a deal?"""
    said, order = case.preferences.get(party), order_of(case, party, issue)
    without = said.no_deal.leads_to.get(issue) if said and said.no_deal else None
    if without is None or isinstance(without, Bound) or isinstance(order, NumericWish):
        return False
    return isinstance(order, Order) and (option, without) in order.follows()


def _monitoring(case: Case) -> Iterator[Question]:
    designs = case.implementation.monitoring if case.implementation else ()
    place = ("implementation", "monitoring") if designs else _of_carrying_out(case)
    mend = "Write  monitoring: {design: joint-commission}, or a list of designs, each with  when."
    if not designs:
        yield Question(
            place,
            "no-monitoring",
            "Who sees whether the deal is kept? Nothing is written on monitoring, so nobody is taken to.",
            mend,
        )
    elif all(m.design == "none" for m in designs):
        yield Question(
            place,
            "no-monitoring",
            "Does nobody see whether the deal is kept? Monitoring is none in every package.",
            "If that is so it stays: what is not seen can be neither proved nor denied. Else name a design.",
        )
    elif all(m.when for m in designs) and not _all_options(case):
        yield Question(
            place,
            "no-monitoring",
            "Who sees whether the deal is kept in the other packages? Every design is for some of them only.",
            "Add one without  when  at the end of the list; it counts for all the rest.",
        )


def _of_carrying_out(case: Case) -> tuple[str, ...]:
    """Where it would be said; beside the deliverables where nothing of it is written yet."""
    return ("implementation",) if case.implementation else ("deliverables",)


def _all_options(case: Case) -> bool:
    """Do the designs of one issue alone, together, stand for all of its options?"""
    held: dict[str, set[object]] = {}
    for one in case.implementation.monitoring if case.implementation else ():
        if len(one.when) == 1:
            ((i, terms),) = one.when.items()
            held.setdefault(i, set()).update(terms.terms)
    return any(case.issues[i].options and set(case.issues[i].options) <= terms for i, terms in held.items())


def _disputes(case: Case) -> Iterator[Question]:
    disputes = case.implementation.disputes if case.implementation else None
    place = ("implementation", "disputes") if disputes else _of_carrying_out(case)
    if disputes is None or not disputes.ladder:
        yield Question(
            place,
            "no-ladder",
            "Who decides when the parties disagree on whether something was done? Nobody is named.",
            "Write  disputes: {ladder: [{to: a joint commission, days: 3}], meanwhile: continues}.",
        )
    elif disputes.meanwhile is None:
        yield Question(
            place,
            "no-interim-rule",
            "Do duties go on while a dispute is open? It is not said.",
            "Write  meanwhile: continues  or  meanwhile: suspended.",
        )
