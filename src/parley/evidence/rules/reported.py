"""Reported speech, before and after its verb of saying, and "according to".

Room: evidence.
"""

from parley.evidence.rules.cues import Match, best_match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Pattern
from parley.evidence.rules.people import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Who
from parley.evidence.rules.phrases import Verbs, base_end, phrase_ending, whole_phrase_end
from parley.evidence.rules.work import Work

_TRAILING = frozenset(
    {"say", "assert", "justify", "commit", "warn", "criticize", "accuse", "threaten", "demand"}
)
_CLAIM = Pattern("claim", (), "demand", "stated", frozenset(), "demand: claim")


class Reported(Work):
    """Reported speech, before and after its verb of saying, and "according to"."""

    def _trailing_speech(self) -> None:
        """ "The offer was too low, the union said": looked for before the words in front are read."""
        for n, v in enumerate(self.clauses.verbs):
            if n in self.done or v.infinitive or v.modal or v.passive or v.participle:
                continue
            admits = v.lemma in ("concede", "admit", "acknowledge", "allow", "grant")
            if not admits and not any(
                p.act in _TRAILING and not p.after for p in self.lexicon.patterns.get(v.lemma, ())
            ):
                continue
            match = best_match(self.text, self.sentence, v, self.lexicon)
            if match is None or (match.pattern.act not in _TRAILING and not admits):
                continue
            inverted = self.clauses.inverted(n)
            known = dict(self.clauses.subjects)
            who = self.clauses.subject(n)
            if who.kind in (PARTY, UNNAMED) and self._interrupts(n, v, who):
                continue
            if who.kind not in (PARTY, UNNAMED) or not (inverted or self._trails(n, v, who)):
                self.clauses.subjects = (
                    known  # a pronoun is looked at again, once the verbs before it are read
                )
                continue
            self.done.add(n)
            self._note(n, who)
            if who.kind == PARTY:
                self.discourse.speaker = who
            self._said_after(n, v, who, match)

    def _says(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        self._note(n, who)
        if who.kind == PARTY:
            self.discourse.speaker = who
        first = match.end
        tokens, s = self.text.tokens, self.sentence
        colon = next((k for k in range(first, min(first + 8, s.last)) if tokens[k].low == ":"), -1)
        if colon > 0 and not any(tokens[k].tag in ("V", "MD", "BE", "HV", "SB") for k in range(first, colon)):
            first = colon + 1
        if self.clauses.inverted(n) or self._trails(n, v, who):
            self._said_after(n, v, who, match)
            return
        if (
            match.gap is None
            and first < s.last
            and tokens[first].tag in ("N", "NP", "PR", "D")
            and self.low[first] not in ("that", "no", "yes")
            and v.lemma in ("tell", "inform", "notify")
        ):
            return
        while (
            first < s.last
            and tokens[first].low in ("that", ",", ":", "“", '"', "last", "on", "late")
            and tokens[first].low != "on"
        ):
            first += 1
        first = self._past_when(first)
        led = self._led(first, s.last) if first < s.last else None
        if led is not None:
            first = led[2] + 1
        last = self.clauses.reach(first)
        if last - first < 2 and not (first < s.last and self.low[first] in ("no", "yes")):
            return
        if led is not None:
            self._silence_range(led[0], led[2])
            self._reported(n, v, who, first, last, match.pattern.act, match.pattern.strength)
            self._attach(led)
            return
        self._reported(n, v, who, first, last, match.pattern.act, match.pattern.strength)

    def _past_when(self, first: int) -> int:
        """Over "on Monday that" and "in a statement that"."""
        s = self.sentence
        for k in range(first, min(first + 8, s.last)):
            if (
                self.low[k] == "that"
                and k > first
                and self.text.tokens[first].tag in ("IN", "RB", "NP", "TO")
            ):
                return k + 1
            if self.text.tokens[k].tag in ("V", "MD", "BE", "HV"):
                break
        return first

    def _trails(self, n: int, v: Verbs, who: Who) -> bool:
        """ "The offer was too low, the union said." """
        tokens, s = self.text.tokens, self.sentence
        after = tokens[v.last] if v.last < s.last else None
        k = who.first - 1 if who.last and who.how != "elided" else v.first - 1
        if k < s.first or tokens[k].low != ",":
            return False
        if self.low[s.first] in ("no", "not", "never", "nothing", "without"):
            return True
        if after is None or after.low in (".", ",", ";") or after.tag in ("RB", "IN", "QT"):
            return any(o.finite and o.main < k for o in self.clauses.verbs)
        return after.tag == "NP" and any(o.finite and o.main < k for o in self.clauses.verbs)

    def _interrupts(self, n: int, v: Verbs, who: Who) -> bool:
        """ "The union, he complained, keeps moving the goalposts": speech between subject and verb."""
        s, tokens = self.sentence, self.text.tokens
        start = who.first if who.last and who.how != "elided" and not self.clauses.inverted(n) else v.first
        end = max(v.last, who.last) if self.clauses.inverted(n) else v.last
        if start - 1 <= s.first or tokens[start - 1].low != "," or end >= s.last or tokens[end].low != ",":
            return False
        if any(o.finite and o.main < start - 1 for o in self.clauses.verbs):
            return False
        m = next((m for m, o in enumerate(self.clauses.verbs) if o.first > end and m > n), None)
        if m is None or self.clauses.verbs[m].first > end + 3 or self.clauses.verbs[m].participle:
            return False
        first, head_end, last = phrase_ending(self.text, s, start - 1)
        self.clauses.subjects[m] = self.discourse.who(s, first, head_end, last)
        self.done |= {n}
        stop = self.clauses.reach(self.clauses.verbs[m].first)
        before = len(self.made)
        match = best_match(self.text, s, v, self.lexicon)
        self.counters = v.lemma in ("complain", "claim", "allege", "counter", "retort")
        self._reported(
            n,
            v,
            who,
            self.clauses.verbs[m].first,
            stop,
            match.pattern.act if match and match.pattern.act in ("say", "justify", "assert") else "say",
            "stated",
        )
        for d in self.made[before:]:
            d.quote = (min(first, d.quote[0]), max(d.quote[1], stop))
        self.done.add(m)
        return True

    def _said_after(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """The words stand before their verb of saying."""
        s, tokens = self.sentence, self.text.tokens
        end = (
            who.first if who.last and not self.clauses.inverted(n) and who.how != "elided" else v.first
        ) - 1
        while end > s.first and tokens[end - 1].tag in ("PU", "QT"):
            end -= 1
        first = s.first
        for k in range(end - 1, s.first, -1):
            if tokens[k].low in (":", ";"):
                first = k + 1
                break
        if tokens[min(end, s.last - 1)].quoted >= 0 and tokens[first].quoted >= 0:
            return
        quote_end = max(v.last, who.last if self.clauses.inverted(n) else v.last)
        covered = [d for d in self.made if first <= d.content[0] < end]
        if covered:
            for d in covered:
                self._attribute(d, who, (first, quote_end))
            return
        if first == s.first and self.lexicon.connect["fronted"].at(self.low, first):
            comma = next((k for k in range(first, end) if self.low[k] == ","), -1)
            first = comma + 1 if comma > 0 else first
        stop = min(end, self.clauses.reach(first))
        before = len(self.made)
        self._reported(
            n, v, who, first, stop, match.pattern.act, match.pattern.strength, quote_end if stop == end else 0
        )
        fresh = self.made[before:]
        after = quote_end + 1 if quote_end < s.last and self.low[quote_end] == "," else quote_end
        if fresh and after < s.last and self.clauses.connective(after):
            self._tail(fresh[0], after)
        elif (
            after < s.last
            and self.low[after] in ("and", "but")
            and self.low[after - 1] == ","
            and self.clauses._clause_at(after + 1)
        ):
            self._reported(
                n, v, who, after + 1, self.clauses.reach(after + 1), match.pattern.act, match.pattern.strength
            )

    def _reported(
        self, n: int, v: Verbs, who: Who, first: int, last: int, hint: str, strength: str, quote_end: int = 0
    ) -> None:
        """What somebody says in reported speech: acts inside it are found first, and told to be reported."""
        inside = [
            m
            for m, o in enumerate(self.clauses.verbs)
            if first <= o.first < self.sentence.last and m != n and m not in self.done
        ]
        before = len(self.made)
        for m in inside:
            o = self.clauses.verbs[m]
            if not (first <= o.main < last) or m in self.done or o.infinitive or o.participle:
                continue
            inner = self.clauses.subject(m)
            if inner.kind not in (PARTY, DOCUMENT_TEXT) or not inner.actors:
                continue
            own = not self._rival(who, inner) if who.actors else False
            found = best_match(self.text, self.sentence, o, self.lexicon, of_text=inner.kind == DOCUMENT_TEXT)
            if own and o.past and o.negated and not o.modal and not o.passive and who.kind == PARTY:
                self._denies(v, who, first, last)
                return
            if own and who.some:
                inner.some = True
            if own or who.kind == UNNAMED:
                mine = len(self.made)
                self._own_in_speech(m, o, inner, found, who)
                if len(self.made) > mine:
                    self.done.add(m)
            break
        fresh = self.made[before:]
        start = self._start(who, v)
        for d in fresh:
            if hint in ("warn", "threaten") and d.act == "commit":
                d.act, d.strength = "threaten", "firm"
            self._attribute(d, who, d.quote)
            if d.reporter != "unnamed" and who.kind == PARTY and not self._rival(who, d.who):
                d.quote = (
                    (min(d.quote[0], start), d.quote[1])
                    if d is fresh[0] and start >= self.sentence.first
                    else d.quote
                )
                d.basis = "public statement"
        if fresh or who.kind != PARTY:
            return
        if (
            who.how in ("each", "both")
            and len(who.actors) == 2
            and self.lexicon.words["other"].at(self.low, first)
        ):
            for actor in who.actors:
                self._add(
                    Draft(
                        Who(PARTY, (actor,), who.first, who.last, how="list"),
                        "accuse",
                        "stated",
                        self.sentence.index,
                        (start, last),
                        (first, last),
                        cue=(v.first, v.last),
                        mention=(who.first, who.last),
                        rule="each says the other",
                        targets=tuple(a for a in who.actors if a != actor),
                        verb=v.main,
                    )
                )
            self._silence_range(first, last)
            return
        quote = (min(start, first), max(last, v.last, quote_end))
        self.insists = v.lemma in ("insist", "maintain")
        self.counters = v.lemma in (
            "counter",
            "retort",
            "complain",
            "claim",
            "allege",
            "fire",
            "shoot",
            "hit",
            "snap",
            "charge",
        )
        if (
            v.lemma in ("claim", "ask")
            and (
                self.text.tokens[first].tag == "CD"
                or (
                    not any(o.finite and first <= o.main < last for o in self.clauses.verbs)
                    and self.text.tokens[first].tag in ("D", "PU", "N", "IN")
                )
            )
            and (
                self._emit(
                    n, v, who, Match(_CLAIM, v.main, first), "demand", "stated", (first, last), "+", False
                )
                is not None
            )
        ):
            return
        d2 = self._from_words(first, last, who, quote, hint, strength)
        if d2 is None:
            return
        if last - first <= 1 and self.low[first] in ("no", "yes"):
            d2.act = "reject" if self.low[first] == "no" else "accept"
            d2.polarity = "-" if self.low[first] == "no" else "+"
        d2.cue = (v.first, v.last)
        d2.mention = (who.first, who.last) if who.last and who.how != "elided" else None
        d2.reporter = who.actors[0]
        d2.verb, d2.lemma = v.main, v.lemma
        self._status(d2, v, None)
        added = self._add(d2)
        if added is not None:
            self._silence_range(first, last)
            self._tail(added, last)

    def _denies(self, v: Verbs, who: Who, first: int, last: int) -> None:
        """ "insists it never promised a date": what somebody says it has not done."""
        start = min(self._start(who, v), first)
        d = Draft(who, "deny", "stated", self.sentence.index, (start, max(last, v.last)), (first, last))
        d.cue, d.rule, d.polarity = (v.first, v.last), "words: has not done so", "-"
        d.mention = (who.first, who.last) if who.last and who.how != "elided" else None
        d.reporter, d.basis, d.verb = who.actors[0], "public statement", v.main
        if self._add(d) is not None:
            self._silence_range(first, last)

    def _own_in_speech(self, m: int, o: Verbs, inner: Who, found: Match | None, speaker: Who) -> None:
        if (
            found is not None
            and found.pattern.act not in ("say", "evaluate", "assess")
            and not (o.passive and found.start == o.main)
        ):
            if inner.kind == DOCUMENT_TEXT:
                self._text_says(m, o, inner)
            else:
                self._acts(m, o, inner, found)
            return
        if inner.kind == PARTY:
            self._bare(m, o, inner, spoken=True)

    def _says_clause(self, n: int, v: Verbs, match: Match) -> bool:
        """Whether a clause with its own finite verb follows."""
        if v.passive or v.negated:
            return False
        first = match.end
        last = self.clauses.reach(first)
        return any(
            o.finite and not o.infinitive and first <= o.main < last for o in self.clauses.verbs[n + 1 :]
        )

    def _according_to(self) -> None:
        s, tokens = self.sentence, self.text.tokens
        for k in range(s.first, s.last - 2):
            if self.low[k] != "according" or self.low[k + 1] != "to":
                continue
            limit = s.last
            who = self.clauses.list_from(k + 2, limit)
            if who.kind == OTHER:
                end = whole_phrase_end(self.text, limit, k + 2)
                if any(self.low[i] in self.lexicon.words["unnamed"] for i in range(k + 2, end)):
                    who = self.discourse._unnamed()
                    who.first, who.last = k + 2, end
                else:
                    return
            if k == s.first:
                first = who.last
                while first < s.last and tokens[first].low == ",":
                    first += 1
                while first < s.last and tokens[first].tag == "NP" and self.low[first - 1] == ",":
                    after = base_end(self.text, s.last, first)
                    first = after + 1 if after < s.last and self.low[after] == "," else first
                    break
                last = self.clauses.reach(first)
            else:
                first, last = s.first, k
                while last > first and tokens[last - 1].tag in ("PU", "QT"):
                    last -= 1
                for i in range(last - 1, first, -1):
                    if tokens[i].low == ";" or (
                        tokens[i].low == "," and i + 1 < last and tokens[i + 1].low == "but"
                    ):
                        first = i + (2 if tokens[i].low == "," else 1)
                        break
            covered = [d for d in self.made if first <= d.content[0] < last]
            for d in covered:
                self._attribute(d, who, d.quote)
            if not covered and who.actors:
                act = "assess" if who.kind == UNNAMED else "say"
                quote = (min(first, k), max(last, who.last))
                d2 = self._from_words(first, last, who, quote, "say", "stated")
                if d2 is not None:
                    if act == "assess":
                        d2.act = "assess"
                    d2.cue, d2.mention = (k, k + 2), (who.first, who.last)
                    d2.reporter = who.actors[0]
                    d2.basis = "unnamed sources" if who.kind == UNNAMED else "public statement"
                    self._add(d2)
            return
