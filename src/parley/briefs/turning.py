"""Which of the smallest changes are worth a line: one for each principal, and pairs it is in two minds about.

Room: briefs. Speaks parties and packages.
"""

from collections.abc import Mapping, Sequence

from parley.analysis.settlement import Flip, Standing, Winning
from parley.briefs.flip_words import Names, flip_sentence
from parley.briefs.wording import listed, tenths, upper_first

LETTERS = "ABCDEFGH"
_TORN = 0.15  # of the draws, at least, for either of two packages
_MOST_TORN = 2


def turning_sentences(names: Names, shown: Mapping[str, Standing]) -> list[tuple[str, Flip]]:
    """For each principal, of the changes that would turn its answers, the one that turns most of them.

    Red lines only where nothing else would turn an answer: what hangs on them is said of each package.

    Args:
        shown: letter -> package.
    """
    parties = list(dict.fromkeys(p for standing in shown.values() for p in standing.accepts))
    out = []
    for party in parties:
        groups: dict[object, list[tuple[str, Flip]]] = {}
        for letter, standing in shown.items():
            for flip in standing.flips:
                if flip.party == party:
                    key = (flip.kind, flip.accepts, tuple(c.about for c in flip.changes), flip.lines)
                    exact = key if flip.kind != "importance" else (*key, letter)
                    groups.setdefault(exact, []).append((letter, flip))
        if groups:
            best = min(groups.values(), key=_worth_telling)
            flip = best[0][1]
            which = listed(letter for letter, _ in best)
            out.append((flip_sentence(names, flip, f"package{'s' if len(best) > 1 else ''} {which}"), flip))
    return out


def _worth_telling(group: Sequence[tuple[str, Flip]]) -> tuple[bool, int, bool, float]:
    flip = group[0][1]
    return flip.kind == "red-line", -len(group), flip.kind == "order", flip.distance


def torn_sentences(names: Names, winning: Sequence[Winning]) -> list[str]:
    """Pairs of packages of which a principal rather has the one in some draws, and the other in others."""
    said = []
    for won in winning:
        for party, share in won.shares.items():
            if _TORN <= share.value <= 1 - _TORN:
                a, b = LETTERS[won.first], LETTERS[won.second]
                who = upper_first(names.who(party))
                said.append(f"Of {a} and {b}, {who} would rather have {a} in {tenths(share)}.")
    return said[:_MOST_TORN]
