"""What only a noun says, and what the report says of the talks.

Room: evidence.
"""

from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.people import PARTY, Who
from parley.evidence.rules.phrases import phrase_ending
from parley.evidence.rules.work import Work


class Nominal(Work):
    """What only a noun says, and what the report says of the talks."""

    def _nouns(self) -> None:
        """ "its demand that ...", "the union's refusal to ...", where no verb has said it already."""
        s, tokens = self.sentence, self.text.tokens
        for k in range(s.first, s.last):
            cue = self.lexicon.nouns.get(self.low[k])
            if cue is None or tokens[k].tag not in ("N",) or k + 1 >= s.last:
                continue
            owner = self._owner(k)
            around = [d for d in self.made if d.quote[0] <= k < d.quote[1]]
            if around and not self._own_demand(k, cue.act, owner, around):
                continue
            after = tokens[k + 1]
            if self._made_by(k, cue.act, cue.strength):
                continue
            if owner is None or owner.kind != PARTY or not owner.actors:
                continue
            if after.low == "to" and cue.act == "demand" and tokens[k + 2].tag != "V":
                continue
            if after.low in ("that", "to", "for", "of", "on", "about", "over") or after.tag == "BE":
                first = k + 2
            else:
                continue
            last = self.clauses.reach(first)
            if after.low != "that" and after.tag != "BE":
                last = next((i for i in range(first, last) if self.clauses._finite_at(i)), last)
            if last <= first:
                continue
            d = Draft(
                owner,
                cue.act,
                cue.strength,
                s.index,
                (owner.first, last),
                (first, last),
                cue=(k, k + 2),
                mention=(owner.first, owner.last),
                rule=f"noun: {self.low[k]}",
                sure=0.55,
                polarity="-" if cue.act in ("reject", "deny") else "+",
                verb=k,
            )
            self._add(d)

    def _own_demand(self, k: int, act: str, owner: Who | None, around: list[Draft]) -> bool:
        """ "rejected the union's demand for 9 percent" holds the union's demand too."""
        if (
            act not in ("demand", "offer")
            or owner is None
            or owner.kind != PARTY
            or k + 3 >= self.sentence.last
        ):
            return False
        return not (
            self.low[k + 1] not in ("for", "that", "to", "of", "on")
            or any(set(self._sides(d.who)) & set(self._sides(owner)) for d in around)
        )

    def _made_by(self, k: int, act: str, strength: str) -> bool:
        """ "a request for compensation, which X first made in 2019"."""
        s, tokens = self.sentence, self.text.tokens
        wh = next(
            (
                i
                for i in range(k + 1, min(k + 14, s.last))
                if tokens[i].low in ("which", "that") and tokens[i].tag in ("WH", "SB")
            ),
            -1,
        )
        if wh < 0 or any(tokens[i].tag in ("V", "MD", "BE", "HV") for i in range(k + 1, wh)):
            return False
        for m, v in enumerate(self.clauses.verbs):
            if v.first > wh and v.lemma in self.lexicon.words["light"] and v.first - wh < 8:
                who = self.clauses.subject(m)
                if who.kind != PARTY or who.how == "relative":
                    return False
                start, _, _ = phrase_ending(self.text, s, k + 1)
                last = wh
                while last > k and tokens[last - 1].tag == "PU":
                    last -= 1
                d = Draft(
                    who,
                    act,
                    strength,
                    s.index,
                    (start, v.last),
                    (start, last),
                    cue=(v.first, v.last),
                    mention=(who.first, who.last),
                    rule=f"noun: {self.low[k]} made by",
                    sure=0.6,
                    verb=v.main,
                )
                self._status(d, v, None)
                if v.past and d.status == "current":
                    d.status = "past"
                self._add(d)
                return True
        return False

    def _assessments(self) -> None:
        """What the report says of the talks in its own voice."""
        roster = self.discourse.roster
        if roster.reporter is None or self.made:
            return
        s = self.sentence
        if any(t.quoted >= 0 for t in self.text.tokens[s.first : s.last]):
            return
        low = self.low[s.first : s.last]
        found = self.lexicon.words["states_of_talks"].find(low, 0, len(low))
        if not found or not any(v.finite for v in self.clauses.verbs):
            return
        last = s.last
        while last > s.first and self.text.tokens[last - 1].tag in ("PU", "QT"):
            last -= 1
        who = Who(PARTY, (roster.reporter,))
        self._add(
            Draft(
                who,
                "assess",
                "stated",
                s.index,
                (s.first, last),
                (s.first, last),
                cue=(s.first + found[0], s.first + found[1]),
                rule="report: state of the talks",
                sure=0.5,
            )
        )
