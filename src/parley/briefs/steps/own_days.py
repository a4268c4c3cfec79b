"""The days that the case writes, beside those of the order that was sought, as words.

Room: briefs. Speaks parties. Days are counted from day 1.
"""

from parley.briefs.desk import Desk
from parley.briefs.steps.words import gain_words, when_words
from parley.briefs.wording import tenths
from parley.ground.worded import say
from parley.sequencing.schedule import Schedule


def as_written_words(desk: Desk, written: Schedule) -> str:
    """How the timetable that the case writes does, judged in the same way."""
    share = tenths(written.all_safe)
    if written.peak is None:
        return say("On the days that the case writes, every step is safe in {share}.", share=share)
    return say(
        "On the days that the case writes, every step is safe in {share}; it comes closest for {who}, "
        "{when}: by walking out it {what}.",
        share=share,
        who=desk.who(written.peak.party),
        when=when_words(written, written.peak.day),
        what=gain_words(written.peak.temptation),
    )


def own_days_words(found: Schedule) -> str:
    """That the days are those of the case, and how the order does that was sought; else empty."""
    if found.otherwise is None:
        return ""
    return say(
        "The days are those that the case writes: they are as safe as those of the best order that was "
        "found, which is safe at every step in {share}.",
        share=tenths(found.otherwise.all_safe),
    )
