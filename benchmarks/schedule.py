"""Safe orders: time and memory of the search, beside Dijkstra's over the same moments in plain Python.

The peer answers the first objective only, the least highest temptation, one moment after another, and stops
when it has it: with two items of many lots that is soon, and the peer is quicker. The search answers all
objectives, with an order and its days. Then what is too large for either.

Run: .venv/bin/python benchmarks/schedule.py
"""

import heapq
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from parley.sequencing.search.exchange import NOBODY, Exchange, Item
from parley.sequencing.search.guarantees import smallest_guarantees
from parley.sequencing.search.orders import solve
from parley.sequencing.search.splits import smallest_split
from parley.sequencing.search.temptation import linear, temptations

DRAWS = 1000


def plain(exchange: Exchange) -> float:
    """The least highest temptation between start and end, by Dijkstra's search with the highest as cost."""
    base, slopes = linear(exchange)
    parties, count = range(exchange.parties), exchange.count.tolist()
    rise = [[float(slopes[p, i]) for p in parties] for i in range(len(count))]
    start, end = (0,) * len(count), tuple(count)
    tempted = tuple(float(base[p]) - exchange.penalty[p] for p in parties)
    best = {start: -np.inf}
    queue = [(-np.inf, start, tempted)]
    while queue:
        high, z, now = heapq.heappop(queue)
        if z == end:
            return high
        if high > best[z]:
            continue
        for i, most in enumerate(count):
            if z[i] < most:
                then = (*z[:i], z[i] + 1, *z[i + 1 :])
                after = tuple(t + r for t, r in zip(now, rise[i], strict=True))
                cost = high if then == end else max(high, *after)
                if cost < best.get(then, np.inf):
                    best[then] = cost
                    heapq.heappush(queue, (cost, then, after))
    raise AssertionError("every exchange has an order")


def distinct(things: int, seed: int = 0) -> Exchange:
    rng = np.random.default_rng([things, seed])
    items = [Item(i % 2, 1 - i % 2, float(rng.random()), float(rng.random() * 1.6)) for i in range(things)]
    return Exchange(2, tuple(items), (0.2, 0.2))


def equal(persons: int, others: int) -> Exchange:
    one = Item(0, 1, cost=1 / persons, value=1.5 / persons, count=persons)
    other = Item(1, 0, cost=1 / others, value=1.5 / others, count=others)
    return Exchange(2, (one, other), (0.1, 0.1))


def weeks(number: int) -> Exchange:
    """Persons weekly against others, zones, a crossing; calm on both sides and aid, week by week."""
    days = tuple(range(4, 7 * number, 7))
    calm = [Item(p, 1 - p, 0.1 / number, 0.15 / number, count=len(days), pinned=days) for p in (0, 1)]
    return Exchange(
        2,
        (
            *calm,
            Item(1, 0, 0.02 / number, 0.1 / number, count=len(days), pinned=days),
            Item(0, 1, 0.3 / 33, 0.5 / 33, count=33, a_day=6, every=7, latest=7 * number, humanitarian=True),
            Item(1, 0, 0.3 / 33, 0.4 / 33, count=33, latest=7 * number),
            Item(1, 0, 0.03, 0.05, count=3, earliest=7),
            Item(1, 0, 0.02, 0.04, latest=14),
        ),
        (0.2, 0.2),
    )


def saving(things: int) -> Exchange:
    """Distinct things, with savings that come to both sides by themselves week by week."""
    days = tuple(range(4, 36, 7))
    saved = tuple(Item(NOBODY, p, 0.0, 0.3, count=len(days), pinned=days) for p in (0, 1))
    return Exchange(2, (*distinct(things).items, *saved), (0.2, 0.2))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def memory(what: str) -> float:
    """MB at the peak of a fresh process that makes one search, beside one that makes a small one."""
    peaks = []
    for exchange in ("distinct(4)", what):
        code = (
            "import sys; sys.path.insert(0, 'benchmarks'); import schedule as s; "
            f"s.solve(s.{exchange}); print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        peaks.append(int(said.stdout) / 1024)
    return peaks[1] - peaks[0]


def beside(name: str, exchange: Exchange, peer: bool = True) -> None:
    moments = int(np.prod(exchange.count + 1))
    ours = seconds(lambda: solve(exchange))
    line = f"{name:28}{moments:>11,} moments {ours:8.3f} s"
    if peer:
        theirs = seconds(lambda: plain(exchange))
        low = plain(exchange) if moments < 10_000 else None
        assert low is None or abs(low - solve(exchange).inner) < 1e-6
        line += f"   plain Python {theirs:8.2f} s   {theirs / ours:6.1f} times"
    print(line, flush=True)


def main() -> int:
    print("exact, all objectives, beside the first objective in plain Python")
    for things in (8, 12, 16, 18, 20):
        beside(f"{things} distinct things", distinct(things))
    beside("33 against 990 equal ones", equal(33, 990))
    beside("100 against 3000", equal(100, 3000))
    beside("21 distinct things", distinct(21), peer=False)
    for what in ("distinct(20)", "equal(33, 990)", "equal(100, 3000)"):
        print(f"memory of {what:18} {memory(what):6.0f} MB")
    print("\nwith days")
    for number in (6, 12, 26):
        exchange = weeks(number)
        took, found = seconds(lambda e=exchange: solve(e)), solve(exchange)
        print(
            f"{number:3} weeks, 33 against 33: {took:6.2f} s  {found.how}, last lot on day {found.last_day}"
        )
    took, found = seconds(lambda: solve(saving(20))), solve(saving(20))
    print(
        f"20 distinct things with weekly savings: {took:6.2f} s  {found.how}, {memory('saving(20)'):.0f} MB"
    )
    print("\nbounded: all distinct")
    for things in (22, 30, 40, 60):
        exchange = distinct(things)
        took, found = seconds(lambda e=exchange: solve(e, limit=200_000)), solve(exchange, limit=200_000)
        what = f"{found.how}, highest {found.inner:.4f}, bound {found.bound:.4f}"
        print(f"{things:3} things: {took:6.2f} s  {what}")
    print("\nthe rest, on 33 against 33 and four distinct things")
    exchange = Exchange(2, (*equal(33, 33).items, *distinct(4).items), (0.0, 0.0))
    print(f"smallest guarantees  {seconds(lambda: smallest_guarantees(exchange)):6.2f} s")
    print(f"smallest split       {seconds(lambda: smallest_split(exchange, 1)):6.2f} s")
    order = solve(exchange)
    costs = np.random.default_rng(0).random((DRAWS, len(exchange.items)))
    taken = seconds(lambda: temptations(exchange, order.delivered, order.day, cost=costs))
    print(f"{DRAWS} draws of {len(order.day)} moments {taken:6.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
