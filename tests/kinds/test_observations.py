"""The types of observation: what they take and in which form they keep it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cohelm.core.observations import ObservationTable
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()


def kept(metric: str, **values: str) -> dict[str, object]:
    model = SCHEMA.observation(metric).model
    return model.model_validate({"item": "service:web", **values}).model_dump(
        mode="json", exclude_none=True
    )


@pytest.mark.parametrize(
    ("stated", "plain"),
    [
        ("2026-11-01", "2026-11-01"),
        ("2026-11-01T08:30:00Z", "2026-11-01T08:30:00Z"),
        ("2026-11-01T08:30:00+02:00", "2026-11-01T06:30:00Z"),
        ("2026-11-01T08:30:00", "2026-11-01T08:30:00Z"),
    ],
)
def test_a_day_stays_a_day_and_a_moment_is_kept_in_utc(stated: str, plain: str):
    assert kept("uptime", time=stated, value="1")["time"] == plain


def test_days_and_moments_of_one_metric_stand_in_one_column():
    keys = [("service:web", "2026-11-02", "", ""), ("service:web", "2026-11-01T08:00:00Z", "", "")]
    table = ObservationTable(SCHEMA.observation("uptime"), keys, ['{"value":1}', '{"value":2}'])
    assert table.frame["value"].to_list() == [2.0, 1.0]


def test_a_cost_line_without_an_amount_is_refused():
    with pytest.raises(ValidationError):
        kept("actual", time="2026-11-01")


def test_a_cost_line_keeps_its_amount_exact():
    assert kept("budget", time="2026-11-01", amount="1200.50 EUR")["amount"] == "1200.50 EUR"


def test_an_incident_keeps_when_it_was_over():
    said = kept("incident", time="2026-11-01T08:00:00Z", resolved="2026-11-01T09:00:00Z")
    assert said["resolved"] == "2026-11-01T09:00:00Z"


RATE = {"item": "organisation:organisation", "time": "2026-10-30", "reference": "JPY"}


def test_an_exchange_rate_keeps_all_its_digits():
    assert kept("exchange_rate", **RATE, value="0.0061234567 EUR")["value"] == "0.0061234567 EUR"


@pytest.mark.parametrize(
    "wrong",
    [{"value": "0 EUR"}, {"value": "-1 EUR"}, {"reference": "yen"}, {"item": "service:web"}],
)
def test_a_rate_that_cannot_be_one_is_refused(wrong: dict[str, str]):
    with pytest.raises(ValidationError):
        kept("exchange_rate", **{**RATE, "value": "0.92 EUR", **wrong})
