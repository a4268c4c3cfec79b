"""Genius XML: a domain (`negotiation_template`) and one profile (`utility_space`) a party.

Room: case. Speaks parties and packages. May use `parley.ground`. Reading follows the classes of Genius 10.4,
from their sources; writing is in `parley.case.formats.genius_writing`.

Held: discrete, integer and real issues; additive profiles; boxes (`hyperRectangle`) that include or exclude,
their weights and aggregation, also nested; discount, reservation, the fields of uncertain profiles, and every
other attribute of issues and values, such as `cost`, which no program uses any more. Not held: objectives
inside objectives (their issues are taken out, and count as in Genius), agents and similarity functions.
Refused: profiles of ranks and rules, and "faratin" evaluators, for which Genius itself has no meaning.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from parley.case.formats.document import decimal, read_bytes
from parley.case.formats.format import Losses, Read, Written, placed
from parley.case.formats.genius_writing import write_genius
from parley.case.formats.xml_document import Element, load_xml
from parley.case.scenario import (
    Additive,
    Aggregate,
    Aggregation,
    Beside,
    Box,
    Boxed,
    Discount,
    Entry,
    Flat,
    Line,
    Numbers,
    Part,
    Profile,
    Reading,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    Uncertainty,
    Value,
    Values,
    Within,
    plain,
)
from parley.case.scenario_worth import NOTHING, largest

KINDS = ("discrete", "integer", "real")
PLAIN = "PlainUfun"  # the usual type of a ufun
HEAD = 4096  # bytes in which the first tag is looked for
OF_ISSUES = ("index", "name", "type", "etype", "vtype", "lowerbound", "upperbound")
OF_ITEMS = ("index", "value", "evaluation")
KNOWN = {
    "negotiation_template": ("utility_space",),
    "utility_space": (
        *("objective", "discount_factor", "reservation"),
        *("comparisons", "errors", "elicitation_cost", "fixed_seed", "experimental"),
    ),
    "objective": ("objective", "issue", "weight", "utility", "rules"),
    "issue": ("item", "range", "evaluator"),
    "item": (),
    "utility": ("ufun",),
    "ufun": ("ufun", "hyperRectangle"),
    "hyperRectangle": ("INCLUDES", "EXCLUDES"),
}


class GeniusFormat:
    """See `parley.case.formats.format.Format`."""

    name = "genius"
    endings = (".xml",)
    holds = "Genius XML: a domain and one profile a party"

    def recognises(self, path: Path) -> bool:
        """An .xml file that begins with one of the two tags."""
        if path.suffix.lower() not in self.endings:
            return False
        head = read_bytes(path, most=HEAD).replace(b"\0", b"")  # of UTF-16
        return b"<negotiation_template" in head or b"<utility_space" in head

    def read(self, files: Sequence[Path], name: str, reading: Reading | None = None) -> Read:
        """See `parley.case.formats.format.Format`."""
        notes = Losses()
        roots = [load_xml(path) for path in files]
        for root in roots:
            _unknown(root, notes)
        domains = [r for r in roots if r.tag == "negotiation_template"]
        profiles = [r for r in roots if r.tag == "utility_space"]
        if len(domains) > 1:
            raise domains[1].refusal(
                f"There is a second domain beside {domains[0].path.name}.",
                "Keep one domain and its profiles in a folder.",
            )
        strange = next((r for r in roots if r not in domains and r not in profiles), None)
        if strange is not None:
            raise strange.refusal(
                f"<{strange.tag}> is neither a domain nor a profile of Genius.",
                "A domain begins with <negotiation_template>, a profile with <utility_space>.",
            )
        if not domains:
            notes.say("There is no domain file; the issues are those of {}.", profiles[0].path.name)
        domain = domains[0] if domains else profiles[0]
        objective = _objective(domain.first("utility_space") or domain)
        issues = _issues(objective, notes)
        parties = tuple(_profile(r, issues, objective, notes) for r in profiles)
        if not parties:
            notes.say("There is no profile: nothing is said about what any party wants.")
        title = domain.path.stem if domains else name
        with placed(domain.path):
            scenario = Scenario(
                title, tuple(issues.values()), parties, reading or "genius", _named(objective)
            )
        return Read(scenario, notes.all)

    def write(self, scenario: Scenario) -> Written:
        """See `parley.case.formats.format.Format`."""
        return write_genius(scenario)


def _unknown(element: Element, notes: Losses) -> None:
    """Say which elements are not read."""
    for inside in element.inside:
        known = KNOWN.get(element.tag)
        if known is not None and inside.tag not in known:
            notes.say(f"<{inside.tag}> elements are not held ({{}}).", inside.path.name)
        else:
            _unknown(inside, notes)


def _objective(space: Element) -> Element:
    found = space.first("objective")
    if found is None:
        raise space.refusal("There is no <objective> with issues in here.", "Write the issues into one.")
    return found


def _named(objective: Element) -> Beside:
    usual = {"name": "root", "index": "0", "description": "", "type": "objective", "etype": "objective"}
    return tuple((f"objective-{k}", v) for k, v in objective.attributes.items() if v != usual.get(k))


def _below(objective: Element, tag: str) -> Iterator[Element]:
    """Elements of a tag in an objective and in those inside it."""
    yield from objective.all(tag)
    yield from chain.from_iterable(_below(inside, tag) for inside in objective.all("objective"))


def _indexed(objective: Element, notes: Losses) -> dict[int, Element]:
    """Issues by their index, ascending."""
    found: dict[int, Element] = {}
    for issue in _below(objective, "issue"):
        index = issue.whole("index")
        if index in found:
            raise issue.refusal(
                f"A second issue has the index {index}; the first is on line {found[index].line}.",
                "Give every issue an index of its own.",
            )
        found[index] = issue
    if objective.all("objective"):
        notes.say("Objectives inside objectives are not held; their issues are, and count as in Genius.")
    return dict(sorted(found.items()))


def _issues(objective: Element, notes: Losses) -> dict[int, ScenarioIssue]:
    indexed = _indexed(objective, notes)
    if not indexed:
        raise objective.refusal("There is no issue.", "Write at least one <issue>.")
    return {
        i: ScenarioIssue(e.text("name"), i, _values(e, notes), _beside(e, OF_ISSUES))
        for i, e in indexed.items()
    }


def _beside(element: Element, own: tuple[str, ...]) -> Beside:
    return tuple((k, v) for k, v in element.attributes.items() if k not in own)


def _kind(issue: Element) -> str:
    kind = issue.attributes.get("type", "discrete").lower()
    if kind not in KINDS:
        raise issue.refusal(f'"{kind[:40]}" is no type of issue.', f"Write {', '.join(KINDS)}.")
    return kind


def _values(issue: Element, notes: Losses) -> Values | Numbers:
    kind = _kind(issue)
    if kind == "discrete":
        listed: dict[str, Value] = {}
        for item in issue.all("item"):
            name = item.text("value")
            if name in listed:
                notes.say("A value written twice counts once ({}).", f'"{name}" of "{issue.text("name")}"')
            listed.setdefault(name, Value(name, _beside(item, OF_ITEMS)))
        if not listed:
            raise issue.refusal("The issue has no value.", "Write at least one <item>.")
        return Values(tuple(listed.values()))
    ends = issue.first("range") if "lowerbound" not in issue.attributes else issue
    if ends is None:
        raise issue.refusal("The issue has no ends.", "Write lowerbound and upperbound.")
    if kind == "integer":
        numbers = Numbers(Decimal(ends.whole("lowerbound")), Decimal(ends.whole("upperbound")))
    else:
        numbers = Numbers(ends.number("lowerbound"), ends.number("upperbound"), None)
    if numbers.low > numbers.high:
        raise ends.refusal("The lower bound is above the upper one.", "Exchange the two.")
    return numbers


def _profile(root: Element, issues: dict[int, ScenarioIssue], domain: Element, notes: Losses) -> Profile:
    objective = _objective(root)
    party = root.path.stem
    if rules := objective.first("rules") or root.first("rules"):
        raise rules.refusal(
            "The profile ranks values and gives rules instead of utilities; such profiles are not held.",
            "Take this profile out of the folder to read the others.",
        )
    boxed = objective.first("utility") or root.first("utility")
    utility = _boxed(boxed, issues, notes) if boxed else _additive(objective, issues, party, notes)
    factor, reservation = root.first("discount_factor"), root.first("reservation")
    own = _named(objective)
    return Profile(
        party,
        utility,
        reservation.number("value") if reservation is not None else None,
        None,
        Discount(factor.number("value")) if factor is not None else None,
        _uncertainty(root),
        own if own != _named(domain) else (),
    )


def _additive(objective: Element, issues: dict[int, ScenarioIssue], party: str, notes: Losses) -> Additive:
    indexed = _indexed(objective, notes)
    weights = {w.whole("index"): w.number("value") for w in _below(objective, "weight")}
    kept, parts = [], []
    for index, issue in issues.items():
        element = indexed.get(index)
        if element is None:
            raise objective.refusal(
                f'There is no issue of the index {index} ("{issue.name}").', "Write it as in the domain."
            )
        if index not in weights:
            raise element.refusal(
                f'The issue "{issue.name}" has no weight.', f'Write <weight index="{index}" value="..."/>.'
            )
        if element.attributes.get("name", issue.name) != issue.name:
            notes.say("Issues are called as in the domain, not as in the profiles ({}).", issue.name)
        kept.append(weights[index])
        parts.append(_part(element, issue, notes))
    if extra := [e.attributes.get("name", str(i)) for i, e in indexed.items() if i not in issues]:
        notes.say("Issues that are not in the domain are not held ({}).", extra[0])
    total = sum(kept, Decimal(0))
    if abs(total - 1) > Decimal("1e-9"):
        notes.say("Weights that do not sum to 1 are kept as they are ({}).", f"{party}: {plain(total)}")
    return Additive(tuple(kept), tuple(parts))


def _part(element: Element, issue: ScenarioIssue, notes: Losses) -> Part:
    if isinstance(issue.of, Values):
        return _table(element, issue, issue.of, notes)
    evaluator = element.first("evaluator")
    if issue.of.step is not None:
        ends = element if "lowerbound" in element.attributes else element.first("range")
        start = Decimal(ends.whole("lowerbound")) if ends is not None else issue.of.low
        if evaluator is None:
            notes.say("An integer issue without an evaluator is worth 0, as in Genius ({}).", issue.name)
            return Line(Decimal(0), Decimal(0), start)
        return Line(evaluator.number("slope"), evaluator.number("offset"), start)
    if evaluator is None:
        raise element.refusal("The issue has no evaluator.", 'Write <evaluator ftype="linear" .../>.')
    kind = evaluator.text("ftype").lower()
    if kind == "linear":
        return Line(evaluator.number("parameter1"), evaluator.number("parameter0"))
    if kind == "constant":
        return Flat(evaluator.number("parameter0"))
    if kind == "triangular":
        return Triangle(*(evaluator.number(f"parameter{n}") for n in range(3)))
    raise evaluator.refusal(
        f'"{kind[:40]}" is no evaluator that Genius works out.', "Write linear, constant or triangular."
    )


def _table(element: Element, issue: ScenarioIssue, values: Values, notes: Losses) -> Table:
    entries: dict[str, Entry] = {}
    beside = {v.name: v.beside for v in values.listed}
    for item in element.all("item"):
        name, written = item.text("value"), item.attributes.get("evaluation", "null")
        if written == "null":
            continue
        if name in entries:
            notes.say(
                "Of a value evaluated twice the last counts, as in Genius ({}).",
                f'"{name}" of "{issue.name}"',
            )
        if name not in beside:
            notes.say("A value that the domain does not have still counts for the largest ({}).", name)
        entries[name] = Entry(name, item.number("evaluation"), _beside(item, OF_ITEMS))
    for name in values.choices:
        if name not in entries:
            raise element.refusal(
                f'The value "{name[:40]}" has no evaluation.', 'Write <item value="..." evaluation="..."/>.'
            )
    table = Table(tuple(entries.values()))
    if largest(table) < NOTHING:
        notes.say("An issue whose largest evaluation is 0 or less is worth 0, as in Genius ({}).", issue.name)
    return table


def _boxed(utility: Element, issues: dict[int, ScenarioIssue], notes: Losses) -> Boxed:
    top = utility.first("ufun")
    if top is None:
        raise utility.refusal("There is no <ufun> in here.", "Write the boxes into one.")
    most = utility.number("maxutility")
    if most <= 0:
        raise utility.refusal(f'maxutility="{most}" leaves nothing to divide by.', "Write a number above 0.")
    if len(utility.all("ufun")) > 1:
        notes.say("Of several <ufun> the first counts, as in Genius.")
    return Boxed(_aggregate(top, issues, notes), most)


def _aggregate(ufun: Element, issues: dict[int, ScenarioIssue], notes: Losses) -> Aggregate:
    kind = ufun.attributes.get("aggregation", "sum").lower()
    names: dict[str, Aggregation] = {"sum": "sum", "min": "min", "max": "max"}
    if kind not in names:
        notes.say("An aggregation that is none is read as a sum, as in Genius ({}).", kind[:40])
    return Aggregate(
        names.get(kind, "sum"),
        tuple(_box(e, issues, notes) for e in ufun.all("hyperRectangle")),
        tuple(_aggregate(e, issues, notes) for e in ufun.all("ufun")),
        ufun.number("weight") if "weight" in ufun.attributes else Decimal(1),
        tuple((k, v) for k, v in _beside(ufun, ("aggregation", "weight")) if v != PLAIN),
    )


def _box(element: Element, issues: dict[int, ScenarioIssue], notes: Losses) -> Box:
    excludes = element.all("EXCLUDES")
    if excludes and element.all("INCLUDES"):
        notes.say("Of a box with both INCLUDES and EXCLUDES only the latter count, as in Genius.")
    bounds = []
    for bound in excludes or element.all("INCLUDES"):
        index = bound.whole("index")
        if index not in issues:
            raise bound.refusal(f"There is no issue of the index {index}.", "Write the index of an issue.")
        if isinstance(issues[index].of, Values):
            raise bound.refusal(
                f'The issue "{issues[index].name}" is not a number.', "Boxes are on integer issues."
            )
        bounds.append(Within(issues[index].name, bound.number("min"), bound.number("max")))
    weight = element.number("weight") if "weight" in element.attributes else None
    return Box(element.number("utility"), tuple(bounds), bool(excludes), weight)


def _uncertainty(root: Element) -> Uncertainty | None:
    def said(tag: str) -> str | None:
        found = root.first(tag)
        return found.words.strip() if found is not None else None

    def number(tag: str) -> Decimal | None:
        words, found = said(tag), root.first(tag)
        if words is None or found is None:
            return None
        made = decimal(words)
        if made is None or (tag != "elicitation_cost" and made != int(made)):
            raise found.refusal(
                f'"{words[:40]}" is no number that fits here.', "Write digits, for example 10."
            )
        return made

    def yes(tag: str) -> bool | None:
        return None if (words := said(tag)) is None else words.lower() == "true"

    comparisons, errors = number("comparisons"), number("errors")
    made = Uncertainty(
        None if comparisons is None else int(comparisons),
        None if errors is None else int(errors),
        number("elicitation_cost"),
        yes("fixed_seed"),
        yes("experimental"),
    )
    return made if made != Uncertainty() else None
