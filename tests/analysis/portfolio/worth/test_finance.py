"""Measures of payments against published values and against each other."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.portfolio.worth.finance import (
    DayCount,
    equivalent_annual,
    irr,
    mirr,
    npv,
    payback,
    sign_changes,
    xirr,
    xnpv,
    years_between,
)
from tests.shares import tries

LOAN = [
    (date(2007, 1, 12), -10000.0), (date(2008, 2, 14), 2500.0), (date(2008, 3, 3), 2000.0),
    (date(2008, 6, 14), 3000.0), (date(2008, 12, 1), 4000.0),
]  # fmt: skip


def test_net_present_value_as_numpy_financial_has_it() -> None:
    assert npv(0.05, [-15000, 1500, 2500, 3500, 4500, 6000]) == pytest.approx(122.894855, abs=1e-6)


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([-150000, 15000, 25000, 35000, 45000, 60000], 0.05243289),
        ([-100, 39, 59, 55, 20], 0.28094842),
        ([-100, 100, 0, 7], 0.06205849),
        ([-100, 0, 0, 74], -0.09549583),
    ],
)
def test_one_rate_of_return_to_eight_digits(flows: list[float], rate: float) -> None:
    assert irr(flows) == (pytest.approx(rate, abs=5e-9),)


def test_two_rates_of_return_are_both_given() -> None:
    assert irr([-4000, 25000, -25000]) == (pytest.approx(0.25), pytest.approx(4.0))


def test_a_rate_that_a_known_library_misses_is_found() -> None:
    found = irr([-1678.87, 771.96, 1814.05, 3520.3, 3552.95, 3584.99, 4789.91, -1])
    assert found[-1] == pytest.approx(1.0043, abs=5e-5)
    assert len(found) == 2


def test_payments_in_one_direction_have_no_rate() -> None:
    assert irr([100, 100]) == ()
    assert irr([-1, -1]) == ()
    assert irr([]) == ()
    assert xirr([(date(2026, 1, 1), 5.0), (date(2027, 1, 1), 5.0)]) == ()


def test_two_changes_of_sign_need_not_have_a_rate() -> None:
    flows = [1, -1, 1]
    assert sign_changes(flows) == 2
    assert irr(flows) == ()


def test_a_value_that_touches_nought_without_passing_it_has_one_rate() -> None:
    assert irr([-1, 2.4, -1.44]) == (pytest.approx(0.2, abs=1e-6),)


@pytest.mark.parametrize(
    ("flows", "finance", "reinvest", "rate"),
    [
        ([-120000, 39000, 30000, 21000, 37000, 46000], 0.10, 0.12, 0.12609413),
        ([-1000, 100, 250, 500, 500], 0.10, 0.10, 0.10401627),
    ],
)
def test_modified_rate(flows: list[float], finance: float, reinvest: float, rate: float) -> None:
    assert mirr(flows, finance, reinvest) == pytest.approx(rate, abs=5e-9)


def test_modified_rate_needs_both_directions() -> None:
    assert mirr([-1, -1], 0.1, 0.1) is None
    assert mirr([1, 1], 0.1, 0.1) is None


def test_dated_payments_as_a_spreadsheet_has_them() -> None:
    paid = [
        (date(2008, 1, 1), -10000.0), (date(2008, 3, 1), 2750.0), (date(2008, 10, 30), 4250.0),
        (date(2009, 2, 15), 3250.0), (date(2009, 4, 1), 2750.0),
    ]  # fmt: skip
    assert xirr(paid) == (pytest.approx(0.37336253, abs=5e-9),)
    assert xnpv(0.09, paid) == pytest.approx(2086.6476, abs=5e-5)


def test_dated_payments_in_any_order() -> None:
    paid = [
        (date(2015, 6, 11), -1000.0), (date(2015, 7, 21), -9000.0), (date(2018, 6, 10), 20000.0),
        (date(2015, 10, 17), -3000.0),
    ]  # fmt: skip
    assert xirr(paid) == (pytest.approx(0.16353716, abs=5e-9),)
    assert xnpv(0.10, paid) == pytest.approx(2218.42566, abs=5e-6)


@pytest.mark.parametrize(
    ("count", "rate"),
    [
        ("ACT/365F", 0.10064378), ("ACT/360", 0.09919889),
        ("30E/360", 0.10067548), ("ACT/ACT ISDA", 0.10073965),
    ],
)  # fmt: skip
def test_the_count_of_days_is_named_and_matters(count: DayCount, rate: float) -> None:
    assert xirr(LOAN, count) == (pytest.approx(rate, abs=5e-9),)


def test_years_between_days() -> None:
    assert years_between(date(2027, 1, 1), date(2028, 1, 1), "ACT/ACT ISDA") == 1
    assert years_between(date(2028, 1, 1), date(2027, 1, 1), "ACT/ACT ISDA") == -1
    assert years_between(date(2028, 1, 31), date(2028, 2, 29), "30E/360") == pytest.approx(29 / 360)


def test_payback_at_both_sides() -> None:
    assert payback([-100, 60, 80]) == 1.5
    assert payback([-100, 100]) == 1.0
    assert payback([-100, 99.99]) is None
    assert payback([]) is None


def test_an_equal_amount_a_year_has_the_same_present_value() -> None:
    amount = equivalent_annual(1000, 0.1, 3)
    assert npv(0.1, [0, amount, amount, amount]) == pytest.approx(1000)
    assert equivalent_annual(900, 0, 3) == 300
    with pytest.raises(ValueError, match="at least one"):
        equivalent_annual(1, 0.1, 0)


def test_a_rate_of_minus_one_is_refused() -> None:
    with pytest.raises(ValueError, match="above -1"):
        npv(-1, [1, 1])
    with pytest.raises(ValueError, match="above -1"):
        xnpv(-1.5, LOAN)


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=8))
def test_every_rate_brings_the_payments_to_nought(flows: list[int]) -> None:
    rates = irr(flows)
    assert len(rates) <= sign_changes(flows)
    for rate in rates:
        size = sum(abs(flow) / (1 + rate) ** at for at, flow in enumerate(flows))
        assert abs(npv(rate, flows)) <= 1e-6 * size


@settings(max_examples=tries(30), deadline=None)
@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.integers(1, 3000))
def test_whole_years_by_day_are_whole_periods(gains: list[int], cost: int) -> None:
    """Where each period has 365 days, dates and periods agree."""
    flows = [-float(cost), *map(float, gains)]
    days = [date.fromordinal(738000 + 365 * at) for at in range(len(flows))]
    by_day, by_period = xirr(list(zip(days, flows, strict=True))), irr(flows)
    assert by_day == pytest.approx(by_period, abs=1e-8)
