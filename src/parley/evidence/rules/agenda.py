"""What is there to decide, and what could be chosen on it? Issues and options from claims.

Room: evidence. Used by discovery, on claims that were read with the kinds of issue of a field's library. What a
claim asks, offers or refuses is filed under a kind where its words say so, else under the noun it turns on; an
issue is a file, an option is one thing asked, offered or refused in it. Nothing is added that no document says,
but the library's counterpart of what was said.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parley.evidence.claim import FAMILIES, Claim
from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.evidence.rules.filing_words import Keys
from parley.evidence.rules.hints import hints
from parley.evidence.rules.labels import Labels
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.linking import Linker
from parley.evidence.rules.segment import Text
from parley.ground.ids import slug

_TERMS = frozenset().union(*(FAMILIES[f] for f in ("ask", "give", "table"))) | {"reject"}
_PLAIN = frozenset({"demand", "offer", "propose", "reject", "red_line", "condition", "concede", "commit", "accept"})
_ABOUT = frozenset({"deal", "conduct"})  # kinds about the talks that claims other than terms point to
_ENOUGH = 1.0  # what the words of a claim must weigh to file it under a kind
_OPTIONS = 5  # of one issue, at most
_MOST = 10  # issues, and one more for each further document


@dataclass(slots=True)
class Point:
    """A claim about terms, with its words ready to compare."""

    claim: Claim
    side: str
    role: str
    text: int
    paragraph: int
    sentence: int
    words: list[str]  # of the content, in lower case
    stems: list[str]  # of the content
    around: list[str]  # of the rest of the sentence
    before: list[str]  # of the sentence before, in the same paragraph
    head: str  # the noun phrase it turns on
    head_stems: tuple[str, ...]
    topic: str  # the noun phrase its paragraph opens with, where that is a heading
    label: str  # the content in few words
    anaphoric: bool  # "this area", "the idea": the words point back
    unit: str = ""  # of its number
    kind: str | None = None

    @property
    def number(self) -> bool:
        return self.claim.value is not None and self.claim.value.number is not None

    @property
    def bare(self) -> bool:
        """A number that does not say of what."""
        return self.number and not self.unit and not self.head_stems

    @property
    def against(self) -> bool:
        return self.claim.polarity == "-" or self.claim.act == "reject"

    @property
    def settled(self) -> bool:
        """Words of one's own, rather than a quip."""
        return not self.claim.direct_speech


@dataclass(slots=True)
class File:
    """Points that are about one thing."""

    kind: IssueKind | None
    name: str
    points: list[Point] = field(default_factory=list)
    unit: str = ""

    @property
    def numeric(self) -> bool:
        return bool(self.unit) or (self.kind is not None and self.kind.unit is not None)


def agenda(
    readings: Sequence[Reading],
    texts: Sequence[Text],
    actors: Sequence[Actor],
    kinds: Sequence[IssueKind],
    field: str | None,
    lexicon: Lexicon,
) -> tuple[Subject, ...]:
    """The issues that claims speak of, each with its options; then what is said about the talks themselves."""
    labels = Labels(texts, actors, lexicon, hints(lexicon.language))
    clerk = _Clerk({k.id: k for k in kinds}, actors, labels, lexicon)
    points: list[Point] = []
    for number, (reading, text) in enumerate(zip(readings, texts, strict=True)):
        for claim in reading.claims:
            point = clerk.point(claim, number, text)
            if point is not None:
                points.append(point)
    files = clerk.files(points, _MOST + len(texts) - 1)
    planned = [(f, s) for f in files if (s := clerk.subject(f)) is not None]
    subjects = clerk.rehearsed(planned, actors, field)
    said = {c.issue for r in readings for c in r.claims if c.act not in _TERMS}
    about = [_about(k) for k in kinds if k.about_talks and k.id in _ABOUT & said]
    return tuple({s.id: s for s in reversed((*subjects, *about))}.values())[::-1]


def _about(kind: IssueKind) -> Subject:
    options = tuple(Topic(o.id, o.label, o.keywords) for o in kind.options)
    return Subject(kind.id, kind.label, kind.keywords, options, None, False, kind.id)


class _Clerk:
    """Files points and makes subjects of the files."""

    def __init__(self, kinds: dict[str, IssueKind], actors: Sequence[Actor], labels: Labels, lexicon: Lexicon) -> None:
        self.kinds, self.labels, self.lexicon = kinds, labels, lexicon
        self.actors = {a.id: a for a in actors}
        self.chosen: dict[int, str] = {}  # point -> its option
        self.keys = {k.id: Keys.of(k, lexicon) for k in kinds.values() if not k.about_talks}

    # -- points -------------------------------------------------------------------------------------

    def point(self, claim: Claim, number: int, text: Text) -> Point | None:
        """None where a claim is about no term of a deal."""
        actors = [self.actors[a] for a in claim.actors if a in self.actors]
        counts = claim.act == "assert" and claim.value is not None
        if not (claim.act in (*_TERMS, "threaten") or counts) or not actors:
            return None
        first, last = self.labels.tokens(text, claim.content.start, claim.content.end)
        sentence = text.sentences[text.tokens[first].sentence]
        label = self.labels.label(text, first, last)
        head = self.labels.head(text, first, last) or self.labels.head_of(label)
        value = claim.value
        return Point(
            claim,
            actors[0].member_of or actors[0].id,
            "principal" if any(a.role == "principal" for a in actors) else actors[0].role,
            number,
            sentence.paragraph,
            sentence.index,
            text.low[first:last],
            self.labels.stems(text.low[first:last]),
            self.labels.stems(text.low[sentence.first : first] + text.low[last : sentence.last]),
            self._before(text, sentence.index),
            " ".join(head),
            tuple(self.labels.stems(head)),
            self.labels.topic(text, sentence.paragraph),
            label,
            self.labels.points_back(text, first, last),
            self.labels.written_unit(value.unit, text.low[first:last]) if value and value.number is not None else "",
        )

    def _before(self, text: Text, index: int) -> list[str]:
        earlier = text.sentences[index - 1] if index else None
        if earlier is None or earlier.paragraph != text.sentences[index].paragraph:
            return []
        return self.labels.stems(text.low[earlier.first : earlier.last])

    # -- files --------------------------------------------------------------------------------------

    def files(self, points: list[Point], most: int) -> list[File]:
        """Points by kind where their words say so, else by the noun they turn on; the weightiest, in order."""
        previous: Point | None = None
        for p in points:
            near = previous if previous and (previous.text, previous.paragraph) == (p.text, p.paragraph) else None
            p.kind = self._kind(p, near)
            previous = p
        files: dict[str, File] = {}
        for p in points:
            if p.kind is not None and (p.claim.act != "threaten" or self._threatens(p)):
                kind = self.kinds[p.kind]
                files.setdefault(p.kind, File(kind, kind.label)).points.append(p)
        ordered = _merged([part for f in files.values() for part in self._split(f)])
        self._gather_numbers(ordered)
        ordered += self._by_noun([p for p in points if p.kind is None and p.claim.act not in ("threaten", "assert")], ordered)
        kept = sorted((f for f in ordered if self._weight(f) > 0), key=lambda f: -self._weight(f))[:most]
        return sorted(kept, key=_opens)

    def _kind(self, p: Point, near: Point | None) -> str | None:
        """The library's kind, where the words of the claim bear it out."""
        scores = {}
        topic = self.labels.stems(p.topic.split())
        for name, keys in self.keys.items():
            own = keys.score(p.stems) * (0.7 if p.anaphoric else 1.0)
            if p.head_stems and not keys.knows(p.head_stems):
                own -= 0.6
            elif set(p.head_stems) & keys.single:
                own += 0.3
            if set(p.stems) & keys.single & self.labels.named_places:
                own += 1.5
            unit = self.kinds[name].unit
            if p.number and unit and _same_unit(unit, p.unit):
                own += 1.0 + 0.4 * (p.claim.issue == name)
            elif unit and (not p.number or p.unit):
                own -= 0.7
            contrast = near is not None and near.sentence == p.sentence and near.side != p.side
            answers = near is not None and near.side != p.side and near.sentence == p.sentence - 1
            back = 0.6 if p.anaphoric or not p.head_stems or (p.number and not p.unit) else 0.2
            score = own + 0.25 * min(2.0, keys.score(p.around)) + 0.4 * min(1.5, keys.score(topic))
            score += 0.4 * (p.claim.issue == name) + (min(3.0, keys.score(p.before)) if p.anaphoric or p.bare else 0.1 * min(2.0, keys.score(p.before)))
            inherits = near is not None and near.kind == name and p.claim.issue == name and p.claim.act != "condition"
            if near is not None and near.kind == name:
                score += 0.6 * (p.bare and near.number)
                score += back + 0.6 * contrast + 0.4 * answers
            if own > 0 or p.anaphoric or contrast or inherits or not p.head_stems or p.number:
                scores[name] = score
        best = max(scores, key=lambda k: scores[k], default=None)
        return best if best is not None and scores[best] >= _ENOUGH else None

    def _threatens(self, p: Point) -> bool:
        """A threat belongs to an issue where it is what holds without a deal: a strike."""
        kind = self.kinds[p.kind or ""]
        return kind.nothing is not None and self._library_option(p, kind) == kind.nothing

    def _by_noun(self, loose: list[Point], filed: list[File]) -> list[File]:
        """The rest by the noun they turn on; what shares it with a file joins it."""
        heads: dict[str, File] = {}
        for p in loose:
            timed = _plain(p.unit) in ("day", "week", "month", "year", "hour", "percent")
            if (not p.head_stems and not (p.number and p.unit and not timed)) or p.claim.status == "hypothetical":
                continue
            key = p.head_stems[-1] if p.head_stems else f"in {_plain(p.unit)}"
            home = next((f for f in filed if any(q.head_stems and q.head_stems[-1] == key for q in f.points)), None)
            if home is not None:
                home.points.append(p)
                continue
            known = next((k for k in heads if k == key or k in p.stems), None)
            heads.setdefault(known or key, File(None, p.head or p.unit)).points.append(p)
        return [part for f in heads.values() for part in self._split(f)]

    def _split(self, f: File) -> list[File]:
        """Numbers apart from things that are chosen: "300 prisoners", "a veto over names"."""
        counted: dict[str, list[Point]] = {}
        for p in f.points:
            if p.number:
                counted.setdefault(_plain(p.unit), []).append(p)
        if f.kind is not None and f.kind.unit is not None:
            unit = next((p.unit for p in f.points if p.number and _same_unit(f.kind.unit, p.unit)), f.kind.unit)
            return [File(f.kind, f.name, f.points, unit)]
        bare = counted.pop("", [])
        if not counted:
            return [f]
        unit, numbers = max(counted.items(), key=lambda t: (len(t[1]), t[0]))
        numbers = numbers + bare
        sibling = self._counting(f.kind, unit) if f.kind is not None else None
        if len(numbers) < 2 and sibling is None:
            return [f]
        rest = [p for p in f.points if p not in numbers]
        topic = next((p.topic for p in numbers if p.topic), "")
        heads = Counter(p.head for p in numbers if p.head)
        own = heads.most_common(1)[0][0] if heads else ""
        name = sibling.label if sibling else topic or own or f"{f.name} ({numbers[0].unit})"
        out = [File(sibling, name, numbers, numbers[0].unit)]
        return out + ([File(f.kind, f.name, rest)] if rest else [])

    def _gather_numbers(self, files: list[File]) -> None:
        """A bare number beside an issue that is counted elsewhere is counted there: "lowered it to 300"."""
        for f in files:
            counted = next((c for c in files if f.kind and c.kind and c.numeric and c is not f and c.kind.id == f"{f.kind.id}-number"), None)
            if counted is None or f.numeric:
                continue
            bare = [p for p in f.points if p.number and not p.unit]
            f.points = [p for p in f.points if p not in bare]
            counted.points = sorted([*counted.points, *bare], key=lambda p: (p.text, p.claim.content.start))

    def _counting(self, kind: IssueKind, unit: str) -> IssueKind | None:
        """The kind that counts what another kind is about: prisoners, captives, trucks."""
        able = [k for k in self.kinds.values() if k.unit and not k.about_talks and _same_unit(k.unit, unit)]
        own = [k for k in able if self.labels.stems([unit])[:1] and self.labels.stems([unit])[0] in self.keys[k.id].parts | self.keys[k.id].single]
        return next(iter(own), next((k for k in able if k.id.startswith(f"{kind.id}-")), None))

    def _weight(self, f: File) -> float:
        """How much speaks for an issue; nothing where no party to the talks puts a thing that has a name."""
        real = [p for p in f.points if p.role in ("principal", "mediator", "outside") and self._substantial(p, f)]
        if f.kind is None:
            real = [p for p in real if p.role == "principal" or any(q.role == "principal" for q in f.points)]
        if not real:
            return 0.0
        sides = {p.side for p in f.points if p.role == "principal"}
        if f.kind is None and len(real) == 1 and not f.numeric and not self._repeated(real[0]):
            return 0.0
        if f.kind is None and len(f.points) == 1 and len(self.labels.texts) > 1:
            return 0.0
        return 2.0 * len(sides) + 0.5 * min(6, len(f.points)) + (1.0 if f.kind else 0.0)

    def _substantial(self, p: Point, f: File) -> bool:
        """Said in earnest, and of something that has a name."""
        named = bool(p.label) or p.number or (f.kind is not None and bool(set(p.stems) & self.keys[f.kind.id].single))
        return p.settled and named

    def _repeated(self, p: Point) -> bool:
        """Whether the texts come back to the noun a single claim turns on, or the claim is plain enough without."""
        again = any(self.labels.occurrences(s) > 1 for s in p.head_stems[-1:])
        return again or (len(p.label.split()) > 1 and p.claim.act in _PLAIN)

    # -- rehearsal ----------------------------------------------------------------------------------

    def rehearsed(
        self, planned: list[tuple[File, Subject]], actors: Sequence[Actor], field: str | None
    ) -> list[Subject]:
        """Links every point as the reading that follows will; what would go elsewhere is added as keywords."""
        subjects = [s for _, s in planned]
        for _ in range(2):
            linker = Linker(Glossary(tuple(actors), tuple(subjects), field), self.lexicon)
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
            return replace(subject, keywords=(*subject.keywords, phrase)) if phrase not in subject.keywords else subject
        if option is None or link.option == option:
            return subject
        options = tuple(
            replace(o, keywords=(*o.keywords, phrase)) if o.id == option and phrase not in o.keywords else o
            for o in subject.options
        )
        return replace(subject, options=options) if options != subject.options else subject

    # -- subjects -----------------------------------------------------------------------------------

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
        keys = self.keys[f.kind.id].single if f.kind else frozenset(p.head_stems[-1] for p in f.points if p.head_stems)
        where = {(p.text, p.paragraph) for p in f.points}
        proper = self.labels.proper(where, keys)
        if proper:
            return proper
        name = f.name
        if f.kind is not None and not f.numeric:
            said = self._meaning({s for p in f.points for s in p.stems})
            heads = Counter(p.head for p in f.points if p.head)
            most = max(heads.values(), default=0)
            if most * 2 > sum(heads.values()) and not said & self._meaning(set(self.labels.stems(name.lower().split()))):
                name = min(heads, key=lambda h: (-heads[h], h))
        return name[:1].upper() + name[1:]

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
            chosen = self._library_option(p, f.kind)
            if chosen is not None:
                used.add(chosen)
                self.chosen[id(p)] = chosen
                continue
            stems = set(self.labels.stems(p.label.lower().split())) - self.lexicon.weak - self.labels.empty_stems
            if not p.settled and f.kind is None or not p.label:
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
            if o.id in used or (o.id == nothing and used)
        ]
        made = made[: max(1, _OPTIONS - len(used))]
        return (*library, *(Topic(slug(label), label, ()) for _, label in made))

    def _adds_nothing(self, stems: set[str], f: File) -> bool:
        own = self._own_words(f)
        return all(s in own or any(len(o) >= 3 and s.startswith(o) for o in own) for s in stems)

    def _own_words(self, f: File) -> set[str]:
        """Words that only say which issue it is."""
        own = set(self.labels.stems(f.name.lower().split()))
        return own | (self.keys[f.kind.id].single if f.kind else set())

    def _library_option(self, p: Point, kind: IssueKind | None) -> str | None:
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
            label = set(self.labels.stems(option.label.lower().split())) - self.lexicon.weak - self.keys[kind.id].single
            score += 0.35 * len(label & set(p.stems))
            if p.against and option.id == kind.nothing and _NOT & set(option.label.lower().split()):
                score -= 1.0
            if score:
                scores[option.id] = score + 0.3 * (p.claim.option == option.id)
        best = max(scores, key=lambda o: scores[o], default=None)
        return best if best is not None and scores[best] >= 0.7 else None


def _merged(files: list[File]) -> list[File]:
    """One file for each kind: numbers of two files may count the same thing."""
    out: list[File] = []
    for f in files:
        twin = next((o for o in out if f.kind is not None and o.kind is f.kind), None)
        if twin is None:
            out.append(f)
        else:
            twin.points = sorted([*twin.points, *f.points], key=lambda p: (p.text, p.claim.content.start))
            twin.unit = twin.unit or f.unit
    return out


def _opens(f: File) -> tuple[int, int]:
    return min((p.text, p.claim.content.start) for p in f.points)


def _alike(a: set[str], b: set[str]) -> bool:
    shared = len(a & b)
    return shared > 0 and (a <= b or b <= a or shared / len(a | b) >= 0.5)


def _plain(unit: str) -> str:
    return unit.split()[0].rstrip("s") if unit else ""


_NOT = frozenset({"no", "not", "n't", "n’t", "without", "never", "none", "nobody", "refuse", "refuses"})
_MONEY = frozenset({"money", "dollar", "euro", "crown", "pound", "franc", "yen"})


def _same_unit(kind: str, unit: str) -> bool:
    one, other = _plain(kind), _plain(unit)
    return bool(other) and (one == other or (one in _MONEY and other in _MONEY) or one == "person" and other in ("people", "hostage", "prisoner", "captive", "detainee"))
