"""GeniusWeb JSON: a domain, and profiles that each hold it again.

Room: case. Speaks parties and packages. May use `parley.ground`.

Held: listed values and ranges of numbers; additive utilities with weights, by value or by a line between the
ends of a range; partial orderings (`better` as Jackson writes it, or `bidslist` with `betterlist`); the
package that a reservation is. Numbers are decimals and stay what they are. Refused: sums of groups of issues.
Writing is in `parley.case.formats.geniusweb_writing`.

Partial orderings follow the constructor of DefaultPartialOrdering; no file with one was at hand.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from parley.case.formats.document import Document, read_text
from parley.case.formats.format import Losses, Read, Written, listed, placed
from parley.case.formats.geniusweb_writing import ADDITIVE, PARTIAL, write_geniusweb
from parley.case.formats.json_document import load_json, loads
from parley.case.scenario import (
    Additive,
    Bid,
    Choice,
    Ends,
    Entry,
    Numbers,
    Ordering,
    Part,
    Profile,
    Reading,
    Scenario,
    ScenarioIssue,
    Table,
    Value,
    Values,
    plain,
)

GROUPS = "SumOfGroupsUtilitySpace"
OF_UTILITIES = ("name", "domain", "issueUtilities", "issueWeights", "reservationBid")
OF_ORDERINGS = ("name", "domain", "reservationBid", "better", "bidslist", "betterlist")
BY_VALUE = ("discreteutils", "DiscreteValueSetUtilities")
BY_LINE = ("numberutils", "NumberValueSetUtilities")


class GeniusWebFormat:
    """See `parley.case.formats.format.Format`."""

    name = "geniusweb"
    endings = (".json",)
    holds = "GeniusWeb JSON: a domain and one profile a party"

    def recognises(self, path: Path) -> bool:
        """A .json file that names one of its kinds of profile, or `issuesValues`."""
        if path.suffix.lower() not in self.endings:
            return False
        text = read_text(path)
        return any(f'"{word}"' in text for word in (ADDITIVE, PARTIAL, GROUPS, "issuesValues"))

    def read(self, files: Sequence[Path], name: str, reading: Reading | None = None) -> Read:
        """See `parley.case.formats.format.Format`. Numbers stand for themselves in either reading."""
        notes = Losses()
        documents = [load_json(path) for path in files]
        profiles = [d for d in documents if _kind(d) is not None]
        domains = [d for d in documents if _kind(d) is None]
        if len(domains) > 1:
            raise domains[1].refusal(
                (), f"This is a second domain beside {domains[0].path.name}.", "Keep one in a folder."
            )
        first = domains[0] if domains else profiles[0]
        at: tuple[str, ...] = () if domains else (str(_kind(first)), "domain")
        if not domains:
            notes.say("There is no domain file; the issues are those of {}.", first.path.name)
        issues = _issues(first, at, notes)
        title = first.text(*at, "name") if "name" in first.mapping(*at) else name
        parties = [_profile(d, issues, notes) for d in profiles]
        if len({p.name for p in parties}) < len(parties):
            notes.say("Parties of the same name are called by their files.")
            parties = [replace(p, name=d.path.stem) for p, d in zip(parties, profiles, strict=True)]
        with placed(first.path):
            return Read(Scenario(title, issues, tuple(parties)), notes.all)

    def write(self, scenario: Scenario) -> Written:
        """See `parley.case.formats.format.Format`."""
        return write_geniusweb(scenario)


def _kind(document: Document) -> str | None:
    """The kind of profile that a file is; None for a domain."""
    found = next((k for k in (ADDITIVE, PARTIAL, GROUPS) if k in document.mapping()), None)
    if found == GROUPS:
        raise document.refusal(
            (GROUPS,), "Utilities of groups of issues are not held.", "Take this profile out of the folder."
        )
    return found


def _issues(document: Document, at: tuple[str, ...], notes: Losses) -> tuple[ScenarioIssue, ...]:
    made = []
    for index, name in enumerate(document.mapping(*at, "issuesValues"), 1):
        way = (*at, "issuesValues", name)
        made.append(ScenarioIssue(name, index, _values(document, way, notes)))
    if not made:
        raise document.refusal((*at, "issuesValues"), "There is no issue.", "Write at least one.")
    return tuple(made)


def _values(document: Document, way: tuple[str, ...], notes: Losses) -> Values | Numbers:
    if "range" in document.mapping(*way):
        low, high, step = (document.number(*way, "range", k) for k in ("low", "high", "step"))
        if low > high or step <= 0:
            raise document.refusal((*way, "range"), "The range leads nowhere.", "Write low, high and a step.")
        return Numbers(low, high, step)
    names = [document.text(*way, "values", n) for n in range(len(document.items(*way, "values")))]
    for n, name in enumerate(names):
        if name in names[:n]:
            notes.say("A value written twice counts once ({}).", f'"{name}" of "{way[-1]}"')
    if not names:
        raise document.refusal((*way, "values"), "The issue has no value.", "Write at least one.")
    return Values(tuple(Value(n) for n in dict.fromkeys(names)))


def _profile(document: Document, issues: tuple[ScenarioIssue, ...], notes: Losses) -> Profile:
    kind = str(_kind(document))
    own = _issues(document, (kind, "domain"), Losses())
    if {i.name: _content(i) for i in own} != {i.name: _content(i) for i in issues}:
        raise document.refusal(
            (kind, "domain"),
            "The domain in this profile is not that of the other files.",
            "Keep one domain in a folder.",
        )
    known = OF_ORDERINGS if kind == PARTIAL else OF_UTILITIES
    if extra := document.beyond(known, kind):
        notes.say("Fields that are not known are not held ({}).", listed(extra))
    party = document.text(kind, "name") if document.at((kind, "name")) is not None else document.path.stem
    utility = (
        _additive(document, kind, issues, party, notes) if kind == ADDITIVE else _ordering(document, issues)
    )
    floor = (
        _bid(document, (kind, "reservationBid"), issues)
        if document.at((kind, "reservationBid")) is not None
        else None
    )
    return Profile(party, utility, None, floor)


def _content(issue: ScenarioIssue) -> object:
    return frozenset(issue.of.choices) if isinstance(issue.of, Values) else issue.of


def _additive(
    document: Document, kind: str, issues: tuple[ScenarioIssue, ...], party: str, notes: Losses
) -> Additive:
    weights = [document.number(kind, "issueWeights", issue.name) for issue in issues]
    parts = [_part(document, (kind, "issueUtilities", issue.name), issue, notes) for issue in issues]
    if (total := sum(weights, Decimal(0))) != 1:
        notes.say("Weights that do not sum to 1 are kept as they are ({}).", f"{party}: {plain(total)}")
    return Additive(tuple(weights), tuple(parts))


def _part(document: Document, way: tuple[str, ...], issue: ScenarioIssue, notes: Losses) -> Part:
    inside = document.mapping(*way)
    if (key := next((k for k in BY_LINE if k in inside), None)) and isinstance(issue.of, Numbers):
        at = (*way, key)
        fields = ("lowValue", "lowUtility", "highValue", "highUtility")
        low, low_worth, high, high_worth = (document.number(*at, k) for k in fields)
        if low >= high:
            raise document.refusal(at, "The line has no length.", "Write the smaller number as lowValue.")
        return Ends(low, low_worth, high, high_worth)
    if (key := next((k for k in BY_VALUE if k in inside), None)) is None or not isinstance(issue.of, Values):
        raise document.refusal(
            way,
            "Here is no worth of the kind that the issue needs.",
            "Write discreteutils for listed values, numberutils for a range.",
        )
    at = (*way, key, "valueUtilities")
    given = document.mapping(*at)
    for name in issue.of.choices:
        if name not in given:
            raise document.refusal(at, f'The value "{name[:40]}" has no utility.', "Write one from 0 to 1.")
    for name in given:
        if name not in issue.of.choices:
            notes.say("Worth of values that an issue does not have is not held ({}).", name)
    return Table(tuple(Entry(name, document.number(*at, name)) for name in issue.of.choices))


def _bid(document: Document, way: tuple[str | int, ...], issues: tuple[ScenarioIssue, ...]) -> Bid:
    """A package; it may be silent on issues."""
    given = document.mapping(*way, "issuevalues")
    known = {issue.name: issue for issue in issues}
    for name in given:
        if name not in known:
            raise document.refusal(
                (*way, "issuevalues", name), f'There is no issue "{name[:40]}".', "Write one of the domain."
            )
    return tuple(
        (i.name, _choice(document, (*way, "issuevalues", i.name), i)) for i in issues if i.name in given
    )


def _choice(document: Document, way: tuple[str | int, ...], issue: ScenarioIssue) -> Choice:
    if isinstance(issue.of, Numbers):
        return document.number(*way)
    name = document.text(*way)
    if name not in issue.of.choices:
        raise document.refusal(
            way, f'"{name[:40]}" is no value of "{issue.name}".', "Write one of its values."
        )
    return name


def _ordering(document: Document, issues: tuple[ScenarioIssue, ...]) -> Ordering:
    """Comparisons of packages, in either of two forms."""
    if document.at((PARTIAL, "better")) is None:
        bids = tuple(
            _bid(document, (PARTIAL, "bidslist", n), issues)
            for n in range(len(document.items(PARTIAL, "bidslist")))
        )
        pairs = []
        for n, pair in enumerate(document.items(PARTIAL, "betterlist")):
            at_pair = (PARTIAL, "betterlist", n)
            if not isinstance(pair, list) or len(pair) != 2:
                raise document.refusal(at_pair, "A comparison has two places.", "Write [better, worse].")
            places = [document.number(*at_pair, k) for k in (0, 1)]
            if any(p != int(p) or not 0 <= p < len(bids) for p in places):
                raise document.refusal(at_pair, "There is no package of this place.", "Count them from 0.")
            pairs.append((bids[int(places[0])], bids[int(places[1])]))
        return Ordering(frozenset(pairs))
    better = []
    for key, worse in document.mapping(PARTIAL, "better").items():
        way = (PARTIAL, "better", key)
        above = _bid(_inner(document, way, key), (), issues)
        if not isinstance(worse, list):
            raise document.refusal(
                way, "Here a list of packages should stand.", "Write those that are worse."
            )
        for n in range(len(worse)):
            better.append((above, _bid(document, (*way, n), issues)))
    return Ordering(frozenset(better))


def _inner(document: Document, way: tuple[str | int, ...], key: str) -> Document:
    """The package that stands as JSON in a key."""
    data = loads(key)
    if not isinstance(data, dict):
        raise document.refusal(way, "This is no package.", 'Write {"issuevalues": {...}} as the name.')
    return Document(document.path, data, lambda address: document.place(way))
