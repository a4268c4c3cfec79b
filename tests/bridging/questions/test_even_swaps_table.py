"""Tables for even swaps: three ways to write one, and what is said of one that cannot be used."""

import json

import pytest

from parley.bridging.questions.even_swaps_table import MOST, READERS, TableError, read_table

YAML = """
alternatives: [Parkway, Lombard]
criteria:
  - {name: commute, unit: minutes, better: low, values: [45, 25]}
  - {name: services, better: A > B > C, values: {Lombard: B, Parkway: A}}
"""
JSON = {
    "alternatives": ["Parkway", "Lombard"],
    "criteria": [
        {"name": "commute", "unit": "minutes", "better": "low", "values": [45, 25]},
        {"name": "services", "better": ["A", "B", "C"], "values": ["A", "B"]},
    ],
}
CSV = "office,commute,services\nbetter,low,A > B > C\nParkway,45,A\nLombard,25,B\n"


def file(folder, name, text):
    (folder / name).write_text(text)
    return folder / name


def test_the_same_table_is_read_from_yaml_json_and_csv(tmp_path):
    yaml = read_table(file(tmp_path, "t.yaml", YAML))

    assert yaml.rows == ((45.0, "A"), (25.0, "B"))
    assert yaml.criterion("services").better == ("A", "B", "C")
    assert read_table(file(tmp_path, "t.json", json.dumps(JSON))) == yaml
    plain = read_table(file(tmp_path, "t.csv", CSV))
    assert (plain.alternatives, plain.rows) == (yaml.alternatives, yaml.rows)
    assert read_table(file(tmp_path, "s.csv", CSV.replace(",", ";"))).rows == yaml.rows


def test_figures_that_are_words_and_a_byte_order_mark_are_read(tmp_path):
    text = CSV.replace("A > B > C", "2 > 1").replace(",A", ",2").replace(",B", ",1")
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert read_table(tmp_path / "t.csv").column("services") == ("2", "1")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("values: [45, 25]", "values: [45]", "one value for each of 2 alternatives"),
        ("values: [45, 25]", "values: [45, null]", "Lombard has no value"),
        ("values: [45, 25]", "values: [45, soon]", 'Lombard: "soon" is no value of "commute"'),
        ("values: [45, 25]", "values: [45, .inf]", "is no value"),
        ("values: [45, 25]", "values: [45, true]", "Lombard has no value"),
        ("values: [45, 25]", "values: 45", "one value for each"),
        ("Lombard: B", "Lombard: D", 'is no value of "services"'),
        ("Lombard: B", "Lombart: B", 'Did you mean "Lombard"'),
        ("better: low", "better: less", "does not say what is better"),
        ("better: low, ", "", "does not say what is better"),
        ("A > B > C", "A > B > A", "does not say what is better"),
        ("name: services", "name: commute", "stands twice"),
        ("name: services", "nam: services", 'Did you mean "name"'),
        ("[Parkway, Lombard]", "[Parkway, Parkway]", "stands twice"),
        ("[Parkway, Lombard]", "[Parkway]", "fewer than two"),
        ("[Parkway, Lombard]", "Parkway", "not a list"),
        ("criteria:", "criterions:", "no alternatives or no criteria"),
        ("better: low", "better: [low", "not YAML"),
        ("alternatives", "alternatives: [x]\nalternatives", "not YAML"),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_how_to_mend_it(tmp_path, old, new, said):
    assert old in YAML
    with pytest.raises(TableError) as refused:
        read_table(file(tmp_path, "t.yaml", YAML.replace(old, new, 1)))

    assert said in str(refused.value)
    assert str(refused.value).startswith(str(tmp_path / "t.yaml"))
    assert len(str(refused.value).splitlines()) >= 3


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.csv", "office,commute\nbetter,low\nParkway,45\n", "at least two alternatives"),
        ("t.csv", CSV.replace("better,", "best,"), "at least two alternatives"),
        ("t.csv", CSV.replace("Lombard,25,B", "Lombard,25"), "2 cells, the first has 3"),
        ("t.csv", CSV.replace("25", ""), "Lombard has no value"),
        ("t.csv", CSV.replace("Parkway", '"Parkway'), "not CSV"),
        ("t.json", "{", "not JSON"),
        ("t.json", "[" * 100_000, "not JSON"),
        ("t.json", "7", "no alternatives"),
        ("t.yaml", "", "empty"),
        ("t.yaml", "a: &a [*a]", ""),
        ("t.txt", CSV, ", ".join(READERS)),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, name, text, said):
    with pytest.raises(TableError) as refused:
        read_table(file(tmp_path, name, text))

    assert said in str(refused.value)


def test_what_is_not_there_no_text_or_too_much_is_refused(tmp_path):
    with pytest.raises(TableError, match="no such file"):
        read_table(tmp_path / "none.yaml")
    with pytest.raises(TableError, match="no such file"):
        read_table(tmp_path)
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableError, match="UTF-8"):
        read_table(tmp_path / "b.csv")
    (tmp_path / "huge.csv").write_bytes(b"x" * 2_000_000)
    with pytest.raises(TableError, match="too large"):
        read_table(tmp_path / "huge.csv")
    many = {"alternatives": [f"a{n}" for n in range(MOST + 1)], "criteria": [{"name": "x"}]}
    with pytest.raises(TableError, match=f"{MOST} at most"):
        read_table(file(tmp_path, "many.json", json.dumps(many)))
