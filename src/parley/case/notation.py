"""Orders, ranges and bounds as one would write them on paper.

Room: case. Speaks plain words; the values below are what `parley.case.model` holds. May use `parley.ground`.

    withdrawal > staged-exit = remote-monitoring > presence     better to worse, "=" for a tie
    [a > b, c > b]                                              several chains: a partial order
    more | less | near 33                                       a wish on a number
    0.2..0.4   or   0.3                                         a range of a quantity
    < 30   <= 30   "> 40"   ">= 40"   33                        a number or a bound (">" needs quotes)
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Self

ID = re.compile(r"(?=.*[^\W\d_])[\w-]+")  # letters, digits, hyphens, underscores; at least one letter

Comparison = Literal["=", "<", "<=", ">", ">="]
COMPARISONS: dict[str, Comparison] = {"": "=", "=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_NO_NUMBERS = ("nan", "inf", "-inf")
LARGEST = 1e15  # numbers beyond it are no longer exact
_NUMBER = r"-?(?:\d+(?:\.\d+)?|\.\d+)"


class NotationError(ValueError):
    """Something is not written the way it can be read: the problem, and how to write it."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(f"{problem} {mend}")
        self.problem, self.mend = problem, mend


def number(written: object) -> float:
    """A finite number; a yes or no is none.

    Raises:
        NotationError: anything else, or one of more than fifteen digits.
    """
    if isinstance(written, bool) or not isinstance(written, int | float) or str(written) in _NO_NUMBERS:
        raise NotationError(f"{_shown(written)} is not a number.", "Write digits, for example 33 or 0.25.")
    if abs(written) > LARGEST:
        raise NotationError("This number is too large.", "Choose a larger unit, for example millions.")
    return float(written)


def figure(n: float) -> str:
    """A number as short as it goes without losing anything.

    >>> figure(33.0), figure(0.25), figure(1234567.0)
    ('33', '0.25', '1234567')
    """
    return str(int(n)) if n == int(n) and abs(n) < 1e15 else repr(n)


@dataclass(frozen=True, slots=True)
class Interval:
    """A quantity known to lie between two numbers.

    >>> Interval.parse("0.2..0.4"), Interval.parse(0.3)
    (Interval(low=0.2, high=0.4), Interval(low=0.3, high=0.3))
    """

    low: float
    high: float

    @classmethod
    def parse(cls, written: object) -> Self:
        """From "0.2..0.4", "0.3" or a number.

        Raises:
            NotationError: not a range, or one that runs downwards.
        """
        if isinstance(written, int | float):
            return cls(number(written), number(written))
        found = re.fullmatch(rf"\s*({_NUMBER})\s*(?:\.\.\s*({_NUMBER})\s*)?", str(written))
        if not isinstance(written, str) or not found:
            raise NotationError(f"{_shown(written)} is not a range.", "Write 0.2..0.4, or one number.")
        low, high = number(float(found[1])), number(float(found[2] or found[1]))
        if low > high:
            raise NotationError(f"{_shown(written)} runs downwards.", f"Write {high:g}..{low:g}.")
        return cls(low, high)

    def __str__(self) -> str:
        return figure(self.low) if self.low == self.high else f"{figure(self.low)}..{figure(self.high)}"

    def as_plain(self) -> float | str:
        """A number, or the words for a range."""
        return self.low if self.low == self.high else str(self)


Tier = tuple[str, ...]  # ids that tie
Chain = tuple[Tier, ...]  # better to worse


@dataclass(frozen=True, slots=True)
class Order:
    """A complete or partial order over ids, as chains from better to worse.

    >>> Order.parse("a > b = c > d").chains
    ((('a',), ('b', 'c'), ('d',)),)
    """

    chains: tuple[Chain, ...]

    @classmethod
    def parse(cls, written: object) -> Self:
        """From one line or a list of lines.

        Raises:
            NotationError: not an order, or one that runs in a circle.
        """
        lines = written if isinstance(written, list | tuple) else [written]
        order = cls(tuple(_chain(line) for line in lines))
        if not order.chains:
            raise NotationError(
                "The order is empty.", "Write  best > middle = equally-good > worst  or take it out."
            )
        if circle := order.circle():
            raise NotationError(
                f"The order runs in a circle: {' > '.join(circle)}.",
                "Take one of these steps out of the order.",
            )
        return order

    def ids(self) -> tuple[str, ...]:
        """Every id once, in the order of writing."""
        return tuple(dict.fromkeys(w for chain in self.chains for tier in chain for w in tier))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(better, worse) for neighbouring tiers of each chain."""
        return tuple(
            (a, b) for chain in self.chains for up, down in pairwise(chain) for a in up for b in down
        )

    def ties(self) -> tuple[tuple[str, str], ...]:
        """Neighbours in the tiers of each chain."""
        return tuple((a, b) for chain in self.chains for tier in chain for a, b in pairwise(tier))

    def best(self) -> tuple[str, ...]:
        """Those that nothing is written above, counting ties.

        >>> Order.parse(["a > b", "c = b"]).best()
        ('a',)
        """
        joined = self.tied()
        beaten = {joined[b] for _, b in self.pairs()}
        return tuple(w for w in self.ids() if joined[w] not in beaten)

    def worst(self) -> tuple[str, ...]:
        """Those that nothing is written below, counting ties."""
        joined = self.tied()
        above = {joined[a] for a, _ in self.pairs()}
        return tuple(w for w in self.ids() if joined[w] not in above)

    def circle(self) -> tuple[str, ...]:
        """Ids on a way from one back to itself, ties counting as one; empty when there is none.

        >>> Order(((("a",), ("b",)), (("b", "c"),), (("c",), ("a",)))).circle()
        ('a', 'b', 'c', 'a')
        """
        joined = self.tied()
        below: dict[str, list[tuple[str, str]]] = {}  # group -> (id of the group, id below it)
        for a, b in self.pairs():
            below.setdefault(joined[a], []).append((a, b))
        done: set[str] = set()
        for start in dict.fromkeys(joined.values()):
            way: list[tuple[str, str]] = []  # the steps down to where we are
            on_way = {start: 0}  # group -> at which step
            left = [iter(below.get(start, []))]
            while left:
                step = next(left[-1], None)
                if step is None:
                    left.pop()
                    gone = joined[way.pop()[1]] if way else start
                    on_way.pop(gone, None)
                    done.add(gone)
                elif (group := joined[step[1]]) in on_way:
                    return _closed([*way, step][on_way[group] :])
                elif group not in done:
                    way.append(step)
                    on_way[group] = len(way)
                    left.append(iter(below.get(group, [])))
        return ()

    def follows(self) -> frozenset[tuple[str, str]]:
        """Every (better, worse) that follows, through ties and chains.

        >>> sorted(Order.parse(["a > b", "b = c > d"]).follows())
        [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'd'), ('c', 'd')]
        """
        joined = self.tied()
        members: dict[str, list[str]] = {}
        for w, group in joined.items():
            members.setdefault(group, []).append(w)
        below: dict[str, set[str]] = {}
        for a, b in self.pairs():
            below.setdefault(joined[a], set()).add(joined[b])
        found = set()
        for group, ids in members.items():
            reached: set[str] = set()
            todo = list(below.get(group, ()))
            while todo:
                if (lower := todo.pop()) not in reached:
                    reached.add(lower)
                    todo += below.get(lower, ())
            found |= {(a, b) for a in ids for lower in reached for b in members[lower]}
        return frozenset(found)

    def tied(self) -> dict[str, str]:
        """Id -> one id that stands for all that tie with it."""
        stands: dict[str, str] = {w: w for w in self.ids()}

        def top(w: str) -> str:
            while stands[w] != w:
                stands[w] = w = stands[stands[w]]
            return w

        for a, b in self.ties():
            stands[top(b)] = top(a)
        return {w: top(w) for w in stands}

    def __str__(self) -> str:
        return "; ".join(_line(chain) for chain in self.chains)

    def as_plain(self) -> str | list[str]:
        """One line, or a list of lines."""
        lines = [_line(chain) for chain in self.chains]
        return lines[0] if len(lines) == 1 else lines


def _closed(steps: list[tuple[str, str]]) -> tuple[str, ...]:
    """The ids along steps that end where they began."""
    named = [w for step in steps for w in step]
    around = [w for i, w in enumerate(named) if i == 0 or w != named[i - 1]]
    closed = len(around) > 1 and around[0] == around[-1]
    return tuple(around if closed else [*around, around[0]])


def _chain(line: object) -> Chain:
    tiers = tuple(tuple(word.strip() for word in tier.split("=")) for tier in str(line).split(">"))
    words = [word for tier in tiers for word in tier]
    if not isinstance(line, str) or not all(ID.fullmatch(word) for word in words):
        raise NotationError(
            f"{_shown(line)} is not an order.",
            "Write ids from better to worse:  best > middle = equally-good > worst",
        )
    for tier in tiers:
        for i, word in enumerate(tier):
            if word in tier[:i]:
                raise NotationError(
                    f'"{word}" ties with itself in the order {line}.', "Take one of the two out."
                )
    return tiers


def _line(chain: Chain) -> str:
    return " > ".join(" = ".join(tier) for tier in chain)


def _shown(written: object) -> str:
    if isinstance(written, bool):
        return "A yes or no (true, false)"
    return f'"{written}"' if isinstance(written, str | int | float) else "This"


@dataclass(frozen=True, slots=True)
class NumericWish:
    """What a party wants of a number: more, less, or near a target.

    >>> NumericWish.parse("near 33")
    NumericWish(direction='near', target=33.0)
    """

    direction: Literal["more", "less", "near"]
    target: float | None = None

    @classmethod
    def parse(cls, written: object) -> Self:
        """From "more", "less" or "near 33".

        Raises:
            NotationError: anything else.
        """
        words = str(written).split()
        if words == ["more"]:
            return cls("more")
        if words == ["less"]:
            return cls("less")
        if len(words) == 2 and words[0] == "near" and re.fullmatch(_NUMBER, words[1]):
            return cls("near", number(float(words[1])))
        raise NotationError(f"{_shown(written)} is not a wish on a number.", "Write more, less, or near 33.")

    @staticmethod
    def meant(written: object) -> bool:
        """Is this a wish on a number rather than an order over options?"""
        return (
            isinstance(written, str)
            and written.split()[:1] in (["more"], ["less"], ["near"])
            and ">" not in written
        )

    def __str__(self) -> str:
        return self.direction if self.target is None else f"near {figure(self.target)}"


@dataclass(frozen=True, slots=True)
class Bound:
    """A number, or the numbers on one side of it. ">= 40" holds for 40 and 41.

    >>> Bound.parse(">= 40").holds(41), Bound.parse(33).holds(41)
    (True, False)
    """

    comparator: Comparison
    number: float

    @classmethod
    def parse(cls, written: object) -> Self:
        """From 33, "33", "< 30" or ">= 40".

        Raises:
            NotationError: anything else.
        """
        if isinstance(written, int | float):
            return cls("=", number(written))
        found = re.fullmatch(rf"\s*(<=|>=|<|>|=)?\s*({_NUMBER})\s*", str(written))
        if not isinstance(written, str) or not found:
            raise NotationError(
                f"{_shown(written)} is not a number or a bound.",
                'Write 33, "< 30" or ">= 40", with the quotes.',
            )
        return cls(COMPARISONS[found[1] or ""], number(float(found[2])))

    def holds(self, value: float) -> bool:
        """Does a number satisfy it?"""
        n, m = value, self.number
        return {"=": n == m, "<": n < m, "<=": n <= m, ">": n > m, ">=": n >= m}[self.comparator]

    def __str__(self) -> str:
        return f"{'' if self.comparator == '=' else self.comparator + ' '}{figure(self.number)}"

    def as_plain(self) -> float | int | str:
        """A number, or the words for a bound."""
        if self.comparator != "=":
            return str(self)
        return int(self.number) if self.number == int(self.number) else self.number
