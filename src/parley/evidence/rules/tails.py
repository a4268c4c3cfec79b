"""What follows a claim and changes it: status, conditions, reasons.

Room: evidence.
"""

from parley.evidence.rules.cues import Match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.people import DOCUMENT_TEXT, PARTY
from parley.evidence.rules.phrases import Verbs, base_end, whole_phrase_end
from parley.evidence.rules.work import Work


class Tails(Work):
    """What follows a claim and changes it: status, conditions, reasons."""

    def _status(self, d: Draft, v: Verbs, match: Match | None) -> None:
        c = self.lexicon.connect
        near = self.low[max(self.sentence.first, v.first) : min(d.quote[1] + 4, self.sentence.last)]
        edge = v.first
        while (
            edge > self.sentence.first
            and edge > v.first - 6
            and self.text.tokens[edge - 1].tag not in ("PU", "WH", "CC", "QT")
        ):
            edge -= 1
        lead = (
            self.low[self.sentence.first : self.sentence.first + 3] if edge <= self.sentence.first + 6 else []
        )
        verb = lead + self.low[edge : v.last + 1]
        d.now = bool(c["now"].find(verb, 0, len(verb)))
        had = v.helper_have >= 0 and self.low[v.helper_have] == "had" and v.perfect
        marked = c["past"].find(verb, 0, len(verb)) or (
            c["past"].find(near, 0, len(near)) and (had or v.past)
        )
        used_to = "used" in verb and "to" in verb
        lead_until = "until" in verb[: len(verb) - 1] and v.past and not v.perfect
        if (
            v.past
            and not v.perfect
            and any(
                verb[k : k + 2] == ["for", t]
                for k in range(len(verb))
                for t in ("years", "months", "weeks", "decades", "long")
            )
        ):
            d.status = "past"
        if lead_until or used_to or (c["superseded"].find(verb, 0, len(verb)) and (had or v.past or used_to)):
            d.status = "superseded"
        elif d.status == "past":
            pass
        elif (
            had
            or (
                marked
                and (v.past or had)
                and any(
                    w
                    in (
                        "earlier",
                        "previously",
                        "formerly",
                        "originally",
                        "initially",
                        "first",
                        "until",
                        "once",
                    )
                    for w in verb
                )
            )
            or ("still" in verb and v.past and not v.perfect)
        ):
            d.status = "past"
        if d.status == "past" and any(w in ("until", "originally", "initially") for w in near):
            d.status = "superseded"
        if v.modal in ("would", "could", "might", "may") and self._hypothetical():
            d.status = "hypothetical"

    def _hypothetical(self) -> bool:
        """The sentence opens with an "if" whose party is nobody's, told by those who only watch."""
        words = self.low[self.sentence.first : self.sentence.last]
        text = " ".join(words)
        return any(
            p in text
            for p in (
                "analysts say",
                "analysts said",
                "observers say",
                "experts say",
                "observers said",
                "analysts believe",
                "commentators",
                "speculation",
                "hypothetically",
                "in theory",
            )
        )

    def _tail(self, d: Draft, at: int) -> None:
        """Conditions, reasons and attributions after the content."""
        tokens, s = self.text.tokens, self.sentence
        k = at
        self._gapped(d, at)
        while k < s.last and (
            tokens[k].low in (",", "–", "—")
            or (tokens[k].tag == "CC" and tokens[k].low in ("but", "and") and self.clauses.connective(k + 1))
            or tokens[k].tag == "QT"
        ):
            k += 1
        if k >= s.last:
            return
        kind = self.clauses.connective(k)
        if kind == "condition":
            self._condition(d, k)
        elif kind == "limit":
            end = self.clauses.reach(k + 1)
            d.condition = (k, end)
            d.quote = (d.quote[0], max(d.quote[1], end))
            if d.act in ("reject", "red_line") and d.who.kind == PARTY:
                self._not_before(d, k, end)
            self._silence_range(k, end)
        elif kind == "reason":
            self._reason(d, k)

    def _not_before(self, d: Draft, k: int, end: int) -> None:
        """ "will not return until a ceiling is agreed": the ceiling is the price of it."""
        if not any(v.finite and k < v.main < end for v in self.clauses.verbs):
            return
        words = Draft(d.who, "condition", "firm", d.sentence, d.quote, (k + 1, end), cue=(k, k + 1))
        words.mention, words.rule, words.condition_of = d.mention, "condition: not until", d
        words.verb, words.reporter, words.basis, words.targets = d.verb, d.reporter, d.basis, d.targets
        words.sure = 0.7
        self._add(words)

    def _condition(self, d: Draft, k: int) -> None:
        c = self.lexicon.connect
        n = c["conditions"].at(self.low, k)
        end = self.clauses.reach(k + n)
        if end <= k + n:
            return
        d.condition = (k, end)
        first = self.low[k + n - 1]
        if d.act in ("accept", "offer", "commit", "concede", "support", "threaten") or (
            d.act in ("reject", "red_line") and first in ("unless",)
        ):
            d.status = "conditional" if d.status == "current" else d.status
        self._silence_range(k, end)
        phrase = " ".join(self.low[k : k + n])
        if self._asked_for(phrase, k + n, end, d):
            hard = c["hard"].at(self.low, k) > 0
            self._add(
                Draft(
                    d.who,
                    "condition",
                    "firm" if hard and phrase != "unless" else "stated",
                    self.sentence.index,
                    (k, end),
                    (k + n, end),
                    cue=(k, k + n),
                    mention=d.mention,
                    rule=f"condition: {phrase}",
                    condition_of=d,
                    sure=0.7,
                    verb=d.verb,
                    reporter=d.reporter,
                    basis=d.basis,
                    targets=d.targets,
                )
            )
        self._tail(d, end) if d.act != "condition" and end < self.sentence.last and self.clauses.connective(
            end
        ) == "reason" else None

    def _asked_for(self, phrase: str, first: int, last: int, d: Draft) -> bool:
        """Whether a condition is a demand on somebody, rather than a turn of events."""
        if d.act not in (
            "accept",
            "offer",
            "commit",
            "concede",
            "support",
            "threaten",
            "reject",
            "red_line",
            "propose",
            "withhold",
        ):
            return False
        if d.act in ("reject", "red_line") and phrase in ("in exchange for", "in return for", "if"):
            return False
        if phrase in ("if", "once", "as soon as", "as long as", "so long as"):
            start = first
            end = whole_phrase_end(self.text, last, start)
            who = self.discourse.who(self.sentence, start, base_end(self.text, end, start), end)
            if phrase in ("if", "once"):
                roster, mentions = self.discourse.roster, self.discourse.mentions
                named = {mentions[t.mention].actor for t in self.text.tokens[start:end] if t.mention >= 0}
                rivals = {roster.side(a) for a in (*named, *who.actors)} - set(self._sides(d.who))
                return any(side in roster.principals for side in rivals)
            return True
        return True

    def _reason(self, d: Draft, k: int) -> None:
        c = self.lexicon.connect
        n = c["reasons"].at(self.low, k)
        phrase = " ".join(self.low[k : k + n])
        end = self.clauses.reach(k + n)
        if end <= k + n or d.act in ("withhold", "assess", "mediate") or (d.who.kind == DOCUMENT_TEXT):
            return
        if phrase.startswith("to ") and d.act not in (
            "demand",
            "prefer",
            "reject",
            "offer",
            "propose",
            "condition",
            "red_line",
            "accept",
            "commit",
        ):
            return
        whole = self.low[k] == "to"
        quote = (d.quote[0], end) if whole else (k, end)
        self._silence_range(k, end)
        content = (k, end) if whole else (k + n, end)
        self._add(
            Draft(
                d.who,
                "justify",
                "stated",
                self.sentence.index,
                quote,
                content,
                cue=(k, k + n),
                mention=d.mention,
                rule=f"reason: {phrase}",
                reason_for=d,
                sure=0.65,
                verb=d.verb,
                reporter=d.reporter,
                basis=d.basis,
            )
        )
