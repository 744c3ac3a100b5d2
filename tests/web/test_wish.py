"""A request in three fields, from its form to what becomes of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import MAKER
from tests.web.conftest import Enter


@pytest.fixture
def sales(organisation: int) -> None:
    apply(
        ChangeSet((ItemChange("department:sales", None, {"name": "Sales"}),)), by=MAKER, via="test"
    )


def test_what_is_asked_stands_among_what_waits(sales: None, enter: Enter) -> None:
    client = enter("writer")
    assert "/wish/" in client.get("/requests/").content.decode()
    stated = {"what": "Bids by phone", "who": "department:sales", "by": "2999-01-31"}
    page = client.post("/wish/", stated, follow=True).content.decode()
    assert "1 request open, 1 without an answer" in page
    plain = everything().plain("request:bids-by-phone")
    today = datetime.now(UTC).date().isoformat()
    assert (plain["status"], plain["asked_on"], plain["wanted_by"]) == ("new", today, "2999-01-31")
    assert everything().targets("request:bids-by-phone", "asked_by") == ["department:sales"]
    client.post("/wish/", stated)  # asked again it is another one
    assert len(list(everything().keys("request"))) == 2


def test_the_form_begins_with_the_department_of_whoever_asks(
    sales: None, enter: Enter, people: dict[str, User]
) -> None:
    chosen = '<option value="department:sales" selected>'
    apply(ChangeSet((
        ItemChange("person:ann", None, {"name": "Ann"}),
        LinkChange("person:ann", "department", "department:sales", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    assert chosen not in enter("writer").get("/wish/").content.decode()
    people["writer"].access.person = "person:ann"
    people["writer"].access.save()
    assert chosen in enter("writer").get("/wish/").content.decode()


@pytest.mark.parametrize(
    "stated",
    [{"what": " ", "who": "department:sales"}, {"what": "x", "who": "department:nix"},
     {"what": "x", "who": "role:cio"}, {"what": "x", "who": "department:sales", "by": "soon"}],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_written(
    sales: None, enter: Enter, stated: dict[str, str]
) -> None:
    assert enter("writer").post("/wish/", stated).status_code == 422
    assert not list(everything().keys("request"))


def test_without_departments_the_page_says_what_to_bring(organisation: int, enter: Enter) -> None:
    assert "No department is on record" in enter("writer").get("/wish/").content.decode()
