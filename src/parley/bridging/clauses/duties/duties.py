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
from parley.bridging.clauses.duties.acting import duties_of
from parley.bridging.clauses.duties.actors import agent, named_actors
from parley.bridging.clauses.duties.amounts import ASIDE, abstract, numbered, wants_number
from parley.bridging.clauses.duties.duty import Duty
from parley.bridging.clauses.duties.roles import roles
from parley.bridging.clauses.duties.verified import has, verified
from parley.bridging.clauses.lore import Duties, duties
from parley.bridging.clauses.reading import Reading
from parley.bridging.clauses.review import Finding, Lack

_QUESTIONS: dict[Lack, tuple[str, str]] = {
    "actor": ("who does it", "Who does it?"),
    "action": ("what is done", "What exactly is done?"),
    "quantity": ("how much or how many", "How much, or how many?"),
    "deadline": ("by when", "By which day?"),
    "counterpart": ("to whom", "To whom?"),
    "verifier": ("who confirms it", "Who confirms that it is done, and how?"),
}


_TO_WHOM = re.compile(
    r"\b(?:to|with|through|via|before|into the hands of|between)\s(?!be\b|do\b|the (?:extent|effect|end)\b)",
    re.IGNORECASE,
)


_TELLING = known.words("receiver-first")


_DUES = frozenset(
    {
        "price",
        "sum",
        "cost",
        "fine",
        "fee",
        "wage",
        "toll",
        "tax",
        "debt",
        "salary",
        "rent",
        "hire",
        "bonu",
        "allowance",
        "arrear",
        "balance",
        "difference",
        "premium",
        "money",
        "deposit",
        "amount",
        "bill",
        "invoice",
        "damage",
        "compensation",
        "interest",
        "royalty",
        "royaltie",
        "share",
        "rate",
        "instalment",
        "due",
        "charge",
        "grant",
        "advance",
    }
)


_LACKS: tuple[Lack, ...] = ("actor", "action", "quantity", "deadline", "counterpart", "verifier")


def lacking(reading: Reading, found: Iterable[Duty], field: str) -> Iterator[Finding]:
    """Duties that lack something, in the order of the text."""
    lore = duties(reading.text.language)
    checked = verified(reading, lore) if field == "armed-conflict" else None
    named = named_actors(reading)
    names = re.compile("|".join(rf"{re.escape(name)}\b" for name in named)) if named else None
    for duty in found:
        if duty.verb.group.id == "empty":
            place = duty.sentence.place(duty.start, duty.end)
            yield Finding(
                "duty", place, "This duty does not say what is done.", _QUESTIONS["action"][1], ("action",)
            )
            continue
        missing = _missing(reading, duty, names, lore, checked)
        lacks = tuple(lack for lack in _LACKS if lack in missing)
        if lacks:
            words = ", ".join(_QUESTIONS[lack][0] for lack in lacks)
            question = " ".join(_QUESTIONS[lack][1] for lack in lacks)
            place = duty.sentence.place(duty.start, duty.end)
            yield Finding("duty", place, f"This duty does not say {words}.", question, lacks)
    yield from _empty(reading, lore)


def _missing(
    reading: Reading, duty: Duty, names: re.Pattern[str] | None, lore: Duties, checked: frozenset[int] | None
) -> set[Lack]:
    if duty.negative or _no_duty(duty):
        return set()
    needs = set(duty.verb.group.needs)
    first = duty.verb.lemma.split()
    tail = (
        re.sub(r"^\s*with (?=the\b|[A-Z])", " to ", duty.tail)
        if first[0] in ("deposit", "lodge")
        else duty.tail
    )
    split = roles(
        tail,
        first[1] if len(first) > 1 else "",
        names,
        doubly=first[0] in _TELLING,
        with_what=first[0] in ("supply", "provide", "furnish", "equip") or duty.verb.lemma == "deposit with",
    )
    thing = re.sub(r"^of\s", "", duty.subject.strip() if duty.passive else split.thing)
    missing: set[Lack] = set()
    there = re.match(r"there\b", duty.subject, re.IGNORECASE) is not None
    if duty.passive and not duty.actor and (needs or there) and not agent(duty.words, lore):
        owner = re.search(r"(?:['’]s|s['’])\s", duty.subject) and duty.verb.group.id in ("withdraw", "store")
        if not owner and not re.match(r"(?:it|this|that|they|these)\b", duty.subject, re.IGNORECASE):
            missing.add("actor")
    if "deadline" in needs and not _timed(reading, duty, lore):
        missing.add("deadline")
    if duty.verb.group.id == "submit" and re.match(r"(?:copies|samples|pieces)\b", thing):
        needs.add("quantity")
    if "quantity" in needs and wants_number(thing, lore) and not numbered(reading, duty, thing, lore):
        missing.add("quantity")
    if "counterpart" in needs and not duty.passive and not split.receiver and not _received(duty, thing):
        missing.add("counterpart")
    if "verifier" in needs and checked is not None and duty.sentence.clause not in checked:
        missing.add("verifier")
    if "deadline" in missing and re.match(
        r"(?:\w+\s){0,2}(?:interest|damages|costs?|compensation|penalt)", thing
    ):
        missing.discard("deadline")
    gives = first[0] in ("give", "grant", "provide") and re.search(_LASTING, thing)
    if gives or abstract(thing, lore):
        missing -= (
            {"deadline", "quantity", "counterpart", "actor"}
            if duty.passive
            else {"deadline", "quantity", "counterpart"}
        )
    return missing


_LASTING = re.compile(
    r"\b(?:access|passage|notice|freedom|support|safety|protection|priority|orders|consent"
    r"|movement|assistance|information|leave)\b"
)


_QUARRELS = (
    r"(?:all |any )?(?:disputes?|complaints?|grievances?|differences?|questions?|matters?|disagreements?)\b"
)


def _no_duty(duty: Duty) -> bool:
    """Turns of phrase that look like a duty and are none."""
    lemma, tail = duty.verb.lemma, duty.tail
    if duty.verb.group.id == "pay" and re.match(r"\s*for\b", tail):
        return True  # who bears a cost
    if lemma.startswith("put") and re.match(
        r"\s*(?:in\s)?[\d.]+ ?(?:%|per ?cent)|\s*in [a-z]+[,.]? *\d*$|.*\bput right\b", tail
    ):
        return True
    if lemma.startswith("put") and re.search(r"\bto (?:use|work|sleep|death|rest)\b", tail):
        return True
    if lemma == "bring" and re.search(r"\bto (?:an end|a close|a stop|bear|the attention)\b", tail):
        return True
    if lemma == "leave" and re.search(r"\b(?:open|free|to (?:the|a)|question|matter|it)\b", tail):
        return True
    if re.search(r"\b(?:their|its|his) own\b", tail) and duty.actor.split()[-1].lower() not in (
        "party",
        "side",
    ):
        return lemma in ("bring", "supply", "provide", "pay")
    if duty.passive and re.match(_QUARRELS, duty.subject, re.IGNORECASE):
        return True
    if lemma in ("resume", "open", "close", "restart", "reopen") and not duty.passive and not duty.actor:
        return True  # something opens by itself
    hours = (
        r"\s*(?:what|whatever|anything|\d{2}|\d{4}|from \d|at \d|between \d|at (?:red|yellow"
        r"|any|all|night))"
    )
    alert = re.search(r"\bat (?:red|yellow|orange|green|any|full|high|low) \w+", tail)
    return duty.verb.group.id == "open" and bool(re.match(hours, tail) or alert)


def _own_part(duty: Duty) -> str:
    """The part of the sentence that is the duty's own: what stands behind a semicolon may be another's."""
    end = duty.words.find(";", duty.start)
    colon = duty.words.find(":", duty.start)
    begin = duty.words.rfind(";", 0, duty.start) + 1
    if ":" in duty.words[:begin] or (end >= 0 and 0 <= colon < end):
        return duty.words  # a list
    return duty.words[begin : end if end >= 0 else len(duty.words)]


def _timed(reading: Reading, duty: Duty, lore: Duties) -> bool:
    own = ASIDE.sub(lambda m: " " * len(m.group()), _own_part(duty))
    return (
        has(lore.patterns["deadline"], own)
        or has(lore.patterns["deadline"], _following(reading, duty))
        or _timed_heading(reading, duty)
    )


def _received(duty: Duty, thing: str) -> bool:
    """Whether the receiver is clear without being named: home, at a gate, or a sum spoken of before."""
    if re.search(r"\b(?:home|abroad)\b", duty.tail) or re.search(
        r"\bwith the (?:\w+ )?[A-Z]\w+|\bto \w+", duty.tail
    ):
        return True
    if (
        duty.verb.group.id in ("pay", "give")
        and re.match(
            r"(?:each|every|all|both)\b[^.;]{2,60}?\d|(?:(?!of\b|at\b|in\b|by\b|to\b|on\b|for\b"
            r"|from\b|with\b)[A-Za-z-]+\s){1,3}(?:a |an )?[\d€$£]",
            thing,
        )
        and not re.match(r"(?:an?|the|its|one|two|three|four|five|six|seven|eight|nine|ten)\b", thing)
    ):
        return True
    if duty.verb.group.id == "pay" and re.search(
        r"\b(?:an hour|a shift|per hour|for each trip|more|extra|it back|back|half|share)\b", duty.tail
    ):
        return True
    if duty.verb.group.id == "pay":
        known = (
            r"(?:the|its|this|that|such|any|each month[\'’]s|each year[\'’]s) (?:\w+ "
            r")?(?:royalt\w+|interest|price|fees?|difference|costs?|balance|premiums?|rent"
            r"|hire|wages|tax\w*|arrears|rates?|instal\w+)\b"
        )
        return bool(re.match(known, thing))
    if duty.verb.group.id == "release":
        return bool(re.search(r"\b(?:at|via|through|across|by the hand|by list)\b|\bfor\b", duty.words))
    return bool(re.match(r"(?:it|them|the (?:remains|same|rest|others|originals?|matter))\b(?! of)", thing))


def _following(reading: Reading, duty: Duty) -> str:
    """The sentence behind it where that speaks of the same thing."""
    sentences = reading.of_clause[duty.sentence.clause]
    at = sentences.index(duty.sentence) + 1
    if at < len(sentences) and re.match(
        r"(?:\d|This|It|They|These|That|Such|The (?:first|handover|payment|delivery|release|transfer))\b",
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
