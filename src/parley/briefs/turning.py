"""Which of the smallest changes are worth a line: one for each principal, and pairs it is in two minds about.

Room: briefs. Speaks parties and packages.
"""

from collections.abc import Mapping, Sequence

from parley.analysis.settlement import Flip, Standing, Winning
from parley.briefs.flip_words import flip_sentence, pair_sentence
from parley.briefs.wording import listed, tenths, upper_first
from parley.case.wording import Names
from parley.ground.worded import say, several

LETTERS = "ABCDEFGH"
_TORN = 0.15  # of the draws, at least, for either of two packages
_MOST_TORN = 2
_A_LITTLE = 0.1  # of the whole importance
_Group = list[tuple[str, Flip]]  # the same change, with the letters of the packages it turns an answer on


def turning_sentences(names: Names, shown: Mapping[str, Standing]) -> list[tuple[str, Flip]]:
    """For each principal, of the changes that would turn its answers, the one that turns most of them.

    Red lines only where nothing else would turn an answer: what hangs on them is said of each package. What
    goes against a principal's own words comes last.

    Args:
        shown: letter -> package.
    """
    out = []
    for groups in _by_principal(shown).values():
        best = min(groups, key=_worth_telling)
        out.append((_told(names, best), best[0][1]))
    return out


def turning_by_principal(names: Names, shown: Mapping[str, Standing]) -> dict[str, list[str]]:
    """For each principal, what would turn its answers: red lines, then orders, then one shift of importance.

    A change that turns several answers is told once. Of importance the smallest shift is told, and none that
    goes against what the principal said.
    """
    out: dict[str, list[str]] = {}
    for party, groups in _by_principal(shown).items():
        kinds: dict[str, list[_Group]] = {"red-line": [], "order": [], "importance": []}
        for group in groups:
            kinds[group[0][1].kind].append(group)
        shifts = [group for group in kinds["importance"] if group[0][1].within]
        kinds["importance"] = sorted(shifts, key=_worth_telling)[:1]
        said = [_told(names, group) for of_kind in kinds.values() for group in of_kind]
        if said:
            out[party] = said
    return out


def pair_sentences(names: Names, winning: Sequence[Winning]) -> list[str]:
    """For each principal, the pair of packages between which least would have to change, if it is little."""
    least: dict[str, tuple[float, str]] = {}
    for won in winning:
        a, b = (say("package {letter}", letter=LETTERS[n]) for n in (won.first, won.second))
        for flip in won.flips:
            near = flip.within and flip.distance <= _A_LITTLE
            if near and flip.distance < least.get(flip.party, (1.0, ""))[0]:
                least[flip.party] = (flip.distance, pair_sentence(names, flip, a, b))
    return [sentence for _, sentence in sorted(least.values())]


def _by_principal(shown: Mapping[str, Standing]) -> dict[str, list[_Group]]:
    """Changes by principal: the same on several packages together, but each shift of importance alone."""
    out: dict[str, list[_Group]] = {}
    for party in dict.fromkeys(p for standing in shown.values() for p in standing.accepts):
        groups: dict[object, _Group] = {}
        for letter, standing in shown.items():
            for flip in standing.flips:
                if flip.party == party:
                    key = (flip.kind, flip.accepts, tuple(c.about for c in flip.changes), flip.lines)
                    exact = key if flip.kind != "importance" else (*key, letter)
                    groups.setdefault(exact, []).append((letter, flip))
        if groups:
            out[party] = list(groups.values())
    return out


def _told(names: Names, group: _Group) -> str:
    which = listed(letter for letter, _ in group)
    if len(group) > 1:
        many = several(len(group), "package {letters}", "packages {letters}", letters=which)
        return flip_sentence(names, group[0][1], many)
    return flip_sentence(names, group[0][1], say("package {letter}", letter=which))


def _worth_telling(group: _Group) -> tuple[bool, bool, int, bool, float]:
    flip = group[0][1]
    return not flip.within, flip.kind == "red-line", -len(group), flip.kind == "order", flip.distance


def torn_sentences(names: Names, winning: Sequence[Winning]) -> list[str]:
    """Pairs of packages of which a principal rather has the one in some draws, and the other in others."""
    said: list[str] = []
    for won in winning:
        for party, share in won.shares.items():
            if _TORN <= share.value <= 1 - _TORN:
                a, b = LETTERS[won.first], LETTERS[won.second]
                who = upper_first(names.who(party))
                said.append(
                    say(
                        "Of {first} and {second}, {who} would rather have {first} in {share}.",
                        first=a,
                        second=b,
                        who=who,
                        share=tenths(share),
                    )
                )
    return said[:_MOST_TORN]
