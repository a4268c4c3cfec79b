"""Verbs that are acts by themselves: demanding, offering, refusing, giving way.

Room: evidence.
"""

from dataclasses import replace

from parley.evidence.rules import stance
from parley.evidence.rules.cues import Match, best_match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.people import Who
from parley.evidence.rules.phrases import Verbs
from parley.evidence.rules.work import Work


class Acts(Work):
    """Verbs that are acts by themselves: demanding, offering, refusing, giving way."""

    def _acts(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """A verb that is an act by itself."""
        p = match.pattern
        act, strength = p.act, p.strength
        if v.modal in ("must", "should") and act in (
            "accept",
            "offer",
            "commit",
            "concede",
            "propose",
            "support",
        ):
            return
        not_what = self.low[who.first - 1] == "what" and self.text.tokens[who.first - 2].tag == "NOT"
        polarity, flips, negated = "+", False, v.negated or who.negative or not_what
        no_more = "no longer" in p.needs
        start = match.end
        if match.noun >= 0:
            act, strength, flips = self._own_word(v, match, act, strength)
            start = match.noun + 1
        if v.no_longer and "no longer" not in p.needs:
            act, strength, flips = self._no_more(act, strength)
            no_more = act == "concede"
        elif negated and "not" not in p.needs:
            was = act
            act, strength = stance.denied(act, v.lemma, strength)
            if (
                was == "concede"
                and act == "demand"
                and v.lemma in ("give", "withdraw", "concede", "surrender", "relinquish", "part")
                and match.noun < 0
            ):
                after = self.low[match.end : match.end + 5]
                if not any(w in self.lexicon.words["demand_nouns"] for w in after):
                    act, strength = "reject", "firm"
            if who.negative and was == "reject":
                act = "withhold"
            if act == "say":
                return  # who did not ask or tell something takes no position by that
        leaves = p.after[-1:] == ("talks",) or p.lemma in ("walk", "quit", "storm", "boycott", "pull")
        if act == "reject" and v.modal in ("will", "would", "'ll", "’ll") and not v.negated and leaves:
            act, strength = "threaten", "firm"
        if (
            match.inside is not None
            and match.noun < 0
            and not (act == "condition" and p.after[-1] in ("to", "on"))
        ):
            content = (match.inside[0], self._content_end(match.inside[0], match.end))
        else:
            act, strength, start = (
                self._inner(v, match, act, strength) if match.noun < 0 else (act, strength, start)
            )
            content = self._content(start)
        content = self._after_colon(content)
        if match.noun >= 0 and content[1] - content[0] <= 0 and match.inside is not None:
            content = match.inside
        if (
            act == "concede"
            and match.noun < 0
            and v.lemma
            in (
                "drop",
                "abandon",
                "waive",
                "relinquish",
                "shelve",
                "renounce",
                "forgo",
                "forego",
                "give",
                "withdraw",
                "scrap",
            )
        ):
            flips = not self._gives_up_refusal(content)
        if act == "reject" and any(
            self.low[k] in self.lexicon.words["hearsay"]
            and self.low[k] not in ("claim", "claims", "suggestion", "suggestions", "report", "reports")
            for k in range(content[0], min(content[1], content[0] + 4))
        ):
            act = "deny"
        if act == "reject" and v.lemma in ("dismiss", "reject", "deny", "scotch", "brush"):
            for k in range(content[0], min(content[1] - 1, content[0] + 4)):
                if self.low[k] in (
                    "reports",
                    "suggestions",
                    "claims",
                    "rumours",
                    "rumors",
                    "speculation",
                    "talk",
                ) and self.low[k + 1] in ("that", "of", "about"):
                    act = "deny"
        act, strength = self._menacing(act, strength, content, v, match)
        if (
            act == "concede"
            and p.after[-1:] == ("off",)
            and any(
                self.low[k] in ("talks", "meeting", "negotiations", "session", "visit", "summit")
                for k in range(*content)
            )
        ):
            act = "reject"
        if (
            act in ("demand", "prefer")
            and v.lemma in ("seek", "hope", "want", "try", "look", "strive", "aim", "push")
            and self._mediates(who)
        ):
            act = "mediate"
        if act == "propose" and p.after[-1:] == ("table",) and not self._outsider(who):
            act = "offer"
        if (
            act == "demand"
            and v.lemma == "ask"
            and self._mediates(who)
            and any(
                self.low[k] in ("consider", "accept", "look")
                for k in range(content[0], min(content[0] + 2, content[1]))
            )
        ):
            act = "propose"
        if act == "reject" and v.lemma in ("disagree", "differ") and len(who.actors) > 1:
            act, strength = "assess", "stated"
        if act in ("reject", "deny", "red_line"):
            polarity = "-"
        if v.modal in ("might", "may", "could") and not p.needs & {"could", "might", "modal"}:
            strength = "tentative"
        first, last = content
        clause = any(o.finite and first < o.main < last for o in self.clauses.verbs)
        if act == "reject" and clause and self.low[first] in ("unless", "until"):
            act, strength, polarity, content = "condition", "firm", "+", (first + 1, last)
        d = self._emit(n, v, who, match, act, strength, content, polarity, flips)
        if d is not None and no_more and d.status == "current":
            d.status = "superseded"

    def _menacing(
        self, act: str, strength: str, content: tuple[int, int], v: Verbs, match: Match
    ) -> tuple[str, str]:
        """A promise to walk out is a threat, and so is not ruling it out."""
        if act not in ("commit", "accept", "offer") or content[1] <= content[0]:
            return act, strength
        rest = [
            self.text.tokens[k].lemma or self.low[k]
            for k in range(content[0], min(content[1], content[0] + 6))
        ]
        while rest and rest[0] in ("to", "that", "it", "would", "will", "they", "a", "an", "the"):
            rest = rest[1:]
        if rest and self.lexicon.words["threats"].at(rest, 0):
            if act == "commit" and not v.negated and "not" not in rest[:2]:
                return "threaten", "firm"
            if act == "accept" and "not" in match.pattern.needs | ({"not"} if v.negated else set()):
                return "threaten", "tentative"
        return act, strength

    def _gives_up_refusal(self, content: tuple[int, int]) -> bool:
        lifted = self.lexicon.words["lifted"]
        return any(self.low[k] in lifted for k in range(content[0], min(content[1], content[0] + 5)))

    def _no_more(self, act: str, strength: str) -> tuple[str, str, bool]:
        if act in ("demand", "prefer", "condition", "red_line", "reject", "withhold", "threaten"):
            return "concede", "stated", act not in ("reject", "red_line")
        if act in ("accept", "offer", "support", "commit"):
            return "reject", "firm", False
        return act, strength, False

    def _own_word(self, v: Verbs, match: Match, act: str, strength: str) -> tuple[str, str, bool]:
        """ "softened its demand", "raised its offer", "renewed its call": the noun decides with the verb."""
        words, noun = self.lexicon.words, self.low[match.noun]
        cue = self.lexicon.nouns.get(noun)
        if act == "concede":
            down = v.lemma in words["downward"]
            if noun in words["lifted"]:
                return "concede", "stated", False
            if noun in words["offer_nouns"] and not (noun in words["demand_nouns"] and down):
                return ("reject", "stated", False) if down else ("concede", "stated", False)
            if v.lemma in words["upward"]:
                return "demand", "firm", False
            return "concede", "stated", v.lemma in ("withdraw", "retract", "revoke", "rescind", "waive")
        if cue is not None:
            held = v.lemma in (
                "repeat",
                "renew",
                "reiterate",
                "restate",
                "maintain",
                "uphold",
                "stick",
                "stand",
                "cling",
                "hold",
                "adhere",
                "keep",
                "reaffirm",
                "defend",
                "press",
                "double",
            )
            return (
                cue.act,
                stance.stronger(cue.strength, 1)
                if held and cue.strength in ("tentative", "stated")
                else cue.strength,
                False,
            )
        return act, strength, False

    def _inner(self, v: Verbs, match: Match, act: str, strength: str) -> tuple[str, str, int]:
        """ "refused to drop": the verb inside changes the act; returns where the content begins too."""
        start = match.end
        k = start
        if k < self.sentence.last and self.text.tokens[k].tag == "TO":
            k += 1
        while k < self.sentence.last and self.text.tokens[k].tag in ("RB",):
            k += 1
        m = next((m for m, o in enumerate(self.clauses.verbs) if o.main == k and o.form == "base"), None)
        if m is None:
            return act, strength, start
        self.done.add(m)
        other = self.clauses.verbs[m]
        inner = best_match(self.text, self.sentence, other, self.lexicon)
        if inner is None or inner.pattern.act in ("say", "evaluate", "assess", "mediate", "assert"):
            return act, strength, start
        new, power = stance.composed(act, inner.pattern.act, False, strength, inner.pattern.strength)
        return new, power, start

    def _content(self, start: int) -> tuple[int, int]:
        tokens, s = self.text.tokens, self.sentence
        if start + 1 < s.last and tokens[start].low in ("that", "this") and tokens[start + 1].tag == "PU":
            return start, start + 1
        while start < s.last and (
            tokens[start].low in ("that", ":")
            or (tokens[start].tag in ("QT",) and tokens[start].low not in '“"«')
        ):
            start += 1
        if start + 1 < s.last and tokens[start].low == ":" and self.clauses._party_clause(start + 1):
            return start, start
        if start < s.last and tokens[start].low == ",":
            closing = next((k for k in range(start + 1, min(start + 8, s.last)) if tokens[k].low == ","), -1)
            if closing < 0 or tokens[start + 1].tag in ("V", "CC", "WH", "SB"):
                return start, start
            start = closing + 1
            while start < s.last and tokens[start].low == "that":
                start += 1
        if start < s.last and tokens[start].tag == "CC" and self.clauses._new_clause(start + 1):
            return start, start
        return start, self.clauses.reach(start)

    def _after_colon(self, content: tuple[int, int]) -> tuple[int, int]:
        """ "asked for one thing: six patients": what stands after the colon."""
        first, last = content
        if last + 1 >= self.sentence.last or self.low[last] != ":" or last - first > 5:
            return content
        vague = ("thing", "things", "points", "demands", "conditions", "terms", "issues", "words")
        if not any(self.low[k] in vague for k in range(first, last)):
            return content
        return last + 1, self.clauses.reach(last + 1)

    def _content_end(self, start: int, end: int) -> int:
        return (
            max(self.clauses.reach(start), start + 1)
            if self.clauses.reach(start) <= end
            else self.clauses.reach(start)
        )

    def _not_itself(self, who: Who, targets: tuple[str, ...], match: Match) -> tuple[Who, tuple[str, ...]]:
        """Nobody accuses itself: of two words for one side, the one that is no name means the other side."""
        roster = self.discourse.roster
        accused = {roster.side(a) for a in targets}
        other = next((p for p in roster.principals if p not in accused), None)
        if other is None or set(self._sides(who)) != accused or len(roster.principals) != 2:
            return who, targets
        named = match.gap is not None and any(self.text.tokens[k].mention >= 0 for k in range(*match.gap))
        if not named:
            return who, (other,)
        return (replace(who, actors=(other,)), targets) if who.how != "name" else (who, ())

    def _emit(
        self,
        n: int,
        v: Verbs,
        who: Who,
        match: Match,
        act: str,
        strength: str,
        content: tuple[int, int],
        polarity: str,
        flips: bool,
    ) -> Draft | None:
        if act in ("accuse", "criticize") and self._reciprocal(n, v, who, match, act, strength, content):
            return None
        first, last = content
        if last <= first or all(
            self.text.tokens[k].tag == "RB" or self.low[k] == "most" for k in range(first, last)
        ):
            first, last = self._cleft(v) or (first, last)
        if last <= first:
            first, last = match.start, match.end
            if act not in (
                "reject",
                "accept",
                "withhold",
                "concede",
                "deny",
                "support",
                "assess",
                "demand",
                "accuse",
                "threaten",
            ):
                return None
        start = self._start(who, v)
        d = Draft(
            who,
            act,
            strength,
            self.sentence.index,
            (min(start, match.start), max(last, match.end)),
            (first, last),
            cue=(v.first, match.end),
            mention=(who.first, who.last) if who.last and who.how != "elided" else None,
            rule=match.pattern.rule,
            polarity=polarity,
            sure=0.75 * who.sure + 0.1,
            verb=v.main,
            lemma=v.lemma,
            flips=flips,
        )
        d.targets = self._targets(match, who, act, content)
        if act == "accuse" and d.targets:
            d.who, d.targets = self._not_itself(who, d.targets, match)
        if match.gap is not None and act in ("demand", "appeal", "propose") and len(d.targets) == 1:
            d.extra["asked"] = (match.gap[0], max(last, match.end))
        self._status(d, v, match)
        added = self._add(d)
        if added is not None:
            self._silence_inside(n, first, last)
            self._tail(added, last)
        return added
