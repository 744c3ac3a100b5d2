"""The steps of the cut drill kept as a scenario, on the page and through the API."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.store.models import Scenario
from tests.cast import MAKER
from tests.web.conftest import Enter

ENDS = datetime.now(UTC).date() + timedelta(days=60)
FRAME = {"name": "Frame", "end": ENDS.isoformat(), "renewal": "tacit", "renewal_months": 12,
         "notice_days": 30, "annual_cost": "2400 EUR"}  # fmt: skip
TOLD = {"target": "500 EUR", "by": "", "name": "Drill of November"}


@pytest.fixture
def contract(organisation: int) -> None:
    changes = [ItemChange("contract:frame", None, FRAME)]
    apply(ChangeSet(tuple(changes)), by=MAKER, via="test")


def test_the_steps_are_kept_and_the_plan_is_as_it_was(contract: None, enter: Enter) -> None:
    client = enter("cio")
    before = everything().document("contract:frame")
    assert "Keep as a scenario" in client.get("/cut/?target=500 EUR").content.decode()
    answer = client.post("/cut/keep/", TOLD, follow=True)
    assert answer.redirect_chain == [("/scenarios/drill-of-november/", 302)]
    assert "Frame" in answer.content.decode()
    assert "<h1>Drill of November</h1>" in answer.content.decode()
    assert everything().document("contract:frame") == before
    again = client.post("/cut/keep/", TOLD, follow=True)
    assert again.redirect_chain == [("/scenarios/drill-of-november-2/", 302)]


def test_without_a_step_nothing_is_kept_nor_by_who_may_only_read(
    organisation: int, enter: Enter
) -> None:
    client = enter("cio")
    assert "Keep as a scenario" not in client.get("/cut/?target=500 EUR").content.decode()
    refused = client.post("/cut/keep/", TOLD)
    assert refused.status_code == 400
    assert "There is no step to keep" in refused.content.decode()
    assert enter("reader").post("/cut/keep/", TOLD).status_code == 403
    assert not Scenario.objects.exists()


def test_steps_of_a_scenario_are_not_kept_as_another(contract: None, enter: Enter) -> None:
    client = enter("cio")
    client.post("/cut/keep/", TOLD)
    refused = client.post("/cut/keep/?scenario=drill-of-november", TOLD | {"name": "Next"})
    assert "look at that first" in refused.content.decode()
    assert Scenario.objects.count() == 1


def test_who_does_not_see_money_is_told_that_costs_are_not_known(
    contract: None, enter: Enter
) -> None:
    for page in ("/cut/", "/free/"):
        answer = enter("writer").get(page)
        assert answer.status_code == 200
        assert "2,400" not in answer.content.decode()


def test_the_api_keeps_them_too(contract: None, enter: Enter) -> None:
    client = enter("cio")
    told = {"name": "drill", "target": "500 EUR"}
    path = "/api/v1/analyses/cut/scenario"
    made = client.post(path, told, content_type="application/json")
    assert made.status_code == 201, made.content
    assert made.json()["name"] == "drill"
    (changed,) = client.get("/api/v1/scenarios/drill").json()["changed"]
    assert changed["key"] == "contract:frame"
    taken = client.post(path, told, content_type="application/json")
    assert taken.status_code == 409
    assert "'drill-2'" in taken.json()["mend"]
    inside = client.post(f"{path}?scenario=drill", told, content_type="application/json")
    assert inside.status_code == 400
