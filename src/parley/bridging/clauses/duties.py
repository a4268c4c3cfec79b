"""What does each duty lack: actor, action, quantity, deadline, counterpart, verifier?

Room: bridging. Which of these a duty needs depends on its verb (`library/<language>/duties.toml`). A
    prohibition
and a conduct that lasts need no day; a verifier is asked for in ceasefires only, and one clause that has
every duty
verified serves all of them.
"""

import re
from collections.abc import Iterable, Iterator

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.acting import Duty, duties_of
from parley.bridging.clauses.actors import agent
from parley.bridging.clauses.figures import figures
from parley.bridging.clauses.lore import Duties, duties
from parley.bridging.clauses.reading import Reading
from parley.bridging.clauses.review import Finding, Lack
from parley.bridging.clauses.verified import has, verified

_QUESTIONS: dict[Lack, tuple[str, str]] = {
    "actor": ("who does it", "Who does it?"),
    "action": ("what is done", "What exactly is done?"),
    "quantity": ("how much or how many", "How much, or how many?"),
    "deadline": ("by when", "By which day?"),
    "counterpart": ("to whom", "To whom?"),
    "verifier": ("who confirms it", "Who confirms that it is done, and how?"),
}


_ASIDE = re.compile(
    r"\b(?:who|whom|whose|which|taken|seized|captured|lost|damaged|destroyed|arrested"
    r"|killed|fallen|displaced|imprisoned|sentenced"
    r"|owed|confiscated|abducted|buried|missing|died|mined|held|detained|signed|dated|agreed)\b"
    r"(?:(?!\bwithin\b|\bby (?:day|\d|the end|noon|midnight)|\bno later|\bnot later|\bon "
    r"day|\bat the latest|\bfrom day)[^,;.]){0,70}"
    r"|\bfor the [\w ]{2,30}? (?:in|of|from|since|during) (?:January|February|March|April"
    r"|May|June|July|August|September|October|November|December|\d)\w*(?: \d{4})?"
    r"|\bfor the (?:months?|period|years?|time|weeks?|seasons?)\b[^,;.]{0,30}?\b(?:from"
    r"|between|of|since)\b[^,;.]{0,40}?\b(?:to|and|until)\b\s\w+(?:\s\d{4})?",
    re.IGNORECASE,
)


_TO_WHOM = re.compile(
    r"\b(?:to|with|through|via|before|into the hands of|between)\s(?!be\b|do\b|the (?:extent|effect|end)\b)",
    re.IGNORECASE,
)


_TELLING = known.words("receiver-first")


_PAPERS = known.words("papers")


_ONE_THING = re.compile(r"^(?:a|an|the|this|that|its|their|his|one|such|these|those)\b", re.IGNORECASE)


_LACKS: tuple[Lack, ...] = ("actor", "action", "quantity", "deadline", "counterpart", "verifier")


def lacking(reading: Reading, found: Iterable[Duty], field: str) -> Iterator[Finding]:
    """Duties that lack something, in the order of the text."""
    lore = duties(reading.text.language)
    checked = verified(reading, lore) if field == "armed-conflict" else None
    owed = tuple(found)
    by_clause: dict[int, list[Duty]] = {}
    for duty in owed:
        by_clause.setdefault(duty.sentence.clause, []).append(duty)
    for duty in owed:
        at = duty.sentence.clause
        others = tuple(other for n in range(at - 3, at + 4) for other in by_clause.get(n, ()))
        missing = _missing(reading, duty, others, lore, checked)
        lacks = tuple(lack for lack in _LACKS if lack in missing)
        if lacks:
            words = ", ".join(_QUESTIONS[lack][0] for lack in lacks)
            question = " ".join(_QUESTIONS[lack][1] for lack in lacks)
            place = duty.sentence.place(duty.start, duty.end)
            yield Finding("duty", place, f"This duty does not say {words}.", question, lacks)
    yield from _empty(reading, lore)


def _missing(
    reading: Reading, duty: Duty, others: tuple[Duty, ...], lore: Duties, checked: frozenset[int] | None
) -> set[Lack]:
    if duty.negative:
        return set()
    needs = set(duty.verb.group.needs)
    missing: set[Lack] = set()
    whole = duty.words[duty.start :] if duty.start else duty.words
    if duty.verb.group.id == "pay" and re.match(r"\s*for\b", duty.tail):
        return set()  # who bears a cost
    if duty.verb.lemma == "put" and re.search(r"\bto (?:use|work|sleep|death|rest)\b", duty.tail):
        return set()
    if duty.verb.lemma == "bring" and re.search(
        r"\bto (?:an end|a close|a stop|bear|the attention)\b", duty.tail
    ):
        return set()
    if duty.verb.group.id == "open" and re.match(
        r"\s*(?:what|whatever|anything|\d{2}|\d{4}|from \d|at \d|between \d)", duty.tail
    ):
        return set()
    if duty.passive and not duty.actor and needs and not agent(duty.words, lore):
        owner = re.search(r"(?:['’]s|s['’])\s", duty.subject)
        if not owner:
            missing.add("actor")
    if (
        "deadline" in needs
        and not has(lore.patterns["deadline"], _ASIDE.sub(lambda m: " " * len(m.group()), duty.words))
        and not has(lore.patterns["deadline"], _following(reading, duty))
        and not _timed_heading(reading, duty)
    ):
        missing.add("deadline")
    thing = duty.subject if duty.passive else _thing(duty, lore)
    if duty.verb.group.id == "submit" and re.match(
        r"(?:us |you |the \w+ )?(?:copies|samples|pieces)\b", thing
    ):
        needs.add("quantity")
        thing = re.sub(r"^(?:us|you|the \w+)\s", "", thing)
    if (
        "quantity" in needs
        and _wants_number(thing, lore)
        and not _numbered(reading, duty, thing, whole, lore)
    ):
        missing.add("quantity")
    if (
        "counterpart" in needs
        and not duty.passive
        and not _whom(duty, lore)
        and not _known_receiver(duty, others, lore)
    ):
        missing.add("counterpart")
    if "verifier" in needs and checked is not None and duty.sentence.clause not in checked:
        missing.add("verifier")
    if "deadline" in missing and re.match(
        r"\s*(?:\w+\s){0,3}(?:interest|damages|costs?|compensation|penalt)", duty.tail
    ):
        missing.discard("deadline")
    gives = duty.verb.lemma in ("give", "grant", "provide") and re.search(
        r"\b(?:access|passage|notice|freedom|support|safety|protection|priority|orders"
        r"|consent|movement|assistance|information)\b",
        thing,
    )
    if (_abstract(thing, lore) or gives) and not duty.passive:
        missing -= {"deadline", "quantity", "counterpart"}
    return missing


def _known_receiver(duty: Duty, others: tuple[Duty, ...], lore: Duties) -> bool:
    """Whether a duty close by says who receives from the same actor; or the sum is one spoken of before."""
    if duty.verb.group.id == "pay" and re.match(r"\s*(?:the|its|this|that|such|any)\b", duty.tail):
        return True
    for other in others:
        near = abs(other.sentence.clause - duty.sentence.clause) <= 3
        same = (
            other.verb.lemma == duty.verb.lemma
            and other.actor.lower() == duty.actor.lower()
            and other is not duty
        )
        if near and same and _whom(other, lore):
            return True
    return False


def _following(reading: Reading, duty: Duty) -> str:
    """The sentence behind it where that speaks of the same thing."""
    sentences = reading.of_clause[duty.sentence.clause]
    at = sentences.index(duty.sentence) + 1
    if at < len(sentences) and re.match(
        r"(?:This|It|They|These|That|Such|The (?:first|handover|payment|delivery|release|transfer))\b",
        sentences[at].words,
    ):
        return sentences[at].words
    n = duty.sentence.clause + 1
    if at >= len(sentences) and n < len(reading.clauses) and reading.articles[n] == reading.articles[n - 1]:
        behind = reading.of_clause[n][0].words if reading.of_clause[n] else ""
        if re.match(
            r"(?:The|These|All|Every|Each) (?:first |said )?(?:handovers?|releases?"
            r"|deliver(?:y|ies)|payments?|transfers?|withdrawals?|exchanges?|returns?"
            r"|works?|instal?ments?|shipments?|lists?)\b",
            behind,
        ):
            return behind
    before = sentences[at - 2].words if at >= 2 else ""
    return before if before.rstrip().endswith(":") else ""


def _timed_heading(reading: Reading, duty: Duty) -> bool:
    heading = reading.headings[duty.sentence.clause]
    return bool(re.search(r"\b(?:days? \d|phase|stage|week \d|by \d)", heading, re.IGNORECASE))


def _thing(duty: Duty, lore: Duties) -> str:
    """What is handed over: the words behind the verb, without the one who receives it."""
    tail = re.sub(r"^\s*(?:over|back|up|out|in|down|away|off)\s", " ", duty.tail).strip()
    particle = duty.verb.lemma.split()[1:]
    if particle:
        tail = re.sub(rf"^(?:[\w'’]+\s){{1,4}}?{particle[0]}\s", "", tail)
    for _ in range(2):
        tail = re.sub(
            r"^(?:to|over|via|through|with|by)\s(?:the\s|its\s"
            r"|each\s)?(?:[A-Z][\w'’]*(?:\s[A-Z][\w'’]*)*|[a-z]+),?\s(?=(?:the|a|an|its"
            r"|their|all|any|every|each|over|to|\d|[a-z]+s?\b))",
            "",
            tail,
        )
    tail = (
        re.sub(
            r"^(?:to|with|by|on|within|at)\s(?:(?:the|each|its|both"
            r"|all)\s)?(?:[\w'’-]+\s){1,4}?(?=(?:the|a|an|its|their|all|any|every|each|\d"
            r"|[a-z]+ (?:of|from|for|who|which|held))\b)",
            "",
            tail,
        )
        if duty.verb.lemma not in ("contribute",)
        else tail
    )
    if duty.verb.lemma.split()[0] in _TELLING:
        tail = re.sub(
            r"^(?:the|each|every|both|its|their|all)\s(?:other\s)?(?:[A-Z]\w+|party|side"
            r"|parties|sides|other)\s(?=[a-z])",
            "",
            tail,
        )
        tail = re.sub(r"^[A-Z]\w+\s(?=[a-z])|^(?:it|them|him|her|each other|one another)\s", "", tail)
    return tail


def _wants_number(thing: str, lore: Duties) -> bool:
    low = re.findall(r"[a-z'’-]+|\d+", thing.lower())
    if not low:
        return False
    if low[0] in ("by", "on", "within", "to", "in", "at", "for", "from", "as", "under", "with", "of", "and"):
        return False
    inside = set(low[:4]) & lore.words["countable"]
    if low[0] in ("it", "them", "him", "her", "itself", "back", "each", "nobody"):
        return False
    if inside & {"remains", "bodies", "dead"} and low[0] == "the" and low[2:3] not in (["of"], ["from"]):
        return False  # those spoken of before
    if _ONE_THING.match(thing):
        own = (
            low[0] in ("its", "their", "his")
            and len(low) > 1
            and low[1].endswith("s")
            and low[1] not in _PAPERS
            and not low[1].endswith("ss")
        )
        own = own or (
            low[0] in ("its", "their")
            and len(low) > 1
            and low[1] in lore.words["countable"]
            and low[1] not in _PAPERS
        )
        return (
            own
            or bool(
                inside
                & {
                    "sum",
                    "amount",
                    "number",
                    "quantity",
                    "remains",
                    "bodies",
                    "dead",
                    "share",
                    "portion",
                    "contribution",
                    "compensation",
                }
            )
            or (
                bool(inside)
                and low[0] in ("the", "its", "their", "these", "those")
                and low[1:2] != []
                and low[1] in lore.words["countable"]
                and low[1].endswith("s")
                and low[1] not in ("goods", "supplies", "parts", "lorries", "trucks", "vehicles", "machines")
            )
        )
    return low[0] not in lore.words["abstract"]


def _abstract(thing: str, lore: Duties) -> bool:
    low = re.findall(r"[a-z'’-]+", thing.lower())
    while low and low[0] in (
        "the",
        "its",
        "their",
        "a",
        "an",
        "any",
        "all",
        "each",
        "every",
        "full",
        "members",
        "of",
    ):
        low = low[1:]
    return bool(low) and low[0] in lore.words["abstract"]


def _numbered(reading: Reading, duty: Duty, thing: str, whole: str, lore: Duties) -> bool:
    own = whole if not duty.passive else duty.words
    if any(not f.time for f in figures(own)):
        return True
    words = [p for p in lore.patterns["quantity"] if p.written != "#"]
    if has(words, _ASIDE.sub(" ", own)):
        return True
    counted = {word for word in re.findall(r"[a-z]+", thing.lower())[:6] if word in lore.words["countable"]}
    head = next((word for word in re.findall(r"[a-z]+", thing.lower())[:6] if word in counted), "")
    article = reading.articles[duty.sentence.clause]
    here = duty.sentence.clause
    close = range(max(here - 4, 0), min(here + 5, len(reading.clauses)))
    near = [s for n in close if reading.articles[n] == article and n != here for s in reading.of_clause[n]]
    return bool(head) and any(head in f.noun for s in near for f in figures(s.words) if not f.time)


def _whom(duty: Duty, lore: Duties) -> bool:
    """Whether the words behind the verb name a receiver."""
    tail = duty.tail.strip()
    particle = duty.verb.lemma.split()[1:]
    if particle and re.match(
        rf"(?:the|each|both|its)\s[\w'’]+\s{particle[0]}\b|[A-Z]\w+\s{particle[0]}\b", tail
    ):
        return True
    if _TO_WHOM.search(tail) or re.search(r"\b(?:home|abroad)\b", tail):
        return True
    if re.match(
        r"(?:all|each|every|the|its|both)\s[\w' -]{2,40}?\s(?:\d|[€$£]|[A-Z]{3}\s|an?\s|one\s|two\s|the\s)",
        tail,
    ):
        return True
    if duty.verb.lemma.split()[0] in _TELLING or duty.verb.lemma in ("present", "pass"):
        first = re.match(
            r"(?:over\s|back\s)?(?:(?:the|each|every|both|its|their|all|an?"
            r"|any)\s)?(?:(?:other|joint|affected|said)\s)?([A-Za-z'’]+)",
            tail,
        )
        if first:
            word = first[1]
            if (
                word.lower() in lore.words["actors"]
                or word[0].isupper()
                or word in ("it", "them", "him", "her", "other", "another", "us")
            ):
                return True
    return duty.verb.lemma.split()[0] == "return" and bool(re.search(r"\bto\b|\bhome\b", duty.words))


def _empty(reading: Reading, lore: Duties) -> Iterator[Finding]:
    """ "shall take steps": an action without content."""
    done: set[tuple[int, int]] = set()
    for phrase in lore.patterns["empty"]:
        for sentence, place in reading.find(phrase):
            head = sentence.words[: place.start - sentence.start]
            owed = re.search(
                r"\b(?:shall|will|must|undertakes? to|agrees? to|commits? to|are to|is to)\b[^,;]{0,30}$",
                head,
            )
            if (
                owed
                and (sentence.clause, place.start) not in done
                and not re.search(
                    r"\b(?:not|how|following)\b",
                    head[-12:] + sentence.words[place.end - sentence.start :][:14],
                )
            ):
                if re.match(
                    r"\s*(?:set out|listed|below|in (?:Article|clause|Annex)|:)",
                    sentence.words[place.end - sentence.start :],
                ):
                    continue
                done.add((sentence.clause, place.start))
                yield Finding(
                    "duty",
                    place,
                    "This duty does not say what is done.",
                    "What exactly is done, by which day, and who sees it?",
                    ("action",),
                )


def duty_list(reading: Reading) -> tuple[Duty, ...]:
    """All duties of a text."""
    return tuple(duties_of(reading, duties(reading.text.language)))
