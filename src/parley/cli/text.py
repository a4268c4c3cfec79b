"""`parley text`: a negotiating text from its first draft to Word and back. Its commands are a file each.

Room: cli. A command is imported when it is called for, as `parley.cli.main` does with its own.
"""

import importlib

import click

from parley.ground.near import did_you_mean

COMMANDS = {  # name -> the first line of its help; the command itself is `parley.cli.text_NAME.command`
    "draft": "Write a first draft from a package, or with what the parties ask in brackets.",
    "show": "Show a version of a text: for the mediator, as a party sees it, or what stands open in it.",
    "diff": "Show what two versions of a text say differently, clause by clause and word by word.",
    "history": "List the versions of a text: who moved it, when and why.",
    "save": "Keep a Markdown file as the next version of a text.",
    "import": "Take in a Word file that a party or its lawyers worked on.",
    "export": "Write a version of a text as a Word file, a PDF or Markdown.",
    "check": "Read a text as a drafter would: what is missing, vague, or does not add up.",
}


class Texts(click.Group):
    """A group that imports a command when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"parley.cli.text_{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f'There is no command "text {args[0]}". {did_you_mean(args[0], COMMANDS)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Texts)
def text() -> None:
    """Keep one negotiating text: draft, show, compare, save, import, export and check it.

    The versions of a text lie in the folder of its case, below texts/. Every command takes --json.
    """
