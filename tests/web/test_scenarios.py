from __future__ import annotations

import pytest
from django.test import Client

from cohelm.store.load import everything
from tests.web.conftest import Enter


@pytest.fixture
def writer(enter: Enter) -> Client:
    """Somebody who made the scenario Plan B and raised the wiki's criticality in it."""
    client = enter("writer")
    client.post("/scenarios/", {"title": "Plan B"})
    client.post(
        "/items/application/wiki/edit/?scenario=plan-b",
        {"criticality": "high", "was-criticality": ""},
    )
    return client


def test_what_is_changed_in_a_scenario_is_changed_there_alone(writer: Client) -> None:
    assert "criticality" not in everything().plain("application:wiki")
    inside = writer.get("/items/application/wiki/?scenario=plan-b").content.decode()
    assert "high" in inside
    assert "You look at" in inside


def test_a_scenario_is_compared_item_by_item(writer: Client) -> None:
    body = writer.get("/scenarios/plan-b/").content.decode()
    assert "1 changed" in body
    assert "<td>Criticality</td><td>–</td><td>high</td>" in body


def test_a_scenario_is_adopted_as_one_batch_that_can_be_undone(writer: Client) -> None:
    writer.post("/scenarios/plan-b/adopt/")
    assert everything().plain("application:wiki")["criticality"] == "high"
    adopted = everything().revision
    writer.post("/items/application/wiki/edit/", {"criticality": "low", "was-criticality": "high"})
    body = writer.get("/scenarios/plan-b/").content.decode()
    assert "It is part of the current plan" in body
    assert "1 changed" not in body  # what was changed after it is no difference of its own
    writer.post(f"/history/{everything().revision}/undo/")
    writer.post(f"/history/{adopted}/undo/")
    assert "criticality" not in everything().plain("application:wiki")


def test_a_scenario_that_collides_shows_both_sides_and_stays_open(writer: Client) -> None:
    writer.post("/items/application/wiki/edit/", {"criticality": "low", "was-criticality": ""})
    response = writer.post("/scenarios/plan-b/adopt/")
    body = response.content.decode()
    assert response.status_code == 409
    assert "<td>Criticality</td>" in body
    assert 'name="pick application:wiki criticality" value="scenario"' in body
    assert everything().plain("application:wiki")["criticality"] == "low"
    assert (
        "1 value of it was changed in the current plan too"
        in writer.get("/scenarios/plan-b/").content.decode()
    )
    assert "open" in writer.get("/scenarios/plan-b/").content.decode()


def test_a_scenario_is_dropped_by_its_author_or_an_office_lead(
    writer: Client, enter: Enter
) -> None:
    assert enter("reader").post("/scenarios/plan-b/drop/").status_code == 403
    assert enter("cto").post("/scenarios/plan-b/drop/").status_code == 302
    assert enter("cto").post("/scenarios/plan-b/drop/").status_code == 409


def test_a_scenario_needs_a_title(enter: Enter) -> None:
    response = enter("writer").post("/scenarios/", {"title": " "})
    assert response.status_code == 422
    assert "Say what the scenario is to be called." in response.content.decode()


def test_a_reader_makes_no_scenario(enter: Enter) -> None:
    assert enter("reader").post("/scenarios/", {"title": "Mine"}).status_code == 403


def test_two_scenarios_of_one_title_get_names_of_their_own(writer: Client) -> None:
    response = writer.post("/scenarios/", {"title": "Plan B"})
    assert response["Location"] == "/?scenario=plan-b-2"


def test_whose_value_is_taken_is_picked_and_asked_again_where_it_moved_on(writer: Client) -> None:
    edit, adopt = "/items/application/wiki/edit/", "/scenarios/plan-b/adopt/"
    writer.post(edit, {"criticality": "low", "was-criticality": ""})
    assert f'href="{adopt}"' in writer.get("/scenarios/plan-b/").content.decode()
    at = writer.get(adopt).context["at"]
    picks = {"pick application:wiki criticality": "scenario", "at": at}
    writer.post(edit, {"criticality": "medium", "was-criticality": "low"})
    again = writer.post(adopt, picks)
    assert again.status_code == 409
    assert everything().plain("application:wiki")["criticality"] == "medium"
    assert writer.post(adopt, picks | {"at": again.context["at"]}).status_code == 302
    assert (
        writer.get(adopt)["Location"] == "/scenarios/plan-b/"
    )  # going back leads to what it is now
    assert everything().plain("application:wiki")["criticality"] == "high"


def test_the_concerns_that_turn_are_asked_for_beside_it(writer: Client) -> None:
    writer.post("/items/goal/calm/remove/?scenario=plan-b")
    body = writer.get("/compare/concerns/?scenario=plan-b").content.decode()
    assert "disappear" in body
    assert "No outage above an hour" in body
