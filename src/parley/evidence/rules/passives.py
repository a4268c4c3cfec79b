"""Judgements ("called it unfair") and passives ("was rejected by").

Room: evidence.
"""

from parley.evidence.rules import stance
from parley.evidence.rules.cues import Match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Pattern
from parley.evidence.rules.people import DOCUMENT_TEXT, PARTY, Who
from parley.evidence.rules.phrases import Verbs, base_end, phrase_ending
from parley.evidence.rules.work import Work

_RATHER = Pattern("would", ("rather",), "prefer", "tentative", frozenset(), "prefer: would rather")
_CLAIM = Pattern("claim", (), "demand", "stated", frozenset(), "demand: claim")
_BARE = Pattern("will", (), "commit", "stated", frozenset(), "will: own conduct")


class Passives(Work):
    """Judgements ("called it unfair") and passives ("was rejected by")."""

    def _evaluates(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        if who.kind != PARTY or v.passive:
            return
        first = v.last
        last = self.clauses.reach(first)
        if last - first < 2:
            return
        low = self.low[first:last]
        if self.low[last : last + 2] in (["but", "not"], ["but", "too"], ["but", "far"]):
            low = self.low[last : self.sentence.last]
        judged = stance.judged(low, self.lexicon)
        if self.lexicon.connect["red_line_phrases"].find(low, 0, len(low)):
            act, strength = "red_line", "absolute"
        elif judged == "negative":
            hearsay = self.lexicon.words["hearsay"]
            if self.lexicon.connect["untrue"].find(low, 0, len(low)) or any(
                w in hearsay and w not in ("claim", "claims", "report", "reports", "suggestion")
                for w in low[:4]
            ):
                self._emit(
                    n,
                    v,
                    who,
                    Match(match.pattern, match.start, v.last),
                    "deny",
                    "firm",
                    (first, last),
                    "-",
                    False,
                )
                return
            texts, offers = self.lexicon.words["texts"], self.lexicon.words["demand_nouns"]
            act, strength = (
                ("reject", "stated")
                if any(w in texts or w in offers for w in low[:6])
                else ("criticize", "stated")
            )
        elif judged == "positive":
            act, strength = "support", "stated"
        elif judged == "necessary":
            act, strength = "justify", "stated"
        elif v.lemma in ("hail", "denounce", "condemn", "dismiss", "reject", "brand"):
            act, strength = (
                {"hail": "support", "dismiss": "reject", "reject": "reject"}.get(v.lemma, "criticize"),
                "stated",
            )
        elif v.lemma in (
            "call",
            "describe",
            "consider",
            "see",
            "view",
            "regard",
            "label",
            "brand",
            "dub",
            "term",
        ) and any(w in ("as", "“", '"') for w in low):
            act, strength = (
                ("justify", "stated")
                if v.lemma in ("see", "view", "regard", "consider")
                else ("criticize", "stated")
            )
        else:
            return
        self._emit(
            n,
            v,
            who,
            Match(match.pattern, match.start, v.last),
            act,
            strength,
            (first, last),
            "-" if act in ("reject", "red_line") else "+",
            False,
        )

    def _were_asked(self, v: Verbs, agent: Who) -> bool:
        """ "Both were begged by the guild to meet again"."""
        pattern = next(
            (p for p in self.lexicon.patterns.get(v.lemma, ()) if p.after == ("_", "to") and not p.needs),
            None,
        )
        k = agent.last
        if pattern is None or k + 1 >= self.sentence.last or self.text.tokens[k].tag != "TO":
            return False
        last = self.clauses.reach(k + 1)
        d = Draft(agent, pattern.act, pattern.strength, self.sentence.index, (v.first, last), (k + 1, last))
        d.cue, d.mention, d.rule = (v.first, k + 1), (agent.first, agent.last), f"{pattern.rule} (passive)"
        d.verb = v.main
        first, head_end, end = phrase_ending(self.text, self.sentence, v.first)
        d.targets = self.discourse.who(self.sentence, first, head_end, end).actors
        if self._add(d) is not None:
            self._silence_range(k, last)
        return True

    def _given_up(self, v: Verbs, match: Match) -> None:
        """ "X's plan to close the bridge has been abandoned": X gives it up, though nobody says so."""
        if match.pattern.act != "concede" or v.negated or v.infinitive or v.participle:
            return
        first, head_end, last = phrase_ending(self.text, self.sentence, v.first)
        noun = next(
            (
                k
                for k in range(self.sentence.first, v.first)
                if self.low[k] in self.lexicon.words["demand_nouns"]
            ),
            -1,
        )
        if noun < 0:
            return
        owner = self._owner(noun)
        if owner is None or owner.kind != PARTY or not owner.actors:
            return
        d = Draft(
            owner, "concede", "stated", self.sentence.index, (owner.first, v.last), (owner.first, v.first)
        )
        d.cue, d.mention, d.verb = (v.first, v.last), (owner.first, owner.last), v.main
        d.rule, d.flips = "concede: given up (passive)", self.low[noun] not in self.lexicon.words["lifted"]
        self._add(d)
        del first, head_end, last

    def _passive(self, n: int, v: Verbs, match: Match | None) -> None:
        agent = self.clauses.agent(v, self.sentence.last)
        if agent is not None and agent.kind == PARTY and agent.actors and self._were_asked(v, agent):
            return
        if agent is None and match is not None:
            self._given_up(v, match)
            return
        if agent is None or agent.kind not in (PARTY, DOCUMENT_TEXT) or not agent.actors or match is None:
            return
        act, strength = match.pattern.act, match.pattern.strength
        if act == "evaluate":
            rest = self.low[v.last : self.clauses.reach(v.last, hard=True)]
            judged = stance.judged(rest, self.lexicon)
            if judged not in ("negative", "positive"):
                return
            act = "reject" if judged == "negative" else "support"
        if act in ("say", "assess", "withhold") or match.pattern.after[:1] == ("_",):
            return
        if v.negated:
            act, strength = stance.denied(act, v.lemma, strength)
        if act == "mediate":
            start, _, _ = phrase_ending(
                self.text, self.sentence, v.first if self.low[v.first - 1] != "," else v.first - 1
            )
            self._add(
                Draft(
                    agent,
                    act,
                    strength,
                    self.sentence.index,
                    (start, agent.last),
                    (v.first, agent.last),
                    cue=(v.first, agent.first),
                    mention=(agent.first, agent.last),
                    rule=match.pattern.rule,
                    verb=v.main,
                )
            )
            return
        k = v.first - 1
        while k > self.sentence.first and self.text.tokens[k].tag in ("PU", "RB", "WH"):
            k -= 1
        comma = next((i for i in range(self.sentence.first + 1, v.first) if self.low[i] == ","), v.first)
        if self.low[v.first - 1] == "," and comma < v.first - 1:
            k = comma - 1
        first, head_end, last = phrase_ending(self.text, self.sentence, k + 1)
        if first >= last:
            return
        low = self.low[first:last]
        if act == "reject" and any(
            w in self.lexicon.words["hearsay"] and w not in ("claim", "claims", "suggestion", "report")
            for w in low
        ):
            act = "deny"
        content = (first, last)
        end = agent.last
        quote = (first, end)
        given = base_end(self.text, agent.first - 1, v.last)
        if given > v.last and self.discourse.who(self.sentence, first, head_end, last).kind == PARTY:
            content = (v.last, max(given, agent.first - 1))
        d = Draft(
            agent,
            act,
            strength,
            self.sentence.index,
            quote,
            content,
            cue=(v.first, agent.first),
            mention=(agent.first, agent.last),
            rule=f"{match.pattern.rule} (passive)",
            polarity="-" if act in ("reject", "deny") else "+",
            verb=v.main,
            lemma=v.lemma,
            sure=0.75,
        )
        self._status(d, v, match)
        if self._add(d) is not None:
            self._note(n, agent)
            self._tail(d, end)
