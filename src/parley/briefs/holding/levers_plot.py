"""What each lever buys, one at a time, as a picture: bars with their spread over the worlds.

Room: briefs. Speaks plain numbers and labels. Lengths are days in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley.briefs.canvas import COLOURS, INK, Picture
from parley.briefs.steps.timetable_plot import as_it_is

_WIDTH = 250
_ROW = 22
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


def levers_picture(bars: Sequence[Bar], title: Sequence[str], heading: str) -> Picture:
    """One bar a lever, in the order given.

    Args:
        title: of the axis, in lines.
        heading: above what stands at the end of the lines.
    """
    reach = max([1.0, *(abs(v) for b in bars for v in (b.low, b.middle, b.high))])
    low = min([0.0, *(v for b in bars for v in (b.low, b.middle))])
    high = max([0.0, *(v for b in bars for v in (b.high, b.middle))])
    domain = [low - 0.04 * reach, high + 0.04 * reach]
    x = {
        "field": "middle",
        "type": "quantitative",
        "title": list(title),
        "scale": {"domain": domain, "nice": False},
        "axis": {"tickCount": 6, "grid": True, "format": "d", "tickMinStep": 1},
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, _ROW * len(bars)], "reverse": True, "nice": False},
        "axis": None,
    }
    rows = [
        {
            "y": _ROW * (k + 0.5),
            "top": _ROW * (k + 0.5) - 6,
            "foot": _ROW * (k + 0.5) + 6,
            "label": b.label,
            "low": b.low,
            "middle": b.middle,
            "high": b.high,
            "zero": 0,
            "helps": b.helps,
            "fill": _FILLED if b.in_place else "white",
        }
        for k, b in enumerate(bars)
    ]
    layers: list[dict[str, Any]] = [
        _bars(rows, x, y),
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
            "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y},
        },
        {
            "data": {
                "values": [end for r in rows for end in (r | {"middle": r["low"]}, r | {"middle": r["high"]})]
            },
            "mark": {"type": "tick", "color": INK, "thickness": 1.2, "size": 7, "orient": "vertical"},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": [{"middle": 0}]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
            "encoding": {"x": x},
        },
        _text(rows, "label", {"value": -8}, "right", y),
        _text(rows, "helps", {"value": _WIDTH + 10}, "left", y),
        _head(heading, y),
    ]
    return Picture("levers", {"width": _WIDTH, "height": _ROW * len(bars), "layer": layers})


def _bars(rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """Filled where the package has the lever, hollow where it does not."""
    return {
        "data": {"values": rows},
        "mark": {"type": "rect", "stroke": COLOURS[0], "strokeWidth": 1.2},
        "encoding": {
            "x": x | {"field": "zero"},
            "x2": {"field": "middle"},
            "y": y | {"field": "top"},
            "y2": {"field": "foot"},
            "fill": as_it_is("fill"),
        },
    }


def _text(
    rows: list[dict[str, Any]], field: str, x: dict[str, Any], align: str, y: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": [{"y": row["y"], "text": row[field]} for row in rows]},
        "mark": {"type": "text", "align": align, "fontSize": 10.5, "color": INK},
        "encoding": {"x": x, "y": y, "text": {"field": "text"}},
    }


def _head(heading: str, y: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {"values": [{"y": 0, "text": heading}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "bottom",
            "dy": -2,
            "fontSize": 9.5,
            "color": INK,
        },
        "encoding": {"x": {"value": _WIDTH + 10}, "y": y, "text": {"field": "text"}},
    }
