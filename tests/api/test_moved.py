"""What moved, over the API."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cohelm.store.load import everything
from tests.api.conftest import Enter
from tests.web.test_moved import NOVEMBER, OCTOBER


def bring(client: Client, name: str, text: str) -> None:
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    answer = client.post("/api/v1/import?as_kind=contract", {"files": [file]})
    assert answer.status_code == 200, answer.content


def test_what_moved_is_answered_by_list_and_told_about(enter: Enter) -> None:
    client = enter("cio")
    bring(client, "a.csv", OCTOBER)
    bring(client, "b.csv", NOVEMBER)
    (found,) = client.get("/api/v1/moved").json()
    assert (found["edition"]["file"], found["edition"]["earlier"]) == ("b.csv", "a.csv")
    assert found["missing"] == ["contract:fax"]
    assert found["changed"] == [
        {"item": "contract:phones", "field": "annual_cost", "was": "312,000\u00a0€",
         "is": "340,000\u00a0€", "by": "28000 EUR"},
    ]  # fmt: skip
    told = client.post(
        "/api/v1/moved/missing", json.dumps({"removed": ["contract:fax"]}), "application/json"
    )
    assert told.json()["answered"] == 1
    assert "contract:fax" not in everything()
    assert client.get("/api/v1/moved").json()[0]["missing"] == []


def test_what_absence_means_is_kept_with_the_list(enter: Enter) -> None:
    client = enter("cio")
    bring(client, "a.csv", OCTOBER)
    number = client.get("/api/v1/moved").json()[0]["edition"]["number"]
    told = json.dumps({"edition": number, "absent": "removed"})
    assert client.post("/api/v1/moved/absence", told, "application/json").status_code == 200
    file = SimpleUploadedFile("b.csv", NOVEMBER.encode(), "text/csv")
    answer = client.post("/api/v1/import?as_kind=contract", {"files": [file]}).json()
    assert (answer["no_longer_listed"]["kept"], answer["no_longer_listed"]["removed"]) == (0, 1)
    assert "contract:fax" not in everything()
    assert client.get("/api/v1/moved").json()[0]["edition"]["absent"] == "removed"


def test_since_a_batch_that_is_not_there_is_a_problem(enter: Enter) -> None:
    assert enter("reader").get("/api/v1/moved?since=99999").status_code == 404


def test_nobody_tells_of_an_item_that_they_do_not_see(enter: Enter) -> None:
    body = json.dumps({"kept": ["application:nightshade"]})
    answer = enter("writer").post("/api/v1/moved/missing", body, "application/json")
    assert answer.status_code == 404
