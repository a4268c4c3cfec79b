"""The worked cases, as they lie in the tree."""

from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "cases"
NAMES = ("gaza-2024", "rail-strike", "river-treaty")


@pytest.fixture(params=NAMES)
def folder(request: pytest.FixtureRequest) -> Path:
    return CASES / str(request.param)


@pytest.fixture
def gaza() -> Path:
    return CASES / "gaza-2024"
