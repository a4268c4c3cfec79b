"""What was answered, as a document of the case and a claim that quotes it.

Room: bridging. Speaks parties and packages. May use `parley.evidence`. The record is written in fixed words
from the question and the answer, so that the claim is word for word in it. The packages stand in its head,
where no reader takes what they would settle for something that somebody said.
"""

from datetime import date

from parley.bridging.questions.asked import OnFile, Taken
from parley.bridging.questions.question import Reply
from parley.case.model import Case
from parley.case.package import Choice, Package
from parley.case.wording import term_words
from parley.evidence.claim import Attribution, Claim
from parley.evidence.document import Disclosure, Document
from parley.ground.ids import ClaimId

FOLDER = "documents/answers"
_SAID: dict[Reply, str] = {  # what is claimed
    "first": "the first package than the second",
    "second": "the second package than the first",
    "equal": "the first package as the second",
}
_OVER_NO_DEAL: dict[Reply, str] = {"first": "the package than no deal", "second": "no deal than the package"}


def file_name(question: OnFile) -> str:
    """Where the next answer to a question is recorded, within the case folder."""
    again = f"-{len(question.taken) + 1}" if question.taken else ""
    return f"{FOLDER}/{question.id}{again}.md"


def record_text(case: Case, question: OnFile, taken: Taken) -> str:
    """The document: the two packages in words, and what was answered."""
    name = _name(case, question)
    lines = [
        "---",
        f"title: Answer of {name} to question {question.id}",
        "publisher: Record of the mediator",
        f"published: {taken.on}",
        f"disclosure: {taken.grade.value}",
        "package-against-no-deal:" if question.against_no_deal else "first-package:",
        *_listed(case, question.first),
        *(() if question.against_no_deal else ("second-package:", *_listed(case, question.second))),
        "---",
        "",
        _sentence(name, question, taken.reply),
        "",
    ]
    return "\n".join(lines)


def claim_of(case: Case, question: OnFile, taken: Taken, document: Document) -> Claim:
    """The claim; its quotations stand in the record."""
    quote = document.find(_sentence(_name(case, question), question, taken.reply))
    return Claim(
        ClaimId("c0"),
        (question.party,),
        "prefer",
        quote,
        document.find(_said(question, taken.reply), after=quote.start),
        attribution=Attribution(basis="document" if taken.grade is Disclosure.PUBLIC else "private"),
        published=date.fromisoformat(taken.on),
        disclosure=taken.grade,
        confidence=1.0,
        rule="answer",
        note=f"answer to question {question.id}",
    )


def _said(question: OnFile, reply: Reply) -> str:
    return (_OVER_NO_DEAL if question.against_no_deal else _SAID)[reply]


def _sentence(name: str, question: OnFile, reply: Reply) -> str:
    """What was answered; the claim holds enough of it for a reader to know the words as filed."""
    return f"{name} would {'as soon' if reply == 'equal' else 'rather'} have {_said(question, reply)}."


def _name(case: Case, question: OnFile) -> str:
    party = case.parties.get(question.party)
    return " ".join(party.name.split()) if party else question.party


def _listed(case: Case, package: Package) -> list[str]:
    out = []
    for issue, term in in_order(case, package):
        entry = case.issues.get(issue)
        words = f"{entry.name if entry else issue}: {term_words(entry, term)}"
        out.append(f"  - {' '.join(words.split())}")
    return out


def in_order(case: Case, package: Package) -> list[tuple[str, Choice]]:
    """Issues and terms in the order of the case; what the case no longer has at the end."""
    order = list(case.issues)
    return sorted(
        ((str(i), term) for i, term in package.terms),
        key=lambda item: order.index(item[0]) if item[0] in case.issues else len(order),
    )
