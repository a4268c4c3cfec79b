"""Which things could a deal have or lack that the process knows of?

Room: endurance. Speaks designs. Each lever is two designs that differ in one thing, one of which is the
package as it is; what it buys is asked of the two under the same chance (`parley.endurance.asking.levers`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Design, Monitoring

LADDER_DAYS = 7.0  # of a ladder where the package has none
GUARANTEE = 0.1  # of each side's scale: what walking out costs more, where the package has no guarantee
WATCHED: tuple[Monitoring, ...] = ("third-party-mission", "third-party-force")
UNARMED: tuple[Monitoring, ...] = ("none", "joint-commission", "third-party-mission")  # without forces
ORDER = "order"
_HARDLY = 0.05
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """A lever: with it, and without it."""

    id: str
    in_place: bool  # which of the two the package is
    put: Callable[[Design, bool], Design]  # any design, with it or without it

    def other(self, design: Design) -> Design:
        """The design with the one thing changed."""
        return self.put(design, not self.in_place)


def options_of(
    design: Design,
    guarantees: Floats | None = None,
    beside: Floats | None = None,
    *,
    own_days: bool = False,
) -> tuple[Option, ...]:
    """The levers that could make a difference to a design, in an order of no meaning.

    Args:
        guarantees: what walking out costs each principal by the guarantees of the package, shape (parties,
            days), on its own scale; it is part of the design's temptation. None, or nothing above 0: there
            are none, and one that makes walking out a tenth of the scale dearer for all is the lever. Where
            nothing is known of what walking out gains, guarantees are no lever.
        beside: what walking out gains by the other of two orders, that of the schedule and the days that the
            case writes, in the form that the design has it for the first; None: there is no other.
        own_days: the design has the days that the case writes.
    """
    return tuple(_options(design, guarantees, beside, own_days))


def monitoring_designs(
    design: Design, kinds: Sequence[Monitoring] = get_args(Monitoring)
) -> tuple[Design, ...]:
    """The design as it is, then with each other way to watch."""
    others = (kind for kind in kinds if kind != design.monitoring)
    return (design, *(replace(design, name=kind, monitoring=kind) for kind in others))


def fitting(options: Sequence[Option], design: Design, *, armed: bool) -> tuple[Option, ...]:
    """Without what makes no sense where nobody is armed: spoilers, where there are none."""
    left_out = () if armed or design.spoilers != "none" else ("spoilers-contained", "money-cut")
    return tuple(option for option in options if option.id not in left_out)


def apart(options: Sequence[Option]) -> tuple[Option, ...]:
    """Those that can be put on and off in any mixture: the order of steps cannot, for guarantees shift it."""
    return tuple(option for option in options if option.id != ORDER)


def _options(
    design: Design, guarantees: Floats | None, beside: Floats | None, own_days: bool
) -> Iterator[Option]:
    watched = design.monitoring if design.monitoring in WATCHED else WATCHED[0]
    unwatched: Monitoring = "none" if design.monitoring in WATCHED else design.monitoring
    yield Option(
        "mission",
        design.monitoring in WATCHED,
        lambda d, on: replace(d, monitoring=watched if on else unwatched),
    )
    restrained = design.response == "restraint"
    usual = "proportional" if restrained else design.response
    yield Option("restraint", restrained, lambda d, on: replace(d, response="restraint" if on else usual))
    days = design.ladder_days or LADDER_DAYS
    yield Option(
        "ladder",
        design.ladder_days is not None,
        lambda d, on: replace(d, ladder_days=days if on else None),
    )
    yield Option("interim-rule", design.interim_rule, lambda d, on: replace(d, interim_rule=on))
    yield from _at_gates(design)
    if design.temptation is not None:
        yield _guarantees(design.temptation, guarantees)
        if beside is not None:
            yield _order(design.temptation, beside, own_days)
    some = "some" if design.spoilers == "none" else design.spoilers
    yield Option(
        "spoilers-contained",
        design.spoilers == "none",
        lambda d, on: replace(d, spoilers="none" if on else some),
    )
    if design.financed:
        yield Option("money-cut", False, lambda d, on: replace(d, financed=not on))
    if design.ambiguity > 0:
        share = design.ambiguity
        yield Option("plain-words", False, lambda d, on: replace(d, ambiguity=0.0 if on else share))
    yield Option("mediation", design.mediated, lambda d, on: replace(d, mediated=on))
    if max(design.below, default=0.0) >= _HARDLY:
        below, none = design.below, tuple(0.0 for _ in design.below)
        yield Option("better-than-none", False, lambda d, on: replace(d, below=none if on else below))


def _at_gates(design: Design) -> Iterator[Option]:
    """What comes next is agreed; where it is not, the deal goes on while talks last."""
    if not design.stages:
        return
    agreed = tuple(stage.content_agreed for stage in design.stages)
    yield Option("content-agreed", all(agreed), lambda d, on: _contents(d, agreed, on))
    if not all(agreed):
        on = all(stage.continues for stage in design.stages if not stage.content_agreed)
        yield Option("continues", on, _continuing)


def _contents(design: Design, agreed: tuple[bool, ...], on: bool) -> Design:
    """Agreed at every gate; or as it is; or, where it is agreed at all, open at all."""
    open_ = tuple(False for _ in agreed) if all(agreed) else agreed
    stages = zip(design.stages, open_, strict=True)
    return replace(design, stages=tuple(replace(s, content_agreed=on or left) for s, left in stages))


def _continuing(design: Design, on: bool) -> Design:
    return replace(design, stages=tuple(replace(s, continues=on) for s in design.stages))


def _guarantees(base: Floats, guarantees: Floats | None) -> Option:
    """Guarantees make walking out dearer: without them, what it gains rises by what they cost."""
    have = guarantees is not None and bool((guarantees > 0).any())
    bound = guarantees if have and guarantees is not None else np.full((base.shape[1], 1), GUARANTEE)
    days = np.minimum(np.arange(base.shape[2]), bound.shape[1] - 1)  # after its last day as on that
    less = base - (0.0 if have else bound[:, days])
    more = base + (bound[:, days] if have else 0.0)
    return Option("guarantees", have, lambda d, on: replace(d, temptation=less if on else more))


def _order(now: Floats, beside: Floats, own_days: bool) -> Option:
    """The order of the schedule, against the days that the case writes."""
    scheduled, written = (beside, now) if own_days else (now, beside)
    return Option(ORDER, not own_days, lambda d, on: replace(d, temptation=scheduled if on else written))
