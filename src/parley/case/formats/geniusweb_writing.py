"""A scenario as GeniusWeb JSON.

Room: case. Speaks parties and packages. May use `parley.ground`. GeniusWeb takes worth from 0 to 1 and
weights that sum to 1 exactly; what does otherwise is written as it stands, and `lost` says so.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parley.case.formats.format import Losses, Written
from parley.case.formats.json_document import write_json
from parley.case.formats.shaping import (
    as_table,
    as_values,
    ends,
    extra_values,
    file_names,
    most_worth,
    not_held,
    printable,
    straight,
    utility_of,
)
from parley.case.scenario import (
    Additive,
    Bid,
    Ends,
    Numbers,
    Ordering,
    Part,
    Profile,
    Scenario,
    ScenarioIssue,
    Values,
    plain,
)

NAME = "GeniusWeb"
ADDITIVE, PARTIAL = "LinearAdditiveUtilitySpace", "DefaultPartialOrdering"
STEPS = 1000  # of a range on which any number may be chosen: GeniusWeb wants steps
Plain = dict[str, Any]


def write_geniusweb(scenario: Scenario) -> Written:
    """The files of a scenario: the domain, and one a party.

    Raises:
        ParleyError: a party that values packages by boxes.
    """
    lost = Losses()
    printable(scenario, NAME)
    not_held(scenario, lost, NAME)
    extra_values(scenario, lost, NAME)
    issues = _writable(scenario, lost)
    domain_file, files = file_names(scenario, ".json", lost, named=False)
    domain: Plain = {"name": scenario.name, "issuesValues": {i.name: _values(i) for i in issues}}
    made = {domain_file: write_json(domain) + "\n"}
    for profile, name in zip(scenario.profiles, files, strict=True):
        made[name] = write_json(_profile(scenario, profile, issues, domain, lost)) + "\n"
    return Written(made, lost.all)


def _writable(scenario: Scenario, lost: Losses) -> tuple[ScenarioIssue, ...]:
    """The issues as GeniusWeb can hold them: ranges with a step, valued by a line; else listed values."""
    made = []
    for n, issue in enumerate(scenario.issues):
        of = issue.of
        parts = [p.utility.parts[n] for p in scenario.profiles if isinstance(p.utility, Additive)]
        if isinstance(of, Values) and of.numeric:
            lost.say(f"{NAME} does not hold that the values of an issue are numbers ({{}}).", issue.name)
        elif isinstance(of, Numbers) and of.step is None:
            lost.say(
                f"{NAME} cuts a range on which any number may be chosen into {STEPS} steps ({{}}).",
                issue.name,
            )
            width = (of.high - of.low) / STEPS
            of = Numbers(of.low, of.high, width or Decimal(1))
        elif isinstance(of, Numbers) and not all(straight(p, of, scenario) for p in parts):
            lost.say(
                f"{NAME} values a range by one line; other ranges become lists of values ({{}}).", issue.name
            )
            of = as_values(issue)
        made.append(ScenarioIssue(issue.name, issue.index, of))
    return tuple(made)


def _values(issue: ScenarioIssue) -> Plain:
    if isinstance(issue.of, Values):
        return {"values": list(issue.of.choices)}
    return {"range": {"low": issue.of.low, "high": issue.of.high, "step": issue.of.step}}


def _profile(
    scenario: Scenario, profile: Profile, issues: Sequence[ScenarioIssue], domain: Plain, lost: Losses
) -> Plain:
    if profile.discount is not None and profile.discount.works:
        lost.say(f"{NAME} holds no discount ({{}}).", profile.name)
    if profile.reservation is not None:
        lost.say(
            f"{NAME} holds a reservation only as a package; the number is not held ({{}}).", profile.name
        )
    inside: Plain = {"name": profile.name}
    kind = ADDITIVE
    if isinstance(profile.utility, Ordering):
        kind = PARTIAL
        inside |= {"better": _better(profile.utility)}
    else:
        inside |= _additive(scenario, profile, issues, lost)
    inside["domain"] = domain
    if profile.reservation_bid is not None:
        inside["reservationBid"] = _bid(profile.reservation_bid)
    return {kind: inside}


def _additive(scenario: Scenario, profile: Profile, issues: Sequence[ScenarioIssue], lost: Losses) -> Plain:
    additive = utility_of(profile, NAME)
    if scenario.reading == "genius" and most_worth(scenario, additive)[1] > 1:
        lost.say(f"{NAME} does not cut utilities off at 1 ({{}}).", profile.name)
    if sum(map(Fraction, additive.weights), Fraction(0)) != 1:
        total = plain(sum(additive.weights, Decimal(0)))
        lost.say(f"{NAME} takes only weights that sum to 1 ({{}}).", f"{profile.name}: {total}")
    utilities: Plain = {}
    for old, issue, part in zip(scenario.issues, issues, additive.parts, strict=True):
        utilities[issue.name] = _part(scenario, old, issue, part, lost)
    return {
        "issueUtilities": utilities,
        "issueWeights": {i.name: w for i, w in zip(issues, additive.weights, strict=True)},
    }


def _part(scenario: Scenario, old: ScenarioIssue, issue: ScenarioIssue, part: Part, lost: Losses) -> Plain:
    if isinstance(issue.of, Values):
        given = {e.value: e.worth for e in as_table(old, part, scenario, lost).entries}
        _in_bounds(given.values(), issue.name, lost)
        return {"discreteutils": {"valueUtilities": given}}
    line = (
        part
        if isinstance(part, Ends) and _same(part, issue.of)
        else _ends(scenario, issue.of, part, issue.name, lost)
    )
    _in_bounds((line.low_worth, line.high_worth), issue.name, lost)
    return {
        "numberutils": {
            "lowValue": line.low,
            "lowUtility": line.low_worth,
            "highValue": line.high,
            "highUtility": line.high_worth,
        }
    }


def _same(part: Ends, of: Numbers) -> bool:
    return part.low == of.low and part.high == of.high


def _ends(scenario: Scenario, of: Numbers, part: Part, about: str, lost: Losses) -> Ends:
    if not straight(part, of, scenario):
        lost.say(f"{NAME} values a range by one line, the one between its ends ({{}}).", about)
    return ends(of, part, scenario, lost, about)


def _in_bounds(given: Any, about: str, lost: Losses) -> None:
    if any(not 0 <= n <= 1 for n in given):
        lost.say(f"{NAME} takes only worth from 0 to 1 ({{}}).", about)


def _bid(bid: Bid) -> Plain:
    return {"issuevalues": dict(bid)}


def _better(ordering: Ordering) -> Plain:
    """Package -> those that are worse, the package as JSON in the name, as Jackson writes it."""
    made: dict[str, list[Plain]] = {}
    for better, worse in ordering.pairs:
        key = " ".join(write_json(_bid(better)).split("\n"))
        made.setdefault(key, []).append(_bid(worse))
    return made
