"""What a side would gain by walking out, day by day, as a picture: one for each side, the days alike.

Room: briefs. Speaks plain numbers and labels. Each side has its own scale: lengths are not compared between
pictures. Days are counted from day 1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.briefs.canvas import COLOURS, DASHES, INK, SHAPES
from parley.briefs.sketch import (
    Part,
    Path,
    Sketch,
    Words,
    axis_below,
    axis_left,
    box,
    line,
    sign,
    signed,
    ticks,
    width_of,
)
from parley.briefs.steps.timetable_plot import GateLine, gate_dash
from parley.ground.ids import slug
from parley.ground.worded import say

_WIDTH, _HEIGHT = 272, 92
_SMALL, _TALL, _ASIDE = 9.5, 12, 5  # pixels: letters, a line of words, and from a point to its words
_ZERO, _TITLE = say("nothing gained by walking out"), say("gain by walking out")
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
    title: str = _TITLE,
) -> Sketch:
    """One side.

    Args:
        place: of the party among the principals, which gives it its colour, sign and line.
        room: lowest and highest value shown (`reach`).
        peak: the day on which it is highest, and what to write there.
        zero: the name of the line at nothing.
        title: of the axis.
    """
    colour = COLOURS[place % len(COLOURS)]
    shown = _held(days, last)
    at = before[-1].middle if peak and (before := [d for d in days if d.day <= peak[0]]) else 0.0
    plot = _Room(shown, last, room)
    texts = [plot.place(zero, [((last + 1) * k / 4, 0.0) for k in range(5)])]
    if peak:
        texts.append(plot.place(peak[1], [(peak[0], at)]))
    x, y = plot.x, plot.y
    along = [(x(day), signed(day, 0)) for day in ticks(0, last + 1, 8, least=1)]
    up = [(y(value), signed(value)) for value in ticks(*room, 6)]
    high = _stairs([(x(d.day), y(d.high)) for d in shown])
    low = _stairs([(x(d.day), y(d.low)) for d in shown])
    parts: list[Part] = [
        Words(party, 0, -12, size=12, bold=True),
        box(0, y(room[1]), _WIDTH, y(0), _FILL),
        Path(((*high, *reversed(low)),), fill=colour, opacity=0.22),
        line([(0, y(0)), (_WIDTH, y(0))], INK, 1.2),
        *(line([(x(g.day + 0.5), 0), (x(g.day + 0.5), _HEIGHT)], INK, 0.9, gate_dash(g)) for g in gates),
        line(_stairs([(x(d.day), y(d.middle)) for d in shown]), colour, 1.8, DASHES[place % len(DASHES)]),
    ]
    if peak:
        parts.append(sign(SHAPES[place % len(SHAPES)], x(peak[0]), y(at), 60, colour))
    parts += [plot.words(text) for text in texts]
    parts += [*axis_below(along, 0, _WIDTH, _HEIGHT, [say("day")]), *axis_left(up, 0, _HEIGHT, 0, title)]
    return Sketch(f"exposure-{slug(party)}", tuple(parts))


def _stairs(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What stands at a point stands until the next one."""
    found: list[tuple[float, float]] = []
    for x, y in points:
        if found:
            found.append((x, found[-1][1]))
        found.append((x, y))
    return found


def _held(days: Sequence[OnDay], last: int) -> list[OnDay]:
    """As they are, and once more on the last day: what stands after a handover stands until the next."""
    if not days or days[-1].day >= last:
        return list(days)
    end = days[-1]
    return [*days, OnDay(last, end.low, end.middle, end.high)]


@dataclass(frozen=True, slots=True)
class _Text:
    """Words at a point: to its left or right, above or below, so many pixels away."""

    words: str
    day: float
    value: float
    left: bool
    above: bool
    away: float


class _Room:
    """Where words fit into a picture: away from its line, its band and each other. Lengths are pixels."""

    def __init__(self, days: Sequence[OnDay], last: int, room: tuple[float, float]) -> None:
        self.days, self.last, self.room = days, last, room
        self.taken: list[tuple[float, float, float, float]] = []

    def place(self, words: str, points: Sequence[tuple[float, float]]) -> _Text:
        """At one of the points, on the side where it covers least."""
        choices = [
            _Text(words, day, value, left, above, away)
            for away in (_ASIDE, 16.0, 27.0)
            for day, value in points
            for above in (True, False)
            for left in (False, True)
        ]
        best = min(choices, key=lambda text: self._covers(self._box(text)) + text.away)
        self.taken.append(self._box(best))
        return best

    def x(self, day: float) -> float:
        return _WIDTH * day / (self.last + 1)

    def y(self, value: float) -> float:
        low, high = self.room
        return _HEIGHT * (high - value) / (high - low)

    def words(self, text: _Text) -> Words:
        """The words where they were placed."""
        x = self.x(text.day) + (-_ASIDE if text.left else _ASIDE)
        down = text.away + _TALL / 2
        y = self.y(text.value) + (-down if text.above else down)
        return Words(text.words, x, y, "end" if text.left else "start", _SMALL, halo=True)

    def _box(self, text: _Text) -> tuple[float, float, float, float]:
        x, y, wide = self.x(text.day), self.y(text.value), width_of(text.words, _SMALL) + 2 * _ASIDE
        top = y - _TALL - text.away if text.above else y + text.away
        return (x - wide if text.left else x), top, (x if text.left else x + wide), top + _TALL

    def _covers(self, box: tuple[float, float, float, float]) -> float:
        left, top, right, foot = box
        zero = 0.5 * (right - left) if top < self.y(0) < foot else 0.0
        outside = max(0, -left) + max(0, right - _WIDTH) + max(0, -top) + max(0, foot - _HEIGHT)
        found = 20.0 * outside + zero
        for a, b, c, d in self.taken:
            if a < right and left < c and b < foot and top < d:
                found += 20.0 * (min(c, right) - max(a, left))
        ends = [*(self.x(d.day) for d in self.days[1:]), _WIDTH]
        for on, end in zip(self.days, ends, strict=False):
            along = max(0.0, min(right, end) - max(left, self.x(on.day)))
            if along and top - 2 < self.y(on.middle) < foot + 2:
                found += 4 * along
            if along and self.y(on.high) < foot and top < self.y(on.low):
                found += 0.5 * along
        return found
