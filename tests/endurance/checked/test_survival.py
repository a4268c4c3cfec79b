"""Survival estimates: the textbooks' example, the definitions, and a helpful refusal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.endurance.checked.survival import hazard, hazard_ratio, survival, weibull
from parley.ground.errors import ShapeError

# Freireich et al. (1963), Blood 21(6), 699-716: weeks in remission; a plus is one last seen in remission.
TREATED = [
    "6",
    "6",
    "6",
    "6+",
    "7",
    "9+",
    "10",
    "10+",
    "11+",
    "13",
    "16",
    "17+",
    "19+",
    "20+",
    "22",
    "23",
    "25+",
    "32+",
    "32+",
    "34+",
    "35+",
]
OTHERS = [
    "1",
    "1",
    "2",
    "2",
    "3",
    "4",
    "4",
    "5",
    "5",
    "8",
    "8",
    "8",
    "8",
    "11",
    "11",
    "12",
    "12",
    "15",
    "17",
    "22",
    "23",
]


def read(weeks):
    return np.array([float(w.strip("+")) for w in weeks]), np.array(["+" not in w for w in weeks])


def test_the_share_still_in_remission_is_as_the_textbooks_have_it():
    found = survival(*read(TREATED), at=[6, 7, 10, 13, 16, 22, 23, 35])

    assert found.round(3).tolist() == [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448, 0.448]


def test_so_is_the_ratio_of_hazards():
    (t, e), (t2, e2) = read(TREATED), read(OTHERS)
    treated = np.r_[np.ones(21, bool), np.zeros(21, bool)]

    found = hazard_ratio(np.r_[t, t2], np.r_[e, e2], ~treated)

    assert np.log(found) == pytest.approx(1.572, abs=0.001)  # Efron's way with ties; Kalbfleisch and Prentice


def test_a_constant_hazard_has_shape_1_and_the_treated_have_the_published_one():
    t, e = read(TREATED)

    assert weibull(t, e) == pytest.approx((1.354, 33.77), rel=0.001)
    assert hazard(t, e, 0, 35) == pytest.approx(9 / 359)


deals = st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.booleans()), min_size=1, max_size=25)


@given(deals)
def test_survival_is_the_product_of_those_who_went_on(drawn):
    time, event = np.array([d[0] for d in drawn]), np.array([d[1] for d in drawn])
    wanted, share = [], 1.0
    for day in range(13):
        at_risk = (time >= day).sum()
        share *= 1 - ((time == day) & event).sum() / at_risk if at_risk else 1
        wanted.append(share)

    assert survival(time, event, at=range(13)) == pytest.approx(wanted)


@given(deals)
def test_the_ratio_is_where_the_likelihood_is_highest(drawn):
    time, event, group = (np.array(column) for column in zip(*drawn, strict=True))
    found = hazard_ratio(time, event, group)

    def likelihood(ratio):
        total, risk = 0.0, np.where(group, ratio, 1.0)
        for day in set(time[event]):
            out, still = risk[(time == day) & event], risk[time >= day].sum()
            total += np.log(out).sum() - sum(
                np.log(still - k / len(out) * out.sum()) for k in range(len(out))
            )
        return total

    if np.isfinite(found) and 1e-4 < found < 1e4:
        assert likelihood(found) >= max(likelihood(found * 1.01), likelihood(found / 1.01)) - 1e-9


@given(deals, st.floats(0.2, 5))
def test_a_weibull_fit_does_not_depend_on_the_unit_of_time(drawn, unit):
    time, event = np.array([d[0] for d in drawn]), np.array([d[1] for d in drawn])
    if len(set(time[event])) < 2:
        with pytest.raises(ShapeError, match="fewer than two events"):
            weibull(time, event)
        return
    (shape, scale), (again, stretched) = weibull(time, event), weibull(unit * time, event)

    if shape < 500:
        assert again == pytest.approx(shape, rel=1e-6)
        assert stretched == pytest.approx(unit * scale, rel=1e-6)


@pytest.mark.parametrize(
    ("time", "event", "said"),
    [([], [], "one of each"), ([1, 2], [True], "one of each"), ([0], [True], "not above 0")],
)
def test_what_cannot_be_read_is_named(time, event, said):
    with pytest.raises(ShapeError, match=said):
        survival(time, event, at=[1])


def test_a_group_that_nobody_left_or_all_left_has_no_ratio():
    assert np.isnan(hazard_ratio([1, 2, 3], [True, True, False], [False, False, True]))
    with pytest.raises(ShapeError, match="2 memberships for 3"):
        hazard_ratio([1, 2, 3], [True] * 3, [True, False])
