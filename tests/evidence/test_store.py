"""The register: nothing is deleted, a person's word stands, words are found again exactly or not at all."""

import contextlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.evidence.correction import corrected
from parley.evidence.document import Disclosure
from parley.evidence.filing import add_claim, file_reading, review
from parley.evidence.joint import read_jointly
from parley.evidence.positions import positions
from parley.evidence.reading import read_document
from parley.evidence.store import open_register
from parley.ground.errors import DocumentError, ParleyError, StoreError

_spec = importlib.util.spec_from_file_location("made_files", Path(__file__).with_name("made_files.py"))
made = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(made)

REPORT = """---
title: Report
published: 2024-08-19
---
North demands complete withdrawal from the corridor. South refuses complete withdrawal from the corridor.
North wants 33 names on the lists. A total of 115 hostages remain after talks in Cairo.
South denies new demands about the corridor.
"""


class Folder:
    """A case folder in the making."""

    def __init__(self, path):
        self.path = Path(path)

    def write(self, name, text):
        (self.path / "documents").mkdir(parents=True, exist_ok=True)
        (self.path / "documents" / name).write_text(text, encoding="utf-8")
        return self

    def read(self, **options):
        documents = [
            read_document(path, file_name=f"documents/{path.name}")
            for path in sorted((self.path / "documents").iterdir())
        ]
        joint = read_jointly(documents, options.pop("reader", made.PlainReader()), made.GLOSSARY)
        return file_reading(self.path, joint, by="ana", **options)

    def text(self, name):
        return (self.path / "documents" / name).read_text(encoding="utf-8")

    def lines(self):
        return (self.path / "claims.jsonl").read_text(encoding="utf-8").splitlines()

    @property
    def register(self):
        return open_register(self.path)

    def state(self, id):
        return self.register.find(id).state

    def edit(self, id, by="ana", **changes):
        filed = self.register.find(id)
        document = self.register.documents[filed.claim.document]
        review(self.path, id, "edited", by=by, claim=corrected(filed.claim, document, changes))


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path).write("report.md", REPORT)


# Filing and reading again


def test_claims_facts_and_events_are_filed_with_their_words(folder):
    filed = folder.read()
    register = folder.register

    assert filed.new == ("c1", "c2", "c3", "c4")
    assert [(f.id, f.state) for f in register.filed] == [(f"c{n}", "proposed") for n in (1, 2, 3, 4)]
    assert [(f.number, f.quote.text) for f in register.facts] == [(115.0, "115 hostages")]
    assert [e.place for e in register.events] == ["Cairo"]
    text = register.documents["report"].text
    assert all(text[c.quote.start : c.quote.end] == c.quote.text for c in register.claims())
    assert register.claims()[3].supports == "c3"
    assert {f.by for f in register.filed} == {"plain 1, for ana"}


def test_reading_the_same_again_adds_nothing(folder):
    folder.read()
    before = folder.lines()

    filed = folder.read()

    assert folder.lines() == before
    assert filed.known == ("c1", "c2", "c3", "c4")
    assert filed.new == filed.stale == filed.refreshed == ()


@pytest.mark.parametrize("word", ["accepted", "rejected", "edited"])
def test_what_a_person_decided_stands_when_the_documents_are_read_again(folder, word):
    folder.read()
    if word == "edited":
        folder.edit("c1", by="ben", actors="south", act="accept", option="patrols")
    else:
        review(folder.path, "c1", word, by="ben")
    before = folder.register.find("c1")

    filed = folder.read()

    assert folder.register.find("c1") == before
    assert (before.state, before.by) == (word, "ben")
    assert "c1" in filed.by_hand
    assert filed.new == ()


def test_a_rejected_claim_counts_no_more_and_is_still_there(folder):
    folder.read()
    review(folder.path, "c1", "rejected", by="ben", why="the envoy said so, not North")

    assert "c1" not in {claim.id for claim in folder.register.claims()}
    last = folder.register.find("c1").history[-1]
    assert (last.by, last.why) == ("ben", "the envoy said so, not North")


def test_nothing_new_is_filed_over_words_a_person_has_judged(folder):
    folder.read()
    review(folder.path, "c1", "rejected", by="ben")

    class Otherwise(made.PlainReader):
        name = "plain 2"

        def read(self, document, glossary=None):
            reading = super().read(document, glossary)
            return replace(reading, claims=tuple(replace(c, act="offer") for c in reading.claims))

    filed = folder.read(reader=Otherwise())

    assert "c1" in filed.by_hand
    assert len(filed.new) == 3
    assert set(filed.stale) == {"c2", "c3", "c4"}
    assert folder.state("c1") == "rejected"


def test_a_proposal_that_is_no_longer_found_becomes_stale_and_comes_back_when_it_is(folder):
    folder.read()

    class Half(made.PlainReader):
        name = "plain half"

        def read(self, document, glossary=None):
            reading = super().read(document, glossary)
            return replace(reading, claims=reading.claims[:2])

    assert folder.read(reader=Half()).stale == ("c3", "c4")
    assert [c.id for c in folder.register.claims()] == ["c1", "c2"]
    assert folder.read().back == ("c3", "c4")
    assert len(folder.register.claims()) == 4


def test_an_untouched_proposal_takes_on_what_the_reader_now_makes_of_it(folder):
    folder.read()

    class Firmer(made.PlainReader):
        def read(self, document, glossary=None):
            reading = super().read(document, glossary)
            return replace(reading, claims=tuple(replace(c, strength="firm") for c in reading.claims))

    review(folder.path, "c2", "accepted", by="ben")
    assert folder.read(reader=Firmer()).refreshed == ("c1", "c3", "c4")
    assert folder.register.find("c1").claim.strength == "firm"
    assert folder.register.find("c2").claim.strength == "stated"


# A document changes


def test_claims_are_found_again_where_their_words_moved(folder):
    folder.read()
    review(folder.path, "c2", "accepted", by="ben")
    folder.write("report.md", REPORT.replace("North demands", "A new first sentence.\nNorth demands"))

    filed = folder.read()
    register = folder.register

    assert set(filed.moved) == {"c1", "c2", "c3", "c4"}
    assert filed.new == filed.stale == ()
    assert [f.state for f in register.filed] == ["proposed", "accepted", "proposed", "proposed"]
    text = register.documents["report"].text
    assert all(text[c.content.start : c.content.end] == c.content.text for c in register.claims())
    assert folder.read().known == ("c1", "c3", "c4")


def test_a_changed_head_moves_everything_even_words_that_stand_twice(folder):
    folder.write("report.md", REPORT + "North demands complete withdrawal from the corridor.\n")
    folder.read()
    review(folder.path, "c1", "accepted", by="ben")
    folder.write(
        "report.md", folder.text("report.md").replace("title: Report", "title: Report\npublisher: Wire")
    )

    filed = folder.read()

    assert set(filed.moved) == {"c1", "c2", "c3", "c4", "c5"}
    assert folder.state("c1") == "accepted"
    assert folder.register.documents["report"].publisher == "Wire"


def test_a_document_that_grew_is_said_to_have_changed(folder):
    folder.read()
    assert folder.register.changed == ()
    folder.write("report.md", REPORT + "South accepts joint patrols in the corridor.\n")
    assert folder.register.changed == ("report",)


def test_words_that_are_gone_or_stand_twice_leave_an_orphan(folder):
    folder.read()
    for id in ("c1", "c2"):
        review(folder.path, id, "accepted", by="ben")
    said = "South refuses complete withdrawal from the corridor."
    folder.write("report.md", REPORT.replace("North demands complete", "North demands full") + said + "\n")

    filed = folder.read()

    assert {"c1", "c2"} <= set(filed.stale)
    assert folder.register.find("c1").claim is None
    assert "no longer stand" in folder.register.find("c2").history[-1].why
    assert len(filed.new) == 3


def test_an_orphan_comes_back_with_a_persons_word_when_its_words_do(folder):
    folder.read()
    review(folder.path, "c1", "accepted", by="ben")
    folder.write("report.md", REPORT.replace("North demands complete", "North demands full"))
    folder.read()
    assert folder.state("c1") == "stale"
    folder.write("report.md", "Restored.\n" + REPORT.partition("---\n")[2].partition("---\n")[2])

    assert "c1" in folder.read().back
    assert folder.state("c1") == "accepted"


def test_a_document_changed_behind_the_registers_back_is_noticed(folder):
    folder.read()
    folder.write("report.md", REPORT.replace("North demands complete", "North demands full"))
    with pytest.raises(StoreError, match=r"claims\.jsonl:1: c1\n.*do not stand(?s:.)*parley read"):
        _ = folder.register


def test_a_document_that_has_gone_names_the_claims_that_quote_it(folder):
    folder.read()
    (folder.path / "documents" / "report.md").rename(folder.path / "documents" / "renamed.md")
    with pytest.raises(DocumentError, match=r"report\.md\n.*4 claims quote it: c1, c2, c3, c4") as gone:
        _ = folder.register
    assert "documents/renamed.md holds the same text" in str(gone.value)


def test_claims_of_a_document_taken_out_on_purpose_are_set_aside_not_deleted(folder):
    folder.write("second.md", "South accepts joint patrols in the corridor.\n").read()
    (folder.path / "documents" / "second.md").unlink()

    filed = folder.read(whole=True)

    assert len(filed.stale) == 1
    assert len(folder.register.filed) == 5
    assert set(folder.register.documents) == {"report"}
    folder.write("second.md", "South accepts joint patrols in the corridor.\n")
    assert folder.read(whole=True).back == filed.stale


def test_the_text_taken_from_a_word_file_is_kept_and_checked(tmp_path):
    folder = Folder(tmp_path)
    (tmp_path / "documents").mkdir()
    made.word_file(tmp_path / "documents" / "draft.docx")
    folder.read()
    kept = tmp_path / "canonical" / "draft.txt"

    assert folder.register.documents["draft"].text == kept.read_text(encoding="utf-8")
    kept.write_text(kept.read_text(encoding="utf-8").replace("staged", "complete"), encoding="utf-8")
    with pytest.raises(StoreError, match="not the text that was taken from"):
        _ = folder.register


# What is hidden


def test_what_was_published_later_is_hidden(folder):
    folder.write(
        "later.md", "---\npublished: 2024-08-25\n---\nSouth accepts joint patrols in the corridor.\n"
    )
    folder.read()

    assert len(folder.register.claims()) == 5
    assert {c.document for c in folder.register.claims(on=date(2024, 8, 20))} == {"report"}
    assert folder.register.claims(on=date(2024, 8, 18)) == ()


def test_what_is_less_open_than_asked_is_hidden(folder):
    folder.write("private.md", "---\ndisclosure: hint\n---\nSouth accepts joint patrols in the corridor.\n")
    folder.read()
    folder.edit("c2", disclosure="own-idea")

    def shown(grade):
        return {(c.document, c.id) for c in folder.register.claims(disclosure=grade)}

    assert len(shown(None)) == len(shown(Disclosure.MEDIATOR_ONLY)) == len(shown(Disclosure.HINT)) == 5
    assert len(shown(Disclosure.OWN_IDEA)) == 4
    assert len(shown(Disclosure.PUBLIC)) == 3


def test_closing_a_document_closes_its_claims_but_not_a_grade_given_by_hand(folder):
    folder.read()
    review(folder.path, "c1", "accepted", by="ben")
    folder.edit("c2", disclosure="hint")
    folder.write("report.md", REPORT.replace("title: Report", "title: Report\ndisclosure: mediator-only"))
    folder.read()

    grades = {claim.id: claim.disclosure.value for claim in folder.register.claims()}
    assert grades == {"c1": "mediator-only", "c2": "hint", "c3": "mediator-only", "c4": "mediator-only"}


# By hand


def test_a_claim_of_ones_own_is_filed_as_accepted_and_survives(folder):
    folder.read()
    document = folder.register.documents["report"]
    own = folder.register.claims()[0]
    quote = document.find("115 hostages remain")
    bare = replace(own, quote=quote, content=quote, cue=None, actor_mention=None, act="assert")

    id = add_claim(folder.path, bare, by="ben")
    folder.read()

    assert (id, folder.state(id), folder.register.find(id).by) == ("c5", "accepted", "ben")


def test_words_not_in_the_document_cannot_be_set(folder):
    folder.read()
    with pytest.raises(ParleyError, match="do not stand in the document"):
        folder.edit("c1", quote="North demands withdrawal")
    with pytest.raises(ParleyError, match='Did you mean "strength"'):
        folder.edit("c1", strenght="firm")
    assert folder.state("c1") == "proposed"


def test_a_stale_claim_cannot_be_accepted(folder):
    folder.read()
    folder.write("report.md", REPORT.replace("North demands complete", "North demands full"))
    folder.read()
    with pytest.raises(StoreError, match="c1 is stale"):
        review(folder.path, "c1", "accepted", by="ben")


def test_an_unknown_claim_names_the_near_miss(folder):
    folder.read()
    with pytest.raises(StoreError, match=r'no claim "c44"(?s:.)*Did you mean "c4"'):
        review(folder.path, "c44", "accepted", by="ben")


# A damaged register


def test_a_register_cut_off_in_the_middle_is_refused_and_left_as_it_is(folder):
    folder.read()
    path = folder.path / "claims.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b'"act"', whole.index(b'"c3"'))])
    cut = path.read_bytes()

    for attempt in (
        lambda: folder.register,
        folder.read,
        lambda: review(folder.path, "c1", "accepted", by="b"),
    ):
        with pytest.raises(StoreError, match=r"claims\.jsonl:3\n.*cut off(?s:.)*2 lines before(?s:.)*line 3"):
            attempt()
        assert path.read_bytes() == cut

    path.write_bytes(b"\n".join(cut.split(b"\n")[:2]))
    assert [f.id for f in folder.register.filed] == ["c1", "c2"]
    assert len(folder.read().new) == 2
    assert len(folder.register.filed) == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            '{"id": "c1", "state": "proposed", "by": "x", "at": "y", "new": true, "claim": CLAIM}',
            "second time; line 1",
        ),
        ('{"id": "c9", "state": "accepted", "by": "x", "at": "y"}', "no line before it brings that claim"),
        ('{"id": "c1", "state": "acepted", "by": "x", "at": "y"}', 'Did you mean "accepted"'),
        ('{"id": "c1", "stat": "accepted", "by": "x", "at": "y"}', 'Did you mean "state"'),
        ('{"id": "c1", "state": "accepted", "at": "y"}', 'field "by" is missing'),
        (
            '{"id": "c9", "state": "proposed", "by": "x", "at": "y", "new": true, "claim": {}}',
            "needs its document",
        ),
        ('["c1"]', "not a JSON object"),
        ('{"id": "c1", "state": "edited", "by": "x", "at": "y", "claim": WRONG}', 'Did you mean "actors"'),
        ('{"id": "c1", "state": "edited", "by": "x", "at": "y", "claim": MUTATED}', "do not stand"),
        (
            '{"id": "c1", "state": "edited", "by": "x", "at": "y", "claim": EMPTIED}',
            '"disclosure" of a claim is',
        ),
        ('{"id": "c1", "state": "edited", "by": "x", "at": "y", "claim": UNSURE}', "a share from 0 to 1"),
    ],
)
def test_a_line_that_cannot_be_used_is_placed_and_explained(folder, line, said):
    folder.read()
    claim = json.loads(folder.lines()[0])["claim"]
    wrong = {**claim, "actor": ["north"]}
    emptied, unsure = {**claim, "disclosure": None}, {**claim, "confidence": "high"}
    mutated = {
        **claim,
        "quote": {**claim["quote"], "text": claim["quote"]["text"].replace("demands", "refuses")},
    }
    for name, value in (
        ("CLAIM", claim),
        ("WRONG", wrong),
        ("MUTATED", mutated),
        ("EMPTIED", emptied),
        ("UNSURE", unsure),
    ):
        line = line.replace(name, json.dumps(value))
    with (folder.path / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")

    with pytest.raises(StoreError, match=rf"claims\.jsonl:5(?s:.)*{said}"):
        _ = folder.register


JUNK = st.sampled_from([None, 1, -5, "x", [], {}, True, 3.5, ["a"], {"text": "x"}, 10**9])


def places(value, here=()):
    """Every place inside plain values."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*here, key)
        yield from places(inner, (*here, key))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_a_line_is_changed_to_it_is_used_or_refused_and_never_breaks(data):
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(place).write("report.md", REPORT)
        folder.read()
        review(folder.path, "c1", "accepted", by="ben")
        folder.edit("c2", strength="firm")
        path = folder.path / data.draw(st.sampled_from(["claims.jsonl", "documents.jsonl"]))
        lines = path.read_text(encoding="utf-8").splitlines()
        number = data.draw(st.integers(0, len(lines) - 1))
        record = json.loads(lines[number])
        where = data.draw(st.sampled_from(list(places(record))))
        inside = record
        for key in where[:-1]:
            inside = inside[key]
        inside[where[-1]] = data.draw(JUNK)
        lines[number] = json.dumps(record)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

        with contextlib.suppress(ParleyError):
            register = folder.register
            claims = sorted(register.claims(), key=lambda claim: claim.confidence)
            assert all(position.as_dict() for position in positions(claims, made.GLOSSARY))
            assert json.dumps([item.as_dict() for item in (*claims, *register.facts, *register.events)])
        with contextlib.suppress(ParleyError):
            folder.read()


def test_many_writers_at_once_lose_no_line(tmp_path):
    said = "".join(f"North demands withdrawal number {n} from the corridor. " for n in range(12))
    folder = Folder(tmp_path).write("report.md", said)
    folder.read()
    code = (
        "import sys; from parley.evidence.filing import review; review(*sys.argv[1:3], 'accepted', by='ben')"
    )
    workers = [subprocess.Popen([sys.executable, "-c", code, tmp_path, f"c{n}"]) for n in range(1, 13)]
    assert [worker.wait() for worker in workers] == [0] * 12

    assert len(folder.lines()) == 24
    assert {f.state for f in folder.register.filed} == {"accepted"}


# For any history

SENTENCES = [
    f"{who} {cue} {what}."
    for who in ("North", "South", "Generals")
    for cue in ("demands", "refuses", "accepts")
    for what in ("complete withdrawal from the corridor", "joint patrols in the corridor", "33 names")
]
step = st.one_of(
    st.tuples(st.just("text"), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)),
    st.tuples(st.sampled_from(["accepted", "rejected", "edited"]), st.integers(1, 8)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(step, min_size=2, max_size=8))
def test_whatever_happens_lines_are_only_added_and_a_persons_word_is_never_undone(steps):
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(place).write("report.md", SENTENCES[0] + "\n" + SENTENCES[4] + "\n")
        folder.read()
        said = {}
        for kind, value in steps:
            before = folder.lines()
            if kind == "text":
                folder.write("report.md", "\n".join(value) + "\n")
                folder.read()
            elif (id := f"c{value}") in {f.id for f in folder.register.filed if f.claim is not None}:
                if folder.state(id) == "stale":
                    continue
                if kind == "edited":
                    folder.edit(id, strength="absolute")
                else:
                    review(folder.path, id, kind, by="ben")
                said[id] = kind
            assert folder.lines()[: len(before)] == before

            register = folder.register
            text = register.documents["report"].text
            for filed in register.filed:
                if filed.claim is not None:
                    assert text[filed.claim.quote.start : filed.claim.quote.end] == filed.claim.quote.text
                if filed.id in said:
                    assert filed.state in (said[filed.id], "stale")
                    if filed.state == "stale":
                        assert text.count(filed.data["quote"]["text"]) != 1
            ids = [filed.id for filed in register.filed]
            assert len(ids) == len(set(ids))
