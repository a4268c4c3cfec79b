"""Which issue and which option do some words speak of?

Room: evidence. Keywords, labels, what reviewers accepted earlier (`Glossary.learned`), the words of the
field's library, words of like meaning, units of numbers; and what was spoken of just before.
"""

from dataclasses import dataclass, field

from parley.evidence.fields import IssueKind, field_kinds, fields, guess_field, talk_kinds
from parley.evidence.glossary import Glossary, Subject, Topic
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem

_NEGATIVE = frozenset({"no", "not", "none", "without", "never", "excluded", "nothing"})


@dataclass(frozen=True, slots=True)
class Link:
    """An issue, perhaps an option, and how far ahead of the next best they are."""

    issue: str | None
    option: str | None = None
    score: float = 0.0
    margin: float = 0.0
    option_score: float = 0.0
    negated: bool = False  # the option is the absence of what the words name


@dataclass(slots=True)
class _Option:
    id: str
    stems: dict[str, float]
    groups: dict[int, float]
    numbers: frozenset[float]
    negative: bool


@dataclass(slots=True)
class _Issue:
    subject: Subject
    stems: dict[str, float] = field(default_factory=dict)
    groups: dict[int, float] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], float] = field(default_factory=dict)
    options: list[_Option] = field(default_factory=list)
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
        plain = "".join(c if c.isalnum() else " " for c in words.lower().replace("’s", "").replace("'s", ""))
        return [stem(w) for w in plain.split() if w not in self.lexicon.stop and len(w) > 1]

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
        issue.options = [self._option(o, kind) for o in subject.options]
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

    def _option(self, topic: Topic, kind: IssueKind | None) -> _Option:
        stems: dict[str, float] = {}
        for source, weight in (
            ((topic.label,), 1.0),
            (topic.keywords, 0.9),
            (_option_words(topic, kind), 0.4),
        ):
            for entry in source:
                for s in self.stems_of(entry):
                    w = weight * (0.6 if s in self.lexicon.weak else 1.0) * (0.4 if s in self.names else 1.0)
                    stems[s] = max(stems.get(s, 0.0), w)
        groups: dict[int, float] = {}
        for s, w in stems.items():
            for g in self.lexicon.groups.get(s, ()):
                groups[g] = max(groups.get(g, 0.0), w * 0.6)
        words = topic.label.lower().replace(",", " ").split()
        found = frozenset(_number(w, self.lexicon) for w in words) - {None}
        negative = bool(_NEGATIVE & set(words)) or topic.id in ("none", "no", "excluded")
        return _Option(topic.id, stems, groups, frozenset(n for n in found if n is not None), negative)

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
    ) -> Link:
        """The issue, and its option, that words point to.

        Args:
            content: the words claimed, in lower case; `around`: the rest of the sentence.
            numbers: values with units among the content.
            carried: issue -> weight, from what was spoken of before.
            refuses: the act says no; negated: the content does; flips: the act gives up what it names.
            own: stems of the names of whose act it is; anaphoric: the content points back ("that demand").
            whole: the act is about the talks as a whole unless the words say otherwise; text: it is about
                a draft or a plan; bare: the content is a number without a unit.
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
            best = max((self._option_score(o, inner, numbers, False) for o in issue.options), default=0.0)
            score += 0.35 * min(best, 2.0)
            scores.append((score, issue))
        if not scores:
            return Link(None)
        ranked = sorted(scores, key=lambda t: -t[0])
        top, issue = ranked[0]
        margin = top - ranked[1][0] if len(ranked) > 1 else top
        if top < 0.18:
            return Link(None)
        option, option_score, absent = self._choose(
            issue, inner, outer, numbers, refuses, negated, flips, own
        )
        return Link(issue.subject.id, option, top, margin, option_score, absent)

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

    def _option_score(
        self, option: _Option, stems: list[str], numbers: list[tuple[float, str | None]], opposed: bool
    ) -> float:
        total = 0.0
        found = set(stems)
        opposites = self.lexicon.opposites
        for s in found:
            direct = option.stems.get(s, 0.0)
            if direct:
                total += direct
                continue
            groups = self.lexicon.groups.get(s, frozenset())
            near = max((option.groups.get(g, 0.0) for g in groups), default=0.0)
            if near:
                total += near * 0.8
            elif any(o in option.groups for g in groups for o in opposites.get(g, ())):
                total -= 0.25 if not opposed else -0.4
        for value, _unit in numbers:
            if value in option.numbers:
                total += 1.2
        return total

    def _choose(
        self,
        issue: _Issue,
        inner: list[str],
        outer: list[str],
        numbers: list[tuple[float, str | None]],
        refuses: bool,
        negated: bool,
        flips: bool,
        own: frozenset[str],
    ) -> tuple[str | None, float, bool]:
        if not issue.options:
            return None, 0.0, False
        scored = sorted(
            (
                (
                    self._option_score(o, inner, numbers, negated)
                    + 0.15 * self._option_score(o, outer, [], False)
                    + (0.3 if own & set(o.stems) and not refuses else 0.0),
                    -k,
                    o,
                )
                for k, o in enumerate(issue.options)
            ),
            key=lambda t: (-t[0], -t[1]),
        )
        best, _, option = scored[0]
        turned = refuses != negated
        if turned or flips:
            named = set(inner) | {g for s in inner for g in self.lexicon.groups.get(s, ())}
            absent = [
                o
                for o in issue.options
                if o.negative
                and (not o.stems or set(o.stems) & named or set(o.groups) & named or o.id == "none")
            ]
            known = max((b for b, _, o in scored if o in absent), default=0.0)
            if absent and not option.negative and (best < 0.6 or known >= best - 0.2 or flips):
                return absent[0].id, max(best, 0.5), True
            planned = any(s in inner for s in (stem("plan"), stem("project"), stem("idea"), stem("proposal")))
            if flips and planned and len(issue.options) == 2 and best > 0.2:
                other = next(o for o in issue.options if o.id != option.id)
                return other.id, best, True
            if negated and not refuses and len(issue.options) == 2 and best > 0.2:
                other = next(o for o in issue.options if o.id != option.id)
                return other.id, best * 0.7, True
        elif option.negative and not negated and not refuses and len(scored) > 1 and scored[1][0] > 0:
            best, _, option = scored[1]
        if best <= 0.12:
            return None, best, False
        return option.id, best, False

    def topic(self, words: list[str]) -> str | None:
        """The issue a heading or a lead sentence is about."""
        stems = [stem(w) for w in words if w not in self.lexicon.stop]
        best = max(self.issues, key=lambda i: self._overlap(i, stems), default=None)
        if best is None or self._overlap(best, stems) < 0.3:
            return None
        return best.subject.id


def _number(word: str, lexicon: Lexicon) -> float | None:
    plain = word.strip("().,%")
    if plain.replace(".", "", 1).isdecimal():
        return float(plain)
    value = lexicon.numbers["words"].get(plain.split("-")[0])
    return float(value) if value is not None and plain != "one" else None


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
