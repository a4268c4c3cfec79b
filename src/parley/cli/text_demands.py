"""How what parties ask now looks beside a version of the negotiating text; for `parley positions --against`.

Room: cli.
"""

from typing import Any

import click

from parley.bridging.text.compared.demands import Demand, demands
from parley.bridging.text.compared.difference import Run
from parley.bridging.text.kept.naming import text_named
from parley.case.dossier import Dossier
from parley.cli.claim_table import Item, grade, name_of, place, print_items
from parley.cli.printing import print_json


def print_demands(
    dossier: Dossier, against: str, party: str | None, issue: str | None, about: dict[str, Any], as_json: bool
) -> None:
    """Each claim with the clauses that speak of its issue; words that only one of the two has are marked."""
    assert dossier.folder is not None
    name, text = text_named(dossier.folder, against)
    found = demands(dossier, text, name, party)
    rows = [row for row in found.rows if issue in (None, row.issue)]
    if as_json:
        print_json(about | found.as_dict() | {"rows": [row.as_dict() for row in rows]})
        return
    print_items(["party", "issue", "the text", "said since"], [_item(dossier, row) for row in rows], name)
    left = [id for id in found.uncompared if issue in (None, dossier.claim(id).issue)]
    if left:
        what = "they name no option or number, or refuse what the text does not have"
        click.echo(f"Not compared, as {what}: {', '.join(left)}", err=True)


def _item(dossier: Dossier, row: Demand) -> Item:
    side = name_of(row.party, dossier.glossary)
    who = f"some in {side}" if row.dissent else side
    verdict = f"{row.verdict}, in brackets" if row.in_brackets else row.verdict
    since = row.since.isoformat() if row.since else "undated"
    where = f"{row.claim.id} {place(row.claim.quote, dossier.documents)}{grade(row.claim)}"
    now = (f"now:  “{_marked(row.claim_runs)}”", where)
    if not row.clauses:
        return Item([who, row.issue, verdict, since], [now, ("text: silent", "")])
    clauses = f"clause {', '.join(number or 'preamble' for number in row.clauses)}"
    cited = [now, (f"text: {_marked(row.text_runs)}", clauses)]
    if row.term_runs:
        cited.append((f"that is: {_marked(row.term_runs)}", "as the case words it"))
    elif row.verdict == "differs":
        refused = "refuses" if row.stance.polarity == "-" else "asks"
        cited.append(
            (f"that is: {' or '.join(row.recorded)}; {refused}: {row.asked}", "as the case words it")
        )
    return Item([who, row.issue, verdict, since], cited)


def _marked(runs: tuple[Run, ...]) -> str:
    signs = {"in": "+", "out": "-"}
    words = (
        run.words if run.kind == "same" else f"{{{signs[run.kind]}{run.words}{signs[run.kind]}}}"
        for run in runs
    )
    return " ".join("".join(words).split())
