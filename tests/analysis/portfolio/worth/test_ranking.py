"""The chance of each place: where it is certain, where it can be worked out, and that it adds up."""

from __future__ import annotations

import numpy as np
import pytest

from cohelm.analysis.portfolio.worth.futures import Ratios
from cohelm.analysis.portfolio.worth.ranking import ranking

PLANNED = Ratios("as planned", 1, (1.0,))
EITHER = Ratios("half to all", 2, (0.5, 1.0))


def test_as_planned_the_order_is_certain_and_equal_ones_keep_theirs() -> None:
    found = ranking([1, 2, 1], [5, 9, 5], costs=PLANNED, benefits=PLANNED, seed=1)
    assert found.chance.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 1]]
    assert found.first.tolist() == found.middle.tolist() == found.last.tolist() == [2, 1, 3]


def test_two_benefits_of_half_to_all_trade_places_as_often_as_is_worked_out() -> None:
    found = ranking([0, 0], [100, 75], costs=PLANNED, benefits=EITHER, seed=1)
    # u on 50 to 100, v on 37.5 to 75: v > u on a triangle with legs of 25; 312.5 of 50 * 37.5
    assert found.chance[1, 0] == pytest.approx(312.5 / 1875, abs=0.01)
    assert found.chance[0, 0] == pytest.approx(1 - 312.5 / 1875, abs=0.01)


def test_chances_of_each_item_and_of_each_place_add_up_and_a_seed_gives_the_same() -> None:
    values = [3.0, 5.0, 4.0, 4.5]
    found = ranking(values, [9.0] * 4, costs=EITHER, benefits=EITHER, seed=7)
    assert np.allclose(found.chance.sum(axis=0), 1)
    assert np.allclose(found.chance.sum(axis=1), 1)
    again = ranking(values, [9.0] * 4, costs=EITHER, benefits=EITHER, seed=7)
    assert (found.chance == again.chance).all()
    assert (found.first <= found.middle).all()
    assert (found.middle <= found.last).all()
