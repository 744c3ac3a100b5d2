"""Texts, tables and rules of a slide: all places in inches, all texts as values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from cohelm.reports.brief.page import Sheet
from cohelm.reports.documents.page import UNPRINTED

INK, QUIET, LINE = "1C1E22", "5D626B", "DCD9D0"
FONT = "Arial"
SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
LETTER = 0.0069
"""The width of a letter in inches, for each point of its size."""
LEADING, LEAST = 1.2, 6
"""How high a line is for its size; and the least size of a text that is too long for its place."""
WIDE, OF_FEW, UNBROKEN = 38, 90, 16
"""The most letters by which a column is reckoned, of many and of few; and of what stays whole."""
HAIR = 0.01
READABLE = 9
"""The least size of a table's type that can be read from a chair."""
SIZES = (13, 12, 11, 10, 9, 8, 7.5, 7, 6.5, 6, 5.5, 5)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


def add_text(
    shape: Any, place: Place, text: str, *, size: float, colour: str = INK, bold: bool = False,
    head: bool = False,
) -> None:  # fmt: skip
    """Puts a shape with a text at a place; a paragraph a line, the first bold where it is a `head`.

    `size` is the most: a text that is too long for its place is set smaller.
    """
    size = fitting(text, place.width, place.height, size)
    shape.left, shape.top = Inches(place.left), Inches(place.top)
    shape.width, shape.height = Inches(place.width), Inches(place.height)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, line, size, colour, bold or (head and at == 0))


def fitting(text: str, width: float, height: float, size: float) -> float:
    """The largest size, down from one, in which a text fits, in inches; else the least that is tried."""
    while size > LEAST and _lines(text, width, size) * size * LEADING / 72 > height:
        size -= 1
    return size


def _lines(text: str, width: float, size: float) -> int:
    return sum(max(ceil(len(line) * LETTER * size / width), 1) for line in text.split("\n"))


def _run(paragraph: Any, text: str, size: float, colour: str, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = UNPRINTED.sub("", text)
    run.font.size, run.font.name, run.font.bold = Pt(size), FONT, bold
    run.font.color.rgb = RGBColor.from_string(colour)


def add_number(slide: Any, place: Place, text: str, label: str, *, size: float) -> None:
    """A number, large and on one line, with its label below it."""
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    inside = Place(place.left + 0.12, place.top, place.width - 0.12, place.height)
    size = fitting(text, inside.width, size * LEADING / 72, size)
    add_text(box, inside, text, size=size)
    left = inside.height - size * LEADING / 72
    paragraph = box.text_frame.add_paragraph()
    _run(paragraph, label, fitting(label, inside.width, left, 11), QUIET)


def add_rule(slide: Any, place: Place) -> None:
    """A thin rule: a rectangle, which has no shadow of a theme."""
    where = (Inches(place.left), Inches(place.top), Inches(place.width), Inches(place.height))
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *where)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(LINE)
    shape.line.fill.background()
    shape.shadow.inherit = False


def add_table(
    slide: Any,
    place: Place,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Collection[int],
    *,
    most: float = SIZES[0],
) -> None:
    """A real table, in the largest type in which its rows fit the place."""
    sizes = [one for one in SIZES if one <= most]
    fits = ((one, column_widths(header, rows, place.width, one)) for one in sizes)
    size, parts = next(
        (
            (one, parts)
            for one, parts in fits
            if _height(rows, parts, one) <= place.height
            and _whole(rows, parts, one)
            and sum(parts) <= place.width + HAIR
        ),
        (sizes[-1], column_widths(header, rows, place.width, sizes[-1])),
    )
    frame = slide.shapes.add_table(
        len(rows) + 1, len(header), Inches(place.left), Inches(place.top), Inches(place.width),
        Inches(0.1),
    )  # fmt: skip
    table = frame.table
    _plain_style(frame)
    for at, wide in enumerate(parts):
        table.columns[at].width = Inches(wide)
    for one in table.rows:
        one.height = Inches(1.9 * size / 72)
    _fill(table, (header, *rows), size, right)


def readable(sheet: Sheet, place: Place) -> Sheet:
    """The sheet with as many of its first rows as can be read from a chair; `more` counts the rest."""
    for many in range(len(sheet.rows), 1, -1):
        rows = sheet.rows[:many]
        parts = column_widths(sheet.header, rows, place.width, READABLE)
        if _height(rows, parts, READABLE) <= place.height and _whole(rows, parts, READABLE):
            return replace(sheet, rows=rows, more=sheet.more + len(sheet.rows) - many)
    return sheet


def _whole(rows: Sequence[Sequence[str]], parts: Sequence[float], size: float) -> bool:
    """Whether every word of at most a column's usual letters stands on one line."""
    return all(
        len(word) * LETTER * size <= wide - 0.1
        for row in rows
        for text, wide in zip(row, parts, strict=True)
        for word in text.split(" ")
        if len(word) <= UNBROKEN
    )


def _height(rows: Sequence[Sequence[str]], parts: Sequence[float], size: float) -> float:
    """About how high a table is, in inches: of each row the cell with the most lines."""
    lines = 1.0
    for row in rows:
        lines += max(
            ceil(len(text) * LETTER * size / max(wide - 0.12, 0.1))
            for text, wide in zip(row, parts, strict=True)
        )
    return lines * size * 1.22 / 72 + (len(rows) + 1) * 0.5 * size / 72


def column_widths(
    header: Sequence[str], rows: Sequence[Sequence[str]], width: float, size: float
) -> list[float]:
    """The widths of columns in inches for a size of type.

    Amounts and days, which do not break, are as wide as they are; of the rest each column has room for
    its longest usual word, where all have, and what is left is shared by letters.
    """
    most = WIDE if len(header) > 4 else OF_FEW
    columns = list(zip(*rows, strict=True)) or [()] * len(header)
    longest = [max(map(len, (*column, name.split(" ")[0]))) for column, name in zip(
        columns, header, strict=True)]  # fmt: skip
    breaks = [any(" " in cell for cell in column) or many > UNBROKEN
              for column, many in zip(columns, longest, strict=True)]  # fmt: skip
    fixed = [0.0 if one else many * LETTER * 1.08 * size + 0.14
             for one, many in zip(breaks, longest, strict=True)]  # fmt: skip
    words = [max(len(word) for cell in ("", *column) for word in (*cell.split(" "), ""))
             for column in columns]  # fmt: skip
    shared = [max(min(many, most), min(word, most) * 1.3 + 2) if one else 0
              for one, many, word in zip(breaks, longest, words, strict=True)]  # fmt: skip
    left = max(width - sum(fixed), width * 0.3)
    whole = sum(shared)
    if not whole:
        return [one * width / sum(fixed) for one in fixed]
    least = [(min(word, UNBROKEN) * LETTER * size + 0.12) * (part > 0)
             for word, part in zip(words, shared, strict=True)]  # fmt: skip
    if sum(least) > left:
        least = [0.0] * len(shared)
    spare = left - sum(least)
    return [one or word + spare * part / whole
            for one, word, part in zip(fixed, least, shared, strict=True)]  # fmt: skip


def _plain_style(frame: Any) -> None:
    """Takes the coloured bands of the default style away: the style without a style, with a grid."""
    properties = frame._element.graphic.graphicData.tbl.tblPr
    style = properties.find(f"{{{SPACE}}}tableStyleId")
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    frame.table.horz_banding = False


def _fill(table: Any, rows: Sequence[Sequence[str]], size: float, right: Collection[int]) -> None:
    """Writes the cells. Of those that look the same the first is made, and the others are copies.

    A property takes the library a tenth of a millisecond, and a cell has a dozen of them.
    """
    made: dict[tuple[bool, bool], Any] = {}
    for n, row in enumerate(rows):
        for at, text in enumerate(row):
            looks = n == 0, at in right
            if looks not in made:
                cell = table.cell(n, at)
                _cell(cell, text, size, at in right, QUIET if n == 0 else INK)
                made[looks] = cell._tc
                continue
            copy = deepcopy(made[looks])
            copy.find(f".//{{{SPACE}}}t").text = UNPRINTED.sub("", text)
            old = table._tbl.tr_lst[n].tc_lst[at]
            old.getparent().replace(old, copy)


def _cell(cell: Any, text: str, size: float, right: bool, colour: str) -> None:
    cell.margin_left = cell.margin_right = Inches(0.05)
    cell.margin_top = cell.margin_bottom = Pt(size * 0.22)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _run(paragraph, text, size, colour)
    _underline(cell)


def _underline(cell: Any) -> None:
    """A hairline below a cell; python-pptx knows none, so it is written as the format has it."""
    from lxml import etree

    properties = cell._tc.get_or_add_tcPr()
    line = etree.SubElement(properties, f"{{{SPACE}}}lnB", w="6350")
    fill = etree.SubElement(line, f"{{{SPACE}}}solidFill")
    etree.SubElement(fill, f"{{{SPACE}}}srgbClr", val=LINE)
