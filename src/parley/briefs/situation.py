"""The situation in five sentences, and what had to be assumed.

Room: briefs. Speaks parties and packages.
"""

from collections import Counter
from datetime import date

from parley.briefs.apart import demand_notes, method_notes
from parley.briefs.changes import changes, sentence
from parley.briefs.content import Block, Items, Said, Section
from parley.briefs.demand_words import conflict_in_short
from parley.briefs.desk import Desk
from parley.briefs.wording import counted, listed, named, tenths, upper_first
from parley.case.exchange import contested
from parley.case.model import Assumed, Because
from parley.evidence.claim import STRENGTHS, Event
from parley.evidence.positions import Position
from parley.ground.dates import in_words


def situation_section(desk: Desk) -> Section:
    sentences = (_who(desk), _rounds(desk), _furthest(desk), _latest(desk), _zone(desk))
    return Section("situation", "The situation in five sentences", (Items(sentences, ordered=True),))


def _who(desk: Desk) -> Said:
    case = desk.case
    principals = [desk.who(p) for p in case.principals()]
    mediators = [named(party.name) for party in case.parties.values() if party.role == "mediator"]
    through = f", through {listed(mediators)}," if mediators else ""
    names = [desk.issue_in_text(i) for i in case.issues]
    about = (
        listed(names)
        if len(names) <= 9
        else f"{listed(names[:8])} and {counted(len(names) - 8, 'more issue')}"
    )
    verb = "negotiate" if len(principals) > 1 else "speaks"
    mediating = [c.id for c in desk.dossier.claims if c.act == "mediate"][:2]
    return Said(
        f"{upper_first(listed(principals)) or 'Nobody named'} {verb}{through} over "
        f"{counted(len(names), 'issue')}: "
        f"{about}.",
        desk.notes.claim(*mediating),
    )


def _rounds(desk: Desk) -> Said:
    held: list[tuple[str, tuple[int, ...]]] = []
    planned: list[tuple[str, tuple[int, ...]]] = []
    for r in desk.case.rounds:
        place = f" in {r.place}" if r.place and r.place.lower() != "unknown" else ""
        row = (f"{place}{_days(r.from_, r.to)}", desk.because(r.because))
        (planned if r.status == "planned" else held).append(row)
    if not held and not planned:
        for event in desk.dossier.events:
            if event.kind == "round":
                place = f" in {event.place}" if event.place else ""
                row = (f"{place}{_event_days(event)}", desk.notes.quote(event.mention, ""))
                (planned if event.relation == "planned" else held).append(row)
    parts: list[str] = []
    notes: tuple[int, ...] = ()
    if held:
        parts.append(f"the last round on record was held{held[-1][0]}")
        notes += held[-1][1]
    if planned:
        parts.append(f"the next round is planned{planned[-1][0]}")
        notes += planned[-1][1]
    if not parts:
        return Said("No round of talks is on record in the documents.")
    return Said(f"{upper_first('; '.join(parts))}.", notes)


def _furthest(desk: Desk) -> Said:
    """The issue on which two principals hold different things most firmly."""
    best: tuple[int, Position, Position] | None = None
    principals = desk.case.principals()
    for issue in desk.case.issues:
        here = [p for p in desk.positions if p.issue == issue and p.party in principals]
        for k, one in enumerate(here):
            for other in here[k + 1 :]:
                if desk.stance(issue, one.main) == desk.stance(issue, other.main):
                    continue
                firm = STRENGTHS.index(one.main.strength) + STRENGTHS.index(other.main.strength)
                if best is None or firm > best[0]:
                    best = (firm, one, other)
    if best is None:
        if not desk.dossier.claims:
            return Said(f"No statement is on file; {_by_file(desk)}.")
        return Said("No issue was found on which two principals state opposed positions.")
    _, one, other = best
    issue = one.issue
    return Said(
        f"They are put most firmly apart on {desk.issue_in_text(issue)}: "
        f"{desk.who(one.party)} {desk.holds(issue, one.main)}, "
        f"{desk.who(other.party)} {desk.holds(issue, other.main)}.",
        desk.notes.claim(*one.evidence[:1], *other.evidence[:1]),
    )


def _by_file(desk: Desk) -> str:
    """On which issues the case file has them opposed."""
    apart = [desk.issue_in_text(issue) for issue in desk.case.issues if contested(desk.case, issue)]
    return f"by the case file they are opposed on {listed(apart) or 'no issue'}"


def _latest(desk: Desk) -> Said:
    told = changes(desk)
    if not desk.dossier.claims:
        return Said("Without statements on file, changes of position are not known.")
    if not told:
        days = sorted({c.published for c in desk.dossier.claims if c.published})
        since = f" since {in_words(days[0])}" if len(days) > 1 else ""
        return Said(f"No principal is on record as having changed a position{since}.")
    latest = told[0]
    day = f" is of {in_words(latest.on)}" if latest.on else " has no date"
    return Said(
        f"The latest change on record{day}; {sentence(desk, latest)}.",
        desk.notes.claim(latest.after.claim, latest.before.claim),
    )


def _zone(desk: Desk) -> Said:
    findings = desk.findings
    if findings is None:
        lines = [line.strip() for line in desk.refused.splitlines()]
        return Said(
            f"Whether there is a package all could sign was not computed: {lines[1 if len(lines) > 1 else 0]}"
        )
    start = f"In {tenths(findings.zone.share)} of what their preferences could be"
    there = "there is a package all principals would rather sign than go on without a deal"
    notes = method_notes(desk, findings)
    if findings.obstacles.empty.count and findings.obstacles.conflicts:
        demands, _ = findings.obstacles.conflicts[0]
        return Said(
            f"{start}, {there}; where there is none, most often {conflict_in_short(desk, demands)}.",
            notes + tuple(dict.fromkeys(n for d in demands for n in demand_notes(desk, d))),
        )
    return Said(f"{start}, {there}.", notes)


def _days(start: date | None, end: date | None) -> str:
    if start and end and (end - start).days == 6:
        return f" in the week of {in_words(start)}"
    if start and end and start != end:
        if (start.year, start.month) == (end.year, end.month):
            return f" on {start.day}–{in_words(end)}"
        return f" from {in_words(start)} to {in_words(end)}"
    if start:
        return f" from {in_words(start)}" if end is None else f" on {in_words(start)}"
    return ""


def _event_days(event: Event) -> str:
    if event.when is None:
        return ""
    if event.when.start is None:
        return f" ({event.when.quote.text})"
    return _days(event.when.start, event.when.end or event.when.start)


def assumed_section(desk: Desk) -> Section:
    """Every assumption in the case, with who made it; what was left open; what the documents left undone."""
    made = [(label, because) for label, because in _reasons(desk) if isinstance(because, Assumed)]
    makers = Counter((b.by, b.on) for _, b in made)
    usual = makers.most_common(1)[0][0] if makers else None
    items = [
        Said(
            _sentence(f"{label}: {b.assumed}", "" if (b.by, b.on) == usual else _maker(b.by, b.on)),
            desk.because(b),
        )
        for label, b in made
    ]
    if desk.findings is not None:
        known = {b.assumed for _, b in made}
        for assumption in desk.findings.zone.grounds.trace.assumptions:
            if assumption.assumed not in known:
                words = _sentence(upper_first(assumption.assumed), _maker(assumption.by, assumption.on))
                items.append(Said(words, desk.notes.assumed(assumption)))
    items += [Said(_sentence(upper_first(note))) for note in desk.dossier.notes]
    states = list(desk.dossier.states.values())
    unread = states.count("proposed")
    if unread:
        items.append(
            Said(
                f"{unread} of {len(states)} statements were read by rules and not yet reviewed by a "
                "person; "
                "the command “parley claims” shows them."
            )
        )
    blocks: list[Block] = []
    if desk.dossier.drafted:
        blocks.append(
            Said(
                "There is no case file: parties, issues, options and orders were drafted from the "
                "documents alone. Who "
                "is a principal and who mediates, which options belong to one issue, and every order of "
                "preference "
                "are readings to be corrected: the command “parley draft” writes them to a file."
            )
        )
    if usual and len(items) > 1:
        blocks.append(Said(f"Assumed by {_maker(*usual)} where no other name stands behind."))
    unique = tuple({item.text: item for item in items}.values())
    blocks.append(Items(unique) if unique else Said("Nothing beyond what the documents say."))
    return Section("assumed", "What is assumed, and by whom", tuple(blocks))


def _sentence(words: str, maker: str = "") -> str:
    return f"{words.rstrip('. ')}{f' ({maker})' if maker else ''}."


def _maker(by: str, on: date | None) -> str:
    return f"{by}, {in_words(on)}" if on else by


def _reasons(desk: Desk) -> list[tuple[str, Because | None]]:
    found: list[tuple[str, Because | None]] = []
    for party, preferences in desk.case.preferences.items():
        name = desk.who(party)
        for field, because in preferences.because.items():
            what = desk.issue_in_text(field) if field in desk.case.issues else field.replace("-", " ")
            found.append((f"{name}, {what}", because))
        for line in preferences.red_lines:
            found.append((f"{name}, red line", line.because))
        for together in preferences.together:
            found.append((f"{name}, what belongs together", together.because))
        for answer in preferences.answers:
            found.append((f"{name}, an answer", answer.because))
        if preferences.no_deal:
            found.append((f"{name}, without a deal", preferences.no_deal.because))
    for constraint in desk.case.constraints:
        found.append(("What every package keeps to", constraint.because))
    for issue, entry in desk.case.issues.items():
        found.append((desk.issue(issue), entry.because))
    for text in desk.case.texts.values():
        found.append((text.title, text.because))
    return found
