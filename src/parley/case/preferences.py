"""What each party wants, as far as it is known: the set of utility functions consistent with what it said.

Room: case. Speaks parties and packages. May use `parley.evidence` and `parley.ground`. What is None or
missing is unknown, and unknown means wide (see `parley.analysis.draws`).
"""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from parley.case.entries import Assumed, Because, Entry, Range, Terms, as_tuple, plain
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


def _importance(written: object) -> object:
    if isinstance(written, Mapping):
        return {i: w if isinstance(w, Interval) else Interval.parse(w) for i, w in written.items()}
    return written if isinstance(written, Order) else Order.parse(written)


class Constraint(Entry):
    """No package has all of `if` and any of `never`."""

    if_: Terms = Field(default_factory=dict)
    never: Terms
    because: Because | None = None


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

    Written {end-of-war: guaranteed, firm: likely}.
    """

    terms: Terms
    firm: Range  # the probability that it is real; words become ranges by `FIRM`
    word: str | None = None  # as written: certain, likely, even, tactical
    because: Because | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_line(cls, written: object) -> object:
        line = _terms_beside(written, "firm", "because")
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
        return {**plain(self.terms), "firm": word or self.firm.as_plain(), **_reasons(self.because)}


def _terms_beside(written: object, *fields: str) -> object:
    """{issue: term, ..., field: ...} as {terms: {issue: term, ...}, field: ...}."""
    if not isinstance(written, Mapping) or "terms" in written:
        return written
    beside: dict[str, object] = {k: v for k, v in written.items() if k in fields}
    return beside | {"terms": {k: v for k, v in written.items() if k not in fields}}


def _reasons(because: tuple[str, ...] | Assumed | None) -> dict[str, Any]:
    return {} if because is None else {"because": plain(because)}


class NoDeal(Entry):
    """What walking away is worth."""

    leads_to: Terms = Field(
        default_factory=dict
    )  # what each issue looks like without a deal; silent = unknown
    costs: Range | None = None  # of carrying on, on this party's 0..1 scale; None = unknown
    because: Because | None = None


class Preferences(Entry):
    """The set of utility functions consistent with what one party said."""

    importance: Annotated[Order | dict[str, Interval], PlainValidator(_importance)] | None = None
    orders: dict[str, Annotated[Order | NumericWish, PlainValidator(_order_or_wish)]] = Field(
        default_factory=dict
    )
    # anchors: issue -> term -> value, 0 for the worst and 1 for the best
    values: Annotated[dict[str, dict[str, Range]], BeforeValidator(_by_term)] = Field(default_factory=dict)
    together: Annotated[tuple[Interaction, ...], BeforeValidator(as_tuple)] = ()
    red_lines: Annotated[tuple[RedLine, ...], BeforeValidator(as_tuple)] = ()
    no_deal: NoDeal | None = None
    because: dict[str, Because] = Field(default_factory=dict)  # issue id, "importance", "no-deal", ... -> why
