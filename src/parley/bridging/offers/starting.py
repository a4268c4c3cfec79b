"""From which terms does a mediator start: a text of the case, a negotiating text kept with it, or words?

Room: bridging. May use `parley.case` and `parley.ground`. A negotiating text is named as `single-text`, or
`single-text@3` for a version of it, or by its file (`draft.md`). Where a bracket of it leaves an issue open,
each of its alternatives is what the text says.
"""

from collections.abc import Mapping
from pathlib import Path

from parley.bridging.offers.named import choosable, package_named, terms_named
from parley.bridging.text.kept.naming import is_version, text_named
from parley.bridging.text.kept.said import Said, package_of_text
from parley.case.entries import Term
from parley.case.model import Bound, Case
from parley.case.notation import NotationError
from parley.case.package import Package
from parley.ground.errors import ParleyError

Meant = Mapping[str, tuple[Term, ...]]  # issue -> any of these is what is said
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


def terms_meant(case: Case, folder: Path | None, words: str) -> Meant:
    """What is said on some issues; a bound on a number is met by every number within it.

    A bracket says each of its alternatives; one with an alternative that decides nothing leaves all open.

    Raises:
        ParleyError: see `terms_named`.
    """
    text = case.texts.get(words.strip())
    if text is not None:
        return {str(i): (term,) for i, term in text.terms.items()}
    said = _kept(case, folder, words)
    if said is not None:
        settled = {issue: (_term(case, issue, term),) for issue, term in said.settled}
        return settled | {issue: terms for issue in said.open_issues if (terms := _open(case, said, issue))}
    named = terms_named(case, words).terms
    return {str(i): (t if isinstance(t, str) else Bound("=", t),) for i, t in named}


def _kept(case: Case, folder: Path | None, words: str) -> Said | None:
    """What a negotiating text says; None where the words name none."""
    words = words.strip()
    is_file = words.endswith(_MARKDOWN) and "\n" not in words
    if words in case.texts or not (is_file or (folder is not None and is_version(folder, words))):
        return None
    name, text = text_named(folder or Path(), words)
    return package_of_text(case, text, name)


def _open(case: Case, said: Said, issue: str) -> tuple[Term, ...]:
    """What the brackets of a text leave to choose from on an issue; nothing where they leave it all."""
    found: list[Term] = []
    for bracket in said.open:
        if issue not in bracket.issues:
            continue
        for alternative in bracket.alternatives:
            terms = [_term(case, issue, term) for i, term in alternative.terms if i == issue]
            if not terms:
                return ()
            found += terms
    return tuple(dict.fromkeys(found))


def _term(case: Case, issue: str, term: str) -> Term:
    if not case.issues[issue].numeric:
        return term
    try:
        return Bound.parse(term)
    except NotationError as error:
        raise ParleyError(f"{issue}: {error.problem}\n  {error.mend}") from None
