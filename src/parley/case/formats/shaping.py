"""What writers of several formats need: numbers as they stand, values in lists, names of files.

Room: case. Speaks parties and packages. May use `parley.ground`. Every figure is worked out as an exact
fraction; where no decimal of 60 digits holds it, it is rounded to 28, and `lost` says so.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

from parley.case.formats.document import DIGITS
from parley.case.formats.format import Losses, listed
from parley.case.scenario import (
    Additive,
    Ends,
    Entry,
    Line,
    Numbers,
    Ordering,
    Part,
    Profile,
    Scenario,
    ScenarioIssue,
    Table,
    Value,
    Values,
    plain,
)
from parley.case.scenario_worth import turns, utility, worth, worths
from parley.ground.errors import ParleyError

PLACES = 28  # digits of a number that had to be rounded
ROUNDED = f"Numbers that no decimal holds are rounded to {PLACES} digits ({{}})."
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NAME = 80  # letters of a file name


def rounded(exact: Fraction, lost: Losses, about: str) -> Decimal:
    """The decimal of a fraction, as short as it goes."""
    found = _divided(exact, DIGITS)
    if Fraction(found) == exact:
        return found
    lost.say(ROUNDED, about)
    return _divided(exact, PLACES)


def _divided(exact: Fraction, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = places
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def as_values(issue: ScenarioIssue) -> Values:
    """The values of an issue one by one.

    Raises:
        ParleyError: any number between two may be chosen, or there are too many.
    """
    if isinstance(issue.of, Values):
        return issue.of
    return Values(tuple(Value(plain(n)) for n in issue.of.choices), numeric=True)


def as_table(issue: ScenarioIssue, part: Part, scenario: Scenario, lost: Losses) -> Table:
    """The worth of every value as it counts, in the raw reading.

    Raises:
        ParleyError: any number between two may be chosen, or there are too many.
    """
    own = {e.value: e for e in part.entries} if isinstance(part, Table) else {}
    beside = {name: e.beside for name, e in own.items()}
    names = as_values(issue).choices
    if own and scenario.reading == "raw":
        return Table(tuple(own[n] for n in names))
    figures = worths(issue, part, scenario.reading)
    return Table(
        tuple(
            Entry(n, rounded(f, lost, issue.name), beside.get(n, ()))
            for n, f in zip(names, figures, strict=True)
        )
    )


def raw_part(issue: ScenarioIssue, part: Part, scenario: Scenario, lost: Losses) -> Part:
    """A part that is worth the same in the raw reading.

    Where a line is cut off at 0 or 1 inside a range of numbers, these become a list of values; inside a range
    in which any number may be chosen, the line between its ends takes its place, and `lost` says so.
    """
    if scenario.reading == "raw":
        return part
    if isinstance(part, Table):
        return as_table(issue, part, scenario, lost)
    if not isinstance(part, Line):
        return part
    if isinstance(issue.of, Values):
        return as_table(issue, part, scenario, lost)
    bends = turns(part, issue.of, "genius")
    if (
        len(bends) == 2
        and 0 <= worth(part, issue.of.low, "genius") == _uncut(part, issue.of.low)
        and worth(part, issue.of.high, "genius") == _uncut(part, issue.of.high)
    ):
        return Line(part.slope, rounded(_uncut(part, Decimal(0)), lost, issue.name))
    if issue.of.step is not None:
        return as_table(issue, part, scenario, lost)
    lost.say("A line that is cut off at 0 or 1 becomes the straight line between its ends ({}).", issue.name)
    return ends(issue.of, part, scenario, lost, issue.name)


def ends(numbers: Numbers, part: Part, scenario: Scenario, lost: Losses, about: str) -> Ends:
    """The straight line between what the ends of a range are worth."""
    low, high = (rounded(worth(part, n, scenario.reading), lost, about) for n in (numbers.low, numbers.high))
    return Ends(numbers.low, low, numbers.high, high)


def straight(part: Part, numbers: Numbers, scenario: Scenario) -> bool:
    """Is worth a straight line over all of a range?"""
    if isinstance(part, Table):
        return False
    return len(turns(part, numbers, scenario.reading)) == 2 or numbers.low == numbers.high


def _uncut(line: Line, at: Decimal) -> Fraction:
    return Fraction(line.offset) + Fraction(line.slope) * (Fraction(at) - Fraction(line.start))


def most_worth(scenario: Scenario, additive: Additive) -> tuple[Fraction, Fraction]:
    """The least and the largest sum of weight times worth there can be, nothing cut off."""
    least = most = Fraction(0)
    for issue, weight, part in zip(scenario.issues, additive.weights, additive.parts, strict=True):
        if isinstance(issue.of, Values) or (isinstance(part, Table) and issue.of.step is not None):
            figures: Iterable[Fraction] = worths(issue, part, scenario.reading)
        else:
            figures = [worth(part, n, scenario.reading) for n in _turning(issue.of, part, scenario)]
        weighed = [Fraction(weight) * f for f in figures]
        least, most = least + min(weighed), most + max(weighed)
    return least, most


def _turning(numbers: Numbers, part: Part, scenario: Scenario) -> list[Decimal]:
    """Numbers among which the best and the worst are; near enough between the steps of a range."""
    found = [numbers.low, numbers.high]
    for turn in turns(part, numbers, scenario.reading):
        at = _divided(turn, PLACES)
        if numbers.step is not None:
            steps = int((at - numbers.low) // numbers.step)
            found += [n for k in (steps, steps + 1) if (n := numbers.low + k * numbers.step) <= numbers.high]
        else:
            found.append(at)
    return found


def utility_of(profile: Profile, name: str) -> Additive:
    """The additive utility of a party.

    Raises:
        ParleyError: it is of another kind, which the format cannot hold.
    """
    if isinstance(profile.utility, Additive):
        return profile.utility
    what = "compares packages" if isinstance(profile.utility, Ordering) else "values packages by boxes"
    raise ParleyError(
        f"{profile.name} {what}, which {name} cannot hold.\n"
        "  Choose another format: docs/reference/formats.md says what each holds."
    )


def reservation(scenario: Scenario, profile: Profile, lost: Losses) -> Decimal | None:
    """The reservation as a number; that of a package where one stands for it."""
    if profile.reservation is not None:
        if profile.reservation_bid is not None:
            lost.say("The package a reservation stands for is not held, the number is ({}).", profile.name)
        return profile.reservation
    if profile.reservation_bid is None:
        return None
    lost.say("Instead of the package a reservation stands for, its worth is written ({}).", profile.name)
    exact = utility(scenario, profile, profile.reservation_bid, partial=True)
    return rounded(exact, lost, profile.name)


def not_held(scenario: Scenario, lost: Losses, name: str, *, indices: bool = False) -> None:
    """Say of a format which of the smaller things it does not hold: everything beside names and numbers."""
    if scenario.beside or any(p.beside for p in scenario.profiles):
        lost.say(f"{name} holds no names and descriptions of objectives.")
    kept = [
        i
        for i in scenario.issues
        if i.beside or (isinstance(i.of, Values) and any(v.beside for v in i.of.listed))
    ]
    tables = [
        part
        for p in scenario.profiles
        if isinstance(p.utility, Additive)
        for part in p.utility.parts
        if isinstance(part, Table)
    ]
    if kept or any(e.beside for t in tables for e in t.entries):
        lost.say(f"{name} holds no descriptions, costs or other attributes of issues and values.")
    if not indices and [i.index for i in scenario.issues] != list(range(1, len(scenario.issues) + 1)):
        lost.say(f"{name} numbers the issues from 1; other numbers of issues are not held.")
    for profile in scenario.profiles:
        if profile.uncertainty is not None:
            lost.say(f"{name} holds nothing on preference uncertainty ({{}}).", profile.name)


def extra_values(scenario: Scenario, lost: Losses, name: str) -> None:
    """Say where a table values what its issue does not have."""
    for profile in scenario.profiles:
        if isinstance(profile.utility, Additive):
            for issue, part in zip(scenario.issues, profile.utility.parts, strict=True):
                if isinstance(part, Table) and len(part.entries) > len(as_values(issue).listed):
                    lost.say(
                        f"{name} holds no worth of values that an issue does not have ({{}}).", issue.name
                    )


def file_names(scenario: Scenario, ending: str, lost: Losses, *, named: bool) -> tuple[str, list[str]]:
    """Names of the file of the domain and of those of the parties, all different.

    Args:
        named: does the format take the names of domain and parties from those of the files?
    """
    wanted = [scenario.name, *(p.name for p in scenario.profiles)]
    made: list[str] = []
    for name in wanted:
        safe = (
            re.sub(r"[^\w .()\[\]+,=@#&'-]", "-", CONTROL.sub("-", name)).strip(" .")[:NAME].strip(" .")
            or "x"
        )
        made.append(_another(safe, made))
    changed = [n for n, m in zip(wanted, made, strict=True) if n != m]
    if changed and named:
        lost.say("A name that no file can bear, or that is there twice, is changed ({}).", listed(changed))
    parties = made[1:]
    if sorted(n + ending for n in parties) != [n + ending for n in parties]:
        lost.say("The order of the parties is not held: they are read in the order of their file names.")
    return made[0] + ending, [n + ending for n in parties]


def _another(name: str, taken: list[str]) -> str:
    known = {n.casefold() for n in taken}
    number, found = 2, name
    while found.casefold() in known:
        found, number = f"{name}-{number}", number + 1
    return found


def printable(scenario: Scenario, name: str) -> None:
    """Raises ParleyError: a name holds a sign that no file of this format can."""
    words = [scenario.name, *scenario.issue_names, *(p.name for p in scenario.profiles)]
    words += [v.name for i in scenario.issues if isinstance(i.of, Values) for v in i.of.listed]
    if bad := next((w for w in words if CONTROL.search(w)), None):
        raise ParleyError(
            f"{bad!r} holds a control character, which {name} cannot.\n  Write letters, digits and signs."
        )
