"""Who owes what: the duties in each sentence, with actor, verb and words.

Room: bridging. A duty is a modal with a verb ("shall hand over", "undertakes to pay"), a plain present of
    an actor
("The Company pays ..."), or a note ("Water line to be repaired"). What a duty lacks is asked in
`parley.bridging.clauses.duties.duties`.
"""

import re
from collections.abc import Iterator

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.duties.actors import named_actors
from parley.bridging.clauses.duties.duty import Duty
from parley.bridging.clauses.duties.joined import carries, plural, timed, trimmed
from parley.bridging.clauses.duties.notes import LEAD_DATE, Notes
from parley.bridging.clauses.duties.subjects import LEAD
from parley.bridging.clauses.lore import NOTHING_DONE, SOME_ACT, Duties, Verb
from parley.bridging.clauses.reading import Reading, Sentence

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


_FALLS = re.compile(
    r"\b[Ii]t (?:falls (?:to|on)|(?:is|shall be|will be) (?:for|up to|incumbent (?:on|upon)|the (?:duty|task"
    r"|business|affair) of)|lies with|rests with)"
    r" (?P<who>(?:the )?[\w'’ -]{2,40}?) to (?=[a-z])"
)


_OWN = frozenset({"withdraw", "store", "dismantle", "refrain"})  # forces and guns are moved by whose they are


_NOUNS = known.words("noun-like-verbs")


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


class _Finder(Notes):
    """Finds duties in one sentence after another."""

    def duties(self, sentence: Sentence, words: str, actor: str) -> Iterator[Duty]:
        fallen = _FALLS.search(words)
        if fallen:
            verb = self.verb(words, fallen.end(), "base")
            if verb is not None:
                yield self._duty(
                    sentence, words, fallen["who"].strip(), verb, False, fallen.start(), fallen.end(), ""
                )
                return
        light = self._lightly(sentence, words) if sentence.number else None
        if light is not None:
            yield light
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
        if verb is None and passive and not negative:
            done = re.match(r"(?:[a-z]+ly )?(?P<act>[a-z]{3,}(?:ed|en|wn|lt|id|ught))\b", words[at:end])
            if done and done["act"] not in known.words("no-acts"):
                verb = SOME_ACT
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
        due = re.match(r"^There (?:is|are) to be (an?|\w+) [a-z][^.;]{3,}", words)
        if due and not self.actor(words):
            yield self._duty(sentence, words, "", SOME_ACT, True, 0, due.start(1), "There")
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
        lead = LEAD.match(words) or LEAD_DATE.match(words)
        label = re.match(r"([A-Z][\w ,]{0,25}): ", words)
        begin = lead.end() if lead else label.end() if label and not self.actor(label[1]) else 0
        for match in re.finditer(r"[A-Za-z]+", words[begin : begin + 110]):
            if match.group().lower() not in self.lore.forms:
                continue
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
                "hold",
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
