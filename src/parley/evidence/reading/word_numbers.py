"""Which number does Word put before a paragraph by itself?

Room: evidence. Word turns "1.3." typed at the start of a line into a list, and then the number is in no words
of the paragraph. Lists are counted here as Word counts them (ECMA-376, part 1, 17.9): per list and level, a
level begins anew where a higher one has gone on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parley.evidence.reading.word_parts import W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is written: "%1.%2." with the numbers in `form`."""

    form: str
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Levels:
    """The lists of a file: list -> its levels; style -> (list, level); id of a style -> its name."""

    lists: Mapping[str, tuple[Level, ...]]
    styles: Mapping[str, tuple[str, int]]
    names: Mapping[str, str]
    shared: Mapping[str, str]  # list -> the counters it shares with others


@dataclass(slots=True)
class Counters:
    """Numbers while the paragraphs of one side are gone through."""

    levels: Levels
    at: dict[str, list[int]] = field(default_factory=dict)

    def next(self, place: tuple[str, int]) -> str:
        """The label of the next paragraph in this list and level; empty for bullets."""
        name, level = place
        defined = self.levels.lists.get(name, ())
        if level >= len(defined):
            return ""
        counts = self.at.setdefault(self.levels.shared.get(name, name), [])
        del counts[level + 1 :]
        while len(counts) <= level:
            counts.append(defined[len(counts)].start - (len(counts) == level))
        counts[level] += 1
        if defined[level].form in ("bullet", "none"):
            return ""
        label = defined[level].words
        for n, count in enumerate(counts):
            label = label.replace(f"%{n + 1}", spelled(count, defined[n].form))
        return label


def spelled(number: int, form: str) -> str:
    """A number as a list shows it.

    >>> spelled(4, "lowerRoman"), spelled(28, "upperLetter"), spelled(7, "decimal")
    ('iv', 'BB', '7')
    """
    if form.endswith("Roman"):
        found = ""
        for value, letters in _ROMAN:
            found += letters * (number // value)
            number %= value
        return found.upper() if form.startswith("upper") else found
    if form.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def levels_of(numbering: Any, styles: Any) -> Levels:
    """The lists that a file defines, and which of its styles are numbered."""
    abstract, lists, shared = {}, {}, {}
    for node in numbering if numbering is not None else ():
        if node.tag == f"{W}abstractNum":
            abstract[node.get(f"{W}abstractNumId")] = _levels(node)
        elif node.tag == f"{W}num":
            name = node.get(f"{W}numId", "")
            base = _value(node, "abstractNumId")
            lists[name] = abstract.get(base, ())
            if node.find(f"{W}lvlOverride") is None:
                shared[name] = f"abstract {base}"
    return Levels(lists, *_styles(styles), shared)


def place_in_list(properties: Any, levels: Levels) -> tuple[str, int] | None:
    """(list, level) of a paragraph, by itself or by its style; None where Word does not number it."""
    if properties is None:
        return None
    own = properties.find(f"{W}numPr")
    of_style = levels.styles.get(_value(properties, "pStyle"))
    if own is None:
        return of_style
    name = _value(own, "numId") or (of_style[0] if of_style else "")
    level = _whole(_value(own, "ilvl"), of_style[1] if of_style else 0)
    return (name, level) if name in levels.lists else None


def _levels(node: Any) -> tuple[Level, ...]:
    found = []
    for level in node.iter(f"{W}lvl"):
        start = _whole(_value(level, "start"), 1)
        found.append(Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText"), start))
    return tuple(found)


def _styles(styles: Any) -> tuple[dict[str, tuple[str, int]], dict[str, str]]:
    """Numbered styles, a style taking after the one it is based on; and the names of all."""
    own: dict[str, tuple[str, int]] = {}
    above: dict[str, str] = {}
    names: dict[str, str] = {}
    for node in styles if styles is not None else ():
        if node.tag != f"{W}style" or node.get(f"{W}type") != "paragraph":
            continue
        name = node.get(f"{W}styleId", "")
        names[name] = _value(node, "name") or name
        above[name] = _value(node, "basedOn")
        numbered = node.find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            own[name] = (_value(numbered, "numId"), _whole(_value(numbered, "ilvl"), 0))
    found = {}
    for name in names:
        seen, here = set(), name
        while here in names and here not in seen:
            if here in own:
                found[name] = own[here]
                break
            seen.add(here)
            here = above[here]
    return found, names


def _value(node: Any, name: str) -> str:
    child = node.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _whole(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and len(written) < 9 else otherwise
