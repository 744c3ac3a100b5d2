"""The tests behind trends, on published series and on noise of a known make."""

from __future__ import annotations

import random

import pytest

from cohelm.analysis.technology.trending import holm, likeness, mann_kendall, sen, widening

SHAMPOO = (
    266.0, 145.9, 183.1, 119.3, 180.3, 168.5, 231.8, 224.5, 192.8, 122.9, 336.5, 185.9,
    194.3, 149.5, 210.1, 273.3, 191.4, 287.0, 226.0, 303.6, 289.9, 421.6, 264.5, 342.3,
    339.7, 440.4, 315.9, 439.3, 401.3, 437.4, 575.5, 407.6, 682.0, 475.3, 581.3, 646.9,
)  # fmt: skip
"""Sales of shampoo over three years: Makridakis, Wheelwright and Hyndman 1998."""


def noise(seed: int, alike: float, n: int = 40) -> list[float]:
    """A series without a trend, each value like the one before by so much."""
    rng = random.Random(seed)
    values = [rng.gauss(0, 1)]
    while len(values) < n:
        values.append(alike * values[-1] + rng.gauss(0, 1))
    return values


def test_the_shampoo_series() -> None:
    found = mann_kendall(SHAMPOO)
    assert (found.n, found.s, found.variance) == (36, 440, 5390)
    assert found.z == pytest.approx(5.979573, abs=1e-6)
    assert found.p == pytest.approx(2.24e-9, rel=1e-2)
    assert found.tau == pytest.approx(0.698413, abs=1e-6)
    slope, lower, upper = sen(range(36), SHAMPOO, sure=0.95)
    assert slope == pytest.approx(11.509375, abs=1e-6)
    assert lower < slope < upper


def test_nothing_moves() -> None:
    found = mann_kendall([7.0] * 12)
    assert (found.s, found.p, found.variance) == (0, 1, 0)


def test_ties_lower_the_variance() -> None:
    # (5·4·15 − 2·1·9) / 18, as one pair is tied
    assert mann_kendall([1, 2, 2, 3, 4]).variance == pytest.approx((300 - 18) / 18)


@pytest.mark.parametrize("by", [2.0, -3.0])
def test_turning_a_series_round_turns_its_sign_and_no_scale_matters(by: float) -> None:
    plain, scaled = mann_kendall(SHAMPOO), mann_kendall([by * one for one in SHAMPOO])
    assert scaled.s == plain.s * (1 if by > 0 else -1)
    assert scaled.p == pytest.approx(plain.p)


def test_a_straight_line_leaves_nothing_that_could_be_alike() -> None:
    times = [at / 7 for at in range(20)]
    assert likeness(times, [3 * one + 1 for one in times], 3.0) == 0.0
    assert widening(0.0, 20) == 1.0


@pytest.mark.parametrize(("alike", "factor"), [(0.3, 1.0), (0.5, 3.0), (-0.9, 1.0)])
def test_the_variance_grows_only_where_likeness_is_beyond_chance(
    alike: float, factor: float
) -> None:
    # with 25 readings chance reaches to 1.96 / 5 = 0.392
    assert widening(alike, 25) == pytest.approx(factor)


@pytest.mark.slow
def test_noise_is_seldom_a_trend_and_like_noise_less_often_than_without_the_allowance() -> None:
    runs = range(400)
    plain = [noise(seed, 0.0) for seed in runs]
    alike = [noise(seed, 0.6) for seed in runs]

    def claimed(series: list[list[float]], *, allowed: bool) -> float:
        told = 0
        for one in series:
            slope = sen(range(len(one)), one, sure=0.95)[0] if allowed else 0.0
            r = likeness(range(len(one)), one, slope) if allowed else 0.0
            told += mann_kendall(one, widened=widening(r, len(one))).p <= 0.05
        return told / len(series)

    # 0.05 by the theory; its standard error over 400 runs is 0.011
    assert claimed(plain, allowed=True) == pytest.approx(0.05, abs=0.033)
    bare, allowed = claimed(alike, allowed=False), claimed(alike, allowed=True)
    assert bare > 0.15
    assert allowed < bare / 2


def test_holm_by_hand() -> None:
    # 3·0.02; the larger of that and 2·0.02; then of that and 1·0.9
    assert holm([0.9, 0.02, 0.02]) == pytest.approx([0.9, 0.06, 0.06])
    assert holm([]) == []
    assert holm([0.6, 0.7]) == [1.0, 1.0]
