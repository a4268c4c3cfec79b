"""What cannot be simulated, and what to do about it.

Room: endurance. Speaks parties.
"""

from collections.abc import Iterator
from math import inf, isfinite
from typing import get_args

import numpy as np

from parley.endurance.design import Agreement, Design, Monitoring, Response, Spoilers
from parley.endurance.process.prior import Prior, Priors
from parley.endurance.process.priors import PRIORS
from parley.ground.errors import ParleyError

_CHANCES = (
    *(
        "never",
        "cessation belief",
        "truce belief",
        "settlement belief",
        "restraint",
        "proportional",
        "automatic",
    ),
    *("round", "opened", "breaking", "suspending", "walking", "at gate", "talks", "talks fail", "gate fails"),
    *("seen", "right", "taken up"),
)
_ABOVE_0 = (
    "first trust",
    "step",
    "rounds",
    "unfamiliar",
    "word",
    "forgotten",
    "gain lasts",
    "worn",
    "calmer",
)
_MOST_PARTIES = 50
_MOST_OF = {"difficulty": 10.0, "worn differs": 10.0, "harder": 5.0}  # they stand in exponents
_MOST = {"runs": 10_000_000, "days": 36_525, "workers": 256, "worlds": 1_000_000}


def refuse(design: Design, runs: int, days: int, priors: Priors, workers: int, worlds: int) -> None:
    """Raise on what has no meaning; return where all is well.

    Raises:
        ParleyError: the first of all that is wrong, where it is and how to mend it.
    """
    refuse_counts(runs=runs, days=days, workers=workers, worlds=worlds)
    refuse_design(design)
    for problem in _in_priors(priors):
        raise ParleyError(f"Priors: {problem}")


def refuse_counts(least: int = 1, **counts: int) -> None:
    """Raise on a count that is none, or too small or large. `least` is the least of runs."""
    for name, value in counts.items():
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
            raise ParleyError(
                f"{name}: {value!r} is not a whole number. Write one, such as {_MOST[name] // 100}."
            )
        low = least if name == "runs" else 1
        if not low <= value <= _MOST[name]:
            raise ParleyError(f"{name}: {value}. Ask for {low} to {_MOST[name]:,}.")


def refuse_design(design: Design) -> None:
    """Raise on what has no meaning in a design.

    Raises:
        ParleyError: the first of all that is wrong in it, and how to mend it.
    """
    for problem in _in_design(design):
        raise ParleyError(f'Design "{design.name}": {problem}')


def _in_design(design: Design) -> Iterator[str]:
    parties = len(design.parties)
    if parties < 2:
        yield f"{parties} part{'y' if parties == 1 else 'ies'}. A deal is between two or more; name them."
    if parties > _MOST_PARTIES:
        yield f"{parties} parties. The process takes up to {_MOST_PARTIES}; join those that act as one."
    if len(set(design.parties)) < parties:
        yield f"a party is named twice: {', '.join(design.parties)}. Name each once."
    for name, value, words in (
        ("agreement", design.agreement, get_args(Agreement)),
        ("monitoring", design.monitoring, get_args(Monitoring)),
        ("response", design.response, get_args(Response)),
        ("spoilers", design.spoilers, get_args(Spoilers)),
    ):
        if value not in words:
            yield f'{name} "{value}" is not known. Choose one of: {", ".join(words)}.'
    if not 0 <= design.ambiguity <= 1:
        yield f"ambiguity {design.ambiguity:g} is not a share. Write a number from 0 to 1."
    ladder = design.ladder_days
    if ladder is not None and not (isfinite(ladder) and ladder > 0):
        yield f"a ladder of {ladder:g} days. Write more than 0 days, or None where there is no ladder."
    if design.below and len(design.below) != parties:
        yield f"below has {len(design.below)} shares for {parties} parties. Give one for each, or none."
    for party, share in zip(design.parties, design.below, strict=False):
        if not 0 <= share <= 1:
            yield f"below: {share:g} for {party} is not a share. Write a number from 0 to 1."
    yield from _in_stages(design)
    if design.temptation is not None:
        shape = np.shape(design.temptation)
        if len(shape) != 3 or shape[1] != parties or 0 in shape:
            yield f"temptation has shape {shape}. It takes (draws, {parties} parties, days), none of them 0."
        elif not np.isfinite(design.temptation).all():
            yield "temptation holds something that is no finite number. Leave it out where nothing is known."


def _in_stages(design: Design) -> Iterator[str]:
    before = 0
    for stage in design.stages:
        if stage.first <= before:
            yield (
                f'stage "{stage.name}" begins on day {stage.first}, but day {before} is already taken. '
                f"Let it begin on day {before + 1}."
            )
        if stage.last < stage.first:
            yield (
                f'stage "{stage.name}" comes to its gate on day {stage.last}, before it begins on day '
                f"{stage.first}. Put the gate on day {stage.first} or later."
            )
        before = stage.last


def _in_priors(priors: Priors) -> Iterator[str]:
    missing = [name for name in PRIORS if name not in priors]
    if missing:
        yield f'"{missing[0]}" is missing. Start from PRIORS and replace what you hold otherwise.'
    for name in priors:
        if name not in PRIORS:
            yield f'"{name}" is no prior of the process. They are listed in parley.endurance.process.priors.'
    for name, prior in priors.items():
        yield from _in_prior(name, prior)


def _in_prior(name: str, prior: Prior) -> Iterator[str]:
    low, high = prior.low, prior.high
    if not (isfinite(low) and isfinite(high)):
        yield f'"{name}" has no finite ends. Write two numbers.'
    if prior.shape == "beta":
        if not (low > 0 and high > 0):
            yield f'"{name}": a beta takes two numbers above 0, not {low:g} and {high:g}.'
        return
    if low > high:
        yield f'"{name}" goes from {low:g} down to {high:g}. Write the lower first.'
    usual = PRIORS[name]
    if (prior.shape == "log-normal" or name in _ABOVE_0) and low <= 0:
        yield f'"{name}" lies above 0, not at {low:g}.'
    if high > _MOST_OF.get(name, inf):
        yield f'"{name}" goes up to {high:g}, which is more than numbers hold. Keep it to {_MOST_OF[name]:g}.'
    if low < 0 <= usual.low:
        yield f'"{name}" cannot be below 0, and begins at {low:g}.'
    if name.split(": ")[-1] in _CHANCES and high > 1:
        yield f'"{name}" is a chance and goes from {low:g} to {high:g}. Keep it from 0 to 1.'
