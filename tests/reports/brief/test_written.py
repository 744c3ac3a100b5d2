"""The pack in its forms: the same pages, every number explained, no text that runs."""

from __future__ import annotations

import io
import math
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
from lxml import html
from pptx import Presentation

from cohelm.core.errors import UsageError
from cohelm.reports.brief.page import Pack, Page, Sheet
from cohelm.reports.brief.written import FORMS, form_of, pack_document
from cohelm.reports.language import ENGLISH
from cohelm.reports.wording import GLUE

packs = pytest.mark.parametrize("which", ["made", "nasty"])


def of(which: str, request: pytest.FixtureRequest) -> Pack:
    found: Pack = request.getfixturevalue(which)
    return found


def test_another_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as error:
        form_of("pack.doc")
    assert error.value.accepted == ", ".join(FORMS)
    assert form_of("Q3/PACK.PDF") == ".pdf"


@pytest.mark.slow
@packs
def test_the_pdf_has_a_sheet_for_each_page_with_its_bookmark(
    which: str, request: pytest.FixtureRequest
) -> None:
    pack = of(which, request)
    reader = pypdf.PdfReader(io.BytesIO(pack_document(pack, "pack.pdf")))
    marks = [one for one in reader.outline if not isinstance(one, list)]
    places = [reader.get_destination_page_number(one) for one in marks]
    assert places == list(range(11))
    assert [re.sub(r"\s+", " ", str(one.title)) for one in marks[:10]] == [
        re.sub(r"\s+", " ", page.title) for page in pack.pages
    ]


def test_the_pdf_is_tagged_and_its_pictures_say_what_they_show(made: Pack) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pack_document(made, "pack.pdf")))
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    text = "".join(page.extract_text() for page in reader.pages)
    for number in made.numbers:
        assert number.label in text
    assert "cohelm why spend.over" in text


@pytest.mark.slow
@packs
def test_the_page_is_one_file_that_fetches_and_runs_nothing(
    which: str, request: pytest.FixtureRequest
) -> None:
    page = pack_document(of(which, request), "pack.html")
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script|//link|//img|//iframe|//*[@src]|//*[@style]")
    assert b"url(" not in page


def test_every_number_of_the_page_leads_to_how_it_was_counted(made: Pack) -> None:
    tree = html.document_fromstring(pack_document(made, "pack.html"))
    led = tree.xpath("//dl[@class='numbers']//a/@href")
    assert len(led) == sum(len(page.numbers) for page in made.pages)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in tree.xpath("//a/@href")} <= set(ids)


def test_beside_every_picture_stands_its_table(made: Pack) -> None:
    tree = html.document_fromstring(pack_document(made, "pack.html"))
    charts = [page.chart for page in made.pages if page.chart]
    figures = tree.xpath("//figure")
    assert len(figures) == len(charts) == 7
    for figure, chart in zip(figures, charts, strict=True):
        assert ENGLISH(chart.said) in figure.xpath("string(.//svg/*[local-name()='title'])")
        assert len(figure.xpath(".//tbody/tr")) == len(chart.categories)


@pytest.mark.slow
@packs
def test_the_markdown_has_no_mark_that_a_name_brought(
    which: str, request: pytest.FixtureRequest
) -> None:
    pack = of(which, request)
    text = pack_document(pack, "pack.md").decode()
    assert len(re.findall(r"^## \d+\. ", text, re.M)) == 10
    assert "<script" not in text.replace("\\<", "")
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        bars = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(bars) == 1, table


@pytest.mark.slow
@packs
def test_the_slides_are_the_pages_and_their_charts_are_charts(
    which: str, request: pytest.FixtureRequest
) -> None:
    pack = of(which, request)
    deck = Presentation(io.BytesIO(pack_document(pack, "pack.pptx")))
    slides = list(deck.slides)
    assert len(slides) == 10 + math.ceil(len(pack.numbers) / 11)
    for page, slide in zip(pack.pages, slides, strict=False):
        assert slide.shapes.title.text_frame.text == ENGLISH(page.title)
        charts = [one.chart for one in slide.shapes if one.has_chart]
        tables = [one.table for one in slide.shapes if one.has_table]
        assert len(charts) == (page.chart is not None)
        assert len(tables) == (page.sheet is not None)
        if page.sheet is not None:
            (table,) = tables
            assert [one.text for one in table.rows[0].cells] == list(page.sheet.header)
            shown = len(table.rows) - 1
            left = len(page.sheet.rows) - shown
            texts = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
            assert ENGLISH(replace(page.sheet, more=page.sheet.more + left).caption) in texts
            assert shown == len(page.sheet.rows) or shown > 1


def test_the_numbers_of_a_chart_are_those_of_the_page_and_can_be_edited(made: Pack) -> None:
    deck = Presentation(io.BytesIO(pack_document(made, "pack.pptx")))
    for page, slide in zip(made.pages, deck.slides, strict=False):
        if page.chart is None:
            continue
        (shape,) = (one for one in slide.shapes if one.has_chart)
        series = [tuple(one.values) for one in shape.chart.plots[0].series]
        stated = [tuple(float(v or 0) for v in one.values) for one in page.chart.series]
        assert series == (stated[1:] if page.chart.form == "points" else stated)
        assert shape.chart.part.chart_workbook.xlsx_part is not None
        assert ENGLISH(page.chart.said) in shape._element.nvGraphicFramePr.cNvPr.get("descr")


def test_nothing_of_a_slide_stands_beyond_its_edges(made: Pack) -> None:
    deck = Presentation(io.BytesIO(pack_document(made, "pack.pptx")))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= deck.slide_width, shape.name
            assert 0 <= shape.top <= shape.top + shape.height <= deck.slide_height, shape.name


@pytest.mark.slow
@packs
def test_the_workbook_has_a_sheet_a_page_and_texts_stay_texts(
    which: str, request: pytest.FixtureRequest
) -> None:
    pack = of(which, request)
    book = openpyxl.load_workbook(io.BytesIO(pack_document(pack, "pack.xlsx")))
    assert len(book.worksheets) == 11
    for page, sheet in zip(pack.pages, book.worksheets, strict=False):
        assert sheet["A1"].value == ENGLISH(page.title)
        assert len(sheet._charts) == (page.chart is not None)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    numbers = book["Numbers"]
    assert [
        row[0].value for row in numbers.iter_rows(min_row=2, max_row=len(pack.numbers) + 1)
    ] == [one.label for one in pack.numbers]


def test_the_workbook_holds_numbers_to_their_last_digit(made: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(pack_document(made, "pack.xlsx")))
    stated = {row[4].value: row[1].value for row in book["Numbers"].iter_rows(min_row=2)}
    for one in made.numbers:
        assert stated[f"cohelm why {one.why}"] == pytest.approx(float(one.figure.value or 0))


def test_days_and_amounts_of_its_tables_are_days_and_numbers() -> None:
    sheet = Sheet("Due", ("What", "By", "At stake", "Share"), (
        ("1,000 things", f"4{GLUE}Dec{GLUE}2026", f"\u22121,250{GLUE}€", f"12.5{GLUE}%"),
        ("2", "soon", "not known", ""),
    ), frozenset({2, 3}))  # fmt: skip
    bare = Pack("Aldermoor", date(2026, 11, 29), date(2026, 8, 29), "", "", "",
                (Page("Risk", "Two things", sheet=sheet),))  # fmt: skip
    rows = openpyxl.load_workbook(io.BytesIO(pack_document(bare, "pack.xlsx")))["1 Risk"]
    at = next(row for row in range(1, 12) if rows.cell(row, 1).value == "1,000 things")
    first = [rows.cell(at, column) for column in range(2, 5)]
    assert [one.value for one in first] == [datetime(2026, 12, 4), -1250, 12.5]
    assert [one.number_format for one in first] == ["d mmm yyyy", '#,##0" €"', '#,##0.0" %"']
    assert [rows.cell(at + 1, column).value for column in range(1, 4)] == ["2", "soon", "not known"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice")
def test_libreoffice_opens_the_slides(made: Pack, tmp_path: Path) -> None:
    (tmp_path / "pack.pptx").write_bytes(pack_document(made, "pack.pptx"))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    call = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        [*call, str(tmp_path / "pack.pptx")], check=True, timeout=300, capture_output=True
    )
    reader = pypdf.PdfReader(tmp_path / "pack.pdf")
    assert len(reader.pages) >= 11
    for page, sheet in zip(made.pages, reader.pages, strict=False):
        assert page.topic in sheet.extract_text().replace("\u00a0", " ")
