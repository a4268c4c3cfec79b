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
from parley.briefs.phrases.words import entry_words
from parley.briefs.unknown_words import driver_sentence
from parley.briefs.wording import in_turn, listed, sentences, tenths, tenths_short, upper_first
from parley.case.model import Answer, Interaction, NoDeal, RedLine
from parley.ground.worded import english, recase, say

SMAA_SOURCE = (
    "Lahdelma, Hokkanen and Salminen (1998), Eur. J. Oper. Res. 106, 137-143; "
    "Lahdelma and Salminen (2001), Oper. Res. 49, 444-454"
)
_SMALL = 0.2  # of what could be signed
_FEW = 0.05  # of the draws without a zone: what keeps the parties apart in fewer is not worth a line
HITTING_SOURCE = "minimal conflicts and minimal corrections: Reiter (1987), Artificial Intelligence 32, 57-95"


def method_notes(desk: Desk, findings: Findings) -> tuple[int, ...]:
    """The note that says what a draw is, and what was looked at."""
    grounds = findings.zone.grounds
    listed_all = grounds.how == "exact" and grounds.of_packages <= MOST
    looked = say("In each draw all {n} packages were looked at.", n=grounds.packages) if listed_all else ""
    more = english(upper_first(grounds.note)) if grounds.note else ""
    shares = say(
        "Shares are of {n} draws. A draw is one way the principals' preferences could be, among all that "
        "agree with the orders, importances, red lines and no-deal outcomes in the case; what the case does "
        "not say is left open.",
        n=grounds.draws,
    )
    return desk.notes.method(sentences([shares, looked, more]), SMAA_SOURCE)


def preference_notes(desk: Desk, party: str) -> tuple[int, ...]:
    """The note that says what the drawn preferences of a party rest on."""
    preferences = desk.case.preferences.get(party)
    if preferences is None:
        nothing = say("Nothing is entered on what {who} prefers: every order was drawn.", who=desk.who(party))
        return desk.notes.method(nothing, "")
    claims: list[str] = []
    assumed: list[str] = []
    for field, because in preferences.because.items():
        if isinstance(because, tuple):
            claims += because
        else:
            what = desk.issue(field) if field in desk.case.issues else entry_words(field)
            assumed.append(say("{what} ({who})", what=recase(what, field), who=because.by))
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
        parts.append(say("statements {ids}", ids=", ".join(known)))
    if assumed:
        parts.append(say("assumptions on {what}, listed under what is assumed", what=listed(assumed)))
    basis = listed(parts) or say("entries without a source")
    return desk.notes.method(
        say(
            "Preferences of {who} as drawn rest on {basis}; the case file holds each.",
            who=desk.who(party),
            basis=basis,
        ),
        "",
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
        wide = ""
        if zone.width is not None and zone.width.middle >= 0.05:
            wide = say(
                "Whoever gains least can gain at most {part} of the way from its worst to its best package "
                "in the middle draw.",
                part=f"{zone.width.middle:.1f}",
            )
        there = say(
            "In {share} there is at least one package that {who} would each rather sign than go on without "
            "a deal; in those that have one, it is usually {part} of what could be signed ({portion} of "
            "{looked} in the middle draw).",
            share=tenths(zone.share),
            who=listed(principals),
            part=say("a small part") if zone.size.middle < _SMALL else say("a part"),
            portion=_portion(zone.size.middle),
            looked=say("the packages looked at") if zone.grounds.how == "sampled" else say("all packages"),
        )
        blocks.append(Said(sentences([there, wide]), how + rest))
    else:
        blocks.append(
            Said(
                say(
                    "In {share} is there a package that {who} would each rather sign than go on without a "
                    "deal.",
                    share=tenths(zone.share),
                    who=listed(principals),
                ),
                how + rest,
            )
        )
    if obstacles.empty.count:
        blocks += _in_the_way(desk, obstacles)
    return Section(
        "apart",
        say("What keeps them apart"),
        tuple(blocks),
        say("Sentences first; the numbers are shares of draws, never chances that something will happen."),
    )


def _in_the_way(desk: Desk, obstacles: Obstacles) -> Iterator[Block]:
    """Conflicts with what opens a zone, then the dearest red line of each principal."""
    method = desk.notes.method(
        say(
            "Smallest sets of demands that no package meets together, and smallest sets whose giving way "
            "leaves a package that meets all the rest, found in each draw without a zone; one draw may hold "
            "several. What a red line costs another principal: how much more it could gain at most, among "
            "packages that meet all other demands, in the draws in which the line is real (in one draw in "
            "ten less than the first figure, in one in ten more than the second)."
        ),
        HITTING_SOURCE,
    )
    few = obstacles.empty.value < _FEW
    if few:
        yield Said(say("In {share} there is none.", share=tenths(obstacles.empty)), method)
    else:
        yield Said(say("In {share} there is none:", share=tenths(obstacles.empty)), method)
    told = () if few else obstacle_sentences(desk, obstacles, conflicts=2, relaxations=2)
    items = [Said(sentence, _all(desk, demands)) for sentence, demands in told]
    for party in desk.case.principals():
        dearest = next((p for p in obstacles.prices if p.demand.party == party), None)
        words = price_words(desk, dearest) if dearest else ""
        if dearest and words:
            items.append(
                Said(say("{sentence}.", sentence=upper_first(words)), demand_notes(desk, dearest.demand))
            )
    if items:
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
            alone.append(say("{what} ({who})", what=desk.issue_in_text(issue), who=desk.party(here[0].party)))
    if apart:
        said = say("By their own words they stand apart on {issues}", issues=listed(apart))
    elif desk.dossier.claims:
        said = say("By their own words they are not apart on any issue")
    else:
        said = say("No statement of theirs is on file")
    told = [said, *([say("on {issues} one side alone is on record", issues=listed(alone))] if alone else [])]
    return Said(say("{sentence}.", sentence=in_turn(told)), desk.notes.claim(*notes))


def change_section(desk: Desk, findings: Findings) -> Section:
    blocks: list[Block] = [_cost_figure(desk, findings)]
    drivers = [d for d in findings.drivers if d.swing >= 0.05][:5]
    if drivers:
        how = desk.notes.method(
            say(
                "The draws are split in three by how large the unknown is (in two by whether a red line is "
                "real), and the share with a zone is counted in the lowest and in the highest part; the "
                "other unknowns vary freely."
            ),
            "",
        )
        blocks.append(
            Items(
                tuple(
                    Said(
                        say("{sentence}.", sentence=upper_first(driver_sentence(desk, d))),
                        how + unknown_notes(desk, d.unknown),
                    )
                    for d in drivers
                )
            )
        )
    else:
        blocks.append(
            Said(
                say(
                    "No single unknown moves the share of draws with a zone by as much as one draw in twenty."
                )
            )
        )
    return Section(
        "change",
        say("What would change the picture most"),
        tuple(blocks),
        say(
            "The unknowns whose answer would move the share of draws with a zone furthest: what to find out "
            "next."
        ),
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
        say("Draws with a zone, by what carrying on costs each principal"),
        (say("Cost of carrying on"), say("Draws with a zone")),
        tuple(
            (Cell((Said(f"{cost:.1f}"),)), Cell((Said(tenths_short(share)),)))
            for cost, share in findings.zone.by_cost
        ),
    )
    first, last = findings.zone.by_cost[0], findings.zone.by_cost[-1]
    alternative = say(
        "Line: with no cost of carrying on {first} have a zone; with a cost of {cost}, {last}.",
        first=tenths(first[1]),
        cost=f"{last[0]:.1f}",
        last=tenths(last[1]),
    )
    caption = Said(
        say(
            "How to read it: nobody knows what carrying on costs each side, so here it is set by hand, as a "
            "part of the distance between a principal's worst and best package. The band is the sampling "
            "error."
        ),
        method_notes(desk, findings),
    )
    return Figure("cost", (desk.draw(plots.cost_figure(rows)),), caption, alternative, table, half=True)


def _portion(part: float) -> str:
    if part <= 0:
        return say("hardly any")
    if part >= 0.095:
        return say("about {n} in 10", n=round(part * 10))
    return say("about {n} in 100", n=round(part * 100)) if part >= 0.0095 else say("fewer than 1 in 100")


def _all(desk: Desk, demands: Sequence[Demand]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for d in demands for n in demand_notes(desk, d)))
