"""What do those who are named do in a text: speak, mediate, belong to somebody?

Room: evidence. Used by discovery, before any claim is read. Fills in what `acquaintance` leaves open.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from parley.evidence.rules.acquaintance import Acquaintance, Place
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.segment import Text

_PLACES = frozenset({"in", "at", "near", "into", "through", "via", "from", "outside", "around", "inside", "across"})
_PHRASE = frozenset({"N", "J", "NP", "POS", "PS", "D", "CD", "QT"})
_DETERMINED = frozenset({"the", "a", "an"})
_ADDRESSED = frozenset({"accuse", "blame", "urge", "tell", "ask", "offer", "beg", "press", "fault", "condemn", "implore", "suggest"})
_STATELY = frozenset({"government", "president", "premier", "minister", "army", "parliament", "capital", "foreign", "prime", "king", "queen", "emir", "cabinet", "soil", "territory", "troops", "soldiers", "ministry", "border", "embassy", "ambassador"})  # fmt: skip


_SEATED = frozenset({"ministry", "government", "cabinet", "parliament", "announced", "officials"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of one who is named."""

    who: Acquaintance
    place: Place


class Observer:
    """Goes through the texts once and notes what is done by whom."""

    def __init__(self, texts: list[Text], known: list[Acquaintance], lexicon: Lexicon, hints: Hints) -> None:
        self.texts, self.known, self.lexicon, self.hints = texts, known, lexicon, hints
        self.spots = sorted((Spot(a, p) for a in known for p in a.places), key=lambda s: (s.place.text, s.place.first))
        self.at = {(s.place.text, k): s for s in self.spots for k in range(s.place.first, s.place.last)}
        self.by_sentence: dict[tuple[int, int], list[Spot]] = {}
        for spot in self.spots:
            self.by_sentence.setdefault((spot.place.text, spot.place.sentence), []).append(spot)

    def observe(self) -> None:
        for spot in self.spots:
            self._acts(spot)
            self._role(spot)
            self._mediation(spot)
        self._plainly_persons()
        self._states()
        self._two_states()
        self._lists()
        for spot in self.spots:
            self._side(spot)
        self._seats()

    # -- acting -------------------------------------------------------------------------------------

    def _acts(self, spot: Spot) -> None:
        who, place = spot.who, spot.place
        text = self.texts[place.text]
        low, tokens, words = text.low, text.tokens, self.lexicon.words
        sentence = text.sentences[place.sentence]
        before = low[place.first - 1] if place.first > sentence.first else ""
        if before in _DETERMINED and place.first - 1 > sentence.first:
            before = low[place.first - 2]
        if before in _PLACES and place.how != "demonym":
            who.located += 1
            if place.how == "seat":
                return
        k = place.last
        if k < sentence.last and tokens[k].tag == "POS" or place.how == "demonym":
            start = k + (tokens[k].tag == "POS") if k < sentence.last else k
            for j in range(start, min(start + 4, sentence.last)):
                if tokens[j].tag not in ("N", "J", "NP", "V", "CC"):
                    break
                spoken = low[j] in words["voices"] and low[j] not in words["not_voices"] and low[j] not in ("border", "side")
                if spoken or low[j] in words["demand_nouns"] or low[j] in words["offer_nouns"]:
                    who.acts += 1
                    break
            return
        if k < sentence.last and tokens[k].tag == "N" and low[k] in words["voices"] and low[k] not in words["not_voices"]:
            who.acts += 1
            return
        if before == "by" or (before == "to" and place.first > sentence.first + 1 and low[place.first - 2] == "according"):
            who.acts += 0.7
        if any(" ".join(low[max(0, place.first - n) : place.first]).endswith(("talks between", "negotiations between", "dispute between", "agreement between", "both")) for n in (2, 3)):
            who.acts += 1
        previous = tokens[place.first - 1] if place.first > sentence.first else None
        if previous is not None and previous.tag == "V" and previous.lemma in _ADDRESSED:
            who.acts += 0.5
        who.acts += self._verb_after(text, k, sentence.last, before)

    def _verb_after(self, text: Text, k: int, last: int, before: str) -> float:
        tokens = text.tokens
        if before in _PLACES | {"of", "with", "for"}:
            return 0.0
        if k + 1 < last and tokens[k].low == "," and tokens[k + 1].tag in ("MD", "HV", "V") and tokens[k + 1].form not in ("ing", "pp"):
            k += 1
        if k < last and tokens[k].low in (",", "("):
            close = ")" if tokens[k].low == "(" else ","
            stop = next((j for j in range(k + 1, min(last, k + 26)) if tokens[j].low == close), -1)
            if stop < 0:
                return 0.0
            k = stop + 1
        while k < last and tokens[k].tag in ("RB", "NOT"):
            k += 1
        if k < last and tokens[k].low == "," and k + 1 < last:
            return 0.0
        if k < last and tokens[k].tag in ("MD", "HV", "BE", "DO"):
            for j in range(k + 1, min(last, k + 5)):
                if tokens[j].tag == "V":
                    return 1.0 if tokens[j].lemma in self.lexicon.patterns else 0.3
                if tokens[j].tag not in ("RB", "NOT", "BE", "HV", "MD"):
                    return 0.5 if tokens[j].low in self.lexicon.words["adjectives"] else 0.2
            return 0.2
        if k < last and tokens[k].tag == "V" and tokens[k].form != "ing":
            if tokens[k].form == "pp" and (k + 1 < last and tokens[k + 1].low == "by"):
                return 0.3
            return 1.0 if tokens[k].lemma in self.lexicon.patterns else 0.3
        return 0.0

    # -- persons ------------------------------------------------------------------------------------

    def _role(self, spot: Spot) -> None:
        """A person by a title, by the noun before or behind the name, or by how it is quoted."""
        who, place = spot.who, spot.place
        if who.kind in ("state", "place") or place.how == "demonym":
            return
        noun = self._role_before(spot)
        at = noun if noun is not None else self._role_behind(spot)
        bodily = who.kind == "organisation" and not place.title
        if bodily:
            return
        if at is not None or place.title:
            who.kind = "person"
            return
        text = self.texts[place.text]
        previous = text.tokens[place.first - 1] if place.first else None
        short = place.how == "short" and who.words[-1] == text.tokens[place.first].text and len(who.words) > 1
        if who.kind == "unknown" and len(who.words) in (2, 3):
            chairs = previous is not None and previous.low == "by" and text.tokens[place.first - 2].lemma in self.hints.words["heading_verbs"]
            said = chairs or previous is not None and previous.tag == "V" and previous.lemma in ("say", "add", "quip", "remark", "note", "insist", "tell", "argue")
            if said or (short and (previous is None or previous.low not in _DETERMINED)):
                who.kind = "person"

    def _role_before(self, spot: Spot) -> int | None:
        """The noun before a name that makes it a person: "union leader X", "its chief negotiator, X"."""
        text = self.texts[spot.place.text]
        first = text.sentences[spot.place.sentence].first
        j = spot.place.first - 1
        if j >= first and text.low[j] == ",":
            j -= 1
            while j - 2 >= first and text.low[j - 1] == "of" and text.low[j] not in self.hints.words["person_nouns"]:
                j -= 2
            if j < first or text.low[j] not in self.hints.words["person_nouns"]:
                return None
            start = self._phrase_start(text, first, j)
            owned = any(text.tokens[i].tag in ("PS", "POS") or (spot.place.text, i) in self.at for i in range(start, j))
            return j if owned or text.low[start] in ("the", "a", "an") else None
        return j if j >= first and text.low[j] in self.hints.words["person_nouns"] else None

    def _role_behind(self, spot: Spot) -> int | None:
        """The noun behind it: "X, the head of the union," or "X, its leader,"."""
        text = self.texts[spot.place.text]
        last = text.sentences[spot.place.sentence].last
        k = spot.place.last
        if k >= last or text.low[k] != ",":
            return None
        for j in range(k + 1, min(last, k + 8)):
            if text.low[j] in (",", ".", ";", "and") or text.tokens[j].tag in ("V", "WH", "MD", "HV", "BE", "SB"):
                return None
            if text.low[j] in self.hints.words["person_nouns"]:
                closes = next((i for i in range(j + 1, min(last, j + 14)) if text.low[i] in (",", ".", ";")), None)
                return j if closes is not None else None
        return None

    def _phrase_start(self, text: Text, first: int, j: int) -> int:
        while j > first and (text.tokens[j - 1].tag in _PHRASE or text.low[j - 1] in ("of", "for")):
            if text.tokens[j].tag in ("D", "PS") or text.low[j - 1] in self.lexicon.times["weekdays"]:
                break
            j -= 1
        return j

    # -- sides --------------------------------------------------------------------------------------

    def _side(self, spot: Spot) -> None:
        """Notes to whom a person belongs, by the words around the name."""
        who, place = spot.who, spot.place
        if who.kind != "person":
            self._inner(spot)
            return
        text = self.texts[place.text]
        if place.state:
            who.sides[place.state] += 5
        first, last = text.sentences[place.sentence].first, text.sentences[place.sentence].last
        start = place.first - len(place.title.split())
        j = self._role_before(spot)
        if j is None and place.title:
            j = start
        if j is not None:
            begin = self._phrase_start(text, first, j)
            self._owner(spot, text, begin, j)
        k = self._role_behind(spot)
        if k is not None:
            end = next((i for i in range(k + 1, last) if text.low[i] in (",", ".", ";")), last)
            self._owner(spot, text, place.last + 1, end)
        elif place.last + 1 < last and text.low[place.last] == "," and text.tokens[place.last + 1].tag == "WH":
            for i in range(place.last + 2, min(last, place.last + 8)):
                if text.tokens[i].tag == "PS":
                    self._pronoun(spot, text, place.first)
                    break
                other = self.at.get((place.text, i))
                if other is not None and other.who.kind not in ("person", "place") and text.tokens[place.last + 2].lemma in self.hints.words["heading_verbs"]:
                    who.sides[other.who.name] += 3
                    break
        self._headed(spot, text, first)
        k = place.last
        if k + 1 < last and text.low[k] in ("of", "from", "for"):
            k += 1 + (text.low[k + 1] == "the")
            other = self.at.get((place.text, k))
            if other is not None and other.who.kind not in ("person", "place"):
                who.sides[other.who.name] += 3
        where = next((i for i in range(place.first - 1, max(first, place.first - 6), -1) if text.low[i] == "where"), -1)
        if where > first + 1 and text.low[where - 1] == "," and (place.text, where - 2) in self.at:
            who.sides[self.at[place.text, where - 2].who.name] += 3
        if not who.sides and j is not None and not any(w in self.hints.words["mediating_nouns"] for w in text.low[self._phrase_start(text, first, j) : j + 1]):
            self._nearest(spot, text.low[j] in self.hints.words["governmental"])
        if not who.sides:
            said = self._said_of(spot, text, last, planned=not place.title and j is None)
            if said is not None and not who.mediates:
                who.sides[said] += 1

    def _owner(self, spot: Spot, text: Text, begin: int, end: int) -> None:
        """The side named in a role: "the union’s", "URS", "of Belune", or what "its" stands for."""
        who, place = spot.who, spot.place
        named = [self.at[place.text, i] for i in range(begin, end) if (place.text, i) in self.at]
        bodies = [s for s in named if s.who is not who and s.who.kind not in ("person", "place")]
        if bodies:
            who.sides[bodies[0].who.name] += 4
            return
        for i in range(begin, end):
            if text.tokens[i].tag == "PS":
                self._pronoun(spot, text, i)
                return
        for i in range(begin, end):
            owns = text.tokens[i].tag == "N" and i + 1 < end and text.tokens[i + 1].tag == "POS"
            if owns or any(text.low[i] in members for members in self.lexicon.classes.values()):
                who.sides[f"the {text.low[i]}"] += 2
                return

    def _pronoun(self, spot: Spot, text: Text, at: int) -> None:
        """What "its" may stand for: the body named first in the sentence, or in the one before."""
        place = spot.place
        first = text.sentences[place.sentence].first
        same = [s for s in self.by_sentence.get((place.text, place.sentence), ()) if first <= s.place.first < at and self._body(s)]
        if same:
            spot.who.sides[same[0].who.name] += 3
            return
        said = self._said_of(spot, text, text.sentences[place.sentence].last)
        for back in range(1, 4):
            index = place.sentence - back
            if index < 0:
                break
            sentence = text.sentences[index]
            described = text.tokens[sentence.first].tag == "D" and any(
                text.low[k] in members for members in self.lexicon.classes.values() for k in (sentence.first + 1, sentence.first + 2) if k < sentence.last
            )
            if described and said is not None:
                break
            earlier = [s for s in self.by_sentence.get((place.text, index), ()) if s.who.kind not in ("place",)]
            bodies = [s for s in earlier if self._body(s)]
            if bodies:
                spot.who.sides[bodies[0].who.name] += 2
                return
            sided = [s for s in earlier if s.who.sides]
            if sided:
                spot.who.sides[sided[0].who.sides.most_common(1)[0][0]] += 2
                return
        if said is not None:
            spot.who.sides[said] += 2

    def _nearest(self, spot: Spot, governs: bool) -> None:
        """"..., said the energy minister, X": of the state spoken of just before."""
        place = spot.place
        paragraph = self.texts[place.text].sentences[place.sentence].paragraph
        for back in range(0, 3):
            index = place.sentence - back
            if index < 0 or self.texts[place.text].sentences[index].paragraph != paragraph:
                return
            near = [s for s in self.by_sentence.get((place.text, index), ()) if s.place.first < place.first and self._body(s)]
            near = [s for s in near if s.who.kind == "state"] if governs else near
            if near:
                spot.who.sides[near[0].who.name] += 1
                return

    def _body(self, spot: Spot) -> bool:
        return spot.who.kind not in ("person", "place") and spot.place.how != "demonym" and (spot.who.acts > 0 or spot.who.kind != "unknown")

    def _inner(self, spot: Spot) -> None:
        """"Inside the coalition of Ostrel, the small Homeland Party wants": a part of Ostrel."""
        who, place = spot.who, spot.place
        text = self.texts[place.text]
        first = text.sentences[place.sentence].first
        if who.kind != "organisation" or text.low[first] not in ("inside", "within") or "," not in text.low[first : place.first]:
            return
        around = [s for s in self.by_sentence.get((place.text, place.sentence), ()) if s.place.last <= place.first and s.who is not who and s.who.kind not in ("person", "place")]
        if around:
            who.sides[around[0].who.name] += 3

    def _headed(self, spot: Spot, text: Text, first: int) -> None:
        """"The contact group, headed by the former judge X"."""
        j = spot.place.first - 1
        while j > first and text.tokens[j].tag in ("N", "J", "D", "NP"):
            j -= 1
        if j <= first or text.low[j] != "by" or text.tokens[j - 1].lemma not in self.hints.words["heading_verbs"]:
            return
        before = [s for s in self.by_sentence.get((spot.place.text, spot.place.sentence), ()) if s.place.last < j and s.who.kind not in ("person", "place")]
        if before:
            spot.who.sides[before[-1].who.name] += 3
            return
        for n in range(first, j):
            size = self.hints.words["mediating_bodies"].at(text.low, n)
            if size:
                spot.who.sides["the " + " ".join(text.low[n : n + size])] += 3

    def _plainly_persons(self) -> None:
        """Two names with capitals that act, without an article or a noun of bodies: a person."""
        for who in self.known:
            if who.kind != "unknown" or len(who.words) != 2 or who.acts <= 0:
                continue
            low = [w.lower() for w in who.words]
            common = any(w in self.hints.words["never"] or w in self.lexicon.words["adjectives"] or "-" in w for w in low)
            definite = any(self.texts[p.text].low[p.first - 1] in _DETERMINED for p in who.places if p.first)
            by_first = any(who.words[0] == form for form in who.forms)
            if not (common or definite or by_first or low[-1].endswith(("s", "ing"))):
                who.kind = "person"

    def _said_of(self, spot: Spot, text: Text, last: int, planned: bool = False) -> str | None:
        """"X told reporters that Kestria would": one speaks of one’s own side first."""
        for other in self.by_sentence.get((spot.place.text, spot.place.sentence), ()):
            k = other.place.last
            if other.place.first > spot.place.last and self._body(other) and k < last and text.tokens[k].tag in (("MD",) if planned else ("MD", "V", "HV", "BE")):
                return other.who.name
        return None

    # -- mediation ----------------------------------------------------------------------------------

    def _mediation(self, spot: Spot) -> None:
        who, place = spot.who, spot.place
        if who.kind == "place":
            return
        if any(w.lower() in ("mediation", "conciliation", "arbitration") for w in who.words):
            who.mediates += 1
        text = self.texts[place.text]
        low, tokens = text.low, text.tokens
        sentence = text.sentences[place.sentence]
        nouns, verbs = self.hints.words["mediating_nouns"], self.hints.words["mediating_verbs"]
        lead = self._list_start(place, text, sentence.first)
        before = lead - 1
        if before > sentence.first and low[before] == "the":
            before -= 1
        if before > sentence.first and low[before] == "by" and tokens[before - 1].lemma in verbs:
            who.mediates += 3
        j = before if low[before] != "," else before - 1
        if j >= sentence.first and low[j] in nouns and (j == sentence.first or low[j - 1] not in ("told", "to")):
            who.mediates += 3
        k = place.last
        if k < sentence.last and place.how == "demonym" or (k < sentence.last and tokens[k].tag in ("N", "POS")):
            for i in range(k, min(k + 5, sentence.last)):
                if low[i] in nouns and low[i] != "chair":
                    who.mediates += 2
                    break
                if tokens[i].tag not in ("CC", "NP", "J", "POS", "N") and low[i] != ",":
                    break
        if k < sentence.last and tokens[k].tag == "V" and tokens[k].lemma in verbs and tokens[k].form != "ing":
            who.mediates += 2
        invites = next((i for i in range(k, min(k + 9, sentence.last)) if tokens[i].lemma == "invite"), None)
        if invites is not None and any(w in ("talks", "negotiations", "meeting", "round", "mediation") for w in low[invites : invites + 9]):
            who.mediates += 2
        if k + 1 < sentence.last and low[k] == ",":
            for i in range(k + 1, min(k + 14, sentence.last)):
                if low[i] in (",", ".", ";"):
                    break
                if tokens[i].lemma in verbs or (low[i] in nouns and tokens[k + 1].tag in ("D", "PS")):
                    who.mediates += 2
                    break

    def _list_start(self, place: Place, text: Text, first: int) -> int:
        """Where a list of names begins that this name is part of: "Egypt, Qatar and the United States"."""
        start = place.first
        while start > first:
            k = start - 1
            while k > first and text.low[k] in ("the", "and", ","):
                k -= 1
            other = self.at.get((place.text, k))
            if other is None or k == start - 1 or other.who.kind == "person" and False:
                return start
            start = other.place.first
        return start

    def _seats(self) -> None:
        """"Tarn, the Tessarian capital" and "the ministry in Ostrel": a town that can stand for its state."""
        for spot in self.spots:
            who, place = spot.who, spot.place
            if who.kind not in ("unknown", "place") or len(who.words) > 2:
                continue
            text = self.texts[place.text]
            low, last = text.low, text.sentences[place.sentence].last
            first = text.sentences[place.sentence].first
            behind = low[place.last : min(last, place.last + 6)]
            owner = None
            if behind[:1] == [","] and "capital" in behind:
                owner = next((self.at[place.text, k].who for k in range(place.last, min(last, place.last + 7)) if (place.text, k) in self.at), None)
            governs = low[place.first - 1 : place.first] == ["in"] and any(w in _SEATED for w in low[max(first, place.first - 4) : place.first])
            if owner is None and governs and who.acts > 0:
                owner = self._state_before(spot)
            if owner is not None and owner is not who and owner.kind in ("state", "unknown", "organisation"):
                owner.seats[who.name] += 1
                owner.acts += who.acts
                who.acts, who.kind = 0.0, "place"

    def _state_before(self, spot: Spot) -> Acquaintance | None:
        for back in range(0, 3):
            near = [s for s in self.by_sentence.get((spot.place.text, spot.place.sentence - back), ()) if s.who is not spot.who and s.who.kind == "state" and s.place.first < spot.place.first]
            if near:
                return near[0].who
        return None

    def _lists(self) -> None:
        """Who is named in one list with a mediator, and is none of the two who act most, mediates too."""
        bodies = sorted((a for a in self.known if a.kind not in ("person", "place")), key=lambda a: -a.acts)
        parties = {a.name for a in bodies if a.mediates < 2}
        parties = {a.name for a in [b for b in bodies if b.name in parties][:2]}
        for text_number, sentence in self.by_sentence:
            spots = [s for s in self.by_sentence[text_number, sentence] if s.place.how in ("name", "short", "seat")]
            text = self.texts[text_number]
            for a, b in zip(spots, spots[1:], strict=False):
                between = text.low[a.place.last : b.place.first]
                joined = bool(between) and all(w in (",", "and", "the") for w in between)
                if joined and {a.who.kind, b.who.kind} <= {"state", "organisation", "unknown"} and not any(s.who.words[-1].lower() in self.hints.words["publishers"] for s in (a, b)) and not {a.who.name, b.who.name} & parties:
                    if max(a.who.mediates, b.who.mediates) >= 2:
                        a.who.mediates, b.who.mediates = max(2.0, a.who.mediates), max(2.0, b.who.mediates)

    # -- states -------------------------------------------------------------------------------------

    def _two_states(self) -> None:
        """"Both governments": the two who act most are states, if nothing else is known of them."""
        told = any(self.hints.words["two_states"].find(t.low, 0, len(t.low)) for t in self.texts)
        able = sorted((a for a in self.known if a.kind in ("state", "unknown") and a.mediates < 2), key=lambda a: -a.acts)
        for who in able[:2] if told else ():
            who.kind = "state"

    def _states(self) -> None:
        for spot in self.spots:
            who, place = spot.who, spot.place
            if who.kind not in ("unknown", "organisation", "place"):
                continue
            text = self.texts[place.text]
            sentence = text.sentences[place.sentence]
            k = place.last
            owns = k < sentence.last and text.tokens[k].tag == "POS"
            near = list(_upto(text, k + 1, min(k + 4, sentence.last))) if owns else []
            governed = place.first - 2 >= sentence.first and text.low[place.first - 1] == "of" and text.low[place.first - 2] in ("government", "republic", "kingdom", "president", "delegations", "troops")
            stately = any(w in _STATELY for w in near) or governed
            if who.kind == "unknown" and stately and who.acts > 0:
                who.kind = "state"
            if who.kind in ("organisation", "place") and stately and who.words[-1].lower() in ("isles", "islands", "states", "coast", "republic", "island"):
                who.kind = "state"


def _upto(text: Text, first: int, last: int) -> Iterator[str]:
    for k in range(first, last):
        if text.tokens[k].tag not in ("N", "J", "NP"):
            return
        yield text.low[k]
