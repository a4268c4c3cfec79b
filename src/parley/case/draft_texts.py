"""Which dated texts lie on the table, as far as the documents report them, and what do they say?

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft`.

    name     the text's own ("text of 2 March", "the mediator's draft"), never the clause that reports it
    author   only where the words say whose it is, or one side alone made proposals on that day
    terms    what the text is reported to say, or what its author proposed on that day
    left out a text of which no term is reported: nothing could be compared with it
"""

import re
from collections.abc import Sequence

from parley.case.draft_issues import DRAFT, Drafted
from parley.case.model import Assumed, Because, Bound, Party, Term, Text
from parley.evidence.claim import Claim, Event
from parley.evidence.glossary import Actor, Glossary
from parley.evidence.joint import JointReading
from parley.ground.ids import slug

TABLED = ("propose", "offer", "accept", "commit", "demand", "support", "assert")  # what a text says by itself
NOUNS = (
    "text draft plan proposal outline paper letter document framework accord agreement note compromise offer"
)
NOUN = f"(?:{'|'.join(NOUNS.split())})"
MOST_WORDS = 6  # a name is short
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|its|their|his|her)\s+", re.IGNORECASE)
_BEFORE = re.compile(
    rf"((?:(?:the|a|an|its|their)\s+)?(?:[\w-]+['’]s?\s+)?(?:[\w-]*\s+)??{NOUN})\s+$", re.IGNORECASE
)
_AFTER = re.compile(rf"^\s+((?:[\w-]+\s+)?{NOUN})\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:of|from|dated|on|in)\s+", re.IGNORECASE)
PARTIAL = "known from reports only, so it may say more"


def texts(joint: JointReading, drafted: Sequence[Drafted], who: dict[str, Party]) -> dict[str, Text]:
    """Dated texts with at least one reported term: those that speak as a document, and those of an event."""
    known = {d.id: d for d in drafted}
    events = [e for e in joint.events if e.kind == "text"]
    found: dict[str, Text] = {}
    taken: set[str] = set()
    for actor in joint.glossary.actors:
        if actor.kind == "document" and is_name(actor.name):
            named = [e for e in events if _names(actor, e)]
            text = _speaking(actor, named, joint, known, who)
            if text is not None:
                taken |= {e.id for e in named}
                found[actor.id] = text
    for event in events:
        title = name_of(event)
        text = _reported(title, event, joint, known, who) if title and event.id not in taken else None
        if title is not None and text is not None:
            found.setdefault(slug(title), text)
    return found


def is_name(words: str) -> bool:
    """Is this short enough to be what a text is called?"""
    return len(words.split()) <= MOST_WORDS


def name_of(event: Event) -> str | None:
    """What a text is called in the words that report it; None where they have no name for it."""
    mention = " ".join(event.mention.text.split())
    if event.when is not None:
        day = " ".join(event.when.quote.text.split())
        before, _, after = mention.partition(day)
        led, followed = _BEFORE.search(f"{before.rstrip()} "), _AFTER.search(after)
        plain = _PREPOSITION.sub("", day)
        if led and before != mention:
            return _capital(f"{_DETERMINER.sub('', led[1])} of {plain}")
        if followed:
            return _capital(f"{plain} {followed[1]}")
    return (
        _capital(mention) if is_name(mention) and re.search(rf"\b{NOUN}\b", mention, re.IGNORECASE) else None
    )


def _speaking(
    actor: Actor,
    named: Sequence[Event],
    joint: JointReading,
    known: dict[str, Drafted],
    who: dict[str, Party],
) -> Text | None:
    """A text that is quoted as saying something itself."""
    said = [c for c in joint.claims if actor.id in c.actors]
    terms, claims = _says(said, known)
    stated = [e.when.start for e in named if e.when and e.when.start]
    reports = [d for d in (*(c.published for c in said), *(e.published for e in named)) if d is not None]
    if not terms or not (stated or reports):
        return None
    reason = PARTIAL
    if not stated:
        reason = f"its own date is not stated; this is the day of the first report of it; it is {PARTIAL}"
    by = next((o for e in named if (o := _owner(e.mention.text, who))), None)
    because: Because = Assumed(assumed=reason, by=DRAFT, claims=claims)
    return Text(title=actor.name, date=min(stated or reports), by=by, terms=terms, because=because)


def _reported(
    title: str, event: Event, joint: JointReading, known: dict[str, Drafted], who: dict[str, Party]
) -> Text | None:
    """A text spoken of by its date: with what its author, or one side alone, proposed on that day."""
    day = event.when.start if event.when else None
    if day is None:
        return None
    owner = _owner(event.mention.text, who)
    made = [c for c in joint.claims if c.act == "propose" and c.when and c.when.start == c.when.end == day]
    sides = dict.fromkeys(_known_side(c, joint.glossary, who) for c in made)
    if owner is None and len(sides) == 1:
        (owner,) = sides
    mine = [c for c in made if owner is not None and _known_side(c, joint.glossary, who) == owner]
    terms, claims = _says(mine, known)
    if owner is None or not terms:
        return None
    reason = f"taken to be what {who[owner].name} proposed on that day; it is {PARTIAL}"
    return Text(
        title=title, date=day, by=owner, terms=terms, because=Assumed(assumed=reason, by=DRAFT, claims=claims)
    )


def _says(said: Sequence[Claim], known: dict[str, Drafted]) -> tuple[dict[str, Term], tuple[str, ...]]:
    """The terms a text has, and the claims that say so.

    Of several terms on one issue the one that is surest, then the one with most words behind it, then the
    first.
    """
    best: dict[str, tuple[Claim, Term]] = {}
    for claim in said:
        d = known.get(claim.issue or "")
        if d is None or claim.polarity != "+" or claim.act not in TABLED:
            continue
        number = claim.value.number if claim.value else None
        term: Term | None = claim.option if claim.option in d.issue.options else None
        if number is not None and d.measures(claim.value):
            term = Bound("=", number)
        if term is not None and (d.id not in best or _weight(claim) > _weight(best[d.id][0])):
            best[d.id] = claim, term
    return {i: term for i, (_, term) in best.items()}, tuple(str(c.id) for c, _ in best.values())


def _weight(claim: Claim) -> tuple[float, int]:
    return claim.confidence, claim.quote.end - claim.quote.start


def _known_side(claim: Claim, glossary: Glossary, who: dict[str, Party]) -> str | None:
    return next((s for s in map(glossary.side, claim.actors) if s in who), None)


def _owner(mention: str, who: dict[str, Party]) -> str | None:
    """Whose text it is, where the words say so: "North's draft", "the draft of North"."""
    words = " ".join(mention.split())
    for id, party in who.items():
        members = [n for m in party.members.values() for n in (m.name, *m.aliases)]
        for name in (party.name, *party.aliases, *members):
            owner = re.escape(name)
            own = rf"\b{owner}['’]s?\s+(?:[\w-]+\s+){{0,2}}{NOUN}\b"
            made = "(?:(?:put forward|tabled|made|drafted) )?(?:by|of|from) (?:the )?"
            put = rf"\b{NOUN} {made}{owner}\b"
            if re.search(rf"{own}|{put}", words, re.IGNORECASE):
                return id
    return None


def _names(actor: Actor, event: Event) -> bool:
    mention = event.mention.text.casefold()
    return actor.id in event.actors or any(
        n.casefold() in mention for n in (_DETERMINER.sub("", actor.name), *actor.aliases)
    )


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
