"""The picture that benchmarks draw of what something costs: one panel for each cause, seconds upwards.

Not a benchmark itself: `growth.py` and `endurance.py` draw with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log10

from parley.briefs.canvas import COLOURS
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.sketch import Dots, Part, Path, Sketch, Words, axis_below, axis_left, line, sketched

WIDE, TALL, ACROSS, DOWN = 290.0, 180.0, 390.0, 270.0  # pixels: a panel, and from panel to panel
SLOWEST = 30.0  # seconds
Row = dict[str, object]  # panel, line, x, seconds


@dataclass(frozen=True, slots=True)
class Panels:
    """What the panels of one picture have in common."""

    name: str
    titles: Mapping[str, str]  # panel -> what is along it
    ticks: Mapping[str, Sequence[int]]  # panel -> the numbers marked along it
    times: Sequence[float]  # seconds marked upwards
    fastest: float  # seconds at the foot
    dashed: tuple[str, ...] = ()  # lines


def picture(rows: Sequence[Row], panels: Panels) -> str:
    """SVG: two panels in a row, logarithmic but for parties; lines are named at their ends."""
    parts: list[Part] = []
    for n, name in enumerate(panels.titles):
        own = [r for r in rows if r["panel"] == name]
        parts += _panel(own, panels, name, ACROSS * (n % 2), DOWN * (n // 2))
    return sketched(Sketch(panels.name, tuple(parts)), Phrases("en"))


def _panel(rows: Sequence[Row], panels: Panels, name: str, left: float, top: float) -> Iterator[Part]:
    first, last = panels.ticks[name][0], panels.ticks[name][-1]
    scale = float if name == "parties" else log10

    def at(x: float, seconds: float) -> tuple[float, float]:
        along = (scale(x) - scale(first)) / (scale(last) - scale(first))
        up = (log10(seconds) - log10(panels.fastest)) / (log10(SLOWEST) - log10(panels.fastest))
        return left + WIDE * along, top + TALL * (1 - min(1.0, max(0.0, up)))

    numbers = [(at(n, 1)[0], f"{n:,d}") for n in panels.ticks[name]]
    times = [(at(first, s)[1], f"{s:g}") for s in panels.times]
    yield Path(tuple(((left, y), (left + WIDE, y)) for y, _ in times), stroke="#e6e6e6")
    yield from axis_below(numbers, left, left + WIDE, top + TALL, [panels.titles[name]])
    yield from axis_left(times, top, top + TALL, left, "seconds, one core")
    for place, label in enumerate(dict.fromkeys(str(r["line"]) for r in rows)):
        points = [at(float(str(r["x"])), float(str(r["seconds"]))) for r in rows if r["line"] == label]
        colour = COLOURS[place % len(COLOURS)]
        dash = (4, 3) if label in panels.dashed else ()
        yield line(points, colour, 1.8, dash)
        yield Dots(tuple(points), 5, colour)
        yield Words(label, points[-1][0] + 4, points[-1][1] - 11, "end", halo=True)
