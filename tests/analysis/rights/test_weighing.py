"""Weighed answers: the properties that any such model has to have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.rights.weighing import Answered, evidence, flip, index, kept, side
from tests.shares import tries

UNIT = st.just(0.0) | st.floats(1e-6, 1)
ONE = st.tuples(st.floats(-1, 1), UNIT, st.floats(0.01, 10))
SEVERAL = st.lists(ONE, min_size=1, max_size=10)


def of(values: list[tuple[float, float, float]]) -> list[Answered]:
    return [Answered(str(at), s, e, w) for at, (s, e, w) in enumerate(values)]


def test_by_hand() -> None:
    answered = of([(1, 1, 1), (-0.5, 0.5, 2), (0, 0, 1)])
    assert index(answered) == 0.25
    assert evidence(answered) == 0.5
    assert side(index(answered)) == 1


def test_on_the_margin_itself_it_is_undecided() -> None:
    assert [side(one) for one in (0.15, 0.1501, -0.15, -0.1501, 0, None)] == [0, 1, 0, -1, 0, 0]


def test_nothing_known_points_nowhere() -> None:
    assert index([]) is None
    assert (evidence([]), flip([]), kept([], seed=1)) == (0, None, None)
    assert side(index(of([(0, 1, 1)] * 5))) == 0


@pytest.mark.slow
@given(SEVERAL)
def test_turning_every_score_round_turns_the_answer_round(
    values: list[tuple[float, float, float]],
) -> None:
    here = index(of(values))
    there = index(of([(-s, e, w) for s, e, w in values]))
    assert (here is None) == (there is None)
    if here is not None and there is not None:
        assert there == pytest.approx(-here)


@pytest.mark.slow
@given(SEVERAL, st.floats(0.1, 100))
def test_scaling_all_weights_changes_nothing(
    values: list[tuple[float, float, float]], factor: float
) -> None:
    scaled = of([(s, e, w * factor) for s, e, w in values])
    if index(scaled) is not None:
        assert index(scaled) == pytest.approx(index(of(values)))
    assert evidence(scaled) == pytest.approx(evidence(of(values)))


@pytest.mark.slow
@given(SEVERAL, UNIT, st.integers(0, 9))
def test_a_score_moved_to_one_side_never_moves_the_answer_to_the_other(
    values: list[tuple[float, float, float]], by: float, at: int
) -> None:
    at %= len(values)
    score, sure, weight = values[at]
    moved = [*values[:at], (max(-1.0, score - by), sure, weight), *values[at + 1 :]]
    before, after = index(of(values)), index(of(moved))
    if before is not None and after is not None:
        assert after <= before + 1e-9


@pytest.mark.slow
@given(SEVERAL)
def test_a_flip_turns_the_verdict_and_a_little_less_does_not(
    values: list[tuple[float, float, float]],
) -> None:
    answered, found = of(values), flip(of(values))
    if found is None:
        return

    def verdict(change: float) -> int:
        name, start = found.name, found.score - found.change
        return side(
            index(
                [
                    Answered(one.name, start + change, one.evidence, one.weight)
                    if one.name == name
                    else one
                    for one in answered
                ]
            )
        )

    here = side(index(answered))
    assert verdict(found.change) != here
    assert verdict(found.change / 2) == here or abs(found.change) < 1e-4  # it stood on the edge


def test_on_the_margin_the_least_more_turns_it_and_the_way_is_known() -> None:
    found = flip(of([(0.15, 1.0, 1.0)]))
    assert found is not None
    assert 0 < found.change < 1e-8


@settings(max_examples=tries(25))
@given(SEVERAL, st.integers(0, 99))
def test_how_sure_is_a_share_and_the_same_for_the_same_seed(
    values: list[tuple[float, float, float]], seed: int
) -> None:
    first = kept(of(values), seed=seed)
    assert first == kept(of(values), seed=seed)
    assert first is None or 0 <= first <= 1


def test_where_all_agree_no_weighting_says_otherwise() -> None:
    assert kept(of([(1, 1, 1)] * 4), seed=3) == 1.0
