"""Short texts of many styles, each with one thing wrong or none, written apart from the corpus
(`sentences.json`)."""

import json
from pathlib import Path

import pytest

from parley.bridging.clauses.reviewing import review
from parley.bridging.text.written.notation import parse

TEXTS = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))


def found(kinds: str, field: str, text: str) -> list[str]:
    return [f.says for f in review(parse(text), field).findings if f.kind in kinds.split("/")]


@pytest.mark.parametrize(("kinds", "field", "text"), TEXTS["wrong"], ids=lambda each: each[-30:])
def test_what_is_wrong_is_found(kinds, field, text):
    assert found(kinds, field, text)


@pytest.mark.parametrize(("kinds", "field", "text"), TEXTS["right"], ids=lambda each: each[-30:])
def test_what_is_right_is_left_alone(kinds, field, text):
    assert found(kinds, field, text) == []
