"""Which issue each draft is about, given what was spoken of before it.

Room: evidence. Words decide first (`linking`); what points back ("that demand", "eight"), reasons and
conditions follow what they belong to.
"""

from dataclasses import dataclass, field

from parley.evidence.rules.direction import denies
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.linking import Link, Linker
from parley.evidence.rules.numbers import numbers
from parley.evidence.rules.people import Discourse
from parley.evidence.rules.segment import Sentence, Text

_BACK = frozenset({"this", "that", "these", "those", "it", "them", "such", "so", "they", "latter", "former"})
_GOES_ON = frozenset(
    {"it", "they", "he", "she", "this", "that", "these", "“", '"', "its", "his", "her", "their", "but"}
)
_NEGATIONS = frozenset({"no", "not", "n't", "n’t", "never", "nobody", "none"})
_ASKED = frozenset({"demand", "prefer", "condition", "assert", "propose", "red_line", "commit"})
_UNTIL = frozenset({"until", "unless", "before"})
_ONCE = frozenset({"once", "if", "provided", "unless"})
_NO_ACTS = frozenset({"assess", "mediate"})


@dataclass(slots=True)
class Topics:
    """Links the drafts of one document, in the order of the text."""

    text: Text
    linker: Linker
    lexicon: Lexicon
    discourse: Discourse
    links: dict[int, Link] = field(default_factory=dict)  # by id of the draft
    last: str | None = None  # the issue spoken of last
    spoken: list[tuple[int, str]] = field(default_factory=list)  # sentences, and the issues they speak of
    last_number: str | None = None  # the issue a number was last named for
    paragraph: int = -1
    heading: str | None = None
    previous: Draft | None = None
    accusation: Draft | None = None

    def link(self, drafts: list[Draft]) -> None:
        """Sets issue and option of every draft."""
        for d in sorted(drafts, key=lambda d: (d.content[0], d.condition_of is not None)):
            self._enter(self.text.sentences[d.sentence])
            link = self._follow(d, self._by_words(d))
            if self._denies(d) and link.option and not link.negated:
                d.polarity = "-"
            if link.negated and d.polarity == "-":
                d.polarity = "+"
            elif link.against and d.polarity == "+" and d.act in _ASKED:
                d.polarity = "-"
            elif link.against:
                link = Link(link.issue, None, link.score, link.margin)
            self.links[id(d)] = link
            d.issue, d.option = link.issue, link.option
            self._remember(d, link)

    def probe(self, first: int, last: int) -> Link:
        """What some words would point to by themselves."""
        found = [(n.value, n.unit) for n in numbers(self.text, first, last, self.lexicon)]
        return self.linker.link(self.text.low[first:last], [], found, {})

    # -- what came before ---------------------------------------------------------------------------

    def _enter(self, sentence: Sentence) -> None:
        if sentence.paragraph == self.paragraph:
            return
        self.paragraph = sentence.paragraph
        self.heading = self._heading(sentence.paragraph)
        if self.text.low[sentence.first] not in _GOES_ON:
            self.last = None

    def _heading(self, paragraph: int) -> str | None:
        """What a paragraph is about by its heading or its first sentence."""
        lead = next(s for s in self.text.sentences if s.paragraph == paragraph)
        before = [s for s in self.text.sentences if s.paragraph == paragraph - 1]
        if len(before) == 1 and before[0].end - before[0].start < 60:
            topic = self.linker.topic(self.text.low[before[0].first : before[0].last])
            if topic:
                return topic
        return self.linker.topic(self.text.low[lead.first : lead.last])

    def _remember(self, d: Draft, link: Link) -> None:
        if link.issue and d.act not in _NO_ACTS:
            self.last = link.issue
            self.spoken.append((d.sentence, link.issue))
            if numbers(self.text, *d.content, self.lexicon):
                self.last_number = link.issue
        if d.act == "accuse":
            self.accusation = d
        self.previous = d

    def _several_before(self, d: Draft) -> bool:
        """Whether the sentence before speaks of several issues: for which of them is a reason given?"""
        p = self.previous
        if p is None or p.sentence >= d.sentence:
            return False
        return len({issue for at, issue in self.spoken if at == p.sentence}) > 1

    # -- by its words -------------------------------------------------------------------------------

    def _by_words(self, d: Draft) -> Link:
        asked = d.extra.get("asked")
        lo, hi = asked if isinstance(asked, tuple) else self._core(d)
        words = self.text.low[lo:hi]
        back = self.points_back(words)
        found = [(n.value, n.unit) for n in numbers(self.text, *d.content, self.lexicon)]
        if back:
            words = [w for w in words if w not in self.lexicon.words["anaphors"]]
        telling = [w for w in words if w not in self.lexicon.stop and not w[0].isdecimal() and w.isalpha()]
        bare = bool(found) and all(unit is None for _, unit in found) and len(telling) <= 1
        unclear = d.act == "justify" and not (back or d.direct) and self._several_before(d)
        carried = {} if unclear else self._carried(d, back=back, bare=bare)
        about_text = any(w in self.lexicon.words["texts"] for w in words[:7])
        return self.linker.link(
            words,
            self._around(d, short=len(telling) < 2 and not back),
            found,
            carried,
            refuses=d.act in ("reject", "red_line"),
            negated=self._negated(d, words),
            flips=d.flips,
            own=self._own_names(d),
            anaphoric=back,
            whole=d.act in _NO_ACTS,
            text=about_text and d.act in ("criticize", "support", "accept", "reject", "withhold"),
            bare=bare,
            denies=self._denies(d),
        )

    def _core(self, d: Draft) -> tuple[int, int]:
        """What is claimed without what it hangs on; of a condition, what must come first.

        "could leave once monitors are in place" is of leaving; "not return until a cap is agreed" of the cap.
        """
        lo, hi = d.content
        low = self.text.low
        for k in range(lo + 2, hi - 2):
            if d.act == "condition" and low[k] in _UNTIL and _NEGATIONS & set(low[lo:k]):
                return k + 1, hi
            hangs = low[k] in _ONCE or (low[k] in _UNTIL and d.act in ("reject", "red_line"))
            if d.act != "condition" and hangs and self.text.tokens[k].quoted < 0:
                return lo, k
        return lo, hi

    def _denies(self, d: Draft) -> bool:
        """Whether the words claimed are the refusal itself: "there will be no cap"."""
        return (
            d.act in ("reject", "red_line")
            and d.rule.startswith("words:")
            and denies(self.text.low[d.content[0] : d.content[1]])
        )

    def points_back(self, words: list[str]) -> bool:
        """Whether words mean what was said before: "this", "that request", "the condition"."""
        if not words:
            return False
        if words[0] in _BACK and (words[0] != "that" or len(words) <= 3):
            return True
        telling = [w for w in words if w not in self.lexicon.stop]
        named = [w for w in telling if w in self.lexicon.words["anaphors"]]
        return (
            bool(named) and len(telling) <= 2 and words[0] in ("the", "its", "their", "his", "her", named[0])
        )

    def _carried(self, d: Draft, *, back: bool, bare: bool) -> dict[str, float]:
        carried: dict[str, float] = {}

        def add(issue: str | None, weight: float) -> None:
            if issue:
                carried[issue] = carried.get(issue, 0.0) + weight

        price = d.condition_of is not None and not back  # what is asked in return is often another matter
        add(self.heading, 0.1 if price else 0.3)
        same = self.previous is not None and self.previous.sentence == d.sentence
        add(self.last, 0.1 if price else 0.55 if back else 0.3 if same else 0.2)
        if bare:
            add(self.last_number, 0.5)
        for source in (d.reason_for, d.condition_of, d.topic_from):
            if source is not None and id(source) in self.links:
                add(self.links[id(source)].issue, 0.2 if source is d.condition_of else 0.6)
        return carried

    def _around(self, d: Draft, *, short: bool) -> list[str]:
        """The rest of the sentence; for a blame that says little, the sentence before as well."""
        sentence = self.text.sentences[d.sentence]
        low = self.text.low
        around = low[sentence.first : d.content[0]] + low[d.content[1] : sentence.last]
        if short and d.act in ("accuse", "deny", "criticize", "withhold") and sentence.index:
            before = self.text.sentences[sentence.index - 1]
            around = around + 2 * low[before.first : before.last]
        return around

    def _negated(self, d: Draft, words: list[str]) -> bool:
        if d.act in ("justify", "accuse", "criticize", "warn", "assess"):
            return False
        return any(w in _NEGATIONS for w in words[:4]) or words[:1] == ["without"]

    def _own_names(self, d: Draft) -> frozenset[str]:
        stems: set[str] = set()
        for actor in d.who.actors:
            entry = self.discourse.roster.actors.get(self.discourse.roster.side(actor))
            for name in (entry.name, *entry.aliases) if entry else ():
                stems.update(self.linker.stems_of(name))
        return frozenset(stems)

    # -- by what it belongs to ----------------------------------------------------------------------

    def _follow(self, d: Draft, link: Link) -> Link:
        """What belongs to another draft takes over its issue."""
        twin = d.extra.get("same_issue")
        if isinstance(twin, Draft) and id(twin) in self.links:
            return Link(self.links[id(twin)].issue, link.option, link.score, link.margin, link.option_score)
        if d.topic_from is not None and id(d.topic_from) in self.links:
            return self.links[id(d.topic_from)]
        source = d.reason_for or (self._position_before(d) if d.act == "justify" else None)
        at = self.links.get(id(source)) if source is not None else None
        if at is not None and d.reason_for is not None and source is not None and source.act == "justify":
            return at  # the reason of a reason
        if at is not None and at.issue:
            return Link(at.issue, at.option, link.score, link.margin, 0.5)
        words = self.text.low[d.content[0] : d.content[1]]
        back = self.points_back(words)
        if d.act == "deny" and self._answers(d, words, back):
            assert self.accusation is not None
            at = self.links[id(self.accusation)]
            return Link(at.issue, at.option, link.score, link.margin, 0.4)
        meant = self.previous and (self.previous.condition_of or self.previous)
        if back and meant is not None and id(meant) in self.links:
            before = self.links[id(meant)]
            unclear = link.option is None or link.option_score < 0.5 or link.negated
            if link.issue and before.issue == link.issue and before.option and unclear:
                return Link(link.issue, before.option, link.score, link.margin, 0.4)
        return link

    def _answers(self, d: Draft, words: list[str], back: bool) -> bool:
        """Whether a denial is about the accusation just made."""
        if self.accusation is None or d.sentence - self.accusation.sentence > 2:
            return False
        return back or any(w in self.lexicon.words["hearsay"] for w in words[:4])

    def _position_before(self, d: Draft) -> Draft | None:
        """The position, just before in the same sentence, that a reason is given for."""
        p = self.previous
        if p is None or p.sentence != d.sentence or p.act in ("assess", "mediate", "condition"):
            return None
        sides = {self.discourse.roster.side(a) for a in d.who.actors}
        return p if any(self.discourse.roster.side(a) in sides for a in p.who.actors) else None
