"""What to ask next so that few even swaps are needed, and what a reply means.

Room: bridging. Functions over `parley.bridging.questions.even_swaps`. What is proposed is only that: the
person may make another criterion equal, pay in another one, say no, or take a step back.

The next swap, in this order: the criterion on which fewest alternatives have to be changed; one in words
before one in numbers, since words are poor to pay in later; the one on which those left differ most, measured
by the first table. The value they are all brought to is the most common, else the middle one, the better of
two. An alternative that gains by it pays where it is farthest ahead, and one that loses by it is made up to
where it is farthest behind: both bring dominance nearer.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from parley.bridging.questions.even_swaps import (
    ConsequenceTable,
    Criterion,
    Dominated,
    Dropped,
    Kept,
    Practical,
    Session,
    Step,
    Swap,
    Twin,
    Value,
    do,
    settle,
    start,
)
from parley.bridging.questions.even_swaps_table import read_table
from parley.ground.errors import ParleyError

SLIGHT = 0.2  # of what the alternatives left differ by: an advantage worth asking whether it counts


@dataclass(frozen=True, slots=True)
class AskPractical:
    """Is this one advantage worth keeping the alternative for?"""

    loser: str
    winner: str
    criterion: str


@dataclass(frozen=True, slots=True)
class AskSwap:
    """What would the alternative have to have on `pay_in` to be exactly as good with `now` on `criterion`?"""

    alternative: str
    criterion: str
    now: Value
    pay_in: str
    left: int  # swaps that make the criterion equal, this one included


Question = AskPractical | AskSwap


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A session and what is asked next; None when nothing is left to ask."""

    session: Session
    asked: Question | None
    before: "Dialogue | None" = None  # as it was before the last reply


def begin(table: ConsequenceTable) -> Dialogue:
    """What follows from the table alone is done, and the first question is asked."""
    return _ask(settle(start(table)))


def reply(dialogue: Dialogue, said: str) -> Dialogue:
    """What a person says to the question.

    `yes` or `no` where that is asked; a value where one is asked; `equal CRITERION` to make another criterion
    equal, `pay CRITERION` to pay in another, `undo` to take back the last reply.

    Raises:
        ParleyError: it is no reply to what is asked; the dialogue stands as it was.
    """
    words = " ".join(said.split())
    if words == "undo":
        if dialogue.before is None:
            raise ParleyError("There is nothing to take back.\n  No reply has been given yet.")
        return dialogue.before
    return replace(_answered(dialogue, words), before=dialogue)


def _answered(dialogue: Dialogue, words: str) -> Dialogue:
    verb, _, rest = words.partition(" ")
    session, asked = dialogue.session, dialogue.asked
    if asked is None:
        raise ParleyError("Nothing is asked any more.\n  Say undo to take back the last reply.")
    if verb == "equal" and rest:
        return Dialogue(session, _swap_on(session, rest))
    if isinstance(asked, AskPractical):
        if words not in ("yes", "no"):
            raise ParleyError(f'"{words}" is no answer to that.\n  Say yes, no, equal CRITERION, or undo.')
        kept = Kept(asked.loser, asked.winner)
        gone = Practical(asked.loser, asked.winner, asked.criterion)
        return _go_on(session, gone if words == "yes" else kept)
    if verb == "pay" and rest:
        if session.table.criterion(rest).name == asked.criterion:
            raise ParleyError(f'"{rest}" cannot pay for itself.\n  Name another criterion.')
        return Dialogue(session, replace(asked, pay_in=rest))
    paid = session.table.criterion(asked.pay_in).value(words)
    swap = Swap(asked.alternative, asked.criterion, asked.now, asked.pay_in, paid)
    return _go_on(session, swap, asked.criterion, asked.now)


def replay(table: ConsequenceTable, replies: Iterable[str]) -> Dialogue:
    """A dialogue after a list of replies.

    Raises:
        ParleyError: one of them is no reply to what is asked there; says which.
    """
    dialogue = begin(table)
    for n, said in enumerate(replies, start=1):
        try:
            dialogue = reply(dialogue, said)
        except ParleyError as error:
            raise ParleyError(f"Reply {n}, “{said}”: {error}") from None
    return dialogue


def swaps(table: ConsequenceTable | Path | str, *, replies: Iterable[str] = ()) -> Dialogue:
    """Even swaps over a consequence table as far as the replies go: the steps so far, and what is asked.

    Args:
        table: a table, or a file that holds one (YAML, JSON, CSV).
        replies: what the person says to each question, see `reply`.
    """
    return replay(read_table(table) if isinstance(table, Path | str) else table, replies)


def _go_on(
    session: Session, step: Step, criterion: str | None = None, target: Value | None = None
) -> Dialogue:
    """After a step: finish making a criterion equal before another is begun."""
    after = settle(do(session, step))
    if criterion in [c.name for c in after.table.criteria] and not after.choice:
        asked = _practical(after)
        return Dialogue(after, asked or _swap_on(after, str(criterion), target))
    return _ask(after)


def _ask(session: Session) -> Dialogue:
    if session.choice:
        return Dialogue(session, None)
    return Dialogue(session, _practical(session) or _swap_on(session, _next_criterion(session)))


def _practical(session: Session) -> AskPractical | None:
    """An alternative whose only advantage over another is slight; the slightest first."""
    table, kept = session.table, {(s.loser, s.winner) for s in session.steps if isinstance(s, Kept)}
    found: list[tuple[float, AskPractical]] = []
    for loser in table.alternatives:
        for winner in table.alternatives:
            if loser == winner or (loser, winner) in kept:
                continue
            ahead = [c for c in table.criteria if _gap(table, c, loser, winner) > 0]
            behind = [c for c in table.criteria if _gap(table, c, loser, winner) < 0]
            if len(ahead) == 1 and len(behind) >= 2:
                share = _gap(table, ahead[0], loser, winner) / _spread(table, ahead[0])
                if share <= SLIGHT:
                    found.append((share, AskPractical(loser, winner, ahead[0].name)))
    return min(found, key=lambda one: one[0])[1] if found else None


def _next_criterion(session: Session) -> str:
    def cost(criterion: Criterion) -> tuple[int, bool, float]:
        wide = _spread(session.table, criterion) / (_spread(session.first, criterion) or 1.0)
        return _questions(session.table, criterion), not isinstance(criterion.better, tuple), -wide

    return min(session.table.criteria, key=cost).name


def _questions(table: ConsequenceTable, criterion: Criterion) -> int:
    """How many alternatives have to be changed to make all equal on it."""
    (_, most), *_ = Counter(table.column(criterion.name)).most_common(1)
    return len(table.alternatives) - most


def _swap_on(session: Session, name: str, target: Value | None = None) -> AskSwap:
    """The next swap towards equality on a criterion; at the value begun with, as long as one has it."""
    table = session.table
    criterion = table.criterion(name)
    if len(table.criteria) < 2:
        raise ParleyError(f'Only "{name}" is left, so nothing can be paid in.\n  Say undo.')
    if target is None or target not in table.column(name):
        target = _target(table, criterion)
    changed = [a for a in table.alternatives if table.value(a, name) != target]
    alternative = changed[0]
    gains = criterion.goodness(target) > criterion.goodness(table.value(alternative, name))
    others = [c for c in table.criteria if c.name != name]
    numbers = [c for c in others if not isinstance(c.better, tuple)] or others

    def lead(c: Criterion) -> float:
        """How far ahead of the last it is, as a share of what the alternatives left differ by."""
        worst = min(c.goodness(v) for v in table.column(c.name))
        return (c.goodness(table.value(alternative, c.name)) - worst) / (_spread(table, c) or 1.0)

    pay_in = (max if gains else min)(numbers, key=lead).name
    return AskSwap(alternative, name, target, pay_in, len(changed))


def _target(table: ConsequenceTable, criterion: Criterion) -> Value:
    """The most common value; where several are, the middle one of them all, the better of two."""
    column = table.column(criterion.name)
    counts = Counter(column)
    most = max(counts.values())
    common = [value for value in column if counts[value] == most]
    in_order = sorted(common, key=criterion.goodness)
    return in_order[len(in_order) // 2]


def _gap(table: ConsequenceTable, criterion: Criterion, one: str, other: str) -> float:
    first, second = (criterion.goodness(table.value(a, criterion.name)) for a in (one, other))
    return first - second


def _spread(table: ConsequenceTable, criterion: Criterion) -> float:
    goodness = [criterion.goodness(value) for value in table.column(criterion.name)]
    return max(goodness) - min(goodness)


def question_words(dialogue: Dialogue) -> str:
    """The question as one would ask it; empty when there is none."""
    asked, table = dialogue.asked, dialogue.session.table
    if asked is None:
        return ""
    criterion = table.criterion(asked.criterion)
    if isinstance(asked, AskPractical):
        one, other = (criterion.shown(table.value(a, criterion.name)) for a in (asked.loser, asked.winner))
        return (
            f"{asked.loser} is better than {asked.winner} on {criterion.name} only, {one} against {other}. "
            f"Does {asked.loser} drop out? (yes, no)"
        )
    paid_in = table.criterion(asked.pay_in)
    was, paid = (table.value(asked.alternative, c) for c in (criterion.name, paid_in.name))
    return (
        f"{asked.alternative} has {criterion.shown(was)} on {criterion.name} and {paid_in.shown(paid)} on "
        f"{paid_in.name}. With {criterion.shown(asked.now)} on {criterion.name}, which {paid_in.name} would "
        "make it exactly as good as it is now?"
    )


def record(session: Session) -> tuple[str, ...]:
    """Every step in words, in order, so that the choice can be defended."""
    said, now = [], start(session.first)
    for step in session.steps:
        said.append(_said(now.table, step))
        now = do(now, step)
    return tuple(said)


def _said(table: ConsequenceTable, step: Step) -> str:
    if isinstance(step, Dominated):
        why = f"{step.winner} is at least as good on everything and better on something"
        return f"{step.loser} drops out: {why}."
    if isinstance(step, Twin):
        return f"{step.alternative} gives the same as {step.of}: it stands and falls with it."
    if isinstance(step, Kept):
        return f"{step.loser} stays, though {step.winner} is better on all but one criterion: so you said."
    criterion = table.criterion(step.criterion)
    if isinstance(step, Dropped):
        value = criterion.shown(table.column(criterion.name)[0])
        return f"{criterion.name} no longer counts: all have {value}."
    if isinstance(step, Practical):
        one, other = (criterion.shown(table.value(a, criterion.name)) for a in (step.loser, step.winner))
        return (
            f"{step.loser} drops out: its one advantage over {step.winner}, {one} against {other} on "
            f"{criterion.name}, is not worth keeping it for, you said."
        )
    paid_in = table.criterion(step.paid_in)
    was, paid = (table.value(step.alternative, c) for c in (step.criterion, step.paid_in))
    return (
        f"Even swap on {step.alternative}: {criterion.name} {criterion.shown(was)} → "
        f"{criterion.shown(criterion.value(step.now))} for {paid_in.name} {paid_in.shown(paid)} → "
        f"{paid_in.shown(paid_in.value(step.paid_now))}, you said."
    )
