import pytest

from cohelm.core.audience import PUBLIC
from tests.analysis.finding import items, only
from tests.making import enterprise, enterprise_of_documents


@pytest.mark.parametrize(("start", "raised"), [("2026-11-22", True), ("2026-11-23", False)])
def test_a_proposal_is_late_from_the_day_after_its_start(start, raised):
    organisation = enterprise(initiative={"i": {"status": "proposal", "start": start}})
    assert bool(items("PFL001", organisation)) is raised


@pytest.mark.parametrize("status", ["approved", "in_progress", "on_hold", "done", "stopped", None])
def test_only_proposals_are_late(status):
    organisation = enterprise(initiative={"i": {"status": status, "start": "2026-01-01"}})
    assert items("PFL001", organisation) == []


def test_a_proposal_without_a_start_is_not_late():
    assert items("PFL001", enterprise(initiative={"i": {"status": "proposal"}})) == []


def test_a_late_proposal_is_said_with_its_days_and_its_money():
    organisation = enterprise(
        office={"cto": {"name": "CTO"}},
        initiative={
            "crm": {
                "name": "New CRM", "status": "proposal", "start": "2026-09-01",
                "total_cost": "1200000 EUR", "sponsor": "office:cto",
            }
        },
    )  # fmt: skip
    concern = only("PFL001", organisation)
    assert concern.message == "initiative:crm was to start on 2026-09-01 and is still a proposal"
    assert concern.business == (
        "Work on the initiative 'New CRM' was to begin on 1 September 2026, and nobody has said "
        "yes or no. It costs 1,200,000 EUR in all. Its first day was 1 September 2026. "
        "It falls to the office 'CTO'. Not on record: an owner."
    )
    assert concern.evidence == {"start": "2026-09-01", "days": 83}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("application", "annual_cost"), ("contract", "annual_cost"), ("contract", "total_value"),
        ("contract", "minimum_spend"), ("initiative", "total_cost"),
        ("initiative", "cost_per_year"), ("initiative", "spent"), ("initiative", "run_cost"),
    ],
)  # fmt: skip
def test_any_cost_without_an_owner_is_raised(kind, field):
    organisation = enterprise_of_documents(
        {
            "role:lead": {},
            f"{kind}:free": {},
            f"{kind}:lost": {field: "0.50 EUR"},
            f"{kind}:nought": {field: "0 EUR"},
            f"{kind}:kept": {field: "10 EUR", "owner": "role:lead"},
        }
    )
    concern = only("PFL002", organisation)
    assert concern.items == (f"{kind}:lost",)
    assert concern.message == f"{kind}:lost has {field} 0.50 EUR and no owner"
    assert concern.evidence == {"field": field, "cost": "0.50 EUR"}


def test_a_service_with_cost_and_no_owner_is_not_what_this_is_about():
    assert items("PFL002", enterprise(service={"s": {"annual_cost": "10 EUR"}})) == []


def test_what_one_costs_is_not_told_to_who_may_not_see_money():
    organisation = enterprise(application={"archive": {"annual_cost": "90000 EUR"}})
    assert items("PFL002", organisation.seen_by(PUBLIC)) == []
    assert "90,000" not in only("OWN001", organisation.seen_by(PUBLIC)).business
