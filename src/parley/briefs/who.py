"""Who wants what, and what each says of the other: positions, figures stated, one symmetric table of blame.

Room: briefs. Speaks parties and packages.
"""

from parley.briefs.content import Block, Cell, Said, Section, Table
from parley.briefs.desk import Desk, quoted
from parley.briefs.phrases.words import BASES, STATUSES
from parley.briefs.wording import bounded, day_words, joined, listed, number_words
from parley.evidence.claim import STRENGTHS, Claim
from parley.evidence.positions import Position, exchanges
from parley.ground.worded import english, say, several


def who_section(desk: Desk) -> Section:
    principals = desk.case.principals()
    others = [p for p in desk.positions if p.party not in principals and (p.option or p.value)]
    rows = []
    for issue in desk.case.issues:
        held = {p.party: p for p in desk.positions if p.issue == issue and p.party in principals}
        beside = [p for p in others if p.issue == issue]
        if held or beside:
            cells = [_position(desk, held.get(party)) for party in principals]
            rows.append(
                (Cell((Said(desk.issue(issue)),)), *cells, *([_others(desk, beside)] if others else []))
            )
    heads = (say("Issue"), *[desk.party(p) for p in principals], *([say("Others")] if others else []))
    silent = [
        desk.issue_in_text(i) for i in desk.case.issues if not any(p.issue == i for p in desk.positions)
    ]
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(say("Current positions by issue"), heads, tuple(rows)))
    else:
        blocks.append(Said(say("No position of a principal was found in the documents.")))
    if silent:
        blocks.append(Said(say("On {issues} no current position was found.", issues=listed(silent))))
    facts = _facts(desk)
    if facts:
        blocks.append(facts)
    lead = say(
        "The strongest current statement of each side; the marks show how firmly it is put. Follow a number "
        "to the words in their paragraph. Single quotes and plain words name options of the case; double "
        "quotes hold words of a document."
    )
    return Section("who", say("Who wants what"), tuple(blocks), lead)


_EXCHANGED = (
    (say("Accuses"), ("accuse",)),
    (say("Criticises"), ("criticize",)),
    (say("Denies"), ("deny",)),
)


def blame_section(desk: Desk) -> Section | None:
    """Accusations and denials, side by side and in the same words for all; they enter no number."""
    said = [
        c
        for c in exchanges(desk.dossier.claims, desk.dossier.glossary, desk.dossier.as_of)
        if c.act in ("accuse", "criticize", "deny")
    ]
    principals = desk.case.principals()
    if not said or not principals:
        return None
    side = desk.dossier.glossary.side
    rows: list[tuple[Cell, ...]] = []
    for kind, acts in _EXCHANGED:
        cells = [
            _blamed(desk, [c for c in said if c.act in acts and party in {side(a) for a in c.actors}])
            for party in principals
        ]
        if any(cell.said[0].notes for cell in cells):
            rows.append((Cell((Said(kind),)), *cells))
    if not rows:
        return None
    table = Table(
        say("What each principal says of the others"), ("", *[desk.party(p) for p in principals]), tuple(rows)
    )
    lead = say(
        "Kept side by side. Nothing here is taken as fact, and nothing here enters a preference or a number."
    )
    return Section("blame", say("Accusations and denials"), (table,), lead)


def _others(desk: Desk, positions: list[Position]) -> Cell:
    """What those who are not principals hold, each with its name."""
    said = []
    for p in positions[:4]:
        words = say("{who}: {words}", who=desk.party(p.party), words=desk.stance_in_text(p.issue, p.main))
        said.append(Said(words, desk.notes.claim(*p.evidence[:2])))
    return Cell(tuple(said) or (Said("—"),))


def _position(desk: Desk, position: Position | None) -> Cell:
    if position is None:
        return Cell((Said("—"),))
    main = position.main
    said = [
        Said(desk.stance(position.issue, main), desk.notes.claim(*position.evidence[:2] or (main.claim,)))
    ]
    also = {desk.stance_in_text(position.issue, stance): stance.claim for stance in position.also}
    also.pop(desk.stance_in_text(position.issue, main), None)
    if also:
        words = listed(list(also)[:3])
        said.append(Said(say("also {words}", words=words), desk.notes.claim(*list(also.values())[:3])))
    for stance in position.dissent[:2]:
        said.append(
            Said(
                say(
                    "dissent, {who}: {words}",
                    who=desk.party(stance.speaker),
                    words=desk.stance_in_text(position.issue, stance),
                ),
                desk.notes.claim(stance.claim),
            )
        )
    badges: list[str] = []
    if main.status in ("conditional", "hypothetical"):
        badges.append(STATUSES[main.status])
    if position.since:
        badges.append(
            say("since {day}", day=day_words(position.since))
            if position.history
            else say("on {day}", day=day_words(position.since))
        )
    if main.basis in ("unnamed sources", "reported by opponent"):
        badges.append(BASES[main.basis])
    if desk.private(main):
        badges.append(say("told in private"))
    return Cell(tuple(said), STRENGTHS.index(main.strength) + 1, tuple(badges))


def _blamed(desk: Desk, claims: list[Claim]) -> Cell:
    """Up to two of their words, each once, with the part or member of the side that speaks."""
    words = {_by_whom(desk, claim, quoted(_telling(claim), 110)): claim.id for claim in reversed(claims)}
    shown = list(words.items())[::-1][:2]
    said = [Said(text, desk.notes.claim(claim)) for text, claim in shown]
    if len(words) > len(shown):
        left = several(len(words) - len(shown), "and one more statement", "and {n} more statements")
        said.append(Said(left))
    return Cell(tuple(said) or (Said("—"),))


def _by_whom(desk: Desk, claim: Claim, words: str) -> str:
    """The words after the speaker, where it is not the side itself, and whether they go to its own side."""
    side = desk.dossier.glossary.side
    sides = {side(a) for a in claim.actors}
    inward = bool(claim.targets) and {side(t) for t in claim.targets} <= sides
    names = [desk.party(a) for a in claim.actors if a != side(a) or claim.scope == "some"]
    if not names and not inward:
        return words
    told = {"who": joined(names) or say("from inside"), "words": words}
    if claim.scope == "some" and inward:
        return say("{who}, a part of it, against its own side: {words}", **told)
    if claim.scope == "some":
        return say("{who}, a part of it: {words}", **told)
    return say("{who}, against its own side: {words}", **told) if inward else say("{who}: {words}", **told)


def _telling(claim: Claim) -> str:
    """The words of a claim that can stand alone: its content, or its clause where that is a stub."""
    return claim.content.text if len(claim.content.text.split()) > 4 else claim.quote.text


def _facts(desk: Desk) -> Table | None:
    rows: list[tuple[Cell, ...]] = []
    seen: set[tuple[str, float]] = set()
    for fact in desk.dossier.facts:
        key = (fact.what, fact.number)
        if key in seen or len(rows) == 14:
            continue
        seen.add(key)
        number = say("a third") if abs(fact.number - 1 / 3) < 1e-6 else number_words(fact.number)
        if fact.unit:
            number = say("{number} {unit}", number=number, unit=fact.unit)
        rows.append(
            (
                Cell((Said(fact.what),)),
                Cell((Said(bounded(fact.comparator, number), desk.notes.fact(fact)),)),
                Cell((Said(english(fact.derived) if fact.derived else ""),)),
            )
        )
    if not rows:
        return None
    heads: tuple[str, ...] = (say("What"), say("Figure"), say("What follows"))
    if not any(row[2].said[0].text for row in rows):
        heads, rows = heads[:2], [row[:2] for row in rows]
    return Table(
        say("Figures the documents state"),
        heads,
        tuple(rows),
        folded=len(rows) > 8,
    )
