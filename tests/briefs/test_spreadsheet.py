"""A spreadsheet read back from its parts: real dates, no formula, heads that stay, the same bytes."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date

import pytest

from parley.briefs.spreadsheet import LONGEST, Column, Sheet, to_csv, to_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = (
    Column("Duty", 12),
    Column("By", 11, "date"),
    Column("Many", 8, "number"),
    Column("Status", 12, choices=("due", "done", "late")),
)
ROWS = (("boats", date(2030, 1, 8), 3.0, "due"), ("men", None, None, "late"))


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def cells(content, number=1):
    """Reference -> (type, value as stored); words resolved."""
    held = parts(content)
    words = [
        "".join(t.text or "" for t in si.iter(f"{MAIN}t"))
        for si in ET.fromstring(held["xl/sharedStrings.xml"])
    ]
    found = {}
    for cell in ET.fromstring(held[f"xl/worksheets/sheet{number}.xml"]).iter(f"{MAIN}c"):
        value = cell.find(f"{MAIN}v")
        if value is not None:
            kind = cell.get("t", "n")
            found[cell.get("r")] = (kind, words[int(value.text)] if kind == "s" else float(value.text))
    return found


def test_words_numbers_and_dates_are_what_they_are():
    found = cells(to_xlsx([Sheet("Duties", COLUMNS, ROWS)], "Talks"))

    assert found["A2"] == ("s", "boats")
    assert found["C2"] == ("n", 3.0)
    assert found["B2"] == ("n", float((date(2030, 1, 8) - date(1899, 12, 30)).days))
    assert "B3" not in found


def test_a_date_that_spreadsheets_do_not_know_stays_as_words():
    assert cells(to_xlsx([Sheet("Old", COLUMNS[:2], (("peace", date(1648, 10, 24)),))], "Talks"))["B2"] == (
        "s",
        "1648-10-24",
    )


def test_a_date_has_the_format_of_one():
    held = parts(to_xlsx([Sheet("Duties", COLUMNS, ROWS)], "Talks"))
    assert "yyyy-mm-dd" in held["xl/styles.xml"]


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@now", "=HYPERLINK(1)", "\t=1", "{=1}"])
def test_words_of_a_document_never_become_a_formula(words):
    content = to_xlsx([Sheet(words, (Column(words),), ((words,),))], words)

    assert not re.search(r"<f[ >]", parts(content)["xl/worksheets/sheet1.xml"])
    assert cells(content)["A2"] == ("s", words)
    line = to_csv(Sheet("a", (Column(words),), ((words,),))).splitlines()[-1].strip('"')
    assert line[0] not in "=+-@\t"


def test_links_in_words_stay_words():
    content = to_xlsx([Sheet("a", (Column("x"),), (("https://example.invalid/a",),))], "t")
    assert not any("hyperlink" in part for part in parts(content).values())


def test_heads_stay_can_be_filtered_and_are_printed_on_each_page():
    sheet = parts(to_xlsx([Sheet("Duties", COLUMNS, ROWS)], "Talks"))["xl/worksheets/sheet1.xml"]

    assert 'ySplit="1"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:D3"/>' in sheet
    assert "Print_Titles" in parts(to_xlsx([Sheet("Duties", COLUMNS, ROWS)], "Talks"))["xl/workbook.xml"]


def test_a_status_is_chosen_from_a_list():
    sheet = parts(to_xlsx([Sheet("Duties", COLUMNS, ROWS)], "Talks"))["xl/worksheets/sheet1.xml"]

    assert re.search(r'<dataValidation type="list"[^>]*sqref="D2:D3"', sheet)
    assert "&quot;due,done,late&quot;" in sheet or '"due,done,late"' in sheet


def test_a_sheet_from_right_to_left_says_so():
    def sheet(rtl):
        return parts(to_xlsx([Sheet("a", COLUMNS, ROWS, rtl)], "t"))["xl/worksheets/sheet1.xml"]

    assert 'rightToLeft="1"' in sheet(True)
    assert 'rightToLeft="1"' not in sheet(False)


def test_no_name_no_clock_and_no_machine_are_in_the_file_and_it_is_the_same_each_time():
    one, other = (to_xlsx([Sheet("Duties", COLUMNS, ROWS)], "Talks") for _ in range(2))

    assert one == other
    core = parts(one)["docProps/core.xml"]
    assert "2000-01-01T00:00:00Z" in core
    assert re.search(r"<dc:creator>[^<]", core) is None


@pytest.mark.parametrize(
    "rows", [(), (("x" * (LONGEST + 10), None, None, "due"),), (("ا\nב", None, 1e9, "done"),)]
)
def test_empty_and_odd_tables_are_written_whole(rows):
    content = to_xlsx(
        [Sheet("s" * 40, COLUMNS, rows), Sheet("s" * 40, COLUMNS, rows), Sheet("[]:*?/\\'", COLUMNS, rows)],
        "t",
    )

    names = re.findall(r'<sheet name="([^"]*)"', parts(content)["xl/workbook.xml"])
    assert len(names) == len({n.lower() for n in names}) == 3
    assert all(len(name) <= 31 for name in names)


def test_a_table_as_plain_text_quotes_what_needs_it():
    text = to_csv(Sheet("a", COLUMNS, (("boats, and\n“more”", date(2030, 1, 8), 2.5, "due"),)))
    assert text == 'Duty,By,Many,Status\n"boats, and\n“more”",2030-01-08,2.5,due\n'
