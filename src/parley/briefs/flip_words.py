"""The smallest change that would turn an answer, as a sentence.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Change, Demand, Flip
from parley.briefs.wording import HARDLY, listed, upper_first
from parley.case.wording import Names

MOST_TOLD = 3  # changes of importance that are told; the others move less
NEXT_TO_NOTHING = "next to nothing"


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
    verb = "refuse" if flip.accepts else "accept"
    if flip.kind == "importance":
        return f"{who} would {verb} {package} on average if {_importance(names, flip)}."
    if flip.kind == "order":
        steps = listed(_ranked(names, c) for c in flip.changes)
        return f"{who} would {verb} {package} in most draws if {steps}."
    lines = listed(_line(names, d) for d in flip.lines)
    plural = "refusals of" if len(flip.lines) > 1 else "refusal of"
    if flip.accepts:
        return f"{who} would refuse {package} if its {plural} {lines} were real."
    return f"{who} would accept {package} in most draws if its {plural} {lines} were not real."


def pair_sentence(names: Names, flip: Flip, first: str, second: str) -> str:
    """What would make a principal rather have the other of two packages, on average."""
    rather, than = (second, first) if flip.accepts else (first, second)
    who = upper_first(names.who(flip.party))
    return f"{who} would on average rather have {rather} than {than} if {_importance(names, flip)}."


def _importance(names: Names, flip: Flip) -> str:
    told = [c for c in flip.changes if rounded(c.now) != rounded(c.then)][:MOST_TOLD]
    if not told:
        c = flip.changes[0]
        how = "more" if c.then > c.now else "less"
        words = f"{names.issue_in_text(c.about[0])} mattered a little {how} to it than it does"
    else:
        parts = [_shifted(names, told[0], " mattered", " to it", " of the whole")]
        parts += [_shifted(names, c, "", "", "") for c in told[1:]]
        words = f"{parts[0]}, and {parts[1]}" if len(parts) == 2 else listed(parts)
    return words if flip.within else f"{words}, which is not what it says of their importance"


def _shifted(names: Names, change: Change, verb: str, whom: str, whole: str) -> str:
    """What an issue would matter instead of what it does."""
    issue, now, then = names.issue_in_text(change.about[0]), rounded(change.now), rounded(change.then)
    about = "about " if whole else ""
    if then == NEXT_TO_NOTHING:
        return f"{issue}{verb} {then}{whom} instead of {about}{now}{whole}"
    return f"{issue}{verb} {about}{then}{whole}{whom} instead of {now}"


def rounded(share: float) -> str:
    """Importance to tenths of the whole: nobody knows it better.

    >>> rounded(0.347), rounded(0.06), rounded(0.019), rounded(0.96)
    ('0.3', '0.1', 'next to nothing', 'all')
    """
    if share < HARDLY:
        return NEXT_TO_NOTHING
    return "all" if share > 1 - HARDLY else f"{share:.1f}"


def _ranked(names: Names, change: Change) -> str:
    issue, order = change.about
    higher, lower = order.split(" > ")
    if issue == "importance":
        return f"{names.issue_in_text(lower)} mattered more to it than {names.issue_in_text(higher)}"
    terms = [names.term_in_text(issue, term) for term in (lower, higher)]
    return f"it ranked {terms[0]} above {terms[1]} ({names.issue_in_text(issue)})"


def _line(names: Names, demand: Demand) -> str:
    words = listed(f"{names.term_in_text(i, t)} ({names.issue_in_text(i)})" for i, t in demand.terms)
    if demand.unless:
        way_out = listed(f"{names.term_in_text(i, t)} ({names.issue_in_text(i)})" for i, t in demand.unless)
        words += f" unless {way_out}"
    return words
