"""What each lever buys, one at a time, as a picture: bars with their spread over the worlds.

Room: briefs. Speaks plain numbers and labels. Lengths are days in force.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.briefs.canvas import COLOURS, INK
from parley.briefs.sketch import Part, Path, Sketch, Words, axis_below, box, line, signed, ticks

_WIDTH = 250
_ROW = 18
_FILLED = "#7db4da"


@dataclass(frozen=True, slots=True)
class Bar:
    """A lever: by how many days more the deal is in force with it, and what stands at the end of its line."""

    label: str
    low: float
    middle: float
    high: float
    helps: str  # in how many worlds
    in_place: bool = True


def levers_picture(bars: Sequence[Bar], title: Sequence[str], heading: str) -> Sketch:
    """One bar a lever, in the order given.

    Args:
        title: of the axis, in lines.
        heading: above what stands at the end of the lines.
    """
    low = min([0.0, *(v for b in bars for v in (b.low, b.middle, b.high))])
    high = max([0.0, *(v for b in bars for v in (b.low, b.middle, b.high))])
    room = 0.04 * max(1.0, high - low)
    low, high = low - room, high + room

    def x(days: float) -> float:
        return _WIDTH * (days - low) / (high - low)

    foot = _ROW * len(bars)
    along = [(x(days), signed(days, 0)) for days in ticks(low, high, 6, least=1)]
    parts: list[Part] = [
        Path(tuple(((at, 0.0), (at, foot)) for at, _ in along), stroke="#e6e6e6"),
        Words(heading, _WIDTH + 10, -7, size=9.5),
    ]
    for k, bar in enumerate(bars):
        parts += _bar(bar, _ROW * (k + 0.5), (x(0), x(bar.low), x(bar.middle), x(bar.high)))
    parts += [line([(x(0), 0), (x(0), foot)]), *axis_below(along, 0, _WIDTH, foot, title)]
    return Sketch("levers", tuple(parts))


def _bar(bar: Bar, y: float, at: tuple[float, float, float, float]) -> Iterator[Part]:
    """Filled where the package has the lever, hollow where it does not."""
    zero, low, middle, high = at
    yield box(
        min(zero, middle), y - 6, max(zero, middle), y + 6, _FILLED if bar.in_place else "white", COLOURS[0]
    )
    yield line([(low, y), (high, y)], INK, 1.2)
    yield Path((((low, y - 4), (low, y + 4)), ((high, y - 4), (high, y + 4))), stroke=INK, width=1.2)
    yield Words(bar.label, -8, y, "end", 10.5)
    yield Words(bar.helps, _WIDTH + 10, y, size=10.5)
