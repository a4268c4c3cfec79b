"""A case with everything that was said: what a person opens, and every analysis and brief starts from.

Room: case. May use `parley.evidence` and `parley.ground`. A case folder holds `case.yaml`, `documents/` and
the register; bare documents are read cold, and a first case is drafted from them in memory.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from parley.case.files import case_path, read_case
from parley.case.folder import FOLDER as FOLDER
from parley.case.folder import case_folder, documents_of, is_case, notes_on
from parley.case.model import Assumed, Because, Case
from parley.case.reasons import reasons
from parley.case.wording import day_words
from parley.evidence.claim import Claim, Event, Fact
from parley.evidence.document import Disclosure, Document
from parley.evidence.filing import Filed, file_reading
from parley.evidence.glossary import Glossary
from parley.evidence.joint import DiscoveringReader, JointReading, joined, read_jointly
from parley.evidence.positions import Position
from parley.evidence.positions import positions as positions_of
from parley.evidence.reading import document_id, read_documents
from parley.evidence.store import Register, State, open_enough, open_register, published_by
from parley.ground.dates import day
from parley.ground.digest import digest
from parley.ground.errors import ParleyError
from parley.ground.ids import ClaimId, DocumentId
from parley.ground.near import did_you_mean
from parley.ground.worded import say, several


@dataclass(frozen=True)
class Dossier:
    """A case, its documents and what stands in them. Claims are those that stand: not rejected, not stale."""

    case: Case
    documents: dict[DocumentId, Document]
    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    folder: Path | None = None
    drafted: bool = False  # the case was drafted from the documents, in memory
    states: dict[ClaimId, State] = field(default_factory=dict)
    glossary: Glossary = field(default_factory=Glossary)
    as_of: date | None = None  # nothing published later is in here; None: no limit
    notes: tuple[str, ...] = ()  # what a reader of the results should know

    def claim(self, id: str) -> Claim:
        """The claim of that id.

        Raises:
            ParleyError: there is none in here; names the near miss.
        """
        for claim in self.claims:
            if claim.id == id:
                return claim
        raise ParleyError(
            f'There is no claim "{id}" here.\n  {did_you_mean(id, [c.id for c in self.claims])}'
        )

    def document(self, name: str) -> Document | None:
        """The document of that id or file name; None if there is none."""
        for document in self.documents.values():
            if name in (document.id, document.file, Path(document.file).name, Path(document.file).stem):
                return document
        return None

    def on(self, on: date | None) -> "Dossier":
        """As one could know it on a day: what was published later is hidden everywhere.

        Preferences stay as the analyst wrote them, and a note says so where words behind them are hidden.
        """
        if on is None:
            return self
        documents = {id: d for id, d in self.documents.items() if d.published is None or d.published <= on}
        claims = published_by(self.claims, on)
        hidden = len(self.claims) - len(claims)
        notes = self.notes
        if hidden:
            what = {"count": str(hidden), "day": day_words(on)}
            notes += (
                several(
                    hidden,
                    "1 claim published after {day} hidden",
                    "{count} claims published after {day} hidden",
                    **what,
                ),
            )
            if self.case.preferences and not self.drafted:
                notes += (say("the preferences in the case are the analyst's, and may rest on hidden words"),)
        return dataclasses.replace(
            self,
            case=_case_on(self.case, on, {d.id for d in self.documents.values()} - set(documents)),
            documents=documents,
            claims=claims,
            facts=published_by(self.facts, on),
            events=published_by(self.events, on),
            states={claim.id: self.states[claim.id] for claim in claims if claim.id in self.states},
            as_of=min(on, self.as_of) if self.as_of else on,
            notes=notes,
        )

    def at_least(self, grade: Disclosure) -> "Dossier":
        """Only what may be shown at a disclosure grade; documents that are less open go with their claims."""
        open_ones = {id for id, d in self.documents.items() if _open(d.disclosure, grade)}
        claims = tuple(c for c in open_enough(self.claims, grade) if c.document in open_ones)
        return dataclasses.replace(
            self,
            documents={id: d for id, d in self.documents.items() if id in open_ones},
            claims=claims,
            facts=tuple(f for f in self.facts if f.quote.document in open_ones),
            events=tuple(e for e in self.events if e.mention.document in open_ones),
            states={claim.id: self.states[claim.id] for claim in claims if claim.id in self.states},
        )

    def positions(self, on: date | None = None) -> tuple[Position, ...]:
        """Party by issue, see `parley.evidence.positions`."""
        return positions_of(self.claims, self.glossary, on)

    @cached_property
    def digest(self) -> str:
        """The fingerprint of case, documents and claims together."""
        return digest(
            {
                "case": self.case.as_dict(),
                "documents": {id: document.digest for id, document in self.documents.items()},
                "claims": [claim.as_dict() for claim in self.claims],
            }
        )


def open_dossier(
    folder: Path | str, *, on: date | str | None = None, reader: DiscoveringReader | None = None
) -> Dossier:
    """A case folder: its case, and what its documents say.

    Documents not yet on file are read in memory, and their claims count as proposed.

    Args:
        folder: the folder, or its case.yaml.
        on: hide what was published after this day; the case's own `as-of` unless said otherwise.
        reader: who reads what is not on file; the built-in rules unless said otherwise.
    """
    home = case_folder(folder)
    case = read_case(case_path(folder))
    register = open_register(home)
    glossary = case.glossary()
    filed = {document.file for document in register.documents.values()}
    fresh = [document for document in documents_of(home) if document.file not in filed]
    rest = read_jointly(fresh, reader or built_in_reader(), glossary) if fresh else None
    return _together(case, home, register, rest, glossary).on(_day(on) or case.as_of)


def open_talks(
    talks: "Dossier | Path | str | Sequence[Path | str]",
    *,
    case: Case | Path | str | None = None,
    published: date | str | None = None,
    on: date | str | None = None,
    reader: DiscoveringReader | None = None,
) -> Dossier:
    """A case folder, or bare documents: then a first case is drafted from what they say.

    Args:
        talks: a case folder or its case.yaml; a document, a folder of documents, or several of these; a
            dossier is passed on as it is, seen on day `on`.
        case: read the documents with this case instead of drafting one.
        published: the day of those documents that do not state their own.
        on: hide what was published after this day.
    """
    if isinstance(talks, Dossier):
        return talks.on(_day(on))
    paths = [Path(talks)] if isinstance(talks, Path | str) else [Path(path) for path in talks]
    if len(paths) == 1 and case is None and is_case(paths[0]):
        return open_dossier(paths[0], on=on, reader=reader)
    known = read_case(case) if isinstance(case, Path | str) else case
    documents = _known_by(_day(on), read_documents(paths, published=_day(published)))
    glossary = known.glossary() if known else None
    reading = read_jointly(documents, reader or built_in_reader(), glossary, known.field if known else None)
    drafted = known is None
    if known is None:
        from parley.case.draft import draft_case

        known = draft_case(reading)
        if not known.principals():
            names = ", ".join(document.file for document in documents)
            raise ParleyError(
                f"{names}: nobody was found who asks for something or refuses it.\n"
                "  Write parties and issues into a case.yaml by hand, and read the documents with that."
            )
    return Dossier(
        known,
        reading.documents,
        reading.claims,
        reading.facts,
        reading.events,
        drafted=drafted,
        states={claim.id: "proposed" for claim in reading.claims},
        glossary=_joined(known.glossary(), reading.glossary) if drafted else reading.glossary,
        notes=notes_on(reading.documents.values()),
    ).on(_day(on))


def _known_by(on: date | None, documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The documents published by a day: a first case must not be drafted from what came later."""
    kept = tuple(d for d in documents if on is None or d.published is None or d.published <= on)
    if not kept:
        first = min(d.published for d in documents if d.published)
        raise ParleyError(
            f"No document was published by {on}; the first is of {first}.\n"
            "  Choose a later day, or leave --on out."
        )
    return kept


def read(
    *paths: Path | str,
    case: Case | Path | str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    reader: DiscoveringReader | None = None,
) -> JointReading:
    """What documents say: claims, facts and events, each with its words.

    Args:
        paths: documents and folders of documents; or one case folder, whose documents are read with its case.
        case: actors and issues known beforehand; without a case the reader finds its own.
        published: the day of those documents that do not state their own.
        title, publisher: of the document, where one is read.
    """
    if case is None and len(paths) == 1 and is_case(Path(paths[0])):
        home = case_path(paths[0])
        known = read_case(home)
        return read_jointly(
            documents_of(home.parent), reader or built_in_reader(), known.glossary(), known.field
        )
    known_case = read_case(case) if isinstance(case, Path | str) else case
    documents = read_documents(paths, published=_day(published), title=title, publisher=publisher)
    glossary = known_case.glossary() if known_case else None
    field = known_case.field if known_case else None
    return read_jointly(documents, reader or built_in_reader(), glossary, field)


def positions(
    talks: Dossier | JointReading | Path | str | Sequence[Path | str],
    *,
    party: str | None = None,
    issue: str | None = None,
    on: date | str | None = None,
) -> tuple[Position, ...]:
    """Who stands where on which issue.

    Args:
        talks: a dossier, a reading, a case folder, or bare documents.
        party, issue: only of this party, only on this issue.
        on: as known on this day.

    Raises:
        ParleyError: there is no such party or issue; names the near miss.
    """
    if isinstance(talks, JointReading):
        found, glossary = positions_of(talks.claims, talks.glossary, _day(on)), talks.glossary
    else:
        dossier = open_talks(talks, on=on)
        found, glossary = dossier.positions(), dossier.glossary
    known_one("party", party, [a.id for a in glossary.actors if a.member_of is None and a.kind != "document"])
    known_one("issue", issue, [subject.id for subject in glossary.subjects])
    return tuple(p for p in found if party in (None, p.party) and issue in (None, p.issue))


def read_folder(folder: Path | str, *, by: str, reader: DiscoveringReader | None = None) -> Filed:
    """Read all documents of a case folder and put what they say on file; see `parley.evidence.filing`.

    Args:
        by: who asks for it.
    """
    home = case_folder(folder)
    case = read_case(case_path(folder))
    joint = read_jointly(documents_of(home), reader or built_in_reader(), case.glossary(), case.field)
    return file_reading(home, joint, by=by, whole=True)


def known_one(kind: str, name: str | None, known: Sequence[str]) -> None:
    """Refuse a party, issue or text that there is not.

    Raises:
        ParleyError: names the near miss.
    """
    if name is not None and name not in known:
        raise ParleyError(f'There is no {kind} "{name}" in this case.\n  {did_you_mean(name, known)}')


def built_in_reader() -> DiscoveringReader:
    """The reader by rules, imported where it is used."""
    from parley.evidence.rules.reader import RulesReader

    return RulesReader()


def _together(
    case: Case, home: Path, register: Register, rest: JointReading | None, glossary: Glossary
) -> Dossier:
    filed = {f.id: f.state for f in register.filed if f.live}
    taken = [f.id for f in register.filed] + [c for _, because in reasons(case) for c in _named(because)]
    numbers = [
        int(c[1:]) for c in taken if c[1:].isdigit()
    ]  # a number once named never stands for other words
    claims, facts, events = register.claims(), register.facts, register.events
    documents = dict(register.documents)
    notes: tuple[str, ...] = tuple(
        say("{file} has changed since it was read", file=documents[id].file) for id in register.changed
    )
    if rest is not None:
        numbered = joined(rest.readings, glossary, rest.reader, first=max(numbers, default=0) + 1)
        claims += numbered.claims
        facts = tuple(
            dataclasses.replace(f, id=f"f{n}") for n, f in enumerate((*facts, *rest.facts), start=1)
        )
        events = tuple(
            dataclasses.replace(e, id=f"e{n}") for n, e in enumerate((*events, *rest.events), start=1)
        )
        documents |= rest.documents
        filed |= {claim.id: "proposed" for claim in numbered.claims}
        if register.documents:
            names = ", ".join(d.file for d in rest.documents.values())
            notes += (say("read just now and not on file: {files}", files=names),)
    in_order = dict(sorted(documents.items(), key=lambda item: (item[1].published or date.max, item[1].file)))
    return Dossier(
        case,
        in_order,
        claims,
        facts,
        events,
        home,
        states=filed,
        glossary=glossary,
        notes=notes + notes_on(in_order.values()),
    )


def _named(because: Because) -> tuple[str, ...]:
    return because.claims if isinstance(because, Assumed) else because


def _joined(case: Glossary, found: Glossary) -> Glossary:
    """The actors and issues of a drafted case, and after them those that were found and not taken into it."""
    actors = {actor.id: actor for actor in (*found.actors, *case.actors)}
    subjects = {subject.id: subject for subject in (*found.subjects, *case.subjects)}
    first = [*(a.id for a in case.actors), *(a.id for a in found.actors)]
    then = [*(s.id for s in case.subjects), *(s.id for s in found.subjects)]
    return dataclasses.replace(
        case,
        actors=tuple(actors[id] for id in dict.fromkeys(first)),
        subjects=tuple(subjects[id] for id in dict.fromkeys(then)),
    )


def _day(written: date | str | None) -> date | None:
    return day(written) if written is not None else None


def _case_on(case: Case, on: date, hidden: set[DocumentId]) -> Case:
    """The case without texts and rounds that came later."""
    names = {str(id) for id in hidden}
    texts = {
        id: text
        for id, text in case.texts.items()
        if text.date <= on and (text.document is None or _stem(text.document) not in names)
    }
    now_known = case.as_of is None or on >= case.as_of
    rounds = tuple(
        r for r in case.rounds if r.from_ is None or r.from_ <= on or (r.status == "planned" and now_known)
    )
    as_of = min(on, case.as_of) if case.as_of else on
    return case.model_copy(update={"texts": texts, "rounds": rounds, "as_of": as_of})


def _stem(name: str) -> str:
    return name if "." not in name else document_id(name)


def _open(grade: Disclosure, least: Disclosure) -> bool:
    grades = list(Disclosure)
    return grades.index(grade) >= grades.index(least)
