"""Is a case fit for use, what does it leave open; what of it cannot all be so?

Room: analysis. Speaks parties and packages. `parley.case.check` finds the errors and what is open. What takes
arithmetic is found here: constraints that no package meets together, answers that cannot all be true.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parley.case.check import CheckResult
from parley.case.check import check as check_case
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.case.questions import Question
from parley.ground.errors import ParleyError

if TYPE_CHECKING:
    from parley.analysis.space import Space


def check(talks: Case | Dossier | Path | str) -> CheckResult:
    """Errors and questions of a case, among them constraints and answers that contradict each other.

    Args:
        talks: a case; a dossier; a case file; or a folder with a case.yaml. Claims are looked at too, where
            there are any.
    """
    return check_case(talks, asking=_asking)


def _asking(case: Case) -> Iterator[Question]:
    answered = [party for party, said in case.preferences.items() if said.answers]
    if not answered and not case.constraints:
        return
    from parley.analysis.space import Space  # with numpy, only where needed

    try:
        space = Space.of(case)
    except ParleyError:  # nothing to choose from yet: another question asks for that
        return
    yield from _no_package(case, space)
    if answered:
        yield from _contradictions(case, space, answered)


def _no_package(case: Case, space: "Space") -> Iterator[Question]:
    """Constraints that leave nothing, fewest first: without any one of those named there is a package."""
    left = list(range(len(case.constraints)))
    if _leave_something(case, space, left):
        return
    for n in tuple(left):
        without = [k for k in left if k != n]
        if not _leave_something(case, space, without):
            left = without
    those = "This constraint excludes" if len(left) == 1 else f"These {len(left)} together exclude"
    counted = ", ".join(str(n + 1) for n in left)
    yield Question(
        ("constraints", left[0]),
        "no-package",
        f"Which of the constraints goes too far? {those} every package, counted from the first: {counted}.",
        "Take one out, or widen its terms. Until then positions can be shown, packages cannot be compared.",
    )


def _leave_something(case: Case, space: "Space", kept: Sequence[int]) -> bool:
    """Is there a package that keeps to these constraints?"""
    import numpy as np

    from parley.analysis.efficiency.efficient import efficient
    from parley.analysis.structure.bundle import Bundle
    from parley.analysis.structure.problem import Problem
    from parley.analysis.table import constraints_of

    forbidden, sums, _ = constraints_of((case.constraints[n] for n in kept), space)
    closed = [Bundle({i: ~np.array(axis.open)}) for i, axis in enumerate(space.axes) if not all(axis.open)]
    problem = Problem(
        tuple(np.zeros((len(axis.choices), 1)) for axis in space.axes),
        forbidden=(*closed, *forbidden),
        sums=sums,
        between=tuple(axis.between for axis in space.axes),
    )
    try:
        return len(efficient(problem)) > 0
    except ParleyError:  # it would take too long to say
        return True


def _contradictions(case: Case, space: "Space", answered: Sequence[str]) -> Iterator[Question]:
    from parley.analysis.drawing.contradictions import contradictions

    texts = {t: text.terms for t, text in case.texts.items()}
    for party in answered:
        for found in contradictions(space, party, case.preferences[party], texts):
            yield Question(
                ("preferences", party, "answers", found.answers[0] - 1),
                "contradictory-answers",
                f"Which of these does not hold? {found.words(case)}",
                "Ask again, take one out, or allow for more mistakes:  mistakes: 0.1.",
            )
