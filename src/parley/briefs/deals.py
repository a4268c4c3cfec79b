"""Three to five packages: who gives what, in which share of draws each would take it, and what that hangs on.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Driver, Findings, Settlement, Standing
from parley.briefs import plots
from parley.briefs.apart import demand_notes, method_notes, preference_notes, unknown_notes
from parley.briefs.canvas import legend
from parley.briefs.content import Block, Cell, Figure, Items, Said, Section, Table
from parley.briefs.desk import Desk
from parley.briefs.package_words import METHODS, nearest, picks_often, standing_words, told
from parley.briefs.reasons import reasons, what_must_move
from parley.briefs.steps.missing import missing_words
from parley.briefs.turning import torn_sentences, turning_sentences
from parley.briefs.unknown_words import driver_sentence
from parley.briefs.wording import gain, in_turn, joined, listed, sentences, tenths, tenths_short, upper_first
from parley.case.model import Issue
from parley.case.notation import NumericWish, Order
from parley.case.package import Choice
from parley.evidence.positions import Position
from parley.ground.worded import kept_apart, own, say

LETTERS = "ABCDEFGH"
TITLE = say("Packages worth putting before people")
NEAREST = say("Packages that come nearest to a deal")


def deals_section(desk: Desk, findings: Findings) -> Section:
    if not findings.shown:
        none = say(
            "No package is preferred to no deal by all principals in any draw, so none is put forward."
        )
        return Section("packages", TITLE, (Said(none, method_notes(desk, findings)),))
    near = bool(desk.computed.nearest)
    blocks: list[Block] = [*_packages(desk, findings)]
    why = reasons(desk)
    if why:
        blocks.append(why)
    moves = tuple(what_must_move(desk))
    if moves:
        blocks += [Said(say("What would have to move:")), Items(moves)]
    turned = (*_texts(desk, findings), *_turned(desk, findings))
    if turned:
        blocks.append(Items(turned))
    blocks.append(_acceptability(desk, findings))
    figure = _landscape(desk, findings)
    if figure:
        blocks.append(figure)
    blocks += [_in_short(desk, findings), _methods(desk, findings)]
    if findings.warnings:
        blocks.append(Items(tuple(Said(w) for w in findings.warnings)))
    if not desk.case.deliverables:
        blocks.append(Said(missing_words()))
    lead = say(
        "Not ranked by one number: each is good for the least willing side, for all together, and in what it "
        "gains, and they differ from each other. A starting point for questions, not advice to sign."
    )
    if near:
        lead = say(
            "No package suits all principals in half of the draws or more. These come nearest; none of them "
            "can be put on the table before something moves."
        )
    return Section("packages", NEAREST if near else TITLE, tuple(blocks), lead)


def _packages(desk: Desk, findings: Findings) -> list[Block]:
    """What every package shown has in common, then issues down the side and packages across."""
    shown = [{str(i): t for i, t in s.package.terms} for s in findings.shown]
    issues = [i for i in desk.case.issues if any(i in terms for terms in shown)]
    common = [i for i in issues if len(shown) > 1 and len({terms.get(i) for terms in shown}) == 1]
    names = [desk.party(p) for p in desk.case.principals()]
    blocks: list[Block] = []
    if common:
        heads = (say("What all packages below have"), *names)
        rows = tuple(_common(desk, i, shown[0][i]) for i in common)
        blocks.append(Table(say("Who gives what"), heads, rows))
    blocks.append(_differing(desk, findings, [i for i in issues if i not in common], shown))
    return blocks


def _common(desk: Desk, issue: str, term: Choice) -> tuple[Cell, ...]:
    how = [stands(desk, p, issue, term) for p in desk.case.principals()]
    name = upper_first(desk.issue_in_text(issue))
    what = say("{issue}: {term}", issue=name, term=desk.term_in_text(issue, term))
    return tuple(Cell((Said(words or say("not known")),)) for words in (what, *how))


def _differing(desk: Desk, findings: Findings, issues: list[str], shown: list[dict[str, Choice]]) -> Table:
    rows = [
        (Cell((Said(desk.issue(i)),)), *[_term(desk, i, terms.get(i)) for terms in shown]) for i in issues
    ]
    how = method_notes(desk, findings)
    rests = how + tuple(n for party in desk.case.principals() for n in preference_notes(desk, party))
    cells = [Cell((Said(_accepted(desk, s), rests),)) for s in findings.shown]
    rows.append((Cell((Said(say("Preferred to no deal by")),)), *cells))
    if all(s.ranks for s in findings.shown) and len(findings.shown) > 1:
        rows.append(
            (Cell((Said(say("The best of these for")),)), *[_best(desk, how, s) for s in findings.shown])
        )
    rows.append((Cell((Said(say("Depends on")),)), *[_depends(desk, findings, s) for s in findings.shown]))
    heads = ("", *[say("Package {letter}", letter=letter) for letter in LETTERS[: len(shown)]])
    caption = say("Where they differ, and how each stands with the principals")
    return Table(caption, heads, tuple(rows), wide=True)


def _term(desk: Desk, issue: str, term: Choice | None) -> Cell:
    if term is None:
        return Cell((Said("—"),))
    marks = [(desk.party(p), stands(desk, p, issue, term)) for p in desk.case.principals()]
    return Cell((Said(desk.term(issue, term)),), marks=tuple((who, how) for who, how in marks if how))


def stands(desk: Desk, party: str, issue: str, term: Choice) -> str:
    """How a term stands with a party: by its order or its wish; empty where that is silent."""
    preferences = desk.case.preferences.get(party)
    wish = preferences.orders.get(issue) if preferences else None
    if isinstance(wish, NumericWish):
        asked = next((p for p in desk.positions if (p.issue, p.party) == (issue, party)), None)
        return _stands_number(wish, desk.case.issues[issue], float(term), asked)
    if not isinstance(wish, Order) or term not in wish.ids():
        return ""
    if term in wish.best():
        return say("first choice")
    worst = {w for w in wish.ids() if w not in {a for a, _ in wish.pairs()}}
    return say("last choice") if term in worst else say("in between")


def _stands_number(wish: NumericWish, issue: Issue, number: float, position: Position | None) -> str:
    """Against what the party asks now; where it has named no number, against the end it leans to."""
    offered = issue.range
    if offered is None or offered.low is None or offered.high is None:
        return ""
    low, high = offered.low, offered.high
    if isinstance(offered.step, float):
        high = low + ((offered.count() or 1) - 1) * offered.step
    best = {"more": high, "less": low}.get(wish.direction, wish.target if wish.target is not None else low)
    value = position.main.value if position is not None and position.main.polarity == "+" else None
    named = value.number if value is not None else None
    if named is not None and (wish.direction in ("more", "less") or wish.target is None):
        best = named
        if (wish.direction == "more" and number >= named) or (wish.direction == "less" and number <= named):
            return say("what it asks")
    far = max(abs(best - low), abs(best - high))
    distance = abs(number - best) / far if far else 0.0
    if distance == 0:
        return say("what it asks")
    return say("near what it asks") if distance <= 0.25 else say("far from what it asks")


def _depends(desk: Desk, findings: Findings, standing: Standing) -> Cell:
    return Cell(
        tuple(_hangs(desk, findings, d) for d in standing.depends_on[:2]) or (Said(say("no single unknown")),)
    )


def _accepted(desk: Desk, standing: Standing) -> str:
    """In how many draws each principal prefers a package to no deal, and all do."""
    each: list[str] = [
        say("{who} {share}", who=desk.party(p), share=tenths_short(share))
        for p, share in standing.accepts.items()
    ]
    return in_turn([*each, say("all {share}", share=tenths_short(standing.all_accept))])


def _best(desk: Desk, how: tuple[int, ...], standing: Standing) -> Cell:
    """In how many draws the package is whose best of those shown."""
    said = [
        say("{who} {share}", who=desk.party(p), share=tenths_short(r[0])) for p, r in standing.ranks.items()
    ]
    return Cell((Said(upper_first(in_turn(said)), how),))


def _texts(desk: Desk, findings: Findings) -> tuple[Said, ...]:
    """How the texts on the table stand that settle every issue."""
    how = method_notes(desk, findings)
    return tuple(
        Said(
            say(
                "{title}: {stands}.", title=desk.case.texts[text].title, stands=standing_words(desk, standing)
            ),
            how,
        )
        for text, standing in findings.texts.items()
    )


def _turned(desk: Desk, findings: Findings) -> tuple[Said, ...]:
    """One sentence a principal on what would turn its answer; and two packages it is in two minds about."""
    letters = dict(zip(LETTERS, findings.shown, strict=False))
    said = []
    for sentence, flip in turning_sentences(desk, letters):
        note = desk.notes.method(
            say(
                "The smallest change after which a principal would answer otherwise: the nearest importance "
                "of the issues at which it is indifferent on average, the fewest neighbours in its orders "
                "that change places until most draws answer otherwise, or the fewest red lines."
            ),
            "distance of orders: Kendall (1938), Biometrika 30, 81-93",
        )
        reasons = tuple(n for line in flip.lines for n in demand_notes(desk, line))
        said.append(Said(sentence, note + reasons))
    said += [
        Said(sentence, method_notes(desk, findings)) for sentence in torn_sentences(desk, findings.winning)
    ]
    return tuple(said)


def _hangs(desk: Desk, findings: Findings, driver: Driver) -> Said:
    notes = method_notes(desk, findings) + unknown_notes(desk, driver.unknown)
    unknown = driver.unknown
    if unknown.kind == "red-line":
        who = upper_first(desk.who(unknown.party))
        words = say(
            "{whose} refusal of {terms}: {low} if it is tactical, {high} if it is real.",
            whose=own(f"{kept_apart(who)}'s", who),
            terms=listed([desk.term_in_text(i, t) for i, t in unknown.about]),
            low=tenths_short(driver.when_low),
            high=tenths_short(driver.when_high),
        )
        return Said(words, notes)
    return Said(say("{sentence}.", sentence=upper_first(driver_sentence(desk, driver))), notes)


def _acceptability(desk: Desk, findings: Findings) -> Figure:
    rows, cells = [], []
    parties = list(desk.case.principals())
    for letter, standing in zip(LETTERS, findings.shown, strict=False):
        for party in parties:
            share = standing.accepts[party]
            rows.append((letter, desk.party(party), share.low, share.value, share.high))
        cells.append(
            (
                Cell((Said(letter),)),
                *[Cell((Said(tenths_short(standing.accepts[p])),)) for p in parties],
                Cell((Said(tenths_short(standing.all_accept)),)),
                *[Cell((Said(gain(standing.gains[p])),)) for p in parties],
            )
        )
    names = [desk.party(p) for p in parties]
    heads = (
        say("Package"),
        *[say("{who} prefers it", who=n) for n in names],
        say("All prefer it"),
        *[say("Gain of {who}", who=n) for n in names],
    )
    told = [
        say(
            "package {letter}, {shares}",
            letter=letter,
            shares=joined(
                [say("{who} {share}", who=desk.party(p), share=tenths(s.accepts[p])) for p in parties]
            ),
        )
        for letter, s in zip(LETTERS, findings.shown, strict=False)
    ]
    alternative = say("Dots with ranges: {packages}", packages=in_turn(told))
    caption = Said(
        say(
            "How to read it: the further right, the more draws of that party put the package above no deal. "
            "The bar is the sampling error of the draws, not what could happen tomorrow."
        ),
        method_notes(desk, findings),
    )
    table = Table(say("Packages and parties"), heads, tuple(cells))
    panels = (desk.draw(plots.acceptability_figure(rows, names)),)
    return Figure("acceptability", panels, caption, alternative, table, legend(names), half=True)


def _landscape(desk: Desk, findings: Findings) -> Figure | None:
    scape = findings.landscape
    if scape is None:
        return None
    a, b = scape.parties
    packages = []
    for letter, standing in zip(LETTERS, findings.shown, strict=False):
        middle = (standing.gains[a].middle, standing.gains[b].middle)
        packages.append((letter, (middle, *scape.spread.get(standing.package, ()))))
    cells = tuple(
        (
            Cell((Said(letter),)),
            Cell((Said(gain(s.gains[a])),)),
            Cell((Said(gain(s.gains[b])),)),
            Cell((Said(tenths_short(s.efficient)),)),
        )
        for letter, s in zip(LETTERS, findings.shown, strict=False)
    )
    heads = (say("Package"), desk.party(a), desk.party(b), say("No other is better for all in"))
    table = Table(say("Gains over no deal: middle draw (and the middle eight draws of ten)"), heads, cells)
    two = {"first": desk.party(a), "second": desk.party(b)}
    third = (
        say("Only {first} and {second} are drawn; the others count in the table.", **two)
        if len(desk.case.principals()) > 2
        else ""
    )
    read = say(
        "How to read it: each grey dot is a package, better for {first} to the right, for {second} upwards; "
        "0 is no deal. Each party has its own scale: do not compare lengths between parties. In the green "
        "corner both gain in the middle draw. The line is the frontier of the packages that cross no red "
        "line that is probably real; grey dots beyond it cross one. Small dots show how far a lettered "
        "package moves between draws.",
        **two,
    )
    caption = Said(sentences([read, third]), method_notes(desk, findings))
    told = [
        say(
            "{letter}: {first} {gain}, {second} {other}",
            letter=letter,
            gain=gain(s.gains[a]),
            other=gain(s.gains[b]),
            **two,
        )
        for letter, s in zip(LETTERS, findings.shown, strict=False)
    ]
    alternative = say("Scatter of packages by gain over no deal: {packages}", packages=in_turn(told))
    names = (desk.party(a), desk.party(b))
    panels = (desk.draw(plots.packages_figure(names, scape.points, scape.frontier, packages)),)
    return Figure("frontier", panels, caption, alternative, table, half=True)


def _methods(desk: Desk, findings: Findings) -> Table:
    rows = []
    for settlement in findings.settlements:
        name = METHODS.get(settlement.method, settlement.method)
        note = desk.notes.method(say("{method}, in each draw.", method=name), settlement.source)
        picked = settlement.packages[0][1] if settlement.packages else None
        rows.append(
            (
                Cell((Said(name, note),)),
                Cell((Said(_recommended(desk, settlement, findings)),)),
                Cell((Said(tenths_short(picked) if picked else "—"),)),
                Cell((Said(tenths_short(settlement.none)),)),
            )
        )
    heads = (say("Method"), say("Picks most often"), say("In"), say("Picks nothing in"))
    first = findings.settlements[0].none.of if findings.settlements else findings.zone.grounds.draws
    caption = say("What the textbook methods pick, draw by draw")
    if first < findings.zone.grounds.draws:
        caption = say("What the textbook methods pick, draw by draw (of the first {n})", n=str(first))
    return Table(caption, heads, tuple(rows), folded=True)


def _in_short(desk: Desk, findings: Findings) -> Said:
    """Which of the packages shown the textbook methods come closest to."""
    near: list[str] = []
    notes: tuple[int, ...] = ()
    shown = dict(zip(LETTERS, findings.shown, strict=False))
    for settlement in findings.settlements:
        name = METHODS.get(settlement.method, settlement.method)
        notes += desk.notes.method(say("{method}, in each draw.", method=name), settlement.source)
        if settlement.packages:
            letter, package = nearest(settlement.packages[0][0], shown)
            who = own(name.split(":")[0], name.split(":")[0])
            exactly = package == settlement.packages[0][0]
            near.append(
                say("{method} {letter}", method=who, letter=letter)
                if exactly
                else say("{method} close to {letter}", method=who, letter=letter)
            )
    if not near:
        return Said(say("The textbook methods pick nothing in any draw."), notes)
    if not any(picks_often(settlement) for settlement in findings.settlements):
        words = say(
            "Textbook ideas of a good compromise pick another package in nearly every draw; most often: "
            "{picks}. None is a verdict.",
            picks=listed(near),
        )
    else:
        words = say(
            "Draw by draw, textbook ideas of a good compromise pick most often: {picks}. None is a verdict.",
            picks=listed(near),
        )
    return Said(words, notes)


def _recommended(desk: Desk, settlement: Settlement, findings: Findings) -> str:
    """The package picked most often, told by what sets it apart from the nearest lettered one."""
    if not settlement.packages:
        return say("nothing in any draw")
    shown = dict(zip(LETTERS, findings.shown, strict=False))
    return upper_first(told(desk, settlement.packages[0][0], shown))
