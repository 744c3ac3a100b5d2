"""Whoever signs in by a provider for the first time, in a real browser: no access, until it is given."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from pytest_django.fixtures import Settings

from tests.accounts.provider import Provider, trust
from tests.cast import make_people, organise
from tests.web.test_browser import assert_axe_finds_nothing, browser  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "a long word of the administrator"


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider()
    yield found
    found.close()


@pytest.fixture
def gate(
    open_store: None,
    live_server: Any,
    settings: Settings,
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """The address of a server at which anybody whom the provider knows may make an account."""
    settings.ALLOWED_HOSTS = ["*"]
    trust(provider.issuer, settings, monkeypatch)
    settings.OIDC_SIGN_UP = True
    organise()
    people = make_people()
    people["admin"].set_password(PASSWORD)
    people["admin"].save()
    provider.claims |= {"email": "new@acme.example", "sub": "u-18", "preferred_username": "ruth"}
    return str(live_server.url)


def opened(browser: Browser, address: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    return page


def test_a_new_account_sees_nothing_until_an_administrator_raises_it(
    browser: Browser, gate: str
) -> None:
    page = opened(browser, f"{gate}/items/application/")
    page.get_by_role("link", name="Sign in with Acme").click()
    page.get_by_role("heading", name="You have no access yet").wait_for()
    said = page.locator("main").inner_text()
    assert "Ruth Reed has no access to this organisation" in said
    assert "An administrator gives access to the account ruth" in said
    assert page.get_by_role("button", name="Sign out").count() >= 1
    assert "CRM" not in page.content()
    assert not hasattr(User.objects.get(username="ruth"), "access")
    assert_axe_finds_nothing(page)

    desk = opened(browser, f"{gate}/accounts/login/")
    desk.fill("input[name=login]", "admin")
    desk.fill("input[name=password]", PASSWORD)
    desk.press("input[name=password]", "Enter")
    desk.wait_for_url(lambda url: "/login/" not in url)
    desk.goto(f"{gate}/people/")
    row = desk.get_by_role("row").filter(has_text="Ruth Reed")
    assert row.get_by_label("Level").locator("option:checked").inner_text() == "No access"
    assert_axe_finds_nothing(desk)
    row.get_by_label("Level").select_option(label="Reader")
    row.get_by_role("button", name="Save").click()
    desk.locator("#notices").get_by_text("another access now").wait_for()

    page.goto(f"{gate}/items/application/")
    page.get_by_role("link", name="CRM").first.wait_for()
    page.goto(f"{gate}/people/")
    page.get_by_role(
        "heading", name="This is not yours to open"
    ).wait_for()  # the level that was given, and no more
