"""Which unknown matters most to an answer, and what would turn the answers on the packages shown?

Room: analysis. Puts the answers of the room together; may use numpy, scipy and rooms below.

Two halves of independent draws, A and B. For each unknown, A is asked again with that unknown as in B
(`parley.analysis.recombined`); the answers give its indices (`parley.analysis.indices`). What it is worth to
learn it is worked out for the chance that all accept what is recommended (`parley.analysis.learning`).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.asking import Answer, Asking, answered
from parley.analysis.candidates import candidates
from parley.analysis.findings import DRIVERS, find
from parley.analysis.indices import indices
from parley.analysis.learning import learning
from parley.analysis.recombined import groups
from parley.analysis.sensitivity import drivers, splits
from parley.analysis.settlement import Estimate, Index, Sensitivity
from parley.analysis.study import Study, study
from parley.case.model import Case
from parley.ground.chance import stream
from parley.ground.trace import Trace

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

Floats = NDArray[np.float64]
SOURCE = (
    "Sobol' (1993), Mathematical Modelling and Computational Experiment 1, 407-414; Saltelli et al. (2010), "
    "Computer Physics Communications 181(2), 259-270; Howard (1966), IEEE Trans. Systems Science and "
    "Cybernetics 2(1), 22-26"
)
_FEWEST = 32  # draws in each half, at least


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
            or fewer where packages cannot be listed.
        answer: "zone": is there a package that all accept? "width": the most that the least-gaining principal
            can have beyond what it needs, 0 where there is no zone.
        on: hide what was published after this day.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    found = find(talks, draws, seed)
    half = _half(study(talks, 1, seed), draws, answer)
    wide = study(talks, 2 * half, seed)
    listed, f = _indices(wide, half, answer)
    return Sensitivity(
        answer,
        listed,
        drivers(splits(wide), f > 0 if answer == "width" else f > 0.5, DRIVERS),
        replace(wide.grounds, note=_note(wide, half, len(listed)), trace=_trace(wide)),
        found.shown,
        found.winning,
    )


def _indices(wide: Study, half: int, answer: Answer) -> tuple[tuple[Index, ...], Floats]:
    """Indices of all unknowns, largest total first; and the answer in all draws, A before B."""
    asking, unknowns = Asking.of(wide), groups(wide)
    a, b = ([g.draws.at(part) for g in wide.gains] for part in np.arange(2 * half).reshape(2, half))
    gains = [[asking.gains(draws) for draws in part] for part in (a, b)]
    reached = [asking.reach(part, answer) for part in gains]
    pages = np.zeros((len(unknowns), half))
    for k, group in enumerate(unknowns):
        p = group.party
        mixed = [*gains[0][:p], asking.gains(group.taken(a[p], b[p])), *gains[0][p + 1 :]]
        same = (group.known(a[p]) == group.known(b[p])).all(axis=1)
        pages[k] = asking.again(mixed, answer, reached[0], same)
    f_a, f_b = (answered(r, answer) for r in reached)
    found = indices(f_a, f_b, pages, rng=stream(wide.grounds.seed, "sensitivity", "resamples"))
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
    out.sort(key=lambda index: (-index.total.value, -index.learning.value))
    return tuple(out), np.concatenate([f_a, f_b])


def _half(ready: Study, draws: int, answer: Answer) -> int:
    """Draws in each half, a power of two: fewer where packages cannot be listed, and each takes longer."""
    doublings = 1 if ready.random is None else 0 if answer == "zone" else -1
    return max(_FEWEST, int(2.0 ** ((draws - 1).bit_length() + doublings)))


def _note(wide: Study, half: int, unknowns: int) -> str:
    """What the indices rest on, and what is taken for granted."""
    notes = [
        f"The indices rest on 2 halves of {half:,} draws and {unknowns} recombinations of them; they take "
        "unknowns to be independent of each other."
    ]
    tied = [wide.name(p) for p in wide.case.principals() if wide.case.preferences[p].answers]
    if tied:
        notes.append(
            f"What {' and '.join(tied)} answered ties unknowns together; recombined draws may not keep to it."
        )
    return " ".join([*notes, wide.grounds.note]).strip()


def _trace(wide: Study) -> Trace:
    return replace(
        wide.grounds.trace, method="variance-based indices and the worth of learning", source=SOURCE
    )
