"""Who gives what in a package, compared with what it asks now?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

A principal gives on an issue where the term is worth less to it than what it asks, in most draws; it gives
most where no term that may be signed is worth less. Red lines and what goes together are left aside here:
they are no matter of one issue.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from parley.analysis.gains import Gains
from parley.analysis.standings import spread
from parley.analysis.study import Study
from parley.analysis.table import Levels
from parley.analysis.turning.leeway import signable
from parley.bridging.offers.asked import Table, worth_at
from parley.bridging.offers.offer import Move

_LESS = 1e-9  # what is worth less by no more than this is worth as much


def moves_of(ready: Study, row: Levels, asked: Table) -> tuple[Move, ...]:
    """Every principal on every issue; principals in the order of the study, issues in that of the case.

    Args:
        row: a package by its levels, shape (issues,).
        asked: from `parley.bridging.offers.asked`.
    """
    out = []
    for party, gains in zip(ready.parties, ready.gains, strict=True):
        open_to = signable(gains, complete=ready.random is None)
        for i, axis in enumerate(ready.space.axes):
            move = Move(party, axis.issue, None, axis.choices[row[i]], "unknown")
            position = asked.get((party, axis.issue))
            if position is not None:
                move = replace(
                    move,
                    kind="as asked",
                    position=position.words,
                    claims=position.claims,
                    since=position.since,
                )
                given = worth_at(gains, i, position.level) - gains.parts.worth[i][:, row[i]]
                if not position.met_by(move.term) and mostly(given > _LESS):
                    worst = _is_worst(gains, i, int(row[i]), open_to[i])
                    move = replace(move, kind="gives most" if worst else "gives", cost=spread(given))
            out.append(move)
    return tuple(out)


def mostly(held: NDArray[np.bool_]) -> bool:
    """Does it hold in most draws?"""
    return 2 * int(np.count_nonzero(held)) > len(held)


def _is_worst(gains: Gains, issue: int, level: int, open_to: NDArray[np.bool_]) -> bool:
    """Is no term that may be signed worth less, in most draws?"""
    worth = gains.parts.worth[issue]
    return bool(open_to.sum() > 1) and mostly(worth[:, level] <= worth[:, open_to].min(axis=1) + _LESS)
