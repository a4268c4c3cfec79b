"""How can two parties divide items so that both, by their own count, get equally much, and as much as can be?

Room: analysis. Speaks numbers. Exact: fractions throughout.

Letters used throughout:
    a, b    points of the first and the second party on an item; each has spent the same sum on all
    p, q    what they are entitled to: p parts for the first, q for the second
    A, B    what they have at a stage, each by its own points; the first is ahead where A / p > B / q

Source: Brams and Taylor (1996), Fair Division: From Cake-Cutting to Dispute Resolution, Cambridge
University Press, chapter 4; unequal entitlements: the same, section 4.6. How much a false announcement can
bring: Aziz, Branzei, Filos-Ratsikas and Frederiksen (2015), The Adjusted Winner Procedure:
Characterizations and Equilibria, IJCAI.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from parley.ground.errors import ShapeError

Number = int | float | Fraction | Decimal | str
Pair = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Move:
    """One transfer from the party that was ahead."""

    item: int
    part: Fraction  # of the item: 1 where it went over whole


@dataclass(frozen=True, slots=True)
class Division:
    """Who gets what, and how it came about."""

    shares: tuple[Pair, ...]  # of each item: the part of the first party, the part of the second
    totals: Pair  # each by its own points
    won: Pair  # before anything was moved
    leader: int | None  # who was ahead then, 0 or 1; None where nobody was
    moves: tuple[Move, ...]  # in their order
    split: int | None  # the item that is divided, if one is
    entitlements: Pair


@dataclass(frozen=True, slots=True)
class Misreport:
    """What one party could reach by announcing points other than its own, while the other does not."""

    honest: Fraction  # what it has, by its own points, if it announces these
    most: Fraction  # what a false announcement can bring it: as close as it likes, not always quite
    towards: tuple[Fraction, ...]  # the announcement that comes close, from whichever side each item asks for

    @property
    def gain(self) -> Fraction:
        return self.most - self.honest


def adjusted_winner(
    points_a: Sequence[Number], points_b: Sequence[Number], *, entitlements: tuple[Number, Number] = (1, 1)
) -> Division:
    """Each item to who wants it more; then from who is ahead to the other, cheapest first, until level.

    An item both want equally goes to who is behind by then, the items decided before it counted; the first
    such item to who is behind by the items that only one wants more. Where they are level it goes to the
    first party: who has the item may hang on that, what the parties end up with does not.

    Args:
        points_a: of the first party, one number an item; decimals are taken as written (0.1 is a tenth).
        points_b: of the second party, the same items and the same sum.
        entitlements: parts p and q; the parties end up with A / p = B / q, unless all that is left of who is
            ahead is worth nothing to the other, as can be where the parts differ.

    Returns:
        At most one item is divided. Nobody would rather have the other's share (with equal entitlements), and
        no other division is better for one without being worse for the other.

    Raises:
        ShapeError: no items, different items or sums, or a number below zero or none at all.

    >>> done = adjusted_winner([50, 20, 15, 10, 5], [40, 30, 10, 10, 10])
    >>> [str(total) for total in done.totals], done.split, str(done.moves[0].part)
    (['170/3', '170/3'], 0, '1/6')
    """
    a, b, (p, q) = _read(points_a, points_b, entitlements)
    owner, won = _won(a, b, p, q)
    ahead = won[0] * q - won[1] * p
    if not ahead:
        return _division(a, b, owner, {}, won, None, (p, q))
    leader = 0 if ahead > 0 else 1
    mine, theirs, mine_due, theirs_due = (a, b, p, q) if leader == 0 else (b, a, q, p)
    has, other = won[leader], won[1 - leader]
    moved: dict[int, Fraction] = {}
    worth_moving = [i for i in range(len(a)) if owner[i] == leader and theirs[i]]
    for i in sorted(worth_moving, key=lambda i: (mine[i] / theirs[i], i)):
        lead = has * theirs_due - other * mine_due
        if not lead:
            break
        moved[i] = min(Fraction(1), lead / (mine[i] * theirs_due + theirs[i] * mine_due))
        has, other = has - moved[i] * mine[i], other + moved[i] * theirs[i]
    return _division(a, b, owner, moved, won, leader, (p, q))


def misreport(
    points: Sequence[Number], others: Sequence[Number], *, entitlements: tuple[Number, Number] = (1, 1)
) -> Misreport:
    """The most that the party with `points` can get by announcing others, if the other one does not.

    Who knows the other's points announces almost the same: then every item may change hands at about one for
    one, and small differences decide which do. It gets what it values most for each point of the other's,
    until the other is left with its due by its own points and no more. Nothing brings more: with any
    announcement, the part it gets of the other's points shrinks as its own claims grow beyond them, and as
    they fall behind them.

    Args:
        entitlements: of this party, of the other.

    >>> false = misreport([60, 40], [40, 60])
    >>> str(false.honest), str(false.most), str(false.gain)
    ('60', '200/3', '20/3')
    """
    a, b, (p, q) = _read(points, others, entitlements)
    honest = adjusted_winner(a, b, entitlements=(p, q)).totals[0]
    due = sum(b) * p / (p + q)  # of the other's points
    most = sum((x for x, y in zip(a, b, strict=True) if not y), Fraction(0))
    priced = [i for i in range(len(a)) if b[i]]
    for i in sorted(priced, key=lambda i: a[i] / b[i], reverse=True):
        part = min(Fraction(1), due / b[i])
        most, due = most + part * a[i], due - part * b[i]
    return Misreport(honest, most, b)


def _won(
    a: tuple[Fraction, ...], b: tuple[Fraction, ...], p: Fraction, q: Fraction
) -> tuple[list[int], Pair]:
    """Who wins each item at first, and what that comes to."""
    owner = [0 if x >= y else 1 for x, y in zip(a, b, strict=True)]
    tied = [i for i in range(len(a)) if a[i] == b[i]]
    first = sum((x for i, x in enumerate(a) if owner[i] == 0 and i not in tied), Fraction(0))
    second = sum((y for i, y in enumerate(b) if owner[i] == 1), Fraction(0))
    for i in tied:
        if first * q > second * p:
            owner[i], second = 1, second + b[i]
        else:
            first += a[i]
    return owner, (first, second)


def _division(
    a: tuple[Fraction, ...],
    b: tuple[Fraction, ...],
    owner: list[int],
    moved: dict[int, Fraction],
    won: Pair,
    leader: int | None,
    due: Pair,
) -> Division:
    shares = []
    for i, who in enumerate(owner):
        kept = 1 - moved.get(i, Fraction(0))
        shares.append((kept, 1 - kept) if who == 0 else (1 - kept, kept))
    totals = (
        sum((s * x for (s, _), x in zip(shares, a, strict=True)), Fraction(0)),
        sum((s * y for (_, s), y in zip(shares, b, strict=True)), Fraction(0)),
    )
    divided = [i for i, part in moved.items() if part < 1]
    moves = tuple(Move(i, part) for i, part in moved.items())
    return Division(tuple(shares), totals, won, leader, moves, divided[0] if divided else None, due)


def _read(
    points_a: Sequence[Number], points_b: Sequence[Number], entitlements: tuple[Number, Number]
) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...], Pair]:
    a = tuple(_number(x, f"points of the first party, item {i}") for i, x in enumerate(points_a))
    b = tuple(_number(x, f"points of the second party, item {i}") for i, x in enumerate(points_b))
    if not a or len(a) != len(b):
        raise ShapeError(f"points: {len(a)} items and {len(b)}; state both parties' points on the same items")
    if sum(a) != sum(b) or not sum(a):
        raise ShapeError(
            f"points: the first party spends {sum(a)} and the second {sum(b)}; both must spend the same, "
            "100 by custom"
        )
    if len(entitlements) != 2:
        raise ShapeError(f"entitlements: {len(entitlements)} numbers; state two, such as (2, 1)")
    p, q = (_number(x, "entitlements") for x in entitlements)
    if not p or not q:
        raise ShapeError(f"entitlements: {p} to {q}; both must be above zero")
    return a, b, (p, q)


def _number(x: Number, where: str) -> Fraction:
    """As written: 0.1 is a tenth."""
    try:
        if isinstance(x, float) and not isfinite(x):
            raise ValueError
        value = Fraction(repr(float(x))) if isinstance(x, float) else Fraction(x)
    except (ValueError, TypeError, OverflowError, ZeroDivisionError):
        raise ShapeError(f"{where}: {x!r} is no number; state zero or more") from None
    if value < 0:
        raise ShapeError(f"{where}: {x} is below zero; state zero or more")
    return value
