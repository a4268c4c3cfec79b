"""Which of several alternatives is best for one party, found without weights: by even swaps.

Room: bridging. Values and pure functions; nothing is read, written or drawn, and no case is involved: this is
one party's own preparation. A consequence table says what each alternative gives on each criterion. Dominated
alternatives go. A criterion on which all are equal goes. Where neither helps, one alternative is changed on
one criterion and paid for on another so that the person finds it exactly as good as before: an even swap.
Every step is kept, is checked when it is made, and can be taken back.

Source: Hammond, Keeney & Raiffa (1998), Even swaps: a rational method for making trade-offs, Harvard Business
Review 76(2), 137-149; Smart Choices (1999), Harvard Business School Press.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import isfinite

from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean

Value = float | str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What an alternative is judged by: a number of which more or less is better, or words in an order."""

    name: str
    better: str | tuple[str, ...]  # "high", "low", or words from best to worst
    unit: str = ""

    def goodness(self, value: Value) -> float:
        """The larger, the better; only the order means anything.

        >>> Criterion("cost", "low").goodness(3.0), Criterion("service", ("A", "B")).goodness("B")
        (-3.0, -1.0)
        """
        if isinstance(value, str):
            return -float(self.better.index(value))
        return value if self.better == "high" else -value

    def value(self, written: Value) -> Value:
        """A value of this criterion, checked.

        Raises:
            ParleyError: not a finite number, or not one of the words.
        """
        if isinstance(self.better, tuple):
            if written not in self.better:
                known = did_you_mean(str(written), self.better)
                raise ParleyError(f'"{written}" is no value of "{self.name}".\n  {known}')
            return str(written)
        try:
            number = float(written)
        except ValueError:
            number = float("nan")
        if not isfinite(number) or abs(number) > 1e15:
            raise ParleyError(f'"{written}" is no value of "{self.name}".\n  Write a number.')
        return number

    def shown(self, value: Value) -> str:
        """A value with its unit.

        >>> Criterion("cost", "low", "$").shown(1700.0)
        '1700 $'
        """
        words = value if isinstance(value, str) else f"{value:.10g}"
        return f"{words} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class ConsequenceTable:
    """What each alternative gives on each criterion."""

    alternatives: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    rows: tuple[tuple[Value, ...], ...]  # one an alternative, in the order of the criteria

    def row(self, alternative: str) -> tuple[Value, ...]:
        """What an alternative gives.

        Raises:
            ParleyError: there is no such alternative; names the near miss.
        """
        return self.rows[self._place("alternative", alternative, self.alternatives)]

    def criterion(self, name: str) -> Criterion:
        """The criterion of that name.

        Raises:
            ParleyError: there is none; names the near miss.
        """
        return self.criteria[self._place("criterion", name, [c.name for c in self.criteria])]

    def value(self, alternative: str, criterion: str) -> Value:
        """What an alternative gives on a criterion."""
        names = [c.name for c in self.criteria]
        return self.row(alternative)[self._place("criterion", criterion, names)]

    def column(self, criterion: str) -> tuple[Value, ...]:
        """What all alternatives give on a criterion, in their order."""
        return tuple(self.value(a, criterion) for a in self.alternatives)

    def without_alternative(self, alternative: str) -> "ConsequenceTable":
        """The table without one row."""
        left = [(a, row) for a, row in zip(self.alternatives, self.rows, strict=True) if a != alternative]
        return replace(self, alternatives=tuple(a for a, _ in left), rows=tuple(row for _, row in left))

    def without_criterion(self, criterion: str) -> "ConsequenceTable":
        """The table without one column."""
        kept = [i for i, c in enumerate(self.criteria) if c.name != criterion]
        rows = tuple(tuple(row[i] for i in kept) for row in self.rows)
        return replace(self, criteria=tuple(self.criteria[i] for i in kept), rows=rows)

    def with_value(self, alternative: str, criterion: str, value: Value) -> "ConsequenceTable":
        """The table with another value in one cell."""
        at = self._place("criterion", criterion, [c.name for c in self.criteria])
        rows = tuple(
            (*row[:at], value, *row[at + 1 :]) if a == alternative else row
            for a, row in zip(self.alternatives, self.rows, strict=True)
        )
        return replace(self, rows=rows)

    @staticmethod
    def _place(what: str, name: str, names: Iterable[str]) -> int:
        known = list(names)
        if name not in known:
            raise ParleyError(f'There is no {what} "{name}" in the table.\n  {did_you_mean(name, known)}')
        return known.index(name)


@dataclass(frozen=True, slots=True)
class Dominated:
    """`loser` goes: `winner` is at least as good on every criterion and better on one."""

    loser: str
    winner: str


@dataclass(frozen=True, slots=True)
class Practical:
    """`loser` goes by the person's word: all it has over `winner` is a little on one criterion."""

    loser: str
    winner: str
    criterion: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The person was asked whether `loser` should go so, and keeps it."""

    loser: str
    winner: str


@dataclass(frozen=True, slots=True)
class Twin:
    """`alternative` gives the same as `of` on every criterion that is left: it stands and falls with it."""

    alternative: str
    of: str


@dataclass(frozen=True, slots=True)
class Swap:
    """To the person it is exactly as good with `now` on one criterion and `paid_now` on another."""

    alternative: str
    criterion: str
    now: Value
    paid_in: str
    paid_now: Value


@dataclass(frozen=True, slots=True)
class Dropped:
    """All alternatives left are equal on a criterion, so it no longer tells them apart."""

    criterion: str


Step = Dominated | Practical | Kept | Twin | Swap | Dropped
BY_PERSON = (Practical, Kept, Swap)  # the others follow from the table


@dataclass(frozen=True, slots=True)
class Session:
    """The table as it stands, and every step that led there from the first one."""

    first: ConsequenceTable
    table: ConsequenceTable
    steps: tuple[Step, ...] = ()

    @property
    def choice(self) -> tuple[str, ...]:
        """What is left when nothing tells alternatives apart any more; empty while something does.

        More than one where the person is indifferent between them.
        """
        if len(self.table.alternatives) > 1 and self.table.criteria:
            return ()
        chosen = list(self.table.alternatives)
        for step in reversed(self.steps):
            if isinstance(step, Twin) and step.of in chosen:
                chosen.append(step.alternative)
        return tuple(a for a in self.first.alternatives if a in chosen)


def start(table: ConsequenceTable) -> Session:
    """A session with nothing done yet."""
    return Session(table, table)


def do(session: Session, step: Step) -> Session:
    """One step further.

    Raises:
        ParleyError: the step does not hold in the table as it stands: nothing is dominated or equal there, or
            a swap that gives on both criteria or takes on both.
    """
    table = session.table
    if isinstance(step, Dominated | Practical | Twin | Kept):
        table = _without(table, step)
    elif isinstance(step, Dropped):
        if len(set(table.column(step.criterion))) > 1:
            raise ParleyError(
                f'The alternatives are not equal on "{step.criterion}".\n  Make them equal by swaps first.'
            )
        table = table.without_criterion(step.criterion)
    else:
        table = _swapped(table, step)
    return Session(session.first, table, (*session.steps, step))


def undo(session: Session) -> Session:
    """Back to before the last step that a person made, and what followed from it.

    Raises:
        ParleyError: no person has made a step yet.
    """
    made = [n for n, step in enumerate(session.steps) if isinstance(step, BY_PERSON)]
    if not made:
        raise ParleyError("There is nothing to take back.\n  No reply has been given yet.")
    back = start(session.first)
    for step in session.steps[: made[-1]]:
        back = do(back, step)
    return back


def settle(session: Session) -> Session:
    """All steps that follow from the table alone, until none is left: equals, dominated, equal criteria."""
    while (step := _follows(session.table)) is not None:
        session = do(session, step)
    return session


def dominates(table: ConsequenceTable, winner: str, loser: str) -> bool:
    """Is one at least as good on every criterion and better on one?"""
    gaps = _gaps(table, winner, loser)
    return all(gap >= 0 for gap in gaps) and any(gap > 0 for gap in gaps)


def _follows(table: ConsequenceTable) -> Step | None:
    if len(table.alternatives) < 2:
        return None
    for n, loser in enumerate(table.alternatives):
        for earlier in table.alternatives[:n]:
            if table.row(loser) == table.row(earlier) and table.criteria:
                return Twin(loser, earlier)
    for loser in table.alternatives:
        for winner in table.alternatives:
            if winner != loser and dominates(table, winner, loser):
                return Dominated(loser, winner)
    for criterion in table.criteria:
        if len(set(table.column(criterion.name))) == 1:
            return Dropped(criterion.name)
    return None


def _without(table: ConsequenceTable, step: Dominated | Practical | Twin | Kept) -> ConsequenceTable:
    loser, winner = (step.alternative, step.of) if isinstance(step, Twin) else (step.loser, step.winner)
    gaps = _gaps(table, winner, loser)
    if loser == winner:
        raise ParleyError(f'"{loser}" is not worse than itself.\n  Name two alternatives.')
    if isinstance(step, Kept):
        return table
    if isinstance(step, Twin) and any(gaps):
        raise ParleyError(f'"{loser}" and "{winner}" are not equal.\n  Compare them criterion by criterion.')
    if isinstance(step, Dominated) and not dominates(table, winner, loser):
        raise ParleyError(f'"{winner}" does not dominate "{loser}".\n  Compare them criterion by criterion.')
    if isinstance(step, Practical):
        ahead = [c.name for c, gap in zip(table.criteria, gaps, strict=True) if gap < 0]
        if ahead != [step.criterion] or not any(gap > 0 for gap in gaps):
            raise ParleyError(
                f'"{loser}" is not ahead of "{winner}" on "{step.criterion}" alone, and behind elsewhere.\n'
                "  Compare them criterion by criterion."
            )
    return table.without_alternative(loser)


def _swapped(table: ConsequenceTable, step: Swap) -> ConsequenceTable:
    if step.criterion == step.paid_in:
        raise ParleyError(f'"{step.criterion}" cannot pay for itself.\n  Name another criterion to pay in.')
    criterion, paid_in = table.criterion(step.criterion), table.criterion(step.paid_in)
    now, paid_now = criterion.value(step.now), paid_in.value(step.paid_now)
    was = table.value(step.alternative, step.criterion)
    paid_was = table.value(step.alternative, step.paid_in)
    gained = criterion.goodness(now) - criterion.goodness(was)
    paid = paid_in.goodness(paid_was) - paid_in.goodness(paid_now)
    if gained == 0:
        raise ParleyError(
            f'"{step.alternative}" has {criterion.shown(was)} on "{step.criterion}" already.\n'
            "  Name another alternative or value."
        )
    if gained * paid <= 0:
        change, other = ("better", "worse") if gained > 0 else ("worse", "better")
        raise ParleyError(
            f'"{step.alternative}" becomes {change} on "{step.criterion}", so on "{step.paid_in}" it must '
            f"become {other} than {paid_in.shown(paid_was)}; {paid_in.shown(paid_now)} is not.\n"
            "  Give the value at which you would find it exactly as good as before."
        )
    table = table.with_value(step.alternative, step.criterion, now)
    return table.with_value(step.alternative, step.paid_in, paid_now)


def _gaps(table: ConsequenceTable, winner: str, loser: str) -> tuple[float, ...]:
    """How far one is ahead of another on each criterion; below 0 where it is behind."""
    return tuple(
        criterion.goodness(w) - criterion.goodness(v)
        for criterion, w, v in zip(table.criteria, table.row(winner), table.row(loser), strict=True)
    )
