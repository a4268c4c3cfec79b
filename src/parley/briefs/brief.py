"""From a dossier to a brief: what a mediation adviser reads to the end and can defend line by line.

Room: briefs. May use every room below. The order of the sections is that of the questions people ask.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from parley.analysis.findings import find
from parley.analysis.settlement import Findings
from parley.briefs.apart import apart_section, change_section
from parley.briefs.content import Brief, Section
from parley.briefs.deals import deals_section
from parley.briefs.desk import Desk
from parley.briefs.footnotes import Footnotes
from parley.briefs.layouts import form_of, laid_out
from parley.briefs.moved import moved_section
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.phrases.finish import in_language
from parley.briefs.situation import assumed_section, situation_section
from parley.briefs.who import blame_section, who_section
from parley.briefs.wording import day_words, sentences, upper_first
from parley.case.comparison import compare
from parley.case.dossier import Dossier, open_talks
from parley.evidence.document import Disclosure
from parley.evidence.positions import positions
from parley.ground.errors import ParleyError
from parley.ground.files import write_whole
from parley.ground.version import VERSION
from parley.ground.worded import english, say, several


def brief(
    talks: Path | str | Sequence[Path | str] | Dossier,
    out: Path | str | None = None,
    *,
    published: date | None = None,
    on: date | None = None,
    draws: int = 1000,
    seed: int = 0,
    language: str = "en",
) -> Brief:
    """The brief of a case folder, of bare documents, or of a dossier; written to `out` where given.

    Args:
        talks: a case folder; or documents, from which a first case is drafted; or a dossier.
        out: the file to write, as its ending says: .html, .docx or .pdf; None writes nothing.
        published: the publication date of documents that do not state one.
        on: hides whatever was published later.
        draws: how many ways the preferences could be are looked at.
        seed: of the draws; printed in the brief.
        language: of Parley's own words: en, ar or he. Names, labels and quotations stay in theirs.

    Raises:
        ParleyError: a case or a document cannot be used; the text says where and how to mend it.
    """
    form = form_of(Path(out)) if out is not None else ""
    if not isinstance(talks, Dossier):
        paths = [Path(talks)] if isinstance(talks, str | Path) else [Path(t) for t in talks]
        talks = open_talks(paths, published=published, on=on)
    elif on is not None:
        talks = talks.on(on)
    made = compose(talks, draws=draws, seed=seed, language=language)
    if out is not None:
        write_whole(Path(out), laid_out(made, form))
    return made


def compose(dossier: Dossier, *, draws: int = 1000, seed: int = 0, language: str = "en") -> Brief:
    """The brief as content, before any layout.

    Raises:
        ParleyError: there is no catalogue of the language.
    """
    phrases = Phrases(language)
    findings, refused = _found(dossier, draws, seed)
    claims = {c.id: c for c in dossier.claims}
    names = {a.id: a.name for a in dossier.glossary.actors} | {
        p: party.name for p, party in dossier.case.parties.items()
    }
    for party in dossier.case.parties.values():
        names |= {m: member.name for m, member in party.members.items()}
    desk = Desk(
        dossier,
        findings,
        refused,
        positions(dossier.claims, dossier.glossary, dossier.as_of),
        tuple(compare(dossier, text) for text in dossier.case.texts),
        Footnotes(dossier.documents, claims, dossier.states, names),
        phrases,
    )
    sections = [situation_section(desk), who_section(desk), moved_section(desk), blame_section(desk)]
    if findings is not None:
        sections += [
            apart_section(desk, findings),
            deals_section(desk, findings),
            change_section(desk, findings),
        ]
    sections.append(assumed_section(desk))
    kept: tuple[Section, ...] = tuple(s for s in sections if s is not None)
    made = Brief(
        dossier.case.title,
        _subtitle(dossier),
        language,
        kept,
        desk.notes.all(),
        desk.notes.sources(),
        _imprint(dossier, findings, draws, seed),
        refused,
        label=say("Brief for the mediator"),
    )
    return in_language(made, phrases)


def _found(dossier: Dossier, draws: int, seed: int) -> tuple[Findings | None, str]:
    """Findings; or None and why: who wants what, and since when, can be shown all the same."""
    try:
        return find(dossier.case, draws=draws, seed=seed), ""
    except ParleyError as error:
        return None, english(str(error))


def _subtitle(dossier: Dossier) -> str:
    if not dossier.documents:
        return say("From a case file without documents: what it states is all this rests on.")
    days = sorted({d.published for d in dossier.documents.values() if d.published})
    count = len(dossier.documents)
    read: str = several(count, "from 1 document", "from {count} documents", count=str(count))
    if days and days[-1] != days[0]:
        span = {"first": day_words(days[0]), "last": day_words(days[-1])}
        read = say("{documents} published {first} to {last}", documents=read, **span)
    elif days:
        read = say("{documents} published {day}", documents=read, day=day_words(days[0]))
    else:
        read = say(
            "{documents} without a publication date (give one with --published, and relative dates are "
            "resolved)",
            documents=read,
        )
    if dossier.as_of:
        read = say("As of {day}, {documents}", day=day_words(dossier.as_of), documents=read)
    if dossier.drafted:
        read = say("{documents}; the case was drafted from them alone", documents=read)
    told = [say("{sentence}.", sentence=upper_first(read))]
    closed = sum(claim.disclosure is not Disclosure.PUBLIC for claim in dossier.claims)
    if closed:
        told.append(
            say(
                "For the mediator alone: {n} of its statements are graded below public, each in its note.",
                n=str(closed),
            )
        )
    return sentences(told)


def _imprint(dossier: Dossier, findings: Findings | None, draws: int, seed: int) -> str:
    drawn = (
        say("{draws} draws, seed {seed}", draws=draws, seed=str(seed))
        if findings
        else say("nothing drawn, seed {seed}", seed=str(seed))
    )
    return say(
        "Parley {version}; {drawn}; digest of case, claims and documents {digest}. The same input and seed "
        "give the same file. Shares are of drawn preferences, not chances that a thing will happen.",
        version=VERSION,
        drawn=drawn,
        digest=dossier.digest[:16],
    )
