"""From a dossier to a brief: what a mediation adviser reads to the end and can defend line by line.

Room: briefs. May use every room below. The order of the sections is that of the questions people ask. Other
kinds of paper have their sections in `parley.briefs.kinds`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from parley.briefs.apart import apart_section, change_section
from parley.briefs.asking import ask_section
from parley.briefs.computed import Computed, computed, text_on_the_table
from parley.briefs.content import Brief, Kind, Section
from parley.briefs.deals import LETTERS, deals_section
from parley.briefs.desk import Desk, desk_of
from parley.briefs.frame import LABELS, drawn_words, framed
from parley.briefs.layouts import form_of, laid_out
from parley.briefs.moved import moved_section
from parley.briefs.on_the_table import text_section
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.situation import assumed_section, situation_section
from parley.briefs.who import blame_section, who_section
from parley.case.dossier import Dossier, open_talks
from parley.ground.errors import ParleyError
from parley.ground.files import write_whole
from parley.ground.near import did_you_mean
from parley.ground.worded import english


def brief(
    talks: Path | str | Sequence[Path | str] | Dossier,
    out: Path | str | None = None,
    *,
    published: date | None = None,
    on: date | None = None,
    draws: int = 1000,
    seed: int = 0,
    language: str = "en",
    kind: Kind = "brief",
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
        kind: brief; options, a paper of the options on each issue; or matrix, positions by issue and party.

    Raises:
        ParleyError: a case or a document cannot be used; the text says where and how to mend it.
    """
    form = form_of(Path(out)) if out is not None else ""
    if not isinstance(talks, Dossier):
        paths = [Path(talks)] if isinstance(talks, str | Path) else [Path(t) for t in talks]
        talks = open_talks(paths, published=published, on=on)
    elif on is not None:
        talks = talks.on(on)
    made = compose(talks, draws=draws, seed=seed, language=language, kind=kind, on=on)
    if out is not None:
        write_whole(Path(out), laid_out(made, form))
    return made


def compose(
    dossier: Dossier,
    *,
    draws: int = 1000,
    seed: int = 0,
    language: str = "en",
    kind: Kind = "brief",
    on: date | None = None,
) -> Brief:
    """The brief, or another kind of paper, as content, before any layout.

    Args:
        on: leave out versions of the negotiating text that were saved later.

    Raises:
        ParleyError: there is no catalogue of the language, or no such kind of paper.
    """
    phrases = Phrases(language)
    if kind not in LABELS:
        raise ParleyError(f'There is no paper of the kind "{kind}".\n  {did_you_mean(kind, LABELS)}')
    found, refused = _NOTHING, ""
    if kind != "matrix":
        try:
            found = computed(dossier, draws=draws, seed=seed, asking=kind == "brief")
        except ParleyError as error:  # who wants what, and since when, can be shown all the same
            refused = english(str(error))
    table = text_on_the_table(dossier, on) if kind == "brief" else None
    desk = desk_of(dossier, found, refused, phrases, table)
    drawn = drawn_words(found.findings is not None, draws, seed)
    return framed(desk, _sections(kind, desk), kind=kind, label=LABELS[kind], drawn=drawn, refused=refused)


def _brief(desk: Desk) -> Iterator[Section | None]:
    yield situation_section(desk)
    yield who_section(desk)
    yield moved_section(desk)
    yield blame_section(desk)
    findings = desk.findings
    if findings is not None:
        yield apart_section(desk, findings)
        yield deals_section(desk, findings)
        yield from _carried_out(desk)
        yield change_section(desk, findings)
    yield ask_section(desk)
    yield text_section(desk)
    yield assumed_section(desk)


def _carried_out(desk: Desk) -> Iterator[Section]:
    """In which order the first package would be carried out, and whether it would last."""
    found = desk.computed
    if found.schedule is not None:
        from parley.briefs.steps.section import steps_section  # only where the case lists what is handed over

        yield steps_section(desk, found.schedule, LETTERS[0])
    elif found.unscheduled and desk.findings is not None:
        from parley.briefs.steps.missing import unscheduled_section

        yield unscheduled_section(desk, desk.findings.shown[0].package, LETTERS[0])
    if found.endurance is not None:
        from parley.briefs.holding.section import holding_section

        yield holding_section(desk, found.endurance, LETTERS[0])


def _sections(kind: Kind, desk: Desk) -> Iterable[Section | None]:
    """What a paper of this kind consists of; those that are not asked for are not even imported."""
    if kind == "options":
        from parley.briefs.kinds.options import options_sections

        return options_sections(desk)
    if kind == "matrix":
        from parley.briefs.kinds.matrix import matrix_sections

        return matrix_sections(desk)
    return _brief(desk)


_NOTHING = Computed(None)
