"""What keeps the parties apart, and what would change the picture: findings as sentences.

Room: briefs. Speaks parties and packages. Numbers come from `parley.analysis`; the words are made here and
nowhere else.
"""

from collections.abc import Iterator, Sequence

from parley.analysis.settlement import Demand, Findings, Obstacles, Unknown
from parley.analysis.table import MOST
from parley.briefs import plots
from parley.briefs.content import Block, Cell, Figure, Items, Said, Section, Table
from parley.briefs.demand_words import obstacle_sentences, price_words
from parley.briefs.desk import Desk
from parley.briefs.unknown_words import driver_sentence
from parley.briefs.wording import listed, tenths, tenths_short, upper_first
from parley.case.model import Answer, Interaction, NoDeal, RedLine

SMAA_SOURCE = (
    "Lahdelma, Hokkanen and Salminen (1998), Eur. J. Oper. Res. 106, 137-143; "
    "Lahdelma and Salminen (2001), Oper. Res. 49, 444-454"
)
_SMALL = 0.2  # of what could be signed
HITTING_SOURCE = "minimal conflicts and minimal corrections: Reiter (1987), Artificial Intelligence 32, 57-95"


def method_notes(desk: Desk, findings: Findings) -> tuple[int, ...]:
    """The note that says what a draw is, and what was looked at."""
    grounds = findings.zone.grounds
    listed_all = grounds.how == "exact" and grounds.of_packages <= MOST
    looked = f" In each draw all {grounds.packages:,} packages were looked at." if listed_all else ""
    more = f" {upper_first(grounds.note)}" if grounds.note else ""
    return desk.notes.method(
        f"Shares are of {grounds.draws:,} draws. A draw is one way the principals' preferences could be, "
        "among all that "
        "agree with the orders, importances, red lines and no-deal outcomes in the case; what the case "
        "does not say is "
        f"left open.{looked}{more}",
        SMAA_SOURCE,
    )


def preference_notes(desk: Desk, party: str) -> tuple[int, ...]:
    """The note that says what the drawn preferences of a party rest on."""
    preferences = desk.case.preferences.get(party)
    if preferences is None:
        return desk.notes.method(
            f"Nothing is entered on what {desk.who(party)} prefers: every order was drawn.", ""
        )
    claims: list[str] = []
    assumed: list[str] = []
    for field, because in preferences.because.items():
        if isinstance(because, tuple):
            claims += because
        else:
            assumed.append(f"{field} ({because.by})")
    entries: list[RedLine | Interaction | Answer | NoDeal] = [
        *preferences.red_lines,
        *preferences.together,
        *preferences.answers,
    ]
    if preferences.no_deal:
        entries.append(preferences.no_deal)
    for entry in entries:
        if isinstance(entry.because, tuple):
            claims += entry.because
    known = [c for c in dict.fromkeys(claims) if c in desk.notes.claims]
    parts = []
    if known:
        parts.append(f"statements {', '.join(known)}")
    if assumed:
        parts.append(f"assumptions on {listed(assumed)}, listed under what is assumed")
    basis = listed(parts) or "entries without a source"
    return desk.notes.method(
        f"Preferences of {desk.who(party)} as drawn rest on {basis}; the case file holds each.", ""
    )


def demand_notes(desk: Desk, d: Demand) -> tuple[int, ...]:
    preferences = desk.case.preferences.get(d.party)
    if preferences is None:
        return ()
    if d.kind == "minimum":
        return desk.because(preferences.because.get("minimum"))
    if d.kind == "no-deal":
        found = desk.because(preferences.no_deal.because if preferences.no_deal else None)
        return found or desk.because(preferences.because.get("no-deal"))
    for line in preferences.red_lines:
        same = {(i, str(t)) for i, t in line.terms.items()} == {(i, str(t)) for i, t in d.terms}
        way_out = {(i, str(t)) for i, t in line.unless.items()}
        if same and (not d.unless or way_out == {(i, str(t)) for i, t in d.unless}):
            return desk.because(line.because) or desk.because(preferences.because.get("red-lines"))
    return ()


def apart_section(desk: Desk, findings: Findings) -> Section:
    zone, obstacles = findings.zone, findings.obstacles
    how = method_notes(desk, findings)
    principals = [desk.who(p) for p in desk.case.principals()]
    rest = tuple(n for p in desk.case.principals() for n in preference_notes(desk, p))
    blocks: list[Block] = [_differ(desk)]
    if zone.share.count:
        looked = "the packages looked at" if zone.grounds.how == "sampled" else "all packages"
        wide = ""
        if zone.width is not None and zone.width.middle >= 0.05:
            wide = (
                f" Whoever gains least can gain at most {zone.width.middle:.1f} of the way from its worst to "
                "its best package in the middle draw."
            )
        part = "a small part" if zone.size.middle < _SMALL else "a part"
        share = _portion(zone.size.middle)
        blocks.append(
            Said(
                f"In {tenths(zone.share)} there is at least one package that {listed(principals)} would each "
                "rather sign than go on without a deal; in those that have one, it is usually "
                f"{part} of what could be signed ({share} of {looked} in the middle draw)."
                f"{wide}",
                how + rest,
            )
        )
    else:
        blocks.append(
            Said(
                f"In {tenths(zone.share)} is there a package that {listed(principals)} would each rather "
                "sign than go on without a deal.",
                how + rest,
            )
        )
    if obstacles.empty.count:
        blocks += _in_the_way(desk, obstacles)
    return Section(
        "apart",
        "What keeps them apart",
        tuple(blocks),
        "Sentences first; the numbers are shares of draws, never chances that something will happen.",
    )


def _in_the_way(desk: Desk, obstacles: Obstacles) -> Iterator[Block]:
    """Conflicts with what opens a zone, then the dearest red line of each principal."""
    method = desk.notes.method(
        "Smallest sets of demands that no package meets together, and smallest sets whose giving way leaves "
        "a package that meets all the rest, found in each draw without a zone; one draw may hold several. "
        "What a red line costs another principal: how much more it could gain at most, among packages that "
        "meet all other demands, in the draws in which the line is real (in one draw in ten less than the "
        "first figure, in one in ten more than the second).",
        HITTING_SOURCE,
    )
    yield Said(f"In {tenths(obstacles.empty)} there is none:", method)
    items = [
        Said(sentence, _all(desk, demands))
        for sentence, demands in obstacle_sentences(desk, obstacles, conflicts=2, relaxations=2)
    ]
    for party in desk.case.principals():
        dearest = next((p for p in obstacles.prices if p.demand.party == party), None)
        words = price_words(desk, dearest) if dearest else ""
        if dearest and words:
            items.append(Said(f"{upper_first(words)}.", demand_notes(desk, dearest.demand)))
    yield Items(tuple(items))


def _differ(desk: Desk) -> Said:
    """On which issues the principals state different things, on which one alone has spoken, on which none."""
    principals = desk.case.principals()
    apart, alone = [], []
    notes: list[str] = []
    for issue in desk.case.issues:
        here = [p for p in desk.positions if p.issue == issue and p.party in principals]
        if len({desk.stance(issue, p.main) for p in here}) > 1:
            apart.append(desk.issue_in_text(issue))
            notes += [p.main.claim for p in here]
        elif len(here) == 1 and len(principals) > 1:
            alone.append(f"{desk.issue_in_text(issue)} ({desk.party(here[0].party)})")
    said = (
        f"By their own words they stand apart on {listed(apart)}"
        if apart
        else "By their own words they are not apart on any issue"
        if desk.dossier.claims
        else "No statement of theirs is on file"
    )
    only = f"; on {listed(alone)} one side alone is on record" if alone else ""
    return Said(f"{said}{only}.", desk.notes.claim(*notes))


def change_section(desk: Desk, findings: Findings) -> Section:
    blocks: list[Block] = [_cost_figure(desk, findings)]
    drivers = [d for d in findings.drivers if d.swing >= 0.05][:5]
    if drivers:
        how = desk.notes.method(
            "The draws are split in three by how large the unknown is (in two by whether a red line is "
            "real), and the share with a "
            "zone is counted in the lowest and in the highest part; the other unknowns vary freely.",
            "",
        )
        blocks.append(
            Items(
                tuple(
                    Said(f"{upper_first(driver_sentence(desk, d))}.", how + unknown_notes(desk, d.unknown))
                    for d in drivers
                )
            )
        )
    else:
        blocks.append(
            Said("No single unknown moves the share of draws with a zone by as much as one draw in twenty.")
        )
    return Section(
        "change",
        "What would change the picture most",
        tuple(blocks),
        "The unknowns whose answer would move the share of draws with a zone furthest: what to find out "
        "next.",
    )


def unknown_notes(desk: Desk, unknown: Unknown) -> tuple[int, ...]:
    preferences = desk.case.preferences.get(unknown.party)
    if preferences is None:
        return ()
    if unknown.kind == "red-line":
        return demand_notes(desk, Demand(unknown.party, "red-line", unknown.about, unknown.unless))
    if unknown.kind in ("cost", "no-deal"):
        return demand_notes(desk, Demand(unknown.party, "no-deal"))
    if unknown.kind == "minimum":
        return demand_notes(desk, Demand(unknown.party, "minimum"))
    key = "importance" if unknown.kind == "importance" else (unknown.about[0][0] if unknown.about else "")
    return desk.because(preferences.because.get(key))


def _cost_figure(desk: Desk, findings: Findings) -> Figure:
    rows = [(cost, share.low, share.value, share.high) for cost, share in findings.zone.by_cost]
    table = Table(
        "Draws with a zone, by what carrying on costs each principal",
        ("Cost of carrying on", "Draws with a zone"),
        tuple(
            (Cell((Said(f"{cost:.1f}"),)), Cell((Said(tenths_short(share)),)))
            for cost, share in findings.zone.by_cost
        ),
    )
    first, last = findings.zone.by_cost[0], findings.zone.by_cost[-1]
    alternative = (
        f"Line: with no cost of carrying on {tenths(first[1])} have a zone; "
        f"with a cost of {last[0]:.1f}, {tenths(last[1])}."
    )
    caption = Said(
        "How to read it: nobody knows what carrying on costs each side, so here it is set by hand, as a part "
        "of the distance between a principal's worst and best package. The band is the sampling error.",
        method_notes(desk, findings),
    )
    return Figure("cost", (plots.cost_figure(rows),), caption, alternative, table, half=True)


def _portion(part: float) -> str:
    if part <= 0:
        return "hardly any"
    if part >= 0.095:
        return f"about {round(part * 10)} in 10"
    return f"about {round(part * 100)} in 100" if part >= 0.0095 else "fewer than 1 in 100"


def _all(desk: Desk, demands: Sequence[Demand]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for d in demands for n in demand_notes(desk, d)))
