"""Which comparison of two packages would teach most, among those that are plausible and easy?

Room: bridging. Asks a `parley.analysis.study.Study`; may use numpy.

A package is plausible where all accept it about as often as the ones worth showing, and where it crosses no
red line that is more likely real than not. Pairs are alike but for two issues (`pairs`), or for three, or for
one, where there is no such pair. What an answer teaches is worked out in `teaching`.

Letters used throughout:
    x   packages that might come out as the best
    g, r as in `parley.bridging.questions.teaching`
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from parley.analysis.selection import measures
from parley.analysis.settlement import Estimate, Share
from parley.analysis.space import Axis, written
from parley.analysis.study import Study
from parley.analysis.sweep import CLOSE, Sweep
from parley.analysis.table import Levels, allowed
from parley.bridging.questions.acceptance import doubtful
from parley.bridging.questions.pairs import MOST_AXES, Pairs, near
from parley.bridging.questions.question import Aim
from parley.bridging.questions.teaching import changed, package_rise, package_value, zone_bits, zone_error
from parley.bridging.questions.worths import Worths, gains_of
from parley.case.package import Package

MOSTLY = 2 / 3  # of the draws: with a zone in fewer, the zone is the open question; else the best package
POOL = 300  # packages that might come out as the best
STARTS = 4  # packages around which pairs are made
MOST_PAIRS = 1500  # whose answer is least known, of which it is worked out what they teach
LIKELY = 0.5  # a red line more likely real than this keeps a package from being asked about
AS_OFTEN = (0.5, 0.25, 0.0)  # of the best: how often all accept a package that is asked about; tried in turn,
TOPICS = 3  # until there are questions about so many sets of issues
DIFFER = (2, 3, 1)  # issues on which two packages differ; tried in turn
_BESIDE = 1e-4  # of the width of a range: numbers this close are the same to a person
_KNOWN = 0.02  # an answer that so few draws gainsay is known

Pair = frozenset[Package]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Two packages by their levels, or one and no deal, and what their comparison teaches."""

    first: tuple[int, ...]
    second: tuple[int, ...] | None  # None: no deal
    differ: tuple[int, ...]
    prefers_first: Share
    teaches: Estimate
    expected: float  # what it was chosen by: as `teaches`, with luck in the choice counted; not a share
    changes: Share | None = None
    zones: tuple[Share, Share] | None = None  # where the party would rather have the first; and elsewhere


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """The packages that might come out as the best, and what they gain everybody."""

    x: Levels
    worths: dict[str, Worths]

    def product(self, but: str | None = None) -> NDArray[np.float32]:
        """Expected gains of all principals, or all but one, multiplied; shape (packages,)."""
        means = [w.gained.mean(axis=0) for party, w in self.worths.items() if party != but]
        product: NDArray[np.float32] = np.multiply.reduce(means).astype(np.float32)
        return product


def field_of(ready: Study, swept: Sweep) -> Field:
    """The packages that do best by acceptance and gains, no deal itself left out."""
    score = measures(ready, swept).score
    if ready.table.nothing is not None:
        score[ready.table.nothing] = -1
    top = np.argsort(-score, kind="stable")[:POOL]
    rows = ready.table.rows(top[score[top] >= 0])
    return Field(rows, {party: Worths.of(ready, party, rows) for party in ready.parties})


def open_question(swept: Sweep) -> Aim:
    """What is to be learned first: whether there is a zone, while that is open; else the best package."""
    share = float(swept.open.mean())
    return "zone" if _KNOWN / 2 < share < MOSTLY else "package"


def chosen(
    ready: Study,
    swept: Sweep,
    party: str,
    aim: Aim,
    count: int,
    avoid: frozenset[Pair] = frozenset(),
    *,
    against_no_deal: bool = False,
) -> tuple[Chosen, ...]:
    """The best questions to a party, best first, each about other issues than those before where possible.

    Args:
        avoid: pairs that are not asked about; one package alone stands for it and no deal.
        against_no_deal: compare with no deal: could the party live with this package?
    """
    field = field_of(ready, swept)
    if len(field.x) < 2:
        return ()
    if against_no_deal:
        pairs, m = _left_or_taken(ready, field, party, avoid)
    else:
        pairs, m = askable(ready, field, party, avoid)
    if not len(pairs):
        return ()
    e = ready.case.preferences[party].mistakes
    doubt = np.abs(m.mean(axis=0) - 0.5)
    kept = np.argsort(doubt, kind="stable")[:MOST_PAIRS]
    pairs, m, doubt = pairs.at(kept), m[:, kept], doubt[kept]
    g, r = field.worths[party].gained, field.product(party)
    score = zone_bits(swept.open, m, e) if aim == "zone" else package_rise(g, r, m, e)
    best = np.lexsort((doubt, -score.round(9)))
    out: list[Chosen] = []
    for k in (_apart if against_no_deal else _different)(pairs, best, count):
        value = _value(swept, g, r, m[:, k], e, aim)
        a, b = pairs.rows[pairs.first[k]], pairs.rows[pairs.second[k]]
        differ = tuple(int(i) for i in np.flatnonzero(a != b))
        share = Share(int(m[:, k].sum()), len(m))
        second = None if against_no_deal else tuple(b.tolist())
        one = Chosen(tuple(a.tolist()), second, differ, share, value, float(score[k]))
        if aim == "zone":
            both = (swept.open[m[:, k]], swept.open[~m[:, k]])
            out.append(replace(one, zones=(ready.share(both[0]), ready.share(both[1]))))
        else:
            out.append(replace(one, changes=ready.share(changed(g, r, m[:, k], e))))
    return tuple(out)


def _left_or_taken(
    ready: Study, field: Field, party: str, avoid: frozenset[Pair]
) -> tuple[Pairs, NDArray[np.bool_]]:
    """Packages to be compared with no deal, each as a pair with itself; and in which draws it is accepted."""
    kept, m = doubtful(ready, field.x, field.worths, party, LIKELY, AS_OFTEN)
    asked = [
        ready.table.row({str(i): t for i, t in p.terms}) for pair in avoid if len(pair) == 1 for p in pair
    ]
    fresh = np.ones(len(kept), dtype=bool)
    for row in asked:
        if row is not None:
            fresh &= ~(field.x[kept] == row).all(axis=1)
    plain = [_plain(axis) for axis in ready.space.axes]
    for i, of in enumerate(plain):
        fresh &= of[field.x[kept, i]] == field.x[kept, i]
    kept, m = kept[fresh], m[:, fresh]
    return Pairs(field.x, kept, kept), m


def _value(
    swept: Sweep, g: NDArray[np.float32], r: NDArray[np.float32], m: NDArray[np.bool_], e: float, aim: Aim
) -> Estimate:
    """What one question teaches: bits about the zone, or a share of the product of gains."""
    if aim == "zone":
        return Estimate(float(zone_bits(swept.open, m[:, None], e)[0]), zone_error(swept.open, m, e))
    now = float((g.mean(axis=0) * r).max())
    rise, error = package_value(g, r, m, e)
    return Estimate(rise / now, error / now) if now > 0 else Estimate(0.0, 0.0)


def askable(
    ready: Study, field: Field, party: str, avoid: frozenset[Pair]
) -> tuple[Pairs, NDArray[np.bool_]]:
    """Pairs of plausible packages, and in which draws the party would rather have the first of each.

    The masks have shape (draws, pairs).
    """
    starts, axes = _starts(ready, field), _axes(ready, party)
    plain = [_plain(axis) for axis in ready.space.axes]
    starts = np.stack([of[starts[:, i]] for i, of in enumerate(plain)], axis=1)
    opens = [
        np.array(axis.open) & (of == np.arange(len(of)))
        for axis, of in zip(ready.space.axes, plain, strict=True)
    ]
    pairs, m = near(starts[:0], opens, axes), np.zeros((len(ready), 0), dtype=bool)
    for differ in DIFFER:
        if differ > len(axes):
            continue
        pairs = near(starts, opens, axes, differ)
        everybody = {p: Worths.of(ready, p, pairs.rows) for p in ready.parties}
        mine = everybody[party]
        may = np.zeros(len(pairs.rows), dtype=bool)
        may[_kept(ready, pairs.rows)] = True
        for w in everybody.values():
            may &= w.crossed.mean(axis=0) <= LIKELY
        joint = np.logical_and.reduce([w.accepted for w in everybody.values()]).mean(axis=0)
        most = joint[may].max() if may.any() else 0.0
        pairs = _not_asked(ready, pairs.at(may[pairs.first] & may[pairs.second]), avoid)
        pairs, m = _open(pairs, mine)
        for topics, part in product((TOPICS, 1), AS_OFTEN):
            often = joint >= part * most
            kept = often[pairs.first] & often[pairs.second]
            if _topics(pairs.at(kept)) >= topics and (part or topics == 1):
                return pairs.at(kept), m[:, kept]
    return pairs, m


def _kept(ready: Study, rows: Levels) -> NDArray[np.intp]:
    """Numbers of the rows that keep to the constraints, and are not no deal itself."""
    tagged = np.concatenate([rows, np.arange(len(rows))[:, None]], axis=1)
    held = allowed(tagged, range(tagged.shape[1]), ready.parts)[:, -1]
    if ready.nothing is None:
        return held
    something: NDArray[np.intp] = held[~(rows[held] == ready.nothing).all(axis=1)]
    return something


def _open(pairs: Pairs, mine: Worths) -> tuple[Pairs, NDArray[np.bool_]]:
    """Those whose answer is not known; and in which draws it is the first, shape (draws, pairs)."""
    ranked = mine.lowered
    m = ranked[:, pairs.first] > ranked[:, pairs.second] + np.float32(CLOSE)
    share = m.mean(axis=0)
    kept = (share >= _KNOWN) & (share <= 1 - _KNOWN)
    return pairs.at(kept), m[:, kept]


def _topics(pairs: Pairs) -> int:
    """On how many sets of issues the packages of pairs differ."""
    return len(np.unique(pairs.rows[pairs.first] != pairs.rows[pairs.second], axis=0))


def _not_asked(ready: Study, pairs: Pairs, avoid: frozenset[Pair]) -> Pairs:
    for pair in avoid:
        rows = [ready.table.row({str(i): t for i, t in package.terms}) for package in pair]
        if len(rows) == 2 and rows[0] is not None and rows[1] is not None:
            a, b = ((pairs.rows == row).all(axis=1) for row in rows)
            same = (a[pairs.first] & b[pairs.second]) | (b[pairs.first] & a[pairs.second])
            pairs = pairs.at(~same)
    return pairs


def _starts(ready: Study, field: Field) -> Levels:
    """The packages now best, each different from those before on two issues or more where there are such."""
    order = np.argsort(-field.product(), kind="stable")
    for apart in (2, 1):
        picked: list[int] = []
        for k in order:
            far = [int((field.x[k] != field.x[j]).sum()) >= apart for j in picked]
            if all(far):
                picked.append(int(k))
            if len(picked) == STARTS:
                break
        if len(picked) > 1:
            break
    starts: Levels = field.x[picked]
    return starts


def _plain(axis: Axis) -> NDArray[np.intp]:
    """For each level the one in its place: beside a bound, 4.5 and not 4.500001."""
    levels = np.arange(len(axis.choices))
    if not axis.between:
        return levels
    numbers = axis.numbers
    near = np.abs(numbers[:, None] - numbers) <= _BESIDE * np.ptp(numbers)
    length = np.array([len(written(choice)) for choice in axis.choices])
    shortest: NDArray[np.intp] = np.where(near, length, length.max() + 1).argmin(axis=1)
    return shortest


def _axes(ready: Study, party: str) -> Sequence[int]:
    """The issues that are varied: with something to choose; where they are many, those that matter most."""
    axes = [i for i, axis in enumerate(ready.space.axes) if sum(axis.open) > 1]
    worth = gains_of(ready, party).parts.worth
    span = {i: float((worth[i].max(axis=1) - worth[i].min(axis=1)).mean()) for i in axes}
    return sorted(sorted(axes, key=lambda i: (-span[i], i))[:MOST_AXES])


def _different(pairs: Pairs, best: NDArray[np.intp], count: int) -> list[int]:
    """The best, and further ones on other issues; on the same issues where there are no others."""
    issues = [frozenset(np.flatnonzero(pairs.rows[pairs.first[k]] != pairs.rows[pairs.second[k]]).tolist())
              for k in best]  # fmt: skip
    out: list[int] = []
    seen: set[frozenset[int]] = set()
    for k, about in zip(best.tolist(), issues, strict=True):
        if about not in seen and len(out) < count:
            out.append(k)
            seen.add(about)
    rest = [k for k in best.tolist() if k not in out]
    return out + rest[: count - len(out)]


def _apart(pairs: Pairs, best: NDArray[np.intp], count: int) -> list[int]:
    """The best, and further ones that differ from those before on two issues; others where there are none."""
    out: list[int] = []
    for k in best.tolist():
        row = pairs.rows[pairs.first[k]]
        if len(out) < count and all(int((row != pairs.rows[pairs.first[j]]).sum()) > 1 for j in out):
            out.append(k)
    rest = [k for k in best.tolist() if k not in out]
    return out + rest[: count - len(out)]
