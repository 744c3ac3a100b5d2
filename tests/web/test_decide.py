"""The page of a decision: who has to know, telling them, and acknowledging without an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.models import Told
from cohelm.accounts.secrets import digest
from cohelm.accounts.telling import acknowledge, mail_digests
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.errors import Conflict
from cohelm.store.access import Level
from cohelm.store.apply import apply
from cohelm.store.load import everything
from cohelm.web.documents import documents_in
from tests.cast import MAKER
from tests.web.conftest import Enter

KEY = "decision:move"


@pytest.fixture
def decision(organisation: int, people: dict[str, User]) -> None:
    taken = {"name": "Move", "status": "accepted", "decided_on": "2026-11-01", "outcome": "Yes."}
    apply(ChangeSet((
        ItemChange(KEY, None, taken),
        ItemChange("person:ann", None, {"name": "Ann"}),
        LinkChange("person:ann", "fills", "role:cto", 0, None, {}),
        LinkChange(KEY, "about", "application:shop", 0, None, {}),
        LinkChange(KEY, "about", "application:crm", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip
    reader = people["reader"]
    reader.email = "ann@example.org"
    reader.save()
    reader.access.person = "person:ann"
    reader.access.save()


def said(key: str) -> dict[str, object]:
    (end,) = [one for one in everything().links_of(KEY, "told") if one.other == key]
    return dict(end.says)


def test_told_in_person_closes_the_missing_record_with_one_button(
    decision: None, enter: Enter
) -> None:
    client = enter("writer")
    assert "No record that 2 of 2" in client.get("/decide/move/").content.decode()
    answer = client.post("/decide/move/tell/", {"who": "role:cio", "how": "in_person"}, follow=True)
    assert "No record that 1 of 2" in answer.content.decode()
    assert said("role:cio")["how"] == "in_person"
    assert not Told.objects.exists()


def test_who_only_reads_gets_no_buttons_and_tells_nobody(decision: None, enter: Enter) -> None:
    assert "Told in person" not in enter("reader").get("/decide/move/").content.decode()
    stated = {"who": "role:cio", "how": "in_person"}
    assert enter("reader").post("/decide/move/tell/", stated).status_code == 403
    assert enter("writer").post("/decide/move/tell/", stated | {"how": "owl"}).status_code == 422


def test_a_mail_holds_a_link_that_acknowledges_once_without_signing_in_by_its_button_alone(
    decision: None, enter: Enter, settings: Settings
) -> None:
    settings.MAILS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    enter("writer").post("/decide/move/tell/", {"who": "role:cto", "how": "cohelm"})
    now = timezone.now()
    assert (mail_digests(now, speak=documents_in), mail_digests(now, speak=documents_in)) == (1, 0)
    (sent,) = mail.outbox
    assert sent.to == ["ann@example.org"]
    assert "Move" in sent.body
    (path,) = re.findall(r"/seen/\S+", sent.body)
    nobody = Client()
    assert "I saw it" in nobody.get(path).content.decode()
    assert "acknowledged_on" not in said("role:cto")
    assert "It is noted that you saw it" in nobody.post(path).content.decode()
    assert said("role:cto")["acknowledged_on"] == now.date().isoformat()
    before = everything().revision
    nobody.post(path)
    assert everything().revision == before
    assert nobody.get("/seen/nonsense/").status_code == 404
    Told.objects.update(mailed=now - timedelta(days=61))
    assert nobody.get(path).status_code == 404


def test_what_cannot_be_written_leaves_the_notice_unseen(
    decision: None, enter: Enter, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("writer").post("/decide/move/tell/", {"who": "role:cto", "how": "cohelm"})
    notice = Told.objects.get(decision=KEY)

    def refused(*_args: object, **_kwargs: object) -> None:
        raise Conflict("somebody wrote meanwhile")

    with monkeypatch.context() as patched:
        patched.setattr("cohelm.accounts.telling.apply", refused)
        with pytest.raises(Conflict):
            acknowledge(notice, now=timezone.now())
    notice.refresh_from_db()
    assert notice.seen is None
    acknowledge(notice, now=timezone.now())
    notice.refresh_from_db()
    assert notice.seen is not None
    assert said("role:cto")["acknowledged_on"]


def test_the_link_of_a_mail_leads_to_what_everybody_sees_and_is_cut_when_who_told_may_not_write(
    decision: None, enter: Enter, people: dict[str, User]
) -> None:
    notice = Told.objects.create(
        user=people["reader"], sender=people["writer"], decision=KEY, to="role:cto",
        made=timezone.now(), mailed=timezone.now(), digest=digest("secret"),
    )  # fmt: skip
    assert 'href="/decide/move/"' in Client().get("/seen/secret/").content.decode()
    people["writer"].access.level = Level.READER
    people["writer"].access.save()
    answer = Client().post("/seen/secret/")
    assert (answer.status_code, "decision" in answer.content.decode()) == (404, False)
    notice.refresh_from_db()
    assert notice.seen is None
    people["writer"].access.level = Level.CONTRIBUTOR
    people["writer"].access.save()
    apply(ChangeSet((ItemChange(KEY, {"clearance": None}, {"clearance": "money"}),)),
          by=MAKER, via="test")  # fmt: skip
    assert "/decide/" not in Client().get("/seen/secret/").content.decode()


def test_a_decision_as_a_record_reads_as_markdown(decision: None, enter: Enter) -> None:
    body = enter("reader").get("/decide/move/record/").content.decode()
    assert "\n# Move\n" in body
    assert "## Decision Outcome\n\nYes." in body


@pytest.fixture
def question(decision: None) -> None:
    apply(ChangeSet((
        ItemChange("organisation:organisation", {"rights_when_deciding": None},
                   {"rights_when_deciding": "enforce"}),
        ItemChange("right:end", None, {"name": "End", "verb": "retire", "covers": "application"}),
        LinkChange("right:end", "accountable", "role:cto", 0, None, {}),
        ItemChange("decision:end", None, {"name": "End CRM?", "status": "proposed", "verb": "retire"}),
        LinkChange("decision:end", "about", "application:crm", 0, None, {}),
    )), by=MAKER, via="test")  # fmt: skip


def test_who_has_the_right_decides_and_who_has_not_goes_past_it_with_a_reason(
    question: None, enter: Enter, people: dict[str, User]
) -> None:
    stated = {"verdict": "accepted", "outcome": "End it.", "look_back": "2999-01-31"}
    client = enter("writer")
    assert "Chief technology officer" in client.get("/decide/end/").content.decode()
    refused = client.post("/decide/end/take/", stated)
    assert refused.status_code == 403
    assert "is the right of Chief technology officer" in refused.content.decode()
    assert everything().plain("decision:end")["status"] == "proposed"
    people["writer"].access.person = "person:ann"
    people["writer"].access.save()
    assert client.post("/decide/end/take/", stated).status_code == 302
    taken = everything().plain("decision:end")
    assert (taken["status"], taken["outcome"], taken["review_on"]) == (
        "accepted", "End it.", "2999-01-31",
    )  # fmt: skip
    assert 'name="verdict"' not in client.get("/decide/end/").content.decode()
    assert client.post("/decide/end/take/", stated).status_code == 400


def test_the_reason_for_going_past_the_right_stays_on_record(question: None, enter: Enter) -> None:
    stated = {"verdict": "rejected", "outcome": "It stays.", "past_rights": "nobody is here"}
    assert enter("writer").post("/decide/end/take/", stated).status_code == 302
    assert everything().plain("decision:past-the-rights-retire-crm")["context"] == "nobody is here"


@pytest.mark.parametrize(
    "stated", [{"verdict": "maybe", "outcome": "x"}, {"verdict": "accepted", "outcome": " "},
               {"verdict": "accepted", "outcome": "x", "look_back": "soon"}]
)  # fmt: skip
def test_an_answer_that_is_none_is_refused(
    question: None, enter: Enter, stated: dict[str, str]
) -> None:
    assert enter("writer").post("/decide/end/take/", stated).status_code in (400, 422)
    assert everything().plain("decision:end")["status"] == "proposed"


def test_a_figure_is_kept_as_it_was_and_its_address_still_shows_it(
    decision: None, enter: Enter
) -> None:
    client = enter("writer")
    address = "http://any.example/decisions/why/open/?days=100"
    assert client.post("/decide/move/cite/", {"address": address}).status_code == 302
    (line,) = everything().plain(KEY)["evidence"]
    assert line.startswith(
        "Open: 0 (Which decisions wait, and how long do they take? /decisions/why/"
    )
    apply(ChangeSet((ItemChange("decision:new", None, {"name": "New", "status": "proposed"}),)),
          by=MAKER, via="test")  # fmt: skip
    kept = line.rpartition(" ")[2].removesuffix(")")
    assert "Open: 1" in client.get("/decisions/why/open/?days=100").content.decode()
    assert "Open: 0" in client.get(kept).content.decode()
    assert kept.replace("&", "&amp;") in client.get("/decide/move/").content.decode()
    for wrong in ("", "/items/decision/", "/decisions/why/nix/", "javascript:alert(1)"):
        assert client.post("/decide/move/cite/", {"address": wrong}).status_code in (404, 422)
