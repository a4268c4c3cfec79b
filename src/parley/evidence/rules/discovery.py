"""Who is negotiating here and over what, when nobody has said so?

Room: evidence. May use `parley.ground`. The actors come from the words (`cast`); the documents are then read
with them and with the kinds of issue the field's library knows; what the claims show decides who is a
principal (here) and what the issues and options are (`agenda`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from parley.evidence.claim import FAMILIES, Claim
from parley.evidence.document import Document
from parley.evidence.fields import IssueKind, field_kinds, field_words, fields, talk_kinds
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.evidence.rules.agenda import agenda
from parley.evidence.rules.cast import cast, with_roles
from parley.evidence.rules.hints import hints
from parley.evidence.rules.lexicon import Lexicon, Words
from parley.evidence.rules.morphology import stem
from parley.evidence.rules.segment import Text, cut
from parley.evidence.rules.tagging import tag

Read = Callable[[Document, Glossary], Reading]

_SIDES = frozenset().union(*(FAMILIES[f] for f in ("ask", "give", "refuse", "blame", "defend")))
_CARRIES = frozenset({"mediate", "propose"})
_THIRD = 0.6  # a third principal has at least this share of what the second one says


def discover(
    documents: Sequence[Document], lexicon: Lexicon, read: Read, field: str | None = None
) -> Glossary:
    """The actors and issues that documents speak of, found without being told any.

    Args:
        read: reads one document with a glossary; used with the first actors and the kinds of the library.
        field: whose library names the issues; None: guessed from the words.
    """
    texts = [_text(d, lexicon) for d in documents]
    chosen = field if field in fields(lexicon.language) else _field(texts, lexicon.language)
    kinds = _relevant(texts, chosen, lexicon)
    known = hints(lexicon.language)
    first = cast(texts, lexicon, known)
    glossary = Glossary(first.actors, tuple(_subject(k) for k in kinds), chosen)
    readings = [read(d, glossary) for d in documents]
    actors = _roles(first.actors, [c for r in readings for c in r.claims], known.words["mediating_nouns"])
    if actors != first.actors:
        glossary = Glossary(actors, glossary.subjects, chosen)
        readings = [read(d, glossary) for d in documents]
    actors = _acting(actors, [c for r in readings for c in r.claims])
    subjects = agenda(readings, texts, actors, kinds, chosen, lexicon)
    return Glossary(actors, subjects, chosen)


def _text(document: Document, lexicon: Lexicon) -> Text:
    text = cut(document.text, document.body, lexicon)
    tag(text, lexicon)
    return text


# -- the field --------------------------------------------------------------------------------------


def _field(texts: Sequence[Text], language: str) -> str | None:
    """The field whose words come up most; its kinds count as well as its words."""
    found = dict.fromkeys(fields(language), 0.0)
    low = [f" {' '.join(text.low)} " for text in texts]
    for name in found:
        words = field_words(name, language)
        found[name] += sum(min(3, text.count(f" {w} ")) for text in low for w in words)
        keys = {w.lower() for kind in field_kinds(name, language) for w in kind.keywords} - words
        found[name] += 0.4 * sum(any(f" {w} " in text for text in low) for w in keys)
    best = max(found, key=lambda f: (found[f], f))
    return best if found[best] >= 3 else None


def _relevant(texts: Sequence[Text], field: str | None, lexicon: Lexicon) -> tuple[IssueKind, ...]:
    """The kinds of issue of which some word stands in the texts, and those about the talks themselves."""
    stems = {stem(w) for text in texts for w in text.low}
    there = [k for k in (field_kinds(field, lexicon.language) if field else ()) if _spoken_of(k, stems)]
    return (*there, *talk_kinds(lexicon.language))


def _spoken_of(kind: IssueKind, stems: set[str]) -> bool:
    return any(all(stem(w) in stems for w in key.lower().replace("-", " ").split()) for key in kind.keywords)


def _subject(kind: IssueKind) -> Subject:
    options = tuple(Topic(o.id, o.label, o.keywords) for o in kind.options)
    return Subject(kind.id, kind.label, kind.keywords, options, kind.unit, kind.numeric, kind.id)


# -- roles ------------------------------------------------------------------------------------------


def _roles(actors: tuple[Actor, ...], claims: Sequence[Claim], unnamed: Words) -> tuple[Actor, ...]:
    """Principals demand, refuse and blame, and are demanded of; mediators carry and propose."""
    side = {a.id: a.member_of or a.id for a in actors}
    sides = [a for a in actors if a.member_of is None and a.kind != "document"]
    told = {side[a.id] for a in actors if a.role == "mediator"}
    says, carries, tables = Counter[str](), Counter[str](), Counter[str]()
    against: dict[str, set[str]] = {a.id: set() for a in sides}
    for claim in claims:
        speakers = {side.get(a, a) for a in claim.actors}
        aimed = {side.get(t, t) for t in claim.targets}
        for s in speakers & against.keys():
            says[s] += claim.act in _SIDES and claim.act != "appeal"
            carries[s] += claim.act in _CARRIES or claim.act == "appeal"
            tables[s] += claim.act in _CARRIES
            if claim.act in _SIDES and claim.act != "appeal":
                against[s] |= aimed - {s}
    mediators = told | {s for s in against if carries[s] >= 2 and carries[s] > 2 * says[s]}
    mediators -= {s for s in mediators if s not in told and against[s]}
    able = [a.id for a in sides if a.id not in mediators]
    order = {a.id: k for k, a in enumerate(actors)}
    bodies = {a.id for a in sides if a.kind != "person"}
    aimed_at = Counter(t for s in able for t in against[s])

    def weight(s: str) -> tuple[float, int]:
        return (says[s] + 2.0 * min(3, aimed_at[s]) + (s in bodies), -order[s])

    able.sort(key=weight, reverse=True)
    principals = set(able[:2])
    if len(able) > 2 and says[able[2]] >= max(3, _THIRD * says[able[1]]):
        opposed = all(b in against[a] or a in against[b] for a, b in combinations(able[:3], 2))
        if opposed:
            principals.add(able[2])
    return _one_mediator(with_roles(actors, principals, mediators), tables, says, unnamed)


def _one_mediator(
    actors: tuple[Actor, ...], carries: Counter[str], says: Counter[str], unnamed: Words
) -> tuple[Actor, ...]:
    """ "The mediator" is whoever alone carries texts; a mediating person without a side belongs to it."""
    nameless = [a for a in actors if a.role == "mediator" and a.name.startswith("The ") and a.id in unnamed]
    named = [a for a in actors if a.role == "mediator" and a not in nameless and a.member_of is None]
    if nameless and named:
        extra = tuple(alias for a in nameless for alias in a.aliases) if len(named) == 1 else ()
        kept = (a for a in actors if a not in nameless)
        return tuple(replace(a, aliases=(*a.aliases, *extra)) if a in named else a for a in kept)
    able = [
        a
        for a in actors
        if a.role == "third-party" and a.member_of is None and carries[a.id] and carries[a.id] >= says[a.id]
    ]
    people = [
        a
        for a in actors
        if a.role == "mediator" and a.kind == "person" and a.member_of is None and a not in nameless
    ]
    if len(able) != 1 or not (nameless or people) or (people and able[0].kind == "person"):
        return actors
    (found,) = able
    extra = tuple(alias for a in nameless for alias in a.aliases)
    out = []
    for a in actors:
        if a in nameless:
            continue
        if a.id == found.id:
            a = replace(a, role="mediator", aliases=(*a.aliases, *extra))
        elif a.member_of == found.id:
            a = replace(a, role="mediator")
        elif a in people:
            a = replace(a, member_of=found.id)
        out.append(a)
    return tuple(out)


def _acting(actors: tuple[Actor, ...], claims: Sequence[Claim]) -> tuple[Actor, ...]:
    """Those who say something, are spoken to, mediate, or have members who do."""
    heard = {a for c in claims for a in (*c.actors, *c.targets)}
    heard |= {a.member_of for a in actors if a.id in heard and a.member_of}
    return tuple(
        a
        for a in actors
        if a.id in heard
        or (a.role in ("principal", "mediator"))
        or a.kind == "document"
        or a.member_of in heard
    )
