"""Which draft stands best with several parties or advisers who rank them?

Room: bridging. Speaks ballots and names. May use numpy and `parley.ground`. Drafts that the method ranks
equally stay equal, or a seed decides.

Letters used throughout:
    d   voters who rank one draft above another, shape (drafts, drafts)
    p   strength of the strongest path from one to another, same shape: the strength of a path is its weakest
        link, and a link is as strong as the votes for it, if more are for it than against (winning votes)

A draft beats another if its strongest path to it is stronger than the one back. That is never a circle.

Source: Schulze (2011), A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method, Social Choice and Welfare 36(2), 267-303.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from parley.bridging.offers.offer import Ballot, Ranked, Ranking
from parley.ground.chance import stream
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

METHOD = "Schulze, winning votes"
SOURCE = "Schulze (2011), Social Choice and Welfare 36(2), 267-303"
MOST = 500  # drafts: more is no ranking that anybody makes by hand
MOST_VOTERS = 1_000_000_000

Counts = NDArray[np.int64]


def schulze(ballots: Sequence[Ballot], names: Sequence[str] = (), *, seed: int | None = None) -> Ranking:
    """Drafts ranked by all ballots together.

    Args:
        names: all that are ranked, where ballots may leave some out; those they name, where not given.
        seed: breaks ties, by ballots drawn one after the other (Schulze 2011, section 5); where even these
            say nothing, by chance. Ties stand where not given.

    Raises:
        ParleyError: no ballots or nothing to rank; a name twice on a ballot, or one that is not ranked; too
            many.

    >>> found = schulze([Ballot((("a",), ("b",)), 2), Ballot((("b",), ("c",)), 1)])
    >>> [(r.name, r.place) for r in found.ranked]
    [('a', 1), ('b', 2), ('c', 3)]
    """
    named = list(dict.fromkeys([*names, *(n for b in ballots for tier in b.tiers for n in tier)]))
    _refuse(ballots, names, named)
    d = pairwise(ballots, named)
    p = strongest_paths(d)
    beats = p > p.T
    places = 1 + beats.sum(axis=0)
    rank = list(np.argsort(places, kind="stable"))
    if seed is not None:
        rank = _broken(beats, ballots, named, seed)
        places = np.empty(len(named), dtype=np.int64)
        places[rank] = np.arange(1, len(named) + 1)
    others = [[j for j in range(len(named)) if j != i] for i in range(len(named))]
    ranked = tuple(
        Ranked(
            named[i],
            int(places[i]),
            tuple(named[j] for j in others[i] if beats[i, j]),
            {named[j]: int(d[i, j]) for j in others[i]},
            {named[j]: int(p[i, j]) for j in others[i]},
        )
        for i in rank
    )
    return Ranking(ranked, sum(b.voters for b in ballots), METHOD, SOURCE, seed)


def pairwise(ballots: Sequence[Ballot], names: Sequence[str]) -> Counts:
    """How many voters rank one above another; what a ballot leaves out stands below all it names."""
    at = {name: k for k, name in enumerate(names)}
    d = np.zeros((len(names), len(names)), dtype=np.int64)
    for ballot in ballots:
        tier = _tiers(ballot, at)
        d += ballot.voters * (tier[:, None] < tier[None])
    return d


def strongest_paths(d: Counts) -> Counts:
    """The strength of the strongest path from each to each; 0 where there is none, and from each to itself.

    By the algorithm of Floyd (1962) and Warshall (1962), with the weakest link in place of the length.
    """
    p = np.where(d > d.T, d, 0)
    for k in range(len(p)):
        p = np.maximum(p, np.minimum(p[:, [k]], p[[k]]))
    np.fill_diagonal(p, 0)
    return p


def _tiers(ballot: Ballot, at: dict[str, int]) -> Counts:
    tier = np.full(len(at), len(ballot.tiers), dtype=np.int64)
    for place, tied in enumerate(ballot.tiers):
        tier[[at[name] for name in tied]] = place
    return tier


def _broken(
    beats: NDArray[np.bool_], ballots: Sequence[Ballot], names: Sequence[str], seed: int
) -> list[int]:
    """An order of all that keeps who beats whom; of those that nobody left beats, the first by chance."""
    chance = _by_chance(ballots, names, seed)
    left, order = list(range(len(names))), []
    while left:
        free = [i for i in left if not beats[left, i].any()]
        order.append(min(free, key=lambda i: chance[i]))
        left.remove(order[-1])
    return order


def _by_chance(ballots: Sequence[Ballot], names: Sequence[str], seed: int) -> list[int]:
    """A place for each: ballots in random order decide what those before them left equal; then chance."""
    rng = stream(seed, "schulze", *sorted(names))
    at = {name: k for k, name in enumerate(names)}
    kinds = sorted(ballots, key=lambda b: (b.tiers, b.voters, b.by))
    # a kind of ballot comes up as early as the first of those who cast it
    drawn = np.argsort(rng.exponential(size=len(kinds)) / np.array([b.voters for b in kinds]), kind="stable")
    keys_of = [_tiers(kinds[int(k)], at) for k in drawn]
    last = np.empty(len(names))
    last[[at[name] for name in sorted(names)]] = rng.random(len(names))
    ranking = np.lexsort((last, *reversed(keys_of)))
    places = np.empty(len(names), dtype=np.int64)
    places[ranking] = np.arange(len(names))
    return [int(n) for n in places]


def _refuse(ballots: Sequence[Ballot], names: Sequence[str], named: Sequence[str]) -> None:
    if not ballots or not named:
        raise ParleyError("There are no ballots.\n  Give at least one, such as  adviser: draft-1 > draft-2")
    if len(named) > MOST:
        raise ParleyError(f"{len(named)} drafts are ranked.\n  At most {MOST} can be; are these drafts?")
    for number, ballot in enumerate(ballots, start=1):
        said = [name for tier in ballot.tiers for name in tier]
        which = f"ballot {number}{f' ({ballot.by})' if ballot.by else ''}"
        twice = next((n for n in said if said.count(n) > 1), None)
        if twice is not None:
            raise ParleyError(f'{which}\n  "{twice}" stands there twice.\n  Take one of the two out.')
        unknown = next((n for n in said if names and n not in names), None)
        if unknown is not None:
            raise ParleyError(f'{which}\n  "{unknown}" is not ranked here.\n  {did_you_mean(unknown, names)}')
        if not 1 <= ballot.voters <= MOST_VOTERS:
            raise ParleyError(f"{which}\n  {ballot.voters} voters cannot be.\n  Write 1 or more.")
