"""What a drafter would raise: the words of the clause check in English, and of the catalogues elsewhere."""

import json
import tomllib
import unicodedata
from importlib.resources import files

import pytest

from parley.bridging.clauses.review import Finding, Gap, Place, Review, Row
from parley.briefs.gap_words import gap_words
from parley.briefs.phrases.catalogue import LEFT, Phrases, bare

ROW = Row("X", "Back pay", "A", "absent", question="Is there pay for the time before, and how much?")
KNOWN = Row("LD3", "Breach and remedy", "A", "partial", question="Who does it?")
DUTY = Finding(
    "duty", Place("8.1", "Pay is paid"), "This duty does not say who does it.", "Who does it?", ("actor",)
)


def review(*rows: Row, found: tuple[Finding, ...] = ()) -> Review:
    return Review("Draft", "labour", rows, found, (), "")


def test_in_english_the_clause_check_speaks_for_itself():
    gap = Gap(DUTY.says, "Pay is paid", "8.1", DUTY.question, "A")

    assert gap_words(Phrases("en"), review(found=(DUTY,)), gap) == (
        "This duty does not say who does it (clause 8.1, “Pay is paid”): Who does it?"
    )


def test_what_was_found_in_words_is_told_by_kind_in_another_language():
    gap = Gap(DUTY.says, "Pay is paid", "8.1", DUTY.question, "A")
    arabic = Phrases("ar")
    put = arabic.put(gap_words(arabic, review(found=(DUTY,)), gap))

    assert LEFT not in put
    assert "8.1" in put
    assert "Pay is paid" in bare(put)
    assert bare(put).startswith("التزام لا يبيّن ما يلي: من يقوم به")


def test_a_row_that_no_catalogue_has_stays_english_as_a_whole():
    gap = Gap(ROW.asks, "", "", ROW.question, "A")
    hebrew = Phrases("he")

    assert hebrew.put(gap_words(hebrew, review(ROW), gap)) == (
        f"{LEFT}Back pay: Is there pay for the time before, and how much?\u2069"
    )


def test_a_row_that_is_there_in_part_says_so():
    gap = Gap("Breach and remedy: missing the remedy", "", "", KNOWN.question, "A")
    hebrew = Phrases("he")

    assert "רק בחלקו" in hebrew.put(gap_words(hebrew, review(KNOWN), gap))


@pytest.mark.parametrize("language", ["ar", "he"])
@pytest.mark.parametrize("field", ["armed-conflict", "labour"])
def test_nearly_every_row_of_these_checklists_is_translated(language, field):
    library = files("parley.bridging.clauses") / "library" / "en" / f"{field}.toml"
    rows = tomllib.loads(library.read_text("utf-8"))["row"]
    phrases = Phrases(language)
    known = [row for row in rows if phrases.knows(row["asks"]) and phrases.knows(row["question"])]

    assert len(known) >= 0.85 * len(rows)


@pytest.mark.parametrize(("language", "script"), [("ar", "ARABIC"), ("he", "HEBREW")])
def test_what_is_translated_is_in_its_script(language, script):
    held = json.loads((files("parley.briefs.phrases") / f"library.{language}.json").read_text("utf-8"))

    assert len(held) > 100
    for words in held.values():
        assert all(unicodedata.name(c, "").startswith(script) for c in words if c.isalpha()), words
