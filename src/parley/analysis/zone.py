"""Is there a package that all principals prefer to no deal, and does that hang on what no deal costs?

Room: analysis. Asks a `parley.analysis.study.Study`.

A party accepts a package if it is worth to it at least what no deal is, and crosses no red line of it that is
real. A package that is exactly what all principals say no deal leads to is no deal, and does not count.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from parley.analysis.settlement import Zone
from parley.analysis.standings import spread
from parley.analysis.study import Study, study
from parley.analysis.sweep import CLOSE, Sweep, sweep
from parley.case.model import Case

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

COSTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)


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
    return zone_of(ready, sweep(ready.gains))


def zone_of(ready: Study, swept: Sweep) -> Zone:
    """The zone of a case that has been walked through."""
    sizes = swept.size / len(ready.table)
    by_cost = tuple((c, ready.share(swept.margin >= -c - CLOSE)) for c in COSTS)
    return Zone(ready.share(swept.open), spread(sizes), by_cost, ready.grounds)
