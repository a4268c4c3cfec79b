"""Would this deal hold, how long, and what would make it hold longer?

Room: endurance. Speaks parties and packages; asks the process of many runs. The verb of the command and of
Python, and the light form that a brief asks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parley.analysis.study import Study, study
from parley.case.deliverables_of_package import guarantees_in
from parley.case.dossier import Dossier, open_talks
from parley.case.model import Case
from parley.case.package import Choice, Package
from parley.case.wording import CaseNames
from parley.endurance.asking.base_rates import base_rates_of, meant_for, nearest
from parley.endurance.asking.curve import (
    causes_of,
    curve_of,
    days_in_force,
    ended,
    endings_of,
    gates_of,
    time_to_end_of,
)
from parley.endurance.asking.designing import Designed, below_of, designed, setting_of
from parley.endurance.asking.fan import worlds_for
from parley.endurance.asking.influences import LEAST, MOST, influences_of, mixed
from parley.endurance.asking.levers import beside_of, first_runs, levers_of
from parley.endurance.asking.options import UNARMED, Option, apart, fitting, monitoring_designs, options_of
from parley.endurance.asking.priors_told import priors_told
from parley.endurance.asking.sentences import beside_a_curve, lies_apart, tempted_from, warnings_of
from parley.endurance.asking.values import Endurance
from parley.endurance.process.pieces import Asked
from parley.endurance.process.runs import Runs
from parley.endurance.process.simulate import simulate_each
from parley.ground.errors import ParleyError
from parley.ground.trace import Assumption, Trace
from parley.ground.worded import say
from parley.sequencing.plan.packages import Named, package_of
from parley.sequencing.schedule import Schedule

RUNS, DAYS = 20_000, 730
COMPARED = 4000  # runs of each lever and of each way to watch, at most
NEAREST = 3  # counts that the curve is held against
METHOD = "simulation of a deal day by day"
SOURCE = "see docs/why/endurance.md; targets after published data in docs/reference/endurance-targets.md"
Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]  # how much is done, and of how much


def endure(
    talks: Dossier | Case | Path | str | Sequence[Path | str],
    draws: int = 1000,
    seed: int = 0,
    *,
    package: Named = None,
    runs: int = RUNS,
    days: int = DAYS,
    workers: int = 1,
    against: Sequence[Package | str | dict[str, Choice]] = (),
    on: date | str | None = None,
    progress: Progress | None = None,
) -> Endurance:
    """How long a package would hold in this process, and on what that hangs.

    Args:
        talks: a case, a dossier, or whatever `parley.load` takes.
        draws: how many utility functions to draw for each party.
        seed: where the random draws start.
        package: as `parley.schedule` takes it; None: the first that `parley bridge` would give.
        runs: how often the deal is simulated.
        days: how long each time, at most.
        workers: processes to do it in; the answer is the same.
        against: packages to hold it against, under the same chance.
        on: hide what was published after this day.
        progress: called with how much of the work is done, and of how much.

    Raises:
        ParleyError: the case cannot be drawn from (see `parley.analysis.study.study`); no such package; or
            runs, days or workers are out of bounds.

    Cost: 20,000 runs of 730 days and all that is compared, about six seconds on one core.
    """
    _refuse(runs, days, workers)
    dossier = Dossier(talks, {}, ()) if isinstance(talks, Case) else open_talks(talks, on=on)
    ready = study(dossier.case, draws, seed)
    wanted: list[Named] = [package, *against]
    plans = [_planned(ready, dossier, named, days, sought=True) for named in wanted]
    first = plans[0]
    options = _options(first)
    armed = meant_for(dossier.case)
    watched = monitoring_designs(first.designed.design, *(() if armed else (UNARMED,)))
    worlds = worlds_for(runs)
    few = min(runs, max(COMPARED // worlds, 1) * worlds)
    asked = [
        *(Asked(plan.designed.design, runs, worlds) for plan in plans),
        *(Asked(o.other(first.designed.design), few, worlds) for o in options),
        *(Asked(design, few, worlds) for design in watched[1:]),
    ]
    inputs = mixed(first.designed.design, apart(options), seed, min(MOST, max(LEAST, runs // 20)))
    done = simulate_each([*asked, *inputs.asked], seed=seed, days=days, workers=workers, progress=progress)
    mains, rest = done[: len(plans)], done[len(plans) :]
    others, rest = rest[: len(options)], rest[len(options) :]
    ways, rest = rest[: len(watched) - 1], rest[len(watched) - 1 :]
    base = first_runs(mains[0], few)
    levers = levers_of(base, options, others)
    found = _answer(ready, dossier, first, mains[0], seed)
    names = _told_apart([plan.name for plan in plans])
    beside = tuple(
        replace(b, package=plan.designed.package, assumed=plan.designed.assumed)
        for b, plan in zip(beside_of(names, mains), plans, strict=True)
    )
    kinds = [design.monitoring for design in watched]
    influences = influences_of(inputs, rest)
    return replace(
        found,
        levers=levers,
        influences=influences,
        beside=beside if against else (),
        monitored=beside_of(kinds, [base, *ways], monitoring=True),
        said=beside_a_curve(found.base_rates, levers, influences),
    )


def endurance_of(
    ready: Study,
    dossier: Dossier,
    package: Package,
    schedule: Schedule | None,
    *,
    name: str = "",
    runs: int = 2000,
    days: int = DAYS,
    levers: int = 0,
) -> Endurance:
    """The same for a brief: curve, gates, endings, causes; levers in so many runs each, where asked for.

    Args:
        schedule: of this package; None: what walking out gains is not known.
        levers: runs of each lever and its counterpart, at most `runs`; 0: none.
    """
    seed = ready.grounds.seed
    plan = _planned(ready, dossier, package, days, schedule=schedule, name=name)
    worlds = worlds_for(runs)
    few = min(runs, max(levers // worlds, 1) * worlds) if levers else 0
    options = _options(plan) if few else ()
    asked = [Asked(plan.designed.design, runs, worlds)]
    asked += [Asked(o.other(plan.designed.design), few, worlds) for o in options]
    main, *others = simulate_each(asked, seed=seed, days=days)
    found = _answer(ready, dossier, plan, main, seed)
    bought = levers_of(first_runs(main, few), options, others) if few else ()
    return replace(found, levers=bought, said=beside_a_curve(found.base_rates, bought))


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """A package with its name, its design, and what could be otherwise in what walking out gains."""

    name: str
    designed: Designed
    guarantees: Floats | None  # (parties, days): what they make walking out cost
    beside: Floats | None  # what walking out gains by the other order: the schedule's, or the case's own days
    own_days: bool  # the design has the case's own days
    notes: tuple[str, ...]


def _options(plan: _Plan) -> tuple[Option, ...]:
    design = plan.designed.design
    found = options_of(design, plan.guarantees, plan.beside, own_days=plan.own_days)
    return fitting(found, design, armed=meant_for(plan.designed.case))


def _told_apart(names: Sequence[str]) -> list[str]:
    """Names that stand for one package each.

    >>> _told_apart(["May", "the package", "the package"])
    ['May', 'the package (1)', 'the package (2)']
    """
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(say("{name} ({n})", name=name, n=seen[name]) if names.count(name) > 1 else name)
    return out


def _planned(
    ready: Study,
    dossier: Dossier,
    named: Named,
    days: int,
    *,
    schedule: Schedule | None = None,
    name: str = "",
    sought: bool = False,
) -> _Plan:
    """`sought`: a schedule is looked for, where none is given; what comes after `days` is left out."""
    case = dossier.case
    chosen = package_of(ready, dossier, named)
    notes = [chosen.note] if chosen.note else []
    temptation: Floats | None = None
    beside: Floats | None = None
    own_days = False
    if sought and schedule is None and case.deliverables:
        schedule, why = _schedule(ready, dossier, chosen.package)
        notes += [why] if why else []
    if schedule is not None:
        from parley.sequencing.plan.states import temptation_by_day

        temptation = temptation_by_day(ready, dossier, schedule)[:, :, :days]
        notes += tempted_from(CaseNames(case), case.principals(), temptation)
        if (other := schedule.otherwise or schedule.as_written) is not None:
            beside = temptation_by_day(ready, dossier, other)[:, :, :days]
            own_days = schedule.otherwise is not None
    below = below_of(ready, chosen.package) or None
    made = designed(
        case, chosen.package, temptation, name=name or chosen.name, below=below, folder=dossier.folder
    )
    bound = _guarantees(case, chosen.package, schedule)
    return _Plan(name or chosen.name, made, bound, beside, own_days, tuple(notes))


def _schedule(ready: Study, dossier: Dossier, package: Package) -> tuple[Schedule | None, str]:
    """The schedule of a package; or why there is none."""
    from parley.sequencing.plan.scheduling import schedule_of

    try:
        return schedule_of(ready, dossier, package, frontier=False), ""
    except ParleyError as error:
        why = str(error).split("\n")[0]
        return None, say("There is no schedule of this package: {why}", why=why)


def _guarantees(case: Case, package: Package, schedule: Schedule | None) -> Floats | None:
    """What walking out costs each principal by the guarantees of a package, shape (parties, days)."""
    held = guarantees_in(case, package)
    if not held or schedule is None:
        return None
    parties = case.principals()
    last = max((account.day for account in schedule.accounts), default=1)
    costs = np.zeros((len(parties), last))
    bound = {effect.guarantee: effect.binds for effect in schedule.effects}
    for id, guarantee in held.items():
        first, until = (guarantee.days.first, guarantee.days.last) if guarantee.days else (1, last)
        for k, party in enumerate(parties):
            spread = bound.get(id, {}).get(party)
            costs[k, first - 1 : until] += spread.middle if spread is not None else 0.0
    return costs


def _answer(ready: Study, dossier: Dossier, plan: _Plan, runs: Runs, seed: int) -> Endurance:
    case, made = dossier.case, plan.designed
    worlds = int(runs.world.max()) + 1
    priors = priors_told()
    assumptions = tuple(Assumption(words, "parley") for words in made.assumed)
    trace = Trace((), (*ready.grounds.trace.assumptions, *assumptions), METHOD, SOURCE)
    curve, gates = curve_of(runs), gates_of(runs)
    rates = base_rates_of(case, made.design)
    return Endurance(
        made.package,
        plan.name,
        setting_of(made.design),
        runs.days,
        curve,
        gates,
        endings_of(runs),
        causes_of(runs),
        time_to_end_of(runs),
        int(ended(runs).sum()),
        days_in_force(runs),
        len(runs.state),
        worlds,
        base_rates=rates,
        priors=priors,
        assumed=made.assumed,
        missing=made.missing,
        apart=lies_apart(curve, gates, nearest(rates, NEAREST)),
        warnings=(*warnings_of(case, len(runs.state), worlds), *plan.notes),
        grounds=replace(ready.grounds, trace=trace),
    )


def _refuse(runs: int, days: int, workers: int) -> None:
    """Before anything is worked out."""
    for name, value, usual in (("runs", runs, RUNS), ("days", days, DAYS), ("workers", workers, 1)):
        if isinstance(value, bool) or not isinstance(value, int):
            raise ParleyError(
                f"{name}: {value!r}\n  This is not a whole number.\n  Write one, such as {usual}."
            )
        if value < 1:
            raise ParleyError(f"{name}: {value}\n  Nothing can be said from that.\n  Write 1 or more.")
