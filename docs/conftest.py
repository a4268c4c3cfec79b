"""Every example in these pages is run, each page in a folder of its own with what the pages speak of."""

import shutil
from pathlib import Path

import pytest

collect_ignore = ["conf.py", "rooms.py"]  # these belong to the building of the pages
DOCS = Path(__file__).parent


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a page is read: the worked cases, and the report of the first case."""
    shutil.copytree(DOCS.parent / "cases", tmp_path / "cases")
    shutil.copy(DOCS / "first-case" / "report.txt", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "110")
    return tmp_path
