"""What is to be agreed, and what could be agreed on it? The issues of a first case, from what was said.

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft`.

Options are those somebody named. Two are added, as assumptions: what holds without a deal, where the library
of the field knows it; and what the other side must want, where only one thing was ever asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from parley.case.draft_numbers import (
    ends,
    in_steps,
    limits,
    shares_of_others,
    standing,
    without_numbers,
)
from parley.case.draft_parties import asked, refused
from parley.case.draft_units import in_unit, main_unit, numbers
from parley.case.model import Assumed, Issue, NumberRange, Option
from parley.evidence.claim import Claim, Value
from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Glossary, Subject
from parley.evidence.positions import WEIGHT, Position

DRAFT = "draft"
COUNTED = (
    "persons",
    "people",
    "trucks a day",
    "money",
    "percent",
)  # of these, none at all can be handed over
PLAIN = ("demand", "condition", "red_line")  # acts that leave no doubt that something is at stake
TABLED = ("propose", "offer", "prefer", "reject")  # that leave none where another side speaks on it too
SURE = 0.65  # how sure the reader must be of them


@dataclass(frozen=True, slots=True)
class Drafted:
    """An issue, and how it came about."""

    id: str
    issue: Issue
    kind: IssueKind | None
    held: tuple[Position, ...]  # of principals, in their order
    nothing: str | float | None = None  # the term that holds without a deal
    assumed: frozenset[str] = field(default_factory=frozenset)  # options nobody named
    numbers: Mapping[str, tuple[float, ...]] = field(default_factory=dict)  # who named which, in order
    addressed: frozenset[str] = field(default_factory=frozenset)  # sides of whom something is asked
    own_shares: frozenset[str] = field(default_factory=frozenset)  # whose numbers are of a share of their own

    @property
    def exchange(self) -> bool:
        """Does one side hand something over?"""
        return self.kind is not None and self.kind.exchange

    def measures(self, value: Value | None) -> bool:
        """Is this a number of the kind that the issue is about?"""
        return self.issue.range is not None and in_unit(value, self.issue.range.unit)

    def of(self, party: str) -> Position | None:
        """Where a party stands on it."""
        return next((p for p in self.held if p.party == party), None)

    def asked(self, party: str) -> tuple[str, ...]:
        """The options of this issue that a party asks for."""
        position = self.of(party)
        return tuple(o for o in asked(position) if o in self.issue.options) if position else ()

    def refused(self, party: str) -> tuple[str, ...]:
        """The options of this issue that a party refuses."""
        position = self.of(party)
        return tuple(o for o in refused(position) if o in self.issue.options) if position else ()


def issues(
    library: dict[str, IssueKind],
    claims: Sequence[Claim],
    held: Sequence[Position],
    principals: Sequence[str],
    glossary: Glossary,
    words: str,
) -> tuple[Drafted, ...]:
    """The issues on which a principal takes a position, in the order of the glossary.

    Of issues that no library knows, only those on which it is plain that something is at stake.

    Args:
        held: the positions of all sides.
        words: everything the documents say, in lower case: of the keywords, those that stand there are kept.
    """
    found = []
    names = {actor.id: actor.name for actor in glossary.actors}
    sides = dict.fromkeys(glossary.side(actor) for claim in claims for actor in claim.actors)
    for subject in glossary.subjects:
        kind = library.get(subject.kind or subject.id)
        mine = tuple(p for party in principals for p in held if p.issue == subject.id and p.party == party)
        said = [c for c in claims if c.issue == subject.id and c.act in WEIGHT]
        everyone = tuple(p for p in held if p.issue == subject.id)
        if mine and (_plain(mine) if kind is None else not kind.about_talks):
            drafted = _issue(subject, kind, mine, said, words, everyone, names)
            if drafted is None:
                continue
            unit = drafted.issue.range.unit if drafted.issue.range else None
            addressed = frozenset(glossary.side(t) for c in said for t in c.targets)
            wanted = [c for c in said if c.polarity == "+" or limits(c.value)]
            by_side = {
                side: numbers([c for c in wanted if side in map(glossary.side, c.actors)], unit)
                for side in sides
                if side not in drafted.own_shares
            }
            found.append(
                replace(drafted, addressed=addressed, numbers={s: n for s, n in by_side.items() if n})
            )
    return tuple(found)


def _plain(held: Sequence[Position]) -> bool:
    """Is it plain that something is at stake, though no library knows the issue?"""
    acts = PLAIN if len(held) == 1 else (*PLAIN, *TABLED)
    return any(p.main.specific and p.main.act in acts and p.confidence >= SURE for p in held)


def _issue(
    subject: Subject,
    kind: IssueKind | None,
    held: tuple[Position, ...],
    said: Sequence[Claim],
    words: str,
    everyone: tuple[Position, ...],
    names: Mapping[str, str],
) -> Drafted | None:
    """None where nothing can be chosen: neither options nor a number."""
    options = _options(subject, kind, words)
    unit = main_unit(subject.unit, said)
    named = numbers(said, unit)
    if subject.numeric or (named and not options):
        return _numeric(subject, kind, held, said, named, words, everyone, names)
    if not options:
        return None
    nothing = kind.nothing if kind and kind.nothing in options else None
    spoken = {c.option for c in said}
    chosen, added = _chosen(list(options), spoken, nothing, held, kind is not None and kind.exchange)
    kept = {o: option for o, option in options.items() if o in chosen}
    if len(kept) == 1:
        (only,) = kept
        kept[f"no-{only}"] = Option(label=f"Not: {options[only].label}")
        added[f"no-{only}"] = "so that there is a choice"
    claims = tuple(str(c.id) for c in said)
    reason = "; ".join(
        f'"{kept[o].label}" was named by nobody and is added: {why}' for o, why in added.items()
    )
    issue = Issue(
        name=subject.label,
        kind=kind.id if kind else None,
        keywords=_found(subject.keywords, words),
        options=kept,
        because=Assumed(assumed=reason, by=DRAFT, claims=claims) if reason else claims,
    )
    return Drafted(subject.id, issue, kind, held, nothing, frozenset(added))


def _options(subject: Subject, kind: IssueKind | None, words: str) -> dict[str, Option]:
    """Everything that might be chosen: what is usual on such an issue, in its order, and what was found."""
    found = {t.id: Option(label=t.label, keywords=_found(t.keywords, words)) for t in subject.options}
    usual = (
        {o.id: Option(label=o.label, keywords=_found(o.keywords, words)) for o in kind.options}
        if kind
        else {}
    )
    return {o: found.get(o, option) for o, option in usual.items()} | found


def _chosen(
    options: list[str], spoken: set[str | None], nothing: str | None, held: Sequence[Position], exchange: bool
) -> tuple[set[str], dict[str, str]]:
    """The options to keep, and why each was added that nobody named."""
    chosen = {o for o in options if o in spoken}
    added: dict[str, str] = {}
    if not chosen:
        return set(options), dict.fromkeys(options, "it is usual in such talks")
    if nothing is not None and nothing not in chosen:
        added[nothing] = "it holds without a deal"
    counter = _counter(options, nothing, held, exchange, chosen | added.keys())
    if counter is not None:
        added[counter] = "the other side is taken to want it"
    if len(chosen | added.keys()) == 1 and len(options) > 1:
        (only,) = chosen
        added[options[-1] if options[-1] != only else options[0]] = "so that there is a choice"
    return chosen | added.keys(), added


def _counter(
    options: list[str], nothing: str | None, held: Sequence[Position], exchange: bool, chosen: set[str]
) -> str | None:
    """What somebody else must want where the principals ask for one thing only and nothing else is there.

    Whoever hands something over may ask for a limit on it ("a veto over some names"); then the other side is
    taken to want none. Whoever asks for what holds anyway is taken to stand against the most that is usual.
    """
    wanted = {o for p in held for o in asked(p)}
    unwanted = {o for p in held for o in refused(p)}
    if len(wanted) != 1 or unwanted - wanted or len(options) < 2 or len(chosen - {nothing}) > 1:
        return None
    (only,) = wanted
    most = options[-1] if options[-1] != nothing else options[0]
    limit = exchange and only in options and options.index(only) < (len(options) - 1) / 2
    return most if (only == nothing or limit) and most != only else None


def _numeric(
    subject: Subject,
    kind: IssueKind | None,
    held: tuple[Position, ...],
    said: Sequence[Claim],
    named: tuple[float, ...],
    words: str,
    everyone: tuple[Position, ...],
    names: Mapping[str, str],
) -> Drafted:
    unit = main_unit(subject.unit, said)
    none_at_all = kind is not None and kind.exchange and (kind.unit in COUNTED)
    apart = shares_of_others(tuple(p for p in everyone if p.party in {h.party for h in held}), said, unit)
    measured = tuple(p for p in everyone if p not in apart)
    if apart:  # a number of somebody else's may be of either share
        measured = tuple(p for p in measured if p.party in {h.party for h in held})
    numbers_now = standing(measured, said, unit) or named
    ceiling = any(
        p.value and p.value.comparator in (("<", "<=") if p.polarity == "+" else (">", ">="))
        for p in measured
    )
    low, high, reason = ends(numbers_now, ceiling)
    step = None
    if low is not None and high is not None:
        low, high, step = in_steps(low, high, numbers_now, unit)
    if apart:
        others = ", ".join(f"{_figures(p, unit)} of {names.get(p.party, p.party)}" for p in apart)
        reason = "; ".join(r for r in (reason, f"{others} left out, a share of its own") if r)
    valued = tuple(dict.fromkeys(str(c.id) for c in said if in_unit(c.value, unit)))
    whose = next((p.party for p in held if p not in apart), "") if apart else ""
    issue = Issue(
        name=f"{subject.label}: share of {names.get(whose, whose)}" if whose else subject.label,
        kind=kind.id if kind else None,
        keywords=_found(subject.keywords, words),
        range=NumberRange(low=low, high=high, step=step, unit=unit),
        because=Assumed(assumed=reason, by=DRAFT, claims=valued) if reason else valued or None,
    )
    nothing = 0.0 if none_at_all else None
    kept = tuple(k for p in held if (k := without_numbers(p, unit) if p in apart else p) is not None)
    return Drafted(subject.id, issue, kind, kept, nothing, own_shares=frozenset(p.party for p in apart))


def _figures(position: Position, unit: str | None) -> str:
    stances = [s for s in (position.main, *position.also) if in_unit(s.value, unit)]
    numbers = [f"{s.value.number:g}" for s in stances if s.value and s.value.number is not None]
    return f"{', '.join(numbers)} {unit or ''}".strip()


def _found(keywords: Sequence[str], words: str) -> tuple[str, ...]:
    return tuple(k for k in keywords if re.search(rf"(?<!\w){re.escape(k.lower())}(?!\w)", words))
