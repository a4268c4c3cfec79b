"""How much is still in force, day by day, as a picture: a fan over the worlds, gates, and base rates beside.

Room: briefs. Speaks plain numbers and labels. Shares are of ten runs. Base rates are signs of their own and
no part of the curve.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parley.briefs.canvas import COLOURS, INK, Picture
from parley.briefs.steps.timetable_plot import DASHED, GateLine, as_it_is
from parley.ground.worded import say

_WIDTH, _HEIGHT = 560, 190
_LINE, _LETTER = 11.5, 5.6  # pixels: a line of a name, a letter of it
SIGNS = ("diamond", "triangle-up", "square", "triangle-down", "cross", "circle")
SIGN_MARKS = ("◇", "△", "□", "▽", "✚", "○")  # the same, for a legend


@dataclass(frozen=True, slots=True)
class FanDay:
    """Shares of runs (0 to 1) in force at the end of a day; between worlds: tenths, quarters, the middle."""

    day: int
    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float


@dataclass(frozen=True, slots=True)
class Beside:
    """A base rate: the share (0 to 1) still in force on a day in comparable cases, and its range."""

    sign: int  # one sign for each group of cases
    day: int
    low: float
    value: float
    high: float


def fan_picture(
    days: Sequence[FanDay], gates: Sequence[GateLine], beside: Sequence[Beside], last: int
) -> Picture:
    """The fan with what stands beside it.

    Args:
        last: the last day shown; base rates of later days are left out.
    """
    x = {
        "field": "day",
        "type": "quantitative",
        "title": say("day"),
        "scale": {"domain": [0, last * 1.02], "nice": False},
        "axis": {"tickCount": 9, "format": "d", "grid": False, "tickMinStep": 1},
    }
    y = {
        "field": "middle",
        "type": "quantitative",
        "title": say("of 10 runs, still in force"),
        "scale": {"domain": [0, 10], "nice": False},
        "axis": {"values": [0, 2, 4, 6, 8, 10], "grid": True},
    }
    shown = [
        {
            "day": d.day,
            "low": 10 * d.low,
            "quarter": 10 * d.quarter,
            "middle": 10 * d.middle,
            "three": 10 * d.three_quarters,
            "high": 10 * d.high,
        }
        for d in days
        if d.day <= last
    ]
    colour = COLOURS[0]
    layers: list[dict[str, Any]] = [
        _band(shown, "low", "high", 0.16, x, y),
        _band(shown, "quarter", "three", 0.28, x, y),
        *(_edge(shown, edge, x, y) for edge in ("low", "high")),
        *_gates(gates, last, x, y),
        {
            "data": {"values": shown},
            "mark": {"type": "line", "color": colour, "strokeWidth": 2.2},
            "encoding": {"x": x, "y": y},
        },
        *_beside([one for one in beside if one.day <= last], last, x, y),
    ]
    return Picture("fan", {"width": _WIDTH, "height": _HEIGHT, "layer": layers})


def _band(
    shown: list[dict[str, float]], low: str, high: str, opacity: float, x: dict[str, Any], y: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": shown},
        "mark": {"type": "area", "color": COLOURS[0], "opacity": opacity},
        "encoding": {"x": x, "y": y | {"field": low}, "y2": {"field": high}},
    }


def _edge(shown: list[dict[str, float]], edge: str, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": shown},
        "mark": {"type": "line", "color": COLOURS[0], "strokeWidth": 0.8, "strokeDash": [2, 2]},
        "encoding": {"x": x, "y": y | {"field": edge}},
    }


def _gates(
    gates: Sequence[GateLine], last: int, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Each line goes up to its name, which stands to the right of it; earlier gates above later ones."""
    pixel = 10 / _HEIGHT  # runs of ten
    values = [
        {
            "day": gate.day,
            "middle": 10 + pixel * (_LINE * up + 2),
            "foot": 0,
            "name": 10 + pixel * (_LINE * (up - 0.5) + 2),
            "text": gate.name,
            "agreed": gate.agreed,
        }
        for gate, up in _levels([g for g in gates if g.day <= last], last)
    ]
    if values:
        yield {
            "data": {"values": values},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
            "encoding": {"x": x, "y": y, "y2": {"field": "foot"}, "strokeDash": DASHED},
        }
        yield {
            "data": {"values": values},
            "mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 9.5, "color": INK},
            "encoding": {"x": x, "y": y | {"field": "name"}, "text": {"field": "text"}},
        }


def _levels(gates: Sequence[GateLine], last: int) -> list[tuple[GateLine, int]]:
    """Each gate, and in which line above the picture its name stands."""
    found: list[tuple[GateLine, int]] = []
    taken: list[tuple[float, float, int]] = []
    for gate in sorted(gates, key=lambda g: -g.day):
        left = _WIDTH * gate.day / (last * 1.02)
        right = left + 8 + _LETTER * len(gate.name)
        level = 1 + max((up for a, b, up in taken if a < right and left < b), default=0)
        taken.append((left, right, level))
        found.append((gate, level))
    return found


def _beside(
    beside: Sequence[Beside], last: int, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Hollow signs with their range, in ink: of other cases, not of this one."""
    apart: dict[int, int] = {}
    values = []
    for one in beside:
        at = apart.get(one.day, 0)  # several of one day stand side by side
        apart[one.day] = at + 1
        aside = 9 * ((at + 1) // 2) * (1 if at % 2 else -1)
        values.append(
            {
                "day": one.day + aside * last * 1.02 / _WIDTH,
                "low": 10 * one.low,
                "middle": 10 * one.value,
                "high": 10 * one.high,
                "shape": SIGNS[one.sign % len(SIGNS)],
            }
        )
    if values:
        yield {
            "data": {"values": values},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
            "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
        }
        sign = {"type": "point", "size": 70, "fill": "white", "stroke": INK, "strokeWidth": 1.4, "opacity": 1}
        yield {
            "data": {"values": values},
            "mark": sign,
            "encoding": {"x": x, "y": y, "shape": as_it_is("shape")},
        }
