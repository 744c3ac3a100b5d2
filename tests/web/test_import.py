from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from cohelm.accounts.models import KeptMapping
from cohelm.store.history import batches
from cohelm.store.load import everything
from cohelm.web.models import Upload
from tests.web.conftest import Enter

APPS = "System;Importance;Users\nCRM;critical;40\nBadge printing;low;600\nCrew planner;very;7\n"
UPLOAD = "/import/{}/"


def bring(client: Client, text: str = APPS, *, kind: str = "") -> int:
    """Sends a file; the number under which it waits."""
    file = SimpleUploadedFile("apps.csv", text.encode(), "text/csv")
    response = client.post("/import/", {"files": file, "kind": kind})
    assert response.status_code == 302, response.content.decode()
    return int(response["Location"].strip("/").split("/")[-1])


def test_what_would_change_is_shown_before_anything_is_written(enter: Enter) -> None:
    client, before = enter("writer"), everything().revision
    body = client.get(UPLOAD.format(bring(client))).content.decode()
    assert "2 new, 1 changed, 0 the same" in body
    assert "<del>high</del>" in body
    assert "<ins>critical</ins>" in body
    assert "Badge printing" in body
    assert everything().revision == before


def test_a_value_that_is_refused_is_shown_with_its_row_and_what_is_accepted(enter: Enter) -> None:
    client = enter("writer")
    number = bring(client)
    body = client.get(UPLOAD.format(number)).content.decode()
    assert "1 value or row refused" in body
    assert "<td>Importance</td><td>very</td>" in body
    assert "one of low, medium, high, critical" in body
    mended = client.get(f"{UPLOAD.format(number)}problems.csv").content.decode("utf-8-sig")
    assert mended.splitlines()[1].startswith("apps.csv,4,Importance,'very,")


def test_it_is_written_as_one_batch_and_undone_as_one(enter: Enter) -> None:
    client = enter("writer")
    client.post(f"{UPLOAD.format(bring(client))}apply/", {"reason": "spring clean"})
    plan = everything()
    assert plan.plain("application:crm")["criticality"] == "critical"
    assert plan.plain("application:crew-planner") == {"name": "Crew planner", "users": 7}
    batch = batches()[0]
    assert (batch.reason, batch.actor, batch.via) == ("spring clean", "writer", "import")
    assert Upload.objects.count() == 0
    client.post(f"/history/{batch.id}/undo/")
    plan = everything()
    assert plan.plain("application:crm")["criticality"] == "high"
    assert "application:crew-planner" not in plan


def test_what_a_column_was_taken_for_can_be_corrected_and_is_kept_for_the_next_time(
    enter: Enter,
) -> None:
    client = enter("writer")
    number = bring(client)
    tables = client.get(UPLOAD.format(number)).context["tables"]
    assert [column.chosen for column in tables[0].columns] == [
        "field:name", "field:criticality", "field:users",
    ]  # fmt: skip
    client.post(UPLOAD.format(number), {"t0kind": "application", "t0c2": "field:version"})
    body = client.get(UPLOAD.format(number)).content.decode()
    assert "<ins>40</ins>" in body
    assert "a person said so" in body
    client.post(f"{UPLOAD.format(number)}apply/")
    assert everything().plain("application:crm")["version"] == "40"
    assert KeptMapping.objects.count() == 1
    again = bring(client, "System;Importance;Users\nFleet;low;3.2\n")
    columns = client.get(UPLOAD.format(again)).context["tables"][0].columns
    assert columns[2].chosen == "field:version"


def test_the_currency_and_unit_of_amounts_are_said_beside_their_columns(enter: Enter) -> None:
    client = enter("admin")
    number = bring(client, "Contract;Supplier;End;Annual value\nCRM lease;Alpha;2027-12-31;1200\n")
    address = UPLOAD.format(number)
    refused = client.post(address, {"t0currency": "EUROS"})
    assert refused.status_code == 422
    assert "no currency &#x27;EUROS&#x27;" in refused.content.decode()
    assert "CRM lease" in refused.content.decode()  # nothing else of the page is lost
    client.post(address, {"t0currency": "gbp", "t0unit": "thousand"})
    client.post(f"{address}apply/")
    assert everything().plain("contract:crm-lease")["annual_cost"] == "1200000 GBP"


def test_a_table_can_be_said_to_be_of_another_kind(enter: Enter) -> None:
    client = enter("writer")
    number = bring(client)
    client.post(UPLOAD.format(number), {"t0kind": "vendor"})
    tables = client.get(UPLOAD.format(number)).context["tables"]
    assert tables[0].kind == "vendor"
    client.post(UPLOAD.format(number), {"t0kind": ""})
    assert "Nothing would change" in client.get(UPLOAD.format(number)).content.decode()


def test_files_that_wait_are_their_owners_alone(enter: Enter) -> None:
    number = bring(enter("writer"))
    for path in (UPLOAD, UPLOAD + "problems.csv"):
        assert enter("cio").get(path.format(number)).status_code == 404
    assert enter("cio").post(f"{UPLOAD.format(number)}apply/").status_code == 404
    assert enter("cio").post(f"{UPLOAD.format(number)}drop/").status_code == 404
    assert enter("writer").post(f"{UPLOAD.format(number)}drop/").status_code == 302
    assert Upload.objects.count() == 0


def test_a_file_that_cannot_be_read_is_said_in_plain_words(enter: Enter) -> None:
    client = enter("writer")
    number = bring(client, "\x00\x01\x02")
    response = client.get(UPLOAD.format(number))
    assert response.status_code == 422
    assert "This cannot be read" in response.content.decode()
    assert "Traceback" not in response.content.decode()


def test_the_name_of_a_file_that_cannot_be_read_keeps_its_spelling(enter: Enter) -> None:
    client = enter("writer")
    number = bring(client, "")
    assert "<span>apps.csv: " in client.get(UPLOAD.format(number)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"files": ""}])
def test_no_file_at_all_is_said_at_the_field(sent: dict[str, str], enter: Enter) -> None:
    response = enter("writer").post("/import/", sent)
    assert response.status_code == 422
    assert "No file was chosen" in response.content.decode()


def test_too_large_a_file_is_refused(enter: Enter, settings: Settings) -> None:
    settings.UPLOAD_BYTES = 10
    file = SimpleUploadedFile("apps.csv", APPS.encode())
    response = enter("writer").post("/import/", {"files": file})
    assert response.status_code == 413
    assert "What was sent is too large. Accepted: at most" in response.content.decode()
    assert Upload.objects.count() == 0


def test_an_import_into_a_scenario_leaves_the_current_plan(enter: Enter) -> None:
    client = enter("writer")
    client.post("/scenarios/", {"title": "Plan B"})
    number = bring(client)
    client.post(f"{UPLOAD.format(number)}apply/?scenario=plan-b")
    assert everything().plain("application:crm")["criticality"] == "high"
    body = client.get("/items/application/crm/?scenario=plan-b").content.decode()
    assert "critical" in body


def test_an_id_that_a_hidden_item_has_gets_a_suffix(enter: Enter) -> None:
    client = enter("writer")
    number = bring(client, "Application;Users\nNightshade;4\n", kind="application")
    client.post(f"{UPLOAD.format(number)}apply/")
    assert everything().plain("application:nightshade-2")["users"] == 4


def test_of_many_files_the_first_few_are_named(enter: Enter) -> None:
    client = enter("writer")
    files = [
        SimpleUploadedFile(f"{number}.csv", f"name\nCrane {number}\n".encode(), "text/csv")
        for number in range(25)
    ]
    upload = client.post("/import/", {"files": files, "kind": "application"})["Location"]
    assert "0.csv, 1.csv, 2.csv and 22 more" in client.get(upload).content.decode()
    client.post(f"{upload}apply/")
    assert batches()[0].reason == "Import of 0.csv, 1.csv, 2.csv and 22 more"
