"""Does what an entry of a case names exist: issue, option, number?

Room: case. Speaks parties and packages. May use `parley.ground`. Knows nothing of files: a problem names
the way down to its entry, and `parley.case.files` finds the line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parley.case.deliverable_notation import AnyOf
from parley.case.model import Case, Issue
from parley.case.notation import ID, Bound, Interval, figure
from parley.ground.near import did_you_mean

Address = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit, and the mend."""

    path: Address
    problem: str
    mend: str
    name: str = ""  # the id that leads nowhere, or the field ("captives.kind") that the problem rests on


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


def when_fits(case: Case, path: Address, when: Mapping[str, AnyOf]) -> Iterator[Problem]:
    """Are these terms that a package can have?"""
    for issue_id, terms in when.items():
        for n, term in enumerate(terms.terms):
            if term in terms.terms[:n]:
                yield Problem((*path, issue_id), f'"{term}" stands here twice.', "Take one of them out.")
            else:
                yield from terms_fit(case, path, {issue_id: term})


def known_actors(case: Case, path: Address, ids: Iterable[str]) -> Iterator[Problem]:
    """Are these parties, or members of one?"""
    known = [a for p, party in case.parties.items() for a in (p, *party.members)]
    for actor in ids:
        if actor not in known:
            near = did_you_mean(actor, known)
            mend = f"{near} Or add it under parties, with  role: third-party."
            yield Problem(path, f'There is no party or member "{actor}".', mend, actor)


def known_deliverables(case: Case, path: Address, ids: Iterable[str]) -> Iterator[Problem]:
    """Are these deliverables of the case?"""
    for id in ids:
        if id not in case.deliverables:
            near = did_you_mean(id, case.deliverables)
            yield Problem(path, f'There is no deliverable "{id}".', near, id)


def known_ids(path: Address, ids: Iterable[str]) -> Iterator[Problem]:
    """Can these words be ids?"""
    for id in ids:
        if not ID.fullmatch(id):
            mend = "Use letters, digits and hyphens, with at least one letter: coastal-road"
            yield Problem((*path, id), f'"{id}" cannot be an id.', mend)


def quantity(path: Address, written: Interval | None, problem: str, mend: str) -> Iterator[Problem]:
    """Is it nothing or more?"""
    if written is not None and written.low < 0:
        yield Problem(path, problem, mend)


def share_of_one(path: Address, written: Interval | None, what: str) -> Iterator[Problem]:
    """Does a probability or a share lie between 0 and 1?"""
    if written is not None and not 0 <= written.low <= written.high <= 1:
        percent = 5 <= written.high <= 100 and written.low >= 0
        as_share = Interval(round(written.low / 100, 6), round(written.high / 100, 6))
        mend = f"Write a number from 0 to 1:  {as_share if percent else '0.8..0.95'}"
        yield Problem(path, f"{what} is {written}, which does not lie between 0 and 1.", mend)
