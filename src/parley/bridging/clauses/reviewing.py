"""What does one reading of a text find: rows of a checklist, findings, obligations?

Room: bridging. May use `parley.evidence` and `parley.ground`. Never a total, never a count that reads as one.
"""

from collections.abc import Sequence
from dataclasses import replace

from parley.bridging.clauses import lore
from parley.bridging.clauses.days.dates import times
from parley.bridging.clauses.days.inside import inside
from parley.bridging.clauses.days.periods import periods
from parley.bridging.clauses.days.reckoning import reckoning
from parley.bridging.clauses.days.relative import relative
from parley.bridging.clauses.duties.duties import duty_list, lacking
from parley.bridging.clauses.duties.exposure import obligations
from parley.bridging.clauses.figures.products import products
from parley.bridging.clauses.figures.relations import relations
from parley.bridging.clauses.figures.shares import shares
from parley.bridging.clauses.figures.sums import sums
from parley.bridging.clauses.figures.totals import totals
from parley.bridging.clauses.gates.gates import gates
from parley.bridging.clauses.links.references import references
from parley.bridging.clauses.reading import Reading, read
from parley.bridging.clauses.review import Finding, Gap, Kind, Review, Severity
from parley.bridging.clauses.rows import rows
from parley.bridging.clauses.wording.terms import undefined
from parley.bridging.clauses.wording.vague import vague_terms
from parley.bridging.text.written.model import Clause, NegotiatingText
from parley.ground.digest import digest
from parley.ground.errors import ParleyError

_WEIGHT: dict[Kind, Severity] = {
    "sum": "A",
    "date": "A",
    "days": "A",
    "reference": "B",
    "unattached": "A",
    "gate": "A",
    "duty": "A",
    "undefined": "A",
    "vague": "B",
}
_CLEAR = 2  # words of a field from which on a text is taken for one of it
_SIGNS: dict[str, tuple[str, ...]] = {
    "armed-conflict": (
        "ceasefire",
        "cease-fire",
        "truce",
        "hostilities",
        "forces",
        "prisoners",
        "captives",
        "armistice",
        "withdraw",
        "military",
        "hostages",
        "detainees",
    ),
    "labour": (
        "union",
        "employer",
        "employees",
        "strike",
        "wages",
        "overtime",
        "roster",
        "collective",
        "drivers",
        "ballot",
        "workers",
        "lock-out",
    ),
    "commercial": (
        "licensor",
        "licensee",
        "seller",
        "buyer",
        "supplier",
        "royalty",
        "purchase",
        "invoice",
        "customer",
        "licence",
        "license",
        "price",
        "liability",
    ),
}


def review(text: NegotiatingText, field: str | None = None) -> Review:
    """Everything one reading finds in a text.

    Args:
        field: which checklist; the text's own, or the one whose words it uses, unless given. A text whose
            own field has no checklist is read without one: no rows, all findings.

    Raises:
        ParleyError: the text has no clauses; there is no checklist for the field, or no words of the
            language.

    Cost: linear in the words of the text, about five seconds for 5,000 clauses.
    """
    if text.language.lower()[:2] not in lore.languages() or _foreign(text):
        told = "its letters are of another script" if _foreign(text) else f'its head says "{text.language}"'
        raise ParleyError(
            f"The clause check reads English only, and this text is in another language: {told}.\n"
            "  Check an English version of it, or set language: en at its head if it is in English."
        )
    if not any(clause.words.strip() for clause in text.clauses()):
        named = f'The text "{text.title}"' if text.title else "This text"
        raise ParleyError(
            f"{named} has no clauses.\n  Write some, each in its own paragraph:  1. Fire stops on ..."
        )
    chosen = field or text.field or guess(text)
    if field:
        lore.checklist(field)  # says so where there is none; a text's own field may have none
    reading = read(text if text.language == "en" else _english(text))
    owed = duty_list(reading)
    found = _ordered(
        reading,
        [
            *sums(reading),
            *relations(reading),
            *totals(reading),
            *times(reading),
            *periods(reading),
            *references(reading),
            *products(reading),
            *shares(reading),
            *inside(reading),
            *relative(reading),
            *reckoning(reading),
            *lacking(reading, owed, chosen),
            *gates(reading),
            *undefined(reading, chosen),
            *vague_terms(reading),
        ],
    )
    table = obligations(owed)
    asked = rows(reading, chosen, found, table) if chosen in lore.FIELDS else ()
    return Review(text.title, chosen, asked, found, table, _digest(text))


def gaps_of(review: Review, count: int = 6) -> tuple[Gap, ...]:
    """The few most important gaps of a review, most important first.

    Figures that contradict each other come first: they can be mended today. Then what is absent though its
    absence is
    usually fatal, gates without a consequence, what is partial, and vague terms that nobody has tagged.
    """
    found: list[tuple[int, Gap]] = []
    for row in review.rows:
        if row.presence not in ("absent", "partial") or row.id in ("T4", "N3", "X1", "X2", "LN1", "CN1"):
            continue
        rank = {"A": 1, "B": 4, "C": 7}[row.severity] + (1 if row.presence == "partial" else 0)
        quoted = row.rests_on[0] if row.rests_on else None
        title = row.asks if row.presence == "absent" else f"{row.asks}: missing {row.missing or 'a part'}"
        found.append(
            (
                rank,
                Gap(
                    title,
                    quoted.words if quoted else "",
                    quoted.clause if quoted else "",
                    row.question,
                    row.severity,
                ),
            )
        )
    for finding in review.findings:
        rank = {
            "sum": 0,
            "date": 0,
            "days": 0,
            "unattached": 2,
            "gate": 1,
            "reference": 2,
            "duty": 3,
            "undefined": 3,
            "vague": 5,
        }[finding.kind]
        if finding.intended is not True:
            severity: Severity = "A" if _WEIGHT[finding.kind] == "A" else "B"
            found.append(
                (
                    rank,
                    Gap(finding.says, finding.place.words, finding.place.clause, finding.question, severity),
                )
            )
    return tuple(gap for _, gap in sorted(found, key=lambda each: each[0]))[:count]


def guess(text: NegotiatingText) -> str:
    """The field whose words a text clearly uses; empty where it uses few of any, or of two about as many.

    >>> from parley.bridging.text.written.notation import parse
    >>> guess(parse("1. The Licensee pays a royalty."))
    'commercial'
    >>> guess(parse("1. Each side sends forty boats to the bank."))
    ''
    """
    words = " ".join([text.title, *(clause.words for clause in text.clauses())]).lower()
    counts = {field: sum(words.count(sign) for sign in signs) for field, signs in _SIGNS.items()}
    second, most = sorted(counts.values())[-2:]
    return max(counts, key=lambda field: counts[field]) if most >= _CLEAR and most >= 2 * second else ""


def _ordered(reading: Reading, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """In the order of the text, each place and kind once; what one error shows twice is shown once."""
    order = {clause.number: n for n, clause in reversed(list(enumerate(reading.clauses)))}
    kept: list[Finding] = []
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for finding in sorted(found, key=lambda f: (order.get(f.place.clause, 0), f.place.start, -f.place.end)):
        family = "arithmetic" if finding.kind in ("sum", "date", "days") else finding.kind
        spans = taken.setdefault((finding.place.clause, family), [])
        if any(finding.place.start < end and start < finding.place.end for start, end in spans):
            continue
        spans.append((finding.place.start, finding.place.end))
        kept.append(finding)
    return tuple(kept)


def _foreign(text: NegotiatingText) -> bool:
    """Whether most letters of the text are of another script."""
    letters = [letter for clause in text.clauses() for letter in clause.words[:400] if letter.isalpha()][
        :4000
    ]
    return len(letters) > 20 and sum(letter < "\u0250" for letter in letters) < len(letters) / 2


def _english(text: NegotiatingText) -> NegotiatingText:
    return replace(text, language="en")


def _digest(text: NegotiatingText) -> str:
    return digest(
        {
            "title": text.title,
            "date": text.date,
            "field": text.field,
            "intended": text.intended,
            "deferred": text.deferred,
            "parts": [
                (p.number, p.words, type(p).__name__ if not isinstance(p, Clause) else "Clause")
                for p in text.parts
            ],
        }
    )
