"""How many terms of a package may each side read its way?

Room: endurance. Speaks packages; may use `parley.bridging`. Two things show it: the option of an issue is the
device "words each can read its way" of the library of devices (by its id, by what it `means`, or by the words
that mark it), or the negotiating text that expresses the term holds words that its head marks as meant to be
open.
"""

from pathlib import Path

from parley.bridging.devices.library import library
from parley.bridging.devices.shape import shown
from parley.bridging.text.kept.history import USUAL, texts_of, version
from parley.bridging.text.written.model import NegotiatingText
from parley.case.model import Case
from parley.case.package import Package

DEVICE = "agreed-ambiguity"


def ambiguous_terms(case: Case, package: Package, text: NegotiatingText | None = None) -> tuple[str, ...]:
    """The issues on which the package says something that each side may read its way, in the case's order."""
    terms = {str(i): t for i, t in package.terms}
    registered = _registered(terms, text) if text is not None else set()
    return tuple(i for i in case.issues if i in registered or _device(case, i, terms.get(i)))


def text_of(folder: Path | None) -> NegotiatingText | None:
    """The latest negotiating text of a case folder; None where there is none.

    Raises:
        StoreError: its history is damaged.
    """
    if folder is None or USUAL not in texts_of(folder):
        return None
    return version(folder, USUAL).text


def _device(case: Case, issue: str, term: object) -> bool:
    option = case.issues[issue].options.get(term) if isinstance(term, str) else None
    if option is None:
        return False
    if DEVICE in (option.means, term) or str(term).startswith(f"{DEVICE}-"):
        return True
    marks = library().patterns[DEVICE].marks
    return shown(marks, [option.label]) > 0


def _registered(terms: dict[str, str | float], text: NegotiatingText) -> set[str]:
    """Issues whose term in the package is expressed by a clause that holds words meant to be open."""
    intended = [words.casefold() for words in text.intended if words.strip()]
    found = set()
    for clause in text.clauses():
        if any(words in clause.words.casefold() for words in intended):
            found |= {i for i, said in clause.terms if i in terms and _same(said, terms[i])}
    return found


def _same(said: str, term: str | float) -> bool:
    if isinstance(term, str):
        return said == term
    try:
        return abs(float(said) - term) < 1e-9
    except ValueError:
        return False
