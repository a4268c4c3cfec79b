"""Pictures made of paths and words, written as SVG without a drawing library: quick, and the same bytes.

Room: briefs. Speaks pixels: x to the right, y downwards, from wherever a picture likes; the drawing is cut to
what is on it. Words are put into the language of the paper here, so a picture is made once for all languages.

Letters used throughout:
    x, y   a point, in pixels
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10, sqrt
from typing import Literal

from parley.briefs.canvas import GREY, INK, lettered
from parley.briefs.phrases.catalogue import Phrases
from parley.ground.worded import bare

Anchor = Literal["start", "middle", "end"]
Sign = Literal["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
FONT = "DejaVu Sans, Noto Sans, Arial, sans-serif"
_PAD = 6.0
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’‘|!()[]- "), frozenset("mwMW%@—")


@dataclass(frozen=True, slots=True)
class Path:
    """Lines and areas. `points` are runs of points; each run is a line, or with `fill` an area."""

    points: tuple[tuple[tuple[float, float], ...], ...]
    stroke: str = ""
    fill: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Dots:
    """Round dots, all alike."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; their middle line is at y unless they stand on it."""

    text: str
    x: float
    y: float
    anchor: Anchor = "start"
    size: float = 11.0
    bold: bool = False
    halo: bool = False  # white around them, where lines run behind
    turned: bool = False  # from below upwards


Part = Path | Dots | Words


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture: its parts, the first at the bottom."""

    name: str
    parts: tuple[Part, ...]


def sketched(sketch: Sketch, phrases: Phrases) -> str:
    """The picture as SVG, its words in the language of `phrases`."""
    drawn: list[str] = []
    reach: list[tuple[float, float]] = []
    for part in sketch.parts:
        if isinstance(part, Path):
            drawn.append(_path(part))
            reach += [point for run in part.points for point in run]
        elif isinstance(part, Dots):
            drawn.append(_dots(part))
            reach += part.points
        else:
            text = lettered(part.text, phrases)
            drawn.append(_words(part, text))
            reach += _corners(part, text)
    left = floor(min((x for x, _ in reach), default=0.0) - _PAD)
    top = floor(min((y for _, y in reach), default=0.0) - _PAD)
    wide = ceil(max((x for x, _ in reach), default=0.0) + _PAD) - left
    tall = ceil(max((y for _, y in reach), default=0.0) + _PAD) - top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}" '
        f'viewBox="{left} {top} {wide} {tall}" font-family="{FONT}">'
        f'<rect x="{left}" y="{top}" width="{wide}" height="{tall}" fill="white"/>{"".join(drawn)}</svg>'
    )


def _path(path: Path) -> str:
    closed = "Z" if path.fill else ""
    runs = "".join(
        "M" + "L".join(f"{_short(x)},{_short(y)}" for x, y in run) + closed for run in path.points if run
    )
    marks = [f'fill="{path.fill or "none"}"']
    if path.stroke:
        marks.append(f'stroke="{path.stroke}" stroke-width="{_short(path.width)}"')
    if path.dash:
        marks.append(f'stroke-dasharray="{",".join(_short(d) for d in path.dash)}"')
    if path.opacity < 1:
        marks.append(f'opacity="{path.opacity:g}"')
    return f'<path d="{runs}" {" ".join(marks)}/>'


def _dots(dots: Dots) -> str:
    """Lines of no length with round ends."""
    runs = "".join(f"M{_short(x)},{_short(y)}h0" for x, y in dots.points)
    faint = f' opacity="{dots.opacity:g}"' if dots.opacity < 1 else ""
    return (
        f'<path d="{runs}" fill="none" stroke="{dots.colour}" stroke-width="{_short(dots.width)}" '
        f'stroke-linecap="round"{faint}/>'
    )


def _words(words: Words, text: str) -> str:
    down = words.y + 0.35 * words.size
    place = f"translate({_short(words.x)},{_short(down)})"
    if words.turned:
        place = f"translate({_short(words.x + 0.35 * words.size)},{_short(words.y)}) rotate(-90)"
    marks = f'text-anchor="{words.anchor}" transform="{place}" font-size="{_short(words.size)}px"'
    if words.bold:
        marks += ' font-weight="bold"'
    held = escape(text, quote=False)
    under = (
        f'<text {marks} fill="white" stroke="white" stroke-width="2.5">{held}</text>' if words.halo else ""
    )
    return f'{under}<text {marks} fill="{INK}">{held}</text>'


def _corners(words: Words, text: str) -> list[tuple[float, float]]:
    wide = width_of(text, words.size)
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor] * wide
    half = 0.6 * words.size
    if words.turned:
        return [
            (words.x - half, words.y + before),
            (words.x + half, words.y + before - wide),
        ]
    return [(words.x - before, words.y - half), (words.x - before + wide, words.y + half)]


def width_of(text: str, size: float) -> float:
    """About how wide a line of words is drawn, in pixels; rather more than less.

    >>> width_of("Withdrawal", 10) > width_of("illicit", 10) > 0
    True
    """
    wide = 0.0
    for letter in bare(text):
        if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn"):
            continue
        if letter in _NARROW:
            wide += 0.38
        elif letter in _WIDE:
            wide += 0.98
        else:
            wide += 0.72 if letter.isupper() else 0.64
    return wide * size


def _short(number: float) -> str:
    """
    >>> _short(3.0), _short(2.349), _short(-0.001)
    ('3', '2.3', '0')
    """
    return f"{round(number, 1) + 0.0:g}"


def line(
    points: Sequence[tuple[float, float]],
    colour: str = INK,
    width: float = 1.0,
    dash: Sequence[float] = (),
) -> Path:
    """One line through points."""
    return Path((tuple(points),), stroke=colour, width=width, dash=tuple(dash))


def box(x: float, y: float, x2: float, y2: float, fill: str, stroke: str = "", opacity: float = 1.0) -> Path:
    """A rectangle between two corners."""
    return Path((((x, y), (x2, y), (x2, y2), (x, y2)),), stroke=stroke, fill=fill, opacity=opacity)


def sign(shape: str, x: float, y: float, area: float, colour: str, fill: str = "") -> Path:
    """A sign of so many square pixels around a point; filled with its colour unless said otherwise."""
    r = sqrt(area) / 2
    if shape == "circle":
        turn = [0.0, 0.3827, 0.7071, 0.9239, 1.0]
        quarter = list(zip(turn[::-1], turn, strict=True))
        ring = [*quarter, *((-b, a) for a, b in quarter[1:])]
        ring += [(-a, -b) for a, b in ring[1:]]
        points = [(1.13 * a, 1.13 * b) for a, b in ring[:-1]]
    else:
        points = _SHAPES.get(shape, _SHAPES["square"])
    placed = tuple((x + r * a, y + r * b) for a, b in points)
    return Path((placed,), stroke=colour, fill=fill or colour, width=1.4)


_SHAPES: dict[str, list[tuple[float, float]]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)],
    "triangle-up": [(0, -1.3), (1.25, 0.95), (-1.25, 0.95)],
    "triangle-down": [(0, 1.3), (1.25, -0.95), (-1.25, -0.95)],
    "cross": [
        *((-0.45, -1.25), (0.45, -1.25), (0.45, -0.45), (1.25, -0.45), (1.25, 0.45), (0.45, 0.45)),
        *((0.45, 1.25), (-0.45, 1.25), (-0.45, 0.45), (-1.25, 0.45), (-1.25, -0.45), (-0.45, -0.45)),
    ],
}


def ticks(low: float, high: float, most: int, least: float = 0.0) -> list[float]:
    """Round numbers from low to high: 1, 2 or 5 times a power of ten apart, at most so many.

    Args:
        least: they are at least so far apart.

    >>> ticks(0, 127, 8), ticks(-0.45, 0.3, 5)
    ([0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0], [-0.4, -0.2, 0.0, 0.2])
    """
    span = high - low
    if span <= 0:
        return [low]
    power = 10.0 ** floor(log10(max(span / most, least or span / most)))
    step = next(k * power for k in (1, 2, 5, 10, 20) if k * power >= least and span / (k * power) <= most)
    return [round(k * step, 10) + 0.0 for k in range(ceil(low / step), floor(high / step) + 1)]


def axis_below(
    numbers: Sequence[tuple[float, str]], left: float, right: float, y: float, title: Sequence[str] = ()
) -> list[Part]:
    """An axis under a picture: numbers at places, and a title in lines."""
    parts: list[Part] = [line([(left, y), (right, y)], GREY, 0.8)]
    for x, text in numbers:
        parts += [line([(x, y), (x, y + 5)], GREY, 0.8), Words(text, x, y + 13, "middle")]
    middle = (left + right) / 2
    return [*parts, *(Words(text, middle, y + 29 + 13 * k, "middle") for k, text in enumerate(title))]


def axis_left(
    numbers: Sequence[tuple[float, str]], top: float, foot: float, x: float, title: str = ""
) -> list[Part]:
    """An axis left of a picture: numbers at places, and a title that runs upwards."""
    parts: list[Part] = [line([(x, top), (x, foot)], GREY, 0.8)]
    for y, text in numbers:
        parts += [line([(x - 5, y), (x, y)], GREY, 0.8), Words(text, x - 8, y, "end")]
    if title:
        room = max((width_of(text, 11.0) for _, text in numbers), default=0.0)
        parts.append(Words(title, x - 18 - room, (top + foot) / 2, "middle", turned=True))
    return parts


def signed(number: float, places: int = 1) -> str:
    """A number of an axis, with a real minus.

    >>> signed(-0.4), signed(0.0), signed(120.0, 0)
    ('−0.4', '0.0', '120')
    """
    written = f"{abs(number):.{places}f}"
    return f"−{written}" if number < 0 and float(written) else written
