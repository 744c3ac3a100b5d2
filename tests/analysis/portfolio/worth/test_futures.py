"""Many futures against what can be worked out."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cohelm.analysis.portfolio.worth.futures import Outlook, Ratios, outlook

SURE = Ratios.observed("as planned", [1.0])
EVEN = Ratios.observed("from nought to double", [0.0, 2.0])


def asked(chosen: list[list[int]], **told: object) -> Outlook:
    stated = {"cost": [1.0, 1.0], "value": [3.0, 4.0], "costs": SURE, "values": SURE,
              "budget": 1.0, "seed": 7, "draws": 20_000}  # fmt: skip
    return outlook(np.array(chosen, dtype=bool), **(stated | told))  # type: ignore[arg-type]


def test_where_all_goes_as_planned_all_futures_are_the_plan() -> None:
    found = asked([[1, 0], [1, 1], [0, 0]])
    assert found.holds is not None
    assert found.holds.tolist() == [1.0, 0.0, 1.0]
    assert found.value[1].tolist() == [3.0, 7.0, 0.0]
    assert found.cost[0].tolist() == found.cost[2].tolist() == [1.0, 2.0, 0.0]


def test_one_item_of_even_chance_holds_its_budget_half_the_time() -> None:
    """Between 0 and 2 evenly: half below 1, a tenth below 0.2, nine tenths below 1.8."""
    found = asked([[1, 0]], costs=EVEN)
    assert found.holds is not None
    assert found.holds[0] == pytest.approx(0.5, abs=found.error)
    assert found.cost[:, 0].tolist() == pytest.approx([0.2, 1.0, 1.8], abs=0.03)


def test_the_sum_of_two_even_ones_is_a_triangle() -> None:
    """P(X + Y <= 1) for two that are even from 0 to 2 is 1/8."""
    found = asked([[1, 1]], costs=EVEN)
    assert found.holds is not None
    assert found.holds[0] == pytest.approx(1 / 8, abs=found.error)


def test_portfolios_meet_the_same_futures() -> None:
    """What is in both costs the same in both: the larger never holds where the smaller does not."""
    found = asked([[1, 0], [1, 1]], costs=EVEN)
    assert found.holds is not None
    assert found.holds[0] >= found.holds[1]
    alone = asked([[1, 0]], costs=EVEN)
    assert alone.cost[:, 0].tolist() == found.cost[:, 0].tolist()


def test_the_same_seed_gives_the_same_futures_and_another_does_not() -> None:
    one, other = asked([[1, 1]], costs=EVEN), asked([[1, 1]], costs=EVEN)
    assert one.cost.tolist() == other.cost.tolist()
    assert asked([[1, 1]], costs=EVEN, seed=8).cost.tolist() != one.cost.tolist()


def test_without_a_budget_nothing_is_said_of_it() -> None:
    assert asked([[1, 0]], budget=None).holds is None


def test_a_history_says_its_middle_and_its_mean() -> None:
    found = Ratios.observed("own", [1.5, 0.5, 1.0])
    assert (found.of, found.median, found.mean) == (3, 1.0, 1.0)
    assert SURE.mean == 1.0
    with pytest.raises(ValueError, match="at least one"):
        Ratios.observed("own", [])


def test_futures_of_a_few_cases_agree_with_all_of_them_counted() -> None:
    """Three items whose table has few values: the share within the budget by enumeration."""
    steps = np.linspace(0, 2, 41)
    wanted = np.mean([sum(three) <= 2.0 for three in product(steps, repeat=3)])
    found = outlook(np.ones((1, 3), bool), cost=[1.0] * 3, value=[1.0] * 3, costs=EVEN,
                    values=SURE, budget=2.0, seed=1, draws=40_000)  # fmt: skip
    assert found.holds is not None
    assert found.holds[0] == pytest.approx(wanted, abs=0.015)
