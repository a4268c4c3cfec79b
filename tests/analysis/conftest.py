"""Cases to analyse, in as few words as a test needs; and a plain way to work everything out again."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, Sum
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
    return _beside("plain")


@pytest.fixture(scope="session")
def blocked() -> ModuleType:
    """What blocks a deal, by trying every set of demands."""
    return _beside("blocked")


@pytest.fixture(scope="session")
def listed() -> ModuleType:
    """Frontiers of small problems, by listing every package."""
    return _beside("listed")


def _beside(stem: str) -> ModuleType:
    """A module of helpers in this folder."""
    name = f"parley_{stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, HERE / f"{stem}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


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


@pytest.fixture(scope="session")
def ford(talks) -> Case:
    """Two principals, four issues, two numbers; each kind of constraint, conditions, a worth, a minimum."""
    return talks(
        {
            "ford": "closed foot carts",
            "guards": "none joint observers",
            "women": {"low": 0, "high": 4, "step": 1},
            "ill": {"low": 0, "high": 30, "step": 10},
        },
        {
            "north": {
                "importance": ["ford > guards", {"women": "0.1..0.3", "ford / ill": "1..3"}],
                "orders": {"ford": "closed > foot > carts", "guards": "none > joint", "women": "more"},
                "red-lines": [
                    {"ford": "carts", "unless": {"guards": "observers", "women": ">= 3"}, "firm": "likely"},
                    {"ford": "carts", "unless": {"guards": "joint"}, "firm": "even"},
                    {"women": "< 1", "unless": {"women": 0, "ill": 30}, "firm": "certain"},
                ],
                "no-deal": {"worth": "0.2..0.4", "costs": "0.0..0.2"},
            },
            "south": {
                "orders": {"ford": "carts > foot > closed", "women": "less", "ill": "near 10"},
                "red-lines": [{"guards": "none", "firm": "even"}],
                "together": [{"ford": "carts", "guards": "observers", "adds": 0.2}],
                "no-deal": {"leads-to": {"ford": "closed", "guards": "none", "women": 0, "ill": 0}},
                "minimum": "0.3..0.5",
            },
        },
        constraints=[
            {"if": {"ford": "closed"}, "never": {"guards": "joint", "women": "> 3"}},
            {"if": {"ford": "carts"}, "requires": {"women": ">= 1", "ill": "<= 20"}},
            {"excludes": {"ford": "foot", "guards": "observers", "ill": 0}},
            {"count": {"ford": "carts", "guards": "observers", "women": ">= 3"}, "at-most": 2},
            {"sum": {"women": 5, "ill": 1}, "at-least": 5, "at-most": 45},
            {"sum": ["women", "ill"], "at-least": 2},
        ],
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


def small_problem(seed: int, parties: int = 2, *, whole: bool = True, plain: bool = False) -> Problem:
    """A random problem of three or four issues; unless `plain`, with bundles, ways out, sums and caps."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(1, 5, size=rng.integers(2, 5))

    def number(shape: int | tuple[int, ...]) -> np.ndarray:
        return rng.integers(-3, 7, shape).astype(float) if whole else rng.normal(size=shape)

    def masks(most: int) -> dict[int, np.ndarray]:
        axes = rng.choice(len(sizes), size=rng.integers(1, most + 1), replace=False)
        return {int(a): rng.random(sizes[a]) < 0.5 for a in axes}

    def bundles(count: int) -> tuple[Bundle, ...]:
        return tuple(Bundle(masks(2), masks(2) if rng.random() < 0.4 else {}) for _ in range(count))

    worth = tuple(number((int(k), parties)) for k in sizes)
    if plain:
        return Problem(worth)
    terms = bundles(int(rng.integers(0, 5)))
    parts = {int(a): rng.integers(0, 4, sizes[a]).astype(float) for a in range(len(sizes))}
    low = float(rng.integers(0, 3))
    return Problem(
        worth,
        terms,
        number((len(terms), parties)) * (rng.random((len(terms), parties)) < 0.7),
        bundles(int(rng.integers(0, 3))),
        (Sum(parts, low, low + float(rng.integers(1, 6))),) if rng.random() < 0.4 else (),
        base=number(parties),
        most=number(parties) + 8 if rng.random() < 0.3 else None,
    )


@pytest.fixture(scope="session", name="small_problem")
def _small_problem():
    return small_problem


@pytest.fixture(scope="session")
def allowed_packages():
    """All packages of a problem that no constraint forbids, as levels."""

    def listed(problem: Problem) -> np.ndarray:
        rows = np.indices(problem.sizes).reshape(len(problem.sizes), -1).T
        return rows[problem.allowed(rows)]

    return listed
