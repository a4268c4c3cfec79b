"""What is an issue called, and what can be chosen on it? A subject from a file of claims.

Room: evidence. Used by discovery. An option is one thing asked, offered or refused; the library's where the
words say it, else in the words of the text.
"""

from collections import Counter
from collections.abc import Mapping

from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Subject, Topic
from parley.evidence.rules.filing_words import Keys
from parley.evidence.rules.labels import Labels
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.points import File, Point
from parley.ground.ids import slug

_MOST = 5  # options of one issue
_NOT = frozenset({"no", "not", "n't", "n’t", "without", "never", "none", "nobody", "refuse", "refuses"})


class Choices:
    """Makes subjects; remembers which option each point stands for."""

    def __init__(self, keys: Mapping[str, Keys], labels: Labels, lexicon: Lexicon) -> None:
        self.keys, self.labels, self.lexicon = keys, labels, lexicon
        self.chosen: dict[int, str] = {}  # point -> its option

    def subject(self, f: File) -> Subject | None:
        label = self._label(f)
        kind = f.kind.id if f.kind else None
        keywords = self._keywords(f, label)
        if f.numeric:
            unit = f.unit or (f.kind.unit if f.kind else None)
            return Subject(slug(label), label, keywords, (), unit, True, kind)
        options = self._options(f)
        return Subject(slug(label), label, keywords, options, None, False, kind) if options else None

    def _label(self, f: File) -> str:
        """The text's own name of an issue where it has one, else the library's, else the noun."""
        keys = (
            self.keys[f.kind.id].single
            if f.kind
            else frozenset(p.head_stems[-1] for p in f.points if p.head_stems)
        )
        where = {(p.text, p.paragraph) for p in f.points}
        proper = self.labels.proper(where, keys)
        if proper:
            return proper
        name = f.name
        if f.kind is not None and not f.numeric:
            heads = Counter(p.head for p in f.points if p.head)
            most = max(heads.values(), default=0)
            if most * 2 > sum(heads.values()) and not self._names(f):
                name = min(heads, key=lambda h: (-heads[h], h))
        return name[:1].upper() + name[1:]

    def _names(self, f: File) -> bool:
        """Whether the label of the library says what the claims speak of."""
        said = self._meaning({s for p in f.points for s in p.stems})
        return bool(said & self._meaning(set(self.labels.stems(f.name.lower().split()))))

    def _meaning(self, stems: set[str]) -> set[str | int]:
        """Stems and the groups of like meaning they are in."""
        return stems | {g for s in stems for g in self.lexicon.groups.get(s, ())}

    def _keywords(self, f: File, label: str) -> tuple[str, ...]:
        own = [p.head for p in f.points if p.head]
        library = [k for k in f.kind.keywords if self.labels.there(k)] if f.kind else []
        return tuple(dict.fromkeys([label.lower(), *own, *library]))

    def _options(self, f: File) -> tuple[Topic, ...]:
        """One for each distinct thing asked, offered or refused."""
        used: set[str] = set()
        made: list[tuple[set[str], str]] = []
        plain: list[Point] = []  # the issue itself, asked or refused
        for p in f.points:
            chosen = self.library_option(p, f.kind)
            if chosen is not None:
                used.add(chosen)
                self.chosen[id(p)] = chosen
                continue
            stems = (
                set(self.labels.stems(p.label.lower().split())) - self.lexicon.weak - self.labels.empty_stems
            )
            if (not p.settled and f.kind is None) or not p.label:
                continue
            if self._adds_nothing(stems, f):
                plain.append(p)
                continue
            twin = next((label for s, label in made if _alike(s, stems)), None)
            if twin is None:
                made.append((stems, p.label))
            self.chosen[id(p)] = slug(twin or p.label)
        nothing = f.kind.nothing if f.kind else None
        if plain and not made and not used - {nothing}:
            made.append((set(), plain[0].label))
            self.chosen |= {id(p): slug(plain[0].label) for p in plain}
        library = [
            Topic(o.id, o.label, o.keywords)
            for o in (f.kind.options if f.kind else ())
            if o.id in used or (o.id == nothing and (used or self._names(f)))
        ]
        made = made[: max(1, _MOST - len(used))]
        return (*library, *(Topic(slug(label), label, ()) for _, label in made))

    def _adds_nothing(self, stems: set[str], f: File) -> bool:
        own = self._own_words(f)
        return all(s in own or any(len(o) >= 3 and s.startswith(o) for o in own) for s in stems)

    def _own_words(self, f: File) -> set[str]:
        """Words that only say which issue it is."""
        own = set(self.labels.stems(f.name.lower().split()))
        return own | (self.keys[f.kind.id].single if f.kind else set())

    def library_option(self, p: Point, kind: IssueKind | None) -> str | None:
        """The option of the library that the words of the claim say."""
        if kind is None:
            return None
        scores = {}
        for option in kind.options:
            score = 0.0
            for key in option.keywords:
                words = key.lower().replace("-", " ").split()
                stems = self.labels.stems(words)
                if _NOT & set(words) and not _NOT & set(p.words):
                    continue
                if stems and set(stems) <= set(p.stems):
                    score += len(stems) if len(stems) > 1 else 0.6 if stems[0] in self.lexicon.weak else 1.0
            label = (
                set(self.labels.stems(option.label.lower().split()))
                - self.lexicon.weak
                - self.keys[kind.id].single
            )
            score += 0.35 * len(label & set(p.stems))
            if p.against and option.id == kind.nothing and _NOT & set(option.label.lower().split()):
                score -= 1.0
            if score:
                scores[option.id] = score + 0.3 * (p.claim.option == option.id)
        best = max(scores, key=lambda o: scores[o], default=None)
        return best if best is not None and scores[best] >= 0.7 else None


def _alike(a: set[str], b: set[str]) -> bool:
    shared = len(a & b)
    return shared > 0 and (a <= b or b <= a or shared / len(a | b) >= 0.5)
