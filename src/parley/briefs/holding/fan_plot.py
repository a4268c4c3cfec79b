"""How much is still in force, day by day, as a picture: a fan over the worlds, gates, and base rates beside.

Room: briefs. Speaks plain numbers and labels. Shares are of ten runs. Base rates are signs of their own and
no part of the curve.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.briefs.canvas import COLOURS, INK
from parley.briefs.sketch import (
    Part,
    Path,
    Sketch,
    Words,
    axis_below,
    axis_left,
    line,
    sign,
    signed,
    ticks,
    width_of,
)
from parley.briefs.steps.timetable_plot import GateLine, gate_dash
from parley.ground.worded import say

_WIDTH, _HEIGHT = 560, 140
_LINE, _SMALL = 11.5, 9.5  # pixels: a line of a name, and its letters
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
) -> Sketch:
    """The fan with what stands beside it.

    Args:
        last: the last day shown; base rates of later days are left out.
    """
    shown = [d for d in days if d.day <= last]
    colour = COLOURS[0]
    along = [(_x(day, last), signed(day, 0)) for day in ticks(0, last, 9, least=1)]
    up = [(_y(share / 10), str(share)) for share in (0, 2, 4, 6, 8, 10)]

    def edge(values: Sequence[float]) -> list[tuple[float, float]]:
        return [(_x(d.day, last), _y(value)) for d, value in zip(shown, values, strict=True)]

    low, quarter = edge([d.low for d in shown]), edge([d.quarter for d in shown])
    three, high = edge([d.three_quarters for d in shown]), edge([d.high for d in shown])
    parts: list[Part] = [
        Path(tuple(((0.0, y), (_x(last * 1.02, last), y)) for y, _ in up), stroke="#e6e6e6"),
        Path(((*high, *reversed(low)),), fill=colour, opacity=0.16),
        Path(((*three, *reversed(quarter)),), fill=colour, opacity=0.28),
        line(low, colour, 0.8, (2, 2)),
        line(high, colour, 0.8, (2, 2)),
        *_gates(gates, last),
        line(edge([d.middle for d in shown]), colour, 2.2),
        *_beside([one for one in beside if one.day <= last], last),
        *axis_below(along, 0, _x(last * 1.02, last), _HEIGHT, [say("day")]),
        *axis_left(up, 0, _HEIGHT, 0, say("of 10 runs, still in force")),
    ]
    return Sketch("fan", tuple(parts))


def _x(day: float, last: int) -> float:
    return _WIDTH * day / (last * 1.02)


def _y(share: float) -> float:
    return _HEIGHT * (1 - share)


def _gates(gates: Sequence[GateLine], last: int) -> Iterator[Part]:
    """Each line goes up to its name, which stands to the right of it; earlier gates above later ones."""
    for gate, up in _levels([g for g in gates if g.day <= last], last):
        x, top = _x(gate.day, last), -_LINE * up - 2
        yield line([(x, top), (x, _HEIGHT)], INK, 1, gate_dash(gate))
        yield Words(gate.name, x + 3, top + _LINE / 2, size=_SMALL)


def _levels(gates: Sequence[GateLine], last: int) -> list[tuple[GateLine, int]]:
    """Each gate, and in which line above the picture its name stands."""
    found: list[tuple[GateLine, int]] = []
    taken: list[tuple[float, float, int]] = []
    for gate in sorted(gates, key=lambda g: -g.day):
        left = _x(gate.day, last)
        right = left + 8 + width_of(gate.name, _SMALL)
        level = 1 + max((up for a, b, up in taken if a < right and left < b), default=0)
        taken.append((left, right, level))
        found.append((gate, level))
    return found


def _beside(beside: Sequence[Beside], last: int) -> Iterator[Path]:
    """Hollow signs with their range, in ink: of other cases, not of this one."""
    apart: dict[int, int] = {}
    for one in beside:
        at = apart.get(one.day, 0)  # several of one day stand side by side
        apart[one.day] = at + 1
        x = _x(one.day, last) + 9 * ((at + 1) // 2) * (1 if at % 2 else -1)
        yield line([(x, _y(one.low)), (x, _y(one.high))])
        yield sign(SIGNS[one.sign % len(SIGNS)], x, _y(one.value), 55, INK, "white")
