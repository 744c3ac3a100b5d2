"""Saying that two are not the same, and making two vendors one, from the pages that propose it."""

from __future__ import annotations

import pytest

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import MAKER
from tests.web.conftest import Enter

APART = {"key": ["vendor:a", "vendor:b"], "reason": "another group"}


@pytest.fixture
def vendors(organisation: int) -> None:
    items = [ItemChange(f"vendor:{id_}", None, {"name": name}) for id_, name in
             (("a", "Tarnfeld"), ("b", "TARNFELD AG"))]  # fmt: skip
    link = LinkChange("application:crm", "provided_by", "vendor:b", 0, None, {})
    apply(ChangeSet((*items, link)), by=MAKER, via="test")


def test_a_pair_is_kept_apart_and_is_not_proposed_again(vendors: None, enter: Enter) -> None:
    client = enter("writer")
    assert "Not the same" in client.get("/spellings/").content.decode()
    answer = client.post("/twice/not-same/", APART, follow=True)
    assert answer.redirect_chain == [("/spellings/", 302)]
    assert "they are not proposed again" in answer.content.decode()
    assert client.get("/spellings.json").json()["told_apart"] == 1
    assert list(everything().keys("distinction")) == ["distinction:a-and-b"]


def test_it_takes_a_reason_and_somebody_who_may_write(vendors: None, enter: Enter) -> None:
    assert enter("writer").post("/twice/not-same/", APART | {"reason": ""}).status_code == 422
    assert enter("reader").post("/twice/not-same/", APART).status_code == 403
    assert (
        enter("writer")
        .post("/twice/not-same/", APART | {"key": ["vendor:z", "vendor:a"]})
        .status_code
        == 404
    )
    assert "Not the same…" not in enter("reader").get("/spellings/").content.decode()


def test_two_vendors_become_one_and_that_can_be_undone(vendors: None, enter: Enter) -> None:
    client = enter("cio")
    assert "Keep this one" in client.get("/spellings/").content.decode()
    answer = client.post(
        "/spellings/make-one/", {"kept": "vendor:a", "gone": "vendor:b"}, follow=True
    )
    assert "What hung on TARNFELD AG hangs on Tarnfeld now." in answer.content.decode()
    assert everything().targets("application:crm", "provided_by") == ["vendor:a"]
    assert enter("writer").post("/spellings/make-one/", {"kept": "vendor:a"}).status_code == 403


def test_what_hangs_on_it_unseen_is_not_lost(vendors: None, enter: Enter) -> None:
    hidden = LinkChange("application:nightshade", "provided_by", "vendor:b", 0, None, {})
    apply(ChangeSet((hidden,)), by=MAKER, via="test")
    client = enter("admin")
    answer = client.post("/spellings/make-one/", {"kept": "vendor:a", "gone": "vendor:b"})
    assert answer.status_code == 403
    assert "omething hangs on vendor:b that you do not see" in answer.content.decode()
    assert "vendor:b" in everything()
