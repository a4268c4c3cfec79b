"""What was asked stays on file; a line that is damaged or follows from nothing is named."""

import json
from pathlib import Path

import pytest

from parley.bridging.questions.answering import answer, withdraw
from parley.bridging.questions.asked import ASKED, put_on_file, questions_on_file
from parley.bridging.questions.asking import ask
from parley.case.dossier import open_dossier
from parley.ground.errors import StoreError


@pytest.fixture
def asked(folder: Path):
    questions = ask(open_dossier(folder), "north", draws=100).questions
    put_on_file(folder, questions)
    return questions


def test_a_question_is_asked_once(folder, asked):
    before = (folder / ASKED).read_bytes()
    put_on_file(folder, asked)

    assert (folder / ASKED).read_bytes() == before
    assert [(q.id, q.first, q.second) for q in questions_on_file(folder)] == [
        (q.id, q.first, q.second) for q in asked
    ]


def test_lines_are_only_ever_added(folder, asked):
    id, seen = asked[0].id, [(folder / ASKED).read_bytes()]
    for act in (
        lambda: answer(folder, id, "first", "hint", "ana"),
        lambda: answer(folder, id, "second", "hint", "ana", instead=True),
        lambda: withdraw(folder, id, "ana", why="misheard"),
    ):
        act()
        now = (folder / ASKED).read_bytes()
        assert now.startswith(seen[-1])
        seen.append(now)
    assert len(set(seen)) == 4


def test_no_folder_no_questions(tmp_path):
    assert questions_on_file(tmp_path) == ()


BAD = {
    "cut off": (lambda line: line[: len(line) // 2], "cut off"),
    "no object": (lambda line: "[1]\n", "not a JSON object"),
    "event": (lambda line: line.replace('"asked"', '"askd"'), r'"askd" is no event(.|\n)*asked'),
    "party": (lambda line: line.replace('"party": "north"', '"party": 3'), "party"),
    "term": (lambda line: line.replace('"toll": ', '"toll": true, "x": '), "no option and no number"),
    "before": (lambda line: json.dumps({"event": "answered", "id": "q1"}) + "\n", "no line before it asks"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_damaged_file_is_named_with_its_line_and_left_alone(folder, asked, kind):
    lines = (folder / ASKED).read_text().splitlines(keepends=True)
    spoil, said = BAD[kind]
    (folder / ASKED).write_text("".join(lines[:-1]) + spoil(lines[-1]))
    before = (folder / ASKED).read_bytes()

    for act in (
        lambda: questions_on_file(folder),
        lambda: put_on_file(folder, asked),
        lambda: answer(folder, asked[0].id, "first", "hint", "ana"),
    ):
        with pytest.raises(StoreError, match=said) as error:
            act()
        assert f"{ASKED}:{len(lines)}" in str(error.value)
    assert (folder / ASKED).read_bytes() == before


TAKEN = {"by": "a", "on": "x", "document": "d", "at": "x"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"event": "answered"}, '"answered" does not follow'),
        ({"event": "withdrawn"}, '"withdrawn" does not follow'),
        ({"event": "withdrawing", "by": "ana", "at": "x"}, '"withdrawing" does not follow'),
        ({"event": "answering", "reply": "fist", "grade": "hint"} | TAKEN,
         '"fist" is no reply'),
        ({"event": "answering", "reply": "first", "grade": "open"} | TAKEN,
         '"open" is no grade'),
    ],
)  # fmt: skip
def test_events_follow_one_another(folder, asked, more, said):
    with (folder / ASKED).open("a") as file:
        file.write(json.dumps({"id": asked[0].id} | more) + "\n")

    with pytest.raises(StoreError, match=said):
        questions_on_file(folder)
