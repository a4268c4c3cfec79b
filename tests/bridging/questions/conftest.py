"""Cases to ask about, in as few words as a test needs; and a folder with comments, documents and claims."""

from collections.abc import Callable
from pathlib import Path

import pytest

from parley.case.dossier import Dossier, open_dossier, read_folder
from parley.case.model import Case
from parley.evidence.claim import Claim
from parley.evidence.document import Disclosure, Document
from parley.ground.ids import ClaimId, DocumentId

YAML = """parley: 1
# The bridge between North and South.
title: Talks over the bridge
as-of: 2025-03-01
parties:
  north: {name: North, role: principal}
  south: {name: South, role: principal}
  envoy: {name: Envoy, role: mediator}
issues:
  guards:
    name: Who guards the bridge
    options: {north: Soldiers of North, observers: Observers, south: Soldiers of South}
  crossing:
    name: Who may cross
    options: {nobody: Nobody, traders: Traders, everybody: Everybody}
  toll: {name: Toll, range: {low: 0, high: 40, step: 10, unit: coins}}
preferences:
  north:
    # asked first
    orders:
      guards: north > observers > south
      crossing: nobody > traders > everybody   # said twice
      toll: more
    no-deal:
      leads-to: {guards: south, crossing: nobody, toll: 0}
      costs: 0.0..0.3
    # the last line of North
  south:
    orders:
      guards: south > observers > north
      crossing: everybody > traders > nobody
      toll: less
    red-lines:
      - {guards: north, firm: even, because: {assumed: soldiers crossed in May, by: analyst}}
    no-deal:
      leads-to: {guards: south, crossing: nobody, toll: 0}
      costs: 0.0..0.3
# The end of the file.
"""
REPORT = """---
title: A report
published: 2025-02-01
---
North demands that soldiers of North guard the bridge. South wants everybody to cross.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case folder whose one document is on file."""
    home = tmp_path / "talks"
    (home / "documents").mkdir(parents=True)
    (home / "case.yaml").write_text(YAML)
    (home / "documents" / "report.md").write_text(REPORT)
    read_folder(home, by="ana")
    return home


@pytest.fixture
def talks() -> Callable[..., Case]:
    def made(issues: dict[str, object], preferences: dict[str, dict[str, object]], **more: object) -> Case:
        """A case from `issues` (id -> option ids, or a range) and `preferences` by principal."""
        return Case.model_validate(
            {
                "title": "Talks",
                "parties": {p: {"name": p.title(), "role": "principal"} for p in preferences},
                "issues": {
                    i: {"name": i.title(), "range": what}
                    if isinstance(what, dict)
                    else {"name": i.title(), "options": {o: o.title() for o in str(what).split()}}
                    for i, what in issues.items()
                },
                "preferences": preferences,
                **more,
            }
        )

    return made


@pytest.fixture
def told() -> Callable[..., Dossier]:
    def dossier(case: Case, **claims: tuple[str, str]) -> Dossier:
        """A dossier whose claims, by id, have a speaker and a grade: c1=("north", "mediator-only")."""
        words = "It would rather have the first."
        document = Document(DocumentId("minutes"), words, "", "minutes.txt")
        made = [
            Claim(ClaimId(id), (who,), "prefer", document.quote(0, len(words)), document.find("the first"),
                  disclosure=Disclosure(grade))
            for id, (who, grade) in claims.items()
        ]  # fmt: skip
        return Dossier(case, {document.id: document}, tuple(made))

    return dossier


@pytest.fixture(scope="session")
def root_case() -> Dossier:
    return open_dossier(Path(__file__).parents[3] / "cases" / "rail-strike")
