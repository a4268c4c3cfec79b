"""How `parley backtest` prints: five questions, and beside each what came.

Room: cli.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import click

from parley.analysis.settlement import Spread
from parley.briefs.steps.words import tempted
from parley.briefs.wording import (
    HARDLY,
    MONTHS,
    counted,
    day_words,
    gain,
    in_turn,
    listed,
    number_words,
    tenths,
    tenths_short,
    upper_first,
)
from parley.case.deliverables import Deliverable
from parley.case.model import Case
from parley.case.wording import short
from parley.cli.printing import print_table, print_wrapped
from parley.endurance.asking.saying import chance_words, days_words, in_ten, in_ten_short
from parley.endurance.backtest.values import Beyond, Checked, Exposed, Happened, Inside, LookedBack
from parley.sequencing.plan.accounts import on_day
from parley.sequencing.schedule import Account

NEAR = 1e-9
STORY = "A story, n = 1, not a score: one case shows how the answers read, and not how often they are right."


def print_backtest(case: Case, found: LookedBack, *, every_day: bool) -> None:
    """All of it.

    Args:
        case: as it was known on the day on which the evidence ends.
    """
    click.echo(found.title)
    print_wrapped(STORY)
    _known(found)
    _candidates(case, found)
    if found.inside is not None:
        _inside(found, case, found.inside)
    if found.checked is not None:
        _checked(found.checked)
    if found.exposed is not None:
        _exposed(case, found.exposed, every_day, beside=found.inside is not None)
    _endurance(found)
    _happened(case, found.happened)
    for missing in found.missing:
        print_wrapped(f"Note: {missing}")
    print_wrapped(f"What came later is from: {found.source}.")
    grounds = found.grounds
    digest = grounds.case_digest[:12]
    click.echo(f"{grounds.draws:,} draws, seed {grounds.seed}, case {digest}. {STORY.partition(':')[0]}.")


def _known(found: LookedBack) -> None:
    known = found.known
    newest = f"the newest published on {day_words(known.newest)}" if known.newest else "none with a date"
    hidden = f"; {known.hidden:,} published later not read" if known.hidden else ""
    print_wrapped(
        f"Evidence up to {day_words(known.frozen)}: {counted(known.documents, 'document')}, {newest}, with "
        f"{counted(known.claims, 'claim')}{hidden}."
    )
    if known.written is not None and known.written > known.frozen:
        print_wrapped(
            f"The preferences of the case were written as of {day_words(known.written)}, which is later: "
            "they may know more than the evidence did."
        )
    click.echo("")


def _candidates(case: Case, found: LookedBack) -> None:
    click.echo("1. Is each later term among the options that the bridging devices give?")
    for term in found.candidates.terms:
        issue = case.issues.get(term.term.issue)
        name = short(issue.name) if issue else "on any issue"
        print_wrapped(f"{'found ' if term.found else 'missed'}  {name}: {term.term.pattern}", 2, 10)
    these = found.candidates
    print_wrapped(
        f"Found {these.found} of {len(these.terms)} among {these.looked_at} candidates on {these.issues} "
        "issues; most of those were not agreed. The library was written by people who knew these terms: it "
        "shows reach, and forecasts nothing.",
        2,
        2,
    )
    click.echo("")


def _inside(found: LookedBack, case: Case, inside: Inside) -> None:
    click.echo("2. Could all principals have signed it, and how does it stand among packages?")
    standing = inside.standing
    rows = [
        [case.parties[p].name, tenths_short(share), gain(standing.gains[p])]
        for p, share in standing.accepts.items()
    ]
    rows.append(["All", tenths_short(standing.all_accept), ""])
    print_table(["", "Rather this than no deal", "Gain over no deal, on its own scale"], rows)
    some = "looked at" if inside.sampled else "there are"
    print_wrapped(
        f"All principals accept it in {tenths(standing.all_accept)}; there is some package that they all "
        f"accept in {tenths(inside.zone)}.",
        2,
        2,
    )
    print_wrapped(
        f"Of the {number_words(inside.packages)} packages {some}, {in_ten(inside.better_together)} are "
        f"accepted by all in more draws, and {in_ten(inside.better_least)} have a least willing principal "
        "that accepts in more.",
        2,
        2,
    )
    print_wrapped(f"What came: {agreed_words(found, inside)}", 2, 2)
    click.echo("")


def agreed_words(found: LookedBack, inside: Inside) -> str:
    """It was agreed; and what that says of the draws in which somebody would rather not have."""
    if inside.standing.all_accept.value >= 0.5:
        return (
            "it was agreed, as all would have in most draws. One agreement does not show that the shares are "
            "right."
        )
    written = _month(found.known.written or found.known.frozen)
    return (
        "it was agreed, although in most draws one principal or more would rather have had no deal. What the "
        f"preferences of {written} were taken to be, or what changed between then and the agreement, is "
        "wrong or missing here, unless it was one of the fewer draws; one case cannot say which."
    )


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _checked(checked: Checked) -> None:
    click.echo("3. Does the clause check ask about what a reader would ask about?")
    rows = [
        [flag.id, "asked" if flag.flagged else "not asked", flag.presence, flag.expected or "to be flagged"]
        for flag in checked.flags
    ]
    print_table(["Row", "Check", "Found", "A reader would say"], rows)
    missed = [flag.id for flag in checked.flags if not flag.flagged]
    said = f"all but {listed(missed)}" if missed else "all of them"
    print_wrapped(
        f"It asks about {said}. Beside them, of severity A: {listed(checked.others) or 'none'}.", 2, 2
    )
    for flag in checked.flags:
        if not flag.flagged and flag.rests_on:
            words = {place.clause: place.words for place in reversed(flag.rests_on)}
            answers = [f"{clause} “{_cut(words[clause])}”" for clause in reversed(words)]
            print_wrapped(f"{flag.id} is taken to be answered by {listed(answers)}.", 2, 4)
    print_wrapped(
        f"Read: “{checked.title}”. Where the words of a text are not public, what the check says of a form "
        "of words it says of ours.",
        2,
        2,
    )
    click.echo("")


def _cut(words: str, most: int = 90) -> str:
    return words if len(words) <= most else f"{words[: words.rindex(' ', 0, most)]} ..."


def _exposed(case: Case, exposed: Exposed, every_day: bool, *, beside: bool) -> None:
    click.echo("4. What has each side received for good on each day, and what does it still hold?")
    made = exposed.schedule
    gates = {gate.day: gate.name for gate in made.gates}
    days = sorted({step.day for step in made.steps} | gates.keys())
    for party in case.principals():
        _received(case, exposed, party, days)
    for day in sorted({a.day for a in exposed.accounts}) if every_day else sorted(gates):
        click.echo(f"  Day {day}{f', gate of {gates[day]}' if day in gates else ''}")
        for account in on_day(made, day):
            _books(case, exposed, account)
    print_wrapped(
        "Days are those of the record, as agreed. † It gives no day: counted on one that the case allows, "
        "which says nothing of when it came.",
        2,
        2,
    )
    for beyond in exposed.beyond:
        print_wrapped(
            f"{upper_first(_left(case, beyond))}: {number_words(beyond.held)} by the count of the case, less "
            f"the {number_words(beyond.handed)} handed over.",
            2,
            2,
        )
    later = [g.name for g in case.guarantees.values() if g.kind == "later-phases"]
    if later:
        print_wrapped(f"Not counted here, but as what walking out costs: {in_turn(later)}.", 2, 2)
    click.echo("")
    rows = [
        [
            case.parties[party].name,
            f"day {peak.day}: {tempted(peak.temptation)}",
            _given_beyond(exposed.exposures[party]),
        ]
        for party, peak in exposed.peaks.items()
    ]
    print_table(
        ["", "The day on which walking out would serve it best", "Has given most beyond what it received"],
        rows,
        "  On each side's own scale; in brackets what holds in 8 of 10 draws",
    )
    if any(account.day not in days for account in (*exposed.peaks.values(), *exposed.exposures.values())):
        print_wrapped(
            "Between the days above, what each side still expects changes with what continues.",
            2,
            2,
        )
    if exposed.gate is not None:
        gate = exposed.gate
        print_wrapped(
            f"Of the gates, walking out would serve a side best at that of {gate.name}, day {gate.day}.", 2, 2
        )
    if beside:
        print_wrapped(
            "Why this may differ from 2: there the whole package stands against no deal, with red lines and "
            "with terms by which nothing is handed over. Here counts what a side still has to give and still "
            "expects, and what walking out would cost it: guarantees, and what carrying on costs. So a side "
            "may rather have no deal at all, and still lose by walking out of one.",
            2,
            2,
        )
    click.echo("")


def _received(case: Case, exposed: Exposed, party: str, days: list[int]) -> None:
    """One row for each thing a side receives, one column a day."""
    made = exposed.schedule
    totals = {step.deliverable: step.of for step in made.steps}
    accounts = {day: next((a for a in on_day(made, day) if a.party == party), None) for day in days}
    rows = []
    for id, thing in case.deliverables.items():
        if thing.to != party or id not in totals:
            continue
        of = totals[id]
        back = any(a is not None and id in a.can_be_taken_back for a in accounts.values())
        name = f"{short(thing.name)}{'*' if back else ''}{'†' if id in exposed.undated else ''}"
        cells = []
        for account in accounts.values():
            got = {} if account is None else account.received | account.can_be_taken_back
            cells.append(_cell(thing, got.get(id, 0.0), of))
        rows.append([f"{name} ({number_words(round(of))})" if thing.kind == "countable" else name, *cells])
    if rows:
        title = f"  {case.parties[party].name} receives, by the end of day (* can be taken back)"
        print_table(["", *(str(day) for day in days)], rows, title)


def _cell(thing: Deliverable, got: float, of: float) -> str:
    if not got:
        return "–"
    if thing.kind == "countable":
        return number_words(round(got))
    if got >= of - NEAR:
        return "all" if thing.kind != "one-off" else "yes"
    return "on" if thing.kind == "continuing" else in_ten_short(got / of)


def _books(case: Case, exposed: Exposed, account: Account) -> None:
    """What a side has and holds, in a sentence each."""
    totals = {step.deliverable: step.of for step in exposed.schedule.steps}
    name = case.parties[account.party].name
    on_loan = _things(case, account.can_be_taken_back, totals)
    on_loan = f"; to be taken back on walking out: {on_loan}" if account.can_be_taken_back else ""
    print_wrapped(f"{name} has: {_things(case, account.received, totals)}{on_loan}", 4, 6)
    besides = "".join(
        f"; besides, {_left(case, beyond)}" for beyond in exposed.beyond if beyond.party == account.party
    )
    print_wrapped(f"{name} still holds: {_things(case, account.still_holds, totals)}{besides}", 4, 6)


def _left(case: Case, beyond: Beyond) -> str:
    unit = case.deliverables[beyond.deliverable].unit
    return f"{number_words(beyond.left)}{f' {unit}' if unit else ''} held, and not part of what is exchanged"


def _given_beyond(account: Account) -> str:
    """What a side has given more than it received, on the day on which that is most."""
    low, middle, high = (account.exposure.low, account.exposure.middle, account.exposure.high)
    if high < HARDLY:
        return "never more than it received"
    if middle < HARDLY:
        return f"day {account.day}: hardly anything, up to {high:.1f}"
    return f"day {account.day}: {gain(Spread(max(0.0, low), middle, high))}"


def _things(case: Case, amounts: Mapping[str, float], totals: Mapping[str, float]) -> str:
    words = [_thing(case.deliverables[id], n, totals.get(id, n)) for id, n in amounts.items()]
    return "; ".join(words) if words else "nothing of this"


def _thing(thing: Deliverable, amount: float, of: float) -> str:
    name = short(thing.name)
    if thing.kind == "countable":
        return f"{name} ({number_words(round(amount))} of {number_words(round(of))})"
    if thing.kind == "divisible" and abs(amount - of) > NEAR:
        return f"{name} ({in_ten_short(amount / of)} of it)"
    return name


def _endurance(found: LookedBack) -> None:
    endures, came = found.endurance, found.came
    if endures is None:
        return
    click.echo("5. How long would it have held, in the process of `parley endure`?")
    for gate in endures.gates[:1]:
        print_wrapped(
            f"{gate.phase} runs its term in {chance_words(gate.reached)} runs; what comes next begins on "
            f"time in {chance_words(gate.on_time)}, and at all in {chance_words(gate.passed)}.",
            2,
            2,
        )
    if endures.time_to_end is not None:
        first, middle, third = (days_words(day) for day in endures.time_to_end)
        print_wrapped(
            f"Of runs that ended on a day that can be named, a quarter had ended after {first}, half after "
            f"{middle}, three quarters after {third}.",
            2,
            2,
        )
    if came is not None and came.ended is not None:
        curve = endures.curve
        k = max(i for i, day in enumerate(curve.days) if day <= came.ended)
        print_wrapped(
            f"On day {curve.days[k]} it still holds in {in_ten(curve.value[k])} runs (over the worlds "
            f"{round(curve.low[k] * 10)} to {round(curve.high[k] * 10)} in 10).",
            2,
            2,
        )
    if came is not None:
        print_wrapped(f"What came: {came.how} Source: {came.source}.", 2, 2)
    for said in endures.said:
        print_wrapped(f"- {said}", 2, 4)
    click.echo("")


def _happened(case: Case, happened: Iterable[Happened]) -> None:
    lines = list(happened)
    if not lines:
        return
    click.echo("What happened, day by day, each with its source; where sources differ all of them stand")
    for line in lines:
        number = f"day {line.day}" if line.day is not None and line.day > 0 else "before"
        status = f" [{line.status}]" if line.status else ""
        so_far = f" So far by this source: {number_words(line.so_far)}." if line.so_far is not None else ""
        print_wrapped(f"{day_words(line.on)} ({number}){status}: {line.what}{so_far} ({line.source})", 2, 4)
        for who, what, own_words in line.says:
            name = case.parties[who].name if who in case.parties else who
            print_wrapped(f"{name}: “{what}”" if own_words else f"{name}, as reported: {what}", 6, 8)
    click.echo("")
