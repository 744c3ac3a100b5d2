"""The page of a metric: readings by hand and by file, and the owner's word before others see them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cohelm.accounts.measuring import measure
from cohelm.accounts.night import nightly
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import MAKER
from tests.web.conftest import Enter

PAGE = "/metrics/wins/"


@pytest.fixture(autouse=True)
def metric(organisation: int, people: dict[str, User]) -> None:
    apply(ChangeSet((
        ItemChange("metric:wins", None, {"name": "Wins", "impact": "advantage", "better": "higher"}),
        ItemChange("metric:known", None, {
            "name": "Known", "impact": "efficiency", "computed_by": "scorecard.signals"}),
        ItemChange("person:ann", None, {"name": "Ann"}),
        LinkChange("person:ann", "fills", "role:cto", 0, None, {}),
        LinkChange("metric:wins", "owner", "role:cto", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    people["cto"].access.person = "person:ann"
    people["cto"].access.save()


def test_a_reading_is_written_by_hand_and_shown_to_the_owner_first(enter: Enter) -> None:
    today = timezone.now().date().isoformat()
    made = enter("writer").post(PAGE + "read/", {"value": "34.5", "time": today, "source": "crm"})
    assert made.status_code == 302
    assert everything().observations("wins")["value"].to_list() == [34.5]
    card = enter("reader").get("/scorecard/").content.decode()
    assert "1 newer reading with its owner first" in card
    assert "34.5" not in card
    assert "by 1 reading; the owner has said nothing yet" in enter("cto").get(PAGE).content.decode()
    assert "by 1 reading" not in enter("cio").get(PAGE).content.decode()
    said = enter("cto").post(PAGE + "claim/", {"claim": "better", "because": "offers"})
    assert said.status_code == 302
    card = enter("reader").get("/scorecard/").content.decode()
    assert "34.5" in card
    assert "owner says better" in card


def test_what_cannot_be_taken_is_said_on_the_page(enter: Enter) -> None:
    writer = enter("writer")
    wrong = writer.post(PAGE + "read/", {"value": "many", "time": "2026-11-01"})
    assert (wrong.status_code, b"not accepted for value" in wrong.content) == (422, True)
    file = SimpleUploadedFile("x.csv", b"colour,size\nred,4\nblue,5\n")
    assert writer.post(PAGE + "read/", {"file": file}).status_code == 422
    good = SimpleUploadedFile("w.csv", b"month,value\n2026-09,30\n2026-10,x\n")
    kept = writer.post(PAGE + "read/", {"file": good}, follow=True).content.decode()
    assert "1 refused: w.csv:3:value" in kept
    assert enter("cto").post(PAGE + "claim/", {"claim": "great"}).status_code == 422
    assert writer.post(PAGE + "claim/", {"claim": "better"}).status_code == 403
    assert writer.get("/metrics/none/").status_code == 404
    assert writer.post(PAGE + "read/?scenario=x", {"value": "1"}).status_code in (400, 404, 422)


def test_the_api_tells_the_owner_and_takes_the_claim(enter: Enter) -> None:
    api = "/api/v1/metrics/wins/"
    assert enter("cto").get(api + "verdict").json()["status"] == "too few readings"
    assert enter("cio").get(api + "verdict").status_code == 403
    said = enter("cto").post(api + "claim", {"claim": "same"}, content_type="application/json")
    assert (said.status_code, said.json()["changes"]) == (200, 1)
    assert everything().plain("metric:wins")["claim"] == "same"


def test_figures_are_read_once_a_day_and_the_same_again_changes_nothing() -> None:
    moments = [timezone.now()]
    at_night = nightly(lambda: moments[-1])
    assert (at_night(), at_night()) == (1, 0)
    frame = everything().observations("known")
    assert frame.select("item", "source", "value").rows() == [("metric:known", "cohelm", 0.0)]
    (again,) = measure(("metric:known",), on=moments[-1].date())
    assert (len(again.changes), again.same) == (0, 1)


def test_a_figure_is_computed_from_what_those_see_who_see_the_metric() -> None:
    apply(ChangeSet((
        ItemChange("application:crm", {"users": None}, {"users": 5}),
        ItemChange("metric:known", {"computed_by": "scorecard.signals"},
                   {"computed_by": "obsolescence.cost"}),
    )), by=MAKER, via="test")  # fmt: skip
    (found,) = measure(("metric:known",), on=timezone.now().date())
    assert not len(found.changes)
    assert "no reading" in str(found.notes[0])
