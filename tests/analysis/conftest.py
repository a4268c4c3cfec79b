"""Cases to analyse, in as few words as a test needs; and a plain way to work everything out again."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from parley.case.files import read_case
from parley.case.model import Case

HERE = Path(__file__).parent


def talks(
    issues: dict[str, object],
    preferences: dict[str, dict[str, object]],
    *,
    constraints: object = (),
    texts: dict[str, object] | None = None,
    others: tuple[str, ...] = (),
) -> Case:
    """A case from `issues` (id -> option ids, or a range) and `preferences` by principal.

    `others` are parties that are no principals.
    """
    roles = dict.fromkeys(preferences, "principal") | dict.fromkeys(others, "mediator")
    return Case.model_validate(
        {
            "title": "Talks",
            "parties": {p: {"name": p.title(), "role": role} for p, role in roles.items()},
            "issues": {
                i: {"name": i.title(), "range": what}
                if isinstance(what, dict)
                else {"name": i.title(), "options": {o: o.title() for o in str(what).split()}}
                for i, what in issues.items()
            },
            "constraints": constraints,
            "preferences": preferences,
            "texts": texts or {},
        }
    )


@pytest.fixture(scope="session", name="talks")
def _talks():
    return talks


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    """The same questions worked out one draw and one package at a time, in plain Python."""
    if "parley_plain" not in sys.modules:
        spec = importlib.util.spec_from_file_location("parley_plain", HERE / "plain.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules["parley_plain"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["parley_plain"])
    return sys.modules["parley_plain"]


@pytest.fixture(scope="session")
def published() -> Path:
    folder = HERE.parents[2] / "shared" / "data" / "published"
    if not folder.is_dir():
        pytest.skip("the published cases are not at ../shared/data/published")
    return folder


@pytest.fixture(scope="session")
def worked_cases() -> list[Case]:
    return [read_case(path) for path in sorted((HERE.parents[1] / "cases").glob("*/case.yaml"))]


@pytest.fixture(scope="session")
def border(talks) -> Case:
    """Two principals, four issues, one number; red lines, a constraint, an interaction, a tie."""
    return talks(
        {
            "corridor": "withdrawal staged monitored presence",
            "returns": "free checked screened none",
            "exchange": "none some all",
            "aid": {"low": 100, "high": 500, "step": 100},
        },
        {
            "north": {
                "importance": "corridor > returns = exchange",
                "orders": {
                    "corridor": "presence > monitored > staged > withdrawal",
                    "returns": "none > screened > checked > free",
                    "exchange": "all > some > none",
                    "aid": "less",
                },
                "red-lines": [
                    {"corridor": "withdrawal", "firm": "likely"},
                    {"returns": "free", "exchange": "none", "firm": 0.5},
                ],
                "together": [{"corridor": "withdrawal", "returns": "screened", "adds": "0.0..0.2"}],
                "no-deal": {
                    "leads-to": {"corridor": "presence", "returns": "none", "exchange": "none", "aid": 100},
                    "costs": "0.0..0.3",
                },
            },
            "south": {
                "importance": {"corridor": "0.3..0.5", "returns": "0.2..0.4"},
                "orders": {
                    "corridor": "withdrawal > staged > monitored > presence",
                    "returns": "free > checked = screened > none",
                    "exchange": "none > some > all",
                    "aid": "more",
                },
                "values": {"corridor": {"staged": "0.5..0.8"}},
                "red-lines": [
                    {"corridor": "presence", "firm": "likely"},
                    {"aid": "< 200", "firm": "even"},
                ],
                "no-deal": {
                    "leads-to": {"corridor": "presence", "returns": "none", "aid": 100},
                    "costs": 0.1,
                },
            },
        },
        constraints=[{"if": {"exchange": "all"}, "never": {"corridor": "presence", "aid": "< 200"}}],
        texts={
            "may": {
                "title": "May",
                "date": "2024-05-27",
                "terms": {"corridor": "staged", "returns": "checked", "exchange": "some", "aid": 300},
            },
            "silent": {"title": "Silent", "date": "2024-06-01", "terms": {"corridor": "staged"}},
        },
        others=("mediator",),
    )


def swapped(case: Case, a: str = "north", b: str = "south", *, reorder: bool = False) -> Case:
    """The same case with two principals exchanged everywhere, with `reorder` in the order of entries too."""
    names = {a: b, b: a}

    def exchange(entries):
        renamed = {names.get(p, p): entry for p, entry in entries.items()}
        return {p: renamed[p] for p in entries} if reorder else renamed

    return case.model_copy(
        update={"parties": exchange(case.parties), "preferences": exchange(case.preferences)}
    )


@pytest.fixture(scope="session", name="swapped")
def _swapped():
    return swapped
