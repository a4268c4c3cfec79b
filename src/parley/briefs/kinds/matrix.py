"""Where does each party stand on each issue: in its words, with date and source, and what may lie behind?

Room: briefs. Speaks parties and packages. Nothing is computed here: what is stated, what the case file has,
and what the analyst infers, each marked as what it is.
"""

from collections.abc import Iterator

from parley.analysis.settlement import Demand
from parley.bridging.devices.device import Serves
from parley.bridging.devices.serving import serves
from parley.briefs.apart import demand_notes
from parley.briefs.changes import changes, sentence
from parley.briefs.content import Cell, Items, Said, Section, Table
from parley.briefs.demand_words import terms_words
from parley.briefs.desk import Desk, quoted
from parley.briefs.kinds.options import interest
from parley.briefs.phrases.words import BASES, FIRMNESS, STATUSES
from parley.briefs.wording import day_words, in_turn, listed, term_words
from parley.evidence.claim import STRENGTHS
from parley.evidence.positions import Position
from parley.ground.ids import ClaimId
from parley.ground.worded import Worded, say

_NOT_KNOWN, _NONE = Cell((Said("—"),)), Cell((Said(say("none on record")),))
_QUOTED, _QUOTED_BESIDE = 220, 120  # letters of a quotation that are shown
_INTERESTS = 2


def matrix_sections(desk: Desk) -> Iterator[Section | None]:
    yield _matrix(desk)
    yield _without_a_deal(desk)


def _matrix(desk: Desk) -> Section:
    tables = tuple(_on(desk, issue) for issue in desk.case.issues)
    lead = say(
        "The strongest current statement of each party in its own words, with its day; then what is inferred "
        "from what it said, marked as inferred; what it says it refuses; and what shows that it may move."
    )
    blocks = tables or (Said(say("The case has no issue yet.")),)
    return Section("matrix", say("Positions by issue and party"), blocks, lead)


def _on(desk: Desk, issue: str) -> Table:
    parties = desk.case.principals()
    held = {p.party: p for p in desk.positions if p.issue == issue}
    others = [p for p in held.values() if p.party not in parties and (p.option or p.value)]
    rows = [
        (say("Position, in its words"), [_position(desk, held.get(p)) for p in parties]),
        (say("Interest, inferred"), [_interest(desk, issue, p) for p in parties]),
        (say("Red line"), [_red_line(desk, issue, p) for p in parties]),
        (say("Sign of movement"), [_movement(desk, issue, p, held.get(p)) for p in parties]),
        (say("Without a deal"), [_no_deal(desk, issue, p) for p in parties]),
    ]
    told: list[tuple[Cell, ...]] = []
    for name, cells in rows:
        if any(cell not in (_NOT_KNOWN, _NONE) for cell in cells) or (others and not told):
            beside = [Cell(()) if told else _others(desk, others)] if others else []
            told.append((Cell((Said(name),)), *cells, *beside))
    heads = ("", *[desk.party(p) for p in parties], *([say("Others")] if others else []))
    return Table(desk.issue(issue), heads, tuple(told), wide=True)


def _others(desk: Desk, positions: list[Position]) -> Cell:
    """What those who are no principals say, each with its name."""
    said = []
    for position in positions:
        claim = desk.notes.claims.get(position.main.claim)
        if claim is not None:
            words = quoted(claim.quote.text, _QUOTED_BESIDE)
            named = say("{who}: {words}", who=desk.party(position.party), words=words)
            said.append(Said(named, desk.notes.claim(position.main.claim)))
    return Cell(tuple(said))


def _position(desk: Desk, position: Position | None) -> Cell:
    """Verbatim, with what it is taken to mean, its day, and how firmly it is put."""
    if position is None:
        return _NOT_KNOWN
    main = position.main
    claim = desk.notes.claims.get(main.claim)
    if claim is None:
        return Cell((Said(desk.stance(position.issue, main)),))
    said = [
        Said(quoted(claim.quote.text, _QUOTED), desk.notes.claim(main.claim)),
    ]
    if main.option is not None or main.value is not None:
        read = say("read as: {stance}", stance=desk.stance_in_text(position.issue, main))
        said.append(Said(read))
    badges = [STATUSES[main.status]] if main.status in ("conditional", "hypothetical") else []
    day = main.said or claim.published
    if day:
        badges.append(say("on {day}", day=day_words(day)))
    if main.basis in ("unnamed sources", "reported by opponent"):
        badges.append(BASES[main.basis])
    if desk.private(main):
        badges.append(say("told in private"))
    return Cell(tuple(said), STRENGTHS.index(main.strength) + 1, tuple(badges))


def _interest(desk: Desk, issue: str, party: str) -> Cell:
    """What it gives as its reason, or what the analyst takes it to be."""
    found = [one for one in serves(desk.dossier, issue) if one.party == party and _reason(desk, one)]
    said = [interest(desk, one, _QUOTED) for one in found[:_INTERESTS]]
    return Cell(tuple(said), badges=_inferred(desk, found)) if said else _NONE


def _reason(desk: Desk, one: Serves) -> bool:
    """Is it a reason, or the analyst's assumption? What it merely asks is its position, not its interest."""
    claim = desk.notes.claims.get(ClaimId(one.claim)) if one.claim else None
    return one.claim is None or (claim is not None and claim.act == "justify")


def _inferred(desk: Desk, found: list[Serves]) -> tuple[str, ...]:
    """Whose inference it is: the rules' alone, or a person's who has looked at it."""
    claims = [ClaimId(one.claim) for one in found if one.claim]
    if claims:
        states = {desk.notes.states.get(claim, "proposed") for claim in claims}
        if states <= {"accepted", "edited"}:
            return (say("inferred from a reason it gave"),)
        return (say("inferred at reading by rules, not reviewed"),)
    return (say("assumed, not said"),)


def _red_line(desk: Desk, issue: str, party: str) -> Cell:
    """What it refuses on this issue, as the case has it, and how likely that is taken to be real."""
    preferences = desk.case.preferences.get(party)
    said = []
    for line in preferences.red_lines if preferences else ():
        if issue not in line.terms:
            continue
        demand = Demand(
            party,
            "red-line",
            tuple((i, str(t)) for i, t in line.terms.items()),
            tuple((i, str(t)) for i, t in line.unless.items()),
        )
        refused: Worded = say("refuses {refused}", refused=_refused(desk, issue, demand))
        if line.word in FIRMNESS:
            refused = say("{refused}; taken to be: {word}", refused=refused, word=FIRMNESS[line.word])
        said.append(Said(refused, demand_notes(desk, demand)))
    return Cell(tuple(said)) if said else _NOT_KNOWN


def _refused(desk: Desk, issue: str, demand: Demand) -> str:
    """The terms; with their issue where it is another."""
    mine = [desk.term_in_text(i, t) for i, t in demand.terms if i == issue]
    others = [(i, t) for i, t in demand.terms if i != issue]
    words = listed([*mine, *([terms_words(desk, others)] if others else [])])
    if not demand.unless:
        return words
    return say("{terms} unless {way_out}", terms=words, way_out=terms_words(desk, demand.unless))


def _movement(desk: Desk, issue: str, party: str, position: Position | None) -> Cell:
    """Changes of position, what it would also take, and dissent inside it."""
    said = [
        Said(
            say("{day}, {change}.", day=day_words(c.on), change=sentence(desk, c))
            if c.on
            else say("{sentence}.", sentence=sentence(desk, c)),
            desk.notes.claim(c.before.claim, c.after.claim),
        )
        for c in changes(desk)
        if (c.position.party, c.position.issue) == (party, issue)
    ]
    if position is not None:
        also = {desk.stance_in_text(issue, s): s.claim for s in position.also if s.polarity == "+"}
        also.pop(desk.stance_in_text(issue, position.main), None)
        if also:
            said.append(
                Said(
                    say("also {words}", words=listed(list(also)[:3])),
                    desk.notes.claim(*list(also.values())[:3]),
                )
            )
        for stance in position.dissent[:2]:
            words = say(
                "dissent, {who}: {words}",
                who=desk.party(stance.speaker),
                words=desk.stance_in_text(issue, stance),
            )
            said.append(Said(words, desk.notes.claim(stance.claim)))
    return Cell(tuple(said)) if said else _NOT_KNOWN


def _no_deal(desk: Desk, issue: str, party: str) -> Cell:
    preferences = desk.case.preferences.get(party)
    outcome = preferences.no_deal if preferences else None
    if outcome is None or issue not in outcome.leads_to:
        return _NOT_KNOWN
    entry = desk.case.issues[issue]
    words = term_words(entry, outcome.leads_to[issue])
    return Cell((Said(words, desk.because(outcome.because)),))


def _without_a_deal(desk: Desk) -> Section | None:
    """What going without a deal is taken to be worth to each principal, beyond single issues."""
    said = []
    for party in desk.case.principals():
        preferences = desk.case.preferences.get(party)
        outcome = preferences.no_deal if preferences else None
        if outcome is None:
            said.append(Said(say("{who}: nothing is written of what no deal is worth.", who=desk.who(party))))
            continue
        parts = []
        if outcome.costs is not None:
            low, high = f"{outcome.costs.low:g}", f"{outcome.costs.high:g}"
            parts.append(say("carrying on costs {low} to {high} of its scale", low=low, high=high))
        if outcome.worth is not None:
            low, high = f"{outcome.worth.low:g}", f"{outcome.worth.high:g}"
            parts.append(say("no deal is worth {low} to {high} on its scale", low=low, high=high))
        silent = [desk.issue_in_text(i) for i in desk.case.issues if i not in outcome.leads_to]
        if silent and outcome.worth is None:
            parts.append(say("what becomes of {issues} is not known", issues=listed(silent)))
        if parts:
            words = say("{who}: {words}.", who=desk.who(party), words=in_turn(parts))
            said.append(Said(words, desk.because(outcome.because)))
    if not said:
        return None
    lead = say("What each principal falls back on; scales run from its worst package (0) to its best (1).")
    return Section("no-deal", say("Without a deal"), (Items(tuple(said)),), lead)
