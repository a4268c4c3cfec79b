"""Which unknown matters most to an answer?

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

Everything that was drawn is an unknown. An answer that holds in some draws is counted once in the draws where
the unknown is low and once where it is high; the difference is the swing. The draws stay the same, so nothing
is run again. A swing smaller than chance would give is not reported; nor is what an answer hangs on that is
the same in nearly all draws, for then it hangs on next to nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.settlement import Driver, Share, Unknown
from parley.analysis.space import written
from parley.analysis.study import Study
from parley.case.entries import Terms

Mask = NDArray[np.bool_]
_LEAST_SWING = 0.05
_FEWEST = 10  # draws on either side
_SELDOM = 0.02  # of the draws: an answer that is seldomer another hardly varies


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """An unknown with the draws in which it is low and in which it is high."""

    unknown: Unknown
    low: Mask
    high: Mask


def splits(ready: Study) -> tuple[Split, ...]:
    """All unknowns of a study that vary over its draws."""
    return tuple(
        split
        for split in _all(ready)
        if min(np.count_nonzero(split.low), np.count_nonzero(split.high)) >= _FEWEST
    )


def drivers(splits: tuple[Split, ...], held: Mask, most: int) -> tuple[Driver, ...]:
    """The unknowns an answer hangs on most, largest swing first.

    Args:
        held: the draws in which the answer holds, shape (draws,).
    """
    if not splits or hardly_varies(Share(int(np.count_nonzero(held)), len(held))):
        return ()
    low = np.stack([split.low for split in splits])
    high = np.stack([split.high for split in splits])
    n_low, n_high = low.sum(axis=1), high.sum(axis=1)
    k_low, k_high = low @ held.astype(np.int64), high @ held.astype(np.int64)
    swing = np.abs(k_high / n_high - k_low / n_low)
    out = []
    for k in np.argsort(-swing, kind="stable")[:most]:
        p = (k_low[k] + k_high[k]) / (n_low[k] + n_high[k])
        noise = sqrt(p * (1 - p) * (1 / n_low[k] + 1 / n_high[k]))
        if swing[k] >= max(_LEAST_SWING, 3 * noise):
            when_low, when_high = Share(int(k_low[k]), int(n_low[k])), Share(int(k_high[k]), int(n_high[k]))
            out.append(Driver(splits[k].unknown, when_low, when_high))
    return tuple(out)


def hardly_varies(share: Share) -> bool:
    """Is an answer the same in nearly all draws, so that there is little that could hang on anything?

    >>> hardly_varies(Share(995, 1000)), hardly_varies(Share(0, 40)), hardly_varies(Share(970, 1000))
    (True, True, False)
    """
    return not _SELDOM <= share.value <= 1 - _SELDOM


def _all(ready: Study) -> Iterator[Split]:
    axes = ready.table.space.axes
    for party, gains in zip(ready.parties, ready.gains, strict=True):
        draws = gains.draws
        for k, line in enumerate(ready.case.preferences[party].red_lines):
            if ready.table.red_lines[party][k] is not None:
                unknown = Unknown(party, "red-line", pairs(line.terms), pairs(line.unless))
                yield Split(unknown, ~draws.real[:, k], draws.real[:, k])
        yield from _thirds(party, "cost", (), draws.cost)
        if draws.worth is not None:
            yield from _thirds(party, "no-deal", (), draws.worth)
        if draws.minimum is not None:
            yield from _thirds(party, "minimum", (), draws.minimum)
        for k, interaction in enumerate(ready.case.preferences[party].together):
            if ready.table.interactions[party][k] is not None:
                yield from _thirds(party, "together", pairs(interaction.terms), draws.adds[:, k])
        for i, axis in enumerate(axes):
            yield from _thirds(party, "importance", ((axis.issue, ""),), draws.weights[:, i])
            for level in _telling(axis.numeric, len(axis.choices)):
                about = ((axis.issue, written(axis.choices[level])),)
                yield from _thirds(party, "value", about, draws.values[i][:, level])
            for level in np.unique(draws.no_deal[:, i]) if draws.worth is None else ():
                there = draws.no_deal[:, i] == level
                about = ((axis.issue, written(axis.choices[level])),)
                yield Split(Unknown(party, "no-deal", about), ~there, there)


def pairs(terms: Terms) -> tuple[tuple[str, str], ...]:
    """Terms of a case as (issue, term), sorted."""
    return tuple(sorted((issue, written(term)) for issue, term in terms.items()))


def _telling(numeric: bool, levels: int) -> Iterable[int]:
    """Every option; of numbers, whose values hang together, the one in the middle."""
    return [levels // 2] if numeric else range(levels)


def _thirds(
    party: str,
    kind: Literal["cost", "importance", "value", "no-deal", "minimum", "together"],
    about: tuple[tuple[str, str], ...],
    x: NDArray[np.float64],
) -> Iterator[Split]:
    below, above = np.quantile(x, [1 / 3, 2 / 3])
    if above - below > 1e-9:
        yield Split(Unknown(party, kind, about), x <= below, x >= above)
