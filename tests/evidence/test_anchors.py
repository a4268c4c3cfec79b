"""Words found again in a changed document: exactly and once, or not at all."""

from hypothesis import given
from hypothesis import strategies as st

from parley.evidence.anchors import anchored, only_place, shifted, stands, whole
from parley.evidence.document import Document
from parley.ground.ids import DocumentId

TEXT = "On Friday it refused the draft. North said so twice."


def document(text):
    return Document(DocumentId("d"), text, "", "d.txt")


def span(words, text=TEXT):
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


CLAIM = {
    "document": "d",
    "act": "reject",
    "actors": ["north"],
    "quote": span("it refused the draft"),
    "content": span("the draft"),
    "cue": span("refused"),
    "actor_mention": span("North"),
    "condition": None,
    "when": {"span": span("On Friday"), "from": None, "to": None},
    "attribution": {"reporter": "document", "mention": span("said so"), "basis": "unattributed"},
}


def spans(claim):
    parts = [claim[name] for name in ("quote", "content", "cue", "actor_mention")]
    return [*parts, claim["when"]["span"], claim["attribution"]["mention"]]


def test_every_quotation_moves_with_the_words():
    changed = document("A sentence put before. " + TEXT)
    moved = anchored(CLAIM, changed)
    assert [changed.text[s["start"] : s["end"]] for s in spans(moved)] == [s["text"] for s in spans(CLAIM)]
    assert shifted(CLAIM, changed, 23) == moved
    assert shifted(CLAIM, changed, 22) is None


def test_parts_that_moved_otherwise_are_found_where_they_stand_once():
    changed = document(TEXT.replace("draft. North", "draft. Yesterday North"))
    assert anchored(CLAIM, changed)["actor_mention"]["start"] == changed.text.index("North")
    twice = document(TEXT.replace("draft. North", "draft. Yesterday North and North"))
    assert anchored(CLAIM, twice) is None


def test_words_changed_gone_or_doubled_are_not_found():
    for text in (
        TEXT.replace("refused", "accepted"),
        "",
        TEXT + " it refused the draft",
        TEXT.replace("draft", "Draft"),
    ):
        assert anchored(CLAIM, document(text)) is None


def test_a_word_that_stands_within_another_place_counts_as_a_second_place():
    assert only_place("aaa", "aa") is None
    assert only_place("abc", "") is None


@given(st.text(), st.text())
def test_what_is_found_always_stands(before, after):
    changed = document(before + TEXT + after)
    moved = anchored(CLAIM, changed)
    if moved is not None:
        assert stands(moved, changed)
        assert all(changed.text[s["start"] : s["end"]] == s["text"] for s in spans(moved))


def test_what_is_not_enough_of_a_claim_is_told():
    assert whole(CLAIM)
    for name in ("document", "act", "actors", "quote", "content"):
        assert not whole({key: value for key, value in CLAIM.items() if key != name})
    assert not whole(CLAIM | {"quote": CLAIM["quote"] | {"start": "0"}})
    assert not whole(CLAIM | {"when": {}} | {"cue": {"text": "x"}})
    assert not whole([CLAIM])
