"""NegMAS on the inputs it is given, in an environment of its own; prints one JSON object.

Run by `compare.py`, with the interpreter of that environment: negmas_side.py TASK FILE.npz RUNS
FILE holds one table of shape (levels, parties) an issue, in order, as arr_0, arr_1, ...; for boxes see
`compare.boxes`. Times are seconds of one core, the median of RUNS.
"""

import json
import resource
import statistics
import sys
import time

import numpy as np
from negmas.outcomes import make_issue
from negmas.preferences import HyperRectangleUtilityFunction
from negmas.preferences import LinearAdditiveUtilityFunction as Additive
from negmas.preferences.ops import (
    calc_scenario_stats,
    kalai_points,
    ks_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
)
from negmas.preferences.pareto_sampler import MOBANOSParetoSampler
from negmas.preferences.value_fun import TableFun


def additive(tables):
    issues = [make_issue([str(k) for k in range(len(t))], f"i{n}") for n, t in enumerate(tables)]
    return issues, [
        Additive(
            {
                f"i{n}": TableFun({str(k): float(x) for k, x in enumerate(t[:, p])})
                for n, t in enumerate(tables)
            },
            weights={f"i{n}": 1.0 for n in range(len(tables))},
            issues=issues,
            reserved_value=0.0,
        )
        for p in range(tables[0].shape[1])
    ]


def boxes(file):
    issues = [make_issue(int(n), f"i{k}") for k, n in enumerate(file["sizes"])]
    ufuns = []
    for p in range(2):
        outer = [  # NegMAS reads both bounds as strict, so they are given one wider
            {int(i): (int(low) - 1, int(high) + 1) for i, low, high in box if i >= 0}
            for box in file[f"boxes{p}"]
        ]
        ufuns.append(
            HyperRectangleUtilityFunction(outer, [float(u) for u in file[f"adds{p}"]], issues=issues)
        )
    return issues, ufuns


def solutions(ufuns, points, outcomes, issues):
    """All four, from a frontier that is there."""
    ranges = [u.minmax(issues=issues) for u in ufuns]
    found = {
        "nash": nash_points(ufuns, points, ranges, issues=issues),
        "egalitarian": kalai_points(ufuns, points, ranges, issues=issues),
        "ks": ks_points(ufuns, points, ranges, issues=issues),
        "welfare": max_welfare_points(ufuns, points, ranges, issues=issues),
    }
    return {name: [list(map(float, p)) for p, _ in ties] for name, ties in found.items()}


def utilities(issues, ufuns, outcomes):
    return np.array([[u(o) for o in outcomes] for u in ufuns]).sum(axis=1)


def by_frontier(issues, ufuns):
    points, at = pareto_frontier(ufuns, issues=issues, sort_by_welfare=False)
    return {"points": len(points), **solutions(ufuns, points, at, issues)}


def by_mobanos(issues, ufuns):
    """Its fastest: two parties, additive; the frontier without enumeration, then the points from it."""
    sampler = MOBANOSParetoSampler()
    sampler.init(ufuns[0], ufuns[1])
    outcomes = sampler.pareto_outcomes(min_util=-1e9)
    points = sorted({tuple(float(u(o)) for u in ufuns) for o in outcomes}, reverse=True)
    return {"points": len(points), **solutions(ufuns, points, None, issues)}


def by_stats(issues, ufuns):
    """What its users call."""
    stats = calc_scenario_stats(tuple(ufuns))
    return {"points": len(stats.pareto_utils)}


def main():
    task, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    file = np.load(path, allow_pickle=False)
    if task.startswith("boxes"):
        issues, ufuns = boxes(file)
        work = {"boxes": by_frontier}[task]
    else:
        issues, ufuns = additive([file[f"arr_{k}"] for k in range(len(file.files))])
        work = {"frontier": by_frontier, "mobanos": by_mobanos, "stats": by_stats}.get(task)
    if task == "utilities":
        from negmas.outcomes import enumerate_issues

        def work(issues, ufuns):
            return {"sum": utilities(issues, ufuns, enumerate_issues(issues)).tolist()}

    taken, found = [], None
    for _ in range(runs):
        start = time.process_time()
        found = work(issues, ufuns)
        taken.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": statistics.median(taken), "mb": peak, "found": found}))


if __name__ == "__main__":
    main()
