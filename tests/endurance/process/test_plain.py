"""The process says of every run what the same process says that was written plainly, one deal at a time."""

import importlib.util
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from parley.endurance.design import STATES, Design, Stage
from parley.endurance.process.numbers import SIZE, Numbers
from parley.endurance.process.runs import CAUSES
from parley.endurance.process.simulate import simulate

pytest.importorskip("simpy")
FILE = Path(__file__).parents[3] / "benchmarks" / "endurance_plain.py"
spec = importlib.util.spec_from_file_location("endurance_plain", FILE)
plain = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plain)

SEED, RUNS, DAYS = 11, 60, 230
PLAIN = Design("plain", ("East", "West"), agreement="cessation")
TERM = Stage("term", 1, 30, content_agreed=False)
PHASES = (
    Stage("first", 1, 40, content_agreed=False, continues=True),
    Stage("second", 44, 90, content_agreed=True),
    Stage("third", 91, 120, content_agreed=False),
)
DESIGNS = [
    PLAIN,
    replace(PLAIN, name="term", stages=(TERM,), ambiguity=0.8, mediated=False),
    replace(PLAIN, name="raids", monitoring="remote-sensors-and-raids", response="automatic", financed=True),
    replace(PLAIN, name="phases", agreement="truce", stages=PHASES, monitoring="joint-commission",
            ladder_days=9.0),
    replace(PLAIN, name="settled", agreement="settlement", definitive=True, monitoring="third-party-force",
            spoilers="many", response="restraint", interim_rule=True, ambiguity=1.0),
    replace(PLAIN, name="three", parties=("East", "North", "West"), stages=PHASES, below=(0.0, 0.5, 1.0)),
    replace(PLAIN, name="tempted", monitoring="national-presence", stages=(TERM,),
            temptation=np.stack([np.linspace(-0.5, 0.1, 50), np.linspace(-0.3, 0.6, 50)])[None]),
]  # fmt: skip


class LookedUp:
    """The numbers of one run, where the process has them."""

    def __init__(self, run: int, parties: int) -> None:
        self.numbers, self.run = Numbers(SEED, run // SIZE), run % SIZE
        stream = self.numbers.stream
        start = stream("start").standard_normal((2, SIZE))[:, self.run]
        self.start = {"difficulty": start[0], "worn": start[1]}
        self.gain = [stream("gain", rank).standard_normal(SIZE)[self.run] for rank in range(parties)]
        self.never = stream("never").random(SIZE)[self.run]

    def normal(self, what, rank=0):
        return self.gain[rank] if what == "gain" else self.start[what]

    def happens(self, day):
        return every_day()[day - 1, self.run]

    def news(self, day, rank):
        return every_month(rank)[day // 28 - 1, self.run]

    def at(self, day, purpose, rank=0):
        return float(self.numbers.at(np.array([self.run]), day, purpose, rank)[0])


def every_day():
    if "days" not in DRAWN:
        rng = Numbers(SEED, 0).stream("days")
        DRAWN["days"] = np.stack([rng.random(SIZE, dtype=np.float32) for _ in range(DAYS)]).astype(float)
    return DRAWN["days"]


def every_month(rank):
    if rank not in DRAWN:
        rng = Numbers(SEED, 0).stream("news", rank)
        months = [rng.standard_normal(SIZE, dtype=np.float32) for _ in range(DAYS // 28)]
        DRAWN[rank] = np.stack(months).astype(float)
    return DRAWN[rank]


DRAWN = {}


@pytest.mark.parametrize("design", DESIGNS, ids=lambda d: d.name)
def test_fed_with_the_same_numbers_both_say_the_same_of_every_run(design):
    runs = simulate(design, runs=RUNS, seed=SEED, days=DAYS, worlds=7)

    endings = set()
    for run in range(RUNS):
        world = {name: float(value[run % 7]) for name, value in runs.worlds.items()}
        chance = LookedUp(run, len(design.parties))
        deal = plain.Deal(design, world, chance, DAYS).run(chance.never)
        found = (STATES[runs.state[run]], int(runs.day[run]), CAUSES[runs.cause[run]])
        assert found == (deal.state, deal.day, deal.cause), run
        counted = (
            runs.incidents[run],
            runs.seen[run],
            runs.disputes[run],
            runs.suspended[run],
            runs.renewals[run],
        )
        assert counted == (deal.incidents, deal.seen, deal.disputes, deal.days_suspended, deal.renewals), run
        endings.add(deal.cause)
    assert len(endings) > 2
