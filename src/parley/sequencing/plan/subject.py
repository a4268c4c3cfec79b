"""What is to be put into an order: the parts of a package, their days, what they are worth, what holds them.

Room: sequencing. Asks a `parley.analysis.study.Study`. Speaks parties and deliverables; whatever is drawn is
an array, one row a draw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from parley.analysis.study import Study
from parley.case.deliverables_of_package import after_in, amounts_in, guarantees_in, part_of
from parley.case.figures_of_deliverables import last_day, window
from parley.case.model import Case
from parley.case.package import Package
from parley.case.wording import Names
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.ground.trace import Assumption
from parley.ground.worded import Worded, say
from parley.sequencing.plan.holding import Held, held_by
from parley.sequencing.plan.lots import Window
from parley.sequencing.plan.worth import Worths, called, worths_of

UNTIL = 30  # days a deal is looked at where nothing says how long it takes: a stated default
_SHOWN = 5  # reasons why something is left out that an error lists


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a package hands over, before any choice of lots."""

    ready: Study
    package: Package
    names: Names
    present: tuple[str, ...]  # deliverables of the package, in the order of the case
    left_out: tuple[tuple[str, str], ...]
    amounts: Mapping[str, float]
    windows: Mapping[str, Window]
    horizon: int  # the last day that anything names
    worths: Worths
    held: Held
    first: tuple[str, ...]  # that come as early as possible, where that is asked for
    savings: bool  # does what carrying on costs count as saved, day by day?
    notes: tuple[str, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def case(self) -> Case:
        return self.ready.case

    def without(self, guarantee: str) -> "Subject":
        """The same but for one guarantee."""
        return replace(self, held=self.held.without(guarantee))


def subject_of(
    ready: Study, package: Package, names: Names, *, first: Sequence[str] = (), savings: bool = True
) -> Subject:
    """What a package hands over, and what that is worth.

    Args:
        names: what things are called in notes and reasons.
        first: deliverables that are to come as early as possible; those that the case marks, where none.
        savings: does what carrying on without a deal costs count as saved, day by day?

    Raises:
        ParleyError: the case has no deliverables, or the package none of them; or `first` names what is not
            part of it.
    """
    case = ready.case
    present, left_out = part_of(case, package, names)
    _refuse(case, present, left_out, first)
    amounts = amounts_in(case, package)
    windows = {id: _window(case, id, amounts) for id in present}
    last = [w.last for w in windows.values() if w.last is not None]
    needed = [w.first for w in windows.values()] + [_needed(case, id, amounts, windows) for id in present]
    horizon = max([*last, *needed, 1 if last else UNTIL])
    notes, assumptions = [], []
    if not last:
        assumptions.append(Assumption(say("the deal is carried out within {n} days", n=horizon), "parley"))
    for id in present:
        if case.deliverables[id].kind == "continuing":
            windows[id], note = _going_on(case, package, id, windows, horizon)
            notes += [note] if note else []
    for id in present:
        if case.deliverables[id].kind != "continuing":
            windows[id] = _after_beginning(case, package, id, windows)
    worths = worths_of(ready, package, present, names)
    return Subject(
        ready,
        package,
        names,
        present,
        left_out,
        amounts,
        windows,
        horizon,
        worths,
        held_by(ready, guarantees_in(case, package)),
        tuple(first) or tuple(id for id in present if case.deliverables[id].humanitarian),
        savings,
        (*worths.notes, *notes),
        (*worths.assumptions, *assumptions),
    )


def _refuse(
    case: Case, present: Sequence[str], left_out: Sequence[tuple[str, str]], first: Sequence[str]
) -> None:
    if not case.deliverables:
        raise ParleyError(
            f'the case "{case.title}", deliverables\n'
            "  The case does not say what is handed over to carry a deal out, so there is nothing to put in "
            "order.\n"
            "  Write at least one for each side, such as  "
            "deliverables: {captives: {name: Captives, from: south, to: north, kind: countable, amount: 33}}"
        )
    if not present:
        reasons = "; ".join(f"{id}: {why}" for id, why in left_out[:_SHOWN])
        more = f"; and {len(left_out) - _SHOWN} more" if len(left_out) > _SHOWN else ""
        raise ParleyError(
            f'the case "{case.title}", deliverables\n'
            f"  Nothing of what the case hands over is part of this package ({reasons}{more}).\n"
            "  Name another package, or write deliverables that have the terms of this one under  when."
        )
    for id in first:
        if id not in case.deliverables:
            raise ParleyError(f'There is no deliverable "{id}".\n  {did_you_mean(id, list(present))}')
        if id not in present:
            why = dict(left_out)[id]
            raise ParleyError(
                f'"{id}" is not part of this package: {why}.\n  Take it out of those to come first.'
            )


def _window(case: Case, id: str, amounts: Mapping[str, float]) -> Window:
    span = window(case, case.deliverables[id])
    return Window(span.first, span.last) if span else Window(1, None)


def _needed(case: Case, id: str, amounts: Mapping[str, float], windows: Mapping[str, Window]) -> int:
    """The day by which it can all be handed over, by its capacity alone."""
    deliverable = case.deliverables[id]
    return (
        windows[id].first
        if deliverable.kind == "continuing"
        else last_day(deliverable, amounts[id], windows[id].first)
    )


def _going_on(
    case: Case, package: Package, id: str, windows: Mapping[str, Window], horizon: int
) -> tuple[Window, Worded | None]:
    """From when to when something continues; what must come before it says only how early at most."""
    needs = after_in(case, package, id)
    own = windows[id]
    begins = max([own.first, *(windows[other].first for other in needs)])
    last = max(begins, own.last if own.last is not None else horizon)
    if not needs:
        return Window(begins, last), None
    note = say(
        "{what} is taken to go on from day {day}, whether or not what must come before it has come by then.",
        what=called(case, id),
        day=begins,
    )
    return Window(begins, last), note


def _after_beginning(case: Case, package: Package, id: str, windows: Mapping[str, Window]) -> Window:
    """Not before what continues has begun, where it must have come before."""
    first, last = windows[id].first, windows[id].last
    for other in after_in(case, package, id):
        if case.deliverables[other].kind == "continuing":
            first = max(first, windows[other].first)
    return Window(first, last if last is None else max(first, last))
