"""Does what a text says keep to the constraints of a case, whatever is agreed where it is silent?

Room: case. Speaks parties and packages.
"""

from math import inf

from parley.case.model import Bound, Case, Constraint, Term, Terms


def breaks(case: Case, constraint: Constraint, said: Terms) -> bool:
    """Can nothing that is agreed beside these terms keep to the constraint?"""
    if constraint.never:
        return _has_all(said, constraint.if_) and any(_has(said, i, t) for i, t in constraint.never.items())
    if constraint.requires:
        lacking = any(_has_not(said, i, t) for i, t in constraint.requires.items())
        return lacking and _has_all(said, constraint.if_)
    if constraint.excludes:
        return _has_all(said, constraint.excludes)
    low, high = constraint.limits
    least, most = _count(constraint, said) if constraint.count else _sum(case, constraint, said)
    return least > high + 1e-9 or most < low - 1e-9


def _count(constraint: Constraint, said: Terms) -> tuple[float, float]:
    """The least and most terms that hold."""
    terms = constraint.count.items()
    return sum(_has(said, i, t) for i, t in terms), sum(not _has_not(said, i, t) for i, t in terms)


def _sum(case: Case, constraint: Constraint, said: Terms) -> tuple[float, float]:
    """The least and most that a sum can be."""
    least = most = 0.0
    for i, factor in constraint.sum.items():
        numbers, term = case.issues[i].range, said.get(i)
        low = -inf if numbers is None or numbers.low is None else numbers.low
        high = inf if numbers is None or numbers.high is None else numbers.high
        if isinstance(term, Bound):
            low = max(low, term.number) if term.comparator in ("=", ">", ">=") else low
            high = min(high, term.number) if term.comparator in ("=", "<", "<=") else high
        if factor:
            least += min(factor * low, factor * high)
            most += max(factor * low, factor * high)
    return least, most


def _has_all(said: Terms, terms: Terms) -> bool:
    return all(_has(said, i, t) for i, t in terms.items())


def _has(said: Terms, issue: str, term: Term) -> bool:
    """Does it say this for certain?"""
    there = said.get(issue)
    if isinstance(there, Bound) and isinstance(term, Bound):
        return there == term or (there.comparator == "=" and term.holds(there.number))
    return there is not None and there == term


def _has_not(said: Terms, issue: str, term: Term) -> bool:
    """Does it say something else for certain?"""
    there = said.get(issue)
    if isinstance(there, Bound) and isinstance(term, Bound):
        return there.comparator == "=" and not term.holds(there.number)
    return there is not None and there != term
