"""Packages in few words: their terms by label, and what sets one apart from those shown.

Room: briefs. Speaks parties and packages. Used by the brief and by the commands alike.
"""

import re
from collections.abc import Mapping, Sequence

from parley.analysis.settlement import Settlement, Standing
from parley.briefs.flip_words import Names
from parley.case.package import Package

METHODS = {
    "nash": "Nash: largest product of gains",
    "kalai-smorodinsky": "Kalai-Smorodinsky: each the same part of what it could hope for",
    "egalitarian": "Egalitarian: the smallest gain as large as possible",
    "utilitarian": "Utilitarian: largest sum of gains",
}
_OFTEN = 0.1  # of the draws; what is picked less often is one pick among many


def short(name: str) -> str:
    """The name of an issue up to its first comma or bracket; of an option the rest may be the point.

    >>> short("End of the war, or the right to resume it"), short("Pay (monthly)")
    ('End of the war', 'Pay')
    """
    return re.split(r"[,;(:]", name)[0].strip() or name


def in_common(packages: Sequence[Package]) -> tuple[str, ...]:
    """Issues on which several packages all have the same term."""
    if len(packages) < 2:
        return ()
    first = packages[0]
    return tuple(i for i, term in first.terms if all(other[i] == term for other in packages))


def nearest(package: Package, shown: Mapping[str, Standing]) -> tuple[str, Package]:
    """The lettered package with the fewest other terms."""
    letter = min(shown, key=lambda key: len(package.changes_from(shown[key].package)))
    return letter, shown[letter].package


def told(names: Names, package: Package, shown: Mapping[str, Standing]) -> str:
    """A package by what sets it apart from the nearest lettered one."""
    letter, near = nearest(package, shown)
    changes = package.changes_from(near)
    if not changes:
        return f"package {letter}"
    words = [f"{names.issue_in_text(i)}: {names.term_in_text(i, now)}" for i, (_, now) in changes.items()]
    return f"package {letter}, but with {'; '.join(words)}"


def picks_often(settlement: Settlement) -> bool:
    """Does the method pick one package in a tenth of the draws or more?"""
    return bool(settlement.packages) and settlement.packages[0][1].value >= _OFTEN
