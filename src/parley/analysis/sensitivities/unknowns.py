"""Which unknown matters most to an answer, and what would turn the answers on the packages shown?

Room: analysis. Puts the answers of the room together; may use numpy, scipy and rooms below.

Two halves of independent draws, A and B. For each unknown, A is asked again with that unknown as in B
(`parley.analysis.sensitivities.recombined`); the answers give its indices
(`parley.analysis.sensitivities.indices`). What it is worth to learn it is worked out for the chance that all
accept what is recommended (`parley.analysis.sensitivities.learning`).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from parley.analysis.findings import find
from parley.analysis.sensitivities.asking import Answer, Asking, answered
from parley.analysis.sensitivities.candidates import candidates
from parley.analysis.sensitivities.indices import indices
from parley.analysis.sensitivities.learning import learning
from parley.analysis.sensitivities.recombined import groups
from parley.analysis.settlement import Estimate, Index, Sensitivity
from parley.analysis.table import MOST
from parley.case.model import Case
from parley.ground.chance import stream
from parley.ground.errors import ParleyError

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

METHOD = "variance-based indices and the worth of learning"
SOURCE = (
    "Sobol' (1993), Mathematical Modelling and Computational Experiment 1, 407-414; Saltelli et al. (2010), "
    "Computer Physics Communications 181(2), 259-270; Howard (1966), IEEE Trans. Systems Science and "
    "Cybernetics 2(1), 22-26"
)
ANSWERS: tuple[Answer, ...] = ("zone", "width")
_FEWEST = 32  # draws in each half, at least
_FEW = 16  # draws by which the unknowns are counted
_ROWS = 100_000  # draws asked again, over all unknowns, at most; fewer where packages cannot be listed


def sensitivity(
    talks: "Case | Dossier | str | Path",
    draws: int = 1000,
    seed: int = 0,
    *,
    answer: Answer = "zone",
    on: date | None = None,
) -> Sensitivity:
    """Which unknown matters most to the zone, and what would turn the answers on the packages shown.

    Args:
        talks: a case, or what `parley.load` opens.
        draws: of the packages shown, as in `parley.zone`; the indices rest on two halves of more,
            or fewer where that would take too long.
        answer: "zone": is there a package that all accept? "width": the most that the least-gaining principal
            can have beyond what it needs, 0 where there is no zone.
        on: hide what was published after this day.

    Raises:
        ParleyError: there is no such answer; the case has fewer than two principals, or cannot be drawn from;
            see `study`.
    """
    if answer not in ANSWERS:
        raise ParleyError(
            f'sensitivity, answer: "{answer}"\n'
            "  Asked can be whether there is a zone, or how wide it is.\n"
            f"  Write one of: {', '.join(ANSWERS)}."
        )
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    found = find(talks, draws, seed)
    asking = Asking.of(talks)
    half = _half(asking, draws, seed, answer)
    listed = _indices(asking, half, seed, answer)
    grounds = found.zone.grounds
    return Sensitivity(
        answer,
        listed,
        found.drivers,
        replace(
            grounds,
            draws=2 * half,
            note=" ".join([*_notes(asking), grounds.note]).strip(),
            detail=(
                f"The indices rest on 2 halves of {half:,} draws and {len(listed)} recombinations of them. "
                f"{grounds.detail}"
            ).strip(),
            trace=replace(grounds.trace, method=METHOD, source=SOURCE),
        ),
        found.shown,
        found.winning,
        found.zone.share,
    )


def _indices(asking: Asking, half: int, seed: int, answer: Answer) -> tuple[Index, ...]:
    """Indices of all unknowns, largest total first."""
    drawn = asking.drawn(2 * half, seed)
    unknowns = groups(asking, drawn)
    a, b = ([draws.at(part) for draws in drawn] for part in np.arange(2 * half).reshape(2, half))
    gains = [[asking.gains(draws) for draws in part] for part in (a, b)]
    reached = [asking.reach(part, answer) for part in gains]
    pages = np.zeros((len(unknowns), half))
    for k, group in enumerate(unknowns):
        p = group.party
        mixed = [*gains[0][:p], asking.gains(group.taken(a[p], b[p])), *gains[0][p + 1 :]]
        same = (group.known(a[p]) == group.known(b[p])).all(axis=1)
        pages[k] = asking.again(mixed, answer, reached[0], same)
    f_a, f_b = (answered(r, answer) for r in reached)
    found = indices(f_a, f_b, pages, rng=stream(seed, "sensitivity", "resamples"))
    met = [candidates(asking, g, r) for g, r in zip(gains, reached, strict=True)]
    offered = np.unique(np.concatenate(met), axis=0)
    signed = asking.accepted(gains[0], offered), asking.accepted(gains[1], offered)
    out = []
    for k, group in enumerate(unknowns):
        gained, error = learning(signed, (group.known(a[group.party]), group.known(b[group.party])))
        out.append(
            Index(
                group.unknown,
                Estimate(float(found.first[k]), float(found.first_error[k])),
                Estimate(float(found.total[k]), float(found.total_error[k])),
                Estimate(max(0.0, gained), error),
            )
        )
    return tuple(sorted(out, key=lambda index: (-index.total.value, -index.learning.value)))


def _half(asking: Asking, draws: int, seed: int, answer: Answer) -> int:
    """Draws in each half, a power of two: twice those asked for, or fewer where that would take too long."""
    unknowns = len(groups(asking, asking.drawn(_FEW, seed)))
    rows = _ROWS if asking.space.size <= MOST else _ROWS // 2 if answer == "zone" else _ROWS // 6
    wanted, most = 2 << (draws - 1).bit_length(), rows // max(1, unknowns)
    return max(_FEWEST, min(wanted, 1 << (max(1, most).bit_length() - 1)))


def _notes(asking: Asking) -> Iterator[str]:
    """What is taken for granted."""
    yield "Unknowns are taken to be independent of each other."
    case = asking.case
    between = [case.issues[axis.issue].name for axis in asking.space.axes if axis.between]
    if between:
        yield f"Of {', '.join(between)}, only numbers at which a wish or a rule changes are looked at here."
    tied = [case.parties[p].name for p in case.principals() if case.preferences[p].answers]
    if tied:
        yield (
            f"What {' and '.join(tied)} answered ties unknowns together; to see what each is worth they are "
            "taken apart here."
        )
