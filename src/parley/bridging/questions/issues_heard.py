"""Which issues, options and numbers of a case may a question to one party show?

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.evidence`.

    issue     one that rests on nothing but what others told in private is taken out, with all that is said
              of it: in what is asked it stays as it is
    option    one that rests on it is not named; where the issue rests on such words and on others, one that
              nobody named but in private
    range     where it rests on such words and on others, an end that only they reach gives way to the last
              number known otherwise, and the steps to plain ones that meet the known numbers
    the rest  what may stand there for either reason stays, and a note says so
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from parley.bridging.questions.hearing import Hearing
from parley.case.draft_numbers import plain_step
from parley.case.draft_units import numbers
from parley.case.entries import Issue, NumberRange, Terms
from parley.case.importance import Importance
from parley.case.model import Case
from parley.case.notation import Bound, NumericWish, Order, figure
from parley.case.preferences import Answer, Constraint
from parley.case.reasons import cited
from parley.case.wording import listed, short
from parley.evidence.claim import Claim
from parley.ground.worded import say

MIXED = (
    "What may be chosen on {issue} rests in part on what others told in private ({claims}): {what} may stand "
    "there because of it, and a question may show that."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A case without what may not show, and what one cannot tell of the rest."""

    case: Case
    notes: tuple[str, ...] = ()


def shown(case: Case, heard: Hearing) -> Shown:
    """A case whose preferences and texts are open to the party, with issues, options and numbers that are."""
    issues: dict[str, Issue] = {}
    hidden: list[Constraint] = []
    notes: list[str] = []
    for i, issue in case.issues.items():
        closed, (mine, others) = heard.closed_of(issue.because), heard.on(i)
        if closed and not mine and issue.because is not None and len(closed) == len(cited(issue.because)):
            continue
        names = {c.option for c in mine}
        told = {c.option for c in others} - names if closed else set()
        out = [o for o, option in issue.options.items() if o in told or heard.closed(option.because)]
        unclear: tuple[str, ...] = ()
        kept: Issue | None = issue
        if closed and issue.range is not None:
            cut = _cut(issue.range, mine, others, _written(case, i))
            kept = issue.model_copy(update={"range": cut.range}) if cut else None
            unclear = cut.unclear if cut else ()
        elif closed:
            loose = [option for o, option in issue.options.items() if o not in out and o not in names]
            unclear = tuple(f"‘{short(option.label)}’" for option in loose)
        if kept is None or (out and len(out) == len(issue.options)):
            continue
        issues[i] = kept
        hidden += [Constraint(never={i: o}) for o in out]
        if unclear:
            words = {"issue": short(issue.name), "claims": ", ".join(closed), "what": listed(unclear, "or")}
            notes.append(say(MIXED, **words))
    if issues == case.issues and not hidden:
        return Shown(case, tuple(notes))
    left = without(case, case.issues.keys() - issues.keys())
    changes = {"issues": issues, "constraints": (*left.constraints, *hidden)}
    return Shown(left.model_copy(update=changes), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Cut:
    range: NumberRange
    unclear: tuple[str, ...] = ()


def _cut(
    range: NumberRange, mine: Sequence[Claim], others: Sequence[Claim], written: Collection[float]
) -> _Cut | None:
    """A range without the ends and steps that only others' private words reach; None where nothing is left.

    Args:
        mine, others: claims on the issue that the party may know of, and those it may not.
        written: numbers that stand elsewhere in what the party may know of.
    """
    known = sorted({*numbers(mine, range.unit), *written})
    told = numbers(others, range.unit)
    low, high, step, unclear = range.low, range.high, range.step, list[str]()
    inside = [n for n in known if (low is None or n >= low) and (high is None or n <= high)]
    if not inside:
        return None if told else _Cut(range, (say("the numbers"),))
    if low is not None and low < inside[0]:
        if any(low <= n < inside[0] for n in told):
            low = inside[0]
        elif low < known[0]:
            unclear.append(say("what lies below {number}", number=figure(known[0])))
    if high is not None and high > inside[-1]:
        if any(inside[-1] < n <= high for n in told):
            high = inside[-1]
        elif high > known[-1]:
            unclear.append(say("what lies above {number}", number=figure(known[-1])))
    if low is not None and high is not None and low >= high:
        return None
    if told and not range.between and low is not None and high is not None:
        step = _step(range, low, high, inside)
    return _Cut(range.model_copy(update={"low": low, "high": high, "step": step}), tuple(unclear))


def _step(range: NumberRange, low: float, high: float, known: Sequence[float]) -> float | None:
    """That of the range; plain steps that meet the known numbers where it is finer or does not meet them."""
    step = range.step if isinstance(range.step, float) else None
    plain = plain_step(known, range.unit, high - low)
    if step is None:
        return plain if (low, high) != (range.low, range.high) else None
    met = [(n - low) / step for n in (*known, high) if low <= n <= high]
    if any(abs(n - round(n)) > 1e-6 for n in met):
        return plain or high - low
    return max(step, plain or step)


def _written(case: Case, issue: str) -> set[float]:
    """The numbers of an issue that stand in preferences, constraints and texts."""
    terms: list[Terms] = [text.terms for text in case.texts.values()]
    for c in case.constraints:
        terms += [c.if_, c.never, c.requires, c.excludes, c.count]
    found: set[float] = set()
    for said in case.preferences.values():
        terms += [t.terms for t in said.together]
        terms += [part for line in said.red_lines for part in (line.terms, line.unless)]
        terms += [said.no_deal.leads_to] if said.no_deal else []
        for a in said.answers:
            both = (a.prefers, a.equal, a.to, a.offered, a.refused, a.confirmed, a.denied)
            terms += [package for package in both if isinstance(package, dict)]
        wish = said.orders.get(issue)
        if isinstance(wish, NumericWish) and wish.target is not None:
            found.add(wish.target)
        found |= {Bound.parse(anchor).number for anchor in said.values.get(issue, {})}
    return found | {t.number for some in terms if isinstance(t := some.get(issue), Bound)}


def without(case: Case, gone: Collection[str]) -> Case:
    """A case without some issues, and without all that is said of them."""
    if not gone:
        return case

    def speaks(*terms: Mapping[str, Any] | None) -> bool:
        return any(i in gone for some in terms if some for i in some)

    def less(some: Mapping[str, Any]) -> dict[str, Any]:
        return {i: what for i, what in some.items() if i not in gone}

    constraints = tuple(
        c for c in case.constraints if not speaks(c.if_, c.never, c.requires, c.excludes, c.count, c.sum)
    )
    texts = {t: text.model_copy(update={"terms": less(text.terms)}) for t, text in case.texts.items()}
    preferences = {}
    for party, said in case.preferences.items():
        no_deal = said.no_deal and said.no_deal.model_copy(update={"leads_to": less(said.no_deal.leads_to)})
        changes = {
            "importance": _less_importance(said.importance, gone),
            "orders": less(said.orders),
            "values": less(said.values),
            "together": tuple(t for t in said.together if not speaks(t.terms)),
            "red_lines": tuple(r for r in said.red_lines if not speaks(r.terms, r.unless)),
            "no_deal": no_deal,
            "answers": tuple(a for a in map(partial(_less_answer, gone), said.answers) if a is not None),
            "because": less(said.because),
        }
        preferences[party] = said.model_copy(update=changes)
    issues = less(case.issues)
    return case.model_copy(
        update={"issues": issues, "constraints": constraints, "texts": texts, "preferences": preferences}
    )


def _less_importance(said: Importance | None, gone: Collection[str]) -> Importance | None:
    """What is said of the other issues; those around one taken out keep their order."""
    if said is None:
        return None
    chains = [tuple(kept for tier in chain if (kept := tuple(i for i in tier if i not in gone)))
              for chain in (said.order.chains if said.order else ())]  # fmt: skip
    order = Order(tuple(c for c in chains if len(c) > 1 or (c and len(c[0]) > 1)))
    ranges = {i: share for i, share in said.ranges.items() if i not in gone}
    ratios = {two: share for two, share in said.ratios.items() if not any(i in gone for i in two)}
    left = Importance(order if order.chains else None, ranges, ratios)
    return left if left.ids() else None


def _less_answer(gone: Collection[str], answer: Answer) -> Answer | None:
    """The same of the other issues; None where it turns on one that is taken out."""
    packages = {f: getattr(answer, f) for f in ("prefers", "equal", "to", "offered", "refused", "confirmed",
                                                "denied")}  # fmt: skip
    some = {field: package for field, package in packages.items() if isinstance(package, dict)}
    spoken = {i for package in some.values() for i in package if i in gone}
    if not spoken:
        return answer
    if answer.kind not in ("prefers", "equal") or len(some) < 2:
        return None
    one, other = some.values()
    if any(one.get(i) != other.get(i) for i in spoken):
        return None
    cut = {f: {i: t for i, t in package.items() if i not in gone} for f, package in some.items()}
    return answer.model_copy(update=cut) if all(cut.values()) else None
