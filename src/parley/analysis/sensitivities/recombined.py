"""Everything that was drawn, unknown by unknown, so that one can be taken from other draws than the rest.

Room: analysis. Knows parties on one side and arrays on the other. May use numpy.

What was drawn together counts as one unknown: the importance of all issues to a party, which is 1 in all; and
the values of all options of an issue, which keep to an order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.draws import Draws
from parley.analysis.sensitivities.asking import Asking
from parley.analysis.sensitivity import pairs
from parley.analysis.settlement import Unknown

Floats = NDArray[np.float64]
Field = Literal["weights", "values", "adds", "real", "no_deal", "cost", "worth", "minimum"]
_VARIES = 1e-9


@dataclass(frozen=True, slots=True)
class Group:
    """One unknown of one party: a field of its draws, or a column of it."""

    unknown: Unknown
    party: int  # its place in `Asking.parties`
    field: Field
    column: int | None = None  # of "values": the issue

    def taken(self, draws: Draws, other: Draws) -> Draws:
        """The draws, with this unknown as in the others."""
        mine, theirs = getattr(draws, self.field), getattr(other, self.field)
        if self.column is None:
            mixed: Any = theirs
        elif self.field == "values":
            mixed = (*mine[: self.column], theirs[self.column], *mine[self.column + 1 :])
        else:
            mixed = mine.copy()
            mixed[:, self.column] = theirs[:, self.column]
        changed: dict[str, Any] = {self.field: mixed}
        return replace(draws, **changed)

    def known(self, draws: Draws) -> Floats:
        """What one would know if this were known: (draws, columns)."""
        mine = getattr(draws, self.field)
        if self.column is not None:
            mine = mine[self.column] if self.field == "values" else mine[:, self.column]
        table: Floats = np.asarray(mine, dtype=float).reshape(len(draws), -1)
        return table


def groups(asking: Asking, drawn: Sequence[Draws]) -> tuple[Group, ...]:
    """All unknowns that vary over some draws, party by party in the order of the case."""
    return tuple(
        group
        for party in asking.case.principals()
        for group in _of(asking, party, drawn[asking.parties.index(party)])
        if np.ptp(group.known(drawn[group.party]), axis=0).max(initial=0.0) > _VARIES
    )


def _of(asking: Asking, party: str, draws: Draws) -> Iterator[Group]:
    p, axes, wishes = asking.parties.index(party), asking.space.axes, asking.case.preferences[party]
    yield Group(Unknown(party, "importance"), p, "weights")
    for i, axis in enumerate(axes):
        yield Group(Unknown(party, "value", ((axis.issue, ""),)), p, "values", i)
    for k, interaction in enumerate(wishes.together):
        if asking.parts.interactions[party][k] is not None:
            yield Group(Unknown(party, "together", pairs(interaction.terms)), p, "adds", k)
    for k, line in enumerate(wishes.red_lines):
        if asking.parts.red_lines[party][k] is not None:
            about = Unknown(party, "red-line", pairs(line.terms), pairs(line.unless))
            yield Group(about, p, "real", k)
    if draws.worth is not None:
        yield Group(Unknown(party, "no-deal"), p, "worth")
    else:
        for i, axis in enumerate(axes):
            yield Group(Unknown(party, "no-deal", ((axis.issue, ""),)), p, "no_deal", i)
    yield Group(Unknown(party, "cost"), p, "cost")
    if draws.minimum is not None:
        yield Group(Unknown(party, "minimum"), p, "minimum")
