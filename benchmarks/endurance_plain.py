"""The process of `parley.endurance.process`, written plainly: one deal at a time, in SimPy.

It shares no formula and no loop with the process itself, only the words of the priors and of a design. Fed
with the same numbers it must say the same of every run: tests/endurance/process/test_plain.py.
`benchmarks/endurance.py` measures what it costs.
"""

import itertools
import math
import random
from typing import Protocol

import simpy

from parley.endurance.design import Design

ANSWERS = {
    "breach": "answers to a side's breach",
    "local": "answers to local units",
    "spoiler": "answers to spoilers",
    "false": "answers to a false alarm",
    "raid": "answers to a raid",
}


class Chance(Protocol):
    """The numbers that one run meets."""

    def normal(self, what: str, rank: int = 0) -> float: ...
    def happens(self, day: int) -> float: ...
    def at(self, day: int, purpose: str, rank: int = 0) -> float: ...
    def news(self, day: int, rank: int) -> float: ...


class Dice:
    """Numbers as they come."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def normal(self, what: str, rank: int = 0) -> float:
        return self.dice.gauss(0, 1)

    def happens(self, day: int) -> float:
        return self.dice.random()

    def at(self, day: int, purpose: str, rank: int = 0) -> float:
        return self.dice.random()

    def news(self, day: int, rank: int) -> float:
        return self.dice.gauss(0, 1)


class Over(Exception):
    """The deal has ended."""


class Deal:
    """One run of one design in one world. `w` has the value of each prior."""

    def __init__(self, design: Design, w: dict[str, float], chance: Chance, days: int) -> None:
        self.design, self.w, self.chance, self.days = design, w, chance, days
        self.sides = range(len(design.parties))
        self.state, self.day, self.cause = "in force", days + 1, "none"
        self.incidents = self.seen = self.disputes = self.days_suspended = self.renewals = 0
        self.moved = False
        settled, force = design.agreement == "settlement", design.monitoring == "third-party-force"
        self.f = math.exp(w["difficulty"] * chance.normal("difficulty"))
        acts = self.f * 2 / len(design.parties)
        if settled:
            acts *= w["settled acts"]
        if design.definitive:
            acts *= w["definitive"]
        if force:
            acts *= w["deterred"]
        raids = design.monitoring == "remote-sensors-and-raids"
        acts *= w["raids disrupt"] if raids else 1.0
        self.breach, self.local = w["breach"] * acts, w["local"] * acts
        spoilers = {"none": 0.0, "some": 1.0, "many": w["many"]}[design.spoilers]
        spoilers *= (w["financed"] if design.financed else 1.0) * (w["raids disrupt"] if raids else 1.0)
        self.breach *= 1 - w["watched"] * self.eyes("seen") * self.eyes("right")
        self.spoiler = w["spoiler"] * spoilers * self.f * 2 / len(design.parties)
        self.false = self.eyes("false") * 2 / len(design.parties)
        self.raid = self.eyes("raids") * 2 / len(design.parties)
        self.harder = self.f ** w["harder"]
        self.limit = w["worn"] * math.exp(w["worn differs"] * chance.normal("worn"))
        if design.agreement == "cessation":
            self.limit *= w["thin"]
        known = design.temptation is not None
        self.spread = w["gain unseen"] if known else w["gain differs"]
        mean = 0.0 if known else w["gain"]
        mean -= w["settled"] if settled else 0.0
        mean -= w["definitive gain"] if design.definitive else 0.0
        mean -= w["deterred gain"] if force else 0.0
        mean -= w["raids reassure"] if raids else 0.0
        below = design.below or (0.0,) * len(design.parties)
        self.mean = [mean + w["pressed"] * share for share in below]
        self.drift = [min(self.spread * chance.normal("gain", s), max(0.0, -mean)) for s in self.sides]
        belief = w[f"{design.agreement} belief"]
        self.trust = [w["first trust"] * belief for _ in self.sides]
        self.doubt = [w["first trust"] * (1 - belief) for _ in self.sides]
        self.routine = w[f"{design.agreement} routine"]
        self.worn, self.vague = 0.0 if design.agreement == "cessation" else -w["staked"], 1.0
        self.hidden = [0.0 for _ in self.sides]
        self.dispute = self.hold = self.uneasy = self.talking = False
        self.stage, self.gates = 0, 0
        self.gate = design.stages[0].last if design.stages else 0

    def eyes(self, what: str) -> float:
        return self.w[f"{self.design.monitoring}: {what}"]

    def belief(self, side: int) -> float:
        return self.trust[side] / (self.trust[side] + self.doubt[side])

    def run(self, never: float) -> "Deal":
        """From the first day to the end, or to the last day."""
        if never < self.w["never"]:
            self.state, self.day, self.cause = "never started", 0, "never started"
            return self
        env = simpy.Environment()
        for first, every, work in (
            (1, 1, self.daily), (28.1, 28, self.monthly), (7.2, 7, self.weekly), (1.3, 1, self.gate_of_today),
            (1.4, 1, self.count),
        ):  # fmt: skip
            env.process(self.each(env, first, every, work))
        try:
            env.run(until=self.days + 0.9)
        except Over:
            return self
        self.state = "suspended" if self.hold else "extended" if self.moved else "in force"
        return self

    def each(self, env, first, every, work):
        yield env.timeout(first)
        while True:
            work(int(env.now))
            yield env.timeout(every)

    def end(self, day: int, state: str, cause: str) -> None:
        self.day, self.state, self.cause = day, state, cause
        raise Over

    def races(self) -> list[tuple[str, int, float]]:
        """What can happen on a day, by whom, and how often."""
        w = self.w
        hotter = w["in dispute"] if self.hold else 1.0
        unaware = 1 + w["unaware"] * w["word"] / (w["word"] + self.routine)
        local = self.local * hotter * w["unfamiliar"] / (w["unfamiliar"] + self.routine) * unaware
        of_kind = {"local": local, "spoiler": self.spoiler, "false": self.false, "raid": self.raid}
        races = [("breach", s, self.breach * hotter * 4 * (1 - self.belief(s)) ** 2) for s in self.sides]
        races += [(kind, s, rate) for kind, rate in of_kind.items() for s in self.sides]
        if self.dispute:
            ladder = self.design.ladder_days
            settling = w["settling"] if ladder is None else ladder
            breaking = w["breaking"] * self.harder * (1.0 if ladder is None else w["ladder"])
            breaking *= 2 * (1 - sum(self.belief(s) for s in self.sides) / len(self.sides))
            return [*races, ("settled", 0, 1 / max(1.0, settling)), ("broken", 0, breaking)]
        return [*races, ("terms", 0, w["vague"] * self.design.ambiguity * self.vague)]

    def daily(self, day: int) -> None:
        races = self.races()
        total = sum(rate for *_, rate in races)
        u, any_of_them = self.chance.happens(day), 1 - math.exp(-total)
        if u >= any_of_them:
            return
        left = u / any_of_them * total
        so_far = list(itertools.accumulate(rate for *_, rate in races))
        kind, side, _ = next(race for race, upto in zip(races, so_far, strict=True) if left < upto)
        if kind == "settled":
            self.dispute = self.hold = False
            self.vague *= self.w["clearer"]
            self.trust = [t + self.w["handled"] for t in self.trust]
        elif kind == "broken":
            if self.hold:
                self.end(day, "collapsed", "dispute")
            self.hold = True
        elif kind == "terms":
            self.open(day, 1.0)
        else:
            self.act(day, kind, side)

    def act(self, day: int, kind: str, side: int) -> None:
        w = self.w
        noticed = 1.0 if kind in ("false", "raid") else self.eyes("seen")
        u = self.chance.at(day, "seen")
        seen, right = u < noticed, u < noticed * self.eyes("right")
        if kind == "raid":
            blamed = seen
        elif kind == "breach":
            blamed = right
        else:
            blamed = seen and not right
        self.incidents += kind != "false"
        self.seen += seen
        self.hidden[side] += kind != "false" and not seen
        v = self.chance.at(day, "answered")
        taken = blamed and v < self.eyes("taken up")
        rest = (v - self.eyes("taken up")) / (1 - self.eyes("taken up"))
        answered = blamed and not taken and rest < w[self.design.response]
        if taken or (seen and not blamed):
            self.trust = [t + w["handled"] for t in self.trust]
            self.routine += w["handled"]
        elif blamed or kind != "false":
            self.worn += w["unanswered"] if blamed and not answered else 1
        if blamed:
            self.uneasy = True
            self.doubt = [d + w["remembered"] * (s != side) for s, d in enumerate(self.doubt)]
        if answered:
            self.answer(day, kind, side, rest / w[self.design.response])
        if blamed and not self.dispute:
            self.open(day, w["opened"])
        if self.worn >= self.limit:
            self.end(day, "quiet decay", "worn out")

    def answer(self, day: int, kind: str, side: int, u: float) -> None:
        w = self.w
        odds = w["round"] / (1 - w["round"]) * self.harder
        odds *= w["hotter"] if self.design.response == "automatic" else 1.0
        b = sum(self.belief(s) for s in self.sides) / len(self.sides)
        odds *= w["calmer"] ** (1 - 2 * b)
        again = odds / (1 + odds)
        answers = 1
        while u < again**answers and answers < w["rounds"]:
            answers += 1
        self.incidents += answers
        self.worn += w["answer wears"] * answers
        for s in self.sides:
            self.doubt[s] += w["remembered"] * ((answers + 1) // 2 if s == side else answers // 2)
        if answers >= w["rounds"]:
            self.end(day, "collapsed", ANSWERS[kind])

    def open(self, day: int, chance: float) -> None:
        u = self.chance.at(day, "disputed")
        if u < chance:
            self.dispute = True
            self.disputes += 1
            suspending = 0.0 if self.design.interim_rule else self.w["suspending"]
            self.hold = self.hold or u < chance * suspending

    def monthly(self, day: int) -> None:
        lasting = math.exp(-28 / self.w["gain lasts"])
        new = self.spread * math.sqrt(1 - lasting**2)
        self.drift = [d * lasting + self.chance.news(day, s) * new for s, d in enumerate(self.drift)]

    def weekly(self, day: int) -> None:
        w = self.w
        if not (self.hold or self.uneasy):
            self.trust = [t + 7 for t in self.trust]
            self.routine += 7
        mends = self.design.monitoring in ("joint-commission", "third-party-mission", "third-party-force")
        for side in self.sides:
            comes_out = self.hidden[side] * (1 - 0.5 ** (7 / w["comes out"]))
            self.hidden[side] -= comes_out
            for other in self.sides:
                self.doubt[other] += w["found"] * w["remembered"] * comes_out * (other != side)
        if self.worn < 0:
            self.worn *= 0.5 ** (7 / w["staked lasts"])
        else:
            self.worn = max(0.0, self.worn * 0.5 ** (7 / w["forgotten"]) - (w["mending"] if mends else 0.0))
        self.uneasy = False
        for s in self.sides:
            gain = self.mean[s] + self.drift[s] + w["distrust"] * (1 - 2 * self.belief(s))
            gain += w["open gate"] if self.talking else 0.0
            gain += self.tempted(day, s)
            if gain > 0:
                chance = w["walking"] * (2 / (1 + math.exp(-gain / w["step"])) - 1)
                if self.chance.at(day, "walking", s) < chance:
                    self.end(day, "collapsed", "walked out")
        if self.talking:
            u, agree = self.chance.at(day, "talks"), self.agreeing(w["talks"])
            if u < agree:
                self.move_on(day)
            elif (u - agree) / (1 - agree) < w["talks fail"]:
                self.lapse(day, (u - agree) / (1 - agree) / w["talks fail"])

    def tempted(self, day: int, side: int) -> float:
        if self.design.temptation is None:
            return 0.0
        known = self.design.temptation[0, side]
        return max(float(known[min(d, len(known) - 1)]) for d in range(day - 7, day))

    def agreeing(self, chance: float) -> float:
        odds = chance / (1 - chance) / self.harder * self.w["vague gate"] ** self.design.ambiguity
        odds *= self.w["mediated"] if self.design.mediated else 1.0
        odds *= min(t / d for t, d in zip(self.trust, self.doubt, strict=True))
        return odds / (1 + odds)

    def gate_of_today(self, day: int) -> None:
        if day != self.gate:
            return
        stage = self.design.stages[self.stage]
        u = self.chance.at(self.gates, "gate")
        self.gates += 1
        self.gate = 0
        agree = self.agreeing(self.w["at gate"])
        if (stage.content_agreed and not self.hold) or u < agree:
            self.move_on(day)
        elif stage.continues:
            self.talking = True
        else:
            self.lapse(day, (u - agree) / (1 - agree))

    def move_on(self, day: int) -> None:
        stages = self.design.stages
        self.moved, self.talking, self.hold, self.dispute = True, False, False, False
        if self.stage < len(stages) - 1:
            self.gate = day + stages[self.stage + 1].last - stages[self.stage].last
            self.stage += 1
        elif not stages[-1].content_agreed:
            self.gate = day + stages[-1].last - stages[-1].first + 1
            self.renewals += 1

    def lapse(self, day: int, u: float) -> None:
        odds = self.w["gate fails"] / (1 - self.w["gate fails"]) * self.harder
        if u < odds / (1 + odds):
            self.end(day, "collapsed", "gate")
        self.end(day, "expired", "term")

    def count(self, day: int) -> None:
        self.days_suspended += self.hold
