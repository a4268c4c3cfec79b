"""Whom does a noun phrase speak of? Names, voices, descriptions, pronouns, "the other side".

Room: evidence. `Discourse` remembers, in the order of reading, who was spoken of last.
"""

import itertools
from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.mentions import Mention, Roster
from parley.evidence.rules.phrases import base_end, base_start, phrase_ending
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


@dataclass(slots=True)
class Discourse:
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

    # -- resolving ----------------------------------------------------------------------------------

    def who(self, sentence: Sentence, first: int, head_end: int, last: int) -> Who:
        """What the noun phrase of tokens `first` to `last` stands for; its head part ends at `head_end`."""
        found = self._who(sentence, first, head_end, last)
        found.first, found.last = first, last
        return found

    def _who(self, sentence: Sentence, first: int, head_end: int, last: int) -> Who:
        tokens, low, words = self.text.tokens, self.text.low, self.lexicon.words
        if first >= last:
            return Who(OTHER)
        if tokens[first].tag == "PR" and last - first == 1:
            return self.pronoun(sentence, first)
        special = self._special(sentence, first, last)
        if special is not None:
            return special
        head = head_end - 1
        while head > first and tokens[head].tag in ("QT", "J", "RB", "POS") and tokens[head].mention < 0:
            head -= 1
        lead = tokens[first]
        some = low[first] in words["dissent"] and low[first] not in ("both",)
        named = [self.mentions[tokens[k].mention] for k in range(first, head_end) if tokens[k].mention >= 0]
        if low[head] in words["texts"] and not (named and named[-1].last >= head_end):
            return self._text(sentence, first, head_end, last, named)
        if (
            head_end - first == 1
            and lead.tag in ("D", "PR", "N")
            and low[first] in ("some", "many", "several", "few", "others", "those", "most", "one")
            and last > head_end
        ):
            inner = self._who(sentence, head_end + 1, last, last)
            if inner.kind == PARTY and low[head_end] in ("in", "within", "inside", "of", "at", "on", "from"):
                return self._party(inner.actors, True, "voice of")
        if low[head] in words["quantities"] and head_end < last and low[head_end] == "of":
            inner = self._who(sentence, head_end + 1, last, last)
            if inner.kind == PARTY:
                return self._party(inner.actors, low[head] not in ("most", "majority", "bulk"), "voice of")
        if lead.tag == "PR" and low[first] in ("nobody", "none") and last - first > 2:
            inner = self._who(sentence, first + 2, last, last)
            if inner.kind == PARTY:
                return Who(PARTY, inner.actors, how="nobody", negative=True)
        if named:
            mention = named[-1]
            if mention.last >= head_end or (mention.last >= head and tokens[head].tag == "NP"):
                actors = tuple(dict.fromkeys(m.actor for m in named if self._heads(m, named, head_end)))
                return self._party(actors, some, "name")
            if low[head] in words["voices"] and low[head] not in words["not_voices"]:
                part = some or any(
                    low[k] in words["dissent"]
                    for k in range(first, head_end)
                    if low[k] not in ("senior", "members")
                )
                member = self._member(mention.actor, first, last)
                return self._party((member or mention.actor,), part, "voice")
            if tokens[head].tag == "NP" and head > first:
                role = next((k for k in range(mention.last, head) if low[k] in words["voices"]), -1)
                if role >= 0:
                    self._learn(tokens[head].text, mention.actor)
                    return self._party((mention.actor,), some, "person")
            return Who(OTHER)
        if tokens[head].tag == "NP":
            known = self.learned.get(tokens[head].text)
            if known:
                return self._party((known,), some, "learned name")
        if lead.tag == "PS" or (lead.tag == "NP" and first + 1 < last and tokens[first + 1].tag == "POS"):
            return self._possessed(sentence, first, head, some)
        if low[head] in words["voices"]:
            inside = [
                self.mentions[tokens[k].mention] for k in range(head_end, last) if tokens[k].mention >= 0
            ]
            if inside and low[head] not in words["not_voices"]:
                link = low[head_end] if head_end < last else ""
                if (
                    link in ("of", "for", "from", "in", "within", "at", "inside", "on", "with")
                    or low[head] in words["unnamed"]
                ):
                    part = some or any(
                        low[k] in words["dissent"] for k in range(first, head_end) if low[k] != "members"
                    )
                    return self._party((inside[0].actor,), part, "voice of")
            if head_end < last and low[head_end] in ("of", "for", "from", "in", "within", "at", "inside"):
                inner = self._who(sentence, head_end + 1, last, last)
                if inner.kind == PARTY and low[head] not in words["not_voices"]:
                    part = some or any(
                        low[k] in words["dissent"] for k in range(first, head_end) if low[k] != "members"
                    )
                    return self._party(inner.actors, part, "voice of description")
            if head > first and lead.tag != "PS" and low[head] not in words["not_voices"]:
                modifier = next(
                    (k for k in range(head - 1, first - 1, -1) if tokens[k].tag in ("N", "J")), -1
                )
                side = (
                    self._noun_side(low[modifier])
                    if modifier >= 0 and any(low[modifier] in c for c in self.lexicon.classes.values())
                    else None
                )
                if side is not None:
                    part = (
                        some
                        or low[first] in ("a", "an", "one")
                        or any(
                            low[k] in words["dissent"] for k in range(first, head_end) if low[k] != "members"
                        )
                    )
                    return self._party((side,), part, "voice of description", 0.8)
        if (
            last - first == 1
            and head_end == last
            and lead.tag == "N"
            and low[first] not in words["not_voices"]
        ) and any(low[first] in members for members in self.lexicon.classes.values()):
            side = self._noun_side(low[first])
            if side:
                return self._party((side,), False, "description", 0.65)
        description = self._description(sentence, first, head_end)
        if description is not None:
            description.some = description.some or some
            return description
        if low[head] in words["unnamed"] and (lead.tag != "PS"):
            return self._unnamed()
        return Who(OTHER)

    def _heads(self, mention: Mention, named: list[Mention], head_end: int) -> bool:
        """Of several names in one phrase, those that are its head: the last, and those joined to it."""
        if mention is named[-1]:
            return True
        following = self.text.tokens[mention.last] if mention.last < head_end else None
        return following is not None and (following.tag == "CC" or following.low == ",")

    def _party(self, actors: tuple[str, ...], some: bool, how: str, sure: float = 1.0) -> Who:
        if len(actors) == 1 and actors[0] in self.roster.documents:
            return Who(DOCUMENT_TEXT, actors, how=how)
        if len(actors) == 1 and actors[0] in self.roster.unnamed:
            return Who(UNNAMED, actors, how=how)
        return Who(PARTY, actors, some=some, how=how, sure=sure)

    def _special(self, sentence: Sentence, first: int, last: int) -> Who | None:
        low, words, r = self.text.low, self.lexicon.words, self.roster
        start = first
        covered = {name: words[name].at(low, start) for name in ("both", "each", "neither", "other")}
        if covered["other"] and first + covered["other"] >= last:
            other = self.other(sentence, first)
            if other:
                return Who(PARTY, (other,), how="the other", sure=0.85)
        if covered["neither"] and (first + covered["neither"] >= last or low[first + 1] == "of"):
            return Who(PARTY, self.both(), how="neither", negative=True) if self.both() else None
        if last - first in (2, 3) and (
            low[first] in ("both", "each", "neither", "either") or low[first : first + 2] == ["the", "two"]
        ):
            noun = low[last - 1]
            sorts = self.lexicon.words["voices"].single.union(*self.lexicon.classes.values())
            if (
                (
                    noun in sorts
                    or noun.rstrip("s") in sorts
                    or noun in ("organisations", "organizations", "firms", "neighbours", "sides", "nations")
                )
                and self.both()
                and self.text.tokens[last - 1].mention < 0
            ):
                return Who(
                    PARTY,
                    self.both(),
                    how="each" if low[first] == "each" else low[first],
                    negative=low[first] == "neither",
                )
        for name in ("both", "each"):
            if covered[name] and first + covered[name] >= last:
                return Who(PARTY, self.both(), how=name) if self.both() else None
        if (
            low[first] == "the"
            and last - first == 2
            and low[first + 1] in ("former", "latter")
            and self._pair(sentence)
        ):
            pair = self._pair(sentence)
            assert pair is not None
            return Who(PARTY, (pair[0] if low[first + 1] == "former" else pair[1],), how=low[first + 1])
        head = low[last - 1]
        mediators = tuple(r.mediators)
        unnamed = not any(self.text.tokens[k].mention >= 0 for k in range(first, last))
        if head in words["mediators"] and mediators and unnamed:
            return Who(PARTY, self._top_mediators(head), how="mediators")
        return None

    def _pair(self, sentence: Sentence) -> tuple[str, str] | None:
        """The two that were named together, or the last two named in the sentence before."""
        inside = [
            m
            for m in self.mentions
            if sentence.index - 1 <= self.text.tokens[m.first].sentence < sentence.index
        ]
        near = list(dict.fromkeys(self.roster.side(m.actor) for m in inside))
        if self.pairs and self.pairs[-1][0] in {m.actor for m in inside}:
            return self.pairs[-1]
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

    def _possessed(self, sentence: Sentence, first: int, head: int, some: bool) -> Who:
        """ "its spokesman", "her government": a voice of the one the pronoun stands for."""
        low, words = self.text.low, self.lexicon.words
        sorts = frozenset().union(*self.lexicon.classes.values())
        if (low[head] not in words["voices"] and low[head] not in sorts) or low[head] in words["not_voices"]:
            return Who(OTHER)
        owner = self.owner(sentence, first)
        if not owner:
            return Who(OTHER)
        side = self.roster.side(owner)
        part = low[head] in words["dissent"]
        return self._party((side,), some or part, "possessed", 0.85)

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

    def _member(self, side: str, first: int, last: int) -> str | None:
        """A named member whose words stand in the phrase: "Israeli defense officials"."""
        words = set(self.text.low[first:last])
        for actor in self.roster.actors.values():
            if actor.member_of == side and actor.kind == "group":
                own = {w.lower() for w in actor.name.split()} - {"the", "of"}
                if own and own <= words:
                    return actor.id
        return None

    # -- descriptions -------------------------------------------------------------------------------

    def _description(self, sentence: Sentence, first: int, head_end: int) -> Who | None:
        """ "the movement", "the union", "the upstream country"."""
        tokens, low = self.text.tokens, self.text.low
        if tokens[first].tag not in ("D",) or low[first] in ("a", "an", "any", "no", "every", "another"):
            return None
        head = head_end - 1
        if low[first] in ("some", "several", "many", "few") and low[head] not in self.lexicon.words["voices"]:
            return None
        phrase = " ".join(low[first + 1 : head_end])
        if phrase in self.learned:
            return self._party((self.learned[phrase],), False, "description", 0.95)
        if low[head] in self.learned:
            return self._party((self.learned[low[head]],), False, "description", 0.9)
        for k in range(first, head_end):
            if tokens[k].tag == "POS":
                return None
        side = self._noun_side(low[head])
        if side is None and low[head] in self.lexicon.words["voices"] and head - 1 > first:
            side = self._noun_side(low[head - 1])
        if side is None:
            return None
        return self._party((side,), False, "description", 0.8)

    def _noun_side(self, noun: str) -> str | None:
        """The actor a noun for a kind of side points to: by its own names first, then by elimination."""
        r, lexicon = self.roster, self.lexicon
        own = [
            a
            for a in r.actors
            if noun in r.called.get(a, ()) and a not in r.documents and r.actors[a].kind != "person"
        ]
        if own:
            return self._most_recent(own)
        singular = noun[:-1] if noun.endswith("s") else noun + "s"
        own = [
            a
            for a in r.actors
            if singular in r.called.get(a, ()) and r.actors[a].kind not in ("person", "document")
        ]
        if own and noun not in ("officials",):
            return self._most_recent(own)
        classes = [c for c, members in lexicon.classes.items() if noun in members]
        if not classes or len(r.principals) < 2:
            return None
        scores = {side: max(self._fits_class(side, c) for c in classes) for side in r.principals}
        best = max(scores.values())
        fitting = [side for side in r.principals if scores[side] == best]
        if len(fitting) == 1 and len(r.principals) == 2:
            return fitting[0]
        return self._most_recent(fitting) if best > 0 else None

    def _fits_class(self, side: str, name: str) -> int:
        """How well a side fits a class of sides: by its names, by its kind, and by what the class is not."""
        called, kind = self.roster.called.get(side, set()), self.roster.actors[side].kind
        own, opposed = self.lexicon.classes[name], self.lexicon.classes[self.lexicon.opposed[name]]
        if name in ("state", "rebels") and kind != "unknown":
            is_state = kind == "state" or bool(called & {"government", "republic", "kingdom", "ministry"})
            return 3 if is_state == (name == "state") else -3
        return 2 * bool(called & own - opposed) - 2 * bool(called & opposed - own)

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

    def _text(self, sentence: Sentence, first: int, head_end: int, last: int, named: list[Mention]) -> Who:
        """A draft, a plan, an offer; whose it is where that is said."""
        tokens, r = self.text.tokens, self.roster
        owner: tuple[str, ...] = ()
        if named:
            owner = (named[-1].actor,)
        elif tokens[first].tag == "PS":
            found = self.owner(sentence, first)
            owner = (found,) if found else ()
        else:
            for k in range(first, head_end):
                if tokens[k].tag == "POS":
                    inner = self._who(sentence, first, k, k)
                    owner = inner.actors if inner.kind == PARTY else ()
                    break
        if not owner:
            after = [
                self.mentions[tokens[k].mention] for k in range(head_end, last) if tokens[k].mention >= 0
            ]
            if after and self.text.low[head_end] in ("of", "from", "by"):
                owner = (after[0].actor,)
        document = self._document(first, head_end)
        if document and (not owner or owner[0] in r.mediators or owner[0] == document):
            return Who(DOCUMENT_TEXT, (document,), owner=owner, how="text")
        if owner:
            return Who(DOCUMENT_TEXT, owner, owner=owner, how="text of")
        return Who(DOCUMENT_TEXT, (), how="text")

    def _document(self, first: int, head_end: int) -> str | None:
        documents = self.roster.documents
        if not documents:
            return None
        low = set(self.text.low[first:head_end])
        best = max(
            documents,
            key=lambda d: len(
                low
                & {
                    w.lower()
                    for n in (self.roster.actors[d].name, *self.roster.actors[d].aliases)
                    for w in n.split()
                }
                - {"the", "on", "of"}
            ),
        )
        actor = self.roster.actors[best]
        names = {w.lower() for n in (actor.name, *actor.aliases) for w in n.split()} - {"the", "on", "of"}
        if low & names or len(documents) == 1:
            return best
        return None

    def _unnamed(self) -> Who:
        pool = [
            a for a in self.roster.unnamed if "critic" not in self.roster.actors[a].name.lower()
        ] or self.roster.unnamed
        return Who(UNNAMED, tuple(pool[:1]), how="unnamed")

    def _learn(self, name: str, actor: str) -> None:
        if name not in self.learned:
            self.learned[name] = actor

    def find_voice(self) -> None:
        """Whose statement it is: where "we" stands outside quotation marks, the party of the first lines."""
        tokens = self.text.tokens
        ours = [k for k, t in enumerate(tokens) if t.low in ("we", "our", "us") and t.quoted < 0]
        if len(ours) < 2:
            return
        for sentence in self.text.sentences[:3]:
            for mention in self.mentions:
                if not sentence.first <= mention.first < sentence.last:
                    continue
                side = self.roster.side(mention.actor)
                before = self.text.low[max(sentence.first, mention.first - 2) : mention.first]
                if (
                    side in self.roster.actors
                    and self.roster.actors[side].kind != "document"
                    and (
                        mention.first <= sentence.first + 3
                        or "of" in before
                        or "by" in before
                        or "from" in before
                        or "we" in before
                    )
                ):
                    self.voice = Who(PARTY, (mention.actor,), how="we")
                    return

    # -- learning -----------------------------------------------------------------------------------

    def note_subject(self, who: Who) -> None:
        if who.kind != OTHER or self.text.low[who.first : who.first + 1] not in (["it"], ["there"]):
            self.subjects.append(who)

    def note_pair(self, first: str, second: str) -> None:
        if self.roster.side(first) != self.roster.side(second):
            self.pairs.append((first, second))

    def learn_from(self, sentence: Sentence) -> None:
        """Appositions: "X, the group that ...", "the head of X, Anna Lind,", "Union of Y (UY)"; and pairs."""
        tokens, low, words = self.text.tokens, self.text.low, self.lexicon.words
        inside = [m for m in self.mentions if sentence.first <= m.first < sentence.last]
        for mention in inside:
            k = mention.last
            if (
                k + 2 < sentence.last
                and low[k] == ","
                and tokens[k + 1].tag == "D"
                and low[k + 1] in ("the", "a", "an", "one")
            ):
                end = base_end(self.text, sentence.last, k + 1)
                nouns = low[k + 2 : end]
                follows = tokens[end] if end < sentence.last else None
                closed = follows is not None and (
                    follows.low in (",", ".", ";") or follows.tag in ("WH", "SB", "IN", "RB", "V")
                )
                if nouns and closed and not any(tokens[i].mention >= 0 for i in range(k + 1, end)):
                    head = nouns[-1]
                    if mention.actor not in self.roster.persons and head not in words["texts"]:
                        self.roster.called.setdefault(mention.actor, set()).add(head)
                        self._learn(" ".join(nouns), mention.actor)
            if k + 2 < sentence.last and low[k] == "(" and tokens[k + 1].text.isupper() and low[k + 2] == ")":
                self._learn(tokens[k + 1].text, mention.actor)
        for a, b in itertools.pairwise(inside):
            between = low[a.last : b.first]
            if between in (["and"], ["and", "the"], [",", "and"]):
                self.note_pair(a.actor, b.actor)
        self._learn_names(sentence)

    def _learn_names(self, sentence: Sentence) -> None:
        """ "Its chief negotiator, Anna Lind," or "union leader Anna Lind": a name that speaks."""
        tokens, low, words = self.text.tokens, self.text.low, self.lexicon.words
        k = sentence.first
        while k < sentence.last:
            if tokens[k].tag != "NP" or tokens[k].mention >= 0 or tokens[k].text.isupper():
                k += 1
                continue
            end = k
            while end < sentence.last and tokens[end].tag == "NP" and tokens[end].mention < 0:
                end += 1
            before = k - 1 if k > sentence.first and low[k - 1] == "," else k
            role = before - 1
            if (
                role >= sentence.first and low[role] in words["voices"] | set()
                if False
                else (role >= sentence.first and low[role] in words["voices"])
            ):
                start, head_end, last = phrase_ending(self.text, sentence, before)
                who = self._who(sentence, start, head_end, last)
                if who.kind == PARTY and len(who.actors) == 1 and tokens[end - 1].text not in self.learned:
                    self._learn(tokens[end - 1].text, who.actors[0])
            elif role >= sentence.first and before < k:
                start, head_end, last = phrase_ending(self.text, sentence, before)
                head = head_end - 1
                if start < head_end and low[head] in words["voices"]:
                    who = self._who(sentence, start, head_end, last)
                    if who.kind == PARTY and len(who.actors) == 1:
                        self._learn(tokens[end - 1].text, who.actors[0])
            k = end

    def base(self, sentence: Sentence, last: int) -> int:
        return base_start(self.text, sentence, last)
