from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from cohelm.store.load import everything
from tests.api.conftest import Enter

APPS = "System;Importance;Users\nCRM;critical;40\nBadge printing;low;600\nCrew planner;very;7\n"


def sent(text: str = APPS) -> dict[str, SimpleUploadedFile]:
    return {"files": SimpleUploadedFile("apps.csv", text.encode(), "text/csv")}


def test_a_dry_run_says_what_would_change_and_changes_nothing(enter: Enter) -> None:
    before = everything().revision
    answer = enter("writer").post("/api/v1/import?dry_run=true", sent())
    body = answer.json()
    assert answer.status_code == 200
    assert (body["batch"], body["new"], body["changed"], body["same"]) == (None, 2, 1, 0)
    problem = body["problems"][0]
    assert (problem["file"], problem["row"], problem["column"], problem["value"]) == (
        "apps.csv", 4, "Importance", "very",
    )  # fmt: skip
    assert everything().revision == before


def test_good_rows_come_in_as_one_batch_that_can_be_undone(enter: Enter) -> None:
    client = enter("writer")
    body = client.post("/api/v1/import?reason=monthly", sent()).json()
    assert everything().plain("application:crm")["criticality"] == "critical"
    assert client.post(f"/api/v1/batches/{body['batch']}/undo").status_code == 200
    assert everything().plain("application:crm")["criticality"] == "high"
    assert client.post(f"/api/v1/batches/{body['batch']}/undo").status_code == 400


def test_other_files_under_one_key_are_another_request(enter: Enter) -> None:
    client, headers = enter("writer"), {"Idempotency-Key": "monthly"}
    first = client.post("/api/v1/import", sent(), headers=headers)
    again = client.post("/api/v1/import", sent(), headers=headers)
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    other = client.post("/api/v1/import", sent(APPS.replace("600", "601")), headers=headers)
    assert other.status_code == 422
    assert everything().plain("application:badge-printing")["users"] == 600
    broken = client.post("/api/v1/import", "x", "multipart/form-data", headers=headers)
    assert broken.status_code == 400


def test_the_mapping_that_was_guessed_can_be_corrected_and_sent_back(enter: Enter) -> None:
    client = enter("writer")
    mapping = client.post("/api/v1/import?dry_run=true", sent()).json()["mapping"]
    assert "header: Users" in mapping
    corrected = mapping.replace("name: users", "name: version")
    files = sent() | {"mapping": SimpleUploadedFile("m.yaml", corrected.encode())}
    client.post("/api/v1/import", files)
    assert everything().plain("application:crm")["version"] == "40"


def test_a_file_that_is_nothing_is_a_problem(enter: Enter) -> None:
    answer = enter("writer").post("/api/v1/import", sent("\x00\x01"))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"


def test_importing_again_changes_nothing(enter: Enter) -> None:
    client = enter("writer")
    client.post("/api/v1/import", sent())
    body = client.post("/api/v1/import", sent()).json()
    assert (body["batch"], body["new"], body["changed"], body["same"]) == (None, 0, 0, 3)
