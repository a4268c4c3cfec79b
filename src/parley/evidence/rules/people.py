"""Who is who in one text: noun phrases resolved, and what the text teaches about its people.

Room: evidence. Phrases are in `descriptions`, pronouns and pairs in `memory`.
"""

import itertools

from parley.evidence.rules.descriptions import Phrases
from parley.evidence.rules.memory import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Who
from parley.evidence.rules.phrases import base_end, phrase_ending
from parley.evidence.rules.segment import Sentence

__all__ = ["DOCUMENT_TEXT", "OTHER", "PARTY", "UNNAMED", "Discourse", "Who"]


class Discourse(Phrases):
    """Resolves the noun phrases of one text, in the order of reading, and learns from them."""

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
