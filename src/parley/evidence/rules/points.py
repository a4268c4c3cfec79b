"""A claim about terms, ready to be compared; and a file of those that are about one thing.

Room: evidence. Used by discovery.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from parley.evidence.claim import FAMILIES, Claim
from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Actor
from parley.evidence.rules.labels import Labels
from parley.evidence.rules.segment import Text

TERMS = frozenset().union(*(FAMILIES[f] for f in ("ask", "give", "table"))) | {"reject"}
_MONEY = frozenset({"money", "dollar", "euro", "crown", "pound", "franc", "yen"})
_PERSONS = frozenset({"people", "hostage", "prisoner", "captive", "detainee"})


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
    thing: str  # that noun phrase with what it is of
    topic: str  # the noun phrase its paragraph opens with, where that is a heading
    label: str  # the content in few words
    anaphoric: bool  # "this area", "the idea": the words point back
    unit: str = ""  # of its number
    number: bool = False  # its words hold one
    kind: str | None = None

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


class Pointer:
    """Makes points of claims."""

    def __init__(self, actors: Sequence[Actor], labels: Labels) -> None:
        self.labels = labels
        self.actors = {a.id: a for a in actors}

    def point(self, claim: Claim, number: int, text: Text) -> Point | None:
        """None where a claim is about no term of a deal."""
        actors = [self.actors[a] for a in claim.actors if a in self.actors]
        counts = claim.act == "assert" and claim.value is not None
        if not (claim.act in (*TERMS, "threaten") or counts) or not actors:
            return None
        first, last = self.labels.tokens(text, claim.content.start, claim.content.end)
        sentence = text.sentences[text.tokens[first].sentence]
        label = self.labels.label(text, first, last)
        head = self.labels.head(text, first, last) or self.labels.head_of(label)
        value = claim.value
        numbered = (
            value is not None and value.number is not None and self.labels.holds_number(text, first, last)
        )
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
            self.labels.thing(text, first, last, head),
            self.labels.topic(text, sentence.paragraph),
            label,
            self.labels.points_back(text, first, last),
            self.labels.written_unit(value.unit, text.low[first:last]) if numbered and value else "",
            numbered,
        )

    def _before(self, text: Text, index: int) -> list[str]:
        earlier = text.sentences[index - 1] if index else None
        if earlier is None or earlier.paragraph != text.sentences[index].paragraph:
            return []
        return self.labels.stems(text.low[earlier.first : earlier.last])


def plain(unit: str) -> str:
    """
    >>> plain("cubic metres"), plain("")
    ('cubic', '')
    """
    return unit.split()[0].rstrip("s") if unit else ""


def same_unit(kind: str, unit: str) -> bool:
    """Whether a kind of issue is counted in what a number counts.

    >>> same_unit("persons", "hostages"), same_unit("percent", "days")
    (True, False)
    """
    one, other = plain(kind), plain(unit)
    money = one in _MONEY and other in _MONEY
    return bool(other) and (one == other or money or (one == "person" and other in _PERSONS))
