"""What is handed over in step: 30 persons for each of others, along with them.

Room: sequencing. Speaks deliverables. What is counted by another deliverable is handed over lot by lot along
with it: on either side no more than one lot ahead. Only where both have the same days, and where neither must
have come before the other.
"""

from parley.case.deliverables_of_package import after_in, counted_by
from parley.sequencing.plan.lots import in_step
from parley.sequencing.plan.subject import Subject


def partners(subject: Subject, id: str) -> tuple[str, ...]:
    """What a deliverable is handed over in step with: what it is counted by, and what is counted by it."""
    return tuple(other for other in subject.present if other != id and _tied(subject, id, other))


def _tied(subject: Subject, one: str, other: str) -> bool:
    case, package, windows = subject.case, subject.package, subject.windows
    if other not in counted_by(case, one) and one not in counted_by(case, other):
        return False
    waits = other in after_in(case, package, one) or one in after_in(case, package, other)
    return in_step(windows[one], windows[other]) and not waits
