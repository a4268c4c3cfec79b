"""`parley text check`: what a drafter would find in a text - gaps, figures that do not fit, vague terms.

Room: cli.
"""

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import FILE, json_option
from parley.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from parley.bridging.clauses.review import Finding, Obligation, Place, Review, Row
    from parley.bridging.text.written.model import NegotiatingText

_FIELDS = ("armed-conflict", "labour", "commercial")
_HEADS = (
    ("Figures, dates and references that do not fit", ("sum", "date", "days", "reference", "unattached")),
    ("Gates without a consequence", ("gate",)),
    ("Duties that lack something", ("duty",)),
    ("Key nouns used and not defined", ("undefined",)),
    ("Vague terms", ("vague",)),
)
_NO_LIST = (
    "there is no checklist for texts on {field}; figures, duties, gates and words were read "
    "all the same (--field picks a list)"
)
_NO_FIELD = (
    "no field is named and its words show none, so no checklist was gone through; figures, duties, gates and "
    "words were read all the same (--field picks a list)"
)
_SHOWN_ABOVE = ("T4", "N3", "X1", "LN1", "CN1")  # rows that say again what the findings say
_SHOWN = 6  # of each kind, unless --all


@click.command("check")
@click.argument("text", type=FILE)
@click.option(
    "--field", type=click.Choice(_FIELDS), help="Which checklist; the text's own or the nearest unless given."
)
@click.option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    help="Which version, for a case folder; the latest unless given.",
)
@click.option("--name", default="single-text", show_default=True, help="Which text of the case folder.")
@click.option(
    "--rows", "every_row", is_flag=True, help="Show every row of the checklist with the words it rests on."
)
@click.option("--duties", "table", is_flag=True, help="Show what each party owes, side by side.")
@click.option("--all", "everything", is_flag=True, help="Show all findings, rows and duties.")
@json_option
def command(
    text: Path,
    field: str | None,
    number: int | None,
    name: str,
    every_row: bool,
    table: bool,
    everything: bool,
    as_json: bool,
) -> None:
    """Read a text as a drafter would: what is missing, vague, or does not add up.

    TEXT is a text in Markdown, any document (Word, PDF, plain words), or a case folder: its latest version.
    What is
    found comes with the words it rests on and a question to put to the parties. There is no score.
    """
    from parley.bridging.clauses.reviewing import review

    read, known = _text(text, name, number, field)
    found = review(read, known)
    if as_json:
        print_json(found.as_dict())
        return
    with_list = _NO_LIST.format(field=found.field) if found.field else _NO_FIELD
    if found.rows:
        with_list = f"read with the checklist for {found.field} texts"
        with_list += "" if known or read.field else ", by its words (--field names another)"
    click.echo(f"{found.title or text.name}: {with_list}.\n")
    _print_findings(found, everything)
    _print_gaps(found, everything)
    if every_row or everything:
        _print_rows(found.rows)
    if table or everything:
        _print_duties(found.obligations)
    elif found.obligations:
        click.echo(
            "What each party owes, side by side: --duties. Every row with its words: "
            "--rows. Everything: --all."
        )


def _text(
    path: Path, name: str, number: int | None, field: str | None
) -> tuple["NegotiatingText", str | None]:
    """The text to read, and the field that its case gives where neither text nor reader do."""
    from parley.bridging.text.written.notation import read_text

    if not path.is_dir():
        if number is not None:
            raise click.UsageError("--version goes with a case folder; this is a file.")
        return read_text(path), field
    from parley.bridging.text.kept.history import version
    from parley.case.files import case_path, read_case
    from parley.case.folder import case_folder

    folder = case_folder(path)
    read = version(folder, name, number).text
    if field or read.field:
        return read, field
    stated = read_case(case_path(folder)).field or ""
    return read, stated if stated in _FIELDS else None


def _print_findings(found: "Review", everything: bool) -> None:
    for head, kinds in _HEADS:
        mine = [f for f in found.findings if f.kind in kinds and f.intended is not True]
        if not mine:
            continue
        click.echo(head)
        for finding in mine if everything else mine[:_SHOWN]:
            _print_item(finding.place, finding.says, finding.question, _note(finding))
        if len(mine) > _SHOWN and not everything:
            _say("More of these: --all.", "  ")
        click.echo()
    meant = [f for f in found.findings if f.intended]
    if meant:
        click.echo("Vague on purpose, as the head of the text says")
        for finding in meant:
            _say(f"{_where(finding.place)}  “{finding.place.words}”", "  ")
        click.echo()


def _note(finding: "Finding") -> str:
    return f"May cost: {finding.cost}." if finding.kind == "vague" and finding.cost else ""


def _print_item(place: "Place", says: str, question: str, note: str = "") -> None:
    _say(f"{_where(place)}  {says}", "  ")
    words = place.words if len(place.words) <= 160 else place.words[:157].rsplit(" ", 1)[0] + " ..."
    if words not in says:
        _say(f"“{words}”", "      ")
    if note:
        _say(note, "      ")
    _say(f"Ask: {question}", "      ")


def _print_gaps(found: "Review", everything: bool) -> None:
    """Rows that are absent or partial, most severe first; C only with --all."""
    for presence, head in (("absent", "Nothing is said of"), ("partial", "Said in part")):
        mine = sorted((r for r in found.rows if r.presence == presence), key=lambda r: r.severity)
        if not everything:
            mine = [r for r in mine if r.id not in _SHOWN_ABOVE]
        shown = [r for r in mine if everything or r.severity == "A"]
        if not shown:
            continue
        click.echo(f"{head}{'' if everything else ' (severity A: usually fatal to implementation)'}")
        for row in shown:
            _say(f"{row.id:<4}{row.asks}", "  ")
            if row.missing:
                _say(f"Missing: {row.missing}.", "      ")
            if row.question:
                _say(f"Ask: {row.question}", "      ")
        rest = [r.id for r in mine if r not in shown]
        if rest:
            _say(f"Also, of severity B and C: {', '.join(rest)} (--all).", "  ")
        click.echo()
    put_off = [r for r in found.rows if r.presence == "deferred"]
    if put_off:
        click.echo("Left out on purpose")
        for row in put_off:
            words = f" “{row.rests_on[0].words}” ({_where(row.rests_on[0])})" if row.rests_on else ""
            _say(f"{row.id:<4}{row.asks}: {row.why}.{words}", "  ")
        click.echo()


def _print_rows(rows: Sequence["Row"]) -> None:
    click.echo("Every row of the checklist")
    for row in rows:
        _say(f"{row.id:<4}{row.severity}  {row.presence:<8}  {row.asks}", "  ")
        for place in row.rests_on[:6]:
            _say(f"“{place.words[:90]}” ({_where(place)})", "           ")
    click.echo()


def _print_duties(obligations: Iterable["Obligation"]) -> None:
    by_party: dict[str, list[Obligation]] = {}
    for each in obligations:
        by_party.setdefault(each.party.lower(), []).append(each)
    click.echo("What each party owes (can it be taken back? can it be seen?)\n")
    for party in sorted(by_party):
        mine = by_party[party]
        rows = [
            (
                o.place.clause,
                o.action if len(o.action) <= 70 else o.action[:67] + "...",
                _back(o.irreversible),
                o.verifiable,
            )
            for o in mine
        ]
        print_table(["clause", mine[0].party, "taken back", "seen"], rows)


def _back(irreversible: str) -> str:
    return {"yes": "no", "partly": "in part", "no": "yes"}.get(irreversible, "unclear")


def _where(place: "Place") -> str:
    return place.clause or "preamble"


def _say(words: str, indent: str) -> None:
    click.echo(textwrap.fill(words, 108, initial_indent=indent, subsequent_indent=indent + "    "))
