"""The order of handing over in a brief and as a paper: figures have their tables, sentences their notes."""

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from parley.analysis.settlement import Share, Spread
from parley.briefs.brief import compose
from parley.briefs.computed import Computed
from parley.briefs.content import Brief, Cell, Figure, Items, Said, Section, Table
from parley.briefs.desk import Desk, desk_of
from parley.briefs.html import to_html
from parley.briefs.kinds.schedule import schedule_paper, write_schedule
from parley.briefs.layouts import laid_out
from parley.briefs.phrases.catalogue import LEFT, Phrases
from parley.briefs.sketch import Sketch, Words, width_of
from parley.briefs.steps.exposure_plot import OnDay, exposure_picture, reach
from parley.briefs.steps.missing import missing_words, unscheduled_section
from parley.briefs.steps.section import steps_section
from parley.briefs.steps.timetable_plot import GateLine, Lot, Row, gate_labels, timetable_picture
from parley.briefs.steps.words import amount_words, gain_words, needed_words, peaks, split_words, tempted
from parley.case.dossier import Dossier
from parley.case.model import Case
from parley.ground.errors import ParleyError
from parley.ground.worded import bare

from .made_up import A, B, case_of, dossier_of, schedule_of
from .test_brief import sentences


def desk(language: str = "en", case: Case | None = None) -> Desk:
    return desk_of(dossier_of(case or case_of()), Computed(None), "", Phrases(language))


@cache
def section(safe: bool = True) -> Section:
    return steps_section(desk(), schedule_of(safe=safe), "A")


@cache
def paper(language: str = "en", safe: bool = True) -> Brief:
    return schedule_paper(dossier_of(case_of()), schedule_of(safe=safe), language=language)


def items(of: Section) -> list[Said]:
    return [i for b in of.blocks if isinstance(b, Items) for i in b.items]


def figures(of: Section | Brief) -> dict[str, Figure]:
    sections = of.sections if isinstance(of, Brief) else (of,)
    return {b.id: b for s in sections for b in s.blocks if isinstance(b, Figure)}


def words(of: Section | Brief) -> str:
    sections = of.sections if isinstance(of, Brief) else (of,)
    said = [s.text for one in sections for b in one.blocks for s in sentences(b)]
    heads = [h for one in sections for b in one.blocks if isinstance(b, Table) for h in (b.caption, *b.heads)]
    return " ".join([*said, *heads, *(f.alternative for f in figures(of).values())])


def test_every_sentence_of_the_section_has_its_note():
    assert 4 <= len(items(section())) <= 6  # the rest is in the paper
    assert [i.text for i in items(section()) if not i.notes] == []


def test_the_verdict_says_in_how_many_draws_every_step_is_safe():
    safe, not_safe = items(section())[0].text, items(section(safe=False))[0].text

    assert safe.startswith("There is an order in which nobody gains by walking out")
    assert "7 to 8 of 10 draws" in safe
    assert not_safe.startswith("There is no order in which nobody ever gains by walking out")
    assert "3 to 4 of 10 draws" in not_safe


def test_where_not_all_orders_were_looked_at_none_is_said_to_be_missing_for_sure():
    found = replace(schedule_of(safe=False), how="bounded", bound=0.02)
    made = steps_section(desk(), found, "A")

    assert items(made)[0].text.startswith("No order was found in which")


def test_the_smallest_guarantee_and_the_smallest_split_stand_where_there_is_no_safe_order():
    told = " ".join(i.text for i in items(section(safe=False)))

    assert "0.08 of its scale for Arvonia or 0.2 of its scale for Belmora" in told
    assert "‘Withdrawal from the shore’ in 4 parts instead of 2" in told
    assert "0.08 of its scale" not in " ".join(i.text for i in items(section()))


def test_who_is_most_exposed_when_is_the_highest_of_its_days():
    found = schedule_of(safe=False)
    for party, account in peaks(found).items():
        own = [a for a in found.accounts if a.party == party]
        assert account.temptation.middle == max(a.temptation.middle for a in own)
        assert not [
            a for a in own if a.day < account.day and a.temptation.middle == account.temptation.middle
        ]
    told = " ".join(i.text for i in items(section(safe=False)))
    assert "Arvonia has least to lose by walking out on day 42, at the gate of ‘First stage’" in told


def test_every_figure_says_how_to_read_it_and_has_its_days_as_a_table():
    made = paper(safe=False)
    assert set(figures(made)) == {"timetable", "exposure", "given"}
    for figure in figures(made).values():
        assert figure.caption.text.startswith("How to read it")
        assert figure.caption.notes
        assert len(figure.alternative) > 40
        assert figure.data.rows
        assert all(panel.startswith("<svg") for panel in figure.panels)


def test_the_table_of_the_timetable_has_every_handover_in_order():
    found = schedule_of()
    table = figures(section())["timetable"].data

    assert [row[0].said[0].text for row in table.rows] == [str(s.day) for s in found.steps]
    assert len(table.heads) == len(table.rows[0])
    told = [row[1].said[0].text for row in table.rows]
    assert told[1] == "Belmora: Engineers allowed home, held since spring, 3 of 33 persons"
    assert told[6] == "Belmora: Bond for repairs, to be kept by Lake Commission"
    assert told[9] == "Belmora: Bond for repairs, handed on by whoever kept it"


def test_the_exposure_has_one_picture_for_each_principal_and_a_row_for_each_day():
    figure = figures(section())["exposure"]
    days = {a.day for a in schedule_of().accounts}

    assert len(figure.panels) == 2
    assert len(figure.data.rows) == len(days)
    assert all("nothing gained by walking out" in panel for panel in figure.panels)
    assert "do not compare heights between sides" in figure.caption.text


def test_the_lines_of_the_sides_differ_in_more_than_colour():
    first, second = figures(section())["exposure"].panels

    assert 'stroke-dasharray="6,3"' not in first
    assert 'stroke-dasharray="6,3"' in second


def test_the_phases_say_who_hands_over_what():
    (table,) = [b for b in section().blocks if isinstance(b, Table)]
    first = [s.text for s in table.rows[0][2].said]

    assert [row[0].said[0].text for row in table.rows] == ["First stage", "Second stage"]
    assert (
        first[0] == "Engineers allowed home, held since spring: 33 persons, in four handovers, days 1 to 42"
    )
    assert first[1] == "Gauge opened to inspection, day 7"


def test_the_paper_says_what_each_side_holds_at_each_gate():
    made = paper()
    (standing,) = [s for s in made.sections if s.id == "standing"]
    unfolded = [b for b in standing.blocks if isinstance(b, Table) and not b.folded]

    assert len(unfolded) == 1
    assert [row[1].said[0].text for row in unfolded[0].rows] == ["Arvonia", "Belmora"] * 2


def test_the_paper_has_guarantees_other_orders_and_what_things_are_worth():
    ids = [s.id for s in paper().sections]
    assert ids == ["order", "standing", "guarantees", "others", "worths", "assumed"]
    (others,) = [s for s in paper().sections if s.id == "others"]
    (table,) = [b for b in others.blocks if isinstance(b, Table)]
    assert len(table.rows) == 2
    with_text = schedule_paper(
        dossier_of(case_of()), replace(schedule_of(), as_written=replace(schedule_of(safe=False)))
    )
    assert "written" in [s.id for s in with_text.sections]
    (written,) = [s for s in with_text.sections if s.id == "written"]
    assert set(figures(written)) == {"timetable-written"}


def test_every_note_is_cited_and_every_assumption_of_a_deliverable_becomes_one():
    made = paper()
    cited = {n for s in made.sections for b in s.blocks for said in sentences(b) for n in said.notes}

    assert cited == {note.number for note in made.notes}
    assert "Assumed: all who are held" in [n.text for n in made.notes]
    assert "Assumed: spoken of in both rooms" in [n.text for n in made.notes]


def test_the_principals_under_each_others_names_have_each_others_paper():
    here = to_html(schedule_paper(dossier_of(case_of()), schedule_of(safe=False)))
    there = to_html(schedule_paper(dossier_of(case_of(B, A)), schedule_of(first=B, second=A, safe=False)))

    assert here != there
    assert without_digest(exchanged(there)) == without_digest(here)


def exchanged(text: str) -> str:
    for a, b in ((A, B), (A.title(), B.title())):
        text = text.replace(a, "\0").replace(b, a).replace("\0", b)
    return text


def without_digest(text: str) -> str:
    return re.sub(r"case \w{12}, with claims and documents \w{12}", "", text)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_same_schedule_gives_the_same_bytes(form):
    made = paper()
    assert laid_out(made, form) == laid_out(schedule_paper(dossier_of(case_of()), schedule_of()), form)


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_the_paper_is_written_as_its_ending_says(tmp_path, form):
    path = tmp_path / f"order.{form}"
    write_schedule(dossier_of(case_of()), schedule_of(), path)
    start = path.read_bytes()[:4]

    assert start == {"html": b"<!DO", "docx": b"PK\x03\x04", "pdf": b"%PDF"}[form]


def test_another_ending_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(ParleyError, match=r"a brief is not written as \.txt"):
        write_schedule(dossier_of(case_of()), schedule_of(), tmp_path / "order.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["ar", "he"])
def test_no_sentence_of_the_paper_stays_english(language):
    made = paper(language, safe=False)
    texts = [
        words(made),
        made.label,
        *(s.title + s.lead for s in made.sections),
        *(n.text for n in made.notes),
    ]

    assert not [t for t in texts if LEFT in t]
    assert "Arvonia" in bare(words(made))


@cache
def brief_of_made_up(**without: tuple[str, ...]) -> Brief:
    case = case_of().model_copy(update={name: {} for name in without.get("left_out", ())})
    return compose(dossier_of(case), draws=60, seed=0)


def test_a_case_that_says_what_is_handed_over_has_both_sections():
    made = brief_of_made_up()
    ids = [s.id for s in made.sections]

    assert ids[ids.index("packages") + 1 :][:2] == ["steps", "holding"]
    assert {"timetable", "exposure", "fan"} <= set(figures(made))
    assert str(missing_words()) not in words(made)


def test_a_case_that_does_not_has_one_line_on_it_and_is_else_the_same():
    made = brief_of_made_up(left_out=("deliverables", "phases", "guarantees"))
    said = [s.text for one in made.sections for b in one.blocks for s in sentences(b)]

    assert not {"steps", "holding"} & {s.id for s in made.sections}
    assert said.count(str(missing_words())) == 1
    (assumed,) = [s for s in made.sections if s.id == "assumed"]
    assert "all who are held" not in " ".join(s.text for b in assumed.blocks for s in sentences(b))


def test_what_the_order_rests_on_is_listed_among_what_is_assumed():
    (assumed,) = [s for s in brief_of_made_up().sections if s.id == "assumed"]
    listed = [s for b in assumed.blocks for s in sentences(b)]

    assert any(s.text.startswith("Engineers allowed home: all who are held") and s.notes for s in listed)
    assert any(s.text.startswith("Fund held by the commission: spoken of in both rooms") for s in listed)


def test_a_deal_of_which_nothing_is_handed_over_says_why_and_how_to_mend_it():
    entries = case_of().as_dict()
    for entry in entries["deliverables"].values():
        entry["when"] = {"filling": "five-years"}  # the first package shown has three
    made = compose(dossier_of(Case.model_validate(entries)), draws=60, seed=0)
    (steps,) = [s for s in made.sections if s.id == "steps"]
    (said,) = steps.blocks

    assert isinstance(said, Said)
    assert said.text.startswith("Nothing that the case hands over is part of package A")
    assert "in the order above" not in next(s.lead for s in made.sections if s.id == "holding")
    assert "holding" in [s.id for s in made.sections]


def test_where_no_order_can_be_made_the_reason_and_the_mend_stand_in_its_place():
    found = replace(Computed(None), unscheduled="case.yaml:7\n  The day is too early.\n  Write a later day.")
    package = case_of().package({"filling": "three-years", "flow": 240})
    made = unscheduled_section(replace(desk(), computed=found), package, "A")

    assert made.blocks[0].text == "For package A there is no order: The day is too early. Write a later day."


def test_amounts_have_their_unit_and_what_they_are_a_part_of():
    at = desk()
    assert amount_words(at, "engineers", 3, 33) == "3 of 33 persons"
    assert amount_words(at, "engineers", 33, 33) == "33 persons"
    assert amount_words(at, "zone", 0.5, 1) == "1 of 2 parts"
    assert amount_words(at, "gauge", 1, 1) == ""
    assert amount_words(at, "water", 12, 12) == "12 barges a day"


def test_gaining_and_losing_are_told_in_the_same_words_for_both_sides():
    assert gain_words(Spread(0.1, 0.2, 0.3)).replace("gain", "lose") == gain_words(Spread(-0.3, -0.2, -0.1))
    assert tempted(Spread(0.1, 0.2, 0.3)).replace("gains", "loses") == tempted(Spread(-0.3, -0.2, -0.1))


def test_nothing_is_said_of_guarantees_or_splits_where_none_is_known():
    assert needed_words(desk(), ()) == ""
    assert split_words(desk(), schedule_of()) == ""
    none = replace(schedule_of(safe=False), splits=(), all_split=6)
    assert split_words(desk(), none).endswith("everything in 6 parts would.")


def test_a_name_of_a_gate_never_covers_that_of_another():
    gates = [GateLine(day, f"The stage that ends on {day}") for day in (10, 14, 18, 60, 126)]
    boxes = []
    for gate, lines, up, to_the_right in gate_labels(gates, 126):
        at = 460 * (gate.day + 0.5) / 127
        wide = max(width_of(text, 9.5) for text in lines)
        left, right = (at, at + wide) if to_the_right else (at - wide, at)
        boxes.append((left, right, up - len(lines), up))
    for n, (a, b, low, high) in enumerate(boxes):
        for c, d, lower, higher in boxes[n + 1 :]:
            assert b <= c or d <= a or high <= lower or higher <= low


def test_a_long_order_has_room_for_all_its_rows():
    rows = [
        Row(f"Thing number {n} with a name that is long and takes two lines", "North", (Lot(n + 1, "3"),))
        for n in range(30)
    ]
    picture = timetable_picture(rows, ["North", "South"], [], 40)
    names = [part.y for part in picture.parts if isinstance(part, Words) and part.anchor == "end"]

    assert len(names) == 1 + 60
    assert all(later - earlier >= 11 for earlier, later in pairwise(names))


def test_the_pictures_of_all_sides_have_the_same_scale():
    a, b = [OnDay(1, -0.5, -0.4, -0.3)], [OnDay(1, 0.1, 0.2, 0.9)]
    room = reach([a, b])
    first, second = (
        exposure_picture(p, n, days, [], 9, room) for n, (p, days) in enumerate([("N", a), ("S", b)])
    )

    assert room[0] < -0.5
    assert room[1] > 0.9
    assert numbers_of(first) == numbers_of(second)
    assert len(numbers_of(first)) >= 4


def numbers_of(picture: Sketch) -> list[tuple[str, float]]:
    texts = [part for part in picture.parts if isinstance(part, Words)]
    return [(t.text, t.y) for t in texts if re.fullmatch(r"[−\d.]+", t.text)]


def test_several_handovers_of_one_day_are_one_sign_with_their_sum():
    found = schedule_of()
    again = replace(found.steps[3], number=11)
    made = steps_section(desk(), replace(found, steps=(*found.steps, again)), "A")
    panel = figures(made)["timetable"].panels[0]

    assert panel.count(">20<") >= 1
    assert len(figures(made)["timetable"].data.rows) == 11
    (table,) = [b for b in made.blocks if isinstance(b, Table)]
    assert "in four handovers" in table.rows[0][2].said[0].text


def test_a_party_that_is_no_principal_has_its_rows_too():
    found = schedule_of()
    paid = replace(found.steps[0], giver="commission", deliverable="grant", until=None)
    made = steps_section(desk(), replace(found, steps=(*found.steps, paid)), "A")

    assert "Lake Commission" in figures(made)["timetable"].panels[0]
    assert "Lake Commission hands over" in words(made)


def test_no_draw_at_all_does_no_harm():
    found = schedule_of()
    none = replace(
        found, all_safe=Share(0, 0), steps=tuple(replace(s, safe=Share(0, 0)) for s in found.steps)
    )
    made = steps_section(desk(), none, "A")

    assert "no draw at all" in items(made)[0].text


def test_an_order_without_gates_or_guarantees_is_told_all_the_same():
    found = replace(schedule_of(), gates=(), effects=(), left_out=())
    made = schedule_paper(Dossier(case_of(), {}, ()), found)

    assert "guarantees" not in [s.id for s in made.sections]
    assert "There are no gates." in figures(made)["timetable"].alternative


def test_cells_never_stand_empty():
    for s in paper(safe=False).sections:
        for b in s.blocks:
            tables = [b] if isinstance(b, Table) else [b.data] if isinstance(b, Figure) else []
            for table in tables:
                assert [c for row in table.rows for c in row if not Cell(c.said).said] == []
