"""What could be agreed on each issue: options side by side, without a recommendation.

Room: briefs. Speaks parties and packages. For each option its effect on each principal, the dated text that
has it, and in how many draws the best package with it would be signed; then what it takes to check it.
"""

from collections.abc import Iterator

from parley.analysis.settlement import Demand, Standing
from parley.bridging.devices.candidates import candidates
from parley.bridging.devices.device import Candidate, Serves
from parley.briefs.apart import demand_notes, method_notes
from parley.briefs.content import Block, Cell, Items, Said, Section, Table
from parley.briefs.deals import stands
from parley.briefs.demand_words import terms_words
from parley.briefs.desk import Desk, quoted
from parley.briefs.kinds.feasible import best_with
from parley.briefs.kinds.needs import needs_of
from parley.briefs.phrases.words import FIRMNESS
from parley.briefs.wording import day_of_year, in_turn, listed, sentences, tenths_short
from parley.case.model import Assumed, Issue
from parley.case.notation import Bound, NumericWish
from parley.case.package import Choice
from parley.ground.worded import Worded, english, say

_MOST, _CANDIDATES = 5, 1  # options, and candidates beside them, that are shown of an issue
_QUOTED = 110


def options_sections(desk: Desk) -> Iterator[Section | None]:
    yield _opening(desk)
    for issue in desk.case.issues:
        yield _on(desk, issue)


def _opening(desk: Desk) -> Section:
    said = [
        Said(
            say(
                "A menu without a recommendation: on each issue what could be agreed, how each term stands "
                "with each principal, which dated text has it, and how widely it could be signed. A term "
                "that is hard to sign alone may be easy in exchange for another."
            )
        )
    ]
    if desk.findings is not None:
        said.append(
            Said(
                say(
                    "“Could be signed” counts, of the best package that has the term, the draws in which all "
                    "principals prefer it to no deal."
                ),
                method_notes(desk, desk.findings),
            )
        )
    return Section("reading", say("How to read this paper"), (Items(tuple(said)),))


def _on(desk: Desk, issue: str) -> Section:
    entry = desk.case.issues[issue]
    computed = desk.computed
    best: dict[Choice, Standing] = {}
    if computed.study is not None and computed.swept is not None:
        best = best_with(computed.study, computed.swept, issue)
    terms = _shown(desk, issue, entry, best)
    new = candidates(desk.dossier, issue, count=_CANDIDATES) if len(terms) < _MOST else ()
    rows = [_option(desk, issue, term, best.get(term)) for term in terms]
    rows += [_candidate(desk, one) for one in new]
    names = [desk.party(p) for p in desk.case.principals()]
    heads = (say("Option"), *names, say("In a dated text"), say("Could be signed"))
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(say("What could be agreed"), heads, tuple(rows), wide=True))
    else:
        blocks.append(Said(say("The case has no options on this issue yet.")))
    needs = _needs(desk, issue, entry, new)
    if needs is not None:
        blocks.append(needs)
    return Section(f"issue-{issue}", desk.issue(issue), tuple(blocks))


def _shown(desk: Desk, issue: str, entry: Issue, best: dict[Choice, Standing]) -> list[Choice]:
    """All options where few; else what somebody asks or wrote, then what could be signed most widely."""
    every: list[Choice] = list(entry.options) if entry.options else [float(n) for n in best]
    if entry.options and len(every) <= _MOST:
        return every
    ranked = [*_asked(desk, issue, every), *_written(desk, issue, every), *_also(desk, issue, every)]
    wide = (term for term in every if term in best)
    ranked += sorted(wide, key=lambda term: -best[term].all_accept.count)
    kept = set(list(dict.fromkeys(ranked))[:_MOST])
    return [term for term in every if term in kept]


def _written(desk: Desk, issue: str, every: list[Choice]) -> list[Choice]:
    """What the dated texts say; of a bound its own number."""
    found: list[Choice] = []
    for text in desk.case.texts.values():
        term = text.terms.get(issue)
        if isinstance(term, Bound):
            found += [_nearest(_numbers(every), term.number)] if _numbers(every) else []
        elif term in every:
            found.append(term)
    return found


def _also(desk: Desk, issue: str, every: list[Choice]) -> list[Choice]:
    """What the principals would take besides, or have asked before."""
    found: list[Choice] = []
    for position in desk.positions:
        if position.issue != issue or position.party not in desk.case.principals():
            continue
        for stance in (*position.also, *(held.stance for held in position.history)):
            if stance.option in every and stance.polarity == "+":
                found.append(stance.option)
            elif stance.value is not None and stance.value.number is not None and _numbers(every):
                found.append(_nearest(_numbers(every), stance.value.number))
    return found


def _numbers(every: list[Choice]) -> list[float]:
    return [float(term) for term in every] if every and not isinstance(every[0], str) else []


def _asked(desk: Desk, issue: str, every: list[Choice]) -> list[Choice]:
    """What the principals ask for: their first choices; of numbers the nearest to what each has named."""
    found: list[Choice] = []
    numbers = _numbers(every)
    for party in desk.case.principals():
        wish = desk.best(party, issue)
        if isinstance(wish, tuple):
            found += [term for term in every if term in wish]
        here = [p for p in desk.positions if (p.issue, p.party) == (issue, party)]
        named = [p.main.value.number for p in here if p.main.value and p.main.value.number is not None]
        if numbers and not named and isinstance(wish, NumericWish):
            ends = {"more": max(numbers), "less": min(numbers)}
            named = [ends.get(wish.direction, wish.target if wish.target is not None else numbers[0])]
        found += [_nearest(numbers, number) for number in named if numbers]
    return found


def _nearest(numbers: list[float], to: float) -> float:
    return min(numbers, key=lambda n: abs(n - to))


def _option(desk: Desk, issue: str, term: Choice, standing: Standing | None) -> tuple[Cell, ...]:
    findings = desk.findings
    share = Said("—")
    if standing is not None and findings is not None:
        words = in_turn(
            [
                say("all {share}", share=tenths_short(standing.all_accept)),
                *[
                    say("{who} {share}", who=desk.party(p), share=tenths_short(s))
                    for p, s in standing.accepts.items()
                ],
            ]
        )
        share = Said(words, method_notes(desk, findings))
    elif findings is not None:
        share = Said(say("in no package that was looked at"), method_notes(desk, findings))
    texts = _precedent(desk, issue, term)
    return (
        Cell((Said(desk.term(issue, term)),)),
        *[_effect(desk, p, issue, term) for p in desk.case.principals()],
        Cell(texts or (Said("—"),)),
        Cell((share,)),
    )


def _effect(desk: Desk, party: str, issue: str, term: Choice) -> Cell:
    """Where it stands in the party's order, and whether the party says it refuses it."""
    said = []
    how = stands(desk, party, issue, term)
    preferences = desk.case.preferences.get(party)
    if how:
        because = preferences.because.get(issue) if preferences else None
        said.append(Said(how, desk.because(because)))
    for line in preferences.red_lines if preferences else ():
        if issue in line.terms and _same(line.terms[issue], term):
            demand = Demand(
                party,
                "red-line",
                tuple((i, str(t)) for i, t in line.terms.items()),
                tuple((i, str(t)) for i, t in line.unless.items()),
            )
            said.append(Said(_refusal(desk, issue, demand, line.word), demand_notes(desk, demand)))
    return Cell(tuple(said) or (Said("—"),))


def _refusal(desk: Desk, issue: str, demand: Demand, word: str | None) -> Worded:
    """That it is refused: together with what, unless what, and how firmly that is taken."""
    others = [(i, t) for i, t in demand.terms if i != issue]
    words = say("refused")
    if others:
        words = say("refused together with {terms}", terms=terms_words(desk, others))
    if demand.unless:
        words = say("{terms} unless {way_out}", terms=words, way_out=terms_words(desk, demand.unless))
    return say("{words} ({firmness})", words=words, firmness=FIRMNESS[word]) if word in FIRMNESS else words


def _same(written: object, term: Choice) -> bool:
    if isinstance(term, str):
        return str(written) == term
    return isinstance(written, Bound) and written.holds(float(term))


def _precedent(desk: Desk, issue: str, term: Choice) -> tuple[Said, ...]:
    """The dated texts that have the term."""
    return tuple(
        Said(say("{day}: {title}", day=day_of_year(text.date), title=text.title), desk.because(text.because))
        for text in desk.case.texts.values()
        if issue in text.terms and _same(text.terms[issue], term)
    )


def interest(desk: Desk, one: Serves, longest: int = _QUOTED) -> Said:
    """In the party's words; or what the analyst assumed, which stands in no quotation marks."""
    if one.claim:
        return Said(quoted(one.interest, longest), desk.notes.claim(one.claim))
    preferences = desk.case.preferences.get(one.party)
    because = [b for b in preferences.because.values() if isinstance(b, Assumed)] if preferences else []
    notes = next((desk.because(b) for b in because if b.assumed == one.interest), ())
    return Said(say("assumed: {words}", words=one.interest), notes)


def _candidate(desk: Desk, one: Candidate) -> tuple[Cell, ...]:
    """A new option that a bridging device gives: which interests it serves, and nothing computed of it."""
    served = {
        p: tuple(interest(desk, s) for s in one.serves if s.party == p)[:1] for p in desk.case.principals()
    }
    why = desk.notes.method(english(one.why), "")
    return (
        Cell((Said(english(one.label), why),), badges=(say("candidate, not on the table"),)),
        *[Cell(served[p] or (Said("—"),)) for p in served],
        Cell((Said("—"),)),
        Cell((Said(say("not in the case yet")),)),
    )


def _needs(desk: Desk, issue: str, entry: Issue, new: tuple[Candidate, ...]) -> Items | None:
    """What it takes to check a term, what goes wrong, what comes before what, and ties to other issues."""
    said = []
    needs = needs_of(entry)
    if needs is not None:
        note = desk.notes.method(
            say("A reminder for any agreement on such a matter, not a finding on this case."), needs.source
        )
        told = sentences(
            [
                say("To be checked: {words}", words=needs.verify),
                say("Risk: {words}", words=needs.risk),
                say("Order: {words}", words=needs.sequence),
            ]
        )
        said.append(Said(told, note))
    tied = listed(_tied(desk, issue))
    if tied:
        said.append(Said(say("Tied by what the parties say to: {issues}.", issues=tied)))
    said += [Said(say("Price of the candidate: {words}", words=say(one.price))) for one in new]
    return Items(tuple(said)) if said else None


def _tied(desk: Desk, issue: str) -> list[str]:
    """Other issues that stand with this one in a red line, in what belongs together or in a constraint."""
    bundles = [{*c.if_, *c.never, *c.requires, *c.excludes, *c.count, *c.sum} for c in desk.case.constraints]
    for preferences in desk.case.preferences.values():
        bundles += [{*line.terms, *line.unless} for line in preferences.red_lines]
        bundles += [{*both.terms} for both in preferences.together]
    found = {other for bundle in bundles if issue in bundle for other in bundle if other != issue}
    return [desk.issue_in_text(i) for i in desk.case.issues if i in found]
