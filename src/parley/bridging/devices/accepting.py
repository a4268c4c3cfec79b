"""An analyst takes a candidate into the case: what is written, and where.

Room: bridging. The option stands in its place in the order of its issue, with a trace: which device, from
which source, who took it in and when, and the claims it starts from. Only what follows is written of what it
is worth: one made of two opposed options is neither above the better nor below the worse of them, for those
who rank the two; everything else stays unknown, and unknown means wide. On an issue where a number is to be
agreed it becomes an issue of its own. Files are written by `parley.case.files` alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.analysis.drawing.draws import keys
from parley.bridging.devices.candidates import candidates
from parley.bridging.devices.device import Candidate
from parley.bridging.devices.library import library
from parley.case.dossier import open_dossier
from parley.case.files import case_path, read_case, update_case
from parley.case.model import Case, Order
from parley.evidence.store import open_register
from parley.ground.dates import now
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

NONE = "none"  # the option "no such rule" of a new issue
Address = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was written."""

    issue: str  # of the option: the candidate's, or a new one
    option: str
    label: str
    new_issue: bool
    ranked_by: tuple[str, ...]  # parties for whom a place between two options follows
    red_lines: tuple[tuple[str, str], ...] = ()  # (party, option) drawn at what it is made of or stands by
    redrawn: bool = False  # with it all that is drawn is drawn anew: figures differ by chance too


def candidate_named(folder: Path, name: str) -> Candidate:
    """The candidate that is called ISSUE/ID, among all of its issue.

    Raises:
        ParleyError: there is no such issue or candidate, or it has been taken in before.
    """
    issue, slash, id = name.partition("/")
    dossier = open_dossier(folder)
    if not slash or not issue or not id:
        raise ParleyError(
            f'"{name}" does not name a candidate.\n  Write ISSUE/ID as the list has it, such as pay/staging.'
        )
    offered = {c.id: c for c in candidates(dossier, issue, count=len(library().patterns))}
    if id in offered:
        return offered[id]
    issues = dossier.case.issues
    if id in issues[issue].options or f"{issue}-{id}" in issues:
        raise ParleyError(
            f'"{name}" is in the case already.\n  Edit it in case.yaml, or take it out there first.'
        )
    if not offered:
        raise ParleyError(
            f'There is no candidate on "{issue}".\n'
            "  Write down what two principals want there, or add the option to case.yaml by hand."
        )
    raise ParleyError(f'There is no candidate "{id}" on "{issue}".\n  {did_you_mean(id, list(offered))}')


def accept(
    folder: Path, candidate: Candidate, *, by: str, label: str | None = None, why: str | None = None
) -> Accepted:
    """Write a candidate into case.yaml, edited or as it is; comments stay, and it is whole or not at all.

    Args:
        folder: of the case.
        by: who takes it in.
        label: other words for it.
        why: the reason, kept with it.

    Raises:
        ParleyError: a label that is empty or there already, a name that is empty, a candidate that the case
            has by now, or claims it rests on that are not on file; nothing is written.
        CaseFileErrors: the case cannot be read or written; nothing is written.
    """
    path = case_path(folder)
    case = read_case(path)
    words, who = _words(candidate.label if label is None else label, "label"), _words(by, "name")
    reason = None if why is None else _words(why, "reason")
    issue = case.issues.get(candidate.issue)
    if issue is None:
        raise ParleyError(
            f'There is no issue "{candidate.issue}".\n  {did_you_mean(candidate.issue, case.issues)}'
        )
    loose = set(candidate.rests_on) - {claim.id for claim in open_register(path.parent).claims()}
    if loose:
        raise ParleyError(
            f"This rests on {', '.join(sorted(loose))}, read just now and not on file: the number of a claim "
            f"that is not on file may be another's later.\n  File the claims first:  "
            f"parley read {folder} --file --by {who}"
        )
    option: dict[str, Any] = {"label": words, "because": _trace(candidate, words, who, reason)}
    if issue.numeric:
        return _as_issue(path, case, candidate, words, option)
    if candidate.id in issue.options:
        raise ParleyError(
            f'The issue "{candidate.issue}" has an option "{candidate.id}" already.\n  Edit it in case.yaml.'
        )
    if words.casefold() in {o.label.casefold() for o in issue.options.values()}:
        raise ParleyError(
            f'The issue "{candidate.issue}" has an option with this label.\n  Choose other words.'
        )
    address: Address = ("issues", candidate.issue, "options", candidate.id)
    changes: dict[str | Address, Any] = {address: option}
    ranked = _places(case, candidate) if label is None else {}
    for party, order in ranked.items():
        changes[("preferences", party, "orders", candidate.issue)] = order
    if candidate.requires is not None:
        changes |= _tied(case, candidate, option["because"])
    before = {address: candidate.between[1]} if candidate.between else {}
    update_case(path, changes, before)
    lines, redrawn = _red_lines(case, candidate), keys(read_case(path)) != keys(case)
    return Accepted(candidate.issue, candidate.id, words, False, tuple(ranked), lines, redrawn)


def _as_issue(path: Path, case: Case, candidate: Candidate, words: str, option: dict[str, Any]) -> Accepted:
    """A rule beside a number becomes an issue of its own, with "no such rule" beside it."""
    id = f"{candidate.issue}-{candidate.id}"
    if id in case.issues:
        raise ParleyError(f'The case has an issue "{id}" already.\n  Edit it in case.yaml.')
    family = library().patterns[candidate.device].device.family
    changes: dict[str | Address, Any] = {
        ("issues", id): {
            "name": f"{case.issues[candidate.issue].name} by {family}",
            "options": {NONE: "No such rule", candidate.id: option},
        }
    }
    for party, said in case.preferences.items():
        if said.no_deal is not None and said.no_deal.leads_to:
            changes[("preferences", party, "no-deal", "leads-to", id)] = NONE
    issues = list(case.issues)
    after = issues[issues.index(candidate.issue) + 1 :]
    update_case(path, changes, {("issues", id): after[0]} if after else None)
    return Accepted(id, candidate.id, words, True, ())


def _tied(case: Case, candidate: Candidate, because: dict[str, Any]) -> dict[str | Address, Any]:
    """The constraint that an option which is one half of a trade is agreed with the other half only.

    Raises:
        ParleyError: the case no longer has the other half.
    """
    other, term = candidate.requires or ("", "")
    if other not in case.issues or term not in case.issues[other].options:
        raise ParleyError(
            f'The other half of the trade, "{other}: {term}", is not in the case.\n  List anew.'
        )
    tied = {"if": {candidate.issue: candidate.id}, "requires": {other: term}, "because": because}
    if case.constraints:
        return {("constraints", len(case.constraints)): tied}
    return {("constraints",): [tied]}


def _red_lines(case: Case, candidate: Candidate) -> tuple[tuple[str, str], ...]:
    """Red lines at the options it lies between: whether they stand against it too only the party can say."""
    near = {*(candidate.between or ()), *(candidate.mixes or ())}
    return tuple(
        (party, str(line.terms[candidate.issue]))
        for party, said in case.preferences.items()
        for line in said.red_lines
        if set(line.terms) == {candidate.issue} and line.terms[candidate.issue] in near
    )


def _trace(candidate: Candidate, words: str, by: str, why: str | None) -> dict[str, Any]:
    device = library().patterns[candidate.device].device
    edited = "" if words == candidate.label else f' Proposed as: "{candidate.label}".'
    reason = f" Why: {why.rstrip('.')}." if why else ""
    between = candidate.why.removeprefix(f"{device.name}: ")
    said = f"Device: {device.name.casefold()} ({device.source}).{edited}{reason} Between: {between}"
    trace: dict[str, Any] = {"assumed": said, "by": by, "on": now().date().isoformat()}
    return trace | ({"claims": list(candidate.rests_on)} if candidate.rests_on else {})


def _places(case: Case, candidate: Candidate) -> dict[str, list[str]]:
    """Party -> its order with the place that follows for an option made of two that it ranks."""
    if candidate.mixes is None:
        return {}
    one, other = candidate.mixes
    found: dict[str, list[str]] = {}
    for party, said in case.preferences.items():
        order = said.orders.get(candidate.issue)
        if not isinstance(order, Order):
            continue
        follows = order.follows()
        for better, worse in ((one, other), (other, one)):
            if (better, worse) in follows:
                written = order.as_plain()
                chains = [written] if isinstance(written, str) else written
                found[party] = [*chains, f"{better} > {candidate.id} > {worse}"]
    return found


def _words(written: str, what: str) -> str:
    said = " ".join(written.split())
    if not said or not said.isprintable():
        raise ParleyError(f"The {what} is empty, or holds what cannot be printed.\n  Write it in words.")
    if len(said) > 400:
        raise ParleyError(f"The {what} has {len(said)} letters.\n  Say it in 400 at most.")
    return said
