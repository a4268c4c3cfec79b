"""Floors and ceilings of numbers: "more than 40" is not "at least 40", asked, offered or refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.evidence.amounts import Amounts
from parley.evidence.claim import Claim, Value
from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary, Subject
from parley.evidence.positions import positions
from parley.evidence.rules.reader import RulesReader
from parley.ground.ids import ClaimId, DocumentId

GLOSSARY = Glossary(
    (
        Actor("norland", "Norland", "principal", "state"),
        Actor("sudvik", "Sudvik", "principal", "state"),
        Actor("envoy", "The Envoy", "mediator", "person"),
    ),
    (
        Subject("boats", "Boats on the bank", ("boats", "bank"), (), "boats", True),
        Subject("pay", "Pay rise", ("pay", "rise"), (), "percent", True),
        Subject("truce", "Truce", ("truce",), (), "days", True),
    ),
)


def read(text, day="2032-05-20"):
    document = Document(DocumentId(f"d{day}"), text, "", "d.txt", published=date.fromisoformat(day))
    return RulesReader().read(document, GLOSSARY)


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        # asked
        ("Norland demands not more than 40 boats on the bank.", "<= 40"),
        ("Norland demands that there be no more than 120 boats.", "<= 120"),
        ("Norland wants no more than 40 boats.", "<= 40"),
        ("Norland wants the number of boats to stay below 40.", "< 40"),
        ("Norland demands fewer than 40 boats on the bank.", "< 40"),
        ("Norland insists on at most 40 boats.", "<= 40"),
        ("Norland said that the number of boats must not exceed 40.", "<= 40"),
        ("Norland said the number must not rise above 40 boats.", "<= 40"),
        ("Norland demands that the number of boats must not be more than 40.", "<= 40"),
        ("Norland demands that the number of boats should never exceed 40.", "<= 40"),
        ("Norland says there must be no truce longer than 30 days.", "<= 30"),
        ("Norland asked Sudvik not to send more than 40 boats.", "<= 40"),
        ("Sudvik demands more than 50 boats on the bank.", "> 50"),
        ("Sudvik demands a truce of more than 30 days.", "> 30"),
        ("Sudvik insists on at least 50 boats.", ">= 50"),
        ("Sudvik wants no fewer than 40 boats.", ">= 40"),
        ("Sudvik asks for no less than 3 percent.", ">= 3"),
        ("Sudvik demands nothing less than 3 percent.", ">= 3"),
        ("Sudvik will not settle for less than 3 percent.", ">= 3"),
        ("Sudvik will accept nothing less than 3 percent.", ">= 3"),
        # offered and accepted
        ("Norland offers less than 3 percent.", "< 3"),
        ("Norland offers up to 30 boats.", "<= 30"),
        ("Norland offers at most 30 boats.", "<= 30"),
        ("Norland offered no more than 3 percent.", "<= 3"),
        ("Norland would agree to not more than 40 boats.", "<= 40"),
        ("Norland will settle for no truce above 30 days.", "<= 30"),
        ("Sudvik said it would accept no fewer than 40 boats.", ">= 40"),
        ("Sudvik would accept up to 3 percent.", "<= 3"),
        # refused
        ("Norland rejects more than 40 boats.", "not > 40"),
        ("Norland refuses to allow more than 40 boats on the bank.", "not > 40"),
        ("Norland will not accept more than 40 boats.", "not > 40"),
        ("Norland does not want more than 40 boats on the bank.", "not > 40"),
        ("Norland will not allow the number of boats to exceed 40.", "not > 40"),
        ("Norland rejects anything above 40 boats.", "not > 40"),
        ("Norland rejects a truce longer than 30 days.", "not > 30"),
        ("Norland wants no truce longer than 30 days.", "not > 30"),
        ("Norland will not go beyond 3 percent.", "not > 3"),
        ("Norland rejects 40 boats or more.", "not >= 40"),
        ("Sudvik rejects less than 3 percent.", "not < 3"),
        ("Sudvik refuses a pay rise of less than 3 percent.", "not < 3"),
        ("Sudvik will not accept fewer than 40 boats.", "not < 40"),
        ("Sudvik will not go below 3 percent.", "not < 3"),
        ("Sudvik refuses at least 40 boats.", "not >= 40"),
        ("Sudvik rejects a cap of 40 boats.", "not <= 40"),
    ],
)
def test_a_limit_is_read_as_it_stands(sentence, asked):
    (claim,) = [c for c in read(sentence).claims if c.value is not None]

    no = "not " if claim.polarity == "-" else ""
    assert f"{no}{claim.value.comparator} {claim.value.number:g}" == asked


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("more than a third", 41, 120),  # a third of 120 is 40 itself
        ("at least a third", 40, 120),
        ("fewer than a third", 0, 39),
        ("at most a third", 0, 40),
    ],
)
def test_a_share_has_the_bounds_of_its_limit(words, low, high):
    (_, share) = read(f"Norland holds 120 captives, {words} of whom are dead.").facts

    assert (share.low, share.high) == (low, high)


def test_who_refuses_more_than_a_number_no_longer_asks_for_more():
    asked = claim("demand", "+", Value(50, "boats"), "2032-05-01")
    refuses = claim("reject", "-", Value(40, "boats", ">"), "2032-05-20")

    (position,) = positions([asked, refuses], GLOSSARY)
    assert (position.polarity, position.value) == ("-", Value(40, "boats", ">"))
    assert [held.stance.value for held in position.history] == [Value(50, "boats")]


def test_who_accepts_a_number_no_longer_refuses_it():
    refuses = claim("reject", "-", Value(40, "boats", ">"), "2032-05-01")

    def beside(number):
        (position,) = positions(
            [refuses, claim("accept", "+", Value(number, "boats"), "2032-05-20")], GLOSSARY
        )
        return [stance.value for stance in position.also]

    assert beside(45) == []
    assert beside(40) == [refuses.value]  # forty boats are not more than forty


def claim(act, polarity, value, day):
    document = Document(DocumentId(f"d{day}"), "boats", "", "d.txt", published=date.fromisoformat(day))
    quote = document.quote(0, 5)
    return Claim(
        ClaimId(f"c{day}"),
        ("norland",),
        act,
        quote,
        quote,
        polarity,
        issue="boats",
        value=value,
        published=document.published,
    )


NUMBERS = st.integers(0, 6)
VALUES = st.builds(Value, NUMBERS, st.none(), st.sampled_from(["=", ">", ">=", "<", "<="])) | st.builds(
    lambda low, wide: Value(None, None, "=", low, low + wide), NUMBERS, st.integers(0, 3)
)
POINTS = [n / 2 for n in range(-4, 24)]


@given(VALUES)
def test_amounts_hold_what_their_words_say(value):
    says = {
        "=": lambda n: n == value.number,
        ">": lambda n: n > value.number,
        ">=": lambda n: n >= value.number,
        "<": lambda n: n < value.number,
        "<=": lambda n: n <= value.number,
    }
    held = says[value.comparator] if value.number is not None else lambda n: value.low <= n <= value.high

    assert [Amounts.of(value).holds(n) for n in POINTS] == [held(n) for n in POINTS]


@given(VALUES, VALUES)
def test_amounts_lie_inside_others_that_hold_them_all(one, other):
    ours, theirs = Amounts.of(one), Amounts.of(other)
    held = all(theirs.holds(n) for n in POINTS if ours.holds(n))

    assert ours.inside(theirs) <= held
    finite = max(ours.high, theirs.high) < float("inf") and min(ours.low, theirs.low) > -float("inf")
    assert not finite or held == ours.inside(theirs)
