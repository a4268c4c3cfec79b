"""What do the words around a duty say: a pronoun, a plural, a time, an end?

Room: bridging.
"""

import re


def carries(subject: str) -> bool:
    return not subject or bool(
        re.fullmatch(
            r"(?:they|it|he|she|who|which|and|also|each|both)(?:\s\w+)?", subject.strip(), re.IGNORECASE
        )
    )


def plural(subject: str) -> bool:
    return bool(
        re.search(r"(?:s|both|and .*|[Mm]en|people|police|Parties|You|We|They|you|we|they)$", subject)
    )


def timed(tail: str) -> bool:
    return bool(re.search(r"\bday \d|\b(?:by|within|on|before|after|until)\b|\b\d", tail))


def trimmed(words: str, start: int, end: int) -> int:
    piece = words[start:end].rstrip()
    piece = re.sub(r"(?:,|;)?\s(?:and|or|but)$", "", piece).rstrip(" ,;")
    return start + len(piece)
