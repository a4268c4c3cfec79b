"""Variance-based indices and the worth of learning: published values, theory, and nothing out of nothing."""

from math import pi

import numpy as np
import pytest

from parley.analysis.sensitivities.asking import Asking
from parley.analysis.sensitivities.indices import indices
from parley.analysis.sensitivities.learning import features, learning, predicted
from parley.analysis.sensitivities.recombined import groups
from parley.analysis.sensitivities.unknowns import sensitivity
from parley.analysis.study import study


def within(found, error, expected, times=4.5):
    assert np.abs(np.asarray(found) - expected).max() <= times * np.asarray(error).max() + 1e-12


def asked(f, a, b, columns):
    """Indices of groups of columns of a function of a table."""
    pages = []
    for group in columns:
        mixed = a.copy()
        mixed[:, group] = b[:, group]
        pages.append(f(mixed))
    return indices(f(a), f(b), np.array(pages), rng=np.random.default_rng(0))


def ishigami(x):
    """Ishigami and Homma (1990); a = 7, b = 0.1."""
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


@pytest.fixture(scope="module")
def halves():
    rng = np.random.default_rng(11)
    return tuple(rng.uniform(-pi, pi, size=(1 << 14, 3)) for _ in range(2))


def test_the_indices_of_ishigami_are_those_published(halves):
    found = asked(ishigami, *halves, [[0], [1], [2]])

    within(found.first, found.first_error, [0.3139, 0.4424, 0.0])
    within(found.total, found.total_error, [0.5576, 0.4424, 0.2437])
    assert found.first_error.max() < 0.03


def test_what_is_one_unknown_together_keeps_what_it_does_together(halves):
    """Of the first and third together: nothing is shared with the second, so first order and total agree."""
    found = asked(ishigami, *halves, [[0, 2], [1]])

    within(found.first, found.first_error, [0.5576, 0.4424])
    within(found.total, found.total_error, [0.5576, 0.4424])


def test_an_additive_answer_has_equal_first_and_total_indices(halves):
    a, b = halves

    found = asked(lambda x: x @ [1.0, 2.0, 3.0], a, b, [[0], [1], [2]])

    within(found.first, found.first_error, np.array([1, 4, 9]) / 14)
    within(found.total, found.total_error, np.array([1, 4, 9]) / 14)


def test_the_stated_errors_are_those_of_repetition():
    rng = np.random.default_rng(2)
    runs = []
    for _ in range(60):
        a, b = (rng.uniform(-pi, pi, size=(256, 3)) for _ in range(2))
        runs.append(asked(ishigami, a, b, [[0], [1], [2]]))

    for what in ("first", "total"):
        spread = np.std([getattr(run, what) for run in runs], axis=0, ddof=1)
        stated = np.mean([getattr(run, f"{what}_error") for run in runs], axis=0)
        assert (stated / spread > 0.7).all()
        assert (stated / spread < 1.4).all()


def test_an_answer_that_is_always_the_same_depends_on_nothing():
    same = np.ones(64)

    found = indices(same, same, np.ones((2, 64)), rng=np.random.default_rng(0))

    assert [*found.first, *found.total, *found.first_error, *found.total_error] == [0.0] * 8


def test_a_single_unknown_and_none_at_all_can_be_asked_about():
    rng = np.random.default_rng(0)
    a, b = rng.normal(size=(2, 64))

    one = indices(a, b, b[None], rng=rng)
    none = indices(a, b, np.zeros((0, 64)), rng=rng)

    assert one.total[0] == pytest.approx(1.0, abs=4 * one.total_error[0])
    assert one.first.shape == (1,)
    assert none.first.shape == (0,)


# ------------------------------------------------------------------------------------------ learning


def two_packages(rng, n):
    """The first is accepted where z is small, the second where it is large."""
    z = rng.random((n, 1))
    return np.concatenate([z < 0.5, z >= 0.5], axis=1), z


def test_what_decides_between_two_packages_is_worth_what_theory_says():
    rng = np.random.default_rng(1)
    (a, z), (b, y) = (two_packages(rng, 2048) for _ in range(2))

    gained, error = learning((a, b), (z, y))

    assert gained == pytest.approx(0.5, abs=0.05)
    assert error < 0.02


def test_of_few_kinds_each_is_worth_what_theory_says():
    """Three states, each with a package of its own and one good for all in half of the draws."""
    rng = np.random.default_rng(3)

    def half():
        z = rng.integers(3, size=4096)
        own = z[:, None] == np.arange(3)
        return np.concatenate([own, rng.random((4096, 1)) < 0.5], axis=1), z[:, None].astype(float)

    (a, z), (b, y) = half(), half()

    gained, error = learning((a, b), (z, y))

    assert gained == pytest.approx(0.5, abs=4 * error)


def test_learning_where_an_answer_jumps_is_worth_nearly_what_it_is_in_closed_form():
    """All accept x if m <= x <= 1 - n, all even on 0..1: knowing m, x = m is best and 1/2 - 1/4 is gained."""
    rng = np.random.default_rng(5)
    x = np.linspace(0, 1, 101)
    m, n = rng.random((2, 2, 2048))
    accepted = tuple((m[h][:, None] <= x) & (x <= 1 - n[h][:, None]) for h in (0, 1))

    gained, error = learning(accepted, (m[0][:, None], m[1][:, None]))

    assert 0.2 < gained < 0.25 + 3 * error


def test_learning_what_has_nothing_to_do_with_it_is_worth_nothing():
    rng = np.random.default_rng(5)
    found = []
    for _ in range(20):
        a, b = (rng.random((512, 30)) < 0.5 for _ in range(2))
        z, y = (rng.random((512, 6)) for _ in range(2))
        found.append(learning((a, b), (z, y)))

    gained = np.array([g for g, _ in found])
    errors = np.array([e for _, e in found])
    assert (gained <= 4 * errors).all()
    assert gained.mean() <= 3 * gained.std(ddof=1) / np.sqrt(20)


def test_without_a_package_there_is_nothing_to_gain():
    none = np.zeros((10, 0), dtype=bool)

    assert learning((none, none), (np.ones((10, 1)), np.ones((10, 1)))) == (0.0, 0.0)


def test_few_different_values_are_each_fitted_by_themselves():
    z = np.array([[0.0], [1.0], [0.0], [2.0]])
    a = np.array([[1, 0], [0, 1], [0, 0], [1, 1]], dtype=float)

    known, asked_ = features(z, np.array([[2.0], [0.0]]))

    assert known.tolist() == [[1, 0, 0], [0, 1, 0], [1, 0, 0], [0, 0, 1]]
    assert asked_.tolist() == [[0, 0, 1], [1, 0, 0]]
    many = np.repeat(known, 4000, axis=0)
    assert predicted(many, np.repeat(a, 4000, axis=0), asked_) == pytest.approx(
        np.array([[1, 1], [0.5, 0]]), abs=0.01
    )


# --------------------------------------------------------------------------------------- whole cases

ISSUE = {"deal": "none first second"}
NO_DEAL = {"leads-to": {"deal": "none"}, "costs": 0}


def on(case, **options):
    found = sensitivity(case, **options)
    return found, {(i.unknown.party, i.unknown.kind, i.unknown.about): i for i in found.indices}


@pytest.fixture(scope="module")
def two_lines(talks):
    """Both gain from either deal; North refuses the first with 0.5, South the second with 0.4."""
    wish = {"orders": {"deal": "first = second > none"}, "no-deal": NO_DEAL}
    return talks(
        ISSUE,
        {
            "north": wish | {"red-lines": [{"deal": "first", "firm": 0.5}]},
            "south": wish | {"red-lines": [{"deal": "second", "firm": 0.4}]},
        },
    )


def test_where_a_zone_hangs_on_one_red_line_its_index_is_one_and_all_others_are_none(talks):
    wish = {"orders": {"deal": "first > none"}, "no-deal": {"leads-to": {"deal": "none"}, "costs": 1}}
    case = talks(
        {"deal": "none first", "other": "x y z"},
        {
            "north": wish | {"red-lines": [{"deal": "first", "firm": 0.5}], "importance": "deal > other"},
            "south": wish,
        },
        constraints=[{"never": {"deal": "none"}}],
    )

    found, _ = on(case, draws=500)

    first, *others = found.indices
    assert (first.unknown.party, first.unknown.kind) == ("north", "red-line")
    assert first.total.value == pytest.approx(1.0, abs=4 * first.total.error + 0.01)
    assert first.first.value == pytest.approx(1.0, abs=4 * first.first.error + 0.01)
    assert first.learning.value == pytest.approx(0.0, abs=0.01)  # there is nothing else to recommend
    assert len(others) >= 3
    assert all(o.total.value == 0 and abs(o.first.value) <= 4 * o.first.error + 1e-9 for o in others)


def test_two_red_lines_are_worth_what_theory_says(two_lines):
    """f = 1 - NM: variance 0.16; E[f|N] = 1 - 0.4 N, E[f|M] = 1 - 0.5 M. Recommended: 0.6, learned: 0.8."""
    _, by = on(two_lines, draws=1500)
    north = by["north", "red-line", (("deal", "first"),)]
    south = by["south", "red-line", (("deal", "second"),)]

    for index, first, total in ((north, 0.25, 0.625), (south, 0.375, 0.75)):
        assert index.first.value == pytest.approx(first, abs=4 * index.first.error)
        assert index.total.value == pytest.approx(total, abs=4 * index.total.error)
        assert index.learning.value == pytest.approx(0.2, abs=4 * index.learning.error)
        assert index.first.error < 0.05


def test_indices_come_largest_total_first_and_learning_never_costs(border):
    found, _ = on(border, draws=100)

    totals = [i.total.value for i in found.indices]
    assert totals == sorted(totals, reverse=True)
    assert all(i.learning.value >= 0 for i in found.indices)
    assert {i.unknown.kind for i in found.indices} == {
        "importance", "value", "red-line", "no-deal", "cost", "together"
    }  # fmt: skip
    assert ("south", "cost") not in {
        (i.unknown.party, i.unknown.kind) for i in found.indices
    }  # written as 0.1


def test_width_is_asked_about_as_well(border):
    zone, width = (sensitivity(border, 60, answer=answer) for answer in ("zone", "width"))

    assert (zone.answer, width.answer) == ("zone", "width")
    assert zone.indices != width.indices
    assert [s.package for s in zone.shown] == [s.package for s in width.shown]


def test_what_was_drawn_is_recombined_one_unknown_at_a_time(border):
    ready, asking = study(border, 64, 0), Asking.of(border)
    a, b = np.arange(32), np.arange(32, 64)

    for p, party in enumerate(ready.parties):
        draws = ready.gains[p].draws
        own, other = draws.at(a), draws.at(b)
        mixed = own
        for group in groups(asking, [g.draws for g in ready.gains]):
            if group.party == p:
                assert group.unknown.party == party
                one = group.taken(own, other)
                assert (group.known(one) == group.known(other)).all()
                for another in groups(asking, [g.draws for g in ready.gains]):
                    if another.party == p and another != group:
                        assert (another.known(one) == another.known(own)).all()
                mixed = group.taken(mixed, other)
        for field in ("weights", "adds", "real", "no_deal", "cost"):
            assert (getattr(mixed, field) == getattr(other, field)).all(), field
        for mine, theirs in zip(mixed.values, other.values, strict=True):
            assert (mine == theirs).all()


def test_with_the_principals_exchanged_the_indices_are_exchanged(border, swapped):
    here, there = (sensitivity(case, 60, 3) for case in (border, swapped(border)))
    names = {"north": "south", "south": "north"}

    def told(found, renamed):
        return {
            (renamed.get(i.unknown.party, i.unknown.party), i.unknown.kind, i.unknown.about): (
                i.first, i.total, i.learning
            )
            for i in found.indices
        }  # fmt: skip

    assert told(here, names) == told(there, {})


def test_the_same_seed_gives_the_same_answer_and_another_does_not(two_lines):
    once, again, other = (sensitivity(two_lines, 50, seed) for seed in (1, 1, 2))

    assert once == again
    assert once.indices != other.indices


@pytest.mark.parametrize("answer", ["zone", "width"])
def test_where_nothing_can_be_agreed_nothing_matters(talks, answer):
    certain = [{"deal": d, "firm": 1} for d in ("none", "first", "second")]
    case = talks(ISSUE, {"north": {"red-lines": certain}, "south": {}})

    found = sensitivity(case, 40, answer=answer)

    assert all(i.first.value == i.total.value == i.learning.value == 0 for i in found.indices)
    assert found.drivers == ()


def test_one_package_and_nobody_who_minds(talks):
    case = talks({"deal": "only"}, {"north": {"no-deal": {"costs": 0}}, "south": {"no-deal": {"costs": 0}}})

    found = sensitivity(case, 40)

    assert all(i.total.value == 0 for i in found.indices)


def test_a_number_can_be_unknown_too(talks):
    wish = {"no-deal": {"worth": "0.2..0.9", "costs": 0}, "minimum": "0.1..0.6"}
    case = talks(
        {"sum": {"low": 0, "high": 10, "step": 1}},
        {"north": wish | {"orders": {"sum": "more"}}, "south": wish | {"orders": {"sum": "less"}}},
    )

    _, by = on(case, draws=200)

    assert {kind for _, kind, _ in by} == {"value", "no-deal", "minimum"}
    assert by["north", "no-deal", ()].total.value > by["north", "minimum", ()].total.value


def test_what_the_indices_take_for_granted_is_said(talks):
    wish = {"no-deal": {"costs": "0.0..0.5"}}
    case = talks(
        {"deal": "x y", "sum": {"low": 0, "high": 1, "step": "continuous"}},
        {
            "north": wish | {"orders": {"deal": "x > y"}, "answers": [{"offered": {"deal": "y", "sum": 1}}]},
            "south": wish | {"orders": {"deal": "y > x"}},
        },
    )

    grounds = sensitivity(case, 40).grounds
    note = grounds.note

    assert "2 halves of 128 draws" in grounds.detail
    assert "2 halves" not in note
    assert "independent of each other" in note
    assert "What North answered ties unknowns together" in note
    assert "Of Sum, only numbers at which a wish or a rule changes are looked at here." in note
