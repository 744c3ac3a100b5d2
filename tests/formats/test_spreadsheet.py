"""Workbooks, and workbooks that were made to do harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cohelm.core.errors import InputError
from cohelm.formats import spreadsheet
from cohelm.formats.container import read_sheets
from tests.formats.books import cell, ods, repacked, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def test_rows_keep_their_places_and_cells_their_types() -> None:
    content = xlsx(One=[[], [None, "Name", "Day", "Cost"], [None, "A", date(2026, 1, 31), 2.5]])
    (sheet,) = read_sheets("x.csv", content)
    assert sheet.name == "One"
    assert list(sheet.rows[2]) == ["", "A", date(2026, 1, 31), 2.5]


def test_every_sheet_is_read_in_its_order() -> None:
    content = xlsx(Second=[["a"]], First=[["b"]])
    assert [sheet.name for sheet in read_sheets("x", content)] == ["Second", "First"]


def test_ods_is_read() -> None:
    row = f"<table:table-row>{cell('Name')}{cell('Cost')}</table:table-row>"
    (sheet,) = read_sheets("x.ods", ods(row + row))
    assert [list(one) for one in sheet.rows] == [["Name", "Cost"]] * 2


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
        "<row r='900000'><c r='A900000' t='inlineStr'><is><t>x</t></is></c></row>",
        '<row r="900000"><c t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="1"><c t="n" r = "ZZZ1"><v>1</v></c></row>',
    ],
)
def test_one_cell_far_out_is_refused_before_everything_up_to_it_is_laid_out(rows: str) -> None:
    content = xlsx(One=[["Name"], ["A"]])
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    with pytest.raises(InputError, match="at most 300,000 rows"):
        read_sheets("x.xlsx", repacked(content, {SHEET: sheet.encode()}))


def test_repeated_cells_of_ods_are_counted_before_they_are_laid_out() -> None:
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell("x", 16000)}</table:table-row>'
    with pytest.raises(InputError, match="1,000,000 rows and 16,000 columns"):
        read_sheets("x.ods", ods(row))


def test_the_empty_rest_of_an_ods_sheet_is_no_harm() -> None:
    row = f"<table:table-row>{cell('Name')}{cell('Cost')}</table:table-row>"
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (sheet,) = read_sheets("x.ods", ods(row + row + rest))
    assert len(sheet.rows) == 2


@pytest.mark.parametrize("declared", ['<!DOCTYPE a [<!ENTITY x "y">]>', "<!doctype worksheet>"])
def test_entities_are_refused(declared: str) -> None:
    part = f'<?xml version="1.0"?>{declared}<worksheet/>'
    with pytest.raises(InputError, match="declares XML entities"):
        read_sheets("x.xlsx", repacked(xlsx(One=[["A"]]), {SHEET: part.encode()}))


def test_entities_in_other_characters_are_refused_too() -> None:
    part = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><worksheet/>'
    with pytest.raises(InputError, match="declares XML entities"):
        read_sheets("x.xlsx", repacked(xlsx(One=[["A"]]), {SHEET: part.encode("utf-16")}))


@pytest.mark.slow
def test_a_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED", 10 * 2**20)
    content = repacked(xlsx(One=[["A"]]), {"xl/media/big.xml": b" " * (11 * 2**20)})
    assert len(content) < 2**20
    with pytest.raises(InputError, match="unpacks to"):
        read_sheets("x.xlsx", content)


@pytest.mark.slow
def test_a_bomb_that_lies_about_its_size_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED", 10 * 2**20)
    content = bytearray(repacked(xlsx(One=[["A"]]), {"xl/media/big.xml": b" " * (11 * 2**20)}))
    size = (11 * 2**20).to_bytes(4, "little")
    at = content.rfind(size)
    content[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(InputError):
        read_sheets("x.xlsx", bytes(content))


def test_a_damaged_workbook_says_so_and_what_to_do() -> None:
    content = xlsx(One=[["Name"], ["A"]])
    with pytest.raises(InputError) as caught:
        read_sheets("x.xlsx", content[: len(content) // 2] + content[-22:])
    assert caught.value.where == "x.xlsx"
    assert caught.value.mend


def test_a_locked_archive_says_that_it_is_locked() -> None:
    content = bytearray(xlsx(One=[["Name"]]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(mark, place + 4)
    with pytest.raises(InputError, match="password"):
        read_sheets("x.xlsx", bytes(content))


def test_an_empty_sheet_has_no_rows() -> None:
    (sheet,) = read_sheets("x.xlsx", xlsx(One=[]))
    assert len(sheet.rows) == 0
