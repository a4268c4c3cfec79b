"""What are our words in another language?

Room: briefs. A catalogue is a JSON file beside this module: English template -> translation with the same
placeholders, or plural forms by their CLDR name (one, two, few, many, other). A person can translate it
without touching code. Beside it `library.LANGUAGE.json` has what the checklists of the clause check ask.

Words of the case within a sentence are isolated (U+2068 ... U+2069, in HTML a `bdi`), so that a name in
another script never reorders what stands around it. English that no catalogue has is isolated left to right
(U+2066 ... U+2069) and marked as English where a layout can.

Source: Unicode Standard Annex 9 (isolates); CLDR plural rules for Arabic and Hebrew.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.ground.worded import END, ISOLATE, Worded, bare, say

__all__ = ["END", "ISOLATE", "LANGUAGES", "LEFT", "RIGHT_MARK", "RTL", "Phrases", "bare", "plural"]

LANGUAGES = {"en": "English", "ar": "العربية", "he": "עברית"}
RTL = frozenset({"ar", "he"})
LEFT, RIGHT_MARK = "\u2066", "\u200f"
_PLAIN = re.compile(r"[\d.,\s]*")  # such numbers stand anywhere without an isolate
_WITH_UNIT = "{number} {unit}"


class Phrases:
    """The words of one language: called with the English template and its values.

    >>> Phrases("en")("{n} notes", n="3"), Phrases("he").rtl
    ('3 notes', True)
    >>> Phrases("he")("Sources")
    'מקורות'
    """

    def __init__(self, language: str) -> None:
        """Raises ParleyError: a language without a catalogue."""
        if language not in LANGUAGES:
            raise ParleyError(
                f'There is no catalogue of the language "{language}".\n  {did_you_mean(language, LANGUAGES)}'
            )
        self.language = language
        self.rtl = language in RTL
        self._known = _catalogue(language)

    def __call__(self, key: str, /, **values: str | int) -> str:
        """A template of ours in this language, with its values filled in."""
        return self.put(say(key, **values))

    def put(self, words: str) -> str:
        """Words in this language: ours translated, those of the case as they are."""
        if not isinstance(words, Worded) or self.language == "en":
            return str.__str__(words)
        put = self._put(words)
        marked = self.rtl and words.key in self._known and not _begins_right(put)
        return RIGHT_MARK + put if marked else put

    def knows(self, key: str) -> bool:
        """Has this language the template? English has all."""
        return self.language == "en" or key in self._known

    def _put(self, words: Worded) -> str:
        if words.key == "{name}":
            return self._value(words.values["name"])
        if words.key == _WITH_UNIT and not any(isinstance(v, Worded) for v in words.values.values()):
            return self._value(words.key.format(**words.values))  # a number stays with its unit of the case
        form = self._known.get(words.key)
        if form is None:
            return f"{LEFT}{str.__str__(words)}{END}"
        values = {name: self._value(v) for name, v in words.values.items()}
        if words.number is not None:
            values["n"] = f"{words.number:,}"
        if not isinstance(form, str):
            wanted = "other" if words.number is None else plural(self.language, words.number)
            form = form.get(wanted, form["other"])
        put: str = form.format(**values)
        return put

    def _value(self, value: str) -> str:
        if isinstance(value, Worded):
            return self._put(value)
        return value if _PLAIN.fullmatch(value) else f"{ISOLATE}{value}{END}"


def plural(language: str, number: int) -> str:
    """The CLDR name of the form a whole number takes.

    >>> [plural("ar", n) for n in (0, 1, 2, 7, 10, 11, 99, 100, 103)]
    ['zero', 'one', 'two', 'few', 'few', 'many', 'many', 'other', 'few']
    >>> [plural("he", n) for n in (1, 2, 3)]
    ['one', 'two', 'other']
    """
    if language == "ar":
        if number in (0, 1, 2):
            return ("zero", "one", "two")[number]
        last = number % 100
        return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"
    if language == "he" and number == 2:
        return "two"
    return "one" if number == 1 else "other"


def _begins_right(text: str) -> bool:
    """Is the first strong letter outside isolates one that runs from right to left?"""
    depth = 0
    for letter in text:
        if letter in (ISOLATE, LEFT):
            depth += 1
        elif letter == END:
            depth -= 1
        elif depth == 0 and unicodedata.bidirectional(letter) in ("L", "R", "AL"):
            return unicodedata.bidirectional(letter) != "L"
    return False


@cache
def _catalogue(language: str) -> dict[str, Any]:
    if language == "en":
        return {}
    found: dict[str, Any] = {}
    for name in (f"library.{language}.json", f"{language}.json"):
        found |= json.loads((files("parley.briefs.phrases") / name).read_text("utf-8"))
    return found
