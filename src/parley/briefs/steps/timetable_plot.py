"""Who hands over what on which day, as a picture: rows by party, days along, gates as upright lines.

Room: briefs. Speaks plain numbers and labels. Days are counted from day 1. A label may take several lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from parley.briefs.canvas import COLOURS, GREY, INK, SHAPES, wrapped
from parley.briefs.sketch import (
    Part,
    Path,
    Sketch,
    Words,
    axis_below,
    box,
    line,
    sign,
    signed,
    ticks,
    width_of,
)
from parley.ground.worded import say

Way = Literal["given", "held", "released"]
_WIDTH, _LABEL = 460, 48  # pixels of the days; letters in a line of a row's name
_ROW, _LINE, _HEAD = 18.5, 11.0, 16.0  # pixels: a row, a line of its name, the name of a party
_SMALL = 9.5
_GRID = "#eeeeee"


@dataclass(frozen=True, slots=True)
class Lot:
    """What is handed over on one day: a number to write above its mark, and its part of all (0 to 1)."""

    day: int
    number: str = ""
    part: float = 1.0
    way: Way = "given"  # held: to whoever keeps it for the other side; released: by whoever kept it


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that one party hands over, in lots or over a span of days."""

    label: str
    party: str
    lots: tuple[Lot, ...] = ()
    span: tuple[int, int] | None = None  # continuing: first and last day
    rate: str = ""  # how much of it a day, written at the bar
    written: tuple[int, ...] = ()  # the days on which a text has it


@dataclass(frozen=True, slots=True)
class GateLine:
    """The end of a phase."""

    day: int
    name: str
    agreed: bool = True  # what comes next


def timetable_picture(
    rows: Sequence[Row], parties: Sequence[str], gates: Sequence[GateLine], last: int
) -> Sketch:
    """All rows, grouped by party in the order of `parties`.

    Args:
        last: the last day shown.
    """
    places = _places(rows, parties)
    foot = places.height + 4
    numbers = [(_x(day, last), signed(day, 0)) for day in ticks(0, last + 1, 13, least=1)]
    parts: list[Part] = [
        Path(tuple(((x, 0.0), (x, foot)) for x, _ in numbers), stroke=_GRID),
        *axis_below(numbers, 0, _WIDTH, foot, [say("day")]),
        *_gates(gates, foot, last),
        *_names(places),
    ]
    for row, y in places.rows:
        parts += _row(row, y, list(parties).index(row.party), last)
    return Sketch("timetable", tuple(parts))


def _x(day: float, last: int) -> float:
    return _WIDTH * day / (last + 1)


@dataclass(frozen=True, slots=True)
class _Places:
    rows: tuple[tuple[Row, float], ...]  # with the middle of each, in pixels from the top
    heads: tuple[tuple[str, float], ...]
    lines: tuple[tuple[str, float], ...]  # of the names of rows
    rules: tuple[float, ...]  # between parties
    height: float


def _places(rows: Sequence[Row], parties: Sequence[str]) -> _Places:
    down = 0.0
    placed, heads, lines, rules = [], [], [], []
    for party in parties:
        here = [row for row in rows if row.party == party]
        if not here:
            continue
        if down:
            rules.append(down + 1)
            down += 3
        heads.append((party, down + _HEAD / 2))
        down += _HEAD
        for row in here:
            words = wrapped(row.label, _LABEL).split("\n")
            tall = max(_ROW, len(words) * _LINE + 4)
            middle = down + tall / 2
            placed.append((row, middle))
            first = middle - (len(words) - 1) * _LINE / 2
            lines += [(word, first + k * _LINE) for k, word in enumerate(words)]
            down += tall
    return _Places(tuple(placed), tuple(heads), tuple(lines), tuple(rules), down)


def _names(places: _Places) -> Iterator[Part]:
    """Names left of the days, parties bold; a thin line between the parties."""
    for text, y in places.heads:
        yield Words(text, -8, y, "end", bold=True)
    for text, y in places.lines:
        yield Words(text, -8, y, "end", size=10.5)
    for y in places.rules:
        yield line([(-8, y), (_WIDTH, y)], "#bbbbbb", 0.8)


def gate_labels(
    gates: Sequence[GateLine], last: int, width: float = _WIDTH
) -> list[tuple[GateLine, list[str], int, bool]]:
    """Each gate, its name in lines, how many lines up the first of them stands, and is it to the right?

    A name stands left of its line, to the right at the very beginning; where the room to the gate before is
    short it goes up over that name.
    """
    found: list[tuple[GateLine, list[str], int, bool]] = []
    taken: list[tuple[float, float, int]] = []  # from, to in pixels, and lines up to here
    for gate in sorted(gates, key=lambda g: g.day):
        at = width * (gate.day + 0.5) / (last + 1)
        lines = wrapped(gate.name, 24).split("\n")
        wide = 5 + max(width_of(text, _SMALL) for text in lines)
        to_the_right = at - wide < -10
        left, right = (at, at + wide) if to_the_right else (at - wide, at)
        under = max((up for a, b, up in taken if a < right and left < b), default=0)
        taken.append((left, right, under + len(lines)))
        found.append((gate, lines, under + len(lines), to_the_right))
    return found


def _gates(gates: Sequence[GateLine], foot: float, last: int) -> Iterator[Part]:
    for gate, lines, up, to_the_right in gate_labels(gates, last):
        x = _x(gate.day + 0.5, last)
        yield line([(x, -_LINE * up - 4), (x, foot)], INK, 1.1, gate_dash(gate))
        for k, text in enumerate(lines):
            y = -_LINE * (up - k - 0.5) - 4
            yield Words(text, x + (4 if to_the_right else -4), y, "start" if to_the_right else "end", _SMALL)


def gate_dash(gate: GateLine) -> tuple[float, ...]:
    """Whole where what comes next is agreed, broken where it is open."""
    return () if gate.agreed else (5, 3)


def _row(row: Row, y: float, place: int, last: int) -> Iterator[Part]:
    colour, shape = COLOURS[place % len(COLOURS)], SHAPES[place % len(SHAPES)]
    if row.span is not None:
        left, right = _x(row.span[0] - 0.5, last), _x(row.span[1] + 0.5, last)
        yield box(left, y + 2, right, y + 7, colour, opacity=0.25)
        yield line([(left, y + 2), (right, y + 2), (right, y + 7), (left, y + 7), (left, y + 2)], colour)
        if row.rate:
            yield Words(row.rate, left + 1, y - 4.5, size=_SMALL)
    held = [lot.day for lot in row.lots if lot.way == "held"]
    released = [lot.day for lot in row.lots if lot.way == "released"]
    if held and released:
        yield line([(_x(min(held), last), y + 3.5), (_x(max(released), last), y + 3.5)], colour, 1.5, (1, 3))
    for day in row.written:
        yield line([(_x(day, last), y - 2), (_x(day, last), y + 9)], GREY)
    for lot in row.lots:
        fill = "white" if lot.way == "held" else colour
        yield sign(shape, _x(lot.day, last), y + 3.5, _size(lot), colour, fill)
    for lot in _told(row.lots, last):
        x = max(_x(lot.day, last), width_of(lot.number, _SMALL) / 2)  # not into the names
        yield Words(lot.number, x, y - 5.5, "middle", _SMALL, halo=True)


def _size(lot: Lot) -> float:
    return 20 + 55 * min(1.0, max(0.0, lot.part))


def _told(lots: Sequence[Lot], last: int) -> list[Lot]:
    """Those whose number has room, larger ones first."""
    kept: list[tuple[float, float, Lot]] = []
    for lot in sorted(lots, key=lambda one: (-one.part, one.day)):
        half = width_of(lot.number, _SMALL) / 2 + 1
        low, high = _x(lot.day, last) - half, _x(lot.day, last) + half
        if lot.number and all(high <= a or b <= low for a, b, _ in kept):
            kept.append((low, high, lot))
    return sorted((lot for *_, lot in kept), key=lambda one: one.day)
