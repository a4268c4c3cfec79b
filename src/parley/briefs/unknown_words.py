"""What nobody knows, and what an answer does with it, in words.

Room: briefs. Speaks parties and packages.
"""

from parley.analysis.settlement import Demand, Driver, Unknown
from parley.briefs.demand_words import demand_words, terms_words
from parley.briefs.wording import tenths_short
from parley.case.wording import Names
from parley.ground.worded import say


def driver_sentence(names: Names, driver: Driver) -> str:
    """What an unknown does to a share, as a sentence without its full stop."""
    name, real = unknown_words(names, driver.unknown)
    told = {
        "unknown": name,
        "low": tenths_short(driver.when_low),
        "high": tenths_short(driver.when_high),
    }
    if real:
        return say("{unknown}: {low} if it is tactical, {high} if it is real", **told)
    if driver.unknown.kind == "no-deal" and driver.unknown.about:
        return say("{unknown}: {high} if so, {low} if not", **told)
    return say("{unknown}: {low} where this is low, {high} where it is high", **told)


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
        return say("whether {demand} is real", demand=demand_words(names, line)), True
    if unknown.kind == "cost":
        return say("what carrying on without a deal costs {who}", who=who), False
    if unknown.kind == "minimum":
        return say("the least that {who} would sign", who=who), False
    if unknown.kind == "importance":
        if not issue:
            return say("how much each issue matters to {who}", who=who), False
        return say("how much {issue} matters to {who}", issue=names.issue_in_text(issue), who=who), False
    if unknown.kind == "value" and not term:
        of = names.issue_in_text(issue)
        return say("how much {who} likes each term of {issue}", who=who, issue=of), False
    if unknown.kind in ("value", "together"):
        return say("how much {who} likes {terms}", who=who, terms=terms_words(names, unknown.about)), False
    if issue and term:
        told = {"issue": names.issue_in_text(issue), "term": names.term_in_text(issue, term), "who": who}
        return say("whether {issue} without a deal comes to {term}, as {who} sees it", **told), False
    if issue:
        told = {"issue": names.issue_in_text(issue), "who": who}
        return say("what {issue} comes to without a deal, as {who} sees it", **told), False
    return say("how well off {who} would be without a deal", who=who), False
