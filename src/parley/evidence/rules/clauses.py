"""Who does what a verb says, and how far do the words reach that belong to it?

Room: evidence. `Clauses` looks at one sentence; whom a phrase speaks of is asked of `people`.
"""

from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import GERUND, PARTICIPLE, PAST, THIRD
from parley.evidence.rules.people import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Discourse, Who
from parley.evidence.rules.phrases import Verbs, base_end, phrase_ending, verb_groups, whole_phrase_end
from parley.evidence.rules.segment import Sentence, Text

_NP_END = frozenset({"N", "NP", "PR", "CD", "J", "POS", "D"})
_DASHES = frozenset("–—-")


@dataclass(slots=True)
class Clauses:
    """The verbs of one sentence, their subjects and reach."""

    text: Text
    sentence: Sentence
    discourse: Discourse
    lexicon: Lexicon
    verbs: list[Verbs] = field(default_factory=list)
    subjects: dict[int, Who] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.verbs = verb_groups(self.text, self.sentence)

    # -- subjects -----------------------------------------------------------------------------------

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
            if tokens[j].low != mark or tokens[j - 1].tag not in _NP_END:
                continue
            opener = tokens[j + 1]
            inside = any(self._finite_at(i) for i in range(j + 2, k))
            if (
                inside
                and opener.tag not in ("WH", "SB", "IN")
                and not any(t.tag in ("WH", "SB") for t in tokens[j + 1 : k])
            ):
                break
            if opener.tag == "CC":
                break
            outer = self._phrase(j)
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

    def _finite_at(self, i: int) -> bool:
        t = self.text.tokens[i]
        return t.tag in ("MD", "HV", "BE", "DO") or (t.tag == "V" and t.form in (PAST, THIRD))

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

    # -- speech after its words ---------------------------------------------------------------------

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

    def agent(self, v: Verbs, limit: int) -> Who | None:
        """The "by" of a passive."""
        tokens = self.text.tokens
        for k in range(v.last, min(limit, v.last + 14)):
            if tokens[k].low == "by" and tokens[k].tag == "IN":
                return self.list_from(k + 1, limit)
            if tokens[k].tag in ("SB", "WH", "MD") or tokens[k].low in (";", ":"):
                return None
        return None

    def list_from(self, first: int, limit: int) -> Who:
        """The party, or the list of parties, that begins at `first`."""
        tokens, s = self.text.tokens, self.sentence
        actors: list[str] = []
        k, end, some = first, first, False
        kind, how = OTHER, "name"
        while k < limit:
            stop = whole_phrase_end(self.text, limit, k)
            if stop == k:
                break
            who = self.discourse.who(s, k, base_end(self.text, stop, k), stop)
            if who.kind not in (PARTY, UNNAMED):
                if not actors:
                    who.first, who.last = first, stop
                    return who
                break
            kind, how = who.kind, who.how
            actors.extend(a for a in who.actors if a not in actors)
            some = some or who.some
            end = stop
            k = stop
            while k < limit and tokens[k].low in (",", "and", "or", "as", "well"):
                k += 1
            if k == stop:
                break
        return Who(kind, tuple(actors), first, end, some, how=how)

    # -- reach --------------------------------------------------------------------------------------

    def reach(self, start: int, *, hard: bool = False) -> int:
        """Where the words that begin at `start` stop belonging together: exclusive.

        Stops at a contrast, a reason, a condition, a new clause, an attribution. With `hard`, only at the
        last two.
        """
        tokens, s, _low = self.text.tokens, self.sentence, self.text.low
        k = start
        while k < s.last:
            t = tokens[k]
            if (
                t.low in (";",)
                or (t.low in _DASHES and t.tag == "PU")
                or (t.low in (".", "?", "!") and k + 1 >= s.last - 1)
            ):
                break
            if t.low == ":" and k > start:
                break
            if k > start:
                if t.low == "," and self._comma_ends(k):
                    break
                if t.tag == "CC" and not hard and self._new_clause(k + 1):
                    break
                if not hard and self.connective(k):
                    break
                if t.low == "according":
                    break
            k += 1
        while (
            k > start
            and tokens[k - 1].tag in ("PU", "CC", "QT")
            and not (tokens[k - 1].tag == "QT" and self._balanced(start, k))
        ):
            k -= 1
        return max(k, start)

    def _balanced(self, start: int, end: int) -> bool:
        return sum(t.tag == "QT" for t in self.text.tokens[start:end]) % 2 == 0

    def connective(self, k: int) -> str:
        """Whether a condition, a reason or a contrast begins here."""
        low, c = self.text.low, self.lexicon.connect
        if c["conditions"].at(low, k):
            n = c["conditions"].at(low, k)
            if (
                low[k] in ("if", "once", "provided", "assuming", "subject", "providing")
                and n == 1
                and low[k] != "if"
            ) and (
                not (self.text.tokens[k].tag == "SB" or low[k] in ("provided", "providing"))
                or not self._clause_at(k + 1)
            ):
                return ""
            return "condition"
        if c["limits"].at(low, k):
            return "limit" if self.text.tokens[k].tag == "SB" else ""
        if c["reasons"].at(low, k):
            if low[k] == "as" and low[k - 1] != ",":
                return ""
            if low[k] in ("since", "given", "citing"):
                return (
                    "reason" if low[k] == "citing" or self._clause_at(k + 1) or low[k + 1] == "that" else ""
                )
            if low[k] == "to" and self.text.tokens[k].tag != "TO":
                return ""
            if (
                low[k] == "to"
                and k > self.sentence.first
                and self.text.tokens[k - 1].tag in ("V", "J", "RB", "BE", "HV")
            ):
                return ""
            if (
                low[k] == "to"
                and k > 0
                and low[k - 1]
                in (
                    "right",
                    "ability",
                    "power",
                    "effort",
                    "plan",
                    "way",
                    "obligation",
                    "need",
                    "desire",
                    "wish",
                    "promise",
                    "pledge",
                    "commitment",
                    "decision",
                    "offer",
                    "refusal",
                    "readiness",
                    "willingness",
                )
            ):
                return ""
            return "reason"
        if c["breaks"].at(low, k) and self.text.tokens[k].tag in ("SB", "CC", "RB", "IN"):
            if low[k] in (
                "rather",
                "instead",
                "except",
                "despite",
                "in",
                "notwithstanding",
                "yet",
                "however",
            ):
                return "contrast" if low[k] == "however" and low[k - 1] == ";" else ""
            if low[k] == "but" and low[k - 1] in ("nothing", "anything", "all", "not"):
                return ""
            return "contrast"
        return ""

    def _clause_at(self, k: int) -> bool:
        """Whether a clause with its own verb begins here."""
        tokens, s = self.text.tokens, self.sentence
        while k < s.last and (tokens[k].tag in ("RB", "QT") or tokens[k].low == "that"):
            k += 1
        end = whole_phrase_end(self.text, s.last, k)
        while end < s.last and tokens[end].tag == "RB":
            end += 1
        return end > k and end < s.last and tokens[end].tag in ("V", "MD", "BE", "HV", "DO")

    def _new_clause(self, k: int) -> bool:
        """After "and": a finite verb whose subject is left out, or a phrase with its own finite verb."""
        tokens, s = self.text.tokens, self.sentence
        while k < s.last and tokens[k].tag in ("RB", "NOT") and tokens[k].low not in ("only",):
            k += 1
        if k >= s.last:
            return False
        t = tokens[k]
        if t.tag in ("MD", "HV", "DO") or (t.tag == "BE" and t.low not in ("be", "being", "been")):
            return True
        if t.tag == "V":
            return t.form in (PAST, THIRD) or (t.form == "base" and self._joins_finite(k))
        end = whole_phrase_end(self.text, s.last, k)
        if end == k:
            return False
        after = end
        if after < s.last and tokens[after].low == ",":
            return False
        while after < s.last and tokens[after].tag in ("RB", "NOT"):
            after += 1
        if after >= s.last:
            return False
        a = tokens[after]
        if a.tag in ("MD", "HV", "DO", "BE"):
            return True
        if a.tag == "V" and a.form in (PAST, THIRD, "base"):
            who = self.discourse.who(s, k, base_end(self.text, end, k), end)
            return who.kind in (PARTY, UNNAMED, DOCUMENT_TEXT) or a.form == THIRD
        return False

    def _joins_finite(self, k: int) -> bool:
        """A base form after "and" is finite when its partner is a plural present: "want ... and refuse"."""
        for m in range(len(self.verbs) - 1, -1, -1):
            v = self.verbs[m]
            if v.main < k:
                if v.infinitive or v.modal:
                    return False
                return v.form == "base"
        return False

    def _comma_ends(self, k: int) -> bool:
        tokens, s, _low = self.text.tokens, self.sentence, self.text.low
        if k + 1 >= s.last:
            return True
        t = tokens[k + 1]
        if t.tag == "QT" and k + 2 < s.last:
            t = tokens[k + 2]
        if t.tag == "CC":
            return t.low == "but" or self._new_clause(k + 2)
        after = k + 1
        while after < s.last - 1 and tokens[after].tag == "RB":
            after += 1
        if self._finite_at(after) and tokens[after].low not in ("being", "been", "be", "having"):
            return True
        if t.tag == "WH" or t.low == "something":
            return True
        if t.tag == "D" and t.low in ("a", "an", "the") and self._apposed(k + 1):
            return True
        if self._party_clause(k + 1) or self._gap_clause(k + 1):
            return True
        if t.tag == "SB" and t.low not in ("that", "as"):
            return True
        if t.low in ("yet", "so", "according", "although", "though", "as", "including", "saying", "adding"):
            return t.low not in ("as", "including") or self._clause_at(k + 2)
        if t.tag == "V" and t.form in (GERUND, PARTICIPLE):
            patterns = self.lexicon.patterns.get(t.lemma, ())
            return any(
                p.act
                in (
                    "say",
                    "justify",
                    "argue",
                    "assert",
                    "warn",
                    "accuse",
                    "criticize",
                    "threaten",
                    "deny",
                    "commit",
                )
                for p in patterns
            )
        if self.connective(k + 1):
            return True
        return self.attribution(k + 1) >= 0

    def _apposed(self, k: int) -> bool:
        """ ", a figure they had raised": a word for what was said, with a clause of its own."""
        tokens, s = self.text.tokens, self.sentence
        end = base_end(self.text, s.last, k)
        head = tokens[end - 1].low if end > k else ""
        if head not in self.lexicon.words["anaphors"] or end >= s.last:
            return False
        return tokens[end].tag in ("PR", "D", "NP", "V", "WH") or tokens[end].low == "that"

    def _gap_clause(self, k: int) -> bool:
        """ ", Tarvo twelve": a party and a number, the verb left out."""
        tokens, s = self.text.tokens, self.sentence
        end = k
        while end < s.last and (tokens[end].mention >= 0 or tokens[end].low == "the"):
            end += 1
        return end > k and end < s.last and tokens[end].tag == "CD" and tokens[end - 1].mention >= 0

    def _party_clause(self, k: int) -> bool:
        """A party with a finite verb of its own."""
        tokens, s = self.text.tokens, self.sentence
        if tokens[k].tag not in ("NP", "N", "D", "PS", "PR"):
            return False
        end = whole_phrase_end(self.text, s.last, k)
        after = end
        while after < s.last and tokens[after].tag in ("RB", "NOT"):
            after += 1
        if (
            end == k
            or after >= s.last
            or not (self._finite_at(after) or (tokens[after].tag == "V" and tokens[after].form == "base"))
        ):
            return False
        who = self.discourse.who(s, k, base_end(self.text, end, k), end)
        return who.kind in (PARTY, UNNAMED, DOCUMENT_TEXT)

    def attribution(self, k: int) -> int:
        """ ", she said" or ", said the minister": the number of its verb, or -1."""
        for n, v in enumerate(self.verbs):
            if v.first < k or v.first > k + 12 or v.infinitive:
                continue
            says = any(p.act == "say" and not p.after for p in self.lexicon.patterns.get(v.lemma, ()))
            if not says and not any(
                p.act in ("warn", "complain", "criticize", "assert", "justify", "threaten", "commit")
                and not p.after
                for p in self.lexicon.patterns.get(v.lemma, ())
            ):
                return -1
            if v.first == k:
                return n if v.form in (PAST, THIRD) else -1
            end = whole_phrase_end(self.text, self.sentence.last, k)
            return n if end >= v.first - 1 and end > k else -1
        return -1
