"""Who hands over what on which day, as a picture: rows by party, days along, gates as vertical lines.

Room: briefs. Speaks plain numbers and labels. Days are counted from day 1. Places down the picture are
pixels, so that a label may take several lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from parley.briefs.canvas import COLOURS, GREY, INK, SHAPES, Picture, wrapped
from parley.ground.worded import say

Way = Literal["given", "held", "released"]
_WIDTH, _LABEL = 460, 34  # pixels of the days; letters in a line of a row's name
_ROW, _LINE, _HEAD = 23.0, 11.5, 21.0  # pixels: a row, a line of its name, the name of a party
_LETTER = 5.6  # pixels a letter of a number takes
_SMALL = 9.5
DASHED = {  # a gate: whole where what comes next is agreed, broken where it is open
    "condition": {"test": "datum.agreed", "value": [1, 0]},
    "value": [5, 3],
}


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
) -> Picture:
    """All rows, grouped by party in the order of `parties`.

    Args:
        last: the last day shown.
    """
    places = _places(rows, parties)
    top = _headroom(gates, last)
    height = places.height + 4
    x = {
        "field": "day",
        "type": "quantitative",
        "title": say("day"),
        "scale": {"domain": [0, last + 1], "nice": False},
        "axis": {"tickCount": 10, "format": "d", "grid": True, "gridColor": "#eeeeee", "tickMinStep": 1},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [-top, height], "reverse": True, "nice": False},
        "axis": None,
    }
    at = {"x": x, "y": y}
    layers = [
        *_gate_layers(gates, at, height, last),
        *_bars(places, parties, at),
        *_marks(places, parties, at),
        *_texts(places, y),
    ]
    return Picture("timetable", {"width": _WIDTH, "height": top + height, "layer": layers})


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
        heads.append((party, down + _HEAD / 2 + 1))
        down += _HEAD
        for row in here:
            words = wrapped(row.label, _LABEL).split("\n")
            tall = max(_ROW, len(words) * _LINE + 5)
            middle = down + tall / 2
            placed.append((row, middle))
            first = middle - (len(words) - 1) * _LINE / 2
            lines += [(word, first + k * _LINE) for k, word in enumerate(words)]
            down += tall
    return _Places(tuple(placed), tuple(heads), tuple(lines), tuple(rules), down)


def gate_labels(
    gates: Sequence[GateLine], last: int, width: float = _WIDTH
) -> list[tuple[GateLine, list[str], int]]:
    """Each gate with its name in lines, and how many lines above the picture the first one stands.

    A name stands left of its line; where the room to the gate before is short it goes up over that name.
    """
    found: list[tuple[GateLine, list[str], int]] = []
    taken: list[tuple[float, float, int]] = []  # from, to in pixels, and lines up to here
    for gate in sorted(gates, key=lambda g: g.day):
        right = width * gate.day / (last + 1)
        lines = wrapped(gate.name, 24).split("\n")
        left = right - 5 - _LETTER * max(len(line) for line in lines)
        if left < -10:  # it stands to the right of its line, at the very beginning
            left, right = right, right + (right - left)
        under = max((up for a, b, up in taken if a < right and left < b), default=0)
        taken.append((left, right, under + len(lines)))
        found.append((gate, lines, under + len(lines)))
    return found


def _headroom(gates: Sequence[GateLine], last: int) -> float:
    return 4.0 + _LINE * max((up for _, _, up in gate_labels(gates, last)), default=0)


def _gate_layers(
    gates: Sequence[GateLine], at: dict[str, Any], height: float, last: int
) -> Iterator[dict[str, Any]]:
    rules: list[dict[str, Any]] = []
    names: dict[bool, list[dict[str, Any]]] = {
        True: [],
        False: [],
    }  # to the right of the line, or to its left
    for gate, lines, up in gate_labels(gates, last):
        day = gate.day + 0.5
        rules.append({"day": day, "y": -_LINE * up, "to": height, "agreed": gate.agreed})
        first = _WIDTH * gate.day / (last + 1) - 5 - _LETTER * max(map(len, lines)) < -10
        names[first] += [
            {"day": day, "y": -_LINE * (up - k - 0.5), "text": line} for k, line in enumerate(lines)
        ]
    if rules:
        yield {
            "data": {"values": rules},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1.1},
            "encoding": {**at, "y2": {"field": "to"}, "strokeDash": DASHED},
        }
    for first, texts in names.items():
        if texts:
            yield _lettering(texts, at, align="left" if first else "right", dx=4 if first else -4)


def _lettering(texts: list[dict[str, Any]], at: dict[str, Any], **mark: Any) -> dict[str, Any]:
    return {
        "data": {"values": texts},
        "mark": {"type": "text", "fontSize": _SMALL, "color": INK, **mark},
        "encoding": {**at, "text": {"field": "text"}},
    }


def _colour(party: str, parties: Sequence[str]) -> str:
    return COLOURS[list(parties).index(party) % len(COLOURS)]


def _shape(party: str, parties: Sequence[str]) -> str:
    return SHAPES[list(parties).index(party) % len(SHAPES)]


def _bars(places: _Places, parties: Sequence[str], at: dict[str, Any]) -> Iterator[dict[str, Any]]:
    values = [
        {
            "day": row.span[0] - 0.5,
            "to": row.span[1] + 0.5,
            "y": y + 1,
            "low": y + 6,
            "text": row.rate,
            "colour": _colour(row.party, parties),
        }
        for row, y in places.rows
        if row.span is not None
    ]
    if not values:
        return
    yield {
        "data": {"values": values},
        "mark": {"type": "rect", "fillOpacity": 0.25},
        "encoding": {
            **at,
            "x2": {"field": "to"},
            "y2": {"field": "low"},
            "fill": as_it_is("colour"),
            "stroke": as_it_is("colour"),
        },
    }
    rated = [value for value in values if value["text"]]
    if rated:
        yield _lettering(rated, at, align="left", dy=-6)


def as_it_is(field: str) -> dict[str, Any]:
    """A channel that takes the value of a field as it stands."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _marks(places: _Places, parties: Sequence[str], at: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kept: list[dict[str, Any]] = []  # from a deposit to its release
    written: list[dict[str, Any]] = []
    signs: list[dict[str, Any]] = []
    numbers: list[dict[str, Any]] = []
    for row, y in places.rows:
        colour, shape = _colour(row.party, parties), _shape(row.party, parties)
        held = [lot.day for lot in row.lots if lot.way == "held"]
        released = [lot.day for lot in row.lots if lot.way == "released"]
        if held and released:
            kept.append({"day": min(held), "to": max(released), "y": y + 2, "colour": colour})
        written += [{"day": day, "y": y + 2} for day in row.written]
        signs += [
            {
                "day": lot.day,
                "y": y + 2,
                "size": _size(lot),
                "colour": colour,
                "fill": "white" if lot.way == "held" else colour,
                "shape": shape,
            }
            for lot in row.lots
        ]
        numbers += [{"day": lot.day, "y": y - 4, "text": lot.number} for lot in _told(row.lots, at["x"])]
    if kept:
        yield {
            "data": {"values": kept},
            "mark": {"type": "rule", "strokeDash": [1, 3], "strokeWidth": 1.5},
            "encoding": {**at, "x2": {"field": "to"}, "stroke": as_it_is("colour")},
        }
    if written:
        stroke = {"type": "point", "shape": "stroke", "angle": 90, "size": 150, "strokeWidth": 1}
        yield {"data": {"values": written}, "mark": stroke | {"color": GREY}, "encoding": at}
    if signs:
        yield {
            "data": {"values": signs},
            "mark": {"type": "point", "opacity": 1, "strokeWidth": 1.5},
            "encoding": {
                **at,
                "size": as_it_is("size") | {"type": "quantitative"},
                "shape": as_it_is("shape"),
                "fill": as_it_is("fill"),
                "stroke": as_it_is("colour"),
            },
        }
    if numbers:
        yield _lettering(numbers, at, baseline="bottom", stroke="white", strokeWidth=2.5)
        yield _lettering(numbers, at, baseline="bottom")


def _size(lot: Lot) -> float:
    return 22 + 80 * min(1.0, max(0.0, lot.part))


def _told(lots: Sequence[Lot], x: dict[str, Any]) -> list[Lot]:
    """Those whose number has room, larger ones first."""
    pixel = _WIDTH / x["scale"]["domain"][1]
    kept: list[tuple[float, float, Lot]] = []
    for lot in sorted(lots, key=lambda one: (-one.part, one.day)):
        half = _LETTER * len(lot.number) / 2 + 1
        low, high = lot.day * pixel - half, lot.day * pixel + half
        if lot.number and all(high <= a or b <= low for a, b, _ in kept):
            kept.append((low, high, lot))
    return sorted((lot for *_, lot in kept), key=lambda one: one.day)


def _texts(places: _Places, y: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Names left of the days, parties bold; a thin line between the parties."""
    for bold, texts in ((True, places.heads), (False, places.lines)):
        yield {
            "data": {"values": [{"y": down, "text": text} for text, down in texts]},
            "mark": {
                "type": "text",
                "align": "right",
                "fontSize": 11 if bold else 10.5,
                "fontWeight": "bold" if bold else "normal",
                "color": INK,
            },
            "encoding": {"x": {"value": -8}, "y": y, "text": {"field": "text"}},
        }
    if places.rules:
        yield {
            "data": {"values": [{"y": down} for down in places.rules]},
            "mark": {"type": "rule", "color": "#bbbbbb", "strokeWidth": 0.8},
            "encoding": {"y": y, "x": {"value": -8}, "x2": {"value": _WIDTH}},
        }
