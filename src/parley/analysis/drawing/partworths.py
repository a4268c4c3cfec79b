"""All utility functions of a party as one set of linear conditions, and answers as more of them.

Room: analysis. For `parley.analysis.drawing.contradictions`, where the letters are explained. May use numpy
and scipy.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from parley.analysis.drawing.answers import Texts, bundle_of, levels_of, meant
from parley.analysis.drawing.draws import COST
from parley.analysis.drawing.values import Shape, shape_of
from parley.analysis.drawing.weights import conditions
from parley.analysis.programming.highs import TooSlow, ask
from parley.analysis.space import Space
from parley.analysis.structure.bundle import Bundle, Mask
from parley.case.entries import Terms
from parley.case.importance import Importance
from parley.case.notation import Interval
from parley.case.preferences import ABOUT_EQUAL, Answer, NoDeal, Preferences

STRICT = 1e-4  # of the scale, by which one package must be worth more than another to be preferred
_SECONDS = 10.0  # for one question; what is not answered by then is taken to be possible
Linear = Mapping[int, float]  # variable -> factor
_Row = tuple[Linear, float, float]  # a sum, the least and the most that it may be


class Partworths:
    """The conditions on one party's utility functions; each answer adds its own."""

    def __init__(self, space: Space, preferences: Preferences, texts: Texts) -> None:
        self.space, self.preferences, self.texts = space, preferences, texts
        self.ends: list[tuple[float, float, bool]] = []  # of each variable; must it be whole?
        self.rows: list[_Row] = []  # that hold whatever is answered
        said = preferences.importance or Importance()
        issues = [axis.issue for axis in space.axes]
        names = tuple(dict.fromkeys((*issues, *said.ids())))
        self.w = [self._variable(0, 1) for _ in names]
        limits = conditions(names, said)
        for factors, most in zip(limits.a, limits.b, strict=True):
            self._limit(dict(zip(self.w, factors, strict=True)), -np.inf, most)
        for factors, even in zip(limits.e, limits.f, strict=True):
            self._limit(dict(zip(self.w, factors, strict=True)), even, even)
        self.whole: Linear = dict.fromkeys(self.w[: len(issues)], 1.0)
        self.shapes = [
            shape_of(axis, preferences.orders.get(axis.issue), preferences.values.get(axis.issue, {}))
            for axis in space.axes
        ]
        self.open: dict[object, int] = {}  # what rests on how things are without a deal
        self.u = [self._values(w, shape) for w, shape in zip(self.w, self.shapes, strict=False)]
        self.together = [bundle_of(space, t.terms) for t in preferences.together]
        self.adds = [self._share(t.adds, self.whole) for t in preferences.together]
        self.reach = sum(max(abs(t.adds.low), abs(t.adds.high)) for t in preferences.together)
        self.lines = [bundle_of(space, r.terms, r.unless) for r in preferences.red_lines]
        self.real = [
            self._variable(float(r.firm.low == 1), float(r.firm.high > 0), whole=True)
            for r in preferences.red_lines
        ]
        self._no_deal(preferences.no_deal or NoDeal(), preferences.minimum)
        self.answers = [self._answered(answer) for answer in preferences.answers]

    def possible(self, some: Sequence[int]) -> bool:
        """Can these answers, counted from 0, all be true?"""
        from scipy.sparse import csr_array

        rows = [*self.rows, *(row for k in some for row in self.answers[k])]
        numbers = [k for k, (sum_, _, _) in enumerate(rows) for _ in sum_]
        columns = [j for sum_, _, _ in rows for j in sum_]
        factors = [f for sum_, _, _ in rows for f in sum_.values()]
        table = csr_array((factors, (numbers, columns)), shape=(len(rows), len(self.ends)))
        least, most = (np.array([row[k] for row in rows]) for k in (1, 2))
        low, high, whole = (np.array(part, dtype=float) for part in zip(*self.ends, strict=True))
        try:
            found = ask(np.zeros(len(low)), table, least, most, low, high, whole > 0, _SECONDS)
        except TooSlow:
            return True
        return found is not None

    def _variable(self, low: float, high: float, *, whole: bool = False) -> int:
        self.ends.append((low, high, whole))
        return len(self.ends) - 1

    def _limit(self, sum_: Linear, low: float, high: float) -> None:
        self.rows.append((sum_, low, high))

    def _share(self, share: Interval, of: Linear) -> int:
        """A variable between two shares of a sum."""
        x = self._variable(-np.inf, np.inf)
        self._limit(_plus({x: 1.0}, of, -share.low), 0.0, np.inf)
        self._limit(_plus({x: 1.0}, of, -share.high), -np.inf, 0.0)
        return x

    def _one_of(self, count: int) -> list[int]:
        """Yes-or-no variables of which one is yes."""
        which = [self._variable(0, 1, whole=True) for _ in range(count)]
        self._limit(dict.fromkeys(which, 1.0), 1, 1)
        return which

    def _values(self, w: int, shape: Shape) -> list[int]:
        u = [self._variable(0, 1) for _ in range(shape.corners)]
        for x in u:
            self._limit({x: 1.0, w: -1.0}, -np.inf, 0.0)
        if shape.corners == 1:
            self._limit({u[0]: 1.0, w: -1.0}, 0.0, 0.0)
            return u
        for order, holds in zip(shape.orders, self._one_of(len(shape.orders)), strict=True):
            for a, b in order:
                self._limit({u[b]: 1.0, u[a]: -1.0, holds: 1.0}, -np.inf, 1.0)
        for k, r in shape.ranges.items():
            self._limit({u[k]: 1.0, w: -r.low}, 0.0, np.inf)
            self._limit({u[k]: 1.0, w: -r.high}, -np.inf, 0.0)
        above = set(shape.orders[0]) if len(shape.orders) == 1 else set()
        best = [b for b in shape.ranked if not any((a, b) in above for a in shape.ranked)]
        worst = [a for a in shape.ranked if not any((a, b) in above for b in shape.ranked)]
        for k, is_ in zip(best, self._one_of(len(best)), strict=True):
            if k not in shape.ranges:
                self._limit({w: 1.0, u[k]: -1.0, is_: 1.0}, -np.inf, 1.0)
        for k, is_ in zip(worst, self._one_of(len(worst)), strict=True):
            if k not in shape.ranges:
                self._limit({u[k]: 1.0, is_: 1.0}, -np.inf, 1.0)
        return u

    def _no_deal(self, said: NoDeal, minimum: Interval | None) -> None:
        """What no deal is worth, what carrying on costs, and the least it signs; on the scale of packages."""
        axes = self.space.axes
        levels = {
            i: np.flatnonzero(a.where(said.leads_to[a.issue]))
            for i, a in enumerate(axes)
            if a.issue in said.leads_to
        }
        self.known = {i: int(at[0]) for i, at in levels.items() if len(at) == 1}
        plain = not self.reach and all(all(axis.open) for axis in axes)
        plain = plain and not any(shape.ranges for shape in self.shapes)
        self.scale = self._variable(0, 1 + self.reach)
        self._limit(_plus({self.scale: 1.0}, self.whole, -1 - self.reach), -np.inf, 0.0)
        if plain:
            self._limit(_plus({self.scale: 1.0}, self.whole, -1.0), 0.0, 0.0)
        self.worst = self._variable(0, 0) if plain else self._variable(-self.reach, 1 + self.reach)
        self.stays = {i: self._outcome(i) for i in range(len(axes)) if i not in self.known}
        cost = self._share(said.costs or COST, {self.scale: 1.0})
        stay = (
            self._worth({})
            if said.worth is None
            else {self.worst: 1.0, self._share(said.worth, {self.scale: 1.0}): 1.0}
        )
        self.needed = _plus(stay, {cost: 1.0}, -1.0)
        self.least: Linear | None = None
        if minimum is not None:
            self.least = {self.worst: 1.0, self._share(minimum, {self.scale: 1.0}): 1.0}

    def _outcome(self, axis: int) -> int:
        """What an issue contributes without a deal, where nobody says how it is then: any of its options.

        Of a number: anything between nothing and the weight of the issue.
        """
        x = self._variable(0, 1)
        if self.space.axes[axis].numeric:
            self._limit({x: 1.0, self.w[axis]: -1.0}, -np.inf, 0.0)
            return x
        for u, is_ in zip(self.u[axis], self._one_of(len(self.u[axis])), strict=True):
            self._limit({x: 1.0, u: -1.0, is_: 1.0}, -np.inf, 1.0)
            self._limit({x: 1.0, u: -1.0, is_: -1.0}, -1.0, np.inf)
        return x

    def _worth(self, package: Mapping[int, int]) -> Linear:
        """The utility of a package; what it leaves open is as without a deal."""
        levels = {**self.known, **package}
        total: Linear = {}
        for i, shape in enumerate(self.shapes):
            if i not in levels:
                total = _plus(total, {self.stays[i]: 1.0})
                continue
            parts = shape.onto[:, levels[i]]
            total = _plus(total, {u: f for u, f in zip(self.u[i], parts.tolist(), strict=True) if f})
        for t, bundle, a in zip(self.preferences.together, self.together, self.adds, strict=True):
            held = _held(bundle, levels)
            if held:
                total = _plus(total, {a: 1.0})
            elif held is None and bundle is not None:  # rests on how things are without a deal
                key = _key(bundle, levels)
                if key not in self.open:
                    ends = min(0.0, t.adds.low), max(0.0, t.adds.high)
                    self.open[key] = self._variable(*ends)
                total = _plus(total, {self.open[key]: 1.0})
        return total

    def _crossed(self, package: Mapping[int, int]) -> list[int]:
        """Yes-or-no variables, one for each line that a package may cross: does it, and is the line real?"""
        levels = {**self.known, **package}
        out = []
        for bundle, real in zip(self.lines, self.real, strict=True):
            held = _held(bundle, levels)
            if held:
                out.append(real)
            elif held is None and bundle is not None:  # rests on how things are without a deal
                key = _key(bundle, levels)
                if key not in self.open:
                    self.open[key] = self._variable(0, 1, whole=True)
                    self._limit({self.open[key]: 1.0, real: -1.0}, -np.inf, 0.0)
                out.append(self.open[key])
        return out

    def _answered(self, answer: Answer) -> list[_Row]:
        """The conditions that make an answer true."""
        if answer.kind in ("confirmed", "denied"):
            lines = [self.real[k] for k in meant(answer, self.preferences.red_lines)]
            confirmed = answer.kind == "confirmed"
            return [(dict.fromkeys(lines, 1.0), float(confirmed), np.inf if confirmed else 0.0)]
        if answer.equal is not None:
            return self._equal(answer.equal, {} if answer.to is None else answer.to)
        if answer.better is not None and answer.worse is not None:
            return self._preferred(answer.better, answer.worse)
        return (
            self._offered(answer.better) if answer.better is not None else self._refused(answer.worse or {})
        )

    def _offered(self, package: str | Terms) -> list[_Row]:
        levels = levels_of(self.space, package, self.texts)
        u = self._worth(levels)
        rows: list[_Row] = [(_plus(u, self.needed, -1.0), 0.0, np.inf)]
        if self.least is not None:
            rows.append((_plus(u, self.least, -1.0), 0.0, np.inf))
        return rows + [({r: 1.0}, 0.0, 0.0) for r in self._crossed(levels)]

    def _refused(self, package: str | Terms) -> list[_Row]:
        levels = levels_of(self.space, package, self.texts)
        u, far = self._worth(levels), 4.0 + 4.0 * self.reach
        why = [self._variable(0, 1, whole=True) for _ in range(3)]
        rows: list[_Row] = [(dict.fromkeys(why, 1.0), 1.0, np.inf)]
        rows.append(({**_plus(u, self.needed, -1.0), why[0]: far}, -np.inf, far - STRICT))
        if self.least is None:
            rows.append(({why[1]: 1.0}, 0.0, 0.0))
        else:
            rows.append(({**_plus(u, self.least, -1.0), why[1]: far}, -np.inf, far - STRICT))
        rows.append(({why[2]: 1.0} | dict.fromkeys(self._crossed(levels), -1.0), -np.inf, 0.0))
        return rows

    def _equal(self, one: str | Terms, other: str | Terms) -> list[_Row]:
        a, b = (levels_of(self.space, package, self.texts) for package in (one, other))
        apart = _plus(self._worth(a), self._worth(b), -1.0)
        rows: list[_Row] = [
            (_plus(apart, {self.scale: 1.0}, -ABOUT_EQUAL), -np.inf, 0.0),
            (_plus(apart, {self.scale: 1.0}, ABOUT_EQUAL), 0.0, np.inf),
        ]
        over_a, over_b = self._crossed(a), self._crossed(b)
        for some, others in ((over_a, over_b), (over_b, over_a)):  # both cross one, or neither
            rows += [(_plus({r: 1.0}, dict.fromkeys(others, 1.0), -1.0), -np.inf, 0.0) for r in some]
        return rows

    def _preferred(self, better: str | Terms, worse: str | Terms) -> list[_Row]:
        a, b = (levels_of(self.space, package, self.texts) for package in (better, worse))
        over_a, over_b = self._crossed(a), self._crossed(b)
        more, saved = (self._variable(0, 1, whole=True) for _ in range(2))
        far = 4.0 + 4.0 * self.reach
        rows: list[_Row] = [({more: 1.0, saved: 1.0}, 1.0, np.inf)]
        u = _plus(self._worth(a), self._worth(b), -1.0)
        rows.append(({**u, more: -far}, STRICT - far, np.inf))
        rows.append(({saved: 1.0} | dict.fromkeys(over_b, -1.0), -np.inf, 0.0))
        rows += [({saved: 1.0, r: 1.0}, -np.inf, 1.0) for r in over_a]
        for one, other in ((over_a, over_b), (over_b, over_a)):  # both cross one, or neither
            rows += [(_plus({r: 1.0, more: 1.0}, dict.fromkeys(other, 1.0), -1.0), -np.inf, 1.0) for r in one]
        return rows


def _key(bundle: Bundle, levels: Mapping[int, int]) -> tuple[int, tuple[tuple[int, int], ...]]:
    """A bundle, and what is known of the issues that it rests on."""
    return id(bundle), tuple((axis, levels[axis]) for axis in bundle.axes if axis in levels)


def _plus(one: Linear, other: Linear, times: float = 1.0) -> dict[int, float]:
    out = dict(one)
    for x, factor in other.items():
        out[x] = out.get(x, 0.0) + times * factor
    return out


def _held(bundle: Bundle | None, levels: Mapping[int, int]) -> bool | None:
    """Does a bundle hold at these levels; None where it rests on issues without one."""
    if bundle is None:
        return False
    there, out = _all(bundle.masks, levels), _all(bundle.unless, levels) if bundle.unless else False
    if there is False or out is True:
        return False
    return True if there and out is False else None


def _all(masks: Mapping[int, Mask], levels: Mapping[int, int]) -> bool | None:
    held = [bool(mask[levels[axis]]) for axis, mask in masks.items() if axis in levels]
    if not all(held):
        return False
    return True if len(held) == len(masks) else None
