"""Catalogues hold every sentence of ours, whole; a brief in another language leaves none out."""

import json
import re
import string
import unicodedata
from functools import cache
from importlib.resources import files

import pytest

from parley.briefs.brief import compose
from parley.briefs.content import Brief
from parley.briefs.html import own_marked, to_html
from parley.briefs.phrases.catalogue import LANGUAGES, LEFT, Phrases, bare
from parley.briefs.phrases.finish import in_language
from parley.briefs.plain import as_plain
from parley.case.dossier import open_talks
from parley.ground.errors import ParleyError
from parley.ground.worded import english, own, say, several

from .conftest import ROOT
from .phrases_used import keys

OTHERS = [language for language in LANGUAGES if language != "en"]
FORMS = {"ar": {"one", "two", "few", "many", "other"}, "he": {"one", "two", "other"}}
ELSEWHERE = ("bridging/", "sequencing/", "endurance/")  # rooms whose sentences show in briefs, most of them
SCRIPT = {"ar": "ARABIC", "he": "HEBREW"}


def catalogue(language: str) -> dict:
    return json.loads((files("parley.briefs.phrases") / f"{language}.json").read_text("utf-8"))


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def forms(entry) -> list[str]:
    return [entry] if isinstance(entry, str) else list(entry.values())


@cache
def brief_in(language: str, kind: str = "brief", case: str = "rail-strike") -> Brief:
    talks = open_talks([ROOT / "cases" / case])
    return compose(talks, draws=100, seed=0, language=language, kind=kind)


def texts(value) -> list[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    return [t for v in value for t in texts(v)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("language", OTHERS)
def test_the_catalogue_holds_every_sentence_and_no_other(language):
    """All that briefs say themselves; of what other rooms say, nearly all: the rest is marked as English."""
    used, held = keys(), catalogue(language)
    elsewhere = {key for key, where in used.items() if where.startswith(ELSEWHERE)}
    missing = {key: where for key, where in used.items() if key not in held}

    assert len(used) > 500
    assert {key: where for key, where in missing.items() if key not in elsewhere} == {}
    assert len(missing) <= 0.1 * len(elsewhere), missing
    assert set(held) - set(used) == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_values_of_its_sentence(language):
    for key, entry in catalogue(language).items():
        if isinstance(entry, str):
            assert places(entry) == places(key), key
        else:
            assert set(entry) - {"zero"} == FORMS[language], key
            assert places(entry["other"]) == places(key), key
            assert all(places(form) <= places(key) for form in entry.values()), key


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_is_in_its_script(language):
    for key, entry in catalogue(language).items():
        ours = re.sub(r"\{\w+\}", "", key)
        if not re.search(r"[A-Za-z]{2}", ours):
            continue
        for form in forms(entry):
            letters = [unicodedata.name(c, "") for c in form if c.isalpha()]
            assert any(name.startswith(SCRIPT[language]) for name in letters), key


def test_words_of_the_case_are_isolated_and_numbers_are_not():
    put = Phrases("he").put(say("{who} {share}", who="North", share="3"))
    assert put == "\u200f\u2068North\u2069 3"
    assert bare(put) == "North 3"


def test_a_name_loses_the_article_that_english_gives_it():
    assert bare(Phrases("ar").put(say("{who}, red line", who=own("the United States", "United States")))) == (
        "United States، خط أحمر"
    )


@pytest.mark.parametrize(
    ("n", "said"), [(1, "مسألة واحدة"), (2, "مسألتين"), (3, "3 مسائل"), (11, "11 مسألة")]
)
def test_arabic_counts_in_its_own_forms(n, said):
    assert Phrases("ar").put(several(n, "one issue", "{n} issues")) == said


def test_a_language_nobody_wrote_is_refused_with_the_near_miss():
    with pytest.raises(ParleyError, match='no catalogue of the language "arr"'):
        Phrases("arr")


def test_english_that_no_catalogue_has_is_marked_as_english():
    put = Phrases("ar").put(english("nothing to draw"))
    assert put == "\u2066nothing to draw\u2069"
    assert own_marked(put) == '<bdi lang="en" dir="ltr">nothing to draw</bdi>'


def test_what_holds_nothing_of_ours_is_handed_back():
    made = brief_in("en")
    assert in_language(made, Phrases("ar")) is made


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("kind", ["brief", "matrix"])
def test_no_sentence_of_ours_stays_english(language, kind):
    """New rows of the clause check stay English until somebody translates them (`test_gap_words`)."""
    made = as_plain(brief_in(language, kind))
    made["sections"] = [section for section in made["sections"] if section["id"] != "text"]
    assert [t for t in texts(made) if LEFT in t] == []


@pytest.mark.parametrize("language", OTHERS)
def test_numbers_keep_western_digits(language):
    text = to_html(brief_in(language))
    assert not re.search("[\u0660-\u0669\u06f0-\u06f9]", text)


@pytest.mark.parametrize("language", OTHERS)
def test_the_same_brief_in_another_language_has_the_same_notes_and_tables(language):
    here, there = brief_in("en"), brief_in(language)

    assert [(n.number, n.quote) for n in there.notes] == [(n.number, n.quote) for n in here.notes]
    assert [s.id for s in there.sections] == [s.id for s in here.sections]
    assert [len(s.blocks) for s in there.sections] == [len(s.blocks) for s in here.sections]


@pytest.mark.parametrize("language", OTHERS)
def test_the_page_runs_from_right_to_left(language):
    text = to_html(brief_in(language))

    assert f'<html lang="{language}" dir="rtl">' in text
    assert "\u2068" not in re.sub(r'(?:aria-label|title)="[^"]*"|<svg.*?</svg>', "", text, flags=re.S)
    assert text.count("<bdi") == text.count("</bdi>")
    assert ">August<" not in text
