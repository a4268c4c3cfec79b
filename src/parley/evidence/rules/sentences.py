"""One sentence at a time: its verbs become drafts of claims.

Room: evidence. The order of the rules is the order of this file: speech, refusals, demands, what a text says,
passives, what somebody will or will not do, reasons, conditions, and what only a noun says.
"""

from dataclasses import dataclass, field

from parley.evidence.rules import stance
from parley.evidence.rules.clauses import Clauses
from parley.evidence.rules.cues import Match, best_match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Lexicon, Pattern
from parley.evidence.rules.morphology import GERUND, PARTICIPLE, PAST, THIRD
from parley.evidence.rules.people import DOCUMENT_TEXT, OTHER, PARTY, UNNAMED, Discourse, Who
from parley.evidence.rules.phrases import Verbs, base_end, phrase_ending, whole_phrase_end
from parley.evidence.rules.segment import Sentence, Text

_SPEECH = frozenset({"say", "assert"})
_TRAILING = frozenset({"say", "assert", "justify", "commit", "warn", "criticize", "accuse", "threaten", "demand"})
_ASKING = frozenset({"must", "should", "shall"})
_RATHER = Pattern("would", ("rather",), "prefer", "tentative", frozenset(), "prefer: would rather")
_CLAIM = Pattern("claim", (), "demand", "stated", frozenset(), "demand: claim")
_BARE = Pattern("will", (), "commit", "stated", frozenset(), "will: own conduct")


@dataclass(slots=True)
class SentenceReader:
    """Reads the sentences of one text in order."""

    text: Text
    discourse: Discourse
    lexicon: Lexicon
    drafts: list[Draft] = field(default_factory=list)

    def read(self, sentence: Sentence) -> None:
        before = len(self.drafts)
        self.discourse.learn_from(sentence)
        _One(self, Clauses(self.text, sentence, self.discourse, self.lexicon), sentence).read()
        fresh = self.drafts[before:]
        fresh.sort(key=lambda d: (d.content[0], d.content[1]))
        self.drafts[before:] = fresh


@dataclass(slots=True)
class _One:
    """The work on one sentence."""

    reader: SentenceReader
    clauses: Clauses
    sentence: Sentence
    _counters: bool = False  # the verb of saying answers somebody
    _insists: bool = False
    done: set[int] = field(default_factory=set)  # verbs that need no more looking at
    made: list[Draft] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)

    @property
    def text(self) -> Text:
        return self.reader.text

    @property
    def low(self) -> list[str]:
        return self.reader.text.low

    @property
    def lexicon(self) -> Lexicon:
        return self.reader.lexicon

    def read(self) -> None:
        self._direct_speech()
        self._trailing_speech()
        self._under_text()
        self._as_seen()
        self._from_somebody()
        self._wish_list()
        self._never_will()
        fronted = self._fronted()
        for n in range(len(self.clauses.verbs)):
            if n not in self.done:
                self._verb(n)
        if fronted is not None:
            self._attach(fronted)
        self._according_to()
        self._nouns()
        self._continued_speech()
        self._assessments()
        for draft in self.made:
            self._finish(draft)
        self.reader.drafts.extend(self.made)

    # -- what stands in front ------------------------------------------------------------------------------------

    def _under_text(self) -> None:
        """"Under the draft, nights would be voluntary": a term of the text."""
        s, tokens = self.sentence, self.text.tokens
        first = s.first
        if self.low[first] == "according" and first + 1 < s.last and self.low[first + 1] == "to":
            start = first + 2
        elif self.low[first] in ("under", "in", "by"):
            start = first + 1
        else:
            return
        end = whole_phrase_end(self.text, s.last, start)
        who = self.reader.discourse.who(s, start, base_end(self.text, end, start), end)
        if who.kind != DOCUMENT_TEXT or not who.actors or end >= s.last or self.low[end] != ",":
            return
        last = self.clauses.reach(end + 1)
        if last <= end + 1:
            return
        d = Draft(Who(PARTY, who.actors, start, end, how="text"), "propose", "stated", s.index, (first, last), (end + 1, last), cue=(first, start),
                  mention=(start, end), rule="text: under the", basis="document", verb=end + 1)  # fmt: skip
        if self._add(d) is not None:
            self._silence_range(first, last)

    def _as_seen(self) -> None:
        """"As X reads the treaty, the lake is common": what X holds to be so."""
        s, tokens = self.sentence, self.text.tokens
        if self.low[s.first] != "as":
            return
        comma = next((k for k in range(s.first + 2, s.last) if self.low[k] == ","), -1)
        verb = next((v for v in self.clauses.verbs if s.first < v.main < comma), None)
        if comma < 0 or verb is None or verb.lemma not in ("read", "see", "tell", "put", "understand", "view", "have", "interpret"):
            return
        first, head_end, last = phrase_ending(self.text, s, verb.first)
        who = self.reader.discourse.who(s, first, head_end, last)
        end = self.clauses.reach(comma + 1)
        if who.kind != PARTY or not who.actors or end <= comma + 1:
            return
        d = self._from_words(comma + 1, end, who, (s.first, end), "assert", "stated")
        if d is not None:
            d.cue, d.mention, d.verb = (s.first, comma), (who.first, who.last), verb.main
            if self._add(d) is not None:
                self._silence_range(s.first, end)
        del tokens

    def _from_somebody(self) -> None:
        """"From X came a flat no to Y"."""
        s = self.sentence
        if self.low[s.first] != "from":
            return
        end = base_end(self.text, s.last, s.first + 1)
        who = self.reader.discourse.who(s, s.first + 1, end, end)
        v = next((v for v in self.clauses.verbs if v.first == end and v.lemma in ("come", "issue")), None)
        if who.kind != PARTY or v is None:
            return
        for k in range(v.last, min(v.last + 5, s.last - 2)):
            cue = self.lexicon.nouns.get(self.low[k])
            if cue is not None and self.low[k + 1] in ("to", "of", "for", "that", "on", "from"):
                last = self.clauses.reach(k + 2)
                act = "reject" if self.low[k] == "no" else cue.act
                self._add(Draft(who, act, cue.strength, s.index, (s.first, last), (k + 2, last), cue=(v.first, k + 2), mention=(s.first + 1, end), rule=f"from: {self.low[k]}", polarity="-" if act == "reject" else "+", verb=v.main))  # fmt: skip
                self._silence_range(s.first, last)
                return

    def _wish_list(self) -> None:
        """"At the top of X's list stands Y"."""
        s, tokens = self.sentence, self.text.tokens
        for k in range(s.first + 2, s.last - 2):
            if self.low[k] not in ("list", "agenda") or not any(self.low[i] in ("top", "high", "highest", "first", "uppermost", "heads") for i in range(s.first, k)):
                continue
            after = tokens[k + 1]
            if after.tag not in ("BE", "V"):
                continue
            owner = self._owner(k)
            if owner is None or owner.kind != PARTY or not owner.actors:
                return
            last = self.clauses.reach(k + 2)
            self._add(Draft(owner, "demand", "stated", s.index, (s.first, last), (k + 2, last), cue=(s.first, k + 2), mention=(owner.first, owner.last), rule="noun: list", verb=k + 1))
            self._silence_range(s.first, last)
            return

    def _never_will(self) -> None:
        """"Under no circumstances will X pay more"."""
        s, tokens = self.sentence, self.text.tokens
        n = self.lexicon.connect["never"].at(self.low, s.first)
        if not n or s.first + n + 2 >= s.last or tokens[s.first + n].tag not in ("MD", "DO", "BE", "HV"):
            return
        start = s.first + n + 1
        stop = base_end(self.text, s.last, start)
        who = self.reader.discourse.who(s, start, stop, stop)
        while who.kind != PARTY and stop > start + 1:
            stop -= 1
            who = self.reader.discourse.who(s, start, stop, stop)
        if who.kind != PARTY or not who.actors:
            return
        last = self.clauses.reach(stop)
        self._add(Draft(who, "reject", "absolute", s.index, (s.first, last), (stop, last), cue=(s.first, start), mention=(start, stop), rule="never will", polarity="-", verb=stop))
        self._silence_range(s.first, last)

    def _fronted(self) -> tuple[int, int, int] | None:
        """A condition that opens the sentence: where it begins, where its words begin, where it ends."""
        s, tokens = self.sentence, self.text.tokens
        first = s.first
        while first < s.last and tokens[first].tag == "QT":
            first += 1
        c = self.lexicon.connect
        if first >= s.last or tokens[first].quoted >= 0:
            return None
        n = c["conditions"].at(self.low, first) or (1 if self.low[first] in ("should", "were", "had", "if", "unless") else 0)
        if not n and self.low[first] == "without":
            n = 1
        if not n or self.low[first] in ("given",):
            return None
        end = -1
        for k in range(first + n, s.last):
            if tokens[k].low == "," and k > first + n + 1 and not (tokens[k + 1].tag == "CC" and k + 1 < s.last):
                end = k
                break
            if self.low[first] == "only" and tokens[k].tag in ("MD", "DO", "BE", "HV") and k > first + n + 2 and k + 1 < s.last and tokens[k + 1].tag in ("D", "NP", "N", "PR"):
                if any(self.clauses._finite_at(i) for i in range(first + n, k)):
                    end = k
                    break
        if end < 0:
            return None
        if self.low[first] in ("were", "had", "should") and not any(t.tag == "V" or t.low in ("be", "to") for t in tokens[first:end]):
            return None
        self._silence_range(first, end)
        return first, first + n, end

    def _attach(self, fronted: tuple[int, int, int]) -> None:
        """The claims of the main clause get the condition in front of them."""
        first, words, end = fronted
        main = [d for d in self.made if d.content[0] >= end and d.act not in ("justify", "condition")]
        if not main and self.low[first] == "only":
            self._inverted_main(fronted)
            return
        for d in main[:2]:
            if d.condition is not None:
                continue
            d.condition = (first, end)
            if d.act in ("accept", "offer", "commit", "concede", "support", "threaten", "reject") and d.status == "current":
                d.status = "conditional"
            if d.act in ("demand", "prefer") and self.low[first] in ("if", "should", "were", "had") and self.text.tokens[d.verb].tag != "V":
                d.status = "hypothetical"
        if main:
            d = main[0]
            phrase = " ".join(self.low[first:words])
            if self._asked_for("if" if phrase in ("should", "were", "had") else phrase, words, end, d) and d.status != "hypothetical":
                self._add(Draft(d.who, "condition", "stated", self.sentence.index, (first, end), (words, end), cue=(first, words), mention=d.mention,
                                rule=f"condition: {phrase}", condition_of=d, sure=0.65, verb=d.verb, reporter=d.reporter, basis=d.basis, targets=d.targets))  # fmt: skip

    def _inverted_main(self, fronted: tuple[int, int, int]) -> None:
        """"Only if nights are voluntary will the pilots sign"."""
        first, words, end = fronted
        s = self.sentence
        stop = base_end(self.text, s.last, end + 1)
        who = self.reader.discourse.who(s, end + 1, stop, stop)
        while who.kind != PARTY and stop > end + 2:
            stop -= 1
            who = self.reader.discourse.who(s, end + 1, stop, stop)
        if who.kind == PARTY and who.actors:
            last = self.clauses.reach(stop)
            self._add(Draft(who, "condition", "firm", s.index, (first, max(last, stop)), (words, end), cue=(first, words), mention=(end + 1, stop), rule="condition: only if, in front", verb=end))  # fmt: skip
            self._silence_range(end, s.last)

    # -- making --------------------------------------------------------------------------------------------------

    def _add(self, draft: Draft) -> Draft | None:
        a, b = draft.content
        if b <= a or not draft.who.actors:
            return None
        for other in self.made:
            same = other.content == draft.content and set(other.who.actors) & set(draft.who.actors)
            if same and other.act == draft.act:
                return None
        self.made.append(draft)
        return draft

    def _finish(self, d: Draft) -> None:
        if d.act == "accuse":
            self.reader.discourse.accused = d.targets
        if d.who.some:
            d.scope = "some"
        low = [self.low[k] for k in range(d.quote[0], d.quote[1])]
        if self.lexicon.words["privately"].find([self.low[k] for k in range(self.sentence.first, self.sentence.last)], 0, self.sentence.last - self.sentence.first) and d.act in ("accept", "prefer", "concede", "offer", "support"):
            d.strength = "tentative"
            d.scope = "some" if d.who.some or d.who.kind == UNNAMED else d.scope
        if d.cue is not None:
            near = [self.low[k] for k in range(max(d.quote[0], d.cue[0] - 4), min(d.cue[1] + 1, d.quote[1]))]
            d.strength = stance.shaded(d.strength, near, self.lexicon)
        if d.strength in ("stated", "firm") and d.act in ("reject", "demand", "red_line", "commit") and self.lexicon.connect["absolutes"].find(low, 0, len(low)):
            d.strength = "absolute"
        if d.scope == "some" and d.strength == "stated":
            d.strength = "tentative"

    def _note(self, n: int, who: Who) -> None:
        if n not in self.noted and who.kind != OTHER:
            self.noted.add(n)
            self.reader.discourse.note_subject(who)

    def _start(self, who: Who, v: Verbs) -> int:
        """Where a quote begins: at the subject where that is near, else at the verb."""
        if who.how in ("elided",) or who.last == 0 or who.first >= v.first:
            return v.first
        if who.first < self.sentence.first:
            return v.first
        return who.first

    # -- direct speech -------------------------------------------------------------------------------------------

    def _direct_speech(self) -> None:
        """A quotation that stands for itself, with the verb that says who speaks."""
        s, tokens = self.sentence, self.text.tokens
        k = s.first
        while k < s.last:
            if tokens[k].quoted < 0:
                k += 1
                continue
            number = tokens[k].quoted
            end = k
            while end < s.last and tokens[end].quoted == number:
                end += 1
            if self._is_utterance(k, end):
                self._utterance(k, end)
            k = end

    def _is_utterance(self, first: int, last: int) -> bool:
        """Words of their own rather than a label in quotation marks."""
        tokens = self.text.tokens
        if last - first < 3:
            return False
        before = tokens[first - 2] if first - 2 >= self.sentence.first else None
        opens = first - 1 <= self.sentence.first or (before is not None and before.low in (",", ":")) or tokens[first].text[0].isupper()
        has_verb = any(t.tag in ("V", "BE", "MD", "HV", "DO") for t in tokens[first:last])
        closes = tokens[last - 1].low in (",", ".", "!", "?") or (last < self.sentence.last and tokens[min(last + 1, self.sentence.last - 1)].low in (",", "."))
        return opens and (has_verb or closes) and (has_verb or last - first >= 4)

    def _utterance(self, first: int, last: int) -> None:
        n = self._speech_verb(first, last)
        who = self.clauses.subject(n) if n is not None else None
        if who is None or who.kind not in (PARTY, UNNAMED) or not who.actors:
            if n is not None:
                self.done.add(n)
            if n is None and first - 1 <= self.sentence.first and self.reader.discourse.speaker is not None and last >= self.sentence.last - 2:
                return  # the quotation goes on: see `_continued_speech`
            self._silence(first, last)
            return
        assert n is not None
        own = best_match(self.text, self.sentence, self.clauses.verbs[n], self.lexicon)
        colon = first - 2 >= self.sentence.first and self.low[first - 2] == ":"
        if not (colon and own is not None and own.pattern.act not in _TRAILING):
            self.done.add(n)
        self._note(n, who)
        self.reader.discourse.speaker = who
        v = self.clauses.verbs[n]
        while last > first and self.text.tokens[last - 1].tag in ("PU", "QT") and last - first > 1:
            last -= 1
        start = first
        for k in range(first, last):
            if self.low[k] == ";" and k - start >= 3 and last - k > 3:
                self._speech_content(start, k, who, v, direct=True)
                start = k + 1
        self._speech_content(start, last, who, v, direct=True)
        self._silence(first, last)

    def _silence(self, first: int, last: int) -> None:
        for m, v in enumerate(self.clauses.verbs):
            if first <= v.main < last:
                self.done.add(m)

    def _speech_verb(self, first: int, last: int) -> int | None:
        """The verb of saying that a quotation belongs to: right after it, or right before."""
        tokens = self.text.tokens
        best: tuple[int, int] | None = None
        for n, v in enumerate(self.clauses.verbs):
            if tokens[v.main].quoted >= 0:
                continue
            patterns = self.lexicon.patterns.get(v.lemma, ())
            if not any(p.act in ("say", "warn", "assert", "justify", "criticize", "commit", "threaten", "demand", "appeal", "accuse", "evaluate", "deny", "reject", "propose") for p in patterns):
                continue
            distance = v.first - last if v.first >= last else first - v.last
            if distance < 0 or distance > 14:
                continue
            rank = distance if v.first >= last else distance + 3
            if best is None or rank < best[0]:
                best = (rank, n)
        return best[1] if best else None

    def _speech_content(self, first: int, last: int, who: Who, v: Verbs, *, direct: bool) -> None:
        """What somebody says in so many words: the act is read off the words."""
        quote = (min(first, v.first, who.first if who.last and who.how != "elided" and who.first >= self.sentence.first else v.first), max(last, v.last, who.last if who.how != "elided" else 0))
        pattern = best_match(self.text, self.sentence, v, self.lexicon)
        act = pattern.pattern.act if pattern else "say"
        strength = pattern.pattern.strength if pattern else "stated"
        d = self._from_words(first, last, who, quote, act, strength)
        if d is None:
            return
        d.direct = direct
        d.cue = d.cue or (v.first, v.last)
        d.mention = (who.first, who.last) if who.last else None
        d.reporter = who.actors[0]
        d.basis = "public statement" if who.kind == PARTY else "unnamed sources"
        d.verb = v.main
        if pattern is not None and pattern.pattern.act in ("deny", "reject", "criticize", "accuse") and v.last <= first:
            d.act = "justify" if d.act == pattern.pattern.act else d.act
        for m, o in enumerate(self.clauses.verbs):
            if o.form == GERUND and o.lemma in ("explain", "defend", "justify") and o.first - v.last in (1, 2) and o.first > v.main:
                d.act, d.rule = "justify", "speech: explaining"
                self.done.add(m)
        self._add(d)

    def _from_words(self, first: int, last: int, who: Who, quote: tuple[int, int], hint: str, strength: str) -> Draft | None:
        """The act that some words perform in the mouth of their speaker."""
        low = self.low[first:last]
        tokens = self.text.tokens
        rule = f"words after {hint}"
        draft = Draft(who, "justify", strength, self.sentence.index, quote, (first, last), rule=rule, basis="public statement", sure=0.6)
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
        judged = stance.judged(low, self.lexicon)
        if self.lexicon.connect["red_line_phrases"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "red_line", "absolute", "words: red line"
            return draft
        if self.lexicon.connect["limit_phrases"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "red_line", "firm", "words: limit"
            return draft
        if self._no_without(low):
            draft.act, draft.strength, draft.rule = "condition", "firm", "words: no ... without"
            at = next((k for k, w in enumerate(low) if w in ("without", "unless", "until")), 0)
            draft.extra["asked"] = (first + at + 1, last)
            return draft
        if self.lexicon.connect["condition_phrases"].find(low, 0, len(low)):
            draft.act, draft.strength, draft.rule = "condition", "firm", "words: precondition"
            return draft
        if low[:1] in (["no"], ["nobody"], ["never"], ["none"], ["nothing"]) or low[:2] in (["not", "one"], ["not", "a"], ["not", "an"]):
            if any(w in ("will", "would") for w in low[1:8]) and hint in ("say", "assert", "evaluate"):
                draft.act, draft.strength, draft.rule, draft.polarity = "reject", "absolute", "words: nobody will", "-"
                return draft
        if self.lexicon.connect["demand_idioms"].find(low, 0, len(low)):
            draft.act, draft.rule = ("appeal" if self._outsider(who) else "demand"), "words: it is for the other"
            return draft
        inner = [(m, v) for m, v in enumerate(self.clauses.verbs) if first <= v.first < last]
        for m, v in inner:
            subject = self.clauses.subject(m)
            own = subject.kind == PARTY and (set(self._sides(subject)) & set(self._sides(who)))
            if v.participle or v.infinitive:
                continue
            match = best_match(self.text, self.sentence, v, self.lexicon)
            if own:
                found = self._own_act(v, match)
                if found:
                    draft.act, draft.strength = found
                    draft.rule = f"own words: {draft.act}"
                    if draft.act == "reject":
                        draft.polarity = "-"
                    return draft
            elif v.modal in _ASKING or self._has_to(v) or (self._insists and v.form == "base" and not v.modal and not v.negated):
                draft.act, draft.rule = ("appeal" if self._outsider(who) else "demand"), "words: must"
                if subject.kind == PARTY:
                    draft.targets = subject.actors
                return draft
            elif self._speaks_of_rival(who, subject, v):
                hostile = words["hostile"].find([t.lemma or t.low for t in tokens[v.first : last]], 0, last - v.first) or words["hostile"].find(low, 0, len(low))
                if hostile or judged == "negative" or v.negated or (self._counters and not v.modal):
                    draft.act, draft.rule, draft.targets = "accuse", "words: the other does wrong", subject.actors
                    return draft
            elif v.modal in ("will", "would", "wo", "'ll", "’ll") and subject.kind != PARTY and self.lexicon.words["threats"].at([t.lemma or t.low for t in tokens[v.main : last]], 0):
                draft.act, draft.strength, draft.rule = "threaten", "firm", "words: will, threat"
                return draft
            elif v.modal and judged not in ("negative", "harmful"):
                found = self._arranged(v, low)
                if found:
                    draft.act, draft.strength = found
                    draft.rule = f"words: {draft.act}, passive"
                    return draft
            break
        if self._counters and self._about_rival(first, last, who) and not any(t.tag == "MD" for t in tokens[first:last]):
            draft.act, draft.rule = "accuse", "words: back at the other"
            return draft
        if judged == "negative" and hint == "justify" and not self._about_rival(first, last, who):
            judged = "necessary"
        if judged == "negative":
            shall = any(t.tag == "MD" for t in tokens[first:last])
            draft.act, draft.rule = ("warn", "words: would do harm") if shall else ("criticize", "words: negative")
        elif judged == "harmful" and any(t.tag == "MD" for t in tokens[first:last]):
            draft.act, draft.rule = "warn", "words: harm"
        elif judged == "positive":
            draft.act, draft.rule = "support", "words: positive"
        elif judged == "talks":
            draft.act, draft.rule = "assess", "words: state of the talks"
        elif hint in ("justify", "assert"):
            draft.act = hint
        return draft

    def _about_rival(self, first: int, last: int, who: Who) -> bool:
        """Whether the words are about the other side or a text of it."""
        words, d = self.lexicon.words, self.reader.discourse
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
        d = self.reader.discourse
        named = [d.mentions[self.text.tokens[k].mention].actor for k in range(start, head_end) if self.text.tokens[k].mention >= 0]
        return bool(named) and d.roster.side(named[0]) in d.roster.principals and d.roster.side(named[0]) not in self._sides(who)

    def _arranged(self, v: Verbs, low: list[str]) -> tuple[str, str] | None:
        """"the suit would be withdrawn", "boats might be admitted", "six might be enough"."""
        if any(w in ("enough", "acceptable", "sufficient", "suffice", "do") for w in low[:8]) and v.modal in ("might", "could", "would", "may"):
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
        if "without" in low and ("no " in f"{text} ") and low.index("without") > 1 and low[0] in ("no", "there", "nothing"):
            return True
        return ("unless" in low or "until" in low) and low[:1] in (["no"], ["there"], ["nothing"])

    def _has_to(self, v: Verbs) -> bool:
        k = v.last
        return v.lemma in ("have", "need") and k < self.sentence.last and self.low[k] == "to"

    def _own_act(self, v: Verbs, match: Match | None) -> tuple[str, str] | None:
        """What a speaker says of itself: "we will never accept", "it would not"."""
        tokens = self.text.tokens
        if match is not None and match.pattern.act not in ("say", "evaluate", "justify", "assert", "assess", "mediate"):
            act, strength = match.pattern.act, match.pattern.strength
            if v.negated and "not" not in match.pattern.needs:
                act, strength = stance.denied(act, v.lemma, strength)
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
        if v.negated and (v.form in (GERUND,) or (v.form in ("base", THIRD, PAST) and not v.past and not v.modal)) and v.lemma not in ("be", "have", "know", "think", "believe", "see", "fear"):
            return "reject", "firm"
        return None

    def _sides(self, who: Who) -> list[str]:
        return [self.reader.discourse.roster.side(a) for a in who.actors]

    def _rival(self, who: Who, other: Who) -> bool:
        return not (set(self._sides(who)) & set(self._sides(other)))

    def _outsider(self, who: Who) -> bool:
        roster = self.reader.discourse.roster
        return all(self.reader.discourse.roster.side(a) not in roster.principals for a in who.actors)

    def _continued_speech(self) -> None:
        """A sentence wholly inside a quotation, or a second quotation without its own verb of saying."""
        s, tokens = self.sentence, self.text.tokens
        speaker = self.reader.discourse.speaker
        if speaker is None or self.made:
            return
        words = [t for t in tokens[s.first : s.last] if t.tag not in ("QT", "PU")]
        if len(words) < 4 or any(t.quoted < 0 for t in words):
            return
        first = next(k for k in range(s.first, s.last) if tokens[k].tag != "QT")
        last = s.last
        while last > first and tokens[last - 1].tag in ("PU", "QT"):
            last -= 1
        d = self._from_words(first, last, speaker, (first, last), "say", "stated")
        if d is not None:
            d.direct, d.reporter, d.rule, d.sure = True, speaker.actors[0], "speech goes on", 0.5
            self._add(d)

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _trailing_speech(self) -> None:
        """"The offer was too low, the union said": looked for before the words in front are read."""
        for n, v in enumerate(self.clauses.verbs):
            if n in self.done or v.infinitive or v.modal or v.passive or v.participle:
                continue
            if not any(p.act in _TRAILING and not p.after for p in self.lexicon.patterns.get(v.lemma, ())):
                continue
            match = best_match(self.text, self.sentence, v, self.lexicon)
            if match is None or match.pattern.act not in _TRAILING:
                continue
            inverted = self.clauses.inverted(n)
            known = dict(self.clauses.subjects)
            who = self.clauses.subject(n)
            if who.kind in (PARTY, UNNAMED) and self._interrupts(n, v, who):
                continue
            if who.kind not in (PARTY, UNNAMED) or not (inverted or self._trails(n, v, who)):
                self.clauses.subjects = known  # a pronoun is looked at again, once the verbs before it are read
                continue
            self.done.add(n)
            self._note(n, who)
            if who.kind == PARTY:
                self.reader.discourse.speaker = who
            self._said_after(n, v, who, match)

    def _verb(self, n: int) -> None:
        v = self.clauses.verbs[n]
        if v.infinitive and n and v.form == "base" and not v.modal:
            return
        if self._asked_whether(v):
            return
        who = self.clauses.subject(n)
        if who.kind == PARTY and not v.infinitive and v.finite:
            self._note(n, who)
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
        if v.modal in ("would", "'d", "’d") and any(self.low[k] in ("rather", "sooner") for k in range(v.first, v.main)):
            if who.kind == PARTY:
                rather = Match(_RATHER, v.first, v.main)
                self._emit(n, v, who, rather, "prefer", "tentative", (v.main, self.clauses.reach(v.main + 1)), "+", False)
            return
        if self._began(n, v, who) or self._received(n, v) or (n == 0 and self._in_view(n, v)):
            return
        if match is None:
            self._bare(n, v, who, spoken=who.how == "we")
            return
        act = match.pattern.act
        if act in ("assert", "justify") and match.inside is None and who.kind == PARTY and self._says_clause(n, v, match):
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
        """"We began with 12 percent": a first position, left since."""
        if v.lemma not in ("begin", "start", "open") or who.kind != PARTY or v.infinitive or v.modal:
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

    def _through(self, n: int, v: Verbs, who: Who) -> bool:
        """"continues to reject", "is said to favour": the act is in the verb that follows."""
        words = self.lexicon.words
        told = v.passive and v.lemma in words["hearsay_verbs"]
        phrase = self.lexicon.connect["transparent_phrases"].at(self.low, v.last) if v.last < self.sentence.last else 0
        if not told and not phrase and (v.passive or v.lemma not in words["transparent"]):
            return False
        k = v.last + phrase
        if phrase and self.low[k - 1] == "to":
            k -= 1
        while k < self.sentence.last and self.text.tokens[k].tag in ("RB", "TO"):
            k += 1
        m = next((m for m, o in enumerate(self.clauses.verbs) if o.main >= k and o.first <= k and m > n), None)
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

    def _says_clause(self, n: int, v: Verbs, match: Match) -> bool:
        """Whether a clause with its own finite verb follows."""
        if v.passive or v.negated:
            return False
        first = match.end
        last = self.clauses.reach(first)
        return any(o.finite and not o.infinitive and first <= o.main < last for o in self.clauses.verbs[n + 1 :])

    def _participle_speaks(self, v: Verbs) -> bool:
        """", claiming ..." and "with X accusing ..." do; a gerund after a preposition does not."""
        k = v.first - 1
        tokens = self.text.tokens
        if k < self.sentence.first:
            return True
        while k > self.sentence.first and tokens[k].tag in ("RB", "NOT"):
            k -= 1
        return tokens[k].low in (",", "and", "but", "while", "–", "—") or tokens[k].tag in ("N", "NP", "PR", "QT")

    def _acts(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """A verb that is an act by itself."""
        p = match.pattern
        act, strength = p.act, p.strength
        polarity, flips, negated = "+", False, v.negated or who.negative
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
            if was == "concede" and act == "demand" and v.lemma in ("give", "withdraw", "concede", "surrender", "relinquish", "part") and match.noun < 0:
                after = self.low[match.end : match.end + 5]
                if not any(w in self.lexicon.words["demand_nouns"] for w in after):
                    act, strength = "reject", "firm"
            if who.negative and was == "reject":
                act = "withhold"
        if match.inside is not None and match.noun < 0:
            content = (match.inside[0], self._content_end(match.inside[0], match.end))
        else:
            act, strength, start = self._inner(v, match, act, strength) if match.noun < 0 else (act, strength, start)
            content = self._content(start)
        if match.noun >= 0 and content[1] - content[0] <= 0 and match.inside is not None:
            content = match.inside
        if act == "concede" and match.noun < 0 and v.lemma in ("drop", "abandon", "waive", "relinquish", "shelve", "renounce", "forgo", "forego", "give", "withdraw", "scrap"):
            flips = not self._gives_up_refusal(content)
        if act == "reject" and any(self.low[k] in self.lexicon.words["hearsay"] and self.low[k] not in ("claim", "claims", "suggestion", "suggestions", "report", "reports") for k in range(content[0], min(content[1], content[0] + 4))):
            act = "deny"
        if act == "reject" and v.lemma in ("dismiss", "reject", "deny", "scotch", "brush"):
            for k in range(content[0], min(content[1] - 1, content[0] + 4)):
                if self.low[k] in ("reports", "suggestions", "claims", "rumours", "rumors", "speculation", "talk") and self.low[k + 1] in ("that", "of", "about"):
                    act = "deny"
        act, strength = self._menacing(act, strength, content, v, match)
        if act == "concede" and p.after[-1:] == ("off",) and any(self.low[k] in ("talks", "meeting", "negotiations", "session", "visit", "summit") for k in range(*content)):
            act = "reject"
        if act in ("demand", "prefer") and v.lemma in ("seek", "hope", "want", "try", "look", "strive", "aim", "push") and self._mediates(who):
            act = "mediate"
        if act == "propose" and p.after[-1:] == ("table",) and not self._outsider(who):
            act = "offer"
        if act == "demand" and v.lemma == "ask" and self._mediates(who) and any(self.low[k] in ("consider", "accept", "look") for k in range(content[0], min(content[0] + 2, content[1]))):
            act = "propose"
        if act in ("reject", "deny", "red_line"):
            polarity = "-"
        if v.modal in ("might", "may", "could") and not p.needs & {"could", "might", "modal"}:
            strength = "tentative"
        d = self._emit(n, v, who, match, act, strength, content, polarity, flips)
        if d is not None and no_more and d.status == "current":
            d.status = "superseded"

    def _mediates(self, who: Who) -> bool:
        return bool(who.actors) and all(a in self.reader.discourse.roster.mediators for a in who.actors)

    def _menacing(self, act: str, strength: str, content: tuple[int, int], v: Verbs, match: Match) -> tuple[str, str]:
        """A promise to walk out is a threat, and so is not ruling it out."""
        if act not in ("commit", "accept", "offer") or content[1] <= content[0]:
            return act, strength
        rest = [self.text.tokens[k].lemma or self.low[k] for k in range(content[0], min(content[1], content[0] + 6))]
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
        """"softened its demand", "raised its offer", "renewed its call": the noun decides with the verb."""
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
            held = v.lemma in ("repeat", "renew", "reiterate", "restate", "maintain", "uphold", "stick", "stand", "cling", "hold", "adhere", "keep", "reaffirm", "defend", "press", "double")
            return cue.act, stance.stronger(cue.strength, 1) if held and cue.strength in ("tentative", "stated") else cue.strength, False
        return act, strength, False

    def _inner(self, v: Verbs, match: Match, act: str, strength: str) -> tuple[str, str, int]:
        """"refused to drop": the verb inside changes the act; returns where the content begins too."""
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
        while start < s.last and (tokens[start].low in ("that", ":") or tokens[start].tag in ("QT",) and tokens[start].low not in "“\"«"):
            start += 1
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

    def _gapped(self, d: Draft, at: int) -> None:
        """"X wanted five, Y twelve": the second party does the same."""
        tokens, s = self.text.tokens, self.sentence
        k = at
        while k < s.last and (tokens[k].low in (",", ";", "and", "but", "while")):
            k += 1
        if k == at or k >= s.last or d.who.kind != PARTY or not any(tokens[i].tag == "CD" for i in range(*d.content)):
            return
        end = base_end(self.text, s.last, k)
        for i in range(k, end):
            if tokens[i].tag == "CD":
                end = i
                break
        while end > k and tokens[end - 1].tag == "RB":
            end -= 1
        who = self.reader.discourse.who(s, k, end, end)
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
        twin = Draft(who, d.act, d.strength, d.sentence, (k, last), (first, last), cue=None, mention=(k, end), rule=f"{d.rule} (verb left out)", status=d.status,
                     polarity=d.polarity, reporter=d.reporter, basis=d.basis, sure=0.6, verb=d.verb, topic_from=None)  # fmt: skip
        twin.targets = tuple(d.who.actors)
        twin.extra["same_issue"] = d
        self._add(twin)

    def _content_end(self, start: int, end: int) -> int:
        return max(self.clauses.reach(start), start + 1) if self.clauses.reach(start) <= end else self.clauses.reach(start)

    def _emit(
        self, n: int, v: Verbs, who: Who, match: Match, act: str, strength: str, content: tuple[int, int], polarity: str, flips: bool
    ) -> Draft | None:  # fmt: skip
        if act in ("accuse", "criticize") and self._reciprocal(n, v, who, match, act, strength, content):
            return None
        first, last = content
        if last <= first:
            first, last = match.start, match.end
            if act not in ("reject", "accept", "withhold", "concede", "deny", "support", "assess", "demand", "accuse"):
                return None
        start = self._start(who, v)
        d = Draft(
            who, act, strength, self.sentence.index, (min(start, match.start), max(last, match.end)), (first, last),
            cue=(v.first, match.end), mention=(who.first, who.last) if who.last and who.how != "elided" else None,
            rule=match.pattern.rule, polarity=polarity, sure=0.75 * who.sure + 0.1, verb=v.main, lemma=v.lemma, flips=flips,
        )  # fmt: skip
        d.targets = self._targets(match, who, act, content)
        self._status(d, v, match)
        added = self._add(d)
        if added is not None:
            self._silence_inside(n, first, last)
            self._tail(added, last)
        return added

    def _silence_inside(self, n: int, first: int, last: int) -> None:
        """Verbs inside what is claimed are not acts of their own, unless their subject says otherwise."""
        for m in range(n + 1, len(self.clauses.verbs)):
            v = self.clauses.verbs[m]
            if first <= v.main < last:
                self.done.add(m)

    def _targets(self, match: Match, who: Who, act: str, content: tuple[int, int]) -> tuple[str, ...]:
        if match.gap is not None:
            found = self.clauses.list_from(match.gap[0], match.gap[1])
            if found.kind == PARTY:
                return found.actors
        d = self.reader.discourse
        both = d.both()
        if act in ("demand", "condition", "offer", "reject", "threaten", "accuse") and len(who.actors) == 1 and d.roster.side(who.actors[0]) in both:
            return tuple(p for p in both if p != d.roster.side(who.actors[0]))
        if act in ("propose", "appeal", "mediate") and self._outsider(who):
            return both
        return ()

    def _reciprocal(self, n: int, v: Verbs, who: Who, match: Match, act: str, strength: str, content: tuple[int, int]) -> bool:
        """"accusing each other of ...": one claim for each, with the other as its target."""
        gap = match.gap or (match.end, match.end + 2)
        words = self.low[gap[0] : gap[1]]
        mutual = self.lexicon.words["reciprocal"].find(words, 0, len(words)) or match.pattern.after[:1] in (("accusations",),) or match.pattern.rule.split(": ")[1].startswith(("trade", "exchange", "swap"))
        the_other = self.lexicon.words["other"].find(words, 0, len(words)) and who.how in ("each", "both")
        if not (mutual or the_other) or len(who.actors) < 2:
            return False
        first, last = content
        if last <= first:
            first, last = match.start, match.end
        for actor in who.actors:
            alone = Who(PARTY, (actor,), who.first, who.last, how="list")
            d = Draft(alone, act, strength, self.sentence.index, (self._start(who, v), max(last, match.end)), (first, last),
                      cue=(v.first, match.end), mention=(who.first, who.last), rule=f"{match.pattern.rule} (each other)", verb=v.main, lemma=v.lemma)  # fmt: skip
            d.targets = tuple(a for a in who.actors if a != actor)
            self._add(d)
        self._silence_inside(n, first, last)
        return True

    # -- status --------------------------------------------------------------------------------------------------

    def _status(self, d: Draft, v: Verbs, match: Match | None) -> None:
        c = self.lexicon.connect
        near = self.low[max(self.sentence.first, v.first) : min(d.quote[1] + 4, self.sentence.last)]
        edge = v.first
        while edge > self.sentence.first and edge > v.first - 6 and not (self.text.tokens[edge - 1].tag in ("PU", "WH", "CC", "QT")):
            edge -= 1
        lead = self.low[self.sentence.first : self.sentence.first + 3] if edge <= self.sentence.first + 6 else []
        verb = lead + self.low[edge : v.last + 1]
        d.now = bool(c["now"].find(verb, 0, len(verb)))
        had = v.helper_have >= 0 and self.low[v.helper_have] == "had" and v.perfect
        marked = c["past"].find(verb, 0, len(verb)) or c["past"].find(near, 0, len(near)) and (had or v.past)
        used_to = "used" in verb and "to" in verb
        if used_to or (c["superseded"].find(verb, 0, len(verb)) and (had or v.past or used_to)):
            d.status = "superseded"
        elif had or (marked and (v.past or had) and any(w in ("earlier", "previously", "formerly", "originally", "initially", "first", "until", "once") for w in verb)):
            d.status = "past"
        elif "still" in verb and v.past and not v.perfect:
            d.status = "past"
        if d.status == "past" and any(w in ("until", "originally", "initially") for w in near):
            d.status = "superseded"
        if v.modal in ("would", "could", "might", "may") and self._hypothetical():
            d.status = "hypothetical"

    def _hypothetical(self) -> bool:
        """The sentence opens with an "if" whose party is nobody's, told by those who only watch."""
        words = self.low[self.sentence.first : self.sentence.last]
        text = " ".join(words)
        return any(p in text for p in ("analysts say", "analysts said", "observers say", "experts say", "observers said", "analysts believe", "commentators", "speculation", "hypothetically", "in theory"))

    # -- what follows a claim --------------------------------------------------------------------------------------

    def _tail(self, d: Draft, at: int) -> None:
        """Conditions, reasons and attributions after the content."""
        tokens, s = self.text.tokens, self.sentence
        k = at
        self._gapped(d, at)
        while k < s.last and (tokens[k].low in (",", "–", "—") or (tokens[k].tag == "CC" and tokens[k].low in ("but", "and") and self.clauses.connective(k + 1)) or tokens[k].tag == "QT"):
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
            self._silence_range(k, end)
        elif kind == "reason":
            self._reason(d, k)

    def _silence_range(self, first: int, last: int) -> None:
        for m, v in enumerate(self.clauses.verbs):
            if first <= v.main < last:
                self.done.add(m)

    def _condition(self, d: Draft, k: int) -> None:
        c = self.lexicon.connect
        n = c["conditions"].at(self.low, k)
        end = self.clauses.reach(k + n)
        if end <= k + n:
            return
        d.condition = (k, end)
        first = self.low[k + n - 1]
        if d.act in ("accept", "offer", "commit", "concede", "support", "threaten") or (d.act in ("reject", "red_line") and first in ("unless",)):
            d.status = "conditional" if d.status == "current" else d.status
        self._silence_range(k, end)
        phrase = " ".join(self.low[k : k + n])
        if self._asked_for(phrase, k + n, end, d):
            hard = c["hard"].at(self.low, k) > 0
            self._add(Draft(d.who, "condition", "firm" if hard and phrase != "unless" else "stated", s_index(self.sentence), (k, end), (k + n, end), cue=(k, k + n),
                            mention=d.mention, rule=f"condition: {phrase}", condition_of=d, sure=0.7, verb=d.verb, reporter=d.reporter, basis=d.basis, targets=d.targets))  # fmt: skip
        self._tail(d, end) if d.act != "condition" and end < self.sentence.last and self.clauses.connective(end) == "reason" else None

    def _asked_for(self, phrase: str, first: int, last: int, d: Draft) -> bool:
        """Whether a condition is a demand on somebody, rather than a turn of events."""
        if d.act not in ("accept", "offer", "commit", "concede", "support", "threaten", "reject", "red_line", "propose", "withhold"):
            return False
        if d.act in ("reject", "red_line") and phrase in ("in exchange for", "in return for", "if"):
            return False
        if phrase in ("if", "once", "as soon as", "as long as", "so long as"):
            start = first
            end = whole_phrase_end(self.text, last, start)
            who = self.reader.discourse.who(self.sentence, start, base_end(self.text, end, start), end)
            if phrase in ("if", "once"):
                named = any(self.text.tokens[i].mention >= 0 and self._rival(d.who, Who(PARTY, (self.reader.discourse.mentions[self.text.tokens[i].mention].actor,))) for i in range(start, end))
                return (who.kind == PARTY and self._rival(d.who, who)) or named
            return True
        return True

    def _reason(self, d: Draft, k: int) -> None:
        c = self.lexicon.connect
        n = c["reasons"].at(self.low, k)
        phrase = " ".join(self.low[k : k + n])
        end = self.clauses.reach(k + n)
        if end <= k + n or d.act in ("withhold", "assess", "mediate") or (d.who.kind == DOCUMENT_TEXT):
            return
        if phrase.startswith("to ") and d.act not in ("demand", "prefer", "reject", "offer", "propose", "condition", "red_line", "accept", "commit"):
            return
        whole = self.low[k] == "to"
        quote = (d.quote[0], end) if whole else (k, end)
        self._silence_range(k, end)
        content = (k, end) if whole else (k + n, end)
        self._add(Draft(d.who, "justify", "stated", self.sentence.index, quote, content, cue=(k, k + n), mention=d.mention,
                        rule=f"reason: {phrase}", reason_for=d, sure=0.65, verb=d.verb, reporter=d.reporter, basis=d.basis))  # fmt: skip

    # -- speech without quotation marks ----------------------------------------------------------------------------

    def _says(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        self._note(n, who)
        if who.kind == PARTY:
            self.reader.discourse.speaker = who
        first = match.end
        tokens, s = self.text.tokens, self.sentence
        if self.clauses.inverted(n) or self._trails(n, v, who):
            self._said_after(n, v, who, match)
            return
        if match.gap is None and first < s.last and tokens[first].tag in ("N", "NP", "PR", "D") and self.low[first] not in ("that", "no", "yes") and v.lemma in ("tell", "inform", "notify"):
            return
        while first < s.last and tokens[first].low in ("that", ",", ":", "“", '"', "last", "on", "late") and tokens[first].low != "on":
            first += 1
        first = self._past_when(first)
        last = self.clauses.reach(first)
        if last - first < 2 and not (first < s.last and self.low[first] in ("no", "yes")):
            return
        self._reported(n, v, who, first, last, match.pattern.act, match.pattern.strength)

    def _past_when(self, first: int) -> int:
        """Over "on Monday that" and "in a statement that"."""
        s = self.sentence
        for k in range(first, min(first + 8, s.last)):
            if self.low[k] == "that" and k > first and self.text.tokens[first].tag in ("IN", "RB", "NP", "TO"):
                return k + 1
            if self.text.tokens[k].tag in ("V", "MD", "BE", "HV"):
                break
        return first

    def _trails(self, n: int, v: Verbs, who: Who) -> bool:
        """"The offer was too low, the union said." """
        tokens, s = self.text.tokens, self.sentence
        after = tokens[v.last] if v.last < s.last else None
        k = who.first - 1 if who.last and who.how != "elided" else v.first - 1
        if k < s.first or tokens[k].low != ",":
            return False
        if after is None or after.low in (".", ",", ";") or after.tag in ("RB", "IN", "QT"):
            return any(o.finite and o.main < k for o in self.clauses.verbs)
        return after.tag == "NP" and any(o.finite and o.main < k for o in self.clauses.verbs)

    def _interrupts(self, n: int, v: Verbs, who: Who) -> bool:
        """"The union, he complained, keeps moving the goalposts": speech that parts a subject from its verb."""
        s, tokens = self.sentence, self.text.tokens
        start = who.first if who.last and who.how != "elided" and not self.clauses.inverted(n) else v.first
        end = max(v.last, who.last) if self.clauses.inverted(n) else v.last
        if start - 1 <= s.first or tokens[start - 1].low != "," or end >= s.last or tokens[end].low != ",":
            return False
        if any(o.finite and o.main < start - 1 for o in self.clauses.verbs):
            return False
        m = next((m for m, o in enumerate(self.clauses.verbs) if o.first > end and m > n), None)
        if m is None or self.clauses.verbs[m].first > end + 3 or self.clauses.verbs[m].participle:
            return False
        first, head_end, last = phrase_ending(self.text, s, start - 1)
        self.clauses.subjects[m] = self.reader.discourse.who(s, first, head_end, last)
        self.done |= {n}
        stop = self.clauses.reach(self.clauses.verbs[m].first)
        before = len(self.made)
        match = best_match(self.text, s, v, self.lexicon)
        self._counters = v.lemma in ("complain", "claim", "allege", "counter", "retort")
        self._reported(n, v, who, self.clauses.verbs[m].first, stop, match.pattern.act if match and match.pattern.act == "say" else "say", "stated")
        for d in self.made[before:]:
            d.quote = (min(first, d.quote[0]), max(d.quote[1], stop))
        self.done.add(m)
        return True

    def _said_after(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """The words stand before their verb of saying."""
        s, tokens = self.sentence, self.text.tokens
        end = (who.first if who.last and not self.clauses.inverted(n) and who.how != "elided" else v.first) - 1
        while end > s.first and tokens[end - 1].tag in ("PU", "QT"):
            end -= 1
        first = s.first
        for k in range(end - 1, s.first, -1):
            if tokens[k].low in (":", ";"):
                first = k + 1
                break
        if tokens[min(end, s.last - 1)].quoted >= 0 and tokens[first].quoted >= 0:
            return
        quote_end = max(v.last, who.last if self.clauses.inverted(n) else v.last)
        covered = [d for d in self.made if first <= d.content[0] < end]
        if covered:
            for d in covered:
                self._attribute(d, who, (first, quote_end))
            return
        if first == s.first and self.lexicon.connect["fronted"].at(self.low, first):
            comma = next((k for k in range(first, end) if self.low[k] == ","), -1)
            first = comma + 1 if comma > 0 else first
        stop = min(end, self.clauses.reach(first))
        before = len(self.made)
        self._reported(n, v, who, first, stop, match.pattern.act, match.pattern.strength, quote_end if stop == end else 0)
        fresh = self.made[before:]
        after = quote_end + 1 if quote_end < s.last and self.low[quote_end] == "," else quote_end
        if fresh and after < s.last and self.clauses.connective(after):
            self._tail(fresh[0], after)
        elif after < s.last and self.low[after] in ("and", "but") and self.low[after - 1] == "," and self.clauses._clause_at(after + 1):
            self._reported(n, v, who, after + 1, self.clauses.reach(after + 1), match.pattern.act, match.pattern.strength)

    def _attribute(self, d: Draft, who: Who, quote: tuple[int, int]) -> None:
        if who.kind == UNNAMED:
            d.reporter, d.basis = (who.actors[0] if who.actors else "unnamed"), "unnamed sources"
        elif who.actors:
            d.reporter = who.actors[0]
            rival = self._rival(d.who, who)
            d.basis = "reported by opponent" if rival and not self._outsider(who) else "public statement"
        d.reporter_mention = (who.first, who.last) if who.last and who.first < who.last else None

    def _reported(self, n: int, v: Verbs, who: Who, first: int, last: int, hint: str, strength: str, quote_end: int = 0) -> None:
        """What somebody says in reported speech: acts inside it are found first, and told to be reported."""
        inside = [m for m, o in enumerate(self.clauses.verbs) if first <= o.first < self.sentence.last and m != n and m not in self.done]
        before = len(self.made)
        for m in inside:
            o = self.clauses.verbs[m]
            if not (first <= o.main < last) or m in self.done or o.infinitive or o.participle:
                continue
            inner = self.clauses.subject(m)
            if inner.kind not in (PARTY, DOCUMENT_TEXT) or not inner.actors:
                continue
            own = not self._rival(who, inner) if who.actors else False
            found = best_match(self.text, self.sentence, o, self.lexicon, of_text=inner.kind == DOCUMENT_TEXT)
            if own or who.kind == UNNAMED:
                mine = len(self.made)
                self._own_in_speech(m, o, inner, found, who)
                if len(self.made) > mine:
                    self.done.add(m)
            break
        fresh = self.made[before:]
        start = self._start(who, v)
        for d in fresh:
            self._attribute(d, who, d.quote)
            if d.reporter != "unnamed" and who.kind == PARTY and not self._rival(who, d.who):
                d.quote = (min(d.quote[0], start), d.quote[1]) if d is fresh[0] and start >= self.sentence.first else d.quote
                d.basis = "public statement"
        if fresh or who.kind != PARTY:
            return
        if who.how in ("each", "both") and len(who.actors) == 2 and self.lexicon.words["other"].at(self.low, first):
            for actor in who.actors:
                self._add(Draft(Who(PARTY, (actor,), who.first, who.last, how="list"), "accuse", "stated", self.sentence.index, (start, last), (first, last), cue=(v.first, v.last),
                                mention=(who.first, who.last), rule="each says the other", targets=tuple(a for a in who.actors if a != actor), verb=v.main))  # fmt: skip
            self._silence_range(first, last)
            return
        quote = (min(start, first), max(last, v.last, quote_end))
        self._insists = v.lemma in ("insist", "maintain")
        self._counters = v.lemma in ("counter", "retort", "complain", "claim", "allege", "fire", "shoot", "hit", "snap", "charge")
        if v.lemma in ("claim", "ask") and (self.text.tokens[first].tag == "CD" or (not any(o.finite and first <= o.main < last for o in self.clauses.verbs) and self.text.tokens[first].tag in ("D", "PU", "N", "IN"))):
            if self._emit(n, v, who, Match(_CLAIM, v.main, first), "demand", "stated", (first, last), "+", False) is not None:
                return
        d2 = self._from_words(first, last, who, quote, hint, strength)
        if d2 is None:
            return
        if last - first <= 1 and self.low[first] in ("no", "yes"):
            d2.act = "reject" if self.low[first] == "no" else "accept"
            d2.polarity = "-" if self.low[first] == "no" else "+"
        d2.cue = (v.first, v.last)
        d2.mention = (who.first, who.last) if who.last and who.how != "elided" else None
        d2.reporter = who.actors[0]
        d2.verb, d2.lemma = v.main, v.lemma
        self._status(d2, v, None)
        added = self._add(d2)
        if added is not None:
            self._silence_range(first, last)
            self._tail(added, last)

    def _own_in_speech(self, m: int, o: Verbs, inner: Who, found: Match | None, speaker: Who) -> None:
        if found is not None and found.pattern.act not in ("say", "evaluate", "assess") and not (o.passive and found.start == o.main):
            if inner.kind == DOCUMENT_TEXT:
                self._text_says(m, o, inner)
            else:
                self._acts(m, o, inner, found)
            return
        if inner.kind == PARTY:
            self._bare(m, o, inner, spoken=True)

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
            elif spoken or (v.modal in ("would", "'d", "’d") and self._conditional(v)):
                act, strength = ("threaten", "firm") if threat else ("commit", "stated")
            elif threat:
                act, strength = "threaten", "firm"
        elif (v.modal in ("can", "could", "ca") and v.negated) or v.modal == "cannot":
            act, strength, polarity = "reject", "firm", "-"
        elif v.lemma == "do" and v.negated and v.last >= self.sentence.last - 1:
            self._ellipsis(n, v, who)
            return
        if not act:
            return
        content = (v.main, self.clauses.reach(v.main + 1))
        if content[1] <= content[0] + 0:
            return
        cue = Match(_BARE, v.first, v.main)
        self._emit(n, v, who, cue, act, strength, content, polarity, False)

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
        """"... the operator did not": refuses what the other accepted."""
        if not self.made:
            return
        last = self.made[-1]
        if last.act not in ("accept", "support", "offer", "commit", "concede"):
            return
        self._add(Draft(who, "reject", "stated", self.sentence.index, (self._start(who, v), v.last), (v.first, v.last), cue=(v.first, v.last),
                        mention=(who.first, who.last), rule="ellipsis", polarity="-", topic_from=last, sure=0.6, verb=v.main))  # fmt: skip

    # -- judgements ------------------------------------------------------------------------------------------------

    def _evaluates(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        if who.kind != PARTY or v.passive:
            return
        first = v.last
        last = self.clauses.reach(first)
        if last - first < 2:
            return
        low = self.low[first:last]
        judged = stance.judged(low, self.lexicon)
        if self.lexicon.connect["red_line_phrases"].find(low, 0, len(low)):
            act, strength = "red_line", "absolute"
        elif judged == "negative":
            hearsay = self.lexicon.words["hearsay"]
            if self.lexicon.connect["untrue"].find(low, 0, len(low)) or any(w in hearsay and w not in ("claim", "claims", "report", "reports", "suggestion") for w in low[:4]):
                self._emit(n, v, who, Match(match.pattern, match.start, v.last), "deny", "firm", (first, last), "-", False)
                return
            texts, offers = self.lexicon.words["texts"], self.lexicon.words["demand_nouns"]
            act, strength = ("reject", "stated") if any(w in texts or w in offers for w in low[:6]) else ("criticize", "stated")
        elif judged == "positive":
            act, strength = "support", "stated"
        elif judged == "necessary":
            act, strength = "justify", "stated"
        elif v.lemma in ("hail", "denounce", "condemn", "dismiss", "reject", "brand"):
            act, strength = {"hail": "support", "dismiss": "reject", "reject": "reject"}.get(v.lemma, "criticize"), "stated"
        elif v.lemma in ("call", "describe", "consider", "see", "view", "regard", "label", "brand", "dub", "term") and any(w in ("as", "“", '"') for w in low):
            act, strength = ("justify", "stated") if v.lemma in ("see", "view", "regard", "consider") else ("criticize", "stated")
        else:
            return
        self._emit(n, v, who, Match(match.pattern, match.start, v.last), act, strength, (first, last), "-" if act in ("reject", "red_line") else "+", False)

    # -- passives ----------------------------------------------------------------------------------------------------

    def _passive(self, n: int, v: Verbs, match: Match | None) -> None:
        agent = self.clauses.agent(v, self.sentence.last)
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
            start, _, _ = phrase_ending(self.text, self.sentence, v.first if self.low[v.first - 1] != "," else v.first - 1)
            self._add(Draft(agent, act, strength, self.sentence.index, (start, agent.last), (v.first, agent.last), cue=(v.first, agent.first), mention=(agent.first, agent.last), rule=match.pattern.rule, verb=v.main))  # fmt: skip
            return
        k = v.first - 1
        while k > self.sentence.first and self.text.tokens[k].tag in ("PU", "RB", "WH"):
            k -= 1
        first, head_end, last = phrase_ending(self.text, self.sentence, k + 1)
        if first >= last:
            return
        low = self.low[first:last]
        if act == "reject" and any(w in self.lexicon.words["hearsay"] and w not in ("claim", "claims", "suggestion", "report") for w in low):
            act = "deny"
        content = (first, last)
        end = agent.last
        quote = (first, end)
        given = base_end(self.text, agent.first - 1, v.last)
        if given > v.last and self.reader.discourse.who(self.sentence, first, head_end, last).kind == PARTY:
            content = (v.last, max(given, agent.first - 1))
        d = Draft(agent, act, strength, self.sentence.index, quote, content, cue=(v.first, agent.first), mention=(agent.first, agent.last),
                  rule=f"{match.pattern.rule} (passive)", polarity="-" if act in ("reject", "deny") else "+", verb=v.main, lemma=v.lemma, sure=0.75)  # fmt: skip
        self._status(d, v, match)
        if self._add(d) is not None:
            self._note(n, agent)
            self._tail(d, end)

    # -- texts ---------------------------------------------------------------------------------------------------------

    def _text_says(self, n: int, v: Verbs, who: Who) -> None:
        """"The draft provides for ...": the text proposes; an offer of one side is its own."""
        match = best_match(self.text, self.sentence, v, self.lexicon, of_text=True)
        if match is None or not who.actors or v.infinitive or v.participle:
            return
        roster = self.reader.discourse.roster
        own = who.actors[0] not in roster.documents and roster.side(who.actors[0]) in roster.principals
        words = self.low[who.first : who.last]
        act = "propose"
        if own:
            act = "offer" if any(w in ("offer", "offers", "bid", "counteroffer") for w in words) else "propose"
        content = (match.inside[0], max(self.clauses.reach(match.inside[0]), match.end)) if match.inside and match.noun < 0 else self._content(match.end)
        if content[1] <= content[0]:
            return
        polarity = "+"
        if v.negated or v.lemma in ("exclude", "omit", "ban", "prohibit", "rule"):
            polarity = "-"
        d = Draft(Who(PARTY, who.actors, who.first, who.last, how="text"), act, "stated", self.sentence.index, (self._start(who, v), max(content[1], match.end)), content,
                  cue=(v.first, match.end), mention=(who.first, who.last) if who.last else None, rule=f"text: {v.lemma}", polarity=polarity,
                  basis="document" if not own else "unattributed", verb=v.main, lemma=v.lemma)  # fmt: skip
        self._status(d, v, match)
        if self._add(d) is not None:
            self._silence_inside(n, *content)
            self._text_goes_on(d, content[1])

    def _text_goes_on(self, d: Draft, at: int) -> None:
        """", starting with ...": a further term of the same text."""
        tokens, s = self.text.tokens, self.sentence
        if at + 1 >= s.last or tokens[at].low != ",":
            return
        t = tokens[at + 1]
        if t.tag == "V" and t.form == GERUND and t.lemma in ("start", "begin", "follow", "include", "end", "allow", "require", "set", "give", "leave"):
            end = self.clauses.reach(at + 1, hard=True)
            self._silence_range(at + 1, end)
            self._add(Draft(d.who, d.act, d.strength, d.sentence, (d.quote[0], end), (at + 1, end), cue=(at + 1, at + 2), mention=d.mention, rule="text: further term", basis=d.basis, verb=d.verb))  # fmt: skip

    # -- "for X, Y is a red line" ------------------------------------------------------------------------------------------

    def _phrase_for_somebody(self, n: int, v: Verbs) -> None:
        """A thing that is unacceptable to, or a red line for, somebody named after it or in front."""
        if self._received(n, v) or self._voiced(n, v):
            return
        if n == 0 and self._in_view(n, v):
            return
        if v.lemma not in ("be", "remain", "stay", "become") or v.infinitive or v.participle:
            return
        c, s = self.lexicon.connect, self.sentence
        if self._position(n, v):
            return
        end = self.clauses.reach(v.last)
        low = self.low[v.first : end]
        red = c["red_line_phrases"].find(low, 0, len(low))
        wanted = c["condition_phrases"].find(low, 0, len(low))
        bad = self.lexicon.words["negative"].find(low, 0, len(low))
        good = self.lexicon.words["positive"].find(low, 0, len(low)) if "acceptable" in low or "fine" in low else None
        if not (red or wanted or bad or good):
            self._for_whom(n, v, end)
            return
        who: Who | None = None
        for k in range(v.last, end):
            if self.low[k] in ("for", "to") and self.text.tokens[k].tag in ("IN", "TO"):
                found = self.clauses.list_from(k + 1, end)
                if found.kind == PARTY and found.actors:
                    who = found
                    break
        if who is None:
            who = self._in_the_eyes(s.first, end)
        if who is None and self.low[s.first] in ("for", "to"):
            found = self.clauses.list_from(s.first + 1, v.first)
            if found.kind == PARTY and found.actors:
                who = found
        if who is None:
            return
        k = v.first
        if who.first < k and self.low[who.first - 1] in ("in", "from") and who.first - 1 > s.first:
            k = who.first - 1
            while k > s.first and self.text.tokens[k - 1].tag in ("MD", "BE", "PU"):
                k -= 1
        first, _, last = phrase_ending(self.text, s, k)
        if first >= last:
            return
        act, strength = ("red_line", "absolute") if red else (("condition", "firm") if wanted else ("reject", "firm"))
        if good and not red and not (v.negated and not bad):
            act, strength = "accept", "stated"
        if v.negated and bad:
            return
        d = Draft(who, act, strength, s.index, (min(first, who.first), end), (first, last), cue=(v.first, v.last), mention=(who.first, who.last), rule="be: red line for", polarity="-" if act in ("red_line", "reject") else "+", verb=v.main)  # fmt: skip
        if self._add(d) is not None:
            self._tail(d, end)

    def _in_view(self, n: int, v: Verbs) -> bool:
        """"In the port's view, the pilots bargain in bad faith"."""
        s = self.sentence
        if self.low[s.first] not in ("in", "from") or self.text.tokens[s.first].quoted >= 0:
            return False
        comma = next((k for k in range(s.first, min(v.first, s.first + 12)) if self.low[k] == ","), -1)
        if comma < 0:
            return False
        who = self._in_the_eyes(s.first, comma)
        if who is None or not who.actors:
            return False
        last = self.clauses.reach(comma + 1)
        self._counters = True
        d = self._from_words(comma + 1, last, who, (s.first, last), "justify", "stated")
        if d is None:
            return False
        d.cue, d.mention, d.verb = (s.first, comma), (who.first, who.last), v.main
        if self._add(d) is not None:
            self._silence_range(s.first, last)
        return True

    def _for_whom(self, n: int, v: Verbs, end: int) -> None:
        """"For X, the town is X's soil": what X holds to be so."""
        s = self.sentence
        if self.low[s.first] not in ("for", "to") or self.made:
            return
        who = self.clauses.list_from(s.first + 1, v.first)
        if who.kind != PARTY or not who.actors or who.last >= s.last or self.low[who.last] != ",":
            return
        first = who.last + 1
        d = self._from_words(first, end, who, (s.first, end), "assert", "stated")
        if d is not None:
            d.cue, d.mention, d.verb = (s.first, s.first + 1), (who.first, who.last), v.main
            self._add(d)

    def _received(self, n: int, v: Verbs) -> bool:
        """"The idea found no favour in X", "met resistance from X": the thing is the subject, the party comes after."""
        s = self.sentence
        if v.infinitive or v.participle:
            return False
        rest = [self.text.tokens[v.main].lemma or self.low[v.main], *self.low[v.last : s.last]]
        for act, name in (("withhold", "received_silence"), ("reject", "received_badly"), ("support", "received_well"), ("criticize", "received_with_criticism")):
            size = self.lexicon.connect[name].at(rest, 0)
            if not size:
                continue
            k = v.last + size - 1
            who = self.clauses.list_from(k, s.last)
            if who.kind != PARTY or not who.actors:
                who = self._seat(k) or who
            if who.kind != PARTY or not who.actors:
                continue
            start, _, last = phrase_ending(self.text, s, v.first)
            if start >= last:
                start, last = (v.first, k) if act == "withhold" else (start, last)
            if start >= last:
                return False
            self._add(Draft(who, act, "stated", s.index, (start, who.last), (start, last), cue=(v.first, k), mention=(who.first, who.last), rule=f"received: {act}", polarity="-" if act == "reject" else "+", verb=v.main))  # fmt: skip
            return True
        return False

    def _seat(self, k: int) -> Who | None:
        """A capital that stands for its side where a party must stand."""
        if k >= self.sentence.last:
            return None
        for words, actor, _exact, metonym in self.reader.discourse.roster.names.get(self.low[k], ()):
            if metonym and len(words) == 1 and self.text.tokens[k].text == words[0]:
                return Who(PARTY, (actor,), k, k + 1, how="name")
        return None

    def _voiced(self, n: int, v: Verbs) -> bool:
        """In a party's own statement: "overtime should be paid double", "that is untrue"."""
        voice, s = self.reader.discourse.voice, self.sentence
        if voice is None or self.text.tokens[v.main].quoted >= 0 or self.made or v.infinitive or v.participle:
            return False
        if any(self.text.tokens[k].tag == "SB" for k in range(s.first, v.first)):
            return False
        last = self.clauses.reach(v.last)
        low = self.low[s.first : last]
        untrue = self.lexicon.connect["untrue"].find(low, 0, len(low))
        if untrue and self.low[s.first] in ("that", "this", "it", "the", "these", "such"):
            d = Draft(voice, "deny", "firm", s.index, (s.first, last), (s.first, last), cue=(v.first, v.last), rule="own statement: untrue", polarity="-", verb=v.main)
        elif v.modal in _ASKING:
            d = Draft(voice, "demand", "stated", s.index, (s.first, last), (s.first, last), cue=(v.first, v.last), rule="own statement: should", verb=v.main)
        elif v.modal in ("will", "wo", "'ll", "’ll") and self.low[s.first] == "nor":
            d = Draft(voice, "commit", "stated", s.index, (s.first, last), (s.first, last), cue=(v.first, v.last), rule="own statement: will not", verb=v.main)
        else:
            return False
        d.reporter, d.basis = voice.actors[0], "public statement"
        if self._add(d) is not None:
            self._silence_range(s.first, last)
            self._tail(d, last)
        return True

    def _in_the_eyes(self, first: int, last: int) -> Who | None:
        """"in X's eyes", "from X's point of view"."""
        for k in range(first + 1, last):
            if self.low[k] in ("eyes", "view", "opinion", "judgment", "judgement", "perspective") and self.text.tokens[k - 1].tag in ("POS", "PS"):
                if self.text.tokens[k - 1].tag == "PS":
                    owner = self.reader.discourse.owner(self.sentence, k - 1)
                    return Who(PARTY, (owner,), k - 1, k) if owner else None
                start, head_end, end = phrase_ending(self.text, self.sentence, k - 1)
                found = self.reader.discourse.who(self.sentence, start, head_end, end)
                if found.kind != PARTY and start < end and self.text.tokens[end - 1].mention >= 0:
                    named = self.reader.discourse.mentions[self.text.tokens[end - 1].mention]
                    found = Who(PARTY, (named.actor,), named.first, named.last)
                found.first = max(found.first, k - 4)
                return found if found.kind == PARTY else None
        return None

    def _position(self, n: int, v: Verbs) -> bool:
        """"the union's line remains that ...", "its main demand is ..."."""
        s, tokens = self.sentence, self.text.tokens
        stop = v.first
        if tokens[stop - 1].low == ",":
            stop = next((k for k in range(s.first + 1, stop) if tokens[k].low == ","), stop)
        start, head_end, last = phrase_ending(self.text, s, stop)
        if start >= head_end:
            return False
        head = self.low[head_end - 1]
        cue = self.lexicon.nouns.get(head)
        if cue is None and head not in self.lexicon.words["position_nouns"]:
            return False
        owner = self._owner(head_end - 1)
        if owner is None:
            inside = [k for k in range(head_end, last) if tokens[k].mention >= 0]
            if inside and self.low[head_end] in ("of", "for", "by", "from"):
                owner = Who(PARTY, (self.reader.discourse.mentions[tokens[inside[0]].mention].actor,), start, last)
        if owner is None or owner.kind != PARTY or not owner.actors:
            return False
        first = v.last
        while first < s.last and tokens[first].low in ("that", "to", ",", ":"):
            first += 1
        end = self.clauses.reach(first)
        if end <= first:
            return False
        act, strength = (cue.act, cue.strength) if cue else ("demand", "stated")
        d = Draft(owner, act, strength, s.index, (start, end), (first, end), cue=(start, v.last), mention=(owner.first, owner.last), rule=f"noun: {head} is", verb=v.main)
        if cue is None:
            words = self._from_words(first, end, owner, (start, end), "say", "stated")
            if words is not None and words.act != "justify":
                d.act, d.strength = words.act, words.strength
        self._status(d, v, None)
        if self._add(d) is not None:
            self._silence_inside(n, first, end)
            self._tail(d, end)
        return True

    # -- nouns -----------------------------------------------------------------------------------------------------------------

    def _according_to(self) -> None:
        s, tokens = self.sentence, self.text.tokens
        for k in range(s.first, s.last - 2):
            if self.low[k] != "according" or self.low[k + 1] != "to":
                continue
            limit = s.last
            who = self.clauses.list_from(k + 2, limit)
            if who.kind == OTHER:
                end = whole_phrase_end(self.text, limit, k + 2)
                if any(self.low[i] in self.lexicon.words["unnamed"] for i in range(k + 2, end)):
                    who = self.reader.discourse._unnamed()
                    who.first, who.last = k + 2, end
                else:
                    return
            if k == s.first:
                first = who.last
                while first < s.last and tokens[first].low == ",":
                    first += 1
                while first < s.last and tokens[first].tag == "NP" and self.low[first - 1] == ",":
                    after = base_end(self.text, s.last, first)
                    first = after + 1 if after < s.last and self.low[after] == "," else first
                    break
                last = self.clauses.reach(first)
            else:
                first, last = s.first, k
                while last > first and tokens[last - 1].tag in ("PU", "QT"):
                    last -= 1
                for i in range(last - 1, first, -1):
                    if tokens[i].low == ";" or (tokens[i].low == "," and i + 1 < last and tokens[i + 1].low == "but"):
                        first = i + (2 if tokens[i].low == "," else 1)
                        break
            covered = [d for d in self.made if first <= d.content[0] < last]
            for d in covered:
                self._attribute(d, who, d.quote)
            if not covered and who.actors:
                act = "assess" if who.kind == UNNAMED else "say"
                quote = (min(first, k), max(last, who.last))
                d2 = self._from_words(first, last, who, quote, "say", "stated")
                if d2 is not None:
                    if act == "assess":
                        d2.act = "assess"
                    d2.cue, d2.mention = (k, k + 2), (who.first, who.last)
                    d2.reporter = who.actors[0]
                    d2.basis = "unnamed sources" if who.kind == UNNAMED else "public statement"
                    self._add(d2)
            return

    def _nouns(self) -> None:
        """"its demand that ...", "the union's refusal to ...", where no verb has said it already."""
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
            if after.low in ("that", "to", "for", "of", "on", "about", "over"):
                first = k + 2
            elif after.tag == "BE":
                first = k + 2
            else:
                continue
            last = self.clauses.reach(first)
            if after.low != "that" and after.tag != "BE":
                last = next((i for i in range(first, last) if self.clauses._finite_at(i)), last)
            if last <= first:
                continue
            d = Draft(owner, cue.act, cue.strength, s.index, (owner.first, last), (first, last), cue=(k, k + 2), mention=(owner.first, owner.last), rule=f"noun: {self.low[k]}", sure=0.55, polarity="-" if cue.act in ("reject", "deny") else "+", verb=k)  # fmt: skip
            self._add(d)

    def _own_demand(self, k: int, act: str, owner: Who | None, around: list[Draft]) -> bool:
        """"rejected the union's demand for 9 percent" holds the union's demand too."""
        if act not in ("demand", "offer") or owner is None or owner.kind != PARTY or k + 3 >= self.sentence.last:
            return False
        if self.low[k + 1] not in ("for", "that", "to", "of") or any(set(self._sides(d.who)) & set(self._sides(owner)) for d in around):
            return False
        return True

    def _made_by(self, k: int, act: str, strength: str) -> bool:
        """"a request for compensation, which X first made in 2019"."""
        s, tokens = self.sentence, self.text.tokens
        wh = next((i for i in range(k + 1, min(k + 14, s.last)) if tokens[i].low in ("which", "that") and tokens[i].tag in ("WH", "SB")), -1)
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
                d = Draft(who, act, strength, s.index, (start, v.last), (start, last), cue=(v.first, v.last), mention=(who.first, who.last), rule=f"noun: {self.low[k]} made by", sure=0.6, verb=v.main)
                self._status(d, v, None)
                if v.past and d.status == "current":
                    d.status = "past"
                self._add(d)
                return True
        return False

    def _owner(self, k: int) -> Who | None:
        """Whose a noun is: "its demand", "the union's demand", "a demand by the union"."""
        s, tokens = self.sentence, self.text.tokens
        start, _, _ = phrase_ending(self.text, s, k + 1)
        i = k - 1
        while i >= start and tokens[i].tag in ("J", "CD", "RB", "N") and tokens[i].mention < 0:
            i -= 1
        if i >= s.first and tokens[i].tag == "PS":
            owner = self.reader.discourse.owner(s, i)
            return Who(PARTY, (owner,), i, i + 1, how="possessive", sure=0.8) if owner else None
        if i >= s.first and tokens[i].tag == "POS":
            first, head_end, last = phrase_ending(self.text, s, i)
            return self.reader.discourse.who(s, first, head_end, last)
        if i >= s.first and tokens[i].mention >= 0:
            first, head_end, last = phrase_ending(self.text, s, i + 1)
            return self.reader.discourse.who(s, first, head_end, last)
        return None

    # -- the report itself --------------------------------------------------------------------------------------------------------

    def _assessments(self) -> None:
        """What the report says of the talks in its own voice."""
        roster = self.reader.discourse.roster
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
        self._add(Draft(who, "assess", "stated", s.index, (s.first, last), (s.first, last), cue=(s.first + found[0], s.first + found[1]), rule="report: state of the talks", sure=0.5))  # fmt: skip


def s_index(sentence: Sentence) -> int:
    return sentence.index

