"""How `parley endure` prints what is compared: levers, what explains why worlds differ, designs, base rates.

Room: cli.
"""

from collections.abc import Sequence

import click

from parley.analysis.settlement import Estimate
from parley.case.model import Case
from parley.case.wording import number_words, short, term_words, upper_first, with_unit
from parley.cli.printing import print_table, print_wrapped
from parley.endurance.asking.saying import (
    chance_short,
    in_ten,
    in_ten_short,
    influence_words,
    lever_words,
    monitoring_words,
    more_short,
    told,
)
from parley.endurance.asking.values import BaseRate, Beside, Difference, Endurance

_GATES, _BESIDE = 3, 2  # of which a column is printed: for levers, for designs side by side
_EXPLAINING = 10  # that are printed
_SURE = 1.96  # standard errors


def print_levers(found: Endurance, few: int | None) -> None:
    """`few`: those that make the most difference, either way; None: all."""
    if not found.levers:
        return
    gates = [gate.phase for gate in found.gates][:_GATES]
    most = sorted(found.levers, key=lambda lever: -abs(lever.days.value))[:few]
    rows = []
    for n, lever in enumerate(found.levers, 1):
        if lever not in most:
            continue
        chances = dict(lever.gates)
        rows.append(
            [
                f"{'=' if lever.tied else ''}{n}",
                lever_words(lever.id),
                "yes" if lever.in_place else "no",
                more_short(lever.days),
                in_ten_short(lever.days.helps.value) if told(lever.days) else "-",
                *(_signed(chances[gate]) for gate in gates),
            ]
        )
    print_table(
        [
            "",
            "Having it",
            "In place",
            "Days in force",
            "Worlds",
            *(f"Gate {n}" for n, _ in enumerate(gates, 1)),
        ],
        rows,
        "What each thing buys: with it less without it, all else as it is",
    )
    at_gates = " Gate: of 10 runs, so many more or fewer get past it." if gates else ""
    print_wrapped(
        "=: chance alone could make the difference to the line above; -: cannot be told from chance. Worlds: "
        f"in how many it buys days.{at_gates} In this process, under these assumptions: no data show what a "
        "clause adds."
    )
    click.echo("")


def _signed(difference: Difference) -> str:
    """
    >>> from parley.analysis.settlement import Share
    >>> _signed(Difference(0, 0, 0, 0.16, 0.01, Share(1, 1), Share(0, 1)))
    '+2'
    """
    if not told(difference):
        return "-"
    tenths = round(difference.value * 10)
    return f"{tenths:+d}" if tenths else "0"


def print_explained(found: Endurance) -> None:
    shown = [i for i in found.influences if i.total.value > _SURE * i.total.error][:_EXPLAINING]
    if not shown:
        return
    one = {lever.id: n for n, lever in enumerate(found.levers, 1)}
    rows = [
        [
            f"{'= ' if i.tied else ''}{influence_words(i.id, i.kind)}",
            "a lever" if i.kind == "lever" else "not known",
            _part(i.first),
            _part(i.total),
            str(one[i.id]) if i.id in one else "",
        ]
        for i in shown
    ]
    print_table(
        ["What explains it", "It is", "Alone", "With others", "Place above"],
        rows,
        "Why days in force differ from world to world, where each lever is drawn on or off (1: wholly)",
    )


def _part(estimate: Estimate) -> str:
    """A part of the whole, with what chance leaves open, to tenths.

    >>> _part(Estimate(0.173, 0.041)), _part(Estimate(-0.004, 0.0031)), _part(Estimate(1.1, 0.17))
    ('0.1 to 0.3', 'hardly any', '0.8 or more')
    """
    low, high = (round(estimate.value + way * _SURE * estimate.error, 1) for way in (-1, 1))
    if high <= 0:
        return "hardly any"
    if low <= 0:
        return f"up to {min(high, 1.0):.1f}"
    if high >= 1:
        return f"{min(low, 0.9):.1f} or more"
    return f"{low:.1f}" if low == high else f"{low:.1f} to {high:.1f}"


def print_beside(all_of: Sequence[Beside], title: str) -> None:
    if len(all_of) < 2:
        return
    gates = [name for name, _ in all_of[0].gates][:_BESIDE]
    rows = []
    for one in all_of:
        past = dict(one.gates)
        rows.append(
            [
                upper_first(monitoring_words(one.name) if one.kind == "monitoring" else one.name),
                chance_short(one.holds),
                "(this package)" if one.difference is None else more_short(one.difference),
                _worlds(one.difference),
                *(chance_short(past[gate]) if gate in past else "" for gate in gates),
            ]
        )
    heads = ["", "Holds to the end", "Days in force", "Worlds"]
    print_table([*heads, *(f"Past gate {n}" for n, _ in enumerate(gates, 1))], rows, title)


def print_differ(case: Case, packages: Sequence[Beside]) -> None:
    """What the other packages say that the first does not."""
    first = packages[0].package if packages else None
    for one in packages[1:]:
        if first is not None and one.package is not None:
            before = dict(first.terms)
            said = [
                f"{short(case.issues[i].name)}: {term_words(case.issues[i], t)}"
                for i, t in one.package.terms
                if before.get(i) != t
            ]
            print_wrapped(f"- {upper_first(one.name)}: {'; '.join(said) or 'the same'}", rest=2)
    if len(packages) > 1:
        click.echo("")


def _worlds(difference: Difference | None) -> str:
    if difference is None:
        return ""
    return in_ten_short(difference.helps.value) if told(difference) else "-"


def print_base_rates(rates: Sequence[BaseRate]) -> None:
    if not rates:
        return
    sources = list(dict.fromkeys(rate.source for rate in rates))
    click.echo("Counted elsewhere, beside this and not mixed into it")
    for rate in rates:
        print_wrapped(f"- {_rate(rate)} [{sources.index(rate.source) + 1}]", rest=2)
    for n, source in enumerate(sources, 1):
        print_wrapped(f"[{n}] {source}", rest=4)
    click.echo("")


def _rate(rate: BaseRate) -> str:
    """One count, in a few sentences."""
    said = [f"{upper_first(rate.name)} (n = {number_words(rate.n)}):"]
    if rate.points:
        held = "; ".join(f"after {with_unit(day, 'days')} {_range(*share)}" for day, *share in rate.points)
        said.append(f"held {held}.")
    if rate.term is not None:
        said.append(f"ran the term agreed: {_range(*rate.term)}.")
    if rate.shares:
        said.append(f"{'; '.join(f'{how}: {in_ten(share)}' for how, share in rate.shares)}.")
    if rate.quartiles is not None:
        low, middle, high = (with_unit(d, "days") for d in rate.quartiles)
        said.append(f"half within {middle}, a quarter within {low}, three quarters within {high}.")
    said += [rate.note] if rate.note else []
    said.append(f"An end is {rate.ends}. {upper_first(rate.how)}.")
    return " ".join(said)


def _range(low: float, likely: float, high: float) -> str:
    a, b = round(low * 10), round(high * 10)
    return in_ten(likely) if a == b else f"{in_ten(likely)} ({a} to {b})"
