"""The trade-off curve as long work: asked for, traced, stopped, looked at, a point taken of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from cohelm.accounts import tracing
from cohelm.accounts.secrets import make_token
from cohelm.analysis.portfolio import tradeoff
from cohelm.core.changes import ChangeSet
from cohelm.store.apply import apply
from cohelm.store.jobs import ask_to_stop, run_one
from cohelm.store.models import Job, Scenario
from cohelm.web.works import WORKS
from tests.cast import MAKER
from tests.web.conftest import Enter
from tests.web.test_pick import initiative

WHOLE = "2 portfolios: all of them, proved"


@pytest.fixture
def cio(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The first lead, with two initiatives of which one fits; already that is long work."""
    changes = [
        *initiative("erp", 600, 50, 10, "in_progress"),
        *initiative("app", 600, 10, 60, "proposal"),
    ]
    apply(ChangeSet(tuple(changes)), by=MAKER, via="test")
    monkeypatch.setattr(tradeoff, "AT_ONCE", 1)
    return enter("cio")


def test_a_long_curve_is_traced_as_work_and_a_point_of_it_is_taken(
    cio: Client, enter: Enter
) -> None:
    body = cio.get("/tradeoff/?budget=1000").content.decode()
    assert "the curve of 2 initiatives is long work" in body
    assert "Trace the whole curve" in body
    assert cio.post("/curve/trace/", {"budget": "1000"}).status_code == 302
    assert run_one(WORKS)
    job = Job.objects.get()
    assert job.result is not None
    assert job.result["said"] == WHOLE
    assert [one["selected"] for one in job.result["answer"]["points"]] == [["erp"], ["app"]]
    assert "Look at the curve" in cio.get(f"/work/{job.pk}/").content.decode()
    body = cio.get(f"{job.result['address']}&job={job.pk}").content.decode()
    assert "2 portfolios, none better for both offices than another" in body
    assert "Trace the whole curve" not in body
    assert enter("cto").get(f"/tradeoff/?budget=1000&job={job.pk}").status_code == 404
    assert cio.get(f"/tradeoff/?budget=100&job={job.pk}").status_code == 400  # it does not fit this
    point = {"number": "1", "title": "Ours", "budget": "1000", "job": str(job.pk)}
    assert cio.post("/curve/pick/", point).status_code == 302
    assert Scenario.objects.get().clearance == "between"


def test_a_curve_that_is_stopped_leaves_what_is_proved(
    cio: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cio.post("/curve/trace/", {"budget": "1000"})
    job = Job.objects.get()
    said = tracing.said

    def stopped_meanwhile(found: object) -> str:
        ask_to_stop(job)
        return said(found)  # type: ignore[arg-type]

    monkeypatch.setattr(tracing, "said", stopped_meanwhile)
    assert run_one(WORKS)
    job.refresh_from_db()
    assert job.state == "done"
    assert job.result["said"] == (
        "One portfolio so far; of the others nothing is proved when it was stopped"
    )
    assert job.result["choices"] == [{"erp": "2027"}]
    body = cio.get(f"{job.result['address']}&job={job.pk}").content.decode()
    assert "One portfolio, and none better for both offices is known" in body
    assert "of others nothing is proved" in body
    assert "Trace the whole curve" in body


def test_a_program_has_a_curve_traced_and_is_told_of_wrong_words(
    cio: Client, people: dict[str, User]
) -> None:
    made = make_token(people["cio"], name="t", scope="write", days=1, now=timezone.now())
    headers = {"Authorization": f"Bearer {made.text}"}

    def ask(**stated: object) -> Any:
        path, media = "/api/v1/tradeoff/trace", "application/json"
        return Client().post(path, stated, content_type=media, headers=headers)

    answer = ask(told={"budget": "1000"})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert run_one(WORKS)
    found = cio.get(answer.headers["Location"]).json()
    assert found["result"]["said"] == WHOLE
    assert ask(told={"bugdet": "1000"}).status_code in (400, 404)
    assert ask(told={"years": "many"}).status_code == 400
    picked = {"title": "Ours", "number": 0, "told": {"budget": "1000"}, "job": found["id"]}
    kept = cio.post("/api/v1/tradeoff/pick", picked, content_type="application/json")
    assert kept.status_code == 201
