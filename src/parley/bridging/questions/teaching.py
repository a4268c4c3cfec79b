"""How much would the answer to a question teach?

Room: bridging. Speaks arrays. May use numpy.

Letters used throughout:
    m   does the party rather have the first package of a pair, shape (draws, pairs)
    e   how likely an answer is to be mistaken
    z   is there a zone, shape (draws,)
    g   what the party gains from a package where it accepts it, else 0, shape (draws, packages)
    r   what the same package is expected to gain the others, multiplied; shape (packages,)

About the zone an answer teaches  I(a; z) = H(z) - E_a H(z | a)  bits: by how much it is expected to lessen
the entropy (Shannon 1948, Bell System Technical Journal 27, 379-423; Lindley 1956, Annals of Mathematical
Statistics 27(4), 986-1005).

About the best package it teaches  E_a max_x E[g(x) | a] r(x) - max_x E[g(x)] r(x):  by how much the product
of expected gains of the package then best is expected to rise (expected value of sample information: Raiffa
and Schlaifer 1961, Applied Statistical Decision Theory; for questions about preferences Chajewska, Koller and
Parr 2000, AAAI-00, 363-369). It is given as a share of the product of the package now best.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Single = NDArray[np.float32]
Mask = NDArray[np.bool_]


def said_first(m: Mask, e: float) -> Single:
    """How likely each draw makes the answer "the first", shape (draws, pairs)."""
    said: Single = np.where(m, np.float32(1 - e), np.float32(e))
    return said


def entropy(p: Floats) -> Floats:
    """In bits, of something that is so with chance p.

    >>> entropy(np.array([0.0, 0.5])).tolist()
    [0.0, 1.0]
    """
    q = np.stack([p, 1 - p])
    bits: Floats = np.abs((q * np.log2(np.where(q > 0, q, 1.0))).sum(axis=0))
    return bits


def zone_bits(z: Mask, m: Mask, e: float) -> Floats:
    """By how many bits each answer is expected to lessen the uncertainty about the zone, shape (pairs,).

    >>> z = np.array([True, True, False, False])
    >>> zone_bits(z, np.array([[True, True], [True, False], [False, True], [False, False]]), 0.0).tolist()
    [1.0, 0.0]
    """
    a, open_ = said_first(m, e).astype(float), z.astype(float)
    first = a.mean(axis=0)
    both = (a * open_[:, None]).mean(axis=0)
    rest = open_.mean() - both
    after = first * entropy(both / np.maximum(first, 1e-12))
    after += (1 - first) * entropy(rest / np.maximum(1 - first, 1e-12))
    bits: Floats = np.maximum(entropy(np.array(open_.mean())) - after, 0.0)
    return bits


def zone_error(z: Mask, m: Mask, e: float) -> float:
    """The standard error of the bits of one question, by linearising; m of shape (draws,)."""
    a, p = said_first(m, e).astype(float), float(z.mean())
    first = a.mean()
    bits = np.zeros(len(z))
    for chance, share in ((a, first), (1 - a, 1 - first)):
        for is_, of in ((z, p), (~z, 1 - p)):
            together = float((chance * is_).mean())
            if together > 0:
                bits += chance * is_ * np.log2(together / (share * of))
    return float(bits.std() / sqrt(len(bits)))


def package_rise(g: Single, r: Single, m: Mask, e: float) -> Floats:
    """By how much each answer is expected to raise the product of gains of the package then best.

    Not yet as a share. Shape (pairs,).

    >>> g, r = np.array([[1, 0], [0, 1]], dtype=np.float32), np.ones(2, dtype=np.float32)
    >>> package_rise(g, r, np.array([[True, True], [False, True]]), 0.0).tolist()
    [0.5, 0.0]
    """
    a, n = said_first(m, e), len(g)
    whole = g.sum(axis=0) * r
    first = (a.T @ g) * r
    rise: Floats = (first.max(axis=1) + (whole - first).max(axis=1) - whole.max()).astype(float) / n
    return np.maximum(rise, 0.0)


def changed(g: Single, r: Single, m: Mask, e: float) -> Mask:
    """In which draws the answer, if it is not mistaken, makes another package the best; m of shape (draws,).

    >>> g, m = np.eye(2, dtype=np.float32)[[0, 0, 1]], np.array([True, True, False])
    >>> changed(g, np.ones(2, dtype=np.float32), m, 0.0).tolist()
    [False, False, True]
    """
    a = said_first(m, e)
    now, first, other = (int(((chance @ g) * r).argmax()) for chance in (np.ones_like(a), a, 1 - a))
    out: Mask = np.where(m, first != now, other != now)
    return out


def package_value(g: Single, r: Single, m: Mask, e: float) -> tuple[float, float]:
    """The rise by one question, and its standard error; m of shape (draws,).

    Which packages are best is decided on one half of the draws and tried on the other, and the halves change
    places: luck in the choice is never counted as worth, and the estimate errs downwards.
    """
    a = said_first(m, e)[:, None]
    half = np.arange(len(g)) < len(g) // 2
    gained = np.zeros(len(g))
    for here, there in ((half, ~half), (~half, half)):
        one, other, now = (
            int(((chance * g)[here].sum(axis=0) * r).argmax()) for chance in (a, 1 - a, np.ones_like(a))
        )
        tried = a[:, 0] * g[:, one] * r[one] + (1 - a[:, 0]) * g[:, other] * r[other] - g[:, now] * r[now]
        gained[there] = tried[there]
    return float(gained.mean()), float(gained.std() / sqrt(max(1, len(gained))))
