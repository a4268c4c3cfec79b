"""`parley endure`: would a deal hold, how long, and what would make it hold longer?

Room: cli.
"""

import sys
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from parley.analysis.settlement import as_plain
from parley.cli.options import DAY, FILE, draws_option, json_option, seed_option
from parley.cli.printing import print_json

RUNS, DAYS = 20_000, 730
RUNS_OF_A_GROUP = 5000  # of deals, where the process is held against published figures
MOST_RUNS, MOST_DAYS, MOST_WORKERS = 1_000_000, 36_500, 256


@click.command()
@click.argument("case", type=FILE, required=False)
@click.option(
    "--package",
    metavar="PACKAGE",
    help="What is agreed: a text, issue=term,..., or JSON; the first that parley bridge gives unless said.",
)
@click.option(
    "--against",
    metavar="PACKAGE",
    multiple=True,
    help="Hold it against another package under the same chance; may be said again.",
)
@click.option(
    "--runs",
    type=click.IntRange(1, MOST_RUNS),
    default=RUNS,
    show_default=True,
    help="How often the deal is simulated.",
)
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=DAYS,
    show_default=True,
    help="How many days, at most, each time.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, MOST_WORKERS),
    default=1,
    show_default=True,
    help="Processes to do it in; the answer is the same.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Print all levers, all ways to watch, and all published counts."
)
@click.option(
    "--validate",
    is_flag=True,
    help="Hold the process against published figures instead: found, target, met or not. Needs no case.",
)
@click.option("--out", type=FILE, help="Write a paper with figures: .html, .docx or .pdf.")
@click.option("--language", default="en", show_default=True, help="Of the paper: en, ar or he.")
@click.option("--on", type=DAY, help="Hide what was published after this day.")
@seed_option
@draws_option
@json_option
def endure(
    case: Path | None,
    package: str | None,
    against: tuple[str, ...],
    runs: int,
    days: int,
    workers: int,
    everything: bool,
    validate: bool,
    out: Path | None,
    language: str,
    on: date | None,
    seed: int,
    draws: int,
    as_json: bool,
) -> None:
    """Ask whether a deal would hold, how long, and what would make it hold longer.

    A process of incidents, answers, disputes and gates is run many times for one package, day by day, in many
    worlds: ways the things could be that nobody knows. It is no forecast: shares are shares of runs.
    """
    if validate:
        given = click.get_current_context().get_parameter_source("runs")
        _validate(seed, RUNS_OF_A_GROUP if given is ParameterSource.DEFAULT else runs, workers, as_json)
        return
    if case is None:
        raise click.UsageError("Say which case:  parley endure CASE. Without one there is  --validate.")
    from parley.case.dossier import open_talks
    from parley.cli.bridge_words import told_in_private
    from parley.cli.endure_words import print_endurance
    from parley.endurance.asking.enduring import endure as endured

    if out is not None:
        from parley.briefs.layouts import form_of
        from parley.briefs.phrases.catalogue import Phrases

        form_of(out)
        Phrases(language)
    dossier = open_talks([case], on=on)
    with _Bar() as bar:
        found = endured(
            dossier,
            draws,
            seed,
            package=package,
            runs=runs,
            days=days,
            workers=workers,
            against=against,
            progress=bar.moved,
        )
    if out is not None:
        from parley.briefs.kinds.endurance import write_endurance

        write_endurance(dossier, found, out, language=language)
        click.echo(f"Written: {out}", err=True)
    if as_json:
        print_json(as_plain(found))
    elif out is None:
        print_endurance(dossier.case, found, private=told_in_private(dossier), everything=everything)


def _validate(seed: int, runs: int, workers: int, as_json: bool) -> None:
    from parley.cli.targets_table import plain_targets, print_targets
    from parley.endurance.checked.targets import validate as validated

    found = validated(seed, runs, workers=workers)
    if as_json:
        print_json(plain_targets(found, seed, runs))
    else:
        print_targets(found, seed, runs)


class _Bar:
    """A bar on standard error, on a terminal only."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.so_far = 0

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *raised: object) -> None:
        if self.shown and self.so_far:
            click.echo("\r" + " " * 40 + "\r", err=True, nl=False)

    def moved(self, done: int, of: int) -> None:
        if self.shown:
            self.so_far = done
            full = round(30 * done / of)
            click.echo(f"\r[{'#' * full}{'.' * (30 - full)}] {done}/{of}", err=True, nl=False)
