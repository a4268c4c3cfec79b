"""Answers, minimum, worth of no deal, conditions of red lines: read, written back, refused at their place."""

import pytest

from parley.case.files import read_case, write_case
from parley.case.model import MISTAKES, Bound, Case, Interval
from parley.ground.errors import CaseFileErrors

START = """\
parley: 1
title: T
parties: {north: {name: North, role: principal}}
issues:
  gates: {name: Gates, options: {a: A, b: B, c: C}}
  guards: {name: Guards, options: {x: X, y: Y}}
  women: {name: Women, range: {low: 0, high: 10, step: continuous}}
texts:
  may: {title: May, date: 2024-05-27, terms: {gates: a, women: 3}}
  june: {title: June, date: 2024-06-27, terms: {gates: a, women: 3, guards: x}}
  silent: {title: Silent, date: 2024-07-01}
preferences:
  north:
"""
LINES = (
    "    red-lines: [{gates: c, firm: certain}, {gates: a, unless: {guards: x, women: '> 4'}, firm: even}]\n"
)


@pytest.fixture
def read(tmp_path):
    def read(*entries: str) -> Case:
        path = tmp_path / "case.yaml"
        path.write_text(START + LINES + "".join(f"    {e}\n" for e in entries), encoding="utf-8")
        return read_case(path)

    return read


def test_every_answer_says_which_package_is_better(read, tmp_path):
    case = read(
        "answers:",
        "  - {prefers: may, to: {gates: b, guards: x}, because: c12}",
        "  - {prefers: {gates: b, women: 2.5}, to: {gates: a, women: 2.5}}",
        "  - {offered: may}",
        "  - {refused: {gates: a, guards: y}}",
        "  - {confirmed: {gates: c}, because: {assumed: said in public}}",
        "  - {denied: {gates: a}}",
        "mistakes: 0.1",
        "minimum: 0.3..0.5",
        "no-deal: {worth: 0.2..0.3, costs: 0.1}",
    )
    north = case.preferences["north"]

    assert [(a.kind, a.better, a.worse) for a in north.answers] == [
        ("prefers", "may", {"gates": "b", "guards": "x"}),
        ("prefers", {"gates": "b", "women": Bound("=", 2.5)}, {"gates": "a", "women": Bound("=", 2.5)}),
        ("offered", "may", None),
        ("refused", None, {"gates": "a", "guards": "y"}),
        ("confirmed", None, None),
        ("denied", None, None),
    ]
    assert [a.terms for a in north.answers[3:]] == [{}, {"gates": "c"}, {"gates": "a"}]
    assert (north.mistakes, north.minimum, north.no_deal.worth) == (
        0.1,
        Interval(0.3, 0.5),
        Interval(0.2, 0.3),
    )
    assert north.red_lines[1].unless == {"guards": "x", "women": Bound(">", 4.0)}
    assert read_case(write_case(case, tmp_path / "again.yaml")) == case
    assert Case.model_validate(case.as_dict(), by_alias=True, by_name=False).digest() == case.digest()


def test_what_is_not_said_is_as_usual(read):
    north = read("orders: {gates: a > b}").preferences["north"]

    assert (north.answers, north.minimum, north.mistakes, north.no_deal) == ((), None, MISTAKES, None)
    assert "mistakes" not in north.as_plain()


def test_the_digest_follows_the_new_entries(read):
    said = [
        "minimum: 0.3",
        "minimum: 0.4",
        "mistakes: 0.2",
        "no-deal: {worth: 0.2}",
        "answers: [{offered: may}]",
        "answers: [{refused: may}]",
        "importance: {gates / guards: 2}",
    ]

    digests = [read(entry).digest() for entry in said]

    assert len(set(digests)) == len(said)


@pytest.mark.parametrize(
    ("written", "at", "field", "problem", "mend"),
    [
        ("answers: [{}]", "{}", "answers[0]", "says nothing", "{offered: PACKAGE}"),
        ("answers: [may]", "may", "answers[0]", "Fields belong", "field: value"),
        ("answers: {offered: may}", "answers", "answers", "not a list", "square brackets"),
        ("answers: [{ofered: may}]", "may", "answers[0].ofered", '"ofered"', '"offered"'),
        ("answers: [{offered: mai}]", "mai", "answers[0].offered", 'no text "mai"', '"may"'),
        ("answers: [{offered: silent}]", "silent", "answers[0].offered", "No terms", "Add them"),
        ("answers: [{offered: 3}]", "3", "answers[0].offered", "with ids", "id: ..."),
        ("answers: [{offered: {}}]", "offered", "answers[0].offered", "no terms", "id of a text"),
        ("answers: [{offered: {gate: a}}]", "a}", "answers[0].offered.gate", 'no issue "gate"', '"gates"'),
        ("answers: [{offered: {gates: d}}]", "d}", "answers[0].offered.gates", 'no option "d"', "a, b, c"),
        ("answers: [{offered: {women: 11}}]", "11", "answers[0].offered.women", "outside", "inside it"),
        (
            "answers: [{offered: {women: '> 3'}}]",
            "'> 3",
            "answers[0].offered.women",
            "one number",
            "one number",
        ),
        ("answers: [{offered: may, to: june}]", "june", "answers[0].to", '"offered"', "prefers"),
        (
            "answers: [{offered: may, refused: may}]",
            "{off",
            "answers[0]",
            '"offered" and "refused"',
            "PACKAGE",
        ),
        ("answers: [{prefers: may}]", "{pref", "answers[0]", "does not say to what", "to: PACKAGE"),
        ("answers: [{to: may}]", "{to", "answers[0]", "says nothing", "prefers"),
        ("answers: [{prefers: may, to: may}]", "may}", "answers[0].to", "with itself", "differ"),
        ("answers: [{prefers: may, to: june}]", "june", "answers[0].to", "with itself", "differ"),
        ("answers: [{prefers: may, to: {gates: a}}]", "to", "answers[0].to", "with itself", "differ"),
        (
            "answers: [{prefers: {women: 3}, to: {women: 3.0}}]",
            "to",
            "answers[0].to",
            "with itself",
            "differ",
        ),
        (
            "answers: [{prefers: {gates: a}, to: {gates: b, guards: x}}]",
            "prefers",
            "answers[0].prefers",
            'something on "guards"',
            "in both",
        ),
        (
            "answers: [{confirmed: {gates: b}}]",
            "conf",
            "answers[0].confirmed",
            "no red line {gates: b}",
            "{gates: c}; {",
        ),
        ("answers: [{denied: {gates: z}}]", "z", "answers[0].denied.gates", 'no option "z"', "a, b, c"),
        ("mistakes: 0.5", "0.5", "mistakes", "would say nothing", "below 0.5"),
        ("mistakes: -0.1", "-0.1", "mistakes", "no chance", "from 0"),
        ("mistakes: .nan", ".nan", "mistakes", "not a number", "digits"),
        ("mistakes: 0.1..0.2", "0.1", "mistakes", "not a number", "digits"),
        ("minimum: 1.2", "1.2", "minimum", "between 0 and 1", "0.3..0.5"),
        ("minimum: -0.1..0.2", "-0.1", "minimum", "between 0 and 1", "0.3..0.5"),
        ("minimum: .inf", ".inf", "minimum", "not a number", "digits"),
        ("minimum: high", "high", "minimum", "not a range", "0.2..0.4"),
        ("no-deal: {worth: 1.5}", "1.5", "no-deal.worth", "between 0 and 1", "0.2..0.3"),
        (
            "no-deal: {worth: 0.2, leads-to: {gates: a}}",
            "0.2",
            "no-deal.worth",
            "may contradict",
            "Keep one",
        ),
        ("no-deal: {worht: 0.2}", "0.2", "no-deal.worht", '"worht"', '"worth"'),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_place(read, refused_at, written, at, field, problem, mend):
    place = (15, f"preferences.north.{field}")
    refused_at(read, written, start="    ", at=at, place=place, said=(problem, mend))


@pytest.mark.parametrize(
    ("lines", "field", "problem"),
    [
        ("[{gates: c, unless: {guards: z}, firm: even}]", "red-lines[0].unless.guards", 'no option "z"'),
        ("[{gates: c, unless: {guard: x}, firm: even}]", "red-lines[0].unless.guard", 'no issue "guard"'),
        ("[{gates: c, unless: x, firm: even}]", "red-lines[0].unless", "Entries with ids"),
        ("[{unless: {guards: x}, firm: even}]", "red-lines[0]", "refuses nothing"),
        ("[{gates: c, firm: even}, {gates: c, firm: likely}]", "red-lines[1]", "stands twice"),
        ("[{gates: c, unless: {women: .nan}, firm: even}]", "red-lines[0].unless.women", "not a number"),
    ],
)
def test_a_condition_on_a_red_line_is_made_of_terms(tmp_path, lines, field, problem):
    path = tmp_path / "case.yaml"
    path.write_text(f"{START}    red-lines: {lines}\n", encoding="utf-8")

    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)

    (error,) = refusal.value.errors
    assert error.field == f"preferences.north.{field}"
    assert problem in error.problem


def test_unless_is_a_word_of_the_format(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(START.replace("guards:", "unless:").replace("guards", "unless"), encoding="utf-8")

    with pytest.raises(CaseFileErrors, match="word of the format"):
        read_case(path)


def test_any_number_of_a_continuous_range_can_be_agreed(read):
    case = read("orders: {women: more}")
    women = case.issues["women"].range

    assert (women.between, women.count(), women.numbers()) == (True, None, ())
    assert case.package({"women": 2.71}, complete=False)["women"] == 2.71
    for beyond in (-0.1, 10.1, "> 3"):
        with pytest.raises(Exception, match="from 0 to 10"):
            case.package({"women": beyond}, complete=False)
    assert case.count_packages() is None


@pytest.mark.parametrize("step", ["continous", "true", "0", "-1", ".inf", "[]"])
def test_a_step_is_a_number_or_continuous(tmp_path, step):
    path = tmp_path / "case.yaml"
    path.write_text((START + LINES).replace("continuous", step), encoding="utf-8")

    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)
    (error,) = refusal.value.errors
    assert error.field.startswith("issues.women.range")


@pytest.mark.parametrize("ends", ["low: 0, high: 0.0001", "low: 1000000000, high: 1000000000.5"])
def test_a_continuous_range_is_wide_enough_to_tell_numbers_apart(tmp_path, ends):
    path = tmp_path / "case.yaml"
    path.write_text(START.replace("low: 0, high: 10", ends), encoding="utf-8")

    with pytest.raises(CaseFileErrors, match="too close together"):
        read_case(path)
