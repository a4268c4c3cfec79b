"""Which duties are told without a verb: "Delivery of 40 tents by 8 May rests with the Corps"?

Room: bridging.
"""

import re

from parley.bridging.clauses import lore as known
from parley.bridging.clauses.duties.duty import Duty
from parley.bridging.clauses.duties.joined import trimmed
from parley.bridging.clauses.duties.subjects import LEAD, Subjects
from parley.bridging.clauses.lore import NOTHING_DONE, Verb
from parley.bridging.clauses.reading import Sentence

_NOMINAL = re.compile(r"^(?:The )?(?P<noun>[A-Z][a-z]+(?: (?:over|back|out|in|up))?) (?:of|to)\s(?=\S)")
_BEARER = re.compile(
    r"\b(?:is|are) (?:for|up to|the (?:duty|task|business|affair|charge) of|incumbent on) "
    r"(?P<who>(?:the )?[A-Z][\w'’ ]*)|\b(?:falls to|rests with|lies with|is with)"
    r" (?P<who2>(?:the )?[A-Z][\w'’ ]*)|\bis (?P<whose>(?:the )?[A-Z][\w ]*?)['’]s? "
    r"(?:affair|duty|task|business|charge)|\bby (?P<who3>the [A-Z][\w'’ ]*)$"
)
LEAD_DATE = re.compile(
    r"^(?:By|On|From|Until|Before|After|Not later than|No later than) (?:the )?(?:end of "
    r")?(?:day \w+|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]+(?: \d{4})?|[A-Z][a-z]+ "
    r"\d{1,2},? \d{4}),? (?=[Tt]he |[Ee]ach |[Bb]oth |[A-Z]|we |you |they |it )"
)


_LIGHT = re.compile(
    r"\b(?:sees? to|see to|ensures?|proceeds? to|proceed to|arranges?(?: for)?|takes? care "
    r"of|effects?|undertakes?|gives? orders? for"
    r"|organi[sz]es?|secures?|(?:is|are) (?:charged with|responsible for|in charge of"
    r"|tasked with)|takes? on|stands? by for|makes? sure of)"
    r" (?:the )?(?P<noun>[a-z]+)(?: (?P<of>of)\b| )(?=\S)"
)
_RESPONSIBLE = re.compile(
    r"^(?:The )?(?:[Rr]esponsibility|[Tt]ask|[Dd]uty|[Jj]ob|[Bb]urden) (?:for|of) (?P<act>[a-z]+ing)\b"
)
_LONE = re.compile(
    r"^(?:The|All|Both|Every|Each)?\s?[A-Za-z][a-z]+(?: [a-z]+){0,5}? (?P<verb>goes?) "
    r"(?:up\b|to (?:the )?[A-Z])"
)


class Notes(Subjects):
    """Duties in notes and nouns."""

    def _verbless(self, sentence: Sentence, words: str) -> Duty | None:
        """ "The Parish, for its part, the lorry park by 20 June": an actor, a thing, a day, and no verb."""
        if self.named is None or ":" in words:
            return None
        lead = LEAD.match(words) or LEAD_DATE.match(words)
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
        if not alone and not (
            thing and re.search(r"\b(?:by|on|within|before)\s(?:day|\d|the)", words, re.IGNORECASE)
        ):
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

    def _lightly(self, sentence: Sentence, words: str) -> Duty | None:
        """ "Belland sees to the repair of the weir"; "Responsibility for clearing it lies with Belland"."""
        light = _LIGHT.search(words)
        if light:
            who = self.actor(
                re.sub(r"\s(?:shall|will|must|is to|are to)$", "", words[: light.start()].strip(" ,"))
            )
            lemma = known.nominal().get(light["noun"]) if light["of"] else None
            gerund = None if light["of"] else self.verb(words, light.start("noun"), "ing")
            verb = self._of(lemma) if lemma else gerund
            if who and verb is not None:
                tail = words[light.end("noun") :]
                return Duty(
                    sentence, words, who, verb, False, False, 0, trimmed(words, 0, len(words)), tail, who
                )
        task = _RESPONSIBLE.match(words)
        bearer = _BEARER.search(words) if task else None
        if task and bearer:
            verb = self.verb(words, task.start("act"), "ing")
            who = next((g for g in bearer.groups() if g), "").strip(" .")
            if verb is not None:
                tail = words[task.end("act") : bearer.start()]
                return Duty(
                    sentence, words, who, verb, False, False, 0, trimmed(words, 0, len(words)), tail, who
                )
        lone = _LONE.match(words)
        if lone and not self.actor(words[: lone.start("verb")].strip()):
            subject = words[: lone.start("verb")].strip()
            return Duty(
                sentence,
                words,
                "",
                self._of("send"),
                True,
                False,
                0,
                trimmed(words, 0, len(words)),
                "",
                subject,
            )
        return None

    def _of(self, lemma: str) -> Verb:
        """The verb of this name."""
        return next(v for v in self.lore.forms[lemma.split()[0]] if v.lemma == lemma)

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
