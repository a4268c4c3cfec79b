"""Is there a package that all principals prefer to no deal, and does that hang on what no deal costs?

Room: analysis. Asks a `parley.analysis.study.Study`.

A party accepts a package if it is worth to it at least what no deal is, and crosses no red line of it that is
real. A package that is exactly what all principals say no deal leads to is no deal, and does not count.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from parley.analysis.judged import COSTS, judged
from parley.analysis.settlement import Zone
from parley.analysis.standings import spread
from parley.analysis.study import Study, study
from parley.analysis.sweep import CLOSE, Sweep
from parley.case.model import Case

if TYPE_CHECKING:
    from parley.case.dossier import Dossier


def zone(
    talks: "Case | Dossier | str | Path", draws: int = 1000, seed: int = 0, *, on: date | None = None
) -> Zone:
    """In what share of draws there is a package all principals prefer to no deal.

    Args:
        talks: a case, or what `parley.load` opens.
        on: hide what was published after this day.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    ready = study(talks, draws, seed)
    return zone_of(ready, judged(ready))


def zone_of(ready: Study, swept: Sweep) -> Zone:
    """The zone of a case that has been judged."""
    by_cost = tuple((c, ready.share(swept.margin >= -c - CLOSE)) for c in COSTS)
    notes = [*_notes(ready, swept), ready.grounds.note]
    grounds = replace(
        ready.grounds,
        how="bounded"
        if swept.undecided or swept.undecided_by_cost or any(axis.between for axis in ready.space.axes)
        else "exact",
        packages=ready.grounds.packages if ready.random is None else ready.grounds.of_packages,
        note=" ".join(note for note in notes if note),
    )
    free = np.isfinite(swept.width)
    return Zone(
        ready.share(swept.open),
        spread(swept.size),
        by_cost,
        grounds,
        spread(swept.width[free]) if free.any() else None,
        swept.short,
        ready.share(free),
    )


def _notes(ready: Study, swept: Sweep) -> Iterator[str]:
    """What of the zone is not exact."""
    if swept.undecided:
        low, high = (n / len(ready) for n in (swept.open.sum(), swept.open.sum() + swept.undecided))
        yield (
            f"In {swept.undecided} of {len(ready):,} draws it was not settled whether there is a zone: its "
            f"share lies between {low:.1%} and {high:.1%}."
        )
    if swept.undecided_by_cost:
        yield (
            f"For some cost of carrying on it was not settled in up to {swept.undecided_by_cost} of "
            f"{len(ready):,} draws whether there is a zone; they count as draws without one."
        )
    if ready.random is not None:
        yield f"The size of the zone is estimated from {ready.random:,} packages at random."
