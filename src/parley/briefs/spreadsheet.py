"""Tables as a spreadsheet: heads that stay, filters, real dates and numbers, words that never are formulas.

Room: briefs. Writes .xlsx through XlsxWriter, which is loaded when it is asked for, and .csv with the
standard library. The same sheets give the same bytes. Widths are characters.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Kind = Literal["text", "number", "date"]
Tint = Literal["bad", "good", "soft"]
Value = str | float | date | None
LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_A3, _A4 = 8, 9  # as spreadsheets number them
_FITS_A4 = 150  # characters across a page on its side
_FIXED = datetime(2000, 1, 1)  # a file says when it was made; ours says the same each time
_LINES = {"bottom": 4, "bottom_color": "#BFBFBF", "left": 4, "left_color": "#D9D9D9"}
_TINTS = {"bad": "#FDF3E3", "good": "#EEF5EE", "soft": "#F1F1F3"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how wide it is, what stands in it, and what may stand in it."""

    head: str
    width: float = 16
    kind: Kind = "text"
    choices: tuple[str, ...] = ()  # a drop-down list of these
    means: str = ""  # what the column holds, for whoever reads the head and wonders


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `tints`: (words of a cell in the column with choices, how it is tinted)."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    right_to_left: bool = False
    filters: bool = True
    tints: tuple[tuple[str, Tint], ...] = ()
    landscape: bool = True


def to_xlsx(sheets: Sequence[Sheet], title: str) -> bytes:
    """The whole file; no macro, no formula, no link, no name of a person or machine."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title, "created": _FIXED, "author": "", "company": ""})
    look = _Looks(book)
    taken: set[str] = set()
    for sheet in sheets:
        _fill(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, look)
    book.close()
    return out.getvalue()


def to_csv(sheet: Sheet) -> str:
    """One table as text with commas, for programs; dates as year-month-day.

    What begins like a formula gets an apostrophe in front, as spreadsheets would run it otherwise.

    >>> print(to_csv(Sheet("a", (Column("What"), Column("n", kind="number")), (("=1+1", 2.0),))), end="")
    What,n
    '=1+1,2
    """
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow([_guarded(column.head) for column in sheet.columns])
    for row in sheet.rows:
        write.writerow([_plain(value) for value in row])
    return out.getvalue()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _guarded(value)
    return f"{value:.10g}"


def _guarded(words: str) -> str:
    return f"'{words}" if words.startswith(_DANGEROUS) else words


class _Looks:
    """The formats of a file, each made once."""

    def __init__(self, book: Any) -> None:
        base = {"valign": "top", "font_size": 10}
        order = {True: {"reading_order": 2}, False: {}}
        self.head = {
            (rtl, middle): book.add_format(
                base
                | order[rtl]
                | {"bold": True, "text_wrap": True, "bg_color": "#E6E8EB", "bottom": 1}
                | ({"align": "center"} if middle else {})
            )
            for rtl in (False, True)
            for middle in (False, True)
        }
        self.cell = {
            (rtl, kind): book.add_format(base | order[rtl] | _LINES | extra)
            for rtl in (False, True)
            for kind, extra in (
                ("text", {"text_wrap": True}),
                ("number", {"num_format": "#,##0.##", "align": "center"}),
                ("date", {"num_format": "yyyy-mm-dd", "align": "center"}),
            )
        }
        self.tints = {name: book.add_format({"bg_color": colour}) for name, colour in _TINTS.items()}


def _fill(page: Any, sheet: Sheet, look: _Looks) -> None:
    rtl = sheet.right_to_left
    if rtl:
        page.right_to_left()
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        page.write_string(0, at, column.head, look.head[rtl, column.kind != "text"])
    page.set_row(0, 32)
    for number, row in enumerate(sheet.rows, 1):
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            cell = look.cell[rtl, column.kind]
            if value is None or value == "":
                page.write_blank(number, at, None, cell)
            elif isinstance(value, str):
                page.write_string(number, at, value[:LONGEST], look.cell[rtl, "text"])
            elif isinstance(value, date) and value.year < 1900:  # spreadsheets know no earlier date
                page.write_string(number, at, value.isoformat(), cell)
            elif isinstance(value, date):
                page.write_datetime(number, at, datetime(value.year, value.month, value.day), cell)
            else:
                page.write_number(number, at, value, cell)
        page.set_row(number, _height(sheet, row))
    last = max(len(sheet.rows), 1)
    page.freeze_panes(1, 1)
    if sheet.filters and sheet.rows:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)
    for at, column in enumerate(sheet.columns):
        if column.choices and sheet.rows:
            page.data_validation(1, at, last, at, {"validate": "list", "source": list(column.choices)})
            for words, tint in sheet.tints:
                rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": look.tints[tint]}
                page.conditional_format(1, at, last, at, rule)
    if sheet.landscape:
        page.set_landscape()
    page.set_paper(_A3 if sum(column.width for column in sheet.columns) > _FITS_A4 else _A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(0.4, 0.4, 0.5, 0.5)


def _height(sheet: Sheet, row: Sequence[Value]) -> float:
    """Points that a row needs for its longest cell: programs do not work that out for files of others."""
    lines = 1
    for column, value in zip(sheet.columns, row, strict=True):
        if isinstance(value, str):
            own = sum(1 + int(len(part) / max(1.0, column.width * 1.05)) for part in value.split("\n"))
            lines = max(lines, own)
    return min(400.0, 3 + 13.5 * lines)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have: 31 characters, none of []:*?/\\, and no other sheet has it.

    >>> _sheet_name("a/b", set())
    'a b'
    """
    short = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip(" '")[:31] or "1"
    number = 2
    found = short
    while found.lower() in taken:
        found = f"{short[:28]} {number}"
        number += 1
    taken.add(found.lower())
    return found
