"""Does what a case says of a party's wishes fit together?

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import isclose

from parley.case.importance import contradiction
from parley.case.model import Answer, Case, Importance, NoDeal, Preferences, Terms
from parley.case.notation import Bound, Interval, NotationError, NumericWish, Order, figure
from parley.case.references import Address, Problem, known_issues, known_option, number_fits, terms_fit
from parley.ground.near import did_you_mean

# What a preference can give reasons for, besides issues.
REASONS = ("importance", "orders", "values", "together", "red-lines", "no-deal", "minimum", "answers")
ANSWER = (
    "Write {prefers: PACKAGE, to: PACKAGE}, {equal: PACKAGE, to: PACKAGE}, {offered: PACKAGE}, {refused: "
    "PACKAGE}, {confirmed: {issue: term}} or {denied: {issue: term}}."
)


def wishes_fit(case: Case, path: Address, party: str, said: Preferences) -> Iterator[Problem]:
    """What does not fit in the preferences of a party, which stand at `path`."""
    if party not in case.parties:
        yield Problem(path, f'There is no party "{party}".', did_you_mean(party, case.parties), party)
    if said.importance is not None:
        yield from _importance(case, (*path, "importance"), said.importance)
    for i, order in said.orders.items():
        yield from _order(case, (*path, "orders", i), i, order)
    for i, anchors in said.values.items():
        yield from _anchors(case, (*path, "values", i), i, anchors)
        if (wish := said.orders.get(i)) is not None:
            yield from _upwards((*path, "values", i), wish, anchors)
    for n, together in enumerate(said.together):
        yield from terms_fit(case, (*path, "together", n), together.terms)
        if len(together.terms) < 2:
            yield Problem(
                (*path, "together", n),
                "Fewer than two terms stand together.",
                "Name two issues with their terms.",
            )
    for n, line in enumerate(said.red_lines):
        yield from terms_fit(case, (*path, "red-lines", n), line.terms)
        yield from terms_fit(case, (*path, "red-lines", n, "unless"), line.unless)
        if not line.terms:
            yield Problem(
                (*path, "red-lines", n), "The red line refuses nothing.", "Write issue: option before firm."
            )
        if (line.terms, line.unless) in [(other.terms, other.unless) for other in said.red_lines[:n]]:
            yield Problem(
                (*path, "red-lines", n),
                f"This red line stands twice: {_written(line.terms)}.",
                "Keep the one that says how firm it is.",
            )
    if said.no_deal is not None:
        yield from _no_deal(case, (*path, "no-deal"), said.no_deal)
    if said.minimum is not None and not 0 <= said.minimum.low <= said.minimum.high <= 1:
        yield Problem(
            (*path, "minimum"),
            f"{said.minimum} does not lie between 0 and 1.",
            "Write 0 for the worst package, 1 for the best:  minimum: 0.3..0.5",
        )
    for n, answer in enumerate(said.answers):
        yield from _answer(case, (*path, "answers", n), answer, said)
    if not 0 <= said.mistakes < 0.5:
        yield Problem(
            (*path, "mistakes"),
            f"{figure(said.mistakes)} is no chance of a mistake: from 0.5 an answer would say nothing.",
            "Write one from 0 to below 0.5:  mistakes: 0.05",
        )
    for reason in said.because:
        if reason not in case.issues and reason not in REASONS:
            yield Problem(
                (*path, "because", reason),
                f'"{reason}" is neither an issue nor a part of the preferences.',
                did_you_mean(reason, [*case.issues, *REASONS]),
                reason,
            )


def _no_deal(case: Case, path: Address, no_deal: NoDeal) -> Iterator[Problem]:
    yield from terms_fit(case, (*path, "leads-to"), no_deal.leads_to, outside=True)
    for i, term in no_deal.leads_to.items():
        if isinstance(term, Bound) and term.comparator != "=":
            yield Problem((*path, "leads-to", i), "Without a deal there is one outcome.", "Write one number.")
    if (costs := no_deal.costs) and not 0 <= costs.low <= costs.high:
        yield Problem(
            (*path, "costs"), "The cost of carrying on is below 0.", "Write 0..0.3; unknown: leave it out."
        )
    if no_deal.worth is None:
        return
    if no_deal.leads_to:
        yield Problem(
            (*path, "worth"),
            'No deal has a worth, and "leads-to" says what it leads to: the two may contradict each other.',
            "Keep one of the two.",
        )
    if not 0 <= no_deal.worth.low <= no_deal.worth.high <= 1:
        yield Problem(
            (*path, "worth"),
            f"{no_deal.worth} does not lie between 0 and 1.",
            "Write 0 for the worst package, 1 for the best:  worth: 0.2..0.3",
        )


def _answer(case: Case, path: Address, answer: Answer, said: Preferences) -> Iterator[Problem]:
    if len(answer.kinds) != 1:
        problem = "The answer says nothing."
        if answer.kinds:
            problem = f'"{answer.kinds[0]}" and "{answer.kinds[1]}" stand in one answer.'
        yield Problem(path, problem, ANSWER)
        return
    if answer.kind in ("confirmed", "denied"):
        wrong = list(terms_fit(case, (*path, answer.kind), answer.terms))
        yield from wrong
        if not wrong and answer.terms not in [line.terms for line in said.red_lines]:
            lines = "; ".join(_written(line.terms) for line in said.red_lines)
            yield Problem(
                (*path, answer.kind),
                f"There is no red line {_written(answer.terms)} here.",
                f"Write one of its red lines: {lines}." if lines else "Write it under red-lines first.",
            )
    for field in ("prefers", "equal", "to", "offered", "refused"):
        if (offer := getattr(answer, field)) is not None:
            yield from _offer(case, (*path, field), offer)
    if answer.kind == "prefers" and answer.to is None:
        yield Problem(path, "The answer does not say to what it is preferred.", "Add  to: PACKAGE.")
    elif answer.kind == "equal" and answer.to is None:
        yield Problem(path, "The answer does not say to what it is equal.", "Add  to: PACKAGE.")
    elif answer.kind not in ("prefers", "equal") and answer.to is not None:
        mend = "It goes with prefers or equal."
        yield Problem((*path, "to"), f'"to" does not go with "{answer.kind}".', mend)
    elif answer.prefers is not None and answer.to is not None:
        yield from _comparison(case, path, answer.prefers, answer.to)


def _offer(case: Case, path: Address, offer: str | Terms) -> Iterator[Problem]:
    if isinstance(offer, str):
        if offer not in case.texts:
            yield Problem(path, f'There is no text "{offer}".', did_you_mean(offer, case.texts), offer)
        elif not case.texts[offer].terms:
            yield Problem(path, f'No terms of "{offer}" are written down.', f"Add them under texts, {offer}.")
        return
    yield from terms_fit(case, path, offer)
    if not offer:
        yield Problem(path, "The package has no terms.", "Write {issue: term, ...}, or the id of a text.")
    for i, term in offer.items():
        if isinstance(term, Bound) and term.comparator != "=":
            yield Problem((*path, i), "A package has one number on an issue.", "Write one number.")


def _comparison(case: Case, path: Address, one: str | Terms, other: str | Terms) -> Iterator[Problem]:
    """The two differ, and terms that are written out name the same issues."""
    if not isinstance(one, str) and not isinstance(other, str):
        for i in [*one, *other]:
            if (i in one) != (i in other):
                yield Problem(
                    (*path, "to" if i in one else "prefers"),
                    f'Only one of the two packages says something on "{i}".',
                    "Name it in both; issues that neither names count as equal.",
                )
                return
    left, right = (
        (case.texts[p].terms if p in case.texts else {}) if isinstance(p, str) else p for p in (one, other)
    )
    if left and right and all(_same(left[i], right[i]) for i in left if i in right):
        yield Problem(
            (*path, "to"),
            "A package is compared with itself: the two say the same wherever both say something.",
            "Name the terms in which they differ.",
        )


def _same(one: str | Bound, other: str | Bound) -> bool:
    if isinstance(one, Bound) and isinstance(other, Bound):
        return one.comparator == other.comparator and isclose(one.number, other.number, abs_tol=1e-9)
    return one == other


def _written(terms: Terms) -> str:
    return "{" + ", ".join(f"{i}: {term}" for i, term in terms.items()) + "}"


def _importance(case: Case, path: Address, importance: Importance) -> Iterator[Problem]:
    before = list(_shares(case, path, importance.ranges))
    if importance.order is not None:
        before += known_issues(case, path, importance.order.ids())
    for (a, b), share in importance.ratios.items():
        key = (*path, f"{a} / {b}")
        before += known_issues(case, key, [a, b])
        if a == b:
            before.append(Problem(key, f'"{a}" is divided by itself.', "Name two issues."))
        elif share.low < 0 or share.high <= 0:
            before.append(Problem(key, f"{share} is not a ratio.", "Write one above 0:  2..3"))
    yield from before
    several = bool(importance.order) + bool(importance.ranges) + bool(importance.ratios) > 1
    if not before and (several or len(importance.ratios) > 1):
        clash = contradiction(importance, case.issues)
        if clash:
            yield Problem(
                path,
                f"No weights of the issues meet these together: {'; '.join(map(str, clash))}.",
                "Take one of them out, or widen it.",
            )


def _shares(case: Case, path: Address, importance: Mapping[str, Interval]) -> Iterator[Problem]:
    each = [problem for i, share in importance.items() for problem in _share(case, (*path, i), i, share)]
    yield from each
    if each:
        return
    lowest = sum(share.low for share in importance.values())
    if lowest > 1 + 1e-9:
        yield Problem(
            path,
            f"Together the issues weigh at least {figure(round(lowest, 3))}, more than the whole.",
            "Lower some.",
        )
    highest = sum(share.high for share in importance.values())
    if set(importance) >= set(case.issues) and highest < 1 - 1e-9:
        yield Problem(
            path,
            f"Together the issues weigh at most {figure(round(highest, 3))}, less than the whole.",
            "Raise some.",
        )


def _share(case: Case, path: Address, issue: str, share: Interval) -> Iterator[Problem]:
    if "/" in issue:
        yield Problem(path, f'"{issue}" is not a ratio of two issues.', "Write  one / other: 2..3")
        return
    yield from known_issues(case, path, [issue])
    if not 0 <= share.low <= share.high <= 1:
        yield Problem(path, f"{share} is not a share of the whole.", "Write one from 0 to 1: 0.2..0.4")


def _order(case: Case, path: Address, issue_id: str, order: Order | NumericWish) -> Iterator[Problem]:
    issue = case.issues.get(issue_id)
    if issue is None:
        yield from known_issues(case, path, [issue_id])
    elif isinstance(order, Order) and issue.range:
        yield Problem(
            path,
            f'"{issue_id}" is a number; options cannot be ordered on it.',
            "Write more, less or near 33.",
        )
    elif isinstance(order, NumericWish) and not issue.range:
        yield Problem(
            path,
            f'"{issue_id}" has options, and "{order}" is a wish on a number.',
            f"Order its options, better to worse:  {' > '.join(issue.options) or 'a > b'}",
        )
    elif isinstance(order, Order):
        for option in order.ids():
            yield from known_option(path, issue_id, issue, option)


def _upwards(path: Address, wish: Order | NumericWish, anchors: Mapping[str, Interval]) -> Iterator[Problem]:
    """Nothing is valued above what is at least as good."""
    for better, worse in sorted(_no_worse(wish, list(anchors))):
        if anchors[worse].low > anchors[better].high + 1e-9:
            yield Problem(
                (*path, worse),
                f'"{worse}" is worth {anchors[worse]} here, more than "{better}" with {anchors[better]}, '
                "which is at least as good by the order.",
                "Change one of the two, or the order.",
            )


def _no_worse(wish: Order | NumericWish, terms: Sequence[str]) -> set[tuple[str, str]]:
    """Pairs of these terms of which the first is at least as good as the second."""
    if isinstance(wish, Order):
        tied = {pair for a, b in wish.ties() for pair in ((a, b), (b, a))}
        return {(a, b) for a, b in wish.follows() | tied if a in terms and b in terms}
    at = {}
    for word in terms:
        try:
            at[word] = Bound.parse(word).number
        except NotationError:  # refused where it stands
            continue
    if wish.target is None:
        sign = 1 if wish.direction == "more" else -1
        return {(a, b) for a in at for b in at if sign * at[a] > sign * at[b]}
    target = wish.target
    return {
        (a, b)
        for a in at
        for b in at
        if abs(at[a] - target) < abs(at[b] - target) and (at[a] - target) * (at[b] - target) >= 0
    }


def _anchors(case: Case, path: Address, issue_id: str, anchors: Mapping[str, Interval]) -> Iterator[Problem]:
    issue = case.issues.get(issue_id)
    if issue is None:
        yield from known_issues(case, path, [issue_id])
        return
    for term, value in anchors.items():
        if issue.range is None:
            yield from known_option((*path, term), issue_id, issue, term)
        else:
            yield from number_fits(path, issue_id, issue, term)
        if not 0 <= value.low <= value.high <= 1:
            yield Problem(
                (*path, term),
                f"{value} does not lie between 0 and 1.",
                "Write 0 for the worst, 1 for the best.",
            )
