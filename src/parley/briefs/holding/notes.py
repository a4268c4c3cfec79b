"""The notes behind what is told of endurance: the process, and each base rate with its source.

Room: briefs.
"""

from parley.briefs.desk import Desk
from parley.briefs.wording import joined, sentences
from parley.endurance.asking.values import BaseRate, Endurance
from parley.ground.worded import say

SOURCE = (
    "what is simulated, its priors, and what it was checked against stand in the documentation, “Would it "
    "last?”"
)


def method_note(desk: Desk, found: Endurance) -> tuple[int, ...]:
    """What a run and a world are."""
    return desk.notes.method(
        say(
            "A run is one way the implementation could go in a process of days: incidents, what is seen of "
            "them, answers, disputes, gates. A world is one draw of everything about the process that nobody "
            "knows. {runs} runs in {worlds} worlds; shares are of runs, and say what this process does.",
            runs=found.runs,
            worlds=str(found.worlds),
        ),
        SOURCE,
    )


def rate_note(desk: Desk, rate: BaseRate) -> tuple[int, ...]:
    """How a base rate was counted, what counts as an end in it, and cases that are known by name."""
    named = say("Among them: {names}.", names=joined(rate.names)) if rate.names else ""
    return desk.notes.method(
        sentences(
            [
                say("{n} {what}.", n=str(rate.n), what=say(rate.name)),
                say("Counts as an end: {what}.", what=say(rate.ends)),
                say("How: {what}.", what=say(rate.how)),
                say(rate.note) if rate.note else "",
                named,
            ]
        ),
        rate.source,
    )
