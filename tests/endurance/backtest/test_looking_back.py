"""What the evidence of a day gives, beside what came later; and nothing that came later gets into it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parley.analysis.judged import judged
from parley.analysis.study import study
from parley.bridging.devices.backtest import backtest as devices_backtest
from parley.case.dossier import open_dossier
from parley.endurance.backtest.looking_back import backtest
from parley.ground.errors import ParleyError

GAZA = Path(__file__).parents[3] / "cases" / "gaza-2024"
DRAWS, RUNS = 120, 100


@pytest.fixture(scope="module")
def gaza():
    return backtest(GAZA, DRAWS, 0, runs=RUNS)


@pytest.fixture
def small(case):
    return backtest(case, DRAWS, 0, runs=RUNS)


def test_nothing_published_after_the_evidence_ends_is_read(gaza):
    assert gaza.known.frozen == date(2024, 8, 20)
    assert gaza.known.newest <= gaza.known.frozen
    assert gaza.known.written <= gaza.known.frozen
    assert gaza.known.claims == len(open_dossier(GAZA).on(date(2024, 8, 20)).claims)


def test_what_is_published_later_changes_no_answer(case, small):
    later = case / "documents" / "july.md"
    later.write_text(
        "---\ntitle: All is agreed\npublisher: Lake Herald\ndate: 2024-07-09\n---\n"
        "North accepts that the crossing opens for good. South accepts that the crossing stays closed.\n"
    )
    assert len(open_dossier(case, on=date(2024, 12, 1)).claims) > small.known.claims
    again = backtest(case, DRAWS, 0, runs=RUNS)

    assert replace(again, known=small.known) == small
    assert again.known.claims == small.known.claims


def test_the_devices_are_those_of_the_room_below(gaza):
    record = gaza.candidates
    then = open_dossier(GAZA).on(date(2024, 8, 20))
    from parley.bridging.devices.backtest import read_record

    below = devices_backtest(then, read_record(GAZA / "later" / "january-2025.toml"))
    assert record.terms == below
    assert record.found == sum(term.found for term in below)
    assert record.looked_at > record.found


def test_the_bundle_stands_as_the_analysis_says_and_its_rank_is_counted(case, small):
    ready = study(open_dossier(case).case, DRAWS, 0)
    row = ready.table.row({"crossing": "daytime", "people": 6.0})
    every = [r.tolist() for r in ready.table.rows(range(len(ready.table)))]
    k, swept = every.index(row.tolist()), judged(ready)
    others = [i for i in range(len(every)) if i != ready.table.nothing]

    inside = small.inside
    assert inside.standing.all_accept.count == swept.all_accept[k]
    better = sum(swept.all_accept[i] > swept.all_accept[k] for i in others) / len(others)
    least = sum(swept.accepts[:, i].min() > swept.accepts[:, k].min() for i in others) / len(others)
    assert (inside.better_together, inside.better_least) == (pytest.approx(better), pytest.approx(least))
    assert inside.zone.count == swept.open.sum()
    assert inside.packages == len(others)


def test_the_share_in_the_zone_is_no_larger_than_that_of_draws_with_a_zone(gaza):
    assert 0 < gaza.inside.standing.all_accept.count <= gaza.inside.zone.count
    assert gaza.inside.better_together < 0.5


def test_the_clause_check_is_told_beside_what_a_reader_would_ask(gaza):
    flags = {flag.id: flag for flag in gaza.checked.flags}

    assert set(flags) == {*("T2", "T3", "D1", "D2", "D3", "D4", "M1", "M2", "M3", "N2", "X1", "G1", "N3")}
    assert {id for id in ("D1", "D2", "D3", "D4", "M1", "M3") if flags[id].presence != "absent"} == set()
    assert flags["G1"].presence == flags["X1"].presence == flags["T3"].presence == "partial"
    assert not set(gaza.checked.others) & set(flags)


def test_the_timetable_of_the_record_is_the_one_that_is_judged(gaza):
    """Practice 5.2 and 5.6: 3, 4, 3, 3, 3, 3 and 2 + 12; by day 42 all 33, the corridor still held."""
    handed = [(s.day, s.amount) for s in gaza.exposed.schedule.steps if s.deliverable == "captives"]
    on_42 = {a.party: a for a in gaza.exposed.accounts if a.day == 42}

    assert handed == [(1, 3), (7, 4), (14, 3), (21, 3), (28, 3), (35, 3), (42, 14)]
    assert on_42["israel"].received["captives"] == 33
    assert "corridor-in-stages" in on_42["israel"].still_holds
    (rest,) = gaza.exposed.beyond  # 115 by the count of 16 August
    assert (rest.party, rest.deliverable, rest.left) == ("hamas", "captives", 115 - 33)
    assert "captives" not in on_42["hamas"].still_holds
    assert {"prisoners", "life-terms", "return-to-the-north"} <= set(on_42["hamas"].received)
    assert "centre" in on_42["hamas"].can_be_taken_back
    so_far = {a.day: a.received.get("captives", 0) for a in gaza.exposed.accounts if a.party == "israel"}
    assert [so_far[day] for day in (1, 7, 14, 21, 28, 35, 42)] == [3, 7, 10, 13, 16, 19, 33]


def test_what_nobody_gives_a_day_is_marked(gaza):
    """Not when it came: the record has the way through Rafah on day 14, and its terms give no day."""
    assert "rafah" in gaza.exposed.undated
    assert not {"captives", "centre", "return-to-the-north", "aid"} & set(gaza.exposed.undated)


def test_each_side_has_its_day_of_greatest_temptation_and_exposure(gaza):
    for party in ("israel", "hamas"):
        own = [a for a in gaza.exposed.accounts if a.party == party]
        assert gaza.exposed.peaks[party].temptation.middle == max(a.temptation.middle for a in own)
        assert gaza.exposed.exposures[party].exposure.middle == max(a.exposure.middle for a in own)
    worst = max(s.middle for s in gaza.exposed.gate.temptation.values())
    assert worst == max(s.middle for gate in gaza.exposed.schedule.gates for s in gate.temptation.values())


def test_endurance_is_told_with_its_gates_and_reality_beside(gaza):
    (first, *_) = gaza.endurance.gates

    assert first.day == 42
    assert not first.content_agreed
    assert 0 < first.passed.value < first.reached.value < 1
    assert gaza.came.ended == 58
    assert [(p.phase, p.completed, p.next_opened) for p in gaza.came.phases] == [("first-stage", True, False)]


def test_the_record_of_events_keeps_both_accounts_of_each_dispute(gaza):
    by_day = [h.on for h in gaza.happened]
    assert by_day == sorted(by_day)
    assert all(h.source for h in gaza.happened)
    (put_off,) = [h for h in gaza.happened if h.on == date(2025, 2, 10)]
    assert [who for who, _, _ in put_off.says] == ["hamas", "israel"]
    counts = {h.so_far for h in gaza.happened if h.deliverable == "prisoners" and h.on == date(2025, 2, 8)}
    assert counts == {730, 766}
    starts = {h.what for h in gaza.happened if "second stage are to start" in h.what}
    assert len(starts) == 2
    assert next(h.day for h in gaza.happened if h.on == date(2025, 3, 1)) == 42


def test_the_principals_exchanged_the_answers_are_exchanged(small, swapped):
    other = backtest(swapped, DRAWS, 0, runs=RUNS)
    names = {"north": "south", "south": "north", "lake": "lake"}

    assert other.inside.zone == small.inside.zone
    assert other.inside.better_together == small.inside.better_together
    for party, share in small.inside.standing.accepts.items():
        assert other.inside.standing.accepts[names[party]] == share
        assert other.exposed.peaks[names[party]].day == small.exposed.peaks[party].day
        assert other.exposed.peaks[names[party]].temptation == small.exposed.peaks[party].temptation
    assert [f.presence for f in other.checked.flags] == [f.presence for f in small.checked.flags]
    for one, two in zip(small.endurance.gates, other.endurance.gates, strict=True):
        assert two.reached.value == pytest.approx(one.reached.value, abs=0.15)


def test_any_case_with_a_record_can_be_looked_back_on(small):
    assert small.exposed.accounts[-1].received or small.exposed.accounts[-2].received
    by_day = dict.fromkeys((s.day for s in small.exposed.schedule.steps if s.deliverable == "people"), 0.0)
    for step in small.exposed.schedule.steps:
        if step.deliverable == "people":
            by_day[step.day] += step.amount
    assert by_day == {2: 2, 9: 4}
    assert [flag.id for flag in small.checked.flags] == ["D1", "T1"]
    assert small.checked.flags[0].expected == "nobody is named who settles a dispute"
    assert len(small.happened) == 4
    assert small.happened[-1].day == 44
    assert small.missing == ()


def test_what_the_record_leaves_out_stays_open(case):
    record = case / "later" / "september.toml"
    text = record.read_text()
    short = text[: text.index("starts =")] + text[text.index("[[term]]") :]
    record.write_text(short)
    found = backtest(case, DRAWS, 0, runs=RUNS)

    assert (found.inside, found.checked, found.exposed, found.endurance, found.came) == (None,) * 5
    assert len(found.missing) == 3
    assert found.candidates.terms


def test_a_number_between_those_looked_at_is_looked_at_too(case):
    case_file = case / "case.yaml"
    case_file.write_text(case_file.read_text().replace("high: 9, step: 3", "high: 900, step: 0.5"))
    record = case / "later" / "september.toml"
    record.write_text(
        record.read_text().replace("people = 6", "people = 6.5").replace("9 = 4 }", "9 = 4.5 }")
    )

    assert backtest(case, DRAWS, 0, runs=RUNS).package["people"] == 6.5


def test_without_a_record_or_with_several_it_says_so(case):
    shutil.copy(case / "later" / "september.toml", case / "later" / "october.toml")
    with pytest.raises(ParleyError, match=r"several records here: october\.toml, september\.toml"):
        backtest(case, DRAWS, 0, runs=RUNS)
    shutil.rmtree(case / "later")
    with pytest.raises(ParleyError, match="There is no record of later terms here"):
        backtest(case, DRAWS, 0, runs=RUNS)


def test_bare_documents_have_no_record_beside_them():
    with pytest.raises(ParleyError, match="no case folder"):
        backtest([GAZA / "documents" / "2024-08-17-doha-round.md"], DRAWS, 0, runs=RUNS)
