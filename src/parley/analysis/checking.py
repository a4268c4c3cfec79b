"""Is a case fit for use, what does it leave open, and which answers of a party cannot all be true?

Room: analysis. Speaks parties and packages. `parley.case.check` finds the errors and what is open; the
answers are weighed up here.
"""

from collections.abc import Iterator
from pathlib import Path

from parley.case.check import CheckResult
from parley.case.check import check as check_case
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.case.questions import Question
from parley.ground.errors import ParleyError


def check(talks: Case | Dossier | Path | str) -> CheckResult:
    """Errors and questions of a case, among them the answers that contradict each other.

    Args:
        talks: a case; a dossier; a case file; or a folder with a case.yaml. Claims are looked at too, where
            there are any.
    """
    return check_case(talks, asking=_contradictions)


def _contradictions(case: Case) -> Iterator[Question]:
    answered = [party for party, said in case.preferences.items() if said.answers]
    if not answered:
        return
    from parley.analysis.contradictions import contradictions
    from parley.analysis.space import Space

    texts = {t: text.terms for t, text in case.texts.items()}
    try:
        space = Space.of(case)
    except ParleyError:  # nothing to choose from yet: another question asks for that
        return
    for party in answered:
        for found in contradictions(space, party, case.preferences[party], texts):
            yield Question(
                ("preferences", party, "answers", found.answers[0] - 1),
                "contradictory-answers",
                f"Which of these does not hold? {found.words(case)}",
                "Ask again, take one out, or allow for more mistakes:  mistakes: 0.1.",
            )
