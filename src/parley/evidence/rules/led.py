"""Words that open with a condition: "if the union suspends the strike, we are ready to talk".

Room: evidence. The condition belongs to who speaks; a party named inside it does nothing yet.
"""

from parley.evidence.rules.phrases import Verbs
from parley.evidence.rules.work import Work

_OPENERS = frozenset({"if", "unless", "once", "until", "till", "provided", "providing", "when"})
_UNREAL = frozenset({"if", "unless", "until", "till", "once", "provided", "providing"})


class Led(Work):
    """Conditions in front of somebody's words, and the verbs inside them."""

    @property
    def _times(self) -> set[str]:
        times = self.lexicon.times
        return {*times["months"], *times["weekdays"], "last", "this", "now", "recently", "then", "yesterday"}

    def _led(self, first: int, last: int) -> tuple[int, int, int] | None:
        """Where a condition opens some words: its place, where its words begin, the comma that ends it."""
        n = self.lexicon.connect["conditions"].at(self.low, first) or int(self.low[first] in _OPENERS)
        if not n or not any(v.finite and first < v.main < last for v in self.clauses.verbs):
            return None
        comma = next((k for k in range(first + n + 2, last - 2) if self.low[k] == ","), -1)
        if comma < 0 or not any(v.finite and comma < v.main < last for v in self.clauses.verbs):
            return None
        return first, first + n, comma

    def _unreal(self, v: Verbs) -> bool:
        """Whether a verb stands inside an "if", "once" or "unless": then nobody does it yet."""
        tokens = self.text.tokens
        others = [o for o in self.clauses.verbs if o.finite and not o.infinitive and o is not v]
        for k in range(v.first - 1, max(self.sentence.first - 1, v.first - 12), -1):
            t = tokens[k]
            if t.low in _UNREAL and (t.tag == "SB" or t.low in ("if", "unless")):
                timed = t.low in ("until", "till") and self.low[k + 1] in self._times
                return not (timed or (t.low in ("until", "till", "once") and k == v.first - 1))
            if t.tag in ("PU", "QT") or any(o.first <= k < o.last for o in others):
                return False
        return False
