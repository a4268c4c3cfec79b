"""What keeps the zone empty: demands that cannot stand together, and whose giving way opens a zone.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

In one draw, a demand is a red line that is real, or a principal's being no worse off than without a deal.
Every package violates some set of demands. Giving way on all demands of such a set makes that package
signable: so the smallest sets violated by any package are the smallest relaxations. A conflict is a smallest
set of demands of which every package violates at least one: the conflicts are the smallest sets that hit all
relaxations, and the other way round.

Source: Reiter (1987), A theory of diagnosis from first principles, Artificial Intelligence 32(1), 57-95; the
hitting sets are built as in Berge (1989), Hypergraphs, chapter 2.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Demand, Obstacles, Share
from parley.analysis.space import written
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, blocks

LISTED = 12  # sets of either kind that are reported, most frequent first
_ELEMENTS = 400_000_000  # packages x draws looked at, at most
_MOST_CONFLICTS = 2_000  # in one draw


def obstacles_of(ready: Study, is_open: NDArray[np.bool_]) -> Obstacles:
    """Conflicts and relaxations over the draws in which there is no zone."""
    empty = np.flatnonzero(~is_open)
    looked_at = empty[: max(20, _ELEMENTS // len(ready.table))]
    demands, crossed, real = _demands(ready)
    relaxed: Counter[int] = Counter()
    in_conflict: Counter[int] = Counter()
    known: dict[tuple[int, ...], tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for violated in _violated(ready, looked_at, crossed, real, len(demands)):
        if violated not in known:
            relaxations = minimal(violated)
            known[violated] = relaxations, hitting_sets(relaxations) if relaxations else ()
        relaxations, conflicts = known[violated]
        relaxed.update(relaxations)
        in_conflict.update(conflicts)

    def listed(counts: Counter[int]) -> tuple[tuple[tuple[Demand, ...], Share], ...]:
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].bit_count(), item[0]))
        return tuple((_named(demands, s), Share(n, len(looked_at))) for s, n in ranked[:LISTED])

    return Obstacles(listed(in_conflict), listed(relaxed), Share(len(empty), len(ready)), ready.grounds)


def minimal(sets: Iterable[int]) -> tuple[int, ...]:
    """Sets, as bits, that contain no other of them; ascending.

    >>> [bin(s) for s in minimal([0b111, 0b011, 0b100, 0b110])]
    ['0b11', '0b100']
    """
    left = np.unique(np.fromiter(sets, dtype=np.int64))
    left = left[np.argsort(np.bitwise_count(left), kind="stable")]
    kept: list[int] = []
    while len(left):
        kept.append(int(left[0]))
        left = left[(left & left[0]) != left[0]]
    return tuple(sorted(kept))


def hitting_sets(sets: Sequence[int], most: int = _MOST_CONFLICTS) -> tuple[int, ...]:
    """Smallest sets, as bits, that share an element with each of `sets`; ascending.

    Where there are more than `most` on the way, the smallest are carried on.

    >>> [bin(s) for s in hitting_sets([0b011, 0b101])]
    ['0b1', '0b110']
    """
    found = [0]
    for s in sorted(sets, key=lambda s: (s.bit_count(), s)):
        hit = [h for h in found if h & s]
        bits = [1 << b for b in range(s.bit_length()) if s >> b & 1]
        # A grown set can only contain one that hit before: two grown sets never contain each other.
        grown = (h | bit for h in found if not h & s for bit in bits)
        found = hit + [g for g in grown if not any(h & g == h for h in hit)]
        if len(found) > most:
            found = sorted(found, key=lambda h: (h.bit_count(), h))[:most]
    return tuple(sorted(found))


def _demands(ready: Study) -> tuple[list[Demand], NDArray[np.int64], NDArray[np.int64]]:
    """Demands by bit; as bits, the red lines each package crosses and those real in each draw."""
    table = ready.table
    demands: list[Demand] = []
    left = np.zeros(len(table.left), dtype=np.int64)
    right = np.zeros(len(table.right), dtype=np.int64)
    real = np.zeros(len(ready), dtype=np.int64)
    for party, gains in zip(ready.parties, ready.gains, strict=True):
        lines = ready.case.preferences[party].red_lines
        for k, bundle in enumerate(table.red_lines[party]):
            if bundle is None:
                continue
            bit = np.int64(1) << np.int64(len(demands))
            for side, bits in ((table.left, left), (table.right, right)):
                if bundle in side.bundles:
                    bits |= bit * side.held[:, side.bundles.index(bundle)]
            real |= bit * gains.draws.real[:, k]
            terms = tuple(sorted((issue, written(term)) for issue, term in lines[k].terms.items()))
            demands.append(Demand(party, "red-line", terms))
    demands += [Demand(party, "no-deal") for party in ready.parties]
    return demands, (right[:, None] | left[None, :]).ravel(), real


def _violated(
    ready: Study, draws: NDArray[np.intp], crossed: NDArray[np.int64], real: NDArray[np.int64], demands: int
) -> Iterable[tuple[int, ...]]:
    """For each draw, the different sets of demands that some package violates."""
    patterns, group = np.unique(crossed, return_inverse=True)
    worse_off = 1 << len(ready.parties)
    first = demands - len(ready.parties)
    counted = len(patterns) * worse_off
    for part in blocks(len(draws), len(ready.table)):
        rows = draws[part]
        code = np.broadcast_to(group * worse_off, (len(rows), len(group))).copy()
        for p, gains in enumerate(ready.gains):
            gain = gains.of_all(rows, red_lines=False)
            code += (gain < -gains.cost[rows, None] - np.float32(CLOSE)) * (1 << p)
        if ready.table.nothing is not None:
            code = np.delete(code, ready.table.nothing, axis=1)
        for s, row in zip(rows, code, strict=True):
            there = np.flatnonzero(np.bincount(row, minlength=counted))
            sets = (patterns[there // worse_off] & real[s]) | ((there % worse_off) << first)
            yield tuple(np.unique(sets).tolist())


def _named(demands: list[Demand], bits: int) -> tuple[Demand, ...]:
    return tuple(demand for k, demand in enumerate(demands) if bits >> k & 1)
