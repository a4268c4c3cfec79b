"""What `parley names` prints: a table a rule, and a table a procedure.

Room: cli.
"""

import click

from parley.briefs.wording import listed, number_words
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

_RULES = {
    "list": "by an agreed list",
    "draw": "by a draw",
    "holder": "as {giver} chooses",
    "giver": "{giver} chooses",
    "receiver": "{receiver} chooses",
    "veto": "{receiver} lists, and {giver} may strike any name",
    "limited-vetoes": "{receiver} lists, and {giver} may strike {vetoes}",
    "strike-and-rank": "both strike and rank",
    "alternate": "both choose in turn",
}


def print_names(found: Names) -> None:
    """Everything that was asked."""
    click.echo(f"{found.title}\n")
    for entry in found.entries:
        _print_entry(entry)
    _print_legend(found)
    digest = f", case {found.digest[:12]}" if found.digest else ""
    click.echo(f"Seed {found.seed}{digest}.")


def _print_entry(entry: Entry) -> None:
    name = f"{entry.name}, from" if entry.deliverable else "From"
    click.echo(f"{name} {entry.giver} to {entry.receiver}")
    for note in entry.notes:
        print_wrapped(note, 0, 2)
    for written in entry.written:
        where = f"Where {written.where} is agreed" if written.where else "Written down"
        rule = _RULES.get(written.rule or "", written.rule or "no rule is written").format(
            giver=entry.giver, receiver=entry.receiver, vetoes=written.vetoes
        )
        print_wrapped(f"{where}: {rule}.", 0, 2)
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
    for sentence in rule_sentences(found, giver, receiver):
        print_wrapped(f"- {sentence}", 0, 2)
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
    print_wrapped(f"To be chosen: {number_words(listed_.take)} of {of}{among}{by_quota}.", 0, 2)
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
            counts = listed(
                f"{persons(spread, listed_.take, most=kinds[kind])} {kind}"
                for kind, spread in outcome.categories.items()
            )
            print_wrapped(f"- {procedure_words(outcome, sides)}: {counts}", 0, 2)
    click.echo("")


def _print_legend(found: Names) -> None:
    """What the columns mean, once."""
    entries = found.entries
    composed = [entry.composed for entry in entries if entry.composed]
    if composed:
        print_wrapped(
            "Persons: in brackets what holds in 8 of 10 cases. Worth and cost are counted in living persons.",
            0,
            2,
        )
    if any(c.floor or any(g.floor for g in c.groups) for c in composed):
        print_wrapped(
            "Floors: where a rule misses one, persons are exchanged for living ones, which worth and cost "
            "count; it is out of reach where too few are living at all.",
            0,
            2,
        )
    chosen = [entry.chosen for entry in entries if entry.chosen]
    if chosen:
        aside = ", by quotas or not" if any(c.listed.quotas for c in chosen) else ""
        print_wrapped(
            f"Names: worth runs from 0, a side's worst list of so many, to 1, its best{aside}; misstating is "
            "what the best false report gains it on the same scale while the other is honest, in brackets in "
            "how many of the draws that were tried, and with a bound where not all reports could be.",
            0,
            2,
        )
    if any(c.made_up for c in chosen):
        print_wrapped(
            "Nothing is written of what single names are to either side: drawn from all, so that the two may "
            "want opposite names or have little to do with each other.",
            0,
            2,
        )
    drawn = max((c.draws for c in chosen), default=1)
    if drawn > 1:
        print_wrapped(f"{drawn:,} draws; ranges are 10th to 90th percentiles.", 0, 2)
