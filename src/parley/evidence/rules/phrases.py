"""Noun phrases and verb groups: the two kinds of chunks the rules speak about.

Room: evidence. A chunk is a pair of token numbers, the second exclusive.
"""

from dataclasses import dataclass

from parley.evidence.rules.morphology import BASE, GERUND, PARTICIPLE, PAST, THIRD
from parley.evidence.rules.segment import Sentence, Text

NOMINAL = frozenset({"N", "NP", "J", "D", "PS", "POS", "CD"})
_HEADS = frozenset({"N", "NP", "PR", "CD"})
_INTO = frozenset({"of", "for", "from", "in", "within", "at", "with", "inside", "per"})
_ATTACH = frozenset(
    {
        "per",
        "of",
        "for",
        "from",
        "in",
        "within",
        "at",
        "with",
        "on",
        "to",
        "inside",
        "near",
        "over",
        "between",
        "against",
        "behind",
        "around",
        "close",
    }
)
_MERELY = ("only", "merely", "simply", "just", "solely")
_TELLING = ("say", "add", "insist", "stress", "explain", "tell")
_IN_ASIDES = ("RB", "IN", "D", "PS", "N", "J", "CD", "NP", "PR")
_LONGEST_ASIDE = 7  # words


@dataclass(slots=True)
class Verbs:
    """One verb with its helpers: "would not have accepted"."""

    first: int
    main: int
    last: int  # exclusive: after the main verb
    lemma: str
    form: str
    having: bool = False
    modal: str = ""
    negated: bool = False
    no_longer: bool = False
    only: bool = False
    perfect: bool = False
    past: bool = False
    passive: bool = False
    infinitive: bool = False
    helper_be: int = -1  # where a form of "be" or "have" stands that may carry a pattern of its own
    helper_have: int = -1

    @property
    def finite(self) -> bool:
        return not self.infinitive and (
            bool(self.modal)
            or self.form in (PAST, THIRD, BASE)
            or self.helper_be >= 0
            or self.helper_have >= 0
        )

    @property
    def participle(self) -> bool:
        """Stands without a helper: "claiming", "rejected by"."""
        if self.having:
            return True
        return (
            self.form in (GERUND, PARTICIPLE)
            and self.helper_be < 0
            and self.helper_have < 0
            and not self.modal
        )


def verb_groups(text: Text, sentence: Sentence) -> list[Verbs]:
    """The verbs of a sentence from left to right, each with its helpers."""
    tokens = text.tokens
    out: list[Verbs] = []
    k = sentence.first
    while k < sentence.last:
        token = tokens[k]
        if token.tag == "V":
            out.append(_group(text, sentence, k))
        elif token.tag in ("BE", "HV", "DO") and not _helps(text, sentence, k):
            out.append(_group(text, sentence, k, lemma={"BE": "be", "HV": "have", "DO": "do"}[token.tag]))
        elif token.tag == "MD" and not _helps(text, sentence, k):
            out.append(_group(text, sentence, k, lemma="do"))
        k += 1
    return out


def _helps(text: Text, sentence: Sentence, k: int) -> bool:
    """Whether a helper has its verb to the right."""
    tag = text.tokens[k].tag
    commas = 0
    for token in text.tokens[k + 1 : min(sentence.last, k + 9)]:
        if token.tag in ("RB", "NOT") or token.low in ("no", "longer", "yet"):
            continue
        if token.low == "," and commas < 2 and tag in ("MD", "HV", "BE"):
            commas += 1
            continue
        if token.tag == "V":
            if commas and token.form in (GERUND,):
                return False
            return (tag != "HV" or token.form == PARTICIPLE) and (
                tag not in ("MD", "DO") or token.form == BASE
            )
        if tag == "MD":
            return token.tag in ("BE", "HV", "DO")
        if tag == "HV" and token.tag == "BE":
            return True
        return bool(tag == "BE" and token.low in ("being", "been"))
    return False


def _group(text: Text, sentence: Sentence, k: int, lemma: str = "") -> Verbs:
    tokens = text.tokens
    token = tokens[k]
    v = Verbs(k, k, k + 1, lemma or token.lemma, token.form or _form_of_helper(token.low))
    if lemma in ("be", "have"):
        v.helper_be = k if lemma == "be" else -1
        v.helper_have = k if lemma == "have" else -1
    if lemma == "do" and token.tag == "MD":
        v.modal = token.low
    i = k - 1
    while i >= sentence.first:
        t = tokens[i]
        if t.tag == "NOT" and tokens[i + 1].low in _MERELY:
            v.only = False  # "was not only asking for X" asks for it
        elif t.tag == "NOT" or (t.low == "neither" and t.tag == "D"):
            v.negated = True
        elif t.low == "longer" and i > sentence.first and tokens[i - 1].low == "no":
            v.no_longer = True
            i -= 1
        elif t.low == "only":
            v.only = True
        elif t.tag == "BE":
            v.helper_be = i if v.helper_be < 0 else v.helper_be
            v.past = v.past or t.low in ("was", "were")
        elif t.tag == "HV":
            v.perfect, v.helper_have = True, i
            v.having = t.low == "having"
            v.past = v.past or v.having
            v.past = v.past or t.low == "had"
        elif t.tag == "DO":
            v.past = v.past or t.low == "did"
            v.helper_have = v.helper_have if v.helper_have >= 0 else -1
            v.form = v.form if v.form != BASE else (PAST if t.low == "did" else THIRD)
        elif t.tag == "MD":
            v.modal = t.low
            v.negated = v.negated or t.low == "cannot"
        elif t.tag == "TO" and (v.form in (BASE, "") or v.perfect or v.helper_be >= 0) and not v.modal:
            v.infinitive = True
            v.first = i
            if i > sentence.first and tokens[i - 1].tag == "NOT":
                v.negated, v.first = True, i - 1
            break
        elif t.low == ",":
            opening = _aside(text, sentence, i)
            if opening < 0:
                break
            i = opening - 1
            continue
        elif t.tag == "RB":
            i -= 1
            continue
        else:
            break
        v.first = i
        i -= 1
    after = tokens[k + 1] if k + 1 < sentence.last else None
    if after is not None and after.tag == "NOT" and lemma in ("be", "have", "do"):
        v.negated = True
        v.last = k + 2
    if after is not None and (after.tag == "NOT" or after.low == "neither") and k + 2 < sentence.last:
        v.negated = v.negated or tokens[k + 2].low in ("for", "on")  # "asks not for X but for Y"
    if after is not None and after.low == "no" and k + 2 < sentence.last and tokens[k + 2].low == "longer":
        v.no_longer = True
        v.last = k + 3
    v.past = v.past or v.form == PAST
    if v.form == PARTICIPLE and v.helper_be >= 0 and not (v.helper_have >= 0 and v.helper_be < 0):
        v.passive = True
    if v.form == PARTICIPLE and v.helper_be < 0 and v.helper_have < 0:
        v.passive = True
    return v


def _aside(text: Text, sentence: Sentence, i: int) -> int:
    """Where ", however," or ", at this stage," between a helper and its verb opens, or -1."""
    tokens = text.tokens
    j = i - 1
    told = tokens[j].lemma in _TELLING
    while j > max(sentence.first, i - _LONGEST_ASIDE) and (told or tokens[j].tag in _IN_ASIDES):
        j, told = j - 1, False
    inside = sentence.first < j < i - 1 and tokens[j].low == ","
    return j if inside and tokens[j - 1].tag in ("MD", "HV", "BE", "NOT") else -1


def _form_of_helper(low: str) -> str:
    if low in ("was", "were", "had", "did"):
        return PAST
    if low in ("being", "having"):
        return GERUND
    if low in ("be", "have", "do", "are", "am"):
        return BASE
    if low == "been":
        return PARTICIPLE
    return THIRD


def phrase_ending(text: Text, sentence: Sentence, last: int) -> tuple[int, int, int]:
    """The noun phrase that ends before `last`: its start, the end of its head part, and `last`.

    "the leaders of the union" -> the whole; its head part is "the leaders".
    """
    tokens = text.tokens
    start = base_start(text, sentence, last)
    head_end = last
    while start - 1 >= sentence.first and tokens[start - 1].tag == "IN" and tokens[start - 1].low in _ATTACH:
        before = start - 1
        if (
            before - 1 < sentence.first
            or tokens[before - 1].tag not in _HEADS | {"POS", "J"}
            or (tokens[before - 1].tag == "PR" and tokens[before - 1].low not in ("nobody", "none"))
        ):
            break
        new_start = base_start(text, sentence, before)
        if new_start == before:
            break
        if tokens[before - 1].low in (
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ):
            break
        start, head_end = new_start, before
    return start, head_end, last


def base_start(text: Text, sentence: Sentence, last: int) -> int:
    """Where the run of nouns, names, adjectives and determiners that ends before `last` begins."""
    tokens = text.tokens
    k = last - 1
    if k < sentence.first:
        return last
    if tokens[k].tag == "PR":
        return k
    while k >= sentence.first:
        t = tokens[k]
        if t.tag in NOMINAL or (
            t.tag == "QT"
            and k + 1 < last
            and tokens[k + 1].tag in NOMINAL
            and k > sentence.first
            and tokens[k - 1].tag in ("D", "J", "N")
        ):
            if t.tag in ("D", "PS") and not (
                t.low in ("all", "both", "the", "some") and k > sentence.first and tokens[k - 1].tag in ("D",)
            ):
                k -= 1
                if (
                    k >= sentence.first
                    and tokens[k].tag == "D"
                    and tokens[k].low in ("all", "both", "half", "some")
                ):
                    k -= 1
                break
            k -= 1
            continue
        if (
            t.tag == "V"
            and t.form in (GERUND, PARTICIPLE)
            and k + 1 < last
            and tokens[k + 1].tag in ("N", "NP", "J")
            and k > sentence.first
            and tokens[k - 1].tag in ("D", "J", "PS", "POS")
        ):
            k -= 1
            continue
        if (
            t.tag == "RB"
            and k + 1 < last
            and tokens[k + 1].tag == "J"
            and k > sentence.first
            and tokens[k - 1].tag in ("D", "PS")
        ):
            k -= 1
            continue
        break
    return k + 1


def base_end(text: Text, limit: int, first: int) -> int:
    """Where the noun phrase that begins at `first` ends, without what is attached by prepositions."""
    tokens = text.tokens
    k = first
    while k < limit:
        t = tokens[k]
        if t.tag in NOMINAL:
            if t.tag in ("D", "PS") and k > first and tokens[k - 1].tag in ("N", "NP"):
                break
            k += 1
        elif t.tag == "PR" and k == first:
            return k + 1
        elif (
            t.tag == "V"
            and k + 1 < limit
            and k > first
            and tokens[k + 1].tag in ("N", "NP")
            and tokens[k - 1].tag in ("D", "J", "PS", "POS", "CD")
        ) or (t.tag == "RB" and k + 1 < limit and tokens[k + 1].tag in ("J", "CD") and k == first + 1):
            k += 1
        else:
            break
    return k


def whole_phrase_end(text: Text, limit: int, first: int) -> int:
    """Like `base_end`, with "of", "for", "in" and what they bring."""
    tokens = text.tokens
    k = base_end(text, limit, first)
    while k < limit and tokens[k].tag == "IN" and tokens[k].low in _INTO:
        end = base_end(text, limit, k + 1)
        if end == k + 1:
            break
        k = end
    return k
