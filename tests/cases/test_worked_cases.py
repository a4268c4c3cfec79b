"""Each worked case loads, asks nothing of the reader that it does not keep itself, and favours nobody."""

import re
from datetime import date

import pytest

from parley.case.check import check
from parley.case.files import read_case
from parley.case.model import Case
from parley.evidence.reading import find_documents, read_documents

LOADED = re.compile(
    r"\b(?:terror\w*|martyr\w*|massacre\w*|slaughter\w*|barbari\w*|butcher\w*|genocid\w*|regime|zionis\w*|"
    r"jihadists?|occupiers?|occupation (?:army|forces?)|resistance fighters?|freedom fighters?|war crimes?|"
    r"extremis\w*|radicals?|fanatic\w*|innocent|murder\w*|propaganda|so-called|hard-?line\w*)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def test_the_search_for_loaded_words_finds_one_outside_quotation_marks_only():
    assert LOADED.search("a so-called plan")
    assert not LOADED.search(QUOTED.sub("", 'they spoke of a "massacre" there'))


def test_the_case_loads_and_its_check_finds_no_error(folder):
    result = check(folder)

    assert result.case == read_case(folder)
    assert not result.errors, result.errors


def test_the_packages_can_all_be_looked_at(folder):
    assert 1_000 <= (read_case(folder).count_packages() or 0) <= 100_000


def test_every_document_says_its_title_publisher_and_day_and_that_it_is_ours(folder):
    documents = read_documents([folder / "documents"])

    assert len(documents) >= 3
    for document in documents:
        assert document.title, document.file
        assert document.publisher, document.file
        assert document.published, document.file
        assert "note: own wording for this worked case" in document.text[: document.body]
        assert document.file.endswith(".md")
        assert str(document.published) in document.file
        assert 80 <= len(document.text[document.body :].split()) <= 310, document.file


def test_nothing_in_the_case_is_later_than_its_day(folder):
    case = read_case(folder)
    assert case.as_of is not None

    for document in read_documents([folder / "documents"]):
        assert document.published is not None
        assert document.published <= case.as_of, document.file
    for text in case.texts.values():
        assert text.date <= case.as_of, text.title
    for held in case.rounds:
        if held.status == "held":
            assert held.to is not None
            assert held.to <= case.as_of, held.place
    for assumption in _assumptions(case.as_dict()):
        assert date.fromisoformat(str(assumption.get("on"))) <= case.as_of, assumption


def _assumptions(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if "assumed" in value else []
        return own + [a for v in value.values() for a in _assumptions(v)]
    if isinstance(value, list | tuple):
        return [a for v in value for a in _assumptions(v)]
    return []


def test_no_loaded_word_outside_quotation_marks(folder):
    files = [folder / "case.yaml", folder / "NOTES.md", *find_documents([folder / "documents"])]
    assert len(files) >= 5

    for file in files:
        found = LOADED.search(QUOTED.sub("", file.read_text(encoding="utf-8")))
        assert not found, f"{file.name}: {found[0]}"


def test_every_figure_in_the_notes_has_its_source(folder):
    rows = [
        [cell.strip() for cell in line.strip("| \n").split("|")]
        for line in (folder / "NOTES.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and not re.fullmatch(r"[|\s-]+", line)
    ]
    facts = rows[1:]
    assert len(facts) >= 5

    for what, source, *_ in facts:
        sourced = re.search(r"\b\d{1,2}(?:-\d{1,2})? \w+ 20\d\d\b", source)
        assert sourced or source == "invented for this case", what


def test_every_document_has_a_row_in_the_notes(folder):
    notes = (folder / "NOTES.md").read_text(encoding="utf-8")

    for document in read_documents([folder / "documents"]):
        assert f"{document.published} |" in notes or f"{document.published}, " in notes, document.file


def shape(case: Case, party: str) -> dict[str, object]:
    """What kinds of entries one principal has, whatever they say."""
    wants, who = case.preferences[party], case.parties[party]
    assert wants.no_deal is not None
    return {
        "ordered": sorted(wants.orders),
        "anchored": bool(wants.values),
        "together": bool(wants.together),
        "red lines": bool(wants.red_lines),
        "importance": type(wants.importance),
        "no deal": sorted(wants.no_deal.leads_to),
        "costs": wants.no_deal.costs,
        "reasons": {"importance"} & set(wants.because),
        "aliases": bool(who.aliases),
        "members": sorted({member.kind for member in who.members.values()}),
    }


def test_both_principals_have_the_same_kinds_of_entries(folder):
    case = read_case(folder)
    one, other = case.principals()

    assert shape(case, one) == shape(case, other)


def test_what_a_party_gives_is_worth_something_to_it(folder):
    """Without a deal nothing is handed over, and the two principals want opposite things of what would be."""
    case = read_case(folder)
    one, other = (case.preferences[p] for p in case.principals())
    exchanged = {
        "gaza-2024": ("first-phase", "prisoners"),
        "rail-strike": ("pay", "term"),
        "river-treaty": ("flow",),
    }[folder.name]

    for issue in exchanged:
        wishes = {str(one.orders[issue]), str(other.orders[issue])}
        assert len(wishes) == 2, issue
        assert one.no_deal is not None
        assert other.no_deal is not None
        assert one.no_deal.leads_to[issue] == other.no_deal.leads_to[issue]


@pytest.mark.parametrize(
    "word",
    ["Philadelphi", "veto", "33", "115", "at least a third", "Doha", "Cairo", "sensors", "bridging proposal"],
)
def test_every_element_of_the_talks_has_its_place_in_a_document(gaza, word):
    documents = read_documents([gaza / "documents"])

    assert any(word.lower() in d.text[d.body :].lower() for d in documents)
