"""Figures of a brief as SVG: positions over time, packages and frontier, acceptability, cost of carrying on.

Room: briefs. Speaks plain numbers and labels; renders Vega-Lite through vl-convert, offline. Parties are told
apart by shape as well as colour (Okabe and Ito's palette), lines by dash; nothing is said by colour alone.
"""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, sin
from typing import Any

from parley.ground.ids import slug

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3])
INK, GREY = "#222222", "#6b6b6b"


@dataclass(frozen=True, slots=True)
class Mark:
    """One dated position: where on an issue a party stood."""

    issue: str
    party: str
    on: date
    term: str  # the option's label, or "" for a number
    number: float | None = None
    strength: int = 2  # 1 tentative .. 4 absolute
    dissent: bool = False


def wrapped(label: str, width: int = 24) -> str:
    """A label broken into lines of at most `width` letters."""
    return "\n".join(textwrap.wrap(label, width, break_long_words=False)) or label


def positions_panel(
    name: str,
    labels: Sequence[str],
    unit: str | None,
    parties: Sequence[str],
    marks: Sequence[Mark],
    days: tuple[date, date],
) -> str:
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
            "on": f"{m.on.isoformat()}T12:00:00",
            "term": m.number if numeric else wrapped(m.term),
            "strength": m.strength,
            "dissent": m.dissent,
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
            "sort": [wrapped(label) for label in labels],
            "scale": {"domain": [wrapped(label) for label in labels]},
            "axis": {
                "labelExpr": "split(datum.label, '\\n')",
                "labelLimit": 220,
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
    side = _side(parties)
    offset = (
        {}
        if numeric
        else {"yOffset": {"field": "shift", "type": "quantitative", "scale": {"domain": [-2, 2]}}}
    )
    for row in rows:
        row["shift"] = shift[str(row["party"])] * 1.1
    firm = [r for r in rows if not r["dissent"]]
    latest = {r["party"]: r for r in firm}
    held = [*firm, *[r | {"on": f"{days[1].isoformat()}T12:00:00"} for r in latest.values()]]
    some = [r for r in rows if r["dissent"]]
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": held},
            "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.6, "opacity": 0.75},
            "encoding": {
                "x": x,
                "y": y,
                "color": side["color"],
                "strokeDash": side["strokeDash"],
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
                "color": side["color"],
                "shape": side["shape"],
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
            "encoding": {"x": x, "y": y, "color": side["color"], "shape": side["shape"]} | offset,
        },
    ]
    lines = max([wrapped(label).count("\n") + 1 for label in labels], default=1)
    size = {"height": 90} if numeric else {"height": {"step": max(26 + 4 * len(parties), 15 * lines + 6)}}
    title = {"text": wrapped(name, 40).split("\n"), "anchor": "start", "frame": "bounds", "offset": 8}
    return _svg(slug(name), {"title": title, "width": 165, "layer": layers} | size)


def legend(parties: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """(party, colour, sign) in the order of `parties`: what the marks of all figures mean."""
    signs = ("●", "■", "▲", "◆", "✚", "▼")
    return tuple((p, COLOURS[k % len(COLOURS)], signs[k % len(signs)]) for k, p in enumerate(parties))


def packages_figure(
    parties: tuple[str, str],
    cloud: Sequence[tuple[float, float]],
    frontier: Sequence[tuple[float, float]],
    packages: Sequence[tuple[str, Sequence[tuple[float, float]]]],
) -> str:
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
    x = _axis("x", [p[0] for p in kept], f"Gain over no deal, {parties[0]}")
    y = _axis("y", [p[1] for p in kept], f"Gain over no deal, {parties[1]}")
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
    return _svg("packages", {"width": 300, "height": 280, "layer": layers})


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


def acceptability_figure(rows: Sequence[tuple[str, str, float, float, float]], parties: Sequence[str]) -> str:
    """For each package and party, the share of draws (0 to 1) in which the party prefers it to no deal.

    Args:
        rows: (letter, party, low, share, high).
    """
    values = [
        {"letter": a, "party": p, "low": 10 * lo, "share": 10 * s, "high": 10 * hi}
        for a, p, lo, s, hi in rows
    ]
    side = _side(parties)
    letters = list(dict.fromkeys(r["letter"] for r in values))
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 10]},
        "title": ["draws of 10 in which the party", "prefers the package to no deal"],
        "axis": {"tickCount": 10, "grid": True, "gridColor": "#e6e6e6"},
    }
    y = {
        "field": "letter",
        "type": "nominal",
        "title": "package",
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
                "color": side["color"],
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1},
            "encoding": {
                "x": x | {"field": "share"},
                "y": y,
                "yOffset": offset,
                "color": side["color"],
                "shape": side["shape"],
            },
        },
    ]
    return _svg(
        "acceptability", {"data": {"values": values}, "width": 270, "height": {"step": 17}, "layer": layers}
    )


def cost_figure(rows: Sequence[tuple[float, float, float, float]]) -> str:
    """The share of draws with a zone, as carrying on is taken to cost more.

    Args:
        rows: (cost on the 0..1 scale, low, share, high).
    """
    values = [{"cost": c, "low": 10 * lo, "share": 10 * s, "high": 10 * hi} for c, lo, s, hi in rows]
    x = {
        "field": "cost",
        "type": "quantitative",
        "title": ["cost of carrying on for each principal", "(0 none, 1 as much as its whole scale)"],
        "axis": {"tickCount": 6, "format": ".1f", "grid": False},
    }
    y = {
        "type": "quantitative",
        "scale": {"domain": [0, 10]},
        "title": "draws of 10 with a zone",
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
    return _svg("cost", {"data": {"values": values}, "width": 270, "height": 150, "layer": layers})


def _side(parties: Sequence[str]) -> dict[str, Any]:
    """Colour, shape and dash of each party; the legend is `legend`."""
    names = list(parties)
    many = [k % len(COLOURS) for k in range(len(names))]

    def channel(values: Sequence[Any]) -> dict[str, Any]:
        scale = {"domain": names, "range": [values[k] for k in many]}
        return {"field": "party", "type": "nominal", "scale": scale, "legend": None}

    return {"color": channel(COLOURS), "shape": channel(SHAPES), "strokeDash": channel(DASHES)}


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


def _svg(name: str, spec: dict[str, Any]) -> str:
    import vl_convert

    font = "DejaVu Sans, Noto Sans, Arial, sans-serif"
    config = {
        "font": font,
        "background": "white",
        "view": {"stroke": None},
        "axis": {
            "labelColor": INK,
            "titleColor": INK,
            "labelFontSize": 11,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "gridColor": "#e6e6e6",
        },
        "title": {"fontSize": 12, "color": INK},
        "legend": {"labelFontSize": 12, "labelColor": INK},
    }
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": config,
        "padding": 6,
    } | spec
    svg: str = vl_convert.vegalite_to_svg(json.dumps(whole))
    return _own_names(svg, name)


def _own_names(svg: str, name: str) -> str:
    """Clip paths numbered from 1 in each picture: the renderer counts on through a process.

    >>> _own_names('<clipPath id="clip7"/><g clip-path="url(#clip7)"/>', "a")
    '<clipPath id="a-1"/><g clip-path="url(#a-1)"/>'
    """
    for number, old in enumerate(dict.fromkeys(re.findall(r'id="(clip\d+)"', svg)), 1):
        svg = re.sub(rf"{old}(?=[\")])", f"{name}-{number}", svg)
    return svg
