"""How long does a case of more packages take than anybody can look at, and how much memory?

Budget: all findings in 4 s and 300 MB with 1,000 draws a party, on twelve issues of six options (two
billion packages) with constraints, interactions and red lines, and on twenty issues of ten options (10^20);
8 s where a zone is there in some of the draws only, so that what stands in its way and what it costs has to
be worked out, for two principals and for three. Beside it: what numpy would need to look at every package
once in every draw, by its speed on a million.

Run: .venv/bin/python benchmarks/large.py
"""

import resource
import sys
import time

import numpy as np

from parley.analysis.findings import find
from parley.case.model import Case

DRAWS = 1000
BUDGET_S, HARD_S, BUDGET_MB = 4.0, 8.0, 300.0
TWO = dict.fromkeys(("north", "south"), "0.65..0.85")
THREE = dict.fromkeys(("north", "south", "west"), "0.65..0.85")


def made(issues: int, options: int, *, tied: bool, least: dict[str, str] | None = None) -> Case:
    """Two sides that want the opposite on every issue, one half each of which no deal gives them.

    Args:
        least: what each side's worth of a deal must be at least; a side named besides is with the one or the
            other on two issues in turn.
    """
    names, words = [f"i{k}" for k in range(issues)], [f"o{k}" for k in range(options)]
    sides = tuple(dict.fromkeys(["north", "south", *(least or ())]))
    orders = {
        side: {
            n: " > ".join(words if (k // 2 if at > 1 else k + at) % 2 else words[::-1])
            for k, n in enumerate(names)
        }
        for at, side in enumerate(sides)
    }
    no_deal = {"leads-to": dict.fromkeys(names, "o0"), "costs": "0.0..0.1"}
    last = words[-1]
    lines = {
        "north": [{"i1": last, "i3": last, "firm": "likely"}, {"i5": last, "firm": "even"}],
        "south": [{"i0": last, "firm": "likely"}, {"i2": last, "i6": last, "firm": "certain"}],
        "west": [{"i0": "o0", "i1": "o0", "firm": "likely"}, {"i4": last, "firm": "even"}],
    }
    together = {
        "north": [
            {"i0": "o1", "i4": "o2", "adds": "0.0..0.1"},
            {"i7": "o1", "i8": "o2", "adds": "-0.1..0.1"},
        ],
        "south": [
            {"i1": "o1", "i4": "o2", "adds": "0.0..0.1"},
            {"i2": "o1", "i3": "o0", "adds": "-0.1..0.1"},
        ],
    }
    constraints = [
        {"if": {"i0": "o1"}, "never": {"i2": "o1"}},
        {"if": {"i4": "o3"}, "never": {"i5": "o1", "i6": "o2"}},
        {"if": {"i7": "o0"}, "never": {"i1": "o0"}},
    ]
    return Case.model_validate(
        {
            "title": f"{issues} issues of {options} options",
            "parties": {p: {"name": p.title(), "role": "principal"} for p in sides},
            "issues": {n: {"name": n, "options": {o: o for o in words}} for n in names},
            "constraints": constraints if tied else [],
            "preferences": {
                p: {"orders": orders[p], "no-deal": no_deal}
                | ({"red-lines": lines[p], "together": together.get(p, [])} if tied else {})
                | ({"minimum": least[p]} if least else {})
                for p in sides
            },
        }
    )


def listing() -> float:
    """Seconds that numpy takes to add up and compare the gains of one package, in one draw, for one party."""
    table = [np.random.default_rng(0).random(100) for _ in range(3)]
    start = time.process_time()
    total = table[0][:, None, None] + table[1][:, None] + table[2]
    np.count_nonzero(total >= 1.5)
    return (time.process_time() - start) / total.size


def main() -> int:
    kept = True
    each = listing()
    for issues, options, tied, least in (
        (12, 6, True, None),
        (20, 10, False, None),
        (20, 10, True, None),
        (12, 6, True, TWO),
        (20, 10, True, TWO),
        (12, 6, True, THREE),
        (20, 10, True, THREE),
    ):
        case = made(issues, options, tied=tied, least=least)
        start = time.process_time()
        found = find(case, draws=DRAWS)
        took = time.process_time() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        years = each * options**issues * DRAWS * len(case.parties) / (365.25 * 86400)
        zone = found.zone
        print(
            f"{case.title}{', tied' if tied else ''}, {len(case.parties)} principals: {took:.1f} s of one "
            f"core, {memory:.0f} MB; zone in {zone.share.value:.0%} of draws ({zone.grounds.how}); numpy, "
            f"listing: {years:.1e} years"
        )
        kept &= took <= (HARD_S if least else BUDGET_S) and memory <= BUDGET_MB
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
