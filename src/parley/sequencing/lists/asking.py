"""Who is on the lists of a case, or of a file: what each rule gives, and what it is worth to each side.

Room: sequencing. Speaks parties and deliverables. May use the rooms below.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor
from pathlib import Path

from parley.case.deliverables import Composition, Deliverable, Selection, When
from parley.case.deliverables_of_package import amounts_in
from parley.case.dossier import Dossier, known_one, open_talks
from parley.case.folder import is_case
from parley.case.model import Case
from parley.case.notation import Bound, Interval
from parley.case.package import Choice, Package
from parley.case.wording import listed, number_words, term_words
from parley.ground.errors import ParleyError
from parley.ground.ids import IssueId
from parley.ground.worded import say
from parley.sequencing.lists.choosing import Chosen, choose
from parley.sequencing.lists.groups import Group
from parley.sequencing.lists.handing_over import Composed, composed
from parley.sequencing.lists.named import PROCEDURES, NameList, Procedure, Side, checked, made_up
from parley.sequencing.lists.reading_names import LARGEST, TABLES, NamesFile, read_names


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of the rule, and for which packages."""

    terms: dict[str, tuple[str, ...]]  # issue -> any of these terms; empty: all packages
    where: str  # the same in words
    rule: str | None  # None: none is written
    vetoes: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One deliverable, or what a file holds."""

    deliverable: str | None  # None: from a file
    name: str
    giver: str  # as it is called
    receiver: str
    written: tuple[Written, ...] = ()
    composed: Composed | None = None
    chosen: Chosen | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that is asked of the lists."""

    title: str
    entries: tuple[Entry, ...]
    seed: int
    draws: int
    digest: str | None = None  # of the case


def names(
    talks: Dossier | Path | str,
    *,
    deliverable: str | None = None,
    take: int | None = None,
    floor: int | None = None,
    vetoes: int | None = None,
    procedure: Procedure | None = None,
    quotas: Mapping[str, int] | None = None,
    holder: Interval | None = None,
    draws: int = 1000,
    seed: int = 0,
    on: date | None = None,
) -> Names:
    """Compositions and selections of a case, or of a file of names.

    Args:
        talks: a case (folder, file or dossier), or a file of names (CSV or YAML).
        deliverable: only this one of the case.
        take: how many are handed over, or chosen; as it is written where not given.
        floor: the least number of living among those handed over.
        vetoes: how many names may be struck.
        procedure: only this one.
        quotas: category -> how many are chosen of it.
        holder: what one who is not living counts, of one who is, for whoever holds them; unknown where not
            given.
        on: hide what was published after this day.

    Raises:
        ParleyError: no such deliverable, no list in the case, or numbers that do not fit each other.
    """
    asked = _Asked(take, floor, vetoes, procedure, dict(quotas or {}), holder, draws, seed)
    if not isinstance(talks, Dossier) and not _of_case(Path(talks)):
        if deliverable is not None:
            raise ParleyError(
                f"{talks}\n  A file of names has no deliverables.\n  Leave out --deliverable, or give a case."
            )
        file = read_names(talks)
        return Names(file.title, (_of_file(file, asked),), seed, draws)
    dossier = open_talks(talks, on=on)
    known_one("deliverable", deliverable, list(dossier.case.deliverables))
    wanted = dossier.case.deliverables if deliverable is None else [deliverable]
    entries = tuple(entry for id in wanted for entry in _of_deliverable(dossier.case, id, asked))
    if not entries:
        what = f'"{deliverable}" has' if deliverable else "The case has"
        raise ParleyError(
            f'the case "{dossier.case.title}", deliverables\n'
            f"  {what} neither  composition:  nor  names: , so there is no list to ask about.\n"
            "  Write one of the two at a deliverable, or give a file of names."
        )
    return Names(dossier.case.title, entries, seed, draws, dossier.case.digest())


def _of_case(path: Path) -> bool:
    """Is this a case, rather than a file of names? A YAML file is looked into."""
    if not path.is_file():
        return path.suffix.lower() not in TABLES
    if not is_case(path):
        return False
    with path.open("rb") as file:
        return re.search(rb"^(parties|issues):", file.read(LARGEST), re.M) is not None


@dataclass(frozen=True, slots=True)
class _Asked:
    take: int | None
    floor: int | None
    vetoes: int | None
    procedure: Procedure | None
    quotas: dict[str, int]
    holder: Interval | None
    draws: int
    seed: int

    @property
    def procedures(self) -> Sequence[Procedure]:
        return PROCEDURES if self.procedure is None else (self.procedure,)


def _of_file(file: NamesFile, asked: _Asked) -> Entry:
    found = Entry(None, file.title, file.sides["giver"], file.sides["receiver"])
    if file.held is not None:
        held = file.held
        groups = held.groups
        if asked.take is not None and file.listed is None:
            if len(groups) > 1:
                raise ParleyError(
                    f"{file.path}, composition.categories\n"
                    "  --take says nothing of how many of each category.\n  Change  hand-over  in the file."
                )
            groups = (replace(groups[0], handed=asked.take),)
        handed = composed(
            groups,
            floor=held.floor if asked.floor is None else asked.floor,
            known=held.known,
            receiver=held.not_living,
            holder=asked.holder or held.holder_not_living,
            draws=asked.draws,
            seed=asked.seed,
        )
        found = replace(found, composed=handed)
    if file.listed is not None:
        found_list = file.listed
        take = asked.take if asked.take is not None else found_list.take
        quotas = asked.quotas or found_list.quotas
        if not take:
            take = sum(quotas.values())
        if not take:
            raise ParleyError(
                f"{file.path}\n  It does not say how many names are chosen.\n"
                "  Write --take 3, or  take: 3  in a YAML file."
            )
        found_list = replace(
            found_list,
            take=take,
            quotas=quotas,
            vetoes=found_list.vetoes if asked.vetoes is None else asked.vetoes,
        )
        procedures = asked.procedures
        found = replace(
            found,
            written=(
                (Written({}, "", found_list.procedure, found_list.vetoes),) if found_list.procedure else ()
            ),
            chosen=choose(found_list, draws=asked.draws, seed=asked.seed, procedures=procedures),
        )
    return found


def _of_deliverable(case: Case, id: str, asked: _Asked) -> list[Entry]:
    entry = case.deliverables[id]
    giver, receiver = (case.parties[p].name for p in (entry.from_, entry.to))
    found = []
    for held in [c for c in entry.composition if _applies(case, id, c.when, asked.take)]:
        composed_, notes = _composed(case, id, held, asked)
        written = (_written(case, held.when, held.rule),)
        found.append(Entry(id, entry.name, giver, receiver, written, composed=composed_, notes=notes))
    alike: dict[tuple[object, ...], list[Selection]] = {}
    for said in [n for n in entry.names if _applies(case, id, n.when, asked.take)]:
        of = (said.of, said.take, *said.quotas.items(), None, *said.categories.items())
        alike.setdefault(of, []).append(said)
    for lists in alike.values():
        chosen, notes = _chosen(case, id, lists, asked, (giver, receiver))
        rules = tuple(_written(case, one.when, one.rule, one.vetoes) for one in lists)
        found.append(Entry(id, entry.name, giver, receiver, rules, chosen=chosen, notes=notes))
    return found


def _applies(case: Case, id: str, when: When, take: int | None) -> bool:
    """Does what is said under these terms hold for the number that is taken?"""
    amount, usual = case.deliverables[id].amount, dict(_usual(case, {}).terms)
    for issue, any_ in when.items():
        if not case.issues[issue].numeric:
            continue
        counted = amount is not None and amount.issue == issue
        number = float(take) if counted and take is not None else usual.get(IssueId(issue))
        if number is not None and not any_.holds(number):
            return False
    return True


def _written(case: Case, when: When, rule: str | None, vetoes: float | None = None) -> Written:
    terms = {issue: tuple(str(term) for term in any_.terms) for issue, any_ in when.items()}
    words = [
        listed((f"“{term_words(case.issues[issue], term)}”" for term in any_.terms), "or")
        for issue, any_ in when.items()
    ]
    return Written(terms, listed(words), rule, None if vetoes is None else round(vetoes))


def _composed(case: Case, id: str, held: Composition, asked: _Asked) -> tuple[Composed, tuple[str, ...]]:
    entry = case.deliverables[id]
    if held.categories:
        counts = _category_counts(case, id, held.when)
        missing = [name for name in held.categories if name not in counts]
        if missing:
            raise ParleyError(
                f"deliverables.{id}.composition.categories.{missing[0]}\n"
                "  Nothing says how many of this category are handed over.\n"
                f"  Write  {missing[0]}: 3  under  categories:  of the deliverable."
            )
        groups = tuple(
            Group(name, round(g.of), _persons(g.living), counts[name], round(g.floor or 0), g.known)
            for name, g in held.categories.items()
        )
        notes: tuple[str, ...] = ()
        if asked.take is not None:
            notes = (say("The number of each category stands; --take is left aside."),)
    else:
        handed, notes = _amount(case, entry, id, held.when, asked.take)
        groups = (Group("", round(held.of), _persons(held.living), handed),)
    return (
        composed(
            groups,
            floor=round(held.floor or 0) if asked.floor is None else asked.floor,
            known=held.known,
            receiver=held.not_living,
            holder=asked.holder,
            draws=asked.draws,
            seed=asked.seed,
        ),
        notes,
    )


def _persons(living: Interval) -> tuple[int, int]:
    """Whole persons within a range."""
    return ceil(living.low - 1e-9), floor(living.high + 1e-9)


def _chosen(
    case: Case, id: str, lists: Sequence[Selection], asked: _Asked, sides: tuple[str, str]
) -> tuple[Chosen, tuple[str, ...]]:
    """Of one list that may stand under several rules, for several packages."""
    said = lists[0]
    vetoes = next((round(one.vetoes) for one in lists if one.vetoes is not None), None)
    of = round(said.of)
    kinds = {c: round(n) for c, n in said.categories.items()}
    if sum(kinds.values()) < of:
        kinds[say("others") if kinds else ""] = of - sum(kinds.values())
    codes, categories = made_up(kinds)
    notes: tuple[str, ...] = ()
    if asked.take is None and said.take is not None:
        take = round(said.take)
    else:
        take, notes = _amount(case, case.deliverables[id], id, said.when, asked.take)
    unknown = (None,) * len(codes)
    named: dict[Side, str] = {"giver": sides[0], "receiver": sides[1]}
    asked_of = checked(
        NameList(
            codes,
            categories,
            {"giver": unknown, "receiver": unknown},
            take,
            asked.quotas or {c: round(n) for c, n in said.quotas.items()},
            vetoes if asked.vetoes is None else asked.vetoes,
            None,
            named,
        )
    )
    chosen = choose(asked_of, draws=asked.draws, seed=asked.seed, procedures=asked.procedures)
    return replace(chosen, made_up=True), notes


def _amount(
    case: Case, entry: Deliverable, id: str, when: When, take: int | None
) -> tuple[int, tuple[str, ...]]:
    """How many are handed over: as asked, as written, or as the texts on the table have it."""
    if take is not None:
        return take, ()
    package = _usual(case, {**entry.when, **when})
    amount = amounts_in(case, package).get(id)
    if amount is None:
        raise ParleyError(
            f"deliverables.{id}\n  How many are handed over cannot be told.\n"
            "  Write --take with a number, or an amount at the deliverable."
        )
    if entry.amount is None or (entry.amount.issue is None and not entry.amount.ratios):
        return round(amount), ()
    said = say("{n} are taken, as the newest texts of the case have it.", n=number_words(round(amount)))
    return round(amount), (said,)


def _category_counts(case: Case, id: str, when: When) -> dict[str, int]:
    from parley.case.deliverables_of_package import categories_in

    package = _usual(case, {**case.deliverables[id].when, **when})
    return {c: round(n) for c, n in categories_in(case, package, id).items()}


def _usual(case: Case, when: When) -> Package:
    """The newest term of any text on each issue, with the terms that are asked for; else the middle one."""
    terms: dict[str, Choice] = {}
    for issue, entry in case.issues.items():
        choices = entry.choices()
        if choices:
            terms[issue] = choices[len(choices) // 2]
    for text in sorted(case.texts.values(), key=lambda t: t.date):
        for issue, term in text.terms.items():
            if isinstance(term, str):
                terms[issue] = term
            elif term.comparator == "=":
                terms[issue] = term.number
    for issue, any_ in when.items():
        held = terms.get(issue)
        if held is None or not any_.holds(held):
            fitting = [c for c in case.issues[issue].choices() if any_.holds(c)]
            exact = [t.number if isinstance(t, Bound) else t for t in any_.terms]
            terms[issue] = (fitting or exact)[0]
    return Package.of(terms)
