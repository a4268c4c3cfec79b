"""A scenario as NegMAS YAML.

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from parley.case.formats.format import Losses, Written
from parley.case.formats.shaping import (
    as_table,
    as_values,
    extra_values,
    file_names,
    most_worth,
    not_held,
    printable,
    raw_part,
    reservation,
    rounded,
    utility_of,
)
from parley.case.formats.yaml_document import write_yaml
from parley.case.scenario import (
    Additive,
    Aggregate,
    Box,
    Boxed,
    Choice,
    Ends,
    Flat,
    Line,
    Numbers,
    Part,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    Values,
)
from parley.case.scenario_worth import box_worth, scale, utility
from parley.ground.errors import ParleyError

NAME = "NegMAS"
FACTORS = {"time": "relative_time", "round": "step", "seconds": "real_time"}
Plain = dict[Any, Any]


def write_negmas(scenario: Scenario) -> Written:
    """The files of a scenario: the domain, and one a party.

    Raises:
        ParleyError: a party that only compares packages, or values boxes by the least or the largest.
    """
    lost = Losses()
    printable(scenario, NAME)
    not_held(scenario, lost, NAME)
    issues = tuple(_writable(issue, lost) for issue in scenario.issues)
    domain_file, files = file_names(scenario, ".yml", lost, named=False)
    discrete = all(i.of.step is not None for i in issues if isinstance(i.of, Numbers))
    domain: Plain = {
        "name": scenario.name,
        "type": "DiscreteCartesianOutcomeSpace" if discrete else "CartesianOutcomeSpace",
        "issues": [_issue(i) for i in issues],
    }
    made = {domain_file: write_yaml(domain)}
    for profile, name in zip(scenario.profiles, files, strict=True):
        made[name] = write_yaml(_profile(scenario, profile, issues, lost))
    return Written(made, lost.all)


def _writable(issue: ScenarioIssue, lost: Losses) -> ScenarioIssue:
    of = issue.of
    if isinstance(of, Numbers) and of.step is not None and not of.whole:
        lost.say(f"{NAME} holds no ranges with a step other than 1; they become lists ({{}}).", issue.name)
        of = as_values(issue)
    return ScenarioIssue(issue.name, issue.index, of)


def _issue(issue: ScenarioIssue) -> Plain:
    if isinstance(issue.of, Numbers):
        kind = "ContinuousIssue" if issue.of.step is None else "ContiguousIssue"
        values: list[Choice] = [issue.of.low, issue.of.high]
        if kind == "ContiguousIssue":
            values = [Decimal(int(n)) for n in (issue.of.low, issue.of.high)]
    else:
        kind = "DiscreteCardinalIssue" if issue.of.numeric else "CategoricalIssue"
        values = [_named(issue.of, name) for name in issue.of.choices]
    return {"name": issue.name, "type": kind, "values": values}


def _named(of: Values | Numbers, name: Choice) -> Choice:
    """A value as it is to be written: a number where it is one."""
    return Decimal(name) if isinstance(of, Numbers) or of.numeric else name


def _profile(scenario: Scenario, profile: Profile, issues: tuple[ScenarioIssue, ...], lost: Losses) -> Plain:
    if isinstance(profile.utility, Boxed):
        inside = _boxed(scenario, profile, profile.utility, lost)
    else:
        inside = _additive(scenario, profile, utility_of(profile, NAME), issues, lost)
    floor, bid = profile.reservation, profile.reservation_bid
    if bid is not None and len(bid) < len(issues):
        floor, bid = reservation(scenario, profile, lost), None
    if floor is None and bid is not None:
        floor = rounded(utility(scenario, profile, bid), lost, profile.name)  # its agents look at the number
    if floor is None and scenario.reading == "genius":
        floor = Decimal(0)  # as Genius takes it
    named: Plain = {"name": profile.name}
    reserved: Plain = {
        "reserved_value": Decimal("-Infinity") if floor is None else floor,
        "reserved_outcome": None
        if bid is None
        else [_named(i.of, c) for i, (_, c) in zip(issues, bid, strict=True)],
    }
    discount = profile.discount
    if discount is None:
        return named | inside | reserved
    if not discount.works:
        lost.say("A discount that discounts nothing is not written ({}).", profile.name)
        return named | inside | reserved
    return {
        **named,
        "type": "ExpDiscountedUFun",
        "discount": discount.factor,
        "factor": FACTORS[discount.by],
        "dynamic_reservation": discount.reservation,
        **reserved,
        "ufun": named | inside | reserved,
    }


def _additive(
    scenario: Scenario,
    profile: Profile,
    additive: Additive,
    issues: tuple[ScenarioIssue, ...],
    lost: Losses,
) -> Plain:
    if scenario.reading == "genius" and most_worth(scenario, additive)[1] > 1:
        lost.say(f"{NAME} does not cut utilities off at 1 ({{}}).", profile.name)
    if scenario.reading == "genius":
        extra_values(scenario, lost, NAME)
    values = [
        _part(scenario, old, issue, part, lost)
        for old, issue, part in zip(scenario.issues, issues, additive.parts, strict=True)
    ]
    return {
        "type": "LinearAdditiveUtilityFunction",
        "weights": list(additive.weights),
        "values": values,
    }


def _part(scenario: Scenario, old: ScenarioIssue, issue: ScenarioIssue, part: Part, lost: Losses) -> Plain:
    raw = raw_part(old, part, scenario, lost)
    if isinstance(issue.of, Values) and isinstance(old.of, Numbers):
        raw = as_table(old, part, scenario, lost)
    if isinstance(raw, Table):
        mapping = {_named(issue.of, e.value): e.worth for e in raw.entries}
        return {"type": "TableFun", "mapping": mapping}
    if isinstance(raw, Flat):
        return {"type": "ConstFun", "bias": raw.worth}
    if isinstance(raw, Triangle):
        said = {"start": raw.start, "middle": raw.top, "end": raw.end}
        return {"type": "TriangularFun", **said, "bias": Decimal(0), "scale": Decimal(1)}
    if isinstance(raw, Ends):
        raw = _line(raw, lost, issue.name)
    assert isinstance(raw, Line)
    return {"type": "AffineFun", "slope": raw.slope, "bias": raw.offset}


def _line(given: Ends, lost: Losses, about: str) -> Line:
    slope = Fraction(0)
    if given.high > given.low:
        slope = (Fraction(given.high_worth) - Fraction(given.low_worth)) / (
            Fraction(given.high) - Fraction(given.low)
        )
    offset = Fraction(given.low_worth) - slope * Fraction(given.low)
    return Line(rounded(slope, lost, about), rounded(offset, lost, about))


def _boxed(scenario: Scenario, profile: Profile, boxed: Boxed, lost: Losses) -> Plain:
    divided = 1 / scale(boxed, scenario.reading)
    ranges, utilities, weights = [], [], []
    places = {name: n for n, name in enumerate(scenario.issue_names)}
    for box, factor in _sums(boxed.of, Fraction(1), profile, lost):
        weight = factor * divided * (Fraction(1) if box.weight is None else Fraction(box.weight))
        names = dict.fromkeys(b.issue for b in box.bounds)
        ranges.append({Decimal(places[n]): _within(scenario.issue(n), box, lost) for n in names})
        utilities.append(box.utility)
        weights.append(rounded(weight, lost, profile.name))
    if scenario.reading == "genius" and sum(max(Fraction(0), box_worth(b)) for b in boxed.of.boxes) > scale(
        boxed, "genius"
    ):
        lost.say(f"{NAME} does not cut utilities off at 1 ({{}}).", profile.name)
    return {
        "type": "HyperRectangleUtilityFunction",
        "outcome_ranges": ranges,
        "utilities": utilities,
        "weights": weights,
        "bias": Decimal(0),
    }


def _sums(
    aggregate: Aggregate, factor: Fraction, profile: Profile, lost: Losses
) -> list[tuple[Box, Fraction]]:
    """Boxes that add up, with what each is multiplied by; one that excludes as everything less its inside."""
    if aggregate.aggregation != "sum":
        raise ParleyError(
            f'{profile.name} takes the "{aggregate.aggregation}" of boxes, and {NAME} only adds them up.\n'
            "  Write it as Genius XML."
        )
    if aggregate.parts:
        lost.say(f"{NAME} holds one sum of boxes; sums inside it are multiplied out ({{}}).", profile.name)
    made: list[tuple[Box, Fraction]] = []
    for box in aggregate.boxes:
        if box.excluded:
            lost.say(
                f"{NAME} holds no boxes that exclude; each is written as two that include ({{}}).",
                profile.name,
            )
            made += [(Box(box.utility, (), False, box.weight), factor)]
            made += [(Box(-box.utility, box.bounds, False, box.weight), factor)]
        else:
            made.append((box, factor))
    for part in aggregate.parts:
        made += _sums(part, factor * Fraction(part.weight), profile, lost)
    return made


def _within(issue: ScenarioIssue, box: Box, lost: Losses) -> Choice | list[Choice]:
    """What of an issue is inside a box: one number, or all of them, which NegMAS reads as any of these.

    Two ends would not do, since NegMAS 0.16 takes them as outside; of two numbers the second stands twice.
    """
    bounds = [b for b in box.bounds if b.issue == issue.name]
    low, high = max(b.low for b in bounds), min(b.high for b in bounds)
    if isinstance(issue.of, Numbers) and issue.of.step is None:
        lost.say(f"{NAME} 0.16 takes the ends of a box as outside it ({{}}).", issue.name)
        return [low, high]
    inside = [n for n in map(Decimal, issue.of.choices) if low <= n <= high]
    whole = [Decimal(int(n)) if n == int(n) else n for n in inside]
    if len(whole) == 1:
        return whole[0]
    return [*whole, whole[-1]] if len(whole) == 2 else list(whole)
