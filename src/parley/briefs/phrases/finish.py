"""How does a brief read in one language?

Room: briefs. Sections are written once, in English that remembers how it was put; here every sentence of
ours is said in the language of the brief. Values of other rooms (quotations, passages) stay as they are.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from parley.briefs.phrases.catalogue import Phrases
from parley.evidence.document import Quote

T = TypeVar("T")


def in_language(content: T, phrases: Phrases) -> T:
    """The same values with every sentence put; what holds nothing of ours is handed back as it is.

    >>> from parley.briefs.content import Said
    >>> from parley.ground.worded import say
    >>> in_language(Said(say("Sources"), (3,)), Phrases("he")).text
    'מקורות'
    """
    done: T = _put(content, phrases)
    return done


def _put(value: Any, phrases: Phrases) -> Any:
    if isinstance(value, str):
        return phrases.put(value)
    if isinstance(value, tuple):
        items = tuple(_put(item, phrases) for item in value)
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type | Quote):
        old = {f.name: getattr(value, f.name) for f in fields(value)}
        new = {name: _put(v, phrases) for name, v in old.items()}
        return replace(value, **new) if any(new[n] is not old[n] for n in new) else value
    return value
