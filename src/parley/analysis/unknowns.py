"""Which unknown matters most to an answer, and what would turn the answers on the packages shown?

Room: analysis. Puts the answers of the room together; may use numpy, scipy and rooms below.

Two halves of independent draws, A and B. For each unknown, A is asked again with that unknown as in B
(`parley.analysis.recombined`); the answers give its indices (`parley.analysis.indices`). What it is worth to
learn it is worked out for the chance that all accept what is recommended (`parley.analysis.learning`).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from parley.analysis.candidates import accepted, candidates
from parley.analysis.draws import Draws
from parley.analysis.findings import DRIVERS, find
from parley.analysis.flips import winnings_with_flips, with_flips
from parley.analysis.gains import Gains
from parley.analysis.indices import indices
from parley.analysis.learning import learning
from parley.analysis.reach import Reach, reach
from parley.analysis.recombined import Group, groups
from parley.analysis.sensitivity import drivers, splits
from parley.analysis.settlement import Estimate, Index, Sensitivity
from parley.analysis.study import Study, study
from parley.case.model import Case
from parley.ground.chance import stream
from parley.ground.trace import Trace

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

Floats = NDArray[np.float64]
Answer = Literal["zone", "width"]
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
        draws: of the packages shown, as in `parley.zone`; the indices rest on two halves of at least twice as many.
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
    ready = study(talks, draws, seed)
    rows = np.array([ready.table.row(dict(s.package.terms)) for s in found.shown], dtype=np.intp)
    rows = rows.reshape(-1, len(ready.space.axes))
    half = max(_FEWEST, 2 << (draws - 1).bit_length())
    wide = study(talks, 2 * half, seed)
    listed, f = _indices(wide, half, answer)
    return Sensitivity(
        answer,
        listed,
        drivers(splits(wide), f > 0 if answer == "width" else f > 0.5, DRIVERS),
        replace(wide.grounds, note=_note(wide, half, len(listed)), trace=_trace(wide)),
        with_flips(ready, rows, found.shown, thorough=True),
        winnings_with_flips(ready, rows, found.winning, thorough=True),
    )


def _indices(wide: Study, half: int, answer: Answer) -> tuple[tuple[Index, ...], Floats]:
    """Indices of all unknowns, largest total first; and the answer in all draws, A before B."""
    parts = (np.arange(half), np.arange(half, 2 * half))
    a, b = (_of_draws(wide, [g.draws.at(part) for g in wide.gains]) for part in parts)
    reached = [reach(part) for part in (a, b)]
    f_a, f_b = (_answers(r, answer) for r in reached)
    unknowns = groups(wide)
    pages = np.array([_answers(reach(_mixed(a, b, g), decide=answer == "zone"), answer) for g in unknowns])
    found = indices(
        f_a, f_b, pages.reshape(-1, half), rng=stream(wide.grounds.seed, "sensitivity", "resamples")
    )
    offered = np.unique(
        np.concatenate([candidates(s, r) for s, r in zip((a, b), reached, strict=True)]), axis=0
    )
    signed = accepted(a, offered), accepted(b, offered)
    out = []
    for k, group in enumerate(unknowns):
        known = [group.known(part.gains[group.party].draws) for part in (a, b)]
        gained, error = learning(signed, (known[0], known[1]))
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


def _of_draws(wide: Study, draws: list[Draws]) -> Study:
    """The same case with other draws."""
    gains = tuple(Gains.of(wide.table, d) for d in draws)
    return replace(wide, gains=gains, grounds=replace(wide.grounds, draws=len(gains[0])))


def _mixed(a: Study, b: Study, group: Group) -> Study:
    """A, with one unknown as in B."""
    p = group.party
    taken = group.taken(a.gains[p].draws, b.gains[p].draws)
    return replace(a, gains=(*a.gains[:p], Gains.of(a.table, taken), *a.gains[p + 1 :]))


def _answers(reached: Reach, answer: Answer) -> Floats:
    return reached.found.astype(float) if answer == "zone" else np.maximum(reached.low, 0.0)


def _note(wide: Study, half: int, unknowns: int) -> str:
    """What the indices rest on, and what is taken for granted."""
    notes = [
        f"The indices rest on 2 halves of {half:,} draws and {unknowns} recombinations of them; they take "
        "unknowns to be independent of each other."
    ]
    tied = [wide.name(p) for p in wide.case.principals() if wide.case.preferences[p].answers]
    if tied:
        notes.append(
            f"What {' and '.join(tied)} answered ties unknowns together; recombined draws need not keep to it."
        )
    return " ".join([*notes, wide.grounds.note]).strip()


def _trace(wide: Study) -> Trace:
    return replace(
        wide.grounds.trace, method="variance-based indices and the worth of learning", source=SOURCE
    )
