"""`parley text`: a negotiating text from its first draft to Word and back. Its commands are a file each.

Room: cli.
"""

import importlib

import click

from parley.cli.lazily import Lazily

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


class Texts(Lazily):
    """The commands on a text."""

    offered = COMMANDS
    before = "text "

    def load(self, name: str) -> object:
        return importlib.import_module(f"parley.cli.text_{name}").command


@click.group(cls=Texts)
def text() -> None:
    """Keep one negotiating text: draft, show, compare, save, import, export and check it.

    The versions of a text lie in the folder of its case, below texts/. Every command takes --json.
    """
