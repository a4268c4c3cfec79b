"""How much each issue matters to a party: weights drawn evenly from all that meet what is said.

Room: analysis. Takes `parley.case.importance` to arrays, one row a draw. May use numpy, and scipy where
shares and ratios are said.

Nothing said, or an order alone: drawn exactly, see `parley.analysis.drawing.cones`; each issue has random
numbers of its own, so that an issue added at the end takes its share from all others alike. Shares and
ratios, with an order or without: by hit-and-run, see `parley.analysis.drawing.polytope`; an issue that is
added draws all of these anew. A walk among many issues is long: there weights are drawn from the order alone,
and those kept that meet the shares and ratios, as long as more than one in a hundred does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from parley.analysis.drawing.cones import Floats, by_mass, ordered_exponentials
from parley.analysis.drawing.polytope import Impossible, Polytope, Sampled, uniform_on
from parley.case.importance import Importance, contradiction
from parley.case.notation import Order
from parley.ground.errors import ParleyError

Streams = Callable[..., np.random.Generator]
Groups = tuple[list[list[int]], list[tuple[int, int]]]

_MANY = 16  # issues from which on a walk is long
_TRIED = 8192  # weights of many issues that are drawn at once
_KEPT = 0.01  # of these, at least


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights drawn, and what is to be said of how."""

    w: Floats  # (draws, issues), each row 1 in all
    notes: tuple[str, ...] = ()  # for whoever reads the result: how far it can be trusted
    details: tuple[str, ...] = ()  # for whoever looks into the method; nothing where they were drawn exactly


def weights(issues: Sequence[str], said: Importance | None, draws: int, rng: Streams) -> Weights:
    """Weights of the issues, uniform among all that meet what is said.

    Issues that are spoken of and not among `issues` have weights too, which are left out afterwards.

    Raises:
        ParleyError: no weights meet all that is said; the fewest statements that are to blame are named.
    """
    said = said or Importance()
    if not said.ranges and not said.ratios and (order := _Ordered.of(issues, said.order)):
        e = np.stack([rng(issue, "importance").standard_exponential(draws) for issue in issues], axis=1)
        return Weights(order.weights(e, rng("importance")))
    names = tuple(dict.fromkeys((*issues, *said.ids())))
    limits = conditions(names, said)
    sampled = _kept(names, said, limits, draws, rng) if len(names) >= _MANY else None
    try:
        sampled = sampled or uniform_on(limits, draws, rng=rng("importance"))
    except Impossible:
        raise ParleyError(_unmet(said, issues)) from None
    w = np.maximum(sampled.points[:, : len(issues)], 0.0)
    total = w.sum(axis=1, keepdims=True)
    w = np.where(total > 0, w / np.where(total > 0, total, 1.0), 1.0 / len(issues))
    return Weights(w, *_reached(sampled, draws)) if sampled.sweeps else Weights(w)


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Issues in an order that can be drawn from exactly."""

    groups: list[list[int]]  # issues that tie
    above: list[tuple[int, int]]  # pairs of groups
    mass: Floats  # issues in each group

    @classmethod
    def of(cls, issues: Sequence[str], order: Order | None) -> Self | None:
        """None where this order is too tangled for that."""
        groups, above = tied(issues, order)
        mass = np.array([len(group) for group in groups], dtype=float)
        return cls(groups, above, mass) if by_mass(len(groups), above, mass) else None

    def weights(self, e: Floats, rng: np.random.Generator) -> Floats:
        """From exponential numbers, one for each issue."""
        first = e[:, [group[0] for group in self.groups]]
        w = ordered_exponentials(len(self.groups), self.above, self.mass, first, rng=rng)
        exact = np.empty_like(e)
        for k, group in enumerate(self.groups):
            exact[:, group] = w[:, [k]]
        return np.asarray(exact / exact.sum(axis=1, keepdims=True))


def _kept(
    names: Sequence[str], said: Importance, limits: Polytope, draws: int, rng: Streams
) -> Sampled | None:
    """Weights drawn from the order that meet the limits too; None where hardly any does."""
    order = _Ordered.of(names, said.order)
    kept: list[Floats] = []
    found = tried = 0
    while order and found < draws:
        own = rng("importance", "tried", str(tried))
        w = order.weights(own.standard_exponential((_TRIED, len(names))), own)
        fine = w[(w @ limits.a.T <= limits.b + 1e-12).all(axis=1)]
        kept.append(fine)
        found, tried = found + len(fine), tried + _TRIED
        if found < _KEPT * tried:
            return None
    return Sampled(np.concatenate(kept)[:draws], 1.0, float(draws), 0) if order else None


def conditions(names: Sequence[str], said: Importance) -> Polytope:
    """Weights of the named issues that meet what is said, as linear conditions; a weight is at least 0."""
    at = {name: np.eye(len(names))[k] for k, name in enumerate(names)}
    most: list[tuple[Floats, float]] = [(-at[i], 0.0) for i in names]
    even: list[tuple[Floats, float]] = [(np.ones(len(names)), 1.0)]
    for a, b in said.order.pairs() if said.order else ():
        most.append((at[b] - at[a], 0.0))
    for a, b in said.order.ties() if said.order else ():
        even.append((at[a] - at[b], 0.0))
    for i, share in said.ranges.items():
        most += [(at[i], share.high), (-at[i], -share.low)]
    for (a, b), share in said.ratios.items():
        most += [(at[a] - share.high * at[b], 0.0), (share.low * at[b] - at[a], 0.0)]
    (a_, b_), (e_, f_) = (
        tuple(np.array(column) for column in zip(*rows, strict=True)) for rows in (most, even)
    )
    return Polytope(a_, b_, e_, f_)


def tied(ids: Sequence[str], order: Order | None) -> Groups:
    """Numbers of the ids in groups that tie, and which group stands above which, near or far.

    What the order names and `ids` does not hold is left out, but what stands above it stays above what is
    below it.
    """
    known = list(dict.fromkeys([*ids, *(order.ids() if order else ())]))
    group = {i: k for k, i in enumerate(known)}
    for a, b in order.ties() if order else ():
        kept, gone = min(group[a], group[b]), max(group[a], group[b])
        group = {i: kept if k == gone else k for i, k in group.items()}
    above = {(group[a], group[b]) for a, b in order.follows()} if order else set()
    if any(a == b for a, b in above):
        raise ParleyError("The order runs in a circle.\n  Take one of its steps out.")
    names = [k for k in sorted(set(group.values())) if any(group[i] == k for i in ids)]
    members = [[n for n, i in enumerate(ids) if group[i] == k] for k in names]
    at = {k: n for n, k in enumerate(names)}
    return members, sorted((at[a], at[b]) for a, b in above if a in at and b in at)


def _unmet(said: Importance, issues: Sequence[str]) -> str:
    blamed = "; ".join(str(statement) for statement in contradiction(said, issues))
    return (
        f"No weights of the issues, 1 in all, meet these at once: {blamed or said}.\n"
        "  Widen one of them, or take one out."
    )


def _reached(sampled: Sampled, draws: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a reader must know of a walk, and how it went."""
    count = min(draws, round(sampled.effective))
    notes: tuple[str, ...] = ()
    if not sampled.converged or 2 * count < draws:
        notes = (
            f"its weights of the issues are drawn so unevenly that {draws:,} draws count as about {count:,}.",
        )
    return notes, (
        "The weights were drawn by hit-and-run: "
        f"{sampled.sweeps:,} sweeps, R-hat {sampled.r_hat:.3f}"
        f"{'' if sampled.converged else ', which is too high: take them with caution'}. "
        f"{draws:,} draws are worth about {count:,} independent ones.",
    )
