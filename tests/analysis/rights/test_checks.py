import pytest

from tests.analysis.finding import concerns, items, only
from tests.making import enterprise, enterprise_of_documents

OWNED = [
    "application", "service", "data_set", "contract", "initiative", "product", "risk", "goal",
]  # fmt: skip


@pytest.mark.parametrize("kind", OWNED)
def test_a_thing_without_an_owner_is_raised_and_one_with_an_owner_is_not(kind):
    organisation = enterprise_of_documents(
        {"role:lead": {}, f"{kind}:a": {}, f"{kind}:b": {"owner": "role:lead"}}
    )
    assert items("OWN001", organisation) == [f"{kind}:a"]


@pytest.mark.parametrize("owner", ["role:r", "team:t", "person:p"])
def test_a_role_a_team_or_a_person_may_be_the_owner(owner):
    organisation = enterprise(
        role={"r": {}}, team={"t": {}}, person={"p": {}}, goal={"g": {"owner": owner}}
    )
    assert items("OWN001", organisation) == []


def test_other_kinds_need_no_owner():
    assert items("OWN001", enterprise(server={"s": {}}, vendor={"v": {}}, team={"t": {}})) == []


@pytest.mark.parametrize(
    ("until", "raised"), [("2026-11-22", True), ("2026-11-23", False), (None, False)]
)
def test_an_owner_counts_up_to_and_including_its_last_day(until, raised):
    link = {"to": "role:r"} | ({"until": until} if until else {})
    organisation = enterprise(role={"r": {}}, application={"crm": {"owner": link}})
    assert bool(items("OWN001", organisation)) is raised


@pytest.mark.parametrize(("start", "raised"), [("2026-11-23", False), ("2026-11-24", True)])
def test_an_owner_counts_from_its_first_day(start, raised):
    organisation = enterprise(
        role={"r": {}}, application={"crm": {"owner": {"to": "role:r", "from": start}}}
    )
    assert bool(items("OWN001", organisation)) is raised


def test_no_owner_is_said_with_money_day_and_office():
    organisation = enterprise(
        office={"cio": {"name": "Office of the CIO"}},
        contract={
            "mail": {
                "name": "Mail hosting", "annual_cost": "48000 EUR", "end": "2027-03-31",
                "office": "office:cio",
            }
        },
    )  # fmt: skip
    concern = only("OWN001", organisation)
    assert concern.message == "contract:mail has no owner"
    assert concern.business == (
        "Nobody answers for the contract 'Mail hosting'. It costs 48,000 EUR a year. "
        "Its last day is 31 March 2027. It falls to the office 'Office of the CIO'. "
        "Not on record: an owner."
    )
    assert concern.office == "office:cio"


def test_names_agree_but_for_case_spaces_and_punctuation():
    organisation = enterprise(
        vendor={
            "acme": {"name": "Acme, Inc."}, "acme-inc": {"name": "ACME   inc"},
            "acme-2": {"name": "Acme-Inc"}, "other": {"name": "AcmeInc"},
        }
    )  # fmt: skip
    concern = only("DUP001", organisation)
    assert concern.items == ("vendor:acme", "vendor:acme-2", "vendor:acme-inc")
    assert concern.message == ("vendor:acme has the same name as vendor:acme-2 and vendor:acme-inc")
    assert concern.evidence == {"names": ["ACME   inc", "Acme, Inc.", "Acme-Inc"]}


def test_letters_that_differ_only_by_case_folding_agree():
    organisation = enterprise(
        location={"a": {"name": "Hauptstraße"}, "b": {"name": "HAUPTSTRASSE"}}
    )
    assert items("DUP001", organisation) == ["location:a"]


def test_the_same_name_in_two_kinds_is_no_duplicate():
    organisation = enterprise(vendor={"a": {"name": "Orbis"}}, application={"a": {"name": "Orbis"}})
    assert items("DUP001", organisation) == []


def test_signs_that_belong_to_a_name_are_kept():
    organisation = enterprise(
        technology={"c": {"name": "C"}, "cpp": {"name": "C++"}, "cs": {"name": "C#"}}
    )
    assert items("DUP001", organisation) == []


def test_names_of_nothing_but_punctuation_are_compared_as_they_are():
    organisation = enterprise(
        product={"a": {"name": "!!!"}, "b": {"name": "???"}, "c": {"name": "!!!"}}
    )
    assert [one.items for one in concerns("DUP001", organisation)] == [("product:a", "product:c")]


def test_a_retired_item_is_no_duplicate_of_its_successor():
    organisation = enterprise(
        application={
            "crm": {"name": "CRM", "lifecycle": {"end_of_life": "2026-11-23"}},
            "crm-2": {"name": "CRM"},
        }
    )
    assert items("DUP001", organisation) == []


def test_two_groups_are_two_concerns():
    organisation = enterprise(
        goal={
            "a": {"name": "Grow"},
            "b": {"name": "Save"},
            "c": {"name": "grow"},
            "d": {"name": "save"},
        }
    )
    assert [one.items for one in concerns("DUP001", organisation)] == [
        ("goal:a", "goal:c"),
        ("goal:b", "goal:d"),
    ]
