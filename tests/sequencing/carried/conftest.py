"""The small deal of `river.py`, read once."""

import pytest

from .river import river, schedule


@pytest.fixture
def case(tmp_path):
    return river(tmp_path)


@pytest.fixture
def matrix(case):
    from parley.sequencing.carried.matrix import matrix_of

    return matrix_of(case, schedule(case))
