"""Those who take part without a name: "the union", "the mediator", "some officials", "the draft".

Room: evidence. Used by discovery.
"""

from collections import Counter

from parley.evidence.glossary import Actor, Kind
from parley.evidence.rules.hints import Hints
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.phrases import base_end
from parley.evidence.rules.segment import Sentence, Text
from parley.ground.ids import slug

_STATES = frozenset({"government", "state", "administration", "authorities", "junta", "cabinet"})
_PARTS = frozenset({"group", "faction", "wing", "minority", "section", "camp", "part", "branch"})
_ARMS = frozenset({"army", "military", "police", "ministry", "navy"})


def sort(noun: str, lexicon: Lexicon) -> bool:
    """Whether a noun says what sort of side somebody is."""
    return any(noun in members for members in lexicon.classes.values())


def bodies(texts: list[Text], lexicon: Lexicon, hints: Hints) -> list[Actor]:
    """ "the contact group", "the water commission, which mediates": they say themselves that they mediate."""
    found: dict[str, Actor] = {}
    never: set[str] = set()
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last):
                n = hints.words["mediating_bodies"].at(text.low, k)
                first = k
                if not n:
                    first, n = k + 1, _mediating(text, sentence, k, hints)
                if not n or any(text.tokens[j].text[0].isupper() for j in range(first, first + n)):
                    continue
                name = " ".join(text.low[first : first + n])
                if _aside(text, sentence, first, first + n):
                    never.add(name)
                body = Actor(
                    slug(name), name.capitalize(), "mediator", "organisation", None, (f"the {name}",)
                )
                found.setdefault(name, body)
    return [body for name, body in found.items() if name not in never]


def _mediating(text: Text, sentence: Sentence, k: int, hints: Hints) -> int:
    """The words of a body behind "the" of which it is said at once that it mediates; else 0."""
    if text.low[k] != "the":
        return 0
    end = base_end(text, sentence.last, k)
    if end < k + 2 or text.low[end - 1] not in hints.words["organisation_nouns"]:
        return 0
    if end + 2 >= sentence.last or text.low[end] != "," or text.tokens[end + 1].tag not in ("WH", "D"):
        return 0
    verbs, nouns = hints.words["mediating_verbs"], hints.words["mediating_nouns"]
    for j in range(end + 1, min(end + 5, sentence.last)):
        if text.low[j] == ",":
            return 0
        if text.tokens[j].lemma in verbs or (text.low[j] in nouns and text.low[j] != "chair"):
            return end - k - 1
    return 0


def _aside(text: Text, sentence: Sentence, first: int, last: int) -> bool:
    """A body that somebody only proposes ("by a joint commission") or that only appointed the mediator."""
    j = first - 1
    while j > sentence.first and text.tokens[j].tag in ("J", "N"):
        j -= 1
    if j <= sentence.first:
        return False
    if text.low[j] in ("a", "an", "any", "another"):
        acts = last < sentence.last and text.tokens[last].tag in ("V", "MD", "HV")
        return not acts
    by = j - 1 if text.low[j] == "the" else j
    return text.low[by] == "by" and text.tokens[by - 1].lemma in (
        "appoint",
        "name",
        "choose",
        "pick",
        "select",
    )


def unnamed_mediator(texts: list[Text], hints: Hints) -> list[Actor]:
    words = Counter(
        low
        for text in texts
        for low in text.low
        if low in hints.words["mediating_nouns"]
        and low not in ("chair", "mediation", "facilitation", "broker", "brokers")
    )
    if not words:
        return []
    noun = words.most_common(1)[0][0]
    return [
        Actor(
            slug(noun),
            f"The {noun}",
            "mediator",
            "person" if not noun.endswith("s") else "group",
            None,
            (f"the {noun}",),
        )
    ]


def described(texts: list[Text], named: list[Actor], lexicon: Lexicon) -> list[Actor]:
    """ "the union", "the company": sides that are never called by a name."""
    taken = {w for a in named for n in (a.name, *a.aliases) for w in n.lower().split()}
    taken_classes = {c for c, members in lexicon.classes.items() if taken & members}
    counts: Counter[str] = Counter()
    full: dict[str, Counter[str]] = {}
    for text in texts:
        for sentence in text.sentences:
            for head, phrase in subjects(text, sentence, lexicon):
                counts[head] += 1
                full.setdefault(head, Counter())[phrase] += 1
    chosen: list[Actor] = []
    used: set[str] = set(taken_classes)
    for head, _ in sorted(counts.items(), key=lambda t: (t[1] < 2, t[0] in _ARMS, -t[1])):
        classes = {c for c, members in lexicon.classes.items() if head in members}
        fresh = {c for c in classes if c not in used}
        opposed = any(lexicon.opposed.get(c) in used for c in classes)
        if (counts[head] < 2 and not opposed) or head in taken or not fresh:
            continue
        longest = max(full[head], key=lambda p: (len(p.split()) <= 3, len(p), p))
        name = longest
        aliases = tuple(dict.fromkeys([f"the {head}", *(f"the {p}" for p in full[head])]))
        kind: Kind = "state" if "state" in classes and len(classes) == 1 else "organisation"
        chosen.append(Actor(slug(name), f"The {name}", "principal", kind, None, aliases))
        used |= classes
        if len(chosen) + len(named) >= 2:
            break
    return chosen + _arms(chosen, counts, full)


def _arms(sides: list[Actor], counts: Counter[str], full: dict[str, Counter[str]]) -> list[Actor]:
    """The army of a government that has no name, and its ministries: they belong to it."""
    state = next((a for a in sides if a.name.split()[-1] in _STATES), None)
    if state is None:
        return []
    out = []
    for head in counts:
        name = max(full[head], key=lambda p: (len(p), p))
        if head in _ARMS and f"the {head}" not in state.aliases:
            aliases = tuple(dict.fromkeys([f"the {head}", *(f"the {p}" for p in full[head])]))
            out.append(Actor(slug(name), f"The {name}", "principal", "group", state.id, aliases))
    return out


def subjects(text: Text, sentence: Sentence, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Descriptions of sides that do something: the head noun and the whole, without its article."""
    out = []
    for k in range(sentence.first, sentence.last):
        if text.low[k] not in ("the", "its", "their") and text.tokens[k].tag != "POS":
            continue
        end = base_end(text, sentence.last, k + (text.tokens[k].tag == "POS"))
        head = text.low[end - 1] if end > k + 1 else ""
        if (
            not head
            or not sort(head, lexicon)
            or end >= sentence.last
            or any(t.text[0].isupper() for t in text.tokens[k + 1 : end])
        ):
            continue
        if text.tokens[end].tag in ("MD", "HV", "BE", "DO") or (
            text.tokens[end].tag == "V" and text.tokens[end].lemma in lexicon.patterns
        ):
            words = text.text[text.tokens[k + 1].start : text.tokens[end - 1].end].lower()
            out.append((head, words))
    return out


def groups(texts: list[Text], actors: list[Actor], lexicon: Lexicon) -> list[Actor]:
    """ "while some defense officials advocate ...": a group inside the side that was named last."""
    words = lexicon.words
    names = [
        (tuple(n.lower().split()), a)
        for a in actors
        if a.kind not in ("person", "document")
        for n in (a.name, *a.aliases)
    ]
    found: dict[str, Actor] = {}
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last - 2):
                if text.low[k] not in ("some", "several", "many", "few", "senior"):
                    continue
                end = base_end(text, sentence.last, k)
                head = text.low[end - 1]
                inner = text.low[k + 1 : end]
                if (
                    len(inner) < 2
                    or head not in words["voices"]
                    or head in words["not_voices"]
                    or any(t.text[0].isupper() for t in text.tokens[k:end])
                ):
                    continue
                if end >= sentence.last or text.tokens[end].tag not in ("V", "MD", "HV", "BE"):
                    continue
                side = _side_before(text, sentence, k, names)
                if side is None:
                    continue
                name = " ".join(inner)
                found.setdefault(
                    name,
                    Actor(
                        slug(f"{side.id} {name}"),
                        name.capitalize(),
                        "outside",
                        "group",
                        side.member_of or side.id,
                        (name,),
                    ),
                )
    found |= _dissenters(texts, actors)
    return list(found.values())


def _dissenters(texts: list[Text], actors: list[Actor]) -> dict[str, Actor]:
    """ "A group of small farms within the union said": a part of a side, and not the side itself."""
    bodies = [a for a in actors if a.kind not in ("person", "document") and a.member_of is None]
    found: dict[str, Actor] = {}
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last - 4):
                if text.low[k] not in ("a", "one", "another"):
                    continue
                within = next(
                    (
                        j
                        for j in range(k + 2, min(k + 9, sentence.last))
                        if text.low[j] in ("within", "inside")
                    ),
                    0,
                )
                if not within or not any(w in _PARTS for w in text.low[k + 1 : within]):
                    continue
                if any(text.tokens[j].tag in ("V", "MD", "PU", "CC", "WH") for j in range(k + 1, within)):
                    continue
                end = base_end(text, sentence.last, within + 1)
                side = [a for a in bodies if _ends(a, text.low[end - 1])]
                if len(side) != 1 or end >= sentence.last or text.tokens[end].tag not in ("V", "MD", "HV"):
                    continue
                name = text.text[text.tokens[k + 1].start : text.tokens[within - 1].end]
                whole = text.text[text.tokens[k + 1].start : text.tokens[end - 1].end]
                found[name] = Actor(
                    slug(name), name.capitalize(), "outside", "group", side[0].id, (whole, name)
                )
    return found


def _ends(actor: Actor, noun: str) -> bool:
    return any(name.split()[-1].lower() == noun for name in (actor.name, *actor.aliases))


def _side_before(
    text: Text, sentence: Sentence, k: int, names: list[tuple[tuple[str, ...], Actor]]
) -> Actor | None:
    best: tuple[int, Actor] | None = None
    for words, actor in names:
        n = len(words)
        for j in range(k - n, sentence.first - 1, -1):
            if tuple(text.low[j : j + n]) == words:
                if best is None or j > best[0]:
                    best = (j, actor)
                break
    return best[1] if best else None


def documents(texts: list[Text], lexicon: Lexicon) -> list[Actor]:
    """ "the proposed ceasefire plan includes": texts that say something themselves."""
    found: Counter[str] = Counter()
    full: dict[str, str] = {}
    for text in texts:
        for sentence in text.sentences:
            for k in range(sentence.first, sentence.last - 2):
                if text.tokens[k].tag not in ("D", "PS", "POS"):
                    continue
                end = base_end(text, sentence.last, k + 1 if text.tokens[k].tag == "POS" else k)
                head = text.low[end - 1]
                if end <= k + 1 or not _written(text.low[k + 1 : end], lexicon):
                    continue
                verb = next(
                    (
                        t
                        for t in text.tokens[end : min(end + 3, sentence.last)]
                        if t.tag not in ("RB", "MD", "HV")
                    ),
                    None,
                )
                if verb is None or verb.tag != "V" or verb.lemma not in lexicon.text_patterns:
                    continue
                begin = k + 1
                words = text.low[begin:end]
                if any(
                    text.tokens[j].mention >= 0 or text.tokens[j].tag in ("POS", "PS")
                    for j in range(begin, end)
                ):
                    words = [head]
                words = [
                    w for w in words if w not in ("new", "latest", "proposed", "current", "same", "revised")
                ] or [head]
                found[head] += 1
                phrase = " ".join(words[-3:])
                if len(phrase) > len(full.get(head, "")):
                    full[head] = phrase
    out = []
    for head, _ in found.most_common(2):
        name = full[head]
        out.append(
            Actor(
                slug(name),
                f"The {name}",
                "outside",
                "document",
                None,
                tuple(dict.fromkeys((f"the {name}", f"the {head}"))),
            )
        )
    return out


def _written(words: list[str], lexicon: Lexicon) -> bool:
    """Whether a phrase is of a paper on the table: "the plan", "the draft treaty"."""
    if words[-1] in ("offer", "statement", "letter", "report"):
        return False
    drafted = words[-1] in lexicon.words["texts"] and ("draft" in words or "proposed" in words)
    return words[-1] in lexicon.words["written_texts"] or drafted
