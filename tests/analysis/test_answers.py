"""What a party answers narrows its utility functions as it should; and answers that cannot be are found."""

import os
from functools import partial
from itertools import combinations, pairwise

import numpy as np
import pytest
import scipy.optimize

from parley.analysis.drawing.answers import contradicted
from parley.analysis.drawing.contradictions import contradictions, smallest_conflicts
from parley.analysis.drawing.draws import draw, drawn, keys
from parley.analysis.drawing.partworths import Partworths
from parley.analysis.space import Space
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

BEST = {"a": "x > y", "b": "x > y"}  # two issues of which nobody knows which matters more
SOUTH = {"orders": {"a": "y > x"}}
A_BEST, B_BEST = {"a": "x", "b": "y"}, {"a": "y", "b": "x"}


def north(talks, answers, issues=("a", "b"), **more):
    party = {"orders": dict.fromkeys(issues, "x > y"), **more, "answers": answers}
    return talks(dict.fromkeys(issues, "x y"), {"north": party, "south": SOUTH}, texts=TEXTS)


TEXTS = {"may": {"title": "May", "date": "2024-05-31", "terms": {"a": "x", "b": "y"}}}


def answered(case, draws=2000, seed=0):
    texts = {i: t.terms for i, t in case.texts.items()}
    preferences = case.preferences["north"]
    key = keys(case)["north"]
    return draw(Space.of(case), "north", preferences, key=key, draws=draws, seed=seed, texts=texts)


def clashes(case, party="north"):
    texts = {i: t.terms for i, t in case.texts.items()}
    found = contradictions(Space.of(case), party, case.preferences[party], texts)
    return [c.answers for c in found]


def close(sample, expected, spread):
    return abs(sample.mean() - expected) < 4 * spread / np.sqrt(len(sample))


@pytest.mark.parametrize("mistakes", [0, 0.05, 0.3])
def test_a_choice_between_two_packages_says_which_issue_matters_more(talks, mistakes):
    # Having a but not b rather than b but not a: w_a > w_b, and w_a is uniform on 0..1 before.
    d = answered(north(talks, [{"prefers": A_BEST, "to": B_BEST}], mistakes=mistakes))

    assert len(d) == 2000
    agrees = d.weights[:, 0] > d.weights[:, 1]
    assert close(agrees, 1 - mistakes, 0.5)
    assert close(d.weights[:, 0], 0.75 * (1 - mistakes) + 0.25 * mistakes, 0.25)
    assert close(d.weights[agrees, 0], 0.75, np.sqrt(1 / 48))


def test_a_text_can_be_named_in_an_answer(talks):
    said, named = (
        answered(north(talks, [{"prefers": package, "to": B_BEST}])) for package in (A_BEST, "may")
    )

    assert np.array_equal(said.weights, named.weights)


def test_what_both_packages_leave_open_is_equal_in_both(talks):
    d = answered(
        north(talks, [{"prefers": {"a": "x", "b": "y"}, "to": {"a": "y", "b": "x"}}], "abc", mistakes=0)
    )

    # Of three weights the first is larger than the second; the third is as it was.
    assert (d.weights[:, 0] > d.weights[:, 1]).all()
    assert close(d.weights[:, 2], 1 / 3, np.sqrt(1 / 18))
    assert close(d.weights[:, 0], 1 / 2, 0.2)


NO_DEAL = {"leads-to": {"a": "y", "b": "x"}, "costs": 0.2}


def test_an_offer_is_worth_no_deal_less_what_carrying_on_costs(talks):
    # Offered a without b, where no deal has b without a: w_a >= w_b - 0.2, so w_a >= 0.4.
    d = answered(north(talks, [{"offered": A_BEST}], **{"no-deal": NO_DEAL, "mistakes": 0}))

    assert d.weights[:, 0].min() >= 0.4
    assert close(d.weights[:, 0], 0.7, np.sqrt(0.36 / 12))


def test_a_refusal_says_the_opposite_of_an_offer(talks):
    d = answered(north(talks, [{"refused": A_BEST}], **{"no-deal": NO_DEAL, "mistakes": 0}))

    assert d.weights[:, 0].max() <= 0.4
    assert close(d.weights[:, 0], 0.2, np.sqrt(0.16 / 12))


def test_a_refusal_may_be_for_a_red_line(talks):
    # Half of what crosses a red line is refused for it; of the rest, as much as is worth less than no deal.
    party = {"no-deal": NO_DEAL, "mistakes": 0, "red-lines": [{"a": "x", "firm": 0.5}]}
    d = answered(north(talks, [{"refused": A_BEST}], **party), draws=4000)

    assert close(d.real[:, 0], 0.5 / (0.5 + 0.5 * 0.4), 0.45)
    assert (d.real[:, 0] | (d.weights[:, 0] <= 0.4)).all()


def test_a_condition_lifts_a_red_line(talks):
    lines = [{"a": "x", "unless": {"b": "y"}, "firm": 1.0}]
    offered = north(talks, [{"offered": A_BEST}], **{"no-deal": NO_DEAL, "mistakes": 0, "red-lines": lines})

    assert clashes(offered) == []
    assert clashes(north(talks, [{"offered": {"a": "x", "b": "x"}}], **{"red-lines": lines})) == [(1,)]
    assert len(answered(offered, 100)) == 100


def test_an_offer_speaks_against_a_red_line_and_for_a_low_minimum(talks):
    party = {"no-deal": {"worth": 0.1, "costs": 0.1}, "minimum": "0.0..1.0", "mistakes": 0}
    d = answered(north(talks, [{"offered": A_BEST}], **party, **{"red-lines": [{"a": "x", "firm": 0.9}]}))

    assert not d.real.any()
    assert d.minimum is not None
    assert (d.weights[:, 0] >= d.minimum).all()
    assert close(d.minimum, 1 / 3, np.sqrt(1 / 18))


@pytest.mark.parametrize(("kind", "share"), [("confirmed", 0.95), ("denied", 0.05)])
def test_a_red_line_that_is_confirmed_is_real_unless_that_is_mistaken(talks, kind, share):
    d = answered(north(talks, [{kind: {"a": "x"}}], **{"red-lines": [{"a": "x", "firm": 0.5}]}))

    assert close(d.real[:, 0], share, 0.22)


def test_draws_are_weighed_as_bayes_says(talks):
    answers = [
        {"prefers": {"a": "x", "b": "y", "c": "y"}, "to": {"a": "y", "b": "x", "c": "x"}},
        {"prefers": {"b": "x", "c": "y"}, "to": {"b": "y", "c": "x"}},
        {"offered": {"a": "y", "b": "y", "c": "x"}},
        {"refused": {"a": "x", "b": "y", "c": "y"}},
    ]
    together = [{"a": "x", "b": "x", "adds": "-0.2..0.3"}]
    case = north(talks, answers, "abc", **{"mistakes": 0.1, "together": together})
    space, preferences = Space.of(case), case.preferences["north"]
    prior = drawn(space, "north", preferences, 100_000, partial(stream, 9))
    likely = (1 / 9.0) ** contradicted(space, preferences, {}, prior).sum(axis=1)

    d = answered(case, draws=8000)

    for of_prior, of_draws in ((prior.weights, d.weights), (prior.cost, d.cost), (prior.adds, d.adds)):
        expected = np.average(of_prior, axis=0, weights=likely)
        assert np.allclose(of_draws.mean(axis=0), expected, atol=0.012)
    first = np.average(prior.no_deal[:, 0] == 0, weights=likely)
    assert abs((d.no_deal[:, 0] == 0).mean() - first) < 0.025


def test_few_that_agree_are_repeated_and_it_is_said(talks):
    narrow = {"a": "x", "b": "y", "c": "y", "d": "y", "e": "y"}
    wide = {"a": "y", "b": "x", "c": "x", "d": "x", "e": "x"}
    answers = [{"prefers": narrow, "to": wide}] + [
        {"prefers": {p: "x", q: "y"}, "to": {p: "y", q: "x"}} for p, q in pairwise("edcba") if q != "a"
    ]
    issues = "abcde"
    d = answered(north(talks, answers, issues, mistakes=0), draws=3000)
    assert len(d) == 3000
    assert 300 < len(np.unique(d.weights[:, 0])) < 1500  # 1 in 16 · 24 of those tried
    assert "3,000 draws repeat these" in d.notes[-1]
    assert (d.weights[:, 0] > 0.5).all()
    assert (np.diff(d.weights[:, 1:], axis=1) >= 0).all()

    rare = {"importance": {"a": "0.0..0.5"}, "mistakes": 0}
    answers = [{"prefers": {"a": "x", "b": "y", "c": "y"}, "to": {"a": "y", "b": "x", "c": "x"}}]
    with pytest.raises(ParleyError, match=r"preferences.north, answers\n.*agrees with all.*true: 1\.\n"):
        answered(north(talks, answers, "abc", **rare), draws=100)


def test_answers_nobody_can_meet_count_as_little_as_they_must(talks):
    around = [{"prefers": A_BEST, "to": B_BEST}, {"prefers": B_BEST, "to": A_BEST}]
    d = answered(north(talks, around))

    assert len(d) == 2000
    assert d.notes == (
        "nothing it could want agrees with all its answers; what agrees with all but one of them counts. "
        "parley check says which answers cannot all be true.",
    )
    assert "narrowed by 2 answers" in d.details[-1]
    assert close(d.weights[:, 0], 0.5, np.sqrt(1 / 12))
    with pytest.raises(ParleyError, match="can be true: 1 and 2"):
        answered(north(talks, around, mistakes=0), draws=50)


def test_more_draws_begin_with_the_same_and_another_issue_moves_none(talks):
    answers = [{"prefers": A_BEST, "to": B_BEST}]
    few, more = (answered(north(talks, answers), draws=n) for n in (100, 100))
    wider = answered(north(talks, answers, "abc"), draws=100)

    assert np.array_equal(few.weights, more.weights)
    ratio = wider.weights[:, 0] / wider.weights[:, :2].sum(axis=1)
    assert np.allclose(ratio, few.weights[:, 0])


# Answers that cannot all be true.

CIRCLE = [
    {"prefers": {"a": "x", "b": "y"}, "to": {"a": "y", "b": "x"}},
    {"prefers": {"b": "x", "c": "y"}, "to": {"b": "y", "c": "x"}},
    {"prefers": {"c": "x", "a": "y"}, "to": {"c": "y", "a": "x"}},
]
IMPOSSIBLE = {
    "a circle of three": ({}, [*CIRCLE, {"offered": {"a": "x"}}], [(1, 2, 3)]),
    "less of everything": ({}, [{"prefers": {"a": "y"}, "to": {"a": "x"}}], [(1,)]),
    "offered and refused": ({}, [{"offered": A_BEST}, {"refused": A_BEST}], [(1, 2)]),
    "refused and more offered, less": (
        {"no-deal": {"leads-to": {"a": "y", "b": "y", "c": "y"}}},
        [{"refused": {"a": "x"}}],
        [(1,)],
    ),
    "against an order of importance": (
        {"importance": "b > a"},
        [CIRCLE[0], CIRCLE[1]],
        [(1,)],
    ),
    "against a ratio": ({"importance": {"b / a": "2..3"}}, [CIRCLE[0]], [(1,)]),
    "against shares": ({"importance": {"a": "0.5..0.6", "c": "0.4"}}, [CIRCLE[1], CIRCLE[2]], [(1,), (2,)]),
    "a red line confirmed and crossed": (
        {"red-lines": [{"a": "x", "firm": 0.5}]},
        [{"confirmed": {"a": "x"}}, {"offered": A_BEST}, {"denied": {"a": "x"}}],
        [(1, 2), (1, 3)],
    ),
    "a minimum": (
        {"minimum": 0.5, "importance": {"a": "0.1..0.2"}},
        [{"offered": {"a": "x", "b": "y", "c": "y"}}],
        [(1,)],
    ),
    "two circles": (
        {},
        [
            CIRCLE[0],
            {"prefers": B_BEST, "to": A_BEST},
            CIRCLE[1],
            {"prefers": {"b": "y", "c": "x"}, "to": {"b": "x", "c": "y"}},
        ],
        [(1, 2), (3, 4)],
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_smallest_sets_of_answers_that_cannot_be_true(talks, name):
    more, answers, expected = IMPOSSIBLE[name]

    assert clashes(north(talks, answers, "abc", **more)) == expected


def test_values_and_interactions_limit_what_can_be_answered(talks):
    issues = {"a": "p q r", "b": "x y", "n": {"low": 0, "high": 10}}
    party = {
        "orders": {"a": "p > q > r", "b": "x > y", "n": "more"},
        "values": {"a": {"q": "0.2..0.4"}},
        "importance": {"a / b": "1"},
        "together": [{"a": "q", "b": "x", "adds": "0.0..0.1"}],
    }
    near, far = {"prefers": {"a": "p", "b": "y"}, "to": {"a": "q", "b": "x"}}, {"b": "y", "a": "p"}

    def case(answers, **more):
        return talks(
            issues, {"north": {**party, **more, "answers": answers}, "south": SOUTH | {"orders": {}}}
        )

    assert clashes(case([near])) == [(1,)]  # q with b is worth more than p, whatever adds to it
    assert clashes(case([near], together=[{"a": "q", "b": "x", "adds": "-0.6..0.1"}])) == []
    rather = {"prefers": {"n": 3}, "to": {"n": 4}}
    assert clashes(case([rather])) == [(1,)]
    assert clashes(case([rather], orders={"n": "near 2"})) == []
    assert clashes(case([rather], orders={})) == []
    middle = [{"prefers": {"n": 5}, "to": {"n": n}} for n in (0, 10)]
    assert clashes(case(middle, orders={})) == []
    valley = [{"prefers": {"n": n}, "to": {"n": 5}} for n in (0, 10)]
    assert clashes(case(valley, orders={})) == [(1, 2)]
    assert clashes(case([{"prefers": far, "to": {"a": "p", "b": "x"}}])) == [(1,)]


def test_no_answers_that_some_draw_agrees_with_are_called_impossible(talks):
    chance = np.random.default_rng(7)
    issues, options = "abc", "xyz"
    looked = 0
    for round_ in range(12):

        def package(some=2):
            named = sorted(chance.choice(list(issues), size=some, replace=False))
            return {i: str(chance.choice(list(options))) for i in named}

        answers = []
        while len(answers) < 5:
            better = package()
            worse = {i: str(chance.choice(list(options))) for i in better}
            kind = chance.integers(3)
            if kind == 0 and better != worse:
                answers.append({"prefers": better, "to": worse})
            elif kind:
                answers.append({("offered", "refused")[kind - 1]: better})
        party = {
            "orders": {"a": "x > y > z", "b": ["x > y", "z > y"]},
            "importance": ["a > b", ["a > b", {"a / c": "0.5..2"}], {"a": "0.2..0.6"}][round_ % 3],
            "red-lines": [{"a": "z", "firm": 0.5}, {"b": "y", "unless": {"c": "x"}, "firm": 0.5}],
            "together": [{"a": "x", "b": "x", "adds": "-0.1..0.2"}],
            "no-deal": [{"leads-to": {"a": "z"}}, {"worth": "0.1..0.3"}, {}][round_ % 3],
            **({"minimum": "0.1..0.5"} if round_ % 2 else {}),
        }
        case = talks(dict.fromkeys(issues, "x y z"), {"north": {**party, "answers": answers}, "south": SOUTH})
        space, preferences = Space.of(case), case.preferences["north"]
        prior = drawn(space, "north", preferences, 3000, partial(stream, round_))
        agrees = ~contradicted(space, preferences, {}, prior)
        programme = Partworths(space, preferences, {})
        for size in (1, 2, 3):
            for some in combinations(range(5), size):
                if agrees[:, some].all(axis=1).any():
                    looked += 1
                    assert programme.possible(some), (round_, some)
    assert looked > 100


@pytest.mark.parametrize("seed", range(5))
def test_smallest_conflicts_are_those_that_trying_all_finds(seed):
    chance = np.random.default_rng(seed)
    n = 7
    bad = [set(chance.choice(n, size=chance.integers(2, 5), replace=False).tolist()) for _ in range(5)]
    tried = [
        some
        for size in range(n + 1)
        for some in combinations(range(n), size)
        if any(b <= set(some) for b in bad)
    ]
    expected = sorted(s for s in tried if len(s) == len(tried[0]))

    assert sorted(smallest_conflicts(n, lambda some: not any(b <= set(some) for b in bad))) == expected


def test_a_contradiction_is_told_in_words_with_claims(talks):
    answers = [{"prefers": "may", "to": B_BEST, "because": ["c4", "c7"]}, {"prefers": B_BEST, "to": A_BEST}]
    case = north(talks, answers)
    (found,) = contradictions(
        Space.of(case), "north", case.preferences["north"], {"may": case.texts["may"].terms}
    )

    assert found.words(case) == (
        "These 2 answers of North cannot all be true, given what else is written of its wishes: "
        '(1) it would rather have "may" than A: y, B: x (c4, c7); '
        "(2) it would rather have A: y, B: x than A: x, B: y."
    )


def test_what_the_solver_prints_is_not_seen(talks, monkeypatch, capfd):
    plain = scipy.optimize.milp

    def loud(*args, **kwargs):
        os.write(1, b"HighsMipSolverData::\n")
        return plain(*args, **kwargs)

    monkeypatch.setattr(scipy.optimize, "milp", loud)
    case = north(
        talks, [{"prefers": {"a": "x"}, "to": {"a": "y"}}, {"prefers": {"a": "y"}, "to": {"a": "x"}}]
    )

    assert clashes(case)
    assert capfd.readouterr().out == ""
