"""How do sentences of ours keep the way they were put, so that they can be said in another language?

Room: ground. `say` makes English text that remembers its template and its values. Whoever reads it as text
reads English; `parley.briefs.phrases.catalogue` puts it into another language, sentence by sentence. Words
of the case (names, options, quotations) are values, never templates: they stay in their own language.
"""

import re
from collections.abc import Mapping
from typing import Any

ISOLATE, END = "\u2068", "\u2069"  # around words that may run the other way (Unicode Standard Annex 9)
_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FROM_RIGHT = re.compile(f"[{_LETTERS}]")
_RUN = re.compile(f"[{_LETTERS}](?:[^A-Za-z“”‘’:;.]*[{_LETTERS}])?")  # words that run on from right to left


class Worded(str):
    """English words of ours, with the template they were made from and its values.

    It is a text like any other: equal to the same words without a memory. What is cut out of it or glued to
    it forgets; so sentences are made of sentences by `say`, not by `+`.
    """

    __slots__ = ("key", "number", "values")
    key: str  # the template, as the catalogues have it; empty: our words that no catalogue has
    values: Mapping[str, str]
    number: int | None  # that decides on singular, dual, plural; `{n}` in the template

    def __new__(
        cls, text: str, key: str = "", values: Mapping[str, str] | None = None, number: int | None = None
    ) -> "Worded":
        made = super().__new__(cls, text)
        made.key, made.values, made.number = key, values or {}, number
        return made

    def __deepcopy__(self, memo: Any) -> "Worded":
        return self

    def as_text(self, text: str) -> "Worded":
        """The same, said with other letters in English: a capital in front, for example."""
        return Worded(text, self.key, self.values, self.number)


def say(key: str, /, **values: str | int) -> Worded:
    """A template of ours with its values filled in.

    >>> print(say("{who} refuses {term}.", who="North", term="a dam"))
    North refuses a dam.
    >>> say("{who} refuses a dam.", who="צפון")
    '\u2068צפון\u2069 refuses a dam.'
    """
    filled = {name: v if isinstance(v, str) else f"{v:,}" for name, v in values.items()}
    return Worded(key.format(**_apart(filled)), key, filled)


def several(number: int, one: str, more: str, /, **values: str | int) -> Worded:
    """The one template for 1, the other for all other numbers, which is the key of the catalogues.

    `{n}` is the number: as a word up to ten in English, in digits elsewhere.

    >>> print(several(1, "one note", "{n} notes"), several(3, "one note", "{n} notes"))
    one note three notes
    """
    filled = {name: v if isinstance(v, str) else f"{v:,}" for name, v in values.items()}
    english = (one if number == 1 else more).format(n=number_word(number), **_apart(filled))
    return Worded(english, more, filled, number)


def _apart(values: Mapping[str, str]) -> dict[str, str]:
    """Words of the case in Arabic or Hebrew are kept apart, lest they turn the English around them."""
    return {name: kept_apart(v) if _of_the_case(v) else v for name, v in values.items()}


def kept_apart(words: str) -> str:
    """Words between isolates, where they run from right to left.

    >>> kept_apart("North"), kept_apart("צפון")
    ('North', '\u2068צפון\u2069')
    """
    return f"{ISOLATE}{words}{END}" if _FROM_RIGHT.search(words) else words


def bare(text: str) -> str:
    """Without isolates and marks: for searching, and for names of files.

    >>> bare("\u2068North\u2069 \u200fasks")
    'North asks'
    """
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)


def _of_the_case(value: str) -> bool:
    return not isinstance(value, Worded) or value.key == "{name}"


def own(text: str, name: str) -> Worded:
    """A name as it stands in an English sentence; in another language it is just the name.

    >>> print(own("the United States", "United States"))
    the United States
    """
    return Worded(text, "{name}", {"name": name})


def english(text: str) -> Worded:
    """Words of ours that no catalogue has, such as a message from deeper down: English everywhere.

    >>> print(english("nothing to draw"))
    nothing to draw
    """
    pieces = re.split(f"({ISOLATE}[^{END}]*{END})", text)  # what is apart already stays as it is
    return Worded("".join(p if k % 2 else _RUN.sub(rf"{ISOLATE}\g<0>{END}", p) for k, p in enumerate(pieces)))


def number_word(number: int) -> str:
    """
    >>> number_word(0), number_word(7), number_word(1200)
    ('no', 'seven', '1,200')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[number] if 0 <= number < len(words) else f"{number:,}"


def recase(text: str, changed: str) -> str:
    """`changed` with the memory of `text`, where it has one."""
    return text.as_text(changed) if isinstance(text, Worded) else changed
