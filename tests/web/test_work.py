from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from cohelm.accounts.brought import READ, compare
from cohelm.accounts.person import person_of
from cohelm.api.works import WORKS as BY_PROGRAM
from cohelm.store.jobs import run_one
from cohelm.store.load import everything
from cohelm.store.models import Job
from cohelm.web.models import Upload
from cohelm.web.views import imports
from cohelm.web.works import WORKS
from tests.web.conftest import Enter
from tests.web.test_import import UPLOAD, bring


@pytest.fixture
def queued(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> tuple[Client, str]:
    """Somebody whose import was left to the worker, and where it can be watched."""
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 1)
    client = enter("writer")
    response = client.post(f"{UPLOAD.format(bring(client))}apply/")
    return client, response["Location"]


def test_a_long_import_is_left_to_the_worker_and_can_be_watched(
    queued: tuple[Client, str],
) -> None:
    client, path = queued
    before = everything().revision
    assert "Waits for its turn" in client.get(path).content.decode()
    assert everything().revision == before
    assert run_one(WORKS)
    body = client.get(path).content.decode()
    assert "3 changes written, 1 value refused" in body
    assert everything().plain("application:crm")["criticality"] == "critical"
    assert not Upload.objects.exists()


def test_how_far_it_is_is_said_with_the_time_that_is_left(queued: tuple[Client, str]) -> None:
    """45 of 100 after 90 seconds: 200 seconds in all, of which 20 more than the 90 have gone by."""
    client, path = queued
    heard: list[tuple[str, int]] = []
    job, now = Job.objects.get(), timezone.now()
    compare(Upload.objects.get().contents(), person_of(User.objects.get(username="writer")),
            step=lambda name, percent: heard.append((name, percent)))  # fmt: skip
    assert heard == [("Reading the files", 0), ("Comparing them with the plan", READ)]
    Job.objects.filter(pk=job.pk).update(
        state="running", step="Comparing", done=45, total=100, began=now - timedelta(seconds=110),
        beat=now - timedelta(seconds=20),
    )  # fmt: skip
    body = client.get(path).content.decode()
    assert "45 %, about 2 minutes left" in body
    assert path in client.get("/import/").content.decode()  # found again from where it began


def test_every_page_says_that_it_is_done_until_its_owner_has_looked(
    queued: tuple[Client, str], enter: Enter
) -> None:
    client, path = queued
    told = f'href="{path}">Look at it</a>'
    assert told not in client.get("/history/").content.decode()
    run_one(WORKS)
    assert told in client.get("/history/").content.decode()
    assert told not in enter("cio").get("/history/").content.decode()
    client.get(path)
    assert told not in client.get("/history/").content.decode()


def test_a_worker_that_is_killed_leaves_the_files_and_the_plan_as_they_were(
    queued: tuple[Client, str],
) -> None:
    client, path = queued
    before, silent = everything().revision, timezone.now() - timedelta(seconds=61)
    Job.objects.update(
        state="running", step="Writing", done=73, total=100, beat=silent, began=silent
    )
    assert not run_one(WORKS)  # another worker finds it silent
    body = client.get(path).content.decode()
    assert "The worker ended in the middle of it" in body
    assert f'href="{UPLOAD.format(Upload.objects.get().pk)}">Back to the files' in body
    assert everything().revision == before
    again = client.post(f"{UPLOAD.format(Upload.objects.get().pk)}apply/")["Location"]
    assert run_one(WORKS)
    assert "3 changes written" in client.get(again).content.decode()


def test_what_a_killed_worker_left_is_begun_again_once_and_files_in_work_lead_to_it(
    queued: tuple[Client, str],
) -> None:
    client, path = queued
    files = UPLOAD.format(Upload.objects.get().pk)
    assert client.get(files)["Location"] == client.post(f"{files}apply/")["Location"] == path
    assert Job.objects.count() == 1
    silent = timezone.now() - timedelta(seconds=61)
    Job.objects.update(state="running", step="Writing", done=73, total=100, beat=silent)
    assert run_one(WORKS, again=WORKS)
    body = client.get(path).content.decode()
    assert "3 changes written" in body
    Job.objects.update(state="running", beat=silent)
    assert not run_one(WORKS, again=WORKS)  # a second time somebody has to look at it
    assert "The worker ended in the middle of it" in client.get(path).content.decode()


def test_it_can_be_stopped_before_it_is_done(queued: tuple[Client, str]) -> None:
    client, path = queued
    client.post(f"{path}stop/")
    assert not run_one(WORKS)
    assert "Stopped: nothing was written" in client.get(path).content.decode()
    assert "badge-printing" not in everything().table("application")


def test_what_fails_says_why_and_the_files_are_kept(queued: tuple[Client, str]) -> None:
    client, path = queued
    job = Job.objects.get()
    job.arguments = {**job.arguments, "scenario": "none"}
    job.save()
    run_one(WORKS)
    body = client.get(path).content.decode()
    assert "Was not done" in body
    assert "there is no scenario &#x27;none&#x27;" in body
    assert Upload.objects.exists()


def test_work_is_its_owners_alone(queued: tuple[Client, str], enter: Enter) -> None:
    _, path = queued
    assert enter("cio").get(path).status_code == 404
    assert enter("cio").post(f"{path}stop/").status_code == 404


def test_the_part_that_is_asked_for_again_is_the_part_of_the_page(
    queued: tuple[Client, str],
) -> None:
    client, path = queued
    part = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div class="stack" id="job" hx-get=')
    run_one(WORKS)
    assert "hx-get" not in client.get(path, headers={"HX-Request": "true"}).content.decode()


def test_rows_of_a_program_that_were_refused_are_said_with_why(enter: Enter) -> None:
    client = enter("writer")
    rows = [{"kind": "application", "document": {"name": "Tool"}}, {"kind": "nope", "document": {}}]
    sent = client.post("/api/v1/items", {"rows": rows}, content_type="application/json",
                       headers={"Prefer": "respond-async"})  # fmt: skip
    assert run_one(BY_PROGRAM)
    body = client.get(f"/work/{sent.json()['job']}/").content.decode()
    assert "1 change written, 1 row refused." in body
    assert "there is no kind &#x27;nope&#x27;" in body
