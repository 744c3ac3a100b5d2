from __future__ import annotations

from cohelm.store.load import everything
from tests.cast import HIDDEN
from tests.web.conftest import Enter

WIKI = {"code": "OWN001", "item": "application:wiki", "reason": "retired in spring"}


def codes(client_json: dict[str, object]) -> list[tuple[str, str]]:
    found = client_json["concerns"]
    assert isinstance(found, list)
    return [(one["code"], one["items"][0]) for one in found]


def test_a_concern_is_told_in_business_words_with_evidence_behind_it(enter: Enter) -> None:
    body = enter("reader").get("/concerns/", {"code": "OWN001"}).content.decode()
    assert "Nobody answers for the application" in body
    assert "Evidence" in body
    assert "application:wiki has no owner" in body.replace("Application:", "application:")


def test_concerns_are_narrowed_by_severity_office_domain_and_check(enter: Enter) -> None:
    client = enter("reader")
    everything_ = codes(client.get("/concerns.json").json())
    for name, value in (("office", "office:cio"), ("domain", "estate"), ("code", "OWN001")):
        found = client.get("/concerns.json", {name: value}).json()
        assert 0 < len(found["concerns"]) < len(everything_)
        assert found["total"] == len(found["concerns"])
    owners = codes(client.get("/concerns.json", {"code": "OWN001"}).json())
    assert ("OWN001", "application:wiki") in owners
    assert {code for code, _ in owners} == {"OWN001"}


def test_no_concern_speaks_of_what_may_not_be_seen(enter: Enter) -> None:
    for path in ("/concerns/", "/concerns.json", "/concerns.csv"):
        assert HIDDEN.lower() not in enter("writer").get(path).content.decode().lower()
    assert HIDDEN.lower() in enter("cio").get("/concerns.json").content.decode().lower()


def test_a_concern_is_accepted_until_a_day_by_who_may_with_a_reason(enter: Enter) -> None:
    client = enter("cio")
    assert client.post("/concerns/accept/", WIKI | {"until": "2099-01-01"}).status_code == 302
    assert ("OWN001", "application:wiki") not in codes(client.get("/concerns.json").json())
    body = client.get("/concerns/", {"accepted": "1"}).content.decode()
    assert "Accepted until 1 Jan 2099: retired in spring" in body
    key = next(everything().keys("acceptance"))
    assert everything().targets(key, "item") == ["application:wiki"]


def test_accepting_takes_an_office_lead_a_reason_and_a_day_to_come(enter: Enter) -> None:
    until = {"until": "2099-01-01"}
    assert enter("writer").post("/concerns/accept/", WIKI | until).status_code == 403
    client = enter("cio")
    assert client.post("/concerns/accept/", WIKI | until | {"reason": " "}).status_code == 422
    assert client.post("/concerns/accept/", WIKI | {"until": "2001-01-01"}).status_code == 422
    assert client.post("/concerns/accept/", WIKI | {"until": "soon"}).status_code == 422
    other = WIKI | until | {"item": "application:crm"}
    assert client.post("/concerns/accept/", other).status_code == 404
    assert not list(everything().keys("acceptance"))


def test_what_is_accepted_of_a_hidden_item_stays_hidden(enter: Enter) -> None:
    client = enter("cio")
    stated = {"code": "OWN001", "item": "application:nightshade", "reason": "between us",
              "until": "2099-01-01"}  # fmt: skip
    assert client.post("/concerns/accept/", stated).status_code == 302
    body = enter("admin").get("/items/acceptance/").content.decode()
    assert HIDDEN not in body
    assert "There are no acceptances yet" in body
