"""To whom does a person belong, or a part of a side?

Room: evidence. Used by discovery. Votes are noted with the person; the words nearest to the name weigh most.
"""

from parley.evidence.rules.scene import Scene, Spot
from parley.evidence.rules.segment import Text


class Belonging:
    """Notes sides of persons."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        nouns = scene.hints.words["organisation_nouns"]
        self.body_words = {
            w.lower() for a in scene.known if a.kind != "person" for w in a.words if w.lower() in nouns
        }

    def side(self, spot: Spot) -> None:
        """Notes to whom a person belongs, by the words around the name."""
        who, place = spot.who, spot.place
        if who.kind != "person":
            self._inner(spot)
            return
        text = self.scene.texts[place.text]
        if place.state:
            who.sides[place.state] += 5
        first, last = text.sentences[place.sentence].first, text.sentences[place.sentence].last
        start = place.first - len(place.title.split())
        j = self.scene.role_before(spot)
        if j is None and place.title:
            j = start
        if j is not None:
            begin = self.scene.phrase_start(text, first, j)
            if "former" not in text.low[begin:j]:
                self._owner(spot, text, begin, j)
        k = self.scene.role_behind(spot)
        if k is not None:
            end = next((i for i in range(k + 1, last) if text.low[i] in (",", ".", ";")), last)
            self._owner(spot, text, place.last + 1, end)
        elif (
            place.last + 1 < last and text.low[place.last] == "," and text.tokens[place.last + 1].tag == "WH"
        ):
            for i in range(place.last + 2, min(last, place.last + 8)):
                if text.tokens[i].tag == "PS":
                    self._pronoun(spot, text, place.first)
                    break
                other = self.scene.at.get((place.text, i))
                if (
                    other is not None
                    and other.who.kind not in ("person", "place")
                    and text.tokens[place.last + 2].lemma in self.scene.hints.words["heading_verbs"]
                ):
                    who.sides[other.who.name] += 3
                    break
        self._headed(spot, text, first)
        k = place.last
        if k + 1 < last and text.low[k] in ("of", "from", "for"):
            k += 1 + (text.low[k + 1] == "the")
            other = self.scene.at.get((place.text, k))
            if other is not None and other.who.kind not in ("person", "place"):
                who.sides[other.who.name] += 3
        where = next(
            (i for i in range(place.first - 1, max(first, place.first - 6), -1) if text.low[i] == "where"), -1
        )
        if where > first + 1 and text.low[where - 1] == "," and (place.text, where - 2) in self.scene.at:
            who.sides[self.scene.at[place.text, where - 2].who.name] += 3
        if (
            not who.sides
            and j is not None
            and text.tokens[j].text.islower()
            and text.low[j] not in self.scene.hints.words["neutral"]
            and not any(
                w in self.scene.hints.words["mediating_nouns"]
                for w in text.low[self.scene.phrase_start(text, first, j) : j + 1]
            )
        ):
            self._nearest(spot, text.low[j] in self.scene.hints.words["governmental"])
        titles = place.title.split()
        if not who.sides and self.scene.hints.words["commanding"].find(titles, 0, len(titles)):
            self._nearest(spot, governs=False, reach=2)
        if not who.sides:
            said = self._said_of(spot, text, last, planned=not place.title and j is None)
            if said is not None and not who.mediates:
                who.sides[said] += 1

    def _owner(self, spot: Spot, text: Text, begin: int, end: int) -> None:
        """The side named in a role: "the union’s", "URS", "of Belune", or what "its" stands for."""
        who, place = spot.who, spot.place
        named = [self.scene.at[place.text, i] for i in range(begin, end) if (place.text, i) in self.scene.at]
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
            if (
                owns
                or text.low[i] in self.body_words
                or any(text.low[i] in members for members in self.scene.lexicon.classes.values())
            ):
                who.sides[f"the {text.low[i]}"] += 2
                return

    def _pronoun(self, spot: Spot, text: Text, at: int) -> None:
        """What "its" may stand for: the body named first in the sentence, or in the one before."""
        place = spot.place
        first = text.sentences[place.sentence].first
        same = [
            s
            for s in self.scene.by_sentence.get((place.text, place.sentence), ())
            if first <= s.place.first < at and self.scene.body(s)
        ]
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
                text.low[k] in members
                for members in self.scene.lexicon.classes.values()
                for k in (sentence.first + 1, sentence.first + 2)
                if k < sentence.last
            )
            if described and said is not None:
                break
            earlier = [
                s for s in self.scene.by_sentence.get((place.text, index), ()) if s.who.kind not in ("place",)
            ]
            bodies = [s for s in earlier if self.scene.body(s)]
            if bodies:
                spot.who.sides[bodies[0].who.name] += 2
                return
            sided = [s for s in earlier if s.who.sides]
            if sided:
                spot.who.sides[sided[0].who.sides.most_common(1)[0][0]] += 2
                return
        if said is not None:
            spot.who.sides[said] += 2

    def _nearest(self, spot: Spot, governs: bool, reach: int = 3) -> None:
        """ "..., said the energy minister, X": of the state spoken of just before."""
        place = spot.place
        paragraph = self.scene.texts[place.text].sentences[place.sentence].paragraph
        for back in range(reach):
            index = place.sentence - back
            if index < 0 or self.scene.texts[place.text].sentences[index].paragraph != paragraph:
                return
            near = [
                s
                for s in self.scene.by_sentence.get((place.text, index), ())
                if s.place.first < place.first and self.scene.body(s)
            ]
            near = [s for s in near if s.who.kind == "state"] if governs else near
            if near:
                spot.who.sides[near[0].who.name] += 1
                return

    def _inner(self, spot: Spot) -> None:
        """ "Inside the coalition of Ostrel, the small Homeland Party wants": a part of Ostrel."""
        who, place = spot.who, spot.place
        text = self.scene.texts[place.text]
        first = text.sentences[place.sentence].first
        if (
            who.kind != "organisation"
            or text.low[first] not in ("inside", "within")
            or "," not in text.low[first : place.first]
        ):
            return
        around = [
            s
            for s in self.scene.by_sentence.get((place.text, place.sentence), ())
            if s.place.last <= place.first and s.who is not who and s.who.kind not in ("person", "place")
        ]
        if around:
            who.sides[around[0].who.name] += 3

    def _headed(self, spot: Spot, text: Text, first: int) -> None:
        """ "The contact group, headed by the former judge X"."""
        noun = self.scene.role_before(spot)
        j = spot.place.first - 1 if noun is None else noun
        while j > first and text.tokens[j].tag in ("N", "J", "D", "NP"):
            j -= 1
        if (
            j <= first
            or text.low[j] != "by"
            or text.tokens[j - 1].lemma not in self.scene.hints.words["heading_verbs"]
        ):
            return
        before = [
            s
            for s in self.scene.by_sentence.get((spot.place.text, spot.place.sentence), ())
            if s.place.last < j and s.who.kind not in ("person", "place")
        ]
        if before:
            spot.who.sides[before[-1].who.name] += 3
            return
        for n in range(first, j):
            size = self.scene.hints.words["mediating_bodies"].at(text.low, n)
            if size:
                spot.who.sides["the " + " ".join(text.low[n : n + size])] += 3

    def _said_of(self, spot: Spot, text: Text, last: int, planned: bool = False) -> str | None:
        """ "X told reporters that Kestria would": one speaks of one’s own side first."""
        for other in self.scene.by_sentence.get((spot.place.text, spot.place.sentence), ()):
            k = other.place.last
            if (
                other.place.first > spot.place.last
                and self.scene.body(other)
                and k < last
                and text.tokens[k].tag in (("MD",) if planned else ("MD", "V", "HV", "BE"))
            ):
                return other.who.name
        return None
