from datetime import date

import orjson
import pytest

from cohelm.core.concern import Check, Concern
from cohelm.formats.sarif import write_sarif
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
CHECKS = [
    Check("OWN001", "No owner", "act", "Nobody renews it.", lambda e, *, on: ()),
    Check("EST001", "No capability", "info", "Nobody can weigh it.", lambda e, *, on: ()),
]
UNOWNED = Concern(
    "OWN001", "act", ("application:crm",), "application:crm has no owner",
    "Nobody answers for it.", "office:cio", {"owner": None},
)  # fmt: skip


def run_of(concerns, **rest):
    written = write_sarif(concerns, CHECKS, SCHEMA, **rest)
    assert written["version"] == "2.1.0"
    assert orjson.loads(orjson.dumps(written)) == written
    (run,) = written["runs"]
    return run


def test_every_check_is_a_rule_with_its_help():
    rules = run_of([])["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["OWN001", "EST001"]
    assert rules[0]["shortDescription"] == {"text": "No owner"}
    assert rules[0]["fullDescription"] == {"text": "Nobody renews it."}
    assert rules[0]["help"] == {"text": "No owner. Nobody renews it."}
    assert rules[0]["defaultConfiguration"] == {"level": "error"}


def test_a_concern_is_a_result_at_its_items_file():
    (result,) = run_of([UNOWNED])["results"]
    assert result["ruleId"] == "OWN001"
    assert result["ruleIndex"] == 0
    assert result["message"] == {"text": "application:crm has no owner"}
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "application/crm.yaml"
    assert location["logicalLocations"] == [
        {"name": "crm", "fullyQualifiedName": "application:crm", "kind": "application"}
    ]
    assert result["properties"]["business"] == "Nobody answers for it."
    assert result["properties"]["office"] == "office:cio"
    assert "suppressions" not in result


@pytest.mark.parametrize(
    ("severity", "level"), [("act", "error"), ("watch", "warning"), ("info", "note")]
)
def test_the_level_is_the_concerns_own(severity, level):
    concern = Concern("EST001", severity, ("application:crm",), "it is so", "It is so.")
    assert run_of([concern])["results"][0]["level"] == level


def test_further_items_are_related_locations():
    concern = Concern("EST001", "info", ("vendor:a", "vendor:b", "vendor:c"), "same", "Same.")
    (result,) = run_of([concern])["results"]
    related = [
        one["logicalLocations"][0]["fullyQualifiedName"] for one in result["relatedLocations"]
    ]
    assert len(result["locations"]) == 1
    assert related == ["vendor:b", "vendor:c"]


def test_the_path_takes_the_kinds_folder():
    concern = Concern("CHK001", "act", ("check:owned",), "cannot be run", "It cannot be run.")
    (result,) = run_of([concern])["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "checks/owned.yaml"


def test_a_concern_of_a_check_that_is_not_listed_gets_a_rule():
    concern = Concern("ACM001", "watch", ("goal:g",), "m", "B.")
    run = run_of([concern])
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["OWN001", "EST001", "ACM001"]
    assert run["results"][0]["ruleIndex"] == 2


def test_an_accepted_concern_is_suppressed_with_its_reason():
    run = run_of([], accepted=[(UNOWNED, "Until 2027-03-31: it moves.")])
    (result,) = run["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Until 2027-03-31: it moves."}
    ]


def test_the_fingerprint_outlives_the_words():
    other = Concern("OWN001", "act", ("application:crm",), f"since {date(2026, 11, 23)}", "B.")
    first, second = (run_of([one])["results"][0]["partialFingerprints"] for one in (UNOWNED, other))
    assert first == second == {"codeAndFirstItem/v1": "OWN001:application:crm"}


def test_a_concern_about_nothing_in_particular_has_no_location():
    (result,) = run_of([Concern("EST001", "info", (), "m", "B.")])["results"]
    assert "locations" not in result
