"""What principals hold to: red lines, a least worth of what they sign, being no worse off than with no deal.

Room: analysis. Knows parties on one side and arrays on the other. Asks a `parley.analysis.study.Study`; may
use numpy.

A set of demands is written as the bits of a whole number: bit k stands for demand k.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Demand
from parley.analysis.space import written
from parley.analysis.study import Study
from parley.case.entries import Terms

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Demands:
    """All demands of a case: first the red lines, then what each principal must at least gain."""

    named: tuple[Demand, ...]
    bundles: tuple[int, ...]  # of each red line: the number of its bundle in the table
    columns: tuple[tuple[int, tuple[int, ...]], ...]  # of each: its principal, and its red lines in the draws
    real: Mask  # (draws, red lines)
    floors: tuple[tuple[int, Floats], ...]  # of each other: its principal, and what it must gain, (draws,)
    costs: tuple[Floats, ...]  # of carrying on, per principal (draws,)

    @property
    def lines(self) -> int:
        """How many of them are red lines."""
        return len(self.bundles)

    def of(self, bits: int) -> tuple[Demand, ...]:
        """The demands of a set."""
        return tuple(demand for k, demand in enumerate(self.named) if bits >> k & 1)

    def held(self, s: int) -> int:
        """The demands of one draw, as a set: red lines that are real in it, and all the others."""
        lines = sum(1 << int(k) for k in np.flatnonzero(self.real[s]))
        return lines | ((1 << len(self.floors)) - 1) << self.lines


def demands_of(ready: Study) -> Demands:
    """The demands of the principals; a red line that rests on an issue left out is none.

    What a party must gain is counted like `Gains.of_all`, before the costs of carrying on.
    """
    lines: dict[Demand, tuple[int, int, list[int]]] = {}
    named: list[Demand] = []
    floors: list[tuple[int, Floats]] = []
    for p, (party, gains) in enumerate(zip(ready.parties, ready.gains, strict=True)):
        for k, bundle in enumerate(ready.table.red_lines[party]):
            if bundle is not None:
                line = ready.case.preferences[party].red_lines[k]
                demand = Demand(party, "red-line", _pairs(line.terms), _pairs(line.unless))
                lines.setdefault(demand, (p, bundle, []))[2].append(k)
        if gains.minimum is not None:
            named.append(Demand(party, "minimum"))
            floors.append((p, gains.minimum))
        named.append(Demand(party, "no-deal"))
        floors.append((p, -gains.draws.cost))
    real = [ready.gains[p].draws.real[:, columns].any(axis=1) for p, _, columns in lines.values()]
    return Demands(
        (*lines, *named),
        tuple(bundle for _, bundle, _ in lines.values()),
        tuple((p, tuple(columns)) for p, _, columns in lines.values()),
        np.stack(real, axis=1) if real else np.zeros((len(ready), 0), dtype=bool),
        tuple(floors),
        tuple(gains.draws.cost for gains in ready.gains),
    )


def _pairs(terms: Terms) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((issue, written(term)) for issue, term in terms.items()))
