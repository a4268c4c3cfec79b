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
        at_number = v.lemma in ("stand", "lie") and self.low[v.last : v.last + 1] == ["at"]
        known = at_number or v.lemma in ("be", "remain", "stay", "become")
        if not known or v.infinitive or v.participle:
            return
        c, s = self.lexicon.connect, self.sentence
        if self._position(n, v) or self._what_matters(v) or self._more_than(v):
            return
        end = self.clauses.reach(v.last)
        low = self.low[v.first : end]
        red = c["red_line_phrases"].find(low, 0, len(low))
        kept = c["kept_phrases"].find(low, 0, len(low))
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
            polarity="-" if act in ("red_line", "reject") and not kept else "+",
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
