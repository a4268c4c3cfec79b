"""Annotated texts for tests of readers: how they are loaded, whether they are sound, how a reading scores.

Loaded by path (`import_gold` in the tests), since tests are no package. The scorer stands beside the gold
annotation in ../shared; without it nothing is scored, and the tests skip.
"""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from parley.evidence.claim import FAMILIES, When
from parley.evidence.document import Document
from parley.evidence.glossary import Actor, Glossary, Subject, Topic
from parley.evidence.reader import Reading
from parley.ground.digest import digest_bytes
from parley.ground.ids import DocumentId

SHARED = Path(__file__).parents[2].parent / "shared"
SCORER = SHARED / "tools" / "score_claims.py"
SCHEMA = SHARED / "data" / "gold" / "seed_claims.json"
ROLES = {"principal", "mediator", "third-party"}

Gold = dict[str, Any]
Figures = dict[str, Any]


def annotations(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def load(path: Path) -> tuple[Gold, Document]:
    """An annotation and the document it belongs to."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    about = gold["document"]
    content = (path.parent / about["file"]).read_bytes()
    document = Document(
        DocumentId(path.stem),
        content.decode("utf-8"),
        digest_bytes(content),
        about["file"],
        title=about["title"],
        publisher=about["publisher"],
        published=date.fromisoformat(about["published"]) if about["published"] else None,
    )
    return gold, document


def glossary(gold: Gold) -> Glossary:
    """The case as a user would have typed it: members bear the role of their side; a unit makes a number."""
    side = {a["id"]: a["member_of"] or a["id"] for a in gold["case"]["actors"]}
    role = {a["id"]: a["role"] for a in gold["case"]["actors"]}
    actors = tuple(
        Actor(
            a["id"],
            a["name"],
            role[side[a["id"]]] if role[side[a["id"]]] in ROLES else "outside",
            a["kind"],
            a["member_of"],
            tuple(a["aliases"]),
            tuple(a.get("metonyms", ())),
        )
        for a in gold["case"]["actors"]
    )
    subjects = tuple(
        Subject(
            i["id"],
            i["label"],
            tuple(i["keywords"]),
            tuple(Topic(o["id"], o["label"]) for o in i["options"]),
            i["unit"],
            numeric=bool(i["unit"]) and not i["options"],
        )
        for i in gold["case"]["issues"]
    )
    return Glossary(actors, subjects)


def faults(gold: Gold, document: Document) -> list[str]:
    """What is wrong with an annotation; empty where it is sound."""
    wrong: list[str] = []
    if digest_bytes(document.text.encode()) != gold["document"]["sha256"]:
        wrong.append("the digest is not that of the text")
    wrong += [f"not verbatim: {s}" for s in _spans(gold) if document.text[s["start"] : s["end"]] != s["text"]]
    actors = {a["id"] for a in gold["case"]["actors"]}
    options = {i["id"]: {o["id"] for o in i["options"]} for i in gold["case"]["issues"]}
    acts = {act for members in FAMILIES.values() for act in members}
    claims = {c["id"] for c in gold["claims"]}
    for c in gold["claims"]:
        if not set(c["actors"]) | set(c["targets"]) <= actors or not c["actors"]:
            wrong.append(f"{c['id']}: an actor outside the case")
        if not {c["act"], *c["act_accept"]} <= acts:
            wrong.append(f"{c['id']}: an act outside the vocabulary")
        if c["issue"] not in options or (c["option"] and c["option"] not in options[c["issue"]]):
            wrong.append(f"{c['id']}: an issue or option outside the case")
        if not {c["supports"], c["condition_of"]} <= claims | {None}:
            wrong.append(f"{c['id']}: points to no claim")
        for part in ("content", "cue"):
            if c[part] and not _inside(c[part], c["quote"]):
                wrong.append(f"{c['id']}: its {part} lies outside its quote")
    return wrong


def scorer() -> ModuleType | None:
    """The scoring module, or None where ../shared is absent."""
    if not SCORER.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score_claims", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(module: ModuleType, gold: Gold, reading: Reading, show: bool = False) -> Figures:
    """The levels of the scorer, and [found, of how many] for dates, facts and events."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))["schema"]
    claims = [c.as_dict() for c in reading.claims]
    found: Figures = module.Scorer({**gold, "schema": schema}).score(claims, show)
    times = [c.when for c in reading.claims] + [e.when for e in reading.events]
    wanted = {
        (w["span"]["start"], w["span"]["end"], w["from"], w["to"])
        for w in (x.get("when") for x in gold["claims"] + gold["events"])
        if w
    }
    found["dates"] = [sum(any(_same_time(w, t) for t in times if t) for w in wanted), len(wanted)]
    found["facts"] = [
        sum(
            any(_touch(f["quote"], p.quote) and abs(p.number - f["number"]) < 1e-6 for p in reading.facts)
            for f in gold["facts"]
        ),
        len(gold["facts"]),
    ]
    found["events"] = [
        sum(any(_same_event(e, p) for p in reading.events) for e in gold["events"]),
        len(gold["events"]),
    ]
    return found


def total(rows: list[Figures]) -> Figures:
    """All texts together: levels weighted by core units and predictions, counts added up."""
    core, predicted = sum(r["core"] for r in rows), max(1, sum(r["predicted"] for r in rows))
    out: Figures = {"core": core, "predicted": predicted}
    for k in range(1, 6):
        recall = sum(r[f"L{k}"][0] * r["core"] for r in rows) / core
        precision = sum(r[f"L{k}"][1] * r["predicted"] for r in rows) / predicted
        out[f"L{k}"] = [round(recall, 2), round(precision, 2)]
    for name in ("not_current_found", "numbers_found", "dates", "facts", "events"):
        out[name] = [sum(r[name][0] for r in rows), sum(r[name][1] for r in rows)]
    out["traps"] = sum(len(r["traps"]) for r in rows)
    return out


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"text", "start", "end"} <= value.keys() else []
        return own + [s for v in value.values() for s in _spans(v)]
    return [s for v in value for s in _spans(v)] if isinstance(value, list) else []


def _inside(part: dict[str, Any], whole: dict[str, Any]) -> bool:
    return bool(whole["start"] <= part["start"] and part["end"] <= whole["end"])


def _touch(a: dict[str, Any], b: Any) -> bool:
    return bool(a["start"] < b.end and b.start < a["end"])


def _same_time(wanted: tuple[int, int, str, str], when: When) -> bool:
    start, end, first, last = wanted
    days = (when.start.isoformat() if when.start else None, when.end.isoformat() if when.end else None)
    return start < when.quote.end and when.quote.start < end and days == (first, last)


def _same_event(gold: dict[str, Any], event: Any) -> bool:
    if not _touch(gold["mention"], event.mention):
        return False
    w = gold["when"]
    return w is None or bool(
        event.when
        and (event.when.start, event.when.end) == (date.fromisoformat(w["from"]), date.fromisoformat(w["to"]))
    )
