"""Between the two, and drafts: who sees what stands there, and how it leaves."""

from __future__ import annotations

import pytest

from cohelm.core.audience import PUBLIC
from cohelm.core.changes import ChangeSet, ItemChange
from cohelm.store.apply import apply
from cohelm.store.load import load
from cohelm.store.models import Release
from tests.cast import HIDDEN, MAKER
from tests.web.conftest import Enter

RELEASE = "/items/application/nightshade/release/"
KEY = "application:nightshade"


def test_it_leaves_when_both_have_released_it(enter: Enter) -> None:
    page = enter("cio").post(RELEASE, follow=True).content.decode()
    assert "It stays here until the other office does too" in page
    assert KEY not in load(audience=PUBLIC)
    page = enter("cto").post(RELEASE, follow=True).content.decode()
    assert "was released by both" in page
    assert KEY in load(audience=PUBLIC)
    assert not Release.objects.exists()


def test_an_edit_asks_both_anew(enter: Enter) -> None:
    enter("cio").post(RELEASE)
    edited = ItemChange(KEY, {"description": None}, {"description": "changed"})
    apply(ChangeSet((edited,)), by=MAKER, via="test")
    page = enter("cto").post(RELEASE, follow=True).content.decode()
    assert "It stays here until the other office does too" in page
    assert KEY not in load(audience=PUBLIC)


def test_a_release_is_taken_back(enter: Enter) -> None:
    enter("cio").post(RELEASE)
    enter("cio").post(RELEASE, {"back": "1"})
    enter("cto").post(RELEASE)
    assert KEY not in load(audience=PUBLIC)
    assert [one.office for one in Release.objects.all()] == ["cto"]


@pytest.mark.parametrize("name", ["reader", "writer", "admin"])
def test_nobody_but_the_leads_sees_the_place_or_releases(name: str, enter: Enter) -> None:
    client = enter(name)
    assert HIDDEN not in client.get("/between/").content.decode()
    assert client.post(RELEASE).status_code in (403, 404)
    assert not Release.objects.exists()


def test_a_draft_is_its_authors_alone_until_it_is_submitted(enter: Enter) -> None:
    client = enter("writer")
    made = client.post("/items/application/new/", {"name": "Plan Z", "clearance": "draft:writer"})
    assert made.status_code == 302
    assert "Plan Z" in client.get("/drafts/").content.decode()
    assert "only you see it" in client.get("/items/application/plan-z/").content.decode()
    for other in ("cio", "admin", "reader"):
        stranger = enter(other)
        assert stranger.get("/items/application/plan-z/").status_code == 404
        for page in ("/items/application/", "/search/?q=plan", "/history/"):
            assert "Plan Z" not in stranger.get(page).content.decode()
    assert enter("cio").post("/items/application/plan-z/submit/").status_code == 404
    client.post("/items/application/plan-z/submit/")
    assert "Plan Z" in enter("reader").get("/items/application/").content.decode()
    assert client.post("/items/application/plan-z/submit/").status_code == 404


def test_nobody_drafts_for_another(enter: Enter) -> None:
    stated = {"name": "Plan Y", "clearance": "draft:cio"}
    assert enter("writer").post("/items/application/new/", stated).status_code in (400, 403, 422)
