"""Facts and events: quantities a document states, and rounds, visits, texts, deadlines, incidents.

Room: evidence. A number that is somebody's position is a claim; what a text on the table says is a fact too.
"""

import itertools
import math
from dataclasses import dataclass, field
from typing import Literal, cast

from parley.evidence.claim import Claim, Event, Fact, When
from parley.evidence.document import Document, Quote
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.numbers import Number, numbers
from parley.evidence.rules.people import PARTY, Discourse
from parley.evidence.rules.phrases import base_start, phrase_ending, whole_phrase_end
from parley.evidence.rules.segment import Sentence, Text
from parley.evidence.rules.tense import looks_ahead
from parley.evidence.rules.times import Moment, moments

_POSITIONS = frozenset(
    {
        "demand",
        "prefer",
        "offer",
        "accept",
        "concede",
        "red_line",
        "condition",
        "reject",
        "commit",
        "propose",
        "support",
    }
)
EventKind = Literal["round", "visit", "text", "deadline", "incident"]
Relation = Literal["before publication", "at publication", "planned"]
_DAYS = frozenset({"day", "days"})


@dataclass(slots=True)
class Happenings:
    """Reads the facts and events of one document."""

    document: Document
    text: Text
    lexicon: Lexicon
    discourse: Discourse
    claims: tuple[Claim, ...]
    _moments: dict[int, list[Moment]] = field(default_factory=dict)

    # -- facts --------------------------------------------------------------------------------------

    def facts(self) -> tuple[Fact, ...]:
        """Numbers with a unit that are nobody's position, in order."""
        out: list[Fact] = []
        for sentence in self.text.sentences:
            found = numbers(self.text, sentence.first, sentence.last, self.lexicon)
            for k, n in enumerate(found):
                if not self._states(sentence, n):
                    continue
                out.append(self._fact(len(out) + 1, sentence, n, found[:k]))
        return tuple(out)

    def _states(self, sentence: Sentence, n: Number) -> bool:
        if n.unit is None and not n.fraction:
            return False
        if n.unit is not None and n.unit.split()[0] in self.lexicon.words["vague_units"]:
            return False
        start, end = self.text.span(n.first, n.last)
        if any(m.start < end and start < m.end for m in self._of(sentence)):
            return False
        amounts = (n.value, round(n.value * 100, 4)) if n.fraction else (n.value,)
        for claim in self.claims:
            not_asked = claim.act == "deny" and claim.rule.startswith(("demand", "prefer"))
            if not_asked and claim.quote.start <= start < claim.quote.end:
                return False  # "did not ask for 40 boats" states no number of boats
            if claim.value is None or claim.value.number not in amounts or claim.act not in _POSITIONS:
                continue
            if claim.quote.start <= start < claim.quote.end and claim.attribution.basis != "document":
                return False
        return True

    def _fact(self, number: int, sentence: Sentence, n: Number, earlier: list[Number]) -> Fact:
        first, last = self._phrase(sentence, n)
        quote = self.document.quote(*self.text.span(first, last))
        low = high = None
        unit, derived = n.unit, None
        if n.fraction and earlier:
            base = earlier[-1]
            unit = f"share of {base.value:g}"
            part = base.value * n.value
            strict = n.comparator in (">", "<")
            whole = math.floor(part + 1e-6) + 1 if strict else math.ceil(part - 1e-6)
            if n.comparator in (">", ">="):
                low, high = float(whole), base.value
                derived = (
                    f"at least {whole} of {base.value:g} ({base.value:g} x {n.value:.4g} = {part:.2f}); "
                    f"at most {base.value - whole:g} of the rest. Derived, not stated."
                )
            elif n.comparator in ("<", "<="):
                low, high = 0.0, float(math.ceil(part - 1e-6) - 1 if strict else math.floor(part + 1e-6))
                derived = f"at most {high:g} of {base.value:g}. Derived, not stated."
        return Fact(
            f"f{number}",
            quote.text,
            quote,
            n.value,
            unit,
            n.comparator,
            self._told_by(sentence, n),
            low,
            high,
            derived,
            self.document.published,
        )

    def _phrase(self, sentence: Sentence, n: Number) -> tuple[int, int]:
        tokens = self.text.tokens
        first = min(base_start(self.text, sentence, n.first + 1), n.first)
        if first > sentence.first + 1 and tokens[first - 1].low == "of":
            first = phrase_ending(self.text, sentence, n.first + 1)[0]
        last = max(n.last, whole_phrase_end(self.text, sentence.last, n.last))
        if n.fraction and last < sentence.last and tokens[last].low == "of":
            last += 2
        k = last
        while k < sentence.last and tokens[k].tag in ("BE", "HV", "RB", "MD", "V", "J") and k - last < 5:
            k += 1
        if k > last and tokens[k - 1].tag in ("V", "J"):
            last = k
        while last > first and tokens[last - 1].tag == "PU":
            last -= 1
        return first, max(last, n.last)

    def _told_by(self, sentence: Sentence, n: Number) -> str:
        """ "document", a text, or the actor whose words hold the number."""
        start, _ = self.text.span(n.first, n.last)
        for claim in self.claims:
            told = claim.attribution
            inside = claim.quote.start <= start < claim.quote.end
            if inside and (told.basis == "document" or told.reporter != "document"):
                return claim.actors[0]
        low = self.text.low
        for k in range(n.last, sentence.last - 1):
            if low[k] == "by":
                end = whole_phrase_end(self.text, sentence.last, k + 1)
                who = self.discourse.who(sentence, k + 1, end, end)
                if who.kind == PARTY and who.actors:
                    return who.actors[0]
        return "document"

    # -- events -------------------------------------------------------------------------------------

    def events(self) -> tuple[Event, ...]:
        out: list[Event] = []
        for sentence in self.text.sentences:
            for event in self._in_sentence(sentence, len(out)):
                out.append(event)
        return tuple(out)

    def _of(self, sentence: Sentence) -> list[Moment]:
        if sentence.index not in self._moments:
            self._moments[sentence.index] = moments(
                self.text.text,
                sentence.start,
                sentence.end,
                self.document.published,
                self.lexicon,
                future=lambda at: looks_ahead(self.text, sentence, at, self.lexicon),
            )
        return self._moments[sentence.index]

    def _in_sentence(self, sentence: Sentence, count: int) -> list[Event]:
        out: list[Event] = []
        used: set[int] = set()
        for first, last in self._stretches(sentence):
            if any(
                self.text.tokens[k].quoted >= 0
                and self.text.tokens[k].quoted == self.text.tokens[last - 1].quoted
                for k in (first,)
            ):
                continue
            inside = [
                m
                for m in self._of(sentence)
                if self.text.tokens[first].start <= m.start < self.text.tokens[last - 1].end
            ]
            event = self._event(sentence, first, last, inside, count + len(out) + 1)
            if event is not None and event.mention.start not in used:
                used.add(event.mention.start)
                out.append(event)
        return out

    def _stretches(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Pieces of a sentence between commas and semicolons; a comma inside a date parts nothing."""
        tokens = self.text.tokens
        cuts = [sentence.first]
        for k in range(sentence.first + 1, sentence.last - 1):
            t = tokens[k]
            if t.low in (";", ":", "–", "—") or (
                t.low == "," and not (tokens[k + 1].tag == "CD" or tokens[k - 1].tag == "CD")
            ):
                cuts.append(k + 1)
            elif t.low in ("while", "but", "though", "although", "whereas", "unless", "if") and t.tag in (
                "SB",
                "CC",
            ):
                cuts.append(k)
        cuts.append(sentence.last)
        return [(a, b) for a, b in itertools.pairwise(cuts) if b - a >= 2]

    def _event(
        self, sentence: Sentence, first: int, last: int, found: list[Moment], number: int
    ) -> Event | None:
        low, tokens, words = self.text.low, self.text.tokens, self.lexicon.words
        forms = [t.lemma or t.low for t in tokens[first:last]]
        spot = self._place(first, last)
        moment = found[0] if found else None
        kind = ""
        at = first
        for k in range(first, last):
            word = low[k]
            meets = word in words["round_nouns"] or tokens[k].lemma in words["round_verbs"].single
            if meets and (moment is not None or spot is not None):
                kind, at = "round", k
                break
            if tokens[k].lemma in words["visit_verbs"] and spot is not None:
                kind, at = "visit", k
                break
        if not kind and spot is not None and self._is_in(first, last, spot[0]):
            kind = "visit"
        incident = words["incident_nouns"].find(low, first, last)
        if incident is None and moment is not None and not kind:
            verbs = words["incident_verbs"]
            struck = (
                k for k in range(first, last) if tokens[k].lemma in verbs and tokens[k].form in ("past", "pp")
            )
            incident = next(((k, k + 1) for k in struck), None)
        if (
            incident
            and (moment is not None or spot is not None)
            and not (kind == "round" and incident[0] > at)
        ):
            kind, at = "incident", incident[0]
        if kind != "incident" and self._text_event(forms, first, last, moment):
            kind = "text"
        if not kind and (moment is not None or spot is not None) and self._come_back(first, last):
            kind = "round"
        if moment is not None and kind in ("", "round") and self._is_deadline(moment, kind):
            kind = "deadline"
        if moment is not None and not kind:
            kind = self._by_claims(moment)
        if not kind:
            return None
        start, end = self._mention(sentence, first, last, moment, spot, at)
        when = (
            When(self.document.quote(moment.start, moment.end), moment.first, moment.last) if moment else None
        )
        places = [tokens[at].start, *([moment.start] if moment else [])]
        ahead = kind == "deadline" or any(
            looks_ahead(self.text, sentence, place, self.lexicon) for place in places
        )
        published = self.document.published
        relation = (
            "planned"
            if ahead and not (moment and moment.last and published and moment.last < published)
            else "before publication"
        )
        if kind == "visit" and any(tokens[k].low in ("is", "are") for k in range(first, last)):
            relation = "at publication"
        actors = tuple(
            dict.fromkeys(
                self.discourse.mentions[tokens[k].mention].actor
                for k in range(first, last)
                if tokens[k].mention >= 0 and not (spot and spot[0] <= k < spot[1])
            )
        )
        name = self.text.text[slice(*self.text.span(*spot))] if spot else None
        return Event(
            f"e{number}",
            cast(EventKind, kind),
            self.document.quote(start, end),
            name,
            actors,
            when,
            cast(Relation, relation),
            self._duration(first, last, moment),
            self._purpose(first, last),
            published,
        )

    def _place(self, first: int, last: int) -> tuple[int, int] | None:
        """ "in Port Sable": the name after a word of place."""
        tokens, low = self.text.tokens, self.text.low
        calendar_words = {*self.lexicon.times["months"], *self.lexicon.times["weekdays"]}
        for k in range(first, last - 1):
            if low[k] in ("in", "at", "to", "near", "from") and tokens[k].tag in ("IN", "TO"):
                i = k + 1
                while i < last and low[i] in ("the",):
                    i += 1
                end = i
                while end < last and tokens[end].tag == "NP" and low[end] not in calendar_words:
                    end += 1
                if end > i:
                    mention = tokens[i].mention
                    if (
                        mention >= 0
                        and low[k] in ("to", "from")
                        and not self.discourse.mentions[mention].metonym
                        and self.discourse.roster.actors[self.discourse.mentions[mention].actor].kind
                        != "state"
                    ):
                        continue
                    return i, end
        return None

    def _is_in(self, first: int, last: int, spot: int) -> bool:
        """ "X is in Y": a person or a delegation at a place."""
        tokens = self.text.tokens
        k = spot - 2
        if k <= first or tokens[k].tag != "BE" or self.text.low[spot - 1] != "in":
            return False
        return any(tokens[i].mention >= 0 for i in range(first, k))

    def _come_back(self, first: int, last: int) -> bool:
        """ "Both delegations are due back in Tarn": those who negotiate, and a way back."""
        low, words = self.text.low, self.lexicon.words
        back = any(low[k] in words["returning"] for k in range(first, last))
        met = any(self.text.tokens[k].lemma in words["receiving"] for k in range(first, last))
        return (back or met) and any(low[k] in words["negotiating"] for k in range(first, last))

    def _text_event(self, forms: list[str], first: int, last: int, moment: Moment | None) -> bool:
        words, low = self.lexicon.words, self.text.low
        has = any(low[k] in words["written_texts"] for k in range(first, last))
        handed = any(f in words["text_verbs"] for f in forms)
        dated = moment is not None and any(
            low[k] in words["written_texts"] and k + 1 < last and low[k + 1] in ("of", "dated", "from")
            for k in range(first, last)
        )
        return has and (handed or dated)

    def _is_deadline(self, moment: Moment, kind: str) -> bool:
        words = self.text.text[moment.start : moment.end].lower()
        return words.startswith(("by ", "before ", "until ", "till ")) and not words.startswith(
            ("until last", "before last")
        )

    def _by_claims(self, moment: Moment) -> str:
        """A day inside an accusation is that of an incident; inside a threat, a deadline."""
        for claim in self.claims:
            if claim.content.start <= moment.start < claim.content.end:
                if claim.act in ("accuse", "deny"):
                    return "incident"
                if claim.act in ("threaten", "condition"):
                    return "deadline"
        return ""

    def _mention(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        moment: Moment | None,
        spot: tuple[int, int] | None,
        at: int,
    ) -> tuple[int, int]:
        tokens = self.text.tokens
        while last > first and tokens[last - 1].tag in ("PU", "QT", "CC"):
            last -= 1
        while first < last and tokens[first].tag in ("PU", "CC"):
            first += 1
        return self.text.span(first, last) if last > first else self.text.span(at, at + 1)

    def _duration(self, first: int, last: int, moment: Moment | None) -> int | None:
        for n in numbers(self.text, first, last, self.lexicon):
            unit = (n.unit or "").split(" ")[0]
            if unit in _DAYS:
                return int(n.value)
            if unit in ("hours", "hour") and n.value % 24 == 0:
                return int(n.value // 24)
        if moment and moment.first and moment.last and moment.first != moment.last:
            words = self.text.text[moment.start : moment.end]
            days = (moment.last - moment.first).days + 1
            if days <= 14 and any(c.isdigit() for c in words):
                return days
        return None

    def _purpose(self, first: int, last: int) -> Quote | None:
        low = self.text.low
        for k in range(first, last - 2):
            if (
                (low[k] in ("focused", "centred", "centered") and low[k + 1] == "on")
                or (low[k] == "aimed" and low[k + 1] == "at")
                or (low[k] == "devoted" and low[k + 1] == "to")
            ):
                end = last
                while end > k and self.text.tokens[end - 1].tag == "PU":
                    end -= 1
                return self.document.quote(*self.text.span(k + 2, end))
        return None
