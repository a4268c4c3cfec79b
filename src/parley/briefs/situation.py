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
from parley.briefs.phrases.words import entry_words
from parley.briefs.steps.assumed import carried_out_reasons
from parley.briefs.wording import day_words, in_turn, listed, named, tenths, upper_first
from parley.case.exchange import contested
from parley.case.model import Assumed, Because
from parley.evidence.claim import STRENGTHS, Event
from parley.evidence.positions import Position, Stance
from parley.ground.worded import Worded, english, say, several


def situation_section(desk: Desk) -> Section:
    sentences = (_who(desk), _rounds(desk), _furthest(desk), _latest(desk), _zone(desk))
    return Section("situation", say("The situation in five sentences"), (Items(sentences, ordered=True),))


def _who(desk: Desk) -> Said:
    case = desk.case
    principals = [desk.who(p) for p in case.principals()]
    mediators = [named(party.name) for party in case.parties.values() if party.role == "mediator"]
    names = [desk.issue_in_text(i) for i in case.issues]
    about = listed(names)
    if len(names) > 9:
        more = several(len(names) - 8, "one more issue", "{n} more issues")
        about = say("{names} and {more}", names=listed(names[:8]), more=more)
    mediating = [c.id for c in desk.dossier.claims if c.act == "mediate"][:2]
    told = {
        "who": upper_first(listed(principals)) or say("Nobody named"),
        "issues": several(len(names), "one issue", "{n} issues"),
        "about": about,
    }
    if mediators and len(principals) > 1:
        words = say(
            "{who} negotiate, through {mediators}, over {issues}: {about}.",
            mediators=listed(mediators),
            **told,
        )
    elif mediators:
        words = say(
            "{who} speaks, through {mediators}, over {issues}: {about}.", mediators=listed(mediators), **told
        )
    elif len(principals) > 1:
        words = say("{who} negotiate over {issues}: {about}.", **told)
    else:
        words = say("{who} speaks over {issues}: {about}.", **told)
    return Said(words, desk.notes.claim(*mediating))


def _rounds(desk: Desk) -> Said:
    held: list[tuple[str, tuple[int, ...]]] = []
    planned: list[tuple[str, tuple[int, ...]]] = []
    for r in desk.case.rounds:
        place = r.place if r.place and r.place.lower() != "unknown" else ""
        row = (_there(place, _days(r.from_, r.to)), desk.because(r.because))
        (planned if r.status == "planned" else held).append(row)
    if not held and not planned:
        for event in desk.dossier.events:
            if event.kind == "round":
                row = (_there(event.place or "", _event_days(event)), desk.notes.quote(event.mention, ""))
                (planned if event.relation == "planned" else held).append(row)
    parts: list[str] = []
    notes: tuple[int, ...] = ()
    if held:
        parts.append(
            say("the last round on record was held {when}", when=held[-1][0])
            if held[-1][0]
            else say("the last round on record was held")
        )
        notes += held[-1][1]
    if planned:
        parts.append(
            say("the next round is planned {when}", when=planned[-1][0])
            if planned[-1][0]
            else say("the next round is planned")
        )
        notes += planned[-1][1]
    if not parts:
        return Said(say("No round of talks is on record in the documents."))
    return Said(say("{sentence}.", sentence=upper_first(in_turn(parts))), notes)


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
            return Said(say("No statement is on file; {by_file}.", by_file=_by_file(desk)))
        return Said(say("No issue was found on which two principals state opposed positions."))
    _, one, other = best
    issue = one.issue
    return Said(
        say(
            "They are put most firmly apart on {issue}: {one}, {other}.",
            issue=desk.issue_in_text(issue),
            one=_both_told(desk, one),
            other=_both_told(desk, other),
        ),
        desk.notes.claim(*one.evidence[:1], *other.evidence[:1], *_public(desk, one), *_public(desk, other)),
    )


def _both_told(desk: Desk, position: Position) -> str:
    """What a party holds; where that was told in private, what it says in public before it."""
    held = desk.holds(position.party, position.issue, position.main)
    public = _in_public(desk, position)
    if public is None:
        return held
    words = desk.stance_in_text(position.issue, public)
    return say("{held}; in public it asks {stance}", held=held, stance=words)


def _in_public(desk: Desk, position: Position) -> Stance | None:
    """What a party says in public, where its position was told in private."""
    earlier = (*position.also, *(h.stance for h in reversed(position.history)))
    if not desk.private(position.main):
        return None
    return next((s for s in earlier if s.polarity == "+" and not desk.private(s)), None)


def _public(desk: Desk, position: Position) -> tuple[str, ...]:
    stance = _in_public(desk, position)
    return (stance.claim,) if stance is not None else ()


def _by_file(desk: Desk) -> str:
    """On which issues the case file has them opposed."""
    apart = [desk.issue_in_text(issue) for issue in desk.case.issues if contested(desk.case, issue)]
    if not apart:
        return say("by the case file they are opposed on no issue")
    return say("by the case file they are opposed on {issues}", issues=listed(apart))


def _latest(desk: Desk) -> Said:
    told = changes(desk)
    if not desk.dossier.claims:
        return Said(say("Without statements on file, changes of position are not known."))
    if not told:
        days = sorted({c.published for c in desk.dossier.claims if c.published})
        if len(days) > 1:
            since = day_words(days[0])
            return Said(say("No principal is on record as having changed a position since {day}.", day=since))
        return Said(say("No principal is on record as having changed a position."))
    latest = told[0]
    change = sentence(desk, latest)
    return Said(
        say("The latest change on record is of {day}; {change}.", day=day_words(latest.on), change=change)
        if latest.on
        else say("The latest change on record has no date; {change}.", change=change),
        desk.notes.claim(latest.after.claim, latest.before.claim),
    )


def _zone(desk: Desk) -> Said:
    findings = desk.findings
    if findings is None:
        lines = [line.strip() for line in desk.refused.splitlines()]
        return Said(
            say(
                "Whether there is a package all could sign was not computed: {reason}",
                reason=english(lines[1 if len(lines) > 1 else 0]),
            )
        )
    share = tenths(findings.zone.share)
    notes = method_notes(desk, findings)
    if findings.obstacles.empty.value >= 0.05 and findings.obstacles.conflicts:
        demands, _ = findings.obstacles.conflicts[0]
        return Said(
            say(
                "In {share} of what their preferences could be, there is a package all principals would "
                "rather sign than go on without a deal; where there is none, most often {conflict}.",
                share=share,
                conflict=conflict_in_short(desk, demands),
            ),
            notes + tuple(dict.fromkeys(n for d in demands for n in demand_notes(desk, d))),
        )
    return Said(
        say(
            "In {share} of what their preferences could be, there is a package all principals would rather "
            "sign than go on without a deal.",
            share=share,
        ),
        notes,
    )


def _there(place: str, when: str) -> str:
    """Where and when, as far as known."""
    if place and when:
        return say("in {place} {when}", place=place, when=when)
    return say("in {place}", place=place) if place else when


def _days(start: date | None, end: date | None) -> str:
    if not start:
        return ""
    if end and (end - start).days == 6:
        return say("in the week of {day}", day=day_words(start))
    if end and start != end:
        if (start.year, start.month) == (end.year, end.month):
            return say("on {first}–{last}", first=str(start.day), last=day_words(end))
        return say("from {first} to {last}", first=day_words(start), last=day_words(end))
    return say("from {day}", day=day_words(start)) if end is None else say("on {day}", day=day_words(start))


def _event_days(event: Event) -> str:
    if event.when is None:
        return ""
    if event.when.start is None:
        return say("({words})", words=event.when.quote.text)
    return _days(event.when.start, event.when.end or event.when.start)


def assumed_section(desk: Desk) -> Section:
    """Every assumption in the case, with who made it; what was left open; what the documents left undone."""
    made = [(label, because) for label, because in _reasons(desk) if isinstance(because, Assumed)]
    makers = Counter((b.by, b.on) for _, b in made)
    usual = makers.most_common(1)[0][0] if makers else None
    items = [
        Said(
            _sentence(label, b.assumed, "" if (b.by, b.on) == usual else _maker(b.by, b.on)),
            desk.because(b),
        )
        for label, b in made
    ]
    if desk.findings is not None:
        known = {b.assumed for _, b in made}
        for assumption in desk.findings.zone.grounds.trace.assumptions:
            if assumption.assumed not in known:
                words = _sentence("", upper_first(assumption.assumed), _maker(assumption.by, assumption.on))
                items.append(Said(words, desk.notes.assumed(assumption)))
    items += [Said(_sentence("", _ours(upper_first(note)), "")) for note in desk.dossier.notes]
    states = list(desk.dossier.states.values())
    unread = states.count("proposed")
    if unread:
        items.append(
            Said(
                say(
                    "{n} of {all} statements were read by rules and not yet reviewed by a person; the "
                    "command “parley claims” shows them.",
                    n=str(unread),
                    all=str(len(states)),
                )
            )
        )
    blocks: list[Block] = []
    if desk.dossier.drafted:
        blocks.append(
            Said(
                say(
                    "There is no case file: parties, issues, options and orders were drafted from the "
                    "documents alone. Who is a principal and who mediates, which options belong to one "
                    "issue, and every order of preference are readings to be corrected: the command "
                    "“parley draft” writes them to a file."
                )
            )
        )
    if usual and len(items) > 1:
        maker = _maker(*usual)
        blocks.append(Said(say("Assumed by {maker} where no other name stands behind.", maker=maker)))
    unique = tuple({item.text: item for item in items}.values())
    blocks.append(Items(unique) if unique else Said(say("Nothing beyond what the documents say.")))
    return Section("assumed", say("What is assumed, and by whom"), tuple(blocks))


def _ours(note: str) -> Worded:
    """A note of another room: English where it does not know how it was put."""
    return note if isinstance(note, Worded) else english(note.rstrip(". "))


def _sentence(label: str, assumed: str, maker: str) -> Worded:
    """What it is about, what is assumed of it, and by whom where that is not told for all."""
    words = assumed if isinstance(assumed, Worded) else assumed.rstrip(". ")
    said = say("{about}: {assumed}", about=label, assumed=words) if label else words
    if maker:
        return say("{sentence} ({maker}).", sentence=said, maker=maker)
    return say("{sentence}.", sentence=said)


def _maker(by: str, on: date | None) -> str:
    return say("{who}, {day}", who=by, day=day_words(on)) if on else by


def _reasons(desk: Desk) -> list[tuple[str, Because | None]]:
    """What an assumption is about, in words, and the assumption."""
    found: list[tuple[str, Because | None]] = []
    for party, preferences in desk.case.preferences.items():
        name = desk.who(party)
        for field, because in preferences.because.items():
            what = desk.issue_in_text(field) if field in desk.case.issues else entry_words(field)
            found.append((say("{who}, {what}", who=name, what=what), because))
        for line in preferences.red_lines:
            found.append((say("{who}, red line", who=name), line.because))
        for together in preferences.together:
            found.append((say("{who}, what belongs together", who=name), together.because))
        for answer in preferences.answers:
            found.append((say("{who}, an answer", who=name), answer.because))
        if preferences.no_deal:
            found.append((say("{who}, without a deal", who=name), preferences.no_deal.because))
    for constraint in desk.case.constraints:
        found.append((say("What every package keeps to"), constraint.because))
    for issue, entry in desk.case.issues.items():
        found.append((desk.issue(issue), entry.because))
        for option in entry.options.values():
            found.append((say("{issue}, option", issue=desk.issue(issue)), option.because))
    for text in desk.case.texts.values():
        found.append((text.title, text.because))
    return [*found, *carried_out_reasons(desk)]
