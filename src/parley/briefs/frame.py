"""What stands above and below every paper: from what it was written, and how to get the same again.

Room: briefs.
"""

from parley.briefs.wording import day_words, sentences, upper_first
from parley.case.dossier import Dossier
from parley.evidence.document import Disclosure
from parley.ground.version import VERSION
from parley.ground.worded import say, several

LABELS = {
    "brief": say("Brief for the mediator"),
    "options": say("Options paper for the mediator"),
    "matrix": say("Position matrix for the mediator"),
}


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


def imprint(dossier: Dossier, computed: bool, draws: int, seed: int) -> str:
    """What it takes to get the same paper again."""
    drawn = (
        say("{draws} draws, seed {seed}", draws=draws, seed=str(seed))
        if computed
        else say("nothing drawn, seed {seed}", seed=str(seed))
    )
    return say(
        "Parley {version}; {drawn}; digest of case, claims and documents {digest}. The same input and seed "
        "give the same file. Shares are of drawn preferences, not chances that a thing will happen.",
        version=VERSION,
        drawn=drawn,
        digest=dossier.digest[:16],
    )
