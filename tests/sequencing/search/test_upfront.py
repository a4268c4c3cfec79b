"""Where waiting helps nobody: against every way by days, and exchanges of which it is just not true."""

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from tests.sequencing.search import plain

from parley.sequencing.search import bounded, searching
from parley.sequencing.search.choosing import OBJECTIVES
from parley.sequencing.search.clocked import Clocked, spans_of
from parley.sequencing.search.drawn import Drawn
from parley.sequencing.search.exchange import NOBODY, TICK, Exchange, Item, Need, Term
from parley.sequencing.search.frontier import frontier
from parley.sequencing.search.graph import TooLarge
from parley.sequencing.search.guarantees import smallest_guarantees
from parley.sequencing.search.order import Order
from parley.sequencing.search.orders import LIMIT, solve
from parley.sequencing.search.temptation import grid
from parley.sequencing.search.upfront import Upfront, passed_by_all, suits
from parley.sequencing.search.windows import windows

HORIZON = 5


def candidate(seed: int) -> Exchange:
    """Three lots with no days, and what comes by itself to nearly everybody's gain; guarantees that end."""
    rng = np.random.default_rng([seed, 77])
    free = plain.some(rng, 3)
    parties = free.parties
    days = tuple(sorted(int(d) for d in rng.integers(2, 5, size=2)))
    pinned = [Item(NOBODY, p, 0.0, float(rng.integers(0, 4)) / 10, 2, pinned=days) for p in range(parties)]
    if rng.random() < 0.5:  # calm costs one less than it saves
        pinned[0] = replace(pinned[0], value=0.3)
        pinned.append(Item(0, 1, 0.2, 0.1, 2, pinned=days))
    last = int(rng.integers(1, 5))
    terms = (Term(int(rng.integers(parties)), 1, last, 0.3),) if rng.random() < 0.4 else ()
    return Exchange(parties, (*free.items, *pinned), free.penalty, terms)


def suited(number: int) -> list[Exchange]:
    """Some for which it is true that waiting helps nobody."""
    found = [candidate(seed) for seed in range(4 * number)]
    kept = [exchange for exchange in found if suits(exchange, windows(exchange))]
    assert len(kept) >= number
    return kept[:number]


def figures(exchange: Exchange, way: plain.Dated) -> tuple[float, ...]:
    """As in `OBJECTIVES`."""
    return round(max(way.highest, -99), 6), round(way.total, 6), way.last, way.urgent


def upfront(exchange: Exchange, way: plain.Dated) -> bool:
    return all(day == 1 for i, day in way.moments if i != TICK)


def by_sequence(exchange: Exchange) -> dict[tuple[int, ...], list[plain.Dated]]:
    found: dict[tuple[int, ...], list[plain.Dated]] = {}
    for way in plain.dated(exchange, HORIZON):
        found.setdefault(tuple(i for i, _ in way.moments if i != TICK), []).append(way)
    return found


def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are looked at wherever there are any."""
    monkeypatch.setattr(searching, "suits", lambda *_: False)
    monkeypatch.setattr(bounded, "suits", lambda *_: False)


def same(one: Order, other: Order) -> bool:
    return (
        (one.item, one.day, one.how, one.proved, one.either, one.handovers)
        == (other.item, other.day, other.how, other.proved, other.either, other.handovers)
        and one.inner == pytest.approx(other.inner, abs=1e-9)
        and one.total == pytest.approx(other.total, abs=1e-9)
    )


def test_the_same_sequence_on_the_first_day_is_no_worse_in_anything():
    for exchange in suited(25):
        for ways in by_sequence(exchange).values():
            (first,) = (figures(exchange, way) for way in ways if upfront(exchange, way))
            for way in ways:
                pairs = zip(first, figures(exchange, way), strict=True)
                assert all(a <= b + 1e-6 for a, b in pairs), exchange


def test_no_way_by_days_is_better_by_any_order_of_objectives():
    every = list(permutations(range(4)))
    for number, exchange in enumerate(suited(25)):
        known = [figures(exchange, way) for way in plain.dated(exchange, HORIZON)]
        for order in every[number % 4 :: 4]:
            found = solve(exchange, [OBJECTIVES[at] for at in order])

            urgent = 0.0 if np.isnan(found.humanitarian) else found.humanitarian
            chosen = sum(item.count for item in exchange.items if item.humanitarian)
            inner = round(max(found.inner, -99), 6)
            own = inner, round(found.total, 6), found.last_day, round(urgent * chosen)
            best = min(tuple(way[at] for at in order) for way in known)
            assert tuple(own[at] for at in order) == pytest.approx(best, abs=2e-6), exchange
            assert found.how == "exact"
            assert len(found.proved) == 4


def test_it_is_the_order_that_is_found_by_looking_at_all_days(monkeypatch):
    exchanges = suited(60)
    quickly = [solve(exchange) for exchange in exchanges]
    without(monkeypatch)
    for exchange, found in zip(exchanges, quickly, strict=True):
        assert same(found, solve(exchange)), exchange


def test_no_order_is_less_tempting_than_the_last_moment_with_savings_to_come():
    met = 0
    for exchange in suited(40):
        least, best = passed_by_all(exchange) * grid(exchange), solve(exchange).inner
        assert least <= best + 1e-9, exchange
        met += least > best - 1e-9
    assert met > 3


def test_forty_things_with_savings_are_proved_where_savings_bind():
    exchange = things(40)
    small = [
        item if item.pinned else replace(item, cost=item.cost / 100, value=item.value / 50)
        for item in exchange.items
    ]

    found = solve(replace(exchange, items=tuple(small)), ("temptation",))

    assert found.how == "exact"
    assert found.inner == pytest.approx(-0.3)


@pytest.mark.parametrize("share", [None, 0.6])
def test_over_draws_too(monkeypatch, share):
    pairs = []
    for seed, exchange in enumerate(suited(60)):
        rng = np.random.default_rng([seed, 5])
        middle = [[getattr(item, name) for item in exchange.items] for name in ("cost", "value")]
        several = [np.maximum(np.round(m + rng.integers(-2, 3, size=(5, len(m))) / 10, 6), 0) for m in middle]
        bound = np.tile(exchange.penalty, (5, 1)), np.tile([t.amount for t in exchange.terms], (5, 1))
        drawn = Drawn(*several, *bound, share)
        if suits(exchange, windows(exchange), drawn):
            pairs.append((exchange, drawn, solve(exchange, drawn=drawn)))
    assert len(pairs) > 10
    without(monkeypatch)
    for exchange, drawn, found in pairs:
        assert same(found, solve(exchange, drawn=drawn)), exchange


def test_one_draw_in_which_waiting_helps_is_enough_to_look_at_days():
    saved, thing = Item(NOBODY, 0, 0, 0.2, pinned=(3,)), Item(1, 0, 0.1, 0.3)
    exchange = Exchange(2, (saved, thing), (0, 0))
    cost, none = np.array([[0, 0.1]] * 2), (np.zeros((2, 2)), np.zeros((2, 0)))
    for other, said in ((0.1, True), (-0.1, False)):
        drawn = Drawn(cost, np.array([[0.2, 0.3], [other, 0.3]]), *none)
        assert suits(exchange, windows(exchange), drawn) is said


def test_guarantees_and_frontiers_are_the_same(monkeypatch):
    exchanges = suited(30)

    def both(exchange: Exchange) -> tuple[object, ...]:
        needed, edge = smallest_guarantees(exchange), frontier(exchange)
        alone = tuple(one and one.amounts for one in needed.alone)
        stairs = tuple(tuple(step.amounts for step in steps) for _, _, steps in needed.pairs)
        return alone, needed.equally.amounts, stairs, tuple(p.figures for p in edge.points), edge.complete

    quickly = [both(exchange) for exchange in exchanges]
    without(monkeypatch)
    assert quickly == [both(exchange) for exchange in exchanges]


THINGS = (Item(0, 1, 0.5, 0.2), Item(1, 0, 0.3, 0.6))
SAVED = tuple(Item(NOBODY, p, 0, 0.2, 2, pinned=(2, 4)) for p in (0, 1))
WAITING = {
    "calm that costs more than it saves": ((*THINGS, Item(0, 1, 0.4, 0.1, pinned=(3,))), (0.0, 0.0), ()),
    "a guarantee that begins later": (
        (Item(0, 1, 0.9, 0.9), Item(1, 0, 0.9, 0.6), *SAVED),
        (0.0, 0.0),
        (Term(0, 3, 9, 0.9),),
    ),
    "an earliest day": ((replace(THINGS[0], earliest=2), THINGS[1], *SAVED), (0.0, 0.0), ()),
    "lots a day": ((replace(THINGS[0], count=2, a_day=1), THINGS[1], *SAVED), (0.0, 0.0), ()),
    "a fixed day": ((replace(THINGS[0], fixed=(3,)), THINGS[1], *SAVED), (0.0, 0.0), ()),
    "waiting for what is pinned": (
        (replace(THINGS[0], after=(Need(2, 1),)), THINGS[1], *SAVED),
        (0.0, 0.0),
        (),
    ),
    "what comes by itself on day 1": ((*THINGS, Item(NOBODY, 0, 0, 0.2, pinned=(1,))), (0.0, 0.0), ()),
    "a moment with only savings to come, more tempting than any other that must be": (
        (Item(0, 1, 0.0, 0.5, 2), Item(NOBODY, 1, 0, 0.1, pinned=(3,))),
        (0.9, 0.0),
        (),
    ),
    "a party that gains by walking out when only what comes by itself is to come": (
        (Item(0, 1, 0.0, 0.5, 2), Item(NOBODY, 1, 0, 0.1, pinned=(3,))),
        (0.9, -0.2),
        (),
    ),
}


@pytest.mark.parametrize("name", WAITING)
def test_where_waiting_may_help_all_days_are_looked_at(name):
    exchange = Exchange(2, *WAITING[name])
    assert not suits(exchange, windows(exchange))
    known = [figures(exchange, way) for way in plain.dated(exchange, HORIZON)]

    found = solve(exchange)

    assert (round(found.inner, 6), round(found.total, 6), found.last_day) == pytest.approx(min(known)[:3])


def test_what_is_refused_is_refused_with_reason():
    """Orders on the first day are worse than another, in each of these."""
    names = list(WAITING)
    for name in (*names[:2], *names[-2:]):
        exchange = Exchange(2, *WAITING[name])
        ways = list(plain.dated(exchange, HORIZON))
        first = min(figures(exchange, way) for way in ways if upfront(exchange, way))
        assert min(figures(exchange, way) for way in ways) < first, name


def test_candidates_that_just_fail_are_answered_by_all_days():
    failed = [e for e in map(candidate, range(120)) if not suits(e, windows(e))]
    assert len(failed) > 10
    for exchange in failed[:25]:
        best = min(figures(exchange, way) for way in plain.dated(exchange, HORIZON + 1))
        found = solve(exchange)
        own = round(max(found.inner, -99), 6), round(found.total, 6), found.last_day
        assert own == pytest.approx(best[:3], abs=2e-6), exchange


def things(number: int, **changes: object) -> Exchange:
    rng = np.random.default_rng(number)
    free = [Item(i % 2, 1 - i % 2, float(rng.random()), float(rng.random() * 1.6)) for i in range(number)]
    free = [replace(item, **changes) for item in free]
    saved = [Item(NOBODY, p, 0, 0.3, 4, pinned=(4, 11, 18, 25)) for p in (0, 1)]
    return Exchange(2, (*free, *saved), (0.0, 0.0))


def test_days_do_not_multiply_the_moments():
    exchange = things(12)

    graph = Upfront(exchange, LIMIT, bounds=windows(exchange))
    found = solve(exchange, limit=2**12)

    assert graph.size == 2**12 + 4
    assert found.how == "exact"
    assert found.proved == OBJECTIVES
    assert found.day[-4:] == (4, 11, 18, 25)
    assert found.inner == pytest.approx(float(graph.high[list_of(graph, found)].max()) * graph.unit)


def list_of(graph: Upfront, found: Order) -> np.ndarray:
    """The moments of an order between start and end, by what is delivered then."""
    rows = graph.delivered(np.arange(graph.size))
    return np.array([np.flatnonzero((rows == z).all(axis=1))[0] for z in found.delivered[1:-1]])


def test_too_many_moments_are_seen_before_they_are_listed(monkeypatch):
    exchange = things(30, latest=20)
    monkeypatch.setattr(Clocked, "_expand", lambda self: pytest.fail("they were listed"))
    with pytest.raises(TooLarge):
        Clocked(exchange, windows(exchange), spans_of(exchange), LIMIT)


def test_so_many_moments_there_are_at_least():
    rng = np.random.default_rng(3)
    for _ in range(80):
        exchange = plain.some(rng, 6, days=True)
        graph = Clocked(exchange, windows(exchange), spans_of(exchange), LIMIT)
        assert graph._at_least() <= graph.size


def test_too_many_ways_between_moments_are_refused(monkeypatch):
    exchange = things(8, earliest=2)
    bounds, spans = windows(exchange), spans_of(exchange)
    size = Clocked(exchange, bounds, spans, LIMIT).size
    monkeypatch.setattr("parley.sequencing.search.clocked.MOST_ARCS", size // 2)
    with pytest.raises(TooLarge):
        Clocked(exchange, bounds, spans, LIMIT)
    assert solve(exchange).how in ("exact", "bounded")


def test_exchanging_the_parties_exchanges_the_answer():
    for exchange in suited(20):
        if exchange.parties > 2:
            continue
        turn = {0: 1, 1: 0, NOBODY: NOBODY}
        items = tuple(replace(i, giver=turn[i.giver], receiver=turn[i.receiver]) for i in exchange.items)
        terms = tuple(term._replace(party=turn[term.party]) for term in exchange.terms)
        found, other = solve(exchange), solve(Exchange(2, items, exchange.penalty[::-1], terms))
        assert found.item == other.item
        assert np.allclose(found.temptation, other.temptation[::-1])
