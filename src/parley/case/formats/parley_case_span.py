"""The worst and the best package of a party to whom terms add something together, without looking at all.

Room: case. For `parley.case.formats.parley_case_writing`, in exact fractions; which packages they are is
found by integer programming (HiGHS, by scipy), and what they are worth is worked out from the package.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from parley.case.notation import Bound
from parley.ground.errors import ParleyError
from parley.ground.hush import hushed

Choice = str | Fraction
Added = tuple[Mapping[str, str | int], Fraction]  # terms by issue, and what they add where all of them hold


def span(
    names: Sequence[str], issues: Sequence[Mapping[Choice, Fraction]], together: Sequence[Added]
) -> tuple[Fraction, Fraction]:
    """What the worst and the best package are worth.

    Args:
        names: of the issues.
        issues: for each, what a choice is worth by itself.

    Raises:
        ParleyError: the solver failed.

    >>> one = {Fraction(0): Fraction(0), Fraction(1): Fraction(2)}
    >>> low, high = span(["a", "b"], [one, one], [({"a": ">= 1", "b": ">= 1"}, Fraction(-3))])
    >>> int(low), int(high)
    (0, 2)
    """
    held = [
        {n: frozenset(c for c in issues[names.index(n)] if _holds(t, c)) for n, t in terms.items()}
        for terms, _ in together
    ]
    least, most = (_extreme(names, issues, together, held, sign) for sign in (-1, 1))
    return least, most


def _extreme(
    names: Sequence[str],
    issues: Sequence[Mapping[Choice, Fraction]],
    together: Sequence[Added],
    held: Sequence[Mapping[str, frozenset[Choice]]],
    sign: int,
) -> Fraction:
    """A column for every choice, 0 or 1, and one for everything that is added."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    starts = np.cumsum([0, *(len(w) for w in issues)])
    count = int(starts[-1])
    rows: list[NDArray[np.float64]] = []
    low: list[float] = []
    high: list[float] = []
    for i, w in enumerate(issues):
        row = np.zeros(count + len(together))
        row[starts[i] : starts[i] + len(w)] = 1
        rows, low, high = [*rows, row], [*low, 1.0], [*high, 1.0]
    for k, ((_, add), where) in enumerate(zip(together, held, strict=True)):
        chosen = []
        for name, choices in where.items():
            i = names.index(name)
            row = np.zeros(count + len(together))
            row[starts[i] : starts[i + 1]] = [c in choices for c in issues[i]]
            chosen.append(row)
        own = np.zeros(count + len(together))
        own[count + k] = 1
        if add * sign > 0:  # at most where each term holds
            rows += [own - row for row in chosen]
            low, high = [*low, *(-np.inf for _ in chosen)], [*high, *(0.0 for _ in chosen)]
        else:  # at least where all of them do
            rows, low, high = [*rows, own - sum(chosen)], [*low, 1.0 - len(chosen)], [*high, np.inf]
    worth = [float(x) for w in issues for x in w.values()] + [float(add) for _, add in together]
    with hushed():
        found = milp(
            -sign * np.array(worth),
            integrality=np.arange(count + len(together)) < count,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(np.array(rows), low, high),
            options={"mip_rel_gap": 0.0},
        )
    if found.x is None:
        raise ParleyError(
            "The best package of a party could not be found.\n  Write the scenario in another format."
        )
    package = [list(w)[int(np.argmax(found.x[starts[i] : starts[i + 1]]))] for i, w in enumerate(issues)]
    total = sum((w[c] for w, c in zip(issues, package, strict=True)), Fraction(0))
    for (_, add), where in zip(together, held, strict=True):
        if all(package[names.index(name)] in choices for name, choices in where.items()):
            total += add
    return total


def _holds(term: str | int, choice: Choice) -> bool:
    if isinstance(choice, str):
        return choice == str(term)
    bound = Bound.parse(term)
    n = Fraction(Decimal(str(bound.number)))
    return {"=": choice == n, "<": choice < n, "<=": choice <= n, ">": choice > n, ">=": choice >= n}[
        bound.comparator
    ]
