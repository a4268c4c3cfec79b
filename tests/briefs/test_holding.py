"""How long a deal would hold, in a brief and as a paper: shares of runs, base rates apart, no forecast."""

import re
from dataclasses import replace
from functools import cache

import pytest

from parley.analysis.settlement import Share
from parley.briefs.computed import Computed
from parley.briefs.content import Brief, Items, Said, Section, Table
from parley.briefs.desk import Desk, desk_of
from parley.briefs.holding.fan import fan_table, points_of, with_points
from parley.briefs.holding.fan_plot import Beside, FanDay, fan_picture
from parley.briefs.holding.levers_plot import Bar, levers_picture
from parley.briefs.holding.section import holding_section
from parley.briefs.holding.words import (
    causes_words,
    gate_chance,
    lever_sentence,
    levers_words,
    rate_words,
    still_words,
)
from parley.briefs.html import to_html
from parley.briefs.kinds.endurance import endurance_paper, write_endurance
from parley.briefs.layouts import laid_out
from parley.briefs.phrases.catalogue import LEFT, Phrases
from parley.briefs.sketch import Path
from parley.endurance.asking.saying import cause_words
from parley.endurance.asking.values import Difference
from parley.ground.errors import ParleyError

from .made_up import A, B, case_of, dossier_of, endurance_of
from .test_brief import sentences
from .test_steps import exchanged, figures, items, without_digest, words

FORECAST = re.compile(r"\b(?:will|shall|won't|going to|is bound to|certain to)\b", re.IGNORECASE)
QUOTED = re.compile("“[^”]*”|‘[^’]*’(?!\\w)")  # words of documents, and of the case
DENIED = re.compile(r"(?:never|not) chances that \w+(?: thing)? will happen")


def desk(language: str = "en") -> Desk:
    return desk_of(dossier_of(case_of()), Computed(None), "", Phrases(language))


@cache
def section() -> Section:
    return holding_section(desk(), endurance_of(), "A")


@cache
def paper(language: str = "en") -> Brief:
    return endurance_paper(dossier_of(case_of()), endurance_of(), language=language)


def test_every_sentence_of_the_section_has_its_note():
    assert 5 <= len(items(section())) <= 8  # the rest is in the paper
    assert [i.text for i in items(section()) if not i.notes] == []


def test_nothing_is_said_to_be_going_to_happen():
    made = paper()
    texts = [words(section()), words(made), *(n.text for n in made.notes), *(s.lead for s in made.sections)]
    texts += [f.caption.text for f in figures(made).values()]

    assert FORECAST.search("it will hold")
    assert [t for t in texts if FORECAST.search(t)] == []


def test_the_sentences_that_stand_by_every_curve_stand_there():
    for made in (section(), paper().sections[0]):
        assert "Data are of civil wars, mostly smaller ones." in [i.text for i in items(made)]


def test_a_share_has_one_figure_and_its_range_over_the_worlds():
    told = str(still_words(endurance_of(), [90, 365]))

    assert told == (
        "Of the runs of this process the deal still holds after 3 months in about 7 in 10 (4 to 9) and "
        "after a year in about 5 in 10 (2 to 8)."
    )
    assert not re.search(r"\d+\.\d|\d\d%", words(section()).replace("0.", ""))


def test_gates_tell_reached_from_passed():
    first, second = (str(gate_chance(g)) for g in endurance_of().gates)

    assert first.startswith("‘First stage’, until day 42: its gate is reached in about 7 in 10 (6 to 9)")
    assert "sooner or later in about 5 in 10" in first
    assert "sooner or later" not in second


def test_causes_and_when_they_end_it():
    told = causes_words(endurance_of(), 4)
    assert f"{cause_words('gate')} about 3 in 10" in told
    assert "half by day 44" in told
    assert causes_words(replace(endurance_of(), causes=()), 4) == ""


def test_base_rates_stand_with_their_number_and_never_in_the_curve():
    found = endurance_of()
    fan = figures(section())["fan"]

    assert sorted(name for name, *_ in fan.legend) == [
        "Ceasefires of two sides in civil wars, agreed for 30 to 120 days, the first of their series, n = 29",
        "Truces after civil wars that settle nothing, n = 45",
    ]
    assert len({sign for *_, sign in fan.legend}) == 2
    without = fan_table(desk(), replace(found, base_rates=()), [])
    beside = fan_table(desk(), found, with_points(found))
    curve = {row[0].said[0].text: row[1].said[0].text for row in beside.rows}
    assert all(curve[row[0].said[0].text] == row[1].said[0].text for row in without.rows)
    assert "Of 45 truces after civil wars that settle nothing: after 3 months" in words(section())


def test_a_rate_of_terms_that_were_run_stands_at_the_first_gate():
    found = endurance_of()
    (term,) = [r for r in found.base_rates if r.term is not None]

    assert points_of(term, found) == ((42, 0.48, 0.75, 0.89),)
    assert points_of(term, replace(found, gates=())) == ()
    assert "about 8 in 10 (5 to 9) ran the term agreed" in rate_words(term)


def test_every_figure_says_how_to_read_it_and_has_its_numbers_as_a_table():
    assert set(figures(paper())) == {"fan", "levers"}
    for figure in figures(paper()).values():
        assert figure.caption.text.startswith("How to read it")
        assert figure.caption.notes
        assert len(figure.alternative) > 40
        assert figure.data.rows


def test_each_lever_says_whether_the_package_has_it_and_in_how_many_worlds_it_helps():
    first, second, third = endurance_of().levers

    assert lever_sentence(first) == (
        "A ladder for disputes (not in the package): about 2 months more in force, in eight worlds of ten "
        "5 days more to 4 months more; it helps in about 9 in 10 worlds."
    )
    assert lever_sentence(replace(first, by_world=False)) == (
        "A ladder for disputes (not in the package): about 2 months more in force."
    )
    both = levers_words(endurance_of().levers, 2)
    assert both.startswith("What buys most time in this process, all else as it is: a ladder for disputes")
    assert both.endswith("No data show what a clause adds.")
    assert levers_words((), 2) == ""
    assert "(in the package)" in lever_sentence(second)
    assert "less in force" in lever_sentence(third)
    nothing = Difference(-1, 0, 1, 0.1, 2.0, Share(4, 8), Share(4, 8))
    assert "no difference that can be told" in lever_sentence(replace(first, days=nothing))


def test_the_levers_of_the_table_are_all_there_with_harm_beside_help():
    table = figures(section())["levers"].data
    assert len(table.rows) == 3
    assert [row[3].said[0].text for row in table.rows] == ["about 9 in 10", "about 8 in 10", "about 1 in 10"]
    assert [row[4].said[0].text for row in table.rows] == ["about 1 in 10", "about 2 in 10", "about 9 in 10"]


def test_without_levers_gates_or_rates_the_section_stands_all_the_same():
    found = replace(endurance_of(), levers=(), gates=(), base_rates=(), causes=(), said=(), time_to_end=None)
    made = holding_section(desk(), found, "A")

    assert set(figures(made)) == {"fan"}
    assert figures(made)["fan"].legend == ()
    assert len(items(made)) == 1


def test_the_paper_has_its_parts():
    made = paper()
    assert [s.id for s in made.sections] == [
        *("curve", "ends", "levers-all", "beside", "elsewhere", "design", "priors")
    ]
    ends = [b for s in made.sections if s.id == "ends" for b in s.blocks if isinstance(b, Table)]
    assert [len(t.rows) for t in ends] == [2, 7, 2]
    assert "Nobody watches" in words(made)


def test_what_was_taken_to_be_so_is_told_as_such():
    (design,) = [s for s in paper().sections if s.id == "design"]
    assumed = [i for b in design.blocks if isinstance(b, Items) for i in b.items]

    assert [i.text for i in assumed] == ["nothing is said of spoilers: some"]
    assert all(i.notes for i in assumed)


def test_designs_stand_side_by_side_with_what_is_better_in_how_many_worlds():
    (beside,) = [s for s in paper().sections if s.id == "beside"]
    (table,) = [b for b in beside.blocks if isinstance(b, Table)]
    rows = [[cell.said[0].text for cell in row] for row in table.rows]

    assert [row[0] for row in rows] == ["A joint commission", "Nobody watches"]
    assert rows[0][3] == "—"
    assert rows[1][3].endswith("less")


def test_every_note_is_cited():
    made = paper()
    cited = {n for s in made.sections for b in s.blocks for said in sentences(b) for n in said.notes}
    assert cited == {note.number for note in made.notes}


def test_the_principals_under_each_others_names_have_each_others_paper():
    here = to_html(paper())
    there = to_html(endurance_paper(dossier_of(case_of(B, A)), endurance_of(first=B, second=A)))

    assert here != there
    assert without_digest(exchanged(there)) == without_digest(here)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_paper_is_written_as_its_ending_says_and_twice_the_same(tmp_path, form):
    path = tmp_path / f"holding.{form}"
    write_endurance(dossier_of(case_of()), endurance_of(), path)
    again = laid_out(paper(), form)

    assert path.read_bytes() == (again.encode() if isinstance(again, str) else again)


def test_another_ending_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(ParleyError, match=r"a brief is not written as \.md"):
        write_endurance(dossier_of(case_of()), endurance_of(), tmp_path / "holding.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["ar", "he"])
def test_no_sentence_of_ours_stays_english(language):
    found = replace(endurance_of(), said=(), assumed=(), priors=())
    made = endurance_paper(dossier_of(case_of()), found, language=language)
    texts = [words(made), made.label, made.imprint, *(s.title + s.lead for s in made.sections)]
    texts += [n.text for n in made.notes]

    assert [t for t in texts if LEFT in t] == []


def test_the_fan_has_both_bands_the_middle_and_each_base_rate_with_its_range():
    days = [FanDay(d, 0.1, 0.2, 0.5, 0.7, 0.9) for d in (0, 100)]
    beside = [Beside(0, 50, 0.3, 0.4, 0.5), Beside(1, 50, 0.6, 0.7, 0.8), Beside(2, 200, 0.1, 0.2, 0.3)]
    parts = [part for part in fan_picture(days, [], beside, 100).parts if isinstance(part, Path)]
    bands = [{y for _, y in part.points[0]} for part in parts if part.opacity < 1]
    signs = [part.points[0] for part in parts if part.fill == "white"]

    assert [{round(1 - y / 140, 2) for y in band} for band in bands] == [{0.1, 0.9}, {0.2, 0.7}]
    assert len(signs) == 2  # the third lies behind the last day
    assert len(signs[0]) == 4
    assert len(signs[1]) == 3
    middles = [sum(x for x, _ in points) / len(points) for points in signs]
    assert middles[1] - middles[0] > 5


def test_where_the_counts_lie_far_from_the_curve_it_is_said_beside_them():
    told = "On day 365 the curve and the counts lie apart; nobody knows which."
    apart = holding_section(desk(), replace(endurance_of(), apart=(told,)), "A")
    (counts,) = [item.text for item in items(apart) if item.text.endswith(told)]
    whole = endurance_paper(dossier_of(case_of()), replace(endurance_of(), apart=(told,)))

    assert "Of 45 truces after civil wars" in counts
    assert told in words(whole)
    assert told not in words(section())


def test_the_tables_of_the_section_are_for_the_screen_and_the_paper_of_the_command_has_them():
    by_name = figures(section())

    assert all(figure.data.screen and figure.data.rows for figure in by_name.values())
    assert not any(figure.data.screen for figure in figures(paper()).values())
    last = section().blocks[-1]
    assert isinstance(last, Said)
    assert "parley endure CASE --out FILE" in last.text


def test_bars_and_their_lines_lie_within_the_axis():
    bars = [Bar("a", -50, -20, -5, "none"), Bar("b", 1, 30, 90, "all", False)]
    parts = levers_picture(bars, ["days"], "worlds").parts
    places = [x for part in parts if isinstance(part, Path) for run in part.points for x, _ in run]

    assert min(places) >= 0
    assert max(places) <= 250


def test_a_world_that_never_differs_has_no_range():
    found = endurance_of()
    flat = replace(found.gates[0], reached=replace(found.gates[0].reached, low=0.7, high=0.72))

    assert "reached in about 7 in 10;" in gate_chance(flat)


def test_briefs_of_the_worked_cases_forecast_nothing(made):
    said = [s.text for one in made.sections for block in one.blocks for s in sentences(block)]
    heads = [text for one in made.sections for text in (one.title, one.lead)]
    pictures = [f.alternative for f in figures(made).values()]
    notes = [note.text for note in made.notes if note.kind == "method"]
    ours = [DENIED.sub("", QUOTED.sub("", text)) for text in (*said, *heads, *pictures, *notes, made.imprint)]

    assert len(ours) > 100
    assert [text for text in ours if FORECAST.search(text)] == []
