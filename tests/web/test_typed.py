from __future__ import annotations

import pytest

from cohelm.core.fields import PHASES
from cohelm.kinds import built_in_schema
from cohelm.web.typed import texts, values

KIND = built_in_schema().kind("application")
FULL = {
    "name": "CRM",
    "description": "Two\nlines",
    "tags": ["sales", "old"],
    "lifecycle": {"stated": "active", "end_of_life": "2027-01-31"},
    "external_ids": {"cmdb": "A-17"},
    "reviewed_on": "2026-11-01",
    "criticality": "high",
    "annual_cost": "312000.50 EUR",
    "users": 40,
    "exposed": False,
    "availability_target": 0.995,
}


def test_an_item_goes_into_a_form_and_comes_out_the_same() -> None:
    assert values(KIND, texts(KIND, FULL)) == (FULL, {})


def test_an_empty_form_is_an_item_of_which_nothing_is_known_but_its_name() -> None:
    assert values(KIND, texts(KIND, {"name": "X"})) == ({"name": "X"}, {})


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ({"annual_cost": "80,000"}, {"annual_cost": "80000 EUR"}),
        ({"annual_cost": "80 000 €"}, None),
        ({"annual_cost": "312,000.50 EUR"}, {"annual_cost": "312000.50 EUR"}),
        ({"annual_cost": "5 USD"}, {"annual_cost": "5 USD"}),
        ({"users": "1,200"}, {"users": 1200}),
        ({"availability_target": "99.5 %"}, {"availability_target": 0.995}),
        ({"availability_target": "0.5"}, {"availability_target": 0.5}),
        ({"tags": " a \n\n b "}, {"tags": ["a", "b"]}),
        ({"exposed": "yes"}, {"exposed": True}),
    ],
)
def test_what_people_type_is_understood_or_refused_and_never_guessed(
    typed: dict[str, str], plain: dict[str, object] | None
) -> None:
    found, wrong = values(KIND, {"name": "X"} | typed, currency="EUR")
    if plain is None:
        assert found is None
        assert set(wrong) == set(typed)
    else:
        assert found == {"name": "X"} | plain


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({"users": "many"}, "users"),
        ({"users": "-1"}, "users"),
        ({"availability_target": "x %"}, "availability_target"),
        ({"external_ids": "A-17"}, "external_ids"),
        ({"criticality": "huge"}, "criticality"),
        ({"lifecycle.active": "soon"}, "lifecycle.stated"),
        ({"reviewed_on": "2026-02-30"}, "reviewed_on"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_input(typed: dict[str, str], place: str) -> None:
    found, wrong = values(KIND, {"name": "X"} | typed)
    assert found is None
    assert list(wrong) == [place]
    assert "could not convert" not in wrong[place]


def test_a_life_has_an_input_for_each_phase() -> None:
    names = [name for name in texts(KIND, {}) if name.startswith("lifecycle.")]
    assert names == ["lifecycle.stated", *(f"lifecycle.{phase}" for phase in PHASES)]
