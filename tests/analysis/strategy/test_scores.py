"""How far and how fast key results go."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.strategy.scores import elapsed, mean, score

NUMBERS = st.floats(-1e6, 1e6)


def test_a_rising_and_a_falling_result_take_the_same_formula() -> None:
    assert score(20, 60, 45) == (0.625, "")
    assert score(40, 10, 25) == (0.5, "")


@pytest.mark.parametrize(("current", "expected"), [(19, 0.0), (20, 0.0), (60, 1.0), (75, 1.0)])
def test_what_lies_beyond_either_end_is_cut_to_it(current: float, expected: float) -> None:
    assert score(20, 60, current) == (expected, "")


@pytest.mark.parametrize(("current", "expected"), [(9, 1.0), (11, 1.0), (8.9, 0.0), (11.1, 0.0)])
def test_a_result_to_be_held_counts_within_its_band_ends_included(
    current: float, expected: float
) -> None:
    assert score(None, 10, current, band=1) == (expected, "")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((1, None, 1), "no target on record"),
        ((1, 2, None), "no current value on record"),
        ((None, 2, 1), "no baseline on record"),
        ((2, 2, 2), "its target is its baseline"),
    ],
)
def test_what_is_not_known_has_no_score_but_a_reason(
    values: tuple[float | None, float | None, float | None], why: str
) -> None:
    assert score(*values) == (None, why)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_score_lies_between_nought_and_one_and_mirrors(a: float, b: float, c: float) -> None:
    value, why = score(a, b, c)
    if a == b:
        assert (value, why) == (None, "its target is its baseline")
    else:
        assert value is not None
        assert 0 <= value <= 1
        assert score(-a, -b, -c)[0] == pytest.approx(value)


def test_a_mean_leaves_out_what_is_not_known() -> None:
    assert mean([0.5, None, 1.0]) == 0.75
    assert mean([None]) is None


def test_the_share_of_a_period_runs_from_its_first_day_to_its_last() -> None:
    first, last = date(2026, 1, 1), date(2026, 1, 11)
    assert elapsed(first, last, date(2026, 1, 6)) == (0.5, "")
    assert elapsed(first, last, date(2026, 2, 1)) == (1.0, "")
    assert elapsed(first, last, first) == (None, "its period has not begun")
    assert elapsed(None, last, last) == (None, "no period on record")
