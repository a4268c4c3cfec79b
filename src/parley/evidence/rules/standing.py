"""Who mediates, who is a state, and which town stands for it?

Room: evidence. Used by discovery.
"""

import itertools
from collections.abc import Iterator

from parley.evidence.rules.acquaintance import Acquaintance, Place
from parley.evidence.rules.scene import Scene, Spot
from parley.evidence.rules.segment import Text


class Standing:
    """Notes mediators, states and their seats."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def mediation(self, spot: Spot) -> None:
        who, place = spot.who, spot.place
        if who.kind == "place":
            return
        if any(w.lower() in ("mediation", "conciliation", "arbitration") for w in who.words):
            who.mediates += 1
        tail = [w.lower() for w in who.words]
        if len(tail) > 2 and self.scene.hints.words["mediating_bodies"].find(tail, 1, len(tail)):
            who.mediates += 2
        text = self.scene.texts[place.text]
        low, tokens = text.low, text.tokens
        sentence = text.sentences[place.sentence]
        nouns, verbs = self.scene.hints.words["mediating_nouns"], self.scene.hints.words["mediating_verbs"]
        lead = self._list_start(place, text, sentence.first)
        before = lead - 1
        if before > sentence.first and low[before] == "the":
            before -= 1
        if before > sentence.first and low[before] == "by" and tokens[before - 1].lemma in verbs:
            who.mediates += 3
        j = before if low[before] != "," else before - 1
        if (
            j >= sentence.first
            and low[j] in nouns
            and not (low[j] == "chair" and self._of_a_side(text, sentence.first, j))
            and (j == sentence.first or low[j - 1] not in ("told", "to"))
        ):
            who.mediates += 3
        k = place.last
        if (k < sentence.last and place.how == "demonym") or (
            k < sentence.last and tokens[k].tag in ("N", "POS")
        ):
            for i in range(k, min(k + 5, sentence.last)):
                if low[i] in nouns and low[i] != "chair":
                    who.mediates += 2
                    break
                if tokens[i].tag not in ("CC", "NP", "J", "POS", "N") and low[i] != ",":
                    break
        if (
            k < sentence.last
            and tokens[k].tag == "V"
            and tokens[k].lemma in verbs
            and tokens[k].form != "ing"
        ):
            who.mediates += 2
        steered = " ".join(low[k : k + 7])
        if (
            k + 1 < sentence.last
            and low[k] == "to"
            and tokens[k + 1].lemma in self.scene.hints.words["steering"]
        ) and any(w in steered for w in ("talks", "discussions", "negotiations", "mediation")):
            who.mediates += 3
        invites = next((i for i in range(k, min(k + 9, sentence.last)) if tokens[i].lemma == "invite"), None)
        if invites is not None and any(
            w in ("talks", "negotiations", "meeting", "round", "mediation")
            for w in low[invites : invites + 9]
        ):
            who.mediates += 2
        if k + 1 < sentence.last and low[k] == ",":
            for i in range(k + 1, min(k + 14, sentence.last)):
                if low[i] in (",", ".", ";"):
                    break
                if tokens[i].lemma in verbs or (low[i] in nouns and tokens[k + 1].tag in ("D", "PS")):
                    who.mediates += 2
                    break

    def _of_a_side(self, text: Text, first: int, k: int) -> bool:
        """Whose chair it is: "board chair", "the union's chair" head a side and carry no talks."""
        if k - 1 < first:
            return False
        body = text.low[k - 1] in self.scene.hints.words["organisation_nouns"]
        body = body and text.low[k - 1] not in ("group", "panel", "commission", "team", "committee")
        return body or text.tokens[k - 1].tag in ("POS", "PS")

    def _list_start(self, place: Place, text: Text, first: int) -> int:
        """Where a list of names begins that this name is part of: "Egypt, Qatar and the United States"."""
        start = place.first
        while start > first:
            k = start - 1
            while k > first and text.low[k] in ("the", "and", ","):
                k -= 1
            other = self.scene.at.get((place.text, k))
            if other is None or k == start - 1 or (False):
                return start
            start = other.place.first
        return start

    def lists(self) -> None:
        """Who is named in one list with a mediator, and is none of the two who act most, mediates too."""
        bodies = sorted(
            (a for a in self.scene.known if a.kind not in ("person", "place")), key=lambda a: -a.acts
        )
        parties = {a.name for a in bodies if a.mediates < 2}
        parties = {a.name for a in [b for b in bodies if b.name in parties][:2]}
        for text_number, sentence in self.scene.by_sentence:
            spots = [
                s
                for s in self.scene.by_sentence[text_number, sentence]
                if s.place.how in ("name", "short", "seat")
            ]
            text = self.scene.texts[text_number]
            for a, b in itertools.pairwise(spots):
                between = text.low[a.place.last : b.place.first]
                joined = bool(between) and all(w in (",", "and", "the") for w in between)
                if (
                    joined
                    and {a.who.kind, b.who.kind} <= {"state", "organisation", "unknown"}
                    and not any(
                        s.who.words[-1].lower() in self.scene.hints.words["publishers"] for s in (a, b)
                    )
                    and not {a.who.name, b.who.name} & parties
                ) and max(a.who.mediates, b.who.mediates) >= 2:
                    a.who.mediates, b.who.mediates = max(2.0, a.who.mediates), max(2.0, b.who.mediates)

    def seats(self) -> None:
        """A town that can stand for its state: "Tarn, the Tessarian capital", "the ministry in Ostrel"."""
        for spot in self.scene.spots:
            who, place = spot.who, spot.place
            if who.kind not in ("unknown", "place") or len(who.words) > 2:
                continue
            text = self.scene.texts[place.text]
            low, last = text.low, text.sentences[place.sentence].last
            first = text.sentences[place.sentence].first
            behind = low[place.last : min(last, place.last + 6)]
            owner = None
            if behind[:1] == [","] and "capital" in behind:
                owner = next(
                    (
                        self.scene.at[place.text, k].who
                        for k in range(place.last, min(last, place.last + 7))
                        if (place.text, k) in self.scene.at
                    ),
                    None,
                )
            ahead = place.first - 2 if low[place.first - 1] == "," else place.first - 1
            if owner is None and ahead > first and low[ahead] == "capital":
                owner = self._owner_of(place.text, first, ahead)
            governs = low[place.first - 1 : place.first] == ["in"] and any(
                w in self.scene.hints.words["seated"] for w in low[max(first, place.first - 4) : place.first]
            )
            if owner is None and governs and who.acts > 0:
                owner = self._state_before(spot)
            if owner is not None and owner is not who and owner.kind in ("state", "unknown", "organisation"):
                owner.seats[who.name] += 1
                owner.acts += who.acts
                who.acts, who.kind = 0.0, "place"

    def _owner_of(self, text: int, first: int, noun: int) -> Acquaintance | None:
        """ "Bregland's capital", "the Torvian capital": whose it is."""
        low = self.scene.texts[text].low
        k = noun - 2 if low[noun - 1] in ("'s", "’s") else noun - 1
        return self.scene.at[text, k].who if k >= first and (text, k) in self.scene.at else None

    def _state_before(self, spot: Spot) -> Acquaintance | None:
        for back in range(0, 3):
            near = [
                s
                for s in self.scene.by_sentence.get((spot.place.text, spot.place.sentence - back), ())
                if s.who is not spot.who and s.who.kind == "state" and s.place.first < spot.place.first
            ]
            if near:
                return near[0].who
        return None

    def two_states(self) -> None:
        """ "Both governments": the two who act most are states, if nothing else is known of them."""
        told = any(self.scene.hints.words["two_states"].find(t.low, 0, len(t.low)) for t in self.scene.texts)
        able = sorted(
            (a for a in self.scene.known if a.kind in ("state", "unknown") and a.mediates < 2),
            key=lambda a: -a.acts,
        )
        for who in able[:2] if told else ():
            who.kind = "state"

    def states(self) -> None:
        for spot in self.scene.spots:
            who, place = spot.who, spot.place
            if who.kind not in ("unknown", "organisation", "place"):
                continue
            text = self.scene.texts[place.text]
            sentence = text.sentences[place.sentence]
            k = place.last
            owns = k < sentence.last and text.tokens[k].tag == "POS"
            near = list(_upto(text, k + 1, min(k + 4, sentence.last))) if owns else []
            governed = (
                place.first - 2 >= sentence.first
                and text.low[place.first - 1] == "of"
                and text.low[place.first - 2]
                in ("government", "republic", "kingdom", "president", "delegations", "troops")
            )
            stately = any(w in self.scene.hints.words["stately"] for w in near) or governed
            if who.kind == "unknown" and stately and who.acts > 0:
                who.kind = "state"
            if (
                who.kind in ("organisation", "place")
                and stately
                and who.words[-1].lower() in ("isles", "islands", "states", "coast", "republic", "island")
            ):
                who.kind = "state"


def _upto(text: Text, first: int, last: int) -> Iterator[str]:
    for k in range(first, last):
        if text.tokens[k].tag not in ("N", "J", "NP"):
            return
        yield text.low[k]
