from datetime import date

import pytest

from cohelm.analysis.checks import BY_CODE, CHECKS, check_by_code, raised
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.schema import Schema
from cohelm.kinds import built_in_schema
from tests.analysis.finding import ON
from tests.making import enterprise

SOME = {
    "goal": {"g": {}, "a": {}},
    "contract": {"c": {}},
    "data_set": {"d": {"personal": True}},
    "initiative": {"i": {"status": "proposal", "start": "2026-01-01"}},
}


def test_concerns_stand_by_severity_then_code_then_item():
    found = raised(enterprise(**SOME), on=ON)
    rank = {"act": 0, "watch": 1, "info": 2}
    places = [(rank[one.severity], one.code, one.items) for one in found.concerns]
    assert places == sorted(places)
    assert {one.severity for one in found.concerns} == {"act", "watch", "info"}


def test_concerns_are_counted_by_code_and_severity_with_nought_where_there_are_none():
    found = raised(enterprise(goal={"g": {}}), on=ON)
    assert {code: number for code, number in found.codes.items() if number} == {
        "OWN001": 1, "REV001": 1, "STR001": 1, "STR003": 1
    }  # fmt: skip
    assert found.codes.keys() == BY_CODE.keys()
    assert found.severities == {"act": 1, "watch": 2, "info": 1}
    assert found.examined == 1


@pytest.mark.parametrize(
    ("codes", "chosen"),
    [
        (["STR001"], ["STR001"]),
        (["STR"], ["STR001", "STR002", "STR003", "STR004"]),
        (["str", " VND001 "], ["STR001", "STR002", "STR003", "STR004", "VND001"]),
        (["P"], ["PFL001", "PFL002", "PPL001"]),
        ([], sorted(check.code for check in CHECKS)),
    ],
)
def test_checks_are_chosen_by_code_or_by_what_codes_begin_with(codes, chosen):
    found = raised(enterprise(**SOME), on=ON, codes=codes)
    assert [check.code for check in found.checks] == chosen
    assert list(found.codes) == chosen
    assert {one.code for one in found.concerns} <= set(chosen)


@pytest.mark.parametrize(
    ("code", "meant"), [("STR01", "STR001"), ("OWNN001", "OWN001"), ("", ""), ("STR0011", "STR001")]
)
def test_a_code_that_selects_nothing_is_refused_with_what_was_meant(code, meant):
    with pytest.raises(UnknownName, match=f"there is no check '{code}'.*{meant}"):
        raised(enterprise(), on=ON, codes=["VND", code])


def test_a_check_is_found_by_its_code():
    assert check_by_code("OWN001").title == "No owner"
    with pytest.raises(UnknownName, match="Did you mean 'OWN001'"):
        check_by_code("OWN01")


@pytest.mark.parametrize("schema", [built_in_schema(), Schema.of([])])
def test_of_an_organisation_of_which_nothing_is_known_nothing_is_raised(schema):
    found = raised(Enterprise.empty(schema), on=ON)
    assert (found.concerns, found.accepted, found.examined) == ((), (), 0)
    assert not any(found.codes.values())


def test_drafts_raise_nothing():
    drafts = {
        kind: {id_: values | {"clearance": "draft:person:ann"} for id_, values in of.items()}
        for kind, of in SOME.items()
    }
    assert raised(enterprise(**drafts), on=ON).concerns == ()


def test_retired_items_raise_nothing_from_the_first_day_of_their_end_of_life():
    retired = {
        kind: {
            id_: values | {"lifecycle": {"end_of_life": "2026-11-23"}} for id_, values in of.items()
        }
        for kind, of in SOME.items()
    }
    organisation = enterprise(**retired)
    assert raised(organisation, on=ON).concerns == ()
    assert raised(organisation, on=date(2026, 11, 22)).concerns != ()
