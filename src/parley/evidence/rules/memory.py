"""Who was spoken of before: what pronouns, "both sides" and "the latter" stand for.

Room: evidence.
"""

from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.mentions import Mention, Roster
from parley.evidence.rules.segment import Sentence, Text

DOCUMENT_TEXT = "text"  # the phrase is a draft, a plan, an offer
PARTY = "party"
UNNAMED = "unnamed"
OTHER = "other"


@dataclass(slots=True)
class Who:
    """What a noun phrase stands for."""

    kind: str  # PARTY, DOCUMENT_TEXT, UNNAMED or OTHER
    actors: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    some: bool = False  # a part of the actor only
    owner: tuple[str, ...] = ()  # of a text: whose it is
    sure: float = 1.0
    negative: bool = False  # "neither side"
    how: str = "name"


@dataclass
class Memory:
    """Who was spoken of, most recent last."""

    text: Text
    roster: Roster
    mentions: list[Mention]
    lexicon: Lexicon
    subjects: list[Who] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)  # "the former" and "the latter"
    speaker: Who | None = None
    voice: Who | None = None  # whose "we" it is outside quotation marks
    accused: tuple[str, ...] = ()  # whom the last accusation was aimed at
    learned: dict[str, str] = field(default_factory=dict)  # description or surname -> actor

    def _party(self, actors: tuple[str, ...], some: bool, how: str, sure: float = 1.0) -> Who:
        if len(actors) == 1 and actors[0] in self.roster.documents:
            return Who(DOCUMENT_TEXT, actors, how=how)
        if len(actors) == 1 and actors[0] in self.roster.unnamed:
            return Who(UNNAMED, actors, how=how)
        return Who(PARTY, actors, some=some, how=how, sure=sure)

    def _pair(self, sentence: Sentence) -> tuple[str, str] | None:
        """The two that were named together, or the last two named in the sentence before."""
        inside = [
            m
            for m in self.mentions
            if sentence.index - 1 <= self.text.tokens[m.first].sentence < sentence.index
        ]
        near = list(dict.fromkeys(self.roster.side(m.actor) for m in inside))
        if len(near) >= 2:
            return near[-2], near[-1]
        return self.pairs[-1] if self.pairs else None

    def _top_mediators(self, head: str) -> tuple[str, ...]:
        sides = tuple(dict.fromkeys(self.roster.side(m) for m in self.roster.mediators))
        if not head.endswith("s") and len(sides) > 1:
            recent = next(
                (a for w in reversed(self.subjects) for a in w.actors if a in self.roster.mediators), None
            )
            return (recent,) if recent else sides[:1]
        return sides

    def both(self) -> tuple[str, ...]:
        """The two sides, in the order of the glossary; of more than two, those named first."""
        sides = self.roster.principals
        if len(sides) <= 2:
            return tuple(sides)
        seen = self._ordered(sides)
        return seen[:2] if len(seen) > 2 else seen

    def _ordered(self, sides: list[str]) -> tuple[str, ...]:
        order = {self.roster.side(m.actor): -k for k, m in reversed(list(enumerate(self.mentions)))}
        return tuple(sorted(sides, key=lambda s: -order.get(s, -(10**6))))

    def other(self, sentence: Sentence, at: int) -> str | None:
        """The principal that was not spoken of last."""
        both = self.both()
        if len(both) < 2:
            return None
        current = self._last_principal(sentence, at)
        rest = [p for p in both if p != current]
        return rest[0] if current else None

    def _last_principal(self, sentence: Sentence, at: int) -> str | None:
        both = self.both()
        for mention in reversed(self.mentions):
            if mention.last <= at and mention.first >= sentence.first:
                side = self.roster.side(mention.actor)
                if side in both:
                    return side
        for who in reversed(self.subjects):
            for actor in who.actors:
                if self.roster.side(actor) in both:
                    return self.roster.side(actor)
        return None

    def pronoun(self, sentence: Sentence, at: int) -> Who:
        low = self.text.low[at]
        if low in ("we", "i", "us", "me"):
            speaks = self.speaker if self.text.tokens[at].quoted >= 0 or self.voice is None else self.voice
            return Who(PARTY, speaks.actors, how="we") if speaks and speaks.actors else Who(OTHER)
        if low in ("he", "she", "him"):
            person = self._recent_person(sentence, at)
            return self._party((person,), False, "pronoun", 0.9) if person else Who(OTHER)
        if low == "it" and self._empty(sentence, at):
            return Who(OTHER)
        if low in ("it", "they") and self._answers(sentence, at):
            return Who(PARTY, self.accused[:1], how="pronoun", sure=0.75)
        if low in ("it", "itself"):
            actor = self._recent_body(sentence, at)
            return Who(PARTY, (actor,), how="pronoun", sure=0.8) if actor else Who(OTHER)
        if (
            low in ("they", "them", "you", "themselves")
            and self.text.tokens[at].quoted >= 0
            and self.speaker
            and self.speaker.actors
        ):
            rival = [p for p in self.both() if p not in [self.roster.side(a) for a in self.speaker.actors]]
            if len(rival) == 1 and len(self.both()) == 2:
                return Who(PARTY, (rival[0],), how="pronoun", sure=0.7)
        if low in ("they", "them", "themselves"):
            return self._recent_group(sentence, at)
        return Who(OTHER)

    def _empty(self, sentence: Sentence, at: int) -> bool:
        """Whether "it" stands for nobody: "it would be wrong to ..."."""
        tokens, k = self.text.tokens, at + 1
        while k < sentence.last and tokens[k].tag in ("MD", "RB", "NOT"):
            k += 1
        if k + 1 >= sentence.last or tokens[k].tag != "BE":
            return False
        k += 1
        while k < sentence.last and tokens[k].tag in ("RB", "NOT"):
            k += 1
        stances = {p.after[0] for p in self.lexicon.patterns["be"] if p.after}
        return k < sentence.last and tokens[k].tag == "J" and self.text.low[k] not in stances

    def _answers(self, sentence: Sentence, at: int) -> bool:
        """Whether the sentence denies what somebody was just accused of."""
        if not self.accused:
            return False
        near = self.text.tokens[at : min(at + 6, sentence.last)]
        return any(
            t.lemma in ("deny", "reject", "dismiss", "dispute", "refute", "rebut", "contest") for t in near
        )

    def _recent_person(self, sentence: Sentence, at: int) -> str | None:
        for mention in reversed(self.mentions):
            if mention.last <= at and mention.actor in self.roster.persons:
                return mention.actor
        for who in reversed(self.subjects):
            if who.how in ("person", "learned name") and who.actors:
                return who.actors[0]
        return self.speaker.actors[0] if self.speaker and self.speaker.actors else None

    def _recent_body(self, sentence: Sentence, at: int) -> str | None:
        """What "it" stands for: the last subject that is no text, or the side of a person."""
        opening = [
            m for m in self.mentions if sentence.first <= m.first <= sentence.first + 1 and m.last < at
        ]
        if opening and self.text.low[at] == "its" and at - opening[0].last > 2:
            actor = opening[0].actor
            return self.roster.side(actor) if actor in self.roster.persons else actor
        for who in reversed(self.subjects):
            if who.kind == PARTY and len(who.actors) == 1:
                actor = who.actors[0]
                return self.roster.side(actor) if actor in self.roster.persons else actor
            if who.kind == PARTY and len(who.actors) > 1:
                continue
        return None

    def _recent_group(self, sentence: Sentence, at: int) -> Who:
        for who in reversed(self.subjects):
            if who.kind == OTHER:
                return Who(OTHER)
            if who.kind in (PARTY, UNNAMED):
                if who.how in ("each", "neither"):
                    return Who(PARTY, self.both(), how="pronoun", sure=0.7)
                return Who(who.kind, who.actors, some=who.some, how="pronoun", sure=0.7)
        return Who(OTHER)

    def owner(self, sentence: Sentence, at: int) -> str | None:
        """The actor a possessive pronoun stands for."""
        low = self.text.low[at]
        if low in ("their", "its") and self._answers(sentence, at):
            return self.accused[0]
        if low in ("his", "her"):
            return self._recent_person(sentence, at)
        if low in ("our", "my"):
            speaks = self.speaker if self.text.tokens[at].quoted >= 0 or self.voice is None else self.voice
            return speaks.actors[0] if speaks and speaks.actors else None
        if low == "their":
            who = self._recent_group(sentence, at)
            return who.actors[0] if who.actors else None
        return self._recent_body(sentence, at)

    def _most_recent(self, actors: list[str]) -> str:
        if len(actors) == 1:
            return actors[0]
        for who in reversed(self.subjects):
            for actor in who.actors:
                if actor in actors:
                    return actor
                if self.roster.side(actor) in actors:
                    return self.roster.side(actor)
        order = {m.actor: k for k, m in enumerate(self.mentions)}
        return max(actors, key=lambda a: (a in self.roster.principals, -order.get(a, 10**6)))

    def _unnamed(self) -> Who:
        pool = [
            a for a in self.roster.unnamed if "critic" not in self.roster.actors[a].name.lower()
        ] or self.roster.unnamed
        return Who(UNNAMED, tuple(pool[:1]), how="unnamed")

    def _learn(self, name: str, actor: str) -> None:
        if name not in self.learned:
            self.learned[name] = actor

    def note_subject(self, who: Who) -> None:
        if who.kind != OTHER or self.text.low[who.first : who.first + 1] not in (["it"], ["there"]):
            self.subjects.append(who)

    def note_pair(self, first: str, second: str) -> None:
        if self.roster.side(first) != self.roster.side(second):
            self.pairs.append((first, second))
