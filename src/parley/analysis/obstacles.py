"""What keeps the zone empty: demands that cannot stand together, and whose giving way opens a zone.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

In one draw, a demand is a red line that is real, a least worth a principal wants of what it signs, or its
being no worse off than without a deal. Every package fails some set of demands. Giving way on all demands of
such a set makes that package signable: so the smallest sets failed by any package are the smallest
relaxations. A conflict is a smallest set of demands of which every package fails at least one: the conflicts
are the smallest sets that meet all relaxations, and the other way round.

Source: Reiter (1987), A theory of diagnosis from first principles, Artificial Intelligence 32(1), 57-95.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.crossing import failed
from parley.analysis.demands import Demands, demands_of
from parley.analysis.prices import prices_of
from parley.analysis.settlement import Demand, Obstacles, Share
from parley.analysis.smallest import hitting_sets
from parley.analysis.study import Study, study
from parley.analysis.sweep import sweep
from parley.case.model import Case

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

LISTED = 12  # sets of either kind that are reported, most frequent first
_ROWS = 20_000_000  # rows of both sides of the table x draws looked at, at most
MOST_CONFLICTS = 2_000  # that are counted in one draw


def obstacles(
    talks: "Case | Dossier | str | Path",
    draws: int = 1000,
    seed: int = 0,
    *,
    on: date | None = None,
    count: int = LISTED,
) -> Obstacles:
    """What keeps the zone empty where it is empty, and what each red line costs the others.

    Args:
        talks: a case, or what `parley.load` opens.
        on: hide what was published after this day.
        count: how many sets of either kind are listed, most frequent first.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    ready = study(talks, draws, seed)
    return obstacles_of(ready, sweep(ready.gains).open, count)


def obstacles_of(ready: Study, is_open: NDArray[np.bool_], count: int = LISTED) -> Obstacles:
    """Conflicts and relaxations over the draws in which there is no zone, and the price of each red line."""
    demands = demands_of(ready)
    empty = np.flatnonzero(~is_open)
    most = max(20, _ROWS // (len(ready.table.left) + len(ready.table.right)))
    looked_at = empty[:most]
    relaxed: Counter[int] = Counter()
    in_conflict: Counter[int] = Counter()
    known: dict[tuple[int, ...], tuple[int, ...]] = {}
    cut_short = 0
    for relaxations in failed(ready, demands, looked_at):
        if relaxations not in known:
            known[relaxations] = hitting_sets(relaxations, MOST_CONFLICTS) if relaxations else ()
        relaxed.update(relaxations)
        in_conflict.update(known[relaxations])
        cut_short += len(known[relaxations]) == MOST_CONFLICTS
    note = (
        f"In {cut_short:,} draws without a zone there are {MOST_CONFLICTS:,} or more conflicts, and "
        f"{MOST_CONFLICTS:,} of them are counted."
    )
    grounds = ready.grounds
    if cut_short:
        grounds = replace(grounds, note=" ".join(filter(None, [grounds.note, note])))
    return Obstacles(
        _listed(demands, in_conflict, len(looked_at), count),
        _listed(demands, relaxed, len(looked_at), count),
        Share(len(empty), len(ready)),
        grounds,
        prices_of(ready, demands, np.arange(len(ready))[:most]),
    )


def _listed(
    demands: Demands, counts: Counter[int], draws: int, most: int
) -> tuple[tuple[tuple[Demand, ...], Share], ...]:
    """Sets by how often they were found; of those found equally often the smaller first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].bit_count(), item[0]))
    return tuple((demands.of(s), Share(n, draws)) for s, n in ranked[:most])
