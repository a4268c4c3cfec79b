"""What walking out costs each side by each guarantee, in every draw.

Room: sequencing. Asks a `parley.analysis.study.Study`; may use numpy. A deposit, an assurance, a reputation
and later phases are an amount on the scale of the party they bind, times how likely they are to be kept:
throughout, or on some days. A snap-back takes back of what the party it binds has received. Escrow needs no
amount: what is held is not yet received.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from parley.analysis.drawing.draws import keys
from parley.analysis.study import Study
from parley.case.deliverables import Days, Guarantee
from parley.sequencing.plan.places import drawn, places_of
from parley.sequencing.plan.worth import Floats

HOLD = ("escrow", "snap-back")  # kinds that hold deliverables, and need no amount


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """What one guarantee makes walking out cost one party."""

    guarantee: str
    party: int  # of `Study.parties`
    amount: Floats  # (draws,)
    days: Days | None  # None: throughout


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """All guarantees of a package."""

    guarantees: Mapping[str, Guarantee]
    bindings: tuple[Binding, ...]
    kept: Mapping[str, Floats]  # escrow and snap-back -> how likely it is to be honoured, (draws,)

    def without(self, guarantee: str) -> "Held":
        """The same but for one."""
        return Held(
            {g: held for g, held in self.guarantees.items() if g != guarantee},
            tuple(b for b in self.bindings if b.guarantee != guarantee),
            {g: kept for g, kept in self.kept.items() if g != guarantee},
        )


def held_by(ready: Study, guarantees: Mapping[str, Guarantee]) -> Held:
    """What guarantees are worth in every draw.

    Args:
        guarantees: those of the package (see `parley.case.deliverables_of_package.guarantees_in`).
    """
    key, place = keys(ready.case), places_of(ready.case)
    bindings, kept = [], {}
    for id, guarantee in sorted(guarantees.items(), key=lambda entry: place[entry[0]]):
        honoured = np.ones(len(ready))
        if guarantee.kept is not None:
            honoured = drawn(guarantee.kept, ready, "guarantee", place[id], "kept")
        if guarantee.kind in HOLD:
            kept[id] = honoured
        for party, worth in guarantee.binds.items():
            if party in ready.parties and worth is not None:
                amount = drawn(worth, ready, "guarantee", place[id], key[party]) * honoured
                bindings.append(Binding(id, ready.parties.index(party), amount, guarantee.days))
    ordered = sorted(guarantees, key=lambda id: place[id])
    return Held({id: guarantees[id] for id in ordered}, tuple(bindings), kept)
