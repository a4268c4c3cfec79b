"""Drafts become claims: linked to issues, with numbers, days, status, and what supports what.

Room: evidence.
"""

from dataclasses import dataclass, field
from typing import cast

from parley.evidence.claim import (
    Act,
    Attribution,
    Basis,
    Claim,
    Polarity,
    Scope,
    Status,
    Strength,
    Value,
    When,
)
from parley.evidence.document import Document, Quote
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.linking import Link, Linker
from parley.evidence.rules.morphology import PAST
from parley.evidence.rules.numbers import Number, as_wanted, numbers
from parley.evidence.rules.parts import joints, two_numbers
from parley.evidence.rules.people import Discourse
from parley.evidence.rules.segment import Text
from parley.evidence.rules.tense import long_ago, looks_ahead
from parley.evidence.rules.times import Moment, moments
from parley.evidence.rules.topics import Topics
from parley.ground.ids import ClaimId

_FROM = (
    [",", "up", "from"],
    [",", "down", "from"],
    ["up", "from"],
    ["down", "from"],
    [",", "up", "from", "the"],
)
_OWN = frozenset({"demand", "prefer", "offer", "accept", "concede", "red_line"})
_NEAR = 8  # sentences between a former number and the one that follows it
_HELD = frozenset({"demand", "prefer", "offer"})
_JOINABLE = frozenset(
    {
        "demand",
        "propose",
        "offer",
        "prefer",
        "accept",
        "reject",
        "commit",
        "condition",
        "support",
        "appeal",
        "concede",
    }
)


@dataclass(slots=True)
class Finisher:
    """Turns the drafts of one document into claims."""

    document: Document
    text: Text
    linker: Linker
    lexicon: Lexicon
    discourse: Discourse
    values: dict[int, tuple[Value | None, Value | None]] = field(default_factory=dict)
    topics: Topics = field(init=False)
    named: list[tuple[str | None, Value | None]] = field(default_factory=list)  # issue and number, in order
    times: dict[int, list[Moment]] = field(default_factory=dict)  # sentence -> its time expressions

    def __post_init__(self) -> None:
        self.topics = Topics(self.text, self.linker, self.lexicon, self.discourse)

    def claims(self, drafts: list[Draft]) -> tuple[Claim, ...]:
        drafts = self._split(drafts)
        self.topics.link(drafts)
        drafts = [d for d in drafts if not self._empty_refusal(d, drafts)]
        for d in drafts:
            self.values[id(d)] = self._value(d, self.topics.links[id(d)])
            self.named.append((d.issue, self.values[id(d)][0]))
        drafts = self._unique(drafts)
        for d in drafts:
            if d.act in _HELD and d.status == "current" and self.text.tokens[d.verb].form == PAST:
                d.status = "past" if long_ago(self._when(d), self.document.published) else "current"
        self._supersede(drafts)
        drafts = sorted(drafts, key=lambda d: self._span(d.content))
        ids = {id(d): ClaimId(f"r{k}") for k, d in enumerate(drafts, 1)}
        return tuple(self._claim(d, ids, drafts) for d in drafts)

    def _empty_refusal(self, d: Draft, drafts: list[Draft]) -> bool:
        """ "Will not return until nights are voluntary" refuses no voluntary nights: it asks for them."""
        price = next((o for o in drafts if o.condition_of is d and o.rule == "condition: not until"), None)
        if price is None or d.act != "reject" or not d.option:
            return False
        if (d.issue, d.option) != (price.issue, price.option):
            return False
        price.condition_of = None
        return True

    # -- joined objects -----------------------------------------------------------------------------

    def _split(self, drafts: list[Draft]) -> list[Draft]:
        """ "an end to the war and a withdrawal": two claims where the parts point to different things."""
        out = []
        for d in drafts:
            parts = self._parts(d)
            if len(parts) < 2:
                out.append(d)
                continue
            for first, last in parts:
                piece = Draft(
                    d.who,
                    d.act,
                    d.strength,
                    d.sentence,
                    (d.quote[0], max(last, min(d.quote[1], last))),
                    (first, last),
                    d.cue,
                    d.mention,
                    d.rule,
                    d.polarity,
                    d.status,
                    d.scope,
                    d.targets,
                    d.condition,
                    d.direct,
                    d.reporter,
                    d.reporter_mention,
                    d.basis,
                    d.sure,
                    d.verb,
                    d.lemma,
                    d.reason_for,
                    d.condition_of,
                    d.flips,
                    d.negated,
                    d.past,
                    d.now,
                    d.future,
                    d.topic_from,
                )
                for other in drafts:
                    if other.reason_for is d:
                        other.reason_for = piece
                    if other.condition_of is d:
                        other.condition_of = piece
                out.append(piece)
        return out

    def _parts(self, d: Draft) -> list[tuple[int, int]]:
        """Where the parts of a joined object stand; empty where it is one."""
        if d.act not in _JOINABLE or d.direct:
            return []
        first, last = d.content
        start, out = first, list[tuple[int, int]]()
        for k, n in joints(self.text, first, last):
            if k <= start:
                continue
            left, right = self.topics.probe(start, k), self.topics.probe(n, last)
            if _distinct(left, right) or two_numbers(self.text, self.lexicon, start, k, n, last):
                out.append((start, k))
                start = n
        return [*out, (start, last)] if out else []

    # -- numbers ------------------------------------------------------------------------------------

    def _value(self, d: Draft, link: Link) -> tuple[Value | None, Value | None]:
        if d.act in ("accuse", "criticize", "assess", "mediate", "deny"):
            return None, None
        found = numbers(self.text, d.content[0], d.content[1], self.lexicon)
        if not found:
            return self._value_meant(d), None
        issue = next((i for i in self.linker.issues if i.subject.id == link.issue), None)
        unit = issue.unit if issue else frozenset()
        fitting = [n for n in found if unit and n.unit and set(self.linker.stems_of(n.unit)) & unit]
        pool = fitting or [n for n in found if not n.fraction] or found
        if unit and not fitting:
            bare = [n for n in found if n.unit is None]
            pool = bare or pool
        chosen, former = self._new_and_former(pool, found)
        if d.polarity == "+":
            chosen = as_wanted(self.text, chosen, d.content[0], d.cue)
        return self._as_value(
            chosen, issue.subject.unit if issue and unit and chosen.unit is None else None
        ), (self._as_value(former, chosen.unit) if former else None)

    def _value_meant(self, d: Draft) -> Value | None:
        """The number that "the figure" or "it" stands for in an answer: the last named on the issue."""
        words = self.text.low[d.content[0] : d.content[1]]
        if d.act not in ("accept", "reject", "support") or not self.topics.points_back(words):
            return None
        named = [v for o, v in self.named if o == d.issue and v is not None]
        return named[-1] if named else None

    def _new_and_former(self, pool: list[Number], found: list[Number]) -> tuple[Number, Number | None]:
        """Of two numbers in a clause, the one that holds now and the one it came from."""
        low = self.text.low
        old = next((n for n in found if low[n.first - 1] == "from"), None)
        new = next((n for n in found if n is not old and low[n.first - 1] == "to"), None)
        if old is not None and new is not None:
            return new, old
        if old is not None and pool and pool[0] is not old and low[pool[0].last : old.first] in _FROM:
            return pool[0], old
        if len(pool) < 2:
            return pool[0], None
        for n in pool:
            before = low[n.first - 1] if n.first else ""
            two = low[n.first - 2 : n.first]
            if before in ("from",) or two in (
                ["instead", "of"],
                ["rather", "than"],
                ["compared", "with"],
                ["from", "the"],
                ["up", "from"],
                ["down", "from"],
                ["against", "the"],
            ):
                rest = [m for m in pool if m is not n]
                return rest[0], n
        return pool[0], None

    def _as_value(self, n: Number, unit: str | None) -> Value:
        if n.fraction and n.unit is None and unit in (None, "percent"):
            return Value(round(n.value * 100, 4), "percent", n.comparator)
        return Value(n.value, n.unit or unit, n.comparator)

    # -- what later words change --------------------------------------------------------------------

    def _unique(self, drafts: list[Draft]) -> list[Draft]:
        """One claim per actor, act and place; of two that overlap with one act and issue the surer stays."""
        out: list[Draft] = []
        for d in drafts:
            twin = next(
                (
                    o
                    for o in out
                    if o.sentence == d.sentence
                    and o.who.actors == d.who.actors
                    and o.act == d.act
                    and _overlap(o.content, d.content) > 0.6
                ),
                None,
            )
            if twin is None:
                out.append(d)
        return out

    def _supersede(self, drafts: list[Draft]) -> None:
        """A past position is superseded where its actor takes another on the same issue."""
        for k, d in enumerate(drafts):
            if d.status != "past":
                continue
            sides = [self.discourse.roster.side(a) for a in d.who.actors]
            for other in drafts:
                if other is d or other.status in ("past", "superseded"):
                    continue
                if abs(other.sentence - d.sentence) > 1 and not self._other_number(d, other):
                    continue
                if (
                    any(self.discourse.roster.side(a) in sides for a in other.who.actors)
                    and other.issue == d.issue
                    and other.act not in ("justify", "accuse", "assess", "withhold")
                ):
                    d.status = "superseded"
                    value, moved = self.values.get(id(other), (None, None))
                    former = self.values.get(id(d), (None, None))[0]
                    if (
                        value is not None
                        and moved is None
                        and former is not None
                        and former.number != value.number
                        and 0 <= other.sentence - d.sentence <= 1
                    ):
                        self.values[id(other)] = (value, former)
                    break
            del k

    def _other_number(self, d: Draft, other: Draft) -> bool:
        """Whether both name a number in one unit, and not the same."""
        a, b = self.values[id(d)][0], self.values[id(other)][0]
        near = d.act in _OWN and other.act in _OWN and abs(other.sentence - d.sentence) <= _NEAR
        return near and a is not None and b is not None and a.unit == b.unit and a.number != b.number

    # -- the claim ----------------------------------------------------------------------------------

    def _span(self, tokens: tuple[int, int]) -> tuple[int, int]:
        return self.text.span(*tokens)

    def _quote(self, tokens: tuple[int, int] | None) -> Quote | None:
        if tokens is None or tokens[1] <= tokens[0]:
            return None
        return self.document.quote(*self._span(tokens))

    def _claim(self, d: Draft, ids: dict[int, ClaimId], drafts: list[Draft]) -> Claim:
        quote, content = self._quote(d.quote), self._quote(d.content)
        assert quote is not None
        assert content is not None
        link = self.topics.links[id(d)]
        value, moved = self.values[id(d)]
        confidence = max(
            0.05, min(0.99, d.sure * (0.75 + 0.25 * min(1.0, link.margin)) * (1.0 if link.issue else 0.8))
        )
        return Claim(
            ids[id(d)],
            d.who.actors,
            cast(Act, d.act),
            quote,
            content,
            cast(Polarity, d.polarity),
            cast(Strength, d.strength),
            cast(Status, d.status),
            cast(Scope, d.scope),
            d.issue,
            d.option,
            ("explicit" if link.option_score >= 0.6 else "implied") if d.option else "none",
            value,
            moved,
            d.targets,
            self._quote(d.cue),
            self._quote(d.mention),
            d.direct,
            self._quote(d.condition),
            ids.get(id(d.condition_of)) if d.condition_of is not None else None,
            self._supported(d, ids, drafts),
            Attribution(d.reporter, self._quote(d.reporter_mention), cast(Basis, d.basis)),
            self._when(d),
            self.document.published,
            self.document.disclosure,
            round(confidence, 2),
            d.rule,
        )

    def _supported(self, d: Draft, ids: dict[int, ClaimId], drafts: list[Draft]) -> ClaimId | None:
        if d.reason_for is not None:
            return ids.get(id(d.reason_for))
        if d.act != "justify":
            return None
        side = self.discourse.roster.side(d.who.actors[0])
        for other in reversed(drafts):
            if other.content[0] >= d.content[0] or d.sentence - other.sentence > 1:
                continue
            if (
                other.act not in ("justify", "assess", "assert", "mediate")
                and self.discourse.roster.side(other.who.actors[0]) == side
            ):
                return ids.get(id(other))
        return None

    def _when(self, d: Draft) -> When | None:
        sentence = self.text.sentences[d.sentence]
        found = self._moments(d)
        start, end = self._span(d.quote)
        from_, to = self._span(d.content)
        near = (
            [m for m in found if from_ <= m.start < to],
            [m for m in found if start <= m.start < end],
            [m for m in found if end <= m.start and not set(self.text.text[end : m.start]) & set(",;:.")],
            [m for m in found if 0 <= start - m.end <= 3],
            [m for m in found if m.start - sentence.start < 3],
        )
        chosen = next((group[0] for group in near if group), None)
        if chosen is None:
            return None
        return When(self.document.quote(chosen.start, chosen.end), chosen.first, chosen.last)

    def _moments(self, d: Draft) -> list[Moment]:
        if d.sentence not in self.times:
            sentence = self.text.sentences[d.sentence]
            self.times[d.sentence] = moments(
                self.text.text,
                sentence.start,
                sentence.end,
                self.document.published,
                self.lexicon,
                future=lambda at: looks_ahead(self.text, sentence, at, self.lexicon),
            )
        return self.times[d.sentence]


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / max(1, min(a[1] - a[0], b[1] - b[0]))


def _distinct(left: Link, right: Link) -> bool:
    """Whether two parts of an object point to different things, both clearly."""
    if not (left.issue and right.issue) or min(left.score, right.score) <= 0.45:
        return False
    if left.issue != right.issue:
        return True
    return left.option != right.option and min(left.option_score, right.option_score) > 0.5
