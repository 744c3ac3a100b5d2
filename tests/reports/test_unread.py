"""A file that is not understood is told what it looks like and what would make it readable."""

from datetime import date

import pytest

from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.looked import Looked, look_at


def looked(text: str) -> Looked:
    def read(schema: Schema) -> ReadFiles:
        return read_files([("list.csv", text.encode())], schema)

    return look_at(read, on=date(2026, 11, 24))


def test_a_list_that_lacks_a_column_is_told_which() -> None:
    found = looked("Supplier;Amount;Cost centre\nAlder;4 EUR;12\nBirch;5 EUR;13\n")
    assert found.unread == (
        "list.csv: 2 rows not understood. It looks like this: Invoices or purchase orders, because of "
        "'Supplier', 'Amount' and 'Cost centre'. To be read it needs a column more: day",
    )
    assert found.answer()["left_out"] == list(found.unread)
    assert (found.sentences, found.assumed) == ((), ())


@pytest.mark.slow
def test_a_list_like_nothing_known_is_told_what_can_be_read() -> None:
    (said,) = looked("Widget,Colour,Bolts\nA,red,4\nB,blue,5\nC,green,6\n").unread
    assert "Nothing in its columns ('Widget', 'Colour', 'Bolts') says what it is" in said
    assert "--as KIND" in said


@pytest.mark.slow
def test_headers_alone_say_that_no_row_stands_below_them() -> None:
    found = looked("Supplier;Contract;End;Notice period;Annual cost\n")
    assert found.unread == ("list.csv holds a line of headers alone: no row stands below it",)
    assert found.share.value is None


@pytest.mark.parametrize(
    ("header", "row", "shape", "kind"),
    [
        # three of four headers say changes; or three of five say nothing of them, and vendors fit better
        ("Country;Closed;Risk;Change type", "DE;yes;Low;Normal", "Changes", ""),
        ("Closed;Customer number;Colour;Vendor;Rating", "yes;{n}3;red;Alder {n};A", "", "vendor"),
    ],
)
def test_one_file_is_called_one_thing(header: str, row: str, shape: str, kind: str) -> None:
    found = looked("\n".join([header, *(row.format(n=n) for n in range(6))]))
    (said,) = found.unread
    assert ("It looks like this: " in said, shape in said) == (bool(shape), True)
    assert [one.answer for one in found.doubts if one.asks == "as"] == [kind] * bool(kind)


def test_a_file_without_any_row_is_told_what_can_be_read() -> None:
    found = look_at(
        lambda schema: read_files(
            [("a.yaml", b"id: X-1\nreferences:\n- type: WEB\n- type: FIX\n")], schema
        ),
        on=date(2026, 11, 24),
    )
    (said,) = found.unread
    assert said.startswith("No row was found: ")
    assert "contract list" in said


def test_what_looks_like_a_shape_lacks_one_thing_or_less_than_half_of_what_it_needs() -> None:
    # issues need four things, of which two are not here
    (said,) = looked("Type;Values;Summary;Bolts\nA;text;words;4\n").unread
    assert "It looks like this" not in said
