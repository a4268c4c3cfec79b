"""Who would have more handed over, and who less?

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft_preferences`.
"""

from collections.abc import Sequence

from parley.case.draft_issues import Drafted
from parley.case.draft_parties import stances
from parley.case.model import NumericWish
from parley.evidence.positions import Stance

GIVING = ("offer", "concede", "commit")
HALF = 1 / 2


def hands_over(d: Drafted, principals: Sequence[str]) -> str | None:
    """Who hands something over on an issue of exchange with options; None where that cannot be told.

    Of two who ask, the one who asks for less. Of one alone: whoever offers, or asks for a limit, hands over;
    whoever asks for more receives, and then the other of two principals hands over.
    """
    if not d.exchange or d.issue.range is not None or len(principals) != 2 or d.nothing is None:
        return None
    wants = {p: want for p in principals if (want := _wants(d, p)) is not None}
    if len(wants) == 2:
        return min(wants, key=lambda p: wants[p]) if len(set(wants.values())) == 2 else None
    for party, want in wants.items():
        return party if want <= HALF else next(p for p in principals if p != party)
    return None


def _wants(d: Drafted, party: str) -> float | None:
    """How much a party would have handed over, from 0 to 1, by its leading demand, offer or refusal."""
    position = d.of(party)
    usual = [o.id for o in d.kind.options] if d.kind else []
    if position is None or position.main.option not in usual:
        return None
    at = usual.index(position.main.option) / max(1, len(usual) - 1)
    if position.main.polarity == "-":
        return 0.0 if at > HALF else 1.0
    return 0.0 if position.main.act in GIVING else at


def line(d: Drafted, party: str, *, gives: bool) -> list[str]:
    """All options of an exchange, better to worse, for the one who hands over or the one who receives.

    What the party asks comes first (after nothing, for the one who hands over), what it refuses last.
    """
    own, out = d.asked(party), d.refused(party)
    rest = [o for o in d.issue.options if o not in (*own, *out, d.nothing)]
    nothing = [str(d.nothing)]
    if gives:
        return [*nothing, *(o for o in own if o not in nothing), *rest, *(o for o in out if o not in nothing)]
    return [
        *own,
        *reversed(rest),
        *(o for o in out if o not in nothing),
        *(o for o in nothing if o not in own),
    ]


def wishes(d: Drafted, principals: Sequence[str]) -> dict[str, tuple[NumericWish, bool]]:
    """What each principal wants of a number, and whether that is assumed rather than said."""
    named = {p: (s, n) for p in principals if (s := _leading(d, p)) and (n := _number(s)) is not None}
    found = {p: (_wish(d, s, n, [m for _, m in named.values()]), False) for p, (s, n) in named.items()}
    silent = [p for p in principals if p not in found]
    if len(principals) == 2 and len(silent) == 1 and found:
        ((wish, _),) = found.values()
        if wish.direction != "near":
            found[silent[0]] = NumericWish("less" if wish.direction == "more" else "more"), True
    return {p: found[p] for p in principals if p in found}


def _leading(d: Drafted, party: str) -> Stance | None:
    position = d.of(party)
    said = stances(position) if position else ()
    return next((s for s in said if s.value is not None and s.polarity == "+"), None)


def _number(stance: Stance) -> float | None:
    value = stance.value
    if value is None:
        return None
    ends = [n for n in (value.low, value.high) if n is not None]
    return value.number if value.number is not None else sum(ends) / len(ends) if ends else None


def _wish(d: Drafted, stance: Stance, n: float, named: Sequence[float]) -> NumericWish:
    if n == max(named) > min(named):
        return NumericWish("more")
    if n == min(named) < max(named):
        return NumericWish("less")
    comparator = stance.value.comparator if stance.value else "="
    if comparator in (">=", "<="):
        return NumericWish("more" if comparator == ">=" else "less")
    if d.exchange and len(named) == 1:
        return NumericWish("less" if stance.act in GIVING else "more")
    return NumericWish("near", n)
