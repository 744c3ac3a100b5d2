from __future__ import annotations

from cohelm.store.load import everything
from tests.api.conftest import Enter


def test_the_kinds_come_with_their_fields_relations_and_number_of_items(enter: Enter) -> None:
    kinds = {one["name"]: one for one in enter("reader").get("/api/v1/kinds").json()}
    application = kinds["application"]
    assert application["items"] == 3
    fields = {one["name"]: one for one in application["fields"]}
    assert fields["criticality"]["choices"] == ["low", "medium", "high", "critical"]
    assert "annual_cost" not in fields
    fields = enter("cio").get("/api/v1/kinds/application").json()["fields"]
    assert "annual_cost" in {one["name"] for one in fields}


def test_the_schema_completes_yaml(enter: Enter) -> None:
    found = enter("reader").get("/api/v1/schema/application").json()
    assert "criticality" in found["properties"]
    assert "annual_cost" not in found["properties"]


def test_concerns_can_be_asked_for_by_code_and_office(enter: Enter) -> None:
    client = enter("reader")
    found = client.get("/api/v1/concerns", {"codes": "OWN"}).json()
    assert {one["code"] for one in found["concerns"]} == {"OWN001"}
    mine = client.get("/api/v1/concerns", {"office": "office:cto"}).json()["concerns"]
    assert mine
    assert {one["office"] for one in mine} == {"office:cto"}


def test_history_is_read_page_by_page(enter: Enter, organisation: int) -> None:
    client = enter("cio")
    first = client.get("/api/v1/changes", {"limit": 1}).json()
    assert first["changes"][0]["subject"] == "application:wiki"
    assert first["changes"][0]["differences"] == [
        {"field": "reviewed_on", "was": None, "became": "2026-11-01"}
    ]
    rest = client.get("/api/v1/changes", {"after": first["after"], "limit": 500}).json()
    assert len(rest["changes"]) == everything().revision - 1
    assert rest["after"] is None


def test_the_history_of_one_item_is_its_own(enter: Enter) -> None:
    found = enter("reader").get("/api/v1/changes", {"key": "application:crm"}).json()["changes"]
    assert {one["subject"] for one in found} == {"application:crm"}
    hidden = enter("reader").get("/api/v1/changes", {"key": "application:nightshade"}).json()
    assert hidden["changes"] == []
