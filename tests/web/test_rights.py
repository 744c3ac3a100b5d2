"""The matrix, settling a concern, and a right that is somebody else's, as pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from cohelm.store.load import as_seen, everything
from tests.store.cast import bring
from tests.web.conftest import Enter

RIGHTS = {
    "person:ann": {"name": "Ann", "fills": ["role:cio"]},
    "right:two": {"name": "Change things", "verb": "change", "covers": "application",
                  "accountable": ["role:cio", "role:cto"], "reviewed_on": "2026-11-01"},
    "right:end": {"name": "End things", "verb": "retire", "covers": "application",
                  "accountable": ["role:cio"], "reviewed_on": "2026-11-01"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def rights(organisation: int) -> None:
    bring(RIGHTS)


def test_the_matrix_names_right_role_and_letter_to_a_screen_reader(enter: Enter) -> None:
    body = enter("reader").get("/rights/matrix/").content.decode()
    assert 'aria-label="Change things, Chief information officer, accountable"' in body
    assert "two named" in body
    assert "data-cell href" not in body  # a reader changes nothing


def cell(letter: str, holder: str = "role:cto", right: str = "right:end") -> dict[str, str]:
    return {"right": right, "holder": holder, "letter": letter}


def test_a_cell_is_one_letter_through_the_one_door_and_can_be_undone(enter: Enter) -> None:
    client = enter("cio")
    answer = client.post("/rights/matrix/cell/", cell("C"), headers={"X-Cell": "1"})
    letter, batch = answer.content.decode().split("\n")
    assert letter == "C"
    assert everything().targets("right:end", "consulted") == ["role:cto"]
    client.post("/rights/matrix/cell/", cell("I"))
    assert everything().targets("right:end", "consulted") == []
    assert everything().targets("right:end", "informed") == ["role:cto"]
    client.post("/rights/matrix/cell/", cell("none"))
    assert everything().targets("right:end", "informed") == []
    assert int(batch) > 0


def test_a_cell_works_without_javascript_and_refuses_what_is_no_letter(enter: Enter) -> None:
    client = enter("cio")
    page = client.get("/rights/matrix/cell/", {"right": "right:end", "holder": "role:cto"})
    assert b"accountable" in page.content
    assert client.post("/rights/matrix/cell/", cell("X")).status_code == 422
    assert client.post("/rights/matrix/cell/", cell("A", holder="role:none")).status_code == 404
    assert enter("writer").post("/rights/matrix/cell/", cell("A")).status_code == 403


def test_the_matrix_is_compared_with_what_was_known_before(enter: Enter) -> None:
    body = enter("cio").get("/rights/matrix/", {"since": "2020-01-01"}).content.decode()
    assert "<del>–</del>" in body


def test_a_concern_is_settled_and_the_decision_is_on_record(enter: Enter) -> None:
    client = enter("cio")
    concern = "RGT004:right:two"
    body = client.get("/rights/resolve/", {"concern": concern}).content.decode()
    assert "It would settle this" in body
    post = {"concern": concern, "move": "1", "reason": "inward"}
    assert enter("writer").post("/rights/resolve/", post).status_code == 403
    assert client.post("/rights/resolve/", post).status_code == 302
    plan = everything()
    assert plan.targets("right:two", "accountable") == ["role:cio"]
    (key,) = plan.keys("decision")
    assert plan.plain(key)["description"] == "inward"


def test_a_move_is_tried_as_a_scenario_and_the_current_plan_stays(enter: Enter) -> None:
    concern, client = "RGT004:right:two", enter("cio")
    body = client.get("/rights/resolve/", {"concern": concern}).content.decode()
    assert "Try it as a scenario" in body
    post = {"concern": concern, "move": "1"}
    assert enter("writer").post("/rights/resolve/try/", post).status_code == 403
    answer = client.post("/rights/resolve/try/", post)
    name = answer["Location"].partition("?scenario=")[2]
    two = [as_seen(everything(), of).targets("right:two", "accountable") for of in ("", name)]
    assert two == [["role:cio", "role:cto"], ["role:cio"]]
    assert "/items/right/two/" in client.get(answer["Location"]).content.decode()
    assert client.post(f"/rights/resolve/try/?scenario={name}", post).status_code == 400
    assert client.post("/rights/resolve/try/", post | {"move": "9"}).status_code == 404


RETIRE = {"name": "Wiki", "lifecycle.end_of_life": "2027-01-31", "was-lifecycle.end_of_life": ""}


def test_who_lacks_the_right_is_told_who_has_it_can_send_it_or_go_past_it(enter: Enter) -> None:
    bring({"organisation:organisation": {"rights_when_retiring": "enforce"}})
    client = enter("writer")
    form = client.get("/items/application/wiki/edit/").content.decode()
    name = next(part for part in form.split('name="') if part.startswith("lifecycle")
                and "end_of_life" in part.split('"')[0]).split('"')[0]  # fmt: skip
    stated = {name: "2027-01-31", f"was-{name}": ""}
    answer = client.post("/items/application/wiki/edit/", stated)
    assert answer.status_code == 403
    assert "is the right of Chief information officer by right:end" in answer.content.decode()
    sent = {"verb": "retire", "item": "application:wiki", "reason": "nobody reads it"}
    assert client.post("/rights/send/", sent).status_code == 302
    plan = everything()
    (key,) = plan.keys("decision")
    assert plan.plain(key)["status"] == "proposed"
    assert plan.targets(key, "decided_by") == ["role:cio"]
    assert [end.says["how"] for end in plan.links_of(key, "told")] == ["cohelm"]
    past = client.post("/items/application/wiki/edit/", stated | {"past_rights": "it leaks"})
    assert past.status_code == 302
    assert len(list(everything().keys("decision"))) == 2


ANSWERS = {"builds_its_own": "not_at_all", "sells_technology": "not_at_all", "engineers": "not_at_all",
           "compliance": "very_much", "vendors": "much"}  # fmt: skip


def test_founders_are_answered_without_an_account_or_an_organisation(enter: Enter) -> None:
    client = enter("nobody")
    assert "Which officer first" in client.get("/first/").content.decode()
    body = client.get("/first/", ANSWERS).content.decode()
    assert "CIO first" in body
    assert "Cohelm&#x27;s own model" in body
    assert "Until there is a CTO" in body
    assert "Begin with these rights" not in body
    assert client.post("/first/begin/", {"verdict": "cio"}).status_code == 302  # to the door


def test_who_may_approve_is_asked_in_a_box_and_answered_with_the_right(enter: Enter) -> None:
    client = enter("reader")
    asked = {"verb": "retire", "item": "application:crm"}
    body = client.get("/who-decides/", asked).content.decode()
    assert "Chief information officer" in body
    assert "End things" in body
    new = client.get("/who-decides/", {"verb": "retire", "item": "application", "says": "users=4"})
    assert "Chief information officer" in new.content.decode()


def test_the_map_says_beneath_a_field_whose_it_was_on_an_earlier_day(enter: Enter) -> None:
    body = enter("cio").get("/rights/matrix/", {"since": "2020-01-01"}).content.decode()
    assert "no domain, retire: CIO</span>" in body
    assert body.count("was: no right</small>") == 2
    same = enter("cio").get("/rights/matrix/", {"since": "2100-01-01"}).content.decode()
    assert "was: " not in same


def test_an_amount_without_a_currency_is_in_that_of_the_books(enter: Enter) -> None:
    asked = {"verb": "retire", "item": "application:crm", "amount": "300,000"}
    body = enter("cio").get("/who-decides/", asked).content.decode()
    assert "retire CRM at 300,000" in body.replace("\N{NO-BREAK SPACE}", " ")
    wrong = enter("cio").get("/who-decides/", asked | {"amount": "much"})
    assert wrong.status_code == 400
    assert "an amount and a currency code" in wrong.content.decode()


FUNDING = {
    "budget:b": {"name": "B", "amount": "5 EUR"},
    "right:pay": {"name": "Pay", "verb": "fund", "covers": "application",
                  "accountable": ["role:cio"], "reviewed_on": "2026-11-01"},
    "organisation:organisation": {"rights_when_funding": "enforce"},
}  # fmt: skip


def test_funding_by_a_link_is_held_and_can_go_past_the_right(enter: Enter) -> None:
    bring(FUNDING)
    client = enter("admin")  # an access level is no right
    stated = {"relation": "funds", "to": "application:wiki"}
    answer = client.post("/items/budget/b/links/", stated)
    assert answer.status_code == 403
    assert "is the right of Chief information officer by right:pay" in answer.content.decode()
    assert "Send it to Chief information officer" in answer.content.decode()
    assert everything().targets("budget:b", "funds") == []
    past = client.post("/items/budget/b/links/", stated | {"past_rights": "the bill is due"})
    assert past.status_code == 302
    assert everything().targets("budget:b", "funds") == ["application:wiki"]
    (key,) = everything().keys("decision")
    assert everything().plain(key)["context"] == "the bill is due"


def test_a_program_is_told_whose_right_it_is_and_can_go_past_it_with_a_reason(enter: Enter) -> None:
    bring({"organisation:organisation": {"rights_when_retiring": "enforce"}})
    client = enter("admin")
    token = client.post("/tokens/", {"name": "p", "scope": "write", "days": "1"})
    secret = next(word for word in re.split(r"[<>\s]", token.content.decode())
                  if word.startswith("cohelm_"))  # fmt: skip
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    address, etag = "/api/v1/items/application/wiki", ""
    etag = program.get(address)["ETag"]

    def ended(query: str = "") -> Any:
        return program.patch(
            address + query, {"lifecycle": {"end_of_life": "2027-01-31"}},
            content_type="application/json", headers={"If-Match": etag},
        )  # fmt: skip

    refused = ended()
    assert refused.status_code == 403
    assert refused.json()["rights"] == [
        {"verb": "retire", "item": "application:wiki", "accountable": ["role:cio"],
         "by": ["right:end"], "gap": None}
    ]  # fmt: skip
    assert ended("?past_rights=it+leaks").status_code == 200
    assert "past-the-rights-retire-wiki" in everything().table("decision").ids


def test_several_at_once_are_held_too_and_can_be_sent(enter: Enter) -> None:
    bring({"initiative:shop": {"name": "Shop", "status": "proposal"},
           "right:go": {"name": "Go", "verb": "approve", "covers": "initiative", "enforced": True,
                        "accountable": ["role:cio"], "reviewed_on": "2026-11-01"}})  # fmt: skip
    address = "/items/initiative/several/?field=status&value=approved&id=shop"
    answer = enter("cto").post(address, {"reason": "all of them"})
    assert answer.status_code == 403
    assert "Send it to Chief information officer" in answer.content.decode()
    assert everything().plain("initiative:shop")["status"] == "proposal"


def test_which_officer_first_is_not_asked_once_both_chairs_are_filled(enter: Enter) -> None:
    client = enter("reader")
    asks = "Which officer first"
    assert asks in client.get("/domains/rights/").content.decode()
    bring({"person:cy": {"name": "Cy", "fills": ["role:cto"]}})
    assert asks not in client.get("/domains/rights/").content.decode()
    body = client.get("/first-officer/").content.decode()
    assert "<h1>Both chairs are filled</h1>" in body
    assert "Too little is known" not in body
