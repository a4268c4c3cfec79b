"""Arguments and options that several commands share, so that each means the same everywhere.

Room: cli. `--seed` and `--draws` have their defaults here and nowhere else.
"""

from datetime import date
from pathlib import Path

import click

from parley.ground.dates import day
from parley.ground.errors import ParleyError

SEED = 0
DRAWS = 1000


class Day(click.ParamType[date]):
    """A day written as year-month-day."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return day(str(value))
        except ParleyError as error:
            self.fail(str(error).replace("\n ", ""), param, ctx)


DAY = Day()
FILE = click.Path(path_type=Path)

case_argument = click.argument("case", type=FILE)
documents_argument = click.argument("documents", type=FILE, nargs=-1, required=True)
seed_option = click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=SEED,
    show_default=True,
    help="Where the random draws start: same input, same seed, same answer.",
)
draws_option = click.option(
    "--draws",
    type=click.IntRange(min=1),
    default=DRAWS,
    show_default=True,
    help="How many utility functions to draw for each party.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else.")
on_option = click.option("--on", type=DAY, help="Hide what was published after this day.")
published_option = click.option(
    "--published", type=DAY, help="When the documents were published, where they do not say."
)
