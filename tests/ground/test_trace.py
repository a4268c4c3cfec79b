"""Traces join without losing or repeating anything."""

from hypothesis import given
from hypothesis import strategies as st

from parley.ground.ids import ClaimId
from parley.ground.trace import Assumption, Trace

traces = st.builds(
    Trace,
    claims=st.lists(st.sampled_from([ClaimId(f"c{n}") for n in range(4)]), unique=True).map(tuple),
    assumptions=st.lists(st.sampled_from([Assumption("a"), Assumption("b", "lee")]), unique=True).map(tuple),
    method=st.sampled_from(["", "zone", "nash"]),
    source=st.sampled_from(["", "Nash 1950"]),
)


@given(traces, traces)
def test_a_join_holds_what_either_holds_once_in_the_order_it_came(a, b):
    joined = a | b

    assert set(joined.claims) == {*a.claims, *b.claims}
    assert len(set(joined.claims)) == len(joined.claims)
    assert joined.claims[: len(a.claims)] == a.claims
    assert set(joined.assumptions) == {*a.assumptions, *b.assumptions}
    assert {*joined.method.split("; ")} - {""} == {a.method, b.method} - {""}


@given(traces, traces, traces)
def test_joining_is_associative_and_an_empty_trace_changes_nothing(a, b, c):
    assert (a | b) | c == a | (b | c)
    assert a | Trace() == a == Trace() | a


@given(traces)
def test_a_trace_joined_with_itself_is_itself(a):
    assert a | a == a
