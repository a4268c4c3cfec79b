"""A small case folder for tests: two principals, two issues, two dated texts, documents. Loaded by path."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "made_files", Path(__file__).parents[1] / "evidence" / "made_files.py"
)
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)
PlainReader = made.PlainReader

CASE = """parley: 1
title: Talks over the corridor
as-of: 2024-08-20
parties:
  north:
    name: North
    role: principal
    members:
      north-army: {name: Generals, kind: group}
  south: {name: South, role: principal}
  envoy: {name: Envoy, role: mediator}
issues:
  corridor:
    name: Corridor
    keywords: [corridor]
    options:
      withdrawal: {label: Complete withdrawal, keywords: [withdrawal]}
      patrols: {label: Joint patrols, keywords: [patrols]}
  lists:
    name: Names on the lists
    keywords: [names]
    range: {low: 10, high: 50, step: 1, unit: names}
texts:
  may-draft:
    title: Draft of 27 May
    date: 2024-05-27
    document: 2024-05-28-draft
    terms: {corridor: patrols, lists: 33}
  june-note:
    title: Note of 10 June
    date: 2024-06-10
    terms: {corridor: withdrawal}
rounds:
  - {place: Cairo, from: 2024-06-01, to: 2024-06-02}
  - {place: Doha, from: 2024-08-15, to: 2024-08-16}
  - {place: Cairo, from: 2024-08-22, status: planned}
"""
DOCUMENTS = {
    "2024-05-28-draft.md": """---
published: 2024-05-28
---
Envoy proposes joint patrols in the corridor. The draft of the envoy speaks of 33 names on each side.
""",
    "2024-07-01-report.md": """---
published: 2024-07-01
---
North demands complete withdrawal from the corridor. South accepts joint patrols in the corridor.
North wants 40 names on the lists. A total of 115 hostages remain after talks in Cairo.
""",
    "2024-08-19-report.md": """---
published: 2024-08-19
---
South refuses joint patrols in the corridor. Generals accepts joint patrols in the corridor.
South accuses North of new demands about the corridor. North denies new demands about the corridor.
""",
    "2024-09-01-later.md": """---
published: 2024-09-01
---
North accepts joint patrols in the corridor. Of 98 hostages nothing is known after talks in Rome.
""",
}


def write_folder(path: Path, case: str = CASE, documents: dict[str, str] = DOCUMENTS) -> Path:
    (path / "documents").mkdir(parents=True, exist_ok=True)
    (path / "case.yaml").write_text(case, encoding="utf-8")
    for name, text in documents.items():
        (path / "documents" / name).write_text(text, encoding="utf-8")
    return path
