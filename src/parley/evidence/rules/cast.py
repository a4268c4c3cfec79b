"""Who takes part: the actors of some texts, with their sides and their first roles.

Room: evidence. Used by discovery. A name becomes an actor when it acts, speaks, mediates or has somebody who
does; places, days, papers and people merely spoken of do not. Roles here are first guesses from the words;
what the claims show later is stronger (`discovery`).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from parley.evidence.glossary import Actor, Kind, Role
from parley.evidence.rules.acquaintance import Acquaintance, acquaintances
from parley.evidence.rules.conduct import observe
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.nameless import (
    bodies,
    described,
    documents,
    groups,
    sort,
    subjects,
    unnamed_mediator,
)
from parley.evidence.rules.names import runs
from parley.evidence.rules.phrases import base_end
from parley.evidence.rules.segment import Text
from parley.ground.ids import slug

_ACTS = 0.5  # below this a name is only spoken of
_MEDIATES = 2.0


def _id(name: str) -> str:
    """
    >>> _id("Marsh People’s Front")
    'marsh-peoples-front'
    """
    return slug(name.replace("’s ", "s ").replace("'s ", "s "))


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors, and how much each acts by the words alone."""

    actors: tuple[Actor, ...]
    acts: dict[str, float]


def cast(texts: list[Text], lexicon: Lexicon, hints: Hints) -> Cast:
    """The actors of some texts that are cut and tagged."""
    known = acquaintances(texts, runs(texts, lexicon, hints), lexicon, hints)
    observe(texts, known, lexicon, hints)
    for a in known:
        if a.kind not in ("person", "place"):
            a.described = _appositions(a, texts, lexicon, hints)
    _echoes(texts, known, lexicon, hints)
    kept = _kept(known, hints)
    actors = [_actor(a, kept, texts, lexicon, hints) for a in kept]
    acts = {actor.id: a.acts for actor, a in zip(actors, kept, strict=True)}
    actors += [b for b in bodies(texts, lexicon, hints) if b.id not in acts]
    if not any(a.role == "mediator" for a in actors):
        actors += unnamed_mediator(texts, hints)
    named = [
        a
        for a in actors
        if a.role != "mediator" and a.member_of is None and a.kind != "person" and acts.get(a.id, 0) >= 1
    ]
    if len(named) < 2:
        actors += described(texts, named, lexicon)
    actors = _members_of_bodies(actors, kept, hints)
    actors += groups(texts, actors, lexicon)
    actors += documents(texts, lexicon)
    unique = tuple({a.id: a for a in reversed(actors)}.values())[::-1]
    return Cast(_first_roles(unique, acts), acts)


def _echoes(texts: list[Text], known: list[Acquaintance], lexicon: Lexicon, hints: Hints) -> None:
    """ "The board offered": what "the Harbour Board" does under its last word alone."""
    heads = Counter(head for t in texts for s in t.sentences for head, _ in subjects(t, s, lexicon))
    bodies = [a for a in known if a.kind == "organisation" and a.places]
    for head, count in heads.items():
        holders = [a for a in bodies if a.words[-1].lower() == head]
        if len(holders) == 1 and head in hints.words["boards"]:
            holders[0].acts += count
            holders[0].forms[holders[0].words[-1]] += 1


def _kept(known: list[Acquaintance], hints: Hints) -> list[Acquaintance]:
    """Those who act, and those to whom somebody who acts belongs."""
    names = {a.name: a for a in known}
    homes = Counter(side for a in known for side in _side(a, names, hints))
    out = []
    for a in known:
        last = a.words[-1].lower()
        if last in hints.words["press"] or (
            last in hints.words["publishers"] and a.acts <= 1 and not a.mediates
        ):
            continue
        if a.kind == "unknown" and a.located > a.acts:
            continue
        if a.kind == "place" and a.acts < 1.5 and not homes[a.name]:
            continue
        if (
            (a.kind == "person" and (a.acts >= 0.2 or a.sides or a.mediates))
            or a.acts >= _ACTS
            or homes[a.name]
            or a.mediates >= _MEDIATES
        ):
            out.append(a)
    return out


def _side(a: Acquaintance, names: dict[str, Acquaintance], hints: Hints) -> list[str]:
    """The side noted most often; "the union" is the one whose name holds the word."""
    for side, _ in sorted(a.sides.items(), key=lambda t: -t[1]):
        if side in names and side != a.name:
            return [side]
        if side.startswith("the "):
            word = side.removeprefix("the ")
            holders = [
                n
                for n in sorted(names)
                if n != a.name
                and any(
                    _like(word, w.lower(), hints) for w in (*n.split(), *" ".join(names[n].described).split())
                )
            ]
            if len(holders) == 1:
                return holders
    return []


def _like(word: str, other: str, hints: Hints) -> bool:
    nouns = hints.words["organisation_nouns"]
    return word == other or (word[:3] == other[:3] and word in nouns and other in nouns)


def _actor(
    a: Acquaintance, kept: list[Acquaintance], texts: list[Text], lexicon: Lexicon, hints: Hints
) -> Actor:
    names = {k.name: k for k in kept}
    side = _side(a, names, hints)
    aliases = [form for form, _ in a.forms.most_common()]
    if a.kind == "person" and a.words[-1] not in aliases and len(a.words) > 1:
        aliases.append(a.words[-1])
    if a.kind != "person":
        aliases += a.described
    state = hints.known.get(a.name)
    if state is not None and state.demonyms and state.demonyms[0] not in aliases:
        aliases.append(state.demonyms[0])
    kinds: dict[str, Kind] = {"state": "state", "person": "person"}
    kind = kinds.get(a.kind, "organisation")
    if state is not None and a.name in ("European Union", "United Nations", "African Union", "Arab League"):
        kind = "organisation"
    role: Role = "mediator" if a.mediates >= _MEDIATES else "outside"
    return Actor(
        _id(a.name),
        a.name,
        role,
        kind,
        _id(side[0]) if side else None,
        tuple(dict.fromkeys(aliases)),
        tuple(a.seats),
    )


def _appositions(a: Acquaintance, texts: list[Text], lexicon: Lexicon, hints: Hints) -> list[str]:
    """ "X, the militant group that ...": what a body is called besides its name."""
    out = []
    for place in a.places:
        text = texts[place.text]
        last = text.sentences[place.sentence].last
        k = place.last
        if k + 2 >= last or text.low[k] != "," or text.low[k + 1] not in ("the", "a", "an"):
            continue
        end = base_end(text, last, k + 1)
        if end >= last or text.low[end] not in (
            ",",
            ".",
            ";",
            "that",
            "which",
            "who",
            "whose",
            "representing",
            "in",
            "of",
        ):
            continue
        nouns = text.low[k + 2 : end]
        if (
            nouns
            and len(nouns) <= 4
            and sort(nouns[-1], lexicon)
            and not any(t.text[0].isupper() for t in text.tokens[k + 2 : end])
        ):
            out.append("the " + " ".join(nouns))
    for place in a.places:
        text = texts[place.text]
        first = text.sentences[place.sentence].first
        low, k, j = text.low, place.last, place.first
        if j - 2 >= first and low[j - 1] == "of" and low[j - 2] in hints.words["local"]:
            out.append(f"the {low[j - 2]}")
        body = k < len(low) and text.tokens[k].text in hints.words["organisation_nouns"]
        if place.how == "name" and body and j > first and low[j - 1] == "the" and text.tokens[k].tag == "N":
            out.append(f"the {low[k]}")
        if a.kind != "state" and k < len(low) and text.tokens[k].tag == "POS":
            end = base_end(text, text.sentences[place.sentence].last, k + 1)
            if low[end - 1] in hints.words["boards"] and text.tokens[end - 1].text.islower():
                out += [f"the {low[end - 1]}", f"the {' '.join(low[k + 1 : end])}"]
        while j > first and text.tokens[j - 1].tag in ("N", "J", "POS") and text.tokens[j - 1].text.islower():
            j -= 1
        if (
            j < place.first
            and text.low[place.first - 1] in _sorts(lexicon)
            and (j == first or text.low[j - 1] in ("the", ",", "and", "by"))
        ):
            out.append("the " + " ".join(text.low[j : place.first]))
    return out


def _sorts(lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*lexicon.classes.values())


def _governs(actor: Actor) -> bool:
    """Whether a body is a government: by its name, or because it is called so."""
    first = actor.name.lower().removeprefix("the ").split()[0]
    return first in ("government", "republic", "kingdom") or "the government" in actor.aliases


def _members_of_bodies(actors: list[Actor], kept: list[Acquaintance], hints: Hints) -> list[Actor]:
    """Persons of bodies without a name; ministers and generals are of "the government"."""
    states = [a.id for a in actors if a.kind == "organisation" and _governs(a)]
    state = states[0] if len(states) == 1 else None
    governing = {
        _id(k.name)
        for k in kept
        for p in k.places
        if p.title and hints.words["commanding"].find(p.title.split(), 0, len(p.title.split()))
    }
    ids = {a.id: {f"the {a.name.lower().removeprefix('the ')}", *a.aliases} for a in actors}
    sides = {_id(k.name): k.sides for k in kept if k.kind == "person"}
    out = []
    for actor in actors:
        if actor.member_of is None and actor.id in sides:
            noted = [s for s, _ in sides[actor.id].most_common() if s.startswith("the ")]
            homes = (h for s in noted for h in ids if h != actor.id and s in ids[h])
            home = next(homes, state if actor.id in governing else None)
            actor = replace(actor, member_of=home)
        out.append(actor)
    return out


# -- roles ------------------------------------------------------------------------------------------


def _first_roles(actors: tuple[Actor, ...], acts: dict[str, float]) -> tuple[Actor, ...]:
    """The two sides that act most are principals for a start; people mediate for their side."""
    totals: defaultdict[str, float] = defaultdict(float)
    mediating = {a.id for a in actors if a.role == "mediator"}
    mediating |= {a.member_of for a in actors if a.role == "mediator" and a.member_of}
    for actor in actors:
        told = 2.0 if actor.role == "principal" else 0.0
        totals[actor.member_of or actor.id] += acts.get(actor.id, 0.0) + told
    order = {a.id: k for k, a in enumerate(actors)}
    able = [
        a
        for a in actors
        if a.member_of is None and a.kind not in ("person", "document") and a.id not in mediating
    ]
    able.sort(key=lambda a: (-totals[a.id], order[a.id]))
    principals = {a.id for a in able[:2]}
    return with_roles(actors, principals, {m for m in mediating if m})


def with_roles(actors: tuple[Actor, ...], principals: set[str], mediators: set[str]) -> tuple[Actor, ...]:
    """The same actors with these sides as principals and mediators; members have the role of their side."""
    out = []
    for actor in actors:
        side = actor.member_of or actor.id
        role: Role = "principal" if side in principals else "mediator" if side in mediators else "third-party"
        if actor.kind == "document":
            role = "outside"
        out.append(replace(actor, role=role))
    return tuple(out)
