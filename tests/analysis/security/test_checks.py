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
