from __future__ import annotations

from typing import Any

from django.test import Client

from cohelm.store.load import everything
from tests.cast import COST
from tests.web.conftest import Enter

CRM = "/items/application/crm/"
USERS = f"{CRM}field/users/"
HTMX: Any = {"HX-Request": "true"}


def plain(key: str = "application:crm") -> dict[str, Any]:
    return everything().plain(key)


def opened(client: Client, path: str) -> dict[str, str]:
    inputs = client.get(path, headers=HTMX).context["inputs"]
    return {one.name: one.text for one in inputs} | {f"was-{one.name}": one.was for one in inputs}


def test_a_field_becomes_its_editor_is_written_and_shown_again_with_the_way_back(
    enter: Enter,
) -> None:
    client = enter("cio")
    editor = client.get(USERS, headers=HTMX).content.decode()
    assert '<div class="fact fact-editing" id="fact-users">' in editor
    assert "<html" not in editor
    stated = opened(client, USERS) | {"users": "1,200", "reason": "counted"}
    body = client.post(USERS, stated, headers=HTMX).content.decode()
    assert plain()["users"] == 1200
    assert "1,200\u00a0people" in body
    assert 'hx-swap-oob="true"' in body
    assert "Users of CRM was changed. 1 change" in body
    assert ">Undo</button>" in body


def test_only_that_field_is_touched(enter: Enter) -> None:
    client, before = enter("cio"), plain()
    client.post(USERS, opened(client, USERS) | {"users": "7", "name": "Not mine to touch"})
    assert plain() == before | {"users": 7}


def test_without_script_the_editor_is_a_page_and_leads_back_to_its_field(enter: Enter) -> None:
    client = enter("writer")
    assert "<html" in client.get(USERS).content.decode()
    response = client.post(USERS, opened(client, USERS) | {"users": "8"})
    assert response["Location"] == f"{CRM}#fact-users"
    assert plain()["users"] == 8


def test_leaving_shows_the_field_as_it_stands(enter: Enter) -> None:
    body = enter("writer").get(f"{USERS}?show=1", headers=HTMX).content.decode()
    assert "not known" in body
    assert "<form" not in body.split('id="notices"')[0]


def test_what_cannot_be_taken_is_said_beside_the_field_and_kept(enter: Enter) -> None:
    client = enter("writer")
    response = client.post(USERS, {"users": "many", "was-users": ""}, headers=HTMX)
    body = response.content.decode()
    assert response.status_code == 422
    assert 'value="many"' in body
    assert "a whole number of at least 0" in body
    assert "users" not in plain()


def test_the_second_of_two_editors_of_a_field_sees_the_base_and_both_and_picks(
    enter: Enter,
) -> None:
    path = f"{CRM}field/description/"
    mine, theirs = enter("cio"), enter("cto")
    mine.post(path, {"description": "The base", "was-description": ""})
    form = opened(mine, path)
    theirs.post(path, opened(theirs, path) | {"description": "Their words"})
    response = mine.post(path, form | {"description": "My words"}, headers=HTMX)
    body = response.content.decode()
    assert response.status_code == 409
    assert "My words</textarea>" in body
    assert ">The base</span>" in body
    assert "Their words</strong>" in body
    assert "(Cto, " in body  # who made it so
    assert plain()["description"] == "Their words"
    again = {one.name: one.text for one in response.context["inputs"]}
    again |= {f"was-{one.name}": one.was for one in response.context["inputs"]}
    third = again | {"pick-description": "mine", "description": "A third wording"}
    assert mine.post(path, third, headers=HTMX).status_code == 200
    assert plain()["description"] == "A third wording"


def test_a_life_is_edited_as_one_and_the_page_is_made_anew(enter: Enter) -> None:
    path = f"{CRM}field/lifecycle/"
    client = enter("cio")
    stated = opened(client, path) | {"lifecycle.phase_out": "2026-12-01"}
    response = client.post(path, stated, headers=HTMX)
    assert response["HX-Refresh"] == "true"
    assert plain()["lifecycle"]["phase_out"] == "2026-12-01"
    assert plain()["lifecycle"]["active"] == "2018-04-01"


def test_a_field_that_is_not_to_be_seen_is_answered_as_one_that_is_not_there(
    enter: Enter,
) -> None:
    hidden = enter("writer").get(f"{CRM}field/annual_cost/")
    assert hidden.status_code == 404
    assert COST not in hidden.content.decode()
    assert COST in enter("cio").get(f"{CRM}field/annual_cost/").content.decode()


def test_in_a_scenario_the_current_plan_stays(enter: Enter) -> None:
    client = enter("cio")
    client.post("/scenarios/", {"title": "Fewer"})
    client.post(f"{USERS}?scenario=fewer", {"users": "3", "was-users": ""}, headers=HTMX)
    assert "users" not in plain()
    assert "3\u00a0people" in client.get(f"{CRM}?scenario=fewer").content.decode()


def test_the_undo_of_a_toast_leads_back_to_where_one_was(enter: Enter) -> None:
    client = enter("cio")
    client.post(USERS, {"users": "3", "was-users": ""})
    number = everything().version("application:crm")
    response = client.post(f"/history/{number}/undo/", {"back": CRM})
    assert response["Location"] == CRM
    assert "users" not in plain()


def test_the_way_back_leads_nowhere_else(enter: Enter) -> None:
    client = enter("cio")
    for back in ("//evil.example/", "https://evil.example/", "/items/application/gone/", "/x/"):
        client.post(USERS, {"users": "3", "was-users": ""})
        number = everything().version("application:crm")
        response = client.post(f"/history/{number}/undo/", {"back": back})
        assert response["Location"] == "/history/"


def test_the_picker_finds_what_a_relation_may_lead_to_and_nothing_hidden(enter: Enter) -> None:
    near = "/items/application/wiki/links/near/?relation=depends_on&word="
    found = enter("writer").get(f"{near}cr").content.decode()
    assert 'value="application:crm"' in found
    assert "role:" not in enter("writer").get(f"{near}chief").content.decode()
    assert "nightshade" not in enter("writer").get(f"{near}night").content.decode()
    assert "application:nightshade" in enter("cio").get(f"{near}night").content.decode()


def test_a_found_item_is_linked_in_place_and_cut_again(enter: Enter) -> None:
    client, path = enter("writer"), "/items/application/wiki/links/"
    asked = client.get(f"{path}?relation=depends_on", headers=HTMX).content.decode()
    assert 'type="search"' in asked
    stated = {"relation": "depends_on", "word": "c", "to": "application:crm"}
    body = client.post(path, stated, headers=HTMX).content.decode()
    assert '<li id="relation-depends_on">' in body
    assert 'href="/items/application/crm/">CRM</a>' in body
    assert ">Undo</button>" in body
    gone = {"relation": "depends_on", "target": "application:crm", "start": "0"}
    body = client.post(f"{path}cut/", gone, headers=HTMX).content.decode()
    assert '<span class="quiet">nothing</span>' in body
    assert everything().targets("application:wiki", "depends_on") == []


def test_without_script_the_picker_shows_what_it_finds(enter: Enter) -> None:
    path = "/items/application/wiki/links/"
    response = enter("writer").post(path, {"relation": "owner", "word": "chief", "find": "1"})
    assert response.status_code == 200
    assert 'value="role:cio"' in response.content.decode()


def test_the_page_says_where_most_of_it_is_from_and_what_is_not(enter: Enter) -> None:
    client = enter("cio")
    client.post(USERS, {"users": "3", "was-users": ""})
    body = client.get(CRM).content.decode()
    assert "Most of it from maker" in body
    assert '<span class="help">Cio, ' in body
    assert "Nobody has confirmed that it is right." in body
    wiki = client.get("/items/application/wiki/", {"on": "2026-11-29"}).content.decode()
    assert "Confirmed to be right 1\u00a0Nov\u00a02026, 28 days ago." in wiki.replace(
        "1 Nov 2026", "1\u00a0Nov\u00a02026"
    )
