"""What cannot be simulated is named, with the mend."""

from dataclasses import replace

import numpy as np
import pytest

from parley.endurance.design import Design, Stage
from parley.endurance.process.prior import Prior, draw_worlds
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.simulate import simulate
from parley.ground.errors import ParleyError

PLAIN = Design("plain", ("East", "West"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"parties": ("East",)}, "1 party. A deal is between two or more"),
        ({"parties": ()}, "0 parties"),
        ({"parties": ("East", "East")}, "named twice"),
        ({"parties": tuple(map(str, range(51)))}, "51 parties.*up to 50"),
        ({"monitoring": "drones"}, 'monitoring "drones" is not known. Choose one of: none, national'),
        ({"agreement": "peace"}, 'agreement "peace"'),
        ({"response": "war"}, 'response "war"'),
        ({"spoilers": "few"}, 'spoilers "few"'),
        ({"ambiguity": 1.2}, "ambiguity 1.2 is not a share. Write a number from 0 to 1"),
        ({"ambiguity": float("nan")}, "ambiguity nan"),
        ({"ladder_days": 0}, "a ladder of 0 days. Write more than 0"),
        ({"below": (0.5,)}, "below has 1 shares for 2 parties"),
        ({"below": (0.5, -0.1)}, "below: -0.1 for West is not a share"),
        ({"stages": (Stage("a", 5, 4),)}, 'stage "a" comes to its gate on day 4, before it begins on day 5'),
        ({"stages": (Stage("a", 1, 9), Stage("b", 9, 12))}, 'stage "b" begins on day 9, but day 9 is'),
        ({"stages": (Stage("a", 0, 9),)}, "begins on day 0"),
        ({"temptation": np.zeros((3, 2))}, r"temptation has shape \(3, 2\)"),
        ({"temptation": np.zeros((3, 1, 5))}, "2 parties"),
        ({"temptation": np.full((1, 2, 5), np.nan)}, "no finite number"),
    ],
)  # fmt: skip
def test_a_design_that_has_no_meaning(changed, said):
    with pytest.raises(ParleyError, match=said) as caught:
        simulate(replace(PLAIN, **changed), seed=0, runs=10, days=10)
    assert 'Design "plain": ' in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"runs": 0}, "runs: 0. Ask for 1 to 10,000,000"),
        ({"days": 0}, "days: 0. Ask for 1 to 36,525"),
        ({"days": 40_000}, "days: 40000"),
        ({"runs": 1.5}, "runs: 1.5 is not a whole number"),
        ({"worlds": 0}, "worlds: 0"),
        ({"workers": 0}, "workers: 0"),
        ({"runs": True}, "runs: True"),
    ],
)
def test_a_count_that_cannot_be(asked, said):
    with pytest.raises(ParleyError, match=said):
        simulate(PLAIN, **{"seed": 0, "runs": 10, "days": 10} | asked)


def even(low, high):
    return Prior("", "even", low, high, "test")


@pytest.mark.parametrize(
    ("name", "prior", "said"),
    [
        ("proportional", even(0.5, 1.3), '"proportional" is a chance and goes from 0.5 to 1.3'),
        ("none: seen", even(-0.1, 0.3), '"none: seen" cannot be below 0'),
        ("step", even(0.0, 0.3), '"step" lies above 0'),
        ("worn", even(-1.0, 3.0), '"worn" lies above 0'),
        ("gain", even(0.3, 0.1), "goes from 0.3 down to 0.1"),
        ("gain", even(0.0, float("inf")), "no finite ends"),
        ("never", Prior("", "beta", 0, 4, "test"), "two numbers above 0"),
        ("difficulty", even(0.0, 400.0), "goes up to 400, which is more than numbers hold"),
        ("luck", even(0.0, 1.0), '"luck" is no prior of the process'),
    ],
)
def test_a_prior_that_cannot_be(name, prior, said):
    with pytest.raises(ParleyError, match=said):
        simulate(PLAIN, seed=0, runs=10, days=10, priors=PRIORS | {name: prior})


def test_a_prior_that_is_missing():
    with pytest.raises(ParleyError, match='"harder" is missing'):
        simulate(PLAIN, seed=0, runs=10, days=10, priors={n: p for n, p in PRIORS.items() if n != "harder"})


@pytest.mark.parametrize("end", [0.0, 1.0])
def test_chances_may_be_0_or_1(end):
    """Nobody is that sure, but somebody tries it."""
    chances = [
        n for n, p in PRIORS.items() if p.words.split(": ")[-1].startswith("chance") or n.endswith(" belief")
    ]
    assert len(chances) > 25
    design = replace(
        PLAIN,
        stages=(Stage("a", 1, 20, False, True), Stage("b", 21, 40, False)),
        monitoring="joint-commission",
    )

    r = simulate(design, seed=0, runs=200, days=90, priors=PRIORS | {n: even(end, end) for n in chances})

    assert np.isfinite(r.by).all()
    assert (r.day >= 0).all()


def test_a_gate_behind_the_last_day_is_not_reached():
    r = simulate(replace(PLAIN, stages=(Stage("a", 1, 42),)), seed=0, runs=50, days=41)

    assert not r.reached.any()


@pytest.mark.parametrize("name", PRIORS)
def test_a_prior_is_drawn_as_it_is_described(name):
    prior = PRIORS[name]
    drawn = prior.draw(np.random.default_rng(0), 20_000)

    assert prior.words
    assert prior.source
    if prior.shape == "beta":
        assert drawn.mean() == pytest.approx(prior.middle, rel=0.05)
    elif prior.low == prior.high:
        assert set(drawn) == {prior.low}
    else:
        share = 0.95 if prior.shape == "log-normal" else 1.0
        assert ((drawn >= prior.low) & (drawn <= prior.high)).mean() == pytest.approx(share, abs=0.01)
        assert np.median(drawn) == pytest.approx(prior.middle, rel=0.05)


def test_a_new_prior_changes_no_other_and_a_new_world_no_earlier():
    few = draw_worlds({n: PRIORS[n] for n in ("worn", "step")}, 5, seed=3)
    many = draw_worlds(PRIORS, 50, seed=3)

    assert np.array_equal(few["worn"], many["worn"][:5])
    assert np.array_equal(few["step"], many["step"][:5])
