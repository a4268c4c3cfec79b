"""Which text somebody means: a version by its number, a text by its name, or a file."""

import pytest
from tests.bridging.text.made_talks import make_talks

import parley
from parley.bridging.text.kept.history import save
from parley.bridging.text.kept.naming import is_version, last_two, text_named
from parley.bridging.text.written.notation import parse
from parley.ground.errors import DocumentError, ParleyError


@pytest.fixture
def folder(tmp_path):
    home = make_talks(tmp_path / "talks")
    for name in ("single-text", "side-letter"):
        for n, on in ((1, None), (2, 1)):
            text = parse(f"1. {name} {n}.")
            save(home, text, by="ana", at="2024-05-20T10:00:00+00:00", reason="x", on=on, name=name)
    return home


@pytest.mark.parametrize(
    ("words", "called", "says"),
    [
        ("1", "single-text@1", "single-text 1."),
        ("side-letter@1", "side-letter@1", "side-letter 1."),
        ("side-letter", "side-letter@2", "side-letter 2."),
    ],
)
def test_versions_and_names(folder, words, called, says):
    name, text = text_named(folder, words)

    assert (name, next(text.clauses()).words) == (called, says)


def test_a_file_and_what_is_none_of_these(folder, tmp_path):
    path = tmp_path / "draft.md"
    path.write_text("1. From a file.")

    assert next(text_named(folder, str(path))[1].clauses()).words == "From a file."
    with pytest.raises(DocumentError, match="no such file"):
        text_named(folder, str(tmp_path / "gone.md"))
    with pytest.raises(ParleyError, match='Did you mean "side-letter"'):
        text_named(folder, "side-leter")
    with pytest.raises(ParleyError, match="versions are 1 to 2"):
        text_named(folder, "7")


def test_what_names_a_version(folder):
    assert is_version(folder, "side-letter")
    assert is_version(folder, "side-letter@2")
    assert not is_version(folder, "april")
    assert not is_version(folder, "april@2")
    assert last_two(folder, "side-letter") == (1, 2)


def test_the_verb_at_the_top_takes_a_case_by_its_folder_or_its_file(folder):
    assert parley.text(folder).number == 2
    assert next(parley.text(folder / "case.yaml", "side-letter", 1).text.clauses()).words == "side-letter 1."
    with pytest.raises(ParleyError, match=r"no such file or folder|no folder"):
        parley.text(folder / "nowhere")
