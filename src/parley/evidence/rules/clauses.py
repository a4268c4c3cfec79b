"""Who does what a verb says?

Room: evidence. `Clauses` looks at one sentence; whom a phrase speaks of is asked of `people`.
"""

from parley.evidence.rules.morphology import GERUND, PARTICIPLE, PAST, THIRD
from parley.evidence.rules.people import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Who
from parley.evidence.rules.phrases import Verbs, base_end, phrase_ending, whole_phrase_end
from parley.evidence.rules.reach import Reach

_NP_END = frozenset({"N", "NP", "PR", "CD", "J", "POS", "D"})
_DASHES = frozenset("–—-")


class Clauses(Reach):
    """The verbs of one sentence, their subjects and reach."""

    def subject(self, n: int) -> Who:
        """Whose act verb `n` is: found once, then remembered."""
        if n not in self.subjects:
            self.subjects[n] = Who(OTHER)  # while looking: a circle ends here
            self.subjects[n] = self._subject(n)
        return self.subjects[n]

    def _subject(self, n: int) -> Who:
        tokens, s = self.text.tokens, self.sentence
        v = self.verbs[n]
        if self._inverted(n):
            return self._right_subject(v)
        k = v.first - 1
        while k >= s.first and (
            tokens[k].tag in ("RB", "NOT")
            or (tokens[k].tag == "QT" and k > s.first and tokens[k - 1].low != ",")
        ):
            k -= 1
        if (
            k - 3 >= s.first
            and tokens[k].low == "part"
            and tokens[k - 1].tag == "PS"
            and tokens[k - 2].low == "for"
        ):
            k -= 3
        if v.infinitive:
            return self.subject(n - 1) if n else Who(OTHER)
        if k < s.first:
            return self._next_subject(n) if v.participle else Who(OTHER)
        t = tokens[k]
        if v.participle and t.low == ",":
            earlier = self._previous_finite(n)
            if earlier is not None:
                return self.subject(earlier)
            return self._phrase(k)
        if v.participle and t.tag in ("IN", "SB") and v.form == GERUND:
            if (
                t.low in ("after", "before", "while", "when", "by", "despite", "since", "without", "in", "on")
                and k == s.first
            ):
                return self._next_subject(n)
            return self.subject(n - 1) if n else Who(OTHER)
        if t.tag == "CC" or (t.low == "," and k > s.first and tokens[k - 1].tag == "CC"):
            return self._elided(n)
        if t.tag == "WH" or (t.low == "that" and k > s.first and tokens[k - 1].tag in ("N", "NP")):
            return self._relative(k)
        if t.tag == "SB":
            return self._elided(n) if n else Who(OTHER)
        if t.low == ")":
            while k > s.first and tokens[k].low != "(":
                k -= 1
            return self._phrase(k)
        if t.low == "," or t.low in _DASHES:
            return self._past_aside(n, k)
        if t.tag in _NP_END or (t.tag == "V" and t.form == GERUND):
            return self._phrase(k + 1)
        return Who(OTHER)

    def _phrase(self, last: int) -> Who:
        """The noun phrase that ends before `last`, with what is joined to it by "and"."""
        tokens, s = self.text.tokens, self.sentence
        while last > s.first and tokens[last - 1].tag in ("QT", "RB"):
            last -= 1
        start, head_end, end = phrase_ending(self.text, s, last)
        reduced = self._reduced(start)
        if reduced is not None:
            return reduced
        if self._one_of_a_pair(start):
            return Who(OTHER)
        who = self.discourse.who(s, start, head_end, end)
        if (
            start > s.first
            and tokens[start - 1].tag == "NOT"
            and tokens[start].low in ("all", "every", "everyone")
        ):
            who.some, who.negative, who.how = True, True, "not all"
        if start > s.first and tokens[start - 1].low in (",", "and", "nor") and who.kind in (PARTY, UNNAMED):
            joined = self._joined(start)
            if joined:
                nor = tokens[start - 1].low == "nor"
                actors = tuple(dict.fromkeys((*joined[0], *who.actors)))
                return Who(PARTY, actors, joined[1], end, who.some, how="list", negative=nor)
        if who.kind == OTHER:
            headed = self._headed(last)
            if headed is not None:
                return headed
        if (
            who.kind == OTHER
            and start > s.first + 2
            and tokens[start - 1].low == ","
            and tokens[start].tag == "NP"
        ):
            return self._described_before(start, who)
        return who

    def _one_of_a_pair(self, start: int) -> bool:
        """ "Talks between X and Y broke off": what follows is the act of neither."""
        tokens, k = self.text.tokens, start - 1
        if k <= self.sentence.first or tokens[k].low != "and":
            return False
        while k > self.sentence.first and tokens[k].tag not in ("V", "PU", "WH", "SB"):
            if tokens[k].low in self.lexicon.words["pairing"]:
                return True
            k -= 1
        return False

    def _headed(self, last: int) -> Who | None:
        """ "The text that the Board sent round in April": the phrase before a clause without commas."""
        tokens, s = self.text.tokens, self.sentence
        for k in range(last - 1, s.first, -1):
            t = tokens[k]
            if t.tag == "PU":
                return None
            if t.low in ("that", "which", "who") and tokens[k - 1].tag in ("N", "NP"):
                if sum(self._finite_at(i) for i in range(k, last)) != 1:
                    return None
                first, head_end, end = phrase_ending(self.text, s, k)
                who = self.discourse.who(s, first, head_end, end)
                return who if who.kind != OTHER else None
        return None

    def _reduced(self, start: int) -> Who | None:
        """ "A draft circulated there by Tessaria provides": the subject is the draft."""
        tokens, s = self.text.tokens, self.sentence
        k = start - 1
        if k <= s.first or tokens[k].tag not in ("IN", "TO") or tokens[k].low in ("of", "for"):
            return None
        k -= 1
        while (
            k > s.first and tokens[k].tag in ("RB", "N", "NP", "IN", "D", "J") and tokens[k].low not in (",",)
        ):
            if tokens[k].tag == "D" and tokens[k - 1].tag not in ("IN", "V"):
                return None
            k -= 1
        if k <= s.first or tokens[k].tag != "V" or tokens[k].form not in (PAST, PARTICIPLE):
            return None
        if tokens[k - 1].tag not in ("N", "NP") or any(self._finite_at(i) for i in range(s.first, k)):
            return None
        first, head_end, end = phrase_ending(self.text, s, k)
        who = self.discourse.who(s, first, head_end, end)
        return who if who.kind != PARTY else None

    def _joined(self, start: int) -> tuple[tuple[str, ...], int] | None:
        tokens, s = self.text.tokens, self.sentence
        k = start - 1
        while k >= s.first and tokens[k].low in (",", "and", "nor"):
            k -= 1
        if k < s.first or tokens[k].tag not in ("N", "NP", "POS"):
            return None
        if not any(tokens[i].low in ("and", "nor") for i in range(k + 1, start)):
            further = start
            while (
                further < s.last
                and tokens[further].low != "and"
                and tokens[further].tag in ("N", "NP", "D", "J", "PU")
            ):
                further += 1
            if further >= s.last or tokens[further].low != "and":
                return None
        first, head_end, end = phrase_ending(self.text, s, k + 1)
        if first > s.first and (
            tokens[first - 1].tag in ("V", "TO", "POS")
            or (tokens[first - 1].tag == "IN" and tokens[first - 1].low not in ("with", "by", "as"))
        ):
            return None
        who = self.discourse.who(s, first, head_end, end)
        if who.kind != PARTY:
            return None
        more = self._joined(first) if first > s.first and tokens[first - 1].low == "," else None
        if more:
            return (*more[0], *who.actors), more[1]
        return who.actors, first

    def _described_before(self, start: int, who: Who) -> Who:
        """ "Its water minister, Tomas Rhee," with a name nobody told us: the description says whose."""
        first, head_end, end = phrase_ending(self.text, self.sentence, start - 1)
        described = self.discourse.who(self.sentence, first, head_end, end)
        return described if described.kind == PARTY else who

    def _past_aside(self, n: int, k: int) -> Who:
        """Over ", however," and ", the group that rules the strip," to the phrase before the comma."""
        tokens, s = self.text.tokens, self.sentence
        mark = tokens[k].low
        best = Who(OTHER)
        for j in range(k - 1, s.first, -1):
            bracket = tokens[j - 1].low == ")"
            if tokens[j].low != mark or not (tokens[j - 1].tag in _NP_END or bracket):
                continue
            opener = tokens[j + 1]
            inside = any(
                self._finite_at(i) and not (opener.tag == "D" and tokens[i].form == PAST)
                for i in range(j + 2, k)
            )
            if (
                inside
                and opener.tag not in ("WH", "SB", "IN")
                and not any(t.tag in ("WH", "SB") for t in tokens[j + 1 : k])
            ):
                break
            if opener.tag == "CC":
                break
            before = next((i for i in range(j, s.first, -1) if tokens[i].low == "("), j) if bracket else j
            outer = self._phrase(before)
            if opener.tag in ("NP", "N", "D") or opener.mention >= 0:
                end = base_end(self.text, k, j + 1)
                inner = self.discourse.who(s, j + 1, end, end)
                if end == k and inner.kind == PARTY and (opener.tag == "NP" or opener.mention >= 0):
                    inner.first = outer.first if outer.last else inner.first
                    return inner
            if outer.kind != OTHER:
                return outer
            best = outer
            if any(self._finite_at(i) for i in range(s.first, j)):
                break
        if best.kind == OTHER and n and tokens[k].low == "," and not self._noun_before(k):
            return self._elided(n)
        return best

    def _noun_before(self, k: int) -> bool:
        """Whether the phrase before a comma opens the sentence: then it is the subject, whoever it is."""
        start, _, _ = phrase_ending(self.text, self.sentence, k)
        return start <= self.sentence.first

    def _elided(self, n: int) -> Who:
        """ "... and insists": the subject of the verb it is joined to."""
        v = self.verbs[n]
        candidates: list[tuple[bool, bool, Who]] = []
        for m in range(n - 1, -1, -1):
            other = self.verbs[m]
            if other.infinitive and v.form == "base" and not v.modal:
                return self.subject(m)
            if other.finite and not other.infinitive and not self._in_relative(m, v.first):
                who = self.subject(m)
                same = (other.past, bool(other.modal)) == (v.past, bool(v.modal))
                candidates.append((who.kind in (PARTY, DOCUMENT_TEXT, UNNAMED), same, who))
        if not candidates:
            return Who(OTHER)
        who = (
            max(reversed(candidates), key=lambda c: (c[0], c[1]))[2]
            if not candidates[0][0]
            else candidates[0][2]
        )
        return Who(
            who.kind,
            who.actors,
            v.first,
            v.first,
            who.some,
            who.owner,
            who.sure * 0.95,
            who.negative,
            "elided",
        )

    def _in_relative(self, m: int, at: int) -> bool:
        """Whether verb `m` stands in a relative clause that is closed before `at`."""
        tokens = self.text.tokens
        k = self.verbs[m].first - 1
        while k >= self.sentence.first and tokens[k].tag in ("RB", "PR", "NOT"):
            k -= 1
        if k < self.sentence.first or not (tokens[k].tag == "WH" or tokens[k].low == "that"):
            return False
        if tokens[k].low == "that" and tokens[k - 1].tag not in ("N", "NP"):
            return False
        return (
            k > self.sentence.first and tokens[k - 1].low == "," and any(t.low == "," for t in tokens[k:at])
        )

    def _previous_finite(self, n: int) -> int | None:
        for m in range(n - 1, -1, -1):
            v = self.verbs[m]
            if v.finite and not v.participle and not self._in_relative(m, self.verbs[n].first):
                return m
        return None

    def _next_subject(self, n: int) -> Who:
        for m in range(n + 1, len(self.verbs)):
            if self.verbs[m].finite and not self.verbs[m].participle:
                who = self.subject(m)
                if who.kind != OTHER:
                    return Who(
                        who.kind,
                        who.actors,
                        self.verbs[n].first,
                        self.verbs[n].first,
                        who.some,
                        who.owner,
                        who.sure * 0.9,
                        who.negative,
                        "elided",
                    )
        return Who(OTHER)

    def _relative(self, k: int) -> Who:
        tokens, s = self.text.tokens, self.sentence
        i = k
        while i > s.first and tokens[i - 1].tag in ("IN", "PU", "QT"):
            i -= 1
        if i <= s.first:
            return Who(OTHER)
        who = self._phrase(i)
        if who.kind == OTHER:
            # "rejected by Ansara, which": the name may itself be what a preposition brings
            end = i
            start = end
            while start > s.first and tokens[start - 1].tag in ("NP", "N", "D", "J"):
                start -= 1
            who = self.discourse.who(s, start, end, end)
        if who.kind == PARTY:
            return Who(PARTY, who.actors, k, k + 1, who.some, how="relative", sure=0.9)
        return Who(OTHER)

    def _inverted(self, n: int) -> bool:
        """`"...", said the minister`: a verb of saying with its subject on the right."""
        tokens, s = self.text.tokens, self.sentence
        v = self.verbs[n]
        if (
            v.infinitive
            or v.modal
            or v.helper_be >= 0
            or v.form not in (PAST, THIRD, PARTICIPLE)
            or v.last >= s.last
        ):
            return False
        before = tokens[v.first - 1] if v.first > s.first else None
        speaks = (
            ("say", "assert", "justify", "warn")
            if before is None or before.tag != "QT"
            else (
                "say",
                "assert",
                "justify",
                "warn",
                "criticize",
                "accuse",
                "commit",
                "threaten",
                "demand",
                "appeal",
                "deny",
                "reject",
            )
        )
        if not any(p.act in speaks for p in self.lexicon.patterns.get(v.lemma, ())):
            return False
        if before is None or not (before.tag == "QT" or before.low in (",",)):
            return False
        after = tokens[v.last]
        if after.low in ("me", "us", "him", "them"):
            return False
        if after.tag in ("SB", "TO", "IN", "WH", "CC", "PU") or after.low in ("that",):
            return False
        end = whole_phrase_end(self.text, s.last, v.last)
        if end == v.last:
            return False
        following = tokens[end] if end < s.last else None
        closes = (
            following is None
            or following.tag in ("PU", "CC", "SB", "RB", "WH", "IN", "QT")
            or following.form == GERUND
        )
        if before.tag != "QT" and not any(self._finite_at(i) for i in range(s.first, v.first)):
            return False
        who = self.discourse.who(s, v.last, base_end(self.text, end, v.last), end)
        return (closes and who.kind in (PARTY, UNNAMED)) or (before.tag == "QT" and closes)

    def _right_subject(self, v: Verbs) -> Who:
        s = self.sentence
        end = whole_phrase_end(self.text, s.last, v.last)
        who = self.discourse.who(s, v.last, base_end(self.text, end, v.last), end)
        if who.kind != PARTY and end < s.last and self.text.low[end] == ",":
            after = base_end(self.text, s.last, end + 1)
            described = self.discourse.who(s, end + 1, after, whole_phrase_end(self.text, s.last, end + 1))
            if described.kind in (PARTY, UNNAMED):
                described.first = v.last
                return described
        return who

    def inverted(self, n: int) -> bool:
        return self._inverted(n)
