"""The question chosen: against trying all, against what was promised of it, and with sides swapped."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.bridging.questions.asking import ask, next_questions
from parley.bridging.questions.choosing import LIKELY, askable, chosen, field_of, open_question
from parley.bridging.questions.teaching import zone_bits
from parley.bridging.questions.worths import Worths
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.ground.errors import ParleyError

ISSUES = {"i": "a b c", "j": "a b c", "k": "a b c", "l": "a b"}
UP, DOWN = "a > b > c", "c > b > a"


def wants(order, *lines, last="a > b", costs="0.0..0.3", **more):
    return {
        "orders": {"i": order, "j": order, "k": order, "l": last},
        "red-lines": list(lines),
        "no-deal": {"leads-to": {"i": "b", "j": "b", "k": "b", "l": "a"}, "costs": costs},
        **more,
    }


@pytest.fixture
def case(talks):
    return talks(
        ISSUES,
        {"north": wants(UP, {"i": "c", "firm": "certain"}), "south": wants(DOWN, {"k": "a", "firm": "even"})},
        constraints=[{"excludes": {"i": "a", "j": "a"}}],
    )


def made(case, draws=300, seed=0):
    ready = study(case, draws, seed)
    return ready, judged(ready)


@pytest.mark.parametrize("party", ["north", "south"])
def test_both_packages_are_plausible_and_easy_to_compare(case, party):
    found = ask(case, party, draws=300)

    assert len(found.questions) == 3
    assert len({q.id for q in found.questions}) == 3
    assert len({q.differ for q in found.questions}) == 3
    for q in found.questions:
        assert q.party == party
        assert tuple(q.first.changes_from(q.second)) == tuple(sorted(q.differ))
        assert len(q.differ) == 2
        for package in (q.first, q.second):
            assert not (package["i"] == "a" and package["j"] == "a")
            assert package["i"] != "c"  # the certain red line of North
        assert 0 < q.prefers_first.value < 1
        assert q.aim == "package"
        assert "on everything else they are the same" in q.easy


@given(st.integers(0, 10_000), st.sampled_from(["zone", "package"]))
@settings(max_examples=15)
def test_no_pair_among_those_that_may_be_asked_teaches_more(seed, aim):
    rng = np.random.default_rng(seed)
    orders = [" > ".join(rng.permutation(["a", "b", "c"])) for _ in range(2)]
    lines = [{"i": str(rng.choice(["a", "b", "c"])), "firm": "even"} for _ in range(2)]
    case = Case.model_validate(
        {
            "title": "T",
            "parties": {p: {"name": p, "role": "principal"} for p in ("north", "south")},
            "issues": {i: {"name": i, "options": {o: o for o in o_.split()}} for i, o_ in ISSUES.items()},
            "preferences": {
                p: wants(o, line) for p, o, line in zip(("north", "south"), orders, lines, strict=True)
            },
        }
    )
    ready, swept = made(case, 100)
    field = field_of(ready, swept)
    _, first = askable(ready, field, "north", frozenset())
    found = chosen(ready, swept, "north", aim, 1)
    if not found:
        return
    a, b = (
        Worths.of(ready, "north", np.array([row])).lowered[:, 0] for row in (found[0].first, found[0].second)
    )

    def teaches(m: np.ndarray) -> float:
        """By summing over both answers, one draw at a time."""
        if aim == "zone":
            return float(zone_bits(swept.open, m[:, None], 0.05)[0])
        g, r = field.worths["north"].gained.astype(float), field.product("north").astype(float)
        now = (g.mean(axis=0) * r).max()
        said = np.where(m, 0.95, 0.05)[:, None]
        return float(((said * g).mean(axis=0) * r).max() + (((1 - said) * g).mean(axis=0) * r).max() - now)

    best = max(teaches(m) for m in first.T)
    assert max(teaches(a > b + 2e-6), teaches(b > a + 2e-6)) == pytest.approx(best, abs=2e-4)


@pytest.mark.parametrize("party", ["north", "south"])
def test_what_packages_are_worth_is_what_the_analysis_says(case, party):
    ready, _ = made(case)
    rows = ready.table.rows(range(len(ready.table)))
    gains = next(g for g in ready.gains if g.draws.party == party)

    w = Worths.of(ready, party, rows)
    np.testing.assert_allclose(w.g, gains.at(rows, red_lines=False) + gains.cost[:, None], atol=2e-6)
    assert (w.crossed == (gains.at(rows) < gains.at(rows, red_lines=False) - 50)).all()
    signed = gains.at(rows) >= gains.needed[:, None] - 2e-6
    assert (w.accepted == signed).mean() > 0.9999
    assert (w.gained[~w.accepted] == 0).all()


def test_swapped_principals_are_asked_the_same(talks):
    def asked(first, second):
        case = talks(ISSUES, {first: wants(UP, {"i": "c", "firm": "even"}), second: wants(DOWN)})
        return {p: ask(case, p, draws=200).questions for p in (first, second)}

    one, other = asked("north", "south"), asked("south", "north")
    for party, swapped in (("north", "south"), ("south", "north")):
        for q, p in zip(one[party], other[swapped], strict=True):
            assert (q.first, q.second, q.prefers_first, q.teaches) == (
                p.first,
                p.second,
                p.prefers_first,
                p.teaches,
            )


def test_what_an_answer_would_change_is_told_with_it(case):
    """By choosing again from the draws in which the answer is so, where nothing is mistaken."""
    sure = Case.model_validate(case.as_dict() | {"preferences": {
        p: said | {"mistakes": 0} for p, said in case.as_dict()["preferences"].items()}})  # fmt: skip
    ready, swept = made(sure)
    field = field_of(ready, swept)
    g, r = field.worths["north"].gained, field.product("north")
    for q in chosen(ready, swept, "north", "package", 3):
        ranked = Worths.of(ready, "north", np.array([q.first, q.second])).lowered
        m = ranked[:, 0] > ranked[:, 1] + 2e-6
        best = [int((g[draws].sum(axis=0) * r).argmax()) for draws in (m | True, m, ~m)]
        count = m.sum() * (best[1] != best[0]) + (~m).sum() * (best[2] != best[0])
        assert (q.changes.count, q.zones) == (count, None)
    for q in chosen(ready, swept, "north", "zone", 3):
        assert q.zones[0].count + q.zones[1].count == swept.open.sum()
        assert q.changes is None


def test_the_same_again_with_the_same_seed(case):
    assert ask(case, "north", draws=200, seed=3) == ask(case, "north", draws=200, seed=3)
    ready, swept = made(case, 200, 3)
    assert next_questions(ready, swept, Dossier(case, {}, ()), "north") == ask(
        case, "north", draws=200, seed=3
    )


def test_while_a_zone_is_in_doubt_that_is_what_is_asked_about(talks):
    lines = [{i: "c", "firm": "even"} for i in "ijk"]
    case = talks(
        ISSUES,
        {
            "north": wants(UP, *lines, {"l": "a", "firm": "even"}, costs="0.0..0.05"),
            "south": wants(DOWN, {"i": "a", "firm": "even"}, {"j": "b", "firm": "even"}, costs="0.0..0.05"),
        },
    )
    _, swept = made(case)
    assert 0.01 < swept.open.mean() < 2 / 3
    assert open_question(swept) == "zone"
    found = ask(case, "south", draws=300)

    assert found.open.startswith("Is there a package")
    assert all(q.aim == "zone" and q.teaches.value >= 0 for q in found.questions)
    assert ask(case, "south", draws=300, about="package").questions[0].aim == "package"


def test_red_lines_more_likely_real_than_not_are_not_asked_about(case):
    ready, swept = made(case)
    pairs, _ = askable(ready, field_of(ready, swept), "north", frozenset())

    for party in ready.parties:
        assert (
            Worths.of(ready, party, pairs.rows[np.r_[pairs.first, pairs.second]]).crossed.mean(axis=0)
            <= LIKELY
        ).all()


def test_what_was_answered_is_not_asked_again(case):
    before = ask(case, "north", draws=300).questions[0]
    answer = {"prefers": dict(before.first.terms), "to": dict(before.second.terms)}
    north = case.as_dict()["preferences"]["north"] | {"answers": [answer]}
    after = Case.model_validate(
        case.as_dict() | {"preferences": case.as_dict()["preferences"] | {"north": north}}
    )

    assert before.id not in {q.id for q in ask(after, "north", draws=300, count=20).questions}


def test_packages_that_cannot_be_listed_and_numbers_between(talks):
    issues = {f"i{n}": "a b c" for n in range(20)} | {"pay": {"low": 0, "high": 10, "step": "continuous"}}
    up, down = ({f"i{n}": o for n in range(20)} for o in (UP, DOWN))
    no_deal = {"leads-to": {f"i{n}": "b" for n in range(20)} | {"pay": 5}, "costs": "0.0..0.3"}
    case = talks(
        issues,
        {
            "north": {
                "orders": up | {"pay": "more"},
                "no-deal": no_deal,
                "red-lines": [{"pay": "< 4.5", "firm": "even"}],
            },
            "south": {"orders": down | {"pay": "less"}, "no-deal": no_deal},
        },
    )
    found = ask(case, "north", draws=60)

    assert len(found.questions) == 3
    for q in found.questions:
        for package in (q.first, q.second):
            assert dict(package.terms).keys() == issues.keys()
            assert len(f"{package['pay']:.9g}") <= 4


def test_three_principals_and_a_single_issue(talks):
    three = {"north": wants(UP), "south": wants(DOWN), "east": wants("b > a > c", last="b > a")}
    assert ask(talks(ISSUES, three), "east", draws=100).questions
    alone = {
        p: {"orders": {"i": o}, "no-deal": {"leads-to": {"i": "b"}}}
        for p, o in (("north", UP), ("south", DOWN))
    }
    found = ask(talks({"i": "a b c"}, alone), "north", draws=100)

    assert found.questions == () or found.questions[0].differ == ("i",)


def test_nobody_who_signs_nothing_is_asked(talks, case):
    with pytest.raises(ParleyError, match=r'no party "nroth".*\n.*north'):
        ask(case, "nroth")
    other = Case.model_validate(
        case.as_dict()
        | {"parties": case.as_dict()["parties"] | {"envoy": {"name": "Envoy", "role": "mediator"}}}
    )
    with pytest.raises(ParleyError, match="Envoy is no principal"):
        ask(other, "envoy")
    with pytest.raises(ParleyError, match="Write 1 or more"):
        ask(case, "north", count=0)


def test_where_nobody_can_agree_a_question_is_found_all_the_same_or_none_is_made_up(talks):
    never = [{"i": o, "firm": "certain"} for o in "abc"]
    found = ask(talks(ISSUES, {"north": wants(UP, *never), "south": wants(DOWN)}), "north", draws=100)

    assert found.questions == ()
    assert "leave the answer open" in found.notes[0]


def test_every_package_of_a_small_space_can_be_met(talks):
    case = talks({"i": "a b", "j": "a b"}, {p: {"no-deal": {"costs": "0.4"}} for p in ("north", "south")})
    ready, swept = made(case, 200)
    pairs, _ = askable(ready, field_of(ready, swept), "north", frozenset())

    assert {tuple(row) for row in pairs.rows.tolist()} <= set(product(range(2), repeat=2))
    assert len(pairs) >= 1
