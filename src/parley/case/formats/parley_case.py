"""Parley's own case.yaml as a scenario: the middle of what it leaves open.

Room: case. Speaks parties and packages. May use `parley.ground`. Writing is in
`parley.case.formats.parley_case_writing`.

A case says what is known and leaves the rest open; a scenario leaves nothing open. Its middle is a rule, not
a finding, and is the same every time:

    importance   the middle of each range, the rest shared evenly, all divided by their sum; of an order the
                 centroid of the weights it allows (rank order centroid: Barron and Barrett 1996, Management
                 Science 42(11), 1515-1523), tiers counted along the longest way from the top
    values       the middle of a stated value; else evenly spaced along an order, 1 for its best and 0 for its
                 worst tier; one half where nothing is said
    numbers      a straight line for more and less, falling away on both sides for near
    no deal      the middle of its worth, or what it leads to is worth, less the middle of its costs; and no
                 less than the minimum
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from parley.case.files import read_case
from parley.case.formats.document import MEGABYTE, read_text
from parley.case.formats.format import Losses, Read, Written, placed
from parley.case.formats.parley_case_writing import write_parley_case
from parley.case.formats.shaping import rounded
from parley.case.model import Case, Issue, NumericWish, Order, Preferences
from parley.case.notation import Bound, Interval
from parley.case.scenario import (
    Additive,
    Ends,
    Entry,
    Flat,
    Numbers,
    Part,
    Profile,
    Reading,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    Value,
    Values,
    plain,
)
from parley.case.scenario_worth import worth
from parley.ground.errors import ParleyError

HALF = Fraction(1, 2)
OPEN = "A case leaves wishes open; the scenario is their middle, by a stated rule."


class ParleyCaseFormat:
    """See `parley.case.formats.format.Format`."""

    name = "parley"
    endings = (".yaml", ".yml")
    holds = "a Parley case: case.yaml"

    def recognises(self, path: Path) -> bool:
        """A YAML file with a line `parley: 1`."""
        if path.suffix.lower() not in self.endings:
            return False
        return any(line.startswith("parley:") for line in read_text(path, MEGABYTE).splitlines())

    def read(self, files: Sequence[Path], name: str, reading: Reading | None = None) -> Read:
        """See `parley.case.formats.format.Format`. What is open becomes its middle."""
        if len(files) > 1:
            raise ParleyError(f"{files[0].parent} holds {len(files)} cases.\n  Name the file of one of them.")
        case = read_case(files[0])
        with placed(files[0]):
            return middle(case)

    def write(self, scenario: Scenario) -> Written:
        """See `parley.case.formats.format.Format`."""
        return write_parley_case(scenario)


def middle(case: Case) -> Read:
    """The middle of a case, and what of the case is not in it.

    Raises:
        ParleyError: no principal, or no issue with anything to choose from.
    """
    lost = Losses()
    lost.say(OPEN)
    kept = {i: issue for i, issue in case.issues.items() if _choosable(issue)}
    for i in case.issues:
        if i not in kept:
            lost.say("Issues with nothing to choose from yet are left out ({}).", i)
    if not kept or not case.principals():
        raise ParleyError(
            f'The case "{case.title}" has no {"issue to choose on" if not kept else "principal"}.\n'
            "  Give it at least one."
        )
    names = _names({i: issue.name for i, issue in kept.items()})
    issues = tuple(ScenarioIssue(names[i], n, _of(issue)) for n, (i, issue) in enumerate(kept.items(), 1))
    called = _names({p: case.parties[p].name for p in case.principals()})
    profiles = tuple(
        _profile(called[p], case.preferences.get(p, Preferences()), kept, issues, lost)
        for p in case.principals()
    )
    _not_held(case, lost)
    return Read(Scenario(case.title, issues, profiles), lost.all)


def _choosable(issue: Issue) -> bool:
    return issue.range.closed if issue.range is not None else bool(issue.options)


def _names(wanted: Mapping[str, str]) -> dict[str, str]:
    """Names that differ: the id where a name is there twice."""
    said = list(wanted.values())
    return {i: name if said.count(name) == 1 else i for i, name in wanted.items()}


def _labels(issue: Issue) -> dict[str, str]:
    return _names({o: option.label for o, option in issue.options.items()})


def _of(issue: Issue) -> Values | Numbers:
    if issue.range is None:
        return Values(tuple(Value(label) for label in _labels(issue).values()))
    low, high = (Decimal(repr(n)) for n in (issue.range.low or 0.0, issue.range.high or 0.0))
    low, high = (n.quantize(Decimal(1)) if n == int(n) else n for n in (low, high))
    if issue.range.between:
        return Numbers(low, high, None)
    numbers = issue.range.numbers()
    step = (high - low) / (len(numbers) - 1) if issue.range.step is None else Decimal(repr(issue.range.step))
    return Numbers(low, high, step.quantize(Decimal(1)) if step == int(step) else step)


def _profile(
    name: str,
    said: Preferences,
    kept: Mapping[str, Issue],
    issues: tuple[ScenarioIssue, ...],
    lost: Losses,
) -> Profile:
    weights = _weights(said, list(kept), name, lost)
    parts = [_part(i, issue, of, said, lost) for (i, issue), of in zip(kept.items(), issues, strict=True)]
    shares = tuple(rounded(w, lost, name) for w in weights)
    floor = _floor(said, kept, issues, shares, parts, name, lost)
    for what, there in (
        ("Red lines", said.red_lines),
        ("Worth of terms together", said.together),
        ("Answers", said.answers),
        ("Reasons", said.because),
    ):
        if there:
            lost.say(f"{what} are not held ({{}}).", name)
    return Profile(name, Additive(shares, tuple(parts)), floor)


def _weights(said: Preferences, issues: list[str], party: str, lost: Losses) -> list[Fraction]:
    importance = said.importance
    if importance is None:
        return [Fraction(1, len(issues))] * len(issues)
    if importance.ratios or (importance.ranges and importance.order):
        lost.say("Of importance said in several ways only ranges count for the middle ({}).", party)
    if importance.ranges:
        mid = {i: _mid(share) for i, share in importance.ranges.items() if i in issues}
        rest = [i for i in issues if i not in mid]
        left = max(Fraction(0), 1 - sum(mid.values(), Fraction(0)))
        mid |= dict.fromkeys(rest, left / len(rest) if rest else Fraction(0))
        total = sum(mid.values(), Fraction(0))
        return [mid[i] / total if total else Fraction(1, len(issues)) for i in issues]
    if importance.order is None:
        return [Fraction(1, len(issues))] * len(issues)
    tiers = [[i for i in tier if i in issues] for tier in _tiers(importance.order)]
    ranked = [i for tier in tiers for i in tier]
    centroid: dict[str, Fraction] = {}
    place = 0
    for tier in tiers:
        shares = [
            sum((Fraction(1, k) for k in range(n + 1, len(ranked) + 1)), Fraction(0)) / len(ranked)
            for n in range(place, place + len(tier))
        ]
        centroid |= dict.fromkeys(tier, sum(shares, Fraction(0)) / len(tier) if tier else Fraction(0))
        place += len(tier)
    part = Fraction(len(ranked), len(issues))
    return [centroid[i] * part if i in centroid else Fraction(1, len(issues)) for i in issues]


def _tiers(order: Order) -> list[list[str]]:
    """Ids from the top, each as far down as the longest way to it."""
    depth = dict.fromkeys(order.ids(), 0)
    for _ in depth:
        for a, b in order.pairs():
            depth[b] = max(depth[b], depth[a] + 1)
        for a, b in order.ties():
            depth[a] = depth[b] = max(depth[a], depth[b])
    return [[i for i, d in depth.items() if d == level] for level in sorted(set(depth.values()))]


def _part(issue_id: str, issue: Issue, of: ScenarioIssue, said: Preferences, lost: Losses) -> Part:
    wish, anchors = said.orders.get(issue_id), said.values.get(issue_id, {})
    if isinstance(of.of, Numbers):
        return _numbers(of, of.of, wish if isinstance(wish, NumericWish) else None, anchors, lost)
    labels = _labels(issue)
    values = dict.fromkeys(labels, HALF)
    if isinstance(wish, Order):
        tiers = _tiers(wish)
        if len(tiers) == 1:
            values = dict.fromkeys(labels, Fraction(0)) | dict.fromkeys(tiers[0], Fraction(1))
        else:
            for n, tier in enumerate(tiers):
                values |= dict.fromkeys(tier, 1 - Fraction(n, len(tiers) - 1))
    values |= {o: _mid(v) for o, v in anchors.items()}
    return Table(tuple(Entry(labels[o], rounded(v, lost, of.name)) for o, v in values.items()))


def _numbers(
    of: ScenarioIssue,
    numbers: Numbers,
    wish: NumericWish | None,
    anchors: Mapping[str, Interval],
    lost: Losses,
) -> Part:
    low, high = numbers.low, numbers.high
    wished = _by_wish(numbers, wish)
    if not anchors:
        return wished
    at = {Fraction(repr(Bound.parse(word).number)): _mid(v) for word, v in anchors.items()}
    for end in (low, high):
        at.setdefault(Fraction(end), worth(wished, end, "raw"))
    if numbers.step is None or len(at) == 2:
        if len(at) > 2:
            lost.say("Of a range on which any number may be chosen only the ends count ({}).", of.name)
        ends = [rounded(at[Fraction(end)], lost, of.name) for end in (low, high)]
        return Ends(low, ends[0], high, ends[1])
    return Table(
        tuple(Entry(plain(n), rounded(_between(at, Fraction(n)), lost, of.name)) for n in numbers.choices)
    )


def _by_wish(numbers: Numbers, wish: NumericWish | None) -> Part:
    low, high = numbers.low, numbers.high
    if wish is None:
        return Flat(Decimal("0.5"))
    if wish.direction != "near":
        rising = wish.direction == "more"
        return Ends(low, Decimal(not rising), high, Decimal(rising))
    target = min(high, max(low, Decimal(repr(wish.target or 0.0))))
    width = max(target - low, high - target)
    return Triangle(target - width, target + width, target)


def _between(at: Mapping[Fraction, Fraction], x: Fraction) -> Fraction:
    """On straight lines between the given numbers."""
    below, above = max(n for n in at if n <= x), min(n for n in at if n >= x)
    return (
        at[below] if below == above else at[below] + (at[above] - at[below]) * (x - below) / (above - below)
    )


def _floor(
    said: Preferences,
    kept: Mapping[str, Issue],
    issues: tuple[ScenarioIssue, ...],
    weights: Sequence[Decimal],
    parts: Sequence[Part],
    party: str,
    lost: Losses,
) -> Decimal | None:
    least = _mid(said.minimum) if said.minimum is not None else None
    if said.minimum is not None:
        lost.say("The least a party signs is held as its reservation ({}).", party)
    no_deal = said.no_deal
    if no_deal is None:
        return None if least is None else rounded(least, lost, party)
    if no_deal.worth is not None:
        floor = _mid(no_deal.worth)
    else:
        floor = Fraction(0)
        for i, issue, of, weight, part in zip(kept, kept.values(), issues, weights, parts, strict=True):
            floor += Fraction(weight) * _outcome(no_deal.leads_to.get(i), issue, of, part)
        lost.say("What no deal leads to is held as its worth only ({}).", party)
    if no_deal.costs is None:
        lost.say("Costs of carrying on that nobody states are taken for 0 ({}).", party)
    else:
        floor -= _mid(no_deal.costs)
    return rounded(floor if least is None else max(floor, least), lost, party)


def _outcome(term: object, issue: Issue, of: ScenarioIssue, part: Part) -> Fraction:
    """What an issue is worth as no deal leaves it; one half where that is unknown or no option."""
    if isinstance(of.of, Numbers):
        if not isinstance(term, Bound):
            return HALF
        at = min(of.of.high, max(of.of.low, Decimal(repr(term.number))))
        if of.of.step is not None:
            at = min(of.of.choices, key=lambda n: abs(n - at))
        return worth(part, at, "raw")
    label = _labels(issue).get(str(term))
    return HALF if label is None else worth(part, label, "raw")


def _mid(of: Interval) -> Fraction:
    return (Fraction(repr(of.low)) + Fraction(repr(of.high))) / 2


def _not_held(case: Case, lost: Losses) -> None:
    others = [p for p in case.parties if p not in case.principals()]
    if others:
        lost.say("Parties that sign nothing are not held ({}).", ", ".join(others))
    for what, there in (
        ("Constraints", case.constraints),
        ("Texts", case.texts),
        ("Rounds of talks", case.rounds),
        ("Deliverables, phases and guarantees", case.deliverables or case.phases or case.guarantees),
    ):
        if there:
            lost.say(f"{what} are not held.")
    if any(i.because for i in case.issues.values()) or any(i.keywords for i in case.issues.values()):
        lost.say("Sources, keywords and kinds of issues are not held.")
    if any(p.members or p.aliases for p in case.parties.values()):
        lost.say("Members and other names of parties are not held.")
