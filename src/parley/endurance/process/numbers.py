"""The numbers that a run meets, looked up by run, day and purpose.

Room: endurance. Speaks arrays. Chance comes in as addressed streams.

Whether anything happens is asked of every run on every day; those numbers are drawn from a stream, a day at a
time, for the whole block. All else is needed by few runs a day. It is looked up where it stands in the
sequence of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA, 453-472), which needs none of what comes before.
Either way a number depends on seed, block, run, day and purpose alone, and on nothing that was designed:
two designs under one seed meet the same weather.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.ground.chance import stream

SIZE = 10_000  # runs in a block, whatever was asked for
Purpose = Literal["seen", "answered", "disputed", "talks", "gate", "walking"]
PURPOSES: tuple[Purpose, ...] = ("seen", "answered", "disputed", "talks", "gate", "walking")
_PARTIES = 256  # the last purpose has a place for each party

_GAMMA, _FIRST, _SECOND = map(np.uint64, (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


class Numbers:
    """The numbers of one block, by the place of a run in it."""

    def __init__(self, seed: int, block: int) -> None:
        self._address = (seed, "endurance", "block", block)
        self._key = self.stream("looked up").integers(0, 2**64, dtype=np.uint64)

    def stream(self, *address: str | int) -> np.random.Generator:
        """For what is drawn for the whole block at once."""
        return stream(*self._address, *address)

    def at(
        self,
        run: NDArray[np.intp],
        day: int | NDArray[np.intp],
        purpose: Purpose,
        rank: int | NDArray[np.intp] = 0,
    ) -> NDArray[np.float64]:
        """Evenly spread between 0 and 1, one for each run. `day` counts gates where the purpose is a gate."""
        place = (np.asarray(day) * (len(PURPOSES) + _PARTIES) + PURPOSES.index(purpose) + rank) * SIZE + run
        z = place.astype(np.uint64)
        z += np.uint64(1)
        z *= _GAMMA
        z += self._key
        z ^= z >> np.uint64(30)
        z *= _FIRST
        z ^= z >> np.uint64(27)
        z *= _SECOND
        z ^= z >> np.uint64(31)
        even: NDArray[np.float64] = (z >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return even
