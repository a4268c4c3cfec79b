"""Cases to bridge, in as few words as a test needs."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from parley.analysis.study import Study, study
from parley.case.model import Case
from parley.case.package import Package

ROOT = Path(__file__).parents[3]
DRAWS = 60


def talks(
    issues: dict[str, object],
    preferences: dict[str, dict[str, object]],
    *,
    constraints: object = (),
    texts: dict[str, object] | None = None,
) -> Case:
    """A case from `issues` (id -> option ids, or a range) and `preferences` by principal."""
    return Case.model_validate(
        {
            "title": "Talks",
            "parties": {p: {"name": p.title(), "role": "principal"} for p in preferences},
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
def published() -> Path:
    folder = ROOT.parent / "shared" / "data" / "published"
    if not folder.is_dir():
        pytest.skip("the published cases are not at ../shared/data/published")
    return folder


@pytest.fixture(scope="session")
def cases() -> Path:
    return ROOT / "cases"


@pytest.fixture(scope="session")
def plain() -> ModuleType:
    """The questions of the analysis room worked out one draw and one package at a time, in plain Python."""
    name, file = "parley_plain", ROOT / "tests" / "analysis" / "plain.py"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def some_case(seed: int, parties: int = 2, issues: int | None = None) -> Case:
    """A small case at random: orders, numbers, red lines, a constraint, what goes together, no deal."""
    rng = np.random.default_rng(seed)
    names = ["north", "south", "east", "west"][:parties]
    what: dict[str, object] = {}
    for i in range(issues or rng.integers(2, 5)):
        numeric = rng.random() < 0.3
        low, steps = int(rng.integers(0, 50)), int(rng.integers(1, 4))
        between = {"low": low, "high": low + 10 * steps, "step": 10, "unit": "persons"}
        what[f"i{i}"] = between if numeric else " ".join(f"o{k}" for k in range(rng.integers(2, 4)))

    def some(issue: str) -> object:
        kind = what[issue]
        if isinstance(kind, dict):
            return int(rng.integers(kind["low"] // 10, kind["high"] // 10 + 1) * 10 + kind["low"] % 10)
        return str(rng.choice(kind.split()))

    wishes: dict[str, dict[str, object]] = {}
    for n, party in enumerate(names):
        orders: dict[str, object] = {}
        for issue, kind in what.items():
            if rng.random() < 0.1 and issue != "i0":
                continue
            if isinstance(kind, dict):
                orders[issue] = ["more", "less", f"near {some(issue)}"][
                    (n + int(rng.integers(0, 4) == 0)) % 3
                ]
            else:
                options = list(rng.permutation(kind.split()))
                orders[issue] = (
                    " > ".join(options) if issue == "i0" or rng.random() < 0.8 else " = ".join(options)
                )
        lines = [
            {some_issue: some(some_issue), "firm": str(rng.choice(["likely", "even", "tactical"]))}
            for some_issue in rng.choice(list(what), size=rng.integers(0, 3))
        ]
        wishes[party] = {"orders": orders, "red-lines": lines}
        if rng.random() < 0.8:
            wishes[party]["no-deal"] = {"leads-to": {i: some(i) for i in what}, "costs": "0.0..0.4"}
        if rng.random() < 0.3:
            wishes[party]["together"] = [{i: some(i) for i in list(what)[:2]} | {"adds": "0.0..0.2"}]
    first, second = list(what)[:2] if len(what) > 1 else (None, None)
    rules = (
        [{"excludes": {first: some(first), second: some(second)}}] if second and rng.random() < 0.3 else []
    )
    texts = {
        "may": {
            "title": "Text of May",
            "date": "2024-05-01",
            "terms": {i: some(i) for i in what if rng.random() < 0.8},
        }
    }
    return talks(what, wishes, constraints=rules, texts=texts)


@pytest.fixture(scope="session", name="some_case")
def _some_case():
    return some_case


def big_case(issues: int = 20) -> Case:
    """Three options on each of so many issues, and two principals to whom different halves matter."""
    names = [f"i{n}" for n in range(issues)]
    half = issues // 2
    halves = " = ".join(names[:half]), " = ".join(names[half:])
    return talks(
        dict.fromkeys(names, "a b c"),
        {
            "north": {
                "importance": f"{halves[0]} > {halves[1]}",
                "orders": dict.fromkeys(names, "a > b > c"),
                "no-deal": {"leads-to": dict.fromkeys(names, "b"), "costs": "0.0..0.2"},
            },
            "south": {
                "importance": f"{halves[1]} > {halves[0]}",
                "orders": dict.fromkeys(names, "c > b > a"),
                "no-deal": {"leads-to": dict.fromkeys(names, "b"), "costs": "0.0..0.2"},
                "red-lines": [{"i0": "a", "firm": "tactical"}],
            },
        },
        texts={"may": {"title": "May", "date": "2024-05-01", "terms": dict.fromkeys(names[:12], "b")}},
    )


@pytest.fixture(scope="session", name="big_case")
def _big_case():
    return big_case


class Counted:
    """A case and its draws, with what every package gains every party, counted by hand."""

    def __init__(self, plain: ModuleType, case: Case) -> None:
        self.ready: Study = study(case, DRAWS, 0)
        self.told = plain.Plain(case, self.ready.space, [g.draws for g in self.ready.gains])
        self.gains: list[dict[str, dict[tuple[int, ...], float]]] = []  # 100 less where a red line is crossed
        for s in range(DRAWS):
            here = {party: self.told.gains(party, s) for party in self.told.draws}
            for package, violated in self.told.violated(s).items():
                for party in {party for party, line in violated if line is not None}:
                    here[party][package] -= 100
            self.gains.append(here)

    @property
    def packages(self) -> list[tuple[int, ...]]:
        """All but the one that is no deal, by their levels."""
        return [p for p in self.told.packages if p != self.told.nothing()]

    def levels(self, package: Package) -> tuple[int, ...]:
        row = self.ready.table.row({str(i): t for i, t in package.terms})
        assert row is not None
        return tuple(int(k) for k in row)

    def accepts(self, party: str, package: tuple[int, ...]) -> int:
        return sum(here[party][package] >= -2e-6 for here in self.gains)


@pytest.fixture(scope="session")
def counted(plain: ModuleType):
    """A case with its draws, counted in plain Python."""
    return lambda case: Counted(plain, case)
