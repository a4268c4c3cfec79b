"""What does each party owe, side by side, and does one deliver all before the other begins?

Room: bridging. Whether a duty can be taken back and be seen comes from its verb
    (`library/<language>/duties.toml`);
days come from the duty's own words and the calendar of the text.
"""

import re
from collections.abc import Sequence
from typing import Literal, cast

from parley.bridging.clauses.days.days import dates, day_numbers
from parley.bridging.clauses.days.plan import plan
from parley.bridging.clauses.duties.duty import Duty
from parley.bridging.clauses.reading import Reading
from parley.bridging.clauses.review import Obligation, Place

Tag = Literal["yes", "partly", "no", "unclear"]
_JOINT = re.compile(
    r"^(?:each|both|either|neither|no|all|every|the parties|the sides|the two|they|it|nobody)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:monitor|mediator|commission|committee|guarantor|observer|council|elder|arbitrat"
    r"|court|panel|envoy|chair|team|officer|un\b|united nations|red cross|society"
    r"|federation of|expert|auditor|board)\w*",
    re.IGNORECASE,
)


def obligations(duties: Sequence[Duty]) -> tuple[Obligation, ...]:
    """Every duty that somebody owes, in the order of the text."""
    found = []
    for duty in duties:
        if not duty.actor or duty.actor.lower() in (
            "they",
            "it",
            "he",
            "she",
            "who",
            "which",
            "this",
            "that",
        ):
            continue
        group = duty.verb.group
        irreversible, verifiable, why = group.irreversible, group.verifiable, group.why
        if duty.negative:
            irreversible, verifiable, why = (
                "no",
                "partly",
                (
                    "a prohibition: what was left undone can be done tomorrow; a breach is seen, "
                    "its author often disputed"
                ),
            )
        action = duty.words[duty.start : duty.end]
        found.append(
            Obligation(
                _name(duty.actor),
                duty.sentence.place(duty.start, duty.end),
                action,
                cast(Tag, irreversible),
                cast(Tag, verifiable),
                f"{duty.verb.lemma}: {why}",
            )
        )
    return tuple(found)


def one_sided(reading: Reading, owed: Sequence[Obligation]) -> tuple[str, tuple[Place, ...]] | None:
    """Where one party's last duty that cannot be taken back falls due before the other's first: in words,
    with places.

    None where the days do not say so, or where fewer than two parties have such duties with a day.
    """
    known = plan(reading)
    days: dict[str, list[tuple[int, Place]]] = {}
    for each in owed:
        if each.irreversible != "yes" or _JOINT.match(each.party) or _OTHERS.search(each.party):
            continue
        numbers = [n.last for n in day_numbers(each.action)]
        if known.start:
            numbers += [(d.day - known.start).days + 1 for d in dates(each.action, known.year)]
        for number in numbers:
            days.setdefault(each.party.lower(), []).append((number, each.place))
    if len(days) != 2 or min(len(each) for each in days.values()) < 2:
        return None
    for one, ones in days.items():
        for other, others in days.items():
            last, first = max(ones, key=lambda d: d[0]), min(others, key=lambda d: d[0])
            if one != other and last[0] < first[0] - 1:
                said = (
                    f"what {one} cannot take back is all delivered by day {last[0]}, before "
                    f"{other} begins on day {first[0]}"
                )
                return said, (last[1], first[1])
    return None


def _name(actor: str) -> str:
    return re.sub(r"^The\s", "the ", actor.strip().rsplit(": ", 1)[-1])
