"""How do sentences of ours keep the way they were put, so that they can be said in another language?

Room: ground. `say` makes English text that remembers its template and its values. Whoever reads it as text
reads English; `parley.briefs.phrases.catalogue` puts it into another language, sentence by sentence. Words
of the case (names, options, quotations) are values, never templates: they stay in their own language.
"""

from collections.abc import Mapping
from typing import Any


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
    """
    filled = {name: v if isinstance(v, str) else f"{v:,}" for name, v in values.items()}
    return Worded(key.format(**filled), key, filled)


def several(number: int, one: str, more: str, /, **values: str | int) -> Worded:
    """The one template for 1, the other for all other numbers, which is the key of the catalogues.

    `{n}` is the number: as a word up to ten in English, in digits elsewhere.

    >>> print(several(1, "one note", "{n} notes"), several(3, "one note", "{n} notes"))
    one note three notes
    """
    filled = {name: v if isinstance(v, str) else f"{v:,}" for name, v in values.items()}
    english = (one if number == 1 else more).format(n=number_word(number), **filled)
    return Worded(english, more, filled, number)


def own(text: str, name: str) -> Worded:
    """A name as it stands in an English sentence; in another language it is just the name.

    >>> print(own("the United States", "United States"))
    the United States
    """
    return Worded(text, "{name}", {"name": name})


def english(text: str) -> Worded:
    """Words of ours that no catalogue has, such as a message from deeper down: English everywhere."""
    return Worded(text)


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
