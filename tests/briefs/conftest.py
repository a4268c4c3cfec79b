"""Briefs of the worked cases, made once a session."""

from functools import cache
from pathlib import Path

import pytest

from parley.briefs.brief import compose
from parley.briefs.content import Brief
from parley.case.dossier import open_talks

ROOT = Path(__file__).parents[2]
CASES = ("gaza-2024", "rail-strike", "river-treaty")


@cache
def brief_of(case: str) -> Brief:
    return compose(open_talks([ROOT / "cases" / case]), draws=200, seed=0)


@pytest.fixture(params=CASES)
def made(request: pytest.FixtureRequest) -> Brief:
    return brief_of(request.param)
