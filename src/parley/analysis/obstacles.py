"""What keeps the zone empty: demands that cannot stand together, and whose giving way opens a zone.

Room: analysis. Asks a `parley.analysis.study.Study`; may use numpy.

In one draw, a demand is a red line that is real, a least worth a principal wants of what it signs, or its
being no worse off than without a deal. Every package fails some set of demands. Giving way on all demands of
such a set makes that package signable: so the smallest sets failed by any package are the smallest
relaxations. A conflict is a smallest set of demands of which every package fails at least one: the conflicts
are the smallest sets that meet all relaxations, and the other way round.

Source: Reiter (1987), A theory of diagnosis from first principles, Artificial Intelligence 32(1), 57-95.
"""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parley.analysis.blocking.crossing import failed
from parley.analysis.blocking.demands import Demands, demands_of
from parley.analysis.blocking.prices import priced, prices_of
from parley.analysis.blocking.prices_unlisted import WITHIN, draws_looked_at, most_unlisted
from parley.analysis.blocking.smallest import hitting_sets
from parley.analysis.blocking.unlocking import Blocked, blocked
from parley.analysis.judged import judged
from parley.analysis.settlement import Demand, Grounds, Obstacles, Price, Share
from parley.analysis.study import Study, study
from parley.analysis.sweep import sweep
from parley.analysis.unlisted.many import Many
from parley.analysis.unlisted.reach import reach
from parley.case.model import Case
from parley.ground.errors import ParleyError

if TYPE_CHECKING:
    from parley.case.dossier import Dossier

LISTED = 12  # sets of either kind that are reported, most frequent first
_SURE = ("complete", "decided")  # see `unlocking.Blocked`
_ROWS = 20_000_000  # rows of both sides of the table x draws looked at, at most
_PACKAGES = 200_000_000  # packages x draws in which prices are worked out among three principals and more
MOST_CONFLICTS = 2_000  # that are counted in one draw


def obstacles(
    talks: "Case | Dossier | str | Path",
    draws: int = 1000,
    seed: int = 0,
    *,
    on: date | None = None,
    count: int = LISTED,
) -> Obstacles:
    """What keeps the zone empty where it is empty, and what each red line costs the others.

    Args:
        talks: a case, or what `parley.load` opens.
        on: hide what was published after this day.
        count: how many sets of either kind are listed, most frequent first.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    if count < 1:
        raise ParleyError(
            f"obstacles, count: {count}\n  At least one set of demands is listed.\n  Ask for 1 or more."
        )
    if not isinstance(talks, Case):
        from parley.case.dossier import open_talks  # documents are opened only for who brings some

        talks = open_talks(talks, on=on).case
    ready = study(talks, draws, seed)
    if ready.random is None:
        return obstacles_of(ready, sweep(ready.gains).open, count)
    reached = reach(ready, decide=True)
    settled = (reached.found | reached.excluded).all() and not any(axis.between for axis in ready.space.axes)
    return obstacles_of(ready, reached.found if settled else judged(ready).open, count)


def obstacles_of(ready: Study, is_open: NDArray[np.bool_], count: int = LISTED) -> Obstacles:
    """Conflicts and relaxations over the draws in which there is no zone, and the price of each red line."""
    demands = demands_of(ready)
    empty, short = np.flatnonzero(~is_open), 0
    if ready.random is None:
        most = max(20, _ROWS // (len(ready.table.left) + len(ready.table.right)))
        found = _listing(ready, demands, empty[:most])
        if len(ready.parties) > 2:
            most = min(most, max(20, _PACKAGES // len(ready.table)))
        looked_at = np.arange(len(ready))[:most]
        prices = prices_of(ready, demands, looked_at)
    else:
        many = Many.of(ready)
        found = blocked(many, demands, empty)
        looked_at = np.arange(draws_looked_at(many, demands))
        most_each, short = most_unlisted(many, demands, looked_at)
        prices = priced(ready, demands, looked_at, most_each)
    known = (
        len(ready) if len(found) == len(empty) else int(empty[len(found)])
    )  # up to the first not looked at
    prices = tuple(_counted(demands, price, found, known) for price in prices)
    relaxed = Counter(s for here in found for s in here.relaxations)
    in_conflict = Counter(s for here in found for s in here.conflicts)
    return Obstacles(
        _listed(demands, in_conflict, len(found), count),
        _listed(demands, relaxed, len(found), count),
        Share(len(empty), len(ready)),
        _grounds(ready, found, len(looked_at) if prices else 0, short),
        prices,
        len(looked_at) if prices else 0,
    )


def _listing(ready: Study, demands: Demands, draws: NDArray[np.intp]) -> list[Blocked]:
    """What blocks some draws, by looking at the packages."""
    known: dict[tuple[int, ...], Blocked] = {}
    out = []
    for relaxations in failed(ready, demands, draws):
        if relaxations not in known:
            conflicts = hitting_sets(relaxations, MOST_CONFLICTS) if relaxations else ()
            known[relaxations] = Blocked(relaxations, conflicts, len(conflicts) < MOST_CONFLICTS, True)
        out.append(known[relaxations])
    return out


def _counted(demands: Demands, price: Price, found: list[Blocked], known: int) -> Price:
    """A price with what is known of draws: in how many the line is real, and how often it alone opens.

    Args:
        known: so many first draws have a zone or were looked at.
    """
    k = demands.named.index(price.demand)
    real = demands.real[:known, k]
    opens = sum(1 << k in here.relaxations for here in found)
    count = int(np.count_nonzero(real))
    return replace(price, real=Share(count, len(real)), opens=Share(opens, count))


def _grounds(ready: Study, found: list[Blocked], priced: int, short: int) -> Grounds:
    """The grounds of the study, and what was not looked for.

    Args:
        priced: draws in which red lines were priced.
        short: gains found for that which may be short of the truth by more than `WITHIN`.
    """
    notes = [ready.grounds.note]
    cut_short, undecided = (sum(not held for held in (getattr(b, name) for b in found)) for name in _SURE)
    if cut_short:
        notes.append(
            f"In {cut_short:,} of the {len(found):,} draws without a zone that were looked at there are more "
            "sets of demands than were looked for; those counted are among them."
        )
    if undecided:
        notes.append(
            f"In {undecided:,} of the {len(found):,} draws without a zone that were looked at a set of "
            "demands may be smaller than counted: whether some package meets the rest was not decided."
        )
    how = ready.grounds.how
    if ready.random is not None:
        how = "bounded" if cut_short or undecided else "exact"
    if ready.random is not None and priced:
        notes.append(
            f"What red lines cost the others was worked out in the first {priced:,} draws, to within "
            f"{WITHIN:g} of a scale" + (f"; {short:,} of the gains compared may be larger." if short else ".")
        )
    elif 0 < priced < len(ready):
        notes.append(f"What red lines cost the others was worked out in the first {priced:,} draws.")
    packages = ready.grounds.packages if ready.random is None else ready.grounds.of_packages
    return replace(ready.grounds, how=how, packages=packages, note=" ".join(note for note in notes if note))


def _listed(
    demands: Demands, counts: Counter[int], draws: int, most: int
) -> tuple[tuple[tuple[Demand, ...], Share], ...]:
    """Sets by how often they were found; of those found equally often the smaller first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].bit_count(), item[0]))
    return tuple((demands.of(s), Share(n, draws)) for s, n in ranked[:most])
