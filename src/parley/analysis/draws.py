"""From what is known of a party's wishes to a thousand utility functions that are all consistent with it.

Room: analysis. Reads `parley.case.preferences`, gives arrays, one row a draw. May use numpy and
`parley.ground`.

Each draw is one utility function U(x) = sum_i w_i v_i(x_i) + what goes together, and what walking away is
worth:

    w   importance of issues: uniform over the simplex, as far as an order or ranges leave it open
    v   value of the levels of an issue, 1 the best and 0 the worst of those the party ranks: uniform over the
    order
        cone; a level the party does not rank lies anywhere; a lone level that is named stands above the rest
    a number is valued along a broken line whose corners (at quarters of the range, and where somebody gave a
        value) are drawn like levels: rising for "more", falling for "less", falling away on both sides of
        "near"; where nothing is known, single-peaked with the peak at any corner
    a red line is real with a probability drawn from its range
    no deal: each issue at the level named for it; where nothing is named, at any

Stochastic multicriteria acceptability analysis: Lahdelma, Hokkanen and Salminen (1998), EJOR 106(1), 137-143;
Lahdelma and Salminen (2001), Operations Research 49(3), 444-454.

Streams have addresses: seed, "preferences", the key of the party, issue and purpose. Adding an issue or a
party at the end changes no other draw, and of the weights only what the new issue takes from all. The key
(see `keys`) is taken from what a party wants and not from its name or its place in the file: rename two
principals into each other and the draws go with the wishes, to the last bit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.cones import (
    Floats,
    boxed_cone,
    boxed_simplex,
    order_cone,
    ordered_exponentials,
    spread_out,
    tightened,
)
from parley.analysis.space import Axis, Space
from parley.case.entries import plain
from parley.case.model import Case, Importance
from parley.case.notation import Bound, Interval, NotationError, NumericWish, Order
from parley.case.preferences import NoDeal, Preferences
from parley.ground.chance import stream
from parley.ground.digest import digest
from parley.ground.errors import ParleyError

Streams = Callable[..., np.random.Generator]
COST = Interval(0.0, 0.4)  # of carrying on, where nobody says: a stated default, on a party's 0..1 scale


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Utility functions of one party, one row each; rows of different parties belong together."""

    party: str
    weights: Floats  # (draws, issues)
    values: tuple[Floats, ...]  # per issue (draws, levels)
    adds: Floats  # (draws, interactions of the party)
    real: NDArray[np.bool_]  # (draws, red lines of the party)
    no_deal: NDArray[np.intp]  # (draws, issues): the level of each
    cost: Floats  # (draws,)

    def __len__(self) -> int:
        return len(self.cost)


def keys(case: Case) -> dict[str, str]:
    """Principal -> the name of its streams: a fingerprint of its wish on one issue, the anchor.

    The anchor is the first issue of the file on which the wishes of the first two principals differ; where
    there is none, everything a party wants stands for its wish. Principals of one fingerprint are told apart
    by their order in the file. So a key survives another name, another place in the file, changed figures,
    red lines and costs, and every issue and party that is added at the end.

    No rule does all of this always: with three principals or more, a party that moves up to the first two
    may change the anchor, and two that want the same on it keep the order of the file.
    """
    principals = case.principals()
    wants = {p: case.preferences.get(p, Preferences()) for p in principals}
    first, second = [wants[p].orders for p in (*principals, *principals)[:2]] if principals else ({}, {})
    anchor = next((i for i in case.issues if first.get(i) != second.get(i)), None)
    seen: dict[str, int] = {}
    out = {}
    for party, wanted in wants.items():
        wish = plain(
            wanted.model_copy(update={"because": {}}) if anchor is None else wanted.orders.get(anchor)
        )
        print_ = digest(wish)
        out[party] = f"{print_}/{seen.get(print_, 0)}"
        seen[print_] = seen.get(print_, 0) + 1
    return out


def draw(space: Space, party: str, preferences: Preferences, *, key: str, draws: int, seed: int) -> Draws:
    """Utility functions of one party.

    Args:
        key: the name of its streams, from `keys`.

    Raises:
        ParleyError: what is written contradicts itself, such as a range above the one of a better option.
    """

    def rng(*address: str) -> np.random.Generator:
        return stream(seed, "preferences", key, *address)

    values = []
    for axis in space.axes:
        wish = preferences.orders.get(axis.issue)
        anchors = preferences.values.get(axis.issue, {})
        try:
            valued = (
                _numbers(axis, wish, anchors, draws, rng(axis.issue, "value"))
                if axis.numeric
                else (_options(axis, wish, anchors, draws, rng(axis.issue, "value")))
            )
        except ParleyError as error:
            raise ParleyError(f"preferences.{party}, {axis.issue}\n  {error}") from None
        values.append(valued)
    adds = [
        _uniform(t.adds, rng("together", digest(plain(t.terms))).random(draws)) for t in preferences.together
    ]
    real = []
    for line in preferences.red_lines:
        u = rng("red-line", digest(plain(line.terms))).random((draws, 2))
        real.append(u[:, 1] < _uniform(line.firm, u[:, 0]))
    no_deal = preferences.no_deal or NoDeal()
    outcome = [_outcome(axis, no_deal, rng(axis.issue, "no-deal").random(draws)) for axis in space.axes]
    return Draws(
        party,
        _weights(space, preferences.importance, draws, rng),
        tuple(values),
        np.stack(adds, axis=1) if adds else np.zeros((draws, 0)),
        np.stack(real, axis=1) if real else np.zeros((draws, 0), dtype=bool),
        np.stack(outcome, axis=1),
        _uniform(no_deal.costs or COST, rng("cost").random(draws)),
    )


def _uniform(interval: Interval, u: Floats) -> Floats:
    return interval.low + (interval.high - interval.low) * u


def _outcome(axis: Axis, no_deal: NoDeal, u: Floats) -> NDArray[np.intp]:
    term = no_deal.leads_to.get(axis.issue)
    levels = np.flatnonzero(axis.where(term)) if term is not None else np.arange(len(axis.choices))
    picked: NDArray[np.intp] = levels[np.minimum((u * len(levels)).astype(np.intp), len(levels) - 1)]
    return picked


def _weights(space: Space, importance: Importance | None, draws: int, rng: Streams) -> Floats:
    issues = [axis.issue for axis in space.axes]
    order = importance.order if importance else None
    if importance is not None and order is None and importance.ranges:
        return _weights_in_ranges(issues, importance.ranges, draws, rng)
    e = np.stack([rng(issue, "importance").standard_exponential(draws) for issue in issues], axis=1)
    groups, above = _tied(issues, order)
    firsts = [group[0] for group in groups]
    mass = np.array([len(group) for group in groups], dtype=float)
    w = ordered_exponentials(len(groups), above, mass, e[:, firsts], rng=rng("importance"))
    weights = np.empty_like(e)
    for k, group in enumerate(groups):
        weights[:, group] = w[:, [k]]
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _weights_in_ranges(
    issues: list[str], importance: Mapping[str, Interval], draws: int, rng: Streams
) -> Floats:
    """Ranges of shares of the whole; or of points, drawn and scaled, where they cannot add up to one."""
    low = np.array([importance[i].low if i in importance else 0.0 for i in issues])
    high = np.array([importance[i].high if i in importance else 1.0 for i in issues])
    if low.sum() <= 1.0 <= high.sum() and (low >= 0).all() and (high <= 1).all():
        return boxed_simplex(low, high, draws, rng=rng("importance"))
    widest = Interval(0.0, max(r.high for r in importance.values()))
    points = np.stack(
        [_uniform(importance.get(i, widest), rng(i, "importance").random(draws)) for i in issues], axis=1
    )
    total = points.sum(axis=1, keepdims=True)
    return np.where(total > 0, points / np.where(total > 0, total, 1.0), 1.0 / len(issues))


def _tied(ids: list[str], order: Order | None) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """Numbers of the ids in groups that tie, and which group stands above which, near or far.

    What the order names and `ids` does not hold is left out, but what stands above it stays above what is
    below it.
    """
    known = list(dict.fromkeys([*ids, *(order.ids() if order else ())]))
    group = {i: k for k, i in enumerate(known)}
    for a, b in order.ties() if order else ():
        kept, gone = min(group[a], group[b]), max(group[a], group[b])
        group = {i: kept if k == gone else k for i, k in group.items()}
    above = {(group[a], group[b]) for a, b in order.pairs()} if order else set()
    while more := {(a, d) for a, b in above for c, d in above if b == c} - above:
        above |= more
    if any(a == b for a, b in above):
        raise ParleyError("The order runs in a circle.\n  Take one of its steps out.")
    names = [k for k in sorted(set(group.values())) if any(group[i] == k for i in ids)]
    members = [[n for n, i in enumerate(ids) if group[i] == k] for k in names]
    at = {k: n for n, k in enumerate(names)}
    return members, sorted((at[a], at[b]) for a, b in above if a in at and b in at)


def _options(
    axis: Axis,
    wish: Order | NumericWish | None,
    anchors: Mapping[str, Interval],
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    if isinstance(wish, NumericWish):
        raise ParleyError(
            f'"{wish}" is a wish on a number, and this issue has options.\n  Write an order over its options.'
        )
    ids = [str(c) for c in axis.choices]
    groups, above = _tied(ids, wish)
    named = set(wish.ids()) if wish else set()
    ranked = [k for k, group in enumerate(groups) if any(ids[n] in named for n in group)]
    if len(ranked) == 1:  # a lone wish: above all the rest
        above = [(ranked[0], k) for k in range(len(groups)) if k != ranked[0]]
    if len(ranked) < 2:
        ranked = list(range(len(groups)))
    ranges = {k: anchors[ids[n]] for k, group in enumerate(groups) for n in group if ids[n] in anchors}
    v = _valued(len(groups), above, ranked, ranges, draws, rng)
    out = np.empty((draws, len(ids)))
    for k, group in enumerate(groups):
        out[:, group] = v[:, [k]]
    return out


def _numbers(
    axis: Axis,
    wish: Order | NumericWish | None,
    anchors: Mapping[str, Interval],
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    x = axis.numbers
    if len(x) == 1:
        return np.ones((draws, 1))
    at = {_number(word): r for word, r in anchors.items()}
    if wish is None and not at:
        return _any_peak(x, draws, rng)
    if isinstance(wish, Order):
        raise ParleyError(
            f'"{wish}" is an order, and this issue is a number.\n  Write more, less, or near a number.'
        )
    if wish is None:
        corners, above = np.unique([x[0], *at, x[-1]]), []
    else:
        peak = {"more": x[-1], "less": x[0], "near": np.clip(wish.target or 0.0, x[0], x[-1])}[wish.direction]
        corners = np.unique(np.round([*np.linspace(x[0], peak, 5), *np.linspace(peak, x[-1], 5), *at], 9))
        above = _falling_away(len(corners), int(np.searchsorted(corners, round(float(peak), 9))))
    ranges = {int(np.searchsorted(corners, round(n, 9))): r for n, r in at.items()}
    v = _valued(len(corners), above, list(range(len(corners))), ranges, draws, rng)
    return v @ _between(corners, x)


def _any_peak(x: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Single-peaked, the peak at any of five corners."""
    corners = np.linspace(x[0], x[-1], 5)
    peaks = rng.integers(5, size=draws)
    v = np.empty((draws, 5))
    for peak, child in enumerate(rng.spawn(5)):
        curves = spread_out(order_cone(5, _falling_away(5, peak), draws, rng=child))
        v[peaks == peak] = curves[peaks == peak]
    return v @ _between(corners, x)


def _falling_away(n: int, peak: int) -> list[tuple[int, int]]:
    """Each corner stands above those further from the peak on its side."""
    left = [(a, b) for a in range(peak + 1) for b in range(a)]
    return left + [(a, b) for a in range(peak, n) for b in range(a + 1, n)]


def _between(corners: Floats, x: Floats) -> Floats:
    """Matrix that draws straight lines between corners: values at corners @ this = values at x."""
    return np.stack([np.interp(x, corners, row) for row in np.eye(len(corners))])


def _number(word: str) -> float:
    try:
        return Bound.parse(word).number
    except NotationError:
        raise ParleyError(
            f'"{word}" is not a number, and this issue is one.\n  Write numbers here.'
        ) from None


def _valued(
    n: int,
    above: list[tuple[int, int]],
    ranked: list[int],
    ranges: Mapping[int, Interval],
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """Values in the order cone, 1 and 0 for the best and worst of the ranked, within ranges given for some.

    A best or worst one with a range of its own keeps to its range.
    """
    first, second = rng.spawn(2)
    v = order_cone(n, above, draws, rng=first)
    v[:, ranked] = spread_out(v[:, ranked])
    if not ranges:
        return v
    low, high = np.zeros(n), np.ones(n)
    for k, r in ranges.items():
        low[k], high[k] = r.low, r.high
    low, high = tightened(n, above, low, high)
    fixed = np.zeros((draws, n), dtype=bool)
    for k in ranked:
        if k not in ranges:
            fixed[:, k] = (v[:, k] == 0) | (v[:, k] == 1)
    return boxed_cone(v, above, low, high, fixed, rng=second)
