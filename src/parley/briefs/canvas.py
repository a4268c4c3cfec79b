"""What all figures share: colours, signs and lines of the parties, wrapped labels, words in their language.

Room: briefs. Parties are told apart by sign as well as colour (Okabe and Ito's palette), lines by dash;
nothing is said by colour alone.
"""

import re
import textwrap
from collections.abc import Sequence

from parley.briefs.phrases.catalogue import Phrases

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (8, 2, 2, 2), (4, 4), (1, 3))
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


def lettered(text: str, phrases: Phrases) -> str:
    """Words of a picture in the language, with the marks that keep their letters in order."""
    put = phrases.put(text)
    ours = put != text and phrases.rtl
    return apart_scripts(f"{_RIGHT}{put}{_POP}" if ours else put)


def apart_scripts(text: str) -> str:
    """Arabic beside Hebrew in one line of a picture is drawn unjoined: a mark between keeps them apart.

    >>> [hex(ord(c)) for c in apart_scripts("א ب")]
    ['0x5d0', '0x200e', '0x20', '0x628']
    """
    return _TOUCH.sub("\u200e", text)
