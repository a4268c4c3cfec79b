"""What has one party heard: is a reason of the case open to it, and is a claim?

Room: bridging. Speaks parties and packages. May use `parley.case` and `parley.evidence`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from parley.case.dossier import Dossier
from parley.case.entries import Because
from parley.case.reasons import cited
from parley.evidence.claim import DOCUMENT, UNNAMED, Claim
from parley.evidence.document import Disclosure


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one party may know of: what is public, and what it told itself."""

    party: str
    own: frozenset[str]  # the party and its members
    claims: Mapping[str, Claim]

    @classmethod
    def of(cls, dossier: Dossier, party: str) -> Self:
        """Of a party of the case."""
        members = dossier.case.parties[party].members if party in dossier.case.parties else {}
        return cls(party, frozenset({party, *members}), {str(c.id): c for c in dossier.claims})

    def closed(self, because: Because | None, *, own: bool = False) -> bool:
        """Does it rest on something told in private by somebody else?"""
        return bool(self.closed_of(because, own=own))

    def closed_of(self, because: Because | None, *, own: bool = False) -> tuple[str, ...]:
        """Which of its claims were told in private by somebody else; one not on file counts unless `own`."""
        claims = () if because is None else cited(because)
        return tuple(
            c for c in claims if (not own if c not in self.claims else not self.heard(self.claims[c]))
        )

    def heard(self, claim: Claim) -> bool:
        """Is it public, or did the party say it itself?"""
        if claim.disclosure is Disclosure.PUBLIC:
            return True
        reporter = claim.attribution.reporter
        tellers = set(claim.actors) if reporter in (DOCUMENT, UNNAMED) else {reporter}
        return tellers <= self.own

    def on(self, issue: str) -> tuple[list[Claim], list[Claim]]:
        """The claims on an issue: those the party may know of, and the others."""
        about = [c for c in self.claims.values() if c.issue == issue]
        return [c for c in about if self.heard(c)], [c for c in about if not self.heard(c)]
