from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from cohelm.core.observation import ObservationSpec
from tests.core.kinds_for_tests import CostLine, Reading


def test_a_type_of_observation_says_its_metrics_and_its_own_fields() -> None:
    spec = ObservationSpec.of(CostLine)
    assert (spec.name, spec.metrics) == ("cost_line", ("budget", "actual"))
    assert list(spec.fields) == ["amount", "account"]
    assert (spec.fields["amount"].clearance, spec.fields["amount"].required) == ("money", True)
    assert spec.help == "A sum of money, which only those see who see money."
    assert spec.model is CostLine


def test_a_day_stays_a_day_and_a_moment_is_in_utc() -> None:
    def time(text: str) -> date | datetime:
        return Reading.model_validate({"item": "server:a", "time": text, "value": 1}).time

    assert time("2026-01-31") == date(2026, 1, 31)
    assert not isinstance(time("2026-01-31"), datetime)
    assert time("2026-01-31T08:00:00") == datetime(2026, 1, 31, 8, tzinfo=UTC)
    assert time("2026-01-31T10:00:00+02:00") == datetime(2026, 1, 31, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [{"value": "nan"}, {"value": None}, {"time": "soon"}, {"item": None}, {"colour": "red"}],
)
def test_what_is_no_observation_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Reading.model_validate({"item": "server:a", "time": "2026-01-31", "value": 1} | wrong)
