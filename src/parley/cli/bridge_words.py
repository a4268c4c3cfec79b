"""How `parley bridge` prints: the packages side by side, who gives what, and the reasons of each.

Room: cli.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import click

from parley.analysis.settlement import Standing, Unknown
from parley.bridging.offers.offer import OR, Bridging, Move, Offer, Trade
from parley.bridging.offers.trades import carries
from parley.briefs.demand_words import relaxed_words
from parley.briefs.flip_words import flip_sentence
from parley.briefs.unknown_words import driver_sentence, unknown_words
from parley.briefs.wording import gain, tenths, tenths_short
from parley.case.dossier import Dossier
from parley.case.model import Case, NumericWish
from parley.case.reasons import cited, reasons
from parley.case.wording import (
    CaseNames,
    Names,
    counted,
    listed,
    named,
    number_words,
    short,
    term_words,
    upper_first,
)
from parley.cli.package_tables import grounds_line, print_common, print_notes, print_packages
from parley.cli.printing import print_table
from parley.evidence.document import Disclosure

_EXCHANGES, _DRIVERS = 1, 3  # of a package that are printed, and of all; with --all every one is


def told_in_private(dossier: Dossier) -> dict[str, str]:
    """Claims that are not public -> their grade."""
    return {str(c.id): c.disclosure.value for c in dossier.claims if c.disclosure is not Disclosure.PUBLIC}


def print_bridging(
    case: Case, found: Bridging, *, agreed: bool, everything: bool, told: Mapping[str, str]
) -> None:
    """What was found, for a person.

    Args:
        told: claims that are not public, with their grade.
        agreed: were improvements on a package asked for?
        everything: print also what --json has beyond two screens.
    """
    click.echo(f"There is a zone in {tenths(found.zone)}.")
    for note in found.notes:
        click.echo(f"- {note}")
    click.echo("")
    if found.start is not None:
        click.echo(f"The package agreed is {_accepted(case, found.start)}.\n")
    _tradeoff(case, found)
    if found.offers:
        more = "Packages that improve on it" if agreed else "Packages to put on the table"
        _offers(case, found.offers, more, everything, told)
    if found.nearest:
        _nearest(case, found, everything, told)
    _rests_on(case, found, told)
    if found.grounds is not None:
        click.echo(grounds_line(case, found.grounds))
        print_notes(found.grounds)


def _rests_on(case: Case, found: Bridging, told: Mapping[str, str]) -> None:
    """What was told in private and is in the figures: nobody but the mediator may learn it from them."""
    offers = (*found.offers, *(needed.offer for needed in found.nearest))
    shown = {claim for offer in offers for move in offer.moves for claim in move.claims}
    shown |= {c for place, why in reasons(case) if place[0] == "preferences" for c in cited(why)}
    private = [f"{claim} ({grade})" for claim, grade in told.items() if claim in shown]
    if private:
        click.echo(f"Told in private, and in what is computed here: {', '.join(private)}.")
        click.echo("So this is for the mediator alone: a package may show what was told.\n")


def _offers(
    case: Case, offers: Sequence[Offer], title: str, everything: bool, told: Mapping[str, str]
) -> None:
    shown = [offer.standing for offer in offers]
    print_packages(case, shown, [offer.name for offer in offers], title)
    print_common(case, shown)
    _who_gives(case, offers, told)
    shared = _shared(offers)
    for offer in offers:
        click.echo(f"Package {offer.name}. {offer.explanation}")
        for line in _reasons(case, offer, [] if everything else shared, everything):
            click.echo(f"- {line}")
        click.echo("")
    if shared and not everything:
        names = CaseNames(case)
        click.echo("What all of them hang on")
        for unknown in shared[:_DRIVERS]:
            click.echo(f"- {upper_first(unknown_words(names, unknown)[0])}.")
        click.echo("Figures, what would turn each answer, and more exchanges: --all\n")


def _shared(offers: Sequence[Offer]) -> list[Unknown]:
    """What all of several packages hang on, most first."""
    if len(offers) < 2:
        return []
    each = [[d.unknown for d in offer.standing.depends_on] for offer in offers]
    return [unknown for unknown in each[0] if all(unknown in other for other in each[1:])]


def _who_gives(case: Case, offers: Sequence[Offer], told: Mapping[str, str]) -> None:
    """Every issue on which somebody gives: what each asks, and who gives in which package."""
    given = {m.issue for offer in offers for m in offer.moves if _gives(m)}
    rows = []
    for issue in (i for i in case.issues if i in given):
        first = {m.party: m for m in offers[0].moves if m.issue == issue}
        asks = [_asks(case, first[p], told) for p in case.principals()]
        rows.append([short(case.issues[issue].name), *asks, _givers(case, offers, issue)])
    if not rows:
        click.echo("Nobody gives on anything it asks: is something missing that a deal costs?\n")
        return
    heads = [f"{case.parties[p].name} asks" for p in case.principals()]
    print_table(["Who gives what", *heads, "Gives"], rows)
    click.echo(
        "In brackets the claims that say so; (order): nothing is asked, so the best of what the case says it "
        "ranks. "
        "*: gives all it can on this issue. (between): the number lies between those that are asked.\n"
    )


def _asks(case: Case, move: Move, told: Mapping[str, str]) -> str:
    if move.position is None:
        return "not known"
    words = term_words(case.issues[move.issue], move.position)
    if move.claims:
        claims = (f"{c}, {told[c]}" if c in told else c for c in move.claims[:2])
        return f"{words} [{'; '.join(claims)}]"
    if case.issues[move.issue].numeric:  # an end of the range is the analyst's figure, nobody's demand
        wish = case.preferences[move.party].orders.get(move.issue)
        direction = wish.direction if isinstance(wish, NumericWish) else ""
        if direction in ("more", "less"):
            return f"no figure; wants {direction} (order)"
    return f"{words} (order)"


def _givers(case: Case, offers: Sequence[Offer], issue: str) -> str:
    """Who gives on an issue: once where it is the same in all packages, else with their letters."""
    by_words: dict[str, list[str]] = {}
    between = []
    for offer in offers:
        moves = sorted(
            (m for m in offer.moves if m.issue == issue), key=lambda m: case.principals().index(m.party)
        )
        who = listed(
            named(case.parties[m.party].name) + ("*" if m.kind == "gives most" else "")
            for m in moves
            if _gives(m)
        )
        by_words.setdefault(who or "nobody", []).append(offer.name)
        if isinstance(moves[0].term, float) and _between(moves, moves[0].term):
            between.append(offer.name)
    alike = len(by_words) == 1
    said = "; ".join(who if alike else f"{', '.join(at)}: {who}" for who, at in by_words.items())
    where = "" if len(between) == len(offers) else f" in {listed(between)}"
    return f"{upper_first(said)}{f' (between{where})' if between else ''}"


def _between(moves: Sequence[Move], term: float) -> bool:
    """Does a number lie between those that are asked?"""
    asked = [n for move in moves if move.claims for n in _numbers(move.position)]
    return bool(asked) and min(asked) < term < max(asked)


def _numbers(position: str | None) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", position or "")]


def _gives(move: Move) -> bool:
    return move.kind in ("gives", "gives most")


def _reasons(case: Case, offer: Offer, known: Sequence[Unknown], everything: bool) -> Iterator[str]:
    """Args: known: what it hangs on and is told elsewhere."""
    names = CaseNames(case)
    if offer.away is not None:
        yield f"{upper_first(counted(offer.away, 'term'))} changed{_changes(names, offer, everything)}."
    for other, share in offer.beaten_by:
        yield (f"Package {other} is at least as good for all, and better for somebody, in {tenths(share)}.")
    if offer.better is not None:
        each = listed(f"{names.who(p)} in {tenths_short(s)}" for p, s in offer.better.items())
        yield f"Rather had than the package agreed by {each} draws."
    carrying = [trade for trade in offer.trades if carries(trade)][:_EXCHANGES]
    for trade in offer.trades if everything else carrying:
        yield _exchange(case, offer, trade)
    hangs_on = [d for d in offer.standing.depends_on if d.unknown not in known]
    for driver in hangs_on[: None if everything else _DRIVERS]:
        yield f"Hangs on {driver_sentence(names, driver)}."
    told = {d.unknown.about for d in offer.standing.depends_on if d.unknown.kind == "red-line"}
    for flip in offer.standing.flips:
        new = not flip.accepts and not {line.terms for line in flip.lines} & told
        if everything or new:
            yield flip_sentence(names, flip, f"package {offer.name}")


def _changes(names: Names, offer: Offer, everything: bool) -> str:
    """On which issues; with what the text said, where everything is told."""
    if not offer.changed:
        return ""
    issues = [names.issue_in_text(i) for i, _ in offer.changed]
    if not everything:
        return f": {listed(issues)}"
    before = [" or ".join(names.term_in_text(i, one) for one in term.split(OR)) for i, term in offer.changed]
    said = (f"{issue}, which said {term}" for issue, term in zip(issues, before, strict=True))
    return f": {'; '.join(said)}"


def _exchange(case: Case, offer: Offer, trade: Trade) -> str:
    """Who moves from what to what, and towards whom."""
    names = CaseNames(case)
    asks = {(m.party, m.issue): m for m in offer.moves}
    parts = []
    for party, issue, other, undone in (
        (trade.first, trade.given, trade.second, trade.undone[0]),
        (trade.second, trade.got, trade.first, trade.undone[1]),
    ):
        there, before = (names.term_in_text(issue, t) for t in (offer.package[issue], undone))
        wanted = f"{_against(asks[other, issue])} {names.who(other)} asks"
        too = " and by now asks itself" if asks[party, issue].kind == "as asked" else ""
        parts.append(
            f"{names.who(party)} moves from {before} to {there} ({names.issue_in_text(issue)}), {wanted}{too}"
        )
    gains = [
        f"{names.who(p)} {gain(g)}"
        for p, g in ((trade.first, trade.gain_first), (trade.second, trade.gain_second))
    ]
    name = "Exchange" if carries(trade) else "Exchange, though not in most draws"
    return (
        f"{name}: {'; '.join(parts)}. Both moves together are worth to {listed(gains)}, each on its own "
        f"scale; to both in {tenths(trade.both)}."
    )


def _against(move: Move) -> str:
    """Where a term lies, against what somebody asks."""
    if move.kind != "as asked":
        return "towards what"
    same = move.position == (move.term if isinstance(move.term, str) else number_words(move.term))
    return "which is what" if same else "at least what"


def _tradeoff(case: Case, found: Bridging) -> None:
    if not found.tradeoff:
        return
    rows = [
        [
            str(away),
            tenths_short(s.all_accept),
            *(tenths_short(s.accepts[p]) for p in case.principals()),
            *(gain(s.gains[p]) for p in case.principals()),
        ]
        for away, s in found.tradeoff
    ]
    names = [case.parties[p].name for p in case.principals()]
    heads = ["Changed terms", "All accept", *(f"{n} accepts" for n in names), *(f"{n} gains" for n in names)]
    print_table(heads, rows, "The best package with so many terms of the text changed")


def _nearest(case: Case, found: Bridging, everything: bool, told: Mapping[str, str]) -> None:
    names = CaseNames(case)
    offers = [needed.offer for needed in found.nearest]
    _offers(case, offers, "Packages that come nearest", everything, told)
    click.echo("What would have to move")
    for needed in found.nearest:
        for said in needed.moves:
            click.echo(f"- Package {needed.offer.name}: {said}")
    for demands, share in found.opens:
        words = upper_first(relaxed_words(names, demands, f"{tenths(share)} without one"))
        click.echo(f"- {words}.")
    click.echo("")


def _accepted(case: Case, standing: Standing) -> str:
    names = CaseNames(case)
    each = listed(f"{names.who(p)} in {tenths_short(share)}" for p, share in standing.accepts.items())
    return (
        f"preferred to no deal by {each} draws; nothing is better for one and no worse for the others in "
        f"{tenths(standing.efficient)}"
    )
