"""What stands in the way and what it costs, as sentences: neutral, one significant figure, ranges.

Room: briefs. Speaks parties and packages. Used by the brief and by the commands alike.
"""

import re
from collections.abc import Sequence

from parley.analysis.settlement import Demand, Obstacles, Price, Share, Spread
from parley.briefs.wording import HARDLY, between, in_turn, listed, tenths_short, upper_first
from parley.case.wording import Names
from parley.ground.worded import Worded, kept_apart, own, say

Demands = Sequence[Demand]
FEW = 40  # draws; of fewer the bare count says more than tenths


def terms_words(names: Names, terms: Sequence[tuple[str, str]]) -> str:
    """Terms with their issues."""
    return listed(
        say("{term} ({issue})", term=names.term_in_text(i, t), issue=names.issue_in_text(i)) for i, t in terms
    )


def refused_words(names: Names, d: Demand) -> str:
    """What a red line refuses, with its condition: "A unless B"."""
    terms = terms_words(names, d.terms)
    if not d.unless:
        return terms
    return say("{terms} unless {way_out}", terms=terms, way_out=terms_words(names, d.unless))


def demand_words(names: Names, d: Demand) -> str:
    """One demand as a thing: "North's refusal of A unless B"."""
    whose = _whose(names.who(d.party))
    if d.kind == "red-line":
        return say("{whose} refusal of {refused}", whose=whose, refused=refused_words(names, d))
    if d.kind == "minimum":
        return say("{whose} minimum", whose=whose)
    return say("{whose} being no worse off than without a deal", whose=whose)


def conflict_words(names: Names, demands: Demands) -> str:
    """Why demands cannot stand together, as the end of a sentence that begins with how often.

    >>> class Plain:
    ...     def who(self, id): return id.title()
    ...     def issue_in_text(self, id): return id
    ...     def term_in_text(self, issue, term): return str(term)
    >>> line = Demand("north", "red-line", (("corridor", "exit"),), (("watch", "neutral"),))
    >>> print(conflict_words(Plain(), (line, Demand("south", "no-deal"))))
    no package satisfies both North's refusal of exit (corridor) unless neutral (watch) and South's being no
    worse off than without a deal
    """
    if len(demands) == 1:
        return _alone(names, demands[0])
    issues = {i for d in demands for i, _ in d.terms}
    if all(d.kind == "red-line" and len(d.terms) == 1 and not d.unless for d in demands) and len(issues) == 1:
        by_party: dict[str, list[str]] = {}
        for d in demands:
            by_party.setdefault(d.party, []).append(names.term_in_text(*d.terms[0]))
        refusals = (
            say("{who} refuses {terms}", who=names.who(p), terms=listed(t)) for p, t in by_party.items()
        )
        return say(
            "nothing is left to agree on ({issue}): {refusals}",
            issue=names.issue_in_text(*issues),
            refusals=listed(refusals, "while"),
        )
    told = [demand_words(names, d) for d in demands]
    if len(demands) == 2:
        return say("no package satisfies both {demands}", demands=listed(told))
    return say("no package satisfies all of these: {demands}", demands=in_turn(told))


def conflict_in_short(names: Names, demands: Demands) -> str:
    """The same where the terms are told elsewhere.

    >>> class Plain:
    ...     def who(self, id): return id.title()
    ...     def issue_in_text(self, id): return id
    ...     def term_in_text(self, issue, term): return str(term)
    >>> lines = [Demand(p, "red-line", (("corridor", t),)) for p, t in (("north", "exit"), ("south", "stay"))]
    >>> conflict_in_short(Plain(), lines)
    'red lines of North and South leave nothing to agree on (corridor)'
    """
    issues = {i for d in demands for i, _ in d.terms}
    if len(demands) > 1 and all(d.kind == "red-line" for d in demands) and len(issues) == 1:
        parties = dict.fromkeys(names.who(d.party) for d in demands)
        return say(
            "red lines of {parties} leave nothing to agree on ({issue})",
            parties=listed(parties),
            issue=names.issue_in_text(*issues),
        )
    return conflict_words(names, demands)


def relaxed_words(names: Names, demands: Demands, often: str) -> str:
    """What opens a zone, and how often.

    >>> class Plain:
    ...     def who(self, id): return id.title()
    ...     def issue_in_text(self, id): return id
    ...     def term_in_text(self, issue, term): return str(term)
    >>> line, other = Demand("north", "red-line", (("corridor", "exit"),)), Demand("south", "no-deal")
    >>> relaxed_words(Plain(), (line,), "6 of 10")
    "relaxing North's refusal of exit (corridor) alone opens a zone in 6 of 10"
    >>> relaxed_words(Plain(), (other,), "6 of 10")
    'if going without a deal looked worse to South, that alone would open a zone in 6 of 10'
    """
    if all(d.kind == "red-line" for d in demands):
        told = listed(demand_words(names, d) for d in demands)
        if len(demands) == 1:
            return say("relaxing {demand} alone opens a zone in {often}", demand=told, often=often)
        if len(demands) == 2:
            return say("relaxing both {demands} together opens a zone in {often}", demands=told, often=often)
        return say("relaxing {demands} together opens a zone in {often}", demands=told, often=often)
    parts = []
    for d in demands:
        who = names.who(d.party)
        if d.kind == "red-line":
            refused = refused_words(names, d)
            parts.append(say("{who} relaxed its refusal of {refused}", who=who, refused=refused))
        elif d.kind == "minimum":
            parts.append(say("{who} lowered its minimum", who=who))
        else:
            parts.append(say("going without a deal looked worse to {who}", who=who))
    if len(demands) == 1:
        return say("if {parts}, that alone would open a zone in {often}", parts=listed(parts), often=often)
    return say("if {parts}, a zone would open in {often}", parts=listed(parts), often=often)


def price_words(names: Names, price: Price) -> str:
    """What a red line costs the others, without its full stop; empty where it costs nobody anything."""
    told = [
        say("the most {who} could gain {rises}", who=names.who(party), rises=_rise(spread))
        for party, spread in price.others.items()
        if spread.high >= HARDLY
    ]
    if not told:
        return ""
    return say("without {demand}, {told}", demand=demand_words(names, price.demand), told=listed(told))


def obstacle_sentences(
    names: Names, obstacles: Obstacles, *, conflicts: int, relaxations: int
) -> tuple[tuple[str, Demands], ...]:
    """The most frequent conflicts, each with what opens a zone most often, then other relaxations.

    Of conflicts on the same issues between the same parties the most frequent is told.

    Each sentence comes with the demands it speaks of.

    "In about 7 of 10 of these draws no package satisfies both A and B; relaxing B alone opens a zone in 6 of
    10; relaxing A alone opens a zone in 3 of 10." What each side could do is named, so that none is asked to
    move alone. Where no demand of a conflict opens a zone by itself, or only such as were named before, it
    ends earlier.
    """
    alone = {demands[0]: share for demands, share in obstacles.relaxations if len(demands) == 1}
    told: set[Demand] = set()
    out: list[tuple[str, Demands]] = []
    for demands, share in _different(obstacles.conflicts)[:conflicts]:
        ways: dict[str, Demand] = {}  # of each side, what it alone could do most often
        for d in sorted((d for d in demands if d in alone), key=lambda d: -alone[d].count):
            ways.setdefault(d.party, d)
        said: list[str] = [
            say("In {share} {conflict}", share=of_empty(share), conflict=conflict_words(names, demands))
        ]
        if not told.issuperset(ways.values()):
            said += [relaxed_words(names, (d,), _short(alone[d])) for d in ways.values()]
        told.update(ways.values())
        out.append((say("{sentence}.", sentence=in_turn(said)), demands))
    for demands, share in obstacles.relaxations[:relaxations]:
        if len(demands) > 1 or demands[0] not in told:
            relaxed = upper_first(relaxed_words(names, demands, of_empty(share)))
            out.append((say("{sentence}.", sentence=relaxed), demands))
    return tuple(out)


def _different(conflicts: Sequence[tuple[Demands, Share]]) -> list[tuple[Demands, Share]]:
    """Without those that set the same parties against each other on the same issues as one before."""
    seen: set[frozenset[tuple[object, ...]]] = set()
    kept = []
    for demands, share in conflicts:
        about = frozenset((d.party, d.kind, *(issue for issue, _ in d.terms)) for d in demands)
        if about not in seen:
            kept.append((demands, share))
        seen.add(about)
    return kept


def of_empty(share: Share) -> str:
    """A share of the draws without a zone; where those are few, the bare count says more.

    >>> of_empty(Share(5, 20)), of_empty(Share(614, 1000))
    ('5 of these 20 draws', 'about 6 of 10 of these draws')
    """
    if share.count == share.of == 1:
        return say("the one draw without a zone")
    if share.of < FEW:
        return say("{count} of these {of} draws", count=share.count, of=share.of)
    if share.count in (0, share.of):
        if share.count:
            return say("all {n} of these draws", n=share.of)
        return say("none of the {n} of these draws", n=share.of)
    if share.value < 0.05:
        return say("fewer than 1 in 20 of these draws")
    if share.value > 0.95:
        return say("more than 19 in 20 of these draws")
    low, high = between(share)
    if low == high:
        return say("about {low} of 10 of these draws", low=low)
    return say("{low} to {high} of 10 of these draws", low=low, high=high)


def of_empty_short(share: Share) -> str:
    """The same for a table.

    >>> of_empty_short(Share(5, 20)), of_empty_short(Share(614, 1000))
    ('5 of 20', '6 of 10')
    """
    return say("{count} of {of}", count=share.count, of=share.of) if share.of < FEW else tenths_short(share)


def _short(share: Share) -> str:
    """The same once it is clear of which draws."""
    if share.count == share.of == 1:
        return say("the one draw without a zone")
    if share.of < FEW:
        return say("{count} of {of} draws", count=share.count, of=share.of)
    if share.count in (0, share.of):
        return say("all {n}", n=share.of) if share.count else say("none of the {n}", n=share.of)
    if share.value < 0.05:
        return say("fewer than 1 in 20")
    if share.value > 0.95:
        return say("more than 19 in 20")
    low, high = between(share)
    return say("{low} of 10", low=low) if low == high else say("{low} to {high} of 10", low=low, high=high)


def _alone(names: Names, d: Demand) -> str:
    who = names.who(d.party)
    if d.kind == "no-deal":
        return say("no package would leave {who} as well off as it is without a deal", who=who)
    if d.kind == "minimum":
        return say("no package is worth the least that {who} would sign", who=who)
    return say("every package has what {who} refuses: {refused}", who=who, refused=refused_words(names, d))


def _rise(spread: Spread) -> str:
    """
    >>> _rise(Spread(0.12, 0.2, 0.31)), _rise(Spread(0.0, 0.1, 0.24))
    ('rises by about 0.1 to 0.3 of its scale', 'rises by up to 0.2 of its scale')
    >>> _rise(Spread(0, 0, 0.5))
    'rises by up to 0.5 of its scale, though hardly at all in at least half of the draws'
    """
    low, high = f"{round(spread.low, 1):.1f}", f"{round(spread.high, 1):.1f}"
    if low == high:
        return say("rises by about {high} of its scale", high=high)
    if round(spread.low, 1) > 0:
        return say("rises by about {low} to {high} of its scale", low=low, high=high)
    if spread.middle < HARDLY:
        return say(
            "rises by up to {high} of its scale, though hardly at all in at least half of the draws",
            high=high,
        )
    return say("rises by up to {high} of its scale", high=high)


def _whose(who: str) -> Worded:
    """Names of several things, such as States or Devices, have the apostrophe alone.

    >>> _whose("North"), _whose("the United States"), _whose("Tandem Devices"), _whose("Hamas")
    ("North's", "the United States'", "Tandem Devices'", "Hamas's")
    """
    several = re.search(r"\w[^aious\W]s$", who) or (who.startswith("the ") and who.endswith("s"))
    name = kept_apart(who)
    return own(f"{name}'" if several else f"{name}'s", who)
