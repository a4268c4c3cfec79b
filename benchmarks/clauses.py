"""What does the clause check find of what was planted in our drafts, and what does it find that is not there?

A finding of the key is found when the check has one of the same family in the same clause, at the same
words if there
are several; a date and a day count are one family, and so are a reference and an annex that is not
attached. A false
alarm is a finding that the key does not have. A planted row is found when it is reported absent or partial.

Run: .venv/bin/python benchmarks/clauses.py [FOLDER ...] [--totals]
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.bridging.clauses.review import Finding, Row
from parley.bridging.clauses.reviewing import review
from parley.bridging.text.written.notation import read_text

CORPUS = Path(__file__).parent.parent / "tests" / "bridging" / "corpus"
_FAMILY = {"days": "date", "unattached": "reference"}


@dataclass
class Score:
    """How the check did on some drafts."""

    keyed: int = 0
    found: int = 0
    planted: int = 0
    planted_found: int = 0
    planted_rows: int = 0
    planted_rows_found: int = 0
    findings: int = 0
    rows: int = 0
    rows_same: int = 0
    lacks_differ: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)  # "sum found", "sum keyed", "sum false"
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    rows_other: list[str] = field(default_factory=list)
    rows_missed: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def family(kind: str) -> str:
    return _FAMILY.get(kind, kind)


def compare(draft: Path) -> Score:
    """One draft against its key."""
    key: dict[str, Any] = json.loads(draft.with_suffix(".json").read_text(encoding="utf-8"))
    found = review(read_text(draft))
    score = Score(keyed=len(key["findings"]), findings=len(found.findings))
    left = list(found.findings)
    for wanted in key["findings"]:
        match = _match(wanted, left)
        score.by_kind[f"{family(wanted['kind'])} keyed"] += 1
        score.by_kind[f"{family(wanted['kind'])} found"] += match is not None
        score.planted += wanted["planted"]
        if match is None:
            score.missed.append(f"{draft.stem} {wanted['clause']} {wanted['kind']}: {wanted['words']}")
            continue
        left.remove(match)
        score.found += 1
        score.planted_found += wanted["planted"]
        score.lacks_differ += wanted["kind"] == "duty" and set(match.lacks) != set(wanted["lacks"])
    score.false = [f"{draft.stem} {f.place.clause} {f.kind}: {f.place.words} - {f.says}" for f in left]
    score.by_kind.update(f"{family(f.kind)} false" for f in left)
    rows = {row.id: row for row in found.rows}
    for name, presence in key["rows"].items():
        if name in key["open"]:
            continue
        score.rows += 1
        score.rows_same += rows[name].presence == presence
        told = f"{draft.stem} {name}: {presence}, reported {rows[name].presence}"
        if rows[name].presence != presence:
            score.rows_other.append(told)
        if name in key["planted_rows"]:
            score.planted_rows += 1
            score.planted_rows_found += _open(rows[name])
            if not _open(rows[name]):
                score.rows_missed.append(told)
    return score


def _open(row: Row) -> bool:
    return row.presence in ("absent", "partial")


def _match(wanted: dict[str, Any], left: list[Finding]) -> Finding | None:
    same = [
        f for f in left if f.place.clause == wanted["clause"] and family(f.kind) == family(wanted["kind"])
    ]
    exact = [f for f in same if f.place.words in wanted["words"] or wanted["words"] in f.place.words]
    return (exact or same or [None])[0]


def total(folder: Path) -> tuple[Score, dict[str, Score]]:
    """All drafts of a folder."""
    whole, each = Score(), {}
    for draft in sorted(folder.glob("*.md")):
        each[draft.stem] = compare(draft)
        whole.add(each[draft.stem])
    return whole, each


def told(score: Score) -> str:
    return (
        f"planted {score.planted_found}/{score.planted}  all keyed {score.found}/{score.keyed}  "
        f"planted rows {score.planted_rows_found}/{score.planted_rows}  false "
        f"{len(score.false)}/{score.findings}  "
        f"rows as keyed {score.rows_same}/{score.rows}  duties lacking otherwise {score.lacks_differ}"
    )


def main() -> None:
    only_totals = "--totals" in sys.argv
    folders = [Path(a) for a in sys.argv[1:] if not a.startswith("-")] or [
        CORPUS / "tuning",
        CORPUS / "held-out",
    ]
    for folder in folders:
        whole, each = total(folder)
        if not only_totals:
            for name, score in each.items():
                print(f"{name:<26} {told(score)}")
            for head, lines in (
                ("missed", whole.missed),
                ("planted rows missed", whole.rows_missed),
                ("false alarms", whole.false),
                ("rows otherwise", whole.rows_other),
            ):
                print(f"\n{head}:", *lines, sep="\n  ")
        print(f"\n{folder.name}: {told(whole)}")
        for kind in ("sum", "date", "reference", "duty", "gate", "undefined", "vague"):
            count = {what: whole.by_kind[f"{kind} {what}"] for what in ("found", "keyed", "false")}
            print(f"  {kind:<10} found {count['found']} of {count['keyed']}, false {count['false']}")


if __name__ == "__main__":
    main()
