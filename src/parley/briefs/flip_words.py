"""The smallest change that would turn an answer, as a sentence.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Change, Flip
from parley.briefs.demand_words import refused_words
from parley.briefs.wording import HARDLY, listed, upper_first
from parley.case.wording import Names
from parley.ground.worded import Worded, say

MOST_TOLD = 3  # changes of importance that are told; the others move less
NEXT_TO_NOTHING = say("next to nothing")


def flip_sentence(names: Names, flip: Flip, package: str) -> str:
    """What would turn a principal's answer on a package, called "package A" or so.

    >>> class Plain:
    ...     def who(self, id): return id.title()
    ...     def issue_in_text(self, id): return id
    ...     def term_in_text(self, issue, term): return str(term)
    >>> step = Flip("north", "order", False, (Change(("aid", "less > more")),), 1)
    >>> flip_sentence(Plain(), step, "package B")
    'North would accept package B in most draws if it ranked more above less (aid).'
    """
    who = upper_first(names.who(flip.party))
    what = {"who": who, "package": package}
    if flip.kind == "importance":
        shift = _importance(names, flip)
        if flip.accepts:
            return say("{who} would refuse {package} on average if {shift}.", **what, shift=shift)
        return say("{who} would accept {package} on average if {shift}.", **what, shift=shift)
    if flip.kind == "order":
        steps = listed(_ranked(names, c) for c in flip.changes)
        if flip.accepts:
            return say("{who} would refuse {package} in most draws if {steps}.", **what, steps=steps)
        return say("{who} would accept {package} in most draws if {steps}.", **what, steps=steps)
    refused = listed(refused_words(names, d) for d in flip.lines)
    if flip.accepts:
        if len(flip.lines) > 1:
            return say(
                "{who} would refuse {package} if its refusals of {refused} were real.",
                **what,
                refused=refused,
            )
        return say(
            "{who} would refuse {package} if its refusal of {refused} were real.", **what, refused=refused
        )
    if len(flip.lines) > 1:
        return say(
            "{who} would accept {package} in most draws if its refusals of {refused} were not real.",
            **what,
            refused=refused,
        )
    return say(
        "{who} would accept {package} in most draws if its refusal of {refused} were not real.",
        **what,
        refused=refused,
    )


def pair_sentence(names: Names, flip: Flip, first: str, second: str) -> str:
    """What would make a principal rather have the other of two packages, on average."""
    rather, than = (second, first) if flip.accepts else (first, second)
    who = upper_first(names.who(flip.party))
    return say(
        "{who} would on average rather have {rather} than {than} if {shift}.",
        who=who,
        rather=rather,
        than=than,
        shift=_importance(names, flip),
    )


def _importance(names: Names, flip: Flip) -> str:
    told = [c for c in flip.changes if rounded(c.now) != rounded(c.then)][:MOST_TOLD]
    if not told:
        c = flip.changes[0]
        issue = names.issue_in_text(c.about[0])
        words: str = (
            say("{issue} mattered a little more to it than it does", issue=issue)
            if c.then > c.now
            else say("{issue} mattered a little less to it than it does", issue=issue)
        )
    else:
        parts: list[str] = [_shifted(names, told[0]), *[_shifted_too(names, c) for c in told[1:]]]
        two = len(parts) == 2
        words = say("{first}, and {second}", first=parts[0], second=parts[1]) if two else listed(parts)
    if flip.within:
        return words
    return say("{shift}, which is not what it says of their importance", shift=words)


def _shifted(names: Names, change: Change) -> Worded:
    """What an issue would matter instead of what it does."""
    issue, now, then = names.issue_in_text(change.about[0]), rounded(change.now), rounded(change.then)
    if then == NEXT_TO_NOTHING:
        return say(
            "{issue} mattered next to nothing to it instead of about {now} of the whole", issue=issue, now=now
        )
    return say(
        "{issue} mattered about {then} of the whole to it instead of {now}", issue=issue, then=then, now=now
    )


def _shifted_too(names: Names, change: Change) -> Worded:
    """The same of one more issue."""
    issue, now, then = names.issue_in_text(change.about[0]), rounded(change.now), rounded(change.then)
    return say("{issue} {then} instead of {now}", issue=issue, then=then, now=now)


def rounded(share: float) -> str:
    """Importance to tenths of the whole: nobody knows it better.

    >>> rounded(0.347), rounded(0.06), rounded(0.019), rounded(0.96)
    ('0.3', '0.1', 'next to nothing', 'all')
    """
    if share < HARDLY:
        return NEXT_TO_NOTHING
    return say("all") if share > 1 - HARDLY else f"{share:.1f}"


def _ranked(names: Names, change: Change) -> str:
    issue, order = change.about
    higher, lower = order.split(" > ")
    if issue == "importance":
        return say(
            "{issue} mattered more to it than {other}",
            issue=names.issue_in_text(lower),
            other=names.issue_in_text(higher),
        )
    return say(
        "it ranked {term} above {other} ({issue})",
        term=names.term_in_text(issue, lower),
        other=names.term_in_text(issue, higher),
        issue=names.issue_in_text(issue),
    )
