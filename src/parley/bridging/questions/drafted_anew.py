"""What would the first case be, had nobody but one party heard what it heard?

Room: bridging. May use `parley.case` and `parley.evidence`.

A case drafted from documents rests on all of them at once: whether an option stands in it, how a party ranks
two, how fine the steps are. Where it is still as it was drafted, answers apart, the draft is made again
without what others told in private.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from parley.bridging.questions.hearing import Hearing
from parley.case.dossier import Dossier, built_in_reader
from parley.case.draft import draft_case
from parley.case.draft_issues import DRAFT
from parley.case.entries import Assumed, Terms
from parley.case.model import Case
from parley.case.preferences import Answer
from parley.case.reasons import reasons
from parley.evidence.claim import Claim
from parley.evidence.document import Disclosure, Document
from parley.evidence.joint import read_jointly
from parley.ground.errors import ParleyError

ANSWER = "answer"  # the rule of claims made from answers: their records are no documents to draft from


def drafted_anew(dossier: Dossier, heard: Hearing) -> Case | None:
    """The draft of what the party may know of, with the answers of the case, and without reasons.

    Returns:
        None where nothing in the case rests on what others told in private, where somebody has changed the
        draft since, or where the party would be no principal of it.

    Cost: reads all documents twice, where the case may be a draft with private words in it.
    """
    case = dossier.case
    if not _may_be(case, heard):
        return None
    records = {c.document for c in dossier.claims if c.rule == ANSWER}
    documents = [d for id, d in dossier.documents.items() if id not in records]
    whole = _draft(documents, case.field, {})
    if whole is None or _plain(whole) != _plain(case):
        return None
    private = [c for c in dossier.claims if not heard.heard(c)]
    told = {c.document for c in dossier.claims} - {c.document for c in private}
    known = [d for d in documents if d.disclosure is Disclosure.PUBLIC or d.id in told]
    anew = _draft(known, case.field, {(c.document, c.quote.start, c.quote.end): c for c in private})
    if anew is None or set(anew.principals()) != set(case.principals()):
        return None
    preferences = {
        party: said.model_copy(update={
            "because": {}, "mistakes": case.preferences[party].mistakes,
            "answers": tuple(a for a in case.preferences[party].answers if _fits(anew, a)),
        }) for party, said in anew.preferences.items()
    }  # fmt: skip
    return anew.model_copy(update={"preferences": preferences})


def _may_be(case: Case, heard: Hearing) -> bool:
    """Is it all from claims and by the draft, some of it from what others told in private?"""
    found = [because for place, because in reasons(case) if "answers" not in place]
    drafted = all(not isinstance(because, Assumed) or because.by == DRAFT for because in found)
    return drafted and any(heard.closed(because) for because in found)


def _draft(documents: Iterable[Document], field: str | None, less: dict[Any, Claim]) -> Case | None:
    """The draft of some documents without some of their claims; None where nothing can be drafted."""
    read = read_jointly(documents, built_in_reader(), None, field)
    claims = tuple(c for c in read.claims if (c.document, c.quote.start, c.quote.end) not in less)
    try:
        return draft_case(replace(read, claims=claims))
    except ParleyError:
        return None


def _plain(case: Case) -> dict[str, Any]:
    """What a case says, but for its title and day, reasons and answers."""
    said = _less(case.as_dict(), ("because",))
    for preferences in said.get("preferences", {}).values():
        preferences.pop("answers", None)
        preferences.pop("mistakes", None)
    return {key: what for key, what in said.items() if key not in ("title", "as-of")}


def _less(said: Any, fields: tuple[str, ...]) -> Any:
    if isinstance(said, dict):
        left = {k: _less(v, fields) for k, v in said.items() if k not in fields}
        return left["label"] if set(left) == {"label"} else left
    return [_less(v, fields) for v in said] if isinstance(said, list) else said


def _fits(case: Case, answer: Answer) -> bool:
    """Whether the case has what an answer is about."""
    for field in ("prefers", "equal", "to", "offered", "refused", "confirmed", "denied"):
        package: str | Terms | None = getattr(answer, field)
        if isinstance(package, str) and package not in case.texts:
            return False
        if isinstance(package, dict):
            for i, term in package.items():
                issue = case.issues.get(i)
                if issue is None or (issue.range is None) != (term in issue.options):
                    return False
    return True
