"""On which days do the lots of one order come, at the earliest?

Room: sequencing. Speaks arrays. May use `parley.ground`.

An order is a sequence of items, one entry a lot, with ticks (-1) between them: moments at which a day with
pinned lots or other penalties begins. Days never fall along it. Where every item may be handed over on any
day, each lot comes as early as the lot before it, its own earliest day and the lots of its item on the same
day allow; by induction no lot can come earlier, and all come so early at once. Where an item needs days
between its handovers (`every`), waiting may pay: what is handed over together with a later lot leaves the
next free sooner. Then labels are kept, day by day: how far the order has come, and when each such item was
last handed over. A label goes when another is as far, as free, and no later; so the answer is exact, while
there are no more than `MOST` labels on a day. If there are, those that are farthest stay.

Best is what is least late (days summed over lots), then handed over first, then has the least sum of days.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.sequencing.search.exchange import NEVER, TICK, Exchange
from parley.sequencing.search.windows import Late, Windows, batch, windows

MOST = 24  # labels on a day


@dataclass(frozen=True, slots=True)
class Timed:
    """The days of an order."""

    days: tuple[int, ...]  # of each entry of the order
    late: tuple[Late, ...]

    last: int  # the day on which the last lot is handed over; 1 where none is


@dataclass(frozen=True, slots=True)
class _Label:
    """How far the order has come at the end of a day."""

    at: int  # entries done
    handed: tuple[int, ...]  # item with days between handovers -> day of its last handover
    late: int
    summed: int  # of the days of all entries done
    wakes: int  # the next day on which something can happen
    before: "_Label | None"
    day: int


def timed(
    exchange: Exchange, order: Sequence[int], ticks: Sequence[int] = (), bounds: Windows | None = None
) -> Timed | None:
    """The days of the entries of an order; None where lots before a tick cannot come before its day.

    Args:
        exchange: what is to be exchanged.
        order: an item for each lot, `TICK` for each tick. What must come before comes before.
        ticks: the day of each tick, rising.
        bounds: of `windows(exchange)`, where they are known.

    >>> from parley.sequencing.search.exchange import Item
    >>> pair = Exchange(2, (Item(0, 1, 1, 2, count=2, every=7), Item(1, 0, 1, 2, earliest=3)), (0, 0))
    >>> timed(pair, [0, 1, 0]).days  # the first lot waits, so that the second comes with it
    (3, 3, 3)
    """
    lots = [at for at, entry in enumerate(order) if entry != TICK]
    end = lots[-1] + 1 if lots else 0
    after = ticks[sum(entry == TICK for entry in order[:end]) :]  # ticks after the last lot
    clock = _Clock(exchange, order[:end], ticks, bounds or windows(exchange))
    labels = [_Label(0, clock.never, 0, 0, 1, None, 0)] if end else []
    done: _Label | None = None
    while labels:
        day = min(label.wakes for label in labels)
        if after and day >= after[0]:
            break
        found: list[_Label] = []
        for label in labels:
            found += clock.advanced(label, day) if label.wakes <= day else [label]
        ended = [label for label in found if label.at == end]
        best = min(ended, key=lambda label: (label.late, label.summed), default=None)
        if best is not None and (done is None or best.late < done.late):
            done = best
        open_ones = [label for label in found if label.at < end and clock.in_time(label, day)]
        if done is not None:
            open_ones = [label for label in open_ones if clock.least_late(label, day + 1) < done.late]
        labels = clock.kept(open_ones, day)
    if done is None and end:
        return None
    return lateness(exchange, order, (*clock.answer(done), *after[: len(order) - end]))


def lateness(exchange: Exchange, order: Sequence[int], days: tuple[int, ...]) -> Timed:
    """The same where the days are known: which lots are late, and when the last comes."""
    so_far, late, last = [0] * len(exchange.items), [], 1
    for entry, day in zip(order, days, strict=True):
        if entry == TICK:
            continue
        item, lot = exchange.items[entry], so_far[entry]
        so_far[entry], last = lot + 1, day
        latest = item.fixed[lot] if item.fixed else item.latest
        if latest is not None and day > latest:
            late.append(Late(entry, lot + 1, day - latest, day))
    return Timed(days, tuple(late), last)


class _Clock:
    """One order, and what holds on each day."""

    def __init__(
        self, exchange: Exchange, order: Sequence[int], ticks: Sequence[int], bounds: Windows
    ) -> None:
        self.order, self.ticks, self.items = order, ticks, exchange.items
        self.spaced = [i for i, item in enumerate(exchange.items) if item.every > 1 and not item.fixed]
        self.place = {item: at for at, item in enumerate(self.spaced)}
        self.never = tuple(-exchange.items[i].every for i in self.spaced)
        self.batch = [item.count if item.fixed or item.pinned else batch(item) for item in exchange.items]
        self.first: list[int] = []  # of each entry: the first day on which it can come
        self.latest: list[int | None] = []
        self.lot: list[int] = []
        self.ends = {entry: at for at, entry in enumerate(order)}  # where the last lot of each item stands
        so_far, tick = [0] * len(self.items), 0
        for entry in order:
            if entry == TICK:
                self.first.append(ticks[tick])
                self.latest.append(None)
                self.lot.append(tick := tick + 1)
                continue
            item, lot = self.items[entry], so_far[entry]
            so_far[entry] += 1
            self.first.append(bounds.first[entry][lot])
            self.latest.append(item.fixed[lot] if item.fixed else item.latest)
            self.lot.append(lot + 1)
        self.next_tick, coming = [NEVER] * len(order), NEVER
        for at in range(len(order) - 1, -1, -1):
            coming = self.first[at] if order[at] == TICK else coming
            self.next_tick[at] = coming
        self.turns = sorted(set(self.first))
        few = [
            at
            for at, entry in enumerate(order)
            if entry != TICK and self.batch[entry] < self.items[entry].count
        ]
        self.crowded = max(few, default=-1)  # the last entry of an item of which not all may come on one day

    def advanced(self, label: _Label, day: int) -> Iterator[_Label]:
        """Where one can be at the end of the day: as far as possible, or waiting before a handover begins."""
        yield from self._on(label, day, label.at, label.handed, label.late, label.summed, {}, False)

    def _on(
        self,
        start: _Label,
        day: int,
        at: int,
        handed: tuple[int, ...],
        late: int,
        summed: int,
        used: dict[int, int],
        begun: bool,
    ) -> Iterator[_Label]:
        wakes = day + 1
        while at < len(self.order):
            entry = self.order[at]
            if day < self.first[at]:
                wakes = self.first[at]
                break
            if entry == TICK:
                if day > self.first[at] or begun:
                    return  # the day of the tick has passed
            else:
                if used.get(entry, 0) == self.batch[entry]:
                    break
                place = self.place.get(entry)
                if place is not None and handed[place] != day:
                    if day < handed[place] + self.items[entry].every:
                        wakes = handed[place] + self.items[entry].every
                        break
                    opened = (*handed[:place], day, *handed[place + 1 :])
                    begins = _Label(at, handed, late, summed, self.turn(at, day, handed), start, day)
                    yield from self._opened(start, day, begins, opened, used, place)
                    return
                used = used | {entry: used.get(entry, 0) + 1}
                begun = True
                latest = self.latest[at]
                late += max(0, day - latest) if latest is not None else 0
            summed += day
            at += 1
        yield _Label(at, handed, late, summed, wakes, start, day)

    def _opened(
        self,
        start: _Label,
        day: int,
        waits: _Label,
        opened: tuple[int, ...],
        used: dict[int, int],
        place: int,
    ) -> Iterator[_Label]:
        """Hand over now; or wait, unless handing over now leaves nothing that waiting could bring."""
        entry, full = self.order[waits.at], False
        for label in self._on(start, day, waits.at, opened, waits.late, waits.summed, used, True):
            whole = label.at > self.ends[entry] or (
                sum(1 for other in self.order[waits.at : label.at] if other == entry) == self.batch[entry]
            )
            alike = all(
                new == old
                for other, (new, old) in enumerate(zip(label.handed, waits.handed, strict=True))
                if other != place
            )
            full = full or (whole and alike)
            yield label
        if not full:
            yield waits

    def in_time(self, label: _Label, day: int) -> bool:
        """Whether no tick that is still to come has its day behind it."""
        return self.next_tick[label.at] > day

    def turn(self, at: int, day: int, handed: tuple[int, ...]) -> int:
        """The next day that waiting may be for: something begins, or may be handed over again."""
        if at < self.crowded:
            return day + 1
        where = bisect_right(self.turns, day)
        days = [before + self.items[i].every for i, before in zip(self.spaced, handed, strict=True)]
        days += self.turns[where : where + 1]
        return min((other for other in days if other > day), default=day + 1)

    def least_late(self, label: _Label, day: int) -> int:
        """Days late at the end, at least, where nothing more comes before `day`."""
        ahead = self.latest[label.at :]
        return label.late + sum(max(0, day - latest) for latest in ahead if latest is not None)

    def kept(self, labels: list[_Label], day: int) -> list[_Label]:
        """Those that no other makes needless: as far, as free, as early."""

        def ready(label: _Label) -> list[int]:
            return [
                max(day + 1, at + self.items[i].every)
                for i, at in zip(self.spaced, label.handed, strict=True)
            ]

        kept: list[tuple[_Label, list[int], int]] = []
        for label in sorted(labels, key=lambda x: (-x.at, x.late, x.summed)):
            free, due = ready(label), label.summed + (day + 1) * (len(self.order) - label.at)
            if not any(
                other.late <= label.late
                and sooner <= due
                and all(a <= b for a, b in zip(frees, free, strict=True))
                for other, frees, sooner in kept
            ):
                kept.append((label, free, due))
                if len(kept) == MOST:
                    break
        return [label for label, _, _ in kept]

    def answer(self, done: _Label | None) -> tuple[int, ...]:
        """The days along the way that led here."""
        days = [0] * len(self.order)
        label = done
        while label is not None and label.before is not None:
            for at in range(label.before.at, label.at):
                days[at] = label.day
            label = label.before
        return tuple(days)
