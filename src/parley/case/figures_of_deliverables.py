"""What is known of the amounts and days of deliverables, whatever the package says.

Room: case. Speaks parties and packages.
"""

from collections.abc import Sequence
from math import ceil, floor

from parley.case.deliverable_notation import Days
from parley.case.deliverables import Deliverable
from parley.case.deliverables_of_package import category_of
from parley.case.model import Case
from parley.case.notation import figure

NEAR = 1e-6  # of an amount: sums are rounded where parts are thirds
SHOWN = 12  # parts of a sum that are written out


def known_amount(case: Case, id: str) -> float | None:
    """How much of it there is in every package; None where that depends on the package.

    A ratio counts by what every package has, categories by their own ratio where one is named. A circle of
    ratios has no amount.
    """
    return _known(case, id, ())


def _known(case: Case, id: str, asked: tuple[str, ...]) -> float | None:
    entry = case.deliverables.get(id)
    if entry is None or id in asked or len(asked) > 50:
        return None
    amount = entry.amount
    if amount is None:
        for parts in (entry.timetable.values(), entry.categories.values()):
            if parts:
                numbers = [n for n in parts if not isinstance(n, str)]
                return sum(numbers) if len(numbers) == len(parts) else None
        return 1.0
    if not amount.ratios:
        return None if amount.issue is not None else amount.number
    total, named = 0.0, {per for _, per in amount.ratios}
    for number, per in amount.ratios:
        owner = per if per in case.deliverables else category_of(case, per)
        of = _known(case, owner, (*asked, id)) if owner is not None else None
        if owner is None or of is None:
            return None
        groups = {c: n for c, n in case.deliverables[owner].categories.items() if c in named}
        stated = sum(n for n in case.deliverables[owner].categories.values() if not isinstance(n, str))
        counts = {c: of - stated if isinstance(n, str) else n for c, n in groups.items()}
        total += number * (of - sum(counts.values()) if per == owner else counts.get(per, 0.0))
    return total if total > 0 else None


def window(case: Case, entry: Deliverable) -> Days | None:
    """The earliest and the latest day: its own, else those of its phase; None where neither is written."""
    if entry.days is not None:
        return entry.days
    phase = case.phases.get(entry.phase) if entry.phase is not None else None
    return phase.days if phase else None


def handovers(entry: Deliverable, span: Days) -> int:
    """On how many days of a span it can be handed over, with as many days between as there must be.

    >>> handovers(Deliverable(name="Captives", from_="north", to="south", every=7), Days(1, 42))
    6
    """
    return floor((len(span) - 1) / max(entry.every or 1, 1)) + 1


def last_day(entry: Deliverable, amount: float, first: int) -> int:
    """The day on which all of an amount has been handed over, if it begins on `first` and nothing is lost.

    >>> last_day(Deliverable(name="Captives", from_="north", to="south", every=7, a_day=3), 33, 1)
    71
    """
    if entry.a_day is None or entry.a_day <= 0:
        return first
    needed = ceil(amount / entry.a_day * (1 - NEAR))
    return first + int((needed - 1) * max(entry.every or 1, 1))


def sum_in_words(numbers: Sequence[float]) -> str:
    """
    >>> sum_in_words([3, 4, 3])
    '3 + 4 + 3 is 10'
    """
    total = figure(round(sum(numbers), 9))
    if len(numbers) < 2:
        return f"{total} is stated"
    more = f" + {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return f"{' + '.join(figure(n) for n in numbers[:SHOWN])}{more} is {total}"
