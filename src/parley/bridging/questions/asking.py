"""What to ask a party next.

Room: bridging. Speaks parties and packages. Chooses questions; nothing is written here (see
`parley.bridging.questions.asked`). A question has a fingerprint of its party and its two packages for an id:
the same question has the same id wherever it is asked, and ids do not tell how much was asked of others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from parley.analysis.judged import judged
from parley.analysis.settlement import Share
from parley.analysis.study import Study, study
from parley.analysis.sweep import CLOSE, Sweep
from parley.bridging.questions.asked import questions_on_file
from parley.bridging.questions.choosing import Chosen, Pair, chosen, open_question
from parley.bridging.questions.discretion import opened
from parley.bridging.questions.issues_heard import Shown
from parley.bridging.questions.question import Aim, Question, Questions
from parley.bridging.questions.worths import Worths
from parley.case.dossier import Dossier, open_talks
from parley.case.entries import Terms, plain
from parley.case.model import Case
from parley.case.package import Package
from parley.case.wording import listed, short
from parley.ground.digest import digest
from parley.ground.errors import ParleyError
from parley.ground.near import did_you_mean
from parley.ground.worded import say

COUNT = 3
OPEN: dict[Aim, str] = {
    "zone": "Is there a package that all principals would rather have than no deal?",
    "package": "Which package would be best for all of them together?",
}
_TOLD = (
    "What others told in private was used to choose these: they are for the mediator's eyes, and to put one "
    "to {party} may give away what others told."
)
_ONE = "It is one package, against no deal, as things are now."
_NOTHING = "No two packages that could be put on the table differ in few terms and leave the answer open."


def ask(
    talks: Dossier | Case | Path | str | Sequence[Path | str],
    party: str,
    *,
    count: int = COUNT,
    about: Aim | None = None,
    told: bool = False,
    against_no_deal: bool = False,
    seen: Shown | None = None,
    on: date | str | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> Questions:
    """The comparisons of two packages that would teach most about the main open question, best first.

    Args:
        talks: a case folder, documents, a dossier; or a case by itself.
        party: the principal that is asked.
        about: what the answer is to teach about; None chooses what is open (see `open_question`).
        told: use also what others told in private. Then the choice may give it away.
        against_no_deal: ask also whether the party could live with one package, rather than have no deal,
            where that teaches more; of two questions or more at least one, where there is any.
        seen: what `opened` gives for the party, where that is known already.

    Raises:
        ParleyError: there is no such principal, or the case cannot be drawn from.
    """
    dossier = talks if isinstance(talks, Dossier) else _dossier(talks, on)
    _refuse(dossier.case, party, count)
    seen = seen or opened(dossier, party)
    case, notes = seen.case, seen.notes
    if told:
        private = case is not dossier.case or notes
        case, notes = dossier.case, (say(_TOLD, party=dossier.case.parties[party].name),) if private else ()
    ready = study(case, draws, seed)
    swept = judged(ready)
    return _questions(ready, swept, dossier, party, count, about, notes, against_no_deal=against_no_deal)


def next_questions(ready: Study, swept: Sweep, dossier: Dossier, party: str, count: int = COUNT) -> Questions:
    """The same, from a study of the case that is there already.

    Where something in the case was told in private by others, another study is made without it; a question
    about an issue that the case has not (see `drafted_anew`) is left out.

    Raises:
        ParleyError: there is no such principal.
    """
    _refuse(dossier.case, party, count)
    seen = opened(dossier, party)
    if seen.case is not dossier.case:
        ready = study(seen.case, ready.grounds.draws, ready.grounds.seed)
        swept = judged(ready)
    found = _questions(ready, swept, dossier, party, count, None, seen.notes)
    known = [q for q in found.questions if all(str(i) in dossier.case.issues for i, _ in q.first.terms)]
    return found if len(known) == len(found.questions) else replace(found, questions=tuple(known))


def question_id(party: str, packages: Iterable[Package]) -> str:
    """The fingerprint of a question.

    >>> a, b = Package.of({"pay": 4.0}), Package.of({"pay": 5.0})
    >>> question_id("north", [a, b]) == question_id("north", [b, a])
    True
    """
    both = sorted(digest(_plain(package)) for package in packages)
    return f"q{digest([party, *both])[:7]}"


def _dossier(talks: Case | Path | str | Sequence[Path | str], on: date | str | None) -> Dossier:
    return Dossier(talks, {}, ()) if isinstance(talks, Case) else open_talks(talks, on=on)


def _refuse(case: Case, party: str, count: int) -> None:
    if party not in case.parties:
        raise ParleyError(f'There is no party "{party}" in this case.\n  {did_you_mean(party, case.parties)}')
    if party not in case.principals():
        who = listed(case.principals(), "or") or "a party that is made a principal"
        raise ParleyError(
            f"{case.parties[party].name} is no principal: no deal waits for its signature.\n  Ask {who}."
        )
    if count < 1:
        raise ParleyError(f"count: {count}\n  There is nothing to ask then.\n  Write 1 or more.")


def _questions(
    ready: Study,
    swept: Sweep,
    dossier: Dossier,
    party: str,
    count: int,
    about: Aim | None,
    notes: tuple[str, ...],
    *,
    against_no_deal: bool = False,
) -> Questions:
    aim = about or open_question(swept)
    avoid = _settled(dossier, party)
    found = chosen(ready, swept, party, aim, count, avoid)
    if against_no_deal:
        found = _both(found, chosen(ready, swept, party, aim, count, avoid, against_no_deal=True), count)
    if not found:
        notes = (*notes, say(_NOTHING))
    questions = tuple(_question(ready, party, aim, one) for one in found)
    return Questions(party, questions, say(OPEN[aim]), ready.grounds, notes)


def _both(pairs: Sequence[Chosen], alone: Sequence[Chosen], count: int) -> tuple[Chosen, ...]:
    """Those of both kinds that teach most; of several at least one against no deal, where there is one."""
    ranked = sorted([*pairs, *alone], key=lambda one: -round(one.expected, 9))
    found = ranked[:count]
    if alone and count > 1 and all(one.second is not None for one in found):
        found[-1] = alone[0]
    return tuple(found)


def _settled(dossier: Dossier, party: str) -> frozenset[Pair]:
    """Pairs that the party has answered, or would rather not speak about."""
    pairs = []
    if dossier.folder is not None:
        on_file = questions_on_file(dossier.folder)
        pairs += [q.pair for q in on_file if q.party == party and q.reply is not None]
    for answer in dossier.case.preferences[party].answers:
        both = (answer.prefers or answer.equal or answer.offered or answer.refused, answer.to)
        pairs.append(frozenset(_package(terms) for terms in both if isinstance(terms, dict)))
    return frozenset(pairs)


def _package(terms: Terms) -> Package:
    said = {i: plain(term) for i, term in terms.items()}
    return Package.of({i: t if isinstance(t, str) else float(t) for i, t in said.items()})


def _question(ready: Study, party: str, aim: Aim, one: Chosen) -> Question:
    issues: tuple[str, ...]
    easy: str
    if one.second is None:
        first, second = ready.table.package(np.array(one.first, dtype=np.intp)), Package(())
        issues, turned, more, easy = (), False, one.prefers_first, say(_ONE)
    else:
        rows = np.array([one.first, one.second], dtype=np.intp)
        first, second = (ready.table.package(row) for row in rows)
        turned = digest(_plain(first)) > digest(_plain(second))  # which comes first is to mean nothing
        if turned:
            first, second, rows = second, first, rows[::-1]
        ranked = Worths.of(ready, party, rows).lowered
        better = ranked[:, 0] > ranked[:, 1] + np.float32(CLOSE)
        more = Share(int(better.sum()), len(better))
        issues = tuple(ready.space.axes[i].issue for i in one.differ)
        easy = _easy(ready.case, issues, len(ready.space.axes))
    return Question(
        question_id(party, [first, second]),
        party,
        first,
        second,
        issues,
        more,
        one.teaches,
        aim,
        easy,
        one.changes,
        one.zones if one.zones is None or not turned else (one.zones[1], one.zones[0]),
    )


def _easy(case: Case, differ: Sequence[str], of: int) -> str:
    names = listed([short(case.issues[i].name) for i in differ])
    if of == len(differ):
        return say("They differ on {issues}: there is nothing else to settle.", issues=names)
    return say("They differ on {issues}; on everything else they are the same.", issues=names)


def _plain(package: Package) -> dict[str, str | float]:
    return {str(issue): term for issue, term in package.terms}
