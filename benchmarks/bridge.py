"""What do packages with their reasons cost, beside the findings of the same case?

On the worked case, on a case of 3^12 packages and on one of 3^20. Beside `parley.bridge` stands what a brief
pays on top of its findings: `offers_of` the packages it has found anyway. Budget: 0.2 s on the worked case.

Run: .venv/bin/python benchmarks/bridge.py
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from parley.analysis.findings import findings_of
from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.bridging.offers.bridge import bridge, offers_of
from parley.case.dossier import Dossier, open_talks
from parley.case.model import Case

BUDGET = 0.2  # seconds that the reasons may cost a brief of the worked case
RUNS = 3


def case_of(issues: int) -> Case:
    """Two principals to whom different halves of the issues matter more."""
    names = [f"i{n}" for n in range(issues)]
    halves = " = ".join(names[: issues // 2]), " = ".join(names[issues // 2 :])
    nothing = {"leads-to": dict.fromkeys(names, "b"), "costs": "0.0..0.2"}
    return Case.model_validate(
        {
            "title": f"3^{issues}",
            "parties": {p: {"name": p.title(), "role": "principal"} for p in ("north", "south")},
            "issues": {n: {"name": n, "options": {o: o for o in "abc"}} for n in names},
            "preferences": {
                "north": {
                    "importance": " > ".join(halves),
                    "orders": dict.fromkeys(names, "a > b > c"),
                    "no-deal": nothing,
                },
                "south": {
                    "importance": " > ".join(halves[::-1]),
                    "orders": dict.fromkeys(names, "c > b > a"),
                    "no-deal": nothing,
                },
            },
        }
    )


def seconds(work: Callable[[], object]) -> float:
    """The middle of a few runs."""
    took = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        took.append(perf_counter() - start)
    return median(took)


def compared(name: str, talks: Dossier | Case) -> float:
    """Prints what findings, bridge and reasons of one case cost; gives the last."""
    case = talks.case if isinstance(talks, Dossier) else talks
    ready = study(case, 1000, 0)
    swept = judged(ready)
    shown = findings_of(ready, swept).shown

    def findings() -> None:
        again = study(case, 1000, 0)
        findings_of(again, judged(again))

    first, second = seconds(findings), seconds(lambda: bridge(talks))
    third = seconds(lambda: offers_of(ready, shown, talks))
    print(
        f"{name:28s} findings {first:6.2f} s   bridge {second:6.2f} s ({second / first:.2f} of it)   "
        f"reasons of {len(shown)} packages found {third:6.3f} s"
    )
    return third


gaza = open_talks(Path(__file__).parents[1] / "cases" / "gaza-2024")
reasons = compared("cases/gaza-2024", gaza)
compared("3^12, about 500,000 packages", case_of(12))
compared("3^13, about 1,600,000", case_of(13))
compared("3^20, about 3,500,000,000", case_of(20))
print(f"the reasons cost a brief of the worked case {reasons:.3f} s, budget {BUDGET} s")
sys.exit(0 if reasons <= BUDGET else 1)
