"""A short form by a link: it shows what it must, works once, and its answers say by whom they are."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from cohelm.accounts.enquiries import MOST_WRONG
from cohelm.accounts.models import Access, Enquiry
from cohelm.store.history import batches
from cohelm.store.load import everything
from cohelm.store.sources import sources_of
from tests.cast import HIDDEN
from tests.web.conftest import Enter

ASK = ["application:crm users", "application:wiki criticality", "application:wiki users"]


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    cache.clear()


def link(client: Client, ask: list[str] | None = None, **told: Any) -> str:
    """Makes a link; the path that is sent on."""
    stated = {"to": "Bo Other", "days": 14, "ask": ask or ASK} | told
    response = client.post("/asked/", stated)
    assert response.status_code == 200, response.content.decode()
    found = re.search(r"http://testserver(/answer/[\w-]+/)", response.content.decode())
    assert found is not None
    return found.group(1)


def test_answers_wait_until_the_sender_accepts_them_and_then_say_by_whom_they_are(
    enter: Enter,
) -> None:
    sender, anybody = enter("writer"), Client()
    path = link(sender)
    shown = anybody.get(path).content.decode()
    assert "Users of CRM" in shown
    assert "Criticality of Wiki" in shown
    done = anybody.post(path, {"answer-0": "1,234", "answer-1": "high", "by": "Bo"})
    assert "Your answers are on their way" in done.content.decode()
    assert everything().plain("application:crm").get("users") != 1234
    waiting = sender.get("/asked/").content.decode()
    assert "Answered by Bo" in waiting
    assert "<ins>1,234</ins>" in waiting
    number = Enquiry.objects.get().pk
    sender.post(f"/asked/{number}/accept/")
    assert everything().plain("application:crm")["users"] == 1234
    assert everything().plain("application:wiki")["criticality"] == "high"
    last = batches()[0]
    assert (last.actor, last.via) == ("writer", "link")
    assert last.reason == "answered by Bo via link, asked by writer"
    source = {one.name: one for one in sources_of(everything(), "application:crm")}["users"]
    assert source.reason == last.reason
    assert sender.post(f"/asked/{number}/accept/").status_code == 404


def test_where_the_sender_chose_so_they_are_written_at_once(enter: Enter) -> None:
    path = link(enter("writer"), direct="1")
    Client().post(path, {"answer-0": "55"})
    assert everything().plain("application:crm")["users"] == 55
    assert batches()[0].reason == "answered by Bo Other via link, asked by writer"


def test_a_sender_who_may_write_no_more_writes_nothing_by_a_link(enter: Enter) -> None:
    path = link(enter("writer"), direct="1")
    Access.objects.filter(user__username="writer").update(level=1)
    before = everything().revision
    assert Client().post(path, {"answer-0": "55"}).status_code == 200
    assert everything().revision == before


def test_a_link_works_once_until_it_expires_or_is_taken_back(enter: Enter) -> None:
    sender, anybody = enter("writer"), Client()
    used = link(sender)
    anybody.post(used, {"answer-0": "5"})
    assert anybody.get(used).status_code == 404
    assert anybody.post(used, {"answer-0": "6"}).status_code == 404
    old = link(sender)
    Enquiry.objects.order_by("-pk").update(expires=timezone.now() - timedelta(seconds=1))
    assert anybody.get(old).status_code == 404
    back = link(sender)
    sender.post(f"/asked/{Enquiry.objects.latest('pk').pk}/close/")
    assert anybody.get(back).status_code == 404
    assert anybody.get("/answer/nonsense/").status_code == 404


def test_what_cannot_be_taken_is_said_at_its_field_and_counted(enter: Enter) -> None:
    anybody, path = Client(), link(enter("writer"))
    response = anybody.post(path, {"answer-0": "many", "answer-1": ""})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    empty = anybody.post(path, {})
    assert "Nothing was answered" in empty.content.decode()
    Enquiry.objects.update(wrong=MOST_WRONG)
    assert anybody.get(path).status_code == 404


def test_one_address_is_slowed_down(enter: Enter) -> None:
    path, anybody = link(enter("writer")), Client()
    codes = [anybody.get("/answer/guess/").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]
    assert anybody.get(path).status_code == 429


def test_the_form_shows_nothing_besides_its_questions(enter: Enter) -> None:
    body = Client().get(link(enter("cio"), ["application:crm annual_cost"])).content.decode()
    assert "Annual cost of CRM" in body
    assert "77,123" not in body
    assert "/items/" not in body
    assert HIDDEN not in body


def test_nobody_asks_about_what_they_do_not_see_nor_more_than_three(enter: Enter) -> None:
    writer = enter("writer")
    for ask, code in (
        (["application:nightshade users"], 422),
        (
            [f"application:crm {one}" for one in ("users", "criticality", "name", "description")],
            422,
        ),
        (["application:crm clearance"], 422),
        (["person:ann name"], 422),
        (["application:crm owner"], 422),
        ([], 422),
    ):
        response = writer.post("/asked/", {"to": "Bo", "days": 3, "ask": ask})
        assert response.status_code == code, ask
    assert Enquiry.objects.count() == 0
    assert writer.get("/asked/new/", {"ask": "application:nightshade users"}).status_code == 404


def test_only_the_sender_accepts_or_takes_back(enter: Enter) -> None:
    link(enter("writer"))
    number = Enquiry.objects.get().pk
    assert enter("cio").post(f"/asked/{number}/close/").status_code == 404
    assert enter("cio").post(f"/asked/{number}/accept/").status_code == 404


def test_the_secret_is_kept_as_a_hash_alone(enter: Enter) -> None:
    secret = link(enter("writer")).strip("/").split("/")[-1]
    assert secret not in str(Enquiry.objects.values().get())


def test_the_page_of_what_is_worth_asking_offers_a_link(enter: Enter) -> None:
    client = enter("cio")
    body = client.get("/ask-for/").content.decode()
    assert "Worth asking" in body
    chosen = client.get("/asked/new/", {"ask": ASK[:1], "to": "Bo"}).content.decode()
    assert "Users of CRM" in chosen


def test_what_one_link_cannot_ask_is_named_with_a_way_to_ask_it(enter: Enter) -> None:
    chosen = "&".join(
        f"ask={one.replace(' ', '+')}" for one in [*ASK, "application:crm criticality"]
    )
    page = enter("writer").get(f"/asked/new/?{chosen}").content.decode()
    assert page.count('</span><input type="hidden" name="ask"') == 3
    assert "Not asked by this one: criticality of CRM" in page
    assert 'href="/asked/new/?ask=application%3Acrm+criticality"' in page
