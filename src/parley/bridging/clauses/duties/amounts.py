"""Does a duty say how much of a thing?

Room: bridging.
"""

import re

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.duties.duty import Duty
from parley.bridging.clauses.duties.verified import has
from parley.bridging.clauses.figures.figures import figures
from parley.bridging.clauses.lore import Duties
from parley.bridging.clauses.reading import Reading

ASIDE = re.compile(
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


_MONEY = frozenset(
    {"bonus", "allowance", "fee", "compensation", "payment", "premium", "grant", "gratuity", "supplement"}
)


_PAPERS = known.words("papers")


_ONE_THING = re.compile(r"^(?:a|an|the|this|that|its|their|his|one|such|these|those)\b", re.IGNORECASE)


def wants_number(thing: str, lore: Duties) -> bool:
    low = re.findall(r"[a-z'’-]+|\d+", thing.lower())
    if not low or re.match(r"[a-z]+ \d|[A-Z]\w+ \d", thing):
        return False  # "version 1"
    if re.match(
        r"an? (?:competent|reasonable|sufficient|certain|limited|suitable|adequate|fair"
        r"|appropriate) ",
        thing,
    ):
        return False  # vague, and told as such
    if low[0] in ("what", "whatever", "whom", "whoever", "those", "that", "everything", "nothing"):
        return False
    if low[0] in ("by", "on", "within", "to", "in", "at", "for", "from", "as", "under", "with", "of", "and"):
        return False
    inside = set(low[:4]) & lore.words["countable"]
    if low[0] in ("it", "them", "him", "her", "itself", "back", "each", "nobody"):
        return False
    if inside & {"remains", "bodies", "dead"} and low[0] == "the" and low[2:3] not in (["of"], ["from"]):
        return False  # those spoken of before
    if low[0] in ("a", "an") and set(low[1:4]) & _MONEY and not re.search(r"\d", thing):
        return True
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


def abstract(thing: str, lore: Duties) -> bool:
    low = re.findall(r"[a-z'’-]+", thing.lower()) if not re.match(r"[\d€$£]", thing) else []
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


def numbered(reading: Reading, duty: Duty, thing: str, lore: Duties) -> bool:
    """Whether a figure, or a word like "all", says how much of the thing."""
    own = duty.words if duty.passive else thing
    if any(not f.time for f in figures(own)):
        return True
    near = thing if not duty.passive else duty.words
    words = [p for p in lore.patterns["quantity"] if p.written != "#"]
    if has(words, ASIDE.sub(" ", near)):
        return True
    head = next((w for w in re.findall(r"[a-z]+", thing.lower())[:6] if w in lore.words["countable"]), "")
    here = duty.sentence.clause
    article = reading.articles[here]
    close = range(max(here - 4, 0), min(here + 5, len(reading.clauses)))
    beside = [s for n in close if reading.articles[n] == article and n != here for s in reading.of_clause[n]]
    counted = any(head in f.noun for s in beside for f in figures(s.words) if not f.time)
    return bool(head) and counted and not re.match(rf"{head}\b", thing)
