"""A Word file that came back: every change is found, nothing of a version is lost, and faults are told."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.bridging.text.conftest import texts, without_lines

from parley.bridging.text.kept.history import history, save, version
from parley.bridging.text.kept.version import Remark
from parley.bridging.text.returned.imported import OURS, imported, made_from
from parley.bridging.text.returned.taking_in import take_in
from parley.bridging.text.written.in_word import lines_in_word
from parley.bridging.text.written.model import Clause, NegotiatingText
from parley.bridging.text.written.notation import parse, write
from parley.bridging.text.written.wording import write_wording
from parley.briefs.text_docx import parties_file, text_docx
from parley.evidence.reading.tracked import TrackedComment, TrackedFile, TrackedParagraph, TrackedRun
from parley.evidence.reading.word_numbers import Level, Levels
from parley.ground.errors import DocumentError, ParleyError, TextErrors

HERE = Path("back.docx")
BASE = parse("""---
title: Truce
field: armed-conflict
intended: [calm]
---
# Truce

The parties agree as follows.

## Article 1. Duration

1.1. The truce lasts [six weeks {north} | without limit {south, end: never}]. {pending, end: never}

1.2. The forces leave by day 42. {agreed}

1.3. A joint office hears complaints. {reserved}
""")
LINES = lines_in_word(BASE)
MARK = re.compile(r"\{([+-])(.*?)\1\}")


def paragraph(words: str, style: str = "", comments: tuple[str, ...] = ()) -> TrackedParagraph:
    """Words with {+what was put in+} and {-what was taken out-}; "+ " or "- " before a whole paragraph."""
    whole = {"+ ": "in", "- ": "out"}.get(words[:2])
    if whole:
        return TrackedParagraph((TrackedRun(words[2:], whole, "", "A", comments),), style, whole)
    runs, at = [], 0
    for mark in MARK.finditer(words):
        runs.append(TrackedRun(words[at : mark.start()], "kept", "", "", comments))
        runs.append(TrackedRun(mark[2], "in" if mark[1] == "+" else "out", "", "A"))
        at = mark.end()
    runs.append(TrackedRun(words[at:], "kept", "", "", comments))
    return TrackedParagraph(tuple(runs), style)


def file(*lines: str | TrackedParagraph, comments: tuple[TrackedComment, ...] = ()) -> TrackedFile:
    paragraphs = tuple(line if isinstance(line, TrackedParagraph) else paragraph(line) for line in lines)
    return TrackedFile(paragraphs, comments, 0, 0, 0, Levels({}, {}, {}, {}))


def changed(number: str, words: str) -> list[str]:
    """The lines of the text with one of them changed."""
    return [words if line.startswith(f"{number}. ") else line for line in LINES]


def clause(text: NegotiatingText, number: str) -> str:
    (found,) = [c for c in text.clauses() if c.number == number]
    return write_wording(found)


def take(*lines: str | TrackedParagraph, way: str = "bracket", **more: object):
    return imported(BASE, file(*lines), HERE, by="North lawyers", party="north", way=way, **more)


def test_a_file_without_changes_changes_nothing():
    for way in ("bracket", "accept", "reject"):
        found = take(*LINES, way=way)
        assert (write(found.text), found.deeds, found.remarks, found.notes) == (write(BASE), (), (), ())


def test_tracked_or_not_a_change_is_found_and_what_was_not_tracked_is_said():
    tracked = take(*changed("1.2", "1.2. The forces leave by day {-42-}{+50+}."))
    plain = take(*changed("1.2", "1.2. The forces leave by day 50."))

    assert tracked.text == plain.text
    assert clause(plain.text, "1.2") == "The forces leave by day [42 | 50 {north}]."
    assert (tracked.notes, plain.notes) == ((), ("changed without tracking: 1.2",))


def test_what_was_agreed_is_open_again_and_that_is_said():
    found = take(*changed("1.2", "1.2. The forces leave by day {-42-}{+50+}."))

    assert [d.words for d in found.deeds] == ['puts "50" for "42"', "reopens the clause, which was agreed"]
    assert next(c for c in found.text.clauses() if c.number == "1.2").status == "pending"


def test_braces_stay_where_the_clause_still_stands():
    for way in ("bracket", "accept"):
        text = take(*changed("1.2", "1.2. The forces leave by day 50."), way=way).text
        assert (text.field, text.intended) == ("armed-conflict", ("calm",))
        assert clause(text, "1.1") == clause(BASE, "1.1")
        assert clause(text, "1.3") == "A joint office hears complaints. {reserved}"


def test_choosing_a_wording_is_wanting_it():
    found = take(*changed("1.1", "1.1. The truce lasts {-[six weeks | -}without limit{-]-}."))

    assert "without limit {south, north, end: never}" in clause(found.text, "1.1")
    assert [d.words for d in found.deeds] == ['asks for "without limit"']


def test_accepting_takes_the_words_and_keeps_terms_of_the_clause():
    found = take(*changed("1.1", "1.1. The truce lasts without limit."), way="accept")

    assert clause(found.text, "1.1") == "The truce lasts without limit. {pending, end: never}"
    assert found.notes[-1] == "other words, and the braces they had: 1.1; see whether they still fit"


def test_accepting_says_what_was_agreed_before():
    found = take(*changed("1.2", "1.2. The forces leave by day {-42-}{+50+}."), way="accept")

    assert [d.words for d in found.deeds] == ['puts "50" for "42"', "reopens the clause, which was agreed"]
    assert clause(found.text, "1.2") == "The forces leave by day 50."


def test_which_party_wants_it_changes_the_name_and_nothing_else():
    lines = changed("1.1", "1.1. The truce lasts [ten weeks | without limit].")
    swapped = parse(write(BASE).replace("north", "x").replace("south", "north").replace("x", "south"))

    one = imported(BASE, file(*lines), HERE, by="N", party="north").text
    other = imported(swapped, file(*lines), HERE, by="N", party="south").text

    assert write(other) == write(one).replace("north", "x").replace("south", "north").replace("x", "south")


def test_rejecting_keeps_every_word_and_what_was_asked_as_remarks():
    found = take(*changed("1.2", "1.2. The forces leave by day {-42-}{+50+}."), way="reject")

    assert found.text == BASE
    assert found.remarks[0] == Remark("1.2", "", 'In the file: puts "50" for "42"', "North lawyers")


def test_a_new_clause_stands_in_brackets_and_a_taken_number_gets_a_letter():
    found = take(*LINES[:5], "+ 1.3. People return on foot.", LINES[5])

    assert [c.number for c in found.text.clauses()] == ["", "1.1", "1.2", "1.3a", "1.3"]
    assert clause(found.text, "1.3a") == "[People return on foot. {north}]"
    assert clause(found.text, "1.3") == clause(BASE, "1.3")


def test_a_new_clause_may_renumber_those_behind_it():
    found = take(
        *LINES[:5], "+ 1.3. People return on foot.", "1.{-3-}{+4+}. A joint office hears complaints."
    )

    assert [c.number for c in found.text.clauses()] == ["", "1.1", "1.2", "1.3", "1.4"]
    assert clause(found.text, "1.4") == clause(BASE, "1.3")


def test_a_struck_clause_stays_with_nothing_beside_it():
    found = take(*LINES[:4], f"- {LINES[4]}", LINES[5])

    assert clause(found.text, "1.2") == "[The forces leave by day 42. | {north}]"
    accepted = take(*LINES[:4], f"- {LINES[4]}", LINES[5], way="accept").text
    assert [c.number for c in accepted.clauses()] == ["", "1.1", "1.3"]


def test_another_order_another_heading_and_another_title_become_remarks():
    lines = (LINES[1], "Article 1. How long", LINES[3], LINES[5], LINES[4])
    found = take(paragraph("A longer truce", "Title"), *lines)

    assert without_lines(found.text) == without_lines(BASE)
    assert {(r.clause, r.said) for r in found.remarks} >= {
        ("", 'In the file: would have the title "A longer truce"'),
        ("Article 1", 'In the file: would have the heading "Article 1. How long"'),
    }
    assert any("would have this clause behind" in r.said for r in found.remarks)
    accepted = take(
        LINES[0], LINES[1], "Article 1. How long", LINES[3], LINES[5], LINES[4], way="accept"
    ).text
    assert lines_in_word(accepted)[2:] == ("Article 1. How long", LINES[3], LINES[5], LINES[4])


def test_a_clause_that_cannot_be_put_in_brackets_is_kept_with_the_wording_as_a_remark():
    base = parse("1. The truce [a | b] lasts [c | d] weeks.")

    found = imported(base, file("1. The pause holds for now."), HERE, by="X", party="north")

    assert without_lines(found.text) == without_lines(base)
    assert [(d.kind, d.words) for d in found.deeds] == [
        ("not merged", "would have the clause read: The pause holds for now.")
    ]
    assert found.remarks[0].said == "In the file: would have the clause read: The pause holds for now."


def test_comments_are_remarks_on_their_clause_and_ours_are_not_taken_back():
    commented = [
        TrackedComment("Which day?", "R. Jurist", "day 42", 4),
        TrackedComment(f"{OURS}wanted by North", "Mediator", "six weeks", 3),
        TrackedComment("Old news.", "South", "", 3),
        TrackedComment("Agreed with them.", "", "1.3.", 5, done=True),
    ]
    known = (Remark("1.1", "", "Old news.", "South"),)

    found = imported(BASE, file(*LINES, comments=tuple(commented)), HERE, by="North lawyers", known=known)

    assert found.remarks == (
        Remark("1.2", "day 42", "Which day?", "R. Jurist"),
        Remark("1.3", "", "Agreed with them. (marked as done)", "North lawyers"),
    )


def test_numbers_that_word_put_in_by_itself_are_numbers():
    levels = Levels({"9": (Level("decimal", "1.%1.", 4),)}, {}, {}, {})
    new = TrackedParagraph((TrackedRun("People return.", "in"),), "", "in", False, ("9", 0))
    made = TrackedFile((*(paragraph(line) for line in LINES), new), (), 0, 0, 0, levels)

    found = imported(BASE, made, HERE, by="X")

    assert clause(found.text, "1.4") == "[People return.]"


def test_a_lawyers_literal_signs_are_words():
    found = take(*changed("1.2", "1.2. The forces {see Annex} leave | by day 42."), way="accept")

    assert clause(found.text, "1.2") == r"The forces \{see Annex\} leave \| by day 42."


@pytest.mark.parametrize(
    ("words", "place", "problem"),
    [
        ("1.1. The truce lasts [six weeks | without limit.", "clause 1.1", "does not close"),
        ("1.1. The truce lasts six weeks | without limit].", "clause 1.1", "closes and none is open"),
        ("1.1. The truce lasts [six [or ten] weeks].", "clause 1.1", "within a bracket"),
        ("The truce lasts [ ].", "a paragraph without a number", "holds no words"),
    ],
)
def test_brackets_that_do_not_close_are_told_with_their_clause(words, place, problem):
    with pytest.raises(TextErrors, match=problem) as told:
        take(*changed("1.1", words))

    (error,) = told.value.errors
    assert error.field == place
    assert error.mend.endswith("Nothing was saved.")


def test_every_fault_is_told_at_once():
    lines = changed("1.1", "1.1. The truce [lasts.")
    lines[5] = "1.3. A joint office] hears complaints."

    with pytest.raises(TextErrors) as told:
        take(*lines)

    assert [error.field for error in told.value.errors] == ["clause 1.1", "clause 1.3"]


@settings(max_examples=40)
@given(texts(), texts())
def test_no_word_of_a_version_is_lost_whatever_came_back(was, now):
    from parley.evidence.reading.tracked import read_tracked

    sent = read_tracked(HERE, text_docx(parties_file(now, was)))
    if not now.parts:
        return
    found = imported(was, sent, HERE, by="X", party="north")

    kept = [part for part in found.text.parts if isinstance(part, Clause)]
    for before in was.clauses():
        assert any(_holds(after, before) for after in kept)


def _holds(after: Clause, before: Clause) -> bool:
    """All words of the earlier clause stand in the later one, and every wording with who wanted it.

    Who sent the file may have taken back what it wanted before.
    """
    wordings = {a.words: set(a.by) for bracket in after.brackets for a in bracket.alternatives}
    said = re.sub(r"\W", "", after.words)
    plain = [re.findall(r"\w+", piece) for piece in before.pieces if isinstance(piece, str)]
    return all(word in said for words in plain for word in words) and all(
        any(
            alternative.words in words and set(alternative.by) - {"north"} <= by
            for words, by in wordings.items()
        )
        for bracket in before.brackets
        for alternative in bracket.alternatives
    )


# Taking in: versions on disk.

AT = "2024-08-20T10:00:00+00:00"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path, BASE, by="mediator", at=AT, reason="first")
    return tmp_path


def sent(folder: Path, name: str, old: str, new: str, number: int = 1) -> Path:
    """A Word file made from a version, with one tracked change."""
    was = version(folder, number=number).text
    now = parse(write(was).replace(old, new))
    path = folder / name
    path.write_bytes(text_docx(parties_file(now, was)))
    return path


def test_a_file_becomes_the_next_version_with_its_remarks(folder):
    path = sent(folder, "a.docx", "day 42", "day 50")

    taken = take_in(folder, path, by="north", reason="their lawyers", at=AT, party="north")

    assert (taken.base, taken.saved.number, taken.carried) == (1, 2, False)
    assert clause(version(folder).text, "1.2") == "The forces leave by day [42 | 50 {north}]."
    assert history(folder).entries[1].author == "north"


def test_looking_saves_nothing(folder):
    path = sent(folder, "a.docx", "day 42", "day 50")

    taken = take_in(folder, path, by="north", reason="r", at=AT, keep=False)

    assert taken.saved is None
    assert taken.imported.deeds
    assert history(folder).latest == 1


def test_two_files_made_from_one_version_are_never_taken_silently_over_each_other(folder):
    first = sent(folder, "a.docx", "day 42", "day 50")
    second = sent(folder, "b.docx", "joint office", "neutral office")
    take_in(folder, first, by="north", reason="r", at=AT, party="north")

    with pytest.raises(ParleyError, match=r"made from version 1 .* north went on to version 2"):
        take_in(folder, second, by="south", reason="r", at=AT, party="south")
    with pytest.raises(ParleyError, match="not from version 2"):
        take_in(folder, second, by="south", reason="r", at=AT, party="south", on=2)
    assert history(folder).latest == 2

    taken = take_in(folder, second, by="south", reason="r", at=AT, party="south", carry=True)

    text = version(folder).text
    assert (taken.base, taken.saved.number, taken.carried) == (1, 3, True)
    assert clause(text, "1.2") == "The forces leave by day [42 | 50 {north}]."
    assert clause(text, "1.3") == "A [joint | neutral {south}] office hears complaints."


def test_where_both_changed_one_clause_the_second_is_kept_as_a_remark(folder):
    first = sent(folder, "a.docx", "day 42", "day 50")
    second = sent(folder, "b.docx", "forces leave", "troops leave")
    third = sent(folder, "c.docx", "day 42", "day 50")
    take_in(folder, first, by="north", reason="r", at=AT, party="north")

    carried = take_in(folder, second, by="south", reason="r", at=AT, party="south", carry=True)
    assert clause(version(folder).text, "1.2") == "The forces leave by day [42 | 50 {north}]."
    (remark,) = history(folder).entries[2].remarks
    assert (remark.clause, remark.by) == ("1.2", "south")
    assert carried.imported.deeds
    for deed in carried.imported.deeds:
        assert (deed.clause, deed.kind) == ("1.2", "not merged")
        assert "kept as a remark" in deed.words
    assert "[forces | troops]" in remark.said

    take_in(folder, third, by="south", reason="r", at=AT, party="south", carry=True)
    assert clause(version(folder).text, "1.2") == "The forces leave by day [42 | 50 {north, south}]."


def test_a_wording_that_each_adds_in_one_place_joins_the_bracket(folder):
    first = sent(folder, "a.docx", "day 42", "day 50")
    second = sent(folder, "b.docx", "day 42", "day 60")
    take_in(folder, first, by="north", reason="r", at=AT, party="north")

    carried = take_in(folder, second, by="south", reason="r", at=AT, party="south", carry=True)

    assert clause(version(folder).text, "1.2") == "The forces leave by day [42 | 50 {north} | 60 {south}]."
    assert carried.imported.remarks == ()
    assert carried.imported.deeds[0].kind == "changed"


def test_a_wording_that_others_added_and_one_struck_is_carried_as_both_left_it(folder):
    first = sent(folder, "a.docx", "six weeks", "seven weeks")  # north itself goes on from six
    second = sent(folder, "b.docx", "without limit", "without end")
    take_in(folder, first, by="north", reason="r", at=AT, party="north")

    take_in(folder, second, by="south", reason="r", at=AT, party="south", carry=True)

    now = next(c for c in version(folder).text.clauses() if c.number == "1.1")
    assert [(a.words, a.by) for a in now.brackets[0].alternatives] == [
        ("six weeks", ()),
        ("without limit", ()),
        ("seven weeks", ("north",)),
        ("without end", ("south",)),
    ]


def test_a_file_that_changes_nothing_in_an_earlier_version_is_told_so(folder):
    same = sent(folder, "same.docx", "x" * 50, "")
    take_in(folder, sent(folder, "a.docx", "day 42", "day 50"), by="north", reason="r", at=AT)

    with pytest.raises(ParleyError, match=r"what version 1 .* nothing to take in, though version 2"):
        take_in(folder, same, by="south", reason="r", at=AT)


def test_carried_changes_are_never_accepted_unseen(folder):
    first = sent(folder, "a.docx", "day 42", "day 50")
    take_in(folder, first, by="north", reason="r", at=AT)

    with pytest.raises(ParleyError, match="in brackets only"):
        take_in(folder, first, by="north", reason="r", at=AT, way="accept", carry=True)


def test_a_file_that_changes_nothing_is_no_version(folder):
    path = sent(folder, "a.docx", "x" * 50, "")

    with pytest.raises(ParleyError, match="nothing to take in"):
        take_in(folder, path, by="north", reason="r", at=AT)
    assert history(folder).latest == 1


def test_the_first_file_of_a_text_is_its_first_version(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(text_docx(parties_file(BASE)))

    taken = take_in(tmp_path, path, by="mediator", reason="a draft from outside", at=AT)

    assert (taken.base, taken.saved.number) == (None, 1)
    assert [c.number for c in version(tmp_path).text.clauses()] == ["", "1.1", "1.2", "1.3"]
    assert version(tmp_path).text.title == "Truce"


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "empty"), (b"1. Fire stops.", "no Word file"), (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "before 2007")],
)
def test_what_is_no_word_file_saves_nothing(folder, content, problem):
    path = folder / "a.docx"
    path.write_bytes(content)

    with pytest.raises(DocumentError, match=problem):
        take_in(folder, path, by="north", reason="r", at=AT)
    assert history(folder).latest == 1


def test_a_missing_file_is_told(folder):
    with pytest.raises(DocumentError):
        take_in(folder, folder / "none.docx", by="north", reason="r", at=AT)


def test_the_version_a_file_was_made_from_is_found_by_its_words():
    assert made_from(file(*LINES), BASE, HERE)
    assert made_from(file(*LINES[:5], "+ 1.9. New.", LINES[5]), BASE, HERE)
    assert not made_from(file(*LINES[:5]), BASE, HERE)
    assert not made_from(file(*changed("1.1", "1.1. The truce [lasts.")), BASE, HERE)
