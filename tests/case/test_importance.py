"""Importance: every way of writing it, and exactly the statements that no weights meet are refused."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.files import read_case, update_case, write_case
from parley.case.importance import Importance, contradiction, ratio
from parley.case.model import Interval, Order, Preferences
from parley.case.notation import NotationError
from parley.ground.errors import CaseFileErrors

START = """\
parley: 1
title: T
parties: {north: {name: North}}
issues:
  a: {name: A, options: {x: X, y: Y}}
  b: {name: B, options: {x: X, y: Y}}
  c: {name: C, options: {x: X, y: Y}}
preferences:
  north:
    importance: """


@pytest.fixture
def read(tmp_path):
    def read(importance: str):
        path = tmp_path / "case.yaml"
        path.write_text(START + importance + "\n", encoding="utf-8")
        return read_case(path)

    return read


@pytest.mark.parametrize(
    ("written", "order", "ranges", "ratios", "plain"),
    [
        ("a > b = c", "a > b = c", {}, {}, "a > b = c"),
        ("[a > b, a > c]", "a > b; a > c", {}, {}, ["a > b", "a > c"]),
        ("{a: 0.2..0.4}", None, {"a": (0.2, 0.4)}, {}, {"a": "0.2..0.4"}),
        ("{a / c: 2..3}", None, {}, {("a", "c"): (2, 3)}, {"a / c": "2..3"}),
        ("{a/c: 2}", None, {}, {("a", "c"): (2, 2)}, {"a / c": 2}),
        (
            "[a > b, {a: 0.2..0.5, b / c: 1..3}]",
            "a > b",
            {"a": (0.2, 0.5)},
            {("b", "c"): (1, 3)},
            ["a > b", {"a": "0.2..0.5", "b / c": "1..3"}],
        ),
        (
            "[a > b, {a: 0.2..0.5}, a > c, {b: 0.1}]",
            "a > b; a > c",
            {"a": (0.2, 0.5), "b": (0.1, 0.1)},
            {},
            ["a > b", "a > c", {"a": "0.2..0.5", "b": 0.1}],
        ),
    ],
)
def test_every_way_of_writing_it(read, tmp_path, written, order, ranges, ratios, plain):
    case = read(written)
    said = case.preferences["north"].importance

    assert (str(said.order) if said.order else None) == order
    assert said.ranges == {i: Interval(*ends) for i, ends in ranges.items()}
    assert said.ratios == {two: Interval(*ends) for two, ends in ratios.items()}
    assert said.as_plain() == plain
    assert read_case(write_case(case, tmp_path / "again.yaml")) == case


def test_an_order_or_importance_made_in_python_is_taken_as_it_is():
    for said in (Order.parse("a > b"), Importance(Order.parse("a > b"))):
        assert Preferences(importance=said).importance == Importance(Order.parse("a > b"))
    shares = Preferences(importance={"a": Interval(0.1, 0.2)}).importance
    assert shares == Importance(None, {"a": Interval(0.1, 0.2)})


@pytest.mark.parametrize(
    ("written", "at", "problem", "mend"),
    [
        ("[a > b, {a: 0.4..0.2}]", "0.4", "runs downwards", "0.2..0.4"),
        ("[a > b, {d: 0.2}]", "0.2", 'no issue "d"', "a, b, c"),
        ("[a > b, 3]", "3", "not an order", "best"),
        ("[a > b, b > a]", "[", "a > b > a", "Take one"),
        ("[a > b, {c: 0.1}, b > a]", "[", "a > b > a", "Take one"),
        ("[]", "[", "empty", "take it out"),
        ("[a > b, [c]]", "[c", "not an order", "best"),
        ("{a / d: 2}", "2", 'no issue "d"', "a, b, c"),
        ("{a /: 2}", "2", "not a ratio of two issues", "one / other"),
        ("{a / b / c: 2}", "2", "not a ratio of two issues", "one / other"),
        ("{a / a: 2}", "2", "divided by itself", "two issues"),
        ("{a / b: 0}", "0", "not a ratio", "above 0"),
        ("{a / b: -1..2}", "-1", "not a ratio", "above 0"),
        ("{a / b: .inf}", ".inf", "not a number", "digits"),
        ("{a: .nan}", ".nan", "not a number", "digits"),
        ("{a: true}", "true", "yes or no", "digits"),
        ("{a: 1.2}", "1.2", "not a share", "0 to 1"),
        ("[{a: 0.1}, {a: 0.2}]", "[", '"a" is given twice', "Keep one"),
        ("{a: 0.6, b: 0.6}", "{", "at least 1.2", "Lower"),
        ("{a: 0.1, b: 0.1, c: 0.1}", "{", "at most 0.3", "Raise"),
        ("{a / b: 2, b / c: 2, c / a: 2}", "{", "a / b: 2; b / c: 2; c / a: 2", "widen"),
        ("[a > b > c, {c: 0.4}]", "[", "a > b; b > c; c: 0.4", "widen"),
        ("[a > b, b > c, {a: 0.2}]", "[", "a > b; b > c; a: 0.2", "widen"),
        ("[a > b, {a / b: 0.5..1}]", "[", "a > b; a / b: 0.5..1", "widen"),
        ("[a = b, {a: 0.3, b: 0.4..0.5}]", "[", "a = b; a: 0.3; b: 0.4..0.5", "widen"),
        ("[a > b, {a: 0.3, b: 0.3..0.5}]", "[", "a > b; a: 0.3; b: 0.3..0.5", "widen"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_place(read, written, at, problem, mend):
    with pytest.raises(CaseFileErrors) as refusal:
        read(written)

    (error,) = refusal.value.errors
    line = f"    importance: {written}"
    assert error.line == 10
    assert line[error.column - 1 :].startswith(at) or line[error.column - 1 :].startswith("importance")
    if at[0] not in "[{":
        assert line[error.column - 1 :].startswith(at)
    assert problem in error.problem
    assert mend in error.mend


def test_an_issue_may_bear_the_name_of_a_way_of_writing(tmp_path):
    text = (
        START.replace("  a: {", "  order: {").replace("  b: {", "  shares: {").replace("  c: {", "  lines: {")
    )
    path = tmp_path / "case.yaml"
    path.write_text(f"{text}{{order: 0.2, shares: much, lines: 0.1}}\n", encoding="utf-8")

    with pytest.raises(CaseFileErrors) as refusal:
        read_case(path)
    (error,) = refusal.value.errors
    assert error.field == "preferences.north.importance.shares"


def test_an_edit_puts_a_list_in_place_of_an_order(read, tmp_path):
    read("a > b")

    case = update_case(tmp_path / "case.yaml", {"preferences.north.importance": ["a > b", {"b / c": "1..2"}]})

    assert case.preferences["north"].importance.ratios == {("b", "c"): Interval(1, 2)}


def test_a_ratio_is_two_ids():
    assert ratio("one-thing / other_thing") == ("one-thing", "other_thing")
    assert [ratio(w) for w in ("a", "a /", "/ b", "a / b / c", "3 / 4", "")] == [None] * 6
    with pytest.raises(NotationError, match="given twice"):
        Importance.of([{"a / b": Interval(1, 2)}, {"a/b": Interval(1, 2)}])


# Weights in steps of one twelfth: a statement on them with ends in twelfths can be tried out one by one.
NAMES = ("a", "b", "c")
WEIGHTS = [dict(zip(NAMES, w, strict=True)) for w in product(range(13), repeat=3) if sum(w) == 12]
TWELFTHS = st.sampled_from([0, 2, 3, 4, 6, 8, 12])
PAIR = st.sampled_from(list(product(NAMES, NAMES))).filter(lambda two: two[0] != two[1])


def interval(ends: tuple[int, int], scale: float) -> Interval:
    return Interval(min(ends) / scale, max(ends) / scale)


orders = st.builds(lambda two: Importance(Order((((two[0],), (two[1],)),))), PAIR)
ties = st.builds(lambda two: Importance(Order(((two,),))), PAIR)
shares = st.builds(
    lambda i, ends: Importance(None, {i: interval(ends, 12)}),
    st.sampled_from(NAMES),
    st.tuples(TWELFTHS, TWELFTHS),
)
ratios = st.builds(
    lambda two, ends: Importance(None, {}, {two: interval(ends, 2)}),
    PAIR,
    st.tuples(st.sampled_from([1, 2, 4]), st.sampled_from([1, 2, 4, 6])),
)


def meets(w: dict[str, float], said: Importance) -> bool:
    order = said.order or Order(())
    return (
        all(w[a] > w[b] for a, b in order.pairs())
        and all(w[a] == w[b] for a, b in order.ties())
        and all(s.low - 1e-9 <= w[i] / 12 <= s.high + 1e-9 for i, s in said.ranges.items())
        and all(s.low * w[b] <= w[a] <= s.high * w[b] and w[b] > 0 for (a, b), s in said.ratios.items())
    )


def together(parts: list[Importance]) -> Importance:
    """What several say, where no two say it of the same."""
    chains = [c for p in parts if p.order for c in p.order.chains]
    ranges = {i: s for p in parts for i, s in p.ranges.items()}
    return Importance(
        Order(tuple(chains)) if chains else None,
        ranges,
        {two: s for p in parts for two, s in p.ratios.items()},
    )


@given(st.lists(st.one_of(orders, ties, shares, ratios), min_size=1, max_size=4))
def test_what_some_weights_meet_is_never_refused_and_what_is_refused_is_the_fewest(parts):
    said = together(parts)

    clash = contradiction(said, NAMES)

    if any(meets(w, said) for w in WEIGHTS):
        assert clash == ()
    for part in combinations(clash, max(0, len(clash) - 1)):
        assert contradiction(together(list(part)), NAMES) == ()
    if clash:
        assert contradiction(together(list(clash)), NAMES) == clash


def test_weights_are_shares_of_all_issues_named_or_not():
    half = Importance(None, {"a": Interval(0.2, 0.3), "b": Interval(0.2, 0.3)})

    assert contradiction(half, ["a", "b", "c"]) == ()
    assert [str(s) for s in contradiction(half, ["a", "b"])] == ["a: 0.2..0.3", "b: 0.2..0.3"]
