"""Who would have more handed over, and who less?

Room: case. Speaks parties and packages. May use `parley.evidence`. Used by `parley.case.draft_preferences`.
"""

from collections.abc import Sequence
from itertools import permutations

from parley.case.draft_issues import Drafted
from parley.case.draft_numbers import limits
from parley.case.draft_parties import stances
from parley.case.draft_units import in_unit
from parley.case.model import NumericWish
from parley.evidence.positions import Stance

GIVING = ("offer", "concede")  # acts that give something up, and so cost the one who does it
HANDING = ("offer", "commit")  # acts of the one who hands something over; a demand can be conceded too
AGREEING = ("accept", "support")  # to what somebody else put forward: nothing is asked of the other side
HALF = 1 / 2


def receives(drafted: Sequence[Drafted], principals: Sequence[str]) -> frozenset[str]:
    """Those who ask for more on more issues of exchange than they ask for less, as far as that is plain."""
    lean = dict.fromkeys(principals, 0)
    for d in drafted:
        if not d.exchange:
            continue
        numbers = {p: wish.direction for p, (wish, assumed) in wishes(d, principals).items() if not assumed}
        for party in principals:
            want = _wants(d, party)
            lean[party] += (numbers.get(party) == "more") - (numbers.get(party) == "less")
            lean[party] += (want is not None and want > HALF) - (want is not None and want < HALF)
    return frozenset(party for party, n in lean.items() if n > 0)


def hands_over(d: Drafted, principals: Sequence[str], receiving: frozenset[str]) -> str | None:
    """Who hands something over on an issue of exchange with options; None where that cannot be told.

    Of two who ask, the one who asks for less. Of one alone: whoever offers, or asks for a limit, hands over;
    whoever asks for more receives, and then the other of two principals hands over. Who asks for the middle
    receives if it does so elsewhere.

    Args:
        receiving: those who receive on other issues.
    """
    if not d.exchange or d.issue.range is not None or len(principals) != 2 or d.nothing is None:
        return None
    wants = {p: want for p in principals if (want := _wants(d, p)) is not None}
    for one, other in permutations(principals, 2):
        disputed = [o for o in d.asked(one) if o in d.refused(other) and o != d.nothing]
        if disputed:  # who refuses what is asked would have to hand it over, if it is more than nothing
            options = list(d.issue.options)
            return other if options.index(disputed[0]) > options.index(str(d.nothing)) else one
    if len(wants) == 2:
        return min(wants, key=lambda p: wants[p]) if len(set(wants.values())) == 2 else None
    for party, want in wants.items():
        position = d.of(party)
        if position is not None and position.main.act in AGREEING and receiving:
            return next((p for p in principals if p not in receiving), None)
        gives = want < HALF or (want == HALF and party not in receiving)
        return party if gives else next(p for p in principals if p != party)
    return None


def _wants(d: Drafted, party: str) -> float | None:
    """How much a party would have handed over, from 0 to 1, by its leading demand, offer or refusal."""
    position = d.of(party)
    usual = [o.id for o in d.kind.options] if d.kind else []
    if position is None or position.main.option not in usual:
        return None
    at = usual.index(position.main.option) / max(1, len(usual) - 1)
    if position.main.polarity == "-":
        return 0.0 if at >= HALF else 1.0
    return 0.0 if position.main.act in HANDING else at


def line(d: Drafted, party: str, *, gives: bool) -> list[str]:
    """All options of an exchange, better to worse, for the one who hands over or the one who receives.

    Options run from least to most given. Of those that give more than nothing, what the party asks comes
    first; what it refuses comes last.
    """
    options = list(d.issue.options)
    at = options.index(str(d.nothing))
    own, out = d.asked(party), [o for o in d.refused(party) if o != d.nothing]
    less, more = options[:at], options[at + 1 :]
    asked = [o for o in own if o in more]
    rest = [o for o in more if o not in asked]
    if gives:
        whole = [*less, str(d.nothing), *asked, *rest]
    else:
        whole = [*asked, *reversed(rest), str(d.nothing), *reversed(less)]
    return [o for o in whole if o not in out] + [o for o in whole if o in out]


def wishes(d: Drafted, principals: Sequence[str]) -> dict[str, tuple[NumericWish, bool]]:
    """What each principal wants of a number, and whether that is assumed rather than said."""
    found: dict[str, tuple[NumericWish, bool]] = {}
    for party in principals:
        wish = _wish(d, party)
        if wish is not None:
            found[party] = wish, False
    silent = [p for p in principals if p not in found]
    if len(principals) == 2 and len(silent) == 1:
        ((wish, _),) = found.values()
        if wish.direction != "near":
            found[silent[0]] = NumericWish("less" if wish.direction == "more" else "more"), True
    return {p: found[p] for p in principals if p in found}


def _wish(d: Drafted, party: str) -> NumericWish | None:
    """From the leading number of a party: beside those that others name, and those it named before.

    A number given as a floor or a ceiling says by itself which way a party would go.
    """
    position = d.of(party)
    unit = d.issue.range.unit if d.issue.range else None
    said = [s for s in stances(position) if in_unit(s.value, unit)] if position else []
    stance = next((s for s in said if s.polarity == "+"), None)
    stance = stance or next((s for s in said if limits(s.value)), None)  # "no more than 40": it wants less
    n = _number(stance) if stance else None
    if stance is None or n is None:
        return None
    comparator = stance.value.comparator if stance.value else "="
    if limits(stance.value):
        return NumericWish("more" if (comparator in (">", ">=")) == (stance.polarity == "+") else "less")
    if d.own_shares:  # the number is this party's own share
        return NumericWish("more")
    agrees = stance.act in AGREEING
    others = [m for side, named in d.numbers.items() if side != party for m in named]
    before = [m for m in d.numbers.get(party, ()) if m != n]
    if others and not min(others) <= n <= max(others):
        return NumericWish("more" if n > max(others) else "less")
    if before and not min(before) <= n <= max(before):  # who comes down from a number wanted more
        return NumericWish("more" if n < min(before) else "less")
    if stance.act in (*GIVING, *HANDING):
        return NumericWish("less")
    return NumericWish("more") if d.exchange and not others and not agrees else NumericWish("near", n)


def _number(stance: Stance) -> float | None:
    value = stance.value
    if value is None:
        return None
    ends = [n for n in (value.low, value.high) if n is not None]
    return value.number if value.number is not None else sum(ends) / len(ends) if ends else None
