"""`parley swaps`: one party chooses among alternatives by even swaps, for its own preparation.

Room: cli. Nothing is written into a case; what is said stays with whoever says it.
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import FILE, json_option
from parley.cli.printing import print_json, print_table, print_wrapped

if TYPE_CHECKING:
    from parley.bridging.questions.even_swaps import ConsequenceTable
    from parley.bridging.questions.even_swaps_dialogue import Dialogue

HELP = """\
  VALUE             what makes the alternative exactly as good as before
  yes, no           where that is asked
  equal CRITERION   make another criterion equal instead
  pay CRITERION     pay in another criterion
  undo              take back the last reply
  show              print the table again
  stop              leave; what was said so far is printed"""


@click.command()
@click.argument("table", type=FILE)
@click.option("--answers", type=FILE, help="Take the replies from a file, one a line; - for standard input.")
@click.option("--keep", type=FILE, help="Keep the replies in this file, and go on from those it holds.")
@json_option
def swaps(table: Path, answers: Path | None, keep: Path | None, as_json: bool) -> None:
    """Choose among alternatives by even swaps, step by step, without weights.

    TABLE holds alternatives and criteria as YAML, JSON or CSV. What is dominated drops out, what is equal no
    longer counts, and you are asked for as few trade-offs as it takes. On a terminal you are asked one by
    one. It is private to whoever prepares: nothing is written into a case.
    """
    from parley.bridging.questions.even_swaps_dialogue import replay
    from parley.bridging.questions.even_swaps_table import read_table

    if answers is not None and keep is not None:
        raise click.UsageError("Choose one of --answers and --keep.")
    read = read_table(table)
    replies = _replies(answers) if answers is not None else _kept(keep, table)
    dialogue = replay(read, replies)
    asks = _on_terminal() and answers is None and not as_json
    if not as_json:
        _print_table(read, "The alternatives")
    if asks:
        dialogue = _talk(dialogue, replies, keep)
    if as_json:
        _print_json(dialogue)
    else:
        _print_record(dialogue)


def _on_terminal() -> bool:
    return sys.stdin.isatty()


def _replies(path: Path) -> list[str]:
    """The replies of a file, one a line; empty lines and those that begin with # are passed over."""
    from parley.ground.errors import PlacedError

    if str(path) == "-":
        text = sys.stdin.read()
    else:
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except OSError:
            raise PlacedError(
                path, problem="There is no such file.", mend="Write one reply a line."
            ) from None
        except UnicodeDecodeError:
            raise PlacedError(path, problem="It is not UTF-8 text.", mend="Save it again as UTF-8.") from None
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def _kept(keep: Path | None, table: Path) -> list[str]:
    from parley.ground.errors import PlacedError

    if keep is None or not keep.exists():
        return []
    if keep.resolve() == table.resolve():
        raise PlacedError(keep, problem="This is the table itself.", mend="Keep the replies in another file.")
    return _replies(keep)


def _talk(dialogue: "Dialogue", replies: list[str], keep: Path | None) -> "Dialogue":
    """Ask until nothing is left to ask or the person stops."""
    from parley.bridging.questions.even_swaps_dialogue import question_words, record, reply
    from parley.ground.errors import ParleyError
    from parley.ground.files import write_whole

    told = 0
    click.echo("Reply with a value, or: equal CRITERION, pay CRITERION, undo, show, help, stop.\n")
    while dialogue.asked is not None:
        steps = record(dialogue.session)
        for step in steps[told:]:
            print_wrapped(step, 2, 4)
        told = len(steps)
        try:
            said = str(click.prompt(f"{question_words(dialogue)}\n", prompt_suffix="> ")).strip()
        except click.Abort:  # the person closed the input: what was said stands
            click.echo("")
            break
        if said == "stop":
            break
        if said in ("help", "?"):
            click.echo(HELP)
        elif said == "show":
            _print_table(dialogue.session.table, "As it stands")
        else:
            try:
                dialogue = reply(dialogue, said)
            except ParleyError as error:
                click.echo(str(error))
                continue
            told = min(told, len(dialogue.session.steps))
            replies.append(said)
            if keep is not None:
                write_whole(keep, "\n".join(replies) + "\n")
    click.echo("")
    return dialogue


def _print_table(table: "ConsequenceTable", title: str) -> None:
    rows = [
        [c.name, *(c.shown(table.value(a, c.name)) for a in table.alternatives), _better(c.better)]
        for c in table.criteria
    ]
    print_table(["", *table.alternatives, "better"], rows, title)


def _better(better: str | tuple[str, ...]) -> str:
    return better if isinstance(better, str) else " > ".join(better)


def _print_record(dialogue: "Dialogue") -> None:
    from parley.bridging.questions.even_swaps_dialogue import question_words, record

    session = dialogue.session
    steps = record(session)
    click.echo("Step by step" if steps else "No step follows from the table alone.")
    for n, step in enumerate(steps, start=1):
        print_wrapped(f"{n:>3}. {step}", 0, 5)
    click.echo("")
    if not session.choice:
        _print_table(session.table, "As it stands")
        print_wrapped(f"Asked next: {question_words(dialogue)}", 0, 2)
    elif len(session.choice) == 1:
        click.echo(f"Left: {session.choice[0]}.")
    else:
        click.echo(f"Left, and equally good to you: {', '.join(session.choice)}.")
    click.echo(
        "Each swap is your own word. Hammond, Keeney & Raiffa (1998), Harvard Business Review 76(2), 137-149."
    )


def _print_json(dialogue: "Dialogue") -> None:
    from parley.bridging.questions.even_swaps_dialogue import question_words, record

    session = dialogue.session
    steps = zip(session.steps, record(session), strict=True)
    print_json(
        {
            "choice": list(session.choice),
            "asked": question_words(dialogue) or None,
            "steps": [{"step": type(s).__name__.lower(), **asdict(s), "words": words} for s, words in steps],
            "table": asdict(session.table),
        }
    )
