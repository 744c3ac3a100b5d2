"""The books of a year, what is left of it is expected to cost, and how far that can be out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from cohelm.analysis.portfolio.books import Books
from cohelm.analysis.portfolio.yearend import TOO_FEW, expected, spread
from tests.making import enterprise

ON = date(2026, 4, 15)
KINDS = {
    "organisation": {"organisation": {"currency": "EUR"}},
    "initiative": {"a": {"nature": "grow"}, "b": {}},
}


def line(item: str, month: str, amount: str, **says: str) -> dict[str, str]:
    return {"item": f"initiative:{item}", "time": f"{month}-01", "amount": amount, **says}


def books(on: date = ON, **observed: list[dict[str, str]]) -> Books:
    return Books.of(enterprise(observed=observed, **KINDS), on=on)


def left(of: Books) -> list[tuple[str, str, Decimal, str]]:
    rows = expected(of).lines.select("month", "item", "amount", "method").rows()
    return [
        (f"{month:%m}", item.partition(":")[2], amount, method)
        for month, item, amount, method in rows
    ]


def test_a_line_takes_its_nature_from_its_item_where_it_states_none():
    found = books(
        actual=[line("a", "2026-01", "1 EUR"), line("a", "2026-02", "1 EUR", nature="run")]
    )
    assert found.lines["nature"].to_list() == ["grow", "run"]


def test_costs_after_the_day_are_not_in_the_books_and_a_month_closes_with_its_last_day():
    rows = [line("a", f"2026-0{month}", "1 EUR") for month in (1, 2, 3, 4, 5)]
    assert books(actual=rows).closed[-1] == date(2026, 3, 1)
    assert books(actual=rows, on=date(2026, 4, 30)).closed[-1] == date(2026, 4, 1)
    assert books(actual=rows).lines["month"].max() == date(2026, 4, 1)


def test_an_amount_without_a_rate_is_left_out_and_listed():
    found = books(actual=[line("a", "2026-01", "5 USD"), line("b", "2026-01", "2 EUR")])
    assert found.lines["item"].to_list() == ["initiative:b"]
    assert found.left_out.rows() == [
        ("no rate of USD on or before 1 January 2026", "actual", "initiative:a", "USD",
         Decimal("5.000000"), 1)
    ]  # fmt: skip


def test_a_budget_without_monthly_lines_is_spread_over_its_days_to_the_cent():
    stated = {"amount": "1000 EUR", "start": "2026-01-01", "end": "2026-12-31", "cost_centre": "10"}
    found = Books.of(enterprise(**KINDS, budget={"it": stated}), on=ON).lines
    assert found["amount"].sum() == Decimal(1000)
    # 84.9315, 76.7123 and 82.1918 by days: rounded down, two cents are left, for February and April
    assert found["amount"][:4].to_list() == [
        Decimal("84.93"), Decimal("76.72"), Decimal("84.93"), Decimal("82.20")
    ]  # fmt: skip
    lined = [line("a", "2026-01", "9 EUR", cost_centre="10")]
    both = enterprise(**KINDS, budget={"it": stated}, observed={"budget": lined})
    assert Books.of(both, on=ON).lines["amount"].to_list() == [Decimal(9)]


def test_what_is_stated_holds_before_any_run_rate():
    actual = [line("a", f"2026-0{month}", "10 EUR") for month in (1, 2, 3)]
    found = books(
        actual=actual, forecast=[line("a", "2026-05", "7 EUR"), line("a", "2026-02", "1 EUR")]
    )
    assert left(found) == [("05", "a", Decimal(7), "stated")]


@pytest.mark.parametrize(
    ("booked", "untold"),
    [((1, 2, 3), []), ((1, 2, 3, 4, 5), ["04", "05"]), ((1, 2, 3, 4, 7), ["04"])],
)
def test_on_an_earlier_day_months_whose_forecast_is_gone_are_as_if_none_were_stated(
    booked: tuple[int, ...], untold: list[str]
) -> None:
    """Looked at in the middle of April: booked since, and stated for June alone."""
    actual = [line("a", f"2026-0{month}", "10 EUR") for month in booked]
    found = books(actual=actual, forecast=[line("a", "2026-06", "7 EUR")])
    assert left(found) == [
        *((month, "a", Decimal(10), "run_rate") for month in untold),
        ("06", "a", Decimal(7), "stated"),
    ]


def test_what_is_booked_on_goes_on_at_its_mean_to_the_cent():
    amounts = zip((1, 2, 3), ("10 EUR", "10 EUR", "20 EUR"), strict=True)
    found = books(actual=[line("a", f"2026-0{month}", amount) for month, amount in amounts])
    assert {row[2:] for row in left(found)} == {(Decimal("13.33"), "run_rate")}
    assert len(left(found)) == 9


def test_a_full_earlier_year_gives_the_shape():
    before = [line("a", f"2025-{m:02}", f"{200 if m == 12 else 100} EUR") for m in range(1, 13)]
    now = [line("a", f"2026-0{month}", "110 EUR") for month in (1, 2, 3)]
    found = left(books(actual=before + now))
    assert found[0] == ("04", "a", Decimal(110), "season")
    assert found[-1] == ("12", "a", Decimal(220), "season")


def test_what_has_not_begun_costs_its_budget_and_what_is_over_costs_nothing():
    actual = [
        line("a", "2026-01", "10 EUR"),
        *(line("b", f"2026-0{m}", "1 EUR") for m in (1, 2, 3)),
    ]
    over = books(actual=actual, budget=[line("a", "2026-05", "40 EUR")])
    assert {row[1] for row in left(over)} == {"b"}
    new = books(actual=actual[1:], budget=[line("a", "2026-05", "40 EUR")])
    assert ("05", "a", Decimal(40), "budget") in left(new)


def test_two_months_make_no_run_rate():
    found = expected(books(actual=[line("a", f"2026-0{month}", "1 EUR") for month in (2, 3)]))
    assert len(found.lines) == 0
    assert found.left_out == {TOO_FEW: ("initiative:a",)}


def test_the_range_is_the_prediction_interval_of_a_sum():
    # 90, 110, 90, 110, 100, 100: mean 100, deviation √(400 / 5) = 8.944 %; t(0.9; 5) = 1.475884
    found = spread([Decimal(one) for one in (90, 110, 90, 110, 100, 100)], [Decimal(0)] * 6)
    assert found is not None
    assert found.deviation == pytest.approx(0.0894427)
    # 1.475884 × 0.0894427 × √(2 × 100² + 200² / 6) = 1.475884 × 0.0894427 × 163.2993
    assert found.reach([Decimal(100)] * 2) == Decimal("21.56")
    assert found.reach([]) == 0


def test_a_steady_ratio_to_the_budget_has_no_spread():
    budget = [Decimal(one) for one in (10, 20, 30, 40, 50, 60)]
    found = spread([one * 2 for one in budget], budget)
    assert found is not None
    assert (found.deviation, found.against) == (0, "the budget of the month")


@pytest.mark.parametrize("months", [0, 5])
def test_too_few_months_give_no_range(months):
    assert spread([Decimal(1)] * months, [Decimal(1)] * months) is None


def test_an_empty_organisation_has_empty_books():
    found = books()
    assert (found.closed, len(found.lines)) == ((), 0)
    assert isinstance(expected(found).lines, pl.DataFrame)
