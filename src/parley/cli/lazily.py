"""A group of commands that imports each when it is called for, so that its help answers at once.

Room: cli. Nothing heavier than click is imported here.
"""

from typing import ClassVar

import click

from parley.ground.near import did_you_mean


class Lazily(click.Group):
    """Commands by name, with the first line of the help of each; `load` imports one."""

    offered: ClassVar[dict[str, str]] = {}
    before = ""  # what is typed before the name of one of them, with a space behind it

    def load(self, name: str) -> object:
        raise LookupError(name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.offered)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.offered:
            return None
        command = self.load(cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self.offered and not args[0].startswith("-"):
            near = did_you_mean(args[0], self.offered)
            ctx.fail(f'There is no command "{self.before}{args[0]}". {near}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.offered.items()))
