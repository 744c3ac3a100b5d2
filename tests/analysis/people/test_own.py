"""How far somebody is by their own word, and what is told of several: worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.people.own import in_fives, own_fit, together
from tests.making import enterprise

ON = date(2026, 11, 23)


def plan(**more: Any) -> Any:
    asks = [{"to": "skill:arch", "level": 4}, {"to": "skill:emrg", "level": 6, "essential": True},
            {"to": "skill:talk"}]  # fmt: skip
    return enterprise(
        office={"cio": {"led_by": "role:cio"}},
        role={
            "lead": {"office": "office:cio", "requires_skill": asks},
            "cio": {"office": "office:cio", "requires_skill": [{"to": "skill:emrg", "level": 5}]},
        },
        skill={"arch": {"code": "ARCH"}, "emrg": {"code": "EMRG"}, "talk": {}, "zeal": {}},
        person={f"p{at}": {"fills": "role:lead"} for at in range(7)},
        **more,
    )


def test_the_fit_is_the_share_of_what_is_asked_and_no_more_than_all_of_it() -> None:
    found = own_fit(plan(), on=ON, person="person:p0", said={"skill:arch": 4, "skill:emrg": 3})
    assert found.fit.value == 0.75  # 4 of 4, and 3 of 6; what is asked at no level does not count
    over = own_fit(plan(), on=ON, person="person:p0", said={"skill:arch": 6, "skill:emrg": 6})
    assert over.fit.value == 1
    assert own_fit(plan(), on=ON, person="person:p0", said={}).fit.value == 0


def test_each_skill_says_its_levels_who_asks_and_what_is_missing() -> None:
    found = own_fit(plan(), on=ON, person="person:p0", said={"skill:emrg": 5})
    rows = {one.key: one for one in found.skills}
    emerging = rows["skill:emrg"]
    assert (list(emerging.levels), emerging.asked, emerging.led) == ([4, 5, 6], 6, 5)
    assert (emerging.is_essential, emerging.missing) == (True, 1)
    assert (rows["skill:arch"].missing, rows["skill:talk"].asked) == (None, 0)
    assert (rows["skill:zeal"].asked, list(rows["skill:zeal"].levels)) == (None, [*range(1, 8)])
    # what is asked for comes first
    assert [one.key for one in found.skills][-1] == "skill:zeal"


def test_who_fills_no_role_has_no_fit() -> None:
    found = own_fit(plan(), on=ON, person="", said={"skill:emrg": 5})
    assert found.fit.value is None
    assert found.fit.reason == "no role of yours asks for a skill at a level"


@pytest.mark.parametrize(
    ("answers", "of", "reached"), [(4, None, None), (5, 5, None), (6, 5, 5), (7, 5, 5)]
)
def test_what_several_say_is_told_in_fives(
    answers: int, of: int | None, reached: int | None
) -> None:
    """All but the first reach the level that the office asks for."""
    said = {f"person:p{at}": {"skill:emrg": 6 if at else 5} for at in range(answers)}
    found = {one.skill: one for one in together(plan(), on=ON, answers=said)}
    if of is None:
        assert found == {}
    else:
        assert (found["skill:emrg"].level, found["skill:emrg"].of) == (6, of)
        assert found["skill:emrg"].reached == reached
        assert found["skill:arch"].reached is None


@given(st.integers(0, 500))
def test_no_number_below_five_is_told_and_none_above_what_it_is(number: int) -> None:
    told = in_fives(number)
    assert told is None if number < 5 else (told or 0) >= 5
    assert (told or 0) <= number < (told or 0) + 5
