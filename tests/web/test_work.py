from __future__ import annotations

import pytest
from django.test import Client

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
