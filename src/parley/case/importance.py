"""How much the issues matter to a party: an order, shares of the whole, ratios, or several of these together.

Room: case. Speaks plain words. May use `parley.ground`, and scipy where several of these must be weighed up.

    a > b = c                                   an order
    {a: 0.2..0.4}                               shares of the whole, which is 1 over all issues
    {b / c: 2..3}                               b matters two to three times as much as c
    [a > b, {a: 0.2..0.4, b / c: 2..3}]         all of these hold
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, GetPydanticSchema, PlainValidator, Tag

from parley.case.notation import ID, Interval, NotationError, Order

SMALLEST = 1e-9  # by which a strict order must at least be met


@dataclass(frozen=True, slots=True)
class Importance:
    """What is known of the weights of the issues, which are at least 0 and 1 in all.

    >>> Importance.of({"a": Interval(0.2, 0.4), "b / c": Interval(2, 3)}).ratios
    {('b', 'c'): Interval(low=2, high=3)}
    """

    order: Order | None = None
    ranges: Mapping[str, Interval] = field(default_factory=dict)  # issue -> its share
    ratios: Mapping[tuple[str, str], Interval] = field(default_factory=dict)  # (b, c) -> b divided by c

    @classmethod
    def of(cls, written: object) -> Self:
        """From an order, shares by issue or "b / c", or a sequence of these.

        Raises:
            NotationError: a circle, or a share or ratio given twice.
        """
        if isinstance(written, cls):
            return written
        parts = written if isinstance(written, list | tuple) else [written]
        chains = [chain for part in parts if isinstance(part, Order) for chain in part.chains]
        order = Order(tuple(chains)) if chains else None
        if order is not None and (circle := order.circle()):
            raise NotationError(
                f"The order runs in a circle: {' > '.join(circle)}.",
                "Take one of these steps out of the order.",
            )
        if not parts:
            raise NotationError("The order is empty.", "Write  most = equally > less  or take it out.")
        ranges: dict[str, Interval] = {}
        ratios: dict[tuple[str, str], Interval] = {}
        for key, share in (entry for p in parts if isinstance(p, Mapping) for entry in p.items()):
            two = ratio(key)
            if two in ratios or key in ranges:
                raise NotationError(f'"{key}" is given twice.', "Keep one of the two.")
            if two:
                ratios[two] = share
            else:
                ranges[key] = share
        return cls(order, ranges, ratios)

    def ids(self) -> tuple[str, ...]:
        """Every issue it speaks of, once."""
        of_ratios = (i for two in self.ratios for i in two)
        return tuple(dict.fromkeys((*(self.order.ids() if self.order else ()), *self.ranges, *of_ratios)))

    def statements(self) -> tuple["Importance", ...]:
        """One for each thing that is said."""
        order = self.order or Order(())
        return (
            *(Importance(Order((((a,), (b,)),))) for a, b in order.pairs()),
            *(Importance(Order((((a, b),),))) for a, b in order.ties()),
            *(Importance(None, {i: share}) for i, share in self.ranges.items()),
            *(Importance(None, {}, {two: share}) for two, share in self.ratios.items()),
        )

    def __str__(self) -> str:
        said = [f"{i}: {share}" for i, share in self.ranges.items()]
        said += [f"{a} / {b}: {share}" for (a, b), share in self.ratios.items()]
        return "; ".join(([str(self.order)] if self.order else []) + said)

    def as_plain(self) -> Any:
        """As one would write it: an order, shares, or a list."""
        shares = {i: share.as_plain() for i, share in self.ranges.items()}
        shares |= {f"{a} / {b}": share.as_plain() for (a, b), share in self.ratios.items()}
        if self.order is None:
            return shares
        lines = self.order.as_plain()
        if not shares:
            return lines
        return [*([lines] if isinstance(lines, str) else lines), shares]


def ratio(key: str) -> tuple[str, str] | None:
    """The two issues of a ratio; None where it is none.

    >>> ratio("b / c"), ratio("b")
    (('b', 'c'), None)
    """
    found = re.fullmatch(r"\s*([^\s/]+)\s*/\s*([^\s/]+)\s*", key)
    return (found[1], found[2]) if found and ID.fullmatch(found[1]) and ID.fullmatch(found[2]) else None


def contradiction(said: Importance, issues: Iterable[str]) -> tuple[Importance, ...]:
    """The fewest statements, none to spare, that no weights of these issues meet together; else none.

    A strict order asks for a difference, and a ratio for something to divide by.
    """
    left = list(said.statements())
    names = tuple(dict.fromkeys((*issues, *said.ids())))
    if _possible(left, names):
        return ()
    for statement in tuple(left):
        without = [s for s in left if s is not statement]
        if not _possible(without, names):
            left = without
    return tuple(left)


def _possible(statements: Sequence[Importance], names: Sequence[str]) -> bool:
    """Are there weights that meet them all? Asks for the largest margin by which they can be met."""
    import numpy as np
    from scipy.optimize import linprog

    from parley.ground.hush import hushed

    at = {i: k for k, i in enumerate(names)}
    margin = len(names)  # the last column
    limits: list[dict[int, float]] = []  # each sum of these is at most 0
    ties: list[dict[int, float]] = []
    ends = [[0.0, 1.0] for _ in names] + [[0.0, 1.0]]
    for s in statements:
        for a, b in s.order.pairs() if s.order else ():
            limits.append({at[b]: 1.0, at[a]: -1.0, margin: 1.0})
        for a, b in s.order.ties() if s.order else ():
            ties.append({at[a]: 1.0, at[b]: -1.0})
        for i, share in s.ranges.items():
            ends[at[i]] = [share.low, share.high]
        for (a, b), share in s.ratios.items():
            limits.append({at[a]: 1.0, at[b]: -share.high})
            limits.append({at[a]: -1.0, at[b]: share.low})
            limits.append({at[b]: -1.0, margin: 1.0})

    def rows(sums: Sequence[Mapping[int, float]]) -> Any:
        table = np.zeros((len(sums), margin + 1))
        for k, row in enumerate(sums):
            for column, factor in row.items():
                table[k, column] += factor
        return table

    whole: dict[int, float] = dict.fromkeys(range(margin), 1.0)
    with hushed():
        answer = linprog(
            rows([{margin: -1.0}])[0],
            A_ub=rows(limits) if limits else None,
            b_ub=np.zeros(len(limits)) if limits else None,
            A_eq=rows([*ties, whole]),
            b_eq=np.array([*(0.0 for _ in ties), 1.0]),
            bounds=ends,
        )
    return bool(answer.status == 0 and -answer.fun > SMALLEST)


def _share(written: object) -> Interval:
    return written if isinstance(written, Interval) else Interval.parse(written)


def _line(written: object) -> Order | Importance:
    return written if isinstance(written, Order | Importance) else Order.parse(written)


def _single(written: object) -> Order | Importance:
    return Order.parse([written]) if isinstance(written, list) else _line(written)


def _form(written: object) -> str:
    if isinstance(written, list | tuple):
        return "several lines"
    return "some shares" if isinstance(written, Mapping) else "an order"


_Shares = dict[str, Annotated[Interval, BeforeValidator(_share)]]
_Line = Annotated[Order | Importance, PlainValidator(_line)]
_One = Annotated[
    Annotated[Order | Importance, PlainValidator(_single), Tag("an order")]
    | Annotated[_Shares, Tag("some shares")],
    Discriminator(lambda written: "some shares" if isinstance(written, Mapping) else "an order"),
]
_Several = Annotated[
    list[_One], BeforeValidator(lambda written: list(written) if isinstance(written, tuple) else written)
]
_Written = Annotated[
    Annotated[_Line, Tag("an order")]
    | Annotated[_Shares, Tag("some shares")]
    | Annotated[_Several, Tag("several lines")],
    Discriminator(_form),
    AfterValidator(Importance.of),
]
# As the case file has it, with the place of each part in it.
WrittenImportance = Annotated[Importance, GetPydanticSchema(lambda _, handler: handler(_Written))]
