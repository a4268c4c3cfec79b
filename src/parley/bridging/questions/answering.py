"""An answer to a question: taken down, corrected, taken back.

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.evidence`. An answer becomes a
document and a claim with a grade of disclosure, and an entry of `answers` in the case file, which narrows
what is known of the party. "Rather not say" becomes none of these: it is on file that it was said, and it
carries no meaning.

What is to be done is on file (`parley.bridging.questions.asked`) before it is done, each step can be done
again without harm, and `finish` does what is left of it. So nothing stays half-written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from parley.analysis.drawing.contradictions import Contradiction, contradictions
from parley.analysis.space import Space
from parley.bridging.questions.asked import (
    ASKED,
    REPLIES,
    OnFile,
    Taken,
    begun,
    finished,
    read_asked,
    taking_back,
)
from parley.bridging.questions.question import Reply
from parley.bridging.questions.record import FOLDER, claim_of, file_name, in_order, record_text
from parley.case.entries import plain
from parley.case.files import case_path, read_case, update_case
from parley.case.folder import FOLDER as DOCUMENTS_FOLDER
from parley.case.folder import case_folder
from parley.case.model import Answer, Case
from parley.case.reasons import cited, reasons
from parley.evidence.document import Disclosure
from parley.evidence.filing import add_claim, file_reading, review
from parley.evidence.joint import joined
from parley.evidence.ledger import writing
from parley.evidence.papers import document_records
from parley.evidence.reader import Reading
from parley.evidence.reading import find_documents, read_document
from parley.evidence.store import CLAIMS, LIVE, histories
from parley.ground.dates import day, now
from parley.ground.errors import ParleyError, StoreError
from parley.ground.files import write_whole
from parley.ground.ids import ClaimId
from parley.ground.near import did_you_mean


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer, or taking one back, came to."""

    question: OnFile
    claim: str | None  # what it became; None for "rather-not-say", or where it was taken back
    contradictions: tuple[Contradiction, ...] = ()  # answers of the party that cannot all be true
    words: tuple[str, ...] = ()  # the same, each in one sentence


def answer(
    folder: Path | str,
    id: str,
    reply: str,
    grade: Disclosure | str,
    by: str,
    *,
    on: date | str | None = None,
    why: str = "",
    instead: bool = False,
) -> Answered:
    """Take an answer down.

    Args:
        id: of a question on file.
        reply: "first", "second", "equal" or "rather-not-say".
        grade: who may learn of it.
        by: who took it down.
        on: the day it was given; that of the case (`as-of`) unless said, and else today.
        instead: in place of the answer that stands, which is taken back first.

    Raises:
        ParleyError: there is no such question, it is answered already, or the case has changed so that it no
            longer makes sense; nothing is written then.
    """
    home = case_folder(folder)
    with _opened(home) as known:
        question = _known(home, known, id)
        case = read_case(case_path(folder))
        taken = _taken(case, reply, grade, by, on, why)
        if question.reply is not None and not instead:
            raise ParleyError(
                f"{home / ASKED}: question {id}\n  It is answered: {question.reply}, taken down by "
                f"{question.taken[-1].by}.\n  To put this in its place:  --correct {id}={taken.reply}"
            )
        if question.reply is None and instead:
            raise _nothing_there(home, id)
        if question.against_no_deal and taken.reply == "equal":
            raise ParleyError(
                f"Question {id} asks whether the party could live with a package, rather than have no deal.\n"
                "  Take down first (it could), second (it could not) or rather-not-say."
            )
        _still_fits(case, question)
        _all_on_file(home)
        _numbers_are_free(home, case)
        if instead:
            question = _take_back(home, question, by, why or "answered again")
        taken = replace(taken, document=file_name(question))
        begun(home, id, taken)
        done = _carry_on(home, replace(question, taken=(*question.taken, taken), pending="answering"))
    return _told(home, done)


def withdraw(folder: Path | str, id: str, by: str, *, why: str = "") -> Answered:
    """Take an answer back: it no longer counts, its claim is rejected, and the question is open again.

    Raises:
        ParleyError: there is no such question, or no answer to it.
    """
    home = case_folder(folder)
    with _opened(home) as known:
        question = _known(home, known, id)
        _named(by)
        if question.reply is None:
            raise _nothing_there(home, id)
        done = _take_back(home, question, by, why)
    return _told(home, done)


def finish(folder: Path | str) -> tuple[str, ...]:
    """Do what was begun and interrupted.

    Returns:
        The ids of the questions it was about.
    """
    home = case_folder(folder)
    if not (home / ASKED).exists():
        return ()
    with writing(home / ASKED):
        pending = [q for q in read_asked(home).values() if q.pending]
        for question in pending:
            _carry_on(home, question)
    return tuple(q.id for q in pending)


@contextmanager
def _opened(home: Path) -> Iterator[dict[str, OnFile]]:
    """The questions on file while nobody else writes; what was interrupted is done first."""
    if not (home / ASKED).exists():
        raise ParleyError(
            f"{home}\n  No question was asked in this case yet.\n  Ask one:  parley ask {home} --party PARTY"
        )
    with writing(home / ASKED):
        known = read_asked(home)
        for question in [q for q in known.values() if q.pending]:
            known[question.id] = _carry_on(home, question)
        yield known


def _known(home: Path, known: dict[str, OnFile], id: str) -> OnFile:
    if id not in known:
        raise ParleyError(f'{home / ASKED}\n  No question "{id}" was asked.\n  {did_you_mean(id, known)}')
    return known[id]


def _nothing_there(home: Path, id: str) -> ParleyError:
    return ParleyError(
        f"{home / ASKED}: question {id}\n  There is no answer to it to take back.\n"
        f"  Take one down:  --answer {id}=first"
    )


def _named(by: str) -> None:
    if not by.strip():
        raise ParleyError("Nobody is named.\n  Say who took the answer down:  --by NAME")


def _taken(
    case: Case,
    reply: str,
    grade: Disclosure | str,
    by: str,
    on: date | str | None,
    why: str,
) -> Taken:
    _named(by)
    if reply not in REPLIES:
        raise ParleyError(f'"{reply}" is no answer to a question.\n  {did_you_mean(reply, REPLIES)}')
    grades = [g.value for g in Disclosure]
    if grade not in grades:
        raise ParleyError(f'"{grade}" is not a disclosure grade.\n  {did_you_mean(str(grade), grades)}')
    when = day(on) if on is not None else case.as_of or now().date()
    if case.as_of is not None and when > case.as_of:
        raise ParleyError(
            f"The case is of {case.as_of}, and an answer of {when} would be hidden in it.\n"
            f"  Write a later day into the case (as-of), or give the answer that of the case."
        )
    return Taken(reply, Disclosure(grade), by.strip(), when.isoformat(), "", now().isoformat(), why)


def _still_fits(case: Case, question: OnFile) -> None:
    """Does the case still have what was asked about?"""
    if question.party not in case.principals() or question.party not in case.preferences:
        raise ParleyError(
            f'Question {question.id} was put to "{question.party}", which is no principal with preferences '
            "in this case any more.\n  Put the party back, or ask another."
        )
    for package in question.pair:
        try:
            case.package({str(i): t for i, t in package.terms}, complete=False)
        except ParleyError as error:
            problem = str(error).split("\n", 1)[0]
            raise ParleyError(
                f"Question {question.id} is about a case that has changed since. {problem}\n"
                f"  Write it into the case, or ask again:  parley ask CASE --party {question.party}"
            ) from None


def _all_on_file(home: Path) -> None:
    """A register that begins with an answer would stand for all that was said."""
    place = home / DOCUMENTS_FOLDER
    if not place.is_dir() or not any(place.iterdir()):
        return
    filed = {record["file"] for _, record in document_records(home).values()}
    for path in find_documents([place]):
        name = path.relative_to(home).as_posix()
        if name not in filed and not name.startswith(f"{FOLDER}/"):
            raise StoreError(
                home / CLAIMS,
                problem=f"{name} is not on file yet: an answer would stand there alone.",
                mend=f"File what the documents say first:  parley read {home} --file --by YOU",
            )


def _numbers_are_free(home: Path, case: Case) -> None:
    """A new claim must not get a number that the case uses for words not on file."""
    on_file = histories(home)
    last = max((int(c[1:]) for c in on_file if c[1:].isdigit()), default=0)
    named = {c for _, because in reasons(case) for c in cited(because)}
    missing = sorted(c for c in named if c[:1] == "c" and c[1:].isdigit() and int(c[1:]) > last)
    if missing:
        raise StoreError(
            home / CLAIMS,
            problem=f"The case names claims that are not on file: {', '.join(missing[:5])}.",
            mend=f"File what the documents say first:  parley read {home} --file --by YOU",
        )


def _take_back(home: Path, question: OnFile, by: str, why: str) -> OnFile:
    taking_back(home, question.id, by, why)
    return _carry_on(home, replace(question, pending="withdrawing", by=by, why=why))


def _carry_on(home: Path, question: OnFile) -> OnFile:
    """Do, or do again, what a pending event asks for."""
    if question.pending == "answering":
        claim = None if question.taken[-1].reply == "rather-not-say" else _written(home, question)
    else:
        claim = None
        _taken_out(home, question)
    return finished(home, question, claim)


def _written(home: Path, question: OnFile) -> str:
    """Record, claim and entry of an answer; what of these is there already is left."""
    taken, case = question.taken[-1], read_case(home)
    path = home / taken.document
    if not path.exists():
        write_whole(path, record_text(case, question, taken))
    document = read_document(path, file_name=taken.document)
    claim = _claim_on(home, str(document.id))
    if claim is None:
        reading = Reading(document, "answer", glossary=case.glossary())
        file_reading(home, joined([reading], case.glossary(), "answer"), by=taken.by)
        claim = str(add_claim(home, claim_of(case, question, taken, document), by=taken.by))
    if not _fits(case, question):  # the case changed while this was interrupted: the claim stands alone
        return claim
    entries = case.preferences[question.party].answers
    if not any(_rests_on(entry, claim) for entry in entries):
        where = ("preferences", question.party, "answers")
        entry = _entry(case, question, taken.reply, claim)
        update_case(home, {(*where, len(entries)): entry} if entries else {where: [entry]})
    return claim


def _claim_on(home: Path, document: str) -> str | None:
    """The claim that stands on the record of an answer."""
    for id, history in histories(home).items():
        if history.data["document"] == document and history.state in LIVE and history.touched:
            return str(id)
    return None


def _rests_on(entry: Answer, claim: str) -> bool:
    return entry.because is not None and claim in cited(entry.because)


def _fits(case: Case, question: OnFile) -> bool:
    """Whether the case still has what was asked about."""
    try:
        _still_fits(case, question)
    except ParleyError:
        return False
    return True


def _entry(case: Case, question: OnFile, reply: Reply, claim: str) -> dict[str, Any]:
    """The answer as the case file has it, with all terms of both packages.

    What they have in common is needed: a red line or an interaction may rest on it, and what is left out
    would count as it is without a deal.
    """
    first, second = ({i: plain(t) for i, t in in_order(case, p)} for p in (question.first, question.second))
    if question.against_no_deal:
        return {"offered" if reply == "first" else "refused": first, "because": claim}
    if reply == "equal":
        return {"equal": first, "to": second, "because": claim}
    better, worse = (first, second) if reply == "first" else (second, first)
    return {"prefers": better, "to": worse, "because": claim}


def _taken_out(home: Path, question: OnFile) -> None:
    """Entry and claim of an answer; what of these is gone already is left."""
    if question.claim is None:
        return
    case = read_case(home)
    entries = case.preferences[question.party].answers if question.party in case.preferences else ()
    numbers = [n for n, entry in enumerate(entries) if _rests_on(entry, question.claim)]
    where = ("preferences", question.party, "answers")
    if numbers:
        update_case(home, {where: None} if len(entries) == 1 else {(*where, numbers[0]): None})
    history = histories(home).get(ClaimId(question.claim))
    if history is not None and history.state != "rejected":
        why = question.why or "the answer was taken back"
        review(home, question.claim, "rejected", by=question.by, why=why)


def _told(home: Path, question: OnFile) -> Answered:
    """What the answers of the party now say together."""
    case = read_case(home)
    preferences = case.preferences.get(question.party)
    found: tuple[Contradiction, ...] = ()
    if preferences is not None and preferences.answers:
        texts = {t: text.terms for t, text in case.texts.items()}
        found = contradictions(Space.of(case), question.party, preferences, texts)
    return Answered(question, question.claim, found, tuple(c.words(case) for c in found))
