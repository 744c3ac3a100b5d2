"""What a program meets: retries, shares, pages, many rows at once, work left to the worker."""

from __future__ import annotations

import json
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from pytest_django.fixtures import Settings

from cohelm.accounts.models import KeptAnswer
from cohelm.api.limits import Counts, TooManyRequests, calls, failures
from cohelm.api.rows import RowAnswer
from cohelm.api.works import WORKS
from cohelm.store.jobs import run_one
from cohelm.store.load import everything
from tests.api.conftest import Enter
from tests.api.test_access import token
from tests.cast import HIDDEN

API = "/api/v1"
APPLICATIONS = f"{API}/items/application"


def send(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Any:
    return client.generic(
        method, path, "" if body is None else json.dumps(body), content_type="application/json",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )  # fmt: skip


def test_a_write_that_is_sent_again_is_answered_as_before_and_made_once(enter: Enter) -> None:
    client, body = enter("writer"), {"name": "Badge printing"}
    first = send(client, "POST", APPLICATIONS, body, idempotency_key="a1")
    revision = everything().revision
    again = send(client, "POST", APPLICATIONS, body, idempotency_key="a1")
    assert (again.status_code, again.content, again["ETag"]) == (
        first.status_code, first.content, first["ETag"],
    )  # fmt: skip
    assert again["Idempotency-Replayed"] == "true"
    assert everything().revision == revision
    other = send(client, "POST", APPLICATIONS, {"name": "Other"}, idempotency_key="a1")
    assert other.status_code == 422
    assert send(enter("cio"), "POST", APPLICATIONS, body, idempotency_key="a1").status_code == 201


def test_a_refusal_is_repeated_too_and_a_key_without_an_answer_is_a_conflict(enter: Enter) -> None:
    client = enter("writer")
    for _ in range(2):
        answer = send(client, "POST", APPLICATIONS, {"users": "x"}, idempotency_key="b")
        assert answer.status_code == 422
    KeptAnswer.objects.filter(key="b").update(status=0)
    answer = send(client, "POST", APPLICATIONS, {"users": "x"}, idempotency_key="b")
    assert answer.status_code == 409
    assert "history" in answer.json()["mend"]


def test_a_refused_write_says_what_is_there_now(enter: Enter) -> None:
    client = enter("cio")
    answer = send(client, "PATCH", f"{APPLICATIONS}/wiki", {"users": 3}, if_match='"1"')
    assert answer.status_code == 412
    assert answer.json()["current"]["name"] == "Wiki"
    newest = answer["ETag"]
    again = send(client, "PATCH", f"{APPLICATIONS}/wiki", {"users": 3}, if_match=newest)
    assert again.status_code == 200


def test_what_was_read_before_is_not_sent_again(enter: Enter) -> None:
    client = enter("reader")
    tag = client.get(f"{APPLICATIONS}/crm")["ETag"]
    answer = client.get(f"{APPLICATIONS}/crm", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_only_the_named_fields_are_sent(enter: Enter) -> None:
    client = enter("reader")
    found = client.get(f"{APPLICATIONS}/shop", {"fields": "name,depends_on"}).json()
    assert found["document"] == {
        "name": "Shop <b>front</b>", "depends_on": ["application:crm"]
    }  # fmt: skip
    assert client.get(f"{APPLICATIONS}/shop", {"fields": "id"}).json()["document"] == {}
    listed = [client.get(APPLICATIONS, {"fields": named, "limit": 1}).json()["items"]
              for named in ("id", "id,name", "name")]  # fmt: skip
    assert listed == [
        [{"id": "crm"}],
        [{"id": "crm", "name": "CRM"}],
        [{"id": "crm", "name": "CRM"}],
    ]
    wrong = client.get(f"{APPLICATIONS}/shop", {"fields": "critcality"})
    assert wrong.status_code == 404
    assert "criticality" in wrong.json()["mend"]
    assert client.get(f"{APPLICATIONS}/shop", {"fields": "annual_cost"}).status_code == 404


@time_machine.travel("2026-11-02T09:00:10Z", tick=False)
def test_a_share_is_spent_by_the_account_and_said_in_the_headers(
    enter: Enter, people: dict[str, User], settings: Settings
) -> None:
    settings.API_PER_MINUTE = 2
    calls.forget()
    client = enter("reader")
    assert client.get(f"{API}/kinds")["RateLimit"].startswith('"minute";r=1;t=')
    assert client.get(f"{API}/kinds")["RateLimit-Policy"] == '"minute";q=2;w=60'
    refused = client.get(f"{API}/kinds")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "50"
    assert refused["RateLimit"] == '"minute";r=0;t=50'
    assert refused["Content-Type"] == "application/problem+json"
    assert enter("writer").get(f"{API}/kinds").status_code == 200
    calls.forget()


@time_machine.travel("2026-11-02T09:00:10Z", tick=False)
def test_a_stranger_uses_up_nobodys_share(enter: Enter, people: dict[str, User]) -> None:
    failures.forget()
    wrong = {"Authorization": "Bearer cohelm_wrong"}
    seen = {Client().get(f"{API}/kinds", headers=wrong).status_code for _ in range(70)}
    assert seen == {401, 429}
    assert Client().get(f"{API}/kinds", headers=token(people["reader"])).status_code == 200
    assert Client().get(f"{API}/kinds", headers=wrong).status_code == 429
    failures.forget()


def test_a_share_is_whole_again_in_the_next_minute() -> None:
    counts = Counts()
    assert counts.spend("a", 1, now=59.0).seconds == 1
    with pytest.raises(TooManyRequests) as refused:
        counts.spend("a", 1, now=59.5)
    assert refused.value.share.seconds == 1
    assert counts.spend("a", 1, now=60.0).left == 0


def test_rows_are_answered_one_by_one_and_the_good_ones_are_written_as_one_batch(
    enter: Enter,
) -> None:
    client = enter("writer")
    tag = client.get(f"{APPLICATIONS}/wiki")["ETag"]
    rows = [
        {"kind": "application", "document": {"name": "Badge printing"}},
        {"kind": "application", "id": "wiki", "etag": tag, "document": {"users": 9}},
        {"kind": "application", "id": "crm", "etag": '"1"', "document": {"users": 1}},
        {"kind": "application", "id": "shop", "document": {"users": 1}},
        {"kind": "application", "document": {"name": "X", "users": "many"}},
        {"kind": "right", "document": {"name": "Buy"}},
        {"kind": "nonsense", "document": {}},
        {"kind": "application", "id": "nightshade", "document": {"name": "Mine"}},
        {"kind": "application", "id": "none", "remove": True},
    ]
    answer = send(client, "POST", f"{API}/items", {"rows": rows})
    assert answer.status_code == 200, answer.content
    found = answer.json()
    assert [one["status"] for one in found["rows"]] == [
        201, 200, 412, 428, 422, 403, 404, 403, 404,
    ]  # fmt: skip
    assert found["rows"][0]["key"] == "application:badge-printing"
    assert found["rows"][4]["errors"][0]["pointer"] == "/users"
    assert HIDDEN not in answer.content.decode()
    assert everything().plain("application:wiki")["users"] == 9
    assert found["rows"][1]["version"] == everything().version("application:wiki")
    assert client.post(f"{API}/batches/{found['batch']}/undo").status_code == 200
    assert "application:badge-printing" not in everything()


def test_all_or_nothing_writes_nothing_where_one_is_refused(enter: Enter) -> None:
    client, before = enter("writer"), everything().revision
    rows = [
        {"kind": "application", "document": {"name": "Badge printing"}},
        {"kind": "application", "document": {"users": 1}},
    ]
    found = send(client, "POST", f"{API}/items", {"rows": rows, "all_or_nothing": True}).json()
    assert [one["status"] for one in found["rows"]] == [424, 422]
    assert (found["batch"], everything().revision) == (0, before)


def test_a_row_that_removes_takes_its_links_with_it(enter: Enter) -> None:
    client = enter("writer")
    rows = [{"kind": "application", "id": "crm", "remove": True,
             "etag": client.get(f"{APPLICATIONS}/crm")["ETag"]}]  # fmt: skip
    assert send(client, "POST", f"{API}/items", {"rows": rows}).json()["rows"][0]["status"] == 200
    assert everything().targets("application:shop", "depends_on") == []


def test_long_work_is_left_to_the_worker(enter: Enter) -> None:
    client = enter("writer")
    rows = [{"kind": "application", "document": {"name": f"Tool {n}"}} for n in range(3)]
    answer = send(client, "POST", f"{API}/items", {"rows": rows}, prefer="respond-async")
    assert answer.status_code == 202
    where = answer["Location"]
    assert client.get(where).json()["state"] == "queued"
    assert enter("cio").get(where).status_code == 404
    assert run_one(WORKS)
    job = client.get(where).json()
    assert (job["state"], job["done"], job["total"]) == ("done", 3, 3)
    assert {tuple(one) for one in job["result"]["rows"]} == {tuple(RowAnswer.model_fields)}
    assert [one["status"] for one in job["result"]["rows"]] == [201, 201, 201]
    assert [one["id"] for one in client.get(f"{API}/jobs").json()["jobs"]] == [job["id"]]


def test_a_job_that_waits_is_stopped_before_it_writes(enter: Enter) -> None:
    client = enter("writer")
    rows = [{"kind": "application", "document": {"name": "Tool"}}]
    where = send(client, "POST", f"{API}/items", {"rows": rows}, prefer="respond-async")["Location"]
    assert client.post(f"{where}/stop").json()["state"] == "stopped"
    assert not run_one(WORKS)


def test_a_list_is_read_in_pages_in_any_order(enter: Enter) -> None:
    client, after, seen = enter("cio"), "", []
    while after is not None:
        asked = {"sort": "-criticality", "limit": 1, "after": after, "fields": "criticality"}
        found = client.get(APPLICATIONS, asked).json()
        seen += [one["id"] for one in found["items"]]
        after = found["after"]
    assert seen == ["shop", "crm", "nightshade", "wiki"]
    assert client.get(APPLICATIONS, {"after": "nonsense"}).status_code == 400


def test_links_are_read_of_an_item_and_of_a_relation_in_pages(enter: Enter) -> None:
    client = enter("cio")
    of_item = client.get(f"{APPLICATIONS}/crm/links").json()["links"]
    assert {(one["source"], one["relation"]) for one in of_item} == {
        ("application:crm", "owner"), ("application:shop", "depends_on"),
        ("application:nightshade", "depends_on"),
    }  # fmt: skip
    after, seen = "", []
    while after is not None:
        asked = {"relation": "depends_on", "limit": 1, "after": after}
        found = client.get(f"{API}/links", asked).json()
        seen += [one["source"] for one in found["links"]]
        after = found["after"]
    assert seen == ["application:shop", "application:nightshade"]
    mine = enter("reader").get(f"{API}/links", {"relation": "depends_on"}).json()["links"]
    assert [one["source"] for one in mine] == ["application:shop"]
    assert client.get(f"{API}/links", {"relation": "depend_on"}).status_code == 404


def test_observations_are_written_and_read_in_pages(enter: Enter) -> None:
    client = enter("writer")
    send(client, "POST", f"{API}/items/metric", {"name": "Uptime"})
    rows = [
        {"item": "application:crm", "time": f"2026-0{month}-01", "value": 99.0 + month / 10}
        for month in (1, 2, 3)
    ] + [{"item": "application:nightshade", "time": "2026-01-01", "value": 1}]
    answer = send(client, "POST", f"{API}/observations/uptime", {"observations": rows})
    assert answer.status_code == 200, answer.content
    assert [one["status"] for one in answer.json()["rows"]] == [200, 200, 200, 422]
    after, seen = "", []
    while after is not None:
        asked = {"limit": 2, "after": after, "since": "2026-02-01"}
        found = client.get(f"{API}/observations/uptime", asked).json()
        seen += [one["value"] for one in found["observations"]]
        after = found["after"]
    assert seen == [99.2, 99.3]
    crossed = client.get(f"{API}/observations/uptime?since=2026-09-01&until=2026-01-01")
    assert (crossed.status_code, crossed.json()["where"]) == (400, "since")
    again = send(client, "POST", f"{API}/observations/uptime", {"observations": rows[:3]}).json()
    assert again["batch"] == 0


def test_batches_show_only_what_the_asker_may_see(enter: Enter, organisation: int) -> None:
    found = enter("reader").get(f"{API}/batches").json()["batches"]
    assert found[0]["changes"] == 1
    whole = enter("cio").get(f"{API}/batches").json()["batches"]
    assert whole[1]["changes"] > found[1]["changes"]
    assert len(enter("reader").get(f"{API}/batches", {"limit": 1}).json()["batches"]) == 1


def test_a_scenario_is_made_written_compared_and_adopted(enter: Enter) -> None:
    client = enter("writer")
    made = send(client, "POST", f"{API}/scenarios", {"name": "plan-b", "title": "Plan B"})
    assert made.status_code == 201
    tag = client.get(f"{APPLICATIONS}/wiki?scenario=plan-b")["ETag"]
    send(client, "PATCH", f"{APPLICATIONS}/wiki?scenario=plan-b", {"users": 5}, if_match=tag)
    found = client.get(f"{API}/scenarios/plan-b").json()
    assert found["changed"] == [
        {"key": "application:wiki", "name": "Wiki",
         "fields": [{"field": "users", "was": None, "became": 5}]}
    ]  # fmt: skip
    assert client.post(f"{API}/scenarios/plan-b/adopt").json()["state"] == "adopted"
    assert everything().plain("application:wiki")["users"] == 5
    assert client.post(f"{API}/scenarios/plan-b/drop").status_code == 409


def test_items_are_found_by_words(enter: Enter) -> None:
    assert enter("reader").get(f"{API}/search", {"q": "shop"}).json()["hits"][0] == {
        "key": "application:shop", "name": "Shop <b>front</b>", "kind": "application", "snippet": "",
    }  # fmt: skip
    assert enter("reader").get(f"{API}/search", {"q": "night"}).json()["hits"] == []


def test_the_questions_are_listed_with_what_they_can_be_told(enter: Enter) -> None:
    found = {one["name"]: one for one in enter("reader").get(f"{API}/analyses").json()}
    assert "within" in found["contracts"]["parameters"]


def test_a_body_that_is_no_json_or_too_large_is_a_problem(enter: Enter, settings: Settings) -> None:
    client = enter("writer")
    for body in ('{"name": NaN}', "[" * 100_000, '{"name": "\\ud800"}', "\x00"):
        answer = client.generic("POST", APPLICATIONS, body, content_type="application/json")
        assert answer.status_code == 400, body[:20]
        assert answer["Content-Type"] == "application/problem+json"
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert send(client, "POST", APPLICATIONS, {"name": "x" * 20}).status_code == 413


def test_the_description_has_a_page_that_is_served_from_here(enter: Enter) -> None:
    page = enter("nobody").get(f"{API}/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert "https://" not in page
