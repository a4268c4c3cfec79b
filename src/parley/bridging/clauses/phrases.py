"""How are the words that a rule looks for written down, and where do they stand?

Room: bridging. Rules are data (`library/<language>/*.toml`); this is the small language they are written in:

    withdraw(s|al)?     a word, with endings or alternatives as in a regular expression
    releas~             a word that begins so
    by day #            # is a number, in digits or in words
    verif~ ... by       ... is up to 90 characters within the sentence
    @third              one of a named list of `words.toml`

A phrase begins and ends at the edge of a word; letters large and small are alike; a space is any space.
"""

import re
from dataclasses import dataclass
from functools import cached_property

NUMBER = (
    r"(?:\d[\d,.]*|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five"
    r"|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:a|one) hundred|(?:a|one) thousand)"
)
_GAP = r"\b[^;]{0,90}?"


@dataclass(frozen=True)
class Phrase:
    """One phrase of a rule, compiled when it is first needed."""

    written: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(_regex(self.written), re.IGNORECASE)

    @cached_property
    def anchors(self) -> tuple[str, ...]:
        """Beginnings of words, one of which stands wherever the phrase does; empty: not known.

        >>> Phrase("by day #").anchors, Phrase("(verif~|monitor~) the").anchors
        (('day',), ('verif', 'monitor'))
        """
        parts = _alternatives(self.written)
        if len(parts) > 1:
            found = [Phrase(part).anchors for part in parts]
            return tuple(a for each in found for a in each) if all(found) else ()
        best: tuple[str, ...] = ()
        for token in _tokens(self.written):
            anchors = _anchors(token)
            if anchors and (not best or _worth(anchors) > _worth(best)):
                best = anchors
        return best


def _worth(anchors: tuple[str, ...]) -> tuple[int, int]:
    return min(min(len(a) for a in anchors), 5), -len(anchors)


def _tokens(written: str) -> list[str]:
    return [token for token in _split(written, " ") if token]


def _alternatives(written: str) -> list[str]:
    return _split(written, "|")


def _split(written: str, at: str) -> list[str]:
    """Split where a letter stands in no group.

    >>> _split("(a|b) c|d", "|")
    ['(a|b) c', 'd']
    """
    parts, depth, now = [], 0, ""
    for n, letter in enumerate(written):
        depth += (letter in "([") - (letter in ")]")
        # " ?" is a space that may be missing
        if letter == at and depth == 0 and written[n + 1 : n + 2] != "?":
            parts.append(now)
            now = ""
        else:
            now += letter
    return [*parts, now]


def _anchors(token: str) -> tuple[str, ...]:
    group = re.match(r"\(([^()]+)\)(?![?*])", token)
    if group:
        found = [_first_letters(part) for part in group[1].split("|")]
        return tuple(found) if all(found) else ()
    if token.startswith("("):
        return ()
    first = _first_letters(token)
    return (first,) if first else ()


def _first_letters(token: str) -> str:
    """The letters that must stand at its beginning.

    >>> [_first_letters(token) for token in ("releas~", "cent(re|er)", "days?", "(a")]
    ['releas', 'cent', 'day', '']
    """
    found = re.match(r"[a-z]+", token)
    if not found:
        return ""
    letters = found.group()
    rest = token[found.end() :]
    if rest.startswith(("?", "*")):
        letters = letters[:-1]
    return letters if len(letters) > 1 else ""


def _regex(written: str) -> str:
    parts = []
    for token in _tokens(written):
        if token == "...":
            parts.append(_GAP)
            continue
        within = re.match(r"(\[\^\.;\]\{\d+,\d+\}\??)(.*)", token)
        if within and parts:  # so many letters of the same sentence
            parts += [
                rf"\b{within[1]}",
                *([within[2].replace("~", r"[\w'’-]*").replace("#", NUMBER)] if within[2] else []),
            ]
            continue
        token = token.replace("#", NUMBER).replace("~", r"[\w'’-]*")
        token = token.replace(" ?", r"\s*").replace(" ", r"\s+")
        parts.append(token)
    pattern = ""
    for n, part in enumerate(parts):
        if n and not _is_gap(part) and not _is_gap(parts[n - 1]):
            if _optional(part):
                pattern += rf"(?:\s+{part[:-1]})?"
                continue
            pattern += r"\s+" if pattern else ""
        elif n and not _is_gap(part):
            pattern += r"\b" if re.match(r"[(\w]", part) else ""
        pattern += part
    return rf"(?<!\w)(?:{pattern})(?!\w)"


def _is_gap(part: str) -> bool:
    return part.startswith(r"\b[^")


def _optional(part: str) -> bool:
    """Whether the whole part is one group that may be missing.

    >>> _optional("(the|a)?"), _optional("(a|b) (c|d)?"), _optional("(a(b)?)?")
    (True, False, True)
    """
    if not (part.startswith("(") and part.endswith(")?")):
        return False
    depth = 0
    for at, letter in enumerate(part):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at == len(part) - 2
    return False


def phrases(written: list[str], lists: dict[str, list[str]]) -> tuple[Phrase, ...]:
    """Phrases with their named lists put in.

    >>> [p.written for p in phrases(["by @body"], {"body": ["the commission", "the panel"]})]
    ['by (the commission|the panel)']
    """
    return tuple(Phrase(_with_lists(entry, lists)) for entry in written)


def _with_lists(entry: str, lists: dict[str, list[str]]) -> str:
    return re.sub(r"@([a-z]+)", lambda found: f"({'|'.join(lists[found.group(1)])})", entry)
