"""What somebody's line, demand or limit is said to be.

Room: evidence.
"""

from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.people import PARTY, Who
from parley.evidence.rules.phrases import Verbs, phrase_ending
from parley.evidence.rules.work import Work

_ASKING = frozenset({"must", "should", "shall"})


class Stances(Work):
    """What somebody's line, demand or limit is said to be."""

    def _more_than(self, v: Verbs) -> bool:
        """ "60 crowns is more than X can stomach"."""
        k, s = v.last, self.sentence
        if v.lemma != "be" or v.negated or self.low[k : k + 2] != ["more", "than"]:
            return False
        who = self.clauses.list_from(k + 2, s.last)
        after = who.last
        if who.kind != PARTY or not who.actors or after >= s.last or self.text.tokens[after].tag != "MD":
            return False
        first, _, last = phrase_ending(self.text, s, v.first)
        if first >= last:
            return False
        d = Draft(who, "reject", "firm", s.index, (first, self.clauses.reach(k)), (first, last))
        d.cue, d.mention, d.rule = (v.first, k + 2), (who.first, who.last), "more than it can"
        d.polarity, d.verb = "-", v.main
        if self._add(d) is not None:
            self._silence_range(first, s.last)
        return True

    def _what_matters(self, v: Verbs) -> bool:
        """ "What matters to X is Y"."""
        s = self.sentence
        if self.low[s.first] != "what" or v.lemma != "be":
            return False
        for k in range(s.first + 1, v.first - 1):
            if self.low[k] in ("to", "for"):
                who = self.clauses.list_from(k + 1, v.first)
                last = self.clauses.reach(v.last)
                if who.kind != PARTY or not who.actors or last <= v.last:
                    return False
                d = Draft(who, "demand", "stated", s.index, (s.first, last), (v.last, last))
                d.cue, d.mention, d.rule = (s.first, k + 1), (who.first, who.last), "what matters to"
                d.verb = v.main
                self._add(d)
                self._silence_range(s.first, last)
                return True
        return False

    def _subject_to(self, noun: int, owner: Who, v: Verbs, act: str) -> bool:
        """ "X's yes to Y is subject to Z"."""
        rest = self.low[v.last : v.last + 2]
        if rest[:1] not in (["subject"], ["conditional"], ["contingent"], ["dependent"]) or rest[1:] not in (
            ["to"],
            ["on"],
            ["upon"],
        ):
            return False
        first, last = v.last + 2, self.clauses.reach(v.last + 2, hard=True)
        if last <= first or noun + 2 >= v.first:
            return False
        main = Draft(owner, act, "stated", self.sentence.index, (owner.first, v.first), (noun + 2, v.first))
        main.cue, main.mention, main.rule = (noun, noun + 2), (owner.first, owner.last), "noun: subject to"
        main.status, main.condition, main.verb = "conditional", (v.last, last), v.main
        if self._add(main) is not None:
            d = Draft(owner, "condition", "stated", self.sentence.index, (v.last, last), (first, last))
            d.cue, d.rule, d.condition_of = (v.last, first), "condition: subject to", main
            d.verb = v.main
            self._add(d)
        self._silence_range(first, last)
        return True

    def _in_the_eyes(self, first: int, last: int) -> Who | None:
        """ "in X's eyes", "from X's point of view"."""
        for k in range(first + 1, last):
            if self.low[k] not in self.lexicon.words["eyes"]:
                continue
            if k + 1 < last and self.low[k + 1] == "of":
                found = self.clauses.list_from(k + 2, last)
                return found if found.kind == PARTY else None
            if self.text.tokens[k - 1].tag in ("POS", "PS"):
                if self.text.tokens[k - 1].tag == "PS":
                    owner = self.discourse.owner(self.sentence, k - 1)
                    return Who(PARTY, (owner,), k - 1, k) if owner else None
                start, head_end, end = phrase_ending(self.text, self.sentence, k - 1)
                found = self.discourse.who(self.sentence, start, head_end, end)
                if found.kind != PARTY and start < end and self.text.tokens[end - 1].mention >= 0:
                    named = self.discourse.mentions[self.text.tokens[end - 1].mention]
                    found = Who(PARTY, (named.actor,), named.first, named.last)
                found.first = max(found.first, k - 4)
                return found if found.kind == PARTY else None
        return None

    def _position(self, n: int, v: Verbs) -> bool:
        """ "the union's line remains that ...", "its main demand is ..."."""
        s, tokens = self.sentence, self.text.tokens
        stop = v.first
        if tokens[stop - 1].low == ",":
            stop = next((k for k in range(s.first + 1, stop) if tokens[k].low == ","), stop)
        start, head_end, last = phrase_ending(self.text, s, stop)
        if start >= head_end:
            return False
        head = self.low[head_end - 1]
        cue = self.lexicon.nouns.get(head)
        if cue is None and head not in self.lexicon.words["position_nouns"]:
            return False
        owner = self._owner(head_end - 1)
        if owner is None:
            inside = [k for k in range(head_end, last) if tokens[k].mention >= 0]
            if inside and self.low[head_end] in ("of", "for", "by", "from"):
                owner = Who(PARTY, (self.discourse.mentions[tokens[inside[0]].mention].actor,), start, last)
        if owner is None or owner.kind != PARTY or not owner.actors:
            return False
        if cue is not None and self._subject_to(head_end - 1, owner, v, cue.act):
            return True
        first = v.last
        while first < s.last and tokens[first].low in ("that", "to", "at", ",", ":"):
            first += 1
        end = self.clauses.reach(first)
        if end <= first or all(tokens[k].tag in ("J", "RB", "V") for k in range(first, end)):
            return False
        act, strength = (cue.act, cue.strength) if cue else ("demand", "stated")
        if head in ("reasoning", "logic", "thinking", "case", "contention", "thesis", "concern"):
            act = "justify"
        if cue is None and self._pays(owner) and any(t.tag == "CD" for t in tokens[first:end]):
            act = "offer"
        d = Draft(
            owner,
            act,
            strength,
            s.index,
            (start, end),
            (first, end),
            cue=(start, v.last),
            mention=(owner.first, owner.last),
            rule=f"noun: {head} is",
            verb=v.main,
        )
        if cue is None:
            words = self._from_words(first, end, owner, (start, end), "say", "stated")
            if words is not None and words.act != "justify":
                d.act, d.strength = words.act, words.strength
        self._status(d, v, None)
        if self._add(d) is not None:
            self._silence_inside(n, first, end)
            self._tail(d, end)
        return True
