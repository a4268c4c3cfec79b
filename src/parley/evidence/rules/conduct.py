"""What do those who are named do in a text: act, speak, and as persons or as bodies?

Room: evidence. Used by discovery, before any claim is read. Fills in what `acquaintance` leaves open; to whom
a person belongs is for `belonging`, who mediates and who is a state for `standing`.
"""

from parley.evidence.rules.acquaintance import Acquaintance
from parley.evidence.rules.belonging import Belonging
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.scene import DETERMINED, Scene, Spot
from parley.evidence.rules.segment import Text
from parley.evidence.rules.standing import Standing

_PLACES = frozenset(
    {"in", "at", "near", "into", "through", "via", "from", "outside", "around", "inside", "across"}
)


def observe(texts: list[Text], known: list[Acquaintance], lexicon: Lexicon, hints: Hints) -> None:
    """Goes through the texts and notes with each who is named what it does, is, and belongs to."""
    scene = Scene(texts, known, lexicon, hints)
    conduct, standing, belonging = Conduct(scene), Standing(scene), Belonging(scene)
    for spot in scene.spots:
        conduct.acts(spot)
        conduct.role(spot)
        standing.mediation(spot)
    conduct.plainly_persons()
    standing.states()
    standing.two_states()
    standing.lists()
    for spot in scene.spots:
        belonging.side(spot)
    standing.seats()


class Conduct:
    """Who acts, and who is a person."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def acts(self, spot: Spot) -> None:
        who, place = spot.who, spot.place
        text = self.scene.texts[place.text]
        low, tokens, words = text.low, text.tokens, self.scene.lexicon.words
        sentence = text.sentences[place.sentence]
        before = low[place.first - 1] if place.first > sentence.first else ""
        if before in DETERMINED and place.first - 1 > sentence.first:
            before = low[place.first - 2]
        if before in _PLACES and place.how != "demonym":
            who.located += 1
            if place.how == "seat":
                return
        k = place.last
        if (k < sentence.last and tokens[k].tag == "POS") or place.how == "demonym":
            start = k + (tokens[k].tag == "POS") if k < sentence.last else k
            for j in range(start, min(start + 4, sentence.last)):
                if tokens[j].tag not in ("N", "J", "NP", "V", "CC"):
                    break
                spoken = (
                    low[j] in words["voices"]
                    and low[j] not in words["not_voices"]
                    and low[j] not in ("border", "side")
                )
                if spoken or low[j] in words["demand_nouns"] or low[j] in words["offer_nouns"]:
                    who.acts += 1
                    break
            return
        if (
            k < sentence.last
            and tokens[k].tag == "N"
            and low[k] in words["voices"]
            and low[k] not in words["not_voices"]
        ):
            who.acts += 1
            return
        if before == "by" or (
            before == "to" and place.first > sentence.first + 1 and low[place.first - 2] == "according"
        ):
            who.acts += 0.7
        if any(
            " ".join(low[max(0, place.first - n) : place.first]).endswith(
                ("talks between", "negotiations between", "dispute between", "agreement between", "both")
            )
            for n in (2, 3)
        ):
            who.acts += 1
        previous = tokens[place.first - 1] if place.first > sentence.first else None
        if (
            previous is not None
            and previous.tag == "V"
            and previous.lemma in self.scene.hints.words["addressed"]
        ):
            who.acts += 0.5
        if before == "of" and self._local(text, sentence.first, place.first - 2):
            before = ""
        if (
            k < sentence.last
            and tokens[k].tag == "N"
            and tokens[k].text in self.scene.hints.words["organisation_nouns"]
        ):
            k += 1
        who.acts += self._verb_after(text, k, sentence.last, before)

    def _local(self, text: Text, first: int, k: int) -> bool:
        """ "The village of X" as one who acts, not "in the village of X"."""
        if k <= first or text.low[k] not in self.scene.hints.words["local"] or text.low[k - 1] != "the":
            return False
        return k - 1 == first or text.tokens[k - 2].tag not in ("IN", "TO")

    def _verb_after(self, text: Text, k: int, last: int, before: str) -> float:
        tokens = text.tokens
        if before in _PLACES | {"of", "with", "for"}:
            return 0.0
        if (
            k + 1 < last
            and tokens[k].low == ","
            and tokens[k + 1].tag in ("MD", "HV", "V")
            and tokens[k + 1].form not in ("ing", "pp")
        ):
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
                    return 1.0 if tokens[j].lemma in self.scene.lexicon.patterns else 0.3
                if tokens[j].tag not in ("RB", "NOT", "BE", "HV", "MD"):
                    return 0.5 if tokens[j].low in self.scene.lexicon.words["adjectives"] else 0.2
            return 0.2
        if k < last and tokens[k].tag == "V" and tokens[k].form != "ing":
            if tokens[k].form == "pp" and (k + 1 < last and tokens[k + 1].low == "by"):
                return 0.3
            return 1.0 if tokens[k].lemma in self.scene.lexicon.patterns else 0.3
        return 0.0

    def role(self, spot: Spot) -> None:
        """A person by a title, by the noun before or behind the name, or by how it is quoted."""
        who, place = spot.who, spot.place
        if who.kind in ("state", "place") or place.how == "demonym":
            return
        noun = self.scene.role_before(spot)
        at = noun if noun is not None else self.scene.role_behind(spot)
        bodily = who.kind == "organisation" and not place.title
        if bodily:
            return
        if at is not None or place.title:
            who.kind = "person"
            return
        text = self.scene.texts[place.text]
        previous = text.tokens[place.first - 1] if place.first else None
        short = place.how == "short" and who.words[-1] == text.tokens[place.first].text and len(who.words) > 1
        if who.kind == "unknown" and len(who.words) in (2, 3):
            chairs = (
                previous is not None
                and previous.low == "by"
                and text.tokens[place.first - 2].lemma in self.scene.hints.words["heading_verbs"]
            )
            said = chairs or (
                previous is not None
                and previous.tag == "V"
                and previous.lemma in self.scene.hints.words["saying"]
            )
            if said or (short and (previous is None or previous.low not in DETERMINED)):
                who.kind = "person"

    def plainly_persons(self) -> None:
        """Two names with capitals that act, without an article or a noun of bodies: a person."""
        for who in self.scene.known:
            if who.kind != "unknown" or len(who.words) != 2 or who.acts <= 0:
                continue
            low = [w.lower() for w in who.words]
            common = any(
                w in self.scene.hints.words["never"]
                or w in self.scene.lexicon.words["adjectives"]
                or "-" in w
                for w in low
            )
            definite = any(
                self.scene.texts[p.text].low[p.first - 1] in DETERMINED for p in who.places if p.first
            )
            by_first = any(who.words[0] == form for form in who.forms)
            if not (common or definite or by_first or low[-1].endswith(("s", "ing"))):
                who.kind = "person"
