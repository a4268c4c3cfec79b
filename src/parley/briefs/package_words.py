"""Packages in few words: their terms by label, and what sets one apart from those shown.

Room: briefs. Speaks parties and packages. Used by the brief and by the commands alike.
"""

from collections.abc import Mapping, Sequence

from parley.analysis.settlement import Settlement, Share, Standing
from parley.briefs.wording import in_turn, joined, tenths, tenths_short
from parley.case.model import Case
from parley.case.package import Package
from parley.case.wording import Names
from parley.ground.worded import say

METHODS = {
    "nash": say("Nash: largest product of gains"),
    "kalai-smorodinsky": say("Kalai-Smorodinsky: each the same part of what it could hope for"),
    "egalitarian": say("Egalitarian: the smallest gain as large as possible"),
    "utilitarian": say("Utilitarian: largest sum of gains"),
}
_OFTEN = 0.1  # of the draws; what is picked less often is one pick among many


def issues_of(case: Case, packages: Sequence[Package]) -> tuple[str, ...]:
    """Issues that packages settle, in the order of the case."""
    settled = {str(issue) for package in packages for issue, _ in package.terms}
    return tuple(issue for issue in case.issues if issue in settled)


def in_common(case: Case, packages: Sequence[Package]) -> tuple[str, ...]:
    """Issues on which several packages all have the same term, in the order of the case."""
    if len(packages) < 2:
        return ()
    return tuple(i for i in issues_of(case, packages) if len({package[i] for package in packages}) == 1)


def nearest(package: Package, shown: Mapping[str, Standing]) -> tuple[str, Package]:
    """The lettered package with the fewest other terms."""
    letter = min(shown, key=lambda key: len(package.changes_from(shown[key].package)))
    return letter, shown[letter].package


def told(names: Names, package: Package, shown: Mapping[str, Standing]) -> str:
    """A package by what sets it apart from the nearest lettered one."""
    letter, near = nearest(package, shown)
    changes = package.changes_from(near)
    if not changes:
        return say("package {letter}", letter=letter)
    terms = [
        say("{issue}: {term}", issue=names.issue_in_text(i), term=names.term_in_text(i, now))
        for i, (_, now) in changes.items()
    ]
    return say("package {letter}, but with {terms}", letter=letter, terms=in_turn(terms))


def picks_often(settlement: Settlement) -> bool:
    """Does the method pick one package in a tenth or more of the draws that have something to pick?"""
    return bool(settlement.packages) and of_picks(settlement).value >= _OFTEN


def of_picks(settlement: Settlement) -> Share:
    """How often the package is picked that is picked most often, where there is something to pick."""
    none = settlement.none
    return Share(settlement.packages[0][1].count if settlement.packages else 0, none.of - none.count)


def standing_words(names: Names, standing: Standing) -> str:
    """Who prefers a package to no deal, and in how many draws.

    >>> class Plain:
    ...     def who(self, id): return id.title()
    >>> often, always = Share(612, 1000), Share(1000, 1000)
    >>> standing_words(Plain(), Standing(Package(()), {"north": often, "south": always}, often, {}, always))
    'preferred to no deal by North in 6 of 10, South in all; by all of them in 6 of 10 draws'
    """
    each = [
        say("{who} in {share}", who=names.who(p), share=tenths_short(share))
        for p, share in standing.accepts.items()
    ]
    together = tenths(standing.all_accept, about=False)
    return say(
        "preferred to no deal by {each}; by all of them in {together}", each=joined(each), together=together
    )
