"""Why could the parties sign this package? In at most sixty words.

Room: bridging. Speaks parties and packages. Words of ours remember how they were put, so that a brief can
say them in another language.
"""

import re
from collections.abc import Iterator, Sequence

from parley.analysis.settlement import Share, Unknown
from parley.bridging.offers.offer import Move, Trade
from parley.bridging.offers.trades import carries
from parley.case.wording import Names, joined, listed, upper_first
from parley.ground.worded import Worded, say, several

MOST_WORDS = 60
_NAME, _TERM = 10, 14  # words of a name, and of a term, that are told
_NAMED = 3  # issues on which somebody gives that are named
_NEARLY_ALL = 0.95


def explanation(
    names: Names, moves: Sequence[Move], trades: Sequence[Trade], hangs_on: Unknown | None
) -> Worded:
    """What is exchanged, what else is given, and what it hangs on most; the most that fits is said."""
    told = _Told(names)
    return next(said for said in _shorter_and_shorter(told, moves, trades, hangs_on) if fits(said))


def fits(said: str) -> bool:
    """Has it at most sixty words?"""
    return len(said.split()) <= MOST_WORDS


def _shorter_and_shorter(
    told: "_Told", moves: Sequence[Move], trades: Sequence[Trade], hangs_on: Unknown | None
) -> Iterator[Worded]:
    trade = trades[0] if trades and carries(trades[0]) else None
    given = _given(moves)
    besides = {
        party: [i for i in issues if trade is None or (party, i) not in _in(trade)]
        for party, issues in given.items()
    }
    hangs = [told.hangs(hangs_on)] if hangs_on is not None else []
    if trade is not None:
        term = {(m.party, m.issue): m for m in moves}
        full, bare = told.exchange(trade, term), told.exchange(trade, None)
        rest = [told.also(besides, 1)] if any(besides.values()) else []
        counts = [told.also(besides, 0)] if any(besides.values()) else []
        for parts in (
            [full, *rest, *hangs],
            [full, *counts, *hangs],
            [full, *hangs],
            [full, *counts],
            [full],
            [bare, *rest, *hangs],
            [bare, *counts, *hangs],
            [bare, *hangs],
            [bare, *counts],
            [bare],
        ):
            yield _together(parts)
    for parts in (
        [told.no_exchange(given, _NAMED), *hangs],
        [told.no_exchange(given, 1), *hangs],
        [told.no_exchange(given, 0), *hangs],
        [told.no_exchange(given, 0)],
    ):
        yield _together(parts)
    yield say("Nothing in it is exchanged issue for issue.")


def _given(moves: Sequence[Move]) -> dict[str, list[str]]:
    """Principal -> the issues on which it gives, what costs it most first."""
    given: dict[str, list[Move]] = {m.party: [] for m in moves}
    for m in moves:
        if m.kind in ("gives", "gives most"):
            given[m.party].append(m)
    return {
        party: [m.issue for m in sorted(own, key=lambda m: -(m.cost.middle if m.cost else 0.0))]
        for party, own in given.items()
    }


def _in(trade: Trade) -> set[tuple[str, str]]:
    return {(trade.first, trade.given), (trade.second, trade.got)}


def _together(sentences: Sequence[Worded]) -> Worded:
    said = sentences[0]
    for sentence in sentences[1:]:
        said = say("{first} {then}", first=said, then=sentence)
    return said


class _Told:
    """Parts of an explanation."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def who(self, party: str) -> str:
        return _cut(self.names.who(party), _NAME)

    def issue(self, issue: str) -> str:
        return _cut(self.names.issue_in_text(issue), _NAME)

    def term(self, issue: str, term: object) -> str:
        return _cut(self.names.term_in_text(issue, term), _TERM)

    def exchange(self, trade: Trade, moves: dict[tuple[str, str], Move] | None) -> Worded:
        """The exchange that carries the package; with its terms where moves are given."""
        often = _often(trade.both)
        if moves is None:
            return say(
                "{first} moves on {given} and {second} on {got}: going back on both would leave both worse "
                "off {often}.",
                first=upper_first(self.who(trade.first)),
                given=self.issue(trade.given),
                second=self.who(trade.second),
                got=self.issue(trade.got),
                often=often,
            )
        terms = [moves[trade.first, i].term for i in (trade.given, trade.got)]
        return say(
            "{first} moves to {term} ({given}) and {second} to {other} ({got}): going back on both would "
            "leave both worse off {often}.",
            first=upper_first(self.who(trade.first)),
            given=self.issue(trade.given),
            term=self.term(trade.given, terms[0]),
            second=self.who(trade.second),
            got=self.issue(trade.got),
            other=self.term(trade.got, terms[1]),
            often=often,
        )

    def also(self, given: dict[str, list[str]], named: int) -> Worded:
        """What else is given, by whom; so many issues named, or only counted."""
        parts = [
            say("{who} on {what}", who=self.who(party), what=self.issues(issues, named))
            for party, issues in given.items()
            if issues
        ]
        return say("Also giving: {who_on_what}.", who_on_what=_divided(parts))

    def no_exchange(self, given: dict[str, list[str]], named: int) -> Worded:
        parts = [
            say("{who} gives on {what}", who=self.who(party), what=self.issues(issues, named))
            if issues
            else say("{who} gives on no issue", who=self.who(party))
            for party, issues in given.items()
        ]
        return say("No exchange of two issues carries it: {who_on_what}.", who_on_what=listed(parts))

    def issues(self, issues: Sequence[str], named: int) -> str:
        """So many issues by name, and how many more."""
        if not named:
            return several(len(issues), "one issue", "{n} issues")
        words = [self.issue(i) for i in issues[:named]]
        more = len(issues) - len(words)
        return listed([*words, several(more, "one more", "{n} more")] if more else words)

    def hangs(self, unknown: Unknown) -> Worded:
        """What its being accepted by all hangs on most."""
        who = self.who(unknown.party)
        issue = unknown.about[0][0] if unknown.about else ""
        if unknown.kind == "red-line":
            terms = joined([self.term(i, t) for i, t in unknown.about])
            return say("It hangs most on whether {who}'s refusal of {terms} is real.", who=who, terms=terms)
        if unknown.kind == "cost":
            return say("It hangs most on what carrying on without a deal costs {who}.", who=who)
        if unknown.kind == "minimum":
            return say("It hangs most on the least that {who} would sign.", who=who)
        if unknown.kind == "importance":
            return say(
                "It hangs most on how much {issue} matters to {who}.", issue=self.issue(issue), who=who
            )
        if unknown.kind in ("value", "together"):
            terms = joined([self.term(i, t) if t else self.issue(i) for i, t in unknown.about])
            return say("It hangs most on how much {who} likes {terms}.", who=who, terms=terms)
        if issue:
            return say(
                "It hangs most on what {issue} comes to without a deal, as {who} sees it.",
                issue=self.issue(issue),
                who=who,
            )
        return say("It hangs most on how well off {who} would be without a deal.", who=who)


def _divided(parts: Sequence[str]) -> str:
    """Parts as one list; each has its own "and" inside, so commas divide them."""
    said = parts[0]
    for part in parts[1:]:
        said = say("{first}; {then}", first=said, then=part)
    return said


def _often(share: Share) -> Worded:
    if share.value > _NEARLY_ALL:
        return say("in nearly every draw")
    return say("in about {n} of 10 draws", n=max(1, round(share.value * 10)))


def _cut(words: str, most: int) -> str:
    """The words up to a comma or the like where they are too many; only where there is none, the first.

    >>> _cut("‘one two, three’", 2), _cut("one two three", 2), _cut("one two", 2)
    ('‘one two’', 'one two …', 'one two')
    """
    if len(words.split()) <= most:
        return words
    closing = "’" if words.startswith("‘") else ""
    parts = [words[: found.start()] for found in re.finditer(r"[,;:(]", words)]
    fitting = [part.strip() for part in parts if 0 < len(part.split()) <= most]
    if fitting:
        return f"{fitting[-1]}{closing}"
    return f"{' '.join(words.split()[:most])} …{closing}"
