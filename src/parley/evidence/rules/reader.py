"""The built-in reader: documents to claims, facts and events, by rules.

Room: evidence. May use `parley.ground`. It keeps nothing between documents and reaches for no network; its
word lists are read once per language.
"""

from collections.abc import Iterable

from parley.evidence.claim import Claim
from parley.evidence.document import Document
from parley.evidence.glossary import Glossary
from parley.evidence.reader import Reading
from parley.evidence.rules.claims import Finisher
from parley.evidence.rules.discovery import discover
from parley.evidence.rules.happenings import Happenings
from parley.evidence.rules.lexicon import lexicon
from parley.evidence.rules.linking import Linker
from parley.evidence.rules.mentions import find, roster
from parley.evidence.rules.people import Discourse
from parley.evidence.rules.segment import Text, cut
from parley.evidence.rules.sentences import SentenceReader
from parley.evidence.rules.tagging import tag

VERSION = "1"


class RulesReader:
    """Reads by rules and word lists; a language is a folder of word lists.

    Args:
        language: "en" is there now.

    Raises:
        ParleyError: there are no words for the language.
    """

    def __init__(self, language: str = "en") -> None:
        self.name = f"rules-{language} {VERSION}"
        self._lexicon = lexicon(language)

    def read(self, document: Document, glossary: Glossary | None = None) -> Reading:
        """All claims, facts and events of a document, in order of their place.

        Args:
            glossary: actors and issues known beforehand; None for a cold reading, which finds its own.
        """
        if glossary is None:
            glossary = self.discover([document])
        text, discourse, claims = self._claims(document, glossary)
        happenings = Happenings(document, text, self._lexicon, discourse, claims)
        return Reading(document, self.name, claims, happenings.facts(), happenings.events(), glossary)

    def _claims(self, document: Document, glossary: Glossary) -> tuple[Text, Discourse, tuple[Claim, ...]]:
        text = cut(document.text, document.body, self._lexicon)
        actors = roster(glossary, self._lexicon)
        mentions = find(text, actors)
        tag(text, self._lexicon)
        discourse = Discourse(text, actors, mentions, self._lexicon)
        discourse.find_voice()
        sentences = SentenceReader(text, discourse, self._lexicon)
        for sentence in text.sentences:
            sentences.read(sentence)
        finisher = Finisher(document, text, Linker(glossary, self._lexicon), self._lexicon, discourse)
        return text, discourse, finisher.claims(sentences.drafts)

    def discover(self, documents: Iterable[Document], field: str | None = None) -> Glossary:
        """The actors and issues that documents speak of, found without being told any."""
        return discover(tuple(documents), self._lexicon, self.read, field)
