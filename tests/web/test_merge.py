"""Making two records of one thing one, from the page of either."""

from __future__ import annotations

import pytest

from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import MAKER
from tests.web.conftest import Enter

PAGE = "/items/application/crm/merge/"


@pytest.fixture
def twin(organisation: int) -> None:
    item = ItemChange("application:crm2", None, {"name": "C.R.M.", "description": "Customers"})
    link = LinkChange("application:wiki", "depends_on", "application:crm2", 0, None, {})
    apply(ChangeSet((item, link)), by=MAKER, via="test")


def test_a_twin_is_proposed_and_both_are_shown_before_anything_is_written(
    twin: None, enter: Enter
) -> None:
    client = enter("writer")
    assert "application:crm2" in client.get(PAGE).content.decode()
    page = client.get(PAGE, {"gone": "C.R.M."}).content.decode()
    assert "Customers" in page
    assert "1 link and no observations move" in page
    assert "application:crm2" in everything()


def test_what_hung_on_the_one_that_goes_hangs_on_the_one_that_stays(
    twin: None, enter: Enter
) -> None:
    answer = enter("writer").post(PAGE, {"gone": "application:crm2"}, follow=True)
    assert answer.redirect_chain == [("/items/application/crm/", 302)]
    plan = everything()
    assert "application:crm2" not in plan
    assert plan.plain("application:crm")["description"] == "Customers"
    ends = [end.other for end in plan.links_of("application:wiki", "depends_on")]
    assert ends == ["application:crm"]


def test_a_twin_that_is_not_there_is_said_and_changes_nothing(twin: None, enter: Enter) -> None:
    answer = enter("writer").post(PAGE, {"gone": "nothing"})
    assert answer.status_code == 404
    assert "nothing" in answer.content.decode()
    assert "application:crm2" in everything()


def test_two_that_are_not_seen_by_the_same_people_are_not_made_one(
    organisation: int, enter: Enter
) -> None:
    answer = enter("cio").post(PAGE, {"gone": "application:nightshade"})
    assert answer.status_code == 403
    assert "application:nightshade" in everything()
    assert enter("writer").get(PAGE, {"gone": "application:nightshade"}).status_code == 404
