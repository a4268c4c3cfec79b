"""What the process says where something has been published: the figures behind V1 to V16.

Room: endurance. A figure is measured on simulated deals as its published counterpart was on real ones.

A deal *fails* when it collapses or decays: Fortna dates a return to war whether or not anybody declared it.
Only where the source counts dated collapses (ETH/PRIO: V10, V13) are decayed deals lost from sight.
Deals that never started are left out of survival, as they are there.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from parley.endurance.checked.populations import AMBIGUITIES, FEW_WORLDS, GROUPS, WATCHED, mediated
from parley.endurance.checked.survival import hazard, hazard_ratio, survival, weibull
from parley.endurance.design import STATES
from parley.endurance.process.pieces import Asked
from parley.endurance.process.prior import Priors
from parley.endurance.process.priors import PRIORS
from parley.endurance.process.runs import COLLAPSED, DECAYED, NEVER, THERE, Runs
from parley.endurance.process.simulate import simulate_each

WORLDS = 500
FEW = 100  # where each world is looked at by itself
FAILED = (DECAYED, COLLAPSED)
Found = Mapping[str, Sequence[Runs]]  # group -> the runs of each of its parts


def simulated(runs: int, seed: int, priors: Priors = PRIORS, workers: int = 1) -> dict[str, list[Runs]]:
    """All groups, `runs` deals in each; every design meets the same numbers."""
    found: dict[str, list[Runs]] = {}
    for days in sorted({days for days, _ in GROUPS.values()}):
        names = [name for name, (of, _) in GROUPS.items() if of == days]
        asked = [
            Asked(part.design, max(50, round(runs * part.share)), FEW if name in FEW_WORLDS else WORLDS)
            for name in names
            for part in GROUPS[name][1]
        ]
        done = iter(simulate_each(asked, seed=seed, days=days, priors=priors, workers=workers))
        found |= {name: [next(done) for _ in GROUPS[name][1]] for name in names}
    return found


def times(
    runs: Sequence[Runs], failed: tuple[int, ...] = FAILED
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Days until each deal that started failed, or was last seen; and which it was."""
    state = np.concatenate([r.state for r in runs])
    day = np.concatenate([np.minimum(r.day, r.days) for r in runs]).astype(float)
    began = state != NEVER
    return day[began], np.isin(state, failed)[began]


def ratio(ours: Sequence[Runs], theirs: Sequence[Runs], failed: tuple[int, ...] = FAILED) -> float:
    """Hazard of the first group over that of the second."""
    (t, e), (t2, e2) = times(ours, failed), times(theirs, failed)
    return hazard_ratio(np.r_[t, t2], np.r_[e, e2], np.r_[np.ones(len(t), bool), np.zeros(len(t2), bool)])


def longer(ours: Runs, theirs: Runs) -> float:
    """Share of the worlds in which the first design lasts longer on average than the second.

    A world has a few hundred runs, so where little differs it may be counted on the wrong side: the share is
    drawn towards a half.
    """
    a, b = (np.bincount(r.world, np.minimum(r.day, r.days)) / np.bincount(r.world) for r in (ours, theirs))
    return float((a > b).mean())


def of_wars(found: Found) -> dict[str, float]:
    """V1 to V4: truces and settlements that ended wars, pooled as 45 of the one to 29 of the other."""
    truces, settlements = times(found["truces"]), times(found["settlements"])
    some = np.arange(len(settlements[0])) * (29 / 45) % 1 < 29 / 45  # evenly over them
    t, failed = (np.concatenate([a, b[some]]) for a, b in zip(truces, settlements, strict=True))
    early, late = hazard(t, failed, 30, 90), hazard(t, failed, 182, 365)
    out = {"V1": weibull(t, failed)[0], "V2": early / late}
    at = {"30 days": 30, "90 days": 90, "182 days": 182, "1 year": 365, "2 years": 730, "5 years": 1826}
    alone = times(found["truces"], (COLLAPSED,))
    out |= {"V3: collapse alone, 1 year": float(survival(*alone, at=[365])[0])}
    fell = sum(int(times(found[group], (COLLAPSED,))[1].sum()) for group in ("truces", "settlements"))
    out |= {"V3: decayed": 1 - fell / (int(truces[1].sum()) + int(settlements[1].sum()))}
    for name, group in (("V3", truces), ("V4", settlements)):
        curve = survival(*group, at=list(at.values()))
        out |= {f"{name}: {label}": float(s) for label, s in zip(at, curve, strict=True)}
    return out


def of_designs(found: Found) -> dict[str, float]:
    """V5, V6, V7 and V12: one thing in a design changed, all else the same."""
    pairs = {
        "V5": ("force", "bare"),
        "V5: mission": ("mission", "bare"),
        "V6": ("commission", "bare"),
        "V6: noisy": ("noisy", "automatic"),
        "V6: noisy, raids": ("raids", "automatic"),
        "V7": ("label", "bare"),
        "V12": ("imposed", "bare"),
        "definitive": ("definitive", "bare"),
        "financed": ("financed", "bare"),
    }
    out = {name: ratio(found[ours], found[theirs]) for name, (ours, theirs) in pairs.items()}
    for name, (ours, theirs) in WATCHED.items():
        out |= {
            f"V6: {name}": ratio(found[ours], found[theirs]),
            f"V6: {name}, worlds": longer(found[ours][0], found[theirs][0]),
        }
    return out


def of_first_phases(found: Found) -> dict[str, float]:
    """V8 and V9: a first term of six weeks, and the terms for which it is renewed."""
    runs = found["first phases"]
    began = np.concatenate([r.state != NEVER for r in runs])
    reached = np.concatenate([r.reached[:, 0] > 0 for r in runs])[began]
    renewals = np.concatenate([r.renewals for r in runs])[began]
    fell = np.concatenate([r.state == COLLAPSED for r in runs])[began]
    first = float((fell & (renewals == 0)).mean())
    renewed = float((fell & (renewals > 0)).sum() / renewals.sum())
    return {"V8": float(reached.mean()), "V9: first": first, "V9: renewed": renewed, "V9": renewed / first}


def of_ceasefires(found: Found) -> dict[str, float]:
    """V10 and V11: how ceasefires end, and when those collapse that do. A renewed term is one that ended."""
    runs = found["ceasefires"]
    renewed = np.concatenate([(r.moved_on > 0).any(axis=1) for r in runs])
    state = np.where(renewed, STATES.index("extended"), np.concatenate([r.state for r in runs]))
    day = np.concatenate([r.day for r in runs])[state == COLLAPSED]
    out = {f"V10: {q}": float(np.percentile(day, q)) if len(day) else 0.0 for q in (10, 25, 50, 75, 90)}
    return out | {f"V11: {name}": float((state == k).mean()) for k, name in enumerate(STATES)}


def of_mediation(found: Found) -> dict[str, float]:
    """V13: hard cases are mediated more; what a regression says that does not see how hard they are."""
    (without,), (with_it,) = found["alone"], found["mediated"]
    chance = mediated(without.difficulty)
    spread = np.arange(len(chance)) * (5**0.5 - 1) / 2 % 1  # evenly over 0 to 1, and over the worlds
    chosen = spread < chance
    began = without.state != NEVER
    state, day = (np.where(chosen, getattr(with_it, n), getattr(without, n))[began] for n in ("state", "day"))
    time = np.minimum(day, 730).astype(float)
    return {
        "V13: mediated": float(chosen.mean()),
        "V13": hazard_ratio(time, state == COLLAPSED, chosen[began]),
        "V13: same cases": ratio([with_it], [without], (COLLAPSED,)),
    }


def of_gates(found: Found) -> dict[str, float]:
    """V14 and V15: three phases, with what comes next agreed or open, clear or not."""
    (agreed,), (open_,) = found["gates agreed"], found["gates open, 0 ambiguous"]

    def around(r: Runs) -> float:
        """Ends a day in the four weeks from a gate on, over ends a day in the four weeks before it."""
        ends, spent = np.zeros(2), np.zeros(2)
        for k in range(2):
            gate = np.where(r.reached[:, k] > 0, r.reached[:, k], r.design.stages[k].last)
            began = r.state != NEVER
            for side, first in enumerate((gate - 28, gate)):
                ends[side] += (began & (r.day >= first) & (r.day < first + 28)).sum()
                spent[side] += np.clip(r.day - first, 0, 28)[began].sum()
        return float(ends[1] / spent[1] / (ends[0] / spent[0]))

    def accepted(r: Runs) -> float:
        return float((r.outcome[:, 0] == THERE).sum() / (r.reached[:, 0] > 0).sum())

    def disputes(r: Runs) -> float:
        return float(r.disputes.sum() / np.minimum(r.day, r.days).sum()) * 365

    gates = {"V14: open": around(open_), "V14: agreed": around(agreed)}
    out = gates | {"V14": gates["V14: open"] / gates["V14: agreed"]}
    for share in AMBIGUITIES:
        (r,) = found[f"gates open, {share:g} ambiguous"]
        out |= {f"V15: accepted at {share:g}": accepted(r), f"V15: disputes at {share:g}": disputes(r)}
    vague, clear = 0.7, 0.0
    return out | {
        f"V15: {what}": out[f"V15: {what} at {vague:g}"] / out[f"V15: {what} at {clear:g}"]
        for what in ("accepted", "disputes")
    }


def of_the_seed(found: Found) -> dict[str, float]:
    """V16: the deal of January 2025, by what was public of its design."""
    (r,) = found["January 2025"]
    lasted = np.minimum(r.day, r.days)[r.state != NEVER]
    return {
        "V16: first phase completed": float((r.reached[:, 0] > 0).mean()),
        "V16: second opened in time": float((r.moved_on[:, 0] == 43).mean()),
        "V16: day it ended, a quarter": float(np.percentile(lasted, 25)),
        "V16: day it ended, half": float(np.percentile(lasted, 50)),
        "V16: day it ended, three quarters": float(np.percentile(lasted, 75)),
    }


def figures(found: Found) -> dict[str, float]:
    """All figures by name."""
    parts = (of_wars, of_designs, of_first_phases, of_ceasefires, of_mediation, of_gates, of_the_seed)
    return {name: value for part in parts for name, value in part(found).items()}
