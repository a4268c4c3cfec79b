"""`parley text show`: a text for the mediator or as a party sees it, and what stands open in it.

Room: cli.
"""

import textwrap
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import case_argument, json_option
from parley.cli.text_options import is_for_parties, many, name_option, reader_option, version_option

if TYPE_CHECKING:
    from parley.bridging.text.kept.said import Said
    from parley.bridging.text.kept.state import TextState
    from parley.bridging.text.written.model import Clause, NegotiatingText
    from parley.case.model import Case

_WIDE = 106  # characters


@click.command("show")
@case_argument
@version_option
@reader_option
@click.option("--open", "opened", is_flag=True, help="What stands open: by clause, by party and by issue.")
@name_option
@json_option
def command(case: Path, number: int | None, reader: str, opened: bool, name: str, as_json: bool) -> None:
    """Show a version of a text: for the mediator, as a party sees it, or what stands open in it.

    A party sees the text and its brackets: not who wants what, nor who moved it, nor how often.
    """
    from parley.bridging.text.kept.history import history, version
    from parley.bridging.text.kept.said import package_of_text
    from parley.bridging.text.kept.state import state_of
    from parley.bridging.text.written.view import for_parties
    from parley.case.files import read_case
    from parley.case.folder import case_folder
    from parley.cli.printing import print_json, print_table

    folder = case_folder(case)
    known = read_case(case)
    hidden = is_for_parties(reader, list(known.parties))
    if hidden and opened:
        raise click.UsageError("What stands open between whom is for the mediator only; leave --for out.")
    chosen = version(folder, name, number)
    if hidden:
        seen = for_parties(chosen.text)
        if as_json:
            parts = [
                {key: value for key, value in part.items() if key != "status"}
                for part in seen.as_dict()["parts"]
            ]
            print_json(seen.as_dict() | {"parts": parts})
        else:
            _print_text(seen)
        return
    said = package_of_text(known, chosen.text, f"{name}@{chosen.number}")
    state = state_of(name, chosen.number, chosen.at, chosen.text, said)
    about = {
        "text": name,
        "version": chosen.number,
        "author": chosen.author,
        "at": chosen.at,
        "reason": chosen.reason,
        "base": chosen.base,
    }
    remarks = history(folder, name).entries[chosen.number - 1].remarks
    if as_json:
        about |= {"remarks": [asdict(remark) for remark in remarks]}
        shown = {} if opened else {"document": chosen.text.as_dict()}
        print_json(about | shown | {"state": state.as_dict(), "says": said.as_dict()})
        return
    author = _who(known, chosen.author)
    click.echo(f"{name}, version {chosen.number}, by {author}, {chosen.at}: {chosen.reason}", err=True)
    if opened:
        _print_open(known, state, said)
    else:
        _print_text(chosen.text, known)
    if remarks:
        click.echo()
        rows = [
            [r.clause or "the text", f"{r.said}{f' (on: {r.words})' if r.words else ''}", _who(known, r.by)]
            for r in remarks
        ]
        print_table(["clause", "remark", "by"], rows, "Remarks that came with it, for the mediator only")


def _who(case: "Case", by: str) -> str:
    return case.parties[by].name if by in case.parties else by


def _print_text(text: "NegotiatingText", case: "Case | None" = None) -> None:
    """The text; for the mediator with status, issue and option, and who wants which words."""
    from parley.bridging.text.written.model import Heading

    click.echo(click.style(text.title, bold=True))
    widest = max((len(clause.number) for clause in text.clauses()), default=0)
    for part in text.parts:
        click.echo()
        if isinstance(part, Heading):
            words = (
                f"{part.number}. {part.words}" if part.number and part.words else part.number or part.words
            )
            click.echo(click.style(words, bold=True))
            continue
        _print_lines(part.words, part.number.ljust(widest))
        if case is not None:
            _print_marks(part, case, " " * (widest + 2))


def _print_marks(clause: "Clause", case: "Case", indent: str) -> None:
    names = {party: entry.name for party, entry in case.parties.items()}
    terms = ", ".join(f"{issue}: {term}" for issue, term in clause.terms)
    if clause.number:
        click.echo(click.style(f"{indent}{clause.status}{'; ' if terms else ''}{terms}", dim=True))
    for bracket in clause.brackets:
        for alternative in bracket.alternatives:
            if alternative.by:
                wanted = ", ".join(names.get(party, party) for party in alternative.by)
                said = f'{wanted}: "{alternative.words or "(nothing)"}"'
                click.echo(click.style(f"{indent}{said}", dim=True))


def _settled(case: "Case", issue: str, term: str) -> str:
    from parley.case.wording import short, term_words

    entry = case.issues[issue]
    return f"{short(entry.name)}: {term_words(entry, term).rstrip('.')}"


def _print_lines(words: str, first: str) -> None:
    indent = " " * (len(first) + 2)
    lines = textwrap.wrap(words, _WIDE - len(indent), break_long_words=False, break_on_hyphens=False)
    click.echo(f"{first}  {lines[0] if lines else ''}".rstrip())
    for line in lines[1:]:
        click.echo(indent + line)


def _print_open(case: "Case", state: "TextState", said: "Said") -> None:
    from parley.cli.printing import print_table

    click.echo(f"{many(state.agreed, 'clause')} agreed, {state.pending} pending, {state.reserved} reserved.")
    rows = []
    blanks = [bracket for bracket in state.open if bracket.blank]
    for bracket in state.open:
        if bracket.blank:
            continue
        for n, alternative in enumerate(bracket.alternatives):
            decides = ", ".join(f"{issue}: {term}" for issue, term in alternative.terms)
            wanted = ", ".join(case.parties[p].name if p in case.parties else p for p in alternative.parties)
            clause = bracket.clause or "preamble"
            rows.append(["" if n else clause, alternative.words or "(nothing)", wanted, decides])
    if rows:
        print_table(["clause", "open words", "wanted by", "would decide"], rows)
    elif not blanks:
        click.echo("No words stand in brackets.")
    if blanks:
        places: dict[str, list[str]] = {}
        for bracket in blanks:
            places.setdefault(bracket.clause or "preamble", []).append(bracket.alternatives[0].words)
        listed = "; ".join(f"{clause} {', '.join(words)}" for clause, words in places.items())
        click.echo(f"To be filled in, kept or dropped: {listed.rstrip('.')}.")
    names = {id: party.name for id, party in case.parties.items()}
    names |= {id: issue.name for id, issue in case.issues.items()}
    for what, counts in (("party", state.by_party()), ("issue", state.by_issue())):
        if counts:
            told = "; ".join(f"{names.get(id, id)} {n}" for id, n in counts.items())
            click.echo(f"Brackets by {what}: {told}.")
    if said.settled:
        click.echo("Settled: " + "; ".join(_settled(case, issue, term) for issue, term in said.settled) + ".")
    if said.silent:
        click.echo(f"Silent on: {'; '.join(names.get(id, id) for id in said.silent)}.")
    for found in said.contradictions:
        one, other = found.clauses
        click.echo(
            f"Clauses {one} and {other} say different things on {names.get(found.issue, found.issue)}: "
            f"{found.terms[0]} and {found.terms[1]}."
        )
    if said.agreed_but_open:
        click.echo(f"Marked agreed, with brackets still open: {', '.join(said.agreed_but_open)}.")
    for constraint in said.broken:
        click.echo(f"A constraint of the case cannot be kept: {constraint.as_plain()}.")
