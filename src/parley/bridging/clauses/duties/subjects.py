"""Who stands before a verb, and which verb begins here?

Room: bridging. Looks up what `parley.bridging.clauses.lore` knows of verbs and of those who can act.
"""

import re

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.lore import Duties, Verb

LEAD = re.compile(
    r"^(?:(?:from|by|on|until|within|after|before|in|at|during|for|upon|once|when|if|where"
    r"|as|not later than|no later than|unless|while|throughout|subject to"
    r"|without)\b[^,;:]{2,90},\s*)+",
    re.IGNORECASE,
)
_WEAK = known.words("weak-actors")


class Subjects:
    """Names and verbs of one text."""

    def __init__(self, lore: Duties, names: tuple[str, ...], modal: re.Pattern[str]) -> None:
        self.lore, self.names, self.modal = lore, names, modal
        self.named = re.compile("|".join(rf"\b{re.escape(n)}s?\b" for n in names)) if names else None

    def verb(self, words: str, at: int, kind: str) -> Verb | None:
        """The verb that begins here in this form, the longest first."""
        here = re.match(r"[A-Za-z-]+", words[at:])
        if not here:
            return None
        for verb in self.lore.forms.get(here.group().lower(), ()):
            if kind not in verb.kinds:
                continue
            rest = verb.lemma.split()[1:]
            if not rest or words[at + here.end() :].lower().lstrip().startswith(" ".join(rest)):
                return verb
            if len(rest) == 1 and re.match(rf"(?:\s[\w'’-]+){{1,6}}\s{rest[0]}\b", words[at + here.end() :]):
                return verb
        return None

    def _named(self, subject: str) -> bool:
        return re.sub(r"^(?:The|the)\s", "", subject) in self.names

    def actor(self, subject: str) -> str:
        """The last actor named in a subject, as the text names it."""
        if self.named:
            found = list(self.named.finditer(subject))
            if found:
                return found[-1].group() if len(found) == 1 else subject[found[0].start() : found[-1].end()]
        for match in reversed(list(re.finditer(r"[A-Za-z][\w'’-]*", subject))):
            if match.group().lower() in self.lore.words["actors"]:
                begin = (
                    max(subject.rfind(", ", 0, match.start()) + 2, 0)
                    if ", " in subject[: match.start()]
                    else 0
                )
                return subject[begin : match.end()].strip()
        proper = re.match(r"^(?:The |the )?((?:[A-Z][\w'’-]+\s?)+(?:of [A-Z]\w+)?)$", subject.strip())
        if proper and proper[1].split()[0] not in (
            "Phase",
            "Stage",
            "Article",
            "Annex",
            "Clause",
            "This",
            "It",
            "That",
            "Nothing",
            "There",
        ):
            return subject.strip() if " " in subject.strip() or subject.strip().istitle() else ""
        return ""

    def owner(self, subject: str) -> str:
        """Whose things a passive speaks of: "the forces of North", "North's guns", "the guns of both
        sides"."""
        if self.named:
            found = self.named.search(subject)
            if found:
                return found.group()
        joint = re.search(
            r"\b(?:each|both|either|the|all|every)\s(?:of the\s)?(?:two\s)?(?:part(?:y|ies)|sides?)\b",
            subject,
            re.IGNORECASE,
        )
        if joint:
            return joint.group()
        own = re.search(
            r"\b(?:of|by|from|belonging to) (the (?:[\w]+ )?([a-z]+))\b|\bthe ([a-z]+)['’]s?\b",
            subject,
            re.IGNORECASE,
        )
        if own and (own[2] or own[3]).lower() in self.lore.words["actors"] - _WEAK:
            return (own[1] or f"the {own[3]}").strip()
        return ""

    def _subject(self, words: str, begin: int, end: int) -> str:
        before = words[begin:end]
        cut = 0
        for mark in re.finditer(
            r"[.;:]\s|,\s(?:and\s|but\s|or\s)?|\s(?:and|but|if|when|unless|that|which"
            r"|while|where|before|until|once)\s(?=(?:the|each|both|either|neither|it|they"
            r"|any|no|all|its|[A-Z])\b)",
            before,
        ):
            cut = mark.end()
        subject = before[cut:].strip()
        if len(subject) < 3 or not self.actor(subject):
            whole = LEAD.sub("", before).strip()
            wider = whole if self.actor(whole) and begin == 0 and "," not in subject else ""
            return subject or wider
        lead = re.match(
            r"^(?:From|By|On|After|Until|In|At|Within|During)\s(?:[\w']+\s){0,6}?(?=(?:the"
            r"|each|both|either|every|Party)\s|[A-Z])",
            subject,
        )
        return subject[lead.end() :] if lead and self.actor(subject[lead.end() :]) else subject
