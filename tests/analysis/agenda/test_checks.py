from datetime import date

import pytest

from tests.analysis.finding import items, only
from tests.making import enterprise


@pytest.mark.parametrize(
    ("reviewed", "raised"),
    [("2025-11-22", True), ("2025-11-23", False), ("2026-11-23", False), (None, True)],
)
def test_a_review_holds_for_365_days(reviewed, raised):
    assert date(2026, 11, 23).toordinal() - date(2025, 11, 23).toordinal() == 365
    organisation = enterprise(application={"crm": {"reviewed_on": reviewed}})
    assert bool(items("REV001", organisation)) is raised


def test_only_what_needs_an_owner_needs_a_review():
    organisation = enterprise(goal={"g": {}}, vendor={"v": {}}, key_result={"k": {}})
    assert items("REV001", organisation) == ["goal:g"]


def test_an_old_review_is_said_with_its_age():
    concern = only("REV001", enterprise(risk={"r": {"name": "Fire", "reviewed_on": "2025-11-22"}}))
    assert concern.message == "risk:r was last reviewed 366 days ago"
    assert concern.business.startswith(
        "Nobody has confirmed since 22 November 2025 that what is on record of the risk 'Fire'"
    )
    assert concern.evidence == {"reviewed_on": "2025-11-22", "days": 366}


def test_what_was_never_reviewed_is_said_so():
    assert only("REV001", enterprise(goal={"g": {}})).message == "goal:g was never reviewed"


def test_a_check_with_a_value_that_does_not_exist_is_raised_with_the_mend():
    check = {
        "code": "ACM001",
        "condition": "application where criticality >= 'hihg'",
        "requirement": "owner is not null",
    }
    concern = only("CHK001", enterprise(check={"owned": check}))
    assert concern.message == (
        "check:owned cannot be run: 'hihg' is no value of criticality. "
        "Accepted: low, medium, high, critical. Did you mean 'high'?"
    )


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"code": None}, "it states no code"),
        ({"condition": None, "requirement": None}, "it states no condition and no requirement"),
        ({"code": "STR009"}, "codes that begin with STR are taken by the built-in checks"),
        ({"condition": "aplication"}, "there is no kind 'aplication'"),
        ({"condition": "application where"}, "cannot be read"),
        (
            {"requirement": "onwer is not null"},
            "there is no field or relation of application 'onwer'",
        ),
        ({"requirement": "annual_cost > 5"}, "'5.0' is not money"),
        ({"requirement": "lifecycle.fase = 'active'"}, "there is no part of lifecycle 'fase'"),
        ({"requirement": "criticality.high = 1"}, "criticality has no parts"),
        ({"requirement": "external_ids = 'x'"}, "external_ids is a map"),
        ({"requirement": "tags > 'x'"}, "a list is compared with = or in"),
        ({"requirement": "users like 'x'"}, "like compares text"),
        ({"condition": "data_set", "requirement": "personal > true"}, "personal is true or false"),
        ({"requirement": "count(owner.name) > 1"}, "takes one relation"),
    ],
)
def test_a_check_that_cannot_be_run_says_why(values, why):
    good = {"code": "ACM001", "condition": "application", "requirement": "owner is not null"}
    organisation = enterprise(
        application={"a": {"criticality": "high", "tags": ["x"], "users": 3}},
        check={"c": good | values},
    )
    assert why in only("CHK001", organisation).message


def test_a_check_that_can_be_run_or_is_retired_is_not_raised():
    organisation = enterprise(
        check={
            "good": {"code": "ACM001", "condition": "goal", "requirement": "due is not null"},
            "gone": {"lifecycle": "end_of_life"},
        }
    )
    assert items("CHK001", organisation) == []


def test_a_check_over_a_kind_of_which_there_is_nothing_can_be_run():
    check = {"code": "ACM001", "condition": "server", "requirement": "annual_cost in ('1 EUR')"}
    organisation = enterprise(check={"c": check})
    assert items("CHK001", organisation) == []


def test_of_two_checks_with_one_code_the_second_is_raised():
    check = {"code": "ACM001", "condition": "goal", "requirement": "due is not null"}
    assert items("CHK001", enterprise(check={"a": check, "b": check})) == ["check:b"]
