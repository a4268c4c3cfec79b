"""Case files that are damaged, endless or meant to harm: refused with a reason, and nothing in them run."""

import random

import pytest

from parley.case.files import LARGEST, read_case
from parley.case.questions import questions
from parley.ground.errors import CaseFileErrors, ParleyError

START = """\
parley: 1
title: T
parties: {north: {name: North, role: principal}}
issues:
  gates: {name: Gates, options: {a: A, b: B}}
  flow: {name: Flow, range: {low: 0, high: 10}}
"""
NESTED = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
CHAIN = "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 900))


def refused(tmp_path, text: str) -> str:
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)
    assert all(e.problem.strip() and e.mend.strip() for e in refusal.value.errors)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: " + "[" * 1000, "too deep"),
        (START + "texts: " + "{a: " * 300 + "1" + "}" * 300, "too deep"),
        (START + "texts: " + "{a: " * 45 + "1" + "}" * 45, "too deep"),
        ("a0: &a0 [x]\n" + CHAIN, "too deep"),
        ("a0: &a0 [x, x]\n" + NESTED, "millions of entries"),
        ("title: &a {b: {c: *a}}\n", "not a text"),
        (START + "texts: &x {<<: *x}\n", "merged with itself"),
        (START + "field: !!python/object/apply:os.system [ls]\n", "not a text"),
        (START + "field: !!binary aGVsbG8=\n", "not a text"),
        (START + "field: !!int x\n", "not YAML"),
        (START + "field: a\x00b\n", "not YAML"),
        (START.replace("title: T", 'title: "\\ud800"'), "half a character"),
        (START.replace("Gates", '"Gates \\uDC00"'), "half a character"),
        (START.replace("flow: {", '"\\U0000d83d": {'), "half a character"),
        (START.replace("high: 10", "high: " + "9" * 5000), "thousands of digits"),
        (START.replace("high: 10", "high: " + "9" * 400), "too large"),
        (START.replace("low: 0", "low: -1.0e+308"), "too large"),
        (START.replace("high: 10", "high: .inf"), '"inf" is not a number'),
        (START.replace("low: 0", "low: -.inf"), '"-inf" is not a number'),
        (START.replace("high: 10", "high: .nan"), '"nan" is not a number'),
        (START.replace("high: 10", "high: 10, step: 5.0e-324"), "too close together"),
        (START.replace("high: 10", "high: 10, step: .nan"), "not a number"),
        (START + f"texts: {{t: {{title: T, date: 2024-01-01, terms: {{flow: '{'9' * 400}'}}}}}}\n", "none"),
    ],
)
def test_what_never_ends_or_is_no_case_is_refused(tmp_path, text, said):
    assert said in refused(tmp_path, text)


WHERE_NUMBERS_STAND = [
    "importance: {gates: %s}",
    "importance: {gates / flow: %s}",
    "importance: [gates > flow, {gates: %s}]",
    "values: {gates: {a: %s}}",
    "values: {flow: {%s: 0.5}}",
    "together: [{gates: a, flow: 3, adds: %s}]",
    "together: [{gates: a, flow: %s, adds: 0.1}]",
    "red-lines: [{flow: %s, firm: certain}]",
    "red-lines: [{gates: a, firm: %s}]",
    "red-lines: [{gates: a, unless: {flow: %s}, firm: 0.5}]",
    "no-deal: {costs: %s}",
    "no-deal: {worth: %s}",
    "no-deal: {leads-to: {flow: %s}}",
    "minimum: %s",
    "mistakes: %s",
    "answers: [{offered: {flow: %s}}]",
    "answers: [{confirmed: {flow: %s}}]",
    "orders: {flow: near %s}",
]


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf", "9" * 400, "true", "[1]"])
@pytest.mark.parametrize("written", WHERE_NUMBERS_STAND)
def test_no_entry_takes_what_is_not_a_number(tmp_path, written, number):
    said = refused(tmp_path, START + f"preferences:\n  north:\n    {written % number}\n")

    assert ":9:" in said


@pytest.mark.parametrize("number", [".nan", ".inf", "9" * 400, "true", "few"])
@pytest.mark.parametrize(
    "rule",
    ["{sum: {flow: %s}, at-most: 3}", "{sum: [flow], at-most: %s}", "{count: {gates: a}, exactly: %s}"],
)
def test_no_constraint_takes_what_is_not_a_number(tmp_path, rule, number):
    assert ":8:" in refused(tmp_path, START + f"constraints:\n  - {rule % number}\n")


def test_a_file_of_many_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "case.yaml"
    with path.open("wb") as file:
        file.seek(100_000_000)
        file.write(b"\n")

    with pytest.raises(
        CaseFileErrors, match=rf"has 100 MB; a case file has at most {LARGEST // 1_000_000} MB"
    ):
        read_case(path)


def test_an_order_of_thousands_is_read_and_its_circle_found(tmp_path):
    ids = [f"o{n}" for n in range(1500)]
    options = ", ".join(f"{o}: The option {o}" for o in ids)
    issues = f"issues: {{gates: {{name: G, options: {{{options}}}}}}}\n"
    text = START[: START.index("issues")] + issues + "preferences: {north: {orders: {gates: "

    path = tmp_path / "case.yaml"
    path.write_text(f"{text}{' > '.join(ids)}}}}}}}\n", encoding="utf-8")
    order = read_case(path).preferences["north"].orders["gates"]
    assert order.best() == ("o0",)
    assert len(order.follows()) == 1500 * 1499 // 2

    assert "o1499 > o0" in refused(tmp_path, f"{text}{' > '.join([*ids, 'o0'])}}}}}}}\n")


WORDS = (
    """.nan [] {} null ~ -1 1e9 &a *a <<:*a !!int {a:b} : - ' " .. 0.3..0.1 > = / c1 may gates | ? % @ #"""
)
PIECES = [*WORDS.split(" "), "\t", "\n", "- ", ": "]


def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path, river):
    rng = random.Random(1)
    path = tmp_path / "case.yaml"
    outcomes = set()
    for _ in range(60):
        text = river
        for _ in range(rng.randint(1, 3)):
            start = rng.randrange(len(text))
            text = text[:start] + rng.choice(PIECES) + text[start + rng.randint(0, 12) :]
        path.write_text(text, encoding="utf-8")
        try:
            questions(read_case(path))
        except ParleyError:
            outcomes.add("refused")
        else:
            outcomes.add("read")
    assert outcomes == {"read", "refused"}


def test_half_a_character_is_refused_at_its_place(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(START.replace("name: Gates", 'name: "Gates \\udc00"'), encoding="utf-8")

    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)

    (error,) = refusal.value.errors
    assert (error.line, error.column) == (5, 17)
    assert read_case_with(tmp_path, START.replace("name: Gates", 'name: "Gates \\u00e9"')) == "Gates é"


def read_case_with(tmp_path, text: str) -> str:
    path = tmp_path / "whole.yaml"
    path.write_text(text, encoding="utf-8")
    return read_case(path).issues["gates"].name
