"""Direct speech: quotations, and who speaks them.

Room: evidence.
"""

from parley.evidence.rules.cues import best_match
from parley.evidence.rules.morphology import GERUND
from parley.evidence.rules.people import PARTY, UNNAMED, Who
from parley.evidence.rules.phrases import Verbs
from parley.evidence.rules.work import Work

_TRAILING = frozenset(
    {"say", "assert", "justify", "commit", "warn", "criticize", "accuse", "threaten", "demand"}
)


class Direct(Work):
    """Direct speech: quotations, and who speaks them."""

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
        opens = (
            first - 1 <= self.sentence.first
            or (before is not None and before.low in (",", ":"))
            or tokens[first].text[0].isupper()
        )
        has_verb = any(t.tag in ("V", "BE", "MD", "HV", "DO") for t in tokens[first:last])
        closes = tokens[last - 1].low in (",", ".", "!", "?") or (
            last < self.sentence.last and tokens[min(last + 1, self.sentence.last - 1)].low in (",", ".")
        )
        return opens and (has_verb or closes) and (has_verb or last - first >= 4)

    def _utterance(self, first: int, last: int) -> None:
        n = self._speech_verb(first, last)
        who = self.clauses.subject(n) if n is not None else None
        if who is None or who.kind not in (PARTY, UNNAMED) or not who.actors:
            if n is not None:
                self.done.add(n)
            if (
                n is None
                and first - 1 <= self.sentence.first
                and self.discourse.speaker is not None
                and last >= self.sentence.last - 2
            ):
                return  # the quotation goes on: see `_continued_speech`
            self._silence(first, last)
            return
        assert n is not None
        own = best_match(self.text, self.sentence, self.clauses.verbs[n], self.lexicon)
        colon = first - 2 >= self.sentence.first and self.low[first - 2] == ":"
        if not (colon and own is not None and own.pattern.act not in _TRAILING):
            self.done.add(n)
        self._note(n, who)
        self.discourse.speaker = who
        v = self.clauses.verbs[n]
        while last > first and self.text.tokens[last - 1].tag in ("PU", "QT") and last - first > 1:
            last -= 1
        start = first
        led = self._led(first, last)
        if led is not None:
            start = led[2] + 1
        for k in range(start, last):
            if self.low[k] == ";" and k - start >= 3 and last - k > 3:
                self._speech_content(start, k, who, v, direct=True)
                start = k + 1
        self._speech_content(start, last, who, v, direct=True)
        if led is not None:
            self._attach(led)
        self._silence(first, last)

    def _speech_verb(self, first: int, last: int) -> int | None:
        """The verb of saying that a quotation belongs to: right after it, or right before."""
        tokens = self.text.tokens
        best: tuple[int, int] | None = None
        for n, v in enumerate(self.clauses.verbs):
            if tokens[v.main].quoted >= 0:
                continue
            patterns = self.lexicon.patterns.get(v.lemma, ())
            if not any(
                p.act
                in (
                    "say",
                    "warn",
                    "assert",
                    "justify",
                    "criticize",
                    "commit",
                    "threaten",
                    "demand",
                    "appeal",
                    "accuse",
                    "evaluate",
                    "deny",
                    "reject",
                    "propose",
                )
                for p in patterns
            ):
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
        quote = (
            min(
                first,
                v.first,
                who.first
                if who.last and who.how != "elided" and who.first >= self.sentence.first
                else v.first,
            ),
            max(last, v.last, who.last if who.how != "elided" else 0),
        )
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
        if (
            pattern is not None
            and pattern.pattern.act in ("deny", "reject", "criticize", "accuse")
            and v.last <= first
        ):
            d.act = "justify" if d.act == pattern.pattern.act else d.act
        for m, o in enumerate(self.clauses.verbs):
            if (
                o.form == GERUND
                and o.lemma in ("explain", "defend", "justify")
                and o.first - v.last in (1, 2)
                and o.first > v.main
            ):
                d.act, d.rule = "justify", "speech: explaining"
                self.done.add(m)
        self._add(d)

    def _continued_speech(self) -> None:
        """A sentence wholly inside a quotation, or a second quotation without its own verb of saying."""
        s, tokens = self.sentence, self.text.tokens
        speaker = self.discourse.speaker
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
