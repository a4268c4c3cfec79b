"""What would it be worth to learn something before a package is recommended?

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    a   which packages all accept, shape (draws, packages)
    z   what would be known, shape (draws, columns)

The worth of learning z is  E_z max_x P(all accept x | z) - max_x P(all accept x): how much more often all
would accept what is recommended, if z were known before (expected value of partial perfect information:
Howard 1966, IEEE Trans. Systems Science and Cybernetics 2(1), 22-26; Strong, Oakley and Brennan 2014, Medical
Decision Making 34(3), 311-326, for the regression).

P(all accept x | z) is fitted on one half of the draws; the package that is best by it is tried on the other
half, and the halves change places. So luck in the fit is never counted as worth: the estimate is what a
recommendation by this very rule would have gained, and errs downwards.
"""

from collections.abc import Callable
from functools import partial
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_Form = Callable[[Floats, Floats], tuple[Floats, Floats]]
_KINDS = 12  # different values up to which each is fitted by itself
_PIECES = (12, 24, 48, 96)  # into which a single column is cut
_CUBES = 3  # columns up to which third powers are fitted
_RIDGE = 1e-6


def learning(a: tuple[Mask, Mask], z: tuple[Floats, Floats]) -> tuple[float, float]:
    """The worth of learning z, from two halves of independent draws, and its standard error.

    Nothing where there is no package.
    """
    if not a[0].shape[1]:
        return 0.0, 0.0
    parts = []
    for here, there in ((0, 1), (1, 0)):
        fitted = a[here].astype(float)
        form = _form(fitted, z[here])
        known, asked = form(z[here], z[there])
        always = int(fitted.mean(axis=0).argmax())
        best = predicted(known, fitted, asked).argmax(axis=1)
        tried = a[there].astype(float)
        parts.append(tried[np.arange(len(tried)), best] - tried[:, always])
    gained = np.concatenate(parts)
    return float(gained.mean()), float(gained.std(ddof=1) / sqrt(len(gained)))


def _form(fitted: Floats, z: Floats) -> _Form:
    """In what form z is fitted: as powers, or in pieces if they do better from half of the draws to the rest.

    A red line or a minimum makes an answer jump, and powers do not follow a jump.
    """
    if (z.std(axis=0) > 0).sum() != 1 or len(np.unique(z, axis=0)) <= _KINDS:
        return features
    half = len(z) // 2
    forms: list[_Form] = [features, *(partial(pieces, count=count) for count in _PIECES)]
    reached = []
    for form in forms:
        known, asked = form(z[:half], z[half:])
        best = predicted(known, fitted[:half], asked).argmax(axis=1)
        reached.append(float(fitted[half:][np.arange(len(best)), best].mean()))
    return forms[int(np.argmax(reached))]


def pieces(z: Floats, other: Floats, count: int) -> tuple[Floats, Floats]:
    """A column for each of so many pieces into which the one column of z that varies is cut; and of others.

    >>> pieces(np.arange(6.0)[:, None], np.array([[2.9]]), 3)[1].tolist()
    [[0.0, 1.0, 0.0]]
    """
    column = int(z.std(axis=0).argmax())
    cuts = np.unique(np.quantile(z[:, column], np.arange(1, count) / count))
    kinds = np.arange(len(cuts) + 1)

    def of(part: Floats) -> Floats:
        x: Floats = (np.searchsorted(cuts, part[:, column])[:, None] == kinds).astype(float)
        return x

    return of(z), of(other)


def features(z: Floats, other: Floats) -> tuple[Floats, Floats]:
    """What is fitted: a column for each of few values, else powers; of z, and the same of others."""
    kinds = np.unique(z, axis=0)
    if len(kinds) <= _KINDS:
        return tuple((part[:, None] == kinds).all(axis=2).astype(float) for part in (z, other))
    middle, spread = z.mean(axis=0), z.std(axis=0)
    moving = spread > 0
    powers = (1, 2, 3) if moving.sum() <= _CUBES else (1, 2)

    def of(part: Floats) -> Floats:
        x = (part[:, moving] - middle[moving]) / spread[moving]
        return np.concatenate([x**power for power in powers], axis=1)

    return of(z), of(other)


def predicted(known: Floats, fitted: Floats, asked: Floats) -> Floats:
    """P(all accept x | z) by least squares, drawn towards P(all accept x) as far as chance could explain it.

    Args:
        known: features of the draws that are fitted, shape (draws, columns).
        fitted: shape (draws, packages).
        asked: features of the draws that are asked about.
    """
    mean, middle = fitted.mean(axis=0), known.mean(axis=0)
    x = known - middle
    square = x.T @ x
    scale = max(float(np.trace(square)) / max(1, len(square)), 1e-12)
    b = np.linalg.solve(square + _RIDGE * scale * np.eye(len(square)), x.T @ (fitted - mean))
    explained = (x @ b).var(axis=0)
    chance = (
        np.maximum(fitted.var(axis=0) - explained, 0) * np.linalg.matrix_rank(square, hermitian=True) / len(x)
    )
    kept = np.where(explained > 0, np.maximum(0, 1 - chance / np.where(explained > 0, explained, 1)), 0)
    out: Floats = mean + ((asked - middle) @ b) * kept
    return out
