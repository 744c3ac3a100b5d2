from __future__ import annotations

from cohelm.core.changes import ChangeSet, ObservationChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import COST, HIDDEN, MAKER
from tests.web.conftest import Enter


def test_a_day_is_compared_with_a_day_phase_by_phase(enter: Enter) -> None:
    asked = {"than_on": "2026-11-29", "on": "2027-02-01"}
    body = enter("reader").get("/compare/", asked).content.decode()
    assert "1 changed" in body
    assert "<td>Phase</td><td>active</td><td>end of life</td>" in body
    assert "to the current plan, as of 1 Feb 2027" in body.replace("\u00a0", " ")


def test_then_is_compared_with_now_for_whoever_asks(enter: Enter) -> None:
    asked = {"than_known_at": "2020-01-01"}
    body = enter("writer").get("/compare/", asked).content.decode()
    assert "CRM" in body
    assert HIDDEN not in body
    assert COST not in body
    assert HIDDEN in enter("cio").get("/compare/", asked).content.decode()


def test_an_observation_is_said_in_words(enter: Enter) -> None:
    client = enter("cio")
    client.post("/scenarios/", {"title": "Seen"})
    says = {"cause": "vendor", "resolved": "2026-11-02T10:30:00Z"}
    place = ("incident", "application:crm", "2026-11-02", "desk", "I 7")
    seen = ChangeSet((ObservationChange(*place, None, says),))
    apply(seen, by=MAKER, via="test", scenario="seen")
    body = client.get("/compare/?scenario=seen").content.decode().replace("\u00a0", " ")
    assert "<td>Incident, 2 Nov 2026 (desk I 7)</td><td>–</td>" in body
    assert "<td>cause vendor, resolved 2 Nov 2026, 10:30</td>" in body


def test_two_that_are_the_same_plan_say_what_to_choose(enter: Enter) -> None:
    body = enter("reader").get("/compare/").content.decode()
    assert "Both are the same plan" in body
    assert "than_known_at" in body


def test_what_cannot_be_compared_is_said(enter: Enter) -> None:
    assert enter("reader").get("/compare/?than_on=soon").status_code == 400
    assert enter("reader").get("/compare/?than_scenario=nine").status_code == 404


def test_a_link_says_its_attributes_where_they_alone_differ(enter: Enter) -> None:
    client = enter("cio")
    client.post("/scenarios/", {"title": "Hard"})
    path = "/items/application/shop/links/"
    inside = "?scenario=hard"
    cut = {"relation": "depends_on", "target": "application:crm", "start": "0"}
    client.post(f"{path}cut/{inside}", cut)
    client.post(path + inside, {"relation": "depends_on", "to": "application:crm", "hard": "true"})
    body = client.get(f"/compare/{inside}").content.decode()
    assert "<td>CRM</td><td>CRM (hard yes)</td>" in body
    assert everything().links_of("application:shop", "depends_on")[0].says == {}


def test_the_roadmap_is_set_against_a_scenario_and_what_was_known(enter: Enter) -> None:
    client = enter("cio")
    alone = client.get("/roadmap/").content.decode()
    assert "Beside the other plan" not in alone
    assert "lane-was" not in alone
    client.post("/scenarios/", {"title": "Late"})
    same = client.get("/roadmap/", {"than_scenario": "late"}).content.decode()
    assert "Beside the other plan: days and costs agree" in same
    before = client.get("/roadmap/", {"than_known_at": "2020-01-01"}).content.decode()
    assert "Beside the other plan: 1 is new" in before
    assert client.get("/roadmap/", {"than_on": "soon"}).status_code == 400
    assert client.get("/roadmap/", {"than_scenario": "nine"}).status_code == 404
    seen = enter("reader").get("/roadmap.json", {"than_known_at": "2020-01-01"}).json()
    assert seen["differences"] == []
    why = client.get("/roadmap/why/ends_later/", {"than_known_at": "2020-01-01"})
    assert "no initiative stands in both plans" in why.content.decode()
