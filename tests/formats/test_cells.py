"""A column of cells as values of a field."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.fields import FieldSpec, FieldType
from cohelm.core.money import Money
from cohelm.formats.amounts import Manner
from cohelm.formats.cells import read_column
from cohelm.formats.units import Unit


def spec(type_: FieldType, **about: object) -> FieldSpec:
    return FieldSpec("value", type_, "", **about)  # type: ignore[arg-type]


def test_money_takes_its_unit_from_the_header() -> None:
    read = read_column([12.5, "3", "(1,200)"], spec("money"), "Cost (k€)")
    assert read.values == ["12500 EUR", "3000 EUR", "-1200000 EUR"]
    assert not read.problems


def test_a_factor_in_the_cell_goes_before_the_header_s() -> None:
    assert read_column(["5m €", "7"], spec("money"), "Cost (k€)").values == [
        "5000000 EUR",
        "7000 EUR",
    ]


def test_a_currency_in_the_cell_goes_before_the_header_s() -> None:
    assert read_column(["£5", "7"], spec("money"), "Cost (€)").values == ["5 GBP", "7 EUR"]


def test_a_dollar_is_assumed_to_be_american_and_that_is_said() -> None:
    read = read_column(["$6,279,429"], spec("money"), "Budget")
    assert read.values == ["6279429 USD"]
    assert read.notes == ["'$' is read as USD, since nothing says which currency it is"]


def test_a_dollar_is_the_organisation_s_own_where_it_counts_in_dollars() -> None:
    read = read_column(["$5"], spec("money"), "Budget", Manner(home="CAD"))
    assert (read.values, read.notes) == (["5 CAD"], [])


def test_amounts_without_any_currency_are_left_out_and_reported_once() -> None:
    read = read_column(["", "5", "6"], spec("money"), "Budget")
    assert read.values == [None, None, None]
    ((row, message),) = read.problems
    assert row == 1
    assert message.startswith("2 values were left out from here on: nothing says their currency")


def test_a_unit_beside_the_table_holds_and_is_said() -> None:
    manner = Manner(unit=Unit("EUR", Decimal(1000)))
    read = read_column(["5"], spec("money"), "Budget", manner)
    assert read.values == ["5000 EUR"]
    assert "units of 1,000" in read.notes[0]


def test_a_header_that_only_names_the_currency_keeps_the_factor_of_the_table() -> None:
    manner = Manner(unit=Unit("EUR", Decimal(1000)))
    assert read_column(["5"], spec("money"), "Budget (EUR)", manner).values == ["5000 EUR"]
    assert read_column(["5"], spec("money"), "Budget (USD)", manner).values == ["5 USD"]


def test_a_word_that_means_unknown_is_counted_and_no_problem() -> None:
    read = read_column(["TBD", "5 €", " n/a ", "tbd", "-"], spec("money"), "Budget")
    assert read.values == [None, "5 EUR", None, None, None]
    assert read.problems == []
    assert read.unknown == {"TBD": [0], "n/a": [2], "tbd": [3], "-": [4]}


def test_any_other_word_is_a_problem_that_says_what_is_accepted() -> None:
    read = read_column(["Paid by law", "5 €"], spec("money"), "Budget")
    assert read.problems == [
        (
            0,
            "'Paid by law' was not understood. Accepted: an amount and a currency, such as "
            "312000 EUR",
        )
    ]


def test_the_order_of_day_and_month_is_told_by_the_column() -> None:
    assert read_column(["01/02/2011", "01/27/2011"], spec("date"), "Start").values == [
        "2011-01-02", "2011-01-27",
    ]  # fmt: skip
    assert read_column(["01/02/2011", "27/01/2011"], spec("date"), "Start").values == [
        "2011-02-01", "2011-01-27",
    ]  # fmt: skip


def test_an_order_that_nothing_tells_is_assumed_and_said() -> None:
    read = read_column(["01/02/2011"], spec("date"), "Start")
    assert read.values == ["2011-02-01"]
    assert read.notes == [
        "no date tells whether day or month stands first: read as day, month, year"
    ]
    said = read_column(["01/02/2011"], spec("date"), "Start", Manner(day_first=False))
    assert (said.values, said.notes) == (["2011-01-02"], [])


def test_a_month_on_which_something_ends_is_its_last_day() -> None:
    assert read_column(["2018-11"], spec("date"), "Approval expiration").values == ["2018-11-30"]
    assert read_column(["2018-11"], spec("date"), "In use since").values == ["2018-11-01"]


def test_days_that_systems_write_for_none_are_left_empty_and_said() -> None:
    read = read_column(["01/01/1970", "31/12/2020"], spec("date"), "End")
    assert read.values == [None, "2020-12-31"]
    assert "what systems write for no date" in read.notes[0]


@pytest.mark.parametrize(
    ("cell", "header", "value"),
    [("12%", "Share", 0.12), (0.12, "Share", 0.12), ("12", "Share (%)", 0.12), ("1", "Share", 1.0)],
)
def test_a_share_is_between_nothing_and_one(cell: object, header: str, value: float) -> None:
    read = read_column([cell], spec("number", low=0, high=1), header)  # type: ignore[list-item]
    assert read.values == [value]


def test_a_number_out_of_bounds_is_a_problem_with_the_bounds() -> None:
    read = read_column(["7"], spec("integer", low=1, high=5), "Maturity")
    assert read.problems == [(0, "7 is out of bounds. Accepted: a whole number from 1 to 5")]


def test_half_a_person_is_no_whole_number() -> None:
    assert read_column(["2.5", "3.0"], spec("integer"), "Users").values == [None, 3]


def test_texts_keep_what_they_say() -> None:
    cells = [7.0, 7.25, " a  b ", date(2026, 1, 31), True]
    assert read_column(cells, spec("text")).values == ["7", "7.25", "a  b", "2026-01-31", "True"]


def test_a_list_is_parted_where_the_column_parts_it() -> None:
    assert read_column(["a; b", "c"], spec("list")).values == [["a", "b"], ["c"]]
    assert read_column(["a, b", "c"], spec("list")).values == [["a", "b"], ["c"]]
    assert read_column(["a, b; c", "d"], spec("list")).values == [["a, b", "c"], ["d"]]


CELLS = st.one_of(
    st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(),
)  # fmt: skip
TYPES: list[FieldType] = [
    "text", "long_text", "integer", "number", "boolean", "date", "time", "money", "lifecycle", "list",
]  # fmt: skip


@pytest.mark.slow
@given(st.lists(CELLS, max_size=8), st.sampled_from(TYPES), st.text(max_size=20))
def test_any_column_gives_a_value_or_nothing_for_each_row(
    cells: list[object], type_: FieldType, header: str
) -> None:
    read = read_column(cells, spec(type_), header)  # type: ignore[arg-type]
    assert len(read.values) == len(cells)
    for value in read.values:
        if value is not None and type_ == "money":
            Money.parse(value)
        if value is not None and type_ == "date":
            date.fromisoformat(value)
    assert all(read.values[row] is None for row, _ in read.problems)


def test_a_moment_is_read_as_its_day() -> None:
    assert read_column([datetime(2026, 1, 31, 14, 5)], spec("date")).values == ["2026-01-31"]


def test_none_is_a_value_where_it_is_one_of_the_choices_and_unknown_elsewhere() -> None:
    renewal = spec("choice", choices=("none", "tacit"))
    assert read_column(["None", "tacit", "n/a"], renewal).values == ["none", "tacit", None]
    assert read_column(["none"], spec("text")).values == [None]
