"""`parley devices`: new options that bridging devices give on the issues of a case.

Room: cli.
"""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parley.cli.options import FILE, case_argument, json_option, on_option
from parley.cli.printing import print_json, print_wrapped

if TYPE_CHECKING:
    from parley.bridging.devices.backtest import Backtested, Looked, Record
    from parley.bridging.devices.device import Candidate
    from parley.case.dossier import Dossier

COUNT = 5


@click.command()
@case_argument
@click.option("--issue", metavar="ISSUE", help="Only on this issue, with the price and the source of each.")
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=COUNT,
    show_default=True,
    help="How many candidates an issue at most.",
)
@click.option("--accept", "accepted", metavar="ISSUE/ID", help="Write this candidate into the case.")
@click.option("--label", metavar="TEXT", help="The words it is written in, if not as proposed.")
@click.option("--by", metavar="NAME", help="Who takes it in; needed with --accept.")
@click.option("--why", metavar="TEXT", help="The reason, kept with it.")
@click.option("--backtest", "record", type=FILE, help="Compare with terms agreed later; writes nothing.")
@click.option("--library", "shelf", is_flag=True, help="List the devices with their sources and prices.")
@on_option
@json_option
def devices(
    case: Path,
    issue: str | None,
    count: int,
    accepted: str | None,
    label: str | None,
    by: str | None,
    why: str | None,
    record: Path | None,
    shelf: bool,
    on: date | None,
    as_json: bool,
) -> None:
    """List new options that bridging devices give on a case, and take one into it.

    CASE is a case folder. What is listed are proposals: what they are worth to anybody nobody has said.

    \b
    parley devices cases/rail-strike --issue crews
    parley devices cases/rail-strike --accept crews/objective-criteria --by ana
    """
    if sum((accepted is not None, record is not None, shelf)) > 1:
        raise click.UsageError("Choose one of --accept, --backtest and --library.")
    if accepted is not None and not by:
        raise click.UsageError("A change needs --by NAME: who says so.")
    if accepted is not None and on is not None:
        raise click.UsageError("--accept writes into the case as it is today; leave --on out.")
    if accepted is None and (label is not None or by is not None or why is not None):
        raise click.UsageError("--label, --by and --why go with --accept.")
    if accepted is not None and by:
        _accept(case, accepted, by, label, why, as_json)
    elif record is not None:
        _backtest(case, record, on, count, as_json)
    elif shelf:
        _shelf(as_json)
    else:
        _list(case, issue, count, on, as_json)


def _list(case: Path, issue: str | None, count: int, on: date | None, as_json: bool) -> None:
    from parley.bridging.devices.candidates import candidates
    from parley.case.dossier import open_talks
    from parley.evidence.fields import fields

    dossier = open_talks(case, on=on)
    found = candidates(dossier, issue, count=count)
    if as_json:
        print_json(
            {"case": dossier.case.title, "digest": dossier.digest, "candidates": [asdict(c) for c in found]}
        )
        return
    for id in dossier.case.issues if issue is None else [issue]:
        here = [c for c in found if c.issue == id]
        if here:
            _print_issue(dossier, id, here, in_full=issue is not None)
        elif issue is not None:
            click.echo(f"{dossier.case.issues[id].name}: {_none(dossier, id)}")
    if not found and issue is None:
        click.echo("No device applies: on no issue are two principals known to want different things.")
        return
    if found and dossier.case.field not in fields():
        click.echo(
            "The case names no field, so that these fit any dispute. For options of its matter write one"
        )
        click.echo(f"into case.yaml, such as  field: {fields()[0]}  , or a kind beside an issue.")
    if found and dossier.folder is None:
        click.echo("To take one in, make a case first:  parley draft DOCUMENTS --into FOLDER")
    elif found:
        click.echo("What a candidate is worth to anybody nobody has said. Take one in, edited or as it is:")
        first = found[0]
        click.echo(f'  parley devices {case} --accept {first.issue}/{first.id} --by NAME [--label "..."]')


def _none(dossier: "Dossier", id: str) -> str:
    from parley.bridging.devices.shape import opposed_on

    if opposed_on(dossier.case, id) is None:
        return "no two principals are known to want different things here, so there is nothing to bridge."
    return "no device that is not on the table already speaks of this."


def _print_issue(dossier: "Dossier", id: str, here: list["Candidate"], in_full: bool) -> None:
    from parley.bridging.devices.library import library
    from parley.evidence.document import Disclosure

    case = dossier.case
    click.echo(f"{case.issues[id].name} ({id})")
    for served in here[0].serves:
        said = f"assumed: {served.interest}"
        if served.claim is not None:
            open_to = dossier.claim(served.claim).disclosure
            grade = "" if open_to is Disclosure.PUBLIC else f", {open_to.value}"
            said = f"“{served.interest}” [{served.claim}{grade}]"
        print_wrapped(f"{case.parties[served.party].name}: {said}", 2, 4)
    between = here[0].why.partition(": ")[2]
    print_wrapped(between[:1].upper() + between[1:], 2, 4)
    width = max(len(c.id) for c in here) + 2
    for c in here:
        print_wrapped(f"{c.id:<{width}}{c.label}", 2, 2 + width)
        if in_full:
            device = library().patterns[c.device].device
            if c.between:
                print_wrapped(f"Stands between: {c.between[0]} and {c.between[1]}", 2 + width, 2 + width)
            print_wrapped(f"Device: {device.name.casefold()} ({device.family})", 2 + width, 2 + width)
            print_wrapped(f"Price: {c.price}", 2 + width, 2 + width)
            print_wrapped(f"Source: {device.source}", 2 + width, 2 + width)
    click.echo("")


def _accept(case: Path, name: str, by: str, label: str | None, why: str | None, as_json: bool) -> None:
    from parley.bridging.devices.accepting import accept, candidate_named
    from parley.case.folder import case_folder

    case_folder(case)  # refuses what is no case
    written = accept(case, candidate_named(case, name), by=by, label=label, why=why)
    if as_json:
        print_json(asdict(written))
        return
    where = f'a new issue "{written.issue}"' if written.new_issue else f'the issue "{written.issue}"'
    click.echo(f'Written into {where} as "{written.option}": {written.label}')
    if written.ranked_by:
        ranked = f"For {_joined(written.ranked_by)} it is ranked between the two options it is made of"
        click.echo(f"{ranked}; the rest is unknown.")
    else:
        click.echo("What it is worth to anybody is unknown, and unknown means wide.")
    for party in dict.fromkeys(party for party, _ in written.red_lines):
        drawn = _joined(f'"{option}"' for who, option in written.red_lines if who == party)
        click.echo(f"{party} has drawn a red line at {drawn}: if one stands against this too, write it down.")
    if written.redrawn:
        click.echo("The draws of the parties are told apart by what they want here, so all are drawn anew:")
        click.echo("figures before and after differ by chance too, not only by what was written.")
    click.echo("Before a zone with it is believed, ask the parties, and write down what they say of it.")


def _shelf(as_json: bool) -> None:
    from parley.bridging.devices.library import library

    if as_json:
        print_json({"devices": [asdict(d) for d in library().devices]})
        return
    for device in library().devices:
        click.echo(f"{device.name} ({device.id}; {device.family})")
        print_wrapped(device.idea, 2, 4)
        for what, words in (("When", device.fits), ("Price", device.price), ("Source", device.source)):
            print_wrapped(f"{what}: {words}", 2, 4)
        click.echo("")


def _backtest(case: Path, file: Path, on: date | None, count: int, as_json: bool) -> None:
    from parley.bridging.devices.backtest import backtest, frozen, read_record
    from parley.bridging.devices.candidates import candidates
    from parley.case.dossier import open_talks

    record = read_record(file)
    dossier = open_talks(case, on=min(on, record.frozen) if on else record.frozen)
    looked = backtest(dossier, record, count=count)
    among = candidates(frozen(dossier, record), count=count)
    if as_json:
        print_json(
            {
                "record": record.title,
                "frozen": record.frozen.isoformat(),
                "looked_at": len(among),
                "terms": [asdict(term) | {"found": term.found} for term in looked],
            }
        )
        return
    _print_backtest(dossier, record, looked)
    issues = len({c.issue for c in among})
    click.echo(f"Looked at: {len(among)} candidates on {issues} issues; most of them were not agreed.")


def _print_backtest(dossier: "Dossier", record: "Record", looked: Iterable["Backtested"]) -> None:
    from parley.ground.dates import in_words

    terms = list(looked)
    click.echo(record.title)
    click.echo(f"Evidence up to {in_words(record.frozen)}; nothing is written into the case.\n")
    for term in terms:
        issue = dossier.case.issues.get(term.term.issue)
        said = "found" if term.found else "missed"
        click.echo(f"{said.upper()}  {issue.name if issue else 'On any issue'}: {term.term.pattern}")
        print_wrapped(f"Agreed later: {term.term.agreed}", 2, 4)
        if issue:
            for option in term.stripped:
                print_wrapped(
                    f"Taken out first, being in the case: {option}, “{issue.options[option].label}”", 2, 4
                )
        for part in term.parts:
            print_wrapped(_part(part), 2, 4)
        click.echo("")
    found = sum(term.found for term in terms)
    click.echo(f"Found {found} of {len(terms)}: by family, issue and elements; no wording is compared.")
    print_wrapped(f"Source of the later terms: {record.source}.", 0, 2)
    click.echo(
        "The library was written by people who knew these terms: it shows reach, and forecasts nothing."
    )


def _part(looked: "Looked") -> str:
    wanted = f"{_joined(looked.part.families, 'or')} ({', '.join(looked.part.elements)})"
    if looked.found is not None:
        return f"+ {wanted}: {looked.found.issue}/{looked.found.id}, “{looked.found.label}”"
    if looked.nearest is None:
        return f"- {wanted}: no candidate of this family"
    near = looked.nearest
    return f"- {wanted}: {near.issue}/{near.id} lacks {_joined(looked.lacks)}: “{near.label}”"


def _joined(words: Iterable[str], last: str = "and") -> str:
    said = list(words)
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {last} {said[-1]}"
