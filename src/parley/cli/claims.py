"""`parley claims`: the claims of a case, and a person's word on them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from parley.case.dossier import Dossier, known_one, open_dossier
from parley.case.folder import case_folder
from parley.cli.claim_table import print_claims
from parley.cli.options import FILE
from parley.cli.printing import print_json_lines
from parley.evidence.claim import Claim
from parley.evidence.correction import corrected, nearest
from parley.evidence.filing import add_claim, review
from parley.evidence.store import BY_HAND, CLAIMS, STATES, FiledClaim, Register, open_register
from parley.ground.errors import ParleyError, StoreError
from parley.ground.ids import ClaimId

_ORDER = ("proposed", "stale", "edited", "accepted", "rejected")


@click.command()
@click.argument("case", type=FILE)
@click.argument("ids", nargs=-1)
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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def claims(
    case: Path,
    ids: tuple[str, ...],
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

    Without IDS: the queue, those to look at first on top. With an id: the claim with its history. A change
    made by hand stands when the documents are read again.

    \b
    parley claims cases/rail-strike c12 --reject --by ana --why "the union, not the company"
    parley claims cases/rail-strike c12 --set option=none --set "value=>= 5 percent" --by ana
    """
    folder = case_folder(case)
    changing = bool(word or settings or add is not None)
    if changing and not by:
        raise click.UsageError("A change needs --by NAME: who says so.")
    if changing and add is None and not ids:
        raise click.UsageError("Which claim? Give its id.")
    if settings and add is None and len(ids) > 1:
        raise click.UsageError("Correct one claim at a time.")
    if settings and word:
        raise click.UsageError(
            "A claim is accepted, rejected or corrected; a correction is accepted with it."
        )
    shown: Sequence[str] = ids
    if by and add is not None:
        shown = (_add(folder, add, document, _pairs(settings), by, why),)
    elif by and settings:
        _correct(folder, ids[0], _pairs(settings), by, why)
    elif by and word:
        _decide(folder, ids, word == "accepted", by, why)
    if not shown:
        _queue(open_dossier(folder, on=date.max), open_register(folder), state, as_json)
        return
    register = open_register(folder)
    for id in shown:
        filed = register.find(id)
        if changing:
            click.echo(f"{id}: {filed.state} by {by}.{_sided(filed.claim, _pairs(settings))}", err=True)
        _show(register, filed, as_json)


def _pairs(settings: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f'--set takes FIELD=VALUE, not "{setting}".')
        pairs[name.strip().replace("-", "_")] = value
    return pairs


def _sided(claim: Claim | None, settings: dict[str, str]) -> str:
    """On which side of its option a claim was filed, where nobody set that."""
    if claim is None or "polarity" in settings or not {"act", "option", "value"} & settings.keys():
        return ""
    if claim.option is None and claim.value is None:
        return ""
    side, other = ("against", "+") if claim.polarity == "-" else ("for", "-")
    what = claim.option or "the number"
    return f" Filed as {side} {what} (polarity {claim.polarity}); if not so:  --set polarity={other}"


def _on_file(folder: Path, ids: Sequence[str], by: str) -> Register:
    """The register, which holds these claims."""
    register = open_register(folder)
    for id in ids:
        if not register.filed:
            raise StoreError(
                folder / CLAIMS,
                problem="No claim is on file yet.",
                mend=f"File the claims first:  parley read {folder} --file --by {by}",
            )
        register.find(id)
    return register


def _decide(folder: Path, ids: Sequence[str], accept: bool, by: str, why: str | None) -> None:
    register = _on_file(folder, ids, by)
    for id in ids:
        if accept and register.find(id).claim is None:
            raise _lost(folder, register.find(id))
    for id in ids:
        review(folder, id, "accepted" if accept else "rejected", by=by, why=why)


def _correct(folder: Path, id: str, settings: dict[str, str], by: str, why: str | None) -> None:
    register = _on_file(folder, [id], by)
    filed = register.find(id)
    if filed.claim is None:
        raise _lost(folder, filed)
    claim = corrected(filed.claim, register.documents[filed.claim.document], settings)
    _fits(folder, claim)
    review(folder, id, "edited", by=by, why=why, claim=claim)


def _lost(folder: Path, filed: FiledClaim) -> StoreError:
    return StoreError(
        folder / CLAIMS,
        filed.history[-1].line,
        problem=f"The words of {filed.id} no longer stand in {filed.data['document']}.",
        mend="File a claim on the new words instead, with --add WORDS --document ID --set actors=...",
    )


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


def _show(register: Register, filed: FiledClaim, as_json: bool) -> None:
    history = [
        {"state": e.state, "by": e.by, "at": e.at, "why": e.why, "changed": e.claim is not None}
        for e in filed.history
    ]
    if as_json:
        print_json_lines([{"id": filed.id, "state": filed.state, "claim": filed.data, "history": history}])
        return
    if filed.claim is not None:
        print_claims([filed.claim], register.documents, {filed.id: filed.state})
    else:
        click.echo(f"{filed.id}: its words no longer stand in {filed.data['document']}.")
    for entry in filed.history:
        why = f": {entry.why}" if entry.why else ""
        changed = " (claim changed)" if entry.claim is not None and entry is not filed.history[0] else ""
        click.echo(f"  {entry.at}  {entry.state} by {entry.by}{changed}{why}")
