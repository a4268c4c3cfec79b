"""Which clause of the negotiating text is each duty, and which duties does only the text know?

Room: sequencing. May use `parley.bridging`. A clause is linked by the number that the case gives a
deliverable, or where its braces name an issue that one deliverable alone carries. What the text has beyond
that comes as rows in its own words: actor, action, and a day where the words say one.
"""

import re
from dataclasses import replace

from parley.bridging.clauses.days.days import day_numbers
from parley.bridging.clauses.duties.duties import duty_list
from parley.bridging.clauses.duties.exposure import obligations
from parley.bridging.clauses.reading import read
from parley.bridging.clauses.review import Obligation
from parley.bridging.text.kept.history import USUAL, texts_of, version
from parley.bridging.text.written.model import Clause, NegotiatingText
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.sequencing.carried.duties import Matrix, Row
from parley.sequencing.carried.matrix import in_order

_LONGEST = 240  # letters of a clause that a cell shows


def with_clauses(dossier: Dossier, matrix: Matrix, name: str = USUAL) -> Matrix:
    """The matrix with the clauses of the negotiating text of the case, where it has one."""
    folder = dossier.folder
    if folder is None or name not in texts_of(folder):
        return matrix
    found = version(folder, name)
    return linked(dossier.case, matrix, found.text, f"{found.text.title or name}, version {found.number}")


def linked(case: Case, matrix: Matrix, text: NegotiatingText, called: str) -> Matrix:
    """The matrix with the clauses of a text."""
    clauses = {clause.number: clause for clause in text.clauses() if clause.number}
    of_deliverable = _linked(case, matrix, clauses)
    rows = [_with_clause(row, of_deliverable.get(row.deliverable), clauses) for row in matrix.rows]
    taken = set(of_deliverable.values())
    own = obligations(duty_list(read(text))) if text.language.lower()[:2] == "en" else ()
    left = [duty for duty in own if duty.place.clause and duty.place.clause not in taken]
    numbers: dict[str, int] = {}
    for duty in left:
        numbers[duty.place.clause] = numbers.get(duty.place.clause, 0) + 1
    seen: dict[str, int] = {}
    for duty in left:
        clause = duty.place.clause
        seen[clause] = seen.get(clause, 0) + 1
        rows.append(_own(case, duty, seen[clause], numbers[clause]))
    return replace(matrix, rows=in_order(rows, case), text=called)


def _linked(case: Case, matrix: Matrix, clauses: dict[str, Clause]) -> dict[str, str]:
    """Deliverable -> the clause it is."""
    ids = [id for id in dict.fromkeys(row.deliverable for row in matrix.rows) if id in case.deliverables]
    found = {id: number for id in ids if (number := case.deliverables[id].clause) in clauses and number}
    for number, clause in clauses.items():
        issues = {issue for issue, _ in clause.terms}
        carrying = [id for id in ids if issues & set(case.deliverables[id].carries) and id not in found]
        if len(carrying) == 1 and not case.deliverables[carrying[0]].clause:
            found[carrying[0]] = number
    return found


def _with_clause(row: Row, number: str | None, clauses: dict[str, Clause]) -> Row:
    if row.kind == "gate" or number is None:
        return row
    return replace(row, clause=number, words=_short(clauses[number].words))


def _own(case: Case, duty: Obligation, number: int, of: int) -> Row:
    """A row in the words of the text."""
    id = f"clause-{duty.place.clause}" + (f"/{number}" if of > 1 else "")
    days = day_numbers(duty.action)
    return Row(
        id,
        "clause",
        "",
        1,
        1,
        _short(duty.action),
        _parties(case, duty.party),
        (),
        clause=duty.place.clause,
        words=_short(duty.place.words),
        day=max((n.last for n in days), default=None),
    )


def _parties(case: Case, named: str) -> tuple[str, ...]:
    """The party that the words name; both principals for "the parties"; else the words as they stand."""
    plain = re.sub(r"^the\s", "", named.strip(), flags=re.IGNORECASE).casefold()
    for id, party in case.parties.items():
        names = (party.name, *party.aliases, *party.metonyms)
        if plain in {re.sub(r"^the\s", "", n, flags=re.IGNORECASE).casefold() for n in names} | {id}:
            return (id,)
    if re.fullmatch(r"(?:two |both )?(?:parties|sides)|both|each (?:party|side)", plain):
        return case.principals()
    return (named,)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: words.rfind(" ", 0, _LONGEST)] + " …"
