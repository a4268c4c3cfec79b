"""How `parley endure` prints: the curve, gates, endings, levers, designs side by side, base rates.

Room: cli.
"""

from collections.abc import Mapping, Sequence

import click

from parley.analysis.settlement import Estimate
from parley.case.model import Case
from parley.case.reasons import cited, reasons
from parley.case.wording import number_words, short, term_words, upper_first, with_unit
from parley.cli.printing import print_table, print_wrapped
from parley.endurance.asking.curve import READ
from parley.endurance.asking.saying import (
    SCALE,
    band,
    cause_words,
    chance_short,
    days_words,
    in_ten,
    in_ten_short,
    influence_words,
    lever_words,
    monitoring_words,
    more_short,
    state_words,
    told,
)
from parley.endurance.asking.values import BaseRate, Beside, Difference, Endurance

_WIDE = 41  # letters of the curve: four for each tenth, and one
_GATES, _BESIDE = 3, 2  # of which a column is printed: for levers, for designs side by side
_EXPLAINING = 10  # that are printed
_SURE = 1.96  # standard errors


def print_endurance(case: Case, found: Endurance, *, private: Mapping[str, str]) -> None:
    """What was found, for a person.

    Args:
        private: claims that are not public, with their grade.
    """
    click.echo(f"{upper_first(found.package_name)}: would it hold?\n")
    for warning in found.warnings:
        print_wrapped(warning, rest=0)
        click.echo("")
    _terms(case, found)
    _curve(found)
    _gates(found)
    _endings(found)
    _levers(found)
    _explained(found)
    _beside(found.monitored, "Who watches, side by side")
    _beside(found.beside, "Packages side by side")
    _differ(case, found.beside)
    _base_rates(found)
    _listed("Taken to be so, because the case does not say it", found.assumed)
    _listed("What the case would have to say for more to be told", found.missing)
    _private(case, private)
    _grounds(found)


def _terms(case: Case, found: Endurance) -> None:
    terms = {str(issue): term for issue, term in found.package.terms}
    for issue, entry in case.issues.items():
        if issue in terms:
            print_wrapped(f"- {short(entry.name)}: {term_words(entry, terms[issue])}", rest=2)
    click.echo("")


def _curve(found: Endurance) -> None:
    """The curve at a few days, and what must stand beside it."""
    print_wrapped(
        f"In this process, under these assumptions: {_runs(found)}. A deal holds on a day while it has not "
        "ended. In brackets the range over the worlds, 8 of 10 of them; in words by a published scale "
        f"({SCALE})."
    )
    click.echo("")
    curve = found.curve
    gates = {gate.day: gate.phase for gate in found.gates}
    days = [d for d in curve.days if d in READ or d in gates or d == found.horizon]
    rows = []
    for day in days:
        k = curve.days.index(day)
        low, high = round(curve.low[k] * 10), round(curve.high[k] * 10)
        share = in_ten(curve.value[k])
        rows.append(
            [
                f"{day}*" if day in gates else str(day),
                share if low == high else f"{share} ({low} to {high})",
                band(curve.value[k]),
                _drawn(curve.low[k], curve.middle[k], curve.high[k]),
            ]
        )
    print_table(["Day", "Holds, of runs", "In words", "0   of 10 runs" + " " * 25 + "10"], rows)
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
    rows = [[state_words(e.state), chance_short(e.share)] for e in found.endings]
    print_table(["State", "Of runs"], rows, f"How it stands on day {found.horizon:,}")
    click.echo("Quiet decay is no collapse: nobody can name its day.\n")
    if not found.ended or found.time_to_end is None:
        click.echo("No run ended on a day that can be named.\n")
        return
    rows = [[cause_words(c.id), chance_short(c.share)] for c in found.causes]
    print_table(["What ended it", "Of these"], rows, "Of the runs that ended on a day that can be named")
    low, middle, high = (days_words(day) for day in found.time_to_end)
    click.echo(
        f"Half of these ended within {middle}, a quarter within {low}, three quarters within {high}.\n"
    )


def _levers(found: Endurance) -> None:
    if not found.levers:
        return
    gates = [gate.phase for gate in found.gates][:_GATES]
    rows = []
    for n, lever in enumerate(found.levers, 1):
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


def _explained(found: Endurance) -> None:
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

    >>> _part(Estimate(0.173, 0.041)), _part(Estimate(-0.004, 0.0031))
    ('0.1 to 0.3', 'hardly any')
    """
    low, high = (
        round(min(1.0, max(0.0, estimate.value + way * _SURE * estimate.error)), 1) for way in (-1, 1)
    )
    if high == 0:
        return "hardly any"
    return f"{low:.1f}" if low == high else f"up to {high:.1f}" if low == 0 else f"{low:.1f} to {high:.1f}"


def _beside(all_of: Sequence[Beside], title: str) -> None:
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


def _differ(case: Case, packages: Sequence[Beside]) -> None:
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


def _base_rates(found: Endurance) -> None:
    if not found.base_rates:
        return
    sources = list(dict.fromkeys(rate.source for rate in found.base_rates))
    click.echo("Counted elsewhere, beside this and not mixed into it")
    for rate in found.base_rates:
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
    if rate.names:
        said.append(f"By name: {'; '.join(rate.names)}.")
    said.append(f"An end is {rate.ends}. {upper_first(rate.how)}.")
    return " ".join(said)


def _range(low: float, likely: float, high: float) -> str:
    a, b = round(low * 10), round(high * 10)
    return in_ten(likely) if a == b else f"{in_ten(likely)} ({a} to {b})"


def _listed(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(title)
        for line in lines:
            print_wrapped(f"- {line}", rest=2)
        click.echo("")


def _private(case: Case, grades: Mapping[str, str]) -> None:
    """What was told in private and is in the figures."""
    behind = {c for place, why in reasons(case) if place[0] == "preferences" for c in cited(why)}
    private = [f"{claim} ({grade})" for claim, grade in grades.items() if claim in behind]
    if private:
        click.echo(f"Told in private, and in what is computed here: {', '.join(private)}.")
        click.echo("So this is for the mediator alone: a curve may show what was told.\n")


def _grounds(found: Endurance) -> None:
    drawn = sum(1 for prior in found.priors if prior.low < prior.high)
    assumed = sum(1 for prior in found.priors if prior.source.startswith("assumption"))
    print_wrapped(
        f"The process rests on {drawn} numbers that nobody knows, drawn anew in each world; {assumed} of all "
        f"{len(found.priors)} are assumptions, listed with their ranges by --json."
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
