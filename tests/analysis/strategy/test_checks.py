from datetime import date

import pytest

from tests.analysis.finding import items, only
from tests.making import enterprise


def test_a_goal_that_no_initiative_contributes_to_is_raised():
    organisation = enterprise(
        goal={"served": {}, "wanted": {"name": "Faster claims", "due": "2027-06-30"}},
        initiative={"i": {"contributes_to": "goal:served"}},
    )
    concern = only("STR001", organisation)
    assert concern.items == ("goal:wanted",)
    assert concern.message == "goal:wanted has no initiative that contributes to it"
    assert "It is due on 30 June 2027." in concern.business
    assert concern.evidence == {"due": "2027-06-30"}


@pytest.mark.parametrize("status", ["proposal", "done", "stopped"])
def test_the_status_of_the_work_does_not_matter_to_its_goal(status):
    organisation = enterprise(
        goal={"g": {}}, initiative={"i": {"status": status, "contributes_to": ["goal:g"]}}
    )
    assert items("STR001", organisation) == []


def test_a_contribution_that_has_ended_serves_no_goal():
    link = {"to": "goal:g", "share": 0.5, "until": "2026-11-22"}
    organisation = enterprise(goal={"g": {}}, initiative={"i": {"contributes_to": [link]}})
    assert items("STR001", organisation) == ["goal:g"]
    assert items("STR002", organisation) == ["initiative:i"]
    assert items("STR001", organisation, date(2026, 11, 22)) == []


def test_a_goal_at_the_end_of_its_life_raises_nothing():
    organisation = enterprise(goal={"g": {"lifecycle": "end_of_life"}})
    assert items("STR001", organisation) == []
    assert items("STR003", organisation) == []


@pytest.mark.parametrize(
    ("status", "raised"),
    [
        ("proposal", True), ("approved", True), ("in_progress", True), ("on_hold", True),
        (None, True), ("done", False), ("stopped", False),
    ],
)  # fmt: skip
def test_work_that_is_neither_done_nor_stopped_needs_a_goal(status, raised):
    organisation = enterprise(initiative={"i": {"status": status}})
    assert bool(items("STR002", organisation)) is raised


def test_a_goal_needs_a_key_result():
    organisation = enterprise(
        goal={"a": {}, "b": {}}, key_result={"k": {"measures": "goal:a"}, "loose": {}}
    )
    assert items("STR003", organisation) == ["goal:b"]


def results(**values):
    return enterprise(key_result={"k": {"target": 10, "current": 9, "due": "2026-11-22"} | values})


@pytest.mark.parametrize(("due", "raised"), [("2026-11-22", True), ("2026-11-23", False)])
def test_a_key_result_is_overdue_from_the_day_after_its_due_day(due, raised):
    assert bool(items("STR004", results(due=due))) is raised


@pytest.mark.parametrize(
    ("baseline", "target", "current", "raised"),
    [
        (0, 10, 9.99, True), (0, 10, 10, False), (0, 10, 11, False),
        (20, 5, 5.01, True), (20, 5, 5, False), (20, 5, 4, False),
        (None, 10, 9, True), (None, 10, 10, False), (10, 10, 9, True), (10, 10, 11, False),
        (0, 10, None, True), (0, None, 3, False),
    ],
)  # fmt: skip
def test_a_target_is_reached_from_the_side_of_its_baseline(baseline, target, current, raised):
    organisation = results(baseline=baseline, target=target, current=current)
    assert bool(items("STR004", organisation)) is raised


@pytest.mark.parametrize(
    ("current", "raised"), [(97.9, True), (98, False), (100, False), (102, False), (102.1, True)]
)
def test_a_value_to_be_held_may_stray_by_its_band(current, raised):
    organisation = results(baseline=90, target=100, band=2, current=current)
    assert bool(items("STR004", organisation)) is raised


@pytest.mark.parametrize(("better", "raised"), [("lower", False), ("higher", True), (None, True)])
def test_without_a_baseline_the_metric_says_which_way_is_good(better, raised):
    organisation = enterprise(
        metric={"m": {"better": better}},
        key_result={"k": {"due": "2026-01-31", "target": 10, "current": 9, "metric": "metric:m"}},
    )
    assert bool(items("STR004", organisation)) is raised


def test_an_overdue_result_is_said_with_its_values_and_falls_to_its_goals_office():
    organisation = enterprise(
        office={"cto": {}},
        goal={"g": {"office": "office:cto"}},
        key_result={
            "days": {
                "name": "Days to answer", "measures": "goal:g", "due": "2026-09-30",
                "baseline": 20, "target": 5, "current": 6, "unit": "days",
            }
        },
    )  # fmt: skip
    concern = only("STR004", organisation)
    assert concern.message == "key_result:days was due on 2026-09-30 and stands at 6, target 5"
    assert concern.business.startswith(
        "The key result 'Days to answer' should stand at 5 days by now; on record is 6 days."
    )
    assert concern.office == "office:cto"
    assert concern.evidence["days"] == 54
    assert concern.evidence["falling"] is True
