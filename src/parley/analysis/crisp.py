"""A scenario of another program as a problem: arrays by structure, for the same analyses as a case.

Room: analysis. Stands between `parley.case.scenario` and arrays. May use numpy, `parley.case` and
`parley.ground`. Every figure is worked out exactly in `parley.case.scenario_worth` and then rounded once.

Letters used throughout:
    u   utility, one column a party, on the scale of the scenario's reading
    x   a package as levels, one column an issue: places in `levels_of`
    d   what no deal is worth to each party, on the same scale
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from parley.analysis.structure.bundle import Bundle, Mask
from parley.analysis.structure.problem import Floats, Problem
from parley.case.scenario import (
    Additive,
    Aggregate,
    Box,
    Boxed,
    Line,
    Numbers,
    Part,
    Profile,
    Scenario,
    ScenarioIssue,
    Values,
    boxes,
)
from parley.case.scenario_worth import aggregate, box_worth, scale, turns, walk_away, worth, worths
from parley.ground.errors import ParleyError

Level = str | Decimal | Fraction  # the name of a value, or a number
CELLS = 20_000  # ways in which the boxes of a least or a largest can hold together, at most
Term = tuple[Bundle, Fraction]


def problem_of(scenario: Scenario) -> Problem:
    """The utility functions of all parties, agreed at once: discounts are left to whoever plays over time.

    The genius reading cuts utilities off at 1: `most` is set where that can make a difference.

    Raises:
        ParleyError: no party, one that only compares packages, too many values of an issue, or boxes that
            cannot be held by structure.
    """
    if not scenario.profiles:
        raise ParleyError("No party says what it wants.\n  Give at least one profile.")
    levels = levels_of(scenario)
    n, parties = len(levels), len(scenario.profiles)
    worth_ = [np.zeros((len(of), parties)) for of in levels]
    base = np.zeros(parties)
    terms: list[Bundle] = []
    adds: list[Floats] = []
    for k, profile in enumerate(scenario.profiles):
        if isinstance(profile.utility, Additive):
            for i in range(n):
                worth_[i][:, k] = _column(scenario, profile.utility, i, levels[i])
            continue
        constant, own = _by_boxes(scenario, profile, levels)
        base[k] = float(constant)
        for bundle, add in own:
            terms.append(bundle)
            adds.append(np.eye(parties)[k] * float(add))
    between = tuple(isinstance(i.of, Numbers) and i.of.step is None for i in scenario.issues)
    most = _most(scenario, worth_, base, np.array(adds).reshape(len(adds), parties))
    return Problem(
        tuple(worth_),
        tuple(terms),
        np.array(adds) if adds else np.zeros((0, parties)),
        base=base,
        most=most,
        between=between,
    )


def disagreement_of(scenario: Scenario) -> Floats:
    """What no deal is worth to each party, shape (parties,): d.

    The reservation as the file states it, a package standing for its utility. Where nothing is stated, 0 in
    the genius reading and minus infinity in the raw one.
    """
    stated = [walk_away(scenario, p) for p in scenario.profiles]
    return np.array([-np.inf if d is None else float(d) for d in stated])


def levels_of(scenario: Scenario) -> tuple[tuple[Level, ...], ...]:
    """What the levels of every issue stand for. Between two corners of a range, any number may be chosen.

    Raises:
        ParleyError: more values of an issue than can be listed.
    """
    return tuple(_levels(scenario, i, issue) for i, issue in enumerate(scenario.issues))


def _levels(scenario: Scenario, number: int, issue: ScenarioIssue) -> tuple[Level, ...]:
    if isinstance(issue.of, Values) or issue.of.step is not None:
        return issue.of.choices
    corners = {Fraction(issue.of.low), Fraction(issue.of.high)}
    for profile in scenario.profiles:
        if isinstance(profile.utility, Additive):
            corners |= set(turns(profile.utility.parts[number], issue.of, scenario.reading))
    return tuple(sorted(corners))


def _column(scenario: Scenario, additive: Additive, i: int, levels: Sequence[Level]) -> Floats:
    """What the levels of an issue are worth to one party, weight and all."""
    issue, weight, part = scenario.issues[i], Fraction(additive.weights[i]), additive.parts[i]
    if isinstance(issue.of, Values) or issue.of.step is not None:
        figures: Sequence[Fraction] = worths(issue, part, scenario.reading)
    else:
        figures = [_at(part, Fraction(n), scenario) for n in levels if not isinstance(n, str)]
    return np.array([float(weight * f) for f in figures])


def _at(part: Part, at: Fraction, scenario: Scenario) -> Fraction:
    """Worth at a corner, which need not be a decimal."""
    if isinstance(part, Line) and scenario.reading == "genius":
        height = Fraction(part.offset) + Fraction(part.slope) * (at - Fraction(part.start))
        return min(Fraction(1), max(Fraction(0), height))
    exact = Decimal(at.numerator) / Decimal(at.denominator)
    return worth(part, exact, scenario.reading)


def _by_boxes(
    scenario: Scenario, profile: Profile, levels: Sequence[Sequence[Level]]
) -> tuple[Fraction, list[Term]]:
    """A constant and the terms of one party that values packages by boxes."""
    of = profile.utility
    if not isinstance(of, Boxed):
        raise ParleyError(
            f"{profile.name} compares packages and gives no utilities, so none can be worked out.\n"
            "  Convert the scenario to a case, where comparisons are answers that narrow what is known."
        )
    bounded = {bound.issue for box in boxes(of.of) for bound in box.bounds}
    for issue in scenario.issues:
        if issue.name in bounded and isinstance(issue.of, Numbers) and issue.of.step is None:
            raise ParleyError(
                f'{profile.name} has a box on "{issue.name}", on which any number may be chosen.\n'
                "  Give the issue a step."
            )
    divided = 1 / scale(of, scenario.reading)
    constant, terms = _sum(scenario, of.of, levels)
    return constant * divided, [(bundle, add * divided) for bundle, add in terms]


def _sum(scenario: Scenario, of: Aggregate, levels: Sequence[Sequence[Level]]) -> tuple[Fraction, list[Term]]:
    """An aggregate as a constant and bundles: a sum box by box, anything else cell by cell."""
    if of.aggregation != "sum":
        return _cells(scenario, of, levels)
    constant, terms = Fraction(0), []
    for box in of.boxes:
        bounds, add = _masks(scenario, box, levels), box_worth(box)
        if not box.bounds:
            constant += Fraction(0) if box.excluded else add
        elif box.excluded:  # it holds unless all bounds do
            constant += add
            terms.append((Bundle(bounds), -add))
        else:
            terms.append((Bundle(bounds), add))
    for part in of.parts:
        more, inner = _sum(scenario, part, levels)
        constant += more * Fraction(part.weight)
        terms += [(bundle, add * Fraction(part.weight)) for bundle, add in inner]
    return constant, [(bundle, add) for bundle, add in terms if add]


def _masks(scenario: Scenario, box: Box, levels: Sequence[Sequence[Level]]) -> dict[int, Mask]:
    """The levels within the bounds of a box, by issue number; several bounds on one issue hold together."""
    masks: dict[int, Mask] = {}
    for bound in box.bounds:
        i = scenario.issue_names.index(bound.issue)
        inside = np.array([bound.low <= Decimal(str(n)) <= bound.high for n in levels[i]])
        masks[i] = masks[i] & inside if i in masks else inside
    return masks


def _cells(
    scenario: Scenario, of: Aggregate, levels: Sequence[Sequence[Level]]
) -> tuple[Fraction, list[Term]]:
    """A least or a largest, cell by cell: levels that every bound treats alike go together.

    Raises:
        ParleyError: there are too many cells.
    """
    inside = list(boxes(of))
    masks = [_masks(scenario, box, levels) for box in inside]
    axes = sorted({i for m in masks for i in m})
    groups = {i: _alike([m[i] for m in masks if i in m]) for i in axes}
    many = prod(len(g) for g in groups.values())
    if many > CELLS:
        raise ParleyError(
            f'The boxes of a "{of.aggregation}" can hold together in {many:,} ways, more than {CELLS:,}.\n'
            "  Split it into sums, or let its boxes bear on fewer issues."
        )
    terms: list[Term] = []
    for cell in product(*(groups[i] for i in axes)):
        bid = {scenario.issues[i].name: _choice(levels[i], mask) for i, mask in zip(axes, cell, strict=True)}
        if add := aggregate(of, bid):
            terms.append((Bundle(dict(zip(axes, cell, strict=True))), add))
    if not axes:
        return aggregate(of, {}), []
    return Fraction(0), terms


def _alike(masks: list[NDArray[np.bool_]]) -> list[NDArray[np.bool_]]:
    """The levels of an issue in groups: two are alike where every mask has both or neither."""
    patterns = np.array(masks).T
    kinds = np.unique(patterns, axis=0)
    return [(patterns == kind).all(axis=1) for kind in kinds]


def _choice(levels: Sequence[Level], mask: NDArray[np.bool_]) -> Decimal:
    return Decimal(str(levels[int(np.flatnonzero(mask)[0])]))


def _most(scenario: Scenario, worth_: list[Floats], base: Floats, adds: Floats) -> Floats | None:
    """Where utilities are cut off, if any can reach beyond."""
    if scenario.reading != "genius":
        return None
    reach = base + sum((w.max(axis=0) for w in worth_), np.zeros(len(base)))
    reach += np.maximum(adds, 0).sum(axis=0)
    return np.ones(len(base)) if (reach > 1 + 1e-12).any() else None
