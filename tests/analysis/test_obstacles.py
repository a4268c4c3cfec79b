"""What keeps the zone empty, against trying every set of demands; and that the two lists are dual."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.analysis.blocking import unlocking
from parley.analysis.blocking.crossing import failed
from parley.analysis.blocking.demands import demands_of
from parley.analysis.blocking.smallest import hitting_sets, minimal
from parley.analysis.blocking.unlocking import blocked
from parley.analysis.obstacles import obstacles, obstacles_of
from parley.analysis.settlement import Demand
from parley.analysis.study import study
from parley.analysis.sweep import sweep
from parley.analysis.unlisted.many import Many

sets = st.lists(st.integers(0, 63), min_size=1, max_size=8)
ALL = 10**6


def as_set(bits):
    return frozenset(k for k in range(bits.bit_length()) if bits >> k & 1)


@given(sets)
def test_the_smallest_sets_are_those_that_contain_no_other(plain, found):
    assert {as_set(s) for s in minimal(found)} == plain.smallest(as_set(s) for s in found)


@given(sets)
def test_hitting_sets_are_those_found_by_trying_all(plain, found):
    expected = plain.smallest_hitting([as_set(s) for s in found], range(6))

    assert {as_set(s) for s in hitting_sets(found)} == expected
    assert len(hitting_sets(found)) == len(expected)


@given(sets)
def test_hitting_what_hits_gives_back_the_smallest(found):
    small = minimal(found)

    if 0 not in small:
        assert hitting_sets(hitting_sets(small)) == small


def test_a_search_cut_short_gives_only_smallest_sets():
    pairs = [0b11 << 2 * k for k in range(70)]  # 2^70 sets, of one of each pair

    found = hitting_sets(pairs, most=500)

    assert len(set(found)) == 500
    assert all(s.bit_count() == 70 and all(s & pair for pair in pairs) for s in found)


# Small cases with everything that can be demanded: conditions, minimums, several parties.
TERMS = {"a": "x y z", "b": "x y", "c": "x y z"}


@st.composite
def cases(draw):
    def terms(most):
        issues = draw(st.lists(st.sampled_from(sorted(TERMS)), min_size=1, max_size=most, unique=True))
        return {i: draw(st.sampled_from(TERMS[i].split())) for i in issues}

    def line():
        unless = {"unless": terms(1)} if draw(st.integers(0, 3)) == 0 else {}
        return terms(2) | unless | {"firm": draw(st.sampled_from([0.5, 0.8, 1]))}

    def wishes():
        written = {
            "orders": {
                i: draw(st.sampled_from(["x > y", "y > x"])) for i in draw(st.sets(st.sampled_from("abc")))
            },
            "red-lines": [line() for _ in range(draw(st.integers(0, 3)))],
            "no-deal": {"costs": draw(st.sampled_from(["0.0..0.2", 0.05]))},
        }
        if draw(st.booleans()):
            written["no-deal"]["leads-to"] = dict.fromkeys(TERMS, "x")
        if draw(st.integers(0, 2)) == 0:
            written["minimum"] = draw(st.sampled_from(["0.3..0.8", 0.95]))
        if draw(st.booleans()):
            written["together"] = [terms(2) | {"adds": "-0.3..0.3"}]
        return written

    rules = [{"if": {"a": "x"}, "never": {"b": "y"}}] if draw(st.booleans()) else []
    return {p: wishes() for p in ("north", "south", "west")[: draw(st.integers(2, 3))]}, rules


def named(case, demand):
    """As the definitions write a demand, in the words of a result."""
    party, kind, k = demand
    if k is None:
        return Demand(party, kind)
    line = case.preferences[party].red_lines[k]

    def written(terms):
        return tuple(sorted((i, str(t)) for i, t in terms.items()))

    return Demand(party, kind, written(line.terms), written(line.unless))


def in_words(case, found):
    """Sets of demands; red lines written twice are one."""
    return {frozenset(named(case, d) for d in demands) for demands in found}


@settings(max_examples=40)
@given(cases())
def test_both_lists_are_those_found_by_trying_every_set_of_demands(talks, plain, blocked, made):
    wishes, rules = made
    case = talks(TERMS, wishes, constraints=rules)
    ready = study(case, 6, 0)
    swept = sweep(ready.gains)
    by_hand = plain.Plain(case, ready.table.space, [g.draws for g in ready.gains])
    relaxations, conflicts = Counter(), Counter()
    for s in range(len(ready)):
        here = blocked.Blocked(by_hand, s)
        assert here.is_open_without(frozenset()) == swept.open[s]
        if not swept.open[s]:
            relaxations.update(in_words(case, here.relaxations()))
            conflicts.update(in_words(case, here.conflicts()))

    found = obstacles_of(ready, swept.open, ALL)

    assert found.empty.count == np.count_nonzero(~swept.open)
    for listed, expected in ((found.relaxations, relaxations), (found.conflicts, conflicts)):
        counted = {frozenset(demands): share.count for demands, share in listed}
        # A line written twice is two demands to the definitions: giving way on it is giving way on both.
        assert counted == expected
        assert len(listed) == len(counted)
        assert all(share.of == found.empty.count for _, share in listed)


@settings(max_examples=25)
@given(cases())
def test_asking_without_listing_packages_gives_the_same_sets(talks, made):
    wishes, rules = made
    ready = study(talks(TERMS, wishes, constraints=rules), 6, 0)
    demands, every = demands_of(ready), np.arange(6)

    found = blocked(Many.of(ready), demands, every)

    assert all(here.complete and here.decided for here in found)
    listed = list(failed(ready, demands, every))
    assert [here.relaxations for here in found] == listed
    assert [here.conflicts for here in found] == [hitting_sets(r) if r else () for r in listed]


def test_a_search_of_one_draw_that_takes_too_long_stops_and_says_so(talks, monkeypatch):
    monkeypatch.setattr(unlocking, "_PER_DRAW", 5)
    terms = [f"t{k}" for k in range(8)]
    lines = {"no-deal": {"costs": 5}, "red-lines": [{"a": t, "firm": 1} for t in terms]}
    ready = study(talks({"a": " ".join(terms)}, {"north": lines, "south": lines}), 3, 0)
    demands, every = demands_of(ready), np.arange(3)

    found = blocked(Many.of(ready), demands, every)

    for here, whole in zip(found, failed(ready, demands, every), strict=True):
        assert not here.complete
        assert set(here.relaxations) < set(whole)
        assert set(here.conflicts) <= set(hitting_sets(whole))


def test_the_most_frequent_are_listed_and_no_more_than_asked_for(border):
    ready = study(border, 60, 0)
    is_open = sweep(ready.gains).open
    whole, few = obstacles_of(ready, is_open, ALL), obstacles_of(ready, is_open, 3)

    assert len(whole.relaxations) > 3
    assert few.relaxations == whole.relaxations[:3]
    assert few.conflicts == whole.conflicts[:3]
    for listed in (whole.relaxations, whole.conflicts):
        assert [s.count for _, s in listed] == sorted((s.count for _, s in listed), reverse=True)
    assert obstacles(border, 60, count=3).relaxations == few.relaxations


def test_two_principals_exchanged_exchange_what_is_said(border, swapped):
    names = {"north": "south", "south": "north"}

    def other(demands):
        return frozenset(Demand(names[d.party], d.kind, d.terms, d.unless) for d in demands)

    one, two = obstacles(border, 80, count=ALL), obstacles(swapped(border), 80, count=ALL)

    assert one.empty == two.empty
    for a, b in ((one.conflicts, two.conflicts), (one.relaxations, two.relaxations)):
        assert len(a) > 2
        assert {other(d): s for d, s in a} == {frozenset(d): s for d, s in b}
        assert [s for _, s in a] == [s for _, s in b]
    for a, b in zip(one.prices, two.prices, strict=True):
        assert other([a.demand]) == {b.demand}
        assert (a.real, a.opens) == (b.real, b.opens)
        assert {names[p]: spread for p, spread in a.others.items()} == b.others


def refused(party, issue, *terms, unless=()):
    return [Demand(party, "red-line", ((issue, term),), unless) for term in terms]


def shut(talks, north, south, **more):
    """Obstacles where any package would do but for what is refused."""
    case = talks(
        {"corridor": "out in", "other": "x y"},
        {
            "north": {"no-deal": {"costs": 5}, "orders": {"corridor": "in > out"}} | north,
            "south": {"no-deal": {"costs": 5}, "orders": {"corridor": "out > in"}} | south,
        },
        **more,
    )
    found = obstacles(case, 30)
    assert all(share.value == 1.0 for _, share in (*found.conflicts, *found.relaxations))
    return {frozenset(c) for c, _ in found.conflicts}, {frozenset(r) for r, _ in found.relaxations}


def test_two_red_lines_that_leave_nothing_between_them_are_the_one_conflict(talks):
    conflicts, relaxations = shut(
        talks,
        {"red-lines": [{"corridor": "out", "firm": 1}]},
        {"red-lines": [{"corridor": "in", "firm": 1}]},
    )

    (stays,), (leaves,) = refused("north", "corridor", "out"), refused("south", "corridor", "in")
    assert conflicts == {frozenset({stays, leaves})}
    assert relaxations == {frozenset({stays}), frozenset({leaves})}


def test_where_both_refuse_both_no_one_alone_opens_anything_and_two_together_do(talks):
    lines = {"red-lines": [{"corridor": term, "firm": 1} for term in ("in", "out")]}

    conflicts, relaxations = shut(talks, lines, lines)

    (n_in, n_out), (s_in, s_out) = (refused(p, "corridor", "in", "out") for p in ("north", "south"))
    assert relaxations == {frozenset({n_in, s_in}), frozenset({n_out, s_out})}
    assert conflicts == {frozenset({a, b}) for a in (n_in, s_in) for b in (n_out, s_out)}


def test_lines_of_one_party_that_refuse_every_package_are_a_conflict_of_its_own(talks):
    conflicts, relaxations = shut(
        talks, {"red-lines": [{"other": "x", "firm": 1}, {"other": "y", "firm": 1}]}, {}
    )

    x, y = refused("north", "other", "x", "y")
    assert conflicts == {frozenset({x, y})}
    assert relaxations == {frozenset({x}), frozenset({y})}


def test_a_refusal_with_a_way_out_blocks_only_with_what_closes_it(talks):
    conflicts, relaxations = shut(
        talks,
        {"red-lines": [{"corridor": "out", "unless": {"other": "y"}, "firm": 1}]},
        {"red-lines": [{"other": "y", "firm": 1}, {"corridor": "in", "firm": 1}]},
    )

    (out,) = refused("north", "corridor", "out", unless=(("other", "y"),))
    (y,), (stays,) = refused("south", "other", "y"), refused("south", "corridor", "in")
    assert conflicts == {frozenset({out, y, stays})}
    assert relaxations == {frozenset({d}) for d in (out, y, stays)}


def test_a_minimum_that_the_others_exclude_is_a_demand_of_its_own(talks):
    conflicts, relaxations = shut(talks, {"minimum": 1}, {"minimum": 1})

    north, south = Demand("north", "minimum"), Demand("south", "minimum")
    assert conflicts == {frozenset({north, south})}
    assert relaxations == {frozenset({north}), frozenset({south})}


def test_a_minimum_nobody_can_meet_is_a_conflict_alone(talks):
    """All that is worth as much as it asks for is forbidden, but for no deal itself."""
    before = {"leads-to": {"corridor": "out"}, "costs": 2}
    case = talks(
        {"corridor": "out in"},
        {
            "north": {"orders": {"corridor": "out > in"}, "minimum": 1, "no-deal": before},
            "south": {"no-deal": before},
        },
    )

    found = obstacles(case, 20)

    assert [(c, s.value) for c, s in found.conflicts] == [((Demand("north", "minimum"),), 1.0)]
    assert [(r, s.value) for r, s in found.relaxations] == [((Demand("north", "minimum"),), 1.0)]


def test_where_there_is_always_a_zone_nothing_is_in_the_way(talks):
    case = talks(
        {"a": "x y"},
        {
            p: {"orders": {"a": "y > x"}, "no-deal": {"leads-to": {"a": "x"}, "costs": 0}}
            for p in ("north", "south")
        },
    )

    found = obstacles(case, 20)

    assert (found.conflicts, found.relaxations, found.empty.count, found.prices) == ((), (), 0, ())


HUGE = {f"i{k:02}": "a b c d e f g h i j" for k in range(20)}  # 10^20 packages


def huge(talks, north, south):
    orders = {i: " > ".join(terms.split()) for i, terms in HUGE.items()}
    back = {i: " > ".join(terms.split()[::-1]) for i, terms in HUGE.items()}
    return talks(
        HUGE,
        {
            "north": {"orders": orders, "no-deal": {"costs": 5}} | north,
            "south": {"orders": back, "no-deal": {"costs": 5}} | south,
        },
    )


def test_among_more_packages_than_anyone_can_list_the_one_conflict_is_found(talks):
    """One refuses the first half of the terms of an issue, the other the second: five lines each."""
    first, second = ({"red-lines": [{"i07": t, "firm": 1} for t in terms]} for terms in ("abcde", "fghij"))

    found = obstacles(huge(talks, second, first), 10)

    lines = refused("north", "i07", *"fghij") + refused("south", "i07", *"abcde")
    assert found.grounds.how == "exact"
    assert found.grounds.of_packages == 10**20
    assert [(set(c), s.value) for c, s in found.conflicts] == [(set(lines), 1.0)]
    assert {(r, s.value) for r, s in found.relaxations} == {((line,), 1.0) for line in lines}
    assert {p.demand: p.opens.value for p in found.prices} == dict.fromkeys(lines, 1.0)
    assert all(spread.low > 0 for p in found.prices for spread in p.others.values())


def test_among_more_packages_than_anyone_can_list_two_who_ask_for_too_much_are_in_each_others_way(talks):
    found = obstacles(huge(talks, {"minimum": 0.95}, {"minimum": 0.95}), 10)

    north, south = Demand("north", "minimum"), Demand("south", "minimum")
    assert [(set(c), s.value) for c, s in found.conflicts] == [({north, south}, 1.0)]
    assert {(r, s.value) for r, s in found.relaxations} == {((north,), 1.0), ((south,), 1.0)}
    assert found.prices == ()


def test_more_red_lines_than_a_machine_word_has_bits(talks):
    terms = [f"t{k:02}" for k in range(40)]
    case = talks(
        {"a": " ".join(terms)},
        {
            p: {"no-deal": {"costs": 5}, "red-lines": [{"a": t, "firm": 1} for t in terms]}
            for p in ("north", "south")
        },
    )

    ready = study(case, 5, 0)
    found = obstacles_of(ready, sweep(ready.gains).open, ALL)

    assert demands_of(ready).lines == 80
    assert {frozenset(r) for r, _ in found.relaxations} == {
        frozenset(refused("north", "a", t) + refused("south", "a", t)) for t in terms
    }
    assert "more sets of demands than were looked for" in found.grounds.note
