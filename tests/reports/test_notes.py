"""Long lists of problems made short: one line a reason, counted, with its first rows."""

from cohelm.core.errors import Problem
from cohelm.reports.notes import grouped


def texts(*problems: Problem) -> list[str]:
    return [str(one) for one in grouped(problems)]


def test_columns_with_one_reason_stand_in_one_line() -> None:
    found = grouped(
        Problem(f"the column was not understood: {n} values are left out", "in/a.csv", 0, name)
        for n, name in enumerate(("One", "Two", "Three", "Four"), 1)
    )
    (one,) = found
    assert one.count == 4
    assert str(one) == "a.csv, columns One, Two, Three and 1 more: the column was not understood"


def test_rows_of_a_column_with_one_reason_are_named_by_their_numbers() -> None:
    assert texts(
        Problem("'x' was not understood. Accepted: a day", "a.csv", 4, "End", "x"),
        Problem("'y' was not understood. Accepted: a day", "a.csv", 5, "End", "y"),
        Problem("'z' was not understood. Accepted: a day", "a.csv", 9, "Start", "z"),
    ) == [
        "a.csv, End, rows 4–5: 'x' was not understood. Accepted: a day (1 more like it)",
        "a.csv, Start, row 9: 'z' was not understood. Accepted: a day",
    ]


def test_the_common_beginning_says_the_reason_and_the_first_value_stands_behind_it() -> None:
    assert texts(
        Problem("there is no application with the code 'A-1'", "a.csv", 2, "code", "A-1"),
        Problem("there is no application with the code 'B-7'", "a.csv", 3, "code", "B-7"),
    ) == ["a.csv, code, rows 2–3: there is no application with the code ('A-1' first)"]


def test_values_of_a_table_on_its_side_are_named_by_the_letters_of_their_columns() -> None:
    assert texts(
        Problem("'x' was not understood", "a.csv", 7, "End (column J)", "x"),
        Problem("'y' was not understood", "a.csv", 7, "End (column CY)", "y"),
    ) == ["a.csv, End, columns J, CY: 'x' was not understood (1 more like it)"]


def test_two_files_and_two_reasons_are_never_put_together() -> None:
    one, other = Problem("it is blank", "a.csv", 2), Problem("it is blank", "b.csv", 2)
    assert len(grouped([one, other, Problem("it is odd", "a.csv", 2)])) == 3
    assert grouped([]) == ()
