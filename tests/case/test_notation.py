"""Orders, ranges, wishes and bounds: read as written on paper, refused with the mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.case.notation import Bound, Interval, NotationError, NumericWish, Order, figure

IDS = st.sampled_from(["a", "b", "c", "d", "first-phase", "under_score"])
TIERS = st.lists(st.lists(IDS, min_size=1, max_size=2, unique=True), min_size=1, max_size=3)


def test_an_order_reads_from_better_to_worse_with_ties():
    order = Order.parse("withdrawal > staged-exit = remote_monitoring > presence")

    assert order.best() == ("withdrawal",)
    assert order.worst() == ("presence",)
    assert ("withdrawal", "staged-exit") in order.pairs()
    assert order.ties() == (("staged-exit", "remote_monitoring"),)


def test_several_lines_are_a_partial_order():
    order = Order.parse(["a > b", "c > b"])

    assert order.best() == ("a", "c")
    assert ("a", "c") not in order.pairs()


@pytest.mark.parametrize(
    ("written", "circle"),
    [
        (["a > b", "b > a"], "a > b > a"),
        ("a > b > a", "a > b > a"),
        ("a > a", "a > a"),
        (["a > b", "b > c", "c > a"], "a > b > c > a"),
        (["a > b", "b = c", "c > a"], "a > b > c > a"),
        (["a = b", "b > c", "c = a"], "b > c > b"),
    ],
)
def test_a_circle_is_refused_and_named_even_through_ties(written, circle):
    with pytest.raises(NotationError) as refusal:
        Order.parse(written)

    assert refusal.value.problem == f"The order runs in a circle: {circle}."


@pytest.mark.parametrize("written", ["a > > b", "> a", "a >", "", [], 33, True, None, "a, b", {"a": 1}])
def test_what_is_no_order_is_refused_with_an_example(written):
    with pytest.raises(NotationError) as refusal:
        Order.parse(written)

    assert "best > middle" in refusal.value.mend


def test_an_option_does_not_tie_with_itself():
    with pytest.raises(NotationError, match="ties with itself"):
        Order.parse("a = a > b")


@given(st.lists(TIERS, min_size=1, max_size=3))
def test_an_order_is_refused_exactly_when_something_stands_above_itself(lines):
    written = [" > ".join(" = ".join(tier) for tier in line) for line in lines]
    same: dict[str, set[str]] = {w: {w} for line in lines for tier in line for w in tier}
    for _ in range(6):
        for line in lines:
            for tier in line:
                joined = set().union(*(same[w] for w in tier))
                for w in joined:
                    same[w] |= joined
    above = {
        (a, b)
        for line in lines
        for n, up in enumerate(line)
        for down in line[n + 1 :]
        for a in up
        for b in down
    }
    above = {(x, y) for a, b in above for x in same[a] for y in same[b]}
    for _ in range(6):
        above |= {(a, d) for a, b in above for c, d in above if b == c}
    circular = any(a == b for a, b in above)

    try:
        order = Order.parse(written)
    except NotationError:
        assert circular
    else:
        assert not circular
        assert Order.parse(order.as_plain()) == order


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("0.2..0.4", 0.2, 0.4),
        (0.3, 0.3, 0.3),
        ("0.3", 0.3, 0.3),
        (1, 1, 1),
        ("0..1", 0, 1),
        (" .1 .. .2 ", 0.1, 0.2),
    ],
)
def test_a_range_has_two_ends_or_one_number(written, low, high):
    assert Interval.parse(written) == Interval(low, high)


@pytest.mark.parametrize(
    "written", [True, False, "0.4..0.2", "much", "0.1..0.2..0.3", None, float("nan"), [0, 1]]
)
def test_what_is_no_range_is_refused(written):
    with pytest.raises(NotationError):
        Interval.parse(written)


def test_a_wish_on_a_number():
    assert NumericWish.parse("more") == NumericWish("more")
    assert NumericWish.parse("near 33.5") == NumericWish("near", 33.5)
    with pytest.raises(NotationError, match="near 33"):
        NumericWish.parse("near the top")


@pytest.mark.parametrize(
    ("written", "holds", "fails"),
    [
        (">= 40", 40, 39),
        ("> 40", 41, 40),
        ("<= 40", 40, 41),
        ("< 40", 39, 40),
        (40, 40, 41),
        ("40.5", 40.5, 40),
    ],
)
def test_a_bound_holds_on_its_side(written, holds, fails):
    bound = Bound.parse(written)

    assert bound.holds(holds)
    assert not bound.holds(fails)
    assert Bound.parse(bound.as_plain()) == bound


@pytest.mark.parametrize("written", [True, "about 40", "=> 40", None, float("inf")])
def test_what_is_no_bound_is_refused(written):
    with pytest.raises(NotationError):
        Bound.parse(written)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_figure_loses_nothing(number):
    assert float(figure(number)) == number
