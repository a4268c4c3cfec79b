"""`parley obstacles`: what keeps the zone empty, what would open one, and what does each red line cost?

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.analysis.obstacles import LISTED
from parley.analysis.obstacles import obstacles as obstacles_of_case
from parley.analysis.settlement import Demand, Obstacles, Share, as_plain
from parley.briefs.demand_words import obstacle_sentences, price_words
from parley.briefs.flip_words import CaseNames, Names
from parley.briefs.wording import gain, tenths, tenths_short, upper_first
from parley.case.dossier import open_talks
from parley.case.model import Case
from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.cli.printing import print_json, print_table

SENTENCES = 3  # of each kind


@click.command()
@case_argument
@on_option
@seed_option
@draws_option
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=LISTED,
    show_default=True,
    help="How many sets of demands to list, most frequent first.",
)
@json_option
def obstacles(case: Path, on: date | None, seed: int, draws: int, count: int, as_json: bool) -> None:
    """List what keeps the zone empty, what would open one, and what each red line costs.

    A demand is a red line, a least worth of what is signed, or being no worse off than without a deal. Shares
    are shares of draws, one draw being one way the preferences could be; they are no forecast.
    """
    talks = open_talks([case], on=on).case
    found = obstacles_of_case(talks, draws, seed, count=count)
    if as_json:
        print_json(as_plain(found))
        return
    names = CaseNames(talks)
    empty = found.empty
    some = "No package" if empty.count else "A package"
    share = empty if empty.count else Share(empty.of, empty.of)
    click.echo(f"{some} is acceptable to all principals in {tenths(share)}.\n")
    _sentences(names, found)
    _sets(talks, found)
    _prices(talks, found)
    grounds = found.grounds
    click.echo(
        f"{grounds.draws:,} draws, seed {grounds.seed}, case {grounds.case_digest[:12]}, {grounds.how}."
    )
    if grounds.note:
        click.echo(grounds.note)


def _sentences(names: Names, found: Obstacles) -> None:
    said = [
        sentence
        for sentence, _ in obstacle_sentences(names, found, conflicts=SENTENCES, relaxations=SENTENCES)
    ]
    costs = (price_words(names, price) for price in found.prices)
    said += [f"{upper_first(words)}." for words in costs if words][:SENTENCES]
    for sentence in said:
        click.echo(sentence)
    if said:
        click.echo("")


def _sets(case: Case, found: Obstacles) -> None:
    for title, sets in (
        ("Cannot stand together", found.conflicts),
        ("Relaxing this opens a zone", found.relaxations),
    ):
        rows = [["\n".join(_rows(case, demands)), tenths_short(share)] for demands, share in sets]
        if rows:
            print_table([title, "of draws with no zone"], rows)


def _prices(case: Case, found: Obstacles) -> None:
    rows = [
        [
            _row(case, price.demand),
            tenths_short(price.real),
            tenths_short(price.opens),
            "; ".join(f"{case.parties[p].name} {gain(spread)}" for p, spread in price.others.items()),
        ]
        for price in found.prices
    ]
    if rows:
        print_table(
            ["red line", "real in", "alone opens", "the most that others could gain rises by"],
            rows,
            "What each red line costs the others, in the draws in which it is real",
        )


def _rows(case: Case, demands: tuple[Demand, ...]) -> list[str]:
    """Demands, one a line; what one party refuses on one issue on the same."""
    out: dict[tuple[str, str], str] = {}
    for d in demands:
        if len(d.terms) == 1 and not d.unless:
            key = (d.party, d.terms[0][0])
            out[key] = f"{out[key]}, {d.terms[0][1]}" if key in out else _row(case, d)
        else:
            out[(str(d), "")] = _row(case, d)
    return list(out.values())


def _row(case: Case, d: Demand) -> str:
    """A demand in few words, with issues and options as the case file calls them."""
    who = case.parties[d.party].name
    if d.kind == "minimum":
        return f"{who}: its minimum"
    if d.kind == "no-deal":
        return f"{who}: no worse off than without a deal"
    unless = f" unless {_pairs(d.unless)}" if d.unless else ""
    return f"{who} refuses {_pairs(d.terms)}{unless}"


def _pairs(terms: tuple[tuple[str, str], ...]) -> str:
    return " with ".join(f"{issue}: {term}" for issue, term in terms)
