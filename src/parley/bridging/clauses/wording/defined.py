"""Does a text say what one of its words means, in any of the ways in which texts say that?

Room: bridging. "X" in quotation marks, "X means", "an X is any", "X: ...", "X (...)", "X, that is", "by X is
understood", "as X counts", "it is an X", "an X is grave if", "X named in Annex B", a heading of that name.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from parley.bridging.clauses.reading import Reading
from parley.bridging.text.written.model import Heading

_QUOTED = re.compile(r"[\"“‘]([^\"”’]{2,60})[\"”’]")
_WHAT = (
    r"(?:any|every|each|all|an?|the|one|two|three|four|those|anyone|anybody|whoever|whatever|what"
    r"|that which|where"
    r"|when|less|more|at (?:least|most)|not (?:less|more)|only|calendar|persons|people|work|acts|\d[\d.,]*"
    r"|all others|[\"“]|(?-i:[A-Z]\w+))"
)
_MEANS = (
    r"(?:(?:shall |will )?(?:means?|mean|denotes?|designates?|signif\w+|comprises?|consists? of|stands? for"
    r"|covers?"
    r"|embraces?|includes?|refers? to|has the meaning|have the meaning|is limited to|=)\b"
    rf"|(?:is|are|holds?|lasts?|counts? as|shall be|contains?|equals?)\s{_WHAT}\b"
    r"|(?:is|are)\s(?:[a-z]+\s){1,2}?(?:of (?:more|over|less|at least|calibre)|in which|that|which|whose"
    r"|with)\b|=)"
)
_ALIKE = (
    r"(?:\s?\((?:[\w'’-]+[\s,]+){1,}[\w'’ ,.;-]*\)|\s[-–—]\s|,?\s(?:(?:all|the) (?:others|rest)|that is"
    r"|that means|i\.e\.|namely|to wit"
    r"|meaning|by which"
    r"|being|understood as|hereafter|within the meaning|in the (?:sense|meaning)|as (?:defined|described"
    r"|set out|listed"
    r"|shown|drawn|marked|named|laid down|specified)|(?:defined|described|set out|listed|shown|drawn|marked"
    r"|named|specified"
    r"|laid down)\s(?:in|on|by|as)|which (?:is|are|means?|covers?|comprises?)|where (?:there|the|a))"
    r"|,? (?:on|in|under|of) (?:the )?(?:map|annex|list|schedule|sheet|appendix|clause|article|section"
    r"|paragraph)\b"
    r"|\sof (?:calibre|more than|less than|over|at least|\d+ (?:mm|cm|milli|centi|metres|kilo|tonnes))"
    r"|,?\s(?:with|whose|above|over|below|under)\s(?:an?\s)?(?:\w+\s){0,3}?(?:calibre|bore|more than"
    r"|less than|over|at least"
    r"|\d+|two|three|four|five|six|ten|twelve|twenty)\b|,?\s(?:running|runs?|extends?|lies|stretches"
    r"|reaches|begins) (?:from"
    r"|for|between|along|\w+ (?:metres|kilometres)|on (?:both|either))"
    r"|[^.;]{0,30}, (?:[\w'’]+\s){1,5}being\b)"
)
_KIND = re.compile(
    r"[\"“‘]([A-Za-z-]+(?: of)? [A-Za-z-]+)[\"”’]|(?:^|[.;] )(?:(?:An?"
    r"|The) )?([A-Za-z-]+(?: of)? [A-Za-z-]+)(?::| means?| is what| are those"
    r"| comprises| is (?:less|more|an?|any|every))\s|\b([A-Za-z-]+ [A-Za-z-]{4,}), (?:that is|which is"
    r"|i\.e\.|meaning|namely)\b"
)
_NO_DEFINITION = re.compile(
    r"^\s(?:is|are|shall be)\s(?:the|an?|one|all|any)?\s?(?:ground|reason|matter|duty|question|subject"
    r"|basis|cause"
    r"|responsib\w+|right|task|rest|same|first|last|only)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Definitions:
    """What a text defines."""

    reading: Reading

    @cached_property
    def quoted(self) -> frozenset[str]:
        """Terms in quotation marks."""
        return frozenset(
            singular(found[1]) for s in self.reading.sentences for found in _QUOTED.finditer(s.words)
        )

    @cached_property
    def headed(self) -> frozenset[str]:
        """Words of headings without their numbers: "Schedule A. Sites" tells what the sites are."""
        return frozenset(
            singular(
                re.sub(r"^(?:Annex|Schedule|List|Sheet|Appendix|Table)?\s?[\dA-Z]*[.:]\s", "", part.words)
            )
            for part in self.reading.text.parts
            if isinstance(part, Heading)
        )

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Of which things the text defines kinds: {"rope": {"storm", "failed"}}; "zone of calm" under "
        ""zone"."""
        found: dict[str, set[str]] = {}
        for words, _ in self._low:
            for match in _KIND.finditer(words):
                written = singular(next(group for group in match.groups() if group))
                of = re.fullmatch(r"([\w-]+) of ([\w-]+)", written)
                plain = re.fullmatch(r"([\w-]+) ([\w-]+)", written)
                if of:
                    found.setdefault(of[1], set()).add(of[2])
                elif plain and len(plain[2]) > 3:
                    found.setdefault(plain[2], set()).add(plain[1])
        return {thing: frozenset(each) for thing, each in found.items()}

    @cached_property
    def _low(self) -> tuple[tuple[str, str], ...]:
        return tuple({s.words: s.words.lower() for s in self.reading.sentences}.items())

    @cached_property
    def _known(self) -> dict[str, bool]:
        return {}

    def has(self, term: str) -> bool:
        """Whether the text says what the term (small letters, singular) means."""
        if term not in self._known:
            self._known[term] = term in self.quoted or term in self.headed or self._said(term)
        return self._known[term]

    def _said(self, term: str) -> bool:
        some = re.escape(term[:-1]) + r"(?:y|ies)" if term.endswith("y") else re.escape(term) + r"(?:s|es)?"
        some = some.replace(r"\ ", r"[\s-]")
        kind, _, thing = term.partition(" ")
        key = term[:-1] if term.endswith("y") else term
        told = re.compile(
            rf"(?:(?:^|[.;:,] |\b(?:and|or|that|agreement|paper|text|document|purposes|understanding"
            rf"|contract|book) )"
            rf"(?:(?:an?|the|any|each|every|no|by|expression) )?{some}"
            rf"(?: (?:in|of|for|under) (?:this|the) \w+(?: \w+)?)?(?:\s\([^)]*\))?,?\s{_MEANS}"
            rf"|^(?:an? |the )?{some}(?: in this \w+)?:\s(?!(?:no|not|nobody|report|reports|told|tell"
            rf"|stays?|must"
            rf"|may|shall|runs?|to be|paid|gets?|goes|see|all)\b)|(?:counts?|count|called|known|regarded"
            rf"|considered|deemed)"
            rf"(?: here| as| to be)* (?:an? |the )?{some}\b|\b(?:it|that|this|they|these|those) (?:is"
            rf"|are) (?:an? )?{some}\b"
            rf"|\b(?:[Bb]y|[Aa]s|say|says|write|speak of) (?:an? "
            rf"|the )?{some}\b[^.;]{{0,20}}\b(?:understood|meant|mean|means|counts?)"
            rf"|\b{some}(?:{_ALIKE})"
            rf"|\b(?:is|are) (?:an? )?{some},? (?:if|when|where)\b)",
            re.IGNORECASE,
        )
        split = (
            re.compile(
                rf"\b{re.escape(thing)}s? (?:is|are|counts? as|shall be) {re.escape(kind)},? (?:if|when"
                rf"|where|in)\b"
                rf"|(?:^|[.;] ){re.escape(kind)}(?:\s?=|:| (?:is|are|means?))\s"
                rf"|\b(?:sort|divid|class|split|rank)\w*\b[^.;]*\binto [^.;]*\b{re.escape(kind)}(?:,|\."
                rf"| and| \()",
                re.IGNORECASE,
            )
            if thing and " " not in kind
            else None
        )
        for words, low in self._low:
            if key in low or key.replace(" ", "-") in low:
                found = told.search(words)
                if found and not _NO_DEFINITION.match(
                    re.sub(rf"^.*?{some}", "", found.group(), flags=re.IGNORECASE) + words[found.end() :]
                ):
                    return True
            if split is not None and kind in low and split.search(words):
                return True
        return False


def singular(term: str) -> str:
    """In small letters, without article and plural.

    >>> singular("The Densely Populated Areas"), singular("Violations")
    ('densely populated area', 'violation')
    """
    low = re.sub(r"^(?:the|an?|any|all|each|every|no|such)\s", "", term.strip().lower())
    if low.endswith("ies"):
        return low[:-3] + "y"
    if re.search(r"(?:ch|sh|ss|x)es$", low):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "sales", "series")) else low
