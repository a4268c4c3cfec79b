"""Is this word a verb where it stands, and in which form?

Room: evidence. Guesses from the words around; `tagging` asks.
"""

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import BASE, GERUND, PARTICIPLE, PAST, THIRD
from parley.evidence.rules.segment import Token

_QUOTES = '“”„«»"'
_J_ENDINGS = ("al", "ous", "ive", "ful", "less", "able", "ible", "ic", "ary", "ish", "ian")
_NO_NOUN = ("IN", "PU", "V", "MD", "BE", "HV", "SB", "TO", "WH", "QT")
_SKIP = ("RB", "NOT")
_PLURALS = frozenset({"people", "men", "women", "police", "staff", "both", "media"})
_LOOSE = frozenset(
    {"both", "all", "some", "neither", "each", "many", "most", "several", "few", "this", "that", "either"}
)


def unknown_verb(tokens: list[Token], k: int) -> bool:
    """A word of no list that stands and looks like a verb."""
    token, low = tokens[k], tokens[k].low
    before = word_before(tokens, k)
    p = before.tag if before else ""
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    form = ""
    if (
        p in ("MD",)
        and low[0].isalpha()
        and tokens[k - 1].tag in ("MD", "RB", "NOT")
        and not low.endswith("ly")
    ):
        token.tag, token.lemma, token.form = "V", low, BASE
        return True
    if (
        (
            p == "PR"
            and before is not None
            and before.low in ("they", "we", "you")
            and low.isalpha()
            and len(low) > 3
        )
        and not low.endswith(("ly", "ed", "ing"))
        and low not in _PLURALS
    ):
        token.tag, token.lemma, token.form = "V", low, BASE
        return True
    if low.endswith("ed") and len(low) > 4 and "-" not in low:
        if p in ("HV", "BE"):
            form = PARTICIPLE
        elif (p in ("NP", "N", "PR", "WH", "CC") and (after is None or after.tag not in ("N", "J"))) or (
            p == "PU" and k > 1
        ):
            form = PAST
    elif (
        low.endswith("ing")
        and len(low) > 5
        and p in ("BE", "IN")
        and tokens[k - 1].tag in ("BE", "IN", "RB", "NOT")
    ):
        form = GERUND
    elif (
        low.endswith("s")
        and len(low) > 4
        and p in ("NP", "PR")
        and after
        and after.tag in ("D", "PS", "PR", "SB")
    ):
        form = THIRD
    if not form:
        return False
    stem = {PARTICIPLE: low[:-2], PAST: low[:-2], GERUND: low[:-3], THIRD: low[:-1]}[form]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
        stem = stem[:-1]
    token.tag, token.lemma, token.form = "V", stem, form
    return True


def is_verb(
    tokens: list[Token], k: int, kinds: tuple[tuple[str, frozenset[str]], ...], lexicon: Lexicon
) -> bool:
    token = tokens[k]
    wanted = _wanted(tokens, k, lexicon)
    for form in wanted:
        for lemma, forms in kinds:
            if form in forms:
                token.tag, token.lemma, token.form = "V", lemma, form
                return True
    return False


def _wanted(tokens: list[Token], k: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The verb forms that would make sense here, likeliest first."""
    before = word_before(tokens, k)
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    p = before.tag if before else ""
    token = tokens[k]
    low = token.low
    direct = tokens[k - 1].tag if k else ""
    noun_like = low in lexicon.words["noun_like"] or low in lexicon.nouns
    if p in ("MD", "DO"):
        return (BASE,)
    if p == "TO":
        return (BASE, GERUND)
    if p == "HV":
        return (PARTICIPLE,)
    if p == "BE":
        return (GERUND, PARTICIPLE) if direct in ("BE", "RB", "NOT") else ()
    if p in ("PR", "WH"):
        return (PAST, BASE, THIRD, GERUND)
    if p in ("PS", "POS", "J", "CD"):
        if p in ("CD", "J") and k > 1 and low.endswith("ed") and _opens_object(after, lexicon):
            return (PAST,)
        return ()
    if p == "D":
        if before is not None and before.low == "neither":
            return (
                (PAST, BASE, THIRD)
                if k > 1 and tokens[k - 2].tag in ("N", "NP", "HV", "PR", "MD")
                else ((PAST,) if _opens_object(after, lexicon) else ())
            )
        loose = before is not None and before.low in _LOOSE
        return (PAST, BASE, THIRD) if loose and not noun_like and _opens_object(after, lexicon) else ()
    if p == "IN":
        return (GERUND,)
    if p == "V":
        wanders = (
            before is not None
            and before.form == BASE
            and not noun_like
            and _opens_object(after, lexicon)
            and not _finite_so_far(tokens, k)
        )
        return (GERUND, PAST, THIRD) if wanders else (GERUND,)
    if p in ("", "PU", "QT", "CC", "SB"):
        return _after_break(tokens, k, p, after, noun_like, lexicon)
    return _after_noun(tokens, k, before, after, noun_like, lexicon)


def _after_break(
    tokens: list[Token], k: int, p: str, after: Token | None, noun_like: bool, lexicon: Lexicon
) -> tuple[str, ...]:
    low = tokens[k].low
    earlier = next((t for t in reversed(tokens[:k]) if t.tag in ("V", "MD", "BE", "HV")), None)
    if low.endswith("ing"):
        return (GERUND,)
    if p == "":
        return (PARTICIPLE,) if low.endswith("ed") else ()
    object_follows = after is not None and (
        after.tag in ("D", "PS", "PR", "TO", "SB", "CD", "NOT")
        or (after.tag in ("", "NP") and after.text[0].isupper())
        or after.low in _joins(low, lexicon)
        or (
            p == "PU"
            and k > 1
            and after.tag not in ("MD", "BE", "HV", "DO", "CC", "PU")
            and not _finite_later(tokens, k, lexicon)
        )
    )
    if p == "SB":
        relative = tokens[k - 1].low == "that" and k > 1 and tokens[k - 2].tag in ("N", "NP", "PR", "V")
        if relative and (not noun_like or object_follows):
            return (THIRD, PAST, BASE)
        return (PARTICIPLE,) if low.endswith("ed") else ()
    goes_on = p == "CC" and earlier is not None and earlier.form in (PAST, THIRD)
    if goes_on and after is not None and after.tag == "IN" and low.endswith("s"):
        return (THIRD,)
    if noun_like and not object_follows:
        return (PAST,) if low.endswith("ed") else ()
    if earlier and earlier.form == BASE and p == "CC":
        return (BASE, THIRD, PAST, PARTICIPLE)
    return (THIRD, PAST, PARTICIPLE, BASE) if k > 1 else (PARTICIPLE,)


def _after_noun(
    tokens: list[Token], k: int, before: Token | None, after: Token | None, noun_like: bool, lexicon: Lexicon
) -> tuple[str, ...]:
    low = tokens[k].low
    if low.endswith("ing"):
        return (GERUND,)
    plural = before is not None and (before.low.endswith("s") or before.tag == "NP" or before.low in _PLURALS)
    if not noun_like:
        if plural or (_opens_object(after, lexicon) and not _finite_so_far(tokens, k)):
            return (PAST, THIRD, BASE, PARTICIPLE)
        return (PAST, THIRD, PARTICIPLE)
    if _finite_so_far(tokens, k) and not (after and after.low in _joins(low, lexicon)):
        return (PAST,) if low.endswith("ed") else ()
    if after is None or after.tag in ("MD", "BE", "HV", "DO", "POS", "CC") or after.low in (".", ",", ";"):
        ends = after is None or after.low in (".", ",", ";")
        return (PAST, THIRD) if ends and before is not None and before.tag in ("NP", "N") else ()
    if (
        after.tag in ("D", "PS", "PR", "TO", "CD", "SB", "NOT")
        or after.low in _joins(low, lexicon)
        or (after.mention >= 0 and before is not None and before.mention >= 0)
    ):
        return (THIRD, PAST, BASE) if plural else (THIRD, PAST)
    if not _finite_later(tokens, k, lexicon) and before is not None:
        return (THIRD, PAST, BASE) if before.tag == "NP" or not before.low.endswith("s") else (BASE, PAST)
    return (PAST,) if low.endswith("ed") else ()


def _finite_so_far(tokens: list[Token], k: int) -> bool:
    """Whether the clause up to here already has its verb."""
    for token in reversed(tokens[:k]):
        if token.tag in ("SB", "WH", "PU", "QT"):
            return False
        if token.tag in ("MD", "BE", "HV", "DO") or (token.tag == "V" and token.form in (PAST, THIRD)):
            return True
    return False


def _finite_later(tokens: list[Token], k: int, lexicon: Lexicon) -> bool:
    for token in tokens[k + 1 : k + 9]:
        if token.low in (",", ";", ".") or token.low in ("who", "which", "that", "while", "and", "but"):
            return False
        if _finite_form(token, lexicon):
            return True
    return False


def _finite_form(token: Token, lexicon: Lexicon) -> bool:
    if token.tag in ("MD", "BE", "HV", "DO"):
        return True
    kinds = lexicon.verb_forms.get(token.low, ())
    return token.low not in lexicon.words["noun_like"] and any(THIRD in f or PAST in f for _, f in kinds)


def _joins(low: str, lexicon: Lexicon) -> frozenset[str]:
    """Words that follow this verb in one of its patterns: after them "calls" is a verb."""
    joins = {
        p.after[0]
        for lemma, _ in lexicon.verb_forms.get(low, ())
        for p in lexicon.patterns.get(lemma, ())
        if p.after and p.after[0][0].isalpha()
    }
    return frozenset(joins)


def _opens_object(after: Token | None, lexicon: Lexicon) -> bool:
    if after is None:
        return False
    if after.tag in ("D", "PS", "PR", "TO", "CD", "SB", "IN", "NOT", "RB", "NP"):
        return True
    return after.tag == "" and after.low not in lexicon.verb_forms


def tag_before(tokens: list[Token], k: int) -> str:
    before = word_before(tokens, k)
    return before.tag if before else ""


def word_before(tokens: list[Token], k: int) -> Token | None:
    """The nearest earlier word that is no adverb, negation or quotation mark inside a noun phrase."""
    i = k - 1
    while i >= 0 and (tokens[i].tag in _SKIP or (tokens[i].low == "no" and tokens[i + 1].low == "longer")):
        i -= 1
    return tokens[i] if i >= 0 else None
