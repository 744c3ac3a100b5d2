"""On which score the choice hangs: worked by hand, and against going through all choices."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

import pytest

from cohelm.analysis.portfolio.choice.engine import choose
from cohelm.analysis.portfolio.choice.margin import margins as solved
from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.margins import margins
from tests.analysis.portfolio.choice.test_engine import choices, drawn, weigh, worth
from tests.analysis.portfolio.test_fund import ON, THREE, initiative, plan
from tests.shares import some


def test_each_score_says_by_how_much_it_may_be_off() -> None:
    found = margins(plan(**THREE), on=ON, budget="1000")  # b and c are worth 55, a and c 50
    rows = {
        (row["initiative"][11:], row["office"][7:]): (row["place"], row["change"])
        for row in found.margins.to_dicts()
    }
    assert rows == {  # b or a turn by 5 weighed, 10 in points; c goes for nothing: 20 weighed
        ("b", "cio"): ("in", -10), ("b", "cto"): ("in", -10),
        ("a", "cio"): ("out", 10), ("a", "cto"): ("out", 10),
    }  # fmt: skip
    assert found.thinnest.value == pytest.approx(1 / 6)
    assert found.sentence == "No single score turns the choice unless it is off by 17 %"


def test_a_choice_that_hangs_on_one_score_is_a_warning() -> None:
    near = {**THREE, "a": initiative(600, 50, 19)}
    found = margins(plan(**near), on=ON, budget="1000")
    assert found.thin.value == 2  # b by 1 of 60 or of 10, a by 1 of 50 or of 19
    assert found.sentence == (
        "The choice hangs on one score: what “b” is worth to the cto: 1 point of 60 less, and it is out"
    )


def test_without_anything_to_weigh_nobody_can_say() -> None:
    assert margins(plan(), on=ON).sentence.startswith("Nobody can say on what the choice hangs")


@pytest.mark.parametrize("seed", some(range(60), 20))
def test_a_margin_is_what_all_choices_say(seed: int) -> None:
    stated = next(one for n in count(seed, 100) if any(choices(one := drawn(n))))
    every = [(one, weigh(worth(stated, one))) for one in choices(stated)]
    problem = read_problem(stated)
    best = choose(problem)
    expected: dict[str, Fraction] = {}
    for one in stated["initiatives"]:
        inside = one["id"] in best.chosen
        other = [value for chosen, value in every if (one["id"] in chosen) != inside]
        if other and not one["mandatory"]:
            expected[one["id"]] = best.value - max(other)
    assert solved(problem, best) == expected
