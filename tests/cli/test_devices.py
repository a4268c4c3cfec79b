"""`parley devices` lists candidates with the words they rest on, takes one in, and looks back."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from parley.bridging.devices.candidates import candidates
from parley.bridging.devices.library import library
from parley.case.dossier import open_dossier
from parley.case.files import read_case
from parley.cli.main import main

CASES = Path(__file__).parents[2] / "cases"
RECORD = CASES / "gaza-2024" / "later" / "january-2025.toml"


@pytest.fixture
def rail(tmp_path: Path) -> Path:
    shutil.copytree(CASES / "rail-strike", tmp_path / "rail")
    return tmp_path / "rail"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["devices", *map(str, args)])


def words(said: Result) -> str:
    return " ".join(said.stdout.split())


def test_the_list_has_each_issue_with_its_reasons_and_candidates(rail):
    said = run(rail)

    assert said.exit_code == 0, said.output
    for candidate in candidates(open_dossier(rail)):
        assert candidate.label in words(said)
        for served in candidate.serves:
            if served.claim:
                assert f"“{served.interest}” [{served.claim}]" in words(said)
    assert "--accept pay/split-by-group --by NAME" in said.stdout
    assert "Price:" not in said.stdout


def test_one_issue_is_told_in_full(rail):
    said = run(rail, "--issue", "notice")

    for candidate in candidates(open_dossier(rail), "notice"):
        assert candidate.label in words(said)
        assert f"Price: {candidate.price}" in words(said)
        assert library().patterns[candidate.device].device.source in words(said)
        assert f"Stands between: {' and '.join(candidate.between)}" in words(said)
    assert "Pay rise" not in said.stdout


def test_json_is_the_same_candidates_twice_alike(rail):
    first, second = run(rail, "--json"), run(rail, "--json")

    assert first.stdout == second.stdout
    data = json.loads(first.stdout)
    assert [(c["issue"], c["id"], c["label"]) for c in data["candidates"]] == [
        (c.issue, c.id, c.label) for c in candidates(open_dossier(rail))
    ]


def test_fewer_an_issue_when_asked(rail):
    data = json.loads(run(rail, "--count", 1, "--json").stdout)

    assert [c["issue"] for c in data["candidates"]] == list(
        dict.fromkeys(c["issue"] for c in data["candidates"])
    )


def test_the_library_prints_every_device_with_its_source():
    said = run(CASES / "rail-strike", "--library")

    for device in library().devices:
        assert device.source in words(said)
        assert device.price in words(said)
    listed = json.loads(run(CASES / "rail-strike", "--library", "--json").stdout)["devices"]
    assert len(listed) == len(library().devices)


def test_one_is_taken_in_and_the_zone_can_be_asked(rail):
    said = run(
        rail, "--accept", "notice/split-by-time", "--by", "ana", "--label", "Long notice before holidays"
    )

    assert said.exit_code == 0, said.output
    assert "Long notice before holidays" in said.stdout
    assert "unknown means wide" in said.stdout
    assert read_case(rail).issues["notice"].options["split-by-time"].because.by == "ana"
    zone = CliRunner().invoke(main, ["zone", str(rail), "--draws", "20"])
    assert zone.exit_code == 0, zone.output


def test_red_lines_nearby_are_told_when_one_is_taken_in(rail):
    said = run(rail, "--accept", "crews/split-by-group", "--by", "ana")

    assert 'union has drawn a red line at "driver-only" and "night-only"' in words(said)
    assert "For union and operator it is ranked between the two options it is made of" in words(said)


def test_what_was_taken_in_as_json(rail):
    data = json.loads(run(rail, "--accept", "pay/staging", "--by", "ana", "--json").stdout)

    assert (data["issue"], data["option"], data["new_issue"]) == ("pay-staging", "staging", True)


def test_the_back_test_prints_what_was_found_and_what_was_taken_out_first():
    said = run(CASES / "gaza-2024", "--backtest", RECORD)

    assert said.exit_code == 0, said.output
    assert said.stdout.count("FOUND ") == 6
    assert "Found 6 of 6" in said.stdout
    assert "Taken out first, being in the case: staged-exit" in words(said)
    assert "Evidence up to 20 August 2024" in said.stdout
    assert "forecasts nothing" in said.stdout
    data = json.loads(run(CASES / "gaza-2024", "--backtest", RECORD, "--json").stdout)
    assert [term["found"] for term in data["terms"]] == [True] * 6
    assert f"Looked at: {data['looked_at']} candidates on 9 issues" in said.stdout


def test_a_miss_is_printed_plainly(tmp_path):
    record = tmp_path / "record.toml"
    record.write_text(
        RECORD.read_text().replace(
            'elements = ["split by group", "neutral agent"]', 'elements = ["contingent"]'
        )
    )

    said = run(CASES / "gaza-2024", "--backtest", record)

    assert said.exit_code == 0
    assert "MISSED  Return of the displaced" in said.stdout
    assert "returns/split-by-group lacks contingent" in words(said)
    assert "Found 5 of 6" in said.stdout


def test_with_one_candidate_an_issue_fewer_are_found():
    few = json.loads(run(CASES / "gaza-2024", "--backtest", RECORD, "--count", 1, "--json").stdout)

    assert 0 < sum(term["found"] for term in few["terms"]) < 6


def test_words_told_in_private_are_marked(rail):
    lines = (rail / "claims.jsonl").read_text().splitlines()
    changed = [
        line.replace('"disclosure": "public"', '"disclosure": "mediator-only"')
        if '"id": "c3"' in line
        else line
        for line in lines
    ]
    assert changed != lines
    (rail / "claims.jsonl").write_text("\n".join(changed) + "\n")

    assert "[c3, mediator-only]" in words(run(rail, "--issue", "pay"))


def test_a_case_with_nothing_opposed_says_so(tmp_path):
    (tmp_path / "case.yaml").write_text(
        "parley: 1\ntitle: Calm\nparties: {a: {name: A, role: principal}, b: {name: B, role: principal}}\n"
        "issues: {x: {name: Ex, options: {p: P, q: Q}}}\n"
    )

    assert "No device applies" in run(tmp_path).stdout
    assert "nothing to bridge" in run(tmp_path, "--issue", "x").stdout


def test_bare_documents_are_listed_and_not_written_to():
    report = CASES.parent / "docs" / "first-case" / "report.txt"

    said = run(report)
    assert said.exit_code == 0, said.output
    assert "parley draft" in said.stdout
    refused = run(report, "--accept", "withdrawal-of-forces/neutral-agent", "--by", "ana")
    assert refused.exit_code == 1
    assert "no case here" in refused.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--accept", "pay/staging"], 2, "needs --by"),
        (["--by", "ana"], 2, "go with --accept"),
        (["--label", "x"], 2, "go with --accept"),
        (["--accept", "pay/staging", "--by", "a", "--library"], 2, "Choose one"),
        (["--accept", "pay/staging", "--by", "a", "--on", "2025-04-01"], 2, "leave --on out"),
        (["--issue", "pey"], 1, 'Did you mean "pay"'),
        (["--accept", "pay/stageing", "--by", "a"], 1, 'Did you mean "staging"'),
        (["--backtest", "nowhere.toml"], 1, "no such file"),
        (["--count", "0"], 2, "--count"),
    ],
)
def test_wrong_use_is_refused(rail, args, code, said):
    refused = run(rail, *args)

    assert refused.exit_code == code
    assert said in refused.stderr
