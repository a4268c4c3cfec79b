"""Which clause of the earlier text is which clause of the later one, also where numbers and places changed?

Room: bridging. By words first and by number second: clauses are renumbered more often than rewritten.

Letters:
    share   words that two clauses have in common, counted as often as they stand there, of all their words
            (the Dice coefficient), 0 to 1

Cost: words, times a constant: a clause is compared with those that share its rarer words, that bear its
number or that stand where it stands.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from parley.bridging.text.written.model import Heading, Part

_WORDS = re.compile(r"\w+")
_ALIKE = 0.5  # from this share on, two clauses are one that was changed
_NUMBERED = 0.3  # the same where they bear the same number
_RARE = 12  # clauses that may hold a word for it to tell clauses apart
_COMPARED = 8  # clauses compared for the sake of rare words
_NEAR = 2  # places before and behind, among those that are left, compared for the sake of their place
_HEADING = (
    1.5  # what a heading weighs against a clause: clauses move below headings, not headings over clauses
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Places in the two texts, counted from 0; None where there is no counterpart."""

    before: int | None
    after: int | None
    moved: bool = False  # stands behind or before others than it did


def aligned(before: Sequence[Part], after: Sequence[Part]) -> tuple[Pair, ...]:
    """Every part of both texts once: in the order of the later one, removed parts behind their predecessor.

    >>> from parley.bridging.text.written.model import Clause
    >>> was = [Clause("1", ("Fire stops.",)), Clause("2", ("Roads open at dawn.",))]
    >>> now = [Clause("1", ("Roads open at noon.",))]
    >>> [(pair.before, pair.after) for pair in aligned(was, now)]
    [(0, None), (1, 0)]
    """
    partner = _partners(before, after)
    moved = _moved(partner, after)
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
    was = [_printed(part) for part in before]
    now = [_printed(part) for part in after]
    for exact in (True, False):  # the same number and words, then the same words
        taken = set(found.values())
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for at, part in reversed(list(enumerate(before))):
            if at not in taken and (exact or was[at]):
                waiting[type(part), was[at], exact and part.number].append(at)
        for at, part in enumerate(after):
            if at not in found and (same := waiting[type(part), now[at], exact and part.number]):
                found[at] = same.pop()
    free = sorted(set(range(len(before))) - set(found.values()))
    left = [at for at in range(len(after)) if at not in found]
    scored = []
    was_bags = {at: Counter(_WORDS.findall(was[at].casefold())) for at in free}
    now_bags = {at: Counter(_WORDS.findall(now[at].casefold())) for at in left}
    for at, candidate in _candidates(before, after, was_bags, now_bags):
        earlier, later = before[candidate], after[at]
        if type(earlier) is not type(later):
            continue
        numbered = bool(later.number) and earlier.number == later.number
        share = _share(was_bags[candidate], now_bags[at])
        if share >= (_NUMBERED if numbered or isinstance(later, Heading) else _ALIKE):
            scored.append((-share - 0.2 * numbered, abs(candidate - at), candidate, at))
    open_ = set(free)
    for _, _, candidate, at in sorted(scored):
        if candidate in open_ and at not in found:
            found[at] = candidate
            open_.remove(candidate)
    numbers = {(type(before[at]), before[at].number): at for at in sorted(open_, reverse=True)}
    for at in left:  # what is left and bears one number was written anew in its place
        name = (type(after[at]), after[at].number)
        if at not in found and after[at].number and name in numbers:
            found[at] = numbers.pop(name)
    return found


def _candidates(
    before: Sequence[Part], after: Sequence[Part], was: dict[int, Counter[str]], now: dict[int, Counter[str]]
) -> Iterator[tuple[int, int]]:
    """Pairs (later, earlier) that are worth comparing."""
    holding: dict[str, list[int]] = defaultdict(list)
    numbered: dict[str, list[int]] = defaultdict(list)
    for at, bag in was.items():
        numbered[before[at].number].append(at)
        for word in bag:
            holding[word].append(at)
    earlier = list(was)
    for rank, (at, bag) in enumerate(now.items()):
        rare: Counter[int] = Counter()
        for word in bag:
            if len(holding.get(word, ())) <= _RARE:
                rare.update(holding.get(word, ()))
        chosen = {found for found, _ in rare.most_common(_COMPARED)}
        if after[at].number:
            chosen.update(numbered.get(after[at].number, ())[:_COMPARED])
        here = round(rank * len(earlier) / len(now))
        chosen.update(earlier[max(0, here - _NEAR) : here + _NEAR + 1])
        for candidate in sorted(chosen):
            yield at, candidate


def _printed(part: Part) -> str:
    return " ".join(part.words.split())


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _moved(partner: dict[int, int], after: Sequence[Part]) -> set[int]:
    """Places in the later text outside the weightiest run that kept its order."""
    size = max(partner.values(), default=0) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (
        size + 1
    )  # of runs that end before a place: a Fenwick tree
    step: dict[int, int] = {}
    for at in sorted(partner):
        weight, previous = 0.0, -1
        place = partner[at]
        while place > 0:
            if best[place][0] > weight:
                weight, previous = best[place]
            place -= place & -place
        step[at] = previous
        part = after[at]
        weight += _HEADING if isinstance(part, Heading) else 1 + min(len(part.words), 2000) / 4000
        place = partner[at] + 1
        while place <= size:
            if weight > best[place][0]:
                best[place] = (weight, at)
            place += place & -place
    place, weight, last = size, 0.0, -1
    while place > 0:
        if best[place][0] > weight:
            weight, last = best[place]
        place -= place & -place
    kept: set[int] = set()
    while last >= 0:
        kept.add(last)
        last = step[last]
    return set(partner) - kept
