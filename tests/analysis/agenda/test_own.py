from cohelm.analysis.agenda.own import RESERVED, own_answers
from cohelm.analysis.checks import CHECKS, raised
from tests.analysis.finding import ON
from tests.making import enterprise

OWNED = {
    "name": "Important applications are owned",
    "code": "ACM001",
    "condition": "application where criticality >= 'high'",
    "requirement": "owner is not null",
    "severity": "act",
    "message": "{name} matters too much to be nobody's.",
}
FEW_USERS = {"code": "ACM002", "condition": "application", "requirement": "users >= 5"}


def test_a_selected_item_that_does_not_meet_the_requirement_is_raised():
    organisation = enterprise(
        role={"r": {}},
        application={
            "crm": {"name": "CRM", "criticality": "critical", "annual_cost": "10 EUR"},
            "erp": {"criticality": "high", "owner": "role:r"},
            "wiki": {"criticality": "low"},
        },
        check={"owned": OWNED},
    )
    (answer,) = own_answers(organisation, on=ON)
    (concern,) = answer.concerns
    assert (concern.code, concern.severity, concern.items) == (
        "ACM001",
        "act",
        ("application:crm",),
    )
    assert concern.message == "application:crm does not meet owner is not null (check:owned)"
    assert concern.business.startswith(
        "CRM matters too much to be nobody's. It costs 10 EUR a year."
    )
    assert concern.evidence == {"check": "check:owned", "requirement": "owner is not null"}
    assert (answer.examined, answer.unknown, answer.wrong) == (2, 0, "")


def test_why_it_is_asked_is_said_of_all_items_and_not_with_the_sentence_for_one():
    def why(**stated: str) -> str:
        organisation = enterprise(application={"a": {}}, check={"owned": OWNED | stated})
        return next(
            str(one.why) for one in raised(organisation, on=ON).checks if one.code == "ACM001"
        )

    assert why() == "The organisation asks: owner is not null."
    assert why(message="Nobody answers for it.") == "Nobody answers for it."
    assert why(description="Calls go to nobody.") == "Calls go to nobody."


def test_what_is_unknown_raises_nothing_and_is_counted():
    organisation = enterprise(
        application={"a": {"users": 4}, "b": {"users": 5}, "c": {}}, check={"users": FEW_USERS}
    )
    (answer,) = own_answers(organisation, on=ON)
    assert [one.items for one in answer.concerns] == [("application:a",)]
    assert (answer.examined, answer.unknown) == (3, 1)


def test_an_item_of_which_it_is_unknown_whether_it_is_meant_is_counted_too():
    organisation = enterprise(application={"a": {}}, check={"owned": OWNED})
    (answer,) = own_answers(organisation, on=ON)
    assert (answer.concerns, answer.examined, answer.unknown) == ((), 0, 1)


def test_severity_and_message_may_be_left_out():
    organisation = enterprise(
        application={"a": {"users": 4}}, check={"users": FEW_USERS | {"name": "Enough users"}}
    )
    ((concern,),) = [one.concerns for one in own_answers(organisation, on=ON)]
    assert concern.severity == "watch"
    assert concern.business.startswith("a does not meet 'Enough users'.")


def test_a_concern_falls_to_the_office_that_the_check_names_else_to_the_items():
    documents = {
        "office": {"cio": {}, "cto": {}},
        "application": {"a": {"users": 4, "office": "office:cio"}},
    }
    theirs = enterprise(**documents, check={"users": FEW_USERS})
    named = enterprise(**documents, check={"users": FEW_USERS | {"office": "office:cto"}})
    assert own_answers(theirs, on=ON)[0].concerns[0].office == "office:cio"
    (concern,) = own_answers(named, on=ON)[0].concerns
    assert concern.office == "office:cto"
    assert "It falls to the office 'cto'." in concern.business


def test_a_check_looks_at_exactly_what_it_selects_retired_items_too():
    check = FEW_USERS | {"condition": "application where lifecycle.phase = 'end_of_life'"}
    organisation = enterprise(
        application={"old": {"users": 1, "lifecycle": "end_of_life"}}, check={"users": check}
    )
    assert [one.items for one in raised(organisation, on=ON, codes=["ACM"]).concerns] == [
        ("application:old",)
    ]


def test_retired_checks_and_drafts_are_not_asked():
    organisation = enterprise(
        check={
            "old": FEW_USERS | {"lifecycle": "end_of_life"},
            "draft": OWNED | {"clearance": "draft:person:ann"},
        }
    )
    assert own_answers(organisation, on=ON) == ()


def test_what_built_in_codes_begin_with_is_reserved_and_nothing_else_is():
    assert {check.code[:3] for check in CHECKS} == RESERVED


def test_own_checks_are_raised_among_the_others():
    organisation = enterprise(application={"a": {"users": 4}, "b": {}}, check={"users": FEW_USERS})
    found = raised(organisation, on=ON)
    assert found.codes["ACM002"] == 1
    assert found.unknown == {"ACM002": 1}
    assert "ACM002" in [check.code for check in found.checks]


def test_a_check_that_cannot_be_run_is_no_rule_of_its_own():
    organisation = enterprise(check={"bad": OWNED | {"condition": "aplication"}})
    found = raised(organisation, on=ON)
    assert "ACM001" not in found.codes
    assert found.codes["CHK001"] == 1


def test_an_own_check_can_be_asked_alone():
    organisation = enterprise(application={"a": {"users": 4}}, check={"users": FEW_USERS})
    (check,) = raised(organisation, on=ON, codes=["ACM002"]).checks
    assert [one.items for one in check(organisation, on=ON)] == [("application:a",)]
