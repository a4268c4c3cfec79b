"""`parley backtest`: what the evidence of a day gave, beside what came later.

Room: cli.
"""

from pathlib import Path

import click

from parley.cli.options import FILE, case_argument, draws_option, json_option, seed_option

RUNS = 4000
MOST_RUNS = 1_000_000


@click.command()
@case_argument
@click.option(
    "--record", type=FILE, help="What came later (TOML); the only record in later/ of the case unless given."
)
@click.option(
    "--runs",
    type=click.IntRange(1, MOST_RUNS),
    default=RUNS,
    show_default=True,
    help="How often the deal is simulated.",
)
@click.option("--days", "every_day", is_flag=True, help="Show every day on which something changes hands.")
@seed_option
@draws_option
@json_option
def backtest(
    case: Path, record: Path | None, runs: int, every_day: bool, seed: int, draws: int, as_json: bool
) -> None:
    """Hold what the evidence of a day gave against what came later.

    CASE is a case folder with a record of what came later, which nothing else reads. Nothing that was
    published after the day the record names is looked at. One case is a story and no score.
    """
    from parley.case.dossier import open_talks
    from parley.endurance.backtest.looking_back import backtest as look_back

    dossier = open_talks(case)
    found = look_back(dossier, draws, seed, record=record, runs=runs)
    if as_json:
        from parley.analysis.settlement import as_plain
        from parley.cli.printing import print_json

        print_json(as_plain(found))
        return
    from parley.cli.backtest_words import print_backtest

    print_backtest(dossier.on(found.known.frozen).case, found, every_day=every_day)
