"""Figures of a brief as pictures to draw: positions over time, packages, acceptability, cost of carrying on.

Room: briefs. Speaks plain numbers and labels; `parley.briefs.canvas` holds what the figures share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, sin
from typing import Any, Literal

from parley.briefs.canvas import COLOURS, GREY, INK, Picture, side, wrapped
from parley.ground.ids import slug
from parley.ground.worded import say

Way = Literal["held", "refused", "dissent"]
_LABEL = 34  # letters in a line of an axis that names options
_CROSS = "M-0.8,-0.8L0.8,0.8M-0.8,0.8L0.8,-0.8"


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
) -> Picture:
    """One issue: its terms up the side, time along, one line a party; the line runs on to the last day.

    Args:
        labels: option labels top to bottom; empty where the issue is a number.
        unit: of the number, or None.
        days: first and last day of all panels.
    """
    shift = {p: k - (len(parties) - 1) / 2 for k, p in enumerate(parties)}
    numeric = unit is not None
    first, last = days[0].toordinal(), days[1].toordinal()
    edge = max(2, (last - first) // 12)
    rows = [
        {
            "party": m.party,
            "on": f"{m.on.isoformat()}T00:00:00",
            "term": m.number if numeric else wrapped(m.term, _LABEL),
            "strength": m.strength,
            "way": m.way,
        }
        for m in marks
    ]
    y: dict[str, Any] = {"field": "term", "title": unit if numeric else None}
    if numeric:
        y |= {
            "type": "quantitative",
            "scale": {"zero": False, "nice": True, "padding": 8},
            "axis": {"tickCount": 4},
        }
    else:
        y |= {
            "type": "nominal",
            "sort": [wrapped(label, _LABEL) for label in labels],
            "scale": {"domain": [wrapped(label, _LABEL) for label in labels]},
            "axis": {
                "labelExpr": "split(datum.label, '\\n')",
                "labelLimit": 260,
                "domain": False,
                "ticks": False,
                "grid": True,
            },
        }
    x = {
        "field": "on",
        "type": "temporal",
        "title": None,
        "scale": {"domain": [_moment(first - edge), _moment(last + edge)]},
        "axis": {"format": "%-d %b", "tickCount": 4, "labelOverlap": True, "grid": False},
    }
    sides = side(parties)
    offset = (
        {}
        if numeric
        else {"yOffset": {"field": "shift", "type": "quantitative", "scale": {"domain": [-2, 2]}}}
    )
    for row in rows:
        row["shift"] = shift[str(row["party"])] * 1.1
    firm = [r for r in rows if r["way"] == "held"]
    latest = {r["party"]: r for r in firm}
    held = [*firm, *[r | {"on": f"{days[1].isoformat()}T00:00:00"} for r in latest.values()]]
    some = [r for r in rows if r["way"] == "dissent"]
    against = [r for r in rows if r["way"] == "refused"]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": held},
            "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.6, "opacity": 0.75},
            "encoding": {
                "x": x,
                "y": y,
                "color": sides["color"],
                "strokeDash": sides["strokeDash"],
                "order": {"field": "on", "type": "temporal"},
            }
            | offset,
        },
        {
            "data": {"values": firm},
            "mark": {"type": "point", "filled": True, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": sides["color"],
                "shape": sides["shape"],
                "size": {
                    "field": "strength",
                    "type": "quantitative",
                    "scale": {"domain": [1, 4], "range": [25, 170]},
                    "legend": None,
                },
            }
            | offset,
        },
        {
            "data": {"values": some},
            "mark": {"type": "point", "filled": False, "strokeWidth": 1.5, "size": 70},
            "encoding": {"x": x, "y": y, "color": sides["color"], "shape": sides["shape"]} | offset,
        },
        {
            "data": {"values": against},
            "mark": {"type": "point", "shape": _CROSS, "strokeWidth": 2, "size": 60},
            "encoding": {"x": x, "y": y, "color": sides["color"]} | offset,
        },
    ]
    lines = max([wrapped(label, _LABEL).count("\n") + 1 for label in labels], default=1)
    size = {"height": 80} if numeric else {"height": {"step": max(22 + 4 * len(parties), 14 * lines + 4)}}
    title = {"text": wrapped(name, 56).split("\n"), "anchor": "start", "frame": "bounds", "offset": 8}
    return Picture(slug(name), {"title": title, "width": 165, "layer": layers} | size)


def packages_figure(
    parties: tuple[str, str],
    cloud: Sequence[tuple[float, float]],
    frontier: Sequence[tuple[float, float]],
    packages: Sequence[tuple[str, Sequence[tuple[float, float]]]],
) -> Picture:
    """Each dot a package: its median gain over no deal for two principals; letters with their spread.

    Args:
        packages: (letter, gains over some draws, the middle one first).
    """
    spread = [(letter, x, y) for letter, gains in packages for x, y in gains[1:]]
    middle = [(letter, *gains[0]) for letter, gains in packages]
    placed = _apart([(x, y) for _, x, y in middle])
    shown = [
        {"letter": letter, "x": x, "y": y, "lx": lx, "ly": ly}
        for (letter, x, y), (lx, ly) in zip(middle, placed, strict=True)
    ]
    kept = [*cloud, *frontier, *[(x, y) for _, x, y in middle], *placed]
    x = _axis("x", [p[0] for p in kept], say("Gain over no deal, {who}", who=parties[0]))
    y = _axis("y", [p[1] for p in kept], say("Gain over no deal, {who}", who=parties[1]))
    rule = {"type": "rule", "strokeDash": [4, 3], "color": GREY}
    layers: list[dict[str, Any]] = [
        {
            "data": {
                "values": [{"x": 0, "y": 0, "x2": x["scale"]["domain"][1], "y2": y["scale"]["domain"][1]}]
            },
            "mark": {"type": "rect", "color": "#eef5ee"},
            "encoding": {"x": x, "y": y, "x2": {"field": "x2"}, "y2": {"field": "y2"}},
        },
        {
            "data": {"values": [{"x": a, "y": b} for a, b in cloud]},
            "mark": {"type": "circle", "size": 8, "color": "#b8b8b8", "opacity": 0.6, "clip": True},
            "encoding": {"x": x, "y": y},
        },
        {"data": {"values": [{"x": 0}]}, "mark": rule, "encoding": {"x": x}},
        {"data": {"values": [{"y": 0}]}, "mark": rule, "encoding": {"y": y}},
        {
            "data": {"values": [{"letter": a, "x": x, "y": y} for a, x, y in spread]},
            "mark": {"type": "circle", "size": 9, "opacity": 0.35, "clip": True},
            "encoding": {"x": x, "y": y, "color": _letters(packages)},
        },
        {
            "data": {"values": [{"x": a, "y": b} for a, b in frontier]},
            "mark": {"type": "line", "color": INK, "strokeWidth": 1.4, "clip": True},
            "encoding": {"x": x, "y": y, "order": {"field": "x", "type": "quantitative"}},
        },
        {
            "data": {"values": shown},
            "mark": {
                "type": "point",
                "filled": True,
                "size": 110,
                "opacity": 1,
                "stroke": "white",
                "strokeWidth": 1,
            },
            "encoding": {"x": x, "y": y, "color": _letters(packages)},
        },
        {
            "data": {"values": shown},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 0.7},
            "encoding": {"x": x, "y": y, "x2": {"field": "lx"}, "y2": {"field": "ly"}},
        },
        {
            "data": {"values": [{"x": s["lx"], "y": s["ly"], "letter": s["letter"]} for s in shown]},
            "mark": {"type": "text", "fontSize": 13, "fontWeight": "bold", "color": INK, "stroke": None},
            "encoding": {"x": x, "y": y, "text": {"field": "letter"}},
        },
    ]
    return Picture("packages", {"width": 300, "height": 200, "layer": layers})


def _axis(name: str, values: Sequence[float], title: str) -> dict[str, Any]:
    """An axis that holds the values and 0, with a little room."""
    low, high = min([0.0, *values]), max([0.0, *values])
    room = 0.06 * (high - low or 1.0)
    axis = {"tickCount": 6, "grid": False, "format": ".1f"}
    return {
        "field": name,
        "type": "quantitative",
        "scale": {"domain": [low - room, high + room], "nice": False},
        "title": title,
        "axis": axis,
    }


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
) -> Picture:
    """For each package and party, the share of draws (0 to 1) in which the party prefers it to no deal.

    Args:
        rows: (letter, party, low, share, high).
    """
    values = [
        {"letter": a, "party": p, "low": 10 * lo, "share": 10 * s, "high": 10 * hi}
        for a, p, lo, s, hi in rows
    ]
    sides = side(parties)
    letters = list(dict.fromkeys(r["letter"] for r in values))
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 10]},
        "title": [say("draws of 10 in which the party"), say("prefers the package to no deal")],
        "axis": {"tickCount": 10, "grid": True, "gridColor": "#e6e6e6"},
    }
    y = {
        "field": "letter",
        "type": "nominal",
        "title": say("package"),
        "sort": letters,
        "axis": {"ticks": False, "labelFontSize": 13, "labelFontWeight": "bold"},
    }
    offset = {"field": "party", "type": "nominal", "sort": list(parties), "scale": {"domain": list(parties)}}
    layers = [
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {
                "x": x | {"field": "low"},
                "x2": {"field": "high"},
                "y": y,
                "yOffset": offset,
                "color": sides["color"],
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1},
            "encoding": {
                "x": x | {"field": "share"},
                "y": y,
                "yOffset": offset,
                "color": sides["color"],
                "shape": sides["shape"],
            },
        },
    ]
    return Picture(
        "acceptability", {"data": {"values": values}, "width": 270, "height": {"step": 17}, "layer": layers}
    )


def cost_figure(rows: Sequence[tuple[float, float, float, float]]) -> Picture:
    """The share of draws with a zone, as carrying on is taken to cost more.

    Args:
        rows: (cost on the 0..1 scale, low, share, high).
    """
    values = [{"cost": c, "low": 10 * lo, "share": 10 * s, "high": 10 * hi} for c, lo, s, hi in rows]
    x = {
        "field": "cost",
        "type": "quantitative",
        "title": [
            say("cost of carrying on for each principal"),
            say("(0 none, 1 as much as its whole scale)"),
        ],
        "axis": {"tickCount": 6, "format": ".1f", "grid": False},
    }
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, 10]},
        "title": say("draws of 10 with a zone"),
        "axis": {"tickCount": 5},
    }
    layers = [
        {
            "mark": {"type": "area", "color": COLOURS[0], "opacity": 0.2},
            "encoding": {"x": x, "y": y | {"field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "color": COLOURS[0], "point": {"filled": True, "size": 35}},
            "encoding": {"x": x, "y": y | {"field": "share"}},
        },
    ]
    return Picture("cost", {"data": {"values": values}, "width": 240, "height": 110, "layer": layers})


def _letters(packages: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    names = [letter for letter, _ in packages]
    colours = [COLOURS[k % len(COLOURS)] for k in range(len(names))]
    return {
        "field": "letter",
        "type": "nominal",
        "scale": {"domain": names, "range": colours},
        "legend": None,
    }


def _moment(ordinal: int) -> dict[str, int]:
    d = date.fromordinal(ordinal)
    return {"year": d.year, "month": d.month, "date": d.day}
