"""The only interpreter between a case and arrays: packages as rows, parties as columns, draws as layers.

Room: analysis. Knows parties and packages on one side and arrays on the other. May use numpy, `parley.case`
and `parley.ground`.

Packages are never listed in full. Issues that a constraint, an interaction or a red line ties together stand
on the left, and only their allowed combinations are listed there; the others stand on the right. Package n =
b * (rows on the left) + a is row a of the left with row b of the right, and what a party gains from it is a
number of a plus a number of b. So a thousand draws of a million packages need a few additions each and no
memory.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod, sqrt

import numpy as np
from numpy.typing import NDArray

from parley.analysis.space import Space
from parley.analysis.structure.bundle import Bundle, Mask
from parley.analysis.structure.problem import Sum
from parley.case.entries import Terms
from parley.case.model import Case, Constraint
from parley.case.package import Choice, Package
from parley.ground.errors import ParleyError

_PIECE = 1 << 14  # combinations worked on at a time
MOST = 150_000  # packages looked at one by one; beyond that some (see `parley.analysis.unlisted.pool`)
Levels = NDArray[np.intp]
Single = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Some axes of a side: their different combinations, and which of these each row of the side has."""

    axes: range  # counted within the side
    rows: Levels  # (different combinations, axes)
    at: NDArray[np.intp]  # (rows of the side,)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One half of the packages: combinations of levels of some issues, and the bundles decided by them."""

    axes: tuple[int, ...]
    rows: Levels  # (combinations, axes)
    bundles: tuple[int, ...]  # numbers of the bundles
    columns: tuple[int, ...]  # of the coefficients: where each axis starts, then the bundles
    held: NDArray[np.bool_]  # (combinations, bundles)
    groups: tuple[Group, ...]  # sums are worked out for these first, and then put together

    def __len__(self) -> int:
        return len(self.rows)

    def times(self, coefficients: Single) -> Single:
        """Coefficients, shape (draws, columns), summed up: shape (draws, combinations)."""
        total = self.held_times(coefficients[:, self.columns[-1] :])
        for group in self.groups:
            part = np.zeros((len(coefficients), len(group.rows)), dtype=np.float32)
            for k, axis in enumerate(group.axes):
                part += np.take(coefficients, self.columns[axis] + group.rows[:, k], axis=1)
            for start in range(0, len(self), _PIECE):
                piece = slice(start, start + _PIECE)
                total[:, piece] += np.take(part, group.at[piece], axis=1)
        return total

    def held_times(self, coefficients: Single) -> Single:
        """Coefficients of the bundles alone, shape (draws, bundles), summed up for each combination."""
        total = np.zeros((len(coefficients), len(self.rows)), dtype=np.float32)
        for j in np.flatnonzero(coefficients.any(axis=0)):
            held = np.flatnonzero(self.held[:, j])
            total[:, held] += coefficients[:, [j]]
        return total

    def of(self, rows: Levels, held: NDArray[np.bool_]) -> "Side":
        """The same side for other packages, given by their levels on all issues."""
        chosen = rows[:, self.axes]
        group = Group(range(len(self.axes)), chosen, np.arange(len(chosen)))
        return replace(self, rows=chosen, held=held, groups=(group,))


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """All packages of a case that its constraints allow, or those sampled from them."""

    space: Space
    left: Side
    right: Side
    bundles: tuple[Bundle, ...]
    interactions: Mapping[str, tuple[int | None, ...]]  # party -> number of the bundle of each
    red_lines: Mapping[str, tuple[int | None, ...]]
    nothing: int | None = None  # the package that is what no deal leads to in everybody's account
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.left) * len(self.right)

    def rows(self, packages: Iterable[int] | NDArray[np.intp]) -> Levels:
        """Levels of packages, one column an issue."""
        numbers = np.asarray(
            list(packages) if not isinstance(packages, np.ndarray) else packages, dtype=np.intp
        )
        out = np.empty((len(numbers), len(self.space.axes)), dtype=np.intp)
        out[:, self.left.axes] = self.left.rows[numbers % len(self.left)]
        out[:, self.right.axes] = self.right.rows[numbers // len(self.left)]
        return out

    def package(self, row: NDArray[np.intp]) -> Package:
        """What a row of levels says."""
        return Package.of({axis.issue: axis.choices[k] for axis, k in zip(self.space.axes, row, strict=True)})

    def row(self, terms: Mapping[str, Choice]) -> NDArray[np.intp] | None:
        """The levels of a package; None when it leaves an issue open or names a number that has no level."""
        row = []
        for axis in self.space.axes:
            if axis.issue not in terms or terms[axis.issue] not in axis.choices:
                return None
            row.append(axis.choices.index(terms[axis.issue]))
        return np.array(row, dtype=np.intp)

    def crossed(self, rows: Levels) -> NDArray[np.bool_]:
        """Which bundles hold, shape (rows, bundles)."""
        axes = range(len(self.space.axes))
        return (
            np.stack([b.holds(rows, axes) for b in self.bundles], axis=1)
            if self.bundles
            else (np.zeros((len(rows), 0), dtype=bool))
        )


def table_of(case: Case, space: Space, most: int | None = None) -> Table | None:
    """All packages of a case; None where they are more than `most`, or `MOST` where not given.

    None too where any number between two may be agreed on some issue: then there is no list of packages.

    Raises:
        ParleyError: the constraints exclude every package.
    """
    if any(axis.between for axis in space.axes):
        return None
    most = MOST if most is None else most
    parts = parts_of(case, space)
    tied = list(parts.tied)
    sizes = [sum(axis.open) for axis in space.axes]
    if prod(sizes[i] for i in tied) > 4 * most:
        return None
    rows = allowed(combinations([space.axes[i].open for i in tied]), tied, parts)
    if len(rows) == 0:
        raise ParleyError(
            f'the case "{case.title}", constraints\n'
            "  The constraints together exclude every package.\n"
            "  Take one out, or widen its terms."
        )
    free = [i for i in range(len(sizes)) if i not in tied]
    total = len(rows) * prod(sizes[i] for i in free)
    if total > most:
        return None
    while free and len(rows) < sqrt(total):
        more = free.pop(0)
        open_levels = np.flatnonzero(space.axes[more].open)
        rows = np.concatenate(
            [np.repeat(rows, len(open_levels), axis=0), np.tile(open_levels, len(rows))[:, None]], axis=1
        )
        tied.append(more)
    return assembled(case, space, parts, tied, rows, free)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What a case says about several levels at once."""

    bundles: tuple[Bundle, ...]  # of all interactions and red lines, each once
    interactions: Mapping[str, tuple[int | None, ...]]
    red_lines: Mapping[str, tuple[int | None, ...]]
    forbidden: tuple[Bundle, ...]  # no package has one of these
    sums: tuple[Sum, ...]  # every package keeps to these
    notes: tuple[str, ...]

    @property
    def tied(self) -> tuple[int, ...]:
        """The issues that something ties to others, or that a constraint is about."""
        axes = {axis for bundle in self.forbidden for axis in bundle.axes}
        axes |= {axis for limit in self.sums for axis in limit.parts}
        axes |= {axis for bundle in self.bundles if len(bundle.axes) > 1 for axis in bundle.axes}
        return tuple(sorted(axes))


def parts_of(case: Case, space: Space) -> Parts:
    """Bundles of a case; what rests on an issue left out is not among them, and noted."""
    bundles: list[Bundle] = []
    numbers: dict[tuple[tuple[str, str, str], ...], int] = {}
    notes = []

    def number(terms: Terms, what: str, unless: Terms | None = None) -> int | None:
        masks = space.masks(terms)
        if masks is None or not masks:
            notes.append(f"{what} is not considered: it rests on an issue with nothing to choose from yet.")
            return None
        out = space.masks(unless or {})
        if out is None:
            out, unless = {}, {}
            notes.append(
                f"{what} stands without its condition, which rests on an issue with nothing to choose from."
            )
        listed = [("", *term) for term in terms.items()] + [
            ("unless", *term) for term in (unless or {}).items()
        ]
        key = tuple(sorted((side, issue, str(term)) for side, issue, term in listed))
        if key not in numbers:
            numbers[key] = len(bundles)
            bundles.append(Bundle(masks, out))
        return numbers[key]

    together, lines = {}, {}
    for party in case.principals():
        wishes = case.preferences[party]
        name = case.parties[party].name
        together[party] = tuple(number(t.terms, f"An interaction of {name}") for t in wishes.together)
        lines[party] = tuple(number(t.terms, f"A red line of {name}", t.unless) for t in wishes.red_lines)
    forbidden, sums, missed = constraints_of(case.constraints, space)
    notes += [
        "A constraint is not considered: it rests on an issue with nothing to choose from yet."
    ] * missed
    return Parts(tuple(bundles), together, lines, forbidden, sums, tuple(notes))


def constraints_of(
    constraints: Iterable[Constraint], space: Space
) -> tuple[tuple[Bundle, ...], tuple[Sum, ...], int]:
    """What no package has, what every package keeps to, and how many rest on an issue left out."""
    forbidden: list[Bundle] = []
    sums: list[Sum] = []
    missed = 0
    for constraint in constraints:
        found = _forbidden(space, constraint)
        limit = _limit(space, constraint)
        missed += found is None and limit is None
        forbidden += found or ()
        sums += [limit] if limit else []
    return tuple(forbidden), tuple(sums), missed


def _forbidden(space: Space, constraint: Constraint) -> list[Bundle] | None:
    """What a constraint lets no package have; None where it forbids nothing that can be looked at."""
    first = space.masks(constraint.if_)
    if first is None:
        return None
    never = [space.masks({issue: term}) for issue, term in constraint.never.items()]
    required = [space.masks({issue: term}) for issue, term in constraint.requires.items()]
    sets = [masks for masks in never if masks]
    sets += [{axis: ~mask for axis, mask in masks.items()} for masks in required if masks]
    if constraint.excludes and (masks := space.masks(constraint.excludes)):
        sets.append(masks)
    both = [_both(first, masks) for masks in sets]
    return [Bundle(masks) for masks in both if all(mask.any() for mask in masks.values())] if both else None


def _both(one: Mapping[int, Mask], other: Mapping[int, Mask]) -> dict[int, Mask]:
    return {**one, **{axis: mask & one[axis] if axis in one else mask for axis, mask in other.items()}}


def _limit(space: Space, constraint: Constraint) -> Sum | None:
    """A count or sum as a limit; None where there is none, or an issue of it has nothing to choose from."""
    if constraint.count and (masks := space.masks(constraint.count)):
        return Sum({axis: mask.astype(float) for axis, mask in masks.items()}, *constraint.limits)
    at = {axis.issue: i for i, axis in enumerate(space.axes)}
    if not constraint.sum or any(issue not in at for issue in constraint.sum):
        return None
    parts = {at[i]: factor * space.axes[at[i]].numbers for i, factor in constraint.sum.items()}
    return Sum(parts, *constraint.limits)


def combinations(opens: Sequence[Sequence[bool]]) -> Levels:
    """Every combination of open levels, one a row; a single empty row for no issues."""
    grids = np.meshgrid(*(np.flatnonzero(o) for o in opens), indexing="ij")
    if not grids:
        return np.zeros((1, 0), dtype=np.intp)
    return np.stack([grid.ravel() for grid in grids], axis=1)


def broken(rows: Levels, axes: Sequence[int], parts: Parts) -> Mask:
    """Which rows break a constraint; their columns are these axes, those of constraints among them."""
    out = np.zeros(len(rows), dtype=bool)
    for bundle in parts.forbidden:
        out |= bundle.holds(rows, axes)
    at = list(axes)
    for limit in parts.sums:
        total = np.sum([part[rows[:, at.index(axis)]] for axis, part in limit.parts.items()], axis=0)
        slack = 1e-9 * max(1.0, *(float(np.abs(part).max()) for part in limit.parts.values()))
        out |= (total < limit.low - slack) | (total > limit.high + slack)
    return out


def allowed(rows: Levels, axes: Sequence[int], parts: Parts) -> Levels:
    """Rows that break no constraint."""
    return rows[~broken(rows, axes, parts)]


def assembled(
    case: Case, space: Space, parts: Parts, tied: Sequence[int], rows: Levels, free: Sequence[int]
) -> Table:
    """A table from allowed combinations of some issues and all combinations of the others."""
    on_left = [b for b, bundle in enumerate(parts.bundles) if set(bundle.axes) <= set(tied)]
    on_right = [b for b in range(len(parts.bundles)) if b not in on_left]
    right = combinations([space.axes[i].open for i in free])
    table = Table(
        space,
        _side(space, tied, rows, on_left, parts.bundles),
        _side(space, free, right, on_right, parts.bundles),
        parts.bundles,
        parts.interactions,
        parts.red_lines,
        notes=parts.notes,
    )
    return replace(table, nothing=_nothing(case, table))


def _side(
    space: Space, axes: Sequence[int], rows: Levels, numbers: list[int], bundles: Sequence[Bundle]
) -> Side:
    starts = np.cumsum([0, *(len(space.axes[i].choices) for i in axes)])
    held = np.zeros((len(rows), len(numbers)), dtype=bool)
    for j, b in enumerate(numbers):
        held[:, j] = bundles[b].holds(rows, list(axes))
    columns = tuple(int(n) for n in starts)
    return Side(tuple(axes), rows, tuple(numbers), columns, held, _groups(space, axes, rows))


def _groups(space: Space, axes: Sequence[int], rows: Levels) -> tuple[Group, ...]:
    """The axes cut in two so that neither part has many combinations."""
    sizes = [len(space.axes[i].choices) for i in axes]
    cut = min(range(len(axes) + 1), key=lambda k: prod(sizes[:k]) + prod(sizes[k:]))
    groups = []
    for part in (range(cut), range(cut, len(axes))):
        if part and prod(sizes[part.start : part.stop]) > len(rows) ** 2:
            groups.append(Group(part, rows[:, part], np.arange(len(rows))))  # hardly any two alike
        elif part:
            code = np.ravel_multi_index(tuple(rows[:, part].T), sizes[part.start : part.stop])
            _, first, at = np.unique(code, return_index=True, return_inverse=True)
            groups.append(Group(part, rows[first][:, part], at))
    return tuple(groups)


def no_deal_row(case: Case, space: Space) -> Levels | None:
    """The levels of the package that changes nothing: all principals say no deal leads to exactly this."""
    row = []
    for axis in space.axes:
        said = set()
        for party in case.principals():
            no_deal = case.preferences[party].no_deal
            term = no_deal.leads_to.get(axis.issue) if no_deal else None
            levels = np.flatnonzero(axis.where(term)) if term is not None else np.array([], dtype=np.intp)
            said.add(int(levels[0]) if len(levels) == 1 else -1)
        if len(said) != 1 or -1 in said:
            return None
        row.append(said.pop())
    return np.array(row, dtype=np.intp)


def _nothing(case: Case, table: Table) -> int | None:
    """The number of the package that changes nothing, if it is in the table."""
    levels = no_deal_row(case, table.space)
    if levels is None:
        return None
    a = np.flatnonzero((table.left.rows == levels[list(table.left.axes)]).all(axis=1))
    b = np.flatnonzero((table.right.rows == levels[list(table.right.axes)]).all(axis=1))
    return int(b[0]) * len(table.left) + int(a[0]) if len(a) and len(b) else None
