"""Names in documents nobody told us about: which words name an actor, and which name the same one.

Room: evidence. Names are judged by where they stand, never by what they are.
"""

from collections import Counter
from dataclasses import dataclass, field

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.segment import Sentence, Text

_JOINTS = frozenset({"of", "for", "and"})
_PLACES = frozenset({"in", "at", "from", "to", "near", "through", "into", "outside", "around", "along"})


@dataclass(slots=True)
class Name:
    """One thing named in the documents, and how it stands there."""

    words: tuple[str, ...]
    first: int  # order of first appearance
    count: int = 0
    subject: int = 0  # stands before a verb
    place: int = 0  # stands after "in", "at", ...
    voiced: int = 0  # "X officials", "X's envoy"
    person: int = 0  # has a role in front, or "Mr"
    aliases: set[tuple[str, ...]] = field(default_factory=set)
    described: Counter[str] = field(default_factory=Counter)  # nouns of "X, the group that"
    owner: tuple[str, ...] | None = None  # of a person: the name whose role it has
    mediates: int = 0
    capital_of: tuple[str, ...] | None = None
    demonym: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


def collect(texts: list[Text], lexicon: Lexicon) -> dict[tuple[str, ...], Name]:
    """All names of the documents, those that are the same joined."""
    found: dict[tuple[str, ...], Name] = {}
    for text in texts:
        for sentence in text.sentences:
            _collect(text, sentence, lexicon, found)
    _join(found, lexicon)
    return found


def _collect(text: Text, sentence: Sentence, lexicon: Lexicon, found: dict[tuple[str, ...], Name]) -> None:
    tokens, low = text.tokens, text.low
    k = sentence.first
    while k < sentence.last:
        if not _names(text, sentence, k, lexicon):
            k += 1
            continue
        end = k + 1
        while end < sentence.last:
            if _names(text, sentence, end, lexicon):
                end += 1
            elif low[end] in _JOINTS and low[end] != "and" and end + 1 < sentence.last and _names(text, sentence, end + 1, lexicon) and low[end - 1] in lexicon.words["organised"]:
                end += 2
            else:
                break
        start, stop, role = _trim(text, k, end, lexicon)
        if stop > start:
            _file(text, sentence, start, stop, role, lexicon, found)
        k = end


def _names(text: Text, sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    t = text.tokens[k]
    if not t.text[0].isupper() or not t.text[0].isalpha():
        return False
    if t.low in lexicon.words["calendar"]:
        return False
    if t.tag == "NP":
        return True
    opens = k == sentence.first or text.tokens[k - 1].tag in ("QT", "PU")
    return opens and t.tag == "N" and t.low not in lexicon.words["common"] and t.low not in lexicon.verb_forms and t.low not in lexicon.nouns and (
        k + 1 < sentence.last and (text.tokens[k + 1].tag in ("V", "MD", "BE", "HV", "DO", "POS", "NP", "RB") or text.low[k + 1] == ",")
    )


def _trim(text: Text, start: int, stop: int, lexicon: Lexicon) -> tuple[int, int, str]:
    """Off with titles and roles: "Foreign Minister Dana Orlic" -> "Dana Orlic", a minister."""
    low, role = text.low, ""
    while stop - start > 1 and (low[start] in lexicon.words["titles"] or (low[start] in lexicon.words["voices"] and stop - start > 1 and low[stop - 1] not in lexicon.words["organised"])):
        role = low[start]
        start += 1
        if start < stop and low[start] in ("of", "for"):
            return start + 1, stop, ""
    if stop - start == 1 and (low[start] in lexicon.words["titles"] or low[start] in lexicon.words["voices"]) and low[start] not in lexicon.words["organised"]:
        return start, start, role
    return start, stop, role


def _file(
    text: Text, sentence: Sentence, start: int, stop: int, role: str, lexicon: Lexicon, found: dict[tuple[str, ...], Name]
) -> None:  # fmt: skip
    tokens, low = text.tokens, text.low
    # "Israeli Prime Minister Benjamin Netanyahu": a name, roles, and the name of a person
    inner = [k for k in range(start, stop) if low[k] in lexicon.words["voices"] or low[k] in lexicon.words["titles"]]
    if inner and inner[0] > start and inner[-1] < stop - 1 and low[stop - 1] not in lexicon.words["organised"]:
        _file(text, sentence, start, inner[0], "", lexicon, found)
        _file(text, sentence, inner[-1] + 1, stop, low[inner[-1]], lexicon, found)
        person = found.get(tuple(t.text for t in tokens[inner[-1] + 1 : stop]))
        if person is not None:
            person.owner = person.owner or tuple(t.text for t in tokens[start : inner[0]])
        return
    words = tuple(t.text for t in tokens[start:stop])
    name = found.setdefault(words, Name(words, len(found)))
    name.count += 1
    before = low[start - 1] if start > sentence.first else ""
    if before == "the" and start - 1 > sentence.first:
        before = low[start - 2]
    after = tokens[stop] if stop < sentence.last else None
    if before in _PLACES:
        name.place += 1
    if after is not None and after.tag in ("V", "MD", "BE", "HV", "DO", "RB") and before not in _PLACES and before != "of":
        name.subject += 1
    if after is not None and after.tag == "POS":
        name.voiced += 1
    if after is not None and after.tag in ("N", "J") and any(low[k] in lexicon.words["voices"] for k in range(stop, min(stop + 3, sentence.last))):
        name.voiced += 1
    if before == "by" or before in ("between", "and", "with", "against"):
        name.voiced += 1
    lead = low[start - 1] if start > sentence.first else ""
    if role or lead in lexicon.words["titles"] or (lead in lexicon.words["voices"] and lead not in lexicon.words["organised"] and len(words) <= 3):
        name.person += 1
        _owner(text, sentence, start - 1, name, lexicon)
    if role in lexicon.words["mediators"] or lead in lexicon.words["mediators"]:
        name.mediates += 2
    _apposition(text, sentence, start, stop, name, lexicon)


def _owner(text: Text, sentence: Sentence, k: int, name: Name, lexicon: Lexicon) -> None:
    """"union leader Greta Sollberg", "Norrail's chief negotiator, Anton Weil": whose role it is."""
    tokens = text.tokens
    i = k
    while i >= sentence.first and (tokens[i].tag in ("N", "J", "POS", "PU") and tokens[i].low not in (".", ";")) and k - i < 7:
        if tokens[i].low == "," and i < k:
            break
        i -= 1
    if i >= sentence.first and tokens[i].tag == "NP":
        end = i + 1
        while i > sentence.first and tokens[i - 1].tag == "NP":
            i -= 1
        name.owner = name.owner or tuple(t.text for t in tokens[i:end])


def _apposition(text: Text, sentence: Sentence, start: int, stop: int, name: Name, lexicon: Lexicon) -> None:
    tokens, low = text.tokens, text.low
    if stop + 2 < sentence.last and low[stop] == "(" and tokens[stop + 1].text.isupper() and low[stop + 2] == ")":
        name.aliases.add((tokens[stop + 1].text,))
    if stop + 2 < sentence.last and low[stop] == "," and (tokens[stop + 1].tag in ("D", "PS") or low[stop + 1] in lexicon.words["voices"]):
        end = stop + 1
        while end < sentence.last and tokens[end].tag in ("D", "PS", "J", "N", "NP", "POS"):
            end += 1
        heads = [low[k] for k in range(stop + 1, end) if tokens[k].tag == "N"]
        if heads:
            name.described[heads[-1]] += 1
            if heads[-1] in lexicon.words["mediators"]:
                name.mediates += 2
            if heads[-1] == "capital":
                name.capital_of = next((tuple([tokens[k].text]) for k in range(stop + 1, min(end + 4, sentence.last)) if tokens[k].tag == "NP"), None)
            if heads[-1] in lexicon.words["voices"] and heads[-1] not in lexicon.words["organised"] and len(name.words) <= 3:
                name.person += 1
                named = [k for k in range(stop + 1, min(end + 6, sentence.last)) if tokens[k].tag == "NP"]
                if named and low[named[0]] not in (".",):
                    name.owner = name.owner or (tokens[named[0]].text,)


def _join(found: dict[tuple[str, ...], Name], lexicon: Lexicon) -> None:
    """Surnames, acronyms, short forms and demonyms become aliases of the longer name."""
    order = sorted(found.values(), key=lambda n: (-len(n.words), n.first))
    for name in order:
        if name.words not in found:
            continue
        capitals = "".join(w[0] for w in name.words if w[0].isupper())
        for other in list(found.values()):
            if other is name or other.words not in found:
                continue
            short = other.words
            surname = len(name.words) >= 2 and len(short) == 1 and short[0] == name.words[-1]
            forename = len(name.words) >= 2 and short == name.words[:1] and name.person == 0 and short[0].lower() not in lexicon.words["common"] and short[0].lower() not in lexicon.words["adjectives"]
            acronym = len(capitals) >= 2 and len(short) == 1 and short[0] in (capitals, *(a[0] for a in name.aliases))
            inside = len(short) >= 2 and len(name.words) > len(short) and name.words[-len(short) :] == short
            demonym = len(short) == 1 and len(name.words) == 1 and _demonym(short[0], name.words[0])
            plural = len(short) == len(name.words) and short[:-1] == name.words[:-1] and short[-1].rstrip("s") == name.words[-1].rstrip("s") and short[-1] != name.words[-1]
            if not (surname or forename or acronym or inside or demonym or plural):
                continue
            if demonym:
                name.demonym = True
            _absorb(name, other)
            del found[short]
            for third in found.values():
                if third.owner == short:
                    third.owner = name.words
                if third.capital_of == short:
                    third.capital_of = name.words
    for name in found.values():
        if name.owner is not None and name.owner not in found:
            name.owner = next((n.words for n in found.values() if name.owner in n.aliases or n.words[-len(name.owner) :] == name.owner), None)


def _absorb(name: Name, other: Name) -> None:
    name.aliases |= {other.words, *other.aliases}
    name.count += other.count
    name.subject += other.subject
    name.place += other.place
    name.voiced += other.voiced
    name.person += other.person
    name.mediates += other.mediates
    name.described += other.described
    name.first = min(name.first, other.first)
    name.owner = name.owner or other.owner


def _demonym(word: str, name: str) -> bool:
    trunk = name.rstrip("aeiouy")
    if len(trunk) < 3 or len(word) > len(name) + 4 or word == name:
        return False
    return word.startswith(trunk) and word.endswith(("n", "i", "ese", "ish", "ic", "ns", "is", "er", "ers"))
