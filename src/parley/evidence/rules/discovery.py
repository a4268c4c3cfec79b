"""Who is negotiating here and over what, when nobody has said so?

Room: evidence. May use `parley.ground`.
"""

from collections.abc import Callable, Sequence

from parley.evidence.document import Document
from parley.evidence.glossary import Glossary
from parley.evidence.reader import Reading
from parley.evidence.rules.lexicon import Lexicon

Read = Callable[[Document, Glossary], Reading]


def discover(documents: Sequence[Document], lexicon: Lexicon, read: Read, field: str | None = None) -> Glossary:
    """The actors and issues that documents speak of, found without being told any."""
    return Glossary(field=field)
