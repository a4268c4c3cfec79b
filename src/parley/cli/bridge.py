"""`parley bridge`: packages to put on the table, with who gives what and why they could be signed.

Room: cli.
"""

from datetime import date
from pathlib import Path

import click

from parley.analysis.settlement import as_plain
from parley.bridging.offers.bridge import MOST
from parley.bridging.offers.bridge import bridge as bridged
from parley.case.dossier import open_talks
from parley.cli.bridge_words import print_bridging, told_in_private
from parley.cli.options import (
    documents_argument,
    draws_option,
    json_option,
    on_option,
    published_option,
    seed_option,
)
from parley.cli.printing import print_json


@click.command()
@documents_argument
@click.option(
    "--count",
    type=click.IntRange(1, MOST),
    default=5,
    show_default=True,
    help="How many packages, at most; fewer where no more are good and different.",
)
@click.option(
    "--from",
    "start",
    metavar="PACKAGE",
    help="Look for improvements on a package already agreed: a text, issue=term,..., or JSON.",
)
@click.option(
    "--near",
    metavar="TEXT",
    help="Change as few terms of a text as possible: its id, issue=term,..., or JSON.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Print every exchange, and all that each answer hangs on."
)
@on_option
@published_option
@seed_option
@draws_option
@json_option
def bridge(
    documents: tuple[Path, ...],
    count: int,
    start: str | None,
    near: str | None,
    everything: bool,
    on: date | None,
    published: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Find packages to put on the table, with who gives what and why they could be signed.

    DOCUMENTS is a case folder, or bare documents, from which a first case is drafted in memory. No principal
    rejects a package in most draws, none beats another, and they differ in what somebody minds. Where there
    are none: the nearest, and what would have to move.
    """
    dossier = open_talks(documents, published=published, on=on)
    found = bridged(dossier, draws, seed, count=count, start=start, near=near)
    if as_json:
        print_json(as_plain(found))
        return
    print_bridging(
        dossier.case, found, agreed=start is not None, everything=everything, told=told_in_private(dossier)
    )
