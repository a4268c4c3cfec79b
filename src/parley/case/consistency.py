"""Do the ids of a case fit together? Where they do not, the case is refused with place and mend.

Room: case. Speaks parties and packages. May use `parley.ground`. Knows nothing of files: a problem names
the way down to its entry, and `parley.case.files` finds the line.
"""

from collections.abc import Iterator

from parley.case.consistency_of_deliverables import carrying_out_fits
from parley.case.consistency_of_wishes import wishes_fit
from parley.case.model import RULES, Case, Constraint, Issue
from parley.case.notation import ID, figure
from parley.case.references import Address, Problem, known_issues, terms_fit
from parley.ground.near import did_you_mean

# Words that stand beside issue ids on one line, and so cannot be issues.
RESERVED = ("adds", "because", "firm", "terms", "unless")
CONSTRAINTS = "{if: ..., never: ...}, {if: ..., requires: ...}, {excludes: ...}, {count: ..., at-most: 2}"


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
        yield from _constraint(case, ("constraints", n), constraint)
    for party, preferences in case.preferences.items():
        yield from wishes_fit(case, ("preferences", party), party, preferences)
    for t, text in case.texts.items():
        yield from terms_fit(case, ("texts", t, "terms"), text.terms, outside=True)
        if text.by is not None:
            yield from _speaker(case, ("texts", t, "by"), text.by)
    for n, meeting in enumerate(case.rounds):
        if meeting.from_ and meeting.to and meeting.to < meeting.from_:
            yield Problem(("rounds", n, "to"), "The round ends before it begins.", "Exchange from and to.")
    yield from carrying_out_fits(case)


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


def _constraint(case: Case, path: Address, constraint: Constraint) -> Iterator[Problem]:
    yield from terms_fit(case, (*path, "if"), constraint.if_)
    for rule in ("never", "requires", "excludes", "count"):
        yield from terms_fit(case, (*path, rule), getattr(constraint, rule))
    for i in constraint.sum:
        yield from known_issues(case, (*path, "sum", i), [i])
        if i in case.issues and case.issues[i].range is None:
            yield Problem(
                (*path, "sum", i),
                f'"{i}" has options; only numbers can be added up.',
                "Take it out, or count options with  count: {issue: option}.",
            )
    rules = constraint.rules
    if not rules:
        yield Problem(
            path, "The constraint rules nothing out.", f"Write one of {CONSTRAINTS} or {{sum: ...}}."
        )
    elif len(rules) > 1:
        yield Problem(
            (*path, rules[1]),
            f'"{rules[0]}" and "{rules[1]}" stand in one constraint.',
            f"Write a constraint for each; one has one of {', '.join(RULES)}.",
        )
    elif constraint.if_ and rules[0] not in ("never", "requires"):
        yield Problem(
            (*path, "if"),
            f'"if" does not go with "{rules[0]}".',
            "It goes with never and requires; take it out.",
        )
    else:
        yield from _limits(case, path, constraint, rules[0])


def _limits(case: Case, path: Address, constraint: Constraint, rule: str) -> Iterator[Problem]:
    """From where to where a count or sum may lie: there is such a bound, and it can be met."""
    written = {"at-least": constraint.at_least, "at-most": constraint.at_most, "exactly": constraint.exactly}
    bounds = [name for name, bound in written.items() if bound is not None]
    if rule not in ("count", "sum"):
        if bounds:
            yield Problem(
                (*path, bounds[0]), f'"{bounds[0]}" does not go with "{rule}".', "It goes with count and sum."
            )
        return
    low, high = constraint.limits
    if not bounds:
        yield Problem(path, f"How much the {rule} may be is not said.", "Add at-least, at-most or exactly.")
    elif "exactly" in bounds and len(bounds) > 1:
        yield Problem((*path, bounds[0]), f'"{bounds[0]}" stands beside "exactly".', "Keep one of the two.")
    elif low > high:
        yield Problem(
            (*path, "at-least"),
            f"At least {figure(low)} and at most {figure(high)} cannot both be met.",
            "Exchange the two.",
        )
    else:
        least, most = _reach(case, constraint)
        if least is not None and least > high:
            yield _unmet(path, bounds, f"The {rule} is at least {figure(least)} in every package")
        if most is not None and most < low:
            yield _unmet(path, bounds, f"The {rule} is at most {figure(most)} in every package")


def _unmet(path: Address, bounds: list[str], reach: str) -> Problem:
    return Problem((*path, bounds[-1]), f"{reach}, so none can meet this.", "Change the number.")


def _reach(case: Case, constraint: Constraint) -> tuple[float | None, float | None]:
    """The least and the most a count or sum can be, each issue taken alone; None while that is not known."""
    if constraint.count:
        return 0, len(constraint.count)
    ends = []
    for i, factor in constraint.sum.items():
        issue = case.issues.get(i)
        if issue is None or issue.range is None or issue.range.low is None or issue.range.high is None:
            return None, None
        ends.append(sorted((factor * issue.range.low, factor * issue.range.high)))
    return round(sum(e[0] for e in ends), 9), round(sum(e[1] for e in ends), 9)


def _speaker(case: Case, path: Address, actor: str) -> Iterator[Problem]:
    known = [a for p, party in case.parties.items() for a in (p, *party.members)]
    if actor not in known:
        yield Problem(path, f'There is no party or member "{actor}".', did_you_mean(actor, known), actor)
