"""On what does a phase, a right or a payment depend, and is it said what follows if that does not come?

Room: bridging. A gate is what begins, opens or takes effect "when", "once", "upon", "subject to". Entry
    into force on
signature or ratification is none. Its consequence may stand in the same clause, or in another that names it.
"""

import re
from collections.abc import Iterator

from parley.bridging.clauses.plan import PHASE
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_OPENS = (
    r"(?:(?:lies?|be|is|are|stands?|falls?) open|be entered upon|begins?|starts?"
    r"|commences?|opens?|opened|(?:comes?|enters?|goes|go) into (?:effect|force|operation)"
    r"|takes? effect|takes? place|is (?:released|paid|payable|due|opened"
    r"|lifted|triggered|activated|launched)|are (?:released|paid|payable|due|opened|lifted"
    r"|launched)|becomes? (?:effective|exclusive|due|payable|binding|operative)|follows?|"
    r"(?:is|are|be) (?:conditional|contingent|dependent)|depends?|move on to|moves? to"
    r"|proceeds? (?:to|with)|pass(?:es)? to|enters?|resumes?|vests?|passes|applies|apply"
    r"|ends?|expires?|be (?:opened|lifted|launched|released|paid|payable))"
)
_WHEN = (
    r"(?:(?:only )?(?:when|once|if|after|where)|(?:only )?(?:(?:as|so) soon as)|(?:in|at"
    r"|from|as from) the (?:moment|instant|day|hour) (?:in which|when|that|on which|at "
    r"which)|the (?:moment|day)|(?:up)?on (?:the )?(?:\w+ )?(?:completion|approval"
    r"|confirmation|certification|agreement|fulfilment|fulfillment|acceptance|verification"
    r"|consent|proof|adoption|satisfaction|receipt|delivery|evidence|achievement|release"
    r"|withdrawal|success|notification|decision|finding|report)"
    r"|subject to|provided(?: that)?|on condition(?: that)?|conditional (?:up)?on"
    r"|contingent (?:up)?on|dependent (?:up)?on|depends? (?:up)?on|not (?:before|until"
    r"|unless)|unless and until|on the condition|following|pending)"
)
_GATE = re.compile(
    rf"\b(?:(?:shall|will|may|can|must|is to|are to)\s(?:only\s"
    rf"|not\s)?)?{_OPENS}\b,?\s(?:[\w'’.,-]+\s){{0,14}}?(?P<when>{_WHEN}|until)\b",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"^(?P<when>(?:Only )?(?:when|once|as soon as|upon|after|provided(?: that)?|subject to"
    rf"|on (?:completion|approval|confirmation|certification|fulfilment"
    rf"|acceptance))\b)[^;]{{5,140}}?,\s(?:[\w'’-]+\s){{1,6}}?(?:shall |will |may |can "
    rf")?{_OPENS}\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"\b(?:is|are|shall be|will be|be) (?:conditional|contingent|dependent) (?:up)?on\b"
    r"|\bdepends? (?:up)?on\b|\b(?:is|are|shall be|will be) subject to (?:the )?(?:\w+ "
    r")?(?:approval|completion|confirmation|certification|agreement|fulfilment|acceptance"
    r"|verification|consent|ratification)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"\b(?:requires?|needs|awaits?|hinges? on|turns? on|rests? on|presupposes?|must "
    r"(?:first )?await|falls? due (?:up)?on (?:the )?(?:\w+ )?(?:completion|acceptance"
    r"|approval|delivery|certification))\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:once|as soon as|only after|only when|only if|only once|not before|upon (?:the "
    r")?(?:\w+ )?(?:completion|approval|confirmation|certification|fulfilment|acceptance"
    r"|verification|adoption|satisfaction)|on (?:the )?(?:completion|approval|confirmation"
    r"|certification|fulfilment|acceptance|verification|adoption) of|subject to (?:the "
    r")?(?:\w+ )?(?:completion|approval|confirmation|certification|fulfilment|acceptance"
    r"|verification|agreement|consent)|provided that)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\b(?:on|upon|after|following|when|once|from)\s(?:its\s|the\s"
    r"|both\s)?(?:\w+\s){0,4}?(?:signature|signing|signed|signs?|sign|ratification"
    r"|ratified|announcement|demand|request|notice|publication|shots?|attack|attacked"
    r"|fired)\b",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"\b(?:phase|stage|step|tranche|talks|negotiations|round|withdrawal|release|exchange"
    r"|handover|payment|instal?ment|exclusivity|licen[cs]e|contract|agreement|works?"
    r"|supply|service|services|delivery|deliveries|"
    r"premium|bonus|increase|allowance|roster|rosters|return|crossing|corridor|road|port"
    r"|bridge|truce|ceasefire|monitoring|option|rights?|term|extension|discount|rebate"
    r"|transfer|production|operation|operations|launch|shipments?|committee|commission"
    r"|scheme|programme|project|plan|fund|review|reform|hiring|recruitment|negotiation"
    r"|dialogue|process|lifting|sanctions?|blockade|elections?|demobili[sz]ation"
    r"|cantonment|disarmament|return|repatriation|opening|part|period|measures?"
    r"|arrangements?|provisions?|article|clause|pay|rise|rate|grade|week|territory"
    r"|distribution|field|ferry|power|water|convoys?|aid|flights?|reconstruction"
    r"|construction|deployment|funding|loan|credit|grant|sale|vote|census|screening"
    r"|inspections?|building|repairs?|dredging|clearance|trials?|tests?|pilot|roll-?out"
    r"|move|relocation|handing|takeover|merger|closing|hearing|ballot|inquiry|scheme|line"
    r"|plant|mill|mine|dam|school|hospital|station)\b",
    re.IGNORECASE,
)
_CONSEQUENCE = re.compile(
    r"\b(?:if|where|should|unless|when|in case|in the event|otherwise|failing|absent"
    r"|without|fails?|failure|until|save|or else|in default|late)\b[^;]{0,110}?\b(?:not|no"
    r"|never|fail\w*|without|failing|otherwise|late|missed|delay\w*|lapse\w*|unable|unless"
    r"|incomplete|refus\w+|cannot|later than|absen\w+|ends?|expires?)\b"
    r"|\bfailing (?:which|that|agreement|this)\b|\botherwise\b|\bor (?:else )?(?:lapses?"
    r"|ends?|expires?)\b|\bif (?:it|this|that|they|the) (?:\w+ )?(?:is|are|has|have|does"
    r"|do) not\b|\bif it does not\b|\bif not\b|\bin default\b|\bby default\b",
    re.IGNORECASE,
)
_NOT_HAVE = re.compile(
    r"\b(?:if|where|unless)\b[^;.]{0,60}\b(?:have|has|is|are|do|does) not\b|\botherwise\b"
    r"|\bfailing\b|\bif not\b|\belse\b",
    re.IGNORECASE,
)


def gates(reading: Reading) -> Iterator[Finding]:
    """Gates of which the text nowhere says what follows if they stay shut."""
    answers = [s for s in reading.sentences if _CONSEQUENCE.search(s.words)]
    for sentence in reading.sentences:
        found = _gate(sentence)
        if found is None:
            continue
        subject, start, end = found
        if not _answered(reading, sentence, subject, answers):
            yield Finding(
                "gate",
                sentence.place(start, end),
                f"Nothing is said of what follows if this condition is not met: "
                f"{_short(sentence.words[start:end])}",
                "By which day must it be met, who establishes that, and what holds if it "
                "is not: continuation, a step back, or lapse?",
            )


def all_gates(reading: Reading) -> int:
    """How many gates there are, answered or not."""
    return sum(_gate(sentence) is not None for sentence in reading.sentences)


def _gate(sentence: Sentence) -> tuple[str, int, int] | None:
    """What the gate opens, and the place of the gate in the sentence."""
    words = sentence.words
    found = _GATE.search(words)
    if (
        found
        and re.match(
            r"(?:if|when|where|once|unless|until|after|before|should|as long as|while)\b",
            words,
            re.IGNORECASE,
        )
        and "," in words[: found.start()]
    ):
        found = None if not PHASE.search(words[words.find(",") : found.end()]) else found
    inverted = None if found else _INVERTED.search(words)
    depends = None if found or inverted else _DEPENDS.search(words)
    needs = None if found or inverted or depends else _needs(words) or _fulfilled(words)
    match = found or inverted or depends or needs
    if match is None:
        return None
    if needs is not None:
        head = words[: match.start()].strip() or match.groupdict().get("head") or ""
        return head, 0, len(words.rstrip(" ."))
    begin = max(words.rfind("; ", 0, match.start()) + 2, words.rfind(": ", 0, match.start()) + 2, 0)
    begin = begin if 1 < begin < match.start() - 2 else 0
    subject = words[begin : match.start()] if not inverted else words[match.start() : match.end()]
    when = match.groupdict().get("when") or ""
    tail = words[match.start("when") if when else match.start() :]
    if _SIGNED.match(tail) or re.search(
        r"\b(?:if|when|where|that|which|who|before|until|after|unless|while|than)\s[^,]*$",
        subject,
        re.IGNORECASE,
    ):
        return None
    if when.lower() == "until" and not re.search(
        r"\bnot\s(?:\w+\s)?(?:begin|start|open|commence|enter|proceed)", words[: match.start("when")]
    ):
        return None
    opening = re.search(
        r"\b(?:begins?|starts?|commences?|opens?|opened|effect|force|operation|proceeds?"
        r"|released|paid|payable|lifted|launched)\b",
        match.group(),
        re.IGNORECASE,
    )
    if not (opening or _SUBJECTS.search(subject) or PHASE.search(match.group())) or re.search(
        r"\b(?:disputes?|complaints?|grievances?|duty|duties|incidents?|nothing"
        r"|breach(?:es)?|violations?|meetings?|sessions?|notices?|deadlines?|clock|hearing"
        r"|neither|nobody|no one|fire|forces?|time limits?|days?)\b",
        subject,
        re.IGNORECASE,
    ):
        return None
    low = when.lower().removeprefix("only ")
    if low in ("if", "where", "subject to", "following", "pending") and not re.search(
        r"\b(?:only|begin|start|open|enter|commence|conditional|effect|released|paid"
        r"|payable|lifted|proceed|move)",
        match.group(),
        re.IGNORECASE,
    ):
        return None
    verb = re.search(
        r"\b(?:ends?|expires?|applies|apply|passes|pass|follows?|takes? place|enters?)\b",
        match.group(),
        re.IGNORECASE,
    )
    if verb and not PHASE.search(subject + match.group()):
        return None
    before_when = words[match.start() : match.start("when")] if when else ""
    clocked = re.search(
        r"\b(?:on|by|from|until|at|within)\s(?:day\s)?\d|\bday \w+\b|\bhours?\b|\bdays\b"
        r"|\bweeks\b|\bmonths\b",
        before_when,
        re.IGNORECASE,
    )
    if (clocked and low in ("after", "upon", "on", "following", "of", "when", "if", "where")) or re.match(
        r"after (?:\w+ ){0,2}(?:\d+|\w+) (?:days|hours|weeks|months|years)", tail
    ):
        return None
    if low == "after" and not re.search(
        r"\b(?:has|have|is|are)\b|\b(?:completion|release|withdrawal|confirmation|handover|last)\b", tail[:80]
    ):
        return None
    return subject.strip(), begin, len(words.rstrip(" ."))


_FULFILLED = re.compile(
    r"^(?P<head>[^,;:.]{4,70}?)\s(?:,\s)?(?:only )?(?P<when>when|once|as soon as|so soon "
    r"as|after|the (?:day|moment)(?: that)?)\s(?P<cond>(?:the|all|both|every|each|its"
    r"|their|people|it|they|this|these|[A-Z][\w'’]*)\b[^,;:.]{3,80})\.?$"
)
_DONE = re.compile(
    r"\b(?:is|are|has|have|was|were|feels?|works?|turns?|reach\w*|finish\w*|ends?|agrees?"
    r"|accepts?|approves?|passes|clears?|confirms?|certif\w+|decides?|declares?|consents?"
    r"|falls?|rises?|earns?|sits?|meets?|comes?|goes|reports?|finds?|says? so|lifts?"
    r"|opens?|leaves?)\b"
)
_NO_GATE = re.compile(
    r"\b(?:not|no|nobody|neither|never|bound|fire|shoot|strike|answers?|tells?|reports?"
    r"|informs?|notif\w+|rings?|meets?|stops?|ends?|means?|counts?|deemed|considered"
    r"|called|paid|pays?|complain\w*|disputes?|quarrel|costs?|refers?|says?|writes?"
    r"|leaves?|goes on|continues?|lasts?|keeps?|stays?|shows?|checks?|looks?|examin\w+"
    r"|replies|respond\w*|returns? fire)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:asks?|requests?|wish\w*|wants?|calls?|rings?|demands?|shots?|fired|attack\w*"
    r"|breach\w*|violat\w*|dispute\w*|invoice\w*|notice|signed|signs?|signature|ratif\w+"
    r"|die[sd]?|ill|sick|hurt|needed|necessary|passes|arrives?|due)\b",
    re.IGNORECASE,
)


def _fulfilled(words: str) -> re.Match[str] | None:
    """ "The market comes back when people feel safe": a short rule that turns on a state of things."""
    found = _FULFILLED.match(words)
    if (
        not found
        or _NO_GATE.search(found["head"])
        or _ASKED.search(found["cond"])
        or not _DONE.search(found["cond"])
    ):
        return None
    if len(found["head"].split()) < 3 or re.match(
        r"(?:if|when|while|unless|until|from|on|by)\b", words, re.IGNORECASE
    ):
        return None
    return found


def _needs(words: str) -> re.Match[str] | None:
    """ "The reopening requires the consent of both"; "The bonus is introduced once the roster is in use"."""
    needed = _NEEDS.search(words)
    if (
        needed
        and _SUBJECTS.search(words[: needed.start()])
        and re.search(
            r"\b(?:consent|approval|agreement|confirmation|certificat\w+|completion"
            r"|decision|vote|finding|verification|acceptance|permission|report)\b",
            words[needed.end() :],
        )
    ):
        return needed
    once = _ONCE.search(words)
    if once is None or not 2 < len(words[: once.start()].split()) < 22:
        return None
    head = words[: once.start()]
    allowed = re.search(
        r"\bmay\b(?! (?:end|terminate|suspend|withhold|refer|give|fire|shoot|answer|reply"
        r"|respond|go|take it|end it|hold))",
        head,
    )
    if (
        allowed
        and re.match(r"(?:once|as soon as|only after|only when|only once)\b", once.group(), re.IGNORECASE)
        and not re.search(r"\b(?:not|no|neither|nobody)\b", head)
    ):
        return once
    passive = re.search(
        r"\b(?:is|are|be|becomes?|will|shall|may|can|follows?|come|comes|gets?|moves?|goes|go)\b", head
    )
    if (
        not passive
        or not _SUBJECTS.search(head)
        or re.search(
            r"\b(?:bound|not|no|neither|report\w*|inform\w*|notif\w*|tell\w*|deemed"
            r"|considered|entitled|answer\w*|meets?|stops?)\b",
            head,
        )
    ):
        return None
    return once


def _answered(reading: Reading, sentence: Sentence, subject: str, answers: list[Sentence]) -> bool:
    if _NOT_HAVE.search(sentence.words):
        return True
    for other in reading.of_clause[sentence.clause]:
        if other is not sentence and _CONSEQUENCE.search(other.words):
            return True
    mark = PHASE.search(subject) or PHASE.search(sentence.words)
    key = mark.group().lower() if mark else ""
    head = re.findall(r"[a-z]+", subject.lower())
    noun = next((w for w in reversed(head) if _SUBJECTS.fullmatch(w)), "")
    for other in answers:
        if other is sentence or other.clause == sentence.clause:
            continue
        low = other.words.lower()
        referred = (
            re.search(
                rf"\b(?:clause|article|paragraph|section)\s{re.escape(sentence.number)}\b",
                other.words,
                re.IGNORECASE,
            )
            if sentence.number
            else None
        )
        named = bool(key) and (
            key in low
            or re.search(r"\b(?:next|following|subsequent|each|any|a|no)\s(?:phase|stage|step)\b", low)
            is not None
        )
        near = (
            reading.articles[other.clause] == reading.articles[sentence.clause]
            and abs(other.clause - sentence.clause) <= 2
        )
        specific = " ".join(w for w in head if w not in ("the", "a", "an", "of", "in", "on", "shall", "will"))
        said = (len(specific) > 8 and specific in low) or bool(
            near and not key and noun and re.search(rf"\b{noun}s?\b", low)
        )
        conditional = re.search(
            r"\bif\b|\bwhere\b|\bunless\b|\bshould\b|\bfail|\botherwise\b|\bin the event\b"
            r"|\bin case\b|\blate\b|\bnot\b",
            low,
        )
        if conditional and (referred or named or said):
            return True
    return False


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " ..."
