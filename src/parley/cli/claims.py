"""`parley claims`: the claims of a case, and a person's word on them."""

from datetime import date
from pathlib import Path

import click

from parley.case.dossier import Dossier, known_one, open_dossier
from parley.case.files import case_path
from parley.cli.claim_table import print_claims
from parley.cli.options import FILE, json_option
from parley.cli.printing import print_json, print_json_lines
from parley.evidence.claim import Claim
from parley.evidence.correction import corrected, nearest
from parley.evidence.filing import add_claim, review
from parley.evidence.store import BY_HAND, CLAIMS, STATES, FiledClaim, Register, open_register
from parley.ground.errors import ParleyError, StoreError
from parley.ground.ids import ClaimId

_ORDER = ("proposed", "stale", "edited", "accepted", "rejected")


@click.command()
@click.argument("case", type=FILE)
@click.argument("claim", required=False)
@click.option("--accept", "word", flag_value="accepted", help="The claim is right as it is.")
@click.option(
    "--reject", "word", flag_value="rejected", help="The claim is wrong; it is kept and no longer counts."
)
@click.option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE", help="Correct a field; may be repeated."
)
@click.option(
    "--add", metavar="WORDS", help="File a claim of your own on these words of a document, with --set."
)
@click.option("--document", metavar="ID", help="The document whose words are added.")
@click.option("--by", help="Who says so; needed with any change.")
@click.option("--why", help="The reason, kept with the change.")
@click.option("--state", type=click.Choice(STATES), help="Only claims in this state.")
@json_option
def claims(
    case: Path,
    claim: str | None,
    word: str | None,
    settings: tuple[str, ...],
    add: str | None,
    document: str | None,
    by: str | None,
    why: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    """Show the claims of a case, and accept, reject or correct them by hand.

    Without an id: the queue, those to look at first on top. With an id: the claim with its history. A change
    made by hand stands when the documents are read again.

    \b
    parley claims cases/rail-strike c12 --reject --by ana --why "the union, not the company"
    parley claims cases/rail-strike c12 --set option=none --set "value=>= 5 percent" --by ana
    """
    folder = case_path(case).parent
    if word or settings or add:
        if not by:
            raise click.UsageError("A change needs --by NAME: who says so.")
        if add is not None:
            id = _add(folder, add, document, _pairs(settings), by, why)
        elif claim is None:
            raise click.UsageError("Which claim? Give its id.")
        else:
            id = _change(folder, claim, word, _pairs(settings), by, why)
        filed = open_register(folder).find(id)
        click.echo(f"{id}: {filed.state} by {by}.", err=True)
        _show(folder, filed, as_json)
    elif claim is not None:
        _show(folder, open_register(folder).find(claim), as_json)
    else:
        _queue(open_dossier(folder, on=date.max), open_register(folder), state, as_json)


def _pairs(settings: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f'--set takes FIELD=VALUE, not "{setting}".')
        pairs[name.strip().replace("-", "_")] = value
    return pairs


def _change(
    folder: Path, id: str, word: str | None, settings: dict[str, str], by: str, why: str | None
) -> ClaimId:
    register = open_register(folder)
    if id not in {filed.id for filed in register.filed}:
        on_file = "Nothing is on file yet. " if not register.filed else ""
        raise StoreError(
            folder / CLAIMS,
            problem=f'There is no claim "{id}" on file.',
            mend=f"{on_file}File the claims first:  parley read {folder} --file --by {by}",
        )
    filed = register.find(id)
    if settings:
        if word == "rejected":
            raise click.UsageError("A claim is either rejected or corrected.")
        if filed.claim is None:
            raise StoreError(
                folder / CLAIMS,
                filed.history[-1].line,
                problem=f"The words of {id} no longer stand in its document.",
                mend="File a claim on the new words instead, with --add WORDS --document ID --set actors=...",
            )
        claim = corrected(filed.claim, register.documents[filed.claim.document], settings)
        _fits(folder, claim)
        review(folder, id, "edited", by=by, why=why, claim=claim)
    else:
        review(folder, id, "accepted" if word == "accepted" else "rejected", by=by, why=why)
    return ClaimId(id)


def _add(
    folder: Path, text: str, document: str | None, settings: dict[str, str], by: str, why: str | None
) -> ClaimId:
    register = open_register(folder)
    known_one("document on file", document, list(register.documents))
    holding = [d for d in register.documents.values() if document in (None, d.id) and text in d.text]
    if len(holding) != 1 or not {"actors", "act"} <= settings.keys():
        where = ", ".join(d.id for d in holding) or "none of the documents on file"
        raise ParleyError(
            f"A claim needs words of one document, actors and an act; these words stand in {where}.\n"
            "  Give --document ID, --set actors=... and --set act=..."
        )
    source = holding[0]
    quote = nearest(source, text)
    bare = Claim(
        ClaimId("c0"), ("unnamed",), "assert", quote, quote, published=source.published, rule="by hand"
    )
    claim = corrected(bare, source, settings)
    _fits(folder, claim)
    return add_claim(folder, claim, by=by, why=why)


def _fits(folder: Path, claim: Claim) -> None:
    """Refuse actors, issues and options that the case does not have."""
    glossary = open_dossier(folder).case.glossary()
    for actor in (*claim.actors, *claim.targets):
        known_one("party or member", actor, [a.id for a in glossary.actors])
    known_one("issue", claim.issue, [subject.id for subject in glossary.subjects])
    for subject in glossary.subjects:
        if subject.id == claim.issue and subject.options:
            known_one(f'option of "{claim.issue}"', claim.option, [topic.id for topic in subject.options])


def _queue(dossier: Dossier, register: Register, state: str | None, as_json: bool) -> None:
    standing = {claim.id: claim for claim in dossier.claims}
    states: dict[ClaimId, str] = dict(dossier.states)
    for filed in register.filed:
        states[filed.id] = filed.state
        if filed.claim is not None:
            standing.setdefault(filed.id, filed.claim)
    shown = [claim for claim in standing.values() if state in (None, states.get(claim.id))]
    shown.sort(
        key=lambda c: (_ORDER.index(states[c.id]), c.act != "red_line" and c.value is None, c.confidence)
    )
    if as_json:
        print_json_lines({"state": states[c.id]} | c.as_dict() for c in shown)
        return
    print_claims(shown, dossier.documents | register.documents, states)
    lost = [filed for filed in register.filed if filed.claim is None and state in (None, filed.state)]
    for filed in lost:
        text = " ".join(filed.data["quote"]["text"].split())
        click.echo(f"{filed.id}: {filed.state}; “{text}” no longer stands in {filed.data['document']}.")
    by_hand = sum(any(e.state in BY_HAND for e in f.history) for f in register.filed)
    unfiled = len(set(dossier.states) - {filed.id for filed in register.filed})
    click.echo(
        f"{len(shown) + len(lost)} claims; {by_hand} looked at by hand, {unfiled} not on file.", err=True
    )


def _show(folder: Path, filed: FiledClaim, as_json: bool) -> None:
    history = [
        {"state": e.state, "by": e.by, "at": e.at, "why": e.why, "changed": e.claim is not None}
        for e in filed.history
    ]
    if as_json:
        print_json({"id": filed.id, "state": filed.state, "claim": filed.data, "history": history})
        return
    if filed.claim is not None:
        print_claims([filed.claim], open_register(folder).documents, {filed.id: filed.state})
    else:
        click.echo(f"{filed.id}: its words no longer stand in {filed.data['document']}.")
    for entry in filed.history:
        why = f": {entry.why}" if entry.why else ""
        changed = " (claim changed)" if entry.claim is not None and entry is not filed.history[0] else ""
        click.echo(f"  {entry.at}  {entry.state} by {entry.by}{changed}{why}")
