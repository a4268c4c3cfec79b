"""With how few digits can a number be written that was found by arithmetic, and still do?

Room: analysis. Speaks numbers. May use numpy.
"""

from collections.abc import Iterator
from math import ceil, floor, isclose, log10


def shorter(x: float, span: float, low: float, high: float) -> Iterator[float]:
    """Numbers near `x` from low to high, those with the fewest digits first, each nearest first; then `x`.

    Args:
        span: how far numbers of this kind lie apart at most; the coarsest step is at most a tenth of it.

    >>> list(shorter(19.706859945, 40, 0, 40))[:3], list(shorter(4.99996, 40, 0, 5))[0]
    ([20.0, 19.0, 19.7], 5.0)
    """
    seen: set[float] = set()
    coarsest = floor(log10(span / 10)) if span > 0 else 0
    for step in range(coarsest, coarsest - 7, -1):
        unit = 10.0**step
        around = sorted({floor(x / unit), ceil(x / unit)}, key=lambda n: abs(n * unit - x))
        for n in around:
            near = round(n * unit, max(0, -step))
            if low <= near <= high and near not in seen:
                seen.add(near)
                yield near
            if isclose(near, x, rel_tol=1e-12, abs_tol=1e-12 * span):
                return
    yield x
