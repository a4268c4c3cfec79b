"""Three to five packages: who gives what, in which share of draws each would take it, and what that hangs on.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Driver, Findings, Settlement, Standing
from parley.briefs import plots
from parley.briefs.apart import method_notes, preference_notes, unknown_notes
from parley.briefs.canvas import legend
from parley.briefs.content import Block, Cell, Figure, Items, Said, Section, Table
from parley.briefs.desk import Desk
from parley.briefs.unknown_words import driver_sentence
from parley.briefs.wording import gain, listed, tenths, tenths_short, upper_first
from parley.case.model import Issue
from parley.case.notation import NumericWish, Order
from parley.case.package import Choice, Package

LETTERS = "ABCDEFGH"
_METHOD = {
    "nash": "Nash: largest product of gains",
    "kalai-smorodinsky": "Kalai-Smorodinsky: each the same part of what it could hope for",
    "egalitarian": "Egalitarian: the smallest gain as large as possible",
    "utilitarian": "Utilitarian: largest sum of gains",
}


def deals_section(desk: Desk, findings: Findings) -> Section:
    if not findings.shown:
        none = "No package is preferred to no deal by all principals in any draw, so none is put forward."
        return Section(
            "packages", "Packages worth putting before people", (Said(none, method_notes(desk, findings)),)
        )
    blocks: list[Block] = [*_packages(desk, findings), _acceptability(desk, findings)]
    figure = _landscape(desk, findings)
    if figure:
        blocks.append(figure)
    blocks.append(_methods(desk, findings))
    if findings.warnings:
        blocks.append(Items(tuple(Said(w) for w in findings.warnings)))
    lead = (
        "Not ranked by one number: each is good for the least willing side, for all together, and in "
        "what it "
        "gains, and they differ from each other. A starting point for questions, not advice to sign."
    )
    return Section("packages", "Packages worth putting before people", tuple(blocks), lead)


def _packages(desk: Desk, findings: Findings) -> list[Block]:
    """What every package shown has in common, then issues down the side and packages across."""
    shown = [{str(i): t for i, t in s.package.terms} for s in findings.shown]
    issues = [i for i in desk.case.issues if any(i in terms for terms in shown)]
    common = [i for i in issues if len(shown) > 1 and len({terms.get(i) for terms in shown}) == 1]
    names = [desk.party(p) for p in desk.case.principals()]
    blocks: list[Block] = []
    if common:
        heads = ("Issue", "Term", *names)
        rows = tuple(_common(desk, i, shown[0][i]) for i in common)
        blocks.append(Table("Who gives what: terms that all packages below have", heads, rows))
    blocks.append(_differing(desk, findings, [i for i in issues if i not in common], shown))
    return blocks


def _common(desk: Desk, issue: str, term: Choice) -> tuple[Cell, ...]:
    how = [stands(desk, p, issue, term) for p in desk.case.principals()]
    return tuple(
        Cell((Said(words or "not known"),)) for words in (desk.issue(issue), desk.term(issue, term), *how)
    )


def _differing(desk: Desk, findings: Findings, issues: list[str], shown: list[dict[str, Choice]]) -> Table:
    rows = [
        (Cell((Said(desk.issue(i)),)), *[_term(desk, i, terms.get(i)) for terms in shown]) for i in issues
    ]
    how = method_notes(desk, findings)
    for party in desk.case.principals():
        notes = how + preference_notes(desk, party)
        cells = [Cell((Said(upper_first(tenths(s.accepts[party])), notes),)) for s in findings.shown]
        rows.append((Cell((Said(f"{desk.party(party)} prefers it to no deal in"),)), *cells))
    joint = [Cell((Said(upper_first(tenths(s.all_accept)), how),)) for s in findings.shown]
    rows.append((Cell((Said("All prefer it in"),)), *joint))
    rows.append((Cell((Said("Depends on"),)), *[_depends(desk, findings, s) for s in findings.shown]))
    heads = ("", *[f"Package {letter}" for letter in LETTERS[: len(shown)]])
    return Table("Where they differ, and how each stands with the principals", heads, tuple(rows), wide=True)


def _term(desk: Desk, issue: str, term: Choice | None) -> Cell:
    if term is None:
        return Cell((Said("—"),))
    marks = [(desk.party(p), stands(desk, p, issue, term)) for p in desk.case.principals()]
    return Cell((Said(desk.term(issue, term)),), marks=tuple((who, how) for who, how in marks if how))


def stands(desk: Desk, party: str, issue: str, term: Choice) -> str:
    """How a term stands with a party: what it gets or gives by it; empty where its order is silent."""
    preferences = desk.case.preferences.get(party)
    wish = preferences.orders.get(issue) if preferences else None
    if isinstance(wish, NumericWish):
        return _stands_number(wish, desk.case.issues[issue], float(term))
    if not isinstance(wish, Order) or term not in wish.ids():
        return ""
    if term in wish.best():
        return "gets its first choice"
    worst = {w for w in wish.ids() if w not in {a for a, _ in wish.pairs()}}
    return "gives: its last choice" if term in worst else "gives: in between"


def _stands_number(wish: NumericWish, issue: Issue, number: float) -> str:
    numbers = [float(c) for c in issue.choices()]
    if len(numbers) < 2:
        return ""
    low, high = min(numbers), max(numbers)
    best = {"more": high, "less": low}.get(wish.direction, wish.target if wish.target is not None else low)
    far = max(abs(best - low), abs(best - high))
    distance = abs(number - best) / far if far else 0.0
    return "gets its wish" if distance == 0 else "near its wish" if distance <= 0.25 else "gives"


def _depends(desk: Desk, findings: Findings, standing: Standing) -> Cell:
    return Cell(
        tuple(_hangs(desk, findings, d) for d in standing.depends_on[:2]) or (Said("no single unknown"),)
    )


def _hangs(desk: Desk, findings: Findings, driver: Driver) -> Said:
    notes = method_notes(desk, findings) + unknown_notes(desk, driver.unknown)
    unknown = driver.unknown
    if unknown.kind == "red-line":
        low, high = tenths_short(driver.when_low), tenths_short(driver.when_high)
        terms = listed([desk.term_in_text(i, t) for i, t in unknown.about])
        words = f"{desk.who(unknown.party)}'s refusal of {terms} being tactical: {low}; if it is real, {high}"
        return Said(f"{upper_first(words)}.", notes)
    return Said(f"{upper_first(driver_sentence(desk, driver))}.", notes)


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
        "Package",
        *[f"{n} prefers it" for n in names],
        "All prefer it",
        *[f"Gain of {n}" for n in names],
    )
    alternative = "Dots with ranges: " + "; ".join(
        f"package {letter}, " + ", ".join(f"{desk.party(p)} {tenths(s.accepts[p])}" for p in parties)
        for letter, s in zip(LETTERS, findings.shown, strict=False)
    )
    caption = Said(
        "How to read it: the further right, the more of the drawn preferences of that party put the "
        "package above "
        "no deal. The bar is the sampling error of the draws, not what could happen tomorrow.",
        method_notes(desk, findings),
    )
    table = Table("Packages and parties", heads, tuple(cells))
    panels = (plots.acceptability_figure(rows, names),)
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
    heads = ("Package", desk.party(a), desk.party(b), "No other is better for all in")
    table = Table("Gains over no deal: middle draw (and the middle eight draws of ten)", heads, cells)
    others = len(desk.case.principals()) > 2
    third = (
        f" Only {desk.party(a)} and {desk.party(b)} are drawn; the others count in the table."
        if others
        else ""
    )
    caption = Said(
        f"How to read it: each grey dot is a package. To the right it is better for {desk.party(a)}, "
        "upwards for "
        f"{desk.party(b)}; 0 is no deal, and each party has its own scale, so lengths must not be "
        "compared between "
        "parties. In the green corner both gain in the middle draw. The line is the frontier of the "
        "middle draw; the "
        f"small dots show how far a lettered package moves between draws.{third}",
        method_notes(desk, findings),
    )
    alternative = "Scatter of packages by gain over no deal: " + "; ".join(
        f"{letter}: {desk.party(a)} {gain(s.gains[a])}, {desk.party(b)} {gain(s.gains[b])}"
        for letter, s in zip(LETTERS, findings.shown, strict=False)
    )
    names = (desk.party(a), desk.party(b))
    panels = (plots.packages_figure(names, scape.points, scape.frontier, packages),)
    return Figure("frontier", panels, caption, alternative, table, half=True)


def _methods(desk: Desk, findings: Findings) -> Table:
    rows = []
    for settlement in findings.settlements:
        name = _METHOD.get(settlement.method, settlement.method)
        note = desk.notes.method(f"{name}, in each draw.", settlement.source)
        picked = settlement.packages[0][1] if settlement.packages else None
        rows.append(
            (
                Cell((Said(name, note),)),
                Cell((Said(_recommended(desk, settlement, findings)),)),
                Cell((Said(tenths_short(picked) if picked else "—"),)),
                Cell((Said(tenths_short(settlement.none)),)),
            )
        )
    heads = ("Method", "Picks most often", "In", "Picks nothing in")
    return Table(
        "What the textbook methods pick, draw by draw: no verdict, and they differ", heads, tuple(rows)
    )


def _recommended(desk: Desk, settlement: Settlement, findings: Findings) -> str:
    """The package picked most often, told by what sets it apart from the nearest lettered one."""
    if not settlement.packages:
        return "nothing in any draw"
    package, _ = settlement.packages[0]
    near = min(
        zip(LETTERS, findings.shown, strict=False),
        key=lambda pair: len(package.changes_from(pair[1].package)),
    )
    return _told(desk, package, near[0], near[1].package)


def _told(desk: Desk, package: Package, letter: str, near: Package) -> str:
    changes = package.changes_from(near)
    if not changes:
        return f"Package {letter}"
    words = [f"{desk.issue_in_text(i)}: {desk.term_in_text(i, now)}" for i, (_, now) in changes.items()]
    return f"Package {letter}, but with {'; '.join(words)}"
