"""From what is known of a party's wishes to a thousand utility functions that are all consistent with it.

Room: analysis. Reads `parley.case.preferences`, gives arrays, one row a draw. May use numpy and
`parley.ground`.

Each draw is one utility function U(x) = sum_i w_i v_i(x_i) + what goes together, and what walking away is
worth:

    w   importance of issues: uniform over all that meet order, shares and ratios
    (`parley.analysis.drawing.weights`) v   value of the levels of an issue, 1 the best and 0 the worst of
        those the party ranks: uniform over the order cone (`parley.analysis.drawing.values`); a level the
        party does not rank lies anywhere; a lone level that is named stands above the rest; a number is
        valued along a broken line, rising for "more", falling for "less", falling away on both sides of
        "near"; where nothing is known, single-peaked
    a red line is real with a probability drawn from its range
    no deal: each issue at the level named for it, where nothing is named at any; or a worth of its own
    what the party answered, offered and refused narrows all of this (`parley.analysis.drawing.answers`)

Stochastic multicriteria acceptability analysis: Lahdelma, Hokkanen and Salminen (1998), EJOR 106(1), 137-143;
Lahdelma and Salminen (2001), Operations Research 49(3), 444-454.

Streams have addresses: seed, "preferences", the key of the party, issue and purpose. Adding an issue or a
party at the end changes no other draw, and of the weights only what the new issue takes from all. The key
(see `keys`) is taken from what a party wants and not from its name or its place in the file: rename two
principals into each other and the draws go with the wishes, to the last bit.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.answers import NoneAgrees, Texts, narrowed
from parley.analysis.drawing.utility import Draws, Floats
from parley.analysis.drawing.values import drawn_values, shape_of
from parley.analysis.drawing.weights import Streams, weights
from parley.analysis.space import Axis, Space
from parley.case.entries import Terms, plain
from parley.case.model import Case
from parley.case.notation import Interval
from parley.case.preferences import NoDeal, Preferences
from parley.ground.chance import stream
from parley.ground.digest import digest
from parley.ground.errors import ParleyError

COST = Interval(0.0, 0.4)  # of carrying on, where nobody says: a stated default, on a party's 0..1 scale
_NO_TEXTS: Mapping[str, Terms] = MappingProxyType({})
__all__ = ["COST", "Draws", "draw", "drawn", "keys"]


def keys(case: Case) -> dict[str, str]:
    """Principal -> the name of its streams: a fingerprint of its wish on one issue, the anchor.

    The anchor is the first issue of the file on which the wishes of the first two principals differ; where
    there is none, everything a party wants stands for its wish. Principals of one fingerprint are told apart
    by their order in the file. So a key survives another name, another place in the file, changed figures,
    red lines and costs, and every issue and party that is added at the end.

    No rule does all of this always: with three principals or more, a party that moves up to the first two
    may change the anchor, and two that want the same on it keep the order of the file.
    """
    principals = case.principals()
    wants = {p: case.preferences.get(p, Preferences()) for p in principals}
    first, second = [wants[p].orders for p in (*principals, *principals)[:2]] if principals else ({}, {})
    anchor = next((i for i in case.issues if first.get(i) != second.get(i)), None)
    seen: dict[str, int] = {}
    out = {}
    for party, wanted in wants.items():
        wish = plain(
            wanted.model_copy(update={"because": {}}) if anchor is None else wanted.orders.get(anchor)
        )
        print_ = digest(wish)
        out[party] = f"{print_}/{seen.get(print_, 0)}"
        seen[print_] = seen.get(print_, 0) + 1
    return out


def draw(
    space: Space,
    party: str,
    preferences: Preferences,
    *,
    key: str,
    draws: int,
    seed: int,
    texts: Texts = _NO_TEXTS,
) -> Draws:
    """Utility functions of one party.

    Args:
        key: the name of its streams, from `keys`.
        texts: what the texts of the case say, for answers that name them.

    Raises:
        ParleyError: what is written contradicts itself, such as a range above the one of a better option.
    """

    def rng(*step: str) -> np.random.Generator:
        return stream(seed, "preferences", key, *step)

    if not preferences.answers:
        return drawn(space, party, preferences, draws, rng)
    try:
        return narrowed(
            lambda many, own: drawn(space, party, preferences, many, own),
            space,
            preferences,
            texts,
            draws,
            rng,
        )
    except NoneAgrees as error:
        from parley.analysis.drawing.contradictions import contradictions

        blamed = contradictions(space, party, preferences, texts)
        numbers = " and ".join(map(str, blamed[0].answers)) if blamed else ""
        clash = f" Not all of these can be true: {numbers}." if numbers else ""
        problem, mend = str(error).split("\n", 1)
        raise ParleyError(f"preferences.{party}, answers\n  {problem}{clash}\n{mend}") from None


def drawn(space: Space, party: str, preferences: Preferences, draws: int, rng: Streams) -> Draws:
    """Utility functions of one party, whatever it answered.

    Raises:
        ParleyError: what is written contradicts itself.
    """
    values = []
    for axis in space.axes:
        wish = preferences.orders.get(axis.issue)
        anchors = preferences.values.get(axis.issue, {})
        try:
            values.append(drawn_values(shape_of(axis, wish, anchors), draws, rng(axis.issue, "value")))
        except ParleyError as error:
            raise ParleyError(f"preferences.{party}, {axis.issue}\n  {error}") from None
    try:
        found = weights([axis.issue for axis in space.axes], preferences.importance, draws, rng)
    except ParleyError as error:
        raise ParleyError(f"preferences.{party}, importance\n  {error}") from None
    adds = [
        _uniform(t.adds, rng("together", digest(plain(t.terms))).random(draws)) for t in preferences.together
    ]
    real = []
    for line in preferences.red_lines:
        unless = [plain(line.unless)] if line.unless else []
        u = rng("red-line", *(digest(t) for t in (plain(line.terms), *unless))).random((draws, 2))
        real.append(u[:, 1] < _uniform(line.firm, u[:, 0]))
    no_deal = preferences.no_deal or NoDeal()
    outcome = [_outcome(axis, no_deal, rng(axis.issue, "no-deal").random(draws)) for axis in space.axes]
    worth, minimum = no_deal.worth, preferences.minimum
    return Draws(
        party,
        found.w,
        tuple(values),
        np.stack(adds, axis=1) if adds else np.zeros((draws, 0)),
        np.stack(real, axis=1) if real else np.zeros((draws, 0), dtype=bool),
        np.stack(outcome, axis=1),
        _uniform(no_deal.costs or COST, rng("cost").random(draws)),
        None if worth is None else _uniform(worth, rng("worth").random(draws)),
        None if minimum is None else _uniform(minimum, rng("minimum").random(draws)),
        found.notes,
        found.details,
    )


def _uniform(interval: Interval, u: Floats) -> Floats:
    return interval.low + (interval.high - interval.low) * u


def _outcome(axis: Axis, no_deal: NoDeal, u: Floats) -> NDArray[np.intp]:
    """The level of an issue without a deal: as said, or any.

    Where levels are uneven: the level nearest to a number drawn evenly between the ends.
    """
    term = no_deal.leads_to.get(axis.issue)
    levels = np.flatnonzero(axis.where(term)) if term is not None else np.arange(len(axis.choices))
    if axis.numeric and term is None and len(levels) > 1 and np.ptp(gaps := np.diff(axis.numbers)) > 1e-9:
        x = axis.numbers
        nearest: NDArray[np.intp] = np.searchsorted(x[:-1] + gaps / 2, x[0] + (x[-1] - x[0]) * u)
        return nearest
    picked: NDArray[np.intp] = levels[np.minimum((u * len(levels)).astype(np.intp), len(levels) - 1)]
    return picked
