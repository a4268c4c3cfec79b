"""A file is written whole or not at all."""

import stat

import pytest

from parley.ground import files
from parley.ground.errors import WriteError
from parley.ground.files import write_whole


def test_text_is_written_as_it_is(tmp_path):
    write_whole(tmp_path / "new" / "a.txt", "غزة\r\nsecond\n")

    assert (tmp_path / "new" / "a.txt").read_bytes() == "غزة\r\nsecond\n".encode()


def test_when_writing_fails_the_old_file_stands_and_nothing_is_left_beside_it(tmp_path, monkeypatch):
    kept = tmp_path / "claims.jsonl"
    kept.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(WriteError, match="The file cannot be written: no space left"):
        write_whole(kept, "new")

    assert kept.read_text() == "old"
    assert list(tmp_path.iterdir()) == [kept]


def test_permissions_survive(tmp_path):
    private = tmp_path / "private.yaml"
    private.write_text("old")
    private.chmod(0o600)

    write_whole(private, b"new")

    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert private.read_text() == "new"


def test_a_place_where_nothing_can_be_written_is_refused_with_its_mend(tmp_path):
    (tmp_path / "a-file").write_text("not a folder")

    with pytest.raises(WriteError, match="choose another place"):
        write_whole(tmp_path / "a-file" / "brief.html", "new")
