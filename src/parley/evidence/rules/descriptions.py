"""Whom does a noun phrase speak of? Names, voices, descriptions, texts.

Room: evidence. Pronouns and pairs are in `memory`.
"""

from parley.evidence.rules.memory import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Memory, Who
from parley.evidence.rules.mentions import Mention
from parley.evidence.rules.segment import Sentence

__all__ = ["DOCUMENT_TEXT", "OTHER", "PARTY", "UNNAMED", "Phrases", "Who"]


class Phrases(Memory):
    """Resolves noun phrases."""

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
        if not named and head_end < last and low[head_end] in ("within", "inside"):
            inner = self._who(sentence, head_end + 1, last, last)
            if inner.kind == PARTY and low[head] not in words["abstract"] and tokens[head].tag == "N":
                return self._party(inner.actors, True, "voice of")
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

    def _member(self, side: str, first: int, last: int) -> str | None:
        """A named member whose words stand in the phrase: "Israeli defense officials"."""
        words = set(self.text.low[first:last])
        for actor in self.roster.actors.values():
            if actor.member_of == side and actor.kind == "group":
                own = {w.lower() for w in actor.name.split()} - {"the", "of"}
                if own and own <= words:
                    return actor.id
        return None

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
            return self._other_army(noun, own) or self._most_recent(own)
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

    def _other_army(self, noun: str, own: list[str]) -> str | None:
        """ "The army" is the state's, though rebels may have the word in their name."""
        classes = [c for c, members in self.lexicon.classes.items() if noun in members]
        sides = {self.roster.side(a) for a in own}
        if not classes or any(max(self._fits_class(s, c) for c in classes) >= 0 for s in sides):
            return None
        fitting = [
            p
            for p in self.roster.principals
            if p not in sides and max(self._fits_class(p, c) for c in classes) > 0
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _fits_class(self, side: str, name: str) -> int:
        """How well a side fits a class of sides: by its names, by its kind, and by what the class is not."""
        called, kind = self.roster.called.get(side, set()), self.roster.actors[side].kind
        own, opposed = self.lexicon.classes[name], self.lexicon.classes[self.lexicon.opposed[name]]
        if name in ("state", "rebels") and kind != "unknown":
            is_state = kind == "state" or bool(called & {"government", "republic", "kingdom", "ministry"})
            return 3 if is_state == (name == "state") else -3
        return 2 * bool(called & own - opposed) - 2 * bool(called & opposed - own)

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
