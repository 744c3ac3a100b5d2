"""Days as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.formats.dates import day_first, needs_order, read_day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("December 1, 2016", "2016-12-01"),
        ("1 December 2016", "2016-12-01"),
        ("1-Dec-16", "2016-12-01"),
        ("3rd of May 2021", "2021-05-03"),
        ("Fri, 3 Jan 2020", "2020-01-03"),
        ("1. März 2020", "2020-03-01"),
        ("31/05/2010", "2010-05-31"),
        ("30.06.08", "2008-06-30"),
        ("31.12.40", "2040-12-31"),
        ("01.01.75", "1975-01-01"),
        ("2011-01-10T00:00:00Z", "2011-01-10"),
        ("2012-02-29 09:51:39", "2012-02-29"),
        ("2012/2/9", "2012-02-09"),
        ("20161201", "2016-12-01"),
        (date(2026, 1, 31), "2026-01-31"),
        (datetime(2026, 1, 31, 14), "2026-01-31"),
        (43000, "2017-09-22"),
    ],
)
def test_a_day_is_read(cell: object, day: str) -> None:
    found = read_day(cell)  # type: ignore[arg-type]
    assert found is not None
    assert (found.day, found.precision) == (day, "day")


@pytest.mark.parametrize(
    ("cell", "precision", "first", "last"),
    [
        ("2018-11", "month", "2018-11-01", "2018-11-30"),
        ("11/2018", "month", "2018-11-01", "2018-11-30"),
        ("Feb 2020", "month", "2020-02-01", "2020-02-29"),
        ("Dec-16", "month", "2016-12-01", "2016-12-31"),
        ("Q3 2019", "quarter", "2019-07-01", "2019-09-30"),
        ("2019-Q1", "quarter", "2019-01-01", "2019-03-31"),
        ("2019", "year", "2019-01-01", "2019-12-31"),
        (2019.0, "year", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_span_is_its_first_or_its_last_day(
    cell: object, precision: str, first: str, last: str
) -> None:
    one, other = read_day(cell), read_day(cell, last=True)  # type: ignore[arg-type]
    assert one is not None
    assert other is not None
    assert (one.day, other.day, one.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "cell",
    ["2023-24", "TBD", "13/13/2020", "2020-13", "31.02.2020", "5.6", "Q5 2020", "", 12, True],
)
def test_what_is_no_day_is_none(cell: object) -> None:
    assert read_day(cell) is None  # type: ignore[arg-type]


def test_one_date_tells_the_order_for_the_whole_column() -> None:
    assert day_first(["01/02/2011", "31/01/2011"]) is True
    assert day_first(["01/02/2011", "01/27/2011"]) is False
    assert day_first(["01/02/2011"]) is None
    assert needs_order(["01/02/2011"])
    assert not needs_order(["2011-02-01", "1 Feb 2011"])


@given(st.dates(date(1970, 1, 2), date(2068, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    forms = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%Y%m%d"]
    for form in forms:
        found = read_day(day.strftime(form))
        assert found is not None, form
        assert found.day == day.isoformat(), form
    american = read_day(day.strftime("%m/%d/%Y"), first=False)
    assert american is not None
    assert american.day == day.isoformat()


@pytest.mark.slow
@given(st.text(max_size=30) | st.floats() | st.integers())
def test_any_cell_is_a_day_or_none(cell: object) -> None:
    found = read_day(cell)  # type: ignore[arg-type]
    assert found is None or date.fromisoformat(found.day)
