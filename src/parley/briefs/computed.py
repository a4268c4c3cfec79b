"""What is worked out for a paper, once: findings, packages with their reasons, questions to ask, options.

Room: briefs. Asks `parley.analysis` and `parley.bridging`; the sections put it into words.
"""

from dataclasses import dataclass

from parley.analysis.findings import findings_of
from parley.analysis.judged import judged
from parley.analysis.settlement import Findings
from parley.analysis.study import Study, study
from parley.analysis.sweep import Sweep
from parley.bridging.offers.bridge import nearest_of, offers_of
from parley.bridging.offers.offer import Needed, Offer
from parley.bridging.questions.asking import next_questions
from parley.bridging.questions.question import Questions
from parley.case.dossier import Dossier

_MOST_NEAREST = 2  # packages that are told where none suits everybody


@dataclass(frozen=True, slots=True)
class Computed:
    """What was found; without findings nothing could be computed."""

    findings: Findings | None
    offers: tuple[Offer, ...] = ()  # the packages of the findings, with their reasons
    nearest: tuple[Needed, ...] = ()  # where there are none
    questions: tuple[Questions, ...] = ()  # for each principal
    study: Study | None = None
    swept: Sweep | None = None


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
    nearest = () if offers else nearest_of(ready, swept, dossier)[:_MOST_NEAREST]
    principals = dossier.case.principals() if asking else ()
    questions = tuple(next_questions(ready, swept, dossier, party) for party in principals)
    return Computed(findings, offers, nearest, questions, ready, swept)
