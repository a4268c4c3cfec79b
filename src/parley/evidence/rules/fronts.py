"""What stands in front of a sentence: conditions, "under the draft", "as X sees it", "never will X".

Room: evidence.
"""

from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.people import DOCUMENT_TEXT, PARTY, Who
from parley.evidence.rules.phrases import base_end, phrase_ending, whole_phrase_end
from parley.evidence.rules.work import Work


class Fronts(Work):
    """What stands in front of a sentence: conditions, "under the draft", "as X sees it", "never will X"."""

    def _under_text(self) -> None:
        """ "Under the draft, nights would be voluntary": a term of the text."""
        s, _tokens = self.sentence, self.text.tokens
        first = s.first
        if self.low[first] == "according" and first + 1 < s.last and self.low[first + 1] == "to":
            start = first + 2
        elif self.low[first] in ("under", "in", "by"):
            start = first + 1
        else:
            return
        end = whole_phrase_end(self.text, s.last, start)
        who = self.discourse.who(s, start, base_end(self.text, end, start), end)
        if who.kind != DOCUMENT_TEXT or not who.actors or end >= s.last or self.low[end] != ",":
            return
        last = self.clauses.reach(end + 1)
        if last <= end + 1:
            return
        d = Draft(
            Who(PARTY, who.actors, start, end, how="text"),
            "propose",
            "stated",
            s.index,
            (first, last),
            (end + 1, last),
            cue=(first, start),
            mention=(start, end),
            rule="text: under the",
            basis="document",
            verb=end + 1,
        )
        if self._add(d) is not None:
            self._silence_range(first, last)

    def _as_seen(self) -> None:
        """ "As X reads the treaty, the lake is common": what X holds to be so."""
        s, tokens = self.sentence, self.text.tokens
        if self.low[s.first] != "as":
            return
        comma = next((k for k in range(s.first + 2, s.last) if self.low[k] == ","), -1)
        verb = next((v for v in self.clauses.verbs if s.first < v.main < comma), None)
        if (
            comma < 0
            or verb is None
            or verb.lemma not in ("read", "see", "tell", "put", "understand", "view", "have", "interpret")
        ):
            return
        first, head_end, last = phrase_ending(self.text, s, verb.first)
        who = self.discourse.who(s, first, head_end, last)
        end = self.clauses.reach(comma + 1)
        if who.kind != PARTY or not who.actors or end <= comma + 1:
            return
        d = self._from_words(comma + 1, end, who, (s.first, end), "assert", "stated")
        if d is not None:
            d.cue, d.mention, d.verb = (s.first, comma), (who.first, who.last), verb.main
            if self._add(d) is not None:
                self._silence_range(s.first, end)
        del tokens

    def _from_somebody(self) -> None:
        """ "From X came a flat no to Y"."""
        s = self.sentence
        if self.low[s.first] != "from":
            return
        end = base_end(self.text, s.last, s.first + 1)
        who = self.discourse.who(s, s.first + 1, end, end)
        v = next((v for v in self.clauses.verbs if v.first == end and v.lemma in ("come", "issue")), None)
        if who.kind != PARTY or v is None:
            return
        for k in range(v.last, min(v.last + 5, s.last - 2)):
            cue = self.lexicon.nouns.get(self.low[k])
            if cue is not None and self.low[k + 1] in ("to", "of", "for", "that", "on", "from"):
                last = self.clauses.reach(k + 2)
                act = "reject" if self.low[k] == "no" else cue.act
                self._add(
                    Draft(
                        who,
                        act,
                        cue.strength,
                        s.index,
                        (s.first, last),
                        (k + 2, last),
                        cue=(v.first, k + 2),
                        mention=(s.first + 1, end),
                        rule=f"from: {self.low[k]}",
                        polarity="-" if act == "reject" else "+",
                        verb=v.main,
                    )
                )
                self._silence_range(s.first, last)
                return

    def _wish_list(self) -> None:
        """ "At the top of X's list stands Y"."""
        s, tokens = self.sentence, self.text.tokens
        for k in range(s.first + 2, s.last - 2):
            if self.low[k] not in ("list", "agenda") or not any(
                self.low[i] in ("top", "high", "highest", "first", "uppermost", "heads")
                for i in range(s.first, k)
            ):
                continue
            after = tokens[k + 1]
            if after.tag not in ("BE", "V"):
                continue
            owner = self._owner(k)
            if owner is None or owner.kind != PARTY or not owner.actors:
                return
            last = self.clauses.reach(k + 2)
            self._add(
                Draft(
                    owner,
                    "demand",
                    "stated",
                    s.index,
                    (s.first, last),
                    (k + 2, last),
                    cue=(s.first, k + 2),
                    mention=(owner.first, owner.last),
                    rule="noun: list",
                    verb=k + 1,
                )
            )
            self._silence_range(s.first, last)
            return

    def _never_will(self) -> None:
        """ "Under no circumstances will X pay more"."""
        s, tokens = self.sentence, self.text.tokens
        n = self.lexicon.connect["never"].at(self.low, s.first)
        if not n or s.first + n + 2 >= s.last or tokens[s.first + n].tag not in ("MD", "DO", "BE", "HV"):
            return
        start = s.first + n + 1
        stop = base_end(self.text, s.last, start)
        who = self.discourse.who(s, start, stop, stop)
        while who.kind != PARTY and stop > start + 1:
            stop -= 1
            who = self.discourse.who(s, start, stop, stop)
        if who.kind != PARTY or not who.actors:
            return
        last = self.clauses.reach(stop)
        self._add(
            Draft(
                who,
                "reject",
                "absolute",
                s.index,
                (s.first, last),
                (stop, last),
                cue=(s.first, start),
                mention=(start, stop),
                rule="never will",
                polarity="-",
                verb=stop,
            )
        )
        self._silence_range(s.first, last)

    def _fronted(self) -> tuple[int, int, int] | None:
        """A condition that opens the sentence: where it begins, where its words begin, where it ends."""
        s, tokens = self.sentence, self.text.tokens
        first = s.first
        while first < s.last and tokens[first].tag == "QT":
            first += 1
        c = self.lexicon.connect
        whole = self.discourse.speaker is not None and all(
            t.quoted >= 0 or t.tag in ("QT", "PU") for t in tokens[s.first : s.last]
        )
        if first >= s.last or (tokens[first].quoted >= 0 and not whole):
            return None
        n = c["conditions"].at(self.low, first) or (
            1 if self.low[first] in ("should", "were", "had", "if", "unless") else 0
        )
        if not n and self.low[first] == "without":
            n = 1
        if not n or self.low[first] in ("given",):
            return None
        end = -1
        for k in range(first + n, s.last):
            if (
                tokens[k].low == ","
                and k > first + n + 1
                and not (k + 1 < s.last and tokens[k + 1].tag == "CC")
            ):
                end = k
                break
            if (
                self.low[first] == "only"
                and tokens[k].tag in ("MD", "DO", "BE", "HV")
                and k > first + n + 2
                and k + 1 < s.last
                and tokens[k + 1].tag in ("D", "NP", "N", "PR")
            ) and any(self.clauses._finite_at(i) for i in range(first + n, k)):
                end = k
                break
        if end < 0 and self.low[first] in ("in", "without", "unless", "on"):
            end = next((k for k in range(first + n + 1, s.last) if self.clauses._party_clause(k)), -1)
        if end < 0:
            return None
        if self.low[first] in ("were", "had") and not any(
            t.tag == "V" or t.low in ("be", "to") for t in tokens[first:end]
        ):
            return None
        self._silence_range(first, end)
        return first, first + n, end

    def _attach(self, fronted: tuple[int, int, int]) -> None:
        """The claims of the main clause get the condition in front of them."""
        first, words, end = fronted
        main = [d for d in self.made if d.content[0] >= end and d.act not in ("justify", "condition")]
        if not main and self.low[first] == "only":
            self._inverted_main(fronted)
            return
        for d in main[:2]:
            if d.condition is not None:
                continue
            d.condition = (first, end)
            if (
                d.act in ("accept", "offer", "commit", "concede", "support", "threaten", "reject")
                and d.status == "current"
            ):
                d.status = "conditional"
            if (
                d.act in ("demand", "prefer")
                and self.low[first] in ("if", "should", "were", "had")
                and self.text.tokens[d.verb].tag != "V"
            ):
                d.status = "hypothetical"
        if main:
            d = main[0]
            phrase = " ".join(self.low[first:words])
            if (
                self._asked_for("if" if phrase in ("should", "were", "had") else phrase, words, end, d)
                and d.status != "hypothetical"
            ):
                self._add(
                    Draft(
                        d.who,
                        "condition",
                        "stated",
                        self.sentence.index,
                        (first, end),
                        (words, end),
                        cue=(first, words),
                        mention=d.mention,
                        rule=f"condition: {phrase}",
                        condition_of=d,
                        sure=0.65,
                        verb=d.verb,
                        reporter=d.reporter,
                        basis=d.basis,
                        targets=d.targets,
                    )
                )

    def _inverted_main(self, fronted: tuple[int, int, int]) -> None:
        """ "Only if nights are voluntary will the pilots sign"."""
        first, words, end = fronted
        s = self.sentence
        stop = base_end(self.text, s.last, end + 1)
        who = self.discourse.who(s, end + 1, stop, stop)
        while who.kind != PARTY and stop > end + 2:
            stop -= 1
            who = self.discourse.who(s, end + 1, stop, stop)
        if who.kind == PARTY and who.actors:
            last = self.clauses.reach(stop)
            self._add(
                Draft(
                    who,
                    "condition",
                    "firm",
                    s.index,
                    (first, max(last, stop)),
                    (words, end),
                    cue=(first, words),
                    mention=(end + 1, stop),
                    rule="condition: only if, in front",
                    verb=end,
                )
            )
            self._silence_range(end, s.last)
