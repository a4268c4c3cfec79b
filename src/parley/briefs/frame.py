"""What stands above and below every paper: from what it was written, and how to get the same again.

Room: briefs.
"""

from collections.abc import Iterable

from parley.briefs.content import Brief, Kind, Section
from parley.briefs.desk import Desk
from parley.briefs.phrases.finish import in_language
from parley.briefs.wording import day_words, sentences, upper_first
from parley.case.dossier import Dossier
from parley.evidence.document import Disclosure
from parley.ground.version import VERSION
from parley.ground.worded import Worded, say, several

_SHORT = 12  # signs of a digest

LABELS: dict[Kind, Worded] = {  # of what `parley brief` writes
    "brief": say("Brief for the mediator"),
    "options": say("Options paper for the mediator"),
    "matrix": say("Position matrix for the mediator"),
}


def framed(
    desk: Desk,
    sections: Iterable[Section | None],
    *,
    kind: Kind,
    label: Worded,
    drawn: str,
    refused: str = "",
    landscape: bool = False,
) -> Brief:
    """Sections as a whole paper, in the language of the desk, with the notes they cite.

    Args:
        label: what kind of paper it is, above the title.
        drawn: how much was drawn, and from which seed (`drawn_words`).
        refused: why nothing was computed, where nothing was.
        landscape: on pages that lie on their side.
    """
    kept = tuple(section for section in sections if section is not None)  # the notes are given out here
    made = Brief(
        desk.case.title,
        subtitle(desk.dossier),
        desk.phrases.language,
        kept,
        desk.notes.all(),
        desk.notes.sources(),
        imprint(desk.dossier, drawn),
        refused,
        kind,
        label,
        landscape,
    )
    return in_language(made, desk.phrases)


def subtitle(dossier: Dossier) -> str:
    """From what it was written, as of when, and for whose eyes."""
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
        read = several(
            count,
            "{documents}; the case was drafted from it alone",
            "{documents}; the case was drafted from them alone",
            documents=read,
        )
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


def drawn_words(computed: bool, draws: int, seed: int) -> Worded:
    """
    >>> print(drawn_words(True, 1000, 7))
    1,000 draws, seed 7
    """
    if computed:
        return say("{draws} draws, seed {seed}", draws=draws, seed=str(seed))
    return say("nothing drawn, seed {seed}", seed=str(seed))


def imprint(dossier: Dossier, drawn: str) -> str:
    """What it takes to get the same paper again."""
    return say(
        "Parley {version}; {drawn}; case {case}, with claims and documents {digest}. The same input and seed "
        "give the same file. Shares are of drawn preferences, not chances that a thing will happen.",
        version=VERSION,
        drawn=drawn,
        case=dossier.case.digest()[:_SHORT],  # as the commands print it
        digest=dossier.digest[:_SHORT],
    )
