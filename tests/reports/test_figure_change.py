"""What became of a figure since an earlier day, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.figure import Figure
from cohelm.reports.figure_change import RatioSplit, Split, figure_change
from tests.making import enterprise

BEFORE = enterprise(application={"a": {"users": 1}, "b": {"users": 2}, "gone": {}})
NOW = enterprise(application={"a": {"users": 1}, "b": {"users": 5}, "new": {}})


def of(value: float, *keys: str, formula: str = "applications, 2 of them") -> Figure:
    return Figure(value, formula=formula, counted=tuple(f"application:{one}" for one in keys))


def test_items_are_new_no_longer_counted_and_changed() -> None:
    found = figure_change(of(3, "a", "b", "gone"), of(4, "a", "b", "new"), BEFORE, NOW)
    assert found.new == ("application:new",)
    assert found.removed == ("application:gone",)
    assert found.changed == ("application:b",)
    assert not found.redefined
    assert found.sentence("Applications", BEFORE, NOW) == (
        "Applications: 3 then, 4 now (new: new; no longer counted: gone; changed: b)."
    )


def test_other_values_in_the_formula_are_no_other_definition() -> None:
    then, now = of(2, formula="2 / 3 items"), of(3, formula="1 + 2 of 5 items")
    assert (
        figure_change(of(2, formula="12 items"), of(1, formula="1 item"), BEFORE, NOW).redefined
        is False
    )
    assert figure_change(then, now, BEFORE, NOW).redefined is True
    earlier, later = of(2, formula="from 1 July 2026"), of(2, formula="from 1 October 2026")
    assert figure_change(earlier, later, BEFORE, NOW).redefined is False


def test_another_formula_is_another_definition_though_the_value_is_the_same() -> None:
    found = figure_change(of(2, formula="all users"), of(2, formula="active users"), BEFORE, NOW)
    assert found.redefined
    assert not found.is_same
    assert found.sentence("Users", BEFORE, NOW).endswith("(it is counted in another way).")


def test_the_same_is_as_before() -> None:
    found = figure_change(of(2, "a"), of(2, "a"), BEFORE, NOW)
    assert found.sentence("Users", BEFORE, NOW) == "Users: 2, as before."


def test_of_many_items_the_number_is_said() -> None:
    now = of(9, "1", "2", "3", "4")
    assert "4 items new" in figure_change(of(0), now, BEFORE, NOW).sentence("All", BEFORE, NOW)


def test_what_moved_a_sum_adds_up_to_the_whole() -> None:
    """90 then: a 40, b 30, gone 20. 115 now: a 40, b 25, new 50: +50 − 20 − 5 = +25."""
    costs = {"a": "40 EUR", "b": "30 EUR", "gone": "20 EUR"}
    later = {"a": "40 EUR", "b": "25 EUR", "new": "50 EUR"}
    before, plan = (
        enterprise(application={one: {"annual_cost": money} for one, money in of.items()})
        for of in (costs, later)
    )
    then, now = (
        Figure(value, "EUR", formula="Σ", counted=tuple(f"application:{one}" for one in of))
        for value, of in ((90, costs), (115, later))
    )
    found = figure_change(then, now, before, plan)
    assert found.split == Split(Decimal(50), Decimal(-20), Decimal(-5), Decimal(0))
    assert found.sentence("Cost", before, plan) == (
        "Cost: 90\u00a0€ then, 115\u00a0€ now (new: new, +50\u00a0€; "
        "no longer counted: gone, \u221220\u00a0€; changed: b, \u22125\u00a0€)."
    )


def test_what_each_item_brings_splits_a_sum_that_no_field_says() -> None:
    """100 then: a 70, b 30. 135 now: a 90, b 30, new 15: +15 and a +20, though no field of a differs."""
    then, now = (
        Figure(sum(of.values()), "EUR", formula="Σ booked", counted=tuple(of), parts=of)
        for of in (
            {"application:a": Decimal(70), "application:b": Decimal(30)},
            {"application:a": Decimal(90), "application:b": Decimal(30), "application:new": Decimal(15)},
        )
    )  # fmt: skip
    found = figure_change(then, now, BEFORE, NOW)
    assert found.split == Split(Decimal(15), Decimal(0), Decimal(20), Decimal(0))
    assert found.changed == ("application:a",)


def test_a_sum_of_another_field_moves_by_the_way_of_counting() -> None:
    """Of a, 40 a year then and 300 in all now: 260 by the other field."""
    plan = enterprise(contract={"a": {"annual_cost": "40 EUR", "total_value": "300 EUR"}})
    then = Figure(40, "EUR", formula="Σ annual cost", counted=("contract:a",))
    now = Figure(300, "EUR", formula="Σ whole value", counted=("contract:a",))
    found = figure_change(then, now, plan, plan)
    assert found.split == Split(Decimal(0), Decimal(0), Decimal(0), Decimal(260))
    assert "it is counted in another way, +260" in found.sentence("Worth", plan, plan)


def test_what_is_no_sum_of_its_items_is_not_split() -> None:
    then, now = of(0.5, "a", "b"), of(0.7, "a", "b")
    assert figure_change(then, now, BEFORE, NOW).split is None


def test_what_moved_a_ratio_is_its_two_numbers_each_in_the_mean_of_both_orders() -> None:
    """1/2 to 3/4. First the first: 1/2 to 3/2 is +1, then to 3/4 is -3/4. First the second: 1/2 to 1/4
    is -1/4, then to 3/4 is +1/2. The means: (1 + 1/2) / 2 = 0.75 and (-3/4 - 1/4) / 2 = -0.5."""
    then, now = (
        Figure(n / d, "share", formula=f"{n} / {d}", counted=("application:a",), ratio=(n, d))
        for n, d in ((1, 2), (3, 4))
    )
    found = figure_change(then, now, BEFORE, NOW)
    assert found.split == RatioSplit(Decimal("0.75"), Decimal("-0.5"))
    assert found.sentence("Covered", BEFORE, NOW) == (
        "Covered: 50\u00a0% then, 75\u00a0% now (by what is counted +75.0\u00a0points; "
        "by what it is counted of \u221250.0\u00a0points)."
    )


@given(*[st.integers(0, 10**9), st.integers(1, 10**9)] * 2)
def test_the_two_parts_of_a_ratio_add_up_to_the_whole(n: int, d: int, last: int, of: int) -> None:
    found = RatioSplit.of((n, d), (last, of))
    whole = Fraction(last, of) - Fraction(n, d)
    assert abs(found.numerator + found.denominator - Decimal(whole.numerator) / whole.denominator) \
        <= Decimal("2e-12")  # fmt: skip
    back = RatioSplit.of((last, of), (n, d))
    assert abs(back.numerator + found.numerator) <= Decimal("2e-12")
    assert RatioSplit.of((n, d), (last, d)).denominator == 0


def test_a_ratio_that_is_counted_in_another_way_is_not_split() -> None:
    then = Figure(0.5, "share", formula="1 used / 2 known", ratio=(1, 2))
    now = Figure(0.75, "share", formula="3 owned / 4 known", ratio=(3, 4))
    assert figure_change(then, now, BEFORE, NOW).split is None
