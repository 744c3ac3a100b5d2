"""One's own language: what was chosen goes before what the browser asks for."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.feeds import make_feed
from cohelm.accounts.models import Access
from cohelm.core.errors import UsageError
from cohelm.server.languages_there import language_among
from cohelm.store.models import Job
from tests.web.conftest import Enter
from tests.web.pseudo import CODE, OPEN, offered, pseudo


@pytest.fixture(autouse=True)
def asks(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """The pseudo-locale is there; the header that asks for it."""
    return offered(settings, tmp_path)


def tongue(answer: Any) -> str:
    """The language that an answer says it is in, which its page says too."""
    said = str(answer["Content-Language"])
    assert f'<html lang="{said}">' in answer.content.decode()
    return said


def test_what_was_chosen_goes_before_what_the_browser_asks_for(
    enter: Enter, asks: dict[str, str]
) -> None:
    client = enter("reader")
    assert (tongue(client.get("/")), tongue(client.get("/", headers=asks))) == ("en", CODE)
    client.post("/language/", {"language": CODE})
    assert (
        tongue(client.get("/"))
        == tongue(client.get("/", headers={"Accept-Language": "en"}))
        == CODE
    )
    client.post("/language/", {"language": "en"})
    assert tongue(client.get("/", headers=asks)) == "en"
    client.post("/language/", {"language": ""})
    assert (tongue(client.get("/")), tongue(client.get("/", headers=asks))) == ("en", CODE)


def test_a_choice_is_one_s_own_and_said_in_the_language_that_was_chosen(enter: Enter) -> None:
    client = enter("reader")
    page = client.post("/language/", {"language": CODE}, follow=True).content.decode()
    said = pseudo("Pages, mails and feeds are in this language from now on: {name}.")
    assert said.replace("{name}", "Pseudo") in unescape(page)
    assert f'<option value="{CODE}" lang="{CODE}" selected>Pseudo</option>' in page
    assert tongue(enter("cio").get("/")) == "en"
    page = client.post("/language/", {"language": ""}, follow=True).content.decode()
    assert "Pages follow your browser from now on, mails this installation." in page
    assert OPEN not in page


def test_a_language_that_is_not_there_is_refused(enter: Enter) -> None:
    answer = enter("reader").post("/language/", {"language": "tlh"})
    assert answer.status_code == 404
    assert not Access.objects.exclude(language="").exists()


@pytest.mark.parametrize(
    ("header", "said"),
    [("", CODE), ("tlh", CODE), ("*", CODE), ("en", "en"), ("tlh, en;q=0.5", "en")],
)
def test_whose_browser_asks_for_none_that_is_there_gets_that_of_the_installation(
    header: str, said: str, settings: Settings, store: None
) -> None:
    settings.LANGUAGE = CODE
    page = Client().get("/accounts/login/", headers={"Accept-Language": header} if header else {})
    assert page["Content-Language"] == said


def test_the_setting_names_a_language_whose_catalogue_is_there() -> None:
    there = [("en", "English"), ("pt-br", "Português Brasileiro")]
    assert [language_among(one, there) for one in ("en", "pt_BR")] == ["en", "pt-br"]
    with pytest.raises(UsageError, match="COHELM_LANGUAGE is 'de'"):
        language_among("de", there)


def test_the_menu_leads_there_where_there_is_more_than_one(
    enter: Enter, settings: Settings
) -> None:
    link = '<a href="/language/">'
    assert link in enter("reader").get("/").content.decode()
    settings.LANGUAGES = [("en", "English")]
    assert link not in enter("reader").get("/").content.decode()


def test_a_feed_is_in_the_language_that_its_maker_chose_whatever_its_address_says(
    enter: Enter, people: dict[str, User]
) -> None:
    feed = make_feed(people["cio"], name="Mine", what="agenda", is_named=True, now=timezone.now())
    address, client = f"/feeds/{feed.secret}.ics", Client()
    assert OPEN not in client.get(address).content.decode()
    assert OPEN in client.get(address, {"language": CODE}).content.decode()
    Access.objects.filter(user=people["cio"]).update(language=CODE)
    assert OPEN in client.get(address).content.decode()
    assert OPEN in client.get(address, {"language": "en"}).content.decode()


def test_a_pack_that_is_made_later_is_in_the_language_of_who_asked(enter: Enter) -> None:
    client = enter("cio")
    client.post("/language/", {"language": CODE})
    client.post("/brief/pack/", {"form": "md"})
    assert Job.objects.get().arguments["language"] == CODE
