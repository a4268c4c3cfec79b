"""What nobody knows, and what an answer does with it, in words.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Demand, Driver, Unknown
from parley.briefs.demand_words import demand_words, terms_words
from parley.briefs.wording import tenths_short
from parley.case.wording import Names


def driver_sentence(names: Names, driver: Driver) -> str:
    """What an unknown does to a share, as a sentence without its full stop."""
    low, high = tenths_short(driver.when_low), tenths_short(driver.when_high)
    name, real = unknown_words(names, driver.unknown)
    if real:
        return f"{name}: {low} if it is tactical, {high} if it is real"
    if driver.unknown.kind == "no-deal" and driver.unknown.about:
        return f"{name}: {high} if so, {low} if not"
    return f"{name}: {low} where this is low, {high} where it is high"


def unknown_words(names: Names, unknown: Unknown) -> tuple[str, bool]:
    """An unknown in words, and whether it is a question of real or tactical.

    >>> class Plain:
    ...     def who(self, id): return id.title()
    ...     def issue_in_text(self, id): return id
    ...     def term_in_text(self, issue, term): return str(term)
    >>> unknown_words(Plain(), Unknown("north", "importance"))
    ('how much each issue matters to North', False)
    >>> unknown_words(Plain(), Unknown("north", "red-line", (("corridor", "exit"),)))
    ("whether North's refusal of exit (corridor) is real", True)
    """
    who = names.who(unknown.party)
    issue, term = unknown.about[0] if unknown.about else ("", "")
    if unknown.kind == "red-line":
        line = Demand(unknown.party, "red-line", unknown.about, unknown.unless)
        return f"whether {demand_words(names, line)} is real", True
    if unknown.kind == "cost":
        return f"what carrying on without a deal costs {who}", False
    if unknown.kind == "minimum":
        return f"the least that {who} would sign", False
    if unknown.kind == "importance":
        return f"how much {names.issue_in_text(issue) if issue else 'each issue'} matters to {who}", False
    if unknown.kind == "value" and not term:
        return f"how much {who} likes each term of {names.issue_in_text(issue)}", False
    if unknown.kind in ("value", "together"):
        return f"how much {who} likes {terms_words(names, unknown.about)}", False
    if issue and term:
        what = f"{names.issue_in_text(issue)} without a deal comes to {names.term_in_text(issue, term)}"
        return f"whether {what}, as {who} sees it", False
    if issue:
        return f"what {names.issue_in_text(issue)} comes to without a deal, as {who} sees it", False
    return f"how well off {who} would be without a deal", False
