"""What all rules on a sentence share: its verbs, the drafts made so far, and whose side is whose.

Room: evidence. `sentences` puts the rules together; each file of rules adds its methods to `Work`, and those
that other files call are announced at its end.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from parley.evidence.rules import stance
from parley.evidence.rules.clauses import Clauses
from parley.evidence.rules.cues import Match
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.people import OTHER, PARTY, UNNAMED, Discourse, Who
from parley.evidence.rules.phrases import Verbs, phrase_ending
from parley.evidence.rules.segment import Sentence, Text


@dataclass
class Work(ABC):
    """The work on one sentence."""

    text: Text
    discourse: Discourse
    lexicon: Lexicon
    sentence: Sentence
    clauses: Clauses
    done: set[int] = field(default_factory=set)  # verbs that need no more looking at
    made: list[Draft] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)
    counters: bool = False  # the verb of saying answers somebody
    insists: bool = False  # the verb of saying insists

    @property
    def low(self) -> list[str]:
        """The words of the text in lower case."""
        return self.text.low

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
            self.discourse.accused = d.targets
        if d.who.some:
            d.scope = "some"
        low = [self.low[k] for k in range(d.quote[0], d.quote[1])]
        if self.lexicon.words["privately"].find(
            [self.low[k] for k in range(self.sentence.first, self.sentence.last)],
            0,
            self.sentence.last - self.sentence.first,
        ) and d.act in ("accept", "prefer", "concede", "offer", "support"):
            d.strength = "tentative"
            d.scope = "some" if d.who.some or d.who.kind == UNNAMED else d.scope
        if d.cue is not None:
            near = [self.low[k] for k in range(max(d.quote[0], d.cue[0] - 4), min(d.cue[1] + 1, d.quote[1]))]
            d.strength = stance.shaded(d.strength, near, self.lexicon)
        if (
            d.strength in ("stated", "firm")
            and d.act in ("reject", "demand", "red_line", "commit")
            and self.lexicon.connect["absolutes"].find(low, 0, len(low))
        ):
            d.strength = "absolute"
        if d.scope == "some" and d.strength == "stated":
            d.strength = "tentative"

    def _note(self, n: int, who: Who) -> None:
        if n not in self.noted and who.kind != OTHER:
            self.noted.add(n)
            self.discourse.note_subject(who)

    def _start(self, who: Who, v: Verbs) -> int:
        """Where a quote begins: at the subject where that is near, else at the verb."""
        if who.how in ("elided",) or who.last == 0 or who.first >= v.first:
            return v.first
        if who.first < self.sentence.first:
            return v.first
        return who.first

    def _sides(self, who: Who) -> list[str]:
        return [self.discourse.roster.side(a) for a in who.actors]

    def _rival(self, who: Who, other: Who) -> bool:
        return not (set(self._sides(who)) & set(self._sides(other)))

    def _outsider(self, who: Who) -> bool:
        roster = self.discourse.roster
        return all(self.discourse.roster.side(a) not in roster.principals for a in who.actors)

    def _mediates(self, who: Who) -> bool:
        return bool(who.actors) and all(a in self.discourse.roster.mediators for a in who.actors)

    def _silence(self, first: int, last: int) -> None:
        for m, v in enumerate(self.clauses.verbs):
            if first <= v.main < last:
                self.done.add(m)

    def _silence_range(self, first: int, last: int) -> None:
        for m, v in enumerate(self.clauses.verbs):
            if first <= v.main < last:
                self.done.add(m)

    def _silence_inside(self, n: int, first: int, last: int) -> None:
        """Verbs inside what is claimed are not acts of their own, unless their subject says otherwise."""
        for m in range(n + 1, len(self.clauses.verbs)):
            v = self.clauses.verbs[m]
            if first <= v.main < last:
                self.done.add(m)

    def _owner(self, k: int) -> Who | None:
        """Whose a noun is: "its demand", "the union's demand", "a demand by the union"."""
        s, tokens = self.sentence, self.text.tokens
        start, _, _ = phrase_ending(self.text, s, k + 1)
        i = k - 1
        while i >= start and tokens[i].tag in ("J", "CD", "RB", "N") and tokens[i].mention < 0:
            i -= 1
        if i >= s.first and tokens[i].tag == "PS":
            owner = self.discourse.owner(s, i)
            return Who(PARTY, (owner,), i, i + 1, how="possessive", sure=0.8) if owner else None
        if i >= s.first and tokens[i].tag == "POS":
            first, head_end, last = phrase_ending(self.text, s, i)
            return self.discourse.who(s, first, head_end, last)
        if i >= s.first and tokens[i].mention >= 0:
            first, head_end, last = phrase_ending(self.text, s, i + 1)
            return self.discourse.who(s, first, head_end, last)
        return None

    def _seat(self, k: int) -> Who | None:
        """A capital that stands for its side where a party must stand."""
        if k >= self.sentence.last:
            return None
        for words, actor, _exact, metonym in self.discourse.roster.names.get(self.low[k], ()):
            if metonym and len(words) == 1 and self.text.tokens[k].text == words[0]:
                return Who(PARTY, (actor,), k, k + 1, how="name")
        return None

    def _attribute(self, d: Draft, who: Who, quote: tuple[int, int]) -> None:
        if who.kind == UNNAMED:
            d.reporter, d.basis = (who.actors[0] if who.actors else "unnamed"), "unnamed sources"
        elif who.actors:
            d.reporter = who.actors[0]
            rival = self._rival(d.who, who)
            d.basis = "reported by opponent" if rival and not self._outsider(who) else "public statement"
        d.reporter_mention = (who.first, who.last) if who.last and who.first < who.last else None

    # -- rules of other files, called from several places -------------------------------------------

    @abstractmethod
    def _from_words(
        self, first: int, last: int, who: Who, quote: tuple[int, int], hint: str, strength: str
    ) -> Draft | None:
        """See `wording`."""

    @abstractmethod
    def _says(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """See `reported`."""

    @abstractmethod
    def _says_clause(self, n: int, v: Verbs, match: Match) -> bool:
        """See `reported`."""

    @abstractmethod
    def _acts(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """See `acts`."""

    @abstractmethod
    def _inner(self, v: Verbs, match: Match, act: str, strength: str) -> tuple[str, str, int]:
        """See `acts`."""

    @abstractmethod
    def _content(self, start: int) -> tuple[int, int]:
        """See `acts`."""

    @abstractmethod
    def _gapped(self, d: Draft, at: int) -> None:
        """See `acts`."""

    @abstractmethod
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
        """See `acts`."""

    @abstractmethod
    def _status(self, d: Draft, v: Verbs, match: Match | None) -> None:
        """See `tails`."""

    @abstractmethod
    def _tail(self, d: Draft, at: int) -> None:
        """See `tails`."""

    @abstractmethod
    def _asked_for(self, phrase: str, first: int, last: int, d: Draft) -> bool:
        """See `tails`."""

    @abstractmethod
    def _bare(self, n: int, v: Verbs, who: Who, *, spoken: bool = False) -> None:
        """See `verbs`."""

    @abstractmethod
    def _text_says(self, n: int, v: Verbs, who: Who) -> None:
        """See `things`."""

    @abstractmethod
    def _phrase_for_somebody(self, n: int, v: Verbs) -> None:
        """See `things`."""

    @abstractmethod
    def _in_view(self, n: int, v: Verbs) -> bool:
        """See `things`."""

    @abstractmethod
    def _received(self, n: int, v: Verbs) -> bool:
        """See `things`."""

    @abstractmethod
    def _evaluates(self, n: int, v: Verbs, who: Who, match: Match) -> None:
        """See `passives`."""

    @abstractmethod
    def _passive(self, n: int, v: Verbs, match: Match | None) -> None:
        """See `passives`."""

    @abstractmethod
    def _more_than(self, v: Verbs) -> bool:
        """See `stances`."""

    @abstractmethod
    def _what_matters(self, v: Verbs) -> bool:
        """See `stances`."""

    @abstractmethod
    def _in_the_eyes(self, first: int, last: int) -> Who | None:
        """See `stances`."""

    @abstractmethod
    def _position(self, n: int, v: Verbs) -> bool:
        """See `stances`."""

    @abstractmethod
    def _cleft(self, v: Verbs) -> tuple[int, int] | None:
        """See `joined`."""

    @abstractmethod
    def _targets(self, match: Match, who: Who, act: str, content: tuple[int, int]) -> tuple[str, ...]:
        """See `joined`."""

    @abstractmethod
    def _reciprocal(
        self, n: int, v: Verbs, who: Who, match: Match, act: str, strength: str, content: tuple[int, int]
    ) -> bool:
        """See `joined`."""

    @abstractmethod
    def _led(self, first: int, last: int) -> tuple[int, int, int] | None:
        """See `led`."""

    @abstractmethod
    def _unreal(self, v: Verbs) -> bool:
        """See `led`."""

    @abstractmethod
    def _attach(self, fronted: tuple[int, int, int]) -> None:
        """See `fronts`."""

    @abstractmethod
    def _pays(self, who: Who) -> bool:
        """See `verbs`."""
