"""A picture of paths and words: cut to what is on it, its words in the language of the paper."""

import re
from xml.etree import ElementTree

import pytest

from parley.briefs.phrases.catalogue import Phrases
from parley.briefs.pictures import size_of
from parley.briefs.sketch import Path, Sketch, Words, box, line, sign, sketched, ticks, width_of
from parley.ground.worded import say

ENGLISH = Phrases("en")


def box_of(svg: str) -> tuple[float, ...]:
    found = re.search(r'viewBox="([^"]+)"', svg)
    return tuple(float(n) for n in found[1].split()) if found else ()


def test_the_drawing_is_cut_to_its_parts():
    svg = sketched(Sketch("a", (line([(10, 20), (110, 60)]),)), ENGLISH)

    assert box_of(svg) == (4, 14, 112, 52)
    assert size_of(svg) == (112, 52)


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_words_are_never_cut_off(anchor):
    left, _, wide, _ = box_of(
        sketched(Sketch("a", (Words("Withdrawal of all forces", 0, 0, anchor),)), ENGLISH)
    )
    need = width_of("Withdrawal of all forces", 11)
    start = {"start": 0.0, "middle": -need / 2, "end": -need}[anchor]

    assert left <= start
    assert left + wide >= start + need


def test_words_that_run_upwards_take_height_and_not_width():
    _, _, wide, tall = box_of(sketched(Sketch("a", (Words("still in force", 0, 0, turned=True),)), ENGLISH))
    assert tall > 2 * wide


def test_signs_of_markup_in_words_stay_words():
    svg = sketched(Sketch("a", (Words("A & B <c>", 0, 0),)), ENGLISH)
    (text,) = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")

    assert text.text == "A & B <c>"


def test_words_of_ours_are_put_into_the_language_and_those_of_the_case_are_not():
    sketch = Sketch("a", (Words(say("day"), 0, 0), Words("Kesh", 0, 20)))
    assert "יום" in sketched(sketch, Phrases("he"))
    assert "Kesh" in sketched(sketch, Phrases("he"))


def test_all_signs_differ_and_are_about_as_large():
    shapes = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
    drawn = [sign(shape, 0, 0, 100, "#000000") for shape in shapes]

    assert len({part.points for part in drawn}) == len(shapes)
    for part in drawn:
        xs = [x for x, _ in part.points[0]]
        assert 8 <= max(xs) - min(xs) <= 15


def test_ticks_are_round_and_never_too_many():
    for low, high in ((0, 1), (-0.45, 0.3), (0, 127), (0, 730), (-120, 95), (0.2, 0.2)):
        found = ticks(low, high, 8)
        assert 1 <= len(found) <= 9
        assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in found)


def test_ticks_of_days_are_whole_days():
    assert ticks(0, 3, 9, least=1) == [0, 1, 2, 3]


def test_an_empty_picture_is_a_picture():
    assert sketched(Sketch("a", ()), ENGLISH).startswith("<svg")


def test_an_area_is_filled_and_a_line_is_not():
    svg = sketched(
        Sketch("a", (box(0, 0, 5, 5, "#123456"), Path((((0, 0), (5, 5)),), stroke="#654321"))), ENGLISH
    )

    assert svg.count("Z") == 1
    assert 'fill="none" stroke="#654321"' in svg
