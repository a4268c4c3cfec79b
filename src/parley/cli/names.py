"""`parley names`: how many of those handed over are living, and which names two sides choose from a list.

Room: cli.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import FILE, draws_option, json_option, on_option, seed_option

if TYPE_CHECKING:
    from parley.case.notation import Interval

_PROCEDURES = ("giver", "receiver", "veto", "limited-vetoes", "strike-and-rank", "alternate")


@click.command()
@click.argument("case_or_file", type=FILE)
@click.option("--deliverable", metavar="ID", help="Only this deliverable of the case.")
@click.option("--take", type=click.IntRange(min=1), metavar="N", help="How many are handed over, or chosen.")
@click.option(
    "--floor", type=click.IntRange(min=0), metavar="N", help="How many of them are living, at least."
)
@click.option(
    "--holder", metavar="RANGE", help="What one who is not living counts for the holder, of one who is."
)
@click.option("--procedure", type=click.Choice(_PROCEDURES), help="Only this way of choosing names.")
@click.option("--vetoes", type=click.IntRange(min=0), metavar="N", help="How many names may be struck.")
@click.option(
    "--quota", "quotas", metavar="CATEGORY=N", multiple=True, help="How many are chosen of a category."
)
@on_option
@seed_option
@draws_option
@json_option
def names(
    case_or_file: Path,
    deliverable: str | None,
    take: int | None,
    floor: int | None,
    holder: str | None,
    procedure: str | None,
    vetoes: int | None,
    quotas: tuple[str, ...],
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Say how many of those handed over are living, and which names two sides choose from a list.

    CASE_OR_FILE is a case, whose deliverables with a composition or names are looked at; or a list: CSV or
    YAML. Worth is on each side's own scale of lists: 0 the worst list of so many names, 1 the best.

    \b
    parley names cases/gaza-2024
    parley names list.csv --take 3 --vetoes 1
    """
    from parley.analysis.settlement import as_plain
    from parley.cli.printing import print_json
    from parley.sequencing.lists.asking import names as names_of
    from parley.sequencing.lists.named import PROCEDURES

    wanted = next((p for p in PROCEDURES if p == procedure), None)
    found = names_of(
        case_or_file,
        deliverable=deliverable,
        take=take,
        floor=floor,
        vetoes=vetoes,
        procedure=wanted,
        quotas=_quotas(quotas),
        holder=_range(holder),
        draws=draws,
        seed=seed,
        on=on,
    )
    if as_json:
        print_json(as_plain(found))
        return
    from parley.cli.names_tables import print_names

    print_names(found)


def _quotas(written: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for quota in written:
        category, _, number = quota.rpartition("=")
        if not category or not number.isdecimal():
            raise click.UsageError(f"--quota {quota}: write it as CATEGORY=N, such as --quota women=3.")
        if category in found:
            raise click.UsageError(f"--quota {category} is given twice.")
        found[category] = int(number)
    return found


def _range(written: str | None) -> "Interval | None":
    from parley.case.notation import Interval, NotationError

    if written is None:
        return None
    try:
        return Interval.parse(written)
    except NotationError as error:
        raise click.UsageError(f"--holder {written}: {error}") from None
