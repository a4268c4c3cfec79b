"""Which answers of a party cannot all be true?

Room: analysis. Takes the answers of a case to linear conditions with yes-or-no variables. May use numpy,
scipy, `parley.case` and `parley.ground`.

Letters used throughout:
    w   weight of each issue
    u   w v: weight times value, of each corner of the values of an issue (`parley.analysis.drawing.values`)
    r   1 where a red line is real, 0 where it is not

In w and u all that is said is linear: orders, shares, ratios, values (a w <= u <= b w), best and worst of
what is ranked (u = w and u = 0), and that one package is worth more than another. Which of several is the
best, where a value peaks, and which red lines are real are yes-or-no variables. What is not linear is given
more room than it has (see docs/why/answers.md): a contradiction found is one; some may be missed.

Source: part-worths as in UTA, Jacquet-Lagrèze and Siskos (1982), EJOR 10(2), 151-164; smallest sets by
smallest hitting sets, Ignatiev, Previti, Liffiton and Marques-Silva (2015), Smallest MUS extraction with
minimal hitting set dualization, CP 2015, LNCS 9255, 173-182.
"""

from collections.abc import Callable
from dataclasses import dataclass

from parley.analysis.blocking.smallest import elements, hitting_sets
from parley.analysis.drawing.answers import Texts
from parley.analysis.drawing.partworths import Partworths
from parley.analysis.space import Space, written
from parley.case.entries import Terms
from parley.case.model import Case
from parley.case.preferences import Answer, Preferences


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers of a party that cannot all be true; without any one of them the others can."""

    party: str
    answers: tuple[int, ...]  # counted from 1

    def words(self, case: Case) -> str:
        """In one sentence, with claims."""
        said = case.preferences[self.party].answers
        listed = "; ".join(f"({n}) {_answer(case, said[n - 1])}" for n in self.answers)
        name, count = case.parties[self.party].name, len(self.answers)
        which = (
            f"This answer of {name} cannot" if count == 1 else f"These {count} answers of {name} cannot all"
        )
        return f"{which} be true, given what else is written of its wishes: {listed}."


def contradictions(
    space: Space, party: str, preferences: Preferences, texts: Texts
) -> tuple[Contradiction, ...]:
    """The smallest sets of answers that cannot all be true together with everything else that is said.

    All sets of the smallest size are given; none where all answers can be true, or where what else is said
    cannot even without them.

    Cost: one small integer programme for each set looked at; sets are few where answers are.
    """
    answers = preferences.answers
    if not answers:
        return ()
    programme = Partworths(space, preferences, texts)
    sets = smallest_conflicts(len(answers), programme.possible)
    return tuple(Contradiction(party, tuple(k + 1 for k in numbers)) for numbers in sets if numbers)


def smallest_conflicts(n: int, possible: Callable[[tuple[int, ...]], bool]) -> tuple[tuple[int, ...], ...]:
    """Of n things, all sets of the smallest size that are not possible; none where all together are.

    Args:
        possible: whether some of them (ascending) are; what contains an impossible set must be impossible.

    >>> smallest_conflicts(4, lambda some: not {0, 2} <= set(some) and not {1, 2, 3} <= set(some))
    ((0, 2),)
    """
    known: dict[int, bool] = {}

    def holds(some: int) -> bool:
        if some not in known:
            known[some] = possible(tuple(e.bit_length() - 1 for e in elements(some)))
        return known[some]

    every = (1 << n) - 1
    if holds(every):
        return ()
    left_out: list[int] = []  # by each largest possible set that was met
    while True:
        found = hitting_sets(left_out) if left_out else (0,)
        size = min(s.bit_count() for s in found)
        fewest = [s for s in found if s.bit_count() == size]
        grown = next((s for s in fewest if holds(s)), None)
        if grown is None:
            return tuple(tuple(e.bit_length() - 1 for e in elements(s)) for s in sorted(fewest))
        for e in elements(every & ~grown):
            if holds(grown | e):
                grown |= e
        left_out.append(every & ~grown)


def _answer(case: Case, answer: Answer) -> str:
    if answer.kind in ("confirmed", "denied"):
        real = "real" if answer.kind == "confirmed" else "not real"
        word = f"its red line {_package(case, answer.terms)} is {real}"
    elif answer.kind == "equal":
        word = f"{_package(case, answer.equal)} is to it as good as {_package(case, answer.to)}"
    elif answer.kind == "offered":
        word = f"it offered {_package(case, answer.better)}"
    elif answer.kind == "refused":
        word = f"it refused {_package(case, answer.worse)}"
    else:
        better, worse = _package(case, answer.better), _package(case, answer.worse)
        word = f"it would rather have {better} than {worse}"
    if isinstance(answer.because, tuple):
        return f"{word} ({', '.join(answer.because)})"
    return word if answer.because is None else f"{word} (assumed: {answer.because.assumed})"


def _package(case: Case, package: str | Terms | None) -> str:
    if isinstance(package, str):
        return f'"{package}"'
    return ", ".join(f"{_name(case, i)}: {written(term)}" for i, term in (package or {}).items())


def _name(case: Case, issue: str) -> str:
    return case.issues[issue].name if issue in case.issues else issue
