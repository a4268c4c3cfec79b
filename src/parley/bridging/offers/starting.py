"""From which terms does a mediator start: a text of the case, a negotiating text kept with it, or words?

Room: bridging. May use `parley.case` and `parley.ground`. A negotiating text is named as `single-text`, or
`single-text@3` for a version of it, or by its file (`draft.md`); its open brackets leave issues open.
"""

from pathlib import Path

from parley.bridging.offers.named import choosable, package_named, terms_named
from parley.bridging.text.naming import is_version, text_named
from parley.bridging.text.said import Said, package_of_text
from parley.case.entries import Term, Terms
from parley.case.model import Bound, Case
from parley.case.notation import NotationError
from parley.case.package import Package
from parley.ground.errors import ParleyError

_MARKDOWN = (".md", ".markdown")


def package_meant(case: Case, folder: Path | None, words: str) -> Package:
    """A whole package.

    Args:
        folder: of the case, where it has one.

    Raises:
        ParleyError: see `package_named`; or a negotiating text that leaves issues open.
    """
    said = _kept(case, folder, words)
    if said is None:
        return package_named(case, words)
    if said.package is None:
        settled = {issue for issue, _ in said.settled}
        left = [i for i in choosable(case) if i not in settled]
        raise ParleyError(
            f'The text "{words.strip()}" does not settle {", ".join(left)}.\n'
            "  Name a version in which nothing is left open, or write the terms:  issue=term, issue=term"
        )
    return package_named(case, {str(i): t for i, t in said.package.terms})


def terms_meant(case: Case, folder: Path | None, words: str) -> Terms:
    """What is said on some issues; a bound on a number is met by every number within it.

    Raises:
        ParleyError: see `terms_named`.
    """
    text = case.texts.get(words.strip())
    if text is not None:
        return text.terms
    said = _kept(case, folder, words)
    if said is not None:
        return {issue: _term(case, issue, term) for issue, term in said.settled}
    named = terms_named(case, words).terms
    return {str(i): t if isinstance(t, str) else Bound("=", t) for i, t in named}


def _kept(case: Case, folder: Path | None, words: str) -> Said | None:
    """What a negotiating text says; None where the words name none."""
    words = words.strip()
    is_file = words.endswith(_MARKDOWN) and "\n" not in words
    if words in case.texts or not (is_file or (folder is not None and is_version(folder, words))):
        return None
    name, text = text_named(folder or Path(), words)
    return package_of_text(case, text, name)


def _term(case: Case, issue: str, term: str) -> Term:
    if not case.issues[issue].numeric:
        return term
    try:
        return Bound.parse(term)
    except NotationError as error:
        raise ParleyError(f"{issue}: {error.problem}\n  {error.mend}") from None
