"""What is there to decide, and what could be chosen on it? Issues and options from claims.

Room: evidence. Used by discovery, on claims that were read with the kinds of issue of a field's library. What
claims ask, offer or refuse is sorted into files (`sorting`), each file becomes an issue with its options
(`choices`). Nothing is added that no document says, but the library's counterpart of what was said.
"""

from collections.abc import Sequence
from dataclasses import replace

from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.evidence.rules.choices import Choices
from parley.evidence.rules.filing_words import Keys
from parley.evidence.rules.hints import hints
from parley.evidence.rules.labels import Labels
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.linking import Linker
from parley.evidence.rules.points import TERMS, File, Point, Pointer
from parley.evidence.rules.segment import Text
from parley.evidence.rules.sorting import Sorting

_ABOUT = frozenset({"deal", "conduct"})  # kinds about the talks that claims other than terms point to
_MOST = 10  # issues, and one more for each further document


def agenda(
    readings: Sequence[Reading],
    texts: Sequence[Text],
    actors: Sequence[Actor],
    kinds: Sequence[IssueKind],
    field: str | None,
    lexicon: Lexicon,
) -> tuple[Subject, ...]:
    """The issues that claims speak of, each with its options; then what the talks themselves are called."""
    labels = Labels(texts, actors, lexicon, hints(lexicon.language))
    keys = {k.id: Keys.of(k, lexicon) for k in kinds if not k.about_talks}
    choices = Choices(keys, labels, lexicon)
    pointer = Pointer(actors, labels)
    points: list[Point] = []
    for number, (reading, text) in enumerate(zip(readings, texts, strict=True)):
        found = (pointer.point(claim, number, text) for claim in reading.claims)
        points += [p for p in found if p is not None]
    files = Sorting({k.id: k for k in kinds}, keys, labels, choices).files(points, _MOST + len(texts) - 1)
    planned = [(f, s) for f in files if (s := choices.subject(f)) is not None]
    subjects = _Rehearsal(actors, field, choices.chosen, lexicon).rehearsed(planned)
    said = {c.issue for r in readings for c in r.claims if c.act not in TERMS}
    about = [_about(k) for k in kinds if k.about_talks and k.id in _ABOUT & said]
    return tuple({s.id: s for s in reversed((*subjects, *about))}.values())[::-1]


def _about(kind: IssueKind) -> Subject:
    options = tuple(Topic(o.id, o.label, o.keywords) for o in kind.options)
    return Subject(kind.id, kind.label, kind.keywords, options, None, False, kind.id)


class _Rehearsal:
    """Links every point as the reading that follows will; what would go astray gets its own keywords."""

    def __init__(
        self, actors: Sequence[Actor], field: str | None, chosen: dict[int, str], lexicon: Lexicon
    ) -> None:
        self.actors, self.field, self.chosen, self.lexicon = tuple(actors), field, chosen, lexicon

    def rehearsed(self, planned: list[tuple[File, Subject]]) -> list[Subject]:
        """The subjects, corrected."""
        subjects = [s for _, s in planned]
        for _ in range(2):
            linker = Linker(Glossary(self.actors, tuple(subjects), self.field), self.lexicon)
            changed = False
            for n, (f, _) in enumerate(planned):
                for p in f.points:
                    better = self._corrected(subjects[n], p, linker, self.chosen.get(id(p)))
                    changed = changed or better is not subjects[n]
                    subjects[n] = better
            if not changed:
                break
        return subjects

    def _corrected(self, subject: Subject, p: Point, linker: Linker, option: str | None) -> Subject:
        value = p.claim.value
        numbers = [(value.number, value.unit)] if value is not None and value.number is not None else []
        link = linker.link(p.words, [], numbers, {}, refuses=p.against)
        phrase = " ".join(w for w in p.words[:9] if w[0].isalnum())
        if not phrase or not (set(p.stems) - self.lexicon.weak):
            return subject
        if link.issue != subject.id:
            return (
                replace(subject, keywords=(*subject.keywords, phrase))
                if phrase not in subject.keywords
                else subject
            )
        if option is None or link.option == option:
            return subject
        options = tuple(
            replace(o, keywords=(*o.keywords, phrase)) if o.id == option and phrase not in o.keywords else o
            for o in subject.options
        )
        return replace(subject, options=options) if options != subject.options else subject
