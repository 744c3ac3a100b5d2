"""A look as a document: one file, nothing fetched, nothing that runs, every sentence with its rows."""

import io
import json
from datetime import date
from pathlib import Path

import pypdf
import pytest
from lxml import html
from pytest_django.fixtures import Settings

from cohelm.core.errors import UsageError
from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.documents.look import look_document
from cohelm.reports.language import ENGLISH
from cohelm.reports.looked import Looked, look_at
from cohelm.web.documents import documents_in
from tests.web.pseudo import CODE, offered
from tests.web.unsaid import Own, unsaid

NASTY = '<script>alert(1)</script> #panic("x") $x$ \\ *b* @a & "q"'
ROWS = "".join(f"Firm {n};A-{n};2026-01-15;{n} EUR\n" for n in range(1, 71))
TEXT = f"Supplier;Invoice no;Invoice date;Amount\n'{NASTY};B-1;2026-02-15;900 EUR\n{ROWS}"


@pytest.fixture(scope="module")
def looked() -> Looked:
    def read(schema: Schema) -> ReadFiles:
        return read_files([("in/list <1>.csv", TEXT.replace('"', "'").encode())], schema)

    return look_at(read, on=date(2026, 11, 24))


@pytest.mark.slow
def test_the_page_holds_its_style_and_fetches_and_runs_nothing(looked: Looked) -> None:
    page = look_document(looked, "page.html")
    tree = html.document_fromstring(page)
    assert page.startswith(b"<!doctype html>")
    assert tree.findtext(".//h1") == "What list <1>.csv says"
    assert tree.xpath("//style")
    assert not tree.xpath("//script|//link|//img|//*[@src]")
    assert b"http" not in page
    assert b"url(" not in page
    assert "<script>alert(1)</script>" in "".join(tree.xpath("//td/text()"))


@pytest.mark.slow
def test_every_sentence_of_the_page_leads_to_its_rows_and_back(looked: Looked) -> None:
    tree = html.document_fromstring(look_document(looked, "PAGE.HTML"))
    links = tree.xpath("//a/@href")
    ids = set(tree.xpath("//@id"))
    assert len(links) == 2 * len(looked.sentences)
    assert {link.removeprefix("#") for link in links} == ids
    assert "and 21 more" in tree.text_content()  # 71 rows, of which 50 are shown


@pytest.mark.slow
def test_the_pdf_is_tagged_has_bookmarks_and_says_what_was_said(looked: Looked) -> None:
    read = pypdf.PdfReader(io.BytesIO(look_document(looked, "a.pdf")))
    assert read.metadata is not None
    assert read.metadata.title == "What list <1>.csv says"
    assert "/StructTreeRoot" in read.trailer["/Root"]
    titles = [one.title for one in _flat(read.outline)]
    assert [title for title in titles if title[:3] in ("1. ", "2. ", "3. ", "4. ", "5. ")] == [
        f"{n}. {ENGLISH(one.text)}" for n, one in enumerate(looked.sentences, 1)
    ]
    text = " ".join("".join(page.extract_text() for page in read.pages).split())
    assert looked.sentences[0].text[:60] in text
    assert "#panic(" in text


def _flat(outline: list[object]) -> list[pypdf.generic.Destination]:
    found = []
    for one in outline:
        found += _flat(one) if isinstance(one, list) else [one]
    return found


@pytest.mark.slow
def test_the_same_look_gives_the_same_bytes(looked: Looked) -> None:
    assert look_document(looked, "a.pdf") == look_document(looked, "b.pdf")


def test_json_is_the_answer_itself(looked: Looked) -> None:
    assert list(json.loads(look_document(looked, "a.json"))) == [
        "shape", "understood", "sentences", "assumed", "left_out", "next_file",
    ]  # fmt: skip


def test_another_ending_is_refused_with_those_that_are_accepted(looked: Looked) -> None:
    with pytest.raises(UsageError, match=r"a\.docx.*\.html or \.pdf or \.json"):
        look_document(looked, "a.docx")


@pytest.mark.slow
def test_in_another_language_only_what_the_files_hold_is_as_it_was(
    looked: Looked, settings: Settings, tmp_path: Path
) -> None:
    offered(settings, tmp_path)
    cells = {cell for table, _ in looked.tables for row in table.rows for cell in map(str, row)}
    own = Own(frozenset({*looked.files, *cells, *looked.tables[0][0].header}))
    with documents_in(CODE) as say:
        page = look_document(looked, "page.html", say).decode()
        paper = pypdf.PdfReader(io.BytesIO(look_document(looked, "page.pdf", say)))
    assert unsaid(page, own) == {}
    words = "".join(one.extract_text() for one in paper.pages)
    assert words.count("⟦") > len(looked.sentences) * 2
    assert "The rows" not in words
