"""By which words is a claim filed under a kind of issue?

Room: evidence. Used by discovery. The words are those of the field's library, by their stems.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.evidence.fields import IssueKind
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem


@dataclass(frozen=True, slots=True)
class Keys:
    """The keywords of a kind, by stem."""

    single: frozenset[str]  # words that are a keyword by themselves
    parts: frozenset[str]  # words of longer keywords
    options: frozenset[str]  # words of its options
    phrases: tuple[frozenset[str], ...]
    groups: frozenset[int]  # of words of like meaning
    lexicon: Lexicon

    @classmethod
    def of(cls, kind: IssueKind, lexicon: Lexicon) -> "Keys":
        single, parts, options, phrases = set[str](), set[str](), set[str](), []
        for key in (*kind.keywords, kind.label):
            stems = _stems(key, lexicon)
            if len(stems) == 1 and stems[0] not in lexicon.weak:
                single.add(stems[0])
            elif len(stems) > 1:
                phrases.append(frozenset(stems))
                parts |= {s for s in stems if s not in lexicon.weak}
        for option in kind.options:
            for key in option.keywords:
                stems = _stems(key, lexicon)
                if len(stems) > 1:
                    phrases.append(frozenset(stems))
                options |= {s for s in stems if s not in lexicon.weak}
        groups = frozenset(g for s in single for g in lexicon.groups.get(s, ()))
        return cls(
            frozenset(single),
            frozenset(parts - single),
            frozenset(options - parts - single),
            tuple(phrases),
            groups,
            lexicon,
        )

    def score(self, stems: Sequence[str]) -> float:
        """How much some words, by stem, speak for the kind."""
        there = set(stems)
        phrase = any(p <= there for p in self.phrases)
        near = {
            s for s in there - self.single if any(g in self.groups for g in self.lexicon.groups.get(s, ()))
        }
        return (
            len(there & self.single)
            + 1.2 * phrase
            + 0.4 * len(there & self.parts)
            + 0.4 * len(there & self.options)
            + 0.3 * len(near - self.parts - self.options)
        )

    def knows(self, stems: Sequence[str]) -> bool:
        """Whether any of some words has to do with the kind."""
        there = set(stems)
        if there & (self.single | self.parts | self.options):
            return True
        return any(g in self.groups for s in there for g in self.lexicon.groups.get(s, ()))


def _stems(key: str, lexicon: Lexicon) -> list[str]:
    return [stem(w) for w in key.lower().replace("-", " ").split() if w not in lexicon.stop]
