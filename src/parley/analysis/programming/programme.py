"""A problem as an integer programme: which package is best, without looking at all of them?

Room: analysis. Speaks arrays. May use numpy, scipy (HiGHS) and `parley.ground`.

Letters used throughout:
    v   utilities in units of their own, from 0 at the least thinkable: sums over columns, one a party
    x   a package as levels, one column an issue

Columns are, in this order: the cells of every issue, of which exactly one is chosen (a level; or, where an
issue is `between`, a corner or the piece between two corners), with the weights of the corners of a piece;
one for every bundle that adds something, and one for every way out of a bundle; one for every utility that
is cut off. Nothing here trusts the numbers of the solver: the package it finds is read off, and what it is
worth is worked out anew.

Source: disjunctive models of piecewise-linear functions, Vielma, Ahmed and Nemhauser (2010), Operations
Research 58(2), 303-315; products of 0-1 variables, Glover and Woolsey (1974), Operations Research 22(1),
180-182.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.programming.cells import Cells, cells
from parley.analysis.programming.highs import TooSlow, ask
from parley.analysis.programming.units import Units, units
from parley.analysis.structure.bundle import Mask
from parley.analysis.structure.problem import Floats, Problem

_SLACK = 1e-9  # of a sum, in parts of the largest number in it: as `Problem.allowed` has it

_REFUSED = 50  # packages just over a limit that are put aside, at most

Row = tuple[list[int], list[float], float, float]  # columns, coefficients, low, high


@dataclass(frozen=True, slots=True, eq=False)
class More:
    """Columns and rows that an objective needs beyond the programme: over v first, then the new columns."""

    low: Floats  # (new columns,)
    high: Floats
    rows: Floats  # (rows, parties + new columns)
    at_least: Floats  # (rows,)
    whole: Mask | None = None  # (new columns,): which are whole numbers; none where absent


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The best package found, and how far the solver could show that nothing is better."""

    package: NDArray[Any]  # (issues,)
    utility: Floats  # (parties,), worked out anew
    value: float  # of the objective, as the solver has it
    bound: float  # no package has an objective above this
    proved: bool  # False where the time ran out


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """Rows and columns for HiGHS. Made by `programme`."""

    problem: Problem
    cells: tuple[Cells, ...]
    units: Units
    gives: Any  # scipy.sparse.csr_array, (parties, columns): v = rest + gives @ columns
    rest: Floats  # (parties,)
    matrix: Any  # scipy.sparse.csr_array, (rows, columns)
    low: Floats  # (rows,)
    high: Floats
    whole: Mask  # (columns,)
    top: Floats  # (columns,): upper bounds; lower bounds are 0

    def best(
        self,
        weights: Floats,
        *,
        least: Floats | None = None,
        more: More | None = None,
        without: Sequence[NDArray[Any]] = (),
        limit_s: float | None = None,
    ) -> Best | None:
        """The package with the largest weighted sum of v (and of the new columns of `more`).

        Args:
            weights: of v, shape (parties,), followed by those of the new columns.
            least: utilities that must be reached, in the parties' own units; shape (parties,).
            without: packages that are not wanted; none where an issue is `between`.
            limit_s: seconds after which the best found so far is given.

        Returns:
            None where no other package is allowed and reaches `least`.

        Raises:
            TooSlow: the time ran out before any package was found.
        """
        from scipy.sparse import block_array, csr_array, vstack

        n = self.problem.parties
        objective = weights[:n] @ self.gives
        matrix, low, high, top, whole = self.matrix, self.low, self.high, self.top, self.whole
        bottom = np.zeros(len(top))
        if least is not None:
            v = self.units.scaled(least)
            asked = np.flatnonzero(v > 0)
            if (v[asked] > self.units.top[asked]).any():
                return None
            matrix = vstack([matrix, self.gives[asked]], format="csr")
            low = np.concatenate([low, (v - self.rest)[asked]])
            high = np.concatenate([high, np.full(len(asked), np.inf)])
        if more is not None:
            by_v = csr_array(more.rows[:, :n])
            matrix = block_array(
                [[matrix, None], [by_v @ self.gives, csr_array(more.rows[:, n:])]], format="csr"
            )
            low = np.concatenate([low, more.at_least - by_v @ self.rest])
            high = np.concatenate([high, np.full(len(more.at_least), np.inf)])
            objective = np.concatenate([objective, weights[n:]])
            bottom, top = np.concatenate([bottom, more.low]), np.concatenate([top, more.high])
            whole = np.concatenate(
                [whole, np.zeros(len(more.low), bool) if more.whole is None else more.whole]
            )
        for package in without:
            matrix = vstack([matrix, csr_array(self._cells_of(package, matrix.shape[1]))], format="csr")
            low, high = np.append(low, -np.inf), np.append(high, len(self.cells) - 1.0)
        beyond = float(weights[:n] @ self.rest)
        for _ in range(_REFUSED):
            found = ask(objective, matrix, low, high, bottom, top, whole, limit_s)
            if found is None:
                return None
            package = self._read(found.x)
            if any(self.problem.between):
                package = self._mended(package)
                break
            if self.problem.allowed(package[None])[0]:
                break
            # Over a limit by less than the solver can tell: not this package, then.
            matrix = vstack([matrix, csr_array(self._cells_of(package, matrix.shape[1]))], format="csr")
            low, high = np.append(low, -np.inf), np.append(high, len(self.cells) - 1.0)
        else:
            raise TooSlow(
                "Too many packages lie within rounding of a limit.\n  Round the numbers of the sums."
            )
        utility = self.problem.utilities(package[None])[0]
        return Best(package, utility, beyond + found.value, beyond + found.bound, found.proved)

    def _mended(self, package: Floats) -> Floats:
        """Within the sums for good: what the solver takes for met is made up between corners."""
        package = package.copy()
        for limit in self.problem.sums:
            total = sum(
                float(np.interp(package[i], np.arange(len(part)), part)) for i, part in limit.parts.items()
            )
            lacks = max(limit.low - total, 0.0) - max(total - limit.high, 0.0)
            for i, part in limit.parts.items():
                below = int(package[i])
                if package[i] > below and part[below + 1] != part[below]:
                    slope = float(part[below + 1] - part[below])
                    moved = min(max(package[i] + lacks / slope, float(below)), below + 1.0)
                    lacks -= (moved - package[i]) * slope
                    package[i] = moved
        return package

    def _cells_of(self, package: NDArray[Any], columns: int) -> Floats:
        """One row with a 1 for each cell of a package of whole levels."""
        row = np.zeros((1, columns))
        for issue, level in zip(self.cells, package, strict=True):
            row[0, issue.chosen[issue.kept.index(level)]] = 1.0
        return row

    def _read(self, x: Floats) -> NDArray[Any]:
        """The package of a solution: whole levels, fractions only between corners."""
        levels = [c.level(x) for c in self.cells]
        fractions = any(self.problem.between)
        return np.array(levels, dtype=float if fractions else np.intp)


def programme(problem: Problem, *, tolerance: float = 1e-9) -> Programme:
    """Rows and columns of a problem. Levels that another level of the issue makes needless are left out.

    >>> from parley.analysis.structure.problem import additive
    >>> programme(additive([[[1, 0], [0, 1]], [[2, 0], [0, 3]]])).best(np.ones(2)).utility.tolist()
    [1.0, 3.0]
    """
    n = problem.parties
    scale = units(problem, tolerance)
    issues, column = cells(problem)
    rows: list[Row] = [row for issue in issues for row in issue.rows()]
    whole = [c for issue in issues for c in issue.chosen]
    gives: list[dict[int, float]] = [{} for _ in range(n)]
    for issue, table in zip(issues, problem.worth, strict=True):
        share = (table - scale.lowest[issue.number]) / scale.step
        for c, level in issue.corners():
            for p in np.flatnonzero(share[level]):
                gives[p][c] = float(share[level, p])
    for bundle, add in zip(problem.terms, problem.adds, strict=True):
        if not add.any():
            continue
        ups, downs = bool((add > 0).any()), bool((add < 0).any())
        held, column = column, column + 1
        whole.append(held)  # follows from the cells; but the solver cuts and branches better for being told
        column = _link(bundle.masks, bundle.unless, held, issues, rows, column, ups=ups, downs=downs)
        for p in np.flatnonzero(add):
            gives[p][held] = float(add[p] / scale.step[p])
    for bundle in problem.forbidden:
        column = _link(bundle.masks, bundle.unless, None, issues, rows, column, ups=False, downs=True)
    for limit in problem.sums:
        by_issue = [(issues[i], part) for i, part in limit.parts.items()]
        entries = [(c, float(part[level])) for issue, part in by_issue for c, level in issue.corners()]
        slack = _SLACK * max([1.0, *(float(np.abs(p).max()) for p in limit.parts.values())])
        rows.append(([c for c, _ in entries], [a for _, a in entries], limit.low - slack, limit.high + slack))
    rest, top = scale.rest.copy(), [1.0] * column
    for p in np.flatnonzero(scale.capped):  # a column of its own, below what it is made of and below the cap
        rows.append(([*gives[p], column], [*(-a for a in gives[p].values()), 1.0], -np.inf, float(rest[p])))
        gives[p], rest[p], column = {column: 1.0}, 0.0, column + 1
        top.append(float(scale.top[p]))
    low, high = np.array([r[2] for r in rows]), np.array([r[3] for r in rows])
    made_of = _sparse([(list(g), list(g.values())) for g in gives], column)
    matrix = _sparse([(r[0], r[1]) for r in rows], column)
    is_whole = np.isin(np.arange(column), whole)
    return Programme(problem, issues, scale, made_of, rest, matrix, low, high, is_whole, np.array(top))


def _sparse(rows: Sequence[tuple[list[int], list[float]]], columns: int) -> Any:
    from scipy.sparse import csr_array

    entries = np.array([a for _, values in rows for a in values])
    at = np.array([c for numbers, _ in rows for c in numbers], dtype=np.int32)
    starts = np.cumsum([0, *(len(numbers) for numbers, _ in rows)], dtype=np.int32)
    matrix = csr_array((entries, at, starts), shape=(len(rows), columns))
    matrix.sum_duplicates()  # an issue may decide both whether a bundle holds and whether there is a way out
    return matrix


def _link(
    masks: Mapping[int, Mask],
    unless: Mapping[int, Mask],
    held: int | None,
    issues: Sequence[Cells],
    rows: list[Row],
    column: int,
    *,
    ups: bool,
    downs: bool,
) -> int:
    """Rows that tie the column `held` (None: it must be 0) to the cells; returns the next free column.

    From above where the solver would like it to hold (`ups`), from below where it would not (`downs`).
    """
    ins = [issues[i].inside(mask) for i, mask in masks.items()]
    # Between two corners a way out at either will do: of several such issues, all at the same end.
    several = sum(bool(issues[i].weights) for i in unless) > 1
    ways: list[list[int]] = []  # per way out: columns that sum to 1 where it is open
    for ends in ((0,), (1,)) if several else ((0, 1),):
        outs = [issues[i].touching(mask, ends) for i, mask in unless.items()]
        if len(outs) < 2:
            ways += outs
            continue
        out, column = column, column + 1
        ways.append([out])
        if downs:  # no way out unless all of it is there
            rows.extend(([out, *cells_], [1.0] + [-1.0] * len(cells_), -np.inf, 0.0) for cells_ in outs)
        if ups:
            every = [c for cells_ in outs for c in cells_]
            rows.append(([*every, out], [1.0] * len(every) + [-1.0], -np.inf, len(outs) - 1.0))
    mine = [] if held is None else [held]
    if ups:
        rows.extend((mine + cells_, [1.0] + [-1.0] * len(cells_), -np.inf, 0.0) for cells_ in ins)
        rows.extend((mine + way, [1.0] * (1 + len(way)), -np.inf, 1.0) for way in ways)
    if downs:
        every = [c for cells_ in ins for c in cells_]
        open_ = [c for way in ways for c in way]
        signs = [1.0] * len(every) + [-1.0] * len(mine + open_)
        rows.append((every + mine + open_, signs, -np.inf, len(ins) - 1.0))
    return column
