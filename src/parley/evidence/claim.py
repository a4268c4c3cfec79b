"""Who says or does what, on which issue, towards whom, when: with the words that prove it.

Room: evidence. May use `parley.ground`. The vocabulary is closed; `docs/reference/claims.md` explains each
word. A claim is what somebody says (or a text contains); a `Fact` is a quantity a document states; an `Event`
is a round, a visit, a text or a deadline.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, Self, TypeVar, get_args

from parley.evidence.document import Disclosure, Document, Quote
from parley.ground.dates import day
from parley.ground.errors import ParleyError
from parley.ground.ids import ClaimId, DocumentId
from parley.ground.near import did_you_mean

Act = Literal[
    "demand", "prefer", "condition", "red_line", "propose", "offer", "accept", "concede", "commit", "support",
    "reject", "threaten", "withhold", "accuse", "criticize", "warn", "deny", "justify", "assert", "appeal",
    "mediate", "assess",
]  # fmt: skip
FAMILIES: dict[str, tuple[str, ...]] = {
    "ask": ("demand", "prefer", "condition", "appeal", "red_line"),
    "give": ("offer", "accept", "concede", "commit", "support"),
    "table": ("propose",),
    "refuse": ("reject", "threaten", "withhold", "red_line"),
    "blame": ("accuse", "criticize", "warn"),
    "defend": ("deny", "justify", "assert"),
    "process": ("mediate", "assess"),
}
Polarity = Literal["+", "-"]
Strength = Literal["tentative", "stated", "firm", "absolute"]
STRENGTHS: tuple[str, ...] = get_args(Strength)  # ascending
Status = Literal["current", "past", "superseded", "conditional", "hypothetical"]
Scope = Literal["all", "some"]
Fit = Literal["explicit", "implied", "none"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Basis = Literal[
    "public statement", "document", "unnamed sources", "unattributed", "reported by opponent", "private"
]
EventKind = Literal["round", "visit", "text", "deadline", "incident"]
Relation = Literal["before publication", "at publication", "planned"]
DOCUMENT = "document"  # the reporter when a document speaks in its own voice
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Value:
    """A number somebody asks, offers or reports; a range has `low` and `high` and no `number`."""

    number: float | None = None
    unit: str | None = None
    comparator: Comparator = "="
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        _known("comparator", self.comparator, get_args(Comparator))
        for number in (self.number, self.low, self.high):
            _is("a number", number is None or _number(number))
        _is("a unit", self.unit is None or isinstance(self.unit, str))


@dataclass(frozen=True, slots=True)
class Attribution:
    """Through whom the words reached us."""

    reporter: str = DOCUMENT  # "document", "unnamed", or an actor's id
    mention: Quote | None = None
    basis: Basis = "unattributed"

    def __post_init__(self) -> None:
        _known("basis", self.basis, get_args(Basis))
        _is("a reporter", isinstance(self.reporter, str))


@dataclass(frozen=True, slots=True)
class When:
    """A time expression, resolved against the publication date where that is known. Days inclusive."""

    quote: Quote
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. Its quotes stand in their document, or it cannot be made (see `Quote`)."""

    id: ClaimId
    actors: tuple[str, ...]  # ids; each of them does it; a member stands for its side
    act: Act
    quote: Quote  # the smallest clause that proves the claim
    content: Quote  # what is claimed
    polarity: Polarity = "+"  # for or against the option
    strength: Strength = "stated"
    status: Status = "current"
    scope: Scope = "all"  # "some": a part of the actor only
    issue: str | None = None
    option: str | None = None
    option_fit: Fit = "none"
    value: Value | None = None
    moved_from: Value | None = None
    targets: tuple[str, ...] = ()
    cue: Quote | None = None
    actor_mention: Quote | None = None
    direct_speech: bool = False
    condition: Quote | None = None
    condition_of: ClaimId | None = None
    supports: ClaimId | None = None
    attribution: Attribution = field(default_factory=Attribution)
    when: When | None = None
    published: date | None = None  # of the document: what was not yet published can be hidden
    disclosure: Disclosure = Disclosure.PUBLIC
    confidence: float = 0.5  # the reader's, 0 to 1; orders the review queue, enters no analysis
    rule: str = ""  # what in the reader made it
    note: str | None = None

    def __post_init__(self) -> None:
        _known("act", self.act, get_args(Act))
        _known("polarity", self.polarity, get_args(Polarity))
        _known("strength", self.strength, STRENGTHS)
        _known("status", self.status, get_args(Status))
        _known("scope", self.scope, get_args(Scope))
        _known("option_fit", self.option_fit, get_args(Fit))
        if not isinstance(self.actors, tuple) or not self.actors:
            raise ParleyError(f"claim {self.id}: nobody speaks.\n  Name at least one actor.")
        _is("a list of names", all(isinstance(name, str) for name in (*self.actors, *self.targets)))
        named = (self.issue, self.option, self.note, self.condition_of, self.supports)
        _is("text", isinstance(self.id, str) and isinstance(self.rule, str))
        _is("text", all(text is None or isinstance(text, str) for text in named))
        _is("a share from 0 to 1", _number(self.confidence) and 0 <= self.confidence <= 1)
        for quote in (self.content, self.cue, self.actor_mention, self.condition):
            if quote is not None and quote.document != self.quote.document:
                raise ParleyError(
                    f"claim {self.id}: its quotes come from two documents.\n  Take all from one."
                )

    @property
    def document(self) -> DocumentId:
        return self.quote.document

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON, in the claim schema; days as ISO text."""
        return {"document": self.document} | _plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any], document: Document) -> Self:
        """Back from plain values; every quotation is checked against `document`.

        Raises:
            QuoteError: a quotation does not stand in the document.
            ParleyError: a word outside the vocabulary, an unknown or a missing field.
        """
        return _make(cls, data, document)

    def family(self) -> tuple[str, ...]:
        """The families its act belongs to ("red_line" both asks and refuses)."""
        return tuple(f for f, acts in FAMILIES.items() if self.act in acts)


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity that a document states, not somebody's position."""

    id: str
    what: str
    quote: Quote
    number: float
    unit: str | None = None
    comparator: Comparator = "="
    attribution: str = DOCUMENT
    low: float | None = None  # derived bounds, e.g. "at least a third" of 115 is 39 to 115
    high: float | None = None
    derived: str | None = None  # how the bounds were derived
    published: date | None = None

    def __post_init__(self) -> None:
        _known("comparator", self.comparator, get_args(Comparator))
        _is(
            "text",
            isinstance(self.id, str) and isinstance(self.what, str) and isinstance(self.attribution, str),
        )
        _is("a number", _number(self.number))
        _is("a number", all(bound is None or _number(bound) for bound in (self.low, self.high)))
        _is("text", all(text is None or isinstance(text, str) for text in (self.unit, self.derived)))

    def as_dict(self) -> dict[str, Any]:
        return {"document": self.quote.document} | _plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any], document: Document) -> Self:
        return _make(cls, data, document)


@dataclass(frozen=True, slots=True)
class Event:
    """A round, visit, text, deadline or incident, with place and time."""

    id: str
    kind: EventKind
    mention: Quote
    place: str | None = None
    actors: tuple[str, ...] = ()
    when: When | None = None
    relation: Relation = "before publication"
    duration_days: int | None = None
    purpose: Quote | None = None
    published: date | None = None

    def __post_init__(self) -> None:
        _known("kind", self.kind, get_args(EventKind))
        _known("relation", self.relation, get_args(Relation))
        _is("text", isinstance(self.id, str) and (self.place is None or isinstance(self.place, str)))
        _is(
            "a list of names", isinstance(self.actors, tuple) and all(isinstance(a, str) for a in self.actors)
        )
        _is("a number", self.duration_days is None or _number(self.duration_days))

    def as_dict(self) -> dict[str, Any]:
        return {"document": self.mention.document} | _plain(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any], document: Document) -> Self:
        return _make(cls, data, document)


_QUOTES = {"quote", "content", "cue", "actor_mention", "condition", "mention", "purpose"}


def _known(field_name: str, word: object, words: tuple[str, ...]) -> None:
    if word not in words:
        raise ParleyError(f'"{word}" is not a word for {field_name}.\n  {did_you_mean(str(word), words)}')


def _is(what: str, so: bool) -> None:
    if not so:
        raise ParleyError(f"A field does not hold {what}.\n  Put it back from a saved copy.")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for f in fields(value):
        v = getattr(value, f.name)
        if isinstance(v, Quote):
            v = v.as_dict()
        elif isinstance(v, When):
            v = {"span": v.quote.as_dict(), "from": _iso(v.start), "to": _iso(v.end)}
        elif isinstance(v, Value | Attribution):
            v = _plain(v)
        elif isinstance(v, date):
            v = v.isoformat()
        elif isinstance(v, tuple):
            v = list(v)
        out[f.name] = v
    return out


def _iso(d: date | None) -> str | None:
    return d.isoformat() if d else None


Made = TypeVar("Made", bound="Claim | Fact | Event")


def _make(kind: type[Made], data: dict[str, Any], document: Document) -> Made:
    names = {f.name for f in fields(kind)}
    nullable = {f.name for f in fields(kind) if f.default is None}
    word = kind.__name__.lower()
    if not isinstance(data, dict):
        raise ParleyError(f"This is not a {word}: {str(data)[:40]!r}.\n  Put it back from a saved copy.")
    data = {key: v for key, v in data.items() if key != "document"}
    for key in data:
        if key not in names:
            raise ParleyError(f'"{key}" is not a field of a {word}.\n  {did_you_mean(key, names)}')
    made: dict[str, Any] = {}
    for key, v in data.items():
        if v is None and key not in nullable:
            raise ParleyError(f'The field "{key}" of a {word} is empty.\n  Put it back from a saved copy.')
        try:
            made[key] = None if v is None else _part(kind, key, v, document)
        except ParleyError:
            raise
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            message = (
                f'The field "{key}" of a {word} cannot be read: {error!r}.\n  Put it back from a saved copy.'
            )
            raise ParleyError(message) from None
    try:
        return kind(**made)
    except TypeError as error:
        raise ParleyError(f"A {word} is incomplete: {error}.\n  Add the field.") from None


def _part(kind: type, key: str, v: Any, document: Document) -> Any:
    if key in _QUOTES:
        return _quote(v, document)
    if key == "when":
        return When(_quote(v["span"], document), _day(v.get("from")), _day(v.get("to")))
    if key == "attribution" and kind is Claim:
        mention = _quote(v["mention"], document) if v.get("mention") else None
        return Attribution(v.get("reporter", DOCUMENT), mention, v.get("basis", "unattributed"))
    if key in ("value", "moved_from"):
        return Value(**v)
    if key == "published":
        return day(v)
    if key == "disclosure":
        _known("disclosure", v, tuple(d.value for d in Disclosure))
        return Disclosure(v)
    return tuple(v) if isinstance(v, list) else v


def _quote(v: dict[str, Any], document: Document) -> Quote:
    return Quote(document, document.id, int(v["start"]), int(v["end"]), str(v["text"]))


def _day(text: str | None) -> date | None:
    return day(text) if text else None
