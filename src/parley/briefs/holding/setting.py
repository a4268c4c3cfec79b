"""The design that was simulated, as a table: what the deal provides, in words.

Room: briefs. Speaks designs.
"""

from parley.briefs.content import Cell, Said, Table
from parley.briefs.desk import Desk
from parley.briefs.holding.notes import method_note
from parley.briefs.wording import in_turn, upper_first
from parley.endurance.asking.saying import in_ten, monitoring_words
from parley.endurance.asking.values import Endurance
from parley.ground.worded import Worded, say

AGREEMENTS = {
    "cessation": say("an end of fighting, with little machinery"),
    "truce": say("a truce that leaves the matter in dispute open"),
    "settlement": say("a settlement of the matter in dispute"),
}
RESPONSES = {
    "restraint": say("with restraint"),
    "proportional": say("in proportion"),
    "automatic": say("at once, whatever happened"),
}
SPOILERS = {"none": say("none"), "some": say("some"), "many": say("many")}


def setting_table(desk: Desk, found: Endurance) -> Table:
    """One row for each thing that the process takes from the design."""
    setting = found.setting
    ladder = say("none")
    if setting.ladder_days is not None:
        ladder = say("there is one, of {n} days", n=f"{setting.ladder_days:g}")
    rows: list[tuple[Worded, str]] = [
        (say("Kind of agreement"), AGREEMENTS[setting.agreement]),
        (say("Who watches, and how"), monitoring_words(setting.monitoring)),
        (say("How a breach is answered"), RESPONSES[setting.response]),
        (say("Ladder for disputes"), ladder),
        (say("Duties go on during a dispute"), _yes(setting.interim_rule)),
        (say("Groups outside that gain from failure"), SPOILERS[setting.spoilers]),
        (say("They live on money from elsewhere"), _yes(setting.financed)),
        (say("Settles the matter and disarms"), _yes(setting.definitive)),
        (say("There are mediators"), _yes(setting.mediated)),
        (say("Issues with words to be read in two ways"), in_ten(setting.ambiguity)),
        (
            say("Draws in which a side would rather have no deal"),
            in_turn(
                [say("{who} {share}", who=desk.party(p), share=in_ten(s)) for p, s in setting.below.items()]
            )
            or say("not known"),
        ),
        (
            say("What walking out gains a side"),
            say("as in the order of handing over") if setting.temptation else say("not known, and drawn"),
        ),
    ]
    note = method_note(desk, found)
    cells = tuple((Cell((Said(what),)), Cell((Said(upper_first(how), note),))) for what, how in rows)
    return Table(say("The design"), (say("What"), say("As simulated")), cells)


def _yes(it_is: bool) -> Worded:
    return say("yes") if it_is else say("no")
