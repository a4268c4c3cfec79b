"""NegMAS YAML: a domain (an outcome space), and a utility function a party.

Room: case. Speaks parties and packages. May use `parley.ground`. NegMAS makes objects of such files, of any
Python type they name, and unpickles bytes in them. Here no type is looked up and nothing is run: a type that
is not in the short list below is refused. Writing is in `parley.case.formats.negmas_writing`.

Held: listed values, whole and continuous ranges; additive utilities of tables, lines, constants and
triangles; boxes that add up; exponential discounts; reservation values and packages. What a box takes in of
an issue is one number, a list of numbers, or two numbers that are the ends of a range. NegMAS 0.16 takes such
ends as outside; here they are inside, as in Genius, and the reader says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from parley.case.formats.document import MEGABYTE, Address, Document, read_text
from parley.case.formats.format import Losses, Read, Written, listed, placed
from parley.case.formats.negmas_writing import write_negmas
from parley.case.formats.yaml_document import load_yaml
from parley.case.scenario import (
    Additive,
    Aggregate,
    Bid,
    Box,
    Boxed,
    By,
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
    Value,
    Values,
    Within,
    plain,
    word,
)
from parley.case.scenario_worth import utility

SPACES = ("CartesianOutcomeSpace", "DiscreteCartesianOutcomeSpace")
LISTED = (
    "CategoricalIssue",
    "DiscreteOrdinalIssue",
    "DiscreteCardinalIssue",
    "OrdinalIssue",
    "CardinalIssue",
)
WHOLE, REAL = "ContiguousIssue", "ContinuousIssue"
ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction")
LINEAR = ("LinearUtilityFunction", "AffineUtilityFunction")
BOXED, DISCOUNTED = "HyperRectangleUtilityFunction", "ExpDiscountedUFun"
FUNCTIONS = ("TableFun", "LinearFun", "AffineFun", "IdentityFun", "ConstFun", "TriangularFun")
FACTORS: dict[str, By] = {"relative_time": "time", "step": "round", "real_time": "seconds"}
OF_ANY = ("type", "name", "reserved_value", "reserved_outcome")
OURS = re.compile(r"^[\"']?type[\"']?\s*:", re.M)


class NegmasFormat:
    """See `parley.case.formats.format.Format`."""

    name = "negmas"
    endings = (".yml", ".yaml")
    holds = "NegMAS YAML: a domain and one utility function a party"

    def recognises(self, path: Path) -> bool:
        """A .yml or .yaml file that says of which type it is."""
        if path.suffix.lower() not in self.endings:
            return False
        return bool(OURS.search(read_text(path, MEGABYTE)))

    def read(self, files: Sequence[Path], name: str, reading: Reading | None = None) -> Read:
        """See `parley.case.formats.format.Format`. Numbers stand for themselves in either reading."""
        notes = Losses()
        documents = [load_yaml(path) for path in files]
        domains = [d for d in documents if "issues" in d.mapping()]
        if len(domains) != 1:
            what = "no domain" if not domains else f"a second domain beside {domains[0].path.name}"
            raise documents[-1 if not domains else documents.index(domains[1])].refusal(
                (), f"There is {what}.", "Give one file with the issues and one a party."
            )
        domain = domains[0]
        _type(domain, (), SPACES)
        issues = tuple(_issue(domain, n, notes) for n in range(len(domain.items("issues"))))
        if not issues:
            raise domain.refusal(("issues",), "There is no issue.", "Write at least one.")
        _unheld(domain, (), ("type", "name", "issues"), notes)
        title = domain.text("name") if domain.at(("name",)) is not None else domain.path.stem
        parties = tuple(_profile(d, issues, notes) for d in documents if d is not domain)
        with placed(domain.path):
            scenario = Scenario(title, issues, parties)
            return Read(replace(scenario, profiles=tuple(_once(scenario, p) for p in parties)), notes.all)

    def write(self, scenario: Scenario) -> Written:
        """See `parley.case.formats.format.Format`."""
        return write_negmas(scenario)


def _type(document: Document, way: Address, known: Sequence[str]) -> str:
    """The type that stands somewhere, without the modules before it.

    Raises:
        PlacedError: none of those that are read.
    """
    written = document.text(*way, "type")
    modules, _, name = written.rpartition(".")
    if name not in known or (modules and not re.fullmatch(r"negmas(?:\.\w+)*", modules)):
        raise document.refusal(
            (*way, "type"),
            f'"{written[:80]}" is no type that is read here; nothing was imported or run.',
            f"Write one of {', '.join(known)}.",
        )
    return name


def _unheld(document: Document, way: Address, known: Sequence[str], notes: Losses) -> None:
    extra = [k for k in document.beyond(tuple(known), *way) if document.at((*way, k)) is not None]
    if extra:
        notes.say("Fields of NegMAS that say nothing on preferences are not held ({}).", listed(extra))


def _issue(document: Document, number: int, notes: Losses) -> ScenarioIssue:
    way: Address = ("issues", number)
    kind = _type(document, way, (*LISTED, WHOLE, REAL))
    _unheld(document, way, ("type", "name", "values", "n_values", "n_levels"), notes)
    if document.at((*way, "n_levels")) is not None:
        notes.say("Into how many levels NegMAS cuts a range is not held ({}).", document.text(*way, "name"))
    name = document.text(*way, "name")
    if kind in (WHOLE, REAL):
        return ScenarioIssue(name, number + 1, _range(document, (*way, "values"), kind))
    given = document.at((*way, "values"))
    if isinstance(given, Decimal):
        count = int(document.number(*way, "values"))
        if not 1 <= count <= MEGABYTE:
            raise document.refusal((*way, "values"), f"There are {count} values.", "Write them in a list.")
        given = [Decimal(n) for n in range(count)]
    else:
        given = document.items(*way, "values")
    names = [
        plain(v) if isinstance(v, Decimal) else document.text(*way, "values", n) for n, v in enumerate(given)
    ]
    if not names or len(set(names)) < len(names):
        raise document.refusal(
            (*way, "values"), "There is no value, or one twice.", "Write values that differ."
        )
    numeric = all(isinstance(v, Decimal) and v.is_finite() for v in given)
    return ScenarioIssue(name, number + 1, Values(tuple(Value(n) for n in names), numeric))


def _range(document: Document, way: Address, kind: str) -> Numbers:
    if kind == WHOLE and isinstance(document.at(way), Decimal):
        low, high = Decimal(0), document.number(*way) - 1
    else:
        if len(document.items(*way)) != 2:
            raise document.refusal(way, "A range has two ends.", "Write [low, high].")
        low, high = document.number(*way, 0), document.number(*way, 1)
    if low > high or (kind == WHOLE and not low == int(low) <= high == int(high)):
        raise document.refusal(way, "The range leads nowhere.", "Write the smaller number first.")
    return Numbers(low, high) if kind == WHOLE else Numbers(low, high, None)


def _profile(document: Document, issues: tuple[ScenarioIssue, ...], notes: Losses) -> Profile:
    known = (*ADDITIVE, *LINEAR, BOXED, DISCOUNTED)
    kind, way, discount = _type(document, (), known), (), None
    inner: Address = ()
    if kind == DISCOUNTED:
        _unheld(document, (), (*OF_ANY, "discount", "factor", "dynamic_reservation", "ufun"), notes)
        discount, inner = _discount(document), ("ufun",)
        kind = _type(document, inner, known[:-1])
    if kind == BOXED:
        _unheld(document, inner, (*OF_ANY, "outcome_ranges", "utilities", "weights", "bias"), notes)
        of: Additive | Boxed = _boxed(document, inner, issues)
        if _two_ended(document, inner):
            notes.say(
                "The two ends of a box are inside it; NegMAS 0.16 takes them as outside ({}).",
                document.path.name,
            )
    else:
        _unheld(document, inner, (*OF_ANY, "weights", "values", "bias"), notes)
        of = _additive(document, inner, issues, linear=kind in LINEAR)
    floors = [_reserved(document, w) for w in dict.fromkeys((way, inner))]
    bids = [_reserved_bid(document, w, issues) for w in dict.fromkeys((way, inner))]
    named = [document.text(*w, "name") for w in ((), inner) if document.at((*w, "name")) is not None]
    return Profile(
        named[0] if named else document.path.stem,
        of,
        next((f for f in floors if f is not None), None),
        next((b for b in bids if b is not None), None),
        discount,
    )


def _once(scenario: Scenario, profile: Profile) -> Profile:
    """Without a reservation value that only says what the reserved package is worth."""
    if profile.reservation is None or profile.reservation_bid is None:
        return profile
    said_twice = Fraction(profile.reservation) == utility(scenario, profile, profile.reservation_bid)
    return replace(profile, reservation=None) if said_twice else profile


def _two_ended(document: Document, way: Address) -> bool:
    """Is there a list of two numbers in a box?"""
    boxes = [b for b in document.items(*way, "outcome_ranges") if isinstance(b, dict)]
    return any(isinstance(given, list) and len(given) == 2 for box in boxes for given in box.values())


def _discount(document: Document) -> Discount:
    factor = document.text("factor") if document.at(("factor",)) is not None else "step"
    if factor not in FACTORS:
        raise document.refusal(
            ("factor",), f'"{factor[:40]}" is no measure of time.', f"Write {', '.join(FACTORS)}."
        )
    also = document.at(("dynamic_reservation",))
    return Discount(document.number("discount"), FACTORS[factor], also is not False)


def _reserved(document: Document, way: Address) -> Decimal | None:
    given = document.at((*way, "reserved_value"))
    if given is None or given == Decimal("-Infinity"):
        return None
    return document.number(*way, "reserved_value")


def _reserved_bid(document: Document, way: Address, issues: tuple[ScenarioIssue, ...]) -> Bid | None:
    at = (*way, "reserved_outcome")
    if document.at(at) is None:
        return None
    if len(document.items(*at)) != len(issues):
        raise document.refusal(at, "A package has one value an issue.", "Write as many as there are issues.")
    made: list[tuple[str, str | Decimal]] = []
    for n, issue in enumerate(issues):
        if isinstance(issue.of, Numbers):
            made.append((issue.name, document.number(*at, n)))
        elif (name := document.text(*at, n)) in issue.of.choices:
            made.append((issue.name, name))
        else:
            raise document.refusal(
                (*at, n), f'"{name[:40]}" is no value of "{issue.name}".', "Write one of its values."
            )
    return tuple(made)


def _weights(document: Document, way: Address, count: int) -> list[Decimal]:
    at = (*way, "weights")
    if document.at(at) is None:
        return [Decimal(1)] * count
    if len(document.items(*at)) != count:
        raise document.refusal(at, f"There are not {count} weights.", f"Write {count}.")
    return [document.number(*at, n) for n in range(count)]


def _additive(
    document: Document, way: Address, issues: tuple[ScenarioIssue, ...], *, linear: bool
) -> Additive:
    if document.at((*way, "bias")) is not None and document.number(*way, "bias"):
        raise document.refusal(
            (*way, "bias"), "A constant added to all utilities is not held.", "Take it off."
        )
    weights = _weights(document, way, len(issues))
    if linear:
        return Additive(tuple(weights), (Line(Decimal(1), Decimal(0)),) * len(issues))
    if len(document.items(*way, "values")) != len(issues):
        raise document.refusal(
            (*way, "values"), f"There are not {len(issues)} values.", "Write one an issue."
        )
    return Additive(
        tuple(weights), tuple(_part(document, (*way, "values", n), issue) for n, issue in enumerate(issues))
    )


def _part(document: Document, way: Address, issue: ScenarioIssue) -> Part:
    kind = _type(document, way, FUNCTIONS)
    if kind == "TableFun":
        return _table(document, (*way, "mapping"), issue)

    def number(field: str, usual: int | None = None) -> Decimal:
        if usual is not None and document.at((*way, field)) is None:
            return Decimal(usual)
        return document.number(*way, field)

    if kind == "ConstFun":
        return Flat(number("bias"))
    if isinstance(issue.of, Values) and not issue.of.numeric:
        raise document.refusal(way, f'The values of "{issue.name}" are no numbers.', "Write a TableFun.")
    if kind == "TriangularFun":
        if number("bias", 0) != 0 or number("scale", 1) != 1:
            raise document.refusal(way, "A triangle with a bias or a scale is not held.", "Write a TableFun.")
        return Triangle(number("start"), number("end"), number("middle"))
    slope = Decimal(1) if kind == "IdentityFun" else number("slope")
    return Line(slope, number("bias", 0) if kind == "AffineFun" else Decimal(0))


def _table(document: Document, way: Address, issue: ScenarioIssue) -> Table:
    given: Mapping[str, Any] = document.mapping(*way)
    for choice in issue.of.choices:
        if (name := word(choice)) not in given:
            raise document.refusal(way, f'The value "{name[:40]}" is not in the table.', "Give it a number.")
    return Table(tuple(Entry(name, document.number(*way, name)) for name in given))


def _boxed(document: Document, way: Address, issues: tuple[ScenarioIssue, ...]) -> Boxed:
    ranges = document.items(*way, "outcome_ranges")
    if len(document.items(*way, "utilities")) != len(ranges):
        raise document.refusal(
            (*way, "utilities"), "There is not one utility a box.", f"Write {len(ranges)}."
        )
    weights = _weights(document, way, len(ranges))
    made = []
    for n in range(len(ranges)):
        worth = document.number(*way, "utilities", n)
        made.append(Box(worth, _bounds(document, (*way, "outcome_ranges", n), issues), False, weights[n]))
    if document.at((*way, "bias")) is not None and (bias := document.number(*way, "bias")):
        made.append(Box(bias, ()))
    return Boxed(Aggregate("sum", tuple(made)))


def _bounds(document: Document, way: Address, issues: tuple[ScenarioIssue, ...]) -> tuple[Within, ...]:
    if document.at(way) is None:
        return ()
    made = []
    for key in document.mapping(*way):
        at = (*way, key)
        issue = _meant(document, at, key, issues)
        low, high = _inside(document, at, issue)
        made.append(Within(issue.name, low, high))
    return tuple(made)


def _inside(document: Document, at: Address, issue: ScenarioIssue) -> tuple[Decimal, Decimal]:
    """The ends of what a box takes in of an issue: of one number, two ends, or numbers side by side."""
    if isinstance(document.at(at), Decimal):
        return document.number(*at), document.number(*at)
    given = sorted(document.number(*at, n) for n in range(len(document.items(*at))))
    if not given:
        return Decimal(1), Decimal(0)  # nothing is inside
    if len(given) > 2 and not (isinstance(issue.of, Numbers) and issue.of.step is None):
        between = {n for n in map(Decimal, issue.of.choices) if given[0] <= n <= given[-1]}
        if between - set(given):
            raise document.refusal(at, "A box has a gap in it, which is not held.", "Write it as two boxes.")
    return given[0], given[-1]


def _meant(document: Document, at: Address, key: str, issues: tuple[ScenarioIssue, ...]) -> ScenarioIssue:
    """The issue of a bound, given by its place from 0 or by its name."""
    found = next((i for i in issues if i.name == key), None)
    if found is None and key.isdecimal() and len(key) < 6 and int(key) < len(issues):
        found = issues[int(key)]
    if found is None or (isinstance(found.of, Values) and not found.of.numeric):
        raise document.refusal(at, f'"{key[:40]}" is no issue that is a number.', "Write its place from 0.")
    return found
