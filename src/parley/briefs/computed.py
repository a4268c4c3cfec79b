"""What is worked out for a paper, once: findings, packages, questions, an order, how long it would hold.

Room: briefs. Asks the rooms from `parley.analysis` to `parley.endurance`; the sections put it into words.
"""

from dataclasses import dataclass, replace
from datetime import date

from parley.analysis.findings import findings_of
from parley.analysis.judged import judged
from parley.analysis.settlement import Findings
from parley.analysis.study import Study, study
from parley.analysis.sweep import Sweep
from parley.bridging.clauses.review import Review
from parley.bridging.offers.bridge import nearest_of, offers_of
from parley.bridging.offers.offer import Needed, Offer
from parley.bridging.questions.asking import next_questions
from parley.bridging.questions.question import Questions
from parley.bridging.text.kept.history import USUAL, history, texts_of, version
from parley.bridging.text.kept.said import package_of_text
from parley.bridging.text.kept.state import TextState, state_of
from parley.case.dossier import Dossier
from parley.case.package import Package
from parley.endurance.asking.values import Endurance
from parley.ground.errors import ParleyError
from parley.sequencing.schedule import Schedule

_HALF = (
    0.5  # of the draws: a zone in fewer, or no package that each accepts in so many, and what comes nearest
)
# is told
_RUNS, _LEVER_RUNS = 2000, 400  # of a brief: enough for one figure, and quick
_YEAR = 365  # days that a brief looks ahead; `parley endure` looks further


@dataclass(frozen=True, slots=True)
class Computed:
    """What was found; without findings nothing could be computed."""

    findings: Findings | None
    offers: tuple[Offer, ...] = ()  # the packages of the findings, with their reasons
    nearest: tuple[Needed, ...] = ()  # the same, where none suits all in half of the draws
    questions: tuple[Questions, ...] = ()  # for each principal
    study: Study | None = None
    swept: Sweep | None = None
    schedule: Schedule | None = None  # of the first package shown, where the case says what is handed over
    unscheduled: str = ""  # why there is none, where the case does
    endurance: Endurance | None = None  # of the same package


def text_on_the_table(
    dossier: Dossier, on: date | None = None
) -> tuple[TextState, Review | None, str] | None:
    """How far the negotiating text of the case has come, and what a reading of it finds; None without one.

    Where the text cannot be read, for want of a checklist or in another language, the reason stands in place
    of what was found.

    Args:
        on: leave out versions saved later.

    Raises:
        ParleyError: its files are damaged, or it names what the case does not have.
    """
    names = texts_of(dossier.folder) if dossier.folder is not None else ()
    if dossier.folder is None or not names:
        return None
    from parley.bridging.clauses.reviewing import review  # only where there is a text

    name = USUAL if USUAL in names else names[0]
    found = history(dossier.folder, name)
    numbers = [e.number for e in found.entries if on is None or e.at[:10] <= on.isoformat()]
    if not numbers:
        return None
    last = version(dossier.folder, name, numbers[-1])
    said = package_of_text(dossier.case, last.text, f"{name}@{last.number}")
    state = state_of(name, last.number, last.at, last.text, said, found.notes)
    try:
        return state, review(last.text, last.text.field or dossier.case.field), ""
    except ParleyError as error:
        return state, None, str(error).splitlines()[0]


def computed(dossier: Dossier, *, draws: int, seed: int, asking: bool = True) -> Computed:
    """Everything, from one study of the case.

    Args:
        asking: whether questions to the parties are chosen too.

    Raises:
        ParleyError: the case cannot be drawn from.
    """
    ready = study(dossier.case, draws, seed)
    swept = judged(ready)
    findings = findings_of(ready, swept)
    offers = offers_of(ready, findings.shown, dossier)
    suits = any(all(s.value >= _HALF for s in o.standing.accepts.values()) for o in offers)
    hard = findings.zone.share.value < _HALF or not suits
    nearest = nearest_of(ready, swept, dossier) if hard else ()
    if nearest:  # they stand in place of packages that somebody refuses in most draws
        findings = replace(findings, shown=tuple(n.offer.standing for n in nearest), winning=(), warnings=())
        offers = tuple(n.offer for n in nearest)
    principals = dossier.case.principals() if asking else ()
    questions = tuple(next_questions(ready, swept, dossier, party) for party in principals)
    made = Computed(findings, offers, nearest, questions, ready, swept)
    carried_out = asking and dossier.case.deliverables and findings.shown
    return _carried_out(dossier, made, findings.shown[0].package) if carried_out else made


def _carried_out(dossier: Dossier, made: Computed, package: Package) -> Computed:
    """With the order in which a package would be carried out, and how long it would hold."""
    from parley.endurance.asking.enduring import endurance_of  # only where the case lists what is handed over
    from parley.sequencing.plan.scheduling import schedule_of

    if made.study is None:
        return made
    schedule, why = None, ""
    try:
        schedule = schedule_of(made.study, dossier, package, swept=made.swept, frontier=False)
    except ParleyError as error:
        why = str(error)
    endurance = endurance_of(
        made.study, dossier, package, schedule, name="A", runs=_RUNS, days=_YEAR, levers=_LEVER_RUNS
    )
    return replace(made, schedule=schedule, unscheduled=why, endurance=endurance)
