from __future__ import annotations

from datetime import date

import pytest

from cohelm.core.figure import Assumption, Figure


def test_a_figure_without_a_value_gives_a_reason() -> None:
    found = Figure.unknown("no cost is stated", unit="EUR", on=date(2026, 1, 31))
    assert (found.value, found.reason, found.unit) == (None, "no cost is stated", "EUR")
    assert found.on == date(2026, 1, 31)
    with pytest.raises(ValueError, match="gives a reason"):
        Figure(None)
    with pytest.raises(ValueError, match="gives a reason"):
        Figure.unknown("")


def test_zero_is_a_value() -> None:
    assert Figure(0).value == 0


def test_a_figure_as_json_has_it_says_what_it_was_computed_from() -> None:
    found = Figure(
        3, "servers", formula="1 + 2", counted=("server:a",), left_out={"no cost": ("server:b",)},
        assumed=(Assumption("even", "Cost is even over the year.", ("server:a",)),),
    )  # fmt: skip
    answer = found.as_dict()
    assert answer["counted"] == ("server:a",)
    assert answer["left_out"] == {"no cost": ("server:b",)}
    assert answer["assumed"] == (
        {"name": "even", "sentence": "Cost is even over the year.", "items": ("server:a",)},
    )
