"""The form of a link: what is chosen stands in it until its button is pressed."""

# ruff: noqa: F811 - the fixtures of another module are taken as arguments

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cohelm.store.load import everything
from tests.web.test_browser import TALL, browser, door, entered  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_another_target_can_be_chosen_and_what_was_said_stays(browser: Browser, door: str) -> None:
    from playwright.sync_api import expect

    page, complaints = entered(browser, door, viewport=TALL)
    page.goto(f"{door}/items/application/wiki/")
    page.get_by_role("link", name="owner", exact=True).click()
    page.get_by_label("Owner").fill("chief")
    page.locator(".picked").get_by_role("button", name="Chief information officer").click()
    expect(page.get_by_role("button", name="Link", exact=True)).to_be_focused()
    page.get_by_label("until", exact=True).fill("2027-12-31")
    page.get_by_role("button", name="Choose another").click()
    expect(page.get_by_label("Owner")).to_be_focused()
    page.locator(".picked").get_by_role("button", name="Chief technology officer").click()
    expect(page.get_by_label("until", exact=True)).to_have_value("2027-12-31")
    assert everything().links_of("application:wiki", "owner") == []
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Wiki").wait_for()
    assert everything().links_of("application:wiki", "owner") == []
    assert complaints.real == []


@pytest.mark.parametrize("script", [True, False])
def test_the_page_of_links_waits_for_its_button_too(
    browser: Browser, door: str, script: bool
) -> None:
    page, complaints = entered(browser, door, java_script_enabled=script)
    page.goto(f"{door}/items/application/wiki/links/?relation=depends_on")
    page.get_by_label("Depends on", exact=False).fill("cr")
    page.get_by_role("button", name="Find", exact=True).click()
    page.locator(".picked").get_by_role("button", name="CRM application").click()
    page.locator(".chosen").get_by_text("CRM").wait_for()
    assert everything().targets("application:wiki", "depends_on") == []
    page.get_by_role("button", name="Link", exact=True).click()
    page.get_by_role("button", name="Cut the link to CRM").wait_for()
    assert everything().targets("application:wiki", "depends_on") == ["application:crm"]
    assert complaints.real == []
