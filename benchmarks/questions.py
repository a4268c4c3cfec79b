"""How many answers until the package recommended is nearly the best, by what is asked?

Random cases: two principals (in a quarter three), four to six issues of two to four options, wanted in
opposite orders more often than not; importance, values and costs of carrying on are unknown, and some red
lines may be tactical. What each party truly wants is one more draw from the same set. Only cases in which
the parties truly accept some package are kept. They are asked in turn, and after each answer a package is
recommended: the one with the largest product of expected gains over no deal. The best is the one with the
largest product of true gains (Nash 1950). The one is nearly the other where the geometric mean of its true
gains is within 5 percent; counted is how many answers that takes for the first time, and for good.

    chosen     comparisons of two packages, as `parley ask` chooses them
    random     two packages at random from those `parley ask` chooses among
    any two    two packages at random from all
    no deal    "could you live with this, rather than have no deal?" as `parley ask --against-no-deal` asks
    either     of the best comparison and the best of these, the one that is expected to teach more
    weights    the importance of an issue, asked directly as a swing weight: one answer an issue, then no more

and below them what is reached where the importance of issues is known exactly, and where everything is known
but what carrying on costs: further than that no such question leads.

A comparison is answered wrongly with a chance of 0.05, and whoever asks knows that. A weight is stated as

    log w' = log((1 - a) w + a / issues) + s * error,    error standard normal, and a slip with chance 0.05

drawn towards equal weights (a = 0.3: the splitting or equalising bias, Jacobi and Hobbs 2007, Decision
Analysis 4(4), 194-210; Montibeller and von Winterfeldt 2015, Risk Analysis 35(7), 1230-1251) and scattered
(s = 0.3); a slip is the weight of another draw. Whoever asks knows s and the slips, and knows a too
("weights, bias known") or takes it for 0 ("weights").

Run: .venv/bin/python benchmarks/questions.py [--quick] [--cases N] [--answers N] [--seed N] [--ways WAY ...]
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from parley.analysis.drawing.draws import drawn, keys
from parley.analysis.gains import Gains
from parley.analysis.study import Study, study
from parley.analysis.sweep import CLOSE, sweep
from parley.analysis.table import Levels
from parley.bridging.questions.choosing import askable, chosen, field_of
from parley.bridging.questions.worths import Worths
from parley.case.model import Case
from parley.ground.chance import stream

CASES, ANSWERS, WITHIN = 100, 20, 0.05
PRIOR, POSTERIOR = 10000, 400  # draws of a party: weighed by its answers; used to choose and to recommend
MISTAKE, BIAS, SCATTER = 0.05, 0.3, 0.3
Floats = NDArray[np.float64]


def made_case(rng: np.random.Generator) -> Case:
    """A random case; see above."""
    parties = ["north", "south", "east"][: 2 + int(rng.random() < 0.25)]
    issues = {f"i{k}": [f"o{n}" for n in range(rng.integers(2, 5))] for k in range(rng.integers(4, 7))}
    preferences: dict[str, dict[str, object]] = {}
    for number, party in enumerate(parties):
        orders, lines = {}, []
        for issue, options in issues.items():
            turned = number % 2 == 1 if rng.random() < 0.85 else number % 2 == 0
            order = options[::-1] if turned else options
            orders[issue] = " > ".join(order)
            if len(order) > 2 and rng.random() < 0.2:
                lines.append({issue: order[-1], "firm": str(rng.choice(["tactical", "even"]))})
        preferences[party] = {"orders": orders, "red-lines": lines}
    outcome = {i: options[int(rng.integers(len(options)))] for i, options in issues.items()}
    for said in preferences.values():
        said["no-deal"] = {"leads-to": outcome, "costs": "0.0..0.4"}
    return Case.model_validate(
        {
            "title": "Made",
            "parties": {p: {"name": p, "role": "principal"} for p in parties},
            "issues": {i: {"name": i, "options": {o: o for o in options}} for i, options in issues.items()},
            "preferences": preferences,
        }
    )


@dataclass(eq=False)
class Party:
    """What is known of one party, and what it truly wants."""

    prior: Gains  # (PRIOR draws)
    truth: Gains  # (one draw)
    gained: NDArray[np.float32]  # (PRIOR draws, packages), nothing where it refuses
    log: Floats  # log weight of each draw of the prior

    def now(self, rng: np.random.Generator) -> Gains:
        """Draws that agree with the answers, by systematic resampling."""
        p = np.exp(self.log - self.log.max())
        at = (np.arange(POSTERIOR) + rng.random()) / POSTERIOR
        rows = np.searchsorted(np.cumsum(p) / p.sum(), at).clip(0, PRIOR - 1)
        return Gains.of(self.prior.table, self.prior.draws.at(rng.permutation(rows)))


@dataclass(eq=False)
class World:
    """A case, everything that is known, and everything that is so."""

    ready: Study
    parties: dict[str, Party]
    every: Levels
    value: Floats  # of each package: the product of true gains

    @property
    def order(self) -> tuple[str, ...]:
        return self.ready.case.principals()


def gained(ready: Study, gains: Gains, rows: Levels) -> NDArray[np.float32]:
    """Gains of accepted packages, shape (draws, packages)."""
    return Worths.of(replace(ready, gains=(gains,)), gains.draws.party, rows).gained


def world_of(seed: int, number: int) -> World:
    """The first random case of its number in which all accept some package."""
    for again in range(1000):
        rng = stream(seed, "made", number, again)
        case = made_case(rng)
        ready = study(case, POSTERIOR, seed)
        table, every = ready.table, ready.table.rows(range(len(ready.table)))
        parties = {}
        for party in ready.parties:
            own = partial(stream, seed, "wants", number, again, keys(case)[party])
            both = drawn(ready.space, party, case.preferences[party], PRIOR + 1, own)
            prior, truth = (
                Gains.of(table, both.at(rows)) for rows in (np.arange(1, PRIOR + 1), np.array([0]))
            )
            parties[party] = Party(prior, truth, gained(ready, prior, every), np.zeros(PRIOR))
        value = np.multiply.reduce([gained(ready, p.truth, every)[0] for p in parties.values()]).astype(float)
        if value.max() > 0:
            return World(ready, parties, every, value)
    raise SystemExit("no case with a zone was found")


Asked = Callable[[World, str, np.random.Generator, int], Floats]  # log likelihood of the answer, by draw


def recommended(world: World) -> float:
    """What the recommended package is worth, as a share of the best."""
    score = np.ones(len(world.every))
    for party in world.parties.values():
        p = np.exp(party.log - party.log.max())
        score *= (p / p.sum()).astype(np.float32) @ party.gained
    return float((world.value[int(score.argmax())] / world.value.max()) ** (1 / len(world.parties)))


def compared(world: World, name: str, first: Levels, second: Levels, rng: np.random.Generator) -> Floats:
    """The answer to a comparison, as it narrows what is known."""
    party, rows = world.parties[name], np.array([first, second])
    ranked = [
        Worths.of(replace(world.ready, gains=(g,)), name, rows).lowered for g in (party.truth, party.prior)
    ]
    truly, would = (r[:, 0] > r[:, 1] + np.float32(CLOSE) for r in ranked)
    said = bool(truly[0]) != bool(rng.random() < MISTAKE)
    return np.where(would == said, np.log(1 - MISTAKE), np.log(MISTAKE))


def narrowed(world: World, rng: np.random.Generator) -> Study:
    return replace(world.ready, gains=tuple(world.parties[p].now(rng) for p in world.ready.parties))


def by_choice(world: World, name: str, rng: np.random.Generator, turn: int) -> Floats:
    ready = narrowed(world, rng)
    found = chosen(ready, sweep(ready.gains), name, "package", 1)
    if not found or found[0].second is None:
        return by_chance(world, name, rng, turn)
    return compared(world, name, np.array(found[0].first), np.array(found[0].second), rng)


def accepted(world: World, name: str, row: Levels, rng: np.random.Generator) -> Floats:
    """The answer to whether it could live with a package, as it narrows what is known."""
    party, rows = world.parties[name], row[None]
    truly, would = (
        Worths.of(replace(world.ready, gains=(g,)), name, rows).accepted[:, 0]
        for g in (party.truth, party.prior)
    )
    said = bool(truly[0]) != bool(rng.random() < MISTAKE)
    return np.where(would == said, np.log(1 - MISTAKE), np.log(MISTAKE))


def by_acceptance(*, alone: bool) -> Asked:
    def ask(world: World, name: str, rng: np.random.Generator, turn: int) -> Floats:
        ready = narrowed(world, rng)
        swept = sweep(ready.gains)
        found = [
            *chosen(ready, swept, name, "package", 1, against_no_deal=True),
            *(() if alone else chosen(ready, swept, name, "package", 1)),
        ]
        if not found:
            return by_choice(world, name, rng, turn)
        best = max(found, key=lambda one: one.expected)
        if best.second is None:
            return accepted(world, name, np.array(best.first), rng)
        return compared(world, name, np.array(best.first), np.array(best.second), rng)

    return ask


def by_chance(world: World, name: str, rng: np.random.Generator, turn: int) -> Floats:
    ready = narrowed(world, rng)
    pairs, _ = askable(ready, field_of(ready, sweep(ready.gains)), name, frozenset())
    if not len(pairs):
        return any_two(world, name, rng, turn)
    k = int(rng.integers(len(pairs)))
    return compared(world, name, pairs.rows[pairs.first[k]], pairs.rows[pairs.second[k]], rng)


def any_two(world: World, name: str, rng: np.random.Generator, turn: int) -> Floats:
    a, b = world.every[rng.choice(len(world.every), 2, replace=False)]
    return compared(world, name, a, b, rng)


def weights(bias_known: bool) -> Asked:
    def ask(world: World, name: str, rng: np.random.Generator, turn: int) -> Floats:
        party, issues = world.parties[name], len(world.every[0])
        if turn >= issues:
            return np.zeros(PRIOR)  # every issue was asked about
        w = party.prior.draws.weights[:, turn]
        true = party.truth.draws.weights[0, turn]
        if rng.random() < MISTAKE:
            true = w[int(rng.integers(PRIOR))]
        said = np.log((1 - BIAS) * true + BIAS / issues) + SCATTER * rng.standard_normal()
        meant = np.log(np.maximum((1 - BIAS) * w + BIAS / issues if bias_known else w, 1e-6))
        fit = np.exp(-0.5 * ((said - meant) / SCATTER) ** 2)
        return np.log((1 - MISTAKE) * fit + MISTAKE * fit.mean() + 1e-300)

    return ask


WAYS: dict[str, Asked] = {
    "chosen": by_choice,
    "random": by_chance,
    "any two": any_two,
    "no deal": by_acceptance(alone=True),
    "either": by_acceptance(alone=False),
    "weights": weights(False),
    "weights, bias known": weights(True),
}


def followed(world: World, way: str, seed: int, number: int, answers: int) -> Floats:
    """How good the recommended package is after 0, 1, ... answers."""
    for party in world.parties.values():
        party.log[:] = 0
    rng = stream(seed, "asked", number, way)
    reached = [recommended(world)]
    for n in range(answers):
        name = world.order[n % len(world.order)]
        world.parties[name].log += WAYS[way](world, name, rng, n // len(world.order))
        reached.append(recommended(world))
    return np.array(reached)


def known(world: World, fully: bool) -> float:
    """What is reached with importance known exactly; `fully`: with all but costs."""
    score = np.ones(len(world.every))
    for party in world.parties.values():
        true, several = party.truth.draws, party.prior.draws.at(np.arange(POSTERIOR))
        same = {"weights": np.repeat(true.weights, POSTERIOR, axis=0)}
        draws = replace(several, **same)
        if fully:
            values = tuple(np.repeat(v, POSTERIOR, axis=0) for v in true.values)
            draws = replace(draws, values=values, real=np.repeat(true.real, POSTERIOR, axis=0))
        score *= gained(world.ready, Gains.of(world.ready.table, draws), world.every).mean(axis=0)
    return float((world.value[int(score.argmax())] / world.value.max()) ** (1 / len(world.parties)))


def first_and_good(near: NDArray[np.bool_]) -> tuple[float, float]:
    """After how many answers it is near for the first time, and for good; infinite if never.

    >>> first_and_good(np.array([False, True, False, True]))
    (1.0, 3.0)
    """
    if not near.any():
        return np.inf, np.inf
    off = np.flatnonzero(~near)
    last = float(off[-1] + 1) if len(off) else 0.0
    return float(near.argmax()), last if last < len(near) else np.inf


def table(curves: dict[str, list[Floats]], answers: int) -> None:
    """One line a way to ask."""
    at = [n for n in (0, 4, 8, 12, 20) if n <= answers]
    after = " ".join(f"{n:>4}" for n in at)
    print(f"{'asked':21}{'first':>18}{'for good':>18}{'never':>7}   near after {after}   lost after {after}")
    for way, of_way in curves.items():
        reached = np.array(of_way)
        near = reached >= 1 - WITHIN
        counts = np.array([first_and_good(row) for row in near])
        cells = ""
        for column in counts.T:
            low, middle, high = (np.quantile(column, q, method="inverted_cdf") for q in (0.25, 0.5, 0.75))
            spread = f"{_number(low, answers)} to {_number(high, answers)}"
            cells += f"{f'{_number(middle, answers)} ({spread})':>18}"
        shares = " ".join(f"{near[:, n].mean():4.2f}" for n in at)
        lost = " ".join(f"{1 - reached[:, n].mean():4.2f}" for n in at)
        never = np.isinf(counts[:, 0]).mean()
        print(f"{way:21}{cells}{never:7.2f}              {shares}              {lost}")


def _number(x: float, most: int) -> str:
    return f"{x:.0f}" if np.isfinite(x) and x <= most else f">{most}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="20 cases")
    options.add_argument("--cases", type=int, default=CASES)
    options.add_argument("--answers", type=int, default=ANSWERS)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS), help="only these")
    given = options.parse_args()
    cases = 20 if given.quick else given.cases
    start = time.perf_counter()
    curves: dict[str, list[Floats]] = {way: [] for way in given.ways}
    limits = []
    for number in range(cases):
        world = world_of(given.seed, number)
        limits.append([known(world, fully) for fully in (False, True)])
        for way in given.ways:
            curves[way].append(followed(world, way, given.seed, number, given.answers))
        if sys.stderr.isatty():
            print(f"\r{number + 1} of {cases}", end="", file=sys.stderr)
    took, busy = time.perf_counter() - start, time.process_time()
    print(
        f"{cases} cases, {given.answers} answers, seed {given.seed}: {took:.0f} s, {busy:.0f} s of them busy"
    )
    print("median (quartiles) of the answers needed; never within them; shares of cases; mean share lost\n")
    table(curves, given.answers)
    for column, what in zip(np.array(limits).T, ("importance known", "all but costs known"), strict=True):
        print(f"{what}: near in {(column >= 1 - WITHIN).mean():.2f}, lost {1 - column.mean():.2f}")


if __name__ == "__main__":
    main()
