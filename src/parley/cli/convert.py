"""`parley convert`: scenario files of one program as those of another, with what is lost on the way.

Room: cli.
"""

from pathlib import Path

import click

from parley.case.formats.convert import FORMATS, Converted
from parley.case.formats.convert import convert as convert_files
from parley.case.scenario import READINGS, Reading
from parley.cli.options import FILE, json_option
from parley.cli.printing import print_json

NAMES = [f.name for f in FORMATS]


@click.command()
@click.argument("source", type=FILE, metavar="FROM")
@click.argument("target", type=FILE, metavar="TO")
@click.option(
    "--to",
    "to_format",
    type=click.Choice(NAMES),
    help="The format to write, where the ending of TO does not say.",
)
@click.option(
    "--from",
    "from_format",
    type=click.Choice(NAMES),
    help="The format to read, where there are files of several.",
)
@click.option(
    "--reading",
    type=click.Choice(READINGS),
    default="genius",
    show_default=True,
    help="How to read the numbers of Genius XML: as Genius does, or as they stand.",
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@json_option
def convert(
    source: Path,
    target: Path,
    to_format: str | None,
    from_format: str | None,
    reading: Reading,
    force: bool,
    as_json: bool,
) -> None:
    """Turn a scenario of one program into that of another, and say what is lost.

    FROM is a folder, or one file, of Genius, GeniusWeb, NegMAS or NegoLog, or a Parley case. TO is a folder,
    or a file whose ending says the format: .xml, .json, .yml, or .yaml for a case. Nothing in a file is run.
    """
    done = convert_files(
        source, target, to_format=to_format, from_format=from_format, reading=reading, force=force
    )
    if as_json:
        print_json(_as_plain(done))
        return
    for sentence in (*done.notes, *done.lost):
        click.echo(f"Note: {sentence}", err=True)
    scenario = done.scenario
    count = scenario.count_packages()
    what = [_many(len(scenario.issues), "issue"), _many(len(scenario.profiles), "party")]
    what += [] if count is None else [f"{count:,} packages"]
    click.echo(f"{scenario.name}: {', '.join(what)}.")
    click.echo(f"Read as {done.read_as}, written as {done.written_as}: {', '.join(map(str, done.files))}")


def _many(count: int, what: str) -> str:
    return f"{count} {what if count == 1 else {'party': 'parties'}.get(what, what + 's')}"


def _as_plain(done: Converted) -> dict[str, object]:
    scenario = done.scenario
    return {
        "name": scenario.name,
        "read-as": done.read_as,
        "written-as": done.written_as,
        "reading": scenario.reading,
        "issues": scenario.issue_names,
        "parties": [p.name for p in scenario.profiles],
        "packages": scenario.count_packages(),
        "files": [str(path) for path in done.files],
        "notes": list(done.notes),
        "lost": list(done.lost),
    }
