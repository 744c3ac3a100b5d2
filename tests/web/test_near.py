"""What stands below the box that finds, while one types."""

from __future__ import annotations

import re

import pytest

from tests.cast import HIDDEN
from tests.web.conftest import Enter


def found(enter: Enter, name: str, typed: str) -> list[str]:
    answer = enter(name).get("/search/near/", {"q": typed})
    assert answer.status_code == 200
    return re.findall(r"<a href=\"([^\"]+)\"><span>", answer.content.decode())


def test_pages_lists_and_actions_come_before_items(enter: Enter) -> None:
    near = found(enter, "writer", "applic")
    assert near[0] == "/items/application/"
    assert "/items/application/new/" in near
    assert "/items/application/crm/" in found(enter, "writer", "crm")


@pytest.mark.parametrize(
    ("typed", "path"), [("concrens", "/concerns/"), ("scenarois", "/scenarios/")]
)
def test_typing_errors_are_forgiven(enter: Enter, typed: str, path: str) -> None:
    assert path in found(enter, "reader", typed)


def test_actions_that_one_may_not_do_are_not_offered(enter: Enter) -> None:
    assert "/items/application/new/" not in found(enter, "reader", "new application")
    assert found(enter, "cio", "who has access") == []
    assert found(enter, "admin", "who has access") == ["/people/"]


def test_what_one_may_not_see_is_not_near(enter: Enter) -> None:
    assert found(enter, "reader", HIDDEN) == []
    assert "/items/application/nightshade/" not in found(enter, "admin", HIDDEN)
    assert found(enter, "cto", HIDDEN) == ["/items/application/nightshade/"]


def test_addresses_keep_the_plan_that_is_looked_at(enter: Enter) -> None:
    answer = enter("reader").get("/search/near/", {"q": "crm", "on": "2027-02-01"})
    assert "/items/application/crm/?on=2027-02-01" in answer.content.decode()


def test_an_empty_box_finds_nothing_and_wrong_words_say_so(enter: Enter) -> None:
    assert found(enter, "reader", "") == []
    answer = enter("reader").get("/search/near/", {"q": "qqqqqq"})
    assert "Nothing goes by these words" in answer.content.decode()


def test_the_small_words_of_questions_find_nothing_unless_they_begin_one(enter: Enter) -> None:
    assert not any("/fund/" in path for path in found(enter, "reader", "shoul"))
    assert "/who-decides/" in found(enter, "reader", "who dec")
    assert "/fund/" in found(enter, "reader", "funded")
