"""`parley obstacles`: what keeps the zone empty, what would open one, and what does each red line cost?

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.analysis.obstacles import LISTED
from parley.analysis.obstacles import obstacles as obstacles_of_case
from parley.analysis.settlement import Demand, Obstacles, Share, as_plain
from parley.briefs.demand_words import obstacle_sentences, of_empty_short, price_words
from parley.briefs.wording import NOTHING, listed, rise, tenths, tenths_short, term_words, upper_first
from parley.case.dossier import open_talks
from parley.case.model import Case
from parley.case.wording import CaseNames, Names, short
from parley.cli.options import case_argument, draws_option, json_option, on_option, seed_option
from parley.cli.package_tables import grounds_line, print_notes
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
    if empty.count:
        click.echo(f"In {tenths(empty)} no package is acceptable to all principals.\n")
    else:
        click.echo(f"In {tenths(Share(empty.of, empty.of))} some package is acceptable to all principals.\n")
    _sentences(names, found)
    _sets(talks, found)
    _prices(talks, found)
    click.echo(grounds_line(talks, found.grounds))
    print_notes(found.grounds)


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
        rows = [["\nand ".join(_rows(case, demands)), of_empty_short(share)] for demands, share in sets]
        if rows:
            print_table([title, "Of draws with no zone"], rows)


def _prices(case: Case, found: Obstacles) -> None:
    """What each red line costs; which of them alone opens a zone is in the table of what does."""
    rows = []
    for price in found.prices:
        rises = {case.parties[p].name: rise(spread) for p, spread in price.others.items()}
        costs = [f"{name}: {words}" for name, words in rises.items() if words != NOTHING]
        rows.append([_row(case, price.demand), tenths_short(price.real), "\n".join(costs) or NOTHING])
    if rows:
        some = f", as far as the first {found.priced:,} draws show" if found.priced < found.empty.of else ""
        print_table(
            ["Red line", "Real in", "The most that others could gain would rise by"],
            rows,
            f"What each red line costs the others where it is real{some}",
        )


def _rows(case: Case, demands: tuple[Demand, ...]) -> list[str]:
    """Demands, one a line; what one party refuses on one issue on the same."""
    out: dict[tuple[str, str], list[Demand]] = {}
    for d in demands:
        alike = len(d.terms) == 1 and not d.unless
        out.setdefault((d.party, d.terms[0][0]) if alike else (str(d), ""), []).append(d)
    return [_row(case, *together) for together in out.values()]


def _row(case: Case, d: Demand, *more: Demand) -> str:
    """Demands of one party in few words; `more` are refusals on the same issue."""
    who = case.parties[d.party].name
    if d.kind == "minimum":
        return f"{who}: its minimum"
    if d.kind == "no-deal":
        return f"{who}: no worse off than without a deal"
    unless = f" unless {_pairs(case, d.unless)}" if d.unless else ""
    if more:
        terms = listed(_term(case, *other.terms[0]) for other in (d, *more))
        return f"{who} refuses {terms} ({short(case.issues[d.terms[0][0]].name)})"
    return f"{who} refuses {_pairs(case, d.terms)}{unless}"


def _pairs(case: Case, terms: tuple[tuple[str, str], ...]) -> str:
    return listed(f"{_term(case, issue, term)} ({short(case.issues[issue].name)})" for issue, term in terms)


def _term(case: Case, issue: str, term: str) -> str:
    words = term_words(case.issues[issue], term)
    return f"‘{words}’" if term in case.issues[issue].options else words
