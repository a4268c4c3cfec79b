"""What all figures share: colours, shapes and lines of the parties, wrapped labels, and the rendering to SVG.

Room: briefs. Renders Vega-Lite through vl-convert, offline. Parties are told apart by shape as well as colour
(Okabe and Ito's palette), lines by dash; nothing is said by colour alone.
"""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.wording import MONTHS

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3])
INK, GREY = "#222222", "#6b6b6b"
_RIGHT, _POP = "\u202b", "\u202c"  # from right to left, whatever the renderer takes for granted
_ARABIC, _HEBREW = "\u0600-\u06ff\u0750-\u077f", "\u0590-\u05ff"
_BETWEEN = f"[^{_ARABIC}{_HEBREW}\u200e]*"
_TOUCH = re.compile(f"(?<=[{_ARABIC}])(?={_BETWEEN}[{_HEBREW}])|(?<=[{_HEBREW}])(?={_BETWEEN}[{_ARABIC}])")


def wrapped(label: str, width: int = 24) -> str:
    """A label broken into lines of at most `width` letters."""
    return "\n".join(textwrap.wrap(label, width, break_long_words=False)) or label


def legend(parties: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """(party, colour, sign) in the order of `parties`: what the marks of all figures mean."""
    signs = ("●", "■", "▲", "◆", "✚", "▼")
    return tuple((p, COLOURS[k % len(COLOURS)], signs[k % len(signs)]) for k, p in enumerate(parties))


def side(parties: Sequence[str]) -> dict[str, Any]:
    """Colour, shape and dash of each party; the legend is `legend`."""
    names = list(parties)
    many = [k % len(COLOURS) for k in range(len(names))]

    def channel(values: Sequence[Any]) -> dict[str, Any]:
        scale = {"domain": names, "range": [values[k] for k in many]}
        return {"field": "party", "type": "nominal", "scale": scale, "legend": None}

    return {"color": channel(COLOURS), "shape": channel(SHAPES), "strokeDash": channel(DASHES)}


@dataclass(frozen=True, slots=True)
class Picture:
    """What to draw: a Vega-Lite specification, in which words of ours still know how they were put."""

    name: str
    spec: dict[str, Any]


def svg(picture: Picture, phrases: Phrases) -> str:
    """The picture drawn, its words in the language of `phrases`."""
    import vl_convert

    name, spec = picture.name, _put(picture.spec, phrases)

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
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(whole), time_format_locale=_calendar(phrases))
    return _own_names(drawn, name)


def lettered(text: str, phrases: Phrases) -> str:
    """Words of a picture in the language, with the marks that keep their letters in order."""
    put = phrases.put(text)
    ours = put != text and phrases.rtl
    return apart_scripts(f"{_RIGHT}{put}{_POP}" if ours else put)


def _put(value: Any, phrases: Phrases) -> Any:
    """Words in the language; keys and numbers as they are."""
    if isinstance(value, str):
        return lettered(value, phrases)
    if isinstance(value, dict):
        return {key: _put(v, phrases) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_put(v, phrases) for v in value]
    return value


def apart_scripts(text: str) -> str:
    """Arabic beside Hebrew in one line of a picture is drawn unjoined: a mark between keeps them apart.

    >>> [hex(ord(c)) for c in apart_scripts("א ب")]
    ['0x5d0', '0x200e', '0x20', '0x628']
    """
    return _TOUCH.sub("\u200e", text)


def _calendar(phrases: Phrases) -> dict[str, Any] | None:
    """Names of the months on an axis of time; None for English, which the renderer knows."""
    if phrases.language == "en":
        return None
    months = [phrases.put(month) for month in MONTHS]
    days = ["-"] * 7  # never shown
    return {
        "dateTime": "%x, %X",
        "date": "%-d %B %Y",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": days,
        "shortDays": days,
        "months": months,
        "shortMonths": months,
    }


def _own_names(svg: str, name: str) -> str:
    """Clip paths numbered from 1 in each picture: the renderer counts on through a process.

    >>> _own_names('<clipPath id="clip7"/><g clip-path="url(#clip7)"/>', "a")
    '<clipPath id="a-1"/><g clip-path="url(#a-1)"/>'
    """
    for number, old in enumerate(dict.fromkeys(re.findall(r'id="(clip\d+)"', svg)), 1):
        svg = re.sub(rf"{old}(?=[\")])", f"{name}-{number}", svg)
    return svg
