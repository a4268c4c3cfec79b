"""Files of names: what they may say, and where the mistake is when they cannot be used."""

from pathlib import Path

import pytest

from parley.case.notation import Interval
from parley.ground.errors import CaseFileErrors, ParleyError, PlacedError
from parley.sequencing.lists.asking import names
from parley.sequencing.lists.named import Place
from parley.sequencing.lists.reading_names import read_names

TABLE = "name,category,giver,receiver\nA-01,long,0.9,0.2..0.6\nA-02,short,0.1,0..1\n"
YAML = """\
title: A list
giver: North
receiver: South
take: 2
vetoes: 1
procedure: limited-vetoes
quotas: {long: 1}
names:
  - {name: A-01, category: long, giver: 0.9, receiver-rank: 2}
  - {name: A-02, category: short, giver: 0.1..0.4, receiver-rank: 1}
  - {name: A-03, category: short, giver: 0.3, receiver-rank: 2}
composition: {of: 115, living: 0..76, hand-over: 33, floor: 18, known: 0.3..0.8}
"""


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str | bytes, name: str = "list.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("front", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_from_any_spreadsheet(file, sign, front, end):
    listed = read_names(file(front + TABLE.replace(",", sign).replace("\n", end))).listed

    assert listed.names == ("A-01", "A-02")
    assert listed.categories == ("long", "short")
    assert listed.wishes["giver"] == (Interval(0.9, 0.9), Interval(0.1, 0.1))
    assert listed.wishes["receiver"] == (Interval(0.2, 0.6), Interval(0, 1))


def test_words_with_the_sign_in_them_stand_in_quotation_marks(file):
    listed = read_names(file('name,category,giver,receiver\n"A-01, elder",x,1,2\n\n')).listed

    assert listed.names == ("A-01, elder",)


def test_a_yaml_file_says_what_is_asked_too(file):
    found = read_names(file(YAML, "list.yaml"))

    assert found.sides == {"giver": "North", "receiver": "South"}
    assert (found.listed.take, found.listed.vetoes, found.listed.quotas) == (2, 1, {"long": 1})
    assert found.listed.wishes["receiver"] == (Place(2), Place(1), Place(2))
    assert (found.held.groups[0].held, found.held.groups[0].living, found.held.floor) == (115, (0, 76), 18)
    assert found.held.known == Interval(0.3, 0.8)


def test_categories_of_persons_have_numbers_of_their_own(file):
    said = (
        "composition:\n  floor: 4\n  categories:\n    women: {of: 9, living: 3..8, hand-over: 5, floor: 2}\n"
    )
    found = read_names(file(said, "held.yaml")).held

    (women,) = found.groups
    assert (women.name, women.held, women.living, women.handed, women.floor) == ("women", 9, (3, 8), 5, 2)
    assert found.floor == 4


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("", "list.csv", "The file is empty"),
        ("\n \n", "list.csv", "The file is empty"),
        ("name,giver,receiver\n", "list.csv", "The list of names is empty"),
        ("category,giver,receiver\na,1,2\n", "list.csv:1", 'no column "name"'),
        ("name,giver,reciever\na,1,2\n", "list.csv:1", 'Did you mean "receiver"'),
        ("name,giver,giver,receiver\na,1,1,2\n", "list.csv:1", 'Two columns are called "giver"'),
        ("name,giver,receiver\na,1\n", "list.csv:2", "This line has 2 columns, the first has 3"),
        ("name,giver,receiver\n,1,2\n", "list.csv:2", "no name"),
        ("name,giver,receiver\na,1,2\nA,1,2\n", "list.csv:3: name", "stands on the list twice"),
        ("name,category,giver,receiver\na,x,1,2\nb,,1,2\n", "list.csv:3: category", "has no category"),
        ("name,giver\na,1\n", "list.csv", "Nothing says what a name is worth to the receiver"),
        ("name,receiver\na,1\n", "list.csv", "Nothing says what a name costs the giver"),
        ("name,giver,receiver\na,1,2\nb,,2\n", "list.csv:3: giver", "Nothing says what this name costs"),
        ("name,giver,receiver\na,much,2\n", "list.csv:2: giver", '"much" is not a range'),
        ("name,giver,receiver\na,nan,2\n", "list.csv:2: giver", "not a"),
        ("name,giver,receiver\na,1e999,2\n", "list.csv:2: giver", "not a"),
        ("name,giver,receiver\na,0.9..0.1,2\n", "list.csv:2: giver", "runs downwards"),
        ("name,giver-rank,receiver\na,0,2\n", "list.csv:2: giver-rank", '"0" is not a place'),
        ("name,giver-rank,receiver\na,first,2\n", "list.csv:2: giver-rank", '"first" is not a place'),
        ("name,giver,giver-rank,receiver\na,1,1,2\n", "list.csv", "both giver and giver-rank"),
        ('name,giver,receiver\n"a,1,2\n', "list.csv:2", "This is no table"),
        (TABLE.replace("A-01", "Ä").encode("latin-1"), "list.csv:2", "not UTF-8"),
        (TABLE.encode("utf-16"), "list.csv:1", "not UTF-8"),
        (b"name\0giver", "list.csv", "not text"),
    ],
)
def test_a_table_that_cannot_be_used_says_where_and_how_to_mend_it(file, text, where, said):
    with pytest.raises(PlacedError, match=said) as error:
        read_names(file(text))

    place, _, rest = str(error.value).partition("\n")
    assert place.endswith(where)
    assert len(rest.splitlines()) == 2


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("take: 2", "take: two", "list.yaml:4: take", '"two" is not a whole number'),
        ("take: 2", "take: -2", "list.yaml:4: take", "out of reach"),
        ("take: 2", "takes: 2", "list.yaml:4: takes", 'Did you mean "take"'),
        ("quotas: {long: 1}", "quotas: {lang: 1}", "list.yaml:7: quotas.lang", 'no category "lang"'),
        ("quotas: {long: 1}", "quotas: [long]", "list.yaml:7: quotas", "These are not quotas"),
        ("procedure: limited-vetoes", "procedure: vetos", "list.yaml:6: procedure", "no procedure"),
        ("name: A-02", "name: a-01", "list.yaml:10: names.2.name", "twice; the first is name 1"),
        ("name: A-02, category", "nam: A-02, category", "list.yaml:10: names.2.nam", "not a field"),
        ("giver: North", "giver: [North]", "list.yaml:2: giver", "is not a word"),
        ("living: 0..76", "living: 0.5..76", "list.yaml:12: composition.living", "whole numbers"),
        ("of: 115, ", "", "list.yaml:12: composition", "does not say  of"),
        ("known: 0.3..0.8", "known: high", "list.yaml:12: composition.known", "is not a range"),
        ("hand-over: 33", "handed: 33", "list.yaml:12: composition.handed", "not a field"),
    ],
)
def test_a_yaml_file_that_cannot_be_used_says_so_too(file, old, new, where, said):
    assert old in YAML
    with pytest.raises(PlacedError, match=said) as error:
        read_names(file(YAML.replace(old, new), "list.yaml"))

    assert str(error.value).partition("\n")[0].endswith(where)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("names: []\n", "list of names is empty"),
        ("title: x\n", "neither names nor a composition"),
        ("- a\n- b\n", "holds no names"),
        ("names: [a, b]\n", "has no fields"),
        ("composition: 3\n", "not a composition"),
        ("composition: {categories: {women: 3}}\n", "has no fields"),
        ("composition: {of: 3, categories: {women: {of: 3, living: 1, hand-over: 2}}}\n", "own numbers"),
    ],
)
def test_a_yaml_file_without_names_says_what_is_missing(file, text, said):
    with pytest.raises(PlacedError, match=said):
        read_names(file(text, "list.yaml"))


def test_what_is_no_yaml_is_told_with_its_line(file):
    with pytest.raises(CaseFileErrors, match=r"list.yaml:2"):
        read_names(file("names:\n  - {name: A-01, giver: 1\n", "list.yaml"))


def test_a_file_that_is_not_there_or_far_too_large(file, tmp_path):
    with pytest.raises(PlacedError, match="no file of names"):
        read_names(tmp_path / "nothing.csv")
    with pytest.raises(PlacedError, match="at most 2 MB"):
        read_names(file(b"name,giver,receiver\n" + b"x" * 2_000_001))


def test_a_list_is_asked_with_its_own_numbers_and_those_given_count_first(file):
    path = file(YAML, "list.yaml")
    found, other = names(path), names(path, take=1, vetoes=0, quotas={"short": 1}, floor=3)

    assert found.entries[0].chosen.listed.take == 2
    assert found.entries[0].composed.floor == 18
    assert found.entries[0].written[0].rule == "limited-vetoes"
    assert other.entries[0].chosen.listed.take == 1
    assert other.entries[0].chosen.listed.quotas == {"short": 1}
    assert other.entries[0].composed.floor == 3


def test_a_list_that_does_not_say_how_many_is_told_so(file):
    with pytest.raises(ParleyError, match="does not say how many names are chosen"):
        names(file(TABLE))


def test_quotas_alone_say_how_many(file):
    found = names(file(TABLE), quotas={"long": 1, "short": 1})

    assert found.entries[0].chosen.listed.take == 2


def test_a_file_has_no_deliverables(file):
    with pytest.raises(ParleyError, match="no deliverables"):
        names(file(TABLE), take=1, deliverable="captives")


def test_one_category_of_persons_may_be_asked_for_another_number(file):
    path = file("composition: {of: 20, living: 5..9, hand-over: 8}\n", "held.yaml")

    assert len(names(path, take=3).entries[0].composed.rules[0].chance) == 4
