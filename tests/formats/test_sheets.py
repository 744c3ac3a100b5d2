"""What a file is, told from its first bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from cohelm.core.errors import InputError
from cohelm.formats import container
from cohelm.formats.container import container_of, read_sheets
from cohelm.formats.sheets import letter


def archive(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


def test_content_decides_and_not_the_ending() -> None:
    assert container_of("table.xlsx", b"Name,Cost\nA,1\n") == "text"


def test_a_text_that_begins_like_an_archive_is_a_text() -> None:
    assert container_of("x.csv", b"PK,Name\n1,A\n") == "text"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "the file is a PDF document\\."),
        (b"%PDF-1.7 trailer<</Encrypt 5 0 R>>", "a PDF document that is encrypted"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b\x08", "compressed with gzip"),
        (b"<html><table>", "a page or an XML document"),
        (archive(word__document="x"), "a text document"),
        (archive(ppt__presentation="x"), "a presentation"),
        (archive(letter="x"), "an archive without a workbook"),
        (archive(**{"xl__workbook.bin": "x"}), "the binary form XLSB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_table_is_refused_and_says_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        container_of("x.csv", content)
    assert caught.value.where == "x.csv"
    assert "CSV" in caught.value.accepted


def test_a_file_past_the_limit_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(container, "MOST_BYTES", 2**20)
    assert container_of("x.csv", b"a,b\n" * 2**18) == "text"
    with pytest.raises(InputError, match="Split it"):
        container_of("x.csv", b"a,b\n" * 2**18 + b"c")


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_text_is_one_sheet_without_a_name() -> None:
    (sheet,) = read_sheets("x.csv", b"Name,Cost\nA,1\n")
    assert (sheet.name, len(sheet.rows)) == ("", 2)
