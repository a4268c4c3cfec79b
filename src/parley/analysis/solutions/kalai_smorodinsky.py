"""Kalai-Smorodinsky: each party gains the same share of the most it could gain, as large a share as possible.

Room: analysis. Speaks arrays; letters as in `parley.analysis.solutions.method`. Among separate packages equal
shares are seldom to be had, so the least share is made as large as it can be, then the next. A party that can
gain nothing at all does not count.
"""

from collections.abc import Sequence

import numpy as np

from parley.analysis.solutions.method import Floats, Method


def _shares(g: Sequence[Floats], i: Sequence[Floats]) -> list[Floats]:
    return [
        gain / np.where(most > 0, most, 1) + np.where(most > 0, 0, 1).astype(gain.dtype)
        for gain, most in zip(g, i, strict=True)
    ]


METHOD = Method(
    name="kalai-smorodinsky",
    source="Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem, "
    "Econometrica 43(3), 513-518",
    parts=_shares,
    joined="least",
    compares=False,
)
