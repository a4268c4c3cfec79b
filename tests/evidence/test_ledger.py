"""Registers grow by whole lines, and a damaged line is named and left alone."""

import pytest

from parley.evidence.ledger import append, reading, records, writing
from parley.ground.errors import StoreError


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
