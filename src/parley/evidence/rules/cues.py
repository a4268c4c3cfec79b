"""Which pattern of the lexicon does a verb match where it stands?

Room: evidence. A match says where its words are, who is addressed and where the claimed words begin.
"""

from dataclasses import dataclass

from parley.evidence.rules.lexicon import CONTENT, GAP, OWN_WORD, POSSESSIVE, Lexicon, Pattern
from parley.evidence.rules.numbers import at_least_or_most
from parley.evidence.rules.phrases import Verbs
from parley.evidence.rules.segment import Sentence, Text

_SKIPPED = frozenset({"RB", "J", "D", "PS"})
_LONGEST_GAP, _LONGEST_CONTENT = 9, 16


@dataclass(slots=True)
class Match:
    """A pattern, and where its parts are."""

    pattern: Pattern
    start: int  # the verb, or the helper that carries the pattern
    end: int  # exclusive: after the last word of the pattern
    gap: tuple[int, int] | None = None  # the one addressed
    inside: tuple[int, int] | None = None  # the claimed words, where they stand inside the pattern
    noun: int = -1  # the noun of "its demand"


def best_match(
    text: Text, sentence: Sentence, v: Verbs, lexicon: Lexicon, *, of_text: bool = False
) -> Match | None:
    """The most telling pattern; one with a helper ("be ready to") beats the bare verb."""
    stands = (v.main, of_text, v.negated, v.no_longer, v.only, v.modal, v.helper_be, v.helper_have)
    if stands not in text.matches:
        text.matches[stands] = _best(text, sentence, v, lexicon, of_text=of_text)
    known = text.matches[stands]
    assert known is None or isinstance(known, Match)
    return known


def _best(text: Text, sentence: Sentence, v: Verbs, lexicon: Lexicon, *, of_text: bool) -> Match | None:
    table = lexicon.text_patterns if of_text else lexicon.patterns
    found: list[tuple[tuple[int, int], int, Match]] = []
    starts = [(v.main, v.lemma)]
    if v.helper_be >= 0 and v.lemma != "be":
        starts.append((v.helper_be, "be"))
    if v.helper_have >= 0 and v.lemma != "have":
        starts.append((v.helper_have, "have"))
    for start, lemma in starts:
        near = set(text.low[start + 1 : min(start + 5, sentence.last)])
        for pattern in table.get(lemma, ()):
            if pattern.literal and pattern.literal not in near:
                continue
            if not _fits(pattern, v):
                continue
            m = _walk(text, sentence, pattern, start, lexicon)
            if m is not None:
                found.append((pattern.weight, -abs(start - v.main), m))
                break
    if v.modal and v.lemma == "do" and text.tokens[v.main].tag == "MD":
        return None
    return max(found, key=lambda f: (f[0], f[1]))[2] if found else None


def _fits(pattern: Pattern, v: Verbs) -> bool:
    for need in pattern.needs:
        if need == "not":
            if not v.negated:
                return False
        elif need == "no longer":
            if not v.no_longer:
                return False
        elif need == "only":
            if not v.only:
                return False
        elif need == "modal":
            if not v.modal:
                return False
        elif v.modal != need and not (need == "can" and v.modal in ("can", "ca", "cannot", "could")):
            return False
    return True


def _walk(text: Text, sentence: Sentence, pattern: Pattern, start: int, lexicon: Lexicon) -> Match | None:
    _low, tokens = text.low, text.tokens
    i = start + 1
    m = Match(pattern, start, i)
    words = pattern.after
    k = 0
    while k < len(words):
        word = words[k]
        if word in (GAP, CONTENT):
            following = words[k + 1] if k + 1 < len(words) else None
            stop = _gap(
                text, sentence, i, following, lexicon, _LONGEST_GAP if word == GAP else _LONGEST_CONTENT
            )
            if stop is None:
                return None
            if word == GAP:
                m.gap = (i, stop)
            else:
                m.inside = (i, stop)
            i = stop
        elif word == OWN_WORD:
            noun = _own_word(text, sentence, i, lexicon)
            if noun < 0:
                return None
            m.noun = noun
            m.inside = (i, noun + 1)
            i = noun + 1
        elif word == POSSESSIVE:
            if i < sentence.last and (tokens[i].tag in ("PS", "D")):
                i += 1
            elif i + 1 < sentence.last and tokens[i + 1].tag == "POS":
                i += 2
        else:
            at = _literal(text, sentence, i, word)
            if at < 0:
                return None
            i = at + 1
        k += 1
    if words[-1:] == ("no",) and at_least_or_most(text, i - 1, lexicon):
        return None  # "wants no more than 40" asks for something
    m.end = i
    return m


def _literal(text: Text, sentence: Sentence, i: int, word: str) -> int:
    for skipped in range(4):
        if i + skipped >= sentence.last:
            return -1
        if text.low[i + skipped] == word:
            return i + skipped
        not_after = text.tokens[i + skipped].tag == "NOT" and text.tokens[i + skipped - 1].tag == "BE"
        if text.low[i + skipped] == "no" or (text.tokens[i + skipped].tag not in _SKIPPED and not not_after):
            return -1
    return -1


def _gap(
    text: Text, sentence: Sentence, i: int, following: str | None, lexicon: Lexicon, longest: int
) -> int | None:
    """Where the words that may stand here end; None where none can."""
    tokens, low = text.tokens, text.low
    if i < sentence.last and low[i] == following == "for":
        return None  # "asks for boats but for no truce" asks nobody
    k = i
    while k < sentence.last and k - i <= longest:
        t = tokens[k]
        if following is not None and low[k] == following and k > i:
            return k
        if t.low in (".", ";", ":", ",") or (t.tag in ("MD", "SB", "WH") and following != low[k]):
            break
        if t.tag == "V" and t.form in ("past", "s") and k > i:
            break
        if following is None and t.tag in ("IN", "TO", "SB", "RB") and k > i:
            return k
        k += 1
    if following is None and k > i:
        return k
    return None


def _own_word(text: Text, sentence: Sentence, i: int, lexicon: Lexicon) -> int:
    """The noun of "its long-standing demand", or -1."""
    tokens, low = text.tokens, text.low
    nouns = lexicon.words["demand_nouns"], lexicon.words["offer_nouns"]
    for k in range(i, min(i + 6, sentence.last)):
        t = tokens[k]
        if any(low[k] in family for family in nouns) or low[k] in lexicon.nouns:
            following = tokens[k + 1] if k + 1 < sentence.last else None
            if following is None or following.tag not in ("N", "NP"):
                return k
            if low[k] == "no":
                return -1  # "makes no demand"
            continue
        if low[k] == "no" or t.tag not in ("D", "PS", "POS", "J", "RB", "CD", "N", "NP"):
            return -1
    return -1
