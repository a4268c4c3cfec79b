"""Survival estimates, as they are made of real ceasefires, so that simulated ones are measured the same way.

Room: endurance. Speaks arrays: for each subject a time, and whether the event came then or the subject was
last seen without it.

Source: Kaplan and Meier (1958), JASA 53(282); Cox (1972), JRSS B 34(2), with ties after Efron (1977), JASA
72(359). Checked with the trial of Freireich et al. (1963), Blood 21(6), the textbooks' example for all three.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from parley.ground.errors import ShapeError


def survival(time: ArrayLike, event: ArrayLike, at: ArrayLike) -> NDArray[np.float64]:
    """Kaplan and Meier's share still without the event after each time of `at`.

    >>> survival([1, 2, 2, 4], [True, True, False, False], at=[0, 1, 3]).tolist()
    [1.0, 0.75, 0.5]
    """
    time, event = _checked(time, event)
    times, failed, at_risk = _table(time, event)
    curve = np.concatenate([[1.0], np.cumprod(1.0 - failed / np.maximum(at_risk, 1))])
    wanted: NDArray[np.float64] = curve[np.searchsorted(times, np.asarray(at, dtype=float), side="right")]
    return wanted


def hazard(time: ArrayLike, event: ArrayLike, after: float, until: float) -> float:
    """Events for each unit of time spent at risk, after one time and until another; nan where none was spent.

    >>> hazard([10, 20, 30], [True, False, True], after=0, until=20)
    0.02
    """
    time, event = _checked(time, event)
    spent = float(np.clip(time, after, until).sum() - after * len(time))
    return float((event & (time > after) & (time <= until)).sum()) / spent if spent > 0 else float("nan")


def weibull(time: ArrayLike, event: ArrayLike) -> tuple[float, float]:
    """Shape and scale of the Weibull distribution that makes the times likeliest; below 1 the hazard falls.

    Raises:
        ShapeError: fewer than two events at different times: then nothing can be fitted.

    >>> quantiles = -np.log(1 - (np.arange(1000) + 0.5) / 1000)  # of the exponential distribution
    >>> shape, scale = weibull(5 * quantiles**2, np.ones(1000, bool))
    >>> round(shape, 2), round(scale)
    (0.5, 5)
    """
    time, event = _checked(time, event)
    if len(np.unique(time[event])) < 2:
        raise ShapeError(
            "weibull: fewer than two events at different times. Follow more subjects, or for longer."
        )
    logs = np.log(time)
    mean = logs[event].mean()
    low, high = 1e-3, 1e3
    for _ in range(200):  # the likelihood's slope falls in the shape: halve until it is found
        shape = (low * high) ** 0.5
        weight = np.exp(shape * (logs - logs.max()))
        slope = 1.0 / shape + mean - (weight * logs).sum() / weight.sum()
        low, high = (shape, high) if slope > 0 else (low, shape)
    scale = float(np.exp(logs.max()) * (weight.sum() / event.sum()) ** (1.0 / shape))
    return float(shape), scale


def hazard_ratio(time: ArrayLike, event: ArrayLike, group: ArrayLike) -> float:
    """Cox's ratio of the hazard in the group to that of the others; nan where it has no finite value.

    >>> round(hazard_ratio([1, 2, 3, 4], [True] * 4, [True, False, True, False]), 1)
    2.6
    """
    time, event = _checked(time, event)
    group = np.asarray(group, dtype=bool)
    if group.shape != time.shape:
        raise ShapeError(f"hazard_ratio: {group.size} memberships for {time.size} subjects.")
    times, failed, at_risk = _table(time, event)
    failed_in = _count(times, time[event & group])
    at_risk_in = group.sum() - np.searchsorted(np.sort(time[group]), times, side="left")
    # Efron: the i-th of d who fail at the same time leaves i/d of all d behind
    which = np.repeat(np.arange(len(times)), failed)
    part = (np.arange(len(which)) - np.repeat(np.cumsum(failed) - failed, failed)) / failed[which]
    inside = at_risk_in[which] - part * failed_in[which]
    outside = (at_risk - at_risk_in)[which] - part * (failed - failed_in)[which]
    total = int(failed_in.sum())
    if total in (0, len(which)):
        return float("nan")
    beta = 0.0
    for _ in range(100):
        share = inside * np.exp(beta) / (inside * np.exp(beta) + outside)
        slope, bend = total - share.sum(), (share * (1 - share)).sum()
        if bend <= 0:
            return float("nan")
        step = float(np.clip(slope / bend, -1.0, 1.0))
        beta += step
        if abs(step) < 1e-10:
            return float(np.exp(beta))
    return float("nan")


def _checked(time: ArrayLike, event: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    time, event = np.asarray(time, dtype=float), np.asarray(event, dtype=bool)
    if time.ndim != 1 or time.shape != event.shape or not time.size:
        raise ShapeError(
            f"survival: {time.shape} times and {event.shape} events. Give one of each for everybody."
        )
    if not (np.isfinite(time) & (time > 0)).all():
        raise ShapeError("survival: a time that is not above 0. Times are counted from the start.")
    return time, event


def _table(
    time: NDArray[np.float64], event: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.intp]]:
    """Times with events, how many, and how many were at risk until then."""
    times = np.unique(time[event])
    at_risk = len(time) - np.searchsorted(np.sort(time), times, side="left")
    return times, _count(times, time[event]), at_risk


def _count(times: NDArray[np.float64], of: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.bincount(np.searchsorted(times, of), minlength=len(times))
