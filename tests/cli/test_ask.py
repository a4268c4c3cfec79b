"""`parley ask`: what it prints, what it writes, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.cli.main import main

CASES = Path(__file__).parents[2] / "cases"


def parley(*args: object):
    said = CliRunner().invoke(main, ["ask", *map(str, args)])
    if said.exception and not isinstance(said.exception, SystemExit):
        raise said.exception
    return said


@pytest.fixture
def strike(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASES / "rail-strike", tmp_path / "strike"))


def ids(folder: Path, party: str = "union") -> list[str]:
    said = parley(folder, "--party", party, "--json", "--draws", 200)
    return [q["id"] for q in json.loads(said.stdout)["questions"]]


def test_it_asks_and_puts_on_file(strike):
    said = parley(strike, "--party", "union", "--draws", 200)

    assert said.exit_code == 0
    assert said.stdout.startswith("What is open: ")
    assert said.stdout.count("which of the two would you rather have?") == 3
    assert "Union of Train Crews would rather have the first in" in said.stdout
    assert len((strike / "asked.jsonl").read_text().splitlines()) == 3
    assert parley(strike, "--party", "union", "--draws", 200).stdout == said.stdout
    assert len((strike / "asked.jsonl").read_text().splitlines()) == 3


def test_every_term_of_every_package_is_told(strike):
    said = parley(strike, "--party", "operator", "--draws", 200).stdout
    names = [
        "Pay rise",
        "Length of the agreement",
        "Second crew member",
        "dismissed crew members",
        "Rules for future",
    ]

    assert all(name in said for name in names)


def test_whether_it_could_live_with_a_package_is_asked_where_that_is_wanted(strike):
    said = parley(strike, "--party", "union", "--draws", 200, "--count", 6, "--against-no-deal").stdout
    asked = [json.loads(line) for line in (strike / "asked.jsonl").read_text().splitlines()]
    alone = [q["id"] for q in asked if q["second"] == "no-deal"]

    assert said.count("could you live with this, rather than go on without a deal?") == len(alone) > 0
    assert "Union of Train Crews could live with it in" in said
    done = parley(strike, "--answer", f"{alone[0]}=first", "--grade", "mediator-only", "--by", "ana")
    assert done.exit_code == 0
    assert "one package against no deal" in parley(strike, "--list").stdout


def test_an_answer_counts_from_then_on(strike):
    first = ids(strike)[0]
    said = parley(strike, "--answer", f"{first}=second", "--grade", "mediator-only", "--by", "ana")

    assert said.exit_code == 0, said.output
    assert "Union of Train Crews answered second" in said.stdout
    assert "answers:" in (strike / "case.yaml").read_text()
    assert first not in ids(strike)
    listed = parley(strike, "--list").stdout
    assert "second (mediator-only, by ana" in " ".join(listed.split())
    assert json.loads(parley(strike, "--list", "--json").stdout)["asked"][0]["id"] == first


def test_contradictory_answers_are_told(strike):
    """Alone, more pay is better to the union: an answer against it cannot be true."""
    first = ids(strike)[0]
    lines = (strike / "asked.jsonl").read_text().splitlines()
    record = json.loads(lines[0])
    record["second"] = record["first"] | {"pay": 4.5}
    record["first"]["pay"] = 5
    (strike / "asked.jsonl").write_text("\n".join([json.dumps(record), *lines[1:]]) + "\n")
    said = parley(strike, "--answer", f"{first}=second", "--grade", "hint", "--by", "ana")

    assert said.exit_code == 0
    assert "cannot be true" in said.stdout
    assert f"- {first}: ‘4.5 percent’ rather than ‘5 percent’ (c" in said.stdout
    assert "--withdraw" in said.stdout
    assert "chance of 0.05" in said.stdout
    assert parley(strike, "--withdraw", first, "--by", "ana", "--why", "misheard").stdout.startswith(
        f"{first}: the answer"
    )


def test_rather_not_say_corrected_and_json(strike):
    first = ids(strike)[0]
    said = parley(strike, "--answer", f"{first}=rather-not-say", "--grade", "hint", "--by", "ana", "--json")
    assert json.loads(said.stdout)["claim"] is None
    said = parley(strike, "--correct", f"{first}=equal", "--grade", "public", "--by", "ana", "--json")

    done = json.loads(said.stdout)
    assert done["question"]["taken"][-1]["reply"] == "equal"
    assert done["claim"].startswith("c")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Whom to ask?"),
        (["--answer", "q1=first", "--withdraw", "q1"], "do one at a time"),
        (["--answer", "q1=first"], "needs --by"),
        (["--answer", "q1=first", "--by", "ana"], "needs --grade"),
        (["--answer", "q1", "--by", "ana", "--grade", "hint"], "ID=REPLY"),
        (["--withdraw", "q1"], "needs --by"),
        (["--answer", "q1=first", "--by", "ana", "--grade", "open"], "is not one of"),
    ],
)
def test_wrong_usage(strike, args, said):
    ended = parley(strike, *args)

    assert (ended.exit_code, said in ended.output) == (2, True), ended.output


def test_what_cannot_be_answered_is_refused_and_nothing_written(strike):
    ids(strike)
    before = (strike / "asked.jsonl").read_bytes()
    given = ["--grade", "hint", "--by", "ana"]
    (other,) = ids(strike, "operator")[:1]
    for args, said in (
        (["--answer", "q0000000=first"], 'No question "q0000000" was asked'),
        (["--answer", f"{other}=fist"], 'Did you mean "first"'),
        (["--party", "union", "--answer", f"{other}=first"], 'not put to "union"'),
        (["--correct", f"{other}=first"], "no answer to it"),
    ):
        ended = parley(strike, *args, *given)
        assert (ended.exit_code, said in ended.output) == (1, True), ended.output
    assert (strike / "asked.jsonl").read_bytes().startswith(before)
    assert not (strike / "documents" / "answers").exists()


def test_what_was_interrupted_is_finished_and_said(strike):
    first = ids(strike)[0]
    begun = {"event": "answering", "id": first, "reply": "first", "grade": "hint", "by": "ana",
             "on": "2025-04-09", "document": f"documents/answers/{first}.md", "at": "2025-04-09"}  # fmt: skip
    with (strike / "asked.jsonl").open("a") as file:
        file.write(json.dumps(begun) + "\n")
    ended = parley(strike, "--list")

    assert f"about question {first} and interrupted is now done" in ended.stderr
    assert "first (hint, by ana" in " ".join(ended.stdout.split())
    assert "answers:" in (strike / "case.yaml").read_text()


@pytest.mark.parametrize("party", ["mediator", "onion"])
def test_nobody_else_is_asked(strike, party):
    ended = parley(strike, "--party", party)

    assert ended.exit_code == 1
    assert not (strike / "asked.jsonl").exists()


def test_private_words_of_others_are_used_only_when_asked_for(strike):
    first = ids(strike)[0]
    parley(strike, "--answer", f"{first}=second", "--grade", "mediator-only", "--by", "ana")
    (strike / "asked.jsonl").unlink()
    untouched = Path(shutil.copytree(CASES / "rail-strike", strike.parent / "untouched"))

    def asked(folder, *more):
        found = json.loads(parley(folder, "--party", "operator", "--draws", 200, "--json", *more).stdout)
        return found["questions"], found["grounds"], found["notes"]

    used = asked(strike, "--told-in-private")
    assert not (strike / "asked.jsonl").exists()
    assert asked(strike) == asked(untouched)
    assert "for the mediator's eyes" in used[2][0]
    assert used[0] != asked(strike)[0]


def test_there_is_no_case(tmp_path):
    ended = parley(tmp_path, "--party", "union")

    assert ended.exit_code == 1
    assert "There is no case here" in ended.output
