"""A request is answered by whom the rights name, once, and a no with a reason."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from cohelm.accounts.person import person_of
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import NotPermitted
from cohelm.store.apply import apply
from cohelm.store.load import everything
from tests.cast import MAKER
from tests.web.conftest import Enter

PAGE = "/triage/portal/"


@pytest.fixture(autouse=True)
def request_of_sales(organisation: int, people: dict[str, User]) -> None:
    apply(ChangeSet((
        ItemChange("request:portal", None, {"name": "A portal", "status": "new"}),
        ItemChange("person:ann", None, {"name": "Ann"}),
        LinkChange("person:ann", "fills", "role:cto", 0, None, {}),
        LinkChange("request:portal", "office", "office:cto", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    people["cto"].access.person = "person:ann"
    people["cto"].access.save()


def test_the_lead_of_the_office_that_is_asked_answers_and_others_are_told_whose_it_is(
    enter: Enter,
) -> None:
    assert "not yours to give" in enter("cio").get(PAGE).content.decode()
    assert enter("cio").post(PAGE, {"answer": "accepted"}).status_code == 403
    assert "leads CTO" in enter("cto").get(PAGE).content.decode()
    assert enter("cto").post(PAGE, {"answer": "declined", "because": " "}).status_code == 422
    assert enter("cto").post(PAGE, {"answer": "perhaps"}).status_code == 422
    assert (
        enter("cto").post(PAGE, {"answer": "declined", "because": "No people"}).status_code == 302
    )
    plain = everything().plain("request:portal")
    assert (plain["status"], plain["answer"]) == ("declined", "No people")
    assert plain["answered_on"]
    assert enter("cto").post(PAGE, {"answer": "accepted"}).status_code == 422


def test_no_other_door_answers_it_for_somebody_whom_nobody_names(
    enter: Enter, people: dict[str, User]
) -> None:
    answer = ItemChange("request:portal", {"status": "new"}, {"status": "accepted"})
    for name, via in (("cio", "api"), ("cio", "web"), ("admin", "mcp")):
        with pytest.raises(NotPermitted, match="not yours to give"):
            apply(ChangeSet((answer,)), by=person_of(people[name]).writer, via=via)
    own = ItemChange("request:portal", {"status": "new"}, {"status": "withdrawn"})
    assert apply(ChangeSet((own,)), by=person_of(people["cio"]).writer, via="api").changes == 1
    again = ItemChange("request:portal", {"status": "withdrawn"}, {"status": "new"})
    apply(ChangeSet((again,)), by=MAKER, via="test")
    done = apply(ChangeSet((answer,)), by=person_of(people["cto"]).writer, via="api")
    assert done.changes == 1


def test_a_file_may_say_what_was_answered_elsewhere(people: dict[str, User]) -> None:
    answer = ItemChange("request:portal", {"status": "new"}, {"status": "declined"})
    by = person_of(people["writer"]).writer
    assert apply(ChangeSet((answer,)), by=by, via="import").changes == 1


def test_a_request_that_is_not_there_is_not_found(enter: Enter) -> None:
    assert enter("cto").get("/triage/none/").status_code == 404


def test_the_page_of_requests_leads_to_each_that_waits(enter: Enter) -> None:
    assert 'href="/triage/portal/">A portal' in enter("writer").get("/requests/").content.decode()
    assert "/triage/" not in enter("reader").get("/requests/").content.decode()


def test_who_is_of_a_department_and_no_office_meets_its_requests_first_and_all_a_click_away(
    enter: Enter, people: dict[str, User]
) -> None:
    apply(ChangeSet((
        ItemChange("department:sales", None, {"name": "Sales"}),
        ItemChange("person:uwe", None, {"name": "Uwe"}),
        LinkChange("person:uwe", "department", "department:sales", 0, None, {}),
        LinkChange("person:ann", "department", "department:sales", 0, None, {}),
        ItemChange("request:desk", None, {"name": "A desk", "status": "new"}),
        LinkChange("request:desk", "asked_by", "department:sales", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    people["writer"].access.person = "person:uwe"
    people["writer"].access.save()
    client = enter("writer")
    assert client.get("/requests/").headers["Location"] == "/requests/?department=sales"
    own = client.get("/requests/?department=sales").content.decode()
    assert 'A desk</a> <span class="quiet">Sales<' in own
    assert "A portal" not in own
    assert 'href="/requests/?department=all"' in own
    assert "A portal" in client.get("/requests/?department=all").content.decode()
    assert enter("cto").get("/requests/").status_code == 200
    assert client.get("/requests/?department=none").status_code == 404
