"""Everything the first analysis says about a case: what a brief is made from.

Room: analysis. Puts the answers of the room together; may use numpy and rooms below.
"""

from collections.abc import Iterator

import numpy as np

from parley.analysis.judged import judged
from parley.analysis.landscape import landscape_of
from parley.analysis.obstacles import obstacles_of
from parley.analysis.selection import selected
from parley.analysis.sensitivity import drivers, splits
from parley.analysis.settlement import Findings, Standing
from parley.analysis.settlements import settlements
from parley.analysis.standings import standings, winnings
from parley.analysis.study import Study, study
from parley.analysis.sweep import Sweep
from parley.analysis.table import Levels
from parley.analysis.turning.flips import winnings_with_flips, with_flips
from parley.analysis.zone import zone_of
from parley.case.model import Case
from parley.case.wording import listed
from parley.ground.worded import say, several

DRIVERS = 8
_NEARLY_ALWAYS = 0.95


def find(case: Case, draws: int = 1000, seed: int = 0) -> Findings:
    """Zone, packages, solutions, obstacles, and what they hang on.

    Raises:
        ParleyError: the case has fewer than two principals, or cannot be drawn from; see `study`.
    """
    ready = study(case, draws, seed)
    return findings_of(ready, judged(ready))


def findings_of(ready: Study, swept: Sweep) -> Findings:
    """The same of a case that has been judged, for whoever goes on asking it."""
    unknowns = splits(ready)
    rows = selected(ready, swept)
    shown = with_flips(ready, rows, standings(ready, rows, unknowns))
    zone = zone_of(ready, swept)
    return Findings(
        zone=zone,
        shown=shown,
        settlements=settlements(ready, swept),
        obstacles=obstacles_of(ready, swept.open),
        drivers=drivers(unknowns, swept.open, DRIVERS),
        landscape=landscape_of(ready, rows, shown),
        texts=texts(ready),
        winning=winnings_with_flips(ready, rows, winnings(ready, rows)),
        warnings=(*_warnings(ready, rows), *([_EVERY_DRAW] if zone.share.value > 0.995 else [])),
    )


_EVERY_DRAW = say(
    "There is a zone in nearly every draw. Before this is believed: is something missing that a deal costs, "
    "such as what each side hands over, or a red line?"
)


def texts(ready: Study) -> dict[str, Standing]:
    """How the texts stand that say exactly one thing on every issue."""
    rows = {}
    for text_id, text in ready.case.texts.items():
        row = []
        for axis in ready.table.space.axes:
            levels = (
                np.flatnonzero(axis.where(text.terms[axis.issue]))
                if axis.issue in text.terms
                else np.array([], dtype=np.intp)
            )
            row += [int(levels[0])] if len(levels) == 1 else []
        if len(row) == len(ready.table.space.axes):
            rows[text_id] = row
    if not rows:
        return {}
    stood = standings(ready, np.array(list(rows.values()), dtype=np.intp))
    return dict(zip(rows, stood, strict=True))


def _warnings(ready: Study, rows: Levels) -> Iterator[str]:
    """Packages in which somebody gives nothing, which usually means that a cost is missing from the case."""
    axes = ready.table.space.axes
    by_party = dict(zip(ready.parties, ready.gains, strict=True))
    for party in ready.case.principals():
        draws = by_party[party].draws
        gives_nothing, all_it_wants = [], []
        for k, row in enumerate(rows):
            there = [v[:, level] for v, level in zip(draws.values, row, strict=True)]
            before = [v[np.arange(len(v)), draws.no_deal[:, i]] for i, v in enumerate(draws.values)]
            moves = [
                bool((t < b - 1e-9).mean() > 1 - _NEARLY_ALWAYS) for t, b in zip(there, before, strict=True)
            ]
            short = [bool((t < 1 - 1e-9).mean() > 1 - _NEARLY_ALWAYS) for t in there]
            gives_nothing += [k + 1] if not any(moves) else []
            all_it_wants += [k + 1] if not any(short) and len(axes) > 1 else []
        name = ready.name(party)
        if gives_nothing:
            yield (
                say(
                    "In {packages}, {who} gives nothing compared with no deal: is something missing that the "
                    "deal costs {who}?",
                    packages=_packages(gives_nothing),
                    who=name,
                )
            )
        if all_it_wants:
            yield (
                say(
                    "In {packages}, {who} has its best on every issue: is something missing that the deal "
                    "costs {who}?",
                    packages=_packages(all_it_wants),
                    who=name,
                )
            )


def _packages(numbers: list[int]) -> str:
    """Packages by the letters they are shown with, A the first.

    >>> _packages([1]), _packages([1, 3])
    ('package A', 'packages A and C')
    """
    letters = [chr(ord("A") + n - 1) for n in numbers]
    if len(letters) == 1:
        return say("package {letter}", letter=letters[0])
    return several(len(letters), "package {letters}", "packages {letters}", letters=listed(letters))
