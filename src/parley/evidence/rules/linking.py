"""Which issue and which option do some words speak of?

Room: evidence. Keywords, labels, what reviewers accepted earlier (`Glossary.learned`), the words of the
field's library, words of like meaning, units of numbers; and what was spoken of just before.
"""

from dataclasses import dataclass, field

from parley.evidence.fields import IssueKind, field_kinds, fields, guess_field, talk_kinds
from parley.evidence.glossary import Glossary, Subject, Topic
from parley.evidence.rules.direction import bearing
from parley.evidence.rules.extent import amount_of, counts_of, lasting_of
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem
from parley.evidence.rules.options import Option, Said, choose, make_option, raw_score, stems_of


@dataclass(frozen=True, slots=True)
class Link:
    """An issue, perhaps an option, and how far ahead of the next best they are."""

    issue: str | None
    option: str | None = None
    score: float = 0.0
    margin: float = 0.0
    option_score: float = 0.0
    negated: bool = False  # the option is the absence of what the words name
    against: bool = False  # the words name the option and do not want it


@dataclass(slots=True)
class _Issue:
    subject: Subject
    stems: dict[str, float] = field(default_factory=dict)
    groups: dict[int, float] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], float] = field(default_factory=dict)
    options: list[Option] = field(default_factory=list)
    unit: frozenset[str] = frozenset()
    talks: bool = False


class Linker:
    """Compiled from one glossary; used for all of its claims."""

    def __init__(self, glossary: Glossary, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        kinds = _kinds(glossary, lexicon.language)
        self.names = (
            frozenset(s for a in glossary.actors for n in (a.name, *a.aliases) for s in self.stems_of(n))
            if glossary.actors
            else frozenset()
        )
        self.issues = [self._issue(s, _kind_for(s, kinds), glossary) for s in glossary.subjects]
        self._share()
        self.whole = self._whole()

    def _whole(self) -> str | None:
        """The issue that stands for the talks or the deal as a whole."""
        wanted = {
            stem(w) for w in ("deal", "agreement", "talks", "settlement", "negotiations", "treaty", "accord")
        }
        best, most = None, 0.0
        for issue in self.issues:
            label = {stem(w) for w in issue.subject.label.lower().split()}
            score = (
                len(label & wanted)
                + (0.8 if stem("whole") in label else 0.0)
                + 0.2 * len(wanted & set(issue.stems))
                - 0.3 * len(issue.options)
            )
            if score > most:
                best, most = issue.subject.id, score
        return best

    def stems_of(self, words: str) -> list[str]:
        return stems_of(words, self.lexicon)

    def _issue(self, subject: Subject, kind: IssueKind | None, glossary: Glossary) -> _Issue:
        issue = _Issue(subject, talks=subject.kind in {k.id for k in talk_kinds(self.lexicon.language)})
        for source, weight in (
            (subject.keywords, 1.0),
            ((subject.label,), 0.8),
            (glossary.learned.get(subject.id, ()), 0.9),
            (tuple(o.label for o in subject.options), 0.45),
            (tuple(k for o in subject.options for k in o.keywords), 0.35),
            (kind.keywords if kind else (), 0.3),
        ):
            for entry in source:
                self._put(issue, entry, weight)
        about = frozenset(self.stems_of(subject.label)) - self.names
        issue.options = [
            make_option(o, _option_words(o, kind), self.names, about, self.lexicon) for o in subject.options
        ]
        if subject.unit:
            issue.unit = frozenset(self.stems_of(subject.unit.replace("%", "percent")))
        return issue

    def _put(self, issue: _Issue, entry: str, weight: float) -> None:
        stems = self.stems_of(entry)
        for s in stems:
            w = weight * (0.35 if s in self.lexicon.weak else 1.0) * (0.3 if s in self.names else 1.0)
            if len(stems) > 1:
                w *= 0.75
            issue.stems[s] = max(issue.stems.get(s, 0.0), w)
            for g in self.lexicon.groups.get(s, ()):
                issue.groups[g] = max(issue.groups.get(g, 0.0), w * 0.45)
        if len(stems) > 1:
            issue.phrases[tuple(stems)] = max(issue.phrases.get(tuple(stems), 0.0), weight)

    def _share(self) -> None:
        """A word that many issues use points at none of them: divide its weight."""
        count: dict[str, int] = {}
        groups: dict[int, int] = {}
        for issue in self.issues:
            for s, w in issue.stems.items():
                count[s] = count.get(s, 0) + (w >= 0.3)
            for g in issue.groups:
                groups[g] = groups.get(g, 0) + 1
        for issue in self.issues:
            issue.stems = {s: w / max(1, count[s]) ** 0.6 for s, w in issue.stems.items()}
            issue.groups = {g: w / max(1, groups[g]) for g, w in issue.groups.items()}
            many: dict[str, int] = {}
            for o in issue.options:
                for s in o.stems:
                    many[s] = many.get(s, 0) + 1
            for o in issue.options:
                o.stems = {s: w / many[s] ** 1.5 for s, w in o.stems.items()}

    # -- asking -------------------------------------------------------------------------------------

    def link(
        self,
        content: list[str],
        around: list[str],
        numbers: list[tuple[float, str | None]],
        carried: dict[str, float],
        *,
        refuses: bool = False,
        negated: bool = False,
        flips: bool = False,
        own: frozenset[str] = frozenset(),
        anaphoric: bool = False,
        whole: bool = False,
        text: bool = False,
        bare: bool = False,
        denies: bool = False,
    ) -> Link:
        """The issue, and its option, that words point to.

        Args:
            content: the words claimed, in lower case; `around`: the rest of the sentence.
            numbers: values with units among the content.
            carried: issue -> weight, from what was spoken of before.
            refuses: the act says no; negated: the content does; flips: the act gives up what it names.
            own: stems of the names of whose act it is; anaphoric: the content points back ("that demand").
            whole: the act is about the talks as a whole unless the words say otherwise; text: it is about
                a draft or a plan; bare: the content is a number without a unit; denies: the
                content is the refusal itself ("there will be no X").
        """
        inner = [stem(w) for w in content if w not in self.lexicon.stop]
        outer = [stem(w) for w in around if w not in self.lexicon.stop]
        scores = []
        for issue in self.issues:
            score = self._overlap(issue, inner) + (0.1 if anaphoric else 0.3) * self._overlap(issue, outer)
            if (whole or text) and issue.subject.id == self.whole:
                score += 0.6 if whole else 0.3
            if bare and not (issue.unit or not issue.options):
                score -= 0.5
            score += carried.get(issue.subject.id, 0.0)
            for _value, unit in numbers:
                units = set(self.stems_of(unit)) if unit else set()
                if issue.unit and units & issue.unit:
                    score += 0.9
                elif issue.unit and unit is None:
                    score += 0.25
            best = max((raw_score(o, inner, numbers, self.lexicon) for o in issue.options), default=0.0)
            score += 0.35 * min(best, 2.0)
            scores.append((score, issue))
        if not scores:
            return Link(None)
        ranked = sorted(scores, key=lambda t: -t[0])
        top, issue = ranked[0]
        margin = top - ranked[1][0] if len(ranked) > 1 else top
        if top < 0.18:
            return Link(None)
        said = Said(
            tuple(inner),
            tuple(outer),
            tuple(numbers),
            bearing(content, self.lexicon, refused=denies),
            amount_of(content, self.lexicon),
            lasting_of(content, self.lexicon),
            counts_of(content, self.lexicon),
            refuses,
            negated and not denies,
            flips,
            own,
        )
        chosen = choose(issue.options, said, self.lexicon)
        return Link(issue.subject.id, chosen.option, top, margin, chosen.score, chosen.absent, chosen.against)

    def _overlap(self, issue: _Issue, stems: list[str]) -> float:
        total = 0.0
        for s in set(stems):
            direct = issue.stems.get(s, 0.0)
            if direct:
                total += direct
                continue
            total += 0.6 * max(
                (issue.groups.get(g, 0.0) for g in self.lexicon.groups.get(s, ())), default=0.0
            )
        for phrase, weight in issue.phrases.items():
            n = len(phrase)
            if any(tuple(stems[k : k + n]) == phrase for k in range(len(stems) - n + 1)):
                total += 0.5 * weight
        return total

    def topic(self, words: list[str]) -> str | None:
        """The issue a heading or a lead sentence is about."""
        stems = [stem(w) for w in words if w not in self.lexicon.stop]
        best = max(self.issues, key=lambda i: self._overlap(i, stems), default=None)
        if best is None or self._overlap(best, stems) < 0.3:
            return None
        return best.subject.id


def _kinds(glossary: Glossary, language: str) -> tuple[IssueKind, ...]:
    chosen = glossary.field
    if chosen not in fields(language):
        words = [" ".join([s.label, *s.keywords, *(o.label for o in s.options)]) for s in glossary.subjects]
        chosen = guess_field([" ".join(words)], language)
    return (field_kinds(chosen, language) if chosen else ()) + talk_kinds(language)


def _kind_for(subject: Subject, kinds: tuple[IssueKind, ...]) -> IssueKind | None:
    """The kind an issue is of: as said, or the one that shares most words with it."""
    named = next((k for k in kinds if k.id == subject.kind), None)
    if named is not None:
        return named
    own = {stem(w) for n in (subject.label, *subject.keywords) for w in n.lower().split()}
    best, most = None, 0.0
    for kind in kinds:
        theirs = {stem(w) for n in (kind.label, *kind.keywords) for w in n.lower().split()}
        shared = len(own & theirs) / (len(own) ** 0.5 or 1)
        if shared > most:
            best, most = kind, shared
    return best if most >= 1.0 else None


def _option_words(topic: Topic, kind: IssueKind | None) -> tuple[str, ...]:
    if kind is None:
        return ()
    own = {stem(w) for n in (topic.label, *topic.keywords) for w in n.lower().split() if len(w) > 3}
    best: tuple[str, ...] = ()
    most = 0
    for option in kind.options:
        theirs = {stem(w) for n in (option.label, *option.keywords) for w in n.lower().split() if len(w) > 3}
        if len(own & theirs) > most:
            best, most = option.keywords, len(own & theirs)
    return best if most >= 2 else ()
