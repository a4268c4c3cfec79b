"""How much each issue matters to a party: weights drawn evenly from all that meet what is said.

Room: analysis. Takes `parley.case.importance` to arrays, one row a draw. May use numpy, and scipy where
shares and ratios are said.

Nothing said, or an order alone: drawn exactly, see `parley.analysis.cones`; each issue has random numbers of
its own, so that an issue added at the end takes its share from all others alike. Shares and ratios, with an
order or without:
by hit-and-run, see `parley.analysis.polytope`; an issue that is added draws all of these anew.
"""

from collections.abc import Callable, Sequence

import numpy as np

from parley.analysis.cones import Floats, by_mass, ordered_exponentials
from parley.analysis.polytope import Impossible, Polytope, Sampled, uniform_on
from parley.case.importance import Importance, contradiction
from parley.case.notation import Order
from parley.ground.errors import ParleyError

Streams = Callable[..., np.random.Generator]
Groups = tuple[list[list[int]], list[tuple[int, int]]]


def weights(
    issues: Sequence[str], said: Importance | None, draws: int, rng: Streams
) -> tuple[Floats, tuple[str, ...]]:
    """Weights of the issues, shape (draws, issues), each row 1 in all; and how they were drawn.

    The second part is empty where they were drawn exactly.

    Issues that are spoken of and not among `issues` have weights too, which are left out afterwards.

    Raises:
        ParleyError: no weights meet all that is said; the fewest statements that are to blame are named.
    """
    said = said or Importance()
    groups, above = tied(issues, said.order)
    mass = np.array([len(group) for group in groups], dtype=float)
    if not said.ranges and not said.ratios and by_mass(len(groups), above, mass):
        e = np.stack([rng(issue, "importance").standard_exponential(draws) for issue in issues], axis=1)
        w = ordered_exponentials(
            len(groups), above, mass, e[:, [group[0] for group in groups]], rng=rng("importance")
        )
        exact = np.empty_like(e)
        for k, group in enumerate(groups):
            exact[:, group] = w[:, [k]]
        return exact / exact.sum(axis=1, keepdims=True), ()
    names = tuple(dict.fromkeys((*issues, *said.ids())))
    try:
        sampled = uniform_on(conditions(names, said), draws, rng=rng("importance"))
    except Impossible:
        raise ParleyError(_unmet(said, issues)) from None
    w = np.maximum(sampled.points[:, : len(issues)], 0.0)
    total = w.sum(axis=1, keepdims=True)
    w = np.where(total > 0, w / np.where(total > 0, total, 1.0), 1.0 / len(issues))
    return w, (_reached(sampled, draws),) if sampled.sweeps else ()


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


def _reached(sampled: Sampled, draws: int) -> str:
    enough = "" if sampled.converged else ", which is too high: take them with caution"
    return (
        "The weights were drawn by hit-and-run: "
        f"{sampled.sweeps:,} sweeps, R-hat {sampled.r_hat:.3f}{enough}. "
        f"{draws:,} draws are worth about {min(draws, round(sampled.effective)):,} independent ones."
    )
