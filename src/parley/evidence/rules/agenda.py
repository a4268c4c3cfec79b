"""What is there to decide, and what could be chosen on it? Issues and options from claims.

Room: evidence. Used by discovery.
"""

from collections.abc import Sequence

from parley.evidence.fields import IssueKind
from parley.evidence.glossary import Actor, Subject
from parley.evidence.reader import Reading
from parley.evidence.rules.lexicon import Lexicon


def agenda(
    readings: Sequence[Reading], actors: Sequence[Actor], kinds: Sequence[IssueKind], lexicon: Lexicon
) -> tuple[Subject, ...]:
    """The issues that claims speak of, each with its options."""
    return ()
