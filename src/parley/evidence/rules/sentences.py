"""One sentence at a time: its verbs become drafts of claims.

Room: evidence. The order of the rules is that of `Rules.read`: quotations first, then speech after its
words, what stands in front, the verbs from left to right, and last what only nouns say.
"""

from dataclasses import dataclass, field

from parley.evidence.rules.acts import Acts
from parley.evidence.rules.clauses import Clauses
from parley.evidence.rules.direct import Direct
from parley.evidence.rules.drafts import Draft
from parley.evidence.rules.fronts import Fronts
from parley.evidence.rules.joined import Joined
from parley.evidence.rules.led import Led
from parley.evidence.rules.lexicon import Lexicon
from parley.evidence.rules.nominal import Nominal
from parley.evidence.rules.passives import Passives
from parley.evidence.rules.people import Discourse
from parley.evidence.rules.reported import Reported
from parley.evidence.rules.segment import Sentence, Text
from parley.evidence.rules.stances import Stances
from parley.evidence.rules.tails import Tails
from parley.evidence.rules.things import Things
from parley.evidence.rules.verbs import VerbRules
from parley.evidence.rules.wording import Wording


@dataclass(slots=True)
class SentenceReader:
    """Reads the sentences of one text in order."""

    text: Text
    discourse: Discourse
    lexicon: Lexicon
    drafts: list[Draft] = field(default_factory=list)

    def read(self, sentence: Sentence) -> None:
        """Adds the drafts of one sentence."""
        self.discourse.learn_from(sentence)
        clauses = Clauses(self.text, sentence, self.discourse, self.lexicon)
        rules = Rules(self.text, self.discourse, self.lexicon, sentence, clauses)
        rules.read()
        self.drafts.extend(sorted(rules.made, key=lambda d: (d.content[0], d.content[1])))


class Rules(
    Led, Fronts, Direct, Reported, Wording, VerbRules, Passives, Acts, Joined, Tails, Things, Stances, Nominal
):
    """All rules, on one sentence."""

    def read(self) -> None:
        self._direct_speech()
        self._trailing_speech()
        self._under_text()
        self._as_seen()
        self._from_somebody()
        self._wish_list()
        self._never_will()
        fronted = self._fronted()
        for n in range(len(self.clauses.verbs)):
            if n not in self.done:
                self._verb(n)
        if fronted is not None:
            self._attach(fronted)
        self._according_to()
        self._nouns()
        self._continued_speech()
        self._assessments()
        for draft in self.made:
            self._finish(draft)
