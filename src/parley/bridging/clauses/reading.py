"""What stands where in a text: its sentences, the heading above each, and an index of its words?

Room: bridging. Values of one reading of one text; the rules ask it and never the text itself. Places count
characters of `Clause.words`, brackets included.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from parley.bridging.clauses.phrases import Phrase
from parley.bridging.clauses.review import Place
from parley.bridging.text.written.model import Bracket, Clause, Heading, NegotiatingText

_ENDS = re.compile(
    r"(?<![A-Z])(?<!\bNo)(?<!\bno)(?<!\bArt)(?<!\bart)(?<!\bpara)(?<!\bp\.m)(?<!\ba\.m)(?<!\be\.g)(?<!\bi\.e)"
    r"(?<!\bSt)(?<!\bvs)(?<!\bApprox)(?<!\bapprox)[.!?]\s+(?=[\"'“(\[A-Z0-9])"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one clause."""

    clause: int  # which clause, counted from 0
    number: str  # the clause's number
    start: int  # where it begins in the clause's words
    words: str

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Words of the sentence as a place in its clause."""
        end = len(self.words) if end is None else end
        return Place(self.number, self.words[start:end], self.start + start, self.start + end)


@dataclass(frozen=True, eq=False)
class Reading:
    """A text taken apart. The heading of a clause is all the headings it stands under, joined."""

    text: NegotiatingText
    clauses: tuple[Clause, ...]
    headings: tuple[str, ...]  # above each clause, innermost last
    articles: tuple[int, ...]  # which innermost heading each clause stands under
    sentences: tuple[Sentence, ...]

    @cached_property
    def of_clause(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each clause."""
        found: list[list[Sentence]] = [[] for _ in self.clauses]
        for sentence in self.sentences:
            found[sentence.clause].append(sentence)
        return tuple(tuple(each) for each in found)

    @cached_property
    def _alike(self) -> tuple[tuple[int, ...], ...]:
        """Sentences with the same words, together: each is looked at once."""
        same: dict[str, list[int]] = {}
        for n, sentence in enumerate(self.sentences):
            same.setdefault(sentence.words, []).append(n)
        return tuple(tuple(each) for each in same.values())

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for n, alike in enumerate(self._alike):
            sentence = self.sentences[alike[0]]
            for word in {w.lower() for w in _WORD.findall(sentence.words)}:
                index.setdefault(word, []).append(n)
                if "-" in word:
                    for part in word.split("-")[1:]:
                        index.setdefault(part, []).append(n)
        return index

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._index)

    @cached_property
    def _anchored(self) -> dict[str, list[int]]:
        return {}

    def _beginning(self, anchor: str) -> list[int]:
        """Sentences with a word that begins so."""
        known = self._anchored.get(anchor)
        if known is None:
            at, found = bisect_left(self._vocabulary, anchor), set[int]()
            while at < len(self._vocabulary) and self._vocabulary[at].startswith(anchor):
                found.update(self._index[self._vocabulary[at]])
                at += 1
            known = self._anchored[anchor] = sorted(found)
        return known

    def candidates(self, phrase: Phrase) -> Iterable[tuple[int, ...]]:
        """Sentences in which a phrase may stand: those with the same words together, in the order of the
        first."""
        if not phrase.anchors:
            return self._alike
        if len(phrase.anchors) == 1:
            found: Iterable[int] = self._beginning(phrase.anchors[0])
        else:
            found = sorted({n for anchor in phrase.anchors for n in self._beginning(anchor)})
        return (self._alike[n] for n in found)

    def variants(self, sentence: Sentence) -> tuple[str, ...]:
        """The sentence as it would read with the first, and with the last, alternative of every bracket.

        What would fall away is blanked out, so that places stay what they are.
        """
        if "[" not in sentence.words:
            return (sentence.words,)
        clause, end = self.clauses[sentence.clause], sentence.start + len(sentence.words)
        found = (_with(clause, which)[sentence.start : end] for which in (0, -1))
        return tuple(dict.fromkeys(found))

    def find(self, phrase: Phrase, among: frozenset[int] | None = None) -> Iterator[tuple[Sentence, Place]]:
        """Where a phrase stands first in each sentence; among some clauses only, if these are given."""
        for alike in self.candidates(phrase):
            wanted = [self.sentences[n] for n in alike if among is None or self.sentences[n].clause in among]
            found = phrase.pattern.search(wanted[0].words) if wanted else None
            if found:
                for sentence in wanted:
                    yield sentence, sentence.place(*found.span())

    def first(self, phrases: Iterable[Phrase], among: frozenset[int] | None = None) -> Place | None:
        """The first place of the first phrase that stands anywhere."""
        for phrase in phrases:
            for _, place in self.find(phrase, among):
                return place
        return None

    def headed(self, phrases: Iterable[Phrase]) -> frozenset[int]:
        """Clauses that stand under a heading with one of the phrases in it."""
        wanted = tuple(phrases)
        known: dict[str, bool] = {}
        for heading in set(self.headings):
            known[heading] = any(phrase.pattern.search(heading) for phrase in wanted)
        return frozenset(n for n, heading in enumerate(self.headings) if known[heading])

    def about(self, phrases: Iterable[Phrase]) -> frozenset[int]:
        """Clauses with one of the phrases in their words or in a heading above them."""
        wanted = tuple(phrases)
        found = {sentence.clause for phrase in wanted for sentence, _ in self.find(phrase)}
        return frozenset(found) | self.headed(wanted)


def _with(clause: Clause, which: int) -> str:
    """A clause's words with one alternative of each bracket, the rest blanked out."""
    shown = ""
    for piece in clause.pieces:
        if not isinstance(piece, Bracket):
            shown += piece
            continue
        chosen = piece.alternatives[which]
        words = [alternative.words for alternative in piece.alternatives]
        kept = which % len(words)
        if len(words) == 1 and which == -1:
            shown += " " * (len(chosen.words) + 2)  # kept or dropped: dropped
            continue
        parts = [each if n == kept else " " * len(each) for n, each in enumerate(words)]
        shown += f" {'   '.join(parts)} "
    return shown


def read(text: NegotiatingText) -> Reading:
    """Take a text apart.

    Cost: linear in its words.
    """
    clauses: list[Clause] = []
    headings: list[str] = []
    articles: list[int] = []
    sentences: list[Sentence] = []
    above: list[Heading] = []
    article = 0
    for part in text.parts:
        if isinstance(part, Heading):
            above = [h for h in above if h.level < part.level] + [part]
            article += 1
            continue
        number = len(clauses)
        clauses.append(part)
        headings.append(" / ".join(f"{h.number} {h.words}".strip() for h in above))
        articles.append(article)
        sentences += _sentences(number, part)
    return Reading(text, tuple(clauses), tuple(headings), tuple(articles), tuple(sentences))


def _sentences(number: int, clause: Clause) -> Iterator[Sentence]:
    words, start = clause.words, 0
    ends = [found.end() for found in _ENDS.finditer(words)] + [len(words)]
    for end in ends:
        piece = words[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            yield Sentence(number, clause.number, start + lead, piece.strip())
        start = end
