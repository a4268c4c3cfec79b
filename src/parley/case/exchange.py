"""On which issues does somebody hand something over, and who would rather not?

Room: case. Speaks parties and packages. May use `parley.evidence`. What a party hands over is worth something
to it; a case that forgets so finds agreement everywhere. `parley.case.questions` asks, and a brief warns.
"""

from functools import lru_cache

from parley.case.model import Case, Issue, NumericWish, Order
from parley.evidence.fields import IssueKind, field_kinds, fields


@lru_cache(maxsize=16)
def kinds(field: str | None) -> dict[str, IssueKind]:
    """The library of a field by id; empty where there is none."""
    return {k.id: k for k in field_kinds(field)} if field in fields() else {}


def kind_of(case: Case, issue_id: str) -> IssueKind | None:
    """What an issue is in the library of the case's field: by its `kind`, else by its id or name."""
    issue, library = case.issues[issue_id], kinds(case.field)
    if issue.kind is not None:
        return library.get(issue.kind)
    names = {issue.name.casefold(), issue_id.casefold()}
    return next((k for k in library.values() if {k.label.casefold(), k.id} & names), None)


def is_exchange(case: Case, issue_id: str) -> bool:
    """Does one side hand something over on this issue?"""
    kind = kind_of(case, issue_id)
    return kind is not None and kind.exchange


def opposed(issue: Issue, one: Order | NumericWish | None, other: Order | NumericWish | None) -> bool:
    """Would two parties move this issue in opposite directions somewhere?

    >>> from parley.case.model import NumberRange
    >>> share = Issue(name="Share", range=NumberRange())
    >>> opposed(share, NumericWish("more"), NumericWish("less"))
    True
    """
    if isinstance(one, Order) and isinstance(other, Order):
        return bool(one.follows() & {(worse, better) for better, worse in other.follows()})
    if isinstance(one, NumericWish) and isinstance(other, NumericWish):
        same_target = one.direction == "near" and one.target == other.target
        return one.direction != other.direction or (one.direction == "near" and not same_target)
    return False


def order_of(case: Case, party: str, issue_id: str) -> Order | NumericWish | None:
    """How a party ranks an issue, or nothing where it is not known."""
    said = case.preferences.get(party)
    return said.orders.get(issue_id) if said else None


def contested(case: Case, issue_id: str) -> bool:
    """Do two principals rank this issue in opposite directions somewhere?"""
    orders = [order_of(case, p, issue_id) for p in case.principals()]
    issue = case.issues[issue_id]
    return any(opposed(issue, one, other) for n, one in enumerate(orders) for other in orders[n + 1 :])


def gives_nothing(case: Case, party: str) -> bool:
    """Does a party have preferences, and never one that stands against another principal's?"""
    others = [p for p in case.principals() if p != party]
    orders = {i: o for i in case.issues if (o := order_of(case, party, i)) is not None}
    against = any(
        opposed(case.issues[i], own, order_of(case, other, i))
        for i, own in orders.items()
        for other in others
    )
    return bool(orders) and bool(others) and not against
