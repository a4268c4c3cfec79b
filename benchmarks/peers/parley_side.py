"""Parley on the inputs it is given; prints one JSON object.

Run by `compare.py`: parley_side.py TASK FILE.npz RUNS
"""

import json
import resource
import statistics
import sys
import time
from functools import reduce

import numpy as np

from parley.analysis.efficiency.efficient import efficient
from parley.analysis.solutions import EGALITARIAN, KALAI_SMORODINSKY, NASH, UTILITARIAN, solve, solve_each
from parley.analysis.structure.bundle import Bundle
from parley.analysis.structure.problem import Problem, additive


def boxes(file) -> Problem:
    """A bundle a box; issues are worth nothing by themselves."""
    sizes = [int(n) for n in file["sizes"]]
    terms, adds = [], []
    for p in range(2):
        for box, worth in zip(file[f"boxes{p}"], file[f"adds{p}"], strict=True):
            terms.append(Bundle({int(i): (np.arange(sizes[i]) >= a) & (np.arange(sizes[i]) <= b)
                                 for i, a, b in box if i >= 0}))  # fmt: skip
            adds.append([worth * (q == p) for q in range(2)])
    return Problem(tuple(np.zeros((n, 2)) for n in sizes), tuple(terms), np.array(adds))


def utilities(problem: Problem) -> dict:
    """Of every package, shape (packages,) a party: sums of outer sums."""
    totals = [reduce(np.add.outer, [w[:, p] for w in problem.worth]).sum() for p in range(problem.parties)]
    return {"sum": [float(t) for t in totals]}


def solutions(problem: Problem) -> dict:
    """The frontier, and all four solutions from it; no deal is worth nothing, or the worst there is.

    Kalai-Smorodinsky also as NegMAS defines it (the smallest gap), which is what can be compared.
    """
    found = efficient(problem)
    d = np.maximum(0.0, problem.base + np.sum([w.min(axis=0) for w in problem.worth], axis=0))
    methods = {"nash": NASH, "egalitarian": EGALITARIAN, "ks": KALAI_SMORODINSKY, "welfare": UTILITARIAN}
    solved = solve_each(tuple(methods.values()), found.points, d, efficient=True)
    picked = {name: found.points[s.rows].tolist() for name, s in zip(methods, solved, strict=True)}
    theirs = solve(KALAI_SMORODINSKY, found.points, d, ideal="all", form="smallest-gap").rows
    return {"points": len(found), **picked, "ks": found.points[theirs].tolist(), "textbook": picked["ks"]}


def main() -> None:
    task, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    file = np.load(path, allow_pickle=False)
    problem = boxes(file) if task == "boxes" else additive([file[f"arr_{k}"] for k in range(len(file.files))])
    work = {"utilities": utilities, "solutions": solutions, "boxes": solutions}[task]
    taken, found = [], {}
    for _ in range(runs):
        start = time.process_time()
        found = work(problem)
        taken.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": statistics.median(taken), "mb": peak, "found": found}))


if __name__ == "__main__":
    main()
