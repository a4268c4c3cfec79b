"""Everything the sections of a brief are written from, laid out on one desk, with the names of things.

Room: briefs. Speaks parties and packages.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from parley.analysis.settlement import Findings
from parley.bridging.clauses.review import Review
from parley.bridging.text.kept.state import TextState
from parley.briefs.computed import Computed
from parley.briefs.footnotes import Footnotes
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.sketch import Sketch, sketched
from parley.briefs.wording import bounded, lower_first, name_in_text, named, term_words
from parley.case.comparison import Comparison, compare
from parley.case.dossier import Dossier
from parley.case.model import Assumed, Because, Case
from parley.case.notation import NumericWish, Order
from parley.case.wording import with_unit
from parley.evidence.claim import Value
from parley.evidence.document import Disclosure
from parley.evidence.positions import Position, Stance, positions
from parley.ground.trace import Assumption
from parley.ground.worded import say


@dataclass(frozen=True)
class Desk:
    dossier: Dossier
    computed: Computed  # nothing where the case cannot be computed with; then `refused` says why
    refused: str
    positions: tuple[Position, ...]
    comparisons: tuple[Comparison, ...]
    notes: Footnotes
    phrases: Phrases = field(default_factory=lambda: Phrases("en"))
    state: TextState | None = None  # of the negotiating text, where the case has one
    review: Review | None = None  # what a reading of it found
    unread: str = ""  # why it was not read, where it was not

    @property
    def findings(self) -> Findings | None:
        return self.computed.findings

    @property
    def case(self) -> Case:
        return self.dossier.case

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """Names of parties, members, and whoever else the documents were read with."""
        names = {a.id: a.name for a in self.dossier.glossary.actors}
        names |= {t: text.title for t, text in self.case.texts.items()}
        for p, party in self.case.parties.items():
            names[p] = party.name
            names |= {m: member.name for m, member in party.members.items()}
        return names

    @cached_property
    def proper(self) -> frozenset[str]:
        """Words that keep their capital inside a sentence: of names, and those no document writes small."""
        names: list[str] = [*self.actor_names.values()]
        for actor in self.dossier.glossary.actors:
            names += [*actor.aliases, *actor.metonyms]
        found = {w for name in names for w in name.split() if w[:1].isupper() and w not in ("The", "A")}
        texts = [d.text[d.body :] for d in self.dossier.documents.values()]
        small = {w for text in texts for w in re.findall(r"\b[a-z][a-z]+\b", text)}
        inside = {w for text in texts for w in re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text)}
        return frozenset(found | {w for w in inside if w.lower() not in small})

    def party(self, id: str) -> str:
        return self.actor_names.get(id, id)

    def who(self, id: str) -> str:
        """A party's name as it stands inside a sentence."""
        return named(self.party(id))

    def issue(self, id: str) -> str:
        return self.case.issues[id].name if id in self.case.issues else id.replace("-", " ")

    def issue_in_text(self, id: str) -> str:
        """The issue's name as it stands inside a sentence: up to its first comma."""
        return name_in_text(re.split(r"[,;(:]", self.issue(id))[0].strip(), self.proper)

    def term(self, issue: str, term: object) -> str:
        """The words for an option, a number, or a bound on a number."""
        return term_words(self.case.issues.get(issue), term)

    def term_in_text(self, issue: str, term: object) -> str:
        """An option as it stands inside a sentence, in single quotes: the case's words, not a document's."""
        entry = self.case.issues.get(issue)
        words = self.term(issue, term)
        return say("‘{words}’", words=words) if entry and term in entry.options else words

    def stance(self, issue: str, stance: Stance) -> str:
        """What a party holds on an issue, in a few words."""
        if stance.option is not None:
            words = self.term(issue, stance.option)
        elif stance.value is not None:
            words = self.value(issue, stance.value)
        else:
            claim = self.notes.claims.get(stance.claim)
            words = quoted(claim.content.text) if claim else say("a position on this")
        if stance.polarity == "-":
            return say("Against {stance}", stance=self._inside(issue, stance, words))
        return words

    def stance_in_text(self, issue: str, stance: Stance) -> str:
        """The same inside a sentence."""
        words = self.stance(issue, stance)
        if stance.polarity == "-":
            return lower_first(words)
        return self._inside(issue, stance, words)

    def holds(self, party: str, issue: str, stance: Stance) -> str:
        """Who holds to a term, or is against it."""
        words = self.stance_in_text(issue, stance)
        if stance.polarity == "-":
            held = say("{who} is {stance}", who=self.who(party), stance=words)
        elif self.gives(stance):
            held = say("{who} would accept {stance}", who=self.who(party), stance=words)
        else:
            held = say("{who} holds to {stance}", who=self.who(party), stance=words)
        return say("{words} (told in private)", words=held) if self.private(stance) else held

    def gives(self, stance: Stance) -> bool:
        """Is it something the party would accept or offers, rather than what it asks?"""
        claim = self.notes.claims.get(stance.claim)
        return claim is not None and claim.act in ("accept", "concede", "offer")

    def private(self, stance: Stance) -> bool:
        """Was it told below public?"""
        claim = self.notes.claims.get(stance.claim)
        return claim is not None and claim.disclosure is not Disclosure.PUBLIC

    def _inside(self, issue: str, stance: Stance, words: str) -> str:
        return self.term_in_text(issue, stance.option) if stance.option is not None else words

    def value(self, issue: str, value: Value) -> str:
        entry = self.case.issues.get(issue)
        unit = value.unit or (entry.range.unit if entry and entry.range else None)
        if value.number is not None:
            number = f"{value.number:g}"
            return bounded(value.comparator, with_unit(value.number, unit, number) if unit else number)
        if value.low is None or value.high is None:
            return unit or ""
        reach = say("{low} to {high}", low=f"{value.low:g}", high=f"{value.high:g}")
        return say("{number} {unit}", number=reach, unit=unit) if unit else reach

    def because(self, because: Because | None) -> tuple[int, ...]:
        """The notes behind an entry of the case: its claims, or its assumption."""
        if because is None:
            return ()
        if isinstance(because, Assumed):
            assumed = self.notes.assumed(Assumption(because.assumed, because.by, because.on))
            return assumed + self.notes.claim(*because.claims)
        return self.notes.claim(*because)

    def draw(self, picture: Sketch) -> str:
        """A picture as SVG, its words in the language of the brief."""
        return sketched(picture, self.phrases)

    def best(self, party: str, issue: str) -> tuple[str, ...] | NumericWish | None:
        """What a party ranks first on an issue, as far as the case knows."""
        preferences = self.case.preferences.get(party)
        order = preferences.orders.get(issue) if preferences else None
        return order.best() if isinstance(order, Order) else order


def quoted(words: str, longest: int = 90) -> str:
    """Words of a document in double quotes; where they are cut short, the dots stand outside.

    >>> quoted("no more than a week", 12)
    '“no more” …'
    """
    words = " ".join(words.split())
    if len(words) <= longest:
        return say("“{words}”", words=words)
    return say("“{words}” …", words=words[: words.rfind(" ", 0, longest)])


def desk_of(
    dossier: Dossier,
    found: Computed,
    refused: str,
    phrases: Phrases,
    table: tuple[TextState, Review | None, str] | None = None,
) -> Desk:
    """The desk laid out: positions read, texts compared, and no note given out yet."""
    claims = {c.id: c for c in dossier.claims}
    names = {a.id: a.name for a in dossier.glossary.actors} | {
        p: party.name for p, party in dossier.case.parties.items()
    }
    for party in dossier.case.parties.values():
        names |= {m: member.name for m, member in party.members.items()}
    return Desk(
        dossier,
        found,
        refused,
        positions(dossier.claims, dossier.glossary, dossier.as_of),
        tuple(compare(dossier, text) for text in dossier.case.texts),
        Footnotes(dossier.documents, claims, dossier.states, names),
        phrases,
        *(table or ()),
    )
