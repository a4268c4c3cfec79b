"""`parley track`: what was agreed and how it stands, and a record of what was done, is late or is disputed.

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.cli.options import DAY, FILE, case_argument, draws_option, json_option, seed_option
from parley.cli.printing import print_json
from parley.cli.text_options import NEW_FILE

_NOTED = ("done", "late", "disputed", "not-done", "suspended", "settled", "ended")
_GRADES = ("mediator-only", "hint", "own-idea", "attributed", "public")


@click.command()
@case_argument
@click.option("--package", metavar="PACKAGE", help="What was agreed: a text, issue=term,..., or JSON.")
@click.option(
    "--on", type=DAY, help="The day to look at, or the day an entry is of; by default the last entry's."
)
@click.option("--day", type=click.IntRange(1, 36_500), help="The same, counted from day 1.")
@click.option("--starts", type=DAY, help="The date of day 1, where it is another than the case says.")
@click.option("--log", type=FILE, help="Look at the entries of this file instead of the record of the case.")
@click.option(
    "--for",
    "reader",
    default="mediator",
    show_default=True,
    help="Who reads it: mediator, or parties (or the id of one), who see what is public.",
)
@click.option("--enter", metavar="DUTY", help="Add an entry on a duty, such as boats or boats/2, or a phase.")
@click.option("--event", metavar="WORDS", help="Add an entry on the deal as a whole.")
@click.option("--correct", metavar="ID", help="Add an entry in place of another, which is kept.")
@click.option("--withdraw", metavar="ID", help="Take an entry back; it is kept and no longer counts.")
@click.option("--status", type=click.Choice(_NOTED), help="Of an entry: how it stands.")
@click.option("--amount", type=click.FloatRange(min=0), help="Of an entry: handed over on that day.")
@click.option("--so-far", type=click.FloatRange(min=0), help="Of an entry: altogether, as its source has it.")
@click.option("--what", metavar="WORDS", help="Of an entry: what happened, in your own words.")
@click.option("--says", multiple=True, metavar="PARTY=WORDS", help="What a party says, word for word.")
@click.option("--reported", multiple=True, metavar="PARTY=WORDS", help="What a party says, in your words.")
@click.option("--source", metavar="WORDS", help="Of an entry: who reports it.")
@click.option("--evidence", metavar="WORDS", help="Of an entry: how it is known.")
@click.option(
    "--disclosure", type=click.Choice(_GRADES), help="Who may learn of an entry; by default public."
)
@click.option("--by", metavar="NAME", help="Who makes an entry; needed with each.")
@click.option("--history", is_flag=True, help="List every entry, those corrected and withdrawn too.")
@click.option(
    "--out", type=NEW_FILE, help="Write the matrix with how it stands: .xlsx, .csv, .docx, .pdf or .html."
)
@click.option(
    "--language",
    metavar="LANGUAGE",
    default="en",
    show_default=True,
    help="Of the fixed words of that file: en, ar or he.",
)
@seed_option
@draws_option
@json_option
def track(
    case: Path,
    package: str | None,
    on: date | None,
    day: int | None,
    starts: date | None,
    log: Path | None,
    reader: str,
    enter: str | None,
    event: str | None,
    correct: str | None,
    withdraw: str | None,
    status: str | None,
    amount: float | None,
    so_far: float | None,
    what: str | None,
    says: tuple[str, ...],
    reported: tuple[str, ...],
    source: str | None,
    evidence: str | None,
    disclosure: str | None,
    by: str | None,
    history: bool,
    out: Path | None,
    language: str,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Show what was agreed and how it stands, and take down what was done, is late or is disputed.

    Without --enter and its like: each duty on a day, what is due next, both accounts side by side, the remedy
    that applies and what follows. Entries are kept in the record of the case; nothing is deleted.

    \b
    parley track CASE --package may --enter boats --status done --amount 3 --on 2030-01-08 --by ana
    parley track CASE --package may --enter men/2 --status disputed --on 2030-01-10 --by ana
    """
    from parley.case.dossier import known_one, open_dossier
    from parley.case.folder import case_folder
    from parley.cli.track_entries import Asked, Kept, keep
    from parley.sequencing.carried.tracking import deal_of, state_of

    asked = Asked(enter, event, correct, withdraw)
    kept = Kept(on, day, status, amount, so_far, what, says, reported, source, evidence, disclosure, by)
    asked.check(kept, log)
    if on is not None and day is not None:
        raise click.UsageError("Give the day as --on DATE or as --day N, not both.")
    if out is not None:
        from parley.briefs.kinds.implementation import check_matrix_file

        check_matrix_file(out)
    folder = case_folder(case)
    dossier = open_dossier(folder)
    known_one("reader", reader, ["mediator", "parties", *dossier.case.parties])
    deal = deal_of(dossier, package=package, starts=starts, log=log, draws=draws, seed=seed)
    made = keep(deal, asked, kept) if asked.any else None
    if made is not None and made.on is not None and made.on < deal.starts:
        on = deal.starts  # an event may come before day 1
    found = state_of(deal, on=on, day=day, reader=reader)
    if out is not None:
        from parley.briefs.kinds.implementation import write_implementation

        write_implementation(dossier, found, out, language=language)
    from parley.cli.track_words import as_plain, print_history, print_state

    if as_json:
        print_json(as_plain(found, made))
        return
    if made is not None:
        click.echo(f"Entered as {made.id} by {made.by}.", err=True)
    if out is not None:
        click.echo(f"Wrote {out}.", err=True)
    if history:
        print_history(dossier.case, found)
        return
    print_state(dossier.case, found)
