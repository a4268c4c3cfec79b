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
from parley.briefs.html import to_html
from parley.briefs.moved import moved_section
from parley.briefs.situation import assumed_section, situation_section
from parley.briefs.who import blame_section, who_section
from parley.case.comparison import compare
from parley.case.dossier import Dossier, open_talks
from parley.evidence.document import Disclosure
from parley.evidence.positions import positions
from parley.ground.dates import in_words
from parley.ground.errors import ParleyError
from parley.ground.files import write_whole
from parley.ground.version import VERSION


def brief(
    talks: Path | str | Sequence[Path | str] | Dossier,
    out: Path | str | None = None,
    *,
    published: date | None = None,
    on: date | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Brief:
    """The brief of a case folder, of bare documents, or of a dossier; written to `out` as HTML where given.

    Args:
        talks: a case folder; or documents, from which a first case is drafted; or a dossier.
        out: the HTML file to write; None writes nothing.
        published: the publication date of documents that do not state one.
        on: hides whatever was published later.
        draws: how many ways the preferences could be are looked at.
        seed: of the draws; printed in the brief.

    Raises:
        ParleyError: a case or a document cannot be used; the text says where and how to mend it.
    """
    if not isinstance(talks, Dossier):
        paths = [Path(talks)] if isinstance(talks, str | Path) else [Path(t) for t in talks]
        talks = open_talks(paths, published=published, on=on)
    elif on is not None:
        talks = talks.on(on)
    made = compose(talks, draws=draws, seed=seed)
    if out is not None:
        write_whole(Path(out), to_html(made))
    return made


def compose(dossier: Dossier, *, draws: int = 1000, seed: int = 0) -> Brief:
    """The brief as content, before any layout."""
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
    return Brief(
        dossier.case.title,
        _subtitle(dossier),
        "en",
        kept,
        desk.notes.all(),
        desk.notes.sources(),
        _imprint(dossier, findings, draws, seed),
        refused,
    )


def _found(dossier: Dossier, draws: int, seed: int) -> tuple[Findings | None, str]:
    """Findings; or None and why: who wants what, and since when, can be shown all the same."""
    try:
        return find(dossier.case, draws=draws, seed=seed), ""
    except ParleyError as error:
        return None, str(error)


def _subtitle(dossier: Dossier) -> str:
    if not dossier.documents:
        return "From a case file without documents: what it states is all this rests on."
    days = sorted({d.published for d in dossier.documents.values() if d.published})
    read = f"from {len(dossier.documents)} document{'s' if len(dossier.documents) != 1 else ''}"
    if days:
        read += f" published {in_words(days[0])}" + (
            f" to {in_words(days[-1])}" if days[-1] != days[0] else ""
        )
    else:
        read += " without a publication date (give one with --published, and relative dates are resolved)"
    as_of = f"As of {in_words(dossier.as_of)}, " if dossier.as_of else ""
    drafted = "; the case was drafted from them alone" if dossier.drafted else ""
    closed = sum(claim.disclosure is not Disclosure.PUBLIC for claim in dossier.claims)
    if closed:
        drafted += (
            f". For the mediator alone: {closed} of its statements are graded below public, each in its note"
        )
    return f"{as_of}{read}{drafted}." if as_of else f"{read[0].upper()}{read[1:]}{drafted}."


def _imprint(dossier: Dossier, findings: Findings | None, draws: int, seed: int) -> str:
    drawn = f"{draws:,} draws, seed {seed}" if findings else f"nothing drawn, seed {seed}"
    return (
        f"Parley {VERSION}; {drawn}; digest of case, claims and documents {dossier.digest[:16]}. The "
        "same input and seed give the same file. "
        "Shares are of drawn preferences, not chances that a thing will happen."
    )
