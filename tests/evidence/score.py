"""Scores the built-in reader on annotated texts with the scorer that stands beside the project.

`python tests/evidence/score.py [GOLD.json ...] [--show]`; without names, all development texts.
"""

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.evidence.rules.reader import RulesReader
from parley.ground.digest import digest_bytes
from parley.ground.ids import DocumentId, slug

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared"
_ROLES = {"principal": "principal", "mediator": "mediator", "third-party": "third-party"}
_KINDS = {"state", "organisation", "person", "group", "document"}


def glossary_of(case: dict[str, Any], field: str | None = None) -> Glossary:
    """What the annotator wrote under "case", as a glossary."""
    actors = tuple(
        Actor(
            a["id"],
            a["name"],
            _ROLES.get(a["role"], "outside"),
            a["kind"] if a["kind"] in _KINDS else "unknown",
            a["member_of"],
            tuple(a["aliases"]),
            tuple(a.get("metonyms") or ()),
        )
        for a in case["actors"]
    )
    subjects = tuple(
        Subject(
            i["id"],
            i["label"],
            tuple(i["keywords"]),
            tuple(Topic(o["id"], o["label"], tuple(o.get("keywords", ()))) for o in i["options"]),
            i["unit"],
            i["unit"] is not None,
        )
        for i in case["issues"]
    )
    return Glossary(actors, subjects, field)


def document_of(gold: dict[str, Any], folder: Path, published: date | None = None) -> Document:
    """The annotated text, with the day the annotator gave or `published`."""
    path = folder / gold["document"]["file"]
    raw = path.read_bytes()
    given = gold["document"].get("published")
    day = date.fromisoformat(given) if given else published
    return Document(
        DocumentId(slug(path.stem)), raw.decode("utf-8"), digest_bytes(raw), path.name, published=day
    )


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "tools" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(path: Path, published: date | None = None) -> tuple[dict[str, Any], Reading]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    if "act_families" not in gold.get("schema", {}):
        gold["schema"] = json.loads((SHARED / "data/gold/seed_claims.json").read_text(encoding="utf-8"))[
            "schema"
        ]
    document = document_of(gold, path.parent, published)
    return gold, RulesReader().read(document, glossary_of(gold["case"]))


def score(path: Path, *, show: bool = False) -> dict[str, Any]:
    """The scorer's figures for one annotated text, and dates and facts beside them."""
    gold, reading = read_gold(path)
    predicted = [c.as_dict() for c in reading.claims]
    out: dict[str, Any] = scorer().Scorer(gold).score(predicted, show)
    out["dates"] = _dates(gold, reading)
    out["facts"] = _facts(gold, reading)
    out["events"] = _events(gold, reading)
    return out


def _dates(gold: dict[str, Any], reading: Reading) -> list[int]:
    wanted = [c["when"] for c in gold["claims"] if c.get("when") and c["when"].get("from")]
    wanted += [e["when"] for e in gold["events"] if e.get("when") and e["when"].get("from")]
    whens = [c.when for c in reading.claims if c.when] + [e.when for e in reading.events if e.when]
    have = {(str(w.start), str(w.end)) for w in whens}
    return [sum((w["from"], w["to"]) in have for w in wanted), len(wanted)]


def _facts(gold: dict[str, Any], reading: Reading) -> list[int]:
    have = [(f.number, f.quote.start, f.quote.end) for f in reading.facts]
    found = sum(
        any(
            abs(n - f["number"]) < 1e-6 and s < f["quote"]["end"] and f["quote"]["start"] < e
            for n, s, e in have
        )
        for f in gold["facts"]
    )
    return [found, len(gold["facts"]), len(have)]


def _events(gold: dict[str, Any], reading: Reading) -> list[int]:
    have = [(e.kind, e.mention.start, e.mention.end) for e in reading.events]
    found = sum(
        any(k == g["kind"] and s < g["mention"]["end"] and g["mention"]["start"] < e for k, s, e in have)
        for g in gold["events"]
    )
    return [found, len(gold["events"]), len(have)]


def main() -> None:
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    paths = [Path(n) for n in names] or sorted((HERE / "development").glob("*.json"))
    total: dict[str, list[float]] = {}
    for path in paths:
        figures = score(path, show="--show" in sys.argv)
        print(path.stem, json.dumps(figures))
        for level in ("L1", "L2", "L3", "L4", "L5"):
            total.setdefault(level, []).append(figures[level][0])
            total.setdefault(level + "p", []).append(figures[level][1])
        for name in ("not_current_found", "numbers_found", "dates", "facts", "events"):
            total.setdefault(name, []).append(figures[name][0])
            total.setdefault(name + "/", []).append(figures[name][1])
    means = {k: round(sum(v) / len(v), 2) for k, v in total.items() if k.startswith("L")}
    sums = {
        k: f"{int(sum(total[k]))}/{int(sum(total[k + '/']))}"
        for k in ("not_current_found", "numbers_found", "dates", "facts", "events")
    }
    print("mean", json.dumps(means | sums))


if __name__ == "__main__":
    main()
