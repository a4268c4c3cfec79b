"""How a command prints: a table for a person, or one JSON object.

Room: cli. Results go to standard output; whatever else is said goes to standard error.
"""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import click

WIDE = 110  # characters, where there is no terminal


def print_json(value: Any) -> None:
    """One JSON object on standard output, keys in their own order."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def print_json_lines(values: Iterable[Any]) -> None:
    """One JSON object a line."""
    for value in values:
        click.echo(json.dumps(value, ensure_ascii=False, default=str))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A plain table under its title, as wide as the terminal, or 110 characters where there is none."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, width=WIDE, soft_wrap=False)
    if title:
        click.echo(title)
    table = Table(*columns, box=box.SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    console.print(table)


def print_wrapped(words: str, first: int = 0, rest: int = 0) -> None:
    """A sentence in lines as wide as the terminal, 110 at most; how far the first and the rest stand in."""
    width = min(WIDE, shutil.get_terminal_size().columns) if sys.stdout.isatty() else WIDE
    click.echo(
        textwrap.fill(
            words,
            max(width, rest + 30),
            initial_indent=" " * first,
            subsequent_indent=" " * rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )
