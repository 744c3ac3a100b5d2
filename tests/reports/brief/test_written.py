"""The pack in its forms: the same pages, every number explained, no text that runs."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
from lxml import html

from cohelm.core.errors import UsageError
from cohelm.reports.brief.page import Pack
from cohelm.reports.brief.written import FORMS, form_of, pack_document

packs = pytest.mark.parametrize("which", ["made", "nasty"])


def of(which: str, request: pytest.FixtureRequest) -> Pack:
    found: Pack = request.getfixturevalue(which)
    return found


def test_another_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError) as error:
        form_of("pack.doc")
    assert error.value.accepted == ", ".join(FORMS)
    assert form_of("Q3/PACK.PDF") == ".pdf"


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
        assert chart.said in figure.xpath("string(.//svg/*[local-name()='title'])")
        assert len(figure.xpath(".//tbody/tr")) == len(chart.categories)


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
