"""Do guarantees bind somebody, does what they hold exist, and can what follows a breach be carried out?

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from collections.abc import Iterator

from parley.case.deliverables import Disputes, Guarantee, Implementation, Monitored, Remedy
from parley.case.figures_of_deliverables import window
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.references import (
    Address,
    Problem,
    known_actors,
    known_deliverables,
    quantity,
    share_of_one,
    when_fits,
)
from parley.ground.near import did_you_mean

HOLD = ("escrow", "snap-back")  # kinds that hold deliverables, and need no quantity
SCALE = "its own scale, 0 for nothing and 1 for as much as lies between the worst and the best package"


def guarantee_fits(case: Case, path: Address, entry: Guarantee) -> Iterator[Problem]:
    """What does not fit in a guarantee, which stands at `path`."""
    yield from known_actors(case, (*path, "by"), entry.by)
    yield from when_fits(case, (*path, "when"), entry.when)
    yield from share_of_one((*path, "kept"), entry.kept, "How likely it is to be honoured")
    if not entry.binds:
        yield Problem(
            (*path, "binds"),
            "The guarantee binds nobody.",
            "Write which party it would cost something to walk out, and how much:  binds: {north: 0.05..0.2}",
        )
    yield from _bound(case, path, entry)
    yield from _held(case, path, entry)
    yield from _until(case, path, entry)


def _bound(case: Case, path: Address, entry: Guarantee) -> Iterator[Problem]:
    for party, worth in entry.binds.items():
        place = (*path, "binds", party)
        if party not in case.parties:
            yield Problem(place, f'There is no party "{party}".', did_you_mean(party, case.parties), party)
        elif worth is None and entry.kind not in HOLD:
            yield Problem(
                place,
                f'How much walking out costs "{party}" by this is not said.',
                f"Write it on {SCALE}:  binds: {{{party}: 0.05..0.2}}",
                f"{path[-1]}.kind",
            )
        elif worth is not None and entry.kind in HOLD:
            yield Problem(
                place,
                f"What it costs follows from what it {_verb(entry)}; no quantity belongs here.",
                f"Write  binds: {party}.",
            )
        yield from quantity(
            place, worth, f"A cost of {worth} is below nothing.", "Write 0 for nothing:  0.05..0.2"
        )


def _verb(entry: Guarantee) -> str:
    return "holds" if entry.kind == "escrow" else "takes back"


def _held(case: Case, path: Address, entry: Guarantee) -> Iterator[Problem]:
    place = (*path, "of")
    yield from known_deliverables(case, place, entry.of)
    if entry.kind in HOLD and not entry.of:
        what = "Nothing is held in escrow." if entry.kind == "escrow" else "Nothing is taken back."
        yield Problem(place if entry.of else path, what, "Write which deliverables:  of: [...]")
    elif entry.of and entry.kind not in HOLD:
        yield Problem(
            place,
            f'"of" does not go with {entry.kind}.',
            "It goes with escrow and snap-back; take it out.",
        )
        return
    known = [case.deliverables[d] for d in entry.of if d in case.deliverables]
    for party in entry.binds:
        if not known or party not in case.parties:
            continue
        if entry.kind == "snap-back" and all(d.to != party for d in known):
            yield Problem(
                (*path, "binds", party),
                f'"{party}" receives nothing of what is taken back.',
                "Bind the party that would lose it, or name what it receives under of.",
            )
        elif entry.kind == "escrow" and all(party not in (d.from_, d.to) for d in known):
            yield Problem(
                (*path, "binds", party),
                f'"{party}" neither gives nor receives what is held.',
                "Bind the party that pays it in.",
            )


def _until(case: Case, path: Address, entry: Guarantee) -> Iterator[Problem]:
    if entry.until is None:
        return
    place = (*path, "until")
    phase = case.phases.get(entry.until)
    if entry.kind != "escrow":
        yield Problem(
            place,
            f'"until" does not go with {entry.kind}.',
            "It goes with escrow; write from when to when it is in force under  days: 1..42",
        )
    elif phase is None:
        near = did_you_mean(entry.until, case.phases)
        yield Problem(place, f'There is no phase "{entry.until}".', near, entry.until)
    else:
        for d in entry.of:
            span = window(case, case.deliverables[d]) if d in case.deliverables else None
            if span is not None and span.first > phase.days.last:
                yield Problem(
                    place,
                    f'It is released on day {phase.days.last}, and "{d}" is paid in from day {span.first}.',
                    "Name a later phase, or let it be paid in earlier.",
                    entry.until,
                )
                return


def implementation_fits(case: Case, path: Address, entry: Implementation) -> Iterator[Problem]:
    """What does not fit in how a deal is carried out."""
    if entry.signed is not None and entry.signed not in case.texts:
        yield Problem(
            (*path, "signed"),
            f'There is no text "{entry.signed}".',
            did_you_mean(entry.signed, case.texts),
            entry.signed,
        )
    yield from _monitoring(case, (*path, "monitoring"), entry.monitoring)
    if entry.disputes is not None:
        yield from _disputes((*path, "disputes"), entry.disputes)
    if entry.financed and entry.spoilers == "none":
        yield Problem(
            (*path, "financed"),
            "Nobody outside gains from failure, and yet they have money for it.",
            "Write  spoilers: some, or take financed out.",
        )
    for n, remedy in enumerate(entry.remedies):
        yield from _remedy(case, (*path, "remedies", n), remedy)


def _monitoring(case: Case, path: Address, designs: tuple[Monitored, ...]) -> Iterator[Problem]:
    for n, one in enumerate(designs):
        yield from when_fits(case, (*path, n, "when"), one.when)
        if any(not earlier.when or earlier.when == one.when for earlier in designs[:n]):
            yield Problem(
                (*path, n),
                "This design never counts: one before it is for the same packages, or for all.",
                "Put the design for all packages last, and say of the others when they count.",
            )


def _disputes(path: Address, disputes: Disputes) -> Iterator[Problem]:
    for n, rung in enumerate(disputes.ladder):
        if rung.days < 0:
            yield Problem(
                (*path, "ladder", n, "days"),
                f"{figure(rung.days)} days are less than none.",
                "Write within how many days they answer:  days: 3",
            )


def _remedy(case: Case, path: Address, remedy: Remedy) -> Iterator[Problem]:
    yield from known_deliverables(case, (*path, "of"), remedy.of)
    yield from known_deliverables(case, (*path, "waits"), remedy.waits)
    if remedy.after < 0:
        yield Problem(
            (*path, "after"),
            f"{figure(remedy.after)} days of grace are less than none.",
            "Write 0, or how many days pass before the remedy applies.",
        )
