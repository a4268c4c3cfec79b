"""How `parley endure --validate` prints: each published figure, what the process gives, met or not.

Room: cli.
"""

from collections.abc import Sequence
from dataclasses import asdict
from math import isfinite
from typing import Any

import click

from parley.cli.printing import print_table, print_wrapped
from parley.endurance.checked.targets import Target

_KINDS = {
    "hard": "must be met",
    "sign": "the sign must be right",
    "band": "a band, as near as can be",
    "structure": "the states there are",
    "report": "said, not judged",
}


def plain_targets(found: Sequence[Target], seed: int, runs: int) -> dict[str, Any]:
    """For JSON: an end that is open is null."""
    rows = [
        {k: None if isinstance(v, float) and not isfinite(v) else v for k, v in asdict(target).items()}
        for target in found
    ]
    return {"targets": rows, "seed": seed, "runs": runs}


def print_targets(found: Sequence[Target], seed: int, runs: int) -> None:
    """A table of them all, then what is not met."""
    rows = [
        [
            target.id,
            target.words,
            "" if target.wanted is None else _figure(target.wanted),
            _span(target),
            _figure(target.found),
            target.how,
            "" if target.met is None else "met" if target.met else "NOT MET",
        ]
        for target in found
    ]
    print_table(
        ["", "What", "Published", "Met", "Found", "How", ""],
        rows,
        "The process against what is published of real ceasefires",
    )
    missed = [target for target in found if target.met is False]
    judged = [target for target in found if target.met is not None]
    if missed:
        click.echo(f"{len(judged) - len(missed)} of {len(judged)} are met. Not met:")
        for target in missed:
            print_wrapped(
                f"- {target.id} ({_KINDS[target.kind]}): {target.words}: {_figure(target.found)}, and it "
                f"would have to be {_span(target)}",
                rest=2,
            )
    else:
        click.echo(f"All {len(judged)} are met.")
    print_wrapped(
        "Fitted: numbers of the process were adjusted to it, so meeting it is no prediction. Put in: a prior "
        "or the way the process is written says so outright. By itself: neither. Where nothing stands in the "
        "last column, it is for the reader to judge."
    )
    click.echo(f"{runs:,} runs of each group of deals, seed {seed}.")


def _span(target: Target) -> str:
    """
    >>> _span(Target("V", "", None, 0.0, 0.9, float("inf"), None, "by itself", "sign"))
    '0.90 or more'
    """
    if target.kind == "report":
        return ""
    if not isfinite(target.high):
        return f"{_figure(target.low)} or more"
    if not isfinite(target.low):
        return f"{_figure(target.high)} or less"
    return f"{_figure(target.low)} to {_figure(target.high)}"


def _figure(value: float) -> str:
    """
    >>> _figure(0.4812), _figure(13.66), _figure(385.0)
    ('0.48', '14', '385')
    """
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"
