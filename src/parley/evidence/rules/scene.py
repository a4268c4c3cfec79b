"""The places where names stand, and what the words just before and behind a name say of it.

Room: evidence. Used by discovery: `conduct`, `belonging` and `standing` look at the same scene.
"""

from dataclasses import dataclass

from parley.evidence.rules.acquaintance import Acquaintance, Place
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.segment import Text

_PHRASE = frozenset({"N", "J", "NP", "POS", "PS", "D", "CD", "QT"})
DETERMINED = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of one who is named."""

    who: Acquaintance
    place: Place


class Scene:
    """Some texts and all who are named in them."""

    def __init__(self, texts: list[Text], known: list[Acquaintance], lexicon: Lexicon, hints: Hints) -> None:
        self.texts, self.known, self.lexicon, self.hints = texts, known, lexicon, hints
        self.spots = sorted(
            (Spot(a, p) for a in known for p in a.places), key=lambda s: (s.place.text, s.place.first)
        )
        self.at = {(s.place.text, k): s for s in self.spots for k in range(s.place.first, s.place.last)}
        self.by_sentence: dict[tuple[int, int], list[Spot]] = {}
        for spot in self.spots:
            self.by_sentence.setdefault((spot.place.text, spot.place.sentence), []).append(spot)

    def role_before(self, spot: Spot) -> int | None:
        """The noun before a name that makes it a person: "union leader X", "its chief negotiator, X"."""
        text = self.texts[spot.place.text]
        first = text.sentences[spot.place.sentence].first
        j = spot.place.first - 1
        if j >= first and text.low[j] == ",":
            j = self._before_whom(spot.place.text, text, first, j - 1)
            while (
                j - 2 >= first
                and text.low[j - 1] == "of"
                and text.low[j] not in self.hints.words["person_nouns"]
            ):
                j -= 2
            if j < first or text.low[j] not in self.hints.words["person_nouns"]:
                return None
            start = self.phrase_start(text, first, j)
            owned = any(
                text.tokens[i].tag in ("PS", "POS") or (spot.place.text, i) in self.at
                for i in range(start, j)
            )
            return j if owned or text.low[start] in ("the", "a", "an") else None
        return j if j >= first and text.low[j] in self.hints.words["person_nouns"] else None

    def _before_whom(self, number: int, text: Text, first: int, j: int) -> int:
        """ "A spokesman for the Marsh Army, X": from the army back to the spokesman."""
        if (number, j) not in self.at:
            return j
        k = self.at[number, j].place.first - 1
        k -= k > first and text.low[k] == "the"
        told = (
            k > first and text.low[k] in ("for", "of") and text.low[k - 1] in self.hints.words["person_nouns"]
        )
        return k - 1 if told else j

    def role_behind(self, spot: Spot) -> int | None:
        """The noun behind it: "X, the head of the union," or "X, its leader,"."""
        text = self.texts[spot.place.text]
        last = text.sentences[spot.place.sentence].last
        k = spot.place.last
        if k >= last or text.low[k] != ",":
            return None
        for j in range(k + 1, min(last, k + 8)):
            if text.low[j] in (",", ".", ";", "and") or text.tokens[j].tag in (
                "V",
                "WH",
                "MD",
                "HV",
                "BE",
                "SB",
            ):
                return None
            if text.low[j] in self.hints.words["person_nouns"]:
                closes = next(
                    (i for i in range(j + 1, min(last, j + 14)) if text.low[i] in (",", ".", ";")), None
                )
                return j if closes is not None else None
        return None

    def phrase_start(self, text: Text, first: int, j: int) -> int:
        while j > first and (text.tokens[j - 1].tag in _PHRASE or text.low[j - 1] in ("of", "for")):
            if text.tokens[j].tag in ("D", "PS") or text.low[j - 1] in self.lexicon.times["weekdays"]:
                break
            j -= 1
        return j

    def body(self, spot: Spot) -> bool:
        return (
            spot.who.kind not in ("person", "place")
            and spot.place.how != "demonym"
            and (spot.who.acts > 0 or spot.who.kind != "unknown")
        )
