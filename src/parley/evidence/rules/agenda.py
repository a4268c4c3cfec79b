"""What is there to decide, and what could be chosen on it? Issues and options from claims.

Room: evidence. Used by discovery, on claims that were read with the kinds of issue of a field's library. What a
claim asks, offers or refuses is filed under a kind where its words say so, else under the noun it turns on; an
issue is a file, an option is one thing asked, offered or refused in it. Nothing is added that no document says,
but the library's counterpart of what was said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.evidence.claim import FAMILIES, Claim
from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Actor, Subject, Topic
from parley.evidence.reader import Reading
from parley.evidence.rules.hints import hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem
from parley.evidence.rules.segment import Text
from parley.evidence.rules.labels import Labels
from parley.ground.ids import slug

_TERMS = frozenset().union(*(FAMILIES[f] for f in ("ask", "give", "table"))) | {"reject"}
_MOST = 12  # issues of one reading
_UNITS_OF_TIME = frozenset({"day", "week", "month", "year", "hour"})


@dataclass(slots=True)
class Point:
    """A claim about terms, with its words ready to compare."""

    claim: Claim
    side: str
    words: list[str]  # of the content, in lower case
    stems: list[str]
    around: list[str]  # stems of the rest of the sentence
    head: str  # the noun phrase it turns on
    head_stems: tuple[str, ...]
    label: str  # the content in few words
    kind: str | None = None
    counted: str = ""  # the unit of its number, in one word

    @property
    def against(self) -> bool:
        return self.claim.polarity == "-" or self.claim.act == "reject"


@dataclass(slots=True)
class File:
    """Points that are about one thing."""

    kind: IssueKind | None
    name: str
    points: list[Point] = field(default_factory=list)
    unit: str = ""


def agenda(
    readings: Sequence[Reading],
    texts: Sequence[Text],
    actors: Sequence[Actor],
    kinds: Sequence[IssueKind],
    lexicon: Lexicon,
) -> tuple[Subject, ...]:
    """The issues that claims speak of, each with its options."""
    wording = Labels(texts, actors, lexicon, hints(lexicon.language))
    clerk = _Clerk({k.id: k for k in kinds}, actors, wording, lexicon)
    points = [p for r, t in zip(readings, texts, strict=True) for c in r.claims if (p := clerk.point(c, r, t))]
    files = clerk.files(points)
    subjects = [s for f in files if (s := clerk.subject(f)) is not None]
    return tuple({s.id: s for s in reversed(subjects)}.values())[::-1]


class _Clerk:
    """Files points and makes subjects of the files."""

    def __init__(
        self, kinds: dict[str, IssueKind], actors: Sequence[Actor], wording: Labels, lexicon: Lexicon
    ) -> None:
        self.kinds, self.wording, self.lexicon = kinds, wording, lexicon
        self.actors = {a.id: a for a in actors}
        self.words_of = {k.id: _Keys.of(k, lexicon) for k in kinds.values() if not k.about_talks}

    # -- points ----------------------------------------------------------------------------------------------------

    def point(self, claim: Claim, reading: Reading, text: Text) -> Point | None:
        """None where a claim is about no term of a deal."""
        if claim.act not in _TERMS or claim.status == "hypothetical":
            return None
        sides = [self.actors[a].member_of or a for a in claim.actors if a in self.actors]
        if not sides:
            return None
        first, last = self.wording.tokens(text, claim.content.start, claim.content.end)
        low = text.low[first:last]
        sentence = text.sentences[text.tokens[first].sentence]
        around = text.low[sentence.first : first] + text.low[last : sentence.last]
        stems = self.wording.stems(low)
        head = self.wording.head(text, first, last)
        unit = claim.value.unit if claim.value and claim.value.number is not None else None
        return Point(
            claim,
            sides[0],
            low,
            stems,
            self.wording.stems(around),
            " ".join(head),
            tuple(self.wording.stems(head)),
            self.wording.label(text, first, last),
            counted=self._unit(unit),
        )

    def _unit(self, unit: str | None) -> str:
        return unit or ""

    # -- files -----------------------------------------------------------------------------------------------------

    def files(self, points: list[Point]) -> list[File]:
        """Points by kind where their words say so, else by the noun they turn on."""
        for p in points:
            p.kind = self._kind(p)
        files: dict[str, File] = {}
        loose: list[Point] = []
        for p in points:
            if p.kind is None:
                loose.append(p)
                continue
            if p.kind not in files:
                files[p.kind] = File(self.kinds[p.kind], self.kinds[p.kind].label)
            files[p.kind].points.append(p)
        ordered = list(files.values())
        ordered += self._by_noun(loose, ordered)
        ordered = [part for f in ordered for part in self._split(f)]
        kept = [f for f in ordered if self._weighs(f)]
        kept.sort(key=lambda f: min((p.claim.content.document, p.claim.content.start) for p in f.points) if False else -len(f.points))
        kept = kept[:_MOST]
        place = {id(f): n for n, f in enumerate(ordered)}
        return sorted(kept, key=lambda f: place[id(f)])

    def _kind(self, p: Point) -> str | None:
        """The library's kind, where the words of the claim bear it out."""
        issue = p.claim.issue
        if issue is None or issue not in self.words_of:
            return None
        own = self.words_of[issue].score(p.stems)
        rest = self.words_of[issue].score(p.around)
        if own >= 1.0:
            return issue
        if p.counted and self.kinds[issue].unit and self.kinds[issue].unit.split()[0].rstrip("s") == p.counted.split()[0].rstrip("s"):
            return issue
        anaphoric = not p.head_stems
        if own + 0.5 * rest >= 1.0 and (own > 0 or anaphoric or p.claim.value is not None):
            return issue
        return issue if anaphoric and p.claim.confidence >= 0.6 else None

    def _by_noun(self, loose: list[Point], filed: list[File]) -> list[File]:
        """The rest by the noun they turn on; what shares it with a file joins it."""
        heads: dict[str, File] = {}
        for p in loose:
            if not p.head_stems:
                continue
            key = p.head_stems[-1]
            home = next((f for f in filed if any(q.head_stems and q.head_stems[-1] == key for q in f.points)), None)
            if home is not None:
                home.points.append(p)
                continue
            inner = next((f for k, f in heads.items() if k in p.stems), None) if key not in heads else None
            if inner is not None:
                inner.points.append(p)
                continue
            if key not in heads:
                heads[key] = File(None, p.head)
            heads[key].points.append(p)
        return list(heads.values())

    def _split(self, f: File) -> list[File]:
        """Numbers apart from things that are chosen: "at least 300 prisoners", "a veto over names"."""
        counted: dict[str, list[Point]] = {}
        for p in f.points:
            if p.claim.value is not None and p.claim.value.number is not None:
                counted.setdefault(_plain_unit(p.counted), []).append(p)
        best = max(counted.items(), key=lambda t: (len(t[1]), t[0]), default=None)
        if best is None:
            return [f]
        unit, numbers = best
        if f.kind is not None and f.kind.unit is not None:
            rest = [p for p in f.points if p not in numbers and not _repeats(p, numbers)]
            return [File(f.kind, f.name, f.points if not rest else [p for p in f.points if p not in rest], numbers[0].counted)] + (self._leftover(f, rest))
        if len({p.side for p in numbers}) < 2 and len(numbers) < 2:
            return [f]
        rest = [p for p in f.points if p not in numbers]
        sibling = next((k for k in self.kinds.values() if f.kind and k.unit and k.id.startswith(f.kind.id)), None)
        name = sibling.label if sibling else f.name
        out = [File(sibling, name, numbers, numbers[0].counted)]
        return out + ([File(f.kind, f.name, rest)] if rest else [])

    def _leftover(self, f: File, rest: list[Point]) -> list[File]:
        return self._by_noun(rest, []) if rest else []

    def _weighs(self, f: File) -> bool:
        return any(p.claim.act != "mediate" and (p.head_stems or p.counted or f.kind) for p in f.points)

    # -- subjects --------------------------------------------------------------------------------------------------

    def subject(self, f: File) -> Subject | None:
        label = self.wording.issue_label(f.name, f.kind, [p.claim for p in f.points], self._keys(f))
        numeric = bool(f.unit) or (f.kind is not None and f.kind.unit is not None)
        keywords = self._keywords(f, label)
        kind = f.kind.id if f.kind else None
        unit = f.unit or (f.kind.unit if f.kind else None)
        if numeric:
            return Subject(slug(label), label, keywords, (), unit, True, kind)
        options = self._options(f)
        if not options:
            return None
        return Subject(slug(label), label, keywords, options, None, False, kind)

    def _keys(self, f: File) -> set[str]:
        return set(self.words_of[f.kind.id].single) if f.kind and f.kind.id in self.words_of else {p.head_stems[-1] for p in f.points if p.head_stems}

    def _keywords(self, f: File, label: str) -> tuple[str, ...]:
        there = self.wording.all_stems
        own = [p.head for p in f.points if p.head]
        library = [k for k in f.kind.keywords if all(stem(w) in there for w in k.lower().replace("-", " ").split())] if f.kind else []
        return tuple(dict.fromkeys([label.lower(), *own, *library]))

    def _options(self, f: File) -> tuple[Topic, ...]:
        """One for each distinct thing asked, offered or refused."""
        made: list[tuple[set[str], Topic]] = []
        used: Counter[str] = Counter()
        kind = f.kind
        library = {o.id: o for o in kind.options} if kind else {}
        for p in f.points:
            chosen = p.claim.option if p.claim.option in library else None
            if chosen is not None and kind is not None and self._means(p, library[chosen].label, library[chosen].keywords, kind):
                used[chosen] += 1
                continue
            if not p.label:
                continue
            stems = set(self.wording.stems(p.label.lower().split())) - set(self.lexicon.weak)
            if not stems or stems <= set(self.wording.stems(f.name.lower().split())):
                continue
            twin = next((t for s, t in made if _alike(s, stems)), None)
            if twin is None:
                made.append((stems, Topic(slug(p.label), p.label, ())))
        topics = [Topic(o.id, o.label, o.keywords) for o in (kind.options if kind else ()) if o.id in used or o.id == (kind.nothing if kind else None)]
        return (*topics, *(t for _, t in made))

    def _means(self, p: Point, label: str, keywords: tuple[str, ...], kind: IssueKind) -> bool:
        """Whether the words of the claim say this option of the library."""
        own = set(p.stems)
        for key in keywords:
            stems = self.wording.stems(key.lower().replace("-", " ").split())
            if stems and set(stems) <= own and (len(stems) > 1 or stems[0] not in self.lexicon.weak):
                return True
        label_stems = set(self.wording.stems(label.lower().split())) - set(self.lexicon.weak)
        groups = {g for s in label_stems for g in self.lexicon.groups.get(s, ())}
        return any(g in groups for s in own for g in self.lexicon.groups.get(s, ())) or bool(label_stems & own)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keywords of a kind, by stem."""

    single: frozenset[str]
    parts: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, kind: IssueKind, lexicon: Lexicon) -> "_Keys":
        single, parts, phrases = set(), set(), []
        for key in (*kind.keywords, kind.label):
            stems = tuple(stem(w) for w in key.lower().replace("-", " ").split() if w not in lexicon.stop)
            if len(stems) == 1 and stems[0] not in lexicon.weak:
                single.add(stems[0])
            elif len(stems) > 1:
                phrases.append(stems)
                parts |= {s for s in stems if s not in lexicon.weak}
        return cls(frozenset(single), frozenset(parts - single), tuple(phrases))

    def score(self, stems: list[str]) -> float:
        there = set(stems)
        phrase = any(set(p) <= there for p in self.phrases)
        return len(there & self.single) + 1.5 * phrase + 0.4 * len(there & self.parts)


def _alike(a: set[str], b: set[str]) -> bool:
    shared = len(a & b)
    return shared > 0 and (a <= b or b <= a or shared / len(a | b) >= 0.5)


def _repeats(p: Point, numbers: list[Point]) -> bool:
    return bool(p.head_stems) and any(q.head_stems and q.head_stems[-1] == p.head_stems[-1] for q in numbers)


def _plain_unit(unit: str) -> str:
    return unit.split()[0].rstrip("s") if unit else ""
