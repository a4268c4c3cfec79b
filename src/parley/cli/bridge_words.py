"""How `parley bridge` prints: the packages side by side, who gives what, and the reasons of each.

Room: cli.
"""

from collections.abc import Iterator, Sequence

import click

from parley.analysis.settlement import Standing
from parley.bridging.offers.offer import Bridging, Move, Offer, Trade
from parley.briefs.demand_words import relaxed_words
from parley.briefs.flip_words import flip_sentence
from parley.briefs.unknown_words import driver_sentence
from parley.briefs.wording import gain, tenths, tenths_short
from parley.case.model import Case
from parley.case.wording import CaseNames, counted, listed, short, term_words, upper_first
from parley.cli.package_tables import grounds_line, print_common, print_notes, print_packages
from parley.cli.printing import print_table

_EXCHANGES, _DRIVERS = 1, 3  # that are printed; --json has them all


def print_bridging(case: Case, found: Bridging, *, agreed: bool) -> None:
    """Everything that was found, for a person."""
    click.echo(f"There is a zone in {tenths(found.zone)}.")
    for note in found.notes:
        click.echo(f"- {note}")
    click.echo("")
    if found.start is not None:
        click.echo(f"The package agreed is {_accepted(case, found.start)}.\n")
    _tradeoff(case, found)
    if found.offers:
        more = "Packages that improve on it" if agreed else "Packages to put on the table"
        _offers(case, found.offers, more)
    if found.nearest:
        _nearest(case, found)
    if found.grounds is not None:
        click.echo(grounds_line(case, found.grounds))
        print_notes(found.grounds)


def _offers(case: Case, offers: Sequence[Offer], title: str) -> None:
    shown = [offer.standing for offer in offers]
    print_packages(case, shown, [offer.name for offer in offers], title)
    print_common(case, shown)
    _who_gives(case, offers)
    for offer in offers:
        click.echo(f"Package {offer.name}. {offer.explanation}")
        for line in _reasons(case, offer):
            click.echo(f"- {line}")
        click.echo("")


def _who_gives(case: Case, offers: Sequence[Offer]) -> None:
    """Every issue on which somebody gives: what each asks, and who gives in which package."""
    given = {m.issue for offer in offers for m in offer.moves if _gives(m)}
    rows = []
    for issue in (i for i in case.issues if i in given):
        first = {m.party: m for m in offers[0].moves if m.issue == issue}
        asks = [_asks(case, first[p]) for p in case.principals()]
        gives = [_givers(case, [m for m in offer.moves if m.issue == issue]) for offer in offers]
        rows.append([short(case.issues[issue].name), *asks, *gives])
    if not rows:
        click.echo("Nobody gives on anything it asks: is something missing that a deal costs?\n")
        return
    heads = [f"{case.parties[p].name} asks" for p in case.principals()]
    names = [f"{offer.name}: gives" for offer in offers]
    print_table(["Who gives what", *heads, *names], rows)
    click.echo(
        "In brackets the claims that say so; (order): the best of what the case says it ranks. "
        "*: gives all it can on this issue.\n"
    )


def _asks(case: Case, move: Move) -> str:
    if move.position is None:
        return "not known"
    words = term_words(case.issues[move.issue], move.position)
    return f"{words} [{', '.join(move.claims[:2])}]" if move.claims else f"{words} (order)"


def _givers(case: Case, moves: Sequence[Move]) -> str:
    who = [case.parties[m.party].name + ("*" if m.kind == "gives most" else "") for m in moves if _gives(m)]
    return ", ".join(who) or "-"


def _gives(move: Move) -> bool:
    return move.kind in ("gives", "gives most")


def _reasons(case: Case, offer: Offer) -> Iterator[str]:
    names = CaseNames(case)
    if offer.away is not None:
        yield f"{upper_first(counted(offer.away, 'term'))} of the text changed."
    if offer.better is not None:
        each = listed(f"{names.who(p)} in {tenths_short(s)}" for p, s in offer.better.items())
        yield f"Rather had than the package agreed by {each} draws."
    for trade in offer.trades[:_EXCHANGES]:
        yield _exchange(case, offer, trade)
    for driver in offer.standing.depends_on[:_DRIVERS]:
        yield f"All accept: {driver_sentence(names, driver)}."
    told = set()
    for flip in offer.standing.flips:
        if flip.party not in told:
            told.add(flip.party)
            yield flip_sentence(names, flip, f"package {offer.name}")


def _exchange(case: Case, offer: Offer, trade: Trade) -> str:
    names = CaseNames(case)
    parts = []
    for party, issue, undone in (
        (trade.first, trade.given, trade.undone[0]),
        (trade.second, trade.got, trade.undone[1]),
    ):
        there, instead = (names.term_in_text(issue, t) for t in (offer.package[issue], undone))
        parts.append(f"{names.who(party)} takes {there} instead of {instead} ({names.issue_in_text(issue)})")
    gains = [
        f"{names.who(p)} {gain(g)}"
        for p, g in ((trade.first, trade.gain_first), (trade.second, trade.gain_second))
    ]
    return (
        f"Exchange: {'; '.join(parts)}. Worth to {listed(gains)}, on the scale of each; to both in "
        f"{tenths(trade.both)}."
    )


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


def _nearest(case: Case, found: Bridging) -> None:
    names = CaseNames(case)
    offers = [needed.offer for needed in found.nearest]
    _offers(case, offers, "Packages that come nearest")
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
