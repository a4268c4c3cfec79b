"""Do figures of living and dead, and of names on lists, fit together?

Room: case. Speaks parties and packages. May use `parley.ground`.
"""

from collections.abc import Iterator, Sequence

from parley.case.deliverables import Composition, Deliverable, Held, Selection
from parley.case.figures_of_deliverables import NEAR
from parley.case.model import Case
from parley.case.notation import figure
from parley.case.references import Address, Problem, share_of_one, when_fits
from parley.ground.near import did_you_mean


def lists_fit(case: Case, path: Address, entry: Deliverable, amount: float | None) -> Iterator[Problem]:
    """What does not fit in who is handed over and how names are chosen.

    Args:
        amount: how many are handed over, where every package has the same.
    """
    fields: list[tuple[str, Sequence[Composition | Selection]]]
    fields = [("composition", entry.composition), ("names", entry.names)]
    for field, several in fields:
        if several and entry.kind != "countable":
            yield Problem(
                (*path, field),
                f'"{field}" goes with persons or things that are counted.',
                "Write  kind: countable.",
                f"{path[-1]}.kind",
            )
        for n, one in enumerate(several):
            place: Address = (*path, field, n) if len(several) > 1 else (*path, field)
            yield from when_fits(case, (*place, "when"), one.when)
            if any(not earlier.when or earlier.when == one.when for earlier in several[:n]):
                yield Problem(
                    place,
                    "This never counts: one before it is for the same packages, or for all.",
                    "Put the one for all packages last, and say of the others when they count.",
                )
            if isinstance(one, Composition):
                yield from _composition(place, entry, one, amount)
            else:
                yield from _names(place, one, amount)


def _composition(
    path: Address, entry: Deliverable, one: Composition, amount: float | None
) -> Iterator[Problem]:
    held = list(_held(path, one))
    yield from held
    yield from share_of_one((*path, "not-living"), one.not_living, "What one who is not living counts")
    if amount is not None and amount > one.of * (1 + NEAR):
        yield Problem(
            (*path, "of"),
            f"{figure(amount)} are handed over, and {figure(one.of)} are held.",
            "Change one of the two.",
        )
    if amount is not None and one.floor is not None and one.floor > amount * (1 + NEAR):
        yield Problem(
            (*path, "floor"),
            f"At least {figure(one.floor)} living are asked for, of {figure(amount)} who are handed over.",
            "Lower the floor.",
        )
    groups = list(_groups(path, entry, one))
    yield from groups
    if one.categories and not held and not groups:
        yield from _together(path, one)


def _held(path: Address, one: Composition | Held) -> Iterator[Problem]:
    yield from share_of_one((*path, "known"), one.known, "How surely the living can be named")
    if one.of <= 0 or one.of != int(one.of):
        yield Problem(
            (*path, "of"), f"{figure(one.of)} is not a number of persons.", "Write a whole one above 0."
        )
    elif one.living.low < 0 or one.living.high > one.of:
        less = one.living.low < 0
        yield Problem(
            (*path, "living"),
            f"{one.living} living of {figure(one.of)}: "
            + ("fewer than nobody." if less else "more than are held."),
            f"Write from how many to how many:  living: 0..{figure(one.of)}",
        )
    elif one.floor is not None and not 0 <= one.floor <= one.living.high:
        more = f"more than can be living: at most {figure(one.living.high)}"
        yield Problem(
            (*path, "floor"),
            f"The floor is {figure(one.floor)}, {'below nobody' if one.floor < 0 else more}.",
            f"Write one from 0 to {figure(one.living.high)}.",
        )


def _groups(path: Address, entry: Deliverable, one: Composition) -> Iterator[Problem]:
    for c, group in one.categories.items():
        place = (*path, "categories", c)
        if entry.categories and c not in entry.categories:
            near = did_you_mean(c, entry.categories)
            yield Problem(place, f'There is no category "{c}" among those handed over.', near, c)
        yield from _held(place, group)
        handed = entry.categories.get(c)
        if handed is not None and not isinstance(handed, str) and handed > group.of:
            yield Problem(
                place,
                f"{figure(handed)} of them are handed over, and {figure(group.of)} are held.",
                "Change one of the two.",
            )


def _together(path: Address, one: Composition) -> Iterator[Problem]:
    groups = one.categories.values()
    total = sum(group.of for group in groups)
    least, most = sum(g.living.low for g in groups), sum(g.living.high for g in groups)
    if total > one.of:
        yield Problem(
            (*path, "categories"),
            f"The categories hold {figure(total)}, and {figure(one.of)} are held altogether.",
            "Change one of the two.",
        )
    elif least > one.living.high or most + one.of - total < one.living.low:
        yield Problem(
            (*path, "categories"),
            f"By category {figure(least)} to {figure(most)} are living, altogether {one.living}.",
            "Both cannot be so: widen one of the two.",
        )


def _names(path: Address, one: Selection, amount: float | None) -> Iterator[Problem]:
    if one.of < 1 or one.of != int(one.of):
        problem = f"{figure(one.of)} is not a number of names."
        yield Problem((*path, "of"), problem, "Write a whole one above 0.")
        return
    take = one.take if one.take is not None else amount
    place = (*path, "take" if one.take is not None else "of")
    if one.take is not None and one.take <= 0:
        yield Problem(place, "No name is chosen.", "Write how many are chosen:  take: 50")
        return
    if take is not None and take > one.of * (1 + NEAR):
        yield Problem(
            place,
            f"{figure(take)} names are chosen from a list of {figure(one.of)}.",
            "Lengthen the list, or choose fewer.",
        )
        return
    yield from _vetoes(path, one, take)
    yield from _quotas(path, one, take)


def _vetoes(path: Address, one: Selection, take: float | None) -> Iterator[Problem]:
    place = (*path, "vetoes")
    if one.rule == "limited-vetoes" and one.vetoes is None:
        yield Problem((*path, "rule"), "How many names may be struck is not said.", "Write it:  vetoes: 10")
    elif one.vetoes is None:
        return
    elif one.rule is not None and one.rule != "limited-vetoes":
        yield Problem(
            place, f'"vetoes" does not go with the rule "{one.rule}".', "Write  rule: limited-vetoes."
        )
    elif one.vetoes < 0 or one.vetoes != int(one.vetoes):
        yield Problem(
            place, f"{figure(one.vetoes)} is not a number of names.", "Write how many may be struck:  10"
        )
    elif take is not None and one.vetoes > one.of - take:
        left = max(one.of - one.vetoes, 0)
        yield Problem(
            place,
            f"{figure(take)} names are chosen of {figure(one.of)}; with {figure(one.vetoes)} struck, "
            f"{figure(left)} are left.",
            f"Lengthen the list, or let at most {figure(one.of - take)} be struck.",
        )


def _quotas(path: Address, one: Selection, take: float | None) -> Iterator[Problem]:
    for field, numbers in (("quotas", one.quotas), ("categories", one.categories)):
        for c, n in numbers.items():
            if n < 0:
                place = (*path, field, c)
                yield Problem(place, f"{figure(n)} names are less than none.", "Write 0 or more.")
                return
    on_list = sum(one.categories.values())
    if on_list > one.of:
        yield Problem(
            (*path, "categories"),
            f"The categories hold {figure(on_list)} names, and the list has {figure(one.of)}.",
            "Change one of the two.",
        )
    for c, quota in one.quotas.items():
        if one.categories and c not in one.categories:
            near = did_you_mean(c, one.categories)
            yield Problem((*path, "quotas", c), f'There is no category "{c}" on the list.', near, c)
        elif quota > one.categories.get(c, one.of):
            yield Problem(
                (*path, "quotas", c),
                f'{figure(quota)} are to be chosen of "{c}", and the list has '
                f"{figure(one.categories.get(c, one.of))}.",
                "Lower the quota.",
            )
    chosen = sum(one.quotas.values())
    if take is not None and chosen > take * (1 + NEAR):
        yield Problem(
            (*path, "quotas"),
            f"The quotas ask for {figure(chosen)} names, and {figure(take)} are chosen.",
            "Lower a quota, or choose more.",
        )
