"""What is one duty: who owes what, in which words?

Room: bridging. A value; `parley.bridging.clauses.duties.acting` finds them.
"""

from dataclasses import dataclass

from parley.bridging.clauses.lore import Verb
from parley.bridging.clauses.reading import Sentence


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
