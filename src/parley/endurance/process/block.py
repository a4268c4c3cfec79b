"""Many runs at once, day by day.

Room: endurance. Speaks arrays. Its numbers come from `parley.endurance.process.numbers`.

At most one thing happens to a deal on a day. The chances of all that can happen are added up, one number says
whether anything does and what; that is a race of exponential clocks (Gillespie 1977, Journal of Physical
Chemistry 81(25)), looked at once a day.

Letters:
    n   runs that still last; i   places among them; k   as many of them as something happens to today
    p   parties; what is said of each has shape (p, n)
    g   what does not change in those k runs: one record each, of figures by name
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Stage
from parley.endurance.process import chances
from parley.endurance.process.chances import Array, Records
from parley.endurance.process.numbers import SIZE, Numbers
from parley.endurance.process.outcomes import Outcomes
from parley.endurance.process.runs import (
    BEFORE,
    CAUSES,
    COLLAPSED,
    DECAYED,
    EXPIRED,
    LAPSED,
    NEVER,
    TALKING,
    THERE,
)

WEEK = 7
MONTH = 28
BREACH, LOCAL, SPOILER, FALSE, RAID = range(5)  # kinds of act; each is that of one side
_ANSWERS = CAUSES.index("answers to a side's breach")  # and those to the other kinds after it
_WALKED, _DISPUTE, _GATE, _TERM, _WORN = map(
    CAUSES.index, ("walked out", "dispute", "gate", "term", "worn out")
)

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Terms:
    """What runs are told by their cell. A cell is a design in a world; all have stages of the same days."""

    seed: int
    days: int
    parties: int
    stages: tuple[Stage, ...]
    worlds: dict[str, Array]  # prior -> value in each cell
    chance: dict[str, Array]  # chance -> in each cell
    temptation: Array | None  # (cells, parties, weeks)
    below: Array  # (cells, parties)
    agreed: NDArray[np.bool_]  # (cells, stages): what comes next is agreed
    goes_on: NDArray[np.bool_]  # (cells, stages): where it is not, the deal goes on while talks last


class Block:
    """Runs that look up their numbers in one block.

    `out` holds what is known of every run; all else is about those that still last.

    Args:
        cell: of each run, in the terms.
        place: of each run among the numbers of the block, below `SIZE`: two runs of one place meet the same.
    """

    def __init__(self, terms: Terms, number: int, cell: Places, place: Places) -> None:
        t, p, n = terms, terms.parties, len(cell)
        self.terms, self.numbers = terms, Numbers(terms.seed, number)
        stream = self.numbers.stream
        self.out = Outcomes.of(n, p, len(t.stages), t.days)
        self.at = np.arange(n)  # place of each run in `out`
        self.cell, self.place = cell, place
        prior = {name: value[cell] for name, value in t.worlds.items()}
        given = {name: value[cell] for name, value in t.chance.items()}
        normal = stream("start").standard_normal((2, SIZE)).take(place, axis=1)
        gains = np.stack([stream("gain", rank).standard_normal(SIZE).take(place) for rank in range(p)])
        f = np.exp(prior["difficulty"] * normal[0])
        self.out.difficulty[:] = f
        self.known = chances.of_runs(prior, given, f, np.exp(prior["worn differs"] * normal[1]), p)
        self.weekly = {name: self.known[name].copy() for name in chances.WEEKLY}
        both = prior | given
        self.weekly |= {name: both[name] for name in chances.ONLY_WEEKLY}
        # What each party gains by walking out: its mean, and how its circumstances stand. Who signs gains
        # nothing by not signing; what is better for it than the deal is left for later to bring.
        seen = t.temptation is not None
        self.spread = prior["gain unseen" if seen else "gain differs"]
        mean = given["gain"] if seen else given["gain"] + prior["gain"]
        self.drift = np.minimum(self.spread * gains, np.maximum(0.0, -mean))
        self.mean = mean + prior["pressed"] * t.below[cell].T
        self.lasting = np.exp(-MONTH / prior["gain lasts"])
        self.trust = np.tile(prior["first trust"] * given["belief"], (p, 1))
        self.doubt = np.tile(prior["first trust"] * (1.0 - given["belief"]), (p, 1))
        self.routine = given["routine"]
        self.worn = -given["staked"]  # below nothing: what is overlooked while leaders have staked themselves
        self.hidden = np.zeros((p, n))  # acts of each side that nobody saw and that have not come out
        self.vague = np.ones(n)  # what is left of the terms open to two readings
        self.dispute = np.zeros(n, np.bool_)
        self.hold = np.zeros(n, np.bool_)  # suspended
        self.talking = np.zeros(n, np.bool_)  # at a gate whose content is open
        self.uneasy = np.zeros(n, np.bool_)  # something was blamed on a side this week
        self.lasts = np.ones(n, np.bool_)
        self.stage = np.zeros(n, np.intp)
        self.gates = np.zeros(n, np.intp)  # gates come to so far
        self.gate = np.full(n, t.stages[0].last if t.stages else 0, np.int32)  # day of the next; 0: none
        self.any = np.zeros(n)
        never = stream("never").random(SIZE).take(place) < prior["never"]
        self._end(np.flatnonzero(never), 0, NEVER, CAUSES.index("never started"))
        self._drop()

    def run(self) -> Outcomes:
        """Day after day, until the last or until no run lasts."""
        days = self.numbers.stream("days")
        news = [self.numbers.stream("news", rank) for rank in range(self.terms.parties)]
        self._weigh()
        for day in range(1, self.terms.days + 1):
            if not len(self.at):
                break
            u = days.random(SIZE, dtype=np.float32).take(self.place)
            happens = np.flatnonzero(u < self.any)
            if len(happens):
                self._happen(happens, u[happens], day)
            if day % MONTH == 0:
                change = np.stack([w.standard_normal(SIZE, dtype=np.float32) for w in news])
                self.drift *= self.lasting
                self.drift += change.take(self.place, axis=1) * (self.spread * np.sqrt(1.0 - self.lasting**2))
            if day % WEEK == 0:
                self._choose(day)
            if self.terms.stages:
                at_gate = np.flatnonzero(self.gate == day)
                if len(at_gate):
                    self._gate(at_gate, day)
            on_hold = np.flatnonzero(self.hold)
            if len(on_hold):
                self.out.suspended[self.at[on_hold]] += 1
        self.out.stand(self.at[self.lasts], self.hold[self.lasts])
        return self.out

    def _weigh(self) -> None:
        """The chance that anything happens, for all runs."""
        b = self.trust / (self.trust + self.doubt)
        state = (b, self.routine, self.hold, self.dispute, self.vague)
        self.any = chances.anything(self.weekly, *state) * self.lasts

    def _happen(self, i: Places, u: NDArray[np.float32], day: int) -> None:
        """Something happens to these runs; `u`, which said so, says also what."""
        p, g, at = self.terms.parties, self.known.take(i), self.at[i]
        trust, doubt = self.trust.take(i, axis=1), self.doubt.take(i, axis=1)
        routine, worn = self.routine[i], self.worn[i]
        state = self.hold[i], self.dispute[i], self.vague[i]
        so_far = chances.race(g, trust / (trust + doubt), routine, *state).cumsum(axis=1)
        below = u / self.any[i] * (1.0 - 1e-15)  # of all that could happen; never the whole, by rounding
        what = (so_far <= (below * so_far[:, -1])[:, None]).sum(axis=1)
        kind, actor = what // p, what % p
        act, breach, raid = kind < 5, kind == BREACH, kind == RAID
        real = act & (kind != FALSE)
        place = self.place[i]
        u_seen, u_answered = self.numbers.at(place, day, "seen"), self.numbers.at(place, day, "answered")
        # An act is seen or not, laid at the right door or not, and so blamed on that side or not.
        noticed = np.where(real & ~raid, g["seen"], act)
        seen = u_seen < noticed
        right = u_seen < noticed * g["right"]  # one number for both: seen, and laid at the right door
        blamed = seen & (raid | (breach == right))
        taken = blamed & (u_answered < g["taken up"])
        answered = blamed & ~taken & (u_answered < g["taken up"] + g["answer"])
        handled = (seen & ~blamed) | taken
        warmer = g["handled"] * handled
        trust += warmer
        routine += warmer
        worn += ((real | blamed) & ~handled) * np.where(blamed & ~answered, g["unanswered"], 1.0)
        self.uneasy[i] |= blamed
        self.out.incidents[at] += real
        self.out.seen[at] += seen
        mine = np.arange(p)[:, None] == actor
        self.hidden[:, i] += mine * (real & ~seen)
        doubt += ~mine * (blamed * g["remembered"])
        a = np.flatnonzero(answered)
        if len(a):
            b = (trust[:, a] / (trust[:, a] + doubt[:, a])).mean(axis=0)
            answers = self._answer(i[a], g[a], b, kind[a], mine[:, a], u_answered[a], day)
            by_the_others = np.where(mine[:, a], np.ceil(answers / 2), np.floor(answers / 2))
            doubt[:, a] += g["remembered"][a] * by_the_others
            worn[a] += g["answer wears"][a] * answers
        other = np.flatnonzero(~act)
        if len(other):
            settled, broken = other[what[other] == 5 * p + 1], other[what[other] > 5 * p + 1]
            trust[:, settled] += g["handled"][settled]
            self._settle(i[settled])
            self._break(i[broken], day)
        self.trust[:, i], self.doubt[:, i], self.routine[i], self.worn[i] = trust, doubt, routine, worn
        opens = np.flatnonzero((blamed | (what == 5 * p)) & self.lasts[i] & ~self.dispute[i])
        if len(opens):
            self._open(i[opens], np.where(blamed, g["opened"], 1.0)[opens], g["suspend"][opens], day)
        out = np.flatnonzero((worn >= g["limit"]) & self.lasts[i])
        if len(out):
            self._end(i[out], day, DECAYED, _WORN)
        state = self.hold[i], self.dispute[i], self.vague[i]
        self.any[i] = chances.anything(g, trust / (trust + doubt), routine, *state) * self.lasts[i]

    def _answer(
        self, i: Places, g: Records, b: Array, kind: Places, mine: NDArray[np.bool_], u: Array, day: int
    ) -> Array:
        """An act is answered in kind, the answer answered, and so on; after many rounds the deal is over.

        Returns how many answers there were, shape (k,).
        """
        again = chances.chance(chances.odds_of_round(g["round odds"], b, g["calmer"]))
        left = (u - g["taken up"]) / g["answer"]  # of the number that said "answered": anything from 0 to 1
        answers = 1.0 + np.floor(np.log(np.maximum(left, 1e-9)) / np.log(again))
        over = answers >= g["rounds"]
        counted: Array = np.minimum(answers, g["rounds"])
        self.out.incidents[self.at[i]] += counted.astype(np.int32)
        if over.any():
            self._end(i[over], day, COLLAPSED, _ANSWERS + kind[over], mine[:, over])
        return counted

    def _open(self, i: Places, chance: Array, suspend: Array, day: int) -> None:
        """Disputes open in some of these runs, and some of them suspend the deal."""
        u = self.numbers.at(self.place[i], day, "disputed")
        opens = u < chance
        self.dispute[i] = opens
        self.hold[i] |= u < chance * suspend
        self.out.disputes[self.at[i]] += opens

    def _settle(self, i: Places) -> None:
        """Open disputes are settled, and duties go on."""
        self.dispute[i] = self.hold[i] = False
        self.vague[i] *= self.known["clearer"][i]

    def _break(self, i: Places, day: int) -> None:
        """Open disputes break: first the deal is suspended, then it is over."""
        over = self.hold[i]
        self._end(i[over], day, COLLAPSED, _DISPUTE)
        self.hold[i[~over]] = True

    def _choose(self, day: int) -> None:
        """Once a week calm is learned, each side looks at what walking out would gain it, and talks go on."""
        g, known = self.weekly, self.known
        calm = WEEK * (self.lasts & ~self.hold & ~self.uneasy)
        self.trust += calm
        self.routine += calm
        out = self.hidden * g["comes out"]
        self.hidden -= out
        self.doubt += (out.sum(axis=0) - out) * g["found"]
        mended = np.maximum(0.0, self.worn * g["kept"] - g["mend"])
        self.worn = np.where(self.worn < 0.0, self.worn * g["staked kept"], mended)
        self.uneasy[:] = False
        b = self.trust / (self.trust + self.doubt)
        gain = self.mean + self.drift + g["distrust"] * (1.0 - 2.0 * b) + g["open gate"] * self.talking
        if self.terms.temptation is not None:
            gain += self.terms.temptation[self.cell, :, day // WEEK - 1].T
        rank, i = np.nonzero((gain > 0.0) & self.lasts)
        u = self.numbers.at(self.place[i], day, "walking", rank)
        walks = u < chances.walks(gain[rank, i], g["walking"][i], g["step"][i])
        if walks.any():
            leaves = np.zeros(gain.shape, np.bool_)
            leaves[rank[walks], i[walks]] = True
            gone = np.unique(i[walks])
            self._end(gone, day, COLLAPSED, _WALKED, leaves[:, gone])
        i = np.flatnonzero(self.talking & self.lasts)
        if len(i):
            u = self.numbers.at(self.place[i], day, "talks")
            agree = chances.chance(known["talk odds"][i] * self._trusted(i))
            yes = u < agree
            no = ~yes & (u < agree + (1.0 - agree) * known["talks fail"][i])
            rest = (u - agree)[no] / ((1.0 - agree) * known["talks fail"][i])[no]
            self._move_on(i[yes], day)
            self._lapse(i[no], rest, day)
        self._drop()
        self._weigh()

    def _trusted(self, i: Places) -> Array:
        """Odds of belief of the party that believes least, in each of these runs."""
        least: Array = (self.trust[:, i] / self.doubt[:, i]).min(axis=0)
        return least

    def _gate(self, i: Places, day: int) -> None:
        """These runs come to a gate. What comes next was agreed before, is agreed there, or stays open."""
        stage, at = self.stage[i], self.at[i]
        cell = self.cell[i]
        u = self.numbers.at(self.place[i], self.gates[i], "gate")
        self.gates[i] += 1
        self.gate[i] = 0
        before = self.terms.agreed[cell, stage] & ~self.hold[i]
        agree = np.where(before, 1.0, chances.chance(self.known["gate odds"][i] * self._trusted(i)))
        on = u < agree
        talks = ~on & self.terms.goes_on[cell, stage]
        over = ~on & ~talks
        self.out.come_to(at, stage, day, np.select([before, on, talks], [BEFORE, THERE, TALKING], LAPSED))
        self.talking[i[talks]] = True
        self._move_on(i[on], day)
        self._lapse(i[over], ((u - agree) / (1.0 - agree + before))[over], day)
        b = self.trust[:, i] / (self.trust[:, i] + self.doubt[:, i])
        state = (b, self.routine[i], self.hold[i], self.dispute[i], self.vague[i])
        self.any[i] = chances.anything(self.known.take(i), *state) * self.lasts[i]

    def _move_on(self, i: Places, day: int) -> None:
        """What comes next begins: the next stage, the last once more, or a deal without an end."""
        stages, stage, last = self.terms.stages, self.stage[i], len(self.terms.stages) - 1
        final = stage == last
        endless = final & self.terms.agreed[self.cell[i], last]
        until = [then.last - now.last for now, then in pairwise(stages)]
        until.append(stages[last].last - stages[last].first + 1)
        self.out.move_on(self.at[i], stage, day + 1, final & ~endless)
        self.talking[i] = self.hold[i] = self.dispute[i] = False
        self.gate[i] = np.where(endless, 0, day + np.array(until)[stage])
        self.stage[i] = np.minimum(stage + 1, last)

    def _lapse(self, i: Places, u: Array, day: int) -> None:
        """Nothing was agreed for what comes next: the end as planned, or fighting."""
        fails = u < chances.chance(self.known["fail odds"][i])
        self.out.fail(self.at[i[fails]], self.stage[i[fails]])
        self._end(i[fails], day, COLLAPSED, _GATE)
        self._end(i[~fails], day, EXPIRED, _TERM)

    def _end(
        self,
        i: Places,
        day: int,
        state: int,
        cause: int | NDArray[np.intp],
        by: NDArray[np.bool_] | None = None,
    ) -> None:
        """These runs end today; `by`, shape (p, runs), whose act it was."""
        if not len(i):
            return
        self.out.end(self.at[i], day, state, cause, by)
        self.lasts[i] = False
        self.any[i] = 0.0
        self.gate[i] = 0
        self.hold[i] = False

    def _drop(self) -> None:
        """Forget the runs that have ended, once there are enough of them."""
        keep = np.flatnonzero(self.lasts)
        if len(keep) > 0.95 * len(self.at) and len(keep):
            return
        for name in (
            *(
                "at",
                "cell",
                "place",
                "lasting",
                "spread",
                "mean",
                "drift",
                "trust",
                "doubt",
                "routine",
                "worn",
                "hidden",
                "vague",
                "dispute",
            ),
            *("hold", "talking", "uneasy", "lasts", "stage", "gates", "gate", "any"),
        ):
            setattr(self, name, getattr(self, name).take(keep, axis=-1))
        self.known = self.known.take(keep)
        self.weekly = {name: figures[keep] for name, figures in self.weekly.items()}
