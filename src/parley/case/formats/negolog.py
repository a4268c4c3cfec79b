"""NegoLog JSON: two profiles, and figures of the domain in specs.json.

Room: case. Speaks parties and packages. May use `parley.ground`.

Held: listed values, additive utilities, reservation values. The figures of specs.json (Nash and the rest) are
not held: they follow from the profiles, and its Kalai point is not one (it is the largest sum).
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from parley.case.formats.document import Document, read_text
from parley.case.formats.format import Losses, Read, Written, listed, placed
from parley.case.formats.json_document import load_json, write_json
from parley.case.formats.shaping import (
    as_table,
    as_values,
    extra_values,
    most_worth,
    not_held,
    printable,
    reservation,
    utility_of,
)
from parley.case.scenario import (
    Additive,
    Entry,
    Profile,
    Reading,
    Scenario,
    ScenarioIssue,
    Table,
    Value,
    Values,
    plain,
)
from parley.ground.errors import ParleyError

NAME = "NegoLog"
FIELDS = ("reservationValue", "issueWeights", "issues")
PROFILES = ("profileA", "profileB")


class NegoLogFormat:
    """See `parley.case.formats.format.Format`."""

    name = "negolog"
    endings = (".json",)
    holds = "NegoLog JSON: two profiles and specs.json"

    def recognises(self, path: Path) -> bool:
        """A .json file with the fields of a profile, or of specs.json."""
        if path.suffix.lower() not in self.endings:
            return False
        text = read_text(path)
        if '"LinearAdditiveUtilitySpace"' in text:
            return False
        return '"NumberOfBids"' in text or ('"issueWeights"' in text and '"issues"' in text)

    def read(self, files: Sequence[Path], name: str, reading: Reading | None = None) -> Read:
        """See `parley.case.formats.format.Format`. Numbers stand for themselves in either reading."""
        notes = Losses()
        documents = [load_json(path) for path in files]
        specs = [d for d in documents if "NumberOfBids" in d.mapping()]
        profiles = [d for d in documents if d not in specs]
        if not profiles:
            raise specs[0].refusal((), "There is no profile beside this file.", "Give profileA.json too.")
        for document in specs:
            notes.say("Figures of {} are not held: they follow from the profiles.", document.path.name)
        title = next((d.text("Name") for d in specs if d.at(("Name",)) is not None), name)
        issues = _issues(profiles[0])
        parties = tuple(_profile(d, issues, profiles[0], notes) for d in profiles)
        with placed(profiles[0].path):
            return Read(Scenario(title, issues, parties), notes.all)

    def write(self, scenario: Scenario) -> Written:
        """See `parley.case.formats.format.Format`."""
        lost = Losses()
        printable(scenario, NAME)
        not_held(scenario, lost, NAME)
        extra_values(scenario, lost, NAME)
        if len(scenario.profiles) != len(PROFILES):
            raise ParleyError(
                f"{NAME} holds two parties, and there are {len(scenario.profiles)}.\n"
                "  Choose another format: docs/reference/formats.md says what each holds."
            )
        if [p.name for p in scenario.profiles] != list(PROFILES):
            lost.say(
                f"{NAME} calls the parties {' and '.join(PROFILES)} ({{}}).",
                listed([p.name for p in scenario.profiles]),
            )
        issues = tuple(_listed(i, lost) for i in scenario.issues)
        made = {
            f"{name}.json": _written(scenario, profile, issues, lost)
            for name, profile in zip(PROFILES, scenario.profiles, strict=True)
        }
        specs = {
            "Name": scenario.name,
            "NumberOfBids": scenario.count_packages(),
            "NumberOfIssues": len(issues),
            "IssueValues": [len(as_values(i).listed) for i in issues],
        }
        return Written(made | {"specs.json": write_json(specs) + "\n"}, lost.all)


def _issues(document: Document) -> tuple[ScenarioIssue, ...]:
    made = []
    for index, name in enumerate(document.mapping("issues"), 1):
        values = tuple(Value(v) for v in document.mapping("issues", name))
        if not values:
            raise document.refusal(("issues", name), "The issue has no value.", "Write at least one.")
        made.append(ScenarioIssue(name, index, Values(values)))
    if not made:
        raise document.refusal(("issues",), "There is no issue.", "Write at least one.")
    return tuple(made)


def _profile(
    document: Document, issues: tuple[ScenarioIssue, ...], first: Document, notes: Losses
) -> Profile:
    if extra := document.beyond(FIELDS):
        notes.say("Fields that are not known are not held ({}).", listed(extra))
    own = {i.name: set(i.of.choices) for i in _issues(document)}
    if own != {i.name: set(i.of.choices) for i in issues}:
        raise document.refusal(
            ("issues",),
            f"Issues or values differ from those of {first.path.name}.",
            "Write the same in both.",
        )
    weights = tuple(document.number("issueWeights", i.name) for i in issues)
    parts = tuple(
        Table(tuple(Entry(str(v), document.number("issues", i.name, str(v))) for v in i.of.choices))
        for i in issues
    )
    if abs((total := sum(weights, Decimal(0))) - 1) > Decimal("1e-9"):
        notes.say(
            "Weights that do not sum to 1 are kept as they are ({}).", f"{document.path.stem}: {plain(total)}"
        )
    floor = document.number("reservationValue") if "reservationValue" in document.mapping() else None
    return Profile(document.path.stem, Additive(weights, parts), floor)


def _listed(issue: ScenarioIssue, lost: Losses) -> ScenarioIssue:
    if not isinstance(issue.of, Values):
        lost.say(f"{NAME} holds listed values only; ranges become lists ({{}}).", issue.name)
    elif issue.of.numeric:
        lost.say(f"{NAME} does not hold that the values of an issue are numbers ({{}}).", issue.name)
    return ScenarioIssue(issue.name, issue.index, as_values(issue))


def _written(scenario: Scenario, profile: Profile, issues: tuple[ScenarioIssue, ...], lost: Losses) -> str:
    additive = utility_of(profile, NAME)
    if profile.discount is not None and profile.discount.works:
        lost.say(f"{NAME} holds no discount ({{}}).", profile.name)
    if scenario.reading == "genius" and most_worth(scenario, additive)[1] > 1:
        lost.say(f"{NAME} does not cut utilities off at 1 ({{}}).", profile.name)
    floor = reservation(scenario, profile, lost)
    tables = [
        as_table(issue, part, scenario, lost)
        for issue, part in zip(scenario.issues, additive.parts, strict=True)
    ]
    held = {
        "reservationValue": floor,
        "issueWeights": {i.name: w for i, w in zip(issues, additive.weights, strict=True)},
        "issues": {
            i.name: {e.value: e.worth for e in t.entries} for i, t in zip(issues, tables, strict=True)
        },
    }
    if floor is None:
        lost.say(
            f"{NAME} wants a reservation value, and 0 is written where none is stated ({{}}).", profile.name
        )
        held["reservationValue"] = Decimal(0)
    return write_json(held) + "\n"
