"""Is a case fit for use, and what does it leave open? Errors first, then questions, each with its place.

Room: case. May use `parley.evidence` and `parley.ground`. Works with a file, with a folder and its
claims, and with a case made in Python.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.case.consistency import problems
from parley.case.dossier import Dossier
from parley.case.files import case_path, read_case_file
from parley.case.model import Case
from parley.case.questions import SHOWN, Question, questions
from parley.case.questions_of_deliverables import questions_of_carrying_out
from parley.case.reasons import cited, reasons
from parley.case.yaml_tree import field_name
from parley.evidence.claim import Claim
from parley.evidence.store import open_register
from parley.ground.errors import CaseFileError, CaseFileErrors, PlacedError


@dataclass(frozen=True, slots=True)
class Open:
    """A question with the place in the file that it is about."""

    place: str  # case.yaml:12:3; empty for a case without a file
    field: str
    kind: str
    question: str
    answer: str

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.place, self.field) if part)
        return f"{where}\n  {self.question}\n  {self.answer}"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Errors keep a case from being used; questions do not."""

    file: Path | None
    case: Case | None  # None when there are errors
    errors: tuple[PlacedError, ...]
    questions: tuple[Open, ...]

    @property
    def usable(self) -> bool:
        """Are there no errors?"""
        return not self.errors

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "file": str(self.file) if self.file else None,
            "usable": self.usable,
            "errors": [
                {
                    "file": str(e.file),
                    "line": e.line,
                    "column": e.column,
                    "field": e.field,
                    "problem": e.problem,
                    "mend": e.mend,
                }
                for e in self.errors
            ],
            "questions": [
                {
                    "place": q.place,
                    "field": q.field,
                    "kind": q.kind,
                    "question": q.question,
                    "answer": q.answer,
                }
                for q in self.questions
            ],
        }


Asking = Callable[[Case], Iterable[Question]]  # what others would ask of a case without errors


def check(talks: Case | Dossier | Path | str, *, asking: Asking = lambda _: ()) -> CheckResult:
    """Errors and questions of a case.

    Args:
        talks: a case; a dossier; a case file; or a folder with a case.yaml. Claims are looked at too, where
            there are any.
        asking: further questions, of a case without errors.
    """
    if isinstance(talks, Case):
        return _of_case(talks, asking)
    if isinstance(talks, Dossier):
        if talks.folder is None:
            filed = {str(c): str(s) for c, s in talks.states.items()}
            return _of_case(talks.case, asking, talks.claims, filed)
        talks = talks.folder
    path = case_path(talks)
    try:
        file = read_case_file(path)
    except CaseFileErrors as errors:
        return CheckResult(path, None, tuple(errors.errors), ())
    damage: tuple[PlacedError, ...] = ()
    claims: tuple[Claim, ...] | None = None
    states: dict[str, str] | None = None
    try:
        claims, states = _filed(path.parent)
    except PlacedError as error:
        damage = (error,)
    asked = [
        *questions(file.case, claims, states),
        *questions_of_carrying_out(file.case),
        *asking(file.case),
    ]
    if claims is None and not damage:
        asked += _without_register(file.case)
    found = []
    for question in asked:
        line, column = file.place(question.path)
        found.append((line, column, _open(question, f"{path}:{line}:{column}")))
    in_order = sorted(found, key=lambda entry: entry[:2])
    return CheckResult(path, None if damage else file.case, damage, tuple(q for *_, q in in_order))


def _filed(folder: Path) -> tuple[tuple[Claim, ...] | None, dict[str, str] | None]:
    """The live claims beside a case, and the state of all; nothing where there is no register."""
    if not (folder / "claims.jsonl").exists():
        return None, None
    register = open_register(folder)
    return tuple(register.claims()), {str(filed.id): str(filed.state) for filed in register.filed}


def _without_register(case: Case) -> list[Question]:
    """A case that cites claims, and has no register beside it, has lost what it rests on."""
    places = [(path, c) for path, because in reasons(case) for c in cited(because)]
    if not places:
        return []
    ids = list(dict.fromkeys(c for _, c in places))
    more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
    return [
        Question(
            places[0][0],
            "no-register",
            f"Where are the claims that the case cites, {', '.join(ids[:SHOWN])}{more}? "
            "There is no claims.jsonl beside it.",
            "Put the file back where it was, or rest these entries on assumptions.",
        )
    ]


def _of_case(
    case: Case,
    asking: Asking,
    claims: tuple[Claim, ...] | None = None,
    states: dict[str, str] | None = None,
) -> CheckResult:
    errors = tuple(
        CaseFileError("case", field=field_name(p.path), problem=p.problem, mend=p.mend)
        for p in problems(case)
    )
    asked = (
        () if errors else (*questions(case, claims, states), *questions_of_carrying_out(case), *asking(case))
    )
    return CheckResult(
        None, None if errors else case, errors, tuple(_open(question, "") for question in asked)
    )


def _open(question: Question, place: str) -> Open:
    return Open(place, field_name(question.path), question.kind, question.question, question.answer)
