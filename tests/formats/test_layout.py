"""Where tables stand in a sheet, and what around them is no record."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.formats.layout import Table, find_tables
from cohelm.formats.sheets import Sheet

HEADER = ["Id", "Name", "Owner", "Cost"]
RECORDS = [["A-1", "CRM", "Ann", 10], ["A-2", "ERP", "Bob", 20], ["A-3", "HR", "Eve", 30]]


def tables(*rows: list[Any], merged: tuple[tuple[int, int, int, int], ...] = ()) -> list[Table]:
    return list(find_tables("x.xlsx", Sheet("One", rows, merged)))


def table(*rows: list[Any], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Table:
    (found,) = tables(*rows, merged=merged)
    return found


def records(found: Table) -> list[list[Any]]:
    return [list(row) for row in found.rows]


def notes(found: Table) -> str:
    return "\n".join(str(note) for note in found.notes)


def test_the_first_row_heads_a_plain_table() -> None:
    found = table(HEADER, *RECORDS)
    assert found.header == ("Id", "Name", "Owner", "Cost")
    assert records(found) == RECORDS
    assert list(found.places) == [2, 3, 4]
    assert found.notes == []


def test_titles_and_remarks_above_the_header_are_no_records() -> None:
    found = table(
        ["Applications 2026"],
        ["All amounts in k€", None],
        [],
        ["", *HEADER],
        *[["", *record] for record in RECORDS],
    )
    assert found.header == tuple(HEADER)
    assert records(found) == RECORDS
    assert found.title == "All amounts in k€"
    assert found.remarks == ("Applications 2026", "All amounts in k€")
    assert list(found.places) == [5, 6, 7]


def test_blank_rows_are_no_records_and_counted() -> None:
    found = table(HEADER, RECORDS[0], [None] * 4, ["", "  ", "\u00a0", None], *RECORDS[1:])
    assert records(found) == RECORDS
    assert list(found.places) == [2, 5, 6]
    assert "2 left out: blank rows are no records (rows 3, 4)" in notes(found)


@pytest.mark.parametrize("label", ["Total", "Grand total:", "Sub-total", "SUM", "Summe"])
def test_a_total_row_is_not_a_record(label: str) -> None:
    found = table(HEADER, *RECORDS, [label, None, None, 60])
    assert records(found) == RECORDS
    assert "1 left out: rows of totals are no records (rows 5)" in notes(found)


def test_a_total_is_known_by_its_sum_when_its_label_says_more() -> None:
    found = table(HEADER, *RECORDS, [None, "Total of the three", None, 60])
    assert records(found) == RECORDS


def test_an_item_whose_name_begins_with_total_is_a_record() -> None:
    row = ["A-4", "Total cost dashboard", "Ann", 7]
    assert records(table(HEADER, *RECORDS, row)) == [*RECORDS, row]


def test_a_last_row_of_sums_without_a_label_is_not_a_record() -> None:
    assert records(table(HEADER, *RECORDS, [None, None, None, 60])) == RECORDS


def test_a_last_row_that_is_no_sum_is_a_record() -> None:
    row = [None, None, None, 61]
    assert len(table(HEADER, *RECORDS, ["A-4", "BI", "Ann", 61], row).rows) == 5


def test_a_repeated_header_is_not_a_record() -> None:
    found = table(HEADER, RECORDS[0], HEADER, *RECORDS[1:])
    assert records(found) == RECORDS
    assert "rows that repeat the header" in notes(found)


def test_notes_below_the_table_are_no_records() -> None:
    found = table(HEADER, *RECORDS, [], ["Source: the finance department, March"])
    assert records(found) == RECORDS
    assert "Source: the finance department, March" in found.remarks


def test_a_heading_between_records_is_not_a_record_and_is_shown() -> None:
    found = table(HEADER, ["Finance systems"], RECORDS[0], ["Other systems"], *RECORDS[1:])
    assert records(found) == RECORDS
    assert [(note.row, note.value) for note in found.notes] == [
        (2, "Finance systems"), (4, "Other systems"),
    ]  # fmt: skip


def test_a_row_with_more_cells_than_the_header_is_reported_and_left_out() -> None:
    found = table(HEADER, *RECORDS * 4, ["A-9", "CRM", " the old one", "Ann", 10])
    assert len(found.rows) == 12
    assert [(one.row, "more cells than the header" in one.message) for one in found.problems] == [
        (14, True)
    ]


def test_short_rows_are_filled_up() -> None:
    assert records(table(HEADER, ["A-1", "CRM"], *RECORDS[1:]))[0] == ["A-1", "CRM", None, None]


def test_a_header_of_two_rows_is_joined() -> None:
    found = table(
        ["Application", None, None, "Cost", None],
        ["Id", "Name", "Owner", "2025", "2026"],
        ["A-1", "CRM", "Ann", 10, 11],
        ["A-2", "ERP", "Bob", 20, 21],
        merged=((0, 0, 0, 2), (0, 3, 0, 4)),
    )
    assert found.header == (
        "Application Id", "Application Name", "Application Owner", "Cost 2025", "Cost 2026",
    )  # fmt: skip
    assert len(found.rows) == 2


def test_a_title_that_is_merged_over_the_table_is_no_part_of_the_header() -> None:
    found = table(["Our systems"], HEADER, *RECORDS, merged=((0, 0, 0, 3),))
    assert found.header == tuple(HEADER)
    assert found.title == "Our systems"


def test_a_row_of_units_belongs_to_the_header() -> None:
    found = table(HEADER, [None, None, None, "k€"], *RECORDS)
    assert found.header[-1] == "Cost (k€)"
    assert records(found) == RECORDS


def test_columns_without_a_header_get_their_letter_when_they_hold_something() -> None:
    found = table(["Id", "Name", "", "Cost"], ["A", "B", "x", 1], ["C", "D", "", 2])
    assert found.header == ("Id", "Name", "(column C)", "Cost")


def test_empty_columns_are_dropped() -> None:
    assert table(["Id", "", "Name"], ["A", "", "B"], ["C", "", "D"]).header == ("Id", "Name")


def test_two_columns_of_one_name_are_told_apart() -> None:
    assert table(["Id", "Owner", "Owner"], ["A", "B", "C"]).header == ("Id", "Owner", "Owner (2)")


def test_a_table_on_its_side_is_turned() -> None:
    found = table(
        ["Name", "CRM", "ERP", "HR"],
        ["Owner", "Ann", "Bob", "Eve"],
        ["Start date", "2020-01-01", "2021-01-01", "2022-01-01"],
        ["Cost", 10, 20, 30],
    )
    assert found.turned
    assert found.header == ("Name", "Owner", "Start date", "Cost")
    assert records(found)[1] == ["ERP", "Bob", "2021-01-01", 20]
    problem = found.problem(1, 3, "wrong", 20)
    assert (problem.row, problem.column) == (4, "Cost (column C)")


def test_a_table_of_names_of_fields_is_not_turned() -> None:
    found = table(["Field", "Type", "Help"], ["Name", "text", "a"], ["Owner", "text", "b"])
    assert not found.turned


def test_two_tables_below_one_another_are_two() -> None:
    first, second = tables(
        HEADER, *RECORDS, [], ["Suppliers"], ["Supplier", "Country"], ["Acme", "DE"], ["Dell", "US"]
    )  # fmt: skip
    assert records(first) == RECORDS
    assert second.header == ("Supplier", "Country")
    assert second.title == "Suppliers"
    assert list(second.places) == [8, 9]


def test_a_gap_in_a_table_does_not_make_two() -> None:
    assert len(tables(HEADER, *RECORDS, [], ["A-4", "BI", "Ann", 5])) == 1


def test_two_tables_beside_one_another_are_two() -> None:
    first, second = tables(
        ["Id", "Name", None, "Supplier id", "Name"],
        ["A-1", "CRM", None, "S-1", "Acme"],
        ["A-2", "ERP", None, "S-2", "Dell"],
        ["A-3", "HR", None, None, None],
    )
    assert first.header == ("Id", "Name")
    assert len(first.rows) == 3
    assert second.header == ("Supplier id", "Name")
    assert len(second.rows) == 2


def test_a_sheet_of_numbers_has_no_table() -> None:
    assert tables([1, 2], [3, 4]) == []
    assert tables() == []


def test_a_problem_says_where_it_stands() -> None:
    problem = table([], HEADER, *RECORDS).problem(1, 3, "wrong", 20)
    assert str(problem) == "x.xlsx:One:4:Cost: wrong"
    assert problem.value == "20"


CELL = st.one_of(st.none(), st.text(max_size=8), st.integers(0, 3000), st.sampled_from(HEADER))


@pytest.mark.slow
@given(st.lists(st.lists(CELL, max_size=6), max_size=12))
def test_any_sheet_has_tables_of_even_rows_in_their_places(rows: list[list[Any]]) -> None:
    for found in tables(*rows):
        assert len(set(found.header)) == len(found.header)
        assert len(found.places) == len(found.rows)
        assert all(len(row) == len(found.header) for row in found.rows)
        if not found.turned:
            for place, row in zip(found.places, found.rows, strict=True):
                for column, cell in zip(found.columns, row, strict=True):
                    line = rows[place - 1]
                    assert cell == (line[column - 1] if column <= len(line) else None)
