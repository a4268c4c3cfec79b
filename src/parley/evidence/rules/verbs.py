"""One verb at a time: which rule is for it? Bare futures, verbs that pass on, judgements, passives.

Room: evidence.
"""

from parley.evidence.rules import stance
from parley.evidence.rules.cues import Match, best_match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Pattern
from parley.evidence.rules.morphology import GERUND
from parley.evidence.rules.people import DOCUMENT_TEXT, PARTY, UNNAMED, Who
from parley.evidence.rules.phrases import Verbs
from parley.evidence.rules.work import Work

_RATHER = Pattern("would", ("rather",), "prefer", "tentative", frozenset(), "prefer: would rather")
_CLAIM = Pattern("claim", (), "demand", "stated", frozenset(), "demand: claim")
_BARE = Pattern("will", (), "commit", "stated", frozenset(), "will: own conduct")


class VerbRules(Work):
    """One verb at a time: which rule is for it? Bare futures, verbs that pass on, judgements, passives."""

    def _verb(self, n: int) -> None:
        v = self.clauses.verbs[n]
        if v.infinitive and n and v.form == "base" and not v.modal:
            return
        if self._asked_whether(v) or (self.low[self.sentence.first] == "what" and self._what_matters(v)):
            return
        aside = v.first > self.sentence.first and self.low[v.first - 1] == ","
        if aside and v.lemma == "be" and v.finite and self._position(n, v):
            return
        who = self.clauses.subject(n)
        if who.kind == PARTY and not v.infinitive and v.finite:
            self._note(n, who)
        if v.finite and self._unreal(v):
            return
        if self._through(n, v, who):
            return
        if who.kind == DOCUMENT_TEXT and not v.passive:
            self._text_says(n, v, who)
            return
        match = best_match(self.text, self.sentence, v, self.lexicon)
        if v.passive and (match is None or match.start == v.main):
            self._passive(n, v, match)
            return
        if v.participle and v.form == GERUND and not self._participle_speaks(v):
            return
        if who.kind not in (PARTY, UNNAMED):
            self._phrase_for_somebody(n, v)
            return
        if v.modal in ("would", "'d", "’d") and any(
            self.low[k] in ("rather", "sooner") for k in range(v.first, v.main)
        ):
            if who.kind == PARTY:
                rather = Match(_RATHER, v.first, v.main)
                self._emit(
                    n,
                    v,
                    who,
                    rather,
                    "prefer",
                    "tentative",
                    (v.main, self.clauses.reach(v.main + 1)),
                    "+",
                    False,
                )
            return
        if (
            self._began(n, v, who)
            or self._at_number(n, v, who)
            or self._received(n, v)
            or (n == 0 and self._in_view(n, v))
        ):
            return
        if match is None:
            self._bare(n, v, who, spoken=who.how == "we")
            return
        act = match.pattern.act
        if (
            act in ("assert", "justify")
            and match.inside is None
            and who.kind == PARTY
            and self._says_clause(n, v, match)
        ):
            act = "say"
        if act == "demand" and v.lemma == "insist" and self._says_clause(n, v, match):
            act = "say"
        if act in ("say",) and not (v.negated and "not" not in match.pattern.needs):
            self._says(n, v, who, match)
        elif act == "evaluate":
            self._evaluates(n, v, who, match)
        elif who.kind == PARTY:
            self._acts(n, v, who, match)

    def _asked_whether(self, v: Verbs) -> bool:
        """Inside "whether X will accept" nobody does anything yet."""
        for k in range(v.first - 1, max(self.sentence.first - 1, v.first - 10), -1):
            if self.text.tokens[k].tag in ("PU", "QT"):
                return False
            if self.low[k] == "whether":
                return True
        return False

    def _began(self, n: int, v: Verbs, who: Who) -> bool:
        """ "We began with 12 percent": a first position, left since."""
        if (
            v.lemma not in ("begin", "start", "open")
            or who.kind != PARTY
            or v.infinitive
            or v.modal
            or v.participle
        ):
            return False
        k = v.last
        if k + 1 >= self.sentence.last or self.low[k] not in ("with", "at", "from", "out", "off"):
            return False
        content = (k + 1, self.clauses.reach(k + 1))
        if not any(self.text.tokens[i].tag == "CD" for i in range(*content)):
            return False
        d = self._emit(n, v, who, Match(_CLAIM, v.main, k + 1), "demand", "stated", content, "+", False)
        if d is not None:
            d.status, d.rule = "superseded", "demand: began with"
        return True

    def _at_number(self, n: int, v: Verbs, who: Who) -> bool:
        """ "X stands at 6", "X has moved to 3": a position that is a number."""
        if who.kind != PARTY or v.infinitive or v.passive or v.modal or v.negated:
            return False
        k, tokens = v.last, self.text.tokens
        while k < self.sentence.last and tokens[k].tag == "RB":
            k += 1
        moves = v.lemma in ("move", "come", "go", "shift", "climb", "drop", "edge", "inch")
        moves = moves or (v.lemma == "be" and self.low[k - 1] in ("down", "up"))
        stands = v.lemma in ("be", "stand", "remain", "stay", "hold", "stick", "settle")
        if k + 1 >= self.sentence.last or self.low[k] != ("to" if moves else "at") or not (moves or stands):
            return False
        first = k + 1
        while first < self.sentence.last and self.low[first] in (
            "about",
            "around",
            "nearly",
            "only",
            "just",
            "a",
        ):
            first += 1
        if first >= self.sentence.last or tokens[first].tag != "CD":
            return False
        act = "concede" if moves else "offer" if self._pays(who) else "demand"
        cue = Match(_CLAIM, v.main, k + 1)
        d = self._emit(n, v, who, cue, act, "stated", (k + 1, self.clauses.reach(k + 1)), "+", False)
        if d is not None:
            d.rule = f"{act}: at a number"
        return True

    def _pays(self, who: Who) -> bool:
        """Whether a side is of the sort that is asked: an employer, a buyer."""
        roster, lexicon = self.discourse.roster, self.lexicon
        called = set().union(*(roster.called.get(roster.side(a), set()) for a in who.actors))
        asked = lexicon.classes["employers"] - lexicon.classes["workers"]
        return bool(called & asked)

    def _through(self, n: int, v: Verbs, who: Who) -> bool:
        """ "continues to reject", "is said to favour": the act is in the verb that follows."""
        words = self.lexicon.words
        told = v.passive and v.lemma in words["hearsay_verbs"]
        phrase = (
            self.lexicon.connect["transparent_phrases"].at(self.low, v.last)
            if v.last < self.sentence.last
            else 0
        )
        if not told and not phrase and (v.passive or v.lemma not in words["transparent"]):
            return False
        k = v.last + phrase
        if phrase and self.low[k - 1] == "to":
            k -= 1
        while k < self.sentence.last and self.text.tokens[k].tag in ("RB", "TO"):
            k += 1
        m = next(
            (m for m, o in enumerate(self.clauses.verbs) if o.main >= k and o.first <= k and m > n), None
        )
        if m is None:
            return False
        o = self.clauses.verbs[m]
        if not (o.infinitive or o.form == GERUND) or (told and not o.infinitive):
            return False
        o.infinitive = False
        o.form = "base"
        o.first, o.negated, o.past, o.modal = v.first, o.negated or v.negated, o.past or v.past, v.modal
        o.no_longer = o.no_longer or v.no_longer
        o.helper_have = o.helper_have if o.helper_have >= 0 else v.helper_have
        self.clauses.subjects[m] = who
        self.done |= {n, m}
        before = len(self.made)
        if self._stops(v):
            o.no_longer = True
        self._verb(m)
        for d in self.made[before:]:
            if told:
                d.reporter, d.basis = "unnamed", "unnamed sources"
                d.strength = stance.stronger(d.strength, -1)
        return True

    def _stops(self, v: Verbs) -> bool:
        return v.lemma in ("stop", "cease", "quit")

    def _participle_speaks(self, v: Verbs) -> bool:
        """ ", claiming ..." and "with X accusing ..." do; a gerund after a preposition does not."""
        k = v.first - 1
        tokens = self.text.tokens
        if k < self.sentence.first:
            return True
        while k > self.sentence.first and tokens[k].tag in ("RB", "NOT"):
            k -= 1
        return tokens[k].low in (",", "and", "but", "while", "–", "—") or tokens[k].tag in (
            "N",
            "NP",
            "PR",
            "QT",
        )

    def _bare(self, n: int, v: Verbs, who: Who, *, spoken: bool = False) -> None:
        """No cue of its own: "will not leave", "would strike", "must withdraw"."""
        if who.kind != PARTY or v.participle or v.infinitive:
            return
        rest = [t.lemma or t.low for t in self.text.tokens[v.main : min(self.sentence.last, v.main + 6)]]
        threat = self.lexicon.words["threats"].at(rest, 0) > 0
        act, strength, polarity = "", "stated", "+"
        if v.modal in ("will", "would", "wo", "shall", "'ll", "’ll"):
            if v.negated or who.negative:
                act, strength, polarity = ("commit", "stated", "+") if threat else ("reject", "firm", "-")
            elif spoken or self._conditional(v):
                act, strength = ("threaten", "firm") if threat else ("commit", "stated")
            elif threat:
                act, strength = "threaten", "firm"
        elif (v.modal in ("can", "could", "ca") and v.negated) or v.modal == "cannot":
            act, strength, polarity = "reject", "firm", "-"
        elif v.lemma == "do" and v.negated and v.last >= self.sentence.last - 1:
            self._ellipsis(n, v, who)
            return
        if not act and v.modal in ("would", "'d", "’d") and not v.negated and self._leans(v, who):
            act, strength = ("offer" if v.lemma in self.lexicon.words["giving"] else "prefer"), "tentative"
        if act == "commit" and self.low[v.main + 1 : v.main + 2] in (["no"], ["nothing"], ["nobody"]):
            act, strength, polarity = "reject", "firm", "-"
        if not act:
            return
        content = (v.main, self.clauses.reach(v.main + 1))
        if content[1] <= content[0] + 0:
            return
        cue = Match(_BARE, v.first, v.main)
        self._emit(n, v, who, cue, act, strength, content, polarity, False)

    def _leans(self, v: Verbs, who: Who) -> bool:
        """ "X would leave it to the university": a wish in the voice of the report."""
        d = self.discourse
        own = all(d.roster.side(a) in d.roster.principals for a in who.actors)
        return own and v.lemma not in (
            "be",
            "have",
            "do",
            "become",
            "seem",
            "need",
            "mean",
            "get",
            "lose",
            "face",
            "win",
        )

    def _conditional(self, v: Verbs) -> bool:
        """Whether a condition stands in front or follows: then "would" is an offer."""
        first = self.low[self.sentence.first]
        if self.lexicon.connect["fronted"].at(self.low, self.sentence.first) or first in ("should", "were"):
            return True
        end = self.clauses.reach(v.main + 1)
        while end < self.sentence.last and self.low[end] in (",", "but", "and"):
            end += 1
        return end < self.sentence.last and self.clauses.connective(end) == "condition"

    def _ellipsis(self, n: int, v: Verbs, who: Who) -> None:
        """ "... the operator did not": refuses what the other accepted."""
        if not self.made:
            return
        last = self.made[-1]
        if last.act not in ("accept", "support", "offer", "commit", "concede", "demand", "prefer", "propose"):
            return
        self._add(
            Draft(
                who,
                "reject",
                "stated",
                self.sentence.index,
                (self._start(who, v), v.last),
                (v.first, v.last),
                cue=(v.first, v.last),
                mention=(who.first, who.last),
                rule="ellipsis",
                polarity="-",
                topic_from=last,
                sure=0.6,
                verb=v.main,
            )
        )
