"""Who takes part: the actors of some texts, with their sides and their first roles.

Room: evidence. Used by discovery. A name becomes an actor when it acts, speaks, mediates or has somebody who
does; places, days, papers and people merely spoken of do not. Roles here are first guesses from the words; what
the claims show later is stronger (`discovery`).
"""

from collections import Counter
from dataclasses import dataclass, replace

from parley.evidence.glossary import Actor, Kind, Role
from parley.evidence.rules.acquaintance import Acquaintance, acquaintances
from parley.evidence.rules.conduct import Observer
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.names import runs
from parley.evidence.rules.phrases import base_end
from parley.evidence.rules.segment import Sentence, Text
from parley.ground.ids import slug

_ACTS = 0.5  # below this a name is only spoken of
_MEDIATES = 2.0


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors, and how much each acts by the words alone."""

    actors: tuple[Actor, ...]
    acts: dict[str, float]


def cast(texts: list[Text], lexicon: Lexicon, hints: Hints) -> Cast:
    """The actors of some texts that are cut and tagged."""
    known = acquaintances(texts, runs(texts, lexicon, hints), lexicon, hints)
    Observer(texts, known, lexicon, hints).observe()
    for a in known:
        if a.kind not in ("person", "place"):
            a.described = _appositions(a, texts, lexicon, hints)
    kept = _kept(known, hints)
    actors = [_actor(a, kept, texts, lexicon, hints) for a in kept]
    acts = {actor.id: a.acts for actor, a in zip(actors, kept, strict=True)}
    bodies = _bodies(texts, lexicon, hints)
    actors += [b for b in bodies if b.id not in acts]
    actors = _members_of_bodies(actors, kept)
    if not any(a.role == "mediator" for a in actors):
        actors += _unnamed_mediator(texts, hints)
    named = [a for a in actors if a.role != "mediator" and a.member_of is None and a.kind != "person" and acts.get(a.id, 0) >= 1]
    if len(named) < 2:
        actors += _described(texts, named, lexicon)
    actors += _groups(texts, actors, lexicon)
    actors += _documents(texts, lexicon)
    unique = tuple({a.id: a for a in reversed(actors)}.values())[::-1]
    return Cast(_first_roles(unique, acts), acts)


def _kept(known: list[Acquaintance], hints: Hints) -> list[Acquaintance]:
    """Those who act, and those to whom somebody who acts belongs."""
    names = {a.name: a for a in known}
    homes = Counter(side for a in known for side in _side(a, names, hints))
    out = []
    for a in known:
        last = a.words[-1].lower()
        if last in hints.words["press"] or (last in hints.words["publishers"] and a.acts <= 1 and not a.mediates):
            continue
        if a.kind == "unknown" and a.located > a.acts:
            continue
        if a.kind == "place" and a.acts < 1.5 and not homes[a.name]:
            continue
        if a.kind == "person" and (a.acts >= 0.2 or a.sides or a.mediates):
            out.append(a)
        elif a.acts >= _ACTS or homes[a.name] or a.mediates >= _MEDIATES:
            out.append(a)
    return out


def _side(a: Acquaintance, names: dict[str, Acquaintance], hints: Hints) -> list[str]:
    """The side noted most often; "the union" is the one whose name holds the word."""
    for side, _ in sorted(a.sides.items(), key=lambda t: -t[1]):
        if side in names and side != a.name:
            return [side]
        if side.startswith("the "):
            word = side.removeprefix("the ")
            holders = [n for n in sorted(names) if n != a.name and any(_like(word, w.lower(), hints) for w in (*n.split(), *" ".join(names[n].described).split()))]
            if len(holders) == 1:
                return holders
    return []


def _like(word: str, other: str, hints: Hints) -> bool:
    nouns = hints.words["organisation_nouns"]
    return word == other or (word[:3] == other[:3] and word in nouns and other in nouns)


def _actor(a: Acquaintance, kept: list[Acquaintance], texts: list[Text], lexicon: Lexicon, hints: Hints) -> Actor:
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
    kind: Kind = {"state": "state", "organisation": "organisation", "person": "person"}.get(a.kind, "organisation")  # type: ignore[assignment]
    if state is not None and a.name in ("European Union", "United Nations", "African Union", "Arab League"):
        kind = "organisation"
    role: Role = "mediator" if a.mediates >= _MEDIATES else "outside"
    return Actor(slug(a.name), a.name, role, kind, slug(side[0]) if side else None, tuple(dict.fromkeys(aliases)), tuple(a.seats))


def _appositions(a: Acquaintance, texts: list[Text], lexicon: Lexicon, hints: Hints) -> list[str]:
    """"X, the militant group that ...": what a body is called besides its name."""
    out = []
    for place in a.places:
        text = texts[place.text]
        last = text.sentences[place.sentence].last
        k = place.last
        if k + 2 >= last or text.low[k] != "," or text.low[k + 1] not in ("the", "a", "an"):
            continue
        end = base_end(text, last, k + 1)
        if end >= last or text.low[end] not in (",", ".", ";", "that", "which", "who", "whose", "representing", "in", "of"):
            continue
        nouns = text.low[k + 2 : end]
        if nouns and len(nouns) <= 4 and _sort(nouns[-1], lexicon) and not any(t.text[0].isupper() for t in text.tokens[k + 2 : end]):
            out.append("the " + " ".join(nouns))
    for place in a.places:
        text = texts[place.text]
        first = text.sentences[place.sentence].first
        j = place.first
        while j > first and text.tokens[j - 1].tag in ("N", "J") and text.tokens[j - 1].text.islower():
            j -= 1
        if j < place.first and text.low[place.first - 1] in _sorts(lexicon) and (j == first or text.low[j - 1] in ("the", ",", "and", "by")):
            out.append("the " + " ".join(text.low[j : place.first]))
    return out


def _sort(noun: str, lexicon: Lexicon) -> bool:
    return any(noun in members for members in lexicon.classes.values())


def _sorts(lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*lexicon.classes.values())


# -- those without a name of their own --------------------------------------------------------------


def _bodies(texts: list[Text], lexicon: Lexicon, hints: Hints) -> list[Actor]:
    """"the contact group": bodies whose very description says that they mediate."""
    found: dict[str, Actor] = {}
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last):
                n = hints.words["mediating_bodies"].at(text.low, k)
                if n and not any(text.tokens[j].text[0].isupper() for j in range(k, k + n)):
                    name = " ".join(text.low[k : k + n])
                    found.setdefault(name, Actor(slug(name), name.capitalize(), "mediator", "organisation", None, (f"the {name}",)))
    return list(found.values())


def _members_of_bodies(actors: list[Actor], kept: list[Acquaintance]) -> list[Actor]:
    ids = {a.id for a in actors}
    sides = {slug(k.name): k.sides for k in kept if k.kind == "person"}
    out = []
    for actor in actors:
        if actor.member_of is None and actor.id in sides:
            homes = [slug(s.removeprefix("the ")) for s, _ in sides[actor.id].most_common() if s.startswith("the ")]
            home = next((h for h in homes if h in ids and h != actor.id), None)
            actor = replace(actor, member_of=home)
        out.append(actor)
    return out


def _unnamed_mediator(texts: list[Text], hints: Hints) -> list[Actor]:
    words = Counter(
        low
        for text in texts
        for low in text.low
        if low in hints.words["mediating_nouns"] and low not in ("chair", "mediation", "facilitation", "broker", "brokers")
    )
    if not words:
        return []
    noun = words.most_common(1)[0][0]
    return [Actor(slug(noun), f"The {noun}", "mediator", "person" if not noun.endswith("s") else "group", None, (f"the {noun}",))]


def _described(texts: list[Text], named: list[Actor], lexicon: Lexicon) -> list[Actor]:
    """"the union", "the company": sides that are never called by a name."""
    taken = {w for a in named for n in (a.name, *a.aliases) for w in n.lower().split()}
    taken_classes = {c for c, members in lexicon.classes.items() if taken & members}
    counts: Counter[str] = Counter()
    full: dict[str, Counter[str]] = {}
    for text in texts:
        for sentence in text.sentences:
            for head, phrase in _subjects(text, sentence, lexicon):
                counts[head] += 1
                full.setdefault(head, Counter())[phrase] += 1
    chosen: list[Actor] = []
    used: set[str] = set(taken_classes)
    for head, count in counts.most_common():
        classes = {c for c, members in lexicon.classes.items() if head in members}
        fresh = {c for c in classes if c not in used}
        if count < 2 or head in taken or not fresh:
            continue
        longest = max(full[head], key=lambda p: (len(p.split()) <= 3, len(p), p))
        name = longest
        aliases = tuple(dict.fromkeys([f"the {head}", *(f"the {p}" for p in full[head])]))
        kind: Kind = "state" if "state" in classes and len(classes) == 1 else "organisation"
        chosen.append(Actor(slug(name), f"The {name}", "principal", kind, None, aliases))
        used |= classes
        if len(chosen) + len(named) >= 2:
            break
    return chosen


def _subjects(text: Text, sentence: Sentence, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Descriptions of sides that do something: the head noun and the whole, without its article."""
    out = []
    for k in range(sentence.first, sentence.last):
        if text.low[k] not in ("the", "its", "their"):
            continue
        end = base_end(text, sentence.last, k)
        head = text.low[end - 1] if end > k + 1 else ""
        if not head or not _sort(head, lexicon) or end >= sentence.last or any(t.text[0].isupper() for t in text.tokens[k + 1 : end]):
            continue
        if text.tokens[end].tag in ("MD", "HV", "BE", "DO") or (text.tokens[end].tag == "V" and text.tokens[end].lemma in lexicon.patterns):
            words = text.text[text.tokens[k + 1].start : text.tokens[end - 1].end].lower()
            out.append((head, words))
    return out


def _groups(texts: list[Text], actors: list[Actor], lexicon: Lexicon) -> list[Actor]:
    """"while some defense officials advocate ...": a group inside the side that was named last."""
    words = lexicon.words
    names = [(tuple(n.lower().split()), a) for a in actors if a.kind not in ("person", "document") for n in (a.name, *a.aliases)]
    found: dict[str, Actor] = {}
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last - 2):
                if text.low[k] not in ("some", "several", "many", "few", "senior"):
                    continue
                end = base_end(text, sentence.last, k)
                head = text.low[end - 1]
                inner = text.low[k + 1 : end]
                if len(inner) < 2 or head not in words["voices"] or head in words["not_voices"] or any(t.text[0].isupper() for t in text.tokens[k:end]):
                    continue
                if end >= sentence.last or text.tokens[end].tag not in ("V", "MD", "HV", "BE"):
                    continue
                side = _side_before(text, sentence, k, names)
                if side is None:
                    continue
                name = " ".join(inner)
                found.setdefault(name, Actor(slug(f"{side.id} {name}"), name.capitalize(), "outside", "group", side.member_of or side.id, (name,)))
    return list(found.values())


def _side_before(text: Text, sentence: Sentence, k: int, names: list[tuple[tuple[str, ...], Actor]]) -> Actor | None:
    best: tuple[int, Actor] | None = None
    for words, actor in names:
        n = len(words)
        for j in range(k - n, sentence.first - 1, -1):
            if tuple(text.low[j : j + n]) == words:
                if best is None or j > best[0]:
                    best = (j, actor)
                break
    return best[1] if best else None


def _documents(texts: list[Text], lexicon: Lexicon) -> list[Actor]:
    """"the proposed ceasefire plan includes": texts that say something themselves."""
    found: Counter[str] = Counter()
    full: dict[str, str] = {}
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last - 2):
                if text.tokens[k].tag not in ("D", "PS", "POS"):
                    continue
                end = base_end(text, sentence.last, k + 1 if text.tokens[k].tag == "POS" else k)
                head = text.low[end - 1]
                if end <= k + 1 or head not in lexicon.words["texts"] or head in ("offer", "statement", "letter", "report", "terms", "version"):
                    continue
                verb = next((t for t in text.tokens[end : min(end + 3, sentence.last)] if t.tag not in ("RB", "MD", "HV")), None)
                if verb is None or verb.tag != "V" or verb.lemma not in lexicon.text_patterns:
                    continue
                begin = k + 1
                words = text.low[begin:end]
                if any(text.tokens[j].mention >= 0 or text.tokens[j].tag in ("POS", "PS") for j in range(begin, end)):
                    words = [head]
                words = [w for w in words if w not in ("new", "latest", "proposed", "current", "same", "revised")] or [head]
                found[head] += 1
                phrase = " ".join(words[-3:])
                if len(phrase) > len(full.get(head, "")):
                    full[head] = phrase
    out = []
    for head, _ in found.most_common(2):
        name = full[head]
        out.append(Actor(slug(name), f"The {name}", "outside", "document", None, tuple(dict.fromkeys((f"the {name}", f"the {head}")))))
    return out


# -- roles ------------------------------------------------------------------------------------------


def _first_roles(actors: tuple[Actor, ...], acts: dict[str, float]) -> tuple[Actor, ...]:
    """The two sides that act most are principals for a start; people mediate for their side."""
    totals: Counter[str] = Counter()
    mediating = {a.id for a in actors if a.role == "mediator"}
    mediating |= {a.member_of for a in actors if a.role == "mediator" and a.member_of}
    for actor in actors:
        totals[actor.member_of or actor.id] += acts.get(actor.id, 0.0) + (2.0 if actor.role == "principal" else 0.0)  # type: ignore[assignment]
    order = {a.id: k for k, a in enumerate(actors)}
    able = [a for a in actors if a.member_of is None and a.kind not in ("person", "document") and a.id not in mediating]
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
