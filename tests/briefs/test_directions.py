"""Names in Arabic and Hebrew in one case: no sentence is turned around, in any language of the brief."""

import re
import unicodedata
from functools import cache

import pytest

from parley.briefs.brief import compose
from parley.briefs.canvas import apart_scripts
from parley.briefs.content import Brief
from parley.briefs.html import to_html
from parley.briefs.phrases.catalogue import END, ISOLATE, LANGUAGES, LEFT
from parley.briefs.plain import as_plain
from parley.case.dossier import Dossier
from parley.case.model import Case

NORTH, SOUTH = "حكومة الشمال", "מועצת הדרום"
CASE = {
    "title": "محادثات حول المعبر",
    "parties": {
        "north": {"name": NORTH, "role": "principal"},
        "south": {"name": SOUTH, "role": "principal"},
        "lake": {"name": "Lake Commission", "role": "mediator"},
    },
    "issues": {
        "crossing": {
            "name": "المعبر الحدودي، ومن يديره",
            "options": {"joint": "إدارة مشتركة", "third": "פיקוח של צד שלישי (UN)", "shut": "Closed for now"},
        },
        "pay": {"name": "תשלום חודשי", "range": {"low": 10, "high": 40, "step": 10, "unit": "אלף שקלים"}},
    },
    "preferences": {
        "north": {
            "orders": {"crossing": "joint > third > shut", "pay": "less"},
            "red-lines": [{"crossing": "shut", "firm": "likely"}],
            "no-deal": {"leads-to": {"crossing": "shut", "pay": 10}, "costs": "0.1..0.4"},
        },
        "south": {
            "orders": {"crossing": "third > shut > joint", "pay": "more"},
            "red-lines": [{"pay": "< 20", "firm": "even"}],
            "no-deal": {"leads-to": {"crossing": "shut", "pay": 10}, "costs": "0.1..0.4"},
        },
    },
}


@cache
def made(language: str, kind: str = "brief") -> Brief:
    case = Case.model_validate(CASE)
    return compose(Dossier(case, {}, ()), draws=60, seed=0, language=language, kind=kind)


def texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in texts(v)]
    return [t for v in value for t in texts(v)] if isinstance(value, list | tuple) else []


def outside(text: str) -> str:
    """What stands outside all isolates."""
    kept, depth = [], 0
    for letter in text:
        if letter in (ISOLATE, LEFT):
            depth += 1
        elif letter == END:
            depth -= 1
        elif depth == 0:
            kept.append(letter)
    assert depth == 0, text
    return "".join(kept)


def ways(text: str) -> set[str]:
    return {unicodedata.bidirectional(c) for c in text} & {"L", "R", "AL"}


@pytest.mark.parametrize("kind", ["brief", "options", "matrix"])
def test_in_english_no_letter_that_runs_the_other_way_stands_beside_ours(kind):
    mixed = [t for t in texts(as_plain(made("en", kind))) if ways(outside(t)) > {"L"}]
    own_labels = {"פיקוח של צד שלישי (UN)"}  # a label of the case by itself runs its own way
    assert [t for t in mixed if t not in own_labels] == []


@pytest.mark.parametrize("kind", ["brief", "options", "matrix"])
@pytest.mark.parametrize(("language", "way", "other"), [("ar", "AL", SOUTH), ("he", "R", NORTH)])
def test_from_right_to_left_names_in_another_script_are_kept_apart(kind, language, way, other):
    told = [t for t in texts(as_plain(made(language, kind))) if other in t and t != other]
    sentences = [t for t in told if way in ways(outside(t))]

    assert sentences
    assert [t for t in sentences if other in outside(t)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_isolate_is_an_element_on_the_page(language):
    body = re.sub(r"<svg.*?</svg>|(?:aria-label|title)=\"[^\"]*\"", "", to_html(made(language)), flags=re.S)
    assert ISOLATE not in body
    assert body.count("<bdi") == body.count("</bdi>") > 5


def test_arabic_and_hebrew_in_one_label_of_a_picture_have_a_mark_between():
    labels = re.findall(r"<text[^>]*>([^<]*)</text>", to_html(made("ar")))
    both = [t for t in labels if {"AL", "R"} <= ways(t)]

    assert both
    assert all("\u200e" in t for t in both)
    assert apart_scripts("North") == "North"
