"""`parley names` prints what the functions say, for lists and for cases, and refuses what cannot be used."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from parley.analysis.settlement import Spread
from parley.case.files import read_case
from parley.cli.main import main
from parley.cli.names_words import persons
from parley.sequencing.lists.asking import names as names_of

LIST = """\
title: A list
giver: North
receiver: South
take: 2
names:
  - {name: A-01, category: long, giver: 0.9, receiver: 0.8}
  - {name: A-02, category: long, giver: 0.7, receiver: 0.9}
  - {name: B-01, category: short, giver: 0.1, receiver: 0.4}
  - {name: B-02, category: short, giver: 0.2, receiver: 0.5}
"""
CASE = """\
parley: 1
title: A case
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
issues:
  number: {name: Persons handed over, range: {low: 0, high: 9}}
texts:
  may: {title: May, date: 2024-05-01, terms: {number: 6}}
  july: {title: July, date: 2024-07-01, terms: {number: 5}}
preferences:
  north: {orders: {number: more}}
  south: {orders: {number: less}}
deliverables:
  held:
    name: Persons held
    from: south
    to: north
    kind: countable
    amount: number
    composition: {of: 20, living: 4..12, floor: 2}
  prisoners:
    name: Prisoners
    from: north
    to: south
    kind: countable
    amount: 3 per held
    names: {of: 40, vetoes: 2, rule: limited-vetoes, categories: {long: 10}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "list.yaml"
    path.write_text(LIST)
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE)
    return folder


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["names", *map(str, args)])


def test_a_list_is_told_procedure_by_procedure_with_the_names(file):
    said = run(file)

    assert said.exit_code == 0, said.output
    assert "To be chosen: 2 of 4 names (long: 2, short: 2)." in said.stdout
    assert "- North chooses: B-01, B-02" in said.stdout
    assert "- South chooses: A-01, A-02" in said.stdout
    assert "South lists, North strikes 1" in said.stdout


def test_json_is_what_the_function_returns_twice_alike(file):
    first, second = run(file, "--json", "--draws", 40), run(file, "--json", "--draws", 40)

    assert first.stdout == second.stdout
    data = json.loads(first.stdout)
    found = names_of(file, draws=40)
    outcomes = data["entries"][0]["chosen"]["outcomes"]
    assert [o["procedure"] for o in outcomes] == [o.procedure for o in found.entries[0].chosen.outcomes]
    assert [o["worth"]["giver"]["middle"] for o in outcomes] == [
        o.worth["giver"].middle for o in found.entries[0].chosen.outcomes
    ]


def test_one_procedure_with_a_quota_and_vetoes(file):
    said = run(
        file, "--procedure", "limited-vetoes", "--vetoes", 1, "--quota", "long=1", "--quota", "short=1"
    )

    assert said.exit_code == 0, said.output
    assert "North strikes 1: A-02, B-01" in said.stdout
    assert "North chooses" not in said.stdout


def test_a_case_is_told_deliverable_by_deliverable(case):
    said = run(case)

    assert said.exit_code == 0, said.output
    assert "Persons held, from South to North" in said.stdout
    assert "5 are taken, as the newest texts of the case have it." in said.stdout
    assert "5 are handed over of 20 held, 4 to 12 of them living." in said.stdout
    assert "Prisoners, from North to South" in said.stdout
    assert "To be chosen: 15 of 40 names (long: 10, others: 30)." in said.stdout
    assert "Written down: South lists, and North may strike 2." in said.stdout
    assert "A-01" not in said.stdout


def test_the_case_has_the_fingerprint_that_other_commands_print(case):
    assert f"case {read_case(case / 'case.yaml').digest()[:12]}." in run(case).stdout


spreads = st.tuples(*[st.floats(0, 1)] * 3).map(sorted)


@given(spreads, spreads, st.integers(1, 3000), st.data())
def test_what_is_printed_of_persons_contradicts_nothing(one, other, handed, data):
    """No more than are handed over, nothing across the floor, and what is more never prints as less."""
    floor = data.draw(st.integers(0, handed))
    printed = []
    for parts in (one, other):
        spread = Spread(*(part * handed for part in parts))
        numbers = [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", persons(spread, handed, floor))]
        low, high = (numbers[1], numbers[-1]) if len(numbers) > 1 else (numbers[0], numbers[0])
        printed.append((numbers[0], spread.middle))
        assert low <= numbers[0] <= high <= handed
        for number, value in ((low, spread.low), (numbers[0], spread.middle), (high, spread.high)):
            assert (number >= floor) == (value >= floor)
            assert abs(number - value) <= max(1, handed / 10)
    (less, _), (more, _) = sorted(printed, key=lambda pair: pair[1])
    assert less <= more


def test_a_floor_is_never_printed_as_missed_where_it_is_met():
    said = run(Path(__file__).parents[2] / "cases" / "gaza-2024", "--deliverable", "captives").stdout
    table = said[said.index("A floor of 22") :].split("\n\n")[0]

    assert re.search(r" A draw +22 ", table)
    assert re.search(r"The holder, keeping +22 +always", table)


def test_categories_of_a_case_have_numbers_of_their_own(case):
    file = case / "case.yaml"
    file.write_text(
        file.read_text().replace(
            "composition: {of: 20, living: 4..12, floor: 2}",
            "categories: {women: 3, men: rest}\n"
            "    composition:\n"
            "      of: 20\n"
            "      living: 6..12\n"
            "      categories:\n"
            "        women: {of: 8, living: 4..6, floor: 2}\n"
            "        men: {of: 12, living: 2..6, known: 0.5..1}",
        )
    )
    said = run(case, "--deliverable", "held")

    assert said.exit_code == 0, said.output
    assert "women: 3 are handed over of 8 held, 4 to 6 of them living, a floor of 2 living." in said.stdout
    assert "men: 2 are handed over of 12 held, 2 to 6 of them living." in said.stdout


def test_what_is_said_for_another_number_is_left_out(case):
    file = case / "case.yaml"
    file.write_text(
        file.read_text().replace(
            "composition: {of: 20, living: 4..12, floor: 2}",
            "composition:\n"
            "      - {when: {number: '< 4'}, of: 20, living: 4..12, floor: 1}\n"
            "      - {when: {number: '>= 4'}, of: 20, living: 4..12, floor: 3}",
        )
    )
    few, many = run(case, "--deliverable", "held", "--take", 3), run(case, "--deliverable", "held")

    assert ("A floor of 1 living" in few.stdout, "A floor of 3 living" in few.stdout) == (True, False)
    assert ("A floor of 1 living" in many.stdout, "A floor of 3 living" in many.stdout) == (False, True)


def test_only_one_deliverable_with_another_number(case):
    said = run(case, "--deliverable", "held", "--take", 8, "--floor", 0, "--holder", "1..2")

    assert "8 are handed over of 20 held" in said.stdout
    assert "Prisoners" not in said.stdout
    assert "Floor missed" not in said.stdout


def test_principals_exchanged_is_the_same_table_exchanged(case):
    before = run(case, "--draws", 100).stdout
    written = (case / "case.yaml").read_text()
    swapped = written.replace("from: south", "from: N").replace("from: north", "from: south")
    swapped = swapped.replace("from: N", "from: north").replace("to: north", "to: S")
    swapped = swapped.replace("to: south", "to: north").replace("to: S", "to: south")
    (case / "case.yaml").write_text(swapped)
    after = run(case, "--draws", 100).stdout

    def exchanged(text: str) -> str:
        return text.replace("North", "\0").replace("South", "North").replace("\0", "South")

    assert before != after
    assert exchanged(before).splitlines()[:-1] == after.splitlines()[:-1]  # the last has the digest


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["--take", "9"], 1, "9 cannot be chosen of 4 names"),
        (["--quota", "lang=1"], 1, 'Did you mean "long"'),
        (["--quota", "long=3"], 1, "3 cannot be chosen of 2 names"),
        (["--quota", "long"], 2, "write it as CATEGORY=N"),
        (["--quota", "long=1", "--quota", "long=2"], 2, "given twice"),
        (["--vetoes", "9"], 1, "9 names cannot be struck"),
        (["--holder", "much"], 2, "is not a range"),
        (["--procedure", "lottery"], 2, "lottery"),
        (["--deliverable", "x"], 1, "no deliverables"),
        (["--take", "0"], 2, "0 is not in the range"),
    ],
)
def test_what_cannot_be_asked_of_a_list_is_told(file, args, status, said):
    answer = run(file, *args)

    assert answer.exit_code == status
    assert said in answer.stderr
    assert answer.stdout == ""


def test_what_cannot_be_asked_of_a_case_is_told(case, tmp_path):
    assert 'Did you mean "held"' in run(case, "--deliverable", "hold").stderr
    assert "21 cannot be handed over of 20 held" in run(case, "--take", 21).stderr
    assert (
        "There is nothing at" in run(tmp_path / "nothing").stderr or run(tmp_path / "nothing").exit_code == 1
    )
    bare = shutil.copytree(case, tmp_path / "bare")
    text = (bare / "case.yaml").read_text()
    (bare / "case.yaml").write_text(text[: text.index("deliverables:")])
    assert "neither  composition:  nor  names:" in run(bare).stderr


def test_a_table_with_decimal_commas_is_read(tmp_path):
    path = tmp_path / "list.csv"
    rows = [("A-01", "0,9", "0,8..1"), ("A-02", "0,7", "0,9"), ("B-01", "0,1", "0,4")]
    told = []
    for sign, comma in ((";", ","), (",", ".")):
        lines = ["name;giver;receiver", *(";".join(row) for row in rows)]
        path.write_text("\n".join(line.replace(",", comma).replace(";", sign) for line in lines))
        told.append(run(path, "--take", 1))
    assert told[0].exit_code == 0, told[0].output
    assert told[0].stdout == told[1].stdout


def test_a_table_that_is_not_there_is_told_as_one(tmp_path):
    assert "There is no file of names here." in run(tmp_path / "list.csv").stderr
