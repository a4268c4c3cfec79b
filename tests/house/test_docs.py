"""The documentation builds without a warning and without a network, and says what the code says."""

import ast
import dataclasses
import importlib
import re
import subprocess
import sys
import typing
from pathlib import Path

import click
import pydantic
import pytest

import parley
from parley.analysis import settlement, solutions
from parley.case import comparison, entries
from parley.cli import text
from parley.cli.main import COMMANDS
from parley.evidence import claim, positions
from parley.evidence.document import Disclosure, Document
from parley.evidence.reading import FORMATS
from parley.evidence.rules.reader import RulesReader
from parley.sequencing.carried import duties, state


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The built pages; every warning is an error, and so is a link that leads nowhere."""
    out = tmp_path_factory.mktemp("pages")
    said = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-b", "html", "docs", out],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return out


@pytest.mark.slow
def test_every_page_is_built(pages, root):
    written = {p.relative_to(root / "docs") for p in (root / "docs").rglob("*.md") if "_build" not in p.parts}

    assert len(written) > 15
    assert {page for page in written if not (pages / page).with_suffix(".html").is_file()} == set()


@pytest.mark.slow
def test_no_built_page_fetches_anything(pages):
    for page in pages.rglob("*.html"):
        for tag in re.findall(r"<(?:script|link|img|iframe|source)\b[^>]*>", page.read_text()):
            assert not re.search(r'(?:src|href)="(?:https?:)?//', tag), f"{page.name}: {tag}"
    for style in pages.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", style.read_text()), style.name


@pytest.mark.slow
def test_the_rooms_page_lists_every_public_function_and_class(pages, root):
    shown = (pages / "reference" / "rooms.html").read_text()

    for file in (root / "src" / "parley").rglob("*.py"):
        if file.relative_to(root / "src" / "parley").parts[0] in ("cli", "__init__.py"):
            continue
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert re.search(rf">{node.name}\b", shown), f"{file.name}: {node.name}"


def section(root: Path, page: str, heading: str) -> str:
    """The part of a page below a heading of the second level, up to the next."""
    text = (root / "docs" / "reference" / f"{page}.md").read_text()
    found = re.search(rf"^## `?{re.escape(heading)}`?$(.*?)(?=^## |\Z)", text, re.S | re.M)
    assert found, f"docs/reference/{page}.md has no section on {heading}"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section_with_its_options_and_no_others(root, name):
    said = section(root, "commands", f"parley {name}")
    command: click.Command = getattr(importlib.import_module(f"parley.cli.{name}"), name)

    options = {o for p in command.params if isinstance(p, click.Option) for o in p.opts + p.secondary_opts}
    table = [line for line in said.splitlines() if line.startswith("|")]
    assert {o for line in table for o in re.findall(r"`(-[-\w]+)", line.split("|")[1])} == options - {
        "--help"
    }
    for argument in (p for p in command.params if isinstance(p, click.Argument)):
        assert argument.human_readable_name.rstrip("S.").upper() in said.upper()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_documented_default_is_the_default(root, name):
    said = section(root, "commands", f"parley {name}")
    command: click.Command = getattr(importlib.import_module(f"parley.cli.{name}"), name)

    for option in (p for p in command.params if isinstance(p, click.Option)):
        if option.show_default and option.default is not None:
            (line,) = [row for row in said.splitlines() if row.startswith(f"| `{option.opts[0]}")]
            assert f"{option.default}" in line, option.opts


@pytest.mark.parametrize("name", text.COMMANDS)
def test_every_command_for_texts_has_its_section_too(root, name):
    said = section(root, "commands", f"parley text {name}")
    command: click.Command = importlib.import_module(f"parley.cli.text_{name}").command

    options = [p for p in command.params if isinstance(p, click.Option)]
    rows = [line.split("|") for line in said.splitlines() if line.startswith("| `-")]
    assert {o for row in rows for o in re.findall(r"`(-[-\w]+)", row[1])} == {
        o for p in options for o in p.opts
    }
    for option in (p for p in options if p.show_default and p.default is not None):
        assert any(f"`{option.opts[0]}" in row[1] and f"{option.default}" in "".join(row) for row in rows), (
            option
        )
    for argument in (p for p in command.params if isinstance(p, click.Argument)):
        assert argument.human_readable_name.upper() in said.upper()


def written_form() -> dict[str, type[pydantic.BaseModel]]:
    """Every entry of the case file: the name of its class -> its model, wherever it is defined."""
    for module in ("entries", "preferences", "model"):
        importlib.import_module(f"parley.case.{module}")
    found, todo = {}, [entries.Entry]
    while todo:
        for kind in todo.pop().__subclasses__():
            found[kind.__name__] = kind
            todo.append(kind)
    assert {"Case", "Party", "Issue", "Preferences", "RedLine", "Text"} <= set(found)
    return found


@pytest.mark.parametrize("name", sorted(written_form()))
def test_every_entry_of_the_case_file_has_its_section_with_its_fields_and_no_others(root, name):
    model = written_form()[name]
    spelled = {(f.alias or n) for n, f in model.model_fields.items()}
    terms_are_written_beside = name in ("RedLine", "Interaction")
    ours = {"RedLine": {"word"}}.get(name, set()) | ({"terms"} if terms_are_written_beside else set())

    text = (root / "docs" / "reference" / "case-file.md").read_text()
    found = re.search(rf"^## [^\n]*\(`{name}`\)$(.*?)(?=^## |\Z)", text, re.S | re.M)
    assert found, f"docs/reference/case-file.md has no section on {name}"
    rows = [line for line in found[1].splitlines() if line.startswith("| `")]
    assert {re.match(r"\| `([\w-]+)`", row)[1] for row in rows} == spelled - ours


@pytest.mark.parametrize("kind", [claim.Claim, claim.Fact, claim.Event, claim.Value, Document])
def test_every_field_of_a_claim_has_its_line(root, kind):
    said = section(root, "claims", kind.__name__.lower())

    assert set(re.findall(r"^\| `(\w+)`", said, re.M)) == {f.name for f in dataclasses.fields(kind)}


@pytest.mark.parametrize(
    "name", ["Act", "Strength", "Status", "Scope", "Basis", "Polarity", "Comparator", "Fit"]
)
def test_every_word_of_the_vocabulary_is_explained(root, name):
    said = section(root, "claims", name.lower())
    words = {
        w
        for line in said.splitlines()
        if line.startswith("| `")
        for w in re.findall(r"`([^`]+)`", line.split("|")[1])
    }

    assert words == set(typing.get_args(getattr(claim, name)))


def test_every_family_of_acts_is_explained(root):
    said = section(root, "claims", "act")

    for family, acts in claim.FAMILIES.items():
        assert re.search(rf"\b{family}\b", said)
        assert all(f"`{act}`" in said for act in acts)


def test_every_disclosure_grade_is_explained(root):
    said = (root / "docs" / "why" / "neutrality.md").read_text()

    assert all(f"`{grade.value}`" in said for grade in Disclosure)


def test_every_function_at_the_top_has_its_section(root):
    verbs = set(parley.__all__) - {"__version__"}

    assert verbs == {"load", *COMMANDS} - {"claims"}  # a claim is corrected through `evidence.store`
    for verb in verbs:
        said = section(root, "python", f"parley.{verb}")
        parameters = importlib.import_module("inspect").signature(getattr(parley, verb)).parameters
        for parameter in parameters:
            assert f"`{parameter}`" in said, f"parley.{verb}: {parameter}"


def test_no_function_is_documented_that_is_not_there(root):
    text = (root / "docs" / "reference" / "python.md").read_text()

    for verb in re.findall(r"^## `parley\.(\w+)`$", text, re.M):
        assert callable(getattr(parley, verb))


@pytest.mark.parametrize("method", solutions.METHODS, ids=lambda m: m.name)
def test_every_solution_has_its_part_with_its_source(root, method):
    page = (root / "docs" / "why" / "solutions.md").read_text()
    found = re.search(rf"^## {method.name}$(.*?)(?=^## )", page, re.S | re.M)

    assert found, method.name
    cited = re.match(r"(.+? \(\d{4}\))", method.source)
    assert cited[1] in found[1]


def test_every_reader_has_its_page(root):
    """A class of the room that has a name and reads documents is a reader."""
    readers = set()
    for file in (root / "src" / "parley" / "evidence").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef) and {"read", "discover"} <= {
                part.name for part in node.body if isinstance(part, ast.FunctionDef)
            }:
                readers.add(node.name)
    readers -= {"DiscoveringReader"}  # the seam itself

    pages = {"RulesReader": "reading-by-rules.md"}
    assert readers == set(pages)
    assert all((root / "docs" / "why" / page).is_file() for page in pages.values())
    assert f"`{RulesReader().name.split()[0]}`" in (root / "docs" / "why" / "reading-by-rules.md").read_text()


def test_every_document_format_is_named_where_reading_is_explained(root):
    page = (root / "docs" / "how-to" / "read-documents.md").read_text()

    assert len(FORMATS) > 5
    assert {ending for ending in FORMATS if f"`{ending}`" not in page} == set()


@pytest.mark.parametrize(
    "page", sorted((Path(__file__).parents[2] / "docs" / "why").glob("[!i]*.md")), ids=lambda p: p.stem
)
def test_every_page_on_why_says_where_it_stops_being_right(page):
    text = page.read_text()

    assert text.split("\n\n")[1].startswith("**In short.**")
    assert "## Where it stops being right" in text


RESULTS = [
    *(
        kind
        for kind in vars(settlement).values()
        if dataclasses.is_dataclass(kind) and kind.__module__ == settlement.__name__
    ),
    *(
        positions.Position,
        positions.Stance,
        positions.Held,
        positions.Move,
        comparison.Comparison,
        comparison.Row,
    ),
    *(
        duties.Matrix,
        state.Applies,
        state.DutyState,
        state.Following,
        state.OnRung,
        state.Side,
        state.Statement,
    ),
]


@pytest.mark.parametrize("kind", RESULTS, ids=lambda kind: kind.__name__)
def test_every_result_has_its_part_with_its_fields_and_no_others(root, kind):
    page = (root / "docs" / "reference" / "results.md").read_text()
    found = re.search(rf"^### [^\n]*\(`{kind.__name__}`\)$(.*?)(?=^##|\Z)", page, re.S | re.M)

    assert found, f"docs/reference/results.md has no part on {kind.__name__}"
    assert re.findall(r"^\| `(\w+)`", found[1], re.M) == [f.name for f in dataclasses.fields(kind)]
