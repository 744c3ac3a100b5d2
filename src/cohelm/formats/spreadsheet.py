"""XLSX, XLS and ODS, looked over before they are unpacked: bombs and entities are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

import python_calamine as calamine
from lxml import etree

from cohelm.core.errors import InputError
from cohelm.formats.sheets import (
    ACCEPTED,
    Container,
    Sheet,
    locked,
    too_large,
)

MOST_UNPACKED = 600 * 2**20
MOST_PARTS = 5_000
CHUNK = 2**20

ENTITY = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# A cell that is not one of A1 … Z99999, written as every program writes them.
ODD_CELL = re.compile(rb'<(?:\w+:)?c(?=[\s>/])(?! r="[A-Z]\d{1,5}"[\s>/])([^>]*)')
REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{1,6})(\d{1,12})["']""")

ROW_NUMBER = re.compile(rb"""<row[^>]*?\sr\s*=\s*["'](\d{1,12})""")

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def read_spreadsheet(name: str, content: bytes, container: Container) -> tuple[Sheet, ...]:
    """All sheets of a workbook, from A1 on. Raises InputError for what cannot be read or trusted."""
    if container != "xls":
        _look_over(name, content, container)
    try:
        workbook = calamine.load_workbook(io.BytesIO(content))
        return tuple(_sheet(name, workbook, one) for one in workbook.sheet_names)
    except InputError:
        raise
    except calamine.PasswordError as error:
        raise locked(name) from error
    except BaseException as error:
        # The reader is Rust: where it panics, it raises what is no Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        raise damaged(name, str(error)) from error


def damaged(name: str, detail: str) -> InputError:
    """The error for a workbook that cannot be opened."""
    return InputError(
        f"the workbook is damaged ({detail[:200] or 'it cannot be unpacked'})",
        where=name,
        accepted=ACCEPTED,
        mend="Open it in a spreadsheet program and save it again.",
    )


def _sheet(name: str, workbook: calamine.CalamineWorkbook, title: str) -> Sheet:
    try:
        sheet = workbook.get_sheet_by_name(title)
    except calamine.WorksheetNotFound:
        return Sheet(title, ())  # a chart or a macro: it holds no rows
    if error := too_large(name, title, sheet.total_height, sheet.total_width):
        raise error
    merged = sheet.merged_cell_ranges or []
    return Sheet(
        title,
        sheet.to_python(skip_empty_area=False),
        tuple((*first, *last) for first, last in merged),
    )


def _look_over(name: str, content: bytes, container: Container) -> None:
    """Unpacks every part once, in pieces, and refuses what would fill memory or names entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            declared = sum(part.file_size for part in parts)
            if declared > MOST_UNPACKED or len(parts) > MOST_PARTS:
                raise _bomb(name, declared, len(parts))
            left = MOST_UNPACKED
            for part in parts:
                if part.flag_bits & 1:
                    raise locked(name)
                if part.filename.endswith((".xml", ".rels")):
                    left = _look_over_part(name, archive, part, left, container)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise damaged(name, str(error)) from error
    except (ValueError, UnicodeError) as error:
        raise damaged(name, str(error)) from error


def _look_over_part(
    name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, container: Container
) -> int:
    extent = (0, 0) if container == "xlsx" and "worksheets/" in part.filename else None
    for piece in _pieces(archive, part):
        left -= len(piece)
        if left < 0:
            raise _bomb(name, MOST_UNPACKED, 1)
        if ENTITY.search(piece):
            raise InputError(
                "the workbook declares XML entities, which no spreadsheet program writes",
                where=f"{name}:{part.filename}",
                accepted=ACCEPTED,
            )
        if extent is not None:
            extent = _extent(name, part.filename, piece, extent)
    if container == "ods" and part.filename == "content.xml":
        with archive.open(part) as stream:
            _refuse_repeats(name, stream)
    return left


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces of about a megabyte, none of which cuts a tag in two."""
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            # UTF-16 would hide what is looked for.
            piece = tail + piece.replace(b"\0", b"")
            cut = piece.rfind(b"<")
            if cut > 0 and len(piece) - cut < CHUNK:
                piece, tail = piece[:cut], piece[cut:]
            else:
                tail = b""
            yield piece
    yield tail


def _extent(name: str, sheet: str, piece: bytes, before: tuple[int, int]) -> tuple[int, int]:
    """How far the cells reach, rows and columns; a reader lays out everything up to there.

    One cell at XFD1048576 would be 17 billion. Cells that do not say where they stand follow one
    another, so they are counted row by row.
    """
    rows, columns = before
    for attributes in ODD_CELL.findall(piece):
        reference = REFERENCE.search(attributes)
        if reference is None:
            rows = max([rows + piece.count(b"<row"), *map(int, ROW_NUMBER.findall(piece))])
            columns = max(columns, *(row.count(b"<c") for row in piece.split(b"<row")))
            break
        letters, number = reference.groups()
        column = 0
        for char in letters.upper():
            column = column * 26 + char - 64
        rows, columns = max(rows, int(number)), max(columns, column)
    if error := too_large(name, sheet, rows, columns):
        raise error
    return rows, columns


def _bomb(name: str, unpacked: int, parts: int) -> InputError:
    return InputError(
        f"the workbook unpacks to {unpacked / 2**20:,.0f} MB or more in {parts:,} parts",
        where=name,
        accepted=f"at most {MOST_UNPACKED // 2**20} MB in {MOST_PARTS:,} parts",
        mend="Split it, or save it again if it should be small.",
    )


def _refuse_repeats(name: str, stream: IO[bytes]) -> None:
    """Rows and cells of ODS say how often they stand: the extent is counted before it is laid out."""
    row = wide = 0
    rows = columns = 0
    events = etree.iterparse(
        stream, events=("end",), tag=(f"{TABLE}table-row", f"{TABLE}table"),
        resolve_entities=False, no_network=True, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in events:
            if element.tag == f"{TABLE}table":
                row = 0
            else:
                wide = _filled_width(element)
                row += int(element.get(f"{TABLE}number-rows-repeated", "1"))
                rows, columns = (max(rows, row), max(columns, wide)) if wide else (rows, columns)
            element.clear()
            if error := too_large(name, "", rows, columns):
                raise error
    except etree.XMLSyntaxError as error:
        raise damaged(name, str(error)) from error


def _filled_width(row: etree._Element) -> int:
    """How far the last cell with something in it lies; 0 when all are empty."""
    at = filled = 0
    for cell in row:
        at += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        if len(cell) or cell.text:
            filled = at
    return filled
