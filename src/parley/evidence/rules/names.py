"""Where do words with capitals stand, and what is each: a state, a title, a name?

Room: evidence. Used by discovery, on text that is cut and tagged; nothing is known of the actors yet.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from parley.evidence.rules.hints import Hints, is_demonym
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import PAST, THIRD
from parley.evidence.rules.segment import Sentence, Text

_JOINERS = frozenset({"of", "for", "and", "de", "al", "bin", "la", "del", "van", "von", "der", "el", "the"})
_OWNERS = frozenset({"people", "peoples", "women", "men", "children"})  # their ’s is part of a name
_ARTICLES = ("al-", "el-", "ad-", "an-", "ar-", "as-", "at-", "az-", "ash-", "bin-", "ben-")
_LONG_CAPITALS = 5  # longer words all in capitals are headings or date lines


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a run of capitals: what it is, and its tokens."""

    kind: str  # "state", "demonym", "seat", "title" or "name"
    words: tuple[str, ...]
    first: int
    last: int  # exclusive
    state: str = ""

    @property
    def name(self) -> str:
        """
        >>> Piece("name", ("Nurses", "’", "Guild"), 0, 3).name
        'Nurses’ Guild'
        """
        out = ""
        for word in self.words:
            tight = word in ("’", "'", "’s", "'s", "-", "–") or out.endswith(("-", "–"))
            out += word if tight or not out else f" {word}"
        return out


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words with capitals, taken apart."""

    text: int  # which of the texts
    sentence: int
    pieces: tuple[Piece, ...]


def runs(texts: list[Text], lexicon: Lexicon, hints: Hints) -> list[Run]:
    """All runs of capitals in several texts, in order."""
    lower = Counter(t.low for text in texts for t in text.tokens if t.text == t.low)
    opening = Counter(
        text.tokens[s.first].text
        for text in texts
        for s in text.sentences
        if text.tokens[s.first].text[:1].isupper()
    )
    inside = {
        t.text
        for text in texts
        for s in text.sentences
        for p, t in zip(text.tokens[s.first : s.last], text.tokens[s.first + 1 : s.last], strict=False)
        if t.text[:1].isupper() and p.text not in '“”"‘:.(–—-'
    }
    out = []
    for number, text in enumerate(texts):
        for sentence in text.sentences:
            for first, last in _stretches(text, sentence, lexicon, hints):
                first = _opening(text, sentence, first, last, lexicon, hints, lower, opening, inside)
                if first < last:
                    pieces = tuple(_pieces(text, first, last, lexicon, hints))
                    if pieces:
                        out.append(Run(number, sentence.index, pieces))
    return out


def _capital(text: Text, k: int) -> bool:
    token = text.tokens[k]
    return (
        (token.text[0].isupper() or (token.low.startswith(_ARTICLES) and _risen(token.text)))
        and token.text not in ("I",)
        and not (len(token.text) == 1 and token.low == "a")
    )


def _risen(word: str) -> bool:
    """
    >>> _risen("al-Wadi"), _risen("al-fresco")
    (True, False)
    """
    return word.partition("-")[2][:1].isupper()


def _stretches(text: Text, sentence: Sentence, lexicon: Lexicon, hints: Hints) -> Iterator[tuple[int, int]]:
    """Runs of words with capitals, with what joins them: "Union of Railway Staff", "Nurses’ Guild"."""
    tokens, low = text.tokens, text.low
    organisations = hints.words["organisation_nouns"]
    k = _dateline(text, sentence)
    while k < sentence.last:
        if not _capital(text, k):
            k += 1
            continue
        first = k
        k += 1
        while k < sentence.last:
            if _capital(text, k):
                k += 1
                continue
            ahead = k + 1
            if (low[k] in ("of", "for") and low[k - 1] in organisations) or (
                low[k] == "of" and low[k - 1] in ("secretary", "states", "republic", "house", "minister")
            ):
                while ahead < sentence.last and low[ahead] == "the":
                    ahead += 1
                if ahead < sentence.last and _capital(text, ahead):
                    k = ahead
                    continue
            if (
                low[k] == "and"
                and ahead < sentence.last
                and _capital(text, ahead)
                and low[ahead] in organisations
                and _inner_and(text, first, k, hints)
            ):
                k = ahead
                continue
            if (
                low[k] in ("de", "al", "bin", "del", "van", "von", "der", "el", "la")
                and ahead < sentence.last
                and _capital(text, ahead)
            ):
                k = ahead
                continue
            if (
                low[k] in "-–"
                and ahead < sentence.last
                and _capital(text, ahead)
                and tokens[k].start == tokens[k - 1].end
                and tokens[ahead].start == tokens[k].end
            ):
                k = ahead
                continue
            plural = (
                low[k] in "'’" and tokens[k - 1].low.endswith("s") and tokens[k].start == tokens[k - 1].end
            )
            plural = plural or (low[k] in ("'s", "’s") and low[k - 1] in _OWNERS)
            if plural and ahead < sentence.last and _capital(text, ahead) and _body(text, ahead, hints):
                k = ahead
                continue
            break
        yield first, k


def _body(text: Text, k: int, hints: Hints) -> bool:
    """Whether the capitals from here on end in a noun of bodies: "Front", "Liberation Army"."""
    while k + 1 < len(text.tokens) and _capital(text, k + 1):
        k += 1
    return text.low[k] in hints.words["organisation_nouns"]


def _dateline(text: Text, sentence: Sentence) -> int:
    """Where the words before the news begin and end: "TARN, Feb 18 (NPA) -" is a place and a day."""
    tokens = text.tokens
    for k in range(sentence.first + 1, min(sentence.first + 13, sentence.last - 1)):
        token = tokens[k]
        if token.text in "-–—" and tokens[k - 1].end < token.start and token.end < tokens[k + 1].start:
            loud = all(t.text.isupper() for t in tokens[sentence.first : k] if t.text[0].isalpha())
            return (
                k if loud or tokens[sentence.first].text.isupper() or sentence.index == 0 else sentence.first
            )
        if token.text[0].isalpha() and not token.text[0].isupper():
            break
    return sentence.first


def _inner_and(text: Text, first: int, k: int, hints: Hints) -> bool:
    """ "Ministry of Trade and Industry", but not "the Union and the Company"."""
    return any(text.low[j] == "of" for j in range(first, k))


def _opening(
    text: Text,
    sentence: Sentence,
    first: int,
    last: int,
    lexicon: Lexicon,
    hints: Hints,
    lower: Counter[str],
    opening: Counter[str],
    inside: set[str],
) -> int:
    """Where the run really begins: the first word of a sentence has a capital anyway."""
    tokens = text.tokens
    start = sentence.first
    while start < last and tokens[start].low[0] in "“\"‘'(":
        start += 1
    if first != start and not (first > sentence.first and tokens[first - 1].low in '“"‘:–—'):
        return first
    word = tokens[first]
    if (word.text in inside and not lower[word.low]) or (word.text,) in hints.states:
        return first
    if hints.words["titles"].at(text.low, first) and last - first > 1:
        return first
    if any(is_demonym(word.low, name.lower()) for name in inside):
        return first
    if first + 1 < last and not _common(word.low, lexicon, hints) and not lower[word.low]:
        return first
    if word.text.isupper() and 1 < len(word.text) <= _LONG_CAPITALS and not lower[word.low]:
        return first
    following = tokens[first + 1] if first + 1 < len(tokens) else None
    named = following is not None and (
        following.low in ("'s", "’s")
        or following.tag in ("MD", "HV")
        or (following.tag == "V" and following.form in (THIRD, PAST))
    )
    if (
        last - first == 1
        and not lower[word.low]
        and not _common(word.low, lexicon, hints)
        and (named or opening[word.text] > 1)
    ):
        return first
    return first + 1


def _common(low: str, lexicon: Lexicon, hints: Hints) -> bool:
    """Whether a word is one of the language rather than a name."""
    if (
        low in lexicon.verb_forms
        or low in lexicon.stop
        or low in hints.words["never"]
        or low in hints.words["empty"]
    ):
        return True
    if any(low in members for members in lexicon.classes.values()):
        return True
    if any(low in words for words in lexicon.words.values()):
        return True
    return low in lexicon.numbers["words"] or low.endswith(("ly", "ing", "tion"))


def _pieces(text: Text, first: int, last: int, lexicon: Lexicon, hints: Hints) -> Iterator[Piece]:
    """States, titles and names of one run, from left to right."""
    tokens = text.tokens
    k, start = first, first

    def named(upto: int) -> Iterator[Piece]:
        begin = start
        while upto > begin and (_day(tokens[upto - 1].low, lexicon) or not tokens[upto - 1].low[0].isalnum()):
            upto -= 1
        for j in range(upto - 1, begin - 1, -1):
            if _day(tokens[j].low, lexicon):
                begin = j + 1
                break
        while begin < upto and (
            tokens[begin].low in _JOINERS
            or not tokens[begin].low[0].isalnum()
            or (tokens[begin].low in hints.words["never"] and upto - begin == 1)
        ):
            begin += 1
        if begin < upto and not _heading(text, begin, upto):
            yield Piece("name", tuple(t.text for t in tokens[begin:upto]), begin, upto)

    while k < last:
        state = _state_at(text, k, last, hints)
        if state is not None and not _within_name(text, first, k, state.last, last, hints):
            yield from named(k)
            yield state
            k = start = state.last
            continue
        n = hints.words["titles"].at(text.low, k)
        if n and (
            k + n > last
            or not all(_capital(text, j) or tokens[j].low in ("of", "-") for j in range(k, k + n))
        ):
            n = 0
        if n and k + n < last and text.low[k + n] in hints.words["organisation_nouns"]:
            n = 0
        if n and k + n + 1 < last and text.low[k + n] in ("of", "for"):
            n = last - k
        if n:
            yield from named(k)
            yield Piece("title", tuple(t.text for t in tokens[k : k + n]), k, k + n)
            k = start = k + n
            continue
        k += 1
    yield from named(last)


def _day(low: str, lexicon: Lexicon) -> bool:
    return (
        low in lexicon.times["months"]
        or low.rstrip("s") in lexicon.times["weekdays"]
        or low in lexicon.times["weekdays"]
    )


def _state_at(text: Text, k: int, last: int, hints: Hints) -> Piece | None:
    tokens = text.tokens
    for n in (5, 4, 3, 2, 1):
        if k + n > last:
            continue
        words = tuple(t.text for t in tokens[k : k + n])
        found = hints.states.get(words)
        if found is not None:
            return Piece({"name": "state"}.get(found[1], found[1]), words, k, k + n, found[0])
    return None


def _within_name(text: Text, first: int, k: int, end: int, last: int, hints: Hints) -> bool:
    """ "Israel Railways", "Bank of Egypt": the state's name belongs to a longer name."""
    nouns = hints.words["organisation_nouns"]
    after = (
        end < last
        and text.low[last - 1] in nouns
        and not any(hints.words["titles"].at(text.low, j) for j in range(end, last))
    )
    before = (
        k > first
        and text.low[k - 1] in ("of", "for")
        and not any(hints.words["titles"].at(text.low, j) for j in range(first, k))
    )
    return after or (
        before
        and text.low[first] in nouns
        and text.low[first] not in ("government", "army", "parliament", "administration", "cabinet")
    )


def _heading(text: Text, first: int, last: int) -> bool:
    words = [t.text for t in text.tokens[first:last] if t.text[0].isalpha()]
    return bool(words) and all(w.isupper() and len(w) > _LONG_CAPITALS for w in words)
