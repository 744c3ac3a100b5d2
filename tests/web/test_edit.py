from __future__ import annotations

import re
from typing import Any

from django.test import Client

from cohelm.store.history import batches
from cohelm.store.load import everything
from tests.cast import HIDDEN
from tests.web.conftest import Enter

CRM = "/items/application/crm/edit/"


def opened(client: Client, path: str = CRM) -> dict[str, str]:
    """What a browser would send back of the form as it stands, its hidden fields included."""
    form = client.get(path).context
    stated: dict[str, str] = {}
    for _, inputs in form["groups"]:
        for one in inputs:
            stated[one.name] = one.text
            stated[f"was-{one.name}"] = one.was
    return stated


def plain(key: str = "application:crm") -> dict[str, Any]:
    return everything().plain(key)


def test_a_form_that_is_sent_back_as_it_was_writes_nothing(enter: Enter) -> None:
    client = enter("cio")
    before = everything().revision
    response = client.post(CRM, opened(client), follow=True)
    assert everything().revision == before
    assert "Nothing was changed." in response.content.decode()


def test_an_edit_writes_the_touched_fields_alone_with_the_reason(enter: Enter) -> None:
    client = enter("cio")
    stated = opened(client) | {"criticality": "critical", "users": "1,200", "reason": "outage"}
    response = client.post(CRM, stated)
    assert response.status_code == 302
    assert plain()["criticality"] == "critical"
    assert plain()["users"] == 1200
    assert plain()["annual_cost"] == "77123 EUR"
    assert (batches()[0].reason, batches()[0].actor, batches()[0].via) == ("outage", "cio", "web")


def test_every_type_of_field_is_taken_as_it_is_typed(enter: Enter) -> None:
    client = enter("cio")
    stated = opened(client) | {
        "tags": "sales\nold\r\n", "external_ids": "cmdb: A-17\nerp: 9", "exposed": "yes",
        "annual_cost": "80,000.50", "availability_target": "99.5 %",
        "lifecycle.phase_out": "2026-12-01", "reviewed_on": "2026-11-01", "description": "",
    }  # fmt: skip
    client.post(CRM, stated)
    found = plain()
    assert found["tags"] == ["sales", "old"]
    assert found["external_ids"] == {"cmdb": "A-17", "erp": "9"}
    assert found["exposed"] is True
    assert found["annual_cost"] == "80000.50 EUR"  # the currency is the organisation's
    assert found["availability_target"] == 0.995
    assert found["lifecycle"]["phase_out"] == "2026-12-01"
    assert found["reviewed_on"] == "2026-11-01"


def test_what_cannot_be_taken_is_said_at_the_field_and_nothing_is_lost(enter: Enter) -> None:
    client = enter("cio")
    before = everything().revision
    stated = opened(client) | {"users": "many", "name": "Kept words", "reviewed_on": "soon"}
    response = client.post(CRM, stated)
    body = response.content.decode()
    assert response.status_code == 422
    assert everything().revision == before
    assert "&#x27;many&#x27; is not accepted for users: a whole number of at least 0" in body
    assert "&#x27;soon&#x27; is not accepted for reviewed_on: a day" in body
    assert 'value="Kept words"' in body
    assert 'id="f-users" name="users" value="many"' in body


def test_two_who_edit_different_fields_both_have_their_way(enter: Enter) -> None:
    mine, theirs = enter("cio"), enter("cto")
    my_form, their_form = opened(mine), opened(theirs)
    theirs.post(CRM, their_form | {"users": "50"})
    response = mine.post(CRM, my_form | {"criticality": "critical"})
    assert response.status_code == 302
    assert (plain()["users"], plain()["criticality"]) == (50, "critical")


def test_two_who_edit_the_same_field_are_shown_both_and_nothing_is_lost(enter: Enter) -> None:
    mine, theirs = enter("cio"), enter("cto")
    my_form, their_form = opened(mine), opened(theirs)
    theirs.post(CRM, their_form | {"description": "Their words"})
    response = mine.post(CRM, my_form | {"description": "My words", "users": "7"})
    body = response.content.decode()
    assert response.status_code == 409
    assert "My words</textarea>" in body
    assert "Their words</strong>" in body
    assert 'name="users" value="7"' in body
    assert plain()["description"] == "Their words"


def test_the_second_editor_settles_it_by_keeping_mine_or_theirs(enter: Enter) -> None:
    mine, theirs = enter("cio"), enter("cto")
    my_form, their_form = opened(mine), opened(theirs)
    theirs.post(CRM, their_form | {"description": "Their words", "version": "9"})
    shown = mine.post(CRM, my_form | {"description": "My words", "version": "8"}).context["groups"]
    again = {one.name: one.text for _, inputs in shown for one in inputs}
    again |= {f"was-{one.name}": one.was for _, inputs in shown for one in inputs}
    mine.post(CRM, again | {"pick-description": "mine", "pick-version": "theirs"})
    assert (plain()["description"], plain()["version"]) == ("My words", "9")


def test_a_new_item_gets_an_id_from_its_name(enter: Enter) -> None:
    client = enter("writer")
    response = client.post("/items/application/new/", {"name": "Badge printing"})
    assert response["Location"] == "/items/application/badge-printing/"
    assert everything().plain("application:badge-printing") == {"name": "Badge printing"}


def test_a_new_item_called_as_a_hidden_one_gets_a_suffix_and_learns_nothing(enter: Enter) -> None:
    response = enter("writer").post("/items/application/new/", {"name": HIDDEN})
    assert response["Location"] == "/items/application/nightshade-2/"


def test_a_new_item_without_a_name_is_refused_at_the_field(enter: Enter) -> None:
    response = enter("writer").post("/items/application/new/", {"name": "", "users": "4"})
    assert response.status_code == 422
    assert "Name is missing" in response.content.decode()


def test_fields_that_are_not_to_be_seen_are_neither_shown_nor_written(enter: Enter) -> None:
    client = enter("writer")
    body = client.get(CRM).content.decode()
    assert "annual_cost" not in body
    client.post(CRM, opened(client) | {"annual_cost": "1 EUR", "users": "4"})
    assert plain()["annual_cost"] == "77123 EUR"
    assert plain()["users"] == 4


def test_nobody_gives_a_clearance_that_is_not_theirs(enter: Enter) -> None:
    client = enter("writer")
    options = re.findall(r'<option value="(\w+)"[^>]*>\1', client.get(CRM).content.decode())
    assert "between" not in options
    response = client.post(CRM, opened(client) | {"clearance": "between"})
    assert response.status_code == 403
    assert "clearance" not in plain()


def test_a_contributor_does_not_write_who_decides(enter: Enter) -> None:
    path = "/items/office/cio/edit/"
    client = enter("writer")
    response = client.post(path, opened(client, path) | {"title": "Me"})
    assert response.status_code == 403
    assert "takes the access level office lead" in response.content.decode()
    assert 'value="Me"' in response.content.decode()


def test_the_past_as_it_was_known_cannot_be_changed(enter: Enter) -> None:
    response = enter("cio").post(f"{CRM}?known_at=2030-01-01", {"name": "x"})
    assert response.status_code == 400
    assert "the past as it was known cannot be changed" in response.content.decode().lower()


def test_removing_asks_first_and_takes_the_links_with_it(enter: Enter) -> None:
    client = enter("cio")
    asked = client.get("/items/application/crm/remove/").content.decode()
    assert "With it go 3 links" in asked
    client.post("/items/application/crm/remove/", {"reason": "gone"})
    assert "application:crm" not in everything()
    assert everything().links_of("application:shop", "depends_on") == []


def test_removing_neither_names_nor_counts_what_may_not_be_seen(enter: Enter) -> None:
    client = enter("writer")
    assert "With it go 2 links" in client.get("/items/application/crm/remove/").content.decode()
    response = client.post("/items/application/crm/remove/", follow=True)
    assert HIDDEN not in response.content.decode()
    assert "CRM was removed. 3 changes" in response.content.decode()
    assert everything().links_of("application:nightshade") == []
