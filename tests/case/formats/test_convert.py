"""Converting: formats recognised, files written whole or not at all, and what is lost said."""

import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import parley
from parley.case.files import read_case
from parley.case.formats import convert as room
from parley.case.formats.convert import FORMATS, convert, named, read_scenario
from parley.case.scenario_worth import utility, walk_away
from parley.ground.errors import ParleyError, PlacedError, WriteError

WEB_DOMAIN = {
    "name": "car",
    "issuesValues": {
        "Colour": {"values": ["red", "blue"]},
        "Price": {"range": {"low": 8, "high": 12, "step": 1}},
    },
}
DOMAINS = Path(__file__).parents[4] / "shared" / "data" / "domains"


def web(name: str, **inside: object) -> dict:
    utilities = {
        "Colour": {"discreteutils": {"valueUtilities": {"red": 0.20, "blue": 1}}},
        "Price": {"numberutils": {"lowValue": 8, "lowUtility": 1, "highValue": 12, "highUtility": 0}},
    }
    own = {
        "name": name,
        "domain": WEB_DOMAIN,
        "issueUtilities": utilities,
        "issueWeights": {"Colour": 0.4, "Price": 0.6},
    }
    return {"LinearAdditiveUtilitySpace": own | inside}


@pytest.fixture
def car(tmp_path: Path) -> Path:
    """Talks on a car as GeniusWeb has them; south's reservation is a package."""
    folder = tmp_path / "car"
    folder.mkdir()
    reserved = {"reservationBid": {"issuevalues": {"Colour": "red", "Price": 10}}}
    for name, data in (("car", WEB_DOMAIN), ("north", web("north")), ("south", web("south", **reserved))):
        (folder / f"{name}.json").write_text(json.dumps(data))
    return folder


@pytest.mark.parametrize("name", [f.name for f in FORMATS])
def test_from_one_format_to_every_other_and_back(car, tmp_path, name):
    there = convert(car, tmp_path / "there", to_format=name)
    back = convert(tmp_path / "there", tmp_path / "back", to_format="geniusweb")

    assert (there.read_as, there.written_as, back.read_as) == ("geniusweb", name, name)
    assert all(path.is_file() for path in there.files)
    assert len(back.scenario.issues) == len(back.scenario.profiles) == 2
    floor = 0.38 if name != "parley" else (0.38 - 0.08) / 0.92  # a case measures from 0 to 1
    assert [float(walk_away(back.scenario, p) or 0) for p in back.scenario.profiles] == pytest.approx(
        [0, floor]
    )


def test_the_verb_at_the_top_is_the_same(car, tmp_path):
    done = parley.convert(car, tmp_path / "talks" / "case.yaml")

    assert done.written_as == "parley"
    assert read_case(tmp_path / "talks").principals() == ("north", "south")


@pytest.mark.parametrize(
    ("target", "name", "files"),
    [
        ("x.xml", "genius", ["x-north.xml", "x-south.xml", "x.xml"]),
        ("x.json", "geniusweb", ["x-north.json", "x-south.json", "x.json"]),
        ("x.yml", "negmas", ["x-north.yml", "x-south.yml", "x.yml"]),
        ("x.yaml", "parley", ["x.yaml"]),
        ("new/case.yaml", "parley", ["case.yaml"]),
    ],
)
def test_the_ending_says_the_format_and_files_stand_beside_each_other(car, tmp_path, target, name, files):
    done = convert(car, tmp_path / target)

    assert done.written_as == name
    assert sorted(p.name for p in done.files) == files
    assert read_scenario(done.files)[1].scenario.issue_names == ["Colour", "Price"]


def test_without_an_ending_the_format_has_to_be_said(car, tmp_path):
    with pytest.raises(ParleyError, match="does not say in which format"):
        convert(car, tmp_path / "out")
    with pytest.raises(ParleyError, match='Did you mean "genius"'):
        convert(car, tmp_path / "out", to_format="genus")
    with pytest.raises(ParleyError, match="NegoLog gives each file its name"):
        convert(car, tmp_path / "x.json", to_format="negolog")


def test_what_is_there_is_not_written_over_unless_asked(car, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    with pytest.raises(ParleyError, match="holds other files"):
        convert(car, out, to_format="negmas")
    (out / "car.yml").write_text("before")
    with pytest.raises(ParleyError, match=r"car\.yml is there already"):
        convert(car, out, to_format="negmas")
    assert (out / "car.yml").read_text() == "before"

    convert(car, out, to_format="negmas", force=True)

    assert (out / "car.yml").read_text().startswith("name:")
    assert (out / "notes.txt").read_text() == "mine"
    assert sorted(p.name for p in out.iterdir()) == ["car.yml", "north.yml", "notes.txt", "south.yml"]


def test_a_folder_in_the_way_is_never_replaced(car, tmp_path):
    (tmp_path / "out" / "car.yml").mkdir(parents=True)
    (tmp_path / "out" / "car.yml" / "mine").write_text("mine")

    with pytest.raises(ParleyError, match="This is a folder"):
        convert(car, tmp_path / "out", to_format="negmas", force=True)
    assert (tmp_path / "out" / "car.yml" / "mine").read_text() == "mine"


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fails_leaves_all_as_it_was(car, tmp_path, monkeypatch, there):
    out = tmp_path / "out"
    if there:
        out.mkdir()
        (out / "car.yml").write_text("before")
    count = 0
    replace, rename = Path.replace, Path.rename

    def failing(self, target):
        nonlocal count
        count += 1
        if count == (3 if there else 1):
            raise OSError(28, "No space left on device")
        return (replace if there else rename)(self, target)

    monkeypatch.setattr(Path, "replace" if there else "rename", failing)

    with pytest.raises(WriteError, match="no space left"):
        convert(car, out, to_format="negmas", force=True)

    assert [p.name for p in out.iterdir()] == ["car.yml"] if there else not out.exists()
    assert not there or (out / "car.yml").read_text() == "before"
    assert [p for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_scenario_that_cannot_be_written_writes_nothing(car, tmp_path):
    (car / "west.json").write_text(json.dumps(web("west")))

    with pytest.raises(ParleyError, match="two parties, and there are 3"):
        convert(car, tmp_path / "out", to_format="negolog")
    assert not (tmp_path / "out").exists()


def test_files_of_two_formats_in_one_folder_have_to_be_told_apart(car):
    (car / "profileA.json").write_text(
        '{"reservationValue": 0, "issueWeights": {"a": 1}, "issues": {"a": {"x": 1}}}'
    )

    with pytest.raises(ParleyError, match="several formats here: geniusweb, negolog"):
        read_scenario(car)
    assert (
        read_scenario(car, format="negolog")[1].notes[-1]
        == "Files that are not read: car.json, north.json, south.json."
    )


@pytest.mark.parametrize("written", ["", "[[[[", '{"LinearAdd'])
def test_a_damaged_file_beside_others_is_refused_and_no_party_is_lost(car, written):
    (car / "north.json").write_text(written)

    with pytest.raises(PlacedError) as refusal:
        read_scenario(car)

    assert refusal.value.file == car / "north.json"


def test_several_files_are_one_scenario_and_a_stranger_among_them_is_refused(car):
    assert len(read_scenario([car / "car.json", car / "north.json"])[1].scenario.profiles) == 1
    (car / "x.txt").write_text("nothing")
    with pytest.raises(ParleyError, match=r"x\.txt\n.*no file of GeniusWeb JSON"):
        read_scenario([car / "car.json", car / "x.txt"])


def test_what_is_not_there_or_no_reading_is_said(car, tmp_path):
    with pytest.raises(ParleyError, match="There is nothing here"):
        read_scenario(tmp_path / "nowhere")
    with pytest.raises(ParleyError, match='Did you mean "genius"'):
        read_scenario(car, reading="genus")
    with pytest.raises(ParleyError, match="No file is given"):
        read_scenario([])


def test_a_small_file_beside_a_hundred_megabytes_is_refused_not_hung(car):
    with (car / "z.json").open("wb") as file:
        file.truncate(100_000_000)

    with pytest.raises(ParleyError, match=r"z\.json\n.*100\.0 MB"):
        read_scenario(car)


def test_numbers_of_geniusweb_keep_their_digits(car):
    (car / "north.json").write_text(json.dumps(web("north")).replace("0.2,", "0.200,"))

    written = named("geniusweb").write(read_scenario(car)[1].scenario)

    assert '"red": 0.200' in written.files["north.json"]


def test_comparisons_of_packages_become_answers_of_a_case(car, tmp_path):
    """In the map of Jackson, a package is the JSON in a key; older files number the packages."""
    red, blue = ({"issuevalues": {"Colour": c, "Price": 9}} for c in ("red", "blue"))
    for own in (
        {"better": {json.dumps(red): [blue]}},
        {"bidslist": [blue, red], "betterlist": [[1, 0]]},
    ):
        profile = {"DefaultPartialOrdering": {"name": "west", "domain": WEB_DOMAIN, **own}}
        (car / "west.json").write_text(json.dumps(profile))

        done = convert(car, tmp_path / "case", to_format="parley", force=True)

        (answer,) = read_case(tmp_path / "case").preferences["west"].answers
        assert (answer.kind, answer.better["colour"], answer.worse["colour"]) == ("prefers", "red", "blue")
        with pytest.raises(ParleyError, match="west compares packages"):
            named("genius").write(done.scenario)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('"range": {"low": 8', '"range": {"low": 18'), "leads nowhere"),
        (('"Price": 0.6', '"Prize": 0.6'), "a finite number should stand"),
        (('"red": 0.2, ', ""), '"red" has no utility'),
        (('"lowUtility": 1', '"lowUtility": "1"'), "a finite number should stand"),
        (("LinearAdditiveUtilitySpace", "SumOfGroupsUtilitySpace"), "groups of issues are not held"),
        (('"values": ["red", "blue"]', '"values": ["red"]'), "not that of the other files"),
    ],
)
def test_geniusweb_files_that_do_not_fit_are_placed(car, change, problem):
    tight = json.dumps(web("north"))
    (car / "north.json").write_text(tight.replace(*change))

    with pytest.raises(ParleyError, match=rf"north\.json:\d+:\d+.*\n.*{problem}"):
        read_scenario(car)


ATTACKS = (  # NegMAS runs such things
    "!!python/object/apply:os.system ['touch {}']",
    "!!python/object/new:os.system ['touch {}']",
    "!!binary gASVHAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAR0cnVllIWUUpQu",
    "!<tag:yaml.org,2002:python/name:os.system> ''",
    "{{type: os.system, command: touch {}}}",
    "{{type: negmas.helpers.misc.run, command: touch {}}}",
    "{{type: subprocess.Popen, args: [touch, {}]}}",
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", ["reserved_value", "values", "name", "type"])
def test_a_file_that_tries_to_run_code_is_refused_and_nothing_is_run(car, tmp_path, attack, place):
    convert(car, tmp_path / "out", to_format="negmas")
    path, marker = tmp_path / "out" / "north.yml", tmp_path / "marker"
    kept = [line for line in path.read_text().splitlines() if not line.startswith(f"{place}:")]
    path.write_text("\n".join([*kept, f"{place}: {attack.format(marker)}"]))

    with pytest.raises(ParleyError):
        read_scenario(tmp_path / "out", format="negmas")
    assert not marker.exists()


def test_reading_imports_no_type_that_a_file_names(car, tmp_path):
    (tmp_path / "planted.py").write_text("raise SystemExit('imported')")
    sys.path.insert(0, str(tmp_path))
    try:
        convert(car, tmp_path / "out", to_format="negmas")
        path = tmp_path / "out" / "north.yml"
        path.write_text(
            path.read_text().replace(
                '"LinearAdditiveUtilityFunction"', "planted.LinearAdditiveUtilityFunction"
            )
        )
        with pytest.raises(ParleyError, match="nothing was imported or run"):
            read_scenario(tmp_path / "out", format="negmas")
    finally:
        sys.path.remove(str(tmp_path))
    assert "planted" not in sys.modules


NEGMAS = """\
name: hr
type: negmas.outcomes.outcome_space.DiscreteCartesianOutcomeSpace
path: null
issues:
- {name: x, type: ContiguousIssue, values: [0, 9]}
- {name: y, type: DiscreteCardinalIssue, values: [1, 3, 7]}
"""
BOXES = """\
name: h1
type: HyperRectangleUtilityFunction
outcome_ranges: [{0: [0, 3], 1: 3}, {y: [1, 3]}]
utilities: [3, 4.5]
weights: [1, 2]
bias: 1
reserved_value: -.inf
reserved_outcome: [0, 7]
stability: 2047
"""
LINES = """\
discount: 0.9
factor: step
type: ExpDiscountedUFun
ufun:
  type: LinearAdditiveUtilityFunction
  name: inner
  reserved_value: 0.3
  weights: [0.5, 0.5]
  values:
  - {type: AffineFun, slope: 2.0, bias: 1}
  - {type: IdentityFun}
"""


def test_negmas_files_as_negmas_writes_them(tmp_path):
    for name, text in (("domain", NEGMAS), ("a", BOXES), ("b", LINES)):
        (tmp_path / f"{name}.yml").write_text(text)

    kind, read = read_scenario(tmp_path)
    first, second = read.scenario.profiles
    bid = (("x", Decimal(2)), ("y", "3"))

    assert kind == "negmas"
    assert utility(read.scenario, first, bid) == 3 + 9 + 1
    assert utility(read.scenario, second, bid) == Decimal("0.5") * 5 + Decimal("0.5") * 3
    assert first.reservation_bid == (("x", Decimal(0)), ("y", "7"))
    assert (second.name, second.reservation) == ("inner", Decimal("0.3"))
    assert (second.discount.by, second.discount.factor) == ("round", Decimal("0.9"))
    assert any("NegMAS 0.16 takes them as outside" in note for note in read.notes)


@pytest.mark.skipif(not DOMAINS.is_dir(), reason="the domains are not at ../shared/data/domains")
@pytest.mark.parametrize(
    "name", sorted(p.name for p in DOMAINS.iterdir() if p.is_dir()) if DOMAINS.is_dir() else []
)
def test_every_domain_of_the_field_comes_back_as_it_was(name, tmp_path):
    kind, read = read_scenario(DOMAINS / name)

    done = convert(DOMAINS / name, tmp_path / "out", to_format=kind)
    again = read_scenario(tmp_path / "out")[1]

    assert done.lost == ()
    assert again.scenario == read.scenario


def test_the_formats_are_the_five():
    assert [f.name for f in FORMATS] == ["genius", "geniusweb", "negmas", "negolog", "parley"]
    assert set(room.BY_ENDING.values()) <= {f.name for f in FORMATS}
