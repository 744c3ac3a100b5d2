"""A point of the trade-off curve becomes a scenario that the two offices alone see."""

from __future__ import annotations

import pytest
from django.test import Client

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.models import Scenario
from tests.cast import MAKER
from tests.web.conftest import Enter

TITLE = "Quiet understanding"


def initiative(
    id_: str, cost: int, cio: int, cto: int, status: str
) -> list[ItemChange | LinkChange]:
    key = f"initiative:{id_}"
    cost_ = f"{cost} EUR"
    stated = {"name": id_, "cost_per_year": cost_, "status": status}
    return [
        ItemChange(key, None, stated),
        LinkChange(key, "ranked_by", "office:cio", 0, None, {"value": float(cio)}),
        LinkChange(key, "ranked_by", "office:cto", 0, None, {"value": float(cto)}),
    ]


@pytest.fixture
def cio(enter: Enter) -> Client:
    """The first lead, with two initiatives of which one fits."""
    changes = [
        *initiative("erp", 600, 50, 10, "in_progress"),
        *initiative("app", 600, 10, 60, "proposal"),
    ]
    apply(ChangeSet(tuple(changes)), by=MAKER, via="test")
    return enter("cio")


def test_a_point_becomes_a_scenario_between_the_two(cio: Client, enter: Enter) -> None:
    assert "Keep it between the two" in cio.get("/tradeoff/?budget=1000").content.decode()
    done = cio.post("/curve/pick/", {"number": "1", "title": TITLE, "budget": "1000"})
    assert done.status_code == 302
    (made,) = Scenario.objects.all()
    assert made.clearance == "between"
    for lead in (cio, enter("cto")):
        body = lead.get(f"/scenarios/{made.name}/").content.decode()
        assert "2 changed, against" in body  # the app is approved, the erp waits
    for other in ("reader", "writer", "admin"):
        client = enter(other)
        assert client.get(f"/scenarios/{made.name}/").status_code == 404
        assert client.get(f"/?scenario={made.name}").status_code == 404
        for address in ("/scenarios/", "/history/", "/api/v1/scenarios", "/api/v1/changes"):
            assert TITLE not in client.get(address).content.decode(), (other, address)
        assert "Keep it between" not in client.get("/tradeoff/?budget=1000").content.decode()


@pytest.mark.parametrize(
    "wrong", [{"number": "9", "title": TITLE}, {"number": "0"}, {"title": TITLE}]
)
def test_a_point_that_is_none_or_has_no_name_is_refused(cio: Client, wrong: dict[str, str]) -> None:
    assert cio.post("/curve/pick/", {"budget": "1000", **wrong}).status_code in (400, 404, 422)
    assert not Scenario.objects.exists()


def test_only_a_lead_takes_a_point(cio: Client, enter: Enter) -> None:
    sheet = {"title": TITLE, "number": 0, "told": {"budget": "1000"}}
    for name, status in (("reader", 403), ("writer", 403), ("admin", 422)):
        client = enter(name)
        asked = {"number": "0", "title": TITLE, "budget": "1000"}
        assert client.post("/curve/pick/", asked).status_code in (status, 400)
        found = client.post("/api/v1/tradeoff/pick", sheet, content_type="application/json")
        assert found.status_code in (status, 400)
    assert not Scenario.objects.exists()
    made = cio.post("/api/v1/tradeoff/pick", sheet, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["title"] == TITLE
