"""Durations of which some are still open, against a published example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.agenda.survival import Survival

# Remissions in weeks under 6-mercaptopurine: Freireich and others 1963, as in Gehan 1965.
ENDED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
OPEN = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]


def test_the_published_example() -> None:
    found = Survival.of(ENDED, OPEN)
    assert found.times == (6, 7, 10, 13, 16, 22, 23)
    assert found.at_risk == (21, 17, 15, 12, 11, 7, 6)
    assert found.still == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert found.quantile(0.5) == 23
    assert found.quantile(0.85) is None


def test_without_open_ones_it_is_the_plain_share() -> None:
    found = Survival.of([5, 1, 3, 3])
    assert found.still == pytest.approx([0.75, 0.25, 0.0])
    assert (found.quantile(0.25), found.quantile(0.5), found.quantile(1.0)) == (1, 3, 5)


def test_of_nothing_nothing_is_known() -> None:
    assert Survival.of([]).quantile(0.5) is None
    assert Survival.of([], [4, 5]).quantile(0.01) is None


@pytest.mark.slow
@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=30), st.lists(st.integers(1, 50), max_size=30)
)
def test_what_is_open_never_shortens_a_duration(ended: list[int], open_: list[int]) -> None:
    half, closed = Survival.of(ended, open_).quantile(0.5), Survival.of(ended).quantile(0.5)
    assert closed is not None
    assert half is None or half >= min(ended)
    longer = Survival.of(ended, [51] * len(open_)).quantile(0.5)
    assert longer is None or longer >= closed
