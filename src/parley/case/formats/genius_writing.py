"""A scenario as Genius XML, so that Genius, which divides and cuts off, finds the same utilities.

Room: case. Speaks parties and packages. May use `parley.ground`.

What is in the genius reading is written as it is. Numbers of the raw reading are written so that Genius
arrives at them: an issue's weight is multiplied by its largest worth (since Genius divides by that), lines
count from the low end, and what reaches beyond 1 is made smaller by a power of ten, reservation and all.
"""

from decimal import Decimal
from fractions import Fraction

from parley.case.formats.format import Losses, Written
from parley.case.formats.shaping import (
    as_table,
    as_values,
    file_names,
    most_worth,
    printable,
    reservation,
    rounded,
    straight,
)
from parley.case.formats.xml_document import Element, element, write_xml
from parley.case.scenario import (
    Additive,
    Aggregate,
    Box,
    Boxed,
    Discount,
    Entry,
    Flat,
    Line,
    Numbers,
    Ordering,
    Part,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    Values,
    boxes,
    plain,
)
from parley.case.scenario_worth import NOTHING, box_worth, largest, worth
from parley.ground.errors import ParleyError

NAME = "Genius XML"


def write_genius(scenario: Scenario) -> Written:
    """The files of a scenario: the domain, and one a party.

    Raises:
        ParleyError: a party that only compares packages, or values that no file can hold.
    """
    lost = Losses()
    printable(scenario, NAME)
    issues = _writable(scenario, lost)
    domain, parties = file_names(scenario, ".xml", lost, named=True)
    objective = _objective(scenario, [_issue(i) for i in issues])
    space = element("utility_space", objective, number_of_issues=str(len(issues)))
    files = {domain: write_xml(element("negotiation_template", space))}
    for profile, name in zip(scenario.profiles, parties, strict=True):
        files[name] = write_xml(_profile(scenario, profile, issues, lost))
    return Written(files, lost.all)


def _writable(scenario: Scenario, lost: Losses) -> tuple[ScenarioIssue, ...]:
    """The issues as Genius can hold them: a range of numbers lists its values where lines do not do."""
    columns = [
        [p.utility.parts[n] for p in scenario.profiles if isinstance(p.utility, Additive)]
        for n in range(len(scenario.issues))
    ]
    bounded = {
        b.issue
        for p in scenario.profiles
        if isinstance(p.utility, Boxed)
        for box in boxes(p.utility.of)
        for b in box.bounds
    }
    made = []
    for issue, parts in zip(scenario.issues, columns, strict=True):
        of = issue.of
        if isinstance(of, Numbers) and of.step is not None and not (of.whole and _lines(of, parts, scenario)):
            lost.say(
                f"{NAME} holds no such numbers or worth of numbers; they become a list of values ({{}}).",
                issue.name,
            )
            of = as_values(issue)
        elif isinstance(of, Values) and of.numeric:
            lost.say(f"{NAME} does not hold that the values of an issue are numbers ({{}}).", issue.name)
        if issue.name in bounded and (isinstance(of, Values) or of.step is None):
            raise ParleyError(
                f'{NAME} holds boxes on whole numbers only, not on "{issue.name}".\n'
                "  Make it a range of whole numbers."
            )
        made.append(ScenarioIssue(issue.name, issue.index, of, issue.beside))
    return tuple(made)


def _lines(of: Numbers, parts: list[Part], scenario: Scenario) -> bool:
    """Can Genius hold all of these parts on a range of whole numbers?"""
    if scenario.reading == "genius":
        return all(isinstance(p, Line) and p.start == int(p.start) for p in parts)
    return all(
        straight(p, of, scenario) and min(worth(p, n, "raw") for n in (of.low, of.high)) >= 0 for p in parts
    )


def _objective(scenario: Scenario, inside: list[Element], beside: dict[str, str] | None = None) -> Element:
    own = beside if beside is not None else dict(scenario.beside)
    named = {k.removeprefix("objective-"): v for k, v in own.items() if k.startswith("objective-")}
    usual = {"index": "0", "name": "root", "type": "objective", "etype": "objective", "description": ""}
    return element("objective", *inside, **(usual | named))


def _issue(issue: ScenarioIssue, *inside: Element, start: Decimal | None = None) -> Element:
    """An issue with its values or ends; in a profile with what it is worth instead of the bare values."""
    kind = "discrete" if isinstance(issue.of, Values) else "real" if issue.of.step is None else "integer"
    said = {"index": str(issue.index), "name": issue.name, "type": kind, "etype": kind, "vtype": kind}
    if isinstance(issue.of, Numbers):
        ends_ = {
            "lowerbound": plain(issue.of.low if start is None else start),
            "upperbound": plain(issue.of.high),
        }
        if kind == "integer":
            said |= {k: str(int(Decimal(v))) for k, v in ends_.items()}
        else:
            inside = (element("range", **ends_), *inside)
    elif not inside:
        inside = tuple(
            element("item", index=str(n), value=v.name, **dict(v.beside))
            for n, v in enumerate(issue.of.listed, 1)
        )
    return element("issue", *inside, **(said | dict(issue.beside)))


def _profile(
    scenario: Scenario, profile: Profile, issues: tuple[ScenarioIssue, ...], lost: Losses
) -> Element:
    by, beside = Decimal(1), dict(profile.beside or scenario.beside)
    if isinstance(profile.utility, Additive):
        by = _shrunk(scenario, profile, most_worth(scenario, profile.utility), lost)
        inside = _additive(scenario, profile, profile.utility, issues, by, lost)
    elif isinstance(profile.utility, Boxed):
        if scenario.reading == "raw":
            by = _shrunk(scenario, profile, _reach(profile.utility.of), lost)
        inside = [*map(_issue, issues), _utility(profile.utility, scenario, by)]
    else:
        assert isinstance(profile.utility, Ordering)
        raise ParleyError(
            f"{profile.name} compares packages, which {NAME} cannot hold.\n  Write it as GeniusWeb instead."
        )
    root = element("utility_space", _objective(scenario, inside, beside))
    if isinstance(profile.utility, Boxed):
        root.attributes["type"] = "nonlinear"
    root.inside += _rest(scenario, profile, by, lost)
    if profile.uncertainty is not None:
        root.attributes["type"] = "uncertain"
    return root


def _shrunk(scenario: Scenario, profile: Profile, reach: tuple[Fraction, Fraction], lost: Losses) -> Decimal:
    """The power of ten by which utilities of the raw reading are divided to stay at or below 1."""
    least, most = reach
    if scenario.reading == "genius":
        return Decimal(1)
    if least < 0 and profile.reservation is None and profile.reservation_bid is None:
        lost.say(
            "Where no reservation is stated, Genius takes 0, which is above some packages ({}).", profile.name
        )
    by = Decimal(1)
    while most > by:
        by *= 10
    if by > 1:
        lost.say(
            "Genius cuts utilities off at 1, so all are divided by a power of ten ({}).",
            f"{profile.name}: {plain(by)}",
        )
    return by


def _additive(
    scenario: Scenario,
    profile: Profile,
    additive: Additive,
    issues: tuple[ScenarioIssue, ...],
    by: Decimal,
    lost: Losses,
) -> list[Element]:
    written, weights = [], []
    for old, issue, weight, part in zip(
        scenario.issues, issues, additive.weights, additive.parts, strict=True
    ):
        factor, shown = _shown(scenario, old, issue, part, profile.name, lost)
        value = _times(weight, factor / Fraction(by), lost, profile.name)
        weights.append(element("weight", index=str(issue.index), value=plain(value)))
        written.append(shown)
    return [*written, *weights]


def _times(number: Decimal, factor: Fraction, lost: Losses, about: str) -> Decimal:
    """A product; with its own digits where there is nothing to multiply."""
    return number if factor == 1 else rounded(Fraction(number) * factor, lost, about)


def _shown(
    scenario: Scenario, old: ScenarioIssue, issue: ScenarioIssue, part: Part, party: str, lost: Losses
) -> tuple[Fraction, Element]:
    """What the weight is to be multiplied by, and the issue with what it is worth."""
    if isinstance(issue.of, Values):
        as_read = scenario.reading == "genius" and isinstance(part, Table)
        table = part if as_read and isinstance(part, Table) else as_table(old, part, scenario, lost)
        most = largest(table)
        if not as_read and most < NOTHING and any(e.worth for e in table.entries):
            raise ParleyError(
                f'{party} has nothing above 0 on "{issue.name}", and Genius divides by the largest.\n'
                "  Add the same number to the worth of all its values."
            )
        inside = [_item(n, e) for n, e in enumerate(table.entries, 1)]
        return Fraction(1) if as_read else most if most >= NOTHING else Fraction(1), _issue(issue, *inside)
    if issue.of.step is not None:
        return _whole(scenario, issue, issue.of, part, lost)
    return _real(scenario, issue, issue.of, part, lost)


def _item(number: int, entry: Entry) -> Element:
    said = {"index": str(number), "value": entry.value, "evaluation": plain(entry.worth)}
    return element("item", **(said | dict(entry.beside)))


def _whole(
    scenario: Scenario, issue: ScenarioIssue, of: Numbers, part: Part, lost: Losses
) -> tuple[Fraction, Element]:
    if scenario.reading == "genius" and isinstance(part, Line):
        line, factor = part, Fraction(1)
    else:
        line, factor = _rising(scenario, of, part, lost, issue.name)
        line = Line(line.slope, line.offset, of.low)
    evaluator = element("evaluator", ftype="linear", slope=plain(line.slope), offset=plain(line.offset))
    return factor, _issue(issue, evaluator, start=line.start)


def _rising(scenario: Scenario, of: Numbers, part: Part, lost: Losses, about: str) -> tuple[Line, Fraction]:
    """A line from the low end within 0 to 1, and what it has to be multiplied by: a power of ten."""
    low, high = (worth(part, n, scenario.reading) for n in (of.low, of.high))
    factor = Fraction(1)
    while max(low, high) > factor:
        factor *= 10
    if min(low, high) < 0:
        lost.say("Genius cuts the worth of a number off at 0 ({}).", about)
    slope = (high - low) / (Fraction(of.high) - Fraction(of.low)) if of.high > of.low else Fraction(0)
    return Line(rounded(slope / factor, lost, about), rounded(low / factor, lost, about)), factor


def _real(
    scenario: Scenario, issue: ScenarioIssue, of: Numbers, part: Part, lost: Losses
) -> tuple[Fraction, Element]:
    factor = Fraction(1)
    if isinstance(part, Flat):
        said = {"ftype": "constant", "parameter0": plain(part.worth)}
    elif isinstance(part, Triangle):
        numbers = (part.start, part.end, part.top)
        said = {"ftype": "triangular"} | {f"parameter{n}": plain(d) for n, d in enumerate(numbers)}
    elif scenario.reading == "genius" and isinstance(part, Line) and not part.start:
        said = {"ftype": "linear", "parameter0": plain(part.offset), "parameter1": plain(part.slope)}
    else:
        line, factor = _rising(scenario, of, part, lost, issue.name)
        offset = rounded(Fraction(line.offset) - Fraction(line.slope) * Fraction(of.low), lost, issue.name)
        said = {"ftype": "linear", "parameter0": plain(offset), "parameter1": plain(line.slope)}
    return factor, _issue(issue, element("evaluator", **said))


def _utility(boxed: Boxed, scenario: Scenario, by: Decimal) -> Element:
    at = {issue.name: str(issue.index) for issue in scenario.issues}
    most = boxed.most if scenario.reading == "genius" else by
    return element("utility", _ufun(boxed.of, at), maxutility=plain(most))


def _ufun(aggregate: Aggregate, at: dict[str, str]) -> Element:
    said = {"type": "PlainUfun", "weight": plain(aggregate.weight), "aggregation": aggregate.aggregation}
    inside = [_box(b, at) for b in aggregate.boxes] + [_ufun(p, at) for p in aggregate.parts]
    return element("ufun", *inside, **(said | dict(aggregate.beside)))


def _box(box: Box, at: dict[str, str]) -> Element:
    said = {"utility": plain(box.utility)} | ({} if box.weight is None else {"weight": plain(box.weight)})
    tag = "EXCLUDES" if box.excluded else "INCLUDES"
    bounds = [element(tag, index=at[b.issue], min=plain(b.low), max=plain(b.high)) for b in box.bounds]
    return element("hyperRectangle", *bounds, **said)


def _reach(aggregate: Aggregate) -> tuple[Fraction, Fraction]:
    """Numbers below and above which no utility of boxes can lie."""
    reaches = [tuple(sorted((Fraction(0), box_worth(b)))) for b in aggregate.boxes]
    for part in aggregate.parts:
        low, high = (n * Fraction(part.weight) for n in _reach(part))
        reaches.append((min(low, high), max(low, high)))
    if aggregate.aggregation == "sum":
        return sum((r[0] for r in reaches), Fraction(0)), sum((r[1] for r in reaches), Fraction(0))
    return min((r[0] for r in reaches), default=Fraction(0)), max(
        (r[1] for r in reaches), default=Fraction(0)
    )


def _rest(scenario: Scenario, profile: Profile, by: Decimal, lost: Losses) -> list[Element]:
    made = []
    if profile.discount is not None:
        made += _discount(profile.discount, profile.name, lost)
    floor = reservation(scenario, profile, lost)
    if floor is not None:
        value = _times(floor, 1 / Fraction(by), lost, profile.name)
        made.append(element("reservation", value=plain(value)))
    if (unsure := profile.uncertainty) is not None:
        fields = (
            ("comparisons", unsure.comparisons),
            ("errors", unsure.errors),
            ("elicitation_cost", unsure.elicitation_cost),
            ("fixed_seed", unsure.fixed_seed),
            ("experimental", unsure.experimental),
        )
        made += [element(tag, words=str(said).lower()) for tag, said in fields if said is not None]
    return made


def _discount(discount: Discount, party: str, lost: Losses) -> list[Element]:
    if discount.by != "time":
        lost.say(
            "Genius discounts by the share of time passed; a discount by rounds or seconds is not held ({}).",
            party,
        )
        return []
    if not discount.reservation and discount.works:
        lost.say("Genius discounts the reservation too, which is not meant here ({}).", party)
    return [element("discount_factor", value=plain(discount.factor))]
