"""Drafts become claims: linked to issues, with numbers, days, status, and what supports what.

Room: evidence.
"""

from dataclasses import dataclass, field

from parley.evidence.claim import Attribution, Claim, Value, When
from parley.evidence.document import Document, Quote
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.linking import Link, Linker
from parley.evidence.rules.numbers import Number, numbers
from parley.evidence.rules.people import Discourse
from parley.evidence.rules.segment import Text
from parley.evidence.rules.tense import looks_ahead
from parley.evidence.rules.times import Moment, moments
from parley.ground.ids import ClaimId


@dataclass(slots=True)
class Finisher:
    """Turns the drafts of one document into claims."""

    document: Document
    text: Text
    linker: Linker
    lexicon: Lexicon
    discourse: Discourse
    links: dict[int, Link] = field(default_factory=dict)
    values: dict[int, tuple[Value | None, Value | None]] = field(default_factory=dict)

    def claims(self, drafts: list[Draft]) -> tuple[Claim, ...]:
        drafts = self._split(drafts)
        self._link(drafts)
        drafts = self._unique(drafts)
        self._supersede(drafts)
        drafts = sorted(
            drafts, key=lambda d: (self._span(d.content)[0], self._span(d.content)[1], d.who.actors)
        )
        ids = {id(d): ClaimId(f"r{k}") for k, d in enumerate(drafts, 1)}
        return tuple(self._claim(d, ids, drafts) for d in drafts)

    # -- joined objects ------------------------------------------------------------------------------------------

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
        if (
            d.act
            not in (
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
            )
            or d.direct
        ):
            return []
        tokens, low = self.text.tokens, self.text.low
        first, last = d.content
        cuts = []
        for k in range(first + 1, last - 1):
            if low[k] not in ("and", "or", ",") or tokens[k].quoted >= 0:
                continue
            n = k + 1
            while n < last and (low[n] in ("and", "or") or tokens[n].tag == "RB"):
                n += 1
            if n < last and (
                tokens[n].tag in ("D", "PS", "N", "J", "CD", "NP", "TO")
                or (tokens[n].tag == "V" and tokens[n].form in ("base", "ing"))
            ):
                cuts.append((k, n))
        if not cuts:
            return []
        best: list[tuple[int, int]] = []
        carried: dict[str, float] = {}
        start = first
        previous = self._probe(first, last, d, carried)
        pieces: list[tuple[int, int, Link]] = []
        for k, n in cuts:
            left = self._probe(start, k, d, carried)
            right = self._probe(n, last, d, carried)
            distinct = (
                left.issue
                and right.issue
                and (left.issue, left.option) != (right.issue, right.option)
                and (
                    left.issue != right.issue
                    or (left.option and right.option and left.option_score > 0.5 and right.option_score > 0.5)
                )
                and left.score > 0.45
                and right.score > 0.45
            )
            if distinct and k > start:
                pieces.append((start, k, left))
                start = n
        if pieces:
            best = [(a, b) for a, b, _ in pieces] + [(start, last)]
        del previous
        return best

    def _probe(self, first: int, last: int, d: Draft, carried: dict[str, float]) -> Link:
        found = [(n.value, n.unit) for n in numbers(self.text, first, last, self.lexicon)]
        return self.linker.link(self.text.low[first:last], [], found, carried)

    # -- linking -------------------------------------------------------------------------------------------------

    def _link(self, drafts: list[Draft]) -> None:
        heading: dict[int, str | None] = {}
        last_issue: str | None = None
        last_paragraph = -1
        previous: Draft | None = None
        for d in sorted(drafts, key=lambda d: (d.content[0], d.condition_of is not None)):
            sentence = self.text.sentences[d.sentence]
            if sentence.paragraph != last_paragraph:
                last_paragraph = sentence.paragraph
                heading[last_paragraph] = self._heading(last_paragraph)
                if last_issue and not self._topic_goes_on(sentence.first):
                    last_issue = None
            carried: dict[str, float] = {}
            topic = heading[last_paragraph]
            if topic:
                carried[topic] = carried.get(topic, 0.0) + 0.3
            asked = d.extra.get("asked")
            lo, hi = asked if isinstance(asked, tuple) else d.content
            inner = self.text.low[lo:hi]
            anaphoric = (
                any(w in self.lexicon.words["anaphors"] for w in inner[:7])
                or len([w for w in inner if w not in self.lexicon.stop]) < 2
            )
            if last_issue:
                same = previous is not None and previous.sentence == d.sentence
                carried[last_issue] = carried.get(last_issue, 0.0) + (
                    0.55 if anaphoric else 0.3 if same else 0.2
                )
            for source in (d.reason_for, d.condition_of, d.topic_from):
                if source is not None and id(source) in self.links:
                    issue = self.links[id(source)].issue
                    if issue:
                        weight = 0.3 if source is d.condition_of else 0.6
                        carried[issue] = carried.get(issue, 0.0) + weight
            around = (
                self.text.low[sentence.first : d.content[0]] + self.text.low[d.content[1] : sentence.last]
            )
            if anaphoric:
                inner = [w for w in inner if w not in self.lexicon.words["anaphors"]]
            if (
                d.act in ("accuse", "deny", "criticize", "withhold")
                and len([w for w in inner if w not in self.lexicon.stop]) < 3
                and sentence.index
            ):
                before_it = self.text.sentences[sentence.index - 1]
                around = around + self.text.low[before_it.first : before_it.last]
                anaphoric = (
                    anaphoric
                    and bool(previous)
                    and previous is not None
                    and previous.sentence >= sentence.index - 1
                )
            found = [(n.value, n.unit) for n in numbers(self.text, d.content[0], d.content[1], self.lexicon)]
            negated = (
                any(w in ("no", "not", "n't", "n’t", "never", "nobody", "none") for w in inner[:4])
                or inner[:1] == ["without"]
            ) and d.act not in ("justify", "accuse", "criticize", "warn", "assess")
            names = frozenset(
                s for a in d.who.actors for n in self._names(a) for s in self.linker.stems_of(n)
            )
            link = self.linker.link(
                inner,
                around,
                found,
                carried,
                refuses=d.act in ("reject", "red_line"),
                negated=negated,
                flips=d.flips,
                own=names,
                anaphoric=anaphoric,
                whole=d.act in ("assess", "mediate"),
            )
            twin = d.extra.get("same_issue")
            if isinstance(twin, Draft) and id(twin) in self.links:
                link = Link(
                    self.links[id(twin)].issue, link.option, link.score, link.margin, link.option_score
                )
            if d.topic_from is not None and id(d.topic_from) in self.links:
                link = self.links[id(d.topic_from)]
            source = d.reason_for or (self._before(d, previous) if d.act == "justify" else None)
            if source is not None and id(source) in self.links and self.links[id(source)].issue:
                at = self.links[id(source)]
                link = Link(at.issue, at.option, link.score, link.margin, 0.5)
            elif (
                link.issue
                and (link.option is None or link.option_score < 0.5 or link.negated)
                and anaphoric
                and previous is not None
                and id(previous) in self.links
            ):
                before = self.links[id(previous)]
                if before.issue == link.issue and before.option:
                    link = Link(link.issue, before.option, link.score, link.margin, 0.4)
            if link.negated and d.polarity == "-":
                d.polarity = "+"
            self.links[id(d)] = link
            d.issue, d.option = link.issue, link.option
            self.values[id(d)] = self._value(d, link)
            if link.issue and d.act not in ("assess", "mediate"):
                last_issue = link.issue
            previous = d

    def _before(self, d: Draft, previous: Draft | None) -> Draft | None:
        """The position, just before in the same sentence, that a reason is given for."""
        if (
            previous is None
            or previous.sentence != d.sentence
            or previous.act in ("assess", "mediate", "condition")
        ):
            return None
        sides = [self.discourse.roster.side(a) for a in d.who.actors]
        same = any(self.discourse.roster.side(a) in sides for a in previous.who.actors)
        return previous if same else None

    def _names(self, actor: str) -> tuple[str, ...]:
        entry = self.discourse.roster.actors.get(self.discourse.roster.side(actor))
        return (entry.name, *entry.aliases) if entry else ()

    def _heading(self, paragraph: int) -> str | None:
        """What a paragraph is about by its heading or its first sentence."""
        sentences = [s for s in self.text.sentences if s.paragraph == paragraph]
        lead = sentences[0]
        if len(sentences) > 1 or not any(s.paragraph == paragraph - 1 for s in self.text.sentences):
            return self.linker.topic(self.text.low[lead.first : lead.last])
        before = [s for s in self.text.sentences if s.paragraph == paragraph - 1]
        if len(before) == 1 and before[0].end - before[0].start < 60:
            topic = self.linker.topic(self.text.low[before[0].first : before[0].last])
            if topic:
                return topic
        return self.linker.topic(self.text.low[lead.first : lead.last])

    def _topic_goes_on(self, first: int) -> bool:
        return self.text.low[first] in (
            "it",
            "they",
            "he",
            "she",
            "this",
            "that",
            "these",
            "“",
            '"',
            "its",
            "his",
            "her",
            "their",
            "but",
        )

    # -- numbers -------------------------------------------------------------------------------------------------

    def _value(self, d: Draft, link: Link) -> tuple[Value | None, Value | None]:
        if d.act in ("accuse", "criticize", "assess", "mediate", "deny"):
            return None, None
        found = numbers(self.text, d.content[0], d.content[1], self.lexicon)
        if not found:
            return None, None
        issue = next((i for i in self.linker.issues if i.subject.id == link.issue), None)
        unit = issue.unit if issue else frozenset()
        fitting = [n for n in found if unit and n.unit and set(self.linker.stems_of(n.unit)) & unit]
        pool = fitting or [n for n in found if not n.fraction] or found
        if unit and not fitting:
            bare = [n for n in found if n.unit is None]
            pool = bare or pool
        chosen, former = self._new_and_former(pool, found)
        return self._as_value(
            chosen, issue.subject.unit if issue and unit and chosen.unit is None else None
        ), (self._as_value(former, chosen.unit) if former else None)

    def _new_and_former(self, pool: list[Number], found: list[Number]) -> tuple[Number, Number | None]:
        """Of two numbers in a clause, the one that holds now and the one it came from."""
        low = self.text.low
        old = next((n for n in found if low[n.first - 1] == "from"), None)
        new = next((n for n in found if n is not old and low[n.first - 1] == "to"), None)
        if old is not None and new is not None:
            return new, old
        if len(pool) < 2:
            return pool[0], None
        for k, n in enumerate(pool):
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
                return (rest[0] if k else rest[0]), n
        return pool[0], None

    def _as_value(self, n: Number, unit: str | None) -> Value:
        return Value(n.value, n.unit or unit, n.comparator)

    # -- what later words change ---------------------------------------------------------------------------------

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
                if (
                    other is d
                    or other.status in ("past", "superseded")
                    or abs(other.sentence - d.sentence) > 1
                ):
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
                        and other.sentence >= d.sentence
                    ):
                        self.values[id(other)] = (value, former)
                    break
            del k

    # -- the claim -----------------------------------------------------------------------------------------------

    def _span(self, tokens: tuple[int, int]) -> tuple[int, int]:
        return self.text.span(*tokens)

    def _quote(self, tokens: tuple[int, int] | None) -> Quote | None:
        if tokens is None or tokens[1] <= tokens[0]:
            return None
        return self.document.quote(*self._span(tokens))

    def _claim(self, d: Draft, ids: dict[int, ClaimId], drafts: list[Draft]) -> Claim:
        quote, content = self._quote(d.quote), self._quote(d.content)
        assert quote is not None and content is not None
        link = self.links[id(d)]
        value, moved = self.values[id(d)]
        confidence = max(
            0.05, min(0.99, d.sure * (0.75 + 0.25 * min(1.0, link.margin)) * (1.0 if link.issue else 0.8))
        )
        return Claim(
            ids[id(d)],
            d.who.actors,
            d.act,  # type: ignore[arg-type]
            quote,
            content,
            d.polarity,  # type: ignore[arg-type]
            d.strength,  # type: ignore[arg-type]
            d.status,  # type: ignore[arg-type]
            d.scope,  # type: ignore[arg-type]
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
            Attribution(d.reporter, self._quote(d.reporter_mention), d.basis),  # type: ignore[arg-type]
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
            [m for m in found if end <= m.start <= end + 3],
            [m for m in found if 0 <= start - m.end <= 3],
            [m for m in found if m.start - sentence.start < 3],
        )
        chosen = next((group[0] for group in near if group), None)
        if chosen is None:
            return None
        return When(self.document.quote(chosen.start, chosen.end), chosen.first, chosen.last)

    def _moments(self, d: Draft) -> list[Moment]:
        sentence = self.text.sentences[d.sentence]
        return moments(
            self.text.text,
            sentence.start,
            sentence.end,
            self.document.published,
            self.lexicon,
            future=lambda at: looks_ahead(self.text, sentence, at, self.lexicon),
        )


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / max(1, min(a[1] - a[0], b[1] - b[0]))
