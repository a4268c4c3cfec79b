"""Three to five packages: who gives what, in which share of draws each would take it, and what that hangs on.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Findings, Settlement, Standing
from parley.briefs import plots
from parley.briefs.apart import driver_sentence, method_notes, preference_notes, unknown_notes
from parley.briefs.content import Block, Card, Cards, Cell, Figure, Items, Said, Section, Table
from parley.briefs.desk import Desk
from parley.briefs.wording import gain, listed, tenths, tenths_short, upper_first
from parley.case.notation import NumericWish
from parley.case.package import Package

LETTERS = "ABCDEFGH"
_METHOD = {
    "nash": "Nash: largest product of gains",
    "kalai-smorodinsky": "Kalai-Smorodinsky: equal share of what each could hope for",
    "egalitarian": "Egalitarian: the least gain is as large as possible",
    "utilitarian": "Utilitarian: largest sum of gains",
}


def deals_section(desk: Desk, findings: Findings) -> Section:
    if not findings.shown:
        return Section(
            "packages",
            "Packages",
            (
                Said(
                    "No package is preferred to no deal by all principals in any draw, so none is put "
                    "forward."
                ),
            ),
        )
    blocks: list[Block] = [
        Cards(tuple(_card(desk, findings, LETTERS[k], s) for k, s in enumerate(findings.shown)))
    ]
    blocks.append(_acceptability(desk, findings))
    figure = _landscape(desk, findings)
    if figure:
        blocks.append(figure)
    blocks.append(_methods(desk, findings))
    if findings.warnings:
        blocks.append(Items(tuple(Said(w) for w in findings.warnings)))
    lead = (
        "Not ranked by one number: each is good for the least willing side, for all together, and in "
        "what it gains, and they differ from each "
        "other. A starting point for questions, not advice to sign."
    )
    return Section("packages", "Packages worth putting before people", tuple(blocks), lead)


def _card(desk: Desk, findings: Findings, letter: str, standing: Standing) -> Card:
    how = method_notes(desk, findings)
    terms = tuple((desk.issue(i), Said(desk.term(i, t))) for i, t in standing.package.terms)
    accepts = tuple(
        Said(f"{desk.party(p)}: {tenths(share)}.", how + preference_notes(desk, p))
        for p, share in standing.accepts.items()
    )
    joint = Said(f"All together: {tenths(standing.all_accept)}.", how)
    says: list[tuple[str, tuple[Said, ...]]] = []
    for party in desk.case.principals():
        says.append((f"{desk.party(party)}", gives(desk, party, standing)))
    says.append(("Prefers it to no deal.", (*accepts, joint)))
    hangs = tuple(
        Said(f"{upper_first(driver_sentence(desk, d))}.", unknown_notes(desk, d.unknown))
        for d in standing.depends_on[:2]
    )
    if hangs:
        says.append(("Depends on", hangs))
    return Card(letter, _title(desk, findings, standing), terms, tuple(says))


def gives(desk: Desk, party: str, standing: Standing) -> tuple[Said, ...]:
    """What a party gives and gets in a package, against what it ranks first; where it is silent, nothing."""
    gets: list[str] = []
    gave: list[str] = []
    for issue, term in standing.package.terms:
        best = desk.best(party, issue)
        if best is None:
            continue
        words = f"{desk.term_in_text(issue, term)} ({desk.issue_in_text(issue)})"
        if isinstance(best, NumericWish):
            entry = desk.case.issues[issue]
            numbers = [float(c) for c in desk.case.issue_choices(issue)] if entry.numeric else []
            if not numbers:
                continue
            low, high = min(numbers), max(numbers)
            wish = {"more": high, "less": low}.get(best.direction, best.target)
            near = abs(float(term) - float(wish if wish is not None else low)) <= 0.25 * (high - low)
            (gets if near else gave).append(words)
        else:
            (gets if term in best else gave).append(words)
    said = []
    if gets:
        said.append(Said(f"gets {listed(gets)};"))
    if gave:
        said.append(Said(f"gives way to {listed(gave)}."))
    return tuple(said) or (Said("has said nothing on what is in it."),)


def _title(desk: Desk, findings: Findings, standing: Standing) -> str:
    """What sets a package apart from the others shown: the terms fewest of them share."""
    others = [s for s in findings.shown if s is not standing]
    rare = sorted(
        standing.package.terms,
        key=lambda term: sum(term in s.package.terms for s in others),
    )
    return upper_first("; ".join(desk.term_in_text(i, t) for i, t in rare[:2]))


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
        "package above no deal. The bar is the sampling "
        "error of the draws, not what could happen tomorrow.",
        method_notes(desk, findings),
    )
    return Figure(
        "acceptability",
        (plots.acceptability_figure(rows, names),),
        caption,
        alternative,
        Table("Packages and parties", heads, tuple(cells)),
        plots.legend(names),
    )


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
    table = Table(
        "Gains over no deal: middle draw (range of eight draws in ten)",
        ("Package", desk.party(a), desk.party(b), "No other better for all"),
        cells,
    )
    third = (
        ""
        if len(desk.case.principals()) == 2
        else f" Only {desk.party(a)} and {desk.party(b)} are shown; the others count in the table."
    )
    caption = Said(
        f"How to read it: each grey dot is a package. To the right it is better for {desk.party(a)}, "
        f"upwards for {desk.party(b)}; 0 is no deal, and each "
        "party has its own scale, so lengths must not be compared between parties. In the green corner "
        "both gain in the middle draw. The line is the "
        "frontier of the middle draw; the small dots show how far a lettered package moves between "
        f"draws.{third}",
        method_notes(desk, findings),
    )
    alternative = "Scatter of packages by gain over no deal: " + "; ".join(
        f"{letter}: {desk.party(a)} {gain(s.gains[a])}, {desk.party(b)} {gain(s.gains[b])}"
        for letter, s in zip(LETTERS, findings.shown, strict=False)
    )
    names = (desk.party(a), desk.party(b))
    return Figure(
        "frontier",
        (plots.packages_figure(names, scape.points, scape.frontier, packages),),
        caption,
        alternative,
        table,
    )


def _methods(desk: Desk, findings: Findings) -> Table:
    letters = {s.package: letter for letter, s in zip(LETTERS, findings.shown, strict=False)}
    rows = []
    for settlement in findings.settlements:
        note = desk.notes.method(
            f"{_METHOD.get(settlement.method, settlement.method)}, in each draw.", settlement.source
        )
        rows.append(
            (
                Cell((Said(_METHOD.get(settlement.method, settlement.method), note),)),
                _recommended(desk, settlement, letters),
                Cell((Said(tenths_short(settlement.none)),)),
            )
        )
    return Table(
        "What the textbook methods pick, draw by draw",
        ("Method", "Picks most often", "Picks nothing"),
        tuple(rows),
    )


def _recommended(desk: Desk, settlement: Settlement, letters: dict[Package, str]) -> Cell:
    if not settlement.packages:
        return Cell((Said("nothing in any draw"),))
    package, share = settlement.packages[0]
    if package in letters:
        words = f"package {letters[package]}"
    else:
        words = "; ".join(desk.term_in_text(i, t) for i, t in package.terms)
    among = (
        f" ({len(settlement.packages):,} different packages were picked)"
        if len(settlement.packages) > 1
        else ""
    )
    return Cell((Said(f"{upper_first(words)}: {tenths_short(share)} draws{among}"),))
