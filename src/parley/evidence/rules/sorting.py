"""Which claims are about one thing? By kind of issue where their words say so, else by the noun they turn on.

Room: evidence. Used by discovery.
"""

from collections import Counter
from collections.abc import Mapping

from parley.evidence.fields import IssueKind
from parley.evidence.rules.choices import Choices
from parley.evidence.rules.filing_words import Keys
from parley.evidence.rules.labels import Labels
from parley.evidence.rules.points import File, Point, plain, same_unit

_PLAIN = frozenset(
    {"demand", "offer", "propose", "reject", "red_line", "condition", "concede", "commit", "accept"}
)
_ENOUGH = 1.0  # what the words of a claim must weigh to file it under a kind
_MODAL = ("would", "will", "could", "might", "may", "should", "must")
_TIMED = ("day", "week", "month", "year", "hour", "percent")


class Sorting:
    """Files points."""

    def __init__(
        self, kinds: Mapping[str, IssueKind], keys: Mapping[str, Keys], labels: Labels, choices: Choices
    ) -> None:
        self.kinds, self.keys, self.labels, self.choices = kinds, keys, labels, choices

    def files(self, points: list[Point], most: int) -> list[File]:
        """Points by kind where their words say so, else by the noun they turn on; the weightiest only."""
        previous: Point | None = None
        for p in points:
            near = (
                previous
                if previous and (previous.text, previous.paragraph) == (p.text, p.paragraph)
                else None
            )
            p.kind = self._kind(p, near)
            if p.kind is None and p.bare and near is not None and near.kind is None and near.number:
                p.unit, p.head_stems = near.unit, near.head_stems
            previous = p
        files: dict[str, File] = {}
        for p in points:
            if p.kind is not None and (p.claim.act != "threaten" or self._threatens(p)):
                kind = self.kinds[p.kind]
                files.setdefault(p.kind, File(kind, kind.label)).points.append(p)
        ordered = _merged([part for f in files.values() for part in self._split(f)])
        self._gather_numbers(ordered)
        ordered += self._by_noun(
            [p for p in points if p.kind is None and p.claim.act not in ("threaten", "assert")], ordered
        )
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
            alike = (
                near is not None and near.kind == name and near.number and plain(near.unit) == plain(p.unit)
            )
            if p.number and p.unit and own <= 0 and not alike and not (unit and same_unit(unit, p.unit)):
                continue
            if p.number and unit and same_unit(unit, p.unit):
                own += 1.0 + 0.4 * (p.claim.issue == name)
            elif unit and (not p.number or p.unit):
                own -= 0.7
            contrast = near is not None and near.sentence == p.sentence and near.side != p.side
            answers = near is not None and near.side != p.side and near.sentence == p.sentence - 1
            back = 0.6 if p.anaphoric or not p.head_stems or (p.number and not p.unit) else 0.2
            score = own + 0.25 * min(2.0, keys.score(p.around)) + 0.4 * min(1.5, keys.score(topic))
            score += 0.4 * (p.claim.issue == name) + (
                min(3.0, keys.score(p.before))
                if p.anaphoric or p.bare
                else 0.1 * min(2.0, keys.score(p.before))
            )
            inherits = (
                near is not None
                and near.kind == name
                and p.claim.issue == name
                and p.claim.act != "condition"
            )
            if near is not None and near.kind == name:
                score += 0.6 * (p.bare and near.number) + 1.0 * (alike and bool(p.unit))
                score += back + 0.6 * contrast + 0.4 * answers
            if own > 0 or p.anaphoric or contrast or inherits or not p.head_stems or p.number:
                scores[name] = score
        best = max(scores, key=lambda k: scores[k], default=None)
        return best if best is not None and scores[best] >= _ENOUGH else None

    def _threatens(self, p: Point) -> bool:
        """A threat belongs to an issue where it is what holds without a deal: a strike."""
        kind = self.kinds[p.kind or ""]
        return kind.nothing is not None and self.choices.library_option(p, kind) == kind.nothing

    def _by_noun(self, loose: list[Point], filed: list[File]) -> list[File]:
        """The rest by the noun they turn on; what shares it with a file joins it."""
        found: list[File] = []
        for p in loose:
            counted = p.number and bool(p.unit)
            if not (p.head_stems or counted) or p.claim.status == "hypothetical" or p.words[0] in _MODAL:
                continue
            home = next((f for f in (*filed, *found) if any(_same_thing(p, q) for q in f.points)), None)
            if home is None:
                if not p.head_stems and plain(p.unit) in _TIMED:
                    continue
                home = File(None, p.thing or p.unit)
                found.append(home)
            home.points.append(p)
        return [part for f in found for part in self._split(f)]

    def _split(self, f: File) -> list[File]:
        """Numbers apart from things that are chosen: "300 prisoners", "a veto over names"."""
        counted: dict[str, list[Point]] = {}
        for p in f.points:
            if p.number:
                counted.setdefault(plain(p.unit), []).append(p)
        if f.kind is not None and f.kind.unit is not None:
            unit = next(
                (p.unit for p in f.points if p.number and same_unit(f.kind.unit, p.unit)), f.kind.unit
            )
            return [File(f.kind, f.name, f.points, unit)]
        bare = [p for p in counted.pop("", []) if p.bare]
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
            counted = next(
                (
                    c
                    for c in files
                    if f.kind and c.kind and c.numeric and c is not f and c.kind.id == f"{f.kind.id}-number"
                ),
                None,
            )
            if counted is None or f.numeric:
                continue
            bare = [p for p in f.points if p.number and not p.unit]
            f.points = [p for p in f.points if p not in bare]
            counted.points = sorted([*counted.points, *bare], key=lambda p: (p.text, p.claim.content.start))

    def _counting(self, kind: IssueKind, unit: str) -> IssueKind | None:
        """The kind that counts what another kind is about: prisoners, captives, trucks."""
        able = [k for k in self.kinds.values() if k.unit and not k.about_talks and same_unit(k.unit, unit)]
        own = [
            k
            for k in able
            if self.labels.stems([unit])[:1]
            and self.labels.stems([unit])[0] in self.keys[k.id].parts | self.keys[k.id].single
        ]
        return next(iter(own), next((k for k in able if k.id.startswith(f"{kind.id}-")), None))

    def _weight(self, f: File) -> float:
        """How much speaks for an issue; nothing where no party to the talks puts a thing that has a name."""
        real = [
            p for p in f.points if p.role in ("principal", "mediator", "outside") and self._substantial(p, f)
        ]
        if f.kind is None:
            real = [p for p in real if p.role == "principal" or any(q.role == "principal" for q in f.points)]
        if not real:
            return 0.0
        sides = {p.side for p in f.points if p.role == "principal"}
        if f.kind is None and len(real) == 1 and not f.numeric and not self._repeated(real[0]):
            return 0.0
        if f.kind is None and len(f.points) == 1 and len(self.labels.texts) > 1:
            return 0.0
        if f.numeric and all(p.role == "outside" for p in f.points):
            return 0.0
        return 2.0 * len(sides) + 0.5 * min(6, len(f.points)) + (1.0 if f.kind else 0.0)

    def _substantial(self, p: Point, f: File) -> bool:
        """Said in earnest, and of something that has a name."""
        named = (
            bool(p.label)
            or p.number
            or (f.kind is not None and bool(set(p.stems) & self.keys[f.kind.id].single))
        )
        return p.settled and named

    def _repeated(self, p: Point) -> bool:
        """Whether the texts come back to the noun of a single claim, or it is plain enough without."""
        again = any(self.labels.occurrences(s) > 1 for s in p.head_stems[-1:])
        return again or (len(p.label.split()) > 1 and p.claim.act in _PLAIN)


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


def _same_thing(p: Point, q: Point) -> bool:
    """Whether two claims turn on one noun; "interior ministry" and "finance ministry" are two things."""
    if not p.head_stems or not q.head_stems:
        return not p.head_stems and bool(p.unit) and plain(p.unit) == plain(q.unit)
    (*of_p, one), (*of_q, other) = p.head_stems, q.head_stems
    if one == other:
        return not (of_p and of_q) or bool(set(of_p) & set(of_q))
    return q.kind is None and other in p.stems and not of_q


def _opens(f: File) -> tuple[int, int]:
    return min((p.text, p.claim.content.start) for p in f.points)
