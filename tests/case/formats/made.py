"""Made scenarios: of every kind that the formats hold, small and full of awkward names and numbers."""

from decimal import Decimal

from hypothesis import strategies as st

from parley.case.scenario import (
    Additive,
    Aggregate,
    Box,
    Boxed,
    Discount,
    Ends,
    Entry,
    Flat,
    Line,
    Numbers,
    Ordering,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Triangle,
    Uncertainty,
    Value,
    Values,
    Within,
)

WORDS = [
    "Price",
    "how long?",
    'the "deal"',
    "a & b < c",
    "yes",
    "12",
    "-",
    "null",
    "x: y",
    "ä ö",
    "{}",
    "#1",
    "1e3",
]
names = st.sampled_from(WORDS) | st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"), exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=8,
)
plain_names = st.text("abcdefgh", min_size=1, max_size=6)
numbers = st.decimals(-100, 100, places=3, allow_nan=False, allow_infinity=False)
shares = st.decimals(0, 1, places=4)
weights = st.decimals(Decimal("0.01"), 1, places=3)


@st.composite
def listed(draw, numeric=False) -> Values:
    if numeric:
        found = draw(st.lists(st.integers(-20, 20), min_size=1, max_size=4, unique=True))
        return Values(tuple(Value(str(n)) for n in found), True)
    found = draw(st.lists(names, min_size=1, max_size=4, unique_by=str.casefold))
    return Values(tuple(Value(n) for n in found))


@st.composite
def ranges(draw, steps=(Decimal(1),)) -> Numbers:
    low = Decimal(draw(st.integers(-5, 5)))
    step = draw(st.sampled_from(steps))
    width = draw(st.integers(1, 6)) * (step or 1)
    return Numbers(low, low + width, step)


def table(draw, values: Values, worth=shares) -> Table:
    return Table(tuple(Entry(v.name, draw(worth)) for v in values.listed))


@st.composite
def scenarios(
    draw,
    issue,
    part,
    *,
    reading="raw",
    extras=lambda draw, issues: {},
    parties=(1, 3),
    party=plain_names,
):
    """A scenario of issues and parts that two strategies make; `extras` is what a profile holds besides."""
    issues = []
    for n, name in enumerate(draw(st.lists(names, min_size=1, max_size=3, unique=True)), 1):
        issues.append(ScenarioIssue(name, n, draw(issue)))
    people = sorted(draw(st.lists(party, min_size=parties[0], max_size=parties[1], unique_by=str.casefold)))
    profiles = []
    for name in people:
        parts = tuple(part(draw, i.of) for i in issues)
        additive = Additive(tuple(draw(weights) for _ in issues), parts)
        profiles.append(Profile(name, additive, **extras(draw, issues)))
    title = draw(plain_names.filter(lambda t: t not in people))
    return Scenario(title, tuple(issues), tuple(profiles), reading)


def a_bid(draw, issues):
    """A package, each issue at one of its values."""
    return tuple((i.name, draw(st.sampled_from(some_choices(i.of)))) for i in issues)


def some_choices(of):
    """The values of an issue; of a range on which any number may be chosen its ends and middle."""
    if isinstance(of, Numbers) and of.step is None:
        return of.low, (of.low + of.high) / 2, of.high
    return of.choices


def genius_part(draw, of):
    if isinstance(of, Values):
        return table(draw, of, st.decimals(Decimal("0.1"), 100, places=2))
    if of.step is None:
        line = st.builds(Line, numbers, numbers)
        triangle = st.integers(1, 3).map(lambda n: Triangle(of.low - n, of.high + n, of.low + 1))
        return draw(line | st.builds(Flat, shares) | triangle)
    return Line(draw(numbers), draw(numbers), of.low)


def genius_extras(draw, issues):
    return {
        "reservation": draw(st.none() | shares),
        "discount": draw(st.none() | st.builds(Discount, shares)),
        "uncertainty": draw(
            st.none()
            | st.builds(
                Uncertainty,
                st.integers(0, 99),
                st.none() | st.integers(0, 9),
                st.none(),
                st.none(),
                st.booleans(),
            )
        ),
    }


def raw_part(draw, of):
    """A part as NegMAS holds it."""
    if isinstance(of, Values) and not of.numeric:
        return draw(st.builds(Flat, shares)) if draw(st.booleans()) else table(draw, of, numbers)
    line = st.builds(Line, numbers, numbers)
    if isinstance(of, Values):
        return draw(line) if draw(st.booleans()) else table(draw, of, numbers)
    return draw(line | st.builds(Flat, numbers) | st.just(Triangle(of.low - 1, of.high + 1, of.low)))


def negmas_extras(draw, issues):
    return {
        "reservation": draw(st.none() | numbers),
        "reservation_bid": a_bid(draw, issues) if draw(st.booleans()) else None,
        "discount": draw(
            st.none()
            | st.builds(
                Discount,
                st.decimals(Decimal("0.1"), Decimal("0.9"), places=2),
                st.sampled_from(["time", "round", "seconds"]),
                st.booleans(),
            )
        ),
    }


def web_part(draw, of):
    """A part as GeniusWeb holds it."""
    return table(draw, of) if isinstance(of, Values) else Ends(of.low, draw(shares), of.high, draw(shares))


def web_extras(draw, issues):
    return {"reservation_bid": a_bid(draw, issues) if draw(st.booleans()) else None}


any_step = (Decimal(1), Decimal("0.25"), Decimal(3))
genius = scenarios(listed() | ranges((Decimal(1), None)), genius_part, reading="genius", extras=genius_extras)
negmas = scenarios(
    listed() | listed(numeric=True) | ranges((Decimal(1), None)), raw_part, extras=negmas_extras, party=names
)
geniusweb = scenarios(listed() | ranges(any_step), web_part, extras=web_extras, party=names)
negolog = scenarios(
    listed(),
    lambda draw, of: table(draw, of, numbers),
    extras=lambda draw, issues: {"reservation": draw(shares)},
    party=st.sampled_from(["profileA", "profileB"]),
    parties=(2, 2),
)
mixed = scenarios(
    listed() | listed(numeric=True) | ranges((*any_step, None)),
    lambda draw, of: draw(st.sampled_from([raw_part, web_part]))(draw, of),
    extras=negmas_extras,
    party=names,
)


@st.composite
def boxed(draw, reading="genius", aggregations=("sum", "min", "max")) -> Scenario:
    """Parties that value packages by boxes."""
    issues = tuple(ScenarioIssue(f"i{n}", n, draw(ranges())) for n in range(1, draw(st.integers(2, 4))))

    def box() -> Box:
        bounds = []
        for issue in draw(st.lists(st.sampled_from(issues), max_size=3, unique=True)):
            low = draw(st.integers(int(issue.of.low), int(issue.of.high)))
            bounds.append(
                Within(issue.name, Decimal(low), Decimal(draw(st.integers(low, int(issue.of.high)))))
            )
        weight = draw(st.none() | weights)
        return Box(
            Decimal(draw(st.integers(0, 90))), tuple(bounds), bool(bounds) and draw(st.booleans()), weight
        )

    def aggregate(depth: int) -> Aggregate:
        inner = tuple(aggregate(depth - 1) for _ in range(draw(st.integers(0, 1)))) if depth else ()
        return Aggregate(
            draw(st.sampled_from(aggregations)),
            tuple(box() for _ in range(draw(st.integers(1, 3)))),
            inner,
            draw(weights),
        )

    people = tuple(
        Profile(
            name,
            Boxed(aggregate(1), Decimal(draw(st.integers(50, 200))) if reading == "genius" else Decimal(1)),
        )
        for name in ("north", "south")
    )
    return Scenario("boxes", issues, people, reading)


@st.composite
def compared(draw) -> Scenario:
    """Parties that only compare packages."""
    issues = tuple(ScenarioIssue(f"i{n}", n, draw(listed() | ranges())) for n in (1, 2))
    bids = tuple(dict.fromkeys(a_bid(draw, issues) for _ in range(4)))
    pairs = [(bids[a], bids[b]) for a in range(len(bids)) for b in range(len(bids)) if a < b]
    better = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return Scenario("compared", issues, (Profile("north", Ordering(frozenset(better))),))
