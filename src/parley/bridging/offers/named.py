"""Which package does somebody mean by a few words?

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.ground`. A package is named by
the id of a text of the case that settles every issue, by its terms as `issue=term, issue=term`, or by a JSON
object of issues and terms.
"""

import json
from collections.abc import Mapping

from parley.case.keeping import breaks
from parley.case.model import Bound, Case
from parley.case.notation import NotationError, figure
from parley.case.package import Choice, Package
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

_FORMS = "Name a text of the case, or write  issue=term, issue=term  or a JSON object of issues and terms."
_SHOWN = 8  # terms that an error lists


def package_named(case: Case, words: str | Mapping[str, Choice]) -> Package:
    """A whole package: a term for every issue that has something to choose from, and no constraint broken.

    Raises:
        ParleyError: there is no such text, issue, option or number; an issue is left open; or the terms break
            a constraint.
    """
    package = terms_named(case, words)
    settled = {issue for issue, _ in package.terms}
    silent = [i for i in choosable(case) if i not in settled]
    if silent:
        what = f'The text "{words}"' if isinstance(words, str) and words in case.texts else "The package"
        example = ", ".join(f"{i}={_example(case, i)}" for i in silent[:_SHOWN])
        more = ", ..." if len(silent) > _SHOWN else ""
        raise ParleyError(
            f"{what} does not settle {', '.join(silent[:_SHOWN])}{more}.\n"
            f"  Give each of them one term, for example  {example}{more}"
        )
    return package


def terms_named(case: Case, words: str | Mapping[str, Choice]) -> Package:
    """What somebody says of a package, which may be silent on issues; a text's bound on a number is silence.

    Raises:
        ParleyError: as `package_named`, but for issues left open.
    """
    if isinstance(words, str):
        words = words.strip()
        said = _of_text(case, words) if words in case.texts else _written(case, words)
    else:
        said = _checked(words)
    try:
        package = case.package(said, complete=False)
    except NotationError as error:
        raise ParleyError(f"{error.problem}\n  {error.mend}") from None
    terms = {i: Bound("=", t) if isinstance(t, float) else t for i, t in package.terms}
    for n, constraint in enumerate(case.constraints, start=1):
        if breaks(case, constraint, {str(i): t for i, t in terms.items()}):
            raise ParleyError(
                f"The terms break constraint {n} of the case: {_plainly(constraint.as_plain())}.\n"
                "  Choose other terms, or take the constraint out of the case."
            )
    return package


def choosable(case: Case) -> tuple[str, ...]:
    """The issues that have something to choose from."""
    return tuple(
        i for i, issue in case.issues.items() if issue.count() or (issue.range and issue.range.closed)
    )


def _of_text(case: Case, text: str) -> dict[str, Choice]:
    """What a text settles: one option or one number."""
    settled: dict[str, Choice] = {}
    for i, term in case.texts[text].terms.items():
        if isinstance(term, str):
            settled[i] = term
            continue
        issue = case.issues[i]
        fitting = [float(n) for n in issue.choices() if not isinstance(n, str) and term.holds(n)]
        if term.comparator == "=":
            settled[i] = term.number
        elif len(fitting) == 1:
            settled[i] = fitting[0]
    return settled


def _written(case: Case, words: str) -> dict[str, Choice]:
    if not words:
        raise ParleyError(f"No package is named.\n  {_FORMS}")
    if words.startswith(("{", "[")):
        return _from_json(words)
    if "=" not in words:
        texts = did_you_mean(words, case.texts) if case.texts else "The case has no texts."
        raise ParleyError(f'There is no text "{words}" in this case.\n  {texts} {_FORMS}')
    said: dict[str, Choice] = {}
    for part in words.replace("\n", ",").replace(";", ",").split(","):
        issue, equals, term = (piece.strip() for piece in part.partition("="))
        if not part.strip():
            continue
        if not (issue and equals and term):
            raise ParleyError(f'"{part.strip()}" does not say issue=term.\n  {_FORMS}')
        if said.get(issue, term) != term:
            raise ParleyError(
                f'"{issue}" has two terms, "{said[issue]}" and "{term}".\n  Take one of them out.'
            )
        said[issue] = term
    if not said:
        raise ParleyError(f"No package is named.\n  {_FORMS}")
    return said


def _from_json(words: str) -> dict[str, Choice]:
    repeated: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        repeated.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)
        return dict(pairs)

    try:
        found = json.loads(words, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise ParleyError(
            f"The package is no JSON object: {error.msg} in line {error.lineno}, column {error.colno}.\n"
            f"  {_FORMS}"
        ) from None
    except RecursionError:
        raise ParleyError(f"The package is no JSON object of issues and terms.\n  {_FORMS}") from None
    if not isinstance(found, dict) or not found:
        raise ParleyError(f"The package is no JSON object of issues and terms.\n  {_FORMS}")
    if repeated:
        raise ParleyError(f'"{repeated[0]}" has two terms.\n  Take one of them out.')
    return _checked(found)


def _checked(said: Mapping[str, object]) -> dict[str, Choice]:
    """Terms that are an option or a number, and nothing else."""
    if not said:
        raise ParleyError(f"No package is named.\n  {_FORMS}")
    checked: dict[str, Choice] = {}
    for issue, term in said.items():
        if isinstance(term, bool) or not isinstance(term, str | int | float):
            raise ParleyError(f'"{issue}" has neither an option nor a number.\n  {_FORMS}')
        checked[str(issue)] = term
    return checked


def _example(case: Case, issue: str) -> str:
    entry = case.issues[issue]
    if entry.range is not None and entry.range.low is not None:
        return figure(entry.range.low)
    return next(iter(entry.options))


def _plainly(value: object) -> str:
    """An entry of a case on one line, as it is written there."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key}: {_plainly(v)}" for key, v in value.items() if key != "because")
        return f"{{{inside}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_plainly(v) for v in value)}]"
    return figure(value) if isinstance(value, float) else str(value)
