"""Genius XML is read as Genius reads it, and never more of it than there is in the file."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from parley.case.formats.convert import named, read_scenario
from parley.case.scenario import Boxed, Line, Table
from parley.case.scenario_worth import discounted, utility, walk_away
from parley.ground.errors import ParleyError, PlacedError

ISSUES = """
  <issue index="2" name="Colour" type="discrete" etype="discrete" vtype="discrete">
    <item index="1" value="red" cost="3.0" description="like blood"/>
    <item index="2" value="blue"/>
  </issue>
  <issue index="3" name="Price" type="integer" vtype="integer" lowerbound="8" upperbound="12"/>
"""
DOMAIN = f"""<negotiation_template>
<utility_space number_of_issues="2">
<objective index="1" name="Car">{ISSUES}</objective>
</utility_space>
</negotiation_template>
"""
WORTH = """
  <issue index="2" name="Colour" type="discrete">
    <item index="1" value="red" evaluation="12"/><item index="2" value="blue" evaluation="30"/>
  </issue>
  <issue index="3" name="Price" type="integer" lowerbound="8" upperbound="12">
    <evaluator ftype="linear" offset="0.9" slope="-0.3"/>
  </issue>
  <weight index="2" value="0.25"/><weight index="3" value="0.75"/>
"""
END = '<discount_factor value="0.5"/><reservation value="0.30"/>'
BOXES = """<utility maxutility="10"><ufun type="PlainUfun" weight="1" aggregation="sum">
  <hyperRectangle utility="6"><INCLUDES index="3" min="9" max="10"/></hyperRectangle>
  <hyperRectangle utility="5" weight="2"><EXCLUDES index="3" min="10" max="12"/></hyperRectangle>
  <hyperRectangle utility="1"/>
</ufun></utility>"""


def profile(inside: str = WORTH, end: str = END) -> str:
    return f'<utility_space>\n<objective index="1" name="Car">{inside}</objective>\n{end}</utility_space>\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "car.xml").write_text(DOMAIN)
    (tmp_path / "north.xml").write_text(profile())
    return tmp_path


def of(folder: Path, reading: str = "genius"):
    return read_scenario(folder, reading=reading)[1]


def worth(folder: Path, colour: str, price: int, reading: str = "genius") -> Fraction:
    scenario = of(folder, reading).scenario
    return utility(scenario, scenario.profiles[0], (("Colour", colour), ("Price", Decimal(price))))


def refused(folder: Path, file: str, text: str, problem: str, line: int | None = None) -> PlacedError:
    (folder / file).write_text(text)
    with pytest.raises(PlacedError, match=problem) as caught:
        of(folder)
    assert caught.value.file.name == file
    assert line is None or caught.value.line == line
    return caught.value


def test_evaluations_are_divided_by_the_largest_and_lines_run_from_the_low_end_and_are_cut_off(folder):
    assert worth(folder, "blue", 8) == Fraction("0.25") + Fraction("0.75") * Fraction("0.9")
    assert worth(folder, "red", 11) == Fraction("0.25") * Fraction(12, 30)
    assert worth(folder, "red", 12) == worth(folder, "red", 11)  # the line is below 0 from 11 on


def test_the_raw_reading_takes_the_numbers_as_they_stand(folder):
    assert worth(folder, "red", 8, "raw") == Fraction("0.25") * 12 + Fraction("0.75") * Fraction("-1.5")


def test_the_sum_is_cut_off_at_1(folder):
    (folder / "north.xml").write_text(profile(WORTH.replace('value="0.25"', 'value="2"')))

    assert worth(folder, "blue", 8) == 1
    assert "do not sum to 1 are kept as they are (north: 2.75)" in of(folder).notes[0]


def test_digits_come_back_as_they_were(folder, tmp_path):
    written = named("genius").write(of(folder).scenario)

    assert 'reservation value="0.30"' in written.files["north.xml"]
    assert 'cost="3.0"' in written.files["car.xml"]
    assert written.lost == ()


def test_discount_and_reservation_are_on_the_scale_of_utilities(folder):
    scenario = of(folder).scenario
    north = scenario.profiles[0]

    assert walk_away(scenario, north) == Fraction("0.3")
    assert discounted(0.8, north.discount, 0.5) == 0.8 * 0.5**0.5
    assert discounted(0.8, north.discount, 7) == 0.4  # time is a share of the whole


@pytest.mark.parametrize("end", ["", '<discount_factor value="0"/>', '<discount_factor value="1.5"/>'])
def test_what_is_absent_or_out_of_bounds_discounts_nothing_and_reserves_nothing(folder, end):
    (folder / "north.xml").write_text(profile(end=end))
    scenario = of(folder).scenario

    assert discounted(0.8, scenario.profiles[0].discount, 1) == 0.8
    assert walk_away(scenario, scenario.profiles[0]) == 0
    assert walk_away(of(folder, "raw").scenario, scenario.profiles[0]) in (0, None)


def test_of_a_value_evaluated_twice_the_last_counts(folder):
    text = WORTH.replace('evaluation="12"/>', 'evaluation="1"/><item value="red" evaluation="12"/>')
    (folder / "north.xml").write_text(profile(text))

    assert worth(folder, "red", 11) == Fraction("0.25") * Fraction(12, 30)
    assert any('"red" of "Colour"' in note for note in of(folder).notes)


def test_a_value_the_domain_lacks_counts_for_the_largest(folder):
    text = WORTH.replace('evaluation="30"/>', 'evaluation="30"/><item value="gold" evaluation="60"/>')
    (folder / "north.xml").write_text(profile(text))

    assert worth(folder, "blue", 11) == Fraction("0.25") / 2


@pytest.mark.parametrize("most", ["0", "-3", "0.000001"])
def test_an_issue_with_nothing_above_0_is_worth_0(folder, most):
    text = WORTH.replace('evaluation="12"', f'evaluation="{most}"').replace(
        'evaluation="30"', 'evaluation="-5"'
    )
    (folder / "north.xml").write_text(profile(text))

    assert worth(folder, "red", 11) == worth(folder, "blue", 11) == 0


def test_boxes_include_their_ends_and_one_that_excludes_holds_outside(folder):
    (folder / "north.xml").write_text(profile(BOXES))

    assert isinstance(of(folder).scenario.profiles[0].utility, Boxed)
    found = [worth(folder, "red", price) for price in range(8, 13)]
    assert found == [1, 1, Fraction(7, 10), Fraction(1, 10), Fraction(1, 10)]  # 11 and 17 of 10, cut off at 1
    assert [worth(folder, "red", p, "raw") for p in (8, 9, 10, 11)] == [11, 17, 7, 1]


def test_the_least_and_the_largest_count_a_box_that_does_not_hold_as_0(folder):
    for kind, values in (("max", [10, 10, 6, 1, 1]), ("min", [0, 1, 0, 0, 0])):
        (folder / "north.xml").write_text(profile(BOXES.replace('"sum"', f'"{kind}"')))

        assert [worth(folder, "red", p, "raw") for p in range(8, 13)] == values


def test_rules_and_unknown_evaluators_are_refused_with_their_place(folder):
    refused(folder, "north.xml", profile("\n<rules><ranks/></rules>"), "ranks values and gives rules", 3)
    real = ISSUES.replace(
        'vtype="integer" lowerbound="8" upperbound="12"/>',
        'vtype="real"><range lowerbound="8" upperbound="12"/></issue>',
    )
    real = real.replace('type="integer" ', 'type="real" ')
    (folder / "car.xml").write_text(DOMAIN.replace(ISSUES, real))
    text = WORTH.replace('ftype="linear"', 'ftype="faratin"').replace('type="integer"', 'type="real"')
    refused(folder, "north.xml", profile(text), '"faratin" is no evaluator')


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('evaluation="12"', 'evaluation="NaN"'), "is no finite number"),
        (('evaluation="12"', 'evaluation="1e999"'), "is no finite number"),
        (('evaluation="12"', ""), '"red" has no evaluation'),
        (('<weight index="3" value="0.75"/>', ""), '"Price" has no weight'),
        (('index="3" name="Price"', 'index="4" name="Price"'), "no issue of the index 3"),
        (('slope="-0.3"', 'slope="Infinity"'), "is no finite number"),
        (('index="3" name="Price"', 'index="2" name="Price"'), "second issue has the index 2"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_place(folder, change, problem):
    error = refused(folder, "north.xml", profile(WORTH.replace(*change)), problem)

    assert error.line
    assert error.column


def test_malformed_xml_is_placed(folder):
    error = refused(
        folder, "north.xml", "<utility_space>\n<objective>\n</utility_space>", "not XML: mismatched tag", 3
    )

    assert error.column == 3


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a0 "ha">' + LAUGHS,
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">',
    ],
)
def test_entities_are_refused_and_fetch_nothing(folder, entity):
    text = f'<?xml version="1.0"?><!DOCTYPE utility_space [{entity}]>' + profile().replace('"Car"', '"&a11;"')

    refused(folder, "north.xml", text, "declares or uses entities of its own; nothing was fetched")


def test_an_external_document_type_is_not_fetched(folder):
    text = '<!DOCTYPE utility_space SYSTEM "http://127.0.0.1:9/x.dtd">' + profile()
    (folder / "north.xml").write_text(text)

    assert worth(folder, "red", 12) == Fraction("0.1")


def test_a_deep_file_is_refused(folder):
    refused(folder, "north.xml", "<utility_space>" + "<objective>" * 5000, "holds more than can be meant")


def test_two_domains_in_a_folder_are_refused(folder):
    refused(folder, "other.xml", DOMAIN, "second domain beside car.xml")


def test_a_profile_alone_brings_its_issues(folder):
    (folder / "car.xml").unlink()

    found = of(folder)

    assert found.scenario.issue_names == ["Colour", "Price"]
    assert "There is no domain file" in found.notes[0]


def test_what_is_not_read_is_listed(folder):
    (folder / "pareto.xml").write_text("0.5, 1.0\n")
    (folder / "car.xml").write_text(
        DOMAIN.replace("<utility_space", '<agent name="A" class="x.Y"/><utility_space')
    )

    assert "<agent> elements are not held (car.xml)." in of(folder).notes
    assert "Files that are not read: pareto.xml." in of(folder).notes


def test_an_uncertain_profile_keeps_its_fields(folder):
    end = "<comparisons>10</comparisons><errors>2</errors><experimental>true</experimental>"
    (folder / "north.xml").write_text(profile(end=end))

    unsure = of(folder).scenario.profiles[0].uncertainty

    assert (unsure.comparisons, unsure.errors, unsure.experimental, unsure.fixed_seed) == (10, 2, True, None)


def test_raw_numbers_are_written_so_that_genius_finds_them(folder, tmp_path_factory):
    """Weights times the largest, lines from the low end: the same preferences, divided by a power of ten."""
    (folder / "north.xml").write_text(profile(WORTH.replace('"-0.3"', '"0.01"')))
    raw = of(folder, "raw").scenario
    out = tmp_path_factory.mktemp("out")
    written = named("genius").write(raw)
    for name, text in written.files.items():
        (out / name).write_text(text)

    back = of(out).scenario

    assert "divided by a power of ten (north: 10)" in written.lost[0]
    for colour in ("red", "blue"):
        for price in range(8, 13):
            bid = (("Colour", colour), ("Price", Decimal(price)))
            assert utility(raw, raw.profiles[0], bid) == 10 * utility(back, back.profiles[0], bid)
    assert walk_away(back, back.profiles[0]) * 10 == walk_away(raw, raw.profiles[0])


def test_parts_are_held_as_written(folder):
    parts = of(folder).scenario.profiles[0].utility.parts

    assert isinstance(parts[0], Table)
    assert parts[1] == Line(Decimal("-0.3"), Decimal("0.9"), Decimal(8))


def test_a_folder_of_nothing_known_is_refused(tmp_path):
    (tmp_path / "readme.txt").write_text("nothing")

    with pytest.raises(ParleyError, match="no scenario here in a format that is known"):
        of(tmp_path)
