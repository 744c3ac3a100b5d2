from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cohelm.core.fields import (
    ANNOTATIONS,
    PHASES,
    FieldSpec,
    FieldType,
    Lifecycle,
    Phase,
    annotation_of,
    in_utc,
)

DAYS = {
    "plan": date(2024, 1, 1), "phase_in": date(2024, 6, 1), "active": date(2025, 1, 1),
    "phase_out": date(2027, 1, 1), "end_of_life": date(2028, 1, 1),
}  # fmt: skip


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_holds_from_its_first_day_on_and_not_a_day_before(phase: str) -> None:
    first = DAYS[phase]
    before = PHASES[PHASES.index(phase) - 1] if phase != "plan" else None
    found = Lifecycle(**DAYS)  # type: ignore[arg-type]
    assert found.phase(first) == phase
    assert found.phase(first - timedelta(days=1)) == before


def test_what_is_stated_holds_until_the_first_day_has_come() -> None:
    found = Lifecycle(stated="plan", active=date(2026, 1, 1))
    assert found.phase(date(2025, 12, 31)) == "plan"
    assert found.phase(date(2026, 1, 1)) == "active"


def test_a_word_is_a_phase_without_days() -> None:
    found = Lifecycle.model_validate("active")
    assert found == Lifecycle(stated="active")
    assert found.phase(date.min) == found.phase(date.max) == "active"


def test_of_a_lifecycle_that_says_nothing_the_phase_is_unknown() -> None:
    assert Lifecycle().phase(date(2026, 1, 1)) is None


def test_of_two_phases_with_one_first_day_the_later_holds() -> None:
    day = date(2026, 1, 1)
    assert Lifecycle(phase_in=day, active=day).phase(day) == "active"


@pytest.mark.parametrize("wrong", ["dead", 5, {"activ": "2026-01-01"}, {"active": "soon"}])
def test_what_is_no_lifecycle_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Lifecycle.model_validate(wrong)


def test_the_phases_and_their_type_are_the_same() -> None:
    assert get_args(Phase) == PHASES
    assert set(Lifecycle.model_fields) == {"stated", *PHASES}


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2100, 1, 1)),
       st.integers(-12, 14))  # fmt: skip
def test_a_moment_in_utc_is_the_same_moment(moment: datetime, hours: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert in_utc(aware) == aware
    assert in_utc(aware).tzinfo is UTC
    assert in_utc(moment) == moment.replace(tzinfo=UTC)


def test_every_field_type_has_a_python_type() -> None:
    for type_ in get_args(FieldType):
        annotation: Any = annotation_of(FieldSpec("x", type_, "", choices=("a",)))
        assert TypeAdapter(annotation) is not None
    assert set(get_args(FieldType)) == ANNOTATIONS.keys() | {"choice", "scale"}


def test_a_choice_takes_its_words_and_no_other() -> None:
    adapter = TypeAdapter(annotation_of(FieldSpec("x", "scale", "", choices=("low", "high"))))
    assert adapter.validate_python("low") == "low"
    with pytest.raises(ValidationError):
        adapter.validate_python("medium")
    assert annotation_of(FieldSpec("x", "choice", "", choices=("a", "b"))) == Literal["a", "b"]


def test_a_label_is_the_name_as_a_reader_has_it() -> None:
    assert FieldSpec("annual_cost", "money", "").label == "Annual cost"
