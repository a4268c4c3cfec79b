"""On what does a phase, a right or a payment depend, and is it said what follows if that does not come?

Room: bridging. A gate is a main clause that opens something (begins, takes effect, falls due, may) joined
    to a
condition that is a state to be reached once. Entry into force on signature is none, nor is a rule for what
may
happen any time ("when a patrol passes"), nor what runs by the clock. What follows if the condition is not
met may
stand in the same clause, or in another that names the gate or its condition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from parley.bridging.clauses.days.plan import PHASE
from parley.bridging.clauses.gates.answers import Answers, Turn, answered
from parley.bridging.clauses.reading import Reading
from parley.bridging.clauses.review import Finding


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate in a sentence: what it opens, on what that depends, and where it stands."""

    head: str
    condition: str
    start: int
    end: int


_DEED = (
    r"(?:completion|approval|confirmation|certificat\w+|agreement|fulfil\w+|acceptance|verification|consent"
    r"|proof|adoption|satisfaction|receipt|evidence|achievement|release|withdrawal|determination|findings?"
    r"|reports?|declaration|decision|permits?|permission|leave|licen[cs]e|authori[sz]ation|clearance|votes?"
    r"|success|sign-off|go-ahead|word|ruling|opinion|survey|outcome|result|assent|accord|endorsement"
    r"|attestation|testimony|return|delivery|handover|opening|reopening|end|conclusion|inspection|tests?)"
)
_LINK = re.compile(
    r"\b(?:(?P<strong>(?:only )?(?:once|(?:so|as) soon as)|only (?:if|when|after|where)|not (?:before|until)"
    r"|until|before|provided(?: that)?|(?:up)?on (?:the )?condition(?: that)?"
    r"|under (?:the )?condition(?: that)?"
    r"|unless and until|(?:in|at|as (?:from|of)|from) the (?:moment|instant|day|hour)"
    r"(?: (?:in which|when|that|on which|at which))?)"
    r"|(?P<weak>when|after|if|where|the (?:moment|day))"
    r"|(?P<deed>upon|on|following|pending|subject to|as from|from|conditional (?:up)?on|contingent (?:up)?on"
    r"|dependent (?:up)?on|depends? (?:up)?on|hinges? (?:up)?on|turns? on|rests? on"
    r"|presuppos\w+|requires?|needs?"
    r"|(?:must )?(?:first )?awaits?|waits? (?:for|on)|follows?))\b",
    re.IGNORECASE,
)
_BEGINS = (
    r"(?:begins?|(?:re)?starts?|commences?|arises?|opens?(?: (?:itself|up))?|opened|reopens?|resumes?|resumed"
    r"|(?:comes?|enters?|goes|go|brought|put) into (?:effect|force|operation|use)|takes? (?:effect|place)"
    r"|(?:lies?|be|is|are|stands?|falls?) open|be entered upon|(?:becomes?|made) (?:effective|exclusive|due"
    r"|payable|binding|operative|permanent|final|available|free)|falls? due|introduced"
    r"|activated|launched|lifted"
    r"|taken up|held again|holden|released|restored|handed|opening|lifting)"
)
_OPENING = re.compile(rf"\b{_BEGINS}\b", re.IGNORECASE)
_MOVING = re.compile(
    rf"\b(?:{_BEGINS}|move|moves|passes|pass|proceeds?|goes|go|sails?|runs?|comes?|returns?|follows?|vests?"
    r"|cross(?:es)?|feed|enters?|works?|applies|apply|paid|payable|due|earned|granted|given|admitted"
    r"|allowed|extended"
    r"|ends?|expires?|on|become|gets?|built|deployed|transferred|moved|used|raised|increased"
    r"|reduced|replaced|delivered|supplied|reviewed|disbanded|demobili[sz]ed|eligible|entitled)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:is|are|be|is to be|are to be)\s(?:\w+ly\s)?(?:re-)?\w+(?:ed|en|wn|pt|ld|ut|ght|nt)\b",
    re.IGNORECASE,
)
_WAY = re.compile(
    rf"^(?:The )?(?:\w+ ){{0,3}}?(?:{_DEED}|re-?\w+ing)\b[^,;:]{{0,80}}?\s(?:(?:opens|clears) the way (?:to"
    rf"|for)"
    r"|triggers?|unlocks?|sets (?:off|in motion)|gives way to|brings (?:on|about)|leads to)\s",
    re.IGNORECASE,
)
_BAN_ENDS = re.compile(
    r"\b(?:ban|rule|limit|stop|freeze|blockade|curfew|embargo|boycott|levy|toll)\b[^,;]*\b(?:ends?|falls?"
    r"|lapses?|ceases?)\b"
)
_PAID = re.compile(r"\b(?:paid|payable|due|earned|pays?)\b", re.IGNORECASE)
_MAY = re.compile(
    r"\bmay(?: (?:then|again|also|first|only))*(?! (?:not|end|terminate|suspend|withhold"
    r"|refer|give|fire|shoot"
    r"|answer|reply|respond|take it|end it|hold|withdraw|claim|recover|retain|call|cancel"
    r"|rescind|leave the|be"
    r" extended|be renewed|be terminated|stop|complain|ask|deduct|appeal|bring|lay))\b",
    re.IGNORECASE,
)
_REACTS = re.compile(
    r"(?<!-)\b(?:disputes?|complaints?|grievances?|duty|duties|incidents?|nothing|breach(?:es)?"
    r"|violations?|meetings?"
    r"|sessions?|notices?|deadlines?|clock|hearing|neither|nobody|no one|no|not|never|fire|forces|time"
    r" limits?|days?|hours?|bound|tells?|reports?|informs?|notif\w+|answers?|deemed|considered|counts?|means?"
    r"|stops?|interest|claims?|invoices?|replies|costs?|terms?|alarm)\b(?!-)",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(
    r"\s?(?:an?|any|either|one|each|every|no|anyone|anybody|somebody|someone|whoever"
    r"|another|such|so|this happens"
    r"|that happens|if|he|she|they are|called|requested)\b",
)
_ASKED = re.compile(
    r"\b(?:asks?|requests?|requested|wish\w*|wants?|calls?|rings?|demands?|shots?|fired"
    r"|attack\w*|breach\w*|violat\w*"
    r"|disputes?|invoices?|notice|signature|signing|ratif\w+|announcement"
    r"|publication|die[sd]?|ill|sick"
    r"|hurt|needed|necessary|arrives?|injur\w+|wounded in|terminat\w+|notified|insolven\w+|dismiss\w+"
    r"|expiry|due date|falls due|promulgat\w+)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"\b\w{2,}(?:ed|en|wn|id|ne)[ .]*$")
_SIGNED = re.compile(
    r"\b(?:agreement|contract|convention|treaty|settlement|paper|text|letter|deal)\b[^,;]{0,40}\bsign(?:s"
    r"|ed)?\b"
    r"|\b(?:parties|both|sides|we|you|they)(?: \w+){0,2} sign(?:s|ed)?(?: (?:it|this|the (?:agreement"
    r"|contract|paper"
    r"|text)))?[ .]*$",
    re.IGNORECASE,
)
_REMEDY = re.compile(
    r"\bmay (?:also |then |each |only )*(?:end|terminate|suspend|withhold|withdraw|cancel|rescind|denounce"
    r"|leave"
    r"|claim|recover|retain|call|refer|complain|appeal|bring|deduct|answer|reply|respond)\b"
    r"|\b(?:is|are|be) (?:changed|amended|altered|varied|modified|revised|waived)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:is|are|be|has|have|had|was|were|been|feels?|works?|turns?|reach\w*|finish\w*"
    r"|ends?|agrees?|accepts?|approves?"
    r"|passes|clears?|confirms?|certif\w+|decides?|declares?|consents?|falls?|rises?"
    r"|earns?|sits?|meets?|comes?"
    r"|goes|reports?|finds?|says? so|lifts?|opens?|leaves?|run|runs|burns?|stands?|holds?|gives?|grants?"
    r"|completes?|signs? up|tested|done|verif\w+)\b"
)
_CLOCK = re.compile(
    r"\b(?:on|by|from|until|at|within)\s(?:the\s)?(?:days?\s)?\d|\bday \w+\b|\b(?:hours?"
    r"|days|weeks|months)\b",
    re.IGNORECASE,
)
_AFTER_TIME = re.compile(
    r"\s?(?:\w+ ){0,3}?(?:\d+|an?|one|two|three|four|five|six|seven|ten|fourteen|thirty) "
    r"(?:hours?|days?|weeks?|months?|years?)\b"
    r"|\s?\d|\s?(?:the |that )?(?:day|date|night|month|week|year|truce|time|term)\b(?! "
    r"(?:when|that|on|in|at))",
    re.IGNORECASE,
)
_IN_CLAUSE = re.compile(
    r"\b(?:if|when|where|that|which|who|before|until|after|unless|while|than|whether|what"
    r"|how)\s[^,]*$",
    re.IGNORECASE,
)


def gates(reading: Reading) -> Iterator[Finding]:
    """Gates of which the text nowhere says what follows if they stay shut."""
    with_gate = frozenset((s.clause, s.start) for s in reading.sentences if gate_in(s.words))
    answers = Answers(reading, with_gate)
    for sentence in reading.sentences:
        gate = gate_in(sentence.words)
        if gate is None:
            continue
        outside = sentence.words[: gate.start] + sentence.words[gate.end :]
        if answered(reading, answers, sentence, Turn(gate.head, gate.condition, outside)):
            continue
        yield Finding(
            "gate",
            sentence.place(gate.start, gate.end),
            f"Nothing is said of what follows if this condition is not met: "
            f"{_short(sentence.words[gate.start : gate.end])}",
            "By which day must it be met, who establishes that, and what holds if it "
            "is not: continuation, a step back, or lapse?",
        )


@lru_cache(maxsize=20_000)
def gate_in(words: str) -> Gate | None:
    """The gate of a sentence, if it has one.

    >>> gate_in("Stage two begins when the road is open.").condition
    'the road is open'
    >>> gate_in("When a patrol passes, the gate opens for it.") is None
    True
    """
    way = _WAY.match(words)
    if way:
        return Gate(words[way.end() :].rstrip(" ."), way.group(), 0, len(words.rstrip(" .")))
    for link in _LINK.finditer(words):
        begin = max(words.rfind("; ", 0, link.start()) + 2, 0)
        begin = begin if begin > 1 else 0
        stop = words.find("; ", link.end())
        stop = len(words) if stop < 0 else stop
        found = _at(words[begin:stop], link, begin)
        if found is not None:
            return Gate(found[0].strip(), found[1].strip(" ."), begin, len(words[:stop].rstrip(" .")))
    return None


def _at(part: str, link: re.Match[str], begin: int) -> tuple[str, str] | None:
    """What is opened and on what it depends, where this link joins the two."""
    before, after = part[: link.start() - begin], part[link.end() - begin :]
    kind = link.lastgroup or ""
    word = link.group().lower()
    if re.search(r"\bIt is $", before):
        turned = re.match(r"(.{8,}?) that (.*)", after)
        return (
            (turned[2], turned[1]) if turned and kind == "strong" and _opens(turned[2], word, kind) else None
        )
    if not before.strip() or re.fullmatch(r"(?:And |But |Only |Then )", before):
        return _turned(after, word, kind)
    colon = re.search(r": $", before)
    if before.rstrip().endswith(",") and re.search(r",\s(?:from|on)\s\d", after):
        return None
    if before.rstrip().endswith(",") and not re.match(
        r"only|provided|(?:up)?on (?:the )?cond|subject|once|from|as from|in the|at the", word
    ):
        return None
    if (
        _IN_CLAUSE.search(re.sub(r"^It is [a-z ]{0,9}(?:agreed|understood|declared) that ", "", before))
        and not colon
    ):
        return None
    condition = after
    if not _opens(before, word, kind) or not _reached(condition, word, kind, before):
        return None
    return before, condition


def _turned(after: str, word: str, kind: str) -> tuple[str, str] | None:
    """A sentence that begins with its condition: "Once the ridge is empty, the road opens"."""
    if word.startswith("not"):
        cut = re.search(r"\s(?:does|do|shall|will|may|can|is|are)\s(?=(?:the|a|an|any|it|they)\b)", after)
        if cut is None:
            return None
        head, condition = after[cut.start() :], after[: cut.start()]
        return (head, condition) if not _CLOCK.match(condition.strip()) else None
    comma = after.find(", ")
    if comma < 4:
        return None
    condition, head = after[:comma], after[comma + 1 :]
    if not (_OPENING.search(head) or PHASE.search(head) or (kind == "strong" and _BAN_ENDS.search(head))):
        return None
    if kind == "weak" and word in ("if", "where"):
        return None
    if not _opens(head, word, kind) or not _reached(condition, word, kind, ""):
        return None
    return head, condition


def _opens(head: str, word: str, kind: str) -> bool:
    """Whether the main clause opens something by this link."""
    head = re.sub(r"^It is (?:also |further )?(?:agreed|understood|declared|stipulated) that ", "", head)
    turned = word.startswith("not") or word == "before"
    if word == "before" and not re.search(r"\b(?:not|no|nobody|neither|nothing|none)\b", head, re.IGNORECASE):
        return False
    if word == "until" and not re.search(
        r"\b(?:not|no)\s(?:\w+\s){0,3}?(?:begin|start|open|commence|enter|proceed)", head
    ):
        return False
    head = re.split(
        r",?\s(?:which|who|whose|when|while)\b",
        re.sub(
            r",\s(?:\w+\s)?(?:which|who"
            r"|whose)\b[^,]*,",
            " ",
            head,
        ),
    )[0]
    clean = (
        re.sub(r"\b(?:[Nn]ot?|[Nn]obody|[Nn]either|without stop)\b", "", head)
        if turned or word == "until"
        else head
    )
    subject = re.split(r"\b(?:shall|will|may|can|must|is|are|be)\b", clean)[0]
    if _REACTS.search(subject) or re.search(r"\b(?:not|never|nobody|neither)\b", clean):
        return False
    if _REMEDY.search(clean) or len(clean.split()) > 26:
        return False
    telegram = re.search(r":\s*(?:\w+\s)?$", head) is not None and not head.count(", ")
    if kind == "deed":
        if re.match(r"conditional|contingent|depend|hinge|turns|rests|presup", word):
            return True
        if re.match(r"requires?|needs?|a?waits?|must|first|follows?$", word):
            return bool(
                re.match(
                    r"\s*(?:the |a |any )?(?:re)?[\w'’ -]*(?:ing|al|tion|ment|ity|use|step|phase|return"
                    r"|release|sale|transfer|exchange|bonus|rise|elections?|handover"
                    r"|stage)\b",
                    head,
                    re.I,
                )
            )
        if word == "subject to" and re.search(r"\b(?:is|are|be)\s$", head):
            return True
        certified = word in ("upon", "on", "following") and re.search(
            r"\b(?:shall|will|may|is|are|takes?|goes|go|rises?|moves?|gets?)\b", clean
        )
        return bool(
            _OPENING.search(head)
            or _PAID.search(head)
            or telegram
            or PHASE.search(head)
            or _MAY.search(head)
            or certified
        )
    if kind == "weak":
        return bool(_OPENING.search(head) or telegram or _weakly(head, word))
    return bool(
        _MOVING.search(head)
        or _DONE.search(head)
        or _MAY.search(head)
        or telegram
        or _short_note(head)
        or _BAN_ENDS.search(head)
    )


def _weakly(head: str, word: str) -> bool:
    """Openings by a weak link: a payment, a passage, a short rule."""
    if word in ("if", "where"):
        return re.search(r"\b(?:follows|moves? on|proceeds? to|released|paid|payable)\s*$", head) is not None
    return (
        re.search(
            r"\b(?:comes? back|goes again|runs?|sails?|flies|operates?|comes?(?: in)?(?=\s*$)"
            r"|go(?:es)? (?:home"
            r"|back|out|up|in)(?=\s*$)|cross(?:es)?|earned|paid"
            r"|payable|returns?|follows?|passes"
            r"|move on to|moves? to|proceeds? to|allowed|admitted|become|becomes|expires|applies)\b",
            head,
        )
        is not None
    )


def _short_note(head: str) -> bool:
    """A note without a verb: "Fishing inside K-L once the north channel is clear"."""
    return (
        1 < len(head.split()) <= 6
        and re.match(r"\s?[A-Z][\w-]*(?:ing|ion|age|ic|al|ries)\b", head) is not None
    )


def _reached(condition: str, word: str, kind: str, head: str) -> bool:
    """Whether the condition is a state that comes once, and not the clock or what happens any time."""
    if _ASKED.search(condition[:90]) and not re.search(r"\b(?:consent|approv)", condition):
        return False
    if _SIGNED.search(condition) or re.match(
        r"\s(?:it|this|that) (?:is|seems|appears) [a-z]+[ .]*$", condition
    ):
        return False
    if kind == "deed":
        if re.match(r"requires?|needs?|a?waits?|must|first|subject to|follows?$", word):
            return (
                re.match(
                    rf"\s(?:the |a |an |its |their |prior |\w+['’]s? )*(?:[\w'’-]+ ){{0,2}}?{_DEED}\b",
                    condition,
                )
                is not None
            )
        if re.match(r"conditional|contingent|depend|hinge|turns|rests|presup", word):
            return True
        if _CLOCK.search(head) or re.search(r"\bpays?\b", head):
            return False
        if _PAID.search(head) and re.search(r"\b(?:receipt|delivery|return|handover)\b", condition):
            return False
        deed = (
            rf"\s(?:(?:the|a|an|its|their|every|all|last|first|joint|written|prior|full|safety"
            rf"|satisfactory|successful|noise)\s|[\w'’-]+['’]s?\s)*(?:[a-z-]+\s){{0,1}}?{_DEED}\b"
        )
        return re.match(deed, condition) is not None
    if _ANY_TIME.match(condition) and not re.match(
        r"\s?(?:each|every|either) (?:side|of|part)", condition, re.I
    ):
        return False
    if re.match(
        r"[,.;]|\s\d|\s(?:in|a|per|each|every|only|for|more|again|and|or|is|has|by)\b", condition
    ) or not condition.strip(" ."):
        return False
    if _AFTER_TIME.match(condition) and "after" in word:
        return False
    if word.endswith(("before", "until")) and re.match(
        r"\s?(?:(?:the )?(?:day|end|\d)|[A-Z][a-z]+ \d|noon|midnight)", condition
    ):
        return False
    if _CLOCK.search(head) and kind == "weak":
        return False
    if word.endswith("after") and re.match(rf"\s(?:[\w'’-]+ ){{0,3}}?{_DEED}\b", condition):
        return True
    if kind == "strong" and len(condition.split()) > 2:
        return True
    return (_STATE.search(condition) or _PARTICIPLE.search(condition)) is not None


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " ..."
