"""What cannot be asked is refused with what to write instead, from Python as from the command line."""

import pytest

import parley
from parley.ground.errors import ParleyError

EASY = {"orders": {"a": "p > q"}, "no-deal": {"costs": 0.2}}


@pytest.fixture
def case(talks):
    return talks({"a": "p q"}, {"north": EASY, "south": EASY})


@pytest.mark.parametrize("ask", [parley.zone, parley.frontier, parley.obstacles, parley.sensitivity])
@pytest.mark.parametrize(
    "wrong", [{"draws": 2.5}, {"draws": True}, {"seed": "x"}, {"seed": -1}, {"draws": 0}]
)
def test_draws_and_seeds_are_whole_numbers(case, ask, wrong):
    with pytest.raises(ParleyError, match=r"\n  (Write|Ask for) "):
        ask(case, **({"draws": 20} | wrong))


@pytest.mark.parametrize("ask", [parley.frontier, parley.obstacles])
@pytest.mark.parametrize("count", [0, -3])
def test_nothing_is_no_list(case, ask, count):
    with pytest.raises(ParleyError, match="Ask for 1 or more"):
        ask(case, 20, count=count)


def test_only_what_can_be_answered_is_asked(case):
    with pytest.raises(ParleyError, match="zone, width"):
        parley.sensitivity(case, 20, answer="foo")
