"""A case folder on disk: named by its folder or its file, its documents found once each."""

import pytest

from parley.case.folder import case_folder, documents_of, is_case, notes_on
from parley.ground.errors import DocumentError, ParleyError


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "case.yaml").write_text("parley: 1\n")
    (tmp_path / "documents" / "letters").mkdir(parents=True)
    (tmp_path / "documents" / "b.md").write_text("---\npublished: 2024-08-19\n---\nNorth refuses.\n")
    (tmp_path / "documents" / "letters" / "a.txt").write_text("South asks.\n")
    return tmp_path


def test_a_case_is_named_by_its_folder_or_its_file(folder):
    assert case_folder(folder) == case_folder(folder / "case.yaml") == folder
    assert is_case(folder)
    assert not is_case(folder / "documents")
    assert not is_case(folder / "documents" / "b.md")


def test_what_is_no_case_says_what_to_give_instead(folder):
    with pytest.raises(ParleyError, match=r"no case here(?s:.)*parley draft"):
        case_folder(folder / "documents")
    with pytest.raises(DocumentError, match='Did you mean "documents"'):
        case_folder(folder / "document")


def test_documents_are_named_from_the_folder(folder):
    assert [d.file for d in documents_of(folder)] == ["documents/b.md", "documents/letters/a.txt"]
    assert documents_of(folder / "documents" / "letters") == ()


def test_two_documents_of_one_id_are_refused(folder):
    (folder / "documents" / "a.md").write_text("North asks.")
    with pytest.raises(DocumentError, match=r"documents/a\.md"):
        documents_of(folder)


def test_what_a_reader_should_know_is_said_of_each(folder):
    (note,) = notes_on(documents_of(folder))
    assert note == "documents/letters/a.txt states no day of publication; it is shown on every day"


@pytest.mark.parametrize(
    "text", ["Север отказывается подписать.", "---\nlanguage: de\n---\nDer Norden lehnt ab."]
)
def test_a_document_in_another_language_is_said_to_be(folder, text):
    (folder / "documents" / "letters" / "a.txt").write_text(text, encoding="utf-8")
    assert any("a.txt is not in a language" in note for note in notes_on(documents_of(folder)))
    assert not any("b.md is not in" in note for note in notes_on(documents_of(folder)))
