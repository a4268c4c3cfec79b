"""Registers grow by whole lines, and a damaged line is named and left alone."""

import os
import resource

import pytest

from parley.evidence.ledger import append, reading, records, writing
from parley.ground.errors import StoreError, WriteError


def test_lines_are_added_after_those_that_are_there(tmp_path):
    path = tmp_path / "new" / "claims.jsonl"
    with writing(path):
        append(path, [{"n": 1}, {"n": "é"}])
    with writing(path):
        append(path, [])
        append(path, [{"n": 3}])

    with reading(path):
        assert list(records(path)) == [(1, {"n": 1}), (2, {"n": "é"}), (3, {"n": 3})]
    assert path.read_text(encoding="utf-8").count("\n") == 3


def test_a_last_line_without_its_end_is_whole_and_not_written_into(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text('{"n": 1}')
    append(path, [{"n": 2}])
    assert [record for _, record in records(path)] == [{"n": 1}, {"n": 2}]


def test_what_is_not_there_is_empty(tmp_path):
    with reading(tmp_path / "claims.jsonl"):
        assert list(records(tmp_path / "claims.jsonl")) == []
    assert not (tmp_path / "claims.jsonl").exists()


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b'{"n": 1}\n{"n": 2', 2, "cut off after 7 bytes"),
        (b'{"n": 1}\n{"n" 2}\n{"n": 3}\n', 2, "not a JSON object"),
        (b'{"n": 1}\n\n[1]\n', 3, "not a JSON object"),
        (b"\xff\xfe\n", 1, "not a JSON object"),
    ],
)
def test_a_damaged_line_is_placed_and_the_file_left_as_it_is(tmp_path, content, line, said):
    path = tmp_path / "claims.jsonl"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=said) as refused:
        list(records(path))
    assert refused.value.line == line
    assert path.read_bytes() == content


@pytest.mark.parametrize("line", [b"\x00\x1b[31m\xff\xfe\x9b", b'{"a": \x1b[2J\x07}'])
def test_what_is_no_text_is_not_shown(tmp_path, line):
    path = tmp_path / "asked.jsonl"
    path.write_bytes(b'{"n": 1}\n' + line + b"\n{}\n")
    with pytest.raises(StoreError, match=f"it holds {len(line)} bytes") as refused:
        list(records(path))
    assert str(refused.value).replace("\n", "").isprintable()


def test_something_else_in_the_place_of_a_register_is_told(tmp_path):
    place = tmp_path / "claims.jsonl"
    place.mkdir()
    for refused, use in (
        (WriteError, lambda: append(place, [{"n": 1}])),
        (StoreError, lambda: [*records(place)]),
    ):
        with pytest.raises(refused, match="is a directory"):
            use()
    with pytest.raises(WriteError, match="is a directory"), writing(place):
        pytest.fail("it was opened")
    with pytest.raises(StoreError, match="is a directory"), reading(place):
        pytest.fail("it was opened")
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="Check the folder"), writing(tmp_path / "file" / "claims.jsonl"):
        pytest.fail("it was opened")
    assert list(place.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="limits of size as on Unix")
def test_where_there_is_no_room_for_all_lines_none_is_written(tmp_path):
    path = tmp_path / "claims.jsonl"
    append(path, [{"n": 1}])
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
    try:
        with pytest.raises(WriteError, match="Nothing was added"), writing(path):
            append(path, [{"n": n} for n in range(100)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before


def test_what_goes_wrong_within_is_not_taken_for_the_register(tmp_path):
    with pytest.raises(FileNotFoundError), writing(tmp_path / "claims.jsonl"):
        (tmp_path / "nowhere").read_text()
