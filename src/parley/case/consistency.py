"""Do the ids of a case fit together? Where they do not, the case is refused with place and mend.

Room: case. Speaks parties and packages. May use `parley.ground`. Knows nothing of files: a problem names
the way down to its entry, and `parley.case.files` finds the line.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from parley.case.model import Case, Issue, Preferences
from parley.case.notation import ID, Bound, Interval, NumericWish, Order, figure
from parley.ground.near import did_you_mean

Address = tuple[str | int, ...]

# Words that stand beside issue ids on one line, and so cannot be issues.
RESERVED = ("adds", "because", "firm", "terms")
# What a preference can give reasons for, besides issues.
REASONS = ("importance", "orders", "values", "together", "red-lines", "no-deal")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not fit, and the mend."""

    path: Address
    problem: str
    mend: str
    name: str = ""  # the id that leads nowhere, where that is the problem


def problems(case: Case) -> tuple[Problem, ...]:
    """Everything that keeps a case from being used, in the order of the file format."""
    return tuple(_all(case))


def _all(case: Case) -> Iterator[Problem]:
    if not case.parties:
        yield Problem(
            ("parties",), "The case has no party.", "Write at least who speaks:  north: {name: North}"
        )
    yield from _ids(case)
    for i, issue in case.issues.items():
        yield from _issue(("issues", i), issue)
    for n, constraint in enumerate(case.constraints):
        yield from _terms(case, ("constraints", n, "if"), constraint.if_)
        yield from _terms(case, ("constraints", n, "never"), constraint.never)
    for party, preferences in case.preferences.items():
        yield from _preferences(case, ("preferences", party), party, preferences)
    for t, text in case.texts.items():
        yield from _terms(case, ("texts", t, "terms"), text.terms, outside=True)
        if text.by is not None:
            yield from _speaker(case, ("texts", t, "by"), text.by)
    for n, meeting in enumerate(case.rounds):
        if meeting.from_ and meeting.to and meeting.to < meeting.from_:
            yield Problem(("rounds", n, "to"), "The round ends before it begins.", "Exchange from and to.")


def _ids(case: Case) -> Iterator[Problem]:
    """Ids are words, and no actor has the id of another."""
    named: list[tuple[Address, str]] = [(("parties", p), p) for p in case.parties]
    named += [(("parties", p, "members", m), m) for p, party in case.parties.items() for m in party.members]
    first: dict[str, Address] = {}
    for path, name in named:
        if name in first:
            yield Problem(
                path,
                f'"{name}" is already the id of another party or member.',
                "Give one of them another id.",
            )
        first.setdefault(name, path)
    named += [(("issues", i), i) for i in case.issues]
    named += [(("issues", i, "options", o), o) for i, issue in case.issues.items() for o in issue.options]
    named += [(("texts", t), t) for t in case.texts]
    for path, name in named:
        if not ID.fullmatch(name):
            yield Problem(
                path,
                f'"{name}" cannot be an id.',
                "Use letters, digits and hyphens, with at least one letter: may-27",
            )
    for i in case.issues:
        if i in RESERVED:
            yield Problem(
                ("issues", i), f'"{i}" is a word of the format and cannot be an issue.', "Use another id."
            )


def _issue(path: Address, issue: Issue) -> Iterator[Problem]:
    if issue.options and issue.range:
        yield Problem(
            (*path, "range"), "An issue has either options or a range, not both.", "Take one of them out."
        )
    labels: dict[str, str] = {}
    for o, option in issue.options.items():
        same = labels.setdefault(option.label.casefold().strip(), o)
        if same != o:
            yield Problem(
                (*path, "options", o),
                f'The options "{same}" and "{o}" have one label.',
                "Say how they differ.",
            )


def _preferences(case: Case, path: Address, party: str, said: Preferences) -> Iterator[Problem]:
    if party not in case.parties:
        yield Problem(path, f'There is no party "{party}".', did_you_mean(party, case.parties), party)
    if isinstance(said.importance, Order):
        yield from _known_issues(case, (*path, "importance"), said.importance.ids())
    elif said.importance is not None:
        yield from _shares(case, (*path, "importance"), said.importance)
    for i, order in said.orders.items():
        yield from _order(case, (*path, "orders", i), i, order)
    for i, anchors in said.values.items():
        yield from _anchors(case, (*path, "values", i), i, anchors)
    for n, together in enumerate(said.together):
        yield from _terms(case, (*path, "together", n), together.terms)
        if len(together.terms) < 2:
            yield Problem(
                (*path, "together", n),
                "Fewer than two terms stand together.",
                "Name two issues with their terms.",
            )
    for n, line in enumerate(said.red_lines):
        yield from _terms(case, (*path, "red-lines", n), line.terms)
        if not line.terms:
            yield Problem(
                (*path, "red-lines", n), "The red line refuses nothing.", "Write issue: option before firm."
            )
    if said.no_deal is not None:
        yield from _terms(case, (*path, "no-deal", "leads-to"), said.no_deal.leads_to, outside=True)
        for i, term in said.no_deal.leads_to.items():
            if isinstance(term, Bound) and term.comparator != "=":
                yield Problem(
                    (*path, "no-deal", "leads-to", i),
                    "Without a deal there is one outcome.",
                    "Write one number.",
                )
        if (costs := said.no_deal.costs) and not 0 <= costs.low <= costs.high:
            yield Problem(
                (*path, "no-deal", "costs"),
                "The cost of carrying on is below 0.",
                "Write 0..0.3; unknown: leave it out.",
            )
    for reason in said.because:
        if reason not in case.issues and reason not in REASONS:
            yield Problem(
                (*path, "because", reason),
                f'"{reason}" is neither an issue nor a part of the preferences.',
                did_you_mean(reason, [*case.issues, *REASONS]),
                reason,
            )


def _shares(case: Case, path: Address, importance: Mapping[str, Interval]) -> Iterator[Problem]:
    for i, share in importance.items():
        yield from _known_issues(case, path, [i])
        if not 0 <= share.low <= share.high <= 1:
            yield Problem(
                (*path, i), f"{share} is not a share of the whole.", "Write one from 0 to 1: 0.2..0.4"
            )
    lowest = sum(share.low for share in importance.values())
    if lowest > 1 + 1e-9:
        yield Problem(
            path,
            f"Together the issues weigh at least {figure(round(lowest, 3))}, more than the whole.",
            "Lower some.",
        )
    highest = sum(share.high for share in importance.values())
    if set(importance) >= set(case.issues) and highest < 1 - 1e-9:
        yield Problem(
            path,
            f"Together the issues weigh at most {figure(round(highest, 3))}, less than the whole.",
            "Raise some.",
        )


def _order(case: Case, path: Address, issue_id: str, order: Order | NumericWish) -> Iterator[Problem]:
    issue = case.issues.get(issue_id)
    if issue is None:
        yield from _known_issues(case, path, [issue_id])
    elif isinstance(order, Order) and issue.range:
        yield Problem(
            path,
            f'"{issue_id}" is a number; options cannot be ordered on it.',
            "Write more, less or near 33.",
        )
    elif isinstance(order, NumericWish) and not issue.range:
        yield Problem(
            path,
            f'"{issue_id}" has options, and "{order}" is a wish on a number.',
            f"Order its options, better to worse:  {' > '.join(issue.options) or 'a > b'}",
        )
    elif isinstance(order, Order):
        for option in order.ids():
            yield from _known_option(path, issue_id, issue, option)


def _anchors(case: Case, path: Address, issue_id: str, anchors: Mapping[str, Interval]) -> Iterator[Problem]:
    issue = case.issues.get(issue_id)
    if issue is None:
        yield from _known_issues(case, path, [issue_id])
        return
    for term, value in anchors.items():
        if issue.range is None:
            yield from _known_option((*path, term), issue_id, issue, term)
        else:
            yield from _number(path, issue_id, issue, term)
        if not 0 <= value.low <= value.high <= 1:
            yield Problem(
                (*path, term),
                f"{value} does not lie between 0 and 1.",
                "Write 0 for the worst, 1 for the best.",
            )


def _terms(
    case: Case, path: Address, terms: Mapping[str, str | Bound], *, outside: bool = False
) -> Iterator[Problem]:
    """Args: outside: numbers outside the range may stand here, since they describe no package."""
    for issue_id, term in terms.items():
        issue = case.issues.get(issue_id)
        if issue is None:
            yield from _known_issues(case, (*path, issue_id), [issue_id])
        elif issue.range:
            yield from _number((*path, issue_id), issue_id, issue, term, outside=outside)
        elif isinstance(term, Bound):
            yield Problem(
                (*path, issue_id),
                f'"{issue_id}" has options, and "{term}" is a number.',
                did_you_mean(str(term), issue.options),
            )
        else:
            yield from _known_option((*path, issue_id), issue_id, issue, term)


def _number(
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


def _known_option(path: Address, issue_id: str, issue: Issue, option: str) -> Iterator[Problem]:
    if option not in issue.options:
        yield Problem(
            path,
            f'The issue "{issue_id}" has no option "{option}".',
            did_you_mean(option, issue.options),
            option,
        )


def _known_issues(case: Case, path: Address, ids: Iterable[str]) -> Iterator[Problem]:
    for i in ids:
        if i not in case.issues:
            yield Problem(path, f'There is no issue "{i}".', did_you_mean(i, case.issues), i)


def _speaker(case: Case, path: Address, actor: str) -> Iterator[Problem]:
    known = [a for p, party in case.parties.items() for a in (p, *party.members)]
    if actor not in known:
        yield Problem(path, f'There is no party or member "{actor}".', did_you_mean(actor, known), actor)
