"""Figures of a brief as pictures: positions over time, packages, acceptability, cost of carrying on.

Room: briefs. Speaks plain numbers and labels; `parley.briefs.sketch` draws, `parley.briefs.canvas` holds the
colours and signs of the parties.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, sin
from typing import Literal

from parley.briefs.canvas import COLOURS, DASHES, GREY, INK, SHAPES, wrapped
from parley.briefs.sketch import (
    Dots,
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
from parley.briefs.wording import MONTHS
from parley.ground.ids import slug
from parley.ground.worded import say

Way = Literal["held", "refused", "dissent"]
_LABEL = 34  # letters in a line of an axis that names options
_GRID = "#e6e6e6"
_LINE = 13.0  # pixels from line to line of a label


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated position: where on an issue a party stood."""

    party: str
    on: date
    term: str  # the option's label, or "" for a number
    number: float | None
    strength: int  # 1 tentative .. 4 absolute
    way: Way = "held"


def positions_panel(
    name: str,
    labels: Sequence[str],
    unit: str | None,
    parties: Sequence[str],
    marks: Sequence[Mark],
    days: tuple[date, date],
) -> Sketch:
    """One issue: its terms up the side, time along, one line a party; the line runs on to the last day.

    Args:
        labels: option labels top to bottom; empty where the issue is a number.
        unit: of the number, or None.
        days: first and last day of all panels.
    """
    first, last = days[0].toordinal(), days[1].toordinal()
    edge = max(2, (last - first) // 12)
    wide = 165.0

    def x(day: date) -> float:
        return wide * (day.toordinal() - first + edge) / (last - first + 2 * edge)

    scale = (
        _numbers([m.number or 0.0 for m in marks], unit)
        if unit is not None
        else _options(labels, len(parties), wide)
    )
    found: list[Part] = [*scale.parts, *axis_below(_dates(days, x), 0, wide, scale.tall)]
    for place, party in enumerate(parties):
        aside = (place - (len(parties) - 1) / 2) * scale.aside
        own = [m for m in marks if m.party == party]
        colour, shape = COLOURS[place % len(COLOURS)], SHAPES[place % len(SHAPES)]
        at = {
            id(m): (x(m.on), (scale.y(m.number or 0.0) if unit is not None else scale.of(m.term)) + aside)
            for m in own
        }
        firm = [m for m in own if m.way == "held"]
        stairs: list[tuple[float, float]] = []
        for m in firm:
            here = at[id(m)]
            stairs += [(here[0], stairs[-1][1]), here] if stairs else [here]
        if stairs:
            dash = DASHES[place % len(DASHES)]
            run = (*stairs, (x(days[1]), stairs[-1][1]))
            found.append(Path((run,), stroke=colour, width=1.6, dash=dash, opacity=0.75))
        found += [sign(shape, *at[id(m)], 25 + 145 / 3 * (m.strength - 1), colour) for m in firm]
        found += [sign(shape, *at[id(m)], 60, colour, "none") for m in own if m.way == "dissent"]
        found += [_cross(*at[id(m)], colour) for m in own if m.way == "refused"]
    title = wrapped(name, 56).split("\n")
    top = -8 - _LINE * len(title)
    found += [
        Words(text, scale.left, top + _LINE * (k + 0.5), size=12, bold=True) for k, text in enumerate(title)
    ]
    return Sketch(slug(name), tuple(found))


def _cross(x: float, y: float, colour: str) -> Path:
    return Path((((x - 4, y - 4), (x + 4, y + 4)), ((x - 4, y + 4), (x + 4, y - 4))), stroke=colour, width=2)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The axis up the side: options at their places, or numbers between two ends."""

    parts: tuple[Part, ...]
    tall: float
    left: float  # where its words begin
    aside: float  # from party to party
    places: tuple[tuple[str, float], ...] = ()
    ends: tuple[float, float] = (0.0, 1.0)

    def of(self, term: str) -> float:
        return dict(self.places)[term]

    def y(self, number: float) -> float:
        low, high = self.ends
        return self.tall - 8 - (self.tall - 16) * (number - low) / (high - low)


def _options(labels: Sequence[str], parties: int, wide: float) -> _Scale:
    texts = [wrapped(label, _LABEL).split("\n") for label in labels]
    step = max(22 + 4 * parties, 14 * max((len(t) for t in texts), default=1) + 4)
    places = tuple((label, step * (k + 0.5)) for k, label in enumerate(labels))
    parts: list[Part] = [Path(tuple(((0.0, y), (wide, y)) for _, y in places), stroke=_GRID)]
    for text, (_, y) in zip(texts, places, strict=True):
        up = y - _LINE * (len(text) - 1) / 2
        parts += [Words(one, -8, up + _LINE * k, "end") for k, one in enumerate(text)]
    left = -8 - max((width_of(one, 11) for text in texts for one in text), default=0.0)
    return _Scale(tuple(parts), step * len(labels), left, step * 1.1 / 4, places)


def _numbers(values: Sequence[float], unit: str) -> _Scale:
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low == high:
        low, high = low - 1, high + 1
    scale = _Scale((), 80.0, 0.0, 0.0, (), (low, high))
    numbers = [(scale.y(n), f"{n:,g}") for n in ticks(low, high, 5)]
    parts = axis_left(numbers, 0, 80, 0, unit)
    return _Scale(
        tuple(parts), 80.0, -24 - max(width_of(text, 11) for _, text in numbers), 0.0, (), (low, high)
    )


_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHLY, _MOST = 45, 5  # days from which on the first days of months are named, and how many at most


def _dates(days: tuple[date, date], x: Callable[[date], float]) -> list[tuple[float, str]]:
    """At most five days along: the first of months, or of weeks where it is a matter of weeks."""
    first, last = days
    span = (last - first).days
    if span < _MONTHLY:
        step = next(n for n in (1, 2, 7, 14) if span / n <= _MOST - 1 or n == 14)
        chosen = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1, step)]
    else:
        months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
        months = [d for d in months if first <= d <= last] or [first]
        step = next((n for n in (1, 2, 3, 6, 12) if len(months) / n <= _MOST), 12)
        chosen = months[::step]
    return [
        (x(d), say("{day} {month}", day=str(d.day), month=MONTHS[d.month - 1].as_text(_SHORT[d.month - 1])))
        for d in chosen
    ]


def packages_figure(
    parties: tuple[str, str],
    cloud: Sequence[tuple[float, float]],
    frontier: Sequence[tuple[float, float]],
    packages: Sequence[tuple[str, Sequence[tuple[float, float]]]],
) -> Sketch:
    """Each dot a package: its median gain over no deal for two principals; letters with their spread.

    Args:
        packages: (letter, gains over some draws, the middle one first).
    """
    middle = [(letter, *gains[0]) for letter, gains in packages]
    placed = _apart([(x, y) for _, x, y in middle])
    kept = [*cloud, *frontier, *[(x, y) for _, x, y in middle], *placed]
    wide, tall = 300.0, 200.0
    ends = _ends([p[0] for p in kept]), _ends([p[1] for p in kept])

    def at(point: tuple[float, float]) -> tuple[float, float]:
        (a, b), (c, d) = ends
        return wide * (point[0] - a) / (b - a), tall * (d - point[1]) / (d - c)

    def within(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
        drawn = (at(p) for p in points)
        return tuple((x, y) for x, y in drawn if 0 <= x <= wide and 0 <= y <= tall)

    zero = at((0.0, 0.0))
    parts: list[Part] = [
        box(zero[0], 0, wide, zero[1], "#eef5ee"),
        Dots(within(cloud), 3.2, "#b8b8b8", 0.6),
        line([(zero[0], 0), (zero[0], tall)], GREY, 1, (4, 3)),
        line([(0, zero[1]), (wide, zero[1])], GREY, 1, (4, 3)),
    ]
    for k, (_, gains) in enumerate(packages):
        parts.append(Dots(within(gains[1:]), 3.4, COLOURS[k % len(COLOURS)], 0.35))
    parts.append(line([at(p) for p in sorted(frontier)], INK, 1.4))
    for k, ((letter, x, y), label) in enumerate(zip(middle, placed, strict=True)):
        point, name = at((x, y)), at(label)
        parts += [
            line([point, name], INK, 0.7),
            Dots((point,), 13.5, "white"),
            Dots((point,), 11.5, COLOURS[k % len(COLOURS)]),
            Words(letter, name[0], name[1], "middle", 13, bold=True, halo=True),
        ]
    along = [(at((n, 0.0))[0], signed(n)) for n in ticks(*ends[0], 7)]
    up = [(at((0.0, n))[1], signed(n)) for n in ticks(*ends[1], 7)]
    first, second = (say("Gain over no deal, {who}", who=who) for who in parties)
    parts += [*axis_below(along, 0, wide, tall, [first]), *axis_left(up, 0, tall, 0, second)]
    return Sketch("packages", tuple(parts))


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """The ends of an axis that holds the values and 0, with a little room."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = 0.06 * (high - low or 1.0)
    return low - room, high + room


def _apart(points: Sequence[tuple[float, float]], need: float = 0.06) -> list[tuple[float, float]]:
    """Places for labels: up and to the right of their points, moved apart where they would overlap."""
    placed: list[tuple[float, float]] = []
    for x, y in points:
        for step in range(40):
            angle, reach = 0.8 + 2.4 * step, 0.07 + 0.012 * step
            at = (x + reach * cos(angle), y + reach * sin(angle))
            others = [*placed, *points]
            if all(abs(at[0] - a) > need or abs(at[1] - b) > need for a, b in others):
                break
        placed.append(at)
    return placed


def acceptability_figure(
    rows: Sequence[tuple[str, str, float, float, float]], parties: Sequence[str]
) -> Sketch:
    """For each package and party, the share of draws (0 to 1) in which the party prefers it to no deal.

    Args:
        rows: (letter, party, low, share, high).
    """
    wide, step, gap = 270.0, 17.0, 9.0
    letters = list(dict.fromkeys(letter for letter, *_ in rows))
    tall = len(letters) * (step * len(parties) + gap)
    along = [(wide * n / 10, str(n)) for n in range(11)]
    parts: list[Part] = [Path(tuple(((x, 0.0), (x, tall)) for x, _ in along), stroke=_GRID)]
    for letter, party, low, share, high in rows:
        place = list(parties).index(party)
        y = letters.index(letter) * (step * len(parties) + gap) + gap / 2 + step * (place + 0.5)
        colour, shape = COLOURS[place % len(COLOURS)], SHAPES[place % len(SHAPES)]
        parts += [
            line([(wide * low, y), (wide * high, y)], colour, 2),
            sign(shape, wide * share, y, 65, colour),
        ]
    for k, letter in enumerate(letters):
        parts.append(Words(letter, -8, (k + 0.5) * (step * len(parties) + gap), "end", 13, bold=True))
    title = [say("draws of 10 in which the party"), say("prefers the package to no deal")]
    parts += [
        line([(0, 0), (0, tall)], GREY, 0.8),
        Words(say("package"), -34, tall / 2, "middle", turned=True),
        *axis_below(along, 0, wide, tall, title),
    ]
    return Sketch("acceptability", tuple(parts))


def cost_figure(rows: Sequence[tuple[float, float, float, float]]) -> Sketch:
    """The share of draws with a zone, as carrying on is taken to cost more.

    Args:
        rows: (cost on the 0..1 scale, low, share, high).
    """
    wide, tall = 240.0, 110.0
    most = max((cost for cost, *_ in rows), default=0.0) or 1.0

    def at(cost: float, share: float) -> tuple[float, float]:
        return wide * cost / most, tall * (1 - share)

    band = [*(at(c, high) for c, _, _, high in rows), *reversed([at(c, low) for c, low, _, _ in rows])]
    middle = [at(c, share) for c, _, share, _ in rows]
    up = [(tall * (1 - n / 10), str(n)) for n in (0, 2, 4, 6, 8, 10)]
    along = [(wide * n / most, signed(n)) for n in ticks(0, most, 7)]
    title = [say("cost of carrying on for each principal"), say("(0 none, 1 as much as its whole scale)")]
    parts: list[Part] = [
        Path(tuple(((0.0, y), (wide, y)) for y, _ in up), stroke=_GRID),
        Path((tuple(band),), fill=COLOURS[0], opacity=0.2),
        line(middle, COLOURS[0], 2),
        *(sign("circle", x, y, 30, COLOURS[0]) for x, y in middle),
        *axis_below(along, 0, wide, tall, title),
        *axis_left(up, 0, tall, 0, say("draws of 10 with a zone")),
    ]
    return Sketch("cost", tuple(parts))
