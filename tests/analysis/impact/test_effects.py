"""Difference in differences by the worked example, and what may only be called associated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.impact.effects import Effects, effects
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 24)


def asked(
    readings: dict[str, tuple[float | None, float | None]], better: str = "lower", **benefit: Any
) -> Effects:
    observed = [
        {"item": f"market:{name}", "time": day, "value": value}
        for name, pair in readings.items()
        for day, value in zip(("2026-03-01", "2026-09-01"), pair, strict=True)
        if value is not None
    ]
    plan = enterprise(
        market={name: {} for name in ("north", "south", "east")},
        metric={"cost": {"better": better, "unit": "EUR"}},
        benefit={"robot": {"start": "2026-06-01", "seen_in": ["cost"], **benefit}},
        observed={"cost": observed},
    )  # fmt: skip
    return effects(plan, on=ON)


NORTH_SOUTH = {"came_to": ["market:north"], "compared_with": ["market:south"]}


def test_treated_from_100_to_80_and_control_from_100_to_95_is_an_effect_of_minus_15() -> None:
    found = asked({"north": (100, 80), "south": (100, 95)}, **NORTH_SOUTH)
    row = found.effects.row(0, named=True)
    assert (row["says"], row["effect"], row["for_the_better"]) == ("effect", -15, True)
    assert (row["change"], row["compared_change"]) == (-20, -5)
    assert row["in_words"] == "down by 20 EUR where it came, down by 5 EUR where it did not"
    assert (found.compared.value, found.associated.value) == (1, 0)


def test_without_a_comparison_it_is_only_associated() -> None:
    found = asked({"north": (100, 80), "south": (100, 95)}, came_to=["market:north"])
    row = found.effects.row(0, named=True)
    assert (row["says"], row["effect"], row["change"]) == ("associated with", None, -20)
    assert found.sentence == (
        "0 effects told by comparison; 1 change that can only be called associated"
    )


def test_a_benefit_that_names_no_items_came_to_all_that_are_not_compared() -> None:
    found = asked(
        {"north": (100, 80), "east": (50, 40), "south": (100, 95)}, compared_with=["market:south"]
    )
    assert found.effects["change"][0] == -15
    assert found.effects["effect"][0] == -10


def test_an_item_that_was_read_only_once_is_left_out_and_named() -> None:
    found = asked({"north": (100, 80), "south": (100, None)}, **NORTH_SOUTH)
    row = found.effects.row(0, named=True)
    assert (row["says"], row["left_out"]) == ("associated with", ["market:south"])
    nothing = asked({"north": (None, 80), "south": (100, 95)}, **NORTH_SOUTH)
    assert nothing.effects["says"].to_list() == ["not known"]


def test_what_has_not_begun_is_not_there_and_what_rose_is_better_where_more_is() -> None:
    assert not len(asked({"north": (100, 80)}, start="2026-11-25").effects)
    assert asked({"north": (1, 2)}, better="higher").effects["for_the_better"].to_list() == [True]
    assert asked({"north": (1, 1)}).effects["for_the_better"].to_list() == [None]
    empty = effects(enterprise(), on=ON)
    assert empty.sentence == "No benefit that has begun names a metric in which it is seen"


@pytest.mark.slow
@settings(deadline=None, max_examples=tries(30))
@given(st.floats(-1e4, 1e4))
def test_what_moves_both_alike_is_no_effect(by: float) -> None:
    found = asked({"north": (100, 100 + by), "south": (7, 7 + by)}, **NORTH_SOUTH)
    assert found.effects["effect"][0] == pytest.approx(0, abs=1e-6)
