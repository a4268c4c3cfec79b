"""How do the drawings of a figure go on paper: as drawings, or as one PNG for files that take none?

Room: briefs. Panels stand two in a row, as on screen; the first on the right where one reads from the right.
Lengths are pixels of the drawings, 96 to an inch.
"""

import base64
import re
from dataclasses import dataclass

_SIZE = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')
_GAP = 18.0
_SCALE = 2.0  # dots per pixel


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture and its size on screen."""

    png: bytes
    width: float
    height: float


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing.

    >>> size_of('<svg class="marks" width="311" height="194" viewBox="0 0 311 194"></svg>')
    (311.0, 194.0)
    """
    found = _SIZE.search(svg)
    return (float(found[1]), float(found[2])) if found else (320.0, 200.0)


def drawn(panels: tuple[str, ...], *, rtl: bool = False) -> Drawn:
    """One picture of all panels."""
    import vl_convert  # heavy, and only Word files need it

    whole, width, height = (panels[0], *size_of(panels[0])) if len(panels) == 1 else _joined(panels, rtl)
    png: bytes = vl_convert.svg_to_png(whole, scale=_SCALE)
    return Drawn(png, width, height)


def _joined(panels: tuple[str, ...], rtl: bool) -> tuple[str, float, float]:
    """Each panel goes in as a picture of its own: parts of drawings share names, and would be mixed up."""
    sizes = [size_of(panel) for panel in panels]
    column = max(width for width, _ in sizes)
    placed, top = [], 0.0
    for first in range(0, len(panels), 2):
        for at, (panel, (width, height)) in enumerate(
            zip(panels[first : first + 2], sizes[first : first + 2], strict=True)
        ):
            left = at * (column + _GAP)
            if rtl:
                left = 2 * column + _GAP - left - width
            data = base64.b64encode(panel.encode()).decode()
            placed.append(
                f'<image x="{left}" y="{top}" width="{width}" height="{height}" '
                f'xlink:href="data:image/svg+xml;base64,{data}"/>'
            )
        top += max(height for _, height in sizes[first : first + 2]) + _GAP
    width, height = 2 * column + _GAP, top - _GAP
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    paper = f'<rect width="{width}" height="{height}" fill="white"/>'
    return f'<svg {names} width="{width}" height="{height}">{paper}{"".join(placed)}</svg>', width, height
