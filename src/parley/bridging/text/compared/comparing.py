"""How do two texts differ, clause by clause and word by word?

Room: bridging. Which clause is which is found in `alignment`; here, within a clause,
which words came and which went. Nothing is lost in the comparison: what stayed and what went out, in order,
are the words of the earlier text; what stayed and what came in, those of the later.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable

from parley.bridging.text.compared.alignment import aligned
from parley.bridging.text.compared.difference import Change, ClauseChange, Run, RunKind
from parley.bridging.text.written.model import Clause, Heading, NegotiatingText, Part
from parley.bridging.text.written.wording import write_wording

# A word with its marks of vowels and joiners, a number with its points, a space, or another sign.
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*|(?:\w|[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]"
    r"|(?<=\w)[’'](?=\w))+|\s+|.",
    re.DOTALL,
)
_BRACKET = re.compile(r"(\[[^\[\]]*\])")
_BAR = re.compile(r"(\s*\|\s*)")
_ALIKE = 0.7  # share of words that two wordings of a bracket have in common, to be compared by words
_LARGEST = 4_000_000  # pairs of words; above, frequent words do not begin a match


def compare_texts(before: NegotiatingText, after: NegotiatingText) -> tuple[ClauseChange, ...]:
    """Every heading and clause of both texts once, in the order of the later; removed ones where they stood.

    A clause that only bears another number is the same; one that stands behind others than before has moved.

    >>> from parley.bridging.text.written.notation import parse
    >>> was, now = parse("1. Fire stops now."), parse("1. Roads open.\\n\\n2. Fire stops at dawn.")
    >>> [(c.kind, c.before, c.after) for c in compare_texts(was, now)]
    [('added', '', '1'), ('changed', '1', '2')]
    """
    found = []
    for pair in aligned(before.parts, after.parts):
        was = before.parts[pair.before] if pair.before is not None else None
        now = after.parts[pair.after] if pair.after is not None else None
        runs = word_runs(was.words if was else "", now.words if now else "")
        part = now or was
        marks = (_marks(was), _marks(now)) if was and now else ("", "")
        found.append(
            ClauseChange(
                _kind(was, now, runs, pair.moved),
                was.number if was else "",
                now.number if now else "",
                runs,
                (_status(was), _status(now)),
                heading=isinstance(part, Heading),
                places=(
                    pair.before if pair.before is not None else -1,
                    pair.after if pair.after is not None else -1,
                ),
                marks=marks if marks[0] != marks[1] else ("", ""),
            )
        )
    return tuple(found)


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """Which words stayed, went out and came in; out before in where both happen in one place.

    A wording within a bracket that shares few words with another one goes out or comes in as a whole.

    >>> [(run.kind, run.words) for run in word_runs("by day 42.", "by day 50.")]
    [('same', 'by day '), ('out', '42'), ('in', '50'), ('same', '.')]
    """
    return _runs(_tokens(before, after), _tokens(after, before))


def _tokens(words: str, others: str) -> list[str]:
    """Words and signs; each wording of a bracket as one, unless it stands in no bracket in the other text."""
    found: list[str] = []
    plain = _BRACKET.sub("[]", others)
    for part in _BRACKET.split(words):
        if _BRACKET.fullmatch(part):
            wordings = filter(None, _BAR.split(part[1:-1]))
            inner = [_TOKEN.findall(one) if one in plain else [one] for one in wordings]
            found += ["[", *(token for tokens in inner for token in tokens), "]"]
        else:
            found += _TOKEN.findall(part)
    return found


def _finer(out: list[str], in_: list[str]) -> list[tuple[RunKind, list[str]]]:
    """What changed where one stands for the other: by words, where wordings of a bracket are much alike."""
    if len(out) == len(in_) == 1 and (" " in out[0].strip() or " " in in_[0].strip()):
        was, now = _TOKEN.findall(out[0]), _TOKEN.findall(in_[0])
        bags = [Counter(token for token in tokens if not token.isspace()) for tokens in (was, now)]
        if 2 * (bags[0] & bags[1]).total() >= _ALIKE * (bags[0].total() + bags[1].total()):
            return [(run.kind, [run.words]) for run in _runs(was, now)]
    return [("out", out), ("in", in_)]


def _runs(was: list[str], now: list[str]) -> tuple[Run, ...]:
    start = 0
    while start < min(len(was), len(now)) and was[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(was), len(now)) - start and was[-1 - end] == now[-1 - end]:
        end += 1
    tail = was[len(was) - end :]
    middle_was, middle_now = was[start : len(was) - end], now[start : len(now) - end]
    runs: list[tuple[RunKind, list[str]]] = [("same", was[:start])]
    if middle_was and middle_now:
        junk = len(middle_was) * len(middle_now) > _LARGEST
        matcher = difflib.SequenceMatcher(None, middle_was, middle_now, autojunk=junk)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                runs.append(("same", middle_was[a:b]))
            else:
                runs += _finer(middle_was[a:b], middle_now[c:d])
    else:
        runs += [("out", middle_was), ("in", middle_now)]
    return _smooth([*runs, ("same", tail)])


def changed(differences: Iterable[ClauseChange]) -> tuple[ClauseChange, ...]:
    """Those that are not the same in words, status and what stands in braces."""
    return tuple(d for d in differences if d.kind != "same" or d.status[0] != d.status[1] or any(d.marks))


def _smooth(runs: list[tuple[RunKind, list[str]]]) -> tuple[Run, ...]:
    """Runs in a row as one; a space alone between two changes belongs to both."""
    groups: list[tuple[str, str, str]] = []  # same words, then what went out and came in behind them
    for kind, tokens in runs:
        words = "".join(tokens)
        if not words:
            continue
        if kind == "same":
            groups.append((words, "", ""))
        else:
            if not groups:
                groups.append(("", "", ""))
            same, out, in_ = groups[-1]
            groups[-1] = (same, out + words, in_) if kind == "out" else (same, out, in_ + words)
    joined: list[tuple[str, str, str]] = []
    for same, out, in_ in groups:
        if joined and (joined[-1][1] or joined[-1][2]) and (out or in_) and not same.strip():
            first, before, after = joined[-1]
            joined[-1] = (first, before + same + out, after + same + in_)
        elif joined and not (joined[-1][1] or joined[-1][2]):
            joined[-1] = (joined[-1][0] + same, out, in_)
        else:
            joined.append((same, out, in_))
    kinds: tuple[RunKind, ...] = ("same", "out", "in")
    return tuple(
        Run(kind, words) for group in joined for kind, words in zip(kinds, group, strict=True) if words
    )


def _kind(was: Part | None, now: Part | None, runs: tuple[Run, ...], moved: bool) -> Change:
    if was is None:
        return "added"
    if now is None:
        return "removed"
    if moved:
        return "moved"
    return "changed" if any(run.kind != "same" for run in runs) else "same"


def _status(part: Part | None) -> str:
    return part.status if isinstance(part, Clause) else ""


def _marks(part: Part) -> str:
    """The clause with its braces, as the notation writes it, for the mediator only."""
    return write_wording(part) if isinstance(part, Clause) else ""
