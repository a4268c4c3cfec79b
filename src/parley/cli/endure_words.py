"""How `parley endure` prints: the curve, gates, endings, levers, designs side by side, base rates.

Room: cli.
"""

from collections.abc import Mapping, Sequence

import click

from parley.case.model import Case
from parley.case.reasons import cited, reasons
from parley.case.wording import upper_first
from parley.cli.endure_tables import (
    print_base_rates,
    print_beside,
    print_differ,
    print_explained,
    print_levers,
)
from parley.cli.package_tables import print_terms
from parley.cli.printing import print_table, print_wrapped
from parley.endurance.asking.base_rates import meant_for, nearest
from parley.endurance.asking.curve import READ
from parley.endurance.asking.saying import (
    SCALE,
    band,
    cause_words,
    chance_short,
    chance_words,
    in_ten,
    spans_words,
    state_words,
)
from parley.endurance.asking.values import Cause, Chance, Endurance

_WIDE = 41  # letters of the curve: four for each tenth, and one
_GATES, _BESIDE = 3, 2  # of which a column is printed: for levers, for designs side by side
_EXPLAINING = 10  # that are printed
_FEW_LEVERS, _FEW_RATES = 6, 3  # where not all are asked for
_HARDLY = 0.05
_BEHIND = ("preferences", "deliverables", "phases", "guarantees", "implementation")  # entries that count
_SURE = 1.96  # standard errors


def print_endurance(
    case: Case, found: Endurance, *, private: Mapping[str, str], everything: bool = False
) -> None:
    """What was found, for a person.

    Args:
        private: claims that are not public, with their grade.
        everything: all levers, what explains why worlds differ, all ways to watch, all counts.
    """
    click.echo(f"{upper_first(found.package_name)}: would it hold?\n")
    for warning in found.warnings:
        print_wrapped(warning, rest=0)
        click.echo("")
    print_terms(case, found.package)
    _curve(found, meant_for(case))
    _gates(found)
    _endings(found)
    print_levers(found, None if everything else _FEW_LEVERS)
    if everything:
        print_explained(found)
        print_beside(found.monitored, "Who watches, side by side")
    print_beside(found.beside, "Packages side by side")
    print_differ(case, found.beside)
    print_base_rates(found.base_rates if everything else nearest(found.base_rates, _FEW_RATES))
    for said in found.apart:
        print_wrapped(said)
        click.echo("")
    _listed("Taken to be so, because the case does not say it", found.assumed)
    _listed("What the case would have to say for more to be told", found.missing)
    if not everything:
        print_wrapped(
            "All levers, what explains why worlds differ, every way to watch side by side, and all published "
            "counts: --all"
        )
        click.echo("")
    _private(case, private)
    _grounds(found)


def _curve(found: Endurance, meant: bool) -> None:
    """The curve at a few days, and what must stand beside it.

    Args:
        meant: is the process meant for such a case? If not, no words say how likely anything is.
    """
    scale = f"; in words by a published scale ({SCALE})" if meant else ""
    print_wrapped(
        f"In this process, under these assumptions: {_runs(found)}. A deal holds on a day while it has not "
        f"ended. In brackets the range over the worlds, 8 of 10 of them{scale}."
    )
    click.echo("")
    curve = found.curve
    gates = {gate.day: gate.phase for gate in found.gates}
    days = [d for d in curve.days if d in READ or d in gates or d == found.horizon]
    rows = []
    for day in days:
        k = curve.days.index(day)
        share = Chance(curve.low[k], curve.middle[k], curve.high[k], curve.value[k], curve.error[k])
        rows.append(
            [
                f"{day}*" if day in gates else str(day),
                chance_words(share),
                *([band(curve.value[k])] if meant else []),
                _drawn(curve.low[k], curve.middle[k], curve.high[k]),
            ]
        )
    heads = ["Day", "Holds, of runs", *(["In words"] if meant else [])]
    print_table([*heads, "0   of 10 runs" + " " * 25 + "10"], rows)
    if gates:
        click.echo(f"* the day of a gate: {', '.join(f'{day} {phase}' for day, phase in gates.items())}\n")
    for said in found.said:
        print_wrapped(f"- {said}", rest=2)
    click.echo("")


def _drawn(low: float, middle: float, high: float) -> str:
    """A line of letters: the range over the worlds, and its middle.

    >>> _drawn(0.0, 0.5, 1.0)
    '|-------------------o-------------------|'
    """
    at = [round(x * (_WIDE - 1)) for x in (low, middle, high)]
    line = [" "] * _WIDE
    for k in range(at[0], at[2] + 1):
        line[k] = "-"
    line[at[0]] = line[at[2]] = "|"
    line[at[1]] = "o"
    return "".join(line).rstrip()


def _gates(found: Endurance) -> None:
    if not found.gates:
        return
    rows = [
        [
            f"{n} {gate.phase}",
            str(gate.day),
            _what_next(gate.content_agreed, gate.continues),
            chance_short(gate.reached),
            chance_short(gate.on_time),
            chance_short(gate.passed),
        ]
        for n, gate in enumerate(found.gates, 1)
    ]
    heads = ["Gate", "Day", "What comes next", "Reached", "Begins in a week", "Begins at all"]
    print_table(heads, rows, "Gates: is each reached, and does what comes next begin? Of all runs")


def _what_next(agreed: bool, continues: bool) -> str:
    if agreed:
        return "agreed"
    return "open, goes on in talks" if continues else "open, lapses"


def _endings(found: Endurance) -> None:
    """States and causes side by side."""
    states = [(state_words(e.state), chance_short(e.share)) for e in found.endings]
    causes = [(cause_words(c.id), chance_short(c.share), _days(c)) for c in found.causes]
    rows = [
        [*(states[k] if k < len(states) else ("", "")), "", *(causes[k] if k < len(causes) else ("", "", ""))]
        for k in range(max(len(states), len(causes)))
    ]
    print_table(
        [
            f"On day {found.horizon:,}",
            "Of runs",
            "",
            "What ended it",
            "Of these",
            "When",
        ],
        rows,
        "How it stands at the end, and what ended those that ended on a day that can be named",
    )
    said = [
        "Extended: what comes next began. Expired: it ran out as planned. Suspended: duties stopped, and it "
        "has not ended. Quiet decay: it went out of use on no day that anybody could name, which is no "
        "collapse."
    ]
    if found.time_to_end is None:
        said.append("No run ended on a day that can be named.")
    else:
        low, middle, high = spans_words(found.time_to_end)
        said.append(
            f"Of those that ended, half did within {middle}, a quarter within {low}, three quarters within "
            f"{high}. When: the middle half of each."
        )
    said += [f"{upper_first(cause_words(c.id))}: {_where(c)}." for c in found.causes[:1] if c.where]
    print_wrapped(" ".join(said))
    click.echo("")


def _days(cause: Cause) -> str:
    if cause.days is None:
        return ""
    low, high = spans_words((cause.days[0], cause.days[2]))
    return low if low == high else f"{low} to {high}"


def _where(cause: Cause) -> str:
    """In which phases, and at which gates."""
    said = {"during": "during {}", "open": "while what comes after {} was open", "after": "after {}"}
    return "; ".join(
        f"{in_ten(share)} {said[where].format(phase)}"
        for phase, where, share in cause.where
        if share >= _HARDLY
    )


def _listed(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(title)
        for line in lines:
            print_wrapped(f"- {line}", rest=2)
        click.echo("")


def _private(case: Case, grades: Mapping[str, str]) -> None:
    """What was told in private and is in the figures."""
    behind = {c for place, why in reasons(case) if place[0] in _BEHIND for c in cited(why)}
    private = [f"{claim} ({grade})" for claim, grade in grades.items() if claim in behind]
    if private:
        click.echo(f"Told in private, and in what is computed here: {', '.join(private)}.")
        click.echo("So this is for the mediator alone: a curve may show what was told.\n")


def _grounds(found: Endurance) -> None:
    drawn = sum(1 for prior in found.priors if prior.low < prior.high)
    assumed = sum(1 for prior in found.priors if prior.source.startswith("assumption"))
    fitted = sum(1 for prior in found.priors if "fitted to" in prior.source)
    print_wrapped(
        f"The process rests on {drawn} numbers that nobody knows, drawn anew in each world. Of all "
        f"{len(found.priors)}, {assumed} are assumptions; {fitted} were adjusted so that published figures "
        "come out (parley endure --validate). --json lists each with its range."
    )
    if found.grounds is not None:
        g = found.grounds
        draws = "1 draw" if g.draws == 1 else f"{g.draws:,} draws"
        click.echo(f"{_runs(found)}. {draws}, seed {g.seed}, case {g.case_digest[:12]}.")
        if g.note:
            print_wrapped(g.note)


def _runs(found: Endurance) -> str:
    runs = "1 run" if found.runs == 1 else f"{found.runs:,} runs"
    worlds = "1 world" if found.worlds == 1 else f"{found.worlds:,} worlds"
    days = "1 day" if found.horizon == 1 else f"{found.horizon:,} days"
    return f"{runs} of {days} in {worlds}"
