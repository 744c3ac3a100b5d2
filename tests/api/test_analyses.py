"""A route for each analysis."""

from __future__ import annotations

import pytest

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from tests.api.conftest import Enter
from tests.tables import each

ASKED = {"verb": "approve", "item": "application:crm"}


def test_each_is_answered_to_who_may_read_and_to_nobody_else(enter: Enter) -> None:
    reader, nobody, stranger = enter("reader"), enter("nobody"), enter("stranger")

    def holds(analysis: Analysis) -> None:
        address = f"/api/v1/analyses/{analysis.word}"
        assert reader.get(address).status_code == 200
        assert nobody.get(address).status_code == 401
        assert stranger.get(address).status_code == 403

    each(ANALYSES, holds, name=lambda one: one.name)


def test_it_answers_what_is_asked(enter: Enter) -> None:
    found = enter("cio").get("/api/v1/analyses/who-decides", ASKED).json()
    assert (found["item"], found["accountable"]) == ("application:crm", None)
    assert "no right to approve is on record" in found["gap"]


def test_an_item_is_asked_about_by_name_and_several_by_saying_it_again(enter: Enter) -> None:
    client = enter("reader")
    asked = "/api/v1/analyses/outage?items=CRM&items=application:shop"
    assert " stop with CRM and " in client.get(asked).json()["sentence"]
    assert (
        client.get("/api/v1/analyses/around", {"item": "crm"}).json()["item"] == "application:crm"
    )
    wrong = client.get("/api/v1/analyses/around", {"item": "cmr"})
    assert (wrong.status_code, "application:crm" in wrong.content.decode()) == (404, True)


def test_nobody_is_named_for_an_amount_to_who_does_not_see_limits(enter: Enter) -> None:
    answer = enter("reader").get("/api/v1/analyses/who-decides", {**ASKED, "amount": "5 EUR"})
    assert answer.status_code == 403
    assert "not shown to you" in answer.json()["detail"]
    assert enter("reader").get("/api/v1/analyses/who-decides", ASKED).json()["unseen"]


@pytest.mark.parametrize("within", ["soon", "-1", "99999999999999"])
def test_what_cannot_be_asked_is_a_problem_document(enter: Enter, within: str) -> None:
    answer = enter("cio").get("/api/v1/analyses/contracts", {"within": within})
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "within" in answer.content.decode()


def test_the_roadmap_is_set_against_another_plan(enter: Enter) -> None:
    client, address = enter("cio"), "/api/v1/analyses/roadmap"
    assert client.get(address).json()["differences"] is None
    found = client.get(address, {"than_known_at": "2020-01-01"}).json()
    assert [one["change"] for one in found["differences"]] == [["new"]]
    assert enter("reader").get(address, {"than_on": "2020-01-01"}).json()["differences"] == []
    assert client.get(address, {"than_scenario": "nine"}).status_code == 404
    assert client.get(address, {"than_on": "soon"}).status_code == 400


def test_what_has_nothing_to_go_by_names_the_list_and_its_description_says_so(enter: Enter) -> None:
    client = enter("cio")
    found = client.get("/api/v1/analyses/deals").json()
    assert found["bring"] == {
        "list": "an export of deals from the CRM",
        "command": "cohelm import FILE",
    }
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/analyses/deals"]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema["properties"]["bring"]["required"] == ["list", "command"]
