"""When a thing is the subject: texts that provide, ideas that find no favour, a party's own statement.

Room: evidence.
"""

from parley.evidence.rules.cues import best_match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.morphology import GERUND
from parley.evidence.rules.people import PARTY, Who
from parley.evidence.rules.phrases import Verbs, phrase_ending
from parley.evidence.rules.work import Work

_ASKING = frozenset({"must", "should", "shall"})


class Things(Work):
    """When a thing is the subject: texts that provide, ideas that find no favour, a party's own statement."""

    def _text_says(self, n: int, v: Verbs, who: Who) -> None:
        """ "The draft provides for ...": the text proposes; an offer of one side is its own."""
        match = best_match(self.text, self.sentence, v, self.lexicon, of_text=True)
        if match is None or not who.actors or v.infinitive or v.participle:
            return
        roster = self.discourse.roster
        own = who.actors[0] not in roster.documents and roster.side(who.actors[0]) in roster.principals
        words = self.low[who.first : who.last]
        act = "propose"
        if own:
            act = (
                "offer" if any(w in ("offer", "offers", "bid", "counteroffer") for w in words) else "propose"
            )
        content = (
            (match.inside[0], max(self.clauses.reach(match.inside[0]), match.end))
            if match.inside and match.noun < 0
            else self._content(match.end)
        )
        if content[1] <= content[0]:
            return
        polarity = "+"
        if v.negated or v.lemma in ("exclude", "omit", "ban", "prohibit", "rule"):
            polarity = "-"
        d = Draft(
            Who(PARTY, who.actors, who.first, who.last, how="text"),
            act,
            "stated",
            self.sentence.index,
            (self._start(who, v), max(content[1], match.end)),
            content,
            cue=(v.first, match.end),
            mention=(who.first, who.last) if who.last else None,
            rule=f"text: {v.lemma}",
            polarity=polarity,
            basis="document" if not own else "unattributed",
            verb=v.main,
            lemma=v.lemma,
        )
        self._status(d, v, match)
        if self._add(d) is not None:
            self._silence_inside(n, *content)
            self._text_goes_on(d, content[1])

    def _text_goes_on(self, d: Draft, at: int) -> None:
        """ ", starting with ...": a further term of the same text."""
        tokens, s = self.text.tokens, self.sentence
        if at + 1 >= s.last or tokens[at].low != ",":
            return
        t = tokens[at + 1]
        if (
            t.tag == "V"
            and t.form == GERUND
            and t.lemma
            in ("start", "begin", "follow", "include", "end", "allow", "require", "set", "give", "leave")
        ):
            end = self.clauses.reach(at + 1, hard=True)
            self._silence_range(at + 1, end)
            self._add(
                Draft(
                    d.who,
                    d.act,
                    d.strength,
                    d.sentence,
                    (d.quote[0], end),
                    (at + 1, end),
                    cue=(at + 1, at + 2),
                    mention=d.mention,
                    rule="text: further term",
                    basis=d.basis,
                    verb=d.verb,
                )
            )

    def _phrase_for_somebody(self, n: int, v: Verbs) -> None:
        """A thing that is unacceptable to, or a red line for, somebody named after it or in front."""
        if self._received(n, v) or self._voiced(n, v):
            return
        if n == 0 and self._in_view(n, v):
            return
        if v.lemma not in ("be", "remain", "stay", "become") or v.infinitive or v.participle:
            return
        c, s = self.lexicon.connect, self.sentence
        if self._position(n, v) or self._what_matters(v) or self._more_than(v):
            return
        end = self.clauses.reach(v.last)
        low = self.low[v.first : end]
        red = c["red_line_phrases"].find(low, 0, len(low))
        wanted = c["condition_phrases"].find(low, 0, len(low))
        bad = self.lexicon.words["negative"].find(low, 0, len(low))
        good = (
            self.lexicon.words["positive"].find(low, 0, len(low))
            if "acceptable" in low or "fine" in low
            else None
        )
        if not (red or wanted or bad or good):
            self._for_whom(n, v, end)
            return
        who: Who | None = None
        for k in range(v.last, end):
            if self.low[k] in ("for", "to") and self.text.tokens[k].tag in ("IN", "TO"):
                found = self.clauses.list_from(k + 1, end)
                if found.kind == PARTY and found.actors:
                    who = found
                    break
        if who is None:
            who = self._in_the_eyes(s.first, end)
        if who is None and self.low[s.first] in ("for", "to"):
            found = self.clauses.list_from(s.first + 1, v.first)
            if found.kind == PARTY and found.actors:
                who = found
        if who is None:
            return
        k = v.first
        if who.first < k and self.low[who.first - 1] in ("in", "from") and who.first - 1 > s.first:
            k = who.first - 1
            while k > s.first and self.text.tokens[k - 1].tag in ("MD", "BE", "PU"):
                k -= 1
        first, _, last = phrase_ending(self.text, s, k)
        if first >= last:
            return
        act, strength = (
            ("red_line", "absolute") if red else (("condition", "firm") if wanted else ("reject", "firm"))
        )
        if good and not red and not (v.negated and not bad):
            act, strength = "accept", "stated"
        if v.negated and bad:
            return
        d = Draft(
            who,
            act,
            strength,
            s.index,
            (min(first, who.first), end),
            (first, last),
            cue=(v.first, v.last),
            mention=(who.first, who.last),
            rule="be: red line for",
            polarity="-" if act in ("red_line", "reject") else "+",
            verb=v.main,
        )
        if self._add(d) is not None:
            self._tail(d, end)

    def _in_view(self, n: int, v: Verbs) -> bool:
        """ "In the port's view, the pilots bargain in bad faith"."""
        s = self.sentence
        if self.low[s.first] not in ("in", "from", "by", "to") or self.text.tokens[s.first].quoted >= 0:
            return False
        comma = next((k for k in range(s.first, min(v.first, s.first + 12)) if self.low[k] == ","), -1)
        if comma < 0:
            return False
        who = self._in_the_eyes(s.first, comma)
        if who is None or not who.actors:
            return False
        last = self.clauses.reach(comma + 1)
        self.counters = True
        d = self._from_words(comma + 1, last, who, (s.first, last), "justify", "stated")
        if d is None:
            return False
        d.cue, d.mention, d.verb = (s.first, comma), (who.first, who.last), v.main
        if self._add(d) is not None:
            self._silence_range(s.first, last)
        return True

    def _for_whom(self, n: int, v: Verbs, end: int) -> None:
        """ "For X, the town is X's soil": what X holds to be so."""
        s = self.sentence
        if self.low[s.first] not in ("for", "to") or self.made:
            return
        who = self.clauses.list_from(s.first + 1, v.first)
        if who.kind != PARTY or not who.actors or who.last >= s.last or self.low[who.last] != ",":
            return
        first = who.last + 1
        d = self._from_words(first, end, who, (s.first, end), "assert", "stated")
        if d is not None:
            d.cue, d.mention, d.verb = (s.first, s.first + 1), (who.first, who.last), v.main
            self._add(d)

    def _received(self, n: int, v: Verbs) -> bool:
        """ "The idea found no favour in X", "met resistance from X": the party comes after the verb."""
        s = self.sentence
        if v.infinitive or v.participle:
            return False
        rest = [self.text.tokens[v.main].lemma or self.low[v.main], *self.low[v.last : s.last]]
        for act, name in (
            ("withhold", "received_silence"),
            ("reject", "received_badly"),
            ("support", "received_well"),
            ("criticize", "received_with_criticism"),
        ):
            size = self.lexicon.connect[name].at(rest, 0)
            if not size:
                continue
            k = v.last + size - 1
            who = self.clauses.list_from(k, s.last)
            if who.kind != PARTY or not who.actors:
                who = self._seat(k) or who
            if who.kind != PARTY or not who.actors:
                continue
            start, _, last = phrase_ending(self.text, s, v.first)
            if start >= last:
                start, last = (v.first, k) if act == "withhold" else (start, last)
            if start >= last:
                return False
            self._add(
                Draft(
                    who,
                    act,
                    "stated",
                    s.index,
                    (start, who.last),
                    (start, last),
                    cue=(v.first, k),
                    mention=(who.first, who.last),
                    rule=f"received: {act}",
                    polarity="-" if act == "reject" else "+",
                    verb=v.main,
                )
            )
            return True
        return False

    def _voiced(self, n: int, v: Verbs) -> bool:
        """In a party's own statement: "overtime should be paid double", "that is untrue"."""
        voice, s = self.discourse.voice, self.sentence
        if voice is None or self.text.tokens[v.main].quoted >= 0 or self.made or v.infinitive or v.participle:
            return False
        if any(self.text.tokens[k].tag == "SB" for k in range(s.first, v.first)):
            return False
        last = self.clauses.reach(v.last)
        low = self.low[s.first : last]
        untrue = self.lexicon.connect["untrue"].find(low, 0, len(low))
        if untrue and self.low[s.first] in ("that", "this", "it", "the", "these", "such"):
            d = Draft(
                voice,
                "deny",
                "firm",
                s.index,
                (s.first, last),
                (s.first, last),
                cue=(v.first, v.last),
                rule="own statement: untrue",
                polarity="-",
                verb=v.main,
            )
        elif v.modal in _ASKING:
            d = Draft(
                voice,
                "demand",
                "stated",
                s.index,
                (s.first, last),
                (s.first, last),
                cue=(v.first, v.last),
                rule="own statement: should",
                verb=v.main,
            )
        elif v.modal in ("will", "wo", "'ll", "’ll") and self.low[s.first] == "nor":
            d = Draft(
                voice,
                "commit",
                "stated",
                s.index,
                (s.first, last),
                (s.first, last),
                cue=(v.first, v.last),
                rule="own statement: will not",
                verb=v.main,
            )
        else:
            return False
        d.reporter, d.basis = voice.actors[0], "public statement"
        if self._add(d) is not None:
            self._silence_range(s.first, last)
            self._tail(d, last)
        return True

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
        while first < s.last and tokens[first].low in ("that", "to", ",", ":"):
            first += 1
        end = self.clauses.reach(first)
        if end <= first or all(tokens[k].tag in ("J", "RB", "V") for k in range(first, end)):
            return False
        act, strength = (cue.act, cue.strength) if cue else ("demand", "stated")
        if head in ("reasoning", "logic", "thinking", "case", "contention", "thesis", "concern"):
            act = "justify"
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
