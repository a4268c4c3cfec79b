"""Do fractions, percentages, the rest and running totals of a quantity come out?

Room: bridging. "Half on day one, a third on day two and the other fifteen", "five per cent of 8,400, 480
crowns", "50 per cent for us, 30 for you, 30 for the desk", "24 stretchers, ten from the ship, eight from
the yard and four from the hall".
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from parley.bridging.clauses.figures.figures import Figure, figures, spelt
from parley.bridging.clauses.figures.lists import growing, listed, two_kinds
from parley.bridging.clauses.figures.percents import hundred, in_step, percent
from parley.bridging.clauses.figures.shared import IS, LOOSE, OF, alike, amiss
from parley.bridging.clauses.figures.sums import shown
from parley.bridging.clauses.reading import Reading, Sentence
from parley.bridging.clauses.review import Finding

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8,
    "eighths": 8, "tenth": 10, "tenths": 10, "twentieth": 20,
}  # fmt: skip
_FRACTION = re.compile(
    r"\b(?:(?P<many>an?|one|two|three|four|five|six|seven|nine)[ -])?(?P<part>half|thirds?|quarters?"
    r"|fifths?|sixths?|sevenths?|eighths?|tenths?|twentieth)\b(?!\s(?:day|week|month|year|phase|stage"
    r"|party|convoy|group|of (?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)|instal|tug|book|part|hour|time|turn|lull|stop|load|round|mile|a |an ))",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:the|its)\s(?:other|remaining|rest(?:,| of)?|last|balance of)\s(?:the\s)?$", re.IGNORECASE
)


def shares(reading: Reading) -> Iterator[Finding]:
    """Shares that do not come out."""
    for sentence in reading.sentences:
        for words in reading.variants(sentence):
            found = figures(words)
            if not found:
                continue
            yield from _fractions(sentence, words, found)
            yield from percent(sentence, words, found)
            yield from hundred(sentence, words, found)
            yield from in_step(sentence, words, found)
            yield from growing(sentence, words, found)
            yield from listed(sentence, words, found)
            yield from two_kinds(sentence, words, found)


def _fractions(sentence: Sentence, words: str, found: Sequence[Figure]) -> Iterator[Finding]:
    marks = [m for m in _FRACTION.finditer(words) if m["many"] or m["part"].lower() == "half"]
    if not marks:
        return
    parts = [Fraction(_many(m), _PARTS[m["part"].lower()]) for m in marks]
    bare = re.search(
        r"\b(?P<denominator>fifths|quarters|thirds|eighths|sixths"
        r"|tenths)\b[^,;.]{0,30}?,[^,;.]{0,30}?\s(?P<many>one|two|three|four)\b(?=\s(?:and|,))",
        words[marks[0].start() :],
    )
    if bare and _PARTS[bare["denominator"]] and len(marks) >= 2:
        parts.append(Fraction(int(spelt(bare["many"]) or 0), _PARTS[bare["denominator"]]))
    if (
        len(parts) >= 2
        and sum(parts) > 1
        and not re.search(
            r"\b(?:of (?:that|this|it|these|those|the (?:first|rest|other)))\b", words[marks[0].end() :]
        )
    ):
        yield amiss(
            sentence,
            marks[0].start(),
            marks[-1].end(),
            f"The shares come to {float(sum(parts)):.3g}, more than the whole.",
        )
        return
    total = next(
        (f for f in found if f.end <= marks[0].start() and not f.time and not f.percent and f.value >= 4),
        None,
    )
    if total is None or LOOSE.search(words[: total.start]):
        return
    for rest in found:
        if rest.start < marks[-1].end() or rest is total:
            continue
        between = words[marks[-1].end() : rest.start]
        if _REST.search(words[: rest.start]):
            left = Fraction(total.value).limit_denominator(1000) * (1 - sum(parts))
            if left != Fraction(rest.value).limit_denominator(1000) and len(parts) < 4:
                start = marks[0].start()
                yield amiss(
                    sentence,
                    start,
                    rest.end,
                    f"That leaves {shown(float(left))} of {shown(total.value)}, not {shown(rest.value)}.",
                )
            return
        if (
            re.match(r"^,\s$", between)
            and re.match(r"(?:\s\w+)?\s(?:apiece|each|a head)\b", words[rest.end :])
            and len(parts) == 1
        ):
            share = total.value * float(parts[0])
            if abs(share - rest.value) > 0.01:
                yield amiss(
                    sentence,
                    rest.start,
                    rest.end + len(" apiece"),
                    f"That is {shown(share)} of {shown(total.value)}, not {shown(rest.value)}.",
                )
            return
    for mark, part in zip(marks, parts, strict=False):  # "half of the 12,000, 6,000 crowns"
        base = next(
            (f for f in found if f.start >= mark.end() and OF.match(words[mark.end() : f.start])), None
        )
        told = next(
            (f for f in found if base and f.start >= base.end and IS.match(words[base.end : f.start])), None
        )
        if (
            base
            and told
            and not base.percent
            and abs(base.value * float(part) - told.value) > 0.01
            and alike(base, told)
        ):
            yield amiss(
                sentence,
                told.start,
                told.end,
                f"That is {shown(base.value * float(part))}, not {shown(told.value)}.",
            )


def _many(match: re.Match[str]) -> int:
    many = (match["many"] or "a").lower()
    return 1 if many in ("a", "an") else int(spelt(many) or 1)
