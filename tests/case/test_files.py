"""Case files: all problems of a file with line, column and mend; edits that leave the rest as it is."""

import re
from pathlib import Path

import pytest

from parley.case.files import read_case, update_case, write_case
from parley.case.model import Assumed, Interval
from parley.case.words import in_words
from parley.ground.errors import CaseFileErrors, ParleyError

FORMAT = Path(__file__).parents[3] / "shared" / "case-format.md"
START = """\
parley: 1
title: T
parties: {north: {name: North}}
issues: {gates: {name: Gates, options: {a: A, b: B}}}
"""


def refused(path: Path, text: str) -> list[tuple[int | None, int | None, str, str, str]]:
    """(line, column, field, problem, mend) of everything that is refused."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)
    errors = refusal.value.errors
    assert str(path) in str(refusal.value)
    assert all(e.problem.strip() and e.mend.strip() for e in errors)
    return [(e.line, e.column, e.field, e.problem, e.mend) for e in errors]


def test_every_element_of_the_format_is_read(river_file):
    case = read_case(river_file)

    north = case.preferences["north"]
    assert case.parties["north"].members["engineers"].name == "Engineers of the north"
    assert str(north.importance) == "gates > flow = data_sharing"
    assert north.values["gates"]["inspected"] == Interval(0.5, 0.9)
    assert north.red_lines[0].terms["flow"].holds(250)
    assert (north.red_lines[0].word, north.red_lines[1].firm) == ("likely", Interval(0.2, 0.3))
    assert north.red_lines[1].because == ("c4",)
    assert north.no_deal.leads_to["flow"].number == 80
    assert north.because["gates"] == ("c1", "c2")
    assert isinstance(north.because["importance"], Assumed)
    assert case.texts["may"].by == "lake"
    assert case.rounds[1].status == "planned"


def test_the_form_in_the_description_of_the_format_loads(tmp_path):
    if not FORMAT.exists():
        pytest.skip("the description of the format is not beside the project")
    written = re.search(r"```yaml\n(.*?)```", FORMAT.read_text(encoding="utf-8"), re.DOTALL)[1]
    left_out = {"end-of-war": ("guaranteed", "resumed"), "resumption": ("free", "bound")}
    left_out |= {"returns": ("free", "screened"), "monitoring": ("third-party", "none")}
    issues = "".join(
        f"  {i}: {{name: The {i}, options: {{{a}: The {a}, {b}: The {b}}}}}\n"
        for i, (a, b) in left_out.items()
    )
    path = tmp_path / "case.yaml"
    path.write_text(written.replace("issues:\n", f"issues:\n{issues}"), encoding="utf-8")

    case = read_case(path)

    assert case.principals() == ("israel", "hamas")
    assert case.count_packages() == 2**4 * 4 * 23


def test_a_folder_is_read_by_its_case_file(river_file):
    assert read_case(river_file.parent) == read_case(river_file)


def test_parties_and_issues_alone_are_a_case(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(START + "  \n", encoding="utf-8")

    assert read_case(path).principals() == ()


def test_all_problems_are_reported_together_in_the_order_of_the_lines(tmp_path, river):
    broken = (
        river.replace("role: mediator", "role: mediater")
        .replace("range: {low: 100,", "range: {low: false,")
        .replace("importance: gates > flow = data_sharing", "importance: gates > flw")
        .replace("gates: north-alone > inspected > joint", "gates: [joint > inspected, inspected > joint]")
        .replace("- {gates: joint, firm: 0.2..0.3", "- {gates: jointly, firm: 0.2..0.3")
        .replace("costs: 0.0..0.3", "costs: 0.3..0.0")
        .replace("date: 2024-05-27", "date: 2024-02-31")
    )

    found = refused(tmp_path / "case.yaml", broken)

    lines = [line for line, *_ in found]
    assert lines == sorted(lines)
    assert [field for _, _, field, _, _ in found] == [
        "parties.lake.role",
        "issues.flow.range.low",
        "preferences.north.importance",
        "preferences.north.orders.gates",
        "preferences.north.red-lines[1].gates",
        "preferences.north.no-deal.costs",
        "texts.may.date",
    ]
    for (line, column, *_), word in zip(
        found, ["mediater", "false", "gates > flw", "gates", "jointly", "0.3..0.0", "2024-02-31"], strict=True
    ):
        assert broken.splitlines()[line - 1][column - 1 :].startswith(word)
    by_field = {field: (problem, mend) for _, _, field, problem, mend in found}
    assert by_field["parties.lake.role"][1] == 'Did you mean "mediator"?'
    assert by_field["preferences.north.importance"] == ('There is no issue "flw".', 'Did you mean "flow"?')
    assert "joint > inspected > joint" in by_field["preferences.north.orders.gates"][0]


@pytest.mark.parametrize(
    ("text", "line", "problem", "mend"),
    [
        ("", 1, "empty", "parley: 1"),
        ("# only a comment\n", 1, "empty", "parley: 1"),
        ("- a\n- b\n", 1, "no fields", "title"),
        ("just words\n", 1, "no fields", "title"),
        (START.replace("parley: 1", "parley: 2"), 1, "version 1", "parley: 1"),
        (START.replace("parley: 1", "parley: true"), 1, "version 1", "parley: 1"),
        (START.replace("parley: 1\n", ""), 1, "version", "parley: 1"),
        (START.replace("title: T", "title: 2024"), 2, "not a text", "quotes"),
        (START.replace("title: T\n", ""), 1, '"title" is missing', "title:"),
        (START + "preferenes: {}\n", 5, '"preferenes"', '"preferences"'),
        (START.replace("name: North", "name: North, rol: principal"), 3, '"rol"', '"role"'),
        (START.replace("{north: {name: North}}", "{}"), 3, "no party", "north"),
        (START + "title: U\n", 5, "twice; the first is on line 2", "another id"),
        (START + "texts: {may: {title: M, date: soon}}\n", 5, '"soon" is not a day', "2024-08-19"),
        (START + "preferences: {south: {}}\n", 5, 'no party "south"', "north"),
        (START + "preferences: {north: {orders: {gate: a > b}}}\n", 5, 'no issue "gate"', '"gates"'),
        (START + "preferences: {north: {orders: {gates: more}}}\n", 5, "has options", "a > b"),
        (START + "preferences: {north: {no-deal: {leads-to: {gates: c}}}}\n", 5, 'no option "c"', "a, b"),
        (START + "preferences: {north: {values: {gates: {a: true}}}}\n", 5, "yes or no", "digits"),
        (
            START + "preferences: {north: {values: {gates: {a: 1.4}}}}\n",
            5,
            "between 0 and 1",
            "0 for the worst",
        ),
        (START + "preferences: {north: {because: {gats: [c1]}}}\n", 5, '"gats"', '"gates"'),
        (START + "preferences: {north: {red-lines: [{gates: a}]}}\n", 5, '"firm" is missing', "firm"),
        (START + "preferences: {north: {red-lines: [{gates: a, firm: very}]}}\n", 5, '"very"', "likely"),
        (START + "constraints: [{if: {gates: a}, never: {gates: z}}]\n", 5, 'no option "z"', "a, b"),
        (START + "texts: {may: {title: M, date: 2024-05-01, terms: {gates: 3}}}\n", 5, "is a number", "a, b"),
        (START + "texts: {may: {title: M, date: 2024-05-01, by: nort}}\n", 5, '"nort"', '"north"'),
        (START + "rounds: [{place: X, from: 2024-05-02, to: 2024-05-01}]\n", 5, "ends before", "Exchange"),
        (START.replace("{a: A, b: B}", "{a: A, b: a}"), 4, "one label", "differ"),
        (START.replace("options: {a: A, b: B}", "range: {low: 3, high: 1}"), 4, "not upwards", "smaller"),
        (
            START.replace("{north: {name: North}}", "{north: {name: N, members: {north: M}}}"),
            3,
            "already the id",
            "another id",
        ),
        (START.replace("gates:", "12:"), 4, "not an id", "letter"),
        (START.replace("gates:", "? [a]\n  :"), 4, "not an id", "letter"),
        (START.replace("gates:", "? {a: b}\n  :"), 4, "not an id", "letter"),
        (START + "a: >= 40\n", 5, "not YAML", "quotes"),
        (START + "\tb: 3\n", 5, "not YAML", "tab"),
        (START + "b: [1, 2\n", None, "not YAML", "bracket"),
    ],
)
def test_bad_input_is_refused_with_place_problem_and_mend(tmp_path, text, line, problem, mend):
    found = refused(tmp_path / "case.yaml", text)

    assert len(found) == 1
    ((at, _, _, said, how),) = found
    assert line is None or at == line
    assert problem in said
    assert mend in how


def test_a_missing_file_and_a_wrong_encoding_say_so(tmp_path):
    with pytest.raises(CaseFileErrors, match="no case file"):
        read_case(tmp_path / "nothing")
    latin = tmp_path / "case.yaml"
    latin.write_bytes("title: Grenzübergang\n".encode("latin-1"))
    with pytest.raises(CaseFileErrors, match=r"case\.yaml:1\n  The file is not UTF-8"):
        read_case(latin)


def test_words_such_as_no_and_on_stay_words(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(START.replace("a: A, b: B", "no: Off, on: Yes"), encoding="utf-8")

    assert list(read_case(path).issues["gates"].options) == ["no", "on"]


def test_a_problem_that_follows_from_another_is_not_reported(tmp_path):
    text = START.replace("a: A,", "a: [1],") + "preferences: {north: {orders: {gates: a > b}}}\n"

    assert [field for _, _, field, _, _ in refused(tmp_path / "case.yaml", text)] == [
        "issues.gates.options.a"
    ]


def test_a_numeric_issue_takes_numbers(tmp_path):
    start = START.replace("options: {a: A, b: B}", "range: {low: 10, high: 20}")
    path = tmp_path / "case.yaml"
    problems = refused(
        path, start + "preferences: {north: {orders: {gates: a > b}, red-lines: [{gates: a, firm: even}]}}\n"
    )
    assert [p[3] for p in problems] == [
        '"gates" is a number; options cannot be ordered on it.',
        '"gates" is a number, and "a" is none.',
    ]
    path.write_text(start + "preferences: {north: {no-deal: {leads-to: {gates: 0}}}}\n", encoding="utf-8")
    assert read_case(path).preferences["north"].no_deal.leads_to["gates"].number == 0


def test_a_written_case_reads_back_the_same(river_file, tmp_path):
    case = read_case(river_file)

    written = write_case(case, tmp_path / "copy.yaml", heading="Made by hand.")

    assert read_case(written) == case
    assert written.read_text(encoding="utf-8").startswith("# Made by hand.\nparley: 1\n")


def test_a_case_that_does_not_fit_together_is_not_written(river_file, tmp_path):
    case = read_case(river_file)
    broken = case.model_copy(update={"issues": {}})

    with pytest.raises(CaseFileErrors):
        write_case(broken, tmp_path / "broken.yaml")
    assert not (tmp_path / "broken.yaml").exists()


def test_an_edit_changes_its_lines_and_no_other(river_file, river):
    case = update_case(
        river_file,
        {
            "preferences.north.no-deal.costs": "0.1..0.4",
            ("preferences", "south", "orders", "data_sharing"): "hourly > none",
        },
    )

    before, after = river.splitlines(), river_file.read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 2
    assert changed[0][1].endswith("# of carrying on")
    assert str(case.preferences["north"].no_deal.costs) == "0.1..0.4"
    assert str(case.preferences["south"].orders["data_sharing"]) == "hourly > none"


def test_an_entry_can_be_taken_out_and_added(river_file):
    case = update_case(
        river_file, {"as-of": None, "texts.june": {"title": "Draft of June", "date": "2024-06-02"}}
    )

    assert case.as_of is None
    assert list(case.texts) == ["may", "june"]
    assert "# in their natural order" in river_file.read_text(encoding="utf-8")


def test_an_edit_that_would_break_the_case_is_refused_and_nothing_is_lost(river_file, river):
    with pytest.raises(CaseFileErrors, match="no option"):
        update_case(river_file, {"texts.may.terms.gates": "opened"})
    with pytest.raises(ParleyError):
        update_case(river_file, {"title.words": "x"})

    assert river_file.read_text(encoding="utf-8") == river


def test_lists_keep_the_indent_a_person_gave_them(tmp_path):
    path = tmp_path / "case.yaml"
    text = START + "rounds:\n- {place: Anhar}\n- {place: Port Sela}\n"
    path.write_text(text, encoding="utf-8")

    update_case(path, {"title": "New"})

    assert path.read_text(encoding="utf-8") == text.replace("title: T", "title: New")


@pytest.mark.parametrize(
    ("field", "guess"), [("keywrds", 'Did you mean "keywords"? Fields here: '), ("number", "Fields here: ")]
)
def test_an_unknown_field_lists_all_that_the_entry_knows_the_near_miss_first(field, guess):
    details = {"type": "extra_forbidden", "loc": ("issues", "flow", field), "input": "x"}
    problem, mend = in_words(details, ["name", "range"])
    assert problem == f'There is no field "{field}" here.'
    assert mend.startswith(guess)
    listed = mend.removesuffix(".").split("Fields here: ")[1].split(", ")
    assert {"name", "keywords", "options", "range"} <= set(listed)


@pytest.mark.parametrize(
    ("order", "values", "fault"),
    [
        ("a > b > c", "{a: 0.2..0.4, c: 0.5}", "c"),
        ("a > b > c", "{a: 0.2..0.4, c: 0.4}", None),
        ("[a > b, b = c]", "{a: 0.2, c: 0.1..0.3}", None),
        ("[a > b, b = c]", "{a: 0.2, c: 0.3}", "c"),
        ("a = b", "{a: 0.2, b: 0.3}", "b"),
        ("[a > b, a > c]", "{b: 0.2, c: 0.3}", None),
    ],
)
def test_values_keep_to_the_order(tmp_path, order, values, fault):
    text = START.replace("b: B", "b: B, c: C")
    text += f"preferences:\n  north:\n    orders: {{gates: {order}}}\n    values: {{gates: {values}}}\n"
    path = tmp_path / "case.yaml"
    if fault is None:
        path.write_text(text, encoding="utf-8")
        assert read_case(path).preferences["north"].values["gates"]
        return
    ((line, _, field, problem, mend),) = refused(path, text)
    assert (line, field) == (8, f"preferences.north.values.gates.{fault}")
    assert f'"{fault}" is worth' in problem
    assert "or the order" in mend


@pytest.mark.parametrize(
    ("wish", "values", "fault"),
    [
        ("more", "{2: 0.5, 8: 0.4}", "2"),
        ("less", "{2: 0.5, 8: 0.4}", None),
        ("less", "{2: 0.5, 8: 0.6}", "8"),
        ("near 5", "{2: 0.5, 8: 0.9, 5: 1}", None),
        ("near 5", "{2: 0.5, 3: 0.4}", "2"),
        ("near 5", "{5: 0.5, 8: 0.6}", "8"),
    ],
)
def test_values_of_numbers_keep_to_the_wish(tmp_path, wish, values, fault):
    text = START.replace("options: {a: A, b: B}", "range: {low: 0, high: 10}")
    text += f"preferences:\n  north:\n    orders: {{gates: {wish}}}\n    values: {{gates: {values}}}\n"
    path = tmp_path / "case.yaml"
    if fault is None:
        path.write_text(text, encoding="utf-8")
        assert read_case(path).preferences["north"].values["gates"]
    else:
        ((line, column, field, *_),) = refused(path, text)
        assert field == f"preferences.north.values.gates.{fault}"
        value = text.splitlines()[line - 1][column - 1 :]
        assert value.startswith(values.split(f"{fault}: ")[1])


def test_a_value_of_a_number_is_refused_at_its_place(tmp_path):
    text = START.replace("options: {a: A, b: B}", "range: {low: 0, high: 10}")
    values = "{2: 0.5, 2.5: much, 3: 0.6}"
    text += f"preferences:\n  north:\n    values: {{gates: {values}}}\n"

    ((line, column, field, problem, _),) = refused(tmp_path / "case.yaml", text)
    assert (line, field) == (7, "preferences.north.values.gates.2.5")
    assert text.splitlines()[line - 1][column - 1 :].startswith("much")
    assert "not a range" in problem
