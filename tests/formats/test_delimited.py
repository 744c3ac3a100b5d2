"""Text tables: characters, delimiters, quotes."""

from __future__ import annotations

import pytest

from cohelm.core.errors import InputError
from cohelm.formats.delimited import decode, delimiter_of, read_delimited


def rows(content: bytes) -> list[list[str]]:
    return [list(row) for row in read_delimited("x.csv", content).rows]  # type: ignore[misc]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_rows(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in [["Name", "Cost"], ["A", "1"], ["B", "2"]])
    assert rows(text.encode()) == [["Name", "Cost"], ["A", "1"], ["B", "2"]]


def test_commas_in_numbers_and_prose_do_not_hide_a_semicolon() -> None:
    text = "Name;Cost;Note\nA;1,5;good, cheap\nB;2,5;old, dear, slow\nC;3,5;fine\n"
    assert delimiter_of(text) == ";"


def test_a_title_above_the_table_does_not_hide_the_delimiter() -> None:
    text = "Applications, all of them\n\nName;Owner;Cost\nA;Ann;1\nB;Bob;2\n"
    assert delimiter_of(text) == ";"


def test_a_line_that_names_the_delimiter_is_obeyed_and_counts_as_a_row() -> None:
    assert rows(b"sep=;\nName;Note\nA;x,y\n") == [[], ["Name", "Note"], ["A", "x,y"]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Name,Cost\nÜbung,€ 5\n"),
        ("utf-8-sig", "Name,Cost\nÜbung,€ 5\n"),
        ("utf-16", "Name,Cost\nÜbung,€ 5\n"),
        ("utf-16-le", "Name,Cost\nÜbung,€ 5\n"),
        ("utf-16-be", "Name,Cost\nÜbung,€ 5\n"),
        ("cp1252", "Name,Cost\nÜbung,€ 5\n"),
        ("latin-1", "Name,Cost\nÜbung,£ 5\n"),
    ],
)
def test_characters_are_told_by_their_bytes(encoding: str, text: str) -> None:
    assert decode("x.csv", text.encode(encoding))[0] == text


def test_windows_characters_are_noted() -> None:
    _, notes = decode("x.csv", "Übung".encode("cp1252"))
    assert [note.message for note in notes] == [
        "The text is not UTF-8; it was read as Windows-1252."
    ]


def test_one_bad_byte_does_not_spoil_a_text_full_of_good_ones() -> None:
    text, notes = decode("x.csv", "äöüäöüäöü".encode() + b"\xff" + "ß".encode())
    assert text.startswith("äöü")
    assert text.endswith("ß")
    assert "1 characters could not be read" in notes[0].message


def test_an_open_quote_does_not_swallow_the_rows_below() -> None:
    sheet = read_delimited("x.csv", b'Name,Note\nA,"opened\nB,fine\nC,fine\n')
    assert [row[0] for row in sheet.rows] == ["Name", "A", "B", "C"]
    assert [(one.row, "not closed" in one.message) for one in sheet.problems] == [(2, True)]


def test_line_breaks_inside_quotes_stay_in_their_cell() -> None:
    assert rows(b'Name,Note\nA,"one\ntwo"\nB,x\n') == [
        ["Name", "Note"],
        ["A", "one\ntwo"],
        ["B", "x"],
    ]


def test_old_line_ends_part_rows() -> None:
    assert rows(b"Name,Cost\rA,1\rB,2\r") == [["Name", "Cost"], ["A", "1"], ["B", "2"]]


def test_bytes_that_are_no_text_are_refused_with_what_is_accepted() -> None:
    with pytest.raises(InputError, match=r"x.csv: the file is not text. Accepted: a table as CSV"):
        read_delimited("x.csv", bytes(range(1, 32)) * 40)


def test_a_cell_past_the_limit_is_refused_with_its_row() -> None:
    with pytest.raises(InputError, match=r"x.csv:2: the text cannot be read as a table"):
        read_delimited("x.csv", b'Name,Note\nA,"' + b"x" * 140_000 + b'"\n')
