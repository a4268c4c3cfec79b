"""What are the single words called that claims, comparisons and case files are marked with?

Room: briefs. Each word of the vocabularies below has its wording here, and so its place in the catalogues.
"""

from parley.evidence.document import Disclosure
from parley.ground.worded import Worded, own, say

STRENGTH_WORDS = (say("tentative"), say("stated"), say("firm"), say("absolute"))  # ascending
VERDICTS = {"differs": say("differs"), "same": say("same"), "silent": say("silent")}
STATUSES = {
    "current": say("current"),
    "past": say("past"),
    "superseded": say("superseded"),
    "conditional": say("conditional"),
    "hypothetical": say("hypothetical"),
}
BASES = {
    "public statement": say("public statement"),
    "document": say("document"),
    "unnamed sources": say("unnamed sources"),
    "unattributed": say("unattributed"),
    "reported by opponent": say("reported by opponent"),
    "private": say("private"),
}
ACTS = {
    "demand": say("demand"),
    "prefer": say("prefer"),
    "condition": say("condition"),
    "red_line": say("red line"),
    "propose": say("propose"),
    "offer": say("offer"),
    "accept": say("accept"),
    "concede": say("concede"),
    "commit": say("commit"),
    "support": say("support"),
    "reject": say("reject"),
    "threaten": say("threaten"),
    "withhold": say("withhold"),
    "accuse": say("accuse"),
    "criticize": say("criticize"),
    "warn": say("warn"),
    "deny": say("deny"),
    "justify": say("justify"),
    "assert": say("assert"),
    "appeal": say("appeal"),
    "mediate": say("mediate"),
    "assess": say("assess"),
}
STATES = {
    "proposed": say("not reviewed"),
    "accepted": say("accepted"),
    "edited": say("corrected by hand"),
    "rejected": say("rejected"),
}
GRADES = {
    Disclosure.MEDIATOR_ONLY: say("mediator only"),
    Disclosure.HINT: say("may be hinted"),
    Disclosure.OWN_IDEA: say("only as the mediator's own idea"),
    Disclosure.ATTRIBUTED: say("may be conveyed with attribution"),
}
FIRMNESS = {
    "certain": say("certainly real"),
    "likely": say("likely real"),
    "even": say("as likely real as tactical"),
    "tactical": say("likely tactical"),
}
_ENTRIES = {
    "importance": say("importance"),
    "minimum": say("minimum"),
    "mistakes": say("mistakes"),
    "no-deal": say("no deal"),
    "red-lines": say("red lines"),
    "together": say("what belongs together"),
    "answers": say("answers"),
    "values": say("values"),
    "orders": say("orders"),
}


def entry_words(field: str) -> Worded:
    """The name of an entry of a party's preferences, as it stands in the case file.

    >>> entry_words("red-lines"), entry_words("extra-rules")
    ('red lines', 'extra rules')
    """
    plain = field.replace("-", " ")
    return _ENTRIES[field].as_text(plain) if field in _ENTRIES else own(plain, plain)
