"""What a drafter would raise, in the words of a brief and of its language.

Room: briefs. In English the clause check speaks for itself; in other languages its rows are looked up, and
what it found in single words is told by kind.
"""

from parley.bridging.clauses.review import Finding, Gap, Review
from parley.briefs.desk import quoted
from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.wording import listed, sentences
from parley.ground.worded import Worded, english, say

_QUOTED = 60  # letters of a quotation that are shown
_LACKS = {
    "actor": (say("who acts"), say("Who does it?")),
    "action": (say("what is done"), say("What exactly is done?")),
    "quantity": (say("how much"), say("How much, or how many?")),
    "deadline": (say("by when"), say("By when?")),
    "counterpart": (say("towards whom"), say("To whom, or with whom?")),
    "verifier": (say("who checks it"), say("Who checks it?")),
}
_KINDS = {
    "sum": (say("Figures that do not agree"), say("Which of them holds?")),
    "date": (say("Dates that do not agree"), say("Which of them holds?")),
    "days": (say("A count of days that does not agree"), say("Which holds, the number or the date?")),
    "reference": (
        say("A reference to what is not there"),
        say("Which clause is meant, or which is missing?"),
    ),
    "gate": (say("A condition without a consequence"), say("What follows if it is not met?")),
    "vague": (say("A vague term"), say("Is it meant to be open? If not, what exactly is meant?")),
    "undefined": (
        say("A term without a definition"),
        say("What does it mean here, and who decides in doubt?"),
    ),
    "unattached": (say("An annex or a map that is not attached"), say("Where is it, and who has signed it?")),
}


def gap_words(phrases: Phrases, review: Review, gap: Gap) -> Worded:
    """One gap with the question to put to the parties."""
    words = f", {quoted(gap.words, _QUOTED)}" if gap.words else ""
    where = f" (clause {gap.clause}{words})" if gap.clause else ""
    plain = english(f"{gap.title.rstrip('.')}{where}: {gap.question}")
    finding = next((f for f in review.findings if f.says == gap.title and f.place.words == gap.words), None)
    if finding is not None:
        return _of_kind(finding).as_text(plain)
    row = next((r for r in review.rows if gap.title.startswith(r.asks) and r.question == gap.question), None)
    if row is None or not (phrases.knows(row.asks) and phrases.knows(row.question)):
        return plain
    told = {"gap": say(row.asks), "question": say(row.question)}
    if row.presence == "partial":
        return say("{gap}, in part only: {question}", **told).as_text(plain)
    return say("{gap}: {question}", **told).as_text(plain)


def _of_kind(finding: Finding) -> Worded:
    """What is wrong with the words, by kind, where they stand, and the question that goes with it."""
    if finding.kind == "duty":
        lacking = [_LACKS[one] for one in finding.lacks]
        what: str = say("A duty that does not say {lacks}", lacks=listed(what for what, _ in lacking))
        question: str = sentences([asked for _, asked in lacking])
    else:
        what, question = _KINDS[finding.kind]
    told = {"gap": what, "question": question}
    if not finding.place.clause:
        return say("{gap}: {question}", **told)
    words = quoted(finding.place.words, _QUOTED)
    return say(
        "{gap} (clause {clause}, {words}): {question}", **told, clause=finding.place.clause, words=words
    )
