"""How far do the words reach that belong to a verb?

Room: evidence. Whom a phrase speaks of is asked of `people`.
"""

from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import GERUND, PARTICIPLE, PAST, THIRD
from parley.evidence.rules.people import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Discourse, Who
from parley.evidence.rules.phrases import Verbs, base_end, verb_groups, whole_phrase_end
from parley.evidence.rules.segment import Sentence, Text

_NP_END = frozenset({"N", "NP", "PR", "CD", "J", "POS", "D"})
_DASHES = frozenset("–—-")


@dataclass
class Reach:
    """The verbs of one sentence, and what may end the words after one."""

    text: Text
    sentence: Sentence
    discourse: Discourse
    lexicon: Lexicon
    verbs: list[Verbs] = field(default_factory=list)
    subjects: dict[int, Who] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.verbs = verb_groups(self.text, self.sentence)

    def _finite_at(self, i: int) -> bool:
        t = self.text.tokens[i]
        return t.tag in ("MD", "HV", "BE", "DO") or (t.tag == "V" and t.form in (PAST, THIRD))

    def agent(self, v: Verbs, limit: int) -> Who | None:
        """The "by" of a passive."""
        tokens = self.text.tokens
        for k in range(v.last, min(limit, v.last + 14)):
            if tokens[k].low == "by" and tokens[k].tag == "IN":
                return self.list_from(k + 1, limit)
            if tokens[k].tag in ("SB", "WH", "MD") or tokens[k].low in (";", ":"):
                return None
        return None

    def _lists_on(self, k: int, limit: int) -> bool:
        """Whether what follows a comma is one more of a list, not a clause of its own."""
        end = whole_phrase_end(self.text, limit, k)
        return k < end < limit and self.text.low[end] in (",", "and", "or")

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
            if not any(tokens[i].low in ("and", "or") for i in range(stop, k)) and not self._lists_on(
                k, limit
            ):
                break
            if k == stop:
                break
        return Who(kind, tuple(actors), first, end, some, how=how)

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
            if end + 2 < self.sentence.last and self.text.low[end] == "(" and self.text.low[end + 2] == ")":
                end += 3
            return n if end >= v.first - 1 and end > k else -1
        return -1
