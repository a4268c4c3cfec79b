"""Who owes what: the duties in each sentence, with actor, verb and words.

Room: bridging. A duty is a modal with a verb ("shall hand over", "undertakes to pay"), a plain present of
    an actor
("The Company pays ..."), or a note ("Water line to be repaired"). What a duty lacks is asked in
`parley.bridging.clauses.duties`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.actors import named_actors
from parley.bridging.clauses.joined import carries, plural, timed, trimmed
from parley.bridging.clauses.lore import NOTHING_DONE, Duties, Verb
from parley.bridging.clauses.reading import Reading, Sentence

_LEAD = re.compile(
    r"^(?:(?:from|by|on|until|within|after|before|in|at|during|for|upon|once|when|if|where"
    r"|as|not later than|no later than|unless|while|throughout|subject to"
    r"|without)\b[^,;:]{2,90},\s*)+",
    re.IGNORECASE,
)


_SKIP = re.compile(
    r"^\s*(?:(?:also|then|each|both|jointly|further|immediately|promptly|at once|forthwith"
    r"|likewise|in turn|thereafter|only|duly|first|together|(?!supply|apply|reply|rely"
    r"|comply|multiply)[a-z]+ly|"
    r"by (?:day \w+|\d{1,2} \w+(?: \d{4})?|noon|the end of [\w ]{3,20}?)|on (?:day \w+"
    r"|\d{1,2} \w+(?: \d{4})?|signature)|within [\w ]{3,25}?(?:days|hours|weeks|months)|no "
    r"later than [\w ]{3,30}?|from day \w+),?\s+)*",
    re.IGNORECASE,
)


_NOT = re.compile(r"^(?:not|never)\s+", re.IGNORECASE)


_BE = re.compile(r"^(?:be|have been|get)\s+", re.IGNORECASE)


_AND = re.compile(
    r"(?:,|;)?\s(?:and|or|but|then)\s(?:(?:shall|will|must)\s)?(?:(?:also|then|shall|by "
    r"\w+ \w+|on \w+ \w+)\s)*|:\s(?=[a-z])"
)


_CONDITION = re.compile(
    r"\b(?:if|when|once|that|which|where|until|unless|after|before|as|who|because|whether"
    r"|while|since|than|whenever)\b[^,]*$",
    re.IGNORECASE,
)


_OWNER = re.compile(
    r"(?:['’]s|s['’])\s|\b(?:of|from|by|held by|belonging to)\s(?:the\s|each\s|both\s|either\s)?",
    re.IGNORECASE,
)


_LEAD_DATE = re.compile(
    r"^(?:By|On|From|Until|Before|After|Not later than|No later than) (?:the )?(?:end of "
    r")?(?:day \w+|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+(?: \d{4})?|[A-Z][a-z]+ "
    r"\d{1,2},? \d{4}),? (?=[Tt]he |[Ee]ach |[Bb]oth |[A-Z]|we |you |they |it )"
)
_FALLS = re.compile(
    r"\b[Ii]t (?:falls (?:to|on)|is (?:for|up to|incumbent (?:on|upon)|the (?:duty|task"
    r"|business|affair) of)|lies with|rests with)"
    r" (?P<who>(?:the )?[\w'’ -]{2,40}?) to (?=[a-z])"
)
_NOMINAL = re.compile(r"^(?:The )?(?P<noun>[A-Z][a-z]+(?: (?:over|back|out|in|up))?) (?:of|to)\s(?=\S)")
_BEARER = re.compile(
    r"\b(?:is|are) (?:for|up to|the (?:duty|task|business|affair|charge) of|incumbent on) "
    r"(?P<who>(?:the )?[A-Z][\w'’ ]*)|\b(?:falls to|rests with|lies with|is with)"
    r" (?P<who2>(?:the )?[A-Z][\w'’ ]*)|\bis (?P<whose>(?:the )?[A-Z][\w ]*?)['’]s? "
    r"(?:affair|duty|task|business|charge)|\bby (?P<who3>the [A-Z][\w'’ ]*)$"
)


_OWN = frozenset({"withdraw", "store", "dismantle", "refrain"})  # forces and guns are moved by whose they are


_NOUNS = known.words("noun-like-verbs")


_WEAK = known.words("weak-actors")


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; `start` and `end` count characters of the sentence."""

    sentence: Sentence
    words: str  # of the sentence, as read
    actor: str  # as named; empty where nobody is
    verb: Verb
    passive: bool
    negative: bool
    start: int
    end: int
    tail: str  # what stands behind the verb
    subject: str  # what stands before the modal


def duties_of(reading: Reading, lore: Duties) -> Iterator[Duty]:
    """All duties, in the order of the text."""
    names = named_actors(reading)
    modal = re.compile("|".join(f"(?:{p.pattern.pattern})" for p in lore.patterns["modal"]), re.IGNORECASE)
    finder = _Finder(lore, names, modal)
    for sentences in reading.of_clause:
        actor = ""
        for sentence in sentences:
            seen: set[tuple[int, str]] = set()
            for words in reading.variants(sentence):
                for duty in finder.duties(sentence, words, actor):
                    if (duty.start, duty.verb.lemma) not in seen:
                        seen.add((duty.start, duty.verb.lemma))
                        yield duty
                    actor = duty.actor or actor


class _Finder:
    """Finds duties in one sentence after another."""

    def __init__(self, lore: Duties, names: tuple[str, ...], modal: re.Pattern[str]) -> None:
        self.lore, self.names, self.modal = lore, names, modal
        self.named = re.compile("|".join(rf"\b{re.escape(n)}s?\b" for n in names)) if names else None

    def duties(self, sentence: Sentence, words: str, actor: str) -> Iterator[Duty]:
        fallen = _FALLS.search(words)
        if fallen:
            verb = self.verb(words, fallen.end(), "base")
            if verb is not None:
                yield self._duty(
                    sentence, words, fallen["who"].strip(), verb, False, fallen.start(), fallen.end(), ""
                )
                return
        marks = list(self.modal.finditer(words))
        if not marks:
            nominal = self._nominal(sentence, words)
            if nominal is not None:
                yield nominal
            elif sentence.number:
                empty = self._verbless(sentence, words)
                yield from [empty] if empty else self._plain(sentence, words)
            return
        for n, mark in enumerate(marks):
            end = marks[n + 1].start() if n + 1 < len(marks) else len(words)
            subject = self._subject(words, marks[n - 1].end() if n else 0, mark.start())
            who = self.actor(subject) or (actor if carries(subject) else "")
            actor = who or actor
            yield from self._from(sentence, words, mark.start(), mark.end(), end, who, subject)

    def _from(
        self, sentence: Sentence, words: str, first: int, at: int, end: int, who: str, subject: str
    ) -> Iterator[Duty]:
        """The duty at a modal, and those joined to it: "shall complete it and pay"."""
        skipped = _SKIP.match(words[at:end])
        at += skipped.end() if skipped else 0
        negative = bool(re.match(r"(?:no|neither|nobody|none)\b", subject, re.IGNORECASE))
        found = _NOT.match(words[at:end])
        if found:
            negative, at = True, at + found.end()
        skipped = _SKIP.match(words[at:end])
        at += skipped.end() if skipped else 0
        be = _BE.match(words[at:end])
        passive = bool(be)
        at += be.end() if be else 0
        skipped = _SKIP.match(words[at:end])
        at += skipped.end() if skipped else 0
        verb = self.verb(words, at, "pp" if passive else "base")
        if (
            verb is None
            and not passive
            and re.match(r"(?:the|a|an|its|their|all)\s[a-z]", words[at:end])
            and who
        ):
            start = max(first - len(subject) - 1, 0)
            yield Duty(
                sentence,
                words,
                who,
                NOTHING_DONE,
                False,
                False,
                start,
                trimmed(words, start, end),
                "",
                subject,
            )
            return
        if passive:
            who = self.owner(subject) if verb is not None and verb.group.id in _OWN else ""
        start = (
            len(words[:first].rstrip()) - len(subject) if words[:first].rstrip().endswith(subject) else first
        )
        joined = list(self._joined(words, at, end)) if not passive else []
        stop = joined[0][0] if joined else end
        if verb is not None:
            tail = words[at + len(verb.lemma.split()[0]) : stop]
            yield Duty(
                sentence,
                words,
                who,
                verb,
                passive,
                negative,
                start,
                trimmed(words, start, stop),
                tail,
                subject,
            )
        for n, (place, other) in enumerate(joined):
            stop = joined[n + 1][0] if n + 1 < len(joined) else end
            tail = words[place + len(other.lemma.split()[0]) : stop]
            yield Duty(
                sentence,
                words,
                who,
                other,
                False,
                negative,
                place,
                trimmed(words, place, stop),
                tail,
                subject,
            )

    def _verbless(self, sentence: Sentence, words: str) -> Duty | None:
        """ "The Parish, for its part, the lorry park by 20 June": an actor, a thing, a day, and no verb."""
        if self.named is None or ":" in words:
            return None
        lead = _LEAD.match(words) or _LEAD_DATE.match(words)
        begin = lead.end() if lead else 0
        regards = re.match(r"As (?:regards|for|to)\s[^,]+,\s(?:the )?", words)
        begin = regards.end() if regards else begin
        start = re.match(r"(?:The |the )?", words[begin:])
        at = begin + (start.end() if start else 0)
        found = self.named.match(words, at)
        if found is None:
            return None
        rest = words[found.end() :]
        thing = re.match(
            r"(?:,\s(?:for|on) (?:its|their) (?:part|side),)?\s(?:the|a|an|its|their"
            r"|all)\s[a-z]",
            rest,
        )
        alone = regards and re.match(r",?\s(?:by|on|within|before)\s[^,;]{2,30}\.?$", rest)
        if not alone and not (thing and re.search(r"\b(?:by|on|within|before)\s(?:day|\d|the)", words)):
            return None
        return Duty(
            sentence,
            words,
            found.group(),
            NOTHING_DONE,
            False,
            False,
            0,
            trimmed(words, 0, len(words)),
            "",
            "",
        )

    def _nominal(self, sentence: Sentence, words: str) -> Duty | None:
        """ "Delivery of 40 tents to the Committee by 8 May rests with the River Corps"."""
        found = _NOMINAL.match(words)
        lemma = known.nominal().get(found["noun"].lower()) if found else None
        if found is None or lemma is None:
            return None
        verb = next((v for v in self.lore.forms.get(lemma.split()[0], ()) if v.lemma == lemma), None)
        if verb is None:
            return None
        bearer = _BEARER.search(words)
        if bearer is None and re.search(
            r"\b(?:is|are|shall|will|takes?|was|has|have|begins?|starts?|means?|includes?"
            r"|counts?|depends?|presupposes|opens|ends)\b",
            words,
        ):
            return None
        who = next((g for g in bearer.groups() if g), "").strip(" .") if bearer else ""
        tail = words[found.end("noun") : bearer.start() if bearer else len(words)]
        return Duty(
            sentence,
            words,
            who,
            verb,
            not bearer,
            False,
            0,
            trimmed(words, 0, len(words)),
            tail,
            found["noun"] if bearer else tail,
        )

    def _joined(self, words: str, at: int, end: int) -> Iterator[tuple[int, Verb]]:
        for link in _AND.finditer(words, at, end):
            verb = self.verb(words, link.end(), "base")
            before = words[max(link.start() - 12, 0) : link.start()]
            if (
                verb is not None
                and len(verb.lemma) > 2
                and not re.search(r"\b(?:of|the|a|an|by|for)\s\w*$", before)
            ):
                following = words[link.end() + len(verb.lemma) :]
                if re.match(
                    r"\s+(?:the|a|an|its|their|all|any|each|every|to|it|them|[A-Z]|\d|no"
                    r"|in|on|at|with|for|[a-z]+ly)\b",
                    following,
                ):
                    yield link.end(), verb

    def _plain(self, sentence: Sentence, words: str) -> Iterator[Duty]:
        """ "The Company pays ...", "Party A: hands over ...", "Water line to be repaired"."""
        note = re.match(r"^([^.;:,]{3,70}?)\s(to be)\s(?:\w+ly\s)?(?=(\w+))", words)
        if note and not re.search(r"\b(?:is|are|was|were|has|have|ought|agree\w*|need|needs)$", note[1]):
            verb = self.verb(words, note.end(), "pp")
            if verb is not None:
                yield self._duty(sentence, words, "", verb, True, 0, note.end(), note[1])
                return
        moved = re.match(
            r"^((?:The|All|Both|Each|Every) [a-z][^,;.]{2,60}?) (?:comes?|goes?) (?:off|down"
            r"|away|out)\b",
            words,
        )
        if moved and not self.actor(moved[1]) and timed(words[moved.end() :]):
            verb = next(v for v in self.lore.forms["removed"] if v.lemma == "remove")
            yield self._duty(sentence, words, "", verb, True, 0, moved.end(1) + 1, moved[1])
            return
        filled = re.match(r"^([A-Z][^.;:]{2,50}):\s(?=(\w+)\s)", words)
        if filled and not self.actor(filled[1]):
            verb = self.verb(words, filled.end(), "pp")
            if verb is not None and verb.group.needs and verb.lemma.split()[0] != filled[2].lower():
                yield self._duty(sentence, words, "", verb, True, 0, filled.end(), filled[1])
                return
        lead = _LEAD.match(words) or _LEAD_DATE.match(words)
        label = re.match(r"([A-Z][\w ,]{0,25}): ", words)
        begin = lead.end() if lead else label.end() if label and not self.actor(label[1]) else 0
        for match in re.finditer(r"[A-Za-z]+", words[begin : begin + 110]):
            at = begin + match.start()
            subject = words[begin:at].rstrip(" :")
            if not subject or subject.count(" ") > 8:
                continue
            perfect = re.search(r"\s(?:has|have)$", subject)
            if perfect and lead and self.actor(subject[: perfect.start()]):
                verb = self.verb(words, at, "pp")
                if verb is not None:
                    who = self.actor(subject[: perfect.start()])
                    yield self._duty(sentence, words, who, verb, False, begin, at, subject[: perfect.start()])
                    return
            if re.search(r"\b(?:is|are|gets?)$", subject):
                verb = self.verb(words, at, "pp")
                inner = re.sub(r"\s(?:is|are|gets?)$", "", subject)
                heavy = verb is not None and (
                    "quantity" in verb.group.needs or "verifier" in verb.group.needs
                )
                act = verb is not None and (
                    verb.group.id in ("release", "hand-over", "dismantle", "open")
                    or verb.lemma in ("repair", "rebuild", "mend", "put into", "put up", "put in")
                )
                act = act or bool(
                    verb
                    and verb.group.id == "build"
                    and verb.lemma not in ("make", "finish", "complete", "fit", "equip", "lay", "cut")
                    and timed(words[at:])
                )
                if verb and verb.lemma in ("deposit", "pay", "leave", "owe"):
                    continue
                if verb and (act or (heavy and timed(words[at:]))) and not _CONDITION.search(words[:at]):
                    yield self._duty(
                        sentence,
                        words,
                        self.owner(inner) if verb.group.id in _OWN else "",
                        verb,
                        True,
                        begin,
                        at,
                        inner,
                    )
                    return
                continue
            verb = self.verb(words, at, "s") or (
                self.verb(words, at, "base") if plural(subject) or self._named(subject) else None
            )
            if verb is None or _CONDITION.search(subject) or "," in subject or ". " in subject:
                continue
            who = self.actor(subject)
            after = words[at + match.end() - match.start() :]
            sure = self._named(subject) and not re.match(
                r"\s(?:of|under|by|in|at|and|or|are|is|on|for|with|from)\b|[,.;:]", after
            )
            if (
                verb.lemma in _NOUNS
                and not sure
                and not re.match(
                    r"\s(?:(?:the|a|an|its|their|all|each|every|any|back|over|out|up|it|them|to)\b|\d|[A-Z])",
                    after,
                )
            ):
                continue
            if verb.lemma in (
                "appoint",
                "grant",
                "nominate",
                "name",
                "designate",
                "assign",
                "sell",
                "put to use",
            ):
                continue  # done by these very words
            if verb.lemma == "bring" and re.search(
                r"\bto (?:an end|a close|a stop|bear|the attention)\b", after
            ):
                continue
            if subject.lower() in ("the", "a", "an", "each", "both") or re.match(
                r"\s(?:is|are|was|were|shall|will|of)\b", after
            ):
                continue
            if (
                len(subject.split()) == 1
                and not self._named(subject)
                and subject.lower() not in self.lore.words["actors"]
            ):
                continue
            if who and words[begin:at].rstrip(" :").endswith((who, *self.lore.words["actors"])):
                yield self._duty(sentence, words, who, verb, False, begin, at, subject)
                return

    def _duty(
        self,
        sentence: Sentence,
        words: str,
        who: str,
        verb: Verb,
        passive: bool,
        start: int,
        at: int,
        subject: str,
    ) -> Duty:
        negative = bool(re.match(r"(?:no|neither|nobody|none)\b", subject, re.IGNORECASE))
        tail = words[at + len(words[at:].split()[0]) :]
        return Duty(
            sentence,
            words,
            who,
            verb,
            passive,
            negative,
            start,
            trimmed(words, start, len(words)),
            tail,
            subject,
        )

    def verb(self, words: str, at: int, kind: str) -> Verb | None:
        """The verb that begins here in this form, the longest first."""
        here = re.match(r"[A-Za-z-]+", words[at:])
        if not here:
            return None
        for verb in self.lore.forms.get(here.group().lower(), ()):
            if kind not in verb.kinds:
                continue
            rest = verb.lemma.split()[1:]
            if not rest or words[at + here.end() :].lower().lstrip().startswith(" ".join(rest)):
                return verb
            if len(rest) == 1 and re.match(rf"(?:\s[\w'’-]+){{1,6}}\s{rest[0]}\b", words[at + here.end() :]):
                return verb
        return None

    def _named(self, subject: str) -> bool:
        return re.sub(r"^(?:The|the)\s", "", subject) in self.names

    def actor(self, subject: str) -> str:
        """The last actor named in a subject, as the text names it."""
        if self.named:
            found = list(self.named.finditer(subject))
            if found:
                return found[-1].group() if len(found) == 1 else subject[found[0].start() : found[-1].end()]
        for match in reversed(list(re.finditer(r"[A-Za-z][\w'’-]*", subject))):
            if match.group().lower() in self.lore.words["actors"]:
                begin = (
                    max(subject.rfind(", ", 0, match.start()) + 2, 0)
                    if ", " in subject[: match.start()]
                    else 0
                )
                return subject[begin : match.end()].strip()
        proper = re.match(r"^(?:The |the )?((?:[A-Z][\w'’-]+\s?)+(?:of [A-Z]\w+)?)$", subject.strip())
        if proper and proper[1].split()[0] not in (
            "Phase",
            "Stage",
            "Article",
            "Annex",
            "Clause",
            "This",
            "It",
            "That",
            "Nothing",
            "There",
        ):
            return subject.strip() if " " in subject.strip() or subject.strip().istitle() else ""
        return ""

    def owner(self, subject: str) -> str:
        """Whose things a passive speaks of: "the forces of North", "North's guns", "the guns of both
        sides"."""
        if self.named:
            found = self.named.search(subject)
            if found:
                return found.group()
        joint = re.search(
            r"\b(?:each|both|either|the|all|every)\s(?:of the\s)?(?:two\s)?(?:part(?:y|ies)|sides?)\b",
            subject,
            re.IGNORECASE,
        )
        if joint:
            return joint.group()
        own = re.search(
            r"\b(?:of|by|from|belonging to) (the (?:[\w]+ )?([a-z]+))\b|\bthe ([a-z]+)['’]s?\b",
            subject,
            re.IGNORECASE,
        )
        if own and (own[2] or own[3]).lower() in self.lore.words["actors"] - _WEAK:
            return (own[1] or f"the {own[3]}").strip()
        return ""

    def _subject(self, words: str, begin: int, end: int) -> str:
        before = words[begin:end]
        cut = 0
        for mark in re.finditer(
            r"[.;:]\s|,\s(?:and\s|but\s|or\s)?|\s(?:and|but|if|when|unless|that|which"
            r"|while|where|before|until|once)\s(?=(?:the|each|both|either|neither|it|they"
            r"|any|no|all|its|[A-Z])\b)",
            before,
        ):
            cut = mark.end()
        subject = before[cut:].strip()
        if len(subject) < 3 or not self.actor(subject):
            whole = _LEAD.sub("", before).strip()
            wider = whole if self.actor(whole) and begin == 0 and "," not in subject else ""
            return subject or wider
        lead = re.match(
            r"^(?:From|By|On|After|Until|In|At|Within|During)\s(?:[\w']+\s){0,6}?(?=(?:the"
            r"|each|both|either|every|Party)\s|[A-Z])",
            subject,
        )
        return subject[lead.end() :] if lead and self.actor(subject[lead.end() :]) else subject
