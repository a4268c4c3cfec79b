"""What could the mediator put on the table tomorrow, and why could the parties sign it?

Room: bridging. Asks a `parley.analysis.study.Study` and puts the answers of the room together.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isclose
from pathlib import Path

import numpy as np

from parley.analysis.beating import beaten_in
from parley.analysis.judged import judged
from parley.analysis.obstacles import obstacles_of
from parley.analysis.selection import score_of
from parley.analysis.sensitivity import Split, splits
from parley.analysis.settlement import Share, Standing
from parley.analysis.standings import standings
from parley.analysis.study import Study, study
from parley.analysis.sweep import Sweep
from parley.analysis.table import Levels
from parley.analysis.turning.flips import with_flips
from parley.analysis.zone import zone_of
from parley.bridging.offers.asked import Table, asked_by
from parley.bridging.offers.choosing import ACCEPTED, chosen
from parley.bridging.offers.explaining import explanation
from parley.bridging.offers.improving import improvements
from parley.bridging.offers.moves import moves_of
from parley.bridging.offers.named import package_named
from parley.bridging.offers.nearby import near_to
from parley.bridging.offers.needed import lacks, nearest_rows, shortfall, what_moves
from parley.bridging.offers.offer import OR, Bridging, Needed, Offer
from parley.bridging.offers.starting import Meant, package_meant, terms_meant
from parley.bridging.offers.trades import trades_of
from parley.case.dossier import Dossier, open_talks
from parley.case.entries import Term
from parley.case.model import Bound, Case, Text
from parley.case.package import Choice, Package
from parley.case.wording import CaseNames
from parley.ground.errors import ParleyError
from parley.ground.worded import Worded, say, several

MOST = 12  # packages that are told: more are no choice for a person
_OPENINGS = 3  # sets of demands whose giving way opens a zone, that are told
_AGREED = "--agreed--"  # the id of a text by which numbers of a package have a level; no case can have it
Talks = Case | Dossier | Path | str | Sequence[Path | str]


def bridge(
    talks: Talks,
    draws: int = 1000,
    seed: int = 0,
    *,
    count: int = 5,
    start: str | dict[str, Choice] | Package | None = None,
    near: str | None = None,
    on: date | None = None,
) -> Bridging:
    """Packages with their reasons.

    None is rejected by a principal in most draws, none is beaten by another in most draws, and each differs
    from the others in what somebody minds. Where there are none, the nearest, and what would have to move.
    Near a text, one that others given beat stands with them, and says so.

    Args:
        talks: a case, a dossier, or what `parley.load` opens.
        count: packages at most, 1 to 12.
        start: a package already agreed: then packages that improve on it for all in most draws. A text that
            settles every issue, `issue=term, issue=term`, a JSON object, or a package.
        near: a text, or terms in the same notation: then packages few moves away from it. Texts are those of
            the case, and negotiating texts: `single-text`, `single-text@3`, or a file.
        on: hide what was published after this day.

    Raises:
        ParleyError: the case cannot be drawn from (see `study`); `count` is out of bounds; `start` or `near`
            name no package; or both are given.
    """
    if not 1 <= count <= MOST:
        raise ParleyError(
            f"count: {count}\n  From 1 to {MOST} packages can be asked for.\n  Choose one of these."
        )
    if start is not None and near is not None:
        raise ParleyError(
            "A package agreed (--from) and a text to stay near (--near) are two questions.\n"
            "  Ask them one after the other."
        )
    dossier = None if isinstance(talks, Case) else open_talks(talks, on=on)
    case = talks if isinstance(talks, Case) else dossier.case if dossier else None
    assert case is not None
    if start is not None:
        return _improving(case, dossier, _agreed(case, dossier, start), count, draws, seed)
    ready = study(case, draws, seed)
    swept = judged(ready)
    if near is not None:
        return _nearby(ready, swept, dossier, near, count)
    shown = _standing(ready, chosen(ready, swept, count), splits(ready))
    offers = offers_of(ready, shown, dossier or case)
    few = [
        several(
            len(offers),
            "No more than one package was found that is accepted so often and not beaten by another.",
            "No more than {n} packages were found that are accepted so often, not beaten by another, and "
            "differ in what somebody minds.",
        )
    ]
    notes = few if 0 < len(offers) < count else []
    return _bridging(ready, swept, dossier, offers, *notes, *_alike(ready, swept, len(offers)))


def _alike(ready: Study, swept: Sweep, given: int) -> tuple[Worded, ...]:
    """How many more would do: where they are many, chance has a hand in which of them are given."""
    score = score_of(ready, swept)
    able = int(np.count_nonzero((swept.accepts.min(axis=0) >= ACCEPTED * len(ready)) & (score >= 0)))
    if not 0 < given < able:
        return ()
    return (
        say(
            "Accepted so often, of all packages looked at: {n}. Those given were chosen to be good and to "
            "differ; with another seed others that are nearly as good may stand here.",
            n=able,
        ),
    )


def offers_of(ready: Study, shown: Sequence[Standing], talks: Dossier | Case) -> tuple[Offer, ...]:
    """Packages that were found before, with their reasons: same packages, same order, lettered from A.

    Args:
        shown: from `findings_of`, `standings` or `bridge`; their rows must be packages of `ready`.
    """
    rows = [ready.table.row({str(i): t for i, t in s.package.terms}) for s in shown]
    asked = asked_by(ready, talks if isinstance(talks, Dossier) else None)
    return tuple(
        _offer(ready, chr(ord("A") + n), s, row, asked)
        for n, (s, row) in enumerate(zip(shown, rows, strict=True))
        if row is not None
    )


def nearest_of(ready: Study, swept: Sweep, talks: Dossier | Case) -> tuple[Needed, ...]:
    """Where nothing suits everybody: the packages that come nearest, and what would have to move."""
    rows = nearest_rows(ready, swept)
    offers = offers_of(ready, _standing(ready, rows, splits(ready)), talks)
    out = []
    for row, offer in zip(rows, offers, strict=True):
        short = lacks(ready, row)
        out.append(Needed(offer, short, what_moves(ready, row, offer.standing, short), shortfall(ready, row)))
    return tuple(out)


def _offer(ready: Study, name: str, standing: Standing, row: Levels, asked: Table) -> Offer:
    moves = moves_of(ready, row, asked)
    trades = trades_of(ready, row, moves, asked)
    hangs_on = standing.depends_on[0].unknown if standing.depends_on else None
    words = explanation(CaseNames(ready.case), moves, trades, hangs_on)
    return Offer(name, standing, moves, trades, words)


def _standing(ready: Study, rows: Levels, unknowns: tuple[Split, ...]) -> tuple[Standing, ...]:
    if not len(rows):
        return ()
    return with_flips(ready, rows, standings(ready, rows, unknowns))


def _bridging(
    ready: Study, swept: Sweep, dossier: Dossier | None, offers: tuple[Offer, ...], *notes: Worded
) -> Bridging:
    """With the zone; where there is none in most draws, or nothing to offer, with what comes nearest."""
    zone = zone_of(ready, swept)
    lacking = not offers or zone.share.value < ACCEPTED
    said = [*notes]
    if zone.share.count == 0:
        said.append(say("There is no zone in any draw: no package would be signed by all as things are."))
    elif zone.share.value < ACCEPTED:
        said.append(
            say("In most draws there is no zone: what comes nearest is told, and what would have to move.")
        )
    if not offers and zone.share.count:
        said.append(say("No package is accepted by each principal in half of the draws or more."))
    nearest = nearest_of(ready, swept, dossier or ready.case) if lacking else ()
    opens = obstacles_of(ready, swept.open, _OPENINGS).relaxations if lacking else ()
    return Bridging(offers, zone.share, nearest, zone.grounds, tuple(said), opens)


def _nearby(ready: Study, swept: Sweep, dossier: Dossier | None, words: str, count: int) -> Bridging:
    case = ready.case
    folder = dossier.folder if dossier is not None else None
    said = {
        i: t
        for i, t in terms_meant(case, folder, words).items()
        if i in {axis.issue for axis in ready.space.axes}
    }
    notes = []
    if not said:
        notes.append(say("The text says nothing on any issue of the case: every package is no move away."))
    near = near_to(ready, swept, said, count)
    unknowns = splits(near.ready)
    shown = _standing(near.ready, near.rows, unknowns)
    offers = tuple(_from(case, offer, said) for offer in offers_of(near.ready, shown, dossier or case))
    offers = _beaten(near.ready, offers, near.rows)
    steps = np.array([row for _, row in near.steps], dtype=np.intp).reshape(-1, len(near.ready.space.axes))
    stood = standings(near.ready, steps) if len(steps) else ()
    told = _bridging(ready, swept, dossier, offers, *notes)
    return replace(told, tradeoff=tuple((k, s) for (k, _), s in zip(near.steps, stood, strict=True)))


def _beaten(ready: Study, offers: tuple[Offer, ...], rows: Levels) -> tuple[Offer, ...]:
    """The same, each with those of the others that beat it in most draws."""
    counts = beaten_in(ready, rows, rows)
    return tuple(
        replace(
            offer,
            beaten_by=tuple(
                (other.name, Share(int(n), len(ready)))
                for other, n in zip(offers, counts[:, k], strict=True)
                if 2 * n > len(ready)
            ),
        )
        for k, offer in enumerate(offers)
    )


def _agreed(case: Case, dossier: Dossier | None, start: str | dict[str, Choice] | Package) -> Package:
    if isinstance(start, str):
        return package_meant(case, dossier.folder if dossier is not None else None, start)
    return package_named(case, {str(i): t for i, t in start.terms} if isinstance(start, Package) else start)


def _improving(
    case: Case, dossier: Dossier | None, agreed: Package, count: int, draws: int, seed: int
) -> Bridging:
    ready = study(case, draws, seed)
    terms = {str(i): t for i, t in agreed.terms}
    row = ready.table.row(terms)
    if row is None:  # it names a number between those looked at: as the number of a text it is one of them
        ready = _with_numbers(ready, terms)
        row = ready.table.row(terms)
    assert row is not None
    swept = judged(ready)
    unknowns = splits(ready)
    (start,) = _standing(ready, row[None], unknowns)
    found = improvements(ready, swept, row, count)
    shown = _standing(found.ready, found.rows, unknowns)
    before = {i: (t if isinstance(t, str) else Bound("=", t),) for i, t in terms.items()}
    offers = tuple(
        replace(_from(case, offer, before), better=better)
        for offer, better in zip(offers_of(found.ready, shown, dossier or case), found.better, strict=True)
    )
    notes = []
    if 2 * start.efficient.count > start.efficient.of:
        notes.append(
            say("In most draws the package agreed is efficient: what is better for one is worse for another.")
        )
    if not offers:
        notes.append(say("No package was found that all find no worse, and somebody better, in most draws."))
    zone = zone_of(ready, swept)
    return Bridging(offers, zone.share, (), zone.grounds, tuple(notes), start=start)


def _from(case: Case, offer: Offer, terms: Meant) -> Offer:
    """The same, with the terms in which it differs from those that were started from."""
    said = {str(i): t for i, t in offer.package.terms}
    changed = tuple(
        (i, OR.join(map(str, terms[i])))
        for i in case.issues
        if i in said and i in terms and not any(_says(term, said[i]) for term in terms[i])
    )
    return replace(offer, away=len(changed), changed=changed)


def _says(term: Term, choice: Choice) -> bool:
    """Is it what a text says, or within the bound it draws?"""
    if isinstance(term, Bound):
        return not isinstance(choice, str) and (
            term.holds(choice) or isclose(term.number, choice, abs_tol=1e-9)
        )
    return term == choice


def _with_numbers(ready: Study, terms: dict[str, Choice]) -> Study:
    """The same study with these numbers among those looked at."""
    case, grounds = ready.case, ready.grounds
    said = {i: t if isinstance(t, str) else Bound("=", t) for i, t in terms.items()}
    text = Text(title=_AGREED, date=date.min, terms=said)
    more = case.model_copy(update={"texts": {**case.texts, _AGREED: text}})
    finer = study(more, grounds.draws, grounds.seed)
    return replace(finer, case=case, grounds=replace(finer.grounds, case_digest=grounds.case_digest))
