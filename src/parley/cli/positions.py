"""`parley positions`: who stands where on which issue, what moved, and what differs from a dated text."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from parley.case.comparison import Comparison, Row, compare
from parley.case.dossier import Dossier, known_one, open_talks
from parley.cli.claim_table import Item, grade, label_of, name_of, place, print_items, words
from parley.cli.options import documents_argument, json_option, on_option, published_option
from parley.cli.printing import print_json
from parley.evidence.positions import Position, Stance, Turn, timeline
from parley.ground.ids import ClaimId


@click.command()
@documents_argument
@click.option("--party", help="Only this party.")
@click.option("--issue", help="Only this issue.")
@on_option
@published_option
@click.option("--timeline", "over_time", is_flag=True, help="All moves, oldest first.")
@click.option(
    "--against",
    metavar="TEXT",
    help="Compare with a dated text of the case, or a version of its negotiating text (single-text@3): "
    "differs, same, or silent.",
)
@json_option
def positions(
    documents: tuple[Path, ...],
    party: str | None,
    issue: str | None,
    on: date | None,
    published: date | None,
    over_time: bool,
    against: str | None,
    as_json: bool,
) -> None:
    """Show who asks what on which issue, since when, and what differs from a dated text.

    DOCUMENTS is a case folder, or bare documents, from which a first case is drafted in memory.
    """
    dossier = open_talks(documents, on=on, published=published)
    parties = [a.id for a in dossier.glossary.actors if a.member_of is None and a.kind != "document"]
    known_one("party", party, parties)
    known_one("issue", issue, [subject.id for subject in dossier.glossary.subjects])
    if against is not None and _is_version(dossier, against):
        from parley.cli.text_demands import print_demands

        print_demands(dossier, against, party, issue, _about(dossier), as_json)
    elif against is not None:
        found = compare(dossier, against, party)
        rows = tuple(row for row in found.rows if issue in (None, row.issue))
        if as_json:
            print_json(_about(dossier) | found.as_dict() | {"rows": [row.as_dict() for row in rows]})
        else:
            _print_comparison(dossier, found, rows)
    elif over_time:
        every = timeline(dossier.claims, dossier.glossary)
        turns = [t for t in every if party in (None, t.party) and issue in (None, t.issue)]
        if as_json:
            cited = _claims(dossier, [turn.move.stance.claim for turn in turns])
            print_json(_about(dossier) | {"timeline": [turn.as_dict() for turn in turns], "claims": cited})
        else:
            _print_timeline(dossier, turns)
    else:
        held = [p for p in dossier.positions() if party in (None, p.party) and issue in (None, p.issue)]
        if as_json:
            ids = [id for p in held for id in (*p.evidence, *(s.claim for s in (*p.also, *p.dissent)))]
            told = {"positions": [p.as_dict() for p in held], "claims": _claims(dossier, ids)}
            print_json(_about(dossier) | told)
        else:
            _print_positions(dossier, held)
    if not as_json:
        if dossier.drafted:
            click.echo("No case was given: parties and issues are those found in the documents.", err=True)
        for note in dossier.notes:
            click.echo(note, err=True)


def _is_version(dossier: Dossier, against: str) -> bool:
    """Whether a version of a negotiating text is meant, and no dated text of the case."""
    if dossier.folder is None or against in dossier.case.texts:
        return False
    from parley.bridging.text.kept.history import texts_of
    from parley.bridging.text.kept.naming import is_version

    found = is_version(dossier.folder, against)
    kept = texts_of(dossier.folder)
    if not found and kept:
        known_one("text", against, [*dossier.case.texts, *kept])
    return found


def _about(dossier: Dossier) -> dict[str, object]:
    """What was asked about: enough to tell later whether it is still the same."""
    return {
        "case": dossier.case.title,
        "as_of": dossier.as_of.isoformat() if dossier.as_of else None,
        "digest": dossier.digest,
        "notes": list(dossier.notes),
    }


def _claims(dossier: Dossier, ids: list[ClaimId]) -> dict[str, object]:
    wanted = set(ids)
    return {claim.id: claim.as_dict() for claim in dossier.claims if claim.id in wanted}


def _print_positions(dossier: Dossier, held: Sequence[Position]) -> None:
    items = []
    for position in held:
        items.append(_item(dossier, position, position.main, "", _day(position.since)))
        items += [_item(dossier, position, stance, "also ", _day(stance.said)) for stance in position.also]
        items += [_item(dossier, position, stance, "in ", _day(stance.said)) for stance in position.dissent]
    print_items(["party", "issue", "stands for", "how", "since"], items)


def _item(dossier: Dossier, position: Position, stance: Stance, who: str, since: str) -> Item:
    party = who + name_of(position.party, dossier.glossary)
    if stance.scope == "some":
        party = _part(dossier, position.party, stance)
    asked = _asked(dossier, position.issue, stance)
    return Item([party, position.issue, asked, _how(stance), since], [_cited(dossier, stance.claim)])


def _print_timeline(dossier: Dossier, turns: Sequence[Turn]) -> None:
    items = []
    for turn in turns:
        stance, before = turn.move.stance, turn.move.before
        party = name_of(turn.party, dossier.glossary)
        row = [_day(turn.move.on), party, turn.issue, turn.move.kind, _asked(dossier, turn.issue, stance)]
        cited = [_cited(dossier, stance.claim)]
        if before is not None and turn.move.kind in ("new", "retreat"):
            cited.append((f"before: {_asked(dossier, turn.issue, before)}", before.claim))
        items.append(Item(row, cited))
    print_items(["date", "party", "issue", "move", "now"], items)


def _print_comparison(dossier: Dossier, found: Comparison, rows: Sequence[Row]) -> None:
    items = []
    for row in rows:
        if row.words is not None:
            where = f"{place(row.words, dossier.documents)}, recorded as: {row.recorded}"
            text = (f"text: {words(row.words)}", where)
        elif row.recorded:
            text = (f"text: {row.recorded}", "as recorded in the case")
        else:
            text = ("text: silent", "")
            if row.mention is not None:
                mention = f"text: silent; its document mentions the issue: {words(row.mention)}"
                text = (mention, place(row.mention, dossier.documents))
        now, where = _cited(dossier, row.claim.id)
        since = _day(row.since) + (" (after it)" if row.since and row.since > found.date else "")
        who = _part(dossier, row.party, row.stance) if row.dissent else name_of(row.party, dossier.glossary)
        cells = [who, row.issue, row.verdict, since]
        items.append(Item(cells, [(f"now:  {now}", where), text]))
    print_items(["party", "issue", "the text", "said since"], items, f"{found.title}, {found.date}")
    if found.uncompared:
        what = "they name no option or number, or refuse what the text does not have"
        click.echo(f"Not compared, as {what}: {', '.join(found.uncompared)}", err=True)


def _part(dossier: Dossier, party: str, stance: Stance) -> str:
    """A part of a side: by name where it has one."""
    side = name_of(party, dossier.glossary)
    return (
        f"some in {side}"
        if stance.speaker == party
        else f"{name_of(stance.speaker, dossier.glossary)} ({side})"
    )


def _cited(dossier: Dossier, id: ClaimId) -> tuple[str, str]:
    claim = dossier.claim(id)
    return words(claim.quote), f"{id} {place(claim.quote, dossier.documents)}{grade(claim)}"


def _asked(dossier: Dossier, issue: str, stance: Stance) -> str:
    label = label_of(issue, stance.option, stance.value, dossier.glossary)
    return f"not: {label}" if stance.polarity == "-" else label


def _how(stance: Stance) -> str:
    parts = [stance.act.replace("_", " "), stance.strength]
    if stance.status != "current":
        parts.append(stance.status)
    if stance.basis in ("reported by opponent", "unnamed sources"):
        parts.append(stance.basis)
    return ", ".join(parts)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "undated"
