"""What is told where there is no order: the case lists nothing that is handed over, or this package has none.

Room: briefs. Speaks parties and packages.
"""

from parley.briefs.content import Said, Section
from parley.briefs.desk import Desk
from parley.case.deliverables_of_package import part_of
from parley.case.package import Package
from parley.ground.worded import Worded, english, say

_TITLE = say("In which order, so that nobody gains by walking out?")


def title_of() -> Worded:
    """The question that the section on steps answers."""
    return _TITLE


def missing_words() -> Worded:
    """Where the case lists nothing that is handed over."""
    return say(
        "In which order a package would be carried out, and whether it would last, is not told: the case "
        "lists nothing that is handed over. With entries under “deliverables” (who gives what to whom, how "
        "much, when), both questions have a section here."
    )


def unscheduled_section(desk: Desk, package: Package, letter: str) -> Section:
    """Where the case lists what is handed over and no order could be made of it: why, and how to mend it."""
    present, _ = part_of(desk.case, package)
    if not present:
        words = say(
            "Nothing that the case hands over is part of package {letter}: each entry is for packages with "
            "other terms. Entries for its terms would show in which order it could be carried out.",
            letter=letter,
        )
        return Section("steps", title_of(), (Said(words),))
    lines = [line.strip() for line in desk.computed.unscheduled.splitlines()]
    told = " ".join(lines[1:] if len(lines) > 2 else lines)  # the first of three is a place in a file
    words = say("For package {letter} there is no order: {why}", letter=letter, why=english(told))
    return Section("steps", title_of(), (Said(words),))
