"""A scenario as a Parley case: shares of importance, values from 0 to 1, what no deal is worth.

Room: case. Speaks parties and packages. May use `parley.ground`.

A case measures every party on its own scale: on each issue 0 for the worst value and 1 for the best, weights
that sum to 1. That keeps which package a party prefers, and whether it prefers it to no deal; the numbers of
the file are moved and stretched for it. Everything is written as certain: ranges of no width.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parley.case.consistency import RESERVED, problems
from parley.case.entries import MANY_STEPS
from parley.case.formats.format import Losses, Written
from parley.case.formats.parley_case_boxes import Terms, Worth, by_boxes
from parley.case.formats.parley_case_span import span as span_of
from parley.case.formats.shaping import extra_values, most_worth, not_held, printable
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.scenario import (
    Additive,
    Bid,
    Numbers,
    Ordering,
    Part,
    Profile,
    Scenario,
    ScenarioIssue,
    Values,
)
from parley.case.scenario_worth import turns, walk_away, worth, worths
from parley.case.yaml_tree import dump, tree
from parley.ground.errors import ParleyError
from parley.ground.ids import slug

NAME = "A case"
GIVEN = {"assumed": "as the scenario has it", "by": "parley convert"}
Plain = dict[str, Any]


class _Ids:
    """The ids of a case, made from names."""

    def __init__(self, scenario: Scenario) -> None:
        self.parties = _ids([p.name for p in scenario.profiles], "party")
        self.issues = _ids(scenario.issue_names, "issue", RESERVED)
        self.options = {
            i.name: _ids(list(i.of.choices), "option") for i in scenario.issues if isinstance(i.of, Values)
        }


def write_parley_case(scenario: Scenario) -> Written:
    """case.yaml for a scenario.

    Raises:
        ParleyError: it has no party, or cannot be a case.
    """
    lost = Losses()
    printable(scenario, NAME)
    not_held(scenario, lost, NAME)
    if scenario.reading == "genius":
        extra_values(scenario, lost, NAME)
    ids = _Ids(scenario)
    issues = {ids.issues[i.name]: _issue(i, ids, lost) for i in scenario.issues}
    data: Plain = {
        "parley": 1,
        "title": scenario.name or "Talks",
        "parties": {ids.parties[p.name]: {"name": p.name, "role": "principal"} for p in scenario.profiles},
        "issues": issues,
        "preferences": {ids.parties[p.name]: _wishes(scenario, p, ids, lost) for p in scenario.profiles},
    }
    case = Case.model_validate(data, by_alias=True, by_name=False)
    if wrong := problems(case):
        raise ParleyError(f"The scenario cannot be a case: {wrong[0].problem}\n  {wrong[0].mend}")
    return Written({"case.yaml": dump(tree(data))}, lost.all)


def _ids(names: Sequence[str], kind: str, reserved: Sequence[str] = ()) -> dict[str, str]:
    made: dict[str, str] = {}
    for name in names:
        short = slug(name)
        if not any(c.isalpha() for c in short):
            short = f"{kind[0]}-{short}"
        number, found = 2, short
        while found in made.values() or found in reserved:
            found, number = f"{short}-{number}", number + 1
        made[name] = found
    return made


def _issue(issue: ScenarioIssue, ids: _Ids, lost: Losses) -> Plain:
    if isinstance(issue.of, Values):
        if issue.of.numeric:
            lost.say("Numbers that are listed one by one become options ({}).", issue.name)
        labels: dict[str, str] = {}
        for name, option in ids.options[issue.name].items():
            said = name.strip() or option
            taken = {label.casefold() for label in labels.values()}
            labels[option] = said if said.casefold() not in taken else f"{said} ({option})"
        return {"name": issue.name, "options": labels, "because": GIVEN}
    of = issue.of
    if of.low == of.high:
        raise ParleyError(
            f'"{issue.name}" has one number only, which a case cannot hold.\n  Take the issue out.'
        )
    step = "continuous" if of.step is None else _number(of.step)
    numbers = {"low": _number(of.low), "high": _number(of.high), "step": step}
    return {"name": issue.name, "range": numbers, "because": GIVEN}


def _number(n: Decimal | Fraction) -> int | float:
    return int(n) if n == int(n) else float(n)


def _wishes(scenario: Scenario, profile: Profile, ids: _Ids, lost: Losses) -> Plain:
    if profile.discount is not None and profile.discount.works:
        lost.say("A case holds no discount ({}).", profile.name)
    of = profile.utility
    if isinstance(of, Ordering):
        return {
            "answers": [_comparison(a, b, ids, scenario) for a, b in of.pairs],
            "mistakes": 0,
        }
    if isinstance(of, Additive):
        constant = Fraction(0)
        together: list[tuple[Terms, Fraction]] = []
        issues = [
            _weighed(i, w, p, scenario) for i, w, p in zip(scenario.issues, of.weights, of.parts, strict=True)
        ]
        if scenario.reading == "genius" and most_worth(scenario, of)[1] > 1:
            lost.say("A case does not cut utilities off at 1 ({}).", profile.name)
    else:
        constant, issues, together = by_boxes(scenario, profile, of, lost)
    spans = [max(w.values()) - min(w.values()) for w in issues]
    base = constant + sum((min(w.values()) for w in issues), Fraction(0))
    whole = sum(spans, Fraction(0))
    if not whole:
        return _indifferent(scenario, profile, ids, together, lost)
    made: Plain = {
        "importance": _shares([s / whole for s in spans], ids, scenario),
        "orders": _orders(scenario, issues, ids),
        "values": _values(scenario, issues, spans, ids),
    }
    if together:
        made["together"] = [
            {**{ids.issues[n]: t for n, t in terms.items()}, "adds": _rough(add / whole)}
            for terms, add in together
        ]
    floor = walk_away(scenario, profile)
    if profile.reservation_bid is not None:
        lost.say("Of a package that a reservation is, its worth is held ({}).", profile.name)
    if together and floor is not None and all(issues):  # the scale of the case runs over whole packages
        worst, best = span_of(scenario.issue_names, issues, together)
        base, whole = constant + worst, best - worst
    worth_ = _floor(floor, base, whole, profile, lost)
    made["no-deal"] = {"worth": worth_, "costs": 0, "because": GIVEN}
    said = ["importance", *ids.issues.values(), *(["together"] if together else [])]
    made["because"] = dict.fromkeys(said, GIVEN)
    return {k: v for k, v in made.items() if v}


def _floor(
    floor: Fraction | None, base: Fraction, whole: Fraction, profile: Profile, lost: Losses
) -> float | int:
    """What no deal is worth on the scale of the case, from 0 to 1."""
    if floor is None or floor <= base:
        return 0
    if (at := (floor - base) / whole) > 1:
        lost.say("A case holds what no deal is worth from 0 to 1; more is held as 1 ({}).", profile.name)
    return _rough(min(Fraction(1), at))


def _rough(n: Fraction) -> float | int:
    """A number of a case: fifteen digits behind the point."""
    return _number(Fraction(round(n * 10**15), 10**15))


def _shares(shares: Sequence[Fraction], ids: _Ids, scenario: Scenario) -> Plain:
    return {ids.issues[i.name]: _rough(s) for i, s in zip(scenario.issues, shares, strict=True)}


def _weighed(issue: ScenarioIssue, weight: Decimal, part: Part, scenario: Scenario) -> Worth:
    """What values, or the numbers at which lines bend, are worth with their weight."""
    by = Fraction(weight)
    if isinstance(issue.of, Values):
        found = worths(issue, part, scenario.reading)
        return dict(zip(issue.of.choices, (by * w for w in found), strict=True))
    if issue.of.step is None:
        bends = turns(part, issue.of, scenario.reading)
        return {b: by * worth(part, Decimal(b.numerator) / b.denominator, scenario.reading) for b in bends}
    found = worths(issue, part, scenario.reading)
    return dict(zip(map(Fraction, issue.of.choices), (by * w for w in found), strict=True))


def _orders(scenario: Scenario, issues: Sequence[Worth], ids: _Ids) -> Plain:
    """Options from better to worse, and more or less of a number where a straight line says so."""
    made: Plain = {}
    for issue, figures in zip(scenario.issues, issues, strict=True):
        if isinstance(issue.of, Numbers):
            if wish := _wish(issue.of, figures):
                made[ids.issues[issue.name]] = wish
            continue
        if len(figures) < 2:
            continue
        tiers: dict[Fraction, list[str]] = {}
        for name, w in figures.items():
            tiers.setdefault(w, []).append(ids.options[issue.name][str(name)])
        made[ids.issues[issue.name]] = " > ".join(" = ".join(tiers[w]) for w in sorted(tiers, reverse=True))
    return made


def _values(scenario: Scenario, issues: Sequence[Worth], spans: Sequence[Fraction], ids: _Ids) -> Plain:
    """Values from 0 to 1; of numbers those at which the line bends."""
    made: Plain = {}
    for issue, figures, span in zip(scenario.issues, issues, spans, strict=True):
        least = min(figures.values())
        at = {k: (w - least) / span if span else Fraction(1, 2) for k, w in figures.items()}
        if isinstance(issue.of, Values):
            if span:
                made[ids.issues[issue.name]] = {
                    ids.options[issue.name][str(k)]: _rough(v) for k, v in at.items()
                }
        else:
            numbers = {k: v for k, v in at.items() if isinstance(k, Fraction)}
            bends = _bends(numbers)
            if _wish(issue.of, figures):
                low, high = min(bends), max(bends)
                named = _named(issue.of)
                bends = {n: at[low] + (at[high] - at[low]) * (n - low) / (high - low) for n in named}
            made[ids.issues[issue.name]] = {figure(float(k)): _rough(v) for k, v in bends.items()}
    return made


def _named(of: Numbers) -> list[Fraction]:
    """Numbers whose values leave nothing open beside a wish for more or less; none where too many."""
    low, high = Fraction(of.low), Fraction(of.high)
    quarters = [low + (high - low) * k / 4 for k in range(5)]
    if of.step is None or all((q - low) % Fraction(of.step) == 0 for q in quarters):
        return quarters
    return list(map(Fraction, of.choices)) if (of.count() or 0) <= MANY_STEPS else []


def _wish(of: Numbers, figures: Worth) -> str:
    """More or less, where worth is a straight line; else nothing."""
    numbers = {k: v for k, v in figures.items() if isinstance(k, Fraction)}
    rise = numbers[max(numbers)] - numbers[min(numbers)]
    if not rise or len(_bends(numbers)) > 2 or not _named(of):
        return ""
    return "more" if rise > 0 else "less"


def _bends(at: Mapping[Fraction, Fraction]) -> dict[Fraction, Fraction]:
    """Without the numbers that lie on the straight line between their neighbours."""
    keys = sorted(at)
    kept = [keys[0]]
    for n in range(1, len(keys) - 1):
        a, b, c = kept[-1], keys[n], keys[n + 1]
        if (at[b] - at[a]) * (c - b) != (at[c] - at[b]) * (b - a):
            kept.append(b)
    return {k: at[k] for k in dict.fromkeys([*kept, keys[-1]])}


def _indifferent(
    scenario: Scenario, profile: Profile, ids: _Ids, together: Sequence[Any], lost: Losses
) -> Plain:
    if together:
        lost.say("Worth of combinations alone is not held: a case weighs issues ({}).", profile.name)
    even = Fraction(1, len(scenario.issues))
    made: Plain = {"importance": _shares([even] * len(scenario.issues), ids, scenario), "values": {}}
    for issue in scenario.issues:
        options = ids.options.get(issue.name, {})
        ends = [issue.of.low, issue.of.high] if isinstance(issue.of, Numbers) else []
        named = [*options.values(), *(figure(float(n)) for n in ends)]
        made["values"][ids.issues[issue.name]] = dict.fromkeys(named, 0.5)
    lost.say(
        "A party to which all packages are worth the same has no scale; its reservation is not held ({}).",
        profile.name,
    )
    return made


def _comparison(better: Bid, worse: Bid, ids: _Ids, scenario: Scenario) -> Plain:
    return {"prefers": _package(better, ids, scenario), "to": _package(worse, ids, scenario)}


def _package(bid: Bid, ids: _Ids, scenario: Scenario) -> Plain:
    made: Plain = {}
    for name, choice in bid:
        options = ids.options.get(name)
        made[ids.issues[name]] = _number(Decimal(choice)) if options is None else options[str(choice)]
    return made
