"""Orders, ranges and bounds as one would write them on paper.

Room: case. Speaks plain words; the values below are what `parley.case.model` holds.

    withdrawal > staged-exit = remote-monitoring > presence     better to worse, "=" for a tie
    [a > b, c > b]                                              several chains: a partial order
    more | less | near 33                                       a wish on a number
    0.2..0.4   or   0.3                                         a range of a quantity
    < 30   <= 30   > 40   >= 40   33                            a bound in a red line
"""

import re
from dataclasses import dataclass
from typing import Literal, Self


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
        if isinstance(written, bool):
            raise ValueError("a yes or no is not a number; write 0.2..0.4 or 0.3")
        if isinstance(written, int | float):
            return cls(float(written), float(written))
        parts = str(written).split("..")
        try:
            low, high = float(parts[0]), float(parts[-1])
        except ValueError:
            raise ValueError(f'"{written}" is not a range; write 0.2..0.4 or 0.3') from None
        if len(parts) > 2 or not low <= high:
            raise ValueError(f'"{written}" runs downwards or has too many parts; write low..high')
        return cls(low, high)

    def __str__(self) -> str:
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}..{self.high:g}"


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
        lines = written if isinstance(written, list | tuple) else [written]
        chains = []
        for line in lines:
            tiers = tuple(
                tuple(word.strip() for word in tier.split("=")) for tier in re.split(r">", str(line))
            )
            if any(not re.fullmatch(r"[\w.-]+", word) for tier in tiers for word in tier):
                raise ValueError(f'"{line}" is not an order; write  best > middle = equally-good > worst')
            chains.append(tiers)
        order = cls(tuple(chains))
        cycle = order.cycle()
        if cycle:
            raise ValueError(f"the order runs in a circle: {' > '.join(cycle)}; take one of these out")
        return order

    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(w for chain in self.chains for tier in chain for w in tier))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(better, worse) for neighbouring tiers of each chain."""
        return tuple((a, b) for chain in self.chains for up, down in zip(chain, chain[1:], strict=False) for a in up for b in down)

    def ties(self) -> tuple[tuple[str, str], ...]:
        return tuple((a, b) for chain in self.chains for tier in chain for a, b in zip(tier, tier[1:], strict=False))

    def best(self) -> tuple[str, ...]:
        """Those that nothing is written above."""
        worse = {b for _, b in self.pairs()}
        return tuple(w for w in self.ids() if w not in worse)

    def cycle(self) -> tuple[str, ...]:
        """Ids that stand above themselves, or nothing."""
        below: dict[str, set[str]] = {w: set() for w in self.ids()}
        for a, b in self.pairs():
            below[a].add(b)
        for a, b in self.ties():  # a tie joins: what is below one is below the other
            below[a] |= {("tie", b)[1]} if False else set()
        path: list[str] = []
        done: set[str] = set()

        def walk(w: str) -> tuple[str, ...]:
            if w in path:
                return (*path[path.index(w) :], w)
            if w in done:
                return ()
            path.append(w)
            for v in sorted(below[w]):
                if found := walk(v):
                    return found
            path.pop()
            done.add(w)
            return ()

        for w in self.ids():
            if found := walk(w):
                return found
        return ()

    def __str__(self) -> str:
        return "; ".join(" > ".join(" = ".join(tier) for tier in chain) for chain in self.chains)


@dataclass(frozen=True, slots=True)
class NumericWish:
    """What a party wants of a number: more, less, or near a target."""

    direction: Literal["more", "less", "near"]
    target: float | None = None

    @classmethod
    def parse(cls, written: object) -> Self:
        words = str(written).split()
        if words in (["more"], ["less"]):
            return cls(words[0])  # type: ignore[arg-type]
        if len(words) == 2 and words[0] == "near":
            return cls("near", float(words[1]))
        raise ValueError(f'"{written}" is not a wish on a number; write more, less, or near 33')

    def __str__(self) -> str:
        return f"near {self.target:g}" if self.direction == "near" else self.direction


@dataclass(frozen=True, slots=True)
class Bound:
    """A number, or the numbers on one side of it. ">= 40" holds for 40 and 41."""

    comparator: Literal["=", "<", "<=", ">", ">="]
    number: float

    @classmethod
    def parse(cls, written: object) -> Self:
        found = re.fullmatch(r"\s*(<=|>=|<|>|=)?\s*(-?\d+(?:\.\d+)?)\s*", str(written))
        if not found:
            raise ValueError(f'"{written}" is not a number or a bound; write 33, "< 30" or ">= 40"')
        return cls(found[1] or "=", float(found[2]))  # type: ignore[arg-type]

    def holds(self, number: float) -> bool:
        n, m = number, self.number
        return {"=": n == m, "<": n < m, "<=": n <= m, ">": n > m, ">=": n >= m}[self.comparator]

    def __str__(self) -> str:
        return f"{'' if self.comparator == '=' else self.comparator + ' '}{self.number:g}"
