from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.api.conftest import Enter
from tests.cast import COST, HIDDEN, MAKER

ITEMS = "/api/v1/items/application"
JSON = "application/json"


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    return client.generic(
        method, path, _json(body), content_type=JSON,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )  # fmt: skip


def _json(body: Any) -> str:
    import json

    return "" if body is None else json.dumps(body)


def test_a_list_has_the_items_that_may_be_seen_and_their_total(enter: Enter) -> None:
    answer = enter("reader").get(ITEMS, {"fields": "name,depends_on"}).json()
    assert answer == {
        "kind": "application", "total": 3, "examined": 3, "unknown": 0, "after": None,
        "items": [
            {"id": "crm", "name": "CRM", "depends_on": []},
            {"id": "shop", "name": "Shop <b>front</b>", "depends_on": ["application:crm"]},
            {"id": "wiki", "name": "Wiki", "depends_on": []},
        ],
    }  # fmt: skip
    assert enter("cio").get(ITEMS).json()["total"] == 4


def test_a_condition_narrows_the_list(enter: Enter) -> None:
    answer = enter("reader").get(ITEMS, {"where": "criticality = 'critical'"}).json()
    assert [one["id"] for one in answer["items"]] == ["shop"]
    assert (answer["total"], answer["examined"], answer["unknown"]) == (1, 3, 1)


def test_pages_follow_each_other_without_gap_or_overlap(enter: Enter) -> None:
    client, after, seen = enter("cio"), "", []
    for _ in range(4):
        answer = client.get(ITEMS, {"limit": 1, "after": after}).json()
        seen += [one["id"] for one in answer["items"]]
        after = answer["after"] or ""
    assert seen == ["crm", "nightshade", "shop", "wiki"]
    assert after == ""


def test_an_item_is_its_document_with_its_version_as_the_etag(enter: Enter) -> None:
    answer = enter("cio").get(f"{ITEMS}/crm")
    body = answer.json()
    assert body["document"]["annual_cost"] == f"{COST} EUR"
    assert body["document"]["owner"] == "role:cio"
    assert answer["ETag"] == f'"{body["version"]}"'
    assert "annual_cost" not in enter("reader").get(f"{ITEMS}/crm").json()["document"]


def test_an_item_is_written_whole_upon_the_version_that_was_read(enter: Enter) -> None:
    client = enter("cio")
    read = client.get(f"{ITEMS}/crm")
    document = read.json()["document"] | {"criticality": "low"}
    del document["lifecycle"]
    answer = send(client, "PUT", f"{ITEMS}/crm", document, if_match=read["ETag"])
    assert answer.status_code == 200, answer.content
    found = everything().plain("application:crm")
    assert found["criticality"] == "low"
    assert "lifecycle" not in found
    assert answer["ETag"] == f'"{answer.json()["version"]}"' != read["ETag"]


def test_what_the_writer_may_not_see_is_not_emptied_by_writing_whole(enter: Enter) -> None:
    client = enter("writer")
    tag = client.get(f"{ITEMS}/crm")["ETag"]
    send(client, "PUT", f"{ITEMS}/crm", {"name": "CRM 2"}, if_match=tag)
    assert everything().plain("application:crm") == {
        "name": "CRM 2", "annual_cost": f"{COST} EUR",
    }  # fmt: skip


def test_a_part_is_changed_and_null_empties_a_field(enter: Enter) -> None:
    client = enter("writer")
    tag = client.get(f"{ITEMS}/crm")["ETag"]
    answer = send(
        client, "PATCH", f"{ITEMS}/crm", {"criticality": None, "users": 9, "owner": ["role:cto"]},
        if_match=tag,
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    found = everything().plain("application:crm")
    assert "criticality" not in found
    assert found["users"] == 9
    assert everything().targets("application:crm", "owner") == ["role:cto"]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_write_says_upon_which_version_it_is_made(method: str, enter: Enter) -> None:
    client, before = enter("cio"), everything().revision
    assert send(client, method, f"{ITEMS}/wiki", {"name": "W"}).status_code == 428
    stale = send(client, method, f"{ITEMS}/wiki", {"name": "W"}, if_match='"1"')
    assert stale.status_code == 412
    assert "Read it again" in stale.json()["detail"]
    assert everything().revision == before


def test_an_item_is_made_by_post_with_an_id_from_its_name(enter: Enter) -> None:
    answer = send(enter("writer"), "POST", ITEMS, {"name": "Badge printing"})
    assert answer.status_code == 201
    assert answer.json()["key"] == "application:badge-printing"


def test_an_item_is_made_by_put_where_there_is_none(enter: Enter) -> None:
    client, path = enter("writer"), f"{ITEMS}/badge"
    made = send(client, "PUT", path, {"name": "Badge"}, if_none_match="*")
    assert made.status_code == 201
    again = send(client, "PUT", path, {"name": "Badge"}, if_none_match="*")
    assert again.status_code == 412
    assert send(client, "PUT", f"{ITEMS}/none", {"name": "N"}, if_match='"1"').status_code == 404
    assert send(client, "PUT", f"{ITEMS}/none", {"name": "N"}).status_code == 428


def test_the_id_of_a_hidden_item_cannot_be_taken_and_the_answer_does_not_show_it(
    enter: Enter,
) -> None:
    client = enter("writer")
    answer = send(client, "PUT", f"{ITEMS}/nightshade", {"name": "Mine"}, if_none_match="*")
    assert answer.status_code == 403
    assert HIDDEN not in answer.content.decode()
    made = send(client, "POST", ITEMS, {"name": "Nightshade"})
    assert made.json()["key"] == "application:nightshade-2"


def test_what_cannot_be_taken_is_a_problem_document_with_pointers(enter: Enter) -> None:
    answer = send(
        enter("writer"), "POST", ITEMS, {"name": "X", "users": "many", "critcality": "low"}
    )
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    pointers = {one["pointer"]: one["detail"] for one in answer.json()["errors"]}
    assert "a whole number" in pointers["/users"]
    assert "/critcality" in pointers


def test_an_item_is_removed_with_its_links_and_can_be_brought_back(enter: Enter) -> None:
    client = enter("cio")
    tag = client.get(f"{ITEMS}/crm")["ETag"]
    batch = send(client, "DELETE", f"{ITEMS}/crm", if_match=tag).json()["batch"]
    assert "application:crm" not in everything()
    assert send(client, "POST", f"/api/v1/batches/{batch}/undo").status_code == 200
    assert everything().targets("application:shop", "depends_on") == ["application:crm"]


def test_a_write_goes_to_the_scenario_that_is_named(enter: Enter) -> None:
    client = enter("writer")
    client.post("/scenarios/", {"title": "Plan B"})
    tag = client.get(f"{ITEMS}/wiki?scenario=plan-b")["ETag"]
    patch = {"criticality": "high"}
    path = f"{ITEMS}/wiki?scenario=plan-b"
    assert send(client, "PATCH", path, patch, if_match=tag).status_code == 200
    assert send(client, "PATCH", path, {"users": 1}, if_match=tag).status_code == 412
    assert "criticality" not in everything().plain("application:wiki")


def test_the_plan_can_be_read_as_of_a_day_and_as_it_was_known(enter: Enter) -> None:
    client = enter("reader")
    assert client.get(ITEMS, {"known_at": "2001-01-01"}).json()["total"] == 0
    where = "lifecycle.phase = 'end_of_life'"
    assert client.get(ITEMS, {"on": "2027-03-01", "where": where}).json()["total"] == 1
    assert client.get(ITEMS, {"on": "2026-03-01", "where": where}).json()["total"] == 0
    refused = send(enter("writer"), "POST", f"{ITEMS}?known_at=2001-01-01", {"name": "x"})
    assert refused.status_code == 400


def test_the_sources_of_an_item_are_those_of_what_the_asker_sees(enter: Enter) -> None:
    seen = enter("reader").get(f"{ITEMS}/crm/sources").json()
    assert seen["key"] == "application:crm"
    names = {one["name"] for one in seen["sources"]}
    assert "criticality" in names
    assert "annual_cost" not in names
    assert {"annual_cost", "criticality"} <= {
        one["name"] for one in enter("cio").get(f"{ITEMS}/crm/sources").json()["sources"]
    }
    assert enter("reader").get(f"{ITEMS}/nightshade/sources").status_code == 404


def test_two_items_are_made_one_and_what_hides_something_is_refused(enter: Enter) -> None:
    twin = ItemChange("application:crm2", None, {"name": "C.R.M.", "description": "Customers"})
    link = LinkChange("application:wiki", "depends_on", "application:crm2", 0, None, {})
    apply(ChangeSet((twin, link)), by=MAKER, via="test")

    def merge(who: str, gone: str) -> Any:
        path = "/api/v1/items/application/crm/merge"
        return enter(who).post(path, {"gone": gone}, content_type="application/json")

    assert merge("writer", "application:none").status_code == 404
    assert merge("writer", "vendor:crm").status_code in (404, 422)
    assert merge("cio", "application:nightshade").status_code == 403  # seen by others than the CRM
    answer = merge("writer", "application:crm2").json()
    assert (answer["key"], answer["version"] > 0) == ("application:crm", True)
    plan = everything()
    assert "application:crm2" not in plan
    assert plan.targets("application:wiki", "depends_on") == ["application:crm"]
