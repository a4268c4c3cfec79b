"""What `parley names` prints: a table a rule, and a table a procedure.

Room: cli.
"""

import click

from parley.briefs.wording import counted, listed, number_words
from parley.cli.names_words import (
    names_words,
    persons,
    procedure_row,
    procedure_words,
    rule_rows,
    rule_sentences,
    veto_sentence,
)
from parley.cli.printing import print_table, print_wrapped
from parley.sequencing.lists.asking import Entry, Names
from parley.sequencing.lists.choosing import Chosen
from parley.sequencing.lists.handing_over import Composed


def print_names(found: Names) -> None:
    """Everything that was asked."""
    click.echo(f"{found.title}\n")
    for entry in found.entries:
        _print_entry(entry)
    digest = f", case {found.digest[:12]}" if found.digest else ""
    click.echo(f"Seed {found.seed}{digest}. Ranges are 10th to 90th percentiles.")


def _print_entry(entry: Entry) -> None:
    where = listed(f"{issue} is {listed(terms, 'or')}" for issue, terms in entry.terms.items())
    under = f", where {where}" if where else ""
    name = f"{entry.name}, from" if entry.deliverable else "From"
    click.echo(f"{name} {entry.giver} to {entry.receiver}{under}")
    if entry.rule:
        click.echo(f"Written down: {entry.rule}.")
    for note in entry.notes:
        print_wrapped(note, 0, 2)
    click.echo("")
    if entry.composed is not None:
        _print_composed(entry.composed, entry.giver, entry.receiver)
    if entry.chosen is not None:
        _print_chosen(entry.chosen)


def _print_composed(found: Composed, giver: str, receiver: str) -> None:
    for group in found.groups:
        low, high = group.living
        living = number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"
        name = f"{group.name}: " if group.name else ""
        floor = f", a floor of {group.floor} living" if group.floor else ""
        held = f"{number_words(group.held)} held, {living} of them living"
        print_wrapped(f"{name}{number_words(group.handed)} are handed over of {held}{floor}.", 0, 2)
    if found.floor:
        click.echo(f"A floor of {found.floor} living is agreed.")
    floors = found.floor > 0 or any(group.floor for group in found.groups)
    columns = ["Rule", "Living", *(["Floor missed", "Out of reach"] if floors else [])]
    print_table([*columns, f"Worth to {receiver}", f"Costs {giver}"], rule_rows(found))
    click.echo("Worth and cost are counted in living persons.")
    for sentence in rule_sentences(found, giver, receiver):
        print_wrapped(f"- {sentence}", 0, 2)
    if floors:
        print_wrapped(
            "- Where a rule misses the floor, persons are exchanged for living ones, which worth and cost "
            "count; it is out of reach where too few are living at all.",
            0,
            2,
        )
    if found.assumed:
        counts = [name for side, name in (("receiver", receiver), ("holder", giver)) if side in found.assumed]
        unknown = ["how surely a list can name the living"] if "known" in found.assumed else []
        unknown += [f"what one who is not living counts for {listed(counts)}"] if counts else []
        print_wrapped(f"Nobody has said {listed(unknown)}: taken to lie anywhere from 0 to 1.", 0, 2)
    if any(rule.how == "sampled" for rule in found.rules):
        click.echo("The numbers are too large to be added up: figures are from a sample.")
    click.echo("")


def _print_chosen(found: Chosen) -> None:
    listed_, sides = found.listed, found.listed.sides
    giver, receiver = sides["giver"], sides["receiver"]
    kinds = {kind: listed_.categories.count(kind) for kind in listed_.kinds}
    among = f" ({', '.join(f'{kind}: {n}' for kind, n in kinds.items())})" if any(kinds) else ""
    quotas = ", ".join(f"{kind}: {n}" for kind, n in listed_.quotas.items())
    by_quota = f", by quota {quotas}" if quotas else ""
    of = f"{number_words(len(listed_.names))} {'name' if len(listed_.names) == 1 else 'names'}"
    print_wrapped(f"{number_words(listed_.take)} of {of}{among} are chosen{by_quota}.", 0, 2)
    if found.made_up:
        print_wrapped(
            "Nothing is written of what single names are to either side: drawn from all, so that the two may "
            "want opposite names or have little to do with each other.",
            0,
            2,
        )
    columns = [f"{side}: {what}" for what in ("worth", "misstating") for side in (giver, receiver)]
    print_table(["Way of choosing", *columns], [procedure_row(outcome, sides) for outcome in found.outcomes])
    for outcome in found.outcomes:
        if outcome.one_more:
            words = procedure_words(outcome, sides)
            print_wrapped(f"- {words}: {veto_sentence(outcome, sides)}", 0, 2)
    if not found.made_up:
        click.echo("\nNames that come out")
        for outcome in found.outcomes:
            print_wrapped(
                f"- {procedure_words(outcome, sides)}: {names_words(outcome.names, listed_.take)}", 0, 2
            )
    elif any(kinds) and len(kinds) > 1 and not listed_.quotas:
        click.echo("\nHow many of each category")
        for outcome in found.outcomes:
            counts = listed(f"{persons(spread)} {kind}" for kind, spread in outcome.categories.items())
            print_wrapped(f"- {procedure_words(outcome, sides)}: {counts}", 0, 2)
    click.echo(
        "\nMisstating: what the best false report gains one side on the same scale, if the other is honest;"
    )
    click.echo('"found ... at most" where a list is too long to try all reports.')
    draws = "nothing is drawn" if found.draws == 1 else counted(found.draws, "draw")
    click.echo(f"({draws})\n")
