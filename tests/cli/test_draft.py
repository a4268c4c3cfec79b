"""`parley draft`: a folder with case, documents and claims, written once and never over another case."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from parley.case import drafting
from parley.case.check import check
from parley.case.dossier import open_dossier
from parley.case.exchange import contested
from parley.case.files import read_case
from parley.cli.main import main
from parley.evidence.claim import Claim
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.ground.errors import CaseFileError, ParleyError
from parley.ground.ids import ClaimId

SEED = Path(__file__).parents[3] / "shared" / "data" / "gold" / "seed.txt"
REPORT = "North demands that the gates be worked jointly. South insists on working the gates alone.\n"
GATES = Subject(
    "gates", "Who works the gates", ("gates",), (Topic("joint", "Jointly"), Topic("alone", "South alone"))
)
KNOWN = Glossary((Actor("north", "North"), Actor("south", "South")), (GATES,), "water")


class Reader:
    """Finds two demands where they stand, and nothing in other documents."""

    name = "made by hand 1"

    def discover(self, documents, field=None):
        return KNOWN

    def read(self, document, glossary=None):
        said = [("North demands that the gates be worked jointly", "north", "joint", "stated")]
        said += [("South insists on working the gates alone", "south", "alone", "firm")]
        claims = []
        for n, (words, who, option, strength) in enumerate(said, start=1):
            if words in document.text:
                quote = document.find(words)
                more = {"issue": "gates", "option": option, "strength": strength}
                more |= {"published": document.published, "content": quote, "confidence": 0.8}
                claims.append(Claim(ClaimId(f"r{n}"), (who,), "demand", quote, **more))
        return Reading(document, self.name, tuple(claims), glossary=glossary or KNOWN)


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.setattr(drafting, "built_in_reader", Reader)
    path = tmp_path / "in" / "report.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["draft", *map(str, arguments)])


def test_a_folder_is_written_that_opens_as_a_case(report, tmp_path):
    result = run(report, "--into", tmp_path / "talks", "--published", "2031-05-04")

    assert result.exit_code == 0, result.output
    assert "principals: North, South" in result.stdout
    assert "gates: Jointly; South alone" in result.stdout
    dossier = open_dossier(tmp_path / "talks")
    assert [c.id for c in dossier.claims] == ["c1", "c2"]
    assert dossier.case.preferences["north"].because["gates"] == ("c1",)
    assert dossier.claim("c1").quote.text.startswith("North demands")
    (document,) = dossier.documents.values()
    assert (document.file, document.published) == ("documents/report.txt", date(2031, 5, 4))
    assert document.text == REPORT


def test_the_file_says_how_it_is_to_be_read(report, tmp_path):
    run(report, "--into", tmp_path / "talks", "--title", "Talks on the gates")

    written = (tmp_path / "talks" / "case.yaml").read_text(encoding="utf-8")
    assert written.startswith("# A first draft, made from 1 document by made by hand 1.")
    assert "parley check talks" in written
    assert "    # Candidates." in written
    assert read_case(tmp_path / "talks").title == "Talks on the gates"


def test_a_case_that_is_there_is_left_as_it_is(report, tmp_path):
    run(report, "--into", tmp_path / "talks")
    case = tmp_path / "talks" / "case.yaml"
    case.write_text(case.read_text(encoding="utf-8") + "# my note\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in (tmp_path / "talks").rglob("*") if path.is_file()}

    again = run(report, "--into", tmp_path / "talks")

    assert again.exit_code == 1
    assert "There is a case here already; a draft never replaces one." in again.stderr
    assert before == {path: path.read_bytes() for path in (tmp_path / "talks").rglob("*") if path.is_file()}


def test_documents_that_lie_in_the_folder_already_are_used_where_they_are(report, tmp_path):
    place = tmp_path / "talks" / "documents" / "report.txt"
    place.parent.mkdir(parents=True)
    place.write_text(REPORT, encoding="utf-8")

    assert run(place.parent, "--into", tmp_path / "talks").exit_code == 0
    assert sorted(p.name for p in place.parent.iterdir()) == ["report.txt"]


def test_another_document_of_that_name_is_never_overwritten(report, tmp_path):
    place = tmp_path / "talks" / "documents" / "report.txt"
    place.parent.mkdir(parents=True)
    place.write_text("Something else.", encoding="utf-8")

    result = run(report, "--into", tmp_path / "talks")

    assert result.exit_code == 1
    assert "is another document" in result.stderr
    assert place.read_text(encoding="utf-8") == "Something else."
    assert not (tmp_path / "talks" / "case.yaml").exists()


def test_json_holds_the_case(report, tmp_path):
    told = json.loads(run(report, "--into", tmp_path / "talks", "--json").stdout)

    assert told["case"] == read_case(tmp_path / "talks").as_dict()


def test_a_document_in_which_nobody_asks_for_anything_is_refused(report, tmp_path):
    report.write_text("It rained on the river.\n", encoding="utf-8")

    result = run(report, "--into", tmp_path / "talks")

    assert result.exit_code == 1
    assert "nobody was found who asks for something" in result.stderr
    assert not (tmp_path / "talks").exists()


def test_wrong_usage_and_bad_fields_are_told_apart(report, tmp_path):
    assert run(report).exit_code == 2
    assert run(report, "--into", tmp_path / "talks", "--field", "chess").exit_code == 2
    assert run(tmp_path / "nothing.txt", "--into", tmp_path / "talks").exit_code == 1
    with pytest.raises(ParleyError, match="no library"):
        drafting.draft(report, field="chess")


def test_without_a_folder_nothing_is_written(report, tmp_path):
    case = drafting.draft(report, published=date(2031, 5, 4))

    assert case.principals() == ("north", "south")
    assert [p.name for p in tmp_path.rglob("*")] == ["in", "report.txt"]
    run(report, "--into", tmp_path / "talks")
    with pytest.raises(CaseFileError):
        drafting.draft(report, into=tmp_path / "talks")


def test_a_bare_report_becomes_a_case_a_mediation_adviser_recognises(tmp_path):
    """The report Parley was conceived from: nobody tells it who talks or about what."""
    if not SEED.exists():
        pytest.skip("the report is not beside the project")
    result = run(SEED, "--into", tmp_path / "talks", "--published", "2024-08-19")
    assert result.exit_code == 0, result.output

    case = read_case(tmp_path / "talks")

    names = {
        role: {p.name for p in case.parties.values() if p.role == role} for role in ("principal", "mediator")
    }
    assert names == {"principal": {"Israel", "Hamas"}, "mediator": {"United States", "Egypt", "Qatar"}}
    kinds = {issue.kind: i for i, issue in case.issues.items()}
    wanted = {"end-of-war", "withdrawal", "border-corridor", "returns", "captives", "prisoners"}
    assert wanted <= kinds.keys()
    assert {kind for kind in wanted if contested(case, kinds[kind])} == wanted
    left_to_the_analyst = {"red-line", "no-deal-costs", "importance", "outside-claims"}
    assert {q.kind for q in check(tmp_path / "talks").questions} <= left_to_the_analyst
    assert [(r.place, r.status) for r in case.rounds] == [("Doha", "held"), ("Cairo", "planned")]
