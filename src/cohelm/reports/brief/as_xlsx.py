"""The pack as a workbook: a sheet a page with its tables and charts, and all numbers on one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, again, joined
from cohelm.reports import wording
from cohelm.reports.brief.drawn import HUES
from cohelm.reports.brief.numbers import explained
from cohelm.reports.brief.page import Chart, Pack, Page, Sheet
from cohelm.reports.language import ENGLISH, Language

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
FORMS: Mapping[str, Mapping[str, str]] = {
    "bars": {"type": "bar", "subtype": "stacked"},
    "columns": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "points": {"type": "scatter", "subtype": "straight_with_markers"},
}
NUMBERS = (Prose("Number"), Prose("Value"), Prose("Unit"), Prose("Why"))
BEHIND = (
    Prose("Number"), Prose("Value"), Prose("Unit"), Prose("How it was counted"), Prose("Why"),
    Prose("Items"),
)  # fmt: skip
COLUMNS = (34, 26, 22, 40, 20, 20)
"""The widths of the first columns, in letters."""
DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
AMOUNT = re.compile(r"([-\u2212]?[\d,]+(?:\.\d+)?)(?: (\D.*))?")
"""A day, and a number with its unit, as the pages write them."""
MOST_IN_A_CELL = 32_000
"""So many letters a cell takes; the format ends at 32,767."""
CHART_AT = 7
"""The column in which a chart begins."""


def pack_xlsx(pack: Pack, say: Language = ENGLISH) -> bytes:
    """The workbook. Texts stay texts: none becomes a formula or a link."""
    import xlsxwriter  # late: only where a workbook is asked for

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with xlsxwriter.Workbook(written, options) as book:
        comments = f"{say(pack.snapshot)}. {pack.again}"
        book.set_properties({"title": say(pack.title), "comments": comments})
        looks = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "head": book.add_format({"bold": True, "bottom": 1}),
            "quiet": book.add_format({"font_color": "#5D626B"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "right": book.add_format({"align": "right", "valign": "top"}),
            "day": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
        }
        for at, page in enumerate(pack.pages, 1):
            name = FORBIDDEN.sub(" ", f"{at} {say(page.topic)}")[:31]
            _page(book, book.add_worksheet(name), page, pack, looks, say)
        name = FORBIDDEN.sub(" ", say(Prose("Numbers")))[:31]
        _numbers(book, book.add_worksheet(name), pack, looks, say)
    return written.getvalue()


def _page(
    book: Any, sheet: Any, page: Page, pack: Pack, looks: Mapping[str, Any], say: Language
) -> None:
    for column, width in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.write_string(0, 0, say(page.title), looks["title"])
    of = Prose("From: {sources}", sources=joined(page.sources, ", "))
    said = ". ".join(map(say, (pack.as_of, pack.compared, pack.snapshot, of)))
    sheet.write_string(1, 0, said, looks["quiet"])
    row = 3
    for text in page.sentences:
        sheet.write_string(row, 0, say(text))
        row += 1
    row = _rows(sheet, row + 1, map(say, NUMBERS), looks) if page.numbers else row
    for one in page.numbers:
        sheet.write_string(row, 0, say(one.label))
        _value(book, sheet, row, one.figure, looks, say)
        sheet.write_string(row, 3, f"cohelm why {one.why}")
        row += 1
    if page.sheet:
        row = _sheet(book, sheet, row + 1, page.sheet, looks, say)
    if page.chart:
        row = _chart(book, sheet, row + 1, page.chart.through(say), looks, say)
    for title, notes in page.notes:
        if notes:
            sheet.write_string(row + 1, 0, say(title), looks["head"])
            for at, note in enumerate(notes, row + 2):
                sheet.write_string(at, 0, say(note))
            row += len(notes) + 2


def _sheet(
    book: Any, sheet: Any, row: int, shown: Sheet, looks: Mapping[str, Any], say: Language
) -> int:
    """Writes a page's table; answers the row below it. Amounts and days are told by their English."""
    sheet.write_string(row, 0, say(shown.caption), looks["head"])
    row = _rows(sheet, row + 1, map(say, shown.header), looks)
    for cells, said in zip(shown.rows, shown.through(say).rows, strict=True):
        for column, (cell, text) in enumerate(zip(cells, said, strict=True)):
            is_right = column in shown.right
            _cell(book, sheet, row, column, cell, text, looks, is_right=is_right)
        row += 1
    return row


def _rows(sheet: Any, row: int, header: Iterable[str], looks: Mapping[str, Any]) -> int:
    """Writes a header; answers the row below it."""
    for column, name in enumerate(header):
        sheet.write_string(row, column, name, looks["head"])
    return row + 1


def _cell(
    book: Any, sheet: Any, row: int, column: int, cell: str, text: str, looks: Mapping[str, Any], *,
    is_right: bool,
) -> None:  # fmt: skip
    """A cell of a page's table: a day as a day, a number with its unit as a number, else its `text`."""
    plain = cell.replace(wording.GLUE, " ")
    amount = AMOUNT.fullmatch(plain) if is_right else None
    if DAY.fullmatch(plain):
        sheet.write_datetime(row, column, datetime.strptime(plain, "%d %b %Y"), looks["day"])  # noqa: DTZ007 a day has no zone
    elif amount:
        number = amount[1].replace(",", "").replace("\u2212", "-")
        look = _number_look(book, places=len(number.partition(".")[2]), unit=amount[2] or "")
        sheet.write_number(row, column, float(number), look)
    else:
        sheet.write_string(row, column, text, looks["right" if is_right else "wrapped"])


def _number_look(book: Any, *, places: int, unit: str) -> Any:
    """How a number is shown: in groups of three, with so many places and its unit behind it."""
    shown = "#,##0" + ("." + "0" * places if places else "")
    unit = unit.replace('"', "")
    return book.add_format(
        {"num_format": f'{shown}" {unit}"' if unit else shown, "align": "right", "valign": "top"}
    )


def _value(
    book: Any, sheet: Any, row: int, figure: Figure, looks: Mapping[str, Any], say: Language
) -> None:
    """A figure to its last digit and its unit, in the second column and the third."""
    if figure.value is None:
        sheet.write_string(row, 1, say(Prose("not known")), looks["quiet"])
    elif figure.unit in ("share", "%"):
        look = book.add_format({"num_format": "0.0%", "align": "right", "valign": "top"})
        sheet.write_number(row, 1, float(figure.value), look)
    else:
        places = 2 if float(figure.value) % 1 else 0
        sheet.write_number(row, 1, float(figure.value), _number_look(book, places=places, unit=""))
    sheet.write_string(row, 2, say(again(figure.unit)))


def _chart(
    book: Any, sheet: Any, row: int, chart: Chart, looks: Mapping[str, Any], say: Language
) -> int:
    """The numbers of a chart as a table, and the chart made from that table."""
    sheet.write_string(row, 0, f"{chart.title}: {chart.said}", looks["quiet"])
    first = _rows(sheet, row + 1, ("", *(one.name for one in chart.series)), looks)
    for at, name in enumerate(chart.named):
        sheet.write_string(first + at, 0, say(name))
        for column, one in enumerate(chart.series, 1):
            if one.values[at] is not None:
                sheet.write_number(first + at, column, one.values[at])
    last = first + len(chart.categories) - 1
    drawn = book.add_chart(dict(FORMS[chart.form]))
    named = sheet.get_name()
    for column, one in enumerate(chart.series, 1):
        if chart.form == "points" and column == 1:
            continue
        across = 1 if chart.form == "points" else 0
        drawn.add_series(
            {
                "name": [named, first - 1, column],
                "categories": [named, first, across, last, across],
                "values": [named, first, column, last, column],
                "fill": {"color": HUES[one.hue]}, "gap": 60,
            }
        )  # fmt: skip
    drawn.set_title({"name": chart.title, "name_font": {"size": 12}})
    if chart.form == "bars":
        drawn.set_y_axis({"reverse": True})
    if len(chart.series) == 1 or chart.form == "points":
        drawn.set_legend({"none": True})
    where = {"description": f"{chart.title}. {chart.said}", "x_scale": 1.3, "y_scale": 1.4}
    sheet.insert_chart(3, CHART_AT, drawn, where)
    return last + 1


def _numbers(book: Any, sheet: Any, pack: Pack, looks: Mapping[str, Any], say: Language) -> None:
    """Every number with how it was counted, and the items behind it."""
    for column, width in enumerate((40, 18, 8, 90, 34, 60)):
        sheet.set_column(column, column, width)
    row = _rows(sheet, 0, map(say, BEHIND), looks)
    sheet.freeze_panes(1, 0)
    for number, told in zip(pack.numbers, explained(pack), strict=True):
        sheet.write_string(row, 0, say(number.label), looks["wrapped"])
        _value(book, sheet, row, number.figure, looks, say)
        sheet.write_string(row, 3, say(told.told), looks["wrapped"])
        sheet.write_string(row, 4, f"cohelm why {number.why}")
        items = " ".join(number.figure.counted)
        sheet.write_string(row, 5, items[:MOST_IN_A_CELL])
        row += 1
    sheet.write_string(row + 1, 0, pack.again)
