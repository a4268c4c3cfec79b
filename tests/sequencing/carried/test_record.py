"""The record: whole lines at the end, nothing lost, every damage with its line."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from parley.evidence.document import Disclosure
from parley.ground.errors import ParleyError, StoreError
from parley.sequencing.carried.entries import Entry, Record, Told
from parley.sequencing.carried.log import read_log
from parley.sequencing.carried.record import RECORD, enter, read_record

AT = datetime(2030, 1, 9, 12, tzinfo=UTC)
DAY = date(2030, 1, 8)


def add(folder, **fields):
    on = fields.pop("on", DAY)
    return enter(folder, Entry("", on, **fields), by="ana", at=AT)


def test_what_is_entered_is_read_back(tmp_path):
    told = Told("north", "They kept two.", True, "The Courier", Disclosure.ATTRIBUTED)
    made = add(
        tmp_path, duty="boats/2", status="done", amount=3.0, what="at noon", says=(told,), source="Delta"
    )

    (read,) = read_record(tmp_path).entries
    assert made.id == "r1"
    assert (read.duty, read.status, read.amount, read.says, read.source) == (
        *("boats/2", "done", 3.0, (told,), "Delta"),
    )
    assert (read.by, read.at, read.line) == ("ana", AT.isoformat(), 1)


def test_a_correction_is_a_line_of_its_own_and_keeps_what_it_does_not_say(tmp_path):
    add(tmp_path, duty="boats", status="done", amount=3.0, source="Delta")
    before = (tmp_path / RECORD).read_bytes()
    enter(tmp_path, Entry("", None, amount=2.0, corrects="r1"), by="ben", at=AT)

    assert (tmp_path / RECORD).read_bytes().startswith(before)
    record = read_record(tmp_path)
    (stands,) = record.standing()
    assert [e.id for e in record.entries] == ["r1", "r2"]
    assert (stands.id, stands.amount, stands.source, stands.on) == ("r2", 2.0, "Delta", DAY)


def test_what_is_withdrawn_no_longer_counts_and_is_kept(tmp_path):
    add(tmp_path, duty="boats", status="done", amount=3.0)
    enter(tmp_path, Entry("", None, withdraws="r1", what="another river"), by="ana", at=AT)

    record = read_record(tmp_path)
    assert record.standing() == ()
    assert len(record.entries) == 2


@pytest.mark.parametrize("again", [{"corrects": "r1", "amount": 1.0}, {"withdraws": "r1"}])
def test_what_was_corrected_is_not_corrected_twice(tmp_path, again):
    add(tmp_path, duty="boats", status="done", amount=3.0)
    enter(tmp_path, Entry("", None, amount=2.0, corrects="r1"), by="ana", at=AT)

    with pytest.raises(ParleyError, match="r1 was corrected already, by r2"):
        enter(tmp_path, Entry("", None, **again), by="ben", at=AT)
    assert len(read_record(tmp_path).entries) == 2


def test_an_entry_that_is_not_there_is_met_with_the_nearest(tmp_path):
    add(tmp_path, duty="boats", status="done", amount=3.0)

    with pytest.raises(ParleyError, match='There is no entry "r11"'):
        enter(tmp_path, Entry("", None, withdraws="r11"), by="ana", at=AT)


def test_nothing_is_written_where_an_entry_does_not_fit(tmp_path):
    def refuse(record: Record) -> None:
        raise ParleyError("no")

    with pytest.raises(ParleyError, match="no"):
        enter(tmp_path, Entry("", DAY, "boats", "done"), by="ana", at=AT, check=refuse)
    assert read_record(tmp_path).entries == ()


def test_an_entry_says_who_makes_it(tmp_path):
    with pytest.raises(ParleyError, match="who makes it"):
        enter(tmp_path, Entry("", DAY, "boats", "done"), by=" ", at=AT)


def test_an_empty_record_and_none_hold_nothing(tmp_path):
    assert read_record(tmp_path).entries == ()
    (tmp_path / RECORD).write_text("")
    assert read_record(tmp_path).entries == ()


GOOD = {"id": "r1", "on": "2030-01-08", "duty": "boats", "status": "done", "by": "ana", "at": "2030-01-09"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "r2", "on"', "line is cut off"),
        ("[1]", "not a JSON object"),
        (json.dumps(GOOD | {"id": "r2", "statsu": "done"}), '"statsu" is not a field here.'),
        (json.dumps(GOOD | {"id": "r2", "status": "don"}), '"don" is not a status.'),
        (json.dumps(GOOD), "given a second time"),
        (json.dumps(GOOD | {"id": "r2", "amount": "3"}), "is not a number"),
        (json.dumps(GOOD | {"id": "r2", "amount": -3}), "below 0"),
        (json.dumps(GOOD | {"id": "r2", "on": "8 January"}), "is not a day"),
        (json.dumps({k: v for k, v in GOOD.items() if k != "id"}), "has no id"),
        (json.dumps({k: v for k, v in (GOOD | {"id": "r2"}).items() if k != "on"}), "has no day"),
        (json.dumps({"id": "r2", "withdraws": "r9", "by": "ana"}), "no line before it brings"),
        (json.dumps(GOOD | {"id": "r2", "says": [{"party": "north"}]}), "says nothing"),
        (json.dumps(GOOD | {"id": "r2", "disclosure": "secret"}), "is not a grade"),
        (json.dumps(GOOD | {"id": "r2", "amount": 1, "so-far": 2}), "altogether"),
    ],
)
def test_a_damaged_line_is_named_and_the_file_left_as_it_is(tmp_path, line, said):
    path = tmp_path / RECORD
    path.write_text(f"{json.dumps(GOOD)}\n{line}")
    before = path.read_bytes()

    with pytest.raises(StoreError, match=said) as caught:
        read_record(tmp_path)
    assert caught.value.line == 2
    with pytest.raises(StoreError):
        add(tmp_path, duty="boats", status="late")
    assert path.read_bytes() == before


def test_two_writers_at_once_lose_nothing_and_give_no_id_twice(tmp_path):
    code = (
        "import sys\nfrom datetime import date, datetime\nfrom pathlib import Path\n"
        "from parley.sequencing.carried.entries import Entry\n"
        "from parley.sequencing.carried.record import enter\n"
        "for n in range(1, 16):\n"
        "    new = Entry('', date(2030, 1, 8), 'boats', 'done', amount=float(n))\n"
        "    enter(Path(sys.argv[1]), new, by=sys.argv[2], at=datetime(2030, 1, 9))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, tmp_path, who]) for who in ("ana", "ben")]
    assert [one.wait() for one in both] == [0, 0]

    entries = read_record(tmp_path).entries
    assert [e.id for e in entries] == [f"r{n}" for n in range(1, 31)]
    for who in ("ana", "ben"):
        assert [e.amount for e in entries if e.by == who] == [float(n) for n in range(1, 16)]


def test_what_is_not_public_is_taken_out_before_anything_is_worked_out(tmp_path):
    add(tmp_path, duty="boats", status="done", amount=3.0)
    add(tmp_path, duty="men", status="disputed", disclosure=Disclosure.MEDIATOR_ONLY)
    told = (Told("north", "a"), Told("south", "b", disclosure=Disclosure.HINT))
    add(tmp_path, duty="men", status="late", says=told)

    seen = read_record(tmp_path).for_reader("parties").standing()
    assert [(e.duty, e.status) for e in seen] == [("boats", "done"), ("men", "late")]
    assert [t.words for e in seen for t in e.says] == ["a"]
    assert {e.by for e in seen} == {""}


LOG = """\
parley-log: 1
title: What happened
starts: 2030-01-01
timetable: {boats: {1: 2, 8: 8}}
entries:
  - {on: 2030-01-01, duty: boats, status: done, amount: 2, source: Courier}
  - on: 2030-01-09
    duty: men
    status: disputed
    says:
      north: {words: not all of them, source: radio}
      south: {reported: all were there}
  - {on: 2030-01-10, what: The bridge was closed for repairs.}
  - {on: 2030-01-20, phase: one, status: not-done}
"""


def test_a_log_is_read_with_the_lines_of_its_entries(tmp_path):
    path = tmp_path / "log.yaml"
    path.write_text(LOG)

    log = read_log(path)
    assert (log.starts, log.timetable) == (date(2030, 1, 1), {"boats": {1: 2.0, 8: 8.0}})
    assert [e.line for e in log.record.entries] == [6, 7, 13, 14]
    assert [(t.party, t.verbatim) for t in log.record.entries[1].says] == [("north", True), ("south", False)]
    assert log.record.entries[3].duty == "one"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("parley-log: 1", "parley-log: 2", 1, "no log that this Parley reads"),
        ("status: disputed", "status: dispute", 9, 'Did you mean "disputed"'),
        ("amount: 2,", "amout: 2,", 6, 'Did you mean "amount"'),
        ("amount: 2,", "amount: many,", 6, "is not a number"),
        ("{1: 2, 8: 8}", "{0: 2}", 4, "not a day with an amount"),
        ("words: not all of them", "wrods: not all of them", 10, "is not a field here"),
        ("what: The bridge was closed for repairs.", "source: radio", 13, "The entry says nothing"),
        ("title: What happened", "titel: What happened", 2, 'Did you mean "title"'),
    ],
)
def test_a_fault_in_a_log_has_its_line_and_its_mend(tmp_path, old, new, line, said):
    path = tmp_path / "log.yaml"
    assert old in LOG
    path.write_text(LOG.replace(old, new))

    with pytest.raises(StoreError, match=said) as caught:
        read_log(path)
    assert caught.value.line == line


@pytest.mark.parametrize("content", ["", "   \n", "parley-log: 1\n", "- a\n", "a: [", "\x00"])
def test_a_log_that_is_none_is_refused(tmp_path, content):
    path = tmp_path / "log.yaml"
    path.write_text(content)

    with pytest.raises(ParleyError, match=r"log\.yaml"):
        read_log(path)


def test_a_log_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(StoreError, match="no such file"):
        read_log(tmp_path / "log.yaml")


def test_a_line_taken_out_of_the_record_is_told_and_its_number_not_given_again(tmp_path):
    for _ in range(3):
        enter(tmp_path, Entry("", date(2030, 1, 1), "boats", "done", 1.0), by="ana", at=datetime(2030, 1, 2))
    path = tmp_path / RECORD
    lines = path.read_text().splitlines(keepends=True)
    assert read_record(tmp_path).gaps() == ()
    path.write_text(lines[0] + lines[2])

    assert [str(said) for said in read_record(tmp_path).gaps()] == [
        "The record lacks r2: a line was taken out of its file."
    ]
    again = enter(tmp_path, Entry("", date(2030, 1, 3), "boats", "late"), by="ana", at=datetime(2030, 1, 4))
    assert again.id == "r4"
    assert [e.id for e in read_record(tmp_path).entries] == ["r1", "r3", "r4"]
