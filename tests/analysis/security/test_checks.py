import pytest

from tests.analysis.finding import items, only
from tests.making import enterprise


@pytest.mark.parametrize(
    ("severity", "raised"),
    [("low", False), ("medium", False), ("high", True), ("critical", True), (None, False)],
)
def test_only_a_severe_risk_needs_a_control(severity, raised):
    assert bool(items("SEC001", enterprise(risk={"r": {"severity": severity}}))) is raised


def test_a_control_treats_a_risk_and_an_initiative_does_not_yet():
    organisation = enterprise(
        control={"c": {}},
        initiative={"i": {}},
        risk={
            "treated": {"severity": "high", "treated_by": "control:c"},
            "planned": {"severity": "high", "treated_by": "initiative:i"},
        },
    )
    assert items("SEC001", organisation) == ["risk:planned"]


@pytest.mark.parametrize(
    ("status", "raised"), [("open", True), ("accepted", True), ("closed", False)]
)
def test_a_closed_risk_raises_nothing(status, raised):
    organisation = enterprise(risk={"r": {"severity": "critical", "status": status}})
    assert bool(items("SEC001", organisation)) is raised


def test_an_untreated_risk_is_said_with_its_likely_loss():
    organisation = enterprise(
        risk={"r": {"name": "Ransomware", "severity": "critical", "loss_likely": "2500000 EUR"}}
    )
    concern = only("SEC001", organisation)
    assert concern.message == "risk:r is of severity critical and no control treats it"
    assert "It would most likely cost 2,500,000 EUR each time." in concern.business


DATA = {"pay": {"classification": "confidential"}, "menu": {"classification": "internal"}}


@pytest.mark.parametrize(
    ("status", "reviewed", "data", "raised"),
    [
        ("live", None, "pay", True), ("pilot", None, "pay", True), ("proposal", None, "pay", False),
        ("live", None, "menu", False), ("live", "2026-11-23", "pay", False),
        ("live", "2026-11-24", "pay", True),
    ],
)  # fmt: skip
def test_a_use_of_ai_with_confidential_data_takes_a_review_by_the_day(
    status, reviewed, data, raised
):
    use = {"status": status, "security_reviewed_on": reviewed, "learns_from": [f"data_set:{data}"]}
    organisation = enterprise(data_set=DATA, ai_use={"bot": use})
    assert bool(items("SEC002", organisation)) is raised


def test_a_new_technology_and_a_new_vendor_are_followed_to_the_data_and_an_old_one_is_not():
    organisation = enterprise(
        data_set=DATA,
        application={"payroll": {"handles": ["data_set:pay"], "provided_by": ["vendor:new", "vendor:old"],
                                 "uses": ["technology:fresh", "technology:aged"]}},
        technology={"fresh": {"lifecycle": {"active": "2025-11-23"}},
                    "aged": {"lifecycle": {"active": "2025-11-22"}}},
        vendor={"new": {}, "old": {}},
        contract={"a": {"vendor": "vendor:new", "start": "2026-03-01"},
                  "b": {"vendor": "vendor:old", "start": "2020-03-01"},
                  "c": {"vendor": "vendor:old", "start": "2026-03-01"}},
    )  # fmt: skip
    assert items("SEC002", organisation) == ["technology:fresh", "vendor:new"]
