"""Terms that hold together or not: of an interaction, a red line, or something that is excluded.

Room: analysis. Speaks arrays. May use numpy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Rows = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Holds where every issue of `masks` is at one of its levels, unless every issue of `unless` is too.

    >>> b = Bundle({0: np.array([False, True])}, {1: np.array([True, False])})
    >>> b.axes, b.holds(np.array([[1, 0], [1, 1], [0, 1]]), [0, 1]).tolist()
    ((0, 1), [False, True, False])
    """

    masks: Mapping[int, Mask]  # issue number -> levels
    unless: Mapping[int, Mask] = field(default_factory=dict)  # empty: there is no way out

    @property
    def axes(self) -> tuple[int, ...]:
        """The issues that decide it, ascending."""
        return tuple(sorted({*self.masks, *self.unless}))

    def holds(self, rows: Rows, axes: Sequence[int]) -> Mask:
        """For which rows of levels, whose columns are these issues; the bundle's own must be among them."""
        at = list(axes)
        held = np.ones(len(rows), dtype=bool)
        for axis, mask in self.masks.items():
            held &= mask[rows[:, at.index(axis)]]
        if self.unless:
            out = np.ones(len(rows), dtype=bool)
            for axis, mask in self.unless.items():
                out &= mask[rows[:, at.index(axis)]]
            held &= ~out
        return held

    def table(self, sizes: Sequence[int]) -> Mask:
        """Where it holds, one dimension for each of `axes`, of `sizes` levels (given for all issues)."""
        axes = self.axes
        shape = tuple(sizes[a] for a in axes)
        rows = np.indices(shape).reshape(len(axes), -1).T
        return self.holds(rows, axes).reshape(shape)
