"""Who is named in some texts, by which names, and what shows that they act?

Room: evidence. Used by discovery. Names that belong together are one `Acquaintance`: a full name and its
short forms, a state and its demonyms, a body and its initials.
"""

from collections import Counter
from dataclasses import dataclass, field

from parley.evidence.rules.hints import Hints, is_demonym
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.names import Piece, Run
from parley.evidence.rules.segment import Text


@dataclass(slots=True)
class Place:
    """Where a name stands."""

    text: int
    sentence: int
    first: int
    last: int  # exclusive
    how: str  # "name", "short", "demonym" or "seat"
    state: str = ""  # a state named just before it: "Israeli Prime Minister ..."
    title: str = ""


@dataclass(slots=True)
class Acquaintance:
    """One who is named."""

    name: str
    kind: str  # "state", "organisation", "person", "place" or "unknown"
    places: list[Place] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)  # other names, as written
    seats: Counter[str] = field(default_factory=Counter)
    described: list[str] = field(default_factory=list)  # "the militant group"
    acts: float = 0.0
    located: int = 0
    mediates: float = 0.0
    sides: Counter[str] = field(default_factory=Counter)  # names it may belong to
    speaks: bool = False

    @property
    def words(self) -> list[str]:
        return [w for w in self.name.split() if w[0].isalnum()]


def acquaintances(texts: list[Text], found: list[Run], lexicon: Lexicon, hints: Hints) -> list[Acquaintance]:
    """All that are named, in the order in which they first are."""
    book = _Book(texts, lexicon, hints)
    for run in found:
        book.long_names(run)
    for run in found:
        book.file(run)
    return sorted(
        book.known.values(), key=lambda a: (a.places[0].text, a.places[0].first) if a.places else (9**9, 0)
    )


class _Book:
    """Names as they are filed."""

    def __init__(self, texts: list[Text], lexicon: Lexicon, hints: Hints) -> None:
        self.texts, self.lexicon, self.hints = texts, lexicon, hints
        self.known: dict[str, Acquaintance] = {}
        self.by_word: dict[str, list[str]] = {}  # a word of a longer name -> those names
        self.recent: dict[str, int] = {}

    def long_names(self, run: Run) -> None:
        """First all names of several words: short forms are theirs."""
        for k, piece in enumerate(run.pieces):
            words = [w for w in piece.words if w[0].isalnum()]
            if piece.kind != "name" or len(words) < 2 or all(w.isupper() and len(w) > 3 for w in words):
                continue
            name = piece.name
            if name not in self.known:
                self.known[name] = Acquaintance(name, self.kind(run, k, words))
                for w in {words[0], words[-1]}:
                    self.by_word.setdefault(w.lower(), []).append(name)

    def kind(self, run: Run, k: int, words: list[str]) -> str:
        titled = k > 0 and run.pieces[k - 1].kind == "title"
        if titled:
            return "person"
        nouns, places = self.hints.words["organisation_nouns"], self.hints.words["place_nouns"]
        low = [w.lower() for w in words]
        if (
            low[-1] in nouns
            or (low[0] in nouns and "of" in low)
            or (len(low) > 2 and low[0] in nouns and "for" in low)
        ):
            return "place" if low[0] == "port" else "organisation"
        if low[-1] in places or low[0] in ("port", "lake", "mount", "cape", "fort", "upper", "lower", "camp"):
            return "place"
        return "unknown"

    def file(self, run: Run) -> None:
        state, title = "", ""
        for k, piece in enumerate(run.pieces):
            if piece.kind == "title":
                title = piece.name.lower()
                continue
            if piece.kind != "name":
                state = piece.state
                self.state(piece, run)
            else:
                self.name(piece, run, k, state, title)
                state = ""
            title = ""
        if title and state == "" and " of " in title:
            return

    def state(self, piece: Piece, run: Run) -> None:
        entry = self.known.setdefault(piece.state, Acquaintance(piece.state, "state"))
        how = {"state": "name"}.get(piece.kind, piece.kind)
        entry.places.append(Place(run.text, run.sentence, piece.first, piece.last, how))
        if piece.kind == "seat":
            entry.seats[piece.name] += 1
        elif piece.name != entry.name:
            entry.forms[piece.name] += 1

    def name(self, piece: Piece, run: Run, k: int, state: str, title: str) -> None:
        owner, how = self.owner(piece, run, k, title)
        if owner is None:
            return
        entry = self.known[owner]
        if title:
            entry.kind = "person"
        entry.places.append(Place(run.text, run.sentence, piece.first, piece.last, how, state, title))
        if (piece.name != entry.name and not piece.name.isupper()) or (
            piece.name.isupper() and len(piece.name) <= 5 and piece.name != entry.name
        ):
            entry.forms[piece.name] += 1
        self.recent[owner] = run.text * 10**6 + piece.first

    def owner(self, piece: Piece, run: Run, k: int, title: str) -> tuple[str | None, str]:
        """Whose name it is: its own, or a short form of a longer one."""
        name = piece.name
        if name in self.known and self.known[name].kind != "state":
            return name, "name"
        words = [w for w in piece.words if w[0].isalnum()]
        text = self.texts[run.text]
        if len(words) > 1:
            titled = next((n for n in self.known if n.lower() == name.lower()), None)
            return (titled or name, "name") if titled or name in self.known else (None, "name")
        word = words[0]
        if "-" in word and any(
            p in self.known or any(p in n.split() for n in self.known) for p in word.split("-")
        ):
            return None, "name"
        before = text.low[piece.first - 1] if piece.first else ""
        holders = []
        plural = self.by_word.get(word.lower().rstrip("s"), ()) if word.lower() not in self.by_word else ()
        for candidate in (*self.by_word.get(word.lower(), ()), *plural):
            entry = self.known[candidate]
            own = entry.words
            if entry.kind == "person" and (own[-1] != word or before == "the"):
                continue
            if (
                entry.kind != "person"
                and own[0] == word
                and own[-1] != word
                and before == "the"
                and word.lower() not in self.hints.words["organisation_nouns"]
            ):
                continue
            if title and entry.kind in ("organisation", "place"):
                continue
            holders.append(candidate)
        if holders:
            return max(holders, key=lambda h: (self.recent.get(h, -1), len(self.known[h].places))), "short"
        if word.isupper() and 2 <= len(word) <= 6:
            for candidate, entry in self.known.items():
                initials = "".join(w[0] for w in entry.words if w[0].isupper())
                if (
                    entry.kind != "person"
                    and len(entry.words) > 1
                    and word in (initials, initials[: len(word)] if len(word) > 2 else initials)
                ):
                    return candidate, "short"
        for candidate, entry in self.known.items():
            if (
                entry.kind not in ("person", "place")
                and len(entry.words) == 1
                and is_demonym(word.lower(), candidate.lower())
            ):
                entry.kind = "state"
                return candidate, "demonym"
        low = word.lower()
        if low in self.hints.words["never"] or (before in ("the", "a") and low in self.hints.words["empty"]):
            return None, "name"
        kind = (
            "person"
            if title
            else "organisation"
            if low in self.hints.words["organisation_nouns"]
            else "place"
            if low in self.hints.words["place_nouns"]
            else "unknown"
        )
        if word in self.known:  # a state's name used for itself
            return word, "name"
        self.known[word] = Acquaintance(word, kind)
        self.pull(word)
        return word, "name"

    def pull(self, word: str) -> None:
        """A demonym met before its country is a form of it."""
        for other in list(self.known):
            entry = self.known[other]
            if (
                other != word
                and entry.kind == "unknown"
                and len(entry.words) == 1
                and is_demonym(other.lower(), word.lower())
            ):
                mine = self.known[word]
                for place in entry.places:
                    place.how = "demonym"
                mine.places = entry.places + mine.places
                mine.forms[other] += sum(1 for _ in entry.places)
                mine.kind = "state"
                del self.known[other]
