"""Cases to bridge, in as few words as a test needs."""

from pathlib import Path

import pytest

from parley.case.model import Case

ROOT = Path(__file__).parents[3]


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
