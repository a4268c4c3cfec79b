"""Fields of an entry as plain values become an entry, each fault with its place.

Room: sequencing. Serves the record (one JSON object a line) and logs (YAML); both have the same fields.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn, cast

from parley.evidence.document import Disclosure
from parley.ground.dates import day
from parley.ground.errors import ParleyError, StoreError
from parley.ground.near import did_you_mean
from parley.sequencing.carried.entries import NOTED, Entry, Noted, Told

_TURNING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # controls, and turns of direction
_TOLD = ("party", "words", "reported", "source", "disclosure")
_ENTRY = ("on", "duty", "status", "amount", "so-far", "what", "says", "source", "evidence", "disclosure")
_KEPT = (*_ENTRY, "id", "by", "at", "corrects", "withdraws")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one entry, and where each stands."""

    plain: Mapping[str, Any]
    path: Path
    line_of: Callable[[str], int | None]  # a field's line; of the entry where the field is not there

    def refuse(self, field: str, problem: str, mend: str) -> NoReturn:
        raise StoreError(self.path, self.line_of(field), field=field, problem=problem, mend=mend)

    def only(self, known: Iterable[str]) -> None:
        """Refuse any other field."""
        names = tuple(known)
        for name in self.plain:
            if name not in names:
                self.refuse(str(name), f'"{name}" is not a field here.', did_you_mean(str(name), names))

    def words(self, field: str) -> str:
        """Text on one line or several; empty where there is none."""
        found = self.plain.get(field)
        if found is None:
            return ""
        if not isinstance(found, str):
            self.refuse(field, f"{found!r} is not text.", f'Put it in quotation marks:  {field}: "..."')
        return cleaned(found)

    def number(self, field: str) -> float | None:
        """A number from 0 on."""
        found = self.plain.get(field)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
            self.refuse(field, f'"{found}" is not a number.', f"Write a number:  {field}: 12")
        if found < 0:
            self.refuse(field, f"{found:g} is below 0.", "Write how much was handed over, from 0 on.")
        return float(found)

    def day(self, field: str) -> date | None:
        """A day written as year-month-day."""
        found = self.plain.get(field)
        if found is None:
            return None
        try:
            return day(found if isinstance(found, date) else str(found))
        except ParleyError:
            self.refuse(field, f'"{found}" is not a day.', "Write it as year-month-day:  2025-01-25")

    def grade(self) -> Disclosure:
        found = self.words("disclosure") or Disclosure.PUBLIC.value
        grades = [grade.value for grade in Disclosure]
        if found not in grades:
            self.refuse("disclosure", f'"{found}" is not a grade.', did_you_mean(found, grades))
        return Disclosure(found)


def cleaned(words: str) -> str:
    """Words on one line, without signs that would turn or hide what stands around them.

    >>> cleaned(" All of" + chr(10) + "them " + chr(0x202E))
    'All of them'
    """
    return " ".join(_TURNING.sub(" ", words).split())


def entry_of(fields: Fields, *, kept: bool, id: str = "") -> Entry:
    """An entry from its fields.

    Args:
        kept: from the record, where a line has an id, who made it and when, and may correct another.
        id: of an entry that has none of its own.

    Raises:
        StoreError: an unknown field or status, or a value of another kind; names the line.
    """
    fields.only(_KEPT if kept else (*_ENTRY, "phase"))
    status = fields.words("status")
    if status and status not in NOTED:
        fields.refuse("status", f'"{status}" is not a status.', did_you_mean(status, NOTED))
    duty, phase = fields.words("duty"), "" if kept else fields.words("phase")
    if duty and phase:
        fields.refuse("phase", "An entry is on a duty or on the gate of a phase.", "Make two entries of it.")
    made = Entry(
        fields.words("id") if kept else id,
        fields.day("on"),
        duty or phase,
        cast(Noted, status) if status else None,
        fields.number("amount"),
        fields.number("so-far"),
        fields.words("what"),
        _says(fields),
        fields.words("source"),
        fields.words("evidence"),
        fields.words("by") if kept else "",
        fields.words("at") if kept else "",
        fields.grade(),
        fields.words("corrects") if kept else "",
        fields.words("withdraws") if kept else "",
        fields.line_of("") or 0,
    )
    _whole(made, fields)
    return made


def _whole(made: Entry, fields: Fields) -> None:
    """Refuse an entry that says too little, or two things at once."""
    if not made.id:
        fields.refuse("id", "The entry has no id.", "Put the line back from a saved copy.")
    if made.withdraws:
        return
    if made.on is None:
        fields.refuse("on", "The entry has no day.", "Write the day it speaks of:  2025-01-25")
    if made.amount is not None and made.so_far is not None:
        fields.refuse(
            "so-far",
            "An entry says what was handed over on its day, or how much it is altogether by then.",
            "Leave one of amount and so-far out, or make two entries of it.",
        )
    if made.amount == 0:
        fields.refuse("amount", "An amount of 0 hands over nothing.", "Say  not-done, or  so-far: 0.")
    if not made.duty and (made.amount is not None or made.so_far is not None):
        fields.refuse("amount", "There is an amount, and no duty it is of.", "Add  duty: ")
    if made.duty and made.status is None and made.so_far is None and not (made.says or made.what):
        fields.refuse(
            "status", "The entry says nothing of its duty.", f"Add a status: {', '.join(NOTED[:-1])}."
        )
    if made.duty and made.status == "ended":
        fields.refuse("status", "A deal ends as a whole.", "Leave the duty out; or say not-done of the duty.")
    if not made.duty and made.status not in (None, "ended"):
        fields.refuse("duty", f'Something is "{made.status}", and what it is is not said.', "Add  duty: ")
    if not made.duty and not made.what and not made.says:
        fields.refuse("what", "The entry says nothing.", "Say in a few words what happened.")
    if made.amount is not None and made.status in ("not-done", "suspended", "settled"):
        fields.refuse(
            "amount",
            f'An amount is what was handed over; the status is "{made.status}".',
            "Make one entry of what was done, and another of the rest.",
        )


def _says(fields: Fields) -> tuple[Told, ...]:
    """What the sides say: a list of {party, words}; or, in a log, party -> {words}."""
    found = fields.plain.get("says")
    if found is None:
        return ()
    if isinstance(found, Mapping):
        found = [
            {"party": party} | (dict(one) if isinstance(one, Mapping) else {"words": one})
            for party, one in found.items()
        ]
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        fields.refuse("says", "This does not say who says what.", 'Write  says: {north: {words: "..."}}')
    return tuple(_told(Fields(one, fields.path, lambda _: fields.line_of("says"))) for one in found)


def _told(fields: Fields) -> Told:
    fields.only(_TOLD)
    party, words, reported = fields.words("party"), fields.words("words"), fields.words("reported")
    if not party:
        fields.refuse("says", "Nobody is named who says it.", "Name a party of the case.")
    if bool(words) == bool(reported):
        fields.refuse(
            "says",
            f"{party} says nothing, or says it twice." if not words else f"{party} says it twice.",
            "Write  words: for its own words, or  reported: for ours, not both.",
        )
    return Told(party, words or reported, bool(words), fields.words("source"), fields.grade())
