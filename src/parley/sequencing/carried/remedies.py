"""Which remedy does the case have for a duty that is late, disputed or not done, and whom may one ask?

Room: sequencing. Speaks days of the deal.
"""

from collections.abc import Mapping

from parley.case.model import Case
from parley.sequencing.carried.duties import Row
from parley.sequencing.carried.state import Applies, OnRung


def remedies_of(
    row: Row, conditions: Mapping[str, int], day: int, *, sure: bool = True
) -> tuple[Applies, ...]:
    """Remedies for how a duty stands, those for this duty before those for all.

    Args:
        conditions: "late", "disputed" or "not-done" -> the day since when it is.
        sure: by every account it is late; else it applies by some accounts alone.
    """
    found = []
    for remedy in sorted(row.remedies, key=lambda r: not r.of):
        since = conditions.get(remedy.if_)
        if since is not None:
            begins = since + int(remedy.after)
            holds = sure or remedy.if_ != "late"
            found.append(Applies(remedy, since, begins, holds and day >= begins, holds))
    return tuple(found)


def on_ladder(case: Case, opened: int, day: int) -> OnRung | None:
    """On which rung a dispute is that was opened on a day; None where the case has no ladder and no rule.

    The first rung has the day on which the dispute was opened and as many after it as it has days.
    """
    disputes = case.implementation.disputes if case.implementation else None
    if disputes is None or not (disputes.ladder or disputes.meanwhile):
        return None
    meanwhile, until = disputes.meanwhile or "", opened
    for number, rung in enumerate(disputes.ladder, 1):
        until += int(rung.days)
        if day <= until:
            return OnRung(opened, number, rung.to, until, meanwhile)
    return OnRung(opened, len(disputes.ladder) + 1, "", None, meanwhile)
