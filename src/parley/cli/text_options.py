"""Options that the commands of `parley text` share.

Room: cli.
"""

from pathlib import Path

import click


class NewFile(click.Path):
    """A file to write, in a folder that is there: a slip in its name makes no folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = Path(str(value))
        if not path.parent.is_dir():
            self.fail(f'there is no folder "{path.parent}" to write {path.name} into', param, ctx)
        return path


NEW_FILE = NewFile()

name_option = click.option("--name", default="single-text", show_default=True, help="Which text of the case.")
version_option = click.option(
    "--version", "number", type=click.IntRange(min=1), help="Which version; left out: the latest."
)
on_version_option = click.option(
    "--on-version",
    type=click.IntRange(min=1),
    help="The version that it was made from; left out: it is the first.",
)
reader_option = click.option(
    "--for",
    "reader",
    default="mediator",
    show_default=True,
    help="Who reads it: mediator, or parties (or the id of one: all see the same).",
)


def many(number: int, thing: str) -> str:
    """
    >>> many(1, "clause"), many(0, "clause")
    ('1 clause', '0 clauses')
    """
    return f"{number} {thing if number == 1 else thing + 's'}"


def is_for_parties(reader: str, parties: list[str]) -> bool:
    """Whether a text is shown to a party.

    Raises:
        ParleyError: nobody is called so.
    """
    from parley.case.dossier import known_one

    known_one("reader", reader, ["mediator", "parties", *parties])
    return reader != "mediator"
