"""Where actors are named, and the kinds of words each may be called by.

Room: evidence. A mention is a run of tokens; what it is part of is decided in `people`.
"""

import re
from dataclasses import dataclass, field

from parley.evidence.glossary import Actor, Glossary
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.segment import Text

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d[\d,.]*\d|\d+|[^\W\d_]+(?:[-‑][^\W\d_]+)*|['’]s\b|[^\w\s]")
_PLACE = frozenset(
    [
        "in",
        "at",
        "from",
        "to",
        "near",
        "via",
        "through",
        "around",
        "outside",
        "inside",
        "into",
        "towards",
        "toward",
        ",",
        "(",
    ]
)
_DEMONYM = re.compile(r"(?:n|ian|ean|an|ese|i|ish|ic|er|ers|ians|ans)$")


@dataclass(slots=True)
class Mention:
    """A run of tokens that names an actor."""

    actor: str
    first: int
    last: int  # exclusive
    metonym: bool = False


@dataclass(slots=True)
class Roster:
    """The actors of one reading, and what each is called."""

    actors: dict[str, Actor]
    names: dict[str, list[tuple[tuple[str, ...], str, bool, bool]]] = field(default_factory=dict)
    called: dict[str, set[str]] = field(default_factory=dict)  # actor -> nouns that describe it
    persons: set[str] = field(default_factory=set)
    principals: list[str] = field(default_factory=list)  # sides only
    mediators: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    reporter: str | None = None

    def side(self, actor: str) -> str:
        entry = self.actors.get(actor)
        return (entry.member_of or actor) if entry else actor

    def add(self, words: tuple[str, ...], actor: str, *, exact: bool, metonym: bool = False) -> None:
        """One more name; `exact` wants its capital letters."""
        key = words[0].lower().rstrip("'")
        entries = self.names.setdefault(key, [])
        if not any(e[0] == words and e[1] == actor for e in entries):
            entries.append((words, actor, exact, metonym))
            entries.sort(key=lambda e: (-len(e[0]), e[3], e[0], e[1]))


def words_of(name: str) -> tuple[str, ...]:
    """
    >>> words_of("The drivers’ section of U.S. Rail")
    ("drivers'", 'section', 'of', 'U.S.', 'Rail')
    """
    found = [w.replace("’", "'").replace("‑", "-") for w in _WORD.findall(name)]
    out: list[str] = []
    for w in found:
        if w == "'" and out:
            out[-1] += "'"
        else:
            out.append(w)
    if len(out) > 1 and out[0].lower() in ("the", "a", "an"):
        out = out[1:]
    return tuple(out)


def roster(glossary: Glossary, lexicon: Lexicon) -> Roster:
    """What the glossary says about actors, with the short names one would also use."""
    r = Roster({a.id: a for a in glossary.actors})
    for actor in glossary.actors:
        _file_under(r, actor, lexicon)
        for name in (actor.name, *actor.aliases):
            words = words_of(name)
            if words and not (actor.kind == "document" and actor.id == r.reporter):
                r.add(words, actor.id, exact=any(w[:1].isupper() for w in words))
        for name in actor.metonyms:
            r.add(words_of(name), actor.id, exact=True, metonym=True)
    for actor in glossary.actors:
        for words in _short_names(actor, glossary, lexicon):
            key = words[0].lower().rstrip("'")
            if key not in r.names or all(e[0] != words for e in r.names[key]):
                r.add(words, actor.id, exact=True)
    return r


def _is_text(actor: Actor, lexicon: Lexicon) -> bool:
    """ "The proposed plan", of no kind that anybody gave: a text, by the last word of one of its names."""
    if (
        actor.kind not in ("unknown", "organisation")
        or actor.role != "outside"
        or actor.member_of is not None
    ):
        return False
    return any(
        alias.lower().split()[-1] in lexicon.words["texts"] for alias in actor.aliases if alias.strip()
    )


def _file_under(r: Roster, actor: Actor, lexicon: Lexicon) -> None:
    name = actor.name.lower()
    if actor.kind == "person":
        r.persons.add(actor.id)
    if actor.kind == "document" or _is_text(actor, lexicon):
        if "report itself" in name or actor.id in ("author", "report", "reporter"):
            r.reporter = actor.id
        else:
            r.documents.append(actor.id)
    elif actor.role == "principal" and actor.member_of is None:
        r.principals.append(actor.id)
    elif actor.role == "mediator":
        r.mediators.append(actor.id)
    elif _is_unnamed(actor, lexicon):
        r.unnamed.append(actor.id)
    r.called[actor.id] = _describing(actor, lexicon)


def _is_unnamed(actor: Actor, lexicon: Lexicon) -> bool:
    words = {w.lower() for w in words_of(actor.name)}
    if actor.kind not in ("group", "unknown", "person") or actor.role != "outside" or actor.member_of:
        return False
    return bool(words & lexicon.words["unnamed"].single) or "critics" in words or "unnamed" in words


def _describing(actor: Actor, lexicon: Lexicon) -> set[str]:
    """Nouns of the classes of sides that stand in its names, and by its kind."""
    known = frozenset().union(*lexicon.classes.values()) | lexicon.words["voices"].single
    out = set()
    for name in (actor.name, *actor.aliases):
        words = [w.lower() for w in words_of(name)]
        heads = [words[k - 1] for k, w in enumerate(words) if w in ("of", "for") and k][:1] or words[-1:]
        out |= {w for w in heads if w in known}
    if actor.kind == "state":
        out |= {"country", "state", "government"}
    return out


def _short_names(actor: Actor, glossary: Glossary, lexicon: Lexicon) -> list[tuple[str, ...]]:
    """A surname, an acronym, the word that only this actor has."""
    out: list[tuple[str, ...]] = []
    others = {
        w.lower()
        for a in glossary.actors
        if a.id != actor.id
        for n in (a.name, *a.aliases)
        for w in words_of(n)
    }
    for name in (actor.name, *actor.aliases):
        words = words_of(name)
        if len(words) < 2:
            continue
        if actor.kind == "person":
            if words[-1][:1].isupper() and words[-1].lower() not in others:
                out.append((words[-1],))
            continue
        capitals = [w for w in words if w[:1].isupper()]
        if len(capitals) >= 2:
            out.append(("".join(w[0] for w in capitals),))
        for w in (words[-1], words[0]):
            distinct = w[:1].isupper() and w.lower() not in others and len(w) > 2
            if (
                distinct
                and actor.kind in ("organisation", "group", "unknown")
                and w.lower() not in _generic(lexicon)
            ):
                out.append((w,))
        if actor.kind == "organisation" and words[-1][:1].isupper() and words[-1].lower() not in others:
            out.append((words[-1],))
    return out


def _generic(lexicon: Lexicon) -> frozenset[str]:
    return (
        frozenset().union(*lexicon.classes.values())
        | lexicon.words["voices"].single
        | lexicon.words["adjectives"].single
    )


def find(text: Text, r: Roster) -> list[Mention]:
    """All places where an actor is named, longest names first; sets `mention` on their tokens."""
    out: list[Mention] = []
    demonyms = _demonyms(r)
    i, n = 0, len(text.tokens)
    while i < n:
        token = text.tokens[i]
        hit = _name_at(text, i, r) if token.low in r.names else None
        if hit is None and token.text[0].isupper():
            hit = _demonym_at(token.low, i, demonyms)
        if hit is None:
            i += 1
            continue
        for k in range(hit.first, hit.last):
            text.tokens[k].mention = len(out)
        out.append(hit)
        i = hit.last
    return out


def _name_at(text: Text, i: int, r: Roster) -> Mention | None:
    tokens = text.tokens
    for words, actor, exact, metonym in r.names[tokens[i].low]:
        k = i
        for position, word in enumerate(words):
            if k >= len(tokens) or tokens[k].sentence != tokens[i].sentence:
                break
            own = word.rstrip("'")
            same = (
                tokens[k].text == own
                if exact and position == 0 and len(words) == 1
                else tokens[k].low == own.lower()
            )
            if exact and own[:1].isupper() and not tokens[k].text[:1].isupper():
                same = False
            if not same:
                break
            k += 1
            if own != word:
                if k < len(tokens) and tokens[k].low in ("'", "’"):
                    k += 1
                else:
                    break
        else:
            if metonym and i and tokens[i - 1].low in _PLACE:
                continue
            return Mention(actor, i, k, metonym)
    return None


def _demonyms(r: Roster) -> list[tuple[str, str]]:
    out = []
    for actor in r.actors.values():
        if actor.kind == "state" or (actor.kind == "unknown" and actor.role in ("principal", "mediator")):
            name = words_of(actor.name)
            if len(name) == 1 and len(name[0]) >= 4:
                out.append((name[0].lower(), actor.id))
    return out


def _demonym_at(low: str, i: int, demonyms: list[tuple[str, str]]) -> Mention | None:
    for name, actor in demonyms:
        trunk = name.rstrip("aeiouy") if len(name.rstrip("aeiouy")) >= 3 else name
        if low.startswith(trunk) and low != name and len(low) <= len(name) + 4 and _DEMONYM.search(low):
            return Mention(actor, i, i + 1)
    return None
