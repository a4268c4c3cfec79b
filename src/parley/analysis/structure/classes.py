"""Levels that nothing tells apart but what they are worth: so that few combinations are looked at together.

Room: analysis. Speaks arrays.

A red line on one option of ten ties its issue to others only by "that option or another". So the issue gets a
hidden companion that says which class its level is in, the companion takes its place in everything that ties
issues together, and the issue itself is tied to its companion alone.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from parley.analysis.structure.bundle import Bundle, Mask


def by_classes(
    sizes: Sequence[int], bundles: Sequence[Bundle], forbidden: Sequence[Bundle]
) -> tuple[tuple[int, ...], tuple[Bundle, ...], tuple[Bundle, ...]]:
    """Sizes, bundles and forbidden bundles with companions as further issues at the end.

    Every package extends to the companions in exactly one way that is not forbidden.

    >>> lines = [Bundle({0: np.arange(10) == 3, 1: np.arange(10) == 4})]
    >>> grown, (line,), tied = by_classes([10, 10], lines, [])
    >>> grown, line.axes, len(tied)
    ((10, 10, 2, 2), (2, 3), 4)
    """
    together = [b for b in (*bundles, *forbidden) if len(b.axes) > 1]
    grown = list(sizes)
    companion: dict[int, tuple[int, Mask]] = {}  # issue -> its companion, and which class each level is in
    ties = []
    for issue, size in enumerate(sizes):
        seen = [masks[issue] for b in together for masks in (b.masks, b.unless) if issue in masks]
        if not seen:
            continue
        kinds, which = np.unique(np.stack(seen), axis=1, return_inverse=True)
        classes = kinds.shape[1]
        if classes == size:
            continue
        members = which.reshape(1, -1) == np.arange(classes)[:, None]  # (classes, levels)
        companion[issue] = len(grown), members
        for k in range(classes):
            ties.append(Bundle({issue: members[k], len(grown): np.arange(classes) != k}))
        grown.append(classes)

    def moved(masks: Mapping[int, Mask]) -> dict[int, Mask]:
        out = {}
        for issue, mask in masks.items():
            if issue in companion:
                at, members = companion[issue]
                out[at] = np.any(members & mask, axis=1).reshape(-1)
            else:
                out[issue] = mask
        return out

    def retied(bundle: Bundle) -> Bundle:
        alone = len(bundle.axes) < 2
        return bundle if alone else Bundle(moved(bundle.masks), moved(bundle.unless))

    return tuple(grown), tuple(map(retied, bundles)), (*map(retied, forbidden), *ties)
