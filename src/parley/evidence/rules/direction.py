"""Do words want a thing there, or gone? "An end to the fighting" names fighting, and wants none of it.

Room: evidence. Used on what is claimed and on the labels of options alike, so that the two can be set against
each other: words of ending, leaving and forbidding turn what they govern round, and so does a "no".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import stem


def _words(*lines: str) -> frozenset[str]:
    return frozenset(w for line in lines for w in line.split())


def _stems(*lines: str) -> frozenset[str]:
    return frozenset(stem(w) for w in _words(*lines))


_ENDING = _stems(
    "end stop halt cease cessation lift remove removal scrap abolish abolition suspend suspension dismantle",
    "ban prohibit prohibition forbid moratorium terminate termination cancel freeze quit surrender",
    "relinquish cede disband renounce abandon bar",
)
_LEAVING = _stems(
    "leave withdraw withdrew withdrawn withdrawal pullout pullback exit depart departure evacuate",
    "evacuation vacate disengage",
)
_STAYING = _stems(
    "stay remain keep retain retention maintain preserve presence continue continuation persist resume",
    "resumption kept allow permit tolerate uphold extend extension deploy",
)
_REMAIN = _stems("stay remain")
_SELF = _stems(
    "disarm disarmament demobilise demobilize demobilisation decommission"
)  # gone, by the word itself
_TWO = {  # verbs of two words that end or leave
    ("give", "up"), ("pull", "out"), ("pull", "back"), ("call", "off"), ("phase", "out"), ("get", "out"),
    ("move", "out"),
}  # fmt: skip
_HANDED = {
    ("hand", "in"),
    ("hand", "over"),
    ("lay", "down"),
    ("put", "down"),
    ("turn", "in"),
}  # no longer kept
AMOUNTS = frozenset(
    {"all", "full", "fully", "complete", "completely", "entire", "total", "whole", "every", "some", "partial"}
)
_WHEN = frozenset(
    {"later", "first", "now", "immediately", "soon", "together", "again", "today", "early", "fully"}
)
_PARTICLES = frozenset({"up", "in", "over", "down", "out", "back", "off"})
_NOT = frozenset(
    {"no", "not", "n't", "n’t", "never", "none", "without", "nobody", "neither", "nor", "cannot", "nothing"}
)
_LIMITS = frozenset(
    {"more", "less", "fewer", "later", "earlier", "only", "longer", "matter", "doubt", "lower"}
)
_GONE = (  # predicates that deny their subject
    ("out", "of", "the", "question"),
    ("off", "the", "table"),
    ("off", "the", "agenda"),
    ("ruled", "out"),
    ("unacceptable",),
    ("unthinkable",),
    ("excluded",),
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "will", "would", "can", "could", "must"})
_BOUNDS = _words(
    "and but if until before after when while unless once which who that because so in into by within over",
    "for with between through under at during on as without provided , ; . : – — ( )",
)
_LINKS = frozenset({"to", "of", "on", "from"})  # "an end to", "a ban on": what follows is governed
_PLACE = frozenset(
    {"there", "place", "intact", "unchanged", "untouched", "behind", "standing", "alone", "open", "force"}
)
_DAYS_OFF = _words(
    "paid unpaid parental maternity paternity sick annual family medical study of days day extra"
)
_DATED = (
    ("by",),
    ("until",),
    ("at",),
    ("in",),
    ("by", "the"),
    ("until", "the"),
    ("at", "the"),
    ("in", "the"),
)
_REACH = 6  # words


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of some things: they stay (1) or go (-1)."""

    sign: int
    things: frozenset[str]


@dataclass(slots=True)
class Bearing:
    """The stems of some words, each wanted (1), not (-1) or handed on (0), and what becomes of what."""

    signs: dict[str, int] = field(default_factory=dict)
    courses: list[Course] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        """Whether anything in it is not wanted."""
        return any(s < 0 for s in self.signs.values())


@dataclass(slots=True)
class _Turn:
    at: int
    scope: frozenset[int]
    sign: int  # of what it governs
    course: int  # 0 for a mere "no"


def bearing(words: Sequence[str], lexicon: Lexicon, *, refused: bool = False) -> Bearing:
    """Which of the words are wanted, and which not.

    Args:
        refused: the words are a refusal in themselves ("there will be no X"): their own no is the act's.

    >>> from parley.evidence.rules.lexicon import lexicon
    >>> sorted(bearing("a permanent end to the fighting".split(), lexicon()).signs.items())
    [('end', 1), ('fight', -1), ('permanent', 1)]
    """
    low = [w.lower() for w in words]
    turns = _turns(low, refused=refused)
    out = Bearing()
    for k, word in enumerate(low):
        if word in lexicon.stop or word in _NOT or not word[:1].isalnum():
            continue
        s = stem(word)
        sign = _sign(k, turns) * (-1 if s in _SELF else 1)
        out.signs[s] = sign if s not in out.signs or sign < out.signs[s] else out.signs[s]
    for t in turns:
        if t.course:
            told = (low[k] for k in t.scope if low[k] not in lexicon.stop and low[k] not in AMOUNTS)
            things = {stem(w) for w in told if w[:1].isalpha()}
            out.courses.append(Course(t.course * _sign(t.at, turns), frozenset(things)))
    return out


def denies(words: Sequence[str]) -> bool:
    """Whether words say no by themselves.

    >>> denies("a cap was out of the question".split()), denies("a cap of 24".split())
    (True, False)
    """
    low = [w for w in (w.lower() for w in words) if w[:1].isalnum() or w in _NOT]
    joined = " ".join(low)
    return bool(_NOT & set(low)) or any(" ".join(g) in joined for g in _GONE)


def _sign(k: int, turns: Sequence[_Turn]) -> int:
    sign = 1
    for t in turns:
        if k in t.scope and k != t.at:
            sign *= t.sign
    return sign


def _turns(low: list[str], *, refused: bool) -> list[_Turn]:
    out = []
    for k, word in enumerate(low):
        if word in _NOT:
            if refused:
                continue
            after = low[k + 1] if k + 1 < len(low) else ""
            if after in _LIMITS or (word == "without" and after in ("delay", "exception")):
                continue
            ahead = _after(low, k)
            behind = (
                _before(low, k) if k and low[k - 1] in _BE and word not in ("no", "without") else frozenset()
            )
            out.append(_Turn(k, ahead | behind, -1, 0))
            continue
        course = _course(low, k)
        if course:
            s = stem(word)
            ahead, behind = _after(low, k), _before(low, k)
            moves = s in _LEAVING or s in _REMAIN
            passive = k > 0 and (low[k - 1] in _BE or not ahead)
            scope = (ahead | behind) if moves else behind if passive else ahead
            sign = 0 if _handed(low, k) else min(course, 1)
            out.append(_Turn(k, scope, sign, course))
    if not refused:
        for gone in _GONE:
            size = len(gone)
            at = next((k for k in range(len(low) - size + 1) if tuple(low[k : k + size]) == gone), None)
            if at:
                out.append(_Turn(at, _before(low, at, reach=9), -1, 0))
    return out


def _course(low: list[str], k: int) -> int:
    """-1 for a word of ending or leaving, 1 for one of staying, else 0."""
    word, s = low[k], stem(low[k])
    after = low[k + 1] if k + 1 < len(low) else ""
    near = low[k + 1 : k + 7]
    if _handed(low, k) or any(s == stem(a) and (b == after or b in near[1:5]) for a, b in _TWO):
        return -1
    if s == stem("leave"):
        if word == "leave" and k and low[k - 1] in _DAYS_OFF:
            return 0
        return 1 if _PLACE & set(near) else -1
    if s in _LEAVING:
        return -1
    if s in _ENDING:
        dated = s == "end" and any(tuple(low[max(0, k - len(d)) : k]) == d for d in _DATED)
        return 0 if dated else -1
    if s in _STAYING:
        return -1 if after in ("out", "away", "off") else 1
    return 0


def _handed(low: list[str], k: int) -> bool:
    return any(stem(low[k]) == stem(a) and low[k + 1 : k + 2] == [b] for a, b in _HANDED)


def _after(low: list[str], k: int) -> frozenset[int]:
    found = []
    start = k + 1
    while start < len(low) and low[start] in _PARTICLES and low[start + 1 : start + 2] != ["the"]:
        start += 1
    for n in range(start, min(len(low), start + _REACH)):
        if low[n] in _BOUNDS and not (n == start and (low[n] in _LINKS or low[n : n + 2] == ["in", "the"])):
            break
        if low[n] not in _WHEN:
            found.append(n)
    return frozenset(found)


def _before(low: list[str], k: int, reach: int = 4) -> frozenset[int]:
    found = []
    for n in range(k - 1, max(-1, k - 1 - reach), -1):
        if low[n] in _BOUNDS - {"on", "in"}:
            break
        found.append(n)
    return frozenset(found)
