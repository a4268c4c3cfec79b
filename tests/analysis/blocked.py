"""What blocks a deal, from the definitions alone: every package, every demand, every set of demands."""

from itertools import chain, combinations

CLOSE = 2e-6


class Blocked:
    """One draw of a study: what each package fails, as demands (party, kind, number of its red line)."""

    def __init__(self, by_hand, s):
        self.by_hand, self.s = by_hand, s
        self.gains = {party: by_hand.gains(party, s) for party in by_hand.draws}
        nothing = by_hand.nothing()
        self.packages = [p for p in by_hand.packages if p != nothing]
        self.failed = {package: self.fails(package) for package in self.packages}

    def fails(self, package):
        found = set()
        for party, d in self.by_hand.draws.items():
            wishes = self.by_hand.case.preferences[party]
            if self.gains[party][package] < -CLOSE:
                found.add((party, "no-deal", None))
            if wishes.minimum is not None and self.worth(party, package) < d.minimum[self.s] - CLOSE:
                found.add((party, "minimum", None))
            for k, line in enumerate(wishes.red_lines):
                lifted = bool(line.unless) and self.by_hand.has_all(package, line.unless)
                if d.real[self.s, k] and self.by_hand.has_all(package, line.terms) and not lifted:
                    found.add((party, "red-line", k))
        return frozenset(found)

    def worth(self, party, package):
        """What a package is worth on a party's own 0..1 scale."""
        raw = {p: self.by_hand.raw(party, self.s, p) for p in self.by_hand.packages}
        low, high = min(raw.values()), max(raw.values())
        return (raw[package] - low) / (high - low) if high > low else 1.0

    def demands(self):
        every = set()
        for party, d in self.by_hand.draws.items():
            every.add((party, "no-deal", None))
            if self.by_hand.case.preferences[party].minimum is not None:
                every.add((party, "minimum", None))
            every |= {(party, "red-line", k) for k in range(d.real.shape[1]) if d.real[self.s, k]}
        return every

    def is_open_without(self, given_up):
        """Is there a package that meets all demands but these?"""
        return any(failed <= given_up for failed in self.failed.values())

    def relaxations(self):
        """By trying every set of demands, the small ones first."""
        return self._smallest(self.is_open_without)

    def conflicts(self):
        """By trying every set of demands: those that no package meets together."""
        return self._smallest(lambda held: all(failed & held for failed in self.failed.values()))

    def _smallest(self, holds):
        every = sorted(self.demands(), key=str)
        found = []
        for tried in chain.from_iterable(combinations(every, k) for k in range(len(every) + 1)):
            tried = frozenset(tried)
            if not any(f <= tried for f in found) and holds(tried):
                found.append(tried)
        return set(found)

    def most(self, party, without=frozenset()):
        """The most a party can gain where all accept but for some demands; None where nothing is left."""
        return max(
            (self.gains[party][p] for p, failed in self.failed.items() if failed <= without), default=None
        )
