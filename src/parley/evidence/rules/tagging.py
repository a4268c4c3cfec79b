"""What each word is in its sentence: a shallow guess, right often enough for the rules that follow.

Room: evidence. Tags: D determiner, PS possessive pronoun, POS 's, PR pronoun, MD modal, BE, HV, DO, NOT, CC,
IN, SB subordinator, WH, TO, RB, CD number, V verb, J adjective, N noun, NP name, QT quotation mark, PU other
marks.
"""

from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.morphology import PARTICIPLE
from parley.evidence.rules.segment import Text, Token
from parley.evidence.rules.verbhood import is_verb, tag_before, unknown_verb

_QUOTES = '“”„«»"'
_J_ENDINGS = ("al", "ous", "ive", "ful", "less", "able", "ible", "ic", "ary", "ish", "ian")
_NO_NOUN = ("CC", "RB", "IN", "PU", "V", "MD", "BE", "HV", "SB", "TO", "WH", "QT")
_SKIP = ("RB", "NOT")
_PLURALS = frozenset({"people", "men", "women", "police", "staff", "both", "media"})
_LOOSE = frozenset(
    {"both", "all", "some", "neither", "each", "many", "most", "several", "few", "this", "that", "either"}
)


def tag(text: Text, lexicon: Lexicon) -> None:
    """Sets `tag`, and `lemma` and `form` of verbs, on every token."""
    names = _names(text)
    for sentence in text.sentences:
        tokens = text.tokens[sentence.first : sentence.last]
        for k, token in enumerate(tokens):
            if token.mention >= 0:
                token.tag = "NP" if token.text[0].isupper() else "N"
                continue
            token.tag = _closed(token, k, tokens, lexicon)
        _adverb_phrases(tokens, lexicon)
        for k, token in enumerate(tokens):
            if not token.tag:
                _open_class(tokens, k, lexicon, names)
        _repair(tokens, lexicon.words["adjectives"].single)


def _adverb_phrases(tokens: list[Token], lexicon: Lexicon) -> None:
    """ "at first", "in principle": adverbs of more than one word."""
    low = [t.low for t in tokens]
    for k in range(1, len(tokens)):
        for i in range(k, k + lexicon.words["adverb_phrases"].at(low, k)):
            tokens[i].tag = "RB"


def _names(text: Text) -> frozenset[str]:
    """Words written with a capital inside a sentence: names also where they open one."""
    return frozenset(
        t.text
        for s in text.sentences
        for p, t in zip(text.tokens[s.first : s.last], text.tokens[s.first + 1 : s.last], strict=False)
        if t.text[0].isupper()
        and p.tag != "QT"
        and p.low not in _QUOTES
        and p.low not in (":", "(", "‘", "'")
    )


def _closed(token: Token, k: int, tokens: list[Token], lexicon: Lexicon) -> str:
    low, words = token.low, lexicon.words
    previous = tokens[k - 1] if k else None
    if not low[0].isalnum() and len(low) == 1:
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        if (
            low in "-‑"
            and previous
            and following
            and previous.end == token.start
            and following.start == token.end
        ):
            return "J"
        if low in _QUOTES:
            return "QT"
        if low in "’'" and previous and previous.low.endswith("s") and previous.end == token.start:
            after = tokens[k + 1] if k + 1 < len(tokens) else None
            return "POS" if after and after.start > token.end and after.low[0].isalnum() else "QT"
        return "QT" if low in "‘’'" else "PU"
    if low in ("'s", "’s"):
        return "BE" if previous and previous.low in words["pronouns"] else "POS"
    if low[0].isdecimal():
        return "CD"
    if low in ("n't", "n’t", "not", "never"):
        return "NOT"
    if low == "to":
        return "TO"
    named = token.text[0].isupper() and k and low not in ("i",)
    if low in ("may", "will", "march") and named:
        return "NP"
    if low in ("former", "latter") and previous and previous.low == "the":
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        if (
            following is None
            or following.low in lexicon.verb_forms
            or not following.low[0].isalpha()
            or following.low in words["modals"]
        ):
            return "N"
    if low in words["modals"]:
        return "MD"
    if low in words["be"]:
        return "BE"
    if low in words["have"]:
        return "HV"
    if low in words["do"]:
        return "DO"
    if low == "her" or low in words["possessives"]:
        return "PS"
    if low in words["relatives"] or low in ("what", "how", "why"):
        return "WH"
    if low in ("and", "or", "but", "nor", "plus"):
        return "CC"
    if low in words["pronouns"] and low not in ("one", "there"):
        return "PR"
    if low in lexicon.numbers["words"] or low == "one":
        return "CD"
    if low == "since" and previous and previous.tag == "HV":
        return "RB"
    if low == "once" and previous and previous.tag in ("N", "NP", "PR", ""):
        then = tokens[k + 1].low if k + 1 < len(tokens) else ""
        opens = then in words["determiners"] or then in words["possessives"] or then in words["pronouns"]
        return "SB" if opens else "RB"
    if low in words["subordinators"] and low not in ("so",):
        return "SB"
    if low in words["determiners"] and low not in (
        "more",
        "half",
        "other",
        "certain",
        "such",
        "further",
        "what",
    ):
        return "D"
    if low == "according":
        return "IN"
    if low in words["prepositions"] and low not in ("like", "off", "following", "excluding", "pending"):
        return "IN"
    if low in words["particles"]:
        return "RB"
    if low in words["adverbs"]:
        return "RB"
    return ""


def _open_class(tokens: list[Token], k: int, lexicon: Lexicon, names: frozenset[str]) -> None:
    token = tokens[k]
    low = token.low
    kinds = lexicon.verb_forms.get(low)
    capital = token.text[0].isupper() and (
        token.text in names or (k > 0 and tokens[k - 1].tag != "QT" and tokens[k - 1].low != ":")
    )
    described = low in lexicon.words["adjectives"] and tag_before(tokens, k) not in (
        "MD",
        "TO",
        "DO",
        "PR",
        "HV",
    )
    if kinds and not capital and not described and is_verb(tokens, k, kinds, lexicon):
        return
    if not kinds and not capital and unknown_verb(tokens, k):
        return
    if capital or (token.text[0].isupper() and token.text.isupper() and len(token.text) > 1):
        token.tag = "NP"
    elif low.endswith("ly") and low not in lexicon.words["not_adverbs"] and len(low) > 4:
        token.tag = "RB"
    elif (
        low in lexicon.words["adjectives"]
        or (low.endswith("est") and len(low) > 5 and not kinds)
        or (low.endswith(_J_ENDINGS) and not kinds and len(low) > 4)
        or (kinds and any(PARTICIPLE in f for _, f in kinds) and low.endswith(("ed", "en")))
    ):
        token.tag = "J"
    else:
        token.tag = "N"


def _repair(tokens: list[Token], adjectives: frozenset[str]) -> None:
    """Second thoughts that need the whole sentence."""
    for k, token in enumerate(tokens[:-1]):
        following = tokens[k + 1]
        if (
            token.tag == "TO"
            and following.tag != "V"
            and following.tag not in ("RB", "BE", "HV", "DO", "NOT")
        ):
            token.tag = "IN"
        if token.tag == "SB" and token.low in ("that", "as", "before", "after", "since", "until", "till"):
            if token.low == "that" and following.tag in ("BE", "MD") and k == 0:
                token.tag = "PR"
            elif token.low != "that" and following.tag in ("D", "PS", "CD", "N", "NP", "J"):
                stop = next(
                    (t for t in tokens[k + 1 : k + 9] if t.tag in ("V", "MD", "BE", "HV", "DO", "PU")), None
                )
                if stop is None or stop.tag == "PU":
                    token.tag = "IN"
        guessed = token.tag == "J" and token.text != "-" and token.low not in adjectives and k > 0
        alone = following.tag in _NO_NOUN or following.tag == "NP"
        if guessed and alone and tokens[k - 1].tag in ("D", "PS", "POS", "J"):
            token.tag = "N"
        if (
            token.tag == "V"
            and token.form == "pp"
            and k
            and tokens[k - 1].tag in ("D",)
            and following.tag in ("N", "J")
        ):
            token.tag = "J"
