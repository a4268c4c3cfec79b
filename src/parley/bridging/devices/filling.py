"""How does a wording of the library read on an issue of a case, and what is the option made of?

Room: bridging. A slot of a wording takes the words of the case, else of the matter, else of the library; each
slot may add an element, so that what a candidate is said to consist of is what its words say.
"""

from dataclasses import dataclass

from parley.bridging.devices.library import Library, slots_of
from parley.bridging.devices.shape import Shape

DEEPEST = 3  # slots inside the words of slots


@dataclass(frozen=True, slots=True)
class Filled:
    """A wording with all of its slots filled."""

    words: str
    elements: tuple[str, ...]  # of the slots, each once


def filled(words: str, shape: Shape, lib: Library) -> Filled | None:
    """A wording as a label; None where the case has nothing for one of its slots."""
    made = _filled(words, shape, lib, 0)
    return Filled(_large(made.words), tuple(dict.fromkeys(made.elements))) if made else None


def _filled(words: str, shape: Shape, lib: Library, within: int) -> Filled | None:
    values: dict[str, str] = {}
    elements: tuple[str, ...] = ()
    for slot in slots_of(words):
        value = _value(slot.lower(), shape, lib, within)
        if value is None:
            return None
        values[slot] = _large(value.words) if slot[:1].isupper() else value.words
        elements += value.elements
    return Filled(words.format_map(values), elements)


def _value(slot: str, shape: Shape, lib: Library, within: int) -> Filled | None:
    """What stands in a slot; the words of several that can be filled first."""
    element = lib.slots[slot].element
    own = (element,) if element else ()
    if slot in shape.words:
        return Filled(shape.words[slot], own)
    of_matter = shape.matter.slots.get(slot) if shape.matter else None
    for words in (of_matter,) if of_matter else lib.slots[slot].words:
        if within < DEEPEST and (made := _filled(words, shape, lib, within + 1)) is not None:
            return Filled(made.words, own + made.elements)
    return None


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]
