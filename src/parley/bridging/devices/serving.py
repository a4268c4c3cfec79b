"""Which interests would a new option on an issue serve, and in which words were they told?

Room: bridging. Speaks parties and claims. A reason given (*justify*) says most; where a party gave none, a
condition, a red line or a demand of it stands in, which tells what it asks and lets one guess why. May use
`parley.case` and the rooms below it.
"""

from parley.bridging.devices.device import Serves
from parley.case.dossier import Dossier
from parley.case.model import Assumed
from parley.evidence.claim import STRENGTHS, Act, Claim

# From what tells most of why, to what tells least.
TELLING: tuple[Act, ...] = (
    *("justify", "condition", "red_line", "demand"),
    *("prefer", "reject", "offer", "accept"),
)
STANDS = ("current", "conditional")
REASONS = 2  # shown of one party on one issue


def serves(dossier: Dossier, issue: str) -> tuple[Serves, ...]:
    """For each principal, in the order of the case, what it said that tells most of its interest.

    The party's own words come before those of a part of it. Where it said nothing on the issue the analyst's
    assumption stands, without a claim; where there is none either, nothing does.
    """
    found: list[Serves] = []
    for party in dossier.case.principals():
        claims = _said(dossier, party, issue)
        own = [c for c in claims if c.scope == "all"]
        reasons = [c for c in own if c.act == "justify"] or own[:1] or claims[:1]
        found += [Serves(party, words_of(claim), claim.id) for claim in reasons[:REASONS]]
        if not reasons and (assumed := _assumed(dossier, party, issue)):
            found.append(Serves(party, assumed, None))
    return tuple(found)


def _said(dossier: Dossier, party: str, issue: str) -> list[Claim]:
    """What a party said on an issue and has not taken back, the most telling first."""
    side = {party, *dossier.case.parties[party].members}
    said = [
        claim
        for claim in dossier.claims
        if claim.issue == issue
        and claim.act in TELLING
        and claim.status in STANDS
        and claim.actors
        and set(claim.actors) <= side
    ]

    def telling(claim: Claim) -> tuple[int, int, int]:
        day = claim.published.toordinal() if claim.published else 0
        strength = STRENGTHS.index(claim.strength)
        return TELLING.index(claim.act), -day, -strength

    return sorted(said, key=telling)


def words_of(claim: Claim) -> str:
    """What a claim says: of a reason that alone, of anything else the clause that says who asks what."""
    quote = claim.content if claim.act == "justify" else claim.quote
    return " ".join(quote.text.split())


def _assumed(dossier: Dossier, party: str, issue: str) -> str | None:
    said = dossier.case.preferences.get(party)
    because = said.because.get(issue) if said else None
    return because.assumed if isinstance(because, Assumed) else None
