"""Boxes as a case can hold them: worth of single issues, and worth of terms together.

Room: case. Speaks parties and packages. May use `parley.ground`. A term of a case has one bound; a box from 3
to 7 is what holds from 3 on less what holds from 8 on.
"""

from decimal import Decimal
from fractions import Fraction
from itertools import product

from parley.case.formats.format import Losses
from parley.case.notation import figure
from parley.case.scenario import Aggregate, Box, Boxed, Numbers, Profile, Scenario, boxes
from parley.case.scenario_worth import box_worth, scale

PIECES = 8  # terms that one box may become
Worth = dict[Fraction | str, Fraction]  # number or name of a value -> what it is worth, weight and all
Terms = dict[str, str | int]  # issue -> a number, or a bound in words
Limits = tuple[str, Decimal]  # ">=", "<=" or "=" and a number


def by_boxes(
    scenario: Scenario, profile: Profile, of: Boxed, lost: Losses
) -> tuple[Fraction, list[Worth], list[tuple[Terms, Fraction]]]:
    """A constant, what each issue is worth by itself, and what terms add together."""
    divided = 1 / scale(of, scenario.reading)
    constant = Fraction(0)
    issues: list[Worth] = [
        {(Fraction(c) if isinstance(c, Decimal) else c): Fraction(0) for c in i.of.choices}
        for i in scenario.issues
    ]
    adds: dict[tuple[tuple[str, str | int], ...], Fraction] = {}
    if scenario.reading == "genius" and sum(max(Fraction(0), box_worth(b)) for b in boxes(of.of)) > scale(
        of, "genius"
    ):
        lost.say("A case does not cut utilities off at 1 ({}).", profile.name)
    for box, factor in _sums(of.of, divided, profile, lost):
        add = box_worth(box) * factor
        pieces = _pieces(scenario, box) if _holdable(scenario, box) else None
        if pieces is None or len(pieces) > PIECES:
            lost.say("Boxes that are no few terms of a case are not held ({}).", profile.name)
            continue
        if box.excluded:
            constant, add = constant + add, -add
        for sign, terms in pieces:
            if not terms:
                constant += sign * add
            elif len(terms) == 1:
                _add(issues[scenario.issue_names.index(terms[0][0])], terms[0][1], sign * add)
            else:
                key = tuple((name, _term(t)) for name, t in terms)
                adds[key] = adds.get(key, Fraction(0)) + sign * add
    together = [(dict(key), add) for key, add in adds.items() if add]
    return constant, issues, together


def _sums(
    aggregate: Aggregate, factor: Fraction, profile: Profile, lost: Losses
) -> list[tuple[Box, Fraction]]:
    if aggregate.aggregation != "sum":
        lost.say("The least or largest of boxes is not held ({}).", profile.name)
        return []
    made = [(box, factor) for box in aggregate.boxes]
    for part in aggregate.parts:
        made += _sums(part, factor * Fraction(part.weight), profile, lost)
    return made


def _holdable(scenario: Scenario, box: Box) -> bool:
    """Are all its bounds on issues that are ranges in the case?"""
    return all(isinstance(scenario.issue(b.issue).of, Numbers) for b in box.bounds)


def _pieces(scenario: Scenario, box: Box) -> list[tuple[int, list[tuple[str, Limits]]]]:
    """A box as sums of terms with one bound an issue: 3 to 7 is "from 3" less "from 8"."""
    ways: list[list[tuple[int, tuple[str, Limits] | None]]] = []
    for name in dict.fromkeys(b.issue for b in box.bounds):
        of = scenario.issue(name).of
        numbers = [
            n
            for n in map(Decimal, of.choices)
            if all(b.low <= n <= b.high for b in box.bounds if b.issue == name)
        ]
        every = [Decimal(n) for n in of.choices]
        if not numbers:
            return []
        first, last = numbers[0] == every[0], numbers[-1] == every[-1]
        if first and last:
            continue
        if last:
            ways.append([(1, (name, (">=", numbers[0])))])
        elif first:
            ways.append([(1, (name, ("<=", numbers[-1])))])
        elif len(numbers) == 1:
            ways.append([(1, (name, ("=", numbers[0])))])
        else:
            above = every[every.index(numbers[-1]) + 1]
            ways.append([(1, (name, (">=", numbers[0]))), (-1, (name, (">=", above)))])
    made = []
    for chosen in product(*ways):
        sign = 1
        for s, _ in chosen:
            sign *= s
        made.append((sign, [t for _, t in chosen if t is not None]))
    return made


def _add(figures: Worth, limits: Limits, add: Fraction) -> None:
    """To the numbers of an issue for which a bound holds."""
    comparator, number = limits[0], Fraction(limits[1])
    for n in figures:
        at = Fraction(n)
        if at == number or (comparator == ">=" and at > number) or (comparator == "<=" and at < number):
            figures[n] += add


def _term(limits: Limits) -> str | int:
    comparator, number = limits
    shown = figure(float(number))
    return f"{comparator} {shown}" if comparator != "=" else int(number) if number == int(number) else shown
