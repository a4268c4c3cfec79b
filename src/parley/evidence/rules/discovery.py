"""A first glossary from documents nobody told us anything about.

Room: evidence. First the names, then who of them speaks and on which side, then what they speak about: kinds of
issue of the field's library, and what has no kind is named from its words.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from parley.evidence.claim import Claim
from parley.evidence.document import Document
from parley.evidence.fields import IssueKind, field_kinds, guess_field, talk_kinds
from parley.evidence.glossary import Actor, Glossary, Kind, Role, Subject, Topic
from parley.evidence.reader import Reading
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.linking import Linker
from parley.evidence.rules.morphology import stem
from parley.evidence.rules.names import Name, collect
from parley.evidence.rules.numbers import numbers
from parley.evidence.rules.segment import Text, cut
from parley.evidence.rules.tagging import tag
from parley.ground.ids import slug

_TERMS = frozenset({"demand", "prefer", "condition", "red_line", "propose", "offer", "accept", "concede", "commit", "reject", "support"})
_STANCES = _TERMS | {"threaten", "accuse", "deny", "criticize", "withhold", "warn", "justify"}
REPORT, SOURCES = "report", "sources"
Read = Callable[[Document, Glossary], Reading]


def discover(documents: Sequence[Document], lexicon: Lexicon, read: Read, field: str | None = None) -> Glossary:
    """Actors and issues of the documents together.

    Args:
        read: reads a document with the glossary found so far.
        field: which library names issues; None to guess it from the words.
    """
    papers = list(documents)
    chosen = field or guess_field((d.text[d.body :] for d in papers), lexicon.language)
    texts = [cut(d.text, d.body, lexicon) for d in papers]
    for text in texts:
        tag(text, lexicon)
    names = collect(texts, lexicon)
    everyone = _actors(names, texts, lexicon)
    first = Glossary((*everyone, *_standing(texts, lexicon)), (), chosen)
    claims = [c for d in papers for c in read(d, first).claims]
    actors = _roles(everyone, names, claims, texts, lexicon)
    known = Glossary((*actors, *_standing(texts, lexicon)), (), chosen)
    claims = [c for d in papers for c in read(d, known).claims]
    subjects = _subjects(claims, known, chosen, lexicon)
    return Glossary(known.actors, subjects, chosen)


# -- actors ----------------------------------------------------------------------------------------------------------


def _actors(names: dict[tuple[str, ...], Name], texts: list[Text], lexicon: Lexicon) -> list[Actor]:
    """Every name that could speak, with its aliases and the side of a person; nobody has a role yet."""
    kept = [n for n in names.values() if _speaks(n)]
    ids = {n.words: _id(n.text, [m.text for m in kept if m is not n]) for n in kept}
    out = []
    for n in sorted(kept, key=lambda n: n.first):
        kind = _kind(n, lexicon)
        aliases = tuple(" ".join(a) for a in sorted(n.aliases, key=lambda a: (-len(a), a)))
        described = tuple(f"the {w}" for w, _ in n.described.most_common(2) if kind != "person" and w not in lexicon.words["texts"] and w != "capital")
        capitals = tuple(c.text for c in names.values() if c.capital_of == n.words)
        owner = ids.get(n.owner) if n.owner and kind == "person" else None
        out.append(Actor(ids[n.words], n.text, "outside", kind, owner, (*aliases, *described), capitals))
    return out + _unnamed_parties(out, texts, lexicon)


def _speaks(n: Name) -> bool:
    if n.capital_of is not None:
        return False
    if n.person:
        return True
    acts = n.subject + n.voiced
    return acts >= 1 and acts >= n.place * 0.5 and n.count >= 1


def _kind(n: Name, lexicon: Lexicon) -> Kind:
    low = [w.lower() for w in n.words]
    if any(w in lexicon.words["organised"] for w in low) and "states" not in low:
        return "organisation"
    if n.person:
        return "person"
    if n.demonym or "states" in low:
        return "state"
    if len(n.words) in (2, 3) and n.owner is not None:
        return "person"
    return "organisation"


def _unnamed_parties(named: list[Actor], texts: list[Text], lexicon: Lexicon) -> list[Actor]:
    """"the union", "the company": sides that the documents never name."""
    taken = {w.lower() for a in named for n in (a.name, *a.aliases) for w in n.split()}
    seen: Counter[str] = Counter()
    order: dict[str, int] = {}
    for text in texts:
        for k, t in enumerate(text.tokens[:-1]):
            if t.low != "the" or k + 2 >= len(text.tokens):
                continue
            noun, after = text.tokens[k + 1], text.tokens[k + 2]
            if noun.tag == "N" and after.tag in ("V", "MD", "BE", "HV", "DO", "POS") and noun.low not in taken:
                if any(noun.low in members for members in lexicon.classes.values()) and noun.low not in lexicon.words["not_voices"]:
                    seen[noun.low] += 1
                    order.setdefault(noun.low, len(order))
    if sum(a.kind != "person" for a in named) >= 2:
        return []
    found = [w for w in sorted(order, key=lambda w: order[w]) if seen[w] >= 2 or len(order) <= 2]
    return [Actor(slug(w), f"The {w}", "outside", "organisation", None, (f"the {w}",)) for w in found[:4]]


def _standing(texts: list[Text], lexicon: Lexicon) -> list[Actor]:
    """The report itself, unnamed sources, and the text on the table where one is spoken of."""
    out = [Actor(REPORT, "The report itself", "outside", "document")]
    low = [w for text in texts for w in text.low]
    if any(w in ("sources", "source", "diplomats", "diplomat", "insiders", "familiar") for w in low):
        out.append(Actor(SOURCES, "Unnamed sources", "outside", "group", None, ("sources", "diplomats")))
    phrase = _text_on_the_table(texts, lexicon)
    if phrase:
        out.append(Actor("proposal-on-the-table", f"The {phrase} on the table", "outside", "document", None, (phrase,)))
    return out


def _text_on_the_table(texts: list[Text], lexicon: Lexicon) -> str | None:
    """The draft, plan or proposal that says something in the documents."""
    count: Counter[str] = Counter()
    for text in texts:
        for k, t in enumerate(text.tokens[:-1]):
            following = text.tokens[k + 1]
            if t.low in lexicon.words["written_texts"] and t.tag == "N" and following.tag == "V" and following.lemma in lexicon.text_patterns:
                start = k
                while start > 0 and text.tokens[start - 1].tag in ("N", "J") and k - start < 3 and text.tokens[start - 1].sentence == t.sentence:
                    start -= 1
                count[" ".join(text.low[start : k + 1])] += 1
    best = sorted(count.items(), key=lambda i: (-i[1], i[0]))
    return best[0][0] if best else None


def _id(name: str, others: list[str]) -> str:
    """A short id: the last word of a name where only it has that word."""
    del others
    return slug(name)


def _roles(
    everyone: list[Actor], names: dict[tuple[str, ...], Name], claims: list[Claim], texts: list[Text], lexicon: Lexicon
) -> list[Actor]:  # fmt: skip
    """Principals are those who take most stances on terms, alone or through their people; mediators are said to be."""
    mediating = {a.id: _mediates(a, names, claims, texts, lexicon) for a in everyone}
    side = {a.id: a.member_of or a.id for a in everyone}
    weight: Counter[str] = Counter()
    for claim in claims:
        for actor in claim.actors:
            if actor in side:
                weight[side[actor]] += 3 if claim.act in _TERMS else 2 if claim.act in _STANCES else 0
        for target in claim.targets:
            if target in side and claim.act in ("accuse", "demand"):
                weight[side[target]] += 1
    for first, second in _between(texts, everyone):
        weight[side[first]] += 4
        weight[side[second]] += 4
    order = {a.id: k for k, a in enumerate(everyone)}
    sides = [a.id for a in everyone if a.member_of is None and not mediating[a.id] and a.kind != "person"]
    lone = [a.id for a in everyone if a.member_of is None and not mediating[a.id] and a.kind == "person"]
    ranked = sorted(sides, key=lambda i: (-weight[i], order[i]))
    principals = {i for i in ranked[:2] if weight[i] > 0}
    if len(principals) < 2:
        principals |= {i for i in sorted(lone, key=lambda i: (-weight[i], order[i]))[: 2 - len(principals)] if weight[i] > 2}
    out = []
    for a in everyone:
        role: Role = "outside"
        if mediating[a.id] or (a.member_of and mediating.get(a.member_of)):
            role = "mediator"
        elif side[a.id] in principals:
            role = "principal"
        elif weight[side[a.id]]:
            role = "third-party"
        if role == "outside" and not a.member_of and not any(a.id in c.actors or a.id in c.targets for c in claims):
            continue
        out.append(replace(a, role=role))
    kept = {a.id for a in out}
    return [replace(a, member_of=a.member_of if a.member_of in kept else None) for a in out]


def _mediates(
    actor: Actor, names: dict[tuple[str, ...], Name], claims: list[Claim], texts: list[Text], lexicon: Lexicon
) -> bool:  # fmt: skip
    name = next((n for n in names.values() if n.text == actor.name), None)
    score = name.mediates if name else 0
    score += sum(2 for c in claims if actor.id in c.actors and c.act == "mediate")
    own = {w for n in (actor.name, *actor.aliases) for w in n.split()}
    for text in texts:
        for sentence in text.sentences:
            words = text.low[sentence.first : sentence.last]
            if not any(w in lexicon.words["mediators"] for w in words):
                continue
            for k in range(sentence.first, sentence.last - 1):
                if text.tokens[k].low in lexicon.words["mediators"]:
                    near = {t.text for t in text.tokens[max(sentence.first, k - 3) : min(k + 6, sentence.last)]}
                    if own & near and text.tokens[k + 1].low not in ("that", "said", "told"):
                        score += 1
    stances = sum(1 for c in claims if actor.id in c.actors and c.act in ("demand", "reject", "accuse", "threaten", "concede"))
    return score >= 2 and score > stances


def _between(texts: list[Text], everyone: list[Actor]) -> list[tuple[str, str]]:
    """"talks between X and Y": the pair."""
    by_word = {n.split()[-1]: a.id for a in reversed(everyone) for n in (a.name, *a.aliases)}
    out = []
    for text in texts:
        for k, t in enumerate(text.tokens):
            if t.low not in ("between", "sides"):
                continue
            near = [by_word[x.text] for x in text.tokens[k : k + 9] if x.text in by_word and x.sentence == t.sentence]
            pair = list(dict.fromkeys(near))
            if t.low == "between" and len(pair) >= 2:
                out.append((pair[0], pair[1]))
    return out


# -- issues ----------------------------------------------------------------------------------------------------------


def _subjects(claims: list[Claim], known: Glossary, field: str | None, lexicon: Lexicon) -> tuple[Subject, ...]:
    """What the claims are about: kinds of the library first, then what only their words name."""
    kinds = field_kinds(field, lexicon.language) if field else ()
    talks = talk_kinds(lexicon.language)
    library = Linker(Glossary(known.actors, tuple(_as_subject(k) for k in (*kinds, *talks)), field), lexicon)
    by_kind: dict[str, list[tuple[Claim, str | None]]] = {}
    rest: list[Claim] = []
    for claim in claims:
        words = _words(claim.content.text)
        found = _values(claim.content.text, lexicon)
        link = library.link(words, _words(claim.quote.text), found, {}, whole=claim.act in ("assess", "mediate"))
        if link.issue is None or link.score < 0.42:
            if claim.act in _TERMS and claim.act not in ("accept", "support"):
                rest.append(claim)
            continue
        by_kind.setdefault(link.issue, []).append((claim, link.option if link.option_score >= 0.3 else None))
    out = []
    for kind in (*kinds, *talks):
        spoken = by_kind.get(kind.id, [])
        if any(c.act in _TERMS for c, _ in spoken) or (kind.about_talks and spoken):
            out.append(_subject(kind, spoken, lexicon))
    out.extend(_from_words(rest, out, known, lexicon))
    return tuple(out)


def _as_subject(kind: IssueKind) -> Subject:
    options = tuple(Topic(o.id, o.label, o.keywords) for o in kind.options)
    return Subject(kind.id, kind.label, kind.keywords, options, kind.unit, kind.numeric, kind.id)


def _subject(kind: IssueKind, spoken: list[tuple[Claim, str | None]], lexicon: Lexicon) -> Subject:
    """One kind with the options spoken of, in the library's order, and what stands without a deal."""
    used = {o for _, o in spoken if o} | ({kind.nothing} if kind.nothing else set())
    options = tuple(Topic(o.id, o.label, o.keywords) for o in kind.options if o.id in used)
    unit = kind.unit
    if kind.numeric:
        units = [c.value.unit for c, _ in spoken if c.value is not None and c.value.unit]
        unit = units[0] if units else kind.unit
    return Subject(kind.id, kind.label, (*_own_keywords(spoken, kind), *kind.keywords), options, unit, kind.numeric, kind.id)


def _own_keywords(spoken: list[tuple[Claim, str | None]], kind: IssueKind) -> tuple[str, ...]:
    """Names of places and things in what was said: "Philadelphi Corridor"."""
    count: Counter[str] = Counter()
    for claim, _ in spoken:
        words = claim.content.text.split()
        for a, b in zip(words, words[1:], strict=False):
            if a[:1].isupper() and b[:1].isupper() and a.isalpha() and b.strip(".,").isalpha():
                count[f"{a} {b.strip('.,')}"] += 1
    known = {k.lower() for k in kind.keywords}
    return tuple(w for w, _ in sorted(count.items(), key=lambda i: (-i[1], i[0]))[:2] if w.lower() not in known)


def _from_words(rest: list[Claim], have: list[Subject], known: Glossary, lexicon: Lexicon) -> list[Subject]:
    """Issues no kind fits: claims that share a telling word go together, named by it."""
    names = {stem(w) for a in known.actors for n in (a.name, *a.aliases) for w in n.lower().split()}
    groups: list[tuple[set[str], list[Claim]]] = []
    for claim in rest:
        stems = {stem(w) for w in _words(claim.content.text) if w not in lexicon.stop and len(w) > 3} - names - lexicon.weak
        stems = {s for s in stems if not s.isdigit()}
        if not stems:
            continue
        home = next((g for g in groups if g[0] & stems), None)
        if home is None:
            groups.append((stems, [claim]))
        else:
            home[0].update(stems)
            home[1].append(claim)
    taken = {s.id for s in have}
    out = []
    for _stems, claims in groups:
        label = _label(claims, names, lexicon)
        if label is None or slug(label) in taken or len(out) >= 6:
            continue
        taken.add(slug(label))
        values = [c.value for c in claims if c.value is not None and c.value.number is not None]
        numeric = len(values) == len(claims)
        options = () if numeric else tuple(_options(claims))
        keywords = tuple(dict.fromkeys(w for w in _words(label) if w not in lexicon.stop and len(w) > 2))
        unit = next((v.unit for v in values if v.unit), None) if numeric else None
        out.append(Subject(slug(label), label[:1].upper() + label[1:], (label, *keywords), options, unit, numeric))
    return out


def _label(claims: list[Claim], names: set[str], lexicon: Lexicon) -> str | None:
    """The noun phrase most of the claims begin with, without articles and without whose it is."""
    first = min(claims, key=lambda c: (len(c.content.text), c.content.start))
    words = first.content.text.strip("“”\"'., ").split()
    kept: list[str] = []
    for word in words:
        plain = word.strip("“”\"',.;:()").lower()
        if plain in ("that", "which", "who", "until", "unless", "if", "because", "while", "and", "or", "by") and kept:
            break
        if plain in lexicon.words["determiners"] or plain in ("to", "be", "for") and not kept:
            continue
        if plain in lexicon.verb_forms and not kept and plain not in lexicon.words["noun_like"]:
            continue
        kept.append(word.strip("“”\"',.;:()"))
        if len(kept) >= 5:
            break
    while kept and kept[-1].lower() in (*lexicon.words["prepositions"].single, "the", "a", "an", "to"):
        kept.pop()
    return " ".join(kept) if kept and any(len(w) > 3 for w in kept) else None


def _options(claims: list[Claim]) -> list[Topic]:
    """What was said on an issue of its own words, one option for each different saying."""
    out: list[Topic] = []
    for claim in claims:
        label = " ".join(claim.content.text.split()[:10]).strip("“”\"'.,; ")
        option = slug(label, 32)
        if label and all(option != o.id for o in out):
            out.append(Topic(option, label))
    return out[:5]


def _words(text: str) -> list[str]:
    return "".join(c.lower() if c.isalnum() else " " for c in text.replace("’s", "")).split()


def _values(text: str, lexicon: Lexicon) -> list[tuple[float, str | None]]:
    piece = cut(text, 0, lexicon)
    tag(piece, lexicon)
    return [(n.value, n.unit) for n in numbers(piece, 0, len(piece.tokens), lexicon)]
