"""What a request that is off is answered with: a problem that names the place, and the likely mend."""

from __future__ import annotations

import inspect
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from ninja import Schema

from cohelm.api import urls
from cohelm.api.problems import pointer
from cohelm.api.urls import api
from tests.api.conftest import Enter
from tests.tables import each

API = "/api/v1"
APPLICATIONS = f"{API}/items/application"
JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Case:
    """A request, and what its answer says: the status, and texts that stand in members of the problem."""

    method: str
    path: str
    status: int
    says: dict[str, str] = field(default_factory=dict)
    body: Any = ""
    media: str = JSON

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.body!r}"


CASES = (
    Case("GET", "/items/application?whre=x", 400, {"where": "whre", "mend": "'where'"}),
    Case("GET", "/kinds/application?fields=name", 400, {"accepted": "on, known_at, scenario"}),
    Case("GET", "/jobs/1?on=2027-01-01", 400, {"where": "on", "accepted": "no parameters"}),
    Case("GET", "/analyses/contracts?withn=30", 400, {"mend": "'within'"}),
    Case("GET", "/items/application?fields=nam", 404, {"where": "fields", "mend": "'name'"}),
    Case("GET", "/items/application?where=nam=1", 404, {"where": "where", "mend": "'name'"}),
    Case("GET", "/items/application?where=users=", 400, {"where": "where"}),
    Case("GET", "/items/application?sort=nam", 404, {"where": "sort", "mend": "'name'"}),
    Case("GET", "/nonsense", 404, {"title": "Not Found"}),
    Case("GET", "/items/application/", 404, {"title": "Not Found"}),
    Case("GET", "/items", 405, {"title": "Method Not Allowed"}),
    Case("GET", "/concerns?office=nope", 404, {"where": "office", "mend": "office:cio"}),
    Case("POST", "/import", 400, {"title": "Bad Request"}, "x", "multipart/form-data"),
    Case("POST", "/items?on=2027-01-01", 400, {"where": "on"}, '{"rows": []}'),
    Case("POST", "/items/application", 400, {"detail": "line 1 column 10"}, '{"name": '),
    Case("POST", "/items/application", 415, {"where": "Content-Type", "accepted": JSON}, "name=x",
         "application/x-www-form-urlencoded"),
    Case("POST", "/items/application", 422, {"errors": "'pointer': ''"}, "[]"),
    Case("POST", "/items", 422, {"errors": "'/rows/1'"}, '{"rows": [{"kind": "application"}, 3]}'),
    Case("POST", "/scenarios", 422, {"errors": "'/name'"}, "{}"),
    Case("POST", "/scenarios", 422, {"where": "name"}, '{"name": "Try It"}'),
    Case("POST", "/items/application/crm/merge", 422, {"errors": "'/gon'"}, '{"gon": "x"}'),
    Case("POST", "/items/application/crm/merge", 422, {"errors": "'/gone'"}, '{"gone": "x"}'),
    Case("POST", "/items/application/crm/merge", 404, {"errors": "'/gone'"},
         '{"gone": "application:x"}'),
    Case("POST", "/scenarios", 201, {}, '{"name": "taken"}'),
    Case("POST", "/scenarios", 409, {"errors": "'/name'", "mend": "'taken-2'"}, '{"name": "taken"}'),
    Case("POST", "/scenarios", 422, {"errors": "'/name'", "accepted": "120"},
         f'{{"name": "{"x" * 121}"}}'),
    Case("POST", "/items/application?scenario=no", 404, {"errors": "'/scenario'"}, "{}"),
    Case("POST", "/items/application", 422, {"errors": "'in': 'body'"}, '{"name": ""}'),
    Case("POST", "/items/server", 201, {}, '{"name": "One", "external_ids": {"cmdb": "7"}}'),
    Case("POST", "/items/server", 409, {"errors": "'/external_ids'", "mend": "Write that one"},
         '{"name": "Two", "external_ids": {"cmdb": "7"}}'),
    Case("PATCH", "/items/application/crm", 428, {"where": "If-Match", "mend": "Read"}, "{}"),
    Case("POST", "/items/application/crm/comments", 422, {"errors": "'/text'"}, '{"text": " "}'),
    Case("POST", "/enquiries", 404, {"errors": "'/questions'"},
         '{"to": "Bo", "questions": [{"item": "application:no", "field": "users"}]}'),
    Case("GET", "/compare?than_on=soon", 400, {"errors": "'/than_on'"}),
    Case("GET", "/compare?scenario=taken&than_scenario=no", 404, {"errors": "'/than_scenario'"}),
    Case("GET", "/changes?key=crm", 422, {"errors": "'/key'", "accepted": "kind:id"}),
    Case("GET", "/scenarios?after=zz", 400, {"errors": "'/after'", "mend": "page before"}),
    Case("GET", "/mentions?limit=501", 422, {"errors": "'/limit'"}),
)  # fmt: skip


def test_what_is_off_is_named_in_a_problem_document(enter: Enter) -> None:
    client = enter("writer")

    def holds(case: Case) -> None:
        answer = client.generic(case.method, API + case.path, case.body, content_type=case.media)
        media = PROBLEM if case.status >= 400 else f"{JSON}; charset=utf-8"
        assert (answer.status_code, answer["Content-Type"]) == (case.status, media), answer.content
        if case.status < 400:  # what a later case needs
            return
        told = answer.json()
        assert told["status"] == case.status
        assert told["request"]
        for member, text in case.says.items():
            assert text in str(told[member]), told

    each(CASES, holds)


def test_a_wrong_method_says_which_there_are(enter: Enter) -> None:
    assert "POST" in enter("reader").get(f"{API}/items")["Allow"]


def test_a_pointer_leads_into_what_was_sent() -> None:
    assert pointer(("body", "items", "rows", 4, "a/b")) == "/rows/4/a~1b"
    assert pointer(("body", "items")) == ""
    assert pointer(("query", "limit")) == "/limit"


@pytest.mark.slow
def test_every_operation_reads_one_body_and_refuses_what_it_does_not_know() -> None:
    """So that `pointer` holds; items are documents, and refuse by their kind."""
    described = api.get_openapi_schema()
    schemas = described["components"]["schemas"]
    open_ones = set()
    for path, methods in described["paths"].items():
        for operation in methods.values():
            body = operation.get("requestBody", {}).get("content", {}).get(JSON)
            if body is not None and "{kind}" not in path:
                name = body["schema"]["$ref"].rpartition("/")[
                    2
                ]  # of two bodies none is a reference
                open_ones |= set() if schemas[name].get("additionalProperties") is False else {name}
    assert open_ones == set()


def test_no_two_schemas_of_the_description_share_a_name() -> None:
    """The description keeps one of each name: the other operation would be described by it."""
    found: dict[str, set[str]] = {}
    for module in vars(urls).values():
        if inspect.ismodule(module) and module.__name__.startswith("cohelm.api."):
            for name, one in vars(module).items():
                if inspect.isclass(one) and issubclass(one, Schema) and one is not Schema:
                    found.setdefault(name, set()).add(one.__module__)
    assert len(found) > 40
    assert {name: made for name, made in found.items() if len(made) > 1} == {}


def test_an_item_that_nothing_leads_to_is_brought_back_by_who_removed_it(enter: Enter) -> None:
    client = enter("writer")
    made = _sent(client, "POST", APPLICATIONS, {"name": "Alone"})
    gone = _sent(client, "DELETE", f"{APPLICATIONS}/alone", if_match=made["ETag"]).json()["batch"]
    assert client.get(f"{API}/batches?limit=1").json()["batches"][0]["id"] == gone
    page = client.get(f"/history/{gone}/")
    assert "Alone" in page.content.decode()
    other = enter("reader").get(f"{API}/batches?limit=1").json()["batches"][0]["id"]
    assert other != gone
    assert client.post(f"{API}/batches/{gone}/undo").status_code == 200
    assert client.get(f"{APPLICATIONS}/alone").status_code == 200


def test_a_conflict_of_adopting_says_how_to_pick(enter: Enter) -> None:
    client, crm = enter("cio"), f"{APPLICATIONS}/crm"
    _sent(client, "POST", f"{API}/scenarios", {"name": "b"})
    for users, address in ((7, f"{crm}?scenario=b"), (8, crm)):
        tag = client.get(address)["ETag"]
        assert _sent(client, "PATCH", address, {"users": users}, if_match=tag).status_code == 200
    refused = client.post(f"{API}/scenarios/b/adopt")
    assert refused.status_code == 409
    assert "pick=WHAT=scenario" in refused.json()["mend"]
    name = client.get(f"{API}/scenarios/b/conflicts").json()[0]["name"]
    assert client.post(f"{API}/scenarios/b/adopt?pick={name}=scenario").status_code == 200
    assert client.get(crm).json()["document"]["users"] == 7


def _sent(client: Client, method: str, path: str, body: Any = None, if_match: str = "") -> Any:
    return client.generic(
        method, path, json.dumps(body or {}), content_type=JSON, headers={"If-Match": if_match}
    )
