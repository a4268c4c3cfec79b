"""Does a text say what follows if a condition is not met?

Room: bridging. An answer is a sentence that speaks of a condition that fails ("if not", "otherwise", "in
the contrary case", "until then", "not done by day 5") in the same clause, or in another that names it,
the phase, or the things on which the gate turns.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from parley.bridging.clauses.days.plan import PHASE
from parley.bridging.clauses.reading import Reading, Sentence

_ELSE = re.compile(
    r"\b(?:otherwise|failing|failure to|if not|or else|else|in default of|by default|all the same|anyway"
    r"|absent"
    r"|(?:in|on) the contrary(?: case)?|in (?:the )?(?:absence|lack|want) of|in any (?:case|event)|till then"
    r"|until (?:then|that|it|they|this|he|she)|meanwhile|in the meantime|(?:so|as) long as|at the latest"
    r"|(?:and )?(?:no|not) later than|notwithstanding|regardless"
    r"|without (?:the|such|that|this|a|an|any|it|them)\b)",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|where|should|unless|when|in case|in the event|until|without|by day|by \d|late|silence)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|no|never|nobody|none|neither|fail\w*|without|late|later|missed|delay\w*|lapse\w*|unable"
    r"|unless|incomplete"
    r"|refus\w+|reject\w*|cannot|absen\w+|still|lack\w*|unfinished|against|outstanding|negative|declin\w+"
    r"|shut|withh\w+"
    r"|impossible|short of|fewer|less than)\b",
    re.IGNORECASE,
)
_NOTED = re.compile(r"^(?:Not|No|None|Never|Failing|Otherwise|Else|Late|Without|Unless|Until)\b")
_GENERIC = re.compile(
    r"\b(?:next|following|subsequent|each|any|a|no)\s(?:phase|stage|step|part)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\b\w+(?:\.\d+)*\b(?<=\d)|\b\d+(?:\.\d+)*")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "that this with from have been shall will when once after upon only before until must they them "
        "their there "
        "then which each both first second third last all side sides party parties confirm confirmed "
        "confirmation "
        "certify declared declare accept approved approval days hours week weeks month months year years "
        "begin "
        "begins start starts commence open opens opened comes enters into force effect takes becomes "
        "between under "
        "other same done complete completed completion clause article paragraph whole again agreement paper "
        "text",
    )
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a gate opens, on what, and what else its sentence says."""

    head: str
    condition: str
    outside: str


@dataclass(frozen=True, eq=False)
class Answers:
    """The sentences of a text that speak of something that does not come; where gates stand."""

    reading: Reading
    with_gate: frozenset[tuple[int, int]]  # clause and start of each sentence with a gate

    @cached_property
    def failing(self) -> tuple[Sentence, ...]:
        """Sentences that say what holds where something does not come."""
        return tuple(s for s in self.reading.sentences if fails(s.words))

    @cached_property
    def first(self) -> dict[int, int]:
        """Where the first gate of each clause begins."""
        found: dict[int, int] = {}
        for clause, start in sorted(self.with_gate, reverse=True):
            found[clause] = start
        return found

    @cached_property
    def _speaking(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for n, sentence in enumerate(self.failing):
            for stem in _stems(sentence.words):
                index.setdefault(stem, []).append(n)
            if _GENERIC.search(sentence.words):
                index.setdefault("_any", []).append(n)
            index.setdefault(f"_{sentence.clause}", []).append(n)
            for number in _NUMBER.findall(sentence.words):
                index.setdefault(f"_no {number}", []).append(n)
        return index

    def about(self, sentence: Sentence, turn: Turn) -> list[Sentence]:
        """Those that may speak of a gate: with a word, a phase or the number of it, or near it."""
        keys = {*_stems(turn.head), *_stems(turn.condition), f"_no {sentence.number}"}
        keys |= {
            f"_{sentence.clause + 1}",
            f"_{sentence.clause + 2}",
            *(["_any"] if _phases(turn.head) else []),
        }
        return [self.failing[n] for n in sorted({n for key in keys for n in self._speaking.get(key, ())})]


@lru_cache(maxsize=20_000)
def fails(words: str) -> bool:
    """Whether a sentence says what holds where something does not come.

    >>> fails("If they have not agreed by day 42, phase one continues.")
    True
    >>> fails("Not done by day 5: stage 1 runs on.")
    True
    >>> fails("The road opens on day 4.")
    False
    """
    return bool(_ELSE.search(words) or _NOTED.match(words) or (_IF.search(words) and _NOT.search(words)))


@lru_cache(maxsize=20_000)
def _stems(words: str) -> frozenset[str]:
    """What a gate turns on, as beginnings of words, phases as one word each."""
    left = PHASE.sub(" ", words)
    plain = {w for w in _WORD.findall(re.sub(r"\b[A-Z][\w'’-]*", " ", left)) if w not in _COMMON}
    return _phases(words) | {w[:6] for w in plain}


@lru_cache(maxsize=20_000)
def _phases(words: str) -> frozenset[str]:
    return frozenset(re.sub(r"\s", "_", found.group().lower()) for found in PHASE.finditer(words))


def answered(reading: Reading, answers: Answers, sentence: Sentence, turn: Turn) -> bool:
    """Whether the text says, anywhere, what follows if the condition of a gate is not met."""
    if fails(turn.outside) or _within(turn):
        return True
    mates = reading.of_clause[sentence.clause]
    for other in mates[mates.index(sentence) + 1 :]:
        if _NOTED.match(other.words) or (
            fails(other.words) and (other.clause, other.start) not in answers.with_gate
        ):
            return True
    for other in answers.about(sentence, turn):
        if other.clause != sentence.clause and (
            _names(other, sentence.number)
            or (not _own(answers, other) and _meant(reading, sentence, turn, other))
        ):
            return True
    return False


def _own(answers: Answers, other: Sentence) -> bool:
    """Whether a sentence is, or follows, a gate of its own, to which its answer belongs."""
    return answers.first.get(other.clause, other.start + 1) <= other.start


def _within(turn: Turn) -> bool:
    """Whether the gate's own words, after its condition, say it: "..., failing which they stay"."""
    comma = turn.condition.find(",")
    tail = turn.condition[comma:] if comma > 0 else ""
    head = turn.head if not re.search(r"\buntil\b", turn.head) else ""
    return bool(
        _ELSE.search(tail)
        or (_IF.search(tail) and _NOT.search(tail))
        or re.search(
            r"\b(?:otherwise|all the same|anyway|at the latest|in any (?:case|event))\b",
            f"{head} {turn.condition}",
        )
    )


def _names(other: Sentence, number: str) -> bool:
    return (
        bool(number)
        and number in other.words
        and re.search(
            rf"\b(?:clauses?|articles?|paragraphs?|sections?|points?|rules?|numbers?|nos?\.?|under|of|in)\s"
            rf"(?:[\d.]+(?:,| and| to| or)\s)*{re.escape(number)}(?![.\d]*\d|\s[A-Z][a-z]+ \d)",
            other.words,
        )
        is not None
    )


def _meant(reading: Reading, sentence: Sentence, turn: Turn, other: Sentence) -> bool:
    """Whether another clause's answer is one to this gate, by the phase or the things that both name."""
    distance = other.clause - sentence.clause
    near = reading.articles[other.clause] == reading.articles[sentence.clause] and 0 < distance <= 2
    turns_on, theirs = _stems(turn.condition), _stems(other.words)
    opened = _phases(turn.head)
    if opened:
        generic = _GENERIC.search(other.words)
        if generic or (opened | _phases(turn.condition)) & theirs:
            return True
        if any("_" in stem for stem in theirs):
            return False
        return near and (
            len(turns_on & theirs) > 1 or (distance == 1 and _judged(turn.condition, other.words))
        )
    shared = (_stems(turn.head) | turns_on) & theirs
    return (
        len(shared) > 2
        or len(turns_on & theirs) > 1
        or (
            near
            and (
                len(shared) > 1
                or bool(turns_on & theirs)
                or (distance == 1 and _judged(turn.condition, other.words))
            )
        )
    )


def _judged(condition: str, answer: str) -> bool:
    """Whether both speak of the same act of accepting, confirming or the like."""
    acts = re.compile(r"\b(accept|approv|confirm|certif|consent|verif|declar)", re.IGNORECASE)
    return bool({a.lower() for a in acts.findall(condition)} & {a.lower() for a in acts.findall(answer)})
