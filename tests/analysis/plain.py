"""The questions of the analysis room in plain Python, one draw and one package at a time.

Takes the drawn weights and values as they are and works out everything else from the definitions.
"""

from itertools import chain, combinations, product

from parley.case.notation import Bound


class Plain:
    """A case and its draws, as lists and dicts."""

    def __init__(self, case, space, draws):
        self.case = case
        self.axes = space.axes
        self.draws = {d.party: d for d in draws}
        levels = [[k for k, o in enumerate(axis.open) if o] for axis in space.axes]
        self.packages = [p for p in product(*levels) if not self.forbidden(p)]

    def meets(self, package, issue, term):
        for axis, level in zip(self.axes, package, strict=True):
            if axis.issue == issue:
                choice = axis.choices[level]
                return term.holds(choice) if isinstance(term, Bound) else choice == term
        raise KeyError(issue)

    def has_all(self, package, terms):
        return all(self.meets(package, issue, term) for issue, term in terms.items())

    def forbidden(self, package):
        return any(
            self.has_all(package, c.if_) and any(self.meets(package, i, t) for i, t in c.never.items())
            for c in self.case.constraints
        )

    def raw(self, party, s, package):
        d = self.draws[party]
        total = sum(d.weights[s, i] * d.values[i][s, level] for i, level in enumerate(package))
        for k, t in enumerate(self.case.preferences[party].together):
            total += d.adds[s, k] if self.has_all(package, t.terms) else 0.0
        return total

    def gains(self, party, s):
        """Package -> gain over no deal, costs of carrying on included."""
        raw = {p: self.raw(party, s, p) for p in self.packages}
        low, high = min(raw.values()), max(raw.values())
        nothing = self.raw(party, s, tuple(self.draws[party].no_deal[s]))
        return {p: (u - nothing) / (high - low) + self.draws[party].cost[s] for p, u in raw.items()}

    def violated(self, s):
        """Package -> demands it does not meet, as (party, red line number or None)."""
        out = {p: set() for p in self.packages}
        for party, d in self.draws.items():
            gains = self.gains(party, s)
            for p in self.packages:
                if gains[p] < -2e-6:
                    out[p].add((party, None))
                for k, line in enumerate(self.case.preferences[party].red_lines):
                    if d.real[s, k] and self.has_all(p, line.terms):
                        out[p].add((party, k))
        return out

    def nothing(self):
        """The package that is exactly what all say no deal leads to."""
        outcomes = []
        for party in self.draws:
            no_deal = self.case.preferences[party].no_deal
            said = no_deal.leads_to if no_deal else {}
            outcomes.append(
                tuple(
                    next(
                        (k for k, c in enumerate(axis.choices) if self.is_term(c, said.get(axis.issue))), None
                    )
                    for axis in self.axes
                )
            )
        return outcomes[0] if len(set(outcomes)) == 1 and None not in outcomes[0] else None

    def is_term(self, choice, term):
        if isinstance(term, Bound):
            return term.comparator == "=" and term.number == choice
        return term is not None and choice == term


def smallest(sets):
    """Those that contain no other."""
    sets = {frozenset(s) for s in sets}
    return {s for s in sets if not any(other < s for other in sets)}


def smallest_hitting(sets, everything):
    """Smallest subsets of `everything` that meet each of `sets`, by trying all."""
    everything = sorted(everything, key=str)
    tried = chain.from_iterable(combinations(everything, k) for k in range(len(everything) + 1))
    return smallest(frozenset(t) for t in tried if all(set(t) & s for s in sets))
