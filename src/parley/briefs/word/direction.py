"""Which words run from right to left, and which script are they in?

Room: briefs. Word needs to be told for every run of letters; a picture of the page shows when it was not.

Source: the Unicode bidirectional algorithm (UAX #9), its rules on brackets (N0) and on neutral characters
(N1, N2), for one level of embedding. European digits go with the letters before them (W2, W7).
"""

import unicodedata
from typing import NamedTuple

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "ckb", "dv", "ug")
_PAIRS = {"[": "]", "(": ")", "{": "}"}


class Stretch(NamedTuple):
    """`words[start:end]`, all in one direction; `hebrew` tells the two right-to-left scripts apart."""

    start: int
    end: int
    rtl: bool
    hebrew: bool


def runs_right_to_left(words: str, language: str = "en") -> bool:
    """Is a paragraph with these words set from right to left in a text of this language?

    In a language from right to left a paragraph is, unless more than three in four of its letters run the
    other way; in another language it is where most of its letters run from right to left.

    >>> runs_right_to_left("1.1 هدنة"), runs_right_to_left("1.1 truce", "ar"), runs_right_to_left("1.1", "ar")
    (True, False, True)
    """
    kinds = [_strong(letter) for letter in words]
    right, left = kinds.count("R"), kinds.count("L")
    if is_right_to_left(language):
        return 3 * right >= left
    return right > left


def is_right_to_left(language: str) -> bool:
    """Is this language (a tag such as "ar" or "he-IL") written from right to left?"""
    return language.lower().replace("_", "-").split("-")[0] in RIGHT_TO_LEFT


def stretches(words: str, rtl: bool) -> tuple[Stretch, ...]:
    """The words cut where the direction or the script changes; their ends meet.

    >>> [(s.start, s.end, s.rtl) for s in stretches("the word שלום here", rtl=False)]
    [(0, 9, False), (9, 13, True), (13, 18, False)]
    """
    kinds = _kinds(words, rtl)
    scripts = _scripts(words)
    found: list[Stretch] = []
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or (kinds[at], scripts[at]) != (kinds[start], scripts[start]):
            found.append(Stretch(start, at, kinds[start] == "R", scripts[start]))
            start = at
    return tuple(_joined(found))


def _kinds(words: str, rtl: bool) -> list[str]:
    """Per character "R" or "L". What stands in isolates is set on its own, one neutral thing outside."""
    outer, inner, at = "", [], 0
    while at < len(words):
        end = _isolate_end(words, at)
        if end:
            inside = words[at + 1 : end - 1]
            from_right = words[at] == "\u2067" or (words[at] == "\u2068" and _first_is_right(inside))
            inner.append((len(outer), ["", *_kinds(inside, from_right), ""]))
            outer += "\u2068"
            at = end
        else:
            outer += words[at]
            at += 1
    around = "R" if rtl else "L"
    kinds: list[str] = [_strong(letter) for letter in outer]
    _digits(outer, kinds, around)
    _brackets(outer, kinds, around)
    _neutral(kinds, around)
    for place, held in reversed(inner):
        kinds[place : place + 1] = [kind or kinds[place] for kind in held]
    return kinds


def _isolate_end(words: str, at: int) -> int:
    """Behind the end of the isolate that begins here; 0 where none does."""
    depth = 0
    for end in range(at, len(words)):
        depth += ("\u2066" <= words[end] <= "\u2068") - (words[end] == "\u2069")
        if depth == 0:
            return end + 1 if end > at else 0
    return 0


def _first_is_right(words: str) -> bool:
    return next((kind == "R" for kind in map(_strong, words) if kind), False)


def _joined(found: list[Stretch]) -> list[Stretch]:
    """From left to right the script of the other direction says nothing: one stretch."""
    joined: list[Stretch] = []
    for one in found:
        if joined and not one.rtl and not joined[-1].rtl:
            joined[-1] = Stretch(joined[-1].start, one.end, False, False)
        else:
            joined.append(one if one.rtl else one._replace(hebrew=False))
    return joined


def _strong(letter: str) -> str:
    kind = unicodedata.bidirectional(letter)
    return {"L": "L", "R": "R", "AL": "R", "AN": "R"}.get(kind, "")


def _digits(words: str, kinds: list[str], around: str) -> None:
    before = around
    for at, letter in enumerate(words):
        if kinds[at]:
            before = kinds[at]
        elif unicodedata.bidirectional(letter) == "EN":
            kinds[at] = before


def _brackets(words: str, kinds: list[str], around: str) -> None:
    """Both halves of a pair run as what they hold does, or as what stands before them."""
    other = "L" if around == "R" else "R"
    open_at: list[int] = []
    pairs = []
    for at, letter in enumerate(words):
        if letter in _PAIRS:
            open_at.append(at)
        elif letter in _PAIRS.values():
            while open_at:
                start = open_at.pop()
                if _PAIRS[words[start]] == letter:
                    pairs.append((start, at))
                    break
    for start, end in sorted(pairs):
        inside = set(kinds[start + 1 : end])
        before = next((kind for kind in reversed(kinds[:start]) if kind), around)
        if around in inside:
            kinds[start] = kinds[end] = around
        elif other in inside:
            kinds[start] = kinds[end] = before


def _neutral(kinds: list[str], around: str) -> None:
    at = 0
    while at < len(kinds):
        if kinds[at]:
            at += 1
            continue
        end = at
        while end < len(kinds) and not kinds[end]:
            end += 1
        before = kinds[at - 1] if at else around
        after = kinds[end] if end < len(kinds) else around
        kinds[at:end] = [before if before == after else around] * (end - at)
        at = end


def _scripts(words: str) -> list[bool]:
    """Per character: is it in a stretch of Hebrew? Characters of no script go with those before them."""
    found: list[bool] = []
    hebrew = any("\u0590" <= letter <= "\u05ff" or "\ufb1d" <= letter <= "\ufb4f" for letter in words)
    now: bool | None = None
    for letter in words if hebrew else "":
        kind = unicodedata.bidirectional(letter)
        now = True if kind == "R" else False if kind == "AL" else now
        found.append(bool(now) if now is not None else _first_is_hebrew(words))
    return found or [False] * len(words)


def _first_is_hebrew(words: str) -> bool:
    for letter in words:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return kind == "R"
    return False
