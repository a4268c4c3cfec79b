"""Who can act in this text, by which names?

Room: bridging.
"""

import re

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.lore import Duties
from parley.bridging.clauses.reading import Reading

_QUOTED = re.compile(r"\(\s*(?:[a-z ,]{0,40}?)[\"“](?:the )?([A-Z][^\"”]{1,40}?)[\"”]")


_AGENT = re.compile(
    r"\bby\s((?:the |a |an |each |both |either |its |their |his |one |two |three |any "
    r"|every |whichever )?(?:[\w'’-]+\s?){1,5})",
    re.IGNORECASE,
)


_BETWEEN = re.compile(
    r"\b[Bb]etween ((?:the )?[A-Z][\w'’-]*(?: (?:of (?:the )?)?[A-Z][\w'’-]*)*)(?: "
    r"\([^)]*\))?,? and ((?:the )?[A-Z][\w'’-]*(?: (?:of (?:the )?)?[A-Z][\w'’-]*)*)"
)


def named_actors(reading: Reading) -> tuple[str, ...]:
    """Names that the text gives its actors: ("the Government"), Party A."""
    found: dict[str, None] = {}
    for sentence in reading.sentences[:60]:
        for match in _QUOTED.finditer(sentence.words):
            found[match[1]] = None
        for match in re.finditer(r"\bParty [A-Z]\b", sentence.words):
            found[match.group()] = None
    for sentence in reading.sentences[:12]:
        for short in re.finditer(r"(?<=[a-zA-Z]) \((\d? ?[A-Z][A-Za-z]{1,10})\)", sentence.words):
            found[short[1].strip()] = None
    for sentence in reading.sentences[:4]:
        two = _BETWEEN.search(sentence.words)
        for name in two.groups() if two else ():
            found[re.sub(r"^(?:the|The)\s", "", name).strip()] = None
    heads: dict[str, int] = {}
    for sentence in reading.sentences:
        begins = re.match(
            r"(?:The |Both |Each )?((?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+) (?=[a-z]+\b)", sentence.words
        )
        if begins and begins[1].split()[0] not in _NO_NAMES:
            heads[begins[1]] = heads.get(begins[1], 0) + 1
    for name, times in heads.items():
        if times > 1 and not any(name == known or name.startswith(f"{known} ") for known in found):
            found[name] = None
    return tuple(sorted(found, key=len, reverse=True))


_NO_NAMES = known.words("no-names")


def agent(words: str, lore: Duties) -> str:
    """Who acts in a passive: "by the Commission"; empty for "by 31 July", "by road" and the like."""
    for match in _AGENT.finditer(words):
        noun = match[1].split()
        heads = [w.lower() for w in noun[:4]]
        if heads[0] in lore.words["means"] or re.search(r"\d", heads[0]) or heads[0].endswith("ing"):
            continue
        if (
            heads[0] in ("the", "a", "an", "each", "its", "their", "one", "any", "every")
            and len(heads) > 1
            and heads[1] in lore.words["means"]
        ):
            continue
        return match[1].strip()
    return ""
