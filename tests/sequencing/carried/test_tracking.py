"""What was agreed, and whose days count: an agreed text, a log's own days, the days of the case."""

from datetime import date

import pytest

from parley.bridging.text.kept.history import save
from parley.bridging.text.written.notation import parse
from parley.case.dossier import open_dossier
from parley.ground.errors import ParleyError
from parley.sequencing.carried.tracking import deal_of, track

from .river import STARTS, river

TEXT = """# On the river

4. North hands back ten boats. {{{status}, boats: 10}}

5. South leaves the quarter by day 16. {{agreed, quarter: leave}}
"""


def agreed(folder, status="agreed"):
    river(folder)
    text = parse(TEXT.format(status=status), "text.md")
    save(folder, text, by="delta", at="2030-01-01T00:00:00", reason="signed")
    return open_dossier(folder)


def test_a_text_of_which_every_clause_is_agreed_is_what_was_agreed(tmp_path):
    deal = deal_of(agreed(tmp_path))

    assert dict(deal.matrix.package.terms) == {"boats": 10.0, "quarter": "leave"}
    assert str(deal.matrix.package_name) == "On the river, version 1"
    assert {r.clause for r in deal.matrix.of("boats")} == {"4"}
    assert "ten boats" in deal.matrix.of("boats")[0].words


def test_a_text_with_a_clause_still_pending_is_not(tmp_path):
    with pytest.raises(ParleyError, match="What was agreed is not said"):
        deal_of(agreed(tmp_path, "pending"))


def test_the_text_that_the_case_says_was_signed_is_what_was_agreed(tmp_path):
    river(tmp_path)
    path = tmp_path / "case.yaml"
    texts = "texts:\n  may: {title: Text of May, date: 2029-05-01, terms: {boats: 10, quarter: leave}}\n"
    whole = path.read_text().replace("phases:\n", texts + "phases:\n")
    path.write_text(whole.replace("  starts:", "  signed: may\n  starts:"))

    assert dict(deal_of(open_dossier(tmp_path)).matrix.package.terms) == {"boats": 10.0, "quarter": "leave"}
    path.write_text(whole.replace("  starts:", "  signed: mai\n  starts:"))
    with pytest.raises(ParleyError, match=r'implementation\.signed\n.*no text "mai"'):
        open_dossier(tmp_path)


def test_without_preferences_the_days_are_those_that_the_case_gives(tmp_path):
    river(tmp_path)
    deal = deal_of(open_dossier(tmp_path), package="boats=10, quarter=leave")

    assert [(r.day, r.amount) for r in deal.matrix.of("boats")] == [(1, 2.0), (8, 3.0), (15, 5.0)]
    assert [r.day for r in deal.matrix.of("men")] == [20]
    assert deal.matrix.starts == STARTS
    assert deal.matrix.draws == 0
    assert any("no order was sought" in note for note in deal.matrix.notes)


def test_days_of_a_log_take_the_place_of_those_of_the_case(tmp_path):
    river(tmp_path)
    log = tmp_path / "log.yaml"
    log.write_text(
        "parley-log: 1\nstarts: 2031-05-01\npackage: {boats: 10, quarter: leave}\n"
        "timetable: {boats: {3: 10}}\nentries:\n  - {on: 2031-05-02, what: Nothing yet}\n"
    )
    found = track(open_dossier(tmp_path), log=log, on=date(2031, 5, 5))

    assert [r.day for r in found.matrix.of("boats")] == [3]
    assert found.of("boats").status == "unreported"
    log.write_text(log.read_text().replace("{boats: {3: 10}}", "{boots: {3: 10}}"))
    with pytest.raises(ParleyError, match=r"log\.yaml:4: timetable\.boots"):
        track(open_dossier(tmp_path), log=log)


def test_a_case_that_hands_over_nothing_says_so(tmp_path):
    river(tmp_path)
    path = tmp_path / "case.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("phases:")] + "implementation: {starts: 2030-01-01}\n")

    with pytest.raises(ParleyError, match="hands over nothing"):
        track(open_dossier(tmp_path), package="boats=10, quarter=leave")
