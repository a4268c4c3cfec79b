"""Versions of a text: kept in order, never written over, and noticed when they are not what was recorded."""

import json
import multiprocessing
from pathlib import Path

import pytest

from parley.bridging.text.kept import history as kept
from parley.bridging.text.kept.history import history, save, texts_of, version
from parley.bridging.text.kept.version import Remark
from parley.bridging.text.written.model import NegotiatingText
from parley.bridging.text.written.notation import parse
from parley.ground.errors import ParleyError, StoreError, TextErrors, WriteError

AT = "2024-08-20T12:00:00+00:00"


def text(words: str) -> NegotiatingText:
    return parse(f"# Truce\n\n1. Fire {words}.\n")


def keep(folder: Path, words: str, on: int | None = None, by: str = "ana", **more):
    return save(folder, text(words), by=by, at=AT, reason="after the round", on=on, **more)


def test_versions_are_kept_in_order_with_who_when_and_why(tmp_path):
    keep(tmp_path, "stops [now {north}]", by="north")
    second = keep(tmp_path, "stops at dawn", on=1)

    found = history(tmp_path)
    assert [(e.number, e.author, e.base, e.reason, e.at) for e in found.entries] == [
        (1, "north", None, "after the round", AT),
        (2, "ana", 1, "after the round", AT),
    ]
    assert found.notes == ()
    assert version(tmp_path).text == version(tmp_path, number=2).text
    assert (second.number, version(tmp_path).digest) == (2, second.digest)
    assert next(version(tmp_path, number=1).text.clauses()).words == "Fire stops [now]."
    assert texts_of(tmp_path) == ("single-text",)


def test_the_second_of_two_on_the_same_version_is_refused_naming_both_and_nothing_is_lost(tmp_path):
    keep(tmp_path, "stops")
    keep(tmp_path, "stops at dawn", on=1, by="ana")
    before = {p.name: p.read_bytes() for p in (tmp_path / "texts" / "single-text").iterdir()}

    with pytest.raises(ParleyError) as caught:
        keep(tmp_path, "stops at noon", on=1, by="ben")

    said = str(caught.value)
    assert all(
        word in said for word in ("Version 2", "by ana", "by ben", "from 1", "--on-version 2", "--name")
    )
    assert {p.name: p.read_bytes() for p in (tmp_path / "texts" / "single-text").iterdir()} == before
    beside = keep(tmp_path, "stops at noon", by="ben", name="single-text-2")
    assert beside.number == 1
    assert texts_of(tmp_path) == ("single-text", "single-text-2")


def test_a_version_says_what_it_was_made_from_unless_it_is_the_first(tmp_path):
    keep(tmp_path, "stops")

    with pytest.raises(ParleyError, match="--on-version 1"):
        keep(tmp_path, "stops at dawn")


def test_the_same_words_again_are_not_a_version_but_words_with_remarks_are(tmp_path):
    keep(tmp_path, "stops")
    remark = Remark("1", "stops", "since when?", "north")

    with pytest.raises(ParleyError, match="nothing to save"):
        keep(tmp_path, "stops", on=1)
    keep(tmp_path, "stops", on=1, remarks=[remark])

    assert history(tmp_path).entries[1].remarks == (remark,)


@pytest.mark.parametrize("more", [{"by": " "}, {"reason": ""}])
def test_a_version_needs_an_author_and_a_reason(tmp_path, more):
    with pytest.raises(ParleyError, match="--by and --reason"):
        save(tmp_path, text("stops"), **({"by": "ana", "at": AT, "reason": "x"} | more))
    assert not (tmp_path / "texts").exists()


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden"])
def test_a_name_that_would_lead_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(ParleyError, match="cannot be called"):
        keep(tmp_path, "stops", name=name)
    assert list(tmp_path.iterdir()) == []


def test_no_version_and_no_text_are_met_with_what_there_is(tmp_path):
    with pytest.raises(ParleyError, match="parley text save"):
        version(tmp_path)
    with pytest.raises(ParleyError, match="none yet"):
        keep(tmp_path, "stops", on=4)
    assert not (tmp_path / "texts").exists()
    keep(tmp_path, "stops")
    with pytest.raises(ParleyError, match="version 1 only"):
        version(tmp_path, number=2)
    with pytest.raises(ParleyError, match='Did you mean "single-text"'):
        version(tmp_path, "singel-text")


def test_a_changed_or_missing_file_is_noticed(tmp_path):
    keep(tmp_path, "stops")
    keep(tmp_path, "stops at dawn", on=1)
    home = tmp_path / "texts" / "single-text"
    (home / "0001.md").write_text("# Truce\n\n1. Fire never stops.\n")
    (home / "0002.md").unlink()

    with pytest.raises(StoreError, match="changed after it was saved as version 1"):
        version(tmp_path, number=1)
    with pytest.raises(StoreError, match="no longer here"):
        version(tmp_path)
    assert history(tmp_path).notes == ("0001.md was changed after it was saved", "0002.md is no longer here")


def test_a_save_cut_off_between_its_two_writes_is_noticed_and_repaired(tmp_path, monkeypatch):
    keep(tmp_path, "stops")

    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(kept, "append", cut_off)
        with pytest.raises(KeyboardInterrupt):
            keep(tmp_path, "stops at dawn", on=1)
    home = tmp_path / "texts" / "single-text"
    assert (home / "0002.md").is_file()
    assert "0002.md is in no line" in history(tmp_path).notes[0]
    assert version(tmp_path).number == 1

    keep(tmp_path, "stops at noon", on=1)
    assert "noon" in (home / "0002.md").read_text()
    assert "dawn" in (home / "0002-unrecorded-1.md").read_text()

    with monkeypatch.context() as patched:
        patched.setattr(kept, "append", cut_off)
        with pytest.raises(KeyboardInterrupt):
            keep(tmp_path, "stops at dusk", on=2)
    keep(tmp_path, "stops at dusk", on=2)  # the same again: it takes its place
    assert [p.name for p in sorted(home.glob("*.md"))] == [
        "0001.md",
        "0002-unrecorded-1.md",
        "0002.md",
        "0003.md",
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "cut off"),
        ('{"number": 1}', 'does not record a version of a text: it has no "base"'),
        ('{"number": 3, "author": "a", "at": "", "reason": "", "base": null, "digest": ""}', "Version 3"),
    ],
)
def test_a_damaged_history_is_told_with_its_line(tmp_path, line, problem):
    keep(tmp_path, "stops")
    path = tmp_path / "texts" / "single-text" / "history.jsonl"
    path.write_text(path.read_text() + line)

    with pytest.raises(StoreError, match=problem) as caught:
        history(tmp_path)
    assert caught.value.line == 2


def test_what_could_not_be_read_again_is_not_kept(tmp_path):
    doubled = parse("1. Fire stops.\n\n2. Roads open.")
    (first, _) = doubled.clauses()
    with pytest.raises(TextErrors, match="taken by the clause"):
        save(tmp_path, NegotiatingText("Truce", (first, first)), by="ana", at=AT, reason="x")
    assert not (tmp_path / "texts").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "texts").write_text("in the way")

    with pytest.raises(WriteError, match=r"cannot be (kept|written)"):
        keep(tmp_path, "stops")


def _one_of_many(folder: str, n: int) -> str:
    try:
        return str(keep(Path(folder), f"stops at {n}", on=1, by=f"author-{n}").number)
    except ParleyError as error:
        return "refused" if "nothing is lost" in str(error) else str(error)


def test_of_many_at_once_on_the_same_version_one_is_kept(tmp_path):
    keep(tmp_path, "stops")
    with multiprocessing.get_context("fork").Pool(4) as pool:
        said = pool.starmap(_one_of_many, [(str(tmp_path), n) for n in range(8)])

    assert sorted(said) == ["2", *["refused"] * 7]
    lines = (tmp_path / "texts" / "single-text" / "history.jsonl").read_text().splitlines()
    assert [json.loads(line)["number"] for line in lines] == [1, 2]
