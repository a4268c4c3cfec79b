"""Many runs at once, day by day.

Room: endurance. Speaks arrays. Chance comes in as streams with addresses: one for the days, one for each
party's weeks, one for each gate in turn. They are drawn for the whole block whether a run still lasts or not,
so the numbers that a run meets on a day depend on nothing that was designed: two designs under one seed meet
the same weather.

At most one thing happens to a deal on a day. The chances of all that can happen are added up, one number says
whether anything does and what; that is a race of exponential clocks (Gillespie 1977, Journal of Physical
Chemistry 81(25)), looked at once a day.

Letters:
    n   runs that still last; k   those of them to which something happens today
    p   parties; what is said of them has shape (p, n)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parley.endurance.design import Stage
from parley.endurance.process import chances
from parley.endurance.process.chances import Array
from parley.endurance.process.runs import CAUSES, COLLAPSED, DECAYED, EXPIRED, EXTENDED, NEVER, SUSPENDED
from parley.ground.chance import stream

SIZE = 4096  # runs in a block, whatever was asked for; the runs of a block share their streams
WEEK = 7
BREACH, LOCAL, SPOILER, FALSE, RAID = range(5)
_ANSWERS = CAUSES.index("answers to a side's breach")  # and those to the four other kinds after it
_WALKED, _DISPUTE, _GATE, _TERM, _WORN = map(
    CAUSES.index, ("walked out", "dispute", "gate", "term", "worn out")
)
_BEFORE, _THERE, _TALKING, _LAPSED, _FAILED = range(1, 6)  # in GATE_OUTCOMES


@dataclass(frozen=True, slots=True)
class Terms:
    """What the runs of a block have in common."""

    seed: int
    days: int
    parties: int
    stages: tuple[Stage, ...]
    worlds: dict[str, Array]  # prior -> value in each world
    chance: dict[str, Array]  # chance -> under the design, in each world
    temptation: Array | None  # (worlds, parties, weeks)
    below: Array  # (parties,)


class Block:
    """Runs `number * SIZE` and on, `n` of them.

    `out` holds what is known of every run; all else is about those that still last, a column each.
    """

    def __init__(self, terms: Terms, number: int, n: int) -> None:
        t = self.terms = terms
        self.number, p = number, t.parties
        worlds = len(t.below) and len(next(iter(t.worlds.values())))
        self.at = np.arange(n)
        self.world = (number * SIZE + self.at) % worlds
        self.out = {
            "state": np.zeros(n, np.int8),
            "day": np.full(n, t.days + 1, np.int32),
            "cause": np.zeros(n, np.int8),
            "by": np.zeros((n, p)),
            "outcome": np.zeros((n, len(t.stages)), np.int8),
            "reached": np.zeros((n, len(t.stages)), np.int32),
            "moved_on": np.zeros((n, len(t.stages)), np.int32),
            "renewals": np.zeros(n, np.int16),
            "incidents": np.zeros(n, np.int32),
            "seen": np.zeros(n, np.int32),
            "disputes": np.zeros(n, np.int16),
            "suspended": np.zeros(n, np.int16),
            "extended": np.zeros(n, np.bool_),
        }
        normal = self._stream("start").standard_normal((2, SIZE))[:, :n]
        gains = np.stack([self._stream("gain", rank).standard_normal(SIZE)[:n] for rank in range(p)])
        prior = {name: value[self.world] for name, value in t.worlds.items()}
        self.given = given = {name: value[self.world] for name, value in t.chance.items()}
        self.f = np.exp(prior["difficulty"] * normal[0])
        self.out["difficulty"] = self.f
        self.harder = self.f ** prior["harder"]
        self.limit = prior["worn"] * np.exp(prior["worn differs"] * normal[1])
        if t.temptation is None:
            self.gain = prior["gain"] + prior["gain differs"] * gains
        else:
            self.gain = prior["gain unseen"] * gains
        self.gain = self.gain + given["gain"] + prior["pressed"] * t.below[:, None]
        self.prior = {
            name: prior[name]
            for name in (
                "unfamiliar", "in dispute", "remembered", "handled", "calmer", "rounds",
                "walking", "step", "distrust", "clearer",
            )
        }  # fmt: skip
        given["breach"] = given["breach"] * self.f
        given["local"] = given["local"] * self.f
        given["spoiler"] = given["spoiler"] * self.f
        given["break"] = given["break"] * self.harder
        given["round odds"] = given["round odds"] * self.harder
        given["gate odds"] = given["gate odds"] / self.harder
        given["talk odds"] = given["talk odds"] / self.harder
        self.trust = np.tile(prior["first trust"] / 2, (p, 1))
        self.doubt = self.trust.copy()
        self.routine = given.pop("routine")
        self.worn = np.zeros(n)
        self.vague = np.ones(n)
        self.dispute = np.zeros(n, np.bool_)
        self.hold = np.zeros(n, np.bool_)  # suspended
        self.talking = np.zeros(n, np.bool_)
        self.uneasy = np.zeros(n, np.bool_)  # something was blamed on a side this week
        self.lasts = np.ones(n, np.bool_)
        self.stage = np.zeros(n, np.intp)
        self.gates = np.zeros(n, np.intp)  # gates come to so far
        self.gate = np.full(n, t.stages[0].last if t.stages else 0, np.int32)  # day of the next; 0: none
        self.rates = np.zeros((5 * p + 3, n))
        self.any = np.zeros(n)
        never = self._stream("never").random(SIZE)[:n] < prior["never"]
        self._end(np.flatnonzero(never), 0, NEVER, CAUSES.index("never started"))
        self._drop()

    def _stream(self, *address: str | int) -> np.random.Generator:
        return stream(self.terms.seed, "endurance", "block", self.number, *address)

    def run(self) -> dict[str, NDArray[np.generic]]:
        """Day after day, until the last or until no run lasts."""
        days = self._stream("days")
        weeks = [self._stream("weeks", rank) for rank in range(self.terms.parties)]
        talks = self._stream("talks")
        u = np.empty((4, SIZE), np.float32)
        self._weigh(slice(None))
        for day in range(1, self.terms.days + 1):
            if not len(self.at):
                break
            days.random(out=u, dtype=np.float32)
            happens = np.flatnonzero(u[0][self.at] < self.any)
            if len(happens):
                self._happen(happens, u[:, self.at[happens]].astype(float), day)
            if day % WEEK == 0:
                choice = np.stack([w.random(SIZE, dtype=np.float32)[self.at] for w in weeks])
                self._choose(choice, talks.random(SIZE, dtype=np.float32)[self.at].astype(float), day)
            at_gate = np.flatnonzero(self.gate == day)
            if len(at_gate):
                self._gate(at_gate, day)
            if self.hold.any():
                self.out["suspended"][self.at[self.hold]] += 1
        out, at = self.out, self.at
        out["state"][at] = np.where(self.hold, SUSPENDED, np.where(out["extended"][at], EXTENDED, 1))
        return out

    def _weigh(self, which: slice | NDArray[np.intp]) -> None:
        """How often each thing happens now, and the chance that anything does."""
        given, prior, p = self.given, self.prior, self.terms.parties
        b = self.trust[:, which] / (self.trust[:, which] + self.doubt[:, which])
        hotter = np.where(self.hold[which], prior["in dispute"][which], 1.0)
        dispute = self.dispute[which]
        rates = np.empty((len(self.rates), len(hotter)))
        rates[:p] = given["breach"][which] * hotter * chances.acts_by_belief(b)
        unfamiliar = chances.acts_by_routine(self.routine[which], prior["unfamiliar"][which])
        rates[p : 2 * p] = given["local"][which] * hotter * unfamiliar
        rates[2 * p : 3 * p] = given["spoiler"][which]
        rates[3 * p : 4 * p] = given["false"][which]
        rates[4 * p : 5 * p] = given["raid"][which]
        rates[5 * p] = given["terms"][which] * self.vague[which] * ~dispute
        rates[5 * p + 1] = given["settle"][which] * dispute
        rates[5 * p + 2] = given["break"][which] * dispute
        self.rates[:, which] = rates
        self.any[which] = np.where(self.lasts[which], -np.expm1(-rates.sum(axis=0)), 0.0)

    def _happen(self, k: NDArray[np.intp], u: Array, day: int) -> None:
        """Something happens to these runs. `u` has four numbers for each: what, seen, answered, disputed."""
        p, prior = self.terms.parties, self.prior
        so_far = self.rates[:, k].cumsum(axis=0)
        what = (so_far <= u[0] / self.any[k] * so_far[-1]).sum(axis=0)
        what = np.minimum(what, len(so_far) - 1)
        new = what == 5 * p
        settled, broken = k[what == 5 * p + 1], k[what == 5 * p + 2]
        if len(settled):
            self.dispute[settled] = self.hold[settled] = False
            self.vague[settled] *= prior["clearer"][settled]
            self.trust[:, settled] += prior["handled"][settled]
        if len(broken):
            self._end(broken[self.hold[broken]], day, COLLAPSED, _DISPUTE)
            self.hold[broken] = True
        acts = what < 5 * p
        opening = [k[new]]
        numbers = [u[3][new]]
        if acts.any():
            i, kind, actor = k[acts], what[acts] // p, what[acts] % p
            v = u[:, acts]
            opens = self._act(i, kind, actor, v, day)
            opening.append(i[opens])
            numbers.append(v[3][opens])
        self._open(np.concatenate(opening), np.concatenate(numbers), always=len(opening[0]))
        self._weigh(k)

    def _act(
        self, i: NDArray[np.intp], kind: NDArray[np.intp], actor: NDArray[np.intp], u: Array, day: int
    ) -> NDArray[np.bool_]:
        """An incident in each of these runs; which of them it was blamed on a side and the deal goes on."""
        given, prior, p = self.given, self.prior, self.terms.parties
        out, at = self.out, self.at[i]
        real = kind != FALSE
        noticed = np.where(real & (kind != RAID), given["seen"][i], 1.0)
        seen = u[1] < noticed
        right = u[1] < noticed * given["right"][i]  # the same number again: seen and right
        blamed = seen & np.where(kind == BREACH, right, np.where(kind == RAID, True, ~right))
        taken = u[2] < given["taken up"][i]
        answered = blamed & ~taken & ((u[2] - given["taken up"][i]) < given["answer"][i])
        handled = seen & (~blamed | taken)
        out["incidents"][at] += real
        out["seen"][at] += seen
        self.worn[i] += (real & ~seen) | (blamed & ~taken & ~answered)
        warmer = handled * prior["handled"][i]
        self.routine[i] += warmer
        mine = np.arange(p)[:, None] == actor
        remembered = prior["remembered"][i]
        doubt = np.where(blamed & ~mine, remembered, 0.0)
        self.uneasy[i] |= blamed
        a = np.flatnonzero(answered)
        goes_on = blamed.copy()
        if len(a):
            c, own = i[a], mine[:, a]
            b = (self.trust[:, c] / (self.trust[:, c] + self.doubt[:, c])).mean(axis=0)
            again = chances.chance(given["round odds"][c] * prior["calmer"][c] ** (1.0 - 2.0 * b))
            left = (u[2][a] - given["taken up"][c]) / given["answer"][c]  # a number between 0 and 1 still
            answers = 1 + np.floor(np.log(np.maximum(left, 1e-9)) / np.log(again))
            over = answers >= prior["rounds"][c]
            answers = np.minimum(answers, prior["rounds"][c])
            doubt[:, a] += remembered[a] * np.where(own, np.ceil(answers / 2), np.floor(answers / 2))
            out["incidents"][at[a]] += answers.astype(np.int32)
            self._end_each(c[over], day, COLLAPSED, _ANSWERS + kind[a][over], own[:, over].T)
            goes_on[a] &= ~over
        self.doubt[:, i] += doubt
        self.trust[:, i] += warmer
        full = goes_on & False
        worn = (self.worn[i] >= self.limit[i]) & self.lasts[i]
        self._end(i[worn], day, DECAYED, _WORN)
        full = goes_on & ~worn
        return full

    def _open(self, i: NDArray[np.intp], u: Array, always: int) -> None:
        """Disputes open in some of these runs, in the first `always` of them surely."""
        chance = self.given["opened"][i]
        chance[:always] = 1.0
        opens = (u < chance) & ~self.dispute[i] & self.lasts[i]
        self.dispute[i] |= opens
        stops = opens & (u < chance * self.given["suspend"][i])
        self.hold[i] |= stops
        self.out["disputes"][self.at[i]] += opens

    def _choose(self, u: NDArray[np.float32], talk: Array, day: int) -> None:
        """Once a week each party looks at what walking out would gain it; talks go on; calm is learned."""
        prior, given = self.prior, self.given
        calm = WEEK * (self.lasts & ~self.hold & ~self.uneasy)
        self.trust += calm
        self.routine += calm
        self.worn = np.maximum(0.0, self.worn - given["mend"])
        self.uneasy[:] = False
        b = self.trust / (self.trust + self.doubt)
        gain = self.gain + prior["distrust"] * (0.5 - b)
        if self.terms.temptation is not None:
            gain = gain + self.terms.temptation[self.world, :, day // WEEK - 1].T
        out = (u < chances.walks(gain, prior["walking"], prior["step"])) & self.lasts
        gone = np.flatnonzero(out.any(axis=0))
        self._end_each(gone, day, COLLAPSED, np.full(len(gone), _WALKED), out[:, gone].T)
        i = np.flatnonzero(self.talking & self.lasts)
        if len(i):
            agree = chances.chance(given["talk odds"][i] * self._trusted(i))
            yes = talk[i] < agree
            no = ~yes & (talk[i] - agree < given["talks fail"][i])
            self._move_on(i[yes], day, day)
            rest = (talk[i] - agree)[no] / given["talks fail"][i[no]]
            self._lapse(i[no], rest, day)
        self._drop()
        self._weigh(slice(None))

    def _trusted(self, i: NDArray[np.intp]) -> Array:
        """Odds of belief of the party that believes least, for each of these runs."""
        worst: Array = (self.trust[:, i] / self.doubt[:, i]).min(axis=0)
        return worst

    def _gate(self, i: NDArray[np.intp], day: int) -> None:
        """These runs come to a gate."""
        out, stages = self.out, self.terms.stages
        stage, at = self.stage[i], self.at[i]
        out["reached"][at, stage] = np.where(out["reached"][at, stage] == 0, day, out["reached"][at, stage])
        u = np.empty(len(i))
        for turn in np.unique(self.gates[i]):
            of_turn = self.gates[i] == turn
            u[of_turn] = self._stream("gate", int(turn)).random(SIZE)[at[of_turn]]
        self.gates[i] += 1
        before = np.array([s.content_agreed for s in stages])[stage] & ~self.hold[i]
        on = np.array([s.continues for s in stages])[stage]
        agree = np.where(before, 1.0, chances.chance(self.given["gate odds"][i] * self._trusted(i)))
        there = (u < agree) & ~before
        talks = ~before & ~there & on
        lapse = ~before & ~there & ~on
        first = out["outcome"][at, stage] == 0
        found = np.select([before, there, talks], [_BEFORE, _THERE, _TALKING], _LAPSED)
        out["outcome"][at, stage] = np.where(first, found, out["outcome"][at, stage])
        self.gate[i] = 0
        self.talking[i[talks]] = True
        self._move_on(i[before | there], day, day)
        rest = (u[lapse] - agree[lapse]) / (1.0 - agree[lapse])
        self._lapse(i[lapse], rest, day)
        self._weigh(i)

    def _move_on(self, i: NDArray[np.intp], day: int, since: int) -> None:
        """What comes next begins: the next stage, the last once more, or a deal without an end."""
        stages = self.terms.stages
        last = len(stages) - 1
        stage, at = self.stage[i], self.at[i]
        out = self.out
        out["moved_on"][at, stage] = np.where(
            out["moved_on"][at, stage] == 0, day + 1, out["moved_on"][at, stage]
        )
        out["extended"][at] = True
        self.talking[i] = self.hold[i] = self.dispute[i] = False
        final = stage == last
        endless = final & stages[last].content_agreed
        length = np.array([after.last - s.last for s, after in zip(stages, stages[1:], strict=False)] + [
            stages[last].last - stages[last].first + 1
        ])  # fmt: skip
        self.gate[i] = np.where(endless, 0, day + length[stage])
        out["renewals"][at] += final & ~endless
        self.stage[i] = np.minimum(stage + 1, last)

    def _lapse(self, i: NDArray[np.intp], u: Array, day: int) -> None:
        """Nothing was agreed for what comes next: the end as planned, or fighting."""
        odds = self.given["gate fails"][i] / (1.0 - self.given["gate fails"][i]) * self.harder[i]
        fails = u < chances.chance(odds)
        at, stage = self.at[i], self.stage[i]
        now = self.out["outcome"][at, stage]
        self.out["outcome"][at, stage] = np.where(now == _LAPSED, np.where(fails, _FAILED, _LAPSED), now)
        self._end(i[fails], day, COLLAPSED, _GATE)
        self._end(i[~fails], day, EXPIRED, _TERM)

    def _end(self, i: NDArray[np.intp], day: int, state: int, cause: int) -> None:
        self._end_each(i, day, state, np.full(len(i), cause), None)

    def _end_each(
        self,
        i: NDArray[np.intp],
        day: int,
        state: int,
        cause: NDArray[np.intp],
        by: NDArray[np.bool_] | None,
    ) -> None:
        """These runs end today; `by`, shape (runs, parties), whose act it was."""
        at, out = self.at[i], self.out
        out["state"][at], out["day"][at], out["cause"][at] = state, day, cause
        if by is not None and len(i):
            out["by"][at] = by / by.sum(axis=1, keepdims=True)
        self.lasts[i] = False
        self.any[i] = 0.0
        self.gate[i] = 0
        self.hold[i] = False

    def _drop(self) -> None:
        """Forget the runs that have ended."""
        keep = np.flatnonzero(self.lasts)
        if len(keep) == len(self.at):
            return
        for name in ("at", "world", "f", "harder", "limit", "gain", "trust", "doubt", "routine", "worn", "vague",
                     "dispute", "hold", "talking", "uneasy", "lasts", "stage", "gates", "gate", "rates", "any"):  # fmt: skip
            setattr(self, name, getattr(self, name)[..., keep])
        self.given = {name: value[keep] for name, value in self.given.items()}
        self.prior = {name: value[keep] for name, value in self.prior.items()}
