"""`parley`: the door. It knows the names of the commands, imports the one asked for, and prints errors.

Room: cli. Nothing heavier than click is imported here, so that `parley --help` answers at once.

Exit status: 0 done; 1 the input cannot be used (the message says where, what, and how to mend it); 2 wrong
usage; 130 interrupted from the keyboard. What is not a `ParleyError` is a fault of ours and shows its trace.
"""

import importlib
import sys
from io import TextIOWrapper

import click

from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.ground.version import VERSION

COMMANDS = {  # name -> the first line of its help; the command itself is `parley.cli.NAME.NAME`
    "read": "Turn documents into claims, each with its words and their place.",
    "claims": "Show the claims of a case, and accept, reject or correct them by hand.",
    "positions": "Show who asks what on which issue, since when, and what differs from a dated text.",
    "draft": "Write a first case from documents.",
    "check": "List the errors of a case, then the questions it leaves open.",
    "zone": "Ask whether there is a package that all principals prefer to no deal.",
    "frontier": "List the packages nobody can improve on without another principal paying for it.",
    "obstacles": "List what keeps the zone empty, what would open one, and what each red line costs.",
    "sensitivity": "Rank what is unknown by how much depends on it, and say what would turn each answer.",
    "ask": "Ask a party which of two packages it would rather have, and take its answers down.",
    "bridge": "Find packages to put on the table, with who gives what and why they could be signed.",
    "devices": "List new options that bridging devices give on a case, and take one into it.",
    "rank": "Rank drafts or packages by the ballots of several parties or advisers.",
    "swaps": "Choose among alternatives by even swaps, step by step, without weights.",
    "text": "Keep one negotiating text: draft, show, compare, save, import, export and check it.",
    "convert": "Turn a scenario of one program into that of another, and say what is lost.",
    "brief": "Write a brief of a few pages from a case, or from bare documents.",
}


class Door(click.Group):
    """A group that imports a command when it is called for, and prints what went wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(f"parley.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'There is no command "{args[0]}". {did_you_mean(args[0], COMMANDS)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):  # a terminal that lacks a letter shows its number instead
                stream.reconfigure(errors="backslashreplace")
        try:
            result: object = super().invoke(ctx)
        except ParleyError as error:
            click.echo(str(error), err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(130)
        return result


@click.group(cls=Door, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(VERSION, prog_name="parley", message="%(prog)s %(version)s")
def main() -> None:
    """From what parties in a conflict say to advice a mediator can defend.

    Every command works offline, and says how to get its answer again. `parley COMMAND --help` explains one.
    """
