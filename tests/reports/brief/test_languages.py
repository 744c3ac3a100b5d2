"""The pack in another language: every text of every form is in it, and nothing runs out of its place."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path

import openpyxl
import pypdf
import pytest
from pptx import Presentation
from pytest_django.fixtures import Settings

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose
from cohelm.reports.brief.clause import clauses
from cohelm.reports.brief.page import Pack
from cohelm.reports.brief.slide_parts import LEAST, fitting
from cohelm.reports.brief.written import FORMS, pack_document
from cohelm.reports.handed_over import handover_pack
from cohelm.web.documents import documents_in, language_asked
from tests.reports.brief.conftest import ON
from tests.web.pseudo import CODE, offered
from tests.web.unsaid import own_texts, unsaid

COMMAND = re.compile(r"(?:cohelm why )?\b[a-z-]+\.[a-z_]+\b|cohelm [a-z-]+(?: -o .*)?|`[^`]*`")
"""What is typed as it stands, and the address of a number."""
DRAWN = re.compile(r"<text\b.*?</text>", re.DOTALL)
"""A name in a picture may stand in two lines; it stands whole in the table beside it."""


def of_html(content: bytes) -> Iterator[str]:
    yield DRAWN.sub("", content.decode())


def of_markdown(content: bytes) -> Iterator[str]:
    for line in content.decode().replace("\\", "").splitlines():
        yield from map(escape, line.split("|"))


def of_pdf(content: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        yield escape(" ".join(page.extract_text().split()))


def of_slides(content: bytes) -> Iterator[str]:
    for slide in Presentation(io.BytesIO(content)).slides:
        parts = [slide._element, *(one.chart._chartSpace for one in slide.shapes if one.has_chart)]
        if slide.has_notes_slide:
            parts.append(slide.notes_slide._element)
        for part in parts:
            yield from (escape(one.text or "") for one in part.iter("{*}t", "{*}v"))


def of_workbook(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        yield escape(sheet.title)
        cells = (cell.value for row in sheet.iter_rows() for cell in row)
        yield from (escape(one) for one in cells if isinstance(one, str))


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".html": of_html, ".md": of_markdown, ".pdf": of_pdf, ".pptx": of_slides, ".xlsx": of_workbook,
}  # fmt: skip


@pytest.fixture
def longer(settings: Settings, tmp_path: Path) -> None:
    offered(settings, tmp_path)


@pytest.mark.slow
@pytest.mark.django_db
def test_in_another_language_no_text_of_a_document_is_english(
    made: Pack, sample: Enterprise, longer: None
) -> None:
    own, left = own_texts(sample), dict[str, dict[str, str]]()
    with documents_in(CODE) as say:
        packs = [(made, f"pack{form}") for form in FORMS]
        for pack, name in (*packs, (handover_pack(sample, on=ON), "handover.html")):
            texts = READERS[name[name.index(".") :]](pack_document(pack, name, say))
            page = "".join(f"<p>{COMMAND.sub('', one)}</p>" for one in texts)
            assert page.count("⟦") > 100, name
            if found := unsaid(page, own):
                left[name] = found
    assert left == {}


@pytest.mark.slow
def test_texts_two_fifths_longer_leave_each_page_on_its_sheet(made: Pack, longer: None) -> None:
    with documents_in(CODE) as say:
        content = pack_document(made, "pack.pdf", say)
    reader = pypdf.PdfReader(io.BytesIO(content))
    marks = [one for one in reader.outline if not isinstance(one, list)]
    assert [reader.get_destination_page_number(one) for one in marks] == list(range(11))
    assert reader.trailer["/Root"].get_object()["/Lang"] == "en"


def test_a_text_too_long_for_its_place_on_a_slide_is_set_smaller_and_no_other() -> None:
    assert fitting("Over budget", 3.0, 0.3, 17) == 17
    # 40 letters of 0.0069 inches a point: 17 points take 4.7 inches, 10 take 2.8
    assert fitting("x" * 40, 3.0, 17 * 1.2 / 72, 17) == 10
    assert fitting("x" * 4000, 3.0, 0.3, 17) == LEAST


def test_a_clause_stays_that_clause_in_another_language() -> None:
    said = Prose("{n} end; {m} wait", n=2, m=3)
    first, second = clauses(said)
    assert (first, second) == ("2 end", "3 wait")
    assert second.through(lambda _: "es enden {n}; es warten {m}") == "Es warten 3"
    assert second.through(lambda _: "{m} warten, {n} enden") == "3 warten, 2 enden"


def test_a_language_that_is_not_there_is_refused_with_those_there_are(longer: None) -> None:
    assert language_asked("EN_xa") == CODE
    with pytest.raises(UnknownName, match="there is no language 'tlh'") as error:
        language_asked("tlh")
    assert error.value.accepted == f"en, {CODE}"
