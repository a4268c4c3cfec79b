"""What is wrong with an entry of a case file, in words a mediator's analyst knows.

Room: case. Turns the codes of the validating library into a problem and a mend. May use `parley.ground`.
"""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic_core import ErrorDetails

from parley.case import model
from parley.case.entries import Assumed, Entry
from parley.case.notation import NotationError
from parley.ground.near import did_you_mean

ASSUMPTION = "an assumption"  # how the union of reasons tags it
IN_PLAIN_WORDS: dict[str, tuple[str, str]] = {
    "string_type": ("This is not a text.", 'Put quotes around it, for example "2024".'),
    "tuple_type": ("This is not a list.", "Write it in square brackets, for example [one, another]."),
    "list_type": ("This is not a list.", "Write it in square brackets, for example [one, another]."),
    "bool_type": ("This is neither true nor false.", "Write  true  or  false."),
    "dict_type": ("Entries with ids belong here.", "Write each on its own line, indented, as  id: ..."),
    "model_type": ("Fields belong here.", "Write each on its own line, indented, as  field: value."),
    "model_attributes_type": (
        "Fields belong here.",
        "Write each on its own line, indented, as  field: value.",
    ),
}


def in_words(details: ErrorDetails, siblings: Sequence[str]) -> tuple[str, str]:
    """Problem and mend.

    Args:
        siblings: the fields written beside it.
    """
    kind, context = details["type"], details.get("ctx") or {}
    last = details["loc"][-1] if details["loc"] else ""
    error = context.get("error")
    if isinstance(error, NotationError):
        return error.problem, error.mend
    if last == "[key]":
        return "This is not an id.", "Start it with a letter, or put it in quotes."
    if kind == "missing":
        return f'The field "{last}" is missing.', f"Add a line  {last}: ..."
    if kind == "extra_forbidden":
        return f'There is no field "{last}" here.', _known(str(last), fields_at(details["loc"]), siblings)
    if kind == "literal_error" and details["loc"][:1] == ("parley",):
        return f"This Parley reads version 1 of the format, not {details['input']}.", "Write  parley: 1"
    if kind == "literal_error":
        words = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        return f'"{details["input"]}" is not a word for {last}.', did_you_mean(str(details["input"]), words)
    if details["input"] is None and kind in IN_PLAIN_WORDS:
        return f'Nothing stands after "{last}:".', "Write what it is, or take the line out."
    if isinstance(details["input"], bool) and kind == "string_type":
        return "A yes or no stands where a text belongs.", 'Put quotes around it if it is one: "true".'
    return IN_PLAIN_WORDS.get(kind, (f"{details['msg']}.", "Compare it with the reference of the case file."))


def _known(field: str, fields: Sequence[str], siblings: Sequence[str]) -> str:
    """All fields of an entry; before them the one that was probably meant, of those not written yet."""
    free = [f for f in fields if f not in siblings]
    guess = did_you_mean(field, free)
    listed = f"Fields here: {', '.join(fields)}."
    return f"{guess} {listed}" if guess.startswith("Did you mean") else listed


def fields_at(loc: Sequence[str | int]) -> tuple[str, ...]:
    """The fields that may stand where the last part of a location does."""
    entry: type[Entry] = model.Case
    within = False  # a mapping or list of entries: the next part is an id or a number
    for part in loc[:-1]:
        known = {field.alias: field.annotation for field in entry.model_fields.values()}
        if part == ASSUMPTION:
            entry = Assumed
        elif within:
            within = False
        elif part in known and (inside := _entry_in(known[str(part)])):
            entry, within = inside, get_origin(_bare(known[str(part)])) in (dict, tuple)
    return tuple(str(field.alias) for field in entry.model_fields.values())


def _entry_in(annotation: Any) -> type[Entry] | None:
    """The kind of entry that a field holds, by itself, in a mapping or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    found = (_entry_in(part) for part in get_args(annotation))
    return next((entry for entry in found if entry is not None and entry is not Assumed), None)


def _bare(annotation: Any) -> Any:
    """Without what stands around it: Annotated[...], or None beside it."""
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = get_args(annotation)[0]
    return annotation
