"""Which clause of the earlier text is which clause of the later one, also where numbers and places changed?

Room: bridging. By words first and by number second: clauses are renumbered more often than rewritten.

Letters:
    share   words that two clauses have in common, counted as often as they stand there, of all their words
            (the Dice coefficient), 0 to 1
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parley.bridging.text.model import Heading, Part

_WORDS = re.compile(r"\w+")
_ALIKE = 0.5  # from this share on, two clauses are one that was changed
_NUMBERED = 0.3  # the same where they bear the same number


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in the two texts, counted from 0; None where there is no counterpart."""

    before: int | None
    after: int | None
    moved: bool = False  # stands behind or before others than it did


def aligned(before: Sequence[Part], after: Sequence[Part]) -> tuple[Pair, ...]:
    """Every part of both texts once: in the order of the later one, removed parts behind their predecessor.

    >>> from parley.bridging.text.model import Clause
    >>> was = [Clause("1", ("Fire stops.",)), Clause("2", ("Roads open at dawn.",))]
    >>> now = [Clause("1", ("Roads open at noon.",))]
    >>> [(pair.before, pair.after) for pair in aligned(was, now)]
    [(0, None), (1, 0)]
    """
    partner = _partners(before, after)
    moved = _moved(partner)
    pairs = [Pair(partner.get(at), at, at in moved) for at in range(len(after))]
    place = {pair.before: n for n, pair in enumerate(pairs) if pair.before is not None and not pair.moved}
    behind: dict[int, list[Pair]] = {}
    latest = -1
    taken = set(partner.values())
    for at in range(len(before)):
        latest = place.get(at, latest)
        if at not in taken:
            behind.setdefault(latest, []).append(Pair(at, None))
    found = list(behind.get(-1, ()))
    for n, pair in enumerate(pairs):
        found += [pair, *behind.get(n, ())]
    return tuple(found)


def _partners(before: Sequence[Part], after: Sequence[Part]) -> dict[int, int]:
    """Place in the later text -> place in the earlier one."""
    found: dict[int, int] = {}
    was_words, now_words = [[_printed(part) for part in text] for text in (before, after)]
    free = dict.fromkeys(range(len(before)))
    for exact in (True, False):  # the same number and words, then the same words
        for at, part in enumerate(after):
            if at in found or not now_words[at]:
                continue
            same = [
                was
                for was in free
                if type(before[was]) is type(part)
                and was_words[was] == now_words[at]
                and (not exact or before[was].number == part.number)
            ]
            if same:
                found[at] = min(same, key=lambda was: abs(was - at))
                del free[found[at]]
    bags = {at: Counter(_WORDS.findall(was_words[at].casefold())) for at in free}
    scored = []
    for at, part in enumerate(after):
        if at in found:
            continue
        bag = Counter(_WORDS.findall(now_words[at].casefold()))
        for was in free:
            if type(before[was]) is not type(part):
                continue
            numbered = bool(part.number) and before[was].number == part.number
            share = _share(bags[was], bag)
            if share >= (_NUMBERED if numbered or isinstance(part, Heading) else _ALIKE):
                scored.append((-share - 0.2 * numbered, abs(was - at), was, at))
    for _, _, was, at in sorted(scored):
        if was in free and at not in found:
            found[at] = was
            del free[was]
    return found


def _printed(part: Part) -> str:
    return " ".join(part.words.split())


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _moved(partner: dict[int, int]) -> set[int]:
    """Places in the later text outside the longest run that kept its order."""
    places = sorted(partner)
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for at in places:
        length = bisect_left(tails, partner[at])
        before[at] = ends[length - 1] if length else None
        tails[length : length + 1] = [partner[at]]
        ends[length : length + 1] = [at]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return set(places) - kept
