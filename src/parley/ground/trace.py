"""What a value rests on: claims, assumptions, method, source. Traces join."""

from dataclasses import dataclass
from datetime import date

from parley.ground.ids import ClaimId


@dataclass(frozen=True, slots=True, order=True)
class Assumption:
    """Something taken to be so that no document says: by whom, when, and why."""

    assumed: str
    by: str = "analyst"
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a number comes from.

    >>> a = Trace(claims=(ClaimId("c1"),)) | Trace(claims=(ClaimId("c1"), ClaimId("c2")), method="zone")
    >>> a.claims, a.method
    (('c1', 'c2'), 'zone')
    """

    claims: tuple[ClaimId, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    method: str = ""
    source: str = ""

    def __or__(self, other: "Trace") -> "Trace":
        return Trace(
            tuple(dict.fromkeys(self.claims + other.claims)),
            tuple(dict.fromkeys(self.assumptions + other.assumptions)),
            _joined(self.method, other.method),
            _joined(self.source, other.source),
        )


def _joined(a: str, b: str) -> str:
    return "; ".join(dict.fromkeys(part for part in f"{a}; {b}".split("; ") if part))
