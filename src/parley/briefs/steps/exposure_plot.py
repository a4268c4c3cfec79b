"""What a side would gain by walking out, day by day, as a picture: one for each side, the days alike.

Room: briefs. Speaks plain numbers and labels. Each side has its own scale: lengths are not compared between
pictures. Days are counted from day 1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from parley.briefs.canvas import COLOURS, DASHES, INK, SHAPES, Picture
from parley.briefs.steps.timetable_plot import DASHED, GateLine
from parley.ground.ids import slug
from parley.ground.worded import say

_WIDTH, _HEIGHT = 272, 124
_LETTER, _TALL, _ASIDE = 5.3, 12, 5  # pixels: a letter, a line of words, and from a point to its words
_ZERO = say("nothing gained by walking out")
_FILL = "#f1ece4"  # where walking out gains something


@dataclass(frozen=True, slots=True)
class OnDay:
    """The highest moment of a day: in one draw of ten lower than `low`, in one of ten higher than `high`."""

    day: int
    low: float
    middle: float
    high: float


def reach(series: Sequence[Sequence[OnDay]]) -> tuple[float, float]:
    """The lowest and the highest value that pictures of several sides have room for."""
    values = [value for days in series for on in days for value in (on.low, on.high)]
    low, high = min([-0.1, *values]), max([0.1, *values])
    room = 0.08 * (high - low)
    return low - room, high + room


def exposure_picture(
    party: str,
    place: int,
    days: Sequence[OnDay],
    gates: Sequence[GateLine],
    last: int,
    room: tuple[float, float],
    peak: tuple[int, str] | None = None,
    zero: str = _ZERO,
) -> Picture:
    """One side.

    Args:
        place: of the party among the principals, which gives it its colour, sign and line.
        room: lowest and highest value shown (`reach`).
        peak: the day on which it is highest, and what to write there.
        zero: the name of the line at nothing.
    """
    colour = COLOURS[place % len(COLOURS)]
    x = {
        "field": "day",
        "type": "quantitative",
        "title": say("day"),
        "scale": {"domain": [0, last + 1], "nice": False},
        "axis": {"tickCount": 6, "format": "d", "grid": False, "tickMinStep": 1},
    }
    y = {
        "field": "middle",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": list(room), "nice": False},
        "axis": {"tickCount": 5, "format": ".1f", "grid": False},
    }
    shown = [{"day": d.day, "low": d.low, "middle": d.middle, "high": d.high} for d in _held(days, last)]
    at = before[-1].middle if peak and (before := [d for d in days if d.day <= peak[0]]) else 0.0
    room_for = _Room(_held(days, last), last, room)
    texts = [room_for.place(zero, [(0, 0.0), (last + 1, 0.0)])]
    if peak:
        texts.append(room_for.place(peak[1], [(peak[0], at)]))
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [{"middle": 0, "top": room[1]}]},
            "mark": {"type": "rect", "color": _FILL},
            "encoding": {"y": y, "y2": {"field": "top"}},
        },
        {
            "data": {"values": shown},
            "mark": {"type": "area", "interpolate": "step-after", "color": colour, "opacity": 0.22},
            "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
        },
        {
            "data": {"values": [{"middle": 0}]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
            "encoding": {"y": y},
        },
        *_gates(gates, x),
        {
            "data": {"values": shown},
            "mark": {
                "type": "line",
                "interpolate": "step-after",
                "color": colour,
                "strokeWidth": 1.8,
                "strokeDash": DASHES[place % len(DASHES)],
            },
            "encoding": {"x": x, "y": y},
        },
        *(_peak(peak[0], at, colour, SHAPES[place % len(SHAPES)], x, y) if peak else ()),
        *(layer for text in texts for layer in _written(text, x, y)),
    ]
    title = {"text": party, "anchor": "start", "frame": "bounds", "offset": 6}
    spec = {"title": title, "width": _WIDTH, "height": _HEIGHT, "layer": layers}
    return Picture(f"exposure-{slug(party)}", spec)


def _held(days: Sequence[OnDay], last: int) -> list[OnDay]:
    """As they are, and once more on the last day: what stands after a handover stands until the next."""
    if not days or days[-1].day >= last:
        return list(days)
    end = days[-1]
    return [*days, OnDay(last, end.low, end.middle, end.high)]


def _gates(gates: Sequence[GateLine], x: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if gates:
        yield {
            "data": {"values": [{"day": gate.day + 0.5, "agreed": gate.agreed} for gate in gates]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 0.9},
            "encoding": {"x": x, "strokeDash": DASHED},
        }


def _peak(
    day: int, at: float, colour: str, shape: str, x: dict[str, Any], y: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    yield {
        "data": {"values": [{"day": day, "middle": at}]},
        "mark": {"type": "point", "shape": shape, "filled": True, "size": 60, "color": colour, "opacity": 1},
        "encoding": {"x": x, "y": y},
    }


@dataclass(frozen=True, slots=True)
class _Text:
    """Words at a point: to its left or right, above or below."""

    words: str
    day: float
    value: float
    left: bool
    above: bool


class _Room:
    """Where words fit into a picture: away from its line, its band and each other. Lengths are pixels."""

    def __init__(self, days: Sequence[OnDay], last: int, room: tuple[float, float]) -> None:
        self.days, self.last, self.room = days, last, room
        self.taken: list[tuple[float, float, float, float]] = []

    def place(self, words: str, points: Sequence[tuple[float, float]]) -> _Text:
        """At one of the points, on the side where it covers least."""
        choices = [
            _Text(words, day, value, left, above)
            for day, value in points
            for above in (True, False)
            for left in (False, True)
        ]
        best = min(choices, key=lambda text: self._covers(self._box(text)))
        self.taken.append(self._box(best))
        return best

    def _x(self, day: float) -> float:
        return _WIDTH * day / (self.last + 1)

    def _y(self, value: float) -> float:
        low, high = self.room
        return _HEIGHT * (high - value) / (high - low)

    def _box(self, text: _Text) -> tuple[float, float, float, float]:
        x, y, wide = self._x(text.day), self._y(text.value), _LETTER * len(text.words) + 2 * _ASIDE
        top = y - _TALL - _ASIDE if text.above else y + _ASIDE
        return (x - wide if text.left else x), top, (x if text.left else x + wide), top + _TALL

    def _covers(self, box: tuple[float, float, float, float]) -> float:
        left, top, right, foot = box
        zero = 0.5 * (right - left) if top < self._y(0) < foot else 0.0
        outside = max(0, -left) + max(0, right - _WIDTH) + max(0, -top) + max(0, foot - _HEIGHT)
        found = 20.0 * outside + zero
        for a, b, c, d in self.taken:
            if a < right and left < c and b < foot and top < d:
                found += 20.0 * (min(c, right) - max(a, left))
        ends = [*(self._x(d.day) for d in self.days[1:]), _WIDTH]
        for on, end in zip(self.days, ends, strict=False):
            along = max(0.0, min(right, end) - max(left, self._x(on.day)))
            if along and top - 2 < self._y(on.middle) < foot + 2:
                found += 4 * along
            if along and self._y(on.high) < foot and top < self._y(on.low):
                found += 0.5 * along
        return found


def _written(text: _Text, x: dict[str, Any], y: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for halo in (True, False):
        yield {
            "data": {"values": [{"day": text.day, "middle": text.value, "text": text.words}]},
            "mark": {
                "type": "text",
                "align": "right" if text.left else "left",
                "baseline": "bottom" if text.above else "top",
                "dx": -_ASIDE if text.left else _ASIDE,
                "dy": -_ASIDE if text.above else _ASIDE,
                "fontSize": 9.5,
                "color": INK,
            }
            | ({"stroke": "white", "strokeWidth": 2} if halo else {}),
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        }
