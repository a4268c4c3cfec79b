"""`parley text`: one text from its first draft to its history, by the mediator and as a party sees it."""

import importlib
import json
import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from tests.bridging.text.made_talks import make_talks

from parley.cli.main import main
from parley.cli.text import COMMANDS

DRAFT = """---
title: Draft on the road
---
# Draft on the road

1. The posts [stay {north, posts: stay} | are left {south, posts: leave}].

2. The toll is 20 dollars. {agreed, toll: 20}
"""


@pytest.fixture
def talks(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_talks(tmp_path / "talks")


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def save(talks: Path, words: str, *more: object) -> Result:
    draft = talks.parent / "draft.md"
    draft.write_text(words)
    return run("text", "save", talks, draft, "--by", "north", "--reason", "after the round", *more)


def ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_group_lists_every_command_with_the_first_line_of_its_own_help():
    listed = " ".join(ok(run("text", "--help")).split())

    for name, said in COMMANDS.items():
        command = importlib.import_module(f"parley.cli.text_{name}").command
        assert isinstance(command, click.Command)
        assert command.help.splitlines()[0] == said
        assert said in listed
        assert "--json" in ok(run("text", name, "--help"))


def test_a_slip_in_the_name_is_met_with_the_nearest():
    found = run("text", "shwo")

    assert found.exit_code == 2
    assert 'Did you mean "show"' in found.stderr


def test_a_draft_is_written_kept_shown_and_listed(talks):
    printed = ok(run("text", "draft", talks, "posts=half, toll=20, guards=neutral"))
    assert "{pending, posts: half}" in printed
    ok(run("text", "draft", talks, "april", "--to", "draft.md"))
    assert "Wrote draft.md" in run("text", "draft", talks, "april", "--to", "draft.md").stderr

    first = ["--by", "ana", "--reason", "first draft"]
    assert "Saved version 1" in ok(run("text", "save", talks, "draft.md", *first))
    assert "4.1   The Parties agree on the following: Half of the posts are left." in ok(
        run("text", "show", talks)
    )
    kept = json.loads(ok(run("text", "history", talks, "--json")))["versions"]
    assert [(v["number"], v["author"], v["base"], v["reason"]) for v in kept] == [
        (1, "ana", None, "first draft")
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", kept[0]["at"])
    assert "first draft" in ok(run("text", "history", talks))


def test_a_draft_can_be_kept_at_once(talks):
    kept = run("text", "draft", talks, "--save", "--by", "ana", "--reason", "what they ask", "--json")

    told = json.loads(ok(kept))
    assert told["version"] == 1
    assert "{north, posts: stay}" in told["markdown"]
    assert told["says"]["open_issues"] == ["posts", "toll", "guards"]
    assert run("text", "draft", talks, "--save").exit_code == 2


def test_an_open_draft_says_of_whom_nothing_is_known_and_which_words_are_not_english(talks):
    (talks / "documents" / "public.txt").write_text(
        "---\ntitle: What the north says\ndate: 2024-05-10\npublisher: Valley Post\n---\n"
        "The Northern Council insists that the posts stay.\n"
    )
    case = talks / "case.yaml"
    case.write_text(case.read_text().replace("unit: dollars", "unit: دينار"))

    drafted = run("text", "draft", talks, "--json")
    told = run("text", "draft", talks).stderr

    assert json.loads(ok(drafted))["unheard"] == {"posts": ["south"]}
    assert "nothing that a text may show says what the Southern Council asks on “Posts on the road”." in told
    assert "in English only" in told


def test_a_party_sees_the_text_and_not_who_wants_what_nor_how_often_it_was_moved(talks):
    save(talks, DRAFT)
    other = DRAFT.replace("stay {north, posts: stay} | are left {south", "are left {north, south")
    save(talks, other, "--on-version", 1)

    seen = run("text", "show", talks, "--for", "south", "--version", 1)
    assert "[are left | stay]" in ok(seen)
    assert seen.stderr == ""
    for result in (seen, run("text", "show", talks, "--for", "parties", "--json")):
        said = ok(result)
        assert not re.search(
            r"north|South|posts:|agreed|version|after the round|\d{4}-", said.split("\n", 1)[1]
        )
    assert ok(run("text", "show", talks, "--for", "south")) == ok(
        run("text", "show", talks, "--for", "north")
    )
    assert run("text", "show", talks, "--for", "south", "--open").exit_code == 2
    assert "Did you mean" in run("text", "show", talks, "--for", "souht").stderr


def test_what_stands_open_by_party_and_issue(talks):
    save(talks, DRAFT + "\n3. Guards of [name]. \n")
    said = ok(run("text", "show", talks, "--open"))

    assert "1 clause agreed, 2 pending, 0 reserved." in said
    assert "Northern Council" in said
    assert "Brackets by party: Northern Council 1; Southern Council 1." in said
    assert "Silent on: Guards." in said
    assert "Settled: Toll a lorry: 20 dollars." in said
    assert "To be filled in, kept or dropped: 3 name." in said
    state = json.loads(ok(run("text", "show", talks, "--open", "--json")))["state"]
    assert (state["by_issue"], state["silent"]) == ({"posts": 1}, ["guards"])


def test_the_difference_of_versions_files_and_the_view(talks):
    save(talks, DRAFT)
    save(talks, DRAFT.replace("20 dollars. {agreed, toll: 20}", "30 dollars. {toll: 30}"), "--on-version", 1)

    said = ok(run("text", "diff", talks))
    assert "~ 2  The toll is {-20-}{+30+} dollars." in said
    assert "status: agreed -> pending" in said
    assert ok(run("text", "diff", talks, 1, 2)) == ok(run("text", "diff", talks, "single-text@1")) == said
    assert "status" not in ok(run("text", "diff", talks, "--for", "north"))
    told = json.loads(ok(run("text", "diff", talks, 2, "draft.md", "--json")))
    assert (told["before"], told["after"], told["changes"], told["same"]) == (
        "single-text@2",
        "draft.md",
        [],
        2,
    )
    assert "Both say the same." in ok(run("text", "diff", talks, "draft.md"))
    assert "\x1b[" not in said


def test_colours_stand_on_a_terminal_only(talks):
    save(talks, DRAFT)
    save(talks, DRAFT.replace("20", "30"), "--on-version", 1)

    shown = CliRunner().invoke(main, ["text", "diff", str(talks)], color=True).stdout
    assert "\x1b[31m{-20-}\x1b[0m" in shown


def test_the_second_of_two_on_one_version_is_refused_and_both_are_named(talks):
    save(talks, DRAFT)
    save(talks, DRAFT.replace("20", "30"), "--on-version", 1)
    late = save(talks, DRAFT.replace("20", "40"), "--on-version", 1)

    assert late.exit_code == 1
    assert "Version 2 of single-text, by north" in late.stderr
    assert "nothing is lost" in late.stderr
    assert "toll is 40" in (talks.parent / "draft.md").read_text()
    assert "Saved version 1 of other" in ok(save(talks, DRAFT, "--name", "other"))
    assert "Other texts of this case: other." in run("text", "history", talks).stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "This document is empty|no clauses"),
        ("# Title only", "no clauses"),
        ("1. Fire [stops", r"draft\.md:1:9\n  This bracket does not close"),
        ("1. Fire. {post: stay}", r'draft\.md:1: clause 1\n  The case has no issue "post"'),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_nothing_is_kept(talks, words, said):
    found = save(talks, words)

    assert found.exit_code == 1
    assert re.search(said, found.stderr)
    assert not (talks / "texts").exists()


def test_an_agreement_in_plain_words_can_be_kept(talks):
    (talks.parent / "plain.txt").write_text("Road agreement\n\nThe posts [stay | go].\n\nRoads open {soon}.")
    ok(run("text", "save", talks, "plain.txt", "--by", "south", "--reason", "their own text"))

    assert "1  The posts [stay | go]." in ok(run("text", "show", talks))
    assert "2  Roads open {soon}." in ok(run("text", "show", talks))


def test_no_text_and_one_version_only(talks):
    assert "parley text save" in run("text", "show", talks).stderr
    save(talks, DRAFT)
    assert "one version only" in run("text", "diff", talks).stderr
    assert "no such file" in run("text", "diff", talks, "gone.md").stderr
    assert 'no text "side"' in run("text", "diff", talks, "side@1").stderr


def test_contradictions_and_broken_constraints_are_told_when_a_text_is_kept(talks):
    said = ok(save(talks, "1. A. {posts: stay}\n\n2. B. {posts: leave}\n\n3. C. {guards: own}"))

    assert "clauses 1 and 2 say different things on posts" in said
    other = ok(save(talks, "1. B. {posts: leave}\n\n3. C. {guards: own}", "--on-version", 1))
    assert "1 constraint of the case cannot be kept" in other


def test_positions_against_a_version(talks):
    save(
        talks,
        DRAFT.replace("[stay {north, posts: stay} | are left {south, posts: leave}]", "stay").replace(
            "stay.", "stay. {posts: stay}"
        ),
    )
    said = ok(run("positions", talks, "--against", "single-text"))

    assert re.search(r"Southern Council +posts +differs", said)
    assert "text: The posts {-stay-}." in said
    rows = json.loads(
        ok(run("positions", talks, "--against", "single-text@1", "--party", "north", "--json"))
    )["rows"]
    assert [(r["issue"], r["verdict"]) for r in rows] == [("posts", "same")]
    assert "differs" in ok(run("positions", talks, "--against", "april"))


def test_a_changed_file_is_noticed(talks):
    save(talks, DRAFT)
    (talks / "texts" / "single-text" / "0001.md").write_text("1. Other words.")

    found = run("text", "show", talks)
    assert found.exit_code == 1
    assert "changed after it was saved as version 1." in found.stderr
    assert "north" not in run("text", "show", talks, "--for", "south").stderr
    assert "Note: 0001.md was changed" in ok(run("text", "history", talks))
