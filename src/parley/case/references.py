"""Does what an entry of a case names exist: issue, option, number?

Room: case. Speaks parties and packages. May use `parley.ground`. Knows nothing of files: a problem names
the way down to its entry, and `parley.case.files` finds the line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parley.case.model import Case, Issue
from parley.case.notation import Bound, figure
from parley.ground.near import did_you_mean

Address = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit, and the mend."""

    path: Address
    problem: str
    mend: str
    name: str = ""  # the id that leads nowhere, where that is the problem


def terms_fit(
    case: Case, path: Address, terms: Mapping[str, str | Bound], *, outside: bool = False
) -> Iterator[Problem]:
    """Args: outside: numbers outside the range may stand here, since they describe no package."""
    for issue_id, term in terms.items():
        issue = case.issues.get(issue_id)
        if issue is None:
            yield from known_issues(case, (*path, issue_id), [issue_id])
        elif issue.range:
            yield from number_fits((*path, issue_id), issue_id, issue, term, outside=outside)
        elif isinstance(term, Bound):
            yield Problem(
                (*path, issue_id),
                f'"{issue_id}" has options, and "{term}" is a number.',
                did_you_mean(str(term), issue.options),
            )
        else:
            yield from known_option((*path, issue_id), issue_id, issue, term)


def number_fits(
    path: Address, issue_id: str, issue: Issue, term: str | Bound, *, outside: bool = False
) -> Iterator[Problem]:
    if isinstance(term, str):
        try:
            term = Bound.parse(term)
        except ValueError:
            yield Problem(
                path, f'"{issue_id}" is a number, and "{term}" is none.', 'Write 33, "< 30" or ">= 40".'
            )
            return
    low, high = (issue.range.low, issue.range.high) if issue.range else (None, None)
    ends = " to ".join("open" if end is None else figure(end) for end in (low, high))
    beyond = (low is not None and term.number < low) or (high is not None and term.number > high)
    if term.comparator == "=" and beyond and not outside:
        yield Problem(
            path,
            f'{figure(term.number)} lies outside the range of "{issue_id}", {ends}.',
            "Take a number inside it, or widen the range.",
        )


def known_option(path: Address, issue_id: str, issue: Issue, option: str) -> Iterator[Problem]:
    if option not in issue.options:
        yield Problem(
            path,
            f'The issue "{issue_id}" has no option "{option}".',
            did_you_mean(option, issue.options),
            option,
        )


def known_issues(case: Case, path: Address, ids: Iterable[str]) -> Iterator[Problem]:
    for i in ids:
        if i not in case.issues:
            yield Problem(path, f'There is no issue "{i}".', did_you_mean(i, case.issues), i)
