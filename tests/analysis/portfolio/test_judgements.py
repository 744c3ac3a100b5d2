"""Judgements by pairs against Saaty's published examples."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from cohelm.analysis.portfolio.judgements import judgements
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)
HOUSE = (
    "5 3 7 6 6 1/3 1/4 | 1/3 5 3 3 1/5 1/7 | 6 3 4 6 1/5 | "
    "1/3 1/4 1/7 1/8 | 1/2 1/5 1/6 | 1/5 1/6 | 1/2"
)
DRINKS = "9 5 2 1 1 1/2 | 1/3 1/9 1/9 1/9 1/9 | 1/3 1/4 1/3 1/9 | 1/2 1 1/3 | 2 1/2 | 1/3"


def pairs(upper: str) -> str:
    """The upper triangle, row by row, as judgements of a, b, c …"""
    numbers = upper.replace("|", " ").split()
    size = len(upper.split("|")) + 1
    names = "abcdefgh"[:size]
    found = zip(combinations(names, 2), numbers, strict=True)
    return ",".join(f"{one}>{other}={number}" for (one, other), number in found)


def weights(upper: str) -> dict[str, float]:
    return dict(judgements(enterprise(), on=ON, pairs=pairs(upper)).weights.rows())


def test_the_house_is_sent_back() -> None:
    found = judgements(enterprise(), on=ON, pairs=pairs(HOUSE))
    assert found.largest.value == pytest.approx(9.6689, abs=5e-5)
    assert found.consistency.value == pytest.approx(0.1691, abs=1e-4)
    assert found.sent_back
    assert found.sentence.startswith("Sent back: the judgements contradict each other (0.17). ")
    wanted = (0.1730, 0.0540, 0.1881, 0.0175, 0.0310, 0.0363, 0.1668, 0.3332)
    assert list(dict(sorted(weights(HOUSE).items())).values()) == pytest.approx(wanted, abs=6e-5)


def test_the_drinks_are_accepted() -> None:
    found = judgements(enterprise(), on=ON, pairs=pairs(DRINKS))
    assert found.consistency.value == pytest.approx(0.0223, abs=5e-5)
    assert not found.sent_back
    wanted = (0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268)
    assert list(dict(sorted(weights(DRINKS).items())).values()) == pytest.approx(wanted, abs=6e-5)
    assert found.sentence == "g counts most, 33 % of all"


def test_of_three_the_weights_are_those_of_the_cubic() -> None:
    found = judgements(enterprise(), on=ON, pairs="a>b=3,a>c=5,b>c=3")
    # of three the eigenvector is the geometric mean of each row, to every digit:
    # cube roots of 3·5, 3/3 and 1/15
    roots = [15 ** (1 / 3), 1.0, (1 / 15) ** (1 / 3)]
    wanted = [one / sum(roots) for one in roots]
    assert [weight for _, weight in found.weights.rows()] == pytest.approx(wanted, abs=1e-8)
    # λ = 1 + q + 1/q with q the cube root of 3 · 3 / 5
    q = (9 / 5) ** (1 / 3)
    assert found.largest.value == pytest.approx(1 + q + 1 / q, abs=1e-8)
    assert found.consistency.value == pytest.approx((q + 1 / q - 2) / 2 / 0.58, abs=1e-8)


def test_the_worst_three_are_named_with_what_two_of_them_would_make_the_third() -> None:
    found = judgements(enterprise(), on=ON, pairs="cost>risk=3,risk>speed=4,cost>speed=1/2")
    assert found.sent_back
    assert found.worst == (
        "cost is 3 × risk and risk 4 × speed, so cost would be 12 × speed; it was judged 1/2 ×."
    )


def test_two_cannot_contradict_and_none_are_not_weighed() -> None:
    two = judgements(enterprise(), on=ON, pairs="a>b=4")
    assert (two.consistency.value, two.weights["weight"].to_list()) == (
        0,
        pytest.approx([0.8, 0.2]),
    )
    none = judgements(enterprise(), on=ON)
    assert none.sentence == "Nothing is weighed: no two are compared"


@pytest.mark.parametrize(
    ("text", "said"),
    [("a>b=10", "no judgement"), ("a>b", "no judgement"), ("a>a=1", "no judgement"),
     ("a>b=3,b>a=2", "twice"), ("a>b=3,b>c=2", "a and c are not compared"), ("a>b=1/0", "no judgement")],
)  # fmt: skip
def test_what_is_no_judgement_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        judgements(enterprise(), on=ON, pairs=text)
