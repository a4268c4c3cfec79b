"""`parley`: the door. It knows the names of the commands, imports the one asked for, and prints errors.

Room: cli. Nothing heavier than click is imported here, so that `parley --help` answers at once.

Exit status: 0 done; 1 the input cannot be used (the message says where, what, and how to mend it); 2 wrong
usage; 130 interrupted from the keyboard. What is not a `ParleyError` is a fault of ours and shows its trace.
"""

import importlib
import sys
from io import TextIOWrapper

import click

from parley.cli.lazily import Lazily
from parley.ground.errors import ParleyError
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
    "schedule": "Order who hands over what on which day, so that nobody gains by walking out.",
    "names": "Say how many of those handed over are living, and which names two sides choose from a list.",
    "endure": "Ask whether a deal would hold, how long, and what would make it hold longer.",
    "backtest": "Hold what the evidence of a day gave against what came later.",
    "convert": "Turn a scenario of one program into that of another, and say what is lost.",
    "track": "Show what was agreed and how it stands, and take down what was done, is late or is disputed.",
    "brief": "Write a brief of a few pages from a case, or from bare documents.",
}


class Door(Lazily):
    """The commands of Parley, and what is printed when one goes wrong."""

    offered = COMMANDS

    def load(self, name: str) -> object:
        return getattr(importlib.import_module(f"parley.cli.{name}"), name)

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
