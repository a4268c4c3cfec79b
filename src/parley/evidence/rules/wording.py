"""What act do some words perform in the mouth of their speaker?

Room: evidence.
"""

from parley.evidence.rules import stance
from parley.evidence.rules.cues import Match, best_match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.morphology import GERUND, PAST, THIRD
from parley.evidence.rules.people import OTHER, PARTY, Who
from parley.evidence.rules.phrases import Verbs, phrase_ending
from parley.evidence.rules.work import Work

_OWN_MODALS = frozenset({"will", "would", "could", "can", "wo", "ca", "cannot", "'ll", "’ll"})
_ASKING = frozenset({"must", "should", "shall"})


class Wording(Work):
    """What act do some words perform in the mouth of their speaker?"""

    def _from_words(
        self, first: int, last: int, who: Who, quote: tuple[int, int], hint: str, strength: str
    ) -> Draft | None:
        """The act that some words perform in the mouth of their speaker."""
        low = self.low[first:last]
        tokens = self.text.tokens
        rule = f"words after {hint}"
        draft = Draft(
            who,
            "justify",
            strength,
            self.sentence.index,
            quote,
            (first, last),
            rule=rule,
            basis="public statement",
            sure=0.6,
        )
        if hint not in ("say", "evaluate", "assert", "justify", "propose", "appeal", "reject"):
            draft.act = hint
            if hint in ("warn", "commit", "threaten"):
                for m, v in enumerate(self.clauses.verbs):
                    if first <= v.first < last and not v.infinitive and not v.participle:
                        subject = self.clauses.subject(m)
                        if subject.kind == PARTY and set(self._sides(subject)) & set(self._sides(who)):
                            found = self._own_act(v, best_match(self.text, self.sentence, v, self.lexicon))
                            if found and found[0] == "threaten":
                                draft.act, draft.strength = found
                        break
            return draft
        words = self.lexicon.words
        judged = "talks" if self._talks_go_on(first, last) else stance.judged(low, self.lexicon)
        if self.lexicon.connect["red_line_phrases"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "red_line", "absolute", "words: red line"
            if self.lexicon.connect["ruled_out"].find(low, 0, len(low)):
                draft.polarity = "-"
            return draft
        if self.lexicon.connect["limit_phrases"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "red_line", "firm", "words: limit"
            return draft
        if low[0] == "without" and any(w in ("no", "nothing") for w in low[2:]):
            draft.act, draft.strength, draft.rule = "condition", "firm", "words: without ... no"
            stop = next(k for k, w in enumerate(low) if w in ("no", "nothing", "there", "neither") and k > 1)
            draft.extra["asked"] = (first + 1, first + stop)
            return draft
        if self.lexicon.connect["accepting"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "accept", "tentative", "words: would do"
            return draft
        if self._no_without(low):
            draft.act, draft.strength, draft.rule = "condition", "firm", "words: no ... without"
            at = next((k for k, w in enumerate(low) if w in ("without", "unless", "until")), 0)
            draft.extra["asked"] = (first + at + 1, last)
            return draft
        if self.lexicon.connect["condition_phrases"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "condition", "firm", "words: precondition"
            return draft
        if (
            (
                low[:1] in (["no"], ["nobody"], ["never"], ["none"], ["nothing"])
                or low[:2]
                in (
                    ["not", "one"],
                    ["not", "a"],
                    ["not", "an"],
                )
            )
            and any(w in ("will", "would") for w in low[1:8])
            and hint in ("say", "assert", "evaluate")
        ):
            draft.act, draft.strength, draft.rule, draft.polarity = (
                "reject",
                "absolute",
                "words: nobody will",
                "-",
            )
            return draft
        if self._never_to_be(low) and hint in ("say", "assert", "evaluate"):
            draft.act, draft.strength, draft.rule, draft.polarity = "reject", "firm", "words: will be no", "-"
            return draft
        if self.lexicon.connect["demand_idioms"].find(low, 0, len(low)):
            draft.act, draft.rule = (
                ("appeal" if self._outsider(who) else "demand"),
                "words: it is for the other",
            )
            return draft
        inner = [(m, v) for m, v in enumerate(self.clauses.verbs) if first <= v.first < last]
        for m, v in inner:
            subject = self.clauses.subject(m)
            own = subject.kind == PARTY and bool(set(self._sides(subject)) & set(self._sides(who)))
            own = own or self._body_of_its_own(v, subject, who)
            if v.participle or v.infinitive:
                continue
            if self.insists and self.text.low[v.first - 1] == "they":
                own = False
            match = best_match(self.text, self.sentence, v, self.lexicon)
            if own:
                found = self._own_act(v, match)
                if found is None and subject.kind == OTHER and v.modal == "could" and not v.negated:
                    found = ("offer", "tentative")
                if found and found[0] == "reject" and self._only_after(v, first, last, draft):
                    return draft
                if found:
                    draft.act, draft.strength = found
                    draft.rule = f"own words: {draft.act}"
                    if draft.act == "reject":
                        draft.polarity = "-"
                    return draft
            elif (
                v.modal in _ASKING
                or self._has_to(v)
                or (self.insists and v.form == "base" and not v.modal and not v.negated)
            ):
                draft.act, draft.rule = ("appeal" if self._outsider(who) else "demand"), "words: must"
                if subject.kind == PARTY:
                    draft.targets = subject.actors
                return draft
            elif self._speaks_of_rival(who, subject, v):
                hostile = words["hostile"].find(
                    [t.lemma or t.low for t in tokens[v.first : last]], 0, last - v.first
                ) or words["hostile"].find(low, 0, len(low))
                if hostile or judged == "negative" or v.negated or (self.counters and not v.modal):
                    draft.act, draft.rule, draft.targets = (
                        "accuse",
                        "words: the other does wrong",
                        subject.actors,
                    )
                    return draft
            elif (
                v.modal in ("will", "would", "wo", "'ll", "’ll")
                and subject.kind != PARTY
                and self.lexicon.words["threats"].at([t.lemma or t.low for t in tokens[v.main : last]], 0)
            ):
                draft.act, draft.strength, draft.rule = "threaten", "firm", "words: will, threat"
                return draft
            elif v.modal and judged not in ("negative", "harmful"):
                found = self._arranged(v, low)
                if found:
                    draft.act, draft.strength = found
                    draft.rule = f"words: {draft.act}, passive"
                    return draft
            break
        if (
            self.counters
            and self._about_rival(first, last, who)
            and not any(t.tag == "MD" for t in tokens[first:last])
        ):
            draft.act, draft.rule = "accuse", "words: back at the other"
            return draft
        if judged == "negative" and hint == "justify" and not self._about_rival(first, last, who):
            judged = "necessary"
        if judged == "negative":
            shall = any(t.tag == "MD" for t in tokens[first:last])
            draft.act, draft.rule = (
                ("warn", "words: would do harm") if shall else ("criticize", "words: negative")
            )
        elif judged == "harmful" and any(t.tag == "MD" for t in tokens[first:last]):
            draft.act, draft.rule = "warn", "words: harm"
        elif judged == "positive":
            draft.act, draft.rule = "support", "words: positive"
        elif judged == "talks":
            draft.act, draft.rule = "assess", "words: state of the talks"
        elif hint in ("justify", "assert"):
            draft.act = hint
        return draft

    def _body_of_its_own(self, v: Verbs, subject: Who, who: Who) -> bool:
        """ "He said the army would not leave a post": a body without a name, told of by one of its side."""
        if subject.kind != OTHER or v.modal not in _OWN_MODALS or self._mediates(who):
            return False
        start, head_end, last = phrase_ending(self.text, self.sentence, v.first)
        if head_end <= start or last != head_end or self.low[start] not in ("the", "its", "their", "our"):
            return False
        head = self.low[head_end - 1]
        bodies = any(head in members for members in self.lexicon.classes.values())
        return bodies and not any(t.mention >= 0 for t in self.text.tokens[start:head_end])

    def _talks_go_on(self, first: int, last: int) -> bool:
        """ "Talks between X and Y will resume on Monday": the course of the talks, nobody's view."""
        verb = next((v for v in self.clauses.verbs if v.finite and first < v.main < last), None)
        start = first + (self.low[first] in ("the", "a", "new", "further", "these", "this"))
        return (
            start < last
            and self.low[start] in self.lexicon.words["sittings"]
            and (verb is None or not (verb.negated or verb.modal in _ASKING))
            and (verb is None or verb.lemma in self.lexicon.words["sitting_verbs"])
        )

    def _only_after(self, v: Verbs, first: int, last: int, draft: Draft) -> bool:
        """ "would not return until a ceiling was agreed": the ceiling is asked for."""
        for k in range(v.last, self.sentence.last - 2):
            if self.text.tokens[k].tag == "PU" and k >= last:
                return False
            if self.low[k] not in ("until", "unless", "till"):
                continue
            end = self.clauses.reach(k + 1)
            if not any(o.finite and k < o.main < end for o in self.clauses.verbs):
                return False
            draft.act, draft.strength, draft.rule = "condition", "firm", "words: not until"
            draft.extra["asked"] = (k + 1, end)
            draft.content, draft.quote = (first, max(last, end)), (draft.quote[0], max(draft.quote[1], end))
            return True
        return False

    def _never_to_be(self, low: list[str]) -> bool:
        """ "There will be no X", "there is not going to be any X": the speaker refuses it."""
        if low[0] != "there" or "be" not in low[1:6]:
            return False
        k = low.index("be", 1, 6)
        denied = low[k + 1 : k + 2] in (["no"], ["neither"]) or any(
            w in ("not", "n't", "n’t", "never") for w in low[1:k]
        )
        ahead = any(
            w in ("will", "wo", "can", "ca", "cannot", "shall", "going", "'ll", "’ll") for w in low[1:k]
        )
        plain = any(w in self.lexicon.words["no_terms"] for w in low[k + 1 : k + 4])
        return denied and ahead and not plain

    def _about_rival(self, first: int, last: int, who: Who) -> bool:
        """Whether the words are about the other side or a text of it."""
        words, d = self.lexicon.words, self.discourse
        for k in range(first, min(last, first + 6)):
            mention = self.text.tokens[k].mention
            if mention >= 0 and d.roster.side(d.mentions[mention].actor) not in self._sides(who):
                return True
            if self.low[k] in words["texts"] or self.low[k] in words["demand_nouns"]:
                return True
        return False

    def _speaks_of_rival(self, who: Who, subject: Who, v: Verbs) -> bool:
        if subject.kind == PARTY:
            return self._rival(who, subject)
        start, head_end, _ = phrase_ending(self.text, self.sentence, v.first)
        d = self.discourse
        named = [
            d.mentions[self.text.tokens[k].mention].actor
            for k in range(start, head_end)
            if self.text.tokens[k].mention >= 0
        ]
        return (
            bool(named)
            and d.roster.side(named[0]) in d.roster.principals
            and d.roster.side(named[0]) not in self._sides(who)
        )

    def _arranged(self, v: Verbs, low: list[str]) -> tuple[str, str] | None:
        """ "the suit would be withdrawn", "boats might be admitted", "six might be enough"."""
        if any(w in ("enough", "acceptable", "sufficient", "suffice", "do") for w in low[:8]) and v.modal in (
            "might",
            "could",
            "would",
            "may",
        ):
            return "accept", "tentative"
        if not v.passive or v.negated:
            return None
        if v.modal in ("will", "would", "wo", "'ll", "’ll"):
            return "commit", "stated"
        if v.modal in ("could", "might", "may", "can"):
            return "offer", "tentative"
        return None

    def _no_without(self, low: list[str]) -> bool:
        text = " ".join(low)
        if (
            "without" in low
            and ("no " in f"{text} ")
            and low.index("without") > 1
            and low[0] in ("no", "there", "nothing")
        ):
            return True
        return ("unless" in low or "until" in low) and low[:1] in (["no"], ["there"], ["nothing"])

    def _has_to(self, v: Verbs) -> bool:
        k = v.last
        return v.lemma in ("have", "need") and k < self.sentence.last and self.low[k] == "to"

    def _own_act(self, v: Verbs, match: Match | None) -> tuple[str, str] | None:
        """What a speaker says of itself: "we will never accept", "it would not"."""
        tokens = self.text.tokens
        if match is not None and match.pattern.act not in (
            "say",
            "evaluate",
            "justify",
            "assert",
            "assess",
            "mediate",
        ):
            act, strength = match.pattern.act, match.pattern.strength
            if v.negated and "not" not in match.pattern.needs:
                act, strength = stance.denied(act, v.lemma, strength)
                held = self.low[v.last : v.last + 6]
                goes = v.lemma in ("give", "withdraw", "surrender", "relinquish", "part")
                if (
                    act == "demand"
                    and goes
                    and not any(w in self.lexicon.words["demand_nouns"] for w in held)
                ):
                    act = "reject"
                if v.modal and act == "reject":
                    strength = "firm"
            act, strength, _ = self._inner(v, match, act, strength)
            return act, strength
        rest = [t.lemma or t.low for t in tokens[v.main : min(self.sentence.last, v.main + 6)]]
        threat = self.lexicon.words["threats"].at(rest, 0) > 0
        if v.modal in ("will", "would", "wo", "'ll", "’ll", "shall"):
            if v.negated:
                return ("commit", "stated") if threat else ("reject", "firm")
            return ("threaten", "firm") if threat else ("commit", "stated")
        if v.modal in ("can", "could", "ca", "cannot") and (v.negated or v.modal == "cannot"):
            return "reject", "firm"
        if (
            v.negated
            and (v.form in (GERUND,) or (v.form in ("base", THIRD, PAST) and not v.past and not v.modal))
            and v.lemma not in ("be", "have", "know", "think", "believe", "see", "fear")
        ):
            return "reject", "firm"
        return None
