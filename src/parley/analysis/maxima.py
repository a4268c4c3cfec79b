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
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parley.analysis.bundle import Bundle
from parley.analysis.order import elimination_order
from parley.ground.errors import ParleyError

Floats = NDArray[np.float64]
Levels = NDArray[np.intp]
BARRED = 1e6  # taken off where something is forbidden: more than anything adds up to
WIDEST = 1 << 17  # combinations of levels that are looked at together, at most
_KEPT = 1 << 21  # numbers in the tables of some rows that are worked on at once


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


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What every level of an issue is worth, at its best, for every combination of the rest; see `Plan`."""

    totals: tuple[Floats, ...]  # one a step: (levels, rows, combinations of the rest)
    tops: tuple[Floats, ...]  # the largest of these over the levels: (rows, combinations of the rest)
    value: Floats  # (rows,): of the best package

    def at(self, k: int, rows: NDArray[np.intp], combinations: NDArray[np.intp]) -> Floats:
        """The totals of step k for some rows, at their combinations: shape (levels, those)."""
        there: Floats = self.totals[k][:, rows, combinations]
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
            ParleyError: the issues are tied too closely.
        """
        scopes = [b.axes for b in (*bundles, *forbidden)]
        order, widest = elimination_order(sizes, [s for s in scopes if len(s) > 1])
        if widest > WIDEST:
            raise ParleyError(
                f"Constraints, interactions and red lines tie the issues so closely that {widest:,} "
                f"combinations would have to be looked at together; {WIDEST:,} can be.\n"
                "  Leave some of them out."
            )
        at = {issue: k for k, issue in enumerate(order)}
        first = [min(at[a] for a in scope) if scope else -1 for scope in scopes]
        left: list[list[tuple[int, ...]]] = [[] for _ in order]  # scopes of results, by the step they go to
        sources: list[list[int]] = [[] for _ in order]
        steps = []
        for k, issue in enumerate(order):
            here = [n for n, f in enumerate(first) if f == k]
            tied = {a for n in here for a in scopes[n]} | {a for scope in left[k] for a in scope}
            rest = tuple(sorted(tied - {issue}))
            shape = (sizes[issue], *(sizes[a] for a in rest))
            axes = (issue, *rest)
            added = [n for n in here if n < len(bundles)]
            held = [_spread(bundles[n], sizes, axes).astype(float) for n in added]
            bars = [_spread(forbidden[n - len(bundles)], sizes, axes) for n in here if n >= len(bundles)]
            steps.append(
                Step(
                    issue,
                    rest,
                    shape,
                    tuple(added),
                    np.stack(held, axis=1) if held else np.zeros((shape[0], 0, 1)),
                    BARRED * np.any(bars, axis=0)[:, None] if bars else None,
                    tuple(sources[k]),
                )
            )
            if rest:
                goes_to = min(at[a] for a in rest)
                left[goes_to].append(rest)
                sources[goes_to].append(k)
        return cls(tuple(sizes), shown, len(bundles), tuple(steps))

    @property
    def wide(self) -> int:
        """Numbers in all tables of one row."""
        return sum(int(np.prod(step.shape)) for step in self.steps)

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
            total = np.zeros((step.shape[0], rows, int(np.prod(step.shape[1:]))))
            if step.bundles:
                np.matmul(c[:, list(step.bundles)], step.held, out=total)
            if step.issue < self.shown:
                total += v[step.issue].T[:, :, None]
            if step.barred is not None:
                total -= step.barred
            for k in step.before:
                there = total.reshape(step.shape[0], rows, *step.shape[1:])
                before = self.steps[k]
                there += fitted(tops[k].reshape(rows, *before.shape[1:]), before.rest, step)
            best = total.max(axis=0)
            totals.append(total)
            tops.append(best)
            if not step.rest:
                value += best[:, 0]
        return Tables(tuple(totals), tuple(tops), value)

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


def _spread(bundle: Bundle, sizes: Sequence[int], axes: tuple[int, ...]) -> NDArray[np.bool_]:
    """Where a bundle holds: shape (levels of the first axis, combinations of the others)."""
    own = bundle.axes
    table = bundle.table(sizes)
    kept = [a for a in axes if a in own]
    table = table.transpose([own.index(a) for a in kept])
    table = table.reshape([sizes[a] if a in own else 1 for a in axes])
    whole: NDArray[np.bool_] = np.broadcast_to(table, [sizes[a] for a in axes]).reshape(sizes[axes[0]], -1)
    return whole


def fitted(result: Floats, rest: tuple[int, ...], step: Step) -> Floats:
    """A result, shape (rows, levels of `rest` ...), as it is added to the table of a later step."""
    own = rest.index(step.issue)
    moved = np.moveaxis(result, own + 1, 0)
    others = [a for a in rest if a != step.issue]
    sizes = dict(zip(others, moved.shape[2:], strict=True))
    return moved.reshape(*moved.shape[:2], *(sizes.get(a, 1) for a in step.rest))
