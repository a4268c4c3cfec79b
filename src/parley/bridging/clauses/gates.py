"""On what does a phase, a right or a payment depend, and is it said what follows if that does not come?

Room: bridging. A gate has two parts: something that begins, opens, falls due or is allowed, and a condition that is one
event of this agreement ("once the Monitors have confirmed ...", "upon completion of the first stage"). A condition
that may arise any number of times ("if a lorry is refused", "when the bell rings") is a case and no gate; entry into
force on signature is none either. What follows may stand in the same clause, or in another that names the gate and
is no gate itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_EVENT = (
    r"(?:completion|approval|confirmation|certificat\w+|certification|agreement|fulfil\w*ment|acceptance|consent|proof"
    r"|verification|adoption|satisfaction|evidence|achievement|notification|decision|finding|report|permit|permission"
    r"|leave|sign-off|clearance|vote|release|withdrawal|success|outcome|result|testing|tests?|inspection|ratification"
    r"|handover|removal|opening|licen[cs]e|authori[sz]ation|establishment|election|delivery|return|absence|presence"
    r"|payment|receipt|conclusion|performance|signal|declaration|assent|countersignature|grant|determination|judge?ment|opinion|resolution"
    r"|reopening|repair|success|review|audit|reports?|findings?|certificates?|permits?)"
)
_ONCE = (
    r"(?:(?:only\s)?(?:once|when|if|after)|(?:as|so) soon as|(?:from|at|in) the (?:very )?(?:moment|instant|day|hour|time)"
    r"(?: (?:when|that|in which|on which|at which|from which))|(?:from )?the moment(?: (?:when|that))?|provided(?: that)?"
    r"|(?:up)?on (?:the )?condition(?: that)?|under the condition(?: that)?|as from|not (?:before|until)|until|where)"
)
_DEFINITE = (
    r"(?!(?:a|an|any|each|every|whoever|somebody|someone|anybody|anyone|nobody|needed|necessary|possible|practicable|asked"
    r"|requested|required|appropriate|signed|due|late|to|in|on|at|by)\b)\w[\w'’-]*"
)
_CLAUSE = re.compile(
    rf"(?:^|[\s,])(?P<when>{_ONCE})\s(?P<cond>{_DEFINITE}\b[^;:]{{4,160}}?)(?=$|[.;]|,\s(?:and|but|at|with|for|in|on)\b)"
)
_NOUN = re.compile(
    rf"(?:^|[\s,:])(?P<when>(?:only )?(?:up)?on|(?:is|are|be) subject to|subject to|conditional (?:up)?on|contingent (?:up)?on|dependent (?:up)?on"
    rf"|depends? (?:up)?on|hangs on|hinges? on|turns on|rests on|requires?|needs|presupposes?|awaits?|waits (?:for|on|upon)"
    rf"|following|pending|after|as from|from)\s(?:the |its |their |a |an |prior |written |such )*(?P<cond>(?:[\w'’-]+\s){{0,4}}?{_EVENT}\b"
    rf"[^;:]{{0,120}}?)(?=$|[.;]|,\s)"
)
_THAT = re.compile(r"(?:^|\s)(?P<when>presupposes?|requires?|depends on|assumes) (?P<cond>that [^;:]{4,140})")
_INVERTED = re.compile(
    rf"^(?:It is )?(?P<when>(?:[Oo]nly |[Nn]ot )?(?:[Oo]nce|[Ww]hen|[Aa]fter|[Aa]s soon as|[Uu]ntil|[Uu]pon|[Oo]n|[Pp]rovided(?: that)?|[Ss]ubject to))"
    rf"\s(?P<cond>(?:{_DEFINITE}|{_EVENT})\b[^;:]{{4,140}}?)(?:,\s| that | (?=does |do |may |shall |will |can ))(?P<main>[^;:]{{6,140}})"
)
_OPENS_WAY = re.compile(rf"^(?P<cond>(?:[Tt]he )?{_EVENT}\b[^;:,]{{4,80}}?) (?P<when>opens the way|clears the way|gives the right|entitles|sets off|triggers|starts)\b", re.IGNORECASE)
_NOTE = re.compile(rf"^(?P<main>[A-Z][^:;.]{{3,60}}): (?:runs?|on|starts?|opens?|begins?|free|due|allowed|paid)?\s?(?P<when>after|once|when|on|upon|subject to)\s(?P<cond>[^;:]{{4,100}})")
_BEGINS = re.compile(
    r"\b(?:begin|start|commence|open|reopen|resume|recommence|enter|come|comes|take|takes|fall|falls|fell|become|becomes|run|runs|sail|sails|return|proceed|move|pass|passes|follow|follows"
    r"|vest|lift|lifted|launch|launched|release|released|pay|paid|payable|due|earned|free|allowed|permitted|granted|given|introduced|applied|applies|apply|let|feed|use|used|held|holden|go|goes|cross|crosses|rise|rises"
    r"|lie|stand|stands|gets?|get|taken|is|are|be|may|can)\w*\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\b(?:has|have|had|is|are|be|was|were|been|feels?|works?|turns?|burns?|runs?|reach\w*|finish\w*|agrees?|accepts?|approves?|pass(?:es)?|clears?|confirms?|certif\w+|decides?|declares?"
    r"|consents?|falls?|rises?|earns?|sits?|meets?|comes?|goes|reports?|finds?|says?|lifts?|opens?|leaves?|signs? up|allows?|permits?|signs off)\b",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\b(?:each|every|any|whenever|whoever|whichever|a|an|one of|either|somebody|someone|anybody|anyone|nobody)\b", re.IGNORECASE
)
_OWN_TIME = re.compile(
    r"\b(?:signature|signing|(?:it|both|agreement|paper|text|parties|sides|contract|settlement) (?:have |has |is |are )?(?:been )?(?:signed|sign|signs)|ratif\w+|request|demand|notice|invoice|shots?|fired|fires|shoots?|attack\w*|breach\w*|violat\w+|disputes?|complain\w*|quarrel|default|late"
    r"|insolven\w*|bankrupt\w*|fail\w*|miss(?:ed|es)|not|ill|sick|hurt|killed|needed|necessary|possible|practicable|appropriate|requir\w+|asks?|asked|wants?|wishes|rings|calls|arrival|arrives?|dies|ends$|expir\w+|is over|dark|bell|silent)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:not|no|nobody|neither|never|none|bound|fire|shoot|strikes?|answers?|tells?|reports?|informs?|notif\w+|rings?|means?|counts?|deemed|considered|called|complain\w*|refers?|says?|writes?"
    r"|continues?|lasts?|keeps?|checks?|looks?|examin\w+|replies|respond\w*|liable|prosecut\w*|arrest\w*|expires?|ends?|terminates?|stops?|suspend\w*|withhold\w*|comes out|stays?|remains?|goes home|goes on|meets?|convene[sd]?|binds?|answer\w*|changed|amended|modified|extended|renewed|varied|altered)\b",
    re.IGNORECASE,
)
_PASSING = re.compile(r"\b(?:days?|hours?|weeks?|months?|years?|minutes?|o'clock|noon|midnight|than|shortly|immediately|soon|right|directly)\s$", re.IGNORECASE)
_ACTED = re.compile(r"\b(?:shall|will|must|undertakes?|agrees?|is to|are to)\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:if|where|should|unless|in case|in the event|whether or not)\b[^;]{0,120}?\b(?:not|no|never|fail\w*|without|late|missed|delay\w*|unable|incomplete|refus\w+|cannot|lacking|missing|else)\b"
    r"|\bif (?:it|this|that|they|he|she|the \w+) (?:\w+ )?(?:is|are|has|have|does|do|did|says?|refus\w+) ?(?:not|no|refus\w+)?\b"
    r"|\bfailing\b|\botherwise\b|\bor else\b|\belse\b|\bif not\b|\bin the absence of\b|\bwithout (?:such|it|that|this|the)\b|\buntil (?:then|it|they|that|the)\b|\bso long as (?:it|they) (?:has|have|is|are) not\b"
    r"|\ball the same\b|\bin any (?:case|event)\b|\bat the latest\b|\blapses?\b|\beven if\b|\bshould (?:the|it|they|either|any)\b[^;]{0,60}?\bnot\b|\bif [^;,]{3,60}? refuses\b|\bnot (?:confirmed|complete|done|met|agreed|fulfilled|granted)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:part|phase|step|stage|half|term|round|tranche|leg)\s(?:[ivx]+|\d|one|two|three|four|five|[a-d])\b|\b(?:first|second|third|fourth|former|latter|last) (?:\w+ )?(?:part|phase|step|stage|half|term|round|tranche|leg|party)\b", re.IGNORECASE)
_COMMON = frozenset("shall will have been that this with from when once after before their there they them both side sides party parties under upon only which then into over each same begin begins start starts open opens again second first third".split())


@dataclass(frozen=True, slots=True)
class _Gate:
    start: int
    end: int
    labels: frozenset[str]
    stems: frozenset[str]


def gates(reading: Reading) -> Iterator[Finding]:
    """Gates of which the text nowhere says what follows if they stay shut."""
    found = [(sentence, _gate(sentence.words)) for sentence in reading.sentences]
    gated = {sentence.clause for sentence, gate in found if gate is not None}
    answers = [s for s in reading.sentences if _ANSWER.search(s.words)]
    for sentence, gate in found:
        if gate is None or _answered(reading, sentence, gate, answers, gated):
            continue
        words = sentence.words[gate.start : gate.end]
        said = words if len(words) <= 90 else words[:87].rsplit(" ", 1)[0] + " ..."
        yield Finding(
            "gate",
            sentence.place(gate.start, gate.end),
            f"Nothing is said of what follows if this condition is not met: {said}",
            "By which day must it be met, who establishes that, and what holds if it is not: continuation, a step back,"
            " or lapse?",
        )


def _gate(words: str) -> _Gate | None:
    """The gate in a sentence: something that begins, and one event that it waits for."""
    for pattern in (_INVERTED, _OPENS_WAY, _NOTE, _CLAUSE, _THAT, _NOUN):
        for match in pattern.finditer(words):
            parts = match.groupdict()
            main = parts.get("main") or words[: match.start("when")]
            cond, when = parts["cond"], match["when"].lower()
            if pattern is _OPENS_WAY:
                main = words[match.start("when") :]
            if _is_gate(main.strip(" ,"), when, cond, words, match.start("when"), pattern is _NOTE):
                begin = max(words.rfind("; ", 0, match.start("when")) + 2, 0)
                begin = begin if 1 < begin < match.start() else 0
                end = match.end() if pattern is not _CLAUSE and pattern is not _NOUN else match.end("cond")
                stop = len(words[: max(end, match.end("cond"))].rstrip(" .,"))
                return _Gate(begin, stop, _labels(words), _stems(words))
    return None


def _is_gate(main: str, when: str, cond: str, words: str, at: int, note: bool) -> bool:
    if _PASSING.search(words[:at]) or len(main) < 6:
        return False
    waits = re.match(r"(?:conditional|contingent|dependent|depends?|hangs|hinges?|turns|rests|requires?|needs|presupposes?|awaits?|waits|subject)", when)
    short = when in ("once", "as soon as", "only once", "only when", "only after") and len(main.split()) < 7
    if not note and not waits and not short and not _BEGINS.search(main):
        return False
    last = re.split(r"[;:]\s", main)[-1] if not note else main
    if _NEVER.search(last) and not re.match(r"not\b|only", when) and not re.search(r"\bnot (?:\w+ )?(?:begin|start|open|enter|commence|run)", last):
        return False
    if re.match(r"(?:if|when|whenever|whoever|where|in case|should|until|unless|while|as long as)\b", last, re.IGNORECASE):
        return False
    first = " ".join(cond.split()[:9])
    if _OWN_TIME.search(first) or re.match(r"(?:a|an|any|each|every)\b", cond, re.IGNORECASE):
        return False
    if when in ("until", "where", "from") and not re.search(r"\bnot\b", main):
        return False
    if when in ("on", "upon", "only on", "only upon", "as from", "after", "following", "pending") and not _STATE.search(cond) and not note:
        return bool(re.search(r"\b(?:begin|start|commence|open|reopen|resume|enter|effect|force|lift|launch|release|due|payable|become|proceed|may|allowed|permitted|free)\w*\b", last)) and not re.search(r"\b(?:days?|hours?|weeks?|months?)\b", last)
    if note and re.match(r"(?:\w+\s){0,3}\w+(?:ed|done|clear|out|gone|found|built|swept)$", cond.strip(" .")):
        return True
    finite = _STATE.search(cond)
    if re.match(r"(?:only )?(?:when|if|after|until)$", when):
        if finite is None:
            return bool(re.match(rf"(?:the |its )?(?:\w+ ){{0,2}}{_EVENT}\b", cond, re.IGNORECASE)) and not _ACTED.search(main)
        perfect = re.search(r"\b(?:has|have|had|is|are|be|was|been|runs?|works?|turns?|feels?|sits?|agrees?|accepts?|decides?|reach\w*|comes?|burns?|finds?|clears?|passes|says?)\b", cond)
        if perfect is None or (when == "if" and not re.search(r"\b(?:only|begin|start|follow|enter|come)", main)):
            return False
        if _ACTED.search(main) and when in ("after", "if", "when") and not re.search(r"\b(?:begin|start|commence|open|enter|take effect|come into|be (?:paid|released|lifted|opened|holden|held))", main):
            return False
    if re.search(r"\b(?:on|by|at)\s(?:day\s)?\d|\bday \d", main) and when in ("when", "after", "on", "upon"):
        return False
    if when in ("on", "upon", "after", "from", "as from") and re.search(r"\b(?:pays?|paid|returns?|hands?|gives?|sends?|delivers?)\b", last) and not re.search(r"\b(?:due|payable|released)\b", last):
        return when in ("as from",)
    return True


def _labels(words: str) -> frozenset[str]:
    return frozenset(match.group().lower() for match in _LABEL.finditer(words))


def _stems(words: str) -> frozenset[str]:
    return frozenset(w[:6] for w in re.findall(r"[a-z]{4,}", words.lower()) if w not in _COMMON)


def _answered(
    reading: Reading, sentence: Sentence, gate: _Gate, answers: list[Sentence], gated: set[int]
) -> bool:
    rest = sentence.words[: gate.start] + " | " + sentence.words[gate.end :]
    if _ANSWER.search(rest):
        return True
    for other in reading.of_clause[sentence.clause]:
        if other is not sentence and _ANSWER.search(other.words):
            return True
    number = re.escape(sentence.number)
    for other in answers:
        if other.clause == sentence.clause:
            continue
        if sentence.number and re.search(rf"\b(?:clause|article|paragraph|section|point)s?\s{number}\b", other.words, re.IGNORECASE):
            return True
        if other.clause in gated:
            continue
        labels, shared = _labels(other.words), _stems(other.words) & gate.stems
        beside = other.clause == sentence.clause + 1 and reading.articles[other.clause] == reading.articles[sentence.clause]
        if gate.labels:
            general = re.search(r"\b(?:next|any|each|a|the following|that) (?:part|phase|step|stage)\b", other.words, re.IGNORECASE)
            if (labels & gate.labels or general) and (shared or beside):
                return True
            if labels:
                continue
        if len(shared) >= 3 or (beside and shared):
            return True
    return False
