"""Who gets what in the words behind a verb: the receiver and the thing, by where they stand?

Room: bridging. "hand over to the Buyer, by 3 May, the two keys", "give each crew two drills", "supply the
    Parish with
bricks": a receiver stands behind "to", before "with", or between the verb and the thing.
"""

import re
from dataclasses import dataclass

_ADVERBIAL = re.compile(
    r"^(?:,\s*)?(?:not later than|no later than|at the latest|by|on|within|at|in|from"
    r"|before|after|until|upon|as of|as from"
    r"|under|through|via|over|during|across|for|against|out of|against|once|free of charge"
    r"|without|together with|along with|in return for)"
    r"\s(?:(?!to\b|with\b)[^,;:]){0,70}?(?:,\s+|\s(?=(?:the|a|an|its|their|all|any|every"
    r"|each|to|some|\d+|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty)\b)|$)"
)
_DATED = re.compile(r"^(?:,\s*)?(?:the \d+(?:st|nd|rd|th) of \w+(?: \d{4})?|day \w+|D\d+)(?:,\s*|\s|$)")
_STOP = (
    r"(?:by|on|within|at|in|from|before|after|for|with|and|no|not|to|as|under|upon|who|which"
    r"|that|through|via|over)\b"
)
_TO = re.compile(
    r"^(?:,\s*)?(?:to|into the hands of|unto)\s("
    r"(?:the |each |both |every |its |their |an? )?(?:of the "
    r")?(?:[A-Z][\w-]*['’]s?\s[a-z]+|[A-Z][\w'’-]*(?:\s(?:of|and)\s(?:the\s)?[A-Z][\w'’-]*"
    r"|\s[A-Z][\w'’-]*)*)"
    rf"|(?:the |each |both |every |all |its |their |an? |one )?(?:of the "
    rf")?(?!{_STOP})[a-z'’-]+(?:\s(?!{_STOP}|the\b|a\b|an\b|its\b|their\b|all\b"
    rf"|\d)[a-z'’-]+){{0,2}}?(?:\sof (?:the )?\w+)?)"
    rf"(?:,\s*|\s(?=(?:the|a|an|its|their|all|any|every|each|some|\d+|[a-z]+)\b)|(?=[.;:])|$)"
)
_BY_DATE = re.compile(
    r"^(?:,\s*)?(?:by|on|before|until|from|after|not later than|no later than)\s(?:noon "
    r"(?:on|of)\s|midnight (?:on|of)\s|the end of\s|the\s)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+(?: \d{4})?|[A-Z][a-z]+ \d{1,2}(?:, "
    r"\d{4})?|[A-Z][a-z]+ \d{4}|[Dd]ay \w+|\w+ day(?: (?:after|of|before) (?:each|the"
    r"|every) \w+)?)(?:,\s*|\s|$)"
)
_DETERMINER = (
    r"(?:the|each(?: of (?:the|its|their|\d+|[a-z]+)(?: [\w-]+)?)?|every|all(?: the)?|both|its"
    r"|their|his|our|your|any|either|one|another)"
)
_NUMBER = (
    r"(?:\d[\d,.]*|an?|the|its|their|all|every|each|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|eighteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|several"
    r"|some|[€$£]\d[\d,.]*|[A-Z]{3}\s\d[\d,.]*|no)(?:-\w+)?"
)
_TWO = re.compile(
    rf"^(?P<who>(?:{_DETERMINER}\s)(?:(?!by\b|on\b|to\b|of\b|for\b|from\b|with\b|in\b"
    rf"|at\b)[\w'’-]+\s){{1,3}}?(?:(?:at|in|of|on) (?:the |every )?[A-Z][\w'’-]*(?: "
    rf"\d+)?+\s)?)"
    rf"(?P<what>{_NUMBER}\s.+)$"
)
_BARE = re.compile(
    rf"^(?P<who>{_DETERMINER}\s(?:[\w'’-]+\s){{0,2}}?(?:[\w'’-]*(?:men|people|side|party"
    rf"|guard|crew|town|village)|[a-z-]+ers|[a-z-]+s)\s"
    rf"(?:(?:at|in|of|on) (?:the |every )?[A-Z][\w'’-]*(?: \d+)?+\s)?)(?P<what>(?!of\b|by\b"
    rf"|on\b|to\b|for\b|from\b|with\b|in\b|at\b|and\b|who\b|that\b|which\b|as\b|within\b"
    rf"|before\b|after\b|home\b|back\b|taken\b|held\b)[a-z-]+.*)$"
)
_PRONOUN = re.compile(
    r"^(?P<who>us|you|them|him|her|it|me|each other|one another|the other(?: side| party)?"
    r"|each of (?:you|us|them))(?:\s|,\s[^,]{3,40},\s)(?P<what>(?!by\b|on\b|to\b|of\b|for\b"
    r"|from\b|with\b|in\b|at\b|and\b|within\b|back\b).+)$"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The receiver as named, or nothing; the thing and what is said behind it."""

    receiver: str
    thing: str


def roles(tail: str, particle: str, names: re.Pattern[str] | None, *, doubly: bool, with_what: bool) -> Roles:
    """Receiver and thing in the words behind a verb.

    Args:
        particle: of the verb ("over" of hand over), empty where there is none.
        names: of the actors that the text names.
        doubly: the verb may have its receiver right behind it ("pays the Seller 30").
        with_what: the thing may stand behind "with" ("supplies the Parish with bricks").

    >>> roles(" over to the Buyer, by 3 May, the two keys.", "over", None, doubly=True, with_what=False)
    Roles(receiver='the Buyer', thing='the two keys.')
    >>> roles(" each face crew two new drills.", "", None, doubly=True, with_what=False)
    Roles(receiver='each face crew', thing='two new drills.')
    >>> roles(" the Parish with tiles not later than May.", "", None, doubly=True, with_what=True)
    Roles(receiver='the Parish', thing='tiles not later than May.')
    """
    words = tail.strip().lstrip(",").strip()
    receiver = ""
    words = re.sub(r"^(?:over|back|up|out|in|down|away|off)\s(?!\d)", "", words)
    if particle:
        between = re.match(rf"^((?:[\w'’]+\s){{1,4}}?){re.escape(particle)}\s(?=\S)", words)
        if between and re.match(r"(?:to|by|on|within|at|before)\b", words[between.end() :]):
            words = between[1] + words[between.end() :]  # "six rifles back to the Post"
        elif between:
            receiver, words = between[1].strip(), words[between.end() :]
    moved = re.match(
        r"^((?:(?!to\b|with\b)[^,;]){2,80}?)\sto\s(?=(?:the|each|every|both|all|its|their|an?"
        r"|us|you|them|[A-Z])\b)",
        words,
    )
    if moved and not re.match(r"(?:by|on|within|at|in|from|before|after)\b", words):
        to = _TO.match(words[moved.end(1) + 1 :])
        return Roles(to[1].strip() if to else "them", moved[1])
    if with_what:
        given = re.match(r"^(?P<who>(?:(?!with\b)[^;]){2,70}?),?\swith\s(?P<what>.+)$", words)
        if given:
            return Roles(re.split(r",\s|\sby\s|\sat\s", given["who"])[0].strip(), given["what"])
    for _ in range(5):
        to = _TO.match(words)
        if to:
            receiver, words = receiver or to[1].strip(), words[to.end() :].lstrip(", ")
            continue
        comma = re.match(
            r"^(?:not later than|no later than|by|on|within|at|in|from|before|after|under"
            r"|upon)\s[^,;:]{2,70},\s(?=(?:the|a|an|its|their|all|any|every|each|some"
            r"|[a-z]+)\b)",
            words,
        )
        aside = _BY_DATE.match(words) or comma or _DATED.match(words) or _ADVERBIAL.match(words)
        if aside and aside.end() < len(words):
            words = words[aside.end() :].lstrip(", ")
            continue
        break
    if not receiver and doubly:
        named = names.match(re.sub(r"^(?:the|The)\s", "", words)) if names else None
        if named:
            at = named.end() + (4 if words.lower().startswith("the ") else 0)
            rest = words[at:].strip()
            behind = _ADVERBIAL.match(rest) or _BY_DATE.match(rest)
            if behind and behind.end() < len(rest) and re.match(r"(?:by|on|within|at)\b", rest):
                return Roles(words[:at].strip(), rest[behind.end() :].lstrip(", "))
            if re.match(r"(?:for|by|within|on|in)\b", rest):
                return Roles(words[:at].strip(), "")
            if rest and not re.match(
                r"(?:['’]|,|of\b|by\b|on\b|to\b|for\b|from\b|with\b|in\b|at\b|and\b|within\b)", rest
            ):
                return Roles(words[:at].strip(), rest)
        for pattern in (_PRONOUN, _TWO, _BARE):
            found = pattern.match(words)
            if found:
                return Roles(found["who"].strip(), found["what"].strip())
    return Roles(receiver, words)
