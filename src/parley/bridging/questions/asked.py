"""Which questions were put to whom, and what became of each?

Room: bridging. Speaks parties and packages. May use `parley.evidence`. On file in `asked.jsonl` of a case
folder, one line an event, and no line is ever changed:

    asked        a question with its two packages, or one and "no-deal"
    answering    somebody takes an answer down; what follows from it is about to be written
    answered     it is written: the claim it became, if any
    withdrawing  somebody takes it back; what follows is about to be taken out
    withdrawn    it is taken out; the question is open again

An event that is about to happen stands on file before the first file is touched, so whatever interrupts it,
the next one who opens the folder can finish it (`parley.bridging.questions.answering`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from parley.bridging.questions.question import Question, Reply
from parley.case.entries import plain
from parley.case.package import Choice, Package
from parley.evidence.document import Disclosure
from parley.evidence.ledger import Record, append, reading, records, writing
from parley.ground.dates import now
from parley.ground.errors import StoreError
from parley.ground.near import did_you_mean

ASKED = "asked.jsonl"
NO_DEAL = "no-deal"  # in the place of the second package
REPLIES: tuple[Reply, ...] = get_args(Reply)
_FIELDS: dict[str, dict[str, type]] = {
    "asked": {"party": str, "first": dict, "second": dict, "at": str},
    "answering": {"reply": str, "grade": str, "by": str, "on": str, "document": str, "at": str},
    "answered": {},
    "withdrawing": {"by": str, "at": str},
    "withdrawn": {},
}
_AGAIN = "Put the line back from a saved copy, or delete it and ask again:  parley ask CASE --party PARTY"


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer taken down."""

    reply: Reply
    grade: Disclosure
    by: str
    on: str  # the day it was given
    document: str  # the file of its record, within the case folder
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class OnFile:
    """A question that was asked, with what became of it."""

    id: str
    party: str
    first: Package
    second: Package  # without terms: no deal
    at: str
    taken: tuple[Taken, ...] = ()  # every answer ever taken down, oldest first
    claim: str | None = None  # what the answer that stands became
    pending: str = ""  # "answering" or "withdrawing": begun and not finished
    withdrawn: int = 0  # answers taken back, how many
    why: str = ""  # of the last withdrawal
    by: str = ""  # whose it was

    @property
    def against_no_deal(self) -> bool:
        """Was it asked whether the party could live with one package, rather than have no deal?"""
        return not self.second.terms

    @property
    def pair(self) -> frozenset[Package]:
        """What was compared; one package alone, where it was with no deal."""
        return frozenset(p for p in (self.first, self.second) if p.terms)

    @property
    def reply(self) -> Reply | None:
        """The answer that stands; None where it is open."""
        return self.taken[-1].reply if len(self.taken) > self.withdrawn else None


def questions_on_file(folder: Path) -> tuple[OnFile, ...]:
    """All questions ever asked, in the order in which they were.

    Raises:
        StoreError: a line is damaged, or does not follow from those before it.
    """
    with reading(folder / ASKED):
        return tuple(read_asked(folder).values())


def read_asked(folder: Path) -> dict[str, OnFile]:
    """The same by id; call within a lock of the file."""
    path = folder / ASKED
    found: dict[str, OnFile] = {}
    for line, record in records(path):
        _check(path, line, record)
        id = record["id"]
        if record["event"] == "asked":
            if id not in found:
                found[id] = _asked(path, line, record)
            continue
        if id not in found:
            problem = f"This line is about question {id}, but no line before it asks that question."
            raise StoreError(path, line, problem=problem, mend=_AGAIN)
        found[id] = _next(path, line, found[id], record)
    return found


def put_on_file(folder: Path, questions: Iterable[Question]) -> None:
    """Questions that are about to be asked; those on file already stay as they are."""
    with writing(folder / ASKED):
        known = read_asked(folder)
        lines = [
            {"event": "asked", "id": q.id, "party": q.party, "first": as_terms(q.first),
             "second": NO_DEAL if q.against_no_deal else as_terms(q.second), "about": q.aim,
             "at": now().isoformat()}
            for q in questions if q.id not in known
        ]  # fmt: skip
        append(folder / ASKED, lines)


def begun(folder: Path, id: str, taken: Taken) -> None:
    """An answer is about to be written; call within `writing`."""
    record: Record = {"event": "answering", "id": id, "reply": taken.reply, "grade": taken.grade.value,
                      "by": taken.by, "on": taken.on, "document": taken.document, "at": taken.at}  # fmt: skip
    append(folder / ASKED, [record | ({"why": taken.why} if taken.why else {})])


def taking_back(folder: Path, id: str, by: str, why: str) -> None:
    """An answer is about to be taken out; call within `writing`."""
    record: Record = {"event": "withdrawing", "id": id, "by": by, "at": now().isoformat()}
    append(folder / ASKED, [record | ({"why": why} if why else {})])


def finished(folder: Path, question: OnFile, claim: str | None) -> OnFile:
    """What was begun is done; call within `writing`."""
    if question.pending == "answering":
        append(folder / ASKED, [{"event": "answered", "id": question.id, "claim": claim}])
        return replace(question, pending="", claim=claim)
    append(folder / ASKED, [{"event": "withdrawn", "id": question.id}])
    return replace(question, pending="", claim=None, withdrawn=len(question.taken))


def as_terms(package: Package) -> dict[str, Any]:
    """A package as plain terms; whole numbers without a point."""
    return {str(issue): plain(term) for issue, term in package.terms}


def _asked(path: Path, line: int, record: Record) -> OnFile:
    packages = [_package(path, line, name, {} if record[name] == NO_DEAL else record[name])
                for name in ("first", "second")]  # fmt: skip
    return OnFile(record["id"], record["party"], packages[0], packages[1], record["at"])


def _package(path: Path, line: int, name: str, terms: Mapping[str, Any]) -> Package:
    said: dict[str, Choice] = {}
    for issue, term in terms.items():
        if isinstance(term, bool) or not isinstance(term, str | int | float):
            problem = f"{issue}: {term!r} is no option and no number."
            raise StoreError(path, line, field=name, problem=problem, mend=_AGAIN)
        said[issue] = term if isinstance(term, str) else float(term)
    return Package.of(said)


def _next(path: Path, line: int, question: OnFile, record: Record) -> OnFile:
    event, open_ = record["event"], question.reply is None
    fits = {
        "answering": open_ and not question.pending,
        "answered": question.pending == "answering",
        "withdrawing": not open_ and not question.pending,
        "withdrawn": question.pending == "withdrawing",
    }
    if not fits[event]:
        state = question.pending or ("open" if open_ else "answered")
        problem = f'"{event}" does not follow: question {question.id} is {state} here.'
        raise StoreError(path, line, problem=problem, mend="Put the file back from a saved copy.")
    if event == "answering":
        taken = Taken(record["reply"], Disclosure(record["grade"]), record["by"], record["on"],
                      record["document"], record["at"], record.get("why") or "")  # fmt: skip
        return replace(question, taken=(*question.taken, taken), pending=event)
    if event == "answered":
        return replace(question, pending="", claim=record.get("claim"))
    if event == "withdrawing":
        return replace(question, pending=event, why=record.get("why") or "", by=record["by"])
    return replace(question, pending="", claim=None, withdrawn=len(question.taken))


def _check(path: Path, line: int, record: Record) -> None:
    event = record.get("event")
    if event not in _FIELDS:
        problem = f"{json.dumps(event)} is no event of a question."
        raise StoreError(path, line, field="event", problem=problem, mend=did_you_mean(str(event), _FIELDS))
    for name, kind in ({"id": str} | _FIELDS[event]).items():
        said = record.get(name)
        if name == "second" and said == NO_DEAL:
            continue
        if not isinstance(said, kind) or not said or (isinstance(said, str) and not said.isprintable()):
            problem = "The field is missing, or not what it should be."
            raise StoreError(path, line, field=name, problem=problem, mend=_AGAIN)
    for name, words in (("reply", REPLIES), ("grade", tuple(g.value for g in Disclosure))):
        if event == "answering" and record[name] not in words:
            problem = f"{json.dumps(record[name])} is no {name}."
            raise StoreError(path, line, field=name, problem=problem, mend=did_you_mean(record[name], words))
