"""Verbs left out, things put in front, the one addressed, and "each other".

Room: evidence.
"""

from parley.evidence.rules.cues import Match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.people import PARTY, Who
from parley.evidence.rules.phrases import Verbs, base_end
from parley.evidence.rules.work import Work


class Joined(Work):
    """Verbs left out, things put in front, the one addressed, and "each other"."""

    def _gapped(self, d: Draft, at: int) -> None:
        """ "X wanted five, Y twelve": the second party does the same."""
        tokens, s = self.text.tokens, self.sentence
        k = at
        while k < s.last and (tokens[k].low in (",", ";", "and", "but", "while")):
            k += 1
        if (
            k == at
            or k >= s.last
            or d.who.kind != PARTY
            or not any(tokens[i].tag == "CD" for i in range(*d.content))
        ):
            return
        end = base_end(self.text, s.last, k)
        for i in range(k, end):
            if tokens[i].tag == "CD":
                end = i
                break
        while end > k and tokens[end - 1].tag == "RB":
            end -= 1
        who = self.discourse.who(s, k, end, end)
        if who.kind != PARTY or not self._rival(d.who, who):
            return
        first = end
        while first < s.last and tokens[first].low in ("for", ",", "to", "on", "only"):
            first += 1
        last = first
        while last < s.last and tokens[last].tag not in ("PU", "V", "MD", "BE", "HV", "SB", "WH", "CC"):
            last += 1
        if last <= first or not any(tokens[i].tag == "CD" for i in range(first, last)):
            return
        if last < s.last and tokens[last].tag in ("V", "MD", "BE", "HV"):
            return
        twin = Draft(
            who,
            d.act,
            d.strength,
            d.sentence,
            (k, last),
            (first, last),
            cue=None,
            mention=(k, end),
            rule=f"{d.rule} (verb left out)",
            status=d.status,
            polarity=d.polarity,
            reporter=d.reporter,
            basis=d.basis,
            sure=0.6,
            verb=d.verb,
            topic_from=None,
        )
        twin.targets = tuple(d.who.actors)
        twin.extra["same_issue"] = d
        self._add(twin)

    def _cleft(self, v: Verbs) -> tuple[int, int] | None:
        """ "It is the archive that X wants": what is claimed stands in front."""
        s = self.sentence
        if self.low[s.first] != "it" or self.low[s.first + 1] not in ("is", "was"):
            return None
        end = next((k for k in range(s.first + 2, v.first) if self.low[k] in ("that", "which")), -1)
        return (s.first + 2, end) if end > s.first + 2 else None

    def _targets(self, match: Match, who: Who, act: str, content: tuple[int, int]) -> tuple[str, ...]:
        if match.gap is not None:
            found = self.clauses.list_from(match.gap[0], match.gap[1])
            if found.kind == PARTY:
                return found.actors
        d = self.discourse
        both = d.both()
        if (
            act in ("demand", "condition", "offer", "reject", "threaten", "accuse")
            and len(who.actors) == 1
            and d.roster.side(who.actors[0]) in both
        ):
            return tuple(p for p in both if p != d.roster.side(who.actors[0]))
        if act in ("propose", "appeal", "mediate") and self._outsider(who):
            return both
        return ()

    def _reciprocal(
        self, n: int, v: Verbs, who: Who, match: Match, act: str, strength: str, content: tuple[int, int]
    ) -> bool:
        """ "accusing each other of ...": one claim for each, with the other as its target."""
        gap = match.gap or (match.end, match.end + 2)
        words = self.low[gap[0] : gap[1]]
        mutual = (
            self.lexicon.words["reciprocal"].find(words, 0, len(words))
            or match.pattern.after[:1] in (("accusations",),)
            or match.pattern.rule.split(": ")[1].startswith(("trade", "exchange", "swap"))
        )
        the_other = self.lexicon.words["other"].find(words, 0, len(words)) and who.how in ("each", "both")
        if not (mutual or the_other) or len(who.actors) < 2:
            return False
        first, last = content
        if last <= first:
            first, last = match.start, match.end
        for actor in who.actors:
            alone = Who(PARTY, (actor,), who.first, who.last, how="list")
            d = Draft(
                alone,
                act,
                strength,
                self.sentence.index,
                (self._start(who, v), max(last, match.end)),
                (first, last),
                cue=(v.first, match.end),
                mention=(who.first, who.last),
                rule=f"{match.pattern.rule} (each other)",
                verb=v.main,
                lemma=v.lemma,
            )
            d.targets = tuple(a for a in who.actors if a != actor)
            self._add(d)
        self._silence_inside(n, first, last)
        return True
