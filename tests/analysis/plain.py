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
        return not all(self.keeps(package, c) for c in self.case.constraints)

    def keeps(self, package, constraint):
        """Does a package keep to a constraint, by its words?"""
        if constraint.never:
            some = any(self.meets(package, i, t) for i, t in constraint.never.items())
            return not (some and self.has_all(package, constraint.if_))
        if constraint.requires:
            return not self.has_all(package, constraint.if_) or self.has_all(package, constraint.requires)
        if constraint.excludes:
            return not self.has_all(package, constraint.excludes)
        counted = sum(self.meets(package, i, t) for i, t in constraint.count.items())
        added = sum(c * self.number(package, i) for i, c in constraint.sum.items())
        total = counted if constraint.count else added
        at_least = constraint.exactly if constraint.at_least is None else constraint.at_least
        at_most = constraint.exactly if constraint.at_most is None else constraint.at_most
        return (at_least is None or total >= at_least - 1e-9) and (at_most is None or total <= at_most + 1e-9)

    def number(self, package, issue):
        return next(a.choices[k] for a, k in zip(self.axes, package, strict=True) if a.issue == issue)

    def crosses(self, package, line):
        """Does a package cross a red line, if it is real?"""
        excused = bool(line.unless) and self.has_all(package, line.unless)
        return self.has_all(package, line.terms) and not excused

    def raw(self, party, s, package):
        d = self.draws[party]
        total = sum(d.weights[s, i] * d.values[i][s, level] for i, level in enumerate(package))
        for k, t in enumerate(self.case.preferences[party].together):
            total += d.adds[s, k] if self.has_all(package, t.terms) else 0.0
        return total

    def gains(self, party, s):
        """Package -> gain over no deal, costs of carrying on included."""
        d = self.draws[party]
        raw = {p: self.raw(party, s, p) for p in self.packages}
        low, high = min(raw.values()), max(raw.values())
        if d.worth is not None:
            return {p: (u - low) / (high - low) - d.worth[s] + d.cost[s] for p, u in raw.items()}
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
                    if d.real[s, k] and self.crosses(p, line):
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
