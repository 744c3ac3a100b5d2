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


ONE = "/concerns/OWN001/?item=application:wiki"


def test_every_concern_has_an_address_of_its_own_that_outlives_it(enter: Enter) -> None:
    client = enter("cio")
    assert f'href="{ONE.replace(":", "%3A")}"' in client.get("/concerns/").content.decode()
    body = client.get(ONE).content.decode()
    assert "In engineers’ words" in body
    assert '<a href="/concerns/?code=OWN001">' in body
    assert "Why it matters</h2><p></p>" not in body
    assert "application:wiki has no owner" in body.replace("Application:", "application:")
    client.post("/items/application/wiki/links/", {"relation": "owner", "to": "role:cio"})
    after = client.get(ONE)
    assert after.status_code == 200
    assert "It does not stand" in after.content.decode()


def test_a_concern_about_what_may_not_be_seen_is_answered_as_none(enter: Enter) -> None:
    hidden = "/concerns/OWN001/?item=application:nightshade"
    assert enter("writer").get(hidden).status_code == 404
    assert enter("cio").get(hidden).status_code == 200
    assert enter("reader").get("/concerns/NONE9/").status_code == 404


def test_a_concern_is_given_to_somebody_who_finds_it_among_the_given(enter: Enter) -> None:
    client = enter("writer")
    stated = {"code": "OWN001", "item": "application:wiki", "to": "chief information officer",
              "due": "2099-02-01", "why": "before the audit"}  # fmt: skip
    assert client.post("/concerns/assign/", stated)["Location"] == ONE.replace(":", "%3A")
    key = next(everything().keys("action"))
    assert everything().plain(key)["code"] == "OWN001"
    assert everything().targets(key, "owner") == ["role:cio"]
    assert everything().targets(key, "about") == ["application:wiki"]
    body = client.get(ONE).content.decode()
    assert "Given to" in body
    assert "due 1 Feb 2099" in body.replace("\u00a0", " ")
    given = codes(client.get("/concerns.json", {"given": "yes"}).json())
    assert given == [("OWN001", "application:wiki")]


def test_whom_and_until_when_a_concern_is_given_is_held_to_what_is_accepted(enter: Enter) -> None:
    stated = {"code": "OWN001", "item": "application:wiki"}
    client = enter("writer")
    late = {"to": "role:cio", "due": "2001-01-01"}
    for wrong in ({"to": ""}, {"to": "nobody here"}, {"to": "application:crm"}, late):
        assert client.post("/concerns/assign/", stated | wrong).status_code == 422
    assert enter("reader").post("/concerns/assign/", stated | {"to": "role:cio"}).status_code == 403
    assert not list(everything().keys("action"))


def test_the_trend_says_since_when_it_is_known(enter: Enter) -> None:
    body = enter("reader").get("/concerns/trend/").content.decode()
    assert "The history begins on" in body
