"""The owner sees first, and what the owner says stands beside what the readings say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.impact.claims import agreed, working_days_before
from cohelm.analysis.impact.computed import computed_readings, figure_named
from cohelm.analysis.impact.owned import claimed, owners, refuse_others, verdict
from cohelm.analysis.impact.scorecard import Scorecard, scorecard
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, NotPermitted, UnknownName
from tests.making import enterprise

ON = date(2026, 11, 24)
"""A Tuesday; the tenth working day before it is Tuesday 10 November."""


def plan_of(readings: dict[str, float], targets: dict[str, float] | None = None, **metric: Any
            ) -> Enterprise:  # fmt: skip
    item = "organisation:organisation"
    return enterprise(
        organisation={"organisation": {}}, role={"cio": {}},
        person={"ada": {"fills": ["cio"]}, "bob": {}},
        metric={"speed": {"impact": "efficiency", "better": "higher", **metric}},
        observed={
            "speed": [{"item": item, "time": day, "value": one} for day, one in readings.items()],
            "target": [{"item": "metric:speed", "time": day, "value": one}
                       for day, one in (targets or {}).items()],
        },
    )  # fmt: skip


STEADY = {f"2026-0{month}-01": value for month, value in enumerate((10, 11, 10, 9, 10, 10), 1)}


def row(**asked: Any) -> dict[str, Any]:
    return scorecard(plan_of(**asked), on=ON).metrics.row(0, named=True)


@pytest.mark.parametrize(
    ("day", "readings", "waiting"), [("2026-11-10", 7, 0), ("2026-11-11", 6, 1)]
)
def test_a_reading_is_its_owners_for_ten_working_days(
    day: str, readings: int, waiting: int
) -> None:
    window = {"baseline_from": "2026-01-01", "baseline_until": "2026-06-30"}
    found = row(readings={**STEADY, day: 30.0}, owner="role:cio", **window)
    assert (found["readings"], found["with_owner"]) == (readings, waiting)
    assert found["status"] == ("no signal" if waiting else "better")
    assert ("1 newer reading with its owner first" in found["because"]) == bool(waiting)


def test_without_an_owner_a_reading_is_everybodys_at_once_and_a_claim_ends_the_waiting() -> None:
    late = {**STEADY, "2026-11-20": 30.0}
    assert row(readings=late)["with_owner"] == 0
    said = row(readings=late, owner="role:cio", claim="better", claimed_on="2026-11-20")
    assert (said["with_owner"], said["readings"]) == (0, 7)
    before = row(readings=late, owner="role:cio", claim="better", claimed_on="2026-11-19")
    assert before["with_owner"] == 1


def test_the_tenth_working_day_is_counted_over_weekends() -> None:
    assert working_days_before(date(2026, 11, 22), 10) == date(2026, 11, 9)  # from a Sunday: Monday


@pytest.mark.parametrize(
    ("claim", "status", "agrees"),
    [
        ("better", "better", True), ("same", "no signal", True), ("worse", "worse", True),
        ("better", "no signal", False), ("worse", "better", False), (None, "better", None),
        ("better", "too few readings", None), ("better", "changed", None),
    ],
)  # fmt: skip
def test_a_claim_agrees_with_a_status_where_both_say_something(
    claim: str | None, status: str, agrees: bool | None
) -> None:
    assert agreed(claim, status) is agrees


def test_only_a_claim_above_the_readings_is_counted_as_rosier() -> None:
    def rosier(claim: str) -> Any:
        plan = plan_of(STEADY, owner="role:cio", claim=claim, claimed_on="2026-07-01")
        return scorecard(plan, on=ON).rosier.value

    assert (rosier("better"), rosier("same"), rosier("worse")) == (1, 0, 0)


def of_targets(targets: dict[str, float], better: str) -> Scorecard:
    return scorecard(plan_of(STEADY, targets, better=better, target=99.0), on=ON)


def test_the_target_in_force_is_the_last_on_record_and_moves_to_where_it_is_easier_are_told() -> (
    None
):
    found = of_targets({"2026-01-01": 20.0, "2026-06-01": 15.0, "2026-12-01": 5.0}, "higher")
    assert found.metrics["target"].to_list() == [15.0]
    assert found.targets["easier"].to_list() == [None, True]
    assert found.eased.counted == ("metric:speed",)
    assert of_targets({"2026-01-01": 20.0, "2026-06-01": 15.0}, "lower").eased.value == 0
    assert of_targets({}, "lower").metrics["target"].to_list() == [99.0]


def test_the_owner_sees_all_readings_and_others_are_refused() -> None:
    plan = plan_of({**STEADY, "2026-11-20": 30.0}, owner="role:cio")
    assert owners(plan, "metric:speed", on=ON) == {"person:ada"}
    refuse_others(plan, "metric:speed", "person:ada", on=ON)
    for other in ("person:bob", ""):
        with pytest.raises(NotPermitted, match="its owner first"):
            refuse_others(plan, "metric:speed", other, on=ON)
    found = verdict(plan, "metric:speed", on=ON)
    assert found.row["readings"] == 7
    assert found.sentence.endswith("by 7 readings; the owner has said nothing yet")


def test_a_claim_is_one_of_three_and_the_same_again_changes_nothing() -> None:
    plan = plan_of(STEADY)
    changes = claimed(plan, "metric:speed", "better", because=" sales ", on=ON)
    after = plan.with_changes(changes)
    assert after.plain("metric:speed")["claim_because"] == "sales"
    assert not claimed(after, "metric:speed", "better", because="sales", on=ON)
    with pytest.raises(InputError, match="better, same, worse"):
        claimed(plan, "metric:speed", "great", because="", on=ON)


def test_a_metric_reads_the_figure_that_it_names() -> None:
    plan = plan_of({}, computed_by="scorecard.measured")
    contents = computed_readings(plan, ["metric:speed"], on=ON)
    assert [dict(one.values) for one in contents.observed] == [
        {"item": "metric:speed", "time": "2026-11-24", "source": "cohelm", "value": 0.0}
    ]
    unknown = plan_of({}, computed_by="obsolescence.share")
    assert not computed_readings(unknown, ["metric:speed"], on=ON).observed
    assert "no reading" in str(computed_readings(unknown, ["metric:speed"], on=ON).notes[0])
    wrong = plan_of({}, computed_by="scorecard.mesured")
    assert "measured" in str(computed_readings(wrong, ["metric:speed"], on=ON).problems[0])
    with pytest.raises(UnknownName, match="scorecard"):
        figure_named(plan, "scorecrd.measured", on=ON)
