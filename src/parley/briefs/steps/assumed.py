"""What is assumed of how a deal is carried out: each assumption once, with all that rests on it.

Room: briefs. Speaks parties and deliverables.
"""

from parley.briefs.desk import Desk
from parley.briefs.wording import listed, short, upper_first
from parley.case.model import Because
from parley.ground.worded import say


def carried_out_reasons(desk: Desk) -> list[tuple[str, Because | None]]:
    """Labels and reasons of what the order of the package shown rests on; empty without one."""
    found = desk.computed.schedule
    if found is None:
        return []
    case = desk.case
    used = {step.deliverable for step in found.steps}
    entries: list[tuple[str, Because | None]] = [(p.name, p.because) for p in case.phases.values()]
    for id, deliverable in case.deliverables.items():
        if id in used:
            name = short(deliverable.name)
            entries.append((name, deliverable.because))
            entries += [
                (say("{thing}, living and dead", thing=name), c.because) for c in deliverable.composition
            ]
            entries += [(say("{thing}, names", thing=name), n.because) for n in deliverable.names]
    held = {effect.guarantee for effect in found.effects}
    entries += [(g.name, g.because) for id, g in case.guarantees.items() if id in held]
    if (done := case.implementation) is not None:
        entries.append((say("How it is carried out"), done.because))
        entries += [(say("Who watches"), m.because) for m in done.monitoring]
        entries += [(say("Disputes"), done.disputes.because if done.disputes else None)]
        entries += [(say("Remedies"), r.because) for r in done.remedies]
    groups: list[tuple[list[str], Because]] = []
    for label, because in entries:
        if because is None:
            continue
        group = next((labels for labels, known in groups if known == because), None)
        if group is None:
            groups.append(([label], because))
        elif label not in group:
            group.append(label)
    return [(upper_first(listed(labels)), because) for labels, because in groups]
