"""A document counts code points, and a quotation is word for word or it is not."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parley.evidence.document import Document, Quote
from parley.ground.errors import QuoteError
from parley.ground.ids import DocumentId

TEXT = "North says it “will not” sign.\nSouth – so far – refuses 🕊 the draft.\n"
DOCUMENT = Document(DocumentId("d"), TEXT, "0" * 64, "d.txt")


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_every_quotation_is_a_piece_of_its_document(start, end):
    assume(start < end)
    quote = DOCUMENT.quote(start, end)

    assert DOCUMENT.text[quote.start : quote.end] == quote.text


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 20), st.integers(0, 19), st.characters())
def test_one_changed_letter_is_refused(start, length, place, letter):
    words = TEXT[start : start + length]
    place %= len(words)
    assume(words[place] != letter)
    mutated = words[:place] + letter + words[place + 1 :]

    with pytest.raises(QuoteError, match="word for word"):
        Quote(DOCUMENT, DOCUMENT.id, start, start + len(words), mutated)


def test_words_left_out_and_words_of_another_document_are_refused():
    with pytest.raises(QuoteError):
        Quote(DOCUMENT, DOCUMENT.id, 0, 10, "North it “will not”")
    with pytest.raises(QuoteError):
        Quote(replace(DOCUMENT, id=DocumentId("other")), DOCUMENT.id, 0, 5, "North")


def test_words_are_found_exactly_or_not_at_all():
    assert DOCUMENT.find("“will not” sign").start == TEXT.index("“")
    with pytest.raises(QuoteError, match="character for character"):
        DOCUMENT.find('"will not" sign')
    with pytest.raises(QuoteError):
        DOCUMENT.find("")


def test_lines_are_counted_from_one():
    assert DOCUMENT.line_of(0) == 1
    assert DOCUMENT.line_of(TEXT.index("South")) == 2
