"""What became of a figure since an earlier day, worked by hand."""

from __future__ import annotations

from cohelm.core.figure import Figure
from cohelm.reports.figure_change import figure_change
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
