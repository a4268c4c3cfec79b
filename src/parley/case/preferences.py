"""What each party wants, as far as it is known: the set of utility functions consistent with what it said.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. What is None or
missing is unknown, and unknown means wide (see `parley.analysis.drawing.draws`).
"""

from collections.abc import Mapping
from math import inf
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from parley.case.entries import Assumed, Because, Entry, Number, Range, Terms, as_tuple, plain
from parley.case.importance import WrittenImportance
from parley.case.notation import Interval, NotationError, NumericWish, Order, figure, number


def _order_or_wish(written: object) -> Order | NumericWish:
    if isinstance(written, Order | NumericWish):
        return written
    return NumericWish.parse(written) if NumericWish.meant(written) else Order.parse(written)


def _by_term(written: object) -> object:
    """Anchors by term; YAML reads the terms of a numeric issue as numbers."""
    if not isinstance(written, Mapping):
        return written
    return {i: _keys_as_words(anchors) for i, anchors in written.items()}


def _keys_as_words(anchors: object) -> object:
    if not isinstance(anchors, Mapping):
        return anchors
    return {
        figure(number(k)) if isinstance(k, int | float) and not isinstance(k, bool) else k: v
        for k, v in anchors.items()
    }


def _coefficients(written: object) -> object:
    if not isinstance(written, list | tuple):
        return written
    if not all(isinstance(i, str) for i in written) or len(set(written)) < len(written):
        raise NotationError(
            "This is not a list of issues, each once.", "Write [women, elderly] or {women: 1, elderly: 0.5}."
        )
    return dict.fromkeys(written, 1.0)


Rule = Literal["never", "requires", "excludes", "count", "sum"]
RULES: tuple[Rule, ...] = get_args(Rule)


class Constraint(Entry):
    """What every package must keep to: one of `never`, `requires`, `excludes`, `count`, `sum`.

    No package has all of `if` and any of `never`; one with all of `if` has all of `requires`; none has all of
    `excludes`; the number of terms of `count` that hold, or the sum of the numbers of `sum` with their
    coefficients, lies between `at_least` and `at_most`, or is `exactly` this.
    """

    if_: Terms = Field(default_factory=dict)
    never: Terms = Field(default_factory=dict)
    requires: Terms = Field(default_factory=dict)
    excludes: Terms = Field(default_factory=dict)
    count: Terms = Field(default_factory=dict)
    sum: Annotated[dict[str, Number], BeforeValidator(_coefficients)] = Field(default_factory=dict)
    at_least: Number | None = None
    at_most: Number | None = None
    exactly: Number | None = None
    because: Because | None = None

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Which of the five it holds; one, where it is as it should be."""
        return tuple(rule for rule in RULES if getattr(self, rule))

    @property
    def limits(self) -> tuple[float, float]:
        """From where to where a count or sum may lie; infinite where it is not bounded."""
        if self.exactly is not None:
            return self.exactly, self.exactly
        low = -inf if self.at_least is None else self.at_least
        return low, inf if self.at_most is None else self.at_most

    def as_plain(self) -> dict[str, Any]:
        """As it is written; a sum without coefficients as a list."""
        stated: dict[str, Any] = super().as_plain()
        if self.sum and set(self.sum.values()) == {1.0}:
            stated["sum"] = list(self.sum)
        return stated


class Interaction(Entry):
    """Having all of `terms` together adds to a party's utility, on its 0..1 scale.

    Written {corridor: withdrawal, monitoring: third-party, adds: 0.0..0.1}.
    """

    terms: Terms
    adds: Range
    because: Because | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, written: object) -> object:
        return _terms_beside(written, "adds", "because")

    def as_plain(self) -> dict[str, Any]:
        """On one line, as it is written."""
        return {**plain(self.terms), "adds": self.adds.as_plain(), **_reasons(self.because)}


# How likely a red line is to be real, by the word for it: a stated default. A case may write numbers instead.
FIRM: dict[str, Interval] = {
    "certain": Interval(0.97, 1.0),
    "likely": Interval(0.6, 0.9),
    "even": Interval(0.4, 0.6),
    "tactical": Interval(0.05, 0.25),
}


class RedLine(Entry):
    """A package with all of `terms` is refused, if the red line is real rather than tactical.

    Written {end-of-war: guaranteed, firm: likely}; with a condition, {corridor: withdrawal, unless:
    {monitoring: third-party}, firm: likely}: a package with all of `unless` is not refused for it.
    """

    terms: Terms
    unless: Terms = Field(default_factory=dict)
    firm: Range  # the probability that it is real; words become ranges by `FIRM`
    word: str | None = None  # as written: certain, likely, even, tactical
    because: Because | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, written: object) -> object:
        line = _terms_beside(written, "unless", "firm", "because")
        if not isinstance(line, dict) or not isinstance(firm := line.get("firm"), str):
            return line
        if firm in FIRM:
            return line | {"firm": FIRM[firm], "word": firm}
        try:
            return line | {"firm": Interval.parse(firm)}
        except NotationError:
            raise NotationError(
                f'"{firm}" does not say how firm the red line is.',
                f"Write {', '.join(FIRM)}, or a probability such as 0.5..0.8.",
            ) from None

    @model_validator(mode="after")
    def _a_probability(self) -> Self:
        if not 0 <= self.firm.low <= self.firm.high <= 1:
            raise NotationError(
                f"{self.firm} is not a probability.", "Write one from 0 to 1, for example 0.5..0.8."
            )
        return self

    def as_plain(self) -> dict[str, Any]:
        """On one line, as it is written, with the word for how firm it is where there is one."""
        word = self.word if self.word and self.firm == FIRM.get(self.word) else None
        unless = {"unless": plain(self.unless)} if self.unless else {}
        firm = word or self.firm.as_plain()
        return {**plain(self.terms), **unless, "firm": firm, **_reasons(self.because)}


def _terms_beside(written: object, *fields: str) -> object:
    """{issue: term, ..., field: ...} as {terms: {issue: term, ...}, field: ...}."""
    if not isinstance(written, Mapping) or "terms" in written:
        return written
    beside: dict[str, object] = {k: v for k, v in written.items() if k in fields}
    return beside | {"terms": {k: v for k, v in written.items() if k not in fields}}


def _reasons(because: tuple[str, ...] | Assumed | None) -> dict[str, Any]:
    return {} if because is None else {"because": plain(because)}


class NoDeal(Entry):
    """What walking away is worth: by what it leads to, or as one number."""

    # what each issue looks like without a deal; silent = unknown
    leads_to: Terms = Field(default_factory=dict)
    worth: Range | None = None  # on this party's 0..1 scale, before costs; then `leads_to` is silent
    costs: Range | None = None  # of carrying on, on this party's 0..1 scale; None = unknown
    because: Because | None = None


def _package_form(written: object) -> str:
    return "a text" if isinstance(written, str) else "some terms"


# A text by its id, or terms.
Offer = Annotated[
    Annotated[str, Tag("a text")] | Annotated[Terms, Tag("some terms")], Discriminator(_package_form)
]
AnswerKind = Literal["prefers", "equal", "offered", "refused", "confirmed", "denied"]
ANSWERS: tuple[AnswerKind, ...] = get_args(AnswerKind)


class Answer(Entry):
    """One thing a party said or did that tells what it wants.

    It `prefers` one package `to` another, or finds one `equal` `to` another; it `offered` one, and so would
    rather have it than no deal; it `refused` one, and would rather have no deal; a red line of it is
    `confirmed` as real, or `denied`.
    """

    prefers: Offer | None = None
    equal: Offer | None = None
    to: Offer | None = None
    offered: Offer | None = None
    refused: Offer | None = None
    confirmed: Terms | None = None
    denied: Terms | None = None
    because: Because | None = None

    @property
    def kinds(self) -> tuple[AnswerKind, ...]:
        """Which of the six it is; one, where it is as it should be."""
        return tuple(kind for kind in ANSWERS if getattr(self, kind) is not None)

    @property
    def kind(self) -> AnswerKind:
        """What was answered."""
        return self.kinds[0]

    @property
    def better(self) -> str | Terms | None:
        """What it would rather have: a text or terms; None for no deal, or where another kind is meant."""
        return self.prefers if self.prefers is not None else self.offered

    @property
    def worse(self) -> str | Terms | None:
        """What it would rather not have; None for no deal, or where another kind is meant."""
        if self.equal is not None:
            return None
        return self.to if self.to is not None else self.refused

    @property
    def terms(self) -> Terms:
        """Of the red line that is meant; empty where packages are."""
        return self.confirmed or self.denied or {}


MISTAKES = 0.05  # how often an answer is mistaken, where nothing is said: a stated default
ABOUT_EQUAL = 0.05  # of its scale: packages that are worth this close are equal to a party that calls them so


class Preferences(Entry):
    """The set of utility functions consistent with what one party said."""

    importance: WrittenImportance | None = None
    orders: dict[str, Annotated[Order | NumericWish, PlainValidator(_order_or_wish)]] = Field(
        default_factory=dict
    )
    # anchors: issue -> term -> value, 0 for the worst and 1 for the best
    values: Annotated[dict[str, dict[str, Range]], BeforeValidator(_by_term)] = Field(default_factory=dict)
    together: Annotated[tuple[Interaction, ...], BeforeValidator(as_tuple)] = ()
    red_lines: Annotated[tuple[RedLine, ...], BeforeValidator(as_tuple)] = ()
    no_deal: NoDeal | None = None
    minimum: Range | None = None  # the least worth, on its 0..1 scale, of anything it signs
    answers: Annotated[tuple[Answer, ...], BeforeValidator(as_tuple)] = ()
    mistakes: Number = MISTAKES  # how likely each answer is to be mistaken
    because: dict[str, Because] = Field(default_factory=dict)  # issue id, "importance", "no-deal", ... -> why
