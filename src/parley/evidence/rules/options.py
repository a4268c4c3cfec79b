"""Which option of an issue do some words speak for, or against?

Room: evidence. An option is chosen where something tells it from the others and nothing in the words
contradicts it: what the words want gone an option must not keep, what they want kept it must not end. Where
nothing tells, no option is the answer.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parley.evidence.glossary import Topic
from parley.evidence.rules.direction import Bearing, bearing
from parley.evidence.rules.extent import PART, WHOLE, amount_of, lasting_of, number
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem

_NEGATIVE = frozenset({"no", "not", "none", "without", "never", "excluded", "nothing"})
_NEUTRAL = frozenset(stem(w) for w in PART | WHOLE | {"first", "stage", "phase", "permanent", "immediate"})
_ABOUT = 0.5  # what is left of the weight of a word that names the issue
_EDGE = 0.1  # how far ahead of the next an option must be
_LEAST = 0.12  # below this, no option is told from the others


@dataclass(slots=True)
class Option:
    """One option with the words that speak for it."""

    id: str
    stems: dict[str, float]
    groups: dict[int, float]
    numbers: frozenset[float]
    units: frozenset[str]
    negative: bool  # the absence of something
    bearing: Bearing
    amount: int  # 1 where the label says it is all of it, -1 where it says a part
    lasting: int  # 1 where the label says for good, -1 for a time
    telling: bool  # whether the label says more than what the issue is about
    about: frozenset[str]  # stems that only say which issue it is
    tail: frozenset[str]  # stems that say what it is of: "class size" in "Cap on class size"
    signed: dict[int, int] = field(default_factory=dict)  # group -> wanted or not, by the label


@dataclass(frozen=True, slots=True)
class Said:
    """The words that are to find their option."""

    inner: tuple[str, ...]  # stems of what is claimed
    outer: tuple[str, ...]  # stems of the rest of the sentence
    numbers: tuple[tuple[float, str | None], ...]
    bearing: Bearing
    amount: int
    lasting: int = 0
    counts: frozenset[tuple[float, str]] = frozenset()
    refuses: bool = False
    negated: bool = False
    flips: bool = False
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """An option, or none; how clearly; and whether the words go the other way than the act alone says."""

    option: str | None
    score: float = 0.0
    absent: bool = False  # the option is the absence of what the words name
    against: bool = False  # the words name the option and do not want it


def make_option(
    topic: Topic, borrowed: Iterable[str], names: frozenset[str], about: frozenset[str], lexicon: Lexicon
) -> Option:
    """An option from its label, its keywords and `borrowed` words of the library.

    Args:
        names: stems of names of parties; about: stems of the name of its issue. Both tell little.
    """
    said = set(stems_of(topic.label, lexicon)) - names
    telling = bool(said - about)
    stems: dict[str, float] = {}
    for source, weight in (((topic.label,), 1.0), (topic.keywords, 0.9), (borrowed, 0.4)):
        for entry in source:
            for s in stems_of(entry, lexicon):
                w = weight * (0.6 if s in lexicon.weak else 1.0) * (0.4 if s in names else 1.0)
                stems[s] = max(stems.get(s, 0.0), w)
    groups: dict[int, float] = {}
    for s, w in stems.items():
        for g in lexicon.groups.get(s, ()):
            groups[g] = max(groups.get(g, 0.0), w * 0.6)
    words = plain_words(topic.label)
    found = frozenset(n for n in (number(w, lexicon) for w in words) if n is not None)
    units = frozenset(stem(b) for a, b in itertools.pairwise(words) if number(a, lexicon) is not None)
    negative = bool(_NEGATIVE & set(words)) or topic.id in ("none", "no", "excluded")
    way = bearing(words, lexicon)
    signed = {g: sign for s, sign in way.signs.items() for g in lexicon.groups.get(s, ())}
    return Option(
        topic.id,
        stems,
        groups,
        found,
        units,
        negative,
        way,
        amount_of(words, lexicon),
        lasting_of(words, lexicon),
        telling,
        about,
        _tail(topic.label, lexicon),
        signed,
    )


def _tail(label: str, lexicon: Lexicon) -> frozenset[str]:
    words = label.lower().split()
    at = next((k for k, w in enumerate(words) if k and w in ("of", "on", "for", "over")), None)
    if at is None:
        return frozenset()
    return frozenset(stems_of(" ".join(words[at:]), lexicon)) - frozenset(
        stems_of(" ".join(words[:at]), lexicon)
    )


def plain_words(words: str) -> list[str]:
    """
    >>> plain_words("Pause, with the right")
    ['pause', ',', 'with', 'the', 'right']
    """
    return "".join(c if c.isalnum() or c in "-'’." else f" {c} " for c in words.lower()).split()


def stems_of(words: str, lexicon: Lexicon) -> list[str]:
    """Stems of the words that mean something."""
    plain = "".join(c if c.isalnum() else " " for c in words.lower().replace("’s", "").replace("'s", ""))
    return [stem(w) for w in plain.split() if w not in lexicon.stop and len(w) > 1]


def raw_score(
    o: Option,
    stems: Iterable[str],
    numbers: Iterable[tuple[float, str | None]],
    lexicon: Lexicon,
    about: float = 1.0,
) -> float:
    """How many words of an option are said, however meant; `about` weighs those that name its issue."""
    total = 0.0
    for s in set(stems):
        direct = o.stems.get(s, 0.0)
        if direct:
            total += direct * (about if o.telling and s in o.about else 1.0)
            continue
        groups = lexicon.groups.get(s, frozenset())
        near = max((o.groups.get(g, 0.0) for g in groups), default=0.0)
        if near:
            total += near * 0.8
        elif any(x in o.groups for g in groups for x in lexicon.opposites.get(g, ())):
            total -= 0.25
    return total + 1.2 * sum(_counts(o, value, unit, lexicon) for value, unit in numbers)


def _counts(o: Option, value: float, unit: str | None, lexicon: Lexicon) -> bool:
    """Whether a number of an option is meant: the same number, and of no other thing."""
    if value not in o.numbers:
        return False
    units = {stem(w) for w in unit.lower().split()} if unit else set()
    return not (units and o.units) or bool(units & o.units) or not _things(o.units, lexicon)


def _things(units: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether words after a number are what is counted in time or money."""
    return any(u in {stem(w) for w in lexicon.numbers.get("units", ())} for u in units)


def choose(options: Sequence[Option], said: Said, lexicon: Lexicon) -> Choice:
    """The option that is told from the others."""
    if not options:
        return Choice(None)
    agreed: list[tuple[float, int, Option]] = []
    opposed: list[tuple[float, int, Option]] = []
    for k, o in enumerate(options):
        score = (
            raw_score(o, said.inner, said.numbers, lexicon, _ABOUT)
            + 0.15 * raw_score(o, said.outer, (), lexicon, _ABOUT)
            + (0.2 if said.own & set(o.stems) and not said.refuses else 0.0)
        )
        way = conflict(o, said, lexicon)
        if way < 0:
            opposed.append((score, -k, o))
            continue
        alone = len(options) == 1 and not (o.tail and said.refuses)
        told = way > 0 or alone or _tells(o, said, lexicon)
        score += 0.4 * (way > 0) + (0.4 if o.lasting == said.lasting == -1 else 0.0)
        score -= 1.2 * (o.lasting * said.lasting < 0) + 2.0 * (not told)
        if _miscounts(o, said):
            score -= 1.8
        if o.amount and said.amount and o.amount != said.amount:
            score -= 0.6
        elif o.amount < 0 and not said.amount:
            score -= 0.3
        elif o.amount > 0 and not said.amount:
            score += 0.02
        agreed.append((score, -k, o))
    agreed.sort(key=lambda t: (-t[0], -t[1]))
    opposed.sort(key=lambda t: (-t[0], -t[1]))
    if said.refuses or said.flips:
        return _refused(options, agreed, opposed, said, lexicon)
    return _asked(agreed, opposed)


def _tells(o: Option, said: Said, lexicon: Lexicon) -> bool:
    """Whether the words say more of an option than the name of its issue."""
    if said.refuses and o.tail and said.inner and o.tail.issuperset(o.stems.keys() & set(said.inner)):
        near = {g for s in said.inner for g in lexicon.groups.get(s, ())}
        whole = len(o.tail & set(said.inner)) > 1 or any(
            g in near for s in o.stems if s not in o.tail for g in lexicon.groups.get(s, ())
        )
        if not whole and o.tail & set(said.inner):
            return False
    own = o.telling and said.own & set(o.stems)
    return bool(own) or raw_score(o, said.inner, said.numbers, lexicon, 0.0) > 0.0


def _miscounts(o: Option, said: Said) -> bool:
    """Whether the words count what the label counts, and come to another number."""
    mine = {value for value, thing in said.counts if thing in o.units}
    return bool(mine) and bool(o.numbers) and not mine & o.numbers


def _told(ranked: list[tuple[float, int, Option]]) -> bool:
    """Whether the first is told from the second by more than a word they share, or asks for less than it."""
    if ranked[0][0] <= _LEAST:
        return False
    if len(ranked) < 2 or ranked[0][0] - ranked[1][0] > _EDGE:
        return True
    return set(ranked[0][2].stems) < set(ranked[1][2].stems)


def _asked(agreed: list[tuple[float, int, Option]], opposed: list[tuple[float, int, Option]]) -> Choice:
    """The option the words want; else the one they name and do not want, where it is the only one."""
    named = [t for t in opposed if t[0] > 0.5 and not t[2].negative]
    best = agreed[0][0] if agreed else 0.0
    alone = len(named) == 1 and (best <= _LEAST or named[0][0] > best + 0.2)
    if alone and (len(opposed) == 1 or named[0][0] > max(t[0] for t in opposed if t is not named[0]) + 0.3):
        return Choice(named[0][2].id, named[0][0] * 0.7, against=True)
    if agreed and _told(agreed):
        return Choice(agreed[0][2].id, agreed[0][0])
    return Choice(None)


def _refused(
    options: Sequence[Option],
    agreed: list[tuple[float, int, Option]],
    opposed: list[tuple[float, int, Option]],
    said: Said,
    lexicon: Lexicon,
) -> Choice:
    """To refuse a thing is to want its absence, where that is an option; else it is against the thing."""
    best, _, option = agreed[0] if agreed else (0.0, 0, None)
    named = set(said.inner) | {g for s in said.inner for g in lexicon.groups.get(s, ())}
    absent = [
        o for o in options if o.negative and (not o.stems or {*o.stems, *o.groups} & named or o.id == "none")
    ]
    known = max((b for b, _, o in (*agreed, *opposed) if o in absent), default=0.0)
    of_a_kind = [
        s
        for s in said.inner
        if not any({s, *lexicon.groups.get(s, ())} & {*o.stems, *o.groups} for o in options)
    ]  # "monitors from neighbouring states": to refuse one kind is not to want none
    kind = len(of_a_kind) > 1 and not said.flips and len(options) > 2
    wanted = absent and not (option and option.negative) and not said.bearing.turned and not kind
    if wanted and (best < 0.6 or known >= best - 0.2 or said.flips):
        return Choice(absent[0].id, max(best, 0.5), absent=True)
    if said.flips and len(options) == 2 and option is not None and best > 0.2:
        planned = {stem("plan"), stem("project"), stem("idea"), stem("proposal")} & set(said.inner)
        if planned:
            return Choice(next(o.id for o in options if o is not option), best, absent=True)
    return Choice(option.id, best) if option is not None and _told(agreed) else Choice(None)


def conflict(o: Option, said: Said, lexicon: Lexicon) -> int:
    """-1 where the words want gone what the option keeps, or the reverse; 1 where both turn the same way."""
    same = other = 0.0
    for s, sign in said.bearing.signs.items():
        if s in _NEUTRAL or not sign:
            continue
        theirs = o.bearing.signs.get(s)
        near = (
            [o.signed[g] for g in lexicon.groups.get(s, ()) if g in o.signed] if theirs is None else [theirs]
        )
        if not near or 0 in near:
            continue
        if sign in near:
            same += sign < 0
        else:
            other += 1
    for mine in said.bearing.courses:
        for course in o.bearing.courses:
            if not _of_one(mine.things, course.things, lexicon):
                continue
            if mine.sign == course.sign:
                same += 1
            else:
                other += 1
    return -1 if other > same else int(same > other)


def _of_one(a: frozenset[str], b: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether two courses are of the same thing; one that names nothing is of whatever the issue is about."""
    if not a or not b or a & b:
        return True
    groups = {g for s in a for g in lexicon.groups.get(s, ())}
    return any(g in groups for s in b for g in lexicon.groups.get(s, ()))
