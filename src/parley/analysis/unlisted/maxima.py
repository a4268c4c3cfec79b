"""The best package of a sum over issues and bundles, in many draws at once, without listing packages.

Room: analysis. Speaks arrays. May use numpy.

Letters used throughout:
    v   value of each level, one array an issue, shape (rows, levels)
    c   what each bundle adds where it holds, shape (rows, bundles)
    rows    problems with the same issues and bundles and other numbers: draws, or draws with other weights

Issues are eliminated one after the other: the best level of an issue is worked out for every combination of
levels of the issues it is still tied to, and what it is worth goes on to them (Bertele and Brioschi 1972,
Nonserial Dynamic Programming; Dechter 1999, Artificial Intelligence 113, 41-85). An issue that nothing ties
to another costs one comparison of its levels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.order import elimination_order
from parley.ground.errors import ParleyError

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]
BARRED = 1e6  # taken off where something is forbidden: more than anything adds up to
WIDEST = 1 << 18  # combinations of levels that are looked at together, at most
_FEW = 0.3  # of the combinations are allowed: then only these are kept
_KEPT = 1 << 21  # numbers in the tables of some rows that are worked on at once


class TiedError(ParleyError):
    """More combinations would have to be looked at together than can be.

    `issues` are numbers of the issues that are tied, ascending; `widest` is how many combinations.
    """

    def __init__(
        self, issues: tuple[int, ...], widest: int, names: Sequence[str] = (), where: str = ""
    ) -> None:
        self.issues, self.widest = issues, widest
        tied = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "the issues"
        super().__init__(
            f"{where or 'constraints, interactions and red lines'}\n"
            f"  Together they tie {tied} so closely that {widest:,} combinations would have to be looked at "
            f"together; {WIDEST:,} can be.\n"
            "  Leave out what joins several of them, or give numbers a coarser step."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One issue is eliminated: its table has the issue itself, then `rest`."""

    issue: int
    rest: tuple[int, ...]  # ascending
    shape: tuple[int, ...]  # levels of the issue, then of the rest
    bundles: tuple[int, ...]  # that are decided here
    held: Floats  # (levels, bundles, combinations of the rest): 1 where a bundle holds
    barred: Floats | None  # (levels, 1, combinations): what is taken off
    before: tuple[int, ...]  # numbers of the steps whose results come in here
    cells: "Cells | None" = None  # the allowed ones, where these are few

    @property
    def wide(self) -> int:
        """Numbers in the table of one row."""
        return prod(self.shape) if self.cells is None else len(self.cells.levels) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Levels of the issue with combinations of the rest that are allowed, one combination after the other."""

    levels: Levels  # (cells,)
    held: Floats  # (bundles, cells)
    before: tuple[Levels, ...]  # of each result that comes in: the number of its combination, (cells,)
    present: Levels  # combinations that have a cell, ascending
    starts: Levels  # the first cell of each
    at: Levels  # (levels, combinations): number of the cell, or how many there are where it is not allowed

    @classmethod
    def of(cls, shape: tuple[int, ...], held: Floats, barred: Floats, before: Sequence[Levels]) -> "Cells":
        """Out of what a step holds.

        Args:
            before: of each result that comes in, the number of its combination; one that broadcasts to
                `shape`.
        """
        fine = barred.reshape(shape[0], -1) == 0
        combinations, levels = np.nonzero(fine.T)
        at = np.full(fine.shape, len(levels), dtype=np.intp)
        at[levels, combinations] = np.arange(len(levels))
        there = (np.broadcast_to(numbers, shape).reshape(fine.shape) for numbers in before)
        return cls(
            levels,
            held[levels, :, combinations % held.shape[2]].T,
            tuple(numbers[levels, combinations] for numbers in there),
            *np.unique(combinations, return_index=True),
            at,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What every level of an issue is worth, at its best, for every combination of the rest; see `Plan`."""

    totals: tuple[Floats, ...]  # one a step: (levels, rows, combinations of the rest); with `cells`
    # (rows, cells and one more that is not allowed)
    tops: tuple[Floats, ...]  # the largest of these over the levels: (rows, combinations of the rest)
    value: Floats  # (rows,): of the best package
    cells: tuple[Cells | None, ...]  # of each step

    def at(self, k: int, rows: Levels, combinations: Levels) -> Floats:
        """The totals of step k for some rows, at their combinations: shape (levels, those)."""
        cells = self.cells[k]
        there: Floats = (
            self.totals[k][:, rows, combinations]
            if cells is None
            else self.totals[k][rows, cells.at[:, combinations]]
        )
        return there

    def of(self, k: int, levels: Levels, rows: Levels, combinations: Levels) -> Floats:
        """The totals of step k for some rows, at one level and one combination each."""
        cells = self.cells[k]
        there: Floats = (
            self.totals[k][levels, rows, combinations]
            if cells is None
            else self.totals[k][rows, cells.at[levels, combinations]]
        )
        return there


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """In which order issues are eliminated, and what ties them."""

    sizes: tuple[int, ...]  # levels of each issue; hidden ones last
    shown: int  # issues that are not hidden
    bundles: int
    steps: tuple[Step, ...]

    @classmethod
    def of(
        cls, shown: int, sizes: Sequence[int], bundles: Sequence[Bundle], forbidden: Sequence[Bundle]
    ) -> "Plan":
        """A plan.

        Args:
            shown: how many issues there are; after them come hidden ones (`without_sums`, `by_classes`).
            forbidden: of these none may hold.

        Raises:
            TiedError: the issues are tied too closely.
        """
        scopes = [b.axes for b in (*bundles, *forbidden)]
        order, widest = elimination_order(sizes, [s for s in scopes if len(s) > 1])
        if widest > WIDEST:
            raise TiedError(_tied(order, sizes, scopes, shown), widest)
        at = {issue: k for k, issue in enumerate(order)}
        first = [min(at[a] for a in scope) if scope else -1 for scope in scopes]
        left: list[list[tuple[int, ...]]] = [[] for _ in order]  # scopes of results, by the step they go to
        sources: list[list[int]] = [[] for _ in order]
        steps: list[Step] = []
        for k, issue in enumerate(order):
            here = [n for n, f in enumerate(first) if f == k]
            tied = {a for n in here for a in scopes[n]} | {a for scope in left[k] for a in scope}
            rest = tuple(sorted(tied - {issue}))
            shape = (sizes[issue], *(sizes[a] for a in rest))
            axes = (issue, *rest)
            added = [n for n in here if n < len(bundles)]
            held = [_spread(bundles[n], sizes, axes).astype(float) for n in added]
            bars = [_spread(forbidden[n - len(bundles)], sizes, axes) for n in here if n >= len(bundles)]
            step = Step(
                issue,
                rest,
                shape,
                tuple(added),
                np.stack(held, axis=1) if held else np.zeros((shape[0], 0, 1)),
                BARRED * np.any(bars, axis=0)[:, None] if bars else None,
                tuple(sources[k]),
            )
            if step.barred is not None and np.count_nonzero(step.barred == 0) <= _FEW * step.barred.size:
                come = [_numbers(steps[n], step) for n in step.before]
                step = replace(step, cells=Cells.of(shape, step.held, step.barred, come))
            steps.append(step)
            if rest:
                goes_to = min(at[a] for a in rest)
                left[goes_to].append(rest)
                sources[goes_to].append(k)
        return cls(tuple(sizes), shown, len(bundles), tuple(steps))

    @property
    def wide(self) -> int:
        """Numbers in all tables of one row."""
        return sum(step.wide for step in self.steps)

    def blocks(self, rows: int, least: int = 1) -> list[slice]:
        """Parts of the rows whose tables are worked on at once."""
        many = max(least, _KEPT // self.wide)
        return [slice(start, min(rows, start + many)) for start in range(0, rows, many)]

    def tables(self, v: Sequence[Floats], c: Floats) -> Tables:
        """The tables of some rows; rows x `wide` numbers."""
        rows = len(c)
        totals: list[Floats] = []
        tops: list[Floats] = []
        value = np.zeros(rows)
        for step in self.steps:
            own = v[step.issue] if step.issue < self.shown else None
            coming = [(self.steps[k], tops[k]) for k in step.before]
            bundles = c[:, list(step.bundles)]
            if step.cells is None:
                total, best = _dense(step, own, bundles, coming)
            else:
                total, best = _sparse(step.cells, own, bundles, [top for _, top in coming])
            totals.append(total)
            tops.append(best)
            if not step.rest:
                value += best[:, 0]
        return Tables(tuple(totals), tuple(tops), value, tuple(step.cells for step in self.steps))

    def best(self, v: Sequence[Floats], c: Floats, but: Levels | None = None) -> tuple[Levels, Floats]:
        """Best packages and their values: shapes (rows, shown issues) and (rows,).

        A value below -`BARRED` / 2 says that nothing is allowed.

        Args:
            but: a package that is not to be found, by its levels.
        """
        packages = np.empty((len(c), self.shown), dtype=np.intp)
        values = np.empty(len(c))
        for part in self.blocks(len(c)):
            tables = self.tables([table[part] for table in v], c[part])
            found, regret, turn, level = self._walked(tables, but)
            values[part] = tables.value
            if but is not None:
                same = np.flatnonzero((found[:, : self.shown] == but).all(axis=1))
                found[same] = self._walked(tables, but, same, turn[same], level[same])[0]
                values[part][same] -= regret[same]
            packages[part] = found[:, : self.shown]
        return packages, values

    def combination(self, step: Step, levels: NDArray[np.integer[Any]]) -> Levels:
        """Numbers of the combinations of the rest that packages have; levels of all issues."""
        number = np.zeros(len(levels), dtype=np.intp)
        for a in step.rest:
            number = number * self.sizes[a] + levels[:, a]
        return number

    def _walked(
        self,
        tables: Tables,
        but: Levels | None,
        rows: NDArray[np.intp] | None = None,
        turn: Levels | None = None,
        level: Levels | None = None,
    ) -> tuple[Levels, Floats, Levels, Levels]:
        """Best packages, back through the steps; with what the least loss is of leaving the path of the best.

        Whatever differs from a best package leaves its path first at one step, at the loss of that step. So
        the next best package takes another level at the step of least loss, and is best from there on.

        Returns:
            Levels of all issues; the least loss, and the step and the level at which it is had.
        """
        at = np.arange(len(tables.value)) if rows is None else rows
        found = np.zeros((len(at), len(self.sizes)), dtype=np.intp)
        regret = np.full(len(at), np.inf)
        step_of, level_of = np.zeros((2, len(at)), dtype=np.intp)
        here = np.arange(len(at))
        for k in reversed(range(len(self.steps))):
            step = self.steps[k]
            worth = tables.at(k, at, self.combination(step, found))
            chosen = worth.argmax(axis=0)
            if turn is not None and level is not None:
                chosen = np.where(turn == k, level, chosen)
            elif but is not None and step.shape[0] > 1:
                most = worth[chosen, here]
                worth[chosen, here] = -np.inf
                other = worth.argmax(axis=0)
                loss = most - worth[other, here]
                better = loss < regret
                regret = np.where(better, loss, regret)
                step_of, level_of = np.where(better, k, step_of), np.where(better, other, level_of)
            found[:, step.issue] = chosen
        return found, regret, step_of, level_of


def _dense(
    step: Step, v: Floats | None, c: Floats, coming: Sequence[tuple[Step, Floats]]
) -> tuple[Floats, Floats]:
    """The table of a step for some rows, and the best of it; see `Tables`.

    Args:
        v: value of the levels of its issue; None for a hidden one.
        c: what the bundles decided here add.
        coming: steps whose results come in, with their results.
    """
    total = np.zeros((step.shape[0], len(c), prod(step.shape[1:])))
    if step.bundles:
        np.matmul(c, step.held, out=total)
    if v is not None:
        total += v.T[:, :, None]
    if step.barred is not None:
        total -= step.barred
    for before, top in coming:
        there = total.reshape(step.shape[0], len(c), *step.shape[1:])
        there += fitted(top.reshape(len(c), *before.shape[1:]), before.rest, step)
    return total, total.max(axis=0)


def _sparse(cells: Cells, v: Floats | None, c: Floats, coming: Sequence[Floats]) -> tuple[Floats, Floats]:
    """As `_dense`, where few combinations are allowed."""
    total = np.full((len(c), len(cells.levels) + 1), -BARRED)
    allowed = total[:, :-1]
    allowed[...] = 0.0 if v is None else v[:, cells.levels]
    if len(cells.held):
        allowed += c @ cells.held
    for top, numbers in zip(coming, cells.before, strict=True):
        allowed += top[:, numbers]
    best = np.full((len(c), cells.at.shape[1]), -BARRED)
    if len(cells.starts):
        best[:, cells.present] = np.maximum.reduceat(allowed, cells.starts, axis=1)
    return total, best


def _numbers(before: Step, step: Step) -> Levels:
    """The combinations of the rest of an earlier step, numbered, in the shape of a later step."""
    numbers = np.arange(prod(before.shape[1:])).reshape(1, *before.shape[1:])
    return fitted(numbers, before.rest, step)[:, 0]


def _tied(
    order: Sequence[int], sizes: Sequence[int], scopes: Sequence[Sequence[int]], shown: int
) -> tuple[int, ...]:
    """The issues that are not hidden among those tied, directly or through others, to the widest table."""
    parts = [set(scope) for scope in scopes if len(scope) > 1]
    widest, found = 0, {order[0]}
    for issue in order:
        there = set().union(*(part for part in parts if issue in part), {issue})
        if (wide := prod(sizes[a] for a in there)) > widest:
            widest, found = wide, there
        parts = [part for part in parts if issue not in part] + [there - {issue}]
    while more := set().union(*(scope for scope in scopes if found & set(scope))) - found:
        found |= more
    return tuple(sorted(a for a in found if a < shown))


def _spread(bundle: Bundle, sizes: Sequence[int], axes: tuple[int, ...]) -> NDArray[np.bool_]:
    """Where a bundle holds: shape (levels of the first axis, combinations of the others)."""
    own = bundle.axes
    table = bundle.table(sizes)
    kept = [a for a in axes if a in own]
    table = table.transpose([own.index(a) for a in kept])
    table = table.reshape([sizes[a] if a in own else 1 for a in axes])
    whole: NDArray[np.bool_] = np.broadcast_to(table, [sizes[a] for a in axes]).reshape(sizes[axes[0]], -1)
    return whole


def fitted(result: NDArray[Any], rest: tuple[int, ...], step: Step) -> NDArray[Any]:
    """A result, shape (rows, levels of `rest` ...), as it is added to the table of a later step."""
    own = rest.index(step.issue) + 1
    moved = result.transpose(own, *(k for k in range(result.ndim) if k != own))
    others = [a for a in rest if a != step.issue]
    sizes = dict(zip(others, moved.shape[2:], strict=True))
    return moved.reshape(*moved.shape[:2], *(sizes.get(a, 1) for a in step.rest))
