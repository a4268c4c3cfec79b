"""The answer keys of the corpus fit their drafts: clauses, words, rows, and the figures called wrong."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from parley.bridging.text.written.model import NegotiatingText
from parley.bridging.text.written.notation import read_text

HERE = Path(__file__).parent
DRAFTS = sorted([*HERE.glob("tuning/*.md"), *HERE.glob("held-out/*.md")])
MINIS = sorted(HERE.glob("minis/*.md"))
KINDS = {"sum", "date", "days", "reference", "duty", "gate", "vague", "undefined", "unattached"}
LACKS = {"actor", "action", "quantity", "deadline", "counterpart", "verifier"}
CEASEFIRE = """
    F1 F2 F3 F4 F5 F6 T1 T2 T3 T4 P1 P2 P3 P4 G1 G2 G3 G4 S1 S2 S3 H1 H2 H3 H4 H5 H6
    M1 M2 M3 M4 M5 D1 D2 D3 D4 G5 N1 N2 N3 I1 I2 I3 I4 X1 X2
"""
LABOUR = "LF1 LF2 LF3 LT1 LT2 LT3 LP1 LP2 LH1 LS1 LS2 LD1 LD2 LN1 LM1 LD3"
COMMERCIAL = "CF1 CF2 CF3 CT1 CT2 CT3 CP1 CP2 CS1 CI1 CC1 CD1 CD2 CD3 CL1 CN1"
ROWS = {"armed-conflict": CEASEFIRE.split(), "labour": LABOUR.split(), "commercial": COMMERCIAL.split()}


def key_of(draft: Path) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(draft.with_suffix(".json").read_text(encoding="utf-8"))
    return key


def words_by_clause(text: NegotiatingText) -> dict[str, str]:
    return {clause.number: clause.words for clause in text.clauses() if clause.number}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda p: p.stem)
def test_a_key_fits_its_draft(draft: Path) -> None:
    text, key = read_text(draft), key_of(draft)
    assert text.field == key["field"]
    assert "note: invented for tests" in draft.read_text(encoding="utf-8")
    assert list(key["rows"]) == ROWS[key["field"]]
    assert set(key["rows"].values()) <= {"present", "partial", "absent", "deferred"}
    assert {row for row, value in key["rows"].items() if value == "deferred"} == {r for r, _ in text.deferred}
    assert all(key["rows"][row] in ("partial", "absent") for row in key["planted_rows"])
    assert not set(key["open"]) & set(key["planted_rows"])
    clauses = words_by_clause(text)
    for finding in key["findings"]:
        assert finding["kind"] in KINDS
        assert (finding["kind"] == "duty") == bool(finding["lacks"])
        assert set(finding["lacks"]) <= LACKS
        assert clauses[finding["clause"]].count(finding["words"]) == 1, finding
        if finding.get("intended"):
            assert finding["kind"] == "vague"
            assert not finding["planted"]
            assert any(term in finding["words"] for term in text.intended)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda p: p.stem)
def test_rows_that_follow_from_findings_do_so(draft: Path) -> None:
    key = key_of(draft)
    kinds = {finding["kind"] for finding in key["findings"] if not finding.get("intended")}
    figures = {"sum", "date", "days", "reference"}
    follows = {"T4": {"duty"}, "N3": figures, "X1": {"vague"}, "LN1": {"sum"}, "CN1": {"sum"}}
    for row, because in follows.items():
        if row in key["rows"]:
            assert key["rows"][row] == ("partial" if kinds & because else "present"), row
    assert "gate" not in kinds or not {key["rows"].get("T3"), key["rows"].get("CT3")} & {"present"}


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda p: p.stem)
def test_references_called_dead_lead_nowhere_and_things_called_undefined_are_not_defined(draft: Path) -> None:
    text, key = read_text(draft), key_of(draft)
    clauses = words_by_clause(text)
    headings = {part.number for part in text.parts if not hasattr(part, "pieces")}
    for finding in key["findings"]:
        if finding["kind"] == "reference":
            last = finding["words"].split()[-1]
            assert last not in clauses, finding
            assert finding["words"] not in headings, finding
        if finding["kind"] == "undefined":
            noun = re.sub(r"^(the|a|its) ", "", finding["words"], flags=re.IGNORECASE).lower()
            defined = [w.lower() for words in clauses.values() for w in re.findall(r'"([^"]+)"', words)]
            assert noun not in defined, finding


def test_the_corpus_is_large_enough_and_every_field_stands_on_both_sides() -> None:
    planted = {"tuning": 0, "held-out": 0}
    fields: dict[str, set[str]] = {"tuning": set(), "held-out": set()}
    kinds: dict[str, set[str]] = {"tuning": set(), "held-out": set()}
    for draft in DRAFTS:
        key, side = key_of(draft), draft.parent.name
        fields[side].add(key["field"])
        found = [finding["kind"] for finding in key["findings"] if finding["planted"]]
        kinds[side].update(found)
        planted[side] += len(found) + len(key["planted_rows"])
    assert len(DRAFTS) >= 20
    assert min(planted.values()) >= 80
    assert planted["tuning"] >= 200
    assert fields["tuning"] == fields["held-out"] == set(ROWS)
    assert kinds["tuning"] == kinds["held-out"] == KINDS


# draft, clause, the total that stands there, the items that stand there
SUMS: list[tuple[str, str, float, list[float]]] = [
    ("ford-cessation", "10", 11, [6, 4]),
    ("two-valleys-exchange", "5.2", 48, [6, 8, 10, 10, 12]),
    ("monitored-ceasefire", "4.1", 9, [2, 3, 3]),
    ("monitored-ceasefire", "A.1", 60, [20, 20, 15]),
    ("placeholder-parties", "11", 15, [4, 5, 7]),
    ("bus-drivers-settlement", "3.1", 8, [3, 2.5, 2]),
    ("bus-drivers-settlement", "S.1", 23.05, [22.17, 22.17 * 0.02]),
    ("water-supply", "3.2", 60, [35, 15, 12]),
    ("seed-licence", "3.2", 9500, [1000, 1500, 2000, 2250, 2250]),
    ("seed-licence", "4.3", 120_000, [60_000, 40_000, 25_000]),
    ("harbour-pause", "6", 150, [35] * 4),
    ("lake-exchange", "5.3", 280, [20] * 13),
    ("lake-exchange", "6.1", 320, [160, 90, 40, 20]),
    ("plateau-ceasefire", "4.3", 58, [18, 24, 6]),
    ("pass-withdrawal", "11", 1200, [300, 400, 400]),
    ("pass-withdrawal", "13", 26, [14, 11]),
    ("island-lull", "5", 17, [8, 7]),
    ("hospital-nurses", "7", 1200, [500, 400, 400]),
    ("hospital-nurses", "25", 2650, [2500, 2500 * 0.04]),
    ("port-workers", "1", 412, [190, 150, 82]),
    ("port-workers", "6", 100, [25, 50, 15, 15]),
    ("district-heat", "3.1", 84_000, [18_000, 36_000, 22_000, 10_000]),
    ("district-heat", "5.2", 1_260_000, [500_000, 500_000, 360_000]),
    ("high-pasture-rest", "12", 32, [8, 2 * 8, 6]),
    ("sector-north-note", "21", 45, [8] * 5),
    ("sector-north-note", "24", 6, [3, 1, 1]),
    ("skerry-suspension-of-arms", "5.1", 22, [9, 7, 5]),
    ("lantern-exchange", "11", 96, [96 / 2, 96 / 3, 18]),
    ("lantern-exchange", "B.1", 75, [40, 20, 12]),
    ("airfield-pause-by-telephone", "11", 24, [10, 8, 4]),
    ("airfield-pause-by-telephone", "16", 8, [2, 2, 2]),
    ("copper-pit-settlement", "8", 12, [5, 4, 2]),
    ("teachers-heads-of-agreement", "3.1", 8, [3.5, 2.5, 1.5]),
    ("teachers-heads-of-agreement", "4.1", 22, [18, 3, 2]),
    ("songs-for-a-game", "8", 20_000, [10_000, 5_000, 6_000]),
    ("mill-quarter-truce", "17", 11, [4, 4, 4]),
    ("ferry-charter", "7", 1800, [900, 600, 350]),
    ("delta-framework", "5.2", 16, [6, 5, 4]),
    ("brook-pause", "9", 54, [18, 18, 16]),
    ("cape-radio", "9", 8, [4, 3, 2]),
    ("isle-convention", "14", 30, [12, 9, 7]),
    ("school-kitchens", "3.1", 9, [5, 2, 1.5]),
    ("school-kitchens", "3.5", 40000, [20000, 12000, 10000]),
    ("glass-letter", "5", 240, [100, 80, 70]),
    ("scanner-distribution", "5.2", 160, [40, 40, 40, 45]),
    ("scanner-distribution", "6.2", 300000, [120000, 100000, 90000]),
]
RIGHT_SUMS: list[tuple[str, str, float, list[float]]] = [  # in drafts too, and not to be marked
    ("two-valleys-exchange", "5.3", 660, [30 * 10, 18 * 20]),
    ("two-valleys-exchange", "6.1", 250, [120, 80, 50]),
    ("monitored-ceasefire", "5.1", 60, [25, 20, 15]),
    ("bus-drivers-settlement", "1.1", 640, [260, 220, 160]),
    ("bus-drivers-settlement", "3.4", 576_000, [640 * 900]),
    ("water-supply", "5.2", 48_000, [20_000, 18_000, 10_000]),
    ("harbour-pause", "7", 60, [40, 20]),
    ("lake-exchange", "5.1", 36, [14, 9, 13]),
    ("lake-exchange", "5.2", 36, [4, 5, 5, 5, 5, 4, 8]),
    ("plateau-ceasefire", "4.4", 36, [4, 20, 12]),
    ("plateau-ceasefire", "5.1", 140, [70, 40, 30]),
    ("pass-withdrawal", "12", 900, [200, 300, 400]),
    ("hospital-nurses", "9", 9.1, [6.4, 1.8, 0.9]),
    ("district-heat", "3.2", 84_000, [50_000, 34_000]),
    ("high-pasture-rest", "11", 30, [10, 10, 10]),
    ("high-pasture-rest", "14", 60, [15] * 4),
    ("sector-north-note", "14", 12, [5, 4, 3]),
    ("sector-north-note", "22", 21, [13, 8]),
    ("skerry-suspension-of-arms", "4.1", 14, [5, 5, 4]),
    ("skerry-suspension-of-arms", "5.4", 70, [40, 20, 10]),
    ("skerry-suspension-of-arms", "6.1", 48, [12, 24, 12]),
    ("lantern-exchange", "10", 96, [12] * 8),
    ("lantern-exchange", "12", 25, [5, 10, 10]),
    ("lantern-exchange", "13", 75, [15, 30, 30]),
    ("lantern-exchange", "17", 8, [3, 3, 2]),
    ("lantern-exchange", "A.1", 25, [5, 10, 10]),
    ("airfield-pause-by-telephone", "10", 40, [(2 + 2) * 10]),
    ("airfield-pause-by-telephone", "14", 120, [15] * 8),
    ("copper-pit-settlement", "1", 930, [510, 290, 130]),
    ("copper-pit-settlement", "7", 40, [20, 10, 10]),
    ("copper-pit-settlement", "9", 93_000, [930 * 100]),
    ("teachers-heads-of-agreement", "1.2", 12_000, [7_400, 4_100, 500]),
    ("teachers-heads-of-agreement", "3.2", 3_600_000, [12_000 * 300]),
    ("teachers-heads-of-agreement", "4.2", 26, [30, -2, -2]),
    ("songs-for-a-game", "5", 11, [4, 4, 3]),
    ("songs-for-a-game", "7", 4, [2, 1.5, 0.5]),
    ("mill-quarter-truce", "16", 9, [3, 3, 3]),
    ("mill-quarter-truce", "24", 7, [2, 5]),
    ("mill-quarter-truce", "26", 24, [14, 6, 4]),
    ("mill-quarter-truce", "30", 12, [4, 4, 4]),
    ("ferry-charter", "8", 12, [7, 4, 1]),
    ("ferry-charter", "5", 300, [900 / 3]),
    ("delta-framework", "5.1", 9, [4, 3, 2]),
    ("delta-framework", "6.1", 52, [22, 30]),
    ("delta-framework", "6.1", 25, [11, 5, 9]),
    ("delta-framework", "7.1", 144, [144]),
    ("delta-framework", "7.1", 144, [48, 48, 48]),
    ("delta-framework", "8.1", 90, [50.0, 40]),
    ("delta-framework", "9.1", 24, [10, 10, 4]),
    ("brook-pause", "8", 65, [20, 20, 25]),
    ("brook-pause", "11", 10, [6, 4]),
    ("brook-pause", "16", 20, [12, 8]),
    ("brook-pause", "18", 6, [4, 2]),
    ("brook-pause", "19", 4, [2, 2]),
    ("cape-radio", "8", 6, [3, 2, 1]),
    ("cape-radio", "13", 22, [8, 8, 6]),
    ("cape-radio", "15", 300, [180, 120]),
    ("cape-radio", "20", 12, [5, 5, 1, 1]),
    ("isle-convention", "11", 1350, [400, 400, 300, 250]),
    ("isle-convention", "12", 620, [220, 400]),
    ("isle-convention", "19", 540, [540]),
    ("isle-convention", "19", 540, [90, 90, 90, 90, 90, 90]),
    ("isle-convention", "20", 17, [11, 6]),
    ("isle-convention", "21", 200, [120, 80]),
    ("isle-convention", "24", 7, [3, 3, 1]),
    ("school-kitchens", "1.1", 486, [212, 198, 76]),
    ("school-kitchens", "3.2", 121500, [121500]),
    ("school-kitchens", "5.5", 68, [68]),
    ("school-kitchens", "4.1", 2160, [2160]),
    ("school-kitchens", "8.1", 6, [3, 3]),
    ("glass-letter", "1", 318, [174, 126, 18]),
    ("glass-letter", "6", 41976, [41976]),
    ("glass-letter", "8", 126, [60, 40, 26]),
    ("glass-letter", "17", 12, [8, 4]),
    ("glass-letter", "4", 14.84, [14.2, 0.64]),
    ("scanner-distribution", "4.1", 6, [4, 2]),
    ("scanner-distribution", "5.1", 120, [20, 30, 30, 40]),
    ("scanner-distribution", "5.3", 176, [176.0]),
    ("scanner-distribution", "6.1", 8200, [8200.0]),
    ("scanner-distribution", "7.1", 60000, [25000, 20000, 15000]),
]


def test_sums_called_wrong_are_wrong_and_those_left_alone_are_right() -> None:
    keyed = {
        (draft.stem, finding["clause"])
        for draft in DRAFTS
        for finding in key_of(draft)["findings"]
        if finding["kind"] == "sum"
    }
    assert keyed == {(name, clause) for name, clause, _, _ in SUMS}
    assert all(round(sum(items), 2) != total for _, _, total, items in SUMS)
    assert all(round(sum(items), 2) == total for _, _, total, items in RIGHT_SUMS)
    assert not keyed & {(name, clause) for name, clause, _, _ in RIGHT_SUMS}


ENDS = [  # draft, clause, day 1, which day, the date that stands there
    ("ford-cessation", "3", date(2031, 3, 5), 14, date(2031, 3, 19)),
    ("two-valleys-exchange", "2.2", date(2032, 5, 1), 70, date(2032, 7, 10)),
    ("placeholder-parties", "5", date(2029, 6, 11), 28, date(2029, 7, 7)),
    ("lake-exchange", "2.2", date(2034, 3, 1), 126, date(2034, 7, 6)),
    ("plateau-ceasefire", "2.2", date(2031, 12, 15), 120, date(2032, 4, 14)),
    ("pass-withdrawal", "5", date(2035, 5, 10), 60, date(2035, 7, 10)),
    ("island-lull", "1", date(2030, 8, 6), 40, date(2030, 9, 15)),
    ("port-workers", "14", date(2030, 3, 2), 92, date(2030, 5, 31)),  # the first day does not count
    ("district-heat", "2.3", date(2033, 6, 1), 90, date(2033, 8, 31)),
    ("high-pasture-rest", "7", date(2033, 4, 25), 42, date(2033, 6, 4)),
    ("sector-north-note", "9", date(2034, 11, 16), 12, date(2034, 11, 26)),  # day 11 to day 21
    ("skerry-suspension-of-arms", "2.2", date(2036, 6, 2), 31, date(2036, 7, 1)),
    ("lantern-exchange", "6", date(2031, 9, 12), 14, date(2031, 9, 26)),
    ("teachers-heads-of-agreement", "2.3", date(2031, 9, 1), 12 * 7, date(2031, 11, 30)),
    ("songs-for-a-game", "6", date(2035, 4, 1), 45, date(2035, 5, 10)),
    ("mill-quarter-truce", "9", date(2032, 10, 3), 45, date(2032, 11, 17)),
    ("ferry-charter", "16", date(2034, 4, 3), 35, date(2034, 5, 5)),
    ("delta-framework", "3.1", date(2037, 4, 8), 70, date(2037, 6, 18)),
    ("brook-pause", "5", date(2033, 9, 5), 35, date(2033, 10, 12)),
    ("cape-radio", "5", date(2034, 5, 3), 5, date(2034, 5, 8)),
    ("isle-convention", "11", date(2036, 6, 1), 40, date(2036, 7, 13)),
    ("school-kitchens", "4.3", date(2031, 11, 3), 70, date(2032, 1, 18)),
    ("scanner-distribution", "4.2", date(2032, 11, 1), 75, date(2033, 1, 21)),
]
YEARS = [  # draft, clause, start, how long in months, the last day that stands there
    ("bus-drivers-settlement", "2.2", date(2030, 4, 1), 24, date(2033, 3, 31)),
    ("water-supply", "2.1", date(2031, 7, 1), 120, date(2040, 6, 30)),
    ("hospital-nurses", "4", date(2032, 10, 1), 18, date(2034, 9, 30)),
    ("copper-pit-settlement", "5", date(2030, 5, 6), 18, date(2032, 5, 5)),
    ("glass-letter", "3", date(2030, 4, 1), 18, date(2031, 10, 31)),
]


def test_day_counts_called_wrong_are_wrong() -> None:
    keyed = {
        (draft.stem, finding["clause"])
        for draft in DRAFTS
        for finding in key_of(draft)["findings"]
        if finding["kind"] == "days"
    }
    assert keyed == {(name, clause) for name, clause, *_ in [*ENDS, *YEARS]}
    assert all(first + timedelta(days=day - 1) != stands for _, _, first, day, stands in ENDS)
    for _, _, start, months, last in YEARS:
        after = last + timedelta(days=1)
        assert (after.year - start.year) * 12 + after.month - start.month != months


LATE = {  # draft -> the last day of the phase, and the day that is said to lie within it
    "two-valleys-exchange": (date(2032, 5, 30), date(2032, 6, 4)),
    "bus-drivers-settlement": (date(2033, 3, 31), date(2033, 6, 30)),
    "water-supply": (date(2031, 6, 30), date(2031, 7, 14)),
    "seed-licence": (date(2033, 6, 30), date(2033, 9, 30)),
    "harbour-pause": (date(2033, 7, 16), date(2033, 7, 18)),
    "plateau-ceasefire": (date(2031, 12, 15) + timedelta(days=29), date(2032, 1, 20)),
    "pass-withdrawal": (date(2035, 5, 10) + timedelta(days=59), date(2035, 7, 20)),
    "hospital-nurses": (date(2033, 9, 30), date(2034, 11, 1)),
    "port-workers": (date(2030, 5, 31), date(2030, 6, 15)),
    "district-heat": (date(2033, 8, 31), date(2033, 9, 20)),
    "monitored-ceasefire": (date.fromordinal(90), date.fromordinal(95)),  # in days of the text
    "placeholder-parties": (date.fromordinal(28), date.fromordinal(31)),
    "lake-exchange": (date.fromordinal(42), date.fromordinal(45)),
    "island-lull": (date.fromordinal(40), date.fromordinal(43)),
    "high-pasture-rest": (date.fromordinal(42), date.fromordinal(45)),
    "sector-north-note": (date.fromordinal(10), date.fromordinal(13)),
    "skerry-suspension-of-arms": (date(2036, 6, 1), date(2036, 6, 8)),
    "lantern-exchange": (date.fromordinal(7), date.fromordinal(9)),
    "airfield-pause-by-telephone": (date(2033, 2, 20), date(2033, 2, 22)),
    "copper-pit-settlement": (date(2032, 5, 5), date(2032, 6, 30)),
    "teachers-heads-of-agreement": (date(2034, 8, 31), date(2034, 12, 31)),
    "songs-for-a-game": (date(2038, 2, 28), date(2038, 4, 30)),
    "mill-quarter-truce": (date.fromordinal(15), date.fromordinal(19)),
    "ferry-charter": (date(2034, 9, 30), date(2034, 10, 20)),
    "delta-framework": (date(2037, 4, 7), date(2037, 4, 12)),
    "brook-pause": (date(2033, 10, 12), date(2033, 10, 16)),
    "cape-radio": (date(2034, 5, 12), date(2034, 5, 14)),
    "isle-convention": (date(2036, 7, 13), date(2036, 7, 18)),
    "school-kitchens": (date(2031, 7, 31), date(2031, 8, 6)),
    "glass-letter": (date(2030, 6, 29), date(2030, 7, 4)),
    "scanner-distribution": (date(2033, 9, 30), date(2033, 11, 15)),
}


def test_dates_called_out_of_their_phase_are_out_of_it() -> None:
    keyed = {d.stem for d in DRAFTS for finding in key_of(d)["findings"] if finding["kind"] == "date"}
    assert keyed == set(LATE)
    assert all(said > last for last, said in LATE.values())


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def number_of(day: str) -> int:
    """A day as a number: a date, or a day of the text."""
    return int(day) if day.isdigit() else date.fromisoformat(day).toordinal()


def holds(figure: dict[str, Any]) -> bool:
    """Whether figures that stand in a mini text fit one another."""
    rule: str = figure["rule"]
    says: list[Any] = figure["says"]
    if rule == "sum":  # the total, its items
        return bool(abs(sum(says[1:]) - says[0]) < 0.005)
    if rule == "weekday":  # a date, its day of the week
        return date.fromisoformat(says[0]).weekday() == WEEKDAYS.index(says[1])
    if rule == "within":  # the first day, the last, the day said
        return number_of(says[0]) <= number_of(says[2]) <= number_of(says[1])
    if rule == "days":  # day 1, which day, its date
        return bool(says[1] == number_of(says[2]) - number_of(says[0]) + 1)
    if rule == "after":  # a day that does not count, how many days, the last of them
        return bool(says[1] == number_of(says[2]) - number_of(says[0]))
    if rule == "hours":  # from, how many, until
        return datetime.fromisoformat(says[0]) + timedelta(hours=says[1]) == datetime.fromisoformat(says[2])
    assert rule == "months"  # the first day, how many months, the last day
    start, after = date.fromisoformat(says[0]), date.fromisoformat(says[2]) + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return start.day == after.day and bool(months == says[1])


@pytest.mark.parametrize("mini", MINIS, ids=lambda p: p.stem)
def test_a_mini_fits_its_key(mini: Path) -> None:
    text, key = read_text(mini), key_of(mini)
    assert text.field == key["field"]
    assert "note: invented for tests" in mini.read_text(encoding="utf-8")
    assert key["rows"] == {}
    clauses = words_by_clause(text)
    headings = {part.number for part in text.parts if not hasattr(part, "pieces")}
    for finding in [*key["findings"], *key["right"]]:
        assert finding["kind"] in KINDS
        assert clauses[finding["clause"]].count(finding["words"]) == 1, finding
    wrong = {(finding["clause"], finding["words"]) for finding in key["findings"]}
    assert not wrong & {(right["clause"], right["words"]) for right in key["right"]}
    for finding in key["findings"]:
        assert (finding["kind"] == "duty") == bool(finding["lacks"]), finding
        assert set(finding["lacks"]) <= LACKS
        if finding["kind"] == "reference":
            assert finding["words"].split()[-1] not in {*clauses, *headings}, finding
            assert finding["words"] not in headings, finding
    figures = {(figure["clause"], figure["fits"]) for figure in key["figures"]}
    assert all(holds(figure) == figure["fits"] for figure in key["figures"])
    counted = {f["clause"] for f in key["findings"] if f["kind"] in ("sum", "date", "days")}
    assert counted == {clause for clause, fits in figures if not fits}


def test_the_minis_hold_as_much_right_as_wrong_of_every_kind() -> None:
    keys = [key_of(mini) for mini in MINIS]
    wrong = [finding for key in keys for finding in key["findings"]]
    right = [finding for key in keys for finding in key["right"]]
    assert {key["field"] for key in keys} == set(ROWS)
    for findings in (wrong, right):
        assert {finding["kind"] for finding in findings} == KINDS - {"vague"}
    assert {lack for finding in wrong for lack in finding["lacks"]} == LACKS
    assert len(MINIS) >= 60
    assert min(len(wrong), len(right)) >= 150
